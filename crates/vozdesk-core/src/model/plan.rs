//! The plan: how many numbers are included.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A plan of the platform. Source of the figures: VozAgent's price list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Plan {
    /// One number.
    #[default]
    Essential,
    /// Three numbers.
    Growth,
    /// Ten numbers.
    Advanced,
    /// As many as one likes.
    Enterprise,
}

impl Plan {
    /// All plans, smallest first.
    pub const ALL: [Plan; 4] = [Plan::Essential, Plan::Growth, Plan::Advanced, Plan::Enterprise];

    /// How many numbers are included; `None` for no limit.
    pub fn included(self) -> Option<u32> {
        match self {
            Plan::Essential => Some(1),
            Plan::Growth => Some(3),
            Plan::Advanced => Some(10),
            Plan::Enterprise => None,
        }
    }

    /// The word in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Plan::Essential => "essential",
            Plan::Growth => "growth",
            Plan::Advanced => "advanced",
            Plan::Enterprise => "enterprise",
        }
    }
}

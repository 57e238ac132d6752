//! Outbound calls placed from one number.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::id::Id;

/// A campaign. It always has a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Campaign {
    /// Its id.
    pub id: Id,
    /// Its name: 1 to 80 characters, need not be unique.
    pub name: String,
    /// The number it calls from.
    pub number: Id,
    /// How far it is.
    pub status: CampaignStatus,
}

/// How far a campaign is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CampaignStatus {
    /// Being prepared; may be on any number.
    #[default]
    Draft,
    /// Will begin.
    Scheduled,
    /// Is calling.
    Active,
    /// Stopped for now.
    Paused,
    /// Over.
    Completed,
}

impl CampaignStatus {
    /// All statuses, in their order.
    pub const ALL: [CampaignStatus; 5] = [
        CampaignStatus::Draft,
        CampaignStatus::Scheduled,
        CampaignStatus::Active,
        CampaignStatus::Paused,
        CampaignStatus::Completed,
    ];

    /// The word in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            CampaignStatus::Draft => "draft",
            CampaignStatus::Scheduled => "scheduled",
            CampaignStatus::Active => "active",
            CampaignStatus::Paused => "paused",
            CampaignStatus::Completed => "completed",
        }
    }
}

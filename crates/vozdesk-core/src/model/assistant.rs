//! An AI assistant: who answers calls, or speaks in campaigns.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::id::Id;

/// An assistant. In no slot, one slot, or the slots of many numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Assistant {
    /// Its id.
    pub id: Id,
    /// Its name: 1 to 80 characters, need not be unique.
    pub name: String,
    /// What it is made for.
    pub kind: AssistantKind,
    /// What it does, in a word or two.
    pub role: String,
    /// Whether it is switched on. One that is not is unavailable.
    pub active: bool,
    /// What it says first.
    pub greeting: String,
    /// The voice it speaks with, as its platform names it.
    pub voice: String,
    /// Where it comes from, kept unchanged.
    pub platform: Option<AssistantPlatform>,
}

/// What an assistant is made for. It orders the dropdowns and never refuses anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AssistantKind {
    /// Answers calls.
    Inbound,
    /// Speaks in campaigns.
    Outbound,
    /// Anything else; fits both slots.
    #[default]
    Custom,
}

impl AssistantKind {
    /// All kinds, in the order in which they are listed.
    pub const ALL: [AssistantKind; 3] = [AssistantKind::Inbound, AssistantKind::Outbound, AssistantKind::Custom];

    /// The word in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            AssistantKind::Inbound => "inbound",
            AssistantKind::Outbound => "outbound",
            AssistantKind::Custom => "custom",
        }
    }
}

/// What a platform told about an assistant. VozDesk keeps it and does not edit it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssistantPlatform {
    /// The platform: `vozagent`, `retell`, `vapi` or `twilio`.
    pub name: Option<String>,
    /// The assistant's id there.
    pub id: Option<String>,
    /// When it was made there, as told.
    pub created_at: Option<String>,
}

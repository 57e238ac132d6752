//! The fields of a number that an office and a platform both have, and their values as sync compares them.
//!
//! Two assistants are the same if the platform calls them by the same id, never because they bear the same name. What
//! was last seen of a field is kept beside the setup, by the store.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::e164::E164;
use crate::model::id::Id;
use crate::model::number::PhoneNumber;
use crate::model::setup::Setup;

/// A field that is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Synced {
    /// The label.
    #[serde(rename = "label")]
    Label,
    /// Who answers.
    #[serde(rename = "inbound.assistant")]
    Inbound,
    /// Who speaks in campaigns.
    #[serde(rename = "outbound.assistant")]
    Outbound,
    /// Where calls go when nobody answers.
    #[serde(rename = "inbound.fallback")]
    Fallback,
    /// Which other number is shown.
    #[serde(rename = "outbound.caller_id")]
    CallerId,
}

/// The value of such a field, on one side or as last seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// An empty label, an empty slot, no number.
    Nothing,
    /// A label.
    Text(String),
    /// A phone number.
    Number(E164),
    /// The assistant that the platform calls by this id.
    There(String),
    /// An assistant of the office that has no id there.
    Here(Id),
    /// Somebody else decides at each call: a squad, a workflow, a server, several agents.
    Decided,
}

/// What was last seen of a field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Base {
    /// What the platform said when the field was last settled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Held>,
    /// Where that was that somebody else decides: what the office had then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub here: Option<Held>,
    /// What somebody says has been entered there by hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<Held>,
}

/// What was last seen of a number. That there is one says that the number was once here and there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Seen {
    /// By field.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<Synced, Base>,
    /// The change that brought the number here, if a pull did: undoing it forgets that the number was seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub added_by: Option<u64>,
}

impl Synced {
    /// All of them, in the order of the setup file's forms.
    pub const ALL: [Synced; 5] = [Synced::Label, Synced::Inbound, Synced::Outbound, Synced::Fallback, Synced::CallerId];

    /// Its dotted path in the setup file.
    pub fn path(self) -> &'static str {
        match self {
            Synced::Label => "label",
            Synced::Inbound => "inbound.assistant",
            Synced::Outbound => "outbound.assistant",
            Synced::Fallback => "inbound.fallback",
            Synced::CallerId => "outbound.caller_id",
        }
    }

    /// The field of this path.
    pub fn of_path(path: &str) -> Option<Synced> {
        Synced::ALL.into_iter().find(|field| field.path() == path)
    }

    /// Whether an assistant is in it.
    pub fn is_slot(self) -> bool {
        matches!(self, Synced::Inbound | Synced::Outbound)
    }

    /// Its value in a number of the office, as the platform of this name would have it.
    pub fn here(self, setup: &Setup, number: &PhoneNumber, platform: &str) -> Held {
        let slot = |slot: &Option<Id>| match setup.in_slot(slot) {
            None => Held::Nothing,
            Some(assistant) => match assistant.id_there(platform) {
                Some(id) => Held::There(id.to_owned()),
                None => Held::Here(assistant.id.clone()),
            },
        };
        match self {
            Synced::Label if number.e164().is_some_and(|digits| digits.is_all_of(&number.label)) => Held::Nothing,
            Synced::Label => Held::of_text(&number.label),
            Synced::Inbound => slot(&number.inbound.assistant),
            Synced::Outbound => slot(&number.outbound.assistant),
            Synced::Fallback => number.inbound.fallback.map_or(Held::Nothing, Held::Number),
            Synced::CallerId => number.outbound.caller_id.map_or(Held::Nothing, Held::Number),
        }
    }
}

impl Held {
    /// A label.
    pub fn of_text(text: &str) -> Held {
        if text.is_empty() { Held::Nothing } else { Held::Text(text.to_owned()) }
    }
}

impl Base {
    /// The platform says this, and the field is settled.
    pub fn settled(value: Held) -> Base {
        Base { value: Some(value), ..Base::default() }
    }
}

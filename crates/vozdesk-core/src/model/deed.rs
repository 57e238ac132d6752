//! What was done, as history keeps it.

use serde::{Deserialize, Serialize};

use crate::model::field::field_message;
use crate::model::message::{Arg, Message};

/// What was done, as history keeps it: a kind and its arguments, put into words when shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Deed {
    /// A number was added.
    AddedNumber {
        /// Its name.
        name: String,
    },
    /// Fields of a number were changed.
    SavedNumber {
        /// Its name.
        name: String,
        /// Their paths.
        fields: Vec<String>,
    },
    /// A number was removed.
    RemovedNumber {
        /// Its name.
        name: String,
    },
    /// An assistant was added.
    AddedAssistant {
        /// Its name.
        name: String,
    },
    /// Fields of an assistant were changed.
    SavedAssistant {
        /// Its name.
        name: String,
        /// Their paths.
        fields: Vec<String>,
    },
    /// An assistant was removed.
    RemovedAssistant {
        /// Its name.
        name: String,
    },
    /// An assistant was added together with its number.
    AddedAssistantWithNumber {
        /// Its name.
        name: String,
        /// The number's name.
        number: String,
    },
    /// An assistant was given a number.
    GaveNumber {
        /// Its name.
        name: String,
        /// The number's name.
        number: String,
    },
    /// A campaign was added.
    AddedCampaign {
        /// Its name.
        name: String,
    },
    /// Fields of a campaign were changed.
    SavedCampaign {
        /// Its name.
        name: String,
        /// Their paths.
        fields: Vec<String>,
    },
    /// A campaign was removed.
    RemovedCampaign {
        /// Its name.
        name: String,
    },
    /// The profile was changed.
    SavedProfile {
        /// The paths of the fields.
        fields: Vec<String>,
    },
    /// Files were imported.
    Imported {
        /// Their names, without folders.
        files: Vec<String>,
    },
    /// The setup was made again what it was after an earlier change.
    Restored {
        /// The number of that change.
        change: u64,
    },
    /// The setup was made again what it was in a backup.
    RestoredBackup {
        /// When the backup was made, RFC 3339 in UTC.
        at: String,
    },
    /// The sample office was laid out.
    Sample,
}

impl Deed {
    /// The title in words.
    pub fn message(&self) -> Message {
        let listed = |fields: &[String]| Arg::List(fields.iter().map(|f| field_message(f)).collect());
        match self {
            Deed::AddedNumber { name } => Message::new("title-added-number").name("name", name),
            Deed::SavedNumber { name, fields } => {
                Message::new("title-saved-number").name("name", name).with("fields", listed(fields))
            }
            Deed::RemovedNumber { name } => Message::new("title-removed-number").name("name", name),
            Deed::AddedAssistant { name } => Message::new("title-added-assistant").name("name", name),
            Deed::SavedAssistant { name, fields } => {
                Message::new("title-saved-assistant").name("name", name).with("fields", listed(fields))
            }
            Deed::RemovedAssistant { name } => Message::new("title-removed-assistant").name("name", name),
            Deed::AddedAssistantWithNumber { name, number } => {
                Message::new("title-added-assistant-with-number").name("name", name).name("number", number)
            }
            Deed::GaveNumber { name, number } => {
                Message::new("title-gave-number").name("name", name).name("number", number)
            }
            Deed::AddedCampaign { name } => Message::new("title-added-campaign").name("name", name),
            Deed::SavedCampaign { name, fields } => {
                Message::new("title-saved-campaign").name("name", name).with("fields", listed(fields))
            }
            Deed::RemovedCampaign { name } => Message::new("title-removed-campaign").name("name", name),
            Deed::SavedProfile { fields } => Message::new("title-saved-profile").with("fields", listed(fields)),
            Deed::Imported { files } => Message::new("title-imported").name("files", files.join(", ")),
            Deed::Restored { change } => Message::new("title-restored").with("change", change.to_string()),
            Deed::RestoredBackup { at } => Message::new("title-restored-backup").with("at", shown_time(at)),
            Deed::Sample => Message::new("title-sample"),
        }
    }
}

/// A time as people read it anywhere: `2026-11-26 07:45 UTC`, from RFC 3339 in UTC.
pub fn shown_time(at: &str) -> String {
    match (at.get(..10), at.get(11..16)) {
        (Some(day), Some(minute)) => format!("{day} {minute} UTC"),
        _ => at.to_owned(),
    }
}

//! What was done, as history keeps it.
//!
//! Deeds outlive releases. What a kind means never changes: another shape of it is another kind. A
//! kind this program does not know, or whose shape it cannot read, is kept as it is
//! ([`Deed::Newer`]) and said as a change made by a newer VozDesk.

use serde::{Deserialize, Serialize};

use crate::model::field;
use crate::model::message::Message;

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
    /// What a platform has was brought here.
    Pulled {
        /// The platform's name.
        platform: String,
    },
    /// The setup was made again what it was after an earlier change.
    Restored {
        /// The number of that change.
        change: u64,
    },
    /// An earlier change was taken back alone.
    TookBack {
        /// The number of that change.
        change: u64,
        /// What it did.
        what: Box<Deed>,
    },
    /// The setup was made again what it was in a backup.
    RestoredBackup {
        /// When the backup was made, RFC 3339 in UTC.
        at: String,
    },
    /// The sample office was laid out.
    Sample,
    /// Something that only a newer VozDesk knows, as it was written.
    #[serde(untagged)]
    Newer(serde_json::Value),
}

impl Deed {
    /// The title in words.
    pub fn message(&self) -> Message {
        match self {
            Deed::AddedNumber { name } => Message::new("title-added-number").name("name", name),
            Deed::SavedNumber { name, fields } => {
                Message::new("title-saved-number").name("name", name).with("fields", field::labels(fields))
            }
            Deed::RemovedNumber { name } => Message::new("title-removed-number").name("name", name),
            Deed::AddedAssistant { name } => Message::new("title-added-assistant").name("name", name),
            Deed::SavedAssistant { name, fields } => {
                Message::new("title-saved-assistant").name("name", name).with("fields", field::labels(fields))
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
                Message::new("title-saved-campaign").name("name", name).with("fields", field::labels(fields))
            }
            Deed::RemovedCampaign { name } => Message::new("title-removed-campaign").name("name", name),
            Deed::SavedProfile { fields } => Message::new("title-saved-profile").with("fields", field::labels(fields)),
            Deed::Pulled { platform } => Message::new("title-pulled").with("platform", platform.as_str()),
            Deed::Imported { files } => Message::new("title-imported").name("files", files.join(", ")),
            Deed::Restored { change } => Message::new("title-restored").with("change", change.to_string()),
            Deed::TookBack { what, .. } => Message::new("title-took-back").with("title", what.message()),
            Deed::RestoredBackup { at } => Message::new("title-restored-backup").with("at", shown_time(at)),
            Deed::Sample => Message::new("title-sample"),
            Deed::Newer(_) => Message::new("title-newer"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_this_program_does_not_know_is_kept_as_it_is() {
        for text in [
            r#"{"kind":"forwarded_everything","to":"+14155550142","deep":{"x":[1,2]}}"#,
            r#"{"kind":"saved_number","label":"another shape of a known kind"}"#,
        ] {
            let deed: Deed = serde_json::from_str(text).expect("it is kept");
            assert!(matches!(deed, Deed::Newer(_)), "{deed:?}");
            assert_eq!(serde_json::to_string(&deed).expect("JSON"), text);
            assert_eq!(deed.message().key, "title-newer");
        }
    }

    #[test]
    fn a_known_kind_reads_back_as_it_was_written() {
        let deed = Deed::SavedNumber { name: "Main".to_owned(), fields: vec!["label".to_owned()] };
        let text = serde_json::to_string(&deed).expect("JSON");
        assert_eq!(text, r#"{"kind":"saved_number","name":"Main","fields":["label"]}"#);
        assert_eq!(serde_json::from_str::<Deed>(&text).expect("a deed"), deed);
        assert_eq!(serde_json::from_str::<Deed>(r#"{"kind":"sample"}"#).expect("a deed"), Deed::Sample);
    }
}

//! The plan: everything in which an office and a platform differ, and what becomes of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

use crate::files::Platform;
use crate::model::e164::E164;
use crate::model::id::Id;
use crate::model::message::Message;
use crate::model::synced::{Held, Seen, Synced};

/// What is remembered of a connection, beside the setup.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Memory {
    /// Numbers that were once here and there.
    pub numbers: BTreeMap<E164, Seen>,
    /// Names of assistants as last seen, by their id there.
    pub assistants: BTreeMap<String, String>,
    /// Changes of history, among those that brought numbers here, that are undone.
    pub undone: BTreeSet<u64>,
    /// Other platforms that answer calls and are connected, each with the numbers that were seen there.
    pub answering: Vec<(String, BTreeSet<E164>)>,
}

/// What a comparison has shown that is to be remembered. `None` is forgotten.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Noticed {
    /// Of numbers.
    pub numbers: BTreeMap<E164, Option<Seen>>,
    /// Of the names of assistants.
    pub assistants: BTreeMap<String, Option<String>>,
}

/// A plan and what came with it.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The plan.
    pub plan: Plan,
    /// What is to be remembered.
    pub noticed: Noticed,
}

/// Everything in which an office and a platform differ. It is kept until another is made, and is used once.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Plan {
    /// The platform's word.
    pub platform: String,
    /// SHA-256 over platform, revision and every entry with its three values, in lower-case hex.
    pub digest: String,
    /// The revision of the setup it was made from.
    pub revision: u64,
    /// It was sent already.
    pub is_used: bool,
    /// How many numbers are here and there, and the same in every compared field.
    pub settled: usize,
    /// How many numbers are both here and there.
    pub both: usize,
    /// Fields to be sent, by number.
    pub send: Vec<Difference>,
    /// Fields to be brought here.
    pub bring: Vec<Difference>,
    /// Fields that somebody has to decide.
    pub decide: Vec<Difference>,
    /// Fields that only a person can change there.
    pub by_hand: Vec<Difference>,
    /// Numbers only there.
    pub new_there: Vec<NamedNumber>,
    /// Numbers only there that were removed here.
    pub removed_here: Vec<NamedNumber>,
    /// Numbers only here that were there.
    pub gone_there: Vec<NamedNumber>,
    /// Numbers only here that never were there.
    pub not_there_yet: Vec<NamedNumber>,
    /// Assistants that differ.
    pub assistants: Vec<AssistantDifference>,
    /// Assistants that may be the same.
    pub links: Vec<Link>,
    /// Ids, of assistants in slots here, that the platform does not list.
    pub absent: BTreeSet<String>,
    /// What is to be asked before it is sent.
    pub asks: Vec<Ask>,
    /// What cannot be sent or brought as it is.
    pub problems: Vec<Fault>,
    /// What is worth knowing.
    pub warnings: Vec<Fault>,
}

/// A field that differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// The number.
    pub number: E164,
    /// Its id there.
    pub id: String,
    /// Its id here.
    pub record: Id,
    /// Which field.
    pub field: Synced,
    /// As last seen; none if it never was.
    pub seen: Option<Side>,
    /// As it is here.
    pub here: Side,
    /// As it is there.
    pub there: Side,
}

/// A value, and what people call it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// The value.
    pub value: Held,
    /// An assistant's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A number that is on one side only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedNumber {
    /// Its digits; none of one that was asked for.
    pub number: Option<E164>,
    /// Its id there.
    pub id: Option<String>,
    /// Its id here.
    pub record: Option<Id>,
    /// Its label, where it is.
    pub label: String,
}

/// An assistant that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssistantDifference {
    /// Its id there.
    pub id: String,
    /// Its id here.
    pub assistant: Option<Id>,
    /// What the matter is.
    pub change: AssistantChange,
    /// Its name here.
    pub here: Option<String>,
    /// Its name there.
    pub there: Option<String>,
}

/// How an assistant differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssistantChange {
    /// It is only there.
    New,
    /// It was renamed there only: the name comes here.
    RenamedThere,
    /// It was renamed here, or has never been seen by the same name: by hand.
    RenamedHere,
    /// It is no longer there.
    GoneThere,
}

/// Two assistants of one name that may be the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The id here.
    pub assistant: Id,
    /// The id there.
    pub id: String,
    /// The name there.
    pub there: String,
}

/// Something to be asked before anything is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// What it is about.
    pub code: AskCode,
    /// The numbers concerned.
    pub numbers: Vec<E164>,
}

/// What an ask is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskCode {
    /// More than 30 % of at least 10 numbers would change at once.
    ManyChanges,
    /// An active number would lose its inbound assistant there.
    AnswersNobody,
}

/// Something that cannot be sent or brought, or is worth knowing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    /// The number, if it is about one.
    pub number: Option<E164>,
    /// The path of the field; empty if it is about none.
    pub field: String,
    /// What it is.
    pub code: FaultCode,
    /// What it is about: a name, or a limit.
    pub about: String,
    /// What the reader of the platform's answer says of it.
    #[serde(skip)]
    pub why: Option<Message>,
}

/// What is wrong, or worth knowing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultCode {
    /// The platform takes shorter texts only.
    TooLong,
    /// The platform has no such assistant, or the office has not.
    UnknownAssistant,
    /// What the platform has cannot be kept here.
    NotTakenHere,
    /// Another platform answers this number.
    OtherPlatform,
    /// The platform's number has other digits than the one here that bears its id.
    OtherDigits,
    /// The platform lists no number at all, though there were some.
    NothingThere,
}

impl FaultCode {
    /// As it is written.
    pub fn word(self) -> &'static str {
        match self {
            FaultCode::TooLong => "too_long",
            FaultCode::UnknownAssistant => "unknown_assistant",
            FaultCode::NotTakenHere => "not_taken_here",
            FaultCode::OtherPlatform => "other_platform",
            FaultCode::OtherDigits => "other_digits",
            FaultCode::NothingThere => "nothing_there",
        }
    }
}

impl AskCode {
    /// As it is written.
    pub fn word(self) -> &'static str {
        match self {
            AskCode::ManyChanges => "many_changes",
            AskCode::AnswersNobody => "answers_nobody",
        }
    }
}

impl AssistantChange {
    /// As it is written.
    pub fn word(self) -> &'static str {
        match self {
            AssistantChange::New => "new",
            AssistantChange::RenamedThere => "renamed_there",
            AssistantChange::RenamedHere => "renamed_here",
            AssistantChange::GoneThere => "gone_there",
        }
    }
}

impl Side {
    /// As the commands print it: a label is a text, a slot a name, and nobody is null.
    pub fn to_json(&self, field: Synced) -> Json {
        match &self.value {
            Held::Text(text) => json!(text),
            Held::Number(number) => json!(number),
            Held::There(_) | Held::Here(_) => json!(self.name),
            Held::Nothing if field == Synced::Label => json!(""),
            Held::Nothing | Held::Decided => Json::Null,
        }
    }
}

impl Difference {
    /// Whether it is about this field of this number.
    pub fn is(&self, number: E164, field: Synced) -> bool {
        (self.number, self.field) == (number, field)
    }
}

impl Fault {
    /// The sentence.
    pub fn message(&self, platform: &Platform) -> Message {
        let key = match self.code {
            FaultCode::TooLong => "sync-too-long",
            FaultCode::UnknownAssistant => "sync-unknown-assistant",
            FaultCode::NotTakenHere => "sync-not-taken-here",
            FaultCode::OtherPlatform => "sync-other-platform",
            FaultCode::OtherDigits => "sync-other-digits",
            FaultCode::NothingThere => "sync-nothing-there",
        };
        if let Some(why) = &self.why {
            return why.clone();
        }
        Message { key, args: Vec::new() }.with("platform", platform.name).name("about", self.about.as_str())
    }
}

impl Plan {
    /// Whether there is nothing to send, bring or decide.
    pub fn is_settled(&self) -> bool {
        let renamed = self
            .assistants
            .iter()
            .any(|assistant| matches!(assistant.change, AssistantChange::RenamedThere | AssistantChange::New));
        self.send.is_empty() && self.bring.is_empty() && self.decide.is_empty() && self.new_there.is_empty() && !renamed
    }

    /// Holds what somebody has decided against what there is to decide.
    pub(super) fn has_to_decide(&self, wanted: &BTreeSet<(E164, Synced)>) -> Result<(), Message> {
        let open: BTreeSet<(E164, Synced)> = self.decide.iter().map(|one| (one.number, one.field)).collect();
        wanted.difference(&open).next().map_or(Ok(()), |(number, field)| {
            Err(Message::new("sync-not-to-decide").with("number", *number).with("field", field.path()))
        })
    }

    pub(super) fn digest_of_entries(&self) -> String {
        let entries = (
            (&self.platform, self.revision),
            (&self.send, &self.bring, &self.decide, &self.by_hand),
            (&self.new_there, &self.removed_here, &self.gone_there, &self.not_there_yet),
            (&self.assistants, &self.links),
        );
        // Texts, numbers and lists always serialize.
        let bytes = serde_json::to_vec(&entries).unwrap_or_default();
        Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

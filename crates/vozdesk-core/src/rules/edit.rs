//! What people do: each use case a pure function from one setup to another.
//!
//! A function here takes the present setup and what somebody asks for, and gives either an
//! [`Edited`] setup or a [`Refusal`] that names every field at once. Nothing is written here: the
//! store commits the difference. What an edit asks of fields travels as [`Edits`], by their paths; the
//! tables of fields say how each is judged, and what is special about a record stands in its own file.

mod assistant;
mod campaign;
mod number;
mod placement;
mod profile;

pub use assistant::{add_assistant, remove_assistant, save_assistant};
pub use campaign::{add_campaign, remove_campaign, save_campaign};
pub use number::{NewDigits, Saving, add_number, foresee_number, remove_number, save_number};
pub use placement::{NumberSource, PlacedAssistant, Placement, place_assistant};
pub use profile::save_profile;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Deserializer};
use serde_json::{Value as Json, json};

use crate::model::change::{Change, ChangeSet};
use crate::model::country::Country;
use crate::model::deed::Deed;
use crate::model::e164::{E164, Misread};
use crate::model::field::{self, FieldOf, Kind, Value};
use crate::model::id::Id;
use crate::model::message::{Arg, Message};
use crate::model::number::PhoneNumber;
use crate::model::record::Record;
use crate::model::setup::Setup;
use crate::model::text::TextFault;
use crate::rules::consequences::{Consequence, consequences};

/// A setup that somebody's edit makes.
#[derive(Clone, Debug)]
pub struct Edited {
    /// The new setup.
    pub setup: Setup,
    /// What was done, for history.
    pub deed: Deed,
    /// The record it was done to; `None` for the profile and for many at once.
    pub subject: Option<Id>,
}

impl Edited {
    /// What else changes by it, in the setup it begins from.
    pub fn consequences(&self, before: &Setup) -> Vec<Consequence> {
        consequences(before, &self.setup, &ChangeSet::between(before, &self.setup))
    }
}

/// Why an edit is refused; nothing was changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// What sort of refusal, where a caller acts differently on it.
    pub code: RefusalCode,
    /// The sentence.
    pub message: Message,
    /// The fields concerned, each with its own sentence.
    pub fields: Vec<FieldRefusal>,
}

/// A field that is refused.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldRefusal {
    /// Its dotted path in the setup file.
    pub field: &'static str,
    /// The sentence.
    pub message: Message,
}

/// The sorts of refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalCode {
    /// A field cannot take its value.
    Invalid,
    /// The record is not there.
    Gone,
    /// A field was changed by somebody else since editing began.
    MovedOn,
    /// The fallback destination would make calls go round; allowed when asked for.
    FallbackLoop,
}

impl RefusalCode {
    /// The code on the wire and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            RefusalCode::Invalid => "invalid",
            RefusalCode::Gone => "gone",
            RefusalCode::MovedOn => "moved_on",
            RefusalCode::FallbackLoop => "fallback_loop",
        }
    }
}

impl Refusal {
    /// A record that is not there.
    pub fn gone() -> Refusal {
        Refusal { code: RefusalCode::Gone, message: Message::new("refusal-gone"), fields: Vec::new() }
    }
}

/// A number as it was typed, with the country chosen beside it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Typed {
    /// The text.
    pub text: String,
    /// The country; the setup's own if none is chosen.
    #[serde(default)]
    pub country: Option<Country>,
}

/// What somebody asks of the fields of a record, by path: at most one thing of each.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct Edits(BTreeMap<String, FieldEdit>);

/// What a field is to be, and what it was when editing began, if that matters.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct FieldEdit {
    /// The value when editing began, as the setup file has it. A record that has moved on since is not
    /// overwritten.
    #[serde(default, deserialize_with = "stated")]
    pub was: Option<Json>,
    /// What is asked for: as the setup file has it, but numbers as typed, in a text or a [`Typed`].
    pub now: Json,
}

/// Null is a value here, and not the absence of one.
fn stated<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Json>, D::Error> {
    Json::deserialize(deserializer).map(Some)
}

impl From<Typed> for Json {
    fn from(typed: Typed) -> Json {
        json!({ "text": typed.text, "country": typed.country })
    }
}

impl Edits {
    /// Asks for a value whatever is there now.
    #[must_use]
    pub fn with(mut self, path: &str, now: impl Into<Json>) -> Edits {
        self.0.insert(path.to_owned(), FieldEdit { was: None, now: now.into() });
        self
    }

    /// The same if there is something to ask for.
    #[must_use]
    pub fn with_some(self, path: &str, now: Option<impl Into<Json>>) -> Edits {
        match now {
            Some(now) => self.with(path, now),
            None => self,
        }
    }

    /// Asks for a value in the place of the one that was there when editing began.
    #[must_use]
    pub fn changing(mut self, path: &str, was: impl Into<Json>, now: impl Into<Json>) -> Edits {
        self.0.insert(path.to_owned(), FieldEdit { was: Some(was.into()), now: now.into() });
        self
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is asked of a field.
    pub fn get(&self, path: &str) -> Option<&FieldEdit> {
        self.0.get(path)
    }

    /// Takes back what is asked of a field; says whether anything was.
    fn take_back(&mut self, path: &str) -> bool {
        self.0.remove(path).is_some()
    }

    /// The record with all that is asked for, as far as it is not refused. Fields are judged by their
    /// kind alone; what holds between fields is the caller's to judge.
    fn applied_to<R: Record>(&self, setup: &Setup, before: &R, faults: &mut Faults) -> R {
        let mut record = before.clone();
        for field in R::FIELDS {
            let Some(edit) = self.get(field.path) else { continue };
            let Some(now) = asked(setup, field, &edit.now, faults) else { continue };
            if let Some(was) = &edit.was {
                faults.check_moved_on(field.path, field.kind.of_json(was), &field.get(before), &now);
            }
            field.set(&mut record, now);
        }
        faults.unknown.extend(self.0.keys().find(|path| R::field(path).is_none()).cloned());
        record
    }
}

/// The value that is asked of a field; `None` if it is refused, which is noted.
fn asked<R>(setup: &Setup, field: &FieldOf<R>, now: &Json, faults: &mut Faults) -> Option<Value> {
    let path = field.path;
    match (field.kind, now) {
        (Kind::Text(limit), Json::Null) => faults.text(path, limit.checked("")).map(Value::Text),
        (Kind::Text(limit), Json::String(text)) => faults.text(path, limit.checked(text)).map(Value::Text),
        (Kind::Whole(most), Json::Number(number)) => {
            let count = number.as_i64().filter(|count| (0..=i64::from(most)).contains(count));
            if count.is_none() {
                faults.add(path, Message::new("extra-numbers-range").with("most", most as usize));
            }
            count.map(Value::Whole)
        }
        (Kind::Digits | Kind::OtherNumber, Json::String(_) | Json::Object(_)) => {
            let typed = match now {
                Json::String(text) => Typed { text: text.clone(), country: None },
                now => Typed::deserialize(now).unwrap_or(Typed { text: String::new(), country: None }),
            };
            faults.typed(path, setup, &typed).map(Value::Number)
        }
        (Kind::Assistant, Json::String(id)) if setup.assistant(id).is_none() => {
            faults.add(path, Message::new("assistant-gone"));
            None
        }
        (Kind::NumberOfOurs, Json::String(id)) if setup.number(id).is_none() => {
            faults.add(path, Message::new("number-gone"));
            None
        }
        (Kind::Flag | Kind::Word(_) | Kind::Country | Kind::NumberOfOurs, now) if !now.is_null() => {
            let value = field.kind.of_json(now);
            if value.is_none() {
                let found = now.as_str().map_or_else(|| now.to_string(), str::to_owned);
                faults.add(path, Message::new("value-unknown").with("found", found));
            }
            value
        }
        (Kind::Assistant | Kind::OtherNumber, now) if now.is_null() || field.kind == Kind::Assistant => {
            field.kind.of_json(now)
        }
        _ => {
            faults.unknown.push(path.to_owned());
            None
        }
    }
}

/// Collects what is wrong with an edit, field by field.
#[derive(Default)]
struct Faults {
    fields: Vec<FieldRefusal>,
    moved_on: Vec<FieldRefusal>,
    /// Fields that nobody can edit.
    unknown: Vec<String>,
}

impl Faults {
    fn add(&mut self, field: &'static str, message: Message) {
        self.fields.push(FieldRefusal { field, message });
    }

    /// The text if it is fine; otherwise notes why not.
    fn text(&mut self, field: &'static str, text: Result<String, TextFault>) -> Option<String> {
        text.map_err(|fault| self.add(field, fault.message())).ok()
    }

    /// The number somebody typed, in the country chosen beside it, else in the setup's own; otherwise
    /// notes why it is none.
    fn typed(&mut self, field: &'static str, setup: &Setup, typed: &Typed) -> Option<E164> {
        let country = typed.country.unwrap_or(setup.profile().default_country);
        let read: Result<E164, Misread> = E164::read_stored(&typed.text, Some(country));
        read.map_err(|misread| self.add(field, misread.message())).ok()
    }

    /// Notes a field that somebody else has changed since editing began. What was asked for being
    /// there already is no conflict.
    fn check_moved_on(&mut self, field: &'static str, was: Option<Value>, current: &Value, now: &Value) {
        if was.as_ref() != Some(current) && current != now {
            self.moved_on.push(FieldRefusal { field, message: Message::new("refusal-moved-on-field") });
        }
    }

    fn into_result(self) -> Result<(), Refusal> {
        let (code, key, fields) = if let Some(path) = self.unknown.first() {
            let message = Message::new("refusal-unknown-field").with("field", path.as_str());
            return Err(Refusal { code: RefusalCode::Invalid, message, fields: Vec::new() });
        } else if !self.fields.is_empty() {
            (RefusalCode::Invalid, "refusal-invalid", self.fields)
        } else if !self.moved_on.is_empty() {
            (RefusalCode::MovedOn, "refusal-moved-on", self.moved_on)
        } else {
            return Ok(());
        };
        // A single fault is the whole message; several are introduced.
        let message = match fields.as_slice() {
            [only] if code == RefusalCode::Invalid => Message::new("refusal-invalid-one")
                .with("field", field::label(only.field))
                .with("why", only.message.clone()),
            _ => Message { key, args: Vec::new() }.with("count", fields.len()),
        };
        Err(Refusal { code, message, fields })
    }
}

/// The paths of the fields that an edit of a record has changed.
fn changed_paths<R: Record>(before: &Arc<R>, after: &Arc<R>) -> Vec<String> {
    Change { before: Some(before.clone()), after: Some(after.clone()) }.paths()
}

/// That fallbacks lead in a circle, naming the whole chain.
pub fn loop_message(chain: &[Arc<PhoneNumber>]) -> Message {
    let names = chain.iter().map(|number| Message::new("just-a-name").name("name", number.name())).collect();
    Message::new("refusal-fallback-loop").with("chain", Arg::List(names))
}

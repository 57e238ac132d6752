//! The table of fields: what a field of a record is, once, for everything that walks records.
//!
//! Each record type lists its fields beside itself ([`Record::FIELDS`](crate::model::record::Record)).
//! A field that is merely kept and shown needs nothing but its row there and its visible name in the
//! catalogues. Fields with rules of their own (digits, slots, fallbacks) are rows too; what is special
//! about them stands where the rule stands.

use std::ops::Deref;

use serde::{Serialize, Serializer};
use serde_json::Value as Json;

use crate::model::country::Country;
use crate::model::e164::E164;
use crate::model::id::Id;
use crate::model::message::{Arg, Message};
use crate::model::number::PhoneNumber;
use crate::model::profile::Profile;
use crate::model::record::Record;
use crate::model::text::{self, TextFault};
use crate::model::{assistant::Assistant, campaign::Campaign};

/// The value of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing: an empty slot, no fallback, what a platform has not told.
    None,
    /// A text.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Whole(i64),
    /// A phone number.
    Number(E164),
    /// The id of a record.
    Id(Id),
    /// One of a few words.
    Word(&'static str),
    /// A country.
    Country(Country),
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// The record's own id.
    Id,
    /// A text within a limit.
    Text(Limit),
    /// Yes or no.
    Flag,
    /// A whole number from 0 to this.
    Whole(u32),
    /// One of these words.
    Word(&'static [Choice]),
    /// A country.
    Country,
    /// The digits of the number itself; a requested number has none.
    Digits,
    /// What is asked for in the place of digits.
    Requested,
    /// Another phone number, or none.
    OtherNumber,
    /// The assistant in a slot, or none.
    Assistant,
    /// A phone number of the setup, by id.
    NumberOfOurs,
    /// Whether a platform has told anything of the record. Kept by history, shown to nobody.
    Whether,
    /// What a platform told, kept as it is.
    Told(Told),
}

/// The sort of a platform's own values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// One line of at most 200 characters.
    Text,
    /// Yes or no.
    Flag,
    /// A whole number.
    Whole,
}

/// How long a text may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// One line of at most 80 characters, which may be empty.
    Label,
    /// The same, never empty.
    Name,
    /// One line of at most 200 characters.
    Short,
    /// At most 4,000 characters, line breaks among them.
    Long,
}

/// A word a field may hold, and the key of what people read for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The word in files and on the command line.
    pub word: &'static str,
    /// The key of its visible name.
    pub label: &'static str,
}

/// A field as it is typed on the command line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CommandOption {
    /// Its name, `--caller-id` without the hyphens before it.
    pub name: &'static str,
    /// What stands for its value, such as `N|none`.
    pub value: &'static str,
    /// What `--help` says.
    pub help: &'static str,
}

/// A field as a column of a table of numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// The word by which a column is named by hand, and the last part of a cell's pointer.
    pub word: &'static str,
    /// The heading that VozDesk writes.
    pub heading: &'static str,
    /// Its place among the columns.
    pub place: u8,
}

/// What a field is, apart from the type of its record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    /// Its dotted path in the setup file, such as `inbound.assistant`.
    pub path: &'static str,
    /// The key of its visible name.
    pub label: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// How it is typed on the command line, if it is.
    pub option: Option<CommandOption>,
    /// Which column of a table of numbers it is, if it is one.
    pub column: Option<Column>,
}

/// A field of one type of record: what it is, and the way to its value.
pub struct FieldOf<R: 'static> {
    field: Field,
    get: fn(&R) -> Value,
    set: fn(&mut R, Value),
}

impl<R> Deref for FieldOf<R> {
    type Target = Field;

    fn deref(&self) -> &Field {
        &self.field
    }
}

impl<R> FieldOf<R> {
    /// A field. `set` is given values that [`Field::checked`] or a reader has made for its kind.
    pub const fn new(
        path: &'static str,
        label: &'static str,
        kind: Kind,
        get: fn(&R) -> Value,
        set: fn(&mut R, Value),
    ) -> FieldOf<R> {
        FieldOf { field: Field { path, label, kind, option: None, column: None }, get, set }
    }

    /// The same with an option of the command line.
    #[must_use]
    pub const fn typed_as(mut self, name: &'static str, value: &'static str, help: &'static str) -> FieldOf<R> {
        self.field.option = Some(CommandOption { name, value, help });
        self
    }

    /// The same as a column of a table.
    #[must_use]
    pub const fn in_tables(mut self, place: u8, word: &'static str, heading: &'static str) -> FieldOf<R> {
        self.field.column = Some(Column { word, heading, place });
        self
    }

    /// What it is, apart from the type of its record.
    pub const fn about(&self) -> &Field {
        &self.field
    }

    /// Its value in a record.
    pub fn get(&self, record: &R) -> Value {
        (self.get)(record)
    }

    /// Gives it another value.
    pub fn set(&self, record: &mut R, value: Value) {
        (self.set)(record, value);
    }
}

impl Limit {
    /// The text as it is kept, or why it is refused.
    pub fn checked(self, text: &str) -> Result<String, TextFault> {
        match self {
            Limit::Label => text::label(text),
            Limit::Name => text::name(text),
            Limit::Short => text::short(text),
            Limit::Long => text::long(text),
        }
    }

    /// The code of a text in a file that is longer.
    pub fn too_long_code(self) -> &'static str {
        match self {
            Limit::Label => "label_too_long",
            Limit::Name => "name_too_long",
            Limit::Short | Limit::Long => "text_too_long",
        }
    }
}

impl Kind {
    /// The value that JSON of the setup file, of history or of the wire stands for; `None` where it
    /// cannot be one. A text is not held against its limit.
    pub fn of_json(self, json: &Json) -> Option<Value> {
        match (self, json) {
            (_, Json::Null) => Some(Value::None),
            (Kind::Text(_) | Kind::Told(Told::Text), Json::String(text)) => Some(Value::Text(text.clone())),
            (Kind::Requested, Json::String(text)) => {
                Some(Country::new(text).map_or_else(|| Value::Text(text.clone()), Value::Country))
            }
            (Kind::Flag | Kind::Whether | Kind::Told(Told::Flag), Json::Bool(flag)) => Some(Value::Flag(*flag)),
            (Kind::Whole(_) | Kind::Told(Told::Whole), Json::Number(number)) => number.as_i64().map(Value::Whole),
            (Kind::Word(choices), Json::String(text)) => self.word(choices, text).map(Value::Word),
            (Kind::Country, Json::String(text)) => Country::new(text).map(Value::Country),
            (Kind::Digits | Kind::OtherNumber, Json::String(text)) => E164::from_text(text).map(Value::Number),
            (Kind::Id | Kind::Assistant | Kind::NumberOfOurs, Json::String(text)) => Id::new(text).map(Value::Id),
            _ => None,
        }
    }

    fn word(self, choices: &'static [Choice], text: &str) -> Option<&'static str> {
        choices.iter().map(|choice| choice.word).find(|word| *word == text)
    }
}

impl Value {
    /// As it stands in the setup file.
    pub fn to_json(&self) -> Json {
        // Texts, flags and whole numbers always serialize.
        serde_json::to_value(self).unwrap_or_default()
    }

    /// Whether there is nothing to see.
    pub fn is_blank(&self) -> bool {
        match self {
            Value::None => true,
            Value::Text(text) => text.is_empty(),
            _ => false,
        }
    }

    /// Its text; empty for all else.
    pub fn into_text(self) -> String {
        if let Value::Text(text) = self { text } else { String::new() }
    }

    /// Its text, if it is one.
    pub fn into_told_text(self) -> Option<String> {
        if let Value::Text(text) = self { Some(text) } else { None }
    }

    /// Whether it is yes.
    pub fn is_yes(&self) -> bool {
        matches!(self, Value::Flag(true))
    }

    /// Its flag, if it is one.
    pub fn as_flag(&self) -> Option<bool> {
        if let Value::Flag(flag) = self { Some(*flag) } else { None }
    }

    /// Its whole number, if it is one.
    pub fn as_whole(&self) -> Option<i64> {
        if let Value::Whole(number) = self { Some(*number) } else { None }
    }

    /// Its phone number, if it is one.
    pub fn as_number(&self) -> Option<E164> {
        if let Value::Number(number) = self { Some(*number) } else { None }
    }

    /// Its id, if it is one.
    pub fn into_id(self) -> Option<Id> {
        if let Value::Id(id) = self { Some(id) } else { None }
    }

    /// The value of an enum whose words these are.
    pub fn as_word<T: Copy>(&self, all: &[T], word: fn(T) -> &'static str) -> Option<T> {
        let Value::Word(found) = self else { return None };
        all.iter().copied().find(|value| word(*value) == *found)
    }
}

impl Serialize for Value {
    /// As it stands in the setup file.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::None => serializer.serialize_none(),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Flag(flag) => serializer.serialize_bool(*flag),
            Value::Whole(number) => serializer.serialize_i64(*number),
            Value::Number(number) => serializer.serialize_str(number.as_str()),
            Value::Id(id) => serializer.serialize_str(id.as_str()),
            Value::Word(word) => serializer.serialize_str(word),
            Value::Country(country) => serializer.serialize_str(country.as_str()),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<&Option<String>> for Value {
    fn from(told: &Option<String>) -> Value {
        told.as_deref().map_or(Value::None, Value::from)
    }
}

impl From<&Option<Id>> for Value {
    fn from(id: &Option<Id>) -> Value {
        id.clone().map_or(Value::None, Value::Id)
    }
}

impl From<Option<E164>> for Value {
    fn from(number: Option<E164>) -> Value {
        number.map_or(Value::None, Value::Number)
    }
}

/// The visible name of a field by its path, whatever record it is of. A path that no record has is
/// shown as it is: a newer VozDesk wrote it.
pub fn label(path: &str) -> Message {
    fn of<R: Record>(path: &str) -> Option<&'static str> {
        R::field(path).map(|field| field.label)
    }
    let key = match path {
        // What the wizard asks, though no record has it.
        "slots" => Some("field-slots"),
        "requested" => Some("field-requested-country"),
        _ => of::<PhoneNumber>(path)
            .or_else(|| of::<Assistant>(path))
            .or_else(|| of::<Campaign>(path))
            .or_else(|| of::<Profile>(path)),
    };
    match key {
        Some(key) => Message { key, args: Vec::new() },
        None => Message::new("just-a-word").with("word", path),
    }
}

/// The visible names of fields, as a list within a sentence.
pub fn labels(paths: &[String]) -> Arg {
    Arg::List(paths.iter().map(|path| label(path)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::two_numbers;

    fn hold<R: Record + std::fmt::Debug>(record: &R, other: &R) {
        for field in R::FIELDS {
            let mut copy = other.clone();
            field.set(&mut copy, field.get(record));
            assert_eq!(field.get(&copy), field.get(record), "{} can be set to what it is", field.path);
            let json = field.get(record).to_json();
            assert_eq!(field.kind.of_json(&json), Some(field.get(record)), "{} reads back from JSON", field.path);
        }
        let paths: std::collections::HashSet<_> = R::FIELDS.iter().map(|field| field.path).collect();
        assert_eq!(paths.len(), R::FIELDS.len(), "each path stands once");
        let mut rebuilt = other.clone();
        for field in R::FIELDS {
            field.set(&mut rebuilt, field.get(record));
        }
        assert_eq!(&rebuilt, record, "the table has every field of the record");
    }

    #[test]
    fn the_tables_hold_every_field_of_their_records() {
        let (setup, main, second) = two_numbers();
        let number = |id: &str| setup.number(id).expect("a number").clone();
        hold(&*number(&main), &*number(&second));
        let assistants: Vec<_> = setup.assistants().collect();
        hold(&**assistants[0], &**assistants[1]);
        let campaign = setup.campaigns().next().expect("a campaign");
        hold(&**campaign, &campaign.blank());
        hold(&**setup.profile(), &Profile::default());
    }

    /// What a record holds is written under the paths of its table, in their order: a field that the
    /// type has and the table lacks is seen here.
    #[test]
    fn the_tables_name_what_the_setup_file_holds_in_its_order() {
        fn paths(prefix: &str, json: &Json, into: &mut Vec<String>) {
            for (key, value) in json.as_object().expect("an object") {
                let path = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
                if value.is_object() { paths(&path, value, into) } else { into.push(path) }
            }
        }
        fn check<R: Record + serde::Serialize>(record: &R) {
            let mut written = Vec::new();
            paths("", &serde_json::to_value(record).expect("JSON"), &mut written);
            let table: Vec<&str> = R::FIELDS.iter().map(|field| field.path).collect();
            let listed: Vec<&str> = table.into_iter().filter(|path| written.iter().any(|w| w == path)).collect();
            assert_eq!(listed, written.iter().map(String::as_str).collect::<Vec<_>>());
        }
        let setup = crate::files::sample::harbour_dental(&crate::model::setup::Setup::default()).setup;
        setup.numbers().for_each(|number| check(&**number));
        setup.assistants().for_each(|assistant| check(&**assistant));
        setup.campaigns().for_each(|campaign| check(&**campaign));
        check(&**setup.profile());
    }
}

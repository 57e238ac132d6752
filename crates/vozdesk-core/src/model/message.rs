//! A sentence as data: its key and its arguments. The crate's other wings make messages; only
//! [`crate::words`] turns them into text, so nothing here or in the rules holds prose.

use crate::model::country::Country;
use crate::model::e164::E164;

/// A sentence before it is put into words.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// The key in the Fluent files.
    pub key: &'static str,
    /// The named arguments the sentence needs.
    pub args: Vec<(&'static str, Arg)>,
}

/// An argument of a [`Message`].
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// Text as it was found.
    Text(String),
    /// A name, drawn strong.
    Name(String),
    /// A phone number, formatted for reading and never broken over lines.
    Number(E164),
    /// A count; the sentence may choose its form by it.
    Count(u64),
    /// A country, by name.
    Country(Country),
    /// A sentence within the sentence.
    Message(Message),
    /// A list of names or words, joined by commas.
    List(Vec<Message>),
    /// Sentences, one after the other.
    Sentences(Vec<Message>),
}

impl Message {
    /// A sentence without arguments.
    pub fn new(key: &'static str) -> Message {
        Message { key, args: Vec::new() }
    }

    /// Adds a named argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, arg: impl Into<Arg>) -> Message {
        self.args.push((name, arg.into()));
        self
    }

    /// Adds a name, which is drawn strong.
    #[must_use]
    pub fn name(self, name: &'static str, value: impl Into<String>) -> Message {
        self.with(name, Arg::Name(value.into()))
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Arg {
        Arg::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Arg {
        Arg::Text(text)
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Arg {
        Arg::Count(count as u64)
    }
}

impl From<E164> for Arg {
    fn from(number: E164) -> Arg {
        Arg::Number(number)
    }
}

impl From<Country> for Arg {
    fn from(country: Country) -> Arg {
        Arg::Country(country)
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Arg {
        Arg::Message(message)
    }
}

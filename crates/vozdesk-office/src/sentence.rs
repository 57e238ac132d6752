//! Sentences as a page draws them.

use serde::Serialize;
use ts_rs::TS;
use vozdesk_core::model::field::{Field, Kind, Value};
use vozdesk_core::model::message::Message;
use vozdesk_core::rules::consequences::Consequence;
use vozdesk_core::words::{Catalogue, PartKind};

/// A stretch of a sentence: `text`, `strong` or `number`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Words {
    kind: &'static str,
    pub(crate) text: String,
}

/// A sentence in words.
pub type Sentence = Vec<Words>;

/// How many consequences are told one by one; the rest is counted. A change of thousands of records
/// must not answer with thousands of sentences.
pub const TOLD_AT_MOST: usize = 100;

/// Puts a message into words for a page.
pub(crate) fn sentence(catalogue: &Catalogue, message: &Message) -> Sentence {
    let kind = |kind| match kind {
        PartKind::Text => "text",
        PartKind::Strong => "strong",
        PartKind::Number => "number",
    };
    catalogue.parts(message).into_iter().map(|part| Words { kind: kind(part.kind), text: part.text }).collect()
}

/// What is told of consequences: the first ones, and how many more there are.
pub fn told(consequences: &[Consequence]) -> impl Iterator<Item = Message> + '_ {
    let more = consequences.len().saturating_sub(TOLD_AT_MOST);
    let rest = (more > 0).then(|| Message::new("consequence-more").with("count", more));
    consequences.iter().take(TOLD_AT_MOST).map(Consequence::message).chain(rest)
}

/// The same for a page.
pub(crate) fn sentences(catalogue: &Catalogue, consequences: &[Consequence]) -> Vec<Sentence> {
    told(consequences).map(|message| sentence(catalogue, &message)).collect()
}

/// A value as people read it: numbers in international form, words of a choice by their visible name.
/// Nothing has no words.
pub(crate) fn shown_value(catalogue: &Catalogue, field: &Field, value: &Value) -> Option<String> {
    Some(match (field.kind, value) {
        (Kind::Text(_), value) if value.is_blank() => catalogue.words("value-empty"),
        (_, value) if value.is_blank() => return None,
        (Kind::Word(choices), Value::Word(word)) => {
            let label = choices.iter().find(|choice| choice.word == *word).map(|choice| choice.label);
            label.map_or_else(|| (*word).to_owned(), |label| catalogue.words(label))
        }
        (_, Value::Flag(true)) => catalogue.words("value-yes"),
        (_, Value::Flag(false)) => catalogue.words("value-no"),
        (_, Value::Number(number)) => number.international(),
        (_, Value::Text(text)) => text.clone(),
        (_, Value::Id(id)) => id.to_string(),
        (_, Value::Country(country)) => country.to_string(),
        (_, Value::Word(word)) => (*word).to_owned(),
        (_, Value::Whole(number)) => number.to_string(),
        (_, Value::None) => return None,
    })
}

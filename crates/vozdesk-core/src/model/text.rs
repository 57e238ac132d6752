//! The texts people give things, and their limits.

use std::borrow::Cow;

use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

use crate::model::message::Message;

/// The most characters (Unicode scalars) a label has.
pub const LABEL_LIMIT: usize = 80;
/// The most characters the name of an assistant or a campaign has.
pub const NAME_LIMIT: usize = 80;
/// The most characters notes and greetings have.
pub const LONG_LIMIT: usize = 4_000;
/// The most characters a role, a voice and the office's name have.
pub const SHORT_LIMIT: usize = 200;

/// Why a text is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFault {
    /// It must not be empty.
    Missing,
    /// It has too many characters.
    TooLong {
        /// How many it has.
        found: usize,
        /// How many it may have.
        limit: usize,
    },
    /// It holds a control character (category Cc).
    ControlCharacter,
}

impl TextFault {
    /// The sentence that says why.
    pub fn message(self) -> Message {
        match self {
            TextFault::Missing => Message::new("text-missing"),
            TextFault::TooLong { found, limit } => {
                Message::new("text-too-long").with("found", found).with("limit", limit)
            }
            TextFault::ControlCharacter => Message::new("text-control-character"),
        }
    }
}

/// A text from outside as it may be shown: control characters but line breaks and tabs as escapes, since a terminal
/// would obey them and a window hide them.
pub fn shown(text: &str) -> Cow<'_, str> {
    let is_obeyed = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if !text.contains(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_obeyed(c) { shown.extend(c.escape_unicode()) } else { shown.push(c) }
    }
    Cow::Owned(shown)
}

/// Lower case and without accents, so that "recepcion" finds "Recepción" and "simek" finds "Šimek":
/// what Unicode takes apart into a letter and its marks (NFD) keeps the letter alone.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let marks = CanonicalCombiningClassMapBorrowed::new();
    let lower = text.chars().flat_map(char::to_lowercase).map(whole_letter);
    DecomposingNormalizerBorrowed::new_nfd().normalize_iter(lower).filter(|c| marks.get_u8(*c) == 0).collect()
}

/// The letters of Latin alphabets whose stroke Unicode does not take apart, each with its plain letter.
pub const STROKED: [(char, char); 5] = [('ł', 'l'), ('ø', 'o'), ('đ', 'd'), ('ħ', 'h'), ('ı', 'i')];

fn whole_letter(c: char) -> char {
    STROKED.iter().find(|(stroked, _)| *stroked == c).map_or(c, |(_, plain)| *plain)
}

/// A name as names are compared: composed (NFC), since some systems write an accent as a letter of its own. Case and
/// accents count.
pub fn composed(name: &str) -> Cow<'_, str> {
    ComposingNormalizerBorrowed::new_nfc().normalize(name)
}

/// A label: trimmed, at most 80 characters, no control characters; may be empty.
pub fn label(text: &str) -> Result<String, TextFault> {
    one_line(text, LABEL_LIMIT)
}

/// The name of an assistant or a campaign: a label that is not empty.
pub fn name(text: &str) -> Result<String, TextFault> {
    let name = one_line(text, NAME_LIMIT)?;
    if name.is_empty() { Err(TextFault::Missing) } else { Ok(name) }
}

/// A role, a voice, the office's name: one line of at most 200 characters.
pub fn short(text: &str) -> Result<String, TextFault> {
    one_line(text, SHORT_LIMIT)
}

/// Notes and greetings: at most 4,000 characters, which may hold line breaks and tabs. Kept as typed.
pub fn long(text: &str) -> Result<String, TextFault> {
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(TextFault::ControlCharacter);
    }
    limited(text, LONG_LIMIT)
}

fn one_line(text: &str, limit: usize) -> Result<String, TextFault> {
    let text = text.trim();
    if text.chars().any(char::is_control) {
        return Err(TextFault::ControlCharacter);
    }
    limited(text, limit)
}

fn limited(text: &str, limit: usize) -> Result<String, TextFault> {
    // The byte count bounds the character count, so a huge text is counted only when it must be.
    let found = if text.len() <= limit { 0 } else { text.chars().count() };
    if found > limit { Err(TextFault::TooLong { found, limit }) } else { Ok(text.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_has_at_most_80_unicode_scalars() {
        assert_eq!(label(&"ñ".repeat(80)).map(|l| l.chars().count()), Ok(80));
        assert_eq!(label(&"ñ".repeat(81)), Err(TextFault::TooLong { found: 81, limit: 80 }));
    }

    #[test]
    fn a_label_is_trimmed_and_may_be_empty() {
        assert_eq!(label("  Front \t"), Ok("Front".to_owned()));
        assert_eq!(label("   "), Ok(String::new()));
    }

    #[test]
    fn control_characters_are_refused_in_labels() {
        for text in ["a\u{7}b", "a\nb", "a\u{85}b"] {
            assert_eq!(label(text), Err(TextFault::ControlCharacter), "{text:?}");
        }
    }

    #[test]
    fn notes_may_hold_line_breaks_and_are_kept_as_typed() {
        assert_eq!(long(" a\r\n\tb "), Ok(" a\r\n\tb ".to_owned()));
        assert_eq!(long("a\u{0}"), Err(TextFault::ControlCharacter));
        assert!(long(&"x".repeat(4_001)).is_err());
    }

    #[test]
    fn a_name_is_never_empty() {
        assert_eq!(name("  "), Err(TextFault::Missing));
    }
}

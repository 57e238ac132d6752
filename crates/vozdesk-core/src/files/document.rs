//! JSON with places: what every reader stands on.
//!
//! serde_json gives values or places, not both. Here a text is checked once (size, UTF-8, depth,
//! syntax), then opened level by level as borrowed [`RawValue`]s, whose distance from the beginning
//! of the text is their place. A level keeps every key, so that keys that stand twice are seen.
//! Memory: the text itself and one pointer an entry.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::files::partial::{Position, Problem};
use crate::model::field::{Choice, Value};
use crate::model::message::{Arg, Message};
use crate::model::text::TextFault;

/// How deep arrays and objects may lie within each other, unknown keys included.
const DEPTH_LIMIT: usize = 32;

/// An open file: its text, and what has been found wrong with it so far.
pub(super) struct Document<'a> {
    pub(super) file: String,
    text: &'a str,
    cursor: Cursor,
    mark: Cursor,
    pub(super) problems: Vec<Problem>,
    pub(super) warnings: Vec<Problem>,
}

/// A key and its value.
pub(super) type Member<'a> = (Cow<'a, str>, &'a RawValue);

/// A JSON pointer as a chain on the stack; written out only for a problem.
#[derive(Clone, Copy)]
pub(super) struct Pointer<'p> {
    parent: Option<&'p Pointer<'p>>,
    token: Token<'p>,
}

#[derive(Clone, Copy)]
enum Token<'p> {
    Root,
    /// A pointer that has been written out already.
    Written(&'p str),
    Key(&'p str),
    Index(usize),
}

impl Pointer<'_> {
    pub(super) const ROOT: Pointer<'static> = Pointer { parent: None, token: Token::Root };

    /// A pointer that has been written out already.
    pub(super) fn written(pointer: &str) -> Pointer<'_> {
        Pointer { parent: None, token: Token::Written(pointer) }
    }

    pub(super) fn key<'p>(&'p self, key: &'p str) -> Pointer<'p> {
        Pointer { parent: Some(self), token: Token::Key(key) }
    }

    pub(super) fn index(&self, index: usize) -> Pointer<'_> {
        Pointer { parent: Some(self), token: Token::Index(index) }
    }
}

impl fmt::Display for Pointer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        match self.token {
            Token::Root => Ok(()),
            Token::Written(pointer) => f.write_str(pointer),
            Token::Key(key) => write!(f, "/{}", escaped(key)),
            Token::Index(index) => write!(f, "/{index}"),
        }
    }
}

/// A key as a token of a JSON pointer (RFC 6901).
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// A position that moves forward through the text with the reader.
#[derive(Clone, Copy, Default)]
struct Cursor {
    offset: usize,
    line: u32,
    column: u32,
}

impl Cursor {
    fn advance(self, text: &str, offset: usize) -> Cursor {
        let between = &text.as_bytes()[self.offset..offset];
        let newlines = between.iter().filter(|b| **b == b'\n').count();
        let (line_start, column) = match between.iter().rposition(|b| *b == b'\n') {
            Some(at) => (at + 1, 0),
            None => (0, self.column),
        };
        // A character has one byte that is not a continuation.
        let characters = between[line_start..].iter().filter(|b| (**b & 0xC0) != 0x80).count();
        Cursor { offset, line: self.line + newlines as u32, column: column + characters as u32 }
    }
}

/// How long the heads are that `curl -i` prints before an answer; one for every answer on the way to it.
pub(super) fn http_head(bytes: &[u8]) -> usize {
    let mut at = 0;
    while bytes[at..].starts_with(b"HTTP/") {
        let rest = &bytes[at..];
        let end = |blank: &[u8]| rest.windows(blank.len()).position(|window| window == blank).map(|e| e + blank.len());
        let Some(length) = [end(b"\r\n\r\n"), end(b"\n\n")].into_iter().flatten().min() else { return at };
        at += length;
    }
    at
}

/// The values of a text: one, or several one after the other, as JSON Lines has them.
fn values(json: &str) -> Result<Vec<&RawValue>, serde_json::Error> {
    let whole = serde_json::from_str::<&RawValue>(json);
    whole.map(|root| vec![root]).or_else(|error| {
        // Only whole arrays and objects stand one after the other; anything else is a slip of the one value.
        let several: Result<Vec<&RawValue>, _> = serde_json::Deserializer::from_str(json).into_iter().collect();
        let is_answer = |value: &&RawValue| value.get().starts_with(['[', '{']);
        several.ok().filter(|values| values.len() > 1 && values.iter().all(is_answer)).ok_or(error)
    })
}

impl<'a> Document<'a> {
    /// Checks the bytes and opens the root value; several where values stand one after the other. What `curl -i`
    /// prints before an answer is passed over.
    pub(super) fn open(file: &str, bytes: &'a [u8]) -> Result<(Document<'a>, Vec<&'a RawValue>), Box<Problem>> {
        let refuse = |code, pointer: String, at, message| Box::new(Problem::new(code, file, pointer, at, message));
        let at = |bytes: &[u8], offset: usize| {
            let text = String::from_utf8_lossy(&bytes[..offset]);
            let cursor = Cursor::default().advance(&text, text.len());
            Position { line: cursor.line + 1, column: cursor.column + 1 }
        };
        let start = Position { line: 1, column: 1 };
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            return Err(refuse("not_utf8", String::new(), start, Message::new("problem-utf16")));
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let place = at(bytes, error.valid_up_to());
            let message = Message::new("problem-not-utf8").with("line", place.line.to_string());
            refuse("not_utf8", String::new(), place, message)
        })?;
        if text.trim().is_empty() {
            return Err(refuse("not_json", String::new(), start, Message::new("problem-empty-file")));
        }
        if let Some((pointer, offset)) = too_deep(text) {
            let message = Message::new("problem-too-deep").with("limit", DEPTH_LIMIT);
            return Err(refuse("too_deep", pointer, at(bytes, offset), message));
        }
        let json = &text[http_head(text.as_bytes())..];
        let roots = values(json).map_err(|error| {
            let before = at(bytes, text.len() - json.len());
            let line = before.line - 1 + error.line() as u32;
            let place = Position { line, column: error.column().max(1) as u32 };
            let message = Message::new("problem-not-json")
                .with("line", place.line.to_string())
                .with("column", place.column.to_string());
            refuse("not_json", String::new(), place, message)
        })?;
        let document = Document {
            file: file.to_owned(),
            text,
            cursor: Cursor::default(),
            mark: Cursor::default(),
            problems: Vec::new(),
            warnings: Vec::new(),
        };
        Ok((document, roots))
    }

    /// Where a value begins. Cheap when asked for in the order of the text.
    pub(super) fn position(&mut self, raw: &RawValue) -> Position {
        let offset = (raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize).min(self.text.len());
        let from = if offset >= self.cursor.offset {
            self.cursor
        } else if offset >= self.mark.offset {
            self.mark
        } else {
            Cursor::default()
        };
        self.cursor = from.advance(self.text, offset);
        Position { line: self.cursor.line + 1, column: self.cursor.column + 1 }
    }

    /// Marks the beginning of an entry, so that its fields may be asked about in any order.
    pub(super) fn begin_entry(&mut self, raw: &RawValue) -> Position {
        let place = self.position(raw);
        self.mark = self.cursor;
        place
    }

    pub(super) fn problem(
        &mut self,
        code: &'static str,
        pointer: impl ToString,
        raw: &RawValue,
        message: Message,
    ) -> Problem {
        let at = self.position(raw);
        Problem::new(code, &self.file, pointer.to_string(), at, message)
    }

    pub(super) fn add_problem(&mut self, code: &'static str, pointer: &Pointer<'_>, raw: &RawValue, message: Message) {
        let problem = self.problem(code, pointer, raw, message);
        self.problems.push(problem);
    }

    pub(super) fn add_warning(&mut self, code: &'static str, pointer: &Pointer<'_>, raw: &RawValue, message: Message) {
        let warning = self.problem(code, pointer, raw, message);
        self.warnings.push(warning);
    }

    fn wrong_type(&mut self, pointer: &Pointer<'_>, raw: &RawValue, expected: &'static str) {
        let message = Message::new("problem-wrong-type")
            .with("found", type_message(raw))
            .with("expected", Message { key: expected, args: Vec::new() });
        self.add_problem("wrong_type", pointer, raw, message);
    }

    /// The members of an object; the second of two equal keys is a problem and left out.
    pub(super) fn object(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<Vec<Member<'a>>> {
        if !is_object(raw) {
            self.wrong_type(pointer, raw, "type-object");
            return None;
        }
        let Ok(Members(members)) = serde_json::from_str(raw.get()) else {
            // Only a key that is no text gets past the check of the whole.
            self.add_problem("not_text", pointer, raw, Message::new("problem-not-text"));
            return None;
        };
        let mut seen: Vec<Member<'a>> = Vec::with_capacity(members.len());
        let mut many: HashSet<Cow<'a, str>> = HashSet::new();
        for (key, value) in members {
            // Records have few keys; an object of thousands must not cost their square.
            let stands_twice = match seen.len() {
                0..=16 => seen.iter().any(|(other, _)| *other == key),
                _ => many.contains(&key),
            };
            if stands_twice {
                let message = Message::new("problem-duplicate-key").with("key", clipped(&key));
                self.add_problem("duplicate_key", &pointer.key(&key), value, message);
                continue;
            }
            seen.push((key, value));
            match seen.len() {
                17 => many.extend(seen.iter().map(|(key, _)| key.clone())),
                18.. => many.extend(seen.last().map(|(key, _)| key.clone())),
                _ => {}
            }
        }
        Some(seen)
    }

    /// The elements of an array.
    pub(super) fn array(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<Vec<&'a RawValue>> {
        match serde_json::from_str(raw.get()) {
            Ok(elements) if raw.get().starts_with('[') => Some(elements),
            _ => {
                self.wrong_type(pointer, raw, "type-array");
                None
            }
        }
    }

    /// A text; null reads as `Some(None)`, a problem as `None`.
    pub(super) fn text(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<Option<Cow<'a, str>>> {
        if is_null(raw) {
            return Some(None);
        }
        if !raw.get().starts_with('"') {
            self.wrong_type(pointer, raw, "type-text");
            return None;
        }
        match serde_json::from_str(raw.get()) {
            Ok(Text(text)) => Some(Some(text)),
            Err(_) => {
                self.add_problem("not_text", pointer, raw, Message::new("problem-not-text"));
                None
            }
        }
    }

    /// True or false; null reads as `Some(None)`.
    pub(super) fn flag(&mut self, pointer: &Pointer<'_>, raw: &RawValue) -> Option<Option<bool>> {
        match raw.get() {
            "null" => Some(None),
            "true" => Some(Some(true)),
            "false" => Some(Some(false)),
            _ => {
                self.wrong_type(pointer, raw, "type-flag");
                None
            }
        }
    }

    /// A whole number; null reads as `Some(None)`.
    pub(super) fn whole(&mut self, pointer: &Pointer<'_>, raw: &RawValue) -> Option<Option<i64>> {
        if is_null(raw) {
            return Some(None);
        }
        match raw.get().parse() {
            Ok(number) => Some(Some(number)),
            Err(_) => {
                self.wrong_type(pointer, raw, "type-whole-number");
                None
            }
        }
    }

    /// A text that has been checked; what does not fit is a problem.
    pub(super) fn fitting<T>(
        &mut self,
        pointer: &Pointer<'_>,
        raw: &RawValue,
        checked: Result<T, TextFault>,
        too_long: &'static str,
    ) -> Option<T> {
        let fault = match checked {
            Ok(text) => return Some(text),
            Err(fault) => fault,
        };
        let code = text_code(fault, too_long);
        self.add_problem(code, pointer, raw, fault.message());
        None
    }

    /// The value of one of a few words; another word is a problem that lists them.
    pub(super) fn known_word(
        &mut self,
        pointer: &Pointer<'_>,
        raw: &RawValue,
        text: &str,
        choices: &'static [Choice],
    ) -> Option<Value> {
        let found = choices.iter().find(|choice| choice.word == text);
        if found.is_none() {
            self.add_problem("unknown_value", pointer, raw, unknown_word(text, choices));
        }
        found.map(|choice| Value::Word(choice.word))
    }

    /// One warning for a key nobody reads.
    pub(super) fn unknown_key(&mut self, pointer: &Pointer<'_>, key: &str, raw: &RawValue) {
        let message = Message::new("problem-unknown-key").with("key", clipped(key));
        self.add_warning("unknown_key", &pointer.key(key), raw, message);
    }
}

/// That a text is none of the words a field may hold.
pub(super) fn unknown_word(found: &str, choices: &[Choice]) -> Message {
    let words = choices.iter().map(|choice| Message::new("just-a-word").with("word", choice.word)).collect();
    Message::new("problem-unknown-value").with("found", clipped(found)).with("expected", Arg::List(words))
}

/// The code of a text that does not fit.
pub(super) fn text_code(fault: TextFault, too_long: &'static str) -> &'static str {
    match fault {
        TextFault::Missing => "missing_value",
        TextFault::TooLong { .. } => too_long,
        TextFault::ControlCharacter => "control_character",
    }
}

/// Text found in a file, short enough for a sentence.
pub(super) fn clipped(text: &str) -> String {
    const LIMIT: usize = 60;
    match text.char_indices().nth(LIMIT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

pub(super) fn is_object(raw: &RawValue) -> bool {
    raw.get().starts_with('{')
}

pub(super) fn is_null(raw: &RawValue) -> bool {
    raw.get() == "null"
}

/// The members of an object, without a document to report to.
pub(super) fn members(raw: &RawValue) -> Vec<Member<'_>> {
    serde_json::from_str(raw.get()).map(|Members(members)| members).unwrap_or_default()
}

fn type_message(raw: &RawValue) -> Message {
    Message::new(match raw.get().as_bytes().first() {
        Some(b'{') => "type-object",
        Some(b'[') => "type-array",
        Some(b'"') => "type-text",
        Some(b't' | b'f') => "type-flag",
        Some(b'n') => "type-null",
        _ => "type-number",
    })
}

/// The pointer and offset of the first value that lies too deep. The pointer is that of the member
/// which holds the nest: the arrays within it are nobody's to name.
fn too_deep(text: &str) -> Option<(String, usize)> {
    struct Level {
        is_object: bool,
        key: (usize, usize),
        index: usize,
        start: usize,
    }
    let bytes = text.as_bytes();
    let mut levels: Vec<Level> = Vec::with_capacity(DEPTH_LIMIT);
    let mut at = 0;
    let mut last_text = (0, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                let start = at + 1;
                at = start;
                while at < bytes.len() && bytes[at] != b'"' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                last_text = (start, at.min(bytes.len()));
            }
            b':' => {
                if let Some(level) = levels.last_mut() {
                    level.key = last_text;
                }
            }
            b',' => {
                if let Some(level) = levels.last_mut() {
                    level.index += 1;
                }
            }
            open @ (b'{' | b'[') => {
                if levels.len() == DEPTH_LIMIT {
                    let named = levels.iter().rposition(|level| level.is_object).map_or(0, |last| last + 1);
                    let pointer = levels[..named]
                        .iter()
                        .map(|level| match level.is_object {
                            true => format!("/{}", escaped(&text[level.key.0..level.key.1])),
                            false => format!("/{}", level.index),
                        })
                        .collect();
                    let start = levels.get(named).map_or(at, |level| level.start);
                    return Some((pointer, start));
                }
                levels.push(Level { is_object: open == b'{', key: (0, 0), index: 0, start: at });
            }
            b'}' | b']' => drop(levels.pop()),
            _ => {}
        }
        at += 1;
    }
    None
}

/// All members of an object in order, keys that stand twice included.
struct Members<'a>(Vec<Member<'a>>);

/// A text borrowed where it has no escapes.
struct Text<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> de::Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(Text(key)) = map.next_key()? {
                    members.push((key, map.next_value()?));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

impl<'de: 'a, 'a> de::Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrow;
        impl<'de> Visitor<'de> for Borrow {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Borrow)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(bytes: &[u8]) -> (&'static str, String, u32) {
        let problem = Document::open("a.json", bytes).map(|_| ()).expect_err("the file is refused");
        (problem.code, problem.pointer.clone(), problem.at.line)
    }

    #[test]
    fn a_place_is_counted_in_characters_from_1() {
        let text = "{\n  \"ñandú\": \"ü\", \"b\":\t7}";
        let (mut document, root) = Document::open("a.json", text.as_bytes()).expect("it is fine");
        let members = document.object(&Pointer::ROOT, root[0]).expect("an object");
        assert_eq!(document.position(members[1].1), Position { line: 2, column: 22 });
        assert_eq!(document.position(members[0].1), Position { line: 2, column: 12 }, "asked for out of order");
    }

    #[test]
    fn nesting_is_refused_before_it_is_descended_into() {
        assert_eq!(refusal("[".repeat(10_000).as_bytes()), ("too_deep", String::new(), 1));
        let nest = format!("{{\"numbers\": [\n{{\"a/b\": {}{}}}]}}", "[".repeat(40), "]".repeat(40));
        assert_eq!(refusal(nest.as_bytes()), ("too_deep", "/numbers/0/a~1b".to_owned(), 2));
        let allowed = format!("{}{}", "[".repeat(32), "]".repeat(32));
        assert!(Document::open("a.json", allowed.as_bytes()).is_ok());
        let in_text = format!("\"{}\\\"{}\"", "[".repeat(100), "{".repeat(100));
        assert!(Document::open("a.json", in_text.as_bytes()).is_ok(), "brackets within a text are text");
    }

    #[test]
    fn what_is_no_utf8_is_refused_with_its_line() {
        assert_eq!(refusal(b"{\n\"a\": \"caf\xE9\"}"), ("not_utf8", String::new(), 2));
        assert_eq!(refusal(b"\xFF\xFE{\0}\0").0, "not_utf8");
    }

    #[test]
    fn a_byte_order_mark_is_skipped_and_does_not_count() {
        let (mut document, root) = Document::open("a.json", b"\xEF\xBB\xBF{}").expect("it is fine");
        assert_eq!(document.position(root[0]), Position { line: 1, column: 1 });
    }

    #[test]
    fn the_second_of_two_equal_keys_is_a_problem() {
        let text = "{\"a\": 1, \"b\": 2, \"a\": 3}";
        let (mut document, root) = Document::open("a.json", text.as_bytes()).expect("it is fine");
        assert_eq!(document.object(&Pointer::ROOT, root[0]).map(|m| m.len()), Some(2));
        assert_eq!(document.problems[0].code, "duplicate_key");
        assert_eq!(document.problems[0].at.column, 23);
    }
}

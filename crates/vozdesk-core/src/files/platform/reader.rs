//! How the entries of platforms' lists are read: the same for all of them, by the keys of the registry.

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::value::RawValue;

use crate::files::document::{Document, Member, Pointer, clipped, is_null, is_object, members};
use crate::files::partial::{AssistantReference, Partial, PartialRecord, Position, SourceKind, StatedValue};
use crate::files::platform::Platform;
use crate::files::platform::registry::{self, Entries, Keys, List};
use crate::model::country::Country;
use crate::model::e164::E164;
use crate::model::field::{Kind, Told, Value};
use crate::model::message::Message;
use crate::model::number::Digits;
use crate::model::record::{Record, RecordKind};
use crate::model::text;

/// An answer that is a list: where its elements are, and whether there is more than they.
struct Answer<'a> {
    elements: &'a RawValue,
    /// The key of the elements in the answer; none for a bare list.
    key: Option<Cow<'a, str>>,
    /// What says that there is more, and where.
    more: Option<(Cow<'a, str>, &'a RawValue)>,
}

/// The keys under which answers of any platform may hold their elements; a platform's own stand in its
/// registry entry.
const LIST_KEYS: [&str; 2] = ["items", "results"];

impl<'a> Answer<'a> {
    fn of(root: &'a RawValue) -> Option<Answer<'a>> {
        if root.get().starts_with('[') {
            return Some(Answer { elements: root, key: None, more: None });
        }
        let pairs = members(root);
        let is_list_key = |key: &str| LIST_KEYS.contains(&key) || registry::lists().any(|list| list.under == Some(key));
        let (key, elements) = pairs.iter().find(|(key, value)| is_list_key(key) && value.get().starts_with('['))?;
        Some(Answer { elements, key: Some(key.clone()), more: more(&pairs) })
    }
}

/// What in an answer says that it is not the whole list.
fn more<'a>(pairs: &[Member<'a>]) -> Option<(Cow<'a, str>, &'a RawValue)> {
    pairs.iter().find_map(|(key, value)| match &**key {
        "has_more" | "hasNextPage" if value.get() == "true" => Some((key.clone(), *value)),
        "next_page_uri" if value.get().starts_with('"') && value.get() != "\"\"" => Some((key.clone(), *value)),
        "metadata" => {
            let inner = members(value);
            let found = inner.iter().find(|(key, value)| key == "hasNextPage" && value.get() == "true");
            found.map(|(key, value)| (Cow::Owned(format!("metadata/{key}")), *value))
        }
        _ => None,
    })
}

/// Which list it is, from the keys of its first entries.
pub(in crate::files) fn recognise(root: &RawValue, only: Option<&Platform>) -> Option<SourceKind> {
    let answer = Answer::of(root)?;
    let elements: Vec<&RawValue> = serde_json::from_str(answer.elements.get()).ok()?;
    let stands_under = |list: &List| answer.key.is_some() && answer.key.as_deref() == list.under;
    let found = elements.iter().take(20).filter(|element| is_object(element)).find_map(|element| {
        let keys = members(element);
        let has = |wanted: &[&str]| keys.iter().any(|(key, _)| wanted.contains(&&**key));
        registry::lists().find(|list| stands_under(list) || (list.has_entry)(&has))
    });
    let list = match found {
        Some(list) => list,
        // An empty list whose key says what it would hold.
        None => registry::lists().find(|list| stands_under(list))?,
    };
    only.is_none_or(|only| only.word == list.platform()).then_some(SourceKind::List(list))
}

/// The message of an error answer that was saved by mistake: an object with a message and something
/// that says it is an error.
pub(in crate::files) fn error_answer(root: &RawValue) -> Option<String> {
    let pairs = members(root);
    let find = |pairs: &[Member<'_>], wanted: &str| {
        let (_, value) = pairs.iter().find(|(key, _)| key == wanted)?;
        serde_json::from_str::<String>(value.get()).ok()
    };
    let says_error = |key: &str| pairs.iter().any(|(found, _)| found == key);
    let message = match pairs.iter().find(|(key, value)| key == "error" && is_object(value)) {
        Some((_, error)) => find(&members(error), "message")?,
        None if ["status", "statusCode", "code", "error"].into_iter().any(says_error) => find(&pairs, "message")?,
        None => return None,
    };
    Some(clipped(&message))
}

/// Reads the entries of a list.
pub(in crate::files) fn read<'a>(
    document: Document<'a>,
    root: &'a RawValue,
    list: &'static List,
    country: Country,
) -> Partial {
    let mut partial = Partial::carrying_nothing(&document.file, SourceKind::List(list));
    let mut reader = Reader { document, country, read_at: Position::default() };
    if let Some(answer) = Answer::of(root) {
        let top = Pointer::ROOT;
        let within = top.key(answer.key.as_deref().unwrap_or_default());
        let pointer = if answer.key.is_some() { &within } else { &top };
        if let Some((key, raw)) = &answer.more {
            partial.is_incomplete = true;
            reader.document.add_warning_at("more_pages", format!("/{key}"), raw, Message::new("problem-more-pages"));
        }
        let elements = reader.document.array(pointer, answer.elements).unwrap_or_default();
        match &list.entries {
            Entries::Numbers(keys) => partial.numbers = Some(reader.entries(pointer, elements, list, keys)),
            Entries::Assistants(keys) => partial.assistants = Some(reader.entries(pointer, elements, list, keys)),
        }
    }
    partial.problems = reader.document.problems;
    partial.warnings = reader.document.warnings;
    partial
}

/// What entries are read with.
pub(super) struct Reader<'a> {
    pub(super) document: Document<'a>,
    country: Country,
    /// Where the value begins that was read last: it may lie deeper than its key's.
    pub(super) read_at: Position,
}

/// The members of an entry, and where it is.
pub(super) struct Entry<'a, 'p> {
    pub(super) pointer: &'p Pointer<'p>,
    pub(super) raw: &'a RawValue,
    pub(super) members: Vec<Member<'a>>,
}

impl<'a> Entry<'a, '_> {
    /// The value under a key.
    pub(super) fn get(&self, key: &str) -> Option<&'a RawValue> {
        self.members.iter().find(|(known, _)| known == key).map(|(_, value)| *value)
    }
}

/// Whether an entry is kept.
pub(super) enum Kept {
    Yes,
    /// It is left out, and a warning says why.
    No,
}

/// How a key is read.
pub(super) enum ReadKey<R: 'static> {
    /// By the kind of its field.
    ByKind,
    /// In a way of its own.
    Own(ReadOwn<R>),
}

/// Reads a key in a way of its own: what it says of its field, if it says anything. `entry` is what has
/// been read so far.
pub(super) type ReadOwn<R> = for<'a> fn(
    &mut Reader<'a>,
    &Entry<'a, '_>,
    &Pointer<'_>,
    &'a RawValue,
    &mut PartialRecord<R>,
) -> Option<StatedValue>;

impl<'a> Reader<'a> {
    fn entries<R: Record>(
        &mut self,
        pointer: &Pointer<'_>,
        elements: Vec<&'a RawValue>,
        list: &'static List,
        keys: &Keys<R>,
    ) -> Vec<PartialRecord<R>> {
        let read = |(at, raw)| self.entry(&pointer.index(at), raw, list, keys);
        elements.into_iter().enumerate().filter_map(read).collect()
    }

    fn entry<R: Record>(
        &mut self,
        pointer: &Pointer<'_>,
        raw: &'a RawValue,
        list: &'static List,
        keys: &Keys<R>,
    ) -> Option<PartialRecord<R>> {
        let problems = self.document.problems.len();
        let at = self.document.begin_entry(raw);
        let members = self.document.object(pointer, raw)?;
        let entry = Entry { pointer, raw, members };
        let mut record = PartialRecord::new(pointer.to_string(), at);
        record.state_path("platform", 0, at, StatedValue::Value(Value::Flag(true)));
        record.state_path("platform.name", 0, at, StatedValue::Value(Value::Text(list.platform().to_owned())));
        for (name, value) in &entry.members {
            let Some(place) = keys.keys.iter().position(|key| key.name == name) else { continue };
            let key = &keys.keys[place];
            let pointer = pointer.key(name);
            self.read_at = self.document.position(value);
            let stated = match &key.read {
                ReadKey::ByKind => R::field(key.field).and_then(|field| self.value(&pointer, value, field.kind)),
                ReadKey::Own(read) => read(self, &entry, &pointer, value, &mut record),
            };
            if let Some(stated) = stated {
                record.state_path(key.field, place as u8, self.read_at, stated);
            }
        }
        if let Some(whole) = keys.whole
            && let Kept::No = whole(self, &entry, &mut record)
        {
            return None;
        }
        let lacks = match R::KIND {
            RecordKind::Number => (!record.has_digits()).then_some("problem-no-digits"),
            _ => record.platform_key().is_none().then_some("problem-no-platform-id"),
        };
        if let Some(key) = lacks.filter(|_| self.document.problems.len() == problems) {
            self.document.add_problem("missing_value", pointer, raw, Message { key, args: Vec::new() });
        }
        record.has_problem = self.document.problems.len() > problems;
        Some(record)
    }

    /// What a value says of a field of this kind; null clears it.
    pub(super) fn value(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue, kind: Kind) -> Option<StatedValue> {
        let plain = StatedValue::Value;
        self.read_at = self.document.position(raw);
        if is_null(raw) {
            return match kind {
                // No digits are none, and a name that is null is missing.
                Kind::Digits => None,
                Kind::Text(limit) if limit.checked("").is_err() => self
                    .document
                    .fitting(pointer, raw, limit.checked(""), limit.too_long_code())
                    .map(|_| StatedValue::Null),
                _ => Some(StatedValue::Null),
            };
        }
        match kind {
            Kind::Text(limit) => {
                let text = self.document.text(pointer, raw)??;
                let checked = limit.checked(&text);
                self.document.fitting(pointer, raw, checked, limit.too_long_code()).map(|text| plain(Value::Text(text)))
            }
            Kind::Told(Told::Text) => {
                let text = self.document.text(pointer, raw)??;
                let checked = text::short(&text);
                self.document.fitting(pointer, raw, checked, "text_too_long").map(|text| plain(Value::Text(text)))
            }
            Kind::Flag | Kind::Told(Told::Flag) => {
                self.document.flag(pointer, raw)?.map(|flag| plain(Value::Flag(flag)))
            }
            Kind::Told(Told::Whole) => self.document.whole(pointer, raw)?.map(|count| plain(Value::Whole(count))),
            Kind::Word(choices) => {
                let text = self.document.text(pointer, raw)??;
                self.document.known_word(pointer, raw, &text, choices).map(plain)
            }
            Kind::Digits => self.number(pointer, raw).map(|number| StatedValue::Digits(Digits::Known(number))),
            Kind::OtherNumber => self.number(pointer, raw).map(|number| plain(Value::Number(number))),
            Kind::Assistant => {
                let text = self.document.text(pointer, raw)??;
                Some(StatedValue::Assistant(AssistantReference::OfPlatform(Arc::from(&*text))))
            }
            _ => None,
        }
    }

    fn number(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<E164> {
        let text = self.document.text(pointer, raw)??;
        match E164::read_stored(&text, Some(self.country)) {
            Ok(number) => Some(number),
            Err(misread) => {
                self.document.add_problem(misread.reason.code(), pointer, raw, misread.message());
                None
            }
        }
    }

    /// A warning that something in the entry has no place here, and that the field stays as it was.
    pub(super) fn stays(&mut self, code: &'static str, pointer: &Pointer<'_>, raw: &RawValue, key: &'static str) {
        self.document.add_warning(code, pointer, raw, Message { key, args: Vec::new() });
    }
}

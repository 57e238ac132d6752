//! How the entries of platforms' lists are read: the same for all of them, by the keys of the registry.

use std::sync::Arc;

use serde_json::value::RawValue;

use crate::files::document::{Document, Member, Pointer, clipped, is_null, is_object, members};
use crate::files::foreign;
use crate::files::partial::{AssistantReference, Partial, PartialRecord, Position, SourceKind, StatedValue};
use crate::files::platform::Platform;
use crate::files::platform::answer::Answer;
use crate::files::platform::registry::{self, Entries, Keys, List};
use crate::model::country::Country;
use crate::model::e164::{E164, MisreadReason};
use crate::model::field::{Kind, Limit, Told, Value};
use crate::model::message::Message;
use crate::model::number::{Digits, PhoneNumber};
use crate::model::record::{Record, RecordKind};
use crate::model::text;

/// What a file is, looked at as answers of platforms.
pub(in crate::files) enum Recognised {
    /// A list that is read.
    List(&'static List),
    /// A list of something else: the key of the words for it.
    Foreign(&'static str),
    /// A list of nothing, which does not say of what.
    Empty,
    /// Nothing that is known.
    Unknown,
}

/// Which list it is, from the keys of its first entries.
pub(in crate::files) fn recognise(roots: &[&RawValue], only: Option<&Platform>) -> Recognised {
    if let Some(kind) = roots.iter().find_map(|root| foreign::answer_kind(root)) {
        return Recognised::Foreign(kind);
    }
    let Some(answer) = Answer::of(roots) else { return Recognised::Unknown };
    let stands_under = |list: &List| answer.key.is_some() && answer.key.as_deref() == list.under;
    let mut found = None;
    for (_, entry) in answer.entries.iter().filter(|(_, entry)| is_object(entry)).take(20) {
        let keys = members(entry);
        if let Some(kind) = foreign::entry_kind(&keys) {
            return Recognised::Foreign(kind);
        }
        let has = |wanted: &[&str]| keys.iter().any(|(key, _)| wanted.contains(&&**key));
        found = found.or_else(|| registry::lists().find(|list| stands_under(list) || (list.has_entry)(&has)));
    }
    // An empty list may be known by the key it stands under, or by who says what it is.
    let of_none = || {
        let mut lists = registry::lists();
        let by_key = lists.find(|list| stands_under(list));
        by_key.or_else(|| only.and_then(|platform| platform.lists.first()))
    };
    match found.or_else(|| if answer.entries.is_empty() { of_none() } else { None }) {
        Some(list) if only.is_none_or(|only| only.word == list.platform()) => Recognised::List(list),
        Some(_) => Recognised::Unknown,
        None if answer.entries.is_empty() => Recognised::Empty,
        None => {
            roots.iter().find_map(|root| foreign::kind_within(root)).map_or(Recognised::Unknown, Recognised::Foreign)
        }
    }
}

/// The words of an error answer that was saved by mistake, in the shapes that are in use.
pub(in crate::files) fn error_answer(root: &RawValue) -> Option<String> {
    whole_error_answer(root).map(|words| clipped(&words))
}

/// The same, uncut.
pub(in crate::files) fn whole_error_answer(root: &RawValue) -> Option<String> {
    let pairs = members(root);
    let keys = ["error", "errors", "message", "detail", "error_message", "title"];
    // "message" says more than the word of an "error" beside it.
    let is_word = |value: &RawValue| value.get().starts_with(['"', '[']);
    let message = pairs.iter().find(|(key, value)| key == "message" && is_word(value));
    let found = keys.iter().filter_map(|wanted| pairs.iter().find(|(key, _)| key == wanted));
    message.into_iter().chain(found).find_map(|(_, value)| error_words(value, 0))
}

/// What a value of an error answer says: a text, the first of several, or what an object tells.
fn error_words(raw: &RawValue, depth: u8) -> Option<String> {
    if depth > 2 {
        return None;
    }
    if let Ok(text) = serde_json::from_str::<String>(raw.get()) {
        return Some(text).filter(|text| !text.trim().is_empty());
    }
    if let Ok(several) = serde_json::from_str::<Vec<&RawValue>>(raw.get()) {
        let told: Vec<String> = several.into_iter().filter_map(|one| error_words(one, depth + 1)).collect();
        return Some(told.join(" ")).filter(|told| !told.is_empty());
    }
    let pairs = members(raw);
    let tells = |wanted: &str| pairs.iter().find(|(key, _)| key == wanted).map(|(_, value)| *value);
    ["message", "detail", "msg", "title", "code"]
        .into_iter()
        .filter_map(tells)
        .find_map(|one| error_words(one, depth + 1))
}

/// Reads the entries of a list.
pub(in crate::files) fn read<'a>(
    document: Document<'a>,
    roots: &[&'a RawValue],
    list: &'static List,
    office: Country,
) -> Partial {
    let mut partial = Partial::carrying_nothing(&document.file, SourceKind::List(list));
    let mut reader = Reader { document, office, read_at: Position::default() };
    if let Some(mut answer) = Answer::of(roots) {
        if let Some((pointer, raw)) = &answer.more {
            partial.more =
                Some(reader.document.problem("more_pages", pointer, raw, Message::new("problem-more-pages")));
        } else if answer.part.is_single {
            partial.more = Some(reader.document.problem("one_entry", "", roots[0], Message::new("problem-one-entry")));
        } else if answer.key.is_none() && list.most.contains(&answer.part.held) {
            answer.part.is_at_limit = true;
            let message = Message::new("problem-at-limit").with("count", answer.part.held);
            partial.more = Some(reader.document.problem("at_limit", "", roots[0], message));
        }
        if let Some((id, version)) = list.versions {
            answer.keep_newest(id, version);
        }
        match &list.entries {
            Entries::Numbers(keys) => partial.numbers = Some(reader.entries(&answer, list, keys)),
            Entries::Assistants(keys) => partial.assistants = Some(reader.entries(&answer, list, keys)),
        }
        partial.part = answer.part;
    }
    partial.problems = reader.document.problems;
    partial.warnings = reader.document.warnings;
    partial
}

/// What entries are read with.
pub(super) struct Reader<'a> {
    pub(super) document: Document<'a>,
    /// The country of the office: digits that could be its own need their plus.
    office: Country,
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
        answer: &Answer<'a>,
        list: &'static List,
        keys: &Keys<R>,
    ) -> Vec<PartialRecord<R>> {
        let read = |(pointer, raw): &(String, &'a RawValue)| self.entry(&Pointer::written(pointer), raw, list, keys);
        answer.entries.iter().filter_map(read).collect()
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
            let found = self.document.problems.len();
            let stated = match &key.read {
                ReadKey::ByKind => R::field(key.field).and_then(|field| self.value(&pointer, value, field.kind)),
                ReadKey::Own(read) => read(self, &entry, &pointer, value, &mut record),
            };
            // What nobody edits here, and where else a call goes, stays as it was where it cannot be kept: it blocks
            // nothing.
            if R::field(key.field).is_some_and(|field| matches!(field.kind, Kind::Told(_) | Kind::OtherNumber)) {
                let odd = self.document.problems.split_off(found);
                self.document.warnings.extend(odd);
            }
            if let Some(stated) = stated {
                record.state_path(key.field, place as u8, self.read_at, stated);
            }
        }
        if let Some(whole) = keys.whole
            && let Kept::No = whole(self, &entry, &mut record)
        {
            return None;
        }
        // A default name that is only the number itself names nothing.
        if let (Some(label), Some(StatedValue::Digits(Digits::Known(digits)))) =
            (record.text("label"), record.stated_digits().map(|told| &told.value))
            && digits.is_all_of(label)
        {
            record.unstate("label");
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
                // No digits are none, and a name that is null is missing. Only a person, a setup or a table clears a label.
                Kind::Digits | Kind::Text(Limit::Label) => None,
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
                if limit == Limit::Label && text.is_empty() {
                    return None;
                }
                let checked = limit.checked(&text);
                self.document.fitting(pointer, raw, checked, limit.too_long_code()).map(|text| plain(Value::Text(text)))
            }
            Kind::Told(Told::Text) => {
                let text = self.id_or_text(pointer, raw)?;
                if text.is_empty() {
                    return Some(StatedValue::Null);
                }
                let checked = text::short(&text);
                self.document.fitting(pointer, raw, checked, "text_too_long").map(|text| plain(Value::Text(text)))
            }
            Kind::Flag | Kind::Told(Told::Flag) => {
                self.document.flag(pointer, raw)?.map(|flag| plain(Value::Flag(flag)))
            }
            Kind::Told(Told::Whole) => match raw.get().parse::<f64>() {
                Ok(count) if count.fract() == 0.0 && (0.0..1e15).contains(&count) => {
                    Some(plain(Value::Whole(count as i64)))
                }
                _ => {
                    self.stays("odd_value", pointer, raw, "warning-odd-value");
                    None
                }
            },
            Kind::Word(choices) => {
                let text = self.document.text(pointer, raw)??;
                self.document.known_word(pointer, raw, &text, choices).map(plain)
            }
            Kind::Digits => self.number(pointer, raw).map(|number| StatedValue::Digits(Digits::Known(number))),
            Kind::OtherNumber => self.number(pointer, raw).map(|number| plain(Value::Number(number))),
            Kind::Assistant => {
                let text = self.id_or_text(pointer, raw)?;
                if text.is_empty() {
                    return Some(StatedValue::Null);
                }
                Some(StatedValue::Assistant(AssistantReference::OfPlatform(Arc::from(&*text))))
            }
            _ => None,
        }
    }

    fn number(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<E164> {
        let text = self.document.text(pointer, raw)??;
        // Platforms mean E.164.
        let read = if text.trim_start().starts_with('+') {
            E164::read_stored(&text, None).map_err(|misread| (misread.reason.code(), misread.message()))
        } else {
            self.without_plus(&text)
        };
        read.map_err(|(code, message)| self.document.add_problem(code, pointer, raw, message)).ok()
    }

    /// Without its plus the digits must be a valid number as they stand, and no other one of the office's country.
    fn without_plus(&self, text: &str) -> Result<E164, (&'static str, Message)> {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let valid = |text: &str, country| E164::read_stored(text, country).ok().filter(E164::is_in_metadata);
        let code = MisreadReason::InvalidCountryCode.code();
        match (valid(&format!("+{digits}"), None), valid(text, Some(self.office))) {
            (Some(number), Some(national)) if number != national => {
                Err((code, Message::new("problem-without-plus").with("one", number).with("other", national)))
            }
            (Some(number), _) => Ok(number),
            (None, _) => Err((code, Message::new("misread-no-country"))),
        }
    }

    /// Where nobody is named and a server is asked at each call, the inbound slot stays as it is.
    pub(super) fn server_decides(
        &mut self,
        entry: &Entry<'a, '_>,
        keys: &[&str],
        number: &mut PartialRecord<PhoneNumber>,
    ) {
        let says_something = |value: &RawValue| !is_null(value) && value.get() != "\"\"" && value.get() != "{}";
        let server = entry.members.iter().find(|(key, value)| keys.contains(&&**key) && says_something(value));
        let names_nobody = number
            .stated("inbound.assistant")
            .is_none_or(|slot| matches!(slot.value, StatedValue::Null | StatedValue::Decided));
        if let Some((key, value)) = server.filter(|_| names_nobody) {
            number.unstate("inbound.assistant");
            number.state_path("inbound.assistant", 0, number.at, StatedValue::Decided);
            self.stays("server_decides", &entry.pointer.key(key), value, "warning-server-decides");
        }
    }

    /// A text, or an id that is written as a whole number.
    fn id_or_text(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<String> {
        let is_whole = raw.get().bytes().all(|byte| byte.is_ascii_digit());
        if is_whole { Some(raw.get().to_owned()) } else { Some(self.document.text(pointer, raw)??.into_owned()) }
    }

    /// A warning that something in the entry has no place here, and that the field stays as it was.
    pub(super) fn stays(&mut self, code: &'static str, pointer: &Pointer<'_>, raw: &RawValue, key: &'static str) {
        self.document.add_warning(code, pointer, raw, Message { key, args: Vec::new() });
    }
}

//! The setup file: VozDesk's own JSON, version 1. Written to the byte, read kindly.
//!
//! The tables of fields are what an entry may hold; [`Reader::field`] says how each kind is read. Only
//! digits and requests, of which an entry has one, are read by name.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

use schemars::{JsonSchema, schema_for};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::files::document::{Document, Pointer, clipped, is_null, members};
use crate::files::partial::{
    AssistantReference, Located, NumberReference, Partial, PartialRecord, Problem, SourceKind, StatedValue,
};
use crate::model::assistant::Assistant;
use crate::model::campaign::Campaign;
use crate::model::country::Country;
use crate::model::e164::E164;
use crate::model::field::{FieldOf, Kind, Told, Value};
use crate::model::id::Id;
use crate::model::message::Message;
use crate::model::number::{Digits, PhoneNumber};
use crate::model::profile::Profile;
use crate::model::record::{Record, RecordKind};
use crate::model::setup::Setup;
use crate::model::text;
use crate::rules::order;

const FORMAT: &str = "vozdesk.setup";
const VERSION: i64 = 1;

/// A setup file, as it is written.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, title = "VozDesk setup file, version 1")]
struct Written<'a> {
    /// Always `vozdesk.setup`.
    #[schemars(regex(pattern = "^vozdesk\\.setup$"))]
    format: &'static str,
    /// Always 1.
    #[schemars(range(min = 1, max = 1))]
    version: i64,
    /// The office.
    profile: &'a Profile,
    /// Assistants, by name and id.
    assistants: Vec<&'a Assistant>,
    /// Numbers by their digits, requested ones last, by id.
    numbers: Vec<&'a PhoneNumber>,
    /// Campaigns, by name and id.
    campaigns: Vec<&'a Campaign>,
}

/// Writes the setup. The same setup always gives the same bytes.
pub fn write(setup: &Setup, mut out: impl Write) -> io::Result<()> {
    let written = Written {
        format: FORMAT,
        version: VERSION,
        profile: setup.profile(),
        assistants: order::assistants(setup),
        numbers: order::numbers(setup),
        campaigns: order::campaigns(setup),
    };
    serde_json::to_writer_pretty(&mut out, &written)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// The setup's bytes.
pub fn to_bytes(setup: &Setup) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing to memory does not fail, and a setup of texts and flags always serializes.
    let _ = write(setup, &mut bytes);
    bytes
}

/// The JSON Schema (2020-12) of what [`write`] writes.
pub fn schema() -> serde_json::Value {
    schema_for!(Written<'_>).to_value()
}

/// Whether the root says that it is a setup, of whatever version.
pub(super) fn is_one(root: &RawValue) -> bool {
    members(root).iter().any(|(key, _)| key == "format")
}

pub(super) fn read<'a>(
    mut document: Document<'a>,
    root: &'a RawValue,
    country: Option<Country>,
    store_country: Country,
) -> Result<Partial, Box<Problem>> {
    check_format(&mut document, root)?;
    let members = document.object(&Pointer::ROOT, root).unwrap_or_default();
    // Null is as good as absent: there is always a profile.
    let profile = members.iter().find(|(key, raw)| key == "profile" && !is_null(raw)).map(|(_, raw)| *raw);
    let mut reader = Reader { document, country: store_country, texts: HashMap::new(), others: HashMap::new() };
    let root = Pointer::ROOT;
    let profile: Option<PartialRecord<Profile>> = profile.and_then(|raw| reader.entry(&root.key("profile"), raw));
    let stated = profile.as_ref().and_then(|profile| match profile.stated("default_country")?.value {
        StatedValue::Value(Value::Country(country)) => Some(country),
        StatedValue::Null => Some(Profile::default().default_country),
        _ => None,
    });
    reader.country = country.or(stated).unwrap_or(store_country);

    let mut partial = Partial::carrying_nothing(&reader.document.file, SourceKind::SetupFile);
    partial.profile = profile;
    for (key, raw) in members {
        match &*key {
            "format" | "version" | "profile" => {}
            "assistants" => partial.assistants = reader.list(&root.key("assistants"), raw),
            "numbers" => partial.numbers = reader.list(&root.key("numbers"), raw),
            "campaigns" => partial.campaigns = reader.list(&root.key("campaigns"), raw),
            _ => reader.document.unknown_key(&root, &key, raw),
        }
    }
    partial.problems = reader.document.problems;
    partial.warnings = reader.document.warnings;
    Ok(partial)
}

fn check_format(document: &mut Document<'_>, root: &RawValue) -> Result<(), Box<Problem>> {
    let pairs = members(root);
    let find = |wanted: &str| pairs.iter().find(|(key, _)| key == wanted).map(|(_, value)| *value);
    let refuse = |document: &mut Document<'_>, code, pointer: &str, raw: &RawValue, message| {
        Err(Box::new(document.problem(code, pointer, raw, message)))
    };
    match find("format") {
        Some(format) if format.get() == "\"vozdesk.setup\"" => {}
        Some(format) => {
            let message = Message::new("problem-wrong-format").with("found", clipped(format.get()));
            return refuse(document, "wrong_format", "/format", format, message);
        }
        None => return refuse(document, "wrong_format", "", root, Message::new("problem-not-a-setup")),
    }
    match find("version") {
        Some(version) if version.get() == "1" => Ok(()),
        Some(version) if version.get().parse::<u64>().is_ok_and(|version| version > 1) => {
            let message = Message::new("problem-newer-version").with("found", version.get());
            refuse(document, "newer_version", "/version", version, message)
        }
        Some(version) => {
            let message = Message::new("problem-wrong-version").with("found", clipped(version.get()));
            refuse(document, "wrong_version", "/version", version, message)
        }
        None => refuse(document, "wrong_version", "", root, Message::new("problem-no-version")),
    }
}

struct Reader<'a> {
    document: Document<'a>,
    /// The country in which national forms are read.
    country: Country,
    /// Texts that many entries share, such as the ids in slots.
    texts: HashMap<Box<str>, Arc<str>>,
    /// Fallback destinations and caller IDs as they were read: many entries share these too.
    others: HashMap<Box<str>, E164>,
}

impl<'a> Reader<'a> {
    /// Reads every element of a list; a value that is no list is a problem and carries nothing.
    fn list<R: Record>(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<Vec<PartialRecord<R>>> {
        let elements = self.document.array(pointer, raw)?;
        let mut entries = Vec::with_capacity(elements.len());
        for (index, element) in elements.into_iter().enumerate() {
            entries.extend(self.entry(&pointer.index(index), element));
        }
        Some(entries)
    }

    /// Reads an entry. One with a problem is marked.
    fn entry<R: Record>(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<PartialRecord<R>> {
        let problems = self.document.problems.len();
        let at = self.document.begin_entry(raw);
        let members = self.document.object(pointer, raw)?;
        let mut entry = PartialRecord::new(pointer.to_string(), at);
        entry.reserve(members.len() + 2);
        let mut digits_stated = 0;
        // Files are written in the order of the table, so a field is most likely the one after the last.
        let mut last = 0;
        for (key, value) in members {
            let at = pointer.key(&key);
            let found = if key.contains('.') { None } else { position::<R>(last, |path| path == key) };
            let holds_deeper =
                || position::<R>(last, |path| path.strip_prefix(&*key).is_some_and(|p| p.starts_with('.')));
            match (found.map(|found| (found, R::FIELDS[found].kind)), holds_deeper()) {
                (Some((_, Kind::Id)), _) => self.id(&at, value, &mut entry),
                (Some((field, kind)), None) => {
                    digits_stated += usize::from(kind == Kind::Digits);
                    self.field(&at, value, field, &mut entry);
                    last = field;
                }
                (_, Some(first)) if R::FIELDS[first].kind == Kind::Requested && is_null(value) => {}
                (_, Some(first)) if R::FIELDS[first].kind == Kind::Requested => {
                    digits_stated += 1;
                    if let Some(request) = self.requested(&at, value) {
                        entry.state(first, 0, request.at, StatedValue::Digits(request.value));
                    }
                }
                (whole, Some(first)) => {
                    let whole = whole.map(|(whole, _)| whole);
                    self.deeper(&at, &key, value, (whole, first), &mut entry);
                    last = first;
                }
                (None, None) => self.document.unknown_key(pointer, &key, value),
            }
        }
        if R::KIND == RecordKind::Number {
            let is_identified = digits_stated == 1 || (digits_stated == 0 && entry.id.is_some());
            if !is_identified && self.document.problems.len() == problems {
                let key = if digits_stated == 0 { "problem-neither-number" } else { "problem-number-and-requested" };
                self.document.add_problem("number_or_requested", pointer, raw, Message { key, args: Vec::new() });
            }
        }
        entry.has_problem = self.document.problems.len() > problems;
        Some(entry)
    }

    fn id<R: Record>(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue, entry: &mut PartialRecord<R>) {
        // Null is as good as absent: VozDesk never writes it, and an id cannot be cleared.
        if let Some(Some(text)) = self.document.text(pointer, raw) {
            match Id::new(&text) {
                Some(id) => entry.id = Some(Located { value: id, at: self.document.position(raw) }),
                None => self.document.add_problem("bad_id", pointer, raw, Message::new("problem-bad-id")),
            }
        }
    }

    /// Reads the fields that lie within an object, such as those of `inbound`: all of them null where it is null.
    /// `whole` is the field that says whether there is anything in it, if there is such a field: then null is its value.
    fn deeper<R: Record>(
        &mut self,
        pointer: &Pointer<'_>,
        key: &str,
        raw: &'a RawValue,
        (whole, first): (Option<usize>, usize),
        entry: &mut PartialRecord<R>,
    ) {
        if let Some(whole) = whole {
            let at = self.document.position(raw);
            let value = if is_null(raw) { StatedValue::Null } else { StatedValue::Value(Value::Flag(true)) };
            entry.state(whole, 0, at, value);
            if is_null(raw) {
                return;
            }
        }
        if is_null(raw) {
            let is_within = |path: &str| path.strip_prefix(key).is_some_and(|rest| rest.starts_with('.'));
            for (place, _) in R::FIELDS.iter().enumerate().filter(|(_, field)| is_within(field.path)) {
                self.field(pointer, raw, place, entry);
            }
            return;
        }
        let mut last = first;
        for (inner, value) in self.document.object(pointer, raw).unwrap_or_default() {
            let is_this = |path: &str| {
                path.strip_prefix(key).and_then(|rest| rest.strip_prefix('.')).is_some_and(|rest| rest == inner)
            };
            match position::<R>(last, is_this) {
                Some(field) => {
                    self.field(&pointer.key(&inner), value, field, entry);
                    last = field;
                }
                None => self.document.unknown_key(pointer, &inner, value),
            }
        }
    }

    /// Reads a field by its kind; what cannot be one is a problem.
    fn field<R: Record>(
        &mut self,
        pointer: &Pointer<'_>,
        raw: &'a RawValue,
        place: usize,
        entry: &mut PartialRecord<R>,
    ) {
        let field = &R::FIELDS[place];
        let at = self.document.position(raw);
        if let Some(value) = self.value(pointer, raw, field) {
            entry.state(place, 0, at, value);
        }
    }

    fn value<R>(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue, field: &FieldOf<R>) -> Option<StatedValue> {
        let plain = StatedValue::Value;
        if is_null(raw) {
            let needs_one = match field.kind {
                Kind::Text(limit) => limit.checked("").is_err(),
                kind => matches!(kind, Kind::Digits | Kind::NumberOfOurs),
            };
            if needs_one {
                self.document.add_problem("missing_value", pointer, raw, Message::new("problem-missing-value"));
                return None;
            }
            return Some(StatedValue::Null);
        }
        match field.kind {
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
            Kind::Whole(most) => {
                let count = self.document.whole(pointer, raw)??;
                if !(0..=i64::from(most)).contains(&count) {
                    let message = Message::new("extra-numbers-range").with("most", most as usize);
                    self.document.add_problem("out_of_range", pointer, raw, message);
                    return None;
                }
                Some(plain(Value::Whole(count)))
            }
            Kind::Word(choices) => {
                let text = self.document.text(pointer, raw)??;
                self.document.known_word(pointer, raw, &text, choices).map(plain)
            }
            Kind::Country => self.country(pointer, raw).map(|country| plain(Value::Country(country))),
            Kind::Digits => self.number(pointer, raw).map(|number| StatedValue::Digits(Digits::Known(number))),
            Kind::OtherNumber => self.other_number(pointer, raw).map(|number| plain(Value::Number(number))),
            Kind::Assistant => {
                let text = self.document.text(pointer, raw)??;
                Some(StatedValue::Assistant(AssistantReference::IdOrName(self.shared(&text))))
            }
            Kind::NumberOfOurs => {
                let text = self.document.text(pointer, raw)??;
                let digits = E164::read_stored(&text, Some(self.country)).ok();
                Some(StatedValue::Number(NumberReference { text: text.into_owned(), digits }))
            }
            // Read where the entry is opened.
            Kind::Id | Kind::Requested | Kind::Whether => None,
        }
    }

    fn country(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<Country> {
        let text = self.document.text(pointer, raw)??;
        let country = Country::new(&text);
        if country.is_none() {
            let message = Message::new("problem-unknown-country").with("found", clipped(&text));
            self.document.add_problem("unknown_country", pointer, raw, message);
        }
        country
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

    fn other_number(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<E164> {
        // As it stands in the file, quotes and all.
        if let Some(known) = self.others.get(raw.get()) {
            return Some(*known);
        }
        let number = self.number(pointer, raw)?;
        self.others.insert(raw.get().into(), number);
        Some(number)
    }

    fn shared(&mut self, text: &str) -> Arc<str> {
        if let Some(shared) = self.texts.get(text) {
            return shared.clone();
        }
        let shared: Arc<str> = text.into();
        self.texts.insert(text.into(), shared.clone());
        shared
    }

    fn requested(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<Located<Digits>> {
        let position = self.document.position(raw);
        let problems = self.document.problems.len();
        let mut country = None;
        let mut area_code = String::new();
        for (key, value) in self.document.object(pointer, raw)? {
            let at = pointer.key(&key);
            match &*key {
                "country" if is_null(value) => {}
                "country" => country = self.country(&at, value),
                "area_code" => {
                    let text = self.document.text(&at, value)?.unwrap_or_default();
                    match Digits::area_code(&text) {
                        Some(code) => area_code = code,
                        None => {
                            self.document.add_problem("bad_area_code", &at, value, Message::new("area-code-wrong"));
                        }
                    }
                }
                _ => self.document.unknown_key(pointer, &key, value),
            }
        }
        if country.is_none() && self.document.problems.len() == problems {
            self.document.add_problem("missing_value", pointer, raw, Message::new("problem-requested-country"));
        }
        Some(Located { value: Digits::Requested { country: country?, area_code }, at: position })
    }
}

/// The place of a field in its table, looked for from one place on and then from the beginning.
fn position<R: Record>(from: usize, is_it: impl Fn(&str) -> bool) -> Option<usize> {
    let all = R::FIELDS.len();
    (from..all).chain(0..from.min(all)).find(|at| is_it(R::FIELDS[*at].path))
}

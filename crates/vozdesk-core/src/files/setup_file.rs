//! The setup file: VozDesk's own JSON, version 1. Written to the byte, read kindly.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

use schemars::{JsonSchema, schema_for};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::document::{Document, Member, Pointer, clipped, is_null, members};
use super::{
    AssistantReference, EntryHead, Located, NumberReference, Partial, PartialAssistant, PartialCampaign, PartialNumber,
    PartialPlatform, PartialProfile, Problem, SourceKind,
};
use crate::model::assistant::{Assistant, AssistantKind};
use crate::model::campaign::{Campaign, CampaignStatus};
use crate::model::country::Country;
use crate::model::e164::E164;
use crate::model::id::Id;
use crate::model::message::Message;
use crate::model::number::{Digits, NumberStatus, PhoneNumber};
use crate::model::plan::Plan;
use crate::model::profile::Profile;
use crate::model::record::{AssistantRecord, CampaignRecord, NumberRecord, ProfileRecord};
use crate::model::setup::Setup;
use crate::model::text::{self, TextFault};

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
    profile: ProfileRecord<'a>,
    /// Assistants, by name and id.
    #[serde(serialize_with = "records::<_, AssistantRecord<'_>, _>")]
    #[schemars(with = "Vec<AssistantRecord>")]
    assistants: Vec<&'a Assistant>,
    /// Numbers by their digits, requested ones last, by id.
    #[serde(serialize_with = "records::<_, NumberRecord<'_>, _>")]
    #[schemars(with = "Vec<NumberRecord>")]
    numbers: Vec<&'a PhoneNumber>,
    /// Campaigns, by name and id.
    #[serde(serialize_with = "records::<_, CampaignRecord<'_>, _>")]
    #[schemars(with = "Vec<CampaignRecord>")]
    campaigns: Vec<&'a Campaign>,
}

fn records<'a, T, R, S>(items: &[&'a T], serializer: S) -> Result<S::Ok, S::Error>
where
    R: std::convert::From<&'a T> + Serialize,
    S: Serializer,
{
    serializer.collect_seq(items.iter().map(|item| R::from(item)))
}

/// Numbers in the order of the file: by digits, requested ones last, by id.
pub fn numbers_in_order(setup: &Setup) -> Vec<&PhoneNumber> {
    let mut numbers: Vec<_> = setup.numbers().map(|number| (number.e164(), &**number)).collect();
    numbers.sort_unstable_by(|(a, x), (b, y)| (a.is_none(), a, &x.id).cmp(&(b.is_none(), b, &y.id)));
    numbers.into_iter().map(|(_, number)| number).collect()
}

/// Assistants in the order of the file: by name (code points), then id.
pub fn assistants_in_order(setup: &Setup) -> Vec<&Assistant> {
    let mut assistants: Vec<&Assistant> = setup.assistants().map(Arc::as_ref).collect();
    assistants.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    assistants
}

/// Campaigns in the order of the file: by name (code points), then id.
pub fn campaigns_in_order(setup: &Setup) -> Vec<&Campaign> {
    let mut campaigns: Vec<&Campaign> = setup.campaigns().map(Arc::as_ref).collect();
    campaigns.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    campaigns
}

/// Writes the setup. The same setup always gives the same bytes.
pub fn write(setup: &Setup, mut out: impl Write) -> io::Result<()> {
    let written = Written {
        format: FORMAT,
        version: VERSION,
        profile: ProfileRecord::from(&**setup.profile()),
        assistants: assistants_in_order(setup),
        numbers: numbers_in_order(setup),
        campaigns: campaigns_in_order(setup),
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
    let mut schema = schema_for!(Written<'_>).to_value();
    // Exactly one of the two keys: a rule the types cannot tell.
    if let Some(number) = schema.pointer_mut("/$defs/NumberRecord").and_then(|value| value.as_object_mut()) {
        number
            .insert("oneOf".to_owned(), serde_json::json!([{ "required": ["number"] }, { "required": ["requested"] }]));
    }
    schema
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
    let lookup = |wanted: &str| members.iter().find(|(key, _)| key == wanted).map(|(_, value)| *value);
    let profile = lookup("profile").map(|raw| (raw, document.begin_entry(raw)));
    let mut reader = Reader { document, country: store_country, texts: HashMap::new(), others: HashMap::new() };
    let profile = profile.and_then(|(raw, _)| reader.profile(raw));
    let stated = profile.as_ref().and_then(|profile| profile.default_country);
    reader.country = country.or(stated).unwrap_or(store_country);

    let root = Pointer::ROOT;
    let mut assistants = None;
    let mut numbers = None;
    let mut campaigns = None;
    for (key, raw) in members {
        match &*key {
            "format" | "version" | "profile" => {}
            "assistants" => assistants = reader.list(&root.key("assistants"), raw, Reader::assistant),
            "numbers" => numbers = reader.list(&root.key("numbers"), raw, Reader::number),
            "campaigns" => campaigns = reader.list(&root.key("campaigns"), raw, Reader::campaign),
            _ => reader.document.unknown_key(&root, &key, raw),
        }
    }
    Ok(Partial {
        kind: SourceKind::SetupFile,
        is_incomplete: false,
        columns: Vec::new(),
        profile,
        assistants,
        numbers,
        campaigns,
        file: reader.document.file,
        problems: reader.document.problems,
        warnings: reader.document.warnings,
    })
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
    fn list<T>(
        &mut self,
        pointer: &Pointer<'_>,
        raw: &'a RawValue,
        mut entry: impl FnMut(&mut Self, &Pointer<'_>, &'a RawValue) -> Option<T>,
    ) -> Option<Vec<T>> {
        let elements = self.document.array(pointer, raw)?;
        let mut entries = Vec::with_capacity(elements.len());
        for (index, element) in elements.into_iter().enumerate() {
            entries.extend(entry(self, &pointer.index(index), element));
        }
        Some(entries)
    }

    /// Opens an entry: its head, and its members but `id`.
    fn entry(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<(EntryHead, Vec<Member<'a>>)> {
        let place = self.document.begin_entry(raw);
        let members = self.document.object(pointer, raw)?;
        let mut head = EntryHead::at(pointer.to_string(), place);
        let mut rest = Vec::with_capacity(members.len());
        for (key, value) in members {
            if key != "id" {
                rest.push((key, value));
                continue;
            }
            // Null is as good as absent: VozDesk never writes it, and an id cannot be cleared.
            let at = pointer.key("id");
            if let Some(Some(text)) = self.document.text(&at, value) {
                match Id::new(&text) {
                    Some(id) => head.id = Some(Located { value: id, place: self.document.place(value) }),
                    None => self.document.add_problem("bad_id", &at, value, Message::new("problem-bad-id")),
                }
            }
        }
        Some((head, rest))
    }

    fn profile(&mut self, raw: &'a RawValue) -> Option<PartialProfile> {
        let root = Pointer::ROOT;
        let pointer = root.key("profile");
        let problems = self.document.problems.len();
        let place = self.document.begin_entry(raw);
        let members = self.document.object(&pointer, raw)?;
        let head = EntryHead::at(pointer.to_string(), place);
        let mut profile = PartialProfile { head, name: None, default_country: None, plan: None, extra_numbers: None };
        let new = Profile::default();
        for (key, value) in members {
            let at = pointer.key(&key);
            match &*key {
                "name" => profile.name = self.checked_text(&at, value, text::short, "text_too_long"),
                "default_country" => {
                    profile.default_country = self.country(&at, value).map(|c| c.unwrap_or(new.default_country));
                }
                "plan" => profile.plan = self.word(&at, value, &Plan::ALL, Plan::word),
                "extra_numbers" => {
                    profile.extra_numbers = match self.document.whole(&at, value) {
                        None => None,
                        Some(None) => Some(0),
                        Some(Some(count)) => match u32::try_from(count) {
                            Ok(count) if count <= Profile::EXTRA_LIMIT => Some(count),
                            _ => {
                                let message =
                                    Message::new("extra-numbers-range").with("most", Profile::EXTRA_LIMIT as usize);
                                self.document.add_problem("out_of_range", &at, value, message);
                                None
                            }
                        },
                    };
                }
                _ => self.document.unknown_key(&pointer, &key, value),
            }
        }
        profile.head.has_problem = self.document.problems.len() > problems;
        Some(profile)
    }

    fn assistant(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<PartialAssistant> {
        let problems = self.document.problems.len();
        let (head, members) = self.entry(pointer, raw)?;
        let mut assistant = PartialAssistant::carrying_nothing(head);
        for (key, value) in members {
            let at = pointer.key(&key);
            match &*key {
                "name" => assistant.name = self.name(&at, value),
                "kind" => assistant.kind = self.word(&at, value, &AssistantKind::ALL, AssistantKind::word),
                "role" => assistant.role = self.checked_text(&at, value, text::short, "text_too_long"),
                "active" => assistant.active = self.document.flag(&at, value).map(|active| active.unwrap_or(true)),
                "greeting" => assistant.greeting = self.checked_text(&at, value, text::long, "text_too_long"),
                "voice" => assistant.voice = self.checked_text(&at, value, text::short, "text_too_long"),
                "platform" => assistant.platform = self.platform(&at, value, false),
                _ => self.document.unknown_key(pointer, &key, value),
            }
        }
        assistant.head.has_problem = self.document.problems.len() > problems;
        Some(assistant)
    }

    fn number(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<PartialNumber> {
        let problems = self.document.problems.len();
        let (head, members) = self.entry(pointer, raw)?;
        let mut number = PartialNumber::carrying_nothing(head);
        let mut stated = 0;
        for (key, value) in members {
            let at = pointer.key(&key);
            match &*key {
                "number" => {
                    stated += 1;
                    number.digits = self
                        .number_text(&at, value)
                        .map(|found| Located { value: Digits::Known(found.value), place: found.place });
                }
                "requested" => {
                    stated += 1;
                    number.digits = self.requested(&at, value);
                }
                "label" => number.label = self.checked_text(&at, value, text::label, "label_too_long"),
                "status" => {
                    let place = self.document.place(value);
                    // Null means the status a new number of its sort has; the review knows the sort.
                    number.status = match is_null(value) {
                        true => Some(None),
                        false => self
                            .word(&at, value, &NumberStatus::ALL, NumberStatus::word)
                            .map(|value| Some(Located { value, place })),
                    };
                }
                "notes" => number.notes = self.checked_text(&at, value, text::long, "text_too_long"),
                "inbound" => {
                    for (key, value) in self.document.object(&at, value).unwrap_or_default() {
                        let deeper = at.key(&key);
                        match &*key {
                            "assistant" => number.inbound_assistant = self.slot(&deeper, value),
                            "fallback" => number.fallback = self.optional_number(&deeper, value),
                            _ => self.document.unknown_key(&at, &key, value),
                        }
                    }
                }
                "outbound" => {
                    for (key, value) in self.document.object(&at, value).unwrap_or_default() {
                        let deeper = at.key(&key);
                        match &*key {
                            "assistant" => number.outbound_assistant = self.slot(&deeper, value),
                            "caller_id" => number.caller_id = self.optional_number(&deeper, value),
                            _ => self.document.unknown_key(&at, &key, value),
                        }
                    }
                }
                "platform" => number.platform = self.platform(&at, value, true),
                _ => self.document.unknown_key(pointer, &key, value),
            }
        }
        let identified = stated == 1 || (stated == 0 && number.head.id.is_some());
        if !identified && self.document.problems.len() == problems {
            let key = if stated == 0 { "problem-neither-number" } else { "problem-number-and-requested" };
            self.document.add_problem("number_or_requested", pointer, raw, Message { key, args: Vec::new() });
        }
        number.head.has_problem = self.document.problems.len() > problems;
        Some(number)
    }

    fn campaign(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<PartialCampaign> {
        let problems = self.document.problems.len();
        let (head, members) = self.entry(pointer, raw)?;
        let mut campaign = PartialCampaign { head, name: None, number: None, status: None };
        for (key, value) in members {
            let at = pointer.key(&key);
            match &*key {
                "name" => campaign.name = self.name(&at, value),
                "number" => {
                    if let Some(text) = self.needed_text(&at, value) {
                        let digits = E164::read_stored(&text, Some(self.country)).ok();
                        let place = self.document.place(value);
                        campaign.number =
                            Some(Located { value: NumberReference { text: text.into_owned(), digits }, place });
                    }
                }
                "status" => campaign.status = self.word(&at, value, &CampaignStatus::ALL, CampaignStatus::word),
                _ => self.document.unknown_key(pointer, &key, value),
            }
        }
        campaign.head.has_problem = self.document.problems.len() > problems;
        Some(campaign)
    }

    /// A text where null is no answer.
    fn needed_text(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<std::borrow::Cow<'a, str>> {
        match self.document.text(pointer, raw)? {
            Some(text) => Some(text),
            None => {
                self.document.add_problem("missing_value", pointer, raw, Message::new("problem-missing-value"));
                None
            }
        }
    }

    fn name(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<String> {
        let text = self.needed_text(pointer, raw)?;
        self.document.fitting(pointer, raw, text::name(&text), "name_too_long")
    }

    fn checked_text(
        &mut self,
        pointer: &Pointer<'_>,
        raw: &'a RawValue,
        check: fn(&str) -> Result<String, TextFault>,
        too_long: &'static str,
    ) -> Option<String> {
        let text = self.document.text(pointer, raw)?.unwrap_or_default();
        self.document.fitting(pointer, raw, check(&text), too_long)
    }

    /// One of a few words; null reads as the one a new record has.
    fn word<T: Copy + Default>(
        &mut self,
        pointer: &Pointer<'_>,
        raw: &'a RawValue,
        all: &[T],
        word: fn(T) -> &'static str,
    ) -> Option<T> {
        let Some(text) = self.document.text(pointer, raw)? else { return Some(T::default()) };
        self.document.known_word(pointer, raw, &text, all, word)
    }

    fn country(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<Option<Country>> {
        let Some(text) = self.document.text(pointer, raw)? else { return Some(None) };
        let country = Country::new(&text);
        if country.is_none() {
            let message = Message::new("problem-unknown-country").with("found", clipped(&text));
            self.document.add_problem("unknown_country", pointer, raw, message);
        }
        country.map(Some)
    }

    fn number_text(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<Located<E164>> {
        let text = self.needed_text(pointer, raw)?;
        match E164::read_stored(&text, Some(self.country)) {
            Ok(value) => Some(Located { value, place: self.document.place(raw) }),
            Err(misread) => {
                self.document.add_problem(misread.reason.code(), pointer, raw, misread.message());
                None
            }
        }
    }

    fn optional_number(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<Option<Located<E164>>> {
        if is_null(raw) {
            return Some(None);
        }
        // As it stands in the file, quotes and all.
        if let Some(known) = self.others.get(raw.get()) {
            return Some(Some(Located { value: *known, place: self.document.place(raw) }));
        }
        let read = self.number_text(pointer, raw)?;
        self.others.insert(raw.get().into(), read.value);
        Some(Some(read))
    }

    fn slot(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<Option<Located<AssistantReference>>> {
        let Some(text) = self.document.text(pointer, raw)? else { return Some(None) };
        let place = self.document.place(raw);
        Some(Some(Located { value: AssistantReference::IdOrName(self.shared(&text)), place }))
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
        let place = self.document.place(raw);
        let problems = self.document.problems.len();
        let mut country = None;
        let mut area_code = String::new();
        for (key, value) in self.document.object(pointer, raw)? {
            let at = pointer.key(&key);
            match &*key {
                "country" => country = self.country(&at, value).flatten(),
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
        Some(Located { value: Digits::Requested { country: country?, area_code }, place })
    }

    fn platform(
        &mut self,
        pointer: &Pointer<'_>,
        raw: &'a RawValue,
        of_number: bool,
    ) -> Option<Option<PartialPlatform>> {
        if is_null(raw) {
            return Some(None);
        }
        let mut platform = PartialPlatform::default();
        for (key, value) in self.document.object(pointer, raw)? {
            let at = pointer.key(&key);
            let text = |reader: &mut Self| {
                let text = reader.document.text(&at, value)?.map(|text| text::short(&text));
                match text {
                    None => Some(None),
                    Some(text) => reader.document.fitting(&at, value, text, "text_too_long").map(Some),
                }
            };
            match &*key {
                "name" => platform.name = text(self),
                "id" => platform.id = text(self),
                "created_at" => platform.created_at = text(self),
                "provider" if of_number => platform.provider = text(self),
                "sms_enabled" if of_number => platform.sms_enabled = self.document.flag(&at, value),
                "monthly_cost_cents" if of_number => platform.monthly_cost_cents = self.document.whole(&at, value),
                _ => self.document.unknown_key(pointer, &key, value),
            }
        }
        Some(Some(platform))
    }
}

//! The answers of the platforms' interfaces: what their readers have in common.
//!
//! A platform's list is recognised by its keys. A key that is missing leaves a field as it is, null
//! clears it; unknown keys are the platform's own affair and are passed over without a word, so
//! what is secret in an answer never gets further than this reader.

mod retell;
mod twilio;
mod vapi;
mod vozagent;

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::value::RawValue;

use super::document::{Document, Member, Pointer, clipped, is_object, members};
use super::{
    AssistantReference, EntryHead, Located, Partial, PartialAssistant, PartialNumber, PartialPlatform, SourceKind,
};
use crate::model::country::Country;
use crate::model::e164::E164;
use crate::model::message::Message;
use crate::model::number::Digits;
use crate::model::text::{self, TextFault};

/// The platforms whose answers are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Platform {
    /// VozAgent.
    VozAgent,
    /// Retell.
    Retell,
    /// Vapi.
    Vapi,
    /// Twilio, which has numbers and no assistants.
    Twilio,
}

impl Platform {
    /// All of them.
    pub const ALL: [Platform; 4] = [Platform::VozAgent, Platform::Retell, Platform::Vapi, Platform::Twilio];

    /// The name in records and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Platform::VozAgent => "vozagent",
            Platform::Retell => "retell",
            Platform::Vapi => "vapi",
            Platform::Twilio => "twilio",
        }
    }

    /// Its name as it writes it.
    pub fn name(self) -> &'static str {
        match self {
            Platform::VozAgent => "VozAgent",
            Platform::Retell => "Retell",
            Platform::Vapi => "Vapi",
            Platform::Twilio => "Twilio",
        }
    }
}

/// A list of a platform: where its elements are, and whether there is more than they.
struct List<'a> {
    elements: &'a RawValue,
    /// The key of the elements in the answer; none for a bare list.
    key: Option<Cow<'a, str>>,
    /// What says that there is more, and where.
    more: Option<(Cow<'a, str>, &'a RawValue)>,
}

/// The keys under which answers hold their elements.
const LIST_KEYS: [&str; 3] = ["items", "results", "incoming_phone_numbers"];

impl<'a> List<'a> {
    fn of(root: &'a RawValue) -> Option<List<'a>> {
        if root.get().starts_with('[') {
            return Some(List { elements: root, key: None, more: None });
        }
        let pairs = members(root);
        let (key, elements) =
            pairs.iter().find(|(key, value)| LIST_KEYS.contains(&&**key) && value.get().starts_with('['))?;
        Some(List { elements, key: Some(key.clone()), more: more(&pairs) })
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

/// Which platform's list it is, from the keys of its first entries.
pub(super) fn recognise(root: &RawValue, only: Option<Platform>) -> Option<SourceKind> {
    let list = List::of(root)?;
    let elements: Vec<&RawValue> = serde_json::from_str(list.elements.get()).ok()?;
    let kind = elements.iter().take(20).filter(|element| is_object(element)).find_map(|element| {
        let keys = members(element);
        let has = |wanted: &[&str]| keys.iter().any(|(key, _)| wanted.contains(&&**key));
        Some(if list.key.as_deref() == Some("incoming_phone_numbers") || has(&["sid"]) && has(&["friendly_name"]) {
            SourceKind::Numbers(Platform::Twilio)
        } else if has(&["agent_id"]) && has(&["agent_name", "channel"]) {
            SourceKind::Assistants(Platform::Retell)
        } else if has(&["phone_number"]) && has(&["assistant_id", "label", "provider", "sms_enabled"]) {
            SourceKind::Numbers(Platform::VozAgent)
        } else if has(&["phone_number"])
            && has(&["phone_number_type", "nickname", "inbound_agents", "outbound_agents", "inbound_agent_id"])
        {
            SourceKind::Numbers(Platform::Retell)
        } else if has(&["assistant_type", "is_active", "first_message", "voice_id"]) && has(&["name"]) {
            SourceKind::Assistants(Platform::VozAgent)
        } else if has(&["provider"]) && has(&["orgId", "assistantId", "number", "sipUri"]) {
            SourceKind::Numbers(Platform::Vapi)
        } else if has(&["orgId", "firstMessage"]) && has(&["id"]) {
            SourceKind::Assistants(Platform::Vapi)
        } else {
            return None;
        })
    });
    let of = |kind: SourceKind| match kind {
        SourceKind::Numbers(platform) | SourceKind::Assistants(platform) => Some(platform),
        _ => None,
    };
    match (kind, only) {
        (Some(kind), Some(only)) if of(kind) != Some(only) => None,
        (None, _) if elements.is_empty() && list.key.is_none() => None,
        // An empty list whose key says what it would hold.
        (None, None | Some(Platform::Twilio)) if list.key.as_deref() == Some("incoming_phone_numbers") => {
            Some(SourceKind::Numbers(Platform::Twilio))
        }
        (kind, _) => kind,
    }
}

/// The message of an error answer that was saved by mistake: an object with a message and something
/// that says it is an error.
pub(super) fn error_answer(root: &RawValue) -> Option<String> {
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

pub(super) fn read<'a>(document: Document<'a>, root: &'a RawValue, kind: SourceKind, country: Country) -> Partial {
    let mut reader = Reader { document, country };
    let mut assistants = None;
    let mut numbers = None;
    let mut is_incomplete = false;
    if let Some(list) = List::of(root) {
        let top = Pointer::ROOT;
        let key = list.key.as_deref().unwrap_or_default();
        let within = top.key(key);
        let pointer = if list.key.is_some() { &within } else { &top };
        if let Some((key, raw)) = &list.more {
            is_incomplete = true;
            reader.document.add_warning_at("more_pages", format!("/{key}"), raw, Message::new("problem-more-pages"));
        }
        let elements = reader.document.array(pointer, list.elements).unwrap_or_default().into_iter().enumerate();
        match kind {
            SourceKind::Assistants(platform) => {
                let read = match platform {
                    Platform::Retell => retell::assistant,
                    Platform::Vapi => vapi::assistant,
                    _ => vozagent::assistant,
                };
                let read = |(at, raw)| reader.assistant(&pointer.index(at), raw, platform, read);
                assistants = Some(elements.filter_map(read).collect());
            }
            SourceKind::Numbers(platform) => {
                let read = match platform {
                    Platform::Retell => retell::number,
                    Platform::Vapi => vapi::number,
                    Platform::Twilio => twilio::number,
                    Platform::VozAgent => vozagent::number,
                };
                let read = |(at, raw)| reader.number(&pointer.index(at), raw, platform, read);
                numbers = Some(elements.filter_map(read).collect());
            }
            SourceKind::SetupFile | SourceKind::Table => {}
        }
    }
    Partial {
        kind,
        profile: None,
        assistants,
        numbers,
        campaigns: None,
        is_incomplete,
        columns: Vec::new(),
        file: reader.document.file,
        problems: reader.document.problems,
        warnings: reader.document.warnings,
    }
}

/// What the readers of one platform read with.
pub(super) struct Reader<'a> {
    pub(super) document: Document<'a>,
    country: Country,
}

/// The members of an entry, and where it is.
pub(super) struct EntryOf<'a, 'p> {
    pub(super) pointer: &'p Pointer<'p>,
    pub(super) raw: &'a RawValue,
    pub(super) members: Vec<Member<'a>>,
}

/// Whether an entry is kept.
pub(super) enum Kept {
    Yes,
    /// It is left out, and a warning says why.
    No,
}

type ReadAssistant = for<'a> fn(&mut Reader<'a>, &EntryOf<'a, '_>, &mut PartialAssistant, &mut PartialPlatform) -> Kept;
type ReadNumber = for<'a> fn(&mut Reader<'a>, &EntryOf<'a, '_>, &mut PartialNumber, &mut PartialPlatform);

impl<'a> Reader<'a> {
    fn head(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> EntryHead {
        let place = self.document.begin_entry(raw);
        EntryHead::at(pointer.to_string(), place)
    }

    fn assistant(
        &mut self,
        pointer: &Pointer<'_>,
        raw: &'a RawValue,
        of: Platform,
        read: ReadAssistant,
    ) -> Option<PartialAssistant> {
        let problems = self.document.problems.len();
        let head = self.head(pointer, raw);
        let members = self.document.object(pointer, raw)?;
        let mut assistant = PartialAssistant::carrying_nothing(head);
        let mut platform = PartialPlatform { name: Some(Some(of.word().to_owned())), ..PartialPlatform::default() };
        if let Kept::No = read(self, &EntryOf { pointer, raw, members }, &mut assistant, &mut platform) {
            return None;
        }
        if !matches!(platform.id, Some(Some(_))) && self.document.problems.len() == problems {
            self.document.add_problem("missing_value", pointer, raw, Message::new("problem-no-platform-id"));
        }
        assistant.platform = Some(Some(platform));
        assistant.head.has_problem = self.document.problems.len() > problems;
        Some(assistant)
    }

    fn number(
        &mut self,
        pointer: &Pointer<'_>,
        raw: &'a RawValue,
        of: Platform,
        read: ReadNumber,
    ) -> Option<PartialNumber> {
        let problems = self.document.problems.len();
        let head = self.head(pointer, raw);
        let members = self.document.object(pointer, raw)?;
        let mut number = PartialNumber::carrying_nothing(head);
        let mut platform = PartialPlatform { name: Some(Some(of.word().to_owned())), ..PartialPlatform::default() };
        read(self, &EntryOf { pointer, raw, members }, &mut number, &mut platform);
        if number.digits.is_none() && self.document.problems.len() == problems {
            self.document.add_problem("missing_value", pointer, raw, Message::new("problem-no-digits"));
        }
        number.platform = Some(Some(platform));
        number.head.has_problem = self.document.problems.len() > problems;
        Some(number)
    }

    /// A short text of the platform's own, such as an id; null is `Some(None)`.
    pub(super) fn short(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<Option<String>> {
        let text = self.document.text(pointer, raw)?;
        let checked = text.map(|text| text::short(&text)).transpose();
        self.document.fitting(pointer, raw, checked, "text_too_long")
    }

    /// A text of a record within its limits, null for an empty one.
    pub(super) fn text(
        &mut self,
        pointer: &Pointer<'_>,
        raw: &'a RawValue,
        check: fn(&str) -> Result<String, TextFault>,
        too_long: &'static str,
    ) -> Option<String> {
        let text = self.document.text(pointer, raw)?;
        self.document.fitting(pointer, raw, check(text.as_deref().unwrap_or_default()), too_long)
    }

    /// A number's digits; null is none.
    pub(super) fn digits(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<Located<Digits>> {
        let number = self.e164(pointer, raw)??;
        Some(Located { value: Digits::Known(number.value), place: number.place })
    }

    /// A number in a field; null is `Some(None)`.
    pub(super) fn e164(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<Option<Located<E164>>> {
        let Some(text) = self.document.text(pointer, raw)? else { return Some(None) };
        match E164::read_stored(&text, Some(self.country)) {
            Ok(value) => Some(Some(Located { value, place: self.document.place(raw) })),
            Err(misread) => {
                self.document.add_problem(misread.reason.code(), pointer, raw, misread.message());
                None
            }
        }
    }

    /// Whom a slot names by an id of the platform, under this key of the entry; null empties it.
    pub(super) fn slot(
        &mut self,
        pointer: &Pointer<'_>,
        raw: &'a RawValue,
        key: &'static str,
    ) -> Option<Option<Located<AssistantReference>>> {
        let place = self.document.place(raw);
        let id = self.document.text(pointer, raw)?;
        Some(id.map(|id| Located { value: AssistantReference::Platform(Arc::from(&*id), key), place }))
    }

    /// A warning that something in the entry has no place here, and that the field stays as it was.
    pub(super) fn stays(&mut self, code: &'static str, pointer: &Pointer<'_>, raw: &RawValue, key: &'static str) {
        self.document.add_warning(code, pointer, raw, Message { key, args: Vec::new() });
    }
}

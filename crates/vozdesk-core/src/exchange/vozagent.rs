//! The answers of VozAgent's interface: lists of phone numbers and of assistants.
//!
//! Source: VozAgent's documentation of `GET /v1/phone-numbers` and `GET /v1/assistants`. A key that
//! is missing leaves a field as it is, null clears it. The lists carry no outbound slot, no
//! fallback destination, no outbound phone number and no notes: those stay. Unknown keys are the
//! platform's own affair and are passed over without a word. An assistant's `phone_number_id` does
//! not say which slot, so no slot is filled from it.

use std::sync::Arc;

use serde_json::value::RawValue;

use super::document::{Document, Pointer, clipped, is_object, members};
use super::{
    AssistantReference, EntryHead, Located, Partial, PartialAssistant, PartialNumber, PartialPlatform, SourceKind,
};
use crate::assistant::AssistantKind;
use crate::catalogue::Message;
use crate::country::Country;
use crate::e164::E164;
use crate::id::Id;
use crate::phone_number::{Digits, NumberStatus};
use crate::text::{self, TextFault};

/// The platform's name in records.
const PLATFORM: &str = "vozagent";

/// Which of the two lists it is, from the keys of its first entries.
pub(super) fn recognise(root: &RawValue) -> Option<SourceKind> {
    let elements: Vec<&RawValue> = serde_json::from_str(root.get()).ok()?;
    elements.iter().take(20).find_map(|element| {
        let keys = if is_object(element) { members(element) } else { Vec::new() };
        let has = |wanted: &[&str]| keys.iter().any(|(key, _)| wanted.contains(&&**key));
        if has(&["phone_number"]) && has(&["assistant_id", "label", "provider", "sms_enabled"]) {
            Some(SourceKind::VozAgentNumbers)
        } else if has(&["assistant_type", "is_active", "first_message", "voice_id"]) && has(&["name"]) {
            Some(SourceKind::VozAgentAssistants)
        } else {
            None
        }
    })
}

/// The message of an error answer that was saved by mistake.
pub(super) fn error_answer(root: &RawValue) -> Option<String> {
    let pairs = members(root);
    let (_, error) = pairs.iter().find(|(key, _)| key == "error")?;
    let message = members(error).iter().find(|(key, _)| key == "message").map(|(_, value)| *value)?;
    serde_json::from_str::<String>(message.get()).ok().map(|text| clipped(&text))
}

pub(super) fn read<'a>(mut document: Document<'a>, root: &'a RawValue, kind: SourceKind, country: Country) -> Partial {
    let pointer = Pointer::ROOT;
    let elements = document.array(&pointer, root).unwrap_or_default();
    let mut reader = Reader { document, country };
    let mut assistants = None;
    let mut numbers = None;
    let entries = elements.into_iter().enumerate();
    if kind == SourceKind::VozAgentAssistants {
        assistants = Some(entries.filter_map(|(at, raw)| reader.assistant(&pointer.index(at), raw)).collect());
    } else {
        numbers = Some(entries.filter_map(|(at, raw)| reader.number(&pointer.index(at), raw)).collect());
    }
    Partial {
        kind,
        profile: None,
        assistants,
        numbers,
        campaigns: None,
        file: reader.document.file,
        problems: reader.document.problems,
        warnings: reader.document.warnings,
    }
}

struct Reader<'a> {
    document: Document<'a>,
    country: Country,
}

impl<'a> Reader<'a> {
    fn head(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> EntryHead {
        let place = self.document.begin_entry(raw);
        EntryHead { pointer: pointer.to_string(), place, id: None, fresh: Id::make(), has_problem: false }
    }

    fn assistant(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<PartialAssistant> {
        let problems = self.document.problems.len();
        let head = self.head(pointer, raw);
        let members = self.document.object(pointer, raw)?;
        let mut platform = PartialPlatform { name: Some(Some(PLATFORM.to_owned())), ..PartialPlatform::default() };
        let mut assistant = PartialAssistant::carrying_nothing(head);
        for (key, value) in members {
            let at = pointer.key(&key);
            match &*key {
                "id" => platform.id = self.text(&at, value, text::short, "text_too_long"),
                "name" => {
                    assistant.name = self.text(&at, value, text::name, "name_too_long").map(Option::unwrap_or_default)
                }
                "role" => {
                    assistant.role = self.text(&at, value, text::short, "text_too_long").map(Option::unwrap_or_default)
                }
                // A kind this program does not know is none of the two it treats apart.
                "assistant_type" => {
                    assistant.kind = self.document.text(&at, value).map(|word| {
                        let known = AssistantKind::ALL.into_iter().find(|kind| Some(kind.word()) == word.as_deref());
                        known.unwrap_or_default()
                    });
                }
                "is_active" => assistant.active = self.document.flag(&at, value).map(|active| active.unwrap_or(true)),
                "voice_id" => {
                    assistant.voice = self.text(&at, value, text::short, "text_too_long").map(Option::unwrap_or_default)
                }
                "first_message" => {
                    assistant.greeting =
                        self.text(&at, value, text::long, "text_too_long").map(Option::unwrap_or_default);
                }
                "created_at" => platform.created_at = self.text(&at, value, text::short, "text_too_long"),
                _ => {}
            }
        }
        if !matches!(platform.id, Some(Some(_))) && self.document.problems.len() == problems {
            self.document.add_problem("missing_value", pointer, raw, Message::new("problem-no-platform-id"));
        }
        assistant.platform = Some(Some(platform));
        assistant.head.has_problem = self.document.problems.len() > problems;
        Some(assistant)
    }

    fn number(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<PartialNumber> {
        let problems = self.document.problems.len();
        let head = self.head(pointer, raw);
        let members = self.document.object(pointer, raw)?;
        let mut platform = PartialPlatform { name: Some(Some(PLATFORM.to_owned())), ..PartialPlatform::default() };
        let mut number = PartialNumber::carrying_nothing(head);
        for (key, value) in members {
            let at = pointer.key(&key);
            match &*key {
                "id" => platform.id = self.text(&at, value, text::short, "text_too_long"),
                "phone_number" => number.digits = self.digits(&at, value),
                "label" => {
                    number.label = self.text(&at, value, text::label, "label_too_long").map(Option::unwrap_or_default)
                }
                "status" => number.status = self.status(&at, value).map(Some),
                "assistant_id" => {
                    let place = self.document.place(value);
                    number.inbound_assistant = self
                        .document
                        .text(&at, value)
                        .map(|id| id.map(|id| Located { value: AssistantReference::Platform(Arc::from(&*id)), place }));
                }
                "provider" => platform.provider = self.text(&at, value, text::short, "text_too_long"),
                "sms_enabled" => platform.sms_enabled = self.document.flag(&at, value),
                "monthly_cost_cents" => platform.monthly_cost_cents = self.document.whole(&at, value),
                "created_at" => platform.created_at = self.text(&at, value, text::short, "text_too_long"),
                _ => {}
            }
        }
        if number.digits.is_none() && self.document.problems.len() == problems {
            self.document.add_problem("missing_value", pointer, raw, Message::new("problem-no-digits"));
        }
        number.platform = Some(Some(platform));
        number.head.has_problem = self.document.problems.len() > problems;
        Some(number)
    }

    /// A text within its limits; null is `Some(None)`.
    fn text(
        &mut self,
        pointer: &Pointer<'_>,
        raw: &'a RawValue,
        check: fn(&str) -> Result<String, TextFault>,
        too_long: &'static str,
    ) -> Option<Option<String>> {
        // The name of an assistant is needed; for the rest null is an answer.
        let text = self.document.text(pointer, raw)?;
        let checked = match &text {
            None => check("").ok().map(|_| None).ok_or(TextFault::Missing),
            Some(text) => check(text).map(Some),
        };
        self.document.fitting(pointer, raw, checked, too_long)
    }

    fn digits(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<Located<Digits>> {
        let text = self.document.text(pointer, raw)??;
        match E164::read_stored(&text, Some(self.country)) {
            Ok(digits) => Some(Located { value: Digits::Known(digits), place: self.document.place(raw) }),
            Err(misread) => {
                self.document.add_problem(misread.reason.code(), pointer, raw, misread.message());
                None
            }
        }
    }

    fn status(&mut self, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<Located<NumberStatus>> {
        let word = self.document.text(pointer, raw)??;
        let place = self.document.place(raw);
        let status = self.document.known_word(pointer, raw, &word, &NumberStatus::ALL, NumberStatus::word);
        status.map(|value| Located { value, place })
    }
}

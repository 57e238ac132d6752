//! Vapi's lists of phone numbers and of assistants.
//!
//! Source: Vapi's OpenAPI description of `GET /phone-number`, `GET /v2/phone-number` and `GET /assistant`.
//! A number has no outbound slot there. Its answers can hold carriers' secrets; only the keys named
//! here are read. A squad or a workflow is no assistant, and a SIP address or an extension no number:
//! what they stand for stays as it is. Where no status is told, a new number is active.

use serde_json::value::RawValue;

use super::{EntryOf, Kept, Reader};
use crate::files::document::{Pointer, is_null, is_object, members};
use crate::files::{Located, PartialAssistant, PartialNumber, PartialPlatform};
use crate::model::e164::E164;
use crate::model::number::NumberStatus;
use crate::model::text;

pub(super) fn assistant<'a>(
    reader: &mut Reader<'a>,
    entry: &EntryOf<'a, '_>,
    assistant: &mut PartialAssistant,
    platform: &mut PartialPlatform,
) -> Kept {
    for (key, value) in &entry.members {
        let at = entry.pointer.key(key);
        match &**key {
            "id" => platform.id = reader.short(&at, value),
            "name" => assistant.name = reader.text(&at, value, text::name, "name_too_long"),
            "firstMessage" => assistant.greeting = reader.text(&at, value, text::long, "text_too_long"),
            "voice" if is_object(value) => {
                if let Some((key, voice)) = members(value).into_iter().find(|(key, _)| key == "voiceId") {
                    assistant.voice = reader.text(&at.key(&key), voice, text::short, "text_too_long");
                }
            }
            "createdAt" => platform.created_at = reader.short(&at, value),
            _ => {}
        }
    }
    Kept::Yes
}

pub(super) fn number<'a>(
    reader: &mut Reader<'a>,
    entry: &EntryOf<'a, '_>,
    number: &mut PartialNumber,
    platform: &mut PartialPlatform,
) {
    let mut team = None;
    for (key, value) in &entry.members {
        let at = entry.pointer.key(key);
        match &**key {
            "id" => platform.id = reader.short(&at, value),
            "number" => number.digits = reader.digits(&at, value),
            "name" => number.label = reader.text(&at, value, text::label, "label_too_long"),
            "assistantId" => number.inbound_assistant = reader.slot(&at, value, "assistantId"),
            "squadId" | "workflowId" if !is_null(value) => team = Some((key.clone(), *value)),
            "status" => number.status = status(reader, &at, value).map(Some),
            "provider" => platform.provider = reader.short(&at, value),
            "smsEnabled" => platform.sms_enabled = reader.document.flag(&at, value),
            "createdAt" => platform.created_at = reader.short(&at, value),
            "fallbackDestination" => number.fallback = fallback(reader, &at, value),
            _ => {}
        }
    }
    if let (Some((key, value)), None | Some(None)) = (team, &number.inbound_assistant) {
        number.inbound_assistant = None;
        reader.stays("no_assistant", &entry.pointer.key(&key), value, "warning-squad");
    }
}

fn status<'a>(reader: &mut Reader<'a>, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<Located<NumberStatus>> {
    let word = reader.document.text(pointer, raw)??;
    let value = match &*word {
        "active" => NumberStatus::Active,
        "activating" => NumberStatus::Pending,
        "blocked" => NumberStatus::Inactive,
        _ => {
            reader.stays("unknown_status", pointer, raw, "warning-unknown-status");
            return None;
        }
    };
    Some(Located { value, place: reader.document.place(raw) })
}

/// A number to which calls go; null clears it, and what is no plain number leaves it as it is.
fn fallback<'a>(reader: &mut Reader<'a>, pointer: &Pointer<'_>, raw: &'a RawValue) -> Option<Option<Located<E164>>> {
    if is_null(raw) {
        return Some(None);
    }
    let members = reader.document.object(pointer, raw)?;
    let find = |wanted: &str| members.iter().find(|(key, _)| key == wanted).map(|(_, value)| *value);
    let is_number = find("type").is_none_or(|kind| kind.get() == "\"number\"");
    let has_extension = find("extension").is_some_and(|value| !is_null(value) && value.get() != "\"\"");
    match find("number") {
        Some(number) if is_number && !has_extension => reader.e164(&pointer.key("number"), number),
        _ => {
            let key = if has_extension { "warning-fallback-extension" } else { "warning-fallback-sip" };
            reader.stays("fallback_kept", pointer, raw, key);
            None
        }
    }
}

//! Vapi's lists of phone numbers and of assistants.
//!
//! Source: Vapi's OpenAPI description of `GET /phone-number`, `GET /v2/phone-number` and `GET /assistant`.
//! A number has no outbound slot there. Its answers can hold carriers' secrets; only the keys named
//! here are read. A squad or a workflow is no assistant, and a SIP address or an extension no number:
//! what they stand for stays as it is. Where no status is told, a new number is active.

use serde_json::value::RawValue;

use crate::files::document::{Pointer, is_null, is_object, members};
use crate::files::partial::{PartialRecord, StatedValue};
use crate::files::platform::reader::{Entry, Kept, Reader};
use crate::files::platform::registry::{Entries, Key, Keys, List, Platform, Reach, Takes};
use crate::model::assistant::Assistant;
use crate::model::field::{Kind, Limit, Value};
use crate::model::number::{NumberStatus, PhoneNumber};

pub(super) static VAPI: Platform = Platform {
    word: "vapi",
    name: "Vapi",
    is_carrier: false,
    reach: Some(Reach {
        host: "api.vapi.ai",
        takes: [Takes::Sent, Takes::Sent, Takes::Untold, Takes::Likeness, Takes::Untold],
        label_limit: 40,
        has_assistants: true,
        menus: ["Phone Numbers", "Assistants"],
        key_steps: ["key-vapi-1", "key-vapi-2", "key-vapi-3"],
    }),
    lists: &[
        List {
            platform: "vapi",
            name: "Vapi",
            under: None,
            // Credentials have a provider too.
            has_entry: |has| {
                has(&["provider"])
                    && (has(&["number", "sipUri", "fallbackDestination"])
                        || has(&["orgId"]) && has(&["assistantId", "squadId", "workflowId", "credentialId", "status"]))
            },
            most: &[100],
            versions: None,
            entries: Entries::Numbers(Keys {
                keys: &[
                    Key::plain("id", "platform.id"),
                    Key::plain("number", "number"),
                    Key::plain("name", "label"),
                    Key::plain("assistantId", "inbound.assistant"),
                    Key::by("squadId", "inbound.assistant", |_, _, _, _, _| None),
                    Key::by("workflowId", "inbound.assistant", |_, _, _, _, _| None),
                    Key::by("status", "status", status),
                    Key::plain("provider", "platform.provider"),
                    Key::plain("smsEnabled", "platform.sms_enabled"),
                    Key::plain("createdAt", "platform.created_at"),
                    Key::by("fallbackDestination", "inbound.fallback", fallback),
                ],
                whole: Some(team),
            }),
        },
        List {
            platform: "vapi",
            name: "Vapi",
            under: None,
            // All that an organization has bears its id and a name; what is none of these is an assistant.
            has_entry: |has| {
                has(&["id"])
                    && has(&["orgId", "firstMessage"])
                    && has(&["name", "model", "voice", "transcriber", "firstMessage"])
                    && !has(&["type", "status", "provider", "assistantId", "assistantIds", "input", "value", "url"])
            },
            most: &[100],
            versions: None,
            entries: Entries::Assistants(Keys {
                keys: &[
                    Key::plain("id", "platform.id"),
                    Key::plain("name", "name"),
                    Key::plain("firstMessage", "greeting"),
                    Key::by("voice", "voice", voice),
                    Key::plain("createdAt", "platform.created_at"),
                ],
                whole: None,
            }),
        },
    ],
};

fn voice<'a>(
    reader: &mut Reader<'a>,
    _: &Entry<'a, '_>,
    pointer: &Pointer<'_>,
    raw: &'a RawValue,
    _: &mut PartialRecord<Assistant>,
) -> Option<StatedValue> {
    let voices = if is_object(raw) { members(raw) } else { Vec::new() };
    let (key, voice) = voices.into_iter().find(|(key, _)| key == "voiceId")?;
    reader.value(&pointer.key(&key), voice, Kind::Text(Limit::Short))
}

/// A squad or a workflow answers, unless an assistant is named too: the slot stays as it is.
fn team<'a>(reader: &mut Reader<'a>, entry: &Entry<'a, '_>, number: &mut PartialRecord<PhoneNumber>) -> Kept {
    if entry.get("sipUri").is_some_and(|uri| !is_null(uri)) && entry.get("number").is_none_or(is_null) {
        reader.stays("sip_number", entry.pointer, entry.raw, "warning-sip-number");
        return Kept::No;
    }
    reader.server_decides(entry, &["server", "serverUrl"], number);
    let team =
        entry.members.iter().rev().find(|(key, value)| matches!(&**key, "squadId" | "workflowId") && !is_null(value));
    let names_somebody =
        matches!(number.stated("inbound.assistant").map(|stated| &stated.value), Some(StatedValue::Assistant(_)));
    if let Some((key, value)) = team.filter(|_| !names_somebody) {
        number.unstate("inbound.assistant");
        number.state_path("inbound.assistant", 0, number.at, StatedValue::Decided);
        reader.stays("no_assistant", &entry.pointer.key(key), value, "warning-squad");
    }
    Kept::Yes
}

fn status<'a>(
    reader: &mut Reader<'a>,
    _: &Entry<'a, '_>,
    pointer: &Pointer<'_>,
    raw: &'a RawValue,
    _: &mut PartialRecord<PhoneNumber>,
) -> Option<StatedValue> {
    let word = reader.document.text(pointer, raw)??;
    let status = match &*word {
        "active" => NumberStatus::Active,
        "activating" => NumberStatus::Pending,
        "blocked" => NumberStatus::Inactive,
        _ => {
            reader.stays("unknown_status", pointer, raw, "warning-unknown-status");
            return None;
        }
    };
    Some(StatedValue::Value(Value::Word(status.word())))
}

/// A number to which calls go; null clears it, and what is no plain number leaves it as it is.
fn fallback<'a>(
    reader: &mut Reader<'a>,
    _: &Entry<'a, '_>,
    pointer: &Pointer<'_>,
    raw: &'a RawValue,
    _: &mut PartialRecord<PhoneNumber>,
) -> Option<StatedValue> {
    if is_null(raw) {
        return Some(StatedValue::Null);
    }
    let members = reader.document.object(pointer, raw)?;
    let find = |wanted: &str| members.iter().find(|(key, _)| key == wanted).map(|(_, value)| *value);
    let is_number = find("type").is_none_or(|kind| kind.get() == "\"number\"");
    let has_extension = find("extension").is_some_and(|value| !is_null(value) && value.get() != "\"\"");
    match find("number") {
        Some(number) if is_number && !has_extension => reader.value(&pointer.key("number"), number, Kind::OtherNumber),
        _ => {
            let key = if has_extension { "warning-fallback-extension" } else { "warning-fallback-sip" };
            reader.stays("fallback_kept", pointer, raw, key);
            None
        }
    }
}

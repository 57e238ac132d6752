//! Retell's lists of phone numbers, in the present and the older shape, and of agents.
//!
//! Source: Retell's OpenAPI description of `GET /v2/list-phone-numbers`, `POST /v2/list-agents` and
//! the lists before them. The number itself is its id. A slot holds one assistant here and weighted
//! ones there: several entries of the same agent fill it, different ones leave it as it is. Retell
//! tells no status, no outbound phone number and no notes.

use serde_json::value::RawValue;

use crate::files::document::{Pointer, is_null, members};
use crate::files::partial::{AssistantReference, PartialRecord, StatedValue};
use crate::files::platform::reader::{Entry, Kept, Reader};
use crate::files::platform::registry::{Entries, Key, Keys, List, Platform, Reach, Takes};
use crate::model::assistant::Assistant;
use crate::model::field::{Kind, Limit, Value};
use crate::model::number::{Digits, PhoneNumber};

pub(super) static RETELL: Platform = Platform {
    word: "retell",
    name: "Retell",
    is_carrier: false,
    reach: Some(Reach {
        host: "api.retellai.com",
        takes: [Takes::Sent, Takes::Sent, Takes::Sent, Takes::Likeness, Takes::Untold],
        label_limit: 80,
        has_assistants: true,
        menus: ["Phone Numbers", "Agents"],
        key_steps: ["key-retell-1", "key-retell-2", "key-retell-3"],
    }),
    lists: &[
        List {
            platform: "retell",
            name: "Retell",
            under: None,
            has_entry: |has| {
                has(&["phone_number"])
                    && has(&[
                        "phone_number_type",
                        "inbound_agents",
                        "outbound_agents",
                        "inbound_agent_id",
                        "outbound_agent_id",
                        "inbound_webhook_url",
                        "last_modification_timestamp",
                    ])
                    && !has(&["record_type"])
            },
            most: &[],
            versions: None,
            entries: Entries::Numbers(Keys {
                keys: &[
                    Key::plain("phone_number", "number"),
                    Key::plain("phone_number_type", "platform.provider"),
                    Key::plain("nickname", "label"),
                    Key::by("inbound_agents", "inbound.assistant", agents),
                    Key::by("outbound_agents", "outbound.assistant", agents),
                    // Where both shapes are there, the lists are the newer.
                    Key::by("inbound_agent_id", "inbound.assistant", |reader, entry, at, raw, _| {
                        if entry.get("inbound_agents").is_some() {
                            None
                        } else {
                            reader.value(at, raw, Kind::Assistant)
                        }
                    }),
                    Key::by("outbound_agent_id", "outbound.assistant", |reader, entry, at, raw, _| {
                        if entry.get("outbound_agents").is_some() {
                            None
                        } else {
                            reader.value(at, raw, Kind::Assistant)
                        }
                    }),
                    Key::plain("fallback_number", "inbound.fallback"),
                ],
                whole: Some(number),
            }),
        },
        List {
            platform: "retell",
            name: "Retell",
            under: None,
            // What has an id of its own only names an agent.
            has_entry: |has| {
                has(&["agent_id"])
                    && has(&["agent_name", "channel", "response_engine"])
                    && !has(&["id", "phone_number_id"])
            },
            most: &[],
            versions: Some(("agent_id", "version")),
            entries: Entries::Assistants(Keys {
                keys: &[Key::plain("agent_id", "platform.id"), Key::by("agent_name", "name", name)],
                whole: Some(assistant),
            }),
        },
    ],
};

fn number<'a>(reader: &mut Reader<'a>, entry: &Entry<'a, '_>, number: &mut PartialRecord<PhoneNumber>) -> Kept {
    reader.server_decides(entry, &["inbound_webhook_url"], number);
    if let Some(Digits::Known(digits)) = number.digits() {
        let (id, at) = (Value::Text(digits.to_string()), number.at);
        number.state_path("platform.id", 0, at, StatedValue::Value(id));
    }
    Kept::Yes
}

/// An agent may have no name.
fn name<'a>(
    reader: &mut Reader<'a>,
    _: &Entry<'a, '_>,
    pointer: &Pointer<'_>,
    raw: &'a RawValue,
    _: &mut PartialRecord<Assistant>,
) -> Option<StatedValue> {
    if is_null(raw) { None } else { reader.value(pointer, raw, Kind::Text(Limit::Name)) }
}

fn assistant<'a>(reader: &mut Reader<'a>, entry: &Entry<'a, '_>, assistant: &mut PartialRecord<Assistant>) -> Kept {
    let is_chat = match entry.get("channel") {
        Some(channel) => channel.get() == "\"chat\"",
        // One that is told in full and has no voice does not speak.
        None => entry.get("voice_id").is_none() && entry.get("response_engine").is_some(),
    };
    if is_chat {
        reader.stays("chat_agent", entry.pointer, entry.raw, "warning-chat-agent");
        return Kept::No;
    }
    if assistant.text("name").is_none_or(str::is_empty)
        && let Some(id) = assistant.text("platform.id").map(str::to_owned)
    {
        assistant.unstate("name");
        // An id that is too long for a name is a problem of the entry.
        let name =
            reader.document.fitting(entry.pointer, entry.raw, Limit::Name.checked(&id), Limit::Name.too_long_code());
        let Some(name) = name else { return Kept::Yes };
        assistant.state_path("name", 0, assistant.at, StatedValue::Value(Value::Text(name)));
        reader.stays("nameless_agent", entry.pointer, entry.raw, "warning-nameless-agent");
    }
    Kept::Yes
}

/// The one agent of a weighted list. An empty list or null empties the slot; different agents leave
/// it as it is.
fn agents<'a>(
    reader: &mut Reader<'a>,
    _: &Entry<'a, '_>,
    pointer: &Pointer<'_>,
    raw: &'a RawValue,
    _: &mut PartialRecord<PhoneNumber>,
) -> Option<StatedValue> {
    if is_null(raw) {
        return Some(StatedValue::Null);
    }
    let mut found: Option<AssistantReference> = None;
    let mut found_at = reader.read_at;
    for (at, entry) in reader.document.array(pointer, raw)?.into_iter().enumerate() {
        let place = pointer.index(at);
        let Some((_, id)) = members(entry).into_iter().find(|(key, _)| key == "agent_id") else {
            reader.document.object(&place, entry)?;
            continue;
        };
        let StatedValue::Assistant(named) = reader.value(&place.key("agent_id"), id, Kind::Assistant)? else {
            return None;
        };
        match &found {
            Some(first) if *first != named => {
                reader.stays("several_agents", pointer, raw, "warning-several-agents");
                return Some(StatedValue::Decided);
            }
            Some(_) => {}
            None => (found, found_at) = (Some(named), reader.read_at),
        }
    }
    reader.read_at = found_at;
    Some(found.map_or(StatedValue::Null, StatedValue::Assistant))
}

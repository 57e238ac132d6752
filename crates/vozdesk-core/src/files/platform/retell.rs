//! Retell's lists of phone numbers, in the present and the older shape, and of agents.
//!
//! Source: Retell's OpenAPI description of `GET /v2/list-phone-numbers`, `POST /v2/list-agents` and
//! the lists before them. The number itself is its id. A slot holds one assistant here and weighted
//! ones there: several entries of the same agent fill it, different ones leave it as it is. Retell
//! tells no status, no outbound phone number and no notes.

use serde_json::value::RawValue;

use super::{EntryOf, Kept, Reader};
use crate::files::document::{Pointer, is_null, members};
use crate::files::{AssistantReference, Located, PartialAssistant, PartialNumber, PartialPlatform};
use crate::model::number::Digits;
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
            "agent_id" => platform.id = reader.short(&at, value),
            "agent_name" => assistant.name = reader.text(&at, value, text::name, "name_too_long"),
            "channel" if value.get() == "\"chat\"" => {
                reader.stays("chat_agent", entry.pointer, entry.raw, "warning-chat-agent");
                return Kept::No;
            }
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
    let carries = |wanted: &str| entry.members.iter().any(|(key, _)| key == wanted);
    for (key, value) in &entry.members {
        let at = entry.pointer.key(key);
        match &**key {
            "phone_number" => {
                number.digits = reader.digits(&at, value);
                if let Some(Located { value: Digits::Known(digits), .. }) = &number.digits {
                    platform.id = Some(Some(digits.to_string()));
                }
            }
            "phone_number_type" => platform.provider = reader.short(&at, value),
            "nickname" => number.label = reader.text(&at, value, text::label, "label_too_long"),
            "inbound_agents" => number.inbound_assistant = agents(reader, &at, value, "inbound_agents"),
            "outbound_agents" => number.outbound_assistant = agents(reader, &at, value, "outbound_agents"),
            // Where both shapes are there, the lists are the newer.
            "inbound_agent_id" if !carries("inbound_agents") => {
                number.inbound_assistant = reader.slot(&at, value, "inbound_agent_id");
            }
            "outbound_agent_id" if !carries("outbound_agents") => {
                number.outbound_assistant = reader.slot(&at, value, "outbound_agent_id");
            }
            "fallback_number" => number.fallback = reader.e164(&at, value),
            _ => {}
        }
    }
}

/// The one agent of a weighted list. An empty list or null empties the slot; different agents leave
/// it as it is.
fn agents<'a>(
    reader: &mut Reader<'a>,
    pointer: &Pointer<'_>,
    raw: &'a RawValue,
    key: &'static str,
) -> Option<Option<Located<AssistantReference>>> {
    if is_null(raw) {
        return Some(None);
    }
    let mut found: Option<Located<AssistantReference>> = None;
    for (at, entry) in reader.document.array(pointer, raw)?.into_iter().enumerate() {
        let place = pointer.index(at);
        let Some((_, id)) = members(entry).into_iter().find(|(key, _)| key == "agent_id") else {
            reader.document.object(&place, entry)?;
            continue;
        };
        let named = reader.slot(&place.key("agent_id"), id, key)??;
        match &found {
            Some(first) if first.value != named.value => {
                reader.stays("several_agents", pointer, raw, "warning-several-agents");
                return None;
            }
            Some(_) => {}
            None => found = Some(named),
        }
    }
    Some(found)
}

//! ElevenLabs' lists of phone numbers and of agents.
//!
//! Source: ElevenLabs' documentation of Conversational AI. A number has one agent, which answers its calls; what
//! it does with calls it makes is not told.

use crate::files::document::{Pointer, is_null, members};
use crate::files::partial::{PartialRecord, StatedValue};
use crate::files::platform::reader::{Entry, Reader};
use crate::files::platform::registry::{Entries, Key, Keys, List, Platform, Reach, Takes};
use crate::model::field::Kind;
use crate::model::number::PhoneNumber;
use serde_json::value::RawValue;

pub(super) static ELEVENLABS: Platform = Platform {
    word: "elevenlabs",
    name: "ElevenLabs",
    is_carrier: false,
    reach: Some(Reach {
        host: "api.elevenlabs.io",
        takes: [Takes::Sent, Takes::Sent, Takes::Untold, Takes::Untold, Takes::Untold],
        label_limit: 80,
        has_assistants: true,
        menus: ["Phone Numbers", "Agents"],
        key_steps: ["key-elevenlabs-1", "key-elevenlabs-2", "key-elevenlabs-3"],
    }),
    lists: &[
        List {
            platform: "elevenlabs",
            name: "ElevenLabs",
            under: None,
            has_entry: |has| has(&["phone_number_id"]) && has(&["assigned_agent", "supports_inbound"]),
            most: &[],
            versions: None,
            entries: Entries::Numbers(Keys {
                keys: &[
                    Key::plain("phone_number_id", "platform.id"),
                    Key::plain("phone_number", "number"),
                    Key::plain("label", "label"),
                    Key::plain("provider", "platform.provider"),
                    Key::by("assigned_agent", "inbound.assistant", agent),
                ],
                whole: None,
            }),
        },
        List {
            platform: "elevenlabs",
            name: "ElevenLabs",
            under: None,
            // What has an id or a kind of its own only names an agent.
            has_entry: |has| {
                has(&["agent_id"])
                    && has(&["name"])
                    && !has(&["agent_name", "channel", "id", "type", "status", "phone_number_id"])
            },
            most: &[],
            versions: None,
            entries: Entries::Assistants(Keys {
                keys: &[Key::plain("agent_id", "platform.id"), Key::plain("name", "name")],
                whole: None,
            }),
        },
    ],
};

/// The agent that answers. One that takes no calls leaves the slot as it is.
fn agent<'a>(
    reader: &mut Reader<'a>,
    entry: &Entry<'a, '_>,
    pointer: &Pointer<'_>,
    raw: &'a RawValue,
    _: &mut PartialRecord<PhoneNumber>,
) -> Option<StatedValue> {
    if entry.get("supports_inbound").is_some_and(|takes_calls| takes_calls.get() == "false") {
        return Some(StatedValue::Decided);
    }
    if is_null(raw) {
        return Some(StatedValue::Null);
    }
    let (key, id) = members(raw).into_iter().find(|(key, _)| key == "agent_id")?;
    reader.value(&pointer.key(&key), id, Kind::Assistant)
}

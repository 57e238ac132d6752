//! VozAgent's lists of phone numbers and of assistants.
//!
//! Source: VozAgent's documentation of `GET /v1/phone-numbers` and `GET /v1/assistants`. The lists
//! carry no outbound slot, no fallback destination, no outbound phone number and no notes: those
//! stay. An assistant's `phone_number_id` does not say which slot, so no slot is filled from it.

use crate::files::document::is_null;
use crate::files::partial::StatedValue;
use crate::files::platform::registry::{Entries, Key, Keys, List, Platform, Reach, Takes};
use crate::model::assistant::AssistantKind;
use crate::model::field::Value;
use crate::model::number::PhoneNumber;
use crate::model::record::Record;

pub(super) static VOZAGENT: Platform = Platform {
    word: "vozagent",
    name: "VozAgent",
    is_carrier: false,
    reach: Some(Reach {
        host: "api.vozagent.ai",
        takes: [Takes::Told, Takes::Told, Takes::Untold, Takes::Untold, Takes::Untold],
        label_limit: 80,
        has_assistants: true,
        menus: ["Phone Numbers", "Assistants"],
        key_steps: ["key-vozagent-1", "key-vozagent-2", "key-vozagent-3"],
    }),
    lists: &[
        List {
            platform: "vozagent",
            name: "VozAgent",
            under: None,
            has_entry: |has| {
                has(&["phone_number"])
                    && has(&["assistant_id", "label", "provider", "sms_enabled"])
                    && !has(&["phone_number_id"])
            },
            most: &[],
            versions: None,
            entries: Entries::Numbers(Keys {
                keys: &[
                    Key::plain("id", "platform.id"),
                    Key::plain("phone_number", "number"),
                    Key::plain("label", "label"),
                    // A null status leaves it as it is.
                    Key::by("status", "status", |reader, _, at, raw, _| {
                        let field = PhoneNumber::field("status").filter(|_| !is_null(raw))?;
                        reader.value(at, raw, field.kind)
                    }),
                    Key::plain("assistant_id", "inbound.assistant"),
                    Key::plain("provider", "platform.provider"),
                    Key::plain("sms_enabled", "platform.sms_enabled"),
                    Key::plain("monthly_cost_cents", "platform.monthly_cost_cents"),
                    Key::plain("created_at", "platform.created_at"),
                ],
                whole: None,
            }),
        },
        List {
            platform: "vozagent",
            name: "VozAgent",
            under: None,
            has_entry: |has| {
                has(&["name"])
                    && (has(&["assistant_type", "first_message"]) || has(&["voice_id"]) && has(&["is_active", "role"]))
                    && !has(&["agent_id"])
            },
            most: &[50, 100],
            versions: None,
            entries: Entries::Assistants(Keys {
                keys: &[
                    Key::plain("id", "platform.id"),
                    Key::plain("name", "name"),
                    Key::plain("role", "role"),
                    // A kind this program does not know is none of the two it treats apart.
                    Key::by("assistant_type", "kind", |reader, _, at, raw, _| {
                        let word = reader.document.text(at, raw)?;
                        let known = AssistantKind::ALL.into_iter().find(|kind| Some(kind.word()) == word.as_deref());
                        Some(StatedValue::Value(Value::Word(known.unwrap_or_default().word())))
                    }),
                    Key::plain("is_active", "active"),
                    Key::plain("voice_id", "voice"),
                    Key::plain("first_message", "greeting"),
                    Key::plain("created_at", "platform.created_at"),
                ],
                whole: None,
            }),
        },
    ],
};

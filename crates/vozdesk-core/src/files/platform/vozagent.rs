//! VozAgent's lists of phone numbers and of assistants.
//!
//! Source: VozAgent's documentation of `GET /v1/phone-numbers` and `GET /v1/assistants`. The lists
//! carry no outbound slot, no fallback destination, no outbound phone number and no notes: those
//! stay. An assistant's `phone_number_id` does not say which slot, so no slot is filled from it.

use super::{EntryOf, Kept, Reader};
use crate::files::{Located, PartialAssistant, PartialNumber, PartialPlatform};
use crate::model::assistant::AssistantKind;
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
            "role" => assistant.role = reader.text(&at, value, text::short, "text_too_long"),
            // A kind this program does not know is none of the two it treats apart.
            "assistant_type" => {
                assistant.kind = reader.document.text(&at, value).map(|word| {
                    let known = AssistantKind::ALL.into_iter().find(|kind| Some(kind.word()) == word.as_deref());
                    known.unwrap_or_default()
                });
            }
            "is_active" => assistant.active = reader.document.flag(&at, value).map(|active| active.unwrap_or(true)),
            "voice_id" => assistant.voice = reader.text(&at, value, text::short, "text_too_long"),
            "first_message" => assistant.greeting = reader.text(&at, value, text::long, "text_too_long"),
            "created_at" => platform.created_at = reader.short(&at, value),
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
    for (key, value) in &entry.members {
        let at = entry.pointer.key(key);
        match &**key {
            "id" => platform.id = reader.short(&at, value),
            "phone_number" => number.digits = reader.digits(&at, value),
            "label" => number.label = reader.text(&at, value, text::label, "label_too_long"),
            "status" => {
                // A null status leaves it as it is.
                if let Some(Some(word)) = reader.document.text(&at, value) {
                    let place = reader.document.place(value);
                    let status = reader.document.known_word(&at, value, &word, &NumberStatus::ALL, NumberStatus::word);
                    number.status = status.map(|value| Some(Located { value, place }));
                }
            }
            "assistant_id" => number.inbound_assistant = reader.slot(&at, value, "assistant_id"),
            "provider" => platform.provider = reader.short(&at, value),
            "sms_enabled" => platform.sms_enabled = reader.document.flag(&at, value),
            "monthly_cost_cents" => platform.monthly_cost_cents = reader.document.whole(&at, value),
            "created_at" => platform.created_at = reader.short(&at, value),
            _ => {}
        }
    }
}

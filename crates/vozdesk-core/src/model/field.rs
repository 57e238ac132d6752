//! The fields of records, by their path in the setup file.

use crate::model::message::Message;

/// The visible name of a field, by its path in the setup file.
pub fn field_message(path: &str) -> Message {
    Message::new(match path {
        "number" => "field-number",
        "requested" | "requested.country" => "field-requested-country",
        "requested.area_code" => "field-requested-area-code",
        "label" => "field-label",
        "status" => "field-status",
        "notes" => "field-notes",
        "inbound.assistant" => "field-inbound-assistant",
        "inbound.fallback" => "field-fallback",
        "outbound.assistant" => "field-outbound-assistant",
        "outbound.caller_id" => "field-caller-id",
        "name" => "field-name",
        "kind" => "field-kind",
        "slots" => "field-slots",
        "role" => "field-role",
        "active" => "field-active",
        "greeting" => "field-greeting",
        "voice" => "field-voice",
        "default_country" => "field-default-country",
        "plan" => "field-plan",
        "extra_numbers" => "field-extra-numbers",
        "platform.name" => "field-platform-name",
        "platform.id" => "field-platform-id",
        "platform.provider" => "field-platform-provider",
        "platform.sms_enabled" => "field-platform-sms",
        "platform.monthly_cost_cents" => "field-platform-cost",
        "platform.created_at" => "field-platform-created",
        _ => "field-id",
    })
}

//! A record before and after, as the review and history show it.

use serde_json::Value;
use vozdesk_core::model::campaign::CampaignStatus;
use vozdesk_core::model::change::{FieldChange, RecordChange, RecordKind};
use vozdesk_core::model::e164::E164;
use vozdesk_core::rules::edit::campaign_status_message;
use vozdesk_core::words::Catalogue;

use crate::wire::{ChangedField, ChangedRecord, field_label};

/// What people see of a change. The fields of what is gone are not asked for.
pub(crate) fn shown(
    change: &RecordChange,
    fields: impl FnOnce() -> Vec<FieldChange>,
    catalogue: &Catalogue,
) -> ChangedRecord {
    let (is_new, is_gone) = change.is_new_or_gone();
    let side = match change {
        RecordChange::Profile(_) => String::new(),
        RecordChange::Assistant(change) => {
            let kind = change.after.as_ref().or(change.before.as_ref()).map(|assistant| assistant.kind.word());
            kind.map(|kind| kind_label(catalogue, kind)).unwrap_or_default()
        }
        RecordChange::Number(change) => {
            let number = change.before.as_ref().or(change.after.as_ref());
            number.and_then(|n| n.e164()).map(|digits| digits.international()).unwrap_or_default()
        }
        RecordChange::Campaign(_) => catalogue.words("kind-campaign"),
    };
    let name = match change.kind() {
        RecordKind::Profile => catalogue.words("kind-profile"),
        _ => change.name(),
    };
    let fields = if is_gone { Vec::new() } else { fields() };
    let told = fields.into_iter().filter(|field| field.field != "id" && !(is_new && is_blank(&field.to)));
    let fields = told
        .map(|field| ChangedField {
            label: field_label(catalogue, &field.field),
            is_number: field.to.as_str().or(field.from.as_str()).and_then(E164::from_text).is_some(),
            from: shown_value(catalogue, &field.field, &field.from),
            to: shown_value(catalogue, &field.field, &field.to),
        })
        .collect();
    ChangedRecord { kind: change.kind().word(), name, side, is_new, is_gone, fields }
}

fn is_blank(value: &Value) -> bool {
    matches!(value, Value::Null) || value.as_str() == Some("")
}

/// A value as it is read: numbers in international form, the words of a choice as the window has them.
fn shown_value(catalogue: &Catalogue, field: &str, value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(true) => Some(catalogue.words("value-yes")),
        Value::Bool(false) => Some(catalogue.words("value-no")),
        Value::String(text) if text.is_empty() => None,
        Value::String(word) if field == "kind" => Some(kind_label(catalogue, word)),
        Value::String(word) if field == "plan" => Some(plan_label(catalogue, word)),
        Value::String(word) if field == "status" => Some(status_label(catalogue, word)),
        Value::String(text) => match E164::from_text(text) {
            Some(number) => Some(number.international()),
            None => Some(text.clone()),
        },
        other => Some(other.to_string()),
    }
}

fn status_label(catalogue: &Catalogue, status: &str) -> String {
    match status {
        "active" => catalogue.words("ui-status-active"),
        "inactive" => catalogue.words("ui-status-inactive"),
        "pending" => catalogue.words("ui-status-pending"),
        other => match CampaignStatus::ALL.into_iter().find(|of_campaign| of_campaign.word() == other) {
            Some(of_campaign) => catalogue.text(&campaign_status_message(of_campaign)),
            None => other.to_owned(),
        },
    }
}

fn plan_label(catalogue: &Catalogue, plan: &str) -> String {
    match plan {
        "growth" => catalogue.words("ui-plan-growth"),
        "advanced" => catalogue.words("ui-plan-advanced"),
        "enterprise" => catalogue.words("ui-plan-enterprise"),
        _ => catalogue.words("ui-plan-essential"),
    }
}

fn kind_label(catalogue: &Catalogue, kind: &str) -> String {
    match kind {
        "inbound" => catalogue.words("kind-inbound"),
        "outbound" => catalogue.words("kind-outbound"),
        _ => catalogue.words("kind-custom"),
    }
}

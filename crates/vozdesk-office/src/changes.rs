//! A record before and after, as the review and history show it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vozdesk_core::model::change::{FieldChange, RecordChange};
use vozdesk_core::model::field::{self, Kind, Value};
use vozdesk_core::model::record::{Record, RecordKind};
use vozdesk_core::words::Catalogue;

use crate::host::Host;
use crate::sentence::{Sentence, shown_value};
use crate::work::{Answer, Work};
use vozdesk_core::rules::edit;

/// A record before and after.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ChangedRecord {
    /// `profile`, `number`, `assistant` or `campaign`.
    kind: &'static str,
    name: String,
    /// What tells it from others of its name: digits, or a kind.
    side: String,
    is_new: bool,
    is_gone: bool,
    /// What differs; of what is gone nothing.
    fields: Vec<ChangedField>,
}

/// A field that differs.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ChangedField {
    label: String,
    /// Null for nothing.
    from: Option<String>,
    /// Null for nothing.
    to: Option<String>,
    is_number: bool,
}

/// Which record.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RecordName {
    pub(crate) kind: RecordWord,
    pub(crate) id: String,
}

#[derive(Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RecordWord {
    Number,
    Assistant,
    Campaign,
}

/// What removing a record would mean for what it does not name.
pub(crate) fn foresee_removal(work: &Work<impl Host>, query: RecordName) -> Answer<Vec<Sentence>> {
    let setup = &work.snapshot()?.setup;
    let edited = match query.kind {
        RecordWord::Number => edit::remove_number(setup, &query.id),
        RecordWord::Assistant => edit::remove_assistant(setup, &query.id),
        RecordWord::Campaign => edit::remove_campaign(setup, &query.id),
    };
    work.foreseen(setup, edited)
}

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
            change.record().and_then(|assistant| shown_field(catalogue, &**assistant, "kind")).unwrap_or_default()
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
    let told = fields.into_iter().filter(|change| change.field.kind != Kind::Id && !(is_new && change.to.is_blank()));
    let fields = told
        .map(|change| ChangedField {
            label: catalogue.text(&field::label(change.field.path)),
            is_number: [&change.to, &change.from].into_iter().any(|value| matches!(value, Value::Number(_))),
            from: shown_value(catalogue, change.field, &change.from),
            to: shown_value(catalogue, change.field, &change.to),
        })
        .collect();
    ChangedRecord { kind: change.kind().word(), name, side, is_new, is_gone, fields }
}

/// A field of a record as people read it.
fn shown_field<R: Record>(catalogue: &Catalogue, record: &R, path: &str) -> Option<String> {
    let field = R::field(path)?;
    shown_value(catalogue, field, &field.get(record))
}

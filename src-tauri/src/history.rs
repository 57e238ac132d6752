//! History as the page shows it: the changes, and what each changed.

use vozdesk_core::model::change::ChangeSet;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::words::Catalogue;
use vozdesk_store::HistoryEntry;

use crate::changes;
use crate::wire::{ChangeQuery, ChangeRecords, HistoryRow, sentence};

pub(crate) fn row(entry: HistoryEntry, catalogue: &Catalogue) -> HistoryRow {
    HistoryRow {
        change: entry.change,
        at: entry.at,
        title: sentence(catalogue, &entry.title.message()),
        added: entry.counts.added,
        changed: entry.counts.changed,
        removed: entry.counts.removed,
        undone: entry.undone,
    }
}

/// The records of a change. Ids in slots are named by the change itself where it holds the record, else
/// by the present setup.
pub(crate) fn records(
    change: &ChangeSet,
    present: &Setup,
    query: &ChangeQuery,
    catalogue: &Catalogue,
) -> ChangeRecords {
    let (before, after) = (change.inverse().applied_to(present), change.applied_to(present));
    let all = change.each();
    let shown = all.iter().skip(query.offset).take(query.limit);
    ChangeRecords {
        total: all.len(),
        rows: shown.map(|record| changes::shown(record, || record.fields(&before, &after), catalogue)).collect(),
    }
}

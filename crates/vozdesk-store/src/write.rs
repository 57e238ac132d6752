//! The one place that writes to an open store.

use redb::{Database, TableDefinition, WriteTransaction};
use serde::Serialize;
use vozdesk_core::model::change::{Change, ChangeSet};
use vozdesk_core::model::record::Record;

use crate::error::corrupted;
use crate::history::Head;
use crate::tables;

/// The records a change touches, its entry of history, and the oldest entries out: all of it in one
/// transaction, durable on return.
pub(crate) fn commit(
    database: &Database,
    revision: u64,
    (head, details): &(Head, Vec<u8>),
    changes: &ChangeSet,
    outdated: &[u64],
) -> Result<(), redb::Error> {
    let transaction = database.begin_write()?;
    {
        if let Some(profile) = changes.profile.as_ref().and_then(|change| change.after.as_ref()) {
            let bytes = serde_json::to_vec(&**profile).map_err(corrupted)?;
            transaction.open_table(tables::META)?.insert(tables::PROFILE, bytes.as_slice())?;
        }
        records(&transaction, tables::ASSISTANTS, &changes.assistants)?;
        records(&transaction, tables::NUMBERS, &changes.numbers)?;
        records(&transaction, tables::CAMPAIGNS, &changes.campaigns)?;
        let head = serde_json::to_vec(head).map_err(corrupted)?;
        let mut heads = transaction.open_table(tables::HISTORY)?;
        let mut all_details = transaction.open_table(tables::CHANGES)?;
        heads.insert(revision, head.as_slice())?;
        all_details.insert(revision, details.as_slice())?;
        for number in outdated {
            heads.remove(number)?;
            all_details.remove(number)?;
        }
    }
    transaction.commit()?;
    Ok(())
}

/// Puts changed records into their table and takes removed ones out.
fn records<R: Record + Serialize>(
    transaction: &WriteTransaction,
    table: TableDefinition<'_, &'static str, &'static [u8]>,
    changes: &[Change<R>],
) -> Result<(), redb::Error> {
    if changes.is_empty() {
        return Ok(());
    }
    let mut table = transaction.open_table(table)?;
    let mut bytes = Vec::new();
    for change in changes {
        let Some(id) = change.record().and_then(|record| record.id()) else { continue };
        match &change.after {
            Some(after) => {
                bytes.clear();
                serde_json::to_writer(&mut bytes, &**after).map_err(corrupted)?;
                table.insert(id.as_str(), bytes.as_slice())?;
            }
            None => drop(table.remove(id.as_str())?),
        }
    }
    Ok(())
}

//! The ladder of schemas: each rung leads a store from one schema to the next. All rungs a store needs
//! and the stamp of the new schema are one commit; before it, the store is kept as a backup.
//!
//! What older schemas looked like stands here and nowhere else. A golden store of each is in `golden/`.

use std::sync::Arc;

use redb::{Database, ReadableTable, WriteTransaction};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use vozdesk_core::model::assistant::Assistant;
use vozdesk_core::model::campaign::Campaign;
use vozdesk_core::model::change::{Change, ChangeSet};
use vozdesk_core::model::number::PhoneNumber;
use vozdesk_core::model::profile::Profile;

use crate::error::corrupted;
use crate::{history, tables};

type Rung = fn(&WriteTransaction) -> Result<(), redb::Error>;

/// The rung at place n leads from schema n + 1 to the next.
const LADDER: [Rung; (tables::SCHEMA - 1) as usize] = [deeds_and_changed_fields, tables::prepare_beside];

/// Leads a store from the schema it has to the one this program writes, in one commit.
pub(crate) fn climb(database: &Database, found: u64) -> Result<(), redb::Error> {
    let below = usize::try_from(found).ok().and_then(|found| found.checked_sub(1));
    let rungs = below.and_then(|below| LADDER.get(below..)).ok_or_else(|| corrupted(format!("schema {found}")))?;
    let transaction = database.begin_write()?;
    for rung in rungs {
        rung(&transaction)?;
    }
    transaction.open_table(tables::META)?.insert(tables::SCHEMA_KEY, tables::SCHEMA.to_string().as_bytes())?;
    transaction.commit()?;
    Ok(())
}

/// From 1 to 2 (3 has the tables beside the setup): what a change did is a deed and no longer a title, and its details hold changed fields
/// in the place of whole records before and after, compressed.
fn deeds_and_changed_fields(transaction: &WriteTransaction) -> Result<(), redb::Error> {
    let mut heads = transaction.open_table(tables::HISTORY)?;
    let mut details = transaction.open_table(tables::CHANGES)?;
    let numbers: Vec<u64> = heads.iter()?.map(|entry| Ok(entry?.0.value())).collect::<Result<_, redb::Error>>()?;
    for number in numbers {
        let written = match details.get(number)? {
            Some(bytes) => pairs(bytes.value()).and_then(|changes| history::details(&changes).map_err(corrupted))?,
            None => continue,
        };
        let head = heads.get(number)?.map(|bytes| bytes.value().to_vec()).unwrap_or_default();
        let mut head: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(&head).map_err(corrupted)?;
        if let Some(title) = head.remove("title") {
            head.insert("deed".to_owned(), title);
        }
        head.insert("bytes".to_owned(), written.len().into());
        heads.insert(number, serde_json::to_vec(&head).map_err(corrupted)?.as_slice())?;
        details.insert(number, written.as_slice())?;
    }
    Ok(())
}

/// The details of schema 1: each record before and after.
#[derive(Deserialize)]
struct Pairs {
    profile: Option<Pair<Profile>>,
    numbers: Vec<Pair<PhoneNumber>>,
    assistants: Vec<Pair<Assistant>>,
    campaigns: Vec<Pair<Campaign>>,
}

#[derive(Deserialize)]
#[serde(bound = "R: DeserializeOwned")]
struct Pair<R>(Option<R>, Option<R>);

impl<R> From<Pair<R>> for Change<R> {
    fn from(Pair(before, after): Pair<R>) -> Change<R> {
        Change { before: before.map(Arc::new), after: after.map(Arc::new) }
    }
}

fn pairs(bytes: &[u8]) -> Result<ChangeSet, redb::Error> {
    let pairs: Pairs = serde_json::from_slice(bytes).map_err(corrupted)?;
    Ok(ChangeSet {
        profile: pairs.profile.map(Change::from),
        numbers: pairs.numbers.into_iter().map(Change::from).collect(),
        assistants: pairs.assistants.into_iter().map(Change::from).collect(),
        campaigns: pairs.campaigns.into_iter().map(Change::from).collect(),
    })
}

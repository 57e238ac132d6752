//! What history keeps, and which changes are done or undone.
//!
//! History only grows: an undo is an entry that names the change it takes back. Which changes are
//! undone follows from the entries in order, and is never stored. An entry has a head, read on opening,
//! and details, read when asked for: added and removed records whole, and of changed ones the fields
//! that changed, by their paths; JSON, compressed as LZ4 frames. A record before or after a change is
//! had from the setup on the other side of it.

use std::io::{self, Read};
use std::sync::Arc;

use jiff::Timestamp;
use lz4_flex::frame::{FrameDecoder, FrameEncoder};
use redb::{Database, ReadableDatabase};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value as Json;
use vozdesk_core::model::assistant::Assistant;
use vozdesk_core::model::campaign::Campaign;
use vozdesk_core::model::change::{Change, ChangeSet, Counts};
use vozdesk_core::model::deed::Deed;
use vozdesk_core::model::number::PhoneNumber;
use vozdesk_core::model::profile::Profile;
use vozdesk_core::model::record::Record;
use vozdesk_core::model::setup::Setup;

use crate::retention::{Kept, Retention};
use crate::tables;

/// One entry: a change somebody made, or an undo or redo of one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "snake_case")]
pub enum Entry {
    /// A change.
    Change {
        /// What was done. Schema 1 called it a title.
        #[serde(alias = "title")]
        deed: Deed,
    },
    /// The change of this number was taken back.
    Undo {
        /// Its number.
        of: u64,
    },
    /// The change of this number was made again.
    Redo {
        /// Its number.
        of: u64,
    },
}

/// A change as it is listed.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryEntry {
    /// Its number.
    pub change: u64,
    /// When it was made, RFC 3339 in UTC.
    pub at: String,
    /// What was done.
    pub deed: Deed,
    /// How many records it touched.
    pub counts: Counts,
    /// Whether it is taken back at present.
    pub undone: bool,
}

/// Which changes are done and which are undone, from the entries in their order.
#[derive(Debug, Default)]
pub(crate) struct Log {
    last: u64,
    done: Vec<u64>,
    undone: Vec<u64>,
    pub(crate) retention: Retention,
}

impl Log {
    /// The number of the next entry.
    pub(crate) fn next(&self) -> u64 {
        self.last + 1
    }

    /// The number of the last entry; 0 when there is none.
    pub(crate) fn last(&self) -> u64 {
        self.last
    }

    /// Takes note of an entry.
    pub(crate) fn push(&mut self, number: u64, head: &Head) {
        self.last = number;
        let is_change = matches!(head.entry, Entry::Change { .. });
        let (at, removes) = (head.at.parse().ok(), head.removed > 0);
        self.retention.push(Kept { number, at, is_change, removes, bytes: head.bytes });
        match &head.entry {
            Entry::Change { .. } => {
                self.undone.clear();
                self.done.push(number);
            }
            // What it takes back may have gone with the oldest entries.
            Entry::Undo { of } => {
                let before = self.done.len();
                self.done.retain(|done| done != of);
                if self.done.len() < before {
                    self.undone.push(*of);
                }
            }
            Entry::Redo { of } => {
                self.undone.retain(|undone| undone != of);
                self.done.push(*of);
            }
        }
    }

    pub(crate) fn newest_done(&self) -> Option<u64> {
        self.done.last().copied()
    }

    pub(crate) fn newest_undone(&self) -> Option<u64> {
        self.undone.last().copied()
    }

    /// Takes note that these, the oldest, are gone.
    pub(crate) fn forget(&mut self, outdated: &[u64]) {
        self.retention.forget(outdated.len());
        self.done.retain(|number| !outdated.contains(number));
        self.undone.retain(|number| !outdated.contains(number));
    }

    /// The numbers of the changes that are in effect, ascending.
    pub(crate) fn done(&self) -> &[u64] {
        &self.done
    }

    /// Numbers in `done` ascend: an undo takes the last, a redo puts back what was above it.
    pub(crate) fn is_done(&self, change: u64) -> bool {
        self.done.binary_search(&change).is_ok()
    }
}

/// The head of an entry, as it is stored.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Head {
    pub(crate) at: String,
    #[serde(flatten)]
    pub(crate) entry: Entry,
    added: usize,
    changed: usize,
    removed: usize,
    /// What its details take.
    #[serde(default)]
    pub(crate) bytes: usize,
}

/// An entry made now: its head, and the bytes of what it changed.
pub(crate) fn made(entry: Entry, changes: &ChangeSet, now: Timestamp) -> io::Result<(Head, Vec<u8>)> {
    let Counts { added, changed, removed } = changes.counts();
    let details = details(changes)?;
    let head = Head { at: now.to_string(), entry, added, changed, removed, bytes: details.len() };
    Ok((head, details))
}

/// The head in its bytes.
pub(crate) fn head(bytes: &[u8]) -> Option<Head> {
    serde_json::from_slice(bytes).ok()
}

/// The deed in a head's bytes, if it is a change.
pub(crate) fn deed(bytes: &[u8]) -> Option<Deed> {
    match head(bytes)?.entry {
        Entry::Change { deed } => Some(deed),
        Entry::Undo { .. } | Entry::Redo { .. } => None,
    }
}

/// The changes before this one, newest first, at most `limit` of them.
pub(crate) fn list(
    database: &Database,
    log: &Log,
    before: u64,
    limit: usize,
) -> Result<Vec<HistoryEntry>, redb::Error> {
    let table = database.begin_read()?.open_table(tables::HISTORY)?;
    let mut entries = Vec::new();
    for item in table.range(..before)?.rev() {
        if entries.len() == limit {
            break;
        }
        let (change, bytes) = item?;
        entries.extend(listed(change.value(), bytes.value(), log));
    }
    Ok(entries)
}

/// The entry as it is listed; undo and redo are not.
fn listed(change: u64, bytes: &[u8], log: &Log) -> Option<HistoryEntry> {
    let head = head(bytes)?;
    let Entry::Change { deed } = head.entry else { return None };
    let counts = Counts { added: head.added, changed: head.changed, removed: head.removed };
    Some(HistoryEntry { change, at: head.at, deed, counts, undone: !log.is_done(change) })
}

/// What a change changed, as it is written.
#[derive(Serialize)]
struct WrittenDetails<'a> {
    profile: Written<'a, Profile>,
    numbers: Written<'a, PhoneNumber>,
    assistants: Written<'a, Assistant>,
    campaigns: Written<'a, Campaign>,
}

/// The changes of one kind of record, as they are written.
#[derive(Serialize)]
#[serde(bound = "R: Record + Serialize")]
struct Written<'a, R> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    added: Vec<&'a R>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    removed: Vec<&'a R>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changed: Vec<Moved<'a, R>>,
}

/// A changed record: its id, empty for the profile, and each changed field with what it was and is.
struct Moved<'a, R>(&'a Change<R>);

impl<R: Record> Serialize for Moved<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let id = self.0.record().and_then(|record| record.id()).map_or("", |id| id.as_str());
        let fields = self.0.fields().into_iter().map(|field| (field.field.path, field.from, field.to));
        (id, fields.collect::<Vec<_>>()).serialize(serializer)
    }
}

fn written<R: Record>(changes: &[Change<R>]) -> Written<'_, R> {
    let mut written = Written { added: Vec::new(), removed: Vec::new(), changed: Vec::new() };
    for change in changes {
        match (&change.before, &change.after) {
            (None, Some(after)) => written.added.push(&**after),
            (Some(before), None) => written.removed.push(&**before),
            _ => written.changed.push(Moved(change)),
        }
    }
    written
}

/// The bytes of what a change changed.
pub(crate) fn details(changes: &ChangeSet) -> io::Result<Vec<u8>> {
    let details = WrittenDetails {
        profile: written(changes.profile.as_slice()),
        numbers: written(&changes.numbers),
        assistants: written(&changes.assistants),
        campaigns: written(&changes.campaigns),
    };
    let mut compressed = FrameEncoder::new(Vec::new());
    serde_json::to_writer(&mut compressed, &details)?;
    Ok(compressed.finish()?)
}

/// The setup on one side of a change.
#[derive(Clone, Copy)]
pub(crate) enum Side<'a> {
    /// As it was before.
    Before(&'a Setup),
    /// As it is after.
    After(&'a Setup),
}

/// What a change changed, as it is read.
#[derive(Deserialize)]
struct ReadDetails {
    profile: Moves<Profile>,
    numbers: Moves<PhoneNumber>,
    assistants: Moves<Assistant>,
    campaigns: Moves<Campaign>,
}

#[derive(Deserialize)]
#[serde(bound = "R: DeserializeOwned")]
struct Moves<R> {
    #[serde(default = "Vec::new")]
    added: Vec<R>,
    #[serde(default = "Vec::new")]
    removed: Vec<R>,
    #[serde(default)]
    changed: Vec<(String, Vec<MovedField>)>,
}

/// A field's path, what it was and what it became.
type MovedField = (String, Json, Json);

/// What an entry changed, told from the setup on one side of it; `None` if the two do not fit.
pub(crate) fn change_set(bytes: &[u8], side: Side<'_>) -> Option<ChangeSet> {
    let (Side::Before(setup) | Side::After(setup)) = side;
    let mut json = Vec::new();
    FrameDecoder::new(bytes).read_to_end(&mut json).ok()?;
    let details: ReadDetails = serde_json::from_slice(&json).ok()?;
    Some(ChangeSet {
        profile: changes(details.profile, side, |_| Some(setup.profile().clone()))?.pop(),
        numbers: changes(details.numbers, side, |id| setup.number(id).cloned())?,
        assistants: changes(details.assistants, side, |id| setup.assistant(id).cloned())?,
        campaigns: changes(details.campaigns, side, |id| setup.campaign(id).cloned())?,
    })
}

/// The changes of one kind of record, by id. `known` finds a record on the side that is known.
fn changes<R: Record>(
    moves: Moves<R>,
    side: Side<'_>,
    known: impl Fn(&str) -> Option<Arc<R>>,
) -> Option<Vec<Change<R>>> {
    let added = moves.added.into_iter().map(|record| Change { before: None, after: Some(Arc::new(record)) });
    let removed = moves.removed.into_iter().map(|record| Change { before: Some(Arc::new(record)), after: None });
    let mut changes: Vec<Change<R>> = added.chain(removed).collect();
    for (id, fields) in moves.changed {
        let known = known(&id)?;
        let mut other = R::clone(&known);
        for (path, from, to) in fields {
            let field = R::field(&path)?;
            let (is, was) = match side {
                Side::After(_) => (to, from),
                Side::Before(_) => (from, to),
            };
            if field.kind.of_json(&is)? != field.get(&known) {
                return None;
            }
            field.set(&mut other, field.kind.of_json(&was)?);
        }
        let other = Some(Arc::new(other));
        changes.push(match side {
            Side::After(_) => Change { before: other, after: Some(known) },
            Side::Before(_) => Change { before: Some(known), after: other },
        });
    }
    changes.sort_by(|a, b| {
        let id = |change: &Change<R>| change.record().and_then(|record| record.id()).cloned();
        id(a).cmp(&id(b))
    });
    Some(changes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use vozdesk_core::testing::setups;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

        /// Whatever two setups differ in is read back whole from either side of the change.
        #[test]
        fn what_a_change_changed_is_had_from_either_side_of_it(before in setups(), after in setups()) {
            let changes = ChangeSet::between(&before, &after);
            let bytes = details(&changes).expect("written");
            let told_after = change_set(&bytes, Side::After(&after)).expect("it fits");
            prop_assert_eq!(told_after.inverse().applied_to(&after), before.clone());
            let told_before = change_set(&bytes, Side::Before(&before)).expect("it fits");
            prop_assert_eq!(told_before.applied_to(&before), after.clone());
            prop_assert_eq!(told_before, changes);
        }
    }

    #[test]
    fn a_setup_that_is_on_neither_side_is_not_taken_for_one() {
        let (before, main, _) = vozdesk_core::testing::two_numbers();
        let relabelled = |label: &str| {
            let mut setup = before.clone();
            let mut number = PhoneNumber::clone(before.number(&main).expect("a number"));
            label.clone_into(&mut number.label);
            setup.put_number(Arc::new(number));
            setup
        };
        let bytes = details(&ChangeSet::between(&before, &relabelled("Other"))).expect("written");
        assert!(change_set(&bytes, Side::After(&relabelled("Third"))).is_none());
        assert!(change_set(&bytes[1..], Side::After(&before)).is_none(), "nor are damaged bytes");
    }
}

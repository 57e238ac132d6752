//! What history keeps, and which changes are done or undone.
//!
//! History only grows: an undo is an entry that names the change it takes back. Which changes are
//! undone follows from the entries in order, and is never stored.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::difference::{Change, ChangeSet, Counts};
use crate::edit::Title;
use crate::record::{AssistantRecord, CampaignRecord, NumberRecord, ProfileRecord};

/// One entry: a change somebody made, or an undo or redo of one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "snake_case")]
pub enum Entry {
    /// A change.
    Change {
        /// What was done.
        title: Title,
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
    pub title: Title,
    /// How many records it touched.
    pub counts: Counts,
    /// Whether it is taken back at present.
    pub undone: bool,
}

/// Which changes are done and which are undone, from the entries in their order.
#[derive(Debug, Default)]
pub(super) struct Log {
    last: u64,
    done: Vec<u64>,
    undone: Vec<u64>,
}

impl Log {
    /// The number of the next entry.
    pub(super) fn next(&self) -> u64 {
        self.last + 1
    }

    /// The number of the last entry; 0 when there is none.
    pub(super) fn last(&self) -> u64 {
        self.last
    }

    /// Takes note of an entry.
    pub(super) fn push(&mut self, number: u64, entry: &Entry) {
        self.last = number;
        match entry {
            Entry::Change { .. } => {
                self.undone.clear();
                self.done.push(number);
            }
            Entry::Undo { of } => {
                self.done.retain(|done| done != of);
                self.undone.push(*of);
            }
            Entry::Redo { of } => {
                self.undone.retain(|undone| undone != of);
                self.done.push(*of);
            }
        }
    }

    pub(super) fn newest_done(&self) -> Option<u64> {
        self.done.last().copied()
    }

    pub(super) fn newest_undone(&self) -> Option<u64> {
        self.undone.last().copied()
    }

    /// Numbers in `done` ascend: an undo takes the last, a redo puts back what was above it.
    fn is_done(&self, change: u64) -> bool {
        self.done.binary_search(&change).is_ok()
    }
}

#[derive(Serialize, Deserialize)]
struct Head {
    at: String,
    #[serde(flatten)]
    entry: Entry,
    added: usize,
    changed: usize,
    removed: usize,
}

/// A record before and after.
#[derive(Serialize, Deserialize)]
struct Pair<R>(Option<R>, Option<R>);

#[derive(Serialize, Deserialize)]
struct Details<'a> {
    #[serde(borrow)]
    profile: Option<Pair<ProfileRecord<'a>>>,
    #[serde(borrow)]
    numbers: Vec<Pair<NumberRecord<'a>>>,
    #[serde(borrow)]
    assistants: Vec<Pair<AssistantRecord<'a>>>,
    #[serde(borrow)]
    campaigns: Vec<Pair<CampaignRecord<'a>>>,
}

/// The bytes of an entry: its head, and what it changed.
pub(super) fn written(entry: &Entry, changes: &ChangeSet) -> serde_json::Result<(Vec<u8>, Vec<u8>)> {
    fn pair<'a, T, R: From<&'a T>>(change: &'a Change<T>) -> Pair<R> {
        Pair(change.before.as_deref().map(R::from), change.after.as_deref().map(R::from))
    }
    let Counts { added, changed, removed } = changes.counts();
    let head = Head { at: jiff::Timestamp::now().to_string(), entry: entry.clone(), added, changed, removed };
    let details = Details {
        profile: changes.profile.as_ref().map(pair),
        numbers: changes.numbers.iter().map(pair).collect(),
        assistants: changes.assistants.iter().map(pair).collect(),
        campaigns: changes.campaigns.iter().map(pair).collect(),
    };
    Ok((serde_json::to_vec(&head)?, serde_json::to_vec(&details)?))
}

/// The entry in a head's bytes.
pub(super) fn entry(bytes: &[u8]) -> Option<Entry> {
    Some(serde_json::from_slice::<Head>(bytes).ok()?.entry)
}

/// The title in a head's bytes, if it is a change.
pub(super) fn title(bytes: &[u8]) -> Option<Title> {
    match entry(bytes)? {
        Entry::Change { title } => Some(title),
        Entry::Undo { .. } | Entry::Redo { .. } => None,
    }
}

/// The entry as it is listed; undo and redo are not.
pub(super) fn listed(change: u64, bytes: &[u8], log: &Log) -> Option<HistoryEntry> {
    let head: Head = serde_json::from_slice(bytes).ok()?;
    let Entry::Change { title } = head.entry else { return None };
    let counts = Counts { added: head.added, changed: head.changed, removed: head.removed };
    Some(HistoryEntry { change, at: head.at, title, counts, undone: !log.is_done(change) })
}

/// What an entry changed.
pub(super) fn change_set(bytes: &[u8]) -> Option<ChangeSet> {
    fn records<R, T>(pairs: Vec<Pair<R>>, read: impl Fn(R) -> Option<T>) -> Option<Vec<Change<T>>> {
        pairs.into_iter().map(|pair| record(pair, &read)).collect()
    }
    fn record<R, T>(Pair(before, after): Pair<R>, read: impl Fn(R) -> Option<T>) -> Option<Change<T>> {
        let side = |record: Option<R>| match record {
            None => Some(None),
            Some(record) => read(record).map(|record| Some(Arc::new(record))),
        };
        Some(Change { before: side(before)?, after: side(after)? })
    }
    let details: Details<'_> = serde_json::from_slice(bytes).ok()?;
    Some(ChangeSet {
        profile: match details.profile {
            None => None,
            Some(pair) => Some(record(pair, |r| r.try_into().ok())?),
        },
        numbers: records(details.numbers, |r| r.into_number(|_| None).ok())?,
        assistants: records(details.assistants, |r| r.try_into().ok())?,
        campaigns: records(details.campaigns, |r| r.try_into().ok())?,
    })
}

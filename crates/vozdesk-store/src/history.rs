//! What history keeps, and which changes are done or undone.
//!
//! History only grows: an undo is an entry that names the change it takes back. Which changes are
//! undone follows from the entries in order, and is never stored.
//!
//! Retention: the last [`KEPT_CHANGES`] changes are always kept. What is older goes, the oldest first,
//! once it is older than [`KEPT_DAYS`] or history takes more than [`KEPT_BYTES`]; but an entry that
//! removed a record within the last [`REMOVED_DAYS`] stays, and all after it, for it may be the record's
//! only copy.

use std::collections::VecDeque;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use vozdesk_core::model::change::{Change, ChangeSet, Counts};
use vozdesk_core::model::deed::Deed;
use vozdesk_core::model::record::{AssistantRecord, CampaignRecord, NumberRecord, ProfileRecord};

/// How many of the newest changes are kept whatever their age and size.
pub const KEPT_CHANGES: usize = 500;
/// For how many days older ones are kept.
pub const KEPT_DAYS: i64 = 365;
/// How many bytes the details of history may take before older ones go earlier.
pub const KEPT_BYTES: usize = 256 * 1024 * 1024;
/// For how many days what was removed can be had back from history.
pub const REMOVED_DAYS: i64 = 90;
/// The most entries that go with one commit, so that no commit takes long.
const THINNED_AT_ONCE: usize = 100;

/// One entry: a change somebody made, or an undo or redo of one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "snake_case")]
pub enum Entry {
    /// A change.
    Change {
        /// What was done.
        title: Deed,
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
    pub title: Deed,
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
    /// Every entry that is kept, the oldest first.
    kept: VecDeque<Kept>,
    /// How many of them are changes.
    changes: usize,
    /// What the details of all of them take.
    bytes: usize,
}

/// What retention has to know of an entry.
#[derive(Debug)]
struct Kept {
    number: u64,
    at: Option<Timestamp>,
    is_change: bool,
    removes: bool,
    bytes: usize,
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

    /// How many changes are kept.
    pub(crate) fn changes(&self) -> usize {
        self.changes
    }

    /// Takes note of an entry.
    pub(crate) fn push(&mut self, number: u64, head: &Head) {
        self.last = number;
        let is_change = matches!(head.entry, Entry::Change { .. });
        let at = head.at.parse().ok();
        self.kept.push_back(Kept { number, at, is_change, removes: head.removed > 0, bytes: head.bytes });
        self.changes += usize::from(is_change);
        self.bytes += head.bytes;
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

    /// The entries that need not be kept any more: the oldest, up to the last that must stay.
    pub(crate) fn outdated(&self, now: Timestamp) -> Vec<u64> {
        let older_than = |kept: &Kept, days: i64| {
            kept.at.is_some_and(|at| now.duration_since(at) > SignedDuration::from_hours(24 * days))
        };
        let (mut changes, mut bytes) = (self.changes, self.bytes);
        let mut outdated = Vec::new();
        for kept in self.kept.iter().take(THINNED_AT_ONCE) {
            let is_among_the_last = changes <= KEPT_CHANGES;
            let must_stay = kept.removes && !older_than(kept, REMOVED_DAYS);
            if is_among_the_last || must_stay || (!older_than(kept, KEPT_DAYS) && bytes <= KEPT_BYTES) {
                break;
            }
            changes -= usize::from(kept.is_change);
            bytes -= kept.bytes;
            outdated.push(kept.number);
        }
        outdated
    }

    /// Takes note that these, the oldest, are gone.
    pub(crate) fn forget(&mut self, outdated: &[u64]) {
        for kept in self.kept.drain(..outdated.len()) {
            self.changes -= usize::from(kept.is_change);
            self.bytes -= kept.bytes;
        }
        self.done.retain(|number| !outdated.contains(number));
        self.undone.retain(|number| !outdated.contains(number));
    }

    /// Numbers in `done` ascend: an undo takes the last, a redo puts back what was above it.
    fn is_done(&self, change: u64) -> bool {
        self.done.binary_search(&change).is_ok()
    }
}

/// The head of an entry, as it is stored.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Head {
    at: String,
    #[serde(flatten)]
    pub(crate) entry: Entry,
    added: usize,
    changed: usize,
    removed: usize,
    /// What its details take.
    #[serde(default)]
    bytes: usize,
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

/// An entry made now: its head, and the bytes of what it changed.
pub(crate) fn made(entry: Entry, changes: &ChangeSet, now: Timestamp) -> serde_json::Result<(Head, Vec<u8>)> {
    fn pair<'a, T, R: From<&'a T>>(change: &'a Change<T>) -> Pair<R> {
        Pair(change.before.as_deref().map(R::from), change.after.as_deref().map(R::from))
    }
    let Counts { added, changed, removed } = changes.counts();
    let details = Details {
        profile: changes.profile.as_ref().map(pair),
        numbers: changes.numbers.iter().map(pair).collect(),
        assistants: changes.assistants.iter().map(pair).collect(),
        campaigns: changes.campaigns.iter().map(pair).collect(),
    };
    let details = serde_json::to_vec(&details)?;
    let head = Head { at: now.to_string(), entry, added, changed, removed, bytes: details.len() };
    Ok((head, details))
}

/// The head in its bytes.
pub(crate) fn head(bytes: &[u8]) -> Option<Head> {
    serde_json::from_slice(bytes).ok()
}

/// The title in a head's bytes, if it is a change.
pub(crate) fn title(bytes: &[u8]) -> Option<Deed> {
    match head(bytes)?.entry {
        Entry::Change { title } => Some(title),
        Entry::Undo { .. } | Entry::Redo { .. } => None,
    }
}

/// The entry as it is listed; undo and redo are not.
pub(crate) fn listed(change: u64, bytes: &[u8], log: &Log) -> Option<HistoryEntry> {
    let head = head(bytes)?;
    let Entry::Change { title } = head.entry else { return None };
    let counts = Counts { added: head.added, changed: head.changed, removed: head.removed };
    Some(HistoryEntry { change, at: head.at, title, counts, undone: !log.is_done(change) })
}

/// What an entry changed.
pub(crate) fn change_set(bytes: &[u8]) -> Option<ChangeSet> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn log(entries: &[(i64, usize, usize)]) -> (Log, Timestamp) {
        let now: Timestamp = "2026-11-26T12:00:00Z".parse().unwrap_or_default();
        let mut log = Log::default();
        for (number, (days_ago, removed, bytes)) in (1..).zip(entries) {
            let at = (now - SignedDuration::from_hours(24 * days_ago)).to_string();
            let entry = Entry::Change { title: Deed::Sample };
            log.push(number, &Head { at, entry, added: 0, changed: 1, removed: *removed, bytes: *bytes });
        }
        (log, now)
    }

    #[test]
    fn what_removed_a_record_in_the_last_90_days_stays_and_all_after_it_however_much_it_takes() {
        let large = KEPT_BYTES / KEPT_CHANGES;
        let mut entries = vec![(200, 0, large), (200, 1, large), (80, 1, large), (80, 0, large)];
        entries.extend([(1, 0, large); KEPT_CHANGES]);
        let (mut log, now) = log(&entries);
        assert_eq!(
            log.outdated(now),
            [1, 2],
            "too large, and old enough to go; the third is the only copy of something"
        );
        log.forget(&[1, 2]);
        assert_eq!((log.changes(), log.outdated(now)), (KEPT_CHANGES + 2, vec![]));
        assert_eq!(log.outdated(now + SignedDuration::from_hours(24 * 11)), [3, 4], "until it is 90 days old");
    }

    #[test]
    fn what_is_younger_than_a_year_stays_while_it_fits() {
        let mut entries = vec![(366, 0, 10), (300, 0, 10)];
        entries.extend([(1, 0, 10); KEPT_CHANGES]);
        let (log, now) = log(&entries);
        assert_eq!(log.outdated(now), [1]);
    }
}

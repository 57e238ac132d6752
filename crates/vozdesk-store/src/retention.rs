//! Which entries of history need not be kept any more.
//!
//! The last [`KEPT_CHANGES`] changes are always kept. What is older goes, the oldest first, once it is
//! older than [`KEPT_DAYS`] or history takes more than [`KEPT_BYTES`]; but an entry that removed a
//! record within the last [`REMOVED_DAYS`] stays, and all after it, for it may be the record's only copy.

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};

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

/// Every entry that is kept, the oldest first.
#[derive(Debug, Default)]
pub(crate) struct Retention {
    entries: VecDeque<Kept>,
    /// How many of them are changes.
    changes: usize,
    /// What the details of all of them take.
    bytes: usize,
}

/// What retention has to know of an entry.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) number: u64,
    pub(crate) at: Option<Timestamp>,
    pub(crate) is_change: bool,
    pub(crate) removes: bool,
    pub(crate) bytes: usize,
}

impl Retention {
    /// How many changes are kept.
    pub(crate) fn changes(&self) -> usize {
        self.changes
    }

    /// Takes note of an entry.
    pub(crate) fn push(&mut self, entry: Kept) {
        self.changes += usize::from(entry.is_change);
        self.bytes += entry.bytes;
        self.entries.push_back(entry);
    }

    /// The entries that need not be kept any more: the oldest, up to the first that must stay.
    pub(crate) fn outdated(&self, now: Timestamp) -> Vec<u64> {
        let older_than = |kept: &Kept, days: i64| {
            kept.at.is_some_and(|at| now.duration_since(at) > SignedDuration::from_hours(24 * days))
        };
        let (mut changes, mut bytes) = (self.changes, self.bytes);
        let mut outdated = Vec::new();
        for kept in self.entries.iter().take(THINNED_AT_ONCE) {
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

    /// Takes note that so many, the oldest, are gone.
    pub(crate) fn forget(&mut self, count: usize) {
        for kept in self.entries.drain(..count) {
            self.changes -= usize::from(kept.is_change);
            self.bytes -= kept.bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn retained(entries: &[(i64, usize, usize)]) -> (Retention, Timestamp) {
        let now: Timestamp = "2026-11-26T12:00:00Z".parse().unwrap_or_default();
        let mut log = Retention::default();
        for (number, (days_ago, removed, bytes)) in (1..).zip(entries) {
            let at = now - SignedDuration::from_hours(24 * days_ago);
            log.push(Kept { number, at: Some(at), is_change: true, removes: *removed > 0, bytes: *bytes });
        }
        (log, now)
    }

    #[test]
    fn what_removed_a_record_in_the_last_90_days_stays_and_all_after_it_however_much_it_takes() {
        let large = KEPT_BYTES / KEPT_CHANGES;
        let mut entries = vec![(200, 0, large), (200, 1, large), (80, 1, large), (80, 0, large)];
        entries.extend([(1, 0, large); KEPT_CHANGES]);
        let (mut log, now) = retained(&entries);
        assert_eq!(
            log.outdated(now),
            [1, 2],
            "too large, and old enough to go; the third is the only copy of something"
        );
        log.forget(2);
        assert_eq!((log.changes(), log.outdated(now)), (KEPT_CHANGES + 2, vec![]));
        assert_eq!(log.outdated(now + SignedDuration::from_hours(24 * 11)), [3, 4], "until it is 90 days old");
    }

    #[test]
    fn what_is_younger_than_a_year_stays_while_it_fits() {
        let mut entries = vec![(366, 0, 10), (300, 0, 10)];
        entries.extend([(1, 0, 10); KEPT_CHANGES]);
        let (log, now) = retained(&entries);
        assert_eq!(log.outdated(now), [1]);
    }
}

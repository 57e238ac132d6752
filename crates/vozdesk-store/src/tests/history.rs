//! What history lists, undoes, makes again and keeps.

use std::sync::Arc;

use jiff::Timestamp;
use vozdesk_core::model::assistant::AssistantKind;
use vozdesk_core::model::change::Counts;
use vozdesk_core::rules::edit::Refusal;

use super::disk::Disk;
use super::session::add_assistant;
use super::*;
use crate::{ChangeError, KEPT_CHANGES, KEPT_DAYS, Restored};

#[test]
fn history_lists_changes_newest_first_and_says_which_are_undone_but_lists_no_undo() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    relabel(&store, "Reception");
    relabel(&store, "Front");
    assert_eq!(listed(&store), [(3, false), (2, false), (1, false)]);

    store.undo().expect("the disk works").expect("there is a change");
    store.undo().expect("the disk works").expect("there is a change");
    assert_eq!(listed(&store), [(3, true), (2, true), (1, false)], "entries 4 and 5 are the undos");
    let redone = store.redo().expect("the disk works").expect("there is one to make again");
    assert_eq!(redone.change, 2);
    assert_eq!(listed(&store), [(3, true), (2, false), (1, false)]);
    assert_eq!(store.snapshot().revision, 6, "undo and redo are entries too");

    let newest = store.history(1).expect("history is read");
    assert_eq!(newest.iter().map(|entry| entry.change).collect::<Vec<_>>(), [3], "a limit counts listed changes");
    let title = Deed::SavedNumber { name: "Reception".to_owned(), fields: vec!["label".to_owned()] };
    assert_eq!(store.history(2).expect("history is read")[1].deed, title);
}

thread_local! {
    /// The time of the tests that turn it.
    static DAY: std::cell::Cell<i64> = const { std::cell::Cell::new(0) };
}

/// Midday, so many days after the first of 2026.
fn by_day() -> Timestamp {
    let begin: Timestamp = "2026-01-01T12:00:00Z".parse().expect("a time");
    begin + jiff::SignedDuration::from_hours(24 * DAY.get())
}

#[test]
fn the_last_500_changes_are_kept_whatever_their_age_and_older_ones_go_after_a_year() {
    let disk = Disk::failing(0, true);
    let store = disk.open().expect("the disk works").by_clock(by_day);
    store.change(|setup| Ok::<_, Refusal>(sample_edit(setup))).map_err(|_| ()).expect("it fits");
    for turn in 1..=KEPT_CHANGES {
        relabel(&store, &format!("Turn {turn}"));
    }
    let all = KEPT_CHANGES + 1;
    assert_eq!(store.changes_kept(), all);
    DAY.set(KEPT_DAYS - 1);
    relabel(&store, "Before the year is over");
    assert_eq!(store.changes_kept(), all + 1, "nothing is a year old");
    DAY.set(KEPT_DAYS + 400);
    relabel(&store, "Much later");
    assert_eq!(store.changes_kept(), KEPT_CHANGES + 1, "those above 500 go with the next change, itself not counted");
    relabel(&store, "Later still");
    assert_eq!(store.changes_kept(), KEPT_CHANGES + 1);
    // A clock set back makes nothing old.
    DAY.set(-900);
    relabel(&store, "Long ago");
    assert_eq!(store.changes_kept(), KEPT_CHANGES + 2);
    let newest = exported(&store);
    store.close().expect("it closes");

    let store = disk.open().expect("it opens again");
    let listed = listed(&store);
    assert_eq!((store.changes_kept(), listed.len()), (KEPT_CHANGES + 2, KEPT_CHANGES + 2));
    let mut undone = 0;
    while store.undo().expect("the disk works").is_some() {
        undone += 1;
    }
    assert_eq!(undone, KEPT_CHANGES + 2, "what is kept can be undone to its beginning");
    while store.redo().expect("the disk works").is_some() {}
    assert_eq!(exported(&store), newest);
    let (oldest, _) = listed[listed.len() - 1];
    assert!(
        matches!(store.restore(oldest - 1).expect("the disk works"), Restored::Gone),
        "what is gone cannot be restored"
    );
    assert!(matches!(store.restore(oldest).expect("the disk works"), Restored::Made(_)));
}

#[test]
fn a_change_is_told_record_by_record() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    let change = relabel(&store, "Reception").expect("it differs").change;
    let details = store.change_details(change).expect("the disk works").expect("history has it");
    let [number] = &details.changes.numbers[..] else { panic!("one number: {details:?}") };
    let label = |side: &Option<Arc<vozdesk_core::model::number::PhoneNumber>>| side.as_ref().map(|n| n.label.clone());
    assert_eq!(
        (label(&number.before), label(&number.after)),
        (Some("Main Office".to_owned()), Some("Reception".to_owned()))
    );
    assert!(store.change_details(99).expect("the disk works").is_none());
}

#[test]
fn history_counts_what_a_change_added_changed_and_removed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    relabel(&store, "Reception");
    store.change(|setup| edit::remove_assistant(setup, "desk")).map_err(|_| ()).expect("Front Desk can be removed");
    store.change(|setup| edit::remove_number(setup, "main")).map_err(|_| ()).expect("it can be removed");
    let counts: Vec<(usize, usize, usize)> = store
        .history(usize::MAX)
        .expect("history is read")
        .iter()
        .map(|entry| (entry.counts.added, entry.counts.changed, entry.counts.removed))
        .collect();
    // The number goes with its campaign; the assistant with both slots it was in; two numbers, two
    // assistants and a campaign came.
    assert_eq!(counts, [(0, 0, 2), (0, 2, 1), (0, 1, 0), (5, 0, 0)]);
}

#[test]
fn a_change_that_is_no_longer_the_newest_is_not_undone_by_its_number() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = Store::open(folder.path()).expect("the store opens");
    for name in ["One", "Two"] {
        store.change(|setup| add_assistant(setup, name, AssistantKind::Inbound)).expect("it is added");
    }
    let before = exported(&store);
    assert!(store.undo_change(1).expect("it is asked").is_none());
    assert_eq!(words(&exported(&store)), words(&before));
    assert!(store.undo_change(2).expect("it is undone").is_some());
    assert_eq!(store.snapshot().setup.assistants().len(), 1);
}

#[test]
fn redo_is_over_once_another_change_is_made() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    relabel(&store, "Reception");
    store.undo().expect("the disk works");
    assert_eq!(store.next_redo(), Some(2));
    relabel(&store, "Front");
    assert_eq!(store.next_redo(), None);
    assert!(store.redo().expect("the disk works").is_none());
    assert_eq!(listed(&store), [(4, false), (2, true), (1, false)], "what was undone stays in history");
    store.undo().expect("the disk works");
    store.undo().expect("the disk works");
    assert!(store.undo().expect("the disk works").is_none(), "an undone change is not undone again");
    assert!(store.snapshot().setup.is_empty());
}

#[test]
fn redo_is_possible_after_a_restart() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    relabel(&store, "Reception");
    let after = exported(&store);
    store.undo().expect("the disk works");
    store.close().expect("it closes");

    let store = Store::open(folder.path()).expect("it opens again");
    assert_eq!(listed(&store), [(2, true), (1, false)]);
    let redone = store.redo().expect("the disk works").expect("there is one to make again");
    assert_eq!((redone.change, redone.counts()), (2, Counts { added: 0, changed: 1, removed: 0 }));
    assert_eq!(words(&exported(&store)), words(&after));
}

#[test]
fn a_change_that_changes_nothing_makes_no_entry() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    relabel(&store, "Reception");
    store.undo().expect("the disk works");
    assert!(relabel(&store, "Main Office").is_none());
    assert_eq!(listed(&store).len(), 2);
    assert_eq!(store.next_redo(), Some(2), "nor does it end what can be made again");
}

#[test]
fn a_refused_change_leaves_the_store_as_it_is() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    let before = (exported(&store), store.snapshot().revision);
    assert!(matches!(store.change(|setup| edit::remove_number(setup, "nobody")), Err(ChangeError::Refused(_))));
    assert_eq!((exported(&store), store.snapshot().revision), before);
}

#[test]
fn a_snapshot_stays_as_it_is_while_the_store_changes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    let seen = store.snapshot();
    let before = setup_file::to_bytes(&seen.setup);
    relabel(&store, "Reception");
    assert_eq!(setup_file::to_bytes(&seen.setup), before);
    assert_ne!(exported(&store), before);
}

//! What is kept beside the setup: connections, what was last seen, plans.

use std::collections::BTreeSet;

use vozdesk_core::files::{Platform, Records};
use vozdesk_core::model::country::Country;
use vozdesk_core::model::e164::E164;
use vozdesk_core::model::synced::{Held, Seen, Synced};
use vozdesk_core::sync::{Memory, Noticed, Plan};

use super::*;
use crate::backup::Backups;
use crate::{Look, TakenBack};

fn number(text: &str) -> E164 {
    E164::from_text(text).expect("it is one")
}

/// A plan of the store's office and a platform that has one number more, and what it has shown.
fn planned(store: &Store) -> (Plan, Noticed) {
    let retell = Platform::of_word("retell").expect("it is known");
    let page = r#"{"items":[{"phone_number":"+14155550100","phone_number_type":"custom","nickname":"There"}]}"#;
    let mut there = vozdesk_core::files::there::There::default();
    there.take(retell, Records::Numbers, "Retell", page.as_bytes(), Country::US).expect("it is JSON");
    let snapshot = store.snapshot();
    let memory = store.memory("retell").expect("it is read");
    let planned = Plan::make(&snapshot.setup, snapshot.revision, retell, &there, &memory);
    (planned.plan, planned.noticed)
}

fn brought_by(change: u64) -> Noticed {
    let seen = Seen { added_by: Some(change), ..Seen::default() };
    Noticed { numbers: [(number("+14155550100"), Some(seen))].into(), ..Noticed::default() }
}

#[test]
fn what_is_beside_the_setup_moves_neither_it_nor_its_history() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    let (before, listed_before) = (store.snapshot(), listed(&store));
    store.connect("retell").expect("the disk works");
    let (plan, noticed) = planned(&store);
    store.keep_plan(&plan, &noticed).expect("the disk works");
    store.begin_sending(&plan, number("+14155550100"), &[Synced::Label]).expect("the disk works");
    assert_eq!(store.interrupted("retell").expect("it is read"), [number("+14155550100")]);
    let settled = [(Synced::Label, Held::Text("There".to_owned()))];
    store.end_sending("retell", number("+14155550100"), &settled).expect("the disk works");
    assert_eq!(store.interrupted("retell").expect("it is read"), []);
    assert_eq!((store.snapshot(), listed(&store)), (before, listed_before));
    store.close().expect("it closes");
    // It is there for whoever opens the store next, and for whoever only looks.
    let look = Look::at(folder.path()).expect("it can be looked at");
    assert_eq!(look.connections().expect("it is read").len(), 1);
    let (kept, memory) = look.plan("retell").expect("it is read");
    assert_eq!(kept.map(|kept| kept.digest), Some(plan.digest));
    let seen = &memory.numbers[&number("+14155550100")].fields[&Synced::Label];
    assert_eq!(seen.value, Some(Held::Text("There".to_owned())));
}

#[test]
fn a_connection_takes_everything_it_knew_with_it_and_leaves_the_others() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    for platform in ["retell", "twilio"] {
        store.connect(platform).expect("the disk works");
        store.notice(platform, &brought_by(1)).expect("the disk works");
    }
    let (plan, noticed) = planned(&store);
    store.keep_plan(&plan, &noticed).expect("the disk works");
    store.disconnect("retell").expect("the disk works");
    let connections = store.connections().expect("it is read");
    assert_eq!(connections.iter().map(|one| one.platform.as_str()).collect::<Vec<_>>(), ["twilio"]);
    assert_eq!(store.memory("retell").expect("it is read"), Memory::default());
    assert!(store.plan("retell").expect("it is read").is_none());
    assert_eq!(store.memory("twilio").expect("it is read").numbers.len(), 1);
}

#[test]
fn a_pull_that_was_undone_in_any_way_is_known_to_be() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    store.connect("retell").expect("the disk works");
    let change = relabel(&store, "Brought").expect("it differs").change;
    store.notice("retell", &brought_by(change)).expect("the disk works");
    let undone = || store.memory("retell").expect("it is read").undone;
    assert_eq!(undone(), BTreeSet::new());
    store.undo().expect("the disk works");
    assert_eq!(undone(), [change].into());
    store.redo().expect("the disk works");
    assert_eq!(undone(), BTreeSet::new());
    // Alone, under a later change.
    let profile = Edits::default().with("name", "Later");
    store.change(|setup| edit::save_profile(setup, &profile)).map_err(|_| ()).expect("it is saved");
    let alone = store.take_back_alone(change, |_| None).expect("the disk works");
    assert!(matches!(alone, TakenBack::Made(_)));
    assert_eq!(undone(), [change].into());
    store.undo().expect("the disk works");
    assert_eq!(undone(), BTreeSet::new(), "and that is undone too");
}

#[test]
fn a_backup_knows_what_was_seen_and_an_export_does_not() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    let before = exported(&store);
    store.connect("retell").expect("the disk works");
    store.notice("retell", &brought_by(1)).expect("the disk works");
    assert_eq!(exported(&store), before);
    let backups = Backups::of(folder.path());
    let backup = backups.make(&store).expect("it is made");
    let memory = store.memory("retell").expect("it is read");
    store.close().expect("it closes");
    std::fs::write(folder.path().join(crate::FILE_NAME), b"no store").expect("it can be written");
    assert!(backups.recover(&backup.name).expect("it is put in its place").is_some());
    let store = Store::open(folder.path()).expect("it opens");
    assert_eq!(store.memory("retell").expect("it is read"), memory);
    assert_eq!(store.connections().expect("it is read").len(), 1);
}

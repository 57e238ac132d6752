//! Stores of other schemas: every older one opens, with its history, and a newer one is refused.
//!
//! Each schema has its golden store here, as the first version that wrote it left it.

use std::fs;
use std::path::PathBuf;

use redb::{Database, ReadableDatabase, ReadableTable};
use vozdesk_core::model::language::Language;
use vozdesk_core::words::Catalogue;

use super::damage::Random;
use super::disk::Disk;
use super::*;
use crate::backup::Backups;
use crate::{FILE_NAME, tables};

/// A golden store, and what it exports. In each, change 2 is undone; that of schema 3 is connected to a platform.
const GOLDEN: [(u64, &[u8], &str); 3] = [
    (1, include_bytes!("../golden/schema-1.redb"), include_str!("../golden/schema-1.json")),
    (2, include_bytes!("../golden/schema-2.redb"), include_str!("../golden/schema-1.json")),
    (3, include_bytes!("../golden/schema-3.redb"), include_str!("../golden/schema-1.json")),
];

fn golden(schema: u64) -> &'static [u8] {
    GOLDEN.iter().find(|(of, ..)| *of == schema).map(|(_, bytes, _)| *bytes).expect("every schema has one")
}

fn titles(store: &Store) -> Vec<String> {
    let entries = store.history(usize::MAX).expect("history is read");
    entries.iter().map(|entry| Catalogue::of(Language::English).text(&entry.deed.message())).collect()
}

fn schema_of(path: &Path) -> u64 {
    tables::schema(&Database::open(path).expect("redb opens it")).expect("it has a schema")
}

#[test]
fn a_store_of_any_schema_opens_with_its_setup_and_its_history() {
    for (schema, bytes, export) in GOLDEN {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join(FILE_NAME);
        fs::write(&path, bytes).expect("the copy can be written");
        let store = Store::open(folder.path()).expect("it opens");
        assert_eq!(words(&exported(&store)), export, "schema {schema}");
        assert_eq!(listed(&store), [(2, true), (1, false)]);
        assert_eq!(titles(&store), ["Saved Recepción: Label", "Imported whole.json"], "schema {schema}");
        let connections = store.connections().expect("it is read");
        assert_eq!(connections.len(), usize::from(schema >= 3), "schema {schema}");
        let details = store.change_details(2).expect("it is read").expect("it is kept");
        let fields = details.changes.numbers[0].fields();
        assert_eq!(fields.iter().map(|field| field.field.path).collect::<Vec<_>>(), ["label"]);
        assert!(store.redo().expect("the disk works").is_some());
        assert_eq!(store.snapshot().setup.numbers().filter(|number| number.label == "Recepción").count(), 1);
        while store.undo().expect("the disk works").is_some() {}
        assert!(store.snapshot().setup.is_empty());
        store.close().expect("it closes");
        assert_eq!(schema_of(&path), tables::SCHEMA);
        // Opened once more, it is a store like any other.
        assert!(Store::open(folder.path()).expect("it opens").redo().expect("the disk works").is_some());
    }
}

#[test]
fn a_store_is_kept_as_it_is_before_it_is_led_to_another_schema() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join(FILE_NAME), golden(1)).expect("the copy can be written");
    let store = Store::open(folder.path()).expect("it opens");
    let backups = Backups::of(folder.path());
    let kept = backups.list().expect("they are listed");
    assert_eq!(kept.len(), 1);
    assert!(fs::read(backups.folder().join(&kept[0].name)).expect("it is there") == golden(1), "byte by byte");
    // It is a backup like any other, across the schemas.
    assert_eq!(backups.newest_good().expect("they are read"), Some(kept[0].clone()));
    let before = exported(&store);
    let renamed = Edits::default().with("name", "Later");
    store.change(|setup| edit::save_profile(setup, &renamed)).map_err(|_| ()).expect("it is saved");
    backups.restore(&store, &kept[0].name).expect("it is restored");
    assert_eq!(words(&exported(&store)), words(&before));
    store.close().expect("it closes");
    // And it takes the place of a store that is damaged.
    fs::write(folder.path().join(FILE_NAME), b"no store").expect("it can be written");
    Store::open(folder.path()).map(drop).expect_err("it is damaged");
    backups.recover(&kept[0].name).expect("it is put in its place").expect("there is such a backup");
    assert_eq!(words(&exported(&Store::open(folder.path()).expect("it opens"))), words(&before));
}

#[test]
fn a_store_that_cannot_be_kept_is_not_led_anywhere() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path: PathBuf = folder.path().join(FILE_NAME);
    fs::write(&path, golden(1)).expect("the copy can be written");
    // A file where the folder of the backups would be.
    fs::write(folder.path().join("backups"), b"in the way").expect("it can be written");
    Store::open(folder.path()).map(drop).expect_err("there is no place for the backup");
    assert!(fs::read(&path).expect("it is there") == golden(1), "it is not touched");
}

#[test]
fn a_ladder_that_is_interrupted_at_any_call_leaves_the_store_of_before_or_after() {
    for (seed, survivors) in [(1, 0), (2, 2), (3, 1)] {
        let mut tried = 0;
        for at in 1.. {
            let disk = Disk::holding(golden(1).to_vec());
            disk.surface().fails_at = Some(at);
            if disk.open().map(drop).is_ok() && !disk.has_failed() {
                break;
            }
            tried = at;
            let mut random = Random(seed + at);
            // What was not synced is lost, or a part of it, or nothing.
            let disk = disk.after_power_loss(|| survivors > 0 && random.below(survivors) == 0);
            let store = disk.open().unwrap_or_else(|error| panic!("call {at}: it opens again: {error}"));
            assert_eq!(words(&exported(&store)), GOLDEN[0].2, "call {at}");
            assert_eq!(listed(&store), [(2, true), (1, false)], "call {at}");
            while store.undo().expect("the disk works").is_some() {}
            assert!(store.snapshot().setup.is_empty(), "call {at}: its history is whole");
        }
        assert!(tried > 5, "only {tried} calls were tried");
        println!("a ladder interrupted at {tried} calls, {survivors} in so many unsynced writes survive");
    }
}

#[test]
fn what_a_newer_vozdesk_has_done_is_listed_as_such_and_can_be_undone() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    relabel(&store, "Reception");
    let path = store.path().to_owned();
    store.close().expect("it closes");
    let database = Database::open(&path).expect("redb opens it");
    let transaction = database.begin_write().expect("it can be written");
    let foreign = {
        let mut heads = transaction.open_table(tables::HISTORY).expect("it is there");
        let head = heads.get(2).expect("it is read").expect("it is there").value().to_vec();
        let mut head: serde_json::Value = serde_json::from_slice(&head).expect("JSON");
        head["deed"] = serde_json::json!({ "kind": "forwarded_everything", "to": ["+14155550142"] });
        heads.insert(2, head.to_string().as_bytes()).expect("it is put");
        head.to_string()
    };
    transaction.commit().expect("it commits");
    database.close().expect("it closes");

    let store = Store::open(folder.path()).expect("it is not damaged");
    assert_eq!(titles(&store)[0], "A change made by a newer VozDesk");
    assert!(store.undo().expect("the disk works").is_some());
    assert!(store.redo().expect("the disk works").is_some());
    store.close().expect("it closes");
    let database = Database::open(&path).expect("redb opens it");
    let heads = database.begin_read().expect("it is read").open_table(tables::HISTORY).expect("it is there");
    let kept = heads.get(2).expect("it is read").expect("it is there").value().to_vec();
    assert_eq!(words(&kept), foreign, "it is kept as it was written");
}

/// Makes the golden store of the present schema anew with `UPDATE_GOLDEN=1`; otherwise it says that it
/// is of that schema.
#[test]
fn the_present_schema_has_a_golden_store() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/golden/schema-{}.redb", tables::SCHEMA));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join(FILE_NAME), golden(1)).expect("the copy can be written");
        let store = Store::open(folder.path()).expect("it opens");
        store.connect("retell").expect("the disk works");
        store.close().expect("it closes");
        fs::copy(folder.path().join(FILE_NAME), &path).expect("it can be written");
    }
    // redb writes to what it opens: it is given a copy.
    let folder = tempfile::tempdir().expect("a temporary folder");
    let copy = folder.path().join(FILE_NAME);
    fs::copy(&path, &copy).expect("it can be copied");
    assert_eq!(schema_of(&copy), tables::SCHEMA);
}

#[test]
fn a_store_of_a_newer_schema_is_refused_and_not_touched() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    let path = store.path().to_owned();
    store.close().expect("it closes");
    let database = Database::open(&path).expect("redb opens it");
    let transaction = database.begin_write().expect("it can be written");
    transaction
        .open_table(tables::META)
        .expect("it is there")
        .insert(tables::SCHEMA_KEY, (tables::SCHEMA + 1).to_string().as_bytes())
        .expect("a value");
    transaction.commit().expect("it commits");
    database.close().expect("it closes");

    let before = fs::read(&path).expect("the store is there");
    let error = Store::open(folder.path()).map(drop).expect_err("it is newer");
    assert_eq!(error, StoreError::Newer { found: tables::SCHEMA + 1, known: tables::SCHEMA });
    assert!(fs::read(&path).expect("it is still there") == before, "a newer store is not touched");
}

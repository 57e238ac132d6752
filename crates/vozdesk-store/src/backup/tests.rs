#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use jiff::SignedDuration;

use super::*;
use vozdesk_core::files::sample;
use vozdesk_core::files::setup_file;
use vozdesk_core::rules::edit::{self, Edits, Saving};

fn office(data: &Path) -> Store {
    let store = Store::open(data).expect("the store opens");
    store.change(|setup| Ok::<_, StoreError>(sample::harbour_dental(setup))).map_err(|_| ()).expect("it fits");
    store
}

fn relabel(store: &Store, label: &str) {
    let id = store.snapshot().setup.numbers().next().expect("a number").id.clone();
    let edit = Edits::default().with("label", label.to_owned());
    store
        .change(|setup| edit::save_number(setup, id.as_str(), &edit, Saving::default()))
        .map_err(|_| ())
        .expect("it is saved");
}

fn exported(setup: &Setup) -> Vec<u8> {
    setup_file::to_bytes(setup)
}

#[test]
fn a_backup_holds_the_setup_and_its_history_and_reading_it_changes_no_byte() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().join("Año ñ 1");
    let store = office(&data);
    relabel(&store, "Reception");
    let before = exported(&store.snapshot().setup);
    let backups = Backups::of(&data);
    assert_eq!(backups.list().expect("it can be listed"), []);
    let backup = backups.make(&store).expect("it can be made");
    relabel(&store, "Later");
    assert_eq!(backups.list().expect("it can be listed"), std::slice::from_ref(&backup));
    let path = backups.folder().join(&backup.name);
    let bytes = fs::read(&path).expect("it is there");
    let setup = backups.setup(&backup.name).expect("it can be read").expect("it is there");
    assert_eq!(exported(&setup), before, "as it was when the backup was made");
    assert!(fs::read(&path).expect("it is there") == bytes);
    assert_eq!(backups.setup("setup-20200101T000000Z.redb").expect("it can be listed"), None);
    assert_eq!(backups.setup("../setup.redb").expect("it can be listed"), None, "a name is no path");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(backups.folder())), (0o600, 0o700));
    }

    // Whole: history too.
    let other = folder.path().join("other");
    fs::create_dir(&other).expect("a folder");
    fs::copy(&path, other.join(FILE_NAME)).expect("it can be copied");
    let copy = Store::open(&other).expect("it opens");
    assert!(copy.undo().expect("the disk works").is_some() && copy.undo().expect("the disk works").is_some());
    assert!(copy.snapshot().setup.is_empty());
}

#[cfg(unix)]
#[test]
fn every_file_of_an_office_is_for_its_owner_alone_and_so_is_a_store_that_was_recovered() {
    use std::os::unix::fs::PermissionsExt;
    fn opened_to_others(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if fs::metadata(&path).expect("it is there").permissions().mode() & 0o077 != 0 {
                found.push(path.clone());
            }
            if path.is_dir() {
                opened_to_others(&path, found);
            }
        }
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().join("data");
    let store = office(&data);
    let mut backups = Backups::of(&data);
    let chosen = folder.path().join("chosen");
    fs::create_dir(&chosen).expect("a folder");
    fs::set_permissions(&chosen, fs::Permissions::from_mode(0o700)).expect("its mode");
    backups.move_to(&chosen).expect("it can be moved");
    let backup = backups.make(&store).expect("it can be made");
    let mut found = Vec::new();
    opened_to_others(folder.path(), &mut found);
    assert_eq!(found, Vec::<PathBuf>::new(), "while the store is open");

    // On a shared drive a backup may be readable by all; what is recovered from it is not.
    fs::set_permissions(backups.folder().join(&backup.name), fs::Permissions::from_mode(0o644)).expect("its mode");
    store.close().expect("closed");
    assert!(backups.recover(&backup.name).expect("it can be recovered").is_some());
    opened_to_others(&data, &mut found);
    assert_eq!(found, Vec::<PathBuf>::new(), "after a recovery");
}

#[test]
fn one_is_made_a_day_and_none_of_an_office_that_has_not_begun() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = Store::open(folder.path()).expect("the store opens");
    let backups = Backups::of(folder.path());
    assert_eq!(backups.make_daily(&store).expect("nothing to do"), None);
    let store = {
        drop(store);
        office(folder.path())
    };
    let first = backups.make_daily(&store).expect("it can be made").expect("it is the first today");
    assert_eq!(backups.make_daily(&store).expect("nothing to do"), None);
    let yesterday = stamp(first.at - SignedDuration::from_hours(24));
    fs::rename(backups.folder().join(&first.name), backups.folder().join(format!("setup-{yesterday}.redb")))
        .expect("it can be renamed");
    assert!(backups.make_daily(&store).expect("it can be made").is_some());
}

#[test]
fn a_folder_of_ones_own_is_used_from_then_on_and_one_that_cannot_be_written_is_said() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().join("data");
    let store = office(&data);
    let elsewhere = folder.path().join("extern / Külső");
    let away = Backups::of(&data).move_to(&elsewhere);
    assert!(matches!(away, Err(StoreError::BackupFolderAway { .. })), "it is not made: {away:?}");
    fs::create_dir_all(&elsewhere).expect("it can be made");
    Backups::of(&data).move_to(&elsewhere).expect("it is there");
    let backups = Backups::of(&data);
    assert_eq!(backups.folder(), elsewhere);
    fs::write(elsewhere.join("setup-20260101T000000Z.part"), "left by a process that died").expect("a file");
    backups.make(&store).expect("it can be made");
    assert_eq!(fs::read_dir(&elsewhere).expect("it is there").count(), 2, "the backup, and whose it is");
    Backups::of(&data).move_to(&elsewhere).expect("it is ours");
    let others = folder.path().join("other");
    let taken = Backups::of(&others).move_to(&elsewhere);
    assert!(matches!(taken, Err(StoreError::OthersBackups { .. })), "two offices would thin each other's: {taken:?}");

    let file = folder.path().join("file");
    fs::write(&file, "").expect("a file");
    assert!(Backups::of(&data).move_to(&file.join("below")).is_err());
    assert_eq!(Backups::of(&data).folder(), elsewhere, "it stays where it was");
    fs::remove_dir_all(&elsewhere).expect("the drive is taken away");
    fs::write(&elsewhere, "").expect("and something else is there");
    assert!(backups.make(&store).is_err());
    relabel(&store, "Work goes on");
}

#[test]
fn restoring_is_a_change_after_a_backup_of_the_present_and_can_be_undone() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    let backups = Backups::of(folder.path());
    let first = backups.make(&store).expect("it can be made");
    let before = exported(&store.snapshot().setup);
    relabel(&store, "Later");
    let later = exported(&store.snapshot().setup);
    let restored = backups.restore(&store, &first.name).expect("it can be restored");
    assert!(matches!(restored, Restored::Made(_)), "{restored:?}");
    assert_eq!(exported(&store.snapshot().setup), before);
    let list = backups.list().expect("it can be listed");
    let present = backups.setup(&list[0].name).expect("it can be read").expect("it is there");
    assert_eq!((list.len(), exported(&present)), (2, later.clone()), "the present was backed up first");
    store.undo().expect("the disk works").expect("it is a change");
    assert_eq!(exported(&store.snapshot().setup), later);
    let restored = backups.restore(&store, "setup-20200101T000000Z.redb").expect("it can be listed");
    assert!(matches!(restored, Restored::Gone));
}

/// A store that is damaged is kept under another name; the newest backup that can be opened takes its place.
#[test]
fn a_damaged_store_is_kept_aside_and_the_newest_good_backup_takes_its_place() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path();
    let store = office(data);
    let backups = Backups::of(data);
    let good = backups.make(&store).expect("it can be made");
    let before = exported(&store.snapshot().setup);
    store.close().expect("it closes");
    let damaged = b"no store any more".repeat(900);
    fs::write(data.join(FILE_NAME), &damaged).expect("it can be written");
    fs::write(backups.folder().join("setup-20991231T000000Z.redb"), &damaged).expect("it can be written");
    assert!(matches!(Store::open(data), Err(StoreError::Damaged { .. })));

    assert_eq!(backups.newest_good().expect("it can be listed"), Some(good.clone()), "a damaged one is passed over");
    assert!(backups.recover("setup-20991231T000000Z.redb").is_err(), "and not put in any place");
    let aside = backups.recover(&good.name).expect("it can be put there").expect("there is such a backup");
    assert!(fs::read(&aside).expect("it is kept") == damaged);
    let store = Store::open(data).expect("it opens");
    assert_eq!(exported(&store.snapshot().setup), before);
}

fn made(days_ago: &[i64]) -> Vec<Backup> {
    let now: Timestamp = "2026-11-26T12:00:00Z".parse().expect("a time");
    let backup = |days: &i64| {
        let at = now - SignedDuration::from_hours(24 * days);
        Backup { name: format!("{days}"), at, bytes: 0, revision: 1 }
    };
    days_ago.iter().map(backup).collect()
}

#[test]
fn kept_are_7_days_4_weeks_12_months_and_the_newest_few() {
    let every_day = made(&(0..800).collect::<Vec<_>>());
    let kept_days: Vec<i64> = {
        let mut days: Vec<i64> = kept(&every_day).iter().filter_map(|name| name.parse().ok()).collect();
        days.sort_unstable();
        days
    };
    // A Thursday: seven days, then the Sundays of the weeks before, then the last days of months.
    assert_eq!(kept_days[..9], [0, 1, 2, 3, 4, 5, 6, 11, 18]);
    assert_eq!(kept_days.len(), 7 + 2 + 11, "{kept_days:?}");
    assert_eq!(*kept_days.last().expect("some"), 330, "the last of December");

    let rare = made(&[0, 400, 401, 402, 403, 404]);
    assert_eq!(kept(&rare).len(), 6, "the newest five, and those of a day of their own, whatever their age");
}

#[test]
fn newest_is_the_highest_revision_whatever_the_clock_said_and_nothing_is_thinned_for_its_sake() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fn ahead() -> Timestamp {
        "2027-11-26T12:00:00Z".parse().expect("a time")
    }
    fn behind() -> Timestamp {
        "2001-01-01T00:00:00Z".parse().expect("a time")
    }
    let backups = Backups::of(folder.path());
    let store = office(folder.path()).by_clock(ahead);
    backups.make(&store).expect("it can be made");
    let store = store.by_clock(behind);
    let mut made = Vec::new();
    for label in ["one", "two", "three", "four", "five", "six", "seven", "eight"] {
        relabel(&store, label);
        made.push(backups.make(&store).expect("it can be made"));
    }
    let list = backups.list().expect("it can be listed");
    let newest: Vec<&str> = list.iter().take(5).map(|backup| backup.name.as_str()).collect();
    let expected: Vec<&str> = made.iter().rev().take(5).map(|backup| backup.name.as_str()).collect();
    assert_eq!(newest, expected, "the five newest, though all were made in one second long ago");
    assert_eq!(list.len(), 6, "and the newest of the other day");
    assert_eq!(backups.newest_good().expect("it can be listed"), made.pop());
}

#[test]
fn a_copied_data_folder_is_another_office_and_leaves_the_backups_of_the_first_alone() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (data, copy, kept) = (folder.path().join("data"), folder.path().join("copy"), folder.path().join("kept"));
    office(&data).close().expect("it closes");
    fs::create_dir(&kept).expect("a folder");
    // Written by hand: nothing in that folder says whose it is.
    fs::write(data.join(FOLDER_FILE), kept.display().to_string()).expect("it is written");
    fs::create_dir(&copy).expect("a folder");
    for name in [FILE_NAME, FOLDER_FILE, "vozdesk-office"] {
        fs::copy(data.join(name), copy.join(name)).expect("it is copied");
    }
    assert_eq!(Backups::of(&copy).folder(), copy.join(OWN_FOLDER), "before anything is written too");
    let store = Store::open(&copy).expect("it can be worked with");
    assert_eq!(store.to_be_told().iter().map(|message| message.key).collect::<Vec<_>>(), ["data-folder-copied"]);
    Backups::of(&copy).make(&store).expect("it can be made");
    assert_eq!(fs::read_dir(&kept).expect("it is there").count(), 0);
    store.close().expect("it closes");
    assert_eq!(Store::open(&copy).expect("it opens").to_be_told(), [], "it is said once");

    let store = Store::open(&data).expect("it opens");
    let first = Backups::of(&data);
    first.make(&store).expect("it can be made");
    assert_eq!(first.folder(), kept);
    // The copy is told to use the same folder all the same.
    fs::write(copy.join(FOLDER_FILE), kept.display().to_string()).expect("it is written");
    let taken = Backups::of(&copy);
    assert!(matches!(taken.list(), Err(StoreError::OthersBackups { .. })));
    let other = Store::open(&copy).expect("it opens");
    assert!(matches!(taken.make(&other), Err(StoreError::OthersBackups { .. })));
    assert_eq!(first.list().expect("it can be listed").len(), 1);

    // A data folder that was moved is the same office.
    drop(store);
    let moved = folder.path().join("moved");
    fs::rename(&data, &moved).expect("it is moved");
    let store = Store::open(&moved).expect("it opens");
    assert_eq!(store.to_be_told(), []);
    Backups::of(&moved).make(&store).expect("its backups are still its own");
}

#[test]
fn a_chosen_folder_that_is_away_is_said_and_not_made() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().join("data");
    let store = office(&data);
    let away = folder.path().join("drive").join("backups");
    let note = |text: &str| fs::write(data.join(FOLDER_FILE), text).expect("it is written");
    note(&format!("\u{FEFF}{}  \r\n", away.display()));
    let backups = Backups::of(&data);
    assert_eq!(backups.folder(), away);
    let is_away = |error: StoreError| matches!(error, StoreError::BackupFolderAway { .. });
    assert!(backups.make(&store).is_err_and(is_away));
    assert!(backups.list().is_err_and(is_away));
    assert!(!folder.path().join("drive").exists());
    for named in ["rel/backups", "~/backups"] {
        note(named);
        let refused = Backups::of(&data).make(&store);
        assert!(matches!(refused, Err(StoreError::NoBackupFolder { .. })), "{named}: {refused:?}");
        assert!(!Path::new("rel").exists() && !Path::new("~").exists());
    }
    // All other work goes on.
    relabel(&store, "Reception");
    fs::create_dir_all(&away).expect("the drive is back");
    note(&away.display().to_string());
    assert!(Backups::of(&data).make(&store).is_ok());
}

#[test]
fn a_list_of_damaged_backups_is_a_list() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    let backups = Backups::of(folder.path());
    let made = backups.make(&store).expect("it can be made");
    assert_eq!(backups.list().expect("it can be listed")[0].revision, 1);
    let path = backups.folder().join(&made.name);
    let whole = fs::read(&path).expect("it is there");
    for turn in 0..400_usize {
        let mut damaged = whole.clone();
        // Places spread over the file, more of them at its beginning.
        let at = (turn * 7919) % if turn % 2 == 0 { 8192 } else { damaged.len() };
        damaged[at] ^= 1 << (turn % 8);
        damaged.truncate(if turn % 9 == 0 { at.max(1) } else { whole.len() });
        fs::write(&path, &damaged).expect("it is written");
        assert_eq!(backups.list().expect("it can be listed").len(), 1, "damage {turn} at {at}");
    }
}

//! The file, its folder and who may open it.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};

use vozdesk_core::model::assistant::AssistantKind;
use vozdesk_core::model::language::Language;
use vozdesk_core::rules::edit::NewDigits;
use vozdesk_core::words::Catalogue;

use super::disk::Disk;
use super::session::add_assistant;
use super::*;
use crate::FILE_NAME;
use crate::Look;
use crate::error::io_error;
use crate::load::pid_path;

#[test]
fn a_second_opener_is_told_who_holds_the_store_and_gets_it_after_a_close() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    let bytes = exported(&store);
    let error = Store::open(folder.path()).map(drop).expect_err("it is held");
    assert_eq!(error, StoreError::Locked { process: Some(std::process::id()) });
    assert_eq!(error.code(), "store_locked");
    assert!(sentence(&error).contains(&std::process::id().to_string()));
    relabel(&store, "Reception");
    store.undo().expect("the holder goes on undisturbed");
    store.close().expect("it closes");
    assert!(!pid_path(&folder.path().join(FILE_NAME)).exists(), "nobody holds it");
    let store = Store::open(folder.path()).expect("it is free");
    assert_eq!(words(&exported(&store)), words(&bytes));
    drop(store);
    Store::open(folder.path()).expect("a store that is dropped is free too");
}

#[test]
fn a_pid_file_left_by_a_process_that_died_locks_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    office(folder.path()).close().expect("it closes");
    fs::write(pid_path(&folder.path().join(FILE_NAME)), "1").expect("the folder can be written");
    Store::open(folder.path()).expect("nobody holds the store");
}

fn sentence(error: &StoreError) -> String {
    Catalogue::of(Language::English).text(&error.message())
}

#[test]
fn a_store_whose_making_was_interrupted_is_made_as_if_nothing_had_happened() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    // What programs that die while they make or write something leave behind.
    let leave = || {
        for name in ["setup.1234.new", ".vozdesk-x1.part", "setup.redb.part", "setup.pid"] {
            fs::write(folder.path().join(name), [0; 4096]).expect("the folder can be written");
        }
    };
    leave();
    let store = office(folder.path());
    store.close().expect("it closes");
    leave();
    Look::at(folder.path()).expect("it can be looked at");
    let names: HashSet<String> = fs::read_dir(folder.path())
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, [FILE_NAME, "vozdesk-office"].map(str::to_owned).into(), "nothing is left");
}

#[test]
fn of_many_who_make_the_same_store_at_once_one_gets_it_and_none_loses_it() {
    for _ in 0..5 {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let opened = AtomicU64::new(0);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| match Store::open(folder.path()) {
                    Ok(store) => {
                        let added = store.change(|setup| add_assistant(setup, "Front Desk", AssistantKind::Inbound));
                        assert!(added.is_ok());
                        opened.fetch_add(1, Ordering::Relaxed);
                    }
                    Err(error) => assert_eq!(error.code(), "store_locked"),
                });
            }
        });
        let store = Store::open(folder.path()).expect("it is free");
        let opened = opened.load(Ordering::Relaxed);
        assert!(opened > 0);
        assert_eq!(store.snapshot().setup.assistants().len() as u64, opened, "what any of them wrote is there");
    }
}

#[cfg(unix)]
#[test]
fn the_store_and_its_folder_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let parent = tempfile::tempdir().expect("a temporary folder");
    let folder = parent.path().join("data");
    let away = Store::open(&folder.join("below")).map(drop).expect_err("the drive is not there");
    assert!(matches!(away, StoreError::DataFolderAway { .. }), "{away:?}");
    assert!(!folder.exists() && Look::at(&folder.join("below")).is_err());
    let store = office(&folder);
    let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(store.path()), 0o600);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_said_in_words() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let parent = tempfile::tempdir().expect("a temporary folder");
    let file = parent.path().join("a-file");
    fs::write(&file, "no folder").expect("it can be written");
    let error = Store::open(&file.join("data")).map(drop).expect_err("a file is no folder");
    assert!(matches!(&error, StoreError::DataFolderAway { .. }), "{error:?}");
    assert!(sentence(&error).contains("a-file"), "{}", sentence(&error));
    assert_eq!(fs::read_to_string(&file).expect("it is still there"), "no folder");

    // Root may write anywhere.
    if fs::metadata(&file).expect("it is there").uid() == 0 {
        return;
    }
    let folder = parent.path().join("data");
    office(&folder).close().expect("it closes");
    let shut = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
    shut(&folder.join(FILE_NAME), 0o400);
    let error = Store::open(&folder).map(drop).expect_err("the file cannot be written");
    assert!(matches!(error, StoreError::NoPermission { .. }), "{error:?}");
    let empty = parent.path().join("empty");
    fs::create_dir(&empty).expect("the folder can be made");
    shut(&empty, 0o500);
    let error = Store::open(&empty).map(drop).expect_err("the folder cannot be written");
    assert!(matches!(error, StoreError::NoPermission { .. }), "{error:?}");
    shut(&empty, 0o700);
}

#[test]
fn what_the_system_reports_is_told_apart() {
    let path = Path::new("setup.redb");
    let told = |kind: io::ErrorKind| io_error(path, &kind.into()).code();
    assert_eq!(told(io::ErrorKind::PermissionDenied), "store_no_permission");
    assert_eq!(told(io::ErrorKind::ReadOnlyFilesystem), "store_no_permission");
    assert_eq!(told(io::ErrorKind::StorageFull), "disk_full");
    assert_eq!(told(io::ErrorKind::UnexpectedEof), "store_damaged");
    assert_eq!(told(io::ErrorKind::NotADirectory), "store_failed");
}

/// Small numbers that look random and are the same in every run (xorshift).

#[test]
fn writers_at_the_same_time_take_turns_and_lose_nothing() {
    let disk = Disk::default();
    let store = disk.open().expect("it opens");
    let made = AtomicU64::new(0);
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let (store, made) = (&store, &made);
            scope.spawn(move || {
                for n in 0..10 {
                    let digits = NewDigits::Typed(typed(&format!("+1415555{:04}", thread * 100 + n)));
                    let added =
                        store.change(|setup| edit::add_number(setup, digits, &Edits::default(), Saving::default()));
                    assert!(added.is_ok_and(|(_, committed)| committed.is_some()));
                    made.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    assert_eq!(store.snapshot().setup.numbers().len() as u64, made.load(Ordering::Relaxed));
    assert_eq!(store.snapshot().revision, 40);
    drop(store);
    assert_eq!(disk.open().expect("it opens again").snapshot().setup.numbers().len(), 40);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_refused_and_no_new_office() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let link = folder.path().join(FILE_NAME);
    std::os::unix::fs::symlink(folder.path().join("away.redb"), &link).expect("a link");
    let error = Store::open(folder.path()).map(drop).expect_err("its file is away");
    assert!(matches!(error, StoreError::DanglingLink { .. }), "{error:?}");
    assert!(link.is_symlink() && !folder.path().join("away.redb").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_note_that_a_killed_program_left_names_nobody() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    let stranger = std::process::Command::new("sleep").arg("60").spawn().expect("it starts");
    fs::write(folder.path().join("setup.pid"), stranger.id().to_string()).expect("it is written");
    let error = Store::open(folder.path()).map(drop).expect_err("it is open already");
    assert_eq!(error, StoreError::Locked { process: None });
    let mut stranger = stranger;
    stranger.kill().and_then(|()| stranger.wait()).expect("it ends");
    drop(store);
}

#[test]
fn looking_changes_nothing_and_many_may_look_at_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert!(Look::at(folder.path()).expect("nothing is there yet").snapshot().setup.is_empty());
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0, "and nothing is made");
    let store = office(folder.path());
    relabel(&store, "Reception");
    let (setup, path) = (exported(&store), store.path().to_owned());
    assert!(matches!(Look::at(folder.path()), Err(StoreError::Locked { .. })), "somebody changes it");
    store.close().expect("it closes");
    let state =
        || (fs::read(&path).expect("it is there"), fs::metadata(&path).and_then(|m| m.modified()).expect("a time"));
    let before = state();
    std::thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| {
                let look = Look::at(folder.path()).expect("it can be looked at");
                assert!(setup_file::to_bytes(&look.snapshot().setup) == setup);
                assert_eq!(look.history(9).expect("it can be read").len(), 2);
            });
        }
    });
    assert!(state() == before);
    // Whoever changes it waits for those who look.
    let look = Look::at(folder.path()).expect("it can be looked at");
    std::thread::scope(|scope| {
        let opening = scope.spawn(|| Store::open(folder.path()).map(drop));
        std::thread::sleep(std::time::Duration::from_millis(100));
        drop(look);
        assert_eq!(opening.join().expect("it ends"), Ok(()));
    });
}

#[cfg(unix)]
#[test]
fn a_store_whose_file_is_another_saves_nothing_and_keeps_what_it_held() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().join("data");
    let store = office(&data);
    let old = {
        let held = exported(&store);
        fs::copy(store.path(), folder.path().join("old.redb")).expect("it is copied");
        held
    };
    relabel(&store, "Reception");
    let held = exported(&store);
    let refused = |store: &Store| {
        let id = store.snapshot().setup.numbers().next().expect("a number").id.clone();
        let edit = Edits::default().with("label", "Lost");
        match store.change(|setup| edit::save_number(setup, id.as_str(), &edit, Saving::default())) {
            Err(crate::ChangeError::Store(error)) => error,
            other => panic!("{other:?}"),
        }
    };
    // Something of another time has the name that the kept one would get.
    let taken = data.join(format!("setup-kept-{}.redb", store.snapshot().revision));
    fs::write(&taken, "of another time").expect("it is written");
    // A sync tool puts an older one in its place.
    fs::rename(folder.path().join("old.redb"), store.path()).expect("it is replaced");
    let StoreError::Replaced { kept: Some(kept), .. } = refused(&store) else { panic!("it is another file") };
    assert_eq!(fs::read(&taken).expect("it is there"), b"of another time");
    assert!(matches!(refused(&store), StoreError::Replaced { kept: Some(again), .. } if again == kept), "kept once");
    let there = crate::copy::read(&kept).expect("it is a store");
    assert_eq!(words(&setup_file::to_bytes(&there.setup)), words(&held), "with what had been saved");
    assert!(matches!(crate::backup::Backups::of(&data).make(&store), Err(StoreError::Replaced { .. })));
    assert!(matches!(store.undo(), Err(StoreError::Replaced { .. })));
    assert!(exported(&store) == held, "readers see no change that was not saved");
    drop(store);
    let store = Store::open(&data).expect("what is there now opens");
    assert_eq!(words(&exported(&store)), words(&old));

    // The same again, with nothing lost: nothing needs to be kept.
    fs::copy(store.path(), folder.path().join("same.redb")).expect("it is copied");
    fs::rename(folder.path().join("same.redb"), store.path()).expect("it is replaced");
    assert!(matches!(refused(&store), StoreError::Replaced { kept: None, .. }));
    // The folder is taken away.
    fs::rename(&data, folder.path().join("taken")).expect("it is moved");
    assert!(matches!(refused(&store), StoreError::Gone { kept: None, .. }));
    assert!(!data.exists());
}

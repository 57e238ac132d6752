//! A store that is damaged, held, full or killed: what is said, and that nothing is lost.

use std::fs;
use std::process::Command;

use vozdesk_tests::{Office, Window, fixtures, names, program};

/// Gives Main Office another label, and saves it.
async fn rename(window: &Window, label: &str) {
    window.open_row("Main Office").await.type_into("Label", label).await;
    window.save(&format!("Saved {label}: Label")).await;
}

/// A store that is damaged is said, kept, and replaced by the newest good backup if somebody wants that.
#[tokio::test]
async fn a_damaged_store_is_said_and_the_newest_backup_takes_its_place() {
    let office = fixtures::vets();
    office.done(&["backup", "now"]);
    let before = office.export();
    let mut bytes = fs::read(office.store()).expect("it is there");
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0x5A);
    fs::write(office.store(), &bytes).expect("it can be written");
    let window = office.open().await;
    window.resize(1024, 700).await;
    window.says("The newest backup that can be opened is of").await;
    window.is_accessible("damaged-en-1024").await;
    window.press("Restore the backup").await;
    window.says("Imported office.json").await;
    window.close().await;
    assert_eq!(office.export(), before);
    let kept: Vec<String> =
        names(&office.data()).into_iter().filter(|name| name.starts_with("setup-damaged-")).collect();
    let [kept] = &kept[..] else { panic!("one is kept: {kept:?}") };
    assert!(fs::read(office.data().join(kept)).expect("it is there") == bytes);
}

/// What is saved outlives a kill, and a second start brings the first window forward instead of another.
#[tokio::test]
async fn an_edit_outlives_a_kill_and_a_second_start_leads_to_the_first_window() {
    let office = fixtures::vets();
    let window = office.open().await;
    rename(&window, "Reception").await;
    let mut again = Command::new(program("vozdesk-desktop"));
    again.arg("--data").arg(office.data()).env("TAURI_WEBVIEW_AUTOMATION", "false");
    let second = again.output().expect("it starts");
    assert!(second.status.success(), "it leaves it to the first: {second:?}");
    let said = fs::read_to_string(office.data().join("setup.pid")).expect("the window has its store open");
    assert_eq!(said.trim(), window.process().to_string());
    window.kill().await;
    let window = office.open().await;
    window.open_row("Reception").await;
    window.close().await;
    assert_eq!(office.number("Reception")["label"], "Reception");
}

/// A disk that is full: what was tried is still there and is said, what fits is saved, the rest can leave.
#[tokio::test]
async fn a_full_disk_is_said_keeps_what_was_tried_and_lets_the_office_be_exported() {
    let office = fixtures::vets();
    let table = fixtures::table("Phone Number,Label,Notes", 1500, |at| format!("Desk {at},{}", "x".repeat(300)));
    let table = office.write("large.csv", table);
    let window = office.open_on_a_disk_of(400_000).await;
    window.resize(1024, 700).await;
    window.drop_files(&[&table]).await;
    window.says("1,500 of 1,500 entries").await;
    window.press("Apply").await;
    window.refuses("The disk is full").await;
    window.picture("disk-full-en-1024").await;
    window.says("1,500 of 1,500 entries").await;
    window.press("Cancel").await;
    window.go_to("Phone Numbers").await;
    rename(&window, "Reception").await;
    window.go_to("Import & Export").await;
    let out = office.path("elsewhere.json");
    office.answer_dialog(&out);
    window.press("Export…").await;
    window.tells("Exported to").await;
    window.close().await;
    assert_eq!(fs::read_to_string(&out).expect("it is there"), office.export());
    let log = fs::read_to_string(office.data().join("faults.log")).expect("the fault is noted");
    assert!(log.trim_end().ends_with("disk_full") && !log.contains("415"), "{log}");
}

/// A store held by another process: a window that says so, and opens once it is free.
#[tokio::test]
async fn a_store_held_by_another_process_is_said_and_can_be_tried_again() {
    let office = fixtures::vets();
    let held = office.hold();
    let window = office.open().await;
    window.heading("VozDesk cannot open this office").appears().await;
    window.refuses(&format!("process {}", std::process::id())).await;
    held.close().expect("it closes");
    window.press("Try again").await;
    window.row("Main Office").appears().await;
    window.close().await;
}

/// A data folder that cannot be made: a window that says so.
#[tokio::test]
async fn a_folder_that_cannot_be_used_is_said() {
    let office = Office::fresh();
    fs::write(office.data(), "a file where the folder should be").expect("a file");
    let window = office.open().await;
    window.heading("VozDesk cannot open this office").appears().await;
    window.says(&office.data().display().to_string()).await;
    window.resize(1024, 700).await;
    window.picture("folder-unusable-en-1024").await;
    window.close().await;
}

/// Another file is put in the place of the open one, as a sync program does: what is typed stays, what is there now is
/// shown, and what was open is kept.
#[tokio::test]
async fn a_store_that_was_replaced_while_it_is_open_is_said_and_what_is_there_now_is_shown() {
    let office = fixtures::vets();
    let older = office.path("older.redb");
    fs::copy(office.store(), &older).expect("it is copied");
    let window = office.open().await;
    window.resize(1024, 700).await;
    rename(&window, "Reception").await;
    fs::rename(&older, office.store()).expect("it is replaced");
    window.type_into("Label", "Front").await;
    window.press("Save Changes").await;
    window.refuses("another file is in the place of").await;
    window.row("Main Office").appears().await;
    window.is_accessible("store-replaced-en-1024").await;
    window.press("Save Changes").await;
    // The label there is not the one that was typed over.
    window.press("Save mine").await;
    window.says("Saved Front: Label").await;
    window.close().await;
    assert_eq!(office.number("Front")["label"], "Front");
    let kept = names(&office.data()).into_iter().find(|name| name.starts_with("setup-kept-")).expect("it is kept");
    let other = Office::fresh();
    fs::create_dir(other.data()).expect("a folder");
    fs::copy(office.data().join(kept), other.store()).expect("it is copied");
    assert_eq!(other.number("Reception")["label"], "Reception", "with what had been saved");
}

/// The data folder is taken away: nothing is called saved until it is back.
#[tokio::test]
async fn a_data_folder_that_is_taken_away_is_said_and_work_goes_on_when_it_is_back() {
    let office = fixtures::vets();
    let window = office.open().await;
    window.resize(1024, 700).await;
    window.open_row("Main Office").await.type_into("Label", "Reception").await;
    let away = office.path("away");
    fs::rename(office.data(), &away).expect("it is taken away");
    window.press("Save Changes").await;
    window.refuses("is no longer there").await;
    window.picture("store-gone-en-1024").await;
    assert!(!office.data().exists(), "nothing is made in its place");
    fs::rename(&away, office.data()).expect("it is back");
    window.save("Saved Reception: Label").await;
    window.close().await;
    assert_eq!(office.number("Reception")["label"], "Reception");
}

/// A first window that does not answer, and a screen that is not there.
#[tokio::test]
async fn a_start_that_leads_to_no_window_says_why_and_exits_with_4() {
    let office = fixtures::vets();
    let desktop = || {
        let mut command = Command::new(program("vozdesk-desktop"));
        command.arg("--data").arg(office.data()).env("TAURI_WEBVIEW_AUTOMATION", "false").env("LC_ALL", "C");
        command
    };
    let window = office.open().await;
    let signal = |signal: &str| {
        let process = window.process().to_string();
        assert!(Command::new("kill").args([signal, &process]).status().expect("it runs").success());
    };
    signal("-STOP");
    let second = desktop().output().expect("it starts");
    signal("-CONT");
    let said = String::from_utf8_lossy(&second.stderr);
    assert!(second.status.code() == Some(4) && said.contains("does not answer"), "{second:?}");
    window.close().await;
    for display in ["", ":987"] {
        let none = desktop().env("DISPLAY", display).env_remove("WAYLAND_DISPLAY").output().expect("it starts");
        let said = String::from_utf8_lossy(&none.stderr);
        assert!(none.status.code() == Some(4) && said.contains("no screen"), "{none:?}");
        assert!(!said.contains("panicked"), "{said}");
    }
}

/// A copy that a sync program has left is said, and reviewed like any other file.
#[tokio::test]
async fn a_conflict_copy_is_said_and_can_be_reviewed() {
    let office = fixtures::vets();
    let copy = office.data().join("setup (conflicted copy 2026-11-27).redb");
    fs::copy(office.store(), &copy).expect("it is copied");
    office.done(&["set", "Main Office", "--label", "Reception"]);
    let window = office.open().await;
    window.resize(1024, 700).await;
    window.tells("Another copy of this office lies in its folder").await;
    window.go_to("Settings").await;
    window.says("conflicted copy 2026-11-27").await;
    window.is_accessible("conflict-copy-en-1024").await;
    window.resize(1440, 900).await;
    window.pick("Dark").await;
    window.is_accessible("conflict-copy-dark-1440").await;
    window.press("See what differs in setup (conflicted copy 2026-11-27).redb").await;
    window.says("1 of 1 entry").await;
    window.picture("conflict-review-dark-1440").await;
    window.press("Apply").await;
    window.tells("Imported setup (conflicted copy").await;
    window.close().await;
    assert_eq!(office.number("Main Office")["label"], "Main Office");
}

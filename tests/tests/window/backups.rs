//! Backups in Settings: when they are made, where, and the way back to one.

use std::fs;
use std::path::Path;

use vozdesk_tests::{begins, fixtures, names, patiently};

/// Backups are made when the window opens, by hand, and elsewhere if somebody says so; one is restored as a change.
#[tokio::test]
async fn backups_are_made_listed_and_restored_in_settings() {
    let office = fixtures::vets();
    let before = office.export();
    let window = office.open_at("Settings").await;
    window.resize(1024, 700).await;
    let folder = office.data().join("backups");
    let is_made = async || (folder.exists() && names(&folder).len() == 1).then_some(());
    assert!(patiently(is_made).await.is_some(), "the backup of the day is made");
    let elsewhere = office.path("synced folder");
    fs::create_dir(&elsewhere).expect("a folder");
    office.answer_dialog(&elsewhere);
    window.press("Choose a folder…").await;
    window.says("synced folder").await;
    window.says("There is no backup yet.").await;
    window.press("Back up now").await;
    window.tells("Backed up and checked.").await;
    window.is_accessible("backups-en-1024").await;
    window.go_to("Phone Numbers").await;
    window.open_row("Main Office").await.type_into("Label", "Renamed").await;
    window.save("Saved").await;
    window.go_to("Settings").await;
    window.button(begins("Restore: ")).click().await;
    window.dialog().says("A backup of the present is made first.").await;
    window.dialog().press("Restore").await;
    window.tells("Restored the backup of").await;
    window.close().await;
    assert_eq!(office.export(), before);
    assert_eq!(names(Path::new(&elsewhere)).len(), 3, "two backups, and whose they are");
}

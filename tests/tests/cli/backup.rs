//! backup: when one is made, and the way back to it.

use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use vozdesk_tests::fixtures::{corner_shop, setup};
use vozdesk_tests::{Office, names};

/// The day by UTC, as days since 1970.
fn today() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs() / 86_400
}

/// An office and what was seen in it, all of it on one day. Where midnight came in between, it is begun
/// anew: what is due once a day is then due once more.
fn within_a_day<T>(see: impl Fn(&Office) -> T) -> (Office, T) {
    loop {
        let (office, day) = (corner_shop(), today());
        let seen = see(&office);
        if today() == day {
            return (office, seen);
        }
    }
}

fn backups(office: &Office) -> Vec<Value> {
    office.json(&["backup", "list"]).as_array().expect("a list").clone()
}

#[test]
fn a_backup_is_made_before_the_first_change_of_the_day_and_not_again_that_day() {
    let (office, (before, list)) = within_a_day(|office| {
        let before = office.export();
        assert!(backups(office).is_empty(), "there was nothing to back up yet");
        office.done(&["set", "Main Office", "--label", "Reception"]);
        office.done(&["set", "Reception", "--label", "Front"]);
        (before, backups(office))
    });
    let [backup] = &list[..] else { panic!("one a day: {list:?}") };
    assert!(backup["at"].is_string() && backup["bytes"].as_u64() > Some(1000), "{backup}");
    office.done(&["backup", "restore", backup["name"].as_str().expect("a name")]);
    assert_eq!(office.export(), before, "it was made before the first change of the day");
}

#[test]
fn the_backup_of_another_day_does_not_stand_for_todays() {
    let (office, made) = within_a_day(|office| {
        office.json(&["backup", "now"]);
        let folder = office.data().join("backups");
        let of_today = names(&folder).into_iter().find(|name| name.ends_with(".redb")).expect("it is there");
        // Days are told by the name, as in setup-20261126T….redb.
        let time = of_today.split_once('T').expect("a day and a time").1;
        let of_old = format!("setup-20200101T{time}");
        fs::rename(folder.join(&of_today), folder.join(of_old)).expect("it can be renamed");
        office.done(&["set", "Main Office", "--label", "Reception"]);
        office.done(&["set", "Reception", "--label", "Front"]);
        backups(office).len()
    });
    assert_eq!(made, 2, "the old one, and one of today: {:?}", backups(&office));
}

#[test]
fn backups_are_made_before_a_replacement_listed_and_restored() {
    let (office, counts) = within_a_day(|office| {
        office.done(&["set", "Main Office", "--label", "Front"]);
        let mut counts = vec![backups(office).len()];
        let name = backups(office)[0]["name"].as_str().expect("a name").to_owned();
        office.done(&["backup", "restore", &name]);
        assert_eq!(office.number("main")["label"], "Main Office");
        office.done(&["undo"]);
        assert_eq!(office.number("Front")["label"], "Front", "restoring is a change");
        counts.push(backups(office).len());
        let made = office.json(&["backup", "now"]);
        assert_eq!(backups(office)[0], made, "the newest comes first");
        counts.push(backups(office).len());
        let empty = office.write("empty.json", setup(json!({ "assistants": [], "numbers": [], "campaigns": [] })));
        office.done(&["import", &empty, "--mode", "replace"]);
        counts.push(backups(office).len());
        counts
    });
    assert_eq!(counts, [1, 2, 3, 4], "of the day, before a restoration, by hand, before everything is replaced");
    assert_eq!(office.fails(&["backup", "restore", "../setup.redb"], 3)["code"], "not_found");
}

#[test]
fn a_damaged_store_is_refused_with_the_backup_there_is_and_kept_aside_when_that_is_restored() {
    let office = corner_shop();
    let before = office.export();
    office.done(&["backup", "now"]);
    let damaged = b"not a store".repeat(2000);
    fs::write(office.store(), &damaged).expect("it can be written");
    let refused = office.run(&["list"]);
    assert_eq!(refused.exit, 4, "{refused:?}");
    let list = backups(&office);
    let name = list[0]["name"].as_str().expect("a name");
    assert!(refused.stderr.contains(name), "the newest backup is named: {}", refused.stderr);
    assert_eq!(office.fails(&["list"], 4)["code"], "store_damaged");
    office.done(&["backup", "restore", name]);
    assert_eq!(office.export(), before);
    let aside = names(&office.data()).into_iter().find(|name| name.starts_with("setup-damaged-")).expect("it is kept");
    assert!(fs::read(office.data().join(aside)).expect("it is there") == damaged);
}

#[test]
fn a_folder_for_backups_that_is_away_is_found_by_the_check_up_and_stops_nothing() {
    let office = corner_shop();
    let away = office.path("drive/backups");
    office.done(&["check"]);
    fs::write(office.data().join("backup-folder"), &away).expect("it is written");
    let findings = office.json(&["check"]);
    let is_it = |found: &&Value| found["code"] == "backup-folder-missing";
    let found = findings.as_array().expect("a list").iter().find(is_it).expect("it is found");
    assert_eq!((&found["severity"], &found["subject"]["kind"]), (&json!("warning"), &json!("setup")));
    for words in [&["backup", "now"], &["backup", "list"]] {
        assert_eq!(office.fails(words, 4)["code"], "backup_folder_away", "{words:?}");
    }
    office.done(&["set", "main", "--label", "Reception"]);
    assert!(!office.folder().join("drive").exists());
}

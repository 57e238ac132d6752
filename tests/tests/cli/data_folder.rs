//! Where the data lies, and who may read it.

use std::path::Path;

use vozdesk_tests::fixtures::corner_shop;
use vozdesk_tests::{Answer, Office, names};

use crate::mode;

#[test]
fn the_data_folder_named_on_the_command_line_comes_before_the_environment() {
    let office = Office::fresh();
    let other = office.path("other");
    office.done(&["--data", &other, "profile", "--name", "Elsewhere"]);
    assert!(!office.data().exists());
    assert_eq!(office.json(&["profile", "--data", &other])["name"], "Elsewhere");
    assert_eq!(office.json(&["profile"])["name"], "");
}

#[test]
fn the_data_folder_is_for_its_owner_alone() {
    let office = corner_shop();
    assert_eq!(mode(&office.data()), 0o700);
    assert_eq!(mode(&office.store()), 0o600);
}

#[test]
fn a_folder_with_spaces_and_letters_of_any_language_is_a_folder() {
    let office = Office::fresh();
    let data = office.path("Büro ñ 電話 – 1");
    let run = |words: &[&str]| Answer::of(office.command(words).env("VOZDESK_DATA", &data));
    assert_eq!(run(&["add", "+14155550101", "--label", "Main"]).exit, 0);
    assert_eq!(run(&["set", "Main", "--label", "Other"]).exit, 0);
    assert!(run(&["export"]).stdout.contains("Other"));
    assert_eq!(names(Path::new(&data)), ["backups", "setup.redb", "vozdesk-office"]);
}

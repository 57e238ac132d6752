//! export: what leaves, and that it comes in again the same.

use std::fs;
use std::path::Path;

use serde_json::json;
use vozdesk_tests::fixtures::corner_shop;
use vozdesk_tests::{Answer, Office, names};

use crate::{contains, mode};

#[test]
fn export_and_import_into_an_empty_store_give_the_same_bytes() {
    let office = corner_shop();
    let text = office.export();
    assert_eq!(office.done(&["export"]), text, "stdout unless a file is named");
    let file = office.path("out.json");
    let answer = office.run(&["export", &file]);
    assert_eq!(answer.all(), (0, "", ""));
    assert_eq!(fs::read_to_string(&file).expect("it is there"), text);

    let other = Office::fresh();
    other.done(&["import", &file]);
    assert_eq!(other.export(), text);
}

#[test]
fn an_exported_file_is_put_in_place_whole_with_the_mode_it_had_and_a_new_one_is_for_its_owner_alone() {
    let office = corner_shop();
    let path = office.write("out.json", "what was there");
    let linked = office.path("linked.json");
    fs::hard_link(&path, &linked).expect("a link can be made");
    office.shut(Path::new(&path), 0o644);
    office.done(&["export", &path]);
    assert_eq!(mode(Path::new(&path)), 0o644);
    let new = office.path("new.json");
    office.done(&["export", &new]);
    assert_eq!(mode(Path::new(&new)), 0o600);
    // Who has the old file open goes on reading the old one: it is replaced, never written over.
    assert_eq!(fs::read_to_string(&linked).expect("it is there"), "what was there");

    let folder = office.path("folder");
    fs::create_dir(&folder).expect("a folder can be made");
    office.write("folder/a", "");
    let before = names(office.folder());
    for target in [folder.as_str(), "/nowhere/at-all.json"] {
        assert_eq!(office.fails(&["export", target], 3)["code"], "write_failed", "{target}");
    }
    assert_eq!(names(office.folder()), before, "nothing half written is left");
}

/// What only a passphrase opens goes out and comes in by it; without it nothing is written or read.
#[test]
fn an_encrypted_export_is_opened_by_its_passphrase_and_by_no_other() {
    let office = corner_shop();
    let text = office.export();
    let path = office.path("out.json.age");
    let with = |office: &Office, words: &[&str], passphrase: &str| {
        Answer::of(office.command(words).arg("--json").env("VOZDESK_PASSPHRASE", passphrase))
    };
    assert_eq!(office.fails(&["export", &path, "--encrypt"], 3)["code"], "passphrase_needed");
    assert!(!Path::new(&path).exists());
    assert_eq!(with(&office, &["export", &path, "--encrypt"], "correct horse").exit, 0);
    let bytes = fs::read(&path).expect("it is there");
    assert!(bytes.starts_with(b"age-encryption.org/v1\n"), "any age program opens it");
    assert!(!contains(&bytes, b"Corner Shop"));

    let other = Office::fresh();
    assert_eq!(other.fails(&["import", &path], 3)["code"], "passphrase_needed");
    let wrong = with(&other, &["import", &path], "correct house");
    assert!(wrong.exit == 3 && wrong.stderr.contains("wrong_passphrase"), "{wrong:?}");
    for damaged in [&bytes[..bytes.len() - 1], &bytes[..60], b"age-encryption.org/v1\n"] {
        let cut = other.write("cut.json.age", damaged);
        let refused = with(&other, &["import", &cut], "correct horse");
        assert!(refused.exit == 3 && refused.stderr.contains("not_decrypted"), "{refused:?}");
    }
    assert_eq!(other.json(&["list"]), json!([]), "nothing came in");
    assert_eq!(with(&other, &["import", &path], "correct horse").exit, 0);
    assert_eq!(other.export(), text);

    let table = office.path("out.csv.age");
    assert_eq!(with(&office, &["export", &table, "--format", "csv", "--encrypt"], "x").exit, 0);
    let again = with(&office, &["import", &table, "--dry-run"], "x");
    assert_eq!(again.exit, 0, "the table says nothing new: {again:?}");
}

/// Answers of platforms hold keys and tokens. None gets into the store's file, its history or an export.
#[test]
fn no_secret_of_an_answer_gets_into_the_store_its_history_or_an_export() {
    let office = Office::fresh();
    let secret = "FAKE-SECRET-7731";
    let numbers = json!([{ "id": "p1", "orgId": "o", "provider": "twilio", "number": "+14155550142", "name": "Main",
        "twilioAuthToken": secret, "credentialId": secret, "server": { "secret": secret, "headers": { "x": secret } } }]);
    let assistants = json!([{ "id": "v1", "orgId": "o", "name": "Front", "firstMessage": "Hi", "serverUrlSecret": secret,
        "model": { "apiKey": secret }, "credentials": [{ "provider": "openai", "apiKey": secret }] }]);
    let numbers = office.write("numbers.json", numbers.to_string());
    let assistants = office.write("assistants.json", assistants.to_string());
    office.done(&["import", &numbers, &assistants]);
    office.done(&["undo"]);
    office.done(&["redo"]);
    assert_eq!(office.count(&["list"]), 1);
    for folder in [office.data(), office.data().join("backups")] {
        for path in names(&folder).into_iter().map(|name| folder.join(name)).filter(|path| path.is_file()) {
            let bytes = fs::read(&path).expect("a file");
            assert!(!contains(&bytes, secret.as_bytes()), "{} holds it", path.display());
        }
    }
    let said = [office.export(), office.done(&["export", "--format", "csv"]), office.done(&["history", "--json"])];
    assert!(!said.concat().contains(secret));
}

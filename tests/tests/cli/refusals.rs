//! What is refused: the exits, the codes, and that nothing is written.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use vozdesk_tests::fixtures::{corner_shop, setup};
use vozdesk_tests::{Answer, Command, Office, mounted, names, program};

#[test]
fn wrong_words_exit_with_2_and_touch_no_store() {
    let office = Office::fresh();
    for words in [
        &[][..],
        &["bogus"],
        &["add"],
        &["add", "+14155550101", "--request", "US"],
        &["add", "+14155550101", "--area-code", "415"],
        &["add", "--request", "ZZ"],
        &["set", "main", "--status", "asleep"],
        &["set"],
        &["assistant", "add", "Ana"],
        &["assistant", "add", "Ana", "--kind", "robot"],
        &["assistant", "set", "Ana", "--active", "--inactive"],
        &["profile", "--plan", "free"],
        &["profile", "--extra-numbers", "-1"],
        &["list", "cats"],
        &["import"],
        &["import", "a.json", "--mode", "overwrite"],
        &["import", "a.json", "--from", "paper"],
        &["history", "--limit", "few"],
    ] {
        let answer = office.run(words);
        assert_eq!((answer.exit, answer.stdout.as_str()), (2, ""), "{words:?}: {answer:?}");
        assert!(!answer.stderr.is_empty(), "{words:?}: it says what is wrong");
    }
    assert!(!office.data().exists());
    assert_eq!(office.run(&["--version"]).exit, 0);
    assert_eq!(office.run(&["--help"]).exit, 0);
}

#[test]
fn a_refusal_exits_with_3_names_every_field_and_writes_nothing() {
    let office = corner_shop();
    let label = "x".repeat(81);
    let error =
        office.refused(&["set", "main", "--label", &label, "--fallback", "+14155550101", "--status", "inactive"]);
    assert_eq!(error["code"], "invalid");
    let fields: Vec<&String> = error["fields"].as_object().expect("fields by path").keys().collect();
    assert_eq!(fields, ["label", "inbound.fallback"]);

    for (words, code) in [
        (&["add", "+14155550101"][..], "invalid"),
        (&["add", "415 555 01"], "invalid"),
        (&["add", "415 555 0103 x 5"], "invalid"),
        (&["add", "1.41556E+10"], "invalid"),
        (&["add", "--request", "US", "--status", "active"], "invalid"),
        (&["add", "--request", "US", "--area-code", "4155550"], "invalid"),
        (&["set", "main", "--number", "+14155550102"], "invalid"),
        (&["set", "nobody", "--label", "a"], "not_found"),
        (&["show", "+14155550109"], "not_found"),
        (&["remove", "nobody"], "not_found"),
        (&["set", "main", "--inbound", "Nobody"], "not_found"),
        (&["assistant", "set", "Nobody", "--inactive"], "not_found"),
        (&["assistant", "add", " ", "--kind", "custom"], "invalid"),
        (&["profile", "--extra-numbers", "1000001"], "invalid"),
        (&["redo"], "nothing_to_do"),
        (&["import", "/nowhere/at-all.json"], "file_unreadable"),
    ] {
        assert_eq!(office.refused(words)["code"], code, "{words:?}");
        let answer = office.run(words);
        assert_eq!((answer.exit, answer.stdout.as_str()), (3, ""), "{words:?}: {answer:?}");
        assert!(!answer.stderr.trim().is_empty() && !answer.stderr.starts_with('{'), "{words:?}: {}", answer.stderr);
    }
}

#[test]
fn a_store_that_another_process_holds_exits_with_4_and_names_it() {
    let office = corner_shop();
    let held = office.hold();
    for words in [&["list"][..], &["set", "main", "--label", "a"], &["export", "-"], &["history"]] {
        let answer = office.run(words);
        assert_eq!((answer.exit, answer.stdout.as_str()), (4, ""), "{words:?}: {answer:?}");
        assert!(answer.stderr.contains(&std::process::id().to_string()), "{}", answer.stderr);
    }
    assert_eq!(office.fails(&["list"], 4)["code"], "store_locked");
    assert_eq!(office.run(&["parse", "+14155550101"]).exit, 0, "this opens no store");
    assert_eq!(office.run(&["schema"]).exit, 0, "nor does this");
    held.close().expect("it closes");
    assert_eq!(office.number("main")["label"], "Main Office");
}

#[test]
fn a_damaged_store_exits_with_4_and_is_not_touched() {
    let office = corner_shop();
    let path = office.store();
    let whole = fs::read(&path).expect("the store is there");
    let half = &whole[..whole.len() / 2];
    fs::write(&path, half).expect("it can be written");
    assert_eq!(office.fails(&["list"], 4)["code"], "store_damaged");
    assert!(office.run(&["list"]).stderr.contains("setup.redb"));
    assert!(fs::read(&path).expect("it is still there") == half);
}

#[test]
fn a_data_folder_that_cannot_be_made_exits_with_4() {
    let office = Office::fresh();
    let file = office.write("a-file", "no folder");
    let answer = office.run(&["list", "--data", &format!("{file}/data")]);
    assert_eq!((answer.exit, answer.stdout.as_str()), (4, ""));
    assert!(answer.stderr.contains("a-file"), "{}", answer.stderr);
}

/// A disk that is full in the middle of a change: it is said, the setup is as it was, and the next try works.
#[test]
fn a_full_disk_is_said_and_leaves_the_setup_as_it_was() {
    let office = corner_shop();
    let before = office.export();
    let numbers: Vec<Value> = (0..2000)
        .map(|n| json!({ "number": format!("+1415{:07}", 2_000_000 + n), "notes": "x".repeat(400) }))
        .collect();
    let file = office.write("large.json", setup(json!({ "numbers": numbers })));
    // Files of this process may not grow beyond half a megabyte (blocks of 1024 bytes); the signal is not for us.
    let limited = |words: &str| {
        let script = format!("trap '' XFSZ; ulimit -f 512; exec {} --json {words}", program("vozdesk").display());
        Answer::of(Command::new("bash").arg("-c").arg(script).env("VOZDESK_DATA", office.data()))
    };
    let refused = limited(&format!("import {file}"));
    assert_eq!(refused.exit, 4, "{refused:?}");
    assert!(refused.stderr.contains("disk_full"), "{refused:?}");
    assert_eq!(office.export(), before);
    assert_eq!(limited("set 'Main Office' --label Small").exit, 0, "what still fits is saved");
    office.done(&["import", &file]);
    assert_eq!(office.count(&["list"]), 2002);
}

/// The same on a real disk that is small and full to the last byte; looking goes on, and so does saving when there is
/// room again.
#[test]
fn on_a_disk_that_is_full_to_the_last_byte_nothing_is_lost() {
    let office = corner_shop();
    let numbers: Vec<Value> = (0..4000)
        .map(|n| json!({ "number": format!("+1415{:07}", 2_000_000 + n), "notes": "x".repeat(400) }))
        .collect();
    office.write("large.json", setup(json!({ "numbers": numbers })));
    let data = office.data();
    let script = format!(
        r#"cd {folder}
        tell() {{ "$VOZDESK" "$@" >told 2>>errors; echo "$1 $?"; }}
        cp -r {data}/. small && export VOZDESK_DATA="$PWD/small"
        tell list; cp told before
        dd if=/dev/zero of=small/fill bs=1k 2>>errors
        tell list; cmp before told
        tell import large.json
        tell backup now
        tell export; tell check; tell list; cmp before told
        rm small/fill
        tell set main --label Room; tell backup now; tell history
        tell import large.json
        tell show main; grep -q Room told && echo saved"#,
        folder = office.folder().display(),
        data = data.display(),
    );
    std::fs::create_dir(office.path("small")).expect("a folder for it");
    let mount = format!("mount -t tmpfs -o size=4m tmpfs {}", office.path("small"));
    let Some(answer) = mounted(&mount, &script, &office) else { return };
    let told: Vec<&str> = answer.stdout.lines().collect();
    let full = ["list 0", "list 0", "import 4", "backup 4", "export 0", "check 0", "list 0"];
    let room = ["set 0", "backup 0", "history 0", "import 4", "show 0", "saved"];
    assert_eq!(
        told,
        [&full[..], &room[..]].concat(),
        "{answer:?}: {:?}",
        std::fs::read_to_string(office.path("errors"))
    );
}

/// As [`Office::fails`], for a user who may not do everything.
fn fails_without_rights(office: &Office, words: &[&str], exit: i32) -> Value {
    let answer = Answer::of(office.command_without_rights(words).arg("--json"));
    assert_eq!((answer.exit, answer.stdout.as_str()), (exit, ""), "{words:?}: {answer:?}");
    let value: Value = serde_json::from_str(&answer.stderr).expect("stderr is one JSON object");
    value["error"].clone()
}

#[test]
fn a_store_that_may_not_be_written_exits_with_4_and_is_not_touched() {
    let office = corner_shop();
    let bytes = fs::read(office.store()).expect("it is there");
    office.hand_over(&office.data());
    office.hand_over(&office.store());
    office.shut(&office.store(), 0o400);
    let error = fails_without_rights(&office, &["set", "main", "--label", "a"], 4);
    assert_eq!(error["code"], "store_no_permission");
    assert!(error["message"].as_str().is_some_and(|message| message.contains("setup.redb")), "{error}");
    assert_eq!(Answer::of(&mut office.command_without_rights(&["list"])).exit, 0, "it can be looked at");
    assert!(fs::read(office.store()).expect("it is still there") == bytes);
    // A folder that may not be read is not taken for an empty office.
    office.shut(&office.data(), 0o000);
    assert_eq!(fails_without_rights(&office, &["list"], 4)["code"], "store_no_permission");
    office.shut(&office.data(), 0o700);
    office.shut(&office.store(), 0o600);
    let mut allowed = office.command_without_rights(&["set", "main", "--label", "Reception"]);
    assert_eq!(Answer::of(&mut allowed).exit, 0, "it was the permission");
}

#[test]
fn a_data_folder_that_may_not_be_written_exits_with_4_and_stays_empty() {
    let office = Office::fresh();
    fs::create_dir(office.data()).expect("the folder can be made");
    office.hand_over(&office.data());
    office.shut(&office.data(), 0o500);
    let error = fails_without_rights(&office, &["add", "+14155550101"], 4);
    assert_eq!(error["code"], "store_no_permission");
    assert_eq!(names(&office.data()), [""; 0]);
    office.shut(&office.data(), 0o700);
    assert_eq!(Answer::of(&mut office.command_without_rights(&["add", "+14155550101"])).exit, 0);
}

#[test]
fn what_may_not_be_read_or_written_outside_the_data_folder_is_refused_with_3() {
    let office = corner_shop();
    for path in [office.data(), office.store()] {
        office.hand_over(&path);
    }
    let secret = office.write("secret.json", setup(json!({ "numbers": [] })));
    office.shut(Path::new(&secret), 0o000);
    assert_eq!(fails_without_rights(&office, &["import", &secret], 3)["code"], "file_unreadable");
    let shut = office.path("shut");
    fs::create_dir(&shut).expect("the folder can be made");
    office.shut(Path::new(&shut), 0o500);
    let out = office.path("shut/out.json");
    assert_eq!(fails_without_rights(&office, &["export", &out], 3)["code"], "write_failed");
    assert_eq!(names(Path::new(&shut)), [""; 0], "nothing half written is left");
}

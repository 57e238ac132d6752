//! What disks, folders and other programs do: looked at without a trace, no locks, no sync, a file replaced,
//! programs killed. Real ones throughout; where the kernel lets no test make such a thing, the test says so.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};
use vozdesk_tests::fixtures::{corner_shop, setup};
use vozdesk_tests::{Answer, Command, Office, mounted, names};

/// Every command that only looks.
const LOOKS: &[&[&str]] = &[
    &["list"],
    &["list", "assistants"],
    &["show", "main"],
    &["check"],
    &["route", "main"],
    &["export"],
    &["export", "-", "--format", "csv"],
    &["history"],
    &["profile"],
    &["parse", "+14155550101"],
    &["backup", "list"],
    &["schema"],
];

/// What is in a data folder: names, bytes and times of change.
fn state(office: &Office) -> Vec<(String, Vec<u8>, SystemTime)> {
    let names = names(&office.data()).into_iter();
    let of = |name: String| {
        let path = office.data().join(&name);
        let changed = fs::metadata(&path).and_then(|metadata| metadata.modified()).expect("it has a time");
        (name, fs::read(&path).unwrap_or_default(), changed)
    };
    names.map(of).collect()
}

#[test]
fn looking_writes_nothing() {
    let office = corner_shop();
    office.done(&["backup", "now"]);
    let more = office.write("more.json", setup(json!({ "numbers": [{ "number": "+14155550199" }] })));
    let before = state(&office);
    for words in LOOKS {
        assert!(matches!(office.run(words).exit, 0 | 1), "{words:?}");
        assert!(state(&office) == before, "{words:?}");
    }
    assert_eq!(office.run(&["import", &more, "--dry-run"]).exit, 1);
    assert!(state(&office) == before);

    let fresh = Office::fresh();
    assert_eq!(fresh.run(&["list"]).exit, 0);
    assert_eq!(fresh.run(&["import", &more, "--dry-run"]).exit, 1);
    assert!(!fresh.data().exists(), "nor is an office made");
}

#[test]
fn those_who_look_do_not_shut_each_other_out_and_whoever_changes_waits_for_them() {
    let office = corner_shop();
    let begun: Vec<Child> = (0..50)
        .map(|turn| {
            let label = format!("Turn {turn}");
            let words: &[&str] = if turn == 25 { &["set", "main", "--label", &label] } else { LOOKS[turn % 9] };
            let mut command = office.command(words);
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts")
        })
        .collect();
    for (turn, child) in begun.into_iter().enumerate() {
        let output = child.wait_with_output().expect("it ends");
        let (exit, said) = (output.status.code(), String::from_utf8_lossy(&output.stderr));
        // Those that look at the moment of the change may be told of it.
        assert!(exit == Some(0) || (turn != 25 && said.contains("Another VozDesk")), "{turn}: {exit:?} {said}");
    }
    assert_eq!(office.number("main")["label"], "Turn 25");
}

#[test]
fn a_list_that_nobody_reads_to_its_end_shuts_nobody_out() {
    let office = Office::fresh();
    let numbers: Vec<Value> =
        (0..3000).map(|n| json!({ "number": format!("+1415{:07}", 2_000_000 + n), "notes": "x".repeat(90) })).collect();
    office.done(&["import", &office.write("large.json", setup(json!({ "numbers": numbers })))]);
    // More than a pipe holds, of which no more than the beginning is read.
    let mut list = office.command(&["list", "--json"]).stdout(Stdio::piped()).spawn().expect("it starts");
    let mut begin = [0; 1];
    std::io::Read::read_exact(list.stdout.as_mut().expect("a pipe"), &mut begin).expect("it lists");
    office.done(&["set", "+14152000001", "--label", "Meanwhile"]);
    list.kill().and_then(|()| list.wait()).expect("it ends");
}

/// A folder as a medium that cannot be written: another look at it, in a namespace of its own.
fn on_a_read_only_medium(office: &Office, words: &str) -> Option<Answer> {
    let data = office.data();
    let mounts = format!("mount --bind {0} {0} && mount -o remount,bind,ro {0}", data.display());
    mounted(&mounts, &format!("exec \"$VOZDESK\" {words}"), office)
}

#[test]
fn an_office_on_a_read_only_medium_can_be_looked_at_and_is_not_changed() {
    let office = corner_shop();
    office.done(&["backup", "now"]);
    let Some(list) = on_a_read_only_medium(&office, "list --json") else { return };
    assert_eq!((list.exit, list.stderr.as_str()), (0, ""));
    assert!(list.stdout.contains("Main Office"));
    for words in LOOKS {
        let answer = on_a_read_only_medium(&office, &words.join(" ")).expect("it was made before");
        assert!(matches!(answer.exit, 0 | 1), "{words:?}: {answer:?}");
    }
    let set = on_a_read_only_medium(&office, "set main --label a").expect("it was made before");
    assert_eq!(set.exit, 4, "{set:?}");
}

/// The library that refuses what it is told to.
fn refusing(office: &Office) -> PathBuf {
    let library = PathBuf::from(office.path("refusing.so"));
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/refusing.c");
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-o"]).arg(&library).arg(source).arg("-ldl");
    assert!(compiler.status().expect("a compiler, which every linker comes with").success());
    library
}

fn with(office: &Office, refused: &str, error: i64, words: &[&str]) -> Answer {
    let library = office.path("refusing.so");
    Answer::of(office.command(words).env("LD_PRELOAD", library).env(refused, error.to_string()))
}

const EINVAL: i64 = 22;
const EIO: i64 = 5;
const ENOLCK: i64 = 37;
const ENOSYS: i64 = 38;
const ENOTSUP: i64 = 95;

#[test]
fn where_there_are_no_locks_an_office_is_looked_at_and_never_changed() {
    let office = corner_shop();
    refusing(&office);
    for error in [ENOTSUP, ENOSYS, ENOLCK] {
        let set = with(&office, "REFUSE_LOCKS", error, &["set", "main", "--label", "a", "--json"]);
        assert_eq!(set.exit, 4, "{set:?}");
        assert!(set.stderr.contains("store_no_locks"), "{set:?}");
        let list = with(&office, "REFUSE_LOCKS", error, &["list", "--json"]);
        assert_eq!(list.exit, 0, "{list:?}");
        assert!(list.stdout.contains("Main Office"));
    }
    office.done(&["set", "main", "--label", "Reception"]);
}

#[test]
fn a_folder_that_cannot_be_synced_is_no_failure_and_one_that_fails_is() {
    for (error, exit) in [(EINVAL, 0), (ENOTSUP, 0), (EIO, 4)] {
        let office = Office::fresh();
        refusing(&office);
        let file = office.write("office.json", setup(json!({ "numbers": [{ "number": "+14155550101" }] })));
        let made = with(&office, "REFUSE_FOLDER_SYNC", error, &["import", &file]);
        assert_eq!(made.exit, exit, "{made:?}");
        office.done(&["import", &file]);
        let backup = with(&office, "REFUSE_FOLDER_SYNC", error, &["backup", "now"]);
        assert_eq!(backup.exit, exit, "{backup:?}");
    }
}

#[test]
fn a_change_to_a_store_whose_file_was_replaced_meanwhile_is_not_called_saved() {
    let office = corner_shop();
    let pipe = office.path("pipe.json");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("it runs").success());
    let waiting = office.command(&["import", &pipe, "--json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let waiting = waiting.expect("it starts");
    // It opens its end once it has the store; writing waits for that.
    let mut end = fs::OpenOptions::new().write(true).open(&pipe).expect("somebody reads");
    let other = office.data().join("other.redb");
    fs::copy(office.store(), &other).expect("it is copied");
    fs::rename(&other, office.store()).expect("it is replaced");
    end.write_all(setup(json!({ "numbers": [{ "number": "+14155550177" }] })).as_bytes()).expect("it is read");
    drop(end);
    let output = waiting.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(4), "{output:?}");
    let error: Value = serde_json::from_slice(&output.stderr).expect("one JSON object");
    assert_eq!(error["error"]["code"], "store_replaced");
    assert_eq!(office.count(&["list"]), 2, "what is there now is as it was");
    office.done(&["add", "+14155550177"]);
}

#[test]
fn programs_killed_at_their_start_leave_nothing_behind() {
    let office = Office::fresh();
    let file = office.write("office.json", setup(json!({ "numbers": [{ "number": "+14155550101" }] })));
    // A machine with much to do gets to the folder later.
    let mut delay = 0;
    while delay < 40 || !office.data().exists() {
        let mut child = office.command(&["import", &file]).stdout(Stdio::null()).spawn().expect("it starts");
        std::thread::sleep(Duration::from_micros(500 * delay));
        child.kill().and_then(|()| child.wait()).expect("it is killed");
        delay += 1;
    }
    assert_eq!(office.run(&["list"]).exit, 0);
    let whole = ["backups", "setup.redb", "vozdesk-office"];
    let left: Vec<String> = names(&office.data()).into_iter().filter(|name| !whole.contains(&name.as_str())).collect();
    assert_eq!(left, [""; 0]);
}

#[test]
fn without_a_home_nothing_is_made_anywhere() {
    let office = Office::fresh();
    for home in [None, Some("relative"), Some("")] {
        let mut command = office.command(&["list", "--json"]);
        command.env_remove("VOZDESK_DATA").env_remove("XDG_DATA_HOME").env_remove("HOME");
        command.envs(home.map(|home| ("HOME", home))).current_dir(office.folder());
        let answer = Answer::of(&mut command);
        assert_eq!(answer.exit, 4, "{home:?}: {answer:?}");
        assert!(answer.stderr.contains("no_home"), "{home:?}: {answer:?}");
        assert_eq!(names(office.folder()), [""; 0], "{home:?}");
    }
    // A home that is new has no folders for programs yet.
    let mut command = office.command(&["add", "+14155550101"]);
    command.env_remove("VOZDESK_DATA").env_remove("XDG_DATA_HOME").env("HOME", office.folder());
    assert_eq!(Answer::of(&mut command).exit, 0);
    assert!(office.folder().join(".local/share/io.vozdesk.VozDesk/setup.redb").exists());
    // A drive that is away is another matter.
    let away = office.path("drive/data");
    for words in [&["list", "--data", &away][..], &["add", "+14155550101", "--data", &away]] {
        assert_eq!(office.fails(words, 4)["code"], "data_folder_away", "{words:?}");
    }
    assert!(!office.folder().join("drive").exists());
}

#[test]
fn a_copied_data_folder_says_once_that_it_is_another_office() {
    let office = corner_shop();
    let (kept, copy) = (office.path("kept"), office.path("copy"));
    fs::create_dir(&kept).expect("a folder");
    fs::write(office.data().join("backup-folder"), &kept).expect("it is written");
    assert!(Command::new("cp").arg("-r").arg(office.data()).arg(&copy).status().expect("it runs").success());
    let first = office.run(&["backup", "now", "--data", &copy]);
    assert!(first.exit == 0 && first.stderr.contains("is a copy of"), "{first:?}");
    assert_eq!(names(Path::new(&kept)), [""; 0]);
    let second = office.run(&["backup", "now", "--data", &copy]);
    assert_eq!((second.exit, second.stderr.as_str()), (0, ""));
    office.done(&["backup", "now"]);
    assert_eq!(names(Path::new(&kept)).len(), 2, "the backup, and whose it is");
}

#[test]
fn a_conflict_copy_of_a_sync_program_is_said_and_what_differs_is_brought_in_as_one_change() {
    let office = corner_shop();
    let copy = office.data().join("setup (Ana's conflicted copy 2026-11-27).redb");
    fs::copy(office.store(), &copy).expect("it is copied");
    // Something was changed in the one, something else in the other.
    let other = Office::fresh();
    fs::create_dir(other.data()).expect("a folder");
    fs::rename(&copy, other.store()).expect("it is moved");
    other.done(&["set", "second", "--label", "Changed elsewhere"]);
    other.done(&["add", "+14155550177", "--label", "Added elsewhere"]);
    fs::rename(other.store(), &copy).expect("it is moved back");
    let said = office.run(&["set", "main", "--label", "Changed here"]).stderr;
    assert!(said.contains("conflicted copy"), "{said}");
    let bytes = fs::read(&copy).expect("it is there");
    let copy = copy.display().to_string();
    assert_eq!(office.run(&["import", &copy, "--dry-run"]).exit, 1);
    let review = office.json(&["import", &copy]);
    assert_eq!(review["added"][0]["name"], "Added elsewhere");
    assert_eq!(office.number("second")["label"], "Changed elsewhere");
    assert!(fs::read(&copy).expect("it is there") == bytes, "the copy is only looked at");
    office.done(&["undo"]);
    assert_eq!(office.number("main")["label"], "Changed here");
    assert_eq!(office.count(&["list"]), 2, "it was one change");
    // One that is damaged is refused in words.
    fs::write(&copy, &bytes[..bytes.len() / 2]).expect("it is damaged");
    assert_eq!(office.fails(&["import", &copy], 4)["code"], "store_damaged");
}

#[test]
fn a_data_folder_that_a_sync_program_keeps_in_step_is_said_once() {
    let office = Office::fresh();
    let data = office.path("Nextcloud");
    fs::create_dir(&data).expect("a folder");
    let data = format!("{data}/VozDesk");
    let add = |number: &str| office.run(&["add", number, "--data", &data]);
    let first = add("+14155550101");
    assert!(first.exit == 0 && first.stderr.contains("Nextcloud keeps files in step"), "{first:?}");
    let second = add("+14155550102");
    assert!(second.exit == 0 && !second.stderr.contains("Nextcloud"), "{second:?}");
}

#[test]
fn a_clock_that_is_wrong_stops_nothing_and_loses_no_backup() {
    let office = corner_shop();
    refusing(&office);
    let clocks = [253_402_300_800, 9_999_999_999_999, -1, -62_135_596_801, -99_999_999_999, 0, 1_000_000_000];
    let mut made = Vec::new();
    for (turn, clock) in clocks.into_iter().enumerate() {
        let label = format!("Turn {turn}");
        let set = with(&office, "CLOCK_SECONDS", clock, &["set", "main", "--label", &label]);
        assert_eq!(set.exit, 0, "{clock}: {set:?}");
        let backup = with(&office, "CLOCK_SECONDS", clock, &["backup", "now"]);
        assert_eq!((backup.exit, backup.stderr.as_str()), (0, ""), "{clock}");
        made.push(backup.stdout.trim().to_owned());
        assert_eq!(with(&office, "CLOCK_SECONDS", clock, &["history"]).exit, 0, "{clock}");
        let name = format!("Assistant {turn}");
        let add = with(&office, "CLOCK_SECONDS", clock, &["assistant", "add", &name, "--kind", "inbound"]);
        assert_eq!(add.exit, 0, "{clock}: {add:?}");
    }
    let list = office.json(&["backup", "list"]);
    let listed: Vec<&str> =
        list.as_array().expect("a list").iter().filter_map(|backup| backup["name"].as_str()).collect();
    made.reverse();
    assert_eq!(listed[0], made[0], "the newest is the one made last");
    // With each of these came the backup of its day, so that of the five newest two or three were made here.
    assert!(made.iter().take(2).all(|name| listed.contains(&name.as_str())), "{made:?} of {listed:?}");
}

/// A file of 3 GB that takes no room on the disk.
fn huge(office: &Office) -> String {
    let path = office.write("huge.json", "[");
    let file = fs::OpenOptions::new().write(true).open(&path).expect("it was written");
    file.set_len(3 << 30).expect("the file system knows files with holes");
    path
}

#[test]
fn a_huge_file_is_refused_and_not_taken_into_memory() {
    let office = corner_shop();
    refusing(&office);
    let peak = |words: &[&str], exit: i32| {
        let (told, library) = (office.path("peak"), office.path("refusing.so"));
        let answer = Answer::of(office.command(words).env("LD_PRELOAD", library).env("TELL_PEAK", &told));
        assert_eq!(answer.exit, exit, "{words:?}: {answer:?}");
        fs::read_to_string(told).expect("it was told").parse::<u64>().expect("kB") / 1024
    };
    let (idle, sparse) = (peak(&["list"], 0), peak(&["import", &huge(&office)], 3));
    println!("{idle} MB to list, {sparse} MB to refuse 3 GB");
    assert!(sparse < idle + 100, "{idle} MB, {sparse} MB");
    // What never ends is read up to the limit.
    let endless = peak(&["import", "/dev/zero"], 3);
    assert!(endless < 700, "{endless} MB");
}

//! `vozdesk` as scripts see it: exits, stdout, stderr and files.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;
use vozdesk_store::Store;

/// The program under test, which lies beside the folder of this one.
fn program() -> PathBuf {
    let own = std::env::current_exe().expect("a test knows where it is");
    let beside = own.parent().and_then(Path::parent).expect("tests are built into target/…/deps");
    let program = beside.join(format!("vozdesk{}", std::env::consts::EXE_SUFFIX));
    assert!(program.is_file(), "{} is not there: build it first with `cargo build -p vozdesk-cli`", program.display());
    program
}

/// A fresh folder with a store of its own.
struct Office {
    folder: TempDir,
}

/// What came of a command.
#[derive(Debug)]
struct Answer {
    exit: i32,
    stdout: String,
    stderr: String,
}

impl Office {
    fn new() -> Office {
        Office { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// An office with an inbound and an outbound assistant and two numbers, the first falling back to the second.
    fn with_two_numbers() -> Office {
        let office = Office::new();
        let file = office.file("office.json", two_numbers().to_string());
        office.done(&["import", &file]);
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn data(&self) -> PathBuf {
        self.path("data")
    }

    /// Writes a file beside the store and returns its path.
    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::write(&path, content).expect("the folder can be written");
        path.to_str().expect("a temporary folder has a plain name").to_owned()
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(program());
        command.args(words).env("VOZDESK_DATA", self.data()).env("LC_ALL", "en_US.UTF-8").stdin(Stdio::null());
        command
    }

    fn run(&self, words: &[&str]) -> Answer {
        answer(&mut self.command(words))
    }

    /// Runs a command that succeeds, and returns its stdout.
    fn done(&self, words: &[&str]) -> String {
        let answer = self.run(words);
        assert_eq!(answer.exit, 0, "{words:?}: {answer:?}");
        answer.stdout
    }

    /// Runs a command with `--json` that succeeds.
    fn json(&self, words: &[&str]) -> Value {
        let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
        serde_json::from_str(&self.done(&words)).expect("stdout is JSON and nothing else")
    }

    /// Runs a command with `--json` that is refused, and returns the error; nothing was written.
    fn refused(&self, words: &[&str]) -> Value {
        let before = self.export();
        let error = self.fails(words, 3);
        assert_eq!(self.export(), before, "{words:?}: nothing is written");
        error
    }

    fn fails(&self, words: &[&str], exit: i32) -> Value {
        let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
        let answer = self.run(&words);
        assert_eq!(answer.exit, exit, "{words:?}: {answer:?}");
        let value: Value = serde_json::from_str(&answer.stderr).expect("stderr is one JSON object");
        let error = value["error"].clone();
        assert!(!error["message"].as_str().expect("an error has a message").is_empty(), "{error}");
        error
    }

    fn export(&self) -> String {
        self.done(&["export", "-"])
    }

    /// A number as the setup file has it; what `show` adds to that is left out.
    fn number(&self, number: &str) -> Value {
        let mut value = self.json(&["show", number]);
        let members = value.as_object_mut().expect("an object");
        assert!(members.remove("routes").is_some() && members.remove("findings").is_some());
        value
    }
}

fn answer(command: &mut Command) -> Answer {
    let output = command.output().expect("the program can be started");
    Answer {
        exit: output.status.code().expect("it exits"),
        stdout: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
    }
}

fn two_numbers() -> Value {
    json!({
        "format": "vozdesk.setup", "version": 1,
        "profile": { "name": "Corner Shop", "plan": "growth" },
        "assistants": [{ "id": "desk", "name": "Front Desk", "kind": "inbound" },
                       { "id": "recall", "name": "Recall Caller", "kind": "outbound" }],
        "numbers": [
            { "id": "main", "number": "+14155550101", "label": "Main Office",
              "inbound": { "assistant": "desk", "fallback": "+14155550102" }, "outbound": { "assistant": "recall" } },
            { "id": "second", "number": "+14155550102", "label": "Second", "inbound": { "assistant": "desk" } },
        ],
        "campaigns": [{ "id": "letters", "name": "Letters", "number": "main", "status": "active" }],
    })
}

/// A setup file with these keys.
fn setup(keys: Value) -> String {
    let mut file = json!({ "format": "vozdesk.setup", "version": 1 });
    let members = file.as_object_mut().expect("an object");
    members.extend(keys.as_object().expect("an object").clone());
    file.to_string()
}

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|entry| entry["id"].as_str().unwrap_or("-")).collect()
}

// ---- exits and streams

#[test]
fn wrong_words_exit_with_2_and_touch_no_store() {
    let office = Office::new();
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
fn a_command_that_is_done_says_nothing_unless_asked() {
    let office = Office::with_two_numbers();
    for words in [
        &["set", "Main Office", "--label", "Reception"][..],
        &["set", "Reception", "--notes", "By the door.\nRings twice."],
        &["add", "415 555 0103", "--label", "Third"],
        &["profile", "--extra-numbers", "1"],
        &["add", "--request", "ES", "--label", "Madrid"],
        &["assistant", "add", "Night Desk", "--kind", "inbound"],
        &["assistant", "set", "Night Desk", "--voice", "ivy"],
        &["assistant", "remove", "Night Desk"],
        &["remove", "Third"],
        &["profile", "--name", "Corner Shop & Sons"],
        &["undo"],
        &["redo"],
        &["set", "Reception", "--label", "Reception"],
    ] {
        let answer = office.run(words);
        assert_eq!((answer.exit, answer.stdout.as_str(), answer.stderr.as_str()), (0, "", ""), "{words:?}");
    }
}

#[test]
fn consequences_are_told_on_stderr_and_the_command_goes_on() {
    let office = Office::with_two_numbers();
    let answer = office.run(&["remove", "Second", "--json"]);
    assert_eq!((answer.exit, answer.stdout.as_str()), (0, ""));
    assert!(answer.stderr.contains("Main Office"), "{}", answer.stderr);
    let answer = office.run(&["remove", "Main Office"]);
    assert_eq!(answer.exit, 0);
    assert!(answer.stderr.contains("Letters"), "the campaign goes with its number: {}", answer.stderr);
    let setup: Value = serde_json::from_str(&office.export()).expect("an export is JSON");
    assert_eq!((&setup["numbers"], &setup["campaigns"]), (&json!([]), &json!([])));
}

#[test]
fn a_refusal_exits_with_3_names_every_field_and_writes_nothing() {
    let office = Office::with_two_numbers();
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
    let office = Office::with_two_numbers();
    let held = Store::open(&office.data()).expect("nobody holds it");
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
    let office = Office::with_two_numbers();
    let path = office.data().join("setup.redb");
    let whole = fs::read(&path).expect("the store is there");
    let half = &whole[..whole.len() / 2];
    fs::write(&path, half).expect("it can be written");
    assert_eq!(office.fails(&["list"], 4)["code"], "store_damaged");
    assert!(office.run(&["list"]).stderr.contains("setup.redb"));
    assert!(fs::read(&path).expect("it is still there") == half);
}

#[test]
fn a_data_folder_that_cannot_be_made_exits_with_4() {
    let office = Office::new();
    let file = office.file("a-file", "no folder");
    let answer = office.run(&["list", "--data", &format!("{file}/data")]);
    assert_eq!((answer.exit, answer.stdout.as_str()), (4, ""));
    assert!(answer.stderr.contains("a-file"), "{}", answer.stderr);
}

#[test]
fn the_data_folder_named_on_the_command_line_comes_before_the_environment() {
    let office = Office::new();
    let other = office.path("other");
    office.done(&["--data", other.to_str().expect("a plain name"), "profile", "--name", "Elsewhere"]);
    assert!(!office.data().exists());
    assert_eq!(office.json(&["profile", "--data", other.to_str().expect("a plain name")])["name"], "Elsewhere");
    assert_eq!(office.json(&["profile"])["name"], "");
}

#[cfg(unix)]
#[test]
fn the_data_folder_is_for_its_owner_alone() {
    let office = Office::with_two_numbers();
    assert_eq!(mode(&office.data()), 0o700);
    assert_eq!(mode(&office.data().join("setup.redb")), 0o600);
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).expect("it is there").permissions().mode() & 0o777
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_error() {
    let office = Office::with_two_numbers();
    let mut command = office.command(&["export", "-"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it exits");
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}

#[test]
fn sentences_follow_the_locale_and_codes_do_not() {
    let office = Office::with_two_numbers();
    let run = |locales: &[(&str, &str)], words: &[&str]| {
        let mut command = office.command(words);
        command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env_remove("LANG").envs(locales.iter().copied());
        answer(&mut command)
    };
    let spanish = "no es un número de esta oficina";
    for locales in [
        &[("LC_ALL", "es_ES.UTF-8")][..],
        &[("LANG", "es_MX.UTF-8")],
        &[("LC_ALL", ""), ("LC_MESSAGES", "es"), ("LANG", "en_US.UTF-8")],
    ] {
        let answer = run(locales, &["show", "nobody"]);
        assert!(answer.stderr.contains(spanish), "{locales:?}: {}", answer.stderr);
    }
    for locales in [&[][..], &[("LC_ALL", "C"), ("LANG", "es_ES.UTF-8")], &[("LANG", "fr_FR.UTF-8")]] {
        let answer = run(locales, &["show", "nobody"]);
        assert!(answer.stderr.contains("is no number of this office"), "{locales:?}: {}", answer.stderr);
    }
    let answer = run(&[("LC_ALL", "es_ES.UTF-8")], &["show", "nobody", "--json"]);
    let error: Value = serde_json::from_str(&answer.stderr).expect("stderr is one JSON object");
    assert_eq!(error["error"]["code"], "not_found");
    assert!(error["error"]["message"].as_str().is_some_and(|message| message.contains(spanish)));

    let list = run(&[("LC_ALL", "es_ES.UTF-8")], &["list"]).stdout;
    assert!(list.starts_with("Etiqueta"), "{list}");
    let title = |locale| {
        let answer = run(&[("LC_ALL", locale)], &["history", "--json"]);
        serde_json::from_str::<Value>(&answer.stdout).expect("stdout is JSON")[0]["title"].clone()
    };
    assert_eq!((title("es_ES.UTF-8"), title("C")), (json!("Importado office.json"), json!("Imported office.json")));
}

// ---- reading and changing

#[test]
fn lists_have_the_shape_of_the_setup_file() {
    let office = Office::with_two_numbers();
    let setup: Value = serde_json::from_str(&office.export()).expect("an export is JSON");
    for list in ["numbers", "assistants", "campaigns"] {
        assert_eq!(office.json(&["list", list]), setup[list], "{list}");
    }
    assert_eq!(office.json(&["list"]), setup["numbers"], "numbers unless said otherwise");
    assert_eq!(office.json(&["profile"]), setup["profile"]);
    assert_eq!(office.number("main"), setup["numbers"][0]);

    let table = office.done(&["list"]);
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0].starts_with("Label"), "{table}");
    for cell in ["Main Office", "+1 415 555 0101", "Front Desk", "+1 415 555 0102", "Recall Caller", "None", "active"] {
        assert!(lines[1].contains(cell), "{cell}: {table}");
    }
}

#[test]
fn a_number_is_found_by_id_then_label_then_digits_in_any_usual_form() {
    let office = Office::with_two_numbers();
    for text in ["main", "Main Office", "+14155550101", "(415) 555-0101", "415.555.0101", "tel:+1-415-555-0101"] {
        assert_eq!(office.number(text)["id"], "main", "{text}");
    }
    // A label that looks like the digits of another number.
    office.done(&["set", "main", "--label", "+14155550102"]);
    assert_eq!(office.number("+14155550102")["id"], "main", "a label comes before digits");
    office.done(&["set", "main", "--label", "second"]);
    assert_eq!(office.number("second")["id"], "second", "an id comes before a label");
}

#[test]
fn a_name_that_two_bear_is_refused_with_their_ids() {
    let office = Office::with_two_numbers();
    let twin =
        || office.json(&["assistant", "add", "Twin", "--kind", "custom"])["id"].as_str().expect("an id").to_owned();
    let twins = [twin(), twin()];
    for words in [&["set", "main", "--inbound", "Twin"][..], &["assistant", "remove", "Twin"]] {
        let error = office.refused(words);
        assert_eq!(error["code"], "ambiguous");
        for id in &twins {
            assert!(error["message"].as_str().is_some_and(|message| message.contains(id)), "{error}");
        }
    }
    office.done(&["set", "main", "--inbound", &twins[1]]);
    assert_eq!(office.number("main")["inbound"]["assistant"], twins[1].as_str());

    office.done(&["set", "second", "--label", "Main Office"]);
    let error = office.refused(&["show", "Main Office"]);
    assert_eq!(error["code"], "ambiguous");
    assert!(error["message"].as_str().is_some_and(|message| message.contains("main") && message.contains("second")));
}

#[test]
fn set_changes_what_it_names_and_nothing_else() {
    let office = Office::with_two_numbers();
    let before = office.number("main");
    let after = office.json(&["set", "main", "--inbound", "none"]);
    assert_eq!(after["inbound"], json!({ "assistant": null, "fallback": "+14155550102" }));
    for key in ["number", "label", "status", "notes", "outbound", "platform"] {
        assert_eq!(after[key], before[key], "{key}");
    }
    let after = office.json(&[
        "set",
        "main",
        "--label",
        " Reception ",
        "--inbound",
        "Front Desk",
        "--fallback",
        "none",
        "--outbound",
        "none",
        "--caller-id",
        "(415) 555-0104",
        "--status",
        "inactive",
        "--notes",
        "a\nb",
        "--number",
        "415-555-0105",
    ]);
    assert_eq!(
        after,
        json!({
            "id": "main", "number": "+14155550105", "label": "Reception", "status": "inactive", "notes": "a\nb",
            "inbound": { "assistant": "desk", "fallback": null },
            "outbound": { "assistant": null, "caller_id": "+14155550104" }, "platform": null,
        })
    );
    assert_eq!(office.number("main"), after);
}

#[test]
fn a_requested_number_is_pending_until_somebody_says_active() {
    let office = Office::new();
    let asked = office.json(&["add", "--request", "es", "--area-code", "91", "--label", "Madrid"]);
    assert_eq!(asked["requested"], json!({ "country": "ES", "area_code": "91" }));
    assert_eq!((&asked["status"], asked.get("number")), (&json!("pending"), None));
    let entered = office.json(&["set", "Madrid", "--number", "+34 919 930 001"]);
    assert_eq!((&entered["number"], &entered["status"]), (&json!("+34919930001"), &json!("pending")));
    assert_eq!((&entered["id"], entered.get("requested")), (&asked["id"], None));
    assert_eq!(office.json(&["set", "Madrid", "--status", "active"])["status"], "active");
}

#[test]
fn national_forms_are_read_in_the_profiles_country() {
    let office = Office::new();
    office.done(&["profile", "--country", "GB"]);
    assert_eq!(office.json(&["add", "020 7946 0018"])["number"], "+442079460018");
    assert_eq!(office.number("020 7946 0018")["number"], "+442079460018");
}

#[test]
fn a_loop_of_fallbacks_is_refused_unless_it_is_allowed() {
    let office = Office::with_two_numbers();
    let words = ["set", "second", "--fallback", "+14155550101"];
    let error = office.refused(&words);
    assert_eq!(error["code"], "fallback_loop");
    let message = error["message"].as_str().expect("a sentence");
    assert!(message.contains("Main Office") && message.contains("Second"), "{message}");
    let allowed = ["set", "second", "--fallback", "+14155550101", "--allow-loop"];
    assert_eq!(office.json(&allowed)["inbound"]["fallback"], "+14155550101");
    // A loop that is there already does not stand in the way of other edits.
    office.done(&["set", "second", "--label", "Still second"]);
}

#[test]
fn assistants_are_added_changed_and_removed() {
    let office = Office::with_two_numbers();
    let added = office.json(&[
        "assistant",
        "add",
        "Night Desk",
        "--kind",
        "inbound",
        "--role",
        "night",
        "--greeting",
        "Good night.\nWho is it?",
        "--voice",
        "ivy",
        "--inactive",
    ]);
    let id = added["id"].as_str().expect("an id").to_owned();
    let expected = json!({
        "id": id, "name": "Night Desk", "kind": "inbound", "role": "night", "active": false,
        "greeting": "Good night.\nWho is it?", "voice": "ivy", "platform": null,
    });
    assert_eq!(added, expected);
    let changed =
        office.json(&["assistant", "set", "Night Desk", "--name", "Late Desk", "--active", "--kind", "custom"]);
    assert_eq!(
        (&changed["name"], &changed["active"], &changed["kind"]),
        (&json!("Late Desk"), &json!(true), &json!("custom"))
    );
    assert_eq!(changed["greeting"], expected["greeting"]);
    let answer = office.run(&["assistant", "remove", "Front Desk"]);
    assert_eq!(answer.exit, 0);
    assert_eq!(answer.stderr.lines().count(), 2, "two numbers lose it: {}", answer.stderr);
    assert_eq!(office.number("main")["inbound"]["assistant"], Value::Null);
    assert_eq!(office.number("main")["outbound"]["assistant"], "recall");
}

#[test]
fn the_profile_is_shown_and_changed() {
    let office = Office::new();
    assert_eq!(
        office.json(&["profile"]),
        json!({ "name": "", "default_country": "US", "plan": "essential", "extra_numbers": 0 })
    );
    let words = ["profile", "--name", "Söhne", "--country", "es", "--plan", "advanced", "--extra-numbers", "5"];
    let expected = json!({ "name": "Söhne", "default_country": "ES", "plan": "advanced", "extra_numbers": 5 });
    assert_eq!(office.json(&words), expected);
    assert_eq!(office.json(&["profile"]), expected);
    assert!(office.done(&["profile"]).contains("Söhne"));
}

// ---- parse and schema

#[test]
fn parse_tells_how_numbers_are_read_and_opens_no_store() {
    let office = Office::new();
    let output =
        office.done(&["parse", "--json", "--country", "US", "(415) 555-0101", "hello", "415 555 0101 x 5", "555-0101"]);
    let lines: Vec<Value> = output.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect();
    assert_eq!(
        lines[0],
        json!({ "input": "(415) 555-0101", "e164": "+14155550101", "international": "+1 415-555-0101",
                "national": "(415) 555-0101", "country": "US", "possible": true, "valid": true,
                "kind": "fixed_line_or_mobile" })
    );
    assert_eq!((&lines[1]["input"], &lines[1]["error"]["code"]), (&json!("hello"), &json!("not_a_number")));
    assert_eq!((&lines[2]["e164"], &lines[2]["extension"]), (&json!("+14155550101"), &json!("5")));
    assert_eq!(lines[3]["error"]["code"], "too_short");
    assert_eq!(lines.len(), 4);
    assert!(!office.data().exists());

    let without_country: Value =
        serde_json::from_str(&office.done(&["parse", "--json", "4155550101"])).expect("an object");
    assert_eq!(without_country["error"]["code"], "invalid_country_code", "no country is assumed");
}

#[test]
fn parse_reads_lines_from_stdin() {
    let office = Office::new();
    let mut command = office.command(&["parse", "-", "--json", "--country", "US"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("stdin is a pipe");
    stdin.write_all(b"415 555 0101\r\n\xFF\xFE\n\n+44 20 7946 0018").expect("it reads");
    drop(stdin);
    let output = child.wait_with_output().expect("it exits");
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).expect("stdout is UTF-8");
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect();
    let e164: Vec<&Value> = lines.iter().map(|line| &line["e164"]).collect();
    assert_eq!(e164, [&json!("+14155550101"), &Value::Null, &Value::Null, &json!("+442079460018")]);
    assert_eq!(lines[0]["input"], "415 555 0101", "the line end is no part of the input");
}

#[test]
fn the_schema_is_printed_without_a_store() {
    let office = Office::new();
    let schema: Value = serde_json::from_str(&office.done(&["schema"])).expect("it is JSON");
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(schema["properties"]["numbers"].is_object());
    assert!(!office.data().exists());
}

// ---- import and export

#[test]
fn export_and_import_into_an_empty_store_give_the_same_bytes() {
    let office = Office::with_two_numbers();
    let text = office.export();
    assert_eq!(office.done(&["export"]), text, "stdout unless a file is named");
    let file = office.path("out.json");
    let path = file.to_str().expect("a plain name");
    let answer = office.run(&["export", path]);
    assert_eq!((answer.exit, answer.stdout.as_str(), answer.stderr.as_str()), (0, "", ""));
    assert_eq!(fs::read_to_string(&file).expect("it is there"), text);

    let other = Office::new();
    other.done(&["import", path]);
    assert_eq!(other.export(), text);
}

#[cfg(unix)]
#[test]
fn an_exported_file_is_put_in_place_whole_and_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let office = Office::with_two_numbers();
    let path = office.file("out.json", "what was there");
    let linked = office.path("linked.json");
    fs::hard_link(&path, &linked).expect("a link can be made");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("it is ours");
    office.done(&["export", &path]);
    assert_eq!(mode(Path::new(&path)), 0o600);
    // Who has the old file open goes on reading the old one: it is replaced, never written over.
    assert_eq!(fs::read_to_string(&linked).expect("it is there"), "what was there");

    fs::create_dir(office.path("folder")).expect("a folder can be made");
    fs::write(office.path("folder").join("a"), "").expect("a file can be made");
    let before = names(office.folder.path());
    let folder = office.path("folder");
    for target in [folder.to_str().expect("a plain name"), "/nowhere/at-all.json"] {
        assert_eq!(office.fails(&["export", target], 3)["code"], "write_failed", "{target}");
    }
    assert_eq!(names(office.folder.path()), before, "nothing half written is left");
}

/// What only a passphrase opens goes out and comes in by it; without it nothing is written or read.
#[test]
fn an_encrypted_export_is_opened_by_its_passphrase_and_by_no_other() {
    let office = Office::with_two_numbers();
    let text = office.export();
    let path = office.path("out.json.age");
    let path = path.to_str().expect("a plain name");
    let with = |office: &Office, words: &[&str], passphrase: &str| {
        answer(office.command(words).arg("--json").env("VOZDESK_PASSPHRASE", passphrase))
    };
    assert_eq!(office.fails(&["export", path, "--encrypt"], 3)["code"], "passphrase_needed");
    assert!(!Path::new(path).exists());
    assert_eq!(with(&office, &["export", path, "--encrypt"], "correct horse").exit, 0);
    let bytes = fs::read(path).expect("it is there");
    assert!(bytes.starts_with(b"age-encryption.org/v1\n"), "any age program opens it");
    assert!(!contains(&bytes, b"Corner Shop"));

    let other = Office::new();
    assert_eq!(other.fails(&["import", path], 3)["code"], "passphrase_needed");
    let wrong = with(&other, &["import", path], "correct house");
    assert!(wrong.exit == 3 && wrong.stderr.contains("wrong_passphrase"), "{wrong:?}");
    for damaged in [&bytes[..bytes.len() - 1], &bytes[..60], b"age-encryption.org/v1\n"] {
        let cut = other.file("cut.json.age", damaged);
        let refused = with(&other, &["import", &cut], "correct horse");
        assert!(refused.exit == 3 && refused.stderr.contains("not_decrypted"), "{refused:?}");
    }
    assert_eq!(other.json(&["list"]), json!([]), "nothing came in");
    assert_eq!(with(&other, &["import", path], "correct horse").exit, 0);
    assert_eq!(other.export(), text);

    let table = office.path("out.csv.age");
    let table = table.to_str().expect("a plain name");
    assert_eq!(with(&office, &["export", table, "--format", "csv", "--encrypt"], "x").exit, 0);
    let again = with(&office, &["import", table, "--dry-run"], "x");
    assert_eq!(again.exit, 0, "the table says nothing new: {again:?}");
}

fn contains(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

/// Answers of platforms hold keys and tokens. None gets into the store's file, its history or an export.
#[test]
fn no_secret_of_an_answer_gets_into_the_store_its_history_or_an_export() {
    let office = Office::new();
    let secret = "FAKE-SECRET-7731";
    let numbers = json!([{ "id": "p1", "orgId": "o", "provider": "twilio", "number": "+14155550142", "name": "Main",
        "twilioAuthToken": secret, "credentialId": secret, "server": { "secret": secret, "headers": { "x": secret } } }]);
    let assistants = json!([{ "id": "v1", "orgId": "o", "name": "Front", "firstMessage": "Hi", "serverUrlSecret": secret,
        "model": { "apiKey": secret }, "credentials": [{ "provider": "openai", "apiKey": secret }] }]);
    let numbers = office.file("numbers.json", numbers.to_string());
    let assistants = office.file("assistants.json", assistants.to_string());
    office.done(&["import", &numbers, &assistants]);
    office.done(&["undo"]);
    office.done(&["redo"]);
    assert_eq!(office.json(&["list"]).as_array().map(Vec::len), Some(1));
    for folder in [office.data(), office.data().join("backups")] {
        for path in names(&folder).into_iter().map(|name| folder.join(name)).filter(|path| path.is_file()) {
            let bytes = fs::read(&path).expect("a file");
            assert!(!contains(&bytes, secret.as_bytes()), "{} holds it", path.display());
        }
    }
    let said = [office.export(), office.done(&["export", "--format", "csv"]), office.done(&["history", "--json"])];
    assert!(!said.concat().contains(secret));
}

/// A change long ago is the present again, as a change of its own.
#[test]
fn restore_makes_the_setup_what_it_was_after_a_change_and_can_be_undone() {
    let office = Office::with_two_numbers();
    let first = office.export();
    office.done(&["set", "Main Office", "--label", "Reception"]);
    office.done(&["remove", "Second"]);
    let last = office.export();
    office.done(&["restore", "--at", "1"]);
    assert_eq!(office.export(), first);
    let newest = office.json(&["history", "--limit", "1"]);
    assert_eq!((&newest[0]["change"], &newest[0]["title"]), (&json!(4), &json!("Restored to change 1")));
    office.done(&["undo"]);
    assert_eq!(office.export(), last);
    assert_eq!(office.refused(&["restore", "--at", "99"])["code"], "not_found");
    assert_eq!(office.run(&["restore"]).exit, 2);
}

#[test]
fn backups_are_made_once_a_day_and_before_a_replacement_listed_and_restored() {
    let office = Office::with_two_numbers();
    let before = office.export();
    assert_eq!(office.json(&["backup", "list"]), json!([]), "there was nothing to back up yet");
    office.done(&["set", "Main Office", "--label", "Reception"]);
    office.done(&["set", "Reception", "--label", "Front"]);
    let list = office.json(&["backup", "list"]);
    assert_eq!(list.as_array().map(Vec::len), Some(1), "one a day");
    let name = list[0]["name"].as_str().expect("a name").to_owned();
    assert!(list[0]["at"].is_string() && list[0]["bytes"].as_u64() > Some(1000), "{list}");
    office.done(&["backup", "restore", &name]);
    assert_eq!(office.export(), before, "it was made before the first change of the day");
    office.done(&["undo"]);
    assert_eq!(office.number("Front")["label"], "Front", "restoring is a change");
    assert_eq!(office.json(&["backup", "list"]).as_array().map(Vec::len), Some(2), "the present was backed up first");

    let made = office.json(&["backup", "now"]);
    assert_eq!(office.json(&["backup", "list"])[0], made);
    let empty = office.file("empty.json", setup(json!({ "assistants": [], "numbers": [], "campaigns": [] })));
    office.done(&["import", &empty, "--mode", "replace"]);
    let list = office.json(&["backup", "list"]);
    assert_eq!(list.as_array().map(Vec::len), Some(4), "one before everything is replaced");
    assert_eq!(office.fails(&["backup", "restore", "../setup.redb"], 3)["code"], "not_found");
}

#[test]
fn a_damaged_store_is_refused_with_the_backup_there_is_and_kept_aside_when_that_is_restored() {
    let office = Office::with_two_numbers();
    let before = office.export();
    office.done(&["backup", "now"]);
    let store = office.data().join("setup.redb");
    let damaged = b"not a store".repeat(2000);
    fs::write(&store, &damaged).expect("it can be written");
    let refused = office.run(&["list"]);
    assert_eq!(refused.exit, 4, "{refused:?}");
    let list = office.json(&["backup", "list"]);
    let name = list[0]["name"].as_str().expect("a name");
    assert!(refused.stderr.contains(name), "the newest backup is named: {}", refused.stderr);
    assert_eq!(office.fails(&["list"], 4)["code"], "store_damaged");
    office.done(&["backup", "restore", name]);
    assert_eq!(office.export(), before);
    let aside = names(&office.data()).into_iter().find(|name| name.starts_with("setup-damaged-")).expect("it is kept");
    assert!(fs::read(office.data().join(aside)).expect("it is there") == damaged);
}

/// A disk that is full in the middle of a change: it is said, the setup is as it was, and the next try works.
#[cfg(unix)]
#[test]
fn a_full_disk_is_said_and_leaves_the_setup_as_it_was() {
    let office = Office::with_two_numbers();
    let before = office.export();
    let numbers: Vec<Value> = (0..2000)
        .map(|n| json!({ "number": format!("+1415{:07}", 2_000_000 + n), "notes": "x".repeat(400) }))
        .collect();
    let file = office.file("large.json", setup(json!({ "numbers": numbers })));
    // Files of this process may not grow beyond half a megabyte (blocks of 1024 bytes); the signal is not for us.
    let limited = |words: &str| {
        let script = format!("trap '' XFSZ; ulimit -f 512; exec {} --json {words}", program().display());
        answer(Command::new("bash").arg("-c").arg(script).env("VOZDESK_DATA", office.data()).stdin(Stdio::null()))
    };
    let refused = limited(&format!("import {file}"));
    assert_eq!(refused.exit, 4, "{refused:?}");
    assert!(refused.stderr.contains("disk_full"), "{refused:?}");
    assert_eq!(office.export(), before);
    assert_eq!(limited("set 'Main Office' --label Small").exit, 0, "what still fits is saved");
    office.done(&["import", &file]);
    assert_eq!(office.json(&["list"]).as_array().map(Vec::len), Some(2002));
}

#[test]
fn a_folder_with_spaces_and_letters_of_any_language_is_a_folder() {
    let office = Office::new();
    let data = office.path("Büro ñ 電話 – 1");
    let run = |words: &[&str]| answer(office.command(words).env("VOZDESK_DATA", &data));
    assert_eq!(run(&["add", "+14155550101", "--label", "Main"]).exit, 0);
    assert_eq!(run(&["set", "Main", "--label", "Other"]).exit, 0);
    assert!(run(&["export"]).stdout.contains("Other"));
    assert_eq!(names(&data), ["backups", "setup.redb"]);
}

#[test]
fn completions_are_printed_for_a_shell_and_open_no_store() {
    let office = Office::new();
    for shell in ["bash", "zsh", "fish"] {
        assert!(office.done(&["completions", shell]).contains("vozdesk"), "{shell}");
    }
    assert_eq!(office.run(&["completions", "command.com"]).exit, 2);
    assert!(!office.data().exists());
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_dry_run_exits_with_1_when_there_are_changes_with_0_when_not_and_writes_nothing() {
    let office = Office::with_two_numbers();
    let before = office.export();
    let file = office.file("change.json", setup(json!({ "numbers": [{ "id": "main", "label": "Reception" }] })));
    let answer = office.run(&["import", &file, "--dry-run", "--json"]);
    assert_eq!((answer.exit, answer.stderr.as_str()), (1, ""));
    let review: Value = serde_json::from_str(&answer.stdout).expect("stdout is JSON");
    assert_eq!(
        review,
        json!({
            "mode": "merge", "added": [], "removed": [], "unchanged": 0, "problems": [], "warnings": [], "applied": false,
            "changed": [{ "kind": "number", "id": "main", "name": "Main Office",
                          "fields": { "label": { "from": "Main Office", "to": "Reception" } } }],
        })
    );
    assert_eq!(office.export(), before);
    assert_eq!(office.run(&["import", &file, "--dry-run"]).exit, 1);

    let applied = office.json(&["import", &file]);
    assert_eq!((&applied["applied"], &applied["changed"]), (&json!(true), &review["changed"]));
    let again = office.run(&["import", &file, "--dry-run", "--json"]);
    assert_eq!(again.exit, 0);
    let history = office.json(&["history"]).as_array().map(Vec::len);
    assert_eq!(office.json(&["import", &file])["applied"], false, "nothing to change");
    assert_eq!(office.json(&["history"]).as_array().map(Vec::len), history);
}

#[test]
fn a_review_tells_what_is_added_changed_and_removed_with_names_in_slots() {
    let office = Office::with_two_numbers();
    let file = office.file(
        "change.json",
        setup(json!({
            "profile": { "name": "Corner Shop & Sons" },
            "assistants": [{ "id": "desk" }, { "id": "night", "name": "Night Desk" }],
            "numbers": [{ "id": "main", "inbound": { "assistant": "Night Desk" }, "colour": "blue" }],
        })),
    );
    let review = office.json(&["import", &file, "--mode", "replace"]);
    assert_eq!(review["mode"], "replace");
    assert_eq!(review["added"], json!([{ "kind": "assistant", "id": "night", "name": "Night Desk" }]));
    let changed = review["changed"].as_array().expect("a list");
    assert_eq!(changed[0]["kind"], "profile");
    assert_eq!(changed[0]["id"], Value::Null);
    assert_eq!(changed[1]["id"], "main");
    assert_eq!(changed[1]["fields"]["inbound.assistant"], json!({ "from": "Front Desk", "to": "Night Desk" }));
    assert_eq!(ids(&review["removed"]), ["recall", "second"]);
    assert_eq!(review["unchanged"], 1);
    let warning = &review["warnings"][0];
    assert_eq!((&warning["code"], &warning["pointer"]), (&json!("unknown_key"), &json!("/numbers/0/colour")));
    assert_eq!(office.number("main")["outbound"]["assistant"], Value::Null, "who is removed leaves its slots");
}

#[test]
fn several_files_are_one_review_and_one_change() {
    let office = Office::with_two_numbers();
    let before = office.export();
    let numbers = office.file(
        "numbers.json",
        json!([
            { "id": "pn-1", "phone_number": "+14155550101", "assistant_id": "as-1", "label": "Main" },
        ])
        .to_string(),
    );
    let assistants = office.file(
        "assistants.json",
        json!([
            { "id": "as-1", "name": "Front Desk", "assistant_type": "inbound", "is_active": true },
        ])
        .to_string(),
    );
    office.done(&["import", "--from", "vozagent", &numbers, &assistants]);
    let main = office.number("main");
    assert_eq!((&main["label"], &main["inbound"]["assistant"]), (&json!("Main"), &json!("desk")));
    assert_eq!(main["inbound"]["fallback"], "+14155550102");
    let newest = office.json(&["history", "--limit", "1"]);
    assert_eq!(newest[0]["title"], "Imported numbers.json, assistants.json");
    office.done(&["undo"]);
    assert_eq!(office.export(), before);
}

#[test]
fn an_import_with_problems_writes_nothing_and_tells_them() {
    let office = Office::with_two_numbers();
    let before = office.export();
    let text = "{\n\"format\": \"vozdesk.setup\", \"version\": 1,\n\"numbers\": [\n{ \"id\": \"main\", \"label\": \"Reception\" },\n{ \"number\": \"ask Ana\" }]}";
    let file = office.file("some.json", text);
    for words in [&["import", &file, "--json"][..], &["import", &file, "--json", "--dry-run"]] {
        let answer = office.run(words);
        assert_eq!(answer.exit, 3, "{words:?}");
        let review: Value = serde_json::from_str(&answer.stdout).expect("the review is on stdout");
        assert_eq!((&review["applied"], ids(&review["changed"])), (&json!(false), vec!["main"]));
        let error: Value = serde_json::from_str(&answer.stderr).expect("the error is on stderr");
        let problem = &error["error"]["problems"][0];
        assert_eq!(error["error"]["code"], "import_problems");
        assert_eq!(*problem, review["problems"][0]);
        assert_eq!(
            (&problem["file"], &problem["pointer"], &problem["line"], &problem["column"], &problem["code"]),
            (&json!("some.json"), &json!("/numbers/1/number"), &json!(5), &json!(13), &json!("not_a_number"))
        );
        assert!(problem["message"].as_str().is_some_and(|message| !message.is_empty()));
        assert_eq!(office.export(), before);
    }
    let answer = office.run(&["import", &file]);
    assert_eq!(answer.exit, 3);
    assert!(answer.stderr.contains("some.json:5:13 /numbers/1/number"), "{}", answer.stderr);
}

#[test]
fn skip_problems_leaves_out_the_entries_that_have_them() {
    let office = Office::with_two_numbers();
    let file = office.file(
        "some.json",
        setup(json!({ "numbers": [{ "id": "main", "label": "Reception" }, { "id": "second", "status": "asleep" }] })),
    );
    let review = office.json(&["import", &file, "--skip-problems"]);
    assert_eq!((&review["applied"], ids(&review["changed"])), (&json!(true), vec!["main"]));
    assert_eq!(review["problems"][0]["code"], "unknown_value");
    assert_eq!(office.number("main")["label"], "Reception");
    assert_eq!(office.number("second")["status"], "active");
}

#[test]
fn a_file_that_is_refused_prints_no_review() {
    let office = Office::with_two_numbers();
    for (content, code) in [
        (&b"{\"format\": \"vozdesk.setup\", \"version\": 2}"[..], "newer_version"),
        (b"{\"format\": \"other\", \"version\": 1}", "wrong_format"),
        (b"{\"format\": \"vozdesk.setup\",", "not_json"),
        (b"caf\xE9", "not_utf8"),
        (b"", "not_json"),
        (b"{\"error\": {\"message\": \"No such key.\"}}", "error_answer"),
    ] {
        let file = office.file("refused.json", content);
        let answer = office.run(&["import", &file, "--json", "--skip-problems"]);
        assert_eq!((answer.exit, answer.stdout.as_str()), (3, ""), "{code}: {answer:?}");
        let error: Value = serde_json::from_str(&answer.stderr).expect("the error is on stderr");
        assert_eq!((&error["error"]["code"], &error["error"]["problems"][0]["code"]), (&json!(code), &json!(code)));
    }
}

#[test]
fn a_country_named_on_the_command_line_comes_before_the_files() {
    let office = Office::new();
    let text =
        setup(json!({ "profile": { "default_country": "US" }, "numbers": [{ "id": "n", "number": "020 7946 0018" }] }));
    let file = office.file("british.json", text);
    assert_eq!(office.run(&["import", &file]).exit, 3);
    office.done(&["import", &file, "--country", "GB"]);
    assert_eq!(office.number("n")["number"], "+442079460018");
}

// ---- history

#[test]
fn undo_and_redo_go_through_history_across_processes() {
    let office = Office::new();
    let mut states = vec![office.export()];
    for words in [
        &["assistant", "add", "Front Desk", "--kind", "inbound"][..],
        &["add", "415 555 0101", "--label", "Main", "--inbound", "Front Desk"],
        &["set", "Main", "--fallback", "415 555 0102"],
        &["profile", "--name", "Corner Shop"],
        &["remove", "Main"],
    ] {
        office.done(words);
        states.push(office.export());
    }
    for state in states.iter().rev().skip(1) {
        office.done(&["undo"]);
        assert_eq!(office.export(), *state);
    }
    assert_eq!(office.fails(&["undo"], 3)["code"], "nothing_to_do");
    for state in &states[1..] {
        office.done(&["redo"]);
        assert_eq!(office.export(), *state);
    }
    assert_eq!(office.fails(&["redo"], 3)["code"], "nothing_to_do");
}

#[test]
fn history_lists_changes_newest_first_with_what_they_touched() {
    let office = Office::with_two_numbers();
    office.done(&["set", "main", "--label", "Reception"]);
    office.done(&["remove", "main"]);
    office.done(&["undo"]);
    let history = office.json(&["history"]);
    let rows = history.as_array().expect("a list");
    let told: Vec<Value> = rows
        .iter()
        .map(|row| json!([row["change"], row["title"], row["added"], row["changed"], row["removed"], row["undone"]]))
        .collect();
    let expected = [
        json!([3, "Removed Reception", 0, 0, 2, true]),
        json!([2, "Saved Reception: Label", 0, 1, 0, false]),
        json!([1, "Imported office.json", 5, 1, 0, false]),
    ];
    assert_eq!(told, expected);
    for row in rows {
        let at = row["at"].as_str().expect("a time");
        assert!(at.len() >= 20 && at.ends_with('Z') && at.as_bytes()[10] == b'T', "{at}");
    }
    assert_eq!(office.json(&["history", "--limit", "2"]).as_array().map(Vec::len), Some(2));
    assert_eq!(office.done(&["history"]).lines().count(), 3);
}

// ---- what happens to a call

/// An office with a chain, a loop and a campaign; Off is switched off.
const CALLS: &str = r#"{
  "format": "vozdesk.setup", "version": 1, "profile": { "name": "Vets", "plan": "advanced" },
  "assistants": [ { "id": "desk", "name": "Desk", "kind": "inbound" }, { "id": "off", "name": "Off", "active": false },
                  { "id": "caller", "name": "Caller", "kind": "outbound" }, { "id": "twin-1", "name": "Twin" }, { "id": "twin-2", "name": "Twin" } ],
  "numbers": [
    { "id": "main", "number": "+14155550101", "label": "Main", "inbound": { "assistant": "off", "fallback": "+14155550102" },
      "outbound": { "assistant": "caller" } },
    { "id": "second", "number": "+14155550102", "label": "Second", "inbound": { "assistant": "desk", "fallback": "+14155550190" } },
    { "id": "asked", "requested": { "country": "US", "area_code": "415" }, "label": "Asked", "outbound": { "assistant": "caller" } } ],
  "campaigns": [ { "id": "spring", "name": "Spring", "number": "main", "status": "active" },
                 { "id": "c1", "name": "Same", "number": "main" }, { "id": "c2", "name": "Same", "number": "main" } ]
}"#;

fn calls() -> Office {
    let office = Office::new();
    let file = office.file("calls.json", CALLS);
    office.done(&["import", &file]);
    office
}

#[test]
fn route_tells_every_hop_and_its_reason() {
    let office = calls();
    let inbound = office.json(&["route", "Main"]);
    assert_eq!(
        inbound,
        json!({
            "number": "+14155550101", "direction": "inbound", "outcome": "answered",
            "hops": [
                { "number": "+14155550101", "outcome": "forwarded", "assistant": { "id": "off", "name": "Off" },
                  "to": "+14155550102", "reason": "assistant_inactive" },
                { "number": "+14155550102", "outcome": "answered", "assistant": { "id": "desk", "name": "Desk" } },
            ],
        })
    );
    let unavailable = office.json(&["route", "Second", "--unavailable"]);
    assert_eq!(unavailable["outcome"], "outside");
    assert_eq!(unavailable["hops"][0]["reason"], "assistant_unavailable");
    let outbound = office.json(&["route", "Main", "--outbound"]);
    assert_eq!((&outbound["outcome"], &outbound["caller_id"]), (&json!("placed"), &json!("+14155550101")));
    assert_eq!(outbound["call_back"], inbound, "a call back is a whole inbound route");
    let asked = office.json(&["route", "Asked"]);
    assert_eq!((&asked["number"], &asked["outcome"]), (&Value::Null, &json!("not_in_service")));
    assert_eq!(office.json(&["route", "Asked", "--outbound"])["hops"][0]["reason"], "status_pending");
    assert_eq!(office.json(&["route", "+1 415 555 0999"])["outcome"], "not_ours");
    assert_eq!(office.run(&["route", "nobody"]).exit, 3);
    assert_eq!(office.run(&["route", "Main", "--unavailable", "--outbound"]).exit, 2);
    let said = office.done(&["route", "Main"]);
    assert_eq!(said, "Off is switched off.\nThe call goes to Second, +1 415 555 0102, where Desk answers.\n");
}

#[test]
fn check_lists_findings_in_their_shape_and_exits_with_1_when_there_are_errors() {
    let office = calls();
    let findings = office.json(&["check"]);
    let warning = json!({
        "code": "inbound-assistant-inactive", "severity": "warning",
        "subject": { "kind": "number", "id": "main", "name": "Main" },
        "message": "Its assistant, Off, is switched off. Calls go to +1 415 555 0102.",
    });
    assert!(findings.as_array().is_some_and(|found| found.contains(&warning)), "{findings}");
    office.done(&["set", "Main", "--inbound", "none"]);
    let checked = office.run(&["check"]);
    assert_eq!(checked.exit, 1);
    assert!(checked.stdout.starts_with("error: Main: No assistant answers"), "{}", checked.stdout);
    office.done(&["profile", "--plan", "essential"]);
    let checked = office.run(&["--json", "check"]);
    let findings: Value = serde_json::from_str(&checked.stdout).expect("JSON");
    let over = json!({ "kind": "setup", "id": null, "name": "Vets" });
    assert!(findings.as_array().is_some_and(|found| found.iter().any(|f| f["subject"] == over)), "{findings}");
}

#[test]
fn campaigns_are_added_set_and_removed_and_need_a_number_that_can_be_used() {
    let office = calls();
    assert_eq!(office.run(&["campaign", "add", "Summer", "--from", "Asked"]).exit, 0);
    let error = office.refused(&["campaign", "set", "Summer", "--status", "active"]);
    assert!(error["fields"]["status"].as_str().is_some_and(|why| why.contains("pending")), "{error}");
    assert_eq!(office.run(&["campaign", "set", "Summer", "--from", "Main", "--status", "active"]).exit, 0);
    let campaigns = office.json(&["list", "campaigns"]);
    let summer = campaigns.as_array().expect("a list").iter().find(|c| c["name"] == "Summer").expect("it is there");
    assert_eq!((&summer["number"], &summer["status"]), (&json!("main"), &json!("active")));
    let twice = office.run(&["campaign", "remove", "Same"]);
    assert_eq!(twice.exit, 3);
    assert!(twice.stderr.contains("c1") && twice.stderr.contains("c2"), "{}", twice.stderr);
    assert_eq!(office.run(&["campaign", "remove", "c1"]).exit, 0);
    let emptied = office.run(&["set", "Main", "--outbound", "none"]);
    assert_eq!(emptied.exit, 0);
    assert!(emptied.stderr.contains("The campaign Spring (active) cannot call"), "{}", emptied.stderr);
    assert_eq!(office.run(&["check"]).exit, 1, "it is blocked now");
    office.done(&["undo"]);
    assert_eq!(office.run(&["check"]).exit, 0);
}

#[test]
fn a_requested_number_gets_its_digits_and_keeps_slots_and_campaigns() {
    let office = calls();
    office.done(&["campaign", "add", "Summer", "--from", "Asked"]);
    assert_eq!(office.run(&["set", "Asked", "--number", "+1 415 555 0101"]).exit, 3, "the digits are Main's");
    office.done(&["set", "Asked", "--number", "(415) 555-0177"]);
    let number = office.json(&["show", "asked"]);
    assert_eq!((&number["number"], &number["status"]), (&json!("+14155550177"), &json!("pending")));
    assert_eq!(number["outbound"]["assistant"], "caller");
    assert_eq!(number["routes"]["outbound"]["outcome"], "not_ready");
    assert!(number["findings"].as_array().is_some_and(|found| found.iter().any(|f| f["code"] == "number-pending")));
}

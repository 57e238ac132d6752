//! What a command says, where, and in which language.

use std::process::Stdio;

use serde_json::{Value, json};
use vozdesk_tests::fixtures::corner_shop;
use vozdesk_tests::{Answer, Office};

#[test]
fn a_command_that_is_done_says_nothing_unless_asked() {
    let office = corner_shop();
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
        assert_eq!(answer.all(), (0, "", ""), "{words:?}");
    }
}

#[test]
fn consequences_are_told_on_stderr_and_the_command_goes_on() {
    let office = corner_shop();
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
fn a_reader_that_goes_away_is_no_error() {
    let office = corner_shop();
    let mut command = office.command(&["export", "-"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it exits");
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}

#[cfg(unix)]
#[test]
fn a_change_that_cannot_be_told_is_made_and_said_to_be() {
    let office = corner_shop();
    let to_full = |words: &[&str]| {
        let full = std::fs::File::options().write(true).open("/dev/full").expect("a device that takes nothing");
        let output = office.command(words).stdout(full).output().expect("it runs");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (exit, said) = to_full(&["--json", "set", "Second", "--label", "Reception"]);
    assert_eq!(exit, Some(6), "{said}");
    assert!(said.contains("The change was made"), "{said}");
    assert_eq!(office.number("Reception")["label"], "Reception");
    let (exit, said) = to_full(&["list"]);
    assert_eq!(exit, Some(3), "nothing was changed: {said}");
    let (exit, said) = to_full(&["undo"]);
    assert_eq!(exit, Some(0), "there was nothing to print: {said}");
}

#[test]
fn a_file_to_import_may_come_through_standard_input() {
    let office = Office::fresh();
    let setup = corner_shop().export();
    let file = office.write("setup.json", &setup);
    let input = std::fs::File::open(file).expect("it is there");
    let output = office.command(&["import", "-"]).stdin(input).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(office.export(), setup);
}

#[test]
fn sentences_follow_the_locale_and_codes_do_not() {
    let office = corner_shop();
    let run = |locales: &[(&str, &str)], words: &[&str]| {
        let mut command = office.command(words);
        command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env_remove("LANG").envs(locales.iter().copied());
        Answer::of(&mut command)
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

#[test]
fn the_schema_is_printed_without_a_store() {
    let office = Office::fresh();
    let schema: Value = serde_json::from_str(&office.done(&["schema"])).expect("it is JSON");
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(schema["properties"]["numbers"].is_object());
    assert!(!office.data().exists());
}

#[test]
fn completions_are_printed_for_a_shell_and_open_no_store() {
    let office = Office::fresh();
    for shell in ["bash", "zsh", "fish"] {
        assert!(office.done(&["completions", shell]).contains("vozdesk"), "{shell}");
    }
    assert_eq!(office.run(&["completions", "command.com"]).exit, 2);
    assert!(!office.data().exists());
}

#[test]
fn what_a_terminal_would_obey_is_shown_as_escapes() {
    let office = Office::fresh();
    let odd = "x\u{1B}[31m\u{7}\r\u{7F}\u{9B}7";
    let file = office.write(&format!("{odd}.csv"), format!("{odd},Label\n+1415555010,Main\n"));
    for words in [
        &["show", odd][..],
        &["show", odd, "--json"],
        &["import", &file],
        &["import", &file, "--json"],
        &["import", &file, "--map", &format!("{odd}=number")],
        &["import", &file, "--map", &format!("{odd}=number"), "--json"],
        &["import", "/nowhere/\u{1B}[2J", "--json"],
        &["parse", odd],
        &["parse", odd, "--json"],
        &["set", odd, "--label", odd],
    ] {
        let answer = office.run(words);
        let obeyed = |text: &str| text.chars().any(|c| c.is_control() && c != '\n' && c != '\t');
        assert!(!obeyed(&answer.stdout) && !obeyed(&answer.stderr), "{words:?}: {answer:?}");
    }
    let said = office.run(&["show", odd]).stderr;
    assert!(said.contains(r"x\u{1b}[31m\u{7}\u{d}\u{7f}\u{9b}7"), "{said}");
    let said = office.run(&["show", odd, "--json"]).stderr;
    let error: Value = serde_json::from_str(&said).expect("it is JSON");
    assert!(error["error"]["message"].as_str().is_some_and(|message| message.contains("31m")), "{said}");
}

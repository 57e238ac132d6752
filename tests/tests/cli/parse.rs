//! parse: how a number is read.

use std::io::Write;
use std::process::Stdio;

use serde_json::{Value, json};
use vozdesk_tests::Office;

#[test]
fn parse_tells_how_numbers_are_read_and_opens_no_store() {
    let office = Office::fresh();
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
    let office = Office::fresh();
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

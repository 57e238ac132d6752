//! import: the review, what is applied, and what is left out.

use serde_json::{Value, json};
use vozdesk_tests::Office;
use vozdesk_tests::fixtures::{corner_shop, setup};

use crate::ids;

#[test]
fn a_dry_run_exits_with_1_when_there_are_changes_with_0_when_not_and_writes_nothing() {
    let office = corner_shop();
    let before = office.export();
    let file = office.write("change.json", setup(json!({ "numbers": [{ "id": "main", "label": "Reception" }] })));
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
    let history = office.count(&["history"]);
    assert_eq!(office.json(&["import", &file])["applied"], false, "nothing to change");
    assert_eq!(office.count(&["history"]), history);
}

#[test]
fn a_review_tells_what_is_added_changed_and_removed_with_names_in_slots() {
    let office = corner_shop();
    let file = office.write(
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
    let office = corner_shop();
    let before = office.export();
    let numbers = office.write(
        "numbers.json",
        json!([
            { "id": "pn-1", "phone_number": "+14155550101", "assistant_id": "as-1", "label": "Main" },
        ])
        .to_string(),
    );
    let assistants = office.write(
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
    let office = corner_shop();
    let before = office.export();
    let text = "{\n\"format\": \"vozdesk.setup\", \"version\": 1,\n\"numbers\": [\n{ \"id\": \"main\", \"label\": \"Reception\" },\n{ \"number\": \"ask Ana\" }]}";
    let file = office.write("some.json", text);
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
    let office = corner_shop();
    let file = office.write(
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
    let office = corner_shop();
    for (content, code) in [
        (&b"{\"format\": \"vozdesk.setup\", \"version\": 2}"[..], "newer_version"),
        (b"{\"format\": \"other\", \"version\": 1}", "wrong_format"),
        (b"{\"format\": \"vozdesk.setup\",", "not_json"),
        (b"caf\xE9", "not_utf8"),
        (b"", "not_json"),
        (b"{\"error\": {\"message\": \"No such key.\"}}", "error_answer"),
    ] {
        let file = office.write("refused.json", content);
        let answer = office.run(&["import", &file, "--json", "--skip-problems"]);
        assert_eq!((answer.exit, answer.stdout.as_str()), (3, ""), "{code}: {answer:?}");
        let error: Value = serde_json::from_str(&answer.stderr).expect("the error is on stderr");
        assert_eq!((&error["error"]["code"], &error["error"]["problems"][0]["code"]), (&json!(code), &json!(code)));
    }
}

#[test]
fn a_country_named_on_the_command_line_comes_before_the_files() {
    let office = Office::fresh();
    let text =
        setup(json!({ "profile": { "default_country": "US" }, "numbers": [{ "id": "n", "number": "020 7946 0018" }] }));
    let file = office.write("british.json", text);
    assert_eq!(office.run(&["import", &file]).exit, 3);
    office.done(&["import", &file, "--country", "GB"]);
    assert_eq!(office.number("n")["number"], "+442079460018");
}

#[test]
fn what_an_import_leaves_as_it_was_is_named_and_so_is_what_else_changes() {
    let office = corner_shop();
    office.done(&["campaign", "add", "Recall", "--from", "main"]);
    let second = office.write("second.csv", "Phone Number,Label\n+14155550102,Second\n");
    for words in [&["import", &second, "--mode", "replace", "--dry-run"][..], &["import", &second, "--mode", "replace"]]
    {
        let answer = office.run(words);
        assert!(answer.stderr.contains("Main Office: A campaign calls from it, so it stays."), "{words:?}: {answer:?}");
    }
    assert_eq!(office.count(&["list"]), 2);
    // Its own fallback is the second one, whose digits change.
    let moved = office.write("moved.json", setup(json!({ "numbers": [{ "id": "second", "number": "+14155550109" }] })));
    for words in [&["import", &moved, "--dry-run"][..], &["import", &moved]] {
        let answer = office.run(words);
        assert!(answer.stderr.contains("Main Office still falls back to"), "{words:?}: {answer:?}");
    }
    office.done(&["undo"]);
    let answer = office.run(&["import", &moved, "--references-follow"]);
    assert_eq!(answer.exit, 0, "{answer:?}");
    assert!(
        answer.stdout.contains("~ number Main Office: inbound.fallback: “+14155550102” → “+14155550109”"),
        "{answer:?}"
    );
    assert!(!answer.stderr.contains("still falls back"), "{answer:?}");
    assert_eq!(office.number("main")["inbound"]["fallback"], "+14155550109");
}

#[test]
fn references_follow_corrected_digits_where_that_is_asked_for() {
    let office = corner_shop();
    let second = "+14155550102";
    assert_eq!(office.number("main")["inbound"]["fallback"], second);
    let answer = office.run(&["set", "second", "--number", "+14155550109"]);
    assert!(answer.stderr.contains("Main Office still falls back to"), "{answer:?}");
    office.done(&["undo"]);
    office.done(&["set", "second", "--number", "+14155550109", "--references-follow"]);
    assert_eq!(office.number("main")["inbound"]["fallback"], "+14155550109");
}

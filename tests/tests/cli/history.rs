//! history, undo, redo and restore.

use serde_json::{Value, json};
use vozdesk_tests::Office;
use vozdesk_tests::fixtures::corner_shop;

#[test]
fn undo_and_redo_go_through_history_across_processes() {
    let office = Office::fresh();
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
    let office = corner_shop();
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
    assert_eq!(office.count(&["history", "--limit", "2"]), 2);
    assert_eq!(office.done(&["history"]).lines().count(), 3);
}

/// A change long ago is the present again, as a change of its own.
#[test]
fn restore_makes_the_setup_what_it_was_after_a_change_and_can_be_undone() {
    let office = corner_shop();
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

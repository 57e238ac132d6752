//! history, undo, redo and restore.

use serde_json::{Value, json};
use vozdesk_tests::fixtures::corner_shop;
use vozdesk_tests::{Answer, Office};

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

#[test]
fn one_change_is_taken_back_alone_and_later_ones_are_kept() {
    let office = corner_shop();
    office.done(&["set", "main", "--label", "First", "--notes", "Seen"]);
    office.done(&["set", "second", "--label", "Other"]);
    office.done(&["set", "main", "--label", "Third"]);
    let before = office.export();
    // What a later change set clashes: three values, and nothing is done.
    let error = office.refused(&["undo", "--change", "2"]);
    assert_eq!(error["code"], "changed_since");
    let said = error["message"].as_str().expect("a sentence");
    assert!(said.contains("Label: before Main Office, by this change First, now Third."), "{said}");
    assert_eq!(office.export(), before);
    office.done(&["undo", "--change", "2", "--keep-later"]);
    let main = office.number("main");
    assert_eq!((&main["label"], &main["notes"]), (&json!("Third"), &json!("")));
    assert_eq!(office.number("second")["label"], "Other");
    // It is a change of its own, and can be undone as any.
    office.done(&["undo"]);
    assert_eq!(office.export(), before);

    // What was undone since set nothing; then the change goes back whole.
    office.done(&["undo"]);
    office.done(&["undo", "--change", "2"]);
    let main = office.number("main");
    assert_eq!((&main["label"], &main["notes"]), (&json!("Main Office"), &json!("")));
    assert_eq!(office.number("second")["label"], "Other");

    // What a later change removed again stays removed, though it was there in between.
    let removed = office.json(&["history", "--limit", "1"])[0]["change"].as_u64().expect("a number") + 1;
    office.done(&["remove", "second"]);
    office.done(&["restore", "--at", "1"]);
    office.done(&["remove", "second"]);
    let error = office.refused(&["undo", "--change", &removed.to_string()]);
    assert!(error["message"].as_str().expect("a sentence").contains("was changed again since"), "{error}");
    office.done(&["undo"]);

    // One that was added goes alone too, unless others need it.
    let added = office.json(&["add", "+14155550150", "--label", "Extra"]);
    let change = office.json(&["history", "--limit", "1"])[0]["change"].to_string();
    office.done(&["campaign", "add", "Later", "--from", "Extra"]);
    let error = office.refused(&["undo", "--change", &change]);
    assert!(error["message"].as_str().expect("a sentence").contains("Extra is needed as it is now"), "{error}");
    office.done(&["campaign", "remove", "Later"]);
    office.done(&["undo", "--change", &change]);
    assert_eq!(office.run(&["show", added["id"].as_str().expect("an id")]).exit, 3);

    for (change, code) in [("999", "not_found"), ("0", "not_found")] {
        assert_eq!(office.refused(&["undo", "--change", change])["code"], code);
    }
}

#[test]
fn times_are_told_in_the_systems_zone_to_the_minute_and_in_json_as_they_are() {
    let office = corner_shop();
    let at = office.json(&["history"])[0]["at"].as_str().expect("a time").to_owned();
    let told = |zone: &str| {
        let answer = Answer::of(office.command(&["history"]).env("TZ", zone));
        answer.stdout.split_whitespace().skip(1).take(2).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(told("UTC"), at[..16].replace('T', " "), "{at}");
    let hour = |told: &str| told[11..13].parse::<u32>().expect("an hour");
    assert_eq!(hour(&told("UTC-5")), (hour(&told("UTC")) + 5) % 24);
}

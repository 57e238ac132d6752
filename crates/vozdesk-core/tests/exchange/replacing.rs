//! What a file changes when it replaces, and entries that are left out.

use super::*;

/// The whole fixture under other ids.
fn renamed() -> String {
    WHOLE.replace("\"a-", "\"b-").replace("\"n-", "\"m-").replace("\"c-", "\"d-")
}

#[test]
fn a_record_matched_under_another_id_keeps_the_stores_id_when_merging() {
    let unnamed = whole();
    // Twins cannot be told apart by name, requests of one sort neither; campaigns with an id are new.
    let text = file(json!({
        "assistants": [{ "id": "b-alba", "name": "Alba", "platform": { "name": "vozagent", "id": "as-alba" } }],
        "numbers": [{ "id": "m-main", "number": "+14155550101", "label": "Head Office",
                      "outbound": { "assistant": "b-alba" } }],
        "campaigns": [{ "id": "d-new", "name": "Winter", "number": "m-main" }],
    }));
    let after = with(&unnamed, &text, Mode::Merge);
    assert_eq!(record(&after, "n-main")["label"], "Head Office");
    assert_eq!(record(&after, "m-main"), Value::Null);
    assert_eq!(record(&after, "b-alba"), Value::Null);
    assert_eq!(record(&after, "n-main")["outbound"]["assistant"], "a-alba");
    assert_eq!(record(&after, "d-new")["number"], "n-main", "references follow");
}

#[test]
fn a_record_matched_under_another_id_takes_the_files_id_when_replacing_and_references_follow() {
    let text = renamed();
    assert_eq!(exported(&with(&whole(), &text, Mode::Replace)), text);

    // A list of numbers alone: campaigns stay and follow their number.
    let numbers = file(json!({ "numbers": [
        { "id": "m-main", "number": "+14155550101" },
        { "id": "n-second" }, { "id": "n-london" }, { "id": "n-asked" }, { "id": "n-asked-too" },
    ] }));
    let after = with(&whole(), &numbers, Mode::Replace);
    assert_eq!(record(&after, "m-main")["label"], "Main Office");
    assert_eq!(record(&after, "c-letters")["number"], "m-main");

    // A list of assistants alone: slots follow.
    let assistants = file(json!({ "assistants": [
        { "id": "b-alba", "platform": { "name": "vozagent", "id": "as-alba" } },
        { "id": "a-desk" }, { "id": "a-night" }, { "id": "a-twin-1" }, { "id": "a-twin-2" },
    ] }));
    let after = with(&whole(), &assistants, Mode::Replace);
    assert_eq!(record(&after, "n-main")["outbound"]["assistant"], "b-alba");
    assert_eq!(record(&after, "n-asked")["outbound"]["assistant"], "b-alba");
    assert_eq!(record(&after, "n-main")["inbound"]["assistant"], "a-desk");
}

#[test]
fn replacing_removes_only_from_the_lists_that_a_file_carries() {
    let before = whole();
    for (key, kept) in [("assistants", "n-main"), ("numbers", "a-desk"), ("campaigns", "n-main")] {
        let after = with(&before, &file(json!({ key: [] })), Mode::Replace);
        assert_ne!(record(&after, kept), Value::Null, "{key}");
        let (left, other): (usize, usize) = match key {
            "assistants" => (after.assistants().len(), after.numbers().len()),
            // The numbers that campaigns call from stay, since the file removes no campaign.
            "numbers" => (after.numbers().len() - 2, after.assistants().len()),
            _ => (after.campaigns().len(), after.numbers().len()),
        };
        assert_eq!((left, other), (0, 5), "{key}");
    }
    assert_eq!(exported(&with(&before, &file(json!({})), Mode::Replace)), WHOLE, "no list, nothing removed");
}

#[test]
fn replacing_says_what_is_removed_and_a_removal_can_be_left_out() {
    let text =
        file(json!({ "assistants": [{ "id": "a-alba" }], "numbers": [{ "id": "n-main" }, { "id": "n-asked" }] }));
    let review = reviewed(&whole(), &[&text], Mode::Replace);
    let removed: Vec<(RecordKind, &str)> =
        review.of(Outcome::Removed).filter_map(|entry| Some((entry.kind(), entry.id()?.as_str()))).collect();
    use RecordKind::{Assistant, Number};
    let expected = [
        (Assistant, "a-desk"),
        (Assistant, "a-night"),
        (Assistant, "a-twin-1"),
        (Assistant, "a-twin-2"),
        (Number, "n-asked-too"),
        (Number, "n-london"),
        (Number, "n-second"),
    ];
    assert_eq!(removed, expected);
    assert_eq!(notes(row(&review, "a-desk")), ["note-slot-emptied"]);
    assert_eq!(notes(row(&review, "n-second")), ["note-fallback-outside"]);
    assert_eq!(record(&review.setup, "n-main")["inbound"]["assistant"], Value::Null);

    let key = row(&review, "a-desk").key.clone();
    let kept = reviewed_without(&whole(), &[&text], Mode::Replace, &[&key]);
    assert!(!row(&kept, "a-desk").included);
    assert_eq!(record(&kept.setup, "n-main")["inbound"]["assistant"], "a-desk");
}

#[test]
fn replacing_never_removes_what_an_entry_with_a_problem_or_left_out_names() {
    let broken = file(json!({
        "assistants": [{ "id": "a-desk", "kind": "robot" }, { "name": "Alba", "active": "no" }],
        "numbers": [{ "id": "n-london", "label": "\u{1}" }, { "number": "(415) 555-0101", "status": "asleep" }],
        "campaigns": [{ "id": "c-letters", "status": "idea" }],
    }));
    let review = reviewed(&whole(), &[&broken], Mode::Replace);
    assert_eq!(review.problems.len(), 5);
    let removed: BTreeSet<&str> = review.of(Outcome::Removed).filter_map(|e| e.id().map(Id::as_str)).collect();
    assert_eq!(removed, ["a-night", "a-twin-1", "a-twin-2", "c-spring", "n-asked", "n-asked-too", "n-second"].into());
    for id in ["a-desk", "a-alba", "n-london", "n-main", "c-letters"] {
        assert_eq!(record(&review.setup, id), record(&whole(), id), "{id}");
    }

    let fine =
        file(json!({ "assistants": [], "numbers": [{ "id": "n-london", "label": "Londres" }], "campaigns": [] }));
    let review = reviewed(&whole(), &[&fine], Mode::Replace);
    let key = row(&review, "n-london").key.clone();
    let review = reviewed_without(&whole(), &[&fine], Mode::Replace, &[&key]);
    assert_eq!(record(&review.setup, "n-london"), record(&whole(), "n-london"));
    assert_eq!(review.setup.numbers().len(), 1);
}

// ---- leaving out

#[test]
fn an_entry_left_out_leaves_the_slots_that_need_it_as_they_were_and_the_row_says_so() {
    let text = file(json!({
        "assistants": [{ "id": "a-new", "name": "Newcomer" }],
        "numbers": [{ "id": "n-main", "label": "Head Office", "inbound": { "assistant": "Newcomer" } },
                    { "id": "n-new", "number": "+14155550104", "outbound": { "assistant": "a-new" } }],
    }));
    let all = reviewed(&whole(), &[&text], Mode::Merge);
    assert_eq!(record(&all.setup, "n-main")["inbound"]["assistant"], "a-new");
    assert_eq!((notes(row(&all, "n-main")), all.included()), (vec![], 3));

    let key = row(&all, "a-new").key.clone();
    let review = reviewed_without(&whole(), &[&text], Mode::Merge, &[&key]);
    assert_eq!(codes(&review.problems), []);
    assert_eq!(record(&review.setup, "a-new"), Value::Null);
    assert_eq!(record(&review.setup, "n-main")["inbound"]["assistant"], "a-desk", "as it was");
    assert_eq!(record(&review.setup, "n-main")["label"], "Head Office", "the rest of the entry is imported");
    assert_eq!(record(&review.setup, "n-new")["outbound"]["assistant"], Value::Null);
    for id in ["n-main", "n-new"] {
        assert_eq!(notes(row(&review, id)), ["note-slot-left"], "{id}");
    }
    assert!(!row(&review, "a-new").included);
    assert_eq!(review.included(), 2);
}

#[test]
fn a_number_left_out_leaves_its_campaigns_as_they_were_and_new_ones_out() {
    let text = file(json!({
        "numbers": [{ "id": "n-new", "number": "+14155550104" }],
        "campaigns": [{ "id": "c-letters", "number": "n-new", "status": "paused" },
                      { "id": "c-new", "name": "Winter", "number": "+14155550104" }],
    }));
    let all = reviewed(&whole(), &[&text], Mode::Merge);
    assert_eq!(record(&all.setup, "c-new")["number"], "n-new");
    let key = row(&all, "n-new").key.clone();
    let review = reviewed_without(&whole(), &[&text], Mode::Merge, &[&key]);
    assert_eq!(codes(&review.problems), []);
    assert_eq!(record(&review.setup, "c-letters")["number"], "n-main");
    assert_eq!(record(&review.setup, "c-letters")["status"], "paused");
    assert_eq!(notes(row(&review, "c-letters")), ["note-number-left"]);
    assert_eq!(record(&review.setup, "c-new"), Value::Null, "a campaign always has a number");
}

#[test]
fn leaving_everything_out_changes_nothing() {
    for mode in [Mode::Merge, Mode::Replace] {
        let text = renamed();
        let start = with(&Setup::default(), INFORMAL, Mode::Merge);
        let keys: Vec<String> = reviewed(&start, &[&text], mode).entries.into_iter().map(|entry| entry.key).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let review = reviewed_without(&start, &[&text], mode, &keys);
        assert_eq!(exported(&review.setup), exported(&start), "{mode:?}");
        assert_eq!(review.included(), 0);
    }
}

// ---- VozAgent's lists

//! list, show, add, set and remove: numbers.

use serde_json::{Value, json};
use vozdesk_tests::Office;
use vozdesk_tests::fixtures::{chain, corner_shop};

#[test]
fn lists_have_the_shape_of_the_setup_file() {
    let office = corner_shop();
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
    let office = corner_shop();
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
    let office = corner_shop();
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
    let office = corner_shop();
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
    let office = Office::fresh();
    let asked = office.json(&["add", "--request", "es", "--area-code", "91", "--label", "Madrid"]);
    assert_eq!(asked["requested"], json!({ "country": "ES", "area_code": "91" }));
    assert_eq!((&asked["status"], asked.get("number")), (&json!("pending"), None));
    let entered = office.json(&["set", "Madrid", "--number", "+34 919 930 001"]);
    assert_eq!((&entered["number"], &entered["status"]), (&json!("+34919930001"), &json!("pending")));
    assert_eq!((&entered["id"], entered.get("requested")), (&asked["id"], None));
    assert_eq!(office.json(&["set", "Madrid", "--status", "active"])["status"], "active");
}

#[test]
fn a_requested_number_gets_its_digits_and_keeps_slots_and_campaigns() {
    let office = chain();
    office.done(&["campaign", "add", "Summer", "--from", "Asked"]);
    assert_eq!(office.run(&["set", "Asked", "--number", "+1 415 555 0101"]).exit, 3, "the digits are Main's");
    office.done(&["set", "Asked", "--number", "(415) 555-0177"]);
    let number = office.json(&["show", "asked"]);
    assert_eq!((&number["number"], &number["status"]), (&json!("+14155550177"), &json!("pending")));
    assert_eq!(number["outbound"]["assistant"], "caller");
    assert_eq!(number["routes"]["outbound"]["outcome"], "not_ready");
    assert!(number["findings"].as_array().is_some_and(|found| found.iter().any(|f| f["code"] == "number-pending")));
}

#[test]
fn national_forms_are_read_in_the_profiles_country() {
    let office = Office::fresh();
    office.done(&["profile", "--country", "GB"]);
    assert_eq!(office.json(&["add", "020 7946 0018"])["number"], "+442079460018");
    assert_eq!(office.number("020 7946 0018")["number"], "+442079460018");
}

#[test]
fn a_loop_of_fallbacks_is_refused_unless_it_is_allowed() {
    let office = corner_shop();
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

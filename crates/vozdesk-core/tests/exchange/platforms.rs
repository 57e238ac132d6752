//! Lists of platforms: what they carry and nothing else.

use super::*;

#[test]
fn a_platform_list_changes_what_it_carries_and_nothing_else() {
    let before = whole();
    for files in [[VOZAGENT_ASSISTANTS, VOZAGENT_NUMBERS], [VOZAGENT_NUMBERS, VOZAGENT_ASSISTANTS]] {
        let review = reviewed(&before, &files, Mode::Merge);
        assert_eq!(codes(&review.problems), []);
        let after = &review.setup;

        let main = record(after, "n-main");
        assert_eq!(main["label"], "Main");
        let newcomer = after.assistants().find(|a| a.name == "Night Nurse").expect("it is new");
        assert_eq!(main["inbound"]["assistant"], newcomer.id.as_str(), "joined by the platform's id, in either order");
        assert_eq!(main["platform"]["monthly_cost_cents"], 250);
        assert_eq!(main["platform"]["sms_enabled"], false);
        let kept = |setup: &Setup, id: &str| {
            let number = record(setup, id);
            (number["outbound"].clone(), number["inbound"]["fallback"].clone(), number["notes"].clone())
        };
        for id in ["n-main", "n-second"] {
            assert_eq!(kept(after, id), kept(&before, id), "{id}: what the list cannot carry stays");
        }

        let second = record(after, "n-second");
        assert_eq!(second["label"], "Second", "only a person, a setup or a table clears a label");
        assert_eq!(second["inbound"]["assistant"], Value::Null, "null clears");
        assert_eq!(second["status"], "active", "absent stays");
        assert_eq!(second["platform"]["provider"], "telnyx");

        let alba = record(after, "a-alba");
        assert_eq!((&alba["active"], &alba["greeting"]), (&json!(false), &json!("Hello, Alba here.")));
        let desk = record(after, "a-desk");
        assert_eq!(
            (&desk["name"], &desk["voice"], &desk["role"]),
            (&json!("Reception"), &json!(""), &json!("receptionist"))
        );
        assert_eq!(newcomer.kind.word(), "custom", "a kind that is not known is none of the two");
        for id in ["a-night", "n-london", "n-asked", "c-letters", "c-spring"] {
            assert_eq!(record(after, id), record(&before, id), "{id}");
        }
    }
}

#[test]
fn an_assistant_that_the_platform_alone_knows_is_a_warning_and_the_slot_stays() {
    let before = with(
        &whole(),
        &file(json!({ "numbers": [{ "id": "n-3", "number": "+14155550103", "inbound": { "assistant": "a-night" } }] })),
        Mode::Merge,
    );
    let review = reviewed(&before, &[VOZAGENT_ASSISTANTS, VOZAGENT_NUMBERS], Mode::Merge);
    assert_eq!(codes(&review.problems), []);
    assert_eq!(codes(&review.warnings), [("unknown_assistant", "/2/assistant_id")]);
    assert_eq!(record(&review.setup, "n-3")["inbound"]["assistant"], "a-night");
    assert_eq!(record(&review.setup, "n-3")["status"], "inactive", "the rest of the entry is imported");
}

#[test]
fn importing_platform_lists_again_changes_nothing() {
    let files = [VOZAGENT_NUMBERS, VOZAGENT_ASSISTANTS];
    for start in [Setup::default(), whole()] {
        for mode in [Mode::Merge, Mode::Replace] {
            let once = reviewed(&start, &files, mode).setup;
            let again = reviewed(&once, &files, mode);
            // A number that a campaign needs is listed, unticked, each time.
            assert_eq!(again.included(), 0, "{:#?}", again.entries);
            assert_eq!(again.unchanged, 6);
            assert_eq!(exported(&again.setup), exported(&once));
        }
    }
}

#[test]
fn replacing_with_a_list_of_numbers_removes_no_assistant_and_no_campaign() {
    let by_hand = reviewed(&whole(), &[VOZAGENT_NUMBERS], Mode::Replace);
    assert_ne!(record(&by_hand.setup, "n-london"), Value::Null, "a number of no platform, which this one cannot list");
    let ids = ["n-london", "n-asked"].map(|id| json!({ "id": id, "platform": { "name": "vozagent", "id": id } }));
    let of_platform = file(json!({ "numbers": ids }));
    let before = with(&whole(), &of_platform, Mode::Merge);
    let review = reviewed(&before, &[VOZAGENT_NUMBERS], Mode::Replace);
    assert_eq!(codes(&review.problems), []);
    assert_eq!(review.setup.assistants().len(), before.assistants().len());
    assert_eq!(review.setup.campaigns().len(), before.campaigns().len());
    assert_eq!(record(&review.setup, "n-london"), Value::Null, "a number the list does not name");
    assert_ne!(record(&review.setup, "n-asked"), Value::Null, "a campaign calls from it");
    let needed = row(&review, "n-asked");
    assert!(!needed.included && notes(needed).contains(&"note-number-needed"));

    let review = reviewed(&before, &[VOZAGENT_ASSISTANTS], Mode::Replace);
    assert_eq!(review.setup.numbers().len(), before.numbers().len());
    assert_eq!(record(&review.setup, "a-night"), Value::Null);
    assert_eq!(record(&review.setup, "n-second")["inbound"]["assistant"], Value::Null);
}

#[test]
fn an_error_answer_saved_by_mistake_is_recognised() {
    let text = r#"{ "error": { "code": "unauthorized", "message": "The key is not valid." } }"#;
    for from in [ReadAs::Recognised, ReadAs::AnswerOf(Platform::of_word("vozagent").expect("a platform"))] {
        let problem = files::read("a.json", text.as_bytes(), from, None, Country::US).expect_err("it is no list");
        assert_eq!((problem.code, problem.pointer.as_str()), ("error_answer", ""), "{from:?}");
    }
}

#[test]
fn what_is_wrong_in_a_platform_list_is_a_problem_of_its_entry() {
    for (from, to, code, pointer) in [
        ("\"status\": \"inactive\"", "\"status\": \"suspended\"", "unknown_value", "/2/status"),
        ("\"phone_number\": \"+14155550103\"", "\"phone_number\": \"+1415\"", "too_short", "/2/phone_number"),
        ("\"phone_number\": \"+14155550103\"", "\"phone_number\": 14155550103", "wrong_type", "/2/phone_number"),
        ("\"phone_number\": \"+14155550103\",", "", "missing_value", "/2"),
        ("\"label\": \"Main\"", "\"label\": \"a\\u0000\"", "control_character", "/0/label"),
    ] {
        let text = VOZAGENT_NUMBERS.replacen(from, to, 1);
        assert_ne!(text, VOZAGENT_NUMBERS, "{from}");
        let review = reviewed(&Setup::default(), &[&text], Mode::Merge);
        assert_eq!(codes(&review.problems), [(code, pointer)]);
        assert_eq!(review.setup.numbers().len(), 2, "{code}: the others are imported");
    }
    for (from, to, code, pointer) in [
        ("\"id\": \"as-new\",", "", "missing_value", "/2"),
        ("\"name\": \"Night Nurse\"", "\"name\": null", "missing_value", "/2/name"),
        ("\"is_active\": false", "\"is_active\": 0", "wrong_type", "/0/is_active"),
    ] {
        let text = VOZAGENT_ASSISTANTS.replacen(from, to, 1);
        assert_ne!(text, VOZAGENT_ASSISTANTS, "{from}");
        let review = reviewed(&Setup::default(), &[&text], Mode::Merge);
        assert_eq!(codes(&review.problems), [(code, pointer)]);
        assert_eq!(review.setup.assistants().len(), 2, "{code}: the others are imported");
    }
}

#[test]
fn a_setup_of_a_number_whose_status_is_unknown_is_a_problem() {
    let text = WHOLE.replacen("\"status\": \"active\"", "\"status\": \"unknown\"", 1);
    assert_eq!(codes(&problems(text.as_bytes())), [("unknown_value", "/numbers/0/status")]);
}

// ---- any setup

//! What a setup file carries, and what comes out again.

use super::*;

#[test]
fn a_whole_file_comes_out_again_to_the_byte() {
    for text in [WHOLE, EMPTY, INFORMAL_EXPECTED] {
        for mode in [Mode::Merge, Mode::Replace] {
            let review = reviewed(&Setup::default(), &[text], mode);
            assert_eq!((&review.problems[..], &review.warnings[..]), (&[][..], &[][..]));
            assert_eq!(exported(&review.setup), text);
        }
    }
    assert_eq!(exported(&Setup::default()), EMPTY, "an empty store exports its defaults");
}

#[test]
fn an_informally_written_file_is_read_as_it_is_meant() {
    let with_crlf = INFORMAL.replace('\n', "\r\n");
    let with_mark = format!("\u{FEFF}{INFORMAL}");
    let with_both = format!("\u{FEFF}{with_crlf}");
    for text in [INFORMAL, &with_crlf, &with_mark, &with_both] {
        let review = reviewed(&Setup::default(), &[text], Mode::Merge);
        assert_eq!((&review.problems[..], &review.warnings[..]), (&[][..], &[][..]));
        assert_eq!(exported(&review.setup), INFORMAL_EXPECTED);
    }
}

#[test]
fn national_forms_are_read_in_the_country_of_the_caller_else_the_file_else_the_store() {
    let number = |profile: Value, country: Option<&str>, store: &str| {
        let text = file(json!({ "numbers": [{ "id": "n", "number": "020 7946 0018" }], "profile": profile }));
        let country = country.and_then(Country::new);
        let store = Country::new(store).expect("a country");
        let partial =
            files::read("a.json", text.as_bytes(), ReadAs::Recognised, country, store).expect("it can be read");
        let review = review(&Setup::default(), &[partial], Mode::Merge, &HashSet::new());
        record(&review.setup, "n")["number"].clone()
    };
    assert_eq!(number(json!({ "default_country": "US" }), Some("GB"), "US"), "+442079460018");
    assert_eq!(number(json!({ "default_country": "GB" }), None, "US"), "+442079460018");
    assert_eq!(number(json!({}), None, "GB"), "+442079460018");
    assert_eq!(number(json!({ "default_country": "US" }), None, "GB"), Value::Null, "the file's word counts");
}

#[test]
fn every_file_written_satisfies_the_schema_and_what_is_no_setup_does_not() {
    let schema = setup_file::schema();
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let valid = |text: &str| validator.is_valid(&serde_json::from_str(text).expect("it is JSON"));
    for text in [WHOLE, EMPTY, INFORMAL_EXPECTED] {
        let value = serde_json::from_str(text).expect("it is JSON");
        let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert_eq!(errors, [""; 0]);
    }
    for (from, to) in [
        ("\"version\": 1,", "\"version\": 2,"),
        ("vozdesk.setup", "vozdesk.backup"),
        ("\"kind\": \"outbound\"", "\"kind\": \"robot\""),
        ("\"number\": \"+14155550101\",\n", ""),
        ("\"number\": \"+14155550101\"", "\"number\": \"(415) 555-0101\""),
        (
            "\"number\": \"+14155550101\"",
            "\"requested\": { \"country\": \"US\", \"area_code\": \"\" }, \"number\": \"+14155550101\"",
        ),
        ("\"id\": \"n-main\"", "\"id\": \"n main\""),
        ("\"extra_numbers\": 2", "\"extra_numbers\": -2"),
        ("\"role\": \"recalls\"", "\"rôle\": \"recalls\""),
    ] {
        assert!(WHOLE.contains(from), "{from}");
        assert!(!valid(&WHOLE.replacen(from, to, 1)), "{from} → {to}");
    }
}

#[test]
fn unknown_keys_give_a_warning_each_and_none_for_what_is_inside() {
    let text = file(json!({
        "colour": { "main": "blue", "others": [{ "a": 1 }] },
        "assistants": [{ "id": "a", "name": "Desk", "mood": "fine", "platform": { "name": "vapi", "tier": 3 } }],
        "numbers": [{ "id": "n", "number": "+14155550101", "inbound": { "assistant": "a", "queue": 1 } }],
        "profile": { "owner": "Ana" },
    }));
    let review = reviewed(&Setup::default(), &[&text], Mode::Merge);
    assert!(review.problems.is_empty());
    let warned: BTreeSet<(&str, &str)> = codes(&review.warnings).into_iter().collect();
    let pointers =
        ["/colour", "/assistants/0/mood", "/assistants/0/platform/tier", "/numbers/0/inbound/queue", "/profile/owner"];
    assert_eq!(warned, pointers.map(|pointer| ("unknown_key", pointer)).into());
    assert_eq!(review.warnings.len(), pointers.len());
    assert_eq!(review.included(), 2);
}

// ---- every class of bad input

#[test]
fn two_records_that_say_the_same_but_for_their_ids_stay_two() {
    let platform = json!({ "name": "vozagent", "id": "as-1" });
    let assistant = |id: &str| json!({ "id": id, "name": "Reception", "platform": platform });
    let number =
        |id: &str| json!({ "id": id, "requested": { "country": "US" }, "status": "pending", "platform": platform });
    let text =
        file(json!({ "assistants": [assistant("a1"), assistant("a2")], "numbers": [number("n1"), number("n2")] }));
    let setup = with(&Setup::default(), &text, Mode::Replace);
    assert_eq!((setup.assistants().len(), setup.numbers().len()), (2, 2));
    assert_eq!(exported(&with(&Setup::default(), &exported(&setup), Mode::Replace)), exported(&setup));
}

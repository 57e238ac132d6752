//! Files in and out, through the public functions alone.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::{BTreeSet, HashSet};

use proptest::prelude::*;
use serde_json::{Value, json};
use vozdesk_core::files::{self, Entry, Mode, Outcome, Partial, Platform, Problem, ReadAs, Review, review, setup_file};
use vozdesk_core::model::change::ChangeSet;
use vozdesk_core::model::country::Country;
use vozdesk_core::model::id::Id;
use vozdesk_core::model::record::RecordKind;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::rules::edit::{self, Edits, Saving, Typed};
use vozdesk_core::testing::setups;

const WHOLE: &str = include_str!("fixtures/whole.json");
const INFORMAL: &str = include_str!("fixtures/informal.json");
const INFORMAL_EXPECTED: &str = include_str!("fixtures/informal.expected.json");
const EMPTY: &str = include_str!("fixtures/empty.json");
const VOZAGENT_ASSISTANTS: &str = include_str!("fixtures/vozagent-assistants.json");
const VOZAGENT_NUMBERS: &str = include_str!("fixtures/vozagent-numbers.json");

fn read(text: impl AsRef<[u8]>) -> Partial {
    files::read("a.json", text.as_ref(), ReadAs::Recognised, None, Country::US)
        .unwrap_or_else(|problem| panic!("the file can be read: {problem:?}"))
}

fn reviewed(setup: &Setup, files: &[&str], mode: Mode) -> Review {
    reviewed_without(setup, files, mode, &[])
}

fn reviewed_without(setup: &Setup, files: &[&str], mode: Mode, left_out: &[&str]) -> Review {
    let partials: Vec<Partial> = files.iter().map(read).collect();
    let left_out: HashSet<String> = left_out.iter().map(|key| (*key).to_owned()).collect();
    let review = review(setup, &partials, mode, &left_out);
    assert_eq!(review.setup.faults(), [], "whatever a file says, what comes of it is a setup");
    review
}

/// The setup that a file without problems makes of another.
fn with(setup: &Setup, file: &str, mode: Mode) -> Setup {
    let review = reviewed(setup, &[file], mode);
    assert!(review.problems.is_empty(), "{:#?}", review.problems);
    review.setup
}

fn whole() -> Setup {
    with(&Setup::default(), WHOLE, Mode::Merge)
}

fn exported(setup: &Setup) -> String {
    String::from_utf8(setup_file::to_bytes(setup)).expect("an export is UTF-8")
}

/// A setup file with these keys.
fn file(keys: Value) -> String {
    let mut file = json!({ "format": "vozdesk.setup", "version": 1 });
    let members = file.as_object_mut().expect("an object");
    members.extend(keys.as_object().expect("an object").clone());
    file.to_string()
}

/// The record of an export with this id.
fn record(setup: &Setup, id: &str) -> Value {
    let file: Value = serde_json::from_slice(&setup_file::to_bytes(setup)).expect("an export is JSON");
    let lists = ["assistants", "numbers", "campaigns"];
    let mut records = lists.iter().flat_map(|list| file[list].as_array().expect("a list").iter());
    records.find(|record| record["id"] == id).unwrap_or(&Value::Null).clone()
}

fn row<'a>(review: &'a Review, id: &str) -> &'a Entry {
    let found = review.entries.iter().find(|entry| entry.id().is_some_and(|own| own.as_str() == id));
    found.unwrap_or_else(|| panic!("{id} has a row: {:#?}", review.entries))
}

fn notes(entry: &Entry) -> Vec<&'static str> {
    entry.notes.iter().map(|note| note.key).collect()
}

fn codes(problems: &[Problem]) -> Vec<(&'static str, &str)> {
    problems.iter().map(|problem| (problem.code, problem.pointer.as_str())).collect()
}

// ---- the file itself

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

/// What is wrong: a description, what is replaced in the whole fixture and by what, the code and the
/// pointer. `@@` stands where the value begins and is taken out again.
type Wrong = (&'static str, &'static str, &'static str, &'static str, &'static str);

const MAIN: &str = "{\n      \"id\": \"n-main\",\n      \"number\": \"+14155550101\",";

const WRONG: &[Wrong] = &[
    (
        "a key that stands twice",
        "\"label\": \"Main Office\",",
        "\"label\": \"Main Office\",\n      \"label\": @@\"Again\",",
        "duplicate_key",
        "/numbers/0/label",
    ),
    (
        "a key that stands twice in a slot",
        "\"assistant\": \"a-desk\",",
        "\"assistant\": \"a-desk\", \"assistant\": @@null,",
        "duplicate_key",
        "/numbers/0/inbound/assistant",
    ),
    (
        "digits that stand twice",
        "\"number\": \"+14155550102\"",
        "\"number\": @@\"+14155550101\"",
        "duplicate_number",
        "/numbers/1/number",
    ),
    (
        "a slot that names nobody",
        "\"assistant\": \"a-desk\"",
        "\"assistant\": @@\"a-nobody\"",
        "unknown_assistant",
        "/numbers/0/inbound/assistant",
    ),
    (
        "an outbound slot that names nobody",
        "\"assistant\": \"a-alba\",\n        \"caller_id\": \"",
        "\"assistant\": @@\"Nobody\",\n        \"caller_id\": \"",
        "unknown_assistant",
        "/numbers/0/outbound/assistant",
    ),
    (
        "a name that two assistants bear",
        "\"assistant\": \"a-desk\"",
        "\"assistant\": @@\"Twin\"",
        "ambiguous_assistant",
        "/numbers/0/inbound/assistant",
    ),
    (
        "a number that falls back to itself",
        "\"fallback\": \"+14155550102\"",
        "\"fallback\": @@\"(415) 555-0101\"",
        "fallback_is_itself",
        "/numbers/0/inbound/fallback",
    ),
    (
        "a label of 81 characters",
        "\"label\": \"Main Office\"",
        "\"label\": @@\"ñññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññ\"",
        "label_too_long",
        "/numbers/0/label",
    ),
    (
        "a control character in a label",
        "\"label\": \"Main Office\"",
        "\"label\": @@\"Main\\u0007Office\"",
        "control_character",
        "/numbers/0/label",
    ),
    (
        "a control character in a greeting",
        "\"greeting\": \"Hello,",
        "\"greeting\": @@\"\\u0000Hello,",
        "control_character",
        "/assistants/0/greeting",
    ),
    (
        "a nest of 40 lists",
        "\"label\": \"Main Office\",",
        "\"label\": \"Main Office\", \"nest\": @@[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]],",
        "too_deep",
        "/numbers/0/nest",
    ),
    (
        "a number written as an integer",
        "\"number\": \"+14155550101\"",
        "\"number\": @@14155550101",
        "wrong_type",
        "/numbers/0/number",
    ),
    (
        "half a character",
        "\"label\": \"Main Office\"",
        "\"label\": @@\"Main \\ud800 Office\"",
        "not_text",
        "/numbers/0/label",
    ),
    ("an unknown status", "\"status\": \"inactive\"", "\"status\": @@\"asleep\"", "unknown_value", "/numbers/2/status"),
    (
        "a status in capitals",
        "\"status\": \"inactive\"",
        "\"status\": @@\"Inactive\"",
        "unknown_value",
        "/numbers/2/status",
    ),
    ("an unknown kind", "\"kind\": \"outbound\"", "\"kind\": @@\"robot\"", "unknown_value", "/assistants/0/kind"),
    (
        "an unknown status of a campaign",
        "\"status\": \"draft\"",
        "\"status\": @@\"idea\"",
        "unknown_value",
        "/campaigns/1/status",
    ),
    ("an unknown plan", "\"plan\": \"growth\"", "\"plan\": @@\"free\"", "unknown_value", "/profile/plan"),
    (
        "a number that is too short",
        "\"number\": \"+14155550101\"",
        "\"number\": @@\"+1 415 555 01\"",
        "too_short",
        "/numbers/0/number",
    ),
    (
        "a number that can only be dialled locally",
        "\"number\": \"+14155550101\"",
        "\"number\": @@\"555-0101\"",
        "too_short",
        "/numbers/0/number",
    ),
    (
        "a number that is too long",
        "\"fallback\": \"+14155550102\"",
        "\"fallback\": @@\"+1 415 555 01022\"",
        "too_long",
        "/numbers/0/inbound/fallback",
    ),
    (
        "what is not a number",
        "\"number\": \"+14155550101\"",
        "\"number\": @@\"ask Ana\"",
        "not_a_number",
        "/numbers/0/number",
    ),
    (
        "a calling code of no country",
        "\"caller_id\": \"+14155550103\"",
        "\"caller_id\": @@\"+999 123 4567\"",
        "invalid_country_code",
        "/numbers/0/outbound/caller_id",
    ),
    (
        "an extension",
        "\"number\": \"+14155550101\"",
        "\"number\": @@\"+14155550101 x 5\"",
        "extension",
        "/numbers/0/number",
    ),
    (
        "a number that went through a spreadsheet",
        "\"number\": \"+14155550101\"",
        "\"number\": @@\"1.41556E+10\"",
        "scientific_notation",
        "/numbers/0/number",
    ),
    (
        "both digits and a request",
        MAIN,
        "@@{\n      \"id\": \"n-main\",\n      \"requested\": { \"country\": \"US\" },\n      \"number\": \"+14155550101\",",
        "number_or_requested",
        "/numbers/0",
    ),
    ("neither digits nor a request", MAIN, "@@{\n      \"id\": \"n-main\",", "number_or_requested", "/numbers/0"),
    (
        "neither digits nor a request nor an id",
        "{\n      \"id\": \"n-london\",\n      \"number\": \"+442079460018\",",
        "@@{",
        "number_or_requested",
        "/numbers/2",
    ),
    ("null for digits", "\"number\": \"+14155550101\"", "\"number\": @@null", "missing_value", "/numbers/0/number"),
    (
        "a requested number that is active",
        "\"status\": \"pending\"",
        "\"status\": @@\"active\"",
        "requested_not_pending",
        "/numbers/3/status",
    ),
    (
        "an area code of 7 digits",
        "\"area_code\": \"415\"",
        "\"area_code\": @@\"4155550\"",
        "bad_area_code",
        "/numbers/3/requested/area_code",
    ),
    (
        "a country that is none",
        "\"country\": \"ES\"",
        "\"country\": @@\"ZZ\"",
        "unknown_country",
        "/numbers/4/requested/country",
    ),
    (
        "a campaign from an unknown number",
        "\"number\": \"n-asked\"",
        "\"number\": @@\"n-nobody\"",
        "unknown_number",
        "/campaigns/1/number",
    ),
    (
        "a campaign from digits that are not ours",
        "\"number\": \"n-asked\"",
        "\"number\": @@\"+14155550142\"",
        "unknown_number",
        "/campaigns/1/number",
    ),
    (
        "a campaign without a number",
        "{\n      \"id\": \"c-spring\",\n      \"name\": \"Spring promo\",\n      \"number\": \"n-asked\",",
        "@@{\n      \"id\": \"c-spring\",\n      \"name\": \"Spring promo\",",
        "missing_value",
        "/campaigns/1",
    ),
    (
        "a number's id that stands twice",
        "\"id\": \"n-second\"",
        "\"id\": @@\"n-main\"",
        "duplicate_id",
        "/numbers/1/id",
    ),
    (
        "an assistant's id that stands twice",
        "\"id\": \"a-twin-2\"",
        "\"id\": @@\"a-twin-1\"",
        "duplicate_id",
        "/assistants/4/id",
    ),
    (
        "a campaign's id that stands twice",
        "\"id\": \"c-spring\"",
        "\"id\": @@\"c-letters\"",
        "duplicate_id",
        "/campaigns/1/id",
    ),
    ("an id with a space", "\"id\": \"n-london\"", "\"id\": @@\"n london\"", "bad_id", "/numbers/2/id"),
    (
        "an assistant without a name",
        "\"name\": \"Night Desk\"",
        "\"name\": @@null",
        "missing_value",
        "/assistants/2/name",
    ),
    (
        "an assistant of an empty name",
        "\"name\": \"Night Desk\"",
        "\"name\": @@\" \"",
        "missing_value",
        "/assistants/2/name",
    ),
    ("a flag that is text", "\"active\": false", "\"active\": @@\"no\"", "wrong_type", "/assistants/2/active"),
    (
        "a slot that is a list",
        "\"assistant\": \"a-desk\"",
        "\"assistant\": @@[\"a-desk\"]",
        "wrong_type",
        "/numbers/0/inbound/assistant",
    ),
    (
        "extra numbers below zero",
        "\"extra_numbers\": 2",
        "\"extra_numbers\": @@-2",
        "out_of_range",
        "/profile/extra_numbers",
    ),
    (
        "extra numbers in parts",
        "\"extra_numbers\": 2",
        "\"extra_numbers\": @@2.5",
        "wrong_type",
        "/profile/extra_numbers",
    ),
    ("another format", "\"format\": \"vozdesk.setup\"", "\"format\": @@\"vozdesk.backup\"", "wrong_format", "/format"),
    ("no format", "{\n  \"format\": \"vozdesk.setup\",", "@@{", "wrong_format", ""),
    ("a newer version", "\"version\": 1,", "\"version\": @@2,", "newer_version", "/version"),
    ("a version that never was", "\"version\": 1,", "\"version\": @@0,", "wrong_version", "/version"),
    ("a comma too many", "\"status\": \"draft\"\n    }\n", "\"status\": \"draft\"\n    },\n", "not_json", ""),
];

/// Everything that is wrong with a file, over an empty setup.
fn problems(bytes: &[u8]) -> Vec<Problem> {
    match files::read("a.json", bytes, ReadAs::Recognised, None, Country::US) {
        Err(problem) => vec![*problem],
        Ok(partial) => {
            let review = review(&Setup::default(), &[partial], Mode::Merge, &HashSet::new());
            assert_eq!(review.setup.faults(), []);
            review.problems
        }
    }
}

/// Line and column of an offset, in characters from 1.
fn place(text: &str, offset: usize) -> (u32, u32) {
    let before = &text[..offset];
    let line = before.matches('\n').count() as u32 + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() as u32 + 1;
    (line, column)
}

#[test]
fn every_class_of_bad_input_is_one_problem_with_its_code_and_place() {
    assert_eq!(problems(WHOLE.as_bytes()), []);
    for (what, from, to, code, pointer) in WRONG {
        assert!(WHOLE.contains(from), "{what}: the fixture has {from}");
        let marked = WHOLE.replacen(from, to, 1);
        let text = marked.replace("@@", "");
        let found = problems(text.as_bytes());
        assert_eq!(codes(&found), [(*code, *pointer)], "{what}");
        if let Some(offset) = marked.find("@@") {
            assert_eq!((found[0].at.line, found[0].at.column), place(&text, offset), "{what}");
        }
        assert_eq!(found[0].file, "a.json", "{what}");
    }
}

#[test]
fn a_comma_too_many_is_told_with_its_line() {
    let text = "{\n  \"format\": \"vozdesk.setup\",\n  \"version\": 1,\n}\n";
    let found = problems(text.as_bytes());
    assert_eq!(codes(&found), [("not_json", "")]);
    assert_eq!(found[0].at.line, 4);
}

#[test]
fn what_cannot_be_read_at_all_is_one_problem() {
    let latin_1: Vec<u8> = WHOLE
        .replace("Lindgren & Söhne", "Lindgren & S#hne")
        .replace('—', "-")
        .replace(['“', '”', 'ñ', 'ú'], "")
        .bytes()
        .map(|byte| if byte == b'#' { 0xF6 } else { byte })
        .collect();
    let found = problems(&latin_1);
    assert_eq!((codes(&found), found[0].at.line), (vec![("not_utf8", "")], 5));

    for length in [1, 60, WHOLE.len() / 2, WHOLE.len() - 2] {
        // Never within a character: that would be another mistake.
        let length = (0..=length).rev().find(|at| WHOLE.is_char_boundary(*at)).unwrap_or(0);
        let found = problems(&WHOLE.as_bytes()[..length]);
        assert_eq!(codes(&found), [("not_json", "")], "cut to {length}");
        assert_eq!(found[0].at.line, place(WHOLE, length).0, "cut to {length}");
    }
    for nothing in [&b""[..], b" \r\n\t", b"\xEF\xBB\xBF"] {
        assert_eq!(codes(&problems(nothing)), [("not_json", "")], "{nothing:?}");
    }
    let utf_16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(WHOLE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(codes(&problems(&utf_16)), [("not_utf8", "")]);
    assert_eq!(codes(&problems(b"[]")), [("not_recognised", "")]);
    assert_eq!(codes(&problems(b"\"setup\"")), [("not_recognised", "")]);
}

#[test]
fn a_list_that_is_none_is_one_problem_and_an_entry_that_is_no_object_too() {
    for (text, pointer) in [
        (file(json!({ "numbers": { "n": { "number": "+14155550101" } } })), "/numbers"),
        (file(json!({ "assistants": "Front Desk" })), "/assistants"),
        (file(json!({ "campaigns": null })), "/campaigns"),
        (file(json!({ "profile": [] })), "/profile"),
        (file(json!({ "numbers": [{ "number": "+14155550101" }, 7] })), "/numbers/1"),
    ] {
        assert_eq!(codes(&problems(text.as_bytes())), [("wrong_type", pointer)]);
    }
}

#[test]
fn every_problem_is_reported_and_not_just_the_first() {
    let text = WHOLE
        .replacen("\"kind\": \"custom\"", "\"kind\": \"robot\"", 1)
        .replacen("\"status\": \"inactive\"", "\"status\": \"asleep\"", 1)
        .replacen("\"country\": \"ES\"", "\"country\": \"ZZ\"", 1)
        .replacen("\"number\": \"n-asked\"", "\"number\": \"n-nobody\"", 1);
    let mut found = problems(text.as_bytes());
    found.sort_by_key(|problem| problem.at.line);
    let expected = [
        ("unknown_value", "/assistants/3/kind"),
        ("unknown_value", "/numbers/2/status"),
        ("unknown_country", "/numbers/4/requested/country"),
        ("unknown_number", "/campaigns/1/number"),
    ];
    assert_eq!(codes(&found), expected);
}

#[test]
fn entries_without_problems_are_imported_when_those_with_problems_are_left_out() {
    let text = WHOLE.replacen("\"label\": \"London", "\"label\": \"\\u0001London", 1).replacen(
        "\"id\": \"a-twin-1\",\n      \"name\": \"Twin\",\n      \"kind\": \"custom\"",
        "\"id\": \"a-twin-1\",\n      \"name\": \"Twin\",\n      \"kind\": \"robot\"",
        1,
    );
    let review = reviewed(&Setup::default(), &[&text], Mode::Merge);
    assert_eq!(codes(&review.problems).len(), 2);
    let rest = edit::remove_number(&whole(), "n-london").expect("it is there").setup;
    let rest = edit::remove_assistant(&rest, "a-twin-1").expect("it is there").setup;
    assert_eq!(exported(&review.setup), exported(&rest));
}

// ---- merging

#[test]
fn a_field_that_is_absent_stays_as_it_is_when_merging() {
    let before = whole();
    let text = file(json!({
        "profile": {},
        "assistants": [{ "id": "a-desk" }, { "name": "Alba" }],
        "numbers": [
            { "id": "n-main" },
            { "number": "(415) 555-0102" },
            { "id": "n-london", "inbound": {}, "outbound": {} },
            { "requested": { "country": "US", "area_code": "415" }, "label": "Campaign - Spring Promo" },
        ],
        "campaigns": [{ "name": "Autumn letters" }],
    }));
    let review = reviewed(&before, &[&text], Mode::Merge);
    assert_eq!(codes(&review.problems), []);
    assert_eq!(review.entries.len(), 0, "{:#?}", review.entries);
    assert_eq!(review.unchanged, 8);
    assert_eq!(exported(&review.setup), WHOLE);
}

#[test]
fn a_field_that_is_there_changes_and_the_others_stay() {
    let before = whole();
    let text = file(json!({ "numbers": [{ "number": "+1 415 555 0101", "inbound": { "fallback": "+14155550142" } }] }));
    let review = reviewed(&before, &[&text], Mode::Merge);
    let fields = review.fields(row(&review, "n-main"));
    assert_eq!(fields.len(), 1);
    assert_eq!(fields[0].field.path, "inbound.fallback");
    assert_eq!((fields[0].from.to_json(), fields[0].to.to_json()), (json!("+14155550102"), json!("+14155550142")));
    assert_eq!(
        exported(&review.setup),
        WHOLE.replacen("\"fallback\": \"+14155550102\"", "\"fallback\": \"+14155550142\"", 1)
    );
}

#[test]
fn null_clears_slots_fallback_and_caller_id_and_sets_the_rest_to_their_defaults() {
    let text = file(json!({
        "profile": { "name": null, "default_country": null, "plan": null, "extra_numbers": null },
        "assistants": [{ "id": "a-night", "kind": null, "active": null },
                       { "id": "a-desk", "role": null, "greeting": null, "voice": null, "platform": null }],
        "numbers": [
            { "id": "n-main", "label": null, "notes": null, "platform": null,
              "inbound": { "assistant": null, "fallback": null }, "outbound": { "assistant": null, "caller_id": null } },
            { "id": "n-london", "status": null },
            { "id": "n-asked", "status": null },
        ],
        "campaigns": [{ "id": "c-letters", "status": null }],
    }));
    let after = with(&whole(), &text, Mode::Merge);
    let main = record(&after, "n-main");
    assert_eq!(main["inbound"], json!({ "assistant": null, "fallback": null }));
    assert_eq!(main["outbound"], json!({ "assistant": null, "caller_id": null }));
    assert_eq!((&main["label"], &main["notes"], &main["platform"]), (&json!(""), &json!(""), &Value::Null));
    assert_eq!(record(&after, "n-london")["status"], "active", "a number with digits begins as active");
    assert_eq!(record(&after, "n-asked")["status"], "pending", "a requested one is pending");
    let night = record(&after, "a-night");
    assert_eq!((&night["kind"], &night["active"]), (&json!("custom"), &json!(true)));
    let desk = record(&after, "a-desk");
    assert_eq!((&desk["role"], &desk["greeting"], &desk["voice"]), (&json!(""), &json!(""), &json!("")));
    assert_eq!(desk["platform"], Value::Null);
    assert_eq!(record(&after, "c-letters")["status"], "draft");
    let profile = after.profile();
    assert_eq!((profile.name.as_str(), profile.extra_numbers), ("", 0));
    assert_eq!((profile.default_country, profile.plan.word()), (Country::US, "essential"));
}

#[test]
fn a_review_made_from_an_older_setup_is_refused_rather_than_applied() {
    let before = whole();
    let renamed = file(json!({ "numbers": [{ "number": "+14155550101", "label": "Renamed" }] }));
    let review = reviewed(&before, &[&renamed], Mode::Merge);
    assert!(review.applied_to(&before).is_ok());
    let moved = with(&before, &file(json!({ "profile": { "name": "Somebody was quicker" } })), Mode::Merge);
    let refusal = review.applied_to(&moved).expect_err("the setup has moved on");
    assert_eq!(refusal.code, edit::RefusalCode::MovedOn);
}

#[test]
fn two_numbers_may_swap_their_digits() {
    let text = file(json!({ "numbers": [
        { "id": "n-main", "number": "+14155550102", "inbound": { "fallback": null } },
        { "id": "n-second", "number": "+14155550101" },
    ] }));
    let after = with(&whole(), &text, Mode::Merge);
    assert_eq!(record(&after, "n-main")["number"], "+14155550102");
    assert_eq!(record(&after, "n-second")["number"], "+14155550101");
    assert_eq!(record(&after, "c-letters")["number"], "n-main", "what refers to them stays");
}

#[test]
fn digits_that_stand_twice_in_a_file_are_one_problem_whatever_the_store_holds() {
    let number = |id: &str| json!({ "id": id, "number": "+14155550101", "inbound": { "fallback": "+14155550142" } });
    let twice = file(json!({ "numbers": [number("n-one"), number("n-two")] }));
    for store in [Setup::default(), whole()] {
        for mode in [Mode::Merge, Mode::Replace] {
            let review = reviewed(&store, &[&twice], mode);
            assert_eq!(codes(&review.problems), [("duplicate_number", "/numbers/1/number")], "{mode:?}");
        }
    }
}

#[test]
fn digits_that_a_number_of_the_store_keeps_cannot_be_taken() {
    let text =
        file(json!({ "numbers": [{ "id": "n-main", "number": "+14155550102", "inbound": { "fallback": null } }] }));
    let review = reviewed(&whole(), &[&text], Mode::Merge);
    assert_eq!(codes(&review.problems), [("duplicate_number", "/numbers/0/number")]);
    assert_eq!(exported(&review.setup), WHOLE);
}

#[test]
fn an_entry_that_could_be_several_records_is_a_problem() {
    let before = with(
        &whole(),
        &file(json!({ "numbers": [{ "id": "n-asked-3", "requested": { "country": "ES", "area_code": "" } }],
                      "campaigns": [{ "id": "c-2", "name": "Spring promo", "number": "n-main" }] })),
        Mode::Merge,
    );
    let text = file(json!({ "assistants": [{ "name": "Twin", "role": "clone" }],
                            "numbers": [{ "requested": { "country": "ES" }, "notes": "which?" }],
                            "campaigns": [{ "name": "Spring promo", "status": "paused" }] }));
    let review = reviewed(&before, &[&text], Mode::Merge);
    let expected = [
        ("ambiguous_assistant", "/assistants/0"),
        ("ambiguous_number", "/numbers/0"),
        ("ambiguous_campaign", "/campaigns/0"),
    ];
    assert_eq!(codes(&review.problems), expected);
    assert_eq!(exported(&review.setup), exported(&before));
}

#[test]
fn names_in_slots_are_those_of_the_finished_setup() {
    let text = file(json!({
        "assistants": [{ "id": "a-desk", "name": "Reception" }, { "id": "a-night", "name": "Front Desk" }],
        "numbers": [{ "id": "n-london", "inbound": { "assistant": "Front Desk" }, "outbound": { "assistant": "Reception" } },
                    { "id": "n-asked", "inbound": { "assistant": "a-desk" } }],
    }));
    let after = with(&whole(), &text, Mode::Merge);
    assert_eq!(record(&after, "n-london")["inbound"]["assistant"], "a-night");
    assert_eq!(record(&after, "n-london")["outbound"]["assistant"], "a-desk");
    assert_eq!(record(&after, "n-asked")["inbound"]["assistant"], "a-desk");
}

#[test]
fn a_loop_of_fallbacks_is_imported_and_said() {
    let text = file(json!({ "numbers": [{ "id": "n-second", "inbound": { "fallback": "+14155550101" } }] }));
    let review = reviewed(&whole(), &[&text], Mode::Merge);
    assert_eq!(codes(&review.problems), []);
    assert_eq!(notes(row(&review, "n-second")), ["note-loop"]);
    assert_eq!(record(&review.setup, "n-second")["inbound"]["fallback"], "+14155550101");
}

#[test]
fn importing_the_same_file_again_changes_nothing() {
    for text in [WHOLE, INFORMAL] {
        let once = with(&Setup::default(), text, Mode::Merge);
        for mode in [Mode::Merge, Mode::Replace] {
            let again = reviewed(&once, &[text], mode);
            assert_eq!((again.entries.len(), codes(&again.problems)), (0, vec![]));
            assert_eq!(exported(&again.setup), exported(&once));
        }
    }
}

// ---- replacing

#[test]
fn replacing_with_a_whole_file_gives_exactly_that_file_from_any_setup() {
    let starts = [Setup::default(), whole(), with(&Setup::default(), INFORMAL, Mode::Merge)];
    for start in &starts {
        for text in [WHOLE, EMPTY, INFORMAL_EXPECTED] {
            assert_eq!(exported(&with(start, text, Mode::Replace)), text);
        }
    }
}

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
        assert_eq!(second["label"], "", "null clears");
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
    let before = whole();
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

/// The ids of everything there.
fn ids(setup: &Setup) -> BTreeSet<(RecordKind, String)> {
    let mut ids = BTreeSet::new();
    ids.extend(setup.numbers().map(|n| (RecordKind::Number, n.id.to_string())));
    ids.extend(setup.assistants().map(|a| (RecordKind::Assistant, a.id.to_string())));
    ids.extend(setup.campaigns().map(|c| (RecordKind::Campaign, c.id.to_string())));
    ids
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn export_import_export_is_identity(setup in setups()) {
        let text = exported(&setup);
        for mode in [Mode::Merge, Mode::Replace] {
            prop_assert_eq!(exported(&with(&Setup::default(), &text, mode)), text.clone());
        }
    }

    #[test]
    fn every_export_satisfies_the_schema(setup in setups()) {
        let validator = jsonschema::validator_for(&setup_file::schema()).expect("the schema is one");
        prop_assert!(validator.is_valid(&serde_json::from_str(&exported(&setup)).expect("an export is JSON")));
    }

    #[test]
    fn replacing_any_setup_with_any_whole_file_gives_exactly_that_file(start in setups(), end in setups()) {
        let text = exported(&end);
        prop_assert_eq!(exported(&with(&start, &text, Mode::Replace)), text);
    }

    #[test]
    fn importing_any_file_twice_changes_nothing_the_second_time(start in setups(), end in setups(), replace in any::<bool>()) {
        let mode = if replace { Mode::Replace } else { Mode::Merge };
        let text = exported(&end);
        let once = reviewed(&start, &[&text], mode);
        if once.problems.is_empty() {
            let again = reviewed(&once.setup, &[&text], mode);
            prop_assert_eq!((again.entries.len(), codes(&again.problems)), (0, vec![]), "{:#?}", again.entries);
        }
    }

    #[test]
    fn merging_never_removes_anything(start in setups(), end in setups()) {
        let review = reviewed(&start, &[&exported(&end)], Mode::Merge);
        prop_assert_eq!(review.of(Outcome::Removed).count(), 0);
        prop_assert!(ids(&review.setup).is_superset(&ids(&start)), "{:?} → {:?}", ids(&start), ids(&review.setup));
    }

    #[test]
    fn undoing_an_applied_review_gives_the_bytes_from_before(start in setups(), end in setups(), replace in any::<bool>()) {
        let mode = if replace { Mode::Replace } else { Mode::Merge };
        let review = reviewed(&start, &[&exported(&end)], mode);
        let changes = ChangeSet::between(&start, &review.setup);
        prop_assert_eq!(exported(&changes.applied_to(&start)), exported(&review.setup));
        prop_assert_eq!(exported(&changes.inverse().applied_to(&review.setup)), exported(&start));
    }

    #[test]
    fn leaving_out_any_entries_still_makes_a_setup(
        start in setups(), end in setups(), replace in any::<bool>(), keep in proptest::collection::vec(any::<bool>(), 40)
    ) {
        let mode = if replace { Mode::Replace } else { Mode::Merge };
        let text = exported(&end);
        let keys: Vec<String> = reviewed(&start, &[&text], mode).entries.into_iter().map(|entry| entry.key).collect();
        let left_out: Vec<&str> =
            keys.iter().zip(&keep).filter(|(_, keep)| !**keep).map(|(key, _)| key.as_str()).collect();
        // Whether it is a setup is asserted inside.
        let review = reviewed_without(&start, &[&text], mode, &left_out);
        for entry in review.entries.iter().filter(|entry| left_out.contains(&entry.key.as_str())) {
            // A campaign whose number is removed goes with it whatever is ticked.
            let needs = entry.kind() == RecordKind::Campaign && entry.outcome == Outcome::Removed;
            prop_assert!(!entry.included || needs, "{:?}", entry);
        }
    }

    #[test]
    fn the_two_slots_are_independent(setup in setups(), number in 0..8_usize, assistant in proptest::option::of(0..6_usize), n in 20..40_u8) {
        let Some(number) = setup.numbers().nth(number) else { return Ok(()) };
        let assistant: Option<Id> = assistant.and_then(|at| setup.assistants().nth(at)).map(|a| a.id.clone());
        let typed = Typed { text: format!("+141555501{n}"), country: None };
        let inbound = Edits::default().with("inbound.assistant", assistant.clone()).with("inbound.fallback", typed.clone());
        let saved = edit::save_number(&setup, number.id.as_str(), &inbound, Saving::default()).expect("it can be saved").setup;
        let after = saved.number(number.id.as_str()).expect("it is still there");
        prop_assert_eq!(&after.outbound, &number.outbound);
        prop_assert_eq!(&after.inbound.assistant, &assistant);

        let outbound = Edits::default().with("outbound.assistant", assistant.clone()).with("outbound.caller_id", typed);
        let saved = edit::save_number(&setup, number.id.as_str(), &outbound, Saving::default()).expect("it can be saved").setup;
        let after = saved.number(number.id.as_str()).expect("it is still there");
        prop_assert_eq!(&after.inbound, &number.inbound);
        prop_assert_eq!(&after.outbound.assistant, &assistant);
        // Nobody else is touched either.
        prop_assert_eq!(ChangeSet::between(&setup, &saved).numbers.len(), usize::from(after != number));
    }
}

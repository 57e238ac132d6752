//! What is wrong in a file is told with its code and its place.

use super::*;

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
    assert_eq!(codes(&problems(b"[]")), [("other_kind", "")]);
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

//! Small offices and setups made by chance, for the tests of every crate. Not part of the program:
//! only the feature `testing` brings it in.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::HashSet;

use crate::files::{self, Mode, ReadAs, foreign, review};
use crate::model::country::Country;
use crate::model::setup::Setup;
use proptest::prelude::*;
use serde_json::{Value, json};

/// The setup that a setup file without problems makes of an empty one.
pub fn setup_of(text: &str) -> Setup {
    let partial = files::read("a.json", text.as_bytes(), ReadAs::SetupFile, None, Country::US).expect("it can be read");
    let review = review(&Setup::default(), &[partial], Mode::Replace, &HashSet::new());
    assert!(review.problems.is_empty(), "{:#?}", review.problems);
    review.setup
}

/// An answer with a key in each of its objects, and so in the entries of its list, that says it is a list of something
/// else: the `at`th of those keys, counted round.
pub fn marked(mut answer: Value, at: usize) -> Value {
    let keys: Vec<&str> = foreign::KEYS.iter().flat_map(|(_, keys)| keys.iter().copied()).collect();
    mark(&mut answer, keys[at % keys.len()]);
    answer
}

fn mark(value: &mut Value, key: &str) {
    match value {
        Value::Array(entries) => entries.iter_mut().for_each(|entry| mark(entry, key)),
        Value::Object(entry) => {
            entry.values_mut().for_each(|value| mark(value, key));
            entry.insert(key.to_owned(), Value::Null);
        }
        _ => {}
    }
}

fn pick<'a>(words: &[&'a str], at: usize) -> &'a str {
    words[at % words.len()]
}

/// Small setups with what makes imports hard: shared ids, shared digits, shared names, requests that
/// look alike.
pub fn setup_text() -> impl Strategy<Value = String> {
    let profile = (0..3_usize, 0..3_usize, 0..4_usize, 0..5_u32);
    let assistant = (any::<bool>(), 0..4_usize, 0..3_usize, any::<bool>(), proptest::option::of(0..3_u8));
    let number = (
        any::<bool>(),
        proptest::option::weighted(0.75, 0..9_u8),
        0..3_usize,
        (0..3_usize, 0..3_usize),
        (proptest::option::of(0..6_usize), proptest::option::of(0..9_u8)),
        (proptest::option::of(0..6_usize), proptest::option::of(0..9_u8)),
        proptest::option::of(0..4_u8),
    );
    let campaign = (any::<bool>(), 0..3_usize, 0..8_usize, 0..5_usize);
    let lists = (
        proptest::collection::vec(assistant, 0..6),
        proptest::collection::vec(number, 0..8),
        proptest::collection::vec(campaign, 0..5),
    );
    (profile, lists).prop_map(|((name, country, plan, extra), (assistants, numbers, campaigns))| {
        let id = |kind: &str, other: bool, at: usize| format!("{}{kind}{at}", if other { "y-" } else { "x-" });
        let e164 = |n: u8| format!("+141555501{n:02}");
        let assistant_ids: Vec<String> = assistants.iter().enumerate().map(|(at, a)| id("a", a.0, at)).collect();
        let mut taken = HashSet::new();
        let mut there = HashSet::new();
        let assistants: Vec<Value> = assistants
            .iter()
            .enumerate()
            .map(|(at, (_, name, kind, active, platform))| {
                let platform = platform.filter(|p| there.insert(*p));
                json!({
                    "id": assistant_ids[at], "name": pick(&["Alba", "Front Desk", "Ñandú", "Twin"], *name),
                    "kind": pick(&["inbound", "outbound", "custom"], *kind), "active": active,
                    "greeting": pick(&["", "Hello\nthere", "“Hi”"], *name % 3),
                    "platform": platform.map(|p| json!({ "name": "vozagent", "id": format!("as-{p}") })),
                })
            })
            .collect();
        let mut there = HashSet::new();
        let mut number_ids = Vec::new();
        let numbers: Vec<Value> = numbers
            .iter()
            .enumerate()
            .map(|(at, (other, digits, label, (status, area), inbound, outbound, platform))| {
                let digits = digits.filter(|digits| taken.insert(*digits));
                let slot = |n: Option<usize>| n.and_then(|n| assistant_ids.get(n));
                number_ids.push(id("n", *other, at));
                let mut number = json!({
                    "id": number_ids[at], "label": pick(&["", "Main", "Second"], *label), "notes": pick(&["a\nb", ""], *label % 2),
                    "inbound": { "assistant": slot(inbound.0), "fallback": inbound.1.filter(|n| Some(*n) != digits).map(e164) },
                    "outbound": { "assistant": slot(outbound.0), "caller_id": outbound.1.map(e164) },
                    "platform": platform.filter(|p| there.insert(*p)).map(|p| json!({ "name": "vozagent", "id": format!("pn-{p}"), "sms_enabled": true })),
                });
                match digits {
                    Some(digits) => {
                        number["number"] = e164(digits).into();
                        number["status"] = pick(&["active", "inactive", "pending"], *status).into();
                    }
                    None => number["requested"] = json!({ "country": "US", "area_code": pick(&["", "415", "007"], *area) }),
                }
                number
            })
            .collect();
        let campaigns: Vec<Value> = campaigns
            .iter()
            .enumerate()
            .filter_map(|(at, (other, name, number, status))| {
                Some(json!({
                    "id": id("c", *other, at), "name": pick(&["Letters", "Spring", "Winter"], *name),
                    "number": number_ids.get(*number)?,
                    "status": pick(&["draft", "scheduled", "active", "paused", "completed"], *status),
                }))
            })
            .collect();
        json!({
            "format": "vozdesk.setup", "version": 1,
            "profile": { "name": pick(&["", "Office", "Söhne"], name), "default_country": pick(&["US", "ES", "GB"], country),
                         "plan": pick(&["essential", "growth", "advanced", "enterprise"], plan), "extra_numbers": extra },
            "assistants": assistants, "numbers": numbers, "campaigns": campaigns,
        })
        .to_string()
    })
}

/// Small setups, made by chance.
pub fn setups() -> impl Strategy<Value = Setup> {
    setup_text().prop_map(|text| setup_of(&text))
}

/// Two numbers for tests: "Main Office" (+14155550101, with notes and a campaign) and "Second"
/// (+14155550102, which falls back to the first), both answered by Front Desk; Recall Caller speaks
/// from the first. Returns the setup and the ids of the numbers.
pub fn two_numbers() -> (Setup, String, String) {
    const OFFICE: &str = r#"{
        "format": "vozdesk.setup", "version": 1,
        "assistants": [{ "id": "desk", "name": "Front Desk", "kind": "inbound" },
                       { "id": "recall", "name": "Recall Caller", "kind": "outbound" }],
        "numbers": [
            { "id": "main", "number": "+14155550101", "label": "Main Office", "notes": "Printed on the cards.",
              "inbound": { "assistant": "desk", "fallback": "+14155550142" },
              "outbound": { "assistant": "recall" } },
            { "id": "second", "number": "+14155550102", "label": "Second",
              "inbound": { "assistant": "desk", "fallback": "+14155550101" } }],
        "campaigns": [{ "id": "letters", "name": "Recall letters", "number": "main", "status": "active" }]
    }"#;
    let partial = files::read("office.json", OFFICE.as_bytes(), ReadAs::SetupFile, None, Country::US)
        .expect("the office is well formed");
    let review = review(&Setup::default(), &[partial], Mode::Merge, &HashSet::new());
    assert!(review.problems.is_empty(), "{:?}", review.problems);
    (review.setup, "main".to_owned(), "second".to_owned())
}

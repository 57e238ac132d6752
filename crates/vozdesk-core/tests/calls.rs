//! What happens to a call and what the check-up finds, through the public functions alone: the rules
//! one by one, then properties over any setup.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::HashSet;
use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Value, json};
use vozdesk_core::files::setup_file;
use vozdesk_core::model::change::ChangeSet;
use vozdesk_core::model::country::Country;
use vozdesk_core::model::language::Language;
use vozdesk_core::model::number::{NumberStatus, PhoneNumber};
use vozdesk_core::model::setup::Setup;
use vozdesk_core::rules::checkup::{self, Code, Finding, Severity, Subject};
use vozdesk_core::rules::consequences::Consequence;
use vozdesk_core::rules::edit::{self, Edits, NumberSource, PlacedAssistant, Placement, Saving, Typed};
use vozdesk_core::rules::routing::{self, Outcome, Place, Reason, Route};
use vozdesk_core::testing::{setup_of, setups};
use vozdesk_core::words::Catalogue;

const MAIN: &str = "+14155550101";
const SECOND: &str = "+14155550102";
const THIRD: &str = "+14155550103";
const OUTSIDE: &str = "+14155550190";

/// An office of these numbers; Desk, Night and Caller are on, Off is not.
fn office(numbers: Value) -> Setup {
    office_with(numbers, json!([]))
}

fn office_with(numbers: Value, campaigns: Value) -> Setup {
    let file = json!({
        "format": "vozdesk.setup", "version": 1, "profile": { "name": "Pier Street Vets", "plan": "enterprise" },
        "assistants": [
            { "id": "desk", "name": "Desk", "kind": "inbound", "greeting": "Hello." },
            { "id": "night", "name": "Night", "kind": "inbound" },
            { "id": "caller", "name": "Caller", "kind": "outbound" },
            { "id": "off", "name": "Off", "kind": "custom", "active": false },
        ],
        "numbers": numbers, "campaigns": campaigns,
    });
    setup_of(&file.to_string())
}

fn number<'a>(setup: &'a Setup, id: &str) -> &'a Arc<PhoneNumber> {
    setup.number(id).expect("the number is there")
}

/// A route as one reads it: each hop's number, outcome, reason.
fn hops(route: &Route) -> Vec<(String, &'static str, &'static str)> {
    let reason = |reason: Option<Reason>| reason.map_or("", Reason::word);
    let name = |at: &Place| match at {
        Place::Ours(number) => number.id.to_string(),
        Place::Elsewhere(digits) => digits.to_string(),
    };
    route.hops.iter().map(|hop| (name(&hop.at), hop.outcome.word(), reason(hop.reason))).collect()
}

fn inbound(setup: &Setup, id: &str) -> Vec<(String, &'static str, &'static str)> {
    hops(&routing::inbound(setup, number(setup, id)))
}

fn unavailable(setup: &Setup, id: &str) -> Vec<(String, &'static str, &'static str)> {
    hops(&routing::inbound_if_unavailable(setup, number(setup, id)))
}

fn hop(number: &str, outcome: &'static str, reason: &'static str) -> (String, &'static str, &'static str) {
    (number.to_owned(), outcome, reason)
}

fn said(route: &Route) -> String {
    Catalogue::of(Language::English).text(&route.message())
}

// ---- inbound

#[test]
fn a_number_that_is_not_in_the_setup_is_not_ours() {
    let setup = office(json!([]));
    let digits = vozdesk_core::model::e164::E164::from_text(OUTSIDE).expect("a number");
    let route = routing::inbound_to(&setup, digits);
    assert_eq!(hops(&route), [hop(OUTSIDE, "not_ours", "not_in_setup")]);
}

#[test]
fn a_number_that_is_not_active_is_not_in_service_whatever_is_in_its_slot() {
    for (status, reason) in [("inactive", "status_inactive"), ("pending", "status_pending")] {
        let setup =
            office(json!([{ "id": "n", "number": MAIN, "status": status, "inbound": { "assistant": "desk" } }]));
        assert_eq!(inbound(&setup, "n"), [hop("n", "not_in_service", reason)]);
        assert_eq!(unavailable(&setup, "n"), [hop("n", "not_in_service", reason)]);
    }
    let setup = office(json!([{ "id": "n", "requested": { "country": "US" }, "inbound": { "assistant": "desk" } }]));
    assert_eq!(inbound(&setup, "n"), [hop("n", "not_in_service", "status_pending")]);
    assert_eq!(routing::inbound(&setup, number(&setup, "n")).number(), None);
}

#[test]
fn an_empty_slot_has_no_handler_and_a_fallback_does_not_change_that() {
    let setup = office(json!([{ "id": "n", "number": MAIN, "inbound": { "fallback": OUTSIDE } }]));
    assert_eq!(inbound(&setup, "n"), [hop("n", "no_handler", "slot_empty")]);
    assert_eq!(unavailable(&setup, "n"), [hop("n", "no_handler", "slot_empty")]);
}

#[test]
fn an_active_assistant_answers_with_its_greeting() {
    let setup = office(json!([{ "id": "n", "number": MAIN, "inbound": { "assistant": "desk" } }]));
    let route = routing::inbound(&setup, number(&setup, "n"));
    assert_eq!(hops(&route), [hop("n", "answered", "")]);
    assert_eq!(said(&route), "Desk answers: “Hello.”");
}

#[test]
fn an_unavailable_assistant_forwards_to_the_fallback_else_there_is_no_handler() {
    let setup = office(json!([
        { "id": "with", "number": MAIN, "inbound": { "assistant": "desk", "fallback": OUTSIDE } },
        { "id": "without", "number": SECOND, "inbound": { "assistant": "desk" } },
        { "id": "off", "number": THIRD, "inbound": { "assistant": "off" } },
    ]));
    assert_eq!(
        unavailable(&setup, "with"),
        [hop("with", "forwarded", "assistant_unavailable"), hop(OUTSIDE, "outside", "not_in_setup")]
    );
    assert_eq!(unavailable(&setup, "without"), [hop("without", "no_handler", "no_fallback")]);
    assert_eq!(inbound(&setup, "off"), [hop("off", "no_handler", "no_fallback")]);
}

#[test]
fn a_fallback_that_is_one_of_our_numbers_is_followed_on_by_all_these_rules() {
    let setup = office(json!([
        { "id": "a", "number": MAIN, "inbound": { "assistant": "off", "fallback": SECOND } },
        { "id": "b", "number": SECOND, "inbound": { "assistant": "off", "fallback": THIRD } },
        { "id": "c", "number": THIRD, "inbound": { "assistant": "night", "fallback": OUTSIDE } },
    ]));
    assert_eq!(
        inbound(&setup, "a"),
        [
            hop("a", "forwarded", "assistant_inactive"),
            hop("b", "forwarded", "assistant_inactive"),
            hop("c", "answered", "")
        ]
    );
    assert_eq!(
        said(&routing::inbound(&setup, number(&setup, "a"))),
        "Off is switched off. The call goes to +1 415 555 0102, where Off is switched off. \
         The call goes to +1 415 555 0103, where Night answers."
    );
}

#[test]
fn the_number_at_which_a_loop_closes_is_a_hop_too() {
    let setup = office(json!([
        { "id": "a", "number": MAIN, "inbound": { "assistant": "off", "fallback": SECOND } },
        { "id": "b", "number": SECOND, "inbound": { "assistant": "off", "fallback": THIRD } },
        { "id": "c", "number": THIRD, "inbound": { "assistant": "off", "fallback": SECOND } },
    ]));
    let route = routing::inbound(&setup, number(&setup, "a"));
    assert_eq!(route.outcome(), Outcome::Loop);
    assert_eq!(hops(&route).last(), Some(&hop("b", "loop", "comes_back")));
    assert_eq!(route.hops.len(), 4);
}

#[test]
fn an_assistant_that_is_unavailable_is_so_wherever_it_appears_and_others_keep_their_state() {
    let setup = office(json!([
        { "id": "a", "number": MAIN, "inbound": { "assistant": "desk", "fallback": SECOND } },
        { "id": "b", "number": SECOND, "inbound": { "assistant": "desk", "fallback": THIRD } },
        { "id": "c", "number": THIRD, "inbound": { "assistant": "night" } },
    ]));
    assert_eq!(
        unavailable(&setup, "a"),
        [
            hop("a", "forwarded", "assistant_unavailable"),
            hop("b", "forwarded", "assistant_unavailable"),
            hop("c", "answered", "")
        ]
    );
    assert_eq!(inbound(&setup, "a"), [hop("a", "answered", "")]);
}

// ---- outbound

#[test]
fn a_number_cannot_be_used_for_campaigns_with_an_empty_slot_an_inactive_assistant_or_out_of_service() {
    let setup = office(json!([
        { "id": "empty", "number": MAIN },
        { "id": "off", "number": SECOND, "outbound": { "assistant": "off" } },
        { "id": "inactive", "number": THIRD, "status": "inactive", "outbound": { "assistant": "caller" } },
        { "id": "asked", "requested": { "country": "US" }, "outbound": { "assistant": "caller" } },
    ]));
    for (id, reason) in [
        ("empty", "slot_empty"),
        ("off", "assistant_inactive"),
        ("inactive", "status_inactive"),
        ("asked", "status_pending"),
    ] {
        let route = routing::outbound(&setup, number(&setup, id));
        assert_eq!(hops(&route), [hop(id, "not_ready", reason)]);
        assert_eq!((route.caller_id, &route.call_back), (None, &None));
    }
}

#[test]
fn a_campaign_shows_the_outbound_phone_number_else_the_number_itself_and_says_where_calls_back_land() {
    let setup = office(json!([
        { "id": "own", "number": MAIN, "inbound": { "assistant": "desk" }, "outbound": { "assistant": "caller" } },
        { "id": "other", "number": SECOND, "outbound": { "assistant": "caller", "caller_id": MAIN } },
        { "id": "abroad", "number": THIRD, "outbound": { "assistant": "caller", "caller_id": OUTSIDE } },
    ]));
    for (id, shown, lands) in
        [("own", MAIN, Outcome::Answered), ("other", MAIN, Outcome::Answered), ("abroad", OUTSIDE, Outcome::Outside)]
    {
        let route = routing::outbound(&setup, number(&setup, id));
        assert_eq!(route.outcome(), Outcome::Placed);
        assert_eq!(route.caller_id.map(|n| n.to_string()).as_deref(), Some(shown));
        assert_eq!(route.call_back.as_ref().map(|back| back.outcome()), Some(lands), "{id}");
    }
    let route = routing::outbound(&setup, number(&setup, "own"));
    assert_eq!(said(&route), "Caller speaks, and people see +1 415 555 0101. Calling back reaches Desk.");
}

// ---- the check-up

type Row = (&'static str, &'static str, &'static str, String);

fn rows(setup: &Setup) -> Vec<Row> {
    let row = |f: &Finding| (f.code.word(), f.severity.word(), f.subject.kind(), f.subject.name(setup));
    checkup::check(setup).iter().map(row).collect()
}

/// The findings about a number that every office here has no other reason for.
fn codes(setup: &Setup, id: &str) -> Vec<&'static str> {
    let is_about = |f: &&Finding| matches!(&f.subject, Subject::Number(number) if number.id.as_str() == id);
    let mut codes: Vec<_> = checkup::check(setup).iter().filter(is_about).map(|f| f.code.word()).collect();
    codes.sort_unstable();
    codes
}

/// What is found of one number with a label, answered by Desk with a fallback, with these keys on top.
fn found(keys: Value) -> Vec<&'static str> {
    let mut one = json!({ "id": "n", "number": "+14155550150", "label": "Here",
        "inbound": { "assistant": "desk", "fallback": OUTSIDE }, "outbound": {} });
    for (key, value) in keys.as_object().expect("an object") {
        one[key] = value.clone();
    }
    if one.get("requested").is_some() {
        one.as_object_mut().expect("an object").remove("number");
    }
    let quiet = |number: &str, label: &str| json!({ "number": number, "label": label, "inbound": { "assistant": "night", "fallback": OUTSIDE } });
    codes(&office(json!([one, quiet(MAIN, "Main"), quiet("+442079460018", "London")])), "n")
}

#[test]
fn each_finding_of_a_number_is_given_when_its_rule_says_so() {
    let nobody = json!({ "assistant": null });
    let off = json!({ "assistant": "off" });
    let off_with = json!({ "assistant": "off", "fallback": OUTSIDE });
    let calls = json!({ "assistant": "caller" });
    let cases: Vec<(Value, Vec<&str>)> = vec![
        (json!({}), vec![]),
        (json!({ "inbound": nobody }), vec!["inbound-unassigned"]),
        (json!({ "inbound": nobody, "status": "inactive" }), vec![]),
        (json!({ "inbound": { "fallback": OUTSIDE } }), vec!["fallback-without-assistant", "inbound-unassigned"]),
        (json!({ "inbound": { "fallback": OUTSIDE }, "status": "inactive" }), vec!["fallback-without-assistant"]),
        (json!({ "inbound": off }), vec!["fallback-missing", "inbound-assistant-inactive"]),
        (json!({ "inbound": off_with }), vec!["inbound-assistant-inactive"]),
        (json!({ "inbound": off_with, "status": "inactive" }), vec!["inbound-assistant-inactive"]),
        (json!({ "inbound": { "assistant": "desk" } }), vec!["fallback-missing"]),
        (json!({ "inbound": { "assistant": "desk" }, "status": "inactive" }), vec!["fallback-missing"]),
        (json!({ "inbound": { "assistant": "caller", "fallback": OUTSIDE } }), vec!["assistant-kind-mismatch"]),
        (json!({ "outbound": { "assistant": "night" } }), vec!["assistant-kind-mismatch"]),
        (json!({ "outbound": calls }), vec![]),
        (json!({ "outbound": { "assistant": "off" } }), vec!["outbound-assistant-inactive"]),
        (json!({ "outbound": { "caller_id": OUTSIDE } }), vec!["caller-id-not-ours"]),
        (json!({ "outbound": { "caller_id": MAIN } }), vec![]),
        (json!({ "outbound": { "caller_id": "+442079460018" } }), vec!["caller-id-country-differs"]),
        // Where no call would be placed, none comes back.
        (json!({ "inbound": nobody, "outbound": calls }), vec!["call-back-unanswered", "inbound-unassigned"]),
        (json!({ "inbound": nobody, "outbound": calls, "status": "inactive" }), vec![]),
        (
            json!({ "inbound": nobody, "outbound": { "assistant": "caller", "caller_id": MAIN } }),
            vec!["inbound-unassigned"],
        ),
        (json!({ "status": "pending" }), vec!["number-pending"]),
        (json!({ "requested": { "country": "US", "area_code": "415" } }), vec!["number-pending"]),
        (
            json!({ "requested": { "country": "GB" }, "outbound": { "caller_id": MAIN } }),
            vec!["caller-id-country-differs", "number-pending"],
        ),
        (json!({ "number": "+15551234567" }), vec!["number-not-in-metadata"]),
        (json!({ "label": "" }), vec!["label-missing"]),
        (json!({ "label": "Main" }), vec!["label-duplicate"]),
        (json!({ "label": "main" }), vec![]),
        (json!({ "platform": { "name": "vapi" } }), vec!["fallback-works-otherwise"]),
        (
            json!({ "platform": { "name": "telnyx" }, "inbound": off_with }),
            vec!["fallback-works-otherwise", "inbound-assistant-inactive"],
        ),
        (json!({ "platform": { "name": "vapi" }, "inbound": { "assistant": "desk" } }), vec!["fallback-missing"]),
        (json!({ "platform": { "name": "vapi" }, "inbound": nobody }), vec!["inbound-unassigned"]),
        (json!({ "platform": { "name": "vozagent" } }), vec![]),
        (json!({ "platform": { "name": null } }), vec![]),
    ];
    for (keys, expected) in cases {
        assert_eq!(found(keys.clone()), expected, "{keys}");
    }
}

#[test]
fn a_backup_folder_that_is_away_is_found_where_it_is_told_and_stands_in_its_place() {
    let setup = office(json!([{ "number": MAIN, "inbound": { "assistant": "off" } }]));
    let away = checkup::Surroundings { is_backup_folder_missing: true };
    let findings = checkup::check_in(&setup, away);
    assert!(findings.is_sorted_by_key(|found| (found.severity, found.code)));
    let found: Vec<&Finding> = findings.iter().filter(|found| found.code == Code::BackupFolderMissing).collect();
    let [found] = found.as_slice() else { panic!("{findings:?}") };
    assert_eq!((found.severity, found.subject.kind(), found.subject.id()), (Severity::Warning, "setup", None));
    assert_eq!(checkup::check_in(&setup, checkup::Surroundings::default()).len(), findings.len() - 1);
}

#[test]
fn a_missing_fallback_makes_a_switched_off_assistant_an_error_and_one_that_is_there_a_warning() {
    for (fallback, severity) in [(Value::Null, Severity::Error), (OUTSIDE.into(), Severity::Warning)] {
        let setup = office(json!([{ "number": MAIN, "inbound": { "assistant": "off", "fallback": fallback } }]));
        let findings = checkup::check(&setup);
        let found = findings.iter().find(|f| f.code == Code::InboundAssistantInactive).expect("it is found");
        assert_eq!(found.severity, severity);
    }
}

#[test]
fn a_loop_is_found_once_at_its_first_number_and_names_the_whole_chain() {
    let setup = office(json!([
        { "id": "c", "number": THIRD, "label": "Third", "inbound": { "assistant": "desk", "fallback": MAIN } },
        { "id": "a", "number": MAIN, "label": "First", "inbound": { "fallback": SECOND } },
        { "id": "b", "number": SECOND, "label": "Second", "status": "inactive", "inbound": { "fallback": THIRD } },
        { "id": "d", "number": "+14155550104", "label": "Outside it", "inbound": { "assistant": "desk", "fallback": MAIN } },
    ]));
    let loops: Vec<Finding> = checkup::check(&setup).into_iter().filter(|f| f.code == Code::FallbackLoop).collect();
    let [found] = loops.as_slice() else { panic!("{loops:?}") };
    assert_eq!(found.subject.name(&setup), "First");
    let members: Vec<&str> = found.numbers().map(|n| n.id.as_str()).collect();
    assert_eq!(members, ["a", "b", "c"], "the badge stands at each member, and only there");
    let text = Catalogue::of(Language::English).text(&found.message(&setup));
    assert!(text.contains("First, Second, Third, First"), "{text}");
}

#[test]
fn a_fallback_ends_nowhere_when_the_route_passes_one_of_ours_and_reaches_nobody() {
    let setup = |second: Value| {
        office(json!([
            { "id": "n", "number": MAIN, "label": "n", "inbound": { "assistant": "desk", "fallback": SECOND } },
            { "id": "s", "number": SECOND, "label": "s", "status": second["status"], "inbound": second["inbound"] },
        ]))
    };
    let ends_nowhere = |second: Value| codes(&setup(second), "n").contains(&"fallback-ends-nowhere");
    assert!(ends_nowhere(json!({ "status": "active", "inbound": {} })));
    assert!(ends_nowhere(json!({ "status": "inactive", "inbound": { "assistant": "night" } })));
    assert!(
        ends_nowhere(json!({ "status": "active", "inbound": { "assistant": "desk" } })),
        "it is unavailable there too"
    );
    assert!(!ends_nowhere(json!({ "status": "active", "inbound": { "assistant": "night" } })));
    assert!(!ends_nowhere(json!({ "status": "active", "inbound": { "assistant": "off", "fallback": OUTSIDE } })));
    // A member of a loop has that finding instead.
    assert!(!ends_nowhere(json!({ "status": "active", "inbound": { "assistant": "off", "fallback": MAIN } })));
}

#[test]
fn an_assistant_without_a_slot_and_an_outbound_one_without_a_number_to_call_from() {
    let setup =
        office(json!([{ "number": MAIN, "label": "Main", "inbound": { "assistant": "caller", "fallback": OUTSIDE } }]));
    let of = |name: &str| -> Vec<&str> {
        rows(&setup).into_iter().filter(|row| row.2 == "assistant" && row.3 == name).map(|row| row.0).collect()
    };
    assert_eq!(of("Caller"), ["outbound-assistant-without-number"], "it answers, so it is in a slot");
    assert_eq!(of("Desk"), ["assistant-unassigned"]);
    assert_eq!(of("Off"), ["assistant-unassigned"]);
}

#[test]
fn a_campaign_is_blocked_unless_it_is_completed_or_its_number_can_be_used() {
    let numbers = json!([{ "id": "n", "number": MAIN }, { "id": "ready", "number": SECOND, "outbound": { "assistant": "caller" } }]);
    let campaigns = json!([
        { "name": "draft", "number": "n", "status": "draft" }, { "name": "paused", "number": "n", "status": "paused" },
        { "name": "completed", "number": "n", "status": "completed" }, { "name": "ready", "number": "ready", "status": "active" },
    ]);
    let setup = office_with(numbers, campaigns);
    let mut blocked: Vec<String> =
        rows(&setup).into_iter().filter(|row| row.0 == "campaign-blocked").map(|row| row.3).collect();
    blocked.sort();
    assert_eq!(blocked, ["draft", "paused"]);
}

#[test]
fn more_numbers_than_the_plan_allows_are_an_error_of_the_setup_and_requested_ones_count() {
    let setup = |numbers: usize| {
        let numbers: Vec<Value> = (0..numbers).map(|_| json!({ "requested": { "country": "US" } })).collect();
        let profile = json!({ "name": "Vets", "plan": "essential", "extra_numbers": 1 });
        setup_of(
            &json!({ "format": "vozdesk.setup", "version": 1, "profile": profile, "numbers": numbers }).to_string(),
        )
    };
    let over = ("over-allowance", "error", "setup", "Vets".to_owned());
    assert!(!rows(&setup(2)).contains(&over));
    assert!(rows(&setup(3)).contains(&over));
    assert_eq!(setup(3).numbers_left(), Some(-1));
}

/// One office with every finding, beside the exact set of them.
#[test]
fn an_office_with_every_finding_has_exactly_these() {
    let setup = setup_of(include_str!("fixtures/findings.json"));
    let expected: Vec<Row> = include_str!("fixtures/findings.tsv")
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&'static str> = line.split('\t').collect();
            (cells[0], cells[1], cells[2], cells[3].to_owned())
        })
        .collect();
    let mut found = rows(&setup);
    found.sort();
    assert_eq!(found, expected);
    let codes: HashSet<&str> = expected.iter().map(|row| row.0).collect();
    assert_eq!(codes.len(), 19, "every code of the check-up");
    for language in [Language::English, Language::Spanish] {
        let catalogue = Catalogue::of(language);
        for finding in checkup::check(&setup) {
            let text = catalogue.text(&finding.message(&setup));
            assert!(text.len() > 10 && !text.contains('{') && !text.contains('$'), "{}: {text}", finding.code.word());
        }
    }
}

// ---- any setup

fn exported(setup: &Setup) -> Vec<u8> {
    setup_file::to_bytes(setup)
}

fn errors(setup: &Setup) -> usize {
    checkup::check(setup).iter().filter(|finding| finding.severity == Severity::Error).count()
}

fn has(setup: &Setup, finding: &Finding) -> bool {
    checkup::check(setup).iter().any(|f| f.code == finding.code && f.subject.id() == finding.subject.id())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_route_always_ends_and_visits_no_number_twice_except_to_report_a_loop(setup in setups()) {
        for number in setup.numbers() {
            for route in [routing::inbound(&setup, number), routing::inbound_if_unavailable(&setup, number)] {
                let (last, before) = route.hops.split_last().expect("a route has hops");
                let mut met = HashSet::new();
                for hop in before {
                    prop_assert_eq!(hop.outcome, Outcome::Forwarded);
                    prop_assert!(met.insert(hop.at.e164()), "{:?}", hops(&route));
                }
                prop_assert!(last.outcome != Outcome::Forwarded);
                prop_assert_eq!(met.contains(&last.at.e164()), last.outcome == Outcome::Loop, "{:?}", hops(&route));
                prop_assert!(!said(&route).is_empty());
            }
            prop_assert_eq!(routing::outbound(&setup, number).hops.len(), 1);
        }
    }

    #[test]
    fn changing_a_fallback_never_changes_an_answered_route(setup in setups(), at in 0..8_usize, to in proptest::option::of(0..20_u8)) {
        let Some(changed) = setup.numbers().nth(at) else { return Ok(()) };
        let typed = to.map(|n| Typed { text: format!("+141555501{n:02}"), country: None });
        let edit = Edits::default().with("inbound.fallback", typed);
        let Ok(edited) = edit::save_number(&setup, changed.id.as_str(), &edit, Saving::default()) else { return Ok(()) };
        for number in setup.numbers().filter(|number| number.inbound.assistant.is_some()) {
            let before = routing::inbound(&setup, number);
            if before.outcome() == Outcome::Answered && before.hops.len() == 1 {
                let after = routing::inbound(&edited.setup, edited.setup.number(number.id.as_str()).expect("a number"));
                prop_assert_eq!(hops(&after), hops(&before));
            }
        }
    }

    /// The check-up works all routes out in one pass; it must agree with each route followed alone.
    #[test]
    fn the_check_up_says_of_every_number_what_its_routes_say(setup in setups()) {
        let findings = checkup::check(&setup);
        let in_loop: HashSet<_> = findings.iter().filter(|f| f.code == Code::FallbackLoop).flat_map(|f| f.numbers().map(|n| n.id.clone())).collect();
        for number in setup.numbers() {
            let has = |code| findings.iter().any(|f| f.code == code && f.subject.id() == Some(&number.id) && f.subject.kind() == "number");
            let route = routing::inbound_if_unavailable(&setup, number);
            let passes_ours = number.inbound.fallback.is_some_and(|to| setup.number_with_digits(to).is_some());
            let expected = number.status == NumberStatus::Active
                && number.inbound.assistant.is_some()
                && !in_loop.contains(&number.id)
                && passes_ours
                && route.outcome().reaches_nobody();
            prop_assert_eq!(has(Code::FallbackEndsNowhere), expected, "{:?}", hops(&route));
            let call_back = routing::outbound(&setup, number).call_back;
            prop_assert_eq!(has(Code::CallBackUnanswered), call_back.is_some_and(|back| back.outcome().reaches_nobody()));
        }
    }

    #[test]
    fn a_mend_removes_its_finding_adds_no_error_and_can_be_undone(setup in setups()) {
        for finding in checkup::check(&setup) {
            let Some(mend) = finding.mend(&setup) else { continue };
            let mended = mend.edit(&setup).expect("a mend that is offered can be made").setup;
            prop_assert!(!has(&mended, &finding), "{} is still there after {:?}", finding.code.word(), mend);
            let before = errors(&setup);
            prop_assert!(errors(&mended) <= before, "{:?} of {} adds an error", mend, finding.code.word());
            let changes = ChangeSet::between(&setup, &mended);
            prop_assert_eq!(exported(&changes.inverse().applied_to(&mended)), exported(&setup));
        }
    }

    /// Whatever the wizard is answered: one change, nothing else touched, and undone to the byte.
    #[test]
    fn a_placement_touches_the_slots_it_takes_and_nothing_else(
        setup in setups(), at in proptest::option::of(0..8_usize), there in proptest::option::of(0..6_usize),
        inbound in any::<bool>(), outbound in any::<bool>(), is_new in any::<bool>()
    ) {
        let number = match (is_new, at.and_then(|at| setup.numbers().nth(at))) {
            (true, _) => NumberSource::Requested {
                country: Country::US, area_code: "415".to_owned(), label: String::new(),
                call_backs: setup.assistants().next().map(|a| a.id.clone()),
            },
            (false, Some(number)) => NumberSource::Existing(number.id.clone()),
            (false, None) => NumberSource::Later,
        };
        let assistant = match there.and_then(|at| setup.assistants().nth(at)) {
            Some(assistant) => PlacedAssistant::There(assistant.id.clone()),
            None => PlacedAssistant::New(Edits::default().with("name", "New")),
        };
        let placement = Placement { assistant, inbound, outbound, number: number.clone() };
        let Ok(placed) = edit::place_assistant(&setup, placement) else {
            prop_assert!(!inbound && !outbound && number != NumberSource::Later, "only a number without a slot is refused");
            return Ok(());
        };
        prop_assert_eq!(placed.setup.faults(), []);
        let changes = ChangeSet::between(&setup, &placed.setup);
        prop_assert!(changes.numbers.len() <= 1 && changes.assistants.len() <= 1);
        prop_assert!(changes.campaigns.is_empty() && changes.profile.is_none());
        for change in &changes.numbers {
            if let (Some(before), Some(after)) = (&change.before, &change.after) {
                let mut expected = PhoneNumber::clone(before);
                if inbound {
                    expected.inbound.assistant = placed.subject.clone();
                }
                if outbound {
                    expected.outbound.assistant = placed.subject.clone();
                }
                prop_assert_eq!(&expected, &**after);
            }
        }
        prop_assert_eq!(exported(&changes.inverse().applied_to(&placed.setup)), exported(&setup));
    }

    /// What an edit says of campaigns is what the check-up finds afterwards.
    #[test]
    fn an_edit_that_blocks_a_campaign_names_it(setup in setups(), at in 0..8_usize) {
        let Some(number) = setup.numbers().nth(at) else { return Ok(()) };
        let empty = Edits::default().with("outbound.assistant", serde_json::Value::Null);
        let edited = edit::save_number(&setup, number.id.as_str(), &empty, Saving::default()).expect("a slot can be emptied");
        let blocked = |s: &Setup| s.campaigns().filter(|c| checkup::is_blocked(s, c)).map(|c| c.id.clone()).collect::<HashSet<_>>();
        let newly = blocked(&edited.setup).difference(&blocked(&setup)).count();
        let named = edited.consequences(&setup).iter().filter(|c| matches!(c, Consequence::CampaignBlocked { .. })).count();
        prop_assert_eq!(named, newly);
    }
}

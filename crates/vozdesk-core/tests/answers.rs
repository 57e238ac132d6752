//! Platforms' answers as they really come: in pages, in the wrappers of people's tools, of other things, of
//! errors, and with values nobody expected.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::HashSet;

use proptest::prelude::*;
use serde_json::{Value, json};
use vozdesk_core::files::{self, Mode, Partial, Problem, ReadAs, Review, incomplete, review};
use vozdesk_core::model::country::Country;
use vozdesk_core::model::language::Language;
use vozdesk_core::model::number::PhoneNumber;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::testing::setup_of;
use vozdesk_core::words::Catalogue;

fn try_read(text: &str) -> Result<Partial, Box<Problem>> {
    files::read("answer.json", text.as_bytes(), ReadAs::Recognised, None, Country::new("DE").expect("a country"))
}

fn read(text: &str) -> Partial {
    try_read(text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"))
}

fn reviewed(setup: &Setup, files: &[&str], mode: Mode) -> Review {
    let partials: Vec<Partial> = files.iter().map(|text| read(text)).collect();
    let review = review(setup, &partials, mode, &HashSet::new());
    assert_eq!(review.problems, [], "{files:?}");
    assert_eq!(review.setup.faults(), []);
    review
}

fn numbers(setup: &Setup) -> Vec<String> {
    let mut digits: Vec<String> = setup.numbers().filter_map(|number| number.e164()).map(|d| d.to_string()).collect();
    digits.sort();
    digits
}

fn number<'a>(setup: &'a Setup, digits: &str) -> &'a PhoneNumber {
    setup.numbers().find(|number| number.e164().is_some_and(|own| own.to_string() == digits)).expect("it is there")
}

fn warnings(review: &Review) -> Vec<(&'static str, &str)> {
    review.warnings.iter().map(|warning| (warning.code, warning.pointer.as_str())).collect()
}

fn words(problem: &Problem) -> String {
    Catalogue::of(Language::English).text(&problem.message)
}

/// A number as Vapi lists it.
fn vapi(n: u32) -> Value {
    json!({ "id": format!("v{n}"), "orgId": "o", "provider": "twilio", "number": format!("+1415555{:04}", 100 + n), "name": format!("Desk {n}") })
}

/// A page of Vapi's newer list, counted from 1.
fn page(numbers: &[u32], page: u32, total: u32) -> String {
    let results: Vec<Value> = numbers.iter().map(|n| vapi(*n)).collect();
    let metadata = json!({ "currentPage": page, "itemsPerPage": 2, "totalItems": total });
    json!({ "results": results, "metadata": metadata }).to_string()
}

#[test]
fn a_list_is_the_same_list_in_whatever_it_is_wrapped() {
    let (one, two) = (vapi(1), vapi(2));
    let bare = json!([one, two]).to_string();
    let wrapped = [
        json!({ "data": [one, two] }).to_string(),
        json!({ "phone_numbers": [one, two] }).to_string(),
        json!({ "value": [one, two], "Count": 2 }).to_string(),
        json!([{ "json": one }, { "json": two, "pairedItem": 0 }]).to_string(),
        json!([[one], [two]]).to_string(),
        json!([{ "results": [one] }, { "results": [two] }]).to_string(),
        format!("{one}\n{two}\n"),
        format!("{}\n{}", json!([one]), json!([two])),
        format!("HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\nHTTP/2 200\r\ncontent-type: application/json\r\n\r\n{bare}"),
        format!("HTTP/1.1 200 OK\n\n{bare}"),
    ];
    for text in [bare].iter().chain(&wrapped) {
        let review = reviewed(&Setup::default(), &[text], Mode::Replace);
        assert_eq!(numbers(&review.setup), ["+14155550101", "+14155550102"], "{text}");
        assert_eq!(warnings(&review), [], "{text}");
        assert!(incomplete(&[read(text)], Mode::Replace).is_none(), "{text}");
    }
}

#[test]
fn a_problem_is_told_where_it_stands_also_behind_a_head_and_in_a_second_answer() {
    let wrong = json!({ "id": "v9", "orgId": "o", "provider": "twilio", "number": "+1415" });
    let partial = read(&format!("HTTP/2 200\n\n{}\n{}", json!([vapi(1)]), json!([vapi(2), wrong])));
    let problem = &partial.problems[0];
    assert_eq!((problem.pointer.as_str(), problem.at.line), ("/1/1/number", 4));
    let cut = try_read("HTTP/2 200\n\n[{").expect_err("it is cut");
    assert_eq!((cut.code, cut.at.line), ("not_json", 3));
}

#[test]
fn pages_that_end_with_the_last_are_the_whole_list_in_one_file_or_in_several() {
    let (first, second) = (page(&[1, 2], 1, 4), page(&[3, 4], 2, 4));
    let store = reviewed(&Setup::default(), &[&first, &second], Mode::Merge).setup;
    for files in [vec![&*first, &*second], vec![&*second, &*first]] {
        let review = reviewed(&store, &files, Mode::Replace);
        assert_eq!((warnings(&review), review.unchanged, review.entries.len()), (vec![], 4, 0));
        let partials: Vec<Partial> = files.iter().map(|text| read(text)).collect();
        assert!(incomplete(&partials, Mode::Replace).is_none());
    }
    for part in [&first, &second] {
        assert!(incomplete(&[read(part)], Mode::Replace).is_some(), "{part}");
        assert_eq!(warnings(&reviewed(&store, &[part], Mode::Merge)).len(), 1, "{part}");
    }
    let overlapping = page(&[2, 3], 2, 3);
    let review = reviewed(&Setup::default(), &[&page(&[1, 2], 1, 3), &overlapping], Mode::Merge);
    assert_eq!(numbers(&review.setup).len(), 3, "the same entry on two pages is one");
    let agents = |names: [&str; 2], more: bool| {
        let items = names.map(|name| json!({ "agent_id": name, "agent_name": name, "channel": "voice" }));
        json!({ "items": items, "has_more": more }).to_string()
    };
    let review = reviewed(&Setup::default(), &[&agents(["a", "b"], true), &agents(["b", "c"], false)], Mode::Merge);
    assert_eq!(review.setup.assistants().len(), 3);
    let other = agents(["b", "c"], false).replace("\"agent_name\":\"b\"", "\"agent_name\":\"B\"");
    let partials = [read(&agents(["a", "b"], true)), read(&other)];
    let review = files::review(&Setup::default(), &partials, Mode::Merge, &HashSet::new());
    assert_eq!(review.problems.len(), 1, "the same entry with other words is no repetition");
}

#[test]
fn elevenlabs_and_telnyx_are_told_from_the_others_and_an_agent_answers_its_number() {
    let agents = json!({ "agents": [{ "agent_id": "a", "name": "Reception" }], "has_more": false }).to_string();
    let listed = |takes_calls: bool| {
        json!([{ "phone_number": "+14155550101", "phone_number_id": "p", "label": "Front", "provider": "twilio",
            "supports_inbound": takes_calls, "assigned_agent": { "agent_id": "a", "agent_name": "Reception" } }])
        .to_string()
    };
    for (takes_calls, answers) in [(true, 1), (false, 0)] {
        let setup = reviewed(&Setup::default(), &[&agents, &listed(takes_calls)], Mode::Merge).setup;
        let number = number(&setup, "+14155550101");
        let platform = number.platform.as_ref().expect("it has one");
        assert_eq!((platform.name.as_deref(), platform.id.as_deref()), (Some("elevenlabs"), Some("p")));
        assert_eq!((setup.assistants().len(), number.inbound.assistant.iter().count()), (1, answers));
    }
    let telnyx = json!({ "data": [{ "id": "1", "record_type": "phone_number", "phone_number": "+14155550102",
        "phone_number_type": "local", "status": "active", "connection_id": "2", "customer_reference": "Desk" }] });
    let setup = reviewed(&Setup::default(), &[&telnyx.to_string()], Mode::Merge).setup;
    let number = number(&setup, "+14155550102");
    let platform = number.platform.as_ref().and_then(|platform| platform.name.as_deref());
    assert_eq!((&*number.label, platform), ("Desk", Some("telnyx")));
}

#[test]
fn of_the_versions_of_an_agent_the_highest_counts() {
    let agent = |id: &str, version: u32, name: &str| json!({ "agent_id": id, "agent_name": name, "version": version, "voice_id": "v" });
    let list = json!([agent("a", 0, "Old"), agent("a", 2, "New"), agent("a", 1, "Older"), agent("b", 0, "Sales")]);
    let setup = reviewed(&Setup::default(), &[&list.to_string()], Mode::Merge).setup;
    let mut names: Vec<&str> = setup.assistants().map(|assistant| &*assistant.name).collect();
    names.sort_unstable();
    assert_eq!(names, ["New", "Sales"]);
    assert_eq!(reviewed(&setup, &[&list.to_string()], Mode::Merge).included(), 0);
}

#[test]
fn whatever_says_that_there_is_more_is_believed() {
    let with = |more: Value| {
        let mut answer = json!({ "items": [vapi(1)] });
        answer.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        answer.to_string()
    };
    let many: Vec<Value> = (0..100).map(vapi).collect();
    let parts = [
        with(json!({ "has_more": true })),
        with(json!({ "hasNextPage": true })),
        with(json!({ "nextCursor": "abc" })),
        with(json!({ "pagination_key": "abc" })),
        with(json!({ "total": 2 })),
        with(json!({ "meta": { "page_number": 1, "total_pages": 3 } })),
        with(json!({ "pagination": { "page": 2 } })),
        with(json!({ "previous_page_uri": "/page0" })),
        with(json!({ "uri": "/2010/IncomingPhoneNumbers/TollFree.json" })),
        vapi(1).to_string(),
        json!(many).to_string(),
    ];
    for part in &parts {
        assert!(incomplete(&[read(part)], Mode::Replace).is_some(), "{part}");
        assert!(incomplete(&[read(part)], Mode::Merge).is_none(), "{part}");
    }
    let wholes = [
        with(json!({ "has_more": false, "pagination_key": "abc" })),
        with(json!({ "next_page_uri": null, "page": 0 })),
        with(json!({ "total": 1, "nextCursor": null })),
        with(json!({ "meta": { "page_number": 1, "total_pages": 1, "total_results": 1 } })),
        json!(many[..99]).to_string(),
    ];
    for whole in &wholes {
        assert!(incomplete(&[read(whole)], Mode::Replace).is_none(), "{whole}");
    }
}

#[test]
fn an_error_answer_is_recognised_in_every_shape_and_its_words_repeated() {
    let shapes = [
        json!({ "error": { "code": 1, "message": "Bad key" } }),
        json!({ "error": "Bad key" }),
        json!({ "message": "Bad key" }),
        json!({ "message": ["Bad key", "and more"], "error": "Bad Request", "statusCode": 400 }),
        json!({ "errors": [{ "code": "10009", "title": "Bad key", "detail": "" }] }),
        json!({ "detail": { "status": "invalid", "message": "Bad key" } }),
        json!({ "detail": [{ "loc": ["query"], "msg": "Bad key" }] }),
        json!({ "error_message": "Bad key" }),
        json!({ "type": "about:blank", "title": "Bad key", "status": 401 }),
        json!({ "success": false, "errors": [{ "code": 1, "message": "Bad key" }], "messages": [], "result": null }),
    ];
    for shape in shapes {
        let problem = try_read(&shape.to_string()).expect_err("it is an error");
        assert_eq!(problem.code, "error_answer", "{shape}");
        assert!(words(&problem).contains("Bad key"), "{shape}: {}", words(&problem));
    }
}

#[test]
fn what_is_something_else_is_called_what_it_is_and_nothing_of_it_is_shown() {
    let others: [(&[u8], &str); 9] = [
        (br#"[{"call_id":"c","agent_id":"a","agent_name":"Night"}]"#, "calls"),
        (br#"[{"id":"s","orgId":"o","name":"Night","members":[]}]"#, "squads"),
        (br#"[{"id":"t","orgId":"o","name":"Night","type":"function","function":{}}]"#, "tools"),
        (br#"{"outgoing_caller_ids":[{"sid":"PN1","friendly_name":"Night"}]}"#, "verified caller IDs"),
        (br#"{"data":[{"id":"1","record_type":"messaging_profile","name":"Night"}]}"#, "other records"),
        (b"<!DOCTYPE html><title>Night</title>", "a web page"),
        (b"<?xml version=\"1.0\"?><Night/>", "XML"),
        (b"\x1F\x8B\x08\0Night", "gzip"),
        (b"PK\x03\x04....word/document.xml Night", "an archive (zip)"),
    ];
    for (bytes, kind) in others {
        for name in ["a.json", "a.csv", "a"] {
            let problem = files::read(name, bytes, ReadAs::Recognised, None, Country::US).expect_err("it is none");
            let said = words(&problem);
            assert_eq!((problem.code, said.contains(kind)), ("other_kind", true), "{name}: {said}");
            assert!(!said.contains("Night"), "{said}");
        }
    }
    let broken = b"PK\x03\x04....xl/workbook.xml Night";
    let problem = files::read("a.csv", broken, ReadAs::Recognised, None, Country::US).expect_err("it is broken");
    let said = words(&problem);
    assert!(problem.code == "broken_workbook" && said.contains("workbook") && !said.contains("Night"), "{said}");
    let empty = try_read("[]").expect_err("of what it is empty nobody says");
    assert!(words(&empty).contains("empty"));
    let vapi = files::Platform::of_word("vapi").expect("it is read");
    let said = files::read("a", b"[]", ReadAs::AnswerOf(vapi), None, Country::US).expect("somebody says it");
    assert!(said.numbers.is_some_and(|numbers| numbers.is_empty()));
}

#[test]
fn a_number_that_two_platforms_list_is_the_one_that_answers_and_the_carrier_names_it_only_where_nobody_does() {
    let carrier = json!({ "incoming_phone_numbers": [{ "sid": "PN1", "phone_number": "+14155550101", "friendly_name": "Trunk" }] }).to_string();
    let answers = |name: Value| {
        let mut number = vapi(1);
        number["name"] = name;
        json!([number]).to_string()
    };
    for files in [[&*carrier, &*answers(json!("Main"))], [&*answers(json!("Main")), &*carrier]] {
        let setup = reviewed(&Setup::default(), &files, Mode::Merge).setup;
        let number = number(&setup, "+14155550101");
        let platform = number.platform.as_ref().and_then(|platform| platform.name.as_deref());
        assert_eq!((setup.numbers().len(), &*number.label, platform), (1, "Main", Some("vapi")));
        assert_eq!(reviewed(&setup, &[&carrier], Mode::Merge).included(), 0, "the carrier changes nothing later");
    }
    let nameless = reviewed(&Setup::default(), &[&answers(Value::Null)], Mode::Merge).setup;
    let named = reviewed(&nameless, &[&carrier], Mode::Merge).setup;
    assert_eq!(number(&named, "+14155550101").label, "Trunk");
}

#[test]
fn a_list_replaces_the_numbers_of_its_own_platform_and_no_others() {
    let start = setup_of(
        &json!({ "format": "vozdesk.setup", "version": 1, "numbers": [
            { "number": "+14155550101", "label": "Gone", "platform": { "name": "vapi", "id": "v77" } },
            { "number": "+14155550150", "label": "Bought", "platform": { "name": "twilio", "id": "PN1" } },
            { "number": "+14155550151", "label": "Typed" },
        ] })
        .to_string(),
    );
    let after = reviewed(&start, &[&json!([vapi(2)]).to_string()], Mode::Replace).setup;
    assert_eq!(numbers(&after), ["+14155550102", "+14155550150", "+14155550151"]);
}

#[test]
fn where_a_server_decides_the_slot_stays_as_it_is() {
    let start = setup_of(
        &json!({ "format": "vozdesk.setup", "version": 1, "assistants": [{ "id": "a", "name": "Front" }],
            "numbers": [{ "number": "+14155550101", "inbound": { "assistant": "a" } }] })
        .to_string(),
    );
    let mut served = vapi(1);
    served["assistantId"] = Value::Null;
    served["server"] = json!({ "url": "https://example.invalid" });
    let hooked = json!({ "phone_number": "+14155550101", "phone_number_type": "retell-twilio", "inbound_agents": null,
        "inbound_webhook_url": "https://example.invalid" });
    for entry in [served, hooked] {
        let review = reviewed(&start, &[&json!([entry]).to_string()], Mode::Merge);
        assert!(number(&review.setup, "+14155550101").inbound.assistant.is_some(), "{entry}");
        assert_eq!(review.warnings.iter().map(|warning| warning.code).collect::<Vec<_>>(), ["server_decides"]);
    }
}

#[test]
fn a_value_that_nobody_edits_never_blocks_its_entry() {
    let odd = |key: &str, value: Value| {
        let mut entry = json!({ "id": "p1", "phone_number": "+14155550101", "label": "Main", "provider": "twilio" });
        entry[key] = value;
        reviewed(&Setup::default(), &[&json!([entry]).to_string()], Mode::Merge)
    };
    let cost = |review: &Review| {
        number(&review.setup, "+14155550101").platform.as_ref().and_then(|platform| platform.monthly_cost_cents)
    };
    for (value, kept) in [(json!(115), Some(115)), (json!(115.0), Some(115)), (json!(2.0e2), Some(200))] {
        let review = odd("monthly_cost_cents", value);
        assert_eq!((cost(&review), review.warnings.len()), (kept, 0));
    }
    for value in [json!(114.5), json!(-3), json!("a lot"), json!([])] {
        let review = odd("monthly_cost_cents", value.clone());
        assert_eq!((cost(&review), warnings(&review)), (None, vec![("odd_value", "/0/monthly_cost_cents")]), "{value}");
    }
    let review = odd("id", json!(17));
    let platform = number(&review.setup, "+14155550101").platform.clone().expect("it has one");
    assert_eq!(platform.id.as_deref(), Some("17"));
    assert_eq!(warnings(&odd("assistant_id", json!(""))), [], "an empty id is none");
}

#[test]
fn digits_without_a_plus_are_never_taken_for_the_offices_country() {
    let list =
        |digits: &str| json!([{ "id": "p", "phone_number": digits, "provider": "twilio", "label": "x" }]).to_string();
    let review = reviewed(&Setup::default(), &[&list("14155550101")], Mode::Merge);
    assert_eq!(numbers(&review.setup), ["+14155550101"]);
    let national = read(&list("030 901820"));
    assert_eq!(national.problems.len(), 1, "an office in Germany");
    // Norway's as it stands, one of North Carolina in an office of the United States.
    let either = list("4722345678");
    let spain =
        files::read("a.json", either.as_bytes(), ReadAs::Recognised, None, Country::new("ES").expect("a country"));
    assert_eq!(spain.expect("a list").problems, []);
    let there = files::read("a.json", either.as_bytes(), ReadAs::Recognised, None, Country::US).expect("a list");
    assert_eq!(words(&there.problems[0]), "Without its plus this could be +47 22 34 56 78 or +1 472 234 5678.");
    assert_eq!(read(&list("12345678")).problems.len(), 1, "no number of anywhere");
}

#[test]
fn an_id_that_is_too_long_for_a_name_is_a_problem_of_its_entry() {
    let agent = |id: &str| json!({ "agent_id": id, "agent_name": null, "voice_id": "v" });
    let list = read(&json!([agent(&"a".repeat(81)), agent("a2")]).to_string());
    let found: Vec<_> = list.problems.iter().map(|problem| (problem.code, problem.pointer.as_str())).collect();
    assert_eq!(found, [("name_too_long", "/0")]);
    let review = review(&Setup::default(), &[list], Mode::Merge, &HashSet::new());
    assert_eq!(review.setup.assistants().map(|assistant| assistant.name.as_str()).collect::<Vec<_>>(), ["a2"]);
}

/// What else the platforms list, each as its description has it.
#[test]
fn whatever_else_a_platform_lists_becomes_neither_an_assistant_nor_a_number() {
    let others = [
        // Vapi
        json!({ "id": "c", "orgId": "o", "name": "Spring", "status": "ended", "phoneNumberId": "p", "assistantId": "a", "customers": [] }),
        json!({ "id": "t", "orgId": "o", "type": "transferCall", "destinations": [], "createdAt": "2026-01-01T00:00:00Z" }),
        json!({ "id": "t", "orgId": "o", "type": "endCall", "name": "hang_up" }),
        json!({ "id": "k", "orgId": "o", "provider": "trieve", "name": "Prices" }),
        json!({ "id": "c", "orgId": "o", "provider": "11labs", "name": "Voices", "createdAt": "2026-01-01T00:00:00Z" }),
        json!({ "id": "c", "orgId": "o", "provider": "twilio", "accountSid": "AC1", "name": "Trunk" }),
        json!({ "id": "f", "orgId": "o", "name": "prices.txt", "bytes": 3, "purpose": "kb", "url": "https://example.invalid" }),
        json!({ "id": "s", "orgId": "o", "name": "Ana", "status": "active", "assistantId": "a", "messages": [] }),
        json!({ "id": "s", "orgId": "o", "name": "Order", "type": "ai", "schema": {}, "assistantIds": [] }),
        json!({ "id": "s", "orgId": "o", "name": "Suite", "targetPlan": null }),
        json!({ "id": "t", "orgId": "o", "name": "Key", "tag": "private", "value": "v" }),
        // Retell
        json!({ "type": "agent_swap", "name": "night", "agent_id": "a" }),
        json!({ "batch_call_id": "b", "name": "Spring", "from_number": "+14155550101", "agent_id": "a" }),
        json!({ "voice_id": "v", "voice_name": "Ana", "provider": "elevenlabs", "gender": "female" }),
        json!({ "knowledge_base_id": "k", "knowledge_base_name": "Prices", "status": "complete" }),
        json!({ "llm_id": "l", "version": 0, "model": "m", "begin_message": "Hello" }),
        json!({ "conversation_flow_id": "f", "version": 0, "start_speaker": "agent" }),
        json!({ "test_case_definition_id": "t", "name": "Greets", "agent_id": "a", "agent_name": "Night" }),
        // ElevenLabs
        json!({ "voice_id": "v", "name": "Ana", "category": "cloned", "samples": [], "labels": {} }),
        json!({ "id": "b", "name": "Spring", "agent_id": "a", "agent_name": "Night", "phone_number_id": "p", "total_calls_dispatched": 2 }),
        json!({ "id": "t", "name": "Greets", "agent_id": "a", "type": "llm" }),
        json!({ "conversation_id": "c", "agent_id": "a", "agent_name": "Night", "status": "done", "call_duration_secs": 3 }),
        json!({ "id": "d", "name": "Prices", "type": "file", "access_info": {} }),
        // Twilio
        json!({ "sid": "AP1", "friendly_name": "App", "account_sid": "AC1", "voice_url": null }),
        json!({ "sid": "PN1", "friendly_name": "Ana", "phone_number": "+14155550101", "uri": "/2010-04-01/Accounts/AC1/OutgoingCallerIds/PN1.json" }),
        json!({ "sid": "CA1", "from": "+14155550101", "to": "+14155550102", "direction": "inbound", "phone_number_sid": "PN1" }),
        json!({ "phone_number": "+14155550101", "friendly_name": "(415) 555-0101", "locality": "San Francisco", "capabilities": {} }),
        // Telnyx
        json!({ "id": "1", "record_type": "available_phone_number", "phone_number": "+14155550101", "connection_id": null }),
        json!({ "id": "1", "record_type": "messaging_profile", "name": "Night" }),
        // VozAgent, and what an office keeps beside it
        json!({ "id": "c", "assistant_id": "a", "phone_number": "+14155550101", "status": "done", "duration": 3 }),
        json!({ "id": "c", "name": "Spring", "phone_number_id": "p", "assistant_id": "a", "status": "draft" }),
        json!({ "id": "l", "phone_number": "+14155550101", "label": "Lead", "first_name": "Ana", "email": "a@example.invalid" }),
        json!({ "id": "u", "name": "Ana", "role": "admin", "is_active": true, "email": "a@example.invalid" }),
        json!({ "phone_number": "+14155550101", "nickname": "Ana" }),
    ];
    for other in others {
        for answer in
            [json!([other]), json!({ "data": [other] }), json!({ "items": [other], "has_more": false }), other]
        {
            let read = try_read(&answer.to_string());
            assert!(read.is_err(), "{answer}: {read:?}");
        }
    }
}

/// A list of things of some other kind, with keys as such lists have them.
fn other_list() -> impl Strategy<Value = Value> {
    let marks = proptest::sample::select(vec![
        json!({ "call_id": "c" }),
        json!({ "call_status": "ended" }),
        json!({ "endedReason": "hangup" }),
        json!({ "members": [] }),
        json!({ "nodes": [] }),
        json!({ "edges": [] }),
        json!({ "function": {} }),
        json!({ "method": "GET" }),
        json!({ "apiKey": "k" }),
        json!({ "authToken": "k" }),
        json!({ "mimetype": "text/plain" }),
        json!({ "bucket": "b" }),
        json!({ "fileIds": [] }),
        json!({ "knowledge_base_id": "k" }),
        json!({ "chat_id": "c" }),
        json!({ "conversation_id": "c" }),
        json!({ "voice_name": "Ana" }),
        json!({ "begin_message": "Hello" }),
        json!({ "record_type": "sim_card" }),
        json!({ "tool_config": {} }),
    ]);
    let shared = proptest::sample::subsequence(
        vec![
            ("id", json!("x")),
            ("orgId", json!("o")),
            ("name", json!("Night")),
            ("agent_id", json!("a")),
            ("agent_name", json!("Night")),
            ("phone_number", json!("+14155550101")),
            ("provider", json!("twilio")),
            ("label", json!("Main")),
            ("sid", json!("PN1")),
            ("friendly_name", json!("Main")),
            ("voice_id", json!("v")),
            ("firstMessage", json!("Hi")),
        ],
        0..=12,
    );
    let entry = (marks, shared).prop_map(|(mark, shared)| {
        let mut entry = mark;
        entry
            .as_object_mut()
            .expect("an object")
            .extend(shared.into_iter().map(|(key, value)| (key.to_owned(), value)));
        entry
    });
    proptest::collection::vec(entry, 1..4).prop_map(Value::Array)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn no_list_of_another_kind_becomes_assistants_or_numbers(list in other_list(), key in proptest::option::of("items|results|data|value")) {
        let answer = key.map_or(list.clone(), |key| json!({ key: list }));
        prop_assert!(try_read(&answer.to_string()).is_err(), "{answer}");
    }
}

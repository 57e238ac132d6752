//! Answers of platforms as people save them, from the file to the exit: which are parts, which are another thing, what
//! becomes of odd values, of labels and slots, and that nothing secret or unprintable comes out again.

use serde_json::{Value, json};
use vozdesk_tests::{Answer, Office};

/// What stands in every answer that may carry secrets, and must come out nowhere.
const SECRET: &str = "NEVER-TO-BE-SEEN";

/// Imports files of these contents: what came of it. Nothing secret is told or kept, nothing unprintable is told.
fn import(office: &Office, files: &[&str], more: &[&str]) -> Answer {
    let paths: Vec<String> =
        files.iter().enumerate().map(|(at, text)| office.write(&format!("answer-{at}.json"), text)).collect();
    let words: Vec<&str> =
        ["import"].into_iter().chain(paths.iter().map(String::as_str)).chain(more.iter().copied()).collect();
    let answer = office.run(&words);
    let told = format!("{}{}", answer.stdout, answer.stderr);
    assert!(!told.contains(SECRET) && !told.contains("panicked"), "{answer:?}");
    assert!(!told.chars().any(|c| c.is_control() && c != '\n' && c != '\t'), "{answer:?}");
    if office.store().exists() {
        assert!(!super::contains(&std::fs::read(office.store()).expect("the store"), SECRET.as_bytes()));
    }
    answer
}

/// An office that holds what these files carry.
fn holding(files: &[&str]) -> Office {
    let office = Office::fresh();
    let answer = import(&office, files, &[]);
    assert_eq!(answer.exit, 0, "{answer:?}");
    office
}

fn numbers(office: &Office) -> usize {
    office.count(&["list"])
}

/// The name of the assistant that answers a number.
fn answerer(office: &Office, number: &str) -> Value {
    let id = office.number(number)["inbound"]["assistant"].clone();
    let assistants = office.json(&["list", "assistants"]);
    let found = assistants.as_array().expect("a list").iter().find(|assistant| assistant["id"] == id);
    found.map_or(Value::Null, |assistant| assistant["name"].clone())
}

/// How many lines of a review are warnings.
fn warnings(answer: &Answer) -> usize {
    answer.stdout.lines().filter(|line| line.starts_with("! ")).count()
}

// ---- entries as the platforms have them; `n` tells them apart

fn digits(n: u32) -> String {
    format!("+1415555{:04}", 100 + n)
}

fn vapi(n: u32) -> Value {
    json!({ "id": format!("v{n}"), "orgId": "o", "provider": "twilio", "number": digits(n), "name": format!("Desk {n}"),
        "assistantId": null, "status": "active", "twilioAuthToken": SECRET })
}

fn twilio(n: u32) -> Value {
    json!({ "sid": format!("PN{n}"), "phone_number": digits(n), "friendly_name": format!("Desk {n}"), "voice_url": "",
        "uri": format!("/2010-04-01/Accounts/AC0/IncomingPhoneNumbers/PN{n}.json") })
}

fn retell(n: u32) -> Value {
    json!({ "phone_number": digits(n), "phone_number_type": "retell-twilio", "nickname": format!("Desk {n}"),
        "inbound_agents": null, "outbound_agents": null })
}

fn telnyx(n: u32) -> Value {
    json!({ "id": n.to_string(), "record_type": "phone_number", "phone_number": digits(n), "connection_id": "c",
        "customer_reference": format!("Desk {n}") })
}

fn elevenlabs(n: u32) -> Value {
    json!({ "agent_id": format!("agent_{n}"), "name": format!("Agent {n}"), "tags": [], "archived": false })
}

fn vozagent(n: u32) -> Value {
    json!({ "id": format!("as-{n}"), "name": format!("Assistant {n}"), "assistant_type": "inbound", "is_active": true })
}

fn of(entry: fn(u32) -> Value, which: std::ops::Range<u32>) -> Vec<Value> {
    which.map(entry).collect()
}

fn twilio_page(which: std::ops::Range<u32>, more: Value) -> String {
    let mut page = json!({ "incoming_phone_numbers": of(twilio, which), "next_page_uri": null });
    page.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    page.to_string()
}

fn vapi_page(which: std::ops::Range<u32>, metadata: Value) -> String {
    json!({ "results": of(vapi, which), "metadata": metadata }).to_string()
}

#[test]
fn a_part_of_a_list_warns_and_replaces_nothing() {
    let six_of_vapi = json!(of(vapi, 0..6)).to_string();
    let six_of_twilio = twilio_page(0..6, json!({}));
    let six_of_retell = json!({ "items": of(retell, 0..6), "has_more": false }).to_string();
    let six_of_telnyx = json!({ "data": of(telnyx, 0..6) }).to_string();
    let sixty = json!({ "items": of(vozagent, 0..60) }).to_string();
    let six_agents = json!({ "agents": of(elevenlabs, 0..6), "has_more": false }).to_string();
    let hundred = json!({ "results": of(vapi, 0..101) }).to_string();
    let previous = "/2010-04-01/Accounts/AC0/IncomingPhoneNumbers.json?Page=0";
    let one_kind = |kind: &str| format!("/2010-04-01/Accounts/AC0/IncomingPhoneNumbers/{kind}.json?Page=0");
    let parts = [
        (
            "a total above what is held",
            &six_of_vapi,
            vapi_page(0..3, json!({ "itemsPerPage": 3, "totalItems": 6, "currentPage": 1 })),
        ),
        ("the second page alone", &six_of_vapi, vapi_page(3..6, json!({ "itemsPerPage": 3, "currentPage": 2 }))),
        ("pages to come", &six_of_vapi, vapi_page(0..3, json!({ "currentPage": 1, "totalPages": 2 }))),
        ("the last page alone", &six_of_twilio, twilio_page(3..6, json!({ "page": 1, "previous_page_uri": previous }))),
        (
            "toll-free numbers alone",
            &six_of_twilio,
            twilio_page(0..2, json!({ "uri": one_kind("TollFree"), "page": 0 })),
        ),
        ("local numbers alone", &six_of_twilio, twilio_page(0..2, json!({ "uri": one_kind("Local"), "page": 0 }))),
        (
            "a key for the next page",
            &six_of_retell,
            json!({ "items": of(retell, 0..3), "pagination_key": "k" }).to_string(),
        ),
        (
            "a cursor for the next page",
            &six_agents,
            json!({ "agents": of(elevenlabs, 0..3), "next_cursor": "c" }).to_string(),
        ),
        (
            "totals of Telnyx",
            &six_of_telnyx,
            json!({ "data": of(telnyx, 0..3), "meta": { "page_number": 1, "total_pages": 2 } }).to_string(),
        ),
        ("exactly the limit", &sixty, json!(of(vozagent, 0..50)).to_string()),
        ("exactly the limit of another", &hundred, json!(of(vapi, 0..100)).to_string()),
    ];
    for (case, whole, part) in parts {
        let office = holding(&[whole]);
        let before = office.export();
        let merged = import(&office, &[&part], &[]);
        assert!(merged.exit == 0 && warnings(&merged) >= 1, "{case}: {merged:?}");
        let replaced = import(&office, &[&part], &["--mode", "replace"]);
        assert_eq!((replaced.exit, replaced.stdout.as_str()), (3, ""), "{case}: {replaced:?}");
        assert_eq!(office.export(), before, "{case}: all that was here stays");
    }
}

#[test]
fn pages_that_hold_the_whole_list_are_whole() {
    let (first, last) = (
        vapi_page(0..3, json!({ "currentPage": 1, "totalItems": 6, "totalPages": 2 })),
        vapi_page(3..6, json!({ "currentPage": 2, "totalItems": 6, "totalPages": 2 })),
    );
    let of_twilio = [
        twilio_page(0..3, json!({ "page": 0, "next_page_uri": "/x?Page=1" })),
        twilio_page(3..6, json!({ "page": 1, "previous_page_uri": "/x?Page=0" })),
    ];
    for pages in [[&*first, &*last], [&*last, &*first], [&*of_twilio[0], &*of_twilio[1]]] {
        let office = Office::fresh();
        let answer = import(&office, &pages, &[]);
        assert_eq!((answer.exit, warnings(&answer), numbers(&office)), (0, 0, 6), "{answer:?}");
        let before = office.export();
        assert_eq!(import(&office, &pages, &["--mode", "replace"]).exit, 0);
        assert_eq!(office.export(), before);
    }
    // The same entry on two pages is one, if it says the same.
    let overlapping = [
        json!({ "items": of(retell, 0..2), "pagination_key": "k", "has_more": true }),
        json!({ "items": of(retell, 1..3), "has_more": false }),
    ]
    .map(|page| page.to_string());
    assert_eq!(numbers(&holding(&[&overlapping[0], &overlapping[1]])), 3);
    let mut other = retell(1);
    other["nickname"] = json!("Another");
    let differing = json!({ "items": [other], "has_more": false }).to_string();
    assert_eq!(import(&Office::fresh(), &[&overlapping[0], &differing], &[]).exit, 3);
}

#[test]
fn each_platforms_list_is_read_as_it_comes() {
    let agents = json!({ "agents": [elevenlabs(1)], "next_cursor": null, "has_more": false }).to_string();
    let answered = |n: u32, agent: Value| {
        json!({ "phone_number_id": format!("phnum_{n}"), "phone_number": digits(n), "label": "Front",
        "provider": "twilio", "supports_inbound": true, "supports_outbound": true, "assigned_agent": agent })
    };
    let listed =
        json!([answered(1, json!({ "agent_id": "agent_1", "agent_name": "Agent 1" })), answered(2, Value::Null)])
            .to_string();
    let office = holding(&[&agents, &listed]);
    let number = office.number(&digits(1));
    assert_eq!(number["platform"]["name"], "elevenlabs");
    assert_eq!(number["platform"]["id"], "phnum_1");
    assert_eq!(answerer(&office, &digits(1)), "Agent 1");
    assert!(office.number(&digits(2))["inbound"]["assistant"].is_null());

    let office = holding(&[&json!({ "data": of(telnyx, 1..3) }).to_string()]);
    let number = office.number(&digits(1));
    assert_eq!((&number["platform"]["name"], &number["label"]), (&json!("telnyx"), &json!("Desk 1")));

    // As Twilio's command line prints them.
    let command = json!([{ "sid": "PN1", "phoneNumber": digits(1), "friendlyName": "Desk 1" }, { "sid": "PN2", "phoneNumber": digits(2), "friendlyName": "(415) 555-0102" }]);
    let office = holding(&[&command.to_string()]);
    let labels = [1, 2].map(|n| office.number(&digits(n))["label"].clone());
    assert_eq!(
        (labels, office.number(&digits(1))["platform"]["name"].clone()),
        ([json!("Desk 1"), json!("")], json!("twilio"))
    );
}

#[test]
fn another_kind_of_list_is_refused_by_its_name() {
    let lists = [
        ("squads", json!([{ "id": "s", "orgId": "o", "name": "Night team", "members": [{ "assistantId": "a" }] }])),
        ("calls", json!([{ "call_id": "c", "agent_id": "a", "agent_name": "Night team", "from_number": digits(1) }])),
        ("calls", json!({ "calls": [{ "sid": "CA1", "from": digits(1), "to": digits(2) }] })),
        (
            "credentials",
            json!([{ "id": "c", "orgId": "o", "provider": "11labs", "apiKey": SECRET, "name": "Night team" }]),
        ),
        ("tools", json!([{ "id": "t", "orgId": "o", "type": "function", "function": { "name": "Night team" } }])),
        (
            "verified caller IDs",
            json!({ "outgoing_caller_ids": [{ "sid": "PN1", "phone_number": digits(1), "friendly_name": "Night team" }] }),
        ),
        (
            "verified caller IDs",
            json!([{ "sid": "PN1", "phone_number": digits(1), "friendly_name": "Night team", "uri": "/2010-04-01/Accounts/AC0/OutgoingCallerIds/PN1.json" }]),
        ),
        (
            "voices",
            json!({ "voices": [{ "voice_id": "v", "name": "Night team", "samples": null, "preview_url": null }] }),
        ),
        ("knowledge bases", json!([{ "knowledge_base_id": "k", "knowledge_base_name": "Night team" }])),
        ("contacts", json!([{ "phone_number": digits(1), "label": "Night team", "email": "ana@example.invalid" }])),
    ];
    for (kind, list) in lists {
        let office = Office::fresh();
        let answer = import(&office, &[&list.to_string()], &[]);
        assert_eq!((answer.exit, answer.stdout.as_str()), (3, ""), "{list}: {answer:?}");
        assert!(answer.stderr.contains(kind) && !answer.stderr.contains("Night team"), "{kind}: {answer:?}");
        assert_eq!(numbers(&office) + office.count(&["list", "assistants"]), 0);
    }
}

#[test]
fn what_is_no_list_is_called_what_it_is() {
    let files: [(&str, &[u8]); 7] = [
        ("a web page", b"<!DOCTYPE html>\n<html><title>Night team</title></html>"),
        ("XML", b"<?xml version=\"1.0\"?>\n<Night team=\"1\"/>"),
        ("gzip", b"\x1F\x8B\x08\x00Night team"),
        ("workbook", b"PK\x03\x04\x14\x00xl/workbook.xml Night team"),
        ("picture", b"\x89PNG\r\n\x1A\nNight team"),
        ("PDF", b"%PDF-1.7\nNight team"),
        ("u{1b}]0;", b"Telephone \x1B]0;owned\x07,Name\n,,\n"),
    ];
    for (kind, bytes) in files {
        for name in ["answer.json", "answer.csv", "answer"] {
            let office = Office::fresh();
            let path = office.write(name, bytes);
            let answer = office.run(&["import", &path]);
            assert_eq!((answer.exit, answer.stdout.as_str()), (3, ""), "{name}: {answer:?}");
            assert!(!answer.stderr.contains("Night team"), "{kind}: {answer:?}");
            assert!(!answer.stderr.chars().any(|c| c.is_control() && c != '\n' && c != '\t'), "{answer:?}");
            if name == "answer.csv" {
                assert!(answer.stderr.contains(kind), "{kind}: {answer:?}");
            }
        }
    }
}

#[test]
fn an_answer_that_is_an_error_is_repeated_in_its_words() {
    let errors = [
        (
            "property nmae should not exist",
            json!({ "message": ["property nmae should not exist"], "error": "Bad Request", "statusCode": 400 }),
        ),
        ("Invalid API key", json!({ "message": "Invalid API key" })),
        (
            "Authentication failed",
            json!({ "errors": [{ "code": "10009", "title": "Authentication failed", "detail": "" }] }),
        ),
        ("Invalid API key", json!({ "detail": { "status": "invalid_api_key", "message": "Invalid API key" } })),
        (
            "not a valid integer",
            json!({ "detail": [{ "loc": ["query", "limit"], "msg": "value is not a valid integer" }] }),
        ),
        ("Forbidden", json!({ "error": "Forbidden" })),
        (
            "60 requests a minute",
            json!({ "type": "about:blank", "title": "Slow down", "status": 429, "detail": "60 requests a minute" }),
        ),
        (
            "Authentication error",
            json!({ "success": false, "errors": [{ "code": 10000, "message": "Authentication error" }], "result": null }),
        ),
        ("The number is not yours", json!({ "status": "error", "error_message": "The number is not yours" })),
        ("Not\\u{1b}here", json!({ "status": "error", "message": "Not\u{1b}here" })),
    ];
    for (words, error) in errors {
        let answer = import(&Office::fresh(), &[&error.to_string()], &[]);
        assert_eq!((answer.exit, answer.stdout.as_str()), (3, ""), "{error}: {answer:?}");
        assert!(answer.stderr.contains(words), "{error}: {answer:?}");
    }
}

#[test]
fn what_peoples_tools_wrap_around_a_list_is_taken_off() {
    let (one, two) = (vapi(1), vapi(2));
    let bare = json!([one, two]).to_string();
    let wrapped = [
        json!({ "data": [one, two] }).to_string(),
        json!({ "value": [one, two], "Count": 2 }).to_string(),
        json!([{ "json": one }, { "json": two }]).to_string(),
        json!([[one, two]]).to_string(),
        json!([[one], [two]]).to_string(),
        format!("{one}\n{two}\n"),
        format!("{}\n{}\n", json!([one]), json!([two])),
        format!("HTTP/2 200 \r\ncontent-type: application/json\r\n\r\n{bare}"),
        json!({ "phone_numbers": [one, two] }).to_string(),
        format!("\u{feff}{bare}"),
    ];
    for text in [bare].iter().chain(&wrapped) {
        let office = holding(&[text]);
        assert_eq!(numbers(&office), 2, "{text}");
        assert_eq!(office.number(&digits(2))["label"], "Desk 2", "{text}");
    }
}

#[test]
fn one_entry_by_itself_is_a_list_of_one_that_is_a_part() {
    for (other, one) in [(retell(1), retell(2)), (vapi(1), vapi(2)), (twilio(1), twilio(2))] {
        let office = holding(&[&json!([other]).to_string()]);
        let one = one.to_string();
        let answer = import(&office, &[&one], &["--mode", "replace"]);
        assert_eq!((answer.exit, numbers(&office)), (3, 1), "{answer:?}");
        assert_eq!(import(&office, &[&one], &[]).exit, 0);
        assert_eq!(numbers(&office), 2, "{one}");
    }
    let answer = import(&Office::fresh(), &[&elevenlabs(1).to_string()], &[]);
    assert_eq!((answer.exit, warnings(&answer)), (0, 1), "{answer:?}");
}

#[test]
fn an_empty_list_is_said_to_be_empty() {
    let office = Office::fresh();
    let of_vapi = import(&office, &["[]"], &["--from", "vapi"]);
    assert_eq!(of_vapi.exit, 0, "{of_vapi:?}");
    let of_nobody = import(&office, &["[]"], &[]);
    assert!(of_nobody.exit == 3 && of_nobody.stderr.contains("empty"), "{of_nobody:?}");
    assert!(!of_nobody.stderr.contains("--from"), "{of_nobody:?}");
    let unknown = import(&office, &[r#"[{"colour":"green"}]"#], &[]);
    assert!(unknown.exit == 3 && unknown.stderr.contains("--from"), "{unknown:?}");
    for (empty, from) in
        [(r#"{"items":[]}"#, "retell"), (r#"{"agents":[]}"#, "elevenlabs"), (r#"{"data":[]}"#, "telnyx")]
    {
        assert_eq!(import(&office, &[empty], &["--from", from]).exit, 0, "{empty}");
    }
}

#[test]
fn of_an_agents_versions_the_newest_counts_and_who_has_no_name_is_called_by_the_id() {
    let version = |version: u32, name: &str| json!({ "agent_id": "agent_1", "agent_name": name, "version": version, "voice_id": "v" });
    let sales = json!({ "agent_id": "agent_2", "agent_name": "Sales", "version": 0, "voice_id": "v" });
    let every =
        json!([version(0, "Reception"), version(2, "Reception (new)"), version(1, "Reception"), sales]).to_string();
    let office = holding(&[&every]);
    assert_eq!(office.count(&["list", "assistants"]), 2);
    let before = office.export();
    assert_eq!(import(&office, &[&every], &[]).exit, 0);
    assert_eq!(office.export(), before);
    let mut number = retell(1);
    number["inbound_agents"] = json!([{ "agent_id": "agent_1", "weight": 1 }]);
    assert_eq!(import(&office, &[&json!({ "items": [number] }).to_string()], &[]).exit, 0);
    assert_eq!(answerer(&office, &digits(1)), "Reception (new)");

    let nameless =
        json!({ "items": [{ "agent_id": "agent_3", "agent_name": null, "voice_id": "v" }, sales] }).to_string();
    let office = Office::fresh();
    let answer = import(&office, &[&nameless], &[]);
    assert_eq!((answer.exit, warnings(&answer)), (0, 1), "{answer:?}");
    assert!(office.done(&["list", "assistants"]).contains("agent_3"));

    let chat = json!([{ "agent_id": "agent_4", "agent_name": "Chat", "response_engine": {}, "is_published": true }])
        .to_string();
    let office = Office::fresh();
    let answer = import(&office, &[&chat], &[]);
    assert_eq!((answer.exit, warnings(&answer), office.count(&["list", "assistants"])), (0, 1, 0), "{answer:?}");
}

#[test]
fn where_a_server_decides_who_answers_the_slot_stays() {
    let agents =
        json!({ "items": [{ "agent_id": "agent_1", "agent_name": "Reception", "voice_id": "v" }] }).to_string();
    let mut answered = retell(1);
    answered["inbound_agents"] = json!([{ "agent_id": "agent_1", "weight": 1 }]);
    let mut hooked = retell(1);
    hooked["inbound_webhook_url"] = json!("https://example.invalid/hook");
    let assistants = json!([{ "id": "a1", "orgId": "o", "name": "Reception", "firstMessage": "Hello" }]).to_string();
    let mut assigned = vapi(2);
    assigned["assistantId"] = json!("a1");
    let mut served = vapi(2);
    served["server"] = json!({ "url": "https://example.invalid", "secret": SECRET });
    let cases = [(agents, answered, hooked, digits(1)), (assistants, assigned, served, digits(2))];
    for (assistants, answered, decided, number) in cases {
        let office = holding(&[&assistants, &json!([answered]).to_string()]);
        let answer = import(&office, &[&json!([decided]).to_string()], &[]);
        assert_eq!((answer.exit, warnings(&answer)), (0, 1), "{answer:?}");
        assert_eq!(answerer(&office, &number), "Reception");
    }
}

#[test]
fn a_carrier_and_the_platform_that_answers_have_one_number() {
    let mut bought = twilio(1);
    bought["friendly_name"] = json!("Trunk");
    let carrier = json!({ "incoming_phone_numbers": [bought] }).to_string();
    let assistants = json!([{ "id": "a1", "orgId": "o", "name": "Reception", "firstMessage": "Hello" }]).to_string();
    let mut answered = vapi(1);
    answered["assistantId"] = json!("a1");
    let answered = json!([answered]).to_string();
    for files in [[&*carrier, &*answered, &*assistants], [&*assistants, &*answered, &*carrier]] {
        let office = holding(&files);
        let (count, label) = (numbers(&office), office.number(&digits(1))["label"].clone());
        assert_eq!((count, label, answerer(&office, &digits(1))), (1, json!("Desk 1"), json!("Reception")));
        assert_eq!(office.number(&digits(1))["platform"]["name"], "vapi");
        let before = office.export();
        assert_eq!(import(&office, &[&carrier], &[]).exit, 0);
        assert_eq!(office.export(), before, "what the carrier says of it is nothing new");
    }
    // Two that answer are a problem, whichever comes first.
    let other = json!([retell(1)]).to_string();
    assert_eq!(import(&Office::fresh(), &[&answered, &other], &[]).exit, 3);
    // A list replaces the numbers of its own platform.
    let office = holding(&[&carrier]);
    office.done(&["add", "+14155550188", "--label", "Typed by hand"]);
    assert_eq!(import(&office, &[&json!({ "items": [retell(7)] }).to_string()], &["--mode", "replace"]).exit, 0);
    assert_eq!(numbers(&office), 3);
}

#[test]
fn no_name_and_a_name_that_is_the_number_leave_the_label() {
    let named = |name: Value| {
        let (mut of_retell, mut of_vapi) = (retell(1), vapi(1));
        of_retell["nickname"] = name.clone();
        of_vapi["name"] = name;
        [of_retell, of_vapi]
    };
    let names = [Value::Null, json!(""), json!("(415) 555-0101"), json!("+14155550101")];
    for list in names.into_iter().flat_map(named) {
        let list = json!([list]).to_string();
        let office = holding(&[&list]);
        assert_eq!(office.number(&digits(1))["label"], "", "{list}");
        office.done(&["set", &digits(1), "--label", "Front desk (Ana)"]);
        assert_eq!(import(&office, &[&list], &[]).exit, 0);
        assert_eq!(office.number(&digits(1))["label"], "Front desk (Ana)", "{list}");
    }
}

#[test]
fn an_odd_value_blocks_nothing_and_is_said_where_it_stands() {
    let number = |more: Value| {
        let mut number = json!({ "id": "pn-1", "phone_number": digits(1), "label": "Desk", "provider": "twilio", "status": "active" });
        number.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        number
    };
    let cost = |office: &Office| office.number(&digits(1))["platform"]["monthly_cost_cents"].clone();
    for (told, kept) in
        [(json!(115.0), json!(115)), (json!(2e2), json!(200)), (json!(114.5), Value::Null), (json!(-1), Value::Null)]
    {
        let office = Office::fresh();
        let answer = import(&office, &[&json!([number(json!({ "monthly_cost_cents": told }))]).to_string()], &[]);
        assert_eq!((answer.exit, cost(&office)), (0, kept.clone()), "{told}: {answer:?}");
        assert_eq!(answer.stdout.contains("/0/monthly_cost_cents"), kept.is_null(), "{told}: {answer:?}");
    }
    let office = holding(&[&json!([number(json!({ "id": 17 }))]).to_string()]);
    assert_eq!(office.number(&digits(1))["platform"]["id"], "17");

    // Vapi's fallbacks that are no number, and its numbers that have none.
    let mut called = vapi(1);
    called["assistantId"] = json!("");
    for fallback in [
        json!({ "type": "number", "number": "1234", "numberE164CheckEnabled": false }),
        json!({ "type": "number", "number": digits(2), "extension": "7" }),
        json!({ "type": "sip", "sipUri": "sip:desk@example.invalid" }),
    ] {
        called["fallbackDestination"] = fallback;
        let office = Office::fresh();
        let answer = import(&office, &[&json!([called]).to_string()], &[]);
        assert_eq!((answer.exit, warnings(&answer)), (0, 1), "{answer:?}");
        assert!(answer.stdout.contains("/0/fallbackDestination"), "{answer:?}");
        let number = office.number(&digits(1));
        assert!(number["inbound"]["fallback"].is_null() && number["inbound"]["assistant"].is_null());
    }
    let sip = json!([vapi(1), { "id": "v9", "orgId": "o", "provider": "vapi", "sipUri": "sip:desk@example.invalid", "status": "active" }]);
    let office = Office::fresh();
    let answer = import(&office, &[&sip.to_string()], &[]);
    assert_eq!((answer.exit, numbers(&office)), (0, 1), "{answer:?}");
    assert!(answer.stdout.contains("/1"), "{answer:?}");

    // Digits without a plus are never taken for the office's country.
    let office = Office::fresh();
    office.done(&["profile", "--country", "DE"]);
    let list = json!([
        number(json!({ "phone_number": "14155550101" })),
        number(json!({ "id": "pn-2", "phone_number": "030 901820" }))
    ])
    .to_string();
    assert_eq!(import(&office, &[&list], &["--skip-problems"]).exit, 0);
    assert!(!office.export().contains("+49"), "{}", office.export());
}

//! Files of other programs: the platforms' answers, and tables. Each reader by the rules it follows.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::HashSet;

use proptest::prelude::*;
use serde_json::{Value, json};
use vozdesk_core::files::table::{self, Column, ColumnField, ColumnMap, Which, Wish};
use vozdesk_core::files::{
    self, Mode, Partial, Platform, Problem, ReadAs, Records, Review, SourceKind, incomplete, review, setup_file,
};
use vozdesk_core::model::change::ChangeSet;
use vozdesk_core::model::country::Country;
use vozdesk_core::model::language::Language;
use vozdesk_core::model::number::NumberStatus;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::rules::edit::{self, Edits, Saving, Typed};
use vozdesk_core::testing::{setup_of, setups};
use vozdesk_core::words::Catalogue;

const SECRET: &str = "FAKE-SECRET-0001";

fn read(text: &str) -> Partial {
    read_bytes(text.as_bytes())
}

fn read_bytes(bytes: &[u8]) -> Partial {
    let read = files::read("a.csv", bytes, ReadAs::Recognised, None, Country::US);
    read.unwrap_or_else(|problem| panic!("the file can be read: {problem:?}"))
}

fn merged(setup: &Setup, partials: &[Partial]) -> Review {
    let review = review(setup, partials, Mode::Merge, &HashSet::new());
    assert_eq!(review.setup.faults(), [], "whatever a file says, what comes of it is a setup");
    review
}

fn codes(problems: &[Problem]) -> Vec<(&'static str, &str)> {
    problems.iter().map(|problem| (problem.code, problem.pointer.as_str())).collect()
}

fn number(setup: &Setup, digits: &str) -> Value {
    let file: Value = serde_json::from_slice(&setup_file::to_bytes(setup)).expect("an export is JSON");
    let numbers = file["numbers"].as_array().cloned().unwrap_or_default();
    numbers.into_iter().find(|number| number["number"] == digits).unwrap_or_else(|| panic!("{digits} is there"))
}

fn assistant_name(setup: &Setup, slot: &Value) -> Option<String> {
    setup.assistant(slot.as_str()?).map(|assistant| assistant.name.clone())
}

// ---- platforms

fn retell_agents() -> Value {
    json!({ "items": [
        { "agent_id": "a1", "agent_name": "Front", "channel": "voice", "tags": {} },
        { "agent_id": "a2", "agent_name": "Caller", "channel": "voice" },
        { "agent_id": "a3", "agent_name": "Chat", "channel": "chat" },
    ], "has_more": false })
}

fn retell_number(extra: Value) -> Value {
    let mut number = json!({ "phone_number": "+14155550101", "phone_number_type": "retell-twilio", "nickname": "Main",
        "sip_outbound_trunk_config": { "auth_password": SECRET } });
    number.as_object_mut().expect("an object").extend(extra.as_object().expect("an object").clone());
    json!({ "items": [number], "has_more": false })
}

#[test]
fn each_list_is_recognised_from_its_content_and_can_be_forced() {
    let cases = [
        (retell_agents(), (Records::Assistants, "retell")),
        (retell_number(json!({})), (Records::Numbers, "retell")),
        (json!([{ "phone_number": "+14155550101", "inbound_agent_id": null }]), (Records::Numbers, "retell")),
        (
            json!([{ "id": "p", "provider": "vapi", "number": "+14155550101", "orgId": "o" }]),
            (Records::Numbers, "vapi"),
        ),
        (
            json!({ "results": [{ "id": "p", "provider": "vapi", "number": "+14155550101" }], "metadata": {} }),
            (Records::Numbers, "vapi"),
        ),
        (json!([{ "id": "a", "orgId": "o", "name": "Front", "firstMessage": "Hi" }]), (Records::Assistants, "vapi")),
        (json!({ "incoming_phone_numbers": [], "page": 0 }), (Records::Numbers, "twilio")),
        (
            json!([{ "id": "p", "phone_number": "+14155550101", "label": "x", "assistant_id": null }]),
            (Records::Numbers, "vozagent"),
        ),
    ];
    for (file, kind) in cases {
        let text = file.to_string();
        let SourceKind::List(list) = read(&text).kind else { panic!("{text} is no list") };
        assert_eq!((list.records(), list.platform()), kind, "{text}");
        for platform in Platform::all() {
            let read = files::read("a", text.as_bytes(), ReadAs::AnswerOf(platform), None, Country::US);
            assert_eq!(read.is_ok(), platform.word == kind.1, "{text} as {platform:?}");
        }
    }
}

#[test]
fn an_error_answer_is_recognised_and_its_message_repeated() {
    for answer in [
        json!({ "error": { "code": "unauthorized", "message": "Bad key" } }),
        json!({ "status": "error", "message": "Bad key" }),
        json!({ "message": "Bad key", "error": "Unauthorized", "statusCode": 401 }),
        json!({ "code": 20003, "message": "Bad key", "status": 401 }),
    ] {
        let problem = files::read("a", answer.to_string().as_bytes(), ReadAs::Recognised, None, Country::US)
            .expect_err("it is no list");
        assert_eq!(problem.code, "error_answer", "{answer}");
        assert!(format!("{:?}", problem.message).contains("Bad key"));
    }
}

#[test]
fn an_answer_that_says_there_is_more_is_merged_with_a_warning_and_never_replaces() {
    for answer in [
        json!({ "items": [{ "agent_id": "a", "agent_name": "Front" }], "has_more": true }),
        json!({ "incoming_phone_numbers": [], "next_page_uri": "/2010-04-01/next" }),
        json!({ "results": [{ "id": "p", "provider": "vapi", "number": "+14155550101" }], "metadata": { "hasNextPage": true } }),
    ] {
        let partials = [read(&answer.to_string())];
        let warnings = review(&Setup::default(), &partials, Mode::Merge, &HashSet::new()).warnings;
        assert_eq!(warnings.iter().map(|warning| warning.code).collect::<Vec<_>>(), ["more_pages"], "{answer}");
        assert!(incomplete(&partials, Mode::Replace).is_some());
        assert!(incomplete(&partials, Mode::Merge).is_none());
    }
}

#[test]
fn retells_weighted_agents_fill_a_slot_only_if_they_are_one_and_the_same() {
    let with = |agents: Value| {
        let file =
            retell_number(json!({ "inbound_agents": agents, "outbound_agents": [{ "agent_id": "a2", "weight": 1 }] }));
        let review = merged(&Setup::default(), &[read(&retell_agents().to_string()), read(&file.to_string())]);
        let number = number(&review.setup, "+14155550101");
        let warned = review.warnings.iter().any(|w| w.code == "several_agents");
        (assistant_name(&review.setup, &number["inbound"]["assistant"]), warned)
    };
    let agent = |id: &str| json!({ "agent_id": id, "weight": 0.5 });
    assert_eq!(with(json!([agent("a1")])), (Some("Front".to_owned()), false));
    assert_eq!(with(json!([agent("a1"), agent("a1"), agent("a1")])), (Some("Front".to_owned()), false));
    assert_eq!(with(json!([agent("a1"), agent("a2")])), (None, true));
    assert_eq!(with(json!([])), (None, false));
    assert_eq!(with(Value::Null), (None, false));
}

#[test]
fn what_a_platform_does_not_carry_stays_and_null_clears() {
    let store = setup_of(
        &json!({ "format": "vozdesk.setup", "version": 1,
            "assistants": [{ "id": "front", "name": "Front", "platform": { "name": "retell", "id": "a1" } }],
            "numbers": [{ "id": "n", "number": "+14155550101", "label": "Main", "notes": "Kept", "status": "inactive",
                "inbound": { "assistant": "front", "fallback": "+14155550190" },
                "outbound": { "assistant": "front", "caller_id": "+14155550191" } }] })
        .to_string(),
    );
    let after = |file: Value| number(&merged(&store, &[read(&file.to_string())]).setup, "+14155550101");
    let kept = after(retell_number(json!({})));
    assert_eq!(kept["inbound"], json!({ "assistant": "front", "fallback": "+14155550190" }));
    assert_eq!(kept["outbound"], json!({ "assistant": "front", "caller_id": "+14155550191" }));
    assert_eq!((&kept["notes"], &kept["status"]), (&json!("Kept"), &json!("inactive")));
    let cleared = after(retell_number(json!({ "inbound_agents": null, "fallback_number": null, "nickname": null })));
    assert_eq!(cleared["inbound"], json!({ "assistant": null, "fallback": null }));
    assert_eq!(cleared["outbound"]["assistant"], "front", "the other slot was not told of");
    assert_eq!(cleared["label"], "Main", "only a person, a setup or a table clears a label");
}

#[test]
fn a_chat_agent_is_left_out_with_a_warning_and_an_id_that_joins_nothing_leaves_the_slot() {
    let agents = read(&retell_agents().to_string());
    assert_eq!(codes(&agents.warnings), [("chat_agent", "/items/2")]);
    assert_eq!(agents.assistants.as_ref().map(Vec::len), Some(2));
    let numbers =
        read(&retell_number(json!({ "inbound_agents": [{ "agent_id": "nobody", "weight": 1 }] })).to_string());
    let review = merged(&Setup::default(), &[agents, numbers]);
    let found = codes(&review.warnings);
    assert!(found.contains(&("unknown_assistant", "/items/0/inbound_agents")), "{found:?}");
}

#[test]
fn vapis_squads_and_sip_fallbacks_have_no_place_here_and_what_they_stand_for_stays() {
    let store = setup_of(
        &json!({ "format": "vozdesk.setup", "version": 1, "assistants": [{ "id": "front", "name": "Front" }],
            "numbers": [{ "id": "n", "number": "+14155550101", "inbound": { "assistant": "front", "fallback": "+14155550190" } }] })
        .to_string(),
    );
    let with = |extra: Value| {
        let mut number = json!({ "id": "p", "provider": "twilio", "orgId": "o", "number": "+14155550101", "twilioAuthToken": SECRET });
        number.as_object_mut().expect("an object").extend(extra.as_object().expect("an object").clone());
        merged(&store, &[read(&json!([number]).to_string())])
    };
    let kept = json!({ "assistant": "front", "fallback": "+14155550190" });
    for (extra, code) in [
        (json!({ "squadId": "s" }), "no_assistant"),
        (json!({ "assistantId": null, "workflowId": "w" }), "no_assistant"),
        (json!({ "fallbackDestination": { "type": "sip", "sipUri": "sip:a@b" } }), "fallback_kept"),
        (
            json!({ "fallbackDestination": { "type": "number", "number": "+14155550142", "extension": "12" } }),
            "fallback_kept",
        ),
        (json!({ "status": "new-status" }), "unknown_status"),
    ] {
        let review = with(extra.clone());
        assert_eq!(review.warnings.iter().map(|w| w.code).collect::<Vec<_>>(), [code], "{extra}");
        assert_eq!(number(&review.setup, "+14155550101")["inbound"], kept, "{extra}");
    }
    let cleared = with(json!({ "assistantId": null, "fallbackDestination": null }));
    assert_eq!(number(&cleared.setup, "+14155550101")["inbound"], json!({ "assistant": null, "fallback": null }));
    for (word, status) in [("active", "active"), ("activating", "pending"), ("blocked", "inactive")] {
        let review = with(json!({ "status": word }));
        assert_eq!(number(&review.setup, "+14155550101")["status"], status);
    }
}

#[test]
fn twilios_name_that_is_only_the_number_is_an_empty_label() {
    let named = |name: &str| {
        let file = json!({ "incoming_phone_numbers": [{ "sid": "PN1", "phone_number": "+14155550102", "friendly_name": name }] });
        number(&merged(&Setup::default(), &[read(&file.to_string())]).setup, "+14155550102")["label"].clone()
    };
    assert_eq!(named("(415) 555-0102"), "");
    assert_eq!(named("+14155550102"), "");
    assert_eq!(named("Main Office"), "Main Office");
    assert_eq!(named("415-555-0199"), "415-555-0199", "another number is a name");
}

#[test]
fn no_secret_of_an_answer_gets_further_than_its_reader() {
    let vapi = json!([{ "id": "p", "provider": "twilio", "orgId": "o", "number": "+14155550101", "name": "Main",
        "twilioAuthToken": SECRET, "twilioApiSecret": SECRET, "server": { "headers": { "Authorization": SECRET } },
        "authentication": { "password": SECRET }, "fallbackDestination": { "type": "sip", "sipHeaders": { "X": SECRET } } },
        { "id": "q", "provider": "byo-phone-number", "number": "12", "credentialId": SECRET }]);
    for file in [vapi, retell_number(json!({ "inbound_webhook_url": SECRET }))] {
        let partial = read(&file.to_string());
        assert!(!format!("{partial:?}").contains(SECRET));
        let review = merged(&Setup::default(), &[partial]);
        assert!(!format!("{review:?}").contains(SECRET));
        assert!(!String::from_utf8_lossy(&setup_file::to_bytes(&review.setup)).contains(SECRET));
    }
}

#[test]
fn importing_a_platforms_lists_again_changes_nothing() {
    let files = [
        retell_agents(),
        retell_number(
            json!({ "inbound_agents": [{ "agent_id": "a1", "weight": 1 }], "fallback_number": "+14155550142" }),
        ),
    ];
    let partials = || files.iter().map(|file| read(&file.to_string())).collect::<Vec<_>>();
    let once = merged(&Setup::default(), &partials());
    assert!(merged(&once.setup, &partials()).entries.is_empty());
}

/// An office moves: its lists come in, somebody works on it, the whole goes to another machine, and
/// there the platform's lists come in once more.
#[test]
fn an_office_moves_to_another_machine_and_the_platforms_lists_blank_nothing() {
    let lists = || {
        let numbers = json!({ "items": [
            { "phone_number": "+14155550142", "phone_number_type": "retell-twilio", "nickname": "Main",
              "inbound_agents": [{ "agent_id": "a1", "weight": 1.0 }], "outbound_agents": null,
              "fallback_number": "+14155550143" },
            { "phone_number": "+14155550143", "phone_number_type": "custom", "nickname": null },
        ], "has_more": false });
        [read(&retell_agents().to_string()), read(&numbers.to_string())]
    };
    let imported = merged(&Setup::default(), &lists()).setup;
    let main = imported.numbers().find(|n| n.label == "Main").map(|n| n.id.clone()).expect("it is there");
    let edit = Edits::default()
        .with("notes", "Ask for Ana")
        .with("outbound.caller_id", Typed { text: "+14155550143".to_owned(), country: None });
    let edited = edit::save_number(&imported, main.as_str(), &edit, Saving::default()).expect("the edit is fine").setup;

    let bytes = setup_file::to_bytes(&edited);
    let file = files::read("office.json", &bytes, ReadAs::Recognised, None, Country::US).expect("an export is read");
    let moved = merged(&Setup::default(), &[file]).setup;
    assert_eq!(setup_file::to_bytes(&moved), bytes, "nothing changes on the way");
    let differs = |before: &Setup, after: &Setup| -> Vec<String> {
        let changes = ChangeSet::between(before, after);
        let numbers = changes.numbers.iter();
        let fields = numbers.flat_map(|c| c.paths());
        assert!(changes.assistants.is_empty() && changes.campaigns.is_empty());
        fields.collect()
    };
    assert_eq!(differs(&imported, &moved), ["notes", "outbound.caller_id"], "but what was edited");

    let again = merged(&moved, &lists());
    assert_eq!((again.included(), again.problems.len()), (0, 0));
    assert_eq!(setup_file::to_bytes(&again.setup), bytes, "and the lists blank nothing");
}

// ---- tables

const HEADINGS: &str = "Phone Number,Country,Label,Inbound Assistant,Fallback Destination,Outbound Assistant,Outbound Phone Number,Status,Notes";

fn table(rows: &[&str]) -> String {
    format!("{HEADINGS}\n{}\n", rows.join("\n"))
}

fn office() -> Setup {
    setup_of(
        &json!({ "format": "vozdesk.setup", "version": 1, "assistants": [{ "id": "front", "name": "Front Desk" }],
            "numbers": [{ "id": "n", "number": "+14155550101", "label": "Main", "notes": "Kept",
                "inbound": { "assistant": "front", "fallback": "+14155550190" }, "outbound": { "assistant": "front" } }] })
        .to_string(),
    )
}

/// The problems of a table: line, code, pointer.
fn found(rows: &[&str]) -> Vec<(u32, &'static str, String)> {
    let review = merged(&office(), &[read(&table(rows))]);
    review.problems.iter().map(|p| (p.at.line, p.code, p.pointer.clone())).collect()
}

#[test]
fn an_empty_cell_leaves_a_value_and_none_clears_it() {
    let after = |row: &str| number(&merged(&office(), &[read(&table(&[row]))]).setup, "+14155550101");
    let kept = after("+14155550101,,,,,,,,");
    assert_eq!(kept, number(&office(), "+14155550101"));
    let cleared = after("415-555-0101,US,,None,ninguno,NONE,,,");
    assert_eq!(cleared["inbound"], json!({ "assistant": null, "fallback": null }));
    assert_eq!(cleared["outbound"]["assistant"], Value::Null);
    assert_eq!((&cleared["label"], &cleared["notes"]), (&json!("Main"), &json!("Kept")));
    let named = after("+14155550101,,None,,,,,,");
    assert_eq!(named["label"], "None", "a label may be any word");
}

#[test]
fn every_refused_cell_is_told_with_its_row_its_column_and_its_line() {
    assert_eq!(found(&["1.41556E+10,US,,,,,,,"]), [(2, "scientific_notation", "/2/number".to_owned())]);
    assert_eq!(found(&["+14155550109,US,,Robot,,,,,"]), [(2, "unknown_assistant", "/2/inbound".to_owned())]);
    assert_eq!(found(&["+14155550109,US,,,ask Kate,,,,"]), [(2, "not_a_number", "/2/fallback".to_owned())]);
    assert_eq!(found(&["+14155550109,XX,,,,,,,"]), [(2, "unknown_country", "/2/country".to_owned())]);
    assert_eq!(found(&["+14155550109,,,,,,,retired,"]), [(2, "unknown_value", "/2/status".to_owned())]);
    assert_eq!(found(&["+14155550109,,,,,,,,,surplus"]), [(2, "too_many_cells", "/2".to_owned())]);
    assert_eq!(found(&[",,Only a label,,,,,,"]), [(2, "not_a_number", "/2/number".to_owned())]);
    assert_eq!(found(&["+14155550109", "(415) 555-0109"]), [(3, "duplicate_number", "/3/number".to_owned())]);
    // A row begins on a line of the file and is a row of the spreadsheet: both are told.
    let wrapped = found(&["+14155550109,,,,,,,,\"one\ntwo\"", "", "hello,,Front,,,,,active,"]);
    assert_eq!(wrapped, [(5, "not_a_number", "/4/number".to_owned())]);
}

#[test]
fn separators_encodings_and_languages_are_told_from_the_content() {
    let spanish = "Número;País;Etiqueta\r\n810 12 34 56;España;Señal €\r\n";
    let (windows, ..) = encoding_rs::WINDOWS_1252.encode(spanish);
    let wide: Vec<u8> = b"\xFF\xFE".iter().copied().chain(spanish.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let marked = format!("\u{FEFF}{spanish}");
    let tabs = spanish.replace(';', "\t");
    let named = format!("sep=;\r\n{spanish}");
    for bytes in [spanish.as_bytes(), &windows, &wide, marked.as_bytes(), tabs.as_bytes(), named.as_bytes()] {
        let review = merged(&Setup::default(), &[read_bytes(bytes)]);
        assert_eq!(codes(&review.problems), []);
        assert_eq!(number(&review.setup, "+34810123456")["label"], "Señal €");
    }
}

fn field(word: &str) -> ColumnField {
    ColumnField::of_word(word).expect("a column")
}

fn named(column: &str, field: ColumnField) -> ColumnMap {
    (Which::Named(column.to_owned()), Some(field))
}

fn mapped(text: &str, map: &[ColumnMap]) -> Partial {
    let wish = Wish { map: map.to_vec(), ..Wish::default() };
    files::read_wished("a.csv", text.as_bytes(), ReadAs::Recognised, None, Country::US, &wish).expect("mapped")
}

fn columns(partial: &Partial) -> &[Column] {
    partial.table.as_ref().map_or(&[], |table| &table.columns)
}

#[test]
fn a_first_row_without_a_digit_where_the_numbers_are_holds_the_headings() {
    let map = [(Which::At(0), Some(field("label"))), (Which::At(1), Some(field("number"))), (Which::At(2), None)];
    let text = "Kunde,Rufnummer,Ort
Praxis,+14155550101,Berlin
";
    let partial = mapped(text, &map);
    assert_eq!(
        (columns(&partial)[1].heading.as_str(), columns(&partial)[1].field),
        ("Rufnummer", Some(field("number")))
    );
    let review = merged(&Setup::default(), &[partial]);
    assert_eq!((codes(&review.problems), review.setup.numbers().count()), (vec![], 1));
    assert_eq!(number(&review.setup, "+14155550101")["label"], "Praxis");
}

#[test]
fn a_file_whose_columns_cannot_be_told_is_refused_whole_and_can_be_mapped_by_hand() {
    let text = "+14155550101,Main Office,Front Desk\n+14155550102,Second,Front Desk\n";
    let refused =
        files::read("a.csv", text.as_bytes(), ReadAs::Recognised, None, Country::US).expect_err("no headings");
    assert_eq!(refused.code, "unknown_columns");
    let map = [named("1", field("number")), named("B", field("label")), named("3", field("inbound"))];
    let partial = mapped(text, &map);
    let review = merged(&office(), &[partial]);
    assert_eq!(number(&review.setup, "+14155550101")["label"], "Main Office", "the first row is not lost");
    let other = "Telephone,Shown as\n+14155550101,Mapped\n";
    let map = [named("telephone", field("number")), named("Shown as", field("label"))];
    let partial = mapped(other, &map);
    assert_eq!(number(&merged(&office(), &[partial]).setup, "+14155550101")["label"], "Mapped");
}

#[test]
fn a_quote_that_never_closes_is_refused_with_the_line_on_which_it_opens() {
    let text = format!("{HEADINGS}\n+14155550101,US,Main\n+14155550102,US,\"Second\n+14155550103,US,Third\n");
    let refused = files::read("a.csv", text.as_bytes(), ReadAs::Recognised, None, Country::US).expect_err("it is open");
    assert_eq!((refused.code, refused.at.line), ("unclosed_quote", 3));
}

#[test]
fn an_apostrophe_is_no_part_of_a_number_and_stays_in_a_label() {
    let text = "Phone Number,Label\n'+14155550102,'Second\n=\"+14155550103\",Third\n";
    let review = merged(&Setup::default(), &[read(text)]);
    assert_eq!(number(&review.setup, "+14155550102")["label"], "'Second");
    assert_eq!(number(&review.setup, "+14155550103")["label"], "Third");
}

#[test]
fn a_written_text_that_a_spreadsheet_would_run_gets_an_apostrophe_and_loses_it_again() {
    let labels = ["=1+1", "+1", "-2", "@SUM(1)", "'quoted", "plain", "\"=1\"", "a,b;c d", "＝1+1"];
    let numbers: Vec<Value> = labels
        .iter()
        .enumerate()
        .map(|(n, label)| json!({ "number": format!("+1415555010{n}"), "label": label }))
        .collect();
    let setup = setup_of(&json!({ "format": "vozdesk.setup", "version": 1, "numbers": numbers }).to_string());
    let bytes = table::to_bytes(&setup);
    let text = String::from_utf8(bytes.clone()).expect("UTF-8");
    assert!(text.starts_with("\u{FEFF}Phone Number,"));
    for line in text.lines().skip(1) {
        let label = line.split(',').nth(2).unwrap_or_default();
        let label = label.strip_prefix('"').unwrap_or(label);
        assert!(!label.starts_with(['=', '+', '-', '@']), "{line}");
    }
    let back = merged(&Setup::default(), &[read_bytes(&bytes)]).setup;
    for (n, label) in labels.iter().enumerate() {
        assert_eq!(number(&back, &format!("+1415555010{n}"))["label"], *label);
    }
}

/// A number, its label and notes, its four slots and its status.
type Carried = (String, String, String, Vec<Option<String>>, NumberStatus);

/// What a table carries of a setup.
fn carried(setup: &Setup) -> Vec<Carried> {
    let name = |slot: &Option<vozdesk_core::model::id::Id>| setup.in_slot(slot).map(|a| a.id.to_string());
    let text = |number: Option<vozdesk_core::model::e164::E164>| number.map(|n| n.to_string());
    let mut rows: Vec<_> = setup
        .numbers()
        .filter_map(|n| {
            let slots = vec![
                name(&n.inbound.assistant),
                text(n.inbound.fallback),
                name(&n.outbound.assistant),
                text(n.outbound.caller_id),
            ];
            Some((n.e164()?.to_string(), n.label.clone(), n.notes.clone(), slots, n.status))
        })
        .collect();
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    rows
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_table_carries_its_fields_there_and_back(setup in setups(), other in setups()) {
        // Into an office that has the same assistants and quite other numbers.
        let mut file: Value = serde_json::from_slice(&setup_file::to_bytes(&setup)).expect("JSON");
        file["numbers"] = json!([]);
        file["campaigns"] = json!([]);
        let empty = setup_of(&file.to_string());
        let bytes = table::to_bytes(&setup);
        let review = merged(&empty, &[read_bytes(&bytes)]);
        prop_assert_eq!(codes(&review.problems), vec![]);
        prop_assert_eq!(carried(&review.setup), carried(&setup));
        // Again changes nothing.
        prop_assert_eq!(merged(&review.setup, &[read_bytes(&bytes)]).entries.len(), 0);
        // Merging never removes.
        let into_other = merged(&other, &[read_bytes(&bytes)]);
        prop_assert!(into_other.setup.numbers().len() >= other.numbers().len());
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), wide in any::<bool>()) {
        let mut bytes = bytes;
        if wide {
            bytes.splice(0..0, *b"\xFF\xFE");
        }
        for from in [ReadAs::Recognised, ReadAs::Table, ReadAs::SetupFile] {
            if let Ok(partial) = files::read("a", &bytes, from, None, Country::US) {
                merged(&Setup::default(), &[partial]);
            }
        }
    }

    #[test]
    fn no_cells_make_the_table_reader_panic(cells in proptest::collection::vec("[\"',;=+0-9A-Za-z \n\r\t()ñ€]{0,12}", 0..40)) {
        let text = format!("{HEADINGS}\n{}", cells.join(","));
        if let Ok(partial) = files::read("a.csv", text.as_bytes(), ReadAs::Recognised, None, Country::US) {
            merged(&office(), &[partial]);
        }
    }
}

/// Whoever is told which headings are known can write them, in either language.
#[test]
fn what_a_column_is_called_on_screen_is_a_heading_that_is_read() {
    for language in [Language::English, Language::Spanish] {
        let labels: Vec<String> =
            ColumnField::all().map(|field| Catalogue::of(language).words(field.label())).collect();
        let partial = read(&format!("{}\n", labels.join(",")));
        let fields: Vec<_> = columns(&partial).iter().map(|column| column.field.map(ColumnField::word)).collect();
        assert_eq!(fields, ColumnField::all().map(|field| Some(field.word())).collect::<Vec<_>>(), "{labels:?}");
    }
    let unknown =
        files::read("a.csv", b"Wer,Ort\nA,B\n", ReadAs::Recognised, None, Country::US).expect_err("no numbers");
    let told = Catalogue::of(Language::Spanish).text(&unknown.message);
    assert!(told.contains("Asistente de entrada") && !told.contains("Inbound"), "{told}");
}

/// Where no heading says it, what the columns hold is proposed by what is in them.
#[test]
fn columns_without_headings_are_proposed_by_what_is_in_them() {
    let proposed = |text: &str| {
        let named = table::proposed(text.as_bytes(), &Wish::default(), Country::US);
        let word = |(which, field): (Which, Option<ColumnField>)| match which {
            Which::At(at) => format!("{at} {}", field.map_or("", ColumnField::word)),
            Which::Named(name) => name,
        };
        named.into_iter().map(word).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(proposed("+1 415 555 0101\n+1 415 555 0102\n"), "0 number");
    assert_eq!(proposed("Front\t(415) 555-0101\nSales\t+34 912 34 56 78\n"), "1 number, 0 label");
    assert_eq!(proposed("Rufnummer;Wer\n+14155550177;Werkstatt\n+1415555017;Kurz\n"), "0 number, 1 label");
    assert_eq!(proposed("Year,Town\n2024,Berlin\n2025,Madrid\n"), "", "years are no telephone numbers");
    assert_eq!(proposed("Since,Town\n2024-01-15,Berlin\n2025-02-16,Madrid\n"), "", "nor are days");
    let known = "Fallback Number,Own,Name\n+14155550100,+14155550101,Front\n";
    assert_eq!(proposed(known), "1 number", "what a heading says is not told otherwise");
    let partial = read("Telefono,Wer\n+14155550101,A\n+14155550102,B\n+14155550103,C\n+14155550104,D\n");
    assert_eq!(columns(&partial)[1].cells, ["A", "B", "C"], "and the first cells are shown");
}

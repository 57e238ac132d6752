//! What holds for the fakes of all platforms, tried on one of them.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::server::client::{Answered, send};
use super::*;

const MAIN: &str = "+14155550101";
const ONE: &str = "/v1/convai/phone-numbers/phnum_14155550101";
const NUMBERS: &str = "/v1/convai/phone-numbers";
const AGENTS: &str = "/v1/convai/agents";

fn fake() -> Fake {
    let fake = Fake::start("elevenlabs");
    fake.put_assistant("agent_1", "Reception");
    fake.put_number(MAIN, "Front", Some("agent_1"), None);
    fake
}

fn get(fake: &Fake, path: &str) -> Answered {
    send(&fake.url(), "GET", path, &[("xi-api-key", fake.key())], "")
}

/// Sends a label, and returns the status of the answer and the label that is there then.
fn label(fake: &Fake, label: &str) -> (u16, String) {
    let headers = [("xi-api-key", fake.key()), ("content-type", "application/json")];
    let answered = send(&fake.url(), "PATCH", ONE, &headers, &json!({ "label": label }).to_string());
    (answered.status, fake.label(MAIN))
}

fn is(status: u16, label: &str) -> (u16, String) {
    (status, label.to_owned())
}

#[test]
fn variables_name_the_address_and_the_key() {
    let fake = Fake::start("retell");
    let known = [("VOZDESK_RETELL_URL", fake.url()), ("VOZDESK_RETELL_KEY", fake.key().to_owned())];
    assert_eq!(fake.variables(), known.map(|(name, value)| (name.to_owned(), value)));
}

#[test]
fn requests_are_kept_in_their_order_until_they_are_forgotten() {
    let fake = fake();
    get(&fake, NUMBERS);
    label(&fake, "Back");
    get(&fake, "/v1/convai/agents?page_size=10");
    let paths: Vec<String> = fake.requests().into_iter().map(|request| request.path).collect();
    assert_eq!(paths, [NUMBERS, ONE, "/v1/convai/agents?page_size=10"]);
    let writes = fake.writes();
    assert_eq!((writes.len(), writes[0].body.as_str()), (1, r#"{"label":"Back"}"#));
    fake.forget_requests();
    assert!(fake.requests().is_empty());
}

#[test]
fn what_fails_before_was_not_done_and_what_fails_after_was() {
    let fake = fake();
    fake.fail(When::Write, Fault::FailBefore);
    assert_eq!(label(&fake, "1"), is(500, "Front"));
    fake.fail(When::Write, Fault::FailAfter);
    assert_eq!(label(&fake, "2"), is(500, "2"));
    fake.fail(When::Write, Fault::DropBefore);
    assert_eq!(label(&fake, "3"), is(0, "2"));
    fake.fail(When::Write, Fault::DropAfter);
    assert_eq!(label(&fake, "4"), is(0, "4"));
    fake.fail(When::Write, Fault::Garbage);
    assert_eq!(label(&fake, "5"), is(200, "4"));
    fake.fail(When::Write, Fault::GarbageAfter);
    assert_eq!(label(&fake, "6"), is(200, "6"));
    fake.fail(When::Write, Fault::Status(403, "{}".to_owned()));
    assert_eq!(label(&fake, "7"), is(403, "6"));
    assert_eq!(label(&fake, "8"), is(200, "8"));
}

#[test]
fn a_write_that_is_ignored_is_answered_with_the_number_as_it_was() {
    let fake = fake();
    fake.fail(When::Any, Fault::Ignored);
    assert_eq!(label(&fake, "Back"), is(200, "Front"));
}

#[test]
fn another_field_can_move_with_a_write() {
    let fake = fake();
    fake.fail(When::Write, Fault::AlsoChanges("assigned_agent".to_owned()));
    assert_eq!((label(&fake, "Back"), fake.inbound(MAIN)), (is(200, "Back"), None));
    fake.fail(When::Write, Fault::AlsoChanges("assigned_agent".to_owned()));
    assert_eq!((label(&fake, "Back"), fake.inbound(MAIN).as_deref()), (is(200, "Back"), Some("moved")));
}

#[test]
fn a_platform_that_throttles_says_how_long_if_it_is_told_to() {
    let fake = fake();
    fake.fail(When::Read, Fault::Throttled(Some("7".to_owned())));
    fake.fail(When::Read, Fault::Throttled(None));
    let (first, second) = (get(&fake, NUMBERS), get(&fake, NUMBERS));
    assert_eq!((first.status, second.status), (429, 429));
    assert!(first.head.contains("Retry-After: 7"), "{}", first.head);
    assert!(!second.head.contains("Retry-After"), "{}", second.head);
}

#[test]
fn what_stands_between_answers_in_its_own_way() {
    let fake = fake();
    fake.fail(When::Any, Fault::Html);
    fake.fail(When::Any, Fault::Redirect("http://127.0.0.1:1/elsewhere".to_owned()));
    assert!(get(&fake, NUMBERS).body.starts_with("<!doctype html>"));
    let redirected = get(&fake, NUMBERS);
    assert_eq!(redirected.status, 307);
    assert!(redirected.head.contains("Location: http://127.0.0.1:1/elsewhere"), "{}", redirected.head);
}

#[test]
fn a_slow_platform_answers_and_a_hanging_one_does_not() {
    let fake = fake();
    let time = Duration::from_millis(50);
    fake.fail(When::Write, Fault::Slow(time));
    fake.fail(When::Write, Fault::Hang(time));
    let begun = Instant::now();
    assert_eq!(label(&fake, "1"), is(200, "1"));
    assert_eq!(label(&fake, "2"), is(0, "1"));
    assert!(begun.elapsed() >= time * 2);
}

#[test]
fn a_fault_that_stays_ends_when_the_platform_works_again() {
    let fake = fake();
    fake.fail_always(When::One, Fault::FailBefore);
    let statuses = [get(&fake, ONE), get(&fake, NUMBERS), get(&fake, ONE)].map(|answered| answered.status);
    assert_eq!(statuses, [500, 200, 500]);
    fake.works_again();
    assert_eq!(get(&fake, ONE).status, 200);
}

#[test]
fn a_list_that_is_cut_short_says_that_there_is_more() {
    let fake = fake();
    fake.fail(When::Assistants, Fault::CutShort);
    let listed = get(&fake, AGENTS).json();
    assert_eq!((&listed["has_more"], &listed["next_cursor"]), (&json!(true), &Value::Null));
    fake.fail(When::List, Fault::CutShort);
    let listed = get(&fake, NUMBERS);
    assert!(serde_json::from_str::<Value>(&listed.body).is_err(), "a bare list breaks off: {}", listed.body);
    assert_eq!(get(&fake, NUMBERS).json()[0]["label"], "Front");
}

#[test]
fn where_no_key_is_needed_a_list_cut_short_fails_until_it_is_begun_again() {
    let fake = Fake::start("vozagent");
    (0..150).for_each(|at| fake.put_assistant(&format!("as-{at}"), "Desk"));
    let page = |offset: usize| {
        let key = format!("Bearer {}", fake.key());
        let path = format!("/v1/assistants?limit=100&offset={offset}");
        send(&fake.url(), "GET", &path, &[("authorization", &key)], "").status
    };
    fake.fail(When::Assistants, Fault::CutShort);
    assert_eq!([page(0), page(100), page(100), page(0), page(100)], [200, 500, 500, 200, 200]);
}

#[test]
fn a_later_page_can_be_the_one_before_it_and_a_list_can_be_empty() {
    let fake = fake();
    (2..=60).for_each(|at| fake.put_assistant(&format!("agent_{at}"), "Desk"));
    fake.fail(When::Assistants, Fault::RepeatedPage);
    let first = get(&fake, AGENTS).json();
    let next = format!("{AGENTS}?cursor={}", first["next_cursor"].as_str().expect("there is more"));
    assert_eq!(get(&fake, &next).json(), first);
    assert_eq!(get(&fake, &next).json()["agents"][0]["agent_id"], "agent_31");
    fake.fail(When::List, Fault::EmptyList);
    assert_eq!(get(&fake, NUMBERS).body, "[]");
}

#[test]
fn a_total_can_be_wrong_where_one_is_said() {
    let fake = Fake::start("vapi");
    fake.put_number(MAIN, "Main", None, None);
    fake.fail(When::List, Fault::WrongTotal);
    let key = format!("Bearer {}", fake.key());
    let listed = send(&fake.url(), "GET", "/v2/phone-number", &[("authorization", &key)], "").json();
    assert_eq!(listed["metadata"]["totalItems"], 2);
}

#[test]
fn what_is_called_before_a_write_can_change_the_number_first() {
    let fake = Arc::new(fake());
    fake.before_write({
        let fake = Arc::downgrade(&fake);
        move |request| {
            let fake = fake.upgrade().expect("it runs");
            fake.edit(MAIN, |record| record["supports_outbound"] = json!(request.body.contains("Back")));
            fake.put_assistant("agent_2", "Meanwhile");
        }
    });
    fake.edit(MAIN, |record| record["supports_outbound"] = json!(false));
    assert_eq!(label(&fake, "Back"), is(200, "Back"));
    assert_eq!(fake.number(MAIN).expect("it is there")["supports_outbound"], true);
}

#[test]
fn what_was_removed_is_not_there_any_more() {
    let fake = fake();
    fake.remove_number(MAIN);
    fake.remove_assistant("agent_1");
    assert_eq!((get(&fake, ONE).status, get(&fake, NUMBERS).body.as_str()), (404, "[]"));
    assert_eq!(get(&fake, AGENTS).json()["agents"], json!([]));
}

#[test]
fn a_hundred_thousand_numbers_are_served_without_a_wait() {
    let fake = Fake::start("retell");
    fake.put_many(100_000);
    let key = format!("Bearer {}", fake.key());
    let begun = Instant::now();
    for page in 0..100 {
        let path = format!("/v2/list-phone-numbers?limit=1000&pagination_key=from_{}", page * 1000);
        assert_eq!(send(&fake.url(), "GET", &path, &[("authorization", &key)], "").status, 200);
    }
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

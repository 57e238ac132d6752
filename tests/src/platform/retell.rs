//! Retell: numbers go by their digits, slots are lists of agents with weights.

use serde_json::{Map, Value, json};

use super::server::Request;
use super::vendor::{
    Asked, Entry, Envelope, Fields, List, Page, Parameters, Records, Refusal, Span, Vendor, decoded, invalid,
    is_text_or_null, members, status,
};

const KEY: &str = "key_of_the_fake_retell";

/// What a change may hold besides agents; each is a text or null, or a list of countries.
const TEXTS: &[&str] = &[
    "nickname",
    "inbound_webhook_url",
    "inbound_sms_webhook_url",
    "termination_uri",
    "auth_username",
    "auth_password",
    "transport",
    "fallback_number",
];
const COUNTRIES: &[&str] = &["allowed_inbound_country_list", "allowed_outbound_country_list"];
const AGENTS: &[&str] = &["inbound_agents", "outbound_agents", "inbound_sms_agents", "outbound_sms_agents"];

/// Taken without a word and without doing anything, since slots have become lists.
const RETIRED: &[&str] = &["inbound_agent_id", "outbound_agent_id", "inbound_agent_version", "outbound_agent_version"];

pub(super) struct Retell;

impl Vendor for Retell {
    fn key(&self) -> &'static str {
        KEY
    }

    fn authorization(&self) -> (&'static str, Vec<String>) {
        ("authorization", vec![format!("Bearer {KEY}")])
    }

    fn fields(&self) -> Fields {
        Fields { number: "phone_number", id: "phone_number", label: "nickname", assistant: "agent_id" }
    }

    fn asked(&self, request: &Request) -> Asked {
        let number = |text: &str| (!text.contains('+')).then(|| decoded(text)).flatten();
        match (request.method.as_str(), &*request.segments()) {
            ("GET", ["v2", "list-phone-numbers"]) => Asked::List(List::Numbers),
            ("POST", ["v2", "list-agents"]) => Asked::List(List::Assistants),
            ("GET", ["get-phone-number", digits]) => number(digits).map_or(Asked::Nowhere, Asked::One),
            ("PATCH", ["update-phone-number", digits]) => number(digits).map_or(Asked::Nowhere, Asked::Write),
            _ => Asked::Nowhere,
        }
    }

    fn span(&self, of: List, request: &Request) -> Result<Span, Refusal> {
        if of == List::Assistants {
            voice_agents_only(&members(request)?)?;
        }
        let query = Parameters::read(request.query(), &["limit", "pagination_key", "sort_order"])?;
        let size = query.count("limit", 1..=1000, 50)?;
        let start = match query.text("pagination_key").map(|key| key.strip_prefix("from_").map(str::parse)) {
            None => 0,
            Some(Some(Ok(start))) => start,
            Some(_) => return invalid("pagination_key is none that was given"),
        };
        Ok(Span { start, size })
    }

    fn envelope(&self, _request: &Request, page: &Page) -> Envelope {
        let mut rest = json!({ "has_more": page.next.is_some() });
        if let Some(next) = page.next.filter(|_| page.has_key) {
            rest["pagination_key"] = json!(format!("from_{next}"));
        }
        Envelope::Around("items", rest)
    }

    fn number(&self, entry: &Entry, _assistants: &Records) -> Value {
        let agents = |id: Option<&str>| id.map(|id| json!([{ "agent_id": id, "weight": 1 }]));
        json!({
            "phone_number": entry.number,
            "phone_number_type": "retell-twilio",
            "nickname": (!entry.label.is_empty()).then_some(entry.label),
            "inbound_agents": agents(entry.inbound),
            "outbound_agents": agents(entry.outbound),
            "inbound_webhook_url": null,
            "fallback_number": null,
            "allowed_inbound_country_list": null,
            "last_modification_timestamp": 1_760_000_000_000_i64,
        })
    }

    fn assistant(&self, id: &str, name: &str) -> Value {
        json!({ "agent_id": id, "agent_name": name, "channel": "voice", "version": 0 })
    }

    fn inbound(&self, record: &Value) -> Option<String> {
        only_agent(&record["inbound_agents"])
    }

    fn outbound(&self, record: &Value) -> Option<String> {
        only_agent(&record["outbound_agents"])
    }

    fn change(&self, record: &mut Value, request: &Request, assistants: &Records) -> Result<Vec<String>, Refusal> {
        let members = members(request)?;
        let mut without_effect = Vec::new();
        for (name, value) in members {
            let name = name.as_str();
            if RETIRED.contains(&name) {
                without_effect.push(format!("{name} is retired and does nothing"));
                continue;
            } else if AGENTS.contains(&name) {
                agents_stand(name, &value, assistants)?;
            } else if TEXTS.contains(&name) {
                if !is_text_or_null(&value) {
                    return invalid(format!("{name} is a text or null"));
                }
            } else if COUNTRIES.contains(&name) {
                let is_list = value.as_array().is_some_and(|all| all.iter().all(Value::is_string));
                if !is_list && !value.is_null() {
                    return invalid(format!("{name} is a list of texts or null"));
                }
            } else {
                return invalid(format!("{name} is not a field of a phone number"));
            }
            record[name] = value;
        }
        let changed = record["last_modification_timestamp"].as_i64().unwrap_or_default() + 1;
        record["last_modification_timestamp"] = json!(changed);
        Ok(without_effect)
    }

    fn moved(&self, field: &str) -> Value {
        if AGENTS.contains(&field) { json!([{ "agent_id": "moved", "weight": 1 }]) } else { json!("moved") }
    }

    fn status(&self, refusal: &Refusal) -> u16 {
        match refusal {
            Refusal::NoSuchNumber | Refusal::NoSuchAssistant(_) => 422,
            other => status(other),
        }
    }

    fn error(&self, _status: u16, words: &str) -> Value {
        json!({ "status": "error", "message": words })
    }
}

/// The agent of a slot, if it is one and the same in every entry.
fn only_agent(agents: &Value) -> Option<String> {
    let agents = agents.as_array()?;
    let first = agents.first()?["agent_id"].as_str()?;
    agents.iter().all(|agent| agent["agent_id"] == first).then(|| first.to_owned())
}

/// A filter for voice agents, or none: the fake has no others.
fn voice_agents_only(members: &Map<String, Value>) -> Result<(), Refusal> {
    let filter = json!({ "channel": { "type": "string", "op": "eq", "value": "voice" } });
    match members.iter().find(|(name, value)| *name != "filter_criteria" || **value != filter) {
        None => Ok(()),
        Some((name, value)) => invalid(format!("{name} cannot be {value}")),
    }
}

/// Null, or agents that are there, whose weights are each above 0 and together 1.
fn agents_stand(name: &str, value: &Value, assistants: &Records) -> Result<(), Refusal> {
    if value.is_null() {
        return Ok(());
    }
    let Some(agents) = value.as_array() else { return invalid(format!("{name} is a list of agents or null")) };
    let mut sum = 0.0;
    for agent in agents {
        let Some(members) = agent.as_object() else { return invalid(format!("{name} holds objects")) };
        if let Some(other) = members.keys().find(|key| !["agent_id", "weight", "agent_version"].contains(&key.as_str()))
        {
            return invalid(format!("{other} is not a field of an agent in {name}"));
        }
        let (Some(id), Some(weight)) = (agent["agent_id"].as_str(), agent["weight"].as_f64()) else {
            return invalid(format!("Each agent in {name} has an agent_id and a weight"));
        };
        if weight <= 0.0 || weight > 1.0 {
            return invalid(format!("A weight in {name} is above 0 and at most 1"));
        }
        if !members.get("agent_version").is_none_or(is_version) {
            return invalid(format!("An agent_version in {name} is a number or a tag"));
        }
        if assistants.get(id).is_none() {
            return Err(Refusal::NoSuchAssistant(id.to_owned()));
        }
        sum += weight;
    }
    if agents.is_empty() || (sum - 1.0).abs() < 1e-9 {
        Ok(())
    } else {
        invalid(format!("The weights in {name} are {sum} together and must be 1"))
    }
}

/// A whole number, or a tag of at most 20 small letters, digits, hyphens and underscores.
fn is_version(version: &Value) -> bool {
    let is_tag = |tag: &str| {
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-".contains(&byte);
        (1..=20).contains(&tag.len()) && tag.bytes().all(is_plain)
    };
    version.is_u64() || version.as_str().is_some_and(is_tag)
}

#[cfg(test)]
mod tests {
    use super::super::Fake;
    use super::super::server::client::{Answered, send};
    use super::*;

    const MAIN: &str = "+14155550101";
    const VOICE: &str = r#"{"filter_criteria":{"channel":{"type":"string","op":"eq","value":"voice"}}}"#;

    fn fake() -> Fake {
        let fake = Fake::start("retell");
        fake.put_assistant("a1", "Front Desk");
        fake.put_assistant("a2", "Night Desk");
        fake.put_number(MAIN, "Main", Some("a1"), None);
        fake
    }

    fn ask(fake: &Fake, method: &str, path: &str, body: &str) -> Answered {
        let key = format!("Bearer {}", fake.key());
        let headers = [("Authorization", key.as_str()), ("Content-Type", "application/json")];
        send(&fake.url(), method, path, &headers, body)
    }

    fn patch(fake: &Fake, body: Value) -> u16 {
        ask(fake, "PATCH", "/update-phone-number/%2B14155550101", &body.to_string()).status
    }

    #[test]
    fn a_change_is_taken_and_read_back_and_nothing_else_moves() {
        let fake = fake();
        let slot = json!([{ "agent_id": "a2", "weight": 1, "agent_version": "prod" }]);
        assert_eq!(patch(&fake, json!({ "outbound_agents": slot, "nickname": null })), 200);
        let read = ask(&fake, "GET", "/get-phone-number/%2B14155550101", "").json();
        assert_eq!(read["outbound_agents"], slot);
        assert_eq!((fake.label(MAIN), fake.inbound(MAIN)), (String::new(), Some("a1".to_owned())));
        assert_eq!(fake.outbound(MAIN).as_deref(), Some("a2"));
        assert_eq!(fake.violations(), [""; 0]);
    }

    #[test]
    fn a_plus_in_a_path_is_encoded() {
        let fake = fake();
        assert_eq!(ask(&fake, "GET", "/get-phone-number/+14155550101", "").status, 404);
        assert_eq!(fake.violations().len(), 1);
    }

    #[test]
    fn a_number_that_is_not_there_is_422_in_words() {
        let fake = fake();
        let answered = ask(&fake, "GET", "/get-phone-number/%2B14155550999", "");
        assert_eq!((answered.status, &answered.json()["status"]), (422, &json!("error")));
        assert_eq!(fake.violations(), [""; 0]);
    }

    #[test]
    fn retired_fields_are_taken_and_do_nothing() {
        let fake = fake();
        assert_eq!(patch(&fake, json!({ "inbound_agent_id": "a2" })), 200);
        assert_eq!(fake.inbound(MAIN).as_deref(), Some("a1"));
        assert!(fake.violations()[0].contains("retired"));
    }

    #[test]
    fn agents_of_a_slot_are_known_and_their_weights_are_1_together() {
        let fake = fake();
        let half = |id: &str| json!({ "agent_id": id, "weight": 0.5 });
        assert_eq!(patch(&fake, json!({ "inbound_agents": [half("a1")] })), 400);
        assert_eq!(patch(&fake, json!({ "inbound_agents": [half("a1"), half("a2")] })), 200);
        assert_eq!(fake.inbound(MAIN), None, "two different agents are no one assistant");
        assert_eq!(patch(&fake, json!({ "inbound_agents": [{ "agent_id": "a9", "weight": 1 }] })), 422);
        assert_eq!(patch(&fake, json!({ "inbound_agents": [{ "agent_id": "a1", "weight": 1, "name": "x" }] })), 400);
        assert_eq!(patch(&fake, json!({ "label": "Main" })), 400);
        let wrong_version = json!([{ "agent_id": "a1", "weight": 1, "agent_version": "Not A Tag" }]);
        assert_eq!(patch(&fake, json!({ "inbound_agents": wrong_version })), 400);
        assert_eq!(fake.violations().len(), 4, "an agent that has gone meanwhile is nobody's fault");
    }

    #[test]
    fn lists_go_on_by_a_key_that_was_given() {
        let fake = fake();
        fake.put_many(2500);
        let page = |path: &str| ask(&fake, "GET", path, "").json();
        let first = page("/v2/list-phone-numbers?limit=1000");
        let key = first["pagination_key"].as_str().expect("there is more");
        let second = page(&format!("/v2/list-phone-numbers?limit=1000&pagination_key={key}"));
        assert_eq!(first["items"].as_array().expect("a list").len(), 1000);
        assert_eq!(second["items"][0]["phone_number"], "+14152000999");
        let last = page("/v2/list-phone-numbers?limit=1000&pagination_key=from_2000");
        assert_eq!((&last["has_more"], last.get("pagination_key")), (&json!(false), None));
        assert_eq!(ask(&fake, "GET", "/v2/list-phone-numbers?limit=1001", "").status, 400);
        assert_eq!(ask(&fake, "GET", "/v2/list-phone-numbers?pagination_key=1000", "").status, 400);
    }

    #[test]
    fn agents_are_listed_by_a_post_that_is_no_write() {
        let fake = fake();
        let listed = ask(&fake, "POST", "/v2/list-agents?limit=1000", VOICE);
        assert_eq!(listed.json()["items"][1]["agent_name"], "Night Desk");
        assert!(fake.writes().is_empty());
        assert_eq!(ask(&fake, "POST", "/v2/list-agents?limit=1000", r#"{"limit":5}"#).status, 400);
        assert_eq!(ask(&fake, "GET", "/v2/list-agents", "").status, 404);
    }
}

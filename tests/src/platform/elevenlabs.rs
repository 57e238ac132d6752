//! ElevenLabs: one agent a number, and the agent's name stands in the number's record.

use serde_json::{Value, json};

use super::server::Request;
use super::vendor::{
    Asked, Entry, Envelope, Fields, List, Page, Parameters, Records, Refusal, Span, Vendor, decoded, invalid, members,
    status,
};

const KEY: &str = "sk_key-of-the-fake-elevenlabs";

pub(super) struct ElevenLabs;

impl Vendor for ElevenLabs {
    fn key(&self) -> &'static str {
        KEY
    }

    fn authorization(&self) -> (&'static str, Vec<String>) {
        ("xi-api-key", vec![KEY.to_owned()])
    }

    fn fields(&self) -> Fields {
        Fields { number: "phone_number", id: "phone_number_id", label: "label", assistant: "agent_id" }
    }

    fn asked(&self, request: &Request) -> Asked {
        match (request.method.as_str(), &*request.segments()) {
            ("GET", ["v1", "convai", "phone-numbers"]) => Asked::List(List::Numbers),
            ("GET", ["v1", "convai", "agents"]) => Asked::List(List::Assistants),
            ("GET", ["v1", "convai", "phone-numbers", id]) => decoded(id).map_or(Asked::Nowhere, Asked::One),
            ("PATCH", ["v1", "convai", "phone-numbers", id]) => decoded(id).map_or(Asked::Nowhere, Asked::Write),
            _ => Asked::Nowhere,
        }
    }

    fn span(&self, of: List, request: &Request) -> Result<Span, Refusal> {
        if of == List::Numbers {
            Parameters::read(request.query(), &[])?;
            return Ok(Span { start: 0, size: usize::MAX });
        }
        let query = Parameters::read(request.query(), &["cursor", "page_size"])?;
        let size = query.count("page_size", 1..=100, 30)?;
        let start = match query.text("cursor").map(|cursor| cursor.strip_prefix("from-").map(str::parse)) {
            None => 0,
            Some(Some(Ok(start))) => start,
            Some(_) => return invalid("cursor is none that was given"),
        };
        Ok(Span { start, size })
    }

    fn envelope(&self, _request: &Request, page: &Page) -> Envelope {
        if page.of == List::Numbers {
            return Envelope::Bare;
        }
        let cursor = page.next.filter(|_| page.has_key).map(|next| format!("from-{next}"));
        Envelope::Around("agents", json!({ "next_cursor": cursor, "has_more": page.next.is_some() }))
    }

    fn number(&self, entry: &Entry, assistants: &Records) -> Value {
        json!({
            "phone_number_id": format!("phnum_{}", entry.digits()),
            "phone_number": entry.number,
            "label": entry.label,
            "provider": "twilio",
            "supports_inbound": true,
            "supports_outbound": true,
            "assigned_agent": entry.inbound.map(|id| agent(id, assistants)),
        })
    }

    fn assistant(&self, id: &str, name: &str) -> Value {
        json!({ "agent_id": id, "name": name, "tags": [], "created_at_unix_secs": 1_760_000_000 })
    }

    fn inbound(&self, record: &Value) -> Option<String> {
        record["assigned_agent"]["agent_id"].as_str().map(str::to_owned)
    }

    fn change(&self, record: &mut Value, request: &Request, assistants: &Records) -> Result<Vec<String>, Refusal> {
        for (name, value) in members(request)? {
            match (name.as_str(), value) {
                ("label", label @ Value::String(_)) => record["label"] = label,
                ("label", _) => return invalid("label is a text"),
                ("agent_id", Value::Null) => record["assigned_agent"] = Value::Null,
                ("agent_id", Value::String(id)) => {
                    if assistants.get(&id).is_none() {
                        return Err(Refusal::NoSuchAssistant(id));
                    }
                    record["assigned_agent"] = agent(&id, assistants);
                }
                ("agent_id", _) => return invalid("agent_id is a text or null"),
                (other, _) => return invalid(format!("{other} is not a field of a phone number")),
            }
        }
        Ok(Vec::new())
    }

    fn moved(&self, field: &str) -> Value {
        if field == "assigned_agent" { json!({ "agent_id": "moved", "agent_name": "Moved" }) } else { json!("moved") }
    }

    fn renamed(&self, record: &mut Value, id: &str, name: &str) {
        if record["assigned_agent"]["agent_id"] == id {
            record["assigned_agent"]["agent_name"] = json!(name);
        }
    }

    fn status(&self, refusal: &Refusal) -> u16 {
        match refusal {
            Refusal::Invalid(_) => 422,
            Refusal::NoSuchAssistant(_) => 404,
            other => status(other),
        }
    }

    /// `detail` is a list where a body or a query is looked through, and else an object.
    fn error(&self, status: u16, words: &str) -> Value {
        let name = match status {
            422 => return json!({ "detail": [{ "type": "value_error", "loc": ["body"], "msg": words }] }),
            401 => "invalid_api_key",
            404 => "not_found",
            429 => "too_many_requests",
            _ => "internal_error",
        };
        json!({ "detail": { "status": name, "message": words } })
    }
}

/// An agent as it stands in a number's record.
fn agent(id: &str, assistants: &Records) -> Value {
    json!({ "agent_id": id, "agent_name": assistants.get(id).map_or(&Value::Null, |agent| &agent["name"]) })
}

#[cfg(test)]
mod tests {
    use super::super::Fake;
    use super::super::server::client::{Answered, send};
    use super::*;

    const MAIN: &str = "+14155550101";
    const PATH: &str = "/v1/convai/phone-numbers/phnum_14155550101";

    fn fake() -> Fake {
        let fake = Fake::start("elevenlabs");
        fake.put_assistant("agent_1", "Reception");
        fake.put_number(MAIN, "Front", Some("agent_1"), None);
        fake
    }

    fn ask(fake: &Fake, method: &str, path: &str, body: &str) -> Answered {
        let headers = [("xi-api-key", fake.key()), ("content-type", "application/json")];
        send(&fake.url(), method, path, &headers, body)
    }

    #[test]
    fn a_number_takes_a_label_and_an_agent_or_none() {
        let fake = fake();
        assert_eq!(ask(&fake, "PATCH", PATH, r#"{"label":"","agent_id":null}"#).status, 200);
        assert_eq!((fake.label(MAIN).as_str(), fake.inbound(MAIN)), ("", None));
        let answered = ask(&fake, "PATCH", PATH, r#"{"agent_id":"agent_1"}"#).json();
        assert_eq!(answered["assigned_agent"], json!({ "agent_id": "agent_1", "agent_name": "Reception" }));
        assert_eq!(fake.violations(), [""; 0]);
    }

    #[test]
    fn other_keys_and_kinds_are_refused_in_a_list_of_details() {
        let fake = fake();
        for body in [r#"{"label":null}"#, r#"{"agent_id":1}"#, r#"{"nickname":"x"}"#, "[]", ""] {
            let answered = ask(&fake, "PATCH", PATH, body);
            assert_eq!(answered.status, 422, "{body}");
            assert!(answered.json()["detail"][0]["msg"].is_string());
        }
        assert_eq!(fake.violations().len(), 5);
        assert_eq!(ask(&fake, "PATCH", PATH, r#"{"agent_id":"agent_9"}"#).status, 404);
    }

    #[test]
    fn a_bearer_key_is_no_key_here() {
        let fake = fake();
        let bearer = format!("Bearer {}", fake.key());
        assert_eq!(send(&fake.url(), "GET", PATH, &[("authorization", &bearer)], "").status, 401);
        assert_eq!(fake.violations().len(), 1);
        assert_eq!(send(&fake.url(), "GET", PATH, &[("xi-api-key", "another")], "").status, 401);
        assert_eq!(fake.violations().len(), 1, "a wrong key is nobody's fault");
    }

    #[test]
    fn agents_come_by_cursor() {
        let fake = fake();
        (2..=120).for_each(|at| fake.put_assistant(&format!("agent_{at}"), "Desk"));
        let first = ask(&fake, "GET", "/v1/convai/agents?page_size=100", "").json();
        let cursor = first["next_cursor"].as_str().expect("there is more");
        let last = ask(&fake, "GET", &format!("/v1/convai/agents?page_size=100&cursor={cursor}"), "").json();
        assert_eq!(last["agents"].as_array().expect("a list").len(), 20);
        assert_eq!((&last["next_cursor"], &last["has_more"]), (&Value::Null, &json!(false)));
        assert_eq!(ask(&fake, "GET", "/v1/convai/agents?page_size=101", "").status, 422);
    }

    #[test]
    fn an_agent_that_is_called_otherwise_is_so_at_its_numbers() {
        let fake = fake();
        fake.put_assistant("agent_1", "Front Office");
        let listed = ask(&fake, "GET", "/v1/convai/phone-numbers", "").json();
        assert_eq!(listed[0]["assigned_agent"]["agent_name"], "Front Office");
    }
}

//! VozAgent: numbers and assistants can be read, and nothing can be changed.

use serde_json::{Value, json};

use super::server::Request;
use super::vendor::{Asked, Entry, Envelope, Fields, List, Page, Parameters, Records, Refusal, Span, Vendor};

const KEY: &str = "gw_key-of-the-fake-vozagent";

pub(super) struct VozAgent;

impl Vendor for VozAgent {
    fn key(&self) -> &'static str {
        KEY
    }

    fn authorization(&self) -> (&'static str, Vec<String>) {
        ("authorization", vec![format!("Bearer {KEY}")])
    }

    fn fields(&self) -> Fields {
        Fields { number: "phone_number", id: "id", label: "label", assistant: "id" }
    }

    fn asked(&self, request: &Request) -> Asked {
        match (request.method.as_str(), &*request.segments()) {
            ("GET", ["v1", "phone-numbers"]) => Asked::List(List::Numbers),
            ("GET", ["v1", "assistants"]) => Asked::List(List::Assistants),
            _ => Asked::Nowhere,
        }
    }

    fn span(&self, of: List, request: &Request) -> Result<Span, Refusal> {
        if of == List::Numbers {
            Parameters::read(request.query(), &[])?;
            return Ok(Span { start: 0, size: usize::MAX });
        }
        let query = Parameters::read(request.query(), &["limit", "offset"])?;
        Ok(Span { start: query.count("offset", 0..=usize::MAX, 0)?, size: query.count("limit", 0..=100, 50)? })
    }

    fn envelope(&self, _request: &Request, _page: &Page) -> Envelope {
        Envelope::Bare
    }

    fn number(&self, entry: &Entry, _assistants: &Records) -> Value {
        json!({
            "id": format!("pn-{}", entry.digits()),
            "phone_number": entry.number,
            "label": (!entry.label.is_empty()).then_some(entry.label),
            "provider": "twilio",
            "status": "active",
            "assistant_id": entry.inbound,
            "sms_enabled": false,
            "monthly_cost_cents": 115,
            "created_at": "2026-01-10T09:00:00Z",
        })
    }

    fn assistant(&self, id: &str, name: &str) -> Value {
        json!({
            "id": id,
            "name": name,
            "assistant_type": "inbound",
            "is_active": true,
            "created_at": "2026-01-10T09:00:00Z",
        })
    }

    fn inbound(&self, record: &Value) -> Option<String> {
        record["assistant_id"].as_str().map(str::to_owned)
    }

    fn change(&self, _: &mut Value, _: &Request, _: &Records) -> Result<Vec<String>, Refusal> {
        Err(Refusal::Nowhere)
    }

    fn error(&self, status: u16, words: &str) -> Value {
        let code = match status {
            400 => "invalid_request",
            401 => "unauthorized",
            404 => "not_found",
            429 => "rate_limited",
            _ => "internal_error",
        };
        json!({ "error": { "code": code, "message": words, "details": {} } })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Fake;
    use super::super::server::client::{Answered, send};
    use super::*;

    fn ask(fake: &Fake, method: &str, path: &str) -> Answered {
        send(&fake.url(), method, path, &[("Authorization", &format!("Bearer {}", fake.key()))], "")
    }

    #[test]
    fn numbers_are_one_bare_list_without_an_outbound_slot() {
        let fake = Fake::start("vozagent");
        fake.put_number("+14155550101", "Main", Some("as-1"), Some("as-2"));
        let listed = ask(&fake, "GET", "/v1/phone-numbers").json();
        assert_eq!((&listed[0]["label"], &listed[0]["assistant_id"]), (&json!("Main"), &json!("as-1")));
        assert_eq!(fake.outbound("+14155550101"), None);
    }

    #[test]
    fn assistants_come_by_limit_and_offset() {
        let fake = Fake::start("vozagent");
        (0..130).for_each(|at| fake.put_assistant(&format!("as-{at}"), "Desk"));
        let count = |query: &str| {
            ask(&fake, "GET", &format!("/v1/assistants{query}")).json().as_array().expect("a bare list").len()
        };
        assert_eq!((count(""), count("?limit=100"), count("?limit=100&offset=100")), (50, 100, 30));
        assert_eq!(ask(&fake, "GET", "/v1/assistants?limit=101").status, 400);
    }

    #[test]
    fn nothing_is_changed_there() {
        let fake = Fake::start("vozagent");
        fake.put_number("+14155550101", "Main", None, None);
        assert_eq!(ask(&fake, "PATCH", "/v1/phone-numbers/pn-14155550101").status, 404);
        assert_eq!((fake.writes().len(), fake.violations().len()), (1, 1));
    }
}

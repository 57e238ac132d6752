//! Vapi: numbers go by an id, a change says the provider, and answers hold the carrier's secrets.

use serde_json::{Value, json};

use super::server::Request;
use super::vendor::{
    Asked, Entry, Envelope, Fields, List, Page, Parameters, Records, Refusal, Span, Vendor, decoded, invalid,
    is_text_or_null, members,
};

const KEY: &str = "00000000-fake-vapi-0000-000000000000";

/// What no reader may let through.
const CARRIER_SECRET: &str = "carrier-secret-that-goes-no-further";

/// A name may have so many characters.
const LONGEST_NAME: usize = 40;

/// What a change of a number from every provider may hold.
const COMMON: &[&str] =
    &["provider", "name", "assistantId", "squadId", "workflowId", "server", "fallbackDestination", "hooks"];

/// What else it may hold, by the provider.
const OF_PROVIDERS: &[(&str, &[&str])] = &[
    ("twilio", &["number", "smsEnabled", "twilioAccountSid", "twilioAuthToken", "twilioApiKey", "twilioApiSecret"]),
    ("vonage", &["number", "credentialId"]),
    ("telnyx", &["number", "credentialId"]),
    ("byo-phone-number", &["number", "credentialId", "numberE164CheckEnabled"]),
    ("vapi", &["sipUri", "authentication"]),
];

pub(super) struct Vapi;

impl Vendor for Vapi {
    fn key(&self) -> &'static str {
        KEY
    }

    fn authorization(&self) -> (&'static str, Vec<String>) {
        ("authorization", vec![format!("Bearer {KEY}")])
    }

    fn fields(&self) -> Fields {
        Fields { number: "number", id: "id", label: "name", assistant: "id" }
    }

    fn asked(&self, request: &Request) -> Asked {
        match (request.method.as_str(), &*request.segments()) {
            ("GET", ["v2", "phone-number"] | ["phone-number"]) => Asked::List(List::Numbers),
            ("GET", ["assistant"]) => Asked::List(List::Assistants),
            ("GET", ["phone-number", id]) => decoded(id).map_or(Asked::Nowhere, Asked::One),
            ("PATCH", ["phone-number", id]) => decoded(id).map_or(Asked::Nowhere, Asked::Write),
            _ => Asked::Nowhere,
        }
    }

    fn span(&self, _of: List, request: &Request) -> Result<Span, Refusal> {
        // The bare lists have no pages: what is above the limit is left out without a word.
        let is_paged = request.segments()[0] == "v2";
        let known: &[&str] = if is_paged { &["page", "limit", "sortOrder", "sortBy"] } else { &["limit"] };
        let query = Parameters::read(request.query(), known)?;
        let size = query.count("limit", 0..=1000, 100)?;
        let page = query.count("page", 1..=usize::MAX, 1)?;
        Ok(Span { start: (page - 1).saturating_mul(size), size })
    }

    fn envelope(&self, request: &Request, page: &Page) -> Envelope {
        if request.segments()[0] != "v2" {
            return Envelope::Bare;
        }
        let current = page.span.start.checked_div(page.span.size).unwrap_or_default() + 1;
        let metadata = json!({
            "itemsPerPage": page.span.size,
            "totalItems": page.total,
            "currentPage": current,
            "hasNextPage": page.next.is_some(),
        });
        Envelope::Around("results", json!({ "metadata": metadata }))
    }

    fn number(&self, entry: &Entry, _assistants: &Records) -> Value {
        let digits = format!("{:0>15}", entry.digits());
        json!({
            "id": format!("00000000-0000-4000-8{}-{}", &digits[..3], &digits[3..]),
            "orgId": "org",
            "provider": "twilio",
            "number": entry.number,
            "name": (!entry.label.is_empty()).then_some(entry.label),
            "assistantId": entry.inbound,
            "status": "active",
            "twilioAccountSid": "AC00000000000000000000000000000002",
            "twilioAuthToken": CARRIER_SECRET,
            "createdAt": "2026-01-10T09:00:00.000Z",
            "updatedAt": "2026-01-10T09:00:00.000Z",
        })
    }

    fn assistant(&self, id: &str, name: &str) -> Value {
        json!({ "id": id, "orgId": "org", "name": name, "firstMessage": "Hello" })
    }

    fn inbound(&self, record: &Value) -> Option<String> {
        record["assistantId"].as_str().map(str::to_owned)
    }

    fn change(&self, record: &mut Value, request: &Request, assistants: &Records) -> Result<Vec<String>, Refusal> {
        let members = members(request)?;
        let provider = record["provider"].as_str().unwrap_or_default().to_owned();
        if members.get("provider") != Some(&record["provider"]) {
            return invalid(format!("provider must be {provider}"));
        }
        let of_provider = OF_PROVIDERS.iter().find(|(name, _)| *name == provider).map_or(&[][..], |(_, known)| known);
        for (name, value) in members {
            let name = name.as_str();
            if !COMMON.contains(&name) && !of_provider.contains(&name) {
                return invalid(format!("property {name} is not one of a {provider} number"));
            }
            match name {
                "name" => match value.as_str().map(|text| text.chars().count()) {
                    Some(0..=LONGEST_NAME) => {}
                    Some(_) => return invalid(format!("name has at most {LONGEST_NAME} characters")),
                    None => return invalid("name must be a string"),
                },
                "assistantId" | "squadId" | "workflowId" if !is_text_or_null(&value) => {
                    return invalid(format!("{name} must be a string"));
                }
                "assistantId" => {
                    if let Some(id) = value.as_str().filter(|id| assistants.get(id).is_none()) {
                        return Err(Refusal::NoSuchAssistant(id.to_owned()));
                    }
                }
                _ => {}
            }
            record[name] = value;
        }
        record["updatedAt"] = json!("2026-01-10T10:00:00.000Z");
        Ok(Vec::new())
    }

    /// `message` is a list of texts where a body is looked through, and else a text.
    fn error(&self, status: u16, words: &str) -> Value {
        let (name, message) = match status {
            400 => ("Bad Request", json!([words])),
            401 => ("Unauthorized", json!(words)),
            404 => ("Not Found", json!(words)),
            429 => ("Too Many Requests", json!(words)),
            _ => ("Internal Server Error", json!(words)),
        };
        json!({ "message": message, "error": name, "statusCode": status })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Fake;
    use super::super::server::client::{Answered, send};
    use super::*;

    const MAIN: &str = "+14155550101";
    const PATH: &str = "/phone-number/00000000-0000-4000-8000-014155550101";

    fn fake() -> Fake {
        let fake = Fake::start("vapi");
        fake.put_assistant("v1", "Front Desk");
        fake.put_number(MAIN, "Main", None, None);
        fake
    }

    fn ask(fake: &Fake, method: &str, path: &str, body: &str) -> Answered {
        let key = format!("Bearer {}", fake.key());
        let headers = [("Authorization", key.as_str()), ("Content-Type", "application/json; charset=utf-8")];
        send(&fake.url(), method, path, &headers, body)
    }

    fn patch(fake: &Fake, body: Value) -> Answered {
        ask(fake, "PATCH", PATH, &body.to_string())
    }

    #[test]
    fn a_change_says_the_provider_and_is_taken() {
        let fake = fake();
        assert_eq!(patch(&fake, json!({ "provider": "twilio", "assistantId": "v1", "name": "" })).status, 200);
        assert_eq!((fake.inbound(MAIN).as_deref(), fake.label(MAIN).as_str()), (Some("v1"), ""));
        assert_eq!(patch(&fake, json!({ "provider": "twilio", "assistantId": null })).status, 200);
        assert_eq!(fake.inbound(MAIN), None);
        assert_eq!(fake.violations(), [""; 0]);
        assert_eq!(patch(&fake, json!({ "assistantId": "v1" })).status, 400);
        assert_eq!(patch(&fake, json!({ "provider": "telnyx", "assistantId": "v1" })).status, 400);
        assert_eq!(fake.violations().len(), 2);
    }

    #[test]
    fn a_name_has_at_most_40_characters_and_is_no_null() {
        let fake = fake();
        let name = |name: Value| patch(&fake, json!({ "provider": "twilio", "name": name })).status;
        assert_eq!(name(json!("ñ".repeat(40))), 200);
        assert_eq!(name(json!("n".repeat(41))), 400);
        assert_eq!(name(Value::Null), 400);
        assert_eq!(fake.label(MAIN), "ñ".repeat(40));
    }

    #[test]
    fn a_body_with_unknown_keys_is_refused_in_a_list_of_texts() {
        let fake = fake();
        let answered = patch(&fake, json!({ "provider": "twilio", "label": "Main" }));
        assert_eq!(answered.status, 400);
        assert!(answered.json()["message"][0].as_str().expect("a text").contains("label"));
        let unknown = patch(&fake, json!({ "provider": "twilio", "assistantId": "v9" }));
        assert_eq!((unknown.status, fake.violations().len()), (400, 1));
    }

    #[test]
    fn pages_are_numbered_and_say_how_many_there_are() {
        let fake = fake();
        fake.put_many(150);
        let listed = ask(&fake, "GET", "/v2/phone-number?page=2&limit=100", "").json();
        assert_eq!(listed["results"].as_array().expect("a list").len(), 51);
        let metadata = json!({ "itemsPerPage": 100, "totalItems": 151, "currentPage": 2, "hasNextPage": false });
        assert_eq!(listed["metadata"], metadata);
        assert_eq!(ask(&fake, "GET", "/v2/phone-number?page=0", "").status, 400);
    }

    #[test]
    fn a_bare_list_stops_at_its_limit_without_a_word() {
        let fake = fake();
        fake.put_many(150);
        let count = |path: &str| ask(&fake, "GET", path, "").json().as_array().expect("a bare list").len();
        assert_eq!(count("/phone-number"), 100);
        assert_eq!(count("/assistant?limit=1000"), 9);
        assert_eq!(count("/assistant?limit=4"), 4);
    }

    #[test]
    fn answers_hold_a_secret_of_the_carrier() {
        let read = ask(&fake(), "GET", PATH, "").json();
        assert_eq!(read["twilioAuthToken"], CARRIER_SECRET);
    }

    #[test]
    fn a_number_goes_by_its_id_alone() {
        let fake = fake();
        assert_eq!(ask(&fake, "GET", "/phone-number/%2B14155550101", "").status, 404);
    }
}

//! Retell: `https://api.retellai.com`. A number is its own id, with its plus as %2B.

use serde_json::{Value as Json, json};

use super::*;
use crate::http::{Body, Method};

pub(crate) struct Retell;

impl Interface for Retell {
    fn authorization(&self, key: &Key) -> Option<(&'static str, String)> {
        bearer(key)
    }

    fn page(&self, records: Records, _: &Key, walk: &Walk) -> Request {
        let more = walk.key.as_deref().map(|key| format!("&pagination_key={}", encoded(key))).unwrap_or_default();
        match records {
            Records::Numbers => Request::get(format!("/v2/list-phone-numbers?limit=1000{more}")),
            Records::Assistants => {
                let voice = json!({"filter_criteria": {"channel": {"type": "string", "op": "eq", "value": "voice"}}});
                let path = format!("/v2/list-agents?limit=1000{more}");
                Request { method: Method::Post, path, body: Body::Json(voice.to_string()) }
            }
        }
    }

    fn turn(&self, _: Records, page: &[u8], walk: &mut Walk) -> Result<bool, Message> {
        keyed(page, walk)
    }

    fn number(&self, _: &Key, number: E164, _: &str) -> Request {
        Request::get(format!("/get-phone-number/{}", encoded(number.as_str())))
    }

    fn change(&self, _: &Key, number: E164, _: &str, fields: &[(Synced, &Held)], read: &Json) -> Request {
        let mut body = serde_json::Map::new();
        for (field, held) in fields {
            let (key, other) = match field {
                Synced::Inbound => ("inbound_agents", "outbound_agents"),
                Synced::Outbound => ("outbound_agents", "inbound_agents"),
                _ => {
                    let name = if let Held::Text(_) = held { text(held) } else { Json::Null };
                    body.insert("nickname".to_owned(), name);
                    continue;
                }
            };
            let agents = match held {
                Held::There(agent) => {
                    let mut entry = json!({"agent_id": agent, "weight": 1});
                    if let Some(version) = version(agent, &read[key]).or_else(|| version(agent, &read[other])) {
                        entry["agent_version"] = version.clone();
                    }
                    json!([entry])
                }
                _ => Json::Null,
            };
            body.insert(key.to_owned(), agents);
        }
        let path = format!("/update-phone-number/{}", encoded(number.as_str()));
        Request { method: Method::Patch, path, body: Body::Json(Json::Object(body).to_string()) }
    }

    fn is_gone(&self, status: u16) -> bool {
        matches!(status, 404 | 422)
    }
}

/// The version with which an agent stands in a slot. Never another agent's.
fn version<'a>(agent: &str, slot: &'a Json) -> Option<&'a Json> {
    let entry = slot.as_array()?.iter().find(|entry| entry["agent_id"] == agent)?;
    entry.get("agent_version").filter(|version| !version.is_null())
}

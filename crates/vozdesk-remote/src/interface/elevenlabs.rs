//! ElevenLabs: `https://api.elevenlabs.io`. The key stands in a header of its own.

use serde_json::Value as Json;

use super::*;
use crate::http::{Body, Method};

pub(crate) struct ElevenLabs;

impl Interface for ElevenLabs {
    fn authorization(&self, key: &Key) -> Option<(&'static str, String)> {
        header(key.text()).then(|| ("xi-api-key", key.text().to_owned()))
    }

    fn page(&self, records: Records, _: &Key, walk: &Walk) -> Request {
        match records {
            Records::Numbers => Request::get("/v1/convai/phone-numbers".to_owned()),
            Records::Assistants => {
                let more = walk.key.as_deref().map(|key| format!("&cursor={}", encoded(key))).unwrap_or_default();
                Request::get(format!("/v1/convai/agents?page_size=100{more}"))
            }
        }
    }

    fn turn(&self, records: Records, page: &[u8], walk: &mut Walk) -> Result<bool, Message> {
        match records {
            Records::Numbers => bare(page, None, walk),
            Records::Assistants => keyed(page, walk),
        }
    }

    fn number(&self, _: &Key, _: E164, id: &str) -> Request {
        Request::get(format!("/v1/convai/phone-numbers/{}", encoded(id)))
    }

    fn change(&self, _: &Key, _: E164, id: &str, fields: &[(Synced, &Held)], _: &Json) -> Request {
        let mut body = serde_json::Map::new();
        for (field, held) in fields {
            match field {
                Synced::Inbound => body.insert("agent_id".to_owned(), assistant(held)),
                _ => body.insert("label".to_owned(), text(held)),
            };
        }
        let path = format!("/v1/convai/phone-numbers/{}", encoded(id));
        Request { method: Method::Patch, path, body: Body::Json(Json::Object(body).to_string()) }
    }
}

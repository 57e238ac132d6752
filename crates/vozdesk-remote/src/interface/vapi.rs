//! Vapi: `https://api.vapi.ai`. A change says which provider the number is of.

use serde_json::{Value as Json, json};

use super::*;
use crate::http::{Body, Method};

/// How many entries a page has at most.
const LIMIT: usize = 1000;

pub(crate) struct Vapi;

#[derive(Deserialize)]
struct Page<'a> {
    #[serde(borrow)]
    results: Vec<&'a RawValue>,
    metadata: Metadata,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Metadata {
    total_items: Option<f64>,
    current_page: Option<f64>,
    has_next_page: Option<bool>,
}

impl Interface for Vapi {
    fn authorization(&self, key: &Key) -> Option<(&'static str, String)> {
        bearer(key)
    }

    fn page(&self, records: Records, _: &Key, walk: &Walk) -> Request {
        match records {
            Records::Numbers => Request::get(format!("/v2/phone-number?page={}&limit={LIMIT}", walk.pages + 1)),
            Records::Assistants => Request::get(format!("/assistant?limit={LIMIT}")),
        }
    }

    fn turn(&self, records: Records, page: &[u8], walk: &mut Walk) -> Result<bool, Message> {
        if records == Records::Assistants {
            return bare(page, Some(LIMIT), walk);
        }
        let Page { results, metadata } = serde_json::from_slice(page).map_err(|_| other_than_described())?;
        let asked = walk.pages + 1;
        if metadata.current_page.is_some_and(|current| current != asked as f64) {
            return Err(Message::new("sync-page-repeated"));
        }
        walk.hold(&results)?;
        let total = metadata.total_items.unwrap_or(0.0) as usize;
        match metadata.has_next_page {
            Some(true) if results.is_empty() => Err(fewer_than(total.max(walk.held + 1), walk.held)),
            Some(true) => Ok(true),
            Some(false) if walk.held < total => Err(fewer_than(total, walk.held)),
            Some(false) => Ok(false),
            None if walk.held < total && results.is_empty() => Err(fewer_than(total, walk.held)),
            None if metadata.total_items.is_none() => Ok(results.len() == LIMIT),
            None => Ok(walk.held < total),
        }
    }

    fn number(&self, _: &Key, _: E164, id: &str) -> Request {
        Request::get(format!("/phone-number/{}", encoded(id)))
    }

    fn change(&self, _: &Key, _: E164, id: &str, fields: &[(Synced, &Held)], read: &Json) -> Request {
        let mut body = json!({"provider": read["provider"]});
        for (field, held) in fields {
            match field {
                Synced::Inbound => body["assistantId"] = assistant(held),
                _ => body["name"] = text(held),
            }
        }
        let path = format!("/phone-number/{}", encoded(id));
        Request { method: Method::Patch, path, body: Body::Json(body.to_string()) }
    }
}

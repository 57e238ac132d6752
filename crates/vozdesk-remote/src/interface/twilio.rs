//! Twilio: `https://api.twilio.com`. A carrier: only the name of a number is ever sent, since anything else rewires it.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value as Json;

use super::*;
use crate::http::{Body, Method};

pub(crate) struct Twilio;

#[derive(Deserialize)]
struct Page<'a> {
    #[serde(borrow)]
    incoming_phone_numbers: Vec<&'a RawValue>,
    next_page_uri: Option<String>,
}

/// Account, user and password: `AC…:TOKEN`, or `AC…:SK…:SECRET` for an API key.
fn parts(key: &Key) -> Option<(&str, &str, &str)> {
    let parts: Vec<&str> = key.text().split(':').collect();
    let all_there = parts.iter().all(|part| header(part));
    match parts.as_slice() {
        [account, token] if all_there => Some((account, account, token)),
        [account, user, secret] if all_there => Some((account, user, secret)),
        _ => None,
    }
}

fn numbers(key: &Key) -> String {
    let account = parts(key).map(|(account, ..)| encoded(account)).unwrap_or_default();
    format!("/2010-04-01/Accounts/{account}/IncomingPhoneNumbers")
}

impl Interface for Twilio {
    fn authorization(&self, key: &Key) -> Option<(&'static str, String)> {
        let (_, user, password) = parts(key)?;
        Some(("authorization", format!("Basic {}", BASE64_STANDARD.encode(format!("{user}:{password}")))))
    }

    fn page(&self, _: Records, key: &Key, walk: &Walk) -> Request {
        let first = || format!("{}.json?PageSize=1000", numbers(key));
        Request::get(walk.key.clone().unwrap_or_else(first))
    }

    fn turn(&self, _: Records, page: &[u8], walk: &mut Walk) -> Result<bool, Message> {
        let page: Page<'_> = serde_json::from_slice(page).map_err(|_| other_than_described())?;
        walk.hold(&page.incoming_phone_numbers)?;
        match page.next_page_uri.filter(|next| !next.is_empty()) {
            None => Ok(false),
            // Never to another host.
            Some(next) if !next.starts_with("/2010-04-01/Accounts/") => Err(other_than_described()),
            Some(next) => walk.go_on(Some(next)),
        }
    }

    fn number(&self, key: &Key, _: E164, id: &str) -> Request {
        Request::get(format!("{}/{}.json", numbers(key), encoded(id)))
    }

    fn change(&self, key: &Key, _: E164, id: &str, fields: &[(Synced, &Held)], _: &Json) -> Request {
        let label = fields.iter().find(|(field, _)| *field == Synced::Label);
        let name = if let Some((_, Held::Text(name))) = label { name.as_str() } else { "" };
        let path = format!("{}/{}.json", numbers(key), encoded(id));
        Request { method: Method::Post, path, body: Body::Form(format!("FriendlyName={}", encoded(name))) }
    }
}

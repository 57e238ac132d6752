//! VozAgent: `https://api.vozagent.ai`. Its interface is for reading only.

use serde_json::Value as Json;

use super::*;

/// How many assistants a page has at most.
const LIMIT: usize = 100;

pub(crate) struct VozAgent;

impl Interface for VozAgent {
    fn authorization(&self, key: &Key) -> Option<(&'static str, String)> {
        bearer(key)
    }

    fn page(&self, records: Records, _: &Key, walk: &Walk) -> Request {
        match records {
            Records::Numbers => Request::get("/v1/phone-numbers".to_owned()),
            Records::Assistants => Request::get(format!("/v1/assistants?limit={LIMIT}&offset={}", walk.held)),
        }
    }

    fn turn(&self, records: Records, page: &[u8], walk: &mut Walk) -> Result<bool, Message> {
        let held = walk.held;
        bare(page, None, walk)?;
        Ok(records == Records::Assistants && walk.held - held == LIMIT)
    }

    fn number(&self, _: &Key, _: E164, _: &str) -> Request {
        Request::get("/v1/phone-numbers".to_owned())
    }

    /// Nothing of a plan for VozAgent is ever sent; what would be asked changes nothing.
    fn change(&self, key: &Key, number: E164, id: &str, _: &[(Synced, &Held)], _: &Json) -> Request {
        self.number(key, number, id)
    }
}

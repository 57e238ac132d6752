//! What the platforms' interfaces look like: how a list is walked page by page, one number read and changed. A file a
//! platform; nothing here opens a connection.

mod elevenlabs;
mod retell;
mod twilio;
mod vapi;
mod vozagent;

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde_json::Value as Json;
use serde_json::value::RawValue;
use vozdesk_core::files::{Platform, Records};
use vozdesk_core::model::e164::E164;
use vozdesk_core::model::message::Message;
use vozdesk_core::model::synced::{Held, Synced};

use crate::http::Request;
use crate::keys::Key;

/// What stays as it is in a part of a path.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The interface of a platform.
pub(crate) trait Interface: Sync {
    /// The header that bears the key; none for a key that cannot be one.
    fn authorization(&self, key: &Key) -> Option<(&'static str, String)>;

    /// Asks for a page of a list.
    fn page(&self, records: Records, key: &Key, walk: &Walk) -> Request;

    /// Looks at a page: whether there is another, and how it is asked for.
    ///
    /// # Errors
    /// The page cannot be part of the whole list, with the reason.
    fn turn(&self, records: Records, page: &[u8], walk: &mut Walk) -> Result<bool, Message>;

    /// Asks for one number.
    fn number(&self, key: &Key, number: E164, id: &str) -> Request;

    /// Changes fields of one number, and nothing else. `read` is the number as it was read directly before.
    fn change(&self, key: &Key, number: E164, id: &str, fields: &[(Synced, &Held)], read: &Json) -> Request;

    /// Whether this answer says that there is no such number.
    fn is_gone(&self, status: u16) -> bool {
        status == 404
    }
}

/// The interface of a platform, if it has one.
pub(crate) fn of(platform: &Platform) -> Option<&'static dyn Interface> {
    Some(match platform.word {
        "retell" => &retell::Retell,
        "vapi" => &vapi::Vapi,
        "twilio" => &twilio::Twilio,
        "vozagent" => &vozagent::VozAgent,
        "elevenlabs" => &elevenlabs::ElevenLabs,
        _ => return None,
    })
}

/// How far a list has been walked.
#[derive(Default)]
pub(crate) struct Walk {
    /// How many pages were seen.
    pub(crate) pages: usize,
    /// How many entries.
    pub(crate) held: usize,
    /// What asks for the next page, where pages have keys.
    pub(crate) key: Option<String>,
    keys: HashSet<String>,
    seen: HashSet<u64>,
}

impl Walk {
    /// Takes in the entries of a page.
    ///
    /// # Errors
    /// The same page came before.
    pub(crate) fn hold(&mut self, entries: &[&RawValue]) -> Result<(), Message> {
        self.pages += 1;
        self.held += entries.len();
        let mut hasher = DefaultHasher::new();
        entries.iter().for_each(|entry| entry.get().hash(&mut hasher));
        if !entries.is_empty() && !self.seen.insert(hasher.finish()) {
            return Err(Message::new("sync-page-repeated"));
        }
        Ok(())
    }

    /// Goes on with the page of this key.
    ///
    /// # Errors
    /// The key came before, or is none.
    pub(crate) fn go_on(&mut self, key: Option<String>) -> Result<bool, Message> {
        let key = key.filter(|key| !key.is_empty()).ok_or_else(|| Message::new("sync-page-without-key"))?;
        if !self.keys.insert(key.clone()) {
            return Err(Message::new("sync-page-repeated"));
        }
        self.key = Some(key);
        Ok(true)
    }
}

/// A page that says how to go on with the next by a key.
#[derive(Deserialize)]
pub(crate) struct KeyedPage<'a> {
    #[serde(borrow, alias = "agents")]
    items: Vec<&'a RawValue>,
    #[serde(default, alias = "next_cursor")]
    pagination_key: Option<String>,
    #[serde(default)]
    has_more: Option<bool>,
}

/// Looks at a page with a key.
pub(crate) fn keyed(page: &[u8], walk: &mut Walk) -> Result<bool, Message> {
    let page: KeyedPage<'_> = serde_json::from_slice(page).map_err(|_| other_than_described())?;
    walk.hold(&page.items)?;
    match (page.has_more, page.pagination_key) {
        (Some(false), _) | (None, None) => Ok(false),
        (_, key) => walk.go_on(key),
    }
}

/// Looks at a bare list, which is the whole unless it is exactly as long as it may be.
pub(crate) fn bare(page: &[u8], limit: Option<usize>, walk: &mut Walk) -> Result<bool, Message> {
    let entries: Vec<&RawValue> = serde_json::from_slice(page).map_err(|_| other_than_described())?;
    walk.hold(&entries)?;
    if limit == Some(entries.len()) {
        return Err(Message::new("sync-page-at-limit").with("count", entries.len()));
    }
    Ok(false)
}

/// A list in another form than its platform describes.
pub(crate) fn other_than_described() -> Message {
    Message::new("sync-list-of-no-kind")
}

/// That there are fewer entries than the platform says.
pub(crate) fn fewer_than(total: usize, held: usize) -> Message {
    Message::new("sync-fewer-than-total").with("total", total).with("held", held)
}

/// A part of a path or query.
pub(crate) fn encoded(part: &str) -> String {
    utf8_percent_encode(part, UNRESERVED).to_string()
}

/// `Bearer`, which most of them want.
pub(crate) fn bearer(key: &Key) -> Option<(&'static str, String)> {
    header(key.text()).then(|| ("authorization", format!("Bearer {}", key.text())))
}

/// Whether a text can stand in a header.
pub(crate) fn header(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| (0x21..0x7F).contains(&byte))
}

/// A text as these interfaces take it: a cleared one is an empty one.
pub(crate) fn text(held: &Held) -> Json {
    Json::String(if let Held::Text(text) = held { text.clone() } else { String::new() })
}

/// An assistant as these interfaces take it: nobody is null.
pub(crate) fn assistant(held: &Held) -> Json {
    if let Held::There(id) = held { Json::String(id.clone()) } else { Json::Null }
}

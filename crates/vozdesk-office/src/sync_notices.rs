//! What callers will notice of what is sent, in the words of routes.

use serde::Serialize;
use ts_rs::TS;
use vozdesk_core::model::message::Message;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::model::synced::{Held, Synced};
use vozdesk_core::sync::{FieldWrite, NumberWrite, Side};
use vozdesk_core::words::Catalogue;

use crate::sentence::{Sentence, TOLD_AT_MOST, sentence};
use crate::sync_rows::entry_of;

/// What callers of one number will notice.
#[derive(Serialize, TS)]
pub(crate) struct CallerNotice {
    of: NoticeOf,
    entry: String,
    sub: Option<String>,
    sentences: Vec<Sentence>,
}

/// Which calls a notice is about, in the order in which notices stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub(crate) enum NoticeOf {
    /// Calls that come in.
    Inbound,
    /// Calls of campaigns.
    Outbound,
    /// None: only the office sees it.
    Nobody,
}

/// What callers will notice, number by number; of very many numbers the first ones. What nobody notices comes last.
pub(crate) fn notices(setup: &Setup, writes: &[NumberWrite], catalogue: &Catalogue) -> Vec<CallerNotice> {
    let mut sorted: Vec<&NumberWrite> = writes.iter().collect();
    sorted.sort_by_key(|write| write.fields.iter().map(about).min() == Some(NoticeOf::Nobody));
    sorted.into_iter().take(TOLD_AT_MOST).map(|write| notice(setup, write, catalogue)).collect()
}

fn about(sent: &FieldWrite) -> NoticeOf {
    match sent.field {
        Synced::Inbound => NoticeOf::Inbound,
        Synced::Outbound => NoticeOf::Outbound,
        _ => NoticeOf::Nobody,
    }
}

fn notice(setup: &Setup, write: &NumberWrite, catalogue: &Catalogue) -> CallerNotice {
    let (entry, sub) = entry_of(setup, write.number, "");
    let mut fields: Vec<&FieldWrite> = write.fields.iter().collect();
    fields.sort_by_key(|sent| about(sent));
    let of = fields.first().map_or(NoticeOf::Nobody, |sent| about(sent));
    let sentences = fields.into_iter().flat_map(|sent| told(setup, write, sent));
    CallerNotice { of, entry, sub, sentences: sentences.map(|message| sentence(catalogue, &message)).collect() }
}

fn told(setup: &Setup, write: &NumberWrite, sent: &FieldWrite) -> Vec<Message> {
    let (now, before) = (name(&sent.here), name(&sent.there));
    match sent.field {
        Synced::Inbound => {
            let answers = match (now, before) {
                (Some(now), Some(before)) => {
                    Message::new("notice-answers-instead").name("now", now).name("before", before)
                }
                (Some(now), None) => Message::new("notice-answers").name("now", now),
                (None, before) => Message::new("notice-nobody-answers").name("before", before.unwrap_or_default()),
            };
            let number = setup.number_with_digits(write.number);
            let assistant = number.and_then(|number| setup.in_slot(&number.inbound.assistant));
            let is_off = assistant.filter(|assistant| !assistant.active);
            let off = is_off.map(|assistant| Message::new("notice-switched-off").name("name", assistant.name.as_str()));
            std::iter::once(answers).chain(off).collect()
        }
        Synced::Outbound => vec![match (now, before) {
            (Some(now), Some(before)) => Message::new("notice-speaks-instead").name("now", now).name("before", before),
            (Some(now), None) => Message::new("notice-speaks").name("now", now),
            (None, before) => Message::new("notice-nobody-speaks").name("before", before.unwrap_or_default()),
        }],
        _ => vec![Message::new("notice-label")],
    }
}

/// Who is in a slot.
fn name(side: &Side) -> Option<String> {
    if side.value == Held::Nothing { None } else { side.name.clone() }
}

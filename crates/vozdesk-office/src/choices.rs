//! The numbers one can choose for an assistant or a campaign, each with why it cannot be used now.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vozdesk_core::model::message::Message;
use vozdesk_core::model::number::{NumberStatus, PhoneNumber};
use vozdesk_core::model::setup::Setup;
use vozdesk_core::rules::choices::{Purpose as Wanted, ranked};
use vozdesk_core::rules::routing::{self, Place};
use vozdesk_core::rules::search::FoundBy;
use vozdesk_core::words::Catalogue;

use crate::host::Host;
use crate::number_list::NumberList;
use crate::numbers::{NumberFilter, NumberSort, ShownDigits, WhichNumbers, name, shown_digits};
use crate::sentence::{Sentence, sentence};
use crate::work::{Answer, Work};

/// What a number is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Purpose {
    /// A campaign is to call from it.
    Campaign,
    /// An assistant is to answer calls to it.
    Inbound,
    /// An assistant is to call from it.
    Outbound,
    /// An assistant is to do both.
    Both,
}

#[derive(Deserialize, TS)]
pub(crate) struct ChoiceQuery {
    pub(crate) purpose: Purpose,
    pub(crate) search: String,
    pub(crate) limit: usize,
    /// This number is listed first, whatever is searched.
    pub(crate) chosen: Option<String>,
    /// The assistant that is to get it; what it holds already is not listed.
    pub(crate) assistant: Option<String>,
}

/// Numbers to choose from.
#[derive(Serialize, TS)]
pub(crate) struct Choices {
    pub(crate) found: usize,
    pub(crate) rows: Vec<Choice>,
}

#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Choice {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) digits: ShownDigits,
    /// Who is in the slot, or would speak.
    pub(crate) holder: Option<String>,
    /// What people would see.
    pub(crate) caller_id: Option<String>,
    /// Why it cannot be used now.
    pub(crate) reason: Option<Sentence>,
}

/// Numbers to choose from.
pub(crate) fn list_choices(work: &Work<impl Host>, query: ChoiceQuery) -> Answer<Choices> {
    let snapshot = work.snapshot()?;
    let list = work.office.list(&snapshot, NumberSort::Label, false);
    Ok(choices(&snapshot.setup, work.catalogue, &list, &query))
}

/// Numbers to choose from, by name.
fn choices(setup: &Setup, catalogue: &Catalogue, list: &NumberList, query: &ChoiceQuery) -> Choices {
    let which = WhichNumbers { search: query.search.clone(), filter: NumberFilter::All, assistant: None };
    let wanted = match query.purpose {
        Purpose::Campaign => Wanted::Campaign,
        Purpose::Inbound => Wanted::Inbound,
        Purpose::Outbound => Wanted::Outbound,
        Purpose::Both => Wanted::Both,
    };
    let found = list.find(setup, &which);
    // The list is in the order of labels, which the ranking keeps.
    // A number that only names the one that is searched is not the one somebody would choose.
    let own = found.iter().filter(|hit| hit.by == FoundBy::Itself);
    let listed = own.filter_map(|hit| setup.number(hit.id.as_str()));
    let numbers = ranked(setup, listed, wanted, query.chosen.as_deref(), query.assistant.as_deref());
    let choice = |number: &Arc<PhoneNumber>| {
        let reason = match (query.purpose, number.status) {
            (Purpose::Campaign, _) => not_ready(setup, catalogue, number, "choice-not-ready"),
            (_, NumberStatus::Active) => None,
            (_, NumberStatus::Inactive) => Some(sentence(catalogue, &Message::new("route-inactive"))),
            (_, NumberStatus::Pending) => Some(sentence(catalogue, &Message::new("route-pending"))),
        };
        let mut holders: Vec<String> = Vec::new();
        for holder in wanted.slots(number).into_iter().filter_map(|slot| setup.in_slot(slot)) {
            if !holders.contains(&holder.name) {
                holders.push(holder.name.clone());
            }
        }
        Choice {
            id: number.id.to_string(),
            name: name(number),
            digits: shown_digits(&number.digits),
            caller_id: number.outbound.caller_id.or(number.e164()).map(|shown| shown.international()),
            holder: (!holders.is_empty()).then(|| holders.join(", ")),
            reason,
        }
    };
    Choices { found: numbers.len(), rows: numbers.into_iter().take(query.limit).map(choice).collect() }
}

/// Why a number cannot be used for campaigns, in the sentence of this key.
pub(crate) fn not_ready(
    setup: &Setup,
    catalogue: &Catalogue,
    number: &Arc<PhoneNumber>,
    key: &'static str,
) -> Option<Sentence> {
    let reason = routing::speaker(setup, number).err()?;
    let speaks = setup.in_slot(&number.outbound.assistant).map(|assistant| &**assistant);
    let message = Message { key, args: Vec::new() }
        .with("place", routing::place(&Place::Ours(number.clone())))
        .with("why", reason.not_ready_message(speaks));
    Some(sentence(catalogue, &message))
}

//! Campaigns.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vozdesk_core::model::campaign::{Campaign, CampaignStatus};
use vozdesk_core::model::id::Id as RecordId;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::rules::edit::{self, Edits, Refusal};
use vozdesk_core::rules::routing::{self, Reason};
use vozdesk_core::rules::{checkup, order};
use vozdesk_core::words::Catalogue;

use crate::choices;
use crate::host::Host;
use crate::numbers::{self, ShownDigits, Slot};
use crate::sentence::Sentence;
use crate::work::{Answer, Id, Nothing, Saved, Work};

/// A campaign with what it needs of its number.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CampaignRow {
    pub(crate) id: String,
    pub(crate) name: String,
    #[ts(type = "CampaignStatus")]
    pub(crate) status: CampaignStatus,
    pub(crate) number: String,
    pub(crate) number_name: String,
    pub(crate) digits: ShownDigits,
    /// Who will speak.
    pub(crate) speaks: Option<Slot>,
    /// What people will see.
    pub(crate) caller_id: Option<String>,
    /// The field of its number where that is mended, by its path.
    pub(crate) mend_at: Option<&'static str>,
    /// Why its number cannot be used for campaigns.
    pub(crate) reason: Option<Sentence>,
    /// It is not completed and cannot run.
    pub(crate) is_blocked: bool,
}

/// Edited fields of a campaign.
#[derive(Deserialize, TS)]
pub(crate) struct CampaignSave {
    id: String,
    #[ts(type = "Edits")]
    edits: Edits,
}

/// A campaign to be added.
#[derive(Deserialize, TS)]
pub(crate) struct CampaignAddition {
    name: String,
    number: String,
    #[ts(type = "CampaignStatus")]
    status: CampaignStatus,
}

/// Every campaign, by name.
pub(crate) fn list_campaigns(work: &Work<impl Host>, _: Nothing) -> Answer<Vec<CampaignRow>> {
    Ok(campaign_rows(&work.snapshot()?.setup, work.catalogue))
}

/// Adds a campaign.
pub(crate) fn add_campaign(work: &Work<impl Host>, addition: CampaignAddition) -> Answer<Saved> {
    let number = RecordId::new(&addition.number).ok_or_else(Refusal::gone)?;
    let edits = Edits::default().with("name", addition.name).with("status", addition.status.word());
    work.change(|setup| edit::add_campaign(setup, number, &edits))
}

/// Saves edited fields.
pub(crate) fn save_campaign(work: &Work<impl Host>, save: CampaignSave) -> Answer<Saved> {
    work.change(|setup| edit::save_campaign(setup, &save.id, &save.edits))
}

/// Removes a campaign.
pub(crate) fn remove_campaign(work: &Work<impl Host>, query: Id) -> Answer<Saved> {
    work.change(|setup| edit::remove_campaign(setup, &query.id))
}

/// The campaigns by name.
fn campaign_rows(setup: &Setup, catalogue: &Catalogue) -> Vec<CampaignRow> {
    order::campaigns(setup).into_iter().filter_map(|c| campaign_row(setup, catalogue, c)).collect()
}

fn campaign_row(setup: &Setup, catalogue: &Catalogue, campaign: &Campaign) -> Option<CampaignRow> {
    let number = setup.number(campaign.number.as_str())?;
    let shown = number.outbound.caller_id.or(number.e164());
    Some(CampaignRow {
        id: campaign.id.to_string(),
        name: campaign.name.clone(),
        status: campaign.status,
        number: number.id.to_string(),
        number_name: numbers::name(number),
        digits: numbers::shown_digits(&number.digits),
        speaks: numbers::slot(setup, &number.outbound.assistant),
        caller_id: shown.map(|shown| shown.international()),
        mend_at: routing::speaker(setup, number).err().map(|reason| match reason {
            Reason::StatusInactive | Reason::StatusPending => "status",
            _ => "outbound.assistant",
        }),
        reason: choices::not_ready(setup, catalogue, number, "campaign-needs-ready"),
        is_blocked: checkup::is_blocked(setup, campaign),
    })
}

//! Adding, saving and removing a campaign.

use std::sync::Arc;

use super::{Edit, Edited, Faults, Refusal};
use crate::model::campaign::{Campaign, CampaignStatus};
use crate::model::change::campaign_fields;
use crate::model::deed::Deed;
use crate::model::id::Id;
use crate::model::message::Message;
use crate::model::setup::Setup;
use crate::model::text;
use crate::rules::routing::{self, Place};

/// The fields of a campaign somebody edited. What is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CampaignEdit {
    /// The name.
    pub name: Option<Edit<String>>,
    /// The number it calls from.
    pub number: Option<Edit<Id>>,
    /// How far it is.
    pub status: Option<Edit<CampaignStatus>>,
}

/// Adds a campaign, which begins as a draft unless another status is asked for.
pub fn add_campaign(setup: &Setup, name: String, number: Id, status: CampaignStatus) -> Result<Edited, Refusal> {
    let draft = Campaign { id: Id::make(), name: String::new(), number: number.clone(), status: CampaignStatus::Draft };
    let mut campaign = draft.clone();
    let edit =
        CampaignEdit { name: Some(Edit::to(name)), number: Some(Edit::to(number)), status: Some(Edit::to(status)) };
    apply(setup, &draft, &mut campaign, edit)?;
    let (title, subject) = (Deed::AddedCampaign { name: campaign.name.clone() }, Some(campaign.id.clone()));
    let mut next = setup.clone();
    next.put_campaign(Arc::new(campaign));
    Ok(Edited::of(setup, next, title, subject, Vec::new()))
}

/// Saves the edited fields of a campaign.
pub fn save_campaign(setup: &Setup, id: &str, edit: CampaignEdit) -> Result<Edited, Refusal> {
    let before = setup.campaign(id).ok_or_else(Refusal::gone)?;
    let mut campaign = Campaign::clone(before);
    apply(setup, before, &mut campaign, edit)?;
    let fields = campaign_fields(Some(before), Some(&campaign)).into_iter().map(|change| change.field).collect();
    let title = Deed::SavedCampaign { name: campaign.name.clone(), fields };
    let subject = Some(campaign.id.clone());
    let mut next = setup.clone();
    next.put_campaign(Arc::new(campaign));
    Ok(Edited::of(setup, next, title, subject, Vec::new()))
}

/// Removes a campaign. Nothing else depends on it.
pub fn remove_campaign(setup: &Setup, id: &str) -> Result<Edited, Refusal> {
    let campaign = setup.campaign(id).ok_or_else(Refusal::gone)?;
    let mut next = setup.clone();
    next.take_campaign(&campaign.id);
    let title = Deed::RemovedCampaign { name: campaign.name.clone() };
    Ok(Edited::of(setup, next, title, Some(campaign.id.clone()), Vec::new()))
}

fn apply(setup: &Setup, before: &Campaign, campaign: &mut Campaign, edit: CampaignEdit) -> Result<(), Refusal> {
    let mut faults = Faults::default();
    if let Some(change) = edit.name
        && let Some(name) = faults.text("name", text::name(&change.now))
    {
        faults.check_moved_on("name", change.was.as_ref(), &before.name, &name);
        campaign.name = name;
    }
    // A campaign that is blocked already keeps its other fields editable.
    let mut is_placed_anew = false;
    if let Some(change) = edit.number {
        faults.check_moved_on("number", change.was.as_ref(), &before.number, &change.now);
        is_placed_anew |= change.now != before.number;
        campaign.number = change.now;
    }
    if let Some(change) = edit.status {
        faults.check_moved_on("status", change.was.as_ref(), &before.status, &change.now);
        is_placed_anew |= change.now != before.status;
        campaign.status = change.now;
    }
    match setup.number(campaign.number.as_str()) {
        None => faults.add("number", Message::new("number-gone")),
        Some(number) => {
            let calls = matches!(campaign.status, CampaignStatus::Scheduled | CampaignStatus::Active);
            if calls
                && is_placed_anew
                && let Err(reason) = routing::speaker(setup, number)
            {
                let why = reason.not_ready_message(setup.in_slot(&number.outbound.assistant).map(|a| &**a));
                let field = if campaign.status == before.status { "number" } else { "status" };
                let place = routing::place(&Place::Ours(number.clone()));
                faults.add(field, Message::new("campaign-needs-ready").with("place", place).with("why", why));
            }
        }
    }
    faults.into_result()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::edit::{Consequence, NumberEdit, save_number};
    use crate::testing::two_numbers as office;

    fn id(text: &str) -> Id {
        Id::new(text).expect("an id")
    }

    fn status(status: CampaignStatus) -> CampaignEdit {
        CampaignEdit { status: Some(Edit::to(status)), ..CampaignEdit::default() }
    }

    #[test]
    fn a_draft_may_be_on_any_number_and_a_call_needs_one_that_can_be_used() {
        let (setup, main, second) = office();
        let draft = add_campaign(&setup, "Spring".to_owned(), id(&second), CampaignStatus::Draft).expect("a draft");
        let spring = draft.subject.expect("an id");
        for calls in [CampaignStatus::Scheduled, CampaignStatus::Active] {
            let refusal = save_campaign(&draft.setup, spring.as_str(), status(calls)).expect_err("nobody speaks");
            assert_eq!(refusal.fields.iter().map(|f| f.field).collect::<Vec<_>>(), ["status"]);
        }
        for quiet in [CampaignStatus::Paused, CampaignStatus::Completed] {
            assert!(save_campaign(&draft.setup, spring.as_str(), status(quiet)).is_ok());
        }
        let moved = CampaignEdit { number: Some(Edit::to(id(&main))), ..status(CampaignStatus::Active) };
        assert!(save_campaign(&draft.setup, spring.as_str(), moved).is_ok());
    }

    #[test]
    fn a_campaign_under_way_is_not_moved_to_a_number_that_cannot_be_used() {
        let (setup, _, second) = office();
        let edit = CampaignEdit { number: Some(Edit::to(id(&second))), ..CampaignEdit::default() };
        let refusal = save_campaign(&setup, "letters", edit).expect_err("nobody speaks there");
        assert_eq!(refusal.fields.iter().map(|f| f.field).collect::<Vec<_>>(), ["number"]);
    }

    #[test]
    fn a_campaign_that_is_blocked_can_still_be_renamed_and_paused() {
        let (setup, main, _) = office();
        let empty = NumberEdit { outbound_assistant: Some(Edit::to(None)), ..NumberEdit::default() };
        let blocked = save_number(&setup, &main, empty).expect("the slot is emptied");
        assert!(blocked.consequences.iter().any(|c| matches!(c, Consequence::CampaignBlocked { .. })));
        let name = CampaignEdit { name: Some(Edit::to("Letters".to_owned())), ..CampaignEdit::default() };
        let renamed = save_campaign(&blocked.setup, "letters", name).expect("the name is free");
        assert_eq!(renamed.setup.campaign("letters").map(|c| c.status), Some(CampaignStatus::Active));
        assert!(save_campaign(&renamed.setup, "letters", status(CampaignStatus::Paused)).is_ok());
    }

    #[test]
    fn names_of_campaigns_need_not_be_unique_and_are_never_empty() {
        let (setup, main, _) = office();
        let add = |name: &str| add_campaign(&setup, name.to_owned(), id(&main), CampaignStatus::Draft);
        assert!(add("Recall letters").is_ok());
        for wrong in ["", "  ", &"x".repeat(81)] {
            assert!(add(wrong).is_err(), "{wrong:?}");
        }
    }
}

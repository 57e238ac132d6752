//! Adding, saving and removing a campaign.

use std::sync::Arc;

use crate::model::campaign::{Campaign, CampaignStatus};
use crate::model::deed::Deed;
use crate::model::id::Id;
use crate::model::message::Message;
use crate::model::setup::Setup;
use crate::rules::edit::{Edited, Edits, Faults, Refusal, changed_paths};
use crate::rules::routing::{self, Place};

/// Adds a campaign on a number. It begins as a draft unless another status is asked for.
pub fn add_campaign(setup: &Setup, number: Id, edits: &Edits) -> Result<Edited, Refusal> {
    let edits = if edits.get("name").is_none() { edits.clone().with("name", "") } else { edits.clone() };
    let draft = Campaign { id: Id::make(), name: String::new(), number, status: CampaignStatus::Draft };
    let campaign = placed(setup, &draft, &edits)?;
    let (deed, subject) = (Deed::AddedCampaign { name: campaign.name.clone() }, Some(campaign.id.clone()));
    let mut next = setup.clone();
    next.put_campaign(Arc::new(campaign));
    Ok(Edited { setup: next, deed, subject })
}

/// Saves the edited fields of a campaign.
pub fn save_campaign(setup: &Setup, id: &str, edits: &Edits) -> Result<Edited, Refusal> {
    let before = setup.campaign(id).ok_or_else(Refusal::gone)?;
    let campaign = Arc::new(placed(setup, before, edits)?);
    let deed = Deed::SavedCampaign { name: campaign.name.clone(), fields: changed_paths(before, &campaign) };
    let subject = Some(campaign.id.clone());
    let mut next = setup.clone();
    next.put_campaign(campaign);
    Ok(Edited { setup: next, deed, subject })
}

/// Removes a campaign. Nothing else depends on it.
pub fn remove_campaign(setup: &Setup, id: &str) -> Result<Edited, Refusal> {
    let campaign = setup.campaign(id).ok_or_else(Refusal::gone)?;
    let mut next = setup.clone();
    next.take_campaign(&campaign.id);
    let deed = Deed::RemovedCampaign { name: campaign.name.clone() };
    Ok(Edited { setup: next, deed, subject: Some(campaign.id.clone()) })
}

/// The campaign with what is asked for. One that is to call needs a number that can be used; one that
/// is blocked already keeps its other fields editable.
fn placed(setup: &Setup, before: &Campaign, edits: &Edits) -> Result<Campaign, Refusal> {
    let mut faults = Faults::default();
    let campaign = edits.applied_to(setup, before, &mut faults);
    let is_placed_anew = campaign.number != before.number || campaign.status != before.status;
    let calls = matches!(campaign.status, CampaignStatus::Scheduled | CampaignStatus::Active);
    match setup.number(campaign.number.as_str()) {
        None if edits.get("number").is_none() => faults.add("number", Message::new("number-gone")),
        None => {}
        Some(number) => {
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
    faults.into_result()?;
    Ok(campaign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::consequences::Consequence;
    use crate::rules::edit::{Saving, save_number};
    use crate::testing::two_numbers as office;

    fn id(text: &str) -> Id {
        Id::new(text).expect("an id")
    }

    fn status(status: CampaignStatus) -> Edits {
        Edits::default().with("status", status.word())
    }

    #[test]
    fn a_draft_may_be_on_any_number_and_a_call_needs_one_that_can_be_used() {
        let (setup, main, second) = office();
        let draft = add_campaign(&setup, id(&second), &Edits::default().with("name", "Spring")).expect("a draft");
        let spring = draft.subject.expect("an id");
        for calls in [CampaignStatus::Scheduled, CampaignStatus::Active] {
            let refusal = save_campaign(&draft.setup, spring.as_str(), &status(calls)).expect_err("nobody speaks");
            assert_eq!(refusal.fields.iter().map(|f| f.field).collect::<Vec<_>>(), ["status"]);
        }
        for quiet in [CampaignStatus::Paused, CampaignStatus::Completed] {
            assert!(save_campaign(&draft.setup, spring.as_str(), &status(quiet)).is_ok());
        }
        let moved = status(CampaignStatus::Active).with("number", id(&main));
        assert!(save_campaign(&draft.setup, spring.as_str(), &moved).is_ok());
    }

    #[test]
    fn a_campaign_under_way_is_not_moved_to_a_number_that_cannot_be_used() {
        let (setup, _, second) = office();
        let edit = Edits::default().with("number", id(&second));
        let refusal = save_campaign(&setup, "letters", &edit).expect_err("nobody speaks there");
        assert_eq!(refusal.fields.iter().map(|f| f.field).collect::<Vec<_>>(), ["number"]);
    }

    #[test]
    fn a_campaign_that_is_blocked_can_still_be_renamed_and_paused() {
        let (setup, main, _) = office();
        let empty = Edits::default().with("outbound.assistant", serde_json::Value::Null);
        let blocked = save_number(&setup, &main, &empty, Saving::default()).expect("the slot is emptied");
        assert!(blocked.consequences(&setup).iter().any(|c| matches!(c, Consequence::CampaignBlocked { .. })));
        let name = Edits::default().with("name", "Letters");
        let renamed = save_campaign(&blocked.setup, "letters", &name).expect("the name is free");
        assert_eq!(renamed.setup.campaign("letters").map(|c| c.status), Some(CampaignStatus::Active));
        assert!(save_campaign(&renamed.setup, "letters", &status(CampaignStatus::Paused)).is_ok());
    }

    #[test]
    fn names_of_campaigns_need_not_be_unique_and_are_never_empty() {
        let (setup, main, _) = office();
        let add = |name: &str| add_campaign(&setup, id(&main), &Edits::default().with("name", name));
        assert!(add("Recall letters").is_ok());
        for wrong in ["", "  ", &"x".repeat(81)] {
            assert!(add(wrong).is_err(), "{wrong:?}");
        }
    }
}

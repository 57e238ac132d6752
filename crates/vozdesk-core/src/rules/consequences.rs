//! What else changes by a change, said before it is made or right after.
//!
//! Consequences follow from the two setups and their difference alone, so that a save, an import, a
//! restore and an undo are told by the same rules, and no edit has to think of them. Working them out
//! costs what has changed and what refers to it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::model::campaign::{Campaign, CampaignStatus};
use crate::model::change::ChangeSet;
use crate::model::e164::E164;
use crate::model::id::Id;
use crate::model::message::Message;
use crate::model::number::{NumberStatus, PhoneNumber};
use crate::model::setup::Setup;
use crate::rules::routing::{self, Reason};

/// Something else that changes by an edit, said before it is made.
#[derive(Clone, Debug, PartialEq)]
pub enum Consequence {
    /// An assistant no longer answers calls to a number, and nobody takes its place.
    InboundEmptied {
        /// The assistant's name.
        assistant: String,
        /// The number's name.
        number: String,
    },
    /// An assistant no longer calls from a number, and nobody takes its place.
    OutboundEmptied {
        /// The assistant's name.
        assistant: String,
        /// The number's name.
        number: String,
    },
    /// An assistant hands its inbound slot to another.
    InboundHandedOver {
        /// Who held it.
        from: String,
        /// Who holds it now.
        to: String,
        /// The number's name.
        number: String,
    },
    /// An assistant hands its outbound slot to another.
    OutboundHandedOver {
        /// Who held it.
        from: String,
        /// Who holds it now.
        to: String,
        /// The number's name.
        number: String,
    },
    /// A campaign is removed with its number.
    CampaignRemoved {
        /// The campaign's name.
        campaign: String,
    },
    /// A campaign cannot run any more.
    CampaignBlocked {
        /// The campaign's name.
        campaign: String,
        /// How far it is.
        status: CampaignStatus,
        /// Why its number cannot be used for campaigns.
        reason: Reason,
    },
    /// A campaign is run by another assistant.
    CampaignSpokenBy {
        /// The campaign's name.
        campaign: String,
        /// How far it is.
        status: CampaignStatus,
        /// Who speaks from now on.
        assistant: String,
    },
    /// An assistant that loses a slot has another number to call from.
    StillCallsFrom {
        /// The assistant's name.
        assistant: String,
        /// The name of one number it still calls from.
        number: String,
        /// How many more there are.
        more: usize,
    },
    /// An assistant that loses a slot has no number left to call from.
    CallsFromNothing {
        /// The assistant's name.
        assistant: String,
    },
    /// An assistant that loses a slot still answers calls to another number.
    StillAnswers {
        /// The assistant's name.
        assistant: String,
        /// The name of one number it still answers.
        number: String,
        /// How many more there are.
        more: usize,
    },
    /// An assistant that loses a slot answers no number any more.
    AnswersNothing {
        /// The assistant's name.
        assistant: String,
    },
    /// Another number stays the caller ID when the outbound slot changes hands.
    CallerIdStays {
        /// What people go on seeing.
        caller_id: E164,
    },
    /// There are more numbers than the plan allows.
    OverAllowance {
        /// How many there are.
        numbers: usize,
        /// How many the plan allows.
        all: usize,
    },
    /// A fallback destination leads to digits that are no longer ours.
    FallbackLeadsOutside {
        /// The name of the number that falls back.
        number: String,
        /// Where it leads.
        to: E164,
    },
    /// A caller ID shown by another number is no longer ours.
    CallerIdLeadsOutside {
        /// The name of the number that shows it.
        number: String,
        /// What people see.
        to: E164,
    },
    /// A fallback destination or caller ID followed corrected digits.
    ReferenceFollowed {
        /// The name of the number that refers.
        number: String,
        /// The digits it names now.
        to: E164,
    },
    /// Calls to a number reach an assistant that is switched off.
    AnswererSwitchedOff {
        /// The number's name.
        number: String,
        /// Where its calls go instead.
        fallback: Option<E164>,
    },
}

impl Consequence {
    /// The consequence in words.
    pub fn message(&self) -> Message {
        match self {
            Consequence::InboundEmptied { assistant, number } => {
                Message::new("consequence-inbound-emptied").name("assistant", assistant).name("number", number)
            }
            Consequence::OutboundEmptied { assistant, number } => {
                Message::new("consequence-outbound-emptied").name("assistant", assistant).name("number", number)
            }
            Consequence::InboundHandedOver { from, to, number } => {
                Message::new("consequence-inbound-handed-over").name("from", from).name("to", to).name("number", number)
            }
            Consequence::OutboundHandedOver { from, to, number } => Message::new("consequence-outbound-handed-over")
                .name("from", from)
                .name("to", to)
                .name("number", number),
            Consequence::CampaignRemoved { campaign } => {
                Message::new("consequence-campaign-removed").name("campaign", campaign)
            }
            Consequence::CampaignBlocked { campaign, status, reason } => Message::new("consequence-campaign-blocked")
                .name("campaign", campaign)
                .with("status", status.message())
                .with("why", reason.not_ready_message(None)),
            Consequence::CampaignSpokenBy { campaign, status, assistant } => {
                Message::new("consequence-campaign-spoken-by")
                    .name("campaign", campaign)
                    .with("status", status.message())
                    .name("assistant", assistant)
            }
            Consequence::StillCallsFrom { assistant, number, more } => Message::new("consequence-still-calls-from")
                .name("assistant", assistant)
                .name("number", number)
                .with("more", *more),
            Consequence::CallsFromNothing { assistant } => {
                Message::new("consequence-calls-from-nothing").name("assistant", assistant)
            }
            Consequence::StillAnswers { assistant, number, more } => Message::new("consequence-still-answers")
                .name("assistant", assistant)
                .name("number", number)
                .with("more", *more),
            Consequence::AnswersNothing { assistant } => {
                Message::new("consequence-answers-nothing").name("assistant", assistant)
            }
            Consequence::CallerIdStays { caller_id } => {
                Message::new("consequence-caller-id-stays").with("to", *caller_id)
            }
            Consequence::OverAllowance { numbers, all } => {
                Message::new("consequence-over-allowance").with("numbers", *numbers).with("all", *all)
            }
            Consequence::FallbackLeadsOutside { number, to } => {
                Message::new("consequence-fallback-outside").name("number", number).with("to", *to)
            }
            Consequence::CallerIdLeadsOutside { number, to } => {
                Message::new("consequence-caller-id-outside").name("number", number).with("to", *to)
            }
            Consequence::ReferenceFollowed { number, to } => {
                Message::new("consequence-reference-followed").name("number", number).with("to", *to)
            }
            Consequence::AnswererSwitchedOff { number, fallback: Some(to) } => {
                Message::new("consequence-switched-off-fallback").name("number", number).with("to", *to)
            }
            Consequence::AnswererSwitchedOff { number, fallback: None } => {
                Message::new("consequence-switched-off-nobody").name("number", number)
            }
        }
    }
}

/// What a change between two setups means for what it does not name, in the order in which it is told.
pub fn consequences(before: &Setup, after: &Setup, changes: &ChangeSet) -> Vec<Consequence> {
    let mut told = Telling { before, after, consequences: Vec::new(), losers: HashSet::new() };
    told.campaigns_removed_with_their_number(changes);
    told.slots_of_changed_numbers(changes);
    told.references_left_behind(changes);
    told.references_that_followed(changes);
    told.slots_of_removed_numbers(changes);
    told.assistants_switched_off(changes);
    told.campaigns(changes);
    told.allowance();
    told.consequences
}

/// One of the two slots.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Slot {
    Inbound,
    Outbound,
}

impl Slot {
    fn of(self, number: &PhoneNumber) -> &Option<Id> {
        match self {
            Slot::Inbound => &number.inbound.assistant,
            Slot::Outbound => &number.outbound.assistant,
        }
    }
}

struct Telling<'a> {
    before: &'a Setup,
    after: &'a Setup,
    consequences: Vec<Consequence>,
    /// Assistants of which it has been told what they have left.
    losers: HashSet<(Id, Slot)>,
}

impl Telling<'_> {
    fn campaigns_removed_with_their_number(&mut self, changes: &ChangeSet) {
        let removed = changes.campaigns.iter().filter(|change| change.after.is_none());
        for campaign in removed.filter_map(|change| change.before.as_ref()) {
            if self.after.number(campaign.number.as_str()).is_none() {
                self.consequences.push(Consequence::CampaignRemoved { campaign: campaign.name.clone() });
            }
        }
    }

    /// Who loses a slot, to whom, and what they have left.
    fn slots_of_changed_numbers(&mut self, changes: &ChangeSet) {
        for change in &changes.numbers {
            let (Some(was), Some(is)) = (&change.before, &change.after) else { continue };
            for slot in [Slot::Inbound, Slot::Outbound] {
                let Some(old) = slot.of(was).as_ref().filter(|old| slot.of(is).as_ref() != Some(old)) else { continue };
                let from = self.name_of_assistant(old);
                let number = is.name();
                self.consequences.push(match (slot, slot.of(is)) {
                    (Slot::Inbound, None) => Consequence::InboundEmptied { assistant: from, number },
                    (Slot::Outbound, None) => Consequence::OutboundEmptied { assistant: from, number },
                    (Slot::Inbound, Some(new)) => {
                        Consequence::InboundHandedOver { from, to: self.name_of_assistant(new), number }
                    }
                    (Slot::Outbound, Some(new)) => {
                        Consequence::OutboundHandedOver { from, to: self.name_of_assistant(new), number }
                    }
                });
                let left = self.what_is_left(old, slot);
                self.consequences.extend(left);
                if slot == Slot::Outbound
                    && is.outbound.assistant.is_some()
                    && let Some(caller_id) =
                        is.outbound.caller_id.filter(|_| is.outbound.caller_id == was.outbound.caller_id)
                {
                    self.consequences.push(Consequence::CallerIdStays { caller_id });
                }
            }
        }
    }

    /// That the slots of a removed number are empty goes without saying; what its assistants have left
    /// does not.
    fn slots_of_removed_numbers(&mut self, changes: &ChangeSet) {
        let removed = changes.numbers.iter().filter(|change| change.after.is_none());
        for number in removed.filter_map(|change| change.before.as_ref()) {
            for slot in [Slot::Inbound, Slot::Outbound] {
                let left = slot.of(number).as_ref().and_then(|assistant| self.what_is_left(assistant, slot));
                let is_nothing = |left: &Consequence| {
                    matches!(left, Consequence::AnswersNothing { .. } | Consequence::CallsFromNothing { .. })
                };
                self.consequences.extend(left.filter(is_nothing));
            }
        }
    }

    /// What an assistant that has lost a slot still answers or calls from. Told once; of one that is
    /// removed there is nothing to tell.
    fn what_is_left(&mut self, assistant: &Id, slot: Slot) -> Option<Consequence> {
        let after = self.after;
        let name = after.assistant(assistant.as_str())?.name.clone();
        if !self.losers.insert((assistant.clone(), slot)) {
            return None;
        }
        // A number that is not in service, or an assistant that is off, answers nothing.
        let works = |number: &&Arc<PhoneNumber>| {
            slot.of(number).as_ref() == Some(assistant)
                && match slot {
                    Slot::Outbound => routing::speaker(after, number).is_ok(),
                    Slot::Inbound => {
                        let is_on = after.in_slot(&number.inbound.assistant).is_some_and(|assistant| assistant.active);
                        number.status == NumberStatus::Active && is_on
                    }
                }
        };
        let mut others = after.numbers_of_assistant(assistant).filter(works);
        let one = others.next().map(|number| number.name());
        Some(match (slot, one) {
            (Slot::Inbound, Some(number)) => {
                Consequence::StillAnswers { assistant: name, number, more: others.count() }
            }
            (Slot::Outbound, Some(number)) => {
                Consequence::StillCallsFrom { assistant: name, number, more: others.count() }
            }
            (Slot::Inbound, None) => Consequence::AnswersNothing { assistant: name },
            (Slot::Outbound, None) => Consequence::CallsFromNothing { assistant: name },
        })
    }

    /// Fallbacks and caller IDs of other numbers that lead to digits that are no longer ours.
    fn references_left_behind(&mut self, changes: &ChangeSet) {
        let after = self.after;
        for change in &changes.numbers {
            let Some(was) = &change.before else { continue };
            let Some(digits) = was.e164().filter(|digits| after.number_with_digits(*digits).is_none()) else {
                continue;
            };
            let falling = after.numbers_falling_back_to(digits);
            let others: BTreeMap<&Id, &Arc<PhoneNumber>> =
                falling.chain(after.numbers_showing(digits)).map(|number| (&number.id, number)).collect();
            for other in others.into_values().filter(|other| other.id != was.id) {
                let number = other.name();
                if other.inbound.fallback == Some(digits) {
                    let number = number.clone();
                    self.consequences.push(Consequence::FallbackLeadsOutside { number, to: digits });
                }
                if other.outbound.caller_id == Some(digits) {
                    self.consequences.push(Consequence::CallerIdLeadsOutside { number, to: digits });
                }
            }
        }
    }

    /// Fallbacks and caller IDs of other numbers that followed corrected digits.
    fn references_that_followed(&mut self, changes: &ChangeSet) {
        let both = || changes.numbers.iter().filter_map(|change| change.before.as_ref().zip(change.after.as_ref()));
        let corrected: HashMap<E164, E164> =
            both().filter_map(|(was, is)| was.e164().zip(is.e164())).filter(|(old, new)| old != new).collect();
        if corrected.is_empty() {
            return;
        }
        for (was, is) in both().filter(|(was, is)| was.digits == is.digits) {
            let references =
                [(was.inbound.fallback, is.inbound.fallback), (was.outbound.caller_id, is.outbound.caller_id)];
            let followed = references.into_iter().find_map(|(old, new)| {
                let to = corrected.get(&old?).copied()?;
                (new == Some(to)).then_some(to)
            });
            if let Some(to) = followed {
                self.consequences.push(Consequence::ReferenceFollowed { number: is.name(), to });
            }
        }
    }

    fn assistants_switched_off(&mut self, changes: &ChangeSet) {
        for change in &changes.assistants {
            let (Some(was), Some(is)) = (&change.before, &change.after) else { continue };
            if !was.active || is.active {
                continue;
            }
            for number in self.after.numbers_of_assistant(&is.id) {
                if number.inbound.assistant.as_ref() == Some(&is.id) && number.status == NumberStatus::Active {
                    let fallback = number.inbound.fallback;
                    self.consequences.push(Consequence::AnswererSwitchedOff { number: number.name(), fallback });
                }
            }
        }
    }

    /// What becomes of the campaigns of the numbers and assistants a change touches. A campaign that is
    /// completed has nothing to lose.
    fn campaigns(&mut self, changes: &ChangeSet) {
        let (before, after) = (self.before, self.after);
        let mut touched: BTreeSet<Id> = BTreeSet::new();
        let mut touch =
            |number: &Id| touched.extend(after.campaigns_of_number(number).map(|campaign| campaign.id.clone()));
        for number in changes.numbers.iter().filter_map(|change| change.before.as_ref()) {
            touch(&number.id);
        }
        for assistant in changes.assistants.iter().filter_map(|change| change.before.as_ref()) {
            for number in before.numbers_of_assistant(&assistant.id) {
                touch(&number.id);
            }
        }
        let speaks = |setup: &Setup, campaign: &Campaign| {
            let number = setup.number(campaign.number.as_str()).ok_or(Reason::SlotEmpty)?;
            routing::speaker(setup, number).map(|_| ())
        };
        let in_slot = |setup: &Setup, campaign: &Campaign| {
            let number = setup.number(campaign.number.as_str())?;
            setup.in_slot(&number.outbound.assistant).map(|assistant| (assistant.id.clone(), assistant.name.clone()))
        };
        let touched = touched.iter().filter_map(|id| after.campaign(id.as_str()));
        for campaign in touched.filter(|campaign| campaign.status != CampaignStatus::Completed) {
            let (name, status) = (campaign.name.clone(), campaign.status);
            if let (Ok(()), Err(reason)) = (speaks(before, campaign), speaks(after, campaign)) {
                self.consequences.push(Consequence::CampaignBlocked { campaign: name, status, reason });
                continue;
            }
            // Also where the one before could not speak, or the new one cannot yet.
            if let Some((new, assistant)) = in_slot(after, campaign)
                && in_slot(before, campaign).is_none_or(|(old, _)| old != new)
            {
                self.consequences.push(Consequence::CampaignSpokenBy { campaign: name, status, assistant });
            }
        }
    }

    fn allowance(&mut self) {
        let left = |setup: &Setup| setup.numbers_left().unwrap_or(0);
        if let Some(all) = self.after.profile().allowance()
            && left(self.after) < 0
            && left(self.after) < left(self.before)
        {
            let numbers = self.after.numbers().len();
            self.consequences.push(Consequence::OverAllowance { numbers, all: all as usize });
        }
    }

    fn name_of_assistant(&self, id: &Id) -> String {
        // One that is removed is called what it was called.
        let assistant = self.after.assistant(id.as_str()).or_else(|| self.before.assistant(id.as_str()));
        assistant.map(|assistant| assistant.name.clone()).unwrap_or_default()
    }
}

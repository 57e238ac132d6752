//! The setup: everything one office has configured, as an immutable value.
//!
//! A [`Setup`] is cheap to clone (persistent maps of shared records) and never changes once it is
//! handed out. Edits, imports and undo make a new one from an old one; the store commits the
//! difference. What must hold in every setup stands in [`Setup::faults`] alone: the store holds every
//! difference against it ([`Setup::faults_of`]) before it commits, and every file against it on opening.

use std::collections::BTreeSet;
use std::sync::Arc;

use imbl::{OrdMap, OrdSet};

use crate::model::assistant::Assistant;
use crate::model::campaign::Campaign;
use crate::model::change::ChangeSet;
use crate::model::e164::E164;
use crate::model::id::Id;
use crate::model::message::Message;
use crate::model::number::{NumberFault, PhoneNumber};
use crate::model::profile::Profile;

/// Everything one office has configured.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    profile: Arc<Profile>,
    numbers: OrdMap<Id, Arc<PhoneNumber>>,
    assistants: OrdMap<Id, Arc<Assistant>>,
    campaigns: OrdMap<Id, Arc<Campaign>>,
    // Derived, kept by `put_…` and `take_…`. Sets of pairs, so that a setup in the making may hold
    // the same digits twice until `faults` is asked.
    by_digits: OrdSet<(E164, Id)>,
    by_assistant: OrdSet<(Id, Id)>,
    by_fallback: OrdSet<(E164, Id)>,
    by_caller_id: OrdSet<(E164, Id)>,
    by_campaign_number: OrdSet<(Id, Id)>,
}

/// The maps a difference is taken over.
pub(crate) type Records<T> = OrdMap<Id, Arc<T>>;

/// What must not be in a setup.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// Several numbers have the same digits.
    SameDigits(E164, Vec<Id>),
    /// A number's slot names an assistant that is not there.
    UnknownAssistant(Id),
    /// A campaign's number is not there.
    UnknownNumber(Id),
    /// A number is wrong by itself.
    Number(Id, NumberFault),
}

impl Fault {
    /// The fault in words, about records of the setup that has it.
    pub fn message(&self, setup: &Setup) -> Message {
        let number = |id: &Id| setup.number(id.as_str()).map(|number| number.name()).unwrap_or_default();
        match self {
            Fault::SameDigits(digits, ids) => {
                let name = ids.first().map(number).unwrap_or_default();
                Message::new("number-taken").with("number", *digits).name("name", name)
            }
            Fault::UnknownAssistant(id) => Message::new("fault-unknown-assistant").name("number", number(id)),
            Fault::UnknownNumber(id) => {
                let campaign = setup.campaign(id.as_str()).map(|campaign| campaign.name.clone());
                Message::new("fault-unknown-number").name("campaign", campaign.unwrap_or_default())
            }
            Fault::Number(id, fault) => {
                Message::new("fault-of-number").name("number", number(id)).with("why", fault.message())
            }
        }
    }
}

impl PartialEq for Setup {
    fn eq(&self, other: &Setup) -> bool {
        self.profile == other.profile
            && self.numbers == other.numbers
            && self.assistants == other.assistants
            && self.campaigns == other.campaigns
    }
}

impl Setup {
    /// What it says of the office.
    pub fn profile(&self) -> &Arc<Profile> {
        &self.profile
    }

    /// Every number, by id.
    pub fn numbers(&self) -> impl ExactSizeIterator<Item = &Arc<PhoneNumber>> {
        self.numbers.values()
    }

    /// Every assistant, by id.
    pub fn assistants(&self) -> impl ExactSizeIterator<Item = &Arc<Assistant>> {
        self.assistants.values()
    }

    /// Every campaign, by id.
    pub fn campaigns(&self) -> impl ExactSizeIterator<Item = &Arc<Campaign>> {
        self.campaigns.values()
    }

    /// The number of this id.
    pub fn number(&self, id: &str) -> Option<&Arc<PhoneNumber>> {
        self.numbers.get(id)
    }

    /// The assistant of this id.
    pub fn assistant(&self, id: &str) -> Option<&Arc<Assistant>> {
        self.assistants.get(id)
    }

    /// The assistant in a slot, if one is.
    pub fn in_slot(&self, slot: &Option<Id>) -> Option<&Arc<Assistant>> {
        self.assistant(slot.as_ref()?.as_str())
    }

    /// How many numbers the plan has left, requested ones counted; negative when there are more than
    /// it allows, `None` for no limit.
    pub fn numbers_left(&self) -> Option<i64> {
        let allowance = i64::from(self.profile.allowance()?);
        Some(allowance.saturating_sub(i64::try_from(self.numbers.len()).unwrap_or(i64::MAX)))
    }

    /// The campaign of this id.
    pub fn campaign(&self, id: &str) -> Option<&Arc<Campaign>> {
        self.campaigns.get(id)
    }

    /// The number with these digits, if it is one of ours.
    pub fn number_with_digits(&self, digits: E164) -> Option<&Arc<PhoneNumber>> {
        self.numbers_with_digits(digits).next()
    }

    fn numbers_with_digits(&self, digits: E164) -> impl Iterator<Item = &Arc<PhoneNumber>> {
        self.by_digits
            .range((digits, Id::lowest())..)
            .take_while(move |(number, _)| *number == digits)
            .filter_map(|(_, id)| self.numbers.get(id))
    }

    /// The numbers that hold this assistant in a slot, by id.
    pub fn numbers_of_assistant(&self, assistant: &Id) -> impl Iterator<Item = &Arc<PhoneNumber>> {
        let of = assistant.clone();
        self.by_assistant
            .range((of.clone(), Id::lowest())..)
            .take_while(move |(id, _)| *id == of)
            .filter_map(|(_, number)| self.numbers.get(number))
    }

    /// The numbers whose fallback destination is this number, by id.
    pub fn numbers_falling_back_to(&self, target: E164) -> impl Iterator<Item = &Arc<PhoneNumber>> {
        self.by_fallback
            .range((target, Id::lowest())..)
            .take_while(move |(number, _)| *number == target)
            .filter_map(|(_, id)| self.numbers.get(id))
    }

    /// The numbers that show this number as their caller ID, by id.
    pub fn numbers_showing(&self, caller_id: E164) -> impl Iterator<Item = &Arc<PhoneNumber>> {
        self.by_caller_id
            .range((caller_id, Id::lowest())..)
            .take_while(move |(number, _)| *number == caller_id)
            .filter_map(|(_, id)| self.numbers.get(id))
    }

    /// The campaigns that call from this number, by id.
    pub fn campaigns_of_number(&self, number: &Id) -> impl Iterator<Item = &Arc<Campaign>> {
        let of = number.clone();
        self.by_campaign_number
            .range((of.clone(), Id::lowest())..)
            .take_while(move |(id, _)| *id == of)
            .filter_map(|(_, id)| self.campaigns.get(id))
    }

    /// Whether nothing is configured: no record, and the profile as it begins.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
            && self.assistants.is_empty()
            && self.campaigns.is_empty()
            && *self.profile == Profile::default()
    }

    /// The chain of fallbacks that begins at this number and comes back to one of its own members,
    /// if it does: the members in order, the first again at the end. Follows fallback fields alone.
    pub fn fallback_loop(&self, from: &Id) -> Option<Vec<Arc<PhoneNumber>>> {
        let mut chain: Vec<Arc<PhoneNumber>> = Vec::new();
        let mut met = BTreeSet::new();
        let mut at = self.number(from.as_str())?;
        while met.insert(at.id.clone()) {
            chain.push(at.clone());
            at = self.number_with_digits(at.inbound.fallback?)?;
        }
        let start = chain.iter().position(|number| number.id == at.id)?;
        chain.push(at.clone());
        Some(chain.split_off(start))
    }

    /// What must not be, over the whole setup. Linear.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut digits = self.by_digits.iter().peekable();
        while let Some((number, id)) = digits.next() {
            if digits.peek().is_some_and(|(next, _)| next == number) {
                let mut ids = vec![id.clone()];
                while let Some((_, same)) = digits.next_if(|(next, _)| next == number) {
                    ids.push(same.clone());
                }
                faults.push(Fault::SameDigits(*number, ids));
            }
        }
        // Sorted by assistant, so each is looked up once.
        let mut last: Option<(&Id, bool)> = None;
        for (assistant, number) in &self.by_assistant {
            let is_known = match last {
                Some((same, is_known)) if same == assistant => is_known,
                _ => self.assistants.contains_key(assistant),
            };
            last = Some((assistant, is_known));
            if !is_known {
                faults.push(Fault::UnknownAssistant(number.clone()));
            }
        }
        for number in self.numbers() {
            faults.extend(number.faults().map(|fault| Fault::Number(number.id.clone(), fault)));
        }
        faults.extend(self.campaigns().filter_map(|campaign| self.fault_of_campaign(campaign)));
        faults
    }

    /// What must not be, among the records a change touches and those that refer to them. Costs what
    /// has changed: where the setup before had no fault, this finds one if and only if
    /// [`Setup::faults`] does.
    pub fn faults_of(&self, changes: &ChangeSet) -> Vec<Fault> {
        let mut faults = Vec::new();
        for number in changes.numbers.iter().filter_map(|change| change.after.as_ref()) {
            if let Some(digits) = number.e164()
                && self.numbers_with_digits(digits).nth(1).is_some()
            {
                let ids = self.numbers_with_digits(digits).map(|number| number.id.clone()).collect();
                faults.push(Fault::SameDigits(digits, ids));
            }
            let slots = [&number.inbound.assistant, &number.outbound.assistant];
            if slots.into_iter().flatten().any(|id| !self.assistants.contains_key(id)) {
                faults.push(Fault::UnknownAssistant(number.id.clone()));
            }
            faults.extend(number.faults().map(|fault| Fault::Number(number.id.clone(), fault)));
        }
        for change in changes.numbers.iter().filter(|change| change.after.is_none()) {
            let gone = change.before.iter().flat_map(|number| self.campaigns_of_number(&number.id));
            faults.extend(gone.map(|campaign| Fault::UnknownNumber(campaign.id.clone())));
        }
        for change in changes.assistants.iter().filter(|change| change.after.is_none()) {
            let named = change.before.iter().flat_map(|assistant| self.numbers_of_assistant(&assistant.id));
            faults.extend(named.map(|number| Fault::UnknownAssistant(number.id.clone())));
        }
        let campaigns = changes.campaigns.iter().filter_map(|change| change.after.as_ref());
        faults.extend(campaigns.filter_map(|campaign| self.fault_of_campaign(campaign)));
        faults
    }

    fn fault_of_campaign(&self, campaign: &Campaign) -> Option<Fault> {
        (!self.numbers.contains_key(&campaign.number)).then(|| Fault::UnknownNumber(campaign.id.clone()))
    }

    pub(crate) fn records(&self) -> (&Records<PhoneNumber>, &Records<Assistant>, &Records<Campaign>) {
        (&self.numbers, &self.assistants, &self.campaigns)
    }

    /// The setup's own copy of an id, so that equal ids share their text.
    pub fn shared_assistant_id(&self, id: &str) -> Option<Id> {
        self.assistants.get_key_value(id).map(|(id, _)| id.clone())
    }

    /// Puts another profile in the place of the one that is there.
    pub fn put_profile(&mut self, profile: Arc<Profile>) {
        self.profile = profile;
    }

    /// Adds a number, or puts it in the place of the one of its id.
    pub fn put_number(&mut self, number: Arc<PhoneNumber>) {
        if let Some(before) = self.numbers.insert(number.id.clone(), number.clone()) {
            self.forget(&before);
        }
        if let Some(digits) = number.e164() {
            self.by_digits.insert((digits, number.id.clone()));
        }
        for assistant in [&number.inbound.assistant, &number.outbound.assistant].into_iter().flatten() {
            self.by_assistant.insert((assistant.clone(), number.id.clone()));
        }
        if let Some(fallback) = number.inbound.fallback {
            self.by_fallback.insert((fallback, number.id.clone()));
        }
        if let Some(caller_id) = number.outbound.caller_id {
            self.by_caller_id.insert((caller_id, number.id.clone()));
        }
    }

    /// Takes a number out.
    pub fn take_number(&mut self, id: &Id) -> Option<Arc<PhoneNumber>> {
        let number = self.numbers.remove(id)?;
        self.forget(&number);
        Some(number)
    }

    /// Takes what is derived from a number away.
    fn forget(&mut self, number: &PhoneNumber) {
        if let Some(digits) = number.e164() {
            self.by_digits.remove(&(digits, number.id.clone()));
        }
        for assistant in [&number.inbound.assistant, &number.outbound.assistant].into_iter().flatten() {
            self.by_assistant.remove(&(assistant.clone(), number.id.clone()));
        }
        if let Some(fallback) = number.inbound.fallback {
            self.by_fallback.remove(&(fallback, number.id.clone()));
        }
        if let Some(caller_id) = number.outbound.caller_id {
            self.by_caller_id.remove(&(caller_id, number.id.clone()));
        }
    }

    /// Adds an assistant, or puts it in the place of the one of its id.
    pub fn put_assistant(&mut self, assistant: Arc<Assistant>) {
        self.assistants.insert(assistant.id.clone(), assistant);
    }

    /// Takes an assistant out. Slots that name it are left as they are.
    pub fn take_assistant(&mut self, id: &Id) -> Option<Arc<Assistant>> {
        self.assistants.remove(id)
    }

    /// Adds a campaign, or puts it in the place of the one of its id.
    pub fn put_campaign(&mut self, campaign: Arc<Campaign>) {
        self.take_campaign(&campaign.id);
        self.by_campaign_number.insert((campaign.number.clone(), campaign.id.clone()));
        self.campaigns.insert(campaign.id.clone(), campaign);
    }

    /// Takes a campaign out.
    pub fn take_campaign(&mut self, id: &Id) -> Option<Arc<Campaign>> {
        let campaign = self.campaigns.remove(id)?;
        self.by_campaign_number.remove(&(campaign.number.clone(), id.clone()));
        Some(campaign)
    }
}

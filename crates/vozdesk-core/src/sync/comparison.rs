//! An office held against a platform: the rule of the three values over every number, and what stands on one side only.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::plan::{
    Ask, AskCode, AssistantChange, AssistantDifference, Difference, Fault, FaultCode, Link, Memory, NamedNumber,
    Noticed, Plan, Planned, Side,
};
use super::state::{State, noticed, state};
use crate::files::there::{NumberThere, There};
use crate::files::{Platform, Reach, Takes};
use crate::model::assistant::Assistant;
use crate::model::e164::E164;
use crate::model::number::{Digits, NumberStatus, PhoneNumber};
use crate::model::setup::Setup;
use crate::model::synced::{Held, Seen, Synced};

impl Plan {
    /// Holds an office against a platform.
    pub fn make(setup: &Setup, revision: u64, platform: &'static Platform, there: &There, memory: &Memory) -> Planned {
        let Some(reach) = &platform.reach else {
            return Planned { plan: Plan::default(), noticed: Noticed::default() };
        };
        let mut comparison = Comparison {
            setup,
            platform,
            reach,
            there,
            memory,
            names: names(setup, platform),
            unread: HashMap::new(),
            plan: Plan { platform: platform.word.to_owned(), revision, ..Plan::default() },
            noticed: Noticed::default(),
        };
        comparison.numbers();
        comparison.assistants();
        comparison.faults();
        let Comparison { mut plan, noticed, .. } = comparison;
        plan.digest = plan.digest_of_entries();
        Planned { plan, noticed }
    }
}

/// The assistants of an office that a platform knows, by their id there.
pub(super) fn names<'a>(setup: &'a Setup, platform: &Platform) -> HashMap<&'a str, &'a Arc<Assistant>> {
    setup.assistants().filter_map(|assistant| Some((assistant.id_there(platform.word)?, assistant))).collect()
}

struct Comparison<'a> {
    setup: &'a Setup,
    platform: &'static Platform,
    reach: &'static Reach,
    there: &'a There,
    memory: &'a Memory,
    /// The office's assistants by their id there.
    names: HashMap<&'a str, &'a Arc<Assistant>>,
    /// Numbers here whose entries there cannot be read, by their id there.
    unread: HashMap<String, E164>,
    plan: Plan,
    noticed: Noticed,
}

impl Comparison<'_> {
    fn numbers(&mut self) {
        // A number whose digits were corrected on one side is still the same number.
        let by_id: HashMap<&str, E164> =
            self.there.numbers.iter().map(|(number, read)| (read.id.as_str(), *number)).collect();
        let mut renumbered = BTreeSet::new();
        let mut here: BTreeMap<E164, &Arc<PhoneNumber>> = BTreeMap::new();
        for number in self.setup.numbers() {
            match &number.digits {
                Digits::Known(digits) => drop(here.insert(*digits, number)),
                Digits::Requested { .. } if self.may_be_there(number) => {
                    self.plan.not_there_yet.push(self.named(number))
                }
                Digits::Requested { .. } => {}
            }
        }
        for (digits, number) in &here {
            if let Some(read) = self.there.numbers.get(digits) {
                self.number(*digits, number, read);
                continue;
            }
            let own = number.platform.as_ref().filter(|of| of.name.as_deref() == Some(self.platform.word));
            let own = own.and_then(|own| own.id.as_deref());
            // Its entry is there, and cannot be read: it is neither gone nor compared.
            if let Some(id) = own.filter(|id| self.there.unreadable.contains(*id)) {
                self.unread.insert(id.to_owned(), *digits);
                continue;
            }
            let other = own.and_then(|id| by_id.get(id)).filter(|other| !here.contains_key(other));
            if let Some(other) = other {
                renumbered.insert(*other);
                self.warn(Some(*digits), "number", FaultCode::OtherDigits, &other.international());
            } else if self.memory.numbers.contains_key(digits) {
                self.plan.gone_there.push(self.named(number));
            } else if self.may_be_there(number) {
                self.plan.not_there_yet.push(self.named(number));
            }
        }
        for (digits, read) in &self.there.numbers {
            if here.contains_key(digits) || renumbered.contains(digits) || read.has_problem {
                continue;
            }
            let seen = self.memory.numbers.get(digits);
            let is_undone =
                seen.and_then(|seen| seen.added_by).is_some_and(|change| self.memory.undone.contains(&change));
            // What was seen of it is forgotten, and not which change had brought it: that may be made again.
            if let Some(seen) = seen.filter(|seen| is_undone && !seen.fields.is_empty()) {
                self.noticed.numbers.insert(*digits, Some(Seen { added_by: seen.added_by, ..Seen::default() }));
            }
            let label = if let Held::Text(label) = read.value(Synced::Label) { label } else { String::new() };
            let named = NamedNumber { number: Some(*digits), id: Some(read.id.clone()), record: None, label };
            let list =
                if seen.is_some() && !is_undone { &mut self.plan.removed_here } else { &mut self.plan.new_there };
            list.push(named);
        }
        if self.there.is_empty() && !self.plan.gone_there.is_empty() {
            self.warn(None, "", FaultCode::NothingThere, "");
        }
    }

    /// Compares a number that is here and there.
    fn number(&mut self, digits: E164, number: &Arc<PhoneNumber>, read: &NumberThere) {
        self.plan.both += 1;
        if read.has_problem {
            return;
        }
        if let Some(other) = self.answered_elsewhere(number) {
            self.warn(Some(digits), "", FaultCode::OtherPlatform, other);
            return;
        }
        let seen = self.memory.numbers.get(&digits);
        let mut next = seen.cloned().unwrap_or_default();
        let mut is_settled = true;
        for field in Synced::ALL {
            let takes = self.takes(field, digits, number);
            let base = seen.and_then(|seen| seen.fields.get(&field));
            let (here, there) = (field.here(self.setup, number, self.platform.word), read.value(field));
            let what = state(takes, base, &here, &there);
            if what == State::Settled {
                if let Some(base) = noticed(takes, base, &here, &there) {
                    next.fields.insert(field, base);
                }
                continue;
            }
            is_settled = false;
            // It was said to be done, and reads otherwise.
            if takes != Takes::Untold
                && let Some(base) = next.fields.get_mut(&field)
            {
                base.done = None;
            }
            let seen = base.and_then(|base| base.value.clone());
            let difference = Difference {
                number: digits,
                id: read.id.clone(),
                record: number.id.clone(),
                field,
                seen: seen.map(|seen| self.side(seen)),
                here: self.side(here),
                there: self.side(there),
            };
            let list = match what {
                State::ToBring => &mut self.plan.bring,
                State::ToSend => &mut self.plan.send,
                State::ToDecide => &mut self.plan.decide,
                State::ByHand | State::Settled => &mut self.plan.by_hand,
            };
            list.push(difference);
        }
        self.plan.settled += usize::from(is_settled);
        if seen != Some(&next) {
            self.noticed.numbers.insert(digits, Some(next));
        }
    }

    /// A carrier names a number only where no platform that is connected answers it.
    fn takes(&self, field: Synced, digits: E164, number: &PhoneNumber) -> Takes {
        let takes = self.reach.takes(field);
        let is_answered = || {
            let of = number.platform.as_ref().and_then(|platform| platform.name.as_deref());
            self.memory.answering.iter().any(|(name, seen)| of == Some(name) || seen.contains(&digits))
        };
        if self.platform.is_carrier() && is_answered() { Takes::Nothing } else { takes }
    }

    /// Another platform that answers this number's calls, if its record says so.
    fn answered_elsewhere(&self, number: &PhoneNumber) -> Option<&'static str> {
        let of = Platform::of_word(number.platform.as_ref()?.name.as_deref()?)?;
        (of != self.platform && !of.is_carrier() && !self.platform.is_carrier()).then_some(of.name)
    }

    /// Whether a number that was never seen there may be meant for there.
    fn may_be_there(&self, number: &PhoneNumber) -> bool {
        let name = number.platform.as_ref().and_then(|platform| platform.name.as_deref());
        name.is_none_or(|name| name == self.platform.word)
    }

    fn named(&self, number: &Arc<PhoneNumber>) -> NamedNumber {
        let own = number.platform.as_ref().filter(|of| of.name.as_deref() == Some(self.platform.word));
        let id = own.and_then(|own| own.id.clone());
        NamedNumber { number: number.e164(), id, record: Some(number.id.clone()), label: number.label.clone() }
    }

    fn side(&self, value: Held) -> Side {
        let name = match &value {
            Held::There(id) => {
                let there = self.there.assistants.get(id).cloned();
                let here = || self.names.get(id.as_str()).map(|assistant| assistant.name.clone());
                Some(there.or_else(here).unwrap_or_else(|| id.clone()))
            }
            Held::Here(id) => self.setup.assistant(id.as_str()).map(|assistant| assistant.name.clone()),
            _ => None,
        };
        Side { value, name }
    }

    fn assistants(&mut self) {
        if !self.reach.has_assistants {
            return;
        }
        let mut unlinked: HashMap<&str, Vec<&str>> = HashMap::new();
        for (id, name) in &self.there.assistants {
            if !self.names.contains_key(id.as_str()) {
                unlinked.entry(name).or_default().push(id);
            }
        }
        let mut proposed = BTreeSet::new();
        for assistant in self.setup.assistants() {
            let has_no_id = assistant.platform.as_ref().is_none_or(|platform| platform.id.is_none());
            if let Some([id]) = unlinked.get(assistant.name.as_str()).map(Vec::as_slice).filter(|_| has_no_id) {
                proposed.insert(*id);
                let (assistant, there) = (assistant.id.clone(), assistant.name.clone());
                self.plan.links.push(Link { assistant, id: (*id).to_owned(), there });
            }
        }
        for (id, there) in &self.there.assistants {
            let seen = self.memory.assistants.get(id);
            let Some(here) = self.names.get(id.as_str()) else {
                if !proposed.contains(id.as_str()) && self.there.can_keep(id) {
                    self.assistant(id, None, AssistantChange::New, Some(there));
                }
                continue;
            };
            if here.name == *there {
                if seen != Some(there) {
                    self.noticed.assistants.insert(id.clone(), Some(there.clone()));
                }
            } else {
                let was_renamed_there = seen == Some(&here.name) && self.there.can_keep(id);
                let change =
                    if was_renamed_there { AssistantChange::RenamedThere } else { AssistantChange::RenamedHere };
                self.assistant(id, Some(here), change, Some(there));
            }
        }
        let mut gone: Vec<_> = self.names.iter().filter(|(id, _)| !self.there.assistants.contains_key(**id)).collect();
        gone.sort_unstable_by_key(|(id, _)| **id);
        let gone: Vec<(String, Arc<Assistant>)> =
            gone.into_iter().map(|(id, here)| ((*id).to_owned(), (*here).clone())).collect();
        for (id, here) in &gone {
            self.assistant(id, Some(here), AssistantChange::GoneThere, None);
        }
    }

    fn assistant(&mut self, id: &str, here: Option<&Arc<Assistant>>, change: AssistantChange, there: Option<&String>) {
        self.plan.assistants.push(AssistantDifference {
            id: id.to_owned(),
            assistant: here.map(|here| here.id.clone()),
            change,
            here: here.map(|here| here.name.clone()),
            there: there.cloned(),
        });
    }

    /// What stands in the way of the plan as it is, and what is to be asked.
    fn faults(&mut self) {
        for problem in &self.there.problems {
            let known = problem.id.as_ref().and_then(|id| self.unread.get(id)).copied();
            self.plan.problems.push(Fault {
                number: problem.number.or(known),
                field: problem.field.clone(),
                code: FaultCode::NotTakenHere,
                about: String::new(),
                why: Some(problem.message.clone()),
            });
        }
        let may_be_sent = self.plan.send.iter().chain(&self.plan.decide);
        let absent = may_be_sent.filter_map(|difference| match &difference.here.value {
            Held::There(id) if !self.there.assistants.contains_key(id) => Some(id.clone()),
            _ => None,
        });
        self.plan.absent = absent.collect();
        let sent: Vec<&Difference> = self.plan.send.iter().collect();
        let faults: Vec<Fault> =
            sent.iter().filter_map(|difference| fault_of(self.reach, difference, &self.plan.absent)).collect();
        let asks = asks(self.setup, self.plan.both, &sent);
        self.plan.problems.extend(faults);
        self.plan.asks = asks;
        let comes: Vec<(E164, Synced, String)> = self
            .plan
            .bring
            .iter()
            .filter_map(|difference| match &difference.there.value {
                Held::There(id) if !self.names.contains_key(id.as_str()) && !self.there.can_keep(id) => {
                    Some((difference.number, difference.field, id.clone()))
                }
                _ => None,
            })
            .collect();
        for (number, field, id) in comes {
            self.warn(Some(number), field.path(), FaultCode::UnknownAssistant, &id);
        }
    }

    fn warn(&mut self, number: Option<E164>, field: &str, code: FaultCode, about: &str) {
        let (field, about) = (field.to_owned(), about.to_owned());
        self.plan.warnings.push(Fault { number, field, code, about, why: None });
    }
}

/// Why a field cannot be sent as it is, if it cannot.
pub(super) fn fault_of(reach: &Reach, difference: &Difference, absent: &BTreeSet<String>) -> Option<Fault> {
    let (code, about) = match &difference.here.value {
        Held::Text(text) if text.chars().count() > reach.label_limit => {
            (FaultCode::TooLong, reach.label_limit.to_string())
        }
        Held::There(id) if !absent.contains(id) => return None,
        Held::There(_) | Held::Here(_) => {
            (FaultCode::UnknownAssistant, difference.here.name.clone().unwrap_or_default())
        }
        _ => return None,
    };
    let field = difference.field.path().to_owned();
    Some(Fault { number: Some(difference.number), field, code, about, why: None })
}

/// What is to be asked before these fields are sent.
pub(super) fn asks(setup: &Setup, both: usize, sent: &[&Difference]) -> Vec<Ask> {
    let numbers: BTreeSet<E164> = sent.iter().map(|difference| difference.number).collect();
    let mut asks = Vec::new();
    if both >= 10 && numbers.len() * 10 > both * 3 {
        asks.push(Ask { code: AskCode::ManyChanges, numbers: numbers.into_iter().collect() });
    }
    let is_active = |difference: &Difference| {
        setup.number(difference.record.as_str()).is_some_and(|number| number.status == NumberStatus::Active)
    };
    let loses = sent.iter().filter(|difference| {
        difference.field == Synced::Inbound && difference.here.value == Held::Nothing && is_active(difference)
    });
    let losing: Vec<E164> = loses.map(|difference| difference.number).collect();
    if !losing.is_empty() {
        asks.push(Ask { code: AskCode::AnswersNobody, numbers: losing });
    }
    asks
}

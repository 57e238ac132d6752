//! What happens to a call: every hop of it and the reason at each. Pure, and it follows the rules of
//! inbound and outbound calls alone; what is wrong with a setup is said by [`crate::rules::checkup`].
//!
//! A route always ends: it visits no number twice, except to say that a loop closes there.

mod words;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::model::assistant::Assistant;
use crate::model::e164::E164;
use crate::model::id::Id;
use crate::model::message::Message;
use crate::model::number::{NumberStatus, PhoneNumber};
use crate::model::setup::Setup;
pub use words::place;

/// What happens to one call.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// Which way the call goes.
    pub direction: Direction,
    /// Where it comes by, the number dialled or called from first. Never empty; an outbound route has one.
    pub hops: Vec<Hop>,
    /// What people see, if an outbound call is placed.
    pub caller_id: Option<E164>,
    /// What happens when they call that number back: a whole inbound route.
    pub call_back: Option<Box<Route>>,
}

/// Which way a call goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Somebody dials the number.
    Inbound,
    /// A campaign calls from it.
    Outbound,
}

/// One place a call comes by.
#[derive(Clone, Debug, PartialEq)]
pub struct Hop {
    /// The number.
    pub at: Place,
    /// What becomes of the call there.
    pub outcome: Outcome,
    /// The assistant in the slot.
    pub assistant: Option<Arc<Assistant>>,
    /// Where the call is forwarded.
    pub to: Option<E164>,
    /// Why; `None` where an assistant takes or places the call.
    pub reason: Option<Reason>,
}

/// A number a call comes by.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// One of ours.
    Ours(Arc<PhoneNumber>),
    /// Any other.
    Elsewhere(E164),
}

/// What becomes of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// An assistant answers.
    Answered,
    /// It goes on to the fallback destination; of a hop only.
    Forwarded,
    /// It leaves for a number that is not ours.
    Outside,
    /// Nobody takes it.
    NoHandler,
    /// The number is not in service.
    NotInService,
    /// The number dialled is not ours.
    NotOurs,
    /// It comes back to where it has been, and nobody takes it.
    Loop,
    /// An outbound call is placed.
    Placed,
    /// The number cannot be used for campaigns.
    NotReady,
}

/// Why a call goes as it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// No assistant is in the slot.
    SlotEmpty,
    /// The assistant is switched off.
    AssistantInactive,
    /// The assistant is taken to be unavailable.
    AssistantUnavailable,
    /// The assistant is unavailable and there is no fallback destination.
    NoFallback,
    /// The number is inactive.
    StatusInactive,
    /// The number is pending.
    StatusPending,
    /// The number is not in this setup.
    NotInSetup,
    /// The call has been there before.
    ComesBack,
}

impl Direction {
    /// The word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Direction::Inbound => "inbound",
            Direction::Outbound => "outbound",
        }
    }
}

impl Outcome {
    /// The word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Answered => "answered",
            Outcome::Forwarded => "forwarded",
            Outcome::Outside => "outside",
            Outcome::NoHandler => "no_handler",
            Outcome::NotInService => "not_in_service",
            Outcome::NotOurs => "not_ours",
            Outcome::Loop => "loop",
            Outcome::Placed => "placed",
            Outcome::NotReady => "not_ready",
        }
    }

    /// Whether whoever calls reaches nobody, as far as this setup can tell.
    pub fn reaches_nobody(self) -> bool {
        matches!(self, Outcome::NoHandler | Outcome::NotInService | Outcome::Loop)
    }
}

impl Reason {
    /// The word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Reason::SlotEmpty => "slot_empty",
            Reason::AssistantInactive => "assistant_inactive",
            Reason::AssistantUnavailable => "assistant_unavailable",
            Reason::NoFallback => "no_fallback",
            Reason::StatusInactive => "status_inactive",
            Reason::StatusPending => "status_pending",
            Reason::NotInSetup => "not_in_setup",
            Reason::ComesBack => "comes_back",
        }
    }

    /// Why a number cannot be used for campaigns, in a sentence about that number.
    pub fn not_ready_message(self, assistant: Option<&Assistant>) -> Message {
        match (self, assistant) {
            (Reason::AssistantInactive, Some(assistant)) => {
                Message::new("not-ready-assistant-inactive").name("assistant", &assistant.name)
            }
            (Reason::AssistantInactive, None) => Message::new("not-ready-its-assistant-inactive"),
            (Reason::StatusInactive, _) => Message::new("not-ready-inactive"),
            (Reason::StatusPending, _) => Message::new("not-ready-pending"),
            _ => Message::new("not-ready-slot-empty"),
        }
    }
}

impl Place {
    /// The digits, unless they are still waited for.
    pub fn e164(&self) -> Option<E164> {
        match self {
            Place::Ours(number) => number.e164(),
            Place::Elsewhere(digits) => Some(*digits),
        }
    }
}

impl Hop {
    fn new(at: Place, outcome: Outcome, reason: Option<Reason>) -> Hop {
        Hop { at, outcome, assistant: None, to: None, reason }
    }
}

impl Route {
    fn inbound(hops: Vec<Hop>) -> Route {
        Route { direction: Direction::Inbound, hops, caller_id: None, call_back: None }
    }

    /// What becomes of the call in the end: the outcome of the last hop.
    pub fn outcome(&self) -> Outcome {
        self.hops.last().map_or(Outcome::NotOurs, |hop| hop.outcome)
    }

    /// The number dialled or called from, unless its digits are still waited for.
    pub fn number(&self) -> Option<E164> {
        self.hops.first()?.at.e164()
    }
}

/// What happens when somebody dials these digits, whoever's they are.
pub fn inbound_to(setup: &Setup, digits: E164) -> Route {
    match setup.number_with_digits(digits) {
        Some(number) => inbound(setup, number),
        None => {
            let hop = Hop::new(Place::Elsewhere(digits), Outcome::NotOurs, Some(Reason::NotInSetup));
            Route::inbound(vec![hop])
        }
    }
}

/// What happens when somebody dials this number.
pub fn inbound(setup: &Setup, number: &Arc<PhoneNumber>) -> Route {
    Route::inbound(follow(setup, number, None))
}

/// What happens when the assistant of this number is unavailable, wherever it appears on the route.
/// Other assistants keep their own state.
pub fn inbound_if_unavailable(setup: &Setup, number: &Arc<PhoneNumber>) -> Route {
    Route::inbound(follow(setup, number, number.inbound.assistant.as_ref()))
}

/// What happens when a campaign calls from this number.
pub fn outbound(setup: &Setup, number: &Arc<PhoneNumber>) -> Route {
    let at = Place::Ours(number.clone());
    let assistant = setup.in_slot(&number.outbound.assistant).cloned();
    if let Err(reason) = speaker(setup, number) {
        let hop = Hop { assistant, ..Hop::new(at, Outcome::NotReady, Some(reason)) };
        return Route { direction: Direction::Outbound, hops: vec![hop], caller_id: None, call_back: None };
    }
    let caller_id = number.outbound.caller_id.or(number.e164());
    let call_back = caller_id.map(|digits| {
        Box::new(match setup.number_with_digits(digits) {
            Some(ours) => inbound(setup, ours),
            None => Route::inbound(vec![outside(digits)]),
        })
    });
    let hop = Hop { assistant, ..Hop::new(at, Outcome::Placed, None) };
    Route { direction: Direction::Outbound, hops: vec![hop], caller_id, call_back }
}

/// What happens when a call is to be placed from digits that are not ours: nothing.
pub fn outbound_from_elsewhere(digits: E164) -> Route {
    let hop = Hop::new(Place::Elsewhere(digits), Outcome::NotOurs, Some(Reason::NotInSetup));
    Route { direction: Direction::Outbound, ..Route::inbound(vec![hop]) }
}

/// Who speaks when a campaign calls from this number, or why it cannot be used for campaigns.
pub fn speaker<'a>(setup: &'a Setup, number: &PhoneNumber) -> Result<&'a Arc<Assistant>, Reason> {
    let assistant = setup.in_slot(&number.outbound.assistant);
    let assistant = assistant.ok_or(Reason::SlotEmpty)?;
    readiness(Some(assistant), number.status).map(|()| assistant)
}

/// Why a number with this assistant in its outbound slot and this status cannot be used for campaigns.
pub(crate) fn readiness(speaks: Option<&Arc<Assistant>>, status: NumberStatus) -> Result<(), Reason> {
    let assistant = speaks.ok_or(Reason::SlotEmpty)?;
    if !assistant.active {
        return Err(Reason::AssistantInactive);
    }
    match out_of_service(status) {
        Some(reason) => Err(reason),
        None => Ok(()),
    }
}

fn out_of_service(status: NumberStatus) -> Option<Reason> {
    match status {
        NumberStatus::Active => None,
        NumberStatus::Inactive => Some(Reason::StatusInactive),
        NumberStatus::Pending => Some(Reason::StatusPending),
    }
}

fn outside(digits: E164) -> Hop {
    Hop::new(Place::Elsewhere(digits), Outcome::Outside, Some(Reason::NotInSetup))
}

fn follow(setup: &Setup, from: &Arc<PhoneNumber>, unavailable: Option<&Id>) -> Vec<Hop> {
    let mut hops = Vec::new();
    let mut met: HashSet<Id> = HashSet::new();
    let mut at = from.clone();
    loop {
        let place = Place::Ours(at.clone());
        if !met.insert(at.id.clone()) {
            hops.push(Hop::new(place, Outcome::Loop, Some(Reason::ComesBack)));
            return hops;
        }
        if let Some(reason) = out_of_service(at.status) {
            hops.push(Hop::new(place, Outcome::NotInService, Some(reason)));
            return hops;
        }
        let Some(assistant) = setup.in_slot(&at.inbound.assistant) else {
            hops.push(Hop::new(place, Outcome::NoHandler, Some(Reason::SlotEmpty)));
            return hops;
        };
        let why = if !assistant.active {
            Reason::AssistantInactive
        } else if unavailable == Some(&assistant.id) {
            Reason::AssistantUnavailable
        } else {
            hops.push(Hop { assistant: Some(assistant.clone()), ..Hop::new(place, Outcome::Answered, None) });
            return hops;
        };
        let assistant = Some(assistant.clone());
        let Some(fallback) = at.inbound.fallback else {
            hops.push(Hop { assistant, ..Hop::new(place, Outcome::NoHandler, Some(Reason::NoFallback)) });
            return hops;
        };
        hops.push(Hop { assistant, to: Some(fallback), ..Hop::new(place, Outcome::Forwarded, Some(why)) });
        match setup.number_with_digits(fallback) {
            Some(next) => at = next.clone(),
            None => {
                hops.push(outside(fallback));
                return hops;
            }
        }
    }
}

/// Where the calls of every number end, worked out for all of them in one linear pass: a chain of
/// fallbacks that many numbers share is walked once.
pub(crate) struct Ends<'a> {
    /// The numbers, by id.
    pub numbers: Vec<&'a Arc<PhoneNumber>>,
    assistants: HashMap<&'a str, &'a Arc<Assistant>>,
    by_digits: HashMap<E164, usize>,
    facts: Vec<Fact<'a>>,
    /// Where a call to each number ends.
    called: Vec<End>,
    /// Where it ends if the number's own assistant is unavailable.
    unavailable: Vec<End>,
}

/// What a number does with a call, as far as it alone can tell. Kept apart from the numbers, so that
/// walking them touches little memory.
struct Fact<'a> {
    is_in_service: bool,
    answers: Option<&'a Arc<Assistant>>,
    falls_back: FallsBack,
}

#[derive(Clone, Copy)]
enum FallsBack {
    Nowhere,
    Outside,
    ToOurs(usize),
}

#[derive(Clone, Copy, PartialEq)]
enum End {
    Unknown,
    /// On the path that is being walked.
    Open,
    /// The assistant of this number answers.
    AnsweredAt(usize),
    Ended(Outcome),
}

enum Step {
    End(End),
    GoTo(usize),
}

impl<'a> Ends<'a> {
    pub(crate) fn of(setup: &'a Setup) -> Ends<'a> {
        let numbers: Vec<_> = setup.numbers().collect();
        let assistants: HashMap<_, _> = setup.assistants().map(|a| (a.id.as_str(), a)).collect();
        let mut by_digits = HashMap::with_capacity(numbers.len());
        let mut facts = Vec::with_capacity(numbers.len());
        let mut fallbacks = Vec::with_capacity(numbers.len());
        for (at, number) in numbers.iter().enumerate() {
            if let Some(digits) = number.e164() {
                by_digits.insert(digits, at);
            }
            let answers = number.inbound.assistant.as_ref().and_then(|id| assistants.get(id.as_str()).copied());
            let is_in_service = number.status == NumberStatus::Active;
            facts.push(Fact { is_in_service, answers, falls_back: FallsBack::Nowhere });
            fallbacks.push(number.inbound.fallback);
        }
        for (fact, fallback) in facts.iter_mut().zip(fallbacks) {
            if let Some(to) = fallback {
                fact.falls_back = by_digits.get(&to).map_or(FallsBack::Outside, |at| FallsBack::ToOurs(*at));
            }
        }
        let unknown = vec![End::Unknown; numbers.len()];
        let mut ends = Ends { numbers, assistants, by_digits, facts, called: unknown.clone(), unavailable: unknown };
        for at in 0..ends.numbers.len() {
            ends.walk(at, |ends| &mut ends.called, Ends::when_called);
        }
        for at in 0..ends.numbers.len() {
            ends.walk(at, |ends| &mut ends.unavailable, Ends::when_unavailable);
        }
        ends
    }

    /// The assistant in a slot.
    pub(crate) fn in_slot(&self, slot: &Option<Id>) -> Option<&'a Arc<Assistant>> {
        self.assistants.get(slot.as_ref()?.as_str()).copied()
    }

    /// The assistant in the inbound slot of the number at this place.
    pub(crate) fn answers(&self, at: usize) -> Option<&'a Arc<Assistant>> {
        self.facts[at].answers
    }

    /// Whether the fallback of the number at this place is one of ours.
    pub(crate) fn falls_back_to_ours(&self, at: usize) -> bool {
        matches!(self.facts[at].falls_back, FallsBack::ToOurs(_))
    }

    /// The place in `numbers` of the number with these digits.
    pub(crate) fn position(&self, digits: E164) -> Option<usize> {
        self.by_digits.get(&digits).copied()
    }

    /// What becomes of a call to the number at this place.
    pub(crate) fn called(&self, at: usize) -> Outcome {
        outcome(self.called[at])
    }

    /// What becomes of it if the number's own assistant is unavailable.
    pub(crate) fn if_unavailable(&self, at: usize) -> Outcome {
        outcome(self.unavailable[at])
    }

    /// Every loop of fallbacks, each once, its members in order from the first by E.164. Follows
    /// fallback fields alone, and visits each number once, since each has one fallback at the most.
    pub(crate) fn loops(&self) -> Vec<Vec<usize>> {
        let mut loops = Vec::new();
        // The walk in which a number was met; 0 for none.
        let mut met = vec![0; self.numbers.len()];
        for start in 0..self.numbers.len() {
            let (walk, mut at) = (start + 1, start);
            while met[at] == 0 {
                met[at] = walk;
                match self.facts[at].falls_back {
                    FallsBack::ToOurs(next) => at = next,
                    _ => break,
                }
            }
            // Met again in the same walk, with somewhere to go: a loop begins here.
            let FallsBack::ToOurs(mut next) = self.facts[at].falls_back else { continue };
            if met[at] != walk {
                continue;
            }
            let mut members = vec![at];
            while next != at {
                members.push(next);
                match self.facts[next].falls_back {
                    FallsBack::ToOurs(further) => next = further,
                    _ => break,
                }
            }
            let first = (0..members.len()).min_by_key(|i| self.numbers[members[*i]].e164()).unwrap_or(0);
            members.rotate_left(first);
            loops.push(members);
        }
        loops
    }

    fn walk(&mut self, from: usize, ends: fn(&mut Self) -> &mut Vec<End>, step: fn(&Self, usize) -> Step) {
        let mut path = Vec::new();
        let mut at = from;
        let end = loop {
            match ends(self)[at] {
                // Back on its own path: the call goes round.
                End::Open => break End::Ended(Outcome::Loop),
                End::Unknown => {}
                known => break known,
            }
            ends(self)[at] = End::Open;
            path.push(at);
            match step(self, at) {
                Step::End(end) => break end,
                Step::GoTo(next) => at = next,
            }
        };
        for at in path {
            ends(self)[at] = end;
        }
    }

    fn when_called(&self, at: usize) -> Step {
        let fact = &self.facts[at];
        if !fact.is_in_service {
            return Step::End(End::Ended(Outcome::NotInService));
        }
        match fact.answers {
            None => Step::End(End::Ended(Outcome::NoHandler)),
            Some(assistant) if assistant.active => Step::End(End::AnsweredAt(at)),
            Some(_) => self.fall_back(at),
        }
    }

    fn when_unavailable(&self, at: usize) -> Step {
        let fact = &self.facts[at];
        let Some(assistant) = fact.answers.filter(|_| fact.is_in_service) else {
            return Step::End(self.called[at]);
        };
        match self.fall_back(at) {
            Step::GoTo(next) => match self.called[next] {
                // The same assistant, unavailable there too: the call goes on from there.
                End::AnsweredAt(other) if self.answers(other).is_some_and(|a| a.id == assistant.id) => {
                    Step::GoTo(other)
                }
                end => Step::End(end),
            },
            end => end,
        }
    }

    fn fall_back(&self, at: usize) -> Step {
        match self.facts[at].falls_back {
            FallsBack::Nowhere => Step::End(End::Ended(Outcome::NoHandler)),
            FallsBack::Outside => Step::End(End::Ended(Outcome::Outside)),
            FallsBack::ToOurs(next) => Step::GoTo(next),
        }
    }
}

fn outcome(end: End) -> Outcome {
    match end {
        End::AnsweredAt(_) => Outcome::Answered,
        End::Ended(outcome) => outcome,
        // Every walk leaves an end behind.
        End::Unknown | End::Open => Outcome::NoHandler,
    }
}

//! What people do: each use case a pure function from one setup to another.
//!
//! A function here takes the present setup and what somebody asks for, and gives either an
//! [`Edited`] setup with its consequences as data, or a [`Refusal`] that names every field at
//! once. Nothing is written here; `crate::store` commits the difference.

mod assistant;
mod campaign;
mod number;
mod placement;
mod profile;

pub use assistant::{AssistantEdit, add_assistant, remove_assistant, save_assistant};
pub use campaign::{CampaignEdit, add_campaign, remove_campaign, save_campaign};
pub use number::{NewDigits, NumberEdit, add_number, foresee_number, remove_number, save_number};
pub use placement::{NumberSource, PlacedAssistant, Placement, place_assistant};
pub use profile::{ProfileEdit, save_profile};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::campaign::{Campaign, CampaignStatus};
use crate::model::change::ChangeSet;
use crate::model::country::Country;
use crate::model::deed::Deed;
use crate::model::e164::{E164, Misread};
use crate::model::field::field_message;
use crate::model::id::Id;
use crate::model::message::{Arg, Message};
use crate::model::number::{NumberStatus, PhoneNumber};
use crate::model::setup::Setup;
use crate::model::text::TextFault;
use crate::rules::routing::{self, Reason};

/// A setup that somebody's edit makes, and what to say about it.
#[derive(Clone, Debug)]
pub struct Edited {
    /// The new setup.
    pub setup: Setup,
    /// What was done, for history.
    pub title: Deed,
    /// The record it was done to; `None` for the profile.
    pub subject: Option<Id>,
    /// What else changes by it.
    pub consequences: Vec<Consequence>,
}

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
                .with("status", campaign_status_message(*status))
                .with("why", reason.not_ready_message(None)),
            Consequence::CampaignSpokenBy { campaign, status, assistant } => {
                Message::new("consequence-campaign-spoken-by")
                    .name("campaign", campaign)
                    .with("status", campaign_status_message(*status))
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

/// Why an edit is refused; nothing was changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// What sort of refusal, where a caller acts differently on it.
    pub code: RefusalCode,
    /// The sentence.
    pub message: Message,
    /// The fields concerned, each with its own sentence.
    pub fields: Vec<FieldRefusal>,
}

/// A field that is refused.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldRefusal {
    /// Its dotted path in the setup file.
    pub field: &'static str,
    /// The sentence.
    pub message: Message,
}

/// The sorts of refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalCode {
    /// A field cannot take its value.
    Invalid,
    /// The record is not there.
    Gone,
    /// A field was changed by somebody else since editing began.
    MovedOn,
    /// The fallback destination would make calls go round; allowed when asked for.
    FallbackLoop,
}

impl RefusalCode {
    /// The code on the wire and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            RefusalCode::Invalid => "invalid",
            RefusalCode::Gone => "gone",
            RefusalCode::MovedOn => "moved_on",
            RefusalCode::FallbackLoop => "fallback_loop",
        }
    }
}

impl Refusal {
    /// A record that is not there.
    pub fn gone() -> Refusal {
        Refusal { code: RefusalCode::Gone, message: Message::new("refusal-gone"), fields: Vec::new() }
    }
}

/// A number as it was typed, with the country chosen beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The text.
    pub text: String,
    /// The country; the setup's own if none is chosen.
    pub country: Option<Country>,
}

/// A field that was edited: what it is to be, and what it was when editing began, if that matters.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit<Now, Was = Now> {
    /// The value when editing began. A record that has moved on since is not overwritten.
    pub was: Option<Was>,
    /// The value asked for.
    pub now: Now,
}

impl<Now, Was> Edit<Now, Was> {
    /// A value to be set whatever is there now.
    pub fn to(now: Now) -> Edit<Now, Was> {
        Edit { was: None, now }
    }
}

/// Collects what is wrong with an edit, field by field.
#[derive(Default)]
struct Faults {
    fields: Vec<FieldRefusal>,
    moved_on: Vec<FieldRefusal>,
}

impl Faults {
    fn add(&mut self, field: &'static str, message: Message) {
        self.fields.push(FieldRefusal { field, message });
    }

    /// The text if it is fine; otherwise notes why not.
    fn text(&mut self, field: &'static str, text: Result<String, TextFault>) -> Option<String> {
        text.map_err(|fault| self.add(field, fault.message())).ok()
    }

    /// The number if it is one; otherwise notes why not.
    fn number(&mut self, field: &'static str, number: Result<E164, Misread>) -> Option<E164> {
        number.map_err(|misread| self.add(field, misread.message())).ok()
    }

    /// Notes a field that somebody else has changed since editing began. What was asked for being
    /// there already is no conflict.
    fn check_moved_on<T: PartialEq>(&mut self, field: &'static str, was: Option<&T>, current: &T, now: &T) {
        if was.is_some_and(|was| was != current) && current != now {
            self.moved_on.push(FieldRefusal { field, message: Message::new("refusal-moved-on-field") });
        }
    }

    fn into_result(self) -> Result<(), Refusal> {
        let (code, key, fields) = if !self.fields.is_empty() {
            (RefusalCode::Invalid, "refusal-invalid", self.fields)
        } else if !self.moved_on.is_empty() {
            (RefusalCode::MovedOn, "refusal-moved-on", self.moved_on)
        } else {
            return Ok(());
        };
        // A single fault is the whole message; several are introduced.
        let message = match fields.as_slice() {
            [only] if code == RefusalCode::Invalid => Message::new("refusal-invalid-one")
                .with("field", field_message(only.field))
                .with("why", only.message.clone()),
            _ => Message::new(key).with("count", fields.len()),
        };
        Err(Refusal { code, message, fields })
    }
}

impl Edited {
    /// What an edit makes of a setup. To the consequences it knows of, those that follow from any
    /// edit are added: what becomes of campaigns, and of the plan.
    fn of(
        before: &Setup,
        setup: Setup,
        title: Deed,
        subject: Option<Id>,
        mut consequences: Vec<Consequence>,
    ) -> Edited {
        consequences.extend(of_campaigns(before, &setup));
        let (numbers, all) = (setup.numbers().len(), setup.profile().allowance());
        let left = |setup: &Setup| setup.numbers_left().unwrap_or(0);
        if let Some(all) = all
            && left(&setup) < 0
            && left(&setup) < left(before)
        {
            consequences.push(Consequence::OverAllowance { numbers, all: all as usize });
        }
        Edited { setup, title, subject, consequences }
    }
}

/// What a change does to the campaigns of the numbers and assistants it touches. Costs what has
/// changed. A campaign that is completed has nothing to lose, and one that is removed is told of
/// by whoever removes it.
fn of_campaigns(before: &Setup, after: &Setup) -> Vec<Consequence> {
    let changes = ChangeSet::between(before, after);
    let mut touched: BTreeMap<Id, Arc<Campaign>> = BTreeMap::new();
    let mut touch = |number: &Id| {
        touched.extend(after.campaigns_of_number(number).map(|campaign| (campaign.id.clone(), campaign.clone())));
    };
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
    let mut consequences = Vec::new();
    for campaign in touched.values().filter(|campaign| campaign.status != CampaignStatus::Completed) {
        let (name, status) = (campaign.name.clone(), campaign.status);
        if let (Ok(()), Err(reason)) = (speaks(before, campaign), speaks(after, campaign)) {
            consequences.push(Consequence::CampaignBlocked { campaign: name, status, reason });
            continue;
        }
        // Also where the one before could not speak, or the new one cannot yet.
        if let Some((new, assistant)) = in_slot(after, campaign)
            && in_slot(before, campaign).is_none_or(|(old, _)| old != new)
        {
            consequences.push(Consequence::CampaignSpokenBy { campaign: name, status, assistant });
        }
    }
    consequences
}

/// Who loses a slot of a number, to whom, and what they have left in the setup as it is then.
fn slots_taken(after: &Setup, was: &PhoneNumber, is: &PhoneNumber) -> Vec<Consequence> {
    let name = |id: &Id| after.assistant(id.as_str()).map(|a| a.name.clone()).unwrap_or_default();
    let number = is.name();
    let mut consequences = Vec::new();
    if was.inbound.assistant != is.inbound.assistant
        && let Some(old) = &was.inbound.assistant
    {
        let from = name(old);
        consequences.push(match &is.inbound.assistant {
            Some(new) => Consequence::InboundHandedOver { from: from.clone(), to: name(new), number: number.clone() },
            None => Consequence::InboundEmptied { assistant: from.clone(), number: number.clone() },
        });
        // A number that is not in service, or an assistant that is off, answers nothing.
        let answers = |n: &&Arc<PhoneNumber>| {
            let is_on = after.in_slot(&n.inbound.assistant).is_some_and(|assistant| assistant.active);
            n.inbound.assistant.as_ref() == Some(old) && n.status == NumberStatus::Active && is_on
        };
        let mut others = after.numbers_of_assistant(old).filter(answers);
        consequences.push(match others.next() {
            Some(one) => Consequence::StillAnswers { assistant: from, number: one.name(), more: others.count() },
            None => Consequence::AnswersNothing { assistant: from },
        });
    }
    if was.outbound.assistant != is.outbound.assistant
        && let Some(old) = &was.outbound.assistant
    {
        let from = name(old);
        consequences.push(match &is.outbound.assistant {
            Some(new) => Consequence::OutboundHandedOver { from: from.clone(), to: name(new), number: number.clone() },
            None => Consequence::OutboundEmptied { assistant: from.clone(), number: number.clone() },
        });
        let calls =
            |n: &&Arc<PhoneNumber>| n.outbound.assistant.as_ref() == Some(old) && routing::speaker(after, n).is_ok();
        let mut others = after.numbers_of_assistant(old).filter(calls);
        consequences.push(match others.next() {
            Some(one) => Consequence::StillCallsFrom { assistant: from, number: one.name(), more: others.count() },
            None => Consequence::CallsFromNothing { assistant: from },
        });
        if let (Some(_), Some(caller_id)) = (&is.outbound.assistant, is.outbound.caller_id)
            && was.outbound.caller_id == Some(caller_id)
        {
            consequences.push(Consequence::CallerIdStays { caller_id });
        }
    }
    consequences
}

/// That fallbacks lead in a circle, naming the whole chain.
pub fn loop_message(chain: &[Arc<PhoneNumber>]) -> Message {
    let names = chain.iter().map(|number| Message::new("just-a-name").name("name", number.name())).collect();
    Message::new("refusal-fallback-loop").with("chain", Arg::List(names))
}

/// What of other numbers leads to digits that are no longer ours. Linear, since caller IDs have no
/// index of their own.
fn left_behind(setup: &Setup, digits: E164, but: impl Fn(&Id) -> bool) -> Vec<Consequence> {
    let mut consequences = Vec::new();
    for other in setup.numbers().filter(|other| !but(&other.id)) {
        if other.inbound.fallback == Some(digits) {
            consequences.push(Consequence::FallbackLeadsOutside { number: other.name(), to: digits });
        }
        if other.outbound.caller_id == Some(digits) {
            consequences.push(Consequence::CallerIdLeadsOutside { number: other.name(), to: digits });
        }
    }
    consequences
}

/// How far a campaign is, in a word.
pub fn campaign_status_message(status: CampaignStatus) -> Message {
    Message::new(match status {
        CampaignStatus::Draft => "campaign-draft",
        CampaignStatus::Scheduled => "campaign-scheduled",
        CampaignStatus::Active => "campaign-active",
        CampaignStatus::Paused => "campaign-paused",
        CampaignStatus::Completed => "campaign-completed",
    })
}

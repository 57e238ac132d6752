//! How a finding is mended with one click: an edit that removes it and makes no error elsewhere.
//!
//! Where somebody has to choose (which assistant, which number), there is no mend here; the window
//! leads to the place instead.

use std::sync::Arc;

use serde_json::Value as Json;

use super::{Code, Finding, Subject};
use crate::model::assistant::AssistantKind;
use crate::model::id::Id;
use crate::model::message::{Arg, Message};
use crate::model::number::{NumberStatus, PhoneNumber};
use crate::model::setup::Setup;
use crate::rules::edit::{self, Edited, Edits, Refusal, Saving};
use crate::rules::routing::{self, Outcome, Reason};

/// A mend that acts at once.
#[derive(Clone, Debug, PartialEq)]
pub enum Mend {
    /// Switch an assistant on.
    SwitchOn(Id),
    /// Clear the fallback destination of a number.
    ClearFallback(Id),
    /// Clear the outbound phone number, so that the number itself is shown.
    ShowItself(Id),
    /// Say that a number is in service.
    SetActive(Id),
    /// Make an assistant one of no particular kind.
    MakeCustom(Id),
    /// Buy so many extra numbers.
    AddExtraNumbers(u32),
}

impl Finding {
    /// The mend that acts at once, where there is one.
    pub fn mend(&self, setup: &Setup) -> Option<Mend> {
        let of_number = |number: &PhoneNumber| match self.code {
            Code::InboundAssistantInactive => number.inbound.assistant.clone().map(Mend::SwitchOn),
            Code::OutboundAssistantInactive => number.outbound.assistant.clone().map(Mend::SwitchOn),
            Code::FallbackWithoutAssistant => Some(Mend::ClearFallback(number.id.clone())),
            Code::FallbackLoop => self.member_to_part(setup).map(Mend::ClearFallback),
            Code::CallerIdNotOurs | Code::CallerIdCountryDiffers => {
                Some(Mend::ShowItself(number.id.clone())).filter(|_| number.e164().is_some())
            }
            Code::CallBackUnanswered => {
                let own = number.e164().map(|digits| routing::inbound_to(setup, digits).outcome());
                let differs = number.outbound.caller_id.is_some_and(|shown| Some(shown) != number.e164());
                (differs && own == Some(Outcome::Answered)).then(|| Mend::ShowItself(number.id.clone()))
            }
            // In service with an empty slot would be an error.
            Code::NumberPending => (number.e164().is_some() && number.inbound.assistant.is_some())
                .then(|| Mend::SetActive(number.id.clone())),
            Code::AssistantKindMismatch => mismatched(setup, number),
            _ => None,
        };
        match &self.subject {
            Subject::Number(number) => of_number(number),
            Subject::Campaign(campaign) => {
                let number = setup.number(campaign.number.as_str())?;
                let is_off = routing::speaker(setup, number) == Err(Reason::AssistantInactive);
                let assistant = number.outbound.assistant.clone()?;
                (is_off && number.status == NumberStatus::Active).then_some(Mend::SwitchOn(assistant))
            }
            Subject::Setup => {
                let over = u32::try_from(-setup.numbers_left()?).ok()?;
                Some(Mend::AddExtraNumbers(over))
            }
            Subject::Assistant(_) => None,
        }
    }

    /// The member of a loop whose fallback is cleared to part it: one without which a switched-off
    /// assistant does not leave callers with nobody.
    fn member_to_part(&self, setup: &Setup) -> Option<Id> {
        let is_off = |number: &Arc<PhoneNumber>| {
            let answers = setup.in_slot(&number.inbound.assistant);
            answers.is_some_and(|assistant| !assistant.active)
        };
        self.chain.iter().find(|number| !is_off(number)).map(|number| number.id.clone())
    }
}

/// One assistant of the wrong kind; with two of them nothing that is done to one mends the finding.
fn mismatched(setup: &Setup, number: &PhoneNumber) -> Option<Mend> {
    let wrong = |id: &Option<Id>, kind| {
        let assistant = setup.in_slot(id)?;
        (assistant.kind == kind).then(|| assistant.id.clone())
    };
    let answers = wrong(&number.inbound.assistant, AssistantKind::Outbound);
    let speaks = wrong(&number.outbound.assistant, AssistantKind::Inbound);
    match (answers, speaks) {
        (Some(one), None) | (None, Some(one)) => Some(Mend::MakeCustom(one)),
        _ => None,
    }
}

impl Mend {
    /// What the button says beside the finding.
    pub fn message(&self, setup: &Setup, finding: &Finding) -> Message {
        let assistant = |id: &Id| setup.assistant(id.as_str()).map(|a| a.name.clone()).unwrap_or_default();
        let number = |id: &Id| setup.number(id.as_str()).map(|n| n.name()).unwrap_or_default();
        match self {
            Mend::SwitchOn(id) => Message::new("mend-switch-on").with("name", assistant(id)),
            Mend::ClearFallback(id) if finding.subject.id() == Some(id) => Message::new("mend-clear-own-fallback"),
            Mend::ClearFallback(id) => Message::new("mend-clear-fallback").with("name", number(id)),
            Mend::ShowItself(_) => Message::new("mend-show-itself"),
            Mend::SetActive(_) => Message::new("mend-set-active"),
            Mend::MakeCustom(id) => Message::new("mend-make-custom").with("name", assistant(id)),
            Mend::AddExtraNumbers(count) => Message::new("mend-add-extra").with("count", Arg::Count((*count).into())),
        }
    }

    /// Makes it.
    pub fn edit(&self, setup: &Setup) -> Result<Edited, Refusal> {
        let none = Edits::default;
        let save = |id: &Id, edits: Edits| edit::save_number(setup, id.as_str(), &edits, Saving::default());
        let save_assistant = |id: &Id, edits: Edits| edit::save_assistant(setup, id.as_str(), &edits);
        match self {
            Mend::SwitchOn(id) => save_assistant(id, none().with("active", true)),
            Mend::MakeCustom(id) => save_assistant(id, none().with("kind", AssistantKind::Custom.word())),
            Mend::ClearFallback(id) => save(id, none().with("inbound.fallback", Json::Null)),
            Mend::ShowItself(id) => save(id, none().with("outbound.caller_id", Json::Null)),
            Mend::SetActive(id) => save(id, none().with("status", NumberStatus::Active.word())),
            Mend::AddExtraNumbers(count) => {
                let extra = setup.profile().extra_numbers.saturating_add(*count);
                edit::save_profile(setup, &none().with("extra_numbers", extra))
            }
        }
    }
}

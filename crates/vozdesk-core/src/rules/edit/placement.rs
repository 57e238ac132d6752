//! Giving an assistant its number: what the wizard for a new assistant does, in one change.
//!
//! Either the assistant and the assignment exist afterwards, or neither.

use std::sync::Arc;

use crate::model::assistant::Assistant;
use crate::model::country::Country;
use crate::model::deed::Deed;
use crate::model::id::Id;
use crate::model::message::Message;
use crate::model::number::{Digits, PhoneNumber};
use crate::model::setup::Setup;
use crate::model::text;
use crate::rules::edit::{Edited, Edits, Faults, Refusal, assistant};

/// Which assistant gets which number, and for which slots.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    /// The assistant.
    pub assistant: PlacedAssistant,
    /// Whether it answers calls to the number.
    pub inbound: bool,
    /// Whether it calls from the number.
    pub outbound: bool,
    /// The number.
    pub number: NumberSource,
}

/// The assistant that gets a number.
#[derive(Clone, Debug, PartialEq)]
pub enum PlacedAssistant {
    /// One that is made with it.
    New(Edits),
    /// One that is there.
    There(Id),
}

/// Where the number comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum NumberSource {
    /// A new one is asked for. It is pending until it is provisioned.
    Requested {
        /// The country.
        country: Country,
        /// The area code as typed; may be empty.
        area_code: String,
        /// What people call it; may be empty.
        label: String,
        /// Who answers calls back to it, if the assistant itself does not.
        call_backs: Option<Id>,
    },
    /// One of ours. Whoever is in the slots is detached.
    Existing(Id),
    /// None for now.
    Later,
}

/// Gives the assistant its number.
pub fn place_assistant(setup: &Setup, placement: Placement) -> Result<Edited, Refusal> {
    let Placement { assistant, inbound, outbound, number } = placement;
    let mut faults = Faults::default();
    let (assistant, is_new) = match assistant {
        PlacedAssistant::New(edits) => (Arc::new(assistant::drafted(setup, &edits, &mut faults)), true),
        PlacedAssistant::There(id) => (setup.assistant(id.as_str()).ok_or_else(Refusal::gone)?.clone(), false),
    };
    if number != NumberSource::Later && !inbound && !outbound {
        faults.add("slots", Message::new("slots-needed"));
    }
    let mut next = setup.clone();
    next.put_assistant(assistant.clone());
    let placed = match number {
        NumberSource::Later => None,
        NumberSource::Existing(id) => {
            let before = setup.number(id.as_str()).ok_or_else(Refusal::gone)?;
            let after = with_assistant(before, &assistant, inbound, outbound);
            next.put_number(Arc::new(after.clone()));
            Some(after)
        }
        NumberSource::Requested { country, area_code, label, call_backs } => {
            let area_code = Digits::area_code(&area_code).unwrap_or_else(|| {
                faults.add("requested.area_code", Message::new("area-code-wrong"));
                String::new()
            });
            let label = faults.text("label", text::label(&label)).unwrap_or_default();
            if call_backs.as_ref().is_some_and(|id| setup.assistant(id.as_str()).is_none()) {
                faults.add("inbound.assistant", Message::new("assistant-gone"));
            }
            let mut asked = PhoneNumber::new(Id::make(), Digits::Requested { country, area_code });
            asked.label = label;
            asked.inbound.assistant = call_backs;
            let asked = with_assistant(&asked, &assistant, inbound, outbound);
            next.put_number(Arc::new(asked.clone()));
            Some(asked)
        }
    };
    faults.into_result()?;
    let deed = match placed {
        Some(number) => {
            let (name, number) = (assistant.name.clone(), number.name());
            if is_new { Deed::AddedAssistantWithNumber { name, number } } else { Deed::GaveNumber { name, number } }
        }
        None => Deed::AddedAssistant { name: assistant.name.clone() },
    };
    Ok(Edited { setup: next, deed, subject: Some(assistant.id.clone()) })
}

/// The number with the assistant in these slots; the others are not touched.
fn with_assistant(number: &PhoneNumber, assistant: &Assistant, inbound: bool, outbound: bool) -> PhoneNumber {
    let mut number = number.clone();
    if inbound {
        number.inbound.assistant = Some(assistant.id.clone());
    }
    if outbound {
        number.outbound.assistant = Some(assistant.id.clone());
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::assistant::AssistantKind;
    use crate::model::number::NumberStatus;
    use crate::rules::consequences::Consequence;
    use crate::testing::two_numbers as office;

    fn caller(name: &str) -> PlacedAssistant {
        PlacedAssistant::New(
            Edits::default().with("name", name.to_owned()).with("kind", AssistantKind::Outbound.word()),
        )
    }

    fn outbound(number: NumberSource) -> Placement {
        Placement { assistant: caller("Aftercare"), inbound: false, outbound: true, number }
    }

    fn requested(area_code: &str) -> NumberSource {
        let (label, call_backs) = (String::new(), Id::new("desk"));
        NumberSource::Requested { country: Country::US, area_code: area_code.to_owned(), label, call_backs }
    }

    #[test]
    fn a_new_number_is_requested_with_the_assistant_in_its_slot() {
        let (setup, ..) = office();
        let placed = place_assistant(&setup, outbound(requested("415"))).expect("it is placed");
        let assistant = placed.subject.expect("the assistant");
        let number = placed.setup.numbers_of_assistant(&assistant).next().expect("its number");
        assert_eq!(number.status, NumberStatus::Pending);
        assert_eq!(number.outbound.assistant.as_ref(), Some(&assistant));
        assert_eq!(number.inbound.assistant, Id::new("desk"), "who answers call backs");
        assert_eq!(placed.setup.numbers().len(), setup.numbers().len() + 1);
    }

    #[test]
    fn taking_a_number_detaches_its_assistant_and_says_what_that_means() {
        let (setup, main, _) = office();
        let taken = outbound(NumberSource::Existing(Id::new(&main).expect("an id")));
        let placed = place_assistant(&setup, taken).expect("it is taken");
        let consequences = placed.consequences(&setup);
        let has = |wanted: &Consequence| consequences.contains(wanted);
        assert!(has(&Consequence::OutboundHandedOver {
            from: "Recall Caller".to_owned(),
            to: "Aftercare".to_owned(),
            number: "Main Office".to_owned()
        }));
        assert!(has(&Consequence::CallsFromNothing { assistant: "Recall Caller".to_owned() }));
        let runs = |c: &Consequence| matches!(c, Consequence::CampaignSpokenBy { campaign, assistant, .. } if campaign == "Recall letters" && assistant == "Aftercare");
        assert!(placed.consequences(&setup).iter().any(runs), "{:?}", placed.consequences(&setup));
        let inbound = |s: &Setup| s.number(&main).map(|n| n.inbound.clone());
        assert_eq!(inbound(&placed.setup), inbound(&setup), "the other slot is not touched");
    }

    #[test]
    fn either_the_assistant_and_the_assignment_exist_or_neither() {
        let (setup, main, _) = office();
        let nameless = Placement { assistant: caller(" "), ..outbound(requested("41x")) };
        let refusal = place_assistant(&setup, nameless).expect_err("both are refused");
        assert_eq!(refusal.fields.iter().map(|f| f.field).collect::<Vec<_>>(), ["name", "requested.area_code"]);
        let gone = outbound(NumberSource::Existing(Id::new("gone").expect("an id")));
        assert!(place_assistant(&setup, gone).is_err());
        let no_slot = Placement { outbound: false, ..outbound(NumberSource::Existing(Id::new(&main).expect("an id"))) };
        let refusal = place_assistant(&setup, no_slot).expect_err("it takes nothing");
        assert_eq!(refusal.fields.iter().map(|f| f.field).collect::<Vec<_>>(), ["slots"]);
    }

    #[test]
    fn a_campaign_that_begins_to_run_under_the_new_assistant_is_told_too() {
        let (setup, main, _) = office();
        let off = Edits::default().with("active", false);
        let setup = crate::rules::edit::save_assistant(&setup, "recall", &off).expect("it is switched off").setup;
        let taken = outbound(NumberSource::Existing(Id::new(&main).expect("an id")));
        let placed = place_assistant(&setup, taken).expect("it is taken");
        let runs = |c: &Consequence| matches!(c, Consequence::CampaignSpokenBy { campaign, .. } if campaign == "Recall letters");
        assert!(placed.consequences(&setup).iter().any(runs), "{:?}", placed.consequences(&setup));
    }

    #[test]
    fn later_makes_the_assistant_alone() {
        let (setup, ..) = office();
        let placed = place_assistant(&setup, outbound(NumberSource::Later)).expect("it is made");
        assert_eq!(placed.setup.assistants().len(), setup.assistants().len() + 1);
        assert_eq!(placed.setup.numbers().len(), setup.numbers().len());
    }

    #[test]
    fn one_assistant_may_take_both_slots() {
        let (setup, main, _) = office();
        let number = NumberSource::Existing(Id::new(&main).expect("an id"));
        let placed = place_assistant(&setup, Placement { inbound: true, ..outbound(number) }).expect("it takes both");
        let number = placed.setup.number(&main).expect("a number");
        assert_eq!((&number.inbound.assistant, &number.outbound.assistant), (&placed.subject, &placed.subject));
    }
}

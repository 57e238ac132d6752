//! Adding, saving and removing an assistant.

use std::sync::Arc;

use crate::model::assistant::Assistant;
use crate::model::deed::Deed;
use crate::model::id::Id;
use crate::model::number::PhoneNumber;
use crate::model::setup::Setup;
use crate::rules::edit::{Edited, Edits, Faults, Refusal, changed_paths};

/// Adds an assistant. It is in no slot yet.
pub fn add_assistant(setup: &Setup, edits: &Edits) -> Result<Edited, Refusal> {
    let mut faults = Faults::default();
    let assistant = drafted(setup, edits, &mut faults);
    faults.into_result()?;
    let deed = Deed::AddedAssistant { name: assistant.name.clone() };
    let subject = Some(assistant.id.clone());
    let mut next = setup.clone();
    next.put_assistant(Arc::new(assistant));
    Ok(Edited { setup: next, deed, subject })
}

/// A new assistant of these fields, as far as they are not refused. It needs a name.
pub(super) fn drafted(setup: &Setup, edits: &Edits, faults: &mut Faults) -> Assistant {
    let edits = if edits.get("name").is_none() { edits.clone().with("name", "") } else { edits.clone() };
    edits.applied_to(setup, &Assistant::new(Id::make(), String::new()), faults)
}

/// Saves the edited fields of an assistant.
pub fn save_assistant(setup: &Setup, id: &str, edits: &Edits) -> Result<Edited, Refusal> {
    let before = setup.assistant(id).ok_or_else(Refusal::gone)?;
    let mut faults = Faults::default();
    let assistant = Arc::new(edits.applied_to(setup, &**before, &mut faults));
    faults.into_result()?;
    let deed = Deed::SavedAssistant { name: assistant.name.clone(), fields: changed_paths(before, &assistant) };
    let subject = Some(assistant.id.clone());
    let mut next = setup.clone();
    next.put_assistant(assistant);
    Ok(Edited { setup: next, deed, subject })
}

/// Removes an assistant and empties its slots.
pub fn remove_assistant(setup: &Setup, id: &str) -> Result<Edited, Refusal> {
    let assistant = setup.assistant(id).ok_or_else(Refusal::gone)?;
    let mut next = setup.clone();
    for number in setup.numbers_of_assistant(&assistant.id) {
        let mut number = PhoneNumber::clone(number);
        for slot in [&mut number.inbound.assistant, &mut number.outbound.assistant] {
            slot.take_if(|held| *held == assistant.id);
        }
        next.put_number(Arc::new(number));
    }
    next.take_assistant(&assistant.id);
    let deed = Deed::RemovedAssistant { name: assistant.name.clone() };
    Ok(Edited { setup: next, deed, subject: Some(assistant.id.clone()) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::consequences::Consequence;
    use crate::testing::two_numbers as office;

    #[test]
    fn names_of_assistants_need_not_be_unique_and_are_never_empty() {
        let (setup, ..) = office();
        let named = |name: &str| Edits::default().with("name", name.to_owned());
        assert!(add_assistant(&setup, &named("Front Desk")).is_ok());
        for wrong in ["", "   ", &"x".repeat(81), "a\u{7}"] {
            assert!(add_assistant(&setup, &named(wrong)).is_err(), "{wrong:?}");
        }
        assert!(add_assistant(&setup, &Edits::default()).is_err());
    }

    #[test]
    fn removing_an_assistant_empties_its_slots_and_says_so() {
        let (setup, main, second) = office();
        let desk = setup.number(&main).and_then(|n| n.inbound.assistant.clone()).expect("Front Desk answers");
        let removed = remove_assistant(&setup, desk.as_str()).expect("it is there");
        for id in [&main, &second] {
            assert_eq!(removed.setup.number(id).map(|n| n.inbound.assistant.clone()), Some(None));
        }
        let emptied =
            removed.consequences(&setup).iter().filter(|c| matches!(c, Consequence::InboundEmptied { .. })).count();
        assert_eq!(emptied, 2);
        assert!(removed.setup.faults().is_empty());
        let outbound = |s: &Setup| s.number(&main).map(|n| n.outbound.clone());
        assert_eq!(outbound(&removed.setup), outbound(&setup), "the other slot is not touched");
    }

    #[test]
    fn switching_an_assistant_off_says_where_calls_go() {
        let (setup, main, _) = office();
        let desk = setup.number(&main).and_then(|n| n.inbound.assistant.clone()).expect("Front Desk answers");
        let edit = Edits::default().with("active", false);
        let saved = save_assistant(&setup, desk.as_str(), &edit).expect("it can be switched off");
        assert_eq!(saved.consequences(&setup).len(), 2);
        assert!(saved.consequences(&setup).iter().all(|c| matches!(c, Consequence::AnswererSwitchedOff { .. })));
    }
}

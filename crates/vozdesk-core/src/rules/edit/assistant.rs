//! Adding, saving and removing an assistant.

use std::sync::Arc;

use super::{Consequence, Edit, Edited, Faults, Refusal};
use crate::model::assistant::{Assistant, AssistantKind};
use crate::model::change::assistant_fields;
use crate::model::deed::Deed;
use crate::model::id::Id;
use crate::model::number::{NumberStatus, PhoneNumber};
use crate::model::setup::Setup;
use crate::model::text;

/// The fields of an assistant somebody edited. What is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AssistantEdit {
    /// The name.
    pub name: Option<Edit<String>>,
    /// What it is made for.
    pub kind: Option<Edit<AssistantKind>>,
    /// What it does.
    pub role: Option<Edit<String>>,
    /// Whether it is switched on.
    pub active: Option<Edit<bool>>,
    /// What it says first.
    pub greeting: Option<Edit<String>>,
    /// Its voice.
    pub voice: Option<Edit<String>>,
}

/// Adds an assistant. It is in no slot yet.
pub fn add_assistant(setup: &Setup, edit: AssistantEdit) -> Result<Edited, Refusal> {
    let mut faults = Faults::default();
    let assistant = drafted(edit, &mut faults);
    faults.into_result()?;
    let title = Deed::AddedAssistant { name: assistant.name.clone() };
    let subject = Some(assistant.id.clone());
    let mut next = setup.clone();
    next.put_assistant(Arc::new(assistant));
    Ok(Edited::of(setup, next, title, subject, Vec::new()))
}

/// A new assistant of these fields, as far as they are not refused.
pub(super) fn drafted(edit: AssistantEdit, faults: &mut Faults) -> Assistant {
    let mut assistant = Assistant {
        id: Id::make(),
        name: String::new(),
        kind: AssistantKind::default(),
        role: String::new(),
        active: true,
        greeting: String::new(),
        voice: String::new(),
        platform: None,
    };
    let before = assistant.clone();
    let edit = AssistantEdit { name: edit.name.or_else(|| Some(Edit::to(String::new()))), ..edit };
    apply(&before, &mut assistant, edit, faults);
    assistant
}

/// Saves the edited fields of an assistant.
pub fn save_assistant(setup: &Setup, id: &str, edit: AssistantEdit) -> Result<Edited, Refusal> {
    let before = setup.assistant(id).ok_or_else(Refusal::gone)?;
    let mut assistant = Assistant::clone(before);
    let mut faults = Faults::default();
    apply(before, &mut assistant, edit, &mut faults);
    faults.into_result()?;
    let mut consequences = Vec::new();
    if before.active && !assistant.active {
        for number in setup.numbers_of_assistant(&before.id) {
            if number.inbound.assistant.as_ref() == Some(&before.id) && number.status == NumberStatus::Active {
                let fallback = number.inbound.fallback;
                consequences.push(Consequence::AnswererSwitchedOff { number: number.name(), fallback });
            }
        }
    }
    let fields = assistant_fields(Some(before), Some(&assistant)).into_iter().map(|change| change.field).collect();
    let title = Deed::SavedAssistant { name: assistant.name.clone(), fields };
    let subject = Some(assistant.id.clone());
    let mut next = setup.clone();
    next.put_assistant(Arc::new(assistant));
    Ok(Edited::of(setup, next, title, subject, consequences))
}

/// Removes an assistant and empties its slots.
pub fn remove_assistant(setup: &Setup, id: &str) -> Result<Edited, Refusal> {
    let assistant = setup.assistant(id).ok_or_else(Refusal::gone)?;
    let mut next = setup.clone();
    let mut consequences = Vec::new();
    for number in setup.numbers_of_assistant(&assistant.id) {
        let mut number = PhoneNumber::clone(number);
        let (name, of) = (assistant.name.clone(), number.name());
        if number.inbound.assistant.as_ref() == Some(&assistant.id) {
            consequences.push(Consequence::InboundEmptied { assistant: name.clone(), number: of.clone() });
            number.inbound.assistant = None;
        }
        if number.outbound.assistant.as_ref() == Some(&assistant.id) {
            consequences.push(Consequence::OutboundEmptied { assistant: name, number: of });
            number.outbound.assistant = None;
        }
        next.put_number(Arc::new(number));
    }
    next.take_assistant(&assistant.id);
    let title = Deed::RemovedAssistant { name: assistant.name.clone() };
    Ok(Edited::of(setup, next, title, Some(assistant.id.clone()), consequences))
}

fn apply(before: &Assistant, assistant: &mut Assistant, edit: AssistantEdit, faults: &mut Faults) {
    if let Some(change) = edit.name
        && let Some(name) = faults.text("name", text::name(&change.now))
    {
        faults.check_moved_on("name", change.was.as_ref(), &before.name, &name);
        assistant.name = name;
    }
    if let Some(change) = edit.kind {
        faults.check_moved_on("kind", change.was.as_ref(), &before.kind, &change.now);
        assistant.kind = change.now;
    }
    if let Some(change) = edit.role
        && let Some(role) = faults.text("role", text::short(&change.now))
    {
        faults.check_moved_on("role", change.was.as_ref(), &before.role, &role);
        assistant.role = role;
    }
    if let Some(change) = edit.active {
        faults.check_moved_on("active", change.was.as_ref(), &before.active, &change.now);
        assistant.active = change.now;
    }
    if let Some(change) = edit.greeting
        && let Some(greeting) = faults.text("greeting", text::long(&change.now))
    {
        faults.check_moved_on("greeting", change.was.as_ref(), &before.greeting, &greeting);
        assistant.greeting = greeting;
    }
    if let Some(change) = edit.voice
        && let Some(voice) = faults.text("voice", text::short(&change.now))
    {
        faults.check_moved_on("voice", change.was.as_ref(), &before.voice, &voice);
        assistant.voice = voice;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::two_numbers as office;

    #[test]
    fn names_of_assistants_need_not_be_unique_and_are_never_empty() {
        let (setup, ..) = office();
        let named = |name: &str| AssistantEdit { name: Some(Edit::to(name.to_owned())), ..AssistantEdit::default() };
        assert!(add_assistant(&setup, named("Front Desk")).is_ok());
        for wrong in ["", "   ", &"x".repeat(81), "a\u{7}"] {
            assert!(add_assistant(&setup, named(wrong)).is_err(), "{wrong:?}");
        }
        assert!(add_assistant(&setup, AssistantEdit::default()).is_err());
    }

    #[test]
    fn removing_an_assistant_empties_its_slots_and_says_so() {
        let (setup, main, second) = office();
        let desk = setup.number(&main).and_then(|n| n.inbound.assistant.clone()).expect("Front Desk answers");
        let removed = remove_assistant(&setup, desk.as_str()).expect("it is there");
        for id in [&main, &second] {
            assert_eq!(removed.setup.number(id).map(|n| n.inbound.assistant.clone()), Some(None));
        }
        let emptied = removed.consequences.iter().filter(|c| matches!(c, Consequence::InboundEmptied { .. })).count();
        assert_eq!(emptied, 2);
        assert!(removed.setup.faults().is_empty());
        let outbound = |s: &Setup| s.number(&main).map(|n| n.outbound.clone());
        assert_eq!(outbound(&removed.setup), outbound(&setup), "the other slot is not touched");
    }

    #[test]
    fn switching_an_assistant_off_says_where_calls_go() {
        let (setup, main, _) = office();
        let desk = setup.number(&main).and_then(|n| n.inbound.assistant.clone()).expect("Front Desk answers");
        let edit = AssistantEdit { active: Some(Edit::to(false)), ..AssistantEdit::default() };
        let saved = save_assistant(&setup, desk.as_str(), edit).expect("it can be switched off");
        assert_eq!(saved.consequences.len(), 2);
        assert!(saved.consequences.iter().all(|c| matches!(c, Consequence::AnswererSwitchedOff { .. })));
    }
}

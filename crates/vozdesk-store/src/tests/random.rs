//! Long random sessions against a plain model.

use std::collections::HashSet;

use proptest::prelude::*;
use vozdesk_core::files::{self, Mode, review};
use vozdesk_core::model::assistant::AssistantKind;
use vozdesk_core::model::country::Country;
use vozdesk_core::model::number::NumberStatus;
use vozdesk_core::model::plan::Plan;
use vozdesk_core::rules::edit::{NewDigits, Refusal};

use super::session::{Model, add_assistant};
use super::*;
use crate::{ChangeError, Restored};

#[derive(Clone, Debug)]
enum Operation {
    AddNumber { digits: u8, label: u8, slots: (u8, u8) },
    AskForNumber { area_code: u8, label: u8 },
    SaveSlots { number: u8, inbound: u8, outbound: u8, fallback: u8, caller_id: u8 },
    SaveTexts { number: u8, label: u8, notes: u8, status: u8 },
    CorrectDigits { number: u8, digits: u8, follow: bool },
    RemoveNumber(u8),
    AddAssistant { name: u8, kind: u8 },
    SaveAssistant { assistant: u8, name: u8, greeting: u8, active: bool },
    RemoveAssistant(u8),
    SaveProfile { name: u8, country: u8, plan: u8, extra: u8 },
    Import { seed: u8, replace: bool },
    Undo,
    Redo,
    Restore(u8),
    Restart,
}

fn operation() -> impl Strategy<Value = Operation> {
    use Operation::*;
    let small = || 0..12_u8;
    prop_oneof![
        5 => (small(), small(), (small(), small()))
            .prop_map(|(digits, label, slots)| AddNumber { digits, label, slots }),
        2 => (small(), small()).prop_map(|(area_code, label)| AskForNumber { area_code, label }),
        5 => (small(), small(), small(), small(), small()).prop_map(|(number, inbound, outbound, fallback, caller_id)| {
            SaveSlots { number, inbound, outbound, fallback, caller_id }
        }),
        4 => (small(), small(), small(), small())
            .prop_map(|(number, label, notes, status)| SaveTexts { number, label, notes, status }),
        3 => (small(), small(), any::<bool>())
            .prop_map(|(number, digits, follow)| CorrectDigits { number, digits, follow }),
        2 => small().prop_map(RemoveNumber),
        3 => (small(), small()).prop_map(|(name, kind)| AddAssistant { name, kind }),
        3 => (small(), small(), small(), any::<bool>())
            .prop_map(|(assistant, name, greeting, active)| SaveAssistant { assistant, name, greeting, active }),
        2 => small().prop_map(RemoveAssistant),
        2 => (small(), small(), small(), small())
            .prop_map(|(name, country, plan, extra)| SaveProfile { name, country, plan, extra }),
        1 => (small(), any::<bool>()).prop_map(|(seed, replace)| Import { seed, replace }),
        8 => Just(Undo),
        6 => Just(Redo),
        2 => small().prop_map(Restore),
        1 => Just(Restart),
    ]
}

fn digits_of(n: u8) -> Typed {
    typed(&format!("+141555501{n:02}"))
}

/// One of the setup's assistants, or none.
fn some_assistant(setup: &Setup, n: u8) -> Option<Id> {
    let ids: Vec<&Id> = setup.assistants().map(|assistant| &assistant.id).collect();
    ids.get(usize::from(n)).map(|id| (*id).clone())
}

fn some_number(setup: &Setup, n: u8) -> String {
    let ids: Vec<&Id> = setup.numbers().map(|number| &number.id).collect();
    // Sometimes one that is not there.
    ids.get(usize::from(n)).map_or_else(|| "nobody".to_owned(), ToString::to_string)
}

fn edited(setup: &Setup, operation: &Operation) -> Result<Edited, Refusal> {
    let optional = |n: u8| if n < 4 { None } else { Some(digits_of(n)) };
    match *operation {
        Operation::AddNumber { digits, label, slots } => {
            let edit = Edits::default()
                .with("label", format!("Number {label}"))
                .with("inbound.assistant", some_assistant(setup, slots.0))
                .with("outbound.assistant", some_assistant(setup, slots.1));
            edit::add_number(setup, NewDigits::Typed(digits_of(digits)), &edit, Saving::default())
        }
        Operation::AskForNumber { area_code, label } => {
            let edit = Edits::default().with("label", format!("Asked {label}"));
            let digits = NewDigits::Requested { country: Country::US, area_code: area_code.to_string() };
            edit::add_number(setup, digits, &edit, Saving::default())
        }
        Operation::SaveSlots { number, inbound, outbound, fallback, caller_id } => {
            let edit = Edits::default()
                .with("inbound.assistant", some_assistant(setup, inbound))
                .with("outbound.assistant", some_assistant(setup, outbound))
                .with("inbound.fallback", optional(fallback))
                .with("outbound.caller_id", optional(caller_id));
            edit::save_number(setup, &some_number(setup, number), &edit, Saving::default())
        }
        Operation::SaveTexts { number, label, notes, status } => {
            let edit = Edits::default()
                .with("label", format!("Label {label}"))
                .with("notes", "“Ñandú”\n".repeat(usize::from(notes)))
                .with("status", NumberStatus::ALL[usize::from(status) % NumberStatus::ALL.len()].word());
            edit::save_number(setup, &some_number(setup, number), &edit, Saving::default())
        }
        Operation::CorrectDigits { number, digits, follow } => {
            let edit = Edits::default().with("number", digits_of(digits));
            let saving = Saving { references_follow: follow, ..Saving::default() };
            edit::save_number(setup, &some_number(setup, number), &edit, saving)
        }
        Operation::RemoveNumber(number) => edit::remove_number(setup, &some_number(setup, number)),
        Operation::AddAssistant { name, kind } => {
            let kind = AssistantKind::ALL[usize::from(kind) % AssistantKind::ALL.len()];
            add_assistant(setup, &format!("Assistant {name}"), kind)
        }
        Operation::SaveAssistant { assistant, name, greeting, active } => {
            let edit = Edits::default()
                .with("name", format!("Assistant {name}"))
                .with("greeting", "Hello! ".repeat(usize::from(greeting) * 40))
                .with("active", active);
            let id = some_assistant(setup, assistant).map_or_else(String::new, |id| id.to_string());
            edit::save_assistant(setup, &id, &edit)
        }
        Operation::RemoveAssistant(assistant) => {
            let id = some_assistant(setup, assistant).map_or_else(String::new, |id| id.to_string());
            edit::remove_assistant(setup, &id)
        }
        Operation::SaveProfile { name, country, plan, extra } => {
            let countries = ["US", "ES", "GB"];
            let edit = Edits::default()
                .with("name", format!("Office {name}"))
                .with("default_country", countries[usize::from(country) % countries.len()])
                .with("plan", Plan::ALL[usize::from(plan) % Plan::ALL.len()].word())
                .with("extra_numbers", u32::from(extra));
            edit::save_profile(setup, &edit)
        }
        Operation::Import { seed, replace } => {
            let mode = if replace { Mode::Replace } else { Mode::Merge };
            Ok(imported(setup, &small_office(seed), mode))
        }
        Operation::Undo | Operation::Redo | Operation::Restore(_) | Operation::Restart => Ok(unchanged(setup)),
    }
}

pub(super) fn unchanged(setup: &Setup) -> Edited {
    Edited { setup: setup.clone(), deed: Deed::Sample, subject: None }
}

pub(super) fn small_office(seed: u8) -> String {
    format!(
        r#"{{ "format": "vozdesk.setup", "version": 1,
              "assistants": [{{ "id": "a{seed}", "name": "Imported {seed}" }}],
              "numbers": [{{ "id": "n{seed}", "number": "+141555502{seed:02}", "inbound": {{ "assistant": "a{seed}" }} }}],
              "campaigns": [{{ "id": "c{seed}", "name": "Letters", "number": "n{seed}" }}] }}"#
    )
}

pub(super) fn imported(setup: &Setup, file: &str, mode: Mode) -> Edited {
    let from = files::ReadAs::SetupFile;
    let partial = files::read("office.json", file.as_bytes(), from, None, Country::US).expect("it is well formed");
    review(setup, &[partial], mode, &HashSet::new()).into_edited()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5, failure_persistence: None, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn undo_and_redo_over_any_session_and_any_restart_are_what_a_plain_model_says(
        operations in proptest::collection::vec(operation(), 200)
    ) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let open = || Store::open(folder.path()).expect("the store opens");
        let mut store = open();
        let mut model = Model::empty();
        // What the setup was right after each change, whether or not it is undone since.
        let mut moments: Vec<(u64, Bytes)> = Vec::new();
        for operation in &operations {
            match operation {
                Operation::Undo => {
                    let undone = store.undo().expect("the disk works");
                    prop_assert_eq!(undone.is_some(), model.undo());
                }
                Operation::Redo => {
                    let redone = store.redo().expect("the disk works");
                    prop_assert_eq!(redone.is_some(), model.redo());
                }
                Operation::Restart => {
                    store.close().expect("it closes");
                    store = open();
                }
                Operation::Restore(n) => {
                    let Some((change, bytes)) = moments.len().checked_sub(1 + usize::from(*n)).map(|at| &moments[at])
                    else { continue };
                    let restored = store.restore(*change).expect("the disk works");
                    prop_assert!(!matches!(restored, Restored::Gone), "history has it");
                    let committed = if let Restored::Made(made) = restored { Some(made) } else { None };
                    prop_assert_eq!(committed.is_some(), bytes != model.present());
                    let bytes = bytes.clone();
                    moments.extend(committed.map(|committed| (committed.change, bytes.clone())));
                    model.change(bytes);
                }
                edit => match store.change(|setup| edited(setup, edit)) {
                    Ok((edited, committed)) => {
                        let bytes = setup_file::to_bytes(&edited.setup);
                        prop_assert_eq!(committed.is_some(), bytes != *model.present());
                        moments.extend(committed.map(|committed| (committed.change, bytes.clone())));
                        model.change(bytes);
                    }
                    Err(ChangeError::Refused(_)) => {}
                    Err(ChangeError::Store(error)) => panic!("the disk works: {error}"),
                },
            }
            prop_assert_eq!(words(&exported(&store)), words(model.present()), "after {:?}", operation);
            prop_assert_eq!(store.newest_change().is_some(), model.behind.len() > 1);
            prop_assert_eq!(store.next_redo().is_some(), !model.ahead.is_empty());
        }
        // What is done in history is what is behind.
        let history = store.history(usize::MAX).expect("history is read");
        prop_assert_eq!(history.iter().filter(|entry| !entry.undone).count(), model.behind.len() - 1);

        while model.redo() {}
        let newest = model.present().clone();
        while store.redo().expect("the disk works").is_some() {}
        prop_assert_eq!(words(&exported(&store)), words(&newest));
        // Back to the beginning and forth to the end, step by step, with a restart on the way.
        let steps = model.behind.len() - 1;
        for step in 0..steps {
            prop_assert!(store.undo().expect("the disk works").is_some() && model.undo());
            prop_assert_eq!(words(&exported(&store)), words(model.present()));
            if step == steps / 2 {
                store.close().expect("it closes");
                store = open();
            }
        }
        prop_assert!(store.undo().expect("the disk works").is_none() && store.snapshot().setup.is_empty());
        for step in 0..steps {
            prop_assert!(store.redo().expect("the disk works").is_some() && model.redo());
            prop_assert_eq!(words(&exported(&store)), words(model.present()));
            if step == steps / 3 {
                store.close().expect("it closes");
                store = open();
            }
        }
        prop_assert!(store.redo().expect("the disk works").is_none());
        prop_assert_eq!(words(&exported(&store)), words(&newest));
        store.close().expect("it closes");
        prop_assert_eq!(words(&exported(&open())), words(&newest));
    }
}

//! Who stands in for an assistant that entries of files name and nobody is called: one that is there, or a new one of that
//! name. What was decided once serves every entry with the same words.

use std::collections::{BTreeMap, BTreeSet};

use crate::files::partial::{AssistantReference, Partial, PartialRecord, Position, Problem, Stated, StatedValue};
use crate::model::assistant::{Assistant, AssistantKind};
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::number::PhoneNumber;

/// Who stands in for a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StandIn {
    /// An assistant that is there.
    Existing(Id),
    /// A new one, made for the slots it is named in.
    New,
}

/// Who stands in for which name, as files have it.
pub type StandIns = BTreeMap<String, StandIn>;

/// The slots of a number, by their paths.
const SLOTS: [&str; 2] = ["inbound.assistant", "outbound.assistant"];

/// What files carry, with somebody standing in for these names.
pub fn with_stand_ins(partials: &[Partial], stand_ins: &StandIns) -> Vec<Partial> {
    let mut partials = partials.to_vec();
    // In which slots a new one is named, and where first.
    let mut new: BTreeMap<&str, (usize, Position, BTreeSet<&str>)> = BTreeMap::new();
    for (file, partial) in partials.iter_mut().enumerate() {
        for number in partial.numbers.iter_mut().flatten() {
            for slot in SLOTS {
                let Some(stated) = number.stated_mut(slot) else { continue };
                let Some((name, stand_in)) = named(stated).and_then(|name| stand_ins.get_key_value(name)) else {
                    continue;
                };
                match stand_in {
                    StandIn::Existing(id) => {
                        stated.value = StatedValue::Assistant(AssistantReference::IdOrName(id.as_str().into()));
                    }
                    StandIn::New => {
                        new.entry(name).or_insert((file, stated.at, BTreeSet::new())).2.insert(slot);
                    }
                }
            }
        }
    }
    for (name, (file, at, slots)) in new {
        partials[file].made.push(made(name, at, &slots));
    }
    partials
}

/// A new assistant of this name, of the kind that its slots want.
fn made(name: &str, at: Position, slots: &BTreeSet<&str>) -> PartialRecord<Assistant> {
    let kind = match (slots.contains(SLOTS[0]), slots.contains(SLOTS[1])) {
        (true, false) => AssistantKind::Inbound,
        (false, true) => AssistantKind::Outbound,
        _ => AssistantKind::Custom,
    };
    let mut record = PartialRecord::new(format!("/made/{name}"), at);
    record.state_path("name", 0, at, StatedValue::Value(Value::Text(name.to_owned())));
    record.state_path("kind", 0, at, StatedValue::Value(Value::Word(kind.word())));
    record
}

/// The name that a problem is about, if it is that nobody is called so.
pub fn name_of_nobody<'a>(partials: &'a [Partial], problem: &Problem) -> Option<&'a str> {
    if problem.code != "unknown_assistant" {
        return None;
    }
    let of_file = partials.iter().filter(|partial| partial.file == problem.file);
    let is_about = |number: &&PartialRecord<PhoneNumber>| problem.pointer.starts_with(&number.pointer);
    let numbers = of_file.flat_map(|partial| partial.numbers.iter().flatten()).filter(is_about);
    let slots = numbers.flat_map(|number| SLOTS.into_iter().filter_map(|slot| number.stated(slot)));
    slots.filter(|stated| stated.at == problem.at).find_map(named)
}

/// The name in a slot.
fn named(stated: &Stated) -> Option<&str> {
    match &stated.value {
        StatedValue::Assistant(AssistantReference::IdOrName(name)) => Some(name),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::files::{Mode, ReadAs, read, review};
    use crate::model::country::Country;
    use crate::model::setup::Setup;
    use crate::testing::two_numbers;

    fn files(text: &str) -> Vec<Partial> {
        vec![read("a.csv", text.as_bytes(), ReadAs::Recognised, None, Country::US).expect("a table")]
    }

    const TABLE: &str = "Phone Number,Label,Inbound Assistant,Outbound Assistant\n\
        +14155550111,One,Evening,\n+14155550112,Two,Evening,Evening\n+14155550113,Three,Nobody,\n";

    fn imported(setup: &Setup, partials: &[Partial], mode: Mode) -> (Setup, Vec<Problem>) {
        let review = review(setup, partials, mode, &HashSet::new());
        (review.setup.clone(), review.problems)
    }

    #[test]
    fn one_decision_serves_every_entry_that_names_the_same() {
        let (setup, ..) = two_numbers();
        let files = files(TABLE);
        let (_, problems) = imported(&setup, &files, Mode::Merge);
        let names: Vec<_> = problems.iter().filter_map(|problem| name_of_nobody(&files, problem)).collect();
        assert_eq!(names, ["Evening", "Evening", "Evening", "Nobody"]);

        let front = setup.assistants().next().expect("an assistant").id.clone();
        let stand_ins = [("Evening".to_owned(), StandIn::Existing(front.clone()))].into();
        let (after, problems) = imported(&setup, &with_stand_ins(&files, &stand_ins), Mode::Merge);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(after.numbers_of_assistant(&front).filter(|n| n.label == "One" || n.label == "Two").count(), 2);
    }

    #[test]
    fn a_new_one_is_made_for_the_slots_it_is_named_in_and_nobody_else_goes() {
        let (setup, ..) = two_numbers();
        let stand_ins = [("Evening", StandIn::New), ("Nobody", StandIn::New)].map(|(name, one)| (name.to_owned(), one));
        let files = with_stand_ins(&files(TABLE), &stand_ins.into());
        let (after, problems) = imported(&setup, &files, Mode::Merge);
        assert!(problems.is_empty(), "{problems:?}");
        let kind = |name: &str| after.assistants().find(|a| a.name == name).map(|a| a.kind);
        assert_eq!(kind("Evening"), Some(AssistantKind::Custom), "it answers and calls");
        assert_eq!(kind("Nobody"), Some(AssistantKind::Inbound));
        let (after, _) = imported(&setup, &files, Mode::Replace);
        assert!(setup.assistants().all(|a| after.assistant(a.id.as_str()).is_some()), "a table lists no assistants");
    }
}

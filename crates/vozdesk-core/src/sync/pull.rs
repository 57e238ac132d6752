//! What of a plan comes here: made into what files carry, so that it is reviewed and committed like an import.

use std::collections::{BTreeMap, BTreeSet};

use super::comparison::names;
use super::plan::{AssistantChange, Difference, Memory, Noticed, Plan, Planned};
use crate::files::there::{AssistantComing, Coming, There};
use crate::files::{Partial, Platform};
use crate::model::e164::E164;
use crate::model::id::Id;
use crate::model::message::Message;
use crate::model::setup::Setup;
use crate::model::synced::Synced;

/// What is wanted here.
#[derive(Clone, Debug, Default)]
pub struct PullWish {
    /// Fields to decide that are decided for the platform's value.
    pub there: BTreeSet<(E164, Synced)>,
    /// Numbers that were removed here and are wanted again.
    pub add: BTreeSet<E164>,
    /// Assistants, by their id here, that are the same as the one proposed.
    pub link: BTreeSet<Id>,
    /// Fields that are not brought.
    pub left_out: BTreeSet<(E164, Synced)>,
    /// New numbers that are not added.
    pub left_out_numbers: BTreeSet<E164>,
    /// Assistants that are neither added nor renamed, by their id there.
    pub left_out_assistants: BTreeSet<String>,
}

/// What of a plan comes here, as files carry it.
///
/// # Errors
/// Something is wanted that the plan does not offer.
pub fn pull(
    setup: &Setup,
    platform: &Platform,
    there: &There,
    plan: &Plan,
    wish: &PullWish,
) -> Result<Vec<Partial>, Message> {
    plan.has_to_decide(&wish.there)?;
    let removed: BTreeSet<E164> = plan.removed_here.iter().filter_map(|removed| removed.number).collect();
    if let Some(number) = wish.add.difference(&removed).next() {
        return Err(Message::new("sync-not-removed").with("number", *number));
    }
    let mut assistants: BTreeMap<String, AssistantComing> = BTreeMap::new();
    for assistant in plan.assistants.iter().filter(|one| !wish.left_out_assistants.contains(&one.id)) {
        let coming = match (assistant.change, &assistant.assistant) {
            (AssistantChange::New, _) => AssistantComing::New,
            (AssistantChange::RenamedThere, Some(here)) => AssistantComing::Renamed(here.clone()),
            _ => continue,
        };
        assistants.insert(assistant.id.clone(), coming);
    }
    for here in &wish.link {
        let link = plan.links.iter().find(|link| link.assistant == *here);
        let name = || setup.assistant(here.as_str()).map_or_else(String::new, |assistant| assistant.name.clone());
        let link = link.ok_or_else(|| Message::new("sync-not-proposed").name("name", name()))?;
        if assistants.contains_key(&link.id) {
            return Err(Message::new("sync-linked-twice").name("name", name()));
        }
        assistants.insert(link.id.clone(), AssistantComing::Linked(here.clone()));
    }
    let mut fields: BTreeMap<E164, (Id, Vec<Synced>)> = BTreeMap::new();
    let is_wanted = |difference: &&Difference| !wish.left_out.contains(&(difference.number, difference.field));
    let is_decided = |difference: &&Difference| wish.there.contains(&(difference.number, difference.field));
    for difference in plan.bring.iter().filter(is_wanted).chain(plan.decide.iter().filter(is_decided)) {
        let (_, of_number) = fields.entry(difference.number).or_insert_with(|| (difference.record.clone(), Vec::new()));
        of_number.push(difference.field);
    }
    let new = plan.new_there.iter().filter_map(|new| new.number);
    let numbers = new.filter(|number| !wish.left_out_numbers.contains(number)).chain(wish.add.iter().copied());
    let known = names(setup, platform).into_iter().map(|(id, here)| (id.to_owned(), here.id.clone()));
    Ok(there.coming(&Coming { fields, numbers: numbers.collect(), assistants, known: known.collect() }))
}

/// What is to be remembered once what comes here is part of the setup, by which change.
pub fn pulled(
    before: &Setup,
    after: &Setup,
    change: u64,
    platform: &'static Platform,
    there: &There,
    memory: &Memory,
) -> Noticed {
    let Planned { mut noticed, .. } = Plan::make(after, change, platform, there, memory);
    for number in there.numbers.keys() {
        let is_new = before.number_with_digits(*number).is_none() && after.number_with_digits(*number).is_some();
        if is_new {
            let seen = noticed.numbers.entry(*number).or_default().get_or_insert_default();
            seen.added_by = Some(change);
        }
    }
    noticed
}

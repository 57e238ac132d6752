//! What differs between two setups, record by record and field by field.
//!
//! The difference is what the store commits, what history keeps, what undo turns round and what
//! every review shows. Taking it costs what has changed, not what is there: the maps share what
//! they have in common.

use std::sync::Arc;

use imbl::ordmap::DiffItem;

use crate::model::assistant::Assistant;
use crate::model::campaign::Campaign;
use crate::model::field::{Field, Kind, Value};
use crate::model::id::Id;
use crate::model::number::PhoneNumber;
use crate::model::profile::Profile;
use crate::model::record::{Record, RecordKind};
use crate::model::setup::{Records, Setup};

/// One record before and after; one of the two is there, or both.
#[derive(Clone, Debug, PartialEq)]
pub struct Change<T> {
    /// As it was; `None` if it is new.
    pub before: Option<Arc<T>>,
    /// As it is now; `None` if it is removed.
    pub after: Option<Arc<T>>,
}

/// All that differs between two setups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChangeSet {
    /// The profile, if it differs.
    pub profile: Option<Change<Profile>>,
    /// Numbers, by id.
    pub numbers: Vec<Change<PhoneNumber>>,
    /// Assistants, by id.
    pub assistants: Vec<Change<Assistant>>,
    /// Campaigns, by id.
    pub campaigns: Vec<Change<Campaign>>,
}

/// How many records were added, changed and removed. The profile counts as one that is changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Records that are new.
    pub added: usize,
    /// Records that differ.
    pub changed: usize,
    /// Records that are gone.
    pub removed: usize,
}

impl Counts {
    /// How many records in all.
    pub fn sum(self) -> usize {
        self.added + self.changed + self.removed
    }
}

/// One field of a record that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    /// Which field.
    pub field: &'static Field,
    /// As it was; nothing if the record was not there.
    pub from: Value,
    /// As it is.
    pub to: Value,
}

/// A record before and after, of whichever kind.
#[derive(Clone, Debug)]
pub enum RecordChange {
    /// The profile.
    Profile(Change<Profile>),
    /// An assistant.
    Assistant(Change<Assistant>),
    /// A number.
    Number(Change<PhoneNumber>),
    /// A campaign.
    Campaign(Change<Campaign>),
}

/// Does the same with a change whatever kind of record it is of.
macro_rules! whichever {
    ($record:expr, $change:ident => $body:expr) => {
        match $record {
            RecordChange::Profile($change) => $body,
            RecordChange::Assistant($change) => $body,
            RecordChange::Number($change) => $body,
            RecordChange::Campaign($change) => $body,
        }
    };
}

impl<R: Record> Change<R> {
    /// The record as it is now, or as it was if it is gone.
    pub fn record(&self) -> Option<&Arc<R>> {
        self.after.as_ref().or(self.before.as_ref())
    }

    /// The fields that differ, as they stand in the records: slots hold ids.
    pub fn fields(&self) -> Vec<FieldChange> {
        let value = |field: &crate::model::field::FieldOf<R>, record: &Option<Arc<R>>| {
            record.as_ref().map_or(Value::None, |record| field.get(record))
        };
        R::FIELDS
            .iter()
            .map(|field| FieldChange {
                field: field.about(),
                from: value(field, &self.before),
                to: value(field, &self.after),
            })
            .filter(|change| change.from != change.to)
            .collect()
    }

    /// The paths of the fields that differ and that people see.
    pub fn paths(&self) -> Vec<String> {
        let shown = self.fields().into_iter().filter(|change| change.field.kind != Kind::Whether);
        shown.map(|change| change.field.path.to_owned()).collect()
    }

    /// The way back.
    #[must_use]
    pub fn inverse(&self) -> Change<R> {
        Change { before: self.after.clone(), after: self.before.clone() }
    }
}

impl RecordChange {
    /// The kind of the record.
    pub fn kind(&self) -> RecordKind {
        fn of<R: Record>(_: &Change<R>) -> RecordKind {
            R::KIND
        }
        whichever!(self, change => of(change))
    }

    /// The record's id, the new one where it gets another; the profile has none.
    pub fn id(&self) -> Option<&Id> {
        whichever!(self, change => change.record().and_then(|record| record.id()))
    }

    /// The record's name: as it was, if it was there.
    pub fn name(&self) -> String {
        whichever!(self, change => {
            change.before.as_ref().or(change.after.as_ref()).map(|record| record.name()).unwrap_or_default()
        })
    }

    /// Whether the record is new, and whether it is gone.
    pub fn is_new_or_gone(&self) -> (bool, bool) {
        whichever!(self, change => (change.before.is_none(), change.after.is_none()))
    }

    /// The fields that differ and that people see, with names in the place of ids: of what was in one
    /// setup, of what is in the other.
    pub fn fields(&self, before: &Setup, after: &Setup) -> Vec<FieldChange> {
        let mut fields = whichever!(self, change => change.fields());
        for change in &mut fields {
            change.from = named(before, change.field, std::mem::replace(&mut change.from, Value::None));
            change.to = named(after, change.field, std::mem::replace(&mut change.to, Value::None));
        }
        fields.retain(|change| change.from != change.to && change.field.kind != Kind::Whether);
        fields
    }
}

/// The value with the name of the record in the place of its id.
pub(crate) fn named(setup: &Setup, field: &Field, value: Value) -> Value {
    let name = match (field.kind, &value) {
        (Kind::Assistant, Value::Id(id)) => setup.assistant(id.as_str()).map(|assistant| assistant.name.clone()),
        (Kind::NumberOfOurs, Value::Id(id)) => setup.number(id.as_str()).map(|number| number.name()),
        _ => None,
    };
    name.map_or(value, Value::Text)
}

impl ChangeSet {
    /// What leads from one setup to the other.
    pub fn between(before: &Setup, after: &Setup) -> ChangeSet {
        let (numbers, assistants, campaigns) = before.records();
        let (numbers_after, assistants_after, campaigns_after) = after.records();
        let profile = (before.profile() != after.profile())
            .then(|| Change { before: Some(before.profile().clone()), after: Some(after.profile().clone()) });
        ChangeSet {
            profile,
            numbers: changes(numbers, numbers_after),
            assistants: changes(assistants, assistants_after),
            campaigns: changes(campaigns, campaigns_after),
        }
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.profile.is_none() && self.numbers.is_empty() && self.assistants.is_empty() && self.campaigns.is_empty()
    }

    /// Record by record: the profile, assistants, numbers, campaigns.
    pub fn each(&self) -> Vec<RecordChange> {
        let profile = self.profile.iter().cloned().map(RecordChange::Profile);
        let assistants = self.assistants.iter().cloned().map(RecordChange::Assistant);
        let numbers = self.numbers.iter().cloned().map(RecordChange::Number);
        let campaigns = self.campaigns.iter().cloned().map(RecordChange::Campaign);
        profile.chain(assistants).chain(numbers).chain(campaigns).collect()
    }

    /// The way back.
    #[must_use]
    pub fn inverse(&self) -> ChangeSet {
        fn turned<R: Record>(changes: &[Change<R>]) -> Vec<Change<R>> {
            changes.iter().map(Change::inverse).collect()
        }
        ChangeSet {
            profile: self.profile.as_ref().map(Change::inverse),
            numbers: turned(&self.numbers),
            assistants: turned(&self.assistants),
            campaigns: turned(&self.campaigns),
        }
    }

    /// The setup with this change made. The caller sees to it that the setup is the one the change
    /// begins from.
    #[must_use]
    pub fn applied_to(&self, setup: &Setup) -> Setup {
        let mut next = setup.clone();
        if let Some(profile) = self.profile.as_ref().and_then(|change| change.after.as_ref()) {
            next.put_profile(profile.clone());
        }
        for change in &self.assistants {
            match (&change.after, &change.before) {
                (Some(assistant), _) => next.put_assistant(assistant.clone()),
                (None, Some(gone)) => drop(next.take_assistant(&gone.id)),
                (None, None) => {}
            }
        }
        for change in &self.numbers {
            match (&change.after, &change.before) {
                (Some(number), _) => next.put_number(number.clone()),
                (None, Some(gone)) => drop(next.take_number(&gone.id)),
                (None, None) => {}
            }
        }
        for change in &self.campaigns {
            match (&change.after, &change.before) {
                (Some(campaign), _) => next.put_campaign(campaign.clone()),
                (None, Some(gone)) => drop(next.take_campaign(&gone.id)),
                (None, None) => {}
            }
        }
        next
    }

    /// How many records are added, changed and removed.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts { changed: usize::from(self.profile.is_some()), ..Counts::default() };
        count(&self.numbers, &mut counts);
        count(&self.assistants, &mut counts);
        count(&self.campaigns, &mut counts);
        counts
    }
}

fn count<T>(changes: &[Change<T>], counts: &mut Counts) {
    for change in changes {
        match (&change.before, &change.after) {
            (None, _) => counts.added += 1,
            (_, None) => counts.removed += 1,
            _ => counts.changed += 1,
        }
    }
}

fn changes<T: PartialEq>(before: &Records<T>, after: &Records<T>) -> Vec<Change<T>> {
    before
        .diff(after)
        .map(|item| match item {
            DiffItem::Add(_, new) => Change { before: None, after: Some(new.clone()) },
            DiffItem::Update { old: (_, old), new: (_, new) } => {
                Change { before: Some(old.clone()), after: Some(new.clone()) }
            }
            DiffItem::Remove(_, old) => Change { before: Some(old.clone()), after: None },
        })
        .collect()
}

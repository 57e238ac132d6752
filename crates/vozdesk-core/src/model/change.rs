//! What differs between two setups, record by record and field by field.
//!
//! The difference is what the store commits, what history keeps, what undo turns round and what
//! every review shows. Taking it costs what has changed, not what is there: the maps share what
//! they have in common.

use std::sync::Arc;

use imbl::ordmap::DiffItem;
use serde_json::Value;

use crate::model::assistant::Assistant;
use crate::model::campaign::Campaign;
use crate::model::id::Id;
use crate::model::number::PhoneNumber;
use crate::model::profile::Profile;
use crate::model::record::{AssistantRecord, CampaignRecord, NumberRecord, ProfileRecord};
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

/// The kinds of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    /// The profile, of which there is one.
    Profile,
    /// A phone number.
    Number,
    /// An assistant.
    Assistant,
    /// A campaign.
    Campaign,
}

impl RecordKind {
    /// The word in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            RecordKind::Profile => "profile",
            RecordKind::Number => "number",
            RecordKind::Assistant => "assistant",
            RecordKind::Campaign => "campaign",
        }
    }
}

/// One field of a record that differs. The field is a dotted path of the setup file.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    /// Such as `inbound.assistant`.
    pub field: String,
    /// As it was; null if it was not there.
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

impl RecordChange {
    /// The kind of the record.
    pub fn kind(&self) -> RecordKind {
        match self {
            RecordChange::Profile(_) => RecordKind::Profile,
            RecordChange::Assistant(_) => RecordKind::Assistant,
            RecordChange::Number(_) => RecordKind::Number,
            RecordChange::Campaign(_) => RecordKind::Campaign,
        }
    }

    /// The record's id, the new one where it gets another; the profile has none.
    pub fn id(&self) -> Option<&Id> {
        fn of<T>(change: &Change<T>, id: impl Fn(&T) -> &Id) -> Option<&Id> {
            change.after.as_ref().or(change.before.as_ref()).map(|record| id(record))
        }
        match self {
            RecordChange::Profile(_) => None,
            RecordChange::Assistant(change) => of(change, |r| &r.id),
            RecordChange::Number(change) => of(change, |r| &r.id),
            RecordChange::Campaign(change) => of(change, |r| &r.id),
        }
    }

    /// The record's name: as it was, if it was there.
    pub fn name(&self) -> String {
        fn of<T>(change: &Change<T>, name: impl Fn(&T) -> String) -> String {
            change.before.as_ref().or(change.after.as_ref()).map(|record| name(record)).unwrap_or_default()
        }
        match self {
            RecordChange::Profile(change) => of(change, |r| r.name.clone()),
            RecordChange::Assistant(change) => of(change, |r| r.name.clone()),
            RecordChange::Number(change) => of(change, PhoneNumber::name),
            RecordChange::Campaign(change) => of(change, |r| r.name.clone()),
        }
    }

    /// Whether the record is new, and whether it is gone.
    pub fn is_new_or_gone(&self) -> (bool, bool) {
        fn of<T>(change: &Change<T>) -> (bool, bool) {
            (change.before.is_none(), change.after.is_none())
        }
        match self {
            RecordChange::Profile(change) => of(change),
            RecordChange::Assistant(change) => of(change),
            RecordChange::Number(change) => of(change),
            RecordChange::Campaign(change) => of(change),
        }
    }

    /// The fields that differ, with names in the place of ids: of what was in one setup, of what is in the other.
    pub fn fields(&self, before: &Setup, after: &Setup) -> Vec<FieldChange> {
        let mut fields = match self {
            RecordChange::Profile(change) => match (&change.before, &change.after) {
                (Some(before), Some(after)) => profile_fields(before, after),
                _ => Vec::new(),
            },
            RecordChange::Assistant(change) => assistant_fields(change.before.as_deref(), change.after.as_deref()),
            RecordChange::Number(change) => number_fields(change.before.as_deref(), change.after.as_deref()),
            RecordChange::Campaign(change) => campaign_fields(change.before.as_deref(), change.after.as_deref()),
        };
        let is_campaign = matches!(self, RecordChange::Campaign(_));
        for field in &mut fields {
            match field.field.as_str() {
                "inbound.assistant" | "outbound.assistant" => {
                    name_assistant(before, &mut field.from);
                    name_assistant(after, &mut field.to);
                }
                "number" if is_campaign => {
                    name_number(before, &mut field.from);
                    name_number(after, &mut field.to);
                }
                _ => {}
            }
        }
        fields.retain(|field| field.from != field.to);
        fields
    }
}

fn name_assistant(setup: &Setup, value: &mut Value) {
    if let Some(assistant) = value.as_str().and_then(|id| setup.assistant(id)) {
        *value = Value::String(assistant.name.clone());
    }
}

fn name_number(setup: &Setup, value: &mut Value) {
    if let Some(number) = value.as_str().and_then(|id| setup.number(id)) {
        *value = Value::String(number.name());
    }
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
        fn turned<T>(changes: &[Change<T>]) -> Vec<Change<T>> {
            changes.iter().map(|c| Change { before: c.after.clone(), after: c.before.clone() }).collect()
        }
        ChangeSet {
            profile: self.profile.as_ref().map(|c| Change { before: c.after.clone(), after: c.before.clone() }),
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

/// The fields of a number that differ, `before` or `after` missing where it is new or gone.
pub fn number_fields(before: Option<&PhoneNumber>, after: Option<&PhoneNumber>) -> Vec<FieldChange> {
    fields(before.map(|n| written(NumberRecord::from(n))), after.map(|n| written(NumberRecord::from(n))))
}

/// The fields of an assistant that differ.
pub fn assistant_fields(before: Option<&Assistant>, after: Option<&Assistant>) -> Vec<FieldChange> {
    fields(before.map(|a| written(AssistantRecord::from(a))), after.map(|a| written(AssistantRecord::from(a))))
}

/// The fields of a campaign that differ.
pub fn campaign_fields(before: Option<&Campaign>, after: Option<&Campaign>) -> Vec<FieldChange> {
    fields(before.map(|c| written(CampaignRecord::from(c))), after.map(|c| written(CampaignRecord::from(c))))
}

/// The fields of the profile that differ.
pub fn profile_fields(before: &Profile, after: &Profile) -> Vec<FieldChange> {
    fields(Some(written(ProfileRecord::from(before))), Some(written(ProfileRecord::from(after))))
}

fn written(record: impl serde::Serialize) -> Value {
    // A record of texts, flags and numbers always serializes.
    serde_json::to_value(record).unwrap_or_default()
}

fn fields(before: Option<Value>, after: Option<Value>) -> Vec<FieldChange> {
    let mut out = Vec::new();
    collect(String::new(), &before.unwrap_or_default(), &after.unwrap_or_default(), &mut out);
    out
}

/// Walks both values side by side; an object that is missing on one side reads as null throughout.
fn collect(path: String, before: &Value, after: &Value, out: &mut Vec<FieldChange>) {
    if before == after {
        return;
    }
    let empty = serde_json::Map::new();
    let (old, new) = match (before, after) {
        (Value::Object(old), Value::Object(new)) => (old, new),
        (Value::Object(old), Value::Null) => (old, &empty),
        (Value::Null, Value::Object(new)) => (&empty, new),
        _ => {
            out.push(FieldChange { field: path, from: before.clone(), to: after.clone() });
            return;
        }
    };
    let names = new.keys().chain(old.keys().filter(|key| !new.contains_key(*key)));
    for name in names {
        let deeper = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        let null = Value::Null;
        collect(deeper, old.get(name).unwrap_or(&null), new.get(name).unwrap_or(&null), out);
    }
}

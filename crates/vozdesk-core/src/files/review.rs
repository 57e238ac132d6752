//! What an import would do, before it does it. Pure: partials and a setup in, a review out.
//!
//! Order matters and is the order of this file: the profile, then assistants (so that the finished
//! names are known), then numbers (whose slots name assistants), then campaigns (which name
//! numbers). An entry that has a problem, or that somebody leaves out, changes nothing; what others
//! need of it stays as it was, and their row says so. Whether digits are unique is judged on the
//! finished setup, so two numbers may swap theirs.

mod assistants;
mod campaigns;
mod numbers;

use std::cell::LazyCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::{
    AssistantReference, EntryHead, Located, Partial, PartialAssistant, PartialCampaign, PartialNumber, PartialPlatform,
    PartialProfile, Place, Problem,
};
use crate::model::assistant::{Assistant, AssistantKind, AssistantPlatform};
use crate::model::campaign::{Campaign, CampaignStatus};
pub use crate::model::change::RecordChange;
use crate::model::change::{Change, ChangeSet, FieldChange, RecordKind};
use crate::model::deed::Deed;
use crate::model::e164::E164;
use crate::model::id::Id;
use crate::model::message::Message;
use crate::model::number::{Digits, NumberPlatform, NumberStatus, PhoneNumber};
use crate::model::profile::Profile;
use crate::model::setup::Setup;
use crate::rules::edit::{Edited, Refusal, RefusalCode};

/// Whether an import removes anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Nothing is removed.
    #[default]
    Merge,
    /// What the lists the files carry do not name is removed.
    Replace,
}

/// Names an entry across reviews of the same files: the file's place in the list and the pointer,
/// or kind and id of a removal.
pub type EntryKey = String;

/// What becomes of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Added,
    /// It differs.
    Changed,
    /// It goes.
    Removed,
}

/// A row of the review.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its key.
    pub key: EntryKey,
    /// What becomes of the record.
    pub outcome: Outcome,
    /// The record before and after.
    pub record: RecordChange,
    /// Whether it is part of what is applied.
    pub included: bool,
    /// What else there is to say.
    pub notes: Vec<Message>,
}

/// What an import would do.
#[derive(Clone, Debug)]
pub struct Review {
    /// The setup it would make.
    pub setup: Setup,
    /// The setup it was made from.
    before: Setup,
    /// Everything that would change, in the order of the files; removals last.
    pub entries: Vec<Entry>,
    /// How many entries of the files change nothing.
    pub unchanged: usize,
    /// What is wrong; those entries change nothing.
    pub problems: Vec<Problem>,
    /// What is worth knowing.
    pub warnings: Vec<Problem>,
    /// Names of the files.
    pub files: Vec<String>,
}

impl Review {
    /// The edit that applies it.
    pub fn into_edited(self) -> Edited {
        let title = Deed::Imported { files: self.files };
        Edited { setup: self.setup, title, subject: None, consequences: Vec::new() }
    }

    /// The edit that applies it to the present setup. Refused if that is no longer the setup the
    /// review was made from: it is made again rather than applied over what has changed since.
    pub fn applied_to(&self, present: &Setup) -> Result<Edited, Refusal> {
        if !ChangeSet::between(&self.before, present).is_empty() {
            let message = Message::new("review-stale");
            return Err(Refusal { code: RefusalCode::MovedOn, message, fields: Vec::new() });
        }
        let title = Deed::Imported { files: self.files.clone() };
        Ok(Edited { setup: self.setup.clone(), title, subject: None, consequences: Vec::new() })
    }

    /// How many entries would be applied.
    pub fn included(&self) -> usize {
        self.entries.iter().filter(|entry| entry.included).count()
    }

    /// The entries of an outcome.
    pub fn of(&self, outcome: Outcome) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.outcome == outcome)
    }

    /// The fields of an entry that differ, with names in the place of ids.
    pub fn fields(&self, entry: &Entry) -> Vec<FieldChange> {
        entry.record.fields(&self.before, &self.setup)
    }
}

impl Entry {
    /// The kind of its record.
    pub fn kind(&self) -> RecordKind {
        self.record.kind()
    }

    /// The record's id; the profile has none.
    pub fn id(&self) -> Option<&Id> {
        self.record.id()
    }

    /// The record's name: as it was, if it was there.
    pub fn name(&self) -> String {
        self.record.name()
    }
}

/// The file, if there is one, that says it carries only a part of its list: it can be merged, but what
/// it does not name must not be removed.
pub fn incomplete(partials: &[Partial], mode: Mode) -> Option<Refusal> {
    let partial = partials.iter().find(|partial| partial.is_incomplete && mode == Mode::Replace)?;
    let message = Message::new("problem-incomplete").with("file", partial.file.as_str());
    Some(Refusal { code: RefusalCode::Invalid, message, fields: Vec::new() })
}

/// Holds what files carry against a setup. `left_out` names entries that somebody leaves out.
pub fn review(setup: &Setup, partials: &[Partial], mode: Mode, left_out: &HashSet<EntryKey>) -> Review {
    // An entry found to clash with another is left out and the rest looked at again, since leaving
    // it out may free or block others. More rounds than this take a file made for the purpose:
    // then every entry that gives a number other digits is refused.
    const ROUNDS: usize = 8;
    let mut clashes: BTreeMap<EntryKey, Problem> = BTreeMap::new();
    for round in 0.. {
        let mut reviewer = Reviewer::new(setup, partials, mode, left_out, &clashes);
        reviewer.profile();
        reviewer.assistants();
        reviewer.numbers();
        let found = reviewer.clashes(round >= ROUNDS);
        if found.is_empty() {
            reviewer.campaigns();
            return reviewer.finish();
        }
        clashes.extend(found);
    }
    unreachable!("the loop above ends: each round leaves out another entry")
}

struct Reviewer<'a> {
    before: &'a Setup,
    partials: &'a [Partial],
    mode: Mode,
    left_out: &'a HashSet<EntryKey>,
    clashes: &'a BTreeMap<EntryKey, Problem>,
    next: Setup,
    entries: Vec<Entry>,
    removals: Vec<Entry>,
    unchanged: usize,
    problems: Vec<Problem>,
    warnings: Vec<Problem>,
    /// Assistants by every id a file may call them, for ids that are not the finished ones.
    assistant_ids: HashMap<Id, Id>,
    /// Numbers likewise.
    number_ids: HashMap<Id, Id>,
    /// Finished assistants by platform and the id there.
    assistants_there: HashMap<(String, String), Id>,
    /// How finished assistants are called; `None` for a name that several bear.
    assistant_names: HashMap<String, Option<Id>>,
    /// What left out assistants are called by: ids, ids of a platform, names.
    absent_assistants: HashSet<String>,
    /// What left out numbers are called by.
    absent_numbers: HashSet<String>,
    /// The digits that number entries have stated, with the pointer and line of the first.
    stated_digits: HashMap<E164, (String, u32)>,
    /// Where a number entry of the files stands, by the finished id.
    number_places: HashMap<Id, (usize, usize)>,
}

impl<'a> Reviewer<'a> {
    fn new(
        before: &'a Setup,
        partials: &'a [Partial],
        mode: Mode,
        left_out: &'a HashSet<EntryKey>,
        clashes: &'a BTreeMap<EntryKey, Problem>,
    ) -> Reviewer<'a> {
        Reviewer {
            before,
            partials,
            mode,
            left_out,
            clashes,
            next: before.clone(),
            entries: Vec::new(),
            removals: Vec::new(),
            unchanged: 0,
            problems: partials.iter().flat_map(|partial| partial.problems.iter().cloned()).collect(),
            warnings: partials.iter().flat_map(|partial| partial.warnings.iter().cloned()).collect(),
            assistant_ids: HashMap::new(),
            number_ids: HashMap::new(),
            assistants_there: HashMap::new(),
            assistant_names: HashMap::new(),
            absent_assistants: HashSet::new(),
            absent_numbers: HashSet::new(),
            stated_digits: HashMap::new(),
            number_places: HashMap::new(),
        }
    }

    fn finish(mut self) -> Review {
        self.problems.extend(self.clashes.values().cloned());
        self.note_loops();
        let mut entries = self.entries;
        entries.append(&mut self.removals);
        Review {
            setup: self.next,
            before: self.before.clone(),
            entries,
            unchanged: self.unchanged,
            problems: self.problems,
            warnings: self.warnings,
            files: self.partials.iter().map(|partial| partial.file.clone()).collect(),
        }
    }

    fn problem(&mut self, file: usize, pointer: String, place: Place, code: &'static str, message: Message) {
        let file = self.partials[file].file.clone();
        self.problems.push(Problem { code, file, pointer, place, message });
    }

    fn is_usable(&self, key: &EntryKey, head: &EntryHead) -> bool {
        !head.has_problem && !self.clashes.contains_key(key)
    }

    fn profile(&mut self) {
        for (file, partial) in self.partials.iter().enumerate() {
            let Some(stated) = &partial.profile else { continue };
            let key = entry_key(file, &stated.head);
            if !self.is_usable(&key, &stated.head) {
                continue;
            }
            let before = self.next.profile().clone();
            let after = Arc::new(merged_profile(&before, stated));
            if before == after {
                self.unchanged += 1;
                continue;
            }
            let included = !self.left_out.contains(&key);
            if included {
                self.next.put_profile(after.clone());
            }
            let record = RecordChange::Profile(Change { before: Some(before), after: Some(after) });
            self.entries.push(Entry { key, outcome: Outcome::Changed, record, included, notes: Vec::new() });
        }
    }

    fn by_platform<'b>(
        &self,
        records: impl Iterator<Item = (&'b Id, Option<(&'b str, &'b str)>)>,
    ) -> HashMap<(&'b str, &'b str), Option<Id>> {
        let mut there: HashMap<(&str, &str), Option<Id>> = HashMap::new();
        for (id, platform) in records {
            if let Some(key) = platform {
                there.entry(key).and_modify(|several| *several = None).or_insert_with(|| Some(id.clone()));
            }
        }
        there
    }

    /// Notes which record an entry is about, and says whether the entry can be used. Two entries
    /// about one record, or with one id, are a problem of the second, at `at`.
    #[expect(clippy::too_many_arguments, reason = "one caller a kind of record; a struct would only name them twice")]
    fn claim(
        &mut self,
        file: usize,
        key: &EntryKey,
        head: &EntryHead,
        at: impl FnOnce(&Self) -> (String, Place),
        found: Option<&Id>,
        claims: &mut Claims,
        code: &'static str,
    ) -> bool {
        claims.named.extend(found.cloned());
        if !self.is_usable(key, head) {
            return false;
        }
        if let Some(id) = &head.id
            && !claims.ids.insert(id.value.clone())
        {
            let message = Message::new("problem-duplicate-id").with("id", id.value.as_str());
            self.problem(file, format!("{}/id", head.pointer), id.place, "duplicate_id", message);
            return false;
        }
        let Some(record) = found else { return true };
        if let Some(first) = claims.records.get(record) {
            let message = Message::new("problem-same-record").with("pointer", first.as_str());
            let (pointer, place) = at(self);
            self.problem(file, pointer, place, code, message);
            return false;
        }
        claims.records.insert(record.clone(), head.pointer.clone());
        true
    }

    fn ambiguous(&mut self, file: usize, head: &EntryHead, code: &'static str) {
        self.problem(file, head.pointer.clone(), head.place, code, Message::new("problem-several-candidates"));
    }

    /// Merge keeps the store's id, replace takes the file's.
    fn finished_id(&self, found: Option<&Id>, head: &EntryHead) -> Id {
        let stated = head.id.as_ref().map(|id| id.value.clone());
        match (found, stated) {
            (Some(found), Some(stated)) if self.mode == Mode::Replace => {
                if *found == stated {
                    found.clone()
                } else {
                    stated
                }
            }
            (Some(found), _) => found.clone(),
            (None, Some(stated)) => stated,
            (None, None) => head.fresh_id(),
        }
    }

    fn row<T: PartialEq>(
        &mut self,
        key: EntryKey,
        before: Option<Arc<T>>,
        after: Option<Arc<T>>,
        included: bool,
        notes: Vec<Message>,
        record: impl FnOnce(Change<T>) -> RecordChange,
    ) {
        let outcome = match (&before, &after) {
            (None, _) => Outcome::Added,
            (Some(_), None) => Outcome::Removed,
            (Some(before), Some(after)) if before == after => {
                self.unchanged += 1;
                return;
            }
            _ => Outcome::Changed,
        };
        let list = if outcome == Outcome::Removed { &mut self.removals } else { &mut self.entries };
        list.push(Entry { key, outcome, record: record(Change { before, after }), included, notes });
    }
}

/// What the entries of one kind have laid claim to.
#[derive(Default)]
struct Claims {
    /// The ids they state.
    ids: HashSet<Id>,
    /// The records they are about, with the pointer of the entry.
    records: HashMap<Id, String>,
    /// The records they name, entries with problems included: none of these is removed.
    named: HashSet<Id>,
}

impl Claims {
    /// Whether another entry is about a record that an entry with an id of its own seems to be about.
    /// Then it is about a new one: a whole file says of each record which one it is.
    fn is_spoken_for(&self, record: &Id, head: &EntryHead, by_id: &HashSet<&Id>) -> bool {
        head.id.is_some() && (by_id.contains(record) || self.records.contains_key(record))
    }
}

/// The ids that entries state.
fn stated_ids<'a>(heads: impl Iterator<Item = &'a EntryHead>) -> HashSet<&'a Id> {
    heads.filter_map(|head| head.id.as_ref()).map(|id| &id.value).collect()
}

/// The key of an entry: the file's place in the list, and the pointer.
fn entry_key(file: usize, head: &EntryHead) -> EntryKey {
    format!("{file}:{}", head.pointer)
}

fn merged_profile(before: &Profile, stated: &PartialProfile) -> Profile {
    Profile {
        name: stated.name.clone().unwrap_or_else(|| before.name.clone()),
        default_country: stated.default_country.unwrap_or(before.default_country),
        plan: stated.plan.unwrap_or(before.plan),
        extra_numbers: stated.extra_numbers.unwrap_or(before.extra_numbers),
    }
}

//! What an import would do, before it does it. Pure: partials and a setup in, a review out.
//!
//! Order matters and is the order of this file: the profile, then assistants (so that the finished
//! names are known), then numbers (whose slots name assistants), then campaigns (which name
//! numbers). An entry that has a problem, or that somebody leaves out, changes nothing; what others
//! need of it stays as it was, and their row says so. Whether digits are unique is judged on the
//! finished setup, so two numbers may swap theirs. Fallbacks and caller IDs that name digits which the
//! files change get rows of their own, that they follow, to be left out like any other.

mod assistants;
mod campaigns;
mod numbers;

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, hash_map};
use std::sync::Arc;

use crate::files::document::clipped;
use crate::files::partial::{
    AssistantReference, Part, Partial, PartialRecord, Position, Problem, SourceKind, Stated, StatedValue,
};
use crate::model::assistant::Assistant;
use crate::model::campaign::{Campaign, CampaignStatus};
pub use crate::model::change::RecordChange;
use crate::model::change::{Change, ChangeSet, FieldChange};
use crate::model::deed::Deed;
use crate::model::e164::E164;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::message::Message;
use crate::model::number::{Digits, NumberFault, NumberStatus, PhoneNumber};
use crate::model::record::{Record, RecordKind};
use crate::model::setup::{Fault, Setup};
use crate::model::text::composed;
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
    /// The setup it was made from.
    pub fn before(&self) -> &Setup {
        &self.before
    }

    /// What stays as it was although the files say otherwise, with the reason: a number that a campaign needs, a slot
    /// or a campaign's number whose record is left out.
    pub fn what_stays(&self) -> impl Iterator<Item = (&Entry, &Message)> {
        let stays = |note: &&Message| ["note-number-needed", "note-slot-left", "note-number-left"].contains(&note.key);
        self.entries.iter().flat_map(move |entry| entry.notes.iter().filter(stays).map(move |note| (entry, note)))
    }

    /// The edit that applies it.
    pub fn into_edited(self) -> Edited {
        Edited { setup: self.setup, deed: Deed::Imported { files: self.files }, subject: None }
    }

    /// The edit that applies it to the present setup. Refused if that is no longer the setup the
    /// review was made from: it is made again rather than applied over what has changed since.
    pub fn applied_to(&self, present: &Setup) -> Result<Edited, Refusal> {
        if !ChangeSet::between(&self.before, present).is_empty() {
            let message = Message::new("review-stale");
            return Err(Refusal { code: RefusalCode::MovedOn, message, fields: Vec::new() });
        }
        let deed = Deed::Imported { files: self.files.clone() };
        Ok(Edited { setup: self.setup.clone(), deed, subject: None })
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
    /// Whether no file says it: a fallback or caller ID that follows digits which a file changes.
    pub fn follows_digits(&self) -> bool {
        self.notes.iter().any(|note| note.key == "note-follows")
    }

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

/// The files that carry only a part of a platform's list, all files of the review taken together.
fn parts(partials: &[Partial]) -> impl Iterator<Item = &Partial> {
    partials.iter().filter(|partial| {
        let SourceKind::List(list) = partial.kind else { return false };
        let of_list = partials.iter().filter(|other| other.kind == SourceKind::List(list));
        !Part::are_whole(of_list.map(|partial| &partial.part))
    })
}

/// The file, if there is one, that carries only a part of its list: it can be merged, but what it does not
/// name must not be removed.
pub fn incomplete(partials: &[Partial], mode: Mode) -> Option<Refusal> {
    let partial = parts(partials).next().filter(|_| mode == Mode::Replace)?;
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
            reviewer.follow_digits();
            reviewer.campaigns();
            return reviewer.finish();
        }
        clashes.extend(found);
    }
    unreachable!("the loop above ends: each round leaves out another entry")
}

/// The entries of platforms seen so far, by platform and id there.
struct Seen<'a, R: 'static>(HashMap<(&'a str, &'a str), &'a PartialRecord<R>>);

impl<R> Default for Seen<'_, R> {
    fn default() -> Self {
        Seen(HashMap::new())
    }
}

impl<'a, R: Record> Seen<'a, R> {
    /// Whether an entry was seen before and says the same: pages may overlap. One with an id of its own is a record of
    /// its own.
    fn is_again(&mut self, stated: &'a PartialRecord<R>) -> bool {
        let Some(key) = stated.platform_key().filter(|_| stated.id.is_none()) else { return false };
        match self.0.get(&key) {
            Some(first) => first.says_the_same(stated),
            None => {
                self.0.insert(key, stated);
                false
            }
        }
    }
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
    /// Where the entry about a number stands, included or not, by the id it had.
    entries_of: HashMap<Id, (usize, usize)>,
    /// Where a number entry of the files stands that is included, by the finished id.
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
            warnings: parts(partials)
                .filter_map(|partial| partial.more.clone())
                .chain(partials.iter().flat_map(|partial| partial.warnings.iter().cloned()))
                .collect(),
            assistant_ids: HashMap::new(),
            number_ids: HashMap::new(),
            assistants_there: HashMap::new(),
            assistant_names: HashMap::new(),
            absent_assistants: HashSet::new(),
            absent_numbers: HashSet::new(),
            stated_digits: HashMap::new(),
            entries_of: HashMap::new(),
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

    fn problem(&mut self, file: usize, pointer: String, at: Position, code: &'static str, message: Message) {
        self.problems.push(self.partials[file].problem(code, pointer, at, message));
    }

    fn is_usable<R: Record>(&self, key: &EntryKey, entry: &PartialRecord<R>) -> bool {
        !entry.has_problem && !self.clashes.contains_key(key)
    }

    fn profile(&mut self) {
        for (file, partial) in self.partials.iter().enumerate() {
            let Some(stated) = &partial.profile else { continue };
            let key = entry_key(file, &stated.pointer);
            if !self.is_usable(&key, stated) {
                continue;
            }
            let before = self.next.profile().clone();
            let mut after = (*before).clone();
            self.merge(file, &mut after, stated, &mut Vec::new());
            let after = Arc::new(after);
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

    /// Gives a record what an entry states of its fields. Null is what a new record has; a slot is filled
    /// by whom it names. Digits are the caller's, and so is the number of a campaign.
    fn merge<R: Record>(&mut self, file: usize, record: &mut R, stated: &PartialRecord<R>, notes: &mut Vec<Message>) {
        let platform = stated.text("platform.name");
        for (field, told) in stated.each() {
            match &told.value {
                StatedValue::Value(_) if field.path == "platform" => {
                    // What a platform told before stays where it now says nothing; another platform's
                    // word does not.
                    let name = R::field("platform.name").map(|name| name.get(record));
                    let is_another = stated.stated("platform.name").is_some()
                        && name.is_some_and(|name| name != platform.map_or(Value::None, Value::from));
                    if is_another {
                        field.set(record, Value::None);
                    }
                    field.set(record, Value::Flag(true));
                }
                StatedValue::Value(value) => field.set(record, value.clone()),
                StatedValue::Null => field.set(record, field.get(&record.blank())),
                StatedValue::Assistant(named) => {
                    let pointer = || stated.pointer_of(self.partials[file].kind, told);
                    let place = (pointer(), told.at);
                    if let Some(id) = self.assistant_named(file, place, platform, named, notes) {
                        field.set(record, Value::Id(id));
                    }
                }
                StatedValue::Digits(_) | StatedValue::Number(_) | StatedValue::Decided => {}
            }
        }
    }

    /// Whom a slot names. Who cannot be found is a problem, unless somebody leaves that entry out, or an
    /// id of the platform joins nothing: then the slot stays as it was.
    fn assistant_named(
        &mut self,
        file: usize,
        (pointer, at): (String, Position),
        platform: Option<&str>,
        named: &AssistantReference,
        notes: &mut Vec<Message>,
    ) -> Option<Id> {
        let (text, found) = match named {
            AssistantReference::OfPlatform(id) => {
                let key = (platform.unwrap_or_default().to_owned(), id.to_string());
                (id, self.assistants_there.get(&key).cloned())
            }
            AssistantReference::IdOrName(text) => {
                let finished = self.assistant_ids.get(&**text).map_or(&**text, Id::as_str);
                match self
                    .next
                    .shared_assistant_id(finished)
                    .map(Some)
                    .or_else(|| self.assistant_names.get(&*composed(text)).cloned())
                {
                    Some(Some(id)) => (text, Some(id)),
                    Some(None) => {
                        let message = Message::new("problem-ambiguous-assistant").with("found", clipped(text));
                        self.problem(file, pointer, at, "ambiguous_assistant", message);
                        return None;
                    }
                    None => (text, None),
                }
            }
        };
        if found.is_some() {
            return found;
        }
        let found = clipped(text);
        if self.absent_assistants.contains(&*composed(text)) {
            notes.push(Message::new("note-slot-left").with("found", found));
        } else if matches!(named, AssistantReference::OfPlatform(_)) {
            let message = Message::new("problem-unknown-platform-assistant").with("found", found);
            self.warnings.push(self.partials[file].problem("unknown_assistant", pointer, at, message));
        } else {
            let message = Message::new("problem-unknown-assistant").with("found", found);
            self.problem(file, pointer, at, "unknown_assistant", message);
        }
        None
    }

    /// Records by the platform they come from and their id there; `None` for what several bear.
    fn by_platform<'b, R: Record>(
        &self,
        records: impl Iterator<Item = &'b Arc<R>>,
    ) -> HashMap<(String, String), Option<Id>> {
        let mut there: HashMap<(String, String), Option<Id>> = HashMap::new();
        for record in records {
            if let (Some(key), Some(id)) = (platform_of(&**record), record.id()) {
                there.entry(key).and_modify(|several| *several = None).or_insert_with(|| Some(id.clone()));
            }
        }
        there
    }

    /// Notes which record an entry is about, and says whether the entry can be used. Two entries
    /// about one record, or with one id, are a problem of the second, at `at`.
    #[expect(clippy::too_many_arguments, reason = "one caller a kind of record; a struct would only name them twice")]
    fn claim<R: Record>(
        &mut self,
        file: usize,
        key: &EntryKey,
        entry: &PartialRecord<R>,
        at: impl FnOnce(&Self) -> (String, Position),
        found: Option<&Id>,
        claims: &mut Claims,
        code: &'static str,
    ) -> bool {
        claims.named.extend(found.cloned());
        if !self.is_usable(key, entry) {
            return false;
        }
        if let Some(id) = &entry.id
            && !claims.ids.insert(id.value.clone())
        {
            let message = Message::new("problem-duplicate-id").with("id", id.value.as_str());
            self.problem(file, format!("{}/id", entry.pointer), id.at, "duplicate_id", message);
            return false;
        }
        // What states no id is told apart by what its platform calls it, new ones too.
        let platform =
            entry.platform_key().filter(|_| entry.id.is_none()).map(|(name, id)| (name.to_owned(), id.to_owned()));
        let first_there = platform.and_then(|platform| match claims.there.entry(platform) {
            hash_map::Entry::Occupied(first) => Some(first.get().clone()),
            hash_map::Entry::Vacant(place) => {
                place.insert(entry.pointer.clone());
                None
            }
        });
        if let Some(first) = found.and_then(|record| claims.records.get(record)).or(first_there.as_ref()) {
            let message = Message::new("problem-same-record").with("pointer", first.as_str());
            let (pointer, at) = at(self);
            self.problem(file, pointer, at, code, message);
            return false;
        }
        claims.records.extend(found.map(|record| (record.clone(), entry.pointer.clone())));
        true
    }

    fn ambiguous<R: Record>(&mut self, file: usize, entry: &PartialRecord<R>, code: &'static str) {
        self.problem(file, entry.pointer.clone(), entry.at, code, Message::new("problem-several-candidates"));
    }

    /// Merge keeps the store's id, replace takes the file's.
    fn finished_id<R: Record>(&self, found: Option<&Id>, entry: &PartialRecord<R>) -> Id {
        let stated = entry.id.as_ref().map(|id| id.value.clone());
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
            (None, None) => entry.fresh_id(),
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
    /// What platforms call what they are about, with the pointer of the entry.
    there: HashMap<(String, String), String>,
    /// The records they name, entries with problems included: none of these is removed.
    named: HashSet<Id>,
}

impl Claims {
    /// Whether another entry is about a record that an entry with an id of its own seems to be about.
    /// Then it is about a new one: a whole file says of each record which one it is.
    fn is_spoken_for<R: Record>(&self, record: &Id, entry: &PartialRecord<R>, by_id: &HashSet<&Id>) -> bool {
        entry.id.is_some() && (by_id.contains(record) || self.records.contains_key(record))
    }
}

/// The ids that entries state.
fn stated_ids<'a, R: Record>(entries: impl Iterator<Item = &'a PartialRecord<R>>) -> HashSet<&'a Id> {
    entries.filter_map(|entry| entry.id.as_ref()).map(|id| &id.value).collect()
}

/// The key of an entry: the file's place in the list, and the pointer.
fn entry_key(file: usize, pointer: &str) -> EntryKey {
    format!("{file}:{pointer}")
}

/// The platform a record comes from and its id there, if it tells both.
fn platform_of<R: Record>(record: &R) -> Option<(String, String)> {
    let told = |path| R::field(path).map(|field| field.get(record)).and_then(Value::into_told_text);
    Some((told("platform.name")?, told("platform.id")?))
}

//! What an import would do, before it does it. Pure: partials and a setup in, a review out.
//!
//! Order matters and is the order of this file: the profile, then assistants (so that the finished
//! names are known), then numbers (whose slots name assistants), then campaigns (which name
//! numbers). An entry that has a problem, or that somebody leaves out, changes nothing; what others
//! need of it stays as it was, and their row says so. Whether digits are unique is judged on the
//! finished setup, so two numbers may swap theirs.

use std::cell::LazyCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use serde_json::Value;

use super::{
    AssistantReference, EntryHead, Located, Partial, PartialAssistant, PartialCampaign, PartialNumber, PartialPlatform,
    PartialProfile, Place, Problem,
};
use crate::assistant::{Assistant, AssistantKind, AssistantPlatform};
use crate::campaign::{Campaign, CampaignStatus};
use crate::catalogue::Message;
use crate::difference::{
    Change, FieldChange, RecordKind, assistant_fields, campaign_fields, number_fields, profile_fields,
};
use crate::e164::E164;
use crate::edit::{Edited, Title};
use crate::id::Id;
use crate::phone_number::{Digits, NumberPlatform, NumberStatus, PhoneNumber};
use crate::profile::Profile;
use crate::setup::Setup;

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
        let title = Title::Imported { files: self.files };
        Edited { setup: self.setup, title, subject: None, consequences: Vec::new() }
    }

    /// How many entries would be applied.
    pub fn included(&self) -> usize {
        self.entries.iter().filter(|entry| entry.included).count()
    }

    /// The entries of an outcome.
    pub fn of(&self, outcome: Outcome) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.outcome == outcome)
    }

    /// The fields of an entry that differ, with names in the place of ids in slots.
    pub fn fields(&self, entry: &Entry) -> Vec<FieldChange> {
        let mut fields = match &entry.record {
            RecordChange::Profile(change) => match (&change.before, &change.after) {
                (Some(before), Some(after)) => profile_fields(before, after),
                _ => Vec::new(),
            },
            RecordChange::Assistant(change) => assistant_fields(change.before.as_deref(), change.after.as_deref()),
            RecordChange::Number(change) => number_fields(change.before.as_deref(), change.after.as_deref()),
            RecordChange::Campaign(change) => campaign_fields(change.before.as_deref(), change.after.as_deref()),
        };
        let is_campaign = matches!(entry.record, RecordChange::Campaign(_));
        for field in &mut fields {
            match field.field.as_str() {
                "inbound.assistant" | "outbound.assistant" => {
                    name_assistant(&self.before, &mut field.from);
                    name_assistant(&self.setup, &mut field.to);
                }
                "number" if is_campaign => {
                    name_number(&self.before, &mut field.from);
                    name_number(&self.setup, &mut field.to);
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

impl Entry {
    /// The kind of its record.
    pub fn kind(&self) -> RecordKind {
        match self.record {
            RecordChange::Profile(_) => RecordKind::Profile,
            RecordChange::Assistant(_) => RecordKind::Assistant,
            RecordChange::Number(_) => RecordKind::Number,
            RecordChange::Campaign(_) => RecordKind::Campaign,
        }
    }

    /// The record's id; the profile has none.
    pub fn id(&self) -> Option<&Id> {
        match &self.record {
            RecordChange::Profile(_) => None,
            RecordChange::Assistant(change) => change.after.as_ref().or(change.before.as_ref()).map(|r| &r.id),
            RecordChange::Number(change) => change.after.as_ref().or(change.before.as_ref()).map(|r| &r.id),
            RecordChange::Campaign(change) => change.after.as_ref().or(change.before.as_ref()).map(|r| &r.id),
        }
    }

    /// The record's name: as it was, if it was there.
    pub fn name(&self) -> String {
        match &self.record {
            RecordChange::Profile(change) => name_of(change, |r| r.name.clone()),
            RecordChange::Assistant(change) => name_of(change, |r| r.name.clone()),
            RecordChange::Number(change) => name_of(change, PhoneNumber::name),
            RecordChange::Campaign(change) => name_of(change, |r| r.name.clone()),
        }
    }
}

fn name_of<T>(change: &Change<T>, name: impl Fn(&T) -> String) -> String {
    change.before.as_ref().or(change.after.as_ref()).map(|record| name(record)).unwrap_or_default()
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
    /// The digits that number entries have stated, with the pointer of the first.
    stated_digits: HashMap<E164, String>,
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

    // ---- the profile

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

    // ---- assistants

    fn assistants(&mut self) {
        let there = self.by_platform(self.before.assistants().map(|a| (&a.id, assistant_platform(a))));
        let mut names: HashMap<&str, Vec<&Id>> = HashMap::new();
        for assistant in self.before.assistants() {
            names.entry(&assistant.name).or_default().push(&assistant.id);
        }
        let mut claims = Claims::default();
        let partials = self.partials;
        let heads = || partials.iter().flat_map(|p| p.assistants.iter().flatten()).map(|stated| &stated.head);
        let by_id = LazyCell::new(|| stated_ids(heads()));
        for (file, partial) in partials.iter().enumerate() {
            for stated in partial.assistants.iter().flatten() {
                let key = entry_key(file, &stated.head);
                let platform = stated.platform.as_ref().and_then(|p| p.as_ref()).and_then(PartialPlatform::key);
                let known = stated.head.id.as_ref().and_then(|id| self.before.assistant(id.value.as_str()));
                let found = match (known, platform.and_then(|key| there.get(&key))) {
                    (Some(known), _) => Some(known.id.clone()),
                    (None, Some(Some(id))) => {
                        Some(id.clone()).filter(|id| !claims.is_spoken_for(id, &stated.head, &by_id))
                    }
                    (None, Some(None)) => {
                        self.ambiguous(file, &stated.head, "ambiguous_assistant");
                        continue;
                    }
                    (None, None) if stated.head.id.is_some() => None,
                    (None, None) => {
                        let bearers = stated.name.as_deref().and_then(|name| names.get(name));
                        // One that has an id of its own on the same platform is somebody else there.
                        let bearers: Vec<&Id> = bearers
                            .into_iter()
                            .flatten()
                            .copied()
                            .filter(|id| !self.is_elsewhere(id, platform))
                            .collect();
                        match bearers.as_slice() {
                            [] => None,
                            [one] => Some((*one).clone()),
                            _ => {
                                self.ambiguous(file, &stated.head, "ambiguous_assistant");
                                continue;
                            }
                        }
                    }
                };
                self.assistant(file, key, stated, found, &mut claims);
            }
        }
        if self.mode == Mode::Replace && self.partials.iter().any(|partial| partial.assistants.is_some()) {
            self.remove_assistants(&claims);
        }
        for assistant in self.next.assistants() {
            let of_name = self.assistant_names.entry(assistant.name.clone());
            of_name.and_modify(|id| *id = None).or_insert_with(|| Some(assistant.id.clone()));
            if let Some((platform, id)) = assistant_platform(assistant) {
                self.assistants_there.insert((platform.to_owned(), id.to_owned()), assistant.id.clone());
            }
        }
    }

    fn assistant(
        &mut self,
        file: usize,
        key: EntryKey,
        stated: &PartialAssistant,
        found: Option<Id>,
        claims: &mut Claims,
    ) {
        let at = (stated.head.pointer.clone(), stated.head.place);
        let usable = self.claim(file, &key, &stated.head, at, found.as_ref(), claims, "duplicate_assistant");
        let existing = found.as_ref().and_then(|id| self.before.assistant(id.as_str())).cloned();
        let after = merged_assistant(existing.as_deref(), stated, self.finished_id(found.as_ref(), &stated.head));
        if usable && after.name.is_empty() {
            let message = Message::new("problem-no-name");
            self.problem(file, stated.head.pointer.clone(), stated.head.place, "missing_value", message);
        }
        let usable = usable && !after.name.is_empty();
        let included = usable && !self.left_out.contains(&key);
        if !included && existing.is_none() {
            self.absent_assistants.extend(stated.head.id.iter().map(|id| id.value.to_string()));
            self.absent_assistants.extend(stated.name.clone());
            let platform = stated.platform.as_ref().and_then(|p| p.as_ref()).and_then(PartialPlatform::key);
            self.absent_assistants.extend(platform.map(|(_, id)| id.to_owned()));
        }
        if !usable {
            // Whoever names it by the file's id means the record as it is.
            if let (Some(id), Some(existing)) = (&stated.head.id, &existing) {
                self.assistant_ids.insert(id.value.clone(), existing.id.clone());
            }
            return;
        }
        if let Some(id) = &stated.head.id {
            self.assistant_ids.insert(id.value.clone(), after.id.clone());
        }
        let after = Arc::new(after);
        if included {
            if let Some(existing) = existing.as_ref().filter(|existing| existing.id != after.id) {
                self.assistant_ids.insert(existing.id.clone(), after.id.clone());
                self.next.take_assistant(&existing.id);
            }
            self.next.put_assistant(after.clone());
        }
        self.row(key, existing, Some(after), included, Vec::new(), RecordChange::Assistant);
    }

    fn remove_assistants(&mut self, claims: &Claims) {
        for assistant in self.before.assistants() {
            if claims.named.contains(&assistant.id) {
                continue;
            }
            let key = format!("assistant {}", assistant.id);
            let included = !self.left_out.contains(&key);
            let mut notes = Vec::new();
            for number in self.before.numbers_of_assistant(&assistant.id) {
                notes.push(Message::new("note-slot-emptied").name("number", number.name()));
            }
            if included {
                self.next.take_assistant(&assistant.id);
            }
            self.row(key, Some(assistant.clone()), None, included, notes, RecordChange::Assistant);
        }
    }

    fn is_elsewhere(&self, id: &Id, platform: Option<(&str, &str)>) -> bool {
        let own = self.before.assistant(id.as_str()).and_then(|assistant| assistant_platform(assistant));
        matches!((own, platform), (Some((own, _)), Some((other, _))) if own == other)
    }

    // ---- numbers

    fn numbers(&mut self) {
        let there = self.by_platform(self.before.numbers().map(|n| (&n.id, number_platform(n))));
        let mut requests: HashMap<(&Digits, &str), Vec<&Id>> = HashMap::new();
        for number in self.before.numbers().filter(|number| number.e164().is_none()) {
            requests.entry((&number.digits, &number.label)).or_default().push(&number.id);
        }
        self.follow_assistants();
        let mut claims = Claims::default();
        let partials = self.partials;
        let heads = || partials.iter().flat_map(|p| p.numbers.iter().flatten()).map(|stated| &stated.head);
        let by_id = LazyCell::new(|| stated_ids(heads()));
        for (file, partial) in partials.iter().enumerate() {
            for (at, stated) in partial.numbers.iter().flatten().enumerate() {
                let key = entry_key(file, &stated.head);
                let platform = stated.platform.as_ref().and_then(|p| p.as_ref()).and_then(PartialPlatform::key);
                let known = stated.head.id.as_ref().and_then(|id| self.before.number(id.value.as_str()));
                let found = match (known, platform.and_then(|key| there.get(&key))) {
                    (Some(known), _) => Some(known.id.clone()),
                    (None, Some(Some(id))) => Some(id.clone()),
                    (None, Some(None)) => {
                        self.ambiguous(file, &stated.head, "ambiguous_number");
                        continue;
                    }
                    (None, None) => match stated.digits.as_ref().map(|digits| &digits.value) {
                        Some(Digits::Known(digits)) => self.before.number_with_digits(*digits).map(|n| n.id.clone()),
                        Some(asked) if stated.head.id.is_none() => {
                            let label = stated.label.as_deref().unwrap_or_default();
                            match requests.get(&(asked, label)).map(Vec::as_slice) {
                                None | Some([]) => None,
                                Some([one]) => Some((*one).clone()),
                                Some(_) => {
                                    self.ambiguous(file, &stated.head, "ambiguous_number");
                                    continue;
                                }
                            }
                        }
                        _ => None,
                    },
                };
                let found = found.filter(|id| known.is_some() || !claims.is_spoken_for(id, &stated.head, &by_id));
                self.number(file, at, key, stated, found, &mut claims);
            }
        }
        if self.mode == Mode::Replace && self.partials.iter().any(|partial| partial.numbers.is_some()) {
            self.remove_numbers(&claims);
        }
    }

    /// Numbers the files say nothing of keep their slots: emptied where the assistant is removed,
    /// following where it goes on under another id.
    fn follow_assistants(&mut self) {
        let moved = self.before.assistants().filter(|a| self.next.assistant(a.id.as_str()).is_none());
        let numbers: HashSet<Id> =
            moved.flat_map(|a| self.before.numbers_of_assistant(&a.id)).map(|number| number.id.clone()).collect();
        for id in numbers {
            if let Some(number) = self.before.number(id.as_str()) {
                let followed = Arc::new(self.followed(number));
                self.next.put_number(followed);
            }
        }
    }

    /// The number with its slots naming finished assistants.
    fn followed(&self, number: &PhoneNumber) -> PhoneNumber {
        let mut number = number.clone();
        for slot in [&mut number.inbound.assistant, &mut number.outbound.assistant] {
            if let Some(id) = slot.take() {
                let finished = if self.next.assistant(id.as_str()).is_some() {
                    Some(id)
                } else {
                    self.assistant_ids.get(&id).cloned()
                };
                *slot = finished.filter(|id| self.next.assistant(id.as_str()).is_some());
            }
        }
        number
    }

    fn number(
        &mut self,
        file: usize,
        at: usize,
        key: EntryKey,
        stated: &PartialNumber,
        found: Option<Id>,
        claims: &mut Claims,
    ) {
        claims.named.extend(found.clone());
        let mut usable = !self.repeats_digits(file, &key, stated) && {
            let at = self.digits_at(file, stated);
            self.claim(file, &key, &stated.head, at, found.as_ref(), claims, "duplicate_number")
        };
        let existing = found.as_ref().and_then(|id| self.before.number(id.as_str())).cloned();
        let base = existing.as_ref().map(|number| self.followed(number));
        let id = self.finished_id(found.as_ref(), &stated.head);
        let mut notes = Vec::new();
        let problems = self.problems.len();
        let after = if usable { self.merged_number(file, base.as_ref(), stated, id, &mut notes) } else { None };
        usable &= self.problems.len() == problems;
        let included = usable && after.is_some() && !self.left_out.contains(&key);
        if !included && existing.is_none() {
            self.absent_numbers.extend(stated.head.id.iter().map(|id| id.value.to_string()));
            if let Some(Digits::Known(digits)) = stated.digits.as_ref().map(|digits| &digits.value) {
                self.absent_numbers.insert(digits.to_string());
            }
        }
        let Some(after) = after.filter(|_| usable) else {
            // Whoever names it by the file's id means the record as it is.
            if let (Some(id), Some(existing)) = (&stated.head.id, &existing) {
                self.number_ids.insert(id.value.clone(), existing.id.clone());
            }
            return;
        };
        if let Some(id) = &stated.head.id {
            self.number_ids.insert(id.value.clone(), after.id.clone());
        }
        let after = Arc::new(after);
        if included {
            if let Some(existing) = existing.as_ref().filter(|existing| existing.id != after.id) {
                self.number_ids.insert(existing.id.clone(), after.id.clone());
                self.next.take_number(&existing.id);
            }
            self.number_places.insert(after.id.clone(), (file, at));
            // Putting back what is there already costs as much as a change; most imports change little.
            if self.next.number(after.id.as_str()).is_none_or(|there| **there != *after) {
                self.next.put_number(after.clone());
            }
        }
        // A slot that merely follows its assistant to another id is no change of the number.
        let existing = existing.map(|existing| match base {
            Some(base) if base.inbound.assistant != existing.inbound.assistant => Arc::new(base),
            _ => existing,
        });
        self.row(key, existing, Some(after), included, notes, RecordChange::Number);
    }

    fn merged_number(
        &mut self,
        file: usize,
        existing: Option<&PhoneNumber>,
        stated: &PartialNumber,
        id: Id,
        notes: &mut Vec<Message>,
    ) -> Option<PhoneNumber> {
        let pointer = |field: &str| format!("{}{field}", stated.head.pointer);
        let mut number = match (existing, &stated.digits) {
            (Some(existing), _) => PhoneNumber { id, ..existing.clone() },
            (None, Some(digits)) => PhoneNumber::new(id, digits.value.clone()),
            (None, None) => {
                // An id that nobody has and nothing to make a number of.
                let message = Message::new("problem-neither-number");
                self.problem(file, stated.head.pointer.clone(), stated.head.place, "number_or_requested", message);
                return None;
            }
        };
        if let Some(digits) = &stated.digits {
            let was_known = number.e164().is_some();
            number.digits = digits.value.clone();
            if was_known && number.e164().is_none() {
                number.status = NumberStatus::Pending;
            }
        }
        if let Some(None) = &stated.status {
            number.status = number.digits.default_status();
        }
        if let Some(Some(status)) = &stated.status {
            if matches!(number.digits, Digits::Requested { .. }) && status.value != NumberStatus::Pending {
                let message = Message::new("requested-is-pending");
                self.problem(file, pointer("/status"), status.place, "requested_not_pending", message);
            }
            number.status = status.value;
        }
        if let Some(label) = &stated.label {
            number.label.clone_from(label);
        }
        if let Some(notes) = &stated.notes {
            number.notes.clone_from(notes);
        }
        let platform = stated.platform.as_ref().and_then(|p| p.as_ref()).and_then(PartialPlatform::key);
        let platform = platform.map(|(name, _)| name);
        if let Some(slot) = &stated.inbound_assistant {
            let at =
                if platform.is_some() && matches!(slot, Some(Located { value: AssistantReference::Platform(_), .. })) {
                    pointer("/assistant_id")
                } else {
                    pointer("/inbound/assistant")
                };
            self.fill(file, at, platform, slot, &mut number.inbound.assistant, notes);
        }
        if let Some(slot) = &stated.outbound_assistant {
            self.fill(file, pointer("/outbound/assistant"), platform, slot, &mut number.outbound.assistant, notes);
        }
        if let Some(fallback) = &stated.fallback {
            number.inbound.fallback = fallback.as_ref().map(|fallback| fallback.value);
        }
        if let Some(caller_id) = &stated.caller_id {
            number.outbound.caller_id = caller_id.as_ref().map(|caller_id| caller_id.value);
        }
        if let Some(told) = &stated.platform {
            number.platform = told.as_ref().map(|told| merged_number_platform(number.platform.as_ref(), told));
        }
        if number.inbound.fallback.is_some() && number.inbound.fallback == number.e164() {
            let stated_fallback = stated.fallback.as_ref().and_then(|fallback| fallback.as_ref());
            let (at, place) = match (stated_fallback, &stated.digits) {
                (Some(fallback), _) => (pointer("/inbound/fallback"), fallback.place),
                (None, Some(digits)) => (pointer("/number"), digits.place),
                (None, None) => (stated.head.pointer.clone(), stated.head.place),
            };
            self.problem(file, at, place, "fallback_is_itself", Message::new("fallback-is-itself"));
        }
        Some(number)
    }

    /// Puts whom a slot names into it. Who cannot be found is a problem, unless somebody leaves that
    /// entry out, or an id of the platform joins nothing: then the slot stays as it was.
    fn fill(
        &mut self,
        file: usize,
        pointer: String,
        platform: Option<&str>,
        named: &Option<Located<AssistantReference>>,
        slot: &mut Option<Id>,
        notes: &mut Vec<Message>,
    ) {
        let Some(named) = named else {
            *slot = None;
            return;
        };
        let (text, found, is_platform) = match &named.value {
            AssistantReference::Platform(id) => {
                let key = (platform.unwrap_or_default().to_owned(), id.to_string());
                (id, self.assistants_there.get(&key).cloned(), true)
            }
            AssistantReference::IdOrName(text) => {
                let finished = self.assistant_ids.get(&**text).map_or(&**text, Id::as_str);
                match self.next.shared_assistant_id(finished) {
                    Some(id) => (text, Some(id), false),
                    None => match self.assistant_names.get(&**text) {
                        Some(Some(id)) => (text, Some(id.clone()), false),
                        Some(None) => {
                            let message = Message::new("problem-ambiguous-assistant")
                                .with("found", super::document::clipped(text));
                            self.problem(file, pointer, named.place, "ambiguous_assistant", message);
                            return;
                        }
                        None => (text, None, false),
                    },
                }
            }
        };
        if let Some(id) = found {
            *slot = Some(id);
            return;
        }
        let found = super::document::clipped(text);
        if self.absent_assistants.contains(&**text) {
            notes.push(Message::new("note-slot-left").with("found", found));
        } else if is_platform {
            let message = Message::new("problem-unknown-platform-assistant").with("found", found);
            let file = self.partials[file].file.clone();
            self.warnings.push(Problem { code: "unknown_assistant", file, pointer, place: named.place, message });
        } else {
            let message = Message::new("problem-unknown-assistant").with("found", found);
            self.problem(file, pointer, named.place, "unknown_assistant", message);
        }
    }

    fn remove_numbers(&mut self, claims: &Claims) {
        let carries_campaigns = self.partials.iter().any(|partial| partial.campaigns.is_some());
        for number in self.before.numbers() {
            if claims.named.contains(&number.id) {
                continue;
            }
            let key = format!("number {}", number.id);
            let mut notes = Vec::new();
            // A list of numbers alone removes no campaign, so a number that one calls from stays.
            let is_needed = !carries_campaigns && self.before.campaigns_of_number(&number.id).next().is_some();
            if is_needed {
                notes.push(Message::new("note-number-needed"));
            }
            let included = !is_needed && !self.left_out.contains(&key);
            if let Some(digits) = number.e164() {
                for other in self.before.numbers_falling_back_to(digits) {
                    notes.push(Message::new("note-fallback-outside").name("number", other.name()));
                }
            }
            if included {
                self.next.take_number(&number.id);
            }
            self.row(key, Some(number.clone()), None, included, notes, RecordChange::Number);
        }
    }

    /// Digits that two finished numbers have: each entry of the files in such a group but the first,
    /// or all of them if a number the files do not touch has the digits.
    fn clashes(&self, refuse_all: bool) -> BTreeMap<EntryKey, Problem> {
        let mut clashes = BTreeMap::new();
        for fault in self.next.faults() {
            let crate::setup::Fault::SameDigits(digits, ids) = fault else { continue };
            let mut entries: Vec<(usize, usize)> =
                ids.iter().filter_map(|id| self.number_places.get(id)).copied().collect();
            entries.sort_unstable();
            let untouched = ids.iter().find(|id| !self.number_places.contains_key(*id));
            let kept = if untouched.is_some() || refuse_all { 0 } else { 1 };
            let first = entries.first().copied();
            for (file, at) in entries.into_iter().skip(kept) {
                let Some(stated) = self.partials[file].numbers.as_ref().and_then(|numbers| numbers.get(at)) else {
                    continue;
                };
                let message = match (untouched, first) {
                    (Some(id), _) => {
                        let name = self.next.number(id.as_str()).map(|n| n.name()).unwrap_or_default();
                        Message::new("problem-digits-taken").with("number", digits).name("name", name)
                    }
                    (None, Some((file, at))) => {
                        let pointer =
                            self.partials[file].numbers.iter().flatten().nth(at).map(|n| n.head.pointer.clone());
                        Message::new("problem-digits-twice")
                            .with("number", digits)
                            .with("pointer", pointer.unwrap_or_default())
                    }
                    (None, None) => continue,
                };
                // Digits the entry does not state itself are those of the record it is about.
                let (pointer, place) = self.digits_at(file, stated);
                let file_name = self.partials[file].file.clone();
                let problem = Problem { code: "duplicate_number", file: file_name, pointer, place, message };
                clashes.insert(entry_key(file, &stated.head), problem);
            }
        }
        clashes
    }

    /// Whether an entry states digits that one before it has stated: a problem of this one, which the
    /// first is named in, whatever records the two are about.
    fn repeats_digits(&mut self, file: usize, key: &EntryKey, stated: &PartialNumber) -> bool {
        let Some(Located { value: Digits::Known(digits), place }) = &stated.digits else { return false };
        if !self.is_usable(key, &stated.head) {
            return false;
        }
        let Some(first) = self.stated_digits.get(digits) else {
            self.stated_digits.insert(*digits, stated.head.pointer.clone());
            return false;
        };
        let message = Message::new("problem-digits-twice").with("number", *digits).with("pointer", first.as_str());
        let (pointer, place) = (self.digits_at(file, stated).0, *place);
        self.problem(file, pointer, place, "duplicate_number", message);
        true
    }

    /// Where an entry states its digits, or the entry itself if it does not.
    fn digits_at(&self, file: usize, stated: &PartialNumber) -> (String, Place) {
        let key = match (self.partials[file].kind, &stated.digits) {
            (super::SourceKind::SetupFile, Some(Located { value: Digits::Requested { .. }, .. })) => "requested",
            (super::SourceKind::SetupFile, _) => "number",
            _ => "phone_number",
        };
        match &stated.digits {
            Some(digits) => (format!("{}/{key}", stated.head.pointer), digits.place),
            None => (stated.head.pointer.clone(), stated.head.place),
        }
    }

    /// A loop of fallbacks is imported, and said.
    fn note_loops(&mut self) {
        let looping: HashSet<Id> = self.next.fallback_loops().into_iter().flatten().map(|n| n.id.clone()).collect();
        for entry in &mut self.entries {
            let RecordChange::Number(Change { before, after: Some(after) }) = &entry.record else { continue };
            let moved = before
                .as_ref()
                .is_none_or(|b| b.inbound.fallback != after.inbound.fallback || b.digits != after.digits);
            if entry.included && moved && looping.contains(&after.id) {
                entry.notes.push(Message::new("note-loop"));
            }
        }
    }

    // ---- campaigns

    fn campaigns(&mut self) {
        self.follow_numbers();
        let mut names: HashMap<&str, Vec<&Id>> = HashMap::new();
        for campaign in self.before.campaigns() {
            names.entry(&campaign.name).or_default().push(&campaign.id);
        }
        let mut claims = Claims::default();
        let partials = self.partials;
        for (file, partial) in partials.iter().enumerate() {
            for stated in partial.campaigns.iter().flatten() {
                let key = entry_key(file, &stated.head);
                let found = match &stated.head.id {
                    Some(id) => self.before.campaign(id.value.as_str()).map(|campaign| campaign.id.clone()),
                    None => match stated.name.as_deref().and_then(|name| names.get(name)).map(Vec::as_slice) {
                        None | Some([]) => None,
                        Some([one]) => Some((*one).clone()),
                        Some(_) => {
                            self.ambiguous(file, &stated.head, "ambiguous_campaign");
                            continue;
                        }
                    },
                };
                self.campaign(file, key, stated, found, &mut claims);
            }
        }
        if self.mode == Mode::Replace && self.partials.iter().any(|partial| partial.campaigns.is_some()) {
            for campaign in self.before.campaigns() {
                if claims.named.contains(&campaign.id) {
                    continue;
                }
                let key = format!("campaign {}", campaign.id);
                // Its number is removed: a campaign cannot be without one.
                let needs = self.next.campaign(campaign.id.as_str()).is_none();
                let included = needs || !self.left_out.contains(&key);
                if included {
                    self.next.take_campaign(&campaign.id);
                }
                self.row(key, Some(campaign.clone()), None, included, Vec::new(), RecordChange::Campaign);
            }
        }
    }

    /// Campaigns of numbers that go on under another id follow; those of removed numbers go.
    fn follow_numbers(&mut self) {
        let gone = self.before.numbers().filter(|n| self.next.number(n.id.as_str()).is_none());
        let campaigns: Vec<Arc<Campaign>> =
            gone.flat_map(|number| self.before.campaigns_of_number(&number.id)).cloned().collect();
        for campaign in campaigns {
            match self.number_ids.get(&campaign.number).filter(|id| self.next.number(id.as_str()).is_some()) {
                Some(id) => {
                    let followed = Campaign { number: id.clone(), ..Campaign::clone(&campaign) };
                    self.next.put_campaign(Arc::new(followed));
                }
                None => drop(self.next.take_campaign(&campaign.id)),
            }
        }
    }

    fn campaign(
        &mut self,
        file: usize,
        key: EntryKey,
        stated: &PartialCampaign,
        found: Option<Id>,
        claims: &mut Claims,
    ) {
        let at = (stated.head.pointer.clone(), stated.head.place);
        if !self.claim(file, &key, &stated.head, at, found.as_ref(), claims, "duplicate_campaign") {
            return;
        }
        let existing = found.as_ref().and_then(|id| self.before.campaign(id.as_str())).cloned();
        let mut notes = Vec::new();
        let mut number = existing.as_ref().map(|campaign| campaign.number.clone());
        if let Some(moved) = number.as_ref().and_then(|id| self.number_ids.get(id)) {
            number = Some(moved.clone());
        }
        if let Some(named) = &stated.number {
            let text = named.value.text.as_str();
            let finished = self.number_ids.get(text).map_or(text, Id::as_str);
            let by_id = self.next.number(finished);
            let by_digits = || named.value.digits.and_then(|digits| self.next.number_with_digits(digits));
            match by_id.or_else(by_digits) {
                Some(found) => number = Some(found.id.clone()),
                None => {
                    let found = super::document::clipped(text);
                    let digits = named.value.digits.map(|digits| digits.to_string());
                    let absent = |name: &str| self.absent_numbers.contains(name);
                    if absent(text) || digits.as_deref().is_some_and(absent) {
                        notes.push(Message::new("note-number-left").with("found", found));
                    } else {
                        let message = Message::new("problem-unknown-number").with("found", found);
                        let pointer = format!("{}/number", stated.head.pointer);
                        self.problem(file, pointer, named.place, "unknown_number", message);
                        return;
                    }
                }
            }
        }
        let name = stated.name.clone().or_else(|| existing.as_ref().map(|campaign| campaign.name.clone()));
        let missing = name.is_none() || (number.is_none() && notes.is_empty());
        if missing {
            let key = if name.is_none() { "problem-no-name" } else { "problem-no-number" };
            let message = Message { key, args: Vec::new() };
            self.problem(file, stated.head.pointer.clone(), stated.head.place, "missing_value", message);
        }
        // A new campaign whose number is left out is left out with it.
        let (Some(name), Some(number)) = (name, number) else { return };
        let status = stated.status.or_else(|| existing.as_ref().map(|campaign| campaign.status));
        let after = Arc::new(Campaign {
            id: self.finished_id(found.as_ref(), &stated.head),
            name,
            status: status.unwrap_or(CampaignStatus::Draft),
            number,
        });
        let included = !self.left_out.contains(&key) && self.next.number(after.number.as_str()).is_some();
        if included {
            if let Some(existing) = existing.as_ref().filter(|existing| existing.id != after.id) {
                self.next.take_campaign(&existing.id);
            }
            self.next.put_campaign(after.clone());
        }
        self.row(key, existing, Some(after), included, notes, RecordChange::Campaign);
    }

    // ---- what the kinds have in common

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
        at: (String, Place),
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
            self.problem(file, at.0, at.1, code, message);
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
            (None, None) => head.fresh.clone(),
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

fn assistant_platform(assistant: &Assistant) -> Option<(&str, &str)> {
    let platform = assistant.platform.as_ref()?;
    Some((platform.name.as_deref()?, platform.id.as_deref()?))
}

fn number_platform(number: &PhoneNumber) -> Option<(&str, &str)> {
    let platform = number.platform.as_ref()?;
    Some((platform.name.as_deref()?, platform.id.as_deref()?))
}

fn merged_profile(before: &Profile, stated: &PartialProfile) -> Profile {
    Profile {
        name: stated.name.clone().unwrap_or_else(|| before.name.clone()),
        default_country: stated.default_country.unwrap_or(before.default_country),
        plan: stated.plan.unwrap_or(before.plan),
        extra_numbers: stated.extra_numbers.unwrap_or(before.extra_numbers),
    }
}

fn merged_assistant(existing: Option<&Assistant>, stated: &PartialAssistant, id: Id) -> Assistant {
    let text = |stated: &Option<String>, before: fn(&Assistant) -> &String| {
        stated.clone().or_else(|| existing.map(|e| before(e).clone())).unwrap_or_default()
    };
    Assistant {
        id,
        name: text(&stated.name, |e| &e.name),
        kind: stated.kind.or(existing.map(|e| e.kind)).unwrap_or(AssistantKind::Custom),
        role: text(&stated.role, |e| &e.role),
        active: stated.active.or(existing.map(|e| e.active)).unwrap_or(true),
        greeting: text(&stated.greeting, |e| &e.greeting),
        voice: text(&stated.voice, |e| &e.voice),
        platform: match &stated.platform {
            None => existing.and_then(|e| e.platform.clone()),
            Some(None) => None,
            Some(Some(told)) => {
                let before = existing.and_then(|e| e.platform.as_ref());
                let same = before.filter(|before| told.name.is_none() || told.name.as_ref() == Some(&before.name));
                let kept = |stated: &Option<Option<String>>, before: fn(&AssistantPlatform) -> &Option<String>| {
                    stated.clone().unwrap_or_else(|| same.and_then(|s| before(s).clone()))
                };
                Some(AssistantPlatform {
                    name: kept(&told.name, |p| &p.name),
                    id: kept(&told.id, |p| &p.id),
                    created_at: kept(&told.created_at, |p| &p.created_at),
                })
            }
        },
    }
}

/// What a platform told before stays where it now says nothing; another platform's word does not.
fn merged_number_platform(before: Option<&NumberPlatform>, told: &PartialPlatform) -> NumberPlatform {
    let same = before.filter(|before| told.name.is_none() || told.name.as_ref() == Some(&before.name));
    let same = same.cloned().unwrap_or_default();
    NumberPlatform {
        name: told.name.clone().unwrap_or(same.name),
        id: told.id.clone().unwrap_or(same.id),
        provider: told.provider.clone().unwrap_or(same.provider),
        sms_enabled: told.sms_enabled.unwrap_or(same.sms_enabled),
        monthly_cost_cents: told.monthly_cost_cents.unwrap_or(same.monthly_cost_cents),
        created_at: told.created_at.clone().unwrap_or(same.created_at),
    }
}

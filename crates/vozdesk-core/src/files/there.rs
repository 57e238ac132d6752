//! What a platform has, from its answers: numbers and assistants with their values as sync compares them, and what of
//! it comes here.
//!
//! The readers are those of files. Only two things differ where an answer has just been fetched: the list is known and
//! need not be recognised, and what an entry does not mention is not there, since nobody has left it out.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::files::document::Document;
use crate::files::partial::{AssistantReference, Located, Part, Partial, PartialRecord, Problem, Stated, StatedValue};
use crate::files::platform::{self, Platform, Records, Takes};
use crate::model::assistant::Assistant;
use crate::model::country::Country;
use crate::model::e164::E164;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::message::Message;
use crate::model::number::{Digits, PhoneNumber};
use crate::model::record::Record;
use crate::model::synced::{Held, Synced};

/// What a platform has.
#[derive(Clone, Debug, Default)]
pub struct There {
    /// Its numbers.
    pub numbers: BTreeMap<E164, NumberThere>,
    /// The names of its assistants, by their id there.
    pub assistants: BTreeMap<String, String>,
    /// Entries that cannot be kept here.
    pub problems: Vec<ProblemThere>,
    /// Ids of entries whose digits cannot be read: their numbers are there all the same.
    pub unreadable: BTreeSet<String>,
    /// What was read, for what comes here.
    partials: Vec<Partial>,
    /// Where the first entry about an assistant stands.
    places: HashMap<String, (usize, usize)>,
}

/// A number on a platform.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberThere {
    /// Its id there.
    pub id: String,
    /// The compared fields the platform tells.
    values: BTreeMap<Synced, Held>,
    /// Everything else that VozDesk reads of it, by path.
    rest: BTreeMap<&'static str, Value>,
    /// The entry cannot be kept here as it is, so nothing of it is compared.
    pub has_problem: bool,
    /// Where its entry stands.
    place: (usize, usize),
}

/// Something on a platform that cannot be kept here.
#[derive(Clone, Debug, PartialEq)]
pub struct ProblemThere {
    /// The number, if it can be told.
    pub number: Option<E164>,
    /// Its id there, if it is told.
    pub id: Option<String>,
    /// The path of the field.
    pub field: String,
    /// What is wrong.
    pub message: Message,
}

/// What of it is to come here.
#[derive(Clone, Debug, Default)]
pub struct Coming {
    /// Fields of numbers that are here already, by their id here.
    pub fields: BTreeMap<E164, (Id, Vec<Synced>)>,
    /// Numbers that are new.
    pub numbers: BTreeSet<E164>,
    /// Assistants, by their id there.
    pub assistants: BTreeMap<String, AssistantComing>,
    /// Which assistants of the office the platform knows, by their id there.
    pub known: HashMap<String, Id>,
}

/// How an assistant comes here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssistantComing {
    /// It is new here.
    New,
    /// Its name there, for the one of this id.
    Renamed(Id),
    /// It is the one of this id.
    Linked(Id),
}

impl NumberThere {
    /// What the platform says of a field; a blank one where it says nothing.
    pub fn value(&self, field: Synced) -> Held {
        self.values.get(&field).cloned().unwrap_or(Held::Nothing)
    }

    /// The paths of what else VozDesk knows of it that differs from another reading of the same number, fields in
    /// `written` apart.
    pub fn moved_since(&self, before: &NumberThere, written: &[Synced]) -> Vec<&'static str> {
        let compared = Synced::ALL.into_iter().filter(|field| !written.contains(field));
        let moved = compared.filter(|field| self.value(*field) != before.value(*field)).map(Synced::path);
        let paths: BTreeSet<&'static str> = self.rest.keys().chain(before.rest.keys()).copied().collect();
        moved.chain(paths.into_iter().filter(|path| self.rest.get(path) != before.rest.get(path))).collect()
    }
}

impl There {
    /// Takes in a page of a platform's list.
    ///
    /// # Errors
    /// It is no JSON.
    pub fn take(
        &mut self,
        platform: &'static Platform,
        records: Records,
        name: &str,
        page: &[u8],
        office: Country,
    ) -> Result<(), Box<Problem>> {
        let Some(mut partial) = read(platform, records, name, page, office)? else { return Ok(()) };
        let mut twice = Vec::new();
        let file = self.partials.len();
        for (at, entry) in partial.numbers.iter().flatten().enumerate() {
            let Some(Digits::Known(number)) = entry.digits().cloned() else {
                self.unreadable.extend(entry.text("platform.id").map(str::to_owned));
                continue;
            };
            let read = number_there(platform, entry, (file, at));
            if let Some(first) = self.numbers.get_mut(&number) {
                // Which of the two is meant, nobody says: neither is.
                if first.id != read.id {
                    first.has_problem = true;
                    let message = Message::new("sync-twice-there").with("number", number);
                    let (pointer, at) = (entry.pointer.clone(), entry.at);
                    twice.push(partial.problem("duplicate_number", pointer, at, message));
                }
                continue;
            }
            self.numbers.insert(number, read);
        }
        for (at, entry) in partial.assistants.iter().flatten().enumerate() {
            let Some(id) = entry.text("platform.id") else { continue };
            if self.assistants.contains_key(id) {
                continue;
            }
            self.assistants.insert(id.to_owned(), entry.text("name").unwrap_or(id).to_owned());
            self.places.insert(id.to_owned(), (file, at));
        }
        partial.problems.append(&mut twice);
        let entries = if partial.problems.is_empty() { None } else { partial.numbers.as_ref() };
        let known = |entry: &PartialRecord<PhoneNumber>| match entry.digits() {
            Some(Digits::Known(number)) => Some(*number),
            _ => None,
        };
        let entries = entries.into_iter().flatten().map(|entry| (entry.pointer.as_str(), entry));
        let entries: HashMap<&str, &PartialRecord<PhoneNumber>> = entries.collect();
        for problem in &partial.problems {
            let ends = problem.pointer.match_indices('/').map(|(at, _)| at).chain([problem.pointer.len()]);
            let entry = ends.filter_map(|end| entries.get(&problem.pointer[..end]).copied()).next_back();
            let (number, id) = (entry.and_then(known), entry.and_then(|entry| entry.text("platform.id")));
            let id = id.map(str::to_owned);
            let field = partial.entry_at(&problem.pointer).map(|(_, path)| path).unwrap_or_default();
            self.problems.push(ProblemThere { number, id, field, message: problem.message.clone() });
        }
        self.partials.push(partial);
        Ok(())
    }

    /// Whether it has no number.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty() && self.unreadable.is_empty()
    }

    /// Whether an assistant of this id can be kept here.
    pub fn can_keep(&self, assistant: &str) -> bool {
        self.places.get(assistant).is_some_and(|(file, at)| {
            self.partials[*file].assistants.as_ref().is_some_and(|assistants| !assistants[*at].has_problem)
        })
    }

    /// What comes here, as files carry it: to be reviewed like an import. An assistant that is neither here nor comes
    /// along leaves the slot as it is.
    pub fn coming(&self, coming: &Coming) -> Vec<Partial> {
        let mut known = coming.known.clone();
        let mut files: BTreeMap<usize, Partial> = BTreeMap::new();
        let file =
            |at: usize| -> Partial { Partial::carrying_nothing(&self.partials[at].file, self.partials[at].kind) };
        for (there, how) in &coming.assistants {
            let Some((at, entry)) = self.assistant_entry(there) else { continue };
            let entry = match how {
                AssistantComing::New => {
                    let mut entry = entry.clone();
                    let id = entry.fresh_id();
                    known.insert(there.clone(), id.clone());
                    entry.id = Some(Located { value: id, at: entry.at });
                    entry
                }
                AssistantComing::Renamed(id) => only(entry, id, |path| path == "name"),
                AssistantComing::Linked(id) => {
                    known.insert(there.clone(), id.clone());
                    only(entry, id, |path| path.starts_with("platform"))
                }
            };
            let partial = files.entry(at).or_insert_with(|| file(at));
            partial.assistants.get_or_insert_default().push(entry);
        }
        for (number, read) in &self.numbers {
            let (at, place) = read.place;
            let Some(entry) = self.partials[at].numbers.as_ref().and_then(|numbers| numbers.get(place)) else {
                continue;
            };
            let mut entry = match coming.fields.get(number) {
                Some((id, fields)) => {
                    let mut few = only(entry, id, |path| path == "number");
                    for field in fields {
                        few.unstate(field.path());
                        let (key, at) =
                            entry.stated(field.path()).map_or((0, entry.at), |stated| (stated.key, stated.at));
                        few.state_path(field.path(), key, at, stated_value(&read.value(*field)));
                    }
                    few
                }
                None if coming.numbers.contains(number) => {
                    let mut whole = entry.clone();
                    if read.values.contains_key(&Synced::Fallback) {
                        whole.unstate(Synced::Fallback.path());
                    }
                    whole
                }
                None => continue,
            };
            for slot in [Synced::Inbound, Synced::Outbound] {
                if let Some(stated) = entry.stated_mut(slot.path()) {
                    follow(stated, &known);
                }
            }
            let partial = files.entry(at).or_insert_with(|| file(at));
            partial.warnings.extend(
                self.partials[at]
                    .warnings
                    .iter()
                    .filter(|warning| is_within(&warning.pointer, &entry.pointer))
                    .cloned(),
            );
            partial.numbers.get_or_insert_default().push(entry);
        }
        for (at, read) in self.partials.iter().enumerate().filter(|(_, read)| !read.problems.is_empty()) {
            files.entry(at).or_insert_with(|| file(at)).problems.clone_from(&read.problems);
        }
        files.into_values().collect()
    }

    fn assistant_entry(&self, there: &str) -> Option<(usize, &PartialRecord<Assistant>)> {
        let (file, at) = *self.places.get(there)?;
        Some((file, self.partials[file].assistants.as_ref()?.get(at)?))
    }
}

/// Reads one number as a platform answers it; none where the answer is no number with digits.
///
/// # Errors
/// It is no JSON.
pub fn read_number(
    platform: &'static Platform,
    answer: &[u8],
    office: Country,
) -> Result<Option<(E164, NumberThere)>, Box<Problem>> {
    let partial = read(platform, Records::Numbers, platform.name, answer, office)?;
    let entries = partial.iter().flat_map(|partial| partial.numbers.iter().flatten());
    let read = entries.filter_map(|entry| match entry.digits() {
        Some(Digits::Known(number)) => Some((*number, number_there(platform, entry, (0, 0)))),
        _ => None,
    });
    Ok(read.last())
}

/// Reads an answer; none for a platform that has no such list.
fn read(
    platform: &'static Platform,
    records: Records,
    name: &str,
    answer: &[u8],
    office: Country,
) -> Result<Option<Partial>, Box<Problem>> {
    let (document, roots) = Document::open(name, answer)?;
    let Some(list) = platform.list_of(records) else { return Ok(None) };
    let mut partial = platform::read(document, &roots, list, office);
    // Whether pages are the whole list is seen where they are fetched.
    (partial.part, partial.more) = (Part::default(), None);
    Ok(Some(partial))
}

fn number_there(platform: &'static Platform, entry: &PartialRecord<PhoneNumber>, place: (usize, usize)) -> NumberThere {
    let takes = |field: Synced| platform.reach.as_ref().map_or(Takes::Nothing, |reach| reach.takes(field));
    let told = |field: &Synced| matches!(takes(*field), Takes::Sent | Takes::Told | Takes::Likeness);
    let values = Synced::ALL.into_iter().filter(told).map(|field| (field, held(entry.stated(field.path()))));
    let rest = entry.each().filter_map(|(field, stated)| match &stated.value {
        StatedValue::Value(value) if Synced::of_path(field.path).is_none() => Some((field.path, value.clone())),
        _ => None,
    });
    NumberThere {
        id: entry.text("platform.id").unwrap_or_default().to_owned(),
        values: values.collect(),
        rest: rest.collect(),
        has_problem: entry.has_problem,
        place,
    }
}

fn held(stated: Option<&Stated>) -> Held {
    match stated.map(|stated| &stated.value) {
        Some(StatedValue::Value(Value::Text(text))) => Held::of_text(text),
        Some(StatedValue::Value(Value::Number(number))) => Held::Number(*number),
        Some(StatedValue::Assistant(AssistantReference::OfPlatform(id))) => Held::There(id.to_string()),
        Some(StatedValue::Decided) => Held::Decided,
        _ => Held::Nothing,
    }
}

/// What an entry would say of a field to have it hold a value.
fn stated_value(held: &Held) -> StatedValue {
    match held {
        Held::Text(text) => StatedValue::Value(Value::Text(text.clone())),
        Held::Number(number) => StatedValue::Value(Value::Number(*number)),
        Held::There(id) => StatedValue::Assistant(AssistantReference::OfPlatform(id.as_str().into())),
        Held::Here(_) | Held::Decided => StatedValue::Decided,
        Held::Nothing => StatedValue::Null,
    }
}

/// An entry about the record of this id that states only what is wanted.
fn only<R: Record>(entry: &PartialRecord<R>, id: &Id, is_wanted: impl Fn(&str) -> bool) -> PartialRecord<R> {
    let mut few = entry.clone();
    few.id = Some(Located { value: id.clone(), at: entry.at });
    for field in R::FIELDS.iter().filter(|field| !is_wanted(field.path)) {
        few.unstate(field.path);
    }
    few
}

/// Names the assistant of the office in the place of the platform's id, where it is known.
fn follow(stated: &mut Stated, known: &HashMap<String, Id>) {
    if let StatedValue::Assistant(AssistantReference::OfPlatform(there)) = &stated.value
        && let Some(id) = known.get(&**there)
    {
        stated.value = StatedValue::Assistant(AssistantReference::IdOrName(id.as_str().into()));
    }
}

/// Whether a pointer leads to an entry or into it.
fn is_within(pointer: &str, entry: &str) -> bool {
    pointer.strip_prefix(entry).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

//! What a file carries of a setup, and no more: absent is never taken for empty.
//!
//! Every reader gives a [`Partial`]. An entry of it is a [`PartialRecord`]: which fields of the record
//! the file states, each with its place. What an entry makes of a record is the review's affair.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use crate::files::platform::List;
use crate::files::table;
use crate::model::assistant::Assistant;
use crate::model::campaign::Campaign;
use crate::model::e164::E164;
use crate::model::field::{FieldOf, Value};
use crate::model::id::Id;
use crate::model::message::Message;
use crate::model::number::{Digits, PhoneNumber};
use crate::model::profile::Profile;
use crate::model::record::Record;

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// VozDesk's own setup file.
    SetupFile,
    /// A table of numbers, such as a spreadsheet saves.
    Table,
    /// A platform's list.
    List(&'static List),
}

/// Where a value begins, counted from 1; the column in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// A value and where it begins.
#[derive(Clone, Debug)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it begins.
    pub at: Position,
}

/// Something wrong, or worth knowing, at a place in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The code.
    pub code: &'static str,
    /// The name of the file.
    pub file: String,
    /// The JSON pointer (RFC 6901) of the value.
    pub pointer: String,
    /// Where it begins.
    pub at: Position,
    /// The sheet of a workbook that it is in.
    pub sheet: Option<Arc<str>>,
    /// The cell of a table that is not understood, so that somebody can say what is meant.
    pub cell: Option<Arc<table::Mended>>,
    /// The sentence.
    pub message: Message,
}

impl Problem {
    /// A problem of a file that is no workbook.
    pub fn new(code: &'static str, file: &str, pointer: String, at: Position, message: Message) -> Problem {
        Problem { code, file: file.to_owned(), pointer, at, sheet: None, cell: None, message }
    }

    /// The cell as a spreadsheet names it, such as `Numbers!B7`; `None` where it is in no workbook.
    pub fn cell_name(&self) -> Option<String> {
        let column = table::letters((self.at.column as usize).saturating_sub(1));
        self.sheet.as_ref().map(|sheet| format!("{sheet}!{column}{}", self.at.line))
    }
}

/// What a file carries.
#[derive(Clone, Debug)]
pub struct Partial {
    /// The file's name, without folders.
    pub file: String,
    /// What kind of file it is.
    pub kind: SourceKind,
    /// The profile's fields, if it carries any.
    pub profile: Option<PartialRecord<Profile>>,
    /// Assistants, if it carries a list of them.
    pub assistants: Option<Vec<PartialRecord<Assistant>>>,
    /// Assistants that somebody has made in the review because its entries name them; they are on no list of the file.
    pub made: Vec<PartialRecord<Assistant>>,
    /// Numbers, if it carries a list of them.
    pub numbers: Option<Vec<PartialRecord<PhoneNumber>>>,
    /// Campaigns, if it carries a list of them.
    pub campaigns: Option<Vec<PartialRecord<Campaign>>>,
    /// Which part of a platform's list it carries; the whole for all else.
    pub part: Part,
    /// What in it says that there is more than it carries; said where the other files do not carry that.
    pub more: Option<Problem>,
    /// What a table is and how it was read; `None` for all else.
    pub table: Option<table::Table>,
    /// What is wrong. Entries that have one are marked.
    pub problems: Vec<Problem>,
    /// What is worth knowing.
    pub warnings: Vec<Problem>,
    /// What entries are called, by their pointer; made when it is first asked for.
    names: OnceLock<HashMap<String, String>>,
}

/// Which part of a platform's list a file carries, as far as its answers say. Pages are counted from 0.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// How many entries it carries.
    pub(super) held: usize,
    /// How many the whole list has.
    pub(super) total: Option<u64>,
    /// How many pages the whole list has.
    pub(super) pages: Option<u64>,
    /// Which of them it carries.
    pub(super) held_pages: BTreeSet<u64>,
    /// The last page is among them.
    pub(super) has_end: bool,
    /// One entry, fetched by itself.
    pub(super) is_single: bool,
    /// A selection, such as the numbers of one kind.
    pub(super) is_selection: bool,
    /// Exactly as many entries as the platform gives at most without saying that there are more.
    pub(super) is_at_limit: bool,
}

impl Part {
    /// Whether these parts of one list are together the whole of it.
    pub(super) fn are_whole<'a>(parts: impl IntoIterator<Item = &'a Part>) -> bool {
        let mut sum = Part::default();
        for part in parts {
            sum.held += part.held;
            sum.total = sum.total.max(part.total);
            sum.pages = sum.pages.max(part.pages);
            sum.held_pages.extend(&part.held_pages);
            sum.has_end |= part.has_end;
            sum.is_single |= part.is_single;
            sum.is_selection |= part.is_selection;
            sum.is_at_limit |= part.is_at_limit;
        }
        let has_all_to_its_last = sum.held_pages.iter().zip(0..).all(|(page, at)| *page == at);
        sum.has_end
            && has_all_to_its_last
            && sum.pages.is_none_or(|pages| pages <= sum.held_pages.len() as u64)
            && sum.total.is_none_or(|total| total <= sum.held as u64)
            && !(sum.is_single || sum.is_selection || sum.is_at_limit)
    }
}

/// An entry of a file: a record as far as the file states it.
#[derive(Clone, Debug)]
pub struct PartialRecord<R: 'static> {
    /// Its JSON pointer.
    pub pointer: String,
    /// Where it begins.
    pub at: Position,
    /// Its id, if it states one.
    pub id: Option<Located<Id>>,
    /// Whether it has a problem and cannot be imported.
    pub has_problem: bool,
    /// The id it gets if it is new and states none, once it is asked for.
    fresh: OnceLock<Id>,
    stated: Vec<Stated>,
    of: std::marker::PhantomData<fn(R)>,
}

/// A field that an entry states.
#[derive(Clone, Debug)]
pub(crate) struct Stated {
    /// Its place in the table of fields.
    field: u8,
    /// The place of its key among the keys of a platform's list; 0 for all else.
    pub(super) key: u8,
    pub(super) at: Position,
    pub(super) value: StatedValue,
}

/// What an entry says of a field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum StatedValue {
    /// Null: what a new record has.
    Null,
    /// A value that is one whatever else there is.
    Value(Value),
    /// The digits of a number, or a request for one.
    Digits(Digits),
    /// Whom a slot names.
    Assistant(AssistantReference),
    /// Which number a campaign names.
    Number(NumberReference),
    /// Somebody else decides at each call: the slot stays as it is.
    Decided,
}

/// Whom a slot names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AssistantReference {
    /// An id, or a name that exactly one assistant bears.
    IdOrName(Arc<str>),
    /// An id of the platform the entry comes from.
    OfPlatform(Arc<str>),
}

/// Which number a campaign names: an id, or digits.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NumberReference {
    pub(super) text: String,
    /// The text read as a number, if it is one.
    pub(super) digits: Option<E164>,
}

impl Partial {
    /// What a file of this kind carries before anything of it is read.
    pub(super) fn carrying_nothing(file: &str, kind: SourceKind) -> Partial {
        Partial {
            file: file.to_owned(),
            kind,
            profile: None,
            assistants: None,
            made: Vec::new(),
            numbers: None,
            campaigns: None,
            part: Part::default(),
            more: None,
            table: None,
            problems: Vec::new(),
            warnings: Vec::new(),
            names: OnceLock::new(),
        }
    }

    /// A problem of it, or something worth knowing.
    pub(super) fn problem(&self, code: &'static str, pointer: String, at: Position, message: Message) -> Problem {
        let sheet = self.table.as_ref().and_then(|table| table.sheet.clone());
        Problem { sheet, ..Problem::new(code, &self.file, pointer, at, message) }
    }

    /// What people call the entry a pointer leads into, and the path of the field within it; the path
    /// is empty for the entry itself. `None` for what is in no entry.
    pub fn entry_at(&self, pointer: &str) -> Option<(String, String)> {
        let names = self.names.get_or_init(|| self.names_of_entries());
        let ends = pointer.match_indices('/').map(|(at, _)| at).skip(1).chain([pointer.len()]);
        let (end, name) = ends.filter_map(|end| Some((end, names.get(&pointer[..end])?))).last()?;
        let rest = pointer[end..].trim_start_matches('/');
        let (first, deeper) = rest.split_once('/').unwrap_or((rest, ""));
        let path = match self.kind {
            SourceKind::SetupFile => rest.replace('/', "."),
            SourceKind::Table => match table::ColumnField::of_word(first) {
                Some(column) => column.path().to_owned(),
                None => first.to_owned(),
            },
            SourceKind::List(list) => match list.path_of(first) {
                Some(path) => path.to_owned(),
                None if deeper.is_empty() => first.to_owned(),
                None => rest.replace('/', "."),
            },
        };
        Some((name.clone(), path))
    }

    fn names_of_entries(&self) -> HashMap<String, String> {
        fn named<R: Record>(list: Option<&Vec<PartialRecord<R>>>) -> impl Iterator<Item = (String, String)> {
            let entries = list.into_iter().flatten();
            entries.map(|entry| (entry.pointer.clone(), entry.text("name").unwrap_or_default().to_owned()))
        }
        let numbers = self.numbers.iter().flatten().map(|number| (number.pointer.clone(), number.shown_name()));
        let assistants = named(self.assistants.as_ref()).chain(named(Some(&self.made)));
        numbers.chain(assistants).chain(named(self.campaigns.as_ref())).collect()
    }
}

impl Stated {
    /// The number it names, if it names one.
    pub(super) fn number(&self) -> Option<&NumberReference> {
        match &self.value {
            StatedValue::Number(named) => Some(named),
            _ => None,
        }
    }
}

impl<R: Record> PartialRecord<R> {
    /// An entry that states nothing yet.
    pub(super) fn new(pointer: String, at: Position) -> PartialRecord<R> {
        let (id, fresh) = (None, OnceLock::new());
        PartialRecord { pointer, at, id, has_problem: false, fresh, stated: Vec::new(), of: std::marker::PhantomData }
    }

    /// The id of a new record made of the entry; the same each time.
    pub(super) fn fresh_id(&self) -> Id {
        self.fresh.get_or_init(Id::make).clone()
    }

    /// Another entry that says the same, which is an entry of its own.
    pub(super) fn another(&self, pointer: String) -> PartialRecord<R> {
        PartialRecord { pointer, fresh: OnceLock::new(), ..self.clone() }
    }

    /// Room for so many fields.
    pub(super) fn reserve(&mut self, fields: usize) {
        self.stated.reserve_exact(fields);
    }

    /// Takes down what the entry says of the field at a place of the table.
    pub(super) fn state(&mut self, field: usize, key: u8, at: Position, value: StatedValue) {
        self.stated.push(Stated { field: field as u8, key, at, value });
    }

    /// The same by the field's path.
    pub(super) fn state_path(&mut self, path: &str, key: u8, at: Position, value: StatedValue) {
        if let Some(field) = R::FIELDS.iter().position(|field| field.path == path) {
            self.state(field, key, at, value);
        }
    }

    /// Whether another entry states the same fields with the same values.
    pub(super) fn says_the_same(&self, other: &PartialRecord<R>) -> bool {
        let said = |record: &PartialRecord<R>| {
            let mut said: Vec<_> = record.stated.iter().map(|stated| (stated.field, stated.value.clone())).collect();
            said.sort_by_key(|(field, _)| *field);
            said
        };
        said(self) == said(other)
    }

    /// What of a carrier's entry counts for a number that somebody else answers: its digits, and its label where there
    /// is none.
    pub(super) fn of_carrier(&self, has_label: bool) -> PartialRecord<R> {
        let mut lesser = self.clone();
        let is_settled = |path: &str| path.starts_with("platform") || (has_label && path == "label");
        lesser.stated.retain(|stated| !is_settled(R::FIELDS[usize::from(stated.field)].path));
        lesser
    }

    /// Takes back what it says of a field.
    pub(super) fn unstate(&mut self, path: &str) {
        self.stated.retain(|stated| R::FIELDS[usize::from(stated.field)].path != path);
    }

    /// What the entry says of a field.
    pub(super) fn stated(&self, path: &str) -> Option<&Stated> {
        self.stated.iter().find(|stated| R::FIELDS[usize::from(stated.field)].path == path)
    }

    /// The same, to be stated otherwise.
    pub(super) fn stated_mut(&mut self, path: &str) -> Option<&mut Stated> {
        self.stated.iter_mut().find(|stated| R::FIELDS[usize::from(stated.field)].path == path)
    }

    /// Every field it states, in the order of the table.
    pub(super) fn each(&self) -> impl Iterator<Item = (&'static FieldOf<R>, &Stated)> {
        let mut stated: Vec<&Stated> = self.stated.iter().collect();
        stated.sort_by_key(|stated| stated.field);
        stated.into_iter().map(|stated| (&R::FIELDS[usize::from(stated.field)], stated))
    }

    /// The text it states of a field.
    pub(super) fn text(&self, path: &str) -> Option<&str> {
        match &self.stated(path)?.value {
            StatedValue::Value(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Whether it states the digits of a number.
    pub(super) fn has_digits(&self) -> bool {
        self.stated_digits().is_some()
    }

    /// Where it states digits.
    pub(super) fn stated_digits(&self) -> Option<&Stated> {
        // Of an entry with both, which has a problem, the last is meant.
        self.stated.iter().rev().find(|stated| matches!(stated.value, StatedValue::Digits(_)))
    }

    /// The platform it comes from and its id there, if both are told.
    pub(super) fn platform_key(&self) -> Option<(&str, &str)> {
        Some((self.text("platform.name")?, self.text("platform.id")?))
    }

    /// The pointer of a field that it states.
    pub(super) fn pointer_of(&self, kind: SourceKind, stated: &Stated) -> String {
        let field = &R::FIELDS[usize::from(stated.field)];
        match kind {
            SourceKind::List(list) => format!("{}/{}", self.pointer, list.key(stated.key)),
            SourceKind::Table => {
                let word = field.column.map_or(field.path, |column| column.word);
                format!("{}/{word}", self.pointer)
            }
            SourceKind::SetupFile => match &stated.value {
                StatedValue::Digits(Digits::Requested { .. }) => format!("{}/requested", self.pointer),
                _ => format!("{}/{}", self.pointer, field.path.replace('.', "/")),
            },
        }
    }
}

impl PartialRecord<PhoneNumber> {
    /// Its digits, or what it asks for.
    pub(super) fn digits(&self) -> Option<&Digits> {
        match &self.stated_digits()?.value {
            StatedValue::Digits(digits) => Some(digits),
            _ => None,
        }
    }

    /// The label, else the digits as people read them; empty if it carries none of the two.
    fn shown_name(&self) -> String {
        match (self.text("label").filter(|label| !label.is_empty()), self.digits()) {
            (Some(label), _) => label.to_owned(),
            (None, Some(Digits::Known(digits))) => digits.international(),
            _ => String::new(),
        }
    }
}

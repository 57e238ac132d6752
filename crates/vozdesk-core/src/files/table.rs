//! Tables of numbers, such as spreadsheets save and read.
//!
//! Read: comma, semicolon or tab; UTF-8 with or without byte order mark, UTF-16, Windows-1252; English
//! or Spanish headings in any order, or columns named by hand. A row is an entry; its pointer is
//! `/ROW/field`, where ROW is the row a spreadsheet shows, and the line is the physical line on which
//! the row begins. An empty cell leaves a field as it is, the word None or Ninguno clears it. Digits
//! that a spreadsheet has turned into a figure are refused, never guessed.
//!
//! Written: what [`write`] says.

mod records;
mod writer;

pub use writer::{to_bytes, write};

use std::path::Path;

use super::{AssistantReference, EntryHead, Located, Partial, PartialNumber, Place, Problem, SourceKind};
use crate::model::country::Country;
use crate::model::e164::E164;
use crate::model::language::Language;
use crate::model::message::{Arg, Message};
use crate::model::number::{Digits, NumberStatus};
use crate::model::text::{self, TextFault};
use crate::rules::search::folded;
use records::{Record, Records, decoded};

/// The largest file that is read: 256 MiB.
const SIZE_LIMIT: usize = 256 * 1024 * 1024;
/// The most cells of a row that are looked at.
const CELL_LIMIT: usize = 256;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The number.
    Number,
    /// The country in which the row's national forms are read.
    Country,
    /// The label.
    Label,
    /// The assistant in the inbound slot.
    Inbound,
    /// The fallback destination.
    Fallback,
    /// The assistant in the outbound slot.
    Outbound,
    /// The outbound phone number.
    CallerId,
    /// The status.
    Status,
    /// The notes.
    Notes,
}

/// The headings VozDesk writes, in order.
const HEADINGS: [(&str, Field); 9] = [
    ("Phone Number", Field::Number),
    ("Country", Field::Country),
    ("Label", Field::Label),
    ("Inbound Assistant", Field::Inbound),
    ("Fallback Destination", Field::Fallback),
    ("Outbound Assistant", Field::Outbound),
    ("Outbound Phone Number", Field::CallerId),
    ("Status", Field::Status),
    ("Notes", Field::Notes),
];

/// What else columns are called, folded: in English and Spanish, and as VozDesk's own screens call them.
const NAMES: [(&str, Field); 30] = [
    ("number", Field::Number),
    ("phone", Field::Number),
    ("numero", Field::Number),
    ("numero de telefono", Field::Number),
    ("telefono", Field::Number),
    ("pais", Field::Country),
    ("country code", Field::Country),
    ("name", Field::Label),
    ("etiqueta", Field::Label),
    ("nombre", Field::Label),
    ("inbound", Field::Inbound),
    ("asistente entrante", Field::Inbound),
    ("asistente de entrada", Field::Inbound),
    ("entrada", Field::Inbound),
    ("fallback", Field::Fallback),
    ("fallback number", Field::Fallback),
    ("desvio", Field::Fallback),
    ("destino alternativo", Field::Fallback),
    ("outbound", Field::Outbound),
    ("asistente saliente", Field::Outbound),
    ("asistente de salida", Field::Outbound),
    ("salida", Field::Outbound),
    ("caller id", Field::CallerId),
    ("outbound number", Field::CallerId),
    ("numero saliente", Field::CallerId),
    ("numero de salida", Field::CallerId),
    ("numero mostrado", Field::CallerId),
    ("estado", Field::Status),
    ("notas", Field::Notes),
    ("note", Field::Notes),
];

impl Field {
    /// All of them, in the order in which they are written.
    pub const ALL: [Field; 9] = [
        Field::Number,
        Field::Country,
        Field::Label,
        Field::Inbound,
        Field::Fallback,
        Field::Outbound,
        Field::CallerId,
        Field::Status,
        Field::Notes,
    ];

    /// The word on the command line and in pointers.
    pub fn word(self) -> &'static str {
        match self {
            Field::Number => "number",
            Field::Country => "country",
            Field::Label => "label",
            Field::Inbound => "inbound",
            Field::Fallback => "fallback",
            Field::Outbound => "outbound",
            Field::CallerId => "caller_id",
            Field::Status => "status",
            Field::Notes => "notes",
        }
    }

    fn of_heading(heading: &str) -> Option<Field> {
        let heading = folded_words(heading);
        let own = HEADINGS.iter().find(|(name, _)| folded(name) == heading);
        own.or_else(|| NAMES.iter().find(|(name, _)| *name == heading)).map(|(_, field)| *field)
    }
}

/// Text as headings and words are compared: folded, runs of white space as one space.
fn folded_words(text: &str) -> String {
    folded(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A column of a table, as it is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its heading; empty where the first row is data.
    pub heading: String,
    /// What it holds; `None` if it is passed over.
    pub field: Option<Field>,
}

/// Names a column by hand.
#[derive(Clone, Debug, PartialEq)]
pub enum Which {
    /// By its heading, by a letter as spreadsheets have it, or by its place counted from 1.
    Named(String),
    /// By its place, counted from 0.
    At(usize),
}

/// What somebody says columns hold; `None` is passed over.
pub type ColumnMap = [(Which, Option<Field>)];

/// Whether a file is a table rather than JSON: one that says it is JSON by its name never is, so
/// that a damaged export is called that.
pub fn is_table(name: &str, bytes: &[u8]) -> bool {
    if Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")) {
        return false;
    }
    let begin = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let wide = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let first = begin.iter().copied().find(|byte| !byte.is_ascii_whitespace() && *byte != 0);
    // JSON in UTF-16 is refused as such by its own reader.
    let first = if wide { begin.iter().copied().skip(2).find(|b| !b.is_ascii_whitespace() && *b != 0) } else { first };
    !matches!(first, None | Some(b'{' | b'['))
}

/// A table whose columns are not known: it carries nothing but the columns and the problem, so that
/// somebody can say what they hold.
pub fn unread(file: &str, bytes: &[u8], map: &ColumnMap, problem: Problem) -> Partial {
    let text = decoded(bytes);
    let mut records = Records::new(&text);
    let mut columns = Vec::new();
    while let Ok(Some(record)) = records.next() {
        if !record.is_blank() {
            let headings = record.cells.iter().map(|cell| cell.trim().to_owned());
            let fields = Columns::assigned(&record, map).map(|(fields, _)| fields).unwrap_or_default();
            let fields = fields.into_iter().chain(std::iter::repeat(None));
            columns = headings.zip(fields).map(|(heading, field)| Column { heading, field }).collect();
            break;
        }
    }
    Partial {
        file: file.to_owned(),
        kind: SourceKind::Table,
        profile: None,
        assistants: None,
        numbers: None,
        campaigns: None,
        is_incomplete: false,
        columns,
        problems: vec![problem],
        warnings: Vec::new(),
    }
}

/// Reads a table; `map` says what columns hold where their headings do not.
pub(super) fn read(file: &str, bytes: &[u8], country: Country, map: &ColumnMap) -> Result<Partial, Box<Problem>> {
    let refuse = |code, line, message| {
        let place = Place { line, column: 1 };
        Box::new(Problem { code, file: file.to_owned(), pointer: String::new(), place, message })
    };
    if bytes.len() > SIZE_LIMIT {
        let message = Message::new("problem-too-large").with("limit", SIZE_LIMIT / (1024 * 1024));
        return Err(refuse("too_large", 1, message));
    }
    let text = decoded(bytes);
    let mut records = Records::new(&text);
    let mut rows = Vec::new();
    loop {
        match records.next() {
            Ok(Some(record)) => rows.push(record),
            Ok(None) => break,
            Err(line) => {
                let message = Message::new("problem-unclosed-quote").with("line", line.to_string());
                return Err(refuse("unclosed_quote", line, message));
            }
        }
    }
    let mut rows = rows.into_iter().filter(|record| !record.is_blank()).peekable();
    let Some(first) = rows.peek() else {
        return Err(refuse("unknown_columns", 1, Message::new("problem-empty-file")));
    };
    let Columns { columns, has_heading } =
        Columns::of(first, map).map_err(|message| refuse("unknown_columns", first.line, *message))?;
    let is_own = has_heading && columns.len() == HEADINGS.len() && {
        let names = columns.iter().zip(HEADINGS);
        names.into_iter().all(|(column, (name, _))| column.heading == name)
    };
    let mut reader = Reader { file, columns: &columns, country, is_own, problems: Vec::new(), warnings: Vec::new() };
    if has_heading && let Some(heading) = rows.next() {
        reader.tell_columns(&heading);
    }
    let numbers = rows.map(|record| reader.number(&record)).collect();
    let (problems, warnings) = (reader.problems, reader.warnings);
    Ok(Partial {
        file: file.to_owned(),
        kind: SourceKind::Table,
        profile: None,
        assistants: None,
        numbers: Some(numbers),
        campaigns: None,
        is_incomplete: false,
        columns,
        problems,
        warnings,
    })
}

/// What each column holds, and whether the first row names them.
struct Columns {
    columns: Vec<Column>,
    has_heading: bool,
}

impl Columns {
    /// What each column holds, by its heading and then by the map in its order, and whether a heading
    /// was known. One column a field: of headings the first, of the map the last.
    fn assigned(first: &Record<'_>, map: &ColumnMap) -> Result<(Vec<Option<Field>>, bool), Box<Message>> {
        let headings: Vec<&str> = first.cells.iter().map(|cell| cell.trim()).collect();
        let mut fields: Vec<Option<Field>> = headings.iter().map(|heading| Field::of_heading(heading)).collect();
        for at in 0..fields.len() {
            if fields[at].is_some() && fields[..at].contains(&fields[at]) {
                fields[at] = None;
            }
        }
        let mut has_heading = fields.iter().flatten().count() > 0;
        for (which, field) in map {
            let at = match which {
                Which::At(at) => Some(*at),
                Which::Named(name) => {
                    let by_name = headings.iter().position(|heading| folded_words(heading) == folded_words(name));
                    has_heading |= by_name.is_some();
                    by_name.or_else(|| column_place(name))
                }
            };
            let Some(at) = at.filter(|at| *at < fields.len()) else {
                let name = match which {
                    Which::At(at) => (at + 1).to_string(),
                    Which::Named(name) => name.clone(),
                };
                return Err(Box::new(Message::new("problem-no-such-column").with("column", name)));
            };
            if field.is_some() {
                for other in &mut fields {
                    if other == field {
                        *other = None;
                    }
                }
            }
            fields[at] = *field;
        }
        Ok((fields, has_heading))
    }

    fn of(first: &Record<'_>, map: &ColumnMap) -> Result<Columns, Box<Message>> {
        let headings: Vec<&str> = first.cells.iter().map(|cell| cell.trim()).collect();
        let (fields, mut has_heading) = Columns::assigned(first, map)?;
        // A first row without a digit where the numbers are holds the headings, whatever language they are in.
        let of_numbers = fields.iter().position(|field| *field == Some(Field::Number));
        has_heading |= of_numbers.is_some_and(|at| !headings[at].contains(|c: char| c.is_numeric()));
        if !fields.contains(&Some(Field::Number)) {
            let words = HEADINGS.map(|(name, _)| Message::new("just-a-word").with("word", name));
            let found = headings.iter().map(|heading| Message::new("just-a-word").with("word", *heading)).collect();
            return Err(Box::new(
                Message::new("problem-unknown-columns")
                    .with("found", Arg::List(found))
                    .with("expected", Arg::List(words.to_vec())),
            ));
        }
        let heading = |at: usize| if has_heading { headings[at].to_owned() } else { String::new() };
        let columns = fields.iter().enumerate().map(|(at, field)| Column { heading: heading(at), field: *field });
        Ok(Columns { columns: columns.collect(), has_heading })
    }
}

/// A column by its letter or its place from 1, as a place from 0.
fn column_place(name: &str) -> Option<usize> {
    let name = name.trim();
    if let Ok(place) = name.parse::<usize>() {
        return place.checked_sub(1);
    }
    match name.as_bytes() {
        [letter] if letter.is_ascii_alphabetic() => Some(usize::from(letter.to_ascii_uppercase() - b'A')),
        _ => None,
    }
}

struct Reader<'a> {
    file: &'a str,
    columns: &'a [Column],
    country: Country,
    is_own: bool,
    problems: Vec<Problem>,
    warnings: Vec<Problem>,
}

impl Reader<'_> {
    fn tell_columns(&mut self, heading: &Record<'_>) {
        for (at, column) in self.columns.iter().enumerate() {
            if column.field.is_none() && !column.heading.is_empty() {
                let message = Message::new("problem-unknown-column").with("column", column.heading.as_str());
                let place = Place { line: heading.line, column: at as u32 + 1 };
                let pointer = format!("/{}", heading.row);
                self.warnings.push(Problem {
                    code: "unknown_column",
                    file: self.file.to_owned(),
                    pointer,
                    place,
                    message,
                });
            }
        }
    }

    fn number(&mut self, record: &Record<'_>) -> PartialNumber {
        let before = self.problems.len();
        let pointer = format!("/{}", record.row);
        let place = Place { line: record.line, column: 1 };
        let head = EntryHead::at(pointer, place);
        let mut number = PartialNumber::carrying_nothing(head);
        let surplus = record.cells.iter().skip(self.columns.len()).any(|cell| !cell.trim().is_empty());
        if surplus || record.cells.len() == CELL_LIMIT {
            let message = Message::new("problem-too-many-cells")
                .with("found", record.cells.len())
                .with("columns", self.columns.len());
            self.problem(record, None, "too_many_cells", message);
        }
        let country = self.row_country(record);
        number.digits = self.digits(record, country);
        number.label = self.text(record, Field::Label, text::label, "label_too_long");
        number.notes = self.text(record, Field::Notes, text::long, "text_too_long");
        number.inbound_assistant = self.slot(record, Field::Inbound);
        number.outbound_assistant = self.slot(record, Field::Outbound);
        number.fallback = self.other_number(record, Field::Fallback, country);
        number.caller_id = self.other_number(record, Field::CallerId, country);
        number.status = self.status(record);
        number.head.has_problem = self.problems.len() > before;
        number
    }

    /// The cell of a field, unless it is empty, and its place in the row.
    fn cell<'r>(&self, record: &'r Record<'_>, field: Field) -> Option<(&'r str, Place)> {
        let at = self.columns.iter().position(|column| column.field == Some(field))?;
        let cell = record.cells.get(at)?;
        let place = Place { line: record.line, column: at as u32 + 1 };
        (!cell.trim().is_empty()).then_some((&**cell, place))
    }

    /// A cell of text, without the apostrophe that keeps a spreadsheet from running it.
    fn text_cell<'r>(&self, record: &'r Record<'_>, field: Field) -> Option<(&'r str, Place)> {
        let (cell, place) = self.cell(record, field)?;
        Some((if self.is_own { cell.strip_prefix('\'').unwrap_or(cell) } else { cell }, place))
    }

    fn problem(&mut self, record: &Record<'_>, field: Option<Field>, code: &'static str, message: Message) {
        let at = field.and_then(|field| self.columns.iter().position(|column| column.field == Some(field)));
        let place = Place { line: record.line, column: at.map_or(1, |at| at as u32 + 1) };
        let pointer = match field {
            Some(field) => format!("/{}/{}", record.row, field.word()),
            None => format!("/{}", record.row),
        };
        self.problems.push(Problem { code, file: self.file.to_owned(), pointer, place, message });
    }

    fn row_country(&mut self, record: &Record<'_>) -> Country {
        let Some((cell, _)) = self.cell(record, Field::Country) else { return self.country };
        match country(cell) {
            Some(country) => country,
            None => {
                let message =
                    Message::new("problem-unknown-country-name").with("found", super::document::clipped(cell));
                self.problem(record, Some(Field::Country), "unknown_country", message);
                self.country
            }
        }
    }

    fn digits(&mut self, record: &Record<'_>, country: Country) -> Option<Located<Digits>> {
        let Some((cell, place)) = self.cell(record, Field::Number) else {
            self.problem(record, Some(Field::Number), "not_a_number", Message::new("problem-no-digits"));
            return None;
        };
        let digits = self.e164(record, Field::Number, cell, country)?;
        Some(Located { value: Digits::Known(digits), place })
    }

    fn e164(&mut self, record: &Record<'_>, field: Field, cell: &str, country: Country) -> Option<E164> {
        match E164::read_stored(bare(cell), Some(country)) {
            Ok(number) => Some(number),
            Err(misread) => {
                self.problem(record, Some(field), misread.reason.code(), misread.message());
                None
            }
        }
    }

    fn other_number(&mut self, record: &Record<'_>, field: Field, country: Country) -> Option<Option<Located<E164>>> {
        let (cell, place) = self.cell(record, field)?;
        if is_none(cell) {
            return Some(None);
        }
        self.e164(record, field, cell, country).map(|value| Some(Located { value, place }))
    }

    fn slot(&mut self, record: &Record<'_>, field: Field) -> Option<Option<Located<AssistantReference>>> {
        let (cell, place) = self.text_cell(record, field)?;
        if is_none(cell) {
            return Some(None);
        }
        Some(Some(Located { value: AssistantReference::IdOrName(cell.trim().into()), place }))
    }

    fn text(
        &mut self,
        record: &Record<'_>,
        field: Field,
        check: fn(&str) -> Result<String, TextFault>,
        too_long: &'static str,
    ) -> Option<String> {
        let (cell, _) = self.text_cell(record, field)?;
        match check(cell) {
            Ok(text) => Some(text),
            Err(fault) => {
                let code = match fault {
                    TextFault::TooLong { .. } => too_long,
                    TextFault::ControlCharacter => "control_character",
                    TextFault::Missing => "missing_value",
                };
                self.problem(record, Some(field), code, fault.message());
                None
            }
        }
    }

    fn status(&mut self, record: &Record<'_>) -> Option<Option<Located<NumberStatus>>> {
        let (cell, place) = self.text_cell(record, Field::Status)?;
        let value = match folded_words(cell).as_str() {
            "active" | "activo" | "activa" => NumberStatus::Active,
            "inactive" | "inactivo" | "inactiva" => NumberStatus::Inactive,
            "pending" | "pendiente" => NumberStatus::Pending,
            _ => {
                let words = NumberStatus::ALL.map(|status| Message::new("just-a-word").with("word", status.word()));
                let message = Message::new("problem-unknown-value")
                    .with("found", super::document::clipped(cell))
                    .with("expected", Arg::List(words.to_vec()));
                self.problem(record, Some(Field::Status), "unknown_value", message);
                return None;
            }
        };
        Some(Some(Located { value, place }))
    }
}

/// A number's cell without what protects it from a spreadsheet: an apostrophe, or `="…"`.
fn bare(cell: &str) -> &str {
    let cell = cell.trim();
    let formula = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let cell = formula.unwrap_or(cell);
    cell.strip_prefix('\'').unwrap_or(cell)
}

fn is_none(cell: &str) -> bool {
    matches!(folded_words(cell).as_str(), "none" | "ninguno" | "ninguna")
}

/// A country by its code or its name in English or Spanish.
fn country(cell: &str) -> Option<Country> {
    let name = folded_words(cell);
    if name == "uk" {
        return Country::new("GB");
    }
    Country::new(cell).or_else(|| {
        Country::all().find(|country| {
            [Language::English, Language::Spanish].iter().any(|language| folded(country.name(*language)) == name)
        })
    })
}

//! Tables of numbers, such as spreadsheets save and read.
//!
//! Read: comma, semicolon or tab; UTF-8 with or without byte order mark, UTF-16, Windows-1252; English
//! or Spanish headings in any order, or columns named by hand. A row is an entry; its pointer is
//! `/ROW/field`, where ROW is the row a spreadsheet shows, and the line is the physical line on which
//! the row begins. An empty cell leaves a field as it is, the word None or Ninguno clears it. Digits
//! that a spreadsheet has turned into a figure are refused, never guessed.
//!
//! Written: what [`write`] says.

mod lines;
mod records;
mod writer;

pub use lines::table_of_lines;
pub use writer::{to_bytes, write, write_texts};

use std::path::Path;
use std::sync::LazyLock;

use crate::files::document::http_head;
use crate::files::document::{clipped, text_code, unknown_word};
use crate::files::partial::{AssistantReference, Partial, PartialRecord, Position, Problem, SourceKind, StatedValue};
use crate::model::country::Country;
use crate::model::e164::E164;
use crate::model::field::{Column as FieldColumn, FieldOf, Kind, Value};
use crate::model::language::Language;
use crate::model::message::{Arg, Message};
use crate::model::number::{Digits, PhoneNumber};
use crate::model::record::Record as _;
use crate::rules::search::folded;
use records::{Record, Records, decoded};

/// The most cells of a row that are looked at.
const CELL_LIMIT: usize = 256;

/// What a column of a table holds: a field of the number, or the country in which the row's national
/// forms are read.
#[derive(Clone, Copy)]
pub struct ColumnField(Option<&'static FieldOf<PhoneNumber>>);

/// The place, the heading and the word of the country's column, which is no field of a number.
const COUNTRY: FieldColumn = FieldColumn { word: "country", heading: "Country", place: 1 };

/// What else columns are called, folded: in English and Spanish, and as VozDesk's own screens call
/// them. Each with the word of what it holds.
const NAMES: [(&str, &str); 30] = [
    ("number", "number"),
    ("phone", "number"),
    ("numero", "number"),
    ("numero de telefono", "number"),
    ("telefono", "number"),
    ("pais", "country"),
    ("country code", "country"),
    ("name", "label"),
    ("etiqueta", "label"),
    ("nombre", "label"),
    ("inbound", "inbound"),
    ("asistente entrante", "inbound"),
    ("asistente de entrada", "inbound"),
    ("entrada", "inbound"),
    ("fallback", "fallback"),
    ("fallback number", "fallback"),
    ("desvio", "fallback"),
    ("destino alternativo", "fallback"),
    ("outbound", "outbound"),
    ("asistente saliente", "outbound"),
    ("asistente de salida", "outbound"),
    ("salida", "outbound"),
    ("caller id", "caller_id"),
    ("outbound number", "caller_id"),
    ("numero saliente", "caller_id"),
    ("numero de salida", "caller_id"),
    ("numero mostrado", "caller_id"),
    ("estado", "status"),
    ("notas", "notes"),
    ("note", "notes"),
];

/// What people write for the words of a field, folded, and the word it stands for.
const SYNONYMS: [(&str, &str); 5] = [
    ("activo", "active"),
    ("activa", "active"),
    ("inactivo", "inactive"),
    ("inactiva", "inactive"),
    ("pendiente", "pending"),
];

impl ColumnField {
    /// All there are, in the order in which they are written.
    pub fn all() -> impl Iterator<Item = ColumnField> {
        static ALL: LazyLock<Vec<ColumnField>> = LazyLock::new(|| {
            let fields = PhoneNumber::FIELDS.iter().filter(|field| field.column.is_some()).map(Some);
            let mut all: Vec<ColumnField> = fields.chain([None]).map(ColumnField).collect();
            all.sort_by_key(|field| field.column().place);
            all
        });
        ALL.iter().copied()
    }

    fn column(self) -> FieldColumn {
        self.0.and_then(|field| field.column).unwrap_or(COUNTRY)
    }

    /// The word on the command line and in pointers.
    pub fn word(self) -> &'static str {
        self.column().word
    }

    /// The heading that VozDesk writes.
    pub fn heading(self) -> &'static str {
        self.column().heading
    }

    /// The path of the field whose name people read for it.
    pub fn path(self) -> &'static str {
        self.0.map_or("default_country", |field| field.path)
    }

    /// The key of its visible name.
    pub fn label(self) -> &'static str {
        self.0.map_or("field-country", |field| field.label)
    }

    /// The one of this word.
    pub fn of_word(word: &str) -> Option<ColumnField> {
        ColumnField::all().find(|field| field.word() == word)
    }

    /// The number's own, without which a row is nobody's.
    fn is_number(self) -> bool {
        self.0.is_some_and(|field| field.kind == Kind::Digits)
    }

    fn of_heading(heading: &str) -> Option<ColumnField> {
        let heading = folded_words(heading);
        let own = ColumnField::all().find(|field| folded(field.heading()) == heading);
        own.or_else(|| {
            let (_, word) = NAMES.iter().find(|(name, _)| *name == heading)?;
            ColumnField::of_word(word)
        })
    }
}

impl PartialEq for ColumnField {
    fn eq(&self, other: &ColumnField) -> bool {
        self.word() == other.word()
    }
}

impl std::fmt::Debug for ColumnField {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
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
    pub field: Option<ColumnField>,
    /// Its first cells below the heading, [`CELLS_SHOWN`] at the most.
    pub cells: Vec<String>,
}

/// How many cells of a column are shown to whoever says what it holds.
const CELLS_SHOWN: usize = 3;

/// How many rows are looked at to propose what columns hold.
const ROWS_LOOKED_AT: usize = 200;

/// Names a column by hand.
#[derive(Clone, Debug, PartialEq)]
pub enum Which {
    /// By its heading, by a letter as spreadsheets have it, or by its place counted from 1.
    Named(String),
    /// By its place, counted from 0.
    At(usize),
}

/// What somebody says columns hold; `None` is passed over.
pub type ColumnMap = [(Which, Option<ColumnField>)];

/// Whether a file is a table rather than JSON: one that says it is JSON by its name never is, so
/// that a damaged export is called that.
pub fn is_table(name: &str, bytes: &[u8]) -> bool {
    if Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")) {
        return false;
    }
    let begin = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let begin = &begin[http_head(begin)..];
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
    let mut columns = Vec::new();
    if let Some((first, others)) = first_rows(&text, CELLS_SHOWN + 1).split_first() {
        let headings = first.cells.iter().map(|cell| cell.trim().to_owned());
        let fields = Columns::assigned(first, map).map(|(fields, _)| fields).unwrap_or_default();
        let fields = fields.into_iter().chain(std::iter::repeat(None));
        let column = |(at, (heading, field))| Column { heading, field, cells: cells_of(others, at) };
        columns = headings.zip(fields).enumerate().map(column).collect();
    }
    let mut partial = Partial::carrying_nothing(file, SourceKind::Table);
    partial.columns = columns;
    partial.problems.push(problem);
    partial
}

/// What the columns of a table seem to hold that names none of them, by what is in them: the first one in which half of
/// the cells look like telephone numbers holds the numbers, and the first one of words their labels. Nothing where no column holds
/// numbers. It is a proposal: whoever is asked sees it and can choose otherwise.
pub fn proposed(bytes: &[u8], country: Country) -> Vec<(Which, Option<ColumnField>)> {
    let text = decoded(bytes);
    let rows = first_rows(&text, ROWS_LOOKED_AT);
    let Some(Ok((known, _))) = rows.first().map(|first| Columns::assigned(first, &[])) else { return Vec::new() };
    let is_most = |at: usize, is: &dyn Fn(&str) -> bool| {
        let filled =
            || rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| cell.trim()).filter(|c| !c.is_empty());
        let found = filled().filter(|cell| is(cell)).count();
        // Half of them, since the first may be a heading.
        found > 0 && 2 * found >= filled().count()
    };
    // One that is too short is still meant for one, and is refused at its row.
    let is_number = |cell: &str| {
        !is_date(cell) && (E164::read_stored(bare(cell), Some(country)).is_ok() || is_like_a_number(bare(cell)))
    };
    // What a heading says is not told otherwise.
    let unknown = || known.iter().enumerate().filter(|(_, field)| field.is_none()).map(|(at, _)| at);
    let is_words = |cell: &str| cell.contains(char::is_alphabetic) && !is_number(cell);
    let Some(numbers) = unknown().find(|at| is_most(*at, &is_number)) else { return Vec::new() };
    let has_label = known.contains(&ColumnField::of_word("label"));
    let labels = unknown().find(|at| !has_label && is_most(*at, &is_words));
    let named = |(at, word)| (Which::At(at), ColumnField::of_word(word));
    [(Some(numbers), "number"), (labels, "label")]
        .into_iter()
        .filter_map(|(at, word)| Some(named((at?, word))))
        .collect()
}

/// Whether a text is a day: three groups of digits, one of which is a year's.
fn is_date(cell: &str) -> bool {
    let groups: Vec<&str> = cell.trim().split(['-', '.', '/']).collect();
    let is_year = |group: &&str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
    groups.len() == 3
        && groups.iter().all(|group| group.len() <= 4 && group.bytes().all(|byte| byte.is_ascii_digit()))
        && [groups[0], groups[2]].iter().any(is_year)
}

/// Whether a text has the digits of a telephone number, and nothing that is in none.
fn is_like_a_number(cell: &str) -> bool {
    let digits = cell.chars().filter(|c| c.is_numeric()).count();
    (6..=15).contains(&digits) && cell.chars().all(|c| c.is_numeric() || c.is_whitespace() || "+()-./".contains(c))
}

/// The first rows that are not blank, up to the first that cannot be read.
fn first_rows(text: &str, count: usize) -> Vec<Record<'_>> {
    let mut records = Records::new(text);
    let rows = std::iter::from_fn(|| records.next().ok().flatten());
    rows.filter(|record| !record.is_blank()).take(count).collect()
}

/// What the first of these rows have in a column.
fn cells_of(rows: &[Record<'_>], at: usize) -> Vec<String> {
    rows.iter().take(CELLS_SHOWN).filter_map(|row| row.cells.get(at)).map(|cell| cell.trim().to_owned()).collect()
}

/// Reads a table; `map` says what columns hold where their headings do not.
pub(super) fn read(file: &str, bytes: &[u8], country: Country, map: &ColumnMap) -> Result<Partial, Box<Problem>> {
    let refuse = |code, line, message| {
        let at = Position { line, column: 1 };
        Box::new(Problem { code, file: file.to_owned(), pointer: String::new(), at, message })
    };
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
    rows.retain(|record| !record.is_blank());
    let Some(first) = rows.first() else {
        return Err(refuse("unknown_columns", 1, Message::new("problem-empty-file")));
    };
    let Columns { mut columns, has_heading } =
        Columns::of(first, map).map_err(|message| refuse("unknown_columns", first.line, *message))?;
    let (heading, rows) = rows.split_at(usize::from(has_heading));
    for (at, column) in columns.iter_mut().enumerate() {
        column.cells = cells_of(rows, at);
    }
    let own = || ColumnField::all().map(ColumnField::heading);
    let is_own = has_heading && columns.iter().map(|column| column.heading.as_str()).eq(own());
    let mut reader = Reader { file, columns: &columns, country, is_own, problems: Vec::new(), warnings: Vec::new() };
    if let [heading] = heading {
        reader.tell_columns(heading);
    }
    let numbers = rows.iter().map(|record| reader.number(record)).collect();
    let mut partial = Partial::carrying_nothing(file, SourceKind::Table);
    (partial.problems, partial.warnings) = (reader.problems, reader.warnings);
    partial.numbers = Some(numbers);
    partial.columns = columns;
    Ok(partial)
}

/// What each column holds, and whether the first row names them.
struct Columns {
    columns: Vec<Column>,
    has_heading: bool,
}

impl Columns {
    /// What each column holds, by its heading and then by the map in its order, and whether a heading
    /// was known. One column a field: of headings the first, of the map the last.
    fn assigned(first: &Record<'_>, map: &ColumnMap) -> Result<(Vec<Option<ColumnField>>, bool), Box<Message>> {
        let headings: Vec<&str> = first.cells.iter().map(|cell| cell.trim()).collect();
        let mut fields: Vec<Option<ColumnField>> =
            headings.iter().map(|heading| ColumnField::of_heading(heading)).collect();
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
        let of_numbers = fields.iter().position(|field| field.is_some_and(ColumnField::is_number));
        has_heading |= of_numbers.is_some_and(|at| !headings[at].contains(|c: char| c.is_numeric()));
        if of_numbers.is_none() {
            let words = ColumnField::all().map(|field| Message::new(field.label()));
            let found = headings.iter().map(|heading| Message::new("just-a-word").with("word", *heading)).collect();
            return Err(Box::new(
                Message::new("problem-unknown-columns")
                    .with("found", Arg::List(found))
                    .with("expected", Arg::List(words.collect())),
            ));
        }
        let heading = |at: usize| if has_heading { headings[at].to_owned() } else { String::new() };
        let columns = fields.iter().enumerate().map(|(at, field)| Column {
            heading: heading(at),
            field: *field,
            cells: Vec::new(),
        });
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
                let at = Position { line: heading.line, column: at as u32 + 1 };
                let (file, pointer) = (self.file.to_owned(), format!("/{}", heading.row));
                self.warnings.push(Problem { code: "unknown_column", file, pointer, at, message });
            }
        }
    }

    fn number(&mut self, record: &Record<'_>) -> PartialRecord<PhoneNumber> {
        let before = self.problems.len();
        let mut number = PartialRecord::new(format!("/{}", record.row), Position { line: record.line, column: 1 });
        number.reserve(self.columns.len());
        let surplus = record.cells.iter().skip(self.columns.len()).any(|cell| !cell.trim().is_empty());
        if surplus || record.cells.len() == CELL_LIMIT {
            let message = Message::new("problem-too-many-cells")
                .with("found", record.cells.len())
                .with("columns", self.columns.len());
            self.problem(record, None, "too_many_cells", message);
        }
        let country = self.row_country(record);
        for (place, field) in PhoneNumber::FIELDS.iter().enumerate() {
            if field.column.is_none() {
                continue;
            }
            let column = ColumnField(Some(field));
            match self.cell(record, column) {
                Some((cell, at)) => {
                    if let Some(value) = self.value(record, column, field, cell, country) {
                        number.state(place, 0, at, value);
                    }
                }
                None if field.kind == Kind::Digits => {
                    self.problem(record, Some(column), "not_a_number", Message::new("problem-no-digits"));
                }
                None => {}
            }
        }
        number.has_problem = self.problems.len() > before;
        number
    }

    /// What a cell says of its field; what cannot be one is a problem.
    fn value(
        &mut self,
        record: &Record<'_>,
        column: ColumnField,
        field: &FieldOf<PhoneNumber>,
        cell: &str,
        country: Country,
    ) -> Option<StatedValue> {
        let plain = StatedValue::Value;
        // A cell of text, without the apostrophe that keeps a spreadsheet from running it.
        let text = if self.is_own { cell.strip_prefix('\'').unwrap_or(cell) } else { cell };
        match field.kind {
            Kind::Digits => {
                let number = self.e164(record, column, cell, country)?;
                Some(StatedValue::Digits(Digits::Known(number)))
            }
            Kind::OtherNumber if is_none(cell) => Some(StatedValue::Null),
            Kind::OtherNumber => self.e164(record, column, cell, country).map(|number| plain(Value::Number(number))),
            Kind::Assistant if is_none(text) => Some(StatedValue::Null),
            Kind::Assistant => Some(StatedValue::Assistant(AssistantReference::IdOrName(text.trim().into()))),
            Kind::Text(limit) => match limit.checked(text) {
                Ok(text) => Some(plain(Value::Text(text))),
                Err(fault) => {
                    let code = text_code(fault, limit.too_long_code());
                    self.problem(record, Some(column), code, fault.message());
                    None
                }
            },
            Kind::Word(choices) => {
                let word = folded_words(text);
                let word =
                    SYNONYMS.iter().find(|(synonym, _)| *synonym == word).map_or(word.as_str(), |(_, word)| word);
                let found = choices.iter().find(|choice| choice.word == word);
                if found.is_none() {
                    self.problem(record, Some(column), "unknown_value", unknown_word(text, choices));
                }
                found.map(|choice| plain(Value::Word(choice.word)))
            }
            _ => None,
        }
    }

    /// The cell of a column, unless it is empty, and its place in the row.
    fn cell<'r>(&self, record: &'r Record<'_>, of: ColumnField) -> Option<(&'r str, Position)> {
        let at = self.columns.iter().position(|column| column.field == Some(of))?;
        let cell = record.cells.get(at)?;
        let position = Position { line: record.line, column: at as u32 + 1 };
        (!cell.trim().is_empty()).then_some((&**cell, position))
    }

    fn problem(&mut self, record: &Record<'_>, of: Option<ColumnField>, code: &'static str, message: Message) {
        let at = of.and_then(|of| self.columns.iter().position(|column| column.field == Some(of)));
        let at = Position { line: record.line, column: at.map_or(1, |at| at as u32 + 1) };
        let pointer = match of {
            Some(field) => format!("/{}/{}", record.row, field.word()),
            None => format!("/{}", record.row),
        };
        self.problems.push(Problem { code, file: self.file.to_owned(), pointer, at, message });
    }

    fn row_country(&mut self, record: &Record<'_>) -> Country {
        let column = ColumnField(None);
        let Some((cell, _)) = self.cell(record, column) else { return self.country };
        match country(cell) {
            Some(country) => country,
            None => {
                let message = Message::new("problem-unknown-country-name").with("found", clipped(cell));
                self.problem(record, Some(column), "unknown_country", message);
                self.country
            }
        }
    }

    fn e164(&mut self, record: &Record<'_>, column: ColumnField, cell: &str, country: Country) -> Option<E164> {
        match E164::read_stored(bare(cell), Some(country)) {
            Ok(number) => Some(number),
            Err(misread) => {
                self.problem(record, Some(column), misread.reason.code(), misread.message());
                None
            }
        }
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

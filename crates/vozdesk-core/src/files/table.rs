//! Tables of numbers, such as spreadsheets save and read: text with separators, and the sheets of a workbook.
//!
//! Read: comma, semicolon or tab, in any usual encoding; workbooks as [`workbook`](super::workbook) has it; English or
//! Spanish headings in any order and with titles above them, or columns named by hand. A row is an entry; its pointer is
//! `/ROW/field`, where ROW is the row a spreadsheet shows, and the line is the physical line on which the row begins. An
//! empty cell leaves a field as it is, the word None or Ninguno clears it. Digits that a spreadsheet has turned into a
//! figure are refused, never guessed; the plus that VozDesk writes before every number is known to be missing.
//!
//! Written: what [`write`] says.

mod country;
mod entries;
mod exports;
mod field;
mod found;
mod lines;
mod records;
pub(crate) mod sheet;
mod text;
mod wish;
pub(crate) mod writer;

pub use field::ColumnField;
pub use lines::table_of_lines;
pub use sheet::letters;
pub use text::Encoding;
pub use wish::{Mended, Mends, Way, Wish};
pub use writer::{to_bytes, write, write_texts};

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::files::document::http_head;
use crate::files::partial::{Partial, Position, Problem, SourceKind};
use crate::files::workbook::{self, LeftOut, LeftOutRow};
use crate::model::country::Country;
use crate::model::message::Message;
use field::folded_words;
use found::{Found, found};
use records::Records;
use sheet::{CELL_LIMIT, ROW_LIMIT, Row};
use text::{Decoded, decoded, sample};

/// A column of a table, as it is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its place, from 0.
    pub at: usize,
    /// Its heading; empty where it has none.
    pub heading: String,
    /// What it holds; `None` if it is passed over.
    pub field: Option<ColumnField>,
    /// Its first cells below the heading.
    pub cells: Vec<String>,
}

/// Names a column by hand.
#[derive(Clone, Debug, PartialEq)]
pub enum Which {
    /// By its heading, by the letters spreadsheets have for it, or by its place counted from 1.
    Named(String),
    /// By its place, counted from 0.
    At(usize),
}

/// What somebody says a column holds; `None` is passed over.
pub type ColumnMap = (Which, Option<ColumnField>);

/// What a table is, and how it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// The program that exports such tables.
    pub program: Option<&'static str>,
    /// The row its headings stand in, as a spreadsheet shows it; `None` where it has none.
    pub headings: Option<u32>,
    /// The sheet that was read; `None` for text.
    pub sheet: Option<Arc<str>>,
    /// All sheets of the workbook; empty for text.
    pub sheets: Vec<SheetAbout>,
    /// The encoding of its text; `None` for a workbook.
    pub encoding: Option<Encoding>,
    /// Nothing says that it is in this encoding: it is the most likely one.
    pub is_guess: bool,
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetAbout {
    /// Its name.
    pub name: String,
    /// How many of its rows hold anything.
    pub rows: usize,
}

/// A table before anything is made of it.
pub(super) struct Source<'a> {
    pub(super) about: Table,
    /// None of them blank.
    pub(super) rows: Vec<Row<'a>>,
    pub(super) has_stray_bytes: bool,
    /// What is worth knowing of it as a whole: the line, a code and the sentence.
    pub(super) notes: Vec<(u32, &'static str, Message)>,
}

/// Why there is no table: the line, a code and the sentence.
pub(super) type Refused = (u32, &'static str, Message);

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
pub fn unread(file: &str, bytes: &[u8], wish: &Wish, problem: Problem) -> Partial {
    let mut partial = Partial::carrying_nothing(file, SourceKind::Table);
    if let Ok(Source { about, rows, .. }) = source(bytes, wish) {
        let columns = found(&rows, &wish.map).map(|found| found.columns).unwrap_or_default();
        partial.table = Some(Table { columns, ..about });
    }
    partial.problems.push(problem);
    partial
}

/// What the columns of a table seem to hold whose headings do not say where its numbers are, by what is in them. It is
/// a proposal: whoever is asked sees it and can choose otherwise.
pub fn proposed(bytes: &[u8], wish: &Wish, country: Country) -> Vec<ColumnMap> {
    source(bytes, wish).map_or_else(|_| Vec::new(), |source| found::proposed(&source.rows, country))
}

/// Reads a table.
///
/// # Errors
/// A file that is no table, and one whose columns do not say where the numbers are.
pub(super) fn read(file: &str, bytes: &[u8], country: Country, wish: &Wish) -> Result<Partial, Box<Problem>> {
    let refuse = |(line, code, message)| {
        Box::new(Problem::new(code, file, String::new(), Position { line, column: 1 }, message))
    };
    let Source { about, rows, has_stray_bytes, notes } = source(bytes, wish).map_err(refuse)?;
    let Some(first) = rows.first() else {
        return Err(refuse((1, "unknown_columns", Message::new("problem-empty-file"))));
    };
    let refuse_columns = |message| refuse((first.line, "unknown_columns", message));
    let found = found(&rows, &wish.map).map_err(|message| refuse_columns(*message))?;
    let numbers = found.places_of_numbers();
    if numbers.is_empty() {
        return Err(refuse_columns(found::unknown(&found)));
    }
    let heading = rows[found.headings.clone()].first();
    let mut partial = Partial::carrying_nothing(file, SourceKind::Table);
    let is_text = about.sheets.is_empty();
    partial.table = Some(Table { headings: heading.map(|row| row.row), program: found.program, ..about });
    let whole = notes
        .into_iter()
        .map(|(line, code, message)| partial.problem(code, String::new(), Position { line, column: 1 }, message));
    let mut warnings: Vec<Problem> = whole.collect();
    if let Some(heading) = heading {
        warnings.extend(told_columns(&partial, &found, heading));
    }
    let own = || ColumnField::all().map(ColumnField::heading);
    let is_own = heading.is_some() && found.columns.iter().map(|column| column.heading.as_str()).eq(own());
    let entries = entries::Table { file, found: &found, wish, country, is_own, is_text, has_stray_bytes };
    let mut entries = entries::Entries::of(entries);
    let rows = &rows[found.headings.start..];
    let (headings, rows) = rows.split_at(found.headings.len());
    let (rows, foot) = rows.split_at(found::end(rows, &numbers));
    let passed_over = |key, row: &Row<'_>| {
        let at = Position { line: row.line, column: 1 };
        partial.problem("passed_over", format!("/{}", row.row), at, Message::new(key))
    };
    for row in rows {
        // The headings stand again on every page of a print.
        if headings.first().is_some_and(|heading| heading.says_the_same(row)) {
            warnings.push(passed_over("warning-headings-again", row));
        } else {
            entries.read(row);
        }
    }
    warnings.extend(foot.iter().map(|row| passed_over("warning-below-numbers", row)));
    let sheet = partial.table.as_ref().and_then(|table| table.sheet.clone());
    partial.problems =
        entries.problems.into_iter().map(|problem| Problem { sheet: sheet.clone(), ..problem }).collect();
    partial.numbers = Some(entries.numbers);
    partial.warnings = warnings;
    if let Some(table) = &mut partial.table {
        table.columns = found.columns;
    }
    Ok(partial)
}

/// How much rows look like a sheet of numbers: whether a heading names them, and how many of the first have one.
pub(super) fn rank(rows: &[Row<'_>]) -> (bool, usize) {
    let names_numbers = found(rows, &[]).is_ok_and(|found| !found.places_of_numbers().is_empty());
    let numbers = found::rows_with_numbers(rows);
    (names_numbers && numbers > 0, numbers)
}

/// The rows of a file that entries could not be made of, as they stand there, each with the reasons.
pub fn rows_left_out(bytes: &[u8], wish: &Wish, reasons: &BTreeMap<u32, Vec<String>>) -> LeftOut {
    let Ok(Source { rows, .. }) = source(bytes, wish) else { return LeftOut::default() };
    let Ok(found) = found(&rows, &wish.map) else { return LeftOut::default() };
    let headings = found.columns.iter().map(|column| (column.at, column.heading.clone())).collect();
    let cells = |row: &Row<'_>| row.cells.iter().map(|cell| (usize::from(cell.at), cell.text.to_string())).collect();
    let left_out = rows.iter().filter_map(|row| {
        let why = reasons.get(&row.row)?.join(" ");
        Some(LeftOutRow { cells: cells(row), why })
    });
    LeftOut { headings, rows: left_out.collect() }
}

/// The rows of a file, whatever it is.
fn source<'a>(bytes: &'a [u8], wish: &Wish) -> Result<Source<'a>, Refused> {
    if workbook::is_one(bytes) {
        return workbook::read(bytes, wish.sheet.as_deref());
    }
    let Decoded { text, encoding, is_guess, is_plain, has_stray_bytes } = decoded(bytes, wish.encoding);
    let mut notes = Vec::new();
    if is_guess && !(is_plain && encoding.is_usual()) {
        let message = Message::new("warning-encoding")
            .name("encoding", encoding.word())
            .name("sample", sample(&text).unwrap_or_default().to_owned());
        notes.push((1, "encoding", message));
    }
    let rows = match text {
        Cow::Borrowed(text) => rows_of(text)?,
        Cow::Owned(text) => rows_of(&text)?.into_iter().map(Row::into_owned).collect(),
    };
    let about = Table { encoding: Some(encoding), is_guess, ..Table::default() };
    Ok(Source { about, rows, has_stray_bytes, notes })
}

/// The rows of a text that are not blank.
fn rows_of(text: &str) -> Result<Vec<Row<'_>>, Refused> {
    let mut records = Records::new(text);
    let mut rows = Vec::new();
    let mut cells = 0;
    loop {
        match records.next() {
            Ok(Some(row)) if row.cells.is_empty() => {}
            Ok(Some(row)) => {
                cells += row.cells.len();
                if rows.len() >= ROW_LIMIT || cells > CELL_LIMIT {
                    return Err(too_many_cells(row.line));
                }
                rows.push(row);
            }
            Ok(None) => return Ok(rows),
            Err(line) => {
                let message = Message::new("problem-unclosed-quote").with("line", line.to_string());
                return Err((line, "unclosed_quote", message));
            }
        }
    }
}

/// That a table is larger than any spreadsheet.
pub(super) fn too_many_cells(line: u32) -> Refused {
    let message = Message::new("problem-table-too-large").with("rows", ROW_LIMIT).with("cells", CELL_LIMIT);
    (line, "too_large", message)
}

/// What is worth knowing of columns: those that nothing is made of.
fn told_columns<'f>(
    partial: &'f Partial,
    found: &'f Found,
    heading: &'f Row<'_>,
) -> impl Iterator<Item = Problem> + 'f {
    let passed_over = found.columns.iter().filter(|column| column.field.is_none() && !column.heading.is_empty());
    let passed_over = passed_over.filter(|column| column.heading != workbook::WHY);
    passed_over.map(move |column| {
        let at = Position { line: heading.line, column: column.at as u32 + 1 };
        let key = if found.repeated.contains(&column.at) { "warning-heading-twice" } else { "problem-unknown-column" };
        let message = Message::new(key).with("column", column.heading.as_str());
        partial.problem("unknown_column", format!("/{}", heading.row), at, message)
    })
}

/// A number's cell without what protects it from a spreadsheet: an apostrophe, or `="…"`.
fn bare(cell: &str) -> &str {
    let cell = cell.trim();
    let formula = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let cell = formula.unwrap_or(cell);
    cell.strip_prefix('\'').unwrap_or(cell)
}

/// Whether a cell says that there is nobody: the words that clear a field, and what people write in their place.
fn is_none(cell: &str) -> bool {
    const NONE: [&str; 19] = [
        "none",
        "ninguno",
        "ninguna",
        "-",
        "--",
        "–",
        "—",
        "n/a",
        "n.a.",
        "#n/a",
        "none yet",
        "not yet",
        "aun ninguno",
        "todavia ninguno",
        "ninguno todavia",
        "unassigned",
        "not assigned",
        "sin asignar",
        "no asignado",
    ];
    NONE.contains(&folded_words(cell).as_str())
}

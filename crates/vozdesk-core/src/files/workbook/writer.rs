//! Numbers as a workbook (.xlsx): what a spreadsheet program cannot spoil, and where slots are chosen from lists.

use std::io::{self, Write};

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, Formula, IgnoreError, Workbook,
    Worksheet, XlsxError,
};

use crate::files::table::ColumnField;
use crate::files::table::sheet::letters;
use crate::files::table::writer::{Cells, NONE};
use crate::model::field::Kind;
use crate::model::setup::Setup;

/// The sheet of the numbers.
const NUMBERS: &str = "Phone Numbers";

/// The sheet of what slots and status are chosen from.
const LISTS: &str = "Lists";

/// How wide columns are at least and at the most, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 10..=48;

/// How many rows below the last number can still be filled by choosing.
const ROWS_TO_FILL: u32 = 1_000;

/// The column in which a table of rows that were left out says why.
pub(crate) const WHY: &str = "Why it was left out";

/// Rows of a table that were left out of an import, as they stand there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LeftOut {
    /// The headings above them, each with its column from 0.
    pub headings: Vec<(usize, String)>,
    /// The rows.
    pub rows: Vec<LeftOutRow>,
}

/// A row of a table that was left out of an import.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftOutRow {
    /// Its cells, each with its column from 0.
    pub cells: Vec<(usize, String)>,
    /// Why, in words.
    pub why: String,
}

/// Writes the numbers as a workbook: one sheet with fixed headings, frozen and filtered, and only cells of text, so that
/// no plus is lost; assistants and status are chosen from lists on a second sheet. Read back it changes nothing. A
/// number that is only asked for has no digits and no row.
///
/// # Errors
/// More numbers than a sheet has rows, and what writing reports.
pub fn write(setup: &Setup, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(&numbers(setup).map_err(io::Error::other)?)
}

/// The workbook as bytes.
///
/// # Errors
/// As [`write`].
pub fn to_bytes(setup: &Setup) -> io::Result<Vec<u8>> {
    numbers(setup).map_err(io::Error::other)
}

/// Writes rows that were left out of an import, as they were, each with why.
///
/// # Errors
/// What writing reports.
pub fn write_left_out(left_out: &LeftOut, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(&rows_left_out(left_out).map_err(io::Error::other)?)
}

fn numbers(setup: &Setup) -> Result<Vec<u8>, XlsxError> {
    let cells = Cells::of(setup);
    let assistants: Vec<&str> =
        std::iter::once(NONE).chain(setup.assistants().map(|assistant| cells.called(assistant))).collect();
    let mut sheet = Sheet::new(NUMBERS)?;
    sheet.row(ColumnField::all().map(|column| column.heading()).enumerate())?;
    for row in cells.rows() {
        sheet.row(row.iter().map(|cell| cell.text()).enumerate().filter(|(_, text)| !text.is_empty()))?;
    }
    let mut lists = Sheet::new(LISTS)?;
    let mut columns: Vec<Vec<&str>> = Vec::new();
    for (at, column) in ColumnField::all().enumerate() {
        let list = match column.of_number().map(|field| field.kind) {
            Some(Kind::Assistant) => assistants.clone(),
            Some(Kind::Word(choices)) => choices.iter().map(|choice| choice.word).collect(),
            _ => continue,
        };
        // Both slots are filled from one list.
        let place = columns.iter().position(|known| *known == list).unwrap_or_else(|| {
            columns.push(list.clone());
            columns.len() - 1
        });
        let letter = letters(place);
        let from = Formula::new(format!("={LISTS}!${letter}$2:${letter}${}", list.len() + 1));
        // Another name can be typed: it is told when the workbook is read.
        let choice = DataValidation::new().allow_list_formula(from).set_error_style(DataValidationErrorStyle::Warning);
        let last = sheet.rows + ROWS_TO_FILL;
        sheet.sheet.add_data_validation(1, at as u16, last, at as u16, &choice)?;
    }
    let headings = ["Assistants", "Status"];
    lists.row(headings.into_iter().enumerate())?;
    for at in 0..columns.iter().map(Vec::len).max().unwrap_or(0) {
        lists.row(columns.iter().enumerate().filter_map(|(column, list)| Some((column, *list.get(at)?))))?;
    }
    saved([sheet, lists])
}

fn rows_left_out(LeftOut { headings, rows }: &LeftOut) -> Result<Vec<u8>, XlsxError> {
    let cells = rows.iter().flat_map(|row| &row.cells).chain(headings);
    let why = cells.map(|(at, _)| at + 1).max().unwrap_or(0);
    let mut sheet = Sheet::new(NUMBERS)?;
    let texts = |cells: &'_ [(usize, String)], last: &'_ str| {
        let cells = cells.iter().map(|(at, text)| (*at, text.clone()));
        cells.chain([(why, last.to_owned())]).collect::<Vec<_>>()
    };
    for (cells, last) in std::iter::once((&**headings, WHY)).chain(rows.iter().map(|row| (&*row.cells, &*row.why))) {
        let texts = texts(cells, last);
        sheet.row(texts.iter().map(|(at, text)| (*at, text.as_str())))?;
    }
    saved([sheet])
}

/// A sheet as its rows are written.
struct Sheet {
    sheet: Worksheet,
    text: Format,
    heading: Format,
    /// How many rows it has.
    rows: u32,
    /// How many characters the longest text of each column has.
    widths: Vec<usize>,
}

impl Sheet {
    fn new(name: &str) -> Result<Sheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        // What is typed into a cell of text stays as it is typed.
        let text = Format::new().set_num_format("@");
        Ok(Sheet { sheet, heading: text.clone().set_bold(), text, rows: 0, widths: Vec::new() })
    }

    fn row<'t>(&mut self, cells: impl Iterator<Item = (usize, &'t str)>) -> Result<(), XlsxError> {
        for (at, text) in cells {
            let column = u16::try_from(at).map_err(|_| XlsxError::RowColumnLimitError)?;
            let format = if self.rows == 0 { &self.heading } else { &self.text };
            self.sheet.write_string_with_format(self.rows, column, text, format)?;
            self.widths.resize(self.widths.len().max(at + 1), 0);
            self.widths[at] = self.widths[at].max(text.chars().count());
        }
        self.rows += 1;
        Ok(())
    }

    fn finished(mut self) -> Result<Worksheet, XlsxError> {
        let columns = self.widths.len();
        if columns == 0 {
            return Ok(self.sheet);
        }
        let last = columns as u16 - 1;
        for (at, width) in self.widths.iter().enumerate() {
            // A heading has a button for its filter beside it.
            self.sheet.set_column_width(at as u16, (width + 3).clamp(*WIDTHS.start(), *WIDTHS.end()) as f64)?;
            self.sheet.set_column_format(at as u16, &self.text)?;
        }
        self.sheet.autofilter(0, 0, self.rows.saturating_sub(1), last)?;
        self.sheet.ignore_error_range(0, 0, self.rows + ROWS_TO_FILL, last, IgnoreError::NumberStoredAsText)?;
        Ok(self.sheet)
    }
}

fn saved<const N: usize>(sheets: [Sheet; N]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same numbers are the same bytes: nothing in it says when it was made.
    let begin = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&begin));
    for sheet in sheets {
        workbook.push_worksheet(sheet.finished()?);
    }
    workbook.save_to_buffer()
}

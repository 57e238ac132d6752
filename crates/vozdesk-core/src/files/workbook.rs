//! Workbooks of spreadsheet programs: .xlsx, .ods, .xls and .xlsb, told by content whatever the name says.
//!
//! Cells are read by what they hold: a figure that is a whole number is its digits, a formula the value it had when it
//! was saved. What is hidden is read too. A workbook is a packed archive and can be made to unpack to anything, so it is
//! measured before it is read: no more of it is taken into memory than of a file that lies open.
//!
//! Written: what [`write`] says.

mod measure;
mod ods;
mod writer;

pub(crate) use writer::WHY;
pub use writer::{LeftOut, LeftOutRow, to_bytes, write, write_left_out};

use std::borrow::Cow;
use std::io::{BufReader, Cursor};
use std::panic;
use std::sync::Arc;

use calamine::{Data, DataRef, Reader, Sheet, SheetType, SheetVisible, Xls, Xlsb, Xlsx};
use zip::ZipArchive;

use crate::files::foreign;
use crate::files::table::sheet::{COLUMN_LIMIT, Cell, Held, ROW_LIMIT, Row};
use crate::files::table::{Refused, SheetAbout, Source, Table, rank, too_many_cells};
use crate::model::message::Message;
use measure::{Kind, Measured, Room};

/// The most digits that spreadsheet programs keep of a figure (IEEE 754, 15 of 17 are shown).
const FIGURE_LIMIT: f64 = 1e15;

/// The day after the last one that spreadsheets count (9999-12-31), from 1900.
const DAYS: f64 = 2_958_466.0;

/// Whether a file is a workbook.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    foreign::file_kind(bytes) == Some("foreign-workbook")
}

/// Why a workbook is not read.
enum Fault {
    Password,
    TooLarge,
    /// In the words of the library.
    Broken(String),
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Refused {
        match fault {
            Fault::Password => (1, "password_protected", Message::new("problem-workbook-password")),
            Fault::TooLarge => too_many_cells(1),
            Fault::Broken(reason) => {
                (1, "broken_workbook", Message::new("problem-workbook-broken").name("reason", reason))
            }
        }
    }
}

/// A workbook that is open, by its kind.
enum Opened<'a> {
    Xlsx(Box<Xlsx<Cursor<&'a [u8]>>>),
    Xlsb(Box<Xlsb<Cursor<&'a [u8]>>>),
    /// Already read.
    Ods(Vec<ods::Sheet>),
    Xls(Box<Xls<Cursor<&'a [u8]>>>),
}

/// How likely a sheet is meant: it is named or shown, its headings name the numbers, and how many it has.
type Rank = (bool, bool, usize);

/// Reads a workbook. The library breaks on some that are damaged, which is no reason for more than that to break.
pub(super) fn read<'a>(bytes: &[u8], named: Option<&str>) -> Result<Source<'a>, Refused> {
    let tried = panic::catch_unwind(|| sheet(bytes, named));
    tried.unwrap_or_else(|_| Err(Fault::Broken("it is damaged".to_owned()).into()))
}

/// The rows of a workbook's sheet: of the one that is named, else of the one that holds the numbers.
fn sheet<'a>(bytes: &[u8], named: Option<&str>) -> Result<Source<'a>, Refused> {
    let mut room = Room::new();
    let (mut opened, has_hidden) = open(bytes, &mut room)?;
    let all = opened.sheets();
    let is_named = |sheet: &Shown| named.is_some_and(|named| sheet.name == named);
    if named.is_some() && !all.iter().any(is_named) {
        let names = all.iter().map(|sheet| Message::new("just-a-word").with("word", sheet.name.as_str())).collect();
        let message = Message::new("problem-no-such-sheet")
            .name("sheet", named.unwrap_or_default().to_owned())
            .with("sheets", crate::model::message::Arg::List(names));
        return Err((1, "unknown_sheet", message));
    }
    let mut about = Table::default();
    let mut best: Option<(Rank, &Shown, Vec<Row<'static>>)> = None;
    for sheet in &all {
        let rows = opened.rows(sheet, &mut room)?;
        about.sheets.push(SheetAbout { name: sheet.name.clone(), rows: rows.len() });
        let (names_numbers, numbers) = rank(&rows);
        let is_first = is_named(sheet) || (named.is_none() && sheet.is_visible);
        let is_better = |(better, ..): &(Rank, _, _)| (is_first, names_numbers, numbers) > *better;
        if best.as_ref().is_none_or(is_better) {
            // Of several that name their numbers the first one is meant.
            let numbers = if names_numbers { usize::MAX } else { numbers };
            best = Some(((is_first, names_numbers, numbers), sheet, rows));
        }
    }
    let Some((_, sheet, rows)) = best else {
        return Err(Fault::Broken(String::new()).into());
    };
    about.sheet = Some(Arc::from(sheet.name.as_str()));
    let mut notes = Vec::new();
    if has_hidden {
        notes.push((1, "hidden", Message::new("warning-hidden-cells")));
    }
    if !sheet.is_visible {
        notes.push((1, "hidden", Message::new("warning-hidden-sheet").name("sheet", sheet.name.as_str())));
    }
    Ok(Source { about, rows, has_stray_bytes: false, notes })
}

/// Opens a workbook once it is known how much it unpacks to, and whether rows or columns of it are hidden.
fn open<'a>(bytes: &'a [u8], room: &mut Room) -> Result<(Opened<'a>, bool), Fault> {
    let broken = |error: &dyn std::fmt::Display| Fault::Broken(error.to_string());
    if !bytes.starts_with(b"PK") {
        measure::measure_records(bytes)?;
        return match Xls::new(Cursor::new(bytes)) {
            Ok(workbook) => Ok((Opened::Xls(Box::new(workbook)), false)),
            Err(calamine::XlsError::Password) => Err(Fault::Password),
            Err(error) => Err(broken(&error)),
        };
    }
    let Measured { kind, has_hidden } = measure::measured(bytes)?;
    let opened = match kind {
        Kind::Xlsx => Opened::Xlsx(Box::new(Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?)),
        Kind::Xlsb => Opened::Xlsb(Box::new(Xlsb::new(Cursor::new(bytes)).map_err(|error| broken(&error))?)),
        Kind::Ods => {
            let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
            let content = archive.by_name("content.xml").map_err(|error| broken(&error))?;
            Opened::Ods(ods::sheets(BufReader::new(content), room)?)
        }
    };
    Ok((opened, has_hidden))
}

impl Opened<'_> {
    /// The sheets of cells.
    fn sheets(&self) -> Vec<Shown> {
        let of = |sheets: &[Sheet]| {
            let sheets = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
            let shown = |sheet: &Sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible);
            sheets.map(shown).collect::<Vec<_>>()
        };
        let sheets = match self {
            Opened::Xlsx(workbook) => of(workbook.sheets_metadata()),
            Opened::Xlsb(workbook) => of(workbook.sheets_metadata()),
            Opened::Xls(workbook) => of(workbook.sheets_metadata()),
            Opened::Ods(sheets) => sheets.iter().map(|sheet| (sheet.name.clone(), sheet.is_visible)).collect(),
        };
        let numbered = sheets.into_iter().enumerate();
        numbered.map(|(at, (name, is_visible))| Shown { at, name, is_visible }).collect()
    }

    /// The rows of a sheet that are not blank. What it holds takes room.
    fn rows(&mut self, sheet: &Shown, room: &mut Room) -> Result<Vec<Row<'static>>, Fault> {
        let name = sheet.name.as_str();
        let mut rows = Rows { rows: Vec::new(), is_sorted: true, room };
        let broken = |error: &dyn std::fmt::Display| Fault::Broken(error.to_string());
        match self {
            Opened::Xlsx(workbook) => {
                let mut cells = workbook.worksheet_cells_reader(name).map_err(|error| broken(&error))?;
                while let Some(cell) = cells.next_cell().map_err(|error| broken(&error))? {
                    rows.put(cell.get_position(), held_ref(cell.get_value()))?;
                }
            }
            Opened::Xlsb(workbook) => {
                let mut cells = workbook.worksheet_cells_reader(name).map_err(|error| broken(&error))?;
                while let Some(cell) = cells.next_cell().map_err(|error| broken(&error))? {
                    rows.put(cell.get_position(), held_ref(cell.get_value()))?;
                }
            }
            Opened::Xls(workbook) => {
                let range = workbook.worksheet_range(name).map_err(|error| broken(&error))?;
                let Some((row, column)) = range.start() else { return Ok(Vec::new()) };
                for (down, right, value) in range.used_cells() {
                    rows.put((row + down as u32, column + right as u32), held(value))?;
                }
            }
            Opened::Ods(sheets) => return Ok(std::mem::take(&mut sheets[sheet.at].rows)),
        }
        Ok(rows.sorted())
    }
}

/// A sheet of cells.
struct Shown {
    /// Its place among the sheets of cells.
    at: usize,
    name: String,
    is_visible: bool,
}

/// Rows as their cells come.
struct Rows<'l> {
    rows: Vec<Row<'static>>,
    /// Cells come row by row and column by column, as every program writes them.
    is_sorted: bool,
    room: &'l mut Room,
}

impl Rows<'_> {
    fn put(&mut self, (row, column): (u32, u32), value: Option<(Held, Cow<'_, str>)>) -> Result<(), Fault> {
        let Some((held, text)) = value else { return Ok(()) };
        if row as usize >= ROW_LIMIT || column as usize >= COLUMN_LIMIT {
            return Err(Fault::TooLarge);
        }
        self.room.take(1, &text)?;
        let cell = Cell { at: column as u16, held, text: Cow::Owned(text.into_owned()) };
        match self.rows.last_mut() {
            Some(last) if last.row == row + 1 => {
                self.is_sorted &= last.cells.last().is_none_or(|before| before.at < cell.at);
                last.cells.push(cell);
            }
            last => {
                self.is_sorted &= last.is_none_or(|last| last.row < row + 1);
                self.rows.push(Row { line: row + 1, row: row + 1, written: 0, cells: vec![cell] });
            }
        }
        Ok(())
    }

    fn sorted(mut self) -> Vec<Row<'static>> {
        if !self.is_sorted {
            self.rows.sort_by_key(|row| row.row);
            self.rows.dedup_by(|next, row| {
                let is_same = next.row == row.row;
                if is_same {
                    row.cells.append(&mut next.cells);
                }
                is_same
            });
            for row in &mut self.rows {
                row.cells.sort_by_key(|cell| cell.at);
                row.cells.dedup_by_key(|cell| cell.at);
            }
        }
        self.rows
    }
}

fn held_ref<'t>(value: &DataRef<'t>) -> Option<(Held, Cow<'t, str>)> {
    match value {
        // One text of many cells: it is looked at before it is taken.
        DataRef::SharedString(text) => of_text(text),
        value => held(&Data::from(value.clone())).map(|(held, text)| (held, Cow::Owned(text.into_owned()))),
    }
}

/// What a cell holds and how it reads; `None` if it is empty.
fn held(value: &Data) -> Option<(Held, Cow<'_, str>)> {
    match value {
        Data::Empty => None,
        Data::String(text) => of_text(text),
        Data::Int(figure) => Some(of_figure(*figure as f64)),
        Data::Float(figure) => Some(of_figure(*figure)),
        Data::Bool(truth) => Some((Held::Truth, truth.to_string().to_uppercase().into())),
        // What is no day of a calendar is a figure in a format that looks like one.
        Data::DateTime(date) if date.as_f64() >= DAYS => Some(of_figure(date.as_f64())),
        Data::DateTime(date) if date.is_duration() => Some((Held::Date, date.as_f64().to_string().into())),
        Data::DateTime(date) => {
            let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
            let time = if (hour, minute, second) == (0, 0, 0) {
                String::new()
            } else {
                format!(" {hour:02}:{minute:02}:{second:02}")
            };
            Some((Held::Date, format!("{year:04}-{month:02}-{day:02}{time}").into()))
        }
        Data::DateTimeIso(text) | Data::DurationIso(text) => Some((Held::Date, text.as_str().into())),
        Data::Error(error) => Some((Held::Error, error.to_string().into())),
    }
}

fn of_text(text: &str) -> Option<(Held, Cow<'_, str>)> {
    (!text.trim().is_empty()).then_some((Held::Text, Cow::Borrowed(text)))
}

fn of_figure(figure: f64) -> (Held, Cow<'static, str>) {
    if figure.fract() != 0.0 || figure < 0.0 || !figure.is_finite() {
        return (Held::Fraction, figure.to_string().into());
    }
    (if figure < FIGURE_LIMIT { Held::Text } else { Held::LostDigits }, format!("{figure:.0}").into())
}

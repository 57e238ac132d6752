//! The sheets of an OpenDocument spreadsheet (OASIS ODF 1.3, part 3, chapter 9).
//!
//! Read here and not by calamine, which lays out every repeated cell and refuses the white space that Gnumeric writes
//! between them.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::BufRead;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::measure::Room;
use super::{Fault, of_figure, of_text};
use crate::files::table::sheet::{COLUMN_LIMIT, Cell, Held, ROW_LIMIT, Row};

/// A sheet as it is read.
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) is_visible: bool,
    pub(super) rows: Vec<Row<'static>>,
}

/// Reads all sheets of a `content.xml`. What they hold takes room.
pub(super) fn sheets(content: impl BufRead, room: &mut Room) -> Result<Vec<Sheet>, Fault> {
    let mut reader = Reader::from_reader(content);
    reader.config_mut().expand_empty_elements = true;
    let mut content = Content {
        room,
        sheets: Vec::new(),
        hidden: HashSet::new(),
        style: String::new(),
        is_in_sheet: false,
        row: 0,
        repeated: 1,
        cells: Vec::new(),
        column: 0,
        cell: None,
        beside: 0,
    };
    let mut buffer = Vec::new();
    loop {
        let event = reader.read_event_into(&mut buffer).map_err(|error| Fault::Broken(error.to_string()))?;
        match event {
            Event::Start(element) => content.begin(&element)?,
            Event::End(element) => content.end(element.name().as_ref())?,
            Event::Text(text) => content.text(&text.xml10_content()),
            Event::CData(text) => content.text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(|error| Fault::Broken(error.to_string()))?;
                match character {
                    Some(character) => content.text(character.encode_utf8(&mut [0; 4])),
                    None => content.text(resolve_predefined_entity(&reference.xml10_content()).unwrap_or_default()),
                }
            }
            Event::Eof => return Ok(content.sheets),
            _ => {}
        }
        buffer.clear();
    }
}

struct Content<'l> {
    room: &'l mut Room,
    sheets: Vec<Sheet>,
    /// Styles of tables that are not shown.
    hidden: HashSet<String>,
    style: String,
    /// Whether a sheet is open, and not what was deleted from one.
    is_in_sheet: bool,
    /// The row that is open, from 0, how often it is repeated, and its cells.
    row: usize,
    repeated: usize,
    cells: Vec<Cell<'static>>,
    /// The column of the next cell, from 0.
    column: usize,
    cell: Option<OpenCell>,
    /// How many elements are open whose text is no part of the cell: notes.
    beside: usize,
}

/// A cell that is open.
struct OpenCell {
    repeated: usize,
    kind: String,
    value: String,
    /// The spreadsheet says itself that it is an error.
    is_error: bool,
    text: String,
    paragraphs: usize,
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

fn repeats(element: &BytesStart<'_>, name: &str) -> usize {
    attribute(element, name).and_then(|value| value.parse().ok()).unwrap_or(1)
}

impl Content<'_> {
    fn begin(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        match element.name().as_ref() {
            "style:style" => self.style = attribute(element, "style:name").unwrap_or_default(),
            "style:table-properties" if attribute(element, "table:display").is_some_and(|shown| shown == "false") => {
                self.hidden.insert(std::mem::take(&mut self.style));
            }
            "table:table" if !self.is_in_sheet => {
                let name = attribute(element, "table:name").unwrap_or_default();
                let style = attribute(element, "table:style-name").unwrap_or_default();
                self.sheets.push(Sheet { name, is_visible: !self.hidden.contains(&style), rows: Vec::new() });
                (self.is_in_sheet, self.row) = (true, 0);
            }
            "table:table-row" if self.is_in_sheet => {
                self.repeated = repeats(element, "table:number-rows-repeated");
                self.column = 0;
            }
            "table:table-cell" | "table:covered-table-cell" if self.is_in_sheet => {
                let kind = attribute(element, "office:value-type").unwrap_or_default();
                let value = ["office:value", "office:date-value", "office:time-value", "office:boolean-value"];
                self.cell = Some(OpenCell {
                    repeated: repeats(element, "table:number-columns-repeated"),
                    value: value.iter().find_map(|name| attribute(element, name)).unwrap_or_default(),
                    is_error: attribute(element, "calcext:value-type").is_some_and(|kind| kind == "error"),
                    text: attribute(element, "office:string-value").unwrap_or_default(),
                    paragraphs: 0,
                    kind,
                });
            }
            "office:annotation" => self.beside += 1,
            name => self.part_of_text(name, element),
        }
        Ok(())
    }

    /// What an element means for the text of a cell.
    fn part_of_text(&mut self, name: &str, element: &BytesStart<'_>) {
        let Some(cell) = self.cell.as_mut().filter(|_| self.beside == 0) else { return };
        match name {
            "text:p" => {
                // The text that is shown counts, not the one that it was computed to.
                if cell.paragraphs == 0 {
                    cell.text.clear();
                } else {
                    cell.text.push('\n');
                }
                cell.paragraphs += 1;
            }
            "text:s" => {
                let count = repeats(element, "text:c").min(COLUMN_LIMIT);
                cell.text.extend(std::iter::repeat_n(' ', count));
            }
            "text:tab" => cell.text.push('\t'),
            "text:line-break" => cell.text.push('\n'),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.beside == 0
            && let Some(cell) = self.cell.as_mut().filter(|cell| cell.paragraphs > 0)
        {
            cell.text.push_str(text);
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Fault> {
        match name {
            "table:table-cell" | "table:covered-table-cell" => self.end_cell()?,
            "table:table-row" if self.is_in_sheet => self.end_row()?,
            "table:table" => self.is_in_sheet = false,
            "office:annotation" => self.beside = self.beside.saturating_sub(1),
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Fault> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let repeated = cell.repeated;
        if let Some((held, text)) = cell.held() {
            if self.column.saturating_add(repeated) > COLUMN_LIMIT {
                return Err(Fault::TooLarge);
            }
            self.room.take(repeated, &text)?;
            let cells = (self.column..self.column + repeated).map(|at| Cell {
                at: at as u16,
                held,
                text: Cow::Owned(text.to_string()),
            });
            self.cells.extend(cells);
        }
        self.column = self.column.saturating_add(repeated).min(COLUMN_LIMIT);
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Fault> {
        let cells = std::mem::take(&mut self.cells);
        let Some(sheet) = self.sheets.last_mut().filter(|_| !cells.is_empty()) else {
            self.row = self.row.saturating_add(self.repeated);
            return Ok(());
        };
        if self.row.saturating_add(self.repeated) > ROW_LIMIT {
            return Err(Fault::TooLarge);
        }
        // The first of them is counted already.
        for cell in &cells {
            self.room.take(self.repeated.saturating_sub(1), &cell.text)?;
        }
        for at in self.row..self.row + self.repeated {
            let copied = cells.iter().map(|cell| Cell { at: cell.at, held: cell.held, text: cell.text.clone() });
            let row = at as u32 + 1;
            sheet.rows.push(Row { line: row, row, written: 0, cells: copied.collect() });
        }
        self.row += self.repeated;
        Ok(())
    }
}

impl OpenCell {
    fn held(&self) -> Option<(Held, Cow<'_, str>)> {
        if self.is_error {
            return Some((Held::Error, self.text.as_str().into()));
        }
        match self.kind.as_str() {
            "" => None,
            "float" | "percentage" | "currency" => match self.value.parse() {
                Ok(figure) => Some(of_figure(figure)),
                Err(_) => Some((Held::Fraction, self.value.as_str().into())),
            },
            "boolean" => Some((Held::Truth, self.value.to_uppercase().into())),
            "date" | "time" => Some((Held::Date, self.value.as_str().into())),
            _ => of_text(&self.text),
        }
    }
}

//! Numbers as a table that spreadsheets show and the reader reads back.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};

use super::ColumnField;
use super::is_none;
use crate::model::assistant::Assistant;
use crate::model::field::{Kind, Value};
use crate::model::number::PhoneNumber;
use crate::model::setup::Setup;
use crate::rules::order;

/// What stands in the cell of an empty slot, so that reading it back clears it.
pub(crate) const NONE: &str = "None";

/// A setup as the cells of its numbers.
pub(crate) struct Cells<'s> {
    setup: &'s Setup,
    /// How many assistants bear a name.
    names: HashMap<&'s str, u32>,
}

/// A cell that is written: text that people gave, or a word or number that needs no care.
pub(crate) enum Written<'s> {
    Given(Cow<'s, str>),
    Plain(Cow<'s, str>),
}

impl Written<'_> {
    pub(crate) fn text(&self) -> &str {
        match self {
            Written::Given(text) | Written::Plain(text) => text,
        }
    }
}

impl<'s> Cells<'s> {
    pub(crate) fn of(setup: &'s Setup) -> Cells<'s> {
        let mut names = HashMap::new();
        for assistant in setup.assistants() {
            *names.entry(assistant.name.as_str()).or_insert(0) += 1;
        }
        Cells { setup, names }
    }

    /// The numbers that have digits, in the order of the list: one that is only asked for has no row.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Vec<Written<'s>>> {
        let numbers = order::numbers(self.setup).into_iter().filter(|number| number.e164().is_some());
        numbers.map(|number| ColumnField::all().map(|column| self.cell(number, column)).collect())
    }

    /// How an assistant is called in a table: a name that several bear, that is another's id or that means nobody says
    /// less than the id.
    pub(crate) fn called(&self, assistant: &'s Assistant) -> &'s str {
        let name = assistant.name.as_str();
        let is_plain = self.names[name] == 1 && !is_none(name) && self.setup.assistant(name).is_none();
        if is_plain { name } else { assistant.id.as_str() }
    }

    fn cell(&self, number: &'s PhoneNumber, column: ColumnField) -> Written<'s> {
        let Some(field) = column.of_number() else {
            let country = number.e164().and_then(|digits| digits.shown_country());
            return Written::Plain(country.map(|country| country.to_string()).unwrap_or_default().into());
        };
        match (field.kind, field.get(number)) {
            (Kind::Assistant, Value::Id(id)) => match self.setup.assistant(id.as_str()) {
                Some(assistant) => Written::Given(self.called(assistant).into()),
                None => Written::Plain(NONE.into()),
            },
            (Kind::Assistant | Kind::OtherNumber, Value::None) => Written::Plain(NONE.into()),
            (_, Value::Number(number)) => Written::Plain(number.to_string().into()),
            (_, Value::Word(word)) => Written::Plain(word.into()),
            (_, Value::Text(text)) => Written::Given(text.to_string().into()),
            _ => Written::Plain("".into()),
        }
    }
}

/// Writes the numbers as a table: UTF-8 with a byte order mark, commas, CRLF, fixed headings. Numbers
/// are plain E.164; a text that a spreadsheet would run gets an apostrophe before it, which is taken
/// off again when the table is read. A number that is only asked for has no digits and no row.
pub fn write(setup: &Setup, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"\xEF\xBB\xBF")?;
    let headings = ColumnField::all().map(|column| Written::Plain(column.heading().into())).collect();
    for row in std::iter::once(headings).chain(Cells::of(setup).rows()) {
        let mut line = String::new();
        for (at, cell) in row.iter().enumerate() {
            match cell {
                Written::Given(text) => push_cell(&mut line, at, &safe(text)),
                Written::Plain(text) => push_cell(&mut line, at, text),
            }
        }
        line.push_str("\r\n");
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}

/// The table as bytes.
pub fn to_bytes(setup: &Setup) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing to memory does not fail.
    let _ = write(setup, &mut bytes);
    bytes
}

/// Writes a table of texts for spreadsheets: a byte order mark, commas, CRLF; nothing in it is run.
pub fn write_texts(rows: impl IntoIterator<Item = Vec<String>>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"\xEF\xBB\xBF")?;
    for row in rows {
        let mut line = String::new();
        for (at, cell) in row.iter().enumerate() {
            push_cell(&mut line, at, &safe(cell));
        }
        line.push_str("\r\n");
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}

fn safe(text: &str) -> Cow<'_, str> {
    match text.as_bytes().first() {
        Some(b'=' | b'+' | b'-' | b'@' | b'\'' | b'\t' | b'\r') => Cow::Owned(format!("'{text}")),
        _ => Cow::Borrowed(text),
    }
}

fn push_cell(line: &mut String, at: usize, cell: &str) {
    if at > 0 {
        line.push(',');
    }
    let needs_quotes = cell.contains([',', '"', '\r', '\n', ';', '\t']) || cell.trim() != cell;
    if !needs_quotes {
        line.push_str(cell);
        return;
    }
    line.push('"');
    line.push_str(&cell.replace('"', "\"\""));
    line.push('"');
}

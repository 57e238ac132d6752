//! Numbers as a table that spreadsheets show and the reader reads back.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};

use super::{ColumnField, is_none};
use crate::model::field::{Kind, Value};
use crate::model::setup::Setup;
use crate::rules::order;

/// What stands in the cell of an empty slot, so that reading it back clears it.
const NONE: &str = "None";

/// Writes the numbers as a table: UTF-8 with a byte order mark, commas, CRLF, fixed headings. Numbers
/// are plain E.164; a text that a spreadsheet would run gets an apostrophe before it, which is taken
/// off again when the table is read. A number that is only asked for has no digits and no row.
pub fn write(setup: &Setup, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"\xEF\xBB\xBF")?;
    let columns: Vec<ColumnField> = ColumnField::all().collect();
    let mut line = String::new();
    for (at, column) in columns.iter().enumerate() {
        push_cell(&mut line, at, column.heading());
    }
    line.push_str("\r\n");
    out.write_all(line.as_bytes())?;
    let mut names = HashMap::new();
    for assistant in setup.assistants() {
        *names.entry(assistant.name.as_str()).or_insert(0_u32) += 1;
    }
    // A name that several bear, that is another's id or that means nobody says less than the id.
    let called = |id: &str| match setup.assistant(id) {
        Some(assistant) => {
            let name = assistant.name.as_str();
            let is_plain = names[name] == 1 && !is_none(name) && setup.assistant(name).is_none();
            safe(if is_plain { name } else { assistant.id.as_str() }).into_owned()
        }
        None => NONE.to_owned(),
    };
    for number in order::numbers(setup) {
        let Some(digits) = number.e164() else { continue };
        line.clear();
        for (at, column) in columns.iter().enumerate() {
            let Some(field) = column.0 else {
                let country = digits.shown_country().map(|country| country.to_string()).unwrap_or_default();
                push_cell(&mut line, at, &country);
                continue;
            };
            match (field.kind, field.get(number)) {
                (Kind::Assistant, Value::Id(id)) => push_cell(&mut line, at, &called(id.as_str())),
                (Kind::Assistant | Kind::OtherNumber, Value::None) => push_cell(&mut line, at, NONE),
                (_, Value::Number(number)) => push_cell(&mut line, at, number.as_str()),
                (_, Value::Word(word)) => push_cell(&mut line, at, word),
                (_, Value::Text(text)) => push_cell(&mut line, at, &safe(&text)),
                _ => push_cell(&mut line, at, ""),
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

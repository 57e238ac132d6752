//! Numbers as a table that spreadsheets show and the reader reads back.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};

use super::HEADINGS;
use crate::files::setup_file;
use crate::model::e164::E164;
use crate::model::id::Id;
use crate::model::setup::Setup;

/// Writes the numbers as a table: UTF-8 with a byte order mark, commas, CRLF, fixed headings. Numbers
/// are plain E.164; a text that a spreadsheet would run gets an apostrophe before it, which is taken
/// off again when the table is read. A number that is only asked for has no digits and no row.
pub fn write(setup: &Setup, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"\xEF\xBB\xBF")?;
    let mut line = String::new();
    let mut row = |cells: [&str; 9], out: &mut dyn Write| {
        line.clear();
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                line.push(',');
            }
            push_cell(&mut line, cell);
        }
        line.push_str("\r\n");
        out.write_all(line.as_bytes())
    };
    row(HEADINGS.map(|(name, _)| name), out)?;
    let mut names = HashMap::new();
    for assistant in setup.assistants() {
        *names.entry(assistant.name.as_str()).or_insert(0_u32) += 1;
    }
    // A name that several bear, that is another's id or that means nobody says less than the id.
    let in_slot = |slot: &Option<Id>| match setup.in_slot(slot) {
        None => "None".to_owned(),
        Some(assistant) => {
            let name = assistant.name.as_str();
            let is_plain = names[name] == 1 && !super::is_none(name) && setup.assistant(name).is_none();
            safe(if is_plain { name } else { assistant.id.as_str() }).into_owned()
        }
    };
    for number in setup_file::numbers_in_order(setup) {
        let Some(digits) = number.e164() else { continue };
        let country = digits.shown_country().map(|country| country.to_string()).unwrap_or_default();
        let other = |number: &Option<E164>| number.map_or_else(|| "None".to_owned(), |n| n.to_string());
        row(
            [
                digits.as_str(),
                &country,
                &safe(&number.label),
                &in_slot(&number.inbound.assistant),
                &other(&number.inbound.fallback),
                &in_slot(&number.outbound.assistant),
                &other(&number.outbound.caller_id),
                number.status.word(),
                &safe(&number.notes),
            ],
            out,
        )?;
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

fn safe(text: &str) -> Cow<'_, str> {
    match text.as_bytes().first() {
        Some(b'=' | b'+' | b'-' | b'@' | b'\'' | b'\t' | b'\r') => Cow::Owned(format!("'{text}")),
        _ => Cow::Borrowed(text),
    }
}

fn push_cell(line: &mut String, cell: &str) {
    let needs_quotes = cell.contains([',', '"', '\r', '\n', ';', '\t']) || cell.trim() != cell;
    if !needs_quotes {
        line.push_str(cell);
        return;
    }
    line.push('"');
    line.push_str(&cell.replace('"', "\"\""));
    line.push('"');
}

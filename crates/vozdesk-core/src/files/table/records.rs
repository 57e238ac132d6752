//! The records of a table's text. They are split here and not by a library, since problems need the
//! line on which each begins, and the line on which a quote that never closes opens.

use std::borrow::Cow;

use super::{CELL_LIMIT, ColumnField};

/// The text of a file, whatever a spreadsheet saved it in.
pub(super) fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let has_mark = |mark: &[u8]| bytes.starts_with(mark);
    if has_mark(b"\xFF\xFE") {
        return encoding_rs::UTF_16LE.decode_with_bom_removal(bytes).0;
    }
    if has_mark(b"\xFE\xFF") {
        return encoding_rs::UTF_16BE.decode_with_bom_removal(bytes).0;
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// A record and where it begins.
pub(super) struct Record<'a> {
    /// The physical line, from 1.
    pub(super) line: u32,
    /// The row a spreadsheet shows, from 1.
    pub(super) row: u32,
    pub(super) cells: Vec<Cow<'a, str>>,
}

impl Record<'_> {
    /// Nothing but separators and white space.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// The records of a text, one after the other (RFC 4180, with any of three separators and line ends).
pub(super) struct Records<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    row: u32,
    separator: u8,
}

impl<'a> Records<'a> {
    pub(super) fn new(text: &'a str) -> Records<'a> {
        let mut records = Records { text, at: 0, line: 1, row: 1, separator: b',' };
        // Excel's own first line names the separator.
        let first = text.lines().next().unwrap_or_default().trim_end();
        let named = first.len() == 5 && first.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("sep="));
        if named && let Some(separator) = first.as_bytes().get(4) {
            records.separator = *separator;
            let _ = records.next();
            return records;
        }
        let candidates = [b',', b';', b'\t'].map(|separator| {
            let mut sample = Records { text, at: 0, line: 1, row: 1, separator };
            let mut cells = Vec::new();
            while let Ok(Some(record)) = sample.next() {
                if !record.is_blank() {
                    cells = record.cells;
                    break;
                }
            }
            let known = cells.iter().filter(|cell| ColumnField::of_heading(cell).is_some()).count();
            (known, cells.len(), separator)
        });
        // The one that makes most sense of the headings, then the one that makes most cells.
        let best = candidates.iter().rev().max_by_key(|(known, cells, _)| (*known, *cells));
        records.separator = best.map_or(b',', |(.., separator)| *separator);
        records
    }

    /// The next record, blank ones included.
    ///
    /// # Errors
    /// A quote that never closes: the line on which it opens.
    pub(super) fn next(&mut self) -> Result<Option<Record<'a>>, u32> {
        let bytes = self.text.as_bytes();
        if self.at >= bytes.len() {
            return Ok(None);
        }
        let mut record = Record { line: self.line, row: self.row, cells: Vec::new() };
        self.row += 1;
        loop {
            let cell = self.cell()?;
            if record.cells.len() < CELL_LIMIT {
                record.cells.push(cell);
            }
            match bytes.get(self.at) {
                Some(byte) if *byte == self.separator => self.at += 1,
                None => return Ok(Some(record)),
                Some(_) => {
                    self.line_end();
                    return Ok(Some(record));
                }
            }
        }
    }

    fn line_end(&mut self) {
        let bytes = self.text.as_bytes();
        self.at += if bytes[self.at..].starts_with(b"\r\n") { 2 } else { 1 };
        self.line += 1;
    }

    fn cell(&mut self) -> Result<Cow<'a, str>, u32> {
        let bytes = self.text.as_bytes();
        if bytes.get(self.at) != Some(&b'"') {
            let begin = self.at;
            while bytes.get(self.at).is_some_and(|b| *b != self.separator && *b != b'\r' && *b != b'\n') {
                self.at += 1;
            }
            return Ok(Cow::Borrowed(&self.text[begin..self.at]));
        }
        let opened = self.line;
        self.at += 1;
        let mut cell = String::new();
        let mut begin = self.at;
        loop {
            match bytes.get(self.at) {
                None => return Err(opened),
                Some(b'"') if bytes.get(self.at + 1) == Some(&b'"') => {
                    cell.push_str(&self.text[begin..=self.at]);
                    self.at += 2;
                    begin = self.at;
                }
                Some(b'"') => break,
                Some(b'\r' | b'\n') => self.line_end(),
                Some(_) => self.at += 1,
            }
        }
        cell.push_str(&self.text[begin..self.at]);
        self.at += 1;
        // What stands between a closing quote and the separator belongs to the cell.
        let begin = self.at;
        while bytes.get(self.at).is_some_and(|b| *b != self.separator && *b != b'\r' && *b != b'\n') {
            self.at += 1;
        }
        cell.push_str(&self.text[begin..self.at]);
        Ok(Cow::Owned(cell))
    }
}

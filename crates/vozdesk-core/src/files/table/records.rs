//! The rows of a table's text. They are split here and not by a library, since problems need the line on which each
//! begins, and the line on which a quote that never closes opens.

use std::borrow::Cow;

use super::field::ColumnField;
use super::sheet::{COLUMN_LIMIT, Cell, Held, Row};

/// The rows of a text, one after the other (RFC 4180, with any of three separators and line ends).
pub(super) struct Records<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    row: u32,
    separator: char,
}

impl<'a> Records<'a> {
    pub(super) fn new(text: &'a str) -> Records<'a> {
        let with = |separator| Records { text, at: 0, line: 1, row: 1, separator };
        // Excel's own first line names the separator.
        let first = text.split(['\r', '\n']).next().unwrap_or_default();
        let bare = first
            .strip_prefix('"')
            .and_then(|rest| rest.trim_end_matches([',', ';']).strip_suffix('"'))
            .unwrap_or(first);
        let named = bare.get(..4).filter(|begin| begin.eq_ignore_ascii_case("sep=")).and_then(|_| {
            let mut named = bare[4..].chars();
            named.next().filter(|separator| named.next().is_none() && !matches!(separator, '"' | '\r' | '\n'))
        });
        if let Some(separator) = named {
            let mut records = with(separator);
            records.at = first.len();
            if records.at < text.len() {
                records.line_end();
            }
            records.row = 2;
            return records;
        }
        let candidates = [',', ';', '\t'].map(|separator| {
            let mut sample = with(separator);
            // The first rows, since a title may stand above the headings.
            let rows = std::iter::from_fn(|| sample.next().ok().flatten()).take(super::found::ROWS_OF_HEADINGS);
            let known =
                |row: &Row<'_>| row.cells.iter().filter(|cell| ColumnField::of_heading(&cell.text).is_some()).count();
            let most = rows.map(|row| (known(&row), row.cells.len())).max();
            let (known, cells) = most.unwrap_or_default();
            (known, cells, separator)
        });
        // The one that makes most sense of the headings, then the one that makes most cells.
        let best = candidates.iter().rev().max_by_key(|(known, cells, _)| (*known, *cells));
        with(best.map_or(',', |(.., separator)| *separator))
    }

    /// The next row, blank ones included.
    ///
    /// # Errors
    /// A quote that never closes: the line on which it opens.
    pub(super) fn next(&mut self) -> Result<Option<Row<'a>>, u32> {
        if self.at >= self.text.len() {
            return Ok(None);
        }
        let mut row = Row { line: self.line, row: self.row, written: 0, cells: Vec::new() };
        self.row += 1;
        for at in 0.. {
            let text = self.cell()?;
            row.written += 1;
            if !text.trim().is_empty() && at < COLUMN_LIMIT {
                row.cells.push(Cell { at: at as u16, held: Held::Text, text });
            }
            match self.text[self.at..].chars().next() {
                Some(next) if next == self.separator => self.at += next.len_utf8(),
                None => break,
                Some(_) => {
                    self.line_end();
                    break;
                }
            }
        }
        Ok(Some(row))
    }

    fn line_end(&mut self) {
        self.at += if self.text[self.at..].starts_with("\r\n") { 2 } else { 1 };
        self.line += 1;
    }

    /// Passes to the end of a cell without quotes.
    fn pass_to_separator(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.find([self.separator, '\r', '\n']).unwrap_or(rest.len());
    }

    fn cell(&mut self) -> Result<Cow<'a, str>, u32> {
        let begin = self.at;
        let rest = &self.text[begin..];
        let spaces = rest.len() - rest.trim_start_matches(' ').len();
        if !rest[spaces..].starts_with('"') {
            self.pass_to_separator();
            return Ok(Cow::Borrowed(&self.text[begin..self.at]));
        }
        let line = self.line;
        self.at += spaces;
        let cell = self.quoted();
        if cell.is_err() && spaces > 0 {
            // No cell in quotes, but a quote in a cell.
            (self.at, self.line) = (begin, line);
            self.pass_to_separator();
            return Ok(Cow::Borrowed(&self.text[begin..self.at]));
        }
        cell
    }

    fn quoted(&mut self) -> Result<Cow<'a, str>, u32> {
        let opened = self.line;
        let bytes = self.text.as_bytes();
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
        self.pass_to_separator();
        cell.push_str(&self.text[begin..self.at]);
        Ok(Cow::Owned(cell))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
        let mut records = Records::new(text);
        let rows = std::iter::from_fn(|| records.next().expect("every quote closes"));
        rows.map(|row| (row.row, (0..row.width()).map(|at| row.text(at).to_owned()).collect())).collect()
    }

    fn one_row(text: &str) -> Vec<String> {
        rows(text).remove(0).1
    }

    #[test]
    fn a_first_line_may_name_the_separator() {
        for text in ["sep=\t\na\tb", "SEP=;\r\na;b", "\"sep=|\"\na|b", "sep=,\ra,b"] {
            assert_eq!(rows(text), [(2, vec!["a".to_owned(), "b".to_owned()])], "{text:?}");
        }
        assert_eq!(rows("sep=").len(), 1, "a text of its own");
    }

    #[test]
    fn a_space_before_a_quote_is_passed_over() {
        assert_eq!(one_row("a, \"b, c\", 5 \"d"), ["a", "b, c", "5 \"d"]);
        assert_eq!(one_row("a, \"b"), ["a", "\"b"], "a quote that never closes is one in a cell");
    }

    #[test]
    fn empty_cells_to_the_right_are_none() {
        assert_eq!(one_row(&format!("a,b{}\n", ",".repeat(20_000))), ["a", "b"]);
    }
}

//! A sheet: rows of cells, whatever file they come from.

use std::borrow::Cow;

/// The most columns of a sheet, as spreadsheet programs have them.
pub(crate) const COLUMN_LIMIT: usize = 16_384;

/// The most rows of a sheet, likewise.
pub(crate) const ROW_LIMIT: usize = 1_048_576;

/// The most cells that are taken into memory of one file.
pub(crate) const CELL_LIMIT: usize = 16 * 1024 * 1024;

/// A row that is not blank. Cells that are empty are left out.
pub(crate) struct Row<'a> {
    /// The physical line on which it begins, from 1; the row itself in a workbook.
    pub(crate) line: u32,
    /// The row a spreadsheet shows, from 1.
    pub(crate) row: u32,
    /// How many cells the text of the row has, empty ones among them; 0 in a workbook.
    pub(crate) written: usize,
    /// In the order of their columns.
    pub(crate) cells: Vec<Cell<'a>>,
}

/// A cell that is not empty.
pub(crate) struct Cell<'a> {
    /// Its column, from 0.
    pub(crate) at: u16,
    pub(crate) held: Held,
    pub(crate) text: Cow<'a, str>,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    /// Text, or a figure whose digits are all there.
    Text,
    /// A figure with more digits than spreadsheets keep.
    LostDigits,
    /// A figure that is no whole number.
    Fraction,
    Date,
    Truth,
    Error,
}

impl Row<'_> {
    /// What a column holds here.
    pub(crate) fn cell(&self, at: usize) -> Option<&Cell<'_>> {
        let found = self.cells.binary_search_by_key(&at, |cell| usize::from(cell.at)).ok()?;
        self.cells.get(found)
    }

    /// The text of a column, trimmed; empty where it has none.
    pub(crate) fn text(&self, at: usize) -> &str {
        self.cell(at).map_or("", |cell| cell.text.trim())
    }

    /// How many columns it reaches over.
    pub(crate) fn width(&self) -> usize {
        self.cells.last().map_or(0, |cell| usize::from(cell.at) + 1)
    }

    /// The same, with texts of its own.
    pub(crate) fn into_owned(self) -> Row<'static> {
        let owned = |cell: Cell<'_>| Cell { text: Cow::Owned(cell.text.into_owned()), at: cell.at, held: cell.held };
        Row {
            line: self.line,
            row: self.row,
            written: self.written,
            cells: self.cells.into_iter().map(owned).collect(),
        }
    }

    /// Whether another has the same texts in the same columns.
    pub(crate) fn says_the_same(&self, other: &Row<'_>) -> bool {
        let is_same =
            |(here, there): (&Cell<'_>, &Cell<'_>)| here.at == there.at && here.text.trim() == there.text.trim();
        self.cells.len() == other.cells.len() && self.cells.iter().zip(&other.cells).all(is_same)
    }
}

/// The letters of a column as spreadsheets show them: A for 0, AA for 26.
pub fn letters(at: usize) -> String {
    let (rest, last) = (at / 26, at % 26);
    let last = char::from(b'A' + last as u8);
    if rest == 0 { last.to_string() } else { format!("{}{last}", letters(rest - 1)) }
}

/// The column that letters name, from 0; `None` where no spreadsheet has it.
pub(crate) fn column_of_letters(letters: &str) -> Option<usize> {
    let is_one = (1..=3).contains(&letters.len()) && letters.bytes().all(|letter| letter.is_ascii_alphabetic());
    let value = |sum: usize, letter: u8| sum * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1;
    is_one.then(|| letters.bytes().fold(0, value) - 1).filter(|at| *at < COLUMN_LIMIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_by_letters_as_in_a_spreadsheet() {
        for (at, name) in
            [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")]
        {
            assert_eq!((letters(at).as_str(), column_of_letters(name)), (name, Some(at)));
        }
        for wrong in ["", "A1", "XFE", "ÄÖ", "ABCD"] {
            assert_eq!(column_of_letters(wrong), None, "{wrong}");
        }
    }
}

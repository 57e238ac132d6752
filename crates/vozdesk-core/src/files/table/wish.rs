//! What somebody says of a table that nothing in it does: its encoding, its sheet, what its columns hold, and what is
//! meant by single cells.

use std::collections::{BTreeMap, BTreeSet};

use super::ColumnMap;
use super::text::Encoding;

/// How a table is to be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wish {
    /// What columns hold, in the order in which it was said.
    pub map: Vec<ColumnMap>,
    /// The encoding of its text.
    pub encoding: Option<Encoding>,
    /// The sheet of a workbook, by its name.
    pub sheet: Option<String>,
    /// What is meant by cells that are not understood.
    pub mends: Mends,
    /// How the cells of a field are taken, by its word.
    pub ways: BTreeSet<(&'static str, Way)>,
}

/// How all cells of a column are taken that would not be read otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// Of several numbers the first.
    First,
    /// Digits alone have lost their plus.
    Plus,
    /// A block of numbers as each of them.
    Block,
}

impl Way {
    /// All there are.
    pub const ALL: [Way; 3] = [Way::First, Way::Plus, Way::Block];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Way::First => "first",
            Way::Plus => "plus",
            Way::Block => "block",
        }
    }

    /// The one of a word.
    pub fn of_word(word: &str) -> Option<Way> {
        Way::ALL.into_iter().find(|way| way.word() == word)
    }
}

/// What is meant by cells, by the word of their field and what stands in them. The digits of a number are one row's; all
/// else is meant wherever it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mends(BTreeMap<Mended, String>);

/// A cell, or all that say the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mended {
    /// The word of the field.
    pub field: &'static str,
    /// What stands in it.
    pub found: String,
    /// The row, where it is that of one number.
    pub row: Option<u32>,
}

impl Mended {
    /// The cell of a field in a row.
    pub fn cell(field: &'static str, found: &str, row: u32) -> Mended {
        Mended { field, found: found.to_owned(), row: (field == "number").then_some(row) }
    }
}

impl Mends {
    /// Takes down what is meant.
    pub fn mend(&mut self, cell: Mended, meant: String) {
        self.0.insert(cell, meant);
    }

    /// Takes back what was meant.
    pub fn take_back(&mut self, cell: &Mended) {
        self.0.remove(cell);
    }

    /// All that was mended, with what is meant.
    pub fn iter(&self) -> impl Iterator<Item = (&Mended, &str)> {
        self.0.iter().map(|(cell, meant)| (cell, meant.as_str()))
    }

    /// What is meant by a cell, if that was said.
    pub(super) fn meant(&self, field: &'static str, found: &str, row: u32) -> Option<&str> {
        if self.0.is_empty() {
            return None;
        }
        self.0.get(&Mended::cell(field, found, row)).map(String::as_str)
    }
}

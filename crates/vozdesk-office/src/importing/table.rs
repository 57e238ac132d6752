//! Tables in a review: what somebody says of their columns, cells and sheets is read at once, without the file or its
//! passphrase.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use ts_rs::TS;
use vozdesk_core::files::table::{self, ColumnField, ColumnMap, Encoding, Mended, Way, Which, Wish as TableWish};
use vozdesk_core::files::workbook::LeftOut;
use vozdesk_core::files::{self, Partial, ReadAs};
use vozdesk_core::model::country::Country;
use vozdesk_core::words::Catalogue;

use super::{OpenFile, Wish};
use crate::failure::Failure;
use crate::host::Host;
use crate::incoming::{Unread, refused};
use crate::work::Answer;

/// What somebody says of a table that was read otherwise.
#[derive(Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields)]
pub(crate) struct TableChange {
    /// Which of the review's files, from 0.
    pub(crate) file: usize,
    pub(crate) column: Option<ColumnChange>,
    /// The sheet of a workbook.
    pub(crate) sheet: Option<String>,
    /// The encoding of its text.
    pub(crate) encoding: Option<String>,
    pub(crate) mend: Option<MendChange>,
    pub(crate) way: Option<WayChange>,
}

/// What a column of a table holds, in the place of what was taken it to hold.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ColumnChange {
    /// Its place, from 0.
    pub(crate) at: usize,
    /// Null is passed over.
    pub(crate) field: Option<String>,
}

/// What is meant by a cell that was not understood.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MendChange {
    pub(crate) field: String,
    /// What stands in it.
    pub(crate) found: String,
    pub(crate) row: u32,
    /// Null takes it back.
    pub(crate) meant: Option<String>,
}

/// How all cells of a field are taken.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WayChange {
    pub(crate) field: String,
    pub(crate) way: String,
    pub(crate) is_on: bool,
}

/// The bytes of a table, opened if it was encrypted.
pub(super) struct TableBytes {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Reads a file. A table whose columns nobody knows is no refusal here: they can be named in the review.
fn read_bytes(name: &str, bytes: &[u8], wish: &TableWish, country: Country) -> Answer<Partial> {
    files::read_wished(name, bytes, ReadAs::Recognised, None, country, wish).or_else(|problem| match problem.code {
        "unknown_columns" => Ok(table::unread(name, bytes, wish, *problem)),
        _ => Err(refused(Unread::Refused(problem))),
    })
}

/// Reads a file for the first time: a table's columns are what they were when its headings were last seen, what its
/// headings say, or what is in them.
pub(super) fn read_first(
    host: &impl Host,
    name: &str,
    bytes: &[u8],
    mut wish: TableWish,
    country: Country,
) -> Answer<FirstRead> {
    let partial = read_bytes(name, bytes, &wish, country)?;
    let as_it_says = |partial: Partial, wish| {
        let is_known = |table: &table::Table| table.columns.iter().all(|column| column.field.is_some());
        let is_sure = partial.table.as_ref().is_some_and(is_known) && !is_unknown(&partial);
        Ok(FirstRead { partial, wish, is_sure })
    };
    let Some(table) = &partial.table else { return as_it_says(partial, wish) };
    let remembered = headings_of(table).and_then(|headings| host.remembered_columns(&headings));
    let is_sure = remembered.is_some();
    let map = match remembered {
        Some(columns) => columns.into_iter().map(|(at, word)| (Which::At(at), ColumnField::of_word(&word))).collect(),
        None if is_unknown(&partial) => table::proposed(bytes, &wish, country),
        None => return as_it_says(partial, wish),
    };
    wish.map = map;
    // What was remembered may name columns that are no more.
    match read_bytes(name, bytes, &wish, country) {
        Ok(read) if !is_unknown(&read) => Ok(FirstRead { partial: read, wish, is_sure }),
        _ => {
            wish.map.clear();
            as_it_says(partial, wish)
        }
    }
}

/// A file that is read for the first time.
pub(super) struct FirstRead {
    pub(super) partial: Partial,
    pub(super) wish: TableWish,
    /// What its columns hold is said by all of its headings, or was said by somebody before.
    pub(super) is_sure: bool,
}

fn is_unknown(partial: &Partial) -> bool {
    partial.problems.iter().any(|problem| problem.code == "unknown_columns")
}

/// What tables with the same headings have in common.
fn headings_of(table: &table::Table) -> Option<String> {
    let headings: Vec<&str> = table.columns.iter().map(|column| column.heading.as_str()).collect();
    table.headings.is_some().then(|| headings.join("\u{1F}"))
}

/// Takes note of what somebody has said that columns hold, for the next table with the same headings.
pub(super) fn remember(host: &impl Host, wish: &Wish) {
    for (file, partial) in wish.files.iter().zip(&*wish.partials) {
        let Some(table) = partial.table.as_ref().filter(|_| !file.wish.map.is_empty()) else { continue };
        let Some(headings) = headings_of(table) else { continue };
        let held = |column: &table::Column| (column.at, column.field.map_or("", ColumnField::word).to_owned());
        host.remember_columns(&headings, &table.columns.iter().map(held).collect::<Vec<_>>());
    }
}

/// A table that was read again.
pub(super) struct ReadAgain {
    file: usize,
    table: Arc<TableBytes>,
    wish: TableWish,
    partial: Partial,
    is_sure: bool,
}

/// Reads a table again as somebody wishes.
pub(super) fn read_again(host: &impl Host, of: &Wish, change: TableChange, country: Country) -> Answer<ReadAgain> {
    let file = of.files.get(change.file).ok_or_else(Failure::gone)?;
    let table = file.table.clone().ok_or_else(Failure::gone)?;
    let mut wish = file.wish.clone();
    if let Some(ColumnChange { at, field }) = change.column {
        let field = field.as_deref().and_then(ColumnField::of_word);
        // Another column of the number is put together with those that are.
        let is_number = field.is_some_and(|field| field.word() == "number");
        let columns = of.partials[change.file].table.iter().flat_map(|table| &table.columns);
        let held = columns.filter(|column| is_number && column.field == field && column.at != at);
        let held: Vec<ColumnMap> = held.map(|column| (Which::At(column.at), field)).collect();
        wish.map.extend(held);
        wish.map.push((Which::At(at), field));
    }
    if let Some(encoding) = change.encoding {
        wish.encoding = Some(Encoding::of_word(&encoding).ok_or_else(Failure::gone)?);
    }
    if let Some(MendChange { field, found, row, meant }) = change.mend {
        let field = ColumnField::of_word(&field).ok_or_else(Failure::gone)?;
        let cell = Mended::cell(field.word(), &found, row);
        match meant {
            Some(meant) => wish.mends.mend(cell, meant),
            None => wish.mends.take_back(&cell),
        }
    }
    if let Some(WayChange { field, way, is_on }) = change.way {
        let field = ColumnField::of_word(&field).ok_or_else(Failure::gone)?;
        let way = (field.word(), Way::of_word(&way).ok_or_else(Failure::gone)?);
        let _ = if is_on { wish.ways.insert(way) } else { wish.ways.remove(&way) };
    }
    let FirstRead { partial, wish, is_sure } = match change.sheet {
        // What was said of one sheet is not meant of another.
        Some(sheet) => {
            let wish = TableWish { sheet: Some(sheet), ..TableWish::default() };
            read_first(host, &table.name, &table.bytes, wish, country)?
        }
        None => {
            let partial = read_bytes(&table.name, &table.bytes, &wish, country)?;
            FirstRead { partial, wish, is_sure: file.is_sure }
        }
    };
    Ok(ReadAgain { file: change.file, table, wish, partial, is_sure })
}

impl ReadAgain {
    /// Puts the table in its place; false if other files have been chosen meanwhile.
    pub(super) fn put_into(self, wish: &mut Wish) -> bool {
        let is_same = |file: &OpenFile| file.table.as_ref().is_some_and(|there| Arc::ptr_eq(there, &self.table));
        if !wish.files.get(self.file).is_some_and(is_same) {
            return false;
        }
        let file = &mut Arc::make_mut(&mut wish.files)[self.file];
        (file.wish, file.is_sure) = (self.wish, self.is_sure);
        Arc::make_mut(&mut wish.partials)[self.file] = self.partial;
        true
    }
}

/// The rows of tables that nothing is made of, as they stand there, each with why: of the first table that has any.
pub(super) fn left_out(of: &Wish, problems: &[files::Problem], catalogue: &Catalogue) -> Option<LeftOut> {
    of.files.iter().zip(&*of.partials).find_map(|(file, partial)| {
        let table = file.table.as_ref()?;
        let mut reasons: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for problem in problems.iter().filter(|problem| problem.file == partial.file) {
            if let Some(row) = row_of(&problem.pointer) {
                reasons.entry(row).or_default().push(catalogue.text(&problem.message));
            }
        }
        let left_out = table::rows_left_out(&table.bytes, &file.wish, &reasons);
        (!left_out.rows.is_empty()).then_some(left_out)
    })
}

/// The row of a table that a pointer leads into.
pub(crate) fn row_of(pointer: &str) -> Option<u32> {
    // The numbers of a block are one row's.
    pointer.split('/').nth(1)?.split('.').next()?.parse().ok()
}

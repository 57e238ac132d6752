//! Tables in a review: their columns can be read otherwise, without the file or its passphrase.

use std::sync::Arc;

use serde::Deserialize;
use ts_rs::TS;
use vozdesk_core::files::table::{self, ColumnField, Which};
use vozdesk_core::files::{self, Partial, ReadAs};
use vozdesk_core::model::country::Country;

use super::{OpenFile, Wish};
use crate::failure::Failure;
use crate::incoming::{Unread, refused};
use crate::work::Answer;

/// What a column of a table holds, in the place of what was taken it to hold.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ColumnChange {
    /// Which of the review's files, from 0.
    pub(crate) file: usize,
    /// Which of its columns, from 0.
    pub(crate) column: usize,
    /// Null is passed over.
    pub(crate) field: Option<String>,
}

/// What somebody has said the columns of a table hold.
pub(super) type Map = Vec<(Which, Option<ColumnField>)>;

/// The bytes of a table, opened if it was encrypted.
pub(super) struct TableBytes {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Reads a file. A table whose columns nobody knows is no refusal here: they can be named in the review.
pub(super) fn read_bytes(name: &str, bytes: &[u8], map: &table::ColumnMap, country: Country) -> Answer<Partial> {
    files::read_mapped(name, bytes, ReadAs::Recognised, None, country, map).or_else(|problem| match problem.code {
        "unknown_columns" => Ok(table::unread(name, bytes, map, *problem)),
        _ => Err(refused(Unread::Refused(problem))),
    })
}

/// A table that was read again with another column.
pub(super) struct ReadColumn {
    file: usize,
    table: Arc<TableBytes>,
    map: Map,
    partial: Partial,
}

/// Reads a table again with one of its columns holding something else.
pub(super) fn read_column(wish: &Wish, change: &ColumnChange, country: Country) -> Answer<ReadColumn> {
    let file = wish.files.get(change.file).ok_or_else(Failure::gone)?;
    let table = file.table.clone().ok_or_else(Failure::gone)?;
    let mut map = file.map.clone();
    map.push((Which::At(change.column), change.field.as_deref().and_then(ColumnField::of_word)));
    let partial = read_bytes(&table.name, &table.bytes, &map, country)?;
    Ok(ReadColumn { file: change.file, table, map, partial })
}

impl ReadColumn {
    /// Puts the table in its place; false if other files have been chosen meanwhile.
    pub(super) fn put_into(self, wish: &mut Wish) -> bool {
        let is_same = |file: &OpenFile| file.table.as_ref().is_some_and(|there| Arc::ptr_eq(there, &self.table));
        if !wish.files.get(self.file).is_some_and(is_same) {
            return false;
        }
        Arc::make_mut(&mut wish.files)[self.file].map = self.map;
        Arc::make_mut(&mut wish.partials)[self.file] = self.partial;
        true
    }
}

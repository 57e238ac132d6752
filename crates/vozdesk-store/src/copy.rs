//! A whole copy of a store in a file of its own, history included; and a look into such a file, or any other
//! store, without a byte of it changing.

use std::fs;
use std::panic;
use std::path::Path;

use redb::backends::FileBackend;
use redb::{Builder, Key, ReadTransaction, ReadableDatabase, ReadableTable, TableDefinition, Value, WriteTransaction};

use crate::disk::new_file;
use crate::error::{StoreError, store_error};
use crate::file::{Access, open_there};
use crate::load::{CACHE_BYTES, builder, look};
use crate::store::Snapshot;
use crate::tables;

/// The cache for a look at a single page or two.
const SMALL_CACHE_BYTES: usize = 256 * 1024;

/// Copies every table into a new file, and opens that to see that it is what was to be copied. Where anything
/// fails there is no file.
pub(crate) fn write(from: &ReadTransaction, held: &Snapshot, path: &Path) -> Result<(), StoreError> {
    let written = copy(from, path).map_err(|error| store_error(path, error)).and_then(|()| {
        let is_same = read(path)? == *held;
        let reason = || "the copy differs".to_owned();
        is_same.then_some(()).ok_or_else(|| StoreError::Damaged { path: path.to_owned(), reason: reason() })
    });
    if written.is_err() {
        let _ = fs::remove_file(path);
    }
    written
}

fn copy(from: &ReadTransaction, path: &Path) -> Result<(), redb::Error> {
    let backend = FileBackend::new(new_file(path)?)?;
    let database = builder(CACHE_BYTES).create_with_backend(backend)?;
    let into = database.begin_write()?;
    table(from, &into, tables::META)?;
    table(from, &into, tables::NUMBERS)?;
    table(from, &into, tables::ASSISTANTS)?;
    table(from, &into, tables::CAMPAIGNS)?;
    table(from, &into, tables::HISTORY)?;
    table(from, &into, tables::CHANGES)?;
    // A plan, and what is under way, are of the moment.
    tables::prepare_beside(&into)?;
    table(from, &into, tables::CONNECTIONS)?;
    table(from, &into, tables::SEEN_NUMBERS)?;
    table(from, &into, tables::SEEN_ASSISTANTS)?;
    into.commit()?;
    database.close()?;
    Ok(())
}

fn table<K: Key + 'static, V: Value + 'static>(
    from: &ReadTransaction,
    into: &WriteTransaction,
    table: TableDefinition<'_, K, V>,
) -> Result<(), redb::Error> {
    let from = from.open_table(table)?;
    let mut into = into.open_table(table)?;
    for item in from.iter()? {
        let (key, value) = item?;
        into.insert(key.value(), value.value())?;
    }
    Ok(())
}

/// What a file holds.
///
/// # Errors
/// It is no store, a damaged one or a newer one, or cannot be read.
pub fn read(path: &Path) -> Result<Snapshot, StoreError> {
    let file = open_there(path, Access::Look)?;
    look(path, CACHE_BYTES, &file.backend).map(|looked| looked.snapshot)
}

/// The revision a file has, from its last entry of history alone; 0 if that cannot be read. Only whoever opens the
/// file whole knows that it is not damaged.
pub(crate) fn revision(path: &Path) -> u64 {
    // redb takes the file at its word here, and stops the thread over some damage that a whole look would find.
    let looked = panic::catch_unwind(|| {
        let mut builder = Builder::new();
        builder.set_cache_size(SMALL_CACHE_BYTES);
        let database = builder.open_read_only(path).ok()?;
        let table = database.begin_read().ok()?.open_table(tables::HISTORY).ok()?;
        let last = table.last().ok()?;
        Some(last.map_or(0, |(number, _)| number.value()))
    });
    // One that was not closed has to be looked through.
    looked.ok().flatten().or_else(|| read(path).ok().map(|snapshot| snapshot.revision)).unwrap_or(0)
}

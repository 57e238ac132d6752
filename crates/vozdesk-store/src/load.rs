//! Opening a store: its file is looked at without a byte of it changing, led up the ladder of schemas if an
//! older VozDesk wrote it, and read.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, SyncSender};
use std::thread;

use jiff::Timestamp;
use redb::{Builder, Database, ReadableDatabase, ReadableTable};
use serde::de::DeserializeOwned;
use vozdesk_core::model::number::PhoneNumber;
use vozdesk_core::model::setup::Setup;

use crate::error::{StoreError, corrupted, io_error, store_error};
use crate::file::{self, StoreFile};
use crate::held::HeldBackend;
use crate::history::{self, Log};
use crate::migrate;
use crate::store::{Snapshot, Writer};
use crate::tables;

/// redb's cache: the setup itself is in memory, so the file is read once.
pub(crate) const CACHE_BYTES: usize = 8 * 1024 * 1024;

/// Keeps a copy of a store.
pub(crate) type Keep = Box<dyn Fn(&HeldBackend) -> Result<(), StoreError> + Send + Sync>;

/// Where the database comes from: a file, or in tests a backend that fails on purpose.
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    pub(crate) cache_bytes: usize,
    pub(crate) open: Box<dyn Fn() -> Result<StoreFile, StoreError> + Send + Sync>,
    /// Keeps a copy of a store before it is led to another schema.
    pub(crate) keep: Keep,
    pub(crate) now: fn() -> Timestamp,
}

impl Source {
    pub(crate) fn error(&self, error: redb::Error) -> StoreError {
        store_error(&self.path, error)
    }
}

/// The file beside a store that says which process has it open.
pub(crate) fn pid_path(store: &Path) -> PathBuf {
    store.with_extension("pid")
}

pub(crate) fn builder(cache_bytes: usize) -> Builder {
    let mut builder = Builder::new();
    builder.set_cache_size(cache_bytes);
    // Without it, redb opens some damaged files and reads other values than were written.
    builder.set_check_integrity_on_open(true);
    builder
}

/// Opens the database and reads everything but the details of history. A store of an older schema is
/// kept as it is first, then led to this program's in one commit.
pub(crate) fn load(source: &Source) -> Result<(Writer, Snapshot), StoreError> {
    let (StoreFile { backend, id }, looked) = file::waiting_for_lookers(&source.path, || {
        let file = (source.open)()?;
        look(&source.path, source.cache_bytes, &file.backend).map(|looked| (file, looked))
    })?;
    let Looked { database, schema, snapshot, log } = looked;
    if schema < tables::SCHEMA {
        (source.keep)(&backend)?;
    }
    // It is a store of ours: what opening it has written may stay.
    backend.release().map_err(|error| io_error(&source.path, &error))?;
    if schema < tables::SCHEMA {
        migrate::climb(&database, schema).map_err(|error| source.error(error))?;
    }
    Ok((Writer { database: Some(database), id, log, written: 0 }, snapshot))
}

/// What a look at a store finds.
pub(crate) struct Looked {
    pub(crate) database: Database,
    pub(crate) schema: u64,
    pub(crate) snapshot: Snapshot,
    pub(crate) log: Log,
}

/// Opens and reads a store of this schema or an older one without a byte of the file changing.
pub(crate) fn look(path: &Path, cache_bytes: usize, backend: &HeldBackend) -> Result<Looked, StoreError> {
    let wrong = |error| store_error(path, error);
    let database = builder(cache_bytes).create_with_backend(backend.clone()).map_err(|error| wrong(error.into()))?;
    tables::prepare(&database).map_err(wrong)?;
    let schema = tables::schema(&database).map_err(wrong)?;
    if schema > tables::SCHEMA {
        return Err(StoreError::Newer { found: schema, known: tables::SCHEMA });
    }
    let setup = read_setup(&database).map_err(wrong)?;
    let log = read_log(&database).map_err(wrong)?;
    if let Some(fault) = setup.faults().first() {
        return Err(StoreError::Damaged { path: path.to_owned(), reason: format!("{fault:?}") });
    }
    let snapshot = Snapshot { setup, revision: log.last() };
    Ok(Looked { database, schema, snapshot, log })
}

fn read_setup(database: &Database) -> Result<Setup, redb::Error> {
    let transaction = database.begin_read()?;
    let mut setup = Setup::default();
    if let Some(bytes) = transaction.open_table(tables::META)?.get(tables::PROFILE)? {
        setup.put_profile(Arc::new(record(bytes.value())?));
    }
    for item in transaction.open_table(tables::ASSISTANTS)?.iter()? {
        let (_, bytes) = item?;
        setup.put_assistant(Arc::new(record(bytes.value())?));
    }
    let numbers = transaction.open_table(tables::NUMBERS)?;
    let assistants = setup.clone();
    // Reading and decoding numbers costs as much as putting them in, so another thread does it.
    thread::scope(|scope| {
        let (send, receive) = mpsc::sync_channel(BATCHES);
        let reading = scope.spawn(move || read_numbers(&numbers, &assistants, &send));
        for batch in receive {
            batch.into_iter().for_each(|number| setup.put_number(number));
        }
        reading.join().unwrap_or_else(|_| Err(corrupted("a number cannot be read")))
    })?;
    for item in transaction.open_table(tables::CAMPAIGNS)?.iter()? {
        let (_, bytes) = item?;
        setup.put_campaign(Arc::new(record(bytes.value())?));
    }
    Ok(setup)
}

/// A record from its bytes.
fn record<R: DeserializeOwned>(bytes: &[u8]) -> Result<R, redb::Error> {
    serde_json::from_slice(bytes).map_err(corrupted)
}

/// How many numbers are handed over at once, and how many such batches may wait.
const BATCH: usize = 256;
const BATCHES: usize = 8;

/// Hands every number over, in batches; stops early if nobody takes them.
fn read_numbers(
    table: &impl ReadableTable<&'static str, &'static [u8]>,
    assistants: &Setup,
    send: &SyncSender<Vec<Arc<PhoneNumber>>>,
) -> Result<(), redb::Error> {
    let mut batch = Vec::with_capacity(BATCH);
    for item in table.iter()? {
        let (_, bytes) = item?;
        let mut number: PhoneNumber = record(bytes.value())?;
        // Equal ids share their text: an office has few assistants and many slots.
        for slot in [&mut number.inbound.assistant, &mut number.outbound.assistant] {
            if let Some(shared) = slot.as_ref().and_then(|id| assistants.shared_assistant_id(id.as_str())) {
                *slot = Some(shared);
            }
        }
        batch.push(Arc::new(number));
        if batch.len() == BATCH && send.send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH))).is_err() {
            return Ok(());
        }
    }
    let _ = send.send(batch);
    Ok(())
}

fn read_log(database: &Database) -> Result<Log, redb::Error> {
    let transaction = database.begin_read()?;
    let mut log = Log::default();
    for item in transaction.open_table(tables::HISTORY)?.iter()? {
        let (change, bytes) = item?;
        let head = history::head(bytes.value()).ok_or_else(|| corrupted("an entry of history cannot be read"))?;
        log.push(change.value(), &head);
    }
    Ok(log)
}

//! The store: one redb file that holds the setup and its history.
//!
//! There is one way in: [`Store::change`] takes a function from the present setup to another,
//! commits the difference with its entry of history in one durable transaction, and then swaps the
//! snapshot that readers see. Undo and redo are the same commit with the difference turned round.
//! A commit that fails leaves the snapshot as it is; since redb refuses everything after a failed
//! write, the store then closes its file and opens it again before the next try.
//!
//! What the tables hold is in `store/tables.rs`, what history keeps in `store/history.rs`.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, SyncSender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::thread;

use jiff::Timestamp;
use redb::backends::FileBackend;
use redb::{Builder, Database, ReadableDatabase, ReadableTable, StorageError};

use crate::disk::{make_folder, new_file, sync_folder};
use crate::held::HeldBackend;
use crate::history::{self, Entry, Head, HistoryEntry, Log};
use crate::tables;
use vozdesk_core::model::change::{ChangeSet, Counts};
use vozdesk_core::model::deed::Deed;
use vozdesk_core::model::id::Id;
use vozdesk_core::model::message::Message;
use vozdesk_core::model::number::PhoneNumber;
use vozdesk_core::model::record::{AssistantRecord, CampaignRecord, NumberRecord, ProfileRecord};
use vozdesk_core::model::setup::Setup;
use vozdesk_core::rules::edit::Edited;

/// The name of the store's file in the data folder.
pub const FILE_NAME: &str = "setup.redb";

/// redb's cache: the setup itself is in memory, so the file is read once.
pub(crate) const CACHE_BYTES: usize = 8 * 1024 * 1024;

/// The store of one office.
pub struct Store {
    pub(crate) source: Source,
    pub(crate) writer: Mutex<Writer>,
    snapshot: RwLock<Arc<Snapshot>>,
}

/// The setup as of one revision.
#[derive(Debug)]
pub struct Snapshot {
    /// The setup.
    pub setup: Setup,
    /// The number of the last entry of history, undo and redo included; 0 when there is none.
    pub revision: u64,
}

/// A change that has been committed.
#[derive(Clone, Debug, PartialEq)]
pub struct Committed {
    /// The number of its entry of history.
    pub change: u64,
    /// What was done, or undone, or redone.
    pub title: Deed,
    /// How many records it touched.
    pub counts: Counts,
}

/// Why a change was not made: the function refused, or the store could not write.
#[derive(Debug)]
pub enum ChangeError<R> {
    /// The function's own reason.
    Refused(R),
    /// The store's.
    Store(StoreError),
}

impl<R> From<StoreError> for ChangeError<R> {
    fn from(error: StoreError) -> Self {
        ChangeError::Store(error)
    }
}

/// Why the store cannot be opened or written.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum StoreError {
    /// Another process holds it.
    #[error("the store is open in another process")]
    Locked {
        /// That process, if it said who it is.
        process: Option<u32>,
    },
    /// A newer VozDesk wrote it.
    #[error("the store has schema {found}, this program knows {known}")]
    Newer {
        /// Its schema.
        found: u64,
        /// The newest this program knows.
        known: u64,
    },
    /// Its file is not what a store looks like.
    #[error("the store is damaged: {reason}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found, for a report.
        reason: String,
    },
    /// The folder or the file cannot be read and written by this user.
    #[error("no permission for {}", path.display())]
    NoPermission {
        /// The folder or file.
        path: PathBuf,
    },
    /// The folder for backups is another office's.
    #[error("{} holds the backups of another office", path.display())]
    OthersBackups {
        /// The folder.
        path: PathBuf,
    },
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// Anything else the system reports.
    #[error("{}: {reason}", path.display())]
    Failed {
        /// The folder or file.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
}

impl StoreError {
    /// The code on the wire and on the command line.
    pub fn code(&self) -> &'static str {
        match self {
            StoreError::Locked { .. } => "store_locked",
            StoreError::Newer { .. } => "store_newer",
            StoreError::Damaged { .. } => "store_damaged",
            StoreError::NoPermission { .. } => "store_no_permission",
            StoreError::OthersBackups { .. } => "others_backups",
            StoreError::Full => "disk_full",
            StoreError::Failed { .. } => "store_failed",
        }
    }

    /// The error in words.
    pub fn message(&self) -> Message {
        match self {
            StoreError::Locked { process: Some(process) } => {
                Message::new("store-locked-by").with("process", process.to_string())
            }
            StoreError::Locked { process: None } => Message::new("store-locked"),
            StoreError::Newer { found, known } => {
                Message::new("store-newer").with("found", found.to_string()).with("known", known.to_string())
            }
            StoreError::Damaged { path, reason } => {
                Message::new("store-damaged").with("path", path.display().to_string()).with("reason", reason.as_str())
            }
            StoreError::NoPermission { path } => {
                Message::new("store-no-permission").with("path", path.display().to_string())
            }
            StoreError::OthersBackups { path } => {
                Message::new("backup-folder-taken").with("path", path.display().to_string())
            }
            StoreError::Full => Message::new("store-full"),
            StoreError::Failed { path, reason } => {
                Message::new("store-failed").with("path", path.display().to_string()).with("reason", reason.as_str())
            }
        }
    }
}

/// Where the database comes from: a file, or in tests a backend that fails on purpose.
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    pub(crate) cache_bytes: usize,
    pub(crate) open: Box<dyn Fn() -> Result<HeldBackend, StoreError> + Send + Sync>,
    pub(crate) now: fn() -> Timestamp,
}

pub(crate) struct Writer {
    /// `None` after a failed commit, until it is opened again.
    pub(crate) database: Option<Database>,
    pub(crate) log: Log,
}

impl Store {
    /// Opens the store in this folder; makes both if they are not there.
    pub fn open(folder: &Path) -> Result<Store, StoreError> {
        let path = folder.join(FILE_NAME);
        make_folder(folder)?;
        let open = {
            let path = path.clone();
            move || open_file(&path)
        };
        let store =
            Store::open_source(Source { path, cache_bytes: CACHE_BYTES, open: Box::new(open), now: Timestamp::now })?;
        // Who holds the store is a courtesy to the next process; without it the lock still holds.
        let _ = fs::write(pid_path(&store.source.path), std::process::id().to_string());
        Ok(store)
    }

    /// Opens a store over a backend of the caller's, for tests of faults.
    #[cfg(test)]
    pub(crate) fn open_with(
        backend: impl redb::StorageBackend + Clone,
        cache_bytes: usize,
    ) -> Result<Store, StoreError> {
        let open = move || Ok(HeldBackend::new(backend.clone()));
        Store::open_source(Source {
            path: PathBuf::from("test"),
            cache_bytes,
            open: Box::new(open),
            now: Timestamp::now,
        })
    }

    /// The same store by another clock.
    #[cfg(test)]
    pub(crate) fn by_clock(mut self, now: fn() -> Timestamp) -> Store {
        self.source.now = now;
        self
    }

    fn open_source(source: Source) -> Result<Store, StoreError> {
        let (writer, snapshot) = load(&source)?;
        Ok(Store { source, writer: Mutex::new(writer), snapshot: RwLock::new(Arc::new(snapshot)) })
    }

    /// The present setup. Stays as it is while others change the store.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The store's file.
    pub fn path(&self) -> &Path {
        &self.source.path
    }

    /// Makes a change: `edit` gets the present setup and gives another. Returns what was edited and
    /// the commit, or no commit if nothing differs. Durable on return.
    pub fn change<R>(
        &self,
        edit: impl FnOnce(&Setup) -> Result<Edited, R>,
    ) -> Result<(Edited, Option<Committed>), ChangeError<R>> {
        let mut writer = self.writer()?;
        self.change_with(&mut writer, edit)
    }

    fn change_with<R>(
        &self,
        writer: &mut Writer,
        edit: impl FnOnce(&Setup) -> Result<Edited, R>,
    ) -> Result<(Edited, Option<Committed>), ChangeError<R>> {
        let before = self.snapshot();
        let edited = edit(&before.setup).map_err(ChangeError::Refused)?;
        let changes = ChangeSet::between(&before.setup, &edited.setup);
        if changes.is_empty() {
            return Ok((edited, None));
        }
        let entry = Entry::Change { title: edited.title.clone() };
        let change = self.commit(writer, entry, &changes, edited.setup.clone())?;
        let committed = Committed { change, title: edited.title.clone(), counts: changes.counts() };
        Ok((edited, Some(committed)))
    }

    /// Takes the newest change back; `None` when there is nothing left to take back.
    pub fn undo(&self) -> Result<Option<Committed>, StoreError> {
        let mut writer = self.writer()?;
        let Some(of) = writer.log.newest_done() else { return Ok(None) };
        self.step(&mut writer, of, Entry::Undo { of }, ChangeSet::inverse).map(Some)
    }

    /// Takes this change back if it is still the newest; `None` when another has been made since.
    pub fn undo_change(&self, change: u64) -> Result<Option<Committed>, StoreError> {
        let mut writer = self.writer()?;
        if writer.log.newest_done() != Some(change) {
            return Ok(None);
        }
        self.step(&mut writer, change, Entry::Undo { of: change }, ChangeSet::inverse).map(Some)
    }

    /// Makes the change undone last again; `None` when there is none, or another change was made since.
    pub fn redo(&self) -> Result<Option<Committed>, StoreError> {
        let mut writer = self.writer()?;
        let Some(of) = writer.log.newest_undone() else { return Ok(None) };
        self.step(&mut writer, of, Entry::Redo { of }, ChangeSet::clone).map(Some)
    }

    /// Makes the setup again what it was right after this change, as a new change; `None` when history
    /// has no such change (any more), no commit when the setup is that already.
    pub fn restore(&self, change: u64) -> Result<Option<(Edited, Option<Committed>)>, StoreError> {
        let mut writer = self.writer()?;
        let Some(setup) = self.setup_at(&mut writer, change)? else { return Ok(None) };
        let title = Deed::Restored { change };
        let edited = Edited { setup, title, subject: None, consequences: Vec::new() };
        match self.change_with(&mut writer, |_| Ok::<_, StoreError>(edited)) {
            Ok(restored) => Ok(Some(restored)),
            Err(ChangeError::Refused(error) | ChangeError::Store(error)) => Err(error),
        }
    }

    /// How many records a restore to this change would add, change and remove; `None` when history has
    /// no such change (any more).
    pub fn restore_counts(&self, change: u64) -> Result<Option<Counts>, StoreError> {
        let mut writer = self.writer()?;
        let setup = self.setup_at(&mut writer, change)?;
        Ok(setup.map(|setup| ChangeSet::between(&self.snapshot().setup, &setup).counts()))
    }

    /// The setup right after a change: from the present, every later entry turned round, the newest first.
    fn setup_at(&self, writer: &mut Writer, change: u64) -> Result<Option<Setup>, StoreError> {
        let present = self.snapshot();
        let read = || -> Result<Option<Setup>, redb::Error> {
            let transaction = database(writer)?.begin_read()?;
            match transaction.open_table(tables::HISTORY)?.get(change)? {
                Some(head) if history::title(head.value()).is_some() => {}
                _ => return Ok(None),
            }
            let table = transaction.open_table(tables::CHANGES)?;
            let mut setup = present.setup.clone();
            for item in table.range(change + 1..)?.rev() {
                let (number, details) = item?;
                let later = history::change_set(details.value())
                    .ok_or_else(|| corrupted(format!("change {} cannot be read", number.value())))?;
                setup = later.inverse().applied_to(&setup);
            }
            Ok(Some(setup))
        };
        read().map_err(|error| self.failed(writer, error))
    }

    /// What a change changed, record by record; `None` when history has no such change (any more).
    pub fn change_details(&self, change: u64) -> Result<Option<ChangeSet>, StoreError> {
        let mut writer = self.writer()?;
        let read = || -> Result<Option<ChangeSet>, redb::Error> {
            let transaction = database(&writer)?.begin_read()?;
            let table = transaction.open_table(tables::CHANGES)?;
            let details = table.get(change)?.map(|bytes| history::change_set(bytes.value()));
            details.map(|set| set.ok_or_else(|| corrupted(format!("change {change} cannot be read")))).transpose()
        };
        read().map_err(|error| self.failed(&mut writer, error))
    }

    /// How many changes history holds.
    pub fn changes_kept(&self) -> usize {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner).log.changes()
    }

    /// The number of the change that an undo would take back.
    pub fn newest_change(&self) -> Option<u64> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner).log.newest_done()
    }

    /// The number of the change that a redo would make again.
    pub fn next_redo(&self) -> Option<u64> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner).log.newest_undone()
    }

    /// The changes, newest first, at most `limit` of them.
    pub fn history(&self, limit: usize) -> Result<Vec<HistoryEntry>, StoreError> {
        self.history_before(u64::MAX, limit)
    }

    /// The changes made before this one, newest first, at most `limit` of them.
    pub fn history_before(&self, change: u64, limit: usize) -> Result<Vec<HistoryEntry>, StoreError> {
        let mut writer = self.writer()?;
        let read = || -> Result<Vec<HistoryEntry>, redb::Error> {
            let transaction = database(&writer)?.begin_read()?;
            let table = transaction.open_table(tables::HISTORY)?;
            let mut entries = Vec::new();
            for item in table.range(..change)?.rev() {
                if entries.len() == limit {
                    break;
                }
                let (change, bytes) = item?;
                entries.extend(history::listed(change.value(), bytes.value(), &writer.log));
            }
            Ok(entries)
        };
        read().map_err(|error| self.failed(&mut writer, error))
    }

    /// Closes the file and says goodbye.
    pub fn close(self) -> Result<(), StoreError> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let closed = match writer.database.take() {
            Some(database) => database.close().map_err(|error| self.source.error(error.into())),
            None => Ok(()),
        };
        let _ = fs::remove_file(pid_path(&self.source.path));
        closed
    }

    fn step(
        &self,
        writer: &mut Writer,
        of: u64,
        entry: Entry,
        turn: impl FnOnce(&ChangeSet) -> ChangeSet,
    ) -> Result<Committed, StoreError> {
        let (title, changes) = self.read_change(writer, of)?;
        let changes = turn(&changes);
        let next = changes.applied_to(&self.snapshot().setup);
        self.commit(writer, entry, &changes, next)?;
        Ok(Committed { change: of, title, counts: changes.counts() })
    }

    fn read_change(&self, writer: &mut Writer, change: u64) -> Result<(Deed, ChangeSet), StoreError> {
        let read = || -> Result<Option<(Deed, ChangeSet)>, redb::Error> {
            let transaction = database(writer)?.begin_read()?;
            let title = match transaction.open_table(tables::HISTORY)?.get(change)? {
                Some(bytes) => history::title(bytes.value()),
                None => None,
            };
            let changes = match transaction.open_table(tables::CHANGES)?.get(change)? {
                Some(bytes) => history::change_set(bytes.value()),
                None => None,
            };
            Ok(title.zip(changes))
        };
        read()
            .map_err(|error| self.failed(writer, error))?
            .ok_or_else(|| self.source.damaged(format!("change {change} cannot be read")))
    }

    /// Locks the writer, and opens the database again if the last commit failed.
    pub(crate) fn writer(&self) -> Result<MutexGuard<'_, Writer>, StoreError> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if writer.database.is_none() {
            let (fresh, snapshot) = load(&self.source)?;
            *writer = fresh;
            // What the failed commit left on disk is either all of it or nothing; show what is there.
            *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(snapshot);
        }
        Ok(writer)
    }

    /// Gives the database up: redb refuses everything after an error, so the next try opens it again.
    fn failed(&self, writer: &mut Writer, error: redb::Error) -> StoreError {
        writer.database = None;
        self.source.error(error)
    }

    /// The one place that writes: changed records and the entry of history, in one transaction.
    fn commit(&self, writer: &mut Writer, entry: Entry, changes: &ChangeSet, next: Setup) -> Result<u64, StoreError> {
        let revision = writer.log.next();
        let now = (self.source.now)();
        let outdated = writer.log.outdated(now);
        let written = history::made(entry, changes, now).map_err(corrupted).and_then(|made| {
            write(database(writer)?, revision, &made, changes, &outdated)?;
            Ok(made.0)
        });
        let head = written.map_err(|error| self.failed(writer, error))?;
        writer.log.push(revision, &head);
        writer.log.forget(&outdated);
        let snapshot = Arc::new(Snapshot { setup: next, revision });
        *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = snapshot;
        Ok(revision)
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        let writer = self.writer.get_mut().unwrap_or_else(PoisonError::into_inner);
        if writer.database.take().is_some() {
            let _ = fs::remove_file(pid_path(&self.source.path));
        }
    }
}

impl Source {
    fn damaged(&self, reason: String) -> StoreError {
        StoreError::Damaged { path: self.path.clone(), reason }
    }

    fn error(&self, error: redb::Error) -> StoreError {
        store_error(&self.path, error)
    }
}

pub(crate) fn store_error(path: &Path, error: redb::Error) -> StoreError {
    match error {
        redb::Error::DatabaseAlreadyOpen => {
            let process = fs::read_to_string(pid_path(path)).ok().and_then(|text| text.trim().parse().ok());
            StoreError::Locked { process }
        }
        redb::Error::Io(error) => io_error(path, &error),
        error => StoreError::Damaged { path: path.to_owned(), reason: error.to_string() },
    }
}

pub(crate) fn io_error(path: &Path, error: &io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            StoreError::NoPermission { path: path.to_owned() }
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => StoreError::Full,
        // redb reads to the end it expects; a file that is shorter has lost something.
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData => {
            StoreError::Damaged { path: path.to_owned(), reason: error.to_string() }
        }
        _ => StoreError::Failed { path: path.to_owned(), reason: error.to_string() },
    }
}

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

fn open_file(path: &Path) -> Result<HeldBackend, StoreError> {
    if !path.exists() {
        make_file(path)?;
    }
    let file = File::options().read(true).write(true).open(path).map_err(|error| io_error(path, &error))?;
    if file.metadata().is_ok_and(|metadata| metadata.len() == 0) {
        // redb would take it for a new one.
        return Err(StoreError::Damaged { path: path.to_owned(), reason: "the file is empty".to_owned() });
    }
    FileBackend::new(file).map(HeldBackend::new).map_err(|error| store_error(path, error.into()))
}

/// Makes the file of a new store under another name and puts it in its place whole, so that a
/// process that dies meanwhile leaves nothing that looks like a damaged store.
fn make_file(path: &Path) -> Result<(), StoreError> {
    let beside = path.with_extension(format!("{}.new", Id::make()));
    let make = || {
        let file = new_file(&beside).map_err(|error| io_error(path, &error))?;
        let database = FileBackend::new(file).and_then(|backend| builder(CACHE_BYTES).create_with_backend(backend));
        let database = database.map_err(|error| store_error(path, error.into()))?;
        tables::prepare(&database).map_err(|error| store_error(path, error))?;
        database.close().map_err(|error| store_error(path, error.into()))?;
        // A link never takes the place of a store that another process has put there meanwhile;
        // some file systems have none.
        let placed = fs::hard_link(&beside, path).or_else(|error| match error.kind() {
            _ if path.exists() => Ok(()),
            _ => fs::rename(&beside, path),
        });
        placed.map_err(|error| io_error(path, &error))?;
        path.parent().map_or(Ok(()), sync_folder).map_err(|error| io_error(path, &error))
    };
    let made = make();
    let _ = fs::remove_file(&beside);
    made
}

pub(crate) fn database(writer: &Writer) -> Result<&Database, redb::Error> {
    writer.database.as_ref().ok_or(redb::Error::DatabaseClosed)
}

/// Opens the database and reads everything but the details of history.
fn load(source: &Source) -> Result<(Writer, Snapshot), StoreError> {
    let backend = (source.open)()?;
    let loaded = look(source, &backend)?;
    // It is a store of ours: what opening it has written may stay.
    backend.release().map_err(|error| io_error(&source.path, &error))?;
    Ok(loaded)
}

/// Does the same without a byte of the file changing.
pub(crate) fn look(source: &Source, backend: &HeldBackend) -> Result<(Writer, Snapshot), StoreError> {
    let database = builder(source.cache_bytes).create_with_backend(backend.clone());
    let database = database.map_err(|error| source.error(error.into()))?;
    tables::prepare(&database).map_err(|error| source.error(error))?;
    let found = tables::schema(&database).map_err(|error| source.error(error))?;
    if found > tables::SCHEMA {
        return Err(StoreError::Newer { found, known: tables::SCHEMA });
    }
    let setup = read_setup(&database).map_err(|error| source.error(error))?;
    let log = read_log(&database).map_err(|error| source.error(error))?;
    if let Some(fault) = setup.faults().first() {
        return Err(source.damaged(format!("{fault:?}")));
    }
    let snapshot = Snapshot { setup, revision: log.last() };
    Ok((Writer { database: Some(database), log }, snapshot))
}

/// A value that the program cannot have written.
pub(crate) fn corrupted(reason: impl ToString) -> redb::Error {
    StorageError::Corrupted(reason.to_string()).into()
}

fn read_setup(database: &Database) -> Result<Setup, redb::Error> {
    let transaction = database.begin_read()?;
    let mut setup = Setup::default();
    if let Some(bytes) = transaction.open_table(tables::META)?.get(tables::PROFILE)? {
        let record: ProfileRecord<'_> = serde_json::from_slice(bytes.value()).map_err(corrupted)?;
        setup.put_profile(Arc::new(record.try_into().map_err(corrupted)?));
    }
    for item in transaction.open_table(tables::ASSISTANTS)?.iter()? {
        let (_, bytes) = item?;
        let record: AssistantRecord<'_> = serde_json::from_slice(bytes.value()).map_err(corrupted)?;
        setup.put_assistant(Arc::new(record.try_into().map_err(corrupted)?));
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
        let record: CampaignRecord<'_> = serde_json::from_slice(bytes.value()).map_err(corrupted)?;
        setup.put_campaign(Arc::new(record.try_into().map_err(corrupted)?));
    }
    Ok(setup)
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
        let record: NumberRecord<'_> = serde_json::from_slice(bytes.value()).map_err(corrupted)?;
        let number = record.into_number(|id| assistants.shared_assistant_id(id)).map_err(corrupted)?;
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

/// The records a change touches, its entry of history, and the oldest entries out.
fn write(
    database: &Database,
    revision: u64,
    (head, details): &(Head, Vec<u8>),
    changes: &ChangeSet,
    outdated: &[u64],
) -> Result<(), redb::Error> {
    let transaction = database.begin_write()?;
    {
        if let Some(profile) = changes.profile.as_ref().and_then(|change| change.after.as_ref()) {
            let bytes = serde_json::to_vec(&ProfileRecord::from(&**profile)).map_err(corrupted)?;
            transaction.open_table(tables::META)?.insert(tables::PROFILE, bytes.as_slice())?;
        }
        tables::write_records(&transaction, tables::ASSISTANTS, &changes.assistants, |a| &a.id, AssistantRecord::from)?;
        tables::write_records(&transaction, tables::NUMBERS, &changes.numbers, |n| &n.id, NumberRecord::from)?;
        tables::write_records(&transaction, tables::CAMPAIGNS, &changes.campaigns, |c| &c.id, CampaignRecord::from)?;
        let head = serde_json::to_vec(head).map_err(corrupted)?;
        let mut heads = transaction.open_table(tables::HISTORY)?;
        let mut all_details = transaction.open_table(tables::CHANGES)?;
        heads.insert(revision, head.as_slice())?;
        all_details.insert(revision, details.as_slice())?;
        for number in outdated {
            heads.remove(number)?;
            all_details.remove(number)?;
        }
    }
    transaction.commit()?;
    Ok(())
}

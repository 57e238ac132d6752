//! The store of one office: its present setup, and the one way to change it.
//!
//! [`Store::change`] takes a function from the present setup to another, holds the difference against
//! what must hold in every setup, commits it with its entry of history in one durable transaction, and
//! then swaps the snapshot that readers see. Undo, redo and restore are the same commit with another
//! function in the middle. A commit that fails leaves the snapshot as it is; since redb refuses
//! everything after a failed write, the store then closes its file and opens it again before the next
//! try.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use redb::{Database, ReadableDatabase};
use vozdesk_core::model::change::{ChangeSet, Counts};
use vozdesk_core::model::deed::Deed;
use vozdesk_core::model::message::Message;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::rules::consequences::{Consequence, consequences};
use vozdesk_core::rules::edit::Edited;
use vozdesk_core::rules::take_back::{Clash, Place, Touched, take_back};

use crate::backup::{self, Backups};
use crate::disk::{make_folder, private_file};
use crate::error::{ChangeError, StoreError, corrupted};
use crate::file::{self, Access, FileId};
use crate::history::{self, Entry, HistoryEntry, Log, Side};
use crate::load::{self, CACHE_BYTES, Source, pid_path};
use crate::mark::Office;
use crate::{clock, copy, tables, write};

/// The name of the store's file in the data folder.
pub const FILE_NAME: &str = "setup.redb";

/// From so many records written since the file was opened, closing gives back what the file holds free.
/// redb copies what it changes and never shrinks a file of its own accord: after an import and a change of
/// all its numbers, more than half of it is free.
const COMPACTED_FROM: usize = 10_000;

/// So many setups of one revision are kept beside a store whose file was replaced.
const KEPT_TURNS: usize = 9;

/// The store of one office.
pub struct Store {
    pub(crate) source: Source,
    pub(crate) writer: Mutex<Writer>,
    snapshot: RwLock<Arc<Snapshot>>,
    to_be_told: Vec<Message>,
}

/// The setup as of one revision.
#[derive(Debug, PartialEq)]
pub struct Snapshot {
    /// The setup.
    pub setup: Setup,
    /// The number of the last entry of history, undo and redo included; 0 when there is none.
    pub revision: u64,
}

/// A change that has been committed.
#[derive(Clone, Debug)]
pub struct Made {
    /// The number of the change: of its own entry of history, or of the change that was undone or redone.
    pub change: u64,
    /// What was done, or undone, or redone.
    pub deed: Deed,
    /// What differs.
    pub changes: ChangeSet,
    /// The setup before it.
    pub before: Arc<Snapshot>,
    /// The setup with it.
    pub after: Arc<Snapshot>,
}

impl Made {
    /// How many records it touched.
    pub fn counts(&self) -> Counts {
        self.changes.counts()
    }

    /// What else changed by it.
    pub fn consequences(&self) -> Vec<Consequence> {
        consequences(&self.before.setup, &self.after.setup, &self.changes)
    }
}

/// What a restore has come to.
#[derive(Debug)]
pub enum Restored {
    /// There is nothing of that name to restore.
    Gone,
    /// The setup is that already.
    Same(Deed),
    /// It has been made that again.
    Made(Box<Made>),
}

/// What taking back one change alone has come to.
#[derive(Debug)]
pub enum TakenBack {
    /// History has no such change (any more).
    Gone,
    /// It is taken back already.
    Undone,
    /// Nothing was done: these fields were set again since, and nobody has said what becomes of them.
    Clashes(Vec<Clash>),
    /// There is nothing of it left to take back.
    Same,
    /// It is taken back.
    Made(Box<Made>),
}

/// What a change changed, and the setups before and after it.
#[derive(Debug)]
pub struct ChangeDetails {
    /// The setup before it.
    pub before: Setup,
    /// The setup right after it.
    pub after: Setup,
    /// What differs.
    pub changes: ChangeSet,
    /// What it did.
    pub deed: Deed,
}

pub(crate) struct Writer {
    /// `None` after a failed commit, until it is opened again.
    pub(crate) database: Option<Database>,
    /// Which file that is.
    pub(crate) id: Option<FileId>,
    pub(crate) log: Log,
    /// How many records have been written since the file was opened.
    pub(crate) written: usize,
}

impl Store {
    /// Opens the store in this folder; makes both if they are not there.
    ///
    /// # Errors
    /// See [`StoreError`]. A store that is refused is as it was, to the byte.
    pub fn open(folder: &Path) -> Result<Store, StoreError> {
        let path = folder.join(FILE_NAME);
        make_folder(folder)?;
        file::sweep(folder);
        let open = {
            let path = path.clone();
            move || file::open(&path, Access::Change)
        };
        let backups = folder.to_owned();
        let mut store = Store::open_source(Source {
            path,
            cache_bytes: CACHE_BYTES,
            open: Box::new(open),
            keep: Box::new(move |backend| Backups::of(&backups).keep(backend)),
            now: clock::now,
        })?;
        // Who holds the store is a courtesy to the next process; without it the lock still holds.
        let _ = private_file(&pid_path(&store.source.path), &std::process::id().to_string());
        let mut office = Office::of(folder);
        let warning = office.warning(folder);
        if office.settle(folder).is_ok() {
            store.to_be_told.extend(warning);
            if let Some(first) = office.copied_from {
                // Its backups are its own from now on.
                backup::forget_note(folder);
                let copied = Message::new("data-folder-copied");
                store.to_be_told.push(copied.with("path", first.display().to_string()));
            }
        }
        Ok(store)
    }

    /// Opens a store over a backend of the caller's, for tests of faults.
    #[cfg(test)]
    pub(crate) fn open_with(
        backend: impl redb::StorageBackend + Clone,
        cache_bytes: usize,
    ) -> Result<Store, StoreError> {
        Store::open_source(Source {
            path: std::path::PathBuf::from("test"),
            cache_bytes,
            open: Box::new(move || {
                Ok(file::StoreFile { backend: crate::held::HeldBackend::new(backend.clone()), id: None })
            }),
            keep: Box::new(|_| Ok(())),
            now: clock::now,
        })
    }

    /// The same store by another clock.
    #[cfg(test)]
    pub(crate) fn by_clock(mut self, now: fn() -> jiff::Timestamp) -> Store {
        self.source.now = now;
        self
    }

    fn open_source(source: Source) -> Result<Store, StoreError> {
        let (writer, snapshot) = load::load(&source)?;
        let snapshot = RwLock::new(Arc::new(snapshot));
        Ok(Store { source, writer: Mutex::new(writer), snapshot, to_be_told: Vec::new() })
    }

    /// What is to be said of the data folder, once: that it is a copy, and another office from now on with backups of
    /// its own; that it lies where a sync program or another machine may write to it.
    pub fn to_be_told(&self) -> &[Message] {
        &self.to_be_told
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
    /// what was made of it, or nothing made if nothing differs. Durable on return.
    ///
    /// # Errors
    /// The function's own refusal; a setup that must not be ([`StoreError::Faulty`]); what the disk
    /// reports. In each case nothing is changed.
    pub fn change<R>(
        &self,
        edit: impl FnOnce(&Setup) -> Result<Edited, R>,
    ) -> Result<(Edited, Option<Made>), ChangeError<R>> {
        let mut writer = self.writer()?;
        let before = self.snapshot();
        let edited = edit(&before.setup).map_err(ChangeError::Refused)?;
        let made = self.make(&mut writer, before, &edited)?;
        Ok((edited, made))
    }

    /// Commits what an edit makes of the present setup.
    fn make(&self, writer: &mut Writer, before: Arc<Snapshot>, edited: &Edited) -> Result<Option<Made>, StoreError> {
        let changes = ChangeSet::between(&before.setup, &edited.setup);
        if changes.is_empty() {
            return Ok(None);
        }
        let deed = edited.deed.clone();
        let after = self.commit(writer, Entry::Change { deed: deed.clone() }, &changes, edited.setup.clone())?;
        Ok(Some(Made { change: after.revision, deed, changes, before, after }))
    }

    /// Takes the newest change back; `None` when there is nothing left to take back.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn undo(&self) -> Result<Option<Made>, StoreError> {
        let mut writer = self.writer()?;
        let Some(of) = writer.log.newest_done() else { return Ok(None) };
        self.take_back(&mut writer, of).map(Some)
    }

    /// Takes this change back if it is still the newest; `None` when another has been made since.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn undo_change(&self, change: u64) -> Result<Option<Made>, StoreError> {
        let mut writer = self.writer()?;
        if writer.log.newest_done() != Some(change) {
            return Ok(None);
        }
        self.take_back(&mut writer, change).map(Some)
    }

    fn take_back(&self, writer: &mut Writer, of: u64) -> Result<Made, StoreError> {
        let before = self.snapshot();
        let (deed, changes) = self.read_change(writer, of, Side::After(&before.setup))?;
        self.step(writer, of, deed, Entry::Undo { of }, before, changes.inverse())
    }

    /// Makes the change undone last again; `None` when there is none, or another change was made since.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn redo(&self) -> Result<Option<Made>, StoreError> {
        let mut writer = self.writer()?;
        let Some(of) = writer.log.newest_undone() else { return Ok(None) };
        let before = self.snapshot();
        let (deed, changes) = self.read_change(&mut writer, of, Side::Before(&before.setup))?;
        self.step(&mut writer, of, deed, Entry::Redo { of }, before, changes).map(Some)
    }

    fn step(
        &self,
        writer: &mut Writer,
        of: u64,
        deed: Deed,
        entry: Entry,
        before: Arc<Snapshot>,
        changes: ChangeSet,
    ) -> Result<Made, StoreError> {
        let next = changes.applied_to(&before.setup);
        let after = self.commit(writer, entry, &changes, next)?;
        Ok(Made { change: of, deed, changes, before, after })
    }

    /// Makes the setup again what it was right after this change, as a new change.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn restore(&self, change: u64) -> Result<Restored, StoreError> {
        let mut writer = self.writer()?;
        let Some(setup) = self.past(&mut writer, change, |_, _| {})? else { return Ok(Restored::Gone) };
        self.restored(&mut writer, setup, Deed::Restored { change })
    }

    /// Makes the setup another that it once was, as a new change.
    pub(crate) fn restore_setup(&self, setup: Setup, deed: Deed) -> Result<Restored, StoreError> {
        let mut writer = self.writer()?;
        self.restored(&mut writer, setup, deed)
    }

    fn restored(&self, writer: &mut Writer, setup: Setup, deed: Deed) -> Result<Restored, StoreError> {
        let edited = Edited { setup, deed, subject: None };
        let made = self.make(writer, self.snapshot(), &edited)?;
        Ok(made.map_or(Restored::Same(edited.deed), |made| Restored::Made(Box::new(made))))
    }

    /// The setup right after a change; `None` when history has no such change (any more).
    ///
    /// # Errors
    /// What the disk reports.
    pub fn setup_at(&self, change: u64) -> Result<Option<Setup>, StoreError> {
        let mut writer = self.writer()?;
        self.past(&mut writer, change, |_, _| {})
    }

    /// The setup right after a change: from the present, every later entry turned round, the newest first. Each is
    /// told on the way, with its number.
    fn past(
        &self,
        writer: &mut Writer,
        change: u64,
        mut told: impl FnMut(u64, &ChangeSet),
    ) -> Result<Option<Setup>, StoreError> {
        let present = self.snapshot();
        let mut read = || -> Result<Option<Setup>, redb::Error> {
            let transaction = database(writer)?.begin_read()?;
            match transaction.open_table(tables::HISTORY)?.get(change)? {
                Some(head) if history::deed(head.value()).is_some() => {}
                _ => return Ok(None),
            }
            let table = transaction.open_table(tables::CHANGES)?;
            let mut setup = present.setup.clone();
            for item in table.range(change + 1..)?.rev() {
                let (number, details) = item?;
                let later = history::change_set(details.value(), Side::After(&setup))
                    .ok_or_else(|| unreadable(number.value()))?;
                told(number.value(), &later);
                setup = later.inverse().applied_to(&setup);
            }
            Ok(Some(setup))
        };
        read().map_err(|error| self.failed(writer, error))
    }

    /// What a change changed, record by record; `None` when history has no such change (any more).
    ///
    /// # Errors
    /// What the disk reports.
    pub fn change_details(&self, change: u64) -> Result<Option<ChangeDetails>, StoreError> {
        let mut writer = self.writer()?;
        self.details(&mut writer, change, |_, _| {})
    }

    fn details(
        &self,
        writer: &mut Writer,
        change: u64,
        later: impl FnMut(u64, &ChangeSet),
    ) -> Result<Option<ChangeDetails>, StoreError> {
        let Some(after) = self.past(writer, change, later)? else { return Ok(None) };
        let (deed, changes) = self.read_change(writer, change, Side::After(&after))?;
        let before = changes.inverse().applied_to(&after);
        Ok(Some(ChangeDetails { before, after, changes, deed }))
    }

    /// Takes one change back and keeps all later ones, as a new change. Where later ones set the same fields, `choose`
    /// is told and names those that go back all the same; with `None` nothing is done.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn take_back_alone(
        &self,
        change: u64,
        choose: impl FnOnce(&[Clash]) -> Option<HashSet<Place>>,
    ) -> Result<TakenBack, StoreError> {
        let mut writer = self.writer()?;
        let done = writer.log.done().to_vec();
        // What was undone since, and its undo, set nothing.
        let mut later = Touched::default();
        let told = |number, changes: &ChangeSet| {
            if done.binary_search(&number).is_ok() {
                later.add(changes);
            }
        };
        let Some(ChangeDetails { before, after, deed, .. }) = self.details(&mut writer, change, told)? else {
            return Ok(TakenBack::Gone);
        };
        if done.binary_search(&change).is_err() {
            return Ok(TakenBack::Undone);
        }
        let present = self.snapshot();
        let mut alone = take_back(&present.setup, &before, &after, &later, &HashSet::new());
        if !alone.clashes.is_empty() {
            let Some(back) = choose(&alone.clashes) else { return Ok(TakenBack::Clashes(alone.clashes)) };
            let asked = alone.clashes;
            alone = take_back(&present.setup, &before, &after, &later, &back);
            // What was chosen leaves a fault behind: that is told, and nothing is done.
            let is_new = |clash: &&Clash| clash.field.is_none() && !asked.contains(clash);
            if alone.clashes.iter().any(|clash| is_new(&clash)) {
                return Ok(TakenBack::Clashes(alone.clashes));
            }
        }
        let deed = Deed::TookBack { change, what: Box::new(deed) };
        let edited = Edited { setup: alone.setup, deed, subject: None };
        let made = self.make(&mut writer, present, &edited)?;
        Ok(made.map_or(TakenBack::Same, |made| TakenBack::Made(Box::new(made))))
    }

    fn read_change(&self, writer: &mut Writer, change: u64, side: Side<'_>) -> Result<(Deed, ChangeSet), StoreError> {
        let read = || -> Result<(Deed, ChangeSet), redb::Error> {
            let transaction = database(writer)?.begin_read()?;
            let head = transaction.open_table(tables::HISTORY)?.get(change)?;
            let deed = head.and_then(|bytes| history::deed(bytes.value()));
            let details = transaction.open_table(tables::CHANGES)?.get(change)?;
            let changes = details.and_then(|bytes| history::change_set(bytes.value(), side));
            deed.zip(changes).ok_or_else(|| unreadable(change))
        };
        read().map_err(|error| self.failed(writer, error))
    }

    /// How many changes history holds.
    pub fn changes_kept(&self) -> usize {
        self.lock().log.retention.changes()
    }

    /// The number of the change that an undo would take back.
    pub fn newest_change(&self) -> Option<u64> {
        self.lock().log.newest_done()
    }

    /// The number of the change that a redo would make again.
    pub fn next_redo(&self) -> Option<u64> {
        self.lock().log.newest_undone()
    }

    /// The changes, newest first, at most `limit` of them.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn history(&self, limit: usize) -> Result<Vec<HistoryEntry>, StoreError> {
        self.history_before(u64::MAX, limit)
    }

    /// The changes made before this one, newest first, at most `limit` of them.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn history_before(&self, change: u64, limit: usize) -> Result<Vec<HistoryEntry>, StoreError> {
        let mut writer = self.writer()?;
        let listed = database(&writer).and_then(|database| history::list(database, &writer.log, change, limit));
        listed.map_err(|error| self.failed(&mut writer, error))
    }

    /// Closes the file and says goodbye. After large changes the file is made smaller first.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn close(self) -> Result<(), StoreError> {
        let mut writer = self.lock();
        let closed = match writer.database.take() {
            Some(mut database) => {
                if writer.written >= COMPACTED_FROM {
                    // Each of its steps is a commit that changes no value: where one fails, the file is only larger.
                    let _ = database.compact();
                }
                database.close().map_err(|error| self.source.error(error.into()))
            }
            None => Ok(()),
        };
        let _ = fs::remove_file(pid_path(&self.source.path));
        closed
    }

    fn lock(&self) -> MutexGuard<'_, Writer> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Locks the writer, and opens the database again if the last commit failed.
    pub(crate) fn writer(&self) -> Result<MutexGuard<'_, Writer>, StoreError> {
        let mut writer = self.lock();
        if writer.database.is_none() {
            let (fresh, snapshot) = load::load(&self.source)?;
            *writer = fresh;
            // What the failed commit left on disk is either all of it or nothing; show what is there.
            *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(snapshot);
        }
        Ok(writer)
    }

    /// Gives the database up: redb refuses everything after an error, so the next try opens it again.
    pub(crate) fn failed(&self, writer: &mut Writer, error: redb::Error) -> StoreError {
        writer.database = None;
        self.source.error(error)
    }

    /// The gate and the one commit. A difference that would leave a fault is refused; else the changed
    /// records and the entry of history are written, and readers see the next setup.
    fn commit(
        &self,
        writer: &mut Writer,
        entry: Entry,
        changes: &ChangeSet,
        next: Setup,
    ) -> Result<Arc<Snapshot>, StoreError> {
        if let Some(fault) = next.faults_of(changes).first() {
            return Err(StoreError::Faulty { why: Box::new(fault.message(&next)) });
        }
        self.look_in_place(writer)?;
        let revision = writer.log.next();
        let now = (self.source.now)();
        let outdated = writer.log.retention.outdated(now);
        let written = history::made(entry, changes, now).map_err(corrupted).and_then(|made| {
            write::commit(database(writer)?, revision, &made, changes, &outdated)?;
            Ok(made.0)
        });
        let head = written.map_err(|error| self.failed(writer, error))?;
        writer.log.push(revision, &head);
        writer.log.forget(&outdated);
        writer.written += changes.counts().sum();
        let snapshot = Arc::new(Snapshot { setup: next, revision });
        *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = snapshot.clone();
        // What went into a file that was replaced meanwhile is not where anybody will look for it.
        self.look_in_place(writer)?;
        Ok(snapshot)
    }

    /// Looks whether the store's path still leads to the file that is open: a sync tool, a restore or a hand may have
    /// put another there. Then what is held is kept beside it, unless the other file has the same.
    pub(crate) fn look_in_place(&self, writer: &Writer) -> Result<(), StoreError> {
        let path = &self.source.path;
        let Some(id) = writer.id else { return Ok(()) };
        let there = FileId::at(path);
        if there == Some(id) {
            return Ok(());
        }
        let held = self.snapshot();
        let has_it = copy::read(path).is_ok_and(|there| there == *held);
        let kept = if has_it { None } else { self.keep_beside(writer, &held) };
        Err(match there {
            Some(_) => StoreError::Replaced { path: path.clone(), kept },
            None => StoreError::Gone { path: path.clone(), kept },
        })
    }

    /// Writes what is held beside the store, unless a file there holds the same already; nothing where that cannot be
    /// done.
    fn keep_beside(&self, writer: &Writer, held: &Snapshot) -> Option<PathBuf> {
        for turn in 1..=KEPT_TURNS {
            let more = if turn > 1 { format!("-{turn}") } else { String::new() };
            let kept = self.source.path.with_file_name(format!("setup-kept-{}{more}.redb", held.revision));
            if !kept.exists() {
                let transaction = database(writer).ok()?.begin_read().ok()?;
                return copy::write(&transaction, held, &kept).ok().map(|()| kept);
            }
            if copy::read(&kept).is_ok_and(|there| there == *held) {
                return Some(kept);
            }
        }
        None
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

pub(crate) fn database(writer: &Writer) -> Result<&Database, redb::Error> {
    writer.database.as_ref().ok_or(redb::Error::DatabaseClosed)
}

fn unreadable(change: u64) -> redb::Error {
    corrupted(format!("change {change} cannot be read"))
}

//! Backups: whole copies of a store, history included, each opened and compared before it counts.
//!
//! They lie in a folder of their own, by default `backups` beside the store. Which folder stands in a
//! small file beside the store and not in it: a damaged store is when it is needed. A mark in the folder says whose
//! backups it holds, and nobody else makes, lists or removes any there.
//!
//! The newest is the one with the highest revision, then the one made last: a clock may have been wrong. Kept are the
//! newest few whatever their age, and of what is older the newest of each of the last days, weeks and months that
//! have one.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use redb::ReadableDatabase;
use vozdesk_core::model::deed::Deed;
use vozdesk_core::model::setup::Setup;

use crate::clock;
use crate::copy::{self, read};
use crate::disk::{make_folder, new_file, private_copy, sweep, sync_folder, whole_file};
use crate::error::{StoreError, io_error, store_error};
use crate::held::HeldBackend;
use crate::mark::{Mark, Office};
use crate::store::{FILE_NAME, Restored, Store, database};

/// How many of the newest are kept in any case.
pub const KEPT_NEWEST: usize = 5;
/// Of how many days the newest is kept.
pub const KEPT_DAILY: usize = 7;
/// Of how many weeks, from Monday.
pub const KEPT_WEEKLY: usize = 4;
/// Of how many months.
pub const KEPT_MONTHLY: usize = 12;

/// The folder beside the store in which they lie unless another is chosen.
const OWN_FOLDER: &str = "backups";
/// The file beside the store that names another folder.
const FOLDER_FILE: &str = "backup-folder";

/// A backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// The name of its file.
    pub name: String,
    /// When it was made, by the clock of that time.
    pub at: Timestamp,
    /// How many bytes it has.
    pub bytes: u64,
    /// The revision of the setup in it; 0 if it cannot be read.
    pub revision: u64,
}

/// The backups of one office.
#[derive(Clone, Debug)]
pub struct Backups {
    data: PathBuf,
    folder: PathBuf,
    /// Somebody chose the folder: it is there or it is away, and is never made.
    is_chosen: bool,
    office: Office,
}

impl Backups {
    /// Those of the office in a data folder.
    pub fn of(data: &Path) -> Backups {
        let office = Office::of(data);
        // The note in a folder that was copied names the folder of the first office.
        let note = if office.copied_from.is_some() { String::new() } else { note(data) };
        let is_chosen = !note.is_empty();
        let folder = if is_chosen { PathBuf::from(note) } else { data.join(OWN_FOLDER) };
        Backups { data: data.to_owned(), folder, is_chosen, office }
    }

    /// Those in the data folder, wherever others are kept.
    fn own(&self) -> Backups {
        Backups { folder: self.data.join(OWN_FOLDER), is_chosen: false, ..self.clone() }
    }

    /// Looks whether the folder is there, and whose it is. One that somebody chose is on a drive that may be away:
    /// made anew in its place, it would hold backups that nobody finds.
    ///
    /// # Errors
    /// It is away, names no folder, or is another office's.
    pub fn look(&self) -> Result<(), StoreError> {
        if self.is_chosen && !self.folder.is_absolute() {
            let path = self.data.join(FOLDER_FILE);
            return Err(StoreError::NoBackupFolder { path, named: self.folder.clone() });
        }
        if self.is_chosen && !self.folder.is_dir() {
            return Err(StoreError::BackupFolderAway { path: self.folder.clone() });
        }
        if !self.is_within() {
            return self.look_whose(&self.folder);
        }
        Ok(())
    }

    /// Whether the folder is in the data folder itself, and so of nobody else.
    fn is_within(&self) -> bool {
        if self.is_chosen {
            return false;
        }
        // It may be a link that leads elsewhere.
        match (fs::canonicalize(&self.folder), fs::canonicalize(&self.data)) {
            (Ok(folder), Ok(data)) => folder.starts_with(data),
            _ => true,
        }
    }

    /// Looks whose backups a folder holds.
    fn look_whose(&self, folder: &Path) -> Result<(), StoreError> {
        match Mark::read(folder)? {
            Some(mark) if !mark.is_of_the_same(&self.office.mark) => {
                Err(StoreError::OthersBackups { path: folder.to_owned(), office: mark.data })
            }
            _ => Ok(()),
        }
    }

    /// The folder, made if it is the office's own, and marked if it is elsewhere.
    fn ready(&self) -> Result<(), StoreError> {
        self.look()?;
        if !self.is_chosen {
            make_folder(&self.folder)?;
        }
        if self.is_within() { Ok(()) } else { self.mark(&self.folder) }
    }

    fn mark(&self, folder: &Path) -> Result<(), StoreError> {
        let mut office = self.office.clone();
        office.settle(&self.data)?;
        office.mark.write(folder)
    }

    /// Where they are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Puts them elsewhere from now on; those that are there stay where they are.
    ///
    /// # Errors
    /// The folder is not there or cannot be written, its path is not Unicode, or it is another office's.
    pub fn move_to(&mut self, folder: &Path) -> Result<(), StoreError> {
        if folder.to_str().is_none() {
            let reason = "its path is not Unicode".to_owned();
            return Err(StoreError::Failed { path: folder.to_owned(), reason });
        }
        if !folder.is_dir() {
            return Err(StoreError::BackupFolderAway { path: folder.to_owned() });
        }
        self.look_whose(folder)?;
        self.mark(folder)?;
        let named = self.data.join(FOLDER_FILE);
        let error = |error: io::Error| io_error(&named, &error);
        whole_file(&named, |out| writeln!(out, "{}", folder.display())).map_err(error)?;
        self.folder = folder.to_owned();
        self.is_chosen = true;
        Ok(())
    }

    /// All there are, the newest first. An office that has made none has none.
    ///
    /// # Errors
    /// The folder that somebody chose is not there, or cannot be read, or is another office's.
    pub fn list(&self) -> Result<Vec<Backup>, StoreError> {
        self.look()?;
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(|error| io_error(&self.folder, &error))?,
        };
        let mut backups: Vec<(u32, Backup)> = entries
            .filter_map(|entry| {
                let entry = entry.ok()?;
                let name = entry.file_name().into_string().ok()?;
                let (at, turn) = time_in(&name)?;
                let revision = copy::revision(&entry.path());
                Some((turn, Backup { at, bytes: entry.metadata().ok()?.len(), revision, name }))
            })
            .collect();
        backups.sort_by_key(|(turn, backup)| Reverse((backup.revision, backup.at, *turn)));
        Ok(backups.into_iter().map(|(_, backup)| backup).collect())
    }

    /// Makes one of the store as it is, opens it, compares it, and takes away those that are no longer
    /// kept. One that is made stays made where older ones cannot be taken away.
    ///
    /// # Errors
    /// The folder cannot be made or written, or what was written is not what the store holds.
    pub fn make(&self, store: &Store) -> Result<Backup, StoreError> {
        self.ready()?;
        let now = (store.source.now)();
        let (name, path) = free_name(&self.folder, now);
        let beside = path.with_extension("part");
        sweep(&self.folder, |name| name.starts_with("setup-") && name.ends_with(".part"));
        let made = write(store, &beside).and_then(|revision| {
            let placed = fs::rename(&beside, &path).and_then(|()| sync_folder(&self.folder));
            placed.map(|()| revision).map_err(|error| io_error(&path, &error))
        });
        if made.is_err() {
            let _ = fs::remove_file(&beside);
        }
        let revision = made?;
        // What cannot be thinned today is thinned with the next one.
        let _ = self.thin();
        let bytes = fs::metadata(&path).map_err(|error| io_error(&path, &error))?.len();
        Ok(Backup { name, at: seconds(now), bytes, revision })
    }

    /// Keeps a store as it is on the disk, byte by byte, before it is led to another schema: among the
    /// backups, or in the data folder's own where the folder chosen for them cannot be written.
    pub(crate) fn keep(&self, store: &HeldBackend) -> Result<(), StoreError> {
        let keep_in = |backups: &Backups| -> Result<(), StoreError> {
            backups.ready()?;
            let folder = &backups.folder;
            let (_, path) = free_name(folder, clock::now());
            let kept = new_file(&path).and_then(|mut file| {
                store.copy_to(&mut file)?;
                file.sync_all()?;
                sync_folder(folder)
            });
            kept.map_err(|error| {
                let _ = fs::remove_file(&path);
                io_error(&path, &error)
            })
        };
        keep_in(self).or_else(|error| if self.is_chosen { keep_in(&self.own()) } else { Err(error) })
    }

    /// Makes one if none has been made today (UTC) and there is something to keep.
    pub fn make_daily(&self, store: &Store) -> Result<Option<Backup>, StoreError> {
        let today = day((store.source.now)());
        if store.snapshot().revision == 0 || self.list()?.first().is_some_and(|newest| day(newest.at) == today) {
            return Ok(None);
        }
        self.make(store).map(Some)
    }

    /// The setup in a backup; `None` if there is none of this name.
    pub fn setup(&self, name: &str) -> Result<Option<Setup>, StoreError> {
        let Some(path) = self.path(name)? else { return Ok(None) };
        read(&path).map(|snapshot| Some(snapshot.setup))
    }

    /// Makes the setup again what it is in a backup, as a change, after a backup of the present: in the data folder
    /// where the folder of the others is only read. History goes on from where it is.
    ///
    /// # Errors
    /// The backup cannot be read, the present cannot be kept, or what the disk reports.
    pub fn restore(&self, store: &Store, name: &str) -> Result<Restored, StoreError> {
        let Some(path) = self.path(name)? else { return Ok(Restored::Gone) };
        let setup = read(&path)?.setup;
        let at = time_in(name).map(|(at, _)| at.to_string()).unwrap_or_default();
        self.make(store).or_else(|error| if self.is_chosen { self.own().make(store) } else { Err(error) })?;
        store.restore_setup(setup, Deed::RestoredBackup { at })
    }

    /// The newest backup that can be opened.
    pub fn newest_good(&self) -> Result<Option<Backup>, StoreError> {
        let good = |backup: &Backup| read(&self.folder.join(&backup.name)).is_ok();
        Ok(self.list()?.into_iter().find(good))
    }

    /// Puts a backup in the place of a store that cannot be opened, which is kept under another name:
    /// its path is returned, `None` if there is no backup of this name. A crash meanwhile leaves one or the other.
    pub fn recover(&self, name: &str) -> Result<Option<PathBuf>, StoreError> {
        let Some(path) = self.path(name)? else { return Ok(None) };
        read(&path)?;
        let store = self.data.join(FILE_NAME);
        let error = |error: io::Error| io_error(&store, &error);
        let aside = self.data.join(format!("setup-damaged-{}.redb", stamp(clock::now())));
        let beside = store.with_extension("redb.part");
        let _ = fs::remove_file(&beside);
        private_copy(&path, &beside).map_err(error)?;
        if store.exists() {
            // The store stays in its place until the backup takes it.
            fs::hard_link(&store, &aside).or_else(|_| private_copy(&store, &aside)).map_err(error)?;
        }
        fs::rename(&beside, &store).and_then(|()| sync_folder(&self.data)).map_err(error)?;
        Ok(Some(aside))
    }

    /// The path of a backup of the list; a name is never a path of its own.
    fn path(&self, name: &str) -> Result<Option<PathBuf>, StoreError> {
        let is_there = self.list()?.iter().any(|backup| backup.name == name);
        Ok(is_there.then(|| self.folder.join(name)))
    }

    /// Takes away what is no longer kept.
    fn thin(&self) -> Result<(), StoreError> {
        let backups = self.list()?;
        let kept = kept(&backups);
        for backup in backups.iter().filter(|backup| !kept.contains(&backup.name)) {
            let path = self.folder.join(&backup.name);
            fs::remove_file(&path).map_err(|error| io_error(&path, &error))?;
        }
        Ok(())
    }
}

/// What the note beside a store says: another folder, or nothing.
fn note(data: &Path) -> String {
    let note = fs::read_to_string(data.join(FOLDER_FILE)).unwrap_or_default();
    // Written by hand, it may have a byte order mark, another end of line and blanks.
    note.trim_start_matches('\u{FEFF}').trim_end().to_owned()
}

/// Forgets which folder was chosen.
pub(crate) fn forget_note(data: &Path) {
    let _ = fs::remove_file(data.join(FOLDER_FILE));
}

/// Writes the store as it is to a new file, and returns its revision.
fn write(store: &Store, path: &Path) -> Result<u64, StoreError> {
    let (transaction, snapshot) = {
        let writer = store.writer()?;
        store.look_in_place(&writer)?;
        let transaction = database(&writer).and_then(|database| Ok(database.begin_read()?));
        (transaction.map_err(|error| store_error(store.path(), error))?, store.snapshot())
    };
    let _ = fs::remove_file(path);
    copy::write(&transaction, &snapshot, path)?;
    Ok(snapshot.revision)
}

/// A name of this time that no backup of a folder has yet.
fn free_name(folder: &Path, now: Timestamp) -> (String, PathBuf) {
    let mut count = 1;
    loop {
        let more = if count > 1 { format!("-{count}") } else { String::new() };
        let name = format!("setup-{}{more}.redb", stamp(now));
        let path = folder.join(&name);
        if !path.exists() {
            return (name, path);
        }
        count += 1;
    }
}

/// The names of those that are kept, of a list with the newest first. The time of today decides nothing: a clock that
/// was ahead or behind for a while pushes nothing out.
fn kept(backups: &[Backup]) -> BTreeSet<String> {
    let mut kept: BTreeSet<String> = backups.iter().take(KEPT_NEWEST).map(|backup| backup.name.clone()).collect();
    let mut newest_of_each = |period: fn(Date) -> (i16, i16), count: usize| {
        let mut periods = BTreeSet::new();
        for backup in backups {
            let period = period(day(backup.at));
            if periods.len() < count && periods.insert(period) {
                kept.insert(backup.name.clone());
            }
        }
    };
    newest_of_each(|day| (day.year(), day.day_of_year()), KEPT_DAILY);
    newest_of_each(|day| (day.iso_week_date().year(), day.iso_week_date().week().into()), KEPT_WEEKLY);
    newest_of_each(|day| (day.year(), day.month().into()), KEPT_MONTHLY);
    kept
}

fn day(at: Timestamp) -> Date {
    TimeZone::UTC.to_datetime(at).date()
}

/// `20261126T074512Z`.
fn stamp(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn seconds(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}

/// The time in the name of a backup, and which of that second it is; `None` for any other file.
fn time_in(name: &str) -> Option<(Timestamp, u32)> {
    let rest = name.strip_prefix("setup-")?.strip_suffix(".redb")?;
    let (time, more) = rest.split_at_checked(16)?;
    let turn = if more.is_empty() { 1 } else { more.strip_prefix('-')?.parse().ok()? };
    let time = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%SZ", time).ok()?;
    Some((TimeZone::UTC.to_timestamp(time).ok()?, turn))
}

#[cfg(test)]
mod tests;

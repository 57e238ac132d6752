//! A store that is only looked at: not a byte of it changes, several may look at the same time, and it may lie on
//! what cannot be written.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use redb::{Database, ReadTransaction, ReadableDatabase};
use vozdesk_core::model::setup::Setup;

use crate::disk::can_make;
use crate::error::{StoreError, io_error, store_error};
use crate::file::{self, Access};
use crate::history::{self, HistoryEntry, Log};
use crate::load::{CACHE_BYTES, Looked, look, pid_path};
use crate::store::{FILE_NAME, Snapshot};
use crate::{migrate, tables};

/// A look at the store of an office. Whoever wants to change the store waits until it is dropped.
pub struct Look {
    /// `None` where there is no store yet.
    database: Option<Database>,
    snapshot: Arc<Snapshot>,
    log: Log,
}

impl Look {
    /// Looks at the store in a folder. Where there is none yet, it is an office without anything in it; nothing is
    /// made.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn at(folder: &Path) -> Result<Look, StoreError> {
        let path = folder.join(FILE_NAME);
        file::sweep(folder);
        match fs::symlink_metadata(&path) {
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Look::of_none(folder);
            }
            // A folder that may not be read is not an empty office.
            there => there.map_err(|error| io_error(&path, &error))?,
        };
        let looked = file::waiting_a_moment(|| {
            let file = file::open(&path, Access::Look)?;
            look(&path, CACHE_BYTES, &file.backend)
        })?;
        let Looked { database, schema, snapshot, log } = looked;
        // Nobody changes the store now, so the note of who does was left by a program that was killed.
        let _ = fs::remove_file(pid_path(&path));
        if schema < tables::SCHEMA {
            // In memory: nothing of it reaches the file.
            migrate::climb(&database, schema).map_err(|error| store_error(&path, error))?;
        }
        Ok(Look { database: Some(database), snapshot: Arc::new(snapshot), log })
    }

    /// Where there is no store yet.
    fn of_none(folder: &Path) -> Result<Look, StoreError> {
        // A first start would make it there.
        if !folder.is_dir() && !can_make(folder) {
            return Err(StoreError::DataFolderAway { path: folder.to_owned() });
        }
        let snapshot = Arc::new(Snapshot { setup: Setup::default(), revision: 0 });
        Ok(Look { database: None, snapshot, log: Log::default() })
    }

    /// The setup.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot.clone()
    }

    /// The changes, newest first, at most `limit` of them.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn history(&self, limit: usize) -> Result<Vec<HistoryEntry>, StoreError> {
        let Some(database) = &self.database else { return Ok(Vec::new()) };
        let listed = history::list(database, &self.log, u64::MAX, limit);
        listed.map_err(|error| store_error(Path::new(FILE_NAME), error))
    }

    /// Reads what is beside the setup; nothing where there is no store yet.
    pub(crate) fn beside<T: Default>(
        &self,
        read: impl FnOnce(&ReadTransaction, &Log) -> Result<T, redb::Error>,
    ) -> Result<T, StoreError> {
        let Some(database) = &self.database else { return Ok(T::default()) };
        let found =
            database.begin_read().map_err(redb::Error::from).and_then(|transaction| read(&transaction, &self.log));
        found.map_err(|error| store_error(Path::new(FILE_NAME), error))
    }
}

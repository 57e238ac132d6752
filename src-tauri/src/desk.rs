//! What the program holds while it runs: the open store, the review in progress, the list on screen,
//! the findings of the check-up.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use vozdesk_core::files::sample;
use vozdesk_core::model::language::Language;
use vozdesk_core::words::Catalogue;
use vozdesk_store::backup::Backups;
use vozdesk_store::{ChangeError, Snapshot, Store, StoreError};

use crate::findings::Checked;
use crate::importing::{Cancel, Importing};
use crate::views::NumberList;

/// One window's worth of state. Everything in it is used from the blocking pool, never from the
/// window's own thread.
pub(crate) struct Desk {
    folder: PathBuf,
    /// The whole data folder is a sample office (`--sample`).
    is_sample_folder: bool,
    language: Mutex<Language>,
    state: Mutex<State>,
    /// Held while backups are made, so that they are made one after the other.
    backing_up: Mutex<()>,
}

#[derive(Default)]
pub(crate) struct State {
    store: Option<Arc<Store>>,
    /// The sample office is open in the place of the person's own.
    in_sample: bool,
    pub importing: Option<Importing>,
    /// Files are being read for a review.
    pub reading: Option<Cancel>,
    /// Files that wait for their passphrase.
    pub locked: Option<Vec<PathBuf>>,
    pub lists: Vec<Arc<NumberList>>,
    checked: Option<Arc<Checked>>,
}

impl Desk {
    pub(crate) fn new(folder: PathBuf, is_sample_folder: bool) -> Desk {
        Desk {
            folder,
            is_sample_folder,
            language: Mutex::default(),
            state: Mutex::default(),
            backing_up: Mutex::default(),
        }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn catalogue(&self) -> &'static Catalogue {
        Catalogue::of(*self.language.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn speak(&self, language: Language) {
        *self.language.lock().unwrap_or_else(PoisonError::into_inner) = language;
    }

    /// The open store; opens it if it is not, so that a try after a failure is a new one.
    pub(crate) fn store(&self) -> Result<Arc<Store>, StoreError> {
        let mut state = self.state();
        if let Some(store) = &state.store {
            return Ok(store.clone());
        }
        let folder = if state.in_sample { self.sample_folder() } else { self.folder.clone() };
        let store = Arc::new(Store::open(&folder)?);
        if (state.in_sample || self.is_sample_folder) && store.snapshot().revision == 0 {
            let laid_out = store.change(|setup| Ok::<_, StoreError>(sample::harbour_dental(setup)));
            if let Err(ChangeError::Store(error) | ChangeError::Refused(error)) = laid_out {
                return Err(error);
            }
        }
        state.store = Some(store.clone());
        Ok(store)
    }

    /// What the check-up finds in a setup, looked for once a revision.
    pub(crate) fn checked(&self, snapshot: &Snapshot) -> Arc<Checked> {
        if let Some(checked) = &self.state().checked
            && checked.is_for(snapshot.revision)
        {
            return checked.clone();
        }
        let checked = Arc::new(Checked::new(snapshot));
        self.state().checked = Some(checked.clone());
        checked
    }

    /// To be held while a backup is made.
    pub(crate) fn backing_up(&self) -> MutexGuard<'_, ()> {
        self.backing_up.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The backups of the office that is open or would be.
    pub(crate) fn backups(&self) -> Backups {
        Backups::of(&self.open_folder())
    }

    /// The folder whose store is open or would be.
    pub(crate) fn open_folder(&self) -> PathBuf {
        if self.state().in_sample { self.sample_folder() } else { self.folder.clone() }
    }

    pub(crate) fn is_sample(&self) -> bool {
        self.is_sample_folder || self.state().in_sample
    }

    /// Whether the sample can be left for an office of one's own.
    pub(crate) fn can_leave_sample(&self) -> bool {
        self.state().in_sample
    }

    /// The sample office lives in a data folder of its own, never in the office's store or history.
    fn sample_folder(&self) -> PathBuf {
        self.folder.join("sample")
    }

    pub(crate) fn enter_sample(&self) -> Result<(), StoreError> {
        self.switch(true);
        self.store().map(drop).inspect_err(|_| self.switch(false))
    }

    pub(crate) fn leave_sample(&self) -> Result<(), StoreError> {
        let sample = self.sample_folder();
        self.switch(false);
        remove(&sample)?;
        self.store().map(drop)
    }

    fn switch(&self, in_sample: bool) {
        let store = std::mem::replace(&mut *self.state(), State { in_sample, ..State::default() }).store;
        close(store);
    }

    /// Closes the store, so that the file is as small as it can be and nobody is told it is in use.
    pub(crate) fn close(&self) {
        let store = self.state().store.take();
        close(store);
    }
}

fn close(store: Option<Arc<Store>>) {
    // Whoever still reads from it closes it when they are done.
    if let Some(Ok(store)) = store.map(Arc::try_unwrap) {
        let _ = store.close();
    }
}

fn remove(folder: &Path) -> Result<(), StoreError> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(StoreError::Failed { path: folder.to_owned(), reason: error.to_string() })
        }
        _ => Ok(()),
    }
}

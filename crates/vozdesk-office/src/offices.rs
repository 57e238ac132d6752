//! The offices of a host: which one is open, its store, and what is worked out of it once a revision.
//!
//! Everything that belongs to an office lives in its [`Office`], so that nothing of one can be taken for
//! another's after a switch. No lock here is held while a store opens, a file is read or a review is
//! made: whoever wants what is being made waits for it, and nobody else.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use vozdesk_core::files::sample;
use vozdesk_core::model::language::Language;
use vozdesk_core::model::message::Message;
use vozdesk_core::words::Catalogue;
use vozdesk_remote::Keys;
use vozdesk_store::backup::Backups;
use vozdesk_store::whereabouts;
use vozdesk_store::{ChangeError, Snapshot, Store, StoreError};

use crate::checkup::{Checked, surroundings};
use crate::host::Host;
use crate::importing::ImportDesk;
use crate::number_list::NumberList;
use crate::numbers::NumberSort;
use crate::sync_page::SyncDesk;

/// The offices of a host. One is open at a time.
pub struct Offices<H> {
    host: H,
    folder: PathBuf,
    /// The whole data folder is a sample office (`--sample`).
    is_sample_folder: bool,
    language: Mutex<Language>,
    keys: Keys,
    open: Mutex<Arc<Office>>,
}

/// An office that is open, or would be.
pub(crate) struct Office {
    folder: PathBuf,
    is_sample: bool,
    /// The sample can be left for the person's own office.
    can_leave_sample: bool,
    store: Mutex<Opening>,
    opened: Condvar,
    lists: Mutex<Vec<Arc<NumberList>>>,
    checked: Mutex<Option<Arc<Checked>>>,
    pub(crate) import: ImportDesk,
    pub(crate) sync: SyncDesk,
    /// Held while backups are made, so that they are made one after the other.
    backing_up: Mutex<()>,
}

enum Opening {
    Closed,
    /// Somebody opens it.
    UnderWay,
    Open(Arc<Store>),
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<H: Host> Offices<H> {
    /// The offices of a data folder. Nothing is opened yet.
    pub fn new(host: H, folder: PathBuf, is_sample_folder: bool) -> Offices<H> {
        let language = Mutex::new(host.language());
        let open = Mutex::new(Arc::new(Office::new(folder.clone(), is_sample_folder, false)));
        Offices { host, folder, is_sample_folder, language, keys: Keys::default(), open }
    }

    /// The host.
    pub fn host(&self) -> &H {
        &self.host
    }

    /// The keys of platforms that are kept in memory, and the way to the keyring.
    pub(crate) fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Speaks the language the host has been told to, once it knows.
    pub fn speak_the_hosts_language(&self) {
        self.speak(self.host.language());
    }

    /// The catalogue of the language spoken at present.
    pub fn catalogue(&self) -> &'static Catalogue {
        Catalogue::of(*lock(&self.language))
    }

    pub(crate) fn speak(&self, language: Language) {
        *lock(&self.language) = language;
    }

    /// The office that is open or would be.
    pub(crate) fn office(&self) -> Arc<Office> {
        lock(&self.open).clone()
    }

    /// The sample office lives in a data folder of its own, never in the office's store or history.
    pub(crate) fn enter_sample(&self) -> Result<(), StoreError> {
        let sample = Arc::new(Office::new(self.folder.join("sample"), true, true));
        sample.store()?;
        self.switch(sample);
        Ok(())
    }

    pub(crate) fn leave_sample(&self) -> Result<(), StoreError> {
        let own = Arc::new(Office::new(self.folder.clone(), self.is_sample_folder, false));
        let left = self.switch(own.clone());
        if left.can_leave_sample {
            remove(&left.folder)?;
        }
        own.store().map(drop)
    }

    fn switch(&self, to: Arc<Office>) -> Arc<Office> {
        let left = std::mem::replace(&mut *lock(&self.open), to);
        left.close();
        left
    }

    /// Closes the store, so that the file is as small as it can be and nobody is told it is in use.
    pub fn close(&self) {
        self.office().close();
    }
}

impl Office {
    fn new(folder: PathBuf, is_sample: bool, can_leave_sample: bool) -> Office {
        Office {
            folder,
            is_sample,
            can_leave_sample,
            store: Mutex::new(Opening::Closed),
            opened: Condvar::new(),
            lists: Mutex::default(),
            checked: Mutex::default(),
            import: ImportDesk::default(),
            sync: SyncDesk::default(),
            backing_up: Mutex::default(),
        }
    }

    /// The open store; opens it if it is not, so that a try after a failure is a new one.
    pub(crate) fn store(&self) -> Result<Arc<Store>, StoreError> {
        let mut store = lock(&self.store);
        loop {
            match &*store {
                Opening::Open(store) => return Ok(store.clone()),
                Opening::UnderWay => store = self.opened.wait(store).unwrap_or_else(PoisonError::into_inner),
                Opening::Closed => break,
            }
        }
        *store = Opening::UnderWay;
        drop(store);
        let opened = self.open();
        *lock(&self.store) = match &opened {
            Ok(store) => Opening::Open(store.clone()),
            Err(_) => Opening::Closed,
        };
        self.opened.notify_all();
        opened
    }

    fn open(&self) -> Result<Arc<Store>, StoreError> {
        let store = Store::open(&self.folder)?;
        if self.is_sample && store.snapshot().revision == 0 {
            let laid_out = store.change(|setup| Ok::<_, StoreError>(sample::harbour_dental(setup)));
            if let Err(ChangeError::Store(error) | ChangeError::Refused(error)) = laid_out {
                return Err(error);
            }
        }
        Ok(Arc::new(store))
    }

    fn close(&self) {
        self.import.give_up();
        let store = std::mem::replace(&mut *lock(&self.store), Opening::Closed);
        // Whoever still reads from it closes it when they are done.
        if let Opening::Open(store) = store
            && let Ok(store) = Arc::try_unwrap(store)
        {
            let _ = store.close();
        }
    }

    /// Closes the store, and forgets what was worked out of it: another may have the same revision.
    pub(crate) fn forget(&self) {
        self.close();
        lock(&self.lists).clear();
        *lock(&self.checked) = None;
    }

    /// What the check-up finds in a setup, looked for once a revision.
    pub(crate) fn checked(&self, snapshot: &Snapshot) -> Arc<Checked> {
        let surroundings = surroundings(&self.backups());
        let is_this = |checked: &&Arc<Checked>| checked.is_for(snapshot.revision, surroundings);
        if let Some(checked) = lock(&self.checked).as_ref().filter(is_this) {
            return checked.clone();
        }
        let checked = Arc::new(Checked::new(snapshot, surroundings));
        *lock(&self.checked) = Some(checked.clone());
        checked
    }

    /// The list of numbers in an order, made anew when the setup or the order is another.
    pub(crate) fn list(&self, snapshot: &Snapshot, sort: NumberSort, descending: bool) -> Arc<NumberList> {
        let is_this = |list: &&Arc<NumberList>| list.is_for(snapshot.revision, sort, descending);
        if let Some(list) = lock(&self.lists).iter().find(is_this) {
            return list.clone();
        }
        let list = Arc::new(NumberList::new(snapshot, self.checked(snapshot), sort, descending));
        let mut lists = lock(&self.lists);
        // The table's order, and that of the lists one chooses from.
        lists.retain(|list| list.is_of(snapshot.revision));
        lists.truncate(1);
        lists.insert(0, list.clone());
        list
    }

    /// To be held while a backup is made.
    pub(crate) fn backing_up(&self) -> MutexGuard<'_, ()> {
        lock(&self.backing_up)
    }

    pub(crate) fn backups(&self) -> Backups {
        Backups::of(&self.folder)
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn is_sample(&self) -> bool {
        self.is_sample
    }

    pub(crate) fn can_leave_sample(&self) -> bool {
        self.can_leave_sample
    }
}

/// The names of other copies of the store in its folder.
pub(crate) fn names_of_copies(folder: &Path) -> Vec<String> {
    let copies = whereabouts::copies(folder);
    copies.iter().filter_map(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned()).collect()
}

/// That other copies of the store lie in its folder, in words.
pub fn other_copies(folder: &Path) -> Option<Message> {
    let names = names_of_copies(folder);
    (!names.is_empty()).then(|| Message::new("other-copies").with("names", names.join(", ")))
}

fn remove(folder: &Path) -> Result<(), StoreError> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(StoreError::Failed { path: folder.to_owned(), reason: error.to_string() })
        }
        _ => Ok(()),
    }
}

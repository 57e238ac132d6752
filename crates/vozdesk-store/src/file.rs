//! The file of a store: made whole, opened to be changed or only looked at, and the same one still.
//!
//! Whoever changes a store holds its file alone; whoever looks shares it with others who look, and writes
//! nothing. Where a file system gives no locks, looking goes on and changing is refused: two programs that
//! write at once would ruin the store.

use std::fs::{self, File, Metadata};
use std::io;
use std::ops::Bound;
use std::path::Path;
use std::time::{Duration, Instant};

use redb::backends::FileBackend;
use redb::{BackendError, StorageBackend};
use vozdesk_core::model::id::Id;

use crate::disk::{self, new_file, sync_folder};
use crate::error::{NoLocks, StoreError, io_error, store_error};
use crate::held::HeldBackend;
use crate::load::{CACHE_BYTES, builder};
use crate::tables;

/// How long somebody waits for those who hold a store for a moment only.
pub(crate) const PATIENCE: Duration = Duration::from_millis(2_000);
/// How long somebody who looks waits for a program that changes the store, which may be a short one.
pub(crate) const LOOKING_PATIENCE: Duration = Duration::from_millis(300);
/// How long until the next try.
const STEP: Duration = Duration::from_millis(10);
/// How often a store is made anew if what was made for it has been swept away.
const TRIES: usize = 3;

/// What a file is opened for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Access {
    /// To be changed, by one program alone.
    Change,
    /// To be looked at. It may lie on what cannot be written.
    Look,
}

/// A file that is open.
pub(crate) struct StoreFile {
    pub(crate) backend: HeldBackend,
    /// Which file it is; nothing where the system has no such thing, or in tests.
    pub(crate) id: Option<FileId>,
}

/// Which file it is, whatever its name: device and inode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FileId(u64, u64);

impl FileId {
    #[cfg(unix)]
    fn of(metadata: &Metadata) -> Option<FileId> {
        use std::os::unix::fs::MetadataExt;
        Some(FileId(metadata.dev(), metadata.ino()))
    }

    /// Windows lets nobody put another file in the place of one that is open.
    #[cfg(not(unix))]
    fn of(_: &Metadata) -> Option<FileId> {
        None
    }

    /// The file at a path; nothing if there is none.
    pub(crate) fn at(path: &Path) -> Option<FileId> {
        FileId::of(&fs::metadata(path).ok()?)
    }
}

/// Opens the file of a store; one that is to be changed is made if it is not there.
pub(crate) fn open(path: &Path, access: Access) -> Result<StoreFile, StoreError> {
    if !path.exists() {
        // A link whose file is away, on a drive that is not there say, is no new office.
        if path.is_symlink() {
            return Err(StoreError::DanglingLink { path: path.to_owned() });
        }
        if access == Access::Change {
            make(path)?;
        }
    }
    open_there(path, access)
}

/// Opens a file that is there.
pub(crate) fn open_there(path: &Path, access: Access) -> Result<StoreFile, StoreError> {
    let mut options = File::options();
    options.read(true).write(access == Access::Change);
    let opened = options.open(path).and_then(|file| file.metadata().map(|metadata| (file, metadata)));
    let (file, metadata) = opened.map_err(|error| io_error(path, &error))?;
    if metadata.len() == 0 {
        // redb would take it for a new one.
        return Err(StoreError::Damaged { path: path.to_owned(), reason: "the file is empty".to_owned() });
    }
    let file = FileBackend::new(file).map_err(|error| store_error(path, error.into()))?;
    Ok(StoreFile { backend: HeldBackend::new(Locking { file, access }), id: FileId::of(&metadata) })
}

/// Makes the file of a new store under another name and puts it in its place whole, so that a
/// process that dies meanwhile leaves nothing that looks like a damaged store.
fn make(path: &Path) -> Result<(), StoreError> {
    let make = || {
        let beside = path.with_extension(format!("{}.new", Id::make()));
        let made = make_beside(&beside, path);
        let _ = fs::remove_file(&beside);
        made
    };
    let mut made = make();
    for _ in 1..TRIES {
        // Another start may take it for one that was left over, before it is locked.
        if made.is_ok() || path.exists() || !path.parent().is_some_and(Path::is_dir) {
            break;
        }
        made = make();
    }
    made
}

fn make_beside(beside: &Path, path: &Path) -> Result<(), StoreError> {
    let file = new_file(beside).map_err(|error| io_error(path, &error))?;
    let backend = FileBackend::new(file).map_err(|error| store_error(path, error.into()))?;
    let backend = Locking { file: backend, access: Access::Change };
    let database = builder(CACHE_BYTES).create_with_backend(backend);
    let database = database.map_err(|error| store_error(path, error.into()))?;
    tables::prepare(&database).map_err(|error| store_error(path, error))?;
    database.close().map_err(|error| store_error(path, error.into()))?;
    // A link never takes the place of a store that another process has put there meanwhile;
    // some file systems have none.
    let placed = fs::hard_link(beside, path).or_else(|error| match error.kind() {
        _ if path.exists() => Ok(()),
        _ => fs::rename(beside, path),
    });
    placed.map_err(|error| io_error(path, &error))?;
    path.parent().map_or(Ok(()), sync_folder).map_err(|error| io_error(path, &error))
}

/// Tries again for a while, as long as only those hold the store who look at it: they are soon done.
/// Another program that changes it is said at once.
pub(crate) fn waiting_for_lookers<T>(
    path: &Path,
    mut open: impl FnMut() -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    waiting(PATIENCE, || is_only_looked_at(path), &mut open)
}

/// Tries again for a moment while the store is held.
pub(crate) fn waiting_a_moment<T>(mut open: impl FnMut() -> Result<T, StoreError>) -> Result<T, StoreError> {
    waiting(LOOKING_PATIENCE, || true, &mut open)
}

fn waiting<T>(
    patience: Duration,
    is_worth_it: impl Fn() -> bool,
    open: &mut dyn FnMut() -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let began = Instant::now();
    loop {
        match open() {
            Err(StoreError::Locked { .. }) if began.elapsed() < patience && is_worth_it() => std::thread::sleep(STEP),
            opened => return opened,
        }
    }
}

fn is_only_looked_at(path: &Path) -> bool {
    let shared = || -> Option<bool> {
        let file = FileBackend::new(File::open(path).ok()?).ok()?;
        file.try_lock_shared_range(Bound::Unbounded, Bound::Unbounded).ok()
    };
    shared().unwrap_or(false)
}

/// Takes away what programs that were killed have left in a data folder: stores half made, files half written.
pub(crate) fn sweep(folder: &Path) {
    let of_a_store =
        |name: &str| name.starts_with("setup.") && (name.ends_with(".new") || name.ends_with(".redb.part"));
    disk::sweep(folder, |name| of_a_store(name) || disk::is_part(name));
}

/// A file that is locked as what it is opened for asks.
#[derive(Debug)]
struct Locking {
    file: FileBackend,
    access: Access,
}

impl StorageBackend for Locking {
    fn len(&self) -> io::Result<u64> {
        self.file.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.file.read(offset, out)
    }

    fn set_len(&self, length: u64) -> io::Result<()> {
        self.file.set_len(length)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.file.write(offset, data)
    }

    fn close(&self) -> io::Result<()> {
        self.file.close()
    }

    fn try_lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        if self.access == Access::Look {
            return self.try_lock_shared_range(start, end);
        }
        match self.file.try_lock_range(start, end) {
            // redb asks for a part first, and goes on without a lock where it cannot have the whole.
            Err(BackendError::Unsupported)
                if matches!(start, Bound::Unbounded | Bound::Included(0)) && end == Bound::Unbounded =>
            {
                Err(BackendError::Io(NoLocks.into()))
            }
            locked => locked,
        }
    }

    fn try_lock_shared_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        let locked = self.file.try_lock_shared_range(start, end);
        // Nothing that cannot be locked is changed by this program.
        if self.access == Access::Look { Ok(locked.unwrap_or(true)) } else { locked }
    }

    fn unlock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        let unlocked = self.file.unlock_range(start, end);
        if self.access == Access::Look { Ok(()) } else { unlocked }
    }

    fn query_lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        self.file.query_lock_range(start, end)
    }
}

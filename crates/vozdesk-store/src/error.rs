//! Why the store cannot be opened, read or written, in words a person can act on.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use redb::StorageError;
use vozdesk_core::model::message::Message;

use crate::load::pid_path;

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
        /// The data folder of that office.
        office: PathBuf,
    },
    /// The folder that was chosen for backups is not there now.
    #[error("the folder for backups is away: {}", path.display())]
    BackupFolderAway {
        /// The folder.
        path: PathBuf,
    },
    /// The note beside the store names no folder from the root on.
    #[error("{} names no folder: {}", path.display(), named.display())]
    NoBackupFolder {
        /// The note.
        path: PathBuf,
        /// What it says.
        named: PathBuf,
    },
    /// The store's place is a link that leads nowhere.
    #[error("{} is a link that leads nowhere", path.display())]
    DanglingLink {
        /// The link.
        path: PathBuf,
    },
    /// The file system of the store gives no locks: nothing keeps two programs from writing at once.
    #[error("no lock for {}", path.display())]
    NoLocks {
        /// The store.
        path: PathBuf,
    },
    /// Another file is in the place of the one that was opened. Nothing was written to it.
    #[error("{} has been replaced", path.display())]
    Replaced {
        /// The store.
        path: PathBuf,
        /// Where the setup that was held is kept, if the other file does not have it.
        kept: Option<PathBuf>,
    },
    /// The file that was opened is no longer in its place, and no other is. Nothing was written.
    #[error("{} is no longer there", path.display())]
    Gone {
        /// The store.
        path: PathBuf,
        /// Where the setup that was held is kept, if anywhere.
        kept: Option<PathBuf>,
    },
    /// The folder that the data folder is to be made in is not there.
    #[error("the folder of the data folder is away: {}", path.display())]
    DataFolderAway {
        /// The data folder.
        path: PathBuf,
    },
    /// Nothing says where the person's own files are.
    #[error("there is no home folder")]
    NoHome,
    /// What was to be committed would make a setup that must not be. Nothing was written.
    #[error("the change would leave a fault: {}", why.key)]
    Faulty {
        /// The fault, in words.
        why: Box<Message>,
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
            StoreError::BackupFolderAway { .. } => "backup_folder_away",
            StoreError::NoBackupFolder { .. } => "no_backup_folder",
            StoreError::DanglingLink { .. } => "dangling_link",
            StoreError::NoLocks { .. } => "store_no_locks",
            StoreError::Replaced { .. } => "store_replaced",
            StoreError::Gone { .. } => "store_gone",
            StoreError::DataFolderAway { .. } => "data_folder_away",
            StoreError::NoHome => "no_home",
            StoreError::Faulty { .. } => "invalid",
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
            StoreError::OthersBackups { path, office } => Message::new("backup-folder-taken")
                .with("path", path.display().to_string())
                .with("office", office.display().to_string()),
            StoreError::BackupFolderAway { path } => {
                Message::new("backup-folder-away").with("path", path.display().to_string())
            }
            StoreError::NoBackupFolder { path, named } => Message::new("backup-folder-not-absolute")
                .with("path", path.display().to_string())
                .with("named", named.display().to_string()),
            StoreError::DanglingLink { path } => {
                Message::new("store-dangling-link").with("path", path.display().to_string())
            }
            StoreError::NoLocks { path } => Message::new("store-no-locks").with("path", path.display().to_string()),
            StoreError::Replaced { path, kept: None } => {
                Message::new("store-replaced").with("path", path.display().to_string())
            }
            StoreError::Replaced { path, kept: Some(kept) } => Message::new("store-replaced-kept")
                .with("path", path.display().to_string())
                .with("kept", kept.display().to_string()),
            StoreError::Gone { path, kept: None } => {
                Message::new("store-gone").with("path", path.display().to_string())
            }
            StoreError::Gone { path, kept: Some(kept) } => Message::new("store-gone-kept")
                .with("path", path.display().to_string())
                .with("kept", kept.display().to_string()),
            StoreError::DataFolderAway { path } => {
                Message::new("data-folder-away").with("path", path.display().to_string())
            }
            StoreError::NoHome => Message::new("no-home"),
            StoreError::Faulty { why } => Message::new("store-faulty").with("why", Message::clone(why)),
            StoreError::Full => Message::new("store-full"),
            StoreError::Failed { path, reason } => {
                Message::new("store-failed").with("path", path.display().to_string()).with("reason", reason.as_str())
            }
        }
    }
}

pub(crate) fn store_error(path: &Path, error: redb::Error) -> StoreError {
    match error {
        redb::Error::DatabaseAlreadyOpen => {
            let process = fs::read_to_string(pid_path(path)).ok().and_then(|text| text.trim().parse().ok());
            StoreError::Locked { process: process.filter(|process| may_hold(*process, path)) }
        }
        redb::Error::Io(error) => io_error(path, &error),
        error => StoreError::Damaged { path: path.to_owned(), reason: error.to_string() },
    }
}

/// Whether a process may be the one that holds a store: a note that a killed program left may name any other by now.
/// Linux tells which files a process has open; where that cannot be told, it may.
fn may_hold(process: u32, path: &Path) -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    let Ok(store) = fs::canonicalize(path) else { return false };
    let open = fs::read_dir(format!("/proc/{process}/fd")).into_iter().flatten().flatten();
    open.filter_map(|entry| fs::read_link(entry.path()).ok()).any(|file| file == store)
}

/// A lock that the file system does not give.
#[derive(Debug, thiserror::Error)]
#[error("the file system gives no locks")]
pub(crate) struct NoLocks;

impl From<NoLocks> for io::Error {
    fn from(none: NoLocks) -> io::Error {
        io::Error::other(none)
    }
}

/// What a network file system answers whose service for locks does not run (ENOLCK).
const NO_LOCKS_LEFT: i32 = if cfg!(target_os = "macos") { 77 } else { 37 };

pub(crate) fn io_error(path: &Path, error: &io::Error) -> StoreError {
    let is_about_locks = error.get_ref().is_some_and(|inner| inner.is::<NoLocks>());
    if is_about_locks || (cfg!(unix) && error.raw_os_error() == Some(NO_LOCKS_LEFT)) {
        return StoreError::NoLocks { path: path.to_owned() };
    }
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

/// A value that the program cannot have written.
pub(crate) fn corrupted(reason: impl ToString) -> redb::Error {
    StorageError::Corrupted(reason.to_string()).into()
}

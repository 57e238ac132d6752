//! Files and folders: private ones, whole ones, and no more of a file than the program takes.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::error::{StoreError, io_error};

/// The name of the platform's own data folder.
const OWN_FOLDER: &str = "io.vozdesk.VozDesk";

/// The data folder used when none is named: the platform's own for `io.vozdesk.VozDesk`, or the
/// one in `VOZDESK_DATA`. `variable` reads the environment.
///
/// # Errors
/// Nothing says where the person's own files are, or not from the root on.
pub fn data_folder(variable: impl Fn(&str) -> Option<std::ffi::OsString>) -> Result<PathBuf, StoreError> {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(folder) = set("VOZDESK_DATA") {
        return Ok(folder);
    }
    // XDG Base Directory Specification: a relative path is to be ignored.
    let absolute = |name: &str| set(name).filter(|path| path.is_absolute());
    let base = if cfg!(target_os = "macos") {
        absolute("HOME").map(|home| home.join("Library/Application Support"))
    } else if cfg!(windows) {
        absolute("LOCALAPPDATA")
    } else {
        absolute("XDG_DATA_HOME").or_else(|| absolute("HOME").map(|home| home.join(".local/share")))
    };
    base.map(|base| base.join(OWN_FOLDER)).ok_or(StoreError::NoHome)
}

/// Reads a file of at most so many bytes; `None` if it is larger. Nothing but the beginning of a larger
/// one is read, whatever its length says.
///
/// # Errors
/// What the system reports.
pub fn read_at_most(path: &Path, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let file = File::open(path)?;
    let length = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    if length > limit {
        return Ok(None);
    }
    // The file may grow while it is read, or have no length of its own.
    at_most(file, limit)
}

/// Reads at most so many bytes of what has no length, such as standard input; `None` if there are more.
///
/// # Errors
/// What the system reports.
pub fn at_most(from: impl Read, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    from.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= limit).then_some(bytes))
}

/// Writes a file so that whoever looks sees the old one or the new one whole: beside it under a name
/// nobody can guess, synced, then renamed. A new one is readable by its owner alone; one that was there keeps its
/// mode. A link is followed and stays.
///
/// What is no ordinary file, such as a device or a pipe, is written to as it is, and so is a file in whose folder
/// there can be no other: then half of it may be written.
///
/// # Errors
/// What the system or `write` reports; then a file that could be replaced is what it was. Only where its folder cannot
/// be synced is it the new one already, which may not outlast a power cut.
pub fn whole_file(file: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    file.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    let target = end_of_links(file)?;
    let there = match fs::metadata(&target) {
        Ok(metadata) => Some(metadata),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    match &there {
        Some(metadata) if metadata.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Some(metadata) if !metadata.is_file() => return in_place(&target, false, write),
        _ => {}
    }
    let file = &target;
    let folder = folder_of(file).unwrap_or(Path::new("."));
    sweep(folder, is_part);
    // Made with O_EXCL and mode 0600, and removed again where anything fails.
    let beside = match tempfile::Builder::new().prefix(PART.0).suffix(PART.1).tempfile_in(folder) {
        Ok(beside) => beside,
        Err(error) if there.is_some() && is_closed(&error) => return in_place(file, true, write),
        Err(error) => return Err(error),
    };
    // For whoever sweeps: somebody is at work here.
    let _ = beside.as_file().try_lock();
    let mut buffered = io::BufWriter::with_capacity(256 * 1024, beside);
    write(&mut buffered)?;
    let beside = buffered.into_inner().map_err(io::IntoInnerError::into_error)?;
    if let Some(metadata) = &there {
        beside.as_file().set_permissions(metadata.permissions())?;
    }
    beside.as_file().sync_all()?;
    if let Err(refused) = beside.persist(file) {
        // A file that another is mounted on cannot be renamed over.
        if there.is_none() || refused.error.kind() != io::ErrorKind::ResourceBusy {
            return Err(refused.error);
        }
        let mut whole = refused.file.reopen()?;
        return in_place(file, true, |out| io::copy(&mut whole, out).map(drop));
    }
    sync_folder(folder)
}

/// How the name of a file begins and ends that is being written.
const PART: (&str, &str) = (".vozdesk-", ".part");

/// Whether a name is that of a file that is being written.
pub(crate) fn is_part(name: &str) -> bool {
    name.starts_with(PART.0) && name.ends_with(PART.1)
}

/// Takes away the files of these names that programs which were killed have left in a folder: whoever works on one
/// holds a lock on it. What cannot be taken away stays.
pub(crate) fn sweep(folder: &Path, is_one: impl Fn(&str) -> bool) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_left_over = || File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if entry.file_name().to_str().is_some_and(&is_one) && is_left_over() {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Where a path leads in the end: a link that leads nowhere yet names the file to be made.
fn end_of_links(file: &Path) -> io::Result<PathBuf> {
    let mut end = file.to_owned();
    // As many links as the kernel follows.
    for _ in 0..40 {
        match fs::read_link(&end) {
            Ok(next) => end = end.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(end),
        }
    }
    Err(io::Error::other("too many links"))
}

/// The folder takes no new file.
fn is_closed(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// Writes to what is there, emptied before if it is a file.
fn in_place(file: &Path, is_file: bool, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let opened = OpenOptions::new().write(true).truncate(is_file).open(file)?;
    let mut buffered = io::BufWriter::with_capacity(256 * 1024, opened);
    write(&mut buffered)?;
    let opened = buffered.into_inner().map_err(io::IntoInnerError::into_error)?;
    if is_file { opened.sync_all() } else { Ok(()) }
}

/// A small file of the program's own, for its owner alone.
pub(crate) fn private_file(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}

/// Makes a folder in one that is there, readable by its owner alone, and syncs the folder it is in.
///
/// # Errors
/// The folder it is in is not there: a drive may be away, and what was made in its place would not be found again.
pub(crate) fn make_folder(folder: &Path) -> Result<(), StoreError> {
    if folder.is_dir() {
        return Ok(());
    }
    if !can_make(folder) {
        return Err(StoreError::DataFolderAway { path: folder.to_owned() });
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| io_error(folder, &error))?;
    folder_of(folder).map_or(Ok(()), sync_folder).map_err(|error| io_error(folder, &error))
}

/// Whether a folder is one to be made: all but its last part is there. Of the platform's own data folder the two
/// parts before it may be missing too, in a home that is new (`.local/share`).
pub(crate) fn can_make(folder: &Path) -> bool {
    let is_there = |parts: usize| {
        let above = folder.ancestors().nth(parts);
        above.is_some_and(|above| above.as_os_str().is_empty() || above.is_dir())
    };
    is_there(1) || (folder.file_name() == Some(OsStr::new(OWN_FOLDER)) && is_there(3))
}

/// The folder that a path is in.
fn folder_of(path: &Path) -> Option<&Path> {
    path.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
}

/// Makes the names in a folder durable. Windows keeps no handle for that and needs none; some file systems cannot do
/// it, and one that may not be read is not opened: neither is a failure.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    if !cfg!(unix) || folder.as_os_str().is_empty() {
        return Ok(());
    }
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied
            ) =>
        {
            Ok(())
        }
        synced => synced,
    }
}

/// A file that was not there before, for its owner alone.
pub(crate) fn new_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A copy of a file for its owner alone, synced; the copy must not be there yet.
pub(crate) fn private_copy(from: &Path, to: &Path) -> io::Result<()> {
    let mut copy = new_file(to)?;
    // For whoever sweeps: somebody is at work here.
    let _ = copy.try_lock();
    io::copy(&mut File::open(from)?, &mut copy)?;
    copy.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_of_a_file_is_read_than_the_limit() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("file");
        fs::write(&path, b"12345").expect("written");
        assert_eq!(read_at_most(&path, 5).expect("read"), Some(b"12345".to_vec()));
        assert_eq!(read_at_most(&path, 4).expect("read"), None);
        // A file without an end, whose length says nothing.
        #[cfg(unix)]
        assert_eq!(read_at_most(Path::new("/dev/zero"), 1_000).expect("read"), None);
    }

    #[test]
    fn a_file_that_is_written_is_there_whole_or_is_what_it_was() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("export.json");
        whole_file(&path, |out| out.write_all(b"old")).expect("written");
        let failed = whole_file(&path, |out| {
            out.write_all(b"half of the new")?;
            Err(io::Error::other("the disk is gone"))
        });
        assert!(failed.is_err());
        assert_eq!(fs::read(&path).expect("read"), b"old");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is left beside it");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_is_written_where_its_links_lead_and_keeps_the_mode_it_had() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().expect("a temporary folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("kept")).expect("a folder");
        symlink("kept/real.json", at("link.json")).expect("a link");
        symlink("link.json", at("link-to-link.json")).expect("a link");
        whole_file(&at("link-to-link.json"), |out| out.write_all(b"new")).expect("written");
        assert_eq!(fs::read(at("kept/real.json")).expect("it is there"), b"new");
        assert!(fs::symlink_metadata(at("link.json")).expect("it is there").is_symlink());
        fs::set_permissions(at("kept/real.json"), fs::Permissions::from_mode(0o664)).expect("its mode");
        whole_file(&at("link.json"), |out| out.write_all(b"newer")).expect("written");
        let metadata = fs::metadata(at("kept/real.json")).expect("it is there");
        assert_eq!(metadata.permissions().mode() & 0o777, 0o664);
        symlink("round.json", at("round.json")).expect("a link");
        assert!(whole_file(&at("round.json"), |out| out.write_all(b"new")).is_err());
        let long = "n".repeat(255);
        whole_file(&at(&long), |out| out.write_all(b"new")).expect("a long name is a name");
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_to_and_stays_one() {
        use std::os::unix::fs::FileTypeExt;
        whole_file(Path::new("/dev/null"), |out| out.write_all(b"new")).expect("it takes everything");
        let full = whole_file(Path::new("/dev/full"), |out| out.write_all(b"new")).expect_err("it takes nothing");
        assert_eq!(full.kind(), io::ErrorKind::StorageFull);
        for device in ["/dev/null", "/dev/full"] {
            assert!(fs::metadata(device).expect("it is there").file_type().is_char_device());
        }
    }

    #[test]
    fn the_data_folder_is_the_platforms_own_unless_one_is_named() {
        let with = |pairs: &'static [(&str, &str)]| {
            data_folder(move |name| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into()))
                .expect("there is one")
        };
        assert_eq!(with(&[("VOZDESK_DATA", "/named"), ("HOME", "/people/ana")]), Path::new("/named"));
        if cfg!(target_os = "linux") {
            let own = Path::new("/people/ana/.local/share/io.vozdesk.VozDesk");
            assert_eq!(with(&[("HOME", "/people/ana")]), own);
            assert_eq!(
                with(&[("HOME", "/people/ana"), ("XDG_DATA_HOME", "relative")]),
                own,
                "a relative one is ignored"
            );
            let other = Path::new("/data/io.vozdesk.VozDesk");
            assert_eq!(with(&[("HOME", "/people/ana"), ("XDG_DATA_HOME", "/data")]), other);
        }
    }
}

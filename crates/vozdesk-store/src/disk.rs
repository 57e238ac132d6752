//! Files and folders: private ones, whole ones, and no more of a file than the program takes.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::error::{StoreError, io_error};

/// The data folder used when none is named: the platform's own for `io.vozdesk.VozDesk`, or the
/// one in `VOZDESK_DATA`. `variable` reads the environment.
pub fn data_folder(variable: impl Fn(&str) -> Option<std::ffi::OsString>) -> PathBuf {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(folder) = set("VOZDESK_DATA") {
        return folder;
    }
    let home = || set("HOME").unwrap_or_default();
    let base = if cfg!(target_os = "macos") {
        home().join("Library/Application Support")
    } else if cfg!(windows) {
        set("LOCALAPPDATA").unwrap_or_default()
    } else {
        // XDG Base Directory Specification: a relative path there is to be ignored.
        set("XDG_DATA_HOME").filter(|path| path.is_absolute()).unwrap_or_else(|| home().join(".local/share"))
    };
    base.join("io.vozdesk.VozDesk")
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
    let mut bytes = Vec::with_capacity(length);
    // The file may grow while it is read, or have no length of its own.
    file.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= limit).then_some(bytes))
}

/// Writes a file so that whoever looks sees the old one or the new one whole: beside it under a name
/// nobody can guess, synced, then renamed. Readable by its owner alone.
///
/// # Errors
/// What the system or `write` reports; then the file is what it was.
pub fn whole_file(file: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    file.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Made with O_EXCL and mode 0600, and removed again where anything fails.
    let beside = tempfile::Builder::new().prefix(".vozdesk-").suffix(".part").tempfile_in(folder)?;
    let mut buffered = io::BufWriter::with_capacity(256 * 1024, beside);
    write(&mut buffered)?;
    let beside = buffered.into_inner().map_err(io::IntoInnerError::into_error)?;
    beside.as_file().sync_all()?;
    beside.persist(file).map_err(|error| error.error)?;
    // The file is in its place already: a folder that cannot be synced does not undo that.
    let _ = sync_folder(folder);
    Ok(())
}

/// A small file of the program's own, for its owner alone.
pub(crate) fn private_file(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}

/// Makes the data folder, readable by its owner alone, and syncs the folder it is in.
pub(crate) fn make_folder(folder: &Path) -> Result<(), StoreError> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| io_error(folder, &error))?;
    folder.parent().map_or(Ok(()), sync_folder).map_err(|error| io_error(folder, &error))
}

/// Makes the names in a folder durable. Windows keeps no handle for that and needs none.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) && !folder.as_os_str().is_empty() { File::open(folder)?.sync_all() } else { Ok(()) }
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

    #[test]
    fn the_data_folder_is_the_platforms_own_unless_one_is_named() {
        let with = |pairs: &'static [(&str, &str)]| {
            data_folder(move |name| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into()))
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

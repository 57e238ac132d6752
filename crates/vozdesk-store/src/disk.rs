//! Folders and files on the disk: where they are, for their owner alone, put in place whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use vozdesk_core::model::id::Id;

use crate::store::{StoreError, io_error};

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
        set("APPDATA").unwrap_or_default()
    } else {
        // XDG Base Directory Specification: a relative path there is to be ignored.
        set("XDG_DATA_HOME").filter(|path| path.is_absolute()).unwrap_or_else(|| home().join(".local/share"))
    };
    base.join("io.vozdesk.VozDesk")
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
    let mut options = File::options();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Writes a file so that whoever looks sees the old one or the new one whole, also after a crash:
/// beside it, synced, then renamed, and the folder synced. Readable by its owner alone.
///
/// # Errors
/// What the disk says; then the file that was there is unchanged and nothing is left beside it.
pub fn whole_file(file: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let name = file.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    let beside = file.with_file_name(format!(".{}.{}.part", name.display(), Id::make()));
    let written = new_file(&beside).and_then(|opened| {
        let mut buffered = io::BufWriter::with_capacity(256 * 1024, opened);
        write(&mut buffered)?;
        buffered.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        fs::rename(&beside, file)
    });
    match (&written, file.parent()) {
        (Err(_), _) => {
            let _ = fs::remove_file(&beside);
        }
        // The file is in its place already: a folder that cannot be synced does not undo that.
        (Ok(()), Some(folder)) => {
            let _ = sync_folder(folder);
        }
        (Ok(()), None) => {}
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_written_whole_leaves_the_old_one_and_nothing_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("office.json");
        whole_file(&file, |out| out.write_all(b"old")).expect("it is written");
        let failed =
            whole_file(&file, |out| out.write_all(b"new").and_then(|()| Err(io::ErrorKind::StorageFull.into())));
        assert_eq!(failed.expect_err("the disk is full").kind(), io::ErrorKind::StorageFull);
        assert_eq!(fs::read(&file).expect("it is there"), b"old");
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_whole_file_is_for_its_owner_alone_even_in_the_place_of_one_that_was_not() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("office.json");
        fs::write(&file, b"old").expect("it is written");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).expect("its mode");
        whole_file(&file, |out| out.write_all(b"new")).expect("it is written");
        assert_eq!(fs::metadata(&file).expect("it is there").permissions().mode() & 0o777, 0o600);
    }
}

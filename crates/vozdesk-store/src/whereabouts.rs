//! Where a data folder lies: beside copies that a sync program has left, in a folder that one keeps in step, on a
//! network file system.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use vozdesk_core::model::message::Message;

use crate::store::FILE_NAME;

/// Folders that sync programs keep in step, by how their names begin.
const KEPT_IN_STEP: [(&str, &str); 9] = [
    ("Dropbox", "Dropbox"),
    ("OneDrive", "OneDrive"),
    ("Nextcloud", "Nextcloud"),
    ("ownCloud", "ownCloud"),
    ("Google Drive", "Google Drive"),
    ("GoogleDrive", "Google Drive"),
    ("Mobile Documents", "iCloud"),
    ("iCloud", "iCloud"),
    ("pCloud", "pCloud"),
];
/// What sync programs put into such a folder, whatever its name.
const MARKERS: [(&str, &str); 6] = [
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".stfolder", "Syncthing"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
];
/// File systems of another machine, as mounts name them.
const OF_ANOTHER_MACHINE: [&str; 12] =
    ["nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "9p", "davfs", "fuse.sshfs", "fuse.rclone", "fuse.davfs2"];

/// Other copies of the store in its folder, by name: a sync program that found two versions leaves one of them
/// (`setup (conflicted copy …).redb`, `setup.sync-conflict-….redb`), and VozDesk keeps what it held when its file was
/// replaced. Not those that were damaged.
pub fn copies(folder: &Path) -> Vec<PathBuf> {
    let is_copy = |name: &str| {
        name.starts_with("setup") && name.ends_with(".redb") && name != FILE_NAME && !name.starts_with("setup-damaged-")
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut copies: Vec<PathBuf> =
        entries.filter(|entry| entry.file_name().to_str().is_some_and(is_copy)).map(|entry| entry.path()).collect();
    copies.sort();
    copies
}

/// Why a folder is no good place for an office, in words; nothing where it is.
pub(crate) fn warning(folder: &Path) -> Option<Message> {
    let real = fs::canonicalize(folder).ok()?;
    if let Some(program) = kept_in_step_by(&real) {
        return Some(Message::new("data-folder-synced").with("program", program));
    }
    let kind = file_system(&real, &fs::read_to_string("/proc/self/mounts").ok()?)?;
    OF_ANOTHER_MACHINE.contains(&kind.as_str()).then(|| Message::new("data-folder-on-network").with("kind", kind))
}

fn kept_in_step_by(folder: &Path) -> Option<&'static str> {
    let begins = |name: &OsStr, with: &str| {
        name.to_str().and_then(|name| name.get(..with.len())).is_some_and(|begin| begin.eq_ignore_ascii_case(with))
    };
    folder.ancestors().find_map(|above| {
        let by_name = above.file_name().and_then(|name| KEPT_IN_STEP.iter().find(|(with, _)| begins(name, with)));
        let by_marker = || MARKERS.iter().find(|(marker, _)| above.join(marker).exists());
        by_name.or_else(by_marker).map(|(_, program)| *program)
    })
}

/// The kind of file system a path is on: of the mounts above it the deepest, and of those the last.
fn file_system(path: &Path, mounts: &str) -> Option<String> {
    let mount = |line: &str| {
        let mut words = line.split(' ').skip(1);
        // proc(5): blanks are written as octal escapes.
        let at = words.next()?.replace("\\040", " ");
        Some((PathBuf::from(at), words.next()?.to_owned()))
    };
    let above = mounts.lines().filter_map(mount).filter(|(at, _)| path.starts_with(at));
    above.max_by_key(|(at, _)| at.components().count()).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn copies_of_sync_programs_are_told_from_everything_else() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let of_others = [
            "setup (Ana's conflicted copy 2026-11-27).redb",
            "setup 2.redb",
            "setup-LAPTOP.redb",
            "setup-kept-12.redb",
            "setup.sync-conflict-20261127-101500-ABCDEFG.redb",
        ];
        for name in
            of_others.iter().chain(&["setup.redb", "setup-damaged-20261127T101500Z.redb", "setup.pid", "a.redb"])
        {
            fs::write(folder.path().join(name), "").expect("it can be written");
        }
        let names: Vec<_> = copies(folder.path()).iter().map(|path| path.file_name().map(OsStr::to_owned)).collect();
        assert_eq!(names, of_others.map(|name| Some(OsStr::new(name).to_owned())));
    }

    #[test]
    fn a_folder_kept_in_step_is_known_by_its_name_or_by_what_lies_in_it() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        assert_eq!(kept_in_step_by(folder.path()), None);
        assert_eq!(kept_in_step_by(Path::new("/people/ana/OneDrive - Pier Street/VozDesk")), Some("OneDrive"));
        assert_eq!(kept_in_step_by(Path::new("/people/ana/dropbox/office")), Some("Dropbox"));
        assert_eq!(kept_in_step_by(Path::new("/people/ana/Drop/office")), None);
        fs::create_dir_all(folder.path().join("data")).expect("a folder");
        fs::create_dir(folder.path().join(".stfolder")).expect("a folder");
        assert_eq!(kept_in_step_by(&folder.path().join("data")), Some("Syncthing"));
    }

    #[test]
    fn the_file_system_is_that_of_the_deepest_mount() {
        let mounts = "/dev/a / ext4 rw 0 0\nserver:/x /people/ana/the\\040office nfs4 rw 0 0\nproc /proc proc rw 0 0\n";
        let of = |path: &str| file_system(Path::new(path), mounts);
        assert_eq!(of("/people/ana/the office/data").as_deref(), Some("nfs4"));
        assert_eq!(of("/people/ana").as_deref(), Some("ext4"));
    }
}

//! A log of faults beside the store, for a report: when, which version, where or which code. Never a
//! number, a name, a key or the words of a panic, which may hold them. It is sent nowhere.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The file's name in the data folder.
const NAME: &str = "faults.log";
/// The name of what was there before it grew too large.
const OLD_NAME: &str = "faults.old.log";
/// How large it may grow, in bytes.
const LIMIT: u64 = 64 * 1024;

/// Adds a line. A log that cannot be written is no fault of its own.
pub(crate) fn note(folder: &Path, what: &str) {
    let path = folder.join(NAME);
    if fs::metadata(&path).is_ok_and(|metadata| metadata.len() > LIMIT) {
        let _ = fs::rename(&path, folder.join(OLD_NAME));
    }
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    if let Ok(mut file) = options.open(&path) {
        let _ = writeln!(file, "{} {} {what}", vozdesk_store::clock::now(), env!("CARGO_PKG_VERSION"));
    }
}

/// Notes where the program panics, from now on.
pub(crate) fn listen_to_panics(folder: PathBuf) {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        note(&folder, &format!("panic at {place}"));
        before(panic);
    }));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn a_panic_is_noted_by_its_place_and_without_its_words() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        listen_to_panics(folder.path().to_owned());
        let panicked = std::thread::spawn(|| panic!("Ana has +14155550142")).join();
        let _ = std::panic::take_hook();
        assert!(panicked.is_err());
        let log = fs::read_to_string(folder.path().join(NAME)).expect("it is there");
        assert!(log.contains("panic at src-tauri/src/fault_log.rs:"), "{log}");
        assert!(!log.contains("Ana") && !log.contains("4155550142"), "{log}");
    }

    #[test]
    fn the_log_stays_small() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for _ in 0..4000 {
            note(folder.path(), "store_damaged");
        }
        let size = |name: &str| fs::metadata(folder.path().join(name)).expect("it is there").len();
        assert!(size(NAME) <= LIMIT + 200 && size(OLD_NAME) <= LIMIT + 200);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(folder.path().join(NAME)).expect("it is there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }
}

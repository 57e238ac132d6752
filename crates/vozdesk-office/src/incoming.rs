//! A file coming in: its bytes, whatever holds them, or why there are none.

use std::io;
use std::path::Path;

use vozdesk_core::files::{self, Problem, SIZE_LIMIT, encrypted, setup_file};
use vozdesk_core::model::message::Message;
use vozdesk_store::disk::{at_most, read_at_most};

use crate::failure::Failure;

/// A file that is not read.
#[derive(Debug)]
pub enum Unread {
    /// It cannot be had.
    Failure(Failure),
    /// It is refused as a whole.
    Refused(Box<Problem>),
}

impl From<Failure> for Unread {
    fn from(failure: Failure) -> Unread {
        Unread::Failure(failure)
    }
}

/// The name of a file, and its bytes, opened with the passphrase if it is encrypted. `called` is what a
/// message calls it that says that it cannot be read. No more than the limit is taken into memory.
///
/// # Errors
/// The file cannot be read, is too large, or is not opened by the passphrase.
pub fn contents(
    path: &Path,
    called: &str,
    passphrase: &dyn Fn(&str) -> Result<String, Failure>,
) -> Result<(String, Vec<u8>), Unread> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let read =
        if path == Path::new("-") { at_most(io::stdin().lock(), SIZE_LIMIT) } else { read_at_most(path, SIZE_LIMIT) };
    let bytes = read.map_err(|error| {
        let message = Message::new("file-unreadable").name("name", called).with("reason", error.to_string());
        Failure::plain("file_unreadable", message)
    })?;
    let bytes = bytes.ok_or_else(|| Unread::Refused(Box::new(files::too_large(&name))))?;
    if bytes.starts_with(STORE) {
        // Another copy of an office, or a backup: its setup is held against this one.
        let held = vozdesk_store::copy::read(path).map_err(Failure::from)?;
        return Ok((name, setup_file::to_bytes(&held.setup)));
    }
    if !encrypted::is_encrypted(&bytes) {
        return Ok((name, bytes));
    }
    let opened = encrypted::opened(&bytes, &passphrase(&name)?);
    let bytes = opened.map_err(|locked| Unread::Refused(Box::new(locked.problem(&name))))?;
    Ok((encrypted::name_within(&name).to_owned(), bytes))
}

/// How the file of a store begins (redb's magic number).
const STORE: &[u8] = b"redb\x1A\x0A\xA9\x0D\x0A";

/// A file that is not read, in one sentence.
pub(crate) fn refused(unread: Unread) -> Failure {
    match unread {
        Unread::Failure(failure) => failure,
        Unread::Refused(problem) if problem.code == "wrong_passphrase" => {
            Failure::plain("wrong_passphrase", Message::new("passphrase-wrong").name("name", problem.file))
        }
        Unread::Refused(problem) => {
            let message = Message::new("file-refused").name("name", problem.file).with("why", problem.message);
            Failure::plain("file_refused", message)
        }
    }
}

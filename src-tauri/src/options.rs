//! What the program was started with, and what it says where it opens no window.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use vozdesk_core::model::message::Message;
use vozdesk_core::words::Catalogue;
use vozdesk_office::locale::language_of_system;
use vozdesk_store::disk::data_folder;

use crate::preferences;

/// What the program was started with.
pub(crate) struct Options {
    pub(crate) folder: PathBuf,
    /// The office shows the sample.
    pub(crate) is_sample: bool,
    /// The folder is of this run alone and goes with it.
    pub(crate) is_throw_away: bool,
    /// Where theme and language are kept: in the folder that was named, else in the program's own.
    pub(crate) preferences: PathBuf,
}

impl Options {
    pub(crate) fn read(mut arguments: impl Iterator<Item = OsString>) -> Result<Options, Refused> {
        let mut folder = None;
        let mut is_sample = false;
        while let Some(argument) = arguments.next() {
            match argument.to_str() {
                Some("--data") => {
                    folder = Some(arguments.next().ok_or_else(|| Refused::wrong("--data needs a folder"))?.into())
                }
                Some("--sample") => is_sample = true,
                _ => return Err(Refused::wrong(&format!("{} is not understood", argument.to_string_lossy()))),
            }
        }
        let is_throw_away = is_sample && folder.is_none();
        let own = PathBuf::from(preferences::FILE);
        let preferences = folder.as_ref().map_or(own, |folder: &PathBuf| absolute(folder).join(preferences::FILE));
        let folder = match folder {
            Some(folder) => folder,
            None if is_sample => std::env::temp_dir().join(format!("vozdesk-sample-{}", std::process::id())),
            None => data_folder(|name| std::env::var_os(name)).map_err(|error| Refused::closed(&error.message()))?,
        };
        Ok(Options { folder, is_sample, is_throw_away, preferences })
    }
}

/// Why no window is opened: what is said, and the exit.
pub(crate) struct Refused(String, u8);

impl Refused {
    /// The words of the command are wrong.
    fn wrong(reason: &str) -> Refused {
        Refused(format!("{reason}\nvozdesk-desktop [--data DIR] [--sample]"), 2)
    }

    /// The window cannot be opened now.
    pub(crate) fn closed(message: &Message) -> Refused {
        Refused(Catalogue::of(language_of_system()).text(message), 4)
    }

    pub(crate) fn said(&self) -> ExitCode {
        eprintln!("{}", self.0);
        ExitCode::from(self.1)
    }
}

pub(crate) fn absolute(folder: &Path) -> PathBuf {
    std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned())
}

//! Whose a folder is: the data folder of an office, and the folder its backups lie in.
//!
//! A small file in both says it: the path of the data folder, and an id. A data folder that was moved is the same
//! office at another path. One that was copied, while the first is still where it was, is another office from then
//! on: with an id of its own, and its backups in its own folder, so that the two never thin each other's.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use vozdesk_core::model::id::Id;
use vozdesk_core::model::message::Message;

use crate::disk::whole_file;
use crate::error::{StoreError, io_error};
use crate::store::FILE_NAME;
use crate::whereabouts;

/// The name of the file.
const NAME: &str = "vozdesk-office";
/// Its last line, once it has been said that the data folder lies in a place that is no good.
const TOLD: &str = "told";

/// What such a file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The data folder.
    pub(crate) data: PathBuf,
    /// The office; nothing in a file that an older VozDesk wrote.
    id: Option<String>,
    /// It has been said where the data folder lies.
    is_told: bool,
}

/// The office of a data folder.
#[derive(Clone, Debug)]
pub(crate) struct Office {
    pub(crate) mark: Mark,
    /// The folder says so already.
    is_written: bool,
    /// The data folder it was copied from, which is still an office too.
    pub(crate) copied_from: Option<PathBuf>,
}

impl Mark {
    /// What the file in a folder says; nothing if there is none.
    pub(crate) fn read(folder: &Path) -> Result<Option<Mark>, StoreError> {
        let path = folder.join(NAME);
        match fs::read_to_string(&path) {
            Ok(text) => {
                let mut lines = text.lines();
                let data = PathBuf::from(lines.next().unwrap_or_default().trim_end());
                let id = lines.next().map(|id| id.trim_end().to_owned());
                Ok(Some(Mark { data, id, is_told: lines.next() == Some(TOLD) }))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(io_error(&path, &error)),
        }
    }

    /// Writes it into a folder, unless it says that already.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), StoreError> {
        if Mark::read(folder)?.as_ref() == Some(self) {
            return Ok(());
        }
        let path = folder.join(NAME);
        let id = self.id.as_deref().unwrap_or_default();
        let told = if self.is_told { format!("{TOLD}\n") } else { String::new() };
        let written = whole_file(&path, |out| write!(out, "{}\n{id}\n{told}", self.data.display()));
        written.map_err(|error| io_error(&path, &error))
    }

    /// Whether both are marks of one office.
    pub(crate) fn is_of_the_same(&self, other: &Mark) -> bool {
        match (&self.id, &other.id) {
            (Some(id), Some(other)) => id == other,
            _ => is_same_folder(&self.data, &other.data),
        }
    }
}

impl Office {
    /// The office's id.
    pub(crate) fn id(&self) -> &str {
        self.mark.id.as_deref().unwrap_or_default()
    }

    /// Whose a data folder is. Nothing is written.
    pub(crate) fn of(data: &Path) -> Office {
        let here = std::path::absolute(data).unwrap_or_else(|_| data.to_owned());
        let with = |id: String, is_told| Mark { data: here.clone(), id: Some(id), is_told };
        let new = |copied_from| Office { mark: with(Id::make().to_string(), false), is_written: false, copied_from };
        match Mark::read(data) {
            Ok(Some(Mark { data: there, id: Some(id), is_told })) => {
                if is_same_folder(&there, &here) {
                    return Office { mark: with(id, is_told), is_written: there == here, copied_from: None };
                }
                let has_stayed = || Mark::read(&there).ok().flatten().is_some_and(|mark| mark.id.as_ref() == Some(&id));
                if there.join(FILE_NAME).exists() && has_stayed() {
                    return new(Some(there));
                }
                Office { mark: with(id, false), is_written: false, copied_from: None }
            }
            _ => new(None),
        }
    }

    /// Writes it into the data folder, if that does not say so yet.
    pub(crate) fn settle(&mut self, data: &Path) -> Result<(), StoreError> {
        if !self.is_written {
            self.mark.write(data)?;
            self.is_written = true;
        }
        Ok(())
    }

    /// What is to be said of the place of the data folder, once.
    pub(crate) fn warning(&mut self, data: &Path) -> Option<Message> {
        if self.mark.is_told {
            return None;
        }
        let warning = whereabouts::warning(data)?;
        self.mark.is_told = true;
        self.is_written = false;
        Some(warning)
    }
}

fn is_same_folder(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| fs::canonicalize(path).ok();
    one == other || real(one).is_some_and(|one| real(other) == Some(one))
}

//! What only a host can do: show a native dialog, keep a preference, tell a page something.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vozdesk_core::model::language::Language;

use crate::failure::WireError;
use crate::importing::ReviewHead;
use crate::sync_page::PushProgress;
use crate::work::Glance;

/// A host of the offices. Its methods are called away from the window's thread and may block.
pub trait Host: Send + Sync + 'static {
    /// Asks for files to read.
    fn ask_for_files(&self, dialog: &FileDialog) -> Chosen;

    /// Asks where to write a file of this name.
    fn ask_where_to_save(&self, dialog: &FileDialog, name: &str) -> Chosen;

    /// Asks for a folder.
    fn ask_for_a_folder(&self, dialog: &FileDialog) -> Chosen;

    /// Tells whoever looks what has happened of its own accord.
    fn tell(&self, event: Event);

    /// The page has said whether its window may close.
    fn page_answered_close(&self, is_closing: bool);

    /// Takes note of a fault, by its code, for a report. Never a name or a number.
    fn note_fault(&self, folder: &Path, code: &str);

    /// How the window is to look.
    fn theme(&self) -> Theme;

    /// Keeps how the window is to look.
    fn keep_theme(&self, theme: Theme);

    /// How large the window shows its page, in percent.
    fn zoom(&self) -> u16;

    /// Shows the page so large, and keeps it.
    fn keep_zoom(&self, percent: u16);

    /// The proxy that platforms are asked through; none where the system says it.
    fn proxy(&self) -> Option<String>;

    /// Keeps the proxy that platforms are asked through.
    fn keep_proxy(&self, proxy: Option<&str>);

    /// The language chosen, else the system's.
    fn language(&self) -> Language;

    /// Keeps the language chosen.
    fn keep_language(&self, language: Language);

    /// The folder files were last taken from or written to, if it is still there.
    fn last_folder(&self) -> Option<PathBuf>;

    /// Takes note of the folder of a file that was read or written.
    fn keep_last_folder_of(&self, file: &Path);

    /// What the columns of a table with these headings were last said to hold: their places, and the words of the fields.
    fn remembered_columns(&self, headings: &str) -> Option<Vec<(usize, String)>>;

    /// Takes note of what the columns of a table with these headings hold.
    fn remember_columns(&self, headings: &str, columns: &[(usize, String)]);
}

/// A native file dialog.
#[derive(Clone, Debug)]
pub struct FileDialog {
    /// Its title.
    pub title: String,
    /// What sort of file is asked for, in words.
    pub kind: String,
    /// The endings of such files.
    pub extensions: Vec<&'static str>,
    /// Where it begins.
    pub folder: Option<PathBuf>,
}

/// What a dialog came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// Files or a folder.
    Paths(Vec<PathBuf>),
    /// The person closed it.
    Cancelled,
    /// There is no dialog on this desktop.
    Unavailable,
}

/// How a window looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system does.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What a page is told without asking.
#[derive(Clone, Debug)]
pub enum Event {
    /// The setup is another.
    SetupChanged(Glance),
    /// Another file is in the place of the store; this is what is there now, whatever its revision.
    OfficeReplaced(Glance),
    /// Files are being read.
    ReviewReading,
    /// There is a review to look at.
    ReviewChanged(ReviewHead),
    /// Files that were dropped are not read.
    ReviewRefused(WireError),
    /// A backup that was due could not be made.
    BackupFailed(WireError),
    /// Somebody closes the window: the page says whether it may.
    CloseAsked,
    /// What is sent to a platform has come further.
    PushProgress(PushProgress),
}

impl Event {
    /// The names, with the types of what comes with them.
    pub const ALL: [(&'static str, &'static str); 8] = [
        ("setup-changed", "Office"),
        ("office-replaced", "Office"),
        ("review-reading", "null"),
        ("review-changed", "ReviewHead"),
        ("review-refused", "WireError"),
        ("backup-failed", "WireError"),
        ("close-asked", "null"),
        ("push-progress", "PushProgress"),
    ];

    /// Its name.
    pub fn name(&self) -> &'static str {
        match self {
            Event::SetupChanged(_) => "setup-changed",
            Event::OfficeReplaced(_) => "office-replaced",
            Event::ReviewReading => "review-reading",
            Event::ReviewChanged(_) => "review-changed",
            Event::ReviewRefused(_) => "review-refused",
            Event::BackupFailed(_) => "backup-failed",
            Event::CloseAsked => "close-asked",
            Event::PushProgress(_) => "push-progress",
        }
    }

    /// What comes with it, as JSON.
    pub fn payload(&self) -> serde_json::Value {
        let json = match self {
            Event::SetupChanged(glance) | Event::OfficeReplaced(glance) => serde_json::to_value(glance),
            Event::ReviewReading | Event::CloseAsked => Ok(serde_json::Value::Null),
            Event::PushProgress(progress) => serde_json::to_value(progress),
            Event::ReviewChanged(head) => serde_json::to_value(head),
            Event::ReviewRefused(error) | Event::BackupFailed(error) => serde_json::to_value(error),
        };
        // Texts, flags and counts always serialize.
        json.unwrap_or_default()
    }
}

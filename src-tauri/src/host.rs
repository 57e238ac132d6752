//! What the window does for its offices: native dialogs, events to the page, preferences, a log of faults.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tauri::{AppHandle, Emitter, Manager};
use vozdesk_core::model::language::Language;
use vozdesk_office::host::{Chosen, Event, FileDialog, Host, Theme};
use vozdesk_office::locale::language_of_system;

use crate::closing::Closing;
use crate::{dialogs, fault_log, preferences, window};

/// The window. Its handle comes once the program runs; before that nothing is asked of it but the
/// language of the system.
#[derive(Default)]
pub(crate) struct WindowHost {
    app: OnceLock<AppHandle>,
    pub(crate) closing: Closing,
}

impl WindowHost {
    /// Takes the handle of the program, once.
    pub(crate) fn begin(&self, app: AppHandle) {
        let _ = self.app.set(app);
    }

    /// Closes the window.
    pub(crate) fn close(&self) {
        if let Some(window) = self.app.get().and_then(|app| app.get_webview_window("main")) {
            let _ = window.close();
        }
    }
}

impl Host for WindowHost {
    fn ask_for_files(&self, dialog: &FileDialog) -> Chosen {
        dialogs::ask_for_files(dialog)
    }

    fn ask_where_to_save(&self, dialog: &FileDialog, name: &str) -> Chosen {
        dialogs::ask_where_to_save(dialog, name)
    }

    fn ask_for_a_folder(&self, dialog: &FileDialog) -> Chosen {
        dialogs::ask_for_a_folder(dialog)
    }

    fn tell(&self, event: Event) {
        if let Some(app) = self.app.get() {
            let _ = app.emit(event.name(), event.payload());
        }
    }

    fn page_answered_close(&self, is_closing: bool) {
        self.closing.answered(is_closing);
        if is_closing {
            self.close();
        }
    }

    fn note_fault(&self, folder: &Path, code: &str) {
        fault_log::note(folder, code);
    }

    fn theme(&self) -> Theme {
        self.app.get().and_then(preferences::theme).unwrap_or_default()
    }

    fn keep_theme(&self, theme: Theme) {
        if let Some(app) = self.app.get() {
            preferences::keep_theme(app, theme);
        }
    }

    fn zoom(&self) -> u16 {
        self.app.get().and_then(preferences::zoom).unwrap_or(100)
    }

    fn keep_zoom(&self, percent: u16) {
        if let Some(app) = self.app.get() {
            window::keep_zoom(app, percent);
        }
    }

    fn proxy(&self) -> Option<String> {
        self.app.get().and_then(preferences::proxy)
    }

    fn keep_proxy(&self, proxy: Option<&str>) {
        if let Some(app) = self.app.get() {
            preferences::keep_proxy(app, proxy);
        }
    }

    fn language(&self) -> Language {
        let chosen = self.app.get().and_then(preferences::language);
        chosen.unwrap_or_else(language_of_system)
    }

    fn keep_language(&self, language: Language) {
        if let Some(app) = self.app.get() {
            preferences::keep_language(app, language);
        }
    }

    fn last_folder(&self) -> Option<PathBuf> {
        self.app.get().and_then(preferences::last_folder)
    }

    fn keep_last_folder_of(&self, file: &Path) {
        if let Some(app) = self.app.get() {
            preferences::keep_last_folder_of(app, file);
        }
    }

    fn remembered_columns(&self, headings: &str) -> Option<Vec<(usize, String)>> {
        self.app.get().and_then(|app| preferences::columns(app, headings))
    }

    fn remember_columns(&self, headings: &str, columns: &[(usize, String)]) {
        if let Some(app) = self.app.get() {
            preferences::keep_columns(app, headings, columns);
        }
    }
}

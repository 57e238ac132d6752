//! What may be lost: theme, language, the folder used last. Kept by tauri-plugin-store, never the setup.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tauri::AppHandle;
use tauri_plugin_store::StoreExt;
use ts_rs::TS;
use vozdesk_core::model::language::Language;

const FILE: &str = "window.json";

/// How the window looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

fn read<T: for<'de> Deserialize<'de>>(app: &AppHandle, key: &str) -> Option<T> {
    serde_json::from_value(app.store(FILE).ok()?.get(key)?).ok()
}

fn write(app: &AppHandle, key: &str, value: impl Serialize) {
    // What cannot be kept is asked for again next time.
    if let (Ok(store), Ok(value)) = (app.store(FILE), serde_json::to_value(value)) {
        store.set(key, value);
        let _ = store.save();
    }
}

pub(crate) fn theme(app: &AppHandle) -> Theme {
    read(app, "theme").unwrap_or_default()
}

pub(crate) fn set_theme(app: &AppHandle, theme: Theme) {
    write(app, "theme", theme);
}

/// The language chosen, else the one of the system.
pub(crate) fn language(app: &AppHandle) -> Language {
    read(app, "language").unwrap_or_else(|| Language::of_environment(|name| std::env::var(name).ok()))
}

pub(crate) fn set_language(app: &AppHandle, language: Language) {
    write(app, "language", language);
}

/// The folder files were last taken from or written to.
pub(crate) fn last_folder(app: &AppHandle) -> Option<PathBuf> {
    read::<PathBuf>(app, "folder").filter(|folder| folder.is_dir())
}

pub(crate) fn set_last_folder(app: &AppHandle, file: &Path) {
    if let Some(folder) = file.parent() {
        write(app, "folder", folder);
    }
}

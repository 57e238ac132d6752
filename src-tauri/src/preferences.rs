//! What may be lost: theme, zoom, language, the folder used last, what the columns of tables hold. Kept by tauri-plugin-store, never the setup. They are the
//! person's own, or of the data folder where one is named.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Manager};
use tauri_plugin_store::StoreExt;
use vozdesk_core::model::language::Language;
use vozdesk_office::host::Theme;

/// The name of their file: in the program's own folder, or in the data folder that was named.
pub(crate) const FILE: &str = "window.json";

/// Where they are kept.
pub(crate) struct Preferences(pub(crate) PathBuf);

fn read<T: for<'de> Deserialize<'de>>(app: &AppHandle, key: &str) -> Option<T> {
    serde_json::from_value(app.store(file(app)).ok()?.get(key)?).ok()
}

fn file(app: &AppHandle) -> PathBuf {
    app.try_state::<Preferences>().map_or_else(|| PathBuf::from(FILE), |preferences| preferences.0.clone())
}

fn write(app: &AppHandle, key: &str, value: impl Serialize) {
    // What cannot be kept is asked for again next time.
    if let (Ok(store), Ok(value)) = (app.store(file(app)), serde_json::to_value(value)) {
        store.set(key, value);
        let _ = store.save();
    }
}

pub(crate) fn theme(app: &AppHandle) -> Option<Theme> {
    read(app, "theme")
}

pub(crate) fn keep_theme(app: &AppHandle, theme: Theme) {
    write(app, "theme", theme);
}

/// How large the page is shown, in percent.
pub(crate) fn zoom(app: &AppHandle) -> Option<u16> {
    read(app, "zoom")
}

pub(crate) fn keep_zoom(app: &AppHandle, percent: u16) {
    write(app, "zoom", percent);
}

/// The proxy that platforms are asked through.
pub(crate) fn proxy(app: &AppHandle) -> Option<String> {
    read(app, "proxy")
}

pub(crate) fn keep_proxy(app: &AppHandle, proxy: Option<&str>) {
    write(app, "proxy", proxy);
}

pub(crate) fn language(app: &AppHandle) -> Option<Language> {
    read(app, "language")
}

pub(crate) fn keep_language(app: &AppHandle, language: Language) {
    write(app, "language", language);
}

/// What the columns of tables hold, by their headings: the last ones first.
type Tables = Vec<(String, Vec<(usize, String)>)>;

/// Of how many tables it is kept what their columns hold.
const TABLES_KEPT: usize = 50;

/// What the columns of a table with these headings were last said to hold.
pub(crate) fn columns(app: &AppHandle, headings: &str) -> Option<Vec<(usize, String)>> {
    let tables: Tables = read(app, "tables")?;
    tables.into_iter().find(|(of, _)| of == headings).map(|(_, columns)| columns)
}

pub(crate) fn keep_columns(app: &AppHandle, headings: &str, columns: &[(usize, String)]) {
    let mut tables: Tables = read(app, "tables").unwrap_or_default();
    tables.retain(|(of, _)| of != headings);
    tables.insert(0, (headings.to_owned(), columns.to_vec()));
    tables.truncate(TABLES_KEPT);
    write(app, "tables", tables);
}

/// The folder files were last taken from or written to, if it is still there.
pub(crate) fn last_folder(app: &AppHandle) -> Option<PathBuf> {
    read::<PathBuf>(app, "folder").filter(|folder| folder.is_dir())
}

pub(crate) fn keep_last_folder_of(app: &AppHandle, file: &Path) {
    if let Some(folder) = file.parent() {
        write(app, "folder", folder);
    }
}

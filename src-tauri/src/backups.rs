//! Backups as the window makes and shows them.

use tauri::{AppHandle, Emitter};
use vozdesk_core::model::message::Message;
use vozdesk_core::words::Catalogue;
use vozdesk_store::backup::{Backup, Backups};
use vozdesk_store::{Store, StoreError};

use crate::desk::Desk;
use crate::wire::{BackupPage, BackupRow, WireError};

pub(crate) fn row(backup: Backup) -> BackupRow {
    BackupRow { name: backup.name, at: backup.at.to_string(), bytes: backup.bytes }
}

pub(crate) fn page(backups: &Backups, catalogue: &Catalogue) -> BackupPage {
    let folder = backups.folder().display().to_string();
    match backups.list() {
        Ok(list) => BackupPage { folder, rows: list.into_iter().map(row).collect(), failure: None },
        Err(error) => BackupPage { folder, rows: Vec::new(), failure: Some(catalogue.text(&error.message())) },
    }
}

/// Makes the backup of the day, if it is not there yet. A sample office needs none.
pub(crate) fn daily(app: &AppHandle, desk: &Desk, store: &Store) {
    if !desk.is_sample() {
        let _one_at_a_time = desk.backing_up();
        said(app, desk.catalogue(), desk.backups().make_daily(store).map(drop));
    }
}

/// Makes a backup before something large.
pub(crate) fn before(app: &AppHandle, desk: &Desk, store: &Store) {
    if !desk.is_sample() && store.snapshot().revision > 0 {
        let _one_at_a_time = desk.backing_up();
        said(app, desk.catalogue(), desk.backups().make(store).map(drop));
    }
}

/// A failure is said and stops nothing.
fn said(app: &AppHandle, catalogue: &Catalogue, made: Result<(), StoreError>) {
    if let Err(error) = made {
        let message = Message::new("backup-failed").with("why", error.message());
        let _ = app.emit("backup-failed", WireError::new(catalogue, "backup_failed", &message));
    }
}

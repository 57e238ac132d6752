//! Backups: listed, made, restored, and put in the place of a store that is damaged.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vozdesk_core::model::message::Message;
use vozdesk_core::words::Catalogue;
use vozdesk_store::backup::{Backup, Backups};
use vozdesk_store::{Restored, Store, StoreError};

use crate::exporting::no_dialog;
use crate::failure::{Failure, WireError};
use crate::host::{Chosen, Event, FileDialog, Host};
use crate::offices::Office;
use crate::settings::{Opening, opening};
use crate::work::{Answer, Nothing, Saved, Work};

#[derive(Serialize, TS)]
pub(crate) struct BackupPage {
    pub(crate) folder: String,
    /// The newest first.
    pub(crate) rows: Vec<BackupRow>,
    /// Why the folder cannot be read, in words.
    pub(crate) failure: Option<String>,
}

#[derive(Serialize, TS)]
pub(crate) struct BackupRow {
    pub(crate) name: String,
    /// RFC 3339 in UTC.
    pub(crate) at: String,
    #[ts(type = "number")]
    pub(crate) bytes: u64,
}

/// Which backup: a name of the list, never a path.
#[derive(Deserialize, TS)]
pub(crate) struct BackupName {
    pub(crate) name: String,
}

/// Makes the backup of the day if it is due; a failure is said and stops nothing.
pub fn daily(backups: &Backups, store: &Store) -> Option<Message> {
    backups.make_daily(store).err().map(|error| failed(&error))
}

/// Makes a backup before something large, if there is something to keep; a failure is said and stops nothing.
pub fn before(backups: &Backups, store: &Store) -> Option<Message> {
    if store.snapshot().revision == 0 {
        return None;
    }
    backups.make(store).err().map(|error| failed(&error))
}

fn failed(error: &StoreError) -> Message {
    Message::new("backup-failed").with("why", error.message())
}

/// That there is no backup of this name.
pub fn no_backup(name: &str) -> Failure {
    Failure::plain("not_found", Message::new("backup-unknown").with("name", name))
}

/// Makes a backup of an office and tells whoever looks if that fails. A sample office needs none.
pub(crate) fn make_beside(
    host: &impl Host,
    office: &Office,
    catalogue: &'static Catalogue,
    store: &Store,
    make: fn(&Backups, &Store) -> Option<Message>,
) {
    if office.is_sample() {
        return;
    }
    let _one_at_a_time = office.backing_up();
    if let Some(message) = make(&office.backups(), store) {
        host.tell(Event::BackupFailed(WireError::new(catalogue, &Failure::plain("backup_failed", message))));
    }
}

/// The backups there are.
pub(crate) fn list_backups(work: &Work<impl Host>, _: Nothing) -> Answer<BackupPage> {
    Ok(page(&work.office.backups(), work.catalogue))
}

/// Makes one now.
pub(crate) fn make_backup(work: &Work<impl Host>, _: Nothing) -> Answer<BackupPage> {
    let store = work.store()?;
    let _one_at_a_time = work.office.backing_up();
    let backups = work.office.backups();
    backups.make(&store)?;
    Ok(page(&backups, work.catalogue))
}

/// Makes the setup again what it is in a backup.
pub(crate) fn restore_backup(work: &Work<impl Host>, query: BackupName) -> Answer<Saved> {
    let store = work.store()?;
    let _one_at_a_time = work.office.backing_up();
    match work.office.backups().restore(&store, &query.name)? {
        Restored::Gone => Err(no_backup(&query.name)),
        Restored::Same(_) => Ok(work.saved(&store, None, None, |made| made.deed.message())),
        Restored::Made(made) => Ok(work.saved(&store, None, Some(&made), |made| made.deed.message())),
    }
}

/// Asks for another folder for backups.
pub(crate) fn choose_backup_folder(work: &Work<impl Host>, _: Nothing) -> Answer<Option<BackupPage>> {
    let mut backups = work.office.backups();
    let dialog = FileDialog {
        title: work.catalogue.words("dialog-backups-title"),
        kind: String::new(),
        extensions: Vec::new(),
        folder: Some(backups.folder().to_owned()),
    };
    match work.host().ask_for_a_folder(&dialog) {
        Chosen::Cancelled => Ok(None),
        Chosen::Unavailable => Err(no_dialog()),
        Chosen::Paths(paths) => {
            for folder in &paths {
                backups.move_to(folder)?;
            }
            Ok(Some(page(&backups, work.catalogue)))
        }
    }
}

/// Puts a backup in the place of a store that is damaged; any other store is left alone.
pub(crate) fn recover_backup(work: &Work<impl Host>, query: BackupName) -> Answer<Opening> {
    if !matches!(work.office.store(), Err(StoreError::Damaged { .. })) {
        return Ok(opening(work));
    }
    let recovered = work.office.backups().recover(&query.name)?;
    recovered.ok_or_else(|| no_backup(&query.name))?;
    Ok(opening(work))
}

/// Makes the backup of the day; nobody waits for it.
pub(crate) fn begin_daily<H: Host>(work: &Work<H>, store: &Arc<Store>) {
    let (offices, office, store, catalogue) =
        (work.offices.clone(), work.office.clone(), store.clone(), work.catalogue);
    std::thread::spawn(move || make_beside(offices.host(), &office, catalogue, &store, daily));
}

pub(crate) fn row(backup: Backup) -> BackupRow {
    BackupRow { name: backup.name, at: backup.at.to_string(), bytes: backup.bytes }
}

fn page(backups: &Backups, catalogue: &Catalogue) -> BackupPage {
    let folder = backups.folder().display().to_string();
    match backups.list() {
        Ok(list) => BackupPage { folder, rows: list.into_iter().map(row).collect(), failure: None },
        Err(error) => BackupPage { folder, rows: Vec::new(), failure: Some(catalogue.text(&error.message())) },
    }
}

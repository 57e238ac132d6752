//! `vozdesk backup`: list, make, restore; and the one that is made once a day.

use std::path::Path;

use serde_json::{Value, json};
use vozdesk_core::model::deed::shown_time;
use vozdesk_core::model::message::Message;
use vozdesk_store::backup::{Backup, Backups};
use vozdesk_store::{Store, StoreError};

use crate::args::BackupCommand;
use crate::output::{Failure, Output};

pub(crate) fn run(data: &Path, command: BackupCommand, output: &mut Output) -> Result<(), Failure> {
    let backups = Backups::of(data);
    match command {
        // Opens no store: a damaged one is when one looks for a backup.
        BackupCommand::List => list(&backups, output),
        BackupCommand::Now => {
            let store = Store::open(data)?;
            let made = backups.make(&store);
            store.close()?;
            let backup = made?;
            output.note(&Message::new("backup-made").with("name", backup.name.as_str()));
            if output.json { output.json(&as_json(&backup)) } else { output.line(&backup.name) }
        }
        BackupCommand::Restore { name } => match Store::open(data) {
            Ok(store) => {
                let restored = backups.restore(&store, &name);
                store.close()?;
                let edited = restored?.ok_or_else(|| no_backup(&name))?;
                output.note(&edited.title.message());
                Ok(())
            }
            Err(StoreError::Damaged { .. }) => {
                let aside = backups.recover(&name)?.ok_or_else(|| no_backup(&name))?;
                output.tell(&Message::new("backup-recovered").with("path", aside.display().to_string()));
                Ok(())
            }
            Err(error) => Err(error.into()),
        },
    }
}

/// Makes the backup of the day, if it is not there yet. A failure is said and stops nothing.
pub(crate) fn daily(data: &Path, store: &Store, output: &Output) {
    said(Backups::of(data).make_daily(store).map(drop), output);
}

/// Makes a backup before something large. A failure is said and stops nothing.
pub(crate) fn before(store: &Store, output: &Output) {
    if let Some(data) = store.path().parent().filter(|_| store.snapshot().revision > 0) {
        said(Backups::of(data).make(store).map(drop), output);
    }
}

fn said(made: Result<(), StoreError>, output: &Output) {
    if let Err(error) = made {
        output.tell(&Message::new("backup-failed").with("why", error.message()));
    }
}

/// Says which backup there is, when the store is damaged.
pub(crate) fn offer(data: &Path, output: &Output) {
    if let Ok(Some(backup)) = Backups::of(data).newest_good() {
        let message = Message::new("backup-offered").with("at", shown_time(&backup.at.to_string()));
        output.tell(&message.with("name", backup.name));
    }
}

fn no_backup(name: &str) -> Failure {
    Failure::Plain { code: "not_found", message: Message::new("backup-unknown").with("name", name) }
}

fn list(backups: &Backups, output: &mut Output) -> Result<(), Failure> {
    let list = backups.list()?;
    if output.json {
        return output.json(&list.iter().map(as_json).collect::<Vec<_>>());
    }
    for backup in &list {
        output.line(format!("{}  {}  {:>10}", backup.name, shown_time(&backup.at.to_string()), backup.bytes))?;
    }
    Ok(())
}

fn as_json(backup: &Backup) -> Value {
    json!({ "name": backup.name, "at": backup.at.to_string(), "bytes": backup.bytes })
}

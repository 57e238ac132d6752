//! `vozdesk backup`: list, make, restore; and the one that is made once a day.

use std::path::Path;

use serde_json::{Value, json};
use vozdesk_core::model::deed::shown_time;
use vozdesk_core::model::message::Message;
use vozdesk_office::backups::{self, no_backup};
use vozdesk_store::backup::{Backup, Backups};
use vozdesk_store::{Restored, Store, StoreError};

use crate::args::BackupCommand;
use crate::commands::{open, tell, tell_of};
use crate::output::{Failure, Output};

pub(crate) fn run(data: &Path, command: BackupCommand, output: &mut Output) -> Result<(), Failure> {
    let of_data = Backups::of(data);
    match command {
        // Opens no store: a damaged one is when one looks for a backup.
        BackupCommand::List => list(&of_data, output),
        BackupCommand::Now => {
            let store = open(data, output)?;
            // Its office may have been found out to be a copy.
            let made = Backups::of(data).make(&store);
            if made.is_ok() {
                tell_of(data, &store, output);
            }
            store.close()?;
            let backup = made?;
            output.note(&Message::new("backup-made").with("name", backup.name.as_str()));
            if output.json { output.json(&as_json(&backup)) } else { output.line(&backup.name) }
        }
        BackupCommand::Restore { name } => match Store::open(data) {
            Ok(store) => {
                let restored = Backups::of(data).restore(&store, &name);
                store.close()?;
                match restored? {
                    Restored::Gone => return Err(no_backup(&name).into()),
                    Restored::Same(deed) => output.note(&deed.message()),
                    Restored::Made(made) => tell(&made, &made.deed.message(), output),
                }
                Ok(())
            }
            Err(StoreError::Damaged { .. }) => {
                let aside = of_data.recover(&name)?.ok_or_else(|| no_backup(&name))?;
                output.tell(&Message::new("backup-recovered").with("path", aside.display().to_string()));
                Ok(())
            }
            Err(error) => Err(error.into()),
        },
    }
}

/// Makes the backup of the day, if it is not there yet. A failure is said and stops nothing.
pub(crate) fn daily(data: &Path, store: &Store, output: &Output) {
    if let Some(message) = backups::daily(&Backups::of(data), store) {
        output.tell(&message);
    }
}

/// Makes a backup before something large. A failure is said and stops nothing.
pub(crate) fn before(store: &Store, output: &Output) {
    let data = store.path().parent();
    if let Some(message) = data.and_then(|data| backups::before(&Backups::of(data), store)) {
        output.tell(&message);
    }
}

/// Says which backup there is, when the store is damaged.
pub(crate) fn offer(data: &Path, output: &Output) {
    if let Ok(Some(backup)) = Backups::of(data).newest_good() {
        let message = Message::new("backup-offered").with("at", shown_time(&backup.at.to_string()));
        output.tell(&message.with("name", backup.name));
    }
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

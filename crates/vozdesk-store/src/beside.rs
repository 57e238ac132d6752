//! What is kept beside the setup and not in its history: which platforms an office is connected to, what was last seen
//! there, the newest plan, and what is being sent. None of it changes the setup or its revision; all of it lives and
//! dies with the connection. Keys are never here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use redb::{ReadTransaction, ReadableDatabase, ReadableTable, TableDefinition, WriteTransaction};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use vozdesk_core::files::Platform;
use vozdesk_core::model::deed::Deed;
use vozdesk_core::model::e164::E164;
use vozdesk_core::model::synced::{Base, Held, Seen, Synced};
use vozdesk_core::sync::{Memory, Noticed, Plan};

use crate::error::{StoreError, corrupted};
use crate::history::{self, Log};
use crate::look::Look;
use crate::mark::Office;
use crate::store::{Store, database};
use crate::tables;

/// A platform that an office is connected to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// The platform's word.
    pub platform: String,
    /// When the two were last compared, RFC 3339 in UTC.
    pub compared_at: Option<String>,
}

/// What the table of connections holds of one.
#[derive(Default, Serialize, Deserialize)]
struct Kept {
    compared_at: Option<String>,
}

/// A request that was about to be sent; gone once it is known what came of it.
#[derive(Serialize, Deserialize)]
struct Intent {
    digest: String,
    fields: Vec<Synced>,
}

type Bytes = TableDefinition<'static, &'static str, &'static [u8]>;

impl Store {
    /// The id of the office whose store it is.
    pub fn office_id(&self) -> String {
        office_id(self.path().parent().unwrap_or(self.path()))
    }

    /// The platforms the office is connected to, by name.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn connections(&self) -> Result<Vec<Connection>, StoreError> {
        self.read(|transaction, _| connections(transaction))
    }

    /// Takes note that the office is connected to a platform.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn connect(&self, platform: &str) -> Result<(), StoreError> {
        self.write(|transaction| {
            let mut table = transaction.open_table(tables::CONNECTIONS)?;
            let is_there = table.get(platform)?.is_some();
            if !is_there {
                table.insert(platform, json(&Kept::default())?.as_slice())?;
            }
            Ok(())
        })
    }

    /// Forgets a connection and everything that was seen by it. The setup stays as it is.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn disconnect(&self, platform: &str) -> Result<(), StoreError> {
        self.write(|transaction| {
            for table in [tables::CONNECTIONS, tables::PLANS] {
                transaction.open_table(table)?.remove(platform)?;
            }
            for table in [tables::SEEN_NUMBERS, tables::SEEN_ASSISTANTS, tables::INTENTS] {
                let (first, last) = range(platform);
                transaction.open_table(table)?.retain_in(first.as_str()..last.as_str(), |_, _| false)?;
            }
            Ok(())
        })
    }

    /// What is remembered of a connection.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn memory(&self, platform: &str) -> Result<Memory, StoreError> {
        self.read(|transaction, log| memory(transaction, log, platform))
    }

    /// What was last seen of one number.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn seen(&self, platform: &str, number: E164) -> Result<Option<Seen>, StoreError> {
        self.read(|transaction, _| one(transaction, tables::SEEN_NUMBERS, &key(platform, number.as_str())))
    }

    /// The newest plan of a connection.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn plan(&self, platform: &str) -> Result<Option<Plan>, StoreError> {
        self.read(|transaction, _| one(transaction, tables::PLANS, platform))
    }

    /// Keeps a plan in the place of the one before, with what the comparison has shown.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn keep_plan(&self, plan: &Plan, noticed: &Noticed) -> Result<(), StoreError> {
        let now = (self.source.now)().to_string();
        self.write(|transaction| {
            let platform = plan.platform.as_str();
            if !is_connected(transaction, platform)? {
                return Ok(());
            }
            let kept = Kept { compared_at: Some(now) };
            transaction.open_table(tables::CONNECTIONS)?.insert(platform, json(&kept)?.as_slice())?;
            transaction.open_table(tables::PLANS)?.insert(platform, json(plan)?.as_slice())?;
            // What was under way when a program ended has been read again.
            let (first, last) = range(platform);
            transaction.open_table(tables::INTENTS)?.retain_in(first.as_str()..last.as_str(), |_, _| false)?;
            notice(transaction, platform, noticed)
        })
    }

    /// Takes note that a plan is sent and is not to be sent again.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn use_plan(&self, plan: &Plan) -> Result<(), StoreError> {
        let used = Plan { is_used: true, ..plan.clone() };
        self.write(|transaction| {
            transaction.open_table(tables::PLANS)?.insert(plan.platform.as_str(), json(&used)?.as_slice())?;
            Ok(())
        })
    }

    /// Remembers what a comparison has shown.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn notice(&self, platform: &str, noticed: &Noticed) -> Result<(), StoreError> {
        self.write(|transaction| match is_connected(transaction, platform)? {
            true => notice(transaction, platform, noticed),
            false => Ok(()),
        })
    }

    /// Before a request is sent: what it is about to change.
    ///
    /// # Errors
    /// What the disk reports; then nothing is to be sent.
    pub fn begin_sending(&self, plan: &Plan, number: E164, fields: &[Synced]) -> Result<(), StoreError> {
        let intent = Intent { digest: plan.digest.clone(), fields: fields.to_vec() };
        self.write(|transaction| {
            let key = key(&plan.platform, number.as_str());
            transaction.open_table(tables::INTENTS)?.insert(key.as_str(), json(&intent)?.as_slice())?;
            Ok(())
        })
    }

    /// Once it is known what came of a request: the fields that stand there now are last seen so.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn end_sending(&self, platform: &str, number: E164, settled: &[(Synced, Held)]) -> Result<(), StoreError> {
        self.write(|transaction| {
            let key = key(platform, number.as_str());
            transaction.open_table(tables::INTENTS)?.remove(key.as_str())?;
            if !is_connected(transaction, platform)? {
                return Ok(());
            }
            let mut table = transaction.open_table(tables::SEEN_NUMBERS)?;
            let mut seen: Seen = match table.get(key.as_str())? {
                Some(bytes) => parsed(bytes.value())?,
                None => Seen::default(),
            };
            seen.fields.extend(settled.iter().map(|(field, value)| (*field, Base::settled(value.clone()))));
            table.insert(key.as_str(), json(&seen)?.as_slice())?;
            Ok(())
        })
    }

    /// Numbers about which a request was under way when a program ended.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn interrupted(&self, platform: &str) -> Result<Vec<E164>, StoreError> {
        self.read(|transaction, _| {
            let intents: Vec<(String, Intent)> = all(transaction, tables::INTENTS, platform)?;
            Ok(intents.iter().filter_map(|(number, _)| E164::from_text(number)).collect())
        })
    }

    /// Reads what is beside the setup.
    fn read<T>(&self, read: impl FnOnce(&ReadTransaction, &Log) -> Result<T, redb::Error>) -> Result<T, StoreError> {
        let mut writer = self.writer()?;
        let found = database(&writer).and_then(|database| read(&database.begin_read()?, &writer.log));
        found.map_err(|error| self.failed(&mut writer, error))
    }

    /// Writes beside the setup, durable on return.
    fn write(&self, write: impl FnOnce(&WriteTransaction) -> Result<(), redb::Error>) -> Result<(), StoreError> {
        let mut writer = self.writer()?;
        self.look_in_place(&writer)?;
        let written = database(&writer).and_then(|database| {
            let transaction = database.begin_write()?;
            write(&transaction)?;
            transaction.commit()?;
            Ok(())
        });
        written.map_err(|error| self.failed(&mut writer, error))
    }
}

impl Look {
    /// The platforms the office is connected to, by name.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn connections(&self) -> Result<Vec<Connection>, StoreError> {
        self.beside(|transaction, _| connections(transaction))
    }

    /// The newest plan of a connection, and what is remembered of it.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn plan(&self, platform: &str) -> Result<(Option<Plan>, Memory), StoreError> {
        self.beside(|transaction, log| {
            Ok((one(transaction, tables::PLANS, platform)?, memory(transaction, log, platform)?))
        })
    }
}

/// The id of the office in a data folder, by which its keys are kept.
pub fn office_id(folder: &Path) -> String {
    Office::of(folder).id().to_owned()
}

/// Whether the office is still connected: nothing is kept of a connection that was forgotten meanwhile.
fn is_connected(transaction: &WriteTransaction, platform: &str) -> Result<bool, redb::Error> {
    Ok(transaction.open_table(tables::CONNECTIONS)?.get(platform)?.is_some())
}

fn connections(transaction: &ReadTransaction) -> Result<Vec<Connection>, redb::Error> {
    let table = transaction.open_table(tables::CONNECTIONS)?;
    let mut connections = Vec::new();
    for item in table.iter()? {
        let (platform, bytes) = item?;
        let Kept { compared_at } = parsed(bytes.value())?;
        connections.push(Connection { platform: platform.value().to_owned(), compared_at });
    }
    Ok(connections)
}

fn memory(transaction: &ReadTransaction, log: &Log, platform: &str) -> Result<Memory, redb::Error> {
    let numbers = numbers_seen(transaction, platform)?;
    let brought: BTreeSet<u64> = numbers.values().filter_map(|seen: &Seen| seen.added_by).collect();
    let mut answering = Vec::new();
    for other in connections(transaction)? {
        let answers = Platform::of_word(&other.platform).is_some_and(|platform| !platform.is_carrier());
        if answers && other.platform != platform {
            let seen = numbers_seen(transaction, &other.platform)?.into_keys().collect();
            answering.push((other.platform, seen));
        }
    }
    Ok(Memory {
        numbers,
        assistants: all(transaction, tables::SEEN_ASSISTANTS, platform)?.into_iter().collect(),
        undone: undone(transaction, log, &brought)?,
        answering,
    })
}

/// Those of some changes that are taken back, be it by an undo or alone.
fn undone(transaction: &ReadTransaction, log: &Log, changes: &BTreeSet<u64>) -> Result<BTreeSet<u64>, redb::Error> {
    let Some(first) = changes.first() else { return Ok(BTreeSet::new()) };
    let heads = transaction.open_table(tables::HISTORY)?;
    let mut undone = BTreeSet::new();
    // What history has no longer was not taken back while it had it.
    for item in heads.range(*first..)? {
        let (change, bytes) = item?;
        let change = change.value();
        if changes.contains(&change) && !log.is_done(change) {
            undone.insert(change);
        }
        if let Some(Deed::TookBack { change: of, .. }) = history::deed(bytes.value())
            && changes.contains(&of)
            && log.is_done(change)
        {
            undone.insert(of);
        }
    }
    Ok(undone)
}

fn numbers_seen(transaction: &ReadTransaction, platform: &str) -> Result<BTreeMap<E164, Seen>, redb::Error> {
    let seen = all(transaction, tables::SEEN_NUMBERS, platform)?.into_iter();
    seen.map(|(number, seen)| Ok((E164::from_text(&number).ok_or_else(|| corrupted(number))?, seen))).collect()
}

fn notice(transaction: &WriteTransaction, platform: &str, noticed: &Noticed) -> Result<(), redb::Error> {
    let numbers = noticed.numbers.iter().map(|(number, seen)| (number.as_str(), seen));
    put(transaction, tables::SEEN_NUMBERS, platform, numbers)?;
    let assistants = noticed.assistants.iter().map(|(id, name)| (id.as_str(), name));
    put(transaction, tables::SEEN_ASSISTANTS, platform, assistants)
}

/// Puts values of a connection into their table, and takes out those that are forgotten.
fn put<'a, T: Serialize + 'a>(
    transaction: &WriteTransaction,
    table: Bytes,
    platform: &str,
    values: impl Iterator<Item = (&'a str, &'a Option<T>)>,
) -> Result<(), redb::Error> {
    let mut table = transaction.open_table(table)?;
    for (name, value) in values {
        let key = key(platform, name);
        match value {
            Some(value) => drop(table.insert(key.as_str(), json(value)?.as_slice())?),
            None => drop(table.remove(key.as_str())?),
        }
    }
    Ok(())
}

/// Every value of a connection in a table, by what stands behind the platform's word in its key.
fn all<T: DeserializeOwned>(
    transaction: &ReadTransaction,
    table: Bytes,
    platform: &str,
) -> Result<Vec<(String, T)>, redb::Error> {
    let table = transaction.open_table(table)?;
    let (first, last) = range(platform);
    let mut found = Vec::new();
    for item in table.range(first.as_str()..last.as_str())? {
        let (key, bytes) = item?;
        let name = key.value().get(first.len()..).unwrap_or_default();
        found.push((name.to_owned(), parsed(bytes.value())?));
    }
    Ok(found)
}

fn one<T: DeserializeOwned>(transaction: &ReadTransaction, table: Bytes, key: &str) -> Result<Option<T>, redb::Error> {
    let table = transaction.open_table(table)?;
    let found = table.get(key)?.map(|bytes| parsed(bytes.value())).transpose()?;
    Ok(found)
}

/// The key of something of a connection. No platform's word holds a space.
fn key(platform: &str, name: &str) -> String {
    format!("{platform} {name}")
}

/// The keys of a connection: from the first on, below the last.
fn range(platform: &str) -> (String, String) {
    (format!("{platform} "), format!("{platform}!"))
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, redb::Error> {
    serde_json::to_vec(value).map_err(corrupted)
}

fn parsed<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, redb::Error> {
    serde_json::from_slice(bytes).map_err(corrupted)
}

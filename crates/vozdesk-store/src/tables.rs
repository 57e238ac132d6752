//! Every table of the store, and the number of its schema.
//!
//! Keys are ids or the numbers of changes, values are JSON bytes, those of [`CHANGES`] compressed: redb's
//! own tuples and options are not used, so that the file can be read by any later version of VozDesk.

use redb::{Database, ReadableDatabase, TableDefinition, WriteTransaction};

use crate::error::corrupted;

/// The schema this program writes. A store of a newer one is refused.
pub(crate) const SCHEMA: u64 = 3;

/// Single values by name: [`SCHEMA_KEY`], [`PROFILE`].
pub(crate) const META: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("meta");
/// In [`META`]: the schema's number.
pub(crate) const SCHEMA_KEY: &str = "schema";
/// In [`META`]: the profile, a `Profile`.
pub(crate) const PROFILE: &str = "profile";
/// Phone numbers by id, each a `Number`.
pub(crate) const NUMBERS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("numbers");
/// Assistants by id, each a `Assistant`.
pub(crate) const ASSISTANTS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("assistants");
/// Campaigns by id, each a `Campaign`.
pub(crate) const CAMPAIGNS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("campaigns");
/// The heads of history by number, from 1: when, what, how many records. Small, read on open.
pub(crate) const HISTORY: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("history");
/// What each entry of history changed, see `history.rs`. Read when asked for.
pub(crate) const CHANGES: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("changes");
/// The platforms an office is connected to, by their word. This and what follows is beside the setup, see `beside.rs`.
pub(crate) const CONNECTIONS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("connections");
/// What was last seen of numbers there, by platform and number, each a `Seen`.
pub(crate) const SEEN_NUMBERS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("seen_numbers");
/// The names of assistants as last seen, by platform and the id there.
pub(crate) const SEEN_ASSISTANTS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("seen_assistants");
/// The newest plan of each connection, a `Plan`.
pub(crate) const PLANS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("plans");
/// Requests that are under way, by platform and number.
pub(crate) const INTENTS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("intents");

/// Makes the tables of what is beside the setup.
pub(crate) fn prepare_beside(transaction: &WriteTransaction) -> Result<(), redb::Error> {
    for table in [CONNECTIONS, SEEN_NUMBERS, SEEN_ASSISTANTS, PLANS, INTENTS] {
        transaction.open_table(table)?;
    }
    Ok(())
}

/// Makes the tables of a new file and stamps its schema, in one commit. Leaves any other file alone.
pub(crate) fn prepare(database: &Database) -> Result<(), redb::Error> {
    if database.begin_read()?.list_tables()?.next().is_some() {
        return Ok(());
    }
    let transaction = database.begin_write()?;
    {
        transaction.open_table(META)?.insert(SCHEMA_KEY, SCHEMA.to_string().as_bytes())?;
        transaction.open_table(NUMBERS)?;
        transaction.open_table(ASSISTANTS)?;
        transaction.open_table(CAMPAIGNS)?;
        transaction.open_table(HISTORY)?;
        transaction.open_table(CHANGES)?;
        prepare_beside(&transaction)?;
    }
    transaction.commit()?;
    Ok(())
}

/// The schema of an open file.
pub(crate) fn schema(database: &impl ReadableDatabase) -> Result<u64, redb::Error> {
    let transaction = database.begin_read()?;
    let table = transaction.open_table(META)?;
    let bytes = table.get(SCHEMA_KEY)?.ok_or_else(|| corrupted("the schema is missing"))?;
    serde_json::from_slice(bytes.value()).map_err(corrupted)
}

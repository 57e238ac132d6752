//! The store: redb and the disk. One file holds the setup of an office and its history.
//!
//! What the tables hold is in `tables.rs`, what history keeps in `history.rs`, how older stores are led
//! to the present schema in `migrate.rs`.

pub mod backup;
mod beside;
pub mod clock;
pub mod copy;
pub mod disk;
mod error;
mod file;
mod held;
mod history;
mod load;
mod look;
mod mark;
mod migrate;
mod retention;
mod store;
mod tables;
#[cfg(test)]
mod tests;
pub mod whereabouts;
mod write;

pub use beside::{Connection, office_id};
pub use error::{ChangeError, StoreError};
pub use history::{Entry, HistoryEntry};
pub use look::Look;
pub use retention::{KEPT_BYTES, KEPT_CHANGES, KEPT_DAYS, REMOVED_DAYS};
pub use store::{ChangeDetails, FILE_NAME, Made, Restored, Snapshot, Store, TakenBack};

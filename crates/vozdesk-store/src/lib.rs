//! The store: redb and the disk. One file holds the setup of an office and its history.

pub mod backup;
mod disk;
mod held;
mod history;
mod store;
mod tables;
#[cfg(test)]
mod tests;

pub use disk::{data_folder, whole_file};
pub use history::{Entry, HistoryEntry, KEPT_BYTES, KEPT_CHANGES, KEPT_DAYS, REMOVED_DAYS};
pub use store::{ChangeError, Committed, FILE_NAME, Snapshot, Store, StoreError};

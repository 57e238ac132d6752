//! What VozDesk does for an office, once, for every host.
//!
//! A part of the product is a file, with what is asked of it, what it answers and the handlers between
//! them. [`api`] is the one list of what a window may ask; the command line calls the same parts. What
//! only a host can do (dialogs, events, preferences) is behind [`host::Host`].

pub mod api;
mod assistants;
pub mod backups;
mod calls;
mod campaigns;
mod changes;
mod checkup;
mod choices;
mod closing;
pub mod exporting;
mod failure;
mod history;
pub mod host;
pub mod importing;
pub mod incoming;
pub mod locale;
mod number_list;
mod numbers;
mod offices;
mod review_rows;
mod sentence;
mod settings;
pub mod sync;
mod sync_notices;
mod sync_page;
mod sync_rows;
#[cfg(test)]
mod wire;
mod work;

pub use checkup::{surroundings, way};
pub use failure::{Failure, WireError};
pub use history::{gone_from_history, nothing_to_redo, nothing_to_undo, redone, undone};
pub use numbers::Badge;
pub use offices::{Offices, other_copies};
pub use sentence::{Sentence, TOLD_AT_MOST, Words, told};
pub use work::Glance;

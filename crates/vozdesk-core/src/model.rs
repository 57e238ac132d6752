//! What an office is: its records, the setup that holds them, and how two setups differ. Knows no
//! other wing; nothing here reads a file, follows a rule of calls or speaks a language.

pub mod assistant;
pub mod campaign;
pub mod change;
pub mod country;
pub mod deed;
pub mod e164;
pub mod field;
pub mod id;
pub mod language;
pub mod message;
pub mod number;
pub mod plan;
pub mod profile;
pub mod record;
pub mod setup;
pub mod synced;
pub mod text;
mod typed;

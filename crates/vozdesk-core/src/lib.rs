//! What VozDesk knows: phone numbers, assistants, slots and fallbacks; what happens to a call and
//! what wants a look; edits, the store with its history, and the files. No window, no command line, no network; the environment is passed in.
//!
//! Arrows run one way: [`exchange`], [`store`] and [`edit`] know the domain types
//! ([`setup`], [`phone_number`], [`assistant`], [`campaign`], [`profile`]), which know none of them.

pub mod assistant;
pub mod call_map;
pub mod campaign;
pub mod catalogue;
pub mod checkup;
pub mod country;
pub mod difference;
pub mod e164;
pub mod edit;
pub mod exchange;
pub mod id;
pub mod phone_number;
pub mod plan;
pub mod profile;
pub mod record;
pub mod routing;
pub mod sample;
pub mod search;
pub mod setup;
pub mod store;
pub mod text;

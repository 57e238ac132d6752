//! Sync: an office held against what a platform has, field by field, and what follows from it. Pure: what was fetched
//! and what was remembered in; a plan, what is to be sent, what comes here and what to remember out.
//!
//! A field has three values: what was last seen there, what is here, what is there. [`state()`] is the one rule that
//! says what becomes of it; a [`Plan`] is that rule over a whole office. Nothing is decided without being told to, and
//! nothing missing is ever taken for removed.

mod checklist;
mod comparison;
mod plan;
mod pull;
mod send;
mod state;
#[cfg(test)]
mod tests;

pub use checklist::{ByHand, by_hand};
pub use plan::{
    Ask, AskCode, AssistantChange, AssistantDifference, Difference, Fault, FaultCode, Link, Memory, NamedNumber,
    Noticed, Plan, Planned, Side,
};
pub use pull::{PullWish, pull, pulled};
pub use send::{FieldWrite, NumberWrite, SendWish, Sending};
pub use state::{State, state};

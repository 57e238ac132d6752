//! What follows from a setup, and what people do to it: pure functions over the model.

pub mod call_map;
pub mod checkup;
pub mod choices;
pub mod consequences;
pub mod edit;
pub mod order;
pub mod routing;
pub mod search;
pub mod take_back;

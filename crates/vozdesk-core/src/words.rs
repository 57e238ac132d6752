//! Putting messages into words: the one wing that knows Fluent.

mod catalogue;

pub use catalogue::{Catalogue, Part, PartKind, Pattern, Piece};

//! What VozDesk knows: bytes and values in, values out. No disk, no network, no environment and
//! no clock.
//!
//! Four wings, and arrows that run one way (`cargo xtask tidy` holds them):
//! - [`model`]: what an office is. Imports no other wing.
//! - [`words`]: messages put into words. Imports the model.
//! - [`rules`]: what follows from a setup and what people do to it. Imports the model, and the words
//!   for the exported picture of the call map.
//! - [`files`]: files in and out. Imports the model and the rules.

pub mod files;
pub mod model;
pub mod rules;
pub mod sync;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod words;

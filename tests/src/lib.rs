//! What the tests from outside share: an office in a folder of its own, the command line run on it, the
//! real window driven by the words one sees, and the small setups that more than one test begins with.
//!
//! Nothing here knows a rule of the program; the tests say what must come.

#![allow(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod command;
mod desktop;
pub mod fixtures;
pub mod keyring;
mod office;
mod part;
pub mod platform;
mod process;
mod waiting;
mod window;

pub use command::{Answer, Command, mounted, program};
pub use office::{Office, names};
pub use part::{Part, begins};
pub use waiting::patiently;
pub use window::Window;

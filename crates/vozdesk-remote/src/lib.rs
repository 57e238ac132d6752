//! The only part of VozDesk with a network. It opens a connection when it is called and at no other time, to the host of
//! one platform and to no other.
//!
//! - [`connection`]: which host, by which key; the requests of a run go through it one at a time.
//! - [`fetch`]: everything a platform lists, or why it is not all of it.
//! - [`push`](mod@push): what was planned, sent number by number and read back.
//! - [`keys`]: keys in the system's keyring.
//!
//! What the platforms' interfaces look like is in `interface/`, a file a platform. Their answers are read by the readers
//! of files, so that no more of them gets further than a file would bring.

#![forbid(unsafe_code)]

mod call;
pub mod connection;
pub mod fetch;
mod http;
mod interface;
pub mod keys;
pub mod push;
mod stop;

pub use connection::{Cancel, Connection, Hosts};
pub use keys::{Key, Keys};
pub use stop::{Stop, StopCode};

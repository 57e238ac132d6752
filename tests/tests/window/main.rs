//! The window, end to end: the real program, a real store, the words of the user's manual. A file for each page.
//!
//! Every test waits for what it needs to see, never for time.

#![allow(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod assistants;
mod backups;
mod call_map;
mod campaigns;
mod checkup;
mod direct;
mod edits;
mod first_run;
mod five_minutes;
mod history;
mod keyboard;
mod layout;
mod look;
mod manual;
mod markup;
mod numbers;
mod review;
mod screens;
mod settings;
mod store_faults;
mod sync;
mod transfer;
mod widths;
mod workbooks;

//! `vozdesk` as scripts see it: exits, stdout, stderr and files. A file for each group of commands.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod answers;
mod assistants;
mod backup;
mod calls;
mod campaigns;
mod data_folder;
mod export;
mod history;
mod import;
mod numbers;
mod parse;
mod profile;
mod refusals;
mod streams;
mod surroundings;
mod sync;
mod workbooks;

use std::path::Path;

use serde_json::Value;

/// The ids of a list in JSON.
fn ids(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|entry| entry["id"].as_str().unwrap_or("-")).collect()
}

/// Who may read and write a file.
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777
}

fn contains(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

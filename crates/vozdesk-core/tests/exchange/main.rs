//! Files in and out, through the public functions alone.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod bad_input;
mod merging;
mod platforms;
mod properties;
mod replacing;
mod whole_files;

use std::collections::{BTreeSet, HashSet};

use proptest::prelude::*;
use serde_json::{Value, json};
use vozdesk_core::files::{self, Entry, Mode, Outcome, Partial, Platform, Problem, ReadAs, Review, review, setup_file};
use vozdesk_core::model::change::ChangeSet;
use vozdesk_core::model::country::Country;
use vozdesk_core::model::id::Id;
use vozdesk_core::model::record::RecordKind;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::rules::edit::{self, Edits, Saving, Typed};
use vozdesk_core::testing::setups;

const WHOLE: &str = include_str!("../fixtures/whole.json");
const INFORMAL: &str = include_str!("../fixtures/informal.json");
const INFORMAL_EXPECTED: &str = include_str!("../fixtures/informal.expected.json");
const EMPTY: &str = include_str!("../fixtures/empty.json");
const VOZAGENT_ASSISTANTS: &str = include_str!("../fixtures/vozagent-assistants.json");
const VOZAGENT_NUMBERS: &str = include_str!("../fixtures/vozagent-numbers.json");

fn read(text: impl AsRef<[u8]>) -> Partial {
    files::read("a.json", text.as_ref(), ReadAs::Recognised, None, Country::US)
        .unwrap_or_else(|problem| panic!("the file can be read: {problem:?}"))
}

fn reviewed(setup: &Setup, files: &[&str], mode: Mode) -> Review {
    reviewed_without(setup, files, mode, &[])
}

fn reviewed_without(setup: &Setup, files: &[&str], mode: Mode, left_out: &[&str]) -> Review {
    let partials: Vec<Partial> = files.iter().map(read).collect();
    let left_out: HashSet<String> = left_out.iter().map(|key| (*key).to_owned()).collect();
    let review = review(setup, &partials, mode, &left_out);
    assert_eq!(review.setup.faults(), [], "whatever a file says, what comes of it is a setup");
    review
}

/// The setup that a file without problems makes of another.
fn with(setup: &Setup, file: &str, mode: Mode) -> Setup {
    let review = reviewed(setup, &[file], mode);
    assert!(review.problems.is_empty(), "{:#?}", review.problems);
    review.setup
}

fn whole() -> Setup {
    with(&Setup::default(), WHOLE, Mode::Merge)
}

fn exported(setup: &Setup) -> String {
    String::from_utf8(setup_file::to_bytes(setup)).expect("an export is UTF-8")
}

/// A setup file with these keys.
fn file(keys: Value) -> String {
    let mut file = json!({ "format": "vozdesk.setup", "version": 1 });
    let members = file.as_object_mut().expect("an object");
    members.extend(keys.as_object().expect("an object").clone());
    file.to_string()
}

/// The record of an export with this id.
fn record(setup: &Setup, id: &str) -> Value {
    let file: Value = serde_json::from_slice(&setup_file::to_bytes(setup)).expect("an export is JSON");
    let lists = ["assistants", "numbers", "campaigns"];
    let mut records = lists.iter().flat_map(|list| file[list].as_array().expect("a list").iter());
    records.find(|record| record["id"] == id).unwrap_or(&Value::Null).clone()
}

fn row<'a>(review: &'a Review, id: &str) -> &'a Entry {
    let found = review.entries.iter().find(|entry| entry.id().is_some_and(|own| own.as_str() == id));
    found.unwrap_or_else(|| panic!("{id} has a row: {:#?}", review.entries))
}

fn notes(entry: &Entry) -> Vec<&'static str> {
    entry.notes.iter().map(|note| note.key).collect()
}

fn codes(problems: &[Problem]) -> Vec<(&'static str, &str)> {
    problems.iter().map(|problem| (problem.code, problem.pointer.as_str())).collect()
}

// ---- the file itself

/// Everything that is wrong with a file, over an empty setup.
fn problems(bytes: &[u8]) -> Vec<Problem> {
    match files::read("a.json", bytes, ReadAs::Recognised, None, Country::US) {
        Err(problem) => vec![*problem],
        Ok(partial) => {
            let review = review(&Setup::default(), &[partial], Mode::Merge, &HashSet::new());
            assert_eq!(review.setup.faults(), []);
            review.problems
        }
    }
}

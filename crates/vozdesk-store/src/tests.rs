//! The store tried with disks that fail, files that are damaged, and long random sessions.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, reason = "how many faults were tried is worth a line")]

mod beside;
mod damage;
mod disk;
mod faults;
mod file;
mod gate;
mod history;
mod random;
mod schema;
mod session;

use std::path::Path;

use vozdesk_core::files::setup_file;
use vozdesk_core::model::deed::Deed;
use vozdesk_core::model::id::Id;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::rules::edit::{self, Edited, Edits, Saving, Typed};

use crate::{Made, Store, StoreError};

type Bytes = Vec<u8>;

/// What `export` would write.
fn exported(store: &Store) -> Bytes {
    setup_file::to_bytes(&store.snapshot().setup)
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn typed(text: &str) -> Typed {
    Typed { text: text.to_owned(), country: None }
}

fn labelled(setup: &Setup, label: &str) -> String {
    let number = setup.numbers().find(|number| number.label == label).expect("a number has this label");
    number.id.to_string()
}

fn named(setup: &Setup, name: &str) -> Id {
    setup.assistants().find(|assistant| assistant.name == name).expect("an assistant has this name").id.clone()
}

fn office(folder: &Path) -> Store {
    let store = Store::open(folder).expect("the store opens");
    store.change(|setup| Ok::<_, StoreError>(sample_edit(setup))).map_err(|_| ()).expect("the sample is laid out");
    store
}

/// The two numbers of the tests, as an edit.
fn sample_edit(setup: &Setup) -> Edited {
    Edited { setup: vozdesk_core::testing::two_numbers().0, ..random::unchanged(setup) }
}

fn relabel(store: &Store, label: &str) -> Option<Made> {
    let edit = Edits::default().with("label", label.to_owned());
    store
        .change(|setup| edit::save_number(setup, "main", &edit, Saving::default()))
        .map_err(|_| ())
        .expect("a label can be saved")
        .1
}

fn listed(store: &Store) -> Vec<(u64, bool)> {
    let history = store.history(usize::MAX).expect("history is read");
    history.into_iter().map(|entry| (entry.change, entry.undone)).collect()
}

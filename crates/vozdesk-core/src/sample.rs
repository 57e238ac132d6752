//! The sample office: Harbour Dental, a dentist with 14 numbers. Invented, with numbers from ranges
//! that are set aside for fiction.

use std::collections::HashSet;

use crate::country::Country;
use crate::edit::{Edited, Title};
use crate::exchange::{self, Mode, review};
use crate::setup::Setup;

const HARBOUR_DENTAL: &[u8] = include_bytes!("../sample/harbour-dental.json");

/// Lays the sample office out in an empty setup.
pub fn harbour_dental(setup: &Setup) -> Edited {
    let from = exchange::From::Setup;
    match exchange::read("harbour-dental.json", HARBOUR_DENTAL, from, None, Country::US) {
        Ok(partial) => {
            let review = review(setup, &[partial], Mode::Replace, &HashSet::new());
            Edited { title: Title::Sample, ..review.into_edited() }
        }
        // The file is part of the program and a test reads it.
        Err(_) => Edited { setup: setup.clone(), title: Title::Sample, subject: None, consequences: Vec::new() },
    }
}

/// Two numbers for tests: "Main Office" (+14155550101, with notes and a campaign) and "Second"
/// (+14155550102, which falls back to the first), both answered by Front Desk; Recall Caller speaks
/// from the first. Returns the setup and the ids of the numbers.
#[cfg(test)]
pub(crate) fn two_numbers() -> (Setup, String, String) {
    const OFFICE: &str = r#"{
        "format": "vozdesk.setup", "version": 1,
        "assistants": [{ "id": "desk", "name": "Front Desk", "kind": "inbound" },
                       { "id": "recall", "name": "Recall Caller", "kind": "outbound" }],
        "numbers": [
            { "id": "main", "number": "+14155550101", "label": "Main Office", "notes": "Printed on the cards.",
              "inbound": { "assistant": "desk", "fallback": "+14155550142" },
              "outbound": { "assistant": "recall" } },
            { "id": "second", "number": "+14155550102", "label": "Second",
              "inbound": { "assistant": "desk", "fallback": "+14155550101" } }],
        "campaigns": [{ "id": "letters", "name": "Recall letters", "number": "main", "status": "active" }]
    }"#;
    let partial = exchange::read("office.json", OFFICE.as_bytes(), exchange::From::Setup, None, Country::US)
        .expect("the office is well formed");
    let review = review(&Setup::default(), &[partial], Mode::Merge, &HashSet::new());
    assert!(review.problems.is_empty(), "{:?}", review.problems);
    (review.setup, "main".to_owned(), "second".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::setup_file;

    #[test]
    fn the_sample_office_is_a_setup_file_in_its_own_bytes() {
        let edited = harbour_dental(&Setup::default());
        assert_eq!(edited.setup.numbers().len(), 14);
        assert_eq!(edited.setup.assistants().len(), 10);
        assert_eq!(edited.setup.campaigns().len(), 5);
        let written = setup_file::to_bytes(&edited.setup);
        assert_eq!(String::from_utf8_lossy(&written), String::from_utf8_lossy(HARBOUR_DENTAL));
    }
}

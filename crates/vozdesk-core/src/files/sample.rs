//! The sample office: Harbour Dental, a dentist with 14 numbers. Invented, with numbers from ranges
//! that are set aside for fiction.

use std::collections::HashSet;

use crate::files::{self, Mode, review};
use crate::model::country::Country;
use crate::model::deed::Deed;
use crate::model::setup::Setup;
use crate::rules::edit::Edited;

const HARBOUR_DENTAL: &[u8] = include_bytes!("sample/harbour-dental.json");

/// Lays the sample office out in an empty setup.
pub fn harbour_dental(setup: &Setup) -> Edited {
    let from = files::ReadAs::SetupFile;
    match files::read("harbour-dental.json", HARBOUR_DENTAL, from, None, Country::US) {
        Ok(partial) => {
            let review = review(setup, &[partial], Mode::Replace, &HashSet::new());
            Edited { deed: Deed::Sample, ..review.into_edited() }
        }
        // The file is part of the program and a test reads it.
        Err(_) => Edited { setup: setup.clone(), deed: Deed::Sample, subject: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::setup_file;

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

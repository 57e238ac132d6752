//! Saving the profile.

use std::sync::Arc;

use crate::model::deed::Deed;
use crate::model::setup::Setup;
use crate::rules::edit::{Edited, Edits, Faults, Refusal, changed_paths};

/// Saves the edited fields of the profile.
pub fn save_profile(setup: &Setup, edits: &Edits) -> Result<Edited, Refusal> {
    let before = setup.profile();
    let mut faults = Faults::default();
    let profile = Arc::new(edits.applied_to(setup, &**before, &mut faults));
    faults.into_result()?;
    let deed = Deed::SavedProfile { fields: changed_paths(before, &profile) };
    let mut next = setup.clone();
    next.put_profile(profile);
    Ok(Edited { setup: next, deed, subject: None })
}

//! Saving the profile.

use std::sync::Arc;

use super::{Edit, Edited, Faults, Refusal};
use crate::model::change::profile_fields;
use crate::model::country::Country;
use crate::model::deed::Deed;
use crate::model::message::Message;
use crate::model::plan::Plan;
use crate::model::profile::Profile;
use crate::model::setup::Setup;
use crate::model::text;

/// The fields of the profile somebody edited. What is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProfileEdit {
    /// The office's name.
    pub name: Option<Edit<String>>,
    /// The country in which typed numbers are read.
    pub default_country: Option<Edit<Country>>,
    /// The plan.
    pub plan: Option<Edit<Plan>>,
    /// Numbers bought on top of the plan.
    pub extra_numbers: Option<Edit<u32>>,
}

/// Saves the edited fields of the profile.
pub fn save_profile(setup: &Setup, edit: ProfileEdit) -> Result<Edited, Refusal> {
    let before = setup.profile();
    let mut profile = Profile::clone(before);
    let mut faults = Faults::default();
    if let Some(change) = edit.name
        && let Some(name) = faults.text("name", text::short(&change.now))
    {
        faults.check_moved_on("name", change.was.as_ref(), &before.name, &name);
        profile.name = name;
    }
    if let Some(change) = edit.default_country {
        faults.check_moved_on("default_country", change.was.as_ref(), &before.default_country, &change.now);
        profile.default_country = change.now;
    }
    if let Some(change) = edit.plan {
        faults.check_moved_on("plan", change.was.as_ref(), &before.plan, &change.now);
        profile.plan = change.now;
    }
    if let Some(change) = edit.extra_numbers {
        faults.check_moved_on("extra_numbers", change.was.as_ref(), &before.extra_numbers, &change.now);
        if change.now > Profile::EXTRA_LIMIT {
            faults
                .add("extra_numbers", Message::new("extra-numbers-range").with("most", Profile::EXTRA_LIMIT as usize));
        }
        profile.extra_numbers = change.now;
    }
    faults.into_result()?;
    let fields = profile_fields(before, &profile).into_iter().map(|change| change.field).collect();
    let mut next = setup.clone();
    next.put_profile(Arc::new(profile));
    Ok(Edited::of(setup, next, Deed::SavedProfile { fields }, None, Vec::new()))
}

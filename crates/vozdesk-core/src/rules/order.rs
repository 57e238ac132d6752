//! The order in which records are listed and written.

use std::sync::Arc;

use crate::model::assistant::Assistant;
use crate::model::campaign::Campaign;
use crate::model::number::PhoneNumber;
use crate::model::setup::Setup;

/// Numbers by their digits, requested ones last, by id.
pub fn numbers(setup: &Setup) -> Vec<&PhoneNumber> {
    let mut numbers: Vec<_> = setup.numbers().map(|number| (number.e164(), &**number)).collect();
    numbers.sort_unstable_by(|(a, x), (b, y)| (a.is_none(), a, &x.id).cmp(&(b.is_none(), b, &y.id)));
    numbers.into_iter().map(|(_, number)| number).collect()
}

/// Assistants by name (code points), then id.
pub fn assistants(setup: &Setup) -> Vec<&Assistant> {
    let mut assistants: Vec<&Assistant> = setup.assistants().map(Arc::as_ref).collect();
    assistants.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    assistants
}

/// Campaigns by name (code points), then id.
pub fn campaigns(setup: &Setup) -> Vec<&Campaign> {
    let mut campaigns: Vec<&Campaign> = setup.campaigns().map(Arc::as_ref).collect();
    campaigns.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    campaigns
}

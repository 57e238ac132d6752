//! The office itself.

use crate::model::country::Country;
use crate::model::plan::Plan;

/// What a setup says of the office.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// The office's name; may be empty.
    pub name: String,
    /// The country in which typed numbers are read unless another is chosen.
    pub default_country: Country,
    /// The plan.
    pub plan: Plan,
    /// Numbers bought on top of the plan.
    pub extra_numbers: u32,
}

impl Profile {
    /// The most extra numbers that can be stated.
    pub const EXTRA_LIMIT: u32 = 1_000_000;

    /// How many numbers the office may have: those included and the extra ones; `None` for no limit.
    pub fn allowance(&self) -> Option<u32> {
        self.plan.included().map(|included| included.saturating_add(self.extra_numbers))
    }
}

impl Default for Profile {
    fn default() -> Profile {
        Profile { name: String::new(), default_country: Country::US, plan: Plan::Essential, extra_numbers: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_allowance_is_what_is_included_and_the_extra_numbers() {
        let profile = |plan, extra_numbers| Profile { plan, extra_numbers, ..Profile::default() };
        assert_eq!(profile(Plan::Essential, 0).allowance(), Some(1));
        assert_eq!(profile(Plan::Growth, 2).allowance(), Some(5));
        assert_eq!(profile(Plan::Advanced, 5).allowance(), Some(15));
        assert_eq!(profile(Plan::Enterprise, 5).allowance(), None);
    }
}

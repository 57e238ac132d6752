//! The office itself.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::country::Country;
use crate::model::field::{Choice, FieldOf, Kind, Limit, Value};
use crate::model::id::Id;
use crate::model::plan::Plan;
use crate::model::record::{Record, RecordKind};

/// What a setup says of the office. As JSON it is the profile of the setup file, and what the store
/// keeps of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ProfileRecord", description = "The office.")]
#[serde(deny_unknown_fields)]
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

type Row = FieldOf<Profile>;

impl Record for Profile {
    const KIND: RecordKind = RecordKind::Profile;

    const FIELDS: &'static [FieldOf<Profile>] = &[
        Row::new(
            "name",
            "field-name",
            Kind::Text(Limit::Short),
            |p| p.name.as_str().into(),
            |p, v| {
                p.name = v.into_text();
            },
        )
        .typed_as("name", "N", "The office's name"),
        Row::new(
            "default_country",
            "field-default-country",
            Kind::Country,
            |p| Value::Country(p.default_country),
            |p, v| {
                if let Value::Country(country) = v {
                    p.default_country = country;
                }
            },
        )
        .typed_as("country", "CC", "The country in which typed numbers are read"),
        Row::new(
            "plan",
            "field-plan",
            Kind::Word(&PLANS),
            |p| Value::Word(p.plan.word()),
            |p, v| {
                p.plan = v.as_word(&Plan::ALL, Plan::word).unwrap_or_default();
            },
        )
        .typed_as("plan", "P", "The plan"),
        Row::new(
            "extra_numbers",
            "field-extra-numbers",
            Kind::Whole(Profile::EXTRA_LIMIT),
            |p| Value::Whole(p.extra_numbers.into()),
            |p, v| p.extra_numbers = v.as_whole().and_then(|count| count.try_into().ok()).unwrap_or_default(),
        )
        .typed_as("extra-numbers", "N", "Numbers bought on top of the plan"),
    ];

    fn id(&self) -> Option<&Id> {
        None
    }

    fn name(&self) -> String {
        self.name.clone()
    }

    fn blank(&self) -> Profile {
        Profile::default()
    }
}

const PLANS: [Choice; 4] = [
    Choice { word: "essential", label: "ui-plan-essential" },
    Choice { word: "growth", label: "ui-plan-growth" },
    Choice { word: "advanced", label: "ui-plan-advanced" },
    Choice { word: "enterprise", label: "ui-plan-enterprise" },
];

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

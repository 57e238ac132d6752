//! A phone number of the office, with its two independent slots.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::country::Country;
use crate::model::e164::E164;
use crate::model::id::Id;

/// One number the office owns or has asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct PhoneNumber {
    /// Its id; stays when the digits are entered or corrected.
    pub id: Id,
    /// Its digits, or what has been asked for.
    pub digits: Digits,
    /// The name people give it: at most 80 characters, may be empty.
    pub label: String,
    /// Whether it is in service. A requested number is always pending.
    pub status: NumberStatus,
    /// Anything worth remembering: at most 4,000 characters.
    pub notes: String,
    /// Who answers calls to it.
    pub inbound: InboundSettings,
    /// Who speaks when it is used as caller ID.
    pub outbound: OutboundSettings,
    /// What the platform told, kept unchanged.
    pub platform: Option<NumberPlatform>,
}

/// The digits of a number, or the request for one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Digits {
    /// The number.
    Known(E164),
    /// A local number asked for and not provisioned yet.
    Requested {
        /// The country it is to be in.
        country: Country,
        /// The area code asked for: 0 to 6 digits, not checked further.
        area_code: String,
    },
}

/// Inbound Settings: who answers, and where the call goes when that assistant is unavailable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InboundSettings {
    /// The assistant in the inbound slot.
    pub assistant: Option<Id>,
    /// The fallback destination. Never the number itself.
    pub fallback: Option<E164>,
}

/// Outbound Settings: who speaks, and which caller ID people see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutboundSettings {
    /// The assistant in the outbound slot.
    pub assistant: Option<Id>,
    /// Another number shown instead of this one.
    pub caller_id: Option<E164>,
}

/// Whether a number is in service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum NumberStatus {
    /// In service.
    #[default]
    Active,
    /// Out of service.
    Inactive,
    /// Waiting to be provisioned.
    Pending,
}

/// What a platform told about a number. VozDesk keeps it and does not edit it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberPlatform {
    /// The platform: `vozagent`, `retell`, `vapi` or `twilio`.
    pub name: Option<String>,
    /// The number's id there.
    pub id: Option<String>,
    /// The carrier behind it, as told.
    pub provider: Option<String>,
    /// Whether it takes text messages.
    pub sms_enabled: Option<bool>,
    /// What it costs a month, in cents.
    pub monthly_cost_cents: Option<i64>,
    /// When it was made there, as told.
    pub created_at: Option<String>,
}

impl PhoneNumber {
    /// A new number with nothing set.
    pub fn new(id: Id, digits: Digits) -> PhoneNumber {
        let status = digits.default_status();
        PhoneNumber {
            id,
            digits,
            label: String::new(),
            status,
            notes: String::new(),
            inbound: InboundSettings::default(),
            outbound: OutboundSettings::default(),
            platform: None,
        }
    }

    /// The digits, unless they are still waited for.
    pub fn e164(&self) -> Option<E164> {
        match self.digits {
            Digits::Known(number) => Some(number),
            Digits::Requested { .. } => None,
        }
    }

    /// What the number is called in sentences: its label, else its digits, else country and area code.
    pub fn name(&self) -> String {
        if !self.label.is_empty() {
            return self.label.clone();
        }
        match &self.digits {
            Digits::Known(number) => number.to_string(),
            Digits::Requested { country, area_code } if area_code.is_empty() => country.to_string(),
            Digits::Requested { country, area_code } => format!("{country} {area_code}"),
        }
    }
}

impl Digits {
    /// The status a new number of this sort begins with.
    pub fn default_status(&self) -> NumberStatus {
        match self {
            Digits::Known(_) => NumberStatus::Active,
            Digits::Requested { .. } => NumberStatus::Pending,
        }
    }

    /// Takes an area code as typed; `None` unless it is 0 to 6 digits.
    pub fn area_code(text: &str) -> Option<String> {
        let text = text.trim();
        (text.len() <= 6 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.to_owned())
    }
}

impl NumberStatus {
    /// All statuses, in their order.
    pub const ALL: [NumberStatus; 3] = [NumberStatus::Active, NumberStatus::Inactive, NumberStatus::Pending];

    /// The word in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            NumberStatus::Active => "active",
            NumberStatus::Inactive => "inactive",
            NumberStatus::Pending => "pending",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_named_by_its_label_else_its_digits_else_what_was_asked_for() {
        let us = Country::US;
        let digits = E164::from_text("+14155550100").map(Digits::Known).expect("a number");
        let mut number = PhoneNumber::new(Id::make(), digits);
        assert_eq!(number.name(), "+14155550100");
        number.label = "Main Office".to_owned();
        assert_eq!(number.name(), "Main Office");
        let asked =
            |area: &str| PhoneNumber::new(Id::make(), Digits::Requested { country: us, area_code: area.to_owned() });
        assert_eq!(asked("415").name(), "US 415");
        assert_eq!(asked("").name(), "US");
    }

    #[test]
    fn an_area_code_is_0_to_6_digits() {
        assert_eq!(Digits::area_code(" 415 "), Some("415".to_owned()));
        assert_eq!(Digits::area_code(""), Some(String::new()));
        for wrong in ["1234567", "4a", "+41"] {
            assert_eq!(Digits::area_code(wrong), None, "{wrong}");
        }
    }
}

//! A phone number of the office, with its two independent slots.

use schemars::{JsonSchema, Schema};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use crate::model::country::Country;
use crate::model::e164::E164;
use crate::model::field::{Choice, FieldOf, Kind, Limit, Told, Value};
use crate::model::id::Id;
use crate::model::message::Message;
use crate::model::record::{Record, RecordKind};

/// One number the office owns or has asked for. As JSON it is an entry of the setup file, and what
/// the store keeps of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "NumberRecord", description = "A phone number: exactly one of `number` and `requested` is there.", deny_unknown_fields, transform = with_digits)]
pub struct PhoneNumber {
    /// Its id; stays when the digits are entered or corrected.
    pub id: Id,
    /// Its digits, or what has been asked for.
    #[serde(flatten)]
    #[schemars(skip)]
    pub digits: Digits,
    /// The name people give it: at most 80 characters, may be empty.
    #[schemars(length(max = 80))]
    pub label: String,
    /// Whether it is in service. A requested number is always pending.
    pub status: NumberStatus,
    /// Anything worth remembering: at most 4,000 characters.
    #[schemars(length(max = 4000))]
    pub notes: String,
    /// Who answers calls to it.
    pub inbound: InboundSettings,
    /// Who speaks when it is used as caller ID.
    pub outbound: OutboundSettings,
    /// What its platform told, kept unchanged.
    pub platform: Option<NumberPlatform>,
}

/// The digits of a number, or the request for one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Digits {
    /// The digits, in E.164.
    #[serde(rename = "number")]
    Known(E164),
    /// A local number asked for and not provisioned yet.
    #[serde(rename = "requested")]
    Requested {
        /// The country it is to be in: ISO 3166 alpha-2 code.
        country: Country,
        /// The area code asked for: 0 to 6 digits, not checked further.
        area_code: String,
    },
}

/// Puts the two keys of [`Digits`], of which exactly one is there, behind the id: the types cannot tell
/// a schema so.
fn with_digits(schema: &mut Schema) {
    let digits =
        json!({ "type": "string", "pattern": r"^\+[1-9][0-9]{6,14}$", "description": "The digits, in E.164." });
    let request = json!({
        "type": "object", "additionalProperties": false, "required": ["country", "area_code"],
        "description": "A local number asked for and not provisioned yet.",
        "properties": {
            "country": { "type": "string", "pattern": "^[A-Z]{2}$", "description": "ISO 3166 alpha-2 code." },
            "area_code": { "type": "string", "pattern": "^[0-9]{0,6}$", "description": "0 to 6 digits." },
        },
    });
    if let Some(properties) = schema.get_mut("properties").and_then(Json::as_object_mut) {
        let after = std::mem::take(properties).into_iter();
        for (key, value) in after {
            let is_id = key == "id";
            properties.insert(key, value);
            if is_id {
                properties.insert("number".to_owned(), digits.clone());
                properties.insert("requested".to_owned(), request.clone());
            }
        }
    }
    schema.insert("oneOf".to_owned(), json!([{ "required": ["number"] }, { "required": ["requested"] }]));
}

/// Inbound Settings: who answers, and where the call goes when that assistant is unavailable.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "InboundRecord")]
#[serde(deny_unknown_fields)]
pub struct InboundSettings {
    /// The id of the assistant in the slot.
    pub assistant: Option<Id>,
    /// The fallback destination, in E.164. Never the number itself.
    pub fallback: Option<E164>,
}

/// Outbound Settings: who speaks, and which caller ID people see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "OutboundRecord")]
#[serde(deny_unknown_fields)]
pub struct OutboundSettings {
    /// The id of the assistant in the slot.
    pub assistant: Option<Id>,
    /// The outbound phone number, in E.164: another number shown instead of this one.
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
    /// The platform: such as `vozagent`.
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

/// What is wrong with a number by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// Its fallback destination is the number itself.
    FallbackIsItself,
    /// It has been asked for and is not pending.
    RequestedNotPending,
}

impl NumberFault {
    /// The path of the field that is wrong.
    pub fn field(self) -> &'static str {
        match self {
            NumberFault::FallbackIsItself => "inbound.fallback",
            NumberFault::RequestedNotPending => "status",
        }
    }

    /// The code in a review.
    pub fn code(self) -> &'static str {
        match self {
            NumberFault::FallbackIsItself => "fallback_is_itself",
            NumberFault::RequestedNotPending => "requested_not_pending",
        }
    }

    /// The sentence that says why it is refused.
    pub fn message(self) -> Message {
        match self {
            NumberFault::FallbackIsItself => Message::new("fallback-is-itself"),
            NumberFault::RequestedNotPending => Message::new("requested-is-pending"),
        }
    }
}

type Row = FieldOf<PhoneNumber>;

impl Record for PhoneNumber {
    const KIND: RecordKind = RecordKind::Number;

    const FIELDS: &'static [FieldOf<PhoneNumber>] = &[
        Row::new(
            "id",
            "field-id",
            Kind::Id,
            |n| Value::Id(n.id.clone()),
            |n, v| {
                if let Some(id) = v.into_id() {
                    n.id = id;
                }
            },
        ),
        Row::new(
            "number",
            "field-number",
            Kind::Digits,
            |n| n.e164().into(),
            |n, v| {
                if let Some(digits) = v.as_number() {
                    n.digits = Digits::Known(digits);
                }
            },
        )
        .typed_as("number", "N", "Other digits for this number")
        .in_tables(0, "number", "Phone Number"),
        Row::new(
            "requested.country",
            "field-requested-country",
            Kind::Requested,
            |n| match &n.digits {
                Digits::Requested { country, .. } => Value::Country(*country),
                Digits::Known(_) => Value::None,
            },
            |n, v| match (&mut n.digits, v) {
                (Digits::Requested { country, .. }, Value::Country(other)) => *country = other,
                (Digits::Known(_), Value::Country(country)) => {
                    n.digits = Digits::Requested { country, area_code: String::new() };
                }
                _ => {}
            },
        ),
        Row::new(
            "requested.area_code",
            "field-requested-area-code",
            Kind::Requested,
            |n| match &n.digits {
                Digits::Requested { area_code, .. } => area_code.as_str().into(),
                Digits::Known(_) => Value::None,
            },
            |n, v| {
                if let (Digits::Requested { area_code, .. }, Value::Text(text)) = (&mut n.digits, v) {
                    *area_code = text;
                }
            },
        ),
        Row::new(
            "label",
            "field-label",
            Kind::Text(Limit::Label),
            |n| n.label.as_str().into(),
            |n, v| {
                n.label = v.into_text();
            },
        )
        .typed_as("label", "L", "The label")
        .in_tables(2, "label", "Label"),
        Row::new(
            "status",
            "field-status",
            Kind::Word(&STATUSES),
            |n| Value::Word(n.status.word()),
            |n, v| {
                n.status = v.as_word(&NumberStatus::ALL, NumberStatus::word).unwrap_or_default();
            },
        )
        .typed_as("status", "S", "The status")
        .in_tables(7, "status", "Status"),
        Row::new(
            "notes",
            "field-notes",
            Kind::Text(Limit::Long),
            |n| n.notes.as_str().into(),
            |n, v| {
                n.notes = v.into_text();
            },
        )
        .typed_as("notes", "T", "The notes")
        .in_tables(8, "notes", "Notes"),
        Row::new(
            "inbound.assistant",
            "field-inbound-assistant",
            Kind::Assistant,
            |n| (&n.inbound.assistant).into(),
            |n, v| n.inbound.assistant = v.into_id(),
        )
        .typed_as("inbound", "A|none", "The assistant that answers, or none")
        .in_tables(3, "inbound", "Inbound Assistant"),
        Row::new(
            "inbound.fallback",
            "field-fallback",
            Kind::OtherNumber,
            |n| n.inbound.fallback.into(),
            |n, v| n.inbound.fallback = v.as_number(),
        )
        .typed_as("fallback", "N|none", "Where calls go when it is unavailable, or none")
        .in_tables(4, "fallback", "Fallback Destination"),
        Row::new(
            "outbound.assistant",
            "field-outbound-assistant",
            Kind::Assistant,
            |n| (&n.outbound.assistant).into(),
            |n, v| n.outbound.assistant = v.into_id(),
        )
        .typed_as("outbound", "A|none", "The assistant that speaks in campaigns, or none")
        .in_tables(5, "outbound", "Outbound Assistant"),
        Row::new(
            "outbound.caller_id",
            "field-caller-id",
            Kind::OtherNumber,
            |n| n.outbound.caller_id.into(),
            |n, v| n.outbound.caller_id = v.as_number(),
        )
        .typed_as("caller-id", "N|none", "Another number to show on outbound calls, or none")
        .in_tables(6, "caller_id", "Outbound Phone Number"),
        Row::new(
            "platform",
            "field-platform-name",
            Kind::Whether,
            |n| n.platform.as_ref().map_or(Value::None, |_| Value::Flag(true)),
            |n, v| n.platform = v.is_yes().then(|| n.platform.take().unwrap_or_default()),
        ),
        Row::new(
            "platform.name",
            "field-platform-name",
            Kind::Told(Told::Text),
            |n| told(n, |p| (&p.name).into()),
            |n, v| tell(n, v, |p, v| p.name = v.into_told_text()),
        ),
        Row::new(
            "platform.id",
            "field-platform-id",
            Kind::Told(Told::Text),
            |n| told(n, |p| (&p.id).into()),
            |n, v| tell(n, v, |p, v| p.id = v.into_told_text()),
        ),
        Row::new(
            "platform.provider",
            "field-platform-provider",
            Kind::Told(Told::Text),
            |n| told(n, |p| (&p.provider).into()),
            |n, v| tell(n, v, |p, v| p.provider = v.into_told_text()),
        ),
        Row::new(
            "platform.sms_enabled",
            "field-platform-sms",
            Kind::Told(Told::Flag),
            |n| told(n, |p| p.sms_enabled.map_or(Value::None, Value::Flag)),
            |n, v| tell(n, v, |p, v| p.sms_enabled = v.as_flag()),
        ),
        Row::new(
            "platform.monthly_cost_cents",
            "field-platform-cost",
            Kind::Told(Told::Whole),
            |n| told(n, |p| p.monthly_cost_cents.map_or(Value::None, Value::Whole)),
            |n, v| tell(n, v, |p, v| p.monthly_cost_cents = v.as_whole()),
        ),
        Row::new(
            "platform.created_at",
            "field-platform-created",
            Kind::Told(Told::Text),
            |n| told(n, |p| (&p.created_at).into()),
            |n, v| tell(n, v, |p, v| p.created_at = v.into_told_text()),
        ),
    ];

    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }

    fn name(&self) -> String {
        PhoneNumber::name(self)
    }

    fn blank(&self) -> PhoneNumber {
        PhoneNumber::new(self.id.clone(), self.digits.clone())
    }
}

const STATUSES: [Choice; 3] = [
    Choice { word: "active", label: "ui-status-active" },
    Choice { word: "inactive", label: "ui-status-inactive" },
    Choice { word: "pending", label: "ui-status-pending" },
];

fn told(number: &PhoneNumber, get: fn(&NumberPlatform) -> Value) -> Value {
    number.platform.as_ref().map_or(Value::None, get)
}

fn tell(number: &mut PhoneNumber, value: Value, set: fn(&mut NumberPlatform, Value)) {
    // A silence about what nobody has told of is no word of a platform.
    if value != Value::None || number.platform.is_some() {
        set(number.platform.get_or_insert_default(), value);
    }
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

    /// What is wrong with it by itself. A setup holds no such number.
    pub fn faults(&self) -> impl Iterator<Item = NumberFault> {
        let falls_back_to_itself = self.inbound.fallback.is_some() && self.inbound.fallback == self.e164();
        let waits_unseen = self.e164().is_none() && self.status != NumberStatus::Pending;
        [
            falls_back_to_itself.then_some(NumberFault::FallbackIsItself),
            waits_unseen.then_some(NumberFault::RequestedNotPending),
        ]
        .into_iter()
        .flatten()
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

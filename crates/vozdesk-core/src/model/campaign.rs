//! Outbound calls placed from one number.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::field::{Choice, FieldOf, Kind, Limit, Value};
use crate::model::id::Id;
use crate::model::message::Message;
use crate::model::record::{Record, RecordKind};

/// A campaign. It always has a number. As JSON it is an entry of the setup file, and what the store
/// keeps of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CampaignRecord", description = "A campaign.")]
#[serde(deny_unknown_fields)]
pub struct Campaign {
    /// Its id.
    pub id: Id,
    /// Its name: 1 to 80 characters, need not be unique.
    #[schemars(length(min = 1, max = 80))]
    pub name: String,
    /// The id of the number it calls from.
    pub number: Id,
    /// How far it is.
    pub status: CampaignStatus,
}

/// How far a campaign is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CampaignStatus {
    /// Being prepared; may be on any number.
    #[default]
    Draft,
    /// Will begin.
    Scheduled,
    /// Is calling.
    Active,
    /// Stopped for now.
    Paused,
    /// Over.
    Completed,
}

impl CampaignStatus {
    /// How far it is, in a word.
    pub fn message(self) -> Message {
        let label = STATUSES.iter().find(|choice| choice.word == self.word()).map_or("", |choice| choice.label);
        Message { key: label, args: Vec::new() }
    }

    /// All statuses, in their order.
    pub const ALL: [CampaignStatus; 5] = [
        CampaignStatus::Draft,
        CampaignStatus::Scheduled,
        CampaignStatus::Active,
        CampaignStatus::Paused,
        CampaignStatus::Completed,
    ];

    /// The word in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            CampaignStatus::Draft => "draft",
            CampaignStatus::Scheduled => "scheduled",
            CampaignStatus::Active => "active",
            CampaignStatus::Paused => "paused",
            CampaignStatus::Completed => "completed",
        }
    }
}

type Row = FieldOf<Campaign>;

impl Record for Campaign {
    const KIND: RecordKind = RecordKind::Campaign;

    const FIELDS: &'static [FieldOf<Campaign>] = &[
        Row::new(
            "id",
            "field-id",
            Kind::Id,
            |c| Value::Id(c.id.clone()),
            |c, v| {
                if let Some(id) = v.into_id() {
                    c.id = id;
                }
            },
        ),
        Row::new(
            "name",
            "field-name",
            Kind::Text(Limit::Name),
            |c| c.name.as_str().into(),
            |c, v| {
                c.name = v.into_text();
            },
        )
        .typed_as("name", "N", "Another name"),
        Row::new(
            "number",
            "field-number",
            Kind::NumberOfOurs,
            |c| Value::Id(c.number.clone()),
            |c, v| {
                if let Some(id) = v.into_id() {
                    c.number = id;
                }
            },
        )
        .typed_as("from", "NUMBER", "The number it calls from"),
        Row::new(
            "status",
            "field-status",
            Kind::Word(&STATUSES),
            |c| Value::Word(c.status.word()),
            |c, v| {
                c.status = v.as_word(&CampaignStatus::ALL, CampaignStatus::word).unwrap_or_default();
            },
        )
        .typed_as("status", "S", "How far it is"),
    ];

    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }

    fn name(&self) -> String {
        self.name.clone()
    }

    fn blank(&self) -> Campaign {
        Campaign {
            id: self.id.clone(),
            name: String::new(),
            number: self.number.clone(),
            status: CampaignStatus::Draft,
        }
    }
}

const STATUSES: [Choice; 5] = [
    Choice { word: "draft", label: "campaign-draft" },
    Choice { word: "scheduled", label: "campaign-scheduled" },
    Choice { word: "active", label: "campaign-active" },
    Choice { word: "paused", label: "campaign-paused" },
    Choice { word: "completed", label: "campaign-completed" },
];

//! An AI assistant: who answers calls, or speaks in campaigns.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::field::{Choice, FieldOf, Kind, Limit, Told, Value};
use crate::model::id::Id;
use crate::model::record::{Record, RecordKind};

/// An assistant. In no slot, one slot, or the slots of many numbers. As JSON it is an entry of the
/// setup file, and what the store keeps of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "AssistantRecord", description = "An assistant.")]
#[serde(deny_unknown_fields)]
pub struct Assistant {
    /// Its id.
    pub id: Id,
    /// Its name: 1 to 80 characters, need not be unique.
    #[schemars(length(min = 1, max = 80))]
    pub name: String,
    /// What it is made for.
    pub kind: AssistantKind,
    /// What it does, in a word or two.
    pub role: String,
    /// Whether it is switched on. One that is not is unavailable.
    pub active: bool,
    /// What it says first.
    #[schemars(length(max = 4000))]
    pub greeting: String,
    /// The voice it speaks with, as its platform names it.
    pub voice: String,
    /// Where it comes from, kept unchanged.
    pub platform: Option<AssistantPlatform>,
}

/// What an assistant is made for. It orders the dropdowns and never refuses anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AssistantKind {
    /// Answers calls.
    Inbound,
    /// Speaks in campaigns.
    Outbound,
    /// Anything else; fits both slots.
    #[default]
    Custom,
}

impl AssistantKind {
    /// All kinds, in the order in which they are listed.
    pub const ALL: [AssistantKind; 3] = [AssistantKind::Inbound, AssistantKind::Outbound, AssistantKind::Custom];

    /// The word in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            AssistantKind::Inbound => "inbound",
            AssistantKind::Outbound => "outbound",
            AssistantKind::Custom => "custom",
        }
    }
}

/// What a platform told about an assistant. VozDesk keeps it and does not edit it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssistantPlatform {
    /// The platform: such as `vozagent`.
    pub name: Option<String>,
    /// The assistant's id there.
    pub id: Option<String>,
    /// When it was made there, as told.
    pub created_at: Option<String>,
}

impl Assistant {
    /// A new one of this name with nothing else set.
    pub fn new(id: Id, name: String) -> Assistant {
        Assistant {
            id,
            name,
            kind: AssistantKind::default(),
            role: String::new(),
            active: true,
            greeting: String::new(),
            voice: String::new(),
            platform: None,
        }
    }

    /// What the platform of this name calls it.
    pub fn id_there(&self, platform: &str) -> Option<&str> {
        let there = self.platform.as_ref()?;
        there.id.as_deref().filter(|_| there.name.as_deref() == Some(platform))
    }
}

type Row = FieldOf<Assistant>;

impl Record for Assistant {
    const KIND: RecordKind = RecordKind::Assistant;

    const FIELDS: &'static [FieldOf<Assistant>] = &[
        Row::new(
            "id",
            "field-id",
            Kind::Id,
            |a| Value::Id(a.id.clone()),
            |a, v| {
                if let Some(id) = v.into_id() {
                    a.id = id;
                }
            },
        ),
        Row::new(
            "name",
            "field-name",
            Kind::Text(Limit::Name),
            |a| a.name.as_str().into(),
            |a, v| {
                a.name = v.into_text();
            },
        )
        .typed_as("name", "N", "Another name"),
        Row::new(
            "kind",
            "field-kind",
            Kind::Word(&KINDS),
            |a| Value::Word(a.kind.word()),
            |a, v| {
                a.kind = v.as_word(&AssistantKind::ALL, AssistantKind::word).unwrap_or_default();
            },
        )
        .typed_as("kind", "K", "What it is made for"),
        Row::new(
            "role",
            "field-role",
            Kind::Text(Limit::Short),
            |a| a.role.as_str().into(),
            |a, v| {
                a.role = v.into_text();
            },
        )
        .typed_as("role", "R", "What it does"),
        Row::new("active", "field-active", Kind::Flag, |a| Value::Flag(a.active), |a, v| a.active = v.is_yes()),
        Row::new(
            "greeting",
            "field-greeting",
            Kind::Text(Limit::Long),
            |a| a.greeting.as_str().into(),
            |a, v| {
                a.greeting = v.into_text();
            },
        )
        .typed_as("greeting", "G", "What it says first"),
        Row::new(
            "voice",
            "field-voice",
            Kind::Text(Limit::Short),
            |a| a.voice.as_str().into(),
            |a, v| {
                a.voice = v.into_text();
            },
        )
        .typed_as("voice", "V", "Its voice"),
        Row::new(
            "platform",
            "field-platform-name",
            Kind::Whether,
            |a| a.platform.as_ref().map_or(Value::None, |_| Value::Flag(true)),
            |a, v| a.platform = v.is_yes().then(|| a.platform.take().unwrap_or_default()),
        ),
        Row::new(
            "platform.name",
            "field-platform-name",
            Kind::Told(Told::Text),
            |a| told(a, |p| &p.name),
            |a, v| tell(a, v, |p| &mut p.name),
        ),
        Row::new(
            "platform.id",
            "field-platform-id",
            Kind::Told(Told::Text),
            |a| told(a, |p| &p.id),
            |a, v| tell(a, v, |p| &mut p.id),
        ),
        Row::new(
            "platform.created_at",
            "field-platform-created",
            Kind::Told(Told::Text),
            |a| told(a, |p| &p.created_at),
            |a, v| tell(a, v, |p| &mut p.created_at),
        ),
    ];

    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }

    fn name(&self) -> String {
        self.name.clone()
    }

    fn blank(&self) -> Assistant {
        Assistant::new(self.id.clone(), String::new())
    }
}

const KINDS: [Choice; 3] = [
    Choice { word: "inbound", label: "kind-inbound" },
    Choice { word: "outbound", label: "kind-outbound" },
    Choice { word: "custom", label: "kind-custom" },
];

fn told(assistant: &Assistant, get: fn(&AssistantPlatform) -> &Option<String>) -> Value {
    assistant.platform.as_ref().map_or(Value::None, |platform| get(platform).into())
}

fn tell(assistant: &mut Assistant, value: Value, field: fn(&mut AssistantPlatform) -> &mut Option<String>) {
    // A silence about what nobody has told of is no word of a platform.
    if value != Value::None || assistant.platform.is_some() {
        *field(assistant.platform.get_or_insert_default()) = value.into_told_text();
    }
}

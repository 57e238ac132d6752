//! Files in and out.
//!
//! A reader turns its input into a [`Partial`]: what the file carries and no more ("absent is not
//! empty"), with every problem and its place. [`review()`] holds partials against a setup and says
//! what would be added, changed and removed; what it gives is a setup like any edit's, committed
//! the same way. Readers know nothing of the setup, the review knows nothing of file formats.

mod document;
pub mod encrypted;
mod platform;
pub mod review;
pub mod sample;
pub mod setup_file;
pub mod table;

pub use platform::Platform;
pub use review::{Entry, EntryKey, Mode, Outcome, Review, incomplete, review};

use std::sync::OnceLock;

use serde_json::value::RawValue;

use crate::model::assistant::AssistantKind;
use crate::model::campaign::CampaignStatus;
use crate::model::country::Country;
use crate::model::e164::E164;
use crate::model::id::Id;
use crate::model::message::Message;
use crate::model::number::{Digits, NumberStatus};
use crate::model::plan::Plan;
use document::Document;

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// VozDesk's own setup file.
    SetupFile,
    /// A table of numbers, such as a spreadsheet saves.
    Table,
    /// A platform's list of phone numbers.
    Numbers(Platform),
    /// A platform's list of assistants.
    Assistants(Platform),
}

/// The fields of a number that a review may have to point at.
#[derive(Clone, Copy)]
enum NumberField {
    Number,
    Status,
    Inbound,
    Fallback,
    Outbound,
}

impl SourceKind {
    /// Where an entry of such a file holds a field, as the rest of a pointer.
    fn pointer_to(self, field: NumberField) -> &'static str {
        match (self, field) {
            (SourceKind::Table, NumberField::Inbound) => "/inbound",
            (SourceKind::Table, NumberField::Outbound) => "/outbound",
            (SourceKind::Table, NumberField::Fallback) => "/fallback",
            (SourceKind::Numbers(Platform::Vapi), NumberField::Fallback) => "/fallbackDestination",
            (SourceKind::Numbers(_), NumberField::Fallback) => "/fallback_number",
            (SourceKind::Numbers(Platform::Vapi), NumberField::Number) => "/number",
            (SourceKind::Numbers(_), NumberField::Number) => "/phone_number",
            (_, NumberField::Number) => "/number",
            (_, NumberField::Status) => "/status",
            (_, NumberField::Inbound) => "/inbound/assistant",
            (_, NumberField::Fallback) => "/inbound/fallback",
            (_, NumberField::Outbound) => "/outbound/assistant",
        }
    }
}

/// What the caller says a file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum From {
    /// Recognised from its content.
    #[default]
    Auto,
    /// A setup file.
    Setup,
    /// A table.
    Csv,
    /// An answer of a platform.
    Platform(Platform),
}

/// Where a value begins, counted from 1; the column in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// Something wrong, or worth knowing, at a place in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The code.
    pub code: &'static str,
    /// The name of the file.
    pub file: String,
    /// The JSON pointer (RFC 6901) of the value.
    pub pointer: String,
    /// Where it begins.
    pub place: Place,
    /// The sentence.
    pub message: Message,
}

/// What a file carries.
#[derive(Clone, Debug)]
pub struct Partial {
    /// The file's name, without folders.
    pub file: String,
    /// What kind of file it is.
    pub kind: SourceKind,
    /// The profile's fields, if it carries any.
    pub profile: Option<PartialProfile>,
    /// Assistants, if it carries a list of them.
    pub assistants: Option<Vec<PartialAssistant>>,
    /// Numbers, if it carries a list of them.
    pub numbers: Option<Vec<PartialNumber>>,
    /// Campaigns, if it carries a list of them.
    pub campaigns: Option<Vec<PartialCampaign>>,
    /// The file says that there is more than it carries.
    pub is_incomplete: bool,
    /// The columns of a table; empty for all else.
    pub columns: Vec<table::Column>,
    /// What is wrong. Entries that have one are marked.
    pub problems: Vec<Problem>,
    /// What is worth knowing.
    pub warnings: Vec<Problem>,
}

/// What every entry has. The other fields of an entry: outer `None` is absent, inner `None` is null.
#[derive(Clone, Debug)]
pub struct EntryHead {
    /// Its JSON pointer.
    pub pointer: String,
    /// Where it begins.
    pub place: Place,
    /// Its id, if it states one.
    pub id: Option<Located<Id>>,
    /// The id it gets if it is new and states none, once it is asked for.
    fresh: OnceLock<Id>,
    /// Whether it has a problem and cannot be imported.
    pub has_problem: bool,
}

impl EntryHead {
    /// The head of an entry that states no id yet.
    fn at(pointer: String, place: Place) -> EntryHead {
        EntryHead { pointer, place, id: None, fresh: OnceLock::new(), has_problem: false }
    }

    /// The id of a new record made of the entry; the same each time.
    fn fresh_id(&self) -> Id {
        self.fresh.get_or_init(Id::make).clone()
    }
}

/// A value and where it begins.
#[derive(Clone, Debug)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it begins.
    pub place: Place,
}

/// The profile's fields.
#[derive(Clone, Debug)]
pub struct PartialProfile {
    /// Where it is; it has no id.
    pub head: EntryHead,
    pub(crate) name: Option<String>,
    pub(crate) default_country: Option<Country>,
    pub(crate) plan: Option<Plan>,
    pub(crate) extra_numbers: Option<u32>,
}

/// An assistant's fields.
#[derive(Clone, Debug)]
pub struct PartialAssistant {
    /// Where it is.
    pub head: EntryHead,
    pub(crate) name: Option<String>,
    pub(crate) kind: Option<AssistantKind>,
    pub(crate) role: Option<String>,
    pub(crate) active: Option<bool>,
    pub(crate) greeting: Option<String>,
    pub(crate) voice: Option<String>,
    pub(crate) platform: Option<Option<PartialPlatform>>,
}

/// A number's fields.
#[derive(Clone, Debug)]
pub struct PartialNumber {
    /// Where it is.
    pub head: EntryHead,
    pub(crate) digits: Option<Located<Digits>>,
    pub(crate) label: Option<String>,
    pub(crate) status: Option<Option<Located<NumberStatus>>>,
    pub(crate) notes: Option<String>,
    pub(crate) inbound_assistant: Option<Option<Located<AssistantReference>>>,
    pub(crate) fallback: Option<Option<Located<E164>>>,
    pub(crate) outbound_assistant: Option<Option<Located<AssistantReference>>>,
    pub(crate) caller_id: Option<Option<Located<E164>>>,
    pub(crate) platform: Option<Option<PartialPlatform>>,
}

/// A campaign's fields.
#[derive(Clone, Debug)]
pub struct PartialCampaign {
    /// Where it is.
    pub head: EntryHead,
    pub(crate) name: Option<String>,
    pub(crate) number: Option<Located<NumberReference>>,
    pub(crate) status: Option<CampaignStatus>,
}

/// What a platform told; the last three are a number's only.
#[derive(Clone, Debug, Default)]
pub(crate) struct PartialPlatform {
    pub(crate) name: Option<Option<String>>,
    pub(crate) id: Option<Option<String>>,
    pub(crate) created_at: Option<Option<String>>,
    pub(crate) provider: Option<Option<String>>,
    pub(crate) sms_enabled: Option<Option<bool>>,
    pub(crate) monthly_cost_cents: Option<Option<i64>>,
}

impl Partial {
    /// What people call the entry a pointer leads into, and the dotted path of the field within it;
    /// the path is empty for the entry itself. `None` for what is in no entry.
    pub fn entry_at(&self, pointer: &str) -> Option<(String, String)> {
        let numbers = self.numbers.iter().flatten().map(|number| (&number.head, number.name()));
        let assistants = self.assistants.iter().flatten().map(|assistant| (&assistant.head, assistant.name.clone()));
        let campaigns = self.campaigns.iter().flatten().map(|campaign| (&campaign.head, campaign.name.clone()));
        let (head, name) = numbers.chain(assistants).chain(campaigns).find(|(head, _)| {
            pointer.strip_prefix(head.pointer.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })?;
        let path = pointer[head.pointer.len()..].trim_start_matches('/').replace('/', ".");
        // The platform's own names of fields.
        let path = match path.split('.').next().unwrap_or_default() {
            "phone_number" => "number".to_owned(),
            "assistant_id" | "inbound_agents" | "inbound_agent_id" | "assistantId" | "squadId" | "workflowId" => {
                "inbound.assistant".to_owned()
            }
            "outbound_agents" | "outbound_agent_id" => "outbound.assistant".to_owned(),
            "fallback_number" | "fallbackDestination" => "inbound.fallback".to_owned(),
            "nickname" | "friendly_name" => "label".to_owned(),
            // A table's.
            "inbound" if path == "inbound" => "inbound.assistant".to_owned(),
            "outbound" if path == "outbound" => "outbound.assistant".to_owned(),
            "fallback" => "inbound.fallback".to_owned(),
            "caller_id" => "outbound.caller_id".to_owned(),
            "country" => "default_country".to_owned(),
            _ => path,
        };
        Some((name.unwrap_or_default(), path))
    }
}

impl PartialAssistant {
    /// An entry that carries nothing yet.
    fn carrying_nothing(head: EntryHead) -> PartialAssistant {
        PartialAssistant {
            head,
            name: None,
            kind: None,
            role: None,
            active: None,
            greeting: None,
            voice: None,
            platform: None,
        }
    }
}

impl PartialNumber {
    /// The label, else the digits, if it carries one of the two.
    fn name(&self) -> Option<String> {
        let label = self.label.clone().filter(|label| !label.is_empty());
        label.or_else(|| match self.digits.as_ref().map(|digits| &digits.value) {
            Some(Digits::Known(digits)) => Some(digits.international()),
            _ => None,
        })
    }

    /// An entry that carries nothing yet.
    fn carrying_nothing(head: EntryHead) -> PartialNumber {
        PartialNumber {
            head,
            digits: None,
            label: None,
            status: None,
            notes: None,
            inbound_assistant: None,
            fallback: None,
            outbound_assistant: None,
            caller_id: None,
            platform: None,
        }
    }
}

impl PartialPlatform {
    /// The platform and the id there, if both are told.
    fn key(&self) -> Option<(&str, &str)> {
        Some((self.name.as_ref()?.as_deref()?, self.id.as_ref()?.as_deref()?))
    }
}

/// Whom a slot names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AssistantReference {
    /// An id, or a name that exactly one assistant bears.
    IdOrName(std::sync::Arc<str>),
    /// An id of the platform the entry comes from, and the key it stands under.
    Platform(std::sync::Arc<str>, &'static str),
}

/// Which number a campaign names: an id, or digits.
#[derive(Clone, Debug)]
pub(crate) struct NumberReference {
    pub(crate) text: String,
    /// The text read as a number, if it is one.
    pub(crate) digits: Option<E164>,
}

/// Reads a file. `name` is its name without folders; `country` is where national forms are read
/// if the caller says so, `store_country` if neither the caller nor the file does.
///
/// # Errors
/// A file that cannot be read at all: the problem says why and where.
pub fn read(
    name: &str,
    bytes: &[u8],
    from: From,
    country: Option<Country>,
    store_country: Country,
) -> Result<Partial, Box<Problem>> {
    read_mapped(name, bytes, from, country, store_country, &[])
}

/// Reads a file as [`read`] does; the columns of a table are what `map` says of them.
///
/// # Errors
/// As [`read`].
pub fn read_mapped(
    name: &str,
    bytes: &[u8],
    from: From,
    country: Option<Country>,
    store_country: Country,
    map: &table::ColumnMap,
) -> Result<Partial, Box<Problem>> {
    if from == From::Csv || (from == From::Auto && table::is_table(name, bytes)) {
        return table::read(name, bytes, country.unwrap_or(store_country), map);
    }
    let (document, root) = Document::open(name, bytes)?;
    let kind = match from {
        From::Setup => Some(SourceKind::SetupFile),
        From::Platform(platform) => platform::recognise(root, Some(platform)),
        _ if document::is_object(root) && setup_file::is_one(root) => Some(SourceKind::SetupFile),
        _ => platform::recognise(root, None),
    };
    match kind {
        Some(SourceKind::SetupFile) => setup_file::read(document, root, country, store_country),
        Some(kind) => Ok(platform::read(document, root, kind, country.unwrap_or(store_country))),
        None => Err(Box::new(not_recognised(document, root, from))),
    }
}

fn not_recognised(mut document: Document<'_>, root: &RawValue, from: From) -> Problem {
    if let Some(words) = platform::error_answer(root) {
        return document.problem("error_answer", "", root, Message::new("problem-error-answer").with("words", words));
    }
    if let From::Platform(platform) = from {
        let message = Message::new("problem-not-of-platform").with("platform", platform.name());
        return document.problem("not_recognised", "", root, message);
    }
    // A JSON object that says nothing of its format is most likely meant as a setup.
    if document::is_object(root) {
        return document.problem("wrong_format", "", root, Message::new("problem-not-a-setup"));
    }
    document.problem("not_recognised", "", root, Message::new("problem-not-recognised"))
}

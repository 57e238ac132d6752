//! Assistants, and giving one its number.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vozdesk_core::model::assistant::{Assistant, AssistantKind};
use vozdesk_core::model::country::Country;
use vozdesk_core::model::id::Id as RecordId;
use vozdesk_core::model::number::PhoneNumber;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::model::text::folded;
use vozdesk_core::rules::consequences::Consequence;
use vozdesk_core::rules::edit::{self, Edited, Edits, PlacedAssistant, Refusal};
use vozdesk_core::rules::order;
use vozdesk_core::words::Catalogue;

use crate::calls::{self, RouteWords};
use crate::checkup::Checked;
use crate::host::Host;
use crate::numbers::{self, Badge, NAMES_SHOWN};
use crate::sentence::{Sentence, sentences};
use crate::work::{Answer, Id, Nothing, Saved, Work};

/// An assistant with what it does for the office.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AssistantRow {
    pub(crate) id: String,
    pub(crate) name: String,
    #[ts(type = "AssistantKind")]
    pub(crate) kind: AssistantKind,
    pub(crate) role: String,
    pub(crate) active: bool,
    pub(crate) greeting: String,
    pub(crate) voice: String,
    /// Names of the numbers whose calls it answers, the first few.
    pub(crate) answers: Vec<String>,
    pub(crate) answers_count: usize,
    /// Names of the numbers it calls from, the first few.
    pub(crate) calls_from: Vec<String>,
    pub(crate) calls_from_count: usize,
    pub(crate) findings: Badge,
}

/// Edited fields of an assistant.
#[derive(Deserialize, TS)]
pub(crate) struct AssistantSave {
    id: String,
    #[ts(type = "Edits")]
    edits: Edits,
}

/// Which assistant gets which number.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Placement {
    /// An assistant that is there; else a new one of these fields.
    assistant: Option<String>,
    #[ts(type = "Edits")]
    edits: Edits,
    inbound: bool,
    outbound: bool,
    source: NumberSource,
    /// The existing number.
    number: Option<String>,
    country: String,
    area_code: String,
    label: String,
    /// Who answers calls back to a new number.
    call_backs: Option<String>,
}

/// Where the number comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub(crate) enum NumberSource {
    New,
    Existing,
    Later,
}

/// What a placement would mean.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlacementForesight {
    /// Who loses a slot of the number.
    pub(crate) losers: Vec<String>,
    pub(crate) consequences: Vec<Sentence>,
    pub(crate) routes: Vec<RouteWords>,
    /// Numbers the plan has left afterwards; null for no limit.
    #[ts(type = "number | null")]
    pub(crate) numbers_left: Option<i64>,
}

/// Every assistant, by name.
pub(crate) fn list_assistants(work: &Work<impl Host>, _: Nothing) -> Answer<Vec<AssistantRow>> {
    let snapshot = work.snapshot()?;
    Ok(assistant_rows(&snapshot.setup, &work.office.checked(&snapshot)))
}

/// What saving edited fields would mean for what they do not name.
pub(crate) fn foresee_assistant(work: &Work<impl Host>, save: AssistantSave) -> Answer<Vec<Sentence>> {
    let setup = &work.snapshot()?.setup;
    work.foreseen(setup, edit::save_assistant(setup, &save.id, &save.edits))
}

/// Saves edited fields.
pub(crate) fn save_assistant(work: &Work<impl Host>, save: AssistantSave) -> Answer<Saved> {
    work.change(|setup| edit::save_assistant(setup, &save.id, &save.edits))
}

/// Removes an assistant and empties its slots.
pub(crate) fn remove_assistant(work: &Work<impl Host>, query: Id) -> Answer<Saved> {
    work.change(|setup| edit::remove_assistant(setup, &query.id))
}

/// What giving an assistant a number would mean.
pub(crate) fn foresee_placement(work: &Work<impl Host>, placement: Placement) -> Answer<PlacementForesight> {
    let setup = &work.snapshot()?.setup;
    let edited = edit::place_assistant(setup, placement.read()?)?;
    Ok(placement_foresight(work.catalogue, setup, &edited))
}

/// Gives an assistant its number.
pub(crate) fn place_assistant(work: &Work<impl Host>, placement: Placement) -> Answer<Saved> {
    let placement = placement.read()?;
    work.change(|setup| edit::place_assistant(setup, placement))
}

impl Placement {
    fn read(self) -> Result<edit::Placement, Refusal> {
        let id = |text: Option<String>| text.as_deref().and_then(RecordId::new).ok_or_else(Refusal::gone);
        let assistant = match self.assistant {
            Some(there) => PlacedAssistant::There(id(Some(there))?),
            None => PlacedAssistant::New(self.edits),
        };
        let number = match self.source {
            NumberSource::Later => edit::NumberSource::Later,
            NumberSource::Existing => edit::NumberSource::Existing(id(self.number)?),
            NumberSource::New => edit::NumberSource::Requested {
                country: Country::new(&self.country).ok_or_else(Refusal::gone)?,
                area_code: self.area_code,
                label: self.label,
                call_backs: self.call_backs.map(|answers| id(Some(answers))).transpose()?,
            },
        };
        Ok(edit::Placement { assistant, inbound: self.inbound, outbound: self.outbound, number })
    }
}

fn assistant_rows(setup: &Setup, checked: &Checked) -> Vec<AssistantRow> {
    let mut assistants = order::assistants(setup);
    assistants.sort_by_cached_key(|assistant| folded(&assistant.name));
    assistants.into_iter().map(|assistant| assistant_row(setup, checked, assistant)).collect()
}

fn assistant_row(setup: &Setup, checked: &Checked, assistant: &Assistant) -> AssistantRow {
    let mut row = AssistantRow {
        id: assistant.id.to_string(),
        name: assistant.name.clone(),
        kind: assistant.kind,
        role: assistant.role.clone(),
        active: assistant.active,
        greeting: assistant.greeting.clone(),
        voice: assistant.voice.clone(),
        answers: Vec::new(),
        answers_count: 0,
        calls_from: Vec::new(),
        calls_from_count: 0,
        findings: checked.of_assistant(&assistant.id),
    };
    for number in setup.numbers_of_assistant(&assistant.id) {
        if number.inbound.assistant.as_ref() == Some(&assistant.id) {
            row.answers_count += 1;
            listed(&mut row.answers, number);
        }
        if number.outbound.assistant.as_ref() == Some(&assistant.id) {
            row.calls_from_count += 1;
            listed(&mut row.calls_from, number);
        }
    }
    row
}

fn listed(names: &mut Vec<String>, number: &PhoneNumber) {
    if names.len() < NAMES_SHOWN {
        names.push(numbers::name(number));
    }
}

/// What placing an assistant would mean.
fn placement_foresight(catalogue: &Catalogue, setup: &Setup, edited: &Edited) -> PlacementForesight {
    let mut losers: Vec<String> = Vec::new();
    let consequences = edited.consequences(setup);
    for consequence in &consequences {
        if let Consequence::OutboundHandedOver { from, .. } | Consequence::InboundHandedOver { from, .. } = consequence
            && !losers.contains(from)
        {
            losers.push(from.clone());
        }
    }
    // The number that got the assistant is the one that differs.
    let placed = edited.subject.as_ref().and_then(|id| {
        edited.setup.numbers_of_assistant(id).find(|number| setup.number(number.id.as_str()) != Some(*number))
    });
    PlacementForesight {
        losers,
        consequences: sentences(catalogue, &consequences),
        routes: placed.map(|number| calls::routes(catalogue, &edited.setup, number, None)).unwrap_or_default(),
        numbers_left: edited.setup.numbers_left(),
    }
}

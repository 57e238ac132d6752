//! Phone numbers: what the table asks for and shows, one number with all its fields, and what is done to it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vozdesk_core::model::country::Country;
use vozdesk_core::model::e164::E164;
use vozdesk_core::model::field::{Kind, Value};
use vozdesk_core::model::id::Id as RecordId;
use vozdesk_core::model::message::Message;
use vozdesk_core::model::number::{Digits, NumberFault, NumberStatus, PhoneNumber};
use vozdesk_core::model::record::Record;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::rules::checkup::works_otherwise;
use vozdesk_core::rules::consequences::Consequence;
use vozdesk_core::rules::edit::{self, Edits, NewDigits, Refusal, Saving, Typed};
use vozdesk_core::rules::search::FoundBy;
use vozdesk_core::words::Catalogue;

use crate::calls::{self, RouteWords};
use crate::checkup::{Checked, FindingRow};
use crate::host::Host;
use crate::number_list::number_page;
use crate::sentence::{Sentence, sentence};
use crate::sync::standing;
use crate::work::{Answer, Id, Saved, Work};

/// The findings of a record at a glance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, TS)]
pub struct Badge {
    /// How many of severity error.
    pub errors: u32,
    /// How many of severity warning.
    pub warnings: u32,
    /// How many of severity hint.
    pub hints: u32,
}

/// What the table asks for.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NumberQuery {
    #[serde(flatten)]
    #[ts(flatten)]
    pub(crate) which: WhichNumbers,
    pub(crate) sort: NumberSort,
    pub(crate) descending: bool,
    pub(crate) offset: usize,
    pub(crate) limit: usize,
}

/// Which numbers are listed.
#[derive(Clone, Debug, PartialEq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WhichNumbers {
    pub(crate) search: String,
    pub(crate) filter: NumberFilter,
    /// Only those with this assistant in a slot.
    pub(crate) assistant: Option<String>,
}

/// The filters above the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum NumberFilter {
    All,
    /// Those with an empty inbound slot.
    NoInbound,
    /// Those a campaign can call from.
    CampaignReady,
    /// Those still waited for.
    Pending,
    /// Those the check-up has found something about.
    WithFindings,
}

/// The columns one can sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub(crate) enum NumberSort {
    Label,
    Number,
    Inbound,
    Fallback,
    Outbound,
    Caller,
    Status,
}

#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NumberPage {
    /// How many numbers match.
    pub(crate) found: usize,
    /// How many numbers have an empty inbound slot.
    pub(crate) no_inbound: usize,
    /// How many a campaign can call from.
    pub(crate) campaign_ready: usize,
    /// How many numbers are pending.
    pub(crate) pending: usize,
    /// How many have findings.
    pub(crate) with_findings: usize,
    pub(crate) rows: Vec<NumberRow>,
    /// Those of the whole office that need the most room, a few for each column.
    pub(crate) widest: Vec<NumberRow>,
}

#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NumberRow {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) digits: ShownDigits,
    pub(crate) inbound: Option<Slot>,
    pub(crate) fallback: Option<String>,
    pub(crate) outbound: Option<Slot>,
    pub(crate) caller_id: Option<String>,
    #[ts(type = "NumberStatus")]
    pub(crate) status: NumberStatus,
    pub(crate) findings: Badge,
    /// The field in which the number stands that was searched, where that is not the row's own.
    pub(crate) found_by: Option<&'static str>,
}

/// A number as it is read: the country beside it, and the digits, or the area code asked for.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ShownDigits {
    pub(crate) country: Option<String>,
    pub(crate) number: Option<String>,
    pub(crate) area_code: Option<String>,
}

/// Who is in a slot.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Slot {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) active: bool,
}

/// A number as it stands in a field, and what is said below it.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NumberInField {
    pub(crate) e164: String,
    pub(crate) country: Option<String>,
    /// The text, as one types it in that country.
    pub(crate) typed: String,
    /// Whose it is, if it is one of ours.
    pub(crate) ours: Option<Sentence>,
    /// That its range is not known.
    pub(crate) hint: Option<String>,
}

#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NeighbourQuery {
    pub(crate) id: String,
    #[serde(flatten)]
    #[ts(flatten)]
    pub(crate) which: WhichNumbers,
    pub(crate) sort: NumberSort,
    pub(crate) descending: bool,
    /// 1 for the next number in the table, -1 for the one before.
    pub(crate) step: i32,
}

#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TypedQuery {
    pub(crate) text: String,
    pub(crate) country: String,
    /// The number in whose fallback destination it is typed.
    #[serde(default)]
    #[ts(optional)]
    pub(crate) fallback_of: Option<String>,
}

/// What a typed number turned out to be.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TypedReading {
    /// The number, if it is one.
    pub(crate) number: Option<NumberInField>,
    /// Why it cannot be taken.
    pub(crate) refusal: Option<String>,
}

/// What saving would mean.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NumberForesight {
    pub(crate) routes: Vec<RouteWords>,
    /// The loop the fallback would close, in words.
    pub(crate) closes_loop: Option<Sentence>,
    /// Campaigns that could not run any more.
    pub(crate) blocks: Vec<Sentence>,
}

#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NumberRequest {
    pub(crate) country: String,
    pub(crate) area_code: String,
}

/// One number with all its fields.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NumberDetail {
    pub(crate) id: String,
    pub(crate) name: String,
    /// The digits in E.164; null while they are waited for.
    pub(crate) e164: Option<String>,
    pub(crate) digits: ShownDigits,
    #[ts(type = "NumberStatus")]
    pub(crate) status: NumberStatus,
    /// The texts of its fields, by path.
    pub(crate) texts: BTreeMap<&'static str, String>,
    pub(crate) inbound_assistant: Option<String>,
    pub(crate) fallback: Option<NumberInField>,
    /// What its platform does with a fallback destination, if it does not do as VozDesk says.
    pub(crate) fallback_note: Option<String>,
    pub(crate) outbound_assistant: Option<String>,
    pub(crate) caller_id: Option<NumberInField>,
    /// What happens to its calls.
    pub(crate) routes: Vec<RouteWords>,
    pub(crate) findings: Vec<FindingRow>,
    /// How many other numbers name its digits as fallback destination or caller ID.
    pub(crate) references: usize,
    /// How it stands with a platform that the office is connected to, when the two were last compared.
    pub(crate) sync: Option<Standing>,
}

/// How a number stands with a platform.
#[derive(Serialize, TS)]
pub(crate) struct Standing {
    told: Sentence,
    /// In how many fields the two differ.
    differ: usize,
}

/// A number that was saved, as it is now.
#[derive(Serialize, TS)]
pub(crate) struct NumberSaved {
    #[serde(flatten)]
    #[ts(flatten)]
    saved: Saved,
    number: NumberDetail,
}

/// Edited fields of a number.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NumberSave {
    id: String,
    #[ts(type = "Edits")]
    edits: Edits,
    /// The person has seen that fallbacks lead in a circle.
    allow_loop: bool,
    /// Fallbacks and caller IDs that name the old digits follow corrected ones.
    references_follow: bool,
}

/// Fields of a number as they stand, not saved yet.
#[derive(Deserialize, TS)]
pub(crate) struct NumberDraft {
    id: String,
    #[ts(type = "Edits")]
    edits: Edits,
}

/// A number to be added: one with digits, or one that is asked for.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NumberAddition {
    #[ts(type = "TypedNumber | null")]
    number: Option<Typed>,
    request: Option<NumberRequest>,
    label: String,
}

/// A stretch of the table.
pub(crate) fn list_numbers(work: &Work<impl Host>, query: NumberQuery) -> Answer<NumberPage> {
    let snapshot = work.snapshot()?;
    let list = work.office.list(&snapshot, query.sort, query.descending);
    Ok(number_page(&snapshot.setup, &list, &query))
}

/// One number with all its fields.
pub(crate) fn read_number(work: &Work<impl Host>, query: Id) -> Answer<NumberDetail> {
    let snapshot = work.snapshot()?;
    let number = snapshot.setup.number(&query.id).ok_or_else(Refusal::gone)?;
    let mut detail = number_detail(&snapshot.setup, work.catalogue, &work.office.checked(&snapshot), number);
    let standing = standing(&*work.store()?, &snapshot.setup, number)?;
    detail.sync = standing.map(|(differ, told)| Standing { told: sentence(work.catalogue, &told), differ });
    Ok(detail)
}

/// The number before or after one in the table.
pub(crate) fn find_neighbour(work: &Work<impl Host>, query: NeighbourQuery) -> Answer<Option<String>> {
    let snapshot = work.snapshot()?;
    let list = work.office.list(&snapshot, query.sort, query.descending);
    let found = list.find(&snapshot.setup, &query.which);
    let at = found.iter().position(|hit| hit.id.as_str() == query.id);
    let next = at.and_then(|at| at.checked_add_signed(query.step as isize)).and_then(|at| found.get(at));
    Ok(next.map(|hit| hit.id.to_string()))
}

/// What a typed number turns out to be.
pub(crate) fn read_typed_number(work: &Work<impl Host>, query: TypedQuery) -> Answer<TypedReading> {
    let setup = &work.snapshot()?.setup;
    let mut reading = typed_reading(setup, work.catalogue, &query.text, Country::new(&query.country));
    let own = query.fallback_of.and_then(|id| setup.number(&id)?.e164());
    if own.is_some_and(|own| reading.number.as_ref().is_some_and(|typed| typed.e164 == own.as_str())) {
        reading.refusal = Some(work.catalogue.text(&NumberFault::FallbackIsItself.message()));
    }
    Ok(reading)
}

/// Adds a number.
pub(crate) fn add_number(work: &Work<impl Host>, addition: NumberAddition) -> Answer<Saved> {
    let edits = Edits::default().with("label", addition.label);
    let digits = match (addition.number, addition.request) {
        (Some(number), _) => NewDigits::Typed(number),
        (None, Some(request)) => NewDigits::Requested {
            country: Country::new(&request.country).ok_or_else(Refusal::gone)?,
            area_code: request.area_code,
        },
        (None, None) => NewDigits::Typed(Typed { text: String::new(), country: None }),
    };
    work.change(|setup| edit::add_number(setup, digits, &edits, Saving::default()))
}

/// What saving fields as they stand would mean.
pub(crate) fn foresee_number(work: &Work<impl Host>, draft: NumberDraft) -> Answer<NumberForesight> {
    let setup = &work.snapshot()?.setup;
    let edited = edit::foresee_number(setup, &draft.id, &draft.edits)?;
    Ok(number_foresight(work.catalogue, setup, &draft.id, &edited))
}

/// Saves edited fields.
pub(crate) fn save_number(work: &Work<impl Host>, save: NumberSave) -> Answer<NumberSaved> {
    let saving = Saving { references_follow: save.references_follow, allow_loop: save.allow_loop };
    let saved = work.change(|setup| edit::save_number(setup, &save.id, &save.edits, saving))?;
    Ok(NumberSaved { saved, number: read_number(work, Id { id: save.id })? })
}

/// Removes a number and its campaigns.
pub(crate) fn remove_number(work: &Work<impl Host>, query: Id) -> Answer<Saved> {
    work.change(|setup| edit::remove_number(setup, &query.id))
}

/// How many names a cell lists before it counts.
pub(crate) const NAMES_SHOWN: usize = 8;

pub(crate) fn number_row(setup: &Setup, checked: &Checked, number: &PhoneNumber, by: FoundBy) -> NumberRow {
    NumberRow {
        id: number.id.to_string(),
        label: number.label.clone(),
        digits: shown_digits(&number.digits),
        inbound: slot(setup, &number.inbound.assistant),
        fallback: number.inbound.fallback.map(|fallback| fallback.international()),
        outbound: slot(setup, &number.outbound.assistant),
        caller_id: number.outbound.caller_id.map(|caller_id| caller_id.international()),
        status: number.status,
        findings: checked.of_number(&number.id),
        found_by: match by {
            FoundBy::Itself => None,
            FoundBy::Fallback => Some("inbound.fallback"),
            FoundBy::CallerId => Some("outbound.caller_id"),
        },
    }
}

pub(crate) fn slot(setup: &Setup, id: &Option<RecordId>) -> Option<Slot> {
    let assistant = setup.in_slot(id)?;
    Some(Slot { id: assistant.id.to_string(), name: assistant.name.clone(), active: assistant.active })
}

pub(crate) fn shown_digits(digits: &Digits) -> ShownDigits {
    match digits {
        Digits::Known(number) => ShownDigits {
            country: number.shown_country().map(|country| country.to_string()),
            number: Some(number.international()),
            area_code: None,
        },
        Digits::Requested { country, area_code } => {
            ShownDigits { country: Some(country.to_string()), number: None, area_code: Some(area_code.clone()) }
        }
    }
}

fn number_detail(setup: &Setup, catalogue: &Catalogue, checked: &Checked, number: &Arc<PhoneNumber>) -> NumberDetail {
    let names_it = |other: &&Arc<PhoneNumber>| other.id != number.id;
    let references = number.e164().map_or(0, |digits| {
        let named = setup.numbers_falling_back_to(digits).chain(setup.numbers_showing(digits)).filter(names_it);
        named.map(|other| &other.id).collect::<std::collections::BTreeSet<_>>().len()
    });
    let texts = PhoneNumber::FIELDS.iter().filter(|field| matches!(field.kind, Kind::Text(_)));
    let id = |id: &Option<RecordId>| id.as_ref().map(ToString::to_string);
    let in_field = |digits| number_in_field(setup, catalogue, digits);
    NumberDetail {
        id: number.id.to_string(),
        name: name(number),
        e164: number.e164().map(|digits| digits.to_string()),
        digits: shown_digits(&number.digits),
        status: number.status,
        texts: texts.map(|field| (field.path, Value::into_text(field.get(number)))).collect(),
        inbound_assistant: id(&number.inbound.assistant),
        fallback: number.inbound.fallback.map(in_field),
        fallback_note: works_otherwise(number).map(|note| catalogue.text(&note)),
        outbound_assistant: id(&number.outbound.assistant),
        caller_id: number.outbound.caller_id.map(in_field),
        routes: calls::routes(catalogue, setup, number, None),
        findings: checked.rows_of_number(setup, catalogue, number),
        references,
        sync: None,
    }
}

/// The digits, or what was asked for, as one reads them.
pub(crate) fn digits_in_words(catalogue: &Catalogue, digits: &Digits) -> String {
    match digits {
        Digits::Known(number) => number.international(),
        Digits::Requested { area_code, .. } if area_code.is_empty() => catalogue.words("map-requested"),
        Digits::Requested { area_code, .. } => {
            catalogue.text(&Message::new("map-area-code").with("code", area_code.as_str()))
        }
    }
}

/// What a number is called on screen: its label, else its digits for reading.
pub(crate) fn name(number: &PhoneNumber) -> String {
    match number.e164() {
        Some(digits) if number.label.is_empty() => digits.international(),
        _ => number.name(),
    }
}

fn number_in_field(setup: &Setup, catalogue: &Catalogue, number: E164) -> NumberInField {
    let ours = setup.number_with_digits(number).map(|ours| {
        let message = match setup.in_slot(&ours.inbound.assistant) {
            Some(assistant) => Message::new("help-ours-answered").name("assistant", assistant.name.clone()),
            None => Message::new("help-ours"),
        };
        sentence(catalogue, &message.name("name", name(ours)))
    });
    NumberInField {
        e164: number.to_string(),
        country: number.shown_country().map(|country| country.to_string()),
        typed: number.typed_form(),
        ours,
        hint: (!number.is_in_metadata()).then(|| catalogue.words("help-not-in-metadata")),
    }
}

/// What a typed number turns out to be, said below the field.
pub(crate) fn typed_reading(
    setup: &Setup,
    catalogue: &Catalogue,
    text: &str,
    country: Option<Country>,
) -> TypedReading {
    match E164::read_stored(text, country) {
        Ok(number) => TypedReading { number: Some(number_in_field(setup, catalogue, number)), refusal: None },
        Err(misread) => TypedReading { number: None, refusal: Some(catalogue.text(&misread.message())) },
    }
}

/// What saving an edited number would mean.
pub(crate) fn number_foresight(
    catalogue: &Catalogue,
    setup: &Setup,
    id: &str,
    edited: &edit::Edited,
) -> NumberForesight {
    let before = setup.number(id);
    let after = edited.setup.number(id);
    let routes = match (after, before) {
        (Some(after), Some(before)) => calls::routes(catalogue, &edited.setup, after, Some((setup, before))),
        _ => Vec::new(),
    };
    let closes_loop = after
        .filter(|after| before.is_some_and(|b| b.inbound.fallback != after.inbound.fallback))
        .and_then(|after| edited.setup.fallback_loop(&after.id))
        .map(|chain| sentence(catalogue, &edit::loop_message(&chain)));
    let blocks = edited
        .consequences(setup)
        .iter()
        .filter(|consequence| matches!(consequence, Consequence::CampaignBlocked { .. }))
        .map(|consequence| sentence(catalogue, &consequence.message()))
        .collect();
    NumberForesight { routes, closes_loop, blocks }
}

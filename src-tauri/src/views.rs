//! What the screens show: pure functions from a setup to what crosses the wire.

use std::sync::{Arc, Mutex, PoisonError};

use vozdesk_core::files::setup_file;
use vozdesk_core::model::assistant::{Assistant, AssistantKind};
use vozdesk_core::model::country::Country;
use vozdesk_core::model::e164::E164;
use vozdesk_core::model::id::Id;
use vozdesk_core::model::message::Message;
use vozdesk_core::model::number::{Digits, NumberStatus, PhoneNumber};
use vozdesk_core::model::setup::Setup;
use vozdesk_core::rules::routing;
use vozdesk_core::rules::search::{SearchIndex, folded};
use vozdesk_core::words::Catalogue;
use vozdesk_store::Snapshot;

use crate::findings::Checked;
use crate::wire::{
    AssistantRow, CountryChoice, NumberDetail, NumberFilter, NumberInField, NumberPage, NumberQuery, NumberRow,
    NumberSort, Office, ShownDigits, Slot, TypedReading, WhichNumbers, sentence,
};

/// How many names a cell lists before it counts.
const NAMES_SHOWN: usize = 8;

/// The numbers in one order, ready to be searched. Made once a revision and order; scrolling and
/// typing only read it.
pub(crate) struct NumberList {
    revision: u64,
    sort: NumberSort,
    descending: bool,
    index: SearchIndex,
    checked: Arc<Checked>,
    no_inbound: usize,
    campaign_ready: usize,
    pending: usize,
    with_findings: usize,
    /// The last search and what it found.
    found: Mutex<Option<Found>>,
}

struct Found {
    which: WhichNumbers,
    ids: Arc<Vec<Id>>,
}

impl NumberList {
    pub(crate) fn new(snapshot: &Snapshot, checked: Arc<Checked>, sort: NumberSort, descending: bool) -> NumberList {
        let setup = &snapshot.setup;
        let mut order: Vec<&PhoneNumber> = setup_file::numbers_in_order(setup);
        let assistant =
            |id: &Option<Id>| id.as_ref().and_then(|id| setup.assistant(id.as_str())).map(|a| folded(&a.name));
        // The order of digits is the base; what is empty comes last, whichever way one sorts.
        match sort {
            NumberSort::Label => {
                by(&mut order, descending, |n| Some(folded(&n.label)).filter(|label| !label.is_empty()))
            }
            NumberSort::Number => by(&mut order, descending, |n| n.e164()),
            NumberSort::Inbound => by(&mut order, descending, |n| assistant(&n.inbound.assistant)),
            NumberSort::Fallback => by(&mut order, descending, |n| n.inbound.fallback),
            NumberSort::Outbound => by(&mut order, descending, |n| assistant(&n.outbound.assistant)),
            NumberSort::Caller => by(&mut order, descending, |n| n.outbound.caller_id),
            NumberSort::Status => by(&mut order, descending, |n| Some(n.status)),
        }
        let index = SearchIndex::new(setup, order.into_iter().map(|number| &number.id));
        let mut list = NumberList {
            revision: snapshot.revision,
            sort,
            descending,
            index,
            checked,
            no_inbound: 0,
            campaign_ready: 0,
            pending: 0,
            with_findings: 0,
            found: Mutex::default(),
        };
        let count = |filter| setup.numbers().filter(|number| list.passes(setup, number, filter)).count();
        let counts = [
            count(NumberFilter::NoInbound),
            count(NumberFilter::CampaignReady),
            count(NumberFilter::Pending),
            count(NumberFilter::WithFindings),
        ];
        [list.no_inbound, list.campaign_ready, list.pending, list.with_findings] = counts;
        list
    }

    fn passes(&self, setup: &Setup, number: &PhoneNumber, filter: NumberFilter) -> bool {
        match filter {
            NumberFilter::All => true,
            NumberFilter::NoInbound => number.inbound.assistant.is_none(),
            NumberFilter::CampaignReady => routing::speaker(setup, number).is_ok(),
            NumberFilter::Pending => number.status == NumberStatus::Pending,
            NumberFilter::WithFindings => !self.checked.of_number(&number.id).is_empty(),
        }
    }

    pub(crate) fn is_for(&self, revision: u64, sort: NumberSort, descending: bool) -> bool {
        (self.revision, self.sort, self.descending) == (revision, sort, descending)
    }

    pub(crate) fn is_of(&self, revision: u64) -> bool {
        self.revision == revision
    }

    /// The ids that match, in order.
    pub(crate) fn find(&self, setup: &Setup, which: &WhichNumbers) -> Arc<Vec<Id>> {
        let mut last = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = last.as_ref().filter(|last| last.which == *which) {
            return last.ids.clone();
        }
        let mut found = self.index.find(&which.search);
        if which.filter != NumberFilter::All || which.assistant.is_some() {
            found.retain(|id| {
                setup.number(id.as_str()).is_some_and(|number| {
                    let slots = [&number.inbound.assistant, &number.outbound.assistant];
                    let has = |wanted: &String| slots.into_iter().flatten().any(|id| id.as_str() == wanted);
                    self.passes(setup, number, which.filter) && which.assistant.as_ref().is_none_or(has)
                })
            });
        }
        let ids = Arc::new(found);
        *last = Some(Found { which: which.clone(), ids: ids.clone() });
        ids
    }
}

fn by<K: Ord>(order: &mut Vec<&PhoneNumber>, descending: bool, key: impl Fn(&PhoneNumber) -> Option<K>) {
    let (mut with, without): (Vec<_>, Vec<_>) =
        order.drain(..).map(|number| (key(number), number)).partition(|(key, _)| key.is_some());
    with.sort_by(|(a, _), (b, _)| if descending { b.cmp(a) } else { a.cmp(b) });
    order.extend(with.into_iter().chain(without).map(|(_, number)| number));
}

/// The rows of the table that are on screen.
pub(crate) fn number_page(setup: &Setup, list: &NumberList, query: &NumberQuery) -> NumberPage {
    let found = list.find(setup, &query.which);
    let shown = found.iter().skip(query.offset).take(query.limit).filter_map(|id| setup.number(id.as_str()));
    NumberPage {
        found: found.len(),
        no_inbound: list.no_inbound,
        campaign_ready: list.campaign_ready,
        pending: list.pending,
        with_findings: list.with_findings,
        rows: shown.map(|number| number_row(setup, &list.checked, number)).collect(),
    }
}

fn number_row(setup: &Setup, checked: &Checked, number: &PhoneNumber) -> NumberRow {
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
    }
}

pub(crate) fn slot(setup: &Setup, id: &Option<Id>) -> Option<Slot> {
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

pub(crate) fn number_detail(
    setup: &Setup,
    catalogue: &Catalogue,
    checked: &Checked,
    number: &PhoneNumber,
) -> NumberDetail {
    let names_it = |other: &&Arc<PhoneNumber>| {
        let named = [other.inbound.fallback, other.outbound.caller_id];
        other.id != number.id && number.e164().is_some_and(|digits| named.contains(&Some(digits)))
    };
    let id = |id: &Option<Id>| id.as_ref().map(ToString::to_string);
    NumberDetail {
        id: number.id.to_string(),
        name: name(number),
        digits: shown_digits(&number.digits),
        e164: number.e164().map(|digits| digits.to_string()),
        label: number.label.clone(),
        status: number.status,
        notes: number.notes.clone(),
        inbound_assistant: id(&number.inbound.assistant),
        fallback: number.inbound.fallback.map(number_in_field),
        outbound_assistant: id(&number.outbound.assistant),
        caller_id: number.outbound.caller_id.map(number_in_field),
        findings: checked.rows_of_number(setup, catalogue, number),
        references: setup.numbers().filter(names_it).count(),
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

/// What an assistant is made for, in words that stand alone.
pub(crate) fn kind_message(kind: AssistantKind) -> Message {
    Message::new(match kind {
        AssistantKind::Inbound => "side-inbound-assistant",
        AssistantKind::Outbound => "side-outbound-assistant",
        AssistantKind::Custom => "side-custom-assistant",
    })
}

/// What a number is called on screen: its label, else its digits for reading.
pub(crate) fn name(number: &PhoneNumber) -> String {
    match number.e164() {
        Some(digits) if number.label.is_empty() => digits.international(),
        _ => number.name(),
    }
}

fn number_in_field(number: E164) -> NumberInField {
    NumberInField {
        e164: number.to_string(),
        country: number.shown_country().map(|country| country.to_string()),
        typed: number.typed_form(),
    }
}

/// What a typed number turns out to be, said below the field.
pub(crate) fn typed_reading(
    setup: &Setup,
    catalogue: &Catalogue,
    text: &str,
    country: Option<Country>,
) -> TypedReading {
    let number = match E164::read_stored(text, country) {
        Ok(number) => number,
        Err(misread) => {
            let refusal = Some(catalogue.text(&misread.message()));
            return TypedReading { number: None, refusal, ours: None, hint: None };
        }
    };
    let ours = setup.number_with_digits(number).map(|ours| {
        let message = match setup.in_slot(&ours.inbound.assistant) {
            Some(assistant) => Message::new("help-ours-answered").name("assistant", assistant.name.clone()),
            None => Message::new("help-ours"),
        };
        sentence(catalogue, &message.name("name", name(ours)))
    });
    let hint = (!number.is_in_metadata()).then(|| catalogue.words("help-not-in-metadata"));
    TypedReading { number: Some(number_in_field(number)), refusal: None, ours, hint }
}

pub(crate) fn assistant_rows(setup: &Setup, checked: &Checked) -> Vec<AssistantRow> {
    let mut assistants = setup_file::assistants_in_order(setup);
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
        names.push(name(number));
    }
}

pub(crate) fn office(
    snapshot: &Snapshot,
    checked: &Checked,
    newest_change: Option<u64>,
    can_redo: bool,
    sample: (bool, bool),
) -> Office {
    let setup = &snapshot.setup;
    let profile = setup.profile();
    let (is_sample, can_leave_sample) = sample;
    Office {
        revision: snapshot.revision,
        name: profile.name.clone(),
        default_country: profile.default_country.to_string(),
        plan: profile.plan,
        extra_numbers: profile.extra_numbers,
        included: profile.plan.included(),
        allowance: profile.allowance(),
        numbers: setup.numbers().len(),
        numbers_left: setup.numbers_left(),
        assistants: setup.assistants().len(),
        campaigns: setup.campaigns().len(),
        errors: checked.counts.errors as usize,
        is_empty: setup.is_empty(),
        is_sample,
        can_leave_sample,
        newest_change,
        can_redo,
    }
}

/// Countries by name, in the catalogue's language.
pub(crate) fn countries(catalogue: &Catalogue) -> Vec<CountryChoice> {
    let mut countries: Vec<CountryChoice> = Country::all()
        .map(|country| CountryChoice {
            code: country.to_string(),
            name: country.name(catalogue.language()),
            calling_code: country.calling_code(),
        })
        .collect();
    countries.sort_by_cached_key(|country| folded(country.name));
    countries
}

/// A text as the name of a file: lower-case letters, digits and hyphens.
pub(crate) fn file_words(text: &str) -> String {
    let words = folded(text);
    let words = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

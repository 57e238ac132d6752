//! What the screens show: pure functions from a setup to what crosses the wire.

use std::sync::{Arc, Mutex, PoisonError};

use vozdesk_core::assistant::Assistant;
use vozdesk_core::catalogue::{Catalogue, Message};
use vozdesk_core::country::Country;
use vozdesk_core::e164::E164;
use vozdesk_core::exchange::setup_file;
use vozdesk_core::id::Id;
use vozdesk_core::phone_number::{Digits, NumberStatus, PhoneNumber};
use vozdesk_core::search::{SearchIndex, folded};
use vozdesk_core::setup::Setup;
use vozdesk_core::store::Snapshot;

use crate::wire::{
    AssistantRow, CountryChoice, NumberDetail, NumberFilter, NumberInField, NumberPage, NumberQuery, NumberRow,
    NumberSort, Office, ShownDigits, Slot, TypedReading, sentence,
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
    no_inbound: usize,
    pending: usize,
    /// The last search and what it found.
    found: Mutex<Option<Found>>,
}

struct Found {
    search: String,
    filter: NumberFilter,
    ids: Arc<Vec<Id>>,
}

impl NumberList {
    pub(crate) fn new(snapshot: &Snapshot, sort: NumberSort, descending: bool) -> NumberList {
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
        NumberList {
            revision: snapshot.revision,
            sort,
            descending,
            index,
            no_inbound: setup.numbers().filter(|number| passes(number, NumberFilter::NoInbound)).count(),
            pending: setup.numbers().filter(|number| passes(number, NumberFilter::Pending)).count(),
            found: Mutex::default(),
        }
    }

    pub(crate) fn is_for(&self, revision: u64, sort: NumberSort, descending: bool) -> bool {
        (self.revision, self.sort, self.descending) == (revision, sort, descending)
    }

    /// The ids that match, in order.
    pub(crate) fn find(&self, setup: &Setup, search: &str, filter: NumberFilter) -> Arc<Vec<Id>> {
        let mut last = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = last.as_ref().filter(|last| last.search == search && last.filter == filter) {
            return last.ids.clone();
        }
        let mut found = self.index.find(search);
        if filter != NumberFilter::All {
            found.retain(|id| setup.number(id.as_str()).is_some_and(|number| passes(number, filter)));
        }
        let ids = Arc::new(found);
        *last = Some(Found { search: search.to_owned(), filter, ids: ids.clone() });
        ids
    }
}

fn passes(number: &PhoneNumber, filter: NumberFilter) -> bool {
    match filter {
        NumberFilter::All => true,
        NumberFilter::NoInbound => number.inbound.assistant.is_none(),
        NumberFilter::Pending => number.status == NumberStatus::Pending,
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
    let found = list.find(setup, &query.search, query.filter);
    let shown = found.iter().skip(query.offset).take(query.limit).filter_map(|id| setup.number(id.as_str()));
    NumberPage {
        found: found.len(),
        no_inbound: list.no_inbound,
        pending: list.pending,
        rows: shown.map(|number| number_row(setup, number)).collect(),
    }
}

fn number_row(setup: &Setup, number: &PhoneNumber) -> NumberRow {
    NumberRow {
        id: number.id.to_string(),
        label: number.label.clone(),
        digits: shown_digits(&number.digits),
        inbound: slot(setup, &number.inbound.assistant),
        fallback: number.inbound.fallback.map(|fallback| fallback.international()),
        outbound: slot(setup, &number.outbound.assistant),
        caller_id: number.outbound.caller_id.map(|caller_id| caller_id.international()),
        status: number.status,
    }
}

fn slot(setup: &Setup, id: &Option<Id>) -> Option<Slot> {
    let assistant = setup.assistant(id.as_ref()?.as_str())?;
    Some(Slot { id: assistant.id.to_string(), name: assistant.name.clone(), active: assistant.active })
}

fn shown_digits(digits: &Digits) -> ShownDigits {
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

pub(crate) fn number_detail(number: &PhoneNumber) -> NumberDetail {
    let id = |id: &Option<Id>| id.as_ref().map(ToString::to_string);
    NumberDetail {
        id: number.id.to_string(),
        name: name(number),
        digits: shown_digits(&number.digits),
        label: number.label.clone(),
        status: number.status,
        notes: number.notes.clone(),
        inbound_assistant: id(&number.inbound.assistant),
        fallback: number.inbound.fallback.map(number_in_field),
        outbound_assistant: id(&number.outbound.assistant),
        caller_id: number.outbound.caller_id.map(number_in_field),
    }
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
        let answers = ours.inbound.assistant.as_ref().and_then(|id| setup.assistant(id.as_str()));
        let message = match answers {
            Some(assistant) => Message::new("help-ours-answered").name("assistant", assistant.name.clone()),
            None => Message::new("help-ours"),
        };
        sentence(catalogue, &message.name("name", name(ours)))
    });
    let hint = (!number.is_in_metadata()).then(|| catalogue.words("help-not-in-metadata"));
    TypedReading { number: Some(number_in_field(number)), refusal: None, ours, hint }
}

pub(crate) fn assistant_rows(setup: &Setup) -> Vec<AssistantRow> {
    let mut assistants = setup_file::assistants_in_order(setup);
    assistants.sort_by_cached_key(|assistant| folded(&assistant.name));
    assistants.into_iter().map(|assistant| assistant_row(setup, assistant)).collect()
}

fn assistant_row(setup: &Setup, assistant: &Assistant) -> AssistantRow {
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

pub(crate) fn office(snapshot: &Snapshot, newest_change: Option<u64>, can_redo: bool, sample: (bool, bool)) -> Office {
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
        assistants: setup.assistants().len(),
        campaigns: setup.campaigns().len(),
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

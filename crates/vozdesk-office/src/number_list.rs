//! The table of numbers: in an order, searched and filtered, and which of them need the most room in it.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use vozdesk_core::model::e164::E164;
use vozdesk_core::model::id::Id as RecordId;
use vozdesk_core::model::number::{NumberStatus, PhoneNumber};
use vozdesk_core::model::setup::Setup;
use vozdesk_core::model::text::folded;
use vozdesk_core::rules::order;
use vozdesk_core::rules::routing;
use vozdesk_core::rules::search::{FoundBy, Hit, SearchIndex};
use vozdesk_store::Snapshot;

use crate::checkup::Checked;
use crate::numbers::{Badge, NumberFilter, NumberPage, NumberQuery, NumberSort, WhichNumbers, number_row};
use crate::offices::lock;

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
    /// What needs the most room in the columns of the table.
    widest: Vec<RecordId>,
    /// The last search and what it found.
    found: Mutex<Option<Found>>,
}

struct Found {
    which: WhichNumbers,
    hits: Arc<Vec<Hit>>,
}

impl NumberList {
    pub(crate) fn new(snapshot: &Snapshot, checked: Arc<Checked>, sort: NumberSort, descending: bool) -> NumberList {
        let setup = &snapshot.setup;
        let mut order: Vec<&PhoneNumber> = order::numbers(setup);
        let assistant =
            |id: &Option<RecordId>| id.as_ref().and_then(|id| setup.assistant(id.as_str())).map(|a| folded(&a.name));
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
            widest: Vec::new(),
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
        list.widest = widest(setup, &list.checked);
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

    /// Those that match, in order.
    pub(crate) fn find(&self, setup: &Setup, which: &WhichNumbers) -> Arc<Vec<Hit>> {
        let mut last = lock(&self.found);
        if let Some(last) = last.as_ref().filter(|last| last.which == *which) {
            return last.hits.clone();
        }
        let mut found = self.index.find(&which.search);
        if which.filter != NumberFilter::All || which.assistant.is_some() {
            found.retain(|hit| {
                setup.number(hit.id.as_str()).is_some_and(|number| {
                    let slots = [&number.inbound.assistant, &number.outbound.assistant];
                    let has = |wanted: &String| slots.into_iter().flatten().any(|id| id.as_str() == wanted);
                    self.passes(setup, number, which.filter) && which.assistant.as_ref().is_none_or(has)
                })
            });
        }
        let hits = Arc::new(found);
        *last = Some(Found { which: which.clone(), hits: hits.clone() });
        hits
    }
}

fn by<K: Ord>(order: &mut Vec<&PhoneNumber>, descending: bool, key: impl Fn(&PhoneNumber) -> Option<K>) {
    let (mut with, without): (Vec<_>, Vec<_>) =
        order.drain(..).map(|number| (key(number), number)).partition(|(key, _)| key.is_some());
    with.sort_by(|(a, _), (b, _)| if descending { b.cmp(a) } else { a.cmp(b) });
    order.extend(with.into_iter().chain(without).map(|(_, number)| number));
}

/// The numbers with the widest texts, by column: enough of each for a page to lay them out and see what the column needs.
fn widest(setup: &Setup, checked: &Checked) -> Vec<RecordId> {
    const OF_EACH: usize = 3;
    let name = |id: &Option<RecordId>| setup.in_slot(id).map_or(0, |assistant| room(&assistant.name));
    // Writing out every number would take longer than all else here. Those that begin alike and are as long are written
    // alike.
    let written: RefCell<HashMap<([u8; 5], usize), usize>> = RefCell::default();
    let digits = |number: Option<E164>| {
        let Some(number) = number else { return 0 };
        let text = number.as_str();
        let mut begin = [0; 5];
        begin.iter_mut().zip(text.bytes()).for_each(|(place, byte)| *place = byte);
        *written.borrow_mut().entry((begin, text.len())).or_insert_with(|| room(&number.international()))
    };
    // What has no label is called by its digits.
    let label = |number: &PhoneNumber| match number.label.as_str() {
        "" => digits(number.e164()),
        label => room(label),
    };
    let columns: [&dyn Fn(&PhoneNumber) -> usize; 7] = [
        &label,
        &|number| digits(number.e164()),
        &|number| name(&number.inbound.assistant),
        &|number| digits(number.inbound.fallback),
        &|number| name(&number.outbound.assistant),
        &|number| digits(number.outbound.caller_id),
        &|number| {
            let Badge { errors, warnings, hints } = checked.of_number(&number.id);
            [errors, warnings, hints]
                .into_iter()
                .filter(|count| *count > 0)
                .map(|count| 20 + room(&count.to_string()))
                .sum()
        },
    ];
    let one_of = |status| setup.numbers().find(|number| number.status == status).map(|number| number.id.clone());
    let statuses = [NumberStatus::Active, NumberStatus::Inactive, NumberStatus::Pending];
    let mut widest: Vec<RecordId> = statuses.into_iter().filter_map(one_of).collect();
    for column in columns {
        let mut first: Vec<(usize, &RecordId)> = Vec::new();
        for number in setup.numbers() {
            let width = column(number);
            // As many as are wanted, the widest first.
            let at = first.partition_point(|(other, _)| *other >= width);
            if at < OF_EACH {
                first.insert(at, (width, &number.id));
                first.truncate(OF_EACH);
            }
        }
        widest.extend(first.into_iter().map(|(_, id)| id.clone()));
    }
    widest.sort();
    widest.dedup();
    widest
}

/// About how much room a text needs, in no particular unit: letters are not all as wide.
fn room(text: &str) -> usize {
    let of = |c: char| match c {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | ' ' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '(' | ')' => 3,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 9,
        c if c.is_uppercase() => 7,
        // From Hangul on, letters are as wide as they are high.
        c if c >= '\u{1100}' => 11,
        _ => 6,
    };
    text.chars().map(of).sum()
}

/// The rows of the table that are on screen.
pub(crate) fn number_page(setup: &Setup, list: &NumberList, query: &NumberQuery) -> NumberPage {
    let found = list.find(setup, &query.which);
    let shown = found.iter().skip(query.offset).take(query.limit);
    NumberPage {
        found: found.len(),
        no_inbound: list.no_inbound,
        campaign_ready: list.campaign_ready,
        pending: list.pending,
        with_findings: list.with_findings,
        rows: shown
            .filter_map(|hit| Some(number_row(setup, &list.checked, setup.number(hit.id.as_str())?, hit.by)))
            .collect(),
        widest: (list.widest.iter())
            .filter_map(|id| setup.number(id.as_str()))
            .map(|number| number_row(setup, &list.checked, number, FoundBy::Itself))
            .collect(),
    }
}

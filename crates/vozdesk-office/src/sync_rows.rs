//! The rows of a plan, as the page Sync shows them.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vozdesk_core::files::Platform;
use vozdesk_core::model::e164::E164;
use vozdesk_core::model::field;
use vozdesk_core::model::message::Message;
use vozdesk_core::model::number::Digits;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::model::synced::{Held, Synced};
use vozdesk_core::sync::{AssistantChange, ByHand, Difference, Memory, NamedNumber, Plan, Side, by_hand};
use vozdesk_core::words::Catalogue;

use crate::numbers::digits_in_words;
use crate::sentence::{Sentence, sentence};

/// What rows are made of.
pub(crate) struct Rows<'a> {
    pub(crate) setup: &'a Setup,
    pub(crate) platform: &'static Platform,
    pub(crate) plan: &'a Plan,
    pub(crate) memory: &'a Memory,
    pub(crate) catalogue: &'static Catalogue,
}

#[derive(Deserialize, TS)]
pub(crate) struct PlanQuery {
    platform: String,
    group: SyncGroup,
    offset: usize,
    limit: usize,
}

impl PlanQuery {
    pub(crate) fn platform(&self) -> &str {
        &self.platform
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SyncGroup {
    Send,
    Bring,
    Decide,
    Hand,
    Know,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SyncKind {
    Number,
    Assistant,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SyncWhat {
    Field,
    NewNumber,
    NewAssistant,
    Renamed,
    Link,
    RemovedHere,
    Other,
}

/// A row of a plan.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SyncRow {
    group: SyncGroup,
    /// Unique within the plan.
    key: String,
    kind: SyncKind,
    what: SyncWhat,
    /// E.164; rows of one number stand one after the other.
    number: Option<String>,
    /// Its dotted path.
    field: Option<String>,
    entry: String,
    sub: Option<String>,
    /// What people call the field, or the matter.
    label: String,
    /// As last seen, of what is to be decided.
    seen: Option<String>,
    is_seen: bool,
    /// Null is nobody or nothing.
    here: Option<String>,
    /// Null is nobody or nothing.
    there: Option<String>,
    /// What to do, or what the matter is.
    #[ts(type = "Sentence | null")]
    message: Option<Sentence>,
    /// Where to click there.
    place: Option<String>,
    /// What its tick begins with.
    is_ticked: bool,
    is_done: bool,
    /// Why it cannot be sent or brought as it is.
    problem: Option<String>,
}

/// How many rows the groups have, in their order.
pub(crate) fn counts(of: &Rows<'_>) -> [usize; 5] {
    let plan = of.plan;
    let changed = |is: &[AssistantChange]| plan.assistants.iter().filter(|one| is.contains(&one.change)).count();
    let comes = changed(&[AssistantChange::New, AssistantChange::RenamedThere]);
    let bring = plan.bring.len() + plan.new_there.len() + plan.removed_here.len() + plan.links.len() + comes;
    let hand = by_hand(of.setup, of.platform, plan, of.memory).len();
    [plan.send.len(), bring, plan.decide.len(), hand, know(of).len()]
}

/// Rows of one group.
pub(crate) fn rows(of: &Rows<'_>, query: &PlanQuery) -> Vec<SyncRow> {
    let plan = of.plan;
    let (offset, limit) = (query.offset, query.limit);
    let stretch = |rows: Vec<SyncRow>| rows.into_iter().skip(offset).take(limit).collect();
    match query.group {
        SyncGroup::Send => fields(of, SyncGroup::Send, &plan.send, offset, limit),
        SyncGroup::Decide => fields(of, SyncGroup::Decide, &plan.decide, offset, limit),
        SyncGroup::Bring => stretch(bring(of)),
        SyncGroup::Hand => {
            let lines = by_hand(of.setup, of.platform, plan, of.memory);
            lines.iter().enumerate().skip(offset).take(limit).map(|(at, line)| hand(of, at, line)).collect()
        }
        SyncGroup::Know => stretch(know(of)),
    }
}

/// What a number is called, and what stands below: its label here, else the one given, with the digits below.
pub(crate) fn entry_of(setup: &Setup, number: E164, label: &str) -> (String, Option<String>) {
    let here = setup.number_with_digits(number).map_or("", |here| here.label.as_str());
    let label = if here.is_empty() { label } else { here };
    let international = number.international();
    if label.is_empty() { (international, None) } else { (label.to_owned(), Some(international)) }
}

/// A value as one reads it; nothing has no words.
pub(crate) fn side_shown(side: &Side, catalogue: &Catalogue) -> Option<String> {
    match &side.value {
        Held::Nothing => None,
        Held::Text(text) => Some(text.clone()),
        Held::Number(number) => Some(number.international()),
        Held::There(_) | Held::Here(_) => side.name.clone(),
        Held::Decided => Some(catalogue.words("sync-decided-there")),
    }
}

impl Rows<'_> {
    fn row(&self, group: SyncGroup, what: SyncWhat, key: String, label: &'static str) -> SyncRow {
        SyncRow {
            group,
            key,
            kind: SyncKind::Number,
            what,
            number: None,
            field: None,
            entry: String::new(),
            sub: None,
            label: self.catalogue.words(label),
            seen: None,
            is_seen: false,
            here: None,
            there: None,
            message: None,
            place: None,
            is_ticked: true,
            is_done: false,
            problem: None,
        }
    }

    fn about(&self, mut row: SyncRow, number: E164, label: &str) -> SyncRow {
        (row.entry, row.sub) = entry_of(self.setup, number, label);
        row.number = Some(number.to_string());
        row
    }

    fn shown(&self, side: &Side) -> Option<String> {
        side_shown(side, self.catalogue)
    }
}

fn fields(of: &Rows<'_>, group: SyncGroup, list: &[Difference], offset: usize, limit: usize) -> Vec<SyncRow> {
    let problems: HashMap<(Option<E164>, &str), String> = of
        .plan
        .problems
        .iter()
        .map(|fault| ((fault.number, fault.field.as_str()), of.catalogue.text(&fault.message(of.platform))))
        .collect();
    let row = |one: &Difference| {
        let path = one.field.path();
        let mut row = of.row(group, SyncWhat::Field, format!("{}:{path}", one.number), "field-number");
        row = of.about(row, one.number, "");
        row.field = Some(path.to_owned());
        row.label = of.catalogue.text(&field::label(path));
        row.is_seen = one.seen.is_some();
        row.seen = one.seen.as_ref().and_then(|seen| of.shown(seen));
        row.here = of.shown(&one.here);
        row.there = of.shown(&one.there);
        row.problem = problems.get(&(Some(one.number), path)).cloned();
        row
    };
    list.iter().skip(offset).take(limit).map(row).collect()
}

fn bring(of: &Rows<'_>) -> Vec<SyncRow> {
    let plan = of.plan;
    let mut rows = fields(of, SyncGroup::Bring, &plan.bring, 0, usize::MAX);
    let numbers = [
        (&plan.new_there, SyncWhat::NewNumber, "new", "sync-new-number"),
        (&plan.removed_here, SyncWhat::RemovedHere, "removed", "sync-removed-here"),
    ];
    for (list, what, word, label) in numbers {
        for (named, number) in list.iter().filter_map(|named| Some((named, named.number?))) {
            let mut row = of.row(SyncGroup::Bring, what, format!("{word} {number}"), label);
            row = of.about(row, number, &named.label);
            row.there = Some(if named.label.is_empty() { number.international() } else { named.label.clone() });
            row.is_ticked = what == SyncWhat::NewNumber;
            rows.push(row);
        }
    }
    for one in &plan.assistants {
        let (what, label) = match one.change {
            AssistantChange::New => (SyncWhat::NewAssistant, "sync-new-assistant"),
            AssistantChange::RenamedThere => (SyncWhat::Renamed, "field-name"),
            AssistantChange::RenamedHere | AssistantChange::GoneThere => continue,
        };
        let mut row = of.row(SyncGroup::Bring, what, format!("assistant {}", one.id), label);
        row.kind = SyncKind::Assistant;
        row.entry = one.here.clone().or_else(|| one.there.clone()).unwrap_or_default();
        (row.here, row.there) = (one.here.clone(), one.there.clone());
        rows.push(row);
    }
    for link in &plan.links {
        let mut row =
            of.row(SyncGroup::Bring, SyncWhat::Link, format!("link {}", link.assistant), "sync-same-assistant");
        row.kind = SyncKind::Assistant;
        row.entry.clone_from(&link.there);
        row.here = Some(link.there.clone());
        row.there = Some(of.catalogue.text(&Message::new("sync-not-linked").name("name", link.there.as_str())));
        row.is_ticked = false;
        rows.push(row);
    }
    rows
}

fn hand(of: &Rows<'_>, at: usize, line: &ByHand) -> SyncRow {
    let key = match (line.number, &line.value) {
        (Some(number), Some(_)) => format!("{number}:{}", line.field),
        _ => format!("hand {at}"),
    };
    let label = match line.field {
        "number" => "sync-new-number",
        "name" => "field-name",
        _ => "field-number",
    };
    let mut row = of.row(SyncGroup::Hand, SyncWhat::Other, key, label);
    if Synced::of_path(line.field).is_some() {
        row.label = of.catalogue.text(&field::label(line.field));
    }
    match line.number {
        Some(number) => row = of.about(row, number, &line.name),
        None => {
            row.entry.clone_from(&line.name);
            row.sub = line.wanted.clone().filter(|wanted| *wanted != line.name);
        }
    }
    if line.field == "name" {
        row.kind = SyncKind::Assistant;
    }
    row.message = Some(sentence(of.catalogue, &line.message));
    row.place = Some(of.catalogue.text(&line.place));
    row.is_done = line.is_done;
    row
}

/// What is worth knowing: gone there, and warnings.
fn know(of: &Rows<'_>) -> Vec<SyncRow> {
    let plan = of.plan;
    let gone = || Message::new("sync-gone-there-kept").with("platform", of.platform.name);
    let mut rows = Vec::new();
    for named in &plan.gone_there {
        let NamedNumber { number, label, record, .. } = named;
        let mut row = of.row(SyncGroup::Know, SyncWhat::Other, format!("gone {}", rows.len()), "sync-gone-there");
        match (number, record.as_ref().and_then(|id| of.setup.number(id.as_str()))) {
            (Some(number), _) => row = of.about(row, *number, label),
            (None, Some(number)) => {
                if let Digits::Requested { .. } = number.digits {
                    row.entry = digits_in_words(of.catalogue, &number.digits);
                }
            }
            (None, None) => {}
        }
        row.message = Some(sentence(of.catalogue, &gone()));
        rows.push(row);
    }
    for one in plan.assistants.iter().filter(|one| one.change == AssistantChange::GoneThere) {
        let mut row = of.row(SyncGroup::Know, SyncWhat::Other, format!("gone {}", rows.len()), "sync-gone-there");
        row.kind = SyncKind::Assistant;
        row.entry = one.here.clone().unwrap_or_default();
        row.message = Some(sentence(of.catalogue, &gone()));
        rows.push(row);
    }
    let is_shown_elsewhere = |number: Option<E164>, path: &str| {
        plan.send.iter().any(|one| Some(one.number) == number && one.field.path() == path)
    };
    let faults = plan.problems.iter().filter(|fault| !is_shown_elsewhere(fault.number, &fault.field));
    for fault in faults.chain(&plan.warnings) {
        let mut row = of.row(SyncGroup::Know, SyncWhat::Other, format!("fault {}", rows.len()), "sync-note");
        match fault.number {
            Some(number) => row = of.about(row, number, ""),
            None => row.entry = of.platform.name.to_owned(),
        }
        if Synced::of_path(&fault.field).is_some() {
            row.label = of.catalogue.text(&field::label(&fault.field));
        }
        row.message = Some(sentence(of.catalogue, &fault.message(of.platform)));
        rows.push(row);
    }
    rows
}

//! The rows of the call map's middle column, before they have places.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::ROWS_SHOWN;
use crate::model::assistant::Assistant;
use crate::model::id::Id;
use crate::model::number::PhoneNumber;
use crate::model::setup::Setup;
use crate::model::text::folded;

/// A row of the middle column before it has a place.
pub(super) struct Row<'a> {
    pub(super) numbers: Vec<&'a Arc<PhoneNumber>>,
    pub(super) answers: Option<&'a Arc<Assistant>>,
    /// How many assistants share the last row, which has no room for them; 0 for a row of one.
    pub(super) shared_by: usize,
}

/// The rows of the middle column: numbers of one inbound assistant together, those that are switched
/// off after the others, those without an assistant last.
pub(super) fn rows(setup: &Setup, is_grouped: bool) -> Vec<Row<'_>> {
    let place = |answers: Option<&Arc<Assistant>>| {
        let group = match answers {
            Some(assistant) if assistant.active => 0,
            Some(_) => 1,
            None => 2,
        };
        (group, answers.map(|a| (folded(&a.name), a.id.clone())))
    };
    let numbers = setup.numbers().map(|number| (setup.in_slot(&number.inbound.assistant), number));
    if !is_grouped {
        let mut numbers: Vec<_> = numbers.collect();
        numbers.sort_by_cached_key(|(answers, number)| {
            (
                place(*answers),
                number.label.is_empty(),
                natural(&number.label),
                number.e164().is_none(),
                number.e164(),
                number.id.clone(),
            )
        });
        return numbers
            .into_iter()
            .map(|(answers, number)| Row { numbers: vec![number], answers, shared_by: 0 })
            .collect();
    }
    // There may be any number of them: they are gathered, not sorted.
    let mut of_assistants: HashMap<Option<&Id>, Row<'_>> = HashMap::new();
    for (answers, number) in numbers {
        let row = of_assistants.entry(answers.map(|a| &a.id));
        row.or_insert_with(|| Row { numbers: Vec::new(), answers, shared_by: 0 }).numbers.push(number);
    }
    let mut rows: Vec<Row<'_>> = of_assistants.into_values().collect();
    rows.sort_by_cached_key(|row| place(row.answers));
    if rows.len() > ROWS_SHOWN {
        // The largest have a row of their own; the others share the last one.
        let mut largest: Vec<usize> = (0..rows.len()).collect();
        largest.sort_by_key(|at| std::cmp::Reverse(rows[*at].numbers.len()));
        let kept: HashSet<usize> = largest.into_iter().take(ROWS_SHOWN - 1).collect();
        let mut rest = Row { numbers: Vec::new(), answers: None, shared_by: rows.len() - kept.len() };
        let mut shown = Vec::new();
        for (at, row) in rows.into_iter().enumerate() {
            if kept.contains(&at) { shown.push(row) } else { rest.numbers.extend(row.numbers) }
        }
        shown.push(rest);
        return shown;
    }
    rows
}

/// A label so that "Branch 6" comes before "Branch 20": runs of digits compare as numbers.
pub(super) fn natural(label: &str) -> Vec<(u64, String)> {
    let folded = folded(label);
    let mut parts = Vec::new();
    let mut rest = folded.as_str();
    while !rest.is_empty() {
        let text_end = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (text, after) = rest.split_at(text_end);
        let digits_end = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        let (digits, further) = after.split_at(digits_end);
        parts.push((0, text.to_owned()));
        // More digits than a number holds are compared as far as it goes.
        parts.push((digits.parse().unwrap_or(u64::MAX), String::new()));
        rest = further;
    }
    parts
}

//! A review as the window shows it: its files with their columns, its entries and problems.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vozdesk_core::files::stand_in::name_of_nobody;
use vozdesk_core::files::table::ColumnField;
use vozdesk_core::files::{Entry, Outcome, Partial, Problem, Records, Review, SourceKind};
use vozdesk_core::model::field;
use vozdesk_core::model::text::shown;
use vozdesk_core::words::Catalogue;

use crate::changes::{self, ChangedRecord};
use crate::sentence::{Sentence, sentence};

#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReviewFile {
    pub(crate) name: String,
    /// `setup`, `table`, or what a platform lists: `numbers` or `assistants`.
    pub(crate) kind: &'static str,
    /// The platform whose list it is, by the name it writes.
    pub(crate) platform: Option<&'static str>,
    pub(crate) bytes: usize,
    /// Of a table; empty for all else.
    pub(crate) columns: Vec<ReviewColumn>,
}

#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReviewColumn {
    pub(crate) heading: String,
    /// What it holds, as on the command line; null is passed over.
    pub(crate) field: Option<&'static str>,
    /// What its first cells say.
    pub(crate) cells: Vec<String>,
}

#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReviewQuery {
    pub(crate) group: ReviewGroup,
    pub(crate) offset: usize,
    pub(crate) limit: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ReviewGroup {
    Problems,
    Warnings,
    Changed,
    Added,
    Removed,
}

#[derive(Serialize, TS)]
#[serde(untagged)]
pub(crate) enum ReviewRows {
    Entries(Vec<ReviewEntry>),
    Problems(Vec<ReviewProblem>),
}

#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReviewEntry {
    pub(crate) key: String,
    pub(crate) included: bool,
    pub(crate) notes: Vec<Sentence>,
    #[serde(flatten)]
    #[ts(flatten)]
    pub(crate) record: ChangedRecord,
}

#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReviewProblem {
    pub(crate) file: String,
    /// What people call the entry; null for the file as a whole.
    pub(crate) entry: Option<String>,
    /// The visible name of the field, or the pointer where there is none.
    pub(crate) field: String,
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) message: String,
    /// The name in the slot, if the problem is that nobody is called so.
    pub(crate) nobody: Option<String>,
}

pub(crate) fn file(partial: &Partial, bytes: usize) -> ReviewFile {
    let columns = partial.columns.iter();
    let (kind, platform) = match partial.kind {
        SourceKind::SetupFile => ("setup", None),
        SourceKind::Table => ("table", None),
        SourceKind::List(list) => {
            let kind = if list.records() == Records::Numbers { "numbers" } else { "assistants" };
            (kind, Some(list.platform_name()))
        }
    };
    ReviewFile {
        name: shown(&partial.file).into_owned(),
        kind,
        platform,
        bytes,
        columns: columns
            .map(|column| ReviewColumn {
                heading: shown(&column.heading).into_owned(),
                field: column.field.map(ColumnField::word),
                cells: column.cells.iter().map(|cell| shown(cell).into_owned()).collect(),
            })
            .collect(),
    }
}

/// The rows of one group of the review.
pub(crate) fn rows(review: &Review, partials: &[Partial], query: &ReviewQuery, catalogue: &Catalogue) -> ReviewRows {
    let outcome = match query.group {
        ReviewGroup::Problems | ReviewGroup::Warnings => {
            let list = if query.group == ReviewGroup::Problems { &review.problems } else { &review.warnings };
            let shown = list.iter().skip(query.offset).take(query.limit);
            return ReviewRows::Problems(shown.map(|problem| problem_row(problem, partials, catalogue)).collect());
        }
        ReviewGroup::Added => Outcome::Added,
        ReviewGroup::Changed => Outcome::Changed,
        ReviewGroup::Removed => Outcome::Removed,
    };
    let shown = review.of(outcome).skip(query.offset).take(query.limit);
    ReviewRows::Entries(shown.map(|entry| row(review, entry, catalogue)).collect())
}

fn problem_row(problem: &Problem, partials: &[Partial], catalogue: &Catalogue) -> ReviewProblem {
    let partial = partials.iter().find(|partial| partial.file == problem.file);
    let at = partial.and_then(|partial| partial.entry_at(&problem.pointer));
    let label = at.as_ref().and_then(|(_, path)| known_label(catalogue, path));
    ReviewProblem {
        file: shown(&problem.file).into_owned(),
        entry: at.map(|(name, _)| name).filter(|name| !name.is_empty()),
        field: label.unwrap_or_else(|| problem.pointer.clone()),
        line: problem.at.line,
        column: problem.at.column,
        message: catalogue.text(&problem.message),
        nobody: name_of_nobody(partials, problem).map(ToOwned::to_owned),
    }
}

fn row(review: &Review, entry: &Entry, catalogue: &Catalogue) -> ReviewEntry {
    ReviewEntry {
        key: entry.key.clone(),
        included: entry.included,
        notes: entry.notes.iter().map(|note| sentence(catalogue, note)).collect(),
        record: changes::shown(&entry.record, || review.fields(entry), catalogue),
    }
}

/// The visible name of a field, if the path is one people know.
fn known_label(catalogue: &Catalogue, path: &str) -> Option<String> {
    let label = field::label(path);
    (label.key != "just-a-word").then(|| catalogue.text(&label))
}

//! A review as the window shows it: its files with their columns, its entries and problems.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vozdesk_core::files::stand_in::name_of_nobody;
use vozdesk_core::files::table::{Column, ColumnField, Encoding, Mended, SheetAbout, Table, Way, Wish, letters};
use vozdesk_core::files::{Entry, Outcome, Partial, Problem, Records, Review, SourceKind};
use vozdesk_core::model::field;
use vozdesk_core::model::text::{folded, shown};
use vozdesk_core::words::Catalogue;

use crate::changes::{self, ChangedRecord};
use crate::importing::table::row_of;
use crate::sentence::{Sentence, sentence};

#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReviewFile {
    pub(crate) name: String,
    /// `setup`, `table`, `workbook`, or what a platform lists: `numbers` or `assistants`.
    pub(crate) kind: &'static str,
    /// The platform whose list it is, by the name it writes.
    pub(crate) platform: Option<&'static str>,
    pub(crate) bytes: usize,
    /// How a table or workbook is read; null for all else.
    pub(crate) table: Option<ReviewTable>,
}

/// How a table is read, and what somebody has said of it.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReviewTable {
    pub(crate) columns: Vec<ReviewColumn>,
    /// The row of its headings.
    pub(crate) headings: Option<u32>,
    /// The program that exports such tables.
    pub(crate) program: Option<&'static str>,
    /// The sheet that is read, and all there are; of a workbook.
    pub(crate) sheet: Option<String>,
    pub(crate) sheets: Vec<ReviewSheet>,
    /// The encoding of its text, and whether nothing but its letters says so; of all but a workbook.
    pub(crate) encoding: Option<String>,
    pub(crate) is_guess: bool,
    /// Nobody needs to be asked what its columns hold.
    pub(crate) is_sure: bool,
    pub(crate) mends: Vec<ReviewMend>,
    pub(crate) ways: Vec<ReviewWay>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub(crate) struct ReviewSheet {
    pub(crate) name: String,
    /// How many of its rows hold anything.
    pub(crate) rows: usize,
}

/// What was said to be meant by a cell.
#[derive(Clone, Debug, Serialize, TS)]
pub(crate) struct ReviewMend {
    /// The word of the field, as on the command line.
    pub(crate) field: &'static str,
    pub(crate) found: String,
    /// The row, where it is that of one number.
    pub(crate) row: Option<u32>,
    /// Null where a problem offers to say it.
    pub(crate) meant: Option<String>,
}

/// How all cells of a field are taken.
#[derive(Clone, Debug, Serialize, TS)]
pub(crate) struct ReviewWay {
    pub(crate) field: &'static str,
    pub(crate) way: &'static str,
}

/// An assistant whose name differs only in case, accents or spaces.
#[derive(Clone, Debug, Serialize, TS)]
pub(crate) struct ReviewAlike {
    pub(crate) id: String,
    pub(crate) name: String,
}

#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReviewColumn {
    /// Its place, from 0, and the letters of it.
    pub(crate) at: usize,
    pub(crate) letters: String,
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
    /// The cell of a workbook, such as `Numbers!B7`.
    pub(crate) cell: Option<String>,
    /// The name in the slot, if the problem is that nobody is called so.
    pub(crate) nobody: Option<String>,
    /// Who is called nearly so.
    pub(crate) alike: Option<ReviewAlike>,
    /// Which of the review's files it is in, from 0.
    pub(crate) file_at: usize,
    /// The row of the table.
    pub(crate) row: u32,
    /// The cell that is not understood, where somebody can say what is meant.
    pub(crate) mend: Option<ReviewMend>,
    /// How all such cells of the column can be taken.
    pub(crate) ways: Vec<&'static str>,
}

pub(crate) fn file(partial: &Partial, bytes: usize, wish: &Wish, is_sure: bool) -> ReviewFile {
    let (kind, platform) = match partial.kind {
        SourceKind::SetupFile => ("setup", None),
        SourceKind::Table if partial.table.as_ref().is_some_and(|table| table.sheet.is_some()) => ("workbook", None),
        SourceKind::Table => ("table", None),
        SourceKind::List(list) => {
            let kind = if list.records() == Records::Numbers { "numbers" } else { "assistants" };
            (kind, Some(list.platform_name()))
        }
    };
    let table = partial.table.as_ref().map(|of| table(of, wish, is_sure));
    ReviewFile { name: shown(&partial.file).into_owned(), kind, platform, bytes, table }
}

fn table(of: &Table, wish: &Wish, is_sure: bool) -> ReviewTable {
    let column = |column: &Column| ReviewColumn {
        at: column.at,
        letters: letters(column.at),
        heading: shown(&column.heading).into_owned(),
        field: column.field.map(ColumnField::word),
        cells: column.cells.iter().map(|cell| shown(cell).into_owned()).collect(),
    };
    let sheet = |sheet: &SheetAbout| ReviewSheet { name: sheet.name.clone(), rows: sheet.rows };
    ReviewTable {
        columns: of.columns.iter().map(column).collect(),
        headings: of.headings,
        program: of.program,
        sheet: of.sheet.as_deref().map(ToOwned::to_owned),
        sheets: of.sheets.iter().map(sheet).collect(),
        encoding: of.encoding.map(Encoding::word),
        is_guess: of.is_guess,
        is_sure,
        mends: wish.mends.iter().map(|(cell, meant)| mend(cell, Some(meant))).collect(),
        ways: wish.ways.iter().map(|(field, way)| ReviewWay { field, way: way.word() }).collect(),
    }
}

fn mend(cell: &Mended, meant: Option<&str>) -> ReviewMend {
    ReviewMend { field: cell.field, found: cell.found.clone(), row: cell.row, meant: meant.map(ToOwned::to_owned) }
}

/// The rows of one group of the review.
pub(crate) fn rows(review: &Review, partials: &[Partial], query: &ReviewQuery, catalogue: &Catalogue) -> ReviewRows {
    let outcome = match query.group {
        ReviewGroup::Problems | ReviewGroup::Warnings => {
            let list = if query.group == ReviewGroup::Problems { &review.problems } else { &review.warnings };
            let shown = list.iter().skip(query.offset).take(query.limit);
            return ReviewRows::Problems(
                shown.map(|problem| problem_row(problem, review, partials, catalogue)).collect(),
            );
        }
        ReviewGroup::Added => Outcome::Added,
        ReviewGroup::Changed => Outcome::Changed,
        ReviewGroup::Removed => Outcome::Removed,
    };
    let shown = review.of(outcome).skip(query.offset).take(query.limit);
    ReviewRows::Entries(shown.map(|entry| row(review, entry, catalogue)).collect())
}

fn problem_row(problem: &Problem, review: &Review, partials: &[Partial], catalogue: &Catalogue) -> ReviewProblem {
    let file_at = partials.iter().position(|partial| partial.file == problem.file).unwrap_or(0);
    let at = partials.get(file_at).and_then(|partial| partial.entry_at(&problem.pointer));
    let label = at.as_ref().and_then(|(_, path)| known_label(catalogue, path));
    let nobody = name_of_nobody(partials, problem);
    ReviewProblem {
        file: shown(&problem.file).into_owned(),
        entry: at.map(|(name, _)| name).filter(|name| !name.is_empty()),
        field: label.unwrap_or_else(|| problem.pointer.clone()),
        line: problem.at.line,
        column: problem.at.column,
        message: catalogue.text(&problem.message),
        cell: problem.cell_name(),
        nobody: nobody.map(ToOwned::to_owned),
        alike: nobody.and_then(|name| alike(review, name)),
        file_at,
        row: row_of(&problem.pointer).unwrap_or(0),
        mend: problem.cell.as_ref().filter(|cell| can_be_typed(cell.field)).map(|cell| mend(cell, None)),
        ways: ways(problem),
    }
}

/// Whether what is meant can be said in a line.
fn can_be_typed(field: &str) -> bool {
    !matches!(field, "inbound" | "outbound" | "notes")
}

/// How all cells of a column can be taken that have such a problem.
fn ways(problem: &Problem) -> Vec<&'static str> {
    let Some(cell) = &problem.cell else { return Vec::new() };
    let is_block = problem.message.key == "misread-block";
    let has_only_digits = cell.found.bytes().all(|byte| byte.is_ascii_digit());
    let ways = match problem.code {
        "several_numbers" if is_block && cell.field == "number" => vec![Way::Block, Way::First],
        "several_numbers" => vec![Way::First],
        "ambiguous" if has_only_digits => vec![Way::Plus],
        _ => Vec::new(),
    };
    ways.into_iter().map(Way::word).collect()
}

/// Who is called so but for case, accents and spaces, if it is one.
fn alike(review: &Review, name: &str) -> Option<ReviewAlike> {
    let plain = |name: &str| folded(name).split_whitespace().collect::<String>();
    let wanted = plain(name);
    let mut alike = review.before().assistants().filter(|assistant| plain(&assistant.name) == wanted);
    let one = alike.next().filter(|_| alike.next().is_none())?;
    Some(ReviewAlike { id: one.id.to_string(), name: one.name.clone() })
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

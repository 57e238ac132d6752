//! Where the headings of a table stand, what its columns hold, and what below it is no row of it.

use super::exports::export_of;
use super::field::{ColumnField, folded_words, is_some_number};
use super::sheet::{Row, column_of_letters, letters};
use super::{Column, ColumnMap, Which, bare};
use crate::model::country::Country;
use crate::model::e164::E164;
use crate::model::message::{Arg, Message};

/// Among how many of the first rows the headings are looked for.
pub(super) const ROWS_OF_HEADINGS: usize = 20;

/// How many lines of headings there are at the most.
const LINES_OF_HEADINGS: usize = 3;

/// How many rows are looked at to tell what columns hold.
const ROWS_LOOKED_AT: usize = 200;

/// How many cells of a column are shown to whoever says what it holds.
const CELLS_SHOWN: usize = 3;

/// How many columns are shown at the most.
const COLUMNS_SHOWN: usize = 256;

/// What a table is made of.
pub(super) struct Found {
    /// How many cells a row of text has: as many as its headings, or as its first row.
    pub(super) width: usize,
    /// Its columns that have a heading or something in their first rows.
    pub(super) columns: Vec<Column>,
    /// The rows that are headings, and where the rows begin that are none.
    pub(super) headings: std::ops::Range<usize>,
    /// Columns whose headings another column has, by their place.
    pub(super) repeated: Vec<usize>,
    /// The program that exports tables with these headings.
    pub(super) program: Option<&'static str>,
}

impl Found {
    /// The columns whose texts make the number of a row.
    pub(super) fn places_of_numbers(&self) -> Vec<usize> {
        ColumnField::all().filter(|field| field.is_number()).flat_map(|field| self.places(field)).collect()
    }

    /// The columns that hold a field; of numbers there may be several, whose texts belong together.
    pub(super) fn places(&self, of: ColumnField) -> Vec<usize> {
        self.columns.iter().filter(|column| column.field == Some(of)).map(|column| column.at).collect()
    }
}

/// Finds the headings and columns of a table.
///
/// # Errors
/// A map that names a column which is not there.
pub(super) fn found(rows: &[Row<'_>], map: &[ColumnMap]) -> Result<Found, Box<Message>> {
    let headings = headings(rows, map);
    let body = &rows[headings.end..];
    let sample = &body[..body.len().min(ROWS_LOOKED_AT)];
    let looked_at = || rows[headings.clone()].iter().chain(sample);
    let width = looked_at().map(Row::width).max().unwrap_or(0);
    let heading_at = |at: usize| heading_of(&rows[headings.clone()], at);
    let mut columns: Vec<Column> = (0..width)
        .filter(|at| looked_at().any(|row| row.cell(*at).is_some()))
        .take(COLUMNS_SHOWN)
        .map(|at| {
            let cells = sample.iter().take(CELLS_SHOWN).map(|row| row.text(at).to_owned()).collect();
            Column { at, heading: heading_at(at), field: None, cells }
        })
        .collect();
    let export = export_of(columns.iter().map(|column| column.heading.as_str()));
    let mut repeated = Vec::new();
    for (at, field) in by_headings(&rows[headings.clone()], &columns, sample, &mut repeated) {
        columns[at].field = Some(field);
    }
    if let Some(export) = export {
        let [number, label] = ["number", "label"].map(ColumnField::of_word);
        repeated.clear();
        for column in &mut columns {
            let is_one = |field| column.field == field;
            column.field = match &column.heading {
                heading if export.is_number(heading) => number,
                heading if export.is_label(heading) => label,
                _ => column.field.filter(|_| !is_one(number) && (!is_one(label) || export.label.is_empty())),
            };
        }
    }
    mapped(&mut columns, map, width)?;
    let own = rows[headings.clone()].iter().chain(body.iter().take(usize::from(headings.is_empty())));
    let width = own.map(|row| row.written.max(row.width())).max().unwrap_or(0);
    Ok(Found { width, columns, headings, repeated, program: export.map(|export| export.program) })
}

/// The text of a heading, of whatever lines it stands on.
fn heading_of(headings: &[Row<'_>], at: usize) -> String {
    let lines: Vec<&str> = headings.iter().map(|row| row.text(at)).filter(|line| !line.is_empty()).collect();
    lines.join(" ")
}

/// What columns hold by their headings: one column a field.
fn by_headings(
    headings: &[Row<'_>],
    columns: &[Column],
    sample: &[Row<'_>],
    repeated: &mut Vec<usize>,
) -> Vec<(usize, ColumnField)> {
    let known = |column: &Column| {
        // The last line says most: “Assistant” above “Inbound” and “Outbound”.
        let lines = headings.iter().rev().map(|row| row.text(column.at));
        ColumnField::of_heading(&column.heading).or_else(|| lines.filter_map(ColumnField::of_heading).next())
    };
    let share = |at: &usize| {
        let numbers = sample.iter().filter(|row| is_like_a_number(row.text(columns[*at].at))).count();
        std::cmp::Reverse(numbers)
    };
    let mut fields = Vec::new();
    for field in ColumnField::all() {
        let mut places: Vec<usize> = (0..columns.len()).filter(|at| known(&columns[*at]) == Some(field)).collect();
        let is_own = |at: &usize| columns[*at].heading != field.heading();
        if field.is_number() {
            // A running number is called a number too.
            places.sort_by_key(|at| (is_own(at), share(at)));
        } else {
            places.sort_by_key(is_own);
        }
        if places.is_empty() && field.is_number() {
            let mut some = (0..columns.len()).filter(|at| is_some_number(&columns[*at].heading));
            places.extend(some.find(|at| is_most(sample, columns[*at].at, is_like_a_number)));
        }
        let mut places = places.into_iter();
        fields.extend(places.next().map(|at| (at, field)));
        repeated.extend(places.map(|at| columns[at].at));
    }
    fields
}

/// What somebody says the columns hold, in the place of what their headings say.
fn mapped(columns: &mut Vec<Column>, map: &[ColumnMap], width: usize) -> Result<(), Box<Message>> {
    let mut places = Vec::new();
    for (which, field) in map {
        let at = which.place(columns).filter(|at| *at < width.max(1));
        let Some(at) = at else {
            return Err(Box::new(Message::new("problem-no-such-column").with("column", which.name())));
        };
        let place = columns.partition_point(|column| column.at < at);
        if columns.get(place).is_none_or(|column| column.at != at) {
            columns.insert(place, Column { at, heading: String::new(), field: None, cells: Vec::new() });
        }
        places.push((at, *field));
    }
    for (_, field) in &places {
        if field.is_some() {
            columns.iter_mut().filter(|column| column.field == *field).for_each(|column| column.field = None);
        }
    }
    for (at, field) in places {
        // Only numbers are put together of several columns.
        if field.is_some_and(|field| !field.is_number()) {
            columns.iter_mut().filter(|column| column.field == field).for_each(|column| column.field = None);
        }
        if let Some(column) = columns.iter_mut().find(|column| column.at == at) {
            column.field = field;
        }
    }
    Ok(())
}

impl Which {
    /// The place of the column it names, among those that are there.
    fn place(&self, columns: &[Column]) -> Option<usize> {
        let Which::Named(name) = self else {
            let Which::At(at) = self else { return None };
            return Some(*at);
        };
        let by_name = columns.iter().find(|column| folded_words(&column.heading) == folded_words(name));
        by_name.map(|column| column.at).or_else(|| self.place_told())
    }

    /// The place that it tells by itself: by letters or from 1.
    fn place_told(&self) -> Option<usize> {
        match self {
            Which::At(at) => Some(*at),
            Which::Named(name) => match name.trim().parse::<usize>() {
                Ok(place) => place.checked_sub(1),
                Err(_) => column_of_letters(name.trim()),
            },
        }
    }

    fn name(&self) -> String {
        match self {
            Which::At(at) => letters(*at),
            Which::Named(name) => name.clone(),
        }
    }
}

/// Which rows are headings: the first of the first rows that names the number's column, by a known heading or by the
/// map; else the one before the first that has a number. What stands above is passed over: titles, dates, lines of a key
/// and a value.
fn headings(rows: &[Row<'_>], map: &[ColumnMap]) -> std::ops::Range<usize> {
    let first = &rows[..rows.len().min(ROWS_OF_HEADINGS)];
    let has_number = |row: &Row<'_>| row.cells.iter().any(|cell| is_like_a_number(&cell.text));
    let is_mapped = |text: &str| {
        map.iter().any(|(which, field)| {
            let Which::Named(name) = which else { return false };
            field.is_some_and(ColumnField::is_number) && folded_words(name) == folded_words(text)
        })
    };
    let is_known = |text: &str| is_mapped(text) || ColumnField::of_heading(text).is_some_and(ColumnField::is_number);
    let names_it = |at: usize| {
        let row = &first[at];
        let below = || &rows[at + 1..rows.len().min(at + 1 + ROWS_LOOKED_AT)];
        let is_some = |at: u16, text: &str| is_some_number(text) && is_most(below(), at.into(), is_like_a_number);
        let is_of_export = || export_of(row.cells.iter().map(|cell| &*cell.text)).is_some();
        !has_number(row)
            && (is_of_export() || row.cells.iter().any(|cell| is_known(&cell.text) || is_some(cell.at, &cell.text)))
    };
    if let Some(begin) = (0..first.len()).find(|at| names_it(*at)) {
        let is_another = |row: &&Row<'_>| {
            let is_known = |text: &str| ColumnField::of_heading(text).is_some();
            !has_number(row) && row.cells.iter().any(|cell| is_known(&cell.text)) && !row.says_the_same(&rows[begin])
        };
        let more = first[begin + 1..].iter().take(LINES_OF_HEADINGS - 1).take_while(is_another).count();
        return begin..begin + 1 + more;
    }
    // Columns that are named by their place say where the numbers are.
    let of_numbers = map.iter().rev().find(|(_, field)| field.is_some_and(ColumnField::is_number));
    let place = of_numbers.and_then(|(which, _)| which.place_told());
    let begins = |row: &Row<'_>| match place {
        Some(at) => row.text(at).contains(char::is_numeric),
        None => has_number(row),
    };
    match first.iter().position(begins) {
        Some(0) => 0..0,
        Some(at) => at - 1..at,
        // No number at all: what is first is likely to be headings.
        None => 0..usize::from(!rows.is_empty()),
    }
}

/// The refusal of a table whose columns name no number.
pub(super) fn unknown(found: &Found) -> Message {
    let words = ColumnField::all().map(|field| Message::new(field.label()));
    let headings = found.columns.iter().map(|column| column.heading.as_str()).filter(|heading| !heading.is_empty());
    let headings = headings.map(|heading| Message::new("just-a-word").with("word", heading)).collect();
    Message::new("problem-unknown-columns")
        .with("found", Arg::List(headings))
        .with("expected", Arg::List(words.collect()))
}

/// What columns seem to hold of a table whose headings do not say where its numbers are, by what is in them: the first
/// one in which most cells are telephone numbers, and the first one of words as their label. It is a proposal: whoever
/// is asked sees it and can choose otherwise.
pub(super) fn proposed(rows: &[Row<'_>], country: Country) -> Vec<ColumnMap> {
    let Ok(found) = found(rows, &[]) else { return Vec::new() };
    if found.columns.iter().any(|column| column.field.is_some_and(ColumnField::is_number)) {
        return Vec::new();
    }
    let sample = &rows[found.headings.end..rows.len().min(found.headings.end + ROWS_LOOKED_AT)];
    // One that is too short is still meant for one, and is refused at its row.
    let is_number =
        |cell: &str| is_like_a_number(cell) || (!is_date(cell) && E164::read_stored(bare(cell), Some(country)).is_ok());
    let is_words = |cell: &str| cell.contains(char::is_alphabetic) && !is_number(cell);
    // What a heading says is not told otherwise.
    let unknown = || found.columns.iter().filter(|column| column.field.is_none()).map(|column| column.at);
    let Some(numbers) = unknown().find(|at| is_most(sample, *at, is_number)) else { return Vec::new() };
    let has_label = found.columns.iter().any(|column| column.field == ColumnField::of_word("label"));
    let labels = unknown().find(|at| !has_label && *at != numbers && is_most(sample, *at, is_words));
    let named = |(at, word)| (Which::At(at), ColumnField::of_word(word));
    [(Some(numbers), "number"), (labels, "label")]
        .into_iter()
        .filter_map(|(at, word)| Some(named((at?, word))))
        .collect()
}

/// How many of the first rows have a telephone number: of several sheets the one with most holds the numbers.
pub(super) fn rows_with_numbers(rows: &[Row<'_>]) -> usize {
    let sample = rows.iter().take(ROWS_LOOKED_AT);
    sample.filter(|row| row.cells.iter().any(|cell| is_like_a_number(&cell.text))).count()
}

/// Whether at least half of what a column holds is so, and something of it.
fn is_most(rows: &[Row<'_>], at: usize, is: impl Fn(&str) -> bool) -> bool {
    let filled = || rows.iter().map(|row| row.text(at)).filter(|cell| !cell.is_empty());
    let found = filled().filter(|cell| is(cell)).count();
    found > 0 && 2 * found >= filled().count()
}

/// Whether a text is a day: three groups of digits, one of which is a year's.
fn is_date(cell: &str) -> bool {
    let groups: Vec<&str> = cell.trim().split(['-', '.', '/']).collect();
    let is_year = |group: &&str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
    groups.len() == 3
        && groups.iter().all(|group| group.len() <= 4 && group.bytes().all(|byte| byte.is_ascii_digit()))
        && [groups[0], groups[2]].iter().any(is_year)
}

/// Whether a text has the digits of a telephone number, and nothing that is in none.
pub(super) fn is_like_a_number(cell: &str) -> bool {
    let cell = bare(cell);
    let digits = cell.chars().filter(|c| c.is_numeric()).count();
    (6..=15).contains(&digits)
        && cell.chars().all(|c| c.is_numeric() || c.is_whitespace() || "+()-./\u{2013}\u{2011}".contains(c))
        && !is_date(cell)
}

/// Where the rows end: below the last one with a number there may be sums and remarks, at most two cells of them.
pub(super) fn end(rows: &[Row<'_>], numbers: &[usize]) -> usize {
    let has_number = |row: &Row<'_>| numbers.iter().any(|at| may_be_a_number(row.text(*at)));
    let Some(last) = rows.iter().rposition(has_number) else { return rows.len() };
    let is_foot = |row: &Row<'_>| row.cells.len() <= 2;
    // One that says more is a row without a number, and so are those above it.
    rows[last + 1..].iter().rposition(|row| !is_foot(row)).map_or(last + 1, |more| last + 2 + more)
}

/// Whether a cell is meant for a number, if only a wrong one.
fn may_be_a_number(cell: &str) -> bool {
    let digits = cell.chars().filter(|c| c.is_numeric()).count();
    digits >= 5 || (digits > 0 && !cell.contains(char::is_alphabetic))
}

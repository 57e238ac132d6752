//! Rows of a table as entries: what each cell says of its field, and what is wrong with it.

use std::borrow::Cow;
use std::sync::Arc;

use super::country::{Stated, stated_country};
use super::field::{ColumnField, word_meant};
use super::found::Found;
use super::sheet::{Held, Row};
use super::wish::{Mended, Way, Wish};
use super::{bare, is_none};
use crate::files::document::{clipped, text_code, unknown_word};
use crate::files::partial::{AssistantReference, PartialRecord, Position, Problem, StatedValue};
use crate::model::country::Country;
use crate::model::e164::{E164, Misread, MisreadReason, block, first_of_several};
use crate::model::field::{FieldOf, Kind, Limit, Value};
use crate::model::message::Message;
use crate::model::number::{Digits, PhoneNumber};
use crate::model::record::Record as _;

/// What is to be known of a table to read its rows.
pub(super) struct Table<'a> {
    pub(super) file: &'a str,
    pub(super) found: &'a Found,
    pub(super) wish: &'a Wish,
    pub(super) country: Country,
    /// The headings are exactly VozDesk's own.
    pub(super) is_own: bool,
    /// It is text: a cell behind the last heading is a sign that one before it was torn apart.
    pub(super) is_text: bool,
    pub(super) has_stray_bytes: bool,
}

/// Reads the rows of a table.
pub(super) struct Entries<'a> {
    table: Table<'a>,
    /// The fields that it holds, each by its place in the table of fields, and their columns.
    fields: Vec<(usize, ColumnField, Vec<usize>)>,
    countries: Vec<usize>,
    pub(super) numbers: Vec<PartialRecord<PhoneNumber>>,
    pub(super) problems: Vec<Problem>,
}

/// Where the number of a row is read.
enum In {
    Known(Stated),
    /// The cell names none, and that is problem enough.
    Unknown,
}

/// What a cell says, of all the columns that hold its field.
struct Said<'r> {
    text: Cow<'r, str>,
    held: Held,
    at: Position,
}

/// What cells say together; `None` where all are empty.
fn joined<'r>(row: &'r Row<'_>, places: &[usize]) -> Option<Said<'r>> {
    let mut cells = places.iter().filter_map(|at| row.cell(*at));
    let first = cells.next()?;
    let at = Position { line: row.line, column: u32::from(first.at) + 1 };
    let mut said = Said { text: Cow::Borrowed(&*first.text), held: first.held, at };
    for more in cells {
        said.text = format!("{} {}", bare(&said.text), bare(&more.text)).into();
        said.held = if said.held == Held::Text { more.held } else { said.held };
    }
    Some(said)
}

impl<'a> Entries<'a> {
    pub(super) fn of(table: Table<'a>) -> Entries<'a> {
        let fields = PhoneNumber::FIELDS.iter().enumerate().filter(|(_, field)| field.column.is_some());
        let fields = fields.map(|(place, field)| {
            let column = ColumnField::of_field(field);
            (place, column, table.found.places(column))
        });
        let fields = fields.filter(|(.., places)| !places.is_empty()).collect();
        let countries = table.found.places(ColumnField::of_country());
        Entries { table, fields, countries, numbers: Vec::new(), problems: Vec::new() }
    }

    /// Reads a row.
    pub(super) fn read(&mut self, row: &Row<'_>) {
        let before = self.problems.len();
        let mut number = PartialRecord::new(format!("/{}", row.row), Position { line: row.line, column: 1 });
        number.reserve(self.fields.len());
        let width = self.table.found.width;
        if self.table.is_text && row.width() > width {
            let message = Message::new("problem-too-many-cells")
                .with("found", row.written.max(row.width()))
                .with("columns", width);
            self.problem(row, None, "too_many_cells", message);
        }
        let country = self.row_country(row);
        let mut block = Vec::new();
        for at in 0..self.fields.len() {
            let (place, column, _) = self.fields[at];
            let Some(field) = column.of_number() else { continue };
            match self.said(row, at) {
                Some(said) => {
                    let position = said.at;
                    let value = self.value(row, column, field, said, &country, &mut block);
                    if let Some(value) = value {
                        number.state(place, 0, position, value);
                    }
                }
                None if field.kind == Kind::Digits => {
                    self.problem(row, Some(column), "not_a_number", Message::new("problem-no-digits"));
                }
                None => {}
            }
        }
        number.has_problem = self.problems.len() > before;
        if block.is_empty() {
            self.numbers.push(number);
            return;
        }
        let place = self.fields.iter().find(|(_, column, _)| column.is_number()).map_or(0, |(place, ..)| *place);
        for (at, digits) in block.into_iter().enumerate() {
            let mut one = number.another(format!("/{}.{}", row.row, at + 1));
            one.state(place, 0, number.at, StatedValue::Digits(Digits::Known(digits)));
            self.numbers.push(one);
        }
    }

    /// What a row says of a field, unless its cells are empty or somebody knows what is meant: a number may stand in
    /// several.
    fn said<'r>(&self, row: &'r Row<'_>, field: usize) -> Option<Said<'r>> {
        let (_, column, places) = &self.fields[field];
        let mut said = joined(row, places);
        let found = said.as_ref().map_or("", |said| said.text.trim());
        if let Some(meant) = self.table.wish.mends.meant(column.word(), found, row.row) {
            let place = places.first().map_or(0, |at| *at as u32);
            let at = said.map_or(Position { line: row.line, column: place + 1 }, |said| said.at);
            said = Some(Said { text: meant.to_owned().into(), held: Held::Text, at });
        }
        said
    }

    /// What stands in the cells of a field.
    fn text_of(&self, row: &Row<'_>, column: ColumnField) -> String {
        let said = joined(row, &self.table.found.places(column));
        said.map_or_else(String::new, |said| said.text.trim().to_owned())
    }

    /// What a cell says of its field; what cannot be one is a problem. The numbers of a block go there.
    fn value(
        &mut self,
        row: &Row<'_>,
        column: ColumnField,
        field: &FieldOf<PhoneNumber>,
        said: Said<'_>,
        country: &In,
        block: &mut Vec<E164>,
    ) -> Option<StatedValue> {
        let plain = StatedValue::Value;
        let cell = &*said.text;
        if self.table.has_stray_bytes && cell.contains(char::REPLACEMENT_CHARACTER) {
            let message = Message::new("problem-stray-byte").with("found", clipped(cell));
            self.problem(row, Some(column), "stray_byte", message);
            return None;
        }
        if said.held == Held::Error {
            let message = Message::new("problem-cell-error").with("found", clipped(cell));
            self.problem(row, Some(column), "cell_error", message);
            return None;
        }
        // Without the apostrophe that VozDesk's own tables have before what a spreadsheet would run.
        let is_guarded = self.table.is_own && self.table.is_text;
        let text = if is_guarded { cell.strip_prefix('\'').unwrap_or(cell) } else { cell };
        match field.kind {
            Kind::Digits => {
                if self.has_way(column, Way::Block)
                    && let Some(numbers) = self.block(cell, country)
                {
                    *block = numbers;
                    return None;
                }
                let number = self.e164(row, column, cell, said.held, country)?;
                Some(StatedValue::Digits(Digits::Known(number)))
            }
            Kind::OtherNumber if is_none(cell) => Some(StatedValue::Null),
            Kind::OtherNumber => {
                self.e164(row, column, cell, said.held, country).map(|number| plain(Value::Number(number)))
            }
            Kind::Assistant if is_none(text) => Some(StatedValue::Null),
            Kind::Assistant => {
                Some(StatedValue::Assistant(AssistantReference::IdOrName(self.seen(text).trim().into())))
            }
            Kind::Text(limit) => match limit.checked(&if limit == Limit::Long { text.into() } else { self.seen(text) })
            {
                Ok(text) => Some(plain(Value::Text(text))),
                Err(fault) => {
                    let code = text_code(fault, limit.too_long_code());
                    self.problem(row, Some(column), code, fault.message());
                    None
                }
            },
            Kind::Word(choices) => {
                let word = word_meant(text);
                let found = choices.iter().find(|choice| choice.word == word);
                if found.is_none() {
                    self.problem(row, Some(column), "unknown_value", unknown_word(text, choices));
                }
                found.map(|choice| plain(Value::Word(choice.word)))
            }
            _ => None,
        }
    }

    fn problem(&mut self, row: &Row<'_>, of: Option<ColumnField>, code: &'static str, message: Message) {
        let place = of.and_then(|of| self.table.found.places(of).first().copied());
        let at = Position { line: row.line, column: place.map_or(1, |at| at as u32 + 1) };
        let pointer = match of {
            Some(field) => format!("/{}/{}", row.row, field.word()),
            None => format!("/{}", row.row),
        };
        let cell = of.map(|of| Arc::new(Mended::cell(of.word(), &self.text_of(row, of), row.row)));
        self.problems.push(Problem { cell, ..Problem::new(code, self.table.file, pointer, at, message) });
    }

    /// Text without what cannot be seen: web pages and other alphabets leave their marks in cells. What VozDesk has
    /// written itself stays as it is.
    fn seen<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let is_space = |c: char| matches!(c, '\u{A0}' | '\u{202F}');
        let is_mark = |c: char| {
            matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}')
                || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        };
        if self.table.is_own || !text.contains(|c| is_space(c) || is_mark(c)) {
            return Cow::Borrowed(text);
        }
        Cow::Owned(text.replace(is_mark, "").replace(is_space, " "))
    }

    fn has_way(&self, column: ColumnField, way: Way) -> bool {
        self.table.wish.ways.contains(&(column.word(), way))
    }

    fn row_country(&mut self, row: &Row<'_>) -> In {
        let office = || In::Known(Stated::Country(self.table.country));
        let column = ColumnField::of_country();
        let Some(cell) = self.countries.iter().find_map(|at| row.cell(*at)) else { return office() };
        let meant = self.table.wish.mends.meant(column.word(), cell.text.trim(), row.row);
        let cell = meant.unwrap_or(&cell.text);
        match stated_country(cell) {
            Some(stated) => In::Known(stated),
            None => {
                let message = Message::new("problem-unknown-country-name").with("found", clipped(cell));
                self.problem(row, Some(column), "unknown_country", message);
                In::Unknown
            }
        }
    }

    /// The number in a cell. What is no text there, and what nobody can tell, is a problem.
    fn e164(&mut self, row: &Row<'_>, column: ColumnField, cell: &str, held: Held, country: &In) -> Option<E164> {
        let no_number = match held {
            Held::Date => Some(("date", Message::new("misread-date"))),
            Held::LostDigits => Some(("scientific_notation", Message::new("misread-scientific-notation"))),
            Held::Truth | Held::Fraction => Some(("not_a_number", Message::new("misread-not-a-number"))),
            Held::Text | Held::Error => None,
        };
        if let Some((code, message)) = no_number {
            self.problem(row, Some(column), code, message);
            return None;
        }
        // One problem is one problem.
        let In::Known(stated) = country else { return None };
        let read = self.read_number(column, bare(cell), stated, self.has_country(row));
        match read {
            Ok(number) => Some(number),
            Err(misread) => {
                self.problem(row, Some(column), misread.reason.code(), misread.message());
                None
            }
        }
    }

    fn has_country(&self, row: &Row<'_>) -> bool {
        self.countries.iter().any(|at| row.cell(*at).is_some())
    }

    fn read_number(&self, column: ColumnField, cell: &str, stated: &Stated, is_stated: bool) -> Result<E164, Misread> {
        let as_typed = |text: &str| match stated {
            Stated::Country(country) => E164::read_stored(text, Some(*country)),
            // A trunk prefix behind the calling code is taken off as any other.
            Stated::CallingCode(code) if !text.starts_with('+') && !text.starts_with("00") => {
                E164::read_stored(&format!("+{code} {text}"), None)
            }
            Stated::CallingCode(_) => E164::read_stored(text, Some(self.table.country)),
        };
        let is_digits = !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
        if is_digits && self.has_way(column, Way::Plus) {
            return E164::read_stored(&format!("+{cell}"), None);
        }
        // A spreadsheet has dropped the plus that VozDesk writes before every number.
        if is_digits
            && self.table.is_own
            && let Ok(number) = E164::read_stored(&format!("+{cell}"), None)
        {
            let is_there = |country: &Country| {
                number.shown_country().is_some_and(|of| of.calling_code() == country.calling_code())
            };
            return match stated {
                Stated::Country(country) if column.is_number() && is_stated && !is_there(country) => {
                    // Somebody has written a row by hand, perhaps: it is not guessed which number is meant.
                    match as_typed(cell) {
                        Ok(_) => Err(Misread {
                            reason: MisreadReason::Ambiguous,
                            country: None,
                            found: 0,
                            expected: None,
                            meant: Some(number.international()),
                        }),
                        Err(_) => Ok(number),
                    }
                }
                _ => Ok(number),
            };
        }
        as_typed(cell).or_else(|misread| match self.has_way(column, Way::First) {
            true if misread.reason == MisreadReason::SeveralNumbers => {
                first_of_several(cell, Some(self.read_in(stated))).map_or(Err(misread), as_typed)
            }
            _ => Err(misread),
        })
    }

    fn read_in(&self, stated: &Stated) -> Country {
        match stated {
            Stated::Country(country) => *country,
            Stated::CallingCode(_) => self.table.country,
        }
    }

    fn block(&self, cell: &str, country: &In) -> Option<Vec<E164>> {
        let In::Known(stated) = country else { return None };
        block(bare(cell), Some(self.read_in(stated)))
    }
}

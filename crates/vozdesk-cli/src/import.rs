//! `vozdesk import`: read, review, apply.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde_json::{Map, Value, json};
use vozdesk_core::files::table::{ColumnField, ColumnMap, Encoding, Which, Wish};
use vozdesk_core::files::{self, EntryKey, Mode, Outcome, Partial, ReadAs, Review, incomplete, review};
use vozdesk_core::model::change::RecordChange;
use vozdesk_core::model::country::Country;
use vozdesk_core::model::message::Message;
use vozdesk_core::model::setup::Setup;
use vozdesk_office::incoming::{Unread, contents};
use vozdesk_office::told;
use vozdesk_store::Store;

use crate::args::country;
use crate::backup;
use crate::output::{Failure, Output};
use crate::passphrase;

#[derive(Args)]
pub(crate) struct Import {
    /// The files; `-` reads standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What the files are
    #[arg(long = "from", value_name = "FROM", default_value = "auto", value_parser = read_as())]
    read_as: ReadAs,
    /// Whether anything is removed
    #[arg(long, default_value = "merge", value_parser = mode())]
    mode: Mode,
    /// The country of national forms
    #[arg(long, value_name = "CC", value_parser = country)]
    country: Option<Country>,
    /// What a column of a table holds
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = mapped)]
    map: Vec<ColumnMap>,
    /// The encoding of a table's text
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<Encoding>,
    /// The sheet of a workbook
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Fallbacks and caller IDs that name digits which change follow
    #[arg(long)]
    references_follow: bool,
    /// Leave out the entries that have problems
    #[arg(long)]
    skip_problems: bool,
    /// Only show what would change
    #[arg(long)]
    pub dry_run: bool,
}

/// What a file may be read as: the words of the registry of platforms among them.
fn read_as() -> impl TypedValueParser<Value = ReadAs> {
    PossibleValuesParser::new(ReadAs::words()).map(|word| ReadAs::of_word(&word).unwrap_or_default())
}

fn mode() -> impl TypedValueParser<Value = Mode> {
    PossibleValuesParser::new(["merge", "replace"])
        .map(|word| if word == "replace" { Mode::Replace } else { Mode::Merge })
}

fn encoding(text: &str) -> Result<Encoding, String> {
    let words = || Encoding::offered().collect::<Vec<_>>().join(", ");
    Encoding::of_word(text).ok_or_else(|| format!("one of {} is needed", words()))
}

fn mapped(text: &str) -> Result<ColumnMap, String> {
    let (column, field) = text.rsplit_once('=').ok_or("COLUMN=FIELD is needed")?;
    let found = ColumnField::of_word(field);
    let words = || ColumnField::all().map(ColumnField::word).collect::<Vec<_>>().join(", ");
    let found = found.ok_or_else(|| format!("one of {} is needed", words()))?;
    Ok((Which::Named(column.to_owned()), Some(found)))
}

impl Import {
    /// Reviews what the files would make of a setup, and applies it to the store if there is one.
    pub(crate) fn run(self, setup: &Setup, store: Option<&Store>, output: &mut Output) -> Result<u8, Failure> {
        let store_country = setup.profile().default_country;
        let partials: Vec<Partial> =
            self.files.iter().map(|file| self.read(file, store_country, output)).collect::<Result<_, _>>()?;
        if let Some(refusal) = incomplete(&partials, self.mode) {
            return Err(refusal.into());
        }
        let mut review = review(setup, &partials, self.mode, &HashSet::new());
        let follow: HashSet<EntryKey> =
            review.entries.iter().filter(|entry| entry.follows_digits()).map(|entry| entry.key.clone()).collect();
        if !self.references_follow && !follow.is_empty() {
            review = files::review(setup, &partials, self.mode, &follow);
        }
        drop(partials);

        let blocked = !review.problems.is_empty() && !self.skip_problems;
        let has_changes = review.included() > 0;
        let applied_to = store.filter(|_| !blocked && has_changes);
        if let Some(store) = applied_to {
            if self.mode == Mode::Replace {
                backup::before(store, output);
            }
            let (_, made) = store.change(|setup| review.applied_to(setup))?;
            output.has_made = made.is_some();
            for message in made.iter().flat_map(|made| told(&made.consequences()).collect::<Vec<_>>()) {
                output.tell(&message);
            }
        }
        // A refusal in JSON is one object and nothing beside it.
        let is_told = !(blocked && output.json);
        if store.is_none() && is_told {
            for message in told(&review.applied_to(setup)?.consequences(setup)) {
                output.tell(&message);
            }
        }
        for (entry, why) in review.what_stays().filter(|_| is_told) {
            output.tell(&Message::new("cli-stays").with("name", entry.name()).with("why", why.clone()));
        }
        print(&review, self.mode, self.skip_problems, applied_to.is_some(), output)?;
        if blocked {
            let message = Message::new("cli-import-problems").with("count", review.problems.len());
            return Err(Failure::Office(vozdesk_office::Failure::Files {
                code: "import_problems",
                message,
                problems: review.problems,
            }));
        }
        Ok(u8::from(store.is_none() && has_changes))
    }

    fn read(&self, path: &Path, store_country: Country, output: &Output) -> Result<Partial, Failure> {
        let called = path.display().to_string();
        let (name, bytes) = contents(path, &called, &|name| passphrase::of_file(name, output))
            .map_err(|unread| self.refusal(unread))?;
        let (map, sheet) = (self.map.clone(), self.sheet.clone());
        let wish = Wish { map, sheet, encoding: self.encoding, ..Wish::default() };
        let read = files::read_wished(&name, &bytes, self.read_as, self.country, store_country, &wish);
        read.map_err(|problem| self.refusal(Unread::Refused(problem)))
    }

    /// Why a file is not read at all.
    fn refusal(&self, unread: Unread) -> Failure {
        Failure::Office(match unread {
            Unread::Failure(failure) => failure,
            Unread::Refused(problem) => {
                let is_unknown = problem.code == "not_recognised" && self.read_as == ReadAs::Recognised;
                let (refused, unknown) = (Message::new("cli-file-refused"), Message::new("cli-file-unknown"));
                let message = if is_unknown { unknown } else { refused };
                let message = message.with("file", problem.file.as_str());
                vozdesk_office::Failure::Files { code: problem.code, message, problems: vec![*problem] }
            }
        })
    }
}

/// Prints a review.
pub(crate) fn print(
    review: &Review,
    mode: Mode,
    skips_problems: bool,
    applied: bool,
    output: &mut Output,
) -> Result<(), Failure> {
    if output.json {
        let value = to_json(review, mode, applied, output);
        return output.json(&value);
    }
    let mut row = |sign: &str, entry: &files::Entry, rest: String| {
        let name = entry.name();
        output.line(format!("{sign} {} {name}{}{rest}", entry.kind().word(), digits_beside(entry)))
    };
    for entry in review.entries.iter().filter(|entry| entry.included) {
        match entry.outcome {
            Outcome::Added => row("+", entry, String::new())?,
            Outcome::Removed => row("-", entry, String::new())?,
            Outcome::Changed => {
                let fields = review.fields(entry);
                let changes: Vec<String> = fields
                    .iter()
                    .map(|f| format!("{}: {} → {}", f.field.path, shown(&f.from.to_json()), shown(&f.to.to_json())))
                    .collect();
                row("~", entry, format!(": {}", changes.join(", ")))?;
            }
        }
    }
    let left_out = review.entries.iter().filter(|entry| !entry.included).count();
    for warning in &review.warnings {
        let line = output.problem_line(warning);
        output.line(format!("! {line}"))?;
    }
    if skips_problems {
        for problem in &review.problems {
            let line = output.problem_line(problem);
            output.line(format!("x {line}"))?;
        }
    }
    let key = match (applied, review.included()) {
        (true, _) => "cli-import-applied",
        (false, 0) => "cli-import-nothing",
        (false, _) => "cli-import-would",
    };
    let summary = Message { key, args: Vec::new() }
        .with("count", review.included())
        .with("unchanged", review.unchanged + left_out);
    let summary = output.text(&summary);
    output.line(summary)
}

/// The digits of a number that is added or whose digits change, where it is called otherwise.
fn digits_beside(entry: &files::Entry) -> String {
    let RecordChange::Number(change) = &entry.record else { return String::new() };
    let [before, after] =
        [&change.before, &change.after].map(|number| number.as_ref().and_then(|number| number.e164()));
    let digits = after.filter(|_| before != after);
    let beside = digits.filter(|digits| digits.as_str() != entry.name());
    beside.map_or_else(String::new, |digits| format!(" {}", digits.international()))
}

fn to_json(review: &Review, mode: Mode, applied: bool, output: &Output) -> Value {
    let listed = |outcome| -> Vec<Value> {
        review
            .of(outcome)
            .filter(|entry| entry.included)
            .map(|entry| {
                let mut value = json!({
                    "kind": entry.kind().word(),
                    "id": entry.id().map(|id| id.as_str()),
                    "name": entry.name(),
                });
                if outcome == Outcome::Changed {
                    let fields: Map<String, Value> = review
                        .fields(entry)
                        .into_iter()
                        .map(|field| (field.field.path.to_owned(), json!({ "from": field.from, "to": field.to })))
                        .collect();
                    value["fields"] = fields.into();
                }
                value
            })
            .collect()
    };
    let problems = |problems: &[files::Problem]| -> Vec<Value> {
        problems.iter().map(|problem| output.problem(problem)).collect()
    };
    json!({
        "mode": if mode == Mode::Merge { "merge" } else { "replace" },
        "added": listed(Outcome::Added),
        "changed": listed(Outcome::Changed),
        "removed": listed(Outcome::Removed),
        "unchanged": review.unchanged,
        "problems": problems(&review.problems),
        "warnings": problems(&review.warnings),
        "applied": applied,
    })
}

pub(crate) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => format!("“{text}”"),
        Value::Null => "–".to_owned(),
        other => other.to_string(),
    }
}

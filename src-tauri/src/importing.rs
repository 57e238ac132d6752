//! An import in progress: files read, the review shown, ticks changed, applied or dropped.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;
use tauri::{AppHandle, Emitter, Manager};
use vozdesk_core::catalogue::{Catalogue, Message};
use vozdesk_core::checkup::{self, Finding, Severity};
use vozdesk_core::country::Country;
use vozdesk_core::e164::E164;
use vozdesk_core::edit::Refusal;
use vozdesk_core::exchange::csv::{self, Field, Which};
use vozdesk_core::exchange::review::RecordChange;
use vozdesk_core::exchange::{
    self, Entry, From, Mode, Outcome, Partial, Platform, Problem, Review, SourceKind, incomplete, review,
};
use vozdesk_core::setup::Setup;
use vozdesk_core::store::Snapshot;

use crate::desk::Desk;
use crate::preferences;
use crate::views;
use crate::wire::{
    ColumnChange, Difference, ReviewColumn, ReviewEntry, ReviewField, ReviewFile, ReviewGroup, ReviewHead,
    ReviewProblem, ReviewQuery, ReviewRows, WireError, field_label, known_field_label, sentence,
};

/// Files held against the setup.
pub(crate) struct Importing {
    /// Where the files are and how many bytes they have, in the order of the partials.
    files: Vec<(PathBuf, usize)>,
    partials: Arc<Vec<Partial>>,
    mode: Mode,
    left_out: HashSet<String>,
    review: Arc<Review>,
    difference: Difference,
    /// The setup the review was made from.
    revision: u64,
}

impl Importing {
    /// Reads files and makes the first review of them.
    pub(crate) fn read(paths: &[PathBuf], snapshot: &Snapshot, catalogue: &Catalogue) -> Result<Importing, WireError> {
        let country = snapshot.setup.profile().default_country;
        let mut files = Vec::new();
        let mut partials = Vec::new();
        for path in paths {
            let (partial, bytes) = read_file(path, &[], country, catalogue)?;
            files.push((path.clone(), bytes));
            partials.push(partial);
        }
        let review = Arc::new(review(&snapshot.setup, &partials, Mode::Merge, &HashSet::new()));
        Ok(Importing {
            files,
            partials: Arc::new(partials),
            mode: Mode::Merge,
            left_out: HashSet::new(),
            difference: Difference::between(&snapshot.setup, &review.setup),
            review,
            revision: snapshot.revision,
        })
    }

    /// Makes the review again with another mode or other ticks, or because the setup has moved on.
    ///
    /// # Errors
    /// A file that carries only a part of its list cannot replace it; then the review stays as it was.
    pub(crate) fn again(
        &mut self,
        snapshot: &Snapshot,
        mode: Option<Mode>,
        tick: Option<(String, bool)>,
    ) -> Result<(), Refusal> {
        let mode = mode.unwrap_or(self.mode);
        if let Some(refusal) = incomplete(&self.partials, mode) {
            return Err(refusal);
        }
        self.mode = mode;
        if let Some((key, included)) = tick {
            if included {
                self.left_out.remove(&key);
            } else {
                self.left_out.insert(key);
            }
        }
        self.review = Arc::new(review(&snapshot.setup, &self.partials, self.mode, &self.left_out));
        self.difference = Difference::between(&snapshot.setup, &self.review.setup);
        self.revision = snapshot.revision;
        Ok(())
    }

    /// The file of a table and what its columns hold once one of them holds something else.
    pub(crate) fn columns_with(&self, change: &ColumnChange) -> Option<(PathBuf, Vec<Option<Field>>)> {
        let (path, _) = self.files.get(change.file)?;
        let mut fields: Vec<_> = self.partials.get(change.file)?.columns.iter().map(|column| column.field).collect();
        let field = Field::ALL.into_iter().find(|field| Some(field.word()) == change.field.as_deref());
        for other in &mut fields {
            if field.is_some() && *other == field {
                *other = None;
            }
        }
        *fields.get_mut(change.column)? = field;
        Some((path.clone(), fields))
    }

    /// Puts a file that was read again in its place, unless other files have been chosen meanwhile.
    pub(crate) fn put(&mut self, file: usize, path: &Path, partial: Partial) {
        let is_same = self.files.get(file).is_some_and(|(of, _)| of == path);
        if is_same && let Some(place) = Arc::make_mut(&mut self.partials).get_mut(file) {
            *place = partial;
        }
    }

    pub(crate) fn is_of(&self, revision: u64) -> bool {
        self.revision == revision
    }

    pub(crate) fn review(&self) -> Arc<Review> {
        self.review.clone()
    }

    pub(crate) fn partials(&self) -> Arc<Vec<Partial>> {
        self.partials.clone()
    }

    pub(crate) fn head(&self) -> ReviewHead {
        let review = &self.review;
        ReviewHead {
            files: self.files.iter().zip(&*self.partials).map(|((_, bytes), partial)| file(partial, *bytes)).collect(),
            is_replace: self.mode == Mode::Replace,
            added: review.of(Outcome::Added).count(),
            changed: review.of(Outcome::Changed).count(),
            removed: review.of(Outcome::Removed).count(),
            problems: review.problems.len(),
            warnings: review.warnings.len(),
            unchanged: review.unchanged,
            included: review.included(),
            total: review.entries.len(),
            findings: self.difference,
        }
    }
}

fn file(partial: &Partial, bytes: usize) -> ReviewFile {
    let columns = partial.columns.iter();
    ReviewFile {
        name: partial.file.clone(),
        kind: kind_word(partial.kind),
        bytes,
        columns: columns
            .map(|column| ReviewColumn { heading: column.heading.clone(), field: column.field.map(Field::word) })
            .collect(),
    }
}

impl Difference {
    /// What the check-up finds in one setup and not in the other. A finding is the same if it says the
    /// same of the same record.
    fn between(before: &Setup, after: &Setup) -> Difference {
        let name = |finding: &Finding| (finding.code, finding.subject.id().cloned());
        let (old, new) = (checkup::check(before), checkup::check(after));
        let (old_names, new_names): (HashSet<_>, HashSet<_>) =
            (old.iter().map(name).collect(), new.iter().map(name).collect());
        let appeared = || new.iter().filter(|finding| !old_names.contains(&name(finding)));
        Difference {
            fewer: old.iter().filter(|finding| !new_names.contains(&name(finding))).count(),
            new: appeared().count(),
            new_errors: appeared().filter(|finding| finding.severity == Severity::Error).count(),
        }
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
    let label = at.as_ref().and_then(|(_, path)| known_field_label(catalogue, path));
    ReviewProblem {
        file: problem.file.clone(),
        entry: at.map(|(name, _)| name).filter(|name| !name.is_empty()),
        field: label.unwrap_or_else(|| problem.pointer.clone()),
        line: problem.place.line,
        column: problem.place.column,
        message: catalogue.text(&problem.message),
    }
}

fn row(review: &Review, entry: &Entry, catalogue: &Catalogue) -> ReviewEntry {
    let side = match &entry.record {
        RecordChange::Profile(_) => String::new(),
        RecordChange::Assistant(change) => {
            let kind = change.after.as_ref().or(change.before.as_ref()).map(|assistant| assistant.kind.word());
            kind.map(|kind| kind_label(catalogue, kind)).unwrap_or_default()
        }
        RecordChange::Number(change) => {
            let number = change.before.as_ref().or(change.after.as_ref());
            number.and_then(|n| n.e164()).map(|digits| digits.international()).unwrap_or_default()
        }
        RecordChange::Campaign(_) => catalogue.words("kind-campaign"),
    };
    let name = match entry.kind().word() {
        "profile" => catalogue.words("kind-profile"),
        _ => entry.name(),
    };
    let fields = if entry.outcome == Outcome::Removed {
        Vec::new()
    } else {
        let is_new = entry.outcome == Outcome::Added;
        let shown = review.fields(entry).into_iter().filter(|f| f.field != "id" && !(is_new && is_blank(&f.to)));
        shown
            .map(|field| ReviewField {
                label: field_label(catalogue, &field.field),
                is_number: field.to.as_str().or(field.from.as_str()).and_then(E164::from_text).is_some(),
                from: shown_value(catalogue, &field.field, &field.from),
                to: shown_value(catalogue, &field.field, &field.to),
            })
            .collect()
    };
    ReviewEntry {
        key: entry.key.clone(),
        kind: entry.kind().word(),
        name,
        side,
        included: entry.included,
        fields,
        notes: entry.notes.iter().map(|note| sentence(catalogue, note)).collect(),
    }
}

fn is_blank(value: &Value) -> bool {
    matches!(value, Value::Null) || value.as_str() == Some("")
}

/// A value as it is read: numbers in international form, the words of a choice as the window has them.
fn shown_value(catalogue: &Catalogue, field: &str, value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(true) => Some(catalogue.words("value-yes")),
        Value::Bool(false) => Some(catalogue.words("value-no")),
        Value::String(text) if text.is_empty() => None,
        Value::String(word) if field == "kind" => Some(kind_label(catalogue, word)),
        Value::String(word) if field == "status" => Some(status_label(catalogue, word)),
        Value::String(text) => match E164::from_text(text) {
            Some(number) => Some(number.international()),
            None => Some(text.clone()),
        },
        other => Some(other.to_string()),
    }
}

fn status_label(catalogue: &Catalogue, status: &str) -> String {
    match status {
        "active" => catalogue.words("ui-status-active"),
        "inactive" => catalogue.words("ui-status-inactive"),
        "pending" => catalogue.words("ui-status-pending"),
        // A campaign's own; the campaigns' page will name them.
        other => other.to_owned(),
    }
}

fn kind_label(catalogue: &Catalogue, kind: &str) -> String {
    match kind {
        "inbound" => catalogue.words("kind-inbound"),
        "outbound" => catalogue.words("kind-outbound"),
        _ => catalogue.words("kind-custom"),
    }
}

fn kind_word(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::SetupFile => "setup",
        SourceKind::Table => "table",
        SourceKind::Numbers(Platform::VozAgent) => "vozagent-numbers",
        SourceKind::Assistants(Platform::VozAgent) => "vozagent-assistants",
        SourceKind::Numbers(Platform::Retell) => "retell-numbers",
        SourceKind::Assistants(Platform::Retell) => "retell-assistants",
        SourceKind::Numbers(Platform::Vapi) => "vapi-numbers",
        SourceKind::Assistants(Platform::Vapi) => "vapi-assistants",
        SourceKind::Numbers(Platform::Twilio) | SourceKind::Assistants(Platform::Twilio) => "twilio-numbers",
    }
}

/// Reads a file. A table whose columns nobody knows is no refusal here: they can be named in the review.
pub(crate) fn read_file(
    path: &Path,
    fields: &[Option<Field>],
    country: Country,
    catalogue: &Catalogue,
) -> Result<(Partial, usize), WireError> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let bytes = std::fs::read(path).map_err(|error| {
        let message = Message::new("file-unreadable").name("name", name.as_str()).with("reason", error.to_string());
        WireError::new(catalogue, "file_unreadable", &message)
    })?;
    let map: Vec<_> = fields.iter().enumerate().map(|(at, field)| (Which::At(at), *field)).collect();
    let partial = match exchange::read_mapped(&name, &bytes, From::Auto, None, country, &map) {
        Ok(partial) => partial,
        Err(problem) if problem.code == "unknown_columns" => {
            let mut partial = csv::unread(&name, &bytes, *problem);
            for (column, field) in partial.columns.iter_mut().zip(fields) {
                column.field = *field;
            }
            partial
        }
        Err(problem) => {
            let message = Message::new("file-refused").name("name", name.as_str()).with("why", problem.message);
            return Err(WireError::new(catalogue, "file_refused", &message));
        }
    };
    Ok((partial, bytes.len()))
}

/// Files dropped on the window: read them and tell the page, which holds no path.
pub(crate) fn dropped(app: &AppHandle, paths: Vec<PathBuf>) {
    if paths.is_empty() {
        return;
    }
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let _ = app.emit("review-reading", ());
        let desk: Arc<Desk> = app.state::<Arc<Desk>>().inner().clone();
        match begin(&app, &desk, &paths) {
            Ok(head) => drop(app.emit("review-changed", head)),
            Err(error) => drop(app.emit("review-refused", error)),
        }
    });
}

/// Reads files and puts their review in the place of any other.
pub(crate) fn begin(app: &AppHandle, desk: &Desk, paths: &[PathBuf]) -> Result<ReviewHead, WireError> {
    let catalogue = desk.catalogue();
    let store = desk.store().map_err(|error| WireError::store(catalogue, &error))?;
    let importing = Importing::read(paths, &store.snapshot(), catalogue)?;
    if let Some(first) = paths.first() {
        preferences::set_last_folder(app, first);
    }
    let head = importing.head();
    desk.state().importing = Some(importing);
    Ok(head)
}

/// A name for an export of this office: its own name in a form every system takes.
pub(crate) fn file_name(office: &str, extension: &str) -> String {
    let name: String = views::file_words(office);
    let name = if name.is_empty() { "vozdesk-setup" } else { &name };
    format!("{name}.{extension}")
}

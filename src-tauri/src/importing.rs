//! An import in progress: files read, the review shown, ticks changed, applied or dropped.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tauri::{AppHandle, Emitter, Manager};
use vozdesk_core::files::encrypted::{self, Locked};
use vozdesk_core::files::table::{self, Field, Which};
use vozdesk_core::files::{
    self, Entry, From, Mode, Outcome, Partial, Platform, Problem, Review, SourceKind, incomplete, review,
};
use vozdesk_core::model::country::Country;
use vozdesk_core::model::message::Message;
use vozdesk_core::rules::checkup::Difference;
use vozdesk_core::rules::edit::Refusal;
use vozdesk_core::words::Catalogue;
use vozdesk_store::Snapshot;

use crate::changes;
use crate::desk::Desk;
use crate::findings::Checked;
use crate::preferences;
use crate::views;
use crate::wire::{
    ColumnChange, ReviewColumn, ReviewEntry, ReviewFile, ReviewGroup, ReviewHead, ReviewProblem, ReviewQuery,
    ReviewRows, WireError, known_field_label, sentence,
};

/// Files held against the setup.
pub(crate) struct Importing {
    /// In the order of the partials.
    files: Vec<OpenFile>,
    partials: Arc<Vec<Partial>>,
    mode: Mode,
    left_out: HashSet<String>,
    review: Arc<Review>,
    difference: Difference,
    /// The setup the review was made from.
    revision: u64,
}

/// What somebody has said the columns of a table hold.
type Map = Vec<(Which, Option<Field>)>;

/// A file that has been read.
struct OpenFile {
    /// How many bytes it has.
    size: usize,
    /// What a table was read from, so that its columns can be read otherwise; none of all else.
    table: Option<Arc<Table>>,
    map: Map,
}

/// The bytes of a table, opened if it was encrypted.
pub(crate) struct Table {
    name: String,
    bytes: Vec<u8>,
}

/// Whether somebody has said that files need not be read after all.
#[derive(Clone, Default)]
pub(crate) struct Cancel(Arc<AtomicBool>);

/// Nobody waits for the files any more.
struct Cancelled;

impl Cancel {
    pub(crate) fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn check(&self) -> Result<(), Cancelled> {
        if self.0.load(Ordering::Relaxed) { Err(Cancelled) } else { Ok(()) }
    }
}

impl Importing {
    /// Reads files and makes the first review of them.
    fn read(
        desk: &Desk,
        snapshot: &Snapshot,
        paths: &[PathBuf],
        passphrase: Option<&str>,
        cancel: &Cancel,
    ) -> Result<Result<Importing, Cancelled>, WireError> {
        let catalogue = desk.catalogue();
        let country = snapshot.setup.profile().default_country;
        let mut files = Vec::new();
        let mut partials = Vec::new();
        for path in paths {
            if let Err(cancelled) = cancel.check() {
                return Ok(Err(cancelled));
            }
            let (name, bytes) = contents(path, passphrase, catalogue)?;
            let partial = read_bytes(&name, &bytes, &[], country, catalogue)?;
            let size = bytes.len();
            let table = (partial.kind == SourceKind::Table).then(|| Arc::new(Table { name, bytes }));
            files.push(OpenFile { size, table, map: Vec::new() });
            partials.push(partial);
        }
        if let Err(cancelled) = cancel.check() {
            return Ok(Err(cancelled));
        }
        let review = Arc::new(review(&snapshot.setup, &partials, Mode::Merge, &HashSet::new()));
        let findings = desk.checked(snapshot);
        Ok(cancel.check().map(|()| Importing {
            files,
            partials: Arc::new(partials),
            mode: Mode::Merge,
            left_out: HashSet::new(),
            difference: findings.difference(&review.setup),
            review,
            revision: snapshot.revision,
        }))
    }

    /// Makes the review again with another mode or other ticks, or because the setup has moved on.
    ///
    /// # Errors
    /// A file that carries only a part of its list cannot replace it; then the review stays as it was.
    pub(crate) fn again(
        &mut self,
        snapshot: &Snapshot,
        findings: &Checked,
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
        self.difference = findings.difference(&self.review.setup);
        self.revision = snapshot.revision;
        Ok(())
    }

    /// A table, and how its columns are to be read once one of them holds something else.
    pub(crate) fn columns_with(&self, change: &ColumnChange) -> Option<(Arc<Table>, Map)> {
        let file = self.files.get(change.file)?;
        let field = Field::ALL.into_iter().find(|field| Some(field.word()) == change.field.as_deref());
        let mut map = file.map.clone();
        map.push((Which::At(change.column), field));
        Some((file.table.clone()?, map))
    }

    /// Puts a table that was read again in its place, unless other files have been chosen meanwhile.
    pub(crate) fn put(&mut self, at: usize, table: &Arc<Table>, map: Map, partial: Partial) {
        let Some(file) = self.files.get_mut(at) else { return };
        let is_same = file.table.as_ref().is_some_and(|there| Arc::ptr_eq(there, table));
        if is_same && let Some(place) = Arc::make_mut(&mut self.partials).get_mut(at) {
            *place = partial;
            file.map = map;
        }
    }

    pub(crate) fn is_replace(&self) -> bool {
        self.mode == Mode::Replace
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
            files: self.files.iter().zip(&*self.partials).map(|(of, partial)| file(partial, of.size)).collect(),
            is_replace: self.is_replace(),
            added: review.of(Outcome::Added).count(),
            changed: review.of(Outcome::Changed).count(),
            removed: review.of(Outcome::Removed).count(),
            problems: review.problems.len(),
            warnings: review.warnings.len(),
            unchanged: review.unchanged,
            included: review.included(),
            total: review.entries.len(),
            findings: self.difference.into(),
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
    ReviewEntry {
        key: entry.key.clone(),
        included: entry.included,
        notes: entry.notes.iter().map(|note| sentence(catalogue, note)).collect(),
        record: changes::shown(&entry.record, || review.fields(entry), catalogue),
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

/// The name and the bytes of a file, opened with the passphrase if it is encrypted.
fn contents(path: &Path, passphrase: Option<&str>, catalogue: &Catalogue) -> Result<(String, Vec<u8>), WireError> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let bytes = std::fs::read(path).map_err(|error| {
        let message = Message::new("file-unreadable").name("name", name.as_str()).with("reason", error.to_string());
        WireError::new(catalogue, "file_unreadable", &message)
    })?;
    if !encrypted::is_encrypted(&bytes) {
        return Ok((name, bytes));
    }
    let Some(passphrase) = passphrase else {
        let message = Message::new("passphrase-of").name("name", name.as_str());
        return Err(WireError::new(catalogue, "passphrase_needed", &message));
    };
    match encrypted::opened(&bytes, passphrase) {
        Ok(bytes) => Ok((encrypted::name_within(&name).to_owned(), bytes)),
        Err(Locked::WrongPassphrase) => {
            let message = Message::new("passphrase-wrong").name("name", name.as_str());
            Err(WireError::new(catalogue, "wrong_passphrase", &message))
        }
        Err(locked) => Err(refused(catalogue, &name, locked.problem(&name))),
    }
}

fn refused(catalogue: &Catalogue, name: &str, problem: Problem) -> WireError {
    WireError::new(
        catalogue,
        "file_refused",
        &Message::new("file-refused").name("name", name).with("why", problem.message),
    )
}

/// Reads a table again with other columns.
pub(crate) fn read_table(
    table: &Table,
    map: &table::ColumnMap,
    country: Country,
    catalogue: &Catalogue,
) -> Result<Partial, WireError> {
    read_bytes(&table.name, &table.bytes, map, country, catalogue)
}

/// Reads a file. A table whose columns nobody knows is no refusal here: they can be named in the review.
fn read_bytes(
    name: &str,
    bytes: &[u8],
    map: &table::ColumnMap,
    country: Country,
    catalogue: &Catalogue,
) -> Result<Partial, WireError> {
    files::read_mapped(name, bytes, From::Auto, None, country, map).or_else(|problem| match problem.code {
        "unknown_columns" => Ok(table::unread(name, bytes, map, *problem)),
        _ => Err(refused(catalogue, name, *problem)),
    })
}

/// Files dropped on the window: read them and tell the page, which holds no path.
pub(crate) fn dropped(app: &AppHandle, paths: Vec<PathBuf>) {
    if paths.is_empty() {
        return;
    }
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let desk: Arc<Desk> = app.state::<Arc<Desk>>().inner().clone();
        match begin(&app, &desk, paths, None) {
            Ok(Some(head)) => drop(app.emit("review-changed", head)),
            Ok(None) => {}
            Err(error) => drop(app.emit("review-refused", error)),
        }
    });
}

/// Reads files and puts their review in the place of any other; `None` if somebody cancels meanwhile.
/// Files that want a passphrase are remembered until one is given.
pub(crate) fn begin(
    app: &AppHandle,
    desk: &Desk,
    paths: Vec<PathBuf>,
    passphrase: Option<&str>,
) -> Result<Option<ReviewHead>, WireError> {
    let _ = app.emit("review-reading", ());
    let cancel = Cancel::default();
    if let Some(earlier) = desk.state().reading.replace(cancel.clone()) {
        earlier.cancel();
    }
    let store = desk.store().map_err(|error| WireError::store(desk.catalogue(), &error))?;
    let read = Importing::read(desk, &store.snapshot(), &paths, passphrase, &cancel);
    if let Some(first) = paths.first() {
        preferences::set_last_folder(app, first);
    }
    let mut state = desk.state();
    if cancel.check().is_err() {
        return Ok(None);
    }
    state.reading = None;
    state.locked = matches!(&read, Err(error) if error.is_about_a_passphrase()).then_some(paths);
    let Ok(importing) = read? else { return Ok(None) };
    let head = importing.head();
    state.importing = Some(importing);
    Ok(Some(head))
}

/// A name for an export of this office: its own name in a form every system takes.
pub(crate) fn file_name(office: &str, extension: &str) -> String {
    let name: String = views::file_words(office);
    let name = if name.is_empty() { "vozdesk-setup" } else { &name };
    format!("{name}.{extension}")
}

//! Files coming in: read, held against the setup in a review, ticked, applied or dropped.
//!
//! The desk on which an office's review lies has a lock of its own, held only to look at it or to put
//! something down: files are read and reviews are made beside it, so that Cancel and everything else is
//! answered meanwhile.

pub(crate) mod table;

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vozdesk_core::files::stand_in::{StandIn, StandIns, with_stand_ins};
use vozdesk_core::files::table::{Wish as TableWish, table_of_lines};
use vozdesk_core::files::{Mode, Outcome, Partial, Review, incomplete, review, workbook};
use vozdesk_core::model::change::ChangeSet;
use vozdesk_core::model::field::Limit;
use vozdesk_core::model::message::Message;
use vozdesk_core::rules::checkup;
use vozdesk_core::rules::consequences::consequences;
use vozdesk_store::Snapshot;

use crate::backups;
use crate::exporting::{Exported, Wanted, export, file_name, no_dialog};
use crate::failure::{Failure, WireError};
use crate::host::{Chosen, Event, FileDialog, Host};
use crate::incoming::{contents, refused};
use crate::offices::{Offices, lock, names_of_copies};
use crate::review_rows::{ReviewFile, ReviewQuery, ReviewRows, file, rows};
use crate::sentence::{Sentence, sentences};
use crate::sync::Pulling;
use crate::work::{Answer, Nothing, Saved, Work};
use table::TableChange;
use table::{FirstRead, TableBytes, left_out, read_again as read_table_again, read_first, remember};

/// The review in progress.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewHead {
    pub(crate) files: Vec<ReviewFile>,
    pub(crate) is_replace: bool,
    pub(crate) added: usize,
    pub(crate) changed: usize,
    pub(crate) removed: usize,
    pub(crate) problems: usize,
    pub(crate) warnings: usize,
    pub(crate) unchanged: usize,
    pub(crate) included: usize,
    pub(crate) total: usize,
    pub(crate) findings: Difference,
    /// What else would change, the first ones told.
    pub(crate) consequences: Vec<Sentence>,
    /// Who stands in for names that nobody bears.
    pub(crate) stand_ins: Vec<StandInRow>,
}

/// How the check-up's findings differ once a review is applied.
#[derive(Clone, Copy, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Difference {
    pub(crate) fewer: usize,
    pub(crate) new: usize,
    /// How many of the new ones are errors.
    pub(crate) new_errors: usize,
}

impl From<checkup::Difference> for Difference {
    fn from(checkup::Difference { fewer, new, new_errors }: checkup::Difference) -> Difference {
        Difference { fewer, new, new_errors }
    }
}

#[derive(Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields)]
pub(crate) struct ReviewChange {
    pub(crate) is_replace: Option<bool>,
    /// The entry to leave out or put back.
    pub(crate) key: Option<String>,
    pub(crate) included: Option<bool>,
    pub(crate) table: Option<TableChange>,
    pub(crate) stand_in: Option<StandInChange>,
}

/// Who stands in for a name that entries have and nobody is called.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StandInChange {
    /// As the files have it.
    pub(crate) name: String,
    pub(crate) choice: StandInChoice,
}

#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum StandInChoice {
    /// An assistant of this id.
    Existing(String),
    /// A new one of that name.
    New,
    /// Nobody after all.
    Nobody,
}

/// Who stands in for a name, as it was decided.
#[derive(Clone, Debug, Serialize, TS)]
pub(crate) struct StandInRow {
    pub(crate) name: String,
    /// The assistant's name; null for a new one.
    pub(crate) assistant: Option<String>,
}

/// What opens the files that wait for it.
#[derive(Deserialize, TS)]
pub(crate) struct Passphrase {
    pub(crate) passphrase: String,
}

/// What a review is made of.
#[derive(Clone)]
enum Source {
    File(PathBuf),
    /// Lines that were pasted into the window.
    Pasted(String),
}

fn of_files(paths: Vec<PathBuf>) -> Vec<Source> {
    paths.into_iter().map(Source::File).collect()
}

/// The import of one office: what is being read, and the review that lies open.
#[derive(Default)]
pub(crate) struct ImportDesk(Mutex<Desk>);

#[derive(Default)]
struct Desk {
    /// Files are being read for a review.
    reading: Option<Cancel>,
    /// Files that wait for their passphrase.
    locked: Option<Vec<Source>>,
    /// What the newest review was read from.
    sources: Vec<Source>,
    /// What is to be reviewed, and how.
    wish: Option<Wish>,
    /// The newest review that was made.
    open: Option<Arc<Importing>>,
    /// Counts the wishes: a review of an earlier one is not put over a later one's.
    turn: u64,
}

/// What is to be reviewed, and how.
#[derive(Clone)]
struct Wish {
    /// In the order of the partials.
    files: Arc<Vec<OpenFile>>,
    partials: Arc<Vec<Partial>>,
    mode: Mode,
    left_out: Arc<HashSet<String>>,
    stand_ins: Arc<StandIns>,
    /// What a platform has, where that is what is reviewed.
    pulling: Option<Arc<Pulling>>,
}

/// Files held against the setup.
struct Importing {
    wish: Wish,
    review: Review,
    difference: checkup::Difference,
    consequences: Vec<Sentence>,
    stand_ins: Vec<StandInRow>,
    /// The setup the review was made from.
    revision: u64,
}

/// A file that has been read.
#[derive(Clone)]
struct OpenFile {
    /// How many bytes it has.
    size: usize,
    /// What a table was read from, so that its columns can be read otherwise; none of all else.
    table: Option<Arc<TableBytes>>,
    /// What somebody says of the table.
    wish: TableWish,
    /// Nobody needs to be asked what its columns hold.
    is_sure: bool,
}

/// Whether somebody has said that files need not be read after all.
#[derive(Clone, Default)]
struct Cancel(Arc<AtomicBool>);

impl Cancel {
    fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    fn is(&self, other: &Cancel) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl ImportDesk {
    /// Drops all there is; what is being read comes to nothing.
    pub(crate) fn give_up(&self) {
        let desk = std::mem::take(&mut *lock(&self.0));
        if let Some(reading) = desk.reading {
            reading.cancel();
        }
    }

    fn open(&self) -> Option<Arc<Importing>> {
        lock(&self.0).open.clone()
    }
}

impl Desk {
    /// The review is over: nothing of it is kept.
    fn forget(&mut self) {
        (self.open, self.wish) = (None, None);
        self.sources.clear();
    }

    /// Takes down another wish; the number of its turn.
    fn wishes(&mut self, wish: Wish) -> u64 {
        self.wish = Some(wish);
        self.turn += 1;
        self.turn
    }
}

impl Importing {
    fn new<H: Host>(work: &Work<H>, snapshot: &Snapshot, wish: Wish) -> Importing {
        let reviewed = |stand_ins: &StandIns| {
            let decided = (!stand_ins.is_empty()).then(|| with_stand_ins(&wish.partials, stand_ins));
            review(&snapshot.setup, decided.as_ref().unwrap_or(&wish.partials), wish.mode, &wish.left_out)
        };
        let mut stand_ins = StandIns::clone(&wish.stand_ins);
        let mut review = reviewed(&stand_ins);
        // Who goes by this very review cannot stand in for anybody: what was wrong is wrong again.
        let stays = |stand_in: &StandIn| match stand_in {
            StandIn::Existing(id) => review.setup.assistant(id.as_str()).is_some(),
            StandIn::New => true,
        };
        if !stand_ins.values().all(stays) {
            stand_ins.retain(|_, stand_in| stays(stand_in));
            review = reviewed(&stand_ins);
        }
        let difference = work.office.checked(snapshot).difference(&review.setup);
        let changes = ChangeSet::between(&snapshot.setup, &review.setup);
        let consequences = sentences(work.catalogue, &consequences(&snapshot.setup, &review.setup, &changes));
        let row = |(name, stand_in): (&String, &StandIn)| StandInRow {
            name: name.clone(),
            assistant: match stand_in {
                StandIn::Existing(id) => snapshot.setup.assistant(id.as_str()).map(|assistant| assistant.name.clone()),
                StandIn::New => None,
            },
        };
        let stand_ins = stand_ins.iter().map(row).collect();
        Importing { wish, review, difference, consequences, stand_ins, revision: snapshot.revision }
    }

    fn head(&self) -> ReviewHead {
        let (review, wish) = (&self.review, &self.wish);
        ReviewHead {
            files: wish
                .files
                .iter()
                .zip(&*wish.partials)
                .map(|(of, partial)| file(partial, of.size, &of.wish, of.is_sure))
                .collect(),
            is_replace: wish.mode == Mode::Replace,
            added: review.of(Outcome::Added).count(),
            changed: review.of(Outcome::Changed).count(),
            removed: review.of(Outcome::Removed).count(),
            problems: review.problems.len(),
            warnings: review.warnings.len(),
            unchanged: review.unchanged,
            included: review.included(),
            total: review.entries.len(),
            findings: self.difference.into(),
            consequences: self.consequences.clone(),
            stand_ins: self.stand_ins.clone(),
        }
    }
}

/// Asks for files and reads them.
pub(crate) fn choose_import(work: &Work<impl Host>, _: Nothing) -> Answer<Option<ReviewHead>> {
    let dialog = FileDialog {
        title: work.catalogue.words("dialog-import-title"),
        kind: work.catalogue.words("dialog-import-kind"),
        extensions: vec!["json", "csv", "xlsx", "ods", "xls", "xlsb", "txt", "tsv", "redb"],
        folder: work.host().last_folder(),
    };
    match work.host().ask_for_files(&dialog) {
        Chosen::Cancelled => Ok(None),
        Chosen::Unavailable => Err(no_dialog()),
        Chosen::Paths(paths) => begin(work, of_files(paths), None),
    }
}

/// A copy of the office in its folder.
#[derive(Deserialize, TS)]
pub(crate) struct CopyName {
    pub(crate) name: String,
}

/// Reviews another copy of the office: one that lies in its folder, and nothing else.
pub(crate) fn review_copy(work: &Work<impl Host>, copy: CopyName) -> Answer<Option<ReviewHead>> {
    let folder = work.office.folder();
    if !names_of_copies(folder).contains(&copy.name) {
        return Err(Failure::gone());
    }
    begin(work, of_files(vec![folder.join(copy.name)]), None)
}

/// A list that was pasted.
#[derive(Deserialize, TS)]
pub(crate) struct PastedList {
    pub(crate) text: String,
}

/// Reviews a list that was pasted, as if it had come in a file.
pub(crate) fn review_pasted(work: &Work<impl Host>, list: PastedList) -> Answer<Option<ReviewHead>> {
    begin(work, vec![Source::Pasted(list.text)], None)
}

/// Opens the files that wait for their passphrase.
pub(crate) fn open_encrypted(work: &Work<impl Host>, key: Passphrase) -> Answer<Option<ReviewHead>> {
    let sources = lock(&work.office.import.0).locked.take().ok_or_else(Failure::gone)?;
    begin(work, sources, Some(&key.passphrase))
}

/// Lays open what a platform has that comes here.
pub(crate) fn lay_open(work: &Work<impl Host>, pulling: Pulling) -> Answer<ReviewHead> {
    let files = pulling
        .partials
        .iter()
        .map(|_| OpenFile { size: 0, table: None, wish: TableWish::default(), is_sure: true })
        .collect();
    let wish = Wish {
        files: Arc::new(files),
        partials: Arc::new(pulling.partials.clone()),
        mode: Mode::Merge,
        left_out: Arc::default(),
        stand_ins: Arc::default(),
        pulling: Some(Arc::new(pulling)),
    };
    let importing = Importing::new(work, &*work.snapshot()?, wish);
    let head = importing.head();
    let mut desk = lock(&work.office.import.0);
    desk.sources.clear();
    desk.wishes(importing.wish.clone());
    desk.open = Some(Arc::new(importing));
    Ok(head)
}

/// Reads what the open review was read from once more: numbers without a plus are another country's now.
pub(crate) fn read_again(work: &Work<impl Host>, _: Nothing) -> Answer<Option<ReviewHead>> {
    let sources = lock(&work.office.import.0).sources.clone();
    // What a platform says is E.164 whatever the country.
    if let Some(open) = work.office.import.open().filter(|_| sources.is_empty()) {
        return Ok(Some(open.head()));
    }
    begin(work, sources, None)
}

/// Gives up what is being read.
pub(crate) fn cancel_reading(work: &Work<impl Host>, _: Nothing) -> Answer<()> {
    let mut desk = lock(&work.office.import.0);
    desk.locked = None;
    if let Some(reading) = desk.reading.take() {
        reading.cancel();
    }
    Ok(())
}

/// Files dropped on the window: read them and tell the page, which holds no path.
pub fn dropped<H: Host>(offices: &Arc<Offices<H>>, paths: Vec<PathBuf>) {
    if paths.is_empty() {
        return;
    }
    let work = Work::new(offices);
    match begin(&work, of_files(paths), None) {
        Ok(Some(head)) => work.host().tell(Event::ReviewChanged(head)),
        Ok(None) => {}
        Err(failure) => work.host().tell(Event::ReviewRefused(WireError::new(work.catalogue, &failure))),
    }
}

/// Reads files and puts their review in the place of any other; `None` if somebody cancels meanwhile.
/// Files that want a passphrase are remembered until one is given.
fn begin(work: &Work<impl Host>, sources: Vec<Source>, passphrase: Option<&str>) -> Answer<Option<ReviewHead>> {
    work.host().tell(Event::ReviewReading);
    let desk = &work.office.import.0;
    let cancel = Cancel::default();
    if let Some(earlier) = lock(desk).reading.replace(cancel.clone()) {
        earlier.cancel();
    }
    let read = read_all(work, &sources, passphrase, &cancel);
    if let Some(Source::File(first)) = sources.first() {
        work.host().keep_last_folder_of(first);
    }
    let mut desk = lock(desk);
    if cancel.is_cancelled() {
        return Ok(None);
    }
    if desk.reading.as_ref().is_some_and(|reading| reading.is(&cancel)) {
        desk.reading = None;
    }
    desk.locked = matches!(&read, Err(failure) if failure.is_about_a_passphrase()).then(|| sources.clone());
    let Some(importing) = read? else { return Ok(None) };
    desk.sources = sources;
    desk.wishes(importing.wish.clone());
    let head = importing.head();
    desk.open = Some(Arc::new(importing));
    Ok(Some(head))
}

/// Reads it all and makes the first review of it; `None` if somebody cancels meanwhile.
fn read_all(
    work: &Work<impl Host>,
    sources: &[Source],
    passphrase: Option<&str>,
    cancel: &Cancel,
) -> Answer<Option<Importing>> {
    let snapshot = work.snapshot()?;
    let country = snapshot.setup.profile().default_country;
    let asked = |name: &str| match passphrase {
        Some(passphrase) => Ok(passphrase.to_owned()),
        None => Err(Failure::plain("passphrase_needed", Message::new("passphrase-of").name("name", name))),
    };
    let mut open = Vec::new();
    let mut partials = Vec::new();
    for source in sources {
        if cancel.is_cancelled() {
            return Ok(None);
        }
        let (name, bytes) = match source {
            Source::File(path) => {
                let called = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
                contents(path, &called, &asked).map_err(refused)?
            }
            Source::Pasted(text) => {
                (work.catalogue.words("pasted-list"), table_of_lines(text).into_owned().into_bytes())
            }
        };
        let FirstRead { partial, wish, is_sure } =
            read_first(work.host(), &name, &bytes, TableWish::default(), country)?;
        let size = bytes.len();
        let table = partial.table.is_some().then(|| Arc::new(TableBytes { name, bytes }));
        open.push(OpenFile { size, table, wish, is_sure });
        partials.push(partial);
    }
    if cancel.is_cancelled() {
        return Ok(None);
    }
    let left_out = Arc::default();
    let wish = Wish {
        files: Arc::new(open),
        partials: Arc::new(partials),
        mode: Mode::Merge,
        left_out,
        stand_ins: Arc::default(),
        pulling: None,
    };
    let importing = Importing::new(work, &snapshot, wish);
    Ok((!cancel.is_cancelled()).then_some(importing))
}

/// A stretch of the review.
pub(crate) fn list_review(work: &Work<impl Host>, query: ReviewQuery) -> Answer<ReviewRows> {
    let importing = work.office.import.open().ok_or_else(Failure::gone)?;
    Ok(rows(&importing.review, &importing.wish.partials, &query, work.catalogue))
}

/// Makes the review again with another mode, another tick or another column, or because the setup has
/// moved on; `None` if there is no review. With nothing to change and a fresh review it only tells it.
pub(crate) fn change_review(work: &Work<impl Host>, change: ReviewChange) -> Answer<Option<ReviewHead>> {
    let snapshot = work.snapshot()?;
    let desk = &work.office.import;
    let Some(open) = desk.open() else { return Ok(None) };
    let tick = change.key.zip(change.included);
    let is_only_asked =
        change.is_replace.is_none() && tick.is_none() && change.table.is_none() && change.stand_in.is_none();
    if is_only_asked && open.revision == snapshot.revision {
        return Ok(Some(open.head()));
    }
    let country = snapshot.setup.profile().default_country;
    let table = change.table.map(|change| read_table_again(work.host(), &open.wish, change, country)).transpose()?;
    let (wish, turn) = {
        let mut desk = lock(&desk.0);
        // What others have wished for meanwhile is kept.
        let Some(mut wish) = desk.wish.clone() else { return Ok(None) };
        if let Some(table) = table
            && !table.put_into(&mut wish)
        {
            return Err(Failure::gone());
        }
        if let Some(replace) = change.is_replace {
            let mode = if replace { Mode::Replace } else { Mode::Merge };
            if let Some(refusal) = incomplete(&wish.partials, mode) {
                return Err(refusal.into());
            }
            wish.mode = mode;
        }
        if let Some((key, included)) = tick {
            let left_out = Arc::make_mut(&mut wish.left_out);
            let _ = if included { left_out.remove(&key) } else { left_out.insert(key) };
        }
        if let Some(StandInChange { name, choice }) = change.stand_in {
            let stand_ins = Arc::make_mut(&mut wish.stand_ins);
            match choice {
                StandInChoice::Existing(id) => {
                    let assistant = snapshot.setup.assistant(&id).ok_or_else(Failure::gone)?;
                    stand_ins.insert(name, StandIn::Existing(assistant.id.clone()));
                }
                StandInChoice::New => {
                    let checked = Limit::Name.checked(&name);
                    let named = checked.map_err(|fault| Failure::plain("invalid", fault.message()))?;
                    if named.is_empty() {
                        return Err(Failure::gone());
                    }
                    stand_ins.insert(name, StandIn::New);
                }
                StandInChoice::Nobody => {
                    stand_ins.remove(&name);
                }
            }
        }
        let turn = desk.wishes(wish.clone());
        (wish, turn)
    };
    let importing = Arc::new(Importing::new(work, &snapshot, wish));
    let mut desk = lock(&desk.0);
    if desk.turn == turn {
        desk.open = Some(importing.clone());
    }
    Ok(Some(importing.head()))
}

/// Applies the review as one change. One that is refused because the setup has moved on is made again
/// when the page asks for it.
pub(crate) fn apply_review(work: &Work<impl Host>, _: Nothing) -> Answer<Saved> {
    let importing = work.office.import.open().ok_or_else(Failure::gone)?;
    if importing.wish.mode == Mode::Replace {
        backups::make_beside(work.host(), &work.office, work.catalogue, &*work.store()?, backups::before);
    }
    let saved = match &importing.wish.pulling {
        None => work.change(|setup| importing.review.applied_to(setup))?,
        Some(pulling) => {
            let store = work.store()?;
            let made = pulling.apply(&store, &importing.review)?;
            work.saved(&store, None, made.as_ref(), |made| made.deed.message())
        }
    };
    remember(work.host(), &importing.wish);
    let mut desk = lock(&work.office.import.0);
    // Another may have been dropped meanwhile: it stays.
    if desk.open.as_ref().is_some_and(|open| Arc::ptr_eq(open, &importing)) {
        desk.forget();
    }
    Ok(saved)
}

/// Writes the rows of a table that nothing is made of into a workbook, where somebody says: they can be mended there
/// and imported again.
pub(crate) fn save_left_out(work: &Work<impl Host>, _: Nothing) -> Answer<Option<Exported>> {
    let importing = work.office.import.open().ok_or_else(Failure::gone)?;
    let left_out = left_out(&importing.wish, &importing.review.problems, work.catalogue).ok_or_else(Failure::gone)?;
    let wanted = Wanted { title: "dialog-left-out-title", kind: "dialog-workbook-kind", extension: "xlsx" };
    let name = file_name(&work.catalogue.words("left-out-name"), wanted.extension);
    export(work, &wanted, |_| name, |_, out| workbook::write_left_out(&left_out, out))
}

/// Drops the review.
pub(crate) fn close_review(work: &Work<impl Host>, _: Nothing) -> Answer<()> {
    let mut desk = lock(&work.office.import.0);
    desk.turn += 1;
    desk.forget();
    Ok(())
}

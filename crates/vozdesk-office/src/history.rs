//! History: the changes, what each changed, and the ways back.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vozdesk_core::model::change::ChangeSet;
use vozdesk_core::model::deed::Deed;
use vozdesk_core::model::field;
use vozdesk_core::model::id::Id;
use vozdesk_core::model::message::Message;
use vozdesk_core::rules::consequences::consequences;
use vozdesk_core::rules::take_back::{Clash, Place};
use vozdesk_core::words::Catalogue;
use vozdesk_store::{ChangeDetails, HistoryEntry, Restored, TakenBack};

use crate::changes::{self, ChangedRecord};
use crate::failure::Failure;
use crate::host::Host;
use crate::sentence::{Sentence, sentence, sentences, shown_value};
use crate::work::{Answer, Nothing, Saved, Work};

#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields)]
#[derive(Default)]
pub(crate) struct UndoQuery {
    /// Undo only if this is still the newest change.
    #[ts(optional, type = "number")]
    pub(crate) change: Option<u64>,
}

#[derive(Deserialize, TS)]
pub(crate) struct HistoryQuery {
    /// Only changes before this one; null for the newest.
    #[ts(type = "number | null")]
    pub(crate) before: Option<u64>,
    pub(crate) limit: usize,
}

#[derive(Serialize, TS)]
pub(crate) struct HistoryPage {
    pub(crate) rows: Vec<HistoryRow>,
    /// How many changes history holds.
    pub(crate) kept: usize,
}

#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct HistoryRow {
    #[ts(type = "number")]
    pub(crate) change: u64,
    /// RFC 3339 in UTC.
    pub(crate) at: String,
    pub(crate) title: Sentence,
    pub(crate) added: usize,
    pub(crate) changed: usize,
    pub(crate) removed: usize,
    pub(crate) undone: bool,
    /// It is what there is: Undo takes it back, and there is nothing to restore.
    pub(crate) is_newest: bool,
}

/// The records of a change, some at a time.
#[derive(Deserialize, TS)]
pub(crate) struct ChangeQuery {
    #[ts(type = "number")]
    pub(crate) change: u64,
    pub(crate) offset: usize,
    pub(crate) limit: usize,
}

#[derive(Serialize, TS)]
pub(crate) struct ChangeRecords {
    pub(crate) total: usize,
    pub(crate) rows: Vec<ChangedRecord>,
}

#[derive(Deserialize, TS)]
pub(crate) struct ChangeName {
    #[ts(type = "number")]
    pub(crate) change: u64,
}

/// What a restore would mean.
#[derive(Serialize, TS)]
pub(crate) struct RestoreForesight {
    added: TouchedRecords,
    changed: TouchedRecords,
    removed: TouchedRecords,
    /// What else would change by it.
    consequences: Vec<Sentence>,
}

/// Records that a change would touch in one way.
#[derive(Default, Serialize, TS)]
pub(crate) struct TouchedRecords {
    count: usize,
    /// What the first of them are called.
    names: Vec<String>,
}

/// How many records are named of those that a restore touches in one way.
const RECORDS_NAMED: usize = 6;

/// Takes one change back alone.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TakeBack {
    #[ts(type = "number")]
    pub(crate) change: u64,
    /// The clashes that go back all the same, by their keys; null asks about them.
    pub(crate) back: Option<Vec<String>>,
}

/// What has come of it: it was done, or there is something to ask about.
#[derive(Serialize, TS)]
pub(crate) struct TakenBackAnswer {
    pub(crate) saved: Option<Saved>,
    pub(crate) clashes: Vec<ClashRow>,
}

/// A field that a later change set too.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ClashRow {
    pub(crate) key: String,
    /// The record's name.
    pub(crate) name: String,
    /// The field's visible name; null where it is the record as a whole, which stays.
    pub(crate) field: Option<String>,
    /// Others need it as it is now; else later changes touched it.
    pub(crate) is_needed: bool,
    /// Null where there was nothing.
    pub(crate) before: Option<String>,
    pub(crate) changed: Option<String>,
    pub(crate) now: Option<String>,
}

/// That something was taken back.
pub fn undone(deed: &Deed) -> Message {
    Message::new("status-undone").with("title", deed.message())
}

/// That something was made again.
pub fn redone(deed: &Deed) -> Message {
    Message::new("status-redone").with("title", deed.message())
}

/// That there is nothing to take back.
pub fn nothing_to_undo() -> Failure {
    Failure::plain("nothing_to_do", Message::new("nothing-to-undo"))
}

/// That there is nothing to make again.
pub fn nothing_to_redo() -> Failure {
    Failure::plain("nothing_to_do", Message::new("nothing-to-redo"))
}

/// That history has no such change (any more).
pub fn gone_from_history(change: u64) -> Failure {
    Failure::plain("not_found", Message::new("history-gone").with("change", change.to_string()))
}

/// Takes the newest change back, or one if it is still the newest.
pub(crate) fn undo_change(work: &Work<impl Host>, query: UndoQuery) -> Answer<Saved> {
    let store = work.store()?;
    let made = match query.change {
        Some(change) => store.undo_change(change)?,
        None => store.undo()?,
    };
    let made = made.ok_or_else(nothing_to_undo)?;
    Ok(work.saved(&store, None, Some(&made), |made| undone(&made.deed)))
}

/// Makes the change undone last again.
pub(crate) fn redo_change(work: &Work<impl Host>, _: Nothing) -> Answer<Saved> {
    let store = work.store()?;
    let made = store.redo()?.ok_or_else(nothing_to_redo)?;
    Ok(work.saved(&store, None, Some(&made), |made| redone(&made.deed)))
}

/// Changes, the newest first.
pub(crate) fn list_history(work: &Work<impl Host>, query: HistoryQuery) -> Answer<HistoryPage> {
    let store = work.store()?;
    let entries = store.history_before(query.before.unwrap_or(u64::MAX), query.limit)?;
    let newest = store.newest_change();
    let row = |entry: HistoryEntry| HistoryRow {
        change: entry.change,
        at: entry.at,
        title: sentence(work.catalogue, &entry.deed.message()),
        added: entry.counts.added,
        changed: entry.counts.changed,
        removed: entry.counts.removed,
        undone: entry.undone,
        is_newest: newest == Some(entry.change),
    };
    Ok(HistoryPage { rows: entries.into_iter().map(row).collect(), kept: store.changes_kept() })
}

/// The records of a change, with names in the place of ids as they were then.
pub(crate) fn read_change(work: &Work<impl Host>, query: ChangeQuery) -> Answer<ChangeRecords> {
    let details = work.store()?.change_details(query.change)?.ok_or_else(|| gone_from_history(query.change))?;
    let ChangeDetails { before, after, changes, .. } = details;
    let all = changes.each();
    let shown = all.iter().skip(query.offset).take(query.limit);
    let row = |record| changes::shown(record, || record.fields(&before, &after), work.catalogue);
    Ok(ChangeRecords { total: all.len(), rows: shown.map(row).collect() })
}

/// Takes one change back and keeps all later ones.
pub(crate) fn take_back_change(work: &Work<impl Host>, query: TakeBack) -> Answer<TakenBackAnswer> {
    let store = work.store()?;
    let chosen = |clashes: &[Clash]| {
        let back = query.back.as_ref()?;
        let places = clashes.iter().filter(|clash| back.contains(&key(&clash.place)));
        Some(places.map(|clash| clash.place.clone()).collect())
    };
    let saved = |saved| Ok(TakenBackAnswer { saved: Some(saved), clashes: Vec::new() });
    match store.take_back_alone(query.change, chosen)? {
        TakenBack::Gone => Err(gone_from_history(query.change)),
        TakenBack::Undone => Err(nothing_to_undo()),
        TakenBack::Clashes(clashes) => {
            let rows = clashes.iter().map(|clash| clash_row(clash, work.catalogue)).collect();
            Ok(TakenBackAnswer { saved: None, clashes: rows })
        }
        TakenBack::Same => saved(work.saved(&store, None, None, |made| made.deed.message())),
        TakenBack::Made(made) => saved(work.saved(&store, None, Some(&made), |made| made.deed.message())),
    }
}

fn clash_row(clash: &Clash, catalogue: &Catalogue) -> ClashRow {
    let shown = |value| clash.field.and_then(|field| shown_value(catalogue, field, value));
    ClashRow {
        key: key(&clash.place),
        name: clash.name.clone(),
        is_needed: clash.is_needed,
        field: clash.field.map(|field| catalogue.text(&field::label(field.path))),
        before: shown(&clash.before),
        changed: shown(&clash.changed),
        now: shown(&clash.now),
    }
}

/// A place by one word: kind, id and path.
fn key(place: &Place) -> String {
    let id = place.id.as_ref().map_or("", Id::as_str);
    format!("{} {id} {}", place.kind.word(), place.path.unwrap_or_default())
}

/// What a restore to a change would mean.
pub(crate) fn foresee_restore(work: &Work<impl Host>, query: ChangeName) -> Answer<RestoreForesight> {
    let store = work.store()?;
    let past = store.setup_at(query.change)?.ok_or_else(|| gone_from_history(query.change))?;
    let present = store.snapshot();
    let changes = ChangeSet::between(&present.setup, &past);
    let [mut added, mut changed, mut removed] = [(); 3].map(|()| TouchedRecords::default());
    for record in changes.each() {
        let touched = match record.is_new_or_gone() {
            (true, _) => &mut added,
            (_, true) => &mut removed,
            _ => &mut changed,
        };
        touched.count += 1;
        if touched.names.len() < RECORDS_NAMED {
            let name = Some(record.name()).filter(|name| !name.is_empty());
            touched.names.push(name.unwrap_or_else(|| work.catalogue.words("kind-profile")));
        }
    }
    let consequences = sentences(work.catalogue, &consequences(&present.setup, &past, &changes));
    Ok(RestoreForesight { added, changed, removed, consequences })
}

/// Makes the setup again what it was right after a change.
pub(crate) fn restore_change(work: &Work<impl Host>, query: ChangeName) -> Answer<Saved> {
    let store = work.store()?;
    match store.restore(query.change)? {
        Restored::Gone => Err(gone_from_history(query.change)),
        Restored::Same(_) => Ok(work.saved(&store, None, None, |made| made.deed.message())),
        Restored::Made(made) => Ok(work.saved(&store, None, Some(&made), |made| made.deed.message())),
    }
}

//! The commands the page calls, each a few lines: read what was sent, call core off the window's
//! thread, say what came of it. Errors cross as [`WireError`].

mod input;

use std::io;
use std::sync::Arc;

use tauri::ipc::Invoke;
use tauri::{AppHandle, Emitter, State, Wry};
use vozdesk_core::files::{Mode, encrypted, setup_file, table};
use vozdesk_core::model::change::Counts;
use vozdesk_core::model::country::Country;
use vozdesk_core::model::id::Id as RecordId;
use vozdesk_core::model::language::Language;
use vozdesk_core::model::message::Message;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::rules::call_map::CallMap;
use vozdesk_core::rules::edit::{self, Consequence, Edited, Refusal};
use vozdesk_core::words::Catalogue;
use vozdesk_store::{ChangeError, Committed, Store, StoreError};

use crate::backups;
use crate::calls;
use crate::desk::Desk;
use crate::dialogs::{self, Chosen};
use crate::fault_log;
use crate::history;
use crate::importing;
use crate::preferences;
use crate::views::{self, NumberList};
use crate::wire::{
    AssistantRow, AssistantSave, BackupName, BackupPage, CallPaths, CampaignAddition, CampaignRow, CampaignSave,
    ChangeName, ChangeQuery, ChangeRecords, ChoiceQuery, Choices, ExportForm, ExportWish, Exported, FindingName,
    FindingPage, FindingQuery, HistoryPage, HistoryQuery, Id, MapPicture, MapQuery, NeighbourQuery, NumberAddition,
    NumberDetail, NumberDraft, NumberForesight, NumberPage, NumberQuery, NumberSave, NumberSort, Office, Opening,
    Passphrase, PathQuery, Placement, PlacementForesight, PreferenceChange, ProfileFields, RecordName, RecordWord,
    RestoreForesight, ReviewChange, ReviewHead, ReviewQuery, ReviewRows, Saved, Sentence, TypedQuery, TypedReading,
    UndoQuery, WireError, sentence,
};

type Answer<T> = Result<T, WireError>;

/// The handler of every command in `command_names.rs`.
pub(crate) fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        open_window,
        list_numbers,
        read_number,
        find_neighbour,
        read_typed_number,
        add_number,
        foresee_number,
        save_number,
        remove_number,
        list_assistants,
        foresee_assistant,
        save_assistant,
        remove_assistant,
        list_choices,
        foresee_placement,
        place_assistant,
        list_campaigns,
        add_campaign,
        save_campaign,
        remove_campaign,
        foresee_removal,
        list_findings,
        mend_finding,
        read_call_map,
        list_call_paths,
        export_call_map,
        save_profile,
        undo_change,
        redo_change,
        list_history,
        read_change,
        foresee_restore,
        restore_change,
        list_backups,
        make_backup,
        restore_backup,
        choose_backup_folder,
        recover_backup,
        choose_import,
        open_encrypted,
        cancel_reading,
        list_review,
        change_review,
        apply_review,
        close_review,
        export_setup,
        open_sample,
        remove_sample,
        save_preferences,
    ]
}

/// What a command works with, away from the window's thread.
struct Work {
    desk: Arc<Desk>,
    app: AppHandle,
    catalogue: &'static Catalogue,
}

/// Runs the work on the blocking pool.
async fn blocking<T: Send + 'static>(
    app: AppHandle,
    desk: State<'_, Arc<Desk>>,
    work: impl FnOnce(Work) -> Answer<T> + Send + 'static,
) -> Answer<T> {
    let desk = desk.inner().clone();
    let catalogue = desk.catalogue();
    let work = tokio::task::spawn_blocking(move || work(Work { desk, app, catalogue }));
    work.await.unwrap_or_else(|_| Err(WireError::new(catalogue, "failed", &Message::new("command-failed"))))
}

impl Work {
    fn store(&self) -> Answer<Arc<Store>> {
        self.desk.store().map_err(|error| self.store_error(&error))
    }

    fn store_error(&self, error: &StoreError) -> WireError {
        fault_log::note(&self.desk.open_folder(), error.code());
        WireError::store(self.catalogue, error)
    }

    fn refused(&self, refusal: &Refusal) -> WireError {
        WireError::refusal(self.catalogue, refusal)
    }

    fn office(&self, store: &Store) -> Office {
        let sample = (self.desk.is_sample(), self.desk.can_leave_sample());
        let snapshot = store.snapshot();
        views::office(
            &snapshot,
            &self.desk.checked(&snapshot),
            store.newest_change(),
            store.next_redo().is_some(),
            sample,
        )
    }

    /// Makes a change and tells every screen.
    fn change(&self, edit: impl FnOnce(&Setup) -> Result<Edited, Refusal>) -> Answer<Saved> {
        let store = self.store()?;
        let (edited, committed) = store.change(edit).map_err(|error| match error {
            ChangeError::Refused(refusal) => self.refused(&refusal),
            ChangeError::Store(error) => self.store_error(&error),
        })?;
        let id = edited.subject.as_ref().map(ToString::to_string);
        let consequences = self.sentences(&edited.consequences);
        Ok(self.saved(&store, id, committed.as_ref().map(|c| c.title.message()), consequences))
    }

    fn stepped(&self, key: &'static str, committed: Option<Committed>) -> Answer<Saved> {
        let store = self.store()?;
        let message = |c: Committed| Message { key, args: Vec::new() }.with("title", c.title.message());
        Ok(self.saved(&store, None, committed.map(message), Vec::new()))
    }

    fn saved(&self, store: &Store, id: Option<String>, title: Option<Message>, consequences: Vec<Sentence>) -> Saved {
        let office = self.office(store);
        if title.is_some() {
            let _ = self.app.emit("setup-changed", office.clone());
        }
        Saved { office, id, title: title.map(|title| sentence(self.catalogue, &title)), consequences }
    }

    fn sentences(&self, consequences: &[Consequence]) -> Vec<Sentence> {
        consequences.iter().map(|consequence| sentence(self.catalogue, &consequence.message())).collect()
    }

    /// The list of numbers in an order, made anew when the setup or the order is another.
    fn list(&self, store: &Store, sort: NumberSort, descending: bool) -> Arc<NumberList> {
        let snapshot = store.snapshot();
        if let Some(list) = self.desk.state().lists.iter().find(|list| list.is_for(snapshot.revision, sort, descending))
        {
            return list.clone();
        }
        let list = Arc::new(NumberList::new(&snapshot, self.desk.checked(&snapshot), sort, descending));
        let lists = &mut self.desk.state().lists;
        // The table's order, and that of the lists one chooses from.
        lists.retain(|list| list.is_of(snapshot.revision));
        lists.truncate(1);
        lists.insert(0, list.clone());
        list
    }

    fn gone_from_history(&self, change: u64) -> WireError {
        WireError::new(self.catalogue, "gone", &Message::new("history-gone").with("change", change.to_string()))
    }

    fn no_backup(&self, name: &str) -> WireError {
        WireError::new(self.catalogue, "gone", &Message::new("backup-unknown").with("name", name))
    }

    fn opening(&self) -> Opening {
        let store = self.store();
        if let Ok(store) = &store {
            let (app, desk, store) = (self.app.clone(), self.desk.clone(), store.clone());
            // Nobody waits for it.
            tauri::async_runtime::spawn_blocking(move || backups::daily(&app, &desk, &store));
        }
        let is_damaged = store.as_ref().is_err_and(|error| error.code == "store_damaged");
        let backup = if is_damaged { self.desk.backups().newest_good().ok().flatten() } else { None };
        Opening {
            backup: backup.map(backups::row),
            version: env!("CARGO_PKG_VERSION"),
            language: self.catalogue.language().tag(),
            theme: preferences::theme(&self.app),
            texts: serde_json::to_value(self.catalogue.patterns()).unwrap_or_default(),
            countries: views::countries(self.catalogue),
            folder: self.desk.open_folder().display().to_string(),
            office: store.as_ref().ok().map(|store| self.office(store)),
            failure: store.err(),
        }
    }
}

#[tauri::command]
async fn open_window(app: AppHandle, desk: State<'_, Arc<Desk>>) -> Answer<Opening> {
    let language = preferences::language(&app);
    desk.speak(language);
    blocking(app, desk, |work| Ok(work.opening())).await
}

#[tauri::command]
async fn list_numbers(app: AppHandle, desk: State<'_, Arc<Desk>>, query: NumberQuery) -> Answer<NumberPage> {
    blocking(app, desk, move |work| {
        let store = work.store()?;
        let list = work.list(&store, query.sort, query.descending);
        Ok(views::number_page(&store.snapshot().setup, &list, &query))
    })
    .await
}

#[tauri::command]
async fn read_number(app: AppHandle, desk: State<'_, Arc<Desk>>, query: Id) -> Answer<NumberDetail> {
    blocking(app, desk, move |work| {
        let snapshot = work.store()?.snapshot();
        let number = snapshot.setup.number(&query.id).ok_or_else(|| work.refused(&Refusal::gone()))?;
        Ok(views::number_detail(&snapshot.setup, work.catalogue, &work.desk.checked(&snapshot), number))
    })
    .await
}

#[tauri::command]
async fn find_neighbour(app: AppHandle, desk: State<'_, Arc<Desk>>, query: NeighbourQuery) -> Answer<Option<String>> {
    blocking(app, desk, move |work| {
        let store = work.store()?;
        let list = work.list(&store, query.sort, query.descending);
        let found = list.find(&store.snapshot().setup, &query.which);
        let at = found.iter().position(|id| id.as_str() == query.id);
        let next = at.and_then(|at| at.checked_add_signed(query.step as isize)).and_then(|at| found.get(at));
        Ok(next.map(ToString::to_string))
    })
    .await
}

#[tauri::command]
async fn read_typed_number(app: AppHandle, desk: State<'_, Arc<Desk>>, query: TypedQuery) -> Answer<TypedReading> {
    blocking(app, desk, move |work| {
        let snapshot = work.store()?.snapshot();
        let country = Country::new(&query.country);
        Ok(views::typed_reading(&snapshot.setup, work.catalogue, &query.text, country))
    })
    .await
}

#[tauri::command]
async fn add_number(app: AppHandle, desk: State<'_, Arc<Desk>>, addition: NumberAddition) -> Answer<Saved> {
    blocking(app, desk, move |work| {
        let (digits, edit) = input::new_number(addition).map_err(|refusal| work.refused(&refusal))?;
        work.change(|setup| edit::add_number(setup, digits, edit))
    })
    .await
}

#[tauri::command]
async fn foresee_number(app: AppHandle, desk: State<'_, Arc<Desk>>, draft: NumberDraft) -> Answer<NumberForesight> {
    blocking(app, desk, move |work| {
        let setup = &work.store()?.snapshot().setup;
        let edited = input::number_edit(draft.fields, true, false)
            .and_then(|edit| edit::foresee_number(setup, &draft.id, edit))
            .map_err(|refusal| work.refused(&refusal))?;
        Ok(calls::number_foresight(work.catalogue, setup, &draft.id, &edited))
    })
    .await
}

#[tauri::command]
async fn save_number(app: AppHandle, desk: State<'_, Arc<Desk>>, save: NumberSave) -> Answer<Saved> {
    blocking(app, desk, move |work| {
        let edit = input::number_edit(save.fields, save.allow_loop, save.references_follow)
            .map_err(|refusal| work.refused(&refusal))?;
        work.change(|setup| edit::save_number(setup, &save.id, edit))
    })
    .await
}

#[tauri::command]
async fn remove_number(app: AppHandle, desk: State<'_, Arc<Desk>>, query: Id) -> Answer<Saved> {
    blocking(app, desk, move |work| work.change(|setup| edit::remove_number(setup, &query.id))).await
}

#[tauri::command]
async fn list_assistants(app: AppHandle, desk: State<'_, Arc<Desk>>) -> Answer<Vec<AssistantRow>> {
    blocking(app, desk, |work| {
        let snapshot = work.store()?.snapshot();
        Ok(views::assistant_rows(&snapshot.setup, &work.desk.checked(&snapshot)))
    })
    .await
}

#[tauri::command]
async fn foresee_assistant(app: AppHandle, desk: State<'_, Arc<Desk>>, save: AssistantSave) -> Answer<Vec<Sentence>> {
    blocking(app, desk, move |work| {
        let setup = &work.store()?.snapshot().setup;
        let edited = edit::save_assistant(setup, &save.id, input::assistant_edit(save.fields));
        Ok(work.sentences(&edited.map_err(|refusal| work.refused(&refusal))?.consequences))
    })
    .await
}

#[tauri::command]
async fn save_assistant(app: AppHandle, desk: State<'_, Arc<Desk>>, save: AssistantSave) -> Answer<Saved> {
    blocking(app, desk, move |work| {
        work.change(|setup| edit::save_assistant(setup, &save.id, input::assistant_edit(save.fields)))
    })
    .await
}

#[tauri::command]
async fn remove_assistant(app: AppHandle, desk: State<'_, Arc<Desk>>, query: Id) -> Answer<Saved> {
    blocking(app, desk, move |work| work.change(|setup| edit::remove_assistant(setup, &query.id))).await
}

#[tauri::command]
async fn list_choices(app: AppHandle, desk: State<'_, Arc<Desk>>, query: ChoiceQuery) -> Answer<Choices> {
    blocking(app, desk, move |work| {
        let store = work.store()?;
        let list = work.list(&store, NumberSort::Label, false);
        Ok(calls::choices(&store.snapshot().setup, work.catalogue, &list, &query))
    })
    .await
}

#[tauri::command]
async fn foresee_placement(
    app: AppHandle,
    desk: State<'_, Arc<Desk>>,
    placement: Placement,
) -> Answer<PlacementForesight> {
    blocking(app, desk, move |work| {
        let setup = &work.store()?.snapshot().setup;
        let edited = input::placement(placement).and_then(|placement| edit::place_assistant(setup, placement));
        let edited = edited.map_err(|refusal| work.refused(&refusal))?;
        Ok(calls::placement_foresight(work.catalogue, setup, &edited))
    })
    .await
}

#[tauri::command]
async fn place_assistant(app: AppHandle, desk: State<'_, Arc<Desk>>, placement: Placement) -> Answer<Saved> {
    blocking(app, desk, move |work| {
        let placement = input::placement(placement).map_err(|refusal| work.refused(&refusal))?;
        work.change(|setup| edit::place_assistant(setup, placement))
    })
    .await
}

#[tauri::command]
async fn list_campaigns(app: AppHandle, desk: State<'_, Arc<Desk>>) -> Answer<Vec<CampaignRow>> {
    blocking(app, desk, |work| Ok(calls::campaign_rows(&work.store()?.snapshot().setup, work.catalogue))).await
}

#[tauri::command]
async fn add_campaign(app: AppHandle, desk: State<'_, Arc<Desk>>, addition: CampaignAddition) -> Answer<Saved> {
    blocking(app, desk, move |work| {
        let CampaignAddition { name, number, status } = addition;
        let number = RecordId::new(&number).ok_or_else(|| work.refused(&Refusal::gone()))?;
        work.change(|setup| edit::add_campaign(setup, name, number, status))
    })
    .await
}

#[tauri::command]
async fn save_campaign(app: AppHandle, desk: State<'_, Arc<Desk>>, save: CampaignSave) -> Answer<Saved> {
    blocking(app, desk, move |work| {
        let edit = input::campaign_edit(save.fields).map_err(|refusal| work.refused(&refusal))?;
        work.change(|setup| edit::save_campaign(setup, &save.id, edit))
    })
    .await
}

#[tauri::command]
async fn remove_campaign(app: AppHandle, desk: State<'_, Arc<Desk>>, query: Id) -> Answer<Saved> {
    blocking(app, desk, move |work| work.change(|setup| edit::remove_campaign(setup, &query.id))).await
}

#[tauri::command]
async fn foresee_removal(app: AppHandle, desk: State<'_, Arc<Desk>>, query: RecordName) -> Answer<Vec<Sentence>> {
    blocking(app, desk, move |work| {
        let setup = &work.store()?.snapshot().setup;
        let edited = match query.kind {
            RecordWord::Number => edit::remove_number(setup, &query.id),
            RecordWord::Assistant => edit::remove_assistant(setup, &query.id),
            RecordWord::Campaign => edit::remove_campaign(setup, &query.id),
        };
        Ok(work.sentences(&edited.map_err(|refusal| work.refused(&refusal))?.consequences))
    })
    .await
}

#[tauri::command]
async fn list_findings(app: AppHandle, desk: State<'_, Arc<Desk>>, query: FindingQuery) -> Answer<FindingPage> {
    blocking(app, desk, move |work| {
        let snapshot = work.store()?.snapshot();
        Ok(work.desk.checked(&snapshot).page(&snapshot.setup, work.catalogue, &query))
    })
    .await
}

#[tauri::command]
async fn mend_finding(app: AppHandle, desk: State<'_, Arc<Desk>>, finding: FindingName) -> Answer<Saved> {
    blocking(app, desk, move |work| {
        let snapshot = work.store()?.snapshot();
        let mend = work.desk.checked(&snapshot).find(&finding).and_then(|found| found.mend(&snapshot.setup));
        let mend = mend.ok_or_else(|| work.refused(&Refusal::gone()))?;
        work.change(|setup| mend.edit(setup))
    })
    .await
}

#[tauri::command]
async fn read_call_map(app: AppHandle, desk: State<'_, Arc<Desk>>, query: MapQuery) -> Answer<MapPicture> {
    blocking(app, desk, move |work| {
        let snapshot = work.store()?.snapshot();
        Ok(calls::map_picture(&snapshot.setup, work.catalogue, &work.desk.checked(&snapshot), query.width))
    })
    .await
}

#[tauri::command]
async fn list_call_paths(app: AppHandle, desk: State<'_, Arc<Desk>>, query: PathQuery) -> Answer<CallPaths> {
    blocking(app, desk, move |work| {
        let store = work.store()?;
        let list = work.list(&store, NumberSort::Label, false);
        Ok(calls::call_paths(&store.snapshot().setup, work.catalogue, &list, &query))
    })
    .await
}

#[tauri::command]
async fn export_call_map(app: AppHandle, desk: State<'_, Arc<Desk>>) -> Answer<Option<Exported>> {
    let name = format!("{}.svg", desk.catalogue().words("map-file-name"));
    let kind = ("dialog-picture-kind", "svg");
    export(
        app,
        desk,
        "dialog-map-title",
        kind,
        |_| name,
        |work, setup, out| {
            /// Wide enough for the larger measures, and for a page on its side.
            const WIDTH: f32 = 1224.0;
            out.write_all(CallMap::of(setup, WIDTH).svg(work.catalogue).as_bytes())
        },
    )
    .await
}

#[tauri::command]
async fn save_profile(app: AppHandle, desk: State<'_, Arc<Desk>>, fields: ProfileFields) -> Answer<Saved> {
    blocking(app, desk, move |work| {
        let edit = input::profile_edit(fields).map_err(|refusal| work.refused(&refusal))?;
        work.change(|setup| edit::save_profile(setup, edit))
    })
    .await
}

#[tauri::command]
async fn undo_change(app: AppHandle, desk: State<'_, Arc<Desk>>, query: UndoQuery) -> Answer<Saved> {
    blocking(app, desk, move |work| {
        let store = work.store()?;
        let undone = match query.change {
            Some(change) => store.undo_change(change),
            None => store.undo(),
        };
        let committed = undone.map_err(|error| work.store_error(&error))?;
        work.stepped("status-undone", committed)
    })
    .await
}

#[tauri::command]
async fn redo_change(app: AppHandle, desk: State<'_, Arc<Desk>>) -> Answer<Saved> {
    blocking(app, desk, |work| {
        let committed = work.store()?.redo().map_err(|error| work.store_error(&error))?;
        work.stepped("status-redone", committed)
    })
    .await
}

#[tauri::command]
async fn list_history(app: AppHandle, desk: State<'_, Arc<Desk>>, query: HistoryQuery) -> Answer<HistoryPage> {
    blocking(app, desk, move |work| {
        let store = work.store()?;
        let entries = store.history_before(query.before.unwrap_or(u64::MAX), query.limit);
        let entries = entries.map_err(|error| work.store_error(&error))?;
        let rows = entries.into_iter().map(|entry| history::row(entry, work.catalogue)).collect();
        Ok(HistoryPage { rows, kept: store.changes_kept() })
    })
    .await
}

#[tauri::command]
async fn read_change(app: AppHandle, desk: State<'_, Arc<Desk>>, query: ChangeQuery) -> Answer<ChangeRecords> {
    blocking(app, desk, move |work| {
        let store = work.store()?;
        let details = store.change_details(query.change).map_err(|error| work.store_error(&error))?;
        let details = details.ok_or_else(|| work.gone_from_history(query.change))?;
        Ok(history::records(&details, &store.snapshot().setup, &query, work.catalogue))
    })
    .await
}

#[tauri::command]
async fn foresee_restore(app: AppHandle, desk: State<'_, Arc<Desk>>, query: ChangeName) -> Answer<RestoreForesight> {
    blocking(app, desk, move |work| {
        let counts = work.store()?.restore_counts(query.change).map_err(|error| work.store_error(&error))?;
        let Counts { added, changed, removed } = counts.ok_or_else(|| work.gone_from_history(query.change))?;
        Ok(RestoreForesight { added, changed, removed })
    })
    .await
}

#[tauri::command]
async fn restore_change(app: AppHandle, desk: State<'_, Arc<Desk>>, query: ChangeName) -> Answer<Saved> {
    blocking(app, desk, move |work| {
        let store = work.store()?;
        let restored = store.restore(query.change).map_err(|error| work.store_error(&error))?;
        let (_, committed) = restored.ok_or_else(|| work.gone_from_history(query.change))?;
        Ok(work.saved(&store, None, committed.map(|committed| committed.title.message()), Vec::new()))
    })
    .await
}

#[tauri::command]
async fn list_backups(app: AppHandle, desk: State<'_, Arc<Desk>>) -> Answer<BackupPage> {
    blocking(app, desk, |work| Ok(backups::page(&work.desk.backups(), work.catalogue))).await
}

#[tauri::command]
async fn make_backup(app: AppHandle, desk: State<'_, Arc<Desk>>) -> Answer<BackupPage> {
    blocking(app, desk, |work| {
        let store = work.store()?;
        let _one_at_a_time = work.desk.backing_up();
        let made = work.desk.backups().make(&store);
        made.map_err(|error| work.store_error(&error))?;
        Ok(backups::page(&work.desk.backups(), work.catalogue))
    })
    .await
}

#[tauri::command]
async fn restore_backup(app: AppHandle, desk: State<'_, Arc<Desk>>, query: BackupName) -> Answer<Saved> {
    blocking(app, desk, move |work| {
        let store = work.store()?;
        let before = store.snapshot().revision;
        let _one_at_a_time = work.desk.backing_up();
        let restored = work.desk.backups().restore(&store, &query.name).map_err(|error| work.store_error(&error))?;
        let edited = restored.ok_or_else(|| work.no_backup(&query.name))?;
        let title = (store.snapshot().revision != before).then(|| edited.title.message());
        Ok(work.saved(&store, None, title, Vec::new()))
    })
    .await
}

#[tauri::command]
async fn choose_backup_folder(app: AppHandle, desk: State<'_, Arc<Desk>>) -> Answer<Option<BackupPage>> {
    let catalogue = desk.catalogue();
    let there = desk.backups().folder().to_owned();
    match dialogs::ask_for_a_folder(&catalogue.words("dialog-backups-title"), &there).await {
        Chosen::Cancelled => Ok(None),
        Chosen::Unavailable => Err(no_dialog(catalogue)),
        Chosen::Paths(paths) => {
            blocking(app, desk, move |work| {
                let mut backups = work.desk.backups();
                for folder in &paths {
                    backups.move_to(folder).map_err(|error| work.store_error(&error))?;
                }
                Ok(Some(backups::page(&backups, work.catalogue)))
            })
            .await
        }
    }
}

/// Puts a backup in the place of a store that is damaged; any other store is left alone.
#[tauri::command]
async fn recover_backup(app: AppHandle, desk: State<'_, Arc<Desk>>, query: BackupName) -> Answer<Opening> {
    blocking(app, desk, move |work| {
        if !matches!(work.desk.store(), Err(StoreError::Damaged { .. })) {
            return Ok(work.opening());
        }
        let recovered = work.desk.backups().recover(&query.name).map_err(|error| work.store_error(&error))?;
        recovered.ok_or_else(|| work.no_backup(&query.name))?;
        Ok(work.opening())
    })
    .await
}

#[tauri::command]
async fn choose_import(app: AppHandle, desk: State<'_, Arc<Desk>>) -> Answer<Option<ReviewHead>> {
    let catalogue = desk.catalogue();
    let folder = preferences::last_folder(&app);
    let (title, kind) = (catalogue.words("dialog-import-title"), catalogue.words("dialog-import-kind"));
    match dialogs::ask_for_files(&title, &kind, folder.as_deref()).await {
        Chosen::Cancelled => Ok(None),
        Chosen::Unavailable => Err(no_dialog(catalogue)),
        Chosen::Paths(paths) => {
            blocking(app, desk, move |work| importing::begin(&work.app, &work.desk, paths, None)).await
        }
    }
}

#[tauri::command]
async fn open_encrypted(app: AppHandle, desk: State<'_, Arc<Desk>>, key: Passphrase) -> Answer<Option<ReviewHead>> {
    blocking(app, desk, move |work| {
        let paths = work.desk.state().locked.take().ok_or_else(|| work.refused(&Refusal::gone()))?;
        importing::begin(&work.app, &work.desk, paths, Some(&key.passphrase))
    })
    .await
}

#[tauri::command]
async fn cancel_reading(app: AppHandle, desk: State<'_, Arc<Desk>>) -> Answer<()> {
    blocking(app, desk, |work| {
        let mut state = work.desk.state();
        state.locked = None;
        if let Some(reading) = state.reading.take() {
            reading.cancel();
        }
        Ok(())
    })
    .await
}

fn no_dialog(catalogue: &Catalogue) -> WireError {
    WireError::new(catalogue, "no_dialog", &Message::new("dialog-unavailable"))
}

#[tauri::command]
async fn list_review(app: AppHandle, desk: State<'_, Arc<Desk>>, query: ReviewQuery) -> Answer<ReviewRows> {
    blocking(app, desk, move |work| {
        let importing =
            work.desk.state().importing.as_ref().map(|importing| (importing.review(), importing.partials()));
        let (review, partials) = importing.ok_or_else(|| work.refused(&Refusal::gone()))?;
        Ok(importing::rows(&review, &partials, &query, work.catalogue))
    })
    .await
}

#[tauri::command]
async fn change_review(app: AppHandle, desk: State<'_, Arc<Desk>>, change: ReviewChange) -> Answer<Option<ReviewHead>> {
    blocking(app, desk, move |work| {
        let snapshot = work.store()?.snapshot();
        let mode = change.is_replace.map(|replace| if replace { Mode::Replace } else { Mode::Merge });
        let tick = change.key.zip(change.included);
        let findings = work.desk.checked(&snapshot);
        if let Some(column) = change.column {
            let country = snapshot.setup.profile().default_country;
            let again = work.desk.state().importing.as_ref().and_then(|importing| importing.columns_with(&column));
            let (table, map) = again.ok_or_else(|| work.refused(&Refusal::gone()))?;
            let partial = importing::read_table(&table, &map, country, work.catalogue)?;
            let mut state = work.desk.state();
            let Some(importing) = &mut state.importing else { return Ok(None) };
            importing.put(column.file, &table, map, partial);
            importing.again(&snapshot, &findings, mode, tick).map_err(|refusal| work.refused(&refusal))?;
            return Ok(Some(importing.head()));
        }
        let mut state = work.desk.state();
        let Some(importing) = &mut state.importing else { return Ok(None) };
        // With nothing to change, this only asks whether there is a review and whether it is fresh.
        if mode.is_some() || tick.is_some() || !importing.is_of(snapshot.revision) {
            importing.again(&snapshot, &findings, mode, tick).map_err(|refusal| work.refused(&refusal))?;
        }
        Ok(Some(importing.head()))
    })
    .await
}

#[tauri::command]
async fn apply_review(app: AppHandle, desk: State<'_, Arc<Desk>>) -> Answer<Saved> {
    blocking(app, desk, |work| {
        let importing =
            work.desk.state().importing.as_ref().map(|importing| (importing.review(), importing.is_replace()));
        let (review, is_replace) = importing.ok_or_else(|| work.refused(&Refusal::gone()))?;
        if is_replace {
            backups::before(&work.app, &work.desk, &*work.store()?);
        }
        // One that is refused because the setup has moved on is made again when the page asks for it.
        let saved = work.change(|setup| review.applied_to(setup))?;
        work.desk.state().importing = None;
        Ok(saved)
    })
    .await
}

#[tauri::command]
async fn close_review(app: AppHandle, desk: State<'_, Arc<Desk>>) -> Answer<()> {
    blocking(app, desk, |work| {
        work.desk.state().importing = None;
        Ok(())
    })
    .await
}

#[tauri::command]
async fn export_setup(app: AppHandle, desk: State<'_, Arc<Desk>>, wish: ExportWish) -> Answer<Option<Exported>> {
    let ExportWish { form, passphrase } = wish;
    let (title, kind, extension) = match form {
        _ if passphrase.is_some() => ("dialog-export-title", "dialog-encrypted-kind", encrypted::EXTENSION),
        ExportForm::Json => ("dialog-export-title", "dialog-file-kind", "json"),
        ExportForm::Csv => ("dialog-table-title", "dialog-table-kind", "csv"),
    };
    let ending = match (form, passphrase.is_some()) {
        (ExportForm::Json, true) => "json.age",
        (ExportForm::Csv, true) => "csv.age",
        (_, false) => extension,
    };
    let name = |setup: &Setup| importing::file_name(&setup.profile().name, ending);
    export(app, desk, title, (kind, extension), name, move |_, setup, out| {
        let write = |out: &mut dyn io::Write| match form {
            ExportForm::Json => setup_file::write(setup, out),
            ExportForm::Csv => table::write(setup, out),
        };
        match &passphrase {
            Some(passphrase) => encrypted::write(passphrase, out, write),
            None => write(out),
        }
    })
    .await
}

/// Asks where to, and writes what is made of the setup there.
async fn export(
    app: AppHandle,
    desk: State<'_, Arc<Desk>>,
    title: &'static str,
    (kind, extension): (&'static str, &'static str),
    name: impl FnOnce(&Setup) -> String,
    write: impl FnOnce(&Work, &Setup, &mut dyn io::Write) -> io::Result<()> + Send + 'static,
) -> Answer<Option<Exported>> {
    let catalogue = desk.catalogue();
    let folder = preferences::last_folder(&app);
    let snapshot = blocking(app.clone(), desk.clone(), |work| Ok(work.store()?.snapshot())).await?;
    let name = name(&snapshot.setup);
    let (title, kind) = (catalogue.words(title), catalogue.words(kind));
    let path = match dialogs::ask_where_to_save(&title, (&kind, extension), &name, folder.as_deref()).await {
        Chosen::Cancelled => return Ok(None),
        Chosen::Unavailable => return Err(no_dialog(catalogue)),
        Chosen::Paths(mut paths) => paths.remove(0),
    };
    blocking(app, desk, move |work| {
        let written = vozdesk_store::whole_file(&path, |out| write(&work, &snapshot.setup, out));
        let written = written.and_then(|()| std::fs::metadata(&path)).map_err(|error| {
            let message = Message::new("export-failed")
                .with("path", path.display().to_string())
                .with("reason", error.to_string());
            WireError::new(work.catalogue, "export_failed", &message)
        })?;
        preferences::set_last_folder(&work.app, &path);
        Ok(Some(Exported { path: path.display().to_string(), bytes: written.len() as usize }))
    })
    .await
}

#[tauri::command]
async fn open_sample(app: AppHandle, desk: State<'_, Arc<Desk>>) -> Answer<Opening> {
    blocking(app, desk, |work| {
        work.desk.enter_sample().map_err(|error| work.store_error(&error))?;
        Ok(work.opening())
    })
    .await
}

#[tauri::command]
async fn remove_sample(app: AppHandle, desk: State<'_, Arc<Desk>>) -> Answer<Opening> {
    blocking(app, desk, |work| {
        work.desk.leave_sample().map_err(|error| work.store_error(&error))?;
        Ok(work.opening())
    })
    .await
}

#[tauri::command]
async fn save_preferences(app: AppHandle, desk: State<'_, Arc<Desk>>, change: PreferenceChange) -> Answer<Opening> {
    if let Some(tag) = &change.language {
        let language = Language::from_locale(tag);
        desk.speak(language);
        preferences::set_language(&app, language);
    }
    if let Some(theme) = change.theme {
        preferences::set_theme(&app, theme);
    }
    blocking(app, desk, |work| Ok(work.opening())).await
}

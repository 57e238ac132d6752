//! The one list of what a window may ask.
//!
//! A command is named here once, with its request and its answer. The dispatcher, the capability file of
//! the window, `ui/api.js` and `ui/wire.d.ts` follow from the list (`UPDATE_WIRE=1 cargo test -p
//! vozdesk-office wire`); a test fails where they are stale.

use std::sync::Arc;

use serde_json::Value as Json;
use vozdesk_core::model::message::Message;
use vozdesk_store::StoreError;

use crate::failure::{Failure, WireError};
use crate::host::Host;
use crate::offices::Offices;
use crate::work::Work;
use crate::{
    assistants, backups, calls, campaigns, changes, checkup, choices, closing, exporting, history, importing, numbers,
    settings, sync_page,
};

/// A command of the window: its name, and the TypeScript names of its request and its answer.
pub struct Command {
    /// verb_noun.
    pub name: &'static str,
    /// `Nothing` where it asks for nothing in particular.
    pub request: &'static str,
    /// What its promise comes to.
    pub answer: &'static str,
}

macro_rules! commands {
    ($($part:ident::$name:ident($request:literal) -> $answer:literal,)*) => {
        /// Every command.
        pub const COMMANDS: &[Command] = &[
            $(Command { name: stringify!($name), request: $request, answer: $answer },)*
        ];

        /// Does what a window asks and answers with JSON; `None` for a name that is on no list. May take
        /// long: it is called away from the window's thread.
        pub fn call<H: Host>(offices: &Arc<Offices<H>>, name: &str, request: Json) -> Option<Result<String, WireError>> {
            match name {
                $(stringify!($name) => Some(answered(offices, |work: &Work<H>| {
                    $part::$name(work, serde_json::from_value(request).map_err(misunderstood)?)
                })),)*
                _ => None,
            }
        }
    };
}

commands! {
    settings::open_window("Nothing") -> "Opening",
    numbers::list_numbers("NumberQuery") -> "NumberPage",
    numbers::read_number("Id") -> "NumberDetail",
    numbers::find_neighbour("NeighbourQuery") -> "string | null",
    numbers::read_typed_number("TypedQuery") -> "TypedReading",
    numbers::add_number("NumberAddition") -> "Saved",
    numbers::foresee_number("NumberDraft") -> "NumberForesight",
    numbers::save_number("NumberSave") -> "NumberSaved",
    numbers::remove_number("Id") -> "Saved",
    choices::list_choices("ChoiceQuery") -> "Choices",
    assistants::list_assistants("Nothing") -> "AssistantRow[]",
    assistants::foresee_assistant("AssistantSave") -> "Sentence[]",
    assistants::save_assistant("AssistantSave") -> "Saved",
    assistants::remove_assistant("Id") -> "Saved",
    assistants::foresee_placement("Placement") -> "PlacementForesight",
    assistants::place_assistant("Placement") -> "Saved",
    campaigns::list_campaigns("Nothing") -> "CampaignRow[]",
    campaigns::add_campaign("CampaignAddition") -> "Saved",
    campaigns::save_campaign("CampaignSave") -> "Saved",
    campaigns::remove_campaign("Id") -> "Saved",
    changes::foresee_removal("RecordName") -> "Sentence[]",
    checkup::list_findings("FindingQuery") -> "FindingPage",
    checkup::export_findings("Nothing") -> "Exported | null",
    checkup::mend_finding("FindingName") -> "Saved",
    calls::read_call_map("MapQuery") -> "MapPicture",
    calls::list_call_paths("PathQuery") -> "CallPaths",
    calls::export_call_map("Nothing") -> "Exported | null",
    settings::save_profile("ProfileSave") -> "Saved",
    history::undo_change("UndoQuery") -> "Saved",
    history::redo_change("Nothing") -> "Saved",
    history::list_history("HistoryQuery") -> "HistoryPage",
    history::read_change("ChangeQuery") -> "ChangeRecords",
    history::foresee_restore("ChangeName") -> "RestoreForesight",
    history::restore_change("ChangeName") -> "Saved",
    history::take_back_change("TakeBack") -> "TakenBackAnswer",
    backups::list_backups("Nothing") -> "BackupPage",
    backups::make_backup("Nothing") -> "BackupPage",
    backups::restore_backup("BackupName") -> "Saved",
    backups::choose_backup_folder("Nothing") -> "BackupPage | null",
    backups::recover_backup("BackupName") -> "Opening",
    importing::choose_import("Nothing") -> "ReviewHead | null",
    importing::review_copy("CopyName") -> "ReviewHead | null",
    importing::review_pasted("PastedList") -> "ReviewHead | null",
    importing::open_encrypted("Passphrase") -> "ReviewHead | null",
    importing::read_again("Nothing") -> "ReviewHead | null",
    importing::cancel_reading("Nothing") -> "null",
    importing::list_review("ReviewQuery") -> "ReviewRows",
    importing::change_review("ReviewChange") -> "ReviewHead | null",
    importing::apply_review("Nothing") -> "Saved",
    importing::save_left_out("Nothing") -> "Exported | null",
    importing::close_review("Nothing") -> "null",
    exporting::export_setup("ExportWish") -> "Exported | null",
    sync_page::open_sync("SyncQuery") -> "SyncOffice",
    sync_page::connect_platform("NewConnection") -> "SyncOffice",
    sync_page::disconnect_platform("PlatformName") -> "SyncOffice",
    sync_page::compare_platform("PlatformName") -> "SyncOffice",
    sync_page::cancel_sync("Nothing") -> "null",
    sync_page::list_plan_rows("PlanQuery") -> "SyncRow[]",
    sync_page::mark_done("DoneMark") -> "SyncOffice",
    sync_page::foresee_push("PushWish") -> "PushForesight",
    sync_page::push_plan("PushWish") -> "PushReport",
    sync_page::review_pull("PullWish") -> "ReviewHead | null",
    settings::open_sample("Nothing") -> "Opening",
    settings::remove_sample("Nothing") -> "Opening",
    settings::save_preferences("PreferenceChange") -> "Opening",
    settings::zoom_page("ZoomQuery") -> "number",
    closing::answer_close("CloseAnswer") -> "null",
}

/// Answers with JSON, or with a failure in words. What the store reports is noted for a report.
fn answered<H: Host, T: serde::Serialize>(
    offices: &Arc<Offices<H>>,
    handle: impl FnOnce(&Work<H>) -> Result<T, Failure>,
) -> Result<String, WireError> {
    let work = Work::new(offices);
    let answer = handle(&work).and_then(|answer| serde_json::to_string(&answer).map_err(misunderstood));
    answer.map_err(|failure| {
        if let Failure::Store(error) = &failure {
            work.host().note_fault(work.office.folder(), error.code());
            if matches!(error, StoreError::Replaced { .. }) {
                work.open_again();
            }
        }
        WireError::new(work.catalogue, &failure)
    })
}

/// A request that is none: a fault of the page.
fn misunderstood(_: serde_json::Error) -> Failure {
    Failure::plain("failed", Message::new("command-failed"))
}

//! What follows from the list of commands and from the types of their requests and answers:
//! `ui/wire.d.ts` and `ui/api.js`. `UPDATE_WIRE=1` makes them anew, otherwise they are held against what they
//! should be.

use std::path::Path;

use ts_rs::{Config, TS};

use crate::api::COMMANDS;
use crate::host::{Event, Theme};
use crate::{
    assistants, backups, calls, campaigns, changes, checkup, choices, closing, exporting, failure, history, importing,
    numbers,
};
use crate::{review_rows, sentence, settings, sync_notices, sync_page, sync_rows, work};

fn fresh(file: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(file);
    if std::env::var_os("UPDATE_WIRE").is_some() {
        std::fs::write(&path, text).expect("the file can be written");
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(there == text, "{file} is stale: run UPDATE_WIRE=1 cargo test -p vozdesk-office wire");
}

fn declarations() -> String {
    let config = Config::default();
    let mut text = String::from(
        "// Made from crates/vozdesk-office: UPDATE_WIRE=1 cargo test -p vozdesk-office wire\n\n\
         export type Plan = \"essential\" | \"growth\" | \"advanced\" | \"enterprise\";\n\
         export type NumberStatus = \"active\" | \"inactive\" | \"pending\";\n\
         export type AssistantKind = \"inbound\" | \"outbound\" | \"custom\";\n\
         export type CampaignStatus = \"draft\" | \"scheduled\" | \"active\" | \"paused\" | \"completed\";\n\
         export type Sentence = Array<Words>;\n\
         export type Piece = { words: string } | { place: string } | { choice: { by: string, of: Record<string, Pattern> } };\n\
         export type Pattern = string | Array<Piece>;\n\
         /** A number as typed, with the country chosen beside it. */\n\
         export type TypedNumber = { text: string, country: string };\n\
         export type FieldValue = string | boolean | number | null;\n\
         /** What a field was when editing began, if it was there, and what is asked for. */\n\
         export type FieldEdit = { was?: FieldValue, now: FieldValue | TypedNumber };\n\
         /** Edited fields, by their paths in the setup file. */\n\
         export type Edits = Record<string, FieldEdit>;\n",
    );
    macro_rules! declare {
        ($($name:ty),* $(,)?) => { $( text.push_str("export "); text.push_str(&<$name>::decl(&config)); text.push('\n'); )* };
    }
    declare!(
        sentence::Words,
        failure::WireError,
        Theme,
        settings::Opening,
        settings::CountryChoice,
        settings::Fields,
        settings::TextField,
        settings::ColumnChoice,
        settings::ProfileSave,
        settings::PreferenceChange,
        settings::Unopened,
        settings::ZoomQuery,
        settings::ZoomStep,
        work::Glance,
        work::Id,
        work::Saved,
        numbers::Badge,
        numbers::NumberQuery,
        numbers::WhichNumbers,
        numbers::NumberFilter,
        numbers::NumberSort,
        numbers::NumberPage,
        numbers::NumberRow,
        numbers::ShownDigits,
        numbers::Slot,
        numbers::NumberDetail,
        numbers::Standing,
        numbers::NumberInField,
        numbers::NeighbourQuery,
        numbers::TypedQuery,
        numbers::TypedReading,
        numbers::NumberSave,
        numbers::NumberSaved,
        numbers::NumberDraft,
        numbers::NumberForesight,
        numbers::NumberAddition,
        numbers::NumberRequest,
        choices::Purpose,
        choices::ChoiceQuery,
        choices::Choices,
        choices::Choice,
        assistants::AssistantRow,
        assistants::AssistantSave,
        assistants::Placement,
        assistants::NumberSource,
        assistants::PlacementForesight,
        campaigns::CampaignRow,
        campaigns::CampaignSave,
        campaigns::CampaignAddition,
        calls::RouteWords,
        calls::MapQuery,
        calls::MapPicture,
        calls::MapNode,
        calls::MapHead,
        calls::MapEdge,
        calls::PathQuery,
        calls::CallPath,
        calls::CallPaths,
        checkup::FindingQuery,
        checkup::FindingPage,
        checkup::FindingRow,
        checkup::FindingName,
        changes::RecordName,
        changes::RecordWord,
        changes::ChangedRecord,
        changes::ChangedField,
        history::UndoQuery,
        history::HistoryQuery,
        history::HistoryPage,
        history::HistoryRow,
        history::ChangeQuery,
        history::ChangeRecords,
        history::ChangeName,
        history::RestoreForesight,
        history::TouchedRecords,
        history::TakeBack,
        history::TakenBackAnswer,
        history::ClashRow,
        backups::BackupPage,
        backups::BackupRow,
        backups::BackupName,
        importing::ReviewHead,
        importing::Difference,
        sync_page::SyncQuery,
        sync_page::PlatformName,
        sync_page::NewConnection,
        sync_page::SyncOffice,
        sync_page::SyncPlatform,
        sync_page::PlatformTakes,
        sync_page::TakesWord,
        sync_page::ConnectionRow,
        sync_page::SyncPlan,
        sync_page::DoneMark,
        sync_page::PushWish,
        sync_page::PushForesight,
        sync_page::PushAsk,
        sync_page::PushRow,
        sync_page::PushOutcome,
        sync_page::PushProgress,
        sync_page::PushReport,
        sync_page::PullWish,
        sync_notices::CallerNotice,
        sync_notices::NoticeOf,
        sync_rows::PlanQuery,
        sync_rows::SyncGroup,
        sync_rows::SyncKind,
        sync_rows::SyncWhat,
        sync_rows::SyncRow,
        review_rows::ReviewFile,
        review_rows::ReviewTable,
        review_rows::ReviewSheet,
        review_rows::ReviewColumn,
        review_rows::ReviewMend,
        review_rows::ReviewWay,
        review_rows::ReviewAlike,
        review_rows::ReviewQuery,
        review_rows::ReviewGroup,
        review_rows::ReviewRows,
        review_rows::ReviewEntry,
        review_rows::ReviewProblem,
        importing::ReviewChange,
        importing::StandInChange,
        importing::StandInChoice,
        importing::StandInRow,
        importing::table::TableChange,
        importing::table::ColumnChange,
        importing::table::MendChange,
        importing::table::WayChange,
        importing::CopyName,
        importing::PastedList,
        importing::Passphrase,
        closing::CloseAnswer,
        exporting::ExportForm,
        exporting::ExportWish,
        exporting::Exported,
    );
    text
}

#[test]
fn the_wire_is_declared_for_the_page() {
    let text = declarations();
    for command in COMMANDS {
        for named in [command.request, command.answer] {
            let name = named.trim_end_matches("[]").trim_end_matches(" | null");
            let is_known = ["Nothing", "null", "string", "number", "boolean"].contains(&name)
                || text.lines().any(|line| line.starts_with(&format!("export type {name} ")));
            assert!(is_known, "{}: {name} is declared nowhere", command.name);
        }
    }
    fresh("ui/wire.d.ts", &text);
}

#[test]
fn the_page_asks_what_is_on_the_list() {
    let mut text = String::from(
        "// @ts-check\n// Made from crates/vozdesk-office: UPDATE_WIRE=1 cargo test -p vozdesk-office wire\n\
         /**\n * What the page asks of the program. The only file that touches `window.__TAURI__`.\n \
         * Every command rejects with a `WireError`.\n */\n\n\
         /** @import * as wire from \"./wire.d.ts\" */\n\n\
         /** @type {any} */\nconst tauri = Reflect.get(window, \"__TAURI__\");\n\n\
         /** @type {(command: string, request: object) => Promise<any>} */\n\
         const invoke = (command, request) => tauri.core.invoke(command, { request });\n\n",
    );
    for command in COMMANDS {
        let mut words = command.name.split('_');
        let first = words.next().unwrap_or_default().to_owned();
        let camel = words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..]);
        let declared = |name: &str| match name {
            "null" => "void".to_owned(),
            "string | null" | "number" => name.to_owned(),
            name => format!("wire.{name}"),
        };
        let answer = declared(command.answer);
        let (param, taken, given) = match command.request {
            "Nothing" => (String::new(), "", "{}"),
            request => (format!("@param {{wire.{request}}} request "), "request", "request"),
        };
        text.push_str(&format!(
            "/** {param}@returns {{Promise<{answer}>}} */\nexport const {camel} = ({taken}) => invoke(\"{}\", {given});\n",
            command.name
        ));
    }
    text.push_str("\n/**\n * What the program tells of its own accord.\n * @typedef {object} Events\n");
    for (name, payload) in Event::ALL {
        let payload = if payload == "null" { payload.to_owned() } else { format!("wire.{payload}") };
        text.push_str(&format!(" * @property {{{payload}}} {name}\n"));
    }
    text.push_str(
        " */\n\n/**\n * Hears what the program tells, until the signal ends it.\n * @template {keyof Events} Name\n \
         * @param {Name} name\n * @param {(payload: Events[Name]) => void} hear\n * @param {AbortSignal} [signal]\n */\n\
         export async function listen(name, hear, signal) {\n  \
         const stop = await tauri.event.listen(name, (/** @type {{ payload: any }} */ event) => {\n    \
         if (!signal?.aborted) hear(event.payload);\n  });\n  \
         if (signal?.aborted) stop();\n  else signal?.addEventListener(\"abort\", stop);\n}\n",
    );
    fresh("ui/api.js", &text);
}

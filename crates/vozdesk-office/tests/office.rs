//! The list of commands, called as a window calls it: a real store, real files, a host without a screen.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use vozdesk_core::model::language::Language;
use vozdesk_office::host::{Chosen, Event, FileDialog, Host, Theme};
use vozdesk_office::{Offices, WireError, api};

/// A host that chooses the same files whenever it is asked, and keeps what it is told.
#[derive(Default)]
struct Quiet {
    files: Mutex<Vec<PathBuf>>,
    told: Mutex<Vec<&'static str>>,
    zoom: Mutex<u16>,
}

impl Host for Quiet {
    fn ask_for_files(&self, _: &FileDialog) -> Chosen {
        Chosen::Paths(self.files.lock().expect("a lock").clone())
    }

    fn ask_where_to_save(&self, _: &FileDialog, _: &str) -> Chosen {
        Chosen::Unavailable
    }

    fn ask_for_a_folder(&self, _: &FileDialog) -> Chosen {
        Chosen::Cancelled
    }

    fn tell(&self, event: Event) {
        self.told.lock().expect("a lock").push(event.name());
    }

    fn page_answered_close(&self, _: bool) {}

    fn note_fault(&self, _: &Path, _: &str) {}

    fn theme(&self) -> Theme {
        Theme::System
    }

    fn keep_theme(&self, _: Theme) {}

    fn zoom(&self) -> u16 {
        *self.zoom.lock().expect("a lock")
    }

    fn keep_zoom(&self, percent: u16) {
        *self.zoom.lock().expect("a lock") = percent;
    }

    fn proxy(&self) -> Option<String> {
        None
    }

    fn keep_proxy(&self, _: Option<&str>) {}

    fn language(&self) -> Language {
        Language::English
    }

    fn keep_language(&self, _: Language) {}

    fn last_folder(&self) -> Option<PathBuf> {
        None
    }

    fn keep_last_folder_of(&self, _: &Path) {}

    fn remembered_columns(&self, _: &str) -> Option<Vec<(usize, String)>> {
        None
    }

    fn remember_columns(&self, _: &str, _: &[(usize, String)]) {}
}

/// An office in a folder of its own, that is removed with it.
struct Tried {
    offices: Arc<Offices<Quiet>>,
    folder: TempDir,
}

impl Tried {
    fn new() -> Tried {
        let folder = tempfile::tempdir().expect("a folder");
        let offices = Arc::new(Offices::new(Quiet::default(), folder.path().join("data"), false));
        Tried { offices, folder }
    }

    fn call(&self, name: &str, request: Value) -> Result<Value, WireError> {
        let answer = api::call(&self.offices, name, request).expect("it is on the list")?;
        Ok(serde_json::from_str(&answer).expect("an answer is JSON"))
    }

    fn done(&self, name: &str, request: Value) -> Value {
        self.call(name, request).unwrap_or_else(|error| panic!("{name}: {error:?}"))
    }

    /// Has this file chosen from now on.
    fn choose(&self, name: &str, text: &str) {
        let file = self.folder.path().join(name);
        std::fs::write(&file, text).expect("it is written");
        *self.offices.host().files.lock().expect("a lock") = vec![file];
    }

    fn import(&self, name: &str, text: &str) -> Value {
        self.choose(name, text);
        self.done("choose_import", json!({}));
        self.done("apply_review", json!({}))
    }
}

/// What sentences say, one after the other.
fn said(sentences: &Value) -> String {
    let words =
        sentences.as_array().into_iter().flatten().flat_map(|sentence| sentence.as_array().into_iter().flatten());
    words.filter_map(|words| words["text"].as_str()).collect()
}

/// A setup file of so many numbers.
fn numbers(count: usize) -> String {
    let number = |n: usize| {
        let area = [212, 305, 415, 617, 702, 312, 206, 503, 713, 214][n / 10_000];
        json!({ "number": format!("+1{area}{:07}", 2_000_000 + n % 10_000), "label": format!("Desk {n}") })
    };
    let numbers: Vec<Value> = (0..count).map(number).collect();
    json!({ "format": "vozdesk.setup", "version": 1, "numbers": numbers }).to_string()
}

const CAMPAIGN: &str = r#"{ "format": "vozdesk.setup", "version": 1,
    "assistants": [{ "id": "a", "name": "Recall Caller", "kind": "outbound" }],
    "numbers": [{ "id": "n", "number": "+14155550101", "label": "Main", "outbound": { "assistant": "a" } }],
    "campaigns": [{ "id": "c", "name": "Vaccines", "number": "n", "status": "active" }] }"#;

#[test]
fn while_a_review_of_100_000_entries_is_made_every_other_command_answers_within_50_ms() {
    let tried = Tried::new();
    tried.done("open_window", json!({}));
    tried.choose("many.json", &numbers(100_000));
    let offices = tried.offices.clone();
    let reading = thread::spawn(move || api::call(&offices, "choose_import", json!({})));
    let query = json!({ "sort": "label", "descending": false, "offset": 0, "limit": 100, "search": "", "filter": "all", "assistant": null });
    let mut slowest = Duration::ZERO;
    let mut asked = 0;
    while !reading.is_finished() {
        for (command, request) in [("list_numbers", &query), ("list_history", &json!({ "before": null, "limit": 20 }))]
        {
            let begin = Instant::now();
            tried.done(command, request.clone());
            slowest = slowest.max(begin.elapsed());
        }
        asked += 1;
        // What is asked is what somebody at the window would ask, not all that a processor can.
        thread::sleep(Duration::from_millis(5));
        // Once the file is surely being read, somebody cancels.
        if asked == 100 {
            let begin = Instant::now();
            tried.done("cancel_reading", json!({}));
            slowest = slowest.max(begin.elapsed());
        }
    }
    let answer = reading.join().expect("no panic").expect("it is on the list");
    assert!(asked > 100, "it was cancelled while it was read");
    assert_eq!(answer.ok().as_deref(), Some("null"), "what was cancelled is no review");
    assert!(slowest < Duration::from_millis(50), "the slowest answer took {slowest:?}");
}

#[test]
fn an_import_an_undo_and_a_redo_tell_what_else_changes_by_them() {
    let tried = Tried::new();
    tried.import("office.json", CAMPAIGN);
    let off = CAMPAIGN.replace(r#""kind": "outbound" }"#, r#""kind": "outbound", "active": false }"#);
    tried.choose("off.json", &off);
    let head = tried.done("choose_import", json!({}));
    let blocked = "The campaign Vaccines";
    assert!(said(&head["consequences"]).contains(blocked), "before: {head}");
    let imported = tried.done("apply_review", json!({}));
    assert!(said(&imported["consequences"]).contains(blocked), "{imported}");
    tried.done("undo_change", json!({}));
    let redone = tried.done("redo_change", json!({}));
    assert!(said(&redone["consequences"]).contains(blocked), "{redone}");
    let back = tried.done("foresee_restore", json!({ "change": 2 }));
    assert_eq!(back["changed"]["count"], 0);
}

#[test]
fn with_nothing_to_undo_or_to_do_again_it_says_so() {
    let tried = Tried::new();
    for command in ["undo_change", "redo_change"] {
        let error = tried.call(command, json!({})).expect_err("there is nothing");
        let error = serde_json::to_value(error).expect("JSON");
        assert_eq!(error["code"], "nothing_to_do");
        assert!(error["message"].as_str().is_some_and(|message| message.starts_with("There is nothing")));
    }
}

#[test]
fn a_request_of_another_shape_is_refused_in_words_by_every_command() {
    let tried = Tried::new();
    for command in api::COMMANDS.iter().filter(|command| command.request != "Nothing") {
        let Some(Err(error)) = api::call(&tried.offices, command.name, json!({ "id": { "no": 1 }, "limit": "many" }))
        else {
            continue;
        };
        let error = serde_json::to_value(error).expect("JSON");
        assert!(error["message"].as_str().is_some_and(|message| !message.is_empty()), "{}", command.name);
    }
    assert!(api::call(&tried.offices, "format_disk", json!({})).is_none());
}

#[test]
fn a_review_that_was_dropped_is_not_applied_nor_does_it_take_another_with_it() {
    let tried = Tried::new();
    tried.choose("office.json", CAMPAIGN);
    tried.done("choose_import", json!({}));
    tried.done("close_review", json!({}));
    assert!(tried.call("apply_review", json!({})).is_err());
    assert_eq!(tried.done("list_history", json!({ "before": null, "limit": 20 }))["kept"], 0);
}

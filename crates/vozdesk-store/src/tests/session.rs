//! A scripted session and its model: every kind of change once, and what the store must hold after each.

use vozdesk_core::model::assistant::AssistantKind;
use vozdesk_core::model::country::Country;
use vozdesk_core::model::plan::Plan;
use vozdesk_core::rules::edit::{NewDigits, Refusal};

use super::disk::Disk;
use super::*;
use crate::{ChangeError, Restored};

/// What somebody does.
pub(super) enum Step {
    Edit(&'static str, fn(&Setup) -> Result<Edited, Refusal>),
    Undo,
    Redo,
    /// To what was after the fourth change, all before it being done.
    RestoreFourth,
}

pub(super) const SESSION: &[Step] = &[
    Step::Edit("profile", |setup| {
        let edit = Edits::default().with("name", "Harbour Dental").with("plan", Plan::Growth.word());
        edit::save_profile(setup, &edit)
    }),
    Step::Edit("add an assistant", |setup| add_assistant(setup, "Front Desk", AssistantKind::Inbound)),
    Step::Edit("add another", |setup| add_assistant(setup, "Recall Caller", AssistantKind::Outbound)),
    Step::Edit("add a number", |setup| {
        let edit = Edits::default()
            .with("label", "Main Office")
            .with("inbound.assistant", named(setup, "Front Desk"))
            .with("inbound.fallback", typed("415 555 0142"))
            // Big enough for the file to grow.
            .with("notes", "Printed on the cards. ".repeat(150));
        edit::add_number(setup, NewDigits::Typed(typed("(415) 555-0101")), &edit, Saving::default())
    }),
    Step::Edit("ask for a number", |setup| {
        let edit =
            Edits::default().with("label", "Campaigns").with("outbound.assistant", named(setup, "Recall Caller"));
        edit::add_number(
            setup,
            NewDigits::Requested { country: Country::US, area_code: "415".to_owned() },
            &edit,
            Saving::default(),
        )
    }),
    Step::Edit("save a number", |setup| {
        let edit = Edits::default()
            .with("inbound.fallback", serde_json::Value::Null)
            .with("outbound.caller_id", typed("415 555 0199"));
        edit::save_number(setup, &labelled(setup, "Main Office"), &edit, Saving::default())
    }),
    Step::Undo,
    Step::Undo,
    Step::Redo,
    Step::Edit("remove an assistant", |setup| edit::remove_assistant(setup, named(setup, "Front Desk").as_str())),
    Step::Edit("switch an assistant off", |setup| {
        let edit = Edits::default().with("active", false);
        edit::save_assistant(setup, named(setup, "Recall Caller").as_str(), &edit)
    }),
    Step::Edit("remove a number", |setup| edit::remove_number(setup, &labelled(setup, "Main Office"))),
    Step::Undo,
    Step::Redo,
    Step::Undo,
    Step::RestoreFourth,
    Step::Undo,
];

pub(super) fn add_assistant(setup: &Setup, name: &str, kind: AssistantKind) -> Result<Edited, Refusal> {
    let edit = Edits::default()
        .with("name", name.to_owned())
        .with("kind", kind.word())
        .with("greeting", "Thanks for calling.\nHow can I help?");
    edit::add_assistant(setup, &edit)
}

/// The states behind and ahead, as bytes: the present one is the last of `behind`.
#[derive(Clone, Debug)]
pub(super) struct Model {
    pub(super) behind: Vec<Bytes>,
    pub(super) ahead: Vec<Bytes>,
}

impl Model {
    pub(super) fn empty() -> Model {
        Model { behind: vec![setup_file::to_bytes(&Setup::default())], ahead: Vec::new() }
    }

    pub(super) fn present(&self) -> &Bytes {
        self.behind.last().expect("the empty setup is always behind")
    }

    pub(super) fn change(&mut self, to: Bytes) {
        if to != *self.present() {
            self.behind.push(to);
            self.ahead.clear();
        }
    }

    pub(super) fn undo(&mut self) -> bool {
        if self.behind.len() == 1 {
            return false;
        }
        self.ahead.extend(self.behind.pop());
        true
    }

    pub(super) fn redo(&mut self) -> bool {
        let state = self.ahead.pop();
        let is_there = state.is_some();
        self.behind.extend(state);
        is_there
    }
}

/// Makes a step and returns what the model is if it succeeds, however it went in the store.
pub(super) fn make(store: &Store, step: &Step, model: &Model) -> (Model, Result<(), StoreError>) {
    let mut next = model.clone();
    let outcome = match step {
        Step::Edit(what, edit) => store
            .change(|setup| {
                let edited = edit(setup)?;
                next.change(setup_file::to_bytes(&edited.setup));
                Ok::<_, Refusal>(edited)
            })
            .map(drop)
            .map_err(|error| match error {
                ChangeError::Store(error) => error,
                ChangeError::Refused(refusal) => panic!("{what}: {refusal:?}"),
            }),
        Step::Undo => {
            next.undo();
            store.undo().map(drop)
        }
        Step::Redo => {
            next.redo();
            store.redo().map(drop)
        }
        Step::RestoreFourth => {
            next.change(model.behind[4].clone());
            store
                .restore(4)
                .map(|restored| assert!(!matches!(restored, Restored::Gone), "history has the fourth change"))
        }
    };
    (next, outcome)
}

/// The model's states that the store may hold after a step failed: the one before or the one after.
pub(super) fn settle(store: &Store, before: &Model, after: Model, when: &str) -> (Model, bool) {
    let found = exported(store);
    if found == *before.present() {
        (before.clone(), false)
    } else {
        assert_eq!(words(&found), words(after.present()), "{when}: neither the state before nor the one after");
        (after, true)
    }
}

/// Makes the rest of a session, which succeeds, and sees to it that all of it survives.
pub(super) fn finish(disk: &Disk, store: Store, mut model: Model, rest: &[Step], when: &str) {
    for step in rest {
        let (next, outcome) = make(&store, step, &model);
        outcome.unwrap_or_else(|error| panic!("{when}: the rest of the session works: {error}"));
        model = next;
        assert_eq!(words(&exported(&store)), words(model.present()), "{when}");
    }
    drop(store);
    let reopened = disk.after_power_loss(|| false).open().expect("the store opens again");
    assert_eq!(words(&exported(&reopened)), words(model.present()), "{when}: what was committed is durable");
    assert_eq!(reopened.newest_change().is_some(), model.behind.len() > 1, "{when}");
    assert_eq!(reopened.next_redo().is_some(), !model.ahead.is_empty(), "{when}");
}

/// The session on a disk that is gone from call `at` on, then the power goes. False once the disk
/// did not fail.
pub(super) fn interrupted(at: u64, survives: impl FnMut() -> bool) -> bool {
    let disk = Disk::failing(at, false);
    let mut before = Model::empty();
    let mut after = before.clone();
    let mut made = 0;
    if let Ok(store) = disk.open() {
        for step in SESSION {
            let (next, outcome) = make(&store, step, &before);
            after = next;
            if outcome.is_err() {
                assert_eq!(
                    words(&exported(&store)),
                    words(before.present()),
                    "call {at}: readers see no failed change"
                );
                break;
            }
            before = after.clone();
            made += 1;
        }
    }
    if !disk.has_failed() {
        return false;
    }
    let when = format!("call {at} fails in step {made}");
    let disk = disk.after_power_loss(survives);
    let store = disk.open().unwrap_or_else(|error| panic!("{when}: it opens again: {error}"));
    let (model, is_made) = settle(&store, &before, after, &when);
    let rest = &SESSION[(made + usize::from(is_made)).min(SESSION.len())..];
    finish(&disk, store, model, rest, &when);
    true
}

pub(super) fn count_until_it_passes(mut run: impl FnMut(u64) -> bool) -> u64 {
    let passed = (1..10_000).find(|at| !run(*at)).expect("a session makes fewer calls");
    // Were the disk never used, nothing would have been tried.
    assert!(passed > 2 * SESSION.len() as u64, "only {} calls", passed - 1);
    passed - 1
}

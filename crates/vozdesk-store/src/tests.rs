//! The store tried with disks that fail, files that are damaged, and long random sessions.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, reason = "how many faults were tried is worth a line")]

use std::collections::HashSet;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use proptest::prelude::*;
use redb::StorageBackend;

use crate::held::HeldBackend;
use crate::history::{KEPT_CHANGES, KEPT_DAYS};
use crate::store::*;
use crate::tables;
use jiff::Timestamp;
use redb::Database;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use vozdesk_core::model::change::*;
use vozdesk_core::model::deed::Deed;
use vozdesk_core::model::id::Id;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::rules::edit::Edited;

use vozdesk_core::files;
use vozdesk_core::files::{Mode, review, setup_file};
use vozdesk_core::model::assistant::AssistantKind;
use vozdesk_core::model::country::Country;
use vozdesk_core::model::language::Language;
use vozdesk_core::model::number::NumberStatus;
use vozdesk_core::model::plan::Plan;
use vozdesk_core::rules::edit::{self, AssistantEdit, Edit, NewDigits, NumberEdit, ProfileEdit, Refusal, Typed};
use vozdesk_core::words::Catalogue;

type Bytes = Vec<u8>;

/// What `export` would write.
fn exported(store: &Store) -> Bytes {
    setup_file::to_bytes(&store.snapshot().setup)
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn typed(text: &str) -> Typed {
    Typed { text: text.to_owned(), country: None }
}

fn labelled(setup: &Setup, label: &str) -> String {
    let number = setup.numbers().find(|number| number.label == label).expect("a number has this label");
    number.id.to_string()
}

fn named(setup: &Setup, name: &str) -> Id {
    setup.assistants().find(|assistant| assistant.name == name).expect("an assistant has this name").id.clone()
}

// ---- a disk that fails

/// Something a disk was asked to do and has not been told to make durable yet.
#[derive(Debug)]
enum Unsynced {
    Write(u64, Bytes),
    Length(u64),
}

#[derive(Debug, Default)]
struct Surface {
    /// What a reader sees.
    live: Bytes,
    /// What is sure to survive.
    synced: Bytes,
    unsynced: Vec<Unsynced>,
    /// Writes, syncs and changes of length so far.
    calls: u64,
    /// The first of them that fails.
    fails_at: Option<u64>,
    /// Whether it is the only one, or the disk is gone from then on.
    fails_once: bool,
    /// Whether reads fail at present.
    reads_fail: bool,
    failures: u64,
}

/// A disk in memory that fails when told to.
#[derive(Clone, Debug, Default)]
struct Disk(Arc<Mutex<Surface>>);

impl Disk {
    fn surface(&self) -> MutexGuard<'_, Surface> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A disk with an empty store on it: a new store is made under another name, so a disk that fails
    /// meanwhile leaves none.
    fn failing(at: u64, once: bool) -> Disk {
        static EMPTY: LazyLock<Bytes> = LazyLock::new(|| {
            let disk = Disk::default();
            disk.open().expect("it opens").close().expect("it closes");
            let surface = disk.surface();
            surface.live.clone()
        });
        let disk = Disk::holding(EMPTY.clone());
        disk.surface().fails_at = Some(at);
        disk.surface().fails_once = once;
        disk
    }

    fn holding(bytes: Bytes) -> Disk {
        let disk = Disk::default();
        disk.surface().live = bytes.clone();
        disk.surface().synced = bytes;
        disk
    }

    fn open(&self) -> Result<Store, StoreError> {
        Store::open_with(self.clone(), CACHE_BYTES)
    }

    fn has_failed(&self) -> bool {
        self.surface().failures > 0
    }

    /// What is found after the power went: `survives` is asked for every unsynced write.
    fn after_power_loss(&self, mut survives: impl FnMut() -> bool) -> Disk {
        let surface = self.surface();
        let mut bytes = surface.synced.clone();
        for step in &surface.unsynced {
            if !survives() {
                continue;
            }
            match step {
                Unsynced::Length(length) => bytes.resize(*length as usize, 0),
                Unsynced::Write(at, data) => {
                    let end = *at as usize + data.len();
                    bytes.resize(bytes.len().max(end), 0);
                    bytes[*at as usize..end].copy_from_slice(data);
                }
            }
        }
        Disk::holding(bytes)
    }
}

impl Surface {
    fn called(&mut self) -> io::Result<()> {
        self.calls += 1;
        let fails = match self.fails_at {
            Some(at) if self.fails_once => self.calls == at,
            Some(at) => self.calls >= at,
            None => false,
        };
        if fails {
            self.failures += 1;
            return Err(io::Error::other("the disk fails on purpose"));
        }
        Ok(())
    }
}

impl StorageBackend for Disk {
    fn len(&self) -> io::Result<u64> {
        Ok(self.surface().live.len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let surface = self.surface();
        if surface.reads_fail {
            return Err(io::Error::other("the disk fails on purpose"));
        }
        let from = offset as usize;
        let found = surface.live.get(from..from + out.len()).ok_or(io::ErrorKind::UnexpectedEof)?;
        out.copy_from_slice(found);
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let mut surface = self.surface();
        surface.called()?;
        surface.live.resize(len as usize, 0);
        surface.unsynced.push(Unsynced::Length(len));
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        let mut surface = self.surface();
        surface.called()?;
        surface.unsynced.clear();
        surface.synced = surface.live.clone();
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let mut surface = self.surface();
        // What a write that fails leaves behind is anybody's guess: here it is the first half.
        let outcome = surface.called();
        let data = if outcome.is_ok() { data } else { &data[..data.len() / 2] };
        let from = offset as usize;
        let place = surface.live.get_mut(from..from + data.len()).ok_or(io::ErrorKind::UnexpectedEof)?;
        place.copy_from_slice(data);
        surface.unsynced.push(Unsynced::Write(offset, data.to_vec()));
        outcome
    }
}

// ---- a scripted session and its model

/// What somebody does.
enum Step {
    Edit(&'static str, fn(&Setup) -> Result<Edited, Refusal>),
    Undo,
    Redo,
    /// To what was after the fourth change, all before it being done.
    RestoreFourth,
}

const SESSION: &[Step] = &[
    Step::Edit("profile", |setup| {
        let edit = ProfileEdit {
            name: Some(Edit::to("Harbour Dental".to_owned())),
            plan: Some(Edit::to(Plan::Growth)),
            ..ProfileEdit::default()
        };
        edit::save_profile(setup, edit)
    }),
    Step::Edit("add an assistant", |setup| add_assistant(setup, "Front Desk", AssistantKind::Inbound)),
    Step::Edit("add another", |setup| add_assistant(setup, "Recall Caller", AssistantKind::Outbound)),
    Step::Edit("add a number", |setup| {
        let edit = NumberEdit {
            label: Some(Edit::to("Main Office".to_owned())),
            inbound_assistant: Some(Edit::to(Some(named(setup, "Front Desk")))),
            fallback: Some(Edit::to(Some(typed("415 555 0142")))),
            // Big enough for the file to grow.
            notes: Some(Edit::to("Printed on the cards. ".repeat(150))),
            ..NumberEdit::default()
        };
        edit::add_number(setup, NewDigits::Typed(typed("(415) 555-0101")), edit)
    }),
    Step::Edit("ask for a number", |setup| {
        let edit = NumberEdit {
            label: Some(Edit::to("Campaigns".to_owned())),
            outbound_assistant: Some(Edit::to(Some(named(setup, "Recall Caller")))),
            ..NumberEdit::default()
        };
        edit::add_number(setup, NewDigits::Requested { country: Country::US, area_code: "415".to_owned() }, edit)
    }),
    Step::Edit("save a number", |setup| {
        let edit = NumberEdit {
            fallback: Some(Edit::to(None)),
            caller_id: Some(Edit::to(Some(typed("415 555 0199")))),
            ..NumberEdit::default()
        };
        edit::save_number(setup, &labelled(setup, "Main Office"), edit)
    }),
    Step::Undo,
    Step::Undo,
    Step::Redo,
    Step::Edit("remove an assistant", |setup| edit::remove_assistant(setup, named(setup, "Front Desk").as_str())),
    Step::Edit("switch an assistant off", |setup| {
        let edit = AssistantEdit { active: Some(Edit::to(false)), ..AssistantEdit::default() };
        edit::save_assistant(setup, named(setup, "Recall Caller").as_str(), edit)
    }),
    Step::Edit("remove a number", |setup| edit::remove_number(setup, &labelled(setup, "Main Office"))),
    Step::Undo,
    Step::Redo,
    Step::Undo,
    Step::RestoreFourth,
    Step::Undo,
];

fn add_assistant(setup: &Setup, name: &str, kind: AssistantKind) -> Result<Edited, Refusal> {
    let edit = AssistantEdit {
        name: Some(Edit::to(name.to_owned())),
        kind: Some(Edit::to(kind)),
        greeting: Some(Edit::to("Thanks for calling.\nHow can I help?".to_owned())),
        ..AssistantEdit::default()
    };
    edit::add_assistant(setup, edit)
}

/// The states behind and ahead, as bytes: the present one is the last of `behind`.
#[derive(Clone, Debug)]
struct Model {
    behind: Vec<Bytes>,
    ahead: Vec<Bytes>,
}

impl Model {
    fn empty() -> Model {
        Model { behind: vec![setup_file::to_bytes(&Setup::default())], ahead: Vec::new() }
    }

    fn present(&self) -> &Bytes {
        self.behind.last().expect("the empty setup is always behind")
    }

    fn change(&mut self, to: Bytes) {
        if to != *self.present() {
            self.behind.push(to);
            self.ahead.clear();
        }
    }

    fn undo(&mut self) -> bool {
        if self.behind.len() == 1 {
            return false;
        }
        self.ahead.extend(self.behind.pop());
        true
    }

    fn redo(&mut self) -> bool {
        let state = self.ahead.pop();
        let is_there = state.is_some();
        self.behind.extend(state);
        is_there
    }
}

/// Makes a step and returns what the model is if it succeeds, however it went in the store.
fn make(store: &Store, step: &Step, model: &Model) -> (Model, Result<(), StoreError>) {
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
            store.restore(4).map(|restored| assert!(restored.is_some(), "history has the fourth change"))
        }
    };
    (next, outcome)
}

/// The model's states that the store may hold after a step failed: the one before or the one after.
fn settle(store: &Store, before: &Model, after: Model, when: &str) -> (Model, bool) {
    let found = exported(store);
    if found == *before.present() {
        (before.clone(), false)
    } else {
        assert_eq!(words(&found), words(after.present()), "{when}: neither the state before nor the one after");
        (after, true)
    }
}

/// Makes the rest of a session, which succeeds, and sees to it that all of it survives.
fn finish(disk: &Disk, store: Store, mut model: Model, rest: &[Step], when: &str) {
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
fn interrupted(at: u64, survives: impl FnMut() -> bool) -> bool {
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

fn count_until_it_passes(mut run: impl FnMut(u64) -> bool) -> u64 {
    let passed = (1..10_000).find(|at| !run(*at)).expect("a session makes fewer calls");
    // Were the disk never used, nothing would have been tried.
    assert!(passed > 2 * SESSION.len() as u64, "only {} calls", passed - 1);
    passed - 1
}

#[test]
fn a_disk_that_fails_at_any_call_leaves_the_state_before_or_after_the_change() {
    let covered = count_until_it_passes(|at| interrupted(at, || true));
    println!("{covered} calls failed, every write kept");
}

#[test]
fn a_power_cut_that_loses_what_was_not_synced_leaves_the_state_before_or_after_the_change() {
    let covered = count_until_it_passes(|at| interrupted(at, || false));
    println!("{covered} calls failed, unsynced writes lost");
}

#[test]
fn a_power_cut_that_loses_some_unsynced_writes_leaves_the_state_before_or_after_the_change() {
    for seed in 1..=3 {
        let mut random = Random(seed);
        let covered = count_until_it_passes(|at| interrupted(at, || random.below(2) == 0));
        println!("{covered} calls failed, unsynced writes lost by a coin (seed {seed})");
    }
}

#[test]
fn after_a_failed_write_the_same_store_opens_itself_again_and_the_next_try_succeeds() {
    let mut refused = 0;
    let covered = count_until_it_passes(|at| {
        let disk = Disk::failing(at, true);
        let Ok(store) = disk.open() else {
            let store = disk.open().expect("the next try opens it");
            finish(&disk, store, Model::empty(), SESSION, &format!("call {at} fails while opening"));
            return true;
        };
        let mut model = Model::empty();
        let mut made = 0;
        while made < SESSION.len() {
            let when = format!("call {at} fails in step {made}");
            let (after, outcome) = make(&store, &SESSION[made], &model);
            if outcome.is_ok() {
                model = after;
                made += 1;
                continue;
            }
            refused += 1;
            assert_eq!(words(&exported(&store)), words(model.present()), "{when}: readers see no failed change");
            // Any use of the store opens the file again.
            store.history(1).unwrap_or_else(|error| panic!("{when}: {error}"));
            let (settled, is_made) = settle(&store, &model, after, &when);
            model = settled;
            made += usize::from(is_made);
            finish(&disk, store, model, &SESSION[made..], &when);
            return true;
        }
        finish(&disk, store, model, &[], &format!("call {at}"));
        disk.has_failed()
    });
    assert!(refused > covered / 2, "most failures reach the one who makes the change");
    println!("{covered} calls failed once, {refused} of them refused a change");
}

#[test]
fn a_read_that_fails_is_no_damage_and_the_next_try_succeeds() {
    let disk = Disk::default();
    let store = disk.open().expect("it opens");
    let mut model = Model::empty();
    for step in SESSION {
        let (next, outcome) = make(&store, step, &model);
        outcome.expect("the disk works");
        model = next;
    }
    drop(store);

    // The cache would answer; a store whose cache is empty has to ask the disk.
    let store = Store::open_with(disk.clone(), 0).expect("it opens");
    disk.surface().reads_fail = true;
    for attempt in 0..3 {
        for error in [store.history(10).map(drop), store.undo().map(drop)] {
            let error = error.expect_err("nothing can be read");
            assert!(matches!(error, StoreError::Failed { .. }), "attempt {attempt}: {error:?}");
        }
    }
    disk.surface().reads_fail = false;
    assert_eq!(words(&exported(&store)), words(model.present()));
    store.history(10).expect("the disk is back");
    model.undo();
    store.undo().expect("the disk is back").expect("there is something to take back");
    assert_eq!(words(&exported(&store)), words(model.present()));
}

// ---- long random sessions against a plain model

#[derive(Clone, Debug)]
enum Operation {
    AddNumber { digits: u8, label: u8, slots: (u8, u8) },
    AskForNumber { area_code: u8, label: u8 },
    SaveSlots { number: u8, inbound: u8, outbound: u8, fallback: u8, caller_id: u8 },
    SaveTexts { number: u8, label: u8, notes: u8, status: u8 },
    CorrectDigits { number: u8, digits: u8, follow: bool },
    RemoveNumber(u8),
    AddAssistant { name: u8, kind: u8 },
    SaveAssistant { assistant: u8, name: u8, greeting: u8, active: bool },
    RemoveAssistant(u8),
    SaveProfile { name: u8, country: u8, plan: u8, extra: u8 },
    Import { seed: u8, replace: bool },
    Undo,
    Redo,
    Restore(u8),
    Restart,
}

fn operation() -> impl Strategy<Value = Operation> {
    use Operation::*;
    let small = || 0..12_u8;
    prop_oneof![
        5 => (small(), small(), (small(), small()))
            .prop_map(|(digits, label, slots)| AddNumber { digits, label, slots }),
        2 => (small(), small()).prop_map(|(area_code, label)| AskForNumber { area_code, label }),
        5 => (small(), small(), small(), small(), small()).prop_map(|(number, inbound, outbound, fallback, caller_id)| {
            SaveSlots { number, inbound, outbound, fallback, caller_id }
        }),
        4 => (small(), small(), small(), small())
            .prop_map(|(number, label, notes, status)| SaveTexts { number, label, notes, status }),
        3 => (small(), small(), any::<bool>())
            .prop_map(|(number, digits, follow)| CorrectDigits { number, digits, follow }),
        2 => small().prop_map(RemoveNumber),
        3 => (small(), small()).prop_map(|(name, kind)| AddAssistant { name, kind }),
        3 => (small(), small(), small(), any::<bool>())
            .prop_map(|(assistant, name, greeting, active)| SaveAssistant { assistant, name, greeting, active }),
        2 => small().prop_map(RemoveAssistant),
        2 => (small(), small(), small(), small())
            .prop_map(|(name, country, plan, extra)| SaveProfile { name, country, plan, extra }),
        1 => (small(), any::<bool>()).prop_map(|(seed, replace)| Import { seed, replace }),
        8 => Just(Undo),
        6 => Just(Redo),
        2 => small().prop_map(Restore),
        1 => Just(Restart),
    ]
}

fn digits_of(n: u8) -> Typed {
    typed(&format!("+141555501{n:02}"))
}

/// One of the setup's assistants, or none.
fn some_assistant(setup: &Setup, n: u8) -> Option<Id> {
    let ids: Vec<&Id> = setup.assistants().map(|assistant| &assistant.id).collect();
    ids.get(usize::from(n)).map(|id| (*id).clone())
}

fn some_number(setup: &Setup, n: u8) -> String {
    let ids: Vec<&Id> = setup.numbers().map(|number| &number.id).collect();
    // Sometimes one that is not there.
    ids.get(usize::from(n)).map_or_else(|| "nobody".to_owned(), ToString::to_string)
}

fn edited(setup: &Setup, operation: &Operation) -> Result<Edited, Refusal> {
    let optional = |n: u8| if n < 4 { None } else { Some(digits_of(n)) };
    match *operation {
        Operation::AddNumber { digits, label, slots } => {
            let edit = NumberEdit {
                label: Some(Edit::to(format!("Number {label}"))),
                inbound_assistant: Some(Edit::to(some_assistant(setup, slots.0))),
                outbound_assistant: Some(Edit::to(some_assistant(setup, slots.1))),
                ..NumberEdit::default()
            };
            edit::add_number(setup, NewDigits::Typed(digits_of(digits)), edit)
        }
        Operation::AskForNumber { area_code, label } => {
            let edit = NumberEdit { label: Some(Edit::to(format!("Asked {label}"))), ..NumberEdit::default() };
            let digits = NewDigits::Requested { country: Country::US, area_code: area_code.to_string() };
            edit::add_number(setup, digits, edit)
        }
        Operation::SaveSlots { number, inbound, outbound, fallback, caller_id } => {
            let edit = NumberEdit {
                inbound_assistant: Some(Edit::to(some_assistant(setup, inbound))),
                outbound_assistant: Some(Edit::to(some_assistant(setup, outbound))),
                fallback: Some(Edit::to(optional(fallback))),
                caller_id: Some(Edit::to(optional(caller_id))),
                allow_loop: true,
                ..NumberEdit::default()
            };
            edit::save_number(setup, &some_number(setup, number), edit)
        }
        Operation::SaveTexts { number, label, notes, status } => {
            let edit = NumberEdit {
                label: Some(Edit::to(format!("Label {label}"))),
                notes: Some(Edit::to("“Ñandú”\n".repeat(usize::from(notes)))),
                status: Some(Edit::to(NumberStatus::ALL[usize::from(status) % NumberStatus::ALL.len()])),
                ..NumberEdit::default()
            };
            edit::save_number(setup, &some_number(setup, number), edit)
        }
        Operation::CorrectDigits { number, digits, follow } => {
            let edit = NumberEdit {
                number: Some(Edit::to(digits_of(digits))),
                references_follow: follow,
                allow_loop: true,
                ..NumberEdit::default()
            };
            edit::save_number(setup, &some_number(setup, number), edit)
        }
        Operation::RemoveNumber(number) => edit::remove_number(setup, &some_number(setup, number)),
        Operation::AddAssistant { name, kind } => {
            let kind = AssistantKind::ALL[usize::from(kind) % AssistantKind::ALL.len()];
            add_assistant(setup, &format!("Assistant {name}"), kind)
        }
        Operation::SaveAssistant { assistant, name, greeting, active } => {
            let edit = AssistantEdit {
                name: Some(Edit::to(format!("Assistant {name}"))),
                greeting: Some(Edit::to("Hello! ".repeat(usize::from(greeting) * 40))),
                active: Some(Edit::to(active)),
                ..AssistantEdit::default()
            };
            let id = some_assistant(setup, assistant).map_or_else(String::new, |id| id.to_string());
            edit::save_assistant(setup, &id, edit)
        }
        Operation::RemoveAssistant(assistant) => {
            let id = some_assistant(setup, assistant).map_or_else(String::new, |id| id.to_string());
            edit::remove_assistant(setup, &id)
        }
        Operation::SaveProfile { name, country, plan, extra } => {
            let countries = ["US", "ES", "GB"];
            let edit = ProfileEdit {
                name: Some(Edit::to(format!("Office {name}"))),
                default_country: Country::new(countries[usize::from(country) % countries.len()]).map(Edit::to),
                plan: Some(Edit::to(Plan::ALL[usize::from(plan) % Plan::ALL.len()])),
                extra_numbers: Some(Edit::to(extra.into())),
            };
            edit::save_profile(setup, edit)
        }
        Operation::Import { seed, replace } => {
            let mode = if replace { Mode::Replace } else { Mode::Merge };
            Ok(imported(setup, &small_office(seed), mode))
        }
        Operation::Undo | Operation::Redo | Operation::Restore(_) | Operation::Restart => Ok(unchanged(setup)),
    }
}

fn unchanged(setup: &Setup) -> Edited {
    Edited { setup: setup.clone(), title: Deed::Sample, subject: None, consequences: Vec::new() }
}

fn small_office(seed: u8) -> String {
    format!(
        r#"{{ "format": "vozdesk.setup", "version": 1,
              "assistants": [{{ "id": "a{seed}", "name": "Imported {seed}" }}],
              "numbers": [{{ "id": "n{seed}", "number": "+141555502{seed:02}", "inbound": {{ "assistant": "a{seed}" }} }}],
              "campaigns": [{{ "id": "c{seed}", "name": "Letters", "number": "n{seed}" }}] }}"#
    )
}

fn imported(setup: &Setup, file: &str, mode: Mode) -> Edited {
    let from = files::From::Setup;
    let partial = files::read("office.json", file.as_bytes(), from, None, Country::US).expect("it is well formed");
    review(setup, &[partial], mode, &HashSet::new()).into_edited()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5, failure_persistence: None, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn undo_and_redo_over_any_session_and_any_restart_are_what_a_plain_model_says(
        operations in proptest::collection::vec(operation(), 200)
    ) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let open = || Store::open(folder.path()).expect("the store opens");
        let mut store = open();
        let mut model = Model::empty();
        // What the setup was right after each change, whether or not it is undone since.
        let mut moments: Vec<(u64, Bytes)> = Vec::new();
        for operation in &operations {
            match operation {
                Operation::Undo => {
                    let undone = store.undo().expect("the disk works");
                    prop_assert_eq!(undone.is_some(), model.undo());
                }
                Operation::Redo => {
                    let redone = store.redo().expect("the disk works");
                    prop_assert_eq!(redone.is_some(), model.redo());
                }
                Operation::Restart => {
                    store.close().expect("it closes");
                    store = open();
                }
                Operation::Restore(n) => {
                    let Some((change, bytes)) = moments.len().checked_sub(1 + usize::from(*n)).map(|at| &moments[at])
                    else { continue };
                    let (_, committed) = store.restore(*change).expect("the disk works").expect("history has it");
                    prop_assert_eq!(committed.is_some(), bytes != model.present());
                    let bytes = bytes.clone();
                    moments.extend(committed.map(|committed| (committed.change, bytes.clone())));
                    model.change(bytes);
                }
                edit => match store.change(|setup| edited(setup, edit)) {
                    Ok((edited, committed)) => {
                        let bytes = setup_file::to_bytes(&edited.setup);
                        prop_assert_eq!(committed.is_some(), bytes != *model.present());
                        moments.extend(committed.map(|committed| (committed.change, bytes.clone())));
                        model.change(bytes);
                    }
                    Err(ChangeError::Refused(_)) => {}
                    Err(ChangeError::Store(error)) => panic!("the disk works: {error}"),
                },
            }
            prop_assert_eq!(words(&exported(&store)), words(model.present()), "after {:?}", operation);
            prop_assert_eq!(store.newest_change().is_some(), model.behind.len() > 1);
            prop_assert_eq!(store.next_redo().is_some(), !model.ahead.is_empty());
        }
        // What is done in history is what is behind.
        let history = store.history(usize::MAX).expect("history is read");
        prop_assert_eq!(history.iter().filter(|entry| !entry.undone).count(), model.behind.len() - 1);

        while model.redo() {}
        let newest = model.present().clone();
        while store.redo().expect("the disk works").is_some() {}
        prop_assert_eq!(words(&exported(&store)), words(&newest));
        // Back to the beginning and forth to the end, step by step, with a restart on the way.
        let steps = model.behind.len() - 1;
        for step in 0..steps {
            prop_assert!(store.undo().expect("the disk works").is_some() && model.undo());
            prop_assert_eq!(words(&exported(&store)), words(model.present()));
            if step == steps / 2 {
                store.close().expect("it closes");
                store = open();
            }
        }
        prop_assert!(store.undo().expect("the disk works").is_none() && store.snapshot().setup.is_empty());
        for step in 0..steps {
            prop_assert!(store.redo().expect("the disk works").is_some() && model.redo());
            prop_assert_eq!(words(&exported(&store)), words(model.present()));
            if step == steps / 3 {
                store.close().expect("it closes");
                store = open();
            }
        }
        prop_assert!(store.redo().expect("the disk works").is_none());
        prop_assert_eq!(words(&exported(&store)), words(&newest));
        store.close().expect("it closes");
        prop_assert_eq!(words(&exported(&open())), words(&newest));
    }
}

// ---- history

fn office(folder: &Path) -> Store {
    let store = Store::open(folder).expect("the store opens");
    store.change(|setup| Ok::<_, Refusal>(sample_edit(setup))).map_err(|_| ()).expect("the sample is laid out");
    store
}

/// The two numbers of the tests, as an edit.
fn sample_edit(setup: &Setup) -> Edited {
    Edited { setup: vozdesk_core::testing::two_numbers().0, ..unchanged(setup) }
}

fn relabel(store: &Store, label: &str) -> Option<Committed> {
    let edit = NumberEdit { label: Some(Edit::to(label.to_owned())), ..NumberEdit::default() };
    store.change(|setup| edit::save_number(setup, "main", edit)).map_err(|_| ()).expect("a label can be saved").1
}

fn listed(store: &Store) -> Vec<(u64, bool)> {
    let history = store.history(usize::MAX).expect("history is read");
    history.into_iter().map(|entry| (entry.change, entry.undone)).collect()
}

#[test]
fn history_lists_changes_newest_first_and_says_which_are_undone_but_lists_no_undo() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    relabel(&store, "Reception");
    relabel(&store, "Front");
    assert_eq!(listed(&store), [(3, false), (2, false), (1, false)]);

    store.undo().expect("the disk works").expect("there is a change");
    store.undo().expect("the disk works").expect("there is a change");
    assert_eq!(listed(&store), [(3, true), (2, true), (1, false)], "entries 4 and 5 are the undos");
    let redone = store.redo().expect("the disk works").expect("there is one to make again");
    assert_eq!(redone.change, 2);
    assert_eq!(listed(&store), [(3, true), (2, false), (1, false)]);
    assert_eq!(store.snapshot().revision, 6, "undo and redo are entries too");

    let newest = store.history(1).expect("history is read");
    assert_eq!(newest.iter().map(|entry| entry.change).collect::<Vec<_>>(), [3], "a limit counts listed changes");
    let title = Deed::SavedNumber { name: "Reception".to_owned(), fields: vec!["label".to_owned()] };
    assert_eq!(store.history(2).expect("history is read")[1].title, title);
}

thread_local! {
    /// The time of the tests that turn it.
    static DAY: std::cell::Cell<i64> = const { std::cell::Cell::new(0) };
}

/// Midday, so many days after the first of 2026.
fn by_day() -> Timestamp {
    let begin: Timestamp = "2026-01-01T12:00:00Z".parse().expect("a time");
    begin + jiff::SignedDuration::from_hours(24 * DAY.get())
}

#[test]
fn the_last_500_changes_are_kept_whatever_their_age_and_older_ones_go_after_a_year() {
    let disk = Disk::failing(0, true);
    let store = disk.open().expect("the disk works").by_clock(by_day);
    store.change(|setup| Ok::<_, Refusal>(sample_edit(setup))).map_err(|_| ()).expect("it fits");
    for turn in 1..=KEPT_CHANGES {
        relabel(&store, &format!("Turn {turn}"));
    }
    let all = KEPT_CHANGES + 1;
    assert_eq!(store.changes_kept(), all);
    DAY.set(KEPT_DAYS - 1);
    relabel(&store, "Before the year is over");
    assert_eq!(store.changes_kept(), all + 1, "nothing is a year old");
    DAY.set(KEPT_DAYS + 400);
    relabel(&store, "Much later");
    assert_eq!(store.changes_kept(), KEPT_CHANGES + 1, "those above 500 go with the next change, itself not counted");
    relabel(&store, "Later still");
    assert_eq!(store.changes_kept(), KEPT_CHANGES + 1);
    // A clock set back makes nothing old.
    DAY.set(-900);
    relabel(&store, "Long ago");
    assert_eq!(store.changes_kept(), KEPT_CHANGES + 2);
    let newest = exported(&store);
    store.close().expect("it closes");

    let store = disk.open().expect("it opens again");
    let listed = listed(&store);
    assert_eq!((store.changes_kept(), listed.len()), (KEPT_CHANGES + 2, KEPT_CHANGES + 2));
    let mut undone = 0;
    while store.undo().expect("the disk works").is_some() {
        undone += 1;
    }
    assert_eq!(undone, KEPT_CHANGES + 2, "what is kept can be undone to its beginning");
    while store.redo().expect("the disk works").is_some() {}
    assert_eq!(exported(&store), newest);
    let (oldest, _) = listed[listed.len() - 1];
    assert!(store.restore(oldest - 1).expect("the disk works").is_none(), "what is gone cannot be restored");
    assert!(store.restore(oldest).expect("the disk works").is_some());
}

#[test]
fn a_change_is_told_record_by_record() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    let change = relabel(&store, "Reception").expect("it differs").change;
    let details = store.change_details(change).expect("the disk works").expect("history has it");
    let [number] = &details.numbers[..] else { panic!("one number: {details:?}") };
    let label = |side: &Option<Arc<vozdesk_core::model::number::PhoneNumber>>| side.as_ref().map(|n| n.label.clone());
    assert_eq!(
        (label(&number.before), label(&number.after)),
        (Some("Main Office".to_owned()), Some("Reception".to_owned()))
    );
    assert_eq!(store.change_details(99).expect("the disk works"), None);
}

#[test]
fn history_counts_what_a_change_added_changed_and_removed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    relabel(&store, "Reception");
    store.change(|setup| edit::remove_assistant(setup, "desk")).map_err(|_| ()).expect("Front Desk can be removed");
    store.change(|setup| edit::remove_number(setup, "main")).map_err(|_| ()).expect("it can be removed");
    let counts: Vec<(usize, usize, usize)> = store
        .history(usize::MAX)
        .expect("history is read")
        .iter()
        .map(|entry| (entry.counts.added, entry.counts.changed, entry.counts.removed))
        .collect();
    // The number goes with its campaign; the assistant with both slots it was in; two numbers, two
    // assistants and a campaign came.
    assert_eq!(counts, [(0, 0, 2), (0, 2, 1), (0, 1, 0), (5, 0, 0)]);
}

#[test]
fn a_change_that_is_no_longer_the_newest_is_not_undone_by_its_number() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = Store::open(folder.path()).expect("the store opens");
    for name in ["One", "Two"] {
        store.change(|setup| add_assistant(setup, name, AssistantKind::Inbound)).expect("it is added");
    }
    let before = exported(&store);
    assert_eq!(store.undo_change(1).expect("it is asked"), None);
    assert_eq!(words(&exported(&store)), words(&before));
    assert!(store.undo_change(2).expect("it is undone").is_some());
    assert_eq!(store.snapshot().setup.assistants().len(), 1);
}

#[test]
fn redo_is_over_once_another_change_is_made() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    relabel(&store, "Reception");
    store.undo().expect("the disk works");
    assert_eq!(store.next_redo(), Some(2));
    relabel(&store, "Front");
    assert_eq!(store.next_redo(), None);
    assert_eq!(store.redo().expect("the disk works"), None);
    assert_eq!(listed(&store), [(4, false), (2, true), (1, false)], "what was undone stays in history");
    store.undo().expect("the disk works");
    store.undo().expect("the disk works");
    assert_eq!(store.undo().expect("the disk works"), None, "an undone change is not undone again");
    assert!(store.snapshot().setup.is_empty());
}

#[test]
fn redo_is_possible_after_a_restart() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    relabel(&store, "Reception");
    let after = exported(&store);
    store.undo().expect("the disk works");
    store.close().expect("it closes");

    let store = Store::open(folder.path()).expect("it opens again");
    assert_eq!(listed(&store), [(2, true), (1, false)]);
    let redone = store.redo().expect("the disk works").expect("there is one to make again");
    assert_eq!((redone.change, redone.counts), (2, Counts { added: 0, changed: 1, removed: 0 }));
    assert_eq!(words(&exported(&store)), words(&after));
}

#[test]
fn a_change_that_changes_nothing_makes_no_entry() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    relabel(&store, "Reception");
    store.undo().expect("the disk works");
    assert_eq!(relabel(&store, "Main Office"), None);
    assert_eq!(listed(&store).len(), 2);
    assert_eq!(store.next_redo(), Some(2), "nor does it end what can be made again");
}

#[test]
fn a_refused_change_leaves_the_store_as_it_is() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    let before = (exported(&store), store.snapshot().revision);
    assert!(matches!(store.change(|setup| edit::remove_number(setup, "nobody")), Err(ChangeError::Refused(_))));
    assert_eq!((exported(&store), store.snapshot().revision), before);
}

#[test]
fn a_snapshot_stays_as_it_is_while_the_store_changes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    let seen = store.snapshot();
    let before = setup_file::to_bytes(&seen.setup);
    relabel(&store, "Reception");
    assert_eq!(setup_file::to_bytes(&seen.setup), before);
    assert_ne!(exported(&store), before);
}

// ---- the file

#[test]
fn a_second_opener_is_told_who_holds_the_store_and_gets_it_after_a_close() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    let bytes = exported(&store);
    let error = Store::open(folder.path()).map(drop).expect_err("it is held");
    assert_eq!(error, StoreError::Locked { process: Some(std::process::id()) });
    assert_eq!(error.code(), "store_locked");
    assert!(sentence(&error).contains(&std::process::id().to_string()));
    relabel(&store, "Reception");
    store.undo().expect("the holder goes on undisturbed");
    store.close().expect("it closes");
    assert!(!pid_path(&folder.path().join(FILE_NAME)).exists(), "nobody holds it");
    let store = Store::open(folder.path()).expect("it is free");
    assert_eq!(words(&exported(&store)), words(&bytes));
    drop(store);
    Store::open(folder.path()).expect("a store that is dropped is free too");
}

#[test]
fn a_pid_file_left_by_a_process_that_died_locks_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    office(folder.path()).close().expect("it closes");
    fs::write(pid_path(&folder.path().join(FILE_NAME)), "1").expect("the folder can be written");
    Store::open(folder.path()).expect("nobody holds the store");
}

fn sentence(error: &StoreError) -> String {
    Catalogue::of(Language::English).text(&error.message())
}

#[test]
fn a_store_whose_making_was_interrupted_is_made_as_if_nothing_had_happened() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    // What a process that dies while making it leaves behind.
    fs::write(folder.path().join("setup.1234.new"), [0; 4096]).expect("the folder can be written");
    let store = office(folder.path());
    store.close().expect("it closes");
    let names: HashSet<String> = fs::read_dir(folder.path())
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, ["setup.1234.new", FILE_NAME].map(str::to_owned).into(), "nothing of our own is left");
}

#[test]
fn of_many_who_make_the_same_store_at_once_one_gets_it_and_none_loses_it() {
    for _ in 0..5 {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let opened = AtomicU64::new(0);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| match Store::open(folder.path()) {
                    Ok(store) => {
                        let added = store.change(|setup| add_assistant(setup, "Front Desk", AssistantKind::Inbound));
                        assert!(added.is_ok());
                        opened.fetch_add(1, Ordering::Relaxed);
                    }
                    Err(error) => assert_eq!(error.code(), "store_locked"),
                });
            }
        });
        let store = Store::open(folder.path()).expect("it is free");
        let opened = opened.load(Ordering::Relaxed);
        assert!(opened > 0);
        assert_eq!(store.snapshot().setup.assistants().len() as u64, opened, "what any of them wrote is there");
    }
}

#[cfg(unix)]
#[test]
fn the_store_and_its_folder_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let parent = tempfile::tempdir().expect("a temporary folder");
    let folder = parent.path().join("new").join("data");
    let store = office(&folder);
    let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(store.path()), 0o600);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_said_in_words() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let parent = tempfile::tempdir().expect("a temporary folder");
    let file = parent.path().join("a-file");
    fs::write(&file, "no folder").expect("it can be written");
    let error = Store::open(&file.join("data")).map(drop).expect_err("a file is no folder");
    assert!(matches!(&error, StoreError::Failed { .. }), "{error:?}");
    assert!(sentence(&error).contains("a-file"), "{}", sentence(&error));
    assert_eq!(fs::read_to_string(&file).expect("it is still there"), "no folder");

    // Root may write anywhere.
    if fs::metadata(&file).expect("it is there").uid() == 0 {
        return;
    }
    let folder = parent.path().join("data");
    office(&folder).close().expect("it closes");
    let shut = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
    shut(&folder.join(FILE_NAME), 0o400);
    let error = Store::open(&folder).map(drop).expect_err("the file cannot be written");
    assert!(matches!(error, StoreError::NoPermission { .. }), "{error:?}");
    let empty = parent.path().join("empty");
    fs::create_dir(&empty).expect("the folder can be made");
    shut(&empty, 0o500);
    let error = Store::open(&empty).map(drop).expect_err("the folder cannot be written");
    assert!(matches!(error, StoreError::NoPermission { .. }), "{error:?}");
    shut(&empty, 0o700);
}

#[test]
fn what_the_system_reports_is_told_apart() {
    let path = Path::new("setup.redb");
    let told = |kind: io::ErrorKind| io_error(path, &kind.into()).code();
    assert_eq!(told(io::ErrorKind::PermissionDenied), "store_no_permission");
    assert_eq!(told(io::ErrorKind::ReadOnlyFilesystem), "store_no_permission");
    assert_eq!(told(io::ErrorKind::StorageFull), "disk_full");
    assert_eq!(told(io::ErrorKind::UnexpectedEof), "store_damaged");
    assert_eq!(told(io::ErrorKind::NotADirectory), "store_failed");
}

/// Small numbers that look random and are the same in every run (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit
    }
}

/// A closed store's bytes and its export.
fn closed_office() -> (Bytes, Bytes) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    for label in ["Reception", "Front", "Main"] {
        relabel(&store, label);
    }
    store
        .change(|setup| Ok::<_, Refusal>(imported(setup, &small_office(7), Mode::Merge)))
        .map_err(|_| ())
        .expect("it fits");
    store.undo().expect("the disk works");
    let (path, export) = (store.path().to_owned(), exported(&store));
    store.close().expect("it closes");
    (fs::read(path).expect("the store is there"), export)
}

/// Opens a damaged copy. It opens with all that was in it, or says so and is left alone.
fn opens_whole_or_not_at_all(damaged: &[u8], export: &[u8], how: &str) -> bool {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(FILE_NAME);
    fs::write(&path, damaged).expect("the copy can be written");
    match Store::open(folder.path()) {
        Ok(store) => {
            assert_eq!(words(&exported(&store)), words(export), "{how}");
            assert_eq!(listed(&store), [(5, true), (4, false), (3, false), (2, false), (1, false)], "{how}");
            true
        }
        Err(error) => {
            assert!(matches!(error, StoreError::Damaged { .. } | StoreError::Newer { .. }), "{how}: {error:?}");
            assert!(fs::read(&path).expect("it is still there") == damaged, "{how}: a damaged file is not touched");
            false
        }
    }
}

/// How many bits are flipped, each in a copy of its own.
const FLIPS: usize = 1500;

#[test]
fn a_file_with_a_bit_flipped_is_opened_whole_or_called_damaged_and_not_touched() {
    let (bytes, export) = closed_office();
    let used: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at] != 0).collect();
    let mut random = Random(7);
    let mut opened: usize = 0;
    for round in 0..FLIPS {
        // Most of the file is empty: two flips in three are where something is.
        let at = if round % 3 == 0 { random.below(bytes.len()) } else { used[random.below(used.len())] };
        let bit = random.below(8);
        let mut damaged = bytes.clone();
        damaged[at] ^= 1 << bit;
        opened += usize::from(opens_whole_or_not_at_all(&damaged, &export, &format!("bit {bit} of byte {at}")));
    }
    assert!((1..FLIPS).contains(&opened), "{opened} of {FLIPS} opened: the flips say nothing");
    println!("{opened} of {FLIPS} files with a flipped bit opened whole, the others were refused");
}

#[test]
fn a_truncated_file_is_opened_whole_or_called_damaged_and_not_touched() {
    let (bytes, export) = closed_office();
    let mut random = Random(11);
    let mut opened = 0;
    let whole = bytes.len();
    let edges = [0, 1, 2, 511, 4095, 4096, whole / 2, whole - 4096, whole - 1];
    for length in edges.into_iter().chain((0..491).map(|_| 1 + random.below(whole - 1))) {
        opened +=
            usize::from(opens_whole_or_not_at_all(&bytes[..length], &export, &format!("cut to {length} of {whole}")));
    }
    println!("{opened} of 500 truncated files opened whole, the others were refused");
}

#[test]
fn what_is_no_store_at_all_is_called_damaged_and_not_touched() {
    for content in [&b"{\"format\": \"vozdesk.setup\"}"[..], &[0; 8192], &[0xFF; 70_000], b"\n"] {
        assert!(!opens_whole_or_not_at_all(content, b"", &format!("{} bytes", content.len())));
    }
}

/// A store as version 0.1.0 wrote it. Every schema has its file here, and every later version opens it.
#[test]
fn a_store_of_schema_1_opens_with_its_setup_and_its_history() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let golden: &[u8] = include_bytes!("golden/schema-1.redb");
    fs::write(folder.path().join(FILE_NAME), golden).expect("the copy can be written");
    let store = Store::open(folder.path()).expect("it opens");
    assert_eq!(words(&exported(&store)), include_str!("golden/schema-1.json"));
    assert_eq!(listed(&store), [(2, true), (1, false)]);
    assert!(store.redo().expect("the disk works").is_some());
    assert_eq!(store.snapshot().setup.numbers().filter(|number| number.label == "Recepción").count(), 1);
    while store.undo().expect("the disk works").is_some() {}
    assert!(store.snapshot().setup.is_empty());
}

#[test]
fn a_store_of_a_newer_schema_is_refused_and_not_touched() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    let path = store.path().to_owned();
    store.close().expect("it closes");
    let database = Database::open(&path).expect("redb opens it");
    let transaction = database.begin_write().expect("it can be written");
    transaction.open_table(tables::META).expect("it is there").insert(tables::SCHEMA_KEY, &b"2"[..]).expect("a value");
    transaction.commit().expect("it commits");
    database.close().expect("it closes");

    let before = fs::read(&path).expect("the store is there");
    let error = Store::open(folder.path()).map(drop).expect_err("it is newer");
    assert_eq!(error, StoreError::Newer { found: 2, known: tables::SCHEMA });
    assert!(fs::read(&path).expect("it is still there") == before, "a newer store is not touched");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_held_back_is_read_as_if_it_were_written_and_then_is(
        steps in proptest::collection::vec((0..3_u8, 0..64_u64, 0..24_usize, any::<u8>()), 0..30),
        release_at in 0..30_usize,
    ) {
        let disk = Disk::holding(vec![7; 40]);
        let plain = Disk::holding(vec![7; 40]);
        let held = HeldBackend::new(disk.clone());
        for (at, (kind, offset, length, byte)) in steps.into_iter().enumerate() {
            if at == release_at {
                prop_assert_eq!(&disk.surface().live, &vec![7; 40], "nothing is written before");
                held.release().expect("the disk works");
                prop_assert_eq!(&disk.surface().live, &plain.surface().live);
            }
            for backend in [&held as &dyn StorageBackend, &plain] {
                if kind == 0 {
                    backend.set_len(offset).expect("the disk works");
                } else if offset + length as u64 <= backend.len().expect("the disk works") {
                    backend.write(offset, &vec![byte; length]).expect("the disk works");
                }
            }
            let all = plain.len().expect("the disk works");
            prop_assert_eq!(held.len().expect("the disk works"), all);
            let from = offset.min(all);
            let mut found = vec![0; (all - from) as usize];
            held.read(from, &mut found).expect("the disk works");
            prop_assert_eq!(&found[..], &plain.surface().live[from as usize..]);
        }
        held.release().expect("the disk works");
        prop_assert_eq!(&disk.surface().live, &plain.surface().live);
    }
}

#[test]
fn records_that_cannot_be_together_are_called_damaged() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    let path = store.path().to_owned();
    store.close().expect("it closes");
    let database = Database::open(&path).expect("redb opens it");
    let transaction = database.begin_write().expect("it can be written");
    // Both numbers name this assistant.
    transaction.open_table(tables::ASSISTANTS).expect("it is there").remove("desk").expect("it was there");
    transaction.commit().expect("it commits");
    database.close().expect("it closes");
    let before = fs::read(&path).expect("the store is there");
    let error = Store::open(folder.path()).map(drop).expect_err("a slot names nobody");
    assert!(matches!(error, StoreError::Damaged { .. }), "{error:?}");
    assert!(fs::read(&path).expect("it is still there") == before, "a damaged store is not touched");
}

#[test]
fn writers_at_the_same_time_take_turns_and_lose_nothing() {
    let disk = Disk::default();
    let store = disk.open().expect("it opens");
    let made = AtomicU64::new(0);
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let (store, made) = (&store, &made);
            scope.spawn(move || {
                for n in 0..10 {
                    let digits = NewDigits::Typed(typed(&format!("+1415555{:04}", thread * 100 + n)));
                    let added = store.change(|setup| edit::add_number(setup, digits, NumberEdit::default()));
                    assert!(added.is_ok_and(|(_, committed)| committed.is_some()));
                    made.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    assert_eq!(store.snapshot().setup.numbers().len() as u64, made.load(Ordering::Relaxed));
    assert_eq!(store.snapshot().revision, 40);
    drop(store);
    assert_eq!(disk.open().expect("it opens again").snapshot().setup.numbers().len(), 40);
}

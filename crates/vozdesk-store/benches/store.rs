//! Figures beside their floors, measured in one run: commits, opening, export, import, search,
//! check-up and routes; and the memory of an import.
//!
//! A floor is the least the same bytes could cost: a bare redb commit, serde_json alone. Medians.

#![allow(clippy::expect_used, reason = "a measurement stops where something is not as it must be")]
#![allow(clippy::print_stdout, reason = "the figures are what it is for")]

use std::collections::HashSet;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use redb::{Builder, Database, TableDefinition};
use serde_json::{Value, json};
use vozdesk_core::files::there::There;
use vozdesk_core::files::{self, Mode, Platform, Records, review, setup_file};
use vozdesk_core::model::country::Country;
use vozdesk_core::model::e164::E164;
use vozdesk_core::model::number::PhoneNumber;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::rules::call_map::CallMap;
use vozdesk_core::rules::checkup;
use vozdesk_core::rules::edit::{self, Edits, Saving};
use vozdesk_core::rules::routing;
use vozdesk_core::rules::search::SearchIndex;
use vozdesk_core::sync::Plan;
use vozdesk_store::Store;

const NUMBERS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("numbers");
const HISTORY: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("history");
const CHANGES: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("changes");

fn main() {
    // Memory is measured in a process of its own.
    if let Ok(what) = std::env::var("VOZDESK_BENCH_MEMORY") {
        return println!("{}", growth(&what));
    }
    println!("{:>8}  {:<34} {:>12} {:>12} {:>7}", "numbers", "what", "VozDesk", "floor", "ratio");
    for size in [1_000, 10_000, 100_000] {
        measure(size);
    }
}

/// A setup file of so many numbers, each labelled with this word, and of 60 assistants.
fn file_of(size: usize, word: &str) -> Vec<u8> {
    let assistants: Vec<Value> = (0..60)
        .map(|n| {
            json!({ "id": format!("assistant-{n}"), "name": format!("Assistant {n}"), "kind": "inbound",
            "greeting": "Thank you for calling. How can I help?" })
        })
        .collect();
    // In ranges that are in the metadata, as an office's numbers are.
    let areas = [212, 305, 415, 617, 702, 312, 206, 503, 713, 214];
    let digits = |n: usize| format!("+1{}{:07}", areas[n / 10_000], 2_000_000 + n % 10_000);
    // Every tenth number falls back to the tenth after it; the others leave.
    let fallback =
        |n: usize| if n.is_multiple_of(10) && n + 10 < size { digits(n + 10) } else { "+14155550142".to_owned() };
    let numbers: Vec<Value> = (0..size)
        .map(|n| {
            json!({
                "id": format!("0190f3c2-1090-71b0-9a4f-{n:012}"),
                "number": digits(n),
                "label": format!("{word} {n}"),
                "inbound": { "assistant": format!("assistant-{}", n % 60), "fallback": fallback(n) },
                "outbound": { "assistant": format!("assistant-{}", (n + 7) % 60) },
            })
        })
        .collect();
    json!({ "format": "vozdesk.setup", "version": 1, "assistants": assistants, "numbers": numbers })
        .to_string()
        .into_bytes()
}

fn measure(size: usize) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().join("data");
    let bytes = file_of(size, "Desk");
    let row = |what: &str, ours: Duration, floor: Duration| {
        let ratio = ours.as_secs_f64() / floor.as_secs_f64();
        println!("{size:>8}  {what:<34} {ours:>12.2?} {floor:>12.2?} {ratio:>7.2}");
    };

    // Memory: how much a process grows at most while it imports, beside opening what came of it.
    let file = folder.path().join("many.json");
    std::fs::write(&file, &bytes).expect("written");
    let grown = |what: &str| -> f64 {
        let mut child = Command::new(std::env::current_exe().expect("a path"));
        child.env("VOZDESK_BENCH_MEMORY", format!("{what} {}", folder.path().display()));
        let said = child.output().expect("it runs").stdout;
        String::from_utf8_lossy(&said).trim().parse().expect("a figure")
    };
    let (import, open) = (grown("import"), grown("open"));
    println!(
        "{size:>8}  {:<34} {import:>9.1} MB {open:>9.1} MB {:>7.2}",
        "memory of import, beside open",
        import / open
    );

    // Import: read, check, review, commit; floor: parse to typed values and insert the bytes.
    let store = Store::open(&data).expect("the store opens");
    let begin = Instant::now();
    import_into(&store, &bytes);
    let import = begin.elapsed();
    let setup = store.snapshot().setup.clone();
    assert_eq!(setup.numbers().len(), size);
    let exported = setup_file::to_bytes(&setup);
    let bare = Builder::new().create(folder.path().join("bare.redb")).expect("a database");
    let begin = Instant::now();
    let parsed: WholeFile = serde_json::from_slice(&exported).expect("typed");
    let records: Vec<Vec<u8>> = parsed.numbers.iter().map(|n| serde_json::to_vec(n).expect("JSON")).collect();
    let transaction = bare.begin_write().expect("a transaction");
    {
        let mut table = transaction.open_table(NUMBERS).expect("a table");
        for (number, record) in parsed.numbers.iter().zip(&records) {
            table.insert(number.id.as_str(), record.as_slice()).expect("inserted");
        }
        // History holds each record once more.
        let mut table = transaction.open_table(CHANGES).expect("a table");
        table.insert(1, records.concat().as_slice()).expect("inserted");
    }
    transaction.commit().expect("committed");
    row("import", import, begin.elapsed());

    // The closed file after the import, beside the JSON; how much it grows when every label is another, beside
    // half of the JSON.
    let (imported, relabelled) = sizes(&folder.path().join("sizes"), &bytes, &file_of(size, "Reception"));
    let bytes_row = |what: &str, ours: u64, floor: u64| {
        let mb = |bytes: u64| bytes as f64 / 1e6;
        let ratio = ours as f64 / floor as f64;
        println!("{size:>8}  {what:<34} {:>9.1} MB {:>9.1} MB {ratio:>7.2}", mb(ours), mb(floor));
    };
    bytes_row("file after the import", imported, exported.len() as u64);
    bytes_row("it grows by all labels", relabelled.saturating_sub(imported), exported.len() as u64 / 2);

    // One edit with its history; floor: a bare commit of the same bytes into as large a table.
    let id = format!("0190f3c2-1090-71b0-9a4f-{:012}", size / 2);
    let record = serde_json::to_vec(&**setup.number(&id).expect("a number")).expect("JSON");
    let head = vec![b'x'; 150];
    let details =
        [record.as_slice(), &record, b"{\"profile\":null,\"numbers\":[[]],\"assistants\":[],\"campaigns\":[]}"]
            .concat();
    let mut ours = Vec::new();
    let mut floor = Vec::new();
    for turn in 0..60_u64 {
        // In turns, so that whatever the machine does meets both.
        let begin = Instant::now();
        let edit = Edits::default().with("label", format!("Turn {turn}"));
        store.change(|setup| edit::save_number(setup, &id, &edit, Saving::default())).expect("saved");
        ours.push(begin.elapsed());
        let begin = Instant::now();
        bare_commit(&bare, &id, &record, turn + 2, &head, &details);
        floor.push(begin.elapsed());
    }
    row("commit of one edit", median(ours), median(floor));
    store.close().expect("closed");

    // Open, integrity check included; floor: reading a file of the same JSON and decoding it.
    let plain = folder.path().join("plain.json");
    std::fs::write(&plain, records.join(&b'\n')).expect("written");
    let mut ours = Vec::new();
    let mut floor = Vec::new();
    for _ in 0..5 {
        let begin = Instant::now();
        let store = Store::open(&data).expect("it opens");
        ours.push(begin.elapsed());
        store.close().expect("closed");
        let begin = Instant::now();
        let read = std::fs::read(&plain).expect("a file");
        for line in read.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            black_box(serde_json::from_slice::<PhoneNumber>(line).expect("typed"));
        }
        floor.push(begin.elapsed());
    }
    row("open with integrity check", median(ours), median(floor));

    // Export; floor: serde_json of the same data.
    let value: WholeFile = serde_json::from_slice(&exported).expect("typed");
    let begin = Instant::now();
    let written = setup_file::to_bytes(&setup);
    let ours = begin.elapsed();
    let begin = Instant::now();
    let plain = serde_json::to_vec_pretty(&value.numbers).expect("JSON");
    row("export", ours, begin.elapsed());
    black_box((written, plain));

    // Search has an aim of its own: 5 ms at 100,000.
    let ids: Vec<_> = setup.numbers().map(|number| number.id.clone()).collect();
    let index = SearchIndex::new(&setup, ids.iter());
    let mut times = Vec::new();
    let mut count = 0;
    for _ in 0..9 {
        let begin = Instant::now();
        count = index.find("desk 99").len();
        times.push(begin.elapsed());
    }
    println!("{size:>8}  {:<34} {:>12.2?} {:>12} ({count} found)", "search", median(times), "5 ms");

    // And the call map: 300 ms at 100,000.
    let mut times = Vec::new();
    let mut count = 0;
    for _ in 0..9 {
        let begin = Instant::now();
        count = CallMap::of(&setup, 1224.0).nodes.len();
        times.push(begin.elapsed());
    }
    println!("{size:>8}  {:<34} {:>12.2?} {:>12} ({count} boxes)", "call map", median(times), "300 ms");

    // So has the check-up: 150 ms at 100,000. A chain through every tenth number makes routes long.
    let mut times = Vec::new();
    let mut count = 0;
    for _ in 0..9 {
        let begin = Instant::now();
        count = checkup::check(&setup).len();
        times.push(begin.elapsed());
    }
    println!("{size:>8}  {:<34} {:>12.2?} {:>12} ({count} found)", "check-up", median(times), "150 ms");
    // A comparison with a platform that has all of it, beyond what the platform takes: 3 s at 10,000.
    let (ours, differ) = compared(&data, &setup);
    println!("{size:>8}  {:<34} {ours:>12.2?} {:>12} ({differ} to decide)", "compare with a platform", "3 s");

    let number = setup.numbers().next().expect("a number");
    let begin = Instant::now();
    const ROUTES: u32 = 1_000;
    for _ in 0..ROUTES {
        black_box(routing::inbound_if_unavailable(&setup, number));
        black_box(routing::outbound(&setup, number));
    }
    println!("{size:>8}  {:<34} {:>12.2?}", "routes of one number", begin.elapsed() / ROUTES);
}

/// How long it takes to read a platform's pages of all these numbers, compare them and keep the plan, and how many
/// fields are to be decided by it.
fn compared(data: &Path, setup: &Setup) -> (Duration, usize) {
    let retell = Platform::of_word("retell").expect("it is known");
    let entry = |number: &PhoneNumber| {
        json!({ "phone_number": number.e164(), "phone_number_type": "retell-twilio", "nickname": number.label,
            "inbound_agents": [{ "agent_id": "agent", "weight": 1 }], "outbound_agents": null })
    };
    let entries: Vec<Value> = setup.numbers().map(|number| entry(number)).collect();
    let pages: Vec<Vec<u8>> =
        entries.chunks(1_000).map(|page| json!({ "items": page, "has_more": true }).to_string().into_bytes()).collect();
    let store = Store::open(data).expect("it opens");
    store.connect("retell").expect("it is connected");
    let begin = Instant::now();
    let mut there = There::default();
    for page in &pages {
        there.take(retell, Records::Numbers, "Retell", page, Country::US).expect("it is JSON");
    }
    let memory = store.memory("retell").expect("it is read");
    let planned = Plan::make(setup, store.snapshot().revision, retell, &there, &memory);
    store.keep_plan(&planned.plan, &planned.noticed).expect("it is kept");
    let took = begin.elapsed();
    assert_eq!(planned.plan.both, setup.numbers().len());
    store.disconnect("retell").expect("it is forgotten");
    store.close().expect("it closes");
    (took, planned.plan.decide.len())
}

fn import_into(store: &Store, bytes: &[u8]) {
    let partial = files::read("many.json", bytes, files::ReadAs::SetupFile, None, Country::US).expect("it reads");
    let edit = |setup: &_| {
        let review = review(setup, &[partial], Mode::Merge, &HashSet::new());
        assert!(review.problems.is_empty(), "{:?}", review.problems.first());
        Ok::<_, ()>(review.into_edited())
    };
    store.change(edit).expect("it is applied");
}

/// How many MB this process grows at most while it imports the file of a folder, or opens the store
/// that an import has left there. What every process has, such as the metadata of numbers, is there before.
fn growth(what: &str) -> f64 {
    let status = |key: &str| {
        let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
        let line = status.lines().find_map(|line| line.strip_prefix(key)).expect("a line");
        line.trim().trim_end_matches(" kB").trim().parse::<f64>().expect("a figure") / 1024.0
    };
    let (what, folder) = what.split_once(' ').expect("what and where");
    let folder = std::path::Path::new(folder);
    let warm = E164::read("+14155550142", None).expect("a number");
    black_box((warm.number.international(), warm.number.is_in_metadata()));
    let data = folder.join("memory");
    if what == "open" {
        let before = status("VmRSS:");
        let store = Store::open(&data).expect("it opens");
        let grown = status("VmHWM:") - before;
        store.close().expect("closed");
        return grown;
    }
    let store = Store::open(&data).expect("it opens");
    let before = status("VmRSS:");
    let bytes = std::fs::read(folder.join("many.json")).expect("a file");
    import_into(&store, &bytes);
    let grown = status("VmHWM:") - before;
    store.close().expect("closed");
    grown
}

#[derive(serde::Deserialize)]
struct WholeFile {
    numbers: Vec<PhoneNumber>,
}

/// How large the closed file is after one import, and after a second.
fn sizes(data: &Path, first: &[u8], second: &[u8]) -> (u64, u64) {
    let [imported, relabelled] = [first, second].map(|bytes| {
        let store = Store::open(data).expect("the store opens");
        import_into(&store, bytes);
        let path = store.path().to_owned();
        store.close().expect("closed");
        std::fs::metadata(path).expect("the file").len()
    });
    (imported, relabelled)
}

fn bare_commit(database: &Database, id: &str, record: &[u8], change: u64, head: &[u8], details: &[u8]) {
    let transaction = database.begin_write().expect("a transaction");
    transaction.open_table(NUMBERS).expect("a table").insert(id, record).expect("inserted");
    transaction.open_table(HISTORY).expect("a table").insert(change, head).expect("inserted");
    transaction.open_table(CHANGES).expect("a table").insert(change, details).expect("inserted");
    transaction.commit().expect("committed");
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

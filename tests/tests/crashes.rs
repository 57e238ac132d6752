//! Real processes killed at any moment: what was acknowledged is there, and nothing is half done.
//!
//! Each round runs a command twice: on a copy of the office to its end, which says what should come of
//! it, and on the office itself, where it is killed after a random time. `VOZDESK_KILLS` says how many
//! rounds; `cargo xtask torture` runs thousands.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, reason = "the figures are what it is for")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;
use vozdesk_core::files::setup_file;
use vozdesk_store::Store;
use vozdesk_tests::program;

/// Rounds in one office; then another is begun, so that history stays small.
const ROUNDS_IN_AN_OFFICE: usize = 60;
/// Records of an import.
const IMPORTED: usize = 1200;

/// Numbers that look random and are always the same (xorshift, Marsaglia 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

#[derive(Default)]
struct Figures {
    killed: usize,
    before: usize,
    after: usize,
    acknowledged: usize,
}

fn vozdesk(data: &Path, words: &[String]) -> Command {
    let mut command = Command::new(program("vozdesk"));
    command.arg("--data").arg(data).args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn exported(data: &Path) -> Vec<u8> {
    let store = Store::open(data).unwrap_or_else(|error| panic!("a store whose process was killed opens: {error:?}"));
    let bytes = setup_file::to_bytes(&store.snapshot().setup);
    store.close().expect("it closes");
    bytes
}

fn words(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

/// What is done in a round.
fn command(folder: &Path, round: usize, random: &mut Random) -> Vec<String> {
    match random.below(10) {
        0 => {
            let numbers: Vec<_> = (0..IMPORTED)
                .map(|n| json!({ "number": format!("+1415{:07}", 2_000_000 + n), "label": format!("Desk {n} of {round}") }))
                .collect();
            let file = folder.join("large.json");
            let setup = json!({ "format": "vozdesk.setup", "version": 1, "numbers": numbers });
            std::fs::write(&file, setup.to_string()).expect("it can be written");
            vec!["import".to_owned(), file.display().to_string()]
        }
        1 => words("undo"),
        2 => words("redo"),
        3 => words("restore --at 1"),
        4 => words(&format!("assistant add Assistant-{round} --kind inbound")),
        _ => words(&format!("set +14155550101 --label Label-{round}")),
    }
}

fn round(folder: &Path, round: usize, random: &mut Random, figures: &mut Figures) {
    let (data, copy) = (folder.join("data"), folder.join("copy"));
    let words = command(folder, round, random);
    let before = exported(&data);
    let _ = std::fs::remove_dir_all(&copy);
    std::fs::create_dir(&copy).expect("a folder");
    std::fs::copy(data.join("setup.redb"), copy.join("setup.redb")).expect("it can be copied");
    let begin = Instant::now();
    vozdesk(&copy, &words).status().expect("it runs");
    let whole = begin.elapsed();
    let after = exported(&copy);

    let mut child = vozdesk(&data, &words).spawn().expect("it starts");
    let patience = Duration::from_micros(random.below(whole.as_micros() as usize * 6 / 5) as u64);
    std::thread::sleep(patience);
    // A process that is already through is acknowledged, and killed in vain.
    let ended = child.try_wait().expect("it can be asked");
    let _ = child.kill();
    let ended = ended.or_else(|| child.wait().ok().filter(|status| status.code().is_some()));
    let is_acknowledged = ended.is_some_and(|status| status.success());
    figures.killed += usize::from(ended.is_none());
    figures.acknowledged += usize::from(is_acknowledged);

    let now = exported(&data);
    // New records get an id of their own in each run.
    let named = |bytes: &[u8]| without_ids(bytes);
    if is_acknowledged {
        assert_eq!(named(&now), named(&after), "round {round}: {words:?} was acknowledged and is lost");
    } else if now == before {
        figures.before += 1;
    } else {
        assert_eq!(named(&now), named(&after), "round {round}: {words:?} was neither done nor not done");
        figures.after += 1;
    }
}

/// An export with made ids left out.
fn without_ids(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("\"id\": \"0"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_process_killed_at_any_moment_leaves_the_state_before_or_after_and_loses_nothing_acknowledged() {
    let kills: usize = std::env::var("VOZDESK_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(300);
    let mut random = Random(0x5EED);
    let mut figures = Figures::default();
    let mut at = 0;
    while figures.killed < kills {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for label in ["Main", "Other"] {
            let digits = if label == "Main" { "+14155550101" } else { "+14155550102" };
            let added =
                vozdesk(&folder.path().join("data"), &["add".into(), digits.into(), "--label".into(), label.into()])
                    .status();
            assert!(added.is_ok_and(|status| status.success()));
        }
        for _ in 0..ROUNDS_IN_AN_OFFICE {
            at += 1;
            round(folder.path(), at, &mut random, &mut figures);
            if figures.killed == kills {
                break;
            }
        }
    }
    let Figures { killed, before, after, acknowledged } = figures;
    println!(
        "{killed} killed of {at}, all reopened: {before} as before, {after} as after; {acknowledged} acknowledged, 0 lost"
    );
    assert!(before > 0 && after > 0, "the kills come at all moments");
}

//! `cargo xtask test`: every check there is, and a count of what ran.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::ops::AddAssign;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::run::VirtualDisplay;
use crate::{cargo, must, root, system, target, tidy};

/// cargo-deny's version, installed beside the build.
const DENY: &str = "0.20.2";

/// The kinds of tests in their order, each with the folder of its package and the programs there that hold its tests.
/// A kind that runs no test is a failure, and so is a program of tests that is of no kind.
const KINDS: &[(&str, &str, &[&str])] = &[
    ("tidy", "crates/xtask", &["xtask"]),
    ("rules", "crates/vozdesk-core", &["vozdesk_core"]),
    ("calls", "crates/vozdesk-core", &["calls"]),
    ("files", "crates/vozdesk-core", &["answers", "exchange", "sources", "tables", "workbooks"]),
    ("files by chance", "tests/fuzz", &["vozdesk_fuzz", "short"]),
    ("store and faults", "crates/vozdesk-store", &["vozdesk_store"]),
    ("connections", "crates/vozdesk-remote", &["vozdesk_remote"]),
    ("office and wire", "crates/vozdesk-office", &["vozdesk_office", "office"]),
    ("shell", "src-tauri", &["vozdesk-desktop"]),
    ("platforms played", "tests", &["vozdesk_tests"]),
    ("kills", "tests", &["crashes"]),
    ("command line", "crates/vozdesk-cli", &["vozdesk"]),
    ("commands", "tests", &["cli"]),
    (WINDOW, "tests", &["window"]),
];

/// The kind that needs a display.
const WINDOW: &str = "window";

/// The kinds in which what answers while something else goes on is timed: one test at a time.
const TIMED: &[&str] = &["office and wire", WINDOW];

pub(crate) fn test() -> Result<()> {
    let begin = Instant::now();
    // What tests cannot try on this machine they write there.
    let not_tried = target().join("not-tried");
    let _ = fs::remove_file(&not_tried);
    let mut packages = [system::BUILD, system::VIRTUAL_DISPLAY, system::TEST].concat();
    packages.extend(system::node());
    system::install(&packages)?;

    let mut steps = Steps::default();
    steps.begin("format");
    must(&mut cargo(&["fmt", "--all", "--check"]))?;
    steps.begin("tidy");
    tidy::tidy()?;
    steps.begin("clippy");
    must(&mut cargo(&["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"]))?;
    steps.begin("licences, sources and doubled crates");
    deny()?;
    steps.begin("types of the page");
    npm()?;
    must(Command::new("npx").args(["--no-install", "tsc", "-p", "tsconfig.json"]).current_dir(page()))?;
    steps.begin("build of the tests");
    let programs = test_programs()?;
    // After them, for with them the programs are built once more, with what the tests alone turn on.
    steps.begin("build");
    must(&mut cargo(&["build", "--package", "vozdesk-cli", "--package", "vozdesk-desktop"]))?;

    let mut counts = Vec::new();
    for (kind, folder, names) in KINDS {
        steps.begin(kind);
        let mut count = Count::default();
        for program in programs.iter().filter(|program| program.is_of(folder, names)) {
            count += program.run(kind)?;
        }
        counts.push((*kind, count));
    }
    steps.begin("page");
    counts.push(("page", counted(Command::new("node").args(["--test", "--test-reporter=tap"]).current_dir(page()))?));
    steps.end();

    println!("\nSteps, in s:");
    steps.done.iter().for_each(|(name, took)| println!("  {name:<38} {:>5}", took.as_secs()));
    println!("\nTests by kind, in {} s:", begin.elapsed().as_secs());
    let mut sum = Count::default();
    for (kind, count) in &counts {
        println!("  {kind:<18} {:>5} passed, {} failed", count.passed, count.failed);
        sum += *count;
    }
    let left: BTreeSet<String> =
        fs::read_to_string(&not_tried).unwrap_or_default().lines().map(str::to_owned).collect();
    left.iter().for_each(|what| println!("  not tried: {what}"));
    println!("{} passed, {} failed, {} not tried on this machine", sum.passed, sum.failed, left.len());
    let idle: Vec<&str> = counts.iter().filter(|(_, count)| count.passed == 0).map(|(kind, _)| *kind).collect();
    if !idle.is_empty() {
        bail!("no test of these kinds ran: {}", idle.join(", "));
    }
    if sum.failed > 0 {
        bail!("{} tests failed", sum.failed);
    }
    Ok(())
}

/// The kills of `cargo xtask test`, more of them.
pub(crate) fn torture(kills: &str) -> Result<()> {
    let kills: u32 = kills.parse().context("KILLS is a number")?;
    must(&mut cargo(&["build", "--package", "vozdesk-cli"]))?;
    let mut command = cargo(&["test", "--package", "vozdesk-tests", "--test", "crashes", "--", "--nocapture"]);
    must(command.env("VOZDESK_KILLS", kills.to_string()))
}

/// What is being done, and how long what is done took.
#[derive(Default)]
struct Steps {
    done: Vec<(&'static str, Duration)>,
    now: Option<(&'static str, Instant)>,
}

impl Steps {
    fn begin(&mut self, name: &'static str) {
        self.end();
        println!("\n== {name}");
        self.now = Some((name, Instant::now()));
    }

    fn end(&mut self) {
        self.done.extend(self.now.take().map(|(name, begin)| (name, begin.elapsed())));
    }
}

/// A program that holds tests.
struct TestProgram {
    /// Its package's.
    folder: PathBuf,
    name: String,
    path: PathBuf,
}

/// Builds all the tests at once, so that each dependency is built once for all of them.
fn test_programs() -> Result<Vec<TestProgram>> {
    let mut command = cargo(&["test", "--workspace", "--no-run", "--message-format=json-render-diagnostics"]);
    let output = command.stderr(Stdio::inherit()).output().with_context(|| format!("{command:?} cannot be run"))?;
    if !output.status.success() {
        bail!("{command:?} failed: {}", output.status);
    }
    let mut programs = Vec::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let artifact: Value = serde_json::from_str(line)?;
        let text = |value: &Value| value.as_str().map(str::to_owned);
        if artifact["profile"]["test"] != true {
            continue;
        }
        if let (Some(path), Some(name), Some(manifest)) =
            (text(&artifact["executable"]), text(&artifact["target"]["name"]), text(&artifact["manifest_path"]))
        {
            let folder = Path::new(&manifest).parent().map(Path::to_owned).unwrap_or_default();
            programs.push(TestProgram { folder, name, path: path.into() });
        }
    }
    let of_no_kind = |program: &&TestProgram| !KINDS.iter().any(|(_, folder, names)| program.is_of(folder, names));
    if let Some(TestProgram { name, folder, .. }) = programs.iter().find(of_no_kind) {
        bail!("no kind of tests has {name} of {}: it would never be run", folder.display());
    }
    Ok(programs)
}

impl TestProgram {
    fn is_of(&self, folder: &str, names: &[&str]) -> bool {
        self.folder == root().join(folder) && names.contains(&self.name.as_str())
    }

    /// Runs its tests as cargo would, those of the window in a session bus and on a display of their own.
    fn run(&self, kind: &str) -> Result<Count> {
        let display = (kind == WINDOW).then(|| VirtualDisplay::start(1440, 900)).transpose()?;
        let mut command = match &display {
            None => Command::new(&self.path),
            Some(display) => {
                let mut command = Command::new("dbus-run-session");
                command.arg("--").arg(&self.path).env("DISPLAY", &display.name).env("NO_AT_BRIDGE", "1");
                command.env_remove("WAYLAND_DISPLAY");
                command
            }
        };
        if TIMED.contains(&kind) {
            command.arg("--test-threads=1");
        }
        counted(command.current_dir(&self.folder).env("CARGO_MANIFEST_DIR", &self.folder))
    }
}

#[derive(Clone, Copy, Default)]
struct Count {
    passed: usize,
    failed: usize,
}

/// Runs tests, shows what they print, and counts them. Tests that could not run at all are an error.
fn counted(command: &mut Command) -> Result<Count> {
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| format!("{command:?} cannot be run"))?;
    let mut count = Count::default();
    if let Some(out) = child.stdout.take() {
        for line in BufReader::new(out).lines() {
            let line = line?;
            println!("{line}");
            count.add(&line);
        }
    }
    let status = child.wait()?;
    if !status.success() && count.failed == 0 {
        bail!("{command:?} failed before its tests could: {status}");
    }
    Ok(count)
}

impl AddAssign for Count {
    fn add_assign(&mut self, more: Self) {
        self.passed += more.passed;
        self.failed += more.failed;
    }
}

impl Count {
    /// Adds a closing line of cargo's test runner or of node's.
    fn add(&mut self, line: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["test", "result:", _, passed, "passed;", failed, "failed;", ..] => {
                self.passed += passed.parse().unwrap_or(0);
                self.failed += failed.parse().unwrap_or(0);
            }
            ["#", "pass", passed] => self.passed += passed.parse().unwrap_or(0),
            ["#", "fail", failed] => self.failed += failed.parse().unwrap_or(0),
            _ => {}
        }
    }
}

fn page() -> PathBuf {
    root().join("tests/page")
}

fn npm() -> Result<()> {
    must(Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(page()))
}

fn deny() -> Result<()> {
    let tools = target().join("tools");
    let program = tools.join("bin/cargo-deny");
    let is_there = |program: &Path| {
        Command::new(program).arg("--version").output().is_ok_and(|o| String::from_utf8_lossy(&o.stdout).contains(DENY))
    };
    if !is_there(&program) {
        // Not optimised: it runs once, and building it is most of what it costs.
        must(
            cargo(&["install", "cargo-deny", "--version", DENY, "--locked", "--debug", "--no-default-features"])
                .arg("--root")
                .arg(&tools)
                .arg("--target-dir")
                .arg(target().join("tools-build")),
        )?;
    }
    must(Command::new(&program).args(["check", "licenses", "bans", "sources"]).current_dir(root()))?;
    // Advisories need a database that is fetched; where it cannot be had, that is said.
    let advisories = Command::new(&program).args(["check", "advisories"]).current_dir(root()).output()?;
    let said = String::from_utf8_lossy(&advisories.stderr);
    if !advisories.status.success() {
        if said.contains("error[vulnerability]") || said.contains("error[unsound]") {
            bail!("advisories:\n{said}");
        }
        println!("The advisory database cannot be reached; advisories were not checked.");
    }
    Ok(())
}

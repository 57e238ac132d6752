//! `cargo xtask test`: every check there is, and a count of what ran.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::run::VirtualDisplay;
use crate::{cargo, must, root, system, target, tidy};

/// cargo-deny's version, installed beside the build.
const DENY: &str = "0.20.2";

/// The kinds of tests and what runs them. A kind that runs none is a failure.
const KINDS: &[(&str, &[&str])] = &[
    ("tidy", &["test", "--package", "xtask"]),
    ("rules", &["test", "--package", "vozdesk-core", "--lib"]),
    ("store and faults", &["test", "--package", "vozdesk-store"]),
    ("calls", &["test", "--package", "vozdesk-core", "--test", "calls"]),
    ("files", &["test", "--package", "vozdesk-core", "--test", "exchange", "--test", "sources"]),
    ("files by chance", &["test", "--package", "vozdesk-fuzz"]),
    ("shell and wire", &["test", "--package", "vozdesk-desktop"]),
    ("kills", &["test", "--package", "vozdesk-tests", "--test", "crashes"]),
    ("command line", &["test", "--package", "vozdesk-tests", "--test", "cli"]),
];

pub(crate) fn test() -> Result<()> {
    let begin = Instant::now();
    // What tests cannot try on this machine they write there.
    let not_tried = target().join("not-tried");
    let _ = fs::remove_file(&not_tried);
    let mut packages = [system::BUILD, system::VIRTUAL_DISPLAY, system::TEST].concat();
    packages.extend(system::node());
    system::install(&packages)?;

    step("format");
    must(&mut cargo(&["fmt", "--all", "--check"]))?;
    step("tidy");
    tidy::tidy()?;
    step("clippy");
    must(&mut cargo(&["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"]))?;
    step("licences, sources and doubled crates");
    deny()?;
    step("types of the page");
    npm()?;
    must(Command::new("npx").args(["--no-install", "tsc", "-p", "tsconfig.json"]).current_dir(page()))?;

    step("build");
    must(&mut cargo(&["build", "--package", "vozdesk-cli", "--package", "vozdesk-desktop"]))?;

    let mut counts = Vec::new();
    for (kind, arguments) in KINDS {
        step(kind);
        counts.push((*kind, counted(&mut cargo(arguments))?));
    }
    step("page");
    counts.push(("page", counted(Command::new("node").args(["--test", "--test-reporter=tap"]).current_dir(page()))?));
    step("window");
    counts.push(("window", window()?));

    println!("\nTests by kind, in {} s:", begin.elapsed().as_secs());
    let mut sum = Count::default();
    for (kind, count) in &counts {
        println!("  {kind:<18} {:>5} passed, {} failed", count.passed, count.failed);
        sum.passed += count.passed;
        sum.failed += count.failed;
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

fn step(name: &str) {
    println!("\n== {name}");
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

fn page() -> std::path::PathBuf {
    root().join("tests/page")
}

fn npm() -> Result<()> {
    must(Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(page()))
}

/// The end-to-end tests, in a session bus and on a display of their own.
fn window() -> Result<Count> {
    let display = VirtualDisplay::start(1440, 900)?;
    let mut command = Command::new("dbus-run-session");
    command
        .arg("--")
        .arg(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["test", "--package", "vozdesk-tests", "--test", "window", "--", "--test-threads=1"])
        .current_dir(root())
        .env("DISPLAY", &display.name)
        .env("NO_AT_BRIDGE", "1")
        .env_remove("WAYLAND_DISPLAY");
    counted(&mut command)
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

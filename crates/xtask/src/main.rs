//! `cargo xtask run | test | tidy | bench | fuzz | torture`: sets a fresh machine up and does the rest.

#![allow(clippy::print_stdout, reason = "it speaks to a person in a terminal")]

mod bench;
mod fuzz;
mod run;
mod system;
mod test;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

const USAGE: &str = "\
cargo xtask run [--sample] [--release] [--data DIR]   build and open VozDesk
cargo xtask test                                      run every check and test
cargo xtask tidy                                      hold the files to the rules of ARCHITECTURE.md
cargo xtask bench                                     measure beside the floors of the machine
cargo xtask torture [KILLS]                           kill real processes at any moment, 3,000 times unless told otherwise
cargo xtask fuzz [SECONDS] [TARGET]                   feed every reader, or one, files made by chance";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["run", options @ ..] => run::run(options),
        ["test"] => test::test(),
        ["tidy"] => tidy::tidy(),
        ["bench"] => bench::bench(),
        ["torture"] => test::torture("3000"),
        ["torture", kills] => test::torture(kills),
        ["fuzz"] => fuzz::fuzz("60", None),
        ["fuzz", seconds] => fuzz::fuzz(seconds, None),
        ["fuzz", seconds, target] => fuzz::fuzz(seconds, Some(target)),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The project's folder.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).map(Path::to_owned).unwrap_or_default()
}

/// Where cargo puts what it builds.
fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Cargo, in the project's folder.
fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root());
    command
}

/// Runs a command and fails when it does.
fn must(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("{command:?} cannot be run"))?;
    if !status.success() {
        bail!("{command:?} failed: {status}");
    }
    Ok(())
}

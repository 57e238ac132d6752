//! `cargo xtask fuzz [SECONDS]`: libFuzzer on every reader, each for so many seconds.
//!
//! It runs on stable Rust: the coverage libFuzzer needs is a pass of LLVM, which `-C` flags turn on;
//! only the sanitizers, of little use without unsafe code, would want nightly.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{cargo, must, root, system, target};

/// Coverage as libFuzzer reads it, the flags of cargo-fuzz without a sanitizer.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Cdebug-assertions -Ccodegen-units=1 --cfg fuzzing";
/// The host; named, so that build scripts and macros are built without coverage.
const HOST: &str = "x86_64-unknown-linux-gnu";

pub(crate) fn fuzz(seconds: &str, only: Option<&str>) -> Result<()> {
    let seconds: u32 = seconds.parse().context("SECONDS is a number")?;
    system::install(system::FUZZ)?;
    let built = target().join("fuzz");
    must(
        cargo(&["build", "--release", "--package", "vozdesk-fuzz", "--features", "libfuzzer", "--target", HOST])
            .arg("--target-dir")
            .arg(&built)
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("RUSTFLAGS", COVERAGE),
    )?;
    let mut figures = Vec::new();
    let mut corpora: Vec<_> = fs::read_dir(root().join("tests/fuzz/corpus"))?.collect::<Result<_, _>>()?;
    corpora.sort_by_key(fs::DirEntry::file_name);
    for corpus in corpora {
        let name = corpus.file_name().to_string_lossy().into_owned();
        if only.is_some_and(|only| only != name) {
            continue;
        }
        let (found, artifacts) = (built.join("corpus").join(&name), built.join("artifacts").join(&name));
        fs::create_dir_all(&found)?;
        fs::create_dir_all(&artifacts)?;
        println!("\n== {name}, {seconds} s");
        let log = built.join(format!("{name}.log"));
        let status = Command::new(built.join(HOST).join("release/vozdesk-fuzz"))
            .args([&found, &corpus.path()])
            .arg(format!("-max_total_time={seconds}"))
            .arg(format!("-artifact_prefix={}/", artifacts.display()))
            // Larger than any seed; one input may take neither ten seconds nor a gigabyte.
            .args(["-max_len=16384", "-timeout=10", "-rss_limit_mb=1024", "-print_final_stats=1"])
            .env("VOZDESK_FUZZ_TARGET", &name)
            .stderr(fs::File::create(&log)?)
            .status()?;
        let said = String::from_utf8_lossy(&fs::read(&log)?).into_owned();
        if !status.success() {
            bail!("{name} was broken; the input is in {}, what it said in {}", artifacts.display(), log.display());
        }
        let of = |key: &str| said.lines().find_map(|line| line.strip_prefix(key)).unwrap_or("?").trim().to_owned();
        let (executed, memory) = (of("stat::number_of_executed_units:"), of("stat::peak_rss_mb:"));
        println!("{executed} executions, at most {memory} MB");
        figures.push(format!("  {name:<10} {executed:>10} executions, {memory:>5} MB"));
    }
    println!("\nNo finding in {seconds} s a target:\n{}", figures.join("\n"));
    Ok(())
}

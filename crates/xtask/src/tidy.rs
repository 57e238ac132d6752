//! `cargo xtask tidy`: what ARCHITECTURE.md says about who knows whom, held against the files.

mod words;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::root;

/// What the files of a folder never name outside their tests: the folder, the words, and why.
const ARROWS: &[(&str, &[&str], &str)] = &[
    (
        "crates/vozdesk-core/src/model",
        &["crate::rules", "crate::files", "crate::sync", "crate::words"],
        "the model imports no other wing",
    ),
    ("crates/vozdesk-core/src/words", &["crate::rules", "crate::files", "crate::sync"], "words import the model alone"),
    ("crates/vozdesk-core/src/rules", &["crate::files", "crate::sync"], "rules know no files"),
    ("crates/vozdesk-core/src/files", &["crate::sync"], "files know nothing of plans"),
    (
        "crates/vozdesk-core",
        &["vozdesk_store", "vozdesk_cli", "redb::", "tauri", "std::fs", "File::"],
        "core knows neither store, window nor disk",
    ),
    (
        "crates/vozdesk-store",
        &["vozdesk_cli", "vozdesk_remote", "tauri", "words::Catalogue"],
        "the store knows no program, no network and writes no prose",
    ),
    (
        "crates/vozdesk-remote",
        &["vozdesk_store", "vozdesk_office", "tauri", "redb::", "std::fs", "words::Catalogue"],
        "what has a network has neither store nor disk, and writes no prose",
    ),
    (
        "crates/vozdesk-office",
        &["vozdesk_cli", "tauri::", "clap::", "ureq", "std::net"],
        "the office knows no host but what Host says of it",
    ),
    ("crates/vozdesk-cli", &["tauri", "redb::"], "the command line knows no window and no tables"),
    ("src-tauri", &["vozdesk_cli", "redb::", "rules::"], "the window leaves everything to the office"),
    ("ui/parts", &["/shell.js\"", "/api.js\"", "/pages/"], "a part knows neither the shell, the api nor a page"),
];

/// Files may be this long, so that they can be read from top to bottom.
const LINES: usize = 600;

/// Beginnings of paths that exist on one machine only.
const PLACES: &[&str] =
    &[concat!("/ho", "me/"), concat!("/wo", "rk/"), concat!("/Us", "ers/"), concat!("../sha", "red")];

/// Where such a path is made up, for somebody to be shown.
const PLACES_MEANT: &[&str] = &["tests/page/fake_office.js"];

/// Looks at every file git knows and says all that is wrong.
pub(crate) fn tidy() -> Result<()> {
    let listed =
        Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output().context("git cannot be run")?;
    if !listed.status.success() {
        bail!("git does not list the project's files: {}", String::from_utf8_lossy(&listed.stderr).trim());
    }
    let mut faults = Vec::new();
    let mut files = BTreeMap::new();
    for name in String::from_utf8(listed.stdout).context("a file's name is no UTF-8")?.split('\0') {
        // What is no text, and what has been deleted and not committed yet, has no lines to look at.
        let Ok(text) = fs::read_to_string(root().join(name)) else { continue };
        faults.extend(faults_of(name, &text));
        files.insert(name.to_owned(), text);
    }
    if files.is_empty() {
        bail!("git lists no file");
    }
    faults.extend(words::faults(&files));
    if !faults.is_empty() {
        bail!("not tidy:\n{}", faults.join("\n"));
    }
    Ok(())
}

/// What is wrong with one file.
fn faults_of(name: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let extension = Path::new(name).extension().and_then(|end| end.to_str()).unwrap_or_default();
    let code = matches!(extension, "rs" | "js" | "css");
    let lines = text.lines().count();
    if code && lines > LINES {
        faults.push(format!("{name} has {lines} lines; more than {LINES} are not read from top to bottom"));
    }
    let tests = name.ends_with("/tests.rs") || name.contains("/tests/");
    for (folder, words, why) in
        ARROWS.iter().filter(|(folder, ..)| code && !tests && name.starts_with(&format!("{folder}/")))
    {
        for (number, line) in code_lines(text) {
            if let Some(word) = words.iter().find(|word| line.contains(**word)) {
                faults.push(format!("{name}:{number} names {word}: {why} ({folder})"));
            }
        }
    }
    if let Some(page) = page(name) {
        for (number, line) in code_lines(text).filter(|(_, line)| line.contains("from \"../")) {
            let inside = ["../../parts/", "../../shell.js", "../../api.js", "../../wire.d.ts"];
            if !inside.iter().any(|known| line.contains(known)) {
                faults.push(format!("{name}:{number} reaches out of the page {page}: a page knows no other page"));
            }
        }
    }
    if !PLACES_MEANT.contains(&name) {
        for (number, line) in (1..).zip(text.lines()) {
            if let Some(place) = PLACES.iter().find(|place| line.contains(**place)) {
                faults.push(format!("{name}:{number} names {place}, which is on one machine only"));
            }
        }
    }
    faults
}

/// The lines of code, numbered from 1: no comments, and nothing from the tests of a Rust file on.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..)
        .zip(text.lines())
        .take_while(|(_, line)| line.trim() != "#[cfg(test)]")
        .filter(|(_, line)| !matches!(line.trim_start().get(..2), Some("//" | "/*" | "* ")))
}

/// The page a file of the page belongs to.
fn page(name: &str) -> Option<&str> {
    let page = name.strip_prefix("ui/pages/")?.split('/').next()?;
    name.ends_with(".js").then_some(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrow_the_wrong_way_is_named_with_its_line_and_reason() {
        let faults = faults_of("crates/vozdesk-core/src/model/setup.rs", "//! crate::rules\nuse crate::rules::edit;\n");
        assert_eq!(
            faults,
            ["crates/vozdesk-core/src/model/setup.rs:2 names crate::rules: the model imports no other wing \
             (crates/vozdesk-core/src/model)"]
        );
        assert!(
            !faults_of("crates/vozdesk-core/src/model/setup.rs", "#[cfg(test)]\nuse crate::rules::edit;")
                .iter()
                .any(|_| true)
        );
        assert_eq!(faults_of("ui/parts/form.js", "import { go } from \"../shell.js\";").len(), 1);
    }

    #[test]
    fn a_page_that_knows_another_page_is_named() {
        assert_eq!(faults_of("ui/pages/numbers/page.js", "import { a } from \"../assistants/page.js\";").len(), 1);
        assert!(
            faults_of("ui/pages/numbers/page.js", "import { a } from \"../../parts/dom.js\";\nimport \"./add.js\";")
                .is_empty()
        );
    }

    #[test]
    fn a_file_too_long_to_read_and_a_path_of_one_machine_are_named() {
        assert_eq!(faults_of("src-tauri/src/new.rs", &"\n".repeat(LINES + 1)).len(), 1);
        assert!(faults_of("src-tauri/src/new.rs", &"\n".repeat(LINES)).is_empty());
        assert_eq!(faults_of("README.md", concat!("see /ho", "me/ann/file")).len(), 1);
    }
}

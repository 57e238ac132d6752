//! The catalogue and the documents, held against the code: no sentence that nobody says, no command that is not there.

use std::collections::{BTreeMap, BTreeSet};

/// The catalogue whose keys are looked for; a test of core holds the other languages to the same keys.
pub(super) const CATALOGUE: &str = "crates/vozdesk-core/src/words/locales/en.ftl";
/// The words of the command line, a variant a command.
const COMMANDS: &str = "crates/vozdesk-cli/src/args.rs";
/// Documents that show commands to type.
const MANUALS: &[&str] = &["README.md", "SECURITY.md", "CONTRIBUTING.md"];

/// What the code names: whole words, and beginnings that a template goes on from.
#[derive(Default)]
struct Named {
    whole: BTreeSet<String>,
    beginnings: BTreeSet<String>,
}

impl Named {
    /// Takes what stands between quotes of any kind. Comments may add a word too many, never one too few.
    fn take(&mut self, text: &str) {
        for piece in text.split(['"', '`', '\'']) {
            match piece.split_once(['{', '$']) {
                None if is_key(piece) => {
                    self.whole.insert(piece.to_owned());
                }
                Some((beginning, _)) if beginning.ends_with('-') && is_key(beginning) => {
                    self.beginnings.insert(beginning.to_owned());
                }
                _ => {}
            }
        }
    }

    fn has(&self, key: &str) -> bool {
        self.whole.contains(key) || self.beginnings.iter().any(|beginning| key.starts_with(beginning))
    }
}

fn is_key(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// The keys of a catalogue, in their order.
fn keys(catalogue: &str) -> impl Iterator<Item = &str> {
    catalogue.lines().filter_map(|line| line.split_once(" =").map(|(key, _)| key)).filter(|key| is_key(key))
}

/// Keys that neither the program nor the page can say, and commands of the documents that do not exist.
pub(super) fn faults(files: &BTreeMap<String, String>) -> Vec<String> {
    let Some(catalogue) = files.get(CATALOGUE) else { return vec![format!("{CATALOGUE} is not there")] };
    let (mut program, mut page) = (Named::default(), Named::default());
    for (name, text) in files {
        let is_test = name.starts_with("tests/") || name.contains("/tests/") || name.ends_with("tests.rs");
        match name.rsplit('.').next() {
            Some("rs") if !is_test => program.take(text),
            Some("js") if name.starts_with("ui/") => page.take(text),
            Some("html") => page.take(text),
            _ => {}
        }
    }
    // A sentence may be part of another.
    for reference in catalogue.split("{ ").skip(1).filter_map(|rest| rest.split_once(" }")) {
        program.take(&format!("\"{}\"", reference.0));
    }
    let is_said = |key: &str| match key.strip_prefix("ui-") {
        Some(of_page) => page.has(of_page) || program.whole.contains(key),
        None => program.has(key),
    };
    let unsaid = keys(catalogue).filter(|key| !is_said(key)).map(|key| format!("{CATALOGUE}: nobody says {key}"));
    unsaid.chain(unknown_commands(files)).collect()
}

/// Commands that a document shows and the command line does not know.
fn unknown_commands(files: &BTreeMap<String, String>) -> Vec<String> {
    let known: BTreeSet<String> = files.get(COMMANDS).map_or_else(BTreeSet::new, |text| {
        let of_command = text.split_once("enum Command {").map_or("", |(_, rest)| rest);
        let body = of_command.split("\n}").next().unwrap_or_default();
        let variants = body.lines().filter_map(|line| line.strip_prefix("    ")).filter(|line| !line.starts_with(' '));
        variants.map(|line| line.split(['(', ' ', ',', '{']).next().unwrap_or_default().to_lowercase()).collect()
    });
    let mut faults = Vec::new();
    for manual in MANUALS {
        for line in files.get(*manual).map_or("", String::as_str).lines() {
            let Some(rest) = line.strip_prefix("vozdesk ") else { continue };
            let command = rest.split_whitespace().next().unwrap_or_default();
            if !known.contains(command) {
                faults.push(format!("{manual} shows vozdesk {command}, which does not exist"));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(of: &[(&str, &str)]) -> BTreeMap<String, String> {
        of.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn a_sentence_that_nobody_says_is_named() {
        let catalogue = "gone = Gone\nkind-inbound = Inbound\nui-add = Add\nui-file-table = table\nunsaid = Nothing\nui-kind = { kind-inbound }\n";
        let faults = faults(&files(&[
            (CATALOGUE, catalogue),
            ("crates/vozdesk-core/src/lib.rs", "Message::new(\"gone\")"),
            ("ui/main.js", "t(\"add\"); t(`file-${kind}`)"),
        ]));
        assert_eq!(faults, [format!("{CATALOGUE}: nobody says unsaid"), format!("{CATALOGUE}: nobody says ui-kind")]);
    }

    #[test]
    fn a_command_of_the_manual_that_does_not_exist_is_named() {
        let args = "enum Command {\n    /// Lists.\n    List {\n        what: What,\n    },\n    Undo,\n}\n";
        let of = |manual: &str| faults(&files(&[(CATALOGUE, ""), (COMMANDS, args), ("README.md", manual)]));
        assert!(of("vozdesk list\nvozdesk undo\n").is_empty());
        assert_eq!(of("vozdesk listen\n"), ["README.md shows vozdesk listen, which does not exist"]);
    }
}

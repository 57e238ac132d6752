//! The catalogue and the documents, held against the code: no sentence that nobody says, no command that is not there.

use std::collections::{BTreeMap, BTreeSet};

/// The catalogue whose keys are looked for; a test of core holds the other languages to the same keys.
pub(super) const CATALOGUE: &str = "crates/vozdesk-core/src/words/locales/en.ftl";
/// The words of the command line, a variant a command.
const COMMANDS: [&str; 2] = ["crates/vozdesk-cli/src/args.rs", "crates/vozdesk-cli/src/sync.rs"];
/// The documents.
const DOCUMENTS: &[&str] = &["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "docs/glossary.md"];
/// Endings of the files that documents name.
const FILES: &[&str] = &[".rs", ".js", ".ts", ".ftl", ".toml", ".css"];

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
    let places = places(catalogue);
    let page = files.iter().filter(|(name, _)| name.starts_with("ui/") && name.ends_with(".js"));
    let said = page.flat_map(|(name, text)| said_wrongly(name, text, &places));
    unsaid.chain(said).chain(unknown_commands(files)).chain(unknown_names(files)).collect()
}

/// The places of each sentence that are filled with arguments, by its key.
fn places(catalogue: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut places: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut key = "";
    for line in catalogue.lines() {
        let words = match line.split_once(" =").filter(|(begun, _)| is_key(begun)) {
            Some((begun, words)) => {
                key = begun;
                words
            }
            None => line,
        };
        let named = words.split("{ $").skip(1).filter_map(|rest| rest.split([' ', '}']).next());
        places.entry(key).or_default().extend(named);
    }
    places
}

/// What the page says that is in no catalogue, or says without what its sentence needs.
fn said_wrongly(name: &str, text: &str, places: &BTreeMap<&str, BTreeSet<&str>>) -> Vec<String> {
    let mut faults = Vec::new();
    let calls = [" t(\"", "(t(\"", "[t(\"", "{t(\"", "worded(\""];
    for (at, call) in calls.iter().flat_map(|call| text.match_indices(call)) {
        let Some((key, rest)) = text[at + call.len()..].split_once('"') else { continue };
        let Some(needed) = places.get(format!("ui-{key}").as_str()) else {
            faults.push(format!("{name} says {key}, which is in no catalogue"));
            continue;
        };
        // Arguments that stand in a variable are seen when they are said.
        let given = match rest.strip_prefix(", {") {
            Some(object) => argument_names(object),
            None if rest.starts_with(')') => BTreeSet::new(),
            None => continue,
        };
        for place in needed.iter().filter(|place| !given.contains(**place)) {
            faults.push(format!("{name} says {key} without {place}"));
        }
    }
    faults
}

/// The names at the first level of an object, which has been opened.
fn argument_names(object: &str) -> BTreeSet<&str> {
    let mut depth = 1_usize;
    let mut begin = 0;
    let mut names = BTreeSet::new();
    for (at, c) in object.char_indices() {
        if depth == 1 && matches!(c, ',' | '}') {
            names.insert(object[begin..at].split(':').next().unwrap_or_default().trim());
            begin = at + 1;
        }
        match c {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

/// Files and functions that a document names between backticks and that are not there. A name that ends in
/// "…" is the beginning of one.
fn unknown_names(files: &BTreeMap<String, String>) -> Vec<String> {
    let is_code = |name: &str| FILES.iter().any(|ending| name.ends_with(ending));
    let code = || files.iter().filter(|(name, _)| is_code(name)).map(|(_, text)| text);
    let mut faults = Vec::new();
    for document in DOCUMENTS {
        // Every second piece stands between backticks; fenced blocks are three of them, and stay in step.
        for name in files.get(*document).map_or("", String::as_str).split('`').skip(1).step_by(2) {
            let is_known = if is_code(name) && !name.contains([' ', '*', '<']) {
                files.keys().any(|file| file == name || file.ends_with(&format!("/{name}")))
            } else if is_function(name.trim_end_matches('…')) {
                let begun = format!("fn {}", name.trim_end_matches('…'));
                code().any(|text| text.contains(&begun))
            } else {
                true
            };
            if !is_known {
                faults.push(format!("{document} names {name}, which is not there"));
            }
        }
    }
    faults
}

/// Whether it reads as the name of a test or of another function of several words.
fn is_function(name: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    name.matches('_').count() >= 3 && name.bytes().all(is_word)
}

/// The words of an enum of commands, and those of the enums that are flattened into it.
fn commands_of(text: &str, name: &str) -> BTreeSet<String> {
    let of_enum = text.split_once(&format!("enum {name} {{")).map_or("", |(_, rest)| rest);
    let body = of_enum.split("\n}").next().unwrap_or_default();
    let lines: Vec<&str> =
        body.lines().filter_map(|line| line.strip_prefix("    ")).filter(|line| !line.starts_with(' ')).collect();
    let mut words = BTreeSet::new();
    for (at, line) in lines.iter().enumerate() {
        let word = line.split(['(', ' ', ',', '{']).next().unwrap_or_default();
        if at > 0 && lines[at - 1] == "#[command(flatten)]" {
            words.extend(commands_of(text, word));
        } else {
            words.insert(word.to_lowercase());
        }
    }
    words
}

/// Commands that a document shows and the command line does not know.
fn unknown_commands(files: &BTreeMap<String, String>) -> Vec<String> {
    let declared: String = COMMANDS.iter().filter_map(|name| files.get(*name)).map(String::as_str).collect();
    let known = commands_of(&declared, "Command");
    let mut faults = Vec::new();
    for manual in DOCUMENTS {
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
    fn what_the_page_says_is_in_the_catalogue_and_has_what_it_needs() {
        let catalogue = "ui-add = Add\nui-file = { $name } has { $count ->\n    [one] a row\n   *[other] rows\n  }\n";
        let of = |said: &str| faults(&files(&[(CATALOGUE, catalogue), ("ui/main.js", said)]));
        assert!(of("x(t(\"add\"), t(\"file\", { name: of(a, { b }), count })").is_empty());
        assert_eq!(
            of("(t(\"add\"), t(\"file\", { name }), t(\"gone\"))"),
            ["ui/main.js says file without count", "ui/main.js says gone, which is in no catalogue"]
        );
    }

    #[test]
    fn a_file_or_a_test_that_a_document_names_and_that_is_not_there_is_named() {
        let of = |text: &str| {
            faults(&files(&[
                (CATALOGUE, ""),
                ("SECURITY.md", text),
                ("crates/vozdesk-core/src/model/setup.rs", "fn nothing_is_lost_of_it() {}"),
            ]))
        };
        assert!(of("`model/setup.rs` and `nothing_is_lost_of…` and `a_b`").is_empty());
        assert_eq!(
            of("`model/gone.rs`, `nothing_is_found_of_it`"),
            [
                "SECURITY.md names model/gone.rs, which is not there",
                "SECURITY.md names nothing_is_found_of_it, which is not there"
            ]
        );
    }

    #[test]
    fn a_command_of_the_manual_that_does_not_exist_is_named() {
        let args = "enum Command {\n    /// Lists.\n    List {\n        what: What,\n    },\n    #[command(flatten)]\n    \
            Changing(Changing),\n}\n\nenum Changing {\n    Undo,\n}\n";
        let of = |manual: &str| faults(&files(&[(CATALOGUE, ""), (COMMANDS[0], args), ("README.md", manual)]));
        assert!(of("vozdesk list\nvozdesk undo\n").is_empty());
        assert_eq!(of("vozdesk listen\n"), ["README.md shows vozdesk listen, which does not exist"]);
    }
}

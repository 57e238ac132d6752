//! Every sentence VozDesk says, one Fluent file a language.
//!
//! Core never writes prose: it returns a [`Message`], which is a key and named arguments. A
//! [`Catalogue`] puts it into words: as text for the command line, as [`Part`]s for the window (so
//! that names can be strong and numbers never break over lines). The window gets its own static
//! strings, those whose key begins with `ui-`, as [`Pattern`]s at start.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast;
use serde::Serialize;

use crate::model::e164::E164;
use crate::model::language::Language;
use crate::model::message::{Arg, Message};
use crate::model::text::shown;

const ENGLISH: &str = include_str!("locales/en.ftl");
const SPANISH: &str = include_str!("locales/es.ftl");

/// A stretch of a sentence, as the window draws it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part {
    /// How it is drawn.
    pub kind: PartKind,
    /// The words.
    pub text: String,
}

/// How a [`Part`] is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PartKind {
    /// Plain words.
    Text,
    /// A name.
    Strong,
    /// A phone number.
    Number,
}

/// A static string of the window: a list of pieces, chosen and filled in by the page.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Pattern {
    /// Words without any place in them.
    Words(String),
    /// Words, places and choices in a row.
    Pieces(Vec<Piece>),
}

/// A piece of a [`Pattern`].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Piece {
    /// Words.
    Words(String),
    /// The argument of this name.
    Place(String),
    /// One of several patterns, by the plural category (or exact value) of an argument.
    Choice {
        /// The argument's name.
        by: String,
        /// Pattern by plural category or exact value; `other` is always there.
        of: BTreeMap<String, Pattern>,
    },
}

/// The sentences of one language.
pub struct Catalogue {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

static CATALOGUES: LazyLock<[Catalogue; 2]> =
    LazyLock::new(|| [Catalogue::load(Language::English, ENGLISH), Catalogue::load(Language::Spanish, SPANISH)]);

/// Marks where an argument that is drawn otherwise than plain text begins and ends while Fluent
/// builds a sentence. Private-use characters: arguments are cleaned of them first.
const OPEN: char = '\u{E000}';
const STRONG: char = '\u{E001}';
const NUMBER: char = '\u{E002}';
const CLOSE: char = '\u{E003}';

impl Catalogue {
    /// The catalogue of a language.
    pub fn of(language: Language) -> &'static Catalogue {
        match language {
            Language::English => &CATALOGUES[0],
            Language::Spanish => &CATALOGUES[1],
        }
    }

    fn load(language: Language, source: &str) -> Catalogue {
        let tag = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::English => |value, _| grouped(value, ',', 4),
            Language::Spanish => |value, _| grouped(value, '.', 5),
        }));
        // A test holds both files to be free of errors; what can be read is used all the same.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
        Catalogue { language, bundle }
    }

    /// The language spoken here.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The sentence as plain text.
    pub fn text(&self, message: &Message) -> String {
        self.marked(message).chars().filter(|c| !is_mark(*c)).collect()
    }

    /// The sentence as parts for the window.
    pub fn parts(&self, message: &Message) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        let mut kind = PartKind::Text;
        let marked = self.marked(message);
        for c in marked.chars() {
            match c {
                OPEN => {}
                STRONG => kind = PartKind::Strong,
                NUMBER => kind = PartKind::Number,
                CLOSE => kind = PartKind::Text,
                c => match parts.last_mut() {
                    Some(part) if part.kind == kind => part.text.push(c),
                    _ => parts.push(Part { kind, text: c.to_string() }),
                },
            }
        }
        parts
    }

    /// The words under a key that takes no arguments.
    pub fn words(&self, key: &'static str) -> String {
        self.text(&Message::new(key))
    }

    fn marked(&self, message: &Message) -> String {
        let Some(pattern) = self.bundle.get_message(message.key).and_then(|found| found.value()) else {
            // Said rather than hidden; the test of keys makes it impossible.
            return message.key.to_owned();
        };
        let mut args = FluentArgs::new();
        for (name, arg) in &message.args {
            args.set(*name, self.value(arg));
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{} is said without what it needs: {errors:?}", message.key);
        text
    }

    fn value(&self, arg: &Arg) -> FluentValue<'static> {
        let text = match arg {
            Arg::Count(count) => return FluentValue::from(*count),
            Arg::Text(text) => unmarked(text),
            // What has no label is called by its digits, as people read them.
            Arg::Name(name) => {
                let name = E164::from_text(name).map_or_else(|| unmarked(name), |number| number.international());
                format!("{OPEN}{STRONG}{name}{CLOSE}")
            }
            Arg::Number(number) => format!("{OPEN}{NUMBER}{}{CLOSE}", number.international()),
            Arg::Country(country) => country.name(self.language).to_owned(),
            Arg::Message(message) => self.marked(message),
            Arg::List(messages) => self.joined(messages, ", "),
            Arg::Sentences(messages) => self.joined(messages, " "),
        };
        FluentValue::from(text)
    }

    fn joined(&self, messages: &[Message], between: &str) -> String {
        messages.iter().map(|message| self.marked(message)).collect::<Vec<_>>().join(between)
    }

    /// The window's static strings, by key without `ui-`.
    pub fn patterns(&self) -> BTreeMap<String, Pattern> {
        let source = match self.language {
            Language::English => ENGLISH,
            Language::Spanish => SPANISH,
        };
        let resource = fluent_syntax::parser::parse(source).unwrap_or_else(|(resource, _)| resource);
        resource
            .body
            .iter()
            .filter_map(|entry| match entry {
                ast::Entry::Message(message) => {
                    let key = message.id.name.strip_prefix("ui-")?;
                    // Said rather than hidden, as a key that is not there.
                    let words = || Pattern::Words(key.to_owned());
                    Some((key.to_owned(), pattern(message.value.as_ref()?).unwrap_or_else(words)))
                }
                _ => None,
            })
            .collect()
    }
}

fn is_mark(c: char) -> bool {
    (OPEN..=CLOSE).contains(&c)
}

fn unmarked(text: &str) -> String {
    shown(text).chars().filter(|c| !is_mark(*c)).collect()
}

/// A count in words of a language: its digits in groups of three where there are at least so many, as CLDR has it
/// (10,000 in English; 1000 and 10.000 in Spanish).
fn grouped(value: &FluentValue<'_>, between: char, least: usize) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let digits = number.as_string();
    if digits.len() < least || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let group_ends = |at: usize| at > 0 && (digits.len() - at).is_multiple_of(3);
    let pieces = digits.char_indices().flat_map(|(at, c)| group_ends(at).then_some(between).into_iter().chain([c]));
    Some(pieces.collect())
}

/// The pattern for the window; `None` if it uses what the window does not know.
fn pattern(source: &ast::Pattern<&str>) -> Option<Pattern> {
    let mut pieces = Vec::new();
    for element in &source.elements {
        match element {
            ast::PatternElement::TextElement { value } => match pieces.last_mut() {
                Some(Piece::Words(words)) => words.push_str(value),
                _ => pieces.push(Piece::Words((*value).to_owned())),
            },
            ast::PatternElement::Placeable { expression } => match expression {
                ast::Expression::Inline(inline) => pieces.push(inline_piece(inline)?),
                ast::Expression::Select { selector, variants } => {
                    let Piece::Place(by) = inline_piece(selector)? else { return None };
                    let of = variants
                        .iter()
                        .map(|variant| {
                            let key = match variant.key {
                                ast::VariantKey::Identifier { name } => name,
                                ast::VariantKey::NumberLiteral { value } => value,
                            };
                            Some((key.to_owned(), pattern(&variant.value)?))
                        })
                        .collect::<Option<_>>()?;
                    pieces.push(Piece::Choice { by, of });
                }
            },
        }
    }
    Some(match pieces.as_mut_slice() {
        [Piece::Words(words)] => Pattern::Words(std::mem::take(words)),
        _ => Pattern::Pieces(pieces),
    })
}

fn inline_piece(inline: &ast::InlineExpression<&str>) -> Option<Piece> {
    Some(match inline {
        ast::InlineExpression::VariableReference { id } => Piece::Place(id.name.to_owned()),
        ast::InlineExpression::StringLiteral { value } => Piece::Words((*value).to_owned()),
        ast::InlineExpression::NumberLiteral { value } => Piece::Words((*value).to_owned()),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_has_one_word_and_its_own_number_and_gender() {
        for language in [Language::English, Language::Spanish] {
            let catalogue = Catalogue::of(language);
            assert_eq!(catalogue.words("map-off"), catalogue.words("ui-off"));
            let off = catalogue.text(&Message::new("ui-name-off").with("name", "Ana"));
            assert_eq!(off, format!("Ana ({})", catalogue.words("ui-off").to_lowercase()));
        }
        let spanish = Catalogue::of(Language::Spanish);
        let parts = |count: usize| {
            spanish.text(&Message::new("ui-allowance-parts").with("included", count).with("extra", count))
        };
        assert_eq!(
            (parts(1), parts(2)),
            ("1 incluido, 1 adicional".to_owned(), "2 incluidos, 2 adicionales".to_owned())
        );
        // An empty text is of no gender; what filters is of many.
        assert_eq!(spanish.words("value-empty"), "vacío");
        for plural in ["ui-filter-off", "ui-filter-pending", "ui-filter-all", "ui-filter-campaign-active"] {
            assert!(spanish.words(plural).ends_with('s'), "{plural}");
        }
        let english = Catalogue::of(Language::English);
        let difference = english
            .text(&Message::new("ui-difference").with("fewer", 1_usize).with("new", 2_usize).with("errors", 0_usize));
        assert!(difference.contains("1 finding fewer, 2 new"), "{difference}");
    }

    fn places(source: &str) -> BTreeMap<String, std::collections::BTreeSet<String>> {
        fn walk(pattern: &ast::Pattern<&str>, into: &mut std::collections::BTreeSet<String>) {
            for element in &pattern.elements {
                if let ast::PatternElement::Placeable { expression } = element {
                    match expression {
                        ast::Expression::Inline(ast::InlineExpression::VariableReference { id }) => {
                            into.insert(id.name.to_owned());
                        }
                        ast::Expression::Inline(_) => {}
                        ast::Expression::Select { selector, variants } => {
                            if let ast::InlineExpression::VariableReference { id } = selector {
                                into.insert(id.name.to_owned());
                            }
                            for variant in variants {
                                walk(&variant.value, into);
                            }
                        }
                    }
                }
            }
        }
        let resource = fluent_syntax::parser::parse(source).expect("the Fluent file has no errors");
        let mut keys = BTreeMap::new();
        for entry in &resource.body {
            if let ast::Entry::Message(message) = entry {
                let mut names = std::collections::BTreeSet::new();
                walk(message.value.as_ref().expect("every key has words"), &mut names);
                let twice = keys.insert(message.id.name.to_owned(), names);
                assert!(twice.is_none(), "{} stands twice", message.id.name);
            }
        }
        keys
    }

    #[test]
    fn both_languages_have_the_same_keys_and_places() {
        let english = places(ENGLISH);
        let spanish = places(SPANISH);
        for (key, names) in &english {
            assert_eq!(Some(names), spanish.get(key), "{key}");
        }
        for key in spanish.keys() {
            assert!(english.contains_key(key), "{key} is Spanish only");
        }
    }

    /// Every `Message::new("…")`, `words("…")` and the keys the program makes are in the catalogue.
    #[test]
    fn every_key_the_program_says_is_in_the_catalogue() {
        let keys = places(ENGLISH);
        let mut said = std::collections::BTreeSet::new();
        let crates = ["core", "store", "office", "cli"].map(|name| format!("crates/vozdesk-{name}/src"));
        for folder in crates.iter().map(String::as_str).chain(["src-tauri/src"]) {
            let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
            visit(&root, &mut |text| {
                for opening in ["Message::new(\"", ".words(\"", "words(\""] {
                    for (at, _) in text.match_indices(opening) {
                        let rest = &text[at + opening.len()..];
                        if let Some(end) = rest.find('"') {
                            said.insert(rest[..end].to_owned());
                        }
                    }
                }
            });
        }
        assert!(said.len() > 40, "the search found only {} keys", said.len());
        for key in said.iter().filter(|key| !key.is_empty() && !key.contains('…')) {
            assert!(keys.contains_key(key), "{key} is in no Fluent file");
        }
    }

    fn visit(folder: &std::path::Path, see: &mut impl FnMut(&str)) {
        for entry in std::fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                visit(&path, see);
            } else if path.extension().is_some_and(|e| e == "rs") {
                see(&std::fs::read_to_string(&path).expect("a source file"));
            }
        }
    }

    #[test]
    fn every_sentence_of_the_window_is_made_of_what_the_window_knows() {
        for source in [ENGLISH, SPANISH] {
            let resource = fluent_syntax::parser::parse(source).expect("it is Fluent");
            for entry in &resource.body {
                if let ast::Entry::Message(message) = entry
                    && message.id.name.starts_with("ui-")
                {
                    let words = message.value.as_ref().expect("every key has words");
                    assert!(pattern(words).is_some(), "{} uses what the window does not know", message.id.name);
                }
            }
        }
        let resource = fluent_syntax::parser::parse("ui-a = { DATETIME($when) }").expect("it is Fluent");
        let ast::Entry::Message(message) = &resource.body[0] else { panic!("a message") };
        assert!(pattern(message.value.as_ref().expect("words")).is_none());
    }

    #[test]
    fn counts_are_grouped_as_each_language_writes_them() {
        let text = |language, count| {
            let message = Message::new("consequence-over-allowance")
                .with("numbers", Arg::Count(count))
                .with("all", Arg::Count(5));
            Catalogue::of(language).text(&message)
        };
        for (language, count, written) in [
            (Language::English, 999, "999"),
            (Language::English, 1_000, "1,000"),
            (Language::English, 1_234_567, "1,234,567"),
            (Language::Spanish, 1_000, "1000"),
            (Language::Spanish, 10_000, "10.000"),
        ] {
            let text = text(language, count);
            assert!(text.contains(written), "{text}");
        }
    }

    #[test]
    fn a_name_cannot_forge_a_part() {
        let message = Message::new("title-saved-number").name("name", "a\u{E001}b").with("fields", Arg::List(vec![]));
        let parts = Catalogue::of(Language::English).parts(&message);
        assert!(parts.iter().any(|part| part.kind == PartKind::Strong && part.text == "ab"), "{parts:?}");
    }

    #[test]
    fn a_locale_names_its_language() {
        assert_eq!(Language::from_locale("es_ES.UTF-8"), Language::Spanish);
        assert_eq!(Language::from_locale("ES"), Language::Spanish);
        assert_eq!(Language::from_locale("est"), Language::English);
        assert_eq!(Language::from_locale("C"), Language::English);
    }
}

//! Files in and out, as bytes.
//!
//! A reader turns its input into a [`Partial`]: what the file carries and no more ("absent is not
//! empty"), with every problem and its place. [`review()`] holds partials against a setup and says
//! what would be added, changed and removed; what it gives is a setup like any edit's, committed
//! the same way. Readers know nothing of the setup.

mod document;
pub mod encrypted;
pub(crate) mod foreign;
mod partial;
mod platform;
pub mod review;
pub mod sample;
pub mod setup_file;
pub mod stand_in;
pub mod table;
pub mod there;
pub mod workbook;

pub use partial::{Located, Partial, PartialRecord, Position, Problem, SourceKind};
pub use platform::{List, Platform, Reach, Records, Takes};
pub use review::{Entry, EntryKey, Mode, Outcome, Review, incomplete, review};

use serde_json::value::RawValue;

use crate::model::country::Country;
use crate::model::message::Message;
use document::Document;
use platform::Recognised;

/// The largest file that is read, in bytes: 256 MiB. Whoever reads files looks at this before it takes
/// one into memory.
pub const SIZE_LIMIT: usize = 256 * 1024 * 1024;

/// What the caller says a file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReadAs {
    /// Recognised from its content.
    #[default]
    Recognised,
    /// A setup file.
    SetupFile,
    /// A table.
    Table,
    /// An answer of a platform.
    AnswerOf(&'static Platform),
}

impl ReadAs {
    /// The words on the command line, `auto` first.
    pub fn words() -> impl Iterator<Item = &'static str> {
        ["auto", "setup", "csv"].into_iter().chain(Platform::all().map(|platform| platform.word))
    }

    /// What a word of the command line says.
    pub fn of_word(word: &str) -> Option<ReadAs> {
        match word {
            "auto" => Some(ReadAs::Recognised),
            "setup" => Some(ReadAs::SetupFile),
            "csv" => Some(ReadAs::Table),
            word => Platform::of_word(word).map(ReadAs::AnswerOf),
        }
    }
}

/// That a file is larger than is read.
pub fn too_large(name: &str) -> Problem {
    let message = Message::new("problem-too-large").with("limit", SIZE_LIMIT / (1024 * 1024));
    let at = Position { line: 1, column: 1 };
    Problem::new("too_large", name, String::new(), at, message)
}

/// Reads a file. `name` is its name without folders; `country` is where national forms are read
/// if the caller says so, `store_country` if neither the caller nor the file does.
///
/// # Errors
/// A file that cannot be read at all: the problem says why and where.
pub fn read(
    name: &str,
    bytes: &[u8],
    from: ReadAs,
    country: Option<Country>,
    store_country: Country,
) -> Result<Partial, Box<Problem>> {
    read_wished(name, bytes, from, country, store_country, &table::Wish::default())
}

/// Reads a file as [`read`] does; a table as somebody wishes.
///
/// # Errors
/// As [`read`].
pub fn read_wished(
    name: &str,
    bytes: &[u8],
    from: ReadAs,
    country: Option<Country>,
    store_country: Country,
    wish: &table::Wish,
) -> Result<Partial, Box<Problem>> {
    if bytes.len() > SIZE_LIMIT {
        return Err(Box::new(too_large(name)));
    }
    let may_be_table = matches!(from, ReadAs::Recognised | ReadAs::Table);
    // Text of which somebody knows the encoding may look like no text.
    let is_text = wish.encoding.is_some();
    match foreign::file_kind(bytes) {
        Some("foreign-workbook") if may_be_table => {
            return table::read(name, bytes, country.unwrap_or(store_country), wish);
        }
        Some(kind) if !(kind == "foreign-binary" && is_text) => {
            let message = Message::new("problem-foreign-file").with("kind", Message::new(kind));
            let at = Position { line: 1, column: 1 };
            return Err(Box::new(Problem::new("other_kind", name, String::new(), at, message)));
        }
        _ => {}
    }
    if from == ReadAs::Table || (from == ReadAs::Recognised && table::is_table(name, bytes)) {
        return table::read(name, bytes, country.unwrap_or(store_country), wish);
    }
    let (mut document, roots) = Document::open(name, bytes)?;
    let root = roots[0];
    let is_setup = || roots.len() == 1 && document::is_object(root) && setup_file::is_one(root);
    if from == ReadAs::SetupFile || (from == ReadAs::Recognised && is_setup()) {
        return setup_file::read(document, root, country, store_country);
    }
    let only = if let ReadAs::AnswerOf(platform) = from { Some(platform) } else { None };
    let recognised = platform::recognise(&roots, only);
    if let Recognised::List(list) = recognised {
        return Ok(platform::read(document, &roots, list, country.unwrap_or(store_country)));
    }
    if let Some(words) = platform::error_answer(root) {
        let message = Message::new("problem-error-answer").with("words", words);
        return Err(Box::new(document.problem("error_answer", "", root, message)));
    }
    let (code, message) = match recognised {
        Recognised::Foreign(kind) => {
            ("other_kind", Message::new("problem-foreign-list").with("kind", Message::new(kind)))
        }
        Recognised::Empty => ("other_kind", Message::new("problem-empty-list")),
        _ => return Err(Box::new(not_recognised(document, root, from))),
    };
    Err(Box::new(document.problem(code, "", root, message)))
}

/// What an error answer of a platform says, in its words.
pub fn error_words(answer: &str) -> Option<String> {
    serde_json::from_str(answer).ok().and_then(platform::whole_error_answer)
}

fn not_recognised(mut document: Document<'_>, root: &RawValue, from: ReadAs) -> Problem {
    if let ReadAs::AnswerOf(platform) = from {
        let message = Message::new("problem-not-of-platform").with("platform", platform.name);
        return document.problem("not_recognised", "", root, message);
    }
    // A JSON object that says nothing of its format is most likely meant as a setup.
    if document::is_object(root) {
        return document.problem("wrong_format", "", root, Message::new("problem-not-a-setup"));
    }
    document.problem("not_recognised", "", root, Message::new("problem-not-recognised"))
}

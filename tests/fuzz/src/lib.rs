//! What must hold whatever bytes come in. Each target takes any bytes and panics when it does not.
//!
//! A reader never panics; what comes of a file is always a setup without faults; a merge removes
//! nothing; what was imported is exported and read back the same; every problem can be put into words
//! in both languages. No list of other things becomes numbers or assistants.

use std::collections::HashSet;
use std::io::{Cursor, Write};
use std::sync::LazyLock;

use vozdesk_core::files::sample;
use vozdesk_core::files::{
    self, Mode, Outcome, Partial, Problem, ReadAs, SourceKind, encrypted, review, setup_file, table,
};
use vozdesk_core::model::country::Country;
use vozdesk_core::model::e164::E164;
use vozdesk_core::model::language::Language;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::testing::marked;
use vozdesk_core::words::Catalogue;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What is fed any bytes.
#[derive(Clone, Copy)]
pub enum Target {
    /// A reader of files.
    Reader(ReadAs),
    /// The reader of phone numbers.
    Number,
    /// What tells lists of numbers and assistants from lists of all else.
    Kinds,
    /// The reader of workbooks: what is in an archive, which chance would hardly pack.
    Workbook,
}

/// Every target by its name, which is also that of its corpus: every word a file can be read as, those
/// of the registry of platforms among them, phone numbers, and what lists are told by.
pub fn targets() -> impl Iterator<Item = (&'static str, Target)> {
    let readers = ReadAs::words().map(|word| {
        let name = if word == "auto" { "any" } else { word };
        (name, Target::Reader(ReadAs::of_word(word).unwrap_or_default()))
    });
    readers.chain([("number", Target::Number), ("kinds", Target::Kinds), ("workbook", Target::Workbook)])
}

impl Target {
    /// Feeds it.
    pub fn take(self, bytes: &[u8]) {
        match self {
            Target::Reader(read_as) => reader(bytes, read_as),
            Target::Number => number(bytes),
            Target::Kinds => kinds(bytes),
            Target::Workbook => workbook(bytes),
        }
    }
}

static SAMPLE: LazyLock<Setup> = LazyLock::new(|| sample::harbour_dental(&Setup::default()).setup);

/// Reads bytes as a file, and takes what they carry into an empty office and into one that is there.
fn reader(bytes: &[u8], read_as: ReadAs) {
    // Opening it would be the passphrase's work, and a second of it.
    assert!(!encrypted::is_encrypted(bytes) || bytes.len() > 20);
    match files::read("file", bytes, read_as, None, Country::US) {
        Ok(partial) => taken_in(partial),
        Err(problem) => put_into_words(&[*problem], None),
    }
}

fn taken_in(partial: Partial) {
    let partials = [partial];
    for (before, mode) in [(&Setup::default(), Mode::Replace), (&SAMPLE, Mode::Merge), (&SAMPLE, Mode::Replace)] {
        let review = review(before, &partials, mode, &HashSet::new());
        assert_eq!(review.setup.faults(), [], "what comes of a file is a setup");
        if mode == Mode::Merge {
            assert_eq!(review.of(Outcome::Removed).count(), 0, "a merge removes nothing");
        }
        put_into_words(&review.problems, Some(&partials[0]));
        put_into_words(&review.warnings, Some(&partials[0]));
        for entry in &review.entries {
            let _ = (entry.name(), review.fields(entry));
        }
        exported_and_read_back(&review.setup);
    }
}

fn exported_and_read_back(setup: &Setup) {
    let bytes = setup_file::to_bytes(setup);
    let again = replaced(&Setup::default(), &bytes, "file.json", ReadAs::SetupFile);
    assert_eq!(setup_file::to_bytes(&again), bytes, "an export reads back as it was");
    let again = replaced(setup, &table::to_bytes(setup), "file.csv", ReadAs::Table);
    let with_digits =
        |setup: &Setup| setup.numbers().filter(|number| number.e164().is_some()).cloned().collect::<Vec<_>>();
    assert_eq!(with_digits(&again), with_digits(setup), "a table reads back as it was");
}

fn replaced(before: &Setup, bytes: &[u8], name: &str, read_as: ReadAs) -> Setup {
    let partial = match files::read(name, bytes, read_as, None, Country::US) {
        Ok(partial) => partial,
        // A table of nothing has no number; it is refused for being empty of columns only if it has no heading.
        Err(problem) => panic!("an export is read: {problem:?}"),
    };
    let mode = if read_as == ReadAs::Table { Mode::Merge } else { Mode::Replace };
    let review = review(before, &[partial], mode, &HashSet::new());
    assert_eq!(review.problems, [], "an export has no problems");
    review.setup
}

fn put_into_words(problems: &[Problem], partial: Option<&Partial>) {
    for problem in problems.iter().take(50) {
        for language in [Language::English, Language::Spanish] {
            assert!(!Catalogue::of(language).text(&problem.message).is_empty());
        }
        let _ = partial.and_then(|partial| partial.entry_at(&problem.pointer));
    }
}

/// Takes bytes for a list of something else: each entry says so, whatever else is in it. Then nothing of it becomes a
/// number or an assistant, whoever says what it is.
fn kinds(bytes: &[u8]) {
    let Ok(answer) = serde_json::from_slice::<serde_json::Value>(bytes) else { return };
    let other = marked(answer, bytes.len()).to_string();
    for read_as in ReadAs::words().filter_map(ReadAs::of_word) {
        if let Ok(partial) = files::read("a.json", other.as_bytes(), read_as, None, Country::US) {
            let is_list = matches!(partial.kind, SourceKind::List(_));
            let entries =
                partial.numbers.map_or(0, |list| list.len()) + partial.assistants.map_or(0, |list| list.len());
            assert!(!is_list || entries == 0, "{other}");
        }
    }
}

/// Takes bytes for the sheet of a workbook, of .xlsx and of .ods, and for a whole one.
fn workbook(bytes: &[u8]) {
    reader(bytes, ReadAs::Table);
    for parts in [XLSX, ODS] {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
            let begun = archive.start_file(*name, stored);
            let content = content.map_or(bytes, str::as_bytes);
            assert!(begun.is_ok() && archive.write_all(content).is_ok(), "it is packed into memory");
        }
        if let Ok(packed) = archive.finish() {
            reader(&packed.into_inner(), ReadAs::Table);
        }
    }
}

/// The parts of a workbook; the one without content is what is fed.
type Parts = &'static [(&'static str, Option<&'static str>)];

const XLSX: Parts = &[
    ("[Content_Types].xml", Some("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")),
    (
        "_rels/.rels",
        Some(
            "<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
    ),
    (
        "xl/workbook.xml",
        Some(
            "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Numbers\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        ),
    ),
    (
        "xl/_rels/workbook.xml.rels",
        Some(
            "<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
    ),
    ("xl/worksheets/sheet1.xml", None),
];

const ODS: Parts = &[
    ("mimetype", Some("application/vnd.oasis.opendocument.spreadsheet")),
    ("META-INF/manifest.xml", Some("<manifest:manifest/>")),
    ("content.xml", None),
];

/// Reads bytes as a number, in no country and in three.
fn number(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for country in [None, Some(Country::US), Country::new("ES"), Country::new("AR")] {
        let Ok(reading) = E164::read(&text, country) else { continue };
        let number = reading.number;
        assert_eq!(E164::from_text(number.as_str()), Some(number), "E.164 reads as itself");
        let again = E164::read(&number.international(), None).map(|reading| reading.number);
        assert_eq!(again.ok(), Some(number), "the form people read is read back");
    }
}

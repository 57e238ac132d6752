//! Workbooks: those that other programs have written, and our own there and back.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use proptest::prelude::*;
use serde_json::{Value, json};
use vozdesk_core::files::table::{self, Wish};
use vozdesk_core::files::{self, Mode, Partial, Problem, ReadAs, Review, review, setup_file, workbook};
use vozdesk_core::model::country::Country;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::testing::{setup_of, setups};

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/workbooks");
    std::fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn read(bytes: &[u8], wish: &Wish) -> Result<Partial, Box<Problem>> {
    // The name says nothing: what it is is told by content.
    files::read_wished("numbers.csv", bytes, ReadAs::Recognised, None, Country::US, wish)
}

fn reviewed(setup: &Setup, bytes: &[u8]) -> Review {
    let partial = read(bytes, &Wish::default()).unwrap_or_else(|problem| panic!("it is read: {problem:?}"));
    review(setup, &[partial], Mode::Merge, &HashSet::new())
}

/// A workbook, the last four digits of the numbers in it, and its problems.
type Expected<'a> = (&'a str, &'a str, &'a str);

/// The rows of a table that openpyxl, LibreOffice and Gnumeric have each written.
const OF_OPENPYXL: &str = "0101 0102 0103 0104 0106 0107 0108 0109 0110 0111 0112 4567";
const OF_LIBREOFFICE: &str = "0101 0102 0103 0104 0105 0106 0107 0108 0109 4567";
const TWICE: &str = "A10 duplicate_number, A11 duplicate_number";

#[test]
fn workbooks_of_other_programs_are_read_cell_by_cell() {
    let libreoffice = format!("A14 cell_error, A15 not_a_number, A16 date, {TWICE}");
    let repeated = format!("A14 not_a_number, A15 not_a_number, A16 date, {TWICE}");
    let expected: [Expected; 20] = [
        ("openpyxl.xlsx", OF_OPENPYXL, "A9 date, A10 not_a_number, A11 cell_error"),
        ("openpyxl-formula.xlsx", "0123", "A2 not_a_number, A3 not_a_number, A5 not_a_number, A6 not_a_number"),
        (
            "xlsxwriter.xlsx",
            "0131 0132 0134 0135 0136 0137 0138 0139 4567",
            "A6 too_long, A13 cell_error, A14 not_a_number, A15 not_a_number",
        ),
        ("xlsxwriter-constant-memory.xlsx", "0131 0132 0134 4567", "A4 too_long"),
        ("xlsxwriter-1904.xlsx", "0141 0142", "A4 date"),
        ("pandas.xlsx", "0151 0152", "B4 ambiguous"),
        ("pandas.ods", "0151 0152", "B4 ambiguous"),
        (
            "xlwt.xls",
            "0161 0162 0163",
            "A7 not_a_number, A8 date, A9 not_a_number, A10 cell_error, A11 too_long, A12 not_a_number, A13 too_short",
        ),
        ("libreoffice.ods", OF_LIBREOFFICE, &libreoffice),
        ("libreoffice.xlsx", OF_LIBREOFFICE, &libreoffice),
        ("libreoffice.xls", OF_LIBREOFFICE, &libreoffice),
        ("repeated.ods", OF_LIBREOFFICE, &repeated),
        ("gnumeric.xlsx", OF_OPENPYXL, "A9 date, A10 not_a_number, A11 cell_error"),
        ("gnumeric.xls", OF_OPENPYXL, "A9 date, A10 not_a_number, A11 cell_error"),
        // Gnumeric writes an error as text.
        ("gnumeric.ods", OF_OPENPYXL, "A9 date, A10 not_a_number, A11 not_a_number"),
        ("gnumeric-formula.xlsx", "0121 0122 0123 0124", "A6 cell_error"),
        ("gnumeric-formula.xls", "0121 0122 0123 0124", "A6 cell_error"),
        ("gnumeric-formula.ods", "0121 0122 0123 0124", "A6 not_a_number"),
        (
            "sheetjs.xlsx",
            "0191 0192 0193 0195 0196",
            "A5 not_a_number, A6 not_a_number, A7 too_long, A8 too_short, A9 cell_error",
        ),
        ("pyxlsbwriter.xlsb", "0191 0192 0193", "A5 not_a_number, A6 not_a_number, A7 too_long, A8 too_short, A9 date"),
    ];
    for (name, numbers, problems) in expected {
        let review = reviewed(&Setup::default(), &fixture(name));
        let digits = review.setup.numbers().filter_map(|number| number.e164());
        let mut last: Vec<String> =
            digits.map(|digits| digits.to_string().split_off(digits.to_string().len() - 4)).collect();
        last.sort();
        let told = review.problems.iter().map(|it| {
            let cell = it.cell_name().expect("a problem of a workbook names its cell");
            format!("{} {}", cell.trim_start_matches("Numbers!"), it.code)
        });
        assert_eq!(
            (last.join(" "), told.collect::<Vec<_>>().join(", ")),
            (numbers.to_owned(), problems.to_owned()),
            "{name}"
        );
        let named = review.setup.numbers().filter(|number| !number.label.is_empty()).count();
        assert!(named > 0 || name == "openpyxl-formula.xlsx", "{name} has labels");
    }
}

#[test]
fn what_is_hidden_is_read_and_said_and_what_stands_around_is_passed_over() {
    let partial = read(&fixture("openpyxl.xlsx"), &Wish::default()).expect("a workbook");
    let warned: Vec<&str> = partial.warnings.iter().map(|it| it.message.key).collect();
    assert!(warned.contains(&"warning-hidden-cells") && warned.contains(&"warning-below-numbers"), "{warned:?}");
    let table = partial.table.expect("a table");
    let sheets: Vec<(&str, usize)> = table.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.rows)).collect();
    assert_eq!(sheets, [("Numbers", 18), ("Old numbers", 4), ("Notes", 0)]);
    assert_eq!((table.sheet.as_deref(), table.headings), (Some("Numbers"), Some(4)));
}

#[test]
fn another_sheet_can_be_chosen_and_one_that_is_not_there_is_said() {
    let of = |sheet: &str| Wish { sheet: Some(sheet.to_owned()), ..Wish::default() };
    let old = read(&fixture("openpyxl.xlsx"), &of("Old numbers")).expect("a sheet");
    assert_eq!(old.numbers.map(|numbers| numbers.len()), Some(3));
    let refused = read(&fixture("openpyxl.xlsx"), &of("Nowhere")).expect_err("it is not there");
    assert_eq!(refused.code, "unknown_sheet");
}

#[test]
fn a_protected_or_broken_workbook_is_said_as_such() {
    for (name, code) in [("password.xlsx", "password_protected"), ("password.ods", "password_protected")] {
        assert_eq!(read(&fixture(name), &Wish::default()).expect_err("it is closed").code, code, "{name}");
    }
    for name in ["openpyxl.xlsx", "libreoffice.ods", "libreoffice.xls", "pyxlsbwriter.xlsb"] {
        let whole = fixture(name);
        let cut = &whole[..whole.len() / 2];
        assert_eq!(read(cut, &Wish::default()).expect_err("half of it is gone").code, "broken_workbook", "{name}");
    }
}

#[test]
fn rows_that_were_left_out_come_back_as_a_workbook_with_the_reason() {
    let text = "My numbers,,\nTel.,Name,Cost\n+14155550101,Main,12\n41555501,Short,13\nask,Nobody yet,14\n";
    let wish = Wish::default();
    let partial = read(text.as_bytes(), &wish).expect("a table");
    assert_eq!(partial.problems.len(), 2);
    let reasons: BTreeMap<u32, Vec<String>> =
        [(4, vec!["Too short.".to_owned()]), (5, vec!["No number.".to_owned()])].into();
    let left_out = table::rows_left_out(text.as_bytes(), &wish, &reasons);
    let mut bytes = Vec::new();
    workbook::write_left_out(&left_out, &mut bytes).expect("it is written");
    // As they were, with nothing said of the column that says why.
    let again = reviewed(&Setup::default(), &bytes);
    let codes: Vec<&str> = again.problems.iter().map(|it| it.code).collect();
    assert_eq!(codes, ["too_short", "not_a_number"]);
    let warned: Vec<String> = again.warnings.iter().map(|it| format!("{:?}", it.message.args)).collect();
    assert!(warned.len() == 1 && warned[0].contains("Cost"), "{warned:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_workbook_read_back_changes_nothing(setup in setups()) {
        let bytes = workbook::to_bytes(&setup).expect("it is written");
        let review = reviewed(&setup, &bytes);
        prop_assert_eq!(review.problems.len(), 0);
        prop_assert_eq!(review.entries.len(), 0);
        prop_assert_eq!(&bytes, &workbook::to_bytes(&setup).expect("it is written"), "the same numbers are the same bytes");
        // Into an office with the same assistants and no numbers it carries what the table as text does.
        let mut file: Value = serde_json::from_slice(&setup_file::to_bytes(&setup)).expect("JSON");
        file["numbers"] = json!([]);
        file["campaigns"] = json!([]);
        let empty = setup_of(&file.to_string());
        let [of_workbook, of_text] = [bytes, table::to_bytes(&setup)].map(|bytes| {
            let mut numbers: Vec<String> = reviewed(&empty, &bytes).setup.numbers().map(|number| {
                format!("{:?} {} {:?} {:?} {:?} {}", number.e164(), number.label, number.inbound, number.outbound, number.status, number.notes)
            }).collect();
            numbers.sort();
            numbers
        });
        prop_assert_eq!(of_workbook, of_text);
    }
}

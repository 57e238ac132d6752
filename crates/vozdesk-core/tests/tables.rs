//! Tables of numbers as offices keep them: what is found in them, what is read, and what is refused with which reason.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::HashSet;

use serde_json::json;
use vozdesk_core::files::table::{ColumnField, Encoding, Mended, Way, Which, Wish};
use vozdesk_core::files::{self, Mode, Partial, Problem, ReadAs, Review, review};
use vozdesk_core::model::country::Country;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::testing::setup_of;

fn field(word: &str) -> ColumnField {
    ColumnField::of_word(word).expect("a column")
}

fn office() -> Setup {
    let assistants = json!([{ "id": "front", "name": "Front Desk" }, { "id": "rec", "name": "Recepción" }]);
    setup_of(&json!({ "format": "vozdesk.setup", "version": 1, "assistants": assistants }).to_string())
}

fn read(bytes: &[u8], country: &str, wish: &Wish) -> Result<Partial, Box<Problem>> {
    let country = Country::new(country).expect("a country");
    files::read_wished("a.csv", bytes, ReadAs::Recognised, None, country, wish)
}

fn reviewed(partial: Partial) -> Review {
    review(&office(), &[partial], Mode::Merge, &HashSet::new())
}

/// What comes of a table: its numbers as `E.164 label`, its problems and its warnings as `line code`.
#[derive(Debug, Default, PartialEq)]
struct Came {
    ready: Vec<String>,
    refused: Vec<String>,
    warned: Vec<String>,
}

fn came(bytes: &[u8], country: &str, wish: &Wish) -> Came {
    let partial = read(bytes, country, wish).unwrap_or_else(|problem| panic!("it is read: {problem:?}"));
    let review = reviewed(partial);
    let told = |problems: &[Problem]| problems.iter().map(|it| format!("{} {}", it.at.line, it.code)).collect();
    let mut ready: Vec<String> =
        review.setup.numbers().filter_map(|it| Some(format!("{} {}", it.e164()?, it.label))).collect();
    ready.sort();
    Came { ready, refused: told(&review.problems), warned: told(&review.warnings) }
}

/// That a table is read so: `ready`, `refused` and `warned` with commas between.
fn is_read(text: &str, country: &str, [ready, refused, warned]: [&str; 3]) {
    is_read_as(text.as_bytes(), country, &Wish::default(), [ready, refused, warned]);
}

fn is_read_as(bytes: &[u8], country: &str, wish: &Wish, expected: [&str; 3]) {
    let list = |text: &str| text.split(", ").filter(|it| !it.is_empty()).map(ToOwned::to_owned).collect();
    let [mut ready, refused, warned]: [Vec<String>; 3] = expected.map(list);
    ready.sort();
    assert_eq!(came(bytes, country, wish), Came { ready, refused, warned }, "{}", String::from_utf8_lossy(bytes));
}

fn mapped(columns: &[(&str, &str)]) -> Wish {
    let map = columns.iter().map(|(column, word)| (Which::Named((*column).to_owned()), Some(field(word))));
    Wish { map: map.collect(), ..Wish::default() }
}

// ---- where the table is

#[test]
fn what_stands_above_the_headings_is_passed_over() {
    let rows = "Phone Number,Label\n(415) 555-0101,Main\n(415) 555-0102,Second\n";
    let both = "+14155550101 Main, +14155550102 Second";
    is_read(&format!("Numbers of the practice\nas of 3 May 2026,,\n\n{rows}"), "US", [both, "", ""]);
    is_read(&format!("Name,Harbour Dental\nStatus,All\nPhone,(415) 555-0199\n\n{rows}"), "US", [both, "", ""]);
    let titles = "A title\n".repeat(19);
    is_read(&format!("{titles}{rows}"), "US", [both, "", ""]);
    let own_words = "Numbers of the practice\nRufnummer;Bezeichnung\n+14155550101;Main\n+14155550102;Second\n";
    let wish = mapped(&[("Rufnummer", "number"), ("Bezeichnung", "label")]);
    is_read_as(own_words.as_bytes(), "US", &wish, [both, "", ""]);
    let wish = mapped(&[("A", "number"), ("B", "label")]);
    is_read_as(own_words.as_bytes(), "US", &wish, [both, "", ""]);
}

#[test]
fn headings_of_several_lines_are_one_and_headings_that_come_again_no_row() {
    let text = "Phone,Assistant,Assistant,\n,Inbound,Outbound,Label\n+14155550101,Front Desk,None,Main\nPhone,Assistant,Assistant,\n+14155550102,,,Second\n";
    is_read(text, "US", ["+14155550101 Main, +14155550102 Second", "", "4 passed_over"]);
    let review = reviewed(read(text.as_bytes(), "US", &Wish::default()).expect("a table"));
    let main = review.setup.numbers().find(|number| number.label == "Main").expect("it is there");
    assert_eq!(main.inbound.assistant.as_ref().map(|id| id.as_str()), Some("front"));
}

#[test]
fn a_heading_that_stands_twice_is_read_once_and_said() {
    let text = "No.,Phone,Phone,Label\n1,+14155550101,n/a,Main\n2,+14155550102,n/a,Second\n";
    is_read(text, "US", ["+14155550101 Main, +14155550102 Second", "", "1 unknown_column, 1 unknown_column"]);
    let partial = read(text.as_bytes(), "US", &Wish::default()).expect("a table");
    assert_eq!(partial.warnings[1].message.key, "warning-heading-twice");
    // The number of a row is no telephone number, and a telephone number may be called a number alone.
    is_read("Nr,Name\n+14155550101,Main\n", "US", ["+14155550101 Main", "", ""]);
}

#[test]
fn rows_below_the_numbers_are_passed_over_and_said_but_rows_between_them_are_rows() {
    let rows = "Phone Number,Label,Status\n+14155550101,Main,active\n";
    is_read(
        &format!("{rows}\nTotal,1\nchecked by,Ana\n"),
        "US",
        ["+14155550101 Main", "", "4 passed_over, 5 passed_over"],
    );
    is_read(
        &format!("{rows},Reserve\n+14155550102,Second\n"),
        "US",
        ["+14155550101 Main, +14155550102 Second", "3 not_a_number", ""],
    );
    is_read(&format!("{rows}to follow,Reserve,active\n"), "US", ["+14155550101 Main", "3 not_a_number", ""]);
    is_read(&format!("{rows}1234,Short\n"), "US", ["+14155550101 Main", "3 too_short", ""]);
}

// ---- text

#[test]
fn separators_quotes_and_empty_columns_do_as_spreadsheets_write_them() {
    let both = "+14155550101 Main, +14155550102 Second";
    for text in [
        "sep=\t\nPhone Number\tLabel\n+14155550101\tMain\n+14155550102\tSecond\n",
        "\"sep=;\"\r\nPhone Number;Label\r\n+14155550101;Main\r\n+14155550102;Second\r\n\u{1A}",
        "Phone Number, Label, Notes\n+14155550101, \"Main\", \"ask, then call\"\n+14155550102, Second, x\n\0\0\0",
    ] {
        is_read(text, "US", [both, "", ""]);
    }
    let empty = ",".repeat(16_380);
    is_read(
        &format!("Phone Number,Label{empty}\n+14155550101,Main{empty}\n+14155550102,Second{empty}\n"),
        "US",
        [both, "", ""],
    );
    is_read("Phone Number,Label,\n+14155550101,Main,beside\n", "US", ["+14155550101 Main", "", ""]);
    is_read("Phone Number,Label\n+14155550101,Main,torn\n", "US", ["", "2 too_many_cells", ""]);
}

#[test]
fn an_encoding_that_nobody_names_is_told_by_likelihood_and_said() {
    let cyrillic = "Phone Number,Label\n+74951234567,Главный офис\n+74951234568,Бухгалтерия и кадры\n";
    let bytes = encoding_rs::WINDOWS_1251.encode(cyrillic).0;
    is_read_as(
        &bytes,
        "ES",
        &Wish::default(),
        ["+74951234567 Главный офис, +74951234568 Бухгалтерия и кадры", "", "1 encoding"],
    );
    let spanish = "Número;Etiqueta\n911234567;Señora Ibáñez\n912345678;Recepción – mañanas\n";
    let ready = "+34911234567 Señora Ibáñez, +34912345678 Recepción – mañanas";
    let western = encoding_rs::WINDOWS_1252.encode(spanish).0;
    is_read_as(&western, "ES", &Wish::default(), [ready, "", ""]);
    let of_a_mac = encoding_rs::MACINTOSH.encode(spanish).0;
    is_read_as(&of_a_mac, "ES", &Wish::default(), [ready, "", "1 encoding"]);
    let named = Wish { encoding: Encoding::of_word("macintosh"), ..Wish::default() };
    is_read_as(&of_a_mac, "ES", &named, [ready, "", ""]);
}

#[test]
fn a_stray_byte_is_a_problem_of_its_row_and_spoils_nothing_else() {
    let text = b"Phone Number,Label\n+34911234567,Recepci\xC3\xB3n\n+34911234568,Se\xF1ora\n+34911234569,\xC3\x91u\n";
    is_read_as(text, "ES", &Wish::default(), ["+34911234567 Recepción, +34911234569 Ñu", "3 stray_byte", ""]);
}

#[test]
fn text_without_a_mark_that_is_no_text_is_refused_whole_unless_somebody_knows_what_it_is() {
    let wide: Vec<u8> = "Phone Number,Label\n+14155550101,Main\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&wide, "US", &Wish::default()).expect_err("no text").code, "other_kind");
    let named = Wish { encoding: Encoding::of_word("utf-16le"), ..Wish::default() };
    is_read_as(&wide, "US", &named, ["+14155550101 Main", "", ""]);
}

// ---- cells

#[test]
fn vozdesks_own_headings_know_of_the_plus_that_a_spreadsheet_has_dropped() {
    let own = "Phone Number,Country,Label,Inbound Assistant,Fallback Destination,Outbound Assistant,Outbound Phone Number,Status,Notes\n";
    let text = format!(
        "{own}14155550101,US,Main,None,None,None,None,active,\n34911234567,ES,Madrid,None,49301234567,None,14155550142,active,\n"
    );
    is_read(&text, "DE", ["+14155550101 Main, +34911234567 Madrid", "", ""]);
    let review = reviewed(read(text.as_bytes(), "DE", &Wish::default()).expect("a table"));
    let madrid = review.setup.numbers().find(|number| number.label == "Madrid").expect("it is there");
    let others = [madrid.inbound.fallback, madrid.outbound.caller_id].map(|other| other.map(|it| it.to_string()));
    assert_eq!(others, [Some("+49301234567".to_owned()), Some("+14155550142".to_owned())]);
    // A row that somebody has added by hand: two numbers, and it is not guessed which is meant.
    is_read(&format!("{own}6595550101,US,Added,,,,,,\n"), "DE", ["", "2 ambiguous", ""]);
    // Under any other headings a lost plus is not guessed.
    is_read("Phone Number,Label\n14155550101,Main\n", "DE", ["", "2 ambiguous", ""]);
    let plus = Wish { ways: [("number", Way::Plus)].into(), ..Wish::default() };
    is_read_as(b"Phone Number,Label\n14155550101,Main\n", "DE", &plus, ["+14155550101 Main", "", ""]);
}

#[test]
fn a_country_stands_in_a_column_as_people_write_it() {
    let text = "Phone Number,Country,Label\n415-555-0101,U.S.A.,a\n020 7946 0018,England,b\n911 234 567,Reino de España,c\n020 7946 0022,+44,d\n20 7946 0023,0044,e\n(415) 555-0105,1,f\n";
    let ready = "+14155550101 a, +442079460018 b, +34911234567 c, +442079460022 d, +442079460023 e, +14155550105 f";
    is_read(text, "DE", [ready, "", ""]);
    is_read("Phone Number,Country,Label\n1,Narnia,a\n", "US", ["", "2 unknown_country", ""]);
}

#[test]
fn a_number_may_stand_in_several_columns() {
    let text = "Country Code,Area Code,Phone Number,Label\n1,415,555-0101,Main\n44,020,7946 0019,London\n1,,415-555-0102,Second\n";
    let wish = mapped(&[("Area Code", "number"), ("Phone Number", "number")]);
    let ready = "+14155550101 Main, +442079460019 London, +14155550102 Second";
    is_read_as(text.as_bytes(), "US", &wish, [ready, "", ""]);
    let again = mapped(&[("Area Code", "number"), ("Phone Number", "number"), ("Label", "number"), ("Label", "label")]);
    is_read_as(text.as_bytes(), "US", &again, [ready, "", ""]);
}

#[test]
fn several_numbers_in_a_cell_and_blocks_are_refused_and_can_be_taken_for_what_they_mean() {
    let text = "Phone Number,Label\n415-555-0101 / 415-555-0102,a\n\"+1 415 555 0110\n+1 415 555 0111\",b\n415-555-0120–23,c\n";
    is_read(text, "US", ["", "2 several_numbers, 3 several_numbers, 5 several_numbers", ""]);
    let first = Wish { ways: [("number", Way::First)].into(), ..Wish::default() };
    is_read_as(text.as_bytes(), "US", &first, ["+14155550101 a, +14155550110 b, +14155550120 c", "", ""]);
    let block = Wish { ways: [("number", Way::Block)].into(), ..Wish::default() };
    let ready = "+14155550120 c, +14155550121 c, +14155550122 c, +14155550123 c";
    is_read_as(text.as_bytes(), "US", &block, [ready, "2 several_numbers, 3 several_numbers", ""]);
    let german = "Phone Number,Label\n+49 30 1234500–99,Haus\n030 1234500-12,Durchwahl\n";
    is_read(german, "DE", ["+4930123450012 Durchwahl", "2 several_numbers", ""]);
    assert_eq!(came(german.as_bytes(), "DE", &block).ready.len(), 101);
}

#[test]
fn a_slot_that_says_there_is_nobody_is_cleared_and_marks_nobody_sees_are_no_part_of_a_name() {
    for nobody in ["n/a", "-", "—", "none yet", "Sin asignar"] {
        let text = format!("Phone Number,Label,Inbound,Fallback\n+14155550101,Main,{nobody},{nobody}\n");
        is_read(&text, "US", ["+14155550101 Main", "", ""]);
    }
    let text = "Phone Number,Label,Inbound\n\u{202A}+1\u{A0}(415)\u{2009}555‑0101\u{202C},\u{200E}Main office,\u{200B}Front\u{A0}Desk \n";
    is_read(text, "US", ["+14155550101 Main office", "", ""]);
    // Composed or not, a name is the same; another letter is another name.
    let text = "Phone Number,Label,Inbound\n+34911234567,a,Recepcio\u{301}n\n+34911234568,b,Recepcion\n";
    is_read(text, "ES", ["+34911234567 a", "3 unknown_assistant", ""]);
}

#[test]
fn what_is_meant_by_a_cell_can_be_said_and_taken_back() {
    let text = "Phone Number,Label,Status\n415555010,a,active\n+14155550102,b,open\n+14155550103,c,open\n";
    is_read(text, "US", ["", "2 too_short, 3 unknown_value, 4 unknown_value", ""]);
    let problems = reviewed(read(text.as_bytes(), "US", &Wish::default()).expect("a table")).problems;
    let cells: Vec<Mended> = problems.iter().filter_map(|it| it.cell.as_deref().cloned()).collect();
    assert_eq!(cells[1], cells[2], "one answer serves every row with the same words");
    let mut wish = Wish::default();
    wish.mends.mend(cells[0].clone(), "415 555 0101".to_owned());
    wish.mends.mend(cells[1].clone(), "active".to_owned());
    is_read_as(text.as_bytes(), "US", &wish, ["+14155550101 a, +14155550102 b, +14155550103 c", "", ""]);
    wish.mends.take_back(&cells[1]);
    is_read_as(text.as_bytes(), "US", &wish, ["+14155550101 a", "3 unknown_value, 4 unknown_value", ""]);
    // A number that is missing is one row's.
    let mut wish = Wish::default();
    wish.mends.mend(Mended::cell("number", "", 3), "+14155550109".to_owned());
    let text = "Phone Number,Label\n,a\n,b\n+14155550101,c\n";
    is_read_as(text.as_bytes(), "US", &wish, ["+14155550109 b, +14155550101 c", "2 not_a_number", ""]);
}

// ---- other programs

#[test]
fn exports_of_other_programs_are_recognised_by_their_headings() {
    for (program, text, ready) in [
        (
            "Google Contacts",
            "First Name,Middle Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\nAna,,Ruiz,* myContacts,,,Work,+1 415-555-0101\n",
            "+14155550101 Ana Ruiz",
        ),
        (
            "Outlook",
            "Title,First Name,Middle Name,Last Name,Suffix,Company,Business Fax,Business Phone,Mobile Phone\n,Ana,,Ruiz,,Harbour,,(415) 555-0101,\n",
            "+14155550101 Ana Ruiz",
        ),
        (
            "FreePBX",
            "cidnum,extension,destination,privacyman,alertinfo,ringing,mohclass,description\n,14155550101,\"ext-group,600,1\",0,,,default,Main\n",
            "+14155550101 Main",
        ),
        ("Telnyx", "id,connection_id,number_val_e164,phone_number_type\n1,2,+14155550101,local\n", "+14155550101 "),
    ] {
        let partial = read(text.as_bytes(), "US", &Wish::default()).expect("a table");
        assert_eq!(partial.table.and_then(|table| table.program), Some(program));
        assert_eq!(came(text.as_bytes(), "US", &Wish::default()).ready, [ready]);
    }
}

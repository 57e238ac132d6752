//! Tables and workbooks as the command line takes and gives them.

use std::fs;
use std::io::Write;
use std::process::Command;

use vozdesk_tests::{Office, fixtures};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

#[test]
fn a_workbook_is_told_by_its_content_and_its_problems_by_their_cells() {
    let office = fixtures::vets();
    let file = fixtures::workbook("openpyxl.xlsx");
    let error = office.refused(&["import", &file]);
    let cells: Vec<&str> =
        error["problems"].as_array().expect("a list").iter().filter_map(|it| it["cell"].as_str()).collect();
    assert_eq!(cells, ["Numbers!A9", "Numbers!A10", "Numbers!A11"]);
    let told = office.done(&["import", &file, "--skip-problems"]);
    assert!(told.contains("+ number Cy Example +1 415 555 0103\n"), "the digits stand beside the label: {told}");
    assert!(told.contains("x openpyxl.xlsx Numbers!A9 /9/number: "), "{told}");
    // Whatever it is called.
    let called_otherwise = office.write("numbers.csv", fs::read(&file).expect("it is there"));
    assert!(office.done(&["import", &called_otherwise, "--skip-problems", "--dry-run"]).contains("Nothing to change"));
}

#[test]
fn sheet_and_encoding_are_named_where_the_file_does_not_say_them() {
    let office = fixtures::vets();
    let file = fixtures::workbook("openpyxl.xlsx");
    let old = office.json(&["import", &file, "--sheet", "Old numbers"]);
    assert_eq!(old["added"].as_array().map(Vec::len), Some(3));
    assert_eq!(office.refused(&["import", &file, "--sheet", "Nowhere"])["code"], "unknown_sheet");
    let of_a_mac = office.write("mac.csv", b"Phone Number,Label\n+34911234567,Se\x96ora\n");
    office.done(&["import", &of_a_mac, "--encoding", "macintosh"]);
    assert_eq!(office.number("+34911234567")["label"], "Señora");
    assert_eq!(office.run(&["import", &of_a_mac, "--encoding", "ebcdic"]).exit, 2);
}

#[test]
fn an_export_that_is_named_so_is_a_workbook_and_changes_nothing_when_it_comes_back() {
    let office = fixtures::vets();
    let [named, asked] = ["a.xlsx", "b"].map(|name| office.path(name));
    office.done(&["export", &named]);
    office.done(&["export", &asked, "--format", "xlsx"]);
    assert_eq!(fs::read(&named).expect("it is there"), fs::read(&asked).expect("it is there"));
    for file in [&named, &asked] {
        assert!(office.done(&["import", file, "--dry-run"]).contains("Nothing to change"));
    }
}

/// How much memory a command may have that refuses what is made to take all of it, in MiB.
const ROOM: u32 = 1_024;

/// A part of a workbook: its name, what it begins with, what is written so many times, and what it ends with.
type Part<'a> = (&'a str, &'a str, (&'a str, usize), &'a str);

fn packed(parts: &[Part<'_>]) -> Vec<u8> {
    let mut archive = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, begin, (again, times), end) in parts {
        // The kind of an OpenDocument lies open.
        let is_kind = *name == "mimetype";
        let method = if is_kind { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        archive.start_file(*name, SimpleFileOptions::default().compression_method(method)).expect("a part");
        archive.write_all(begin.as_bytes()).expect("memory");
        // In pieces, so that what is packed is nowhere whole.
        let piece = again.repeat(1 + 65_536 / again.len());
        let times = times.div_ceil(1 + 65_536 / again.len());
        (0..times).for_each(|_| archive.write_all(piece.as_bytes()).expect("memory"));
        archive.write_all(end.as_bytes()).expect("memory");
    }
    archive.finish().expect("an archive").into_inner()
}

/// A workbook of one sheet, with what its sheet and its shared strings are made of.
fn xlsx(sheet: [&str; 3], sheet_times: usize, strings: [&str; 3], strings_times: usize) -> Vec<u8> {
    const ROOT: &str = "<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
    const MAIN: &str = "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Numbers\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    const RELATIONS: &str = "<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>";
    packed(&[
        ("_rels/.rels", ROOT, (" ", 0), ""),
        ("xl/workbook.xml", MAIN, (" ", 0), ""),
        ("xl/_rels/workbook.xml.rels", RELATIONS, (" ", 0), ""),
        ("xl/worksheets/sheet1.xml", sheet[0], (sheet[1], sheet_times), sheet[2]),
        ("xl/sharedStrings.xml", strings[0], (strings[1], strings_times), strings[2]),
    ])
}

fn refused_within_room(office: &Office, name: &str, bytes: Vec<u8>) {
    let file = office.write(name, bytes);
    let limited = format!("ulimit -v {} && exec \"$0\" \"$@\"", ROOM * 1_024);
    let import = office.command(&["import", &file, "--json"]);
    let output = Command::new("sh")
        .args(["-c", &limited])
        .arg(import.get_program())
        .args(import.get_args())
        .envs(import.get_envs().filter_map(|(key, value)| Some((key, value?))))
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(3) && said.contains("too_large"), "{name}: {output:?}");
}

#[test]
fn a_workbook_that_unpacks_to_more_than_memory_is_refused_within_a_bound() {
    let office = fixtures::vets();
    let empty = ["<sst>", "<si/>", "</sst>"];
    let sheet = ["<worksheet><sheetData>", "<row><c><v>1</v></c></row>", "</sheetData></worksheet>"];
    refused_within_room(&office, "spaces.xlsx", xlsx(["<worksheet>", " ", ""], 300 << 20, empty, 0));
    refused_within_room(&office, "strings.xlsx", xlsx(sheet, 1, empty, 27_000_000));
    // One text of a megabyte in every cell.
    let text = format!("<sst><si><t>{}</t></si>", "x".repeat(1 << 20));
    let cells = ["<worksheet><sheetData>", "<row><c t=\"s\"><v>0</v></c></row>", "</sheetData></worksheet>"];
    refused_within_room(&office, "shared.xlsx", xlsx(cells, 100_000, [&text, " ", "</sst>"], 0));
    // All the cells that a sheet has, in a hundred bytes.
    let all = "<office:document-content><table:table table:name=\"A\"><table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"16384\"><text:p>x</text:p></table:table-cell></table:table-row></table:table></office:document-content>";
    let parts: [Part<'_>; 2] = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet", (" ", 0), ""),
        ("content.xml", all, (" ", 0), ""),
    ];
    refused_within_room(&office, "repeated.ods", packed(&parts));
}

/// What is merely empty is no obstacle: a million rows, 16,384 columns, a single cell in the last corner.
#[test]
fn empty_rows_and_columns_cost_nothing() {
    let office = fixtures::vets();
    let corner = [
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Phone</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>+14155550177</t></is></c><c r=\"XFD2\" t=\"inlineStr\"><is><t>far</t></is></c></row>",
        "<row/>",
        "</sheetData></worksheet>",
    ];
    let file = office.write("corner.xlsx", xlsx(corner, 1_000_000, ["<sst>", " ", "</sst>"], 0));
    office.done(&["import", &file]);
    assert_eq!(office.number("+14155550177")["number"], "+14155550177");
}

//! Workbooks in the window: the sheet, the columns, and cells that are mended where they stand.

use std::fs;

use vozdesk_tests::fixtures;

/// A workbook that another program has written is brought in: another sheet is looked at, a column named, an assistant
/// whose name is nearly right taken for the one that is meant, a number retyped, and what is left out saved.
#[tokio::test]
async fn a_workbook_is_brought_in_and_mended_where_it_stands() {
    let office = fixtures::vets();
    let window = office.open_at("Import & Export").await;
    window.resize(1280, 840).await;
    office.answer_dialog(&fixtures::workbook("openpyxl.xlsx"));
    window.press("Choose a file…").await;
    window.heading("Columns of openpyxl.xlsx").appears().await;
    window.says("Row 4 is taken as headings.").await;
    window.choose("Sheet", "Old numbers, 4 rows").await;
    window.says("3 of 3 entries").await;
    window.choose("Sheet", "Numbers, 18 rows").await;
    window.says("12 of 12 entries").await;
    window.choose("C Answered by", "Inbound Assistant").await;

    let problems = window.named("region", "Problems");
    problems.says("No assistant is called “Front desk”").await;
    problems.says("Numbers!A9").await;
    window.is_accessible("review-workbook-problems").await;
    problems.button("Use “Front Desk”").last().click().await;
    window.says("Front Desk takes the place of “Front desk”.").await;
    problems.type_into("Number of Ed Example", "+1 415 555 0198").await;
    problems.button("Use").click().await;
    window.says("is read as “+1 415 555 0198”.").await;
    window.says("Numbers!A10").await;
    window.is_accessible("review-workbook-mended").await;

    let out = office.path("left-out.xlsx");
    office.answer_dialog(&out);
    window.press("Save what was left out…").await;
    window.tells("Exported to").await;
    window.press("Apply").await;
    window.tells("Imported openpyxl.xlsx").await;
    window.close().await;
    assert_eq!(office.number("+14155550198")["inbound"]["assistant"], "front");
    let left_out = office.refused(&["import", "--dry-run", &out]);
    assert_eq!(left_out["problems"][0]["cell"], "Phone Numbers!A4");

    // What was said of the columns is known when a table with the same headings comes again.
    let window = office.open_at("Import & Export").await;
    office.answer_dialog(&fixtures::workbook("openpyxl.xlsx"));
    window.press("Choose a file…").await;
    window.button("Change columns").appears().await;
    window.says("C Inbound Assistant").await;
    window.press("Change columns").await;
    window.field("C Answered by").has("value", "inbound").await;
    window.press("Cancel").await;
    window.close().await;
}

/// The numbers leave as a workbook that reads back the same.
#[tokio::test]
async fn the_numbers_leave_as_a_workbook_that_changes_nothing() {
    let office = fixtures::vets();
    let window = office.open_at("Import & Export").await;
    let out = office.path("numbers.xlsx");
    office.answer_dialog(&out);
    window.press("Export as workbook…").await;
    window.tells("Exported to").await;
    window.close().await;
    assert!(fs::read(&out).expect("it is there").starts_with(b"PK"));
    assert!(office.done(&["import", "--dry-run", &out]).contains("Nothing to change"));
    let by_command = office.path("again.xlsx");
    office.done(&["export", &by_command]);
    assert_eq!(fs::read(&out).expect("it is there"), fs::read(&by_command).expect("it is there"), "the same bytes");
}

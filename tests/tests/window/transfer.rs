//! Import & Export: files in, chosen or dropped, and the setup out.

use std::fs;

use serde_json::json;
use vozdesk_tests::{Office, Window, fixtures, names};

/// Chooses this file in the file dialog.
async fn choose(office: &Office, window: &Window, file: &str) {
    office.answer_dialog(file);
    window.press("Choose a file…").await;
}

/// Exports to a file of this name by a button, and gives the path.
async fn export(office: &Office, window: &Window, button: &str, name: &str) -> String {
    window.go_to("Import & Export").await;
    let out = office.path(name);
    office.answer_dialog(&out);
    window.press(button).await;
    window.tells("Exported to").await;
    out
}

/// A setup goes in through a file dialog and a review, and comes out as the same bytes.
#[tokio::test]
async fn a_setup_is_imported_and_exported_through_the_window() {
    let office = Office::fresh();
    let file = office.write("vets.json", fixtures::VETS);
    let window = office.open().await;
    window.goes_on().await;
    choose(&office, &window, &file).await;
    window.head().says("vets.json").await;
    window.heading("Added").appears().await;
    window.says("5 of 5 entries").await;
    window.pick("Include Back Room").await;
    window.says("4 of 5 entries").await;
    window.press("Apply").await;
    window.tells("Imported vets.json").await;
    window.row("Main Office").appears().await;
    // It was left out.
    window.row("Back Room").is_gone().await;
    let out = export(&office, &window, "Export…", "out.json").await;
    window.close().await;
    assert_eq!(fs::read_to_string(&out).expect("the export is there"), office.export());

    let window = office.open().await;
    window.keys("Control+z").await;
    window.tells("Undone: Imported vets.json").await;
    window.close().await;
}

/// A table whose headings nobody knows is brought in by saying what its columns hold, and the numbers
/// leave as a table that reads back the same.
#[tokio::test]
async fn a_table_is_imported_by_naming_its_columns_and_exported() {
    let office = fixtures::vets();
    let table = office.write("kunden.csv", fixtures::KUNDEN);
    let window = office.open_at("Import & Export").await;
    window.resize(1024, 700).await;
    choose(&office, &window, &table).await;
    window.heading("Columns of kunden.csv").appears().await;
    window.field("A Rufnummer").has("value", "number").await;
    window.field("B Wer").has("value", "label").await;
    window.says("1 of 1 entry").await;
    window.choose("B Wer", "Left out").await;
    window.choose("B Wer", "Label").await;
    window.says("Werkstatt").await;
    window.says("Too short for United States").await;
    window.says("Check-up afterwards: 0 findings fewer, 1 new").await;
    window.is_accessible("review-columns-en-1024").await;
    window.press("Apply").await;
    window.tells("Imported kunden.csv").await;

    window.go_to("Import & Export").await;
    window.picture("transfer-ways-en-1024").await;
    let out = export(&office, &window, "Export CSV…", "out.csv").await;
    window.close().await;
    assert_eq!(office.number("Werkstatt")["number"], "+14155550177");
    assert_eq!(fs::read_to_string(&out).expect("it is there"), office.done(&["export", "--format", "csv"]));
}

/// Files that are dropped lead to one review; a file manager's drag is made, not its event.
#[tokio::test]
async fn files_are_dropped_anywhere_and_reviewed_together() {
    let office = fixtures::vets();
    let numbers = office.write("números de la oficina.csv", "Phone Number,Inbound\n+14155550177,Evening\n");
    let agents = office.write("agents.json", fixtures::retell_agents(false));
    let window = office.open_at("Assistants").await;
    window.drop_files(&[&numbers, &agents]).await;
    window.head().says("números de la oficina.csv").await;
    window.says("2 of 2 entries").await;
    window.press("Apply").await;
    window.tells("Imported números de la oficina.csv, agents.json").await;
    window.close().await;
    let evening = office.number("+14155550177")["inbound"]["assistant"].clone();
    assert!(evening.is_string(), "a number and its assistant came from two files");
}

/// What a passphrase protects is opened with it and with no other, in the window as on the command line.
#[tokio::test]
async fn an_encrypted_export_is_opened_with_its_passphrase_only() {
    let office = fixtures::vets();
    let before = office.export();
    let window = office.open_at("Import & Export").await;
    window.resize(1024, 700).await;
    let file = office.path("office.json.age");
    office.answer_dialog(&file);
    window.press("Export encrypted…").await;
    let dialog = window.dialog();
    dialog.type_into("Passphrase", "correct horse").await;
    dialog.type_into("Passphrase once more", "correct house").await;
    dialog.press("Export…").await;
    dialog.refuses_field("Passphrase once more", "The two are not the same.").await;
    window.is_accessible("encrypt-en-1024").await;
    dialog.type_into("Passphrase once more", "correct horse").await;
    dialog.press("Export…").await;
    window.tells("Exported to").await;
    let bytes = fs::read(&file).expect("it is there");
    assert!(bytes.starts_with(b"age-encryption.org/v1\n"));

    // An office that has moved on since, so that there is something to bring back.
    window.go_to("Phone Numbers").await;
    window.open_row("Main Office").await.type_into("Label", "Renamed").await;
    window.save("Saved").await;
    window.go_to("Import & Export").await;
    choose(&office, &window, &file).await;
    dialog.says("office.json.age is encrypted.").await;
    let words = window.run("return document.querySelector('dialog').innerText", vec![]).await;
    assert_eq!(
        words.as_str().map(|words| words.matches("Passphrase").count()),
        Some(1),
        "it is asked for once: {words}"
    );
    dialog.type_into("Passphrase", "wrong").await;
    dialog.press("Open").await;
    dialog.refuses_field("Passphrase", "The passphrase does not open office.json.age.").await;
    window.picture("passphrase-en-1024").await;
    dialog.type_into("Passphrase", "correct horse").await;
    dialog.press("Open").await;
    window.says("1 of 1 entry").await;
    window.press("Apply").await;
    window.tells("Imported office.json").await;
    window.close().await;
    assert_eq!(office.export(), before);
}

/// The sheet for paper holds every number; the print dialog of the system is where the page ends.
#[tokio::test]
async fn the_sheet_for_paper_holds_every_number() {
    let office = fixtures::vets();
    let window = office.open_at("Import & Export").await;
    window.run("window.print = () => { window.isPrinted = true }", vec![]).await;
    window.press("Print…").await;
    window.becomes("window.isPrinted", true).await;
    window.becomes("getComputedStyle(document.querySelector('article')).display", "none").await;
    let text = window.run("return document.querySelector('article').textContent", vec![]).await;
    let text = text.as_str().expect("a sheet");
    for words in ["Pier Street Vets", "Main Office", "+1 415 555 0101", "Back Room"] {
        assert!(text.contains(words), "{words} is on the sheet: {text}");
    }
    window.close().await;
}

/// What is secret in a platform's answer is not in the page, nor in anything the program keeps or says.
#[tokio::test]
async fn no_secret_of_an_answer_reaches_the_page() {
    let office = fixtures::vets();
    let secret = "FAKE-SECRET-7731";
    let number = |id: &str, number: &str, name: &str| json!({ "id": id, "orgId": "o", "provider": "twilio", "number": number, "name": name, "twilioAuthToken": secret });
    let answer = json!([number("p1", "+14155550142", "Main"), number("p2", "12", "Broken")]);
    let numbers = office.write("vapi.json", answer.to_string());
    let window = office.open().await;
    window.drop_files(&[&numbers]).await;
    window.says("1 of 1 entry").await;
    window.says("Vapi phone numbers").await;
    let page = window.run("return document.documentElement.outerHTML", vec![]).await;
    assert!(!page.as_str().expect("a page").contains(secret));
    window.press("Apply").await;
    window.tells("Imported vapi.json").await;
    window.close().await;
    let found = std::process::Command::new("grep").args(["-rl", secret]).arg(office.folder()).output();
    let found = String::from_utf8(found.expect("grep runs").stdout).expect("UTF-8");
    assert_eq!(found.trim_end(), numbers, "only the file itself holds it, of {:?}", names(office.folder()));
}

/// A file that cannot be imported is refused in words, and an entry with a problem stays out.
#[tokio::test]
async fn a_bad_file_is_refused_in_words_and_changes_nothing() {
    let office = fixtures::vets();
    let before = office.export();
    let broken = office.write("broken.json", &fixtures::VETS[..200]);
    let short = office.write("short.json", fixtures::VETS.replace("+14155550102", "+1415555"));
    let window = office.open_at("Import & Export").await;
    choose(&office, &window, &broken).await;
    window.refuses("broken.json cannot be imported. This is not JSON").await;
    choose(&office, &window, &short).await;
    window.named("region", "Problems").row("Back Room").says("Too short for United States").await;
    window.press("Cancel").await;
    // A desktop that has no file dialogs.
    choose(&office, &window, "!").await;
    window.refuses("This desktop offers no file dialog").await;
    window.close().await;
    assert_eq!(office.export(), before);
}

/// A file that no setup is as large as is refused without being taken into memory.
#[tokio::test]
async fn a_huge_file_is_refused_and_not_taken_into_memory() {
    let office = fixtures::vets();
    let huge = office.write("huge.json", "[");
    let file = std::fs::OpenOptions::new().write(true).open(&huge).expect("it was written");
    file.set_len(3 << 30).expect("the file system knows files with holes");
    let window = office.open_at("Import & Export").await;
    window.comes_to_rest().await;
    let before = window.most_memory();
    choose(&office, &window, &huge).await;
    window.refuses("huge.json cannot be imported. The file is larger than 256 MiB").await;
    let after = window.most_memory();
    println!("{before} MB before, {after} MB at the most while 3 GB were refused");
    assert!(after < before + 100, "{before} MB, {after} MB");
    window.close().await;
}

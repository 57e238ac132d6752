//! The first run: whose office this is, and the ways to begin.

use serde_json::json;
use vozdesk_tests::Office;

/// The sample office is a data folder of its own and goes with one click.
#[tokio::test]
async fn the_sample_office_is_never_in_the_offices_store() {
    let office = Office::fresh();
    let window = office.open().await;
    window.goes_on().await;
    window.press("Open sample").await;
    window.says("Sample office").await;
    window.says("14 of 15 numbers").await;
    window.press("Remove").await;
    window.heading("Welcome to VozDesk").appears().await;
    window.close().await;
    assert_eq!(office.done(&["history"]), "");
    assert!(!office.data().join("sample").exists());
}

/// Name, country and plan are asked first; the country is the one of the system. A number typed as one types it there
/// is then taken.
#[tokio::test]
async fn an_office_is_asked_who_it_is_with_the_country_of_its_system() {
    let office = Office::speaking("es_ES.UTF-8");
    let window = office.open().await;
    window.heading("Bienvenido a VozDesk").appears().await;
    window.field("Nombre de su oficina").has_focus().await;
    window.field("País").says("España (+34)").await;
    window.type_into("Nombre de su oficina", "Clínica Sol").await;
    window.choose("Plan", "Growth, 3 números").await;
    // What is typed outlives another language.
    window.choose("Idioma", "English").await;
    window.heading("Welcome to VozDesk").appears().await;
    window.field("Name of your office").has("value", "Clínica Sol").await;
    window.press("Continue").await;
    window.says("Clínica Sol, Spain, Growth plan").await;

    window.press("Change").await;
    window.field("Name of your office").has("value", "Clínica Sol").await;
    window.type_into("Name of your office", "Clínica Luna").await;
    window.press("Continue").await;
    window.says("Clínica Luna, Spain, Growth plan").await;
    window.press("Add Phone Number").await;
    window.dialog().type_into("Number", "912 34 56 78").await;
    window.dialog().press("Add Phone Number").await;
    window.tells("Added +34 912 34 56 78").await;
    window.close().await;
    let profile = office.json(&["profile"]);
    assert_eq!((&profile["name"], &profile["plan"]), (&json!("Clínica Luna"), &json!("growth")));
    assert_eq!(profile["default_country"], json!("ES"));
}

/// A name that is too long is said beside it, and nothing is kept.
#[tokio::test]
async fn what_cannot_be_kept_of_the_first_step_is_said_where_it_stands() {
    let office = Office::fresh();
    let window = office.open().await;
    window.type_into("Name of your office", &"long ".repeat(60)).await;
    window.press("Continue").await;
    window.refuses_field("Name of your office", "most").await;
    window.field("Name of your office").has_focus().await;
    window.close_by_its_frame().await;
    // What is typed is not lost without a question.
    window.press_to_close("Discard").await;
    assert_eq!(office.done(&["history"]), "");
}

/// A text as it is typed: lines end with Enter.
fn lines(text: &str) -> String {
    text.replace('\n', "\u{e007}")
}

/// A list of numbers is pasted: in the first run, and later on any page with the keys one pastes with.
#[tokio::test]
async fn a_list_is_pasted() {
    let office = Office::fresh();
    let window = office.open().await;
    window.goes_on().await;
    window.press("Paste a list…").await;
    let dialog = window.dialog();
    dialog.press("Continue").await;
    dialog.refuses_field("Numbers, one below the other", "at least one number").await;
    dialog.type_into("Numbers, one below the other", &lines("Front,(415) 555-0101\nMadrid,+34 912 34 56 78")).await;
    dialog.press("Continue").await;
    window.head().says("Pasted list").await;
    // No heading says what the columns hold: it is proposed by what is in them.
    window.field("B").has("value", "number").await;
    window.field("A").has("value", "label").await;
    window.named("list", "First cells of column A").says("Madrid").await;
    window.says("2 of 2 entries").await;
    window.press("Apply").await;
    window.tells("Imported Pasted list").await;
    window.go_to("Import & Export").await;
    window.press("Paste a list…").await;
    dialog.type_into("Numbers, one below the other", &lines("Phone Number\n+1 415 555 0102")).await;
    window.real_keys("Control+a").await;
    window.real_keys("Control+c").await;
    dialog.press("Cancel").await;
    window.go_to("Phone Numbers").await;
    window.row("Madrid").appears().await;
    window.real_keys("Control+v").await;
    window.says("1 of 1 entry").await;
    window.close().await;
}

/// A file that is dropped while somebody says whose office this is: what is shown counts, also for how it is read.
#[tokio::test]
async fn a_file_dropped_on_the_first_step_is_read_in_the_country_that_is_shown() {
    let office = Office::speaking("es_ES.UTF-8");
    let table = office.write("sedes.csv", "Número,Etiqueta\n912 34 56 78,Madrid\n");
    let window = office.open().await;
    window.type_into("Nombre de su oficina", "Clínica Sol").await;
    window.drop_files(&[&table]).await;
    window.says("1 de 1 entrada").await;
    window.press("Aplicar").await;
    window.tells("sedes.csv").await;
    window.close().await;
    assert_eq!(office.number("Madrid")["number"], "+34912345678");
    let profile = office.json(&["profile"]);
    assert_eq!((&profile["name"], &profile["default_country"]), (&json!("Clínica Sol"), &json!("ES")));
}

/// An encrypted export is where an office moves to another machine: it opens in the first run, too.
#[tokio::test]
async fn an_encrypted_file_is_opened_in_the_first_run() {
    let other = vozdesk_tests::fixtures::vets();
    let file = other.path("vets.json.age");
    other.answer_dialog(&file);
    let window = other.open_at("Import & Export").await;
    window.press("Export encrypted…").await;
    window.dialog().type_into("Passphrase", "correct horse").await;
    window.dialog().type_into("Passphrase once more", "correct horse").await;
    window.dialog().press("Export…").await;
    window.tells("Exported to").await;
    window.close().await;

    let office = Office::fresh();
    let window = office.open().await;
    window.goes_on().await;
    window.drop_files(&[&file]).await;
    window.dialog().type_into("Passphrase", "correct horse").await;
    window.dialog().press("Open").await;
    window.says("5 of 5 entries").await;
    window.press("Apply").await;
    window.tells("Imported vets.json").await;
    window.close().await;
}

/// A list that cannot be read stays where it was typed, with the reason.
#[tokio::test]
async fn a_list_that_is_refused_stays_where_it_was_typed() {
    let office = Office::fresh();
    let window = office.open().await;
    window.goes_on().await;
    window.press("Paste a list…").await;
    let dialog = window.dialog();
    let text = "Phone Number\n\"+1 415 555 0101";
    dialog.type_into("Numbers, one below the other", &lines(text)).await;
    dialog.press("Continue").await;
    dialog.refuses_field("Numbers, one below the other", "never").await;
    dialog.field("Numbers, one below the other").has("value", text).await;
    // A text has its menu in a dialog, too.
    window.real_click(3, &dialog.field("Numbers, one below the other")).await;
    window.named("menuitem", "Select all").appears().await;
    window.real_click(1, &window.named("menuitem", "Select all")).await;
    window.real_keys("Control+c").await;
    dialog.press("Cancel").await;
    window.close().await;
}

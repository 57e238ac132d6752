//! The window, end to end: the real program, a real store, the words of the user's manual.

#![allow(clippy::expect_used, reason = "a test stops where something is not as it must be")]

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use vozdesk_tests::Office;

/// Two numbers and two assistants, as an office might bring them.
const OFFICE: &str = r#"{
  "format": "vozdesk.setup", "version": 1,
  "profile": { "name": "Pier Street Vets", "default_country": "US", "plan": "growth" },
  "assistants": [
    { "id": "front", "name": "Front Desk", "kind": "inbound", "greeting": "Pier Street Vets, good morning." },
    { "id": "recall", "name": "Recall Caller", "kind": "outbound" }
  ],
  "numbers": [
    { "id": "main", "number": "+14155550101", "label": "Main Office" },
    { "id": "second", "number": "+14155550102", "label": "Back Room" }
  ]
}"#;

fn office() -> Office {
    let office = Office::fresh();
    let file = office.write("office.json", OFFICE);
    office.vozdesk(&["import", &file.display().to_string()]);
    office
}

/// The steps of the user's manual on phone numbers, closing and opening the program between them.
#[tokio::test(flavor = "multi_thread")]
async fn the_steps_of_the_manual_work_by_visible_names_and_outlive_the_program() {
    let office = office();

    let window = office.open().await;
    window.follow("Phone Numbers").await;
    window.open_row("Main Office").await;
    window.choose(&window.field(Some("Inbound Settings"), "Assistant").await, "Front Desk").await;
    window.choose_country("Inbound Settings", "Fallback Destination", "Spain").await;
    let fallback = window.field(Some("Inbound Settings"), "Fallback Destination").await;
    window.type_into(&fallback, "912 34 56 78").await;
    window.press("Save Changes").await;
    window.says("Saved Main Office").await;
    window.close(&office).await;
    let number = office.number("Main Office");
    assert_eq!(number["inbound"], json!({ "assistant": "front", "fallback": "+34912345678" }));
    assert_eq!(number["outbound"], json!({ "assistant": null, "caller_id": null }), "the other slot is not touched");

    let window = office.open().await;
    window.follow("Phone Numbers").await;
    window.open_row("Main Office").await;
    let there = window.field(Some("Inbound Settings"), "Fallback Destination").await;
    assert_eq!(there.prop("value").await.expect("a value").as_deref(), Some("912 34 56 78"));
    window.choose(&window.field(Some("Outbound Settings"), "Assistant").await, "Recall Caller").await;
    let caller_id = window.field(Some("Outbound Settings"), "Outbound Phone Number").await;
    window.type_into(&caller_id, "(415) 555-0102").await;
    window.says("Back Room, one of your numbers.").await;
    window.press("Save Changes").await;
    window.says("Saved Main Office").await;
    window.close(&office).await;
    let number = office.number("Main Office");
    assert_eq!(number["outbound"], json!({ "assistant": "recall", "caller_id": "+14155550102" }));
    assert_eq!(number["inbound"], json!({ "assistant": "front", "fallback": "+34912345678" }));

    let window = office.open().await;
    window.follow("Phone Numbers").await;
    window.open_row("Main Office").await;
    window.choose(&window.field(Some("Inbound Settings"), "Assistant").await, "None").await;
    window.choose(&window.field(Some("Outbound Settings"), "Assistant").await, "None").await;
    window.type_into(&window.field(Some("Outbound Settings"), "Outbound Phone Number").await, "").await;
    window.type_into(&window.field(Some("Inbound Settings"), "Fallback Destination").await, "").await;
    window.press("Save Changes").await;
    window.says("Saved Main Office").await;
    window.press("Undo").await;
    window.says("Undone: Saved Main Office").await;
    window.keys("\u{E009}\u{E008}z\u{E000}").await;
    window.says("Done again: Saved Main Office").await;
    window.close(&office).await;
    let number = office.number("Main Office");
    assert_eq!(number["inbound"], json!({ "assistant": null, "fallback": null }));
    assert_eq!(number["outbound"], json!({ "assistant": null, "caller_id": null }));
}

/// A setup goes in through a file dialog and a review, and comes out as the same bytes.
#[tokio::test(flavor = "multi_thread")]
async fn a_setup_is_imported_and_exported_through_the_window() {
    let office = Office::fresh();
    let file = office.write("vets.json", OFFICE);
    let window = office.open().await;
    window.says("Welcome to VozDesk").await;
    office.answer_dialog(&file);
    window.press("Choose a file…").await;
    window.says("vets.json").await;
    window.appears("//h2[normalize-space(.)='Added']").await;
    window.says("5 of 5 entries").await;
    window.click("//input[@aria-label='Include Back Room']").await;
    window.says("4 of 5 entries").await;
    window.press("Apply").await;
    window.says("Imported vets.json").await;
    window.says("Main Office").await;
    assert!(window.is_absent("//table//button[normalize-space(.)='Back Room']").await, "it was left out");

    window.follow("Import & Export").await;
    let out = office.file("out.json");
    office.answer_dialog(&out);
    window.press("Export…").await;
    window.says("Exported to").await;
    window.close(&office).await;
    let exported = std::fs::read_to_string(&out).expect("the export is there");
    assert_eq!(exported, office.vozdesk(&["export"]));

    let window = office.open().await;
    window.keys("\u{E009}z\u{E000}").await;
    window.says("Undone: Imported vets.json").await;
    window.close(&office).await;
}

/// A file that cannot be imported is refused in words, and an entry with a problem stays out.
#[tokio::test(flavor = "multi_thread")]
async fn a_bad_file_is_refused_in_words_and_changes_nothing() {
    let office = office();
    let before = office.vozdesk(&["export"]);
    let broken = office.write("broken.json", &OFFICE[..200]);
    let short = office.write("short.json", OFFICE.replace("+14155550102", "+1415555"));
    let window = office.open().await;
    window.follow("Import & Export").await;
    office.answer_dialog(&broken);
    window.press("Choose a file…").await;
    window.says("broken.json cannot be imported. This is not JSON").await;
    office.answer_dialog(&short);
    window.press("Choose a file…").await;
    window.appears("//h2[normalize-space(.)='Problems']").await;
    window.appears("//td[contains(.,'Back Room')]").await;
    window.says("Too short for United States").await;
    window.press("Cancel").await;
    office.write("answers", "!\n");
    window.press("Choose a file…").await;
    window.says("This desktop offers no file dialog").await;
    window.close(&office).await;
    assert_eq!(office.vozdesk(&["export"]), before);
}

/// What cannot be saved is said beside its field, keeps what was typed and takes the focus.
#[tokio::test(flavor = "multi_thread")]
async fn a_refused_field_keeps_what_was_typed_and_says_why() {
    let office = office();
    let window = office.open().await;
    window.open_row("Main Office").await;
    let fallback = window.field(Some("Inbound Settings"), "Fallback Destination").await;
    window.type_into(&fallback, "415 555 01").await;
    window.press("Save Changes").await;
    window.says("Too short for United States: 10 digits, here only 8.").await;
    assert_eq!(fallback.prop("value").await.expect("a value").as_deref(), Some("415 555 01"));
    let focused = window.run("return document.activeElement.id", vec![]).await;
    assert_eq!(focused.as_str(), fallback.attr("id").await.expect("an id").as_deref());

    window.type_into(&fallback, "415 555 0101").await;
    window.press("Save Changes").await;
    window.says("A number cannot be its own fallback.").await;

    let label = window.field(None, "Label").await;
    window.type_into(&label, &"x".repeat(81)).await;
    window.press("Save Changes").await;
    window.says("Too long: 81 characters, at most 80 fit.").await;
    assert_eq!(label.prop("value").await.expect("a value").map(|v| v.len()), Some(81), "it is said, not cut");

    // Leaving asks; Keep editing stays, Discard leaves.
    window.follow("Assistants").await;
    window.press("Keep editing").await;
    window.follow("Assistants").await;
    window.click("//dialog//button[normalize-space(.)='Discard']").await;
    window.appears("//h1[normalize-space(.)='Assistants']").await;
    window.close(&office).await;
    assert_eq!(office.number("main")["label"], "Main Office");
}

/// Fallbacks that lead in a circle are asked about before they are saved.
#[tokio::test(flavor = "multi_thread")]
async fn a_loop_of_fallbacks_is_asked_about() {
    let office = office();
    office.vozdesk(&["set", "Back Room", "--fallback", "415 555 0101"]);
    let window = office.open().await;
    window.open_row("Main Office").await;
    window.type_into(&window.field(Some("Inbound Settings"), "Fallback Destination").await, "415 555 0102").await;
    window.press("Save Changes").await;
    window.says("Main Office, Back Room, Main Office").await;
    window.press("Keep editing").await;
    window.press("Save Changes").await;
    window.press("Save anyway").await;
    window.says("Saved Main Office").await;
    window.close(&office).await;
    assert_eq!(office.number("main")["inbound"]["fallback"], "+14155550102");
}

/// Assistants: added, edited, switched off, removed with what that changes, and brought back.
#[tokio::test(flavor = "multi_thread")]
async fn an_assistant_is_added_edited_switched_off_and_removed() {
    let office = office();
    office.vozdesk(&["set", "Main Office", "--inbound", "Front Desk"]);
    let window = office.open().await;
    window.follow("Assistants").await;
    window.press("New assistant").await;
    window.press("Create").await;
    window.says("This must not be empty.").await;
    window.type_into(&window.field(None, "Name").await, "Night Desk").await;
    window.press("Create").await;
    window.says("Added Night Desk").await;
    let greeting = window.field(None, "Greeting").await;
    window.type_into(&greeting, "<img src=x onerror=\"document.title='broken'\">").await;
    window.press("Save Changes").await;
    window.says("Saved Night Desk").await;
    window.press("Close").await;

    window.click("//input[@aria-label='Front Desk active']").await;
    window.says("Saved Front Desk: Active").await;
    window.click("//table//button[normalize-space(.)='Front Desk']").await;
    window.press("Remove this assistant…").await;
    window.says("Front Desk no longer answers calls to Main Office; nobody does.").await;
    window.click("//dialog//button[normalize-space(.)='Remove']").await;
    window.says("Removed Front Desk").await;
    let title = window.run("return document.title", vec![]).await;
    assert_eq!(title, "Assistants – VozDesk", "no markup of anybody's runs");
    window.close(&office).await;
    assert_eq!(office.number("main")["inbound"]["assistant"], Value::Null);
    office.vozdesk(&["undo"]);
    assert_eq!(office.number("main")["inbound"]["assistant"], "front");
}

/// Adding the first number, a number that is there already, and removing one.
#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_added_and_removed() {
    let office = Office::fresh();
    let window = office.open().await;
    window.press("Add Phone Number").await;
    window.type_into(&window.field(None, "Number").await, "(415) 555-0147").await;
    window.type_into(&window.field(None, "Label").await, "Front Door").await;
    window.click("//dialog//button[@type='submit']").await;
    window.says("Added Front Door").await;
    window.press("Add Phone Number").await;
    window.type_into(&window.field(None, "Number").await, "+1 415 555 0147").await;
    window.click("//dialog//button[@type='submit']").await;
    window.says("is there already: Front Door").await;
    window.press("Cancel").await;
    window.open_row("Front Door").await;
    window.press("Remove this number…").await;
    window.click("//dialog//button[normalize-space(.)='Remove']").await;
    window.says("Removed Front Door").await;
    window.says("No phone numbers yet").await;
    window.press("Undo").await;
    window.says("Front Door").await;
    window.close(&office).await;
    assert_eq!(office.number("Front Door")["number"], "+14155550147");
}

/// The sample office is a data folder of its own and goes with one click.
#[tokio::test(flavor = "multi_thread")]
async fn the_sample_office_is_never_in_the_offices_store() {
    let office = Office::fresh();
    let window = office.open().await;
    window.press("Open sample").await;
    window.says("Sample office").await;
    window.says("14 of 15 numbers").await;
    window.press("Remove").await;
    window.says("Welcome to VozDesk").await;
    window.close(&office).await;
    assert_eq!(office.vozdesk(&["history"]), "");
    assert!(!office.data().join("sample").exists());
}

/// Settings: the language at once, the office as one change, the theme kept.
#[tokio::test(flavor = "multi_thread")]
async fn settings_take_effect_and_are_kept() {
    let office = office();
    let window = office.open().await;
    window.follow("Settings").await;
    window.click("//label[normalize-space(.)='Dark']").await;
    window.type_into(&window.field(None, "Office name").await, "Pier Street Animals").await;
    window.type_into(&window.field(None, "Extra numbers").await, "many").await;
    window.press("Save Changes").await;
    window.says("Enter a whole number, 0 or more.").await;
    window.type_into(&window.field(None, "Extra numbers").await, "2").await;
    window.press("Save Changes").await;
    window.says("Saved the office: Name, Extra numbers").await;
    window.says("2 of 5 numbers").await;
    window.choose(&window.field(None, "Language").await, "Español").await;
    window.appears("//h1[normalize-space(.)='Ajustes']").await;
    window.close(&office).await;
    let window = office.open().await;
    window.appears("//h1[normalize-space(.)='Números de teléfono']").await;
    let theme = window.run("return document.documentElement.dataset.theme", vec![]).await;
    assert_eq!(theme, "dark");
    window.close(&office).await;
}

/// A store held by another process: a window that says so, and opens once it is free.
#[tokio::test(flavor = "multi_thread")]
async fn a_store_held_by_another_process_is_said_and_can_be_tried_again() {
    let office = office();
    let held = vozdesk_core::store::Store::open(&office.data()).expect("the store is free");
    let window = office.open().await;
    window.says("VozDesk cannot open this office").await;
    window.says(&format!("process {}", std::process::id())).await;
    held.close().expect("it closes");
    window.press("Try again").await;
    window.says("Main Office").await;
    window.close(&office).await;
}

/// A data folder that cannot be made: a window that says so.
#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_cannot_be_used_is_said() {
    let office = Office::fresh();
    std::fs::write(office.data(), "a file where the folder should be").expect("a file");
    let window = office.open().await;
    window.says("VozDesk cannot open this office").await;
    window.says(&office.data().display().to_string()).await;
    window.close(&office).await;
}

/// 1,000 numbers: there at once, searched without a visible pause, reached by keyboard.
#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_numbers_are_searched_without_a_pause() {
    let office = Office::fresh();
    let numbers: Vec<Value> =
        (0..1000).map(|n| json!({ "number": format!("+1415555{n:04}"), "label": format!("Desk {n:03}") })).collect();
    let setup = json!({ "format": "vozdesk.setup", "version": 1, "numbers": numbers });
    let file = office.write("many.json", setup.to_string());
    office.vozdesk(&["import", &file.display().to_string()]);
    let window = office.open().await;
    window.says("1,000 numbers").await;
    window.says("Desk 000").await;
    let rows = window.run("return document.querySelectorAll('tbody tr').length", vec![]).await;
    assert!(rows.as_u64().is_some_and(|rows| rows < 80), "only rows on screen are in the page: {rows}");

    // From the keystroke to the rows, measured in the page.
    let script = "const done = arguments[arguments.length - 1]; \
        const box = document.querySelector('input[type=search]'); \
        const begin = performance.now(); box.value = 'desk 777'; box.dispatchEvent(new Event('input')); \
        const look = () => { const rows = [...document.querySelectorAll('tbody tr button')]; \
          if (rows.length === 1 && rows[0].textContent === 'Desk 777') done(performance.now() - begin); \
          else if (performance.now() - begin > 5000) done(5000); else setTimeout(look, 1); }; look();";
    let ms = window.run_async(script).await.as_f64().expect("a time");
    println!("keystroke to rows, 1,000 numbers: {ms:.0} ms");
    assert!(ms < 500.0, "{ms} ms from keystroke to rows");

    let begin = Instant::now();
    window.type_into(&window.appears("//input[@type='search']").await, "555-0999").await;
    window.says("1 of 1,000 numbers").await;
    assert!(begin.elapsed() < Duration::from_secs(5));
    window.type_into(&window.appears("//input[@type='search']").await, "nothing like this").await;
    window.says("No number matches").await;
    window.press("Clear search").await;
    window.click("//table//button[normalize-space(.)='Desk 000']").await;
    window.press("Close").await;
    for _ in 0..60 {
        window.keys("\u{E015}").await;
    }
    let focused = window.run("return document.activeElement.textContent", vec![]).await;
    assert_eq!(focused, "Desk 060", "arrows move through rows that were not in the page before");
    window.close(&office).await;
}

/// Every page, in both themes and languages, at both sizes: no violation, and a picture of each.
#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_accessible_in_both_themes_and_languages() {
    let mut faults = Vec::new();
    for (language, words) in [
        ("en_US.UTF-8", ["Phone Numbers", "Assistants", "Import & Export", "Settings"]),
        ("es_ES.UTF-8", ["Números de teléfono", "Asistentes", "Importar y exportar", "Ajustes"]),
    ] {
        let office = Office::speaking(language);
        let tag = &language[..2];
        let window = office.open().await;
        let mut look = Vec::new();
        for theme in ["light", "dark"] {
            look.push((theme, 1440, 900));
            look.push((theme, 1024, 700));
        }
        check(&window, "welcome", tag, &look, &mut faults).await;
        window.close(&office).await;

        // The sample, and a file with one of everything to review.
        let window = office.open_with(&["--sample"]).await;
        window.appears("//table//button[normalize-space(.)='Appointments']").await;
        check(&window, "numbers", tag, &look, &mut faults).await;
        window.click("//header//button[contains(@class,'button-main')]").await;
        window.appears("//dialog//input[@type='tel']").await;
        check(&window, "add-number", tag, &look, &mut faults).await;
        window.keys("\u{E00C}").await;
        window.open_row("Appointments").await;
        check(&window, "panel", tag, &look, &mut faults).await;
        window.click("//aside//section//button").await;
        window.appears("//dialog[@role='alertdialog']").await;
        check(&window, "remove-number", tag, &look, &mut faults).await;
        window.keys("\u{E00C}").await;
        // The list closes when the window changes its size, so that comes first.
        window.resize(1440, 900).await;
        window.click("//aside//button[@role='combobox'][1]").await;
        check(&window, "country", tag, &look[..1], &mut faults).await;
        window.keys("\u{E00C}").await;
        window.follow(words[1]).await;
        window.appears("//table//button[normalize-space(.)='Night Desk']").await;
        check(&window, "assistants", tag, &look, &mut faults).await;
        window.click("//header//button[contains(@class,'button-main')]").await;
        window.appears("//dialog//textarea").await;
        check(&window, "new-assistant", tag, &look, &mut faults).await;
        window.keys("\u{E00C}").await;
        window.click("//table//button[normalize-space(.)='Night Desk']").await;
        window.appears("//aside").await;
        check(&window, "assistant", tag, &look, &mut faults).await;
        window.follow(words[3]).await;
        window.appears(&format!("//h1[normalize-space(.)='{}']", words[3])).await;
        check(&window, "settings", tag, &look, &mut faults).await;
        window.follow(words[2]).await;
        window.appears(&format!("//h1[normalize-space(.)='{}']", words[2])).await;
        check(&window, "transfer", tag, &look, &mut faults).await;
        let file = office.write("review.json", REVIEW);
        office.answer_dialog(&file);
        window.click("//main//button[contains(@class,'button-main')]").await;
        window.appears("//table[contains(@class,'review')]").await;
        window.click("//fieldset[contains(@class,'mode')]//label[2]").await;
        tokio::time::sleep(Duration::from_millis(600)).await;
        check(&window, "review", tag, &look, &mut faults).await;
        window.close(&office).await;
    }
    assert!(faults.is_empty(), "axe-core found:\n{}", faults.join("\n"));
}

const REVIEW: &str = r#"{
  "format": "vozdesk.setup", "version": 1, "extra": 1,
  "assistants": [ { "id": "0193a000-0000-7000-8000-000000000005", "greeting": "Harbour Dental bookings, hello!" },
                  { "name": "Aftercare Caller", "kind": "outbound", "greeting": "Hello from Harbour Dental, how are you healing?" } ],
  "numbers": [
    { "number": "+14155550124", "inbound": { "assistant": "Front Desk", "fallback": "415 555 0100" } },
    { "number": "+14155550147", "label": "Recall & Reminders", "notes": "Tuesday to Thursday only." },
    { "number": "+14155550183", "label": "Aftercare", "inbound": { "assistant": "Front Desk" }, "outbound": { "assistant": "Aftercare Caller" } },
    { "number": "+44 20 7946 00", "label": "Harley Street" },
    { "number": "+14155550161", "inbound": { "assistant": "Reception" } }
  ]
}"#;

async fn check(
    window: &vozdesk_tests::Window,
    page: &str,
    tag: &str,
    look: &[(&str, u32, u32)],
    faults: &mut Vec<String>,
) {
    for (theme, width, height) in look {
        window.resize(*width, *height).await;
        window.run("document.documentElement.dataset.theme = arguments[0]", vec![json!(theme)]).await;
        let scrolls = window.run("return document.documentElement.scrollWidth > window.innerWidth", vec![]).await;
        let name = format!("{page}-{tag}-{theme}-{width}");
        if scrolls == true {
            faults.push(format!("{name}: it scrolls sideways"));
        }
        window.picture(&name).await;
        if *width == 1440 {
            faults.extend(window.accessibility_faults().await.into_iter().map(|fault| format!("{name}: {fault}")));
        }
    }
    window.run("delete document.documentElement.dataset.theme", vec![]).await;
}

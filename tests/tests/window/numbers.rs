//! Phone Numbers: the table, the panel with one of them, adding and removing.

use std::time::{Duration, Instant};

use serde_json::json;
use vozdesk_tests::{Office, fixtures};

/// What cannot be saved is said beside its field, keeps what was typed and takes the focus.
#[tokio::test]
async fn a_refused_field_keeps_what_was_typed_and_says_why() {
    let office = fixtures::vets();
    let window = office.open().await;
    let panel = window.open_row("Main Office").await;
    for (field, typed, why) in [
        ("Fallback Destination", "415 555 01".to_owned(), "Too short for United States: 10 digits, here only 8."),
        ("Fallback Destination", "415 555 0101".to_owned(), "A number cannot be its own fallback."),
        // It is said, not cut.
        ("Label", "x".repeat(81), "Too long: 81 characters, at most 80 fit."),
    ] {
        panel.type_into(field, &typed).await;
        window.press("Save Changes").await;
        panel.refuses_field(field, why).await;
        panel.field(field).has("value", typed).await;
        panel.field(field).has_focus().await;
    }

    // Leaving asks; Keep editing stays, Discard leaves.
    window.follow("Assistants").await;
    window.dialog().press("Keep editing").await;
    panel.field("Label").has("value", "x".repeat(81)).await;
    window.follow("Assistants").await;
    window.dialog().press("Discard").await;
    window.is_at("Assistants").await;
    window.close().await;
    assert_eq!(office.number("main")["label"], "Main Office");
}

/// Fallbacks that lead in a circle are asked about before they are saved.
#[tokio::test]
async fn a_loop_of_fallbacks_is_asked_about() {
    let office = fixtures::vets();
    office.done(&["set", "Back Room", "--fallback", "415 555 0101"]);
    let window = office.open().await;
    window.open_row("Main Office").await.type_into("Fallback Destination", "415 555 0102").await;
    for answer in ["Keep editing", "Save anyway"] {
        window.press("Save Changes").await;
        window.dialog().says("Main Office, Back Room, Main Office").await;
        window.dialog().press(answer).await;
    }
    window.tells("Saved Main Office").await;
    window.close().await;
    assert_eq!(office.number("main")["inbound"]["fallback"], "+14155550102");
}

/// Types into the first field for a phone number within something, and submits its form at once if it is in one of its own.
const TYPE_AT_ONCE: &str = "const [within, text] = arguments; \
    const input = document.querySelector(`${within} input[type=tel]`); input.value = text; \
    input.dispatchEvent(new Event('input', { bubbles: true })); \
    if (within === 'dialog') input.form.requestSubmit()";

/// A requested number: asked for, then its digits are entered; corrected digits are followed.
#[tokio::test]
async fn a_requested_number_is_asked_for_and_gets_its_digits() {
    let office = fixtures::vets();
    let window = office.open().await;
    window.press("Add Phone Number").await;
    let dialog = window.dialog();
    dialog.pick("Ask for a new one").await;
    dialog.type_into("Area code", "415").await;
    dialog.type_into("Label", "Spring Promo").await;
    dialog.press("Add Phone Number").await;
    window.tells("Added Spring Promo").await;
    window.press("Enter number…").await;
    dialog.type_into("Number", "(415) 555-0101").await;
    dialog.press("Save number").await;
    dialog.refuses_field("Number", "is there already: Main Office").await;
    // Refused before the reading of what was typed is back: the reason stays. A reading that is begun
    // later, in a field behind the dialog, is back before it is looked for again.
    window.run(TYPE_AT_ONCE, vec![json!("dialog"), json!("415 555 0102")]).await;
    dialog.refuses_field("Number", "is there already: Back Room").await;
    let behind = "document.querySelector('aside').textContent.includes('Main Office, one of your numbers')";
    for (text, is_read) in [("415 555 0101", true), ("", false)] {
        window.run(TYPE_AT_ONCE, vec![json!("aside"), json!(text)]).await;
        window.becomes(behind, is_read).await;
    }
    dialog.refuses_field("Number", "is there already: Back Room").await;
    dialog.type_into("Number", "(415) 555-0199").await;
    dialog.press("Save number").await;
    window.tells("Saved Spring Promo: Number").await;
    window.panel().says("+1 415 555 0199").await;
    window.close().await;
    let number = office.number("Spring Promo");
    assert_eq!((&number["number"], &number["status"]), (&json!("+14155550199"), &json!("pending")));

    office.done(&["set", "Back Room", "--inbound", "Front Desk", "--fallback", "415 555 0199"]);
    let window = office.open().await;
    window.open_row("Spring Promo").await.press("Correct number…").await;
    let dialog = window.dialog();
    dialog.says("Change it where another number names it, too").await;
    dialog.type_into("Number", "(415) 555-0198").await;
    dialog.press("Save number").await;
    window.tells("Saved Spring Promo: Number").await;
    window.close().await;
    assert_eq!(office.number("Back Room")["inbound"]["fallback"], "+14155550198");
}

/// Adding the first number, a number that is there already, and removing one.
#[tokio::test]
async fn a_number_is_added_and_removed() {
    let office = Office::fresh();
    let window = office.open().await;
    window.goes_on().await;
    let dialog = window.dialog();
    window.press("Add Phone Number").await;
    dialog.type_into("Number", "(415) 555-0147").await;
    dialog.type_into("Label", "Front Door").await;
    dialog.press("Add Phone Number").await;
    window.tells("Added Front Door").await;
    window.press("Add Phone Number").await;
    dialog.type_into("Number", "+1 415 555 0147").await;
    dialog.press("Add Phone Number").await;
    dialog.refuses_field("Number", "is there already: Front Door").await;
    dialog.press("Cancel").await;
    window.open_row("Front Door").await.press("Remove this number…").await;
    dialog.press("Remove").await;
    window.tells("Removed Front Door").await;
    window.heading("No phone numbers yet").appears().await;
    window.press("Undo").await;
    window.row("Front Door").appears().await;
    window.close().await;
    assert_eq!(office.number("Front Door")["number"], "+14155550147");
}

/// From a keystroke in the search to the rows, measured in the page.
const SEARCH: &str = "const box = document.querySelector('input[type=search]'); \
    const begin = performance.now(); box.value = 'desk 777'; box.dispatchEvent(new Event('input')); \
    const look = () => { const rows = [...document.querySelectorAll('table[aria-label] tbody tr:not([aria-hidden]) td:first-child button')]; \
      if (rows.length === 1 && rows[0].textContent === 'Desk 777') done(performance.now() - begin); \
      else if (performance.now() - begin > 5000) done(5000); else setTimeout(look, 1); }; look();";

/// 1,000 numbers: there at once, searched without a visible pause, reached by keyboard.
#[tokio::test]
async fn a_thousand_numbers_are_searched_without_a_pause() {
    let office = fixtures::desks();
    let window = office.open().await;
    window.says("1,000 numbers").await;
    window.row("Desk 000").appears().await;
    let rows = window.any("row").count().await;
    assert!(rows < 80, "only rows on screen are in the page: {rows}");

    // What the start still has to do is no part of a search.
    window.comes_to_rest().await;
    let ms = window.run_async(SEARCH).await.as_f64().expect("a time");
    println!("keystroke to rows, 1,000 numbers: {ms:.0} ms");
    assert!(ms < 500.0, "{ms} ms from keystroke to rows");

    let begin = Instant::now();
    window.type_into("Search", "555-0999").await;
    window.says("1 of 1,000 numbers").await;
    assert!(begin.elapsed() < Duration::from_secs(5));
    window.type_into("Search", "nothing like this").await;
    window.says("No number matches").await;
    window.press("Clear search").await;
    window.open_row("Desk 000").await.press("Close").await;
    for _ in 0..60 {
        window.keys("Down").await;
    }
    // Arrows move through rows that were not in the page before.
    window.row("Desk 060").button("Desk 060").has_focus().await;
    window.close().await;
}

/// Asks for the menu of a row, as the second button of a mouse does; whether the browser's own is left out.
const ASK_MENU: &str = "const row = [...document.querySelectorAll('table[aria-label] tbody tr')].find((one) => one.textContent.includes(arguments[0])); \
    const { left, top } = row.getBoundingClientRect(); row.querySelector('button').focus(); \
    return !row.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: left + 90, clientY: top + 20 }))";

/// A row has a menu of its own, and the browser's, with its Reload, is nowhere.
#[tokio::test]
async fn a_row_has_a_menu_of_its_own_and_the_browsers_is_nowhere() {
    let office = fixtures::vets();
    let window = office.open().await;
    window.resize(1280, 840).await;
    let menu = window.any("menu");
    assert_eq!(window.run(ASK_MENU, vec!["Main Office".into()]).await, true);
    menu.says("Copy number").await;
    window.is_accessible("row-menu-en-1280").await;
    let height = window.run("return document.querySelector('[role=menu]').offsetHeight", vec![]).await;
    assert!(height.as_u64().is_some_and(|height| height < 260), "as high as what it holds: {height}");
    window.keys("Down").await;
    window.named("menuitem", "Copy number").has_focus().await;
    window.keys("Escape").await;
    menu.is_gone().await;
    window.button("Main Office").has_focus().await;
    window.run(ASK_MENU, vec!["Main Office".into()]).await;
    window.named("menuitem", "What happens").click().await;
    window.shows_in_panel("Main Office").await;
    window.panel().says("No assistant answers").await;
    // What is edited in a panel stays while another number is removed from its row.
    window.panel().type_into("Label", "Reception").await;
    window.run(ASK_MENU, vec!["Back Room".into()]).await;
    window.named("menuitem", "Remove…").click().await;
    window.dialog().press("Remove").await;
    window.tells("Removed Back Room").await;
    window.panel().field("Label").has("value", "Reception").await;
    let anywhere = "return [document.body, document.querySelector('main'), document.querySelector('nav a')] \
        .every((one) => !one.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true })))";
    assert_eq!(window.run(anywhere, vec![]).await, true);
    window.close().await;
}

/// The page of keys, by key and by mouse; and what it promises.
#[tokio::test]
async fn the_page_of_keys_is_there_and_its_keys_work() {
    let office = fixtures::vets();
    let window = office.open().await;
    window.resize(1280, 840).await;
    window.keys("?").await;
    window.dialog().says("Next, previous number").await;
    window.is_accessible("keys-en-1280").await;
    window.resize(1024, 700).await;
    window.run("document.documentElement.dataset.theme = 'dark'", vec![]).await;
    window.is_accessible("keys-dark-1024").await;
    window.keys("Escape").await;
    window.dialog().is_gone().await;
    for (keys, page) in [("Control+2", "Assistants"), ("Control+3", "Campaigns"), ("Control+1", "Phone Numbers")] {
        window.keys(keys).await;
        window.is_at(page).await;
    }
    window.open_row("Back Room").await;
    window.keys("Alt+Down").await;
    window.shows_in_panel("Main Office").await;
    window.keys("Alt+Up").await;
    window.shows_in_panel("Back Room").await;
    window.keys("Control+n").await;
    window.dialog().says("Add Phone Number").await;
    window.dialog().press("Cancel").await;
    window.go_to("Settings").await;
    window.press("Keys…").await;
    window.dialog().press("Close").await;
    window.close().await;
}

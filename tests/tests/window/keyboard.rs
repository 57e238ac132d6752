//! The window by keyboard alone, with the keys of a real keyboard, and the menus that take the browser's place.

use vozdesk_tests::{Part, Window, fixtures};

/// What has the focus, in words.
const FOCUSED: &str = "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim()";

/// A table is one stop of Tab; the arrows lead through it, to the sides along a row.
#[tokio::test]
async fn a_table_is_one_stop_of_tab() {
    let office = fixtures::vets();
    for (page, first, second) in
        [("Phone Numbers", "Back Room", "Main Office"), ("Assistants", "Front Desk", "Recall Caller")]
    {
        let window = office.open_at(page).await;
        let stops = "[...document.querySelectorAll('table[aria-label] tbody :is(button, input)')].filter((one) => one.tabIndex === 0).length";
        window.row(first).appears().await;
        window.becomes(stops, 1).await;
        window.row(first).button(first).focus().await;
        window.real_keys("Down").await;
        window.row(second).button(second).has_focus().await;
        window.becomes(stops, 1).await;
        window.real_keys("Right").await;
        window
            .becomes("document.activeElement.closest('td') !== document.activeElement.closest('tr').cells[0]", true)
            .await;
        window.real_keys("Left").await;
        window.row(second).button(second).has_focus().await;
        // Away with Tab, and back to where one was.
        window.real_keys("Tab").await;
        window.becomes("document.activeElement.closest('tbody') === null", true).await;
        window.real_keys("Shift+Tab").await;
        window.row(second).button(second).has_focus().await;
        window.close().await;
    }
}

/// The first stop of the window leads past the sidebar; going to a page by its link leaves the focus there.
#[tokio::test]
async fn the_first_stop_leads_to_the_page() {
    let office = fixtures::vets();
    let window = office.open().await;
    window.run("document.activeElement.blur()", vec![]).await;
    window.link("Skip to the page").focus().await;
    window.real_keys("Enter").await;
    window.becomes(FOCUSED, "Phone Numbers").await;
    window.becomes("document.activeElement.tagName", "H1").await;
    window.link("History").focus().await;
    window.real_keys("Enter").await;
    window.heading("History").appears().await;
    window.link("History").has_focus().await;
    window.real_keys("Control+2").await;
    window.heading("Assistants").appears().await;
    window.becomes("document.activeElement !== document.body", true).await;
    window.close().await;
}

/// Whatever had the focus and is taken away: the focus is never on the body.
#[tokio::test]
async fn the_focus_is_never_lost() {
    let office = fixtures::vets();
    let window = office.open_at("Phone Numbers").await;
    let is_somewhere = "document.activeElement !== document.body";
    window.open_row("Main Office").await;
    window.type_into("Label", "Reception").await;
    window.real_keys("Control+s").await;
    window.tells("Saved Reception").await;
    window.becomes(is_somewhere, true).await;
    window.button("Undo").focus().await;
    window.real_keys("Enter").await;
    window.tells("Undone").await;
    window.becomes(is_somewhere, true).await;
    window.panel().button("Remove this number…").focus().await;
    window.real_keys("Enter").await;
    window.dialog().button("Remove").has_focus().await;
    window.real_keys("Enter").await;
    window.tells("Removed Main Office").await;
    window.row("Main Office").is_gone().await;
    window.becomes(is_somewhere, true).await;
    // A panel that is closed gives the focus back to the row, also where that was drawn again meanwhile.
    for (page, name) in [("Phone Numbers", "Back Room"), ("Assistants", "Front Desk")] {
        window.go_to(page).await;
        window.row(name).button(name).focus().await;
        window.real_keys("Enter").await;
        let panel = window.shows_in_panel(name).await;
        let field = if page == "Assistants" { "Role" } else { "Notes" };
        panel.type_into(field, "Seen").await;
        panel.field(field).has("value", "Seen").await;
        window.real_keys("Control+s").await;
        window.tells(&format!("Saved {name}")).await;
        window.real_keys("Escape").await;
        panel.is_gone().await;
        window.row(name).button(name).has_focus().await;
    }
    window.close().await;
}

/// One comes back to a page where one left it.
#[tokio::test]
async fn one_comes_back_to_the_place_in_the_table() {
    let office = fixtures::vets();
    let file = office.write("many.csv", fixtures::table("Phone Number,Label", 300, |at| format!("Desk {at:03}")));
    office.done(&["import", &file]);
    let window = office.open_at("Phone Numbers").await;
    window.row("Desk 000").appears().await;
    window.run("document.querySelector('.page-body').scrollTop = 5000", vec![]).await;
    window.row("Desk 140").appears().await;
    window.go_to("History").await;
    window.go_to("Phone Numbers").await;
    window.row("Desk 140").appears().await;
    window.becomes("document.querySelector('.page-body').scrollTop", 5000).await;
    window.close().await;
}

/// A text field has a menu of its own for what one does with texts, with a real mouse; the browser's is nowhere.
#[tokio::test]
async fn a_text_has_a_menu_of_its_own() {
    let office = fixtures::vets();
    let window = office.open_at("Phone Numbers").await;
    window.resize(1280, 840).await;
    let panel = window.open_row("Main Office").await;
    let label = panel.field("Label");
    label.focus().await;
    window.real_keys("Control+a").await;
    window.real_click(3, &label).await;
    let menu = window.any("menu");
    menu.says("Select all").await;
    window.is_accessible("text-menu").await;
    choose(&window, "Cut").await;
    label.has("value", "").await;
    window.real_click(3, &panel.field("Notes")).await;
    choose(&window, "Paste").await;
    panel.field("Notes").has("value", "Main Office").await;
    // It is there as long as nobody presses elsewhere.
    window.real_click(3, &window.row("Back Room")).await;
    menu.says("Copy number").await;
    window.real_click(1, &window.heading("Phone Numbers")).await;
    menu.is_gone().await;
    window.real_click(3, &window.heading("Phone Numbers")).await;
    menu.is_gone().await;
    window.keys("Escape").await;
    window.dialog().press("Discard").await;
    window.go_to("Assistants").await;
    window.real_click(3, &window.row("Front Desk")).await;
    menu.says("Copy name").await;
    choose(&window, "Open").await;
    window.shows_in_panel("Front Desk").await;
    window.close().await;
}

async fn choose(window: &Window, words: &str) {
    let item: Part = window.named("menuitem", words);
    item.appears().await;
    window.real_click(1, &item).await;
    window.any("menu").is_gone().await;
}

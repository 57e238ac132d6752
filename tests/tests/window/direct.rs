//! What is done in the table itself: labels and slots edited where they stand, what happens shown beside a row, and the way
//! from the search to what it found.

use vozdesk_tests::{Part, Window, begins, fixtures};

/// The cell of a row in which a text stands.
async fn double_click(window: &Window, row: &str, column: &str) {
    let script = "const row = [...document.querySelectorAll('tbody tr')].find((one) => one.textContent.includes(arguments[0])); \
        for (const type of ['click', 'click', 'dblclick']) { \
            const detail = type === 'click' ? ++window.clicks : 2; \
            row.querySelector(arguments[1]).dispatchEvent(new MouseEvent(type, { bubbles: true, detail })); }";
    window.run("window.clicks = 0", vec![]).await;
    window.run(script, vec![row.into(), column.into()]).await;
}

/// Begins to edit the label of the first number, by keyboard.
async fn rename_main_office(window: &Window) -> Part {
    window.row("Main Office").button("Main Office").focus().await;
    window.real_keys("F2").await;
    let label = label_of(window, "+1 415 555 0101");
    label.has_focus().await;
    label
}

fn label_of(window: &Window, row: &str) -> Part {
    window.row(row).field("Label")
}

/// F2 edits a label where it stands; Enter saves it, with Undo; Escape drops what was typed.
#[tokio::test]
async fn a_label_is_edited_where_it_stands() {
    let office = fixtures::vets();
    let window = office.open_at("Phone Numbers").await;
    let label = rename_main_office(&window).await;
    window.is_accessible("row-label").await;
    window.real_text("Reception").await;
    window.real_keys("Escape").await;
    window.row("Main Office").button("Main Office").has_focus().await;

    window.real_keys("F2").await;
    label.has_focus().await;
    window.real_text("Reception").await;
    window.real_keys("Enter").await;
    window.tells("Saved Reception").await;
    window.row("Reception").button("Reception").has_focus().await;
    window.press("Undo").await;
    window.row("Main Office").appears().await;

    double_click(&window, "Main Office", ".c-label").await;
    label.has_focus().await;
    window.real_text("Front Door").await;
    label.has("value", "Front Door").await;
    // Leaving it saves.
    window.field("Search").click().await;
    window.tells("Saved Front Door").await;
    window.close().await;
    assert_eq!(office.number("Front Door")["label"], "Front Door");
}

/// A label that is refused stays as it was typed; what is typed there is not lost by closing the window.
#[tokio::test]
async fn a_label_in_the_table_is_refused_and_asked_about_like_one_in_the_panel() {
    let office = fixtures::vets();
    let window = office.open_at("Phone Numbers").await;
    let label = rename_main_office(&window).await;
    let long = "long ".repeat(40);
    window.real_text(&long).await;
    window.real_keys("Enter").await;
    window.refuses("at most").await;
    label.has("value", long).await;
    window.close_by_its_frame().await;
    window.press_to_close("Discard").await;
    assert_eq!(office.number("Main Office")["label"], "Main Office");

    // One that would be taken is not saved by the question itself.
    let window = office.open_at("Phone Numbers").await;
    let label = rename_main_office(&window).await;
    window.real_text("Taken").await;
    label.has("value", "Taken").await;
    window.real_keys("Control+2").await;
    window.dialog().press("Discard").await;
    window.is_at("Assistants").await;
    window.close().await;
    assert_eq!(office.number("Main Office")["label"], "Main Office");
}

/// A slot opens a list of assistants beside it; what is chosen is saved and can be undone.
#[tokio::test]
async fn an_assistant_is_chosen_where_the_slot_stands() {
    let office = fixtures::vets();
    let window = office.open_at("Phone Numbers").await;
    double_click(&window, "Back Room", ".c-in").await;
    window.field("Find an assistant").has_focus().await;
    window.is_accessible("row-chooser").await;
    window.keys("front").await;
    window.keys("Enter").await;
    window.tells("Saved Back Room").await;

    // By keyboard, from the row's menu; and the row is drawn anew while that is open.
    window.row("Back Room").button("Back Room").focus().await;
    window.real_keys("Shift+F10").await;
    window.any("menu").appears().await;
    window.real_keys("Control+z").await;
    window.tells("Undone").await;
    window.row("Back Room").says("1 error").await;
    window.named("menuitem", "Inbound Assistant…").click().await;
    window.field("Find an assistant").has_focus().await;
    window.real_keys("Escape").await;
    window.row("Back Room").button("Back Room").has_focus().await;
    window.close().await;
}

/// The list of countries is left with Escape, and nothing else is.
#[tokio::test]
async fn escape_leaves_the_list_of_countries_only() {
    let office = fixtures::vets();
    let window = office.open_at("Phone Numbers").await;
    let panel = window.open_row("Main Office").await;
    let country = panel.group("Inbound Settings").field("Country");
    country.click().await;
    window.field("Country or code").has_focus().await;
    window.real_keys("Escape").await;
    country.has_focus().await;
    window.shows_in_panel("Main Office").await;
    window.close().await;
}

/// What happens to a number's calls is shown beside its row, without opening it.
#[tokio::test]
async fn what_happens_is_shown_on_space_and_while_the_pointer_rests() {
    let office = fixtures::corner_shop();
    let window = office.open_at("Phone Numbers").await;
    window.row("Main Office").button("Main Office").focus().await;
    window.real_keys("Space").await;
    let preview = window.group("What happens");
    preview.says("Front Desk").await;
    window.is_accessible("row-preview").await;
    window.real_keys("Space").await;
    preview.is_gone().await;
    window.panel().is_gone().await;
    let over = "document.querySelector('tbody .c-in').dispatchEvent(new MouseEvent('mouseenter'))";
    window.run(over, vec![]).await;
    preview.appears().await;
    window.run("document.querySelector('tbody .c-in').dispatchEvent(new MouseEvent('mouseleave'))", vec![]).await;
    preview.is_gone().await;
    window.close().await;
}

/// From the search one key leads into the table, and another opens what was found first; also right after typing.
#[tokio::test]
async fn the_search_leads_to_what_it_found() {
    let office = fixtures::vets();
    let window = office.open_at("Phone Numbers").await;
    window.real_keys("/").await;
    window.field("Search").has_focus().await;
    window.real_text("back").await;
    window.real_keys("Down").await;
    window.row("Back Room").button("Back Room").has_focus().await;
    window.real_keys("/").await;
    window.real_text("main").await;
    window.real_keys("Enter").await;
    window.shows_in_panel("Main Office").await;
    window.panel().press("Close").await;
    // What finds nothing opens nothing.
    window.real_keys("/").await;
    window.real_text("nobody").await;
    window.real_keys("Enter").await;
    window.heading("No number matches “nobody”").appears().await;
    window.panel().is_gone().await;
    window.go_to("Check-up").await;
    window.real_keys("/").await;
    window.real_text("back").await;
    window.real_keys("Enter").await;
    window.shows_in_panel("Back Room").await;
    window.panel().press("Close").await;
    window.go_to("Call map").await;
    window.real_keys("/").await;
    window.real_text("recall").await;
    window.real_keys("Down").await;
    window.link(begins("Recall Caller")).has_focus().await;
    window.go_to("Assistants").await;
    window.real_keys("/").await;
    window.real_text("recall").await;
    window.real_keys("Enter").await;
    window.shows_in_panel("Recall Caller").await;
    window.close().await;
}

/// A number is found wherever it stands, in any form it is written in, and it is said where.
#[tokio::test]
async fn a_number_is_found_wherever_it_stands() {
    let office = fixtures::vets();
    office.done(&["set", "Main Office", "--fallback", "+44 20 7946 0052"]);
    let window = office.open_at("Phone Numbers").await;
    for form in ["+44 (0)20 7946 0052", "tel:+442079460052", "020 7946 0052", "０２０ ７９４６"] {
        window.type_into("Search", form).await;
        window.row("Main Office").says("falls back to it").await;
        window.row("Back Room").is_gone().await;
    }
    window.is_accessible("row-found-by").await;
    window.type_into("Search", "inactive").await;
    window.heading("No number matches “inactive”").appears().await;
    window.close().await;
}

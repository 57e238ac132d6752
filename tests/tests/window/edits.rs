//! What somebody has typed: never lost without a question, whatever closes the window, and taken back by the right Undo.

use vozdesk_tests::{Office, Window, fixtures};

/// Opens Main Office with another label in it, not saved.
async fn editing(office: &Office) -> Window {
    let window = office.open().await;
    window.resize(1024, 700).await;
    window.open_row("Main Office").await.type_into("Label", "Reception").await;
    window.says("1 unsaved edit").await;
    window
}

/// Each way to close the window: its frame's button, and the keys.
async fn close(window: &Window, way: &str) {
    if way == "frame" {
        window.close_by_its_frame().await;
    } else {
        window.keys(way).await;
    }
}

const WAYS: [&str; 3] = ["frame", "Control+q", "Alt+F4"];

#[tokio::test]
async fn a_window_with_edits_asks_before_it_closes() {
    for way in WAYS {
        let office = fixtures::vets();
        let window = editing(&office).await;
        close(&window, way).await;
        window.dialog().says("Save the changes to Main Office?").await;
        window.is_accessible("close-asks-en-1024").await;
        // Whoever closes it again while it asks has not answered.
        close(&window, way).await;
        window.dialog().press("Keep editing").await;
        window.panel().field("Label").has("value", "Reception").await;
        close(&window, way).await;
        window.press_to_close("Save Changes").await;
        assert_eq!(office.number("main")["label"], "Reception", "{way}");
    }
}

#[tokio::test]
async fn a_window_without_edits_closes_at_once_and_edits_are_dropped_only_when_asked() {
    for way in WAYS {
        let office = fixtures::vets();
        let window = office.open().await;
        close(&window, way).await;
        window.has_closed().await;
        let window = editing(&office).await;
        close(&window, way).await;
        window.press_to_close("Discard").await;
        assert_eq!(office.number("main")["label"], "Main Office", "{way}");
    }
}

/// A save that is refused keeps the window open.
#[tokio::test]
async fn edits_that_cannot_be_saved_keep_the_window_open() {
    let office = fixtures::vets();
    let window = office.open().await;
    let panel = window.open_row("Main Office").await;
    panel.type_into("Label", &"x".repeat(81)).await;
    window.close_by_its_frame().await;
    window.dialog().press("Save Changes").await;
    panel.refuses_field("Label", "Too long").await;
    // Once it is right, nothing at the foot says that it was refused.
    window.refuses("Too long").await;
    panel.type_into("Label", "Reception").await;
    window.any("alert").is_gone().await;
    window.save("Saved Reception: Label").await;
    window.close_by_its_frame().await;
    window.has_closed().await;
}

/// What is only looked at holds nobody up.
#[tokio::test]
async fn a_dialog_in_which_nothing_is_typed_lets_the_window_close() {
    let office = fixtures::vets();
    let window = office.open().await;
    window.keys("?").await;
    window.dialog().says("Next, previous row").await;
    window.close_by_its_frame().await;
    window.has_closed().await;
}

/// A form in a dialog, a wizard, and the office's own form in Settings are asked about too.
#[tokio::test]
async fn what_is_typed_elsewhere_is_asked_about_too() {
    let office = fixtures::vets();
    let window = office.open().await;
    window.press("Add Phone Number").await;
    window.dialog().type_into("Label", "Workshop").await;
    window.close_by_its_frame().await;
    window.says("What is typed here has not been saved.").await;
    window.picture("close-form-en").await;
    // Whoever closes it again while it asks gets no second question.
    window.close_by_its_frame().await;
    window.press("Keep editing").await;
    window.says("Ask for a new one").await;
    window.becomes("document.querySelectorAll('dialog[open]').length", 1).await;
    window.dialog().field("Label").has("value", "Workshop").await;
    window.dialog().press("Cancel").await;
    window.go_to("Settings").await;
    window.type_into("Office name", "Harbour Vets").await;
    // Another page asks as well.
    window.follow("Campaigns").await;
    window.dialog().says("Save the changes to Office?").await;
    window.dialog().press("Keep editing").await;
    window.close_by_its_frame().await;
    window.press_to_close("Save Changes").await;
    assert!(office.done(&["profile"]).contains("Harbour Vets"));
}

/// In a field whose edit was just saved, Ctrl Z is the office's; in one that is edited it is the text's.
#[tokio::test]
async fn ctrl_z_after_ctrl_s_takes_the_saved_change_back() {
    let office = fixtures::vets();
    let window = office.open().await;
    let panel = window.open_row("Main Office").await;
    panel.type_into("Label", "Reception").await;
    window.keys("Control+s").await;
    window.tells("Saved Reception: Label").await;
    panel.field("Label").has_focus().await;
    window.keys("Control+z").await;
    window.tells("Undone: ").await;
    panel.field("Label").has("value", "Main Office").await;
    panel.field("Label").has_focus().await;
    // Once somebody types there again the key is the text's, also when nothing is left of what was typed.
    panel.type_into("Label", "Front").await;
    panel.type_into("Label", "Main Office").await;
    window.keys("Control+z").await;
    window.comes_to_rest().await;
    window.close().await;
    let history = office.done(&["history"]);
    assert_eq!(history.lines().count(), 2, "nothing but the save, undone: {history}");
}

/// Its own digits are refused while they are typed, and not called one of the office's numbers.
#[tokio::test]
async fn a_numbers_own_digits_as_its_fallback_are_refused_while_typing() {
    let office = fixtures::vets();
    let window = office.open().await;
    let panel = window.open_row("Main Office").await;
    panel.field("Fallback Destination").focus().await;
    for digit in "4155550101".chars() {
        window.keys(&digit.to_string()).await;
    }
    panel.refuses_field("Fallback Destination", "A number cannot be its own fallback.").await;
    panel.field("Fallback Destination").has_focus().await;
    window.close().await;
}

/// The first number is said as people read it, and its panel opens as that of later ones does.
#[tokio::test]
async fn the_first_number_opens_and_is_said_as_people_read_it() {
    let office = Office::fresh();
    let window = office.open().await;
    window.goes_on().await;
    window.press("Add Phone Number").await;
    window.dialog().choose_country("United States").await;
    window.dialog().type_into("Number", "4155550101").await;
    window.dialog().press("Add Phone Number").await;
    window.tells("Added +1 415 555 0101").await;
    window.shows_in_panel("+1 415 555 0101").await;
    window.close().await;
}

/// A custom assistant answers or calls, as the button says beside which it stands.
#[tokio::test]
async fn a_custom_assistant_is_given_a_number_for_what_is_asked() {
    let office = fixtures::vets();
    office.done(&["assistant", "add", "Both", "--kind", "custom"]);
    let window = office.open_at("Assistants").await;
    window.open_row("Both").await;
    let press = "const section = [...document.querySelectorAll('.panel section')].find((one) => one.textContent.includes(arguments[0])); \
        section.querySelector('button').click()";
    for (place, takes, leaves) in
        [("Answers", "Answers calls", "Speaks in campaigns"), ("Calls from", "Speaks in campaigns", "Answers calls")]
    {
        window.run(press, vec![place.into()]).await;
        let wizard = window.dialog();
        wizard.choice(takes).has("checked", true).await;
        wizard.choice(leaves).has("checked", false).await;
        wizard.press("Cancel").await;
        wizard.is_gone().await;
    }
    window.close().await;
}

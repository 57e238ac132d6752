//! Assistants: the wizard for a new one, and one of them added, edited, switched off and removed.

use serde_json::{Value, json};
use vozdesk_tests::{Part, Window, begins, fixtures};

/// Opens the wizard and goes to the phone number of a new outbound assistant.
async fn new_caller(window: &Window, name: &str) -> Part {
    window.press("New assistant").await;
    let wizard = window.dialog();
    wizard.pick("Outbound").await;
    wizard.press("Continue").await;
    wizard.type_into("Name", name).await;
    wizard.press("Continue").await;
    wizard
}

/// The wizard: an outbound assistant with a new number, a second that takes the first one's number,
/// what that means for a campaign, and one Undo each.
#[tokio::test]
async fn the_wizard_gives_an_assistant_its_number_and_says_who_loses_it() {
    let office = fixtures::vets();
    let window = office.open_at("Assistants").await;
    let sidebar = window.any("navigation");
    sidebar.says("2 of 3 numbers").await;

    // A new number: one fewer is left, and it is pending.
    let wizard = new_caller(&window, "Aftercare").await;
    wizard.says("1 of 3 left on your plan").await;
    wizard.says("People who call back reach nobody.").await;
    wizard.choose("Who answers call backs?", "Front Desk").await;
    wizard.type_into("Area code", "41x").await;
    wizard.press("Continue").await;
    wizard.refuses_field("Area code", "An area code is up to 6 digits.").await;
    wizard.type_into("Area code", "415").await;
    wizard.type_into("Label", "Aftercare Line").await;
    wizard.press("Continue").await;
    wizard.says("A new number in United States, area code 415, pending").await;
    wizard.says("0 numbers are left afterwards").await;
    wizard.press("Create").await;
    window.tells("Added Aftercare with the number Aftercare Line").await;
    sidebar.says("3 of 3 numbers").await;
    window.close().await;
    let asked = office.number("Aftercare Line");
    assert_eq!(asked["status"], "pending");
    assert_eq!(asked["requested"], json!({ "country": "US", "area_code": "415" }));
    assert_eq!(asked["inbound"]["assistant"], "front");

    // Its digits come, and a campaign calls from it.
    office.done(&["set", "Aftercare Line", "--number", "415 555 0177", "--status", "active"]);
    office.done(&["campaign", "add", "Healing", "--from", "Aftercare Line"]);
    office.done(&["campaign", "set", "Healing", "--status", "active"]);
    let before = office.export();

    // A second one takes that number.
    let window = office.open_at("Assistants").await;
    let wizard = new_caller(&window, "Second Caller").await;
    wizard.says("Your plan has no number left").await;
    wizard.pick("Use an existing outbound number").await;
    wizard.press("Continue").await;
    wizard.refuses("Choose a number.").await;
    wizard.pick("Aftercare Line").await;
    for loss in [
        "Aftercare loses this number",
        "Aftercare has no number left to call from.",
        "The campaign Healing (active) is then run by Second Caller.",
    ] {
        wizard.says(loss).await;
    }
    wizard.press("Continue").await;
    wizard.says("Second Caller speaks, and people see +1 415 555 0177.").await;
    wizard.press("Create").await;
    window.tells("Added Second Caller with the number Aftercare Line").await;
    // The one that lost it is flagged, and the campaign says who speaks now.
    window.row("Aftercare").button(begins("1 warning")).appears().await;
    window.press("Close").await;
    window.go_to("Campaigns").await;
    let speaks = |name| window.row("Healing").named("cell", name);
    speaks("Second Caller").appears().await;
    window.keys("Control+z").await;
    window.tells("Undone: Added Second Caller").await;
    speaks("Aftercare").appears().await;
    window.close().await;
    assert_eq!(office.export(), before, "one Undo brings all back");
}

/// Leaving the wizard at any of its steps changes nothing, and Back keeps what was answered.
#[tokio::test]
async fn leaving_the_wizard_at_any_step_changes_nothing() {
    let office = fixtures::vets();
    let before = office.export();
    let window = office.open_at("Assistants").await;
    for steps in 0..4 {
        let wizard = window.dialog();
        if steps < 2 {
            window.press("New assistant").await;
            wizard.pick("Outbound").await;
            if steps == 1 {
                wizard.press("Continue").await;
                wizard.type_into("Name", "Nobody").await;
            }
        } else {
            new_caller(&window, "Nobody").await;
            wizard.pick("Use an existing outbound number").await;
            wizard.pick("Back Room").await;
            wizard.press("Back").await;
            wizard.field("Name").has("value", "Nobody").await;
            wizard.press("Continue").await;
            wizard.choice("Back Room").has("checked", true).await;
        }
        if steps == 3 {
            wizard.press("Continue").await;
            wizard.heading("This will be created").appears().await;
        }
        if steps % 2 == 0 {
            wizard.press("Cancel").await;
        } else {
            window.keys("Escape").await;
        }
        wizard.is_gone().await;
    }
    window.close().await;
    assert_eq!(office.export(), before);
    assert_eq!(office.done(&["history"]).lines().count(), 1, "the import alone");
}

/// Two assistants on one number: one answers, the other speaks, and neither save touches the other slot.
#[tokio::test]
async fn two_assistants_share_a_number_and_neither_save_touches_the_other() {
    let office = fixtures::vets();
    let window = office.open().await;
    let panel = window.open_row("Main Office").await;
    for (group, assistant, happens, told) in [
        (
            "Inbound Settings",
            "Front Desk",
            "Front Desk answers: “Pier Street Vets, good morning.”",
            "Saved Main Office: Inbound Assistant",
        ),
        (
            "Outbound Settings",
            "Recall Caller",
            "Recall Caller speaks, and people see +1 415 555 0101. Calling back reaches Front Desk.",
            "Saved Main Office: Outbound Assistant",
        ),
    ] {
        panel.group(group).choose("Assistant", assistant).await;
        panel.says(happens).await;
        window.save(told).await;
    }
    window.close().await;
    let number = office.number("main");
    let slots = (&number["inbound"]["assistant"], &number["outbound"]["assistant"]);
    assert_eq!(slots, (&json!("front"), &json!("recall")));
}

/// Assistants: added, edited, switched off, removed with what that changes, and brought back.
#[tokio::test]
async fn an_assistant_is_added_edited_switched_off_and_removed() {
    let office = fixtures::vets();
    office.done(&["set", "Main Office", "--inbound", "Front Desk"]);
    let window = office.open_at("Assistants").await;
    window.press("New assistant").await;
    let dialog = window.dialog();
    dialog.pick("Inbound").await;
    dialog.press("Continue").await;
    dialog.field("Name").appears().await;
    dialog.press("Continue").await;
    dialog.refuses_field("Name", "This must not be empty.").await;
    dialog.type_into("Name", "Night Desk").await;
    dialog.press("Continue").await;
    dialog.pick("Later").await;
    dialog.press("Continue").await;
    dialog.press("Create").await;
    window.tells("Added Night Desk").await;
    let panel = window.shows_in_panel("Night Desk").await;
    panel.type_into("Greeting", "<img src=x onerror=\"document.title='broken'\">").await;
    window.save("Saved Night Desk").await;
    panel.press("Close").await;

    window.pick("Front Desk active").await;
    dialog.says("Calls to Main Office reach nobody.").await;
    dialog.press("Cancel").await;
    window.choice("Front Desk active").has("checked", true).await;
    window.pick("Front Desk active").await;
    dialog.press("Switch off").await;
    window.tells("Saved Front Desk: Active").await;
    window.open_row("Front Desk").await.press("Remove this assistant…").await;
    dialog.says("Front Desk no longer answers calls to Main Office; nobody does.").await;
    dialog.press("Remove").await;
    window.tells("Removed Front Desk").await;
    // No markup of anybody's runs.
    window.becomes("document.title", "Assistants – VozDesk").await;
    window.close().await;
    assert_eq!(office.number("main")["inbound"]["assistant"], Value::Null);
    office.done(&["undo"]);
    assert_eq!(office.number("main")["inbound"]["assistant"], "front");
}

//! Campaigns: added on any number, started only on one that can be used, blocked by what is said first.

use vozdesk_tests::fixtures;

#[tokio::test]
async fn a_campaign_needs_a_number_that_can_be_used_and_says_what_blocks_it() {
    let office = fixtures::vets();
    office.done(&["set", "Main Office", "--outbound", "Recall Caller"]);
    let window = office.open_at("Campaigns").await;
    window.press("New campaign").await;
    let dialog = window.dialog();
    dialog.type_into("Name", "Vaccines").await;
    dialog.press("Create").await;
    dialog.refuses("Choose a number.").await;
    dialog.says("Cannot call: it has no outbound assistant.").await;
    dialog.pick("Back Room").await;
    dialog.press("Create").await;
    window.tells("Added Vaccines").await;
    let panel = window.shows_in_panel("Vaccines").await;
    panel.says("This campaign cannot run").await;

    panel.choose("Status", "Active").await;
    window.press("Save Changes").await;
    window.refuses("cannot be used for campaigns: it has no outbound assistant").await;
    panel.pick("Main Office").await;
    window.save("Saved Vaccines").await;
    panel.says("Recall Caller speaks, and people see +1 415 555 0101").await;
    panel.press("Close").await;

    // Emptying the slot names the campaign first.
    window.go_to("Phone Numbers").await;
    let panel = window.open_row("Main Office").await;
    panel.group("Outbound Settings").choose("Assistant", "None").await;
    panel.says("The campaign Vaccines (active) cannot call from its number any more").await;
    for answer in ["Keep editing", "Save anyway"] {
        window.press("Save Changes").await;
        dialog.press(answer).await;
    }
    window.tells("Saved Main Office: Outbound Assistant").await;
    panel.press("Close").await;
    window.go_to("Campaigns").await;
    let blocked = window.row("Vaccines").named("cell", "Blocked");
    blocked.appears().await;
    window.press("Undo").await;
    window.tells("Undone: Saved Main Office").await;
    blocked.is_gone().await;
    window.row("Vaccines").appears().await;
    window.close().await;
}

//! The steps of the user's manual on phone numbers, by visible names; the program is closed and opened between them.

use serde_json::json;
use vozdesk_tests::{Part, Window, fixtures};

async fn main_office(window: &Window) -> Part {
    window.go_to("Phone Numbers").await;
    window.open_row("Main Office").await
}

#[tokio::test]
async fn the_steps_of_the_manual_work_by_visible_names_and_outlive_the_program() {
    let office = fixtures::vets();

    let window = office.open().await;
    let inbound = main_office(&window).await.group("Inbound Settings");
    inbound.choose("Assistant", "Front Desk").await;
    inbound.choose_country("Spain").await;
    inbound.type_into("Fallback Destination", "912 34 56 78").await;
    window.save("Saved Main Office").await;
    window.close().await;
    let number = office.number("Main Office");
    assert_eq!(number["inbound"], json!({ "assistant": "front", "fallback": "+34912345678" }));
    assert_eq!(number["outbound"], json!({ "assistant": null, "caller_id": null }), "the other slot is not touched");

    let window = office.open().await;
    let panel = main_office(&window).await;
    panel.group("Inbound Settings").field("Fallback Destination").has("value", "912 34 56 78").await;
    let outbound = panel.group("Outbound Settings");
    outbound.choose("Assistant", "Recall Caller").await;
    outbound.type_into("Outbound Phone Number", "(415) 555-0102").await;
    outbound.says("Back Room, one of your numbers.").await;
    window.save("Saved Main Office").await;
    window.close().await;
    let number = office.number("Main Office");
    assert_eq!(number["outbound"], json!({ "assistant": "recall", "caller_id": "+14155550102" }));
    assert_eq!(number["inbound"], json!({ "assistant": "front", "fallback": "+34912345678" }));

    let window = office.open().await;
    let panel = main_office(&window).await;
    for (group, number) in
        [("Inbound Settings", "Fallback Destination"), ("Outbound Settings", "Outbound Phone Number")]
    {
        panel.group(group).choose("Assistant", "None").await;
        panel.group(group).type_into(number, "").await;
    }
    window.save("Saved Main Office").await;
    window.press("Undo").await;
    window.tells("Undone: Saved Main Office").await;
    window.keys("Control+Shift+z").await;
    window.tells("Done again: Saved Main Office").await;
    window.close().await;
    let number = office.number("Main Office");
    assert_eq!(number["inbound"], json!({ "assistant": null, "fallback": null }));
    assert_eq!(number["outbound"], json!({ "assistant": null, "caller_id": null }));
}

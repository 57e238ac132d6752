//! History: the changes record by record, and the way back to any of them.

use serde_json::json;
use vozdesk_tests::{begins, fixtures};

/// The changes are told record by record, and any of them is the way back; also after a restart.
#[tokio::test]
async fn history_tells_every_change_and_leads_back_to_any() {
    let office = fixtures::vets();
    let first = office.export();
    office.done(&["set", "Back Room", "--inbound", "Front Desk", "--fallback", "+14155550101"]);
    office.done(&["remove", "Main Office"]);
    let last = office.export();
    let window = office.open_at("History").await;
    window.resize(1024, 700).await;
    let changes = window.any("table");
    changes.says("Removed Main Office").await;
    changes.press("Saved Back Room: Inbound Assistant, Fallback Destination").await;
    changes.says("Front Desk").await;
    changes.says("+1 415 555 0101").await;
    window.is_accessible("history-open-en-1024").await;
    changes.button(begins("Restore to here")).last().click().await;
    let dialog = window.dialog();
    dialog.says("Restore the office as of").await;
    dialog.says("right after Imported office.json. 1 record added, 1 record changed").await;
    dialog.says("Main Office").await;
    dialog.says("Back Room").await;
    window.is_accessible("history-restore-en-1024").await;
    dialog.press("Restore").await;
    window.tells("Restored to change 1").await;
    window.head().press("Undo").await;
    window.tells("Undone: Restored to change 1").await;
    window.head().press("Redo").await;
    window.tells("Done again: Restored to change 1").await;
    window.close().await;
    assert_eq!(office.export(), first);

    let window = office.open_at("History").await;
    window.head().press("Undo").await;
    window.tells("Undone: Restored to change 1").await;
    window.close().await;
    assert_eq!(office.export(), last);
}

/// One change is taken back alone; where a later one set the same field, three values are shown first.
#[tokio::test]
async fn one_change_is_taken_back_alone_after_what_clashes_is_shown() {
    let office = fixtures::vets();
    office.done(&["set", "Main Office", "--label", "Reception", "--notes", "Seen", "--inbound", "Front Desk"]);
    office.done(&["set", "Back Room", "--label", "Workshop"]);
    office.done(&["set", "Reception", "--label", "Front Door", "--inbound", "Recall Caller"]);
    let window = office.open_at("History").await;
    window.resize(1280, 840).await;
    let changes = window.any("table");
    // The newest is taken back by Undo, and is what there is.
    changes.says("Saved Front Door").await;
    assert_eq!(changes.button(begins("Undo only this change")).count().await, 3);
    assert_eq!(changes.button(begins("Restore to here")).count().await, 3);

    changes.button(begins("Undo only this change…: Saved Workshop")).click().await;
    window.tells("Undid only “Saved Workshop: Label”").await;
    changes.button(begins("Undo only this change…: Saved Reception")).click().await;
    let dialog = window.dialog();
    dialog.says("2 things were changed again since.").await;
    for told in ["Main Office", "Reception", "Front Door"] {
        dialog.says(told).await;
    }
    window.is_accessible("undo-only-en-1280").await;
    window.run("document.documentElement.dataset.theme = 'dark'", vec![]).await;
    window.resize(1024, 700).await;
    window.picture("undo-only-dark-1024").await;
    dialog.pick("Front Door, Inbound Assistant: before, None").await;
    dialog.press("Undo the rest").await;
    window.tells("Undid only “Saved Reception").await;
    window.picture("history-ways-dark-1024").await;
    window.head().press("Undo").await;
    window.tells("Undone: Undid only “Saved Reception").await;
    window.head().press("Redo").await;
    window.tells("Done again: Undid only “Saved Reception").await;
    window.close().await;
    let main = office.number("main");
    assert_eq!(
        (&main["label"], &main["notes"]),
        (&json!("Front Door"), &json!("")),
        "the label stays, the notes go back"
    );
    assert_eq!(office.number("second")["label"], "Back Room");
}

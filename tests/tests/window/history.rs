//! History: the changes record by record, and the way back to any of them.

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
    dialog.says("1 record added, 1 record changed").await;
    window.picture("history-restore-en-1024").await;
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

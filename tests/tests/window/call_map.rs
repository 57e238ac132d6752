//! Call map: who answers and who calls, as a picture one can go through, and as a list.

use vozdesk_tests::{begins, fixtures};

/// A box lights its calls and says them, Enter opens it, and the picture can be exported.
#[tokio::test]
async fn the_call_map_is_usable_by_keyboard_and_exported_as_a_picture() {
    let office = fixtures::vets();
    office.done(&["set", "Main Office", "--inbound", "Front Desk", "--fallback", "415 555 0102"]);
    let window = office.open_at("Call map").await;
    let map = window.named("group", begins("Call map: "));
    map.link("Main Office, +1 415 555 0101, 1 warning").focus().await;
    window.says("Main Office: Front Desk answers. If the assistant is unavailable: The call goes to Back Room").await;
    // The number, its assistant, its fallback destination. Being lit is for the eye: it has no role.
    window.becomes("document.querySelectorAll('.map .node.lit').length", 3).await;
    let picture = office.path("map.svg");
    office.answer_dialog(&picture);
    window.press("Export as SVG…").await;
    window.tells("Exported to").await;
    let svg = std::fs::read_to_string(&picture).expect("the picture is there");
    assert!(svg.starts_with("<svg") && svg.contains("Main Office") && svg.contains("Front Desk"));
    // The same calls as a list.
    window.press("Show as list").await;
    window.item("Main Office").link("Main Office").appears().await;
    window.press("Show as picture").await;
    map.link(begins("Main Office, +1 415")).focus().await;
    window.keys("Enter").await;
    window.shows_in_panel("Main Office").await;
    window.close().await;
}

//! Check-up: what is found, the click that mends it, the way to where somebody has to choose.

use vozdesk_tests::{begins, fixtures};

/// A loop of fallbacks: shown while editing, asked about, found by the check-up, mended with one click.
#[tokio::test]
async fn a_loop_is_shown_before_saving_found_and_mended() {
    let office = fixtures::vets();
    for number in ["Main Office", "Back Room"] {
        office.done(&["set", number, "--inbound", "Front Desk"]);
    }
    office.done(&["set", "Back Room", "--fallback", "415 555 0101"]);
    let before = office.export();
    let window = office.open().await;
    let panel = window.open_row("Main Office").await;
    panel.type_into("Fallback Destination", "415 555 0102").await;
    // In the panel, before anything is saved.
    panel.says("Main Office, Back Room, Main Office").await;
    panel.says("The call comes back to Main Office, +1 415 555 0101 and goes round. Nobody takes it.").await;
    window.press("Save Changes").await;
    window.dialog().says("Main Office, Back Room, Main Office").await;
    window.dialog().press("Save anyway").await;
    window.tells("Saved Main Office").await;
    panel.press("Close").await;
    window.go_to("Check-up").await;
    let errors = window.named("region", "Errors");
    errors.item("Main Office").appears().await;
    window.press("Clear its fallback").await;
    window.tells("Saved Main Office: Fallback Destination").await;
    errors.is_gone().await;
    window.close().await;
    assert_eq!(office.export(), before);
    assert!(!office.findings().contains(&"fallback-loop".to_owned()));
}

/// The check-up leads to the place where somebody has to choose, and back from the table's badge.
#[tokio::test]
async fn the_check_up_leads_to_the_record_and_the_badge_leads_back() {
    let office = fixtures::vets();
    let window = office.open_at("Check-up").await;
    window.says("Callers reach nobody, or a campaign cannot run.").await;
    window.item("Back Room").press("Choose assistant…").await;
    let panel = window.shows_in_panel("Back Room").await;
    panel.group("Inbound Settings").field("Assistant").has_focus().await;
    panel.group("Inbound Settings").choose("Assistant", "Front Desk").await;
    window.save("Saved Back Room").await;
    // One stays, and goes on.
    window.is_at("Check-up").await;
    window.named("region", "Errors").item("Back Room").is_gone().await;
    panel.press("Close").await;
    window.is_at("Check-up").await;
    window.go_to("Phone Numbers").await;
    window.row("Main Office").button(begins("1 error")).click().await;
    window.is_at("Check-up").await;
    window.link("Main Office").appears().await;
    // Only what the badge stands for.
    window.link("Back Room").is_gone().await;
    window.close().await;
}

/// Findings of one kind stand together, and leave as a table in the order in which they are shown.
#[tokio::test]
async fn findings_of_one_kind_stand_together_and_are_exported() {
    let office = fixtures::corner_shop();
    office.done(&["profile", "--extra-numbers", "5"]);
    for (number, label) in [("+14155550103", "=Alarm"), ("+14155550104", "Zoo")] {
        office.done(&["add", number, "--label", label]);
        office.done(&["set", label, "--inbound", "Front Desk"]);
    }
    office.done(&["assistant", "add", "Nobody", "--kind", "outbound"]);
    let window = office.open_at("Check-up").await;
    window.named("region", "Warnings").appears().await;
    let shown =
        window.run("return [...document.querySelectorAll('.found-what a')].map((one) => one.textContent)", vec![]);
    let shown = shown.await;
    let out = office.path("check-up.csv");
    office.answer_dialog(&out);
    window.press("Export as CSV…").await;
    window.tells("Exported to").await;
    window.resize(1280, 840).await;
    window.item("Second").link("Second").click().await;
    window.shows_in_panel("Second").await;
    window.is_accessible("check-up-panel").await;
    window.close().await;
    let table = std::fs::read_to_string(&out).expect("it is there");
    let mut lines = table.trim_start_matches('\u{feff}').lines();
    assert_eq!(lines.next(), Some("Severity,Record,Number or kind,What was found"));
    let cells: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    let names: Vec<&str> = cells.iter().map(|cells| cells[1].trim_start_matches('\'')).collect();
    assert_eq!(serde_json::json!(names), shown, "in the same order");
    assert!(table.contains("'=Alarm"), "no spreadsheet runs it: {table}");
    let of = |name: &str| names.iter().position(|there| *there == name).expect("it is listed");
    let kinds = [of("=Alarm"), of("Second"), of("Zoo")];
    assert_eq!(
        kinds,
        [kinds[0], kinds[0] + 1, kinds[0] + 2],
        "by name alone Nobody would stand between them: {names:?}"
    );
}

//! The first run: the ways to begin.

use vozdesk_tests::Office;

/// The sample office is a data folder of its own and goes with one click.
#[tokio::test]
async fn the_sample_office_is_never_in_the_offices_store() {
    let office = Office::fresh();
    let window = office.open().await;
    window.press("Open sample").await;
    window.says("Sample office").await;
    window.says("14 of 15 numbers").await;
    window.press("Remove").await;
    window.heading("Welcome to VozDesk").appears().await;
    window.close().await;
    assert_eq!(office.done(&["history"]), "");
    assert!(!office.data().join("sample").exists());
}

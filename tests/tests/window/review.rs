//! The review of what files would change: large ones, ones that carry only a part, and reading that is given up.

use serde_json::{Value, json};
use vozdesk_tests::fixtures;

/// Reading that takes long can be given up; nothing comes of it.
#[tokio::test]
async fn reading_can_be_cancelled() {
    let office = fixtures::vets();
    let large = fixtures::table("Phone Number,Label", 60_000, |at| format!("Number {at}"));
    let large = office.write("large.csv", large);
    let small = office.write("small.csv", "Phone Number,Label\n+14155550177,Workshop\n");
    let window = office.open_at("Assistants").await;
    window.drop_files(&[&large]).await;
    window.tells("Reading files…").await;
    window.press("Cancel").await;
    window.any("progressbar").is_gone().await;
    // The reading ends where it next looks whether somebody still waits for it; then the program does nothing more.
    window.comes_to_rest().await;
    window.is_at("Assistants").await;
    // Were there a review, this page would show it.
    window.go_to("Import & Export").await;
    window.button("Choose a file…").appears().await;
    assert_eq!(window.button("Apply").count().await, 0, "no review has come");
    // Another file is read as ever, and its review is of that file alone.
    window.drop_files(&[&small]).await;
    window.says("1 of 1 entry").await;
    window.head().says("small.csv").await;
    assert!(!window.text().await.contains("large.csv"), "nothing of the first is there");
    window.close().await;
}

/// The part of a page that scrolls.
const SCROLLED: &str = "const body = [...document.querySelectorAll('main *')].find((one) => \
    one.scrollHeight > one.clientHeight && getComputedStyle(one).overflowY.match(/auto|scroll/)); ";

/// Scrolls a good deal down and gives how long the slowest frame took, how many rows there were at the
/// most, and how far it came.
const SCROLL: &str = "const steps = 120; let at = 0, last = performance.now(), worst = 0, most = 0; \
    const step = () => { \
      const now = performance.now(); worst = Math.max(worst, now - last); last = now; \
      most = Math.max(most, document.querySelectorAll('main tr').length); \
      if (at++ >= steps) return done([worst, most, body.scrollTop, body.scrollHeight]); \
      body.scrollTop += body.clientHeight * 0.9; \
      requestAnimationFrame(step); }; \
    requestAnimationFrame(step)";

/// The name of a tick in the middle of the window, or of the one named, and where it is.
const PLACE: &str = "const ticks = [...document.querySelectorAll('main tbody input[type=checkbox]')]; \
    const tick = ticks.find((tick) => arguments[0] ? tick.ariaLabel === arguments[0] : tick.getBoundingClientRect().top > 200); \
    return [tick.ariaLabel, Math.round(tick.getBoundingClientRect().top)]";

/// A review of 10,000 changes is scrolled from end to end; only what is near is in the page, and a
/// tick in the middle leaves the place where it is.
#[tokio::test]
async fn a_review_of_ten_thousand_changes_scrolls_without_a_pause() {
    let office = fixtures::branches(10_000);
    let table = office.done(&["export", "--format", "csv"]);
    let changed = table.replace(",active,\r\n", ",active,Seen in review\r\n");
    let file = office.write("notes.csv", format!("{changed}12,,Too short,None,None,None,None,active,\r\n"));
    let window = office.open().await;
    window.resize(1024, 700).await;
    window.drop_files(&[&file]).await;
    window.says("10,000 of 10,000 entries").await;
    window.picture("review-10000-top").await;
    let scrolled = window.run_async(&format!("{SCROLLED} {SCROLL}")).await;
    println!("worst frame {} ms, at most {} rows, {} of {} px", scrolled[0], scrolled[1], scrolled[2], scrolled[3]);
    assert!(scrolled[0].as_f64().expect("ms") < 250.0, "no frame takes long: {scrolled}");
    assert!(scrolled[1].as_u64().expect("rows") < 2_000, "what is out of sight is not in the page: {scrolled}");
    window.is_filled().await;
    window.picture("review-10000-middle").await;

    let before = window.run(PLACE, vec![Value::Null]).await;
    let tick = before[0].as_str().expect("a name");
    window.pick(tick).await;
    window.says("9,999 of 10,000 entries").await;
    window.choice(tick).has_focus().await;
    window.is_filled().await;
    assert_eq!(window.run(PLACE, vec![json!(tick)]).await, before, "it stays where it was");
    window.run(&format!("{SCROLLED} body.scrollTop = 1e9"), vec![]).await;
    window.says("Branch 10000").await;
    window.close().await;
}

/// Where a file changes digits, what names the old ones is offered to follow, in a row of its own.
#[tokio::test]
async fn a_fallback_follows_digits_that_a_file_changes_unless_it_is_left_out() {
    let office = fixtures::corner_shop();
    let moved =
        json!({ "format": "vozdesk.setup", "version": 1, "numbers": [{ "id": "second", "number": "+14155550109" }] });
    office.answer_dialog(&office.write("moved.json", moved.to_string()));
    let window = office.open_at("Import & Export").await;
    window.press("Choose a file…").await;
    window.says("2 of 2 entries").await;
    window.says("it follows the new digits of Second").await;
    window.picture("review-follows").await;
    window.pick("Include Main Office").await;
    window.says("1 of 2 entries").await;
    window.says("Main Office still falls back to").await;
    window.pick("Include Main Office").await;
    window.says("Main Office now names").await;
    window.press("Apply").await;
    window.is_at("Phone Numbers").await;
    window.close().await;
    assert_eq!(office.number("main")["inbound"]["fallback"], "+14155550109");
}

/// A list that says there is more is merged, and cannot replace what it does not name.
#[tokio::test]
async fn a_page_of_a_list_does_not_replace() {
    let office = fixtures::vets();
    let before = office.export();
    office.answer_dialog(&office.write("agents.json", fixtures::retell_agents(true)));
    let window = office.open_at("Import & Export").await;
    window.press("Choose a file…").await;
    window.says("Retell agents").await;
    window.says("1 of 1 entry").await;
    let mode = window.group("Mode");
    mode.pick("Replace").await;
    window.refuses("says that there is more than it carries").await;
    mode.choice("Merge").has("checked", true).await;
    window.says("1 of 1 entry").await;
    window.press("Cancel").await;
    window.heading("Export").appears().await;
    window.close().await;
    assert_eq!(office.export(), before);
}

/// Rows that name an assistant nobody is called: one is chosen or made in place, for all of them, and can be taken back.
#[tokio::test]
async fn an_assistant_that_rows_name_is_made_or_chosen_in_place() {
    let office = fixtures::vets();
    let table = "Phone Number,Label,Inbound Assistant\n+14155550111,One,Evening\n+14155550112,Two,Evening\n+14155550113,Three,Nadie\n";
    let file = office.write("branches.csv", table);
    let window = office.open_at("Import & Export").await;
    window.resize(1280, 840).await;
    office.answer_dialog(&file);
    window.press("Choose a file…").await;
    let problems = window.named("region", "Problems");
    problems.says("No assistant is called “Evening”").await;
    window.is_accessible("review-stand-in").await;
    problems.button("Make “Evening” an assistant").last().click().await;
    window.says("“Evening” is made as a new assistant.").await;
    problems.choose("Assistant instead of “Nadie”", "Front Desk").await;
    window.says("Front Desk takes the place of “Nadie”.").await;
    problems.is_gone().await;
    window.is_accessible("review-stood-in").await;
    window.press("Take back: “Nadie”").await;
    problems.says("No assistant is called “Nadie”").await;
    problems.choose("Assistant instead of “Nadie”", "Front Desk").await;
    problems.is_gone().await;
    window.press("Apply").await;
    window.tells("Imported branches.csv").await;
    window.close().await;
    let made = office.number("One")["inbound"]["assistant"].clone();
    assert!(made.is_string() && made == office.number("Two")["inbound"]["assistant"]);
    assert_eq!(office.number("Three")["inbound"]["assistant"], "front");
}

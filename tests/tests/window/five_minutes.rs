//! The README's five minutes by keyboard alone, with the keys of a real keyboard: as large as ever, and at 200 %.

use std::fs;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use vozdesk_tests::{Office, Window, begins};

/// What has the focus: what it is called, and which element it is.
const FOCUSED: &str = "const one = document.activeElement; const words = (text) => (text ?? '').replace(/\\s+/g, ' ').trim(); \
    const label = one.labels?.[0]; const first = label?.querySelector('b, strong, span'); \
    return [words(one.getAttribute('aria-label') ?? label?.textContent ?? one.textContent), [...document.querySelectorAll('*')].indexOf(one), \
        words(one.closest('fieldset')?.querySelector('legend')?.textContent)]";

struct Hands<'w>(&'w Window);

impl Hands<'_> {
    async fn press(&self, keys: &str) {
        self.0.real_keys(keys).await;
    }

    async fn write(&self, text: &str) {
        self.0.real_text(text).await;
    }

    async fn focused(&self) -> Value {
        self.0.run(FOCUSED, vec![]).await
    }

    /// Presses a key that leads on, and waits until it has; at the end it may lead nowhere.
    async fn step(&self, key: &str) {
        let now = self.focused().await;
        self.press(key).await;
        let begin = Instant::now();
        while self.focused().await == now && begin.elapsed() < Duration::from_secs(1) {
            tokio::task::yield_now().await;
        }
    }

    /// Presses Tab until something of this name has the focus, in a group of controls if one is named.
    async fn tab_to(&self, name: &str, group: &str) {
        let mut seen = Vec::new();
        for _ in 0..90 {
            let now = self.focused().await;
            let text = |at: usize| now[at].as_str().unwrap_or_default().to_owned();
            if text(0).starts_with(name) && text(2).contains(group) {
                return;
            }
            seen.push(text(0));
            self.step("Tab").await;
        }
        panic!("Tab does not lead to {name} {group}, but to {seen:?}");
    }

    /// Presses an arrow until the choice of this name is made, of those of which one has the focus.
    async fn arrow_to(&self, name: &str) {
        // They do not go round.
        for key in ["Up", "Up", "Up", "Down", "Down", "Down", "Down"] {
            if self.focused().await[0].as_str().is_some_and(|focused| focused.starts_with(name)) {
                return;
            }
            self.step(key).await;
        }
        panic!("the arrows do not lead to {name}: {}", self.focused().await);
    }

    /// Goes to a control and presses it.
    async fn follow(&self, name: &str) {
        self.tab_to(name, "").await;
        self.press("Enter").await;
    }

    /// Chooses what begins with these letters, from a list that has the focus.
    async fn choose(&self, letters: &str) {
        let before = self.0.run("return document.activeElement.value", vec![]).await;
        self.write(letters).await;
        self.0.becomes(&format!("document.activeElement.value !== {before}"), true).await;
    }
}

/// A way through all of it. What is told and shown is waited for; nothing is clicked.
async fn five_minutes(office: &Office, zoom: u32) {
    fs::create_dir_all(office.data()).expect("a folder");
    fs::write(office.data().join("window.json"), format!(r#"{{ "zoom": {} }}"#, zoom * 100)).expect("it is written");
    let window = office.open().await;
    window.resize_to(1280, 840, zoom).await;
    let hands = Hands(&window);

    // Whose office it is, and the first number.
    window.field("Name of your office").has_focus().await;
    hands.write("Pier Street Vets").await;
    hands.tab_to("Plan", "").await;
    hands.choose("Adv").await;
    hands.follow("Continue").await;
    window.says("Pier Street Vets, United States, Advanced plan").await;
    hands.follow("Add Phone Number").await;
    window.dialog().field("Number").has_focus().await;
    hands.write("4155550101").await;
    hands.tab_to("Label", "").await;
    hands.write("Main Office").await;
    hands.press("Enter").await;
    window.tells("Added Main Office").await;
    window.shows_in_panel("Main Office").await;
    hands.press("Escape").await;
    window.panel().is_gone().await;

    // Two assistants, by the wizard.
    hands.press("Control+2").await;
    window.is_at("Assistants").await;
    for (kind, name) in [("Inbound", "Front Desk"), ("Outbound", "Recall Caller")] {
        hands.follow("New assistant").await;
        window.dialog().choice("Custom").appears().await;
        hands.arrow_to(kind).await;
        hands.follow("Continue").await;
        hands.tab_to("Name", "").await;
        hands.write(name).await;
        hands.follow("Continue").await;
        window.dialog().choice("Later").appears().await;
        hands.arrow_to("Later").await;
        hands.follow("Continue").await;
        hands.follow("Create").await;
        window.tells(&format!("Added {name}")).await;
        window.dialog().is_gone().await;
        hands.press("Escape").await;
    }

    // The number's slots: who answers, where calls go else, who speaks in campaigns; what happens; saved, undone, redone.
    hands.press("Control+1").await;
    window.is_at("Phone Numbers").await;
    hands.press("/").await;
    window.field("Search").has_focus().await;
    hands.write("main").await;
    hands.press("Enter").await;
    window.shows_in_panel("Main Office").await;
    hands.tab_to("Assistant", "Inbound Settings").await;
    hands.choose("Fro").await;
    hands.tab_to("Fallback Destination", "").await;
    hands.write("+34 912 34 56 78").await;
    hands.tab_to("Assistant", "Outbound Settings").await;
    hands.choose("Rec").await;
    window.panel().says("Recall Caller speaks, and people see +1 415 555 0101").await;
    hands.press("Control+s").await;
    window.tells("Saved Main Office").await;
    hands.press("Control+z").await;
    window.tells("Undone: Saved Main Office").await;
    hands.press("Control+Shift+z").await;
    window.tells("Done again: Saved Main Office").await;
    hands.press("Escape").await;
    window.panel().is_gone().await;

    // A campaign on it.
    hands.press("Control+3").await;
    window.is_at("Campaigns").await;
    hands.follow("New campaign").await;
    window.dialog().appears().await;
    hands.tab_to("Name", "").await;
    hands.write("Vaccines").await;
    hands.tab_to("Main Office", "").await;
    hands.press("Space").await;
    hands.follow("Create").await;
    window.tells("Added Vaccines").await;
    hands.press("Escape").await;

    // What wants a look; and the picture of it all.
    hands.follow("Check-up").await;
    window.is_at("Check-up").await;
    window.says("records checked").await;
    hands.follow("Call map").await;
    window.is_at("Call map").await;
    hands.tab_to("Main Office", "").await;
    hands.step("Left").await;
    window.link(begins("Front Desk")).has_focus().await;
    hands.step("Right").await;
    window.says("Main Office: Front Desk answers.").await;
    hands.press("Enter").await;
    window.shows_in_panel("Main Office").await;
    hands.press("Escape").await;

    // Out into a file, and another in.
    let out = office.path("pier-street.json");
    office.answer_dialog(&out);
    hands.follow("Import & Export").await;
    window.is_at("Import & Export").await;
    hands.follow("Export…").await;
    window.tells("Exported to").await;
    let branches = office.write("branches.csv", "Phone Number,Label\n+14155550102,Back Room\n");
    office.answer_dialog(&branches);
    hands.follow("Choose a file…").await;
    window.says("1 of 1 entry").await;
    hands.follow("Apply").await;
    window.tells("Imported branches.csv").await;

    // Back to before it, and a backup.
    hands.follow("History").await;
    window.is_at("History").await;
    hands.follow("Undo").await;
    window.tells("Undone: Imported branches.csv").await;
    hands.follow("Settings").await;
    window.is_at("Settings").await;
    hands.follow("Back up now").await;
    window.tells("Backed up and checked.").await;
    hands.press("?").await;
    window.dialog().says("Edit the label").await;
    hands.press("Escape").await;
    window.dialog().is_gone().await;
    window.picture(&format!("five-minutes-{zoom}")).await;
    hands.press("Control+q").await;
    window.has_closed().await;

    let number = office.number("Main Office");
    assert_eq!(number["inbound"]["fallback"], "+34912345678");
    assert!(number["inbound"]["assistant"].is_string() && number["outbound"]["assistant"].is_string());
    assert_eq!(office.json(&["profile"])["plan"], json!("advanced"));
    assert!(fs::read_to_string(out).expect("it is there").contains("Vaccines"));
}

#[tokio::test]
async fn the_five_minutes_are_done_by_keyboard_alone() {
    five_minutes(&Office::fresh(), 1).await;
}

#[tokio::test]
async fn the_five_minutes_are_done_by_keyboard_at_200_percent() {
    five_minutes(&Office::fresh(), 2).await;
}

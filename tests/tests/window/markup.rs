//! Text is text, whatever it looks like: a label that is markup goes through every page and dialog, and
//! nothing in the page ever becomes an element of it.

use std::fs;

use serde_json::{Value, json};
use vozdesk_tests::{Office, Part, Window, begins, fixtures};

/// What somebody calls a number, an assistant, a campaign, the office and a file. Read as HTML it would be
/// an element no page has, and one that runs a script.
const LABEL: &str = "<hostile-mark><img src=x onerror=\"document.title='run'\">";
/// The same for whatever must differ from it.
const OTHER: &str = "<hostile-mark>2";

/// Notes every element that a label would have made, for as long as the page lives: one that is taken out
/// again at once is noted, too.
const WATCH: &str = "window.hostile = []; \
    const look = (node) => { if (node.nodeType !== Node.ELEMENT_NODE) return; \
      for (const one of [node, ...node.querySelectorAll('*')]) \
        if (['hostile-mark', 'img'].includes(one.localName)) window.hostile.push(one.outerHTML); }; \
    look(document.documentElement); \
    new MutationObserver((all) => { for (const { addedNodes } of all) addedNodes.forEach(look); }) \
      .observe(document, { subtree: true, childList: true })";

/// An office in which everything that has a name bears a hostile one, calls go round, and a campaign runs.
fn office() -> Office {
    let number = |id: &str, digits: &str, label: &str, fallback: &str| {
        json!({ "id": id, "number": digits, "label": label, "notes": LABEL,
            "inbound": { "assistant": "front", "fallback": fallback }, "outbound": { "assistant": "recall" } })
    };
    let assistant = |id: &str, name: &str, kind: &str| json!({ "id": id, "name": name, "kind": kind, "role": LABEL, "voice": LABEL, "greeting": LABEL });
    Office::holding(&fixtures::setup(json!({
        "profile": { "name": LABEL, "plan": "growth" },
        "assistants": [assistant("front", LABEL, "inbound"), assistant("recall", OTHER, "outbound")],
        "numbers": [number("main", "+14155550101", LABEL, "+14155550102"),
                    number("second", "+14155550102", OTHER, "+14155550101")],
        "campaigns": [{ "id": "letters", "name": LABEL, "number": "main", "status": "active" }],
    })))
}

/// Waits until a part of the window shows the label as what it is, and finds nothing made of it so far.
async fn is_text(window: &Window, part: &Part, text: &str) {
    part.says(text).await;
    let made = window.run("return window.hostile", vec![]).await;
    assert_eq!(made, json!([]), "{part} puts a text through HTML");
}

/// Opens a dialog by a button, finds the label in it, and leaves it.
async fn dialog(window: &Window, opened_by: &Part, text: &str) {
    opened_by.click().await;
    is_text(window, &window.dialog(), text).await;
    window.keys("Escape").await;
    window.dialog().is_gone().await;
}

async fn phone_numbers(window: &Window) {
    is_text(window, &window.any("navigation"), LABEL).await;
    is_text(window, &window.any("table"), LABEL).await;
    let panel = window.open_row(LABEL).await;
    is_text(window, &panel.any("header"), LABEL).await;
    // What happens to calls, and what the fallback is.
    is_text(window, &panel.any("list"), LABEL).await;
    is_text(window, &panel.group("Inbound Settings"), &format!("{OTHER}, one of your numbers")).await;
    panel.group("Outbound Settings").choose("Assistant", "None").await;
    is_text(window, &panel, &format!("The campaign {LABEL} (active)")).await;
    dialog(window, &window.button("Save Changes"), LABEL).await;
    dialog(window, &window.link("Assistants"), LABEL).await;
    panel.press("Discard").await;
    dialog(window, &panel.button("Remove this number…"), LABEL).await;
    panel.press("Correct number…").await;
    is_text(window, &window.dialog(), LABEL).await;
    window.dialog().type_into("Number", "415 555 0102").await;
    window.dialog().press("Save number").await;
    is_text(window, &window.dialog(), &format!("is there already: {OTHER}")).await;
    window.keys("Escape").await;
    panel.type_into("Notes", OTHER).await;
    window.press("Save Changes").await;
    is_text(window, &window.any("status"), LABEL).await;
    panel.press("Close").await;
    window.type_into("Search", "<hostile-mark>3").await;
    is_text(window, &window.any("main"), "<hostile-mark>3").await;
    window.press("Clear search").await;
}

async fn assistants(window: &Window) {
    window.go_to("Assistants").await;
    is_text(window, &window.any("table"), LABEL).await;
    dialog(window, &window.choice(&format!("{LABEL} active")), LABEL).await;
    let panel = window.open_row(LABEL).await;
    is_text(window, &panel.any("header"), LABEL).await;
    dialog(window, &panel.button("Remove this assistant…"), LABEL).await;
    panel.press("Close").await;
    window.press("New assistant").await;
    let wizard = window.dialog();
    wizard.pick("Outbound").await;
    wizard.press("Continue").await;
    wizard.type_into("Name", "<hostile-mark>3").await;
    wizard.press("Continue").await;
    is_text(window, &wizard, "Which number does <hostile-mark>3 call from?").await;
    wizard.pick("Use an existing outbound number").await;
    is_text(window, &wizard, LABEL).await;
    wizard.pick(LABEL).await;
    is_text(window, &wizard, &format!("{OTHER} loses this number")).await;
    wizard.press("Continue").await;
    wizard.heading("This will be created").appears().await;
    is_text(window, &wizard, LABEL).await;
    wizard.press("Cancel").await;
    wizard.is_gone().await;
}

async fn campaigns(window: &Window) {
    window.go_to("Campaigns").await;
    is_text(window, &window.any("table"), LABEL).await;
    dialog(window, &window.button("New campaign"), LABEL).await;
    let panel = window.open_row(LABEL).await;
    is_text(window, &panel.any("header"), LABEL).await;
    is_text(window, &panel.named("group", begins("Phone number")), LABEL).await;
    is_text(window, &panel, &format!("{OTHER} speaks")).await;
    dialog(window, &panel.button("Remove this campaign…"), LABEL).await;
    panel.press("Close").await;
}

async fn check_up(window: &Window) {
    window.go_to("Check-up").await;
    is_text(window, &window.named("region", "Errors"), LABEL).await;
    window.go_to("Phone Numbers").await;
    window.row(OTHER).button(begins("1 error")).click().await;
    window.is_at("Check-up").await;
    is_text(window, &window.any("main"), OTHER).await;
}

async fn call_map(window: &Window) {
    window.go_to("Call map").await;
    let map = window.named("group", begins("Call map: "));
    is_text(window, &map, "<hostile-mark>").await;
    map.link(begins(&format!("{LABEL}, +1 415"))).focus().await;
    is_text(window, &window.any("main"), &format!("{LABEL}: ")).await;
    window.press("Show as list").await;
    is_text(window, &window.item(LABEL), LABEL).await;
}

async fn history(window: &Window) {
    window.go_to("History").await;
    let title = format!("Saved {LABEL}: Notes");
    is_text(window, &window.any("table"), &title).await;
    window.press(&title).await;
    // The values before and after, in the table of its records.
    is_text(window, &window.any("table").any("table"), OTHER).await;
    window.button(begins("Restore to here")).last().click().await;
    is_text(window, &window.dialog(), "Restore the office as of").await;
    window.keys("Escape").await;
}

/// Files whose names, columns and entries are hostile; the review, what is refused, and what is exported.
async fn import_and_export(window: &Window, office: &Office) {
    window.go_to("Import & Export").await;
    let changes = fixtures::setup(json!({ OTHER: 1, "numbers": [
        { "id": "second", "label": "<hostile-mark>4" }, { "number": "+14155550103", "label": "<hostile-mark>5" },
        { "number": "12", "label": "<hostile-mark>6" } ] }));
    let changes = office.write("<hostile-mark>.json", changes);
    let table = office.write("<hostile-mark>.csv", "Rufnummer;<hostile-mark>7\n+14155550177;<hostile-mark>8\n");
    window.drop_files(&[&changes, &table]).await;
    is_text(window, &window.head(), "<hostile-mark>.json").await;
    for (group, label) in
        [("Problems", "<hostile-mark>6"), ("Changed", "<hostile-mark>4"), ("Added", "<hostile-mark>5")]
    {
        is_text(window, &window.named("region", group), label).await;
    }
    is_text(window, &window.named("region", "Columns of <hostile-mark>.csv"), "<hostile-mark>7").await;
    window.choice("Include <hostile-mark>5").appears().await;
    window.press("Apply").await;
    is_text(window, &window.any("status"), "Imported <hostile-mark>.json").await;
    window.go_to("Import & Export").await;
    office.answer_dialog(&office.write("<hostile-mark>broken.json", "{"));
    window.press("Choose a file…").await;
    is_text(window, &window.any("alert"), "<hostile-mark>broken.json").await;
    let encrypted = office.path("<hostile-mark>.json.age");
    office.answer_dialog(&encrypted);
    window.press("Export encrypted…").await;
    for field in ["Passphrase", "Passphrase once more"] {
        window.dialog().type_into(field, "correct horse").await;
    }
    window.dialog().press("Export…").await;
    is_text(window, &window.any("status"), &encrypted).await;
    office.answer_dialog(&encrypted);
    dialog(window, &window.button("Choose a file…"), "<hostile-mark>.json.age is encrypted.").await;
    window.run("window.print = () => {}", vec![]).await;
    window.press("Print…").await;
    window.becomes(&format!("document.querySelector('article')?.textContent.includes({})", json!(LABEL)), true).await;
    is_text(window, &window.any("navigation"), LABEL).await;
}

async fn settings(window: &Window, office: &Office) {
    window.go_to("Settings").await;
    window.field("Office name").has("value", LABEL).await;
    let folder = office.path(OTHER);
    fs::create_dir(&folder).expect("the folder can be made");
    office.answer_dialog(&folder);
    window.press("Choose a folder…").await;
    is_text(window, &window.any("main"), &folder).await;
}

#[tokio::test]
async fn a_hostile_label_is_shown_as_text_on_every_page_and_in_every_dialog() {
    let office = office();
    let window = office.open().await;
    window.run(WATCH, vec![]).await;
    phone_numbers(&window).await;
    assistants(&window).await;
    campaigns(&window).await;
    check_up(&window).await;
    call_map(&window).await;
    history(&window).await;
    import_and_export(&window, &office).await;
    settings(&window, &office).await;
    let title = window.run("return document.title", vec![]).await;
    assert_eq!(title, "Settings – VozDesk", "nothing of it has run");
    // And had a page put one through HTML, it would have been seen.
    window.run("document.body.insertAdjacentHTML('beforeend', arguments[0])", vec![json!(LABEL)]).await;
    window.becomes("window.hostile.length", 2).await;
    window.close().await;
}

/// Puts scripts and what leads out into the page in every way there is, and waits until all are refused
/// and the picture's error, whose handler would run, has been told.
const TRY: &str = "const blocked = []; let isTold = false; \
    const look = () => { const all = ['connect-src', 'img-src', 'script-src-elem'].every((one) => blocked.includes(one)); \
      if (all && isTold) done([document.title, blocked]); }; \
    document.addEventListener('securitypolicyviolation', (event) => { blocked.push(event.effectiveDirective); look(); }); \
    document.body.insertAdjacentHTML('beforeend', '<img src=\"x:\" onerror=\"document.title = \\'run\\'\">'); \
    document.body.lastElementChild.addEventListener('error', () => { isTold = true; look(); }); \
    const script = document.createElement('script'); script.textContent = 'document.title = \"run\"'; document.body.append(script); \
    const far = document.createElement('script'); far.src = 'https://example.com/x.js'; document.body.append(far); \
    fetch('https://example.com').catch(() => {})";

#[tokio::test]
async fn a_script_that_gets_into_the_page_all_the_same_does_not_run() {
    let office = fixtures::vets();
    let window = office.open().await;
    let came = window.run_async(TRY).await;
    assert_ne!(came[0], "run", "{came}");
    let blocked: Vec<&str> = came[1].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    for directive in ["connect-src", "img-src", "script-src-elem"] {
        assert!(blocked.contains(&directive), "{directive} is in {blocked:?}");
    }
    window.close().await;
}

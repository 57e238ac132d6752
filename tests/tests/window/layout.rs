//! What stands where: nothing moves under somebody who types, nothing is torn, names keep to themselves.

use serde_json::{Value, json};
use vozdesk_tests::{Office, Window, fixtures};

async fn numbers(window: &Window, script: &str) -> Vec<f64> {
    let found = window.run(script, vec![]).await;
    found.as_array().expect("a list").iter().map(|one| one.as_f64().expect("a number")).collect()
}

/// Help and the reason of a refusal share a place: whatever is typed, the fields below stay where they are.
#[tokio::test]
async fn typing_a_number_moves_nothing_below_it() {
    let office = fixtures::vets();
    let window = office.open_at("Phone Numbers").await;
    window.resize(1280, 840).await;
    let panel = window.open_row("Main Office").await;
    let tops = "return [...document.querySelectorAll('.panel fieldset, .panel fieldset .field')].map((one) => one.getBoundingClientRect().top)";
    let before = numbers(&window, tops).await;
    for (group, field) in [("Inbound Settings", "Fallback Destination"), ("Outbound Settings", "Outbound Phone Number")]
    {
        for (typed, said) in [
            ("415 555 01", "Too short for United States"),
            ("(415) 555-0102", "one of your numbers"),
            ("+44 20 7946 0018", ""),
            ("+1 415 555 01011", "Too long for United States"),
        ] {
            let field_of = panel.group(group);
            field_of.type_into(field, typed).await;
            window.field("Notes").click().await;
            field_of.says(said).await;
            assert_eq!(numbers(&window, tops).await, before, "{field}: {typed}");
        }
        panel.group(group).type_into(field, "").await;
    }
    window.close().await;
}

/// Whatever is brought into sight, the window itself stays in its place.
#[tokio::test]
async fn nothing_scrolls_the_window_out_of_its_place() {
    let office = fixtures::vets();
    let window = office.open_at("Phone Numbers").await;
    window.resize(1024, 700).await;
    window.open_row("Main Office").await;
    window.run("document.querySelector('.panel .button:last-child').scrollIntoView({ block: 'center' })", vec![]).await;
    window.run("document.querySelector('.routes').scrollIntoView({ block: 'center' })", vec![]).await;
    let place = "[document.documentElement.scrollTop, document.body.scrollTop, document.querySelector('.window').getBoundingClientRect().top]";
    window.becomes(place, json!([0, 0, 0])).await;
    window.close().await;
}

/// The sheet for paper lies on its side; no number of it is broken, and an assistant that is off is marked.
#[tokio::test]
async fn on_paper_no_number_is_broken() {
    let office = fixtures::chain();
    let window = office.open_at("Import & Export").await;
    window.run("window.print = () => { window.isPrinted = true }", vec![]).await;
    window.press("Print…").await;
    window.becomes("window.isPrinted", true).await;
    // What is for paper is shown on the screen, as wide as A4 on its side is within its margins: 269 mm.
    window.resize(1017, 700).await;
    let landscape = "const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]); \
        const all = (rules) => rules.flatMap((rule) => [rule, ...(rule.cssRules ? all([...rule.cssRules]) : [])]); \
        const print = all(rules).filter((rule) => rule instanceof CSSMediaRule && rule.media.mediaText === 'print'); \
        for (const rule of print) rule.media.mediaText = 'all'; \
        return print.some((rule) => rule.cssText.includes('landscape'))";
    assert_eq!(window.run(landscape, vec![]).await, true);
    let torn = "[...document.querySelectorAll('.sheet .tel')].filter((one) => one.getClientRects().length > 1).length";
    window.becomes(torn, 0).await;
    window.becomes("document.querySelector('.sheet').scrollWidth <= innerWidth", true).await;
    window.picture("sheet").await;
    let text = window.run("return document.querySelector('.sheet').textContent", vec![]).await;
    assert!(text.as_str().is_some_and(|text| text.contains("Off (off)")), "{text}");
    window.close().await;
}

/// More numbers than the plan allows is not said in the calm voice of all else.
#[tokio::test]
async fn more_numbers_than_the_plan_allows_are_marked() {
    let office = Office::fresh();
    for number in ["+14155550101", "+14155550102"] {
        office.done(&["add", number]);
    }
    let window = office.open().await;
    window.says("2 of 1 number").await;
    window.says("1 more than your plan allows").await;
    let ink = "getComputedStyle(document.querySelector('.allowance p')).color";
    let calm = "getComputedStyle(document.querySelector('.office-plan')).color";
    window.becomes(&format!("{ink} === {calm}"), false).await;
    window.is_accessible("over-the-plan").await;
    window.close().await;
}

/// The plus of the empty page's button is as large as its words, not as the sign above them.
#[tokio::test]
async fn the_plus_of_the_empty_page_is_part_of_its_button() {
    let office = Office::fresh();
    office.done(&["add", "+14155550101"]);
    office.done(&["remove", "+14155550101"]);
    let window = office.open_at("Phone Numbers").await;
    window.heading("No phone numbers yet").appears().await;
    let sizes = "return [...document.querySelectorAll('.button:has(svg)')].map((one) => one.querySelector('svg').getBoundingClientRect().height)";
    let sizes = numbers(&window, sizes).await;
    assert!(sizes.len() == 2 && sizes.iter().all(|size| *size <= 16.0), "{sizes:?}");
    window.close().await;
}

/// Names in another direction, and marks that turn the direction of what follows, turn nothing but themselves.
#[tokio::test]
async fn a_name_turns_nothing_but_itself() {
    let office = fixtures::vets();
    let turned = "\u{202e}Turned";
    office.done(&["set", "Main Office", "--label", turned]);
    office.done(&["set", "Back Room", "--label", "مكتب الاستقبال"]);
    let window = office.open_at("Phone Numbers").await;
    window.resize(1280, 840).await;
    window.row("+1 415 555 0101").appears().await;
    let isolated = "[...document.querySelectorAll('table[aria-label] .name')].every((one) => /isolate|plaintext/.test(getComputedStyle(one).unicodeBidi))";
    window.becomes(isolated, true).await;
    // Names stand where names stand, whatever their direction.
    let aligned = "new Set([...document.querySelectorAll('table[aria-label] .name')].map((one) => { \
        const range = document.createRange(); range.selectNodeContents(one); return Math.round(range.getBoundingClientRect().left); })).size";
    window.becomes(aligned, 1).await;
    window.row("+1 415 555 0101").any("button").click().await;
    window.panel().type_into("Notes", "x").await;
    window.press("Save Changes").await;
    window.tells("Saved").await;
    // What follows the name in the line stands behind it.
    let behind = "const strong = document.querySelector('[role=status] strong'); const next = strong.nextSibling; \
        const range = document.createRange(); range.selectNode(next); \
        return range.getBoundingClientRect().left >= strong.getBoundingClientRect().right - 1";
    assert_eq!(window.run(behind, vec![]).await, Value::Bool(true));
    window.picture("directions").await;
    window.panel().press("Remove this number…").await;
    window.dialog().button("Remove").appears().await;
    let title = window.run("return document.querySelector('dialog h2').textContent", vec![]).await;
    assert!(title.as_str().is_some_and(|title| title.contains("\u{2068}Turned\u{2069}")), "{title}");
    window.close().await;
}

/// What cannot be opened says so in a sentence, where it lies once, and the system's own words under Details only.
#[tokio::test]
async fn the_systems_words_are_under_details() {
    let office = Office::fresh();
    std::fs::write(office.data(), "a file where the folder should be").expect("a file");
    let window = office.open().await;
    window.heading("VozDesk cannot open this office").appears().await;
    let text = window.run("return document.querySelector('main').innerText", vec![]).await;
    let text = text.as_str().expect("a text");
    let path = office.data().display().to_string();
    assert_eq!(text.matches(&path).count(), 1, "{text}");
    assert!(!text.contains("os error"), "{text}");
    window.run("document.querySelector('summary').click()", vec![]).await;
    window.says("os error").await;
    window.is_accessible("folder-unusable-details").await;
    window.close().await;
}

/// A name in a slot comes before the word that its assistant is off; help is as wide as its panel.
#[tokio::test]
async fn a_tag_eats_no_name_and_help_is_not_squeezed() {
    let office = Office::speaking("es_ES.UTF-8");
    let file = office.write("office.json", fixtures::setup(json!({
        "profile": { "name": "Clínica", "plan": "advanced", "default_country": "ES" },
        "assistants": [{ "id": "a", "name": "Añadidos tarde", "active": false }],
        "numbers": [{ "number": "+34912345678", "label": "Recepción principal", "inbound": { "assistant": "a" }, "outbound": { "assistant": "a" } },
                    { "requested": { "country": "ES", "area_code": "91" }, "label": "Pedido" }],
    })));
    office.done(&["import", &file]);
    let window = office.open().await;
    window.row("Recepción principal").appears().await;
    for width in [900, 1024, 1280] {
        window.resize(width, 700).await;
        let cut = "[...document.querySelectorAll('table[aria-label] .slot > .cut')].filter((one) => one.offsetWidth > 0 && one.scrollWidth > one.clientWidth).length";
        window.becomes(cut, 0).await;
    }
    window.open_row("Pedido").await;
    let lines = "Math.max(...[...document.querySelectorAll('.panel .help')].map((one) => Math.round(one.getBoundingClientRect().height / 18))) <= 2";
    window.becomes(lines, true).await;
    window.picture("requested-es").await;
    window.close().await;
}

//! Call map: who answers and who calls, as a picture one can go through, and as a list.

use serde_json::json;
use vozdesk_tests::{Office, begins, fixtures};

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

/// An agency: so many numbers, their assistants, fallbacks and campaigns' callers.
fn agency(numbers: usize) -> Office {
    let assistant = |at: usize, kind: &str| json!({ "id": format!("{kind}-{at}"), "name": format!("{} {at:02}", if kind == "inbound" { "Reception of the practice" } else { "Recall" }), "kind": kind });
    let inbound = (0..numbers / 10).map(|at| assistant(at, "inbound"));
    let outbound = (0..numbers / 20).map(|at| assistant(at, "outbound"));
    let number = |at: usize| {
        json!({ "number": format!("+1415{:07}", 2_000_000 + at), "label": format!("Branch {at}"),
            "inbound": { "assistant": format!("inbound-{}", at % (numbers / 10)), "fallback": format!("+1415{:07}", 2_000_000 + (at + 1) % 17 + 300 * usize::from(at < 17)) },
            "outbound": at.is_multiple_of(3).then(|| json!({ "assistant": format!("outbound-{}", at % (numbers / 20)) })) })
    };
    Office::holding(&fixtures::setup(json!({
        "profile": { "name": "Agency", "plan": "enterprise" },
        "assistants": inbound.chain(outbound).collect::<Vec<_>>(),
        "numbers": (0..numbers).map(number).collect::<Vec<_>>(),
    })))
}

/// What stands over another text, or outside of the frame or of its box.
const FAULTS: &str = "const map = document.querySelector('svg.map'); const frame = map.getBoundingClientRect(); \
    const of = (one) => { const { left, right, top, bottom } = one.getBoundingClientRect(); return { left, right, top, bottom, text: one.textContent }; }; \
    const texts = [...map.querySelectorAll('text')].map(of); \
    const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 2 && b.top < a.bottom - 2; \
    const over = texts.flatMap((a, at) => texts.slice(at + 1).filter((b) => meet(a, b)).map((b) => `${a.text} | ${b.text}`)); \
    const out = texts.filter((a) => a.left < frame.left || a.right > frame.right || a.top < frame.top || a.bottom > frame.bottom).map(({ text }) => `outside: ${text}`); \
    const torn = [...map.querySelectorAll('.node')].filter((node) => { const box = node.querySelector('rect').getBoundingClientRect(); \
        return [...node.querySelectorAll('text')].map(of).some((a) => a.left < box.left || a.right > box.right); }).map((node) => `out of its box: ${node.textContent}`); \
    return [...over, ...out, ...torn]";

/// With many numbers it is grouped before lines become a thicket; no text stands over another, at any width.
#[tokio::test]
async fn the_map_is_readable_with_300_numbers() {
    for (numbers, name) in [(14, "sample"), (300, "agency")] {
        let office = if numbers == 14 { Office::fresh() } else { agency(numbers) };
        let window = office.open_with(if numbers == 14 { &["--sample"] } else { &[] }).await;
        window.go_to("Call map").await;
        for width in [800, 1024, 1280, 1440, 1920] {
            window.resize(width, 840).await;
            let is_laid_out = "document.querySelector('svg.map').width.baseVal.value === Math.max(540, document.querySelector('.page-body').clientWidth)";
            window.becomes(is_laid_out, true).await;
            let faults = window.run(FAULTS, vec![]).await;
            assert_eq!(faults, json!([]), "{name} at {width}");
            window.is_accessible(&format!("map-{name}-{width}")).await;
        }
        // The names of the columns stay while one scrolls.
        window.resize(1280, 600).await;
        window.run("document.querySelector('.page-body').scrollTop = 1e6", vec![]).await;
        let stays = "(() => { const { top } = document.querySelector('.map-columns span').getBoundingClientRect(); \
            return top >= document.querySelector('.page-body').getBoundingClientRect().top - 1; })()";
        window.becomes(stays, true).await;
        window.close().await;
    }
}

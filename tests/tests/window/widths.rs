//! The widths of the table: nothing is cut while another column has room to spare.

use serde_json::{Value, json};
use vozdesk_tests::{Office, fixtures};

/// A function that tells what is cut in the table while another column has room. Room is what no text of a column needs,
/// beyond what rounding takes and the arrow of the column one sorts by.
const FAULTS: &str = "const faults = (width) => { \
    const table = document.querySelector('.records:not(.ruler)'); \
    const columns = new Map(); \
    for (const cell of table.querySelectorAll('th, tr:not(.spacer) td')) { \
      const style = getComputedStyle(cell); \
      if (style.display === 'none') continue; \
      const range = document.createRange(); range.selectNodeContents(cell); \
      const inside = cell.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight); \
      const clips = (one) => getComputedStyle(one).overflow !== 'visible' && getComputedStyle(one).position !== 'absolute'; \
      const isCut = [cell, ...cell.querySelectorAll('*')].some((one) => clips(one) && one.scrollWidth > one.clientWidth + 1); \
      const arrow = cell.matches('th:has(button):not(:has(svg))') ? 16 : 0; \
      const known = columns.get(cell.className) ?? { cut: '', slack: Infinity }; \
      if (isCut) known.cut = cell.textContent; \
      known.slack = Math.min(known.slack, isCut ? 0 : inside - range.getBoundingClientRect().width - arrow); \
      columns.set(cell.className, known); \
    } \
    const cut = [...columns].filter(([, { cut }]) => cut).map(([name, { cut }]) => `${name}: ${cut}`); \
    const roomy = [...columns].filter(([, { slack }]) => slack > 4).map(([name, { slack }]) => `${name} ${Math.round(slack)}`); \
    const over = table.scrollWidth > table.parentElement.clientWidth + 1 ? [`${width}: the table is wider than its place`] : []; \
    return [...over, ...(cut.length > 0 && roomy.length > 0 ? [`${width}: ${cut.join(', ')} while ${roomy.join(', ')}`] : [])]; };";

/// Gives the page each width there is between that of the smallest window and that of a large one.
const EVERY_WIDTH: &str = "const page = document.querySelector('.page'); const found = []; \
    const frame = () => new Promise((next) => requestAnimationFrame(next)); \
    (async () => { \
      for (let width = 420; width <= 1720; width += 20) { \
        page.style.width = `${width}px`; \
        for (let at = 0; at < 3; at += 1) await frame(); \
        found.push(...faults(width)); \
      } \
      page.style.width = ''; await frame(); done(found); })()";

fn told(found: &Value, what: &str) -> Vec<String> {
    found.as_array().expect("a list").iter().map(|fault| format!("{what} {fault}")).collect()
}

/// An office whose texts are of these lengths.
fn office(label: &str, inbound: &str, outbound: &str) -> Office {
    let numbers: Vec<Value> = (0..12)
        .map(|at| {
            json!({ "number": format!("+1415555{:04}", 100 + at), "label": &label[..label.len() - at % 4],
                "inbound": { "assistant": if at % 3 == 0 { Value::Null } else { json!("in") }, "fallback": "+442079460018" },
                "outbound": { "assistant": if at % 4 == 0 { Value::Null } else { json!("out") }, "caller_id": if at % 5 == 0 { json!("+14155550109") } else { Value::Null } } })
        })
        .collect();
    Office::holding(&fixtures::setup(json!({
        "profile": { "plan": "enterprise" },
        "assistants": [{ "id": "in", "name": inbound, "kind": "inbound" }, { "id": "out", "name": outbound, "kind": "outbound" }],
        "numbers": numbers,
    })))
}

#[tokio::test]
async fn nothing_is_cut_in_the_table_while_another_column_has_room() {
    let offices = [
        fixtures::vets(),
        office("Reception and urgent calls", "Front Desk", "Recall Caller"),
        office("Main", "The assistant that answers at the harbour", "Spring reminders and recalls"),
        office("Campaign - Autumn reminders for the whole of the northern harbour district", "Night Helper", "Out"),
        office(
            "A number with a label that is long",
            "Emergency triage at night",
            "Reminder calls for the dental office",
        ),
    ];
    let mut faults = Vec::new();
    for (at, office) in offices.iter().enumerate() {
        let window = office.open().await;
        window.resize(1920, 480).await;
        for font in ["", "monospace"] {
            window.run("document.documentElement.style.fontFamily = arguments[0]", vec![font.into()]).await;
            let found = window.run_async(&format!("{FAULTS} {EVERY_WIDTH}")).await;
            faults.extend(told(&found, &format!("office {at} {font}")));
        }
        window.close().await;
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The same in the window as it is dragged, with the panel closed and open: below 1000 that has the table's place.
#[tokio::test]
async fn the_table_keeps_to_that_while_the_window_is_resized() {
    let office = office("Reception and urgent calls", "The assistant that answers at the harbour", "Recall Caller");
    let window = office.open().await;
    window.any("table").appears().await;
    let mut faults = Vec::new();
    for (from, what) in [(640, "closed"), (1000, "open")] {
        if what == "open" {
            window.resize(1280, 480).await;
            window.run("document.querySelector('.records:not(.ruler) tbody button').click()", vec![]).await;
            window.panel().appears().await;
        }
        // Down as well as up: a table does not shrink by itself.
        let mut widths: Vec<u32> = (from..=1920).step_by(20).collect();
        if what == "open" {
            widths.reverse();
        }
        for width in widths {
            window.resize(width, 480).await;
            let found = window.run(&format!("{FAULTS} return faults(innerWidth)"), vec![]).await;
            faults.extend(told(&found, what));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    for (width, theme) in [(900, "light"), (1024, "light"), (1280, "dark"), (760, "light")] {
        window.run("document.documentElement.dataset.theme = arguments[0]", vec![json!(theme)]).await;
        window.resize(width, 700).await;
        window.picture(&format!("panel-open-{width}-{theme}")).await;
    }
    window.close().await;
}

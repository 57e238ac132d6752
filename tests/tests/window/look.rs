//! How the window looks from its first frame on: the theme, and how large everything is shown.

use std::fs;

use vozdesk_tests::{Office, Part, Window, fixtures};

fn prefers(office: &Office, preferences: &str) {
    fs::create_dir_all(office.data()).expect("a folder");
    fs::write(office.data().join("window.json"), preferences).expect("it is written");
}

/// Who works in the dark is not dazzled while the window opens.
#[tokio::test]
async fn a_dark_window_is_dark_from_its_first_frame_on() {
    let office = fixtures::vets();
    prefers(&office, r#"{ "theme": "dark" }"#);
    let (window, brightest) = office.open_watched().await;
    window.becomes("document.documentElement.dataset.theme", "dark").await;
    window.close().await;
    assert!(brightest < 128, "it was as bright as {brightest} of 255");

    prefers(&office, r#"{ "theme": "light" }"#);
    let (window, brightest) = office.open_watched().await;
    window.close().await;
    assert!(brightest > 200, "a light window is seen by the same means: {brightest}");
}

/// Keys and the wheel make everything larger and smaller; that is kept.
#[tokio::test]
async fn the_page_is_shown_larger_and_smaller_and_stays_so() {
    let office = fixtures::vets();
    let window = office.open_at("Phone Numbers").await;
    window.resize(1280, 840).await;
    window.real_keys("Control+plus").await;
    window.tells("Shown at 110%").await;
    window.becomes("innerWidth", 1163).await;
    window.real_keys("Control+minus").await;
    window.real_keys("Control+minus").await;
    window.tells("Shown at 90%").await;
    window.real_keys("Control+0").await;
    window.tells("Shown at 100%").await;
    window.real_wheel(4, "Control").await;
    window.tells("Shown at 110%").await;
    window.real_wheel(5, "Control").await;
    window.tells("Shown at 100%").await;
    for _ in 0..8 {
        window.real_keys("Control+plus").await;
    }
    window.tells("Shown at 200%").await;
    window.becomes("innerWidth", 640).await;
    window.close().await;

    let window = office.open().await;
    window.becomes("innerWidth", 640).await;
    window.close().await;
}

/// At 200 % every page is whole: nothing is scrolled sideways, nothing lies over another.
#[tokio::test]
async fn everything_is_whole_at_200_percent() {
    let office = Office::fresh();
    prefers(&office, r#"{ "zoom": 200 }"#);
    let window = office.open_with(&["--sample"]).await;
    window.is_at("Phone Numbers").await;
    let mut faults = Vec::new();
    for (width, height) in [(1280, 840), (1440, 900)] {
        window.resize_to(width, height, 2).await;
        for page in [
            "Phone Numbers",
            "Assistants",
            "Campaigns",
            "Check-up",
            "Call map",
            "History",
            "Import & Export",
            "Settings",
        ] {
            by_key(&window, window.link(page)).await;
            window.is_at(page).await;
            is_whole(&window, &format!("{page} at {width}"), &mut faults).await;
        }
        by_key(&window, window.link("Phone Numbers")).await;
        by_key(&window, window.row("Appointments").button("Appointments")).await;
        window.shows_in_panel("Appointments").await;
        is_whole(&window, &format!("panel at {width}"), &mut faults).await;
        window.keys("Escape").await;
        window.panel().is_gone().await;
        window.keys("Control+n").await;
        window.dialog().appears().await;
        is_whole(&window, &format!("dialog at {width}"), &mut faults).await;
        window.keys("Escape").await;
        window.dialog().is_gone().await;
    }
    window.close().await;
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The driver's pointer does not know how large the page is shown.
async fn by_key(window: &Window, part: Part) {
    part.focus().await;
    window.real_keys("Enter").await;
}

/// Says what is out of the window or wider than it, and takes a picture.
async fn is_whole(window: &Window, name: &str, faults: &mut Vec<String>) {
    window.is_drawn().await;
    let script = "const out = [...document.querySelectorAll('button, input, select, a, h1, h2')].filter((one) => { \
            const { left, right, width } = one.getBoundingClientRect(); \
            return width > 1 && one.checkVisibility({ visibilityProperty: true }) && !one.closest('.said, .ruler, svg') && (left < -1 || right > innerWidth + 1); }); \
        const sideways = [document.documentElement, ...document.querySelectorAll('.page-body, .panel, dialog')].filter((one) => one.scrollWidth > one.clientWidth + 1); \
        return [...out, ...sideways].map((one) => one.outerHTML.slice(0, 120))";
    for found in window.run(script, vec![]).await.as_array().cloned().unwrap_or_default() {
        faults.push(format!("{name}: {found}"));
    }
    window.picture(&format!("zoomed-{}", name.replace([' ', '&'], "-"))).await;
}

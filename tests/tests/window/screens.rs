//! Every page and dialog, in both themes and languages, at both sizes: axe-core has nothing against it,
//! it does not scroll sideways, and there is a picture of each in `target/screens`.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::json;
use vozdesk_tests::keyring::Keyring;
use vozdesk_tests::platform::{Fault, When};
use vozdesk_tests::{Office, Part, Window, begins, fixtures};

/// The words by which the pages are gone through in a language.
struct Words {
    tag: &'static str,
    locale: &'static str,
    numbers: &'static str,
    assistants: &'static str,
    campaigns: &'static str,
    check_up: &'static str,
    call_map: &'static str,
    history: &'static str,
    transfer: &'static str,
    settings: &'static str,
    add_number: &'static str,
    remove_number: &'static str,
    country: &'static str,
    country_search: &'static str,
    new_assistant: &'static str,
    go_on: &'static str,
    name: &'static str,
    existing_number: &'static str,
    loses: &'static str,
    created: &'static str,
    new_campaign: &'static str,
    show_as_list: &'static str,
    choose_file: &'static str,
    choose_other_file: &'static str,
    replace: &'static str,
    removed: &'static str,
    columns: &'static str,
    workbook: &'static str,
    cancel: &'static str,
    export_encrypted: &'static str,
    passphrase: &'static str,
    paste: &'static str,
    sync: &'static str,
    connect: &'static str,
    send: &'static str,
    compare: &'static str,
    compare_again: &'static str,
    close: &'static str,
}

const ENGLISH: Words = Words {
    tag: "en",
    locale: "en_US.UTF-8",
    numbers: "Phone Numbers",
    assistants: "Assistants",
    campaigns: "Campaigns",
    check_up: "Check-up",
    call_map: "Call map",
    history: "History",
    transfer: "Import & Export",
    settings: "Settings",
    add_number: "Add Phone Number",
    remove_number: "Remove this number…",
    country: "Country",
    country_search: "Country or code",
    new_assistant: "New assistant",
    go_on: "Continue",
    name: "Name",
    existing_number: "Use an existing outbound number",
    loses: "loses this number",
    created: "This will be created",
    new_campaign: "New campaign",
    show_as_list: "Show as list",
    choose_file: "Choose a file…",
    choose_other_file: "Choose another file…",
    replace: "Replace",
    removed: "Removed",
    columns: "Columns of kunden.csv",
    workbook: "Columns of openpyxl.xlsx",
    cancel: "Cancel",
    export_encrypted: "Export encrypted…",
    passphrase: "Passphrase",
    paste: "Paste a list…",
    sync: "Sync",
    connect: "Connect a platform…",
    send: "Send ",
    compare: "Compare",
    compare_again: "Compare again",
    close: "Close",
};

const SPANISH: Words = Words {
    tag: "es",
    locale: "es_ES.UTF-8",
    numbers: "Números de teléfono",
    assistants: "Asistentes",
    campaigns: "Campañas",
    check_up: "Revisión",
    call_map: "Mapa de llamadas",
    history: "Historial",
    transfer: "Importar y exportar",
    settings: "Ajustes",
    add_number: "Añadir número",
    remove_number: "Eliminar este número…",
    country: "País",
    country_search: "País o código",
    new_assistant: "Nuevo asistente",
    go_on: "Continuar",
    name: "Nombre",
    existing_number: "Usar un número de salida existente",
    loses: "pierde este número",
    created: "Esto se creará",
    new_campaign: "Nueva campaña",
    show_as_list: "Mostrar como lista",
    choose_file: "Elegir un archivo…",
    choose_other_file: "Elegir otro archivo…",
    replace: "Reemplazar",
    removed: "Eliminados",
    columns: "Columnas de kunden.csv",
    workbook: "Columnas de openpyxl.xlsx",
    cancel: "Cancelar",
    export_encrypted: "Exportar cifrado…",
    passphrase: "Contraseña",
    paste: "Pegar una lista…",
    sync: "Sincronización",
    connect: "Conectar una plataforma…",
    send: "Enviar ",
    compare: "Comparar",
    compare_again: "Comparar de nuevo",
    close: "Cerrar",
};

/// A theme, and the size of the window.
type Look = (&'static str, u32, u32);

const LOOKS: [Look; 6] = [
    ("light", 1440, 900),
    ("light", 1024, 700),
    ("light", 1920, 1080),
    ("dark", 1440, 900),
    ("dark", 1024, 700),
    ("dark", 1280, 840),
];

/// A window that is gone through, and what was found wrong so far.
struct Screens {
    window: Window,
    tag: &'static str,
    faults: Vec<String>,
}

/// Whether the picture of the call map, if there is one, is laid out for the width it has.
const IS_LAID_OUT: &str = "[...document.querySelectorAll('main svg[role=group]')].every((map) => { \
    const scrolled = map.parentElement.parentElement; \
    return Math.abs(map.width.baseVal.value - scrolled.clientWidth) < 1; })";

impl Screens {
    fn of(window: Window, tag: &'static str) -> Screens {
        Screens { window, tag, faults: Vec::new() }
    }

    /// Looks at what the window shows now.
    async fn look(&mut self, screen: &str) {
        self.look_in(screen, &LOOKS).await;
    }

    async fn look_in(&mut self, screen: &str, looks: &[Look]) {
        let window = &self.window;
        for (theme, width, height) in looks {
            window.resize(*width, *height).await;
            window.run("document.documentElement.dataset.theme = arguments[0]", vec![json!(theme)]).await;
            window.becomes(IS_LAID_OUT, true).await;
            window.is_drawn().await;
            let name = format!("{screen}-{}-{theme}-{width}", self.tag);
            if window.run("return document.documentElement.scrollWidth > window.innerWidth", vec![]).await == true {
                self.faults.push(format!("{name}: it scrolls sideways"));
            }
            window.picture(&name).await;
            if *width == 1440 {
                let faults = window.accessibility_faults().await;
                self.faults.extend(faults.into_iter().map(|fault| format!("{name}: {fault}")));
            }
        }
        window.run("delete document.documentElement.dataset.theme", vec![]).await;
    }

    /// Looks at a dialog, once there is in it what it is about, and leaves it.
    async fn look_at_dialog(&mut self, screen: &str, about: Part) {
        about.appears().await;
        self.look(screen).await;
        self.window.keys("Escape").await;
        self.window.dialog().is_gone().await;
    }

    async fn end(self) {
        self.window.close().await;
        assert!(self.faults.is_empty(), "what is wrong:\n{}", self.faults.join("\n"));
    }

    async fn numbers(&mut self, words: &Words) {
        self.window.row("Appointments").appears().await;
        self.look("numbers").await;
        let dialog = self.window.dialog();
        self.window.press(words.add_number).await;
        self.look_at_dialog("add-number", dialog.field(words.country)).await;
        let panel = self.window.open_row("Appointments").await;
        self.look("panel").await;
        let remove = panel.button(words.remove_number);
        remove.comes_into_sight().await;
        self.look("panel-what-happens").await;
        remove.click().await;
        self.look_at_dialog("remove-number", dialog.any("heading")).await;
        // The list closes when the window changes its size, so that comes first.
        self.window.resize(1440, 900).await;
        panel.field(words.country).click().await;
        self.window.field(words.country_search).appears().await;
        self.look_in("country", &LOOKS[..1]).await;
        self.window.keys("Escape").await;
    }

    /// The wizard, step by step, with a number that somebody loses; then one of the assistants.
    async fn assistants(&mut self, words: &Words) {
        self.window.go_to(words.assistants).await;
        self.window.row("Night Desk").appears().await;
        self.look("assistants").await;
        self.window.press(words.new_assistant).await;
        let wizard = self.window.dialog();
        wizard.any("radio").appears().await;
        self.look("wizard-kind").await;
        wizard.press(words.go_on).await;
        wizard.type_into(words.name, "Aftercare Caller").await;
        self.look("wizard-details").await;
        wizard.press(words.go_on).await;
        wizard.field(words.country).appears().await;
        self.look("wizard-new-number").await;
        wizard.pick(words.existing_number).await;
        wizard.pick("Recall").await;
        wizard.says(words.loses).await;
        self.look("wizard-existing-number").await;
        wizard.press(words.go_on).await;
        self.look_at_dialog("wizard-review", wizard.heading(words.created)).await;
        self.window.open_row("Night Desk").await;
        self.look("assistant").await;
    }

    async fn campaigns(&mut self, words: &Words) {
        self.window.go_to(words.campaigns).await;
        self.window.row("Spring Promo").appears().await;
        self.look("campaigns").await;
        self.window.open_row("Spring Promo").await.any("radio").appears().await;
        self.look("campaign").await;
        self.window.press(words.new_campaign).await;
        self.look_at_dialog("new-campaign", self.window.dialog().any("radio")).await;
    }

    async fn calls(&mut self, words: &Words) {
        self.window.go_to(words.check_up).await;
        self.window.any("region").any("listitem").appears().await;
        self.look("checkup").await;
        self.window.go_to(words.call_map).await;
        self.window.link(begins("Recall, +1 415 555 0147")).focus().await;
        self.look("callmap").await;
        self.window.press(words.show_as_list).await;
        self.window.item("Appointments").appears().await;
        self.look_in("callmap-list", &LOOKS[..1]).await;
    }

    async fn history_and_settings(&mut self, words: &Words) {
        self.window.go_to(words.history).await;
        let changes = self.window.any("table");
        changes.any("rowheader").any("button").click().await;
        changes.any("table").appears().await;
        self.look("history").await;
        self.window.go_to(words.settings).await;
        self.look("settings").await;
    }

    async fn transfer(&mut self, words: &Words, office: &Office) {
        self.window.go_to(words.transfer).await;
        self.look("transfer").await;
        office.answer_dialog(&office.write("review.json", REVIEW));
        self.window.press(words.choose_file).await;
        self.window.any("table").appears().await;
        self.window.pick(words.replace).await;
        self.window.heading(words.removed).appears().await;
        self.window.is_filled().await;
        self.look("review").await;
        // A table whose columns nobody knows.
        office.answer_dialog(&office.write("kunden.csv", fixtures::KUNDEN));
        self.window.press(words.choose_other_file).await;
        self.window.heading(words.columns).appears().await;
        self.look("review-columns").await;
        office.answer_dialog(&fixtures::workbook("openpyxl.xlsx"));
        self.window.press(words.choose_other_file).await;
        self.window.heading(words.workbook).appears().await;
        self.look("review-workbook").await;
        self.window.press(words.cancel).await;
        self.window.press(words.export_encrypted).await;
        self.look_at_dialog("encrypt", self.window.dialog().field(words.passphrase)).await;
    }
}

/// A file with one of everything to review, for the sample office.
const REVIEW: &str = r#"{
  "format": "vozdesk.setup", "version": 1, "extra": 1,
  "assistants": [ { "id": "0193a000-0000-7000-8000-000000000005", "greeting": "Harbour Dental bookings, hello!" },
                  { "name": "Aftercare Caller", "kind": "outbound", "greeting": "Hello from Harbour Dental, how are you healing?" } ],
  "numbers": [
    { "number": "+14155550124", "inbound": { "assistant": "Front Desk", "fallback": "415 555 0100" } },
    { "number": "+14155550147", "label": "Recall & Reminders", "notes": "Tuesday to Thursday only." },
    { "number": "+14155550183", "label": "Aftercare", "inbound": { "assistant": "Front Desk" }, "outbound": { "assistant": "Aftercare Caller" } },
    { "number": "+44 20 7946 00", "label": "Harley Street" },
    { "number": "+14155550161", "inbound": { "assistant": "Reception" } }
  ]
}"#;

async fn every_page_is_accessible(words: &Words) {
    let office = Office::speaking(words.locale);
    let mut screens = Screens::of(office.open().await, words.tag);
    screens.look("welcome").await;
    screens.window.press(words.go_on).await;
    screens.window.button(words.paste).appears().await;
    screens.look("welcome-ways").await;
    let dialog = screens.window.dialog();
    screens.window.press(words.paste).await;
    screens.look_at_dialog("paste", dialog.any("field")).await;
    screens.end().await;

    let office = Office::speaking(words.locale);
    let window = office.open_with(&["--sample"]).await;
    window.is_at(words.numbers).await;
    let mut screens = Screens::of(window, words.tag);
    screens.numbers(words).await;
    screens.assistants(words).await;
    screens.campaigns(words).await;
    screens.calls(words).await;
    screens.history_and_settings(words).await;
    screens.transfer(words, &office).await;
    screens.window.go_to(words.sync).await;
    screens.window.button(words.connect).appears().await;
    screens.look("sync-empty").await;
    screens.window.press(words.connect).await;
    screens.look_at_dialog("sync-connect", dialog_of(&screens).any("radio")).await;
    screens.end().await;
}

/// Sync of a connected office: all groups of a plan, sending, what came of it, and what stands in the way.
async fn every_state_of_sync_is_accessible(words: &Words) {
    let fake = fixtures::retell();
    let urls = fake.variables().into_iter().filter(|(name, _)| name.ends_with("_URL"));
    let office = Office::speaking(words.locale).surrounded_by(urls.collect());
    let _keyring = Keyring::unlocked(&office);
    fixtures::differing(&fake, &office);
    // Whoever connected has taken the key along.
    let mut screens = Screens::of(office.open().await, words.tag);
    screens.window.go_to(words.sync).await;
    screens.window.any("table").any("radio").appears().await;
    screens.look("sync-no-key").await;
    screens.end().await;

    let office = office.surrounded_by(fake.variables());
    let mut screens = Screens::of(office.open().await, words.tag);
    screens.window.go_to(words.sync).await;
    screens.window.any("table").any("radio").appears().await;
    screens.look("sync-plan").await;
    let send = || begins(words.send);
    screens.window.button(send()).click().await;
    let dialog = dialog_of(&screens);
    dialog.any("listitem").appears().await;
    screens.look("sync-look").await;
    // The first number waits for its answer until it was looked at; the second is not taken.
    let is_seen = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&is_seen);
    fake.before_write(move |_| {
        while !seen.load(Ordering::Relaxed) {
            thread::sleep(Duration::from_millis(10));
        }
    });
    fake.fail(When::Write, Fault::Slow(Duration::ZERO));
    fake.fail(When::Write, Fault::Ignored);
    dialog.button(send()).click().await;
    dialog.any("progressbar").appears().await;
    screens.look("sync-sending").await;
    is_seen.store(true, Ordering::Relaxed);
    dialog.button(words.compare_again).appears().await;
    screens.look("sync-partly").await;
    fake.fail_always(When::Any, Fault::DropBefore);
    dialog.press(words.compare_again).await;
    screens.window.any("alert").says("Retell").await;
    screens.look("sync-unreachable").await;
    fake.works_again();
    screens.window.head().press(words.compare).await;
    // Until it is compared there is nothing to send.
    screens.window.button(send()).has("disabled", false).await;
    screens.window.button(send()).click().await;
    dialog.button(send()).click().await;
    dialog.button(words.compare_again).appears().await;
    screens.look("sync-done").await;
    dialog.press(words.close).await;
    screens.window.go_to(words.settings).await;
    screens.look("settings-connected").await;
    screens.end().await;
}

fn dialog_of(screens: &Screens) -> Part {
    screens.window.dialog()
}

#[tokio::test]
async fn every_page_is_accessible_in_both_themes_in_english() {
    every_page_is_accessible(&ENGLISH).await;
}

#[tokio::test]
async fn every_page_is_accessible_in_both_themes_in_spanish() {
    every_page_is_accessible(&SPANISH).await;
}

#[tokio::test]
async fn every_state_of_sync_is_accessible_in_both_themes_in_english() {
    every_state_of_sync_is_accessible(&ENGLISH).await;
}

#[tokio::test]
async fn every_state_of_sync_is_accessible_in_both_themes_in_spanish() {
    every_state_of_sync_is_accessible(&SPANISH).await;
}

/// The call map of larger offices: 12 and 50 numbers with a row each, 300 in groups.
#[tokio::test]
async fn the_call_map_of_larger_offices_is_accessible() {
    for count in [12, 50, 300] {
        let office = fixtures::branches(count);
        let mut screens = Screens::of(office.open_at("Call map").await, "en");
        screens.window.named("group", begins("Call map: ")).appears().await;
        let looks = [("light", 1440, 900), ("dark", 1024, 700)];
        screens.look_in(&format!("callmap-{count}"), &looks).await;
        screens.end().await;
    }
}

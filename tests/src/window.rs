//! The real window: the program that ships, on an office's folder, driven by WebKitWebDriver.
//!
//! What it needs from the machine: WebKitWebDriver, a display, a session bus; `cargo xtask test` sees to
//! all three. What is in the window is a [`Part`] of it.

use std::net::TcpListener;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::command::program;
use crate::desktop::{self, Done, Hands};
use crate::office::Office;
use crate::part::Part;
use crate::process::Process;
use crate::waiting::patiently;

/// A running window.
pub struct Window {
    client: Client,
    driver: Child,
    process: Process,
    whole: Part,
}

/// The whole window is a part like any other.
impl Deref for Window {
    type Target = Part;

    fn deref(&self) -> &Part {
        &self.whole
    }
}

impl Office {
    /// Opens the window on this office.
    pub async fn open(&self) -> Window {
        self.open_with(&[]).await
    }

    /// Opens the window with more options.
    pub async fn open_with(&self, options: &[&str]) -> Window {
        Window::of(self, &program("vozdesk-desktop"), options).await
    }

    /// Opens the window, and says how bright the screen was meanwhile, from 0 to 255.
    pub async fn open_watched(&self) -> (Window, u8) {
        let is_enough = Arc::new(AtomicBool::new(false));
        let told = is_enough.clone();
        let watch = tokio::task::spawn_blocking(move || desktop::brightest(&told));
        let window = self.open().await;
        window.is_drawn().await;
        is_enough.store(true, Ordering::Relaxed);
        (window, watch.await.expect("it ends").expect("the screen can be seen"))
    }

    /// Opens the window as a person does, with nobody driving it, and says which sockets of the network it and its
    /// children have open once it has come to rest.
    pub async fn network_sockets_of_a_window(&self) -> Vec<String> {
        let mut command = Command::new(program("vozdesk-desktop"));
        command.args(["--data", &self.data().display().to_string()]).env("LC_ALL", self.language());
        for (name, folder) in [("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache")] {
            command.env(name, self.path(&format!("xdg-{folder}")));
        }
        command.envs(self.variables().iter().cloned()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("it starts");
        let process = Process(child.id());
        // It has its page once there are the page's own processes and the store is open.
        let is_open =
            patiently(async || (process.children().len() >= 2 && self.data().join("setup.pid").exists()).then_some(()));
        assert!(is_open.await.is_some(), "the window opens");
        process.comes_to_rest().await;
        let all = std::iter::once(process).chain(process.children());
        let sockets = all.flat_map(Process::network_sockets).collect();
        process.signal("-TERM");
        let _ = child.wait();
        sockets
    }

    /// Opens the window at a page.
    pub async fn open_at(&self, page: &str) -> Window {
        let window = self.open().await;
        window.go_to(page).await;
        window
    }

    /// Opens the window on a disk where none of its files may grow beyond so many bytes.
    pub async fn open_on_a_disk_of(&self, bytes: u64) -> Window {
        let desktop = program("vozdesk-desktop");
        // The signal is for programs that do not look at what writing returns.
        let wrapper =
            self.write("small-disk", format!("#!/bin/bash\ntrap '' XFSZ\nexec {} \"$@\"\n", desktop.display()));
        self.shut(Path::new(&wrapper), 0o700);
        let window = Window::of(self, Path::new(&wrapper), &[]).await;
        // Of the program alone: the page's own process draws in files of memory.
        let (process, limit) = (window.process.0.to_string(), format!("--fsize={bytes}"));
        let limited = Command::new("prlimit").args(["--pid", &process, &limit]).status().expect("prlimit runs");
        assert!(limited.success());
        window
    }
}

impl Window {
    async fn of(office: &Office, desktop: &Path, options: &[&str]) -> Window {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a free port").port();
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("XDG_DATA_HOME", office.path("xdg-data"))
            .env("XDG_CONFIG_HOME", office.path("xdg-config"))
            .env("XDG_CACHE_HOME", office.path("xdg-cache"))
            .env("VOZDESK_DIALOG_ANSWERS", office.path("answers"))
            .env("LC_ALL", office.language())
            .envs(office.variables().iter().cloned())
            .env_remove("VOZDESK_DATA")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver is installed");
        let data = office.data().display().to_string();
        let arguments: Vec<&str> = ["--data", &data].into_iter().chain(options.iter().copied()).collect();
        let capabilities = json!({ "webkitgtk:browserOptions": { "binary": desktop, "args": arguments } });
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities.as_object().cloned().expect("an object"));
        let place = format!("http://127.0.0.1:{port}");
        let client = patiently(async || builder.connect(&place).await.ok()).await.expect("the window opens a session");
        let started = Process(driver.id()).children();
        let [process] = started[..] else { panic!("the driver starts one program: {started:?}") };
        let window = Window { whole: Part::whole(client.clone()), client, driver, process };
        window.any("heading").appears().await;
        window
    }

    /// Goes past the first step of the first run, with what is filled in already.
    pub async fn goes_on(&self) {
        self.press("Continue").await;
        self.heading("Where are your numbers now?").appears().await;
    }

    /// The process of the program.
    pub fn process(&self) -> u32 {
        self.process.0
    }

    /// Ends the program as a logout does, and waits until it has gone.
    pub async fn close(self) {
        self.process.signal("-TERM");
        assert!(self.ends().await, "the program ends when it is asked to");
    }

    /// Closes it as the button in its frame does; the program may ask something first.
    pub async fn close_by_its_frame(&self) {
        let process = self.process.0;
        let closed = tokio::task::spawn_blocking(move || desktop::close(process));
        closed.await.expect("it ends").expect("the window is there");
    }

    /// Presses a button of the dialog that closes the window. It may be gone before it says that it took the click.
    pub async fn press_to_close(self, name: &str) {
        let button = self.dialog().button(name);
        button.appears().await;
        let _ = button.element().await.click().await;
        self.has_closed().await;
    }

    /// Waits until the program has ended of its own accord.
    pub async fn has_closed(self) {
        assert!(self.ends().await, "the window has closed");
    }

    /// Ends the program as a failing machine does.
    pub async fn kill(self) {
        self.process.signal("-KILL");
        assert!(self.ends().await, "nothing outlives this");
    }

    async fn ends(&self) -> bool {
        patiently(async || (!self.process.is_running()).then_some(())).await.is_some()
    }

    /// How much memory the program has held at the most, in MB.
    pub fn most_memory(&self) -> u64 {
        self.process.most_memory()
    }

    /// Waits until the program does nothing more.
    pub async fn comes_to_rest(&self) {
        self.process.comes_to_rest().await;
    }

    /// Goes to a page by its link, and waits until it is there.
    pub async fn go_to(&self, page: &str) {
        self.follow(page).await;
        self.is_at(page).await;
    }

    /// Waits until this page is the one that is shown.
    pub async fn is_at(&self, page: &str) {
        self.heading(page).appears().await;
    }

    /// Opens a record of the table by its name, and gives the panel with it.
    pub async fn open_row(&self, name: &str) -> Part {
        self.any("table").button(name).click().await;
        self.shows_in_panel(name).await
    }

    /// Waits until the panel has this record, and gives it.
    pub async fn shows_in_panel(&self, name: &str) -> Part {
        let panel = self.panel();
        panel.any("header").says(name).await;
        panel
    }

    /// Presses Save Changes, and waits until the line at the foot says so.
    pub async fn save(&self, told: &str) {
        self.press("Save Changes").await;
        self.tells(told).await;
    }

    /// Presses keys wherever the focus is, such as `Escape` or `Control+Shift+z`.
    pub async fn keys(&self, keys: &str) {
        let key = |name: &str| match name {
            "Alt" => Key::Alt.to_string(),
            "Control" => Key::Control.to_string(),
            "Shift" => Key::Shift.to_string(),
            "Escape" => Key::Escape.to_string(),
            "Enter" => Key::Enter.to_string(),
            "Down" => Key::Down.to_string(),
            "Up" => Key::Up.to_string(),
            "F4" => Key::F4.to_string(),
            other => other.to_owned(),
        };
        // The last one lets all of them go (W3C WebDriver, 17.4.2); a key by itself needs none, and a field would take it.
        let release = keys.contains('+').then(|| Key::Null.to_string());
        let keys: String = keys.split('+').map(key).chain(release).collect();
        let focused = self.client.active_element().await.expect("something has the focus");
        let pressed = focused.send_keys(&keys).await;
        // A window that these keys close no longer says that it took them.
        assert!(pressed.is_ok() || self.ends().await, "it takes keys: {pressed:?}");
    }

    /// Presses keys as a keyboard does, so that the toolkit and the browser have their say: `Control+v` or `F2`.
    pub async fn real_keys(&self, keys: &str) {
        let mut held: Vec<u32> = keys.split('+').map(keysym).collect();
        let key = held.pop().expect("there is a key");
        self.by_hand(move |hands| hands.press(&held, &[key])).await;
    }

    /// Types a text of Latin letters, as a keyboard does.
    pub async fn real_text(&self, text: &str) {
        let keys: Vec<u32> = text.chars().map(u32::from).collect();
        self.by_hand(move |hands| hands.press(&[], &keys)).await;
    }

    /// Presses a button of the pointer on a part: 3 is the right one, 4 and 5 are the wheel's.
    pub async fn real_click(&self, button: u8, on: &Part) {
        on.comes_into_sight().await;
        let element = serde_json::to_value(on.element().await).expect("a reference");
        let middle = "const { x, y, width, height } = arguments[0].getBoundingClientRect(); return [x + width / 2, y + height / 2]";
        let middle = self.run(middle, vec![element]).await;
        let at = |place: usize| middle[place].as_f64().expect("a place") as i16;
        let (x, y) = (at(0), at(1));
        self.by_hand(move |hands| hands.click(button, x, y)).await;
    }

    /// Turns the wheel over the middle of the window, up by 4 and down by 5, while a key is down.
    pub async fn real_wheel(&self, button: u8, held: &str) {
        let held = keysym(held);
        self.by_hand(move |hands| hands.holding(held, || hands.click(button, 300, 300))).await;
    }

    async fn by_hand(&self, act: impl FnOnce(&Hands) -> Done<()> + Send + 'static) {
        let process = self.process.0;
        let done = tokio::task::spawn_blocking(move || act(&Hands::on(process)?));
        done.await.expect("it ends").expect("the display takes it");
    }

    /// Waits until an expression in the page has a value.
    pub async fn becomes(&self, expression: &str, value: impl Into<Value>) {
        let (script, value, mut now) = (format!("return {expression}"), value.into(), Value::Null);
        let is = patiently(async || {
            now = self.run(&script, vec![]).await;
            (now == value).then_some(())
        });
        let is = is.await;
        assert!(is.is_some(), "{expression} is {now}, not {value}");
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.expect("the script runs")
    }

    /// Runs a script that ends when it calls `done`.
    pub async fn run_async(&self, script: &str) -> Value {
        let script = format!("const done = arguments[arguments.length - 1]; {script}");
        self.client.execute_async(&script, vec![]).await.expect("the script runs")
    }

    /// Drops files on the window, as a file manager does.
    pub async fn drop_files(&self, paths: &[&str]) {
        let process = self.process.0;
        let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
        let dropped = tokio::task::spawn_blocking(move || desktop::drop_files(process, &paths));
        dropped.await.expect("the drag ends").expect("the window takes files");
    }

    /// Gives the window a size, and waits until it is laid out for that.
    pub async fn resize(&self, width: u32, height: u32) {
        self.resize_to(width, height, 1).await;
    }

    /// The same where everything is shown so many times as large.
    pub async fn resize_to(&self, width: u32, height: u32, zoom: u32) {
        self.client.set_window_size(width, height).await.expect("the window can be resized");
        self.becomes("[innerWidth, innerHeight]", json!([width / zoom, height / zoom])).await;
        self.is_drawn().await;
    }

    /// Waits until what is in the page has been drawn, so that a picture shows it.
    pub async fn is_drawn(&self) {
        self.run_async("requestAnimationFrame(() => requestAnimationFrame(() => done()))").await;
    }

    /// Waits until every row on screen and near it is in the page. For what is out of sight stand
    /// empty rows as high as that, which screen readers pass over.
    pub async fn is_filled(&self) {
        let is_filled = "[...document.querySelectorAll('main tr[aria-hidden]')].every((row) => { \
            const { top, bottom } = row.getBoundingClientRect(); \
            return top === bottom || bottom < -500 || top > innerHeight + 500; })";
        self.becomes(is_filled, true).await;
    }

    /// Saves a picture beside the build, to be looked at.
    pub async fn picture(&self, name: &str) {
        let folder = program("vozdesk").ancestors().nth(2).expect("the target folder").join("screens");
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        self.is_drawn().await;
        let png = self.client.screenshot().await.expect("a picture");
        std::fs::write(folder.join(format!("{name}.png")), png).expect("the picture can be written");
    }

    /// Saves a picture, and finds that axe-core has nothing against what it shows.
    pub async fn is_accessible(&self, name: &str) {
        self.picture(name).await;
        assert_eq!(self.accessibility_faults().await, Vec::<String>::new(), "{name}");
    }

    /// What axe-core finds wrong with the page, as readable lines.
    pub async fn accessibility_faults(&self) -> Vec<String> {
        let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("page/node_modules/axe-core/axe.min.js");
        let source = std::fs::read_to_string(&axe).expect("npm ci has been run in tests/page");
        self.run(&format!("{source}; window.axe = axe; return true"), vec![]).await;
        let script = "window.axe.run(document, { resultTypes: ['violations'] }) \
            .then((r) => done(r.violations), (e) => done([{ id: String(e), nodes: [] }]))";
        let found = self.run_async(script).await;
        let faults = found.as_array().cloned().unwrap_or_default();
        faults.iter().flat_map(readable).collect()
    }
}

/// X11's name of a key (keysymdef.h); those of Latin letters are their code points.
fn keysym(name: &str) -> u32 {
    match name {
        "Enter" => 0xff0d,
        "Escape" => 0xff1b,
        "Tab" => 0xff09,
        "Home" => 0xff50,
        "Left" => 0xff51,
        "Up" => 0xff52,
        "Right" => 0xff53,
        "Down" => 0xff54,
        "End" => 0xff57,
        "Menu" => 0xff67,
        "F2" => 0xffbf,
        "F4" => 0xffc1,
        "F10" => 0xffc7,
        "Shift" => 0xffe1,
        "Control" => 0xffe3,
        "Alt" => 0xffe9,
        "Space" => 0x20,
        "plus" => 0x2b,
        "minus" => 0x2d,
        letter => letter.chars().next().map_or(0, u32::from),
    }
}

/// A violation of axe-core, a line for each place.
fn readable(fault: &Value) -> Vec<String> {
    let id = fault["id"].as_str().unwrap_or_default();
    let nodes = fault["nodes"].as_array().cloned().unwrap_or_default();
    if nodes.is_empty() {
        return vec![id.to_owned()];
    }
    nodes.iter().map(|node| format!("{id}: {} ({})", node["html"], node["failureSummary"])).collect()
}

impl Drop for Window {
    fn drop(&mut self) {
        self.process.signal("-KILL");
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

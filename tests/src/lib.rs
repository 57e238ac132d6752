//! The real window, driven as a person would: by the words one sees.
//!
//! Each [`Window`] is the program that ships, in a folder of its own, driven by WebKitWebDriver.
//! What it needs from the machine: WebKitWebDriver, a display, a session bus; `cargo xtask test`
//! sees to all three.

#![allow(clippy::expect_used, reason = "a test stops where something is not as it must be")]

mod drag;

use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

/// How long anything may take to appear.
const PATIENCE: Duration = Duration::from_secs(20);

/// The first element at an XPath that can be seen. In the page, since WebDriver's own check of
/// visibility is a script that frozen prototypes stop.
const VISIBLE: &str = "\
    const found = document.evaluate(arguments[0], document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE); \
    for (let at = 0; at < found.snapshotLength; at += 1) \
      if (found.snapshotItem(at).checkVisibility()) return found.snapshotItem(at); \
    return null";

/// The key under which WebDriver names an element (W3C WebDriver, 12.1).
const ELEMENT_KEY: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The folder of one office: its data, the window's preferences, and what file dialogs answer.
pub struct Office {
    folder: TempDir,
    language: &'static str,
}

/// A running window.
pub struct Window {
    client: Client,
    driver: Child,
}

/// A program of ours, built beside this test.
pub fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a test knows where it is");
    let path = test.ancestors().nth(2).expect("tests lie two folders below the programs").join(name);
    assert!(path.exists(), "{} is not built; cargo build -p vozdesk-desktop -p vozdesk-cli", path.display());
    path
}

impl Office {
    /// A fresh folder in which nothing has been configured.
    pub fn fresh() -> Office {
        Office::speaking("en_US.UTF-8")
    }

    /// The same for a system in another language.
    pub fn speaking(language: &'static str) -> Office {
        Office { folder: tempfile::tempdir().expect("a temporary folder"), language }
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A file in the office's folder.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into the office's folder.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.file(name);
        std::fs::write(&path, text).expect("the file can be written");
        path
    }

    /// The process that has the store open, if it says so.
    pub fn process(&self) -> Option<u32> {
        std::fs::read_to_string(self.data().join("setup.pid")).ok()?.trim().parse().ok()
    }

    /// What the next file dialog answers.
    pub fn answer_dialog(&self, path: &Path) {
        self.write("answers", format!("{}\n", path.display()));
    }

    /// Runs the command line on this office; the window must be closed.
    pub fn vozdesk(&self, arguments: &[&str]) -> String {
        let output = Command::new(program("vozdesk"))
            .arg("--data")
            .arg(self.data())
            .args(arguments)
            .output()
            .expect("vozdesk runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "vozdesk {arguments:?}: {said}");
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// What the check-up finds, as code and name, from the store on disk.
    pub fn findings(&self) -> Vec<(String, String)> {
        let output = Command::new(program("vozdesk"))
            .arg("--data")
            .arg(self.data())
            .args(["--json", "check"])
            .output()
            .expect("vozdesk runs");
        let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let found = found.as_array().cloned().unwrap_or_default();
        found.iter().map(|f| (text(&f["code"]), text(&f["subject"]["name"]))).collect()
    }

    /// One number, as the setup file has it, from the store on disk.
    pub fn number(&self, name: &str) -> Value {
        serde_json::from_str(&self.vozdesk(&["--json", "show", name])).expect("JSON")
    }

    /// Opens the window on this office.
    pub async fn open(&self) -> Window {
        self.open_with(&[]).await
    }

    /// Opens the window with more options.
    pub async fn open_with(&self, options: &[&str]) -> Window {
        self.open_program(&program("vozdesk-desktop"), options).await
    }

    /// Opens the window on a disk where none of its files may grow beyond so many bytes.
    pub async fn open_on_a_disk_of(&self, bytes: u64) -> Window {
        let desktop = program("vozdesk-desktop");
        // The signal is for programs that do not look at what writing returns.
        let wrapper =
            self.write("small-disk", format!("#!/bin/bash\ntrap '' XFSZ\nexec {} \"$@\"\n", desktop.display()));
        std::fs::set_permissions(&wrapper, PermissionsExt::from_mode(0o700)).expect("it is ours");
        let window = self.open_program(&wrapper, &[]).await;
        // Of the program alone: the page's own process draws in files of memory.
        let process = self.process().expect("the window has its store open").to_string();
        let limit = format!("--fsize={bytes}");
        let limited = Command::new("prlimit").args(["--pid", &process, &limit]).status().expect("prlimit runs");
        assert!(limited.success());
        window
    }

    async fn open_program(&self, desktop: &Path, options: &[&str]) -> Window {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a free port").port();
        let folder = self.folder.path();
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("XDG_DATA_HOME", folder.join("xdg-data"))
            .env("XDG_CONFIG_HOME", folder.join("xdg-config"))
            .env("XDG_CACHE_HOME", folder.join("xdg-cache"))
            .env("VOZDESK_DIALOG_ANSWERS", self.file("answers"))
            .env("LC_ALL", self.language)
            .env_remove("VOZDESK_DATA")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver is installed");
        let data = self.data();
        let mut arguments = vec!["--data".to_owned(), data.display().to_string()];
        arguments.extend(options.iter().map(|option| (*option).to_owned()));
        let capabilities = json!({
            "webkitgtk:browserOptions": { "binary": desktop, "args": arguments },
        });
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities.as_object().cloned().expect("an object"));
        let begin = Instant::now();
        let client = loop {
            match builder.connect(&format!("http://127.0.0.1:{port}")).await {
                Ok(client) => break client,
                Err(error) if begin.elapsed() > PATIENCE => panic!("no session: {error}"),
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        };
        let window = Window { client, driver };
        window.appears("//h1").await;
        window
    }
}

impl Window {
    /// Ends the program as a logout does, and waits until it has let go of the store.
    pub async fn close(mut self, office: &Office) {
        if let Some(process) = office.process().filter(|process| *process != std::process::id()) {
            let process = process.to_string();
            let signal = |signal: &str| Command::new("kill").args([signal, &process]).stderr(Stdio::null()).status();
            let _ = signal("-TERM");
            let begin = Instant::now();
            while signal("-0").is_ok_and(|status| status.success()) && begin.elapsed() < PATIENCE {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }

    /// The element at an XPath, once it is there and can be seen.
    pub async fn appears(&self, path: &str) -> Element {
        let begin = Instant::now();
        loop {
            if let Ok(found) = self.client.execute(VISIBLE, vec![json!(path)]).await
                && let Some(id) = found.get(ELEMENT_KEY).and_then(Value::as_str)
            {
                return Element::from_element_id(self.client.clone(), id.to_owned().into());
            }
            if begin.elapsed() > PATIENCE {
                let shown = self.text().await;
                panic!("nothing at {path} within {PATIENCE:?}; the window shows:\n{shown}");
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Whether nothing is at an XPath, after a moment; what is on its way out has some more.
    pub async fn is_absent(&self, path: &str) -> bool {
        let begin = Instant::now();
        loop {
            tokio::time::sleep(Duration::from_millis(150)).await;
            if self.client.find_all(Locator::XPath(path)).await.unwrap_or_default().is_empty() {
                return true;
            }
            if begin.elapsed() > Duration::from_secs(3) {
                return false;
            }
        }
    }

    /// Waits until an expression in the page has a value.
    pub async fn becomes(&self, expression: &str, value: impl Into<Value>) {
        let (script, value, begin) = (format!("return {expression}"), value.into(), Instant::now());
        loop {
            let now = self.run(&script, vec![]).await;
            if now == value {
                return;
            }
            assert!(begin.elapsed() < PATIENCE, "{expression} is {now}, not {value}");
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// All the text in the window.
    pub async fn text(&self) -> String {
        let text = self.run("return document.body.innerText", vec![]).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the window shows a text.
    pub async fn says(&self, text: &str) {
        let begin = Instant::now();
        while !self.text().await.contains(text) {
            assert!(begin.elapsed() < PATIENCE, "“{text}” is not said; the window shows:\n{}", self.text().await);
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Presses a button by its name.
    pub async fn press(&self, name: &str) {
        self.click(&format!("//button[normalize-space(.)='{name}' or @aria-label='{name}']")).await;
    }

    /// Follows a link by its name.
    pub async fn follow(&self, name: &str) {
        self.click(&format!("//a[normalize-space(.)='{name}']")).await;
    }

    /// Clicks what is at an XPath; waits for it, and tries again while something moves.
    pub async fn click(&self, path: &str) {
        let begin = Instant::now();
        loop {
            match self.appears(path).await.click().await {
                Ok(()) => return,
                Err(error) if begin.elapsed() > PATIENCE => panic!("{path} cannot be clicked: {error}"),
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
    }

    /// Opens a number of the table by its label.
    pub async fn open_row(&self, label: &str) {
        self.click(&format!("//table//button[normalize-space(.)='{label}']")).await;
        self.appears(&format!("//aside//strong[normalize-space(.)='{label}']")).await;
    }

    /// The control of a label, in the whole window or within a group such as Inbound Settings.
    pub async fn field(&self, group: Option<&str>, label: &str) -> Element {
        let within = group.map_or(String::new(), |group| format!("//fieldset[legend[normalize-space(.)='{group}']]"));
        let label = self.appears(&format!("{within}//label[normalize-space(.)='{label}']")).await;
        let id = label.attr("for").await.expect("an attribute").expect("a label names its control");
        self.client.find(Locator::Id(&id)).await.expect("the control of the label")
    }

    /// Types into a text field in the place of what is there.
    pub async fn type_into(&self, field: &Element, text: &str) {
        field.clear().await.expect("the field can be cleared");
        if !text.is_empty() {
            field.send_keys(text).await.expect("the field takes keys");
        }
    }

    /// Chooses an option of a native select by its words.
    pub async fn choose(&self, field: &Element, words: &str) {
        field.select_by_label(words).await.expect("the option is there");
    }

    /// Chooses a country: opens the control beside a field, types and presses Enter.
    pub async fn choose_country(&self, group: &str, label: &str, country: &str) {
        let path = format!(
            "//fieldset[legend[normalize-space(.)='{group}']]//div[contains(@class,'field')][.//label[normalize-space(.)='{label}']]//button[@aria-label='Country']"
        );
        self.click(&path).await;
        let search = self.appears("//input[@aria-label='Country or code']").await;
        search.send_keys(country).await.expect("the search takes keys");
        search.send_keys(&Key::Enter.to_string()).await.expect("Enter");
        assert!(self.is_absent("//input[@aria-label='Country or code']").await, "the list closes");
    }

    /// Picks a radio button or ticks a box by its words.
    pub async fn pick(&self, words: &str) {
        self.click(&format!("//label[.//input][.//*[normalize-space(.)='{words}'] or normalize-space(.)='{words}']"))
            .await;
    }

    /// Presses keys wherever the focus is.
    pub async fn keys(&self, keys: &str) {
        let focused = self.client.active_element().await.expect("something has the focus");
        focused.send_keys(keys).await.expect("it takes keys");
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.expect("the script runs")
    }

    /// Runs a script that ends when it calls its last argument.
    pub async fn run_async(&self, script: &str) -> Value {
        self.client.execute_async(script, vec![]).await.expect("the script runs")
    }

    /// Drops files on the window, as a file manager does.
    pub async fn drop_files(&self, office: &Office, paths: &[PathBuf]) {
        let process = office.process().expect("the window has its store open");
        let paths = paths.to_vec();
        let dropped = tokio::task::spawn_blocking(move || drag::drop_files(process, &paths));
        dropped.await.expect("the drag ends").expect("the window takes files");
    }

    /// Gives the window a size.
    pub async fn resize(&self, width: u32, height: u32) {
        self.client.set_window_size(width, height).await.expect("the window can be resized");
        let begin = Instant::now();
        while self.run("return [innerWidth, innerHeight]", vec![]).await != json!([width, height]) {
            if begin.elapsed() > PATIENCE {
                panic!("the window does not take {width} by {height}");
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
        // One frame more, so that a picture shows what has been laid out.
        self.run_async("const done = arguments[arguments.length - 1]; requestAnimationFrame(() => requestAnimationFrame(() => done()))").await;
    }

    /// Saves a picture beside the build, to be looked at.
    pub async fn picture(&self, name: &str) {
        let folder = program("vozdesk").ancestors().nth(2).expect("the target folder").join("screens");
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        let png = self.client.screenshot().await.expect("a picture");
        std::fs::write(folder.join(format!("{name}.png")), png).expect("the picture can be written");
    }

    /// What axe-core finds wrong with the page, as readable lines.
    pub async fn accessibility_faults(&self) -> Vec<String> {
        let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("page/node_modules/axe-core/axe.min.js");
        let source = std::fs::read_to_string(&axe).expect("npm ci has been run in tests/page");
        self.run(&format!("{source}; window.axe = axe; return true"), vec![]).await;
        let script = "const done = arguments[arguments.length - 1]; \
            window.axe.run(document, { resultTypes: ['violations'] }).then(r => done(r.violations), e => done([{ id: String(e), nodes: [] }]))";
        let found = self.run_async(script).await;
        let faults = found.as_array().cloned().unwrap_or_default();
        faults
            .iter()
            .flat_map(|fault| {
                let id = fault["id"].as_str().unwrap_or_default().to_owned();
                let nodes = fault["nodes"].as_array().cloned().unwrap_or_default();
                let places =
                    nodes.iter().map(|n| format!("{id}: {} ({})", n["html"], n["failureSummary"])).collect::<Vec<_>>();
                if places.is_empty() { vec![id] } else { places }
            })
            .collect()
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

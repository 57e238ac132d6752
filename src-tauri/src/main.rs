//! The window of VozDesk: a host of `vozdesk-office`, and nothing else. No rule, no view and no shape of
//! what crosses to the page is here.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod dialogs;
mod fault_log;
mod host;
mod preferences;
mod register;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tauri::plugin::{self, TauriPlugin};
use tauri::window::Monitor;
use tauri::{AppHandle, DragDropEvent, Manager, PhysicalPosition, PhysicalSize, WebviewWindow, WindowEvent, Wry};
use tauri_plugin_window_state::StateFlags;

use vozdesk_core::model::message::Message;
use vozdesk_core::words::Catalogue;
use vozdesk_office::language::of_system;
use vozdesk_office::{Offices, importing};
use vozdesk_store::disk::data_folder;

use host::WindowHost;
use preferences::Preferences;

/// How long a first window may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// What the program was started with.
struct Options {
    folder: PathBuf,
    /// The office shows the sample.
    is_sample: bool,
    /// The folder is of this run alone and goes with it.
    is_throw_away: bool,
    /// Where theme and language are kept: in the folder that was named, else in the program's own.
    preferences: PathBuf,
}

impl Options {
    fn read(mut arguments: impl Iterator<Item = std::ffi::OsString>) -> Result<Options, Refused> {
        let mut folder = None;
        let mut is_sample = false;
        while let Some(argument) = arguments.next() {
            match argument.to_str() {
                Some("--data") => {
                    folder = Some(arguments.next().ok_or_else(|| Refused::wrong("--data needs a folder"))?.into())
                }
                Some("--sample") => is_sample = true,
                _ => return Err(Refused::wrong(&format!("{} is not understood", argument.to_string_lossy()))),
            }
        }
        let is_throw_away = is_sample && folder.is_none();
        let own = PathBuf::from(preferences::FILE);
        let preferences = folder.as_ref().map_or(own, |folder: &PathBuf| absolute(folder).join(preferences::FILE));
        let folder = match folder {
            Some(folder) => folder,
            None if is_sample => std::env::temp_dir().join(format!("vozdesk-sample-{}", std::process::id())),
            None => data_folder(|name| std::env::var_os(name)).map_err(|error| Refused::closed(&error.message()))?,
        };
        Ok(Options { folder, is_sample, is_throw_away, preferences })
    }
}

/// Why no window is opened: what is said, and the exit.
struct Refused(String, u8);

impl Refused {
    /// The words of the command are wrong.
    fn wrong(reason: &str) -> Refused {
        Refused(format!("{reason}\nvozdesk-desktop [--data DIR] [--sample]"), 2)
    }

    /// The window cannot be opened now.
    fn closed(message: &Message) -> Refused {
        Refused(Catalogue::of(of_system()).text(message), 4)
    }

    fn said(&self) -> ExitCode {
        eprintln!("{}", self.0);
        ExitCode::from(self.1)
    }
}

fn main() -> ExitCode {
    let options = match Options::read(std::env::args_os().skip(1)) {
        Ok(options) => options,
        Err(refused) => return refused.said(),
    };
    dialogs::listen_to_rfd();
    fault_log::listen_to_panics(options.folder.clone());
    let instance = instance_name(&options.folder);
    let throw_away = options.is_throw_away.then(|| options.folder.clone());
    let offices = Arc::new(Offices::new(WindowHost::default(), options.folder, options.is_sample));

    #[cfg(target_os = "linux")]
    if needs_another_renderer(|name| std::env::var_os(name), Path::new(NVIDIA).exists()) {
        // Before anything of the window runs in this process. Where it cannot be, the window is tried as it is.
        let _ = std::os::unix::process::CommandExt::exec(
            std::process::Command::new("/proc/self/exe").args(std::env::args_os().skip(1)).env(NO_DMABUF, "1"),
        );
    }
    if !has_display() {
        return Refused::closed(&Message::new("no-display")).said();
    }
    let first_window = FirstWindow::default();
    let app = tauri::Builder::default()
        .plugin(first_window.is_asked())
        .plugin(
            tauri_plugin_single_instance::Builder::new()
                .dbus_id(instance)
                .callback(|app, _, _| {
                    if let Some(window) = app.get_webview_window("main") {
                        let _ = window.unminimize();
                        let _ = window.set_focus();
                    }
                })
                .build(),
        )
        .plugin(first_window.has_answered())
        .plugin(tauri_plugin_store::Builder::new().build())
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
                .build(),
        )
        .setup({
            let offices = offices.clone();
            move |app| {
                app.manage(Preferences(options.preferences));
                offices.host().begin(app.handle().clone());
                offices.speak_the_hosts_language();
                if let Some(window) = app.get_webview_window("main") {
                    hold_to_screens(&window)?;
                }
                Ok(())
            }
        })
        .on_window_event({
            let offices = offices.clone();
            move |_, event| {
                if let WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) = event {
                    let (offices, paths) = (offices.clone(), paths.clone());
                    tauri::async_runtime::spawn_blocking(move || importing::dropped(&offices, paths));
                }
            }
        })
        .invoke_handler(register::handler(offices.clone()))
        .build(tauri::generate_context!());
    let app = match app {
        Ok(app) => app,
        Err(error) => {
            let message = Message::new("window-cannot-open").with("reason", error.to_string());
            return Refused::closed(&message).said();
        }
    };
    app.run(move |_, event| {
        if let tauri::RunEvent::Exit = event {
            offices.close();
            if let Some(folder) = &throw_away {
                let _ = std::fs::remove_dir_all(folder);
            }
        }
    });
    ExitCode::SUCCESS
}

/// Brings a window back whose place and size were kept for a screen that is no longer there.
fn hold_to_screens(window: &WebviewWindow) -> tauri::Result<()> {
    let (at, size) = (window.outer_position()?, window.outer_size()?);
    let screens: Vec<Rectangle> = window.available_monitors()?.iter().map(Rectangle::of).collect();
    let now = Rectangle { x: at.x, y: at.y, width: size.width, height: size.height };
    let held = now.held_to(&screens);
    if (held.width, held.height) != (now.width, now.height) {
        window.set_size(PhysicalSize::new(held.width, held.height))?;
    }
    if (held.x, held.y) != (now.x, now.y) {
        window.set_position(PhysicalPosition::new(held.x, held.y))?;
    }
    Ok(())
}

/// A window or a screen, in physical pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Rectangle {
    x: i32,
    y: i32,
    width: u32,
    height: u32,
}

impl Rectangle {
    fn of(screen: &Monitor) -> Rectangle {
        let (at, size) = (screen.position(), screen.size());
        Rectangle { x: at.x, y: at.y, width: size.width, height: size.height }
    }

    /// How many pixels both have.
    fn shared(self, other: Rectangle) -> u64 {
        let along = |at: i32, length: u32, other_at: i32, other_length: u32| {
            let end = (i64::from(at) + i64::from(length)).min(i64::from(other_at) + i64::from(other_length));
            u64::try_from(end - i64::from(at.max(other_at))).unwrap_or(0)
        };
        along(self.x, self.width, other.x, other.width) * along(self.y, self.height, other.y, other.height)
    }

    /// The same no larger than the screen it is on most, and with all of it there. One that reaches over several
    /// screens and shows whole stays as it is.
    fn held_to(self, screens: &[Rectangle]) -> Rectangle {
        let all: u64 = screens.iter().map(|screen| self.shared(*screen)).sum();
        let Some(screen) = screens.iter().max_by_key(|screen| self.shared(**screen)) else { return self };
        if all >= u64::from(self.width) * u64::from(self.height) {
            return self;
        }
        let (width, height) = (self.width.min(screen.width), self.height.min(screen.height));
        let place = |at: i32, from: i32, room: u32| at.clamp(from, from.saturating_add_unsigned(room));
        Rectangle {
            x: place(self.x, screen.x, screen.width - width),
            y: place(self.y, screen.y, screen.height - height),
            width,
            height,
        }
    }
}

/// Keeps WebKitGTK from handing pictures to the screen as DMA-BUF.
#[cfg(target_os = "linux")]
const NO_DMABUF: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
/// Where NVIDIA's own driver says that it runs.
#[cfg(target_os = "linux")]
const NVIDIA: &str = "/proc/driver/nvidia/version";

/// Whether the window would stay blank: with NVIDIA's own driver it often does (WebKit bug 261874, tauri issue 9304), unless
/// somebody has decided otherwise.
#[cfg(target_os = "linux")]
fn needs_another_renderer(variable: impl Fn(&str) -> Option<std::ffi::OsString>, has_nvidia: bool) -> bool {
    has_nvidia && variable(NO_DMABUF).is_none()
}

/// Whether there is a screen to open a window on; where there is none, the window's own library stops the program.
#[cfg(target_os = "linux")]
fn has_display() -> bool {
    gtk::init().is_ok()
}

#[cfg(not(target_os = "linux"))]
fn has_display() -> bool {
    true
}

/// A first window of this data folder that is asked to come forward, and may not answer.
#[derive(Default)]
struct FirstWindow {
    answered: Arc<AtomicBool>,
}

impl FirstWindow {
    /// What begins before it is asked: the program ends if it takes too long.
    fn is_asked(&self) -> TauriPlugin<Wry> {
        let answered = self.answered.clone();
        let begin = move |_: &AppHandle, _| {
            std::thread::spawn(move || {
                std::thread::sleep(PATIENCE);
                if !answered.load(Ordering::Relaxed) {
                    Refused::closed(&Message::new("first-window-silent")).said();
                    std::process::exit(4);
                }
            });
            Ok(())
        };
        plugin::Builder::new("first-window-asked").setup(begin).build()
    }

    /// What comes when it has answered, or there is none.
    fn has_answered(&self) -> TauriPlugin<Wry> {
        let answered = self.answered.clone();
        let end = move |_: &AppHandle, _| {
            answered.store(true, Ordering::Relaxed);
            Ok(())
        };
        plugin::Builder::new("first-window-answered").setup(end).build()
    }
}

fn absolute(folder: &Path) -> PathBuf {
    std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned())
}

/// One instance a data folder: a second start with the same folder brings the first window forward.
fn instance_name(folder: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    absolute(folder).hash(&mut hasher);
    format!("io.vozdesk.VozDesk.f{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_data_folder_has_an_instance_of_its_own() {
        assert_ne!(instance_name(Path::new("/a")), instance_name(Path::new("/b")));
        assert_eq!(instance_name(Path::new("/a")), instance_name(Path::new("/a")));
    }

    #[test]
    fn a_window_is_held_to_the_screens_that_are_there() {
        let window = |x, y, width, height| Rectangle { x, y, width, height };
        let (left, right) = (window(0, 0, 1920, 1080), window(1920, 0, 1280, 1024));
        let both = [left, right];
        let as_it_is = |held: Rectangle, screens: &[Rectangle]| assert_eq!(held.held_to(screens), held);
        as_it_is(window(100, 100, 1200, 800), &both);
        as_it_is(window(1800, 100, 400, 300), &both);
        as_it_is(window(5000, 5000, 400, 300), &[]);
        assert_eq!(window(2000, 100, 1200, 800).held_to(&[left]), window(720, 100, 1200, 800), "its screen is away");
        assert_eq!(window(-900, -900, 1200, 800).held_to(&[left]), window(0, 0, 1200, 800));
        assert_eq!(window(0, 0, 3000, 2000).held_to(&[right]), window(1920, 0, 1280, 1024));
        assert_eq!(window(i32::MAX, i32::MIN, u32::MAX, 1).held_to(&[left]), window(0, 0, 1920, 1));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn with_nvidias_own_driver_another_renderer_is_used_unless_somebody_decided() {
        assert!(needs_another_renderer(|_| None, true));
        assert!(!needs_another_renderer(|_| None, false));
        assert!(!needs_another_renderer(|name| (name == NO_DMABUF).then(|| "0".into()), true));
    }

    #[test]
    fn the_content_policy_allows_nothing_inline_and_nothing_from_the_network() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(root.join("tauri.conf.json")).expect("the configuration");
        let config: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let policy = config["app"]["security"]["csp"].as_str().expect("a policy");
        assert!(policy.starts_with("default-src 'none'"));
        for wrong in ["unsafe", "https:", "data:", "*"] {
            assert!(!policy.contains(wrong), "{wrong}");
        }
    }
}

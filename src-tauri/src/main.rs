//! The window of VozDesk: a host of `vozdesk-office`, and nothing else. No rule, no view and no shape of
//! what crosses to the page is here.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod closing;
mod dialogs;
mod fault_log;
mod first_window;
mod host;
mod options;
mod preferences;
mod register;
mod screens;
mod window;

use std::process::ExitCode;
use std::sync::Arc;

use tauri::{DragDropEvent, Manager, WindowEvent};
use tauri_plugin_window_state::StateFlags;
use vozdesk_core::model::message::Message;
use vozdesk_office::host::{Event, Host};
use vozdesk_office::{Offices, importing};

use first_window::{FirstWindow, instance_name};
use host::WindowHost;
use options::{Options, Refused};
use preferences::Preferences;
use screens::has_display;

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
    screens::start_again_with_another_renderer();
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
                Ok(window::open(app)?)
            }
        })
        .on_window_event({
            let offices = offices.clone();
            move |_, event| match event {
                WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
                    let (offices, paths) = (offices.clone(), paths.clone());
                    tauri::async_runtime::spawn_blocking(move || importing::dropped(&offices, paths));
                }
                WindowEvent::CloseRequested { api, .. } => {
                    let host = offices.host();
                    let late = offices.clone();
                    if !host.closing.goes(|| host.tell(Event::CloseAsked), move || late.host().close()) {
                        api.prevent_close();
                    }
                }
                _ => {}
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

#[cfg(test)]
mod tests {
    use std::path::Path;

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

//! The one window: made as the configuration says, in the theme and the size of text that were chosen, from its first
//! frame on.

use tauri::utils::config::Color;
use tauri::{App, AppHandle, Manager, WebviewWindow, WebviewWindowBuilder};
use vozdesk_office::host::Theme;

use crate::preferences;
use crate::screens::hold_to_screens;

/// The background of the page in the dark theme (`--page` of tokens.css), for as long as there is no page.
const DARK: Color = Color(21, 24, 28, 255);

/// Opens the window.
pub(crate) fn open(app: &App) -> tauri::Result<()> {
    let theme = preferences::theme(app.handle()).unwrap_or_default();
    let config = app.config().app.windows.first().cloned().unwrap_or_default();
    // Without the clipboard a menu of our own could not paste.
    let mut builder = WebviewWindowBuilder::from_config(app, &config)?.enable_clipboard_access();
    if let Some(script) = before_the_page(theme) {
        builder = builder.initialization_script(script);
    }
    if theme == Theme::Dark {
        builder = builder.background_color(DARK);
    }
    let window = builder.build()?;
    if theme == Theme::System && window.theme()? == tauri::Theme::Dark {
        window.set_background_color(Some(DARK))?;
    }
    zoom(&window);
    hold_to_screens(&window)
}

/// A page begins in the theme of the system: what was chosen is said before its first frame.
fn before_the_page(theme: Theme) -> Option<&'static str> {
    match theme {
        Theme::System => None,
        Theme::Light => Some("document.documentElement.dataset.theme = 'light'"),
        Theme::Dark => Some("document.documentElement.dataset.theme = 'dark'"),
    }
}

/// Shows the page as large as was chosen.
fn zoom(window: &WebviewWindow) {
    let percent = preferences::zoom(window.app_handle()).unwrap_or(100);
    if percent != 100 {
        let _ = window.set_zoom(f64::from(percent) / 100.0);
    }
}

/// Shows the page so large from now on, in percent, and keeps it.
pub(crate) fn keep_zoom(app: &AppHandle, percent: u16) {
    preferences::keep_zoom(app, percent);
    if let Some(window) = app.get_webview_window("main") {
        let _ = window.set_zoom(f64::from(percent) / 100.0);
    }
}

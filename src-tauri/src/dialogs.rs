//! Native file dialogs, behind one seam: tests answer them from a file instead of a person.
//!
//! rfd speaks to the desktop portal and falls back to zenity. Where neither answers it returns
//! nothing, as for Cancel; only its log tells the two apart, so the log is listened to.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use rfd::AsyncFileDialog;
use vozdesk_office::host::{Chosen, FileDialog};

static FAILURES: AtomicU64 = AtomicU64::new(0);

struct RfdLog;

impl log::Log for RfdLog {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        metadata.level() == log::Level::Error && metadata.target().starts_with("rfd")
    }

    fn log(&self, record: &log::Record<'_>) {
        if self.enabled(record.metadata()) && record.args().to_string().contains("zenity") {
            FAILURES.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn flush(&self) {}
}

/// Begins to count the dialogs that could not be shown.
pub(crate) fn listen_to_rfd() {
    if log::set_logger(&RfdLog).is_ok() {
        log::set_max_level(log::LevelFilter::Error);
    }
}

/// Asks for files.
pub(crate) fn ask_for_files(dialog: &FileDialog) -> Chosen {
    asked(dialog, |native| async move {
        let files = native.pick_files().await;
        files.map(|files| files.iter().map(|file| file.path().to_owned()).collect())
    })
}

/// Asks for a folder.
pub(crate) fn ask_for_a_folder(dialog: &FileDialog) -> Chosen {
    asked(dialog, |native| async move { native.pick_folder().await.map(|folder| vec![folder.path().to_owned()]) })
}

/// Asks where to write a file.
pub(crate) fn ask_where_to_save(dialog: &FileDialog, name: &str) -> Chosen {
    asked(dialog, |native| async move {
        native.set_file_name(name).save_file().await.map(|file| vec![file.path().to_owned()])
    })
}

/// Shows a native dialog and waits for it, on a thread that may wait.
fn asked<F: Future<Output = Option<Vec<PathBuf>>>>(
    dialog: &FileDialog,
    show: impl FnOnce(AsyncFileDialog) -> F,
) -> Chosen {
    if let Some(answer) = scripted() {
        return answer;
    }
    let mut native = AsyncFileDialog::new().set_title(&dialog.title);
    if !dialog.extensions.is_empty() {
        native = native.add_filter(&dialog.kind, &dialog.extensions);
    }
    if let Some(folder) = &dialog.folder {
        native = native.set_directory(folder);
    }
    let before = FAILURES.load(Ordering::Relaxed);
    let paths = tauri::async_runtime::block_on(show(native));
    outcome(paths, before)
}

fn outcome(paths: Option<Vec<PathBuf>>, failures_before: u64) -> Chosen {
    match paths {
        Some(paths) if !paths.is_empty() => Chosen::Paths(paths),
        _ if FAILURES.load(Ordering::Relaxed) > failures_before => Chosen::Unavailable,
        _ => Chosen::Cancelled,
    }
}

/// The seam: `VOZDESK_DIALOG_ANSWERS` names a file whose first line answers the next dialog (paths
/// separated by tabs, an empty line for Cancel, `!` for a desktop without dialogs) and is then taken out.
fn scripted() -> Option<Chosen> {
    let script = PathBuf::from(std::env::var_os("VOZDESK_DIALOG_ANSWERS")?);
    let text = std::fs::read_to_string(&script).unwrap_or_default();
    let (answer, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let _ = std::fs::write(&script, rest);
    Some(match answer {
        "" => Chosen::Cancelled,
        "!" => Chosen::Unavailable,
        paths => Chosen::Paths(paths.split('\t').map(PathBuf::from).collect()),
    })
}

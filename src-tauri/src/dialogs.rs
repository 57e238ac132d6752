//! Native file dialogs, behind one seam: tests answer them from a file instead of a person.
//!
//! rfd speaks to the desktop portal and falls back to zenity. Where neither answers it returns
//! nothing, as for Cancel; only its log tells the two apart, so the log is listened to.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use rfd::AsyncFileDialog;

/// What a dialog came to.
pub(crate) enum Chosen {
    /// Files.
    Paths(Vec<PathBuf>),
    /// The person closed it.
    Cancelled,
    /// There is no dialog on this desktop.
    Unavailable,
}

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

/// Asks for files to import.
pub(crate) async fn ask_for_files(title: &str, kind: &str, folder: Option<&Path>) -> Chosen {
    if let Some(answer) = scripted() {
        return answer;
    }
    let mut dialog = AsyncFileDialog::new().set_title(title).add_filter(kind, &["json", "csv", "txt", "tsv"]);
    if let Some(folder) = folder {
        dialog = dialog.set_directory(folder);
    }
    let before = FAILURES.load(Ordering::Relaxed);
    let files = dialog.pick_files().await;
    outcome(files.map(|files| files.iter().map(|file| file.path().to_owned()).collect()), before)
}

/// Asks for a folder.
pub(crate) async fn ask_for_a_folder(title: &str, folder: &Path) -> Chosen {
    if let Some(answer) = scripted() {
        return answer;
    }
    let before = FAILURES.load(Ordering::Relaxed);
    let chosen = AsyncFileDialog::new().set_title(title).set_directory(folder).pick_folder().await;
    outcome(chosen.map(|folder| vec![folder.path().to_owned()]), before)
}

/// Asks where to write a file.
pub(crate) async fn ask_where_to_save(
    title: &str,
    (kind, extension): (&str, &str),
    name: &str,
    folder: Option<&Path>,
) -> Chosen {
    if let Some(answer) = scripted() {
        return answer;
    }
    let mut dialog = AsyncFileDialog::new().set_title(title).add_filter(kind, &[extension]).set_file_name(name);
    if let Some(folder) = folder {
        dialog = dialog.set_directory(folder);
    }
    let before = FAILURES.load(Ordering::Relaxed);
    let file = dialog.save_file().await;
    outcome(file.map(|file| vec![file.path().to_owned()]), before)
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

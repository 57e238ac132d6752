//! Setups and pictures leaving for a file.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vozdesk_core::files::{encrypted, setup_file, table, workbook};
use vozdesk_core::model::message::Message;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::model::text::folded;
use vozdesk_store::disk::whole_file;

use crate::failure::Failure;
use crate::host::{Chosen, FileDialog, Host};
use crate::work::{Answer, Work};

/// In which form a setup is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum ExportForm {
    /// The setup file: everything.
    Json,
    /// A table of the phone numbers, as text.
    Csv,
    /// The same as a workbook.
    Xlsx,
}

/// An export somebody wishes for.
#[derive(Deserialize, TS)]
pub(crate) struct ExportWish {
    form: ExportForm,
    /// Whoever opens it must know this; null for a file that anybody can open.
    passphrase: Option<String>,
}

/// A file that was written.
#[derive(Clone, Debug, Serialize, TS)]
pub(crate) struct Exported {
    path: String,
    bytes: usize,
}

/// What is asked before something is written.
pub(crate) struct Wanted {
    pub(crate) title: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) extension: &'static str,
}

impl ExportForm {
    /// Writes a setup in this form, for a passphrase alone if there is one.
    ///
    /// # Errors
    /// What writing reports.
    pub fn write(self, passphrase: Option<&str>, setup: &Setup, out: &mut dyn io::Write) -> io::Result<()> {
        let plain = |out: &mut dyn io::Write| match self {
            ExportForm::Json => setup_file::write(setup, out),
            ExportForm::Csv => table::write(setup, out),
            ExportForm::Xlsx => workbook::write(setup, out),
        };
        match passphrase {
            Some(passphrase) => encrypted::write(passphrase, out, plain),
            None => plain(out),
        }
    }

    /// Writes a setup into a file in this form, whole or not at all.
    ///
    /// # Errors
    /// What writing reports.
    pub fn write_file(self, passphrase: Option<&str>, setup: &Setup, path: &Path) -> io::Result<()> {
        whole_file(path, |out| self.write(passphrase, setup, out))
    }
}

/// Writes the setup where somebody says.
pub(crate) fn export_setup(work: &Work<impl Host>, wish: ExportWish) -> Answer<Option<Exported>> {
    let ExportWish { form, passphrase } = wish;
    let wanted = match form {
        _ if passphrase.is_some() => {
            Wanted { title: "dialog-export-title", kind: "dialog-encrypted-kind", extension: encrypted::EXTENSION }
        }
        ExportForm::Json => Wanted { title: "dialog-export-title", kind: "dialog-file-kind", extension: "json" },
        ExportForm::Csv => Wanted { title: "dialog-table-title", kind: "dialog-table-kind", extension: "csv" },
        ExportForm::Xlsx => Wanted { title: "dialog-table-title", kind: "dialog-workbook-kind", extension: "xlsx" },
    };
    let ending = match (form, passphrase.is_some()) {
        (ExportForm::Json, true) => "json.age",
        (ExportForm::Csv, true) => "csv.age",
        (ExportForm::Xlsx, true) => "xlsx.age",
        (_, false) => wanted.extension,
    };
    let name = |setup: &Setup| file_name(&setup.profile().name, ending);
    export(work, &wanted, name, |setup, out| form.write(passphrase.as_deref(), setup, out))
}

/// Asks where to, and writes what is made of the setup there.
pub(crate) fn export(
    work: &Work<impl Host>,
    wanted: &Wanted,
    name: impl FnOnce(&Setup) -> String,
    write: impl FnOnce(&Setup, &mut dyn io::Write) -> io::Result<()>,
) -> Answer<Option<Exported>> {
    let snapshot = work.snapshot()?;
    let dialog = FileDialog {
        title: work.catalogue.words(wanted.title),
        kind: work.catalogue.words(wanted.kind),
        extensions: vec![wanted.extension],
        folder: work.host().last_folder(),
    };
    let path = match work.host().ask_where_to_save(&dialog, &name(&snapshot.setup)) {
        Chosen::Cancelled => return Ok(None),
        Chosen::Unavailable => return Err(no_dialog()),
        Chosen::Paths(mut paths) => paths.remove(0),
    };
    let written = whole_file(&path, |out| write(&snapshot.setup, out)).and_then(|()| std::fs::metadata(&path));
    let written = written.map_err(|error| {
        let message =
            Message::new("export-failed").with("path", path.display().to_string()).with("reason", error.to_string());
        Failure::plain("export_failed", message)
    })?;
    work.host().keep_last_folder_of(&path);
    Ok(Some(Exported { path: path.display().to_string(), bytes: written.len() as usize }))
}

/// That this desktop shows no file dialogs.
pub(crate) fn no_dialog() -> Failure {
    Failure::plain("no_dialog", Message::new("dialog-unavailable"))
}

/// A name for an export of this office: its own name in a form every system takes.
pub(crate) fn file_name(office: &str, extension: &str) -> String {
    let words = folded(office);
    let words = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("-");
    let name = if name.is_empty() { "vozdesk-setup" } else { &name };
    format!("{name}.{extension}")
}

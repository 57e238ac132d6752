//! The passphrase of encrypted files: from `VOZDESK_PASSPHRASE`, else asked for in a terminal.

use std::io::{self, IsTerminal};

use vozdesk_core::model::message::Message;

use vozdesk_office::Failure as OfficeFailure;

use crate::output::{Failure, Output};

/// The passphrase of a file that is there.
pub(crate) fn of_file(name: &str, output: &Output) -> Result<String, OfficeFailure> {
    let prompt = Message::new("passphrase-of").name("name", name);
    from_environment().map_or_else(|| asked(&output.text(&prompt), output), Ok)
}

/// The passphrase of a file that is to be written, typed twice.
pub(crate) fn new(output: &Output) -> Result<String, Failure> {
    if let Some(passphrase) = from_environment() {
        return Ok(passphrase);
    }
    let passphrase = asked("", output)?;
    let prompt = output.words("passphrase-prompt-again");
    if rpassword::prompt_password(format!("{prompt}: "))? != passphrase {
        return Err(Failure::plain("passphrase_differs", Message::new("passphrase-differs")));
    }
    Ok(passphrase)
}

fn from_environment() -> Option<String> {
    std::env::var("VOZDESK_PASSPHRASE").ok().filter(|passphrase| !passphrase.is_empty())
}

fn asked(before: &str, output: &Output) -> Result<String, OfficeFailure> {
    let missing = || OfficeFailure::plain("passphrase_needed", Message::new("passphrase-missing"));
    if !io::stdin().is_terminal() {
        return Err(missing());
    }
    let space = if before.is_empty() { "" } else { " " };
    let prompt = output.words("passphrase-prompt");
    let typed = rpassword::prompt_password(format!("{before}{space}{prompt}: ")).map_err(|_| missing())?;
    if typed.is_empty() { Err(missing()) } else { Ok(typed) }
}

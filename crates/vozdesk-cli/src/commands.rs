//! Each command that works on an office: what was typed, the change it asks for, and what came of it.

use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;
use vozdesk_core::files::setup_file;
use vozdesk_core::model::assistant::Assistant;
use vozdesk_core::model::campaign::Campaign;
use vozdesk_core::model::id::Id;
use vozdesk_core::model::message::Message;
use vozdesk_core::model::number::PhoneNumber;
use vozdesk_core::model::profile::Profile;
use vozdesk_core::model::record::{Record, RecordKind};
use vozdesk_core::model::setup::Setup;
use vozdesk_core::rules::edit::{self, Edited, Edits, NewDigits, Refusal, Saving, Typed};
use vozdesk_office::checkup::surroundings;
use vozdesk_office::exporting::ExportForm;
use vozdesk_office::offices::other_copies;
use vozdesk_office::{gone_from_history, nothing_to_redo, nothing_to_undo, redone, told, undone};
use vozdesk_store::backup::Backups;
use vozdesk_store::disk::data_folder;
use vozdesk_store::{Look, Made, Restored, Store, StoreError};

use crate::args::{Arguments, AssistantCommand, CampaignCommand, Command, Format};
use crate::calls::{self, Asked};
use crate::find::{find_assistant, find_campaign, find_number};
use crate::import::Import;
use crate::output::{Failure, Output};
use crate::{backup, parse, passphrase, showing};

pub(crate) fn run(arguments: Arguments, output: &mut Output) -> Result<u8, Failure> {
    // These open no store.
    match &arguments.command {
        Command::Parse { numbers, country } => return parse::parse(numbers, *country, output),
        Command::Schema => return output.json(&setup_file::schema()).map(|()| 0),
        Command::Completions { shell } => return completions(*shell, output).map(|()| 0),
        _ => {}
    }
    let folder = match &arguments.data {
        Some(folder) => folder.clone(),
        None => data_folder(|name| std::env::var_os(name))?,
    };
    match arguments.command {
        Command::Backup(command) => backup::run(&folder, command, output).map(|()| 0),
        command if only_looks(&command) => {
            let look = offering(Look::at(&folder), &folder, output)?;
            other_copies(&folder).iter().for_each(|message| output.note(message));
            looking(command, &folder, look, output)
        }
        command => {
            let store = open(&folder, output)?;
            backup::daily(&folder, &store, output);
            let exit = changing(command, &store, output);
            if exit.is_ok() {
                tell_of(&folder, &store, output);
            }
            store.close()?;
            exit
        }
    }
}

/// Opens a store that is to be changed.
pub(crate) fn open(folder: &Path, output: &Output) -> Result<Store, Failure> {
    offering(Store::open(folder), folder, output)
}

/// Says what is to be said of the data folder, once something was done in it.
pub(crate) fn tell_of(folder: &Path, store: &Store, output: &Output) {
    for message in store.to_be_told().iter().chain(&other_copies(folder)) {
        output.tell(message);
    }
}

/// Says which backup there is where a store is damaged.
fn offering<T>(opened: Result<T, StoreError>, folder: &Path, output: &Output) -> Result<T, Failure> {
    if matches!(opened, Err(StoreError::Damaged { .. })) && !output.json {
        backup::offer(folder, output);
    }
    Ok(opened?)
}

/// Whether a command only looks: then it writes nothing, and shuts nobody out.
fn only_looks(command: &Command) -> bool {
    match command {
        Command::List { .. }
        | Command::Show { .. }
        | Command::Route { .. }
        | Command::Check
        | Command::Export { .. }
        | Command::History { .. }
        | Command::Import { dry_run: true, .. } => true,
        Command::Profile { fields } => fields.is_empty(),
        _ => false,
    }
}

fn completions(shell: Shell, output: &mut Output) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "vozdesk", &mut bytes);
    output.bytes(&bytes)
}

fn looking(command: Command, folder: &Path, look: Look, output: &mut Output) -> Result<u8, Failure> {
    if let Command::History { limit } = command {
        let entries = look.history(limit.unwrap_or(usize::MAX))?;
        drop(look);
        return showing::history(&entries, output).map(|()| 0);
    }
    let setup = &look.snapshot().setup;
    // Whoever reads what is shown may take long; nobody waits for that.
    drop(look);
    match command {
        Command::List { what } => showing::list(setup, what, output)?,
        Command::Show { number } => showing::show(setup, &number, output)?,
        Command::Route { number, unavailable, outbound } => {
            let asked = match (unavailable, outbound) {
                (true, _) => Asked::IfUnavailable,
                (_, true) => Asked::Outbound,
                _ => Asked::Inbound,
            };
            calls::route(setup, &number, asked, output)?;
        }
        Command::Check => return calls::check(setup, surroundings(&Backups::of(folder)), output),
        Command::Profile { .. } => showing::profile(setup, output)?,
        Command::Import { files, from, mode, country, map, skip_problems, .. } => {
            return Import { files, read_as: from, mode: mode.into(), country, map, skip_problems }
                .run(setup, None, output);
        }
        Command::Export { file, format, encrypt } => export(setup, &file, format, encrypt, output)?,
        _ => {}
    }
    Ok(0)
}

fn changing(command: Command, store: &Store, output: &mut Output) -> Result<u8, Failure> {
    let setup = store.snapshot().setup.clone();
    match command {
        Command::Set { number, fields, allow_loop } => {
            let id = find_number(&setup, &number)?.id.clone();
            let edits = fields.edits(&setup)?;
            let saving = Saving { allow_loop, ..Saving::default() };
            change::<PhoneNumber>(store, output, |setup| edit::save_number(setup, id.as_str(), &edits, saving))?;
        }
        Command::Add { number, request, area_code, fields, allow_loop } => {
            let digits = match request {
                Some(country) => NewDigits::Requested { country, area_code: area_code.unwrap_or_default() },
                None => NewDigits::Typed(Typed { text: number.unwrap_or_default(), country: None }),
            };
            let edits = fields.edits(&setup)?;
            let saving = Saving { allow_loop, ..Saving::default() };
            change::<PhoneNumber>(store, output, |setup| edit::add_number(setup, digits, &edits, saving))?;
        }
        Command::Remove { number } => {
            let id = find_number(&setup, &number)?.id.clone();
            change::<PhoneNumber>(store, output, |setup| edit::remove_number(setup, id.as_str()))?;
        }
        Command::Assistant(command) => assistant(store, &setup, command, output)?,
        Command::Campaign(command) => campaign(store, &setup, command, output)?,
        Command::Profile { fields } => {
            let edits = fields.edits(&setup)?;
            change::<Profile>(store, output, |setup| edit::save_profile(setup, &edits))?;
        }
        Command::Import { files, from, mode, country, map, skip_problems, .. } => {
            return Import { files, read_as: from, mode: mode.into(), country, map, skip_problems }.run(
                &setup,
                Some(store),
                output,
            );
        }
        Command::Undo => {
            let made = store.undo()?.ok_or_else(nothing_to_undo)?;
            tell(&made, &undone(&made.deed), output);
        }
        Command::Redo => {
            let made = store.redo()?.ok_or_else(nothing_to_redo)?;
            tell(&made, &redone(&made.deed), output);
        }
        Command::Restore { at } => match store.restore(at)? {
            Restored::Gone => return Err(gone_from_history(at).into()),
            Restored::Same(_) => output.note(&Message::new("cli-nothing-changed")),
            Restored::Made(made) => tell(&made, &made.deed.message(), output),
        },
        _ => {}
    }
    Ok(0)
}

/// Says what was done, after what else changed by it.
pub(crate) fn tell(made: &Made, done: &Message, output: &mut Output) {
    output.has_made = true;
    for message in told(&made.consequences()) {
        output.tell(&message);
    }
    output.note(done);
}

/// Makes a change, tells its consequences and shows the record of this kind it was made to.
fn change<R: Record + serde::Serialize>(
    store: &Store,
    output: &mut Output,
    edit: impl FnOnce(&Setup) -> Result<Edited, Refusal>,
) -> Result<(), Failure> {
    let (edited, made) = store.change(edit)?;
    match made {
        Some(made) => tell(&made, &made.deed.message(), output),
        None => output.note(&Message::new("cli-nothing-changed")),
    }
    if !output.json {
        return Ok(());
    }
    let (setup, id) = (&edited.setup, edited.subject.as_ref().map_or("", Id::as_str));
    // A record that was removed has nothing to show.
    match R::KIND {
        RecordKind::Profile => showing::profile(setup, output),
        RecordKind::Number => setup.number(id).map_or(Ok(()), |number| output.json(&**number)),
        RecordKind::Assistant => setup.assistant(id).map_or(Ok(()), |assistant| output.json(&**assistant)),
        RecordKind::Campaign => setup.campaign(id).map_or(Ok(()), |campaign| output.json(&**campaign)),
    }
}

fn assistant(store: &Store, setup: &Setup, command: AssistantCommand, output: &mut Output) -> Result<(), Failure> {
    let switched = |edits: Edits, active: bool, inactive: bool| match (active, inactive) {
        (_, true) => edits.with("active", false),
        (true, _) => edits.with("active", true),
        _ => edits,
    };
    match command {
        AssistantCommand::Add { name, fields, inactive } => {
            let edits = switched(fields.edits(setup)?, false, inactive).with("name", name);
            change::<Assistant>(store, output, |setup| edit::add_assistant(setup, &edits))
        }
        AssistantCommand::Set { assistant, fields, active, inactive } => {
            let id = find_assistant(setup, &assistant)?.id.clone();
            let edits = switched(fields.edits(setup)?, active, inactive);
            change::<Assistant>(store, output, |setup| edit::save_assistant(setup, id.as_str(), &edits))
        }
        AssistantCommand::Remove { assistant } => {
            let id = find_assistant(setup, &assistant)?.id.clone();
            change::<Assistant>(store, output, |setup| edit::remove_assistant(setup, id.as_str()))
        }
    }
}

fn campaign(store: &Store, setup: &Setup, command: CampaignCommand, output: &mut Output) -> Result<(), Failure> {
    match command {
        CampaignCommand::Add { name, mut fields } => {
            let number = find_number(setup, &fields.take("number").unwrap_or_default())?.id.clone();
            let edits = fields.edits(setup)?.with("name", name);
            change::<Campaign>(store, output, |setup| edit::add_campaign(setup, number, &edits))
        }
        CampaignCommand::Set { campaign, fields } => {
            let id = find_campaign(setup, &campaign)?.id.clone();
            let edits = fields.edits(setup)?;
            change::<Campaign>(store, output, |setup| edit::save_campaign(setup, id.as_str(), &edits))
        }
        CampaignCommand::Remove { campaign } => {
            let id = find_campaign(setup, &campaign)?.id.clone();
            change::<Campaign>(store, output, |setup| edit::remove_campaign(setup, id.as_str()))
        }
    }
}

fn export(setup: &Setup, file: &Path, format: Format, encrypt: bool, output: &mut Output) -> Result<(), Failure> {
    let passphrase = if encrypt { Some(passphrase::new(output)?) } else { None };
    let requested = setup.numbers().filter(|number| number.e164().is_none()).count();
    if format == Format::Csv && requested > 0 {
        output.tell(&Message::new("export-requested-left-out").with("count", requested));
    }
    let form = match format {
        Format::Json => ExportForm::Json,
        Format::Csv => ExportForm::Csv,
    };
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        form.write(passphrase.as_deref(), setup, &mut bytes)?;
        return output.bytes(&bytes);
    }
    let path = file.display().to_string();
    form.write_file(passphrase.as_deref(), setup, file).map_err(|error| {
        let message = Message::new("export-failed").with("path", path.as_str()).with("reason", error.to_string());
        Failure::plain("write_failed", message)
    })?;
    output.note(&Message::new("cli-exported").with("path", path));
    Ok(())
}

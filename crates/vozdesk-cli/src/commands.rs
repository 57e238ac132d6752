//! Each command that works on an office: what was typed, the change it asks for, and what came of it.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use clap::CommandFactory;
use clap_complete::Shell;
use vozdesk_core::files::setup_file;
use vozdesk_core::model::assistant::Assistant;
use vozdesk_core::model::campaign::Campaign;
use vozdesk_core::model::id::Id;
use vozdesk_core::model::message::{Arg, Message};
use vozdesk_core::model::number::PhoneNumber;
use vozdesk_core::model::profile::Profile;
use vozdesk_core::model::record::{Record, RecordKind};
use vozdesk_core::model::setup::Setup;
use vozdesk_core::rules::edit::{self, Edited, Edits, NewDigits, Refusal, Saving, Typed};
use vozdesk_core::rules::take_back::Clash;
use vozdesk_office::exporting::ExportForm;
use vozdesk_office::{
    gone_from_history, nothing_to_redo, nothing_to_undo, other_copies, redone, surroundings, told, undone,
};
use vozdesk_store::backup::Backups;
use vozdesk_store::disk::data_folder;
use vozdesk_store::{Look, Made, Restored, Snapshot, Store, StoreError, TakenBack};

use crate::args::{Arguments, AssistantCommand, CampaignCommand, Changing, Command, Format, Looking};
use crate::calls::{self, Asked};
use crate::find::{find_assistant, find_campaign, find_number};
use crate::output::{Failure, Output};
use crate::{backup, parse, passphrase, showing, sync};

pub(crate) fn run(arguments: Arguments, output: &mut Output) -> Result<u8, Failure> {
    let folder = || match &arguments.data {
        Some(folder) => Ok(folder.clone()),
        None => data_folder(|name| std::env::var_os(name)),
    };
    match arguments.command {
        Command::Parse { numbers, country } => parse::parse(&numbers, country, output),
        Command::Schema => output.json(&setup_file::schema()).map(|()| 0),
        Command::Completions { shell } => completions(shell, output).map(|()| 0),
        Command::Looking(command) => looking(command, &folder()?, output),
        Command::Changing(command) => {
            changing(&folder()?, output, |store, output| make(command, store, output).map(|()| 0))
        }
        Command::Profile { fields } if fields.is_empty() => {
            showing::profile(&held(&folder()?, output)?.setup, output).map(|()| 0)
        }
        Command::Profile { fields } => changing(&folder()?, output, |store, output| {
            let edits = fields.edits(&store.snapshot().setup)?;
            change::<Profile>(store, output, |setup| edit::save_profile(setup, &edits)).map(|()| 0)
        }),
        Command::Sync(command) => sync::run(command, &folder()?, output),
        Command::Import(import) if import.dry_run => import.run(&held(&folder()?, output)?.setup, None, output),
        Command::Import(import) => {
            changing(&folder()?, output, |store, output| import.run(&store.snapshot().setup, Some(store), output))
        }
        Command::History { limit } => {
            let entries = look(&folder()?, output)?.history(limit.unwrap_or(usize::MAX))?;
            showing::history(&entries, output).map(|()| 0)
        }
        Command::Backup(command) => backup::run(&folder()?, command, output).map(|()| 0),
    }
}

/// Opens an office to look at it.
pub(crate) fn look(folder: &Path, output: &mut Output) -> Result<Look, Failure> {
    let look = offering(Look::at(folder), folder, output)?;
    other_copies(folder).iter().for_each(|message| output.note(message));
    Ok(look)
}

/// The setup of an office. Files may come slowly and whoever reads what is shown may take long: nobody waits for
/// that, so the store is let go at once.
fn held(folder: &Path, output: &mut Output) -> Result<Arc<Snapshot>, Failure> {
    Ok(look(folder, output)?.snapshot())
}

/// Does what changes an office, with what goes with it: the backup of the day, and what there is to say of the folder.
fn changing(
    folder: &Path,
    output: &mut Output,
    does: impl FnOnce(&Store, &mut Output) -> Result<u8, Failure>,
) -> Result<u8, Failure> {
    let store = open(folder, output)?;
    backup::daily(folder, &store, output);
    let exit = does(&store, output);
    if exit.is_ok() {
        tell_of(folder, &store, output);
    }
    store.close()?;
    exit
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

fn completions(shell: Shell, output: &mut Output) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "vozdesk", &mut bytes);
    output.bytes(&bytes)
}

fn looking(command: Looking, folder: &Path, output: &mut Output) -> Result<u8, Failure> {
    let setup = &held(folder, output)?.setup;
    match command {
        Looking::List { what } => showing::list(setup, what, output)?,
        Looking::Show { number } => showing::show(setup, &number, output)?,
        Looking::Route { number, unavailable, outbound } => {
            let asked = match (unavailable, outbound) {
                (true, _) => Asked::IfUnavailable,
                (_, true) => Asked::Outbound,
                _ => Asked::Inbound,
            };
            calls::route(setup, &number, asked, output)?;
        }
        Looking::Check => return calls::check(setup, surroundings(&Backups::of(folder)), output),
        Looking::Export { file, format, encrypt } => export(setup, &file, format, encrypt, output)?,
    }
    Ok(0)
}

/// Makes the change that a command asks for.
fn make(command: Changing, store: &Store, output: &mut Output) -> Result<(), Failure> {
    let setup = store.snapshot().setup.clone();
    match command {
        Changing::Set { number, fields, references_follow, allow_loop } => {
            let id = find_number(&setup, &number)?.id.clone();
            let edits = fields.edits(&setup)?;
            let saving = Saving { allow_loop, references_follow };
            change::<PhoneNumber>(store, output, |setup| edit::save_number(setup, id.as_str(), &edits, saving))?;
        }
        Changing::Add { number, request, area_code, fields, allow_loop } => {
            let digits = match request {
                Some(country) => NewDigits::Requested { country, area_code: area_code.unwrap_or_default() },
                None => NewDigits::Typed(Typed { text: number.unwrap_or_default(), country: None }),
            };
            let edits = fields.edits(&setup)?;
            let saving = Saving { allow_loop, ..Saving::default() };
            change::<PhoneNumber>(store, output, |setup| edit::add_number(setup, digits, &edits, saving))?;
        }
        Changing::Remove { number } => {
            let id = find_number(&setup, &number)?.id.clone();
            change::<PhoneNumber>(store, output, |setup| edit::remove_number(setup, id.as_str()))?;
        }
        Changing::Assistant(command) => assistant(store, &setup, command, output)?,
        Changing::Campaign(command) => campaign(store, &setup, command, output)?,
        Changing::Undo { change: None, .. } => {
            let made = store.undo()?.ok_or_else(nothing_to_undo)?;
            tell(&made, &undone(&made.deed), output);
        }
        Changing::Undo { change: Some(change), keep_later } => undo_alone(store, change, keep_later, output)?,
        Changing::Redo => {
            let made = store.redo()?.ok_or_else(nothing_to_redo)?;
            tell(&made, &redone(&made.deed), output);
        }
        Changing::Restore { at } => match store.restore(at)? {
            Restored::Gone => return Err(gone_from_history(at).into()),
            Restored::Same(_) => output.note(&Message::new("cli-nothing-changed")),
            Restored::Made(made) => tell(&made, &made.deed.message(), output),
        },
    }
    Ok(())
}

/// Takes one change back and keeps all later ones. The newest is undone as ever, and can be made again.
fn undo_alone(store: &Store, change: u64, keep_later: bool, output: &mut Output) -> Result<(), Failure> {
    if let Some(made) = store.undo_change(change)? {
        tell(&made, &undone(&made.deed), output);
        return Ok(());
    }
    match store.take_back_alone(change, |_| keep_later.then(HashSet::new))? {
        TakenBack::Gone => return Err(gone_from_history(change).into()),
        TakenBack::Undone => {
            let message = Message::new("take-back-undone").with("change", change.to_string());
            return Err(Failure::plain("nothing_to_do", message));
        }
        TakenBack::Clashes(clashes) => {
            let told = clashes.iter().map(Clash::message).collect();
            let message = Message::new("take-back-clashes").with("count", clashes.len());
            return Err(Failure::plain("changed_since", message.with("clashes", Arg::Sentences(told))));
        }
        TakenBack::Same => output.note(&Message::new("cli-nothing-changed")),
        TakenBack::Made(made) => tell(&made, &made.deed.message(), output),
    }
    Ok(())
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

fn export(
    setup: &Setup,
    file: &Path,
    format: Option<Format>,
    encrypt: bool,
    output: &mut Output,
) -> Result<(), Failure> {
    let passphrase = if encrypt { Some(passphrase::new(output)?) } else { None };
    let requested = setup.numbers().filter(|number| number.e164().is_none()).count();
    // What its ending says of a file that nothing else is said of.
    let is_workbook = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
    let format = format.unwrap_or(if is_workbook { Format::Xlsx } else { Format::Json });
    if format != Format::Json && requested > 0 {
        output.tell(&Message::new("export-requested-left-out").with("count", requested));
    }
    let form = match format {
        Format::Json => ExportForm::Json,
        Format::Csv => ExportForm::Csv,
        Format::Xlsx => ExportForm::Xlsx,
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
    let told = if format == Format::Csv { "cli-csv-exported" } else { "cli-exported" };
    output.note(&Message::new(told).with("path", path));
    Ok(())
}

//! Each command: look records up, call core, say what came of it.

use std::io::{self, BufRead};
use std::path::Path;
use std::sync::Arc;

use clap::CommandFactory;
use clap_complete::Shell;
use serde_json::{Value, json};
use vozdesk_core::files::{From, Mode, Platform, encrypted, setup_file, table};
use vozdesk_core::model::assistant::{Assistant, AssistantKind};
use vozdesk_core::model::campaign::{Campaign, CampaignStatus};
use vozdesk_core::model::change::RecordKind;
use vozdesk_core::model::country::Country;
use vozdesk_core::model::e164::{self, E164};
use vozdesk_core::model::id::Id;
use vozdesk_core::model::message::{Arg, Message};
use vozdesk_core::model::number::{Digits, PhoneNumber};
use vozdesk_core::model::record::{AssistantRecord, CampaignRecord, NumberRecord, ProfileRecord};
use vozdesk_core::model::setup::Setup;
use vozdesk_core::rules::checkup;
use vozdesk_core::rules::edit::{
    self, AssistantEdit, CampaignEdit, Edit, Edited, NewDigits, NumberEdit, ProfileEdit, Refusal, Typed,
};
use vozdesk_store::{Committed, Store, StoreError};

use crate::args::{
    Arguments, AssistantCommand, AssistantFields, CampaignCommand, Command, Format, FromKind, ImportMode, Listed,
    NumberFields,
};
use crate::backup;
use crate::calls::{self, Asked};
use crate::import::Import;
use crate::output::{Failure, Output};
use crate::passphrase;

pub(crate) fn run(arguments: Arguments, output: &mut Output) -> Result<u8, Failure> {
    // These open no store.
    match &arguments.command {
        Command::Parse { numbers, country } => return parse(numbers, *country, output),
        Command::Schema => return output.json(&setup_file::schema()).map(|()| 0),
        Command::Completions { shell } => return completions(*shell, output).map(|()| 0),
        _ => {}
    }
    let folder = arguments.data.clone().unwrap_or_else(|| vozdesk_store::data_folder(|name| std::env::var_os(name)));
    if let Command::Backup(command) = arguments.command {
        return backup::run(&folder, command, output).map(|()| 0);
    }
    let store = match Store::open(&folder) {
        Err(error @ StoreError::Damaged { .. }) if !output.json => {
            backup::offer(&folder, output);
            return Err(error.into());
        }
        opened => opened?,
    };
    if changes_something(&arguments.command) {
        backup::daily(&folder, &store, output);
    }
    let exit = with_store(arguments.command, &store, output);
    store.close()?;
    exit
}

/// Whether a command is one that may change the setup; what only looks makes no backup.
fn changes_something(command: &Command) -> bool {
    !matches!(
        command,
        Command::List { .. }
            | Command::Show { .. }
            | Command::Route { .. }
            | Command::Check
            | Command::Export { .. }
            | Command::History { .. }
            | Command::Import { dry_run: true, .. }
    )
}

fn completions(shell: Shell, output: &mut Output) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "vozdesk", &mut bytes);
    output.bytes(&bytes)
}

fn with_store(command: Command, store: &Store, output: &mut Output) -> Result<u8, Failure> {
    let setup = store.snapshot().setup.clone();
    match command {
        Command::Parse { .. } | Command::Schema | Command::Completions { .. } | Command::Backup(_) => return Ok(0),
        Command::List { what } => list(&setup, what, output)?,
        Command::Show { number } => show(&setup, &number, output)?,
        Command::Set { number, fields, digits } => {
            let id = find_number(&setup, &number)?.id.clone();
            let number = digits.map(|text| Edit::to(typed(text)));
            let edit = NumberEdit { number, ..number_edit(&setup, fields)? };
            change(store, output, RecordKind::Number, |setup| edit::save_number(setup, id.as_str(), edit))?;
        }
        Command::Add { number, request, area_code, fields } => {
            let digits = match request {
                Some(country) => NewDigits::Requested { country, area_code: area_code.unwrap_or_default() },
                None => NewDigits::Typed(typed(number.unwrap_or_default())),
            };
            let edit = number_edit(&setup, fields)?;
            change(store, output, RecordKind::Number, |setup| edit::add_number(setup, digits, edit))?;
        }
        Command::Remove { number } => {
            let id = find_number(&setup, &number)?.id.clone();
            change(store, output, RecordKind::Number, |setup| edit::remove_number(setup, id.as_str()))?;
        }
        Command::Assistant(command) => assistant(store, &setup, command, output)?,
        Command::Campaign(command) => campaign(store, &setup, command, output)?,
        Command::Route { number, unavailable, outbound } => {
            let asked = match (unavailable, outbound) {
                (true, _) => Asked::IfUnavailable,
                (_, true) => Asked::Outbound,
                _ => Asked::Inbound,
            };
            calls::route(&setup, &number, asked, output)?;
        }
        Command::Check => return calls::check(&setup, output),
        Command::Profile { name, country, plan, extra_numbers } => {
            let edit = ProfileEdit {
                name: name.map(Edit::to),
                default_country: country.map(Edit::to),
                plan: plan.map(Edit::to),
                extra_numbers: extra_numbers.map(Edit::to),
            };
            if edit == ProfileEdit::default() {
                profile(&setup, output)?;
            } else {
                change(store, output, RecordKind::Profile, |setup| edit::save_profile(setup, edit))?;
            }
        }
        Command::Import { files, from, mode, country, map, skip_problems, dry_run } => {
            let from = match from {
                FromKind::Auto => From::Auto,
                FromKind::Setup => From::Setup,
                FromKind::Csv => From::Csv,
                FromKind::Vozagent => From::Platform(Platform::VozAgent),
                FromKind::Retell => From::Platform(Platform::Retell),
                FromKind::Vapi => From::Platform(Platform::Vapi),
                FromKind::Twilio => From::Platform(Platform::Twilio),
            };
            let mode = match mode {
                ImportMode::Merge => Mode::Merge,
                ImportMode::Replace => Mode::Replace,
            };
            return Import { files, from, mode, country, map, skip_problems, dry_run }.run(store, output);
        }
        Command::Export { file, format, encrypt } => export(&setup, &file, format, encrypt, output)?,
        Command::History { limit } => history(store, limit, output)?,
        Command::Undo => stepped(store.undo()?, "cli-undone", "ui-nothing-to-undo", output)?,
        Command::Restore { at } => {
            let (edited, committed) = store.restore(at)?.ok_or_else(|| {
                let message = Message::new("history-gone").with("change", at.to_string());
                Failure::Plain { code: "not_found", message }
            })?;
            let nothing = Message::new("cli-nothing-changed");
            output.note(&committed.map_or(nothing, |_| edited.title.message()));
        }
        Command::Redo => stepped(store.redo()?, "cli-redone", "ui-nothing-to-redo", output)?,
    }
    Ok(0)
}

/// Makes a change, tells its consequences and shows the record of this kind it was made to.
fn change(
    store: &Store,
    output: &mut Output,
    kind: RecordKind,
    edit: impl FnOnce(&Setup) -> Result<Edited, Refusal>,
) -> Result<(), Failure> {
    let (edited, committed) = store.change(edit)?;
    for consequence in &edited.consequences {
        output.tell(&consequence.message());
    }
    match committed {
        Some(committed) => output.note(&committed.title.message()),
        None => output.note(&Message::new("cli-nothing-changed")),
    }
    if !output.json {
        return Ok(());
    }
    let (setup, id) = (&edited.setup, edited.subject.as_ref().map_or("", Id::as_str));
    // A record that was removed has nothing to show.
    match kind {
        RecordKind::Profile => profile(setup, output),
        RecordKind::Number => setup.number(id).map_or(Ok(()), |n| output.json(&NumberRecord::from(&**n))),
        RecordKind::Assistant => setup.assistant(id).map_or(Ok(()), |a| output.json(&AssistantRecord::from(&**a))),
        RecordKind::Campaign => setup.campaign(id).map_or(Ok(()), |c| output.json(&CampaignRecord::from(&**c))),
    }
}

fn stepped(
    committed: Option<Committed>,
    done: &'static str,
    nothing: &'static str,
    output: &mut Output,
) -> Result<(), Failure> {
    match committed {
        Some(committed) => {
            output.note(&Message { key: done, args: Vec::new() }.with("title", committed.title.message()));
            Ok(())
        }
        None => Err(Failure::Plain { code: "nothing_to_do", message: Message { key: nothing, args: Vec::new() } }),
    }
}

// ---- reading what was typed

fn typed(text: String) -> Typed {
    Typed { text, country: None }
}

fn is_none(text: &str) -> bool {
    text.eq_ignore_ascii_case("none") || text.eq_ignore_ascii_case("ninguno")
}

fn number_edit(setup: &Setup, fields: NumberFields) -> Result<NumberEdit, Failure> {
    let slot = |text: Option<String>| -> Result<Option<Edit<Option<Id>>>, Failure> {
        match text {
            None => Ok(None),
            Some(text) if is_none(&text) => Ok(Some(Edit::to(None))),
            Some(text) => Ok(Some(Edit::to(Some(find_assistant(setup, &text)?.id.clone())))),
        }
    };
    let number =
        |text: Option<String>| text.map(|text| Edit::to(if is_none(&text) { None } else { Some(typed(text)) }));
    Ok(NumberEdit {
        number: None,
        label: fields.label.map(Edit::to),
        status: fields.status.map(Edit::to),
        notes: fields.notes.map(Edit::to),
        inbound_assistant: slot(fields.inbound)?,
        fallback: number(fields.fallback),
        outbound_assistant: slot(fields.outbound)?,
        caller_id: number(fields.caller_id),
        references_follow: false,
        allow_loop: fields.allow_loop,
    })
}

/// A number by its id, by a label that it alone bears, or by its digits in any usual form.
pub(crate) fn find_number<'a>(setup: &'a Setup, text: &str) -> Result<&'a Arc<PhoneNumber>, Failure> {
    if let Some(number) = setup.number(text) {
        return Ok(number);
    }
    let labelled: Vec<&Arc<PhoneNumber>> = setup.numbers().filter(|n| !n.label.is_empty() && n.label == text).collect();
    match labelled.as_slice() {
        [only] => return Ok(only),
        [] => {}
        several => return Err(several_of(text, several.iter().map(|number| &number.id))),
    }
    let read = E164::read_stored(text, Some(setup.profile().default_country)).ok();
    read.and_then(|digits| setup.number_with_digits(digits)).ok_or_else(|| not_found("cli-no-number", text))
}

/// An assistant by its id, or by a name that it alone bears.
fn find_assistant<'a>(setup: &'a Setup, text: &str) -> Result<&'a Assistant, Failure> {
    let named = setup.assistants().filter(|a| a.name == text.trim()).map(|a| (&a.id, &**a));
    by_name(setup.assistant(text).map(|a| &**a), named, "cli-no-assistant", text)
}

/// A campaign by its id, or by a name that it alone bears.
fn find_campaign<'a>(setup: &'a Setup, text: &str) -> Result<&'a Campaign, Failure> {
    let named = setup.campaigns().filter(|c| c.name == text.trim()).map(|c| (&c.id, &**c));
    by_name(setup.campaign(text).map(|c| &**c), named, "cli-no-campaign", text)
}

/// The record of an id, else the only one of a name.
fn by_name<'a, T>(
    of_id: Option<&'a T>,
    named: impl Iterator<Item = (&'a Id, &'a T)>,
    none: &'static str,
    text: &str,
) -> Result<&'a T, Failure> {
    if let Some(record) = of_id {
        return Ok(record);
    }
    let named: Vec<_> = named.collect();
    match named.as_slice() {
        [(_, only)] => Ok(only),
        [] => Err(not_found(none, text)),
        several => Err(several_of(text, several.iter().map(|(id, _)| *id))),
    }
}

fn not_found(key: &'static str, text: &str) -> Failure {
    Failure::Plain { code: "not_found", message: Message { key, args: Vec::new() }.with("text", text) }
}

fn several_of<'a>(text: &str, ids: impl Iterator<Item = &'a Id>) -> Failure {
    let ids = ids.map(|id| Message::new("just-a-word").with("word", id.as_str())).collect();
    let message = Message::new("cli-several").with("text", text).with("ids", Arg::List(ids));
    Failure::Plain { code: "ambiguous", message }
}

fn assistant(store: &Store, setup: &Setup, command: AssistantCommand, output: &mut Output) -> Result<(), Failure> {
    let edit =
        |fields: AssistantFields, name: Option<String>, kind: Option<AssistantKind>, active: bool| AssistantEdit {
            name: name.map(Edit::to),
            kind: kind.map(Edit::to),
            role: fields.role.map(Edit::to),
            active: (active || fields.inactive).then_some(Edit::to(!fields.inactive)),
            greeting: fields.greeting.map(Edit::to),
            voice: fields.voice.map(Edit::to),
        };
    match command {
        AssistantCommand::Add { name, kind, fields } => {
            let edit = edit(fields, Some(name), Some(kind), false);
            change(store, output, RecordKind::Assistant, |setup| edit::add_assistant(setup, edit))
        }
        AssistantCommand::Set { assistant, name, kind, active, fields } => {
            let id = find_assistant(setup, &assistant)?.id.clone();
            let edit = edit(fields, name, kind, active);
            change(store, output, RecordKind::Assistant, |setup| edit::save_assistant(setup, id.as_str(), edit))
        }
        AssistantCommand::Remove { assistant } => {
            let id = find_assistant(setup, &assistant)?.id.clone();
            change(store, output, RecordKind::Assistant, |setup| edit::remove_assistant(setup, id.as_str()))
        }
    }
}

fn campaign(store: &Store, setup: &Setup, command: CampaignCommand, output: &mut Output) -> Result<(), Failure> {
    match command {
        CampaignCommand::Add { name, from } => {
            let number = find_number(setup, &from)?.id.clone();
            change(store, output, RecordKind::Campaign, |setup| {
                edit::add_campaign(setup, name, number, CampaignStatus::Draft)
            })
        }
        CampaignCommand::Set { campaign, name, status, from } => {
            let id = find_campaign(setup, &campaign)?.id.clone();
            let number = from.map(|from| find_number(setup, &from).map(|number| Edit::to(number.id.clone())));
            let edit =
                CampaignEdit { name: name.map(Edit::to), number: number.transpose()?, status: status.map(Edit::to) };
            change(store, output, RecordKind::Campaign, |setup| edit::save_campaign(setup, id.as_str(), edit))
        }
        CampaignCommand::Remove { campaign } => {
            let id = find_campaign(setup, &campaign)?.id.clone();
            change(store, output, RecordKind::Campaign, |setup| edit::remove_campaign(setup, id.as_str()))
        }
    }
}

// ---- showing

fn list(setup: &Setup, what: Listed, output: &mut Output) -> Result<(), Failure> {
    let name = |id: &Option<Id>| id.as_ref().and_then(|id| setup.assistant(id.as_str())).map(|a| a.name.clone());
    let none = output.words("cli-none");
    match what {
        Listed::Numbers => {
            let numbers = setup_file::numbers_in_order(setup);
            if output.json {
                return output.json(&numbers.iter().map(|n| NumberRecord::from(*n)).collect::<Vec<_>>());
            }
            let head = [
                output.words("field-label"),
                output.words("field-number"),
                output.words("field-inbound-assistant"),
                output.words("field-fallback"),
                output.words("field-outbound-assistant"),
                output.words("field-caller-id"),
                output.words("field-status"),
            ];
            let number = |number: Option<E164>| number.map_or_else(|| none.clone(), |n| n.international());
            let rows: Vec<Vec<String>> = numbers
                .iter()
                .map(|n| {
                    vec![
                        n.label.clone(),
                        digits(&n.digits),
                        name(&n.inbound.assistant).unwrap_or_else(|| none.clone()),
                        number(n.inbound.fallback),
                        name(&n.outbound.assistant).unwrap_or_else(|| none.clone()),
                        number(n.outbound.caller_id),
                        n.status.word().to_owned(),
                    ]
                })
                .collect();
            output.table(&head, &rows)
        }
        Listed::Assistants => {
            let assistants = setup_file::assistants_in_order(setup);
            if output.json {
                return output.json(&assistants.iter().map(|a| AssistantRecord::from(*a)).collect::<Vec<_>>());
            }
            let head = [
                output.words("field-name"),
                output.words("field-kind"),
                output.words("field-active"),
                output.words("field-role"),
            ];
            let (yes, no) = (output.words("cli-yes"), output.words("cli-no"));
            let rows: Vec<Vec<String>> = assistants
                .iter()
                .map(|a| {
                    let active = if a.active { &yes } else { &no };
                    vec![a.name.clone(), a.kind.word().to_owned(), active.clone(), a.role.clone()]
                })
                .collect();
            output.table(&head, &rows)
        }
        Listed::Campaigns => {
            let campaigns = setup_file::campaigns_in_order(setup);
            if output.json {
                return output.json(&campaigns.iter().map(|c| CampaignRecord::from(*c)).collect::<Vec<_>>());
            }
            let head = [output.words("field-name"), output.words("field-number"), output.words("field-status")];
            let rows: Vec<Vec<String>> = campaigns
                .iter()
                .map(|c| {
                    let number = setup.number(c.number.as_str()).map(|n| n.name()).unwrap_or_default();
                    vec![c.name.clone(), number, c.status.word().to_owned()]
                })
                .collect();
            output.table(&head, &rows)
        }
    }
}

fn digits(digits: &Digits) -> String {
    match digits {
        Digits::Known(number) => number.international(),
        Digits::Requested { country, area_code } => format!("{country} {area_code}").trim_end().to_owned(),
    }
}

fn show(setup: &Setup, text: &str, output: &mut Output) -> Result<(), Failure> {
    let number = find_number(setup, text)?;
    let all = checkup::check(setup);
    let findings: Vec<_> = calls::findings_of(&all, number).collect();
    if output.json {
        let mut value = serde_json::to_value(NumberRecord::from(&**number)).map_err(std::io::Error::from)?;
        value["routes"] = calls::routes_value(setup, number);
        value["findings"] = findings.iter().map(|finding| calls::finding_value(setup, finding, output)).collect();
        return output.json(&value);
    }
    let none = output.words("cli-none");
    let name = |id: &Option<Id>| id.as_ref().and_then(|id| setup.assistant(id.as_str())).map(|a| a.name.clone());
    let international = |number: Option<E164>| number.map(|number| number.international());
    let rows = [
        ("field-label", Some(number.label.clone())),
        ("field-number", Some(digits(&number.digits))),
        ("field-status", Some(number.status.word().to_owned())),
        ("field-notes", Some(number.notes.clone())),
        ("field-inbound-assistant", name(&number.inbound.assistant)),
        ("field-fallback", international(number.inbound.fallback)),
        ("field-outbound-assistant", name(&number.outbound.assistant)),
        ("field-caller-id", international(number.outbound.caller_id)),
        ("field-id", Some(number.id.to_string())),
    ];
    for (key, value) in rows {
        let field = output.text(&Message { key, args: Vec::new() });
        let value = value.unwrap_or_else(|| none.clone());
        output.line(format!("{field}: {value}").trim_end())?;
    }
    output.line("")?;
    calls::show_routes(setup, number, output)?;
    if !findings.is_empty() {
        output.line("")?;
    }
    for finding in findings {
        let line = calls::finding_line(setup, finding, output);
        output.line(line)?;
    }
    Ok(())
}

fn profile(setup: &Setup, output: &mut Output) -> Result<(), Failure> {
    let profile = setup.profile();
    if output.json {
        return output.json(&ProfileRecord::from(&**profile));
    }
    let rows = [
        ("field-name", profile.name.clone()),
        ("field-default-country", profile.default_country.to_string()),
        ("field-plan", profile.plan.word().to_owned()),
        ("field-extra-numbers", profile.extra_numbers.to_string()),
        ("cli-numbers-used", setup.numbers().len().to_string()),
        (
            "cli-numbers-left",
            setup.numbers_left().map_or_else(|| output.words("cli-unlimited"), |left| left.to_string()),
        ),
    ];
    for (key, value) in rows {
        let field = output.text(&Message { key, args: Vec::new() });
        output.line(format!("{field}: {value}").trim_end())?;
    }
    Ok(())
}

fn history(store: &Store, limit: Option<usize>, output: &mut Output) -> Result<(), Failure> {
    let entries = store.history(limit.unwrap_or(usize::MAX))?;
    if output.json {
        let values: Vec<Value> = entries
            .iter()
            .map(|entry| {
                json!({
                    "change": entry.change,
                    "at": entry.at,
                    "title": output.text(&entry.title.message()),
                    "added": entry.counts.added,
                    "changed": entry.counts.changed,
                    "removed": entry.counts.removed,
                    "undone": entry.undone,
                })
            })
            .collect();
        return output.json(&values);
    }
    for entry in &entries {
        let title = output.text(&entry.title.message());
        let undone = if entry.undone { format!(" ({})", output.words("cli-is-undone")) } else { String::new() };
        output.line(format!("{:>5}  {}  {title}{undone}", entry.change, entry.at))?;
    }
    Ok(())
}

// ---- phone numbers

fn parse(numbers: &[String], country: Option<Country>, output: &mut Output) -> Result<u8, Failure> {
    if !numbers.is_empty() && numbers != ["-"] {
        for number in numbers {
            parse_one(number, country, output)?;
        }
        return Ok(0);
    }
    let mut stdin = io::stdin().lock();
    let mut line = Vec::new();
    while stdin.read_until(b'\n', &mut line)? > 0 {
        let end = line.strip_suffix(b"\n").unwrap_or(&line);
        let end = end.strip_suffix(b"\r").unwrap_or(end);
        parse_one(&String::from_utf8_lossy(end), country, output)?;
        line.clear();
    }
    Ok(0)
}

fn parse_one(input: &str, country: Option<Country>, output: &mut Output) -> Result<(), Failure> {
    let reading = match E164::read(input, country) {
        Ok(reading) => reading,
        Err(misread) => {
            let message = output.text(&misread.message());
            return if output.json {
                let error = json!({ "code": misread.reason.code(), "message": message });
                output.json_line(&json!({ "input": input, "error": error }))
            } else {
                output.line(format!("{input}\t{message}"))
            };
        }
    };
    let number = reading.number;
    if output.json {
        let mut value = json!({
            "input": input,
            "e164": number.as_str(),
            "international": number.international_with_hyphens(),
            "national": number.national(),
            "country": number.shown_country().map(|country| country.to_string()),
            "possible": true,
            "valid": number.is_in_metadata(),
            "kind": e164::kind_word(number),
        });
        if let Some(extension) = reading.extension {
            value["extension"] = extension.into();
        }
        output.json_line(&value)
    } else {
        output.line(format!("{input}\t{number}\t{}", number.international()))
    }
}

// ---- export

fn export(setup: &Setup, file: &Path, format: Format, encrypt: bool, output: &mut Output) -> Result<(), Failure> {
    let passphrase = if encrypt { Some(passphrase::new(output)?) } else { None };
    let requested = setup.numbers().filter(|number| number.e164().is_none()).count();
    if format == Format::Csv && requested > 0 {
        output.tell(&Message::new("export-requested-left-out").with("count", requested));
    }
    let plain = |out: &mut dyn io::Write| match format {
        Format::Json => setup_file::write(setup, out),
        Format::Csv => table::write(setup, out),
    };
    let write = |out: &mut dyn io::Write| match &passphrase {
        Some(passphrase) => encrypted::write(passphrase, out, plain),
        None => plain(out),
    };
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        write(&mut bytes)?;
        return output.bytes(&bytes);
    }
    vozdesk_store::whole_file(file, write).map_err(|error| Failure::Plain {
        code: "write_failed",
        message: Message::new("export-failed")
            .with("path", file.display().to_string())
            .with("reason", error.to_string()),
    })?;
    output.note(&Message::new("cli-exported").with("path", file.display().to_string()));
    Ok(())
}

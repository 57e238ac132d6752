//! The words of the command.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use vozdesk_core::files::table::{ColumnField, Which};
use vozdesk_core::files::{Mode, ReadAs};
use vozdesk_core::model::country::Country;

use crate::fields::{
    AddAssistant, AddCampaign, AddNumber, FieldOptions, SetAssistant, SetCampaign, SetNumber, SetProfile,
};

/// Keeps the phone numbers of an office's AI phone assistants in order, offline.
#[derive(Parser)]
#[command(name = "vozdesk", version, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    /// The data folder [default: the app's own, or VOZDESK_DATA]
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Print JSON
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Show how numbers are read; `-` reads lines from stdin
    Parse {
        #[arg(value_name = "NUMBER")]
        numbers: Vec<String>,
        /// The country of national forms
        #[arg(long, value_name = "CC", value_parser = country)]
        country: Option<Country>,
    },
    /// List numbers, assistants or campaigns
    List {
        #[arg(value_enum, default_value = "numbers")]
        what: Listed,
    },
    /// Show one number
    Show { number: String },
    /// Change fields of a number
    Set {
        #[arg(id = "which", value_name = "NUMBER")]
        number: String,
        #[command(flatten)]
        fields: FieldOptions<SetNumber>,
        /// Accept fallbacks that lead in a circle
        #[arg(long)]
        allow_loop: bool,
    },
    /// Add a number, or ask for a new one
    Add {
        #[arg(required_unless_present = "request", conflicts_with = "request")]
        number: Option<String>,
        /// Ask for a new number in this country
        #[arg(long, value_name = "CC", value_parser = country)]
        request: Option<Country>,
        /// The area code to ask for
        #[arg(long, value_name = "N", requires = "request", conflicts_with = "number")]
        area_code: Option<String>,
        #[command(flatten)]
        fields: FieldOptions<AddNumber>,
        /// Accept fallbacks that lead in a circle
        #[arg(long)]
        allow_loop: bool,
    },
    /// Remove a number and its campaigns
    Remove { number: String },
    /// Add, change or remove an assistant
    #[command(subcommand)]
    Assistant(AssistantCommand),
    /// Add, change or remove a campaign
    #[command(subcommand)]
    Campaign(CampaignCommand),
    /// Show or change the office's profile
    Profile {
        #[command(flatten)]
        fields: FieldOptions<SetProfile>,
    },
    /// Say what happens to a call
    Route {
        /// One of the office's numbers, or any other
        number: String,
        /// As if the number's assistant were unavailable
        #[arg(long, conflicts_with = "outbound")]
        unavailable: bool,
        /// A campaign calls from the number
        #[arg(long)]
        outbound: bool,
    },
    /// Find what wants a look
    Check,
    /// Import files; several are one review
    Import {
        /// The files; `-` reads standard input
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// What the files are
        #[arg(long, value_name = "FROM", default_value = "auto", value_parser = read_as())]
        from: ReadAs,
        /// Whether anything is removed
        #[arg(long, value_enum, default_value = "merge")]
        mode: ImportMode,
        /// The country of national forms
        #[arg(long, value_name = "CC", value_parser = country)]
        country: Option<Country>,
        /// What a column of a table holds
        #[arg(long, value_name = "COLUMN=FIELD", value_parser = mapped)]
        map: Vec<(Which, Option<ColumnField>)>,
        /// Leave out the entries that have problems
        #[arg(long)]
        skip_problems: bool,
        /// Only show what would change
        #[arg(long)]
        dry_run: bool,
    },
    /// Write the setup to a file, or to stdout
    Export {
        #[arg(value_name = "FILE", default_value = "-")]
        file: PathBuf,
        /// The whole setup, or the numbers as a table
        #[arg(long, value_enum, default_value = "json")]
        format: Format,
        /// Only a passphrase opens it (age format); asked for, or taken from VOZDESK_PASSPHRASE
        #[arg(long)]
        encrypt: bool,
    },
    /// List the changes, newest first
    History {
        /// At most so many
        #[arg(long, value_name = "N")]
        limit: Option<usize>,
    },
    /// Take the newest change back
    Undo,
    /// Make the change undone last again
    Redo,
    /// Make the setup again what it was right after a change
    Restore {
        /// The number of the change, from `history`
        #[arg(long, value_name = "CHANGE")]
        at: u64,
    },
    /// List backups, make one now, or restore one
    #[command(subcommand)]
    Backup(BackupCommand),
    /// Print the JSON Schema of the setup file
    Schema,
    /// Print what completes the words of the command in a shell
    Completions { shell: clap_complete::Shell },
}

#[derive(Subcommand)]
pub(crate) enum BackupCommand {
    /// List the backups, newest first
    List,
    /// Make a backup now
    Now,
    /// Make the setup again what it is in a backup
    Restore { name: String },
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Listed {
    Numbers,
    Assistants,
    Campaigns,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub(crate) enum Format {
    Json,
    Csv,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum ImportMode {
    Merge,
    Replace,
}

impl From<ImportMode> for Mode {
    fn from(mode: ImportMode) -> Mode {
        match mode {
            ImportMode::Merge => Mode::Merge,
            ImportMode::Replace => Mode::Replace,
        }
    }
}

#[derive(Subcommand)]
pub(crate) enum AssistantCommand {
    /// Add an assistant
    Add {
        name: String,
        #[command(flatten)]
        fields: FieldOptions<AddAssistant>,
        /// Switch it off
        #[arg(long)]
        inactive: bool,
    },
    /// Change fields of an assistant
    Set {
        assistant: String,
        #[command(flatten)]
        fields: FieldOptions<SetAssistant>,
        /// Switch it on
        #[arg(long, conflicts_with = "inactive")]
        active: bool,
        /// Switch it off
        #[arg(long)]
        inactive: bool,
    },
    /// Remove an assistant and empty its slots
    Remove { assistant: String },
}

#[derive(Subcommand)]
pub(crate) enum CampaignCommand {
    /// Add a campaign; it begins as a draft
    Add {
        name: String,
        #[command(flatten)]
        fields: FieldOptions<AddCampaign>,
    },
    /// Change fields of a campaign
    Set {
        campaign: String,
        #[command(flatten)]
        fields: FieldOptions<SetCampaign>,
    },
    /// Remove a campaign
    Remove { campaign: String },
}

/// What a file may be read as: the words of the registry of platforms among them.
fn read_as() -> impl TypedValueParser<Value = ReadAs> {
    PossibleValuesParser::new(ReadAs::words()).map(|word| ReadAs::of_word(&word).unwrap_or_default())
}

fn mapped(text: &str) -> Result<(Which, Option<ColumnField>), String> {
    let (column, field) = text.rsplit_once('=').ok_or("COLUMN=FIELD is needed")?;
    let found = ColumnField::of_word(field);
    let words = || ColumnField::all().map(ColumnField::word).collect::<Vec<_>>().join(", ");
    let found = found.ok_or_else(|| format!("one of {} is needed", words()))?;
    Ok((Which::Named(column.to_owned()), Some(found)))
}

pub(crate) fn country(text: &str) -> Result<Country, String> {
    Country::new(text).ok_or_else(|| "two letters of a country are needed, such as US or ES".to_owned())
}

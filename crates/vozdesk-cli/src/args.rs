//! The words of the command.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use vozdesk_core::files::table::{Field, Which};
use vozdesk_core::model::assistant::AssistantKind;
use vozdesk_core::model::campaign::CampaignStatus;
use vozdesk_core::model::country::Country;
use vozdesk_core::model::number::NumberStatus;
use vozdesk_core::model::plan::Plan;

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
        number: String,
        #[command(flatten)]
        fields: NumberFields,
        /// Other digits for this number
        #[arg(long = "number", value_name = "N", id = "digits")]
        digits: Option<String>,
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
        fields: NumberFields,
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
        /// The office's name
        #[arg(long, value_name = "N")]
        name: Option<String>,
        /// The country in which typed numbers are read
        #[arg(long, value_name = "CC", value_parser = country)]
        country: Option<Country>,
        /// The plan
        #[arg(long, value_name = "P", value_parser = plan)]
        plan: Option<Plan>,
        /// Numbers bought on top of the plan
        #[arg(long, value_name = "N")]
        extra_numbers: Option<u32>,
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
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// What the files are
        #[arg(long, value_enum, default_value = "auto")]
        from: FromKind,
        /// Whether anything is removed
        #[arg(long, value_enum, default_value = "merge")]
        mode: ImportMode,
        /// The country of national forms
        #[arg(long, value_name = "CC", value_parser = country)]
        country: Option<Country>,
        /// What a column of a table holds
        #[arg(long, value_name = "COLUMN=FIELD", value_parser = mapped)]
        map: Vec<(Which, Option<Field>)>,
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

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum FromKind {
    Auto,
    Setup,
    Csv,
    Vozagent,
    Retell,
    Vapi,
    Twilio,
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

/// What `set` and `add` have in common.
#[derive(Args, Default)]
pub(crate) struct NumberFields {
    /// The label
    #[arg(long, value_name = "L")]
    pub label: Option<String>,
    /// The assistant that answers, or none
    #[arg(long, value_name = "A|none")]
    pub inbound: Option<String>,
    /// Where calls go when it is unavailable, or none
    #[arg(long, value_name = "N|none", allow_hyphen_values = true)]
    pub fallback: Option<String>,
    /// The assistant that speaks in campaigns, or none
    #[arg(long, value_name = "A|none")]
    pub outbound: Option<String>,
    /// Another number to show on outbound calls, or none
    #[arg(long, value_name = "N|none", allow_hyphen_values = true)]
    pub caller_id: Option<String>,
    /// The status
    #[arg(long, value_name = "S", value_parser = status)]
    pub status: Option<NumberStatus>,
    /// The notes
    #[arg(long, value_name = "T")]
    pub notes: Option<String>,
    /// Accept fallbacks that lead in a circle
    #[arg(long)]
    pub allow_loop: bool,
}

#[derive(Subcommand)]
pub(crate) enum AssistantCommand {
    /// Add an assistant
    Add {
        name: String,
        /// What it is made for
        #[arg(long, value_name = "K", value_parser = kind)]
        kind: AssistantKind,
        #[command(flatten)]
        fields: AssistantFields,
    },
    /// Change fields of an assistant
    Set {
        assistant: String,
        /// Another name
        #[arg(long, value_name = "N")]
        name: Option<String>,
        /// What it is made for
        #[arg(long, value_name = "K", value_parser = kind)]
        kind: Option<AssistantKind>,
        /// Switch it on
        #[arg(long, conflicts_with = "inactive")]
        active: bool,
        #[command(flatten)]
        fields: AssistantFields,
    },
    /// Remove an assistant and empty its slots
    Remove { assistant: String },
}

#[derive(Args)]
pub(crate) struct AssistantFields {
    /// What it does
    #[arg(long, value_name = "R")]
    pub role: Option<String>,
    /// What it says first
    #[arg(long, value_name = "G")]
    pub greeting: Option<String>,
    /// Its voice
    #[arg(long, value_name = "V")]
    pub voice: Option<String>,
    /// Switch it off
    #[arg(long)]
    pub inactive: bool,
}

#[derive(Subcommand)]
pub(crate) enum CampaignCommand {
    /// Add a campaign; it begins as a draft
    Add {
        name: String,
        /// The number it calls from
        #[arg(long, value_name = "NUMBER")]
        from: String,
    },
    /// Change fields of a campaign
    Set {
        campaign: String,
        /// Another name
        #[arg(long, value_name = "N")]
        name: Option<String>,
        /// How far it is
        #[arg(long, value_name = "S", value_parser = campaign_status)]
        status: Option<CampaignStatus>,
        /// The number it calls from
        #[arg(long, value_name = "NUMBER")]
        from: Option<String>,
    },
    /// Remove a campaign
    Remove { campaign: String },
}

fn campaign_status(text: &str) -> Result<CampaignStatus, String> {
    one_of(text, &CampaignStatus::ALL, CampaignStatus::word)
}

fn mapped(text: &str) -> Result<(Which, Option<Field>), String> {
    let (column, field) = text.rsplit_once('=').ok_or("COLUMN=FIELD is needed")?;
    Ok((Which::Named(column.to_owned()), Some(one_of(field, &Field::ALL, Field::word)?)))
}

fn country(text: &str) -> Result<Country, String> {
    Country::new(text).ok_or_else(|| "two letters of a country are needed, such as US or ES".to_owned())
}

fn plan(text: &str) -> Result<Plan, String> {
    one_of(text, &Plan::ALL, Plan::word)
}

fn status(text: &str) -> Result<NumberStatus, String> {
    one_of(text, &NumberStatus::ALL, NumberStatus::word)
}

fn kind(text: &str) -> Result<AssistantKind, String> {
    one_of(text, &AssistantKind::ALL, AssistantKind::word)
}

fn one_of<T: Copy>(text: &str, all: &[T], word: fn(T) -> &'static str) -> Result<T, String> {
    let found = all.iter().copied().find(|value| word(*value) == text);
    found.ok_or_else(|| format!("one of {} is needed", all.iter().map(|v| word(*v)).collect::<Vec<_>>().join(", ")))
}

//! The words of the command.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use vozdesk_core::model::country::Country;

use crate::fields::{
    AddAssistant, AddCampaign, AddNumber, FieldOptions, SetAssistant, SetCampaign, SetNumber, SetProfile,
};
use crate::import::Import;
use crate::sync::Sync;

/// Keeps the phone numbers of an office's AI phone assistants in order; only Sync uses a network.
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
    #[command(flatten)]
    Looking(Looking),
    #[command(flatten)]
    Changing(Changing),
    /// Show or change the office's profile
    Profile {
        #[command(flatten)]
        fields: FieldOptions<SetProfile>,
    },
    #[command(flatten)]
    Sync(Sync),
    /// Import files; several are one review
    Import(Import),
    /// List the changes, newest first
    History {
        /// At most so many
        #[arg(long, value_name = "N")]
        limit: Option<usize>,
    },
    /// List backups, make one now, or restore one
    #[command(subcommand)]
    Backup(BackupCommand),
    /// Print the JSON Schema of the setup file
    Schema,
    /// Print what completes the words of the command in a shell
    Completions { shell: clap_complete::Shell },
}

/// What only looks: it writes nothing, and shuts nobody out.
#[derive(Subcommand)]
pub(crate) enum Looking {
    /// List numbers, assistants or campaigns
    List {
        #[arg(value_enum, default_value = "numbers")]
        what: Listed,
    },
    /// Show one number
    Show { number: String },
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
    /// Write the setup to a file, or to stdout
    Export {
        #[arg(value_name = "FILE", default_value = "-")]
        file: PathBuf,
        /// The whole setup, or the numbers as a table or a workbook; json unless FILE ends in .xlsx
        #[arg(long, value_enum)]
        format: Option<Format>,
        /// Only a passphrase opens it (age format); asked for, or taken from VOZDESK_PASSPHRASE
        #[arg(long)]
        encrypt: bool,
    },
}

/// What makes a change.
#[derive(Subcommand)]
pub(crate) enum Changing {
    /// Change fields of a number
    Set {
        #[arg(id = "which", value_name = "NUMBER")]
        number: String,
        #[command(flatten)]
        fields: FieldOptions<SetNumber>,
        /// Fallbacks and caller IDs that name the old digits follow
        #[arg(long)]
        references_follow: bool,
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
    /// Take the newest change back, or one change alone
    Undo {
        /// The number of the change, from `history`; all later ones are kept
        #[arg(long, value_name = "CHANGE")]
        change: Option<u64>,
        /// What later changes set stays as it is now, and the rest goes back
        #[arg(long, requires = "change")]
        keep_later: bool,
    },
    /// Make the change undone last again
    Redo,
    /// Make the setup again what it was right after a change
    Restore {
        /// The number of the change, from `history`
        #[arg(long, value_name = "CHANGE")]
        at: u64,
    },
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
    Xlsx,
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

pub(crate) fn country(text: &str) -> Result<Country, String> {
    Country::new(text).ok_or_else(|| "two letters of a country are needed, such as US or ES".to_owned())
}

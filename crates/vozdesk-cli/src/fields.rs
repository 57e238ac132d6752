//! The options that set fields of records, from the tables of fields.

use std::marker::PhantomData;

use clap::builder::ValueParser;
use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};
use serde_json::Value as Json;
use vozdesk_core::model::assistant::Assistant;
use vozdesk_core::model::campaign::Campaign;
use vozdesk_core::model::field::{Choice, FieldOf, Kind};
use vozdesk_core::model::number::PhoneNumber;
use vozdesk_core::model::profile::Profile;
use vozdesk_core::model::record::Record;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::rules::edit::Edits;

use crate::args::country;
use crate::find::{find_assistant, find_number};
use crate::output::Failure;

/// A command that sets fields of a record.
pub(crate) trait Setting {
    /// The record.
    type Record: Record;
    /// The paths of fields that it takes elsewhere, or not at all.
    const LEFT_OUT: &'static [&'static str] = &[];
    /// The paths of fields that it needs.
    const NEEDED: &'static [&'static str] = &[];
}

pub(crate) struct SetNumber;
pub(crate) struct AddNumber;
pub(crate) struct SetAssistant;
pub(crate) struct AddAssistant;
pub(crate) struct SetCampaign;
pub(crate) struct AddCampaign;
pub(crate) struct SetProfile;

impl Setting for SetNumber {
    type Record = PhoneNumber;
}

impl Setting for AddNumber {
    type Record = PhoneNumber;
    const LEFT_OUT: &'static [&'static str] = &["number"];
}

impl Setting for SetAssistant {
    type Record = Assistant;
}

impl Setting for AddAssistant {
    type Record = Assistant;
    const LEFT_OUT: &'static [&'static str] = &["name"];
    const NEEDED: &'static [&'static str] = &["kind"];
}

impl Setting for SetCampaign {
    type Record = Campaign;
}

impl Setting for AddCampaign {
    type Record = Campaign;
    const LEFT_OUT: &'static [&'static str] = &["name", "status"];
    const NEEDED: &'static [&'static str] = &["number"];
}

impl Setting for SetProfile {
    type Record = Profile;
}

/// What was typed for the fields of a record.
pub(crate) struct FieldOptions<S: Setting> {
    typed: Vec<(&'static FieldOf<S::Record>, Json)>,
    of: PhantomData<S>,
}

/// The fields that have an option, in the order in which help lists them.
fn listed<S: Setting>() -> Vec<&'static FieldOf<S::Record>> {
    let fields = S::Record::FIELDS.iter().filter(|field| field.option.is_some() && !S::LEFT_OUT.contains(&field.path));
    let mut fields: Vec<_> = fields.collect();
    // As tables have their columns; the digits, which are seldom corrected, come last.
    fields.sort_by_key(|field| (field.kind == Kind::Digits, field.column.map_or(0, |column| column.place)));
    fields
}

impl<S: Setting> Args for FieldOptions<S> {
    fn augment_args(mut command: Command) -> Command {
        for field in listed::<S>() {
            let Some(option) = field.option else { continue };
            let argument = Arg::new(field.path)
                .long(option.name)
                .value_name(option.value)
                .help(option.help)
                .required(S::NEEDED.contains(&field.path))
                .allow_hyphen_values(field.kind == Kind::OtherNumber)
                .value_parser(parser(field.kind));
            command = command.arg(argument);
        }
        command
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<S: Setting> FromArgMatches for FieldOptions<S> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let typed = listed::<S>().into_iter().filter_map(|field| Some((field, matches.get_one(field.path).cloned()?)));
        Ok(FieldOptions { typed: typed.collect(), of: PhantomData })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl<S: Setting> FieldOptions<S> {
    /// What was typed, as edits: assistants and numbers are found by whatever names them.
    pub(crate) fn edits(self, setup: &Setup) -> Result<Edits, Failure> {
        let mut edits = Edits::default();
        for (field, typed) in self.typed {
            let now = match (field.kind, typed.as_str()) {
                (Kind::Assistant | Kind::OtherNumber, Some(text)) if is_none(text) => Json::Null,
                (Kind::Assistant, Some(text)) => find_assistant(setup, text)?.id.as_str().into(),
                (Kind::NumberOfOurs, Some(text)) => find_number(setup, text)?.id.as_str().into(),
                _ => typed,
            };
            edits = edits.with(field.path, now);
        }
        Ok(edits)
    }

    /// Whether nothing was typed.
    pub(crate) fn is_empty(&self) -> bool {
        self.typed.is_empty()
    }

    /// What was typed of a field, taken out.
    pub(crate) fn take(&mut self, path: &str) -> Option<String> {
        let at = self.typed.iter().position(|(field, _)| field.path == path)?;
        self.typed.remove(at).1.as_str().map(str::to_owned)
    }
}

fn is_none(text: &str) -> bool {
    text.eq_ignore_ascii_case("none") || text.eq_ignore_ascii_case("ninguno")
}

/// Reads what can be judged without an office; the rest is judged by the edit.
fn parser(kind: Kind) -> ValueParser {
    ValueParser::new(move |text: &str| -> Result<Json, String> {
        match kind {
            Kind::Word(choices) => one_of(text, choices).map(Json::from),
            Kind::Country => country(text).map(|country| country.as_str().into()),
            Kind::Whole(_) => text.parse::<u32>().map(Json::from).map_err(|error| error.to_string()),
            _ => Ok(text.into()),
        }
    })
}

fn one_of(text: &str, choices: &[Choice]) -> Result<&'static str, String> {
    let found = choices.iter().map(|choice| choice.word).find(|word| *word == text);
    let words = || choices.iter().map(|choice| choice.word).collect::<Vec<_>>().join(", ");
    found.ok_or_else(|| format!("one of {} is needed", words()))
}

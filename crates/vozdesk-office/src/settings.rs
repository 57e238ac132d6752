//! What a window begins with, the office's profile, the preferences, and the sample office.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vozdesk_core::files::table::{ColumnField, Encoding};
use vozdesk_core::model::country::Country;
use vozdesk_core::model::field::{Kind, Limit};
use vozdesk_core::model::language::Language;
use vozdesk_core::model::message::Message;
use vozdesk_core::model::number::PhoneNumber;
use vozdesk_core::model::record::Record;
use vozdesk_core::model::text::STROKED;
use vozdesk_core::model::text::folded;
use vozdesk_core::rules::edit::{self, Edits};
use vozdesk_core::words::Catalogue;
use vozdesk_remote::connection::is_proxy;
use vozdesk_store::{Store, StoreError};

use crate::backups::{self, BackupRow};
use crate::failure::Failure;
use crate::host::{Host, Theme};
use crate::locale::country_of_system;
use crate::offices::{names_of_copies, other_copies};
use crate::work::{Answer, Glance, Nothing, Saved, Work};

/// Everything the page needs to begin.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Opening {
    pub(crate) version: &'static str,
    pub(crate) language: &'static str,
    pub(crate) theme: Theme,
    /// The proxy that platforms are asked through; null for the one the system names.
    proxy: Option<String>,
    /// The window's strings, as patterns.
    #[ts(type = "Record<string, Pattern>")]
    pub(crate) texts: serde_json::Value,
    pub(crate) countries: Vec<CountryChoice>,
    /// Letters that are searched as others, though Unicode does not take them apart.
    stroked: BTreeMap<char, char>,
    /// The country of the person, as the system has it; what a new office begins with.
    pub(crate) country: String,
    /// The fields of records that a form shows wherever it shows texts.
    pub(crate) fields: Fields,
    /// The data folder.
    pub(crate) folder: String,
    /// What is to be said of the data folder.
    pub(crate) notes: Vec<String>,
    /// Other copies of the office in that folder, by name.
    pub(crate) copies: Vec<String>,
    pub(crate) office: Option<Glance>,
    /// Why there is no office.
    pub(crate) failure: Option<Unopened>,
    /// If that is damage: the newest backup that can be opened.
    pub(crate) backup: Option<BackupRow>,
}

/// Why an office cannot be opened. Where it lies stands beside it.
#[derive(Serialize, TS)]
pub(crate) struct Unopened {
    message: String,
    /// What the system says of it, in its own words.
    details: Option<String>,
}

impl Unopened {
    fn new(catalogue: &Catalogue, failure: &Failure) -> Unopened {
        let (key, details) = match failure {
            Failure::Store(StoreError::Damaged { reason, .. }) => ("store-damaged-here", Some(reason.clone())),
            Failure::Store(StoreError::Failed { reason, .. }) => ("store-failed-here", Some(reason.clone())),
            Failure::Store(StoreError::NoPermission { .. }) => ("store-no-permission-here", None),
            other => return Unopened { message: catalogue.text(&other.message()), details: None },
        };
        Unopened { message: catalogue.words(key), details }
    }
}

#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CountryChoice {
    pub(crate) code: String,
    pub(crate) name: &'static str,
    pub(crate) calling_code: u16,
}

/// The text fields of records, from the tables of fields. A form has places of its own for some; the
/// others follow in this order.
#[derive(Serialize, TS)]
pub(crate) struct Fields {
    number: Vec<TextField>,
    /// What a column of a table can hold.
    columns: Vec<ColumnChoice>,
    /// The encodings of text that can be chosen.
    encodings: Vec<&'static str>,
}

/// What a column of a table can hold.
#[derive(Serialize, TS)]
pub(crate) struct ColumnChoice {
    /// As on the command line.
    word: &'static str,
    label: String,
}

/// A text field of a record.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TextField {
    path: &'static str,
    label: String,
    /// It may hold line breaks.
    is_long: bool,
}

#[derive(Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields)]
pub(crate) struct PreferenceChange {
    pub(crate) theme: Option<Theme>,
    /// `en` or `es`.
    pub(crate) language: Option<String>,
    /// The proxy that platforms are asked through; empty for the one the system names.
    pub(crate) proxy: Option<String>,
}

#[derive(Deserialize, TS)]
pub(crate) struct ZoomQuery {
    step: ZoomStep,
}

#[derive(Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ZoomStep {
    In,
    Out,
    Reset,
}

/// Edited fields of the profile.
#[derive(Deserialize, TS)]
pub(crate) struct ProfileSave {
    #[ts(type = "Edits")]
    edits: Edits,
}

/// Everything a page needs to begin. An office that cannot be opened is said in the answer.
pub(crate) fn open_window(work: &Work<impl Host>, _: Nothing) -> Answer<Opening> {
    Ok(opening(work))
}

/// Opens the sample office in the place of the person's own.
pub(crate) fn open_sample<H: Host>(work: &Work<H>, _: Nothing) -> Answer<Opening> {
    work.offices.enter_sample()?;
    Ok(opening(&Work::new(&work.offices)))
}

/// Removes the sample office and opens the person's own.
pub(crate) fn remove_sample<H: Host>(work: &Work<H>, _: Nothing) -> Answer<Opening> {
    work.offices.leave_sample()?;
    Ok(opening(&Work::new(&work.offices)))
}

/// Saves edited fields of the profile.
pub(crate) fn save_profile(work: &Work<impl Host>, save: ProfileSave) -> Answer<Saved> {
    work.change(|setup| edit::save_profile(setup, &save.edits))
}

/// Keeps a preference. The page begins anew with the answer, in another language perhaps.
pub(crate) fn save_preferences<H: Host>(work: &Work<H>, change: PreferenceChange) -> Answer<Opening> {
    if let Some(tag) = &change.language {
        let language = Language::from_locale(tag);
        work.offices.speak(language);
        work.host().keep_language(language);
    }
    if let Some(proxy) = &change.proxy {
        let proxy = Some(proxy.trim()).filter(|proxy| !proxy.is_empty());
        if let Some(proxy) = proxy.filter(|proxy| !is_proxy(proxy)) {
            return Err(Failure::plain("invalid", Message::new("sync-no-proxy").with("proxy", proxy)));
        }
        work.host().keep_proxy(proxy);
    }
    if let Some(theme) = change.theme {
        work.host().keep_theme(theme);
    }
    Ok(opening(&Work::new(&work.offices)))
}

/// How large the page can be shown, in percent, as browsers have it.
const ZOOMS: [u16; 11] = [50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200];

/// Shows the page larger or smaller; how large it is then, in percent.
pub(crate) fn zoom_page(work: &Work<impl Host>, zoom: ZoomQuery) -> Answer<u16> {
    let now = work.host().zoom();
    let percent = match zoom.step {
        ZoomStep::In => ZOOMS.into_iter().find(|larger| *larger > now).unwrap_or(now),
        ZoomStep::Out => ZOOMS.into_iter().rev().find(|smaller| *smaller < now).unwrap_or(now),
        ZoomStep::Reset => 100,
    };
    if percent != now {
        work.host().keep_zoom(percent);
    }
    Ok(percent)
}

/// What a page begins with. The backup of the day is made meanwhile.
pub(crate) fn opening<H: Host>(work: &Work<H>) -> Opening {
    let store = work.store();
    if let Ok(store) = &store {
        backups::begin_daily(work, store);
    }
    let is_damaged = store.as_ref().is_err_and(|failure| failure.code() == "store_damaged");
    let backup = if is_damaged { work.office.backups().newest_good().ok().flatten() } else { None };
    if let Err(failure) = &store {
        work.host().note_fault(work.office.folder(), failure.code());
    }
    Opening {
        backup: backup.map(backups::row),
        version: env!("CARGO_PKG_VERSION"),
        language: work.catalogue.language().tag(),
        theme: work.host().theme(),
        proxy: work.host().proxy(),
        texts: serde_json::to_value(work.catalogue.patterns()).unwrap_or_default(),
        countries: countries(work.catalogue),
        country: country_of_system().unwrap_or(Country::US).to_string(),
        stroked: STROKED.into_iter().collect(),
        fields: Fields {
            number: text_fields::<PhoneNumber>(work.catalogue),
            columns: columns(work.catalogue),
            encodings: Encoding::offered().collect(),
        },
        folder: work.office.folder().display().to_string(),
        notes: notes(work, store.as_ref().ok()),
        copies: names_of_copies(work.office.folder()),
        office: store.as_ref().ok().map(|store| work.glance(store)),
        failure: store.err().map(|failure| Unopened::new(work.catalogue, &failure)),
    }
}

fn notes(work: &Work<impl Host>, store: Option<&Arc<Store>>) -> Vec<String> {
    let told = store.map(|store| store.to_be_told()).unwrap_or_default();
    told.iter().chain(&other_copies(work.office.folder())).map(|message| work.catalogue.text(message)).collect()
}

fn text_fields<R: Record>(catalogue: &Catalogue) -> Vec<TextField> {
    let fields = R::FIELDS.iter().filter_map(|field| match field.kind {
        Kind::Text(limit) => Some((field, limit)),
        _ => None,
    });
    let text = |(field, limit): (&'static vozdesk_core::model::field::FieldOf<R>, Limit)| TextField {
        path: field.path,
        label: catalogue.words(field.label),
        is_long: limit == Limit::Long,
    };
    fields.map(text).collect()
}

fn columns(catalogue: &Catalogue) -> Vec<ColumnChoice> {
    let choice = |column: ColumnField| ColumnChoice { word: column.word(), label: catalogue.words(column.label()) };
    ColumnField::all().map(choice).collect()
}

/// Countries by name, in the catalogue's language.
fn countries(catalogue: &Catalogue) -> Vec<CountryChoice> {
    let mut countries: Vec<CountryChoice> = Country::all()
        .map(|country| CountryChoice {
            code: country.to_string(),
            name: country.name(catalogue.language()),
            calling_code: country.calling_code(),
        })
        .collect();
    countries.sort_by_cached_key(|country| folded(country.name));
    countries
}

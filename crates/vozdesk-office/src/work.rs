//! What a handler works with: the office that was open when it began, and the language of its answer.

use std::sync::Arc;

use serde::Serialize;
use ts_rs::TS;
use vozdesk_core::model::message::Message;
use vozdesk_core::model::plan::Plan;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::rules::edit::{Edited, Refusal};
use vozdesk_core::words::Catalogue;
use vozdesk_store::{Made, Snapshot, Store};

use crate::failure::Failure;
use crate::host::{Event, Host};
use crate::offices::{Office, Offices};
use crate::sentence::{Sentence, sentence, sentences};

/// What a handler answers.
pub(crate) type Answer<T> = Result<T, Failure>;

/// What a handler works with.
pub(crate) struct Work<H> {
    pub(crate) offices: Arc<Offices<H>>,
    pub(crate) office: Arc<Office>,
    pub(crate) catalogue: &'static Catalogue,
}

/// A request that asks for nothing in particular.
#[derive(serde::Deserialize)]
pub(crate) struct Nothing {}

/// Which record, or which change of a record.
#[derive(serde::Deserialize, TS)]
pub(crate) struct Id {
    pub(crate) id: String,
}

/// The office at a glance: for the sidebar, the status line and the settings.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "Office")]
pub struct Glance {
    #[ts(type = "number")]
    revision: u64,
    name: String,
    default_country: String,
    #[ts(type = "Plan")]
    plan: Plan,
    extra_numbers: u32,
    /// Numbers included in the plan; null for no limit.
    included: Option<u32>,
    /// Included and extra; null for no limit.
    allowance: Option<u32>,
    numbers: usize,
    /// Numbers the plan has left, negative when there are more than it allows; null for no limit.
    #[ts(type = "number | null")]
    numbers_left: Option<i64>,
    assistants: usize,
    campaigns: usize,
    /// Findings of severity error.
    errors: usize,
    is_empty: bool,
    is_sample: bool,
    can_leave_sample: bool,
    /// The change an undo would take back.
    #[ts(type = "number | null")]
    newest_change: Option<u64>,
    can_redo: bool,
}

/// A change that was made, or none if nothing differed.
#[derive(Serialize, TS)]
pub(crate) struct Saved {
    office: Glance,
    /// The record; null for the profile and for imports.
    id: Option<String>,
    /// What was done, for the status line; null if nothing differed.
    title: Option<Sentence>,
    /// What else changed by it.
    consequences: Vec<Sentence>,
}

impl<H: Host> Work<H> {
    /// The work of one call: the office that is open now, in the language spoken now.
    pub(crate) fn new(offices: &Arc<Offices<H>>) -> Work<H> {
        Work { offices: offices.clone(), office: offices.office(), catalogue: offices.catalogue() }
    }

    pub(crate) fn host(&self) -> &H {
        self.offices.host()
    }

    pub(crate) fn store(&self) -> Answer<Arc<Store>> {
        Ok(self.office.store()?)
    }

    pub(crate) fn snapshot(&self) -> Answer<Arc<Snapshot>> {
        Ok(self.store()?.snapshot())
    }

    pub(crate) fn glance(&self, store: &Store) -> Glance {
        let snapshot = store.snapshot();
        let checked = self.office.checked(&snapshot);
        let setup = &snapshot.setup;
        let profile = setup.profile();
        Glance {
            revision: snapshot.revision,
            name: profile.name.clone(),
            default_country: profile.default_country.to_string(),
            plan: profile.plan,
            extra_numbers: profile.extra_numbers,
            included: profile.plan.included(),
            allowance: profile.allowance(),
            numbers: setup.numbers().len(),
            numbers_left: setup.numbers_left(),
            assistants: setup.assistants().len(),
            campaigns: setup.campaigns().len(),
            errors: checked.counts.errors as usize,
            is_empty: setup.is_empty(),
            is_sample: self.office.is_sample(),
            can_leave_sample: self.office.can_leave_sample(),
            newest_change: store.newest_change(),
            can_redo: store.next_redo().is_some(),
        }
    }

    /// Makes a change and tells every screen.
    pub(crate) fn change(&self, edit: impl FnOnce(&Setup) -> Result<Edited, Refusal>) -> Answer<Saved> {
        let store = self.store()?;
        let (edited, made) = store.change(edit)?;
        Ok(self.saved(&store, edited.subject.map(|id| id.to_string()), made.as_ref(), |made| made.deed.message()))
    }

    /// What a change that was made is answered with; every screen is told.
    pub(crate) fn saved(
        &self,
        store: &Store,
        id: Option<String>,
        made: Option<&Made>,
        title: impl FnOnce(&Made) -> Message,
    ) -> Saved {
        let office = self.glance(store);
        if made.is_some() {
            self.host().tell(Event::SetupChanged(office.clone()));
        }
        let consequences = made.map(Made::consequences).unwrap_or_default();
        Saved {
            office,
            id,
            title: made.map(|made| sentence(self.catalogue, &title(made))),
            consequences: sentences(self.catalogue, &consequences),
        }
    }

    /// Opens what is in the place of the store now, and shows that on every screen.
    pub(crate) fn open_again(&self) {
        self.office.forget();
        if let Ok(store) = self.office.store() {
            self.host().tell(Event::OfficeReplaced(self.glance(&store)));
        }
    }

    /// What an edit would mean for what it does not name.
    pub(crate) fn foreseen(&self, setup: &Setup, edited: Result<Edited, Refusal>) -> Answer<Vec<Sentence>> {
        Ok(sentences(self.catalogue, &edited?.consequences(setup)))
    }
}

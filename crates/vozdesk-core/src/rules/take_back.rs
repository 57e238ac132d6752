//! One change taken back alone, with all later ones kept.
//!
//! A field goes back where no later change set it. Where one did, three values clash: the one before, the one this
//! change gave it, and the one now; it stays as it is now, unless somebody asks for the one before. A record that the
//! change added goes only if nothing later touched it, and whatever would leave the setup with a fault stays as it is.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::Value as Json;

use crate::model::change::{Change, ChangeSet, named};
use crate::model::field::{Field, Kind, Value, label};
use crate::model::id::Id;
use crate::model::message::Message;
use crate::model::record::{Record, RecordKind};
use crate::model::setup::{Fault, Setup};

/// A field of a record, or, without a path, the record as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The kind of the record.
    pub kind: RecordKind,
    /// Its id; the profile has none.
    pub id: Option<Id>,
    /// The field's path.
    pub path: Option<&'static str>,
}

/// What later changes set.
#[derive(Clone, Debug, Default)]
pub struct Touched(HashSet<Place>);

impl Touched {
    /// Takes note of a later change.
    pub fn add(&mut self, changes: &ChangeSet) {
        self.of(changes.profile.as_slice());
        self.of(&changes.assistants);
        self.of(&changes.numbers);
        self.of(&changes.campaigns);
    }

    fn of<R: Record>(&mut self, changes: &[Change<R>]) {
        for change in changes {
            let id = change.record().and_then(|record| record.id()).cloned();
            let paths = change.fields().into_iter().map(|field| field.field.path);
            let paths = paths.flat_map(|path| [path, together::<R>(path)]).map(Some).chain([None]);
            self.0.extend(paths.map(|path| Place { kind: R::KIND, id: id.clone(), path }));
        }
    }

    fn has(&self, place: &Place) -> bool {
        self.0.contains(place)
    }
}

/// What a field goes back together with: the parts of a platform, and the digits of a number with what is asked for in
/// their place, are one.
fn together<R: Record>(path: &'static str) -> &'static str {
    let whole = path.split('.').next().unwrap_or(path);
    match whole {
        "number" | "requested" => "number",
        whole if R::field(whole).is_some_and(|field| field.kind == Kind::Whether) => whole,
        _ => path,
    }
}

/// What cannot simply go back.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    /// Where.
    pub place: Place,
    /// The record's name.
    pub name: String,
    /// The field; `None` where it is the record as a whole.
    pub field: Option<&'static Field>,
    /// Others need it as it is now; else later changes touched it.
    pub is_needed: bool,
    /// The value before the change, with names in the place of ids.
    pub before: Value,
    /// The one the change gave it.
    pub changed: Value,
    /// The one now.
    pub now: Value,
}

impl Clash {
    /// The clash in words: the record, the field, and the three values.
    pub fn message(&self) -> Message {
        let Some(field) = self.field else {
            let key = if self.is_needed { "take-back-needed" } else { "take-back-touched" };
            return Message { key, args: Vec::new() }.name("name", &self.name);
        };
        let value = |value: &Value| match value.to_json() {
            _ if value.is_blank() => Message::new("take-back-nothing"),
            Json::String(text) => Message::new("just-a-name").name("name", text),
            other => Message::new("just-a-name").name("name", other.to_string()),
        };
        Message::new("take-back-clash")
            .name("name", &self.name)
            .with("field", label(field.path))
            .with("before", value(&self.before))
            .with("changed", value(&self.changed))
            .with("now", value(&self.now))
    }
}

/// A change taken back alone.
#[derive(Clone, Debug)]
pub struct Alone {
    /// The setup without it.
    pub setup: Setup,
    /// What stayed as it is now.
    pub clashes: Vec<Clash>,
}

/// Takes back what led from `before` to `after`, in the present setup. `later` is what was set since, and `back` names
/// clashes that go back all the same.
pub fn take_back(present: &Setup, before: &Setup, after: &Setup, later: &Touched, back: &HashSet<Place>) -> Alone {
    let mut held = HashSet::new();
    loop {
        let mut back = Back { present, before, after, later, back, held: &held, clashes: Vec::new() };
        let changes = back.changes(&ChangeSet::between(before, after));
        let clashes = back.clashes;
        let setup = changes.applied_to(present);
        let faulty = faulty(&setup, &changes);
        // Each round holds back another record; with all held back there is no fault.
        if faulty.iter().all(|place| held.contains(place)) {
            return Alone { setup, clashes };
        }
        held.extend(faulty);
    }
}

struct Back<'a> {
    present: &'a Setup,
    before: &'a Setup,
    after: &'a Setup,
    later: &'a Touched,
    back: &'a HashSet<Place>,
    /// Records that must stay as they are.
    held: &'a HashSet<Place>,
    clashes: Vec<Clash>,
}

impl Back<'_> {
    fn changes(&mut self, changes: &ChangeSet) -> ChangeSet {
        let present = self.present;
        let profile = self.of(changes.profile.as_slice(), |_| Some(present.profile().clone()));
        let of = |id: Option<&Id>| id.map(Id::as_str).unwrap_or_default().to_owned();
        ChangeSet {
            profile: profile.into_iter().next(),
            assistants: self.of(&changes.assistants, |id| present.assistant(&of(id)).cloned()),
            numbers: self.of(&changes.numbers, |id| present.number(&of(id)).cloned()),
            campaigns: self.of(&changes.campaigns, |id| present.campaign(&of(id)).cloned()),
        }
    }

    /// What becomes of the records of one kind.
    fn of<R: Record>(&mut self, changes: &[Change<R>], find: impl Fn(Option<&Id>) -> Option<Arc<R>>) -> Vec<Change<R>> {
        let mut all = Vec::new();
        for change in changes {
            let id = change.record().and_then(|record| record.id()).cloned();
            let whole = Place { kind: R::KIND, id: id.clone(), path: None };
            let now = find(id.as_ref());
            let then = match (&change.before, &change.after, &now) {
                // What is gone since has nothing left to take back, and what is there again is not brought back.
                (Some(_), Some(_), None) | (None, _, None) | (Some(_), None, Some(_)) => continue,
                (Some(was), Some(is), Some(now)) => Some(self.fields(&whole, was, is, now)),
                (None, _, Some(_)) => None,
                (Some(was), None, None) => Some(was.clone()),
            };
            if now == then {
                continue;
            }
            let is_whole = change.before.is_none() || change.after.is_none();
            let is_touched = is_whole && self.later.has(&whole) && !self.back.contains(&whole);
            let is_needed = self.held.contains(&whole);
            if is_touched || is_needed {
                let name = change.record().map(|record| record.name()).unwrap_or_default();
                let (before, changed, now) = (Value::None, Value::None, Value::None);
                let is_needed = is_needed && !is_touched;
                self.clashes.push(Clash { place: whole, name, field: None, is_needed, before, changed, now });
                continue;
            }
            all.push(Change { before: now, after: then });
        }
        all
    }

    /// A record with those fields as they were that no later change set.
    fn fields<R: Record>(&mut self, whole: &Place, was: &Arc<R>, is: &Arc<R>, now: &Arc<R>) -> Arc<R> {
        let mut then = R::clone(now);
        for field in R::FIELDS {
            let (before, changed, current) = (field.get(was), field.get(is), field.get(now));
            if before == changed || current == before {
                continue;
            }
            let place = |path| Place { path: Some(path), ..whole.clone() };
            let one = together::<R>(field.path);
            let is_chosen =
                || R::FIELDS.iter().any(|of| together::<R>(of.path) == one && self.back.contains(&place(of.path)));
            if self.later.has(&place(one)) && !is_chosen() {
                let about = field.about();
                self.clashes.push(Clash {
                    place: place(field.path),
                    name: now.name(),
                    field: Some(about),
                    is_needed: false,
                    before: named(self.before, about, before),
                    changed: named(self.after, about, changed),
                    now: named(self.present, about, current),
                });
            } else {
                field.set(&mut then, before);
            }
        }
        Arc::new(then)
    }
}

/// The records of a difference that leave a setup with a fault.
fn faulty(setup: &Setup, changes: &ChangeSet) -> Vec<Place> {
    let place = |kind, id: &Id| Place { kind, id: Some(id.clone()), path: None };
    let number = |id: &Id| changes.numbers.iter().any(|change| change.record().is_some_and(|number| number.id == *id));
    let mut faulty = Vec::new();
    for fault in setup.faults_of(changes) {
        match fault {
            Fault::Number(id, _) => faulty.push(place(RecordKind::Number, &id)),
            Fault::SameDigits(_, ids) => {
                faulty.extend(ids.iter().filter(|id| number(id)).map(|id| place(RecordKind::Number, id)));
            }
            Fault::UnknownAssistant(id) => {
                let slots = setup
                    .number(id.as_str())
                    .map(|number| [&number.inbound.assistant, &number.outbound.assistant].map(Clone::clone));
                let named: Vec<Id> = slots.into_iter().flatten().flatten().collect();
                let removed = changes.assistants.iter().filter(|change| change.after.is_none());
                let needed =
                    removed.filter_map(|change| change.before.as_ref()).filter(|gone| named.contains(&gone.id));
                faulty.extend(needed.map(|gone| place(RecordKind::Assistant, &gone.id)));
                faulty.extend(number(&id).then(|| place(RecordKind::Number, &id)));
            }
            Fault::UnknownNumber(id) => {
                let campaign = changes.campaigns.iter().any(|change| change.record().is_some_and(|one| one.id == id));
                faulty.extend(campaign.then(|| place(RecordKind::Campaign, &id)));
                let needed = setup.campaign(id.as_str()).map(|campaign| campaign.number.clone());
                faulty.extend(needed.filter(|id| number(id)).map(|id| place(RecordKind::Number, &id)));
            }
        }
    }
    faulty
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::rules::edit::{self, Edits, Saving};
    use crate::testing::{setups, two_numbers};

    fn later(from: &Setup, to: &Setup) -> Touched {
        let mut touched = Touched::default();
        touched.add(&ChangeSet::between(from, to));
        touched
    }

    fn relabelled(setup: &Setup, id: &str, field: &str, value: &str) -> Setup {
        edit::save_number(setup, id, &Edits::default().with(field, value), Saving::default()).expect("an edit").setup
    }

    #[test]
    fn fields_go_back_where_nothing_later_set_them_and_the_others_are_told_with_three_values() {
        let (before, main, _) = two_numbers();
        let changed = relabelled(&relabelled(&before, main.as_str(), "label", "First"), main.as_str(), "notes", "Seen");
        let now = relabelled(&changed, main.as_str(), "label", "Second");
        let touched = later(&changed, &now);
        let alone = take_back(&now, &before, &changed, &touched, &HashSet::new());
        let number = alone.setup.number(main.as_str()).expect("it is there");
        assert_eq!((number.label.as_str(), number.notes.as_str()), ("Second", "Printed on the cards."));
        let [clash] = &alone.clashes[..] else { panic!("one clash: {:?}", alone.clashes) };
        assert_eq!(clash.field.map(|field| field.path), Some("label"));
        let text = |value: &Value| value.to_json().as_str().unwrap_or_default().to_owned();
        assert_eq!([&clash.before, &clash.changed, &clash.now].map(text), ["Main Office", "First", "Second"]);

        let chosen = HashSet::from([clash.place.clone()]);
        let alone = take_back(&now, &before, &changed, &touched, &chosen);
        assert_eq!(alone.setup.number(main.as_str()).map(|number| number.label.as_str()), Some("Main Office"));
        assert_eq!(alone.clashes, []);
    }

    #[test]
    fn a_value_that_was_set_again_stays_though_it_is_the_same() {
        let (before, main, _) = two_numbers();
        let changed = relabelled(&before, main.as_str(), "label", "First");
        let between = relabelled(&changed, main.as_str(), "label", "Second");
        let mut touched = later(&changed, &between);
        touched.add(&ChangeSet::between(&between, &changed));
        let alone = take_back(&changed, &before, &changed, &touched, &HashSet::new());
        assert_eq!((alone.setup, alone.clashes.len()), (changed, 1));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever a later change set stays as it is now, all else goes back or is told, and the setup has no fault.
        #[test]
        fn what_a_later_change_set_is_never_touched(before in setups(), changed in setups(), other in setups(), keep in proptest::collection::vec(any::<bool>(), 64)) {
            // Some of what leads to another setup is the later change.
            let all = ChangeSet::between(&changed, &other);
            let mut keep = keep.into_iter().cycle();
            let mut some = all.clone();
            some.profile = some.profile.filter(|_| keep.next().unwrap_or(true));
            some.assistants.retain(|_| keep.next().unwrap_or(true));
            some.numbers.retain(|_| keep.next().unwrap_or(true));
            some.campaigns.retain(|_| keep.next().unwrap_or(true));
            let now = some.applied_to(&changed);
            prop_assume!(now.faults().is_empty() && now.numbers().all(|number| number.faults().next().is_none()));
            let touched = later(&changed, &now);
            let alone = take_back(&now, &before, &changed, &touched, &HashSet::new());
            prop_assert_eq!(alone.setup.faults(), vec![]);
            let places = later(&now, &alone.setup);
            for place in &places.0 {
                let is_of_a_record = place.path.is_none();
                prop_assert!(is_of_a_record || !touched.0.contains(place), "{:?} was set later", place);
            }
            // Without anything later it is the undo.
            let undone = take_back(&changed, &before, &changed, &Touched::default(), &HashSet::new());
            prop_assert_eq!(undone.setup, before);
            prop_assert_eq!(undone.clashes, vec![]);
        }
    }
}

//! Adding, saving and removing a phone number.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Consequence, Edit, Edited, Faults, Refusal, RefusalCode, Typed};
use crate::model::change::number_fields;
use crate::model::country::Country;
use crate::model::deed::Deed;
use crate::model::e164::E164;
use crate::model::id::Id;
use crate::model::message::Message;
use crate::model::number::{Digits, NumberStatus, PhoneNumber};
use crate::model::setup::Setup;
use crate::model::text;

/// The fields of a number somebody edited. What is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NumberEdit {
    /// The digits, entered or corrected.
    pub number: Option<Edit<Typed, Option<E164>>>,
    /// The label.
    pub label: Option<Edit<String>>,
    /// The status.
    pub status: Option<Edit<NumberStatus>>,
    /// The notes.
    pub notes: Option<Edit<String>>,
    /// The assistant in the inbound slot; `None` within empties it.
    pub inbound_assistant: Option<Edit<Option<Id>>>,
    /// The fallback destination; `None` within clears it.
    pub fallback: Option<Edit<Option<Typed>, Option<E164>>>,
    /// The assistant in the outbound slot; `None` within empties it.
    pub outbound_assistant: Option<Edit<Option<Id>>>,
    /// The outbound phone number; `None` within clears it.
    pub caller_id: Option<Edit<Option<Typed>, Option<E164>>>,
    /// Whether fallbacks and caller IDs that name the old digits follow corrected ones.
    pub references_follow: bool,
    /// Whether a loop of fallbacks is accepted.
    pub allow_loop: bool,
}

/// What a new number begins as.
#[derive(Clone, Debug, PartialEq)]
pub enum NewDigits {
    /// Digits as typed.
    Typed(Typed),
    /// A local number to ask for.
    Requested {
        /// The country.
        country: Country,
        /// The area code as typed; may be empty.
        area_code: String,
    },
}

/// Adds a number.
pub fn add_number(setup: &Setup, digits: NewDigits, edit: NumberEdit) -> Result<Edited, Refusal> {
    let mut faults = Faults::default();
    let digits = match digits {
        NewDigits::Typed(typed) => read(setup, &mut faults, "number", &typed).map(Digits::Known),
        NewDigits::Requested { country, area_code } => match Digits::area_code(&area_code) {
            Some(area_code) => Some(Digits::Requested { country, area_code }),
            None => {
                faults.add("requested.area_code", Message::new("area-code-wrong"));
                None
            }
        },
    };
    // The other fields are judged even when the digits are refused, so that all is said at once.
    let stand_in = Digits::Requested { country: setup.profile().default_country, area_code: String::new() };
    let known = digits.is_some();
    let before = PhoneNumber::new(Id::make(), digits.unwrap_or(stand_in));
    let mut number = before.clone();
    apply(setup, &before, &mut number, &edit, &mut faults, known);
    faults.into_result()?;
    let title = Deed::AddedNumber { name: number.name() };
    finish(setup, None, number, title, edit.allow_loop, Vec::new())
}

/// Saves the edited fields of a number. The two slots are independent: a field that is not in the
/// edit is not touched.
pub fn save_number(setup: &Setup, id: &str, edit: NumberEdit) -> Result<Edited, Refusal> {
    let before = setup.number(id).ok_or_else(Refusal::gone)?;
    let mut number = PhoneNumber::clone(before);
    let mut faults = Faults::default();
    let mut followers = Vec::new();
    if let Some(change) = &edit.number
        && let Some(digits) = read(setup, &mut faults, "number", &change.now)
    {
        faults.check_moved_on("number", change.was.as_ref(), &before.e164(), &Some(digits));
        if edit.references_follow
            && let Some(old) = before.e164()
        {
            followers = references(setup, before, old, digits);
            if number.outbound.caller_id == Some(old) {
                number.outbound.caller_id = Some(digits);
            }
        }
        number.digits = Digits::Known(digits);
    }
    apply(setup, before, &mut number, &edit, &mut faults, true);
    faults.into_result()?;
    let fields = number_fields(Some(before), Some(&number)).into_iter().map(|change| change.field).collect();
    let title = Deed::SavedNumber { name: number.name(), fields };
    finish(setup, Some(before), number, title, edit.allow_loop, followers)
}

/// Removes a number and the campaigns that call from it.
pub fn remove_number(setup: &Setup, id: &str) -> Result<Edited, Refusal> {
    let number = setup.number(id).ok_or_else(Refusal::gone)?;
    let mut consequences: Vec<Consequence> = setup
        .campaigns_of_number(&number.id)
        .map(|campaign| Consequence::CampaignRemoved { campaign: campaign.name.clone() })
        .collect();
    if let Some(digits) = number.e164() {
        consequences.extend(super::left_behind(setup, digits, |other| *other == number.id));
    }
    let mut next = setup.clone();
    let campaigns: Vec<Id> = setup.campaigns_of_number(&number.id).map(|campaign| campaign.id.clone()).collect();
    for campaign in campaigns {
        next.take_campaign(&campaign);
    }
    next.take_number(&number.id);
    let mut without = PhoneNumber::clone(number);
    without.inbound.assistant = None;
    without.outbound.assistant = None;
    consequences.extend(super::slots_taken(&next, number, &without).into_iter().filter(|consequence| {
        // That its slots are empty goes without saying; what its assistants have left does not.
        matches!(consequence, Consequence::AnswersNothing { .. } | Consequence::CallsFromNothing { .. })
    }));
    let title = Deed::RemovedNumber { name: number.name() };
    Ok(Edited::of(setup, next, title, Some(number.id.clone()), consequences))
}

/// What saving these fields would make of the setup, for saying so while somebody edits. Fields that
/// would be refused count as not edited yet, and nothing is asked about.
pub fn foresee_number(setup: &Setup, id: &str, edit: NumberEdit) -> Result<Edited, Refusal> {
    let mut edit = NumberEdit { allow_loop: true, ..edit };
    loop {
        let refusal = match save_number(setup, id, edit.clone()) {
            Err(refusal) if refusal.code == RefusalCode::Invalid => refusal,
            settled => return settled,
        };
        let before = edit.clone();
        for field in &refusal.fields {
            match field.field {
                "number" => edit.number = None,
                "label" => edit.label = None,
                "status" => edit.status = None,
                "notes" => edit.notes = None,
                "inbound.assistant" => edit.inbound_assistant = None,
                "inbound.fallback" => edit.fallback = None,
                "outbound.assistant" => edit.outbound_assistant = None,
                _ => edit.caller_id = None,
            }
        }
        if edit == before {
            // New digits can make a stored field wrong: then they are what is not edited yet.
            edit.number.take().ok_or(refusal)?;
        }
    }
}

/// Reads a typed number in the country chosen beside it, else in the setup's own.
fn read(setup: &Setup, faults: &mut Faults, field: &'static str, typed: &Typed) -> Option<E164> {
    let country = typed.country.unwrap_or(setup.profile().default_country);
    faults.number(field, E164::read_stored(&typed.text, Some(country)))
}

/// Puts every edited field but the digits into `number`, noting what is refused.
fn apply(
    setup: &Setup,
    before: &PhoneNumber,
    number: &mut PhoneNumber,
    edit: &NumberEdit,
    faults: &mut Faults,
    digits_known: bool,
) {
    if let Some(change) = &edit.label
        && let Some(label) = faults.text("label", text::label(&change.now))
    {
        faults.check_moved_on("label", change.was.as_ref(), &before.label, &label);
        number.label = label;
    }
    if let Some(change) = &edit.notes
        && let Some(notes) = faults.text("notes", text::long(&change.now))
    {
        faults.check_moved_on("notes", change.was.as_ref(), &before.notes, &notes);
        number.notes = notes;
    }
    if let Some(change) = &edit.status {
        faults.check_moved_on("status", change.was.as_ref(), &before.status, &change.now);
        if matches!(number.digits, Digits::Requested { .. }) && change.now != NumberStatus::Pending && digits_known {
            faults.add("status", Message::new("requested-is-pending"));
        }
        number.status = change.now;
    }
    if let Some(change) = &edit.inbound_assistant {
        faults.check_moved_on("inbound.assistant", change.was.as_ref(), &before.inbound.assistant, &change.now);
        slot(setup, faults, "inbound.assistant", &change.now);
        number.inbound.assistant = change.now.clone();
    }
    if let Some(change) = &edit.outbound_assistant {
        faults.check_moved_on("outbound.assistant", change.was.as_ref(), &before.outbound.assistant, &change.now);
        slot(setup, faults, "outbound.assistant", &change.now);
        number.outbound.assistant = change.now.clone();
    }
    if let Some(change) = &edit.fallback {
        let read = change.now.as_ref().map(|typed| read(setup, faults, "inbound.fallback", typed));
        // `Some(None)` was refused and is noted.
        if let Some(fallback) = settled(read) {
            faults.check_moved_on("inbound.fallback", change.was.as_ref(), &before.inbound.fallback, &fallback);
            number.inbound.fallback = fallback;
        }
    }
    if let Some(change) = &edit.caller_id {
        let read = change.now.as_ref().map(|typed| read(setup, faults, "outbound.caller_id", typed));
        if let Some(caller_id) = settled(read) {
            faults.check_moved_on("outbound.caller_id", change.was.as_ref(), &before.outbound.caller_id, &caller_id);
            number.outbound.caller_id = caller_id;
        }
    }
    if number.inbound.fallback.is_some() && number.inbound.fallback == number.e164() {
        faults.add("inbound.fallback", Message::new("fallback-is-itself"));
    }
    if let Some(digits) = number.e164()
        && let Some(other) = setup.number_with_digits(digits).filter(|other| other.id != number.id)
    {
        faults.add("number", Message::new("number-taken").with("number", digits).name("name", other.name()));
    }
}

/// `None`: it was refused. `Some(None)`: cleared. `Some(Some(number))`: set.
fn settled(read: Option<Option<E164>>) -> Option<Option<E164>> {
    match read {
        None => Some(None),
        Some(None) => None,
        Some(Some(number)) => Some(Some(number)),
    }
}

fn slot(setup: &Setup, faults: &mut Faults, field: &'static str, assistant: &Option<Id>) {
    if assistant.as_ref().is_some_and(|id| setup.assistant(id.as_str()).is_none()) {
        faults.add(field, Message::new("assistant-gone"));
    }
}

/// The other numbers whose fallback or caller ID names the old digits, with the new ones in their place.
fn references(setup: &Setup, corrected: &PhoneNumber, old: E164, new: E164) -> Vec<PhoneNumber> {
    setup
        .numbers()
        .filter(|other| other.id != corrected.id)
        .filter(|other| other.inbound.fallback == Some(old) || other.outbound.caller_id == Some(old))
        .map(|other| {
            let mut other = PhoneNumber::clone(other);
            for reference in [&mut other.inbound.fallback, &mut other.outbound.caller_id] {
                if *reference == Some(old) {
                    *reference = Some(new);
                }
            }
            other
        })
        .collect()
}

/// Puts the number into the setup, asks about loops and tells what else changes.
fn finish(
    setup: &Setup,
    before: Option<&Arc<PhoneNumber>>,
    number: PhoneNumber,
    title: Deed,
    allow_loop: bool,
    followers: Vec<PhoneNumber>,
) -> Result<Edited, Refusal> {
    let id = number.id.clone();
    let mut consequences = Vec::new();
    if let Some(old) = before.and_then(|before| before.e164()).filter(|old| number.e164() != Some(*old)) {
        let following: HashSet<&Id> = followers.iter().map(|follower| &follower.id).chain([&number.id]).collect();
        consequences.extend(super::left_behind(setup, old, |other| following.contains(other)));
    }
    let fallback_changed =
        before.is_none_or(|b| b.inbound.fallback != number.inbound.fallback || b.digits != number.digits);
    let mut next = setup.clone();
    let to = number.e164();
    let after = Arc::new(number);
    next.put_number(after.clone());
    if let Some(before) = before {
        consequences.splice(0..0, super::slots_taken(&next, before, &after));
    }
    for follower in followers {
        if let Some(to) = to {
            consequences.push(Consequence::ReferenceFollowed { number: follower.name(), to });
        }
        next.put_number(Arc::new(follower));
    }
    if fallback_changed
        && !allow_loop
        && let Some(chain) = next.fallback_loop(&id)
    {
        let message = super::loop_message(&chain);
        return Err(Refusal { code: RefusalCode::FallbackLoop, message, fields: Vec::new() });
    }
    Ok(Edited::of(setup, next, title, Some(id), consequences))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::two_numbers as office;

    fn typed(text: &str) -> Typed {
        Typed { text: text.to_owned(), country: None }
    }

    fn refused(result: Result<Edited, Refusal>) -> Vec<&'static str> {
        let refusal = result.expect_err("the edit is refused");
        refusal.fields.iter().map(|field| field.field).collect()
    }

    #[test]
    fn digits_are_unique_within_a_setup() {
        let (setup, main, _) = office();
        let again = add_number(&setup, NewDigits::Typed(typed("(415) 555-0101")), NumberEdit::default());
        assert_eq!(refused(again), ["number"]);
        let edit = NumberEdit { number: Some(Edit::to(typed("415 555 0102"))), ..NumberEdit::default() };
        assert_eq!(refused(save_number(&setup, &main, edit)), ["number"]);
    }

    #[test]
    fn all_field_errors_are_told_at_once() {
        let (setup, main, _) = office();
        let edit = NumberEdit {
            label: Some(Edit::to("x".repeat(81))),
            fallback: Some(Edit::to(Some(typed("41")))),
            caller_id: Some(Edit::to(Some(typed("hello")))),
            ..NumberEdit::default()
        };
        assert_eq!(refused(save_number(&setup, &main, edit)), ["label", "inbound.fallback", "outbound.caller_id"]);
    }

    #[test]
    fn a_fallback_is_never_the_number_itself() {
        let (setup, main, _) = office();
        let edit = NumberEdit { fallback: Some(Edit::to(Some(typed("+1 415 555 0101")))), ..NumberEdit::default() };
        assert_eq!(refused(save_number(&setup, &main, edit)), ["inbound.fallback"]);
    }

    #[test]
    fn a_fallback_that_comes_back_is_asked_about_and_can_be_allowed() {
        let (setup, main, _) = office();
        let edit = |allow_loop| NumberEdit {
            fallback: Some(Edit::to(Some(typed("415 555 0102")))),
            allow_loop,
            ..NumberEdit::default()
        };
        let refusal = save_number(&setup, &main, edit(false)).expect_err("a loop is asked about");
        assert_eq!(refusal.code, RefusalCode::FallbackLoop);
        assert!(save_number(&setup, &main, edit(true)).is_ok());
    }

    #[test]
    fn a_requested_number_is_always_pending() {
        let (setup, ..) = office();
        let requested = NewDigits::Requested { country: Country::US, area_code: "415".to_owned() };
        let edit = NumberEdit { status: Some(Edit::to(NumberStatus::Active)), ..NumberEdit::default() };
        assert_eq!(refused(add_number(&setup, requested.clone(), edit)), ["status"]);
        let added = add_number(&setup, requested, NumberEdit::default()).expect("a request is fine");
        let id = added.subject.expect("it has an id");
        assert_eq!(added.setup.number(id.as_str()).map(|n| n.status), Some(NumberStatus::Pending));
    }

    #[test]
    fn entering_the_digits_leaves_a_requested_number_pending_and_keeps_its_slots() {
        let (setup, main, _) = office();
        let desk = setup.number(&main).and_then(|n| n.inbound.assistant.clone());
        let requested = NewDigits::Requested { country: Country::US, area_code: String::new() };
        let edit = NumberEdit { outbound_assistant: Some(Edit::to(desk.clone())), ..NumberEdit::default() };
        let added = add_number(&setup, requested, edit).expect("a request");
        let id = added.subject.expect("an id");
        let edit = NumberEdit { number: Some(Edit::to(typed("415 555 0177"))), ..NumberEdit::default() };
        let saved = save_number(&added.setup, id.as_str(), edit).expect("the digits are fine");
        let number = saved.setup.number(id.as_str()).expect("the same id");
        assert_eq!(number.status, NumberStatus::Pending);
        assert_eq!(number.outbound.assistant, desk);
        assert_eq!(number.e164().map(|n| n.to_string()).as_deref(), Some("+14155550177"));
    }

    #[test]
    fn corrected_digits_are_followed_by_fallbacks_when_asked() {
        let (setup, main, second) = office();
        let edit = |references_follow| NumberEdit {
            number: Some(Edit::to(typed("415 555 0188"))),
            references_follow,
            ..NumberEdit::default()
        };
        let followed = save_number(&setup, &main, edit(true)).expect("a correction");
        let fallback = |s: &Setup| s.number(&second).and_then(|n| n.inbound.fallback).map(|n| n.to_string());
        assert_eq!(fallback(&followed.setup).as_deref(), Some("+14155550188"));
        let left = save_number(&setup, &main, edit(false)).expect("a correction");
        assert_eq!(fallback(&left.setup).as_deref(), Some("+14155550101"));
        assert!(matches!(left.consequences.as_slice(), [Consequence::FallbackLeadsOutside { .. }]));
    }

    #[test]
    fn a_caller_id_that_is_the_number_itself_follows_its_digits() {
        let (setup, main, _) = office();
        let own = NumberEdit { caller_id: Some(Edit::to(Some(typed("415 555 0101")))), ..NumberEdit::default() };
        let setup = save_number(&setup, &main, own).expect("it may show itself").setup;
        let correct = NumberEdit {
            number: Some(Edit::to(typed("415 555 0188"))),
            references_follow: true,
            ..NumberEdit::default()
        };
        let saved = save_number(&setup, &main, correct).expect("a correction").setup;
        let number = saved.number(&main).expect("the number");
        assert_eq!(number.outbound.caller_id, number.e164());
    }

    #[test]
    fn what_is_refused_counts_as_not_edited_when_an_edit_is_foreseen() {
        let (setup, main, _) = office();
        let edit = NumberEdit {
            label: Some(Edit::to("x".repeat(81))),
            notes: Some(Edit::to("Kept.".to_owned())),
            ..NumberEdit::default()
        };
        let seen = foresee_number(&setup, &main, edit).expect("the rest is fine");
        let number = seen.setup.number(&main).expect("the number");
        assert_eq!((number.label.as_str(), number.notes.as_str()), ("Main Office", "Kept."));
        // Digits that make the stored fallback the number itself.
        let digits = NumberEdit { number: Some(Edit::to(typed("415 555 0142"))), ..NumberEdit::default() };
        let seen = foresee_number(&setup, &main, digits).expect("the digits are what is not edited yet");
        assert_eq!(seen.setup, setup);
    }

    #[test]
    fn a_field_that_has_moved_on_is_asked_about_and_never_overwritten() {
        let (setup, main, _) = office();
        let edit = |was: &str| NumberEdit {
            label: Some(Edit { was: Some(was.to_owned()), now: "New".to_owned() }),
            ..NumberEdit::default()
        };
        let refusal = save_number(&setup, &main, edit("Something else")).expect_err("it has moved on");
        assert_eq!(refusal.code, RefusalCode::MovedOn);
        assert!(save_number(&setup, &main, edit("Main Office")).is_ok());
    }

    #[test]
    fn removing_a_number_removes_its_campaigns_and_says_so() {
        let (setup, main, _) = office();
        let removed = remove_number(&setup, &main).expect("it is there");
        assert_eq!(removed.setup.campaigns().len(), 0);
        assert_eq!(
            removed.consequences,
            [
                Consequence::CampaignRemoved { campaign: "Recall letters".to_owned() },
                Consequence::FallbackLeadsOutside {
                    number: "Second".to_owned(),
                    to: E164::from_text("+14155550101").expect("a number"),
                },
                Consequence::CallsFromNothing { assistant: "Recall Caller".to_owned() },
            ]
        );
        assert!(removed.setup.faults().is_empty());
    }
}

//! Adding, saving and removing a phone number.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::country::Country;
use crate::model::deed::Deed;
use crate::model::e164::E164;
use crate::model::id::Id;
use crate::model::message::Message;
use crate::model::number::{Digits, NumberFault, PhoneNumber};
use crate::model::setup::Setup;
use crate::rules::edit::{Edited, Edits, Faults, Refusal, RefusalCode, Typed, changed_paths, loop_message};

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

/// How a number is saved, besides its fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Saving {
    /// Fallbacks and caller IDs that name the old digits follow corrected ones.
    pub references_follow: bool,
    /// A loop of fallbacks is accepted.
    pub allow_loop: bool,
}

/// Adds a number.
pub fn add_number(setup: &Setup, digits: NewDigits, edits: &Edits, saving: Saving) -> Result<Edited, Refusal> {
    let mut faults = Faults::default();
    let digits = match digits {
        NewDigits::Typed(typed) => faults.typed("number", setup, &typed).map(Digits::Known),
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
    let is_known = digits.is_some();
    let blank = PhoneNumber::new(Id::make(), digits.unwrap_or(stand_in));
    let number = edits.applied_to(setup, &blank, &mut faults);
    judge(setup, &number, is_known, &mut faults);
    faults.into_result()?;
    let deed = Deed::AddedNumber { name: number.name() };
    finish(setup, None, Arc::new(number), deed, saving, Vec::new())
}

/// Saves the edited fields of a number. The two slots are independent: a field that is not in the
/// edit is not touched.
pub fn save_number(setup: &Setup, id: &str, edits: &Edits, saving: Saving) -> Result<Edited, Refusal> {
    let before = setup.number(id).ok_or_else(Refusal::gone)?;
    let mut faults = Faults::default();
    let mut number = edits.applied_to(setup, &**before, &mut faults);
    let mut followers = Vec::new();
    if saving.references_follow
        && let (Some(old), Some(new)) = (before.e164(), number.e164())
        && old != new
    {
        followers = references(setup, before, old, new);
        number.outbound.caller_id = number.outbound.caller_id.map(|shown| if shown == old { new } else { shown });
    }
    judge(setup, &number, true, &mut faults);
    faults.into_result()?;
    let number = Arc::new(number);
    let deed = Deed::SavedNumber { name: number.name(), fields: changed_paths(before, &number) };
    finish(setup, Some(before), number, deed, saving, followers)
}

/// Removes a number and the campaigns that call from it.
pub fn remove_number(setup: &Setup, id: &str) -> Result<Edited, Refusal> {
    let number = setup.number(id).ok_or_else(Refusal::gone)?;
    let mut next = setup.clone();
    for campaign in setup.campaigns_of_number(&number.id) {
        next.take_campaign(&campaign.id);
    }
    next.take_number(&number.id);
    let deed = Deed::RemovedNumber { name: number.name() };
    Ok(Edited { setup: next, deed, subject: Some(number.id.clone()) })
}

/// What saving these fields would make of the setup, for saying so while somebody edits. Fields that
/// would be refused count as not edited yet, and nothing is asked about.
pub fn foresee_number(setup: &Setup, id: &str, edits: &Edits) -> Result<Edited, Refusal> {
    let mut edits = edits.clone();
    loop {
        let refusal = match save_number(setup, id, &edits, Saving { allow_loop: true, references_follow: false }) {
            Err(refusal) if refusal.code == RefusalCode::Invalid => refusal,
            settled => return settled,
        };
        let refused = refusal.fields.iter().filter(|field| edits.take_back(field.field)).count();
        // New digits can make a stored field wrong: then they are what is not edited yet.
        if refused == 0 && !edits.take_back("number") {
            return Err(refusal);
        }
    }
}

/// Notes what is wrong with a number among the others. While its digits are not known, it is not
/// known whether it is a requested one.
fn judge(setup: &Setup, number: &PhoneNumber, digits_are_known: bool, faults: &mut Faults) {
    for fault in number.faults().filter(|fault| digits_are_known || *fault != NumberFault::RequestedNotPending) {
        faults.add(fault.field(), fault.message());
    }
    if let Some(digits) = number.e164()
        && let Some(other) = setup.number_with_digits(digits).filter(|other| other.id != number.id)
    {
        faults.add("number", Message::new("number-taken").with("number", digits).name("name", other.name()));
    }
}

/// The other numbers whose fallback or caller ID names the old digits, with the new ones in their place.
fn references(setup: &Setup, corrected: &PhoneNumber, old: E164, new: E164) -> Vec<PhoneNumber> {
    let named = setup.numbers_falling_back_to(old).chain(setup.numbers_showing(old));
    let named: BTreeMap<&Id, &Arc<PhoneNumber>> = named.map(|other| (&other.id, other)).collect();
    named
        .into_values()
        .filter(|other| other.id != corrected.id)
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

/// Puts the number into the setup and asks about loops.
fn finish(
    setup: &Setup,
    before: Option<&Arc<PhoneNumber>>,
    number: Arc<PhoneNumber>,
    deed: Deed,
    saving: Saving,
    followers: Vec<PhoneNumber>,
) -> Result<Edited, Refusal> {
    let id = number.id.clone();
    let leads_elsewhere =
        before.is_none_or(|b| b.inbound.fallback != number.inbound.fallback || b.digits != number.digits);
    let mut next = setup.clone();
    next.put_number(number);
    followers.into_iter().for_each(|follower| next.put_number(Arc::new(follower)));
    if leads_elsewhere
        && !saving.allow_loop
        && let Some(chain) = next.fallback_loop(&id)
    {
        let message = loop_message(&chain);
        return Err(Refusal { code: RefusalCode::FallbackLoop, message, fields: Vec::new() });
    }
    Ok(Edited { setup: next, deed, subject: Some(id) })
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::model::number::NumberStatus;
    use crate::rules::consequences::Consequence;
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
        let again = add_number(&setup, NewDigits::Typed(typed("(415) 555-0101")), &Edits::default(), Saving::default());
        assert_eq!(refused(again), ["number"]);
        let edit = Edits::default().with("number", typed("415 555 0102"));
        assert_eq!(refused(save_number(&setup, &main, &edit, Saving::default())), ["number"]);
    }

    #[test]
    fn all_field_errors_are_told_at_once() {
        let (setup, main, _) = office();
        let edit = Edits::default()
            .with("label", "x".repeat(81))
            .with("inbound.fallback", typed("41"))
            .with("outbound.caller_id", typed("hello"));
        assert_eq!(
            refused(save_number(&setup, &main, &edit, Saving::default())),
            ["label", "inbound.fallback", "outbound.caller_id"]
        );
    }

    #[test]
    fn a_fallback_is_never_the_number_itself() {
        let (setup, main, _) = office();
        let edit = Edits::default().with("inbound.fallback", typed("+1 415 555 0101"));
        assert_eq!(refused(save_number(&setup, &main, &edit, Saving::default())), ["inbound.fallback"]);
    }

    #[test]
    fn a_fallback_that_comes_back_is_asked_about_and_can_be_allowed() {
        let (setup, main, _) = office();
        let edit = Edits::default().with("inbound.fallback", typed("415 555 0102"));
        let saving = |allow_loop| Saving { allow_loop, ..Saving::default() };
        let refusal = save_number(&setup, &main, &edit, saving(false)).expect_err("a loop is asked about");
        assert_eq!(refusal.code, RefusalCode::FallbackLoop);
        assert!(save_number(&setup, &main, &edit, saving(true)).is_ok());
    }

    #[test]
    fn a_requested_number_is_always_pending() {
        let (setup, ..) = office();
        let requested = NewDigits::Requested { country: Country::US, area_code: "415".to_owned() };
        let edit = Edits::default().with("status", NumberStatus::Active.word());
        assert_eq!(refused(add_number(&setup, requested.clone(), &edit, Saving::default())), ["status"]);
        let added = add_number(&setup, requested, &Edits::default(), Saving::default()).expect("a request is fine");
        let id = added.subject.expect("it has an id");
        assert_eq!(added.setup.number(id.as_str()).map(|n| n.status), Some(NumberStatus::Pending));
    }

    #[test]
    fn entering_the_digits_leaves_a_requested_number_pending_and_keeps_its_slots() {
        let (setup, main, _) = office();
        let desk = setup.number(&main).and_then(|n| n.inbound.assistant.clone());
        let requested = NewDigits::Requested { country: Country::US, area_code: String::new() };
        let edit = Edits::default().with("outbound.assistant", desk.clone());
        let added = add_number(&setup, requested, &edit, Saving::default()).expect("a request");
        let id = added.subject.expect("an id");
        let edit = Edits::default().with("number", typed("415 555 0177"));
        let saved = save_number(&added.setup, id.as_str(), &edit, Saving::default()).expect("the digits are fine");
        let number = saved.setup.number(id.as_str()).expect("the same id");
        assert_eq!(number.status, NumberStatus::Pending);
        assert_eq!(number.outbound.assistant, desk);
        assert_eq!(number.e164().map(|n| n.to_string()).as_deref(), Some("+14155550177"));
    }

    #[test]
    fn corrected_digits_are_followed_by_fallbacks_when_asked() {
        let (setup, main, second) = office();
        let edit = Edits::default().with("number", typed("415 555 0188"));
        let saving = |references_follow| Saving { references_follow, ..Saving::default() };
        let followed = save_number(&setup, &main, &edit, saving(true)).expect("a correction");
        let fallback = |s: &Setup| s.number(&second).and_then(|n| n.inbound.fallback).map(|n| n.to_string());
        assert_eq!(fallback(&followed.setup).as_deref(), Some("+14155550188"));
        let left = save_number(&setup, &main, &edit, saving(false)).expect("a correction");
        assert_eq!(fallback(&left.setup).as_deref(), Some("+14155550101"));
        assert!(matches!(left.consequences(&setup).as_slice(), [Consequence::FallbackLeadsOutside { .. }]));
    }

    #[test]
    fn a_caller_id_that_is_the_number_itself_follows_its_digits() {
        let (setup, main, _) = office();
        let own = Edits::default().with("outbound.caller_id", typed("415 555 0101"));
        let setup = save_number(&setup, &main, &own, Saving::default()).expect("it may show itself").setup;
        let correct = Edits::default().with("number", typed("415 555 0188"));
        let saved = save_number(&setup, &main, &correct, Saving { references_follow: true, ..Saving::default() })
            .expect("a correction")
            .setup;
        let number = saved.number(&main).expect("the number");
        assert_eq!(number.outbound.caller_id, number.e164());
    }

    #[test]
    fn what_is_refused_counts_as_not_edited_when_an_edit_is_foreseen() {
        let (setup, main, _) = office();
        let edit = Edits::default().with("label", "x".repeat(81)).with("notes", "Kept.");
        let seen = foresee_number(&setup, &main, &edit).expect("the rest is fine");
        let number = seen.setup.number(&main).expect("the number");
        assert_eq!((number.label.as_str(), number.notes.as_str()), ("Main Office", "Kept."));
        // Digits that make the stored fallback the number itself.
        let digits = Edits::default().with("number", typed("415 555 0142"));
        let seen = foresee_number(&setup, &main, &digits).expect("the digits are what is not edited yet");
        assert_eq!(seen.setup, setup);
    }

    #[test]
    fn a_field_that_has_moved_on_is_asked_about_and_never_overwritten() {
        let (setup, main, _) = office();
        let edit = |was: &str| Edits::default().changing("label", was.to_owned(), "New");
        let refusal =
            save_number(&setup, &main, &edit("Something else"), Saving::default()).expect_err("it has moved on");
        assert_eq!(refusal.code, RefusalCode::MovedOn);
        assert!(save_number(&setup, &main, &edit("Main Office"), Saving::default()).is_ok());
    }

    #[test]
    fn removing_a_number_removes_its_campaigns_and_says_so() {
        let (setup, main, _) = office();
        let removed = remove_number(&setup, &main).expect("it is there");
        assert_eq!(removed.setup.campaigns().len(), 0);
        assert_eq!(
            removed.consequences(&setup),
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

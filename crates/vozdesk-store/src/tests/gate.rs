//! The gate: no function gets a setup into the store that must not be.

use std::sync::Arc;

use proptest::prelude::*;
use vozdesk_core::model::number::PhoneNumber;
use vozdesk_core::testing::{setups, two_numbers};

use super::disk::Disk;
use super::*;
use crate::ChangeError;

/// Something that no edit does, done to a setup.
#[derive(Clone, Copy, Debug)]
enum Wrong {
    SameDigits,
    UnknownAssistant,
    FallbackToItself,
    RequestedAndActive,
    AssistantGone,
    NumberGone,
    CampaignElsewhere,
}

const WRONGS: [Wrong; 7] = [
    Wrong::SameDigits,
    Wrong::UnknownAssistant,
    Wrong::FallbackToItself,
    Wrong::RequestedAndActive,
    Wrong::AssistantGone,
    Wrong::NumberGone,
    Wrong::CampaignElsewhere,
];

/// The setup with that done to the first record it can be done to.
fn spoiled(setup: &Setup, wrong: Wrong) -> Setup {
    let mut next = setup.clone();
    let known = |number: &&Arc<PhoneNumber>| number.e164().is_some();
    match wrong {
        Wrong::SameDigits => {
            if let Some(number) = setup.numbers().find(known) {
                next.put_number(Arc::new(PhoneNumber::new(Id::make(), number.digits.clone())));
            }
        }
        Wrong::UnknownAssistant => {
            if let Some(number) = setup.numbers().next() {
                let mut number = PhoneNumber::clone(number);
                number.outbound.assistant = Id::new("nobody");
                next.put_number(Arc::new(number));
            }
        }
        Wrong::FallbackToItself => {
            if let Some(number) = setup.numbers().find(known) {
                let mut number = PhoneNumber::clone(number);
                number.inbound.fallback = number.e164();
                next.put_number(Arc::new(number));
            }
        }
        Wrong::RequestedAndActive => {
            if let Some(number) = setup.numbers().find(|number| !known(number)) {
                let mut number = PhoneNumber::clone(number);
                number.status = vozdesk_core::model::number::NumberStatus::Active;
                next.put_number(Arc::new(number));
            }
        }
        Wrong::AssistantGone => {
            let held = setup.assistants().find(|a| setup.numbers_of_assistant(&a.id).next().is_some());
            held.map(|assistant| next.take_assistant(&assistant.id));
        }
        Wrong::NumberGone => {
            setup.campaigns().next().map(|campaign| next.take_number(&campaign.number));
        }
        Wrong::CampaignElsewhere => {
            if let Some(campaign) = setup.campaigns().next() {
                let mut campaign = vozdesk_core::model::campaign::Campaign::clone(campaign);
                campaign.number = Id::new("nowhere").expect("an id");
                next.put_campaign(Arc::new(campaign));
            }
        }
    }
    next
}

fn made(setup: Setup) -> Edited {
    Edited { setup, deed: Deed::Sample, subject: None }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any function that makes a faulty setup is refused, nothing is written, and the store opens afterwards.
    #[test]
    fn a_function_that_makes_a_faulty_setup_is_refused_and_the_store_opens_afterwards(
        start in setups(),
        end in setups(),
        wrong in proptest::sample::select(&WRONGS[..]),
    ) {
        let disk = Disk::default();
        let store = disk.open().expect("it opens");
        store.change(|_| Ok::<_, ()>(made(start.clone()))).map_err(|_| ()).expect("a whole setup is taken");
        let before = exported(&store);
        let next = spoiled(&end, wrong);
        let is_faulty = !next.faults().is_empty();
        let changed = store.change(|_| Ok::<_, ()>(made(next)));
        prop_assert_eq!(is_faulty, matches!(changed, Err(ChangeError::Store(StoreError::Faulty { .. }))));
        if is_faulty {
            prop_assert!(exported(&store) == before, "nothing is changed");
        }
        let held = exported(&store);
        drop(store);
        prop_assert!(exported(&disk.open().expect("it opens again")) == held);
    }

    /// What the gate looks at is enough: of a difference that begins from a whole setup it finds a fault
    /// if and only if a look at everything does.
    #[test]
    fn the_gate_finds_a_fault_where_a_look_at_everything_does(
        start in setups(),
        end in setups(),
        wrong in proptest::sample::select(&WRONGS[..]),
    ) {
        for next in [end.clone(), spoiled(&end, wrong), spoiled(&start, wrong)] {
            let changes = vozdesk_core::model::change::ChangeSet::between(&start, &next);
            prop_assert_eq!(next.faults_of(&changes).is_empty(), next.faults().is_empty());
        }
    }
}

#[test]
fn a_refusal_of_the_gate_names_the_fault() {
    let disk = Disk::default();
    let store = disk.open().expect("it opens");
    store.change(|_| Ok::<_, ()>(made(two_numbers().0))).map_err(|_| ()).expect("it is taken");
    let told = WRONGS.map(|wrong| {
        let changed = store.change(|setup| Ok::<_, ()>(made(spoiled(setup, wrong))));
        match changed {
            Err(ChangeError::Store(StoreError::Faulty { why })) => why.key,
            // There is no requested number in this office.
            _ => "",
        }
    });
    let number = "fault-of-number";
    let assistant = "fault-unknown-assistant";
    let campaign = "fault-unknown-number";
    assert_eq!(told, ["number-taken", assistant, number, "", assistant, campaign, campaign]);
}

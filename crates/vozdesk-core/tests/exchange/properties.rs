//! What holds for any setups.

use super::*;

/// The ids of everything there.
fn ids(setup: &Setup) -> BTreeSet<(RecordKind, String)> {
    let mut ids = BTreeSet::new();
    ids.extend(setup.numbers().map(|n| (RecordKind::Number, n.id.to_string())));
    ids.extend(setup.assistants().map(|a| (RecordKind::Assistant, a.id.to_string())));
    ids.extend(setup.campaigns().map(|c| (RecordKind::Campaign, c.id.to_string())));
    ids
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn export_import_export_is_identity(setup in setups()) {
        let text = exported(&setup);
        for mode in [Mode::Merge, Mode::Replace] {
            prop_assert_eq!(exported(&with(&Setup::default(), &text, mode)), text.clone());
        }
    }

    #[test]
    fn every_export_satisfies_the_schema(setup in setups()) {
        let validator = jsonschema::validator_for(&setup_file::schema()).expect("the schema is one");
        prop_assert!(validator.is_valid(&serde_json::from_str(&exported(&setup)).expect("an export is JSON")));
    }

    #[test]
    fn replacing_any_setup_with_any_whole_file_gives_exactly_that_file(start in setups(), end in setups()) {
        let text = exported(&end);
        prop_assert_eq!(exported(&with(&start, &text, Mode::Replace)), text);
    }

    #[test]
    fn importing_any_file_twice_changes_nothing_the_second_time(start in setups(), end in setups(), replace in any::<bool>()) {
        let mode = if replace { Mode::Replace } else { Mode::Merge };
        let text = exported(&end);
        let once = reviewed(&start, &[&text], mode);
        if once.problems.is_empty() {
            let again = reviewed(&once.setup, &[&text], mode);
            prop_assert_eq!((again.entries.len(), codes(&again.problems)), (0, vec![]), "{:#?}", again.entries);
        }
    }

    #[test]
    fn merging_never_removes_anything(start in setups(), end in setups()) {
        let review = reviewed(&start, &[&exported(&end)], Mode::Merge);
        prop_assert_eq!(review.of(Outcome::Removed).count(), 0);
        prop_assert!(ids(&review.setup).is_superset(&ids(&start)), "{:?} → {:?}", ids(&start), ids(&review.setup));
    }

    #[test]
    fn undoing_an_applied_review_gives_the_bytes_from_before(start in setups(), end in setups(), replace in any::<bool>()) {
        let mode = if replace { Mode::Replace } else { Mode::Merge };
        let review = reviewed(&start, &[&exported(&end)], mode);
        let changes = ChangeSet::between(&start, &review.setup);
        prop_assert_eq!(exported(&changes.applied_to(&start)), exported(&review.setup));
        prop_assert_eq!(exported(&changes.inverse().applied_to(&review.setup)), exported(&start));
    }

    #[test]
    fn leaving_out_any_entries_still_makes_a_setup(
        start in setups(), end in setups(), replace in any::<bool>(), keep in proptest::collection::vec(any::<bool>(), 40)
    ) {
        let mode = if replace { Mode::Replace } else { Mode::Merge };
        let text = exported(&end);
        let keys: Vec<String> = reviewed(&start, &[&text], mode).entries.into_iter().map(|entry| entry.key).collect();
        let left_out: Vec<&str> =
            keys.iter().zip(&keep).filter(|(_, keep)| !**keep).map(|(key, _)| key.as_str()).collect();
        // Whether it is a setup is asserted inside.
        let review = reviewed_without(&start, &[&text], mode, &left_out);
        for entry in review.entries.iter().filter(|entry| left_out.contains(&entry.key.as_str())) {
            // A campaign whose number is removed goes with it whatever is ticked.
            let needs = entry.kind() == RecordKind::Campaign && entry.outcome == Outcome::Removed;
            prop_assert!(!entry.included || needs, "{:?}", entry);
        }
    }

    #[test]
    fn the_two_slots_are_independent(setup in setups(), number in 0..8_usize, assistant in proptest::option::of(0..6_usize), n in 20..40_u8) {
        let Some(number) = setup.numbers().nth(number) else { return Ok(()) };
        let assistant: Option<Id> = assistant.and_then(|at| setup.assistants().nth(at)).map(|a| a.id.clone());
        let typed = Typed { text: format!("+141555501{n}"), country: None };
        let inbound = Edits::default().with("inbound.assistant", assistant.clone()).with("inbound.fallback", typed.clone());
        let saved = edit::save_number(&setup, number.id.as_str(), &inbound, Saving::default()).expect("it can be saved").setup;
        let after = saved.number(number.id.as_str()).expect("it is still there");
        prop_assert_eq!(&after.outbound, &number.outbound);
        prop_assert_eq!(&after.inbound.assistant, &assistant);

        let outbound = Edits::default().with("outbound.assistant", assistant.clone()).with("outbound.caller_id", typed);
        let saved = edit::save_number(&setup, number.id.as_str(), &outbound, Saving::default()).expect("it can be saved").setup;
        let after = saved.number(number.id.as_str()).expect("it is still there");
        prop_assert_eq!(&after.inbound, &number.inbound);
        prop_assert_eq!(&after.outbound.assistant, &assistant);
        // Nobody else is touched either.
        prop_assert_eq!(ChangeSet::between(&setup, &saved).numbers.len(), usize::from(after != number));
    }
}

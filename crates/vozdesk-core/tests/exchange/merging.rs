//! What a file changes when it is merged.

use super::*;

#[test]
fn a_field_that_is_absent_stays_as_it_is_when_merging() {
    let before = whole();
    let text = file(json!({
        "profile": {},
        "assistants": [{ "id": "a-desk" }, { "name": "Alba" }],
        "numbers": [
            { "id": "n-main" },
            { "number": "(415) 555-0102" },
            { "id": "n-london", "inbound": {}, "outbound": {} },
            { "requested": { "country": "US", "area_code": "415" }, "label": "Campaign - Spring Promo" },
        ],
        "campaigns": [{ "name": "Autumn letters" }],
    }));
    let review = reviewed(&before, &[&text], Mode::Merge);
    assert_eq!(codes(&review.problems), []);
    assert_eq!(review.entries.len(), 0, "{:#?}", review.entries);
    assert_eq!(review.unchanged, 8);
    assert_eq!(exported(&review.setup), WHOLE);
}

#[test]
fn a_field_that_is_there_changes_and_the_others_stay() {
    let before = whole();
    let text = file(json!({ "numbers": [{ "number": "+1 415 555 0101", "inbound": { "fallback": "+14155550142" } }] }));
    let review = reviewed(&before, &[&text], Mode::Merge);
    let fields = review.fields(row(&review, "n-main"));
    assert_eq!(fields.len(), 1);
    assert_eq!(fields[0].field.path, "inbound.fallback");
    assert_eq!((fields[0].from.to_json(), fields[0].to.to_json()), (json!("+14155550102"), json!("+14155550142")));
    assert_eq!(
        exported(&review.setup),
        WHOLE.replacen("\"fallback\": \"+14155550102\"", "\"fallback\": \"+14155550142\"", 1)
    );
}

#[test]
fn null_for_a_whole_object_is_null_for_each_of_its_fields_and_no_profile_is_as_if_absent() {
    let each = json!({ "assistant": null, "fallback": null });
    let numbers = |inbound: Value, outbound: Value| {
        file(json!({ "numbers": [{ "id": "n-main", "inbound": inbound, "outbound": outbound }] }))
    };
    let field_by_field = numbers(each, json!({ "assistant": null, "caller_id": null }));
    let start = whole();
    let as_one = with(&start, &numbers(Value::Null, Value::Null), Mode::Merge);
    assert_eq!(exported(&as_one), exported(&with(&start, &field_by_field, Mode::Merge)));
    assert_ne!(exported(&as_one), exported(&start), "there was something to clear");
    for mode in [Mode::Merge, Mode::Replace] {
        let absent = reviewed(&start, &[&file(json!({ "numbers": [] }))], mode);
        let null = reviewed(&start, &[&file(json!({ "profile": null, "numbers": [] }))], mode);
        assert_eq!((exported(&null.setup), null.problems.len()), (exported(&absent.setup), 0));
    }
    let kept = file(json!({ "numbers": [{ "id": "n-main", "number": "+14155550101", "requested": null }] }));
    assert_eq!(codes(&reviewed(&start, &[&kept], Mode::Merge).problems), []);
}

#[test]
fn null_clears_slots_fallback_and_caller_id_and_sets_the_rest_to_their_defaults() {
    let text = file(json!({
        "profile": { "name": null, "default_country": null, "plan": null, "extra_numbers": null },
        "assistants": [{ "id": "a-night", "kind": null, "active": null },
                       { "id": "a-desk", "role": null, "greeting": null, "voice": null, "platform": null }],
        "numbers": [
            { "id": "n-main", "label": null, "notes": null, "platform": null,
              "inbound": { "assistant": null, "fallback": null }, "outbound": { "assistant": null, "caller_id": null } },
            { "id": "n-london", "status": null },
            { "id": "n-asked", "status": null },
        ],
        "campaigns": [{ "id": "c-letters", "status": null }],
    }));
    let after = with(&whole(), &text, Mode::Merge);
    let main = record(&after, "n-main");
    assert_eq!(main["inbound"], json!({ "assistant": null, "fallback": null }));
    assert_eq!(main["outbound"], json!({ "assistant": null, "caller_id": null }));
    assert_eq!((&main["label"], &main["notes"], &main["platform"]), (&json!(""), &json!(""), &Value::Null));
    assert_eq!(record(&after, "n-london")["status"], "active", "a number with digits begins as active");
    assert_eq!(record(&after, "n-asked")["status"], "pending", "a requested one is pending");
    let night = record(&after, "a-night");
    assert_eq!((&night["kind"], &night["active"]), (&json!("custom"), &json!(true)));
    let desk = record(&after, "a-desk");
    assert_eq!((&desk["role"], &desk["greeting"], &desk["voice"]), (&json!(""), &json!(""), &json!("")));
    assert_eq!(desk["platform"], Value::Null);
    assert_eq!(record(&after, "c-letters")["status"], "draft");
    let profile = after.profile();
    assert_eq!((profile.name.as_str(), profile.extra_numbers), ("", 0));
    assert_eq!((profile.default_country, profile.plan.word()), (Country::US, "essential"));
}

#[test]
fn a_review_made_from_an_older_setup_is_refused_rather_than_applied() {
    let before = whole();
    let renamed = file(json!({ "numbers": [{ "number": "+14155550101", "label": "Renamed" }] }));
    let review = reviewed(&before, &[&renamed], Mode::Merge);
    assert!(review.applied_to(&before).is_ok());
    let moved = with(&before, &file(json!({ "profile": { "name": "Somebody was quicker" } })), Mode::Merge);
    let refusal = review.applied_to(&moved).expect_err("the setup has moved on");
    assert_eq!(refusal.code, edit::RefusalCode::MovedOn);
}

#[test]
fn two_numbers_may_swap_their_digits() {
    let text = file(json!({ "numbers": [
        { "id": "n-main", "number": "+14155550102", "inbound": { "fallback": null } },
        { "id": "n-second", "number": "+14155550101" },
    ] }));
    let after = with(&whole(), &text, Mode::Merge);
    assert_eq!(record(&after, "n-main")["number"], "+14155550102");
    assert_eq!(record(&after, "n-second")["number"], "+14155550101");
    assert_eq!(record(&after, "c-letters")["number"], "n-main", "what refers to them stays");
}

#[test]
fn a_fallback_that_names_digits_which_a_file_changes_is_offered_to_follow() {
    let before = whole();
    let fallback = |setup: &Setup| record(setup, "n-main")["inbound"]["fallback"].clone();
    let entry = json!({ "id": "n-second", "number": "+14155550109" });
    let text = file(json!({ "numbers": [entry] }));
    let followed = reviewed(&before, &[&text], Mode::Merge);
    let offer = row(&followed, "n-main");
    assert!(offer.follows_digits() && offer.included, "{offer:?}");
    let [follows] = &followed.fields(offer)[..] else { panic!("one field follows") };
    assert_eq!((follows.field.path, follows.to.to_json()), ("inbound.fallback", json!("+14155550109")));
    assert_eq!(fallback(&followed.setup), "+14155550109");
    assert_eq!(reviewed(&followed.setup, &[&text], Mode::Merge).entries.len(), 0, "and again it changes nothing");

    let left = reviewed_without(&before, &[&text], Mode::Merge, &[&offer.key]);
    assert!(!row(&left, "n-main").included);
    assert_eq!(fallback(&left.setup), "+14155550102");

    // It is not offered where the digits stay ours, where their entry is left out, and where a file says what it is to be.
    let swapped = file(json!({ "numbers": [entry, { "id": "n-london", "number": "+14155550102" }] }));
    assert!(!reviewed(&before, &[&swapped], Mode::Merge).entries.iter().any(Entry::follows_digits));
    let without = reviewed_without(&before, &[&text], Mode::Merge, &[&row(&followed, "n-second").key]);
    assert!(!without.entries.iter().any(Entry::follows_digits));
    let says = json!({ "id": "n-main", "label": "Front", "inbound": { "fallback": "+14155550102" } });
    let said = reviewed(&before, &[&file(json!({ "numbers": [says, entry] }))], Mode::Merge);
    assert!(!said.entries.iter().any(Entry::follows_digits));
    assert_eq!(fallback(&said.setup), "+14155550102");

    // What else a file says of the number that follows is another row.
    let both = file(json!({ "numbers": [{ "id": "n-main", "label": "Front" }, entry] }));
    let both = reviewed(&before, &[&both], Mode::Merge);
    assert_eq!(both.entries.iter().filter(|entry| entry.id() == offer.id()).count(), 2);
    assert_eq!(
        (&record(&both.setup, "n-main")["label"], fallback(&both.setup)),
        (&json!("Front"), json!("+14155550109"))
    );
}

#[test]
fn digits_that_stand_twice_in_a_file_are_one_problem_whatever_the_store_holds() {
    let number = |id: &str| json!({ "id": id, "number": "+14155550101", "inbound": { "fallback": "+14155550142" } });
    let twice = file(json!({ "numbers": [number("n-one"), number("n-two")] }));
    for store in [Setup::default(), whole()] {
        for mode in [Mode::Merge, Mode::Replace] {
            let review = reviewed(&store, &[&twice], mode);
            assert_eq!(codes(&review.problems), [("duplicate_number", "/numbers/1/number")], "{mode:?}");
        }
    }
}

#[test]
fn digits_that_a_number_of_the_store_keeps_cannot_be_taken() {
    let text =
        file(json!({ "numbers": [{ "id": "n-main", "number": "+14155550102", "inbound": { "fallback": null } }] }));
    let review = reviewed(&whole(), &[&text], Mode::Merge);
    assert_eq!(codes(&review.problems), [("duplicate_number", "/numbers/0/number")]);
    assert_eq!(exported(&review.setup), WHOLE);
}

#[test]
fn an_entry_that_could_be_several_records_is_a_problem() {
    let before = with(
        &whole(),
        &file(json!({ "numbers": [{ "id": "n-asked-3", "requested": { "country": "ES", "area_code": "" } }],
                      "campaigns": [{ "id": "c-2", "name": "Spring promo", "number": "n-main" }] })),
        Mode::Merge,
    );
    let text = file(json!({ "assistants": [{ "name": "Twin", "role": "clone" }],
                            "numbers": [{ "requested": { "country": "ES" }, "notes": "which?" }],
                            "campaigns": [{ "name": "Spring promo", "status": "paused" }] }));
    let review = reviewed(&before, &[&text], Mode::Merge);
    let expected = [
        ("ambiguous_assistant", "/assistants/0"),
        ("ambiguous_number", "/numbers/0"),
        ("ambiguous_campaign", "/campaigns/0"),
    ];
    assert_eq!(codes(&review.problems), expected);
    assert_eq!(exported(&review.setup), exported(&before));
}

#[test]
fn names_in_slots_are_those_of_the_finished_setup() {
    let text = file(json!({
        "assistants": [{ "id": "a-desk", "name": "Reception" }, { "id": "a-night", "name": "Front Desk" }],
        "numbers": [{ "id": "n-london", "inbound": { "assistant": "Front Desk" }, "outbound": { "assistant": "Reception" } },
                    { "id": "n-asked", "inbound": { "assistant": "a-desk" } }],
    }));
    let after = with(&whole(), &text, Mode::Merge);
    assert_eq!(record(&after, "n-london")["inbound"]["assistant"], "a-night");
    assert_eq!(record(&after, "n-london")["outbound"]["assistant"], "a-desk");
    assert_eq!(record(&after, "n-asked")["inbound"]["assistant"], "a-desk");
}

#[test]
fn a_loop_of_fallbacks_is_imported_and_said() {
    let text = file(json!({ "numbers": [{ "id": "n-second", "inbound": { "fallback": "+14155550101" } }] }));
    let review = reviewed(&whole(), &[&text], Mode::Merge);
    assert_eq!(codes(&review.problems), []);
    assert_eq!(notes(row(&review, "n-second")), ["note-loop"]);
    assert_eq!(record(&review.setup, "n-second")["inbound"]["fallback"], "+14155550101");
}

#[test]
fn importing_the_same_file_again_changes_nothing() {
    for text in [WHOLE, INFORMAL] {
        let once = with(&Setup::default(), text, Mode::Merge);
        for mode in [Mode::Merge, Mode::Replace] {
            let again = reviewed(&once, &[text], mode);
            assert_eq!((again.entries.len(), codes(&again.problems)), (0, vec![]));
            assert_eq!(exported(&again.setup), exported(&once));
        }
    }
}

// ---- replacing

#[test]
fn replacing_with_a_whole_file_gives_exactly_that_file_from_any_setup() {
    let starts = [Setup::default(), whole(), with(&Setup::default(), INFORMAL, Mode::Merge)];
    for start in &starts {
        for text in [WHOLE, EMPTY, INFORMAL_EXPECTED] {
            assert_eq!(exported(&with(start, text, Mode::Replace)), text);
        }
    }
}

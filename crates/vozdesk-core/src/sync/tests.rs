#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::*;
use crate::files::there::There;
use crate::files::{Mode, Platform, Records, Takes, review};
use crate::model::country::Country;
use crate::model::e164::E164;
use crate::model::id::Id;
use crate::model::number::{Digits, NumberStatus, PhoneNumber};
use crate::model::setup::Setup;
use crate::model::synced::{Base, Held, Seen, Synced};

fn retell() -> &'static Platform {
    Platform::of_word("retell").expect("it is known")
}

fn text(text: &str) -> Held {
    Held::of_text(text)
}

/// Every case of the rule, as the design has it: takes, last seen, here, there, and what becomes of it.
#[test]
fn a_field_is_what_its_three_values_say() {
    let (a, b, c) = (text("a"), text("b"), text("c"));
    let seen = |held: &Held| Some(Base::settled(held.clone()));
    let decided = |here: &Held| Some(Base { value: Some(Held::Decided), here: Some(here.clone()), done: None });
    let done = |held: &Held| Some(Base { done: Some(held.clone()), ..Base::default() });
    let nothing = Held::Nothing;
    let cases = [
        (Takes::Sent, None, &a, &a, State::Settled),
        (Takes::Sent, None, &a, &b, State::ToDecide),
        (Takes::Sent, None, &a, &nothing, State::ToDecide),
        (Takes::Sent, None, &nothing, &a, State::ToDecide),
        (Takes::Sent, seen(&a), &a, &a, State::Settled),
        (Takes::Sent, seen(&a), &a, &b, State::ToBring),
        (Takes::Sent, seen(&a), &b, &a, State::ToSend),
        (Takes::Sent, seen(&a), &b, &b, State::Settled),
        (Takes::Sent, seen(&a), &b, &c, State::ToDecide),
        (Takes::Sent, seen(&a), &nothing, &a, State::ToSend),
        (Takes::Told, seen(&a), &b, &a, State::ByHand),
        (Takes::Told, seen(&a), &a, &b, State::ToBring),
        (Takes::Told, seen(&a), &b, &c, State::ToDecide),
        // Somebody else decides there.
        (Takes::Sent, None, &a, &Held::Decided, State::Settled),
        (Takes::Sent, seen(&a), &a, &Held::Decided, State::Settled),
        (Takes::Sent, seen(&a), &b, &Held::Decided, State::ByHand),
        (Takes::Sent, decided(&a), &a, &Held::Decided, State::Settled),
        (Takes::Sent, decided(&a), &b, &Held::Decided, State::ByHand),
        (Takes::Sent, decided(&a), &a, &b, State::ToBring),
        (Takes::Sent, decided(&a), &c, &b, State::ToDecide),
        (Takes::Sent, decided(&a), &b, &b, State::Settled),
        // Something that only looks like it.
        (Takes::Likeness, None, &a, &a, State::Settled),
        (Takes::Likeness, seen(&a), &a, &b, State::ByHand),
        (Takes::Likeness, seen(&b), &a, &b, State::ByHand),
        // There is no place for it, or nobody says what stands there.
        (Takes::Untold, None, &nothing, &nothing, State::Settled),
        (Takes::Untold, None, &a, &nothing, State::ByHand),
        (Takes::Untold, done(&a), &a, &nothing, State::Settled),
        (Takes::Untold, done(&a), &b, &nothing, State::ByHand),
        (Takes::Untold, done(&a), &nothing, &nothing, State::ByHand),
        (Takes::Nothing, seen(&a), &b, &c, State::Settled),
    ];
    for (takes, base, here, there, is) in cases {
        assert_eq!(state(takes, base.as_ref(), here, there), is, "{takes:?} {base:?} {here:?} {there:?}");
    }
}

/// A platform made by chance, and what an office has of it.
#[derive(Clone, Debug)]
struct Sides {
    /// For each number, what is seen, here and there of the label and the inbound slot: the place of a value, or none for a
    /// number that is not on that side.
    numbers: Vec<[Option<(u8, u8)>; 3]>,
}

fn sides() -> impl Strategy<Value = Sides> {
    let values = || proptest::option::weighted(0.8, (0_u8..4, 0_u8..3));
    let number = (values(), values(), values()).prop_map(|(seen, here, there)| [seen, here, there]);
    proptest::collection::vec(number, 0..12).prop_map(|numbers| Sides { numbers })
}

const LABELS: [&str; 4] = ["", "Main", "Billing", "Night"];
const AGENTS: [Option<&str>; 3] = [None, Some("agent_a"), Some("agent_b")];

impl Sides {
    fn digits(at: usize) -> E164 {
        E164::from_text(&format!("+1415555{:04}", 100 + at)).expect("it is one")
    }

    fn there(&self) -> There {
        let items = self.numbers.iter().enumerate().filter_map(|(at, sides)| {
            let (label, agent) = sides[2]?;
            Some(number_json(Sides::digits(at), LABELS[usize::from(label)], AGENTS[usize::from(agent)]))
        });
        there(items.collect(), &[("agent_a", "Anna"), ("agent_b", "Ben")])
    }

    fn setup(&self) -> Setup {
        let mut setup = crate::testing::setup_of(
            &json!({
                "format": "vozdesk.setup", "version": 1,
                "assistants": [
                    {"id": "a", "name": "Anna", "platform": {"name": "retell", "id": "agent_a"}},
                    {"id": "b", "name": "Ben", "platform": {"name": "retell", "id": "agent_b"}},
                ],
            })
            .to_string(),
        );
        for (at, sides) in self.numbers.iter().enumerate() {
            let Some((label, agent)) = sides[1] else { continue };
            let mut number =
                PhoneNumber::new(Id::new(&format!("n{at}")).expect("an id"), Digits::Known(Sides::digits(at)));
            number.label = LABELS[usize::from(label)].to_owned();
            let agent = [None, Some("a"), Some("b")][usize::from(agent)];
            number.inbound.assistant = agent.map(|id| Id::new(id).expect("an id"));
            setup.put_number(Arc::new(number));
        }
        setup
    }

    fn memory(&self) -> Memory {
        let mut memory = Memory::default();
        for (at, sides) in self.numbers.iter().enumerate() {
            let Some((label, agent)) = sides[0] else { continue };
            let agent = AGENTS[usize::from(agent)].map_or(Held::Nothing, |id| Held::There(id.to_owned()));
            let mut seen = Seen::default();
            seen.fields.insert(Synced::Label, Base::settled(text(LABELS[usize::from(label)])));
            seen.fields.insert(Synced::Inbound, Base::settled(agent));
            memory.numbers.insert(Sides::digits(at), seen);
        }
        memory
    }
}

fn number_json(digits: E164, label: &str, agent: Option<&str>) -> Json {
    json!({
        "phone_number": digits.as_str(), "phone_number_type": "retell-twilio",
        "nickname": if label.is_empty() { Json::Null } else { json!(label) },
        "inbound_agents": agent.map(|agent| json!([{"agent_id": agent, "weight": 1}])),
        "outbound_agents": null,
    })
}

fn there(numbers: Vec<Json>, agents: &[(&str, &str)]) -> There {
    let agents: Vec<Json> =
        agents.iter().map(|(id, name)| json!({"agent_id": id, "agent_name": name, "channel": "voice"})).collect();
    let mut there = There::default();
    for (records, items) in [(Records::Numbers, numbers), (Records::Assistants, agents)] {
        let page = json!({"items": items, "has_more": false}).to_string();
        there.take(retell(), records, "Retell", page.as_bytes(), Country::US).expect("it is JSON");
    }
    there
}

/// What is remembered once it was noticed.
fn noticed(mut memory: Memory, noticed: Noticed) -> Memory {
    for (number, seen) in noticed.numbers {
        match seen {
            Some(seen) => drop(memory.numbers.insert(number, seen)),
            None => drop(memory.numbers.remove(&number)),
        }
    }
    for (id, name) in noticed.assistants {
        match name {
            Some(name) => drop(memory.assistants.insert(id, name)),
            None => drop(memory.assistants.remove(&id)),
        }
    }
    memory
}

fn make(setup: &Setup, there: &There, memory: &Memory) -> (Plan, Memory) {
    let Planned { plan, noticed: next } = Plan::make(setup, 7, retell(), there, memory);
    (plan, noticed(memory.clone(), next))
}

/// What is pulled of a plan, reviewed and applied.
fn pulled_into(setup: &Setup, there: &There, memory: Memory, plan: &Plan, wish: &PullWish) -> (Setup, Memory) {
    let partials = pull(setup, retell(), there, plan, wish).expect("the plan offers it");
    let review = review(setup, &partials, Mode::Merge, &HashSet::new());
    assert_eq!(review.problems, []);
    let next = pulled(setup, &review.setup, 8, retell(), there, &memory);
    (review.setup, noticed(memory, next))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn each_field_stands_in_the_group_its_three_values_say(sides in sides()) {
        let (setup, there, memory) = (sides.setup(), sides.there(), sides.memory());
        let (plan, _) = make(&setup, &there, &memory);
        let in_group = |list: &[Difference], number, field| list.iter().any(|one| one.is(number, field));
        for (at, values) in sides.numbers.iter().enumerate() {
            let number = Sides::digits(at);
            let [seen, Some(here), Some(there)] = *values else { continue };
            let of = |value: (u8, u8), field| if field == Synced::Label { value.0 } else { value.1 };
            for field in [Synced::Label, Synced::Inbound] {
                let (seen, here, there) = (seen.map(|seen| of(seen, field)), of(here, field), of(there, field));
                let differs = here != there;
                prop_assert_eq!(in_group(&plan.send, number, field), differs && seen == Some(there));
                prop_assert_eq!(in_group(&plan.bring, number, field), differs && seen == Some(here));
                let is_open = seen.is_none_or(|seen| seen != here && seen != there);
                prop_assert_eq!(in_group(&plan.decide, number, field), differs && is_open);
            }
        }
    }

    #[test]
    fn pulling_what_a_plan_says_and_sending_the_rest_ends_settled(sides in sides()) {
        let (setup, there, memory) = (sides.setup(), sides.there(), sides.memory());
        let (plan, memory) = make(&setup, &there, &memory);
        let wish = PullWish {
            there: plan.decide.iter().map(|one| (one.number, one.field)).collect(),
            ..PullWish::default()
        };
        let (setup, memory) = pulled_into(&setup, &there, memory, &plan, &wish);
        let (after, memory) = make(&setup, &there, &memory);
        prop_assert_eq!((after.bring.len(), after.decide.len(), after.new_there.len()), (0, 0, 0));
        prop_assert_eq!(&after.send, &plan.send, "what was changed here is as it was");
        // Sent: the platform has it now.
        let mut sent = sides.clone();
        for (at, values) in sent.numbers.iter_mut().enumerate() {
            let number = setup.number_with_digits(Sides::digits(at));
            if let (Some(there), Some(number)) = (&mut values[2], number) {
                there.0 = LABELS.iter().position(|label| *label == number.label).expect("it is one of them") as u8;
                let agent = number.inbound.assistant.as_ref().map(|id| if id.as_str() == "a" { 1 } else { 2 });
                there.1 = agent.unwrap_or(0);
            }
        }
        let (last, memory) = make(&setup, &sent.there(), &memory);
        prop_assert!(last.is_settled(), "{last:?}");
        let (again, noticed) = make(&setup, &sent.there(), &memory);
        prop_assert_eq!(again.digest, last.digest, "the same state has the same digest");
        prop_assert_eq!(noticed, memory, "and nothing new is noticed");
    }

    #[test]
    fn nothing_is_decided_without_being_told_to(sides in sides()) {
        let (setup, there, memory) = (sides.setup(), sides.there(), sides.memory());
        let (plan, memory) = make(&setup, &there, &memory);
        let sending = plan.sending(&setup, retell(), &SendWish::default()).expect("it can be sent");
        let sent: BTreeSet<_> =
            sending.writes.iter().flat_map(|write| write.fields.iter().map(|sent| (write.number, sent.field))).collect();
        prop_assert!(plan.decide.iter().all(|one| !sent.contains(&(one.number, one.field))));
        let before = plan.decide.clone();
        let (setup, memory) = pulled_into(&setup, &there, memory, &plan, &PullWish::default());
        let (after, _) = make(&setup, &there, &memory);
        prop_assert_eq!(after.decide, before);
        prop_assert!(setup.numbers().len() >= sides.setup().numbers().len(), "nothing is ever removed");
    }
}

fn office(numbers: &Json) -> Setup {
    let assistants = json!([{"id": "a", "name": "Anna", "platform": {"name": "retell", "id": "agent_a"}}, {"id": "c", "name": "Cleo"}]);
    let file = json!({"format": "vozdesk.setup", "version": 1, "assistants": assistants, "numbers": numbers});
    crate::testing::setup_of(&file.to_string())
}

fn digits(text: &str) -> E164 {
    E164::from_text(text).expect("it is one")
}

const MAIN: &str = "+14155550100";
const NIGHT: &str = "+14155550101";

#[test]
fn a_number_only_there_is_new_unless_it_was_seen_and_removed_here() {
    let there = there(vec![number_json(digits(MAIN), "Main", None)], &[]);
    let (plan, memory) = make(&office(&json!([])), &there, &Memory::default());
    assert_eq!(plan.new_there.len(), 1);
    let (setup, memory) = pulled_into(&office(&json!([])), &there, memory, &plan, &PullWish::default());
    assert_eq!(memory.numbers[&digits(MAIN)].added_by, Some(8));
    // Removed here: it does not come back by itself, and comes when it is asked for.
    let mut without = setup.clone();
    let id = setup.number_with_digits(digits(MAIN)).expect("it came").id.clone();
    without.take_number(&id);
    let (plan, _) = make(&without, &there, &memory);
    assert_eq!((plan.new_there.len(), plan.removed_here.len()), (0, 1));
    assert!(plan.is_settled());
    let again = PullWish { add: [digits(MAIN)].into(), ..PullWish::default() };
    assert_eq!(pulled_into(&without, &there, memory.clone(), &plan, &again).0.numbers().len(), 1);
    // The pull that brought it undone: it is new again.
    let undone = Memory { undone: [8].into(), ..memory };
    let (plan, memory) = make(&without, &there, &undone);
    assert_eq!((plan.new_there.len(), plan.removed_here.len()), (1, 0));
    assert!(memory.numbers[&digits(MAIN)].fields.is_empty(), "nothing is remembered but which pull had brought it");
    // Made again and undone once more, it is new once more.
    let (_, memory) = make(&setup, &there, &Memory { undone: BTreeSet::new(), ..memory });
    let (plan, _) = make(&without, &there, &Memory { undone: [8].into(), ..memory });
    assert_eq!((plan.new_there.len(), plan.removed_here.len()), (1, 0));
}

#[test]
fn an_empty_list_forgets_nothing() {
    let listed = there(vec![number_json(digits(MAIN), "Main", None)], &[]);
    let (plan, memory) = make(&office(&json!([])), &listed, &Memory::default());
    let (_, memory) = pulled_into(&office(&json!([])), &listed, memory, &plan, &PullWish::default());
    let removed = office(&json!([]));
    let (_, memory) = make(&removed, &there(vec![], &[]), &memory);
    assert_eq!(
        make(&removed, &listed, &memory).0.removed_here.len(),
        1,
        "it was removed here, whatever was listed since"
    );
}

#[test]
fn a_number_only_here_is_gone_or_not_there_yet_and_is_kept() {
    let setup = office(&json!([
        {"id": "1", "number": MAIN},
        {"id": "2", "number": NIGHT, "platform": {"name": "vapi", "id": "x"}},
        {"id": "3", "requested": {"country": "US", "area_code": "415"}, "label": "Promo", "status": "pending"},
    ]));
    let nobody = there(vec![], &[]);
    let (plan, _) = make(&setup, &nobody, &Memory::default());
    let listed = |list: &[NamedNumber]| list.iter().map(|one| one.number.map(|n| n.to_string())).collect::<Vec<_>>();
    assert_eq!(listed(&plan.not_there_yet), [None, Some(MAIN.to_owned())]);
    assert!(plan.gone_there.is_empty() && plan.warnings.is_empty());
    let mut seen = Memory::default();
    seen.numbers.insert(digits(MAIN), Seen::default());
    let (plan, memory) = make(&setup, &nobody, &seen);
    assert_eq!(listed(&plan.gone_there), [Some(MAIN.to_owned())]);
    assert_eq!(plan.warnings.iter().map(|one| one.code).collect::<Vec<_>>(), [FaultCode::NothingThere]);
    assert_eq!(memory, seen, "it is still known to have been there");
    let lines = by_hand(&setup, retell(), &plan, &memory);
    assert_eq!(lines.iter().map(|line| line.message.key).collect::<Vec<_>>(), ["sync-get-number-by-hand"]);
}

#[test]
fn what_would_be_refused_is_known_before_anything_is_sent() {
    let setup = office(&json!([
        {"id": "1", "number": MAIN, "inbound": {"assistant": "c"}},
        {"id": "2", "number": NIGHT, "inbound": {"assistant": null}},
    ]));
    let listed = vec![number_json(digits(MAIN), "", Some("agent_a")), number_json(digits(NIGHT), "", Some("agent_a"))];
    let there = there(listed, &[("agent_a", "Anna")]);
    let mut memory = Memory::default();
    for number in [MAIN, NIGHT] {
        let mut seen = Seen::default();
        seen.fields.insert(Synced::Inbound, Base::settled(Held::There("agent_a".to_owned())));
        memory.numbers.insert(digits(number), seen);
    }
    let (plan, _) = make(&setup, &there, &memory);
    assert_eq!(
        plan.problems.iter().map(|one| (one.number, one.code)).collect::<Vec<_>>(),
        [(Some(digits(MAIN)), FaultCode::UnknownAssistant)]
    );
    assert_eq!(plan.asks, [Ask { code: AskCode::AnswersNobody, numbers: vec![digits(NIGHT)] }]);
    // Left out, it is no problem of what is sent.
    let only = SendWish { only: Some([digits(NIGHT)].into()), ..SendWish::default() };
    let sending = plan.sending(&setup, retell(), &only).expect("it can be sent");
    assert!(sending.problems.is_empty());
    assert_eq!(sending.count(), 1);
    // A number that is switched off loses nobody.
    let mut off = PhoneNumber::clone(setup.number("2").expect("it is there"));
    off.status = NumberStatus::Inactive;
    let mut setup = setup;
    setup.put_number(Arc::new(off));
    assert!(make(&setup, &there, &memory).0.asks.is_empty());
}

#[test]
fn many_changes_are_asked_about_from_ten_numbers_on() {
    for (count, changed, is_asked) in [(10, 3, false), (10, 4, true), (9, 9, false)] {
        let number = |at: usize| digits(&format!("+1415555{:04}", 100 + at));
        let listed = (0..count).map(|at| number_json(number(at), "Old", None)).collect();
        let numbers: Vec<Json> = (0..count)
            .map(|at| json!({"id": format!("{at}"), "number": number(at), "label": if at < changed { "New" } else { "Old" }}))
            .collect();
        let mut memory = Memory::default();
        for at in 0..count {
            let mut seen = Seen::default();
            seen.fields.insert(Synced::Label, Base::settled(text("Old")));
            memory.numbers.insert(number(at), seen);
        }
        let (plan, _) = make(&office(&json!(numbers)), &there(listed, &[]), &memory);
        assert_eq!(plan.asks.iter().any(|ask| ask.code == AskCode::ManyChanges), is_asked, "{changed} of {count}");
    }
}

#[test]
fn an_assistant_of_the_same_name_is_proposed_and_linked_only_when_told_to() {
    let setup = office(&json!([{"id": "1", "number": MAIN}]));
    let there =
        there(vec![number_json(digits(NIGHT), "Night", Some("agent_c"))], &[("agent_a", "Anna"), ("agent_c", "Cleo")]);
    let (plan, memory) = make(&setup, &there, &Memory::default());
    assert_eq!(
        plan.links.iter().map(|link| (link.assistant.as_str(), link.id.as_str())).collect::<Vec<_>>(),
        [("c", "agent_c")]
    );
    assert!(plan.assistants.is_empty(), "and it is not added a second time");
    let (unlinked, _) = pulled_into(&setup, &there, memory.clone(), &plan, &PullWish::default());
    assert_eq!(unlinked.assistants().len(), 2);
    let wish = PullWish { link: [Id::new("c").expect("an id")].into(), ..PullWish::default() };
    let (linked, _) = pulled_into(&setup, &there, memory, &plan, &wish);
    assert_eq!(linked.assistant("c").expect("it is there").id_there("retell"), Some("agent_c"));
    let night = linked.number_with_digits(digits(NIGHT)).expect("it came");
    assert_eq!(night.inbound.assistant.as_ref().map(Id::as_str), Some("c"), "and it answers");
}

#[test]
fn a_name_comes_here_where_it_was_changed_there_only() {
    let setup = office(&json!([]));
    let named = |name| there(vec![], &[("agent_a", name)]);
    let change = |there: &There, memory: &Memory| {
        make(&setup, there, memory).0.assistants.iter().map(|one| one.change).collect::<Vec<_>>()
    };
    let (_, memory) = make(&setup, &named("Anna"), &Memory::default());
    assert_eq!(change(&named("Annabel"), &memory), [AssistantChange::RenamedThere]);
    assert_eq!(change(&named("Annabel"), &Memory::default()), [AssistantChange::RenamedHere], "never guessed");
    assert_eq!(change(&there(vec![], &[]), &memory), [AssistantChange::GoneThere]);
    let (plan, memory) = make(&setup, &named("Annabel"), &memory);
    let (renamed, _) = pulled_into(&setup, &named("Annabel"), memory, &plan, &PullWish::default());
    assert_eq!(renamed.assistant("a").expect("it is there").name, "Annabel");
}

#[test]
fn a_slot_that_somebody_else_decides_is_never_sent() {
    let listed = || {
        let mut number = number_json(digits(MAIN), "Main", None);
        number["inbound_webhook_url"] = json!("https://example.com/call");
        vec![number]
    };
    let setup = office(&json!([{"id": "1", "number": MAIN, "label": "Main", "inbound": {"assistant": "a"}}]));
    let (plan, memory) = make(&setup, &there(listed(), &[("agent_a", "Anna")]), &Memory::default());
    assert!(plan.is_settled() && plan.by_hand.is_empty() && plan.settled == 1);
    let mut changed = setup;
    let mut number = PhoneNumber::clone(changed.number("1").expect("it is there"));
    number.inbound.assistant = None;
    number.label = "Front".to_owned();
    changed.put_number(Arc::new(number));
    let (plan, _) = make(&changed, &there(listed(), &[("agent_a", "Anna")]), &memory);
    assert_eq!(plan.by_hand.iter().map(|one| one.field).collect::<Vec<_>>(), [Synced::Inbound]);
    assert_eq!(plan.send.iter().map(|one| one.field).collect::<Vec<_>>(), [Synced::Label], "its label is still sent");
}

//! The small offices that tests begin with, as setup files.

use crate::platform::Fake;
use serde_json::{Value, json};

use crate::{Answer, Office};

/// A setup file with these keys.
pub fn setup(keys: Value) -> String {
    let mut file = json!({ "format": "vozdesk.setup", "version": 1 });
    file.as_object_mut().expect("an object").extend(keys.as_object().expect("an object").clone());
    file.to_string()
}

/// Two numbers nobody answers yet and two assistants nobody has yet, as an office might bring them.
pub const VETS: &str = r#"{
  "format": "vozdesk.setup", "version": 1,
  "profile": { "name": "Pier Street Vets", "default_country": "US", "plan": "growth" },
  "assistants": [
    { "id": "front", "name": "Front Desk", "kind": "inbound", "greeting": "Pier Street Vets, good morning." },
    { "id": "recall", "name": "Recall Caller", "kind": "outbound" }
  ],
  "numbers": [
    { "id": "main", "number": "+14155550101", "label": "Main Office" },
    { "id": "second", "number": "+14155550102", "label": "Back Room" }
  ]
}"#;

/// The office of [`VETS`].
pub fn vets() -> Office {
    Office::holding(VETS)
}

/// An inbound and an outbound assistant, two numbers of which the first falls back to the second, and a campaign.
pub fn corner_shop() -> Office {
    Office::holding(&setup(json!({
        "profile": { "name": "Corner Shop", "plan": "growth" },
        "assistants": [{ "id": "desk", "name": "Front Desk", "kind": "inbound" },
                       { "id": "recall", "name": "Recall Caller", "kind": "outbound" }],
        "numbers": [
            { "id": "main", "number": "+14155550101", "label": "Main Office",
              "inbound": { "assistant": "desk", "fallback": "+14155550102" }, "outbound": { "assistant": "recall" } },
            { "id": "second", "number": "+14155550102", "label": "Second", "inbound": { "assistant": "desk" } },
        ],
        "campaigns": [{ "id": "letters", "name": "Letters", "number": "main", "status": "active" }],
    })))
}

/// A chain of calls, a requested number, two of one name, and campaigns; the assistant Off is switched off.
pub fn chain() -> Office {
    Office::holding(&setup(json!({
        "profile": { "name": "Vets", "plan": "advanced" },
        "assistants": [
            { "id": "desk", "name": "Desk", "kind": "inbound" }, { "id": "off", "name": "Off", "active": false },
            { "id": "caller", "name": "Caller", "kind": "outbound" },
            { "id": "twin-1", "name": "Twin" }, { "id": "twin-2", "name": "Twin" } ],
        "numbers": [
            { "id": "main", "number": "+14155550101", "label": "Main",
              "inbound": { "assistant": "off", "fallback": "+14155550102" }, "outbound": { "assistant": "caller" } },
            { "id": "second", "number": "+14155550102", "label": "Second",
              "inbound": { "assistant": "desk", "fallback": "+14155550190" } },
            { "id": "asked", "requested": { "country": "US", "area_code": "415" }, "label": "Asked",
              "outbound": { "assistant": "caller" } } ],
        "campaigns": [
            { "id": "spring", "name": "Spring", "number": "main", "status": "active" },
            { "id": "c1", "name": "Same", "number": "main" }, { "id": "c2", "name": "Same", "number": "main" } ],
    })))
}

/// A thousand numbers, Desk 000 to Desk 999.
pub fn desks() -> Office {
    let numbers: Vec<Value> =
        (0..1000).map(|n| json!({ "number": format!("+1415555{n:04}"), "label": format!("Desk {n:03}") })).collect();
    Office::holding(&setup(json!({ "numbers": numbers })))
}

/// So many numbers, Branch 1 and on, that 8 assistants answer and 5 call from.
pub fn branches(count: usize) -> Office {
    let names = ["Front Desk", "Bookings", "Night Desk", "Billing", "Reception", "Support", "Emergencies", "Sales"];
    let callers = ["Reminders", "Recall", "Surveys", "Promotions", "Aftercare"];
    let answering = names.iter().map(
        |name| json!({ "id": name.replace(' ', "-"), "name": name, "kind": "inbound", "active": *name != "Billing" }),
    );
    let calling = callers.iter().map(|name| json!({ "id": name, "name": name, "kind": "outbound" }));
    let numbers: Vec<Value> = (0..count)
        .map(|n| {
            let fallback = match n % 9 {
                0..3 => json!("+12125550190"),
                3 => json!(format!("+1415555{:04}", (n + 1) % count)),
                4 => json!("+442079460018"),
                5 => json!(format!("+3491005{:04}", 100 + n % 7)),
                _ => Value::Null,
            };
            json!({
                "number": format!("+1415555{n:04}"), "label": format!("Branch {}", n + 1),
                "inbound": { "assistant": names[(n * 5 + n / 8) % 8].replace(' ', "-"), "fallback": fallback },
                "outbound": { "assistant": (n % 3 == 0).then(|| callers[n % 5]) },
            })
        })
        .collect();
    Office::holding(&setup(json!({
        "profile": { "name": "Branches", "plan": "enterprise" },
        "assistants": answering.chain(calling).collect::<Vec<_>>(), "numbers": numbers,
    })))
}

/// A page of Retell's list of agents that says whether there is more.
pub fn retell_agents(has_more: bool) -> String {
    let agent = json!({ "agent_id": "a1", "agent_name": "Evening", "channel": "voice" });
    json!({ "items": [agent], "has_more": has_more }).to_string()
}

/// A table whose headings nobody knows, with a number that is too short in its second row.
pub const KUNDEN: &str = "Rufnummer;Wer\n+14155550177;Werkstatt\n+1415555017;Kurz\n";

/// The path of a workbook that another program has written.
pub fn workbook(name: &str) -> String {
    format!("{}/../crates/vozdesk-core/tests/fixtures/workbooks/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// A table of so many numbers, with a label made for each and what follows it.
pub fn table(headings: &str, count: usize, rest: impl Fn(usize) -> String) -> String {
    let rows = (0..count).map(|at| format!("+1415{:07},{}\n", 2_000_000 + at, rest(at)));
    format!("{headings}\n{}", rows.collect::<String>())
}

/// Numbers of [`retell`].
pub const MAIN: &str = "+14155550100";
const NIGHT: &str = "+14155550101";
/// One whose label and inbound assistant change.
pub const BILLING: &str = "+14155550102";
/// One that calls.
pub const RECALL: &str = "+14155550103";

/// Four numbers and three assistants on a platform.
pub fn retell() -> Fake {
    let fake = Fake::start("retell");
    for (id, name) in [("front", "Front Desk"), ("booking", "Booking Desk"), ("recall", "Recall Caller")] {
        fake.put_assistant(id, name);
    }
    fake.put_number(MAIN, "Main Office", Some("front"), None);
    fake.put_number(NIGHT, "After Hours", Some("booking"), None);
    fake.put_number(BILLING, "Billing", Some("front"), None);
    fake.put_number(RECALL, "Recall", None, Some("recall"));
    fake
}

/// An office that is connected to that platform, and a plan of all in which the two differ. The key is not kept.
pub fn differing(fake: &Fake, office: &Office) {
    let with_key = |words: &[&str]| Answer::of(office.command(words).envs(fake.variables())).exit;
    office.done(&["profile", "--name", "Harbour Dental", "--plan", "advanced"]);
    office.done(&["assistant", "add", "Survey Caller", "--kind", "outbound"]);
    assert_eq!((with_key(&["connect", "retell"]), with_key(&["pull", "retell"])), (0, 0));
    differ(fake, office);
    fake.put_assistant("survey", "Survey Caller");
    fake.remove_number(NIGHT);
    fake.put_number("+14155550104", "Emergency Cover", None, None);
    assert_eq!(with_key(&["plan", "retell"]), 1);
}

/// The office has what the platform has, and what differs since: sent, brought, to decide, by hand.
pub fn differ(fake: &Fake, office: &Office) {
    office.done(&["set", BILLING, "--label", "Billing and Claims", "--inbound", "Booking Desk"]);
    office.done(&["set", RECALL, "--outbound", "Front Desk"]);
    office.done(&["set", MAIN, "--fallback", BILLING, "--label", "Reception"]);
    office.done(&["add", "--request", "US", "--area-code", "415", "--label", "Spring Promo"]);
    fake.put_number(NIGHT, "Night and Weekend", Some("booking"), None);
    fake.put_number(MAIN, "Front Office", Some("front"), None);
    fake.put_number("+14155550109", "Whitening Offer", Some("front"), None);
}

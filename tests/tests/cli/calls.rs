//! route and check: what happens to a call, and what wants a look.

use serde_json::{Value, json};
use vozdesk_tests::fixtures::chain;

#[test]
fn route_tells_every_hop_and_its_reason() {
    let office = chain();
    let inbound = office.json(&["route", "Main"]);
    assert_eq!(
        inbound,
        json!({
            "number": "+14155550101", "direction": "inbound", "outcome": "answered",
            "hops": [
                { "number": "+14155550101", "outcome": "forwarded", "assistant": { "id": "off", "name": "Off" },
                  "to": "+14155550102", "reason": "assistant_inactive" },
                { "number": "+14155550102", "outcome": "answered", "assistant": { "id": "desk", "name": "Desk" } },
            ],
        })
    );
    let unavailable = office.json(&["route", "Second", "--unavailable"]);
    assert_eq!(unavailable["outcome"], "outside");
    assert_eq!(unavailable["hops"][0]["reason"], "assistant_unavailable");
    let outbound = office.json(&["route", "Main", "--outbound"]);
    assert_eq!((&outbound["outcome"], &outbound["caller_id"]), (&json!("placed"), &json!("+14155550101")));
    assert_eq!(outbound["call_back"], inbound, "a call back is a whole inbound route");
    let asked = office.json(&["route", "Asked"]);
    assert_eq!((&asked["number"], &asked["outcome"]), (&Value::Null, &json!("not_in_service")));
    assert_eq!(office.json(&["route", "Asked", "--outbound"])["hops"][0]["reason"], "status_pending");
    assert_eq!(office.json(&["route", "+1 415 555 0999"])["outcome"], "not_ours");
    assert_eq!(office.run(&["route", "nobody"]).exit, 3);
    assert_eq!(office.run(&["route", "Main", "--unavailable", "--outbound"]).exit, 2);
    let said = office.done(&["route", "Main"]);
    assert_eq!(said, "Off is switched off.\nThe call goes to Second, +1 415 555 0102, where Desk answers.\n");
}

#[test]
fn check_lists_findings_in_their_shape_and_exits_with_1_when_there_are_errors() {
    let office = chain();
    let findings = office.json(&["check"]);
    let warning = json!({
        "code": "inbound-assistant-inactive", "severity": "warning",
        "subject": { "kind": "number", "id": "main", "name": "Main" },
        "message": "Its assistant, Off, is switched off. Calls go to +1 415 555 0102.",
    });
    assert!(findings.as_array().is_some_and(|found| found.contains(&warning)), "{findings}");
    office.done(&["set", "Main", "--inbound", "none"]);
    let checked = office.run(&["check"]);
    assert_eq!(checked.exit, 1);
    assert!(checked.stdout.starts_with("error: Main: No assistant answers"), "{}", checked.stdout);
    office.done(&["profile", "--plan", "essential"]);
    let checked = office.run(&["--json", "check"]);
    let findings: Value = serde_json::from_str(&checked.stdout).expect("JSON");
    let over = json!({ "kind": "setup", "id": null, "name": "Vets" });
    assert!(findings.as_array().is_some_and(|found| found.iter().any(|f| f["subject"] == over)), "{findings}");
}

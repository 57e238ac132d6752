//! assistant add, set and remove.

use serde_json::{Value, json};
use vozdesk_tests::fixtures::corner_shop;

#[test]
fn assistants_are_added_changed_and_removed() {
    let office = corner_shop();
    let added = office.json(&[
        "assistant",
        "add",
        "Night Desk",
        "--kind",
        "inbound",
        "--role",
        "night",
        "--greeting",
        "Good night.\nWho is it?",
        "--voice",
        "ivy",
        "--inactive",
    ]);
    let id = added["id"].as_str().expect("an id").to_owned();
    let expected = json!({
        "id": id, "name": "Night Desk", "kind": "inbound", "role": "night", "active": false,
        "greeting": "Good night.\nWho is it?", "voice": "ivy", "platform": null,
    });
    assert_eq!(added, expected);
    let changed =
        office.json(&["assistant", "set", "Night Desk", "--name", "Late Desk", "--active", "--kind", "custom"]);
    assert_eq!(
        (&changed["name"], &changed["active"], &changed["kind"]),
        (&json!("Late Desk"), &json!(true), &json!("custom"))
    );
    assert_eq!(changed["greeting"], expected["greeting"]);
    let answer = office.run(&["assistant", "remove", "Front Desk"]);
    assert_eq!(answer.exit, 0);
    assert_eq!(answer.stderr.lines().count(), 2, "two numbers lose it: {}", answer.stderr);
    assert_eq!(office.number("main")["inbound"]["assistant"], Value::Null);
    assert_eq!(office.number("main")["outbound"]["assistant"], "recall");
}

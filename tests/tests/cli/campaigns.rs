//! campaign add, set and remove.

use serde_json::json;
use vozdesk_tests::fixtures::chain;

#[test]
fn campaigns_are_added_set_and_removed_and_need_a_number_that_can_be_used() {
    let office = chain();
    assert_eq!(office.run(&["campaign", "add", "Summer", "--from", "Asked"]).exit, 0);
    let error = office.refused(&["campaign", "set", "Summer", "--status", "active"]);
    assert!(error["fields"]["status"].as_str().is_some_and(|why| why.contains("pending")), "{error}");
    assert_eq!(office.run(&["campaign", "set", "Summer", "--from", "Main", "--status", "active"]).exit, 0);
    let campaigns = office.json(&["list", "campaigns"]);
    let summer = campaigns.as_array().expect("a list").iter().find(|c| c["name"] == "Summer").expect("it is there");
    assert_eq!((&summer["number"], &summer["status"]), (&json!("main"), &json!("active")));
    let twice = office.run(&["campaign", "remove", "Same"]);
    assert_eq!(twice.exit, 3);
    assert!(twice.stderr.contains("c1") && twice.stderr.contains("c2"), "{}", twice.stderr);
    assert_eq!(office.run(&["campaign", "remove", "c1"]).exit, 0);
    let emptied = office.run(&["set", "Main", "--outbound", "none"]);
    assert_eq!(emptied.exit, 0);
    assert!(emptied.stderr.contains("The campaign Spring (active) cannot call"), "{}", emptied.stderr);
    assert_eq!(office.run(&["check"]).exit, 1, "it is blocked now");
    office.done(&["undo"]);
    assert_eq!(office.run(&["check"]).exit, 0);
}

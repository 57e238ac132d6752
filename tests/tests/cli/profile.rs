//! profile: what the office is.

use serde_json::json;
use vozdesk_tests::Office;

#[test]
fn the_profile_is_shown_and_changed() {
    let office = Office::fresh();
    assert_eq!(
        office.json(&["profile"]),
        json!({ "name": "", "default_country": "US", "plan": "essential", "extra_numbers": 0 })
    );
    let words = ["profile", "--name", "Söhne", "--country", "es", "--plan", "advanced", "--extra-numbers", "5"];
    let expected = json!({ "name": "Söhne", "default_country": "ES", "plan": "advanced", "extra_numbers": 5 });
    assert_eq!(office.json(&words), expected);
    assert_eq!(office.json(&["profile"]), expected);
    assert!(office.done(&["profile"]).contains("Söhne"));
}

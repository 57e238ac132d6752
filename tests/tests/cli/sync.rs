//! connect, connections, disconnect, plan, pull, push and checklist, against a fake of each platform.

mod faults;
mod keys;

use serde_json::{Value, json};
use vozdesk_tests::platform::Fake;
use vozdesk_tests::{Answer, Command, Office};

const MAIN: &str = "+14155550100";
const NIGHT: &str = "+14155550101";
const FRONT: &str = "front-desk";
const BOOKING: &str = "booking-desk";

/// An office and a platform, connected.
struct Connected {
    office: Office,
    fake: Fake,
    platform: &'static str,
}

impl Connected {
    /// Two numbers and two assistants there, nothing here yet.
    fn to(platform: &'static str) -> Connected {
        let fake = Fake::start(platform);
        fake.put_assistant(FRONT, "Front Desk");
        fake.put_assistant(BOOKING, "Booking Desk");
        let slot = (platform != "twilio").then_some(FRONT);
        fake.put_number(MAIN, "Main", slot, None);
        fake.put_number(NIGHT, "Night", None, None);
        let connected = Connected { office: Office::fresh(), fake, platform };
        assert_eq!(connected.run(&["connect", platform]).exit, 0);
        connected
    }

    /// The same, once what is there has been brought here.
    fn pulled(platform: &'static str) -> Connected {
        let connected = Connected::to(platform);
        assert_eq!(connected.run(&["pull", platform]).exit, 0);
        connected
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = self.office.command(words);
        command.envs(self.fake.variables());
        command.env_remove("DBUS_SESSION_BUS_ADDRESS");
        command
    }

    fn run(&self, words: &[&str]) -> Answer {
        Answer::of(&mut self.command(words))
    }

    /// Runs a command with `--json`: its exit, and what stdout says.
    fn json(&self, words: &[&str]) -> (i32, Value) {
        let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
        let answer = self.run(&words);
        let value = serde_json::from_str(&answer.stdout);
        (answer.exit, value.unwrap_or_else(|_| panic!("stdout of {words:?} is JSON: {answer:?}")))
    }

    /// Runs a command with `--json` that fails: the code of the error.
    fn fails(&self, words: &[&str], exit: i32) -> String {
        let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
        let answer = self.run(&words);
        assert_eq!(answer.exit, exit, "{words:?}: {answer:?}");
        let value: Value = serde_json::from_str(&answer.stderr).expect("stderr is one JSON object");
        value["error"]["code"].as_str().expect("a code").to_owned()
    }

    fn plan(&self) -> Value {
        self.json(&["plan", self.platform]).1
    }

    fn digest(&self) -> String {
        self.plan()["digest"].as_str().expect("a digest").to_owned()
    }

    /// Sends the newest plan: the exit and what came of it.
    fn push(&self) -> (i32, Value) {
        let digest = self.digest();
        self.json(&["push", self.platform, "--plan", &digest])
    }

    /// Number, field and outcome of each result.
    fn outcomes(pushed: &Value) -> Vec<[String; 3]> {
        let results = pushed["results"].as_array().expect("a list").iter();
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        results.map(|one| [text(&one["number"]), text(&one["field"]), text(&one["outcome"])]).collect()
    }
}

fn fields(group: &Value) -> Vec<(&str, &str)> {
    group
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| (one["number"].as_str().unwrap_or("-"), one["field"].as_str().unwrap_or("-")))
        .collect()
}

/// The whole way with each platform that takes something.
#[test]
fn what_was_changed_here_is_sent_and_read_back() {
    for platform in ["retell", "vapi", "elevenlabs", "twilio"] {
        let connected = Connected::pulled(platform);
        let (exit, plan) = connected.json(&["plan", platform]);
        assert_eq!((exit, &plan["settled"]), (0, &json!(2)), "{platform}: {plan}");
        connected.office.done(&["set", MAIN, "--label", "Reception"]);
        if platform != "twilio" {
            connected.office.done(&["set", MAIN, "--inbound", "Booking Desk"]);
        }
        connected.fake.forget_requests();
        let (exit, pushed) = connected.push();
        assert_eq!(exit, 0, "{platform}: {pushed}");
        assert_eq!(pushed["stopped"], Value::Null);
        assert!(Connected::outcomes(&pushed).iter().all(|[.., outcome]| outcome == "done"), "{pushed}");
        assert_eq!(connected.fake.label(MAIN), "Reception");
        assert_eq!(connected.fake.writes().len(), 1, "one request a number");
        if platform != "twilio" {
            assert_eq!(connected.fake.inbound(MAIN).as_deref(), Some(BOOKING));
        }
        assert_eq!(connected.json(&["plan", platform]).0, 0, "{platform}: it is settled");
        assert_eq!(connected.fake.violations(), Vec::<String>::new(), "{platform}");
        // And it is cleared again.
        connected.office.done(&["set", MAIN, "--label", ""]);
        let (exit, pushed) = connected.push();
        assert_eq!(exit, 0, "{platform}: {pushed}");
        assert!(["", MAIN].contains(&&*connected.fake.label(MAIN)), "{platform}");
        assert_eq!(connected.fake.violations(), Vec::<String>::new(), "{platform}");
    }
}

#[test]
fn what_was_changed_there_comes_here_and_is_undone_like_an_import() {
    for platform in ["retell", "vapi", "elevenlabs", "twilio", "vozagent"] {
        let connected = Connected::pulled(platform);
        connected.fake.put_number(MAIN, "Reception", None, None);
        let (exit, plan) = connected.json(&["plan", platform]);
        assert_eq!(exit, 1, "{platform}: {plan}");
        assert!(fields(&plan["bring"]).contains(&(MAIN, "label")), "{platform}: {plan}");
        let before = connected.office.export();
        let (exit, dry) = connected.json(&["pull", platform, "--dry-run"]);
        assert_eq!((exit, &dry["applied"]), (1, &json!(false)));
        assert_eq!(connected.office.export(), before, "nothing is done yet");
        let (exit, pulled) = connected.json(&["pull", platform]);
        assert_eq!((exit, &pulled["applied"]), (0, &json!(true)), "{pulled}");
        assert_eq!(connected.office.number(MAIN)["label"], "Reception");
        assert_eq!(connected.json(&["pull", platform, "--dry-run"]).0, 0);
        connected.office.done(&["undo"]);
        assert_eq!(connected.office.export(), before);
        // An undo never claims to undo a platform.
        let plan = connected.plan();
        let group = if platform == "vozagent" { "by_hand" } else { "send" };
        assert!(fields(&plan[group]).contains(&(MAIN, "label")), "{platform}: {plan}");
    }
}

#[test]
fn a_plan_has_the_shape_others_rely_on_and_changes_nothing() {
    let connected = Connected::to("retell");
    let export = connected.office.export();
    let (exit, plan) = connected.json(&["plan", "retell"]);
    assert_eq!(exit, 1);
    let keys: Vec<&str> = plan.as_object().expect("an object").keys().map(String::as_str).collect();
    let expected = [
        "platform",
        "digest",
        "revision",
        "settled",
        "send",
        "bring",
        "decide",
        "by_hand",
        "new_there",
        "removed_here",
        "gone_there",
        "not_there_yet",
        "assistants",
        "links",
        "asks",
        "problems",
        "warnings",
    ];
    assert_eq!(keys, expected);
    let digest = plan["digest"].as_str().expect("a text");
    assert!(digest.len() == 64 && digest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')), "{digest}");
    assert_eq!(plan["new_there"][0], json!({"number": MAIN, "id": MAIN, "label": "Main"}));
    let front = json!({"id": FRONT, "assistant": null, "change": "new", "here": null, "there": "Front Desk"});
    assert!(plan["assistants"].as_array().expect("a list").contains(&front), "{plan}");
    assert_eq!(connected.office.export(), export);
    assert_eq!(connected.office.count(&["history"]), 0);
    assert_eq!(connected.digest(), digest, "the same state has the same digest");
    assert!(connected.fake.writes().is_empty());
}

#[test]
fn a_field_changed_on_both_sides_is_decided_by_whoever_is_asked() {
    let connected = Connected::pulled("retell");
    connected.office.done(&["set", MAIN, "--label", "Here"]);
    connected.fake.put_number(MAIN, "There", Some(FRONT), None);
    let plan = connected.plan();
    let decide =
        json!([{"number": MAIN, "id": MAIN, "field": "label", "seen": "Main", "here": "Here", "there": "There"}]);
    assert_eq!(plan["decide"], decide);
    let (exit, pushed) = connected.push();
    assert_eq!((exit, &pushed["results"]), (0, &json!([])), "nothing is decided without being told to");
    assert_eq!(connected.json(&["pull", "retell"]).0, 1, "something is left to decide");
    assert_eq!(connected.office.number(MAIN)["label"], "Here");
    let digest = connected.digest();
    let here = format!("{MAIN}:label");
    let (exit, pushed) = connected.json(&["push", "retell", "--plan", &digest, "--here", &here]);
    assert_eq!((exit, Connected::outcomes(&pushed)), (0, vec![[MAIN, "label", "done"].map(str::to_owned)]));
    assert_eq!(connected.fake.label(MAIN), "Here");
    // And the other way.
    connected.office.done(&["set", MAIN, "--label", "Here again"]);
    connected.fake.put_number(MAIN, "There again", Some(FRONT), None);
    assert_eq!(connected.json(&["pull", "retell", "--there", &here]).0, 0);
    assert_eq!(connected.office.number(MAIN)["label"], "There again");
    assert_eq!(connected.json(&["plan", "retell"]).0, 0);
}

#[test]
fn a_plan_is_sent_once_and_only_as_it_was_shown() {
    let connected = Connected::pulled("vapi");
    assert_eq!(connected.fails(&["push", "vapi", "--plan", "0000"], 3), "plan_unknown");
    connected.office.done(&["set", MAIN, "--label", "Reception"]);
    let digest = connected.digest();
    connected.office.done(&["set", NIGHT, "--label", "Late"]);
    assert_eq!(connected.fails(&["push", "vapi", "--plan", &digest], 3), "plan_stale");
    let digest = connected.digest();
    assert_eq!(connected.run(&["push", "vapi", "--plan", &digest, "--only", MAIN]).exit, 0);
    assert_eq!(connected.fails(&["push", "vapi", "--plan", &digest], 3), "plan_unknown");
    assert_eq!((connected.fake.label(MAIN), connected.fake.label(NIGHT)), ("Reception".to_owned(), "Night".to_owned()));
    assert_eq!(fields(&connected.plan()["send"]), [(NIGHT, "label")]);
}

#[test]
fn what_would_be_refused_is_said_and_nothing_is_sent() {
    let connected = Connected::pulled("vapi");
    let long = "x".repeat(41);
    connected.office.done(&["set", MAIN, "--label", &long]);
    let (exit, plan) = connected.json(&["plan", "vapi"]);
    assert_eq!((exit, &plan["problems"][0]["code"]), (3, &json!("too_long")));
    let digest = plan["digest"].as_str().expect("a digest");
    assert_eq!(connected.fails(&["push", "vapi", "--plan", digest], 3), "problems");
    connected.office.done(&["assistant", "add", "Local", "--kind", "custom"]);
    connected.office.done(&["set", MAIN, "--label", "Short", "--inbound", "Local"]);
    let (exit, plan) = connected.json(&["plan", "vapi"]);
    assert_eq!((exit, &plan["problems"][0]["code"]), (3, &json!("unknown_assistant")));
    assert!(connected.fake.writes().is_empty());
    // A refusal does not use a plan up.
    connected.office.done(&["set", MAIN, "--inbound", "none"]);
    let (exit, plan) = connected.json(&["plan", "vapi"]);
    assert_eq!((exit, &plan["asks"]), (1, &json!([{"code": "answers_nobody", "numbers": [MAIN]}])));
    let digest = plan["digest"].as_str().expect("a digest").to_owned();
    assert_eq!(connected.fails(&["push", "vapi", "--plan", &digest], 3), "asks");
    assert_eq!(connected.json(&["push", "vapi", "--plan", &digest, "--yes-really"]).0, 0);
    assert_eq!(connected.fake.inbound(MAIN), None);
}

#[test]
fn what_a_platform_has_no_place_for_is_on_the_list_by_hand_until_it_is_done() {
    let connected = Connected::pulled("vapi");
    connected.office.done(&["set", MAIN, "--outbound", "Booking Desk", "--fallback", NIGHT]);
    connected.office.done(&["add", "--request", "US", "--area-code", "415", "--label", "Promo"]);
    let (exit, plan) = connected.json(&["plan", "vapi"]);
    assert_eq!(exit, 0, "{plan}");
    assert_eq!(fields(&plan["by_hand"]), [(MAIN, "outbound.assistant"), (MAIN, "inbound.fallback")]);
    assert!(plan["by_hand"].as_array().expect("a list").iter().all(|one| one["message"].is_string()), "{plan}");
    let (exit, lines) = connected.json(&["checklist", "vapi"]);
    assert_eq!((exit, lines.as_array().map(Vec::len)), (0, Some(3)), "{lines}");
    let done = format!("{MAIN}:outbound.assistant");
    assert_eq!(connected.json(&["checklist", "vapi", "--done", &done]).1.as_array().map(Vec::len), Some(2));
    assert_eq!(fields(&connected.plan()["by_hand"]), [(MAIN, "inbound.fallback")], "what is done stays done");
    // What the platform tells otherwise comes back.
    let fallback = format!("{MAIN}:inbound.fallback");
    assert_eq!(connected.json(&["checklist", "vapi", "--done", &fallback]).1.as_array().map(Vec::len), Some(1));
    assert_eq!(fields(&connected.plan()["by_hand"]), [(MAIN, "inbound.fallback")]);
}

#[test]
fn connections_come_and_go_and_the_numbers_stay() {
    let connected = Connected::pulled("retell");
    let (_, listed) = connected.json(&["connections"]);
    assert_eq!(listed[0]["platform"], "retell");
    assert_eq!(connected.fails(&["connect", "retell"], 3), "connected_already");
    assert_eq!(connected.run(&["connect", "retell", "--replace"]).exit, 0);
    let other = Fake::start("twilio");
    let mut twilio = connected.command(&["connect", "twilio"]);
    assert_eq!(Answer::of(twilio.envs(other.variables())).exit, 0);
    assert_eq!(connected.json(&["connections"]).1.as_array().map(Vec::len), Some(2));
    assert_eq!(connected.run(&["disconnect", "retell"]).exit, 0);
    assert_eq!(connected.fails(&["plan", "retell"], 3), "no_connection");
    assert_eq!(connected.fails(&["checklist", "retell"], 3), "no_connection");
    assert_eq!(connected.office.count(&["list"]), 2);
}

#[test]
fn ten_thousand_numbers_are_brought_here_and_compared() {
    let connected = Connected { office: Office::fresh(), fake: Fake::start("retell"), platform: "retell" };
    connected.fake.put_many(10_000);
    assert_eq!(connected.run(&["connect", "retell"]).exit, 0);
    assert_eq!(connected.run(&["pull", "retell"]).exit, 0);
    let (exit, plan) = connected.json(&["plan", "retell"]);
    assert_eq!((exit, &plan["settled"]), (0, &json!(10_000)));
}

#[test]
fn what_a_pull_finds_equal_is_last_seen_so() {
    let connected = Connected::to("twilio");
    connected.office.done(&["add", MAIN, "--label", "Main"]);
    connected.office.done(&["add", NIGHT, "--label", "Night"]);
    assert_eq!(connected.run(&["pull", "twilio"]).exit, 0);
    connected.office.done(&["set", MAIN, "--label", "Reception"]);
    assert_eq!(fields(&connected.plan()["send"]), [(MAIN, "label")]);
    // A label that is only the number is none.
    connected.office.done(&["set", MAIN, "--label", "(415) 555-0100"]);
    assert_eq!(connected.push().0, 0);
    assert_eq!(connected.json(&["plan", "twilio"]).0, 0);
}

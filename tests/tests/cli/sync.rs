//! connect, connections, disconnect, plan, pull, push and checklist, against a fake of each platform.

use std::io::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use vozdesk_tests::platform::{Fake, Fault, When};
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
fn what_somebody_changed_there_meanwhile_is_left_alone_and_the_others_go_on() {
    let connected = Connected::pulled("retell");
    connected.office.done(&["set", MAIN, "--label", "Reception"]);
    connected.office.done(&["set", NIGHT, "--label", "Late"]);
    let digest = connected.digest();
    connected.fake.put_number(MAIN, "Somebody was faster", Some(FRONT), None);
    let (exit, pushed) = connected.json(&["push", "retell", "--plan", &digest]);
    let expected = [[MAIN, "label", "changed_there"], [NIGHT, "label", "done"]].map(|one| one.map(str::to_owned));
    assert_eq!((exit, Connected::outcomes(&pushed)), (1, expected.to_vec()));
    assert_eq!(connected.fake.label(MAIN), "Somebody was faster");
}

/// Each fault of a write, what comes of it, and how often it was written.
#[test]
fn a_write_that_goes_wrong_is_looked_up_before_it_is_sent_again() {
    let cases: [(Vec<Fault>, &str, usize, bool); 9] = [
        (vec![Fault::FailBefore], "done", 2, true),
        (vec![Fault::FailBefore, Fault::FailBefore], "unknown", 2, false),
        (vec![Fault::FailAfter], "done", 1, true),
        (vec![Fault::DropBefore], "done", 2, true),
        (vec![Fault::DropAfter], "done", 1, true),
        (vec![Fault::GarbageAfter], "done", 1, true),
        (vec![Fault::Ignored], "not_taken", 1, false),
        (vec![Fault::Status(400, r#"{"status":"error","message":"not like this"}"#.to_owned())], "refused", 1, false),
        (vec![Fault::Redirect("http://127.0.0.1:1/".to_owned())], "refused", 1, false),
    ];
    let connected = Connected::pulled("retell");
    for (at, (faults, outcome, writes, stands)) in cases.into_iter().enumerate() {
        let label = format!("Label {at}");
        connected.office.done(&["set", MAIN, "--label", &label]);
        let digest = connected.digest();
        connected.fake.forget_requests();
        let told = format!("{faults:?}");
        for fault in faults {
            connected.fake.fail(When::Write, fault);
        }
        let (exit, pushed) = connected.json(&["push", "retell", "--plan", &digest]);
        assert_eq!(Connected::outcomes(&pushed), [[MAIN, "label", outcome].map(str::to_owned)], "{told}");
        assert_eq!(exit, i32::from(!stands), "{told}");
        assert_eq!(connected.fake.writes().len(), writes, "{told}");
        assert_eq!(connected.fake.label(MAIN) == label, stands, "{told}");
        // What did not come about is shown again, and what did is not.
        assert_eq!(fields(&connected.plan()["send"]).len(), usize::from(!stands), "{told}");
    }
}

#[test]
fn more_moving_than_was_sent_is_said_and_not_taken_as_seen() {
    let connected = Connected::pulled("retell");
    connected.office.done(&["set", MAIN, "--label", "Reception"]);
    let digest = connected.digest();
    connected.fake.fail(When::Write, Fault::AlsoChanges("inbound_agents".to_owned()));
    let (exit, pushed) = connected.json(&["push", "retell", "--plan", &digest]);
    assert_eq!((exit, &pushed["results"][0]["outcome"]), (1, &json!("unknown")));
    let message = pushed["results"][0]["message"].as_str().expect("a text");
    assert!(message.contains("Inbound Assistant"), "{message}");
}

#[test]
fn a_throttled_request_waits_and_is_sent_again_once() {
    let connected = Connected::pulled("retell");
    connected.office.done(&["set", MAIN, "--label", "Reception"]);
    let digest = connected.digest();
    connected.fake.forget_requests();
    connected.fake.fail(When::Write, Fault::Throttled(Some("1".to_owned())));
    let began = Instant::now();
    assert_eq!(connected.json(&["push", "retell", "--plan", &digest]).0, 0);
    assert!(began.elapsed() >= Duration::from_secs(1));
    assert_eq!(connected.fake.writes().len(), 2);
    // Too long a wait ends the run.
    connected.office.done(&["set", MAIN, "--label", "Again"]);
    let digest = connected.digest();
    connected.fake.fail(When::Write, Fault::Throttled(Some("99999".to_owned())));
    let (exit, pushed) = connected.json(&["push", "retell", "--plan", &digest]);
    assert_eq!((exit, &pushed["stopped"]["code"]), (5, &json!("throttled")));
    assert_eq!(Connected::outcomes(&pushed), [[MAIN, "label", "not_tried"].map(str::to_owned)]);
}

#[test]
fn a_key_that_is_no_longer_taken_ends_the_run() {
    let connected = Connected::pulled("retell");
    connected.office.done(&["set", MAIN, "--label", "Reception"]);
    connected.office.done(&["set", NIGHT, "--label", "Late"]);
    let digest = connected.digest();
    connected.fake.fail_always(When::Nth(4), Fault::Status(401, r#"{"status":"error","message":"no"}"#.to_owned()));
    let (exit, pushed) = connected.json(&["push", "retell", "--plan", &digest]);
    assert_eq!((exit, &pushed["stopped"]["code"]), (5, &json!("unauthorised")));
    let expected = [[MAIN, "label", "done"], [NIGHT, "label", "not_tried"]].map(|one| one.map(str::to_owned));
    assert_eq!(Connected::outcomes(&pushed), expected);
}

/// Missing, empty, incomplete or unauthorised is never a deletion.
#[test]
fn a_list_that_is_not_whole_makes_no_plan() {
    let cases = [
        ("retell", Fault::CutShort, "listing_incomplete"),
        ("vapi", Fault::WrongTotal, "listing_incomplete"),
        ("retell", Fault::Html, "unreadable_answer"),
        ("retell", Fault::Garbage, "unreadable_answer"),
        ("retell", Fault::Redirect("http://127.0.0.1:1/".to_owned()), "unreadable_answer"),
        ("retell", Fault::Status(401, "{}".to_owned()), "unauthorised"),
        ("retell", Fault::DropBefore, "unreachable"),
        ("retell", Fault::Throttled(Some("61".to_owned())), "throttled"),
    ];
    for (platform, fault, code) in cases {
        let connected = Connected::pulled(platform);
        let before = connected.office.export();
        let told = format!("{platform} {fault:?}");
        connected.fake.fail_always(When::List, fault);
        assert_eq!(connected.fails(&["plan", platform], 5), code, "{told}");
        assert_eq!(connected.fails(&["pull", platform], 5), code, "{told}");
        assert_eq!(connected.office.export(), before, "{told}");
    }
}

#[test]
fn an_empty_list_removes_nothing() {
    let connected = Connected::pulled("retell");
    connected.fake.fail_always(When::List, Fault::EmptyList);
    let (exit, plan) = connected.json(&["plan", "retell"]);
    assert_eq!((exit, plan["gone_there"].as_array().map(Vec::len)), (0, Some(2)), "{plan}");
    assert_eq!(plan["warnings"].as_array().map(Vec::len), Some(1));
    assert_eq!(connected.json(&["pull", "retell"]).0, 0);
    assert_eq!(connected.office.count(&["list"]), 2);
    connected.fake.works_again();
    assert_eq!(connected.json(&["plan", "retell"]).0, 0, "and they are as they were");
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
fn without_a_keyring_the_key_comes_from_standard_input_and_is_kept_nowhere() {
    let fake = Fake::start("retell");
    let office = Office::fresh();
    let connect = |key: &str| {
        let mut command = office.command(&["connect", "retell"]);
        command.env("VOZDESK_RETELL_URL", fake.url()).env_remove("DBUS_SESSION_BUS_ADDRESS");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("it starts");
        child.stdin.take().expect("a pipe").write_all(format!("{key}\n").as_bytes()).expect("it reads");
        let output = child.wait_with_output().expect("it ends");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (exit, told) = connect("key_that_is_wrong");
    assert_eq!(exit, Some(5), "{told}");
    assert!(!told.contains("key_that_is_wrong"), "{told}");
    let (exit, told) = connect(fake.key());
    assert_eq!(exit, Some(0), "{told}");
    assert!(told.contains("VOZDESK_RETELL_KEY"), "{told}");
    let mut plan = office.command(&["plan", "retell", "--json"]);
    plan.env("VOZDESK_RETELL_URL", fake.url()).env_remove("DBUS_SESSION_BUS_ADDRESS");
    let answer = Answer::of(&mut plan);
    assert!(answer.exit == 3 && answer.stderr.contains("no_key"), "{answer:?}");
    let found = std::process::Command::new("grep").args(["-rl", fake.key()]).arg(office.folder()).output();
    assert_eq!(String::from_utf8_lossy(&found.expect("grep runs").stdout), "", "the key is in no file");
}

#[test]
fn another_host_is_on_this_machine_or_none() {
    let office = Office::fresh();
    for place in ["http://example.com", "http://127.0.0.1:1/path", "http://user@127.0.0.1:1"] {
        let mut command = office.command(&["connect", "retell", "--json"]);
        let answer = Answer::of(command.env("VOZDESK_RETELL_URL", place).env("VOZDESK_RETELL_KEY", "key"));
        assert!(answer.exit == 2 && answer.stderr.contains("url_not_loopback"), "{place}: {answer:?}");
    }
}

/// Killed at any request of a push of ten: the next plan shows just what is left, and nothing is sent twice unseen.
#[test]
fn a_push_that_is_killed_is_gone_on_with_by_the_next_plan() {
    let number = |at: usize| format!("+1415555{:04}", 200 + at);
    for kill_at in 1..=10 {
        let connected = Connected::to("vapi");
        for at in 0..10 {
            connected.fake.put_number(&number(at), "Old", None, None);
        }
        assert_eq!(connected.run(&["pull", "vapi"]).exit, 0);
        for at in 0..10 {
            connected.office.done(&["set", &number(at), "--label", "New"]);
        }
        let digest = connected.digest();
        connected.fake.forget_requests();
        let mut command = connected.command(&["push", "vapi", "--plan", &digest, "--yes-really"]);
        let mut child = command.stdout(Stdio::null()).spawn().expect("it starts");
        let (process, mut writes) = (child.id(), 0);
        connected.fake.before_write(move |_| {
            writes += 1;
            if writes == kill_at {
                let killed = Command::new("kill").args(["-9", &process.to_string()]).status();
                assert!(killed.expect("kill runs").success());
            }
        });
        child.wait().expect("it ends");
        connected.fake.before_write(|_| {});
        let is_new = |at: &usize| connected.fake.label(&number(*at)) == "New";
        // The platform does what it was asked, whether or not anybody waits for the answer.
        let began = Instant::now();
        while (0..10).filter(is_new).count() < kill_at && began.elapsed() < Duration::from_secs(10) {
            std::thread::yield_now();
        }
        let taken = kill_at;
        let plan = connected.plan();
        assert_eq!(plan["send"].as_array().map(Vec::len), Some(10 - taken), "just what is left");
        let (exit, pushed) =
            connected.json(&["push", "vapi", "--plan", plan["digest"].as_str().expect("a digest"), "--yes-really"]);
        assert_eq!(exit, 0, "{pushed}");
        assert_eq!((0..10).filter(is_new).count(), 10);
        assert_eq!(connected.fake.writes().len(), 10, "none was sent twice");
    }
}

/// The real keyring of a desktop, in a session bus of its own.
#[test]
fn a_key_is_kept_in_the_keyring_and_in_no_file() {
    let connected = Connected { office: Office::fresh(), fake: Fake::start("retell"), platform: "retell" };
    let script = r#"printf pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
        printf '%s\n' "$KEY" | "$VOZDESK" connect retell && unset KEY &&
        "$VOZDESK" connections --json && "$VOZDESK" plan retell --json >/dev/null && "$VOZDESK" disconnect retell &&
        ! "$VOZDESK" plan retell --json"#;
    let home = connected.office.folder().join("home");
    std::fs::create_dir(&home).expect("it is made");
    let mut command = Command::new("dbus-run-session");
    command.args(["--", "sh", "-c", script]);
    command.env("VOZDESK_DATA", connected.office.data()).env("VOZDESK_RETELL_URL", connected.fake.url());
    command.env("VOZDESK", vozdesk_tests::program("vozdesk")).env("KEY", connected.fake.key());
    command.env("HOME", &home).env("XDG_DATA_HOME", &home).env("XDG_RUNTIME_DIR", &home).env_remove("DISPLAY");
    let answer = Answer::of(&mut command);
    assert_eq!(answer.exit, 0, "{answer:?}");
    assert!(answer.stdout.contains(r#""key": "keyring""#), "{answer:?}");
    assert!(answer.stderr.contains("no_connection"), "{answer:?}");
    let found = Command::new("grep").args(["-rla", connected.fake.key()]).arg(connected.office.folder()).output();
    assert_eq!(String::from_utf8_lossy(&found.expect("grep runs").stdout), "", "it is in no file");
}

/// Who cannot show that he is the platform is sent no key.
#[test]
fn a_certificate_of_nobody_known_is_refused() {
    let (place, _server) = vozdesk_tests::platform::stranger();
    let office = Office::fresh();
    let mut command = office.command(&["connect", "retell", "--json"]);
    let answer = Answer::of(command.env("VOZDESK_RETELL_URL", place).env("VOZDESK_RETELL_KEY", "key_of_mine"));
    assert!(answer.exit == 5 && answer.stderr.contains("bad_certificate"), "{answer:?}");
    assert!(!answer.stderr.contains("key_of_mine"), "{answer:?}");
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

/// What a platform says is repeated up to 200 characters, and never with the key in it, whole or in part.
#[test]
fn the_words_of_a_refusal_are_repeated_without_the_key() {
    let connected = Connected::pulled("retell");
    connected.office.done(&["set", MAIN, "--label", "Reception"]);
    let digest = connected.digest();
    let words = format!(
        "The nickname was refused for the api key that is named {} because {}",
        connected.fake.key(),
        "x".repeat(300)
    );
    let body = json!({"status": "error", "message": words}).to_string();
    connected.fake.fail(When::Write, Fault::Status(400, body));
    let (exit, pushed) = connected.json(&["push", "retell", "--plan", &digest]);
    assert_eq!((exit, &pushed["results"][0]["outcome"]), (1, &json!("refused")));
    let message = pushed["results"][0]["message"].as_str().expect("a text");
    assert!(message.contains("because xxx") && message.chars().count() < 260, "{message}");
    assert!(!message.contains(&connected.fake.key()[..8]), "{message}");
}

#[test]
fn a_number_that_cannot_be_read_holds_up_no_other() {
    let connected = Connected::pulled("retell");
    connected.office.done(&["set", MAIN, "--label", "Reception"]);
    connected.office.done(&["set", NIGHT, "--label", "Late"]);
    let digest = connected.digest();
    connected.fake.fail(When::One, Fault::Status(400, r#"{"status":"error","message":"not this one"}"#.to_owned()));
    let (exit, pushed) = connected.json(&["push", "retell", "--plan", &digest]);
    let expected = [[MAIN, "label", "refused"], [NIGHT, "label", "done"]].map(|one| one.map(str::to_owned));
    assert_eq!((exit, Connected::outcomes(&pushed)), (1, expected.to_vec()));
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

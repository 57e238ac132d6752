//! What goes wrong between VozDesk and a platform, and what the platform saw of it.

use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::json;
use vozdesk_tests::platform::{Fault, When};
use vozdesk_tests::{Answer, Command};

use super::{Connected, FRONT, MAIN, NIGHT, fields};

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
    // Until a moment; and where no time is told two seconds.
    for (told, least) in [(Some(http_date("4 seconds")), 2), (None, 2)] {
        connected.office.done(&["set", MAIN, "--label", &format!("{told:?}")]);
        let digest = connected.digest();
        connected.fake.forget_requests();
        connected.fake.fail(When::Write, Fault::Throttled(told.clone()));
        let began = Instant::now();
        assert_eq!(connected.json(&["push", "retell", "--plan", &digest]).0, 0);
        assert!((least..10).contains(&began.elapsed().as_secs()), "{told:?}: {:?}", began.elapsed());
        assert_eq!(connected.fake.writes().len(), 2);
    }
    // Too long a wait ends the run.
    connected.office.done(&["set", MAIN, "--label", "Again"]);
    for told in ["99999".to_owned(), http_date("2 hours")] {
        connected.fake.fail(When::Write, Fault::Throttled(Some(told)));
        let digest = connected.digest();
        let (exit, pushed) = connected.json(&["push", "retell", "--plan", &digest]);
        assert_eq!((exit, &pushed["stopped"]["code"]), (5, &json!("throttled")));
        assert_eq!(Connected::outcomes(&pushed), [[MAIN, "label", "not_tried"].map(str::to_owned)]);
    }
}

/// A moment from now, as HTTP writes it.
fn http_date(from_now: &str) -> String {
    let mut date = Command::new("date");
    date.args(["--utc", "--date", from_now, "+%a, %d %b %Y %H:%M:%S GMT"]).env("LC_ALL", "C");
    Answer::of(&mut date).stdout.trim().to_owned()
}

/// An answer that does not come is not waited for beyond 30 s: what is read is read once more, and what was written is
/// looked up before it is written again.
#[test]
fn an_answer_that_does_not_come_is_waited_for_half_a_minute() {
    let longer = Duration::from_secs(33);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let connected = Connected::pulled("retell");
            connected.office.done(&["set", MAIN, "--label", "Reception"]);
            let digest = connected.digest();
            connected.fake.forget_requests();
            connected.fake.fail(When::Write, Fault::Hang(longer));
            let began = Instant::now();
            let (exit, pushed) = connected.json(&["push", "retell", "--plan", &digest]);
            assert!((30..33).contains(&began.elapsed().as_secs()), "{:?}", began.elapsed());
            assert_eq!((exit, Connected::outcomes(&pushed)), (0, vec![[MAIN, "label", "done"].map(str::to_owned)]));
            assert_eq!(connected.fake.writes().len(), 2, "the old value stood: once more");
        });
        scope.spawn(|| {
            let connected = Connected::pulled("vapi");
            connected.fake.forget_requests();
            connected.fake.fail(When::List, Fault::Hang(longer));
            let began = Instant::now();
            assert_eq!(connected.json(&["plan", "vapi"]).0, 0);
            assert!((32..36).contains(&began.elapsed().as_secs()), "{:?}", began.elapsed());
        });
    });
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
        let answer = connected.run(&["plan", "vapi", "--json"]);
        assert!(answer.stderr.contains("was ended while it changed +1 415 555 02"), "{answer:?}");
        let plan = connected.plan();
        assert_eq!(plan["send"].as_array().map(Vec::len), Some(10 - taken), "just what is left");
        let (exit, pushed) =
            connected.json(&["push", "vapi", "--plan", plan["digest"].as_str().expect("a digest"), "--yes-really"]);
        assert_eq!(exit, 0, "{pushed}");
        assert_eq!((0..10).filter(is_new).count(), 10);
        assert_eq!(connected.fake.writes().len(), 10, "none was sent twice");
    }
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

/// Ctrl+C ends what only reads, and what only waits, at once; nothing is half done by it.
#[test]
fn what_is_cancelled_ends_at_once() {
    let connected = Connected::pulled("retell");
    connected.office.done(&["set", MAIN, "--label", "Reception"]);
    let digest = connected.digest();
    let cases = [
        (When::List, Fault::Hang(Duration::from_secs(5)), vec!["plan", "retell"], 130),
        (When::Write, Fault::Throttled(Some("50".to_owned())), vec!["push", "retell", "--plan", &digest], 1),
    ];
    for (when, fault, words, exit) in cases {
        connected.fake.forget_requests();
        connected.fake.fail(when, fault);
        let mut child =
            connected.command(&words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        let began = Instant::now();
        let is_asked = || match when {
            When::Write => !connected.fake.writes().is_empty(),
            _ => !connected.fake.requests().is_empty(),
        };
        while !is_asked() && began.elapsed() < Duration::from_secs(10) {
            std::thread::yield_now();
        }
        let cancelled = Instant::now();
        let told = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
        assert!(told.expect("kill runs").success());
        let status = child.wait().expect("it ends");
        assert!(cancelled.elapsed() < Duration::from_millis(200), "{words:?}: {:?}", cancelled.elapsed());
        assert_eq!(status.code(), Some(exit), "{words:?}: {status}");
    }
    assert_eq!(connected.fake.label(MAIN), "Main");
    assert_eq!(fields(&connected.plan()["send"]), [(MAIN, "label")]);
}

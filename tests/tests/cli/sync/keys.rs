//! Where keys come from and where they are kept, and whom they are shown to.

use std::io::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

use vozdesk_tests::platform::{Fake, Shown, Stranger};
use vozdesk_tests::{Answer, Command, Office};

use super::Connected;

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

/// Who cannot show that he is the platform, now, is sent no key.
#[test]
fn a_certificate_that_is_foreign_or_over_is_refused() {
    for shown in [Shown::OfHisOwn, Shown::Expired, Shown::OfAnother, Shown::Right] {
        let stranger = Stranger::showing(shown);
        let office = Office::fresh();
        let authority = office.path("authority.pem");
        std::fs::write(&authority, stranger.authority()).expect("it can be written");
        let mut command = office.command(&["connect", "retell", "--json"]);
        command.env("SSL_CERT_FILE", authority);
        let answer =
            Answer::of(command.env("VOZDESK_RETELL_URL", stranger.url()).env("VOZDESK_RETELL_KEY", "key_of_mine"));
        // The right one is asked, and says nothing.
        let code = if shown == Shown::Right { "unreachable" } else { "bad_certificate" };
        assert!(answer.exit == 5 && answer.stderr.contains(code), "{shown:?}: {answer:?}");
        assert!(!answer.stderr.contains("key_of_mine"), "{shown:?}: {answer:?}");
    }
}

/// Each way of having no keyring that could be used: no service of secrets, one without a collection, one that is locked
/// and that nobody unlocks. The bus starts nothing by itself, so nobody is asked.
#[test]
fn a_keyring_that_cannot_be_used_is_said_and_holds_nobody_up() {
    let ways = [
        ("no service", ""),
        ("no collection", "gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1 &&"),
        (
            "locked",
            r#"printf pass | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 & first=$!
            until [ -s "$HOME/keyrings/login.keyring" ]; do sleep 0.05; done; kill $first; wait $first;
            gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1 &&"#,
        ),
    ];
    for (told, begin) in ways {
        let connected = Connected { office: Office::fresh(), fake: Fake::start("retell"), platform: "retell" };
        let home = connected.office.folder().join("home");
        std::fs::create_dir(&home).expect("it is made");
        let bus = connected.office.path("bus.conf");
        std::fs::write(&bus, BUS).expect("it can be written");
        let script = format!(
            r#"{begin} printf '%s\n' "$KEY" | "$VOZDESK" connect retell && unset KEY &&
            "$VOZDESK" connections --json && ! "$VOZDESK" plan retell --json && "$VOZDESK" disconnect retell"#
        );
        let mut command = Command::new("dbus-run-session");
        command.arg(format!("--config-file={bus}")).args(["--", "sh", "-c", &script]);
        command.env("VOZDESK_DATA", connected.office.data()).env("VOZDESK_RETELL_URL", connected.fake.url());
        command.env("VOZDESK", vozdesk_tests::program("vozdesk")).env("KEY", connected.fake.key());
        command.env("HOME", &home).env("XDG_DATA_HOME", &home).env("XDG_RUNTIME_DIR", &home).env_remove("DISPLAY");
        let began = Instant::now();
        let answer = Answer::of(&mut command);
        assert_eq!(answer.exit, 0, "{told}: {answer:?}");
        assert!(answer.stderr.contains("kept for this session only"), "{told}: {answer:?}");
        assert!(answer.stdout.contains(r#""key": "none""#), "{told}: {answer:?}");
        assert!(answer.stderr.contains(r#""code":"no_key""#), "{told}: {answer:?}");
        assert!(began.elapsed() < Duration::from_secs(20), "{told}: {:?}", began.elapsed());
    }
}

/// A session bus on which nothing is started by being asked for.
const BUS: &str = r#"<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
    <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
    </busconfig>"#;

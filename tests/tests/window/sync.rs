//! Sync: a platform connected, compared, decided, sent and brought here, with the real keyring.

use vozdesk_tests::fixtures::{BILLING, MAIN, RECALL, differ, retell};
use vozdesk_tests::keyring::Keyring;
use vozdesk_tests::platform::{Fake, Fault, When};
use vozdesk_tests::{Office, Window, begins};

fn beside(fake: &Fake) -> Office {
    let url = fake.variables().into_iter().filter(|(name, _)| name.ends_with("_URL"));
    Office::fresh().surrounded_by(url.collect())
}

async fn connect(window: &Window, key: &str) {
    window.press("Connect a platform…").await;
    let dialog = window.dialog();
    dialog.pick("Retell").await;
    dialog.type_into("Key", key).await;
    dialog.press("Try and connect").await;
}

/// The whole way: nothing connected, a key that is wrong and one that is right, what is there brought here, what was
/// changed here sent, and the list by hand.
#[tokio::test]
async fn an_office_is_brought_to_its_platform_and_back() {
    let fake = retell();
    let office = beside(&fake);
    office.done(&["profile", "--name", "Harbour Dental", "--plan", "advanced"]);
    office.done(&["assistant", "add", "Survey Caller", "--kind", "outbound"]);
    let _keyring = Keyring::unlocked(&office);
    let window = office.open_at("Sync").await;
    window.resize(1280, 840).await;
    window.says("Nothing is read or sent until you press a button.").await;
    window.is_accessible("sync-empty-en-1280").await;
    window.press("Connect a platform…").await;
    window.is_accessible("sync-connect-en-1280").await;
    window.dialog().press("Cancel").await;
    connect(&window, "key_that_is_wrong").await;
    window.dialog().says("Retell does not take the key").await;
    window.dialog().type_into("Key", fake.key()).await;
    window.dialog().press("Try and connect").await;
    window.says("not compared yet").await;
    assert!(fake.writes().is_empty());
    assert_eq!(
        window
            .run("return document.documentElement.outerHTML", vec![])
            .await
            .as_str()
            .map(|html| html.contains(fake.key())),
        Some(false),
        "the key is not in the page"
    );

    window.head().press("Compare").await;
    window.any("table").says("Main Office").await;
    window.button(begins("Bring 7 changes here")).click().await;
    window.says("Front Desk").await;
    window.press("Apply").await;
    window.tells("Brought here from Retell").await;
    window.close().await;
    assert_eq!(office.count(&["list"]), 4);

    differ(&fake, &office);
    let window = office.open_at("Sync").await;
    window.resize(1280, 840).await;
    window.head().press("Compare").await;
    for told in ["Billing and Claims", "Night and Weekend", "Whitening Offer", "Front Office", "Spring Promo"] {
        window.any("table").says(told).await;
    }
    window.is_accessible("sync-plan-en-1280").await;
    window.resize(1024, 700).await;
    window.is_accessible("sync-plan-en-1024").await;
    window.run("document.documentElement.dataset.theme = 'dark'", vec![]).await;
    window.is_accessible("sync-plan-en-dark-1024").await;
    window.resize(1280, 840).await;
    window.is_accessible("sync-plan-en-dark-1280").await;
    window.run("document.documentElement.dataset.theme = 'light'", vec![]).await;
    window.pick("Reception, Label: here, Reception").await;
    window.button(begins("Send 4 changes to Retell")).click().await;
    let dialog = window.dialog();
    dialog.says("Booking Desk answers instead of Front Desk.").await;
    dialog.says("When a campaign calls, Front Desk speaks instead of Recall Caller.").await;
    window.is_accessible("sync-look-en-1280").await;
    dialog.press("Send 4 changes").await;
    dialog.says("Sent 4, taken 4").await;
    window.is_accessible("sync-done-en-1280").await;
    dialog.press("Close").await;
    assert_eq!((fake.label(MAIN), fake.label(BILLING)), ("Reception".to_owned(), "Billing and Claims".to_owned()));
    assert_eq!(fake.outbound(RECALL).as_deref(), Some("front"));
    window.close().await;
    assert_eq!(fake.violations(), Vec::<String>::new());
}

/// The same way with each of the other platforms, as far as it takes anything.
#[tokio::test]
async fn each_platform_is_brought_here_and_sent_to_as_far_as_it_takes_anything() {
    for (word, name) in [("vapi", "Vapi"), ("elevenlabs", "ElevenLabs"), ("twilio", "Twilio"), ("vozagent", "VozAgent")]
    {
        let fake = Fake::start(word);
        fake.put_assistant("front", "Front Desk");
        fake.put_number(MAIN, "Main Office", (word != "twilio").then_some("front"), None);
        let office = Office::fresh().surrounded_by(fake.variables());
        office.done(&["profile", "--name", "Harbour Dental"]);
        office.done(&["connect", word]);
        let window = office.open_at("Sync").await;
        window.says(name).await;
        window.head().press("Compare").await;
        window.button(begins("Bring ")).click().await;
        window.press("Apply").await;
        window.tells(&format!("Brought here from {name}")).await;
        window.go_to("Phone Numbers").await;
        window.open_row("Main Office").await.type_into("Label", "Reception").await;
        window.save("Saved").await;
        window.go_to("Sync").await;
        window.head().press("Compare").await;
        if word == "vozagent" {
            let done = window.named("checkbox", "Done: Reception, Label");
            done.click().await;
            done.has("checked", true).await;
            assert!(fake.writes().is_empty());
        } else {
            window.button(begins("Send 1 change to")).click().await;
            window.dialog().press("Send 1 change").await;
            window.dialog().says("Sent 1, taken 1").await;
            window.dialog().press("Compare again").await;
            window.says("Nothing is left to send").await;
            assert_eq!(fake.label(MAIN), "Reception");
        }
        window.close().await;
        assert_eq!(fake.violations(), Vec::<String>::new(), "{word}");
    }
}

/// What goes wrong is said first, and stays in the plan.
#[tokio::test]
async fn what_was_not_taken_is_said_first_and_stays_in_the_plan() {
    let fake = retell();
    let office = beside(&fake).surrounded_by(fake.variables());
    office.done(&["connect", "retell"]);
    office.done(&["pull", "retell"]);
    office.done(&["set", BILLING, "--label", "Billing and Claims"]);
    office.done(&["set", RECALL, "--label", "Recall Calls"]);
    let window = office.open_at("Sync").await;
    window.resize(1280, 840).await;
    window.head().press("Compare").await;
    window.any("table").says("Recall Calls").await;
    fake.put_number(BILLING, "Somebody was faster", Some("front"), None);
    fake.fail(When::Write, Fault::Ignored);
    window.button(begins("Send 2 changes to Retell")).click().await;
    window.dialog().press("Send 2 changes").await;
    let dialog = window.dialog();
    dialog.says("Sent 1, taken 0").await;
    dialog.says("Changed there").await;
    dialog.says("Not taken").await;
    window.is_accessible("sync-partly-en-1280").await;
    dialog.press("Compare again").await;
    window.any("table").says("Somebody was faster").await;
    // Without the platform everything else works, and it is said in one line.
    fake.fail_always(When::Any, Fault::Status(401, r#"{"status":"error","message":"key revoked"}"#.to_owned()));
    window.head().press("Compare").await;
    window.says("Retell does not take the key: key revoked").await;
    window.is_accessible("sync-refused-en-1280").await;
    window.go_to("Phone Numbers").await;
    window.says("Billing and Claims").await;
    window.close().await;
}

/// Without a click nothing is opened: an office that is connected has no socket but those of the display and the bus.
#[tokio::test]
async fn without_a_click_no_connection_is_opened() {
    let fake = retell();
    let office = beside(&fake).surrounded_by(fake.variables());
    office.done(&["connect", "retell"]);
    office.done(&["pull", "retell"]);
    fake.forget_requests();
    assert_eq!(office.network_sockets_of_a_window().await, Vec::<String>::new());
    let window = office.open_at("Sync").await;
    window.says("not compared yet").await;
    window.go_to("Settings").await;
    window.says("api.retellai.com").await;
    window.go_to("Phone Numbers").await;
    window.close().await;
    assert!(fake.requests().is_empty(), "nothing was asked");
}

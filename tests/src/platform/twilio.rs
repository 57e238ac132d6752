//! Twilio: a carrier, whose numbers have a friendly name and addresses that nobody but their owner may touch.

use serde_json::{Value, json};

use super::server::Request;
use super::vendor::{Asked, Entry, Envelope, Fields, List, Page, Parameters, Records, Refusal, Span, Vendor, invalid};

/// An API key of the fake account in place of its token, as VozDesk is given it.
pub const API_KEY: &str =
    "AC00000000000000000000000000000001:SK00000000000000000000000000000001:secret-of-the-fake-key";

const ACCOUNT: &str = "AC00000000000000000000000000000001";
const KEY: &str = "AC00000000000000000000000000000001:token-of-the-fake-account";

/// A friendly name may have so many characters.
const LONGEST_NAME: usize = 64;

/// What may be changed at a number; all but the name would lead its calls and messages elsewhere.
const ALLOWED: &[&str] = &["FriendlyName"];

pub(super) struct Twilio;

impl Vendor for Twilio {
    fn key(&self) -> &'static str {
        KEY
    }

    fn authorization(&self) -> (&'static str, Vec<String>) {
        let api_key = API_KEY.split_once(':').map_or("", |(_, key)| key);
        ("authorization", [KEY, api_key].iter().map(|pair| format!("Basic {}", base64(pair))).collect())
    }

    fn fields(&self) -> Fields {
        Fields { number: "phone_number", id: "sid", label: "friendly_name", assistant: "sid" }
    }

    fn asked(&self, request: &Request) -> Asked {
        let segments = request.segments();
        let [version, accounts, account, rest @ ..] = segments.as_slice() else { return Asked::Nowhere };
        if [*version, *accounts, *account] != ["2010-04-01", "Accounts", ACCOUNT] {
            return Asked::Nowhere;
        }
        match (request.method.as_str(), rest) {
            ("GET", ["IncomingPhoneNumbers.json"]) => Asked::List(List::Numbers),
            (method @ ("GET" | "POST"), ["IncomingPhoneNumbers", file]) => match file.strip_suffix(".json") {
                Some(sid) if method == "GET" => Asked::One(sid.to_owned()),
                Some(sid) => Asked::Write(sid.to_owned()),
                None => Asked::Nowhere,
            },
            _ => Asked::Nowhere,
        }
    }

    fn span(&self, _of: List, request: &Request) -> Result<Span, Refusal> {
        let query = Parameters::read(request.query(), &["PageSize", "Page", "PageToken"])?;
        let size = query.count("PageSize", 1..=1000, 50)?;
        let page = query.count("Page", 0..=usize::MAX, 0)?;
        if page > 0 && query.text("PageToken") != Some(&token(page)) {
            return invalid("Page goes with the PageToken of next_page_uri");
        }
        Ok(Span { start: page.saturating_mul(size), size })
    }

    fn envelope(&self, _request: &Request, page: &Page) -> Envelope {
        let uri = |number: usize| {
            let token = if number > 0 { format!("&PageToken={}", token(number)) } else { String::new() };
            let size = page.span.size;
            format!("/2010-04-01/Accounts/{ACCOUNT}/IncomingPhoneNumbers.json?PageSize={size}&Page={number}{token}")
        };
        let number = page.span.start / page.span.size;
        Envelope::Around(
            "incoming_phone_numbers",
            json!({
                "page": number,
                "page_size": page.span.size,
                "start": page.span.start,
                "end": (page.span.start + page.items.len()).saturating_sub(1),
                "uri": uri(number),
                "first_page_uri": uri(0),
                "next_page_uri": page.next.map(|start| uri(start / page.span.size)),
                "previous_page_uri": number.checked_sub(1).map(uri),
            }),
        )
    }

    fn number(&self, entry: &Entry, _assistants: &Records) -> Value {
        let sid = format!("PN{:0>32}", entry.digits());
        json!({
            "sid": sid,
            "account_sid": ACCOUNT,
            "phone_number": entry.number,
            "friendly_name": entry.label,
            "voice_url": "https://voice.example/answer",
            "voice_method": "POST",
            "sms_url": "",
            "status": "in-use",
            "capabilities": { "voice": true, "sms": true, "mms": false, "fax": false },
            "date_updated": "Sat, 10 Jan 2026 09:00:00 +0000",
            "uri": format!("/2010-04-01/Accounts/{ACCOUNT}/IncomingPhoneNumbers/{sid}.json"),
        })
    }

    fn assistant(&self, id: &str, name: &str) -> Value {
        json!({ "sid": id, "friendly_name": name })
    }

    fn inbound(&self, _record: &Value) -> Option<String> {
        None
    }

    fn change(&self, record: &mut Value, request: &Request, _assistants: &Records) -> Result<Vec<String>, Refusal> {
        if !request.is_of_type("application/x-www-form-urlencoded") {
            return invalid("The body is a form, and its type says so");
        }
        let form = Parameters::read(&request.body, ALLOWED)?;
        let Some(name) = form.text("FriendlyName") else { return invalid("FriendlyName is missing") };
        if name.chars().count() > LONGEST_NAME {
            return invalid(format!("FriendlyName has at most {LONGEST_NAME} characters"));
        }
        record["friendly_name"] = json!(name);
        record["date_updated"] = json!("Sat, 10 Jan 2026 10:00:00 +0000");
        Ok(Vec::new())
    }

    fn error(&self, status: u16, words: &str) -> Value {
        let code = match status {
            400 => 20001,
            401 => 20003,
            404 => 20404,
            429 => 20429,
            _ => 20500,
        };
        let more = format!("https://www.twilio.com/docs/errors/{code}");
        json!({ "code": code, "message": words, "more_info": more, "status": status })
    }
}

/// What a later page is asked for with.
fn token(page: usize) -> String {
    format!("PA{page:032}")
}

/// Base64 as RFC 4648 has it, with padding.
fn base64(text: &str) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut coded = String::new();
    for three in text.as_bytes().chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..4 {
            let six = (bits >> (18 - 6 * at)) & 0x3f;
            coded.push(if at <= three.len() { char::from(ALPHABET[six as usize]) } else { '=' });
        }
    }
    coded
}

#[cfg(test)]
mod tests {
    use super::super::Fake;
    use super::super::server::client::{Answered, send};
    use super::*;

    const MAIN: &str = "+14155550101";

    fn path() -> String {
        format!("/2010-04-01/Accounts/{ACCOUNT}/IncomingPhoneNumbers/PN{:0>32}.json", "14155550101")
    }

    fn fake() -> Fake {
        let fake = Fake::start("twilio");
        fake.put_number(MAIN, "Main", Some("nobody"), None);
        fake
    }

    fn ask(fake: &Fake, method: &str, path: &str, body: &str) -> Answered {
        let key = format!("Basic {}", base64(fake.key()));
        let headers = [("Authorization", key.as_str()), ("Content-Type", "application/x-www-form-urlencoded")];
        send(&fake.url(), method, path, &headers, body)
    }

    #[test]
    fn base64_is_padded_to_fours() {
        let coded: Vec<String> = ["", "f", "fo", "foo", "foobar"].map(base64).to_vec();
        assert_eq!(coded, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYmFy"]);
    }

    #[test]
    fn a_friendly_name_is_taken_from_a_form() {
        let fake = fake();
        let answered = ask(&fake, "POST", &path(), "FriendlyName=Front+Desk%20%2B%C3%B1");
        assert_eq!((answered.status, &answered.json()["friendly_name"]), (200, &json!("Front Desk +ñ")));
        assert_eq!(ask(&fake, "POST", &path(), "FriendlyName=").status, 200);
        assert_eq!(fake.label(MAIN), "");
        assert_eq!(ask(&fake, "POST", &path(), &format!("FriendlyName={}", "n".repeat(65))).status, 400);
    }

    #[test]
    fn nothing_but_the_name_is_ever_changed() {
        let fake = fake();
        let before = fake.number(MAIN);
        for body in ["FriendlyName=Desk&VoiceUrl=", "VoiceUrl=https%3A%2F%2Felsewhere.example", ""] {
            assert_eq!(ask(&fake, "POST", &path(), body).status, 400, "{body}");
        }
        assert_eq!(fake.number(MAIN), before);
        assert!(fake.violations()[0].contains("VoiceUrl"), "{:?}", fake.violations());
    }

    #[test]
    fn a_key_is_the_account_and_its_token_or_an_api_key() {
        let fake = fake();
        let status = |pair: &str| {
            send(&fake.url(), "GET", &path(), &[("authorization", &format!("Basic {}", base64(pair)))], "").status
        };
        let (account, api_key) = API_KEY.split_once(':').expect("an account and a key");
        assert_eq!((account, status(fake.key()), status(api_key), status("AC1:x")), (ACCOUNT, 200, 200, 401));
        let answered = send(&fake.url(), "GET", &path(), &[], "");
        assert_eq!((answered.status, &answered.json()["code"]), (401, &json!(20003)));
    }

    #[test]
    fn pages_lead_to_each_other() {
        let fake = Fake::start("twilio");
        fake.put_many(5);
        let mut next = format!("/2010-04-01/Accounts/{ACCOUNT}/IncomingPhoneNumbers.json?PageSize=2");
        let mut pages = Vec::new();
        loop {
            let page = ask(&fake, "GET", &next, "").json();
            pages.push(page["incoming_phone_numbers"].as_array().expect("a list").len());
            let Some(uri) = page["next_page_uri"].as_str() else { break };
            next = uri.to_owned();
        }
        assert_eq!(pages, [2, 2, 1]);
        let guessed = format!("/2010-04-01/Accounts/{ACCOUNT}/IncomingPhoneNumbers.json?PageSize=2&Page=1");
        assert_eq!(ask(&fake, "GET", &guessed, "").status, 400);
    }

    #[test]
    fn another_account_is_not_here() {
        let other = path().replace(ACCOUNT, "AC00000000000000000000000000000009");
        assert_eq!(ask(&fake(), "GET", &other, "").status, 404);
    }
}

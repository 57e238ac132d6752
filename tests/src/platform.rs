//! A fake of each platform that VozDesk syncs with, on this machine: its numbers and assistants, and answers to
//! requests as strict as the vendor's own.
//!
//! A fake takes what the vendor describes and refuses the rest in the vendor's shape. What a program that knows the
//! vendor never sends is kept as a violation, so that a test ends with `assert_eq!(fake.violations(), [""; 0])`.

mod elevenlabs;
mod fault;
mod retell;
mod server;
mod stranger;
mod twilio;
mod vapi;
mod vendor;
mod vozagent;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use serde_json::{Value, json};

use fault::Faults;
use server::{Reply, Server};
use vendor::{Asked, Entry, Envelope, List, Page, Records, Refusal, Vendor};

pub use fault::{Fault, When};
pub use server::Request;
pub use stranger::{Shown, Stranger};
pub use twilio::API_KEY as TWILIO_API_KEY;

/// How many assistants [`Fake::put_many`] spreads over its numbers.
const MANY_ASSISTANTS: usize = 8;

/// A platform on this machine. Its server stops when it is dropped.
pub struct Fake {
    platform: String,
    inner: Arc<Inner>,
    server: Server,
}

/// What is called before a write.
type BeforeWrite = Box<dyn FnMut(&Request) + Send>;

/// What the connections share.
struct Inner {
    vendor: Box<dyn Vendor>,
    state: Mutex<State>,
    before_write: Mutex<Option<BeforeWrite>>,
}

/// What is on the platform, and what was asked of it.
struct State {
    numbers: Records,
    assistants: Records,
    requests: Vec<Request>,
    violations: Vec<String>,
    faults: Faults,
    /// The list whose later pages fail, until it is begun again.
    broken: Option<List>,
}

// The platform.
impl Fake {
    /// Starts retell, vapi, twilio, vozagent or elevenlabs, with nothing on it.
    pub fn start(platform: &str) -> Fake {
        let vendor: Box<dyn Vendor> = match platform {
            "retell" => Box::new(retell::Retell),
            "vapi" => Box::new(vapi::Vapi),
            "twilio" => Box::new(twilio::Twilio),
            "vozagent" => Box::new(vozagent::VozAgent),
            "elevenlabs" => Box::new(elevenlabs::ElevenLabs),
            other => panic!("there is no fake of {other}"),
        };
        let fields = vendor.fields();
        let state = State {
            numbers: Records::called_by(vec![fields.number, fields.id]),
            assistants: Records::called_by(vec![fields.assistant]),
            requests: Vec::new(),
            violations: Vec::new(),
            faults: Faults::default(),
            broken: None,
        };
        let inner = Arc::new(Inner { vendor, state: Mutex::new(state), before_write: Mutex::new(None) });
        let answering = Arc::clone(&inner);
        let server = Server::start(move |request| answering.answer(request));
        Fake { platform: platform.to_owned(), inner, server }
    }

    /// Its address, without a slash at the end.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// The key that VozDesk is given.
    pub fn key(&self) -> &'static str {
        self.inner.vendor.key()
    }

    /// The variables that lead VozDesk here and give it the key.
    pub fn variables(&self) -> Vec<(String, String)> {
        let name = self.platform.to_uppercase();
        vec![(format!("VOZDESK_{name}_URL"), self.url()), (format!("VOZDESK_{name}_KEY"), self.key().to_owned())]
    }
}

// What is on it.
impl Fake {
    /// Adds a number or replaces it, with assistants by their ids there. What the platform has no place for is left
    /// out.
    pub fn put_number(&self, number: &str, label: &str, inbound: Option<&str>, outbound: Option<&str>) {
        let mut state = self.state();
        let record = self.inner.vendor.number(&Entry { number, label, inbound, outbound }, &state.assistants);
        state.numbers.put(record);
    }

    /// Adds an assistant, or calls it otherwise.
    pub fn put_assistant(&self, id: &str, name: &str) {
        let mut state = self.state();
        let is_known = state.assistants.get(id).is_some();
        state.assistants.put(self.inner.vendor.assistant(id, name));
        if is_known {
            state.numbers.change_all(|record| self.inner.vendor.renamed(record, id, name));
        }
    }

    /// Adds so many numbers from +14152000000 on, called Line 0 and so on, and eight assistants, desk-0 to desk-7: each
    /// number is answered by one, and every third speaks with one.
    pub fn put_many(&self, count: usize) {
        for at in 0..MANY_ASSISTANTS {
            self.put_assistant(&format!("desk-{at}"), &format!("Desk {at}"));
        }
        for at in 0..count {
            let desk = format!("desk-{}", at % MANY_ASSISTANTS);
            let speaks = (at % 3 == 0).then_some(desk.as_str());
            self.put_number(&format!("+1415{}", 2_000_000 + at), &format!("Line {at}"), Some(&desk), speaks);
        }
    }

    /// Takes a number away, if it is there.
    pub fn remove_number(&self, number: &str) {
        self.state().numbers.remove(number);
    }

    /// Takes an assistant away, if it is there. Numbers keep its id.
    pub fn remove_assistant(&self, id: &str) {
        self.state().assistants.remove(id);
    }

    /// A number's record as the platform has it.
    pub fn number(&self, number: &str) -> Option<Value> {
        self.state().numbers.get(number).cloned()
    }

    /// Changes any field of a number's record, as somebody on the platform would.
    pub fn edit(&self, number: &str, change: impl FnOnce(&mut Value)) {
        assert!(self.state().numbers.change(number, change), "{number} is on {}", self.platform);
    }

    /// What a number is called there; empty where it has no label.
    pub fn label(&self, number: &str) -> String {
        let record = self.known(number);
        record[self.inner.vendor.fields().label].as_str().unwrap_or_default().to_owned()
    }

    /// The one assistant that answers a number there, by its id.
    pub fn inbound(&self, number: &str) -> Option<String> {
        self.inner.vendor.inbound(&self.known(number))
    }

    /// The one assistant that speaks from a number there, by its id.
    pub fn outbound(&self, number: &str) -> Option<String> {
        self.inner.vendor.outbound(&self.known(number))
    }

    fn known(&self, number: &str) -> Value {
        self.number(number).unwrap_or_else(|| panic!("{number} is not on {}", self.platform))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        locked(&self.inner.state)
    }
}

// What was asked of it, and what goes wrong.
impl Fake {
    /// Every request, in the order in which they came.
    pub fn requests(&self) -> Vec<Request> {
        self.state().requests.clone()
    }

    /// Those that would change something.
    pub fn writes(&self) -> Vec<Request> {
        self.state().requests.iter().filter(|request| request.is_write).cloned().collect()
    }

    /// Forgets the requests up to now; violations stay.
    pub fn forget_requests(&self) {
        self.state().requests.clear();
    }

    /// What was sent that a program which knows the platform never sends, in words.
    pub fn violations(&self) -> Vec<String> {
        self.state().violations.clone()
    }

    /// Lets something go wrong once, with the next request that it is for. Several are used in their order.
    pub fn fail(&self, when: When, how: Fault) {
        self.befits(&how);
        self.state().faults.once(when, how);
    }

    /// Lets something go wrong with every request that it is for.
    pub fn fail_always(&self, when: When, how: Fault) {
        self.befits(&how);
        self.state().faults.always(when, how);
    }

    /// Nothing goes wrong any more.
    pub fn works_again(&self) {
        let mut state = self.state();
        state.faults.forget();
        state.broken = None;
    }

    /// Calls this once a write has come in whole and before anything is done with it. It may look at the fake and
    /// change it, if it can get at it.
    pub fn before_write(&self, act: impl FnMut(&Request) + Send + 'static) {
        *locked(&self.inner.before_write) = Some(Box::new(act));
    }

    fn befits(&self, how: &Fault) {
        let is_told = self.platform == "vapi" || !matches!(how, Fault::WrongTotal);
        assert!(is_told, "{} does not say how many numbers there are", self.platform);
    }
}

impl Inner {
    /// The answer to a request; `None` closes the connection without one.
    fn answer(&self, mut request: Request) -> Option<Reply> {
        let asked = self.vendor.asked(&request);
        request.is_write = match asked {
            Asked::Write(_) => true,
            Asked::Nowhere => request.method != "GET",
            Asked::List(_) | Asked::One(_) => false,
        };
        let is_later_page = match asked {
            Asked::List(of) => self.vendor.span(of, &request).is_ok_and(|span| span.start > 0),
            _ => false,
        };
        let fault = {
            let mut state = locked(&self.state);
            state.requests.push(request.clone());
            state.faults.next(&asked, request.is_write, is_later_page)
        };
        if request.is_write
            && let Some(act) = &mut *locked(&self.before_write)
        {
            act(&request);
        }
        let Some(fault) = fault else { return Some(self.done(&request, &asked, None)) };
        match fault {
            Fault::Status(status, body) => Some(Reply::json(status, body)),
            Fault::Throttled(after) => {
                let mut reply = self.vendor.refused(&Refusal::TooMany);
                reply.headers.extend(after.map(|after| ("Retry-After", after)));
                Some(reply)
            }
            Fault::FailBefore => Some(self.vendor.refused(&Refusal::Broken)),
            Fault::DropBefore => None,
            Fault::Hang(time) => {
                thread::sleep(time);
                None
            }
            Fault::Html => Some(Reply::new(200, "text/html", "<!doctype html><title>Welcome</title><p>Sign in")),
            Fault::Redirect(to) => {
                let mut reply = Reply::json(307, "");
                reply.headers.push(("Location", to));
                Some(reply)
            }
            Fault::Garbage => Some(garbage()),
            Fault::FailAfter => {
                self.done(&request, &asked, None);
                Some(self.vendor.refused(&Refusal::Broken))
            }
            Fault::DropAfter => {
                self.done(&request, &asked, None);
                None
            }
            Fault::GarbageAfter => {
                self.done(&request, &asked, None);
                Some(garbage())
            }
            Fault::Slow(time) => {
                let reply = self.done(&request, &asked, None);
                thread::sleep(time);
                Some(reply)
            }
            Fault::Ignored
            | Fault::AlsoChanges(_)
            | Fault::CutShort
            | Fault::RepeatedPage
            | Fault::WrongTotal
            | Fault::EmptyList => Some(self.done(&request, &asked, Some(&fault))),
        }
    }

    /// Does what a request asks for, or refuses it as the vendor would.
    fn done(&self, request: &Request, asked: &Asked, fault: Option<&Fault>) -> Reply {
        let mut state = locked(&self.state);
        let done = self.authorize(request).and_then(|()| match asked {
            Asked::List(of) => self.list(&mut state, request, *of, fault),
            Asked::One(id) => self.find(&state, id).map(|record| Reply::json(200, record.to_string())),
            Asked::Write(id) => self.write(&mut state, request, id, fault),
            Asked::Nowhere => Err(Refusal::Nowhere),
        });
        done.unwrap_or_else(|refusal| {
            if refusal.is_violation() {
                state.violations.push(format!("{} {}: {refusal}", request.method, request.path));
            }
            self.vendor.refused(&refusal)
        })
    }

    fn authorize(&self, request: &Request) -> Result<(), Refusal> {
        let (header, known) = self.vendor.authorization();
        let Some(given) = request.header(header) else { return Err(Refusal::NoKey) };
        let scheme = |value: &str| value.split_once(' ').map(|(scheme, _)| scheme.to_owned());
        if known.iter().any(|known| known == given) {
            Ok(())
        } else if known.iter().any(|known| scheme(known) == scheme(given)) {
            Err(Refusal::WrongKey)
        } else {
            Err(Refusal::NoKey)
        }
    }

    /// A number by its id, and by nothing else.
    fn find<'a>(&self, state: &'a State, id: &str) -> Result<&'a Value, Refusal> {
        let field = self.vendor.fields().id;
        state.numbers.get(id).filter(|record| record[field] == id).ok_or(Refusal::NoSuchNumber)
    }

    fn write(&self, state: &mut State, request: &Request, id: &str, fault: Option<&Fault>) -> Result<Reply, Refusal> {
        let old = self.find(state, id)?.clone();
        let mut new = old.clone();
        let without_effect = self.vendor.change(&mut new, request, &state.assistants)?;
        let said = without_effect.into_iter().map(|words| format!("{} {}: {words}", request.method, request.path));
        state.violations.extend(said);
        if matches!(fault, Some(Fault::Ignored)) {
            new = old;
        }
        if let Some(Fault::AlsoChanges(field)) = fault {
            let moved = self.moved(field, &new[field]);
            new[field] = moved;
        }
        let reply = Reply::json(200, new.to_string());
        state.numbers.change(id, |record| *record = new);
        Ok(reply)
    }

    /// Another value than this one, of a kind that the field may hold.
    fn moved(&self, field: &str, value: &Value) -> Value {
        match value {
            Value::Null => self.vendor.moved(field),
            Value::Bool(value) => json!(!value),
            Value::Number(value) => json!(value.as_i64().unwrap_or_default() + 1),
            Value::String(value) => json!(format!("{value} moved")),
            Value::Array(_) | Value::Object(_) => Value::Null,
        }
    }

    fn list(&self, state: &mut State, request: &Request, of: List, fault: Option<&Fault>) -> Result<Reply, Refusal> {
        let mut span = self.vendor.span(of, request)?;
        if state.broken == Some(of) {
            if span.start > 0 {
                return Err(Refusal::Broken);
            }
            state.broken = None;
        }
        let is_cut = matches!(fault, Some(Fault::CutShort));
        if is_cut {
            state.broken = Some(of);
        }
        if matches!(fault, Some(Fault::RepeatedPage)) {
            span.start = span.start.saturating_sub(span.size);
        }
        let all = match of {
            _ if matches!(fault, Some(Fault::EmptyList)) => &[],
            List::Numbers => state.numbers.all(),
            List::Assistants => state.assistants.all(),
        };
        let end = span.start.saturating_add(span.size);
        let has_more = end < all.len();
        let page = Page {
            of,
            span,
            items: &all[span.start.min(all.len())..end.min(all.len())],
            total: all.len() + usize::from(matches!(fault, Some(Fault::WrongTotal))),
            next: (has_more || is_cut).then_some(end),
            has_key: !is_cut,
        };
        let envelope = self.vendor.envelope(request, &page);
        let mut reply = Reply::json(200, envelope.around(page.items));
        reply.is_cut = is_cut && !has_more && matches!(envelope, Envelope::Bare);
        Ok(reply)
    }
}

fn garbage() -> Reply {
    Reply::json(200, "{\"phone_number\": \"+1415")
}

/// What a lock holds, also after a test has failed while it held it.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;

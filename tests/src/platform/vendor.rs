//! What each platform has in common: records, lists in pages, requests it does not take.

use std::collections::HashMap;
use std::fmt;
use std::ops::RangeInclusive;

use serde_json::{Map, Value, json};

use super::server::{Reply, Request};

/// What a request is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// A page of a list.
    List(List),
    /// One number, by what it is called there.
    One(String),
    /// A change of one number.
    Write(String),
    /// Nothing that there is.
    Nowhere,
}

/// The lists of a platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    Numbers,
    Assistants,
}

/// Why a platform does not do what a request asks for.
#[derive(Debug)]
pub(super) enum Refusal {
    /// It is not as the platform describes it.
    Invalid(String),
    /// There is no such method and path.
    Nowhere,
    /// It does not say in the platform's way who asks.
    NoKey,
    /// It says so, and that is nobody.
    WrongKey,
    NoSuchNumber,
    NoSuchAssistant(String),
    TooMany,
    Broken,
}

impl Refusal {
    /// Whether a program that knows the platform never sends such a request.
    pub(super) fn is_violation(&self) -> bool {
        matches!(self, Refusal::Invalid(_) | Refusal::Nowhere | Refusal::NoKey)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Invalid(words) => to.write_str(words),
            Refusal::Nowhere => to.write_str("There is nothing under this method and path"),
            Refusal::NoKey => to.write_str("No key was given"),
            Refusal::WrongKey => to.write_str("This key is not known"),
            Refusal::NoSuchNumber => to.write_str("There is no such number"),
            Refusal::NoSuchAssistant(id) => write!(to, "There is no assistant {id}"),
            Refusal::TooMany => to.write_str("Too many requests"),
            Refusal::Broken => to.write_str("Something went wrong here"),
        }
    }
}

/// A request that is not as the platform describes it.
pub(super) fn invalid<T>(words: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal::Invalid(words.into()))
}

/// The fields of a platform's records that the fakes use.
pub(super) struct Fields {
    /// The digits of a number.
    pub(super) number: &'static str,
    /// By what a number goes in paths.
    pub(super) id: &'static str,
    /// What a number is called.
    pub(super) label: &'static str,
    /// By what an assistant goes.
    pub(super) assistant: &'static str,
}

/// A stretch of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) size: usize,
}

/// A page to be answered.
pub(super) struct Page<'a> {
    pub(super) of: List,
    pub(super) span: Span,
    pub(super) items: &'a [Value],
    /// How many there are on all pages.
    pub(super) total: usize,
    /// Where the next page begins.
    pub(super) next: Option<usize>,
    /// Whether it says how to get there.
    pub(super) has_key: bool,
}

/// What a platform puts around the items of a page.
pub(super) enum Envelope {
    /// Nothing: a bare array.
    Bare,
    /// An object with the items under a name, and these other members.
    Around(&'static str, Value),
}

impl Envelope {
    /// The whole text, without a copy of the items.
    pub(super) fn around(&self, items: &[Value]) -> String {
        let items: Vec<String> = items.iter().map(Value::to_string).collect();
        let items = format!("[{}]", items.join(","));
        match self {
            Envelope::Bare => items,
            Envelope::Around(name, rest) => format!("{{\"{name}\":{items},{}", &rest.to_string()[1..]),
        }
    }
}

/// One platform: its paths, its records, what it takes.
pub(super) trait Vendor: Send + Sync {
    /// What VozDesk is given as the key.
    fn key(&self) -> &'static str;

    /// The header that says who asks, and what may stand in it.
    fn authorization(&self) -> (&'static str, Vec<String>);

    fn fields(&self) -> Fields;

    /// What a request is for, by its method and path.
    fn asked(&self, request: &Request) -> Asked;

    /// What stretch of a list a request asks for.
    fn span(&self, of: List, request: &Request) -> Result<Span, Refusal>;

    fn envelope(&self, request: &Request, page: &Page) -> Envelope;

    /// A number's record. What the platform has no place for is left out.
    fn number(&self, entry: &Entry, assistants: &Records) -> Value;

    fn assistant(&self, id: &str, name: &str) -> Value;

    /// The one assistant that answers a number.
    fn inbound(&self, record: &Value) -> Option<String>;

    /// The one assistant that speaks from a number; most platforms have no place for it.
    fn outbound(&self, _record: &Value) -> Option<String> {
        None
    }

    /// Changes a number as a request says. What it took without doing anything is returned, in words.
    fn change(&self, record: &mut Value, request: &Request, assistants: &Records) -> Result<Vec<String>, Refusal>;

    /// What a field that held nothing holds after it has moved.
    fn moved(&self, _field: &str) -> Value {
        json!("moved")
    }

    /// Tells a number's record that an assistant is called otherwise now.
    fn renamed(&self, _record: &mut Value, _id: &str, _name: &str) {}

    fn status(&self, refusal: &Refusal) -> u16 {
        status(refusal)
    }

    /// The body of an error.
    fn error(&self, status: u16, words: &str) -> Value;

    /// A refusal as the platform answers it.
    fn refused(&self, refusal: &Refusal) -> Reply {
        let status = self.status(refusal);
        Reply::json(status, self.error(status, &refusal.to_string()).to_string())
    }
}

/// The status of a refusal on most platforms.
pub(super) fn status(refusal: &Refusal) -> u16 {
    match refusal {
        Refusal::Invalid(_) | Refusal::NoSuchAssistant(_) => 400,
        Refusal::NoKey | Refusal::WrongKey => 401,
        Refusal::Nowhere | Refusal::NoSuchNumber => 404,
        Refusal::TooMany => 429,
        Refusal::Broken => 500,
    }
}

/// A number to be put on a platform.
pub(super) struct Entry<'a> {
    pub(super) number: &'a str,
    pub(super) label: &'a str,
    pub(super) inbound: Option<&'a str>,
    pub(super) outbound: Option<&'a str>,
}

impl Entry<'_> {
    /// The digits without the plus.
    pub(super) fn digits(&self) -> &str {
        self.number.trim_start_matches('+')
    }
}

/// The numbers or the assistants of a platform in their order, found at once by any of their names.
pub(super) struct Records {
    names: Vec<&'static str>,
    all: Vec<Value>,
    at: HashMap<String, usize>,
}

impl Records {
    /// Records that go by these fields, each of which says which one it is.
    pub(super) fn called_by(names: Vec<&'static str>) -> Records {
        Records { names, all: Vec::new(), at: HashMap::new() }
    }

    pub(super) fn all(&self) -> &[Value] {
        &self.all
    }

    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.at.get(name).map(|at| &self.all[*at])
    }

    /// Adds a record, or puts it in the place of the one that is called the same.
    pub(super) fn put(&mut self, record: Value) {
        let names = self.names_of(&record);
        match names.iter().find_map(|name| self.at.get(name).copied()) {
            Some(at) => self.replace(at, record),
            None => {
                self.at.extend(names.into_iter().map(|name| (name, self.all.len())));
                self.all.push(record);
            }
        }
    }

    /// Changes a record; `false` where there is none.
    pub(super) fn change(&mut self, name: &str, change: impl FnOnce(&mut Value)) -> bool {
        let Some(at) = self.at.get(name).copied() else { return false };
        let mut record = self.all[at].clone();
        change(&mut record);
        self.replace(at, record);
        true
    }

    pub(super) fn change_all(&mut self, change: impl FnMut(&mut Value)) {
        self.all.iter_mut().for_each(change);
    }

    pub(super) fn remove(&mut self, name: &str) {
        let Some(at) = self.at.get(name).copied() else { return };
        self.all.remove(at);
        let names = self
            .all
            .iter()
            .enumerate()
            .flat_map(|(at, record)| self.names_of(record).into_iter().map(move |name| (name, at)));
        self.at = names.collect();
    }

    fn replace(&mut self, at: usize, record: Value) {
        for name in self.names_of(&self.all[at]) {
            self.at.remove(&name);
        }
        self.at.extend(self.names_of(&record).into_iter().map(|name| (name, at)));
        self.all[at] = record;
    }

    fn names_of(&self, record: &Value) -> Vec<String> {
        self.names.iter().filter_map(|field| record[*field].as_str()).map(str::to_owned).collect()
    }
}

/// The parameters behind a path, or of a form.
pub(super) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Reads `a=b&c=d`. None may be there twice, nor one that is not known.
    pub(super) fn read(text: &str, known: &[&str]) -> Result<Parameters, Refusal> {
        let mut all: Vec<(String, String)> = Vec::new();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (Some(name), Some(value)) = (decoded(&name.replace('+', " ")), decoded(&value.replace('+', " ")))
            else {
                return invalid(format!("{pair} is not encoded as it should be"));
            };
            if !known.contains(&name.as_str()) {
                return invalid(format!("{name} is not a parameter of this"));
            }
            if all.iter().any(|(other, _)| *other == name) {
                return invalid(format!("{name} is there twice"));
            }
            all.push((name, value));
        }
        Ok(Parameters(all))
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A whole number within bounds, or another where it is not said.
    pub(super) fn count(&self, name: &str, within: RangeInclusive<usize>, or: usize) -> Result<usize, Refusal> {
        let Some(text) = self.text(name) else { return Ok(or) };
        match text.parse() {
            Ok(count) if within.contains(&count) => Ok(count),
            _ => invalid(format!("{name} is from {} to {}, not {text}", within.start(), within.end())),
        }
    }
}

/// A text without its percent signs, if they are what they should be.
pub(super) fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            bytes.push(u8::try_from(digit()? * 16 + digit()?).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The members of a body that is a JSON object and says so.
pub(super) fn members(request: &Request) -> Result<Map<String, Value>, Refusal> {
    if !request.is_of_type("application/json") {
        return invalid("The body is JSON, and its type says so");
    }
    match serde_json::from_str(&request.body) {
        Ok(Value::Object(members)) => Ok(members),
        _ => invalid("The body is not one JSON object"),
    }
}

/// A text, or null for nothing.
pub(super) fn is_text_or_null(value: &Value) -> bool {
    value.is_string() || value.is_null()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_found_by_each_of_its_names_and_by_no_old_one() {
        let mut records = Records::called_by(vec!["number", "id"]);
        records.put(json!({ "number": "+1", "id": "a" }));
        records.put(json!({ "number": "+2", "id": "b" }));
        assert!(records.change("a", |record| record["id"] = json!("c")));
        assert!(records.get("a").is_none());
        assert_eq!(records.get("c"), records.get("+1"));
        records.put(json!({ "number": "+1", "id": "d" }));
        assert_eq!(records.all().len(), 2);
        records.remove("d");
        assert!(records.get("+1").is_none());
        assert_eq!(records.get("b"), records.get("+2"));
    }

    #[test]
    fn parameters_are_decoded_and_each_is_known_and_there_once() {
        let read = |text| Parameters::read(text, &["a", "b"]);
        let parameters = read("a=x+y%2B&b=").expect("they are known");
        assert_eq!((parameters.text("a"), parameters.text("b")), (Some("x y+"), Some("")));
        for wrong in ["c=1", "a=1&a=2", "a=%2", "a=%zz"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
        let parameters = read("a=7&b=x").expect("they are known");
        assert_eq!(parameters.count("a", 1..=10, 5).expect("it is within"), 7);
        assert!(parameters.count("a", 1..=5, 5).is_err());
        assert!(parameters.count("b", 1..=10, 5).is_err());
    }

    #[test]
    fn the_items_of_a_page_stand_bare_or_under_their_name() {
        let items = [json!(1), json!(2)];
        assert_eq!(Envelope::Bare.around(&items), "[1,2]");
        let around = Envelope::Around("items", json!({ "has_more": false }));
        assert_eq!(around.around(&items), r#"{"items":[1,2],"has_more":false}"#);
    }
}

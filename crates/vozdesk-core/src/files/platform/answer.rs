//! What stands around the entries of an answer: the pages it came in, what people's tools wrapped around them,
//! and what says that there is more than is held.
//!
//! A list is often kept as it was fetched: page after page, a line an entry, in the envelope of a shell or of a
//! workflow program. All of that is one list here. Whether pages are the whole list is told by [`Part`], for all
//! files of a review together.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::value::RawValue;

use crate::files::document::{Member, is_object, members};
use crate::files::partial::Part;
use crate::files::platform::registry;

/// The keys under which answers of any platform, and the tools people fetch them with, hold their elements; a
/// platform's own stand in its file.
const LIST_KEYS: [&str; 8] =
    ["items", "results", "data", "value", "phone_numbers", "phoneNumbers", "assistants", "agents"];

/// The entries of one list, wherever they stand in a file.
#[derive(Default)]
pub(super) struct Answer<'a> {
    /// Each with its JSON pointer. Where a file holds several answers, they are numbered like the elements of an array.
    pub(super) entries: Vec<(String, &'a RawValue)>,
    /// The key they stand under; none for a bare list.
    pub(super) key: Option<Cow<'a, str>>,
    /// Which part of the list they are.
    pub(super) part: Part,
    /// What says that there is more, and where.
    pub(super) more: Option<(String, &'a RawValue)>,
}

impl<'a> Answer<'a> {
    /// The answer that a file's values are; `None` where they can be none.
    pub(super) fn of(roots: &[&'a RawValue]) -> Option<Answer<'a>> {
        let mut answer = Answer::default();
        match roots {
            [root] => answer.take(String::new(), root)?,
            roots => {
                for (at, root) in roots.iter().enumerate() {
                    answer.take(format!("/{at}"), root)?;
                }
            }
        }
        // A line an entry is a list; one entry by itself says nothing of the others.
        answer.part.is_single &= roots.len() == 1;
        // What comes without an envelope says nothing of more.
        answer.part.has_end |= answer.key.is_none();
        Some(answer)
    }

    /// Keeps of the versions of one thing the highest.
    pub(super) fn keep_newest(&mut self, id: &str, version: &str) {
        let told = |raw: &'a RawValue| {
            let pairs = members(raw);
            let get = |wanted: &str| pairs.iter().find(|(key, _)| key == wanted).map(|(_, value)| value.get());
            Some((get(id)?, get(version).and_then(|text| text.parse::<u64>().ok())))
        };
        let mut newest: HashMap<&str, Option<u64>> = HashMap::new();
        let told: Vec<_> = self.entries.iter().map(|(_, raw)| told(raw)).collect();
        for (id, version) in told.iter().flatten() {
            let kept = newest.entry(id).or_insert(*version);
            *kept = (*kept).max(*version);
        }
        let mut told = told.iter();
        self.entries.retain(|_| {
            let told = told.next().copied().flatten();
            // What states no version, or the same once more, is for the review to tell apart.
            told.is_none_or(|(id, version)| newest.get(id).is_none_or(|newest| version >= *newest))
        });
    }

    /// Takes one answer: a page, a list of pages, a bare list, or an entry by itself.
    fn take(&mut self, pointer: String, raw: &'a RawValue) -> Option<()> {
        if !raw.get().starts_with('[') {
            return self.take_object(pointer, raw);
        }
        let elements: Vec<&RawValue> = serde_json::from_str(raw.get()).ok()?;
        let is_page = |element: &&RawValue| element.get().starts_with('[') || list_in(&members(element)).is_some();
        if !elements.is_empty() && elements.iter().all(is_page) {
            for (at, page) in elements.into_iter().enumerate() {
                if page.get().starts_with('[') {
                    let elements = serde_json::from_str(page.get()).ok()?;
                    self.hold(&format!("{pointer}/{at}"), elements);
                } else {
                    self.take_object(format!("{pointer}/{at}"), page)?;
                }
            }
            return Some(());
        }
        self.hold(&pointer, elements);
        Some(())
    }

    fn take_object(&mut self, pointer: String, raw: &'a RawValue) -> Option<()> {
        if !is_object(raw) {
            return None;
        }
        let pairs = members(raw);
        let Some((key, list)) = list_in(&pairs) else {
            self.part.is_single = true;
            self.part.held += 1;
            self.entries.push(unwrapped(pointer, raw));
            return Some(());
        };
        self.hold(&format!("{pointer}/{key}"), serde_json::from_str(list.get()).ok()?);
        self.key.get_or_insert_with(|| key.clone());
        if let Some((place, value)) = self.look_for_more(&pairs) {
            self.more.get_or_insert((format!("{pointer}/{place}"), value));
        }
        Some(())
    }

    /// Takes the elements of a list.
    fn hold(&mut self, pointer: &str, elements: Vec<&'a RawValue>) {
        self.part.held += elements.len();
        let entries = elements.into_iter().enumerate();
        self.entries.extend(entries.map(|(at, raw)| unwrapped(format!("{pointer}/{at}"), raw)));
    }

    /// Notes what an envelope says of the whole list, and returns what says that there is more.
    fn look_for_more(&mut self, pairs: &[Member<'a>]) -> Option<(String, &'a RawValue)> {
        let mut found = Vec::new();
        for (key, value) in pairs {
            match &**key {
                "metadata" | "meta" | "pagination" if is_object(value) => {
                    let inner = members(value).into_iter().map(|(inner, value)| (format!("{key}/{inner}"), value));
                    found.extend(inner);
                }
                key => found.push((key.to_owned(), *value)),
            }
        }
        let value = |names: &[&str]| {
            let is_named = |place: &str| names.contains(&place.rsplit('/').next().unwrap_or(place));
            found.iter().find(|(place, _)| is_named(place)).map(|(place, value)| (place.clone(), *value))
        };
        let said = |names: &[&str]| value(names).filter(|(_, value)| says_something(value));
        let count = |names: &[&str]| value(names).and_then(|(_, value)| value.get().parse::<u64>().ok());

        let part = &mut self.part;
        if let Some(total) = count(&["totalItems", "total", "total_results", "totalResults"]) {
            part.total = part.total.max(Some(total));
        }
        if let Some(pages) = count(&["totalPages", "total_pages", "num_pages"]) {
            part.pages = part.pages.max(Some(pages));
        }
        // Twilio counts its pages from 0, everybody else from 1.
        let first = if value(&["next_page_uri", "first_page_uri"]).is_some() { 0 } else { 1 };
        let page = count(&["currentPage", "page", "page_number"]).map(|page| page.saturating_sub(first));
        let earlier = said(&["previous_page_uri"]).is_some() && page.is_none();
        let at = page.unwrap_or(u64::from(earlier));
        part.held_pages.insert(at);

        let ended = value(&["has_more"]).is_some_and(|(_, value)| value.get() == "false");
        let later = value(&["has_more", "hasNextPage"])
            .filter(|(_, value)| value.get() == "true")
            .or_else(|| said(&["next_page_uri"]))
            .or_else(|| said(&["nextCursor", "next_cursor", "pagination_key"]).filter(|_| !ended));
        if later.is_none() {
            part.has_end = true;
        }
        // A list of one kind of numbers is never the whole.
        let kinds = ["/Local.json", "/TollFree.json", "/Mobile.json"];
        let of_one_kind = value(&["uri"]).filter(|(_, value)| kinds.iter().any(|kind| value.get().contains(kind)));
        part.is_selection |= of_one_kind.is_some();
        later
            .or(of_one_kind)
            .or_else(|| {
                value(&["totalItems", "total", "total_results"]).filter(|_| part.total > Some(part.held as u64))
            })
            .or_else(|| value(&["totalPages", "total_pages"]).filter(|_| part.pages > Some(at + 1)))
            .or_else(|| value(&["currentPage", "page", "page_number", "previous_page_uri"]).filter(|_| at > 0))
    }
}

/// An entry, out of the object under whose `json` workflow programs hold each. Its members are read only where the
/// first of them says so: a list may have 100,000.
fn unwrapped(pointer: String, raw: &RawValue) -> (String, &RawValue) {
    let begins = |text: &str| text.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with("\"json\""));
    let pairs = if begins(raw.get()) { members(raw) } else { Vec::new() };
    match pairs.as_slice() {
        [(_, inner), rest @ ..] if is_object(inner) && rest.len() <= 1 => (format!("{pointer}/json"), *inner),
        _ => (pointer, raw),
    }
}

/// The list in an envelope, and its key.
fn list_in<'a>(pairs: &[Member<'a>]) -> Option<(Cow<'a, str>, &'a RawValue)> {
    let is_list_key = |key: &str| LIST_KEYS.contains(&key) || registry::lists().any(|list| list.under == Some(key));
    let found = pairs.iter().find(|(key, value)| is_list_key(key) && value.get().starts_with('['));
    found.map(|(key, value)| (key.clone(), *value))
}

/// A text that is not empty.
fn says_something(value: &RawValue) -> bool {
    value.get().starts_with('"') && value.get() != "\"\""
}

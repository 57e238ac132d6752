//! A route in words: one sentence a step, in the order in which the call takes them.

use super::{Hop, Outcome, Place, Reason, Route};
use crate::model::message::{Arg, Message};

/// The most characters of a greeting that are said; it may have 4,000.
const GREETING_SHOWN: usize = 90;

impl Route {
    /// What happens, in sentences about the number the route begins at.
    pub fn sentences(&self) -> Vec<Message> {
        let mut sentences = Vec::new();
        let mut hops = self.hops.iter().peekable();
        if let Some(first) = self.hops.first() {
            sentences.extend(here(first));
        }
        while let Some(hop) = hops.next() {
            if let (Outcome::Forwarded, Some(next)) = (hop.outcome, hops.peek()) {
                sentences.push(there(next));
            }
        }
        if let Some(call_back) = &self.call_back {
            sentences.push(calling_back(call_back));
        }
        sentences
    }

    /// The same as one message.
    pub fn message(&self) -> Message {
        Message::new("sentences").with("sentences", Arg::Sentences(self.sentences()))
    }

    /// The same without the greeting, for places where there is little room.
    pub fn brief(&self) -> Message {
        let mut sentences = self.sentences();
        for sentence in &mut sentences {
            if sentence.key == "route-answers-greeting" {
                sentence.key = "route-answers";
                sentence.args.retain(|(name, _)| *name != "greeting");
            }
        }
        Message::new("sentences").with("sentences", Arg::Sentences(sentences))
    }
}

fn here(hop: &Hop) -> Option<Message> {
    let assistant = hop.assistant.as_ref();
    let name = |message: Message| assistant.map_or(message.clone(), |a| message.name("assistant", &a.name));
    Some(match (hop.outcome, hop.reason) {
        (Outcome::Answered, _) => match assistant.map(|a| greeting(&a.greeting)).filter(|words| !words.is_empty()) {
            Some(words) => name(Message::new("route-answers-greeting")).with("greeting", words),
            None => name(Message::new("route-answers")),
        },
        (Outcome::Forwarded, Some(Reason::AssistantInactive)) => name(Message::new("route-switched-off")),
        // That it is unavailable was asked.
        (Outcome::Forwarded, _) => return None,
        (Outcome::NoHandler, Some(Reason::NoFallback)) if assistant.is_some_and(|a| !a.active) => {
            name(Message::new("route-switched-off-nobody"))
        }
        (Outcome::NoHandler, Some(Reason::NoFallback)) => Message::new("route-unavailable-nobody"),
        (Outcome::NoHandler, _) => match &hop.at {
            Place::Ours(number) if number.inbound.fallback.is_some() => Message::new("route-nobody-fallback-unused"),
            _ => Message::new("route-nobody"),
        },
        (Outcome::NotInService, Some(Reason::StatusPending)) => Message::new("route-pending"),
        (Outcome::NotInService, _) => Message::new("route-inactive"),
        (Outcome::Outside | Outcome::NotOurs, _) => {
            hop.at.e164().map_or(Message::new("route-nobody"), |to| Message::new("route-not-ours").with("to", to))
        }
        (Outcome::Loop, _) => Message::new("route-nobody"),
        (Outcome::Placed, _) => {
            let Place::Ours(number) = &hop.at else { return None };
            match number.outbound.caller_id.or(number.e164()) {
                Some(shown) => name(Message::new("route-speaks")).with("to", shown),
                None => return None,
            }
        }
        (Outcome::NotReady, reason) => {
            let why = reason.unwrap_or(Reason::SlotEmpty).not_ready_message(assistant.map(|a| &**a));
            Message::new("route-not-ready").with("why", why)
        }
    })
}

/// What becomes of a call that is forwarded to this hop.
fn there(hop: &Hop) -> Message {
    let with_place = |key: &'static str| Message { key, args: Vec::new() }.with("place", place(&hop.at));
    let named = |key: &'static str| match &hop.assistant {
        Some(assistant) => with_place(key).name("assistant", &assistant.name),
        None => with_place(key),
    };
    match (hop.outcome, hop.reason) {
        (Outcome::Answered, _) => named("route-to-answered"),
        (Outcome::Forwarded, Some(Reason::AssistantInactive)) => named("route-to-switched-off"),
        (Outcome::Forwarded, _) => named("route-to-unavailable"),
        (Outcome::NoHandler, Some(Reason::NoFallback)) if hop.assistant.as_ref().is_some_and(|a| !a.active) => {
            named("route-to-switched-off-nobody")
        }
        (Outcome::NoHandler, Some(Reason::NoFallback)) => named("route-to-unavailable-nobody"),
        (Outcome::NoHandler, _) => with_place("route-to-nobody"),
        (Outcome::NotInService, Some(Reason::StatusPending)) => with_place("route-to-pending"),
        (Outcome::NotInService, _) => with_place("route-to-inactive"),
        (Outcome::Loop, _) => with_place("route-comes-back"),
        _ => with_place("route-to-outside"),
    }
}

/// Where a call back lands, in one sentence.
fn calling_back(route: &Route) -> Message {
    let answers = route.hops.last().and_then(|hop| hop.assistant.as_ref());
    match (route.outcome(), answers) {
        (Outcome::Answered, Some(assistant)) => {
            Message::new("route-call-back-answered").name("assistant", &assistant.name)
        }
        // A call that leaves at once, or by a fallback destination.
        (Outcome::Outside, _) if route.hops.len() == 1 => Message::new("route-call-back-not-ours"),
        (Outcome::Outside, _) => match route.hops.last().and_then(|hop| hop.at.e164()) {
            Some(to) => Message::new("route-call-back-outside").with("to", to),
            None => Message::new("route-call-back-not-ours"),
        },
        _ => Message::new("route-call-back-nobody"),
    }
}

/// A place as one reads it: label and digits, or the digits alone.
pub fn place(at: &Place) -> Message {
    match at {
        Place::Ours(number) => match number.e164() {
            Some(digits) if number.label.is_empty() => Message::new("just-a-number").with("number", digits),
            Some(digits) => Message::new("name-and-number").name("name", &number.label).with("number", digits),
            None => Message::new("just-a-name").name("name", number.name()),
        },
        Place::Elsewhere(digits) => Message::new("just-a-number").with("number", *digits),
    }
}

fn greeting(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(GREETING_SHOWN) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

//! What only a person can do on a platform, as sentences, in order.

use super::plan::{AssistantChange, Difference, Memory, NamedNumber, Plan};
use crate::files::{Platform, Reach, Takes};
use crate::model::e164::E164;
use crate::model::field;
use crate::model::message::{Arg, Message};
use crate::model::number::Digits;
use crate::model::setup::Setup;
use crate::model::synced::{Held, Synced};

/// Something to do by hand.
#[derive(Clone, Debug, PartialEq)]
pub struct ByHand {
    /// The number, if it is about one with digits.
    pub number: Option<E164>,
    /// The path of the field.
    pub field: &'static str,
    /// Whose it is: the name of a number or an assistant.
    pub name: String,
    /// Where a number is wanted that has no digits yet: the ISO 3166 country and the area code, if one is asked for.
    pub wanted: Option<String>,
    /// What to do.
    pub message: Message,
    /// Where to do it there.
    pub place: Message,
    /// What is to stand there, for a compared field.
    pub value: Option<(Synced, Held)>,
    /// Somebody says that it is done.
    pub is_done: bool,
}

/// What is left to be done by hand of a plan, as the office is now.
pub fn by_hand(setup: &Setup, platform: &'static Platform, plan: &Plan, memory: &Memory) -> Vec<ByHand> {
    let Some(reach) = &platform.reach else { return Vec::new() };
    let list = List { setup, platform, reach };
    let mut lines: Vec<ByHand> = plan.by_hand.iter().filter_map(|difference| list.field(difference, memory)).collect();
    lines.extend(plan.not_there_yet.iter().filter_map(|number| list.missing(number)));
    for assistant in plan.assistants.iter().filter(|one| one.change == AssistantChange::RenamedHere) {
        let here = assistant.assistant.as_ref().and_then(|id| setup.assistant(id.as_str()));
        let (Some(here), Some(there)) = (here, &assistant.there) else { continue };
        if here.name == *there {
            continue;
        }
        lines.push(ByHand {
            number: None,
            field: "name",
            name: here.name.clone(),
            wanted: None,
            message: Message::new("sync-rename-by-hand").name("here", here.name.as_str()).name("there", there.as_str()),
            place: list.place(1, there.as_str()),
            value: None,
            is_done: false,
        });
    }
    lines
}

struct List<'a> {
    setup: &'a Setup,
    platform: &'static Platform,
    reach: &'static Reach,
}

impl List<'_> {
    fn field(&self, difference: &Difference, memory: &Memory) -> Option<ByHand> {
        let number = self.setup.number_with_digits(difference.number)?;
        let here = difference.field.here(self.setup, number, self.platform.word);
        let is_told = self.reach.takes(difference.field) != Takes::Untold;
        if is_told && here == difference.there.value {
            return None;
        }
        let base = memory.numbers.get(&difference.number).and_then(|seen| seen.fields.get(&difference.field));
        let done = base.and_then(|base| base.done.as_ref());
        if here == Held::Nothing && !is_told && done.is_none() {
            return None;
        }
        let label = field::label(difference.field.path());
        let value = match &here {
            Held::Nothing | Held::Decided => None,
            Held::Text(text) => Some(Arg::Name(text.clone())),
            Held::Number(number) => Some(Arg::Number(*number)),
            Held::There(_) | Held::Here(_) => {
                let slot = if difference.field == Synced::Inbound {
                    &number.inbound.assistant
                } else {
                    &number.outbound.assistant
                };
                self.setup.in_slot(slot).map(|assistant| Arg::Name(assistant.name.clone()))
            }
        };
        let key = match (&value, difference.there.value == Held::Decided) {
            (_, true) => "sync-decided-by-hand",
            (Some(_), _) => "sync-set-by-hand",
            (None, _) => "sync-clear-by-hand",
        };
        let message = Message { key, args: Vec::new() }.with("field", label.clone());
        let message = message.with("value", value.unwrap_or_else(|| Arg::Message(Message::new("nobody-or-nothing"))));
        Some(ByHand {
            number: Some(difference.number),
            field: difference.field.path(),
            name: number.name(),
            wanted: None,
            message,
            place: self.place(0, Arg::Number(difference.number)),
            is_done: done == Some(&here),
            value: Some((difference.field, here)),
        })
    }

    /// A number that the platform does not have yet.
    fn missing(&self, missing: &NamedNumber) -> Option<ByHand> {
        let number = self.setup.number(missing.record.as_ref()?.as_str())?;
        let (digits, wanted, message) = match &number.digits {
            Digits::Known(digits) if missing.number == Some(*digits) => {
                (Some(*digits), None, Message::new("sync-bring-number-by-hand").with("number", *digits))
            }
            Digits::Requested { country, area_code } if missing.number.is_none() => {
                let wanted = format!("{country} {area_code}").trim_end().to_owned();
                let message = Message::new("sync-get-number-by-hand").with("wanted", wanted.as_str());
                (None, Some(wanted), message)
            }
            _ => return None,
        };
        let place = Message::new("sync-place").with("platform", self.platform.name).with("menu", self.reach.menus[0]);
        Some(ByHand {
            number: digits,
            field: "number",
            name: number.name(),
            wanted,
            message,
            place,
            value: None,
            is_done: false,
        })
    }

    fn place(&self, menu: usize, entry: impl Into<Arg>) -> Message {
        Message::new("sync-place-of")
            .with("platform", self.platform.name)
            .with("menu", self.reach.menus[menu])
            .with("entry", entry)
    }
}

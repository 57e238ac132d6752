//! Records by what people call them on a command line.

use std::sync::Arc;

use vozdesk_core::model::assistant::Assistant;
use vozdesk_core::model::campaign::Campaign;
use vozdesk_core::model::e164::E164;
use vozdesk_core::model::id::Id;
use vozdesk_core::model::message::{Arg, Message};
use vozdesk_core::model::number::PhoneNumber;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::model::text::composed;

use crate::output::Failure;

/// A number by its id, by a label that it alone bears, or by its digits in any usual form.
pub(crate) fn find_number<'a>(setup: &'a Setup, text: &str) -> Result<&'a Arc<PhoneNumber>, Failure> {
    if let Some(number) = setup.number(text) {
        return Ok(number);
    }
    let labelled: Vec<&Arc<PhoneNumber>> =
        setup.numbers().filter(|n| !n.label.is_empty() && is_called(&n.label, text)).collect();
    match labelled.as_slice() {
        [only] => return Ok(only),
        [] => {}
        several => return Err(several_of(text, several.iter().map(|number| &number.id))),
    }
    let read = E164::read_stored(text, Some(setup.profile().default_country)).ok();
    read.and_then(|digits| setup.number_with_digits(digits)).ok_or_else(|| not_found("cli-no-number", text))
}

/// An assistant by its id, or by a name that it alone bears.
pub(crate) fn find_assistant<'a>(setup: &'a Setup, text: &str) -> Result<&'a Assistant, Failure> {
    let named = setup.assistants().filter(|a| is_called(&a.name, text)).map(|a| (&a.id, &**a));
    by_name(setup.assistant(text).map(|a| &**a), named, "cli-no-assistant", text)
}

/// A campaign by its id, or by a name that it alone bears.
pub(crate) fn find_campaign<'a>(setup: &'a Setup, text: &str) -> Result<&'a Campaign, Failure> {
    let named = setup.campaigns().filter(|c| is_called(&c.name, text)).map(|c| (&c.id, &**c));
    by_name(setup.campaign(text).map(|c| &**c), named, "cli-no-campaign", text)
}

/// Whether a record is called so, however its accents are written.
fn is_called(name: &str, text: &str) -> bool {
    composed(name) == composed(text.trim())
}

/// The record of an id, else the only one of a name.
fn by_name<'a, T>(
    of_id: Option<&'a T>,
    named: impl Iterator<Item = (&'a Id, &'a T)>,
    none: &'static str,
    text: &str,
) -> Result<&'a T, Failure> {
    if let Some(record) = of_id {
        return Ok(record);
    }
    let named: Vec<_> = named.collect();
    match named.as_slice() {
        [(_, only)] => Ok(only),
        [] => Err(not_found(none, text)),
        several => Err(several_of(text, several.iter().map(|(id, _)| *id))),
    }
}

fn not_found(key: &'static str, text: &str) -> Failure {
    Failure::plain("not_found", Message { key, args: Vec::new() }.with("text", text))
}

fn several_of<'a>(text: &str, ids: impl Iterator<Item = &'a Id>) -> Failure {
    let ids = ids.map(|id| Message::new("just-a-word").with("word", id.as_str())).collect();
    let message = Message::new("cli-several").with("text", text).with("ids", Arg::List(ids));
    Failure::plain("ambiguous", message)
}

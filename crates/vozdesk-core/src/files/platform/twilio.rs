//! Twilio's list of incoming phone numbers.
//!
//! Source: Twilio's documentation of the IncomingPhoneNumbers resource. Only the number, its label and
//! its provider have a place here. Twilio calls a number by itself until somebody names it: such a
//! friendly name is an empty label.

use super::{EntryOf, Reader};
use crate::files::{PartialNumber, PartialPlatform};
use crate::model::country::Country;
use crate::model::e164::E164;
use crate::model::number::Digits;
use crate::model::text;

pub(super) fn number<'a>(
    reader: &mut Reader<'a>,
    entry: &EntryOf<'a, '_>,
    number: &mut PartialNumber,
    platform: &mut PartialPlatform,
) {
    platform.provider = Some(Some("twilio".to_owned()));
    for (key, value) in &entry.members {
        let at = entry.pointer.key(key);
        match &**key {
            "sid" => platform.id = reader.short(&at, value),
            "phone_number" => number.digits = reader.digits(&at, value),
            "friendly_name" => number.label = reader.text(&at, value, text::label, "label_too_long"),
            _ => {}
        }
    }
    if let (Some(label), Some(digits)) = (&mut number.label, &number.digits)
        && let Digits::Known(digits) = digits.value
        && is_only_the_number(label, digits)
    {
        label.clear();
    }
}

fn is_only_the_number(label: &str, digits: E164) -> bool {
    let country: Option<Country> = digits.shown_country();
    E164::read_stored(label, country).is_ok_and(|read| read == digits)
}

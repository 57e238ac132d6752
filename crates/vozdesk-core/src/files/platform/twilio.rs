//! Twilio's list of incoming phone numbers. Twilio has numbers and no assistants.
//!
//! Source: Twilio's documentation of the IncomingPhoneNumbers resource. Only the number, its label and
//! its provider have a place here. Twilio calls a number by itself until somebody names it.

use crate::files::partial::{PartialRecord, StatedValue};
use crate::files::platform::reader::{Entry, Kept, Reader};
use crate::files::platform::registry::{Entries, Key, Keys, List, Platform, Reach, Takes};
use crate::model::field::Value;
use crate::model::number::PhoneNumber;

pub(super) static TWILIO: Platform = Platform {
    word: "twilio",
    name: "Twilio",
    is_carrier: true,
    reach: Some(Reach {
        host: "api.twilio.com",
        takes: [Takes::Sent, Takes::Nothing, Takes::Nothing, Takes::Nothing, Takes::Nothing],
        label_limit: 64,
        has_assistants: false,
        menus: ["Active numbers", ""],
        key_steps: ["key-twilio-1", "key-twilio-2", "key-twilio-3"],
    }),
    lists: &[List {
        platform: "twilio",
        name: "Twilio",
        under: Some("incoming_phone_numbers"),
        has_entry: |has| has(&["sid"]) && has(&["phone_number", "phoneNumber"]),
        most: &[],
        versions: None,
        entries: Entries::Numbers(Keys {
            keys: &[
                Key::plain("sid", "platform.id"),
                Key::plain("phone_number", "number"),
                Key::plain("friendly_name", "label"),
                // As Twilio's command line writes them.
                Key::plain("phoneNumber", "number"),
                Key::plain("friendlyName", "label"),
            ],
            whole: Some(number),
        }),
    }],
};

fn number(_: &mut Reader<'_>, _: &Entry<'_, '_>, number: &mut PartialRecord<PhoneNumber>) -> Kept {
    number.state_path("platform.provider", 0, number.at, StatedValue::Value(Value::from("twilio")));
    Kept::Yes
}

//! Telnyx' list of phone numbers. Telnyx is a carrier: it has numbers and no assistants.
//!
//! Source: Telnyx' documentation of the phone_numbers resource. Only the number and what its customer calls it
//! have a place here.

use crate::files::partial::{PartialRecord, StatedValue};
use crate::files::platform::reader::{Entry, Kept, Reader};
use crate::files::platform::registry::{Entries, Key, Keys, List, Platform};
use crate::model::field::Value;
use crate::model::number::PhoneNumber;

pub(super) static TELNYX: Platform = Platform {
    word: "telnyx",
    name: "Telnyx",
    is_carrier: true,
    reach: None,
    lists: &[List {
        platform: "telnyx",
        name: "Telnyx",
        under: None,
        has_entry: |has| {
            has(&["record_type"]) && has(&["phone_number"]) && has(&["customer_reference", "connection_id"])
        },
        most: &[],
        versions: None,
        entries: Entries::Numbers(Keys {
            keys: &[
                Key::plain("id", "platform.id"),
                Key::plain("phone_number", "number"),
                Key::plain("customer_reference", "label"),
            ],
            whole: Some(number),
        }),
    }],
};

fn number(_: &mut Reader<'_>, _: &Entry<'_, '_>, number: &mut PartialRecord<PhoneNumber>) -> Kept {
    number.state_path("platform.provider", 0, number.at, StatedValue::Value(Value::from("telnyx")));
    Kept::Yes
}

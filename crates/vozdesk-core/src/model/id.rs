//! Ids of records: opaque text, compared exactly.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};
use uuid::{NoContext, Timestamp, Uuid};

/// 1 to 64 visible ASCII characters. Unique within a kind of record; ours are lower-case UUID v7.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// The most characters an id may have.
    pub const LIMIT: usize = 64;

    /// Takes an id that somebody else made; `None` if it is not 1 to 64 visible ASCII characters.
    pub fn new(text: &str) -> Option<Id> {
        let visible = text.bytes().all(|b| b.is_ascii_graphic());
        (visible && (1..=Id::LIMIT).contains(&text.len())).then(|| Id(text.into()))
    }

    /// Makes a new one: a UUID v7, so that ids made later sort later. A clock before 1970, which such an id cannot tell,
    /// is taken for 1970.
    pub fn make() -> Id {
        let has_time = SystemTime::now() >= SystemTime::UNIX_EPOCH;
        let at_the_epoch = || Uuid::new_v7(Timestamp::from_unix(NoContext, 0, 0));
        let id = if has_time { Uuid::now_v7() } else { at_the_epoch() };
        Id(id.hyphenated().to_string().into())
    }

    /// Sorts before every id; for the beginning of a range.
    pub(crate) fn lowest() -> Id {
        Id(Arc::from(""))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Id, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Id;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id of 1 to 64 visible ASCII characters")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Id, E> {
                Id::new(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

impl From<Id> for serde_json::Value {
    fn from(id: Id) -> serde_json::Value {
        id.as_str().into()
    }
}

impl JsonSchema for Id {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Id".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[!-~]{1,64}$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_1_to_64_visible_ascii_characters() {
        assert!(Id::new("pn-a1b2").is_some());
        assert!(Id::new(&"x".repeat(64)).is_some());
        for wrong in ["", " ", "a b", "é", "a\n", &"x".repeat(65)] {
            assert!(Id::new(wrong).is_none(), "{wrong:?}");
        }
    }

    #[test]
    fn ids_made_later_sort_later() {
        let made: Vec<Id> = (0..50).map(|_| Id::make()).collect();
        assert!(made.is_sorted());
    }
}

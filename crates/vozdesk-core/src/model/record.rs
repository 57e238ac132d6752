//! What all records of a setup have in common: a kind, an id, a name, and a table of their fields.

use crate::model::field::FieldOf;
use crate::model::id::Id;

/// The kinds of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    /// The profile, of which there is one.
    Profile,
    /// A phone number.
    Number,
    /// An assistant.
    Assistant,
    /// A campaign.
    Campaign,
}

impl RecordKind {
    /// The word in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            RecordKind::Profile => "profile",
            RecordKind::Number => "number",
            RecordKind::Assistant => "assistant",
            RecordKind::Campaign => "campaign",
        }
    }
}

/// A record of a setup. Its type says what it is; its table says what walks it: the readers of files,
/// the merge, the difference, history, tables, the options of the command line, the wire and the forms.
pub trait Record: Clone + PartialEq + Send + Sync + 'static {
    /// Which kind it is.
    const KIND: RecordKind;
    /// Every field, in the order of the keys in the setup file.
    const FIELDS: &'static [FieldOf<Self>];

    /// Its id; the profile has none.
    fn id(&self) -> Option<&Id>;

    /// What it is called in sentences.
    fn name(&self) -> String;

    /// A record that is this one and in which nothing has been set: what an explicit null in a file
    /// makes of a field.
    #[must_use]
    fn blank(&self) -> Self;

    /// The field of this path.
    fn field(path: &str) -> Option<&'static FieldOf<Self>> {
        Self::FIELDS.iter().find(|field| field.path == path)
    }
}

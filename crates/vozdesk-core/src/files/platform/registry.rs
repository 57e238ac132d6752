//! What a platform's file says: its name, its lists, and what each key of their entries means.

use crate::files::partial::PartialRecord;
use crate::files::platform::PLATFORMS;
use crate::files::platform::reader::{Entry, Kept, ReadKey, Reader};
use crate::model::assistant::Assistant;
use crate::model::number::PhoneNumber;
use crate::model::synced::Synced;

/// A platform whose lists are read.
#[derive(Debug)]
pub struct Platform {
    /// The name in records and on the command line.
    pub word: &'static str,
    /// Its name as it writes it.
    pub name: &'static str,
    /// It sells numbers, and others answer them.
    pub(in crate::files) is_carrier: bool,
    /// Its lists, those that are easily taken for another last.
    pub(super) lists: &'static [List],
    /// How an office is brought there and back; none where files alone are read.
    pub reach: Option<Reach>,
}

/// What sync can do with a platform. Source: the platforms' documentation of their interfaces, 2026.
#[derive(Debug)]
pub struct Reach {
    /// Where its interface answers.
    pub host: &'static str,
    /// What it makes of the label, the inbound and the outbound slot, the fallback destination and the caller ID.
    pub takes: [Takes; 5],
    /// How many characters a label may have there.
    pub label_limit: usize,
    /// Whether it has assistants.
    pub has_assistants: bool,
    /// What its own window calls the pages of numbers and of assistants.
    pub menus: [&'static str; 2],
    /// Where its key is found there, step by step: messages without arguments.
    pub key_steps: [&'static str; 3],
}

/// What a platform makes of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// It tells it, and takes another value.
    Sent,
    /// It tells it; somebody changes it there by hand.
    Told,
    /// It has something that only looks like it: shown, never brought, and by hand where it differs.
    Likeness,
    /// It has no place for it, or does not tell what stands there: by hand once it is set here.
    Untold,
    /// It is no affair of it, and nothing is compared.
    Nothing,
}

impl Reach {
    /// What it makes of a field.
    pub fn takes(&self, field: Synced) -> Takes {
        self.takes[field as usize]
    }
}

/// A list of a platform: what it holds, how one tells it, and what its keys mean.
#[derive(Debug)]
pub struct List {
    /// The platform's name in records.
    pub(super) platform: &'static str,
    /// Whose name is said.
    pub(super) name: &'static str,
    /// The key under which only this list's elements stand.
    pub(super) under: Option<&'static str>,
    /// Whether an entry with these keys is one of it.
    pub(super) has_entry: fn(&HasAny<'_>) -> bool,
    /// How many entries a bare list has at most, where it does not say that there are more.
    pub(super) most: &'static [usize],
    /// Where it has an entry a version: the keys of the id and of the version, of which the highest counts.
    pub(super) versions: Option<(&'static str, &'static str)>,
    /// How its entries are read.
    pub(super) entries: Entries,
}

/// Tells whether an entry has any of some keys.
pub(super) type HasAny<'a> = dyn Fn(&[&str]) -> bool + 'a;

/// What a list holds, and what becomes of each key of an entry.
#[derive(Debug)]
pub(super) enum Entries {
    /// Phone numbers.
    Numbers(Keys<PhoneNumber>),
    /// Assistants.
    Assistants(Keys<Assistant>),
}

/// What becomes of the keys of an entry; all others are passed over.
pub(super) struct Keys<R: 'static> {
    pub(super) keys: &'static [Key<R>],
    /// What the entry as a whole says beyond its keys, and whether it is kept.
    pub(super) whole: Option<Whole<R>>,
}

/// A key, the field that it is about, and how it is read.
pub(super) struct Key<R: 'static> {
    pub(super) name: &'static str,
    pub(super) field: &'static str,
    pub(super) read: ReadKey<R>,
}

pub(super) type Whole<R> = for<'a> fn(&mut Reader<'a>, &Entry<'a, '_>, &mut PartialRecord<R>) -> Kept;

/// The two kinds of record that platforms list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Records {
    /// Phone numbers.
    Numbers,
    /// Assistants.
    Assistants,
}

impl<R> std::fmt::Debug for Keys<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.keys.iter().map(|key| key.name)).finish()
    }
}

impl<R> Key<R> {
    /// A key read by the kind of its field.
    pub(super) const fn plain(name: &'static str, field: &'static str) -> Key<R> {
        Key { name, field, read: ReadKey::ByKind }
    }

    /// A key read in its own way.
    pub(super) const fn by(name: &'static str, field: &'static str, read: super::reader::ReadOwn<R>) -> Key<R> {
        Key { name, field, read: ReadKey::Own(read) }
    }
}

impl Platform {
    /// All of them.
    pub fn all() -> impl Iterator<Item = &'static Platform> {
        PLATFORMS.into_iter()
    }

    /// Those an office can be brought to.
    pub fn within_reach() -> impl Iterator<Item = (&'static Platform, &'static Reach)> {
        PLATFORMS.into_iter().filter_map(|platform| Some((platform, platform.reach.as_ref()?)))
    }

    /// Whether it sells numbers that others answer.
    pub fn is_carrier(&self) -> bool {
        self.is_carrier
    }

    /// Its list of these records.
    pub(in crate::files) fn list_of(&self, records: Records) -> Option<&'static List> {
        self.lists.iter().find(|list| list.records() == records)
    }

    /// The one of this word.
    pub fn of_word(word: &str) -> Option<&'static Platform> {
        Platform::all().find(|platform| platform.word == word)
    }
}

impl PartialEq for Platform {
    fn eq(&self, other: &Platform) -> bool {
        self.word == other.word
    }
}

impl Eq for Platform {}

impl List {
    /// The platform's name as it writes it.
    pub fn platform_name(&self) -> &'static str {
        self.name
    }

    /// The platform's name in records and on the command line.
    pub fn platform(&self) -> &'static str {
        self.platform
    }

    /// Whether its platform sells numbers that others answer.
    pub(in crate::files) fn is_of_carrier(&self) -> bool {
        Platform::of_word(self.platform).is_some_and(|platform| platform.is_carrier)
    }

    /// What it lists.
    pub fn records(&self) -> Records {
        match self.entries {
            Entries::Numbers(_) => Records::Numbers,
            Entries::Assistants(_) => Records::Assistants,
        }
    }

    /// The key at a place.
    pub(in crate::files) fn key(&self, at: u8) -> &'static str {
        let at = usize::from(at);
        match &self.entries {
            Entries::Numbers(keys) => keys.keys.get(at).map_or("", |key| key.name),
            Entries::Assistants(keys) => keys.keys.get(at).map_or("", |key| key.name),
        }
    }

    /// The path of the field that a key is about.
    pub(in crate::files) fn path_of(&self, key: &str) -> Option<&'static str> {
        match &self.entries {
            Entries::Numbers(keys) => keys.keys.iter().find(|known| known.name == key).map(|known| known.field),
            Entries::Assistants(keys) => keys.keys.iter().find(|known| known.name == key).map(|known| known.field),
        }
    }
}

impl PartialEq for List {
    fn eq(&self, other: &List) -> bool {
        (self.platform, self.records()) == (other.platform, other.records())
    }
}

impl Eq for List {}

/// Every list of every platform.
pub(super) fn lists() -> impl Iterator<Item = &'static List> {
    Platform::all().flat_map(|platform| platform.lists)
}

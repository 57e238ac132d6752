//! Countries as telephone numbering knows them: an ISO 3166 code, its calling code and its name.
//!
//! The table holds every region libphonenumber has metadata for, with its three letters in ISO 3166, its names in both
//! languages (the short names of Unicode CLDR), and what else people call it. What a number in a country looks like is [`crate::model::e164`]'s business.

use std::fmt;
use std::sync::LazyLock;

use rlibphonenumber::{PHONE_NUMBER_UTIL, Region};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::model::language::Language;
use crate::model::text::folded;

/// An ISO 3166 alpha-2 country code that libphonenumber has metadata for, such as `US`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country([u8; 2]);

struct Row {
    country: Country,
    alpha3: &'static str,
    en: &'static str,
    es: &'static str,
    /// What else it is called, with strokes between.
    also: &'static str,
}

static TABLE: LazyLock<Vec<Row>> = LazyLock::new(|| {
    include_str!("country.tsv")
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let code: [u8; 2] = cells.next()?.as_bytes().try_into().ok()?;
            let mut next = || cells.next();
            Some(Row { country: Country(code), alpha3: next()?, en: next()?, es: next()?, also: next().unwrap_or("") })
        })
        .collect()
});

/// Every name, as [`plain`] has it, in its order.
static NAMES: LazyLock<Vec<(String, Country)>> = LazyLock::new(|| {
    let names = |row: &'static Row| [row.alpha3, row.en, row.es].into_iter().chain(row.also.split('|'));
    let named = TABLE.iter().flat_map(|row| names(row).map(|name| (plain(name), row.country)));
    let mut names: Vec<_> = named.filter(|(name, _)| !name.is_empty()).collect();
    names.sort();
    names
});

/// A name without case, accents, dots and a leading article.
fn plain(name: &str) -> String {
    let words = folded(&name.replace(|c: char| !c.is_alphanumeric(), " "));
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = words.strip_prefix(&["the"]).unwrap_or(&words);
    // "U.S.A." is no three words.
    let is_initials = words.iter().all(|word| word.len() == 1);
    words.join(if is_initials { "" } else { " " })
}

impl Country {
    /// The country new setups begin with.
    pub const US: Country = Country(*b"US");

    /// Reads a two-letter code in either case; `None` if no such country has telephone numbers.
    pub fn new(code: &str) -> Option<Country> {
        let code: [u8; 2] = code.trim().to_ascii_uppercase().as_bytes().try_into().ok()?;
        Country(code).row().map(|row| row.country)
    }

    /// The country of a code of two or three letters, or of a name in English or Spanish as people write it: everyday or
    /// formal, in any case, with or without dots and accents.
    pub fn named(text: &str) -> Option<Country> {
        let name = plain(text);
        Country::new(&name).or_else(|| {
            let at = NAMES.binary_search_by(|(known, _)| known.as_str().cmp(&name)).ok()?;
            NAMES.get(at).map(|(_, country)| *country)
        })
    }

    /// The country whose telephone numbers an environment asks for, as locale(7) has it: the territory of the first of
    /// `LC_ALL`, `LC_TELEPHONE` and `LANG` that is set. Nothing where that names none.
    pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Option<Country> {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let locale = ["LC_ALL", "LC_TELEPHONE", "LANG"].into_iter().find_map(set)?;
        // `es_ES.UTF-8@euro`, and on other systems `zh-Hant-TW`.
        let name = locale.split(['.', '@']).next()?;
        name.split(['_', '-']).skip(1).find_map(Country::new)
    }

    /// Every country, in the order of the codes.
    pub fn all() -> impl Iterator<Item = Country> {
        TABLE.iter().map(|row| row.country)
    }

    /// The code, in capitals.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }

    /// The calling code without its plus sign: 1 for the United States.
    pub fn calling_code(self) -> u16 {
        PHONE_NUMBER_UTIL.get_country_code_for_region(self.region()).and_then(|code| code.try_into().ok()).unwrap_or(0)
    }

    /// The country's name.
    pub fn name(self, language: Language) -> &'static str {
        self.row().map_or("", |row| match language {
            Language::English => row.en,
            Language::Spanish => row.es,
        })
    }

    pub(crate) fn region(self) -> Region {
        self.as_str().parse().unwrap_or(Region::World)
    }

    pub(crate) fn from_region(region: Region) -> Option<Country> {
        Country::new(&region.to_string())
    }

    fn row(self) -> Option<&'static Row> {
        let at = TABLE.binary_search_by_key(&self, |row| row.country).ok()?;
        TABLE.get(at)
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl TryFrom<String> for Country {
    type Error = String;

    fn try_from(code: String) -> Result<Country, String> {
        Country::new(&code).ok_or_else(|| format!("{code:?} is no country code"))
    }
}

impl From<Country> for String {
    fn from(country: Country) -> String {
        country.as_str().to_owned()
    }
}

impl JsonSchema for Country {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Country".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[A-Z]{2}$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_region_of_the_metadata_has_a_name_in_both_languages() {
        for region in PHONE_NUMBER_UTIL.get_supported_regions() {
            let code = region.to_string();
            if region == Region::World {
                continue;
            }
            let country = Country::new(&code).unwrap_or_else(|| panic!("{code} is missing"));
            assert!(!country.name(Language::English).is_empty());
            assert!(!country.name(Language::Spanish).is_empty());
            assert!(country.calling_code() > 0);
        }
    }

    #[test]
    fn a_code_is_read_in_either_case_and_nothing_else_is() {
        assert_eq!(Country::new("us"), Some(Country::US));
        assert_eq!(Country::new(" GB "), Country::new("GB"));
        for wrong in ["", "U", "USA", "ZZ", "éé", "12"] {
            assert_eq!(Country::new(wrong), None, "{wrong}");
        }
    }
}

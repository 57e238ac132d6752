//! The languages VozDesk speaks.

use serde::{Deserialize, Serialize};

/// The languages VozDesk speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English, `en`.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Spanish, `es`.
    #[serde(rename = "es")]
    Spanish,
}

impl Language {
    /// The language a locale name such as `es_ES.UTF-8` or `es-MX` asks for; English for all others.
    pub fn from_locale(locale: &str) -> Language {
        Language::spoken(locale).unwrap_or_default()
    }

    /// The language an environment asks for, as gettext reads it: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that
    /// is set, and before it, unless that is the C locale, the first of the list in `LANGUAGE` that VozDesk speaks.
    /// Nothing where none of them is set.
    pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Option<Language> {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
        let is_c = |locale: &str| matches!(locale.split('.').next(), Some("C" | "POSIX"));
        if locale.as_deref().is_some_and(is_c) {
            return Some(Language::English);
        }
        let listed = set("LANGUAGE").and_then(|list| list.split(':').find_map(Language::spoken));
        listed.or_else(|| locale.map(|locale| Language::from_locale(&locale)))
    }

    /// The language of a locale name, if VozDesk speaks it.
    fn spoken(locale: &str) -> Option<Language> {
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or("");
        [Language::English, Language::Spanish].into_iter().find(|spoken| spoken.tag().eq_ignore_ascii_case(language))
    }

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Spanish => "es",
        }
    }
}

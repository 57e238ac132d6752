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
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or("");
        if language.eq_ignore_ascii_case("es") { Language::Spanish } else { Language::English }
    }

    /// The language of this process's environment: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set.
    pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Language {
        ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .filter_map(variable)
            .find(|value| !value.is_empty())
            .map_or(Language::English, |locale| Language::from_locale(&locale))
    }

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Spanish => "es",
        }
    }
}

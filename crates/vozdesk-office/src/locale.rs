//! What the system says of the person: their language and country, where nobody has said another.

use vozdesk_core::model::country::Country;
use vozdesk_core::model::language::Language;

/// Where Linux keeps the language of the system (locale.conf(5); Debian's own place).
#[cfg(target_os = "linux")]
const CONFIGURED: [&str; 2] = ["/etc/locale.conf", "/etc/default/locale"];

/// The language that this process's environment asks for, else the one that the system is set to.
pub fn language_of_system() -> Language {
    said_by_system(|variable| Language::of_environment(variable)).unwrap_or_default()
}

/// The country whose telephone numbers this process's environment asks for, else the one that the system is set to.
pub fn country_of_system() -> Option<Country> {
    said_by_system(|variable| Country::of_environment(variable))
}

/// What the environment says, else the settings of the system: a program started from a menu may have no environment
/// of this kind.
fn said_by_system<Said>(read: impl Fn(&dyn Fn(&str) -> Option<String>) -> Option<Said>) -> Option<Said> {
    read(&|name| std::env::var(name).ok()).or_else(|| read(&setting))
}

/// The locale of the person, in the place of each variable.
#[cfg(not(target_os = "linux"))]
fn setting(name: &str) -> Option<String> {
    (name == "LANG").then(sys_locale::get_locale).flatten()
}

#[cfg(target_os = "linux")]
fn setting(name: &str) -> Option<String> {
    let text = CONFIGURED.into_iter().find_map(|file| std::fs::read_to_string(file).ok())?;
    configured(&text, name)
}

/// The value of a variable in such a file.
#[cfg(any(target_os = "linux", test))]
fn configured(text: &str, name: &str) -> Option<String> {
    let value = text.lines().find_map(|line| line.trim().strip_prefix(name)?.strip_prefix('='))?;
    Some(value.trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_is_set_counts_and_a_list_of_languages_before_it() {
        let of = |pairs: &[(&str, &str)]| Language::of_environment(environment(pairs));
        let (english, spanish) = (Some(Language::English), Some(Language::Spanish));
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[("LANG", "es_MX.UTF-8")]), spanish);
        assert_eq!(of(&[("LC_ALL", "C"), ("LANG", "es_ES"), ("LANGUAGE", "es")]), english);
        assert_eq!(of(&[("LC_ALL", "C.UTF-8"), ("LANGUAGE", "es")]), english);
        assert_eq!(of(&[("LANG", "en_US.UTF-8"), ("LANGUAGE", "fr:es:en")]), spanish);
        assert_eq!(of(&[("LANG", "es_ES.UTF-8"), ("LANGUAGE", "fr")]), spanish, "none of the list is spoken");
        assert_eq!(of(&[("LANGUAGE", "es_AR:es")]), spanish, "where nothing else is set");
        assert_eq!(of(&[("LANG", "fr_FR.UTF-8")]), english);
        let text = "# made by localectl\nLANG=\"es_ES.UTF-8\"\n";
        assert_eq!(Language::of_environment(|name| configured(text, name)), spanish);
    }

    #[test]
    fn the_country_is_the_territory_of_the_locale_for_telephones() {
        let of = |pairs: &[(&str, &str)]| Country::of_environment(environment(pairs));
        let spain = Country::new("ES");
        assert_eq!(of(&[("LANG", "es_ES.UTF-8@euro")]), spain);
        assert_eq!(of(&[("LANG", "en_US.UTF-8"), ("LC_TELEPHONE", "es_ES.UTF-8")]), spain);
        assert_eq!(of(&[("LANG", "zh-Hant-TW")]), Country::new("TW"));
        assert_eq!(of(&[("LANG", "es.UTF-8")]), None);
        assert_eq!(of(&[("LC_ALL", "C.UTF-8"), ("LANG", "es_ES")]), None);
    }

    fn environment<'a>(pairs: &'a [(&str, &str)]) -> impl Fn(&str) -> Option<String> + 'a {
        |name| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
    }
}

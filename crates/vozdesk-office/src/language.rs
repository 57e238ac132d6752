//! The language of the system, for hosts that were not told another.

use vozdesk_core::model::language::Language;

/// Where Linux keeps the language of the system (locale.conf(5); Debian's own place).
#[cfg(target_os = "linux")]
const CONFIGURED: [&str; 2] = ["/etc/locale.conf", "/etc/default/locale"];

/// The language that this process's environment asks for, else the one that the system is set to.
pub fn of_system() -> Language {
    let asked = Language::of_environment(|name| std::env::var(name).ok());
    asked.or_else(of_settings).unwrap_or_default()
}

/// A program started from a menu may have no environment of this kind.
#[cfg(not(target_os = "linux"))]
fn of_settings() -> Option<Language> {
    sys_locale::get_locale().map(|locale| Language::from_locale(&locale))
}

/// A program started from a menu may have no environment of this kind.
#[cfg(target_os = "linux")]
fn of_settings() -> Option<Language> {
    let text = CONFIGURED.into_iter().find_map(|file| std::fs::read_to_string(file).ok())?;
    Language::of_environment(|name| configured(&text, name))
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
        let of = |pairs: &[(&str, &str)]| {
            let value =
                |name: &str| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
            Language::of_environment(value)
        };
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
}

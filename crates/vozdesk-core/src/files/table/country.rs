//! The country of a row as people write it: a code, a name, a calling code.

use crate::model::country::Country;

/// Where the number of a row is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stated {
    /// In a country.
    Country(Country),
    /// Behind a calling code, which several countries may share.
    CallingCode(String),
}

/// What the cell of a country says; `None` if it names none.
pub(super) fn stated_country(cell: &str) -> Option<Stated> {
    let cell = cell.trim();
    let digits = cell.strip_prefix('+').or_else(|| cell.strip_prefix("00")).unwrap_or(cell).trim();
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let code: u16 = digits.parse().ok()?;
        return Country::all()
            .any(|country| country.calling_code() == code)
            .then(|| Stated::CallingCode(code.to_string()));
    }
    Country::named(cell).map(Stated::Country)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_read_as_people_write_it() {
        for (cell, code) in [
            ("us", "US"),
            ("USA", "US"),
            ("U.S.A.", "US"),
            ("United States of America", "US"),
            ("EE.UU.", "US"),
            ("EE. UU.", "US"),
            ("Estados Unidos", "US"),
            ("UK", "GB"),
            ("U.K.", "GB"),
            ("England", "GB"),
            ("Scotland", "GB"),
            ("Great Britain", "GB"),
            ("Reino Unido", "GB"),
            ("Holland", "NL"),
            ("The Netherlands", "NL"),
            ("Turkey", "TR"),
            ("Türkiye", "TR"),
            ("Turquía", "TR"),
            ("South Korea", "KR"),
            ("Korea", "KR"),
            ("Republic of Korea", "KR"),
            ("Russian Federation", "RU"),
            ("Russia", "RU"),
            ("Czech Republic", "CZ"),
            ("UAE", "AE"),
            ("Vietnam", "VN"),
            ("España", "ES"),
            ("esp", "ES"),
            ("México", "MX"),
            ("DEU", "DE"),
            ("Alemania", "DE"),
            ("Ivory Coast", "CI"),
        ] {
            assert_eq!(stated_country(cell), Country::new(code).map(Stated::Country), "{cell}");
        }
        for (cell, code) in [("+44", "44"), ("0044", "44"), ("44", "44"), ("1", "1"), (" 34 ", "34")] {
            assert_eq!(stated_country(cell), Some(Stated::CallingCode(code.to_owned())), "{cell}");
        }
        for wrong in ["", "Narnia", "+999", "0", "12345678", "Front desk"] {
            assert_eq!(stated_country(wrong), None, "{wrong}");
        }
    }
}

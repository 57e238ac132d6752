//! Phone numbers: read what people type, keep E.164, format for reading.
//!
//! [`E164::read`] is the only way in for typed text. The rules on top of libphonenumber are those
//! of VozDesk: what can only be dialled locally is too short, fewer than 7 or more than 15 digits
//! are refused (ITU-T E.164 allows 15), and nothing is guessed: spreadsheet notation, words beside
//! a number, dates, several numbers and lost plus signs are refused ([`typed`](super::typed)).

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};

use rlibphonenumber::{
    NumberLengthType, PHONE_NUMBER_UTIL, ParseError, PhoneNumber as Parsed, PhoneNumberFormat, PhoneNumberType, Region,
    ValidationError,
};

use crate::model::country::Country;
use crate::model::message::Message;
use crate::model::typed;

/// A number in E.164: `+` and 7 to 15 digits. Ordered by its text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct E164([u8; 16]);

/// What was typed, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The number.
    pub number: E164,
    /// The extension typed after it. E.164 has no place for one.
    pub extension: Option<String>,
}

/// Why a text is no number. Carries what the sentence needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// The reason.
    pub reason: MisreadReason,
    /// The country the text was read in.
    pub country: Option<Country>,
    /// How many national digits were found.
    pub found: usize,
    /// The fewest and the most national digits a number of that country has; of those that begin so, where the digits
    /// would be enough for others.
    pub expected: Option<(usize, usize)>,
    /// What of the text is meant: the letters, or the number with its plus.
    pub meant: Option<String>,
}

/// The reasons for which a text is no number; the codes of `vozdesk parse`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MisreadReason {
    /// There is no number in it.
    NotANumber,
    /// It begins with a calling code that no country has, or no country is known.
    InvalidCountryCode,
    /// Digits are missing; also for what can only be dialled locally.
    TooShort,
    /// There are too many digits.
    TooLong,
    /// Neither too short nor too long, but no number of that country has so many digits.
    InvalidLength,
    /// A spreadsheet has turned the digits into a number (`1.41556E+10`, `4155550100.0`).
    ScientificNotation,
    /// An extension follows, and the place takes none.
    Extension,
    /// Letters stand beside or among the digits.
    Letters,
    /// It is a date.
    Date,
    /// There is more than one number in it.
    SeveralNumbers,
    /// It may be a number of the country without its trunk prefix, or of another without its plus.
    Ambiguous,
}

impl MisreadReason {
    /// The code, as on the command line.
    pub fn code(self) -> &'static str {
        match self {
            MisreadReason::NotANumber => "not_a_number",
            MisreadReason::InvalidCountryCode => "invalid_country_code",
            MisreadReason::TooShort => "too_short",
            MisreadReason::TooLong => "too_long",
            MisreadReason::InvalidLength => "invalid_length",
            MisreadReason::ScientificNotation => "scientific_notation",
            MisreadReason::Extension => "extension",
            MisreadReason::Letters => "letters",
            MisreadReason::Date => "date",
            MisreadReason::SeveralNumbers => "several_numbers",
            MisreadReason::Ambiguous => "ambiguous",
        }
    }
}

impl Misread {
    /// The sentence that says why.
    pub fn message(&self) -> Message {
        let key = match self.reason {
            MisreadReason::NotANumber => "misread-not-a-number",
            MisreadReason::InvalidCountryCode if self.country.is_none() => "misread-no-country",
            MisreadReason::InvalidCountryCode => "misread-invalid-country-code",
            MisreadReason::ScientificNotation => "misread-scientific-notation",
            MisreadReason::Extension => "misread-extension",
            MisreadReason::Letters => "misread-letters",
            MisreadReason::Date => "misread-date",
            MisreadReason::SeveralNumbers if self.meant.is_some() => "misread-block",
            MisreadReason::SeveralNumbers => "misread-several-numbers",
            MisreadReason::Ambiguous => "misread-ambiguous",
            MisreadReason::TooShort => "misread-too-short",
            MisreadReason::TooLong => "misread-too-long",
            MisreadReason::InvalidLength => "misread-invalid-length",
        };
        let (Some(country), Some((fewest, most))) = (self.country, self.expected) else {
            return match self.reason {
                MisreadReason::TooShort => Message::new("misread-too-short-anywhere"),
                MisreadReason::TooLong => Message::new("misread-too-long-anywhere"),
                MisreadReason::InvalidLength => Message::new("misread-invalid-length-anywhere"),
                _ => Message { key, args: Vec::new() }.name("meant", self.meant.clone().unwrap_or_default()),
            };
        };
        let digits = if fewest == most {
            Message::new("digits-exactly").with("count", fewest)
        } else {
            Message::new("digits-between").with("fewest", fewest).with("most", most)
        };
        Message { key, args: Vec::new() }.with("country", country).with("found", self.found).with("digits", digits)
    }
}

/// The first number of a text that holds several; `None` if it does not.
pub fn first_of_several(text: &str, country: Option<Country>) -> Option<&str> {
    typed::first_of_several(text, country)
}

/// The numbers of a block such as `415 555 0100-0119`, at most 1,000; `None` for all else.
pub fn block(text: &str, country: Option<Country>) -> Option<Vec<E164>> {
    let numbers = typed::block(text, country)?;
    let read = |parsed: &Parsed| E164::from_text(&PHONE_NUMBER_UTIL.format(parsed, PhoneNumberFormat::E164));
    numbers.iter().map(read).collect()
}

/// The kind of a number, in libphonenumber's words.
pub fn kind_word(number: E164) -> &'static str {
    match PHONE_NUMBER_UTIL.get_number_type(&number.parsed()) {
        PhoneNumberType::FixedLine => "fixed_line",
        PhoneNumberType::Mobile => "mobile",
        PhoneNumberType::FixedLineOrMobile => "fixed_line_or_mobile",
        PhoneNumberType::TollFree => "toll_free",
        PhoneNumberType::PremiumRate => "premium_rate",
        PhoneNumberType::SharedCost => "shared_cost",
        PhoneNumberType::VoIP => "voip",
        PhoneNumberType::PersonalNumber => "personal_number",
        PhoneNumberType::Pager => "pager",
        PhoneNumberType::UAN => "uan",
        PhoneNumberType::VoiceMail => "voicemail",
        PhoneNumberType::Unknown => "unknown",
    }
}

impl E164 {
    /// Reads what somebody typed, with a country chosen beside it (used unless the text begins with `+`).
    pub fn read(text: &str, country: Option<Country>) -> Result<Reading, Misread> {
        let misread = |reason| Misread { reason, country, found: 0, expected: None, meant: None };
        if looks_like_a_spreadsheet(text) {
            return Err(misread(MisreadReason::ScientificNotation));
        }
        let refused = |refusal: typed::Refusal| Misread { meant: refusal.meant, ..misread(refusal.reason) };
        // What is E.164 already has no other reading.
        let is_plain = E164::from_text(text).is_some();
        let looked = if is_plain { text.to_owned() } else { typed::look(text, country).map_err(refused)? };
        let parsed = PHONE_NUMBER_UTIL.parse(&looked, country.map(Country::region));
        let is_too_long = match &parsed {
            Ok(parsed) => wrong_length(parsed) == Some(MisreadReason::TooLong),
            Err(error) => matches!(error, ParseError::TooLongNsn),
        };
        let of_country = parsed.as_ref().ok().filter(|_| !is_too_long);
        if !is_plain && (of_country.is_some() || is_too_long) {
            typed::judge(&looked, of_country, country).map_err(|refusal| match refusal.reason {
                MisreadReason::TooShort => Misread {
                    found: looked.chars().filter(|c| c.is_numeric()).count(),
                    expected: country.and_then(expected_digits),
                    ..misread(MisreadReason::TooShort)
                },
                _ => refused(refusal),
            })?;
        }
        let parsed = parsed.map_err(|error| {
            let reason = match error {
                ParseError::InvalidCountryCode => MisreadReason::InvalidCountryCode,
                ParseError::NotANumber(_) => MisreadReason::NotANumber,
                ParseError::TooShortAfterIdd | ParseError::TooShortNsn => MisreadReason::TooShort,
                ParseError::TooLongNsn => MisreadReason::TooLong,
            };
            let found = looked.chars().filter(|c| c.is_numeric()).count();
            let expected = country.filter(|_| !looked.contains(['+', '＋'])).and_then(expected_digits);
            Misread { found, expected, ..misread(reason) }
        })?;
        if typed::has_impossible_area_code(&parsed) && wrong_length(&parsed).is_none() {
            return Err(misread(MisreadReason::NotANumber));
        }

        let national = PHONE_NUMBER_UTIL.format(&parsed, PhoneNumberFormat::E164);
        let country = main_country(parsed.country_code)
            .filter(|main| country.is_none_or(|c| c.calling_code() != main.calling_code()))
            .or(country);
        let found = national.len().saturating_sub(1 + parsed.country_code.to_string().len());
        let wrong = |reason| {
            let of_country = country.and_then(expected_digits);
            let is_within = of_country.is_some_and(|(fewest, most)| (fewest..=most).contains(&found));
            let expected = if is_within { digits_of_such(&parsed) } else { of_country };
            Misread { reason, country, found, expected, meant: None }
        };
        if let Some(reason) = wrong_length(&parsed) {
            return Err(wrong(reason));
        }
        let number = match E164::from_text(&national) {
            Some(number) => number,
            None if national.len() < 8 => return Err(wrong(MisreadReason::TooShort)),
            None => return Err(wrong(MisreadReason::TooLong)),
        };
        // Some texts of no real number, such as 000 01425 0142 in Argentina, come out as digits that
        // would be read as others again. What is stored must read as itself.
        if number.as_str() != text && number.normalized() != national {
            return Err(wrong(MisreadReason::NotANumber));
        }
        let extension = parsed.extension.filter(|extension| !extension.is_empty());
        Ok(Reading { number, extension })
    }

    /// Like [`E164::read`], for a field that is stored: an extension is refused.
    pub fn read_stored(text: &str, country: Option<Country>) -> Result<E164, Misread> {
        let reading = E164::read(text, country)?;
        match reading.extension {
            None => Ok(reading.number),
            Some(_) => {
                Err(Misread { reason: MisreadReason::Extension, country, found: 0, expected: None, meant: None })
            }
        }
    }

    /// Takes text that is E.164 already, such as a stored one; `None` if it is not.
    pub fn from_text(text: &str) -> Option<E164> {
        let digits = text.strip_prefix('+')?.as_bytes();
        if !(7..=15).contains(&digits.len()) || digits[0] == b'0' || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let mut bytes = [0; 16];
        bytes[0] = b'+';
        bytes[1..=digits.len()].copy_from_slice(digits);
        Some(E164(bytes))
    }

    /// The text: `+` and digits.
    pub fn as_str(&self) -> &str {
        let end = self.0.iter().position(|b| *b == 0).unwrap_or(self.0.len());
        std::str::from_utf8(&self.0[..end]).unwrap_or("")
    }

    /// The digits without the plus sign.
    pub fn digits(&self) -> &str {
        self.as_str().trim_start_matches('+')
    }

    /// Whether a text is this number and no more, however it is written: it names nothing then.
    pub fn is_all_of(self, text: &str) -> bool {
        E164::read_stored(text, self.shown_country()).is_ok_and(|read| read == self)
    }

    /// The international form with spaces: `+1 415 555 2671`.
    pub fn international(&self) -> String {
        self.formatted(PhoneNumberFormat::International).replace('-', " ")
    }

    /// The international form as libphonenumber writes it: `+1 415-555-2671`.
    pub fn international_with_hyphens(&self) -> String {
        self.formatted(PhoneNumberFormat::International)
    }

    /// The form used within the country: `(415) 555-2671`.
    pub fn national(&self) -> String {
        self.formatted(PhoneNumberFormat::National)
    }

    /// What stands in a number field beside its country: the international form without the calling
    /// code, or whole where that would be read as something else.
    pub fn typed_form(&self) -> String {
        let whole = self.international();
        let Some(country) = self.shown_country() else { return whole };
        let Some(rest) = whole.strip_prefix(&format!("+{} ", country.calling_code())) else { return whole };
        match E164::read(rest, Some(country)) {
            Ok(reading) if reading.number == *self => rest.to_owned(),
            _ => whole,
        }
    }

    /// The country whose range holds the number; `None` when the range is in no metadata, and for
    /// numbers of no country (+800).
    pub fn country(&self) -> Option<Country> {
        PHONE_NUMBER_UTIL.get_region_for_number(&self.parsed()).and_then(Country::from_region)
    }

    /// The country to show beside the number: its own, else the main one of its calling code.
    pub fn shown_country(&self) -> Option<Country> {
        self.country().or_else(|| main_country(self.parsed().country_code))
    }

    /// The calling code: 1 in `+14155552671`.
    pub fn calling_code(&self) -> u16 {
        self.parsed().country_code.try_into().unwrap_or(0)
    }

    /// Whether the number is in a range the metadata knows.
    pub fn is_in_metadata(&self) -> bool {
        PHONE_NUMBER_UTIL.is_valid_number(&self.parsed())
    }

    /// The digits as they are read from their own text.
    fn normalized(&self) -> String {
        self.formatted(PhoneNumberFormat::E164)
    }

    fn formatted(&self, format: PhoneNumberFormat) -> String {
        PHONE_NUMBER_UTIL.format(&self.parsed(), format).into_owned()
    }

    fn parsed(&self) -> Parsed {
        PHONE_NUMBER_UTIL.parse(self.as_str(), None).unwrap_or_default()
    }
}

impl fmt::Display for E164 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for E164 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for E164 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for E164 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<E164, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = E164;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a plus sign and 7 to 15 digits")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<E164, E> {
                E164::from_text(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

impl JsonSchema for E164 {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "E164".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": r"^\+[1-9][0-9]{6,14}$" })
    }
}

/// Digits that went through a spreadsheet's number format: an exponent, or a fraction of zeros.
fn looks_like_a_spreadsheet(text: &str) -> bool {
    let text = text.trim();
    let text = text.strip_prefix(['+', '-']).unwrap_or(text);
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if let Some((mantissa, exponent)) = text.split_once(['e', 'E']) {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        return all_digits(exponent) && mantissa.split(['.', ',']).all(all_digits);
    }
    match text.split_once(['.', ',']) {
        Some((whole, fraction)) => {
            whole.len() >= 5 && all_digits(whole) && !fraction.is_empty() && fraction.bytes().all(|b| b == b'0')
        }
        None => false,
    }
}

fn main_country(calling_code: i32) -> Option<Country> {
    PHONE_NUMBER_UTIL
        .get_region_for_country_code(calling_code)
        .filter(|r| *r != Region::World)
        .and_then(Country::from_region)
}

/// The fewest and the most national digits a number of this country can have.
fn expected_digits(country: Country) -> Option<(usize, usize)> {
    let possible = |digits: &u32| {
        let parsed = Parsed {
            country_code: country.calling_code().into(),
            national_number: 2 * 10_u64.pow(digits - 1),
            ..Parsed::default()
        };
        wrong_length(&parsed).is_none()
    };
    let fewest = (2..=17).find(possible)?;
    let most = (2..=17).rev().find(possible)?;
    Some((fewest as usize, most as usize))
}

/// The fewest and the most national digits of valid numbers that begin like this one, as far as a few endings show them.
fn digits_of_such(parsed: &Parsed) -> Option<(usize, usize)> {
    let begin = parsed.national_number.to_string();
    let is_any_valid = |digits: &usize| {
        ('0'..='9').any(|ending| {
            let national: String = begin.chars().chain(std::iter::repeat(ending)).take(*digits).collect();
            let text = format!("+{}{national}", parsed.country_code);
            PHONE_NUMBER_UTIL.parse(&text, None).is_ok_and(|number| PHONE_NUMBER_UTIL.is_valid_number(&number))
        })
    };
    let lengths: Vec<usize> = (begin.len() + 1..=15).filter(is_any_valid).collect();
    Some((*lengths.first()?, *lengths.last()?))
}

/// What is wrong with the count of digits, by libphonenumber's lengths of the country.
fn wrong_length(parsed: &Parsed) -> Option<MisreadReason> {
    match PHONE_NUMBER_UTIL.is_possible_number_with_reason(parsed) {
        Ok(NumberLengthType::IsPossible) => None,
        Ok(NumberLengthType::IsPossibleLocalOnly) | Err(ValidationError::TooShort) => Some(MisreadReason::TooShort),
        Err(ValidationError::TooLong) => Some(MisreadReason::TooLong),
        Err(ValidationError::InvalidLength) => Some(MisreadReason::InvalidLength),
        Err(ValidationError::InvalidCountryCode) => Some(MisreadReason::InvalidCountryCode),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, country: &str) -> Result<String, &'static str> {
        E164::read_stored(text, Country::new(country)).map(|n| n.to_string()).map_err(|m| m.reason.code())
    }

    #[test]
    fn usual_forms_are_read_as_e164() {
        for (text, country, expected) in [
            ("(415) 555-2671", "US", "+14155552671"),
            ("+34 91 123 45 67", "US", "+34911234567"),
            ("tel:+1-415-555-2671", "", "+14155552671"),
            ("４１５５５５２６７１", "US", "+14155552671"),
            ("020 7946 0018", "GB", "+442079460018"),
            ("06 1234 5678", "IT", "+390612345678"),
            ("+1 555 123 4567", "US", "+15551234567"),
        ] {
            assert_eq!(read(text, country), Ok(expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_a_number_is_refused_with_its_reason() {
        for (text, country, code) in [
            ("hello", "US", "not_a_number"),
            ("", "US", "not_a_number"),
            ("+0234567890", "AF", "invalid_country_code"),
            ("415 555 2671", "", "invalid_country_code"),
            ("415 555 26", "US", "too_short"),
            ("415 555 267111", "US", "too_long"),
        ] {
            assert_eq!(read(text, country), Err(code), "{text}");
        }
    }

    #[test]
    fn a_number_that_can_only_be_dialled_locally_is_too_short() {
        assert_eq!(read("555-2671", "US"), Err("too_short"));
    }

    #[test]
    fn an_extension_has_no_place_in_e164() {
        assert_eq!(read("(415) 555-2671 x 5", "US"), Err("extension"));
        let reading = E164::read("(415) 555-2671 x 5", Some(Country::US)).expect("the number itself is fine");
        assert_eq!(reading.extension.as_deref(), Some("5"));
    }

    #[test]
    fn spreadsheet_notation_is_refused_and_never_guessed() {
        for text in ["1.41556E+10", "1,41556E+10", "1E10", "14155550100.0", "+1.4E+10", "4155550100,00"] {
            assert_eq!(read(text, "US"), Err("scientific_notation"), "{text}");
        }
        assert_eq!(read("415.555.0100", "US"), Ok("+14155550100".to_owned()));
    }

    #[test]
    fn what_would_be_read_as_other_digits_again_is_no_number() {
        let argentina = Country::new("AR");
        let misread =
            E164::read("000 01425 0142", argentina).expect_err("+5400014250142 would be read as +540014250142");
        assert_eq!(misread.reason, MisreadReason::NotANumber);
        assert!(E164::read("11 2345-6789", argentina).is_ok());
    }

    #[test]
    fn a_refusal_says_how_many_digits_were_expected() {
        let misread = E164::read("415 555 01", Some(Country::US)).expect_err("two digits are missing");
        assert_eq!((misread.found, misread.expected), (8, Some((10, 10))));
        // Others of that country have 7 digits, but none that begins so.
        let misread = E164::read("+44 20 7946 00", None).expect_err("two digits are missing");
        assert_eq!((misread.found, misread.expected), (8, Some((10, 10))));
        let misread = E164::read("+49 30 12", None).expect_err("it can only be dialled locally");
        assert!(misread.expected.is_none_or(|(fewest, _)| fewest > misread.found), "{misread:?}");
    }

    #[test]
    fn numbers_are_ordered_by_their_text() {
        let mut numbers: Vec<E164> = ["+9", "+14155550100", "+1415555", "+442079460018"]
            .iter()
            .filter_map(|t| E164::from_text(&format!("{t}0000000")[..t.len().max(8)]))
            .collect();
        let mut texts: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        numbers.sort();
        texts.sort();
        assert_eq!(numbers.iter().map(ToString::to_string).collect::<Vec<_>>(), texts);
    }

    #[test]
    fn the_typed_form_reads_back_as_the_same_number() {
        for country in Country::all() {
            let Ok(example) = PHONE_NUMBER_UTIL.get_example_number(country.region()) else { continue };
            let text = PHONE_NUMBER_UTIL.format(&example, PhoneNumberFormat::E164);
            let Some(number) = E164::from_text(&text) else { continue };
            let typed = number.typed_form();
            let again = E164::read_stored(&typed, number.shown_country());
            assert_eq!(again, Ok(number), "{country} {typed}");
        }
    }
}

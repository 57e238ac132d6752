//! Text as people type it, looked at before and after libphonenumber reads it: never are digits stored that a person
//! did not mean.
//!
//! libphonenumber finds a number in nearly any text: it takes letters for the digits of a keypad and drops what stands
//! around. So [`look`] first refuses what is a date, several numbers or a number with words beside it, and takes away
//! what has no meaning; [`judge`] then refuses what has two readings, and what lacks an area code.

use std::sync::LazyLock;

use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory;
use rlibphonenumber::phonenumber_matcher::{Leniency, PhoneNumberMatcherFactory};
use rlibphonenumber::{
    CountryCodeSource, NumberLengthType, PHONE_NUMBER_UTIL, PhoneNumber as Parsed, PhoneNumberFormat, PhoneNumberType,
    PhoneNumberUtil, ValidationError, get_national_significant_number_owned,
};

use crate::model::country::Country;
use crate::model::e164::MisreadReason;

/// Where a tail after a dash is the switchboard or an extension of the office, and part of the number: Germany, Austria
/// and Luxembourg, by their calling codes.
const DIALS_THROUGH: [i32; 3] = [49, 43, 352];

/// Countries whose numbers of 5 to 7 digits lack their area code, which the metadata does not say of them.
const LOCAL: [&str; 4] = ["PL", "SE", "TR", "ZA"];

/// Why a text is no number, and what of it is meant.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) reason: MisreadReason,
    /// The letters, or the number with its plus.
    pub(super) meant: Option<String>,
}

impl From<MisreadReason> for Refusal {
    fn from(reason: MisreadReason) -> Refusal {
        Refusal { reason, meant: None }
    }
}

/// The text without what has no meaning in a number.
pub(super) fn look(text: &str, country: Option<Country>) -> Result<String, Refusal> {
    let categories = CodePointMapData::<GeneralCategory>::new();
    let plain = text.chars().filter_map(|c| match (c, categories.get(c)) {
        (_, GeneralCategory::Format) => None,
        ('\t' | '·' | '•' | '‧' | '∙' | '⋅', _) | (_, GeneralCategory::SpaceSeparator) => Some(' '),
        // The long mark of Japanese text stands for a dash.
        ('ー', _) | (_, GeneralCategory::DashPunctuation) => Some('-'),
        _ => Some(c),
    });
    let text: String = plain.collect();
    let text = text.trim();
    if is_date(text) {
        return Err(MisreadReason::Date.into());
    }
    if let Some(block) = block(text, country) {
        return Err(Refusal { reason: MisreadReason::SeveralNumbers, meant: Some(block.len().to_string()) });
    }
    if first_of_several(text, country).is_some() {
        return Err(MisreadReason::SeveralNumbers.into());
    }
    let text = without_carrier(&text.replace(['\r', '\n'], " "), country);
    if let Some(letters) = letters_beside(&text, country) {
        return Err(Refusal { reason: MisreadReason::Letters, meant: Some(letters) });
    }
    without_bracketed_zero(text, country)
}

/// What libphonenumber has read is refused where the text has another reading, or lacks its area code. `parsed` is
/// none where the digits are too many for the country.
pub(super) fn judge(text: &str, parsed: Option<&Parsed>, country: Option<Country>) -> Result<(), Refusal> {
    let source = parsed.map(|_| source_of(text, country));
    if source.is_some_and(|source| source != Some(CountryCodeSource::FromDefaultCountry)) {
        return Ok(());
    }
    let Some(country) = country else { return Ok(()) };
    let has_no_extension = parsed.is_some_and(|parsed| parsed.extension.is_none());
    let typed = digits_of(if has_no_extension { text } else { &text[..end_of_number(text, country)] });
    let national = parsed.map(get_national_significant_number_owned);
    let is_prefixed = national.as_ref().is_some_and(|national| *national != typed);
    let is_known = parsed.is_some_and(|parsed| PHONE_NUMBER_UTIL.is_valid_number(parsed));
    if is_prefixed || text.chars().any(char::is_alphabetic) {
        return Ok(());
    }
    let is_to_have_one = || has_trunk_prefix(country) && !(is_known && is_written_so(&typed, country));
    if let Some(elsewhere) = with_plus(&typed)
        && (parsed.is_none() || is_to_have_one())
    {
        let meant = PHONE_NUMBER_UTIL.format(&elsewhere, PhoneNumberFormat::International).replace('-', " ");
        return Err(Refusal { reason: MisreadReason::Ambiguous, meant: Some(meant) });
    }
    let Some(parsed) = parsed.filter(|_| !is_known) else { return Ok(()) };
    let is_local = LOCAL.contains(&country.as_str()) && (5..=7).contains(&typed.len());
    // What is known of lengths is that of the country whose calling code it is: Guernsey's are not those of Britain.
    let is_its_own = PHONE_NUMBER_UTIL.get_region_for_country_code(parsed.country_code) == Some(country.region());
    let of_fixed_lines = PHONE_NUMBER_UTIL.is_possible_number_for_type_with_reason(parsed, PhoneNumberType::FixedLine);
    if is_local || is_its_own && matches!(of_fixed_lines, Ok(NumberLengthType::IsPossibleLocalOnly)) {
        return Err(MisreadReason::TooShort.into());
    }
    Ok(())
}

/// A number of North America whose area code begins with 0 or 1, as none does.
pub(super) fn has_impossible_area_code(parsed: &Parsed) -> bool {
    parsed.country_code == 1 && get_national_significant_number_owned(parsed).starts_with(['0', '1'])
}

/// Day, month and a year of four digits in either order, also with a time.
fn is_date(text: &str) -> bool {
    let (day, time) = text.split_once(['T', ' ']).unwrap_or((text, ""));
    let is_time = time.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | 'Z' | ' ' | '+' | '-'));
    let Some(mark) = day.chars().find(|c| matches!(c, '-' | '.' | '/')) else { return false };
    let parts: Vec<&str> = day.split(mark).collect();
    let figure = |part: &str, most: usize| part.len() <= most && part.bytes().all(|b| b.is_ascii_digit());
    let &[first, second, third] = parts.as_slice() else { return false };
    let (year, others) = if first.len() == 4 { (first, [second, third]) } else { (third, [first, second]) };
    let is_year = year.len() == 4 && figure(year, 4) && (1900..=2099).contains(&year.parse().unwrap_or(0));
    let others = others.map(|part| if figure(part, 2) { part.parse().unwrap_or(0) } else { 0 });
    is_time && is_year && others.iter().all(|part| (1..=31).contains(part)) && others.iter().any(|part| *part <= 12)
}

/// The first number of a text that holds several: what is a number by itself with another one behind it, or the tail of
/// one.
pub(super) fn first_of_several(text: &str, country: Option<Country>) -> Option<&str> {
    let marks = text.char_indices().filter(|(_, c)| matches!(c, '/' | ',' | ';' | '|' | '&' | ':' | '\n' | '\r'));
    let marks = marks.filter_map(|(at, mark)| {
        let after = &text[at + 1..];
        match mark {
            ':' => after.strip_prefix("::").map(|after| (at, after)),
            // Two commas are a pause before an extension.
            ',' if after.starts_with(',') || text[..at].ends_with(',') => None,
            _ => Some((at, after)),
        }
    });
    let words = [" or ", " and ", " y "].into_iter();
    let words = words.flat_map(|word| text.match_indices(word).map(|(at, word)| (at, &text[at + word.len()..])));
    let goes_on = |after: &str| after.trim_start().starts_with(|c: char| c.is_numeric() || matches!(c, '+' | '('));
    let mut firsts = marks.chain(words).filter(|(at, after)| goes_on(after) && is_number(&text[..*at], country));
    firsts.next().map(|(at, _)| &text[..at]).or_else(|| before_tail(text, country))
}

/// What stands between groups, before [`look`] makes one of them.
const DASHES: [char; 6] = ['-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}'];

/// The most numbers of a block that is read as each of them.
const BLOCK_LIMIT: usize = 1_000;

/// The numbers of a block, such as `415 555 0100-0119`: the last digits of a number, and those of the last one of the
/// block behind a dash. Where such a tail belongs to the number, only from all zeros to all nines.
pub(super) fn block(text: &str, country: Option<Country>) -> Option<Vec<Parsed>> {
    let (before, tail) = text.rsplit_once(DASHES)?;
    let tail = tail.trim();
    if !(1..=4).contains(&tail.len()) || !tail.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let first = valid(before, country)?;
    let national = get_national_significant_number_owned(&first);
    let begin = national.len().checked_sub(tail.len())?;
    let [from, to]: [usize; 2] = [national[begin..].parse().ok()?, tail.parse().ok()?];
    let is_whole = tail.len() > 1 && from == 0 && tail.bytes().all(|digit| digit == b'9');
    let is_tail = || before_tail(text, country).is_some() || !is_number(text, country);
    let is_block = is_whole || (!DIALS_THROUGH.contains(&first.country_code) && is_tail());
    if !is_block || to <= from || to - from >= BLOCK_LIMIT {
        return None;
    }
    let number = |last: usize| {
        let digits = format!("+{}{}{last:0width$}", first.country_code, &national[..begin], width = tail.len());
        PHONE_NUMBER_UTIL.parse(&digits, None).ok()
    };
    (from..=to).map(number).collect()
}

/// The number before one or two digits after a dash that are the end of a range.
fn before_tail(text: &str, country: Option<Country>) -> Option<&str> {
    let (before, tail) = text.rsplit_once(DASHES)?;
    let count = tail.trim().chars().count();
    if !(1..=2).contains(&count) || !tail.trim().chars().all(char::is_numeric) {
        return None;
    }
    let number = valid(before, country)?;
    if DIALS_THROUGH.contains(&number.country_code) {
        return None;
    }
    // What stands between the groups of digits.
    let digits = text.trim_start_matches(|c: char| !c.is_numeric());
    let between: Vec<&str> = digits.split(char::is_numeric).filter(|between| !between.is_empty()).collect();
    let is_all_dashes = between.iter().all(|between| *between == "-");
    let is_pair = count == 2 && {
        let group = before.rsplit(|c: char| !c.is_numeric()).next().unwrap_or_default();
        group.chars().count() == 2 && before.strip_suffix(group).is_some_and(|rest| rest.ends_with('-'))
    };
    (!((is_all_dashes || is_pair) && is_number(text, country))).then_some(before)
}

/// In Brazil `xx` after the leading 0 stands for the carrier that somebody chooses.
fn without_carrier(text: &str, country: Option<Country>) -> String {
    let is_brazil = country.is_some_and(|country| country.as_str() == "BR");
    for carrier in ["0xx", "0XX"] {
        if is_brazil && text.trim_start_matches('(').starts_with(carrier) {
            return text.replacen(carrier, "0", 1);
        }
    }
    text.to_owned()
}

/// Letters that are no part of a number, if there are any: all but a label before it, the word of an extension, the
/// parameters of a link, and a vanity number.
fn letters_beside(text: &str, country: Option<Country>) -> Option<String> {
    let begin = text.find(|c: char| c.is_numeric() || c == '+')?;
    let label = &text[..begin];
    // A letter that looks like a digit is no label.
    if label.ends_with(['O', 'o', 'I', 'l']) {
        return Some(last_word(label));
    }
    let lower = text.to_ascii_lowercase();
    let whole = if lower.starts_with("tel:") {
        text.split(';').next().unwrap_or(text)
    } else if lower.starts_with("sip:") || lower.starts_with("sips:") {
        text.split(['@', ';', '?']).next().unwrap_or(text)
    } else {
        text
    };
    // Nearly every text ends here: what follows reads it again.
    whole[begin.min(whole.len())..].find(char::is_alphabetic)?;
    let end = country.map_or(whole.len(), |country| end_of_number(whole, country)).max(begin);
    let body = &whole[begin..end];
    let at = body.find(char::is_alphabetic)?;
    let digits = body[..at].trim_end_matches(|c: char| !c.is_numeric());
    let rest = &body[at..];
    // "Room 415 Support" has the shape of one too: a label ends with a mark.
    let is_labelled = label.trim_end_matches([' ', '(']).chars().last().is_none_or(|end| !end.is_alphabetic());
    let is_vanity = is_labelled
        && !rest.chars().any(char::is_numeric)
        && rest.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && !is_possible(digits, country)
        && (is_number(whole, country) || is_too_long(whole, country));
    let run = || rest.split(|c: char| !c.is_alphabetic() && c != ' ').next().unwrap_or_default();
    (!is_vanity).then(|| run().trim().to_owned())
}

fn last_word(text: &str) -> String {
    text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_owned()
}

/// Where the number ends and its extension begins, with the word for that.
fn end_of_number(text: &str, country: Country) -> usize {
    let parsed = PHONE_NUMBER_UTIL.parse(text, Some(country.region())).ok();
    let Some(extension) = parsed.and_then(|parsed| parsed.extension).filter(|digits| !digits.is_empty()) else {
        return text.len();
    };
    let tail = text.trim_end_matches(|c: char| !c.is_numeric());
    let begin = tail.char_indices().rev().nth(extension.chars().count() - 1).map_or(0, |(at, _)| at);
    tail[..begin].trim_end_matches(|c: char| !c.is_numeric()).len()
}

/// `(0)` after a calling code is dropped where the number is valid without it and not with it. Where both readings are
/// valid, or none is, it is not guessed which is meant.
fn without_bracketed_zero(text: String, country: Option<Country>) -> Result<String, Refusal> {
    use CountryCodeSource::{FromNumberWithIdd, FromNumberWithPlusSign};
    let Some(at) = text.find("(0)") else { return Ok(text) };
    let without = format!("{} {}", &text[..at], &text[at + 3..]);
    if !matches!(source_of(&without, country), Some(FromNumberWithPlusSign | FromNumberWithIdd)) {
        return Ok(text);
    }
    let region = country.map(Country::region);
    let [with, without_it] = [&text, &without].map(|text| PHONE_NUMBER_UTIL.parse(text, region).ok());
    let is_valid = |parsed: &Option<Parsed>| parsed.as_ref().is_some_and(|it| PHONE_NUMBER_UTIL.is_valid_number(it));
    match (is_valid(&with), is_valid(&without_it)) {
        (false, true) => Ok(without),
        (true, false) => Ok(text),
        // A trunk prefix that is taken off in any case.
        _ if with.is_some() && with == without_it => Ok(without),
        (true, true) => Err(MisreadReason::NotANumber.into()),
        // Too few digits or too many are said as such.
        (false, false) => match without_it {
            Some(parsed) if PHONE_NUMBER_UTIL.is_possible_number(&parsed) => Err(MisreadReason::NotANumber.into()),
            _ => Ok(without),
        },
    }
}

/// How the calling code was found.
fn source_of(text: &str, country: Option<Country>) -> Option<CountryCodeSource> {
    let parsed = PHONE_NUMBER_UTIL.parse_and_keep_raw_input(text, country.map(Country::region)).ok()?;
    Some(parsed.country_code_source())
}

fn valid(text: &str, country: Option<Country>) -> Option<Parsed> {
    let parsed = PHONE_NUMBER_UTIL.parse(text, country.map(Country::region)).ok()?;
    PHONE_NUMBER_UTIL.is_valid_number(&parsed).then_some(parsed)
}

fn is_number(text: &str, country: Option<Country>) -> bool {
    valid(text, country).is_some()
}

fn is_possible(text: &str, country: Option<Country>) -> bool {
    let parsed = PHONE_NUMBER_UTIL.parse(text, country.map(Country::region));
    parsed.is_ok_and(|parsed| PHONE_NUMBER_UTIL.is_possible_number(&parsed))
}

/// Whether it has more digits than a number can have: a longer word than fits is said as such.
fn is_too_long(text: &str, country: Option<Country>) -> bool {
    let parsed = PHONE_NUMBER_UTIL.parse(text, country.map(Country::region));
    parsed
        .is_ok_and(|parsed| PHONE_NUMBER_UTIL.is_possible_number_with_reason(&parsed) == Err(ValidationError::TooLong))
}

/// The number of some country that these digits are with a plus.
fn with_plus(digits: &str) -> Option<Parsed> {
    valid(&format!("+{digits}"), None)
}

/// Whether a number is usually written without the trunk prefix within its country.
fn is_written_so(digits: &str, country: Country) -> bool {
    static MATCHERS: LazyLock<PhoneNumberMatcherFactory<PhoneNumberUtil, &'static PhoneNumberUtil>> =
        LazyLock::new(PhoneNumberMatcherFactory::new);
    let mut found = MATCHERS.create_matcher(digits, Leniency::Valid, 1, Some(country.region()));
    found.next().is_some()
}

/// Whether there is a prefix that is dialled before the area code within the country, and no part of the number.
fn has_trunk_prefix(country: Country) -> bool {
    let Ok(example) = PHONE_NUMBER_UTIL.get_example_number(country.region()) else { return false };
    let national = get_national_significant_number_owned(&example);
    // All that the metadata knows.
    ["0", "1", "8", "06"]
        .iter()
        .any(|prefix| valid(&format!("{prefix}{national}"), Some(country)).as_ref() == Some(&example))
}

/// The digits of a text, in Latin script.
fn digits_of(text: &str) -> String {
    PHONE_NUMBER_UTIL.normalize_digits_only(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::e164::E164;

    /// What a text is read as: E.164, with `;ext=` where there is an extension, or the code it is refused with.
    fn read(text: &str, country: &str) -> String {
        match E164::read(text, Country::new(country)) {
            Ok(reading) => match reading.extension {
                Some(extension) => format!("{};ext={extension}", reading.number),
                None => reading.number.to_string(),
            },
            Err(misread) => misread.reason.code().to_owned(),
        }
    }

    fn are_read(rows: &[(&str, &str, &str)]) {
        let wrong: Vec<String> = rows
            .iter()
            .map(|(text, country, right)| (read(text, country), text, country, right))
            .filter(|(is, .., right)| is != *right)
            .map(|(is, text, country, right)| format!("{text} in {country} is {is}, not {right}"))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn words_beside_a_number_are_no_digits_of_it() {
        are_read(&[
            ("030 7654321 Jonas", "DE", "letters"),
            ("+43 1 54321 Büro", "AT", "letters"),
            ("(415) 555-0142 Front", "US", "letters"),
            ("212-555-0142 desk 4", "US", "letters"),
            ("93 123 45 67 (Luis)", "ES", "letters"),
            ("Zimmer 204 Labor", "DE", "letters"),
            ("b22044c90133d", "US", "letters"),
            ("415-555-0142 ext", "US", "letters"),
        ]);
    }

    #[test]
    fn a_letter_that_looks_like_a_digit_is_none() {
        are_read(&[
            ("0221 47l0123", "DE", "letters"),
            ("06 7654 32lO", "IT", "letters"),
            ("O221 4710123", "DE", "letters"),
            ("415-555-O142", "US", "letters"),
        ]);
        let misread = E164::read("0221 471O123", Country::new("DE")).expect_err("a letter among digits");
        assert_eq!(misread.meant.as_deref(), Some("O"), "the letter is named");
    }

    #[test]
    fn labels_extensions_links_and_vanity_numbers_may_have_letters() {
        are_read(&[
            ("Phone: (415) 555-0142", "US", "+14155550142"),
            ("Tél. 01 99 00 56 78", "FR", "+33199005678"),
            ("Mobile/WhatsApp: 612 98 76 54", "ES", "+34612987654"),
            ("1-800-PAINTER", "US", "+18007246837"),
            ("Toll free: 1-800-PAINTER", "US", "+18007246837"),
            ("1-800-PAINTERSHOP", "US", "too_long"),
            ("212-555-0142 x7", "US", "+12125550142;ext=7"),
            ("93 123 45 67 extensión 12", "ES", "+34931234567;ext=12"),
            ("tel:+1-212-555-0142;ext=7", "US", "+12125550142;ext=7"),
            ("212-555-0142,,7", "US", "+12125550142;ext=7"),
            ("212-555-0142, ext 7", "US", "+12125550142;ext=7"),
            ("tel:+12125550142;isub=99", "US", "+12125550142"),
            ("0xx21 2345 6789", "BR", "+552123456789"),
            ("https://wa.me/12125550142", "US", "+12125550142"),
            ("06ー1234ー5678", "JP", "+81612345678"),
        ]);
    }

    #[test]
    fn a_date_is_no_number() {
        are_read(&[
            ("2023-11-30", "DE", "date"),
            ("30/11/2023", "ES", "date"),
            ("11.30.2023", "US", "date"),
            ("2023-11-30 17:45:00", "AT", "date"),
            ("2023-11-30T17:45:00Z", "", "date"),
            ("26.31.45", "NC", "+687263145"),
        ]);
    }

    #[test]
    fn two_numbers_are_not_one() {
        are_read(&[
            ("022-23456780/81", "IN", "several_numbers"),
            ("03-1234-5670 / 5671", "JP", "several_numbers"),
            ("212-555-0142 or 212-555-0143", "US", "several_numbers"),
            ("212-555-0142;212-555-0143", "US", "several_numbers"),
            ("+1 212-555-0142 ::: +1 212-555-0143", "US", "several_numbers"),
            ("212-555-0142\r\n212-555-0143", "US", "several_numbers"),
            ("931 234 567 y 931 234 568", "ES", "several_numbers"),
            ("02-765-4321-2", "TH", "several_numbers"),
            ("0212 555 02 02-03", "TR", "several_numbers"),
            ("040/7654321", "DE", "+49407654321"),
            ("212/555-0142", "US", "+12125550142"),
        ]);
    }

    #[test]
    fn a_tail_after_a_dash_is_the_switchboard_where_it_is_usual_and_a_group_where_all_are() {
        are_read(&[
            ("07736 9218-0", "DE", "+49773692180"),
            ("+43 1 54321-0", "AT", "+431543210"),
            ("+352 27 12 35-1", "LU", "+3522712351"),
            ("8 (495) 765-43-21", "RU", "+74957654321"),
            ("tel:+261-20-22-234-57", "MG", "+261202223457"),
        ]);
    }

    #[test]
    fn a_lost_plus_is_not_guessed() {
        are_read(&[
            ("4915198765432", "DE", "ambiguous"),
            ("468765432", "SE", "ambiguous"),
            ("442079460019", "US", "ambiguous"),
            ("442079460019+", "DE", "ambiguous"),
            ("12125550142", "ES", "ambiguous"),
            // The office's own calling code alone can be meant.
            ("34 93 123 45 67", "ES", "+34931234567"),
            ("5521912345678", "BR", "+5521912345678"),
        ]);
        let misread = E164::read("442079460019", Country::new("US")).expect_err("it has lost its plus");
        assert_eq!(misread.meant.as_deref(), Some("+44 20 7946 0019"), "the plus is proposed");
    }

    #[test]
    fn a_trunk_prefix_may_be_left_out_where_that_is_usual() {
        are_read(&[
            ("131 8765 4321", "CN", "+8613187654321"),
            ("321 7654321", "CO", "+573217654321"),
            ("495 765-43-21", "RU", "+74957654321"),
            ("11 4799 9351", "AR", "+541147999351"),
            ("98765 01234", "IN", "+919876501234"),
            ("501 876 54 32", "TR", "+905018765432"),
        ]);
    }

    #[test]
    fn a_zero_in_brackets_is_dropped_where_only_that_makes_a_number() {
        are_read(&[
            ("+48 (0) 22 512 98 76", "PL", "+48225129876"),
            ("+36 (0)1 987 6543", "HU", "+3619876543"),
            ("+34 (0)93 123 45 67", "ES", "+34931234567"),
            ("+49 (0)30 7654321", "DE", "+49307654321"),
            ("+39 (0)6 8765 4321", "IT", "+390687654321"),
            ("(+44) (0) 20 7946 0019", "GB", "+442079460019"),
            ("+39 (0)800 987 654", "IT", "not_a_number"),
        ]);
    }

    #[test]
    fn what_parts_groups_is_a_space_and_what_has_no_width_is_nothing() {
        are_read(&[
            ("01\u{202f}99\u{202f}00\u{202f}56\u{202f}78", "FR", "+33199005678"),
            ("212\u{2009}555\u{3000}0142", "US", "+12125550142"),
            ("212\t555•0142", "US", "+12125550142"),
            ("212\u{200e}-555\u{200b}-0142", "US", "+12125550142"),
            ("\u{202a}+1 (212) 555-0142\u{202c}", "US", "+12125550142"),
        ]);
    }

    #[test]
    fn a_number_without_its_area_code_is_too_short_and_none_of_north_america_begins_with_0_or_1() {
        are_read(&[
            ("5550 9876", "AU", "too_short"),
            ("3456-7890", "BR", "too_short"),
            ("123 46 78", "SE", "too_short"),
            ("13 14 50", "AU", "+61131450"),
            ("1481257", "GG", "+441481257"),
            ("000-000-0001", "US", "not_a_number"),
            ("123-456-7899", "US", "not_a_number"),
            ("555 123 4568", "US", "+15551234568"),
        ]);
    }

    /// The usual forms of a fixed line and of a mobile of every country, counted.
    #[test]
    fn the_usual_forms_of_every_country_are_read() {
        let (mut forms, mut wrong) = (0, Vec::new());
        for country in Country::all() {
            for kind in [PhoneNumberType::FixedLine, PhoneNumberType::Mobile] {
                let Ok(example) = PHONE_NUMBER_UTIL.get_example_number_for_type_and_region(country.region(), kind)
                else {
                    continue;
                };
                let [e164, international, national, link] = [
                    PhoneNumberFormat::E164,
                    PhoneNumberFormat::International,
                    PhoneNumberFormat::National,
                    PhoneNumberFormat::RFC3966,
                ]
                .map(|form| PHONE_NUMBER_UTIL.format(&example, form).into_owned());
                let dotted = national.replace([' ', '-'], ".");
                let labelled = format!("Tel.: {national}");
                for form in [&e164, &international, &national, &link, &dotted, &labelled] {
                    forms += 1;
                    if read(form, country.as_str()) != e164 {
                        wrong.push(format!("{form} in {country} is {}, not {e164}", read(form, country.as_str())));
                    }
                }
            }
        }
        assert!(forms > 2_500, "{forms} forms of numbers were tried");
        assert!(wrong.is_empty(), "{} of {forms}:\n{}", wrong.len(), wrong.join("\n"));
    }
}

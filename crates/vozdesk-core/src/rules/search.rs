//! Finding numbers by what people remember of them: label, digits in any form, assistants, notes, status; and a number
//! wherever it stands, also as another's fallback destination or caller ID.

use std::collections::HashSet;
use std::sync::LazyLock;

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::model::country::Country;
use crate::model::e164::E164;
use crate::model::id::Id;
use crate::model::language::Language;
use crate::model::number::NumberStatus;
use crate::model::setup::Setup;
use crate::model::text::folded;
use crate::words::Catalogue;

/// The numbers of one setup, prepared for searching as one types. Made once a revision; a search
/// then looks at each number's text once.
pub struct SearchIndex {
    rows: Vec<Row>,
}

struct Row {
    id: Id,
    /// Label, assistants and notes, folded.
    words: String,
    status: NumberStatus,
    /// The number itself, its fallback destination and its caller ID, each as far as there is one.
    digits: [Option<E164>; 3],
}

/// A number that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The number's.
    pub id: Id,
    /// What it was found by.
    pub by: FoundBy,
}

/// What a number was found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundBy {
    /// Its own digits or words.
    Itself,
    /// It falls back to the number that is searched.
    Fallback,
    /// It shows the number that is searched as caller ID.
    CallerId,
}

/// In the order of [`Row::digits`]: what is found by the first counts.
const FOUND_BY: [FoundBy; 3] = [FoundBy::Itself, FoundBy::Fallback, FoundBy::CallerId];

/// The fewest letters of a status that find it: fewer are in many labels, and would find half of the office.
const STATUS_LETTERS: usize = 4;

impl SearchIndex {
    /// Prepares the numbers of a setup, kept in the order given.
    pub fn new<'a>(setup: &Setup, order: impl IntoIterator<Item = &'a Id>) -> SearchIndex {
        let name = |id: &Option<Id>| id.as_ref().and_then(|id| setup.assistant(id.as_str())).map(|a| a.name.as_str());
        let rows = order
            .into_iter()
            .filter_map(|id| setup.number(id.as_str()))
            .map(|number| {
                let parts = [
                    Some(number.label.as_str()),
                    name(&number.inbound.assistant),
                    name(&number.outbound.assistant),
                    Some(number.notes.as_str()),
                ];
                let words = parts.into_iter().flatten().map(folded).collect::<Vec<_>>().join("\n");
                let digits = [number.e164(), number.inbound.fallback, number.outbound.caller_id];
                Row { id: number.id.clone(), words, status: number.status, digits }
            })
            .collect();
        SearchIndex { rows }
    }

    /// The numbers that match every word of the query, in order. A query that looks like digits is
    /// also held against every place where digits stand, in whatever form it is typed.
    pub fn find(&self, query: &str) -> Vec<Hit> {
        let words: Vec<Word> = query.split_whitespace().map(Word::new).collect();
        let digits = TypedDigits::read(query);
        let by = |row: &Row| {
            if words.iter().all(|word| word.is_in(row)) {
                return Some(FoundBy::Itself);
            }
            let digits = digits.as_ref()?;
            let is_there = |at: &usize| row.digits[*at].is_some_and(|number| digits.are_in(number.digits()));
            (0..FOUND_BY.len()).find(is_there).map(|at| FOUND_BY[at])
        };
        self.rows.iter().filter_map(|row| Some(Hit { id: row.id.clone(), by: by(row)? })).collect()
    }
}

/// A word of a query.
struct Word {
    folded: String,
    /// The statuses whose names begin so, in either language.
    statuses: Vec<NumberStatus>,
}

impl Word {
    fn new(word: &str) -> Word {
        static NAMES: LazyLock<Vec<(String, NumberStatus)>> = LazyLock::new(|| {
            let statuses = [
                (NumberStatus::Active, "ui-status-active"),
                (NumberStatus::Inactive, "ui-status-inactive"),
                (NumberStatus::Pending, "ui-status-pending"),
            ];
            let named = |language| {
                let name = move |(status, key)| (folded(&Catalogue::of(language).words(key)), status);
                statuses.map(name)
            };
            [Language::English, Language::Spanish].into_iter().flat_map(named).collect()
        });
        let folded = folded(word);
        let is_name = |name: &str| folded.chars().count() >= STATUS_LETTERS && name.starts_with(&folded);
        let statuses = NAMES.iter().filter(|(name, _)| is_name(name)).map(|(_, status)| *status).collect();
        Word { folded, statuses }
    }

    fn is_in(&self, row: &Row) -> bool {
        row.words.contains(&self.folded) || self.statuses.contains(&row.status)
    }
}

/// A query of nothing but digits and the marks people put between them.
struct TypedDigits {
    /// As they are typed.
    whole: String,
    /// It is a number from its very beginning: it is typed with a plus sign.
    is_international: bool,
    /// What follows the prefix with which one dials another country.
    abroad: Option<String>,
    /// What follows a trunk prefix, which is no part of the stored number: 20 7946 of 020 7946.
    trunk: Option<String>,
}

/// How one begins to dial another country (ITU-T E.164, international prefixes): most of the world; North America.
const ABROAD: [&str; 2] = ["00", "011"];
/// The trunk prefix of nearly all countries that have one (ITU-T E.164, national prefixes).
const TRUNK: char = '0';

impl TypedDigits {
    fn read(query: &str) -> Option<TypedDigits> {
        // Full-width digits and signs are the plain ones (Unicode's compatibility forms).
        let query = ComposingNormalizerBorrowed::new_nfkc().normalize(query.trim()).into_owned();
        let query = query.strip_prefix("tel:").unwrap_or(&query).trim();
        let is_international = query.starts_with('+');
        // +44 (0)20 …: for whoever dials from within the country.
        let text =
            if is_international || query.starts_with("00") { query.replace("(0)", "") } else { query.to_owned() };
        let marks = |c: char| matches!(c, '+' | '(' | ')' | '-' | '‐' | '‑' | '–' | '.' | '/') || c.is_whitespace();
        if !text.chars().all(|c| c.is_ascii_digit() || marks(c)) {
            return None;
        }
        let whole: String = text.chars().filter(char::is_ascii_digit).collect();
        let rest = |prefix: &str| whole.strip_prefix(prefix).filter(|rest| !rest.is_empty()).map(ToOwned::to_owned);
        // 0113 is an area code, too: North America's prefix stands by itself.
        let is_by_itself = text.strip_prefix("011").is_some_and(|after| after.starts_with(marks));
        let abroad = rest(ABROAD[0]).or_else(|| rest(ABROAD[1]).filter(|_| is_by_itself));
        let trunk = Some(whole.trim_start_matches(TRUNK)).filter(|rest| rest.len() < whole.len() && !rest.is_empty());
        let trunk = trunk.map(ToOwned::to_owned);
        (!whole.is_empty()).then_some(TypedDigits { whole, is_international, abroad, trunk })
    }

    /// Whether a number, of which these are the digits of E.164, may be written so.
    fn are_in(&self, digits: &str) -> bool {
        if self.is_international {
            return digits.starts_with(&self.whole);
        }
        digits.contains(&self.whole)
            || self.abroad.as_ref().is_some_and(|rest| digits.starts_with(rest))
            || self.trunk.as_ref().is_some_and(|rest| national(digits).starts_with(rest))
    }
}

/// What follows the calling code, of one to three digits; none is the beginning of another (ITU-T E.164).
fn national(digits: &str) -> &str {
    static CODES: LazyLock<HashSet<u16>> = LazyLock::new(|| Country::all().map(Country::calling_code).collect());
    let is_code = |length: &usize| {
        digits.get(..*length).and_then(|code| code.parse().ok()).is_some_and(|code| CODES.contains(&code))
    };
    (1..=3).find(is_code).map_or(digits, |length| &digits[length..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use crate::testing::two_numbers;

    fn find(query: &str) -> usize {
        let (setup, main, second) = two_numbers();
        SearchIndex::new(&setup, [&main, &second].map(|id| &setup.number(id).expect("a number").id)).find(query).len()
    }

    #[test]
    fn a_number_is_found_by_its_digits_in_any_form() {
        for query in ["(415) 555-0101", "+1 415", "5550101", "0101", "415.555.0101"] {
            assert!(find(query) >= 1, "{query}");
        }
        assert_eq!(find("0101"), 2, "the number, and the one that shows it");
        assert_eq!(find("999"), 0);
    }

    #[test]
    fn any_written_form_is_held_against_the_digits() {
        let is = |query: &str, digits: &str| TypedDigits::read(query).is_some_and(|typed| typed.are_in(digits));
        let london = "442079460052";
        for query in [
            "+44 (0)20 7946",
            "tel:+442079460052",
            "０２０ ７９４６",
            "020 7946",
            "0044 20",
            "011 44 20",
            "7946‑0052",
            "＋44",
        ] {
            assert!(is(query, london), "{query}");
        }
        assert!(is("06 6982", "390669821234"), "a 0 that is part of the number");
        for (query, digits) in
            [("0101", "14155551010"), ("+20", london), ("0052 1", london), ("020 8", london), ("0113", "33123456789")]
        {
            assert!(!is(query, digits), "{query}");
        }
    }

    #[test]
    fn a_number_is_found_wherever_it_stands_and_by_its_status() {
        let (mut setup, main, second) = two_numbers();
        let ids = [&main, &second].map(|id| setup.number(id).expect("a number").id.clone());
        let mut number = setup.number(ids[0].as_str()).expect("a number").as_ref().clone();
        number.inbound.fallback = E164::from_text("+442079460052");
        number.status = NumberStatus::Pending;
        setup.put_number(Arc::new(number));
        let find = |query| SearchIndex::new(&setup, &ids).find(query);
        assert_eq!(find("020 7946 0052"), [Hit { id: ids[0].clone(), by: FoundBy::Fallback }]);
        assert_eq!(find("pendi"), [Hit { id: ids[0].clone(), by: FoundBy::Itself }], "also in Spanish");
        assert_eq!(find("pen").len(), 0);
    }

    #[test]
    fn a_number_is_found_by_label_assistant_and_notes_whatever_the_case_and_accents() {
        assert_eq!(find("MAIN"), 1);
        assert_eq!(find("front desk"), 2);
        assert_eq!(find("màin front"), 1, "each word must be there, in any field");
        assert_eq!(find("printed"), 1);
        assert_eq!(find("nobody"), 0);
    }

    #[test]
    fn letters_are_found_without_their_marks_in_any_alphabet_and_however_they_are_written() {
        for (typed, there) in [
            ("simek", "Šimek"),
            ("recepcion", "RECEPCIÓN"),
            ("recepcion", "Recepcio\u{301}n"),
            ("lodz", "Łódź"),
            ("istanbul", "İstanbul"),
            ("sodertalje", "Södertälje"),
            ("αθηνα", "Αθήνα"),
        ] {
            assert_eq!(folded(typed), folded(there), "{there}");
        }
        assert_ne!(folded("мой"), folded("моя"));
    }
}

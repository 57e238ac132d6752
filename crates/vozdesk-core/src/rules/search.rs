//! Finding numbers by what people remember of them: label, digits in any form, assistants, notes.

use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;

use crate::model::id::Id;
use crate::model::setup::Setup;

/// The numbers of one setup, prepared for searching as one types. Made once a revision; a search
/// then looks at each number's text once.
pub struct SearchIndex {
    rows: Vec<Row>,
}

struct Row {
    id: Id,
    /// Label, assistants and notes, folded.
    words: String,
    /// The digits, without sign and spaces.
    digits: String,
}

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
                let digits = number.e164().map(|digits| digits.digits().to_owned()).unwrap_or_default();
                Row { id: number.id.clone(), words, digits }
            })
            .collect();
        SearchIndex { rows }
    }

    /// The numbers that match every word of the query, in order. A query that looks like digits is
    /// also held against the digits, in whatever form it is typed.
    pub fn find(&self, query: &str) -> Vec<Id> {
        let words: Vec<String> = query.split_whitespace().map(folded).collect();
        let digits = typed_digits(query);
        self.rows
            .iter()
            .filter(|row| {
                words.iter().all(|word| row.words.contains(word.as_str()))
                    || digits.as_ref().is_some_and(|digits| row.digits.contains(digits.as_str()))
            })
            .map(|row| row.id.clone())
            .collect()
    }
}

/// The digits of a query made of nothing but digits and the marks people put between them. A trunk
/// prefix (the 0 of 020 7946…) is not part of the stored number.
fn typed_digits(query: &str) -> Option<String> {
    let query = query.trim();
    let marks = |c: char| matches!(c, '+' | '(' | ')' | '-' | '.' | '/' | ' ' | '\u{a0}');
    if query.is_empty() || !query.chars().all(|c| c.is_ascii_digit() || marks(c)) {
        return None;
    }
    let digits: String = query.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    (!digits.is_empty()).then(|| digits.to_owned())
}

/// Lower case and without accents, so that "recepcion" finds "Recepción" and "simek" finds "Šimek":
/// what Unicode takes apart into a letter and its marks (NFD) keeps the letter alone.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let marks = CanonicalCombiningClassMapBorrowed::new();
    let lower = text.chars().flat_map(char::to_lowercase).map(whole_letter);
    DecomposingNormalizerBorrowed::new_nfd().normalize_iter(lower).filter(|c| marks.get_u8(*c) == 0).collect()
}

/// The letters of Latin alphabets whose stroke Unicode does not take apart, each with its plain letter.
pub const STROKED: [(char, char); 5] = [('ł', 'l'), ('ø', 'o'), ('đ', 'd'), ('ħ', 'h'), ('ı', 'i')];

fn whole_letter(c: char) -> char {
    STROKED.iter().find(|(stroked, _)| *stroked == c).map_or(c, |(_, plain)| *plain)
}

#[cfg(test)]
mod tests {
    use super::*;
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
        assert_eq!(find("0101"), 1);
        assert_eq!(find("999"), 0);
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

//! Lines that were pasted: a table, or text in which each line has a number and what it is called.

use std::borrow::Cow;

/// The fewest digits that are taken for a telephone number in a line; an extension or a house number has fewer.
const FEWEST_DIGITS: usize = 6;

/// What separates a number from its label, besides white space.
const BETWEEN: &[char] = &[':', ';', ',', '-', '–', '—', '=', '|', '•', '*', '>'];

/// Pasted text as a table. Lines that a table separates into cells stay as they are. Of all others the number comes
/// first, and what stands around it follows as its label; a line without a number keeps its words, so that nothing of
/// the text is dropped unseen.
pub fn table_of_lines(text: &str) -> Cow<'_, str> {
    let is_table = |line: &str| line.contains(['\t', ';', '"']) || is_comma_separated(line);
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    if lines.clone().any(is_table) || lines.all(|line| number_in(line).is_none_or(|(_, label)| label.is_empty())) {
        return Cow::Borrowed(text);
    }
    let row = |line: &str| match number_in(line) {
        Some((number, label)) => format!("{number}\t{label}\n"),
        None => format!("\t{}\n", line.trim()),
    };
    Cow::Owned(text.lines().map(row).collect())
}

/// Whether a comma stands directly before or behind the number, as between the cells of a table.
fn is_comma_separated(line: &str) -> bool {
    let cells: Vec<&str> = line.split(',').collect();
    cells.len() > 1 && cells.iter().any(|cell| number_in(cell).is_some_and(|(_, label)| label.is_empty()))
}

/// The longest stretch of a line that has the digits of a number, and what stands around it.
fn number_in(line: &str) -> Option<(&str, String)> {
    let is_part = |c: char| c.is_numeric() || c.is_whitespace() || "+()-./".contains(c);
    let digits = |text: &str| text.chars().filter(|c| c.is_numeric()).count();
    let number = line.split(|c| !is_part(c)).max_by_key(|text| digits(text))?;
    let number = number.trim_start_matches(|c: char| !c.is_numeric() && !"+(".contains(c));
    let number = number.trim_end_matches(|c: char| !c.is_numeric());
    if digits(number) < FEWEST_DIGITS {
        return None;
    }
    let at = line.find(number)?;
    let around = [&line[..at], &line[at + number.len()..]];
    let words = around.map(|text| text.trim_matches(|c: char| c.is_whitespace() || BETWEEN.contains(&c)));
    Some((number, words.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_mail_become_numbers_with_their_labels() {
        let text = "Our numbers:\n\nFront desk: +1 415 555 0105\n(415) 555-0106 – Sales\n• Harley Street, 020 7946 0000 (London)\n";
        let rows = "\tOur numbers:\n\t\n+1 415 555 0105\tFront desk\n(415) 555-0106\tSales\n020 7946 0000\tHarley Street (London)\n";
        assert_eq!(table_of_lines(text), rows);
    }

    #[test]
    fn tables_and_bare_numbers_stay_as_they_are() {
        for text in [
            "Front\t+1 415 555 0105\n",
            "Phone,Label\n+14155550105,Front\n",
            "+1 415 555 0105\n(415) 555-0106\n",
            "a;b\n",
        ] {
            assert!(matches!(table_of_lines(text), Cow::Borrowed(_)), "{text}");
        }
    }
}

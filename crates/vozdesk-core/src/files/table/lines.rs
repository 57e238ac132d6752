//! Lines that were pasted: a table, or text in which each line has a number and what it is called.

use std::borrow::Cow;

/// The fewest digits that are taken for a telephone number in a line; an extension or a house number has fewer.
const FEWEST_DIGITS: usize = 6;

/// What separates a number from its label, besides white space.
const BETWEEN: &[char] = &[':', ';', ',', '-', '–', '—', '=', '|', '•', '*', '>'];

/// The headings of the table that is made of lines, as VozDesk writes them.
const HEADINGS: &str = "Phone Number\tLabel\n";

/// Pasted text as a table. Text that is a table already, or JSON, stays as it is. Of all other lines the number comes
/// first, and what stands around it follows as its label; a line without a number keeps its words, so that nothing of
/// the text is dropped unseen.
pub fn table_of_lines(text: &str) -> Cow<'_, str> {
    let is_json = serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
    let is_row = |line: &str| line.contains(['\t', ';']) || is_comma_separated(line);
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let mut with_numbers = lines().filter(|line| number_in(line).is_some()).peekable();
    // A table begins as it goes on: with its headings, or with its first row.
    let is_table = with_numbers.peek().is_none()
        || (with_numbers.all(is_row) && lines().next().is_some_and(|first| first.contains(['\t', ';', ','])));
    let are_bare = || lines().all(|line| number_in(line).is_some_and(|(_, label)| label.is_empty()));
    if is_json || is_table || are_bare() {
        return Cow::Borrowed(text);
    }
    let row = |line: &str| match number_in(line) {
        Some((number, label)) => format!("{number}\t{label}\n"),
        None => format!("\t{}\n", line.trim()),
    };
    Cow::Owned(std::iter::once(HEADINGS.to_owned()).chain(lines().map(row)).collect())
}

/// Whether a comma stands directly before or behind the number, as between the cells of a table.
fn is_comma_separated(line: &str) -> bool {
    let cells: Vec<&str> = line.split(',').collect();
    cells.len() > 1 && cells.iter().any(|cell| number_in(cell).is_some_and(|(_, label)| label.is_empty()))
}

/// The stretch of a line with the most digits, and what stands around it. Groups of digits that belong to the words are
/// theirs: the number of an item ("1. 030 …", "… 2. Stock"), and what has a letter on it ("24h").
fn number_in(line: &str) -> Option<(&str, String)> {
    let is_part = |c: char| c.is_numeric() || c.is_whitespace() || "+()-./".contains(c);
    let mut best: Option<&str> = None;
    for stretch in line.split(|c| !is_part(c)).filter(|stretch| !stretch.is_empty()) {
        let begin = stretch.as_ptr() as usize - line.as_ptr() as usize;
        let before = line[..begin].chars().next_back();
        let after = line[begin + stretch.len()..].chars().next();
        let number = own_digits(stretch, before.is_some_and(char::is_alphabetic), after);
        if best.is_none_or(|best| digits(number) > digits(best)) {
            best = Some(number);
        }
    }
    let number = best.filter(|number| digits(number) >= FEWEST_DIGITS)?;
    let at = number.as_ptr() as usize - line.as_ptr() as usize;
    let around = [&line[..at], &line[at + number.len()..]];
    let words = around.map(|text| text.trim_matches(|c: char| c.is_whitespace() || BETWEEN.contains(&c)));
    Some((number, words.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")))
}

fn digits(text: &str) -> usize {
    text.chars().filter(|c| c.is_numeric()).count()
}

/// A stretch without what belongs to the words before and behind it.
fn own_digits(stretch: &str, touches_letter: bool, after: Option<char>) -> &str {
    let begins = |c: char| c.is_numeric() || "+(".contains(c);
    let mut number = stretch;
    if touches_letter {
        number = number.find(char::is_whitespace).map_or("", |at| &number[at..]);
    }
    number = number.trim_start_matches(|c: char| !begins(c));
    // "1. 030 …" and "1) 030 …": a short group that a dot or a bracket ends, before more of them.
    let first = number.split(char::is_whitespace).next().unwrap_or_default();
    if is_item(first) && digits(&number[first.len()..]) >= FEWEST_DIGITS {
        number = number[first.len()..].trim_start_matches(|c: char| !begins(c));
    }
    let is_letter_next = after.is_some_and(char::is_alphabetic);
    let last = number.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_words = is_letter_next && (!number.ends_with(char::is_whitespace) || is_item(last));
    if is_words && digits(number) - digits(last) >= FEWEST_DIGITS {
        number = &number[..number.trim_end().len() - last.len()];
    }
    number.trim_end_matches(|c: char| !c.is_numeric())
}

/// Whether a group is the number of an item: one or two digits, and a dot or a bracket.
fn is_item(group: &str) -> bool {
    group.strip_suffix(['.', ')']).is_some_and(|item| item.len() <= 2 && item.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_mail_become_numbers_with_their_labels() {
        let text = "Our numbers:\n\nFront desk: +1 415 555 0105\n(415) 555-0106 – Sales\n• Harley Street, 020 7946 0000 (London)\n";
        let rows = "Phone Number\tLabel\n\tOur numbers:\n+1 415 555 0105\tFront desk\n(415) 555-0106\tSales\n020 7946 0000\tHarley Street (London)\n";
        assert_eq!(table_of_lines(text), rows);
    }

    #[test]
    fn digits_of_the_words_are_no_part_of_the_number() {
        for (line, number, label) in [
            ("1. 030 901820 Empfang", "030 901820", "1. Empfang"),
            ("030 901820 2. Stock", "030 901820", "2. Stock"),
            ("415 555 0106 24h line", "415 555 0106", "24h line"),
            ("2nd floor +1 (415) 555-0107", "+1 (415) 555-0107", "2nd floor"),
            ("[Desk 4] 020 7946 0000", "020 7946 0000", "[Desk 4]"),
        ] {
            assert_eq!(number_in(line), Some((number, label.to_owned())), "{line}");
        }
        assert_eq!(number_in("Room 12"), None);
        // A title before rows with commas is a line like them.
        let text = "Our numbers:\nFront, +1 415 555 0105\nBack, +1 415 555 0106\n";
        let rows = "Phone Number\tLabel\n\tOur numbers:\n+1 415 555 0105\tFront\n+1 415 555 0106\tBack\n";
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

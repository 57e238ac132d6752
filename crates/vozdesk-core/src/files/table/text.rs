//! The text of a file, in whatever encoding a program has written it.
//!
//! A mark at the beginning says it, or somebody who knows; what is UTF-8 is read as that. All else is told by
//! likelihood, and said: the same bytes are other letters in other encodings.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// An encoding of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Of(&'static encoding_rs::Encoding),
    /// What programs in a console of Windows write in Western Europe.
    Cp850,
}

/// The upper half of code page 850 (unicode.org, CP850.TXT).
const CP850: &str = "\
    ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
    └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}";

/// Those that people are offered to choose from, by their words.
const OFFERED: [&str; 9] = [
    "utf-8",
    "utf-16le",
    "utf-16be",
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "macintosh",
    "shift_jis",
    "cp850",
];

impl Encoding {
    /// Those that people are offered to choose from.
    pub fn offered() -> impl Iterator<Item = &'static str> {
        OFFERED.into_iter()
    }

    /// The one of a word: those of [`offered`](Encoding::offered), and all that the Encoding Standard knows.
    pub fn of_word(word: &str) -> Option<Encoding> {
        if word.eq_ignore_ascii_case("cp850") {
            return Some(Encoding(Kind::Cp850));
        }
        encoding_rs::Encoding::for_label(word.as_bytes()).map(|encoding| Encoding(Kind::Of(encoding)))
    }

    /// Its word.
    pub fn word(self) -> String {
        match self.0 {
            Kind::Of(encoding) => encoding.name().to_ascii_lowercase(),
            Kind::Cp850 => "cp850".to_owned(),
        }
    }

    /// Whether it is what programs write today, or what Excel has always written in the West.
    pub(super) fn is_usual(self) -> bool {
        matches!(self.0, Kind::Of(of) if of == UTF_8 || of == UTF_16LE || of == UTF_16BE || of == WINDOWS_1252)
    }

    fn decoded(self, bytes: &[u8]) -> Cow<'_, str> {
        match self.0 {
            Kind::Of(encoding) => encoding.decode_with_bom_removal(bytes).0,
            Kind::Cp850 => {
                let upper: Vec<char> = CP850.chars().collect();
                let character =
                    |byte: &u8| upper.get(usize::from(*byte).wrapping_sub(128)).copied().unwrap_or(char::from(*byte));
                bytes.iter().map(character).collect::<String>().into()
            }
        }
    }
}

/// The text of a file.
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) encoding: Encoding,
    /// Nothing says that it is in this encoding.
    pub(crate) is_guess: bool,
    /// Its letters stand where letters stand in words.
    pub(crate) is_plain: bool,
    /// There are bytes that are no text, each read as U+FFFD.
    pub(crate) has_stray_bytes: bool,
}

/// The text of a file; in the encoding that somebody names, if there is one.
pub(crate) fn decoded(bytes: &[u8], named: Option<Encoding>) -> Decoded<'_> {
    // What old programs put at the end of a file, and what fills its last block.
    let end = bytes.iter().rposition(|byte| !matches!(byte, 0 | 0x1A)).map_or(0, |last| last + 1);
    let trimmed = &bytes[..end];
    let sure = |encoding, bytes| {
        let text = Encoding::decoded(encoding, bytes);
        let has_stray_bytes = text.contains(char::REPLACEMENT_CHARACTER);
        Decoded { text, encoding, is_guess: false, is_plain: true, has_stray_bytes }
    };
    let marked = [UTF_16LE, UTF_16BE].into_iter().zip([b"\xFF\xFE", b"\xFE\xFF"]);
    if let Some(encoding) = named {
        let is_wide = matches!(encoding.0, Kind::Of(of) if of == UTF_16LE || of == UTF_16BE);
        return sure(encoding, if is_wide { bytes } else { trimmed });
    }
    if let Some((encoding, _)) = marked.into_iter().find(|(_, mark)| bytes.starts_with(*mark)) {
        return sure(Encoding(Kind::Of(encoding)), bytes);
    }
    let utf8 = Encoding(Kind::Of(UTF_8));
    if bytes.starts_with(b"\xEF\xBB\xBF") || is_mostly_utf8(trimmed) {
        let decoded = sure(utf8, trimmed);
        // The character itself may stand in a text that is UTF-8 all over.
        let has_stray_bytes = decoded.has_stray_bytes && std::str::from_utf8(trimmed).is_err();
        return Decoded { has_stray_bytes, ..decoded };
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(trimmed, true);
    let likely = detector.guess(None, Utf8Detection::Deny);
    // What the detector does not know of, where its own guess puts signs amidst the letters.
    let candidates = [Kind::Of(likely), Kind::Of(MACINTOSH), Kind::Cp850].map(Encoding);
    let candidates = if likely == WINDOWS_1252 { &candidates[..] } else { &candidates[..1] };
    let read = candidates.iter().map(|encoding| (*encoding, encoding.decoded(trimmed)));
    let mut plain = read.filter(|(_, text)| is_plain(text));
    let (encoding, text, is_plain) = match plain.next() {
        Some((encoding, text)) => (encoding, text, true),
        None => (candidates[0], candidates[0].decoded(trimmed), false),
    };
    let has_stray_bytes = text.contains(char::REPLACEMENT_CHARACTER);
    Decoded { text, encoding, is_guess: true, is_plain, has_stray_bytes }
}

/// Whether a text is UTF-8 but for a few bytes: it holds characters of several bytes, and no more strays than those; or
/// the last of it is cut off. Text in other encodings hardly ever has such sequences.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut characters, mut strays) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        characters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        strays += usize::from(!chunk.invalid().is_empty());
    }
    let is_cut_off = || std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none());
    strays == 0 || strays <= characters || (strays == 1 && is_cut_off())
}

/// Whether what is not ASCII stands where it does in words of the West: no sign between letters, no capital among small
/// ones.
fn is_plain(text: &str) -> bool {
    let is_small = |c: char| c.is_alphabetic() && !c.is_uppercase();
    let mut around = [' ', ' '];
    for next in text.chars().chain([' ']) {
        let [before, c] = around;
        let is_sign_within = !c.is_alphanumeric() && !matches!(c, '’' | '‘' | '–' | '·' | '\u{A0}' | '\u{AD}');
        let is_within = before.is_alphabetic() && next.is_alphabetic();
        let is_capital_within = c.is_uppercase() && is_small(before) && is_small(next);
        let is_odd =
            c.is_control() || c == char::REPLACEMENT_CHARACTER || (is_within && (is_sign_within || is_capital_within));
        if !c.is_ascii() && is_odd {
            return false;
        }
        around = [c, next];
    }
    true
}

/// What people see of the letters that are not ASCII: the first word that has one.
pub(crate) fn sample(text: &str) -> Option<&str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"')).find(|word| !word.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, String, bool) {
        let Decoded { text, encoding, is_guess, is_plain, .. } = decoded(bytes, None);
        (text.into_owned(), encoding.word(), is_guess && !is_plain)
    }

    #[test]
    fn what_says_its_encoding_is_read_in_it() {
        let wide: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain("Señora".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(read(&wide), ("Señora".to_owned(), "utf-16le".to_owned(), false));
        for bytes in ["\u{FEFF}Señora", "Señora"] {
            assert_eq!(read(bytes.as_bytes()), ("Señora".to_owned(), "utf-8".to_owned(), false));
        }
    }

    #[test]
    fn what_does_not_is_told_by_likelihood() {
        let western = WINDOWS_1252.encode("Señora Ibáñez – mañanas, l’hôtel, 5 €").0.into_owned();
        assert_eq!(read(&western).1, "windows-1252");
        let cyrillic = encoding_rs::WINDOWS_1251.encode("Главный офис, Бухгалтерия и кадры").0.into_owned();
        assert_eq!(read(&cyrillic), ("Главный офис, Бухгалтерия и кадры".to_owned(), "windows-1251".to_owned(), false));
        let of_a_mac = MACINTOSH.encode("Recepción, Señora Ibáñez, mañanas").0.into_owned();
        assert_eq!(read(&of_a_mac).0, "Recepción, Señora Ibáñez, mañanas");
        let of_a_console = b"Recepci\xA2n, Se\xA4ora Ib\xA0\xA4ez, ma\xA4anas";
        assert_eq!(read(of_a_console).0, "Recepción, Señora Ibáñez, mañanas");
    }

    #[test]
    fn a_stray_byte_spoils_nothing_else() {
        let decoded = super::decoded(b"Recepci\xC3\xB3n\nMa\xF1ana\n", None);
        assert_eq!((&*decoded.text, decoded.has_stray_bytes), ("Recepción\nMa\u{FFFD}ana\n", true));
        let cut_off = super::decoded(b"Front\nMa\xC3", None);
        assert_eq!((&*cut_off.text, cut_off.has_stray_bytes), ("Front\nMa\u{FFFD}", true));
        let itself = super::decoded("Ma\u{FFFD}ana".as_bytes(), None);
        assert!(!itself.has_stray_bytes, "it is as it was written");
    }

    #[test]
    fn somebody_who_knows_better_is_believed() {
        let encoding = Encoding::of_word("macintosh").expect("it is offered");
        assert_eq!(super::decoded(b"Se\x96ora\x1A", Some(encoding)).text, "Señora");
        assert!(
            Encoding::offered().all(|word| Encoding::of_word(word).is_some_and(|encoding| encoding.word() == word))
        );
        assert_eq!(Encoding::of_word("ebcdic"), None);
        assert_eq!(CP850.chars().collect::<std::collections::HashSet<_>>().len(), 128, "each its own letter");
    }
}

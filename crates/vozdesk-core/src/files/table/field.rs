//! What a column of a table can hold, and what people call it.

use std::sync::LazyLock;

use crate::model::field::{Column as FieldColumn, FieldOf, Kind};
use crate::model::number::PhoneNumber;
use crate::model::record::Record as _;
use crate::model::text::folded;

/// What a column of a table holds: a field of the number, or the country in which the row's national
/// forms are read.
#[derive(Clone, Copy)]
pub struct ColumnField(Option<&'static FieldOf<PhoneNumber>>);

/// The place, the heading and the word of the country's column, which is no field of a number.
const COUNTRY: FieldColumn = FieldColumn { word: "country", heading: "Country", place: 1 };

/// What else columns are called, as [`heading_words`] has it: in English and Spanish, with the abbreviations in use, and
/// as VozDesk's own screens call them. Each with the word of what it holds.
const NAMES: [(&str, &[&str]); 9] = [
    (
        "number",
        &[
            "number",
            "phone",
            "phones",
            "phone no",
            "phone nr",
            "phone num",
            "phone numbers",
            "telephone no",
            "telephone number",
            "tel",
            "tel no",
            "tel number",
            "tel nr",
            "did",
            "did number",
            "ddi",
            "dn",
            "msisdn",
            "e164",
            "e 164",
            "numero",
            "numero de telefono",
            "numero telefono",
            "numero telefonico",
            "num telefono",
            "n telefono",
            "n de telefono",
            "no telefono",
            "no de telefono",
            "telefono",
            "telefonos",
            "telf",
            "tlf",
            "tlfn",
            "tfno",
            "tfn",
            "telef",
        ],
    ),
    ("country", &["pais", "country code", "codigo de pais", "country iso", "cc"]),
    ("label", &["name", "etiqueta", "nombre", "description", "descripcion"]),
    ("inbound", &["inbound", "asistente entrante", "asistente de entrada", "entrada"]),
    ("fallback", &["fallback", "fallback number", "desvio", "destino alternativo"]),
    ("outbound", &["outbound", "asistente saliente", "asistente de salida", "salida"]),
    ("caller_id", &["caller id", "outbound number", "numero saliente", "numero de salida", "numero mostrado"]),
    ("status", &["estado"]),
    ("notes", &["notas", "note", "nota", "remarks", "comments", "observaciones", "comentarios"]),
];

/// Headings that may mean the telephone number or the number of the row: what stands below them decides.
const NUMBERS_OF_SOME_KIND: [&str; 6] = ["n", "no", "nr", "num", "line", "linea"];

/// What people write for the words of a field, folded, and the word it stands for.
const SYNONYMS: [(&str, &str); 5] = [
    ("activo", "active"),
    ("activa", "active"),
    ("inactivo", "inactive"),
    ("inactiva", "inactive"),
    ("pendiente", "pending"),
];

impl ColumnField {
    /// All there are, in the order in which they are written.
    pub fn all() -> impl Iterator<Item = ColumnField> {
        static ALL: LazyLock<Vec<ColumnField>> = LazyLock::new(|| {
            let fields = PhoneNumber::FIELDS.iter().filter(|field| field.column.is_some()).map(Some);
            let mut all: Vec<ColumnField> = fields.chain([None]).map(ColumnField).collect();
            all.sort_by_key(|field| field.column().place);
            all
        });
        ALL.iter().copied()
    }

    fn column(self) -> FieldColumn {
        self.0.and_then(|field| field.column).unwrap_or(COUNTRY)
    }

    /// The word on the command line and in pointers.
    pub fn word(self) -> &'static str {
        self.column().word
    }

    /// The heading that VozDesk writes.
    pub fn heading(self) -> &'static str {
        self.column().heading
    }

    /// The path of the field whose name people read for it.
    pub fn path(self) -> &'static str {
        self.0.map_or("default_country", |field| field.path)
    }

    /// The key of its visible name.
    pub fn label(self) -> &'static str {
        self.0.map_or("field-country", |field| field.label)
    }

    /// The one of this word.
    pub fn of_word(word: &str) -> Option<ColumnField> {
        ColumnField::all().find(|field| field.word() == word)
    }

    /// The number's own, without which a row is nobody's.
    pub(super) fn is_number(self) -> bool {
        self.0.is_some_and(|field| field.kind == Kind::Digits)
    }

    pub(super) fn of_heading(heading: &str) -> Option<ColumnField> {
        let heading = heading_words(heading);
        if heading.is_empty() {
            return None;
        }
        let own = ColumnField::all().find(|field| folded(field.heading()) == heading);
        own.or_else(|| {
            let (word, _) = NAMES.iter().find(|(_, names)| names.contains(&&*heading))?;
            ColumnField::of_word(word)
        })
    }

    /// The field of the number whose values it holds; `None` for the country.
    pub(crate) fn of_number(self) -> Option<&'static FieldOf<PhoneNumber>> {
        self.0
    }

    /// The column of a field of the number.
    pub(super) fn of_field(field: &'static FieldOf<PhoneNumber>) -> ColumnField {
        ColumnField(Some(field))
    }

    /// The column of the country.
    pub(super) fn of_country() -> ColumnField {
        ColumnField(None)
    }
}

/// Whether a heading may mean the telephone number or the number of the row.
pub(super) fn is_some_number(heading: &str) -> bool {
    NUMBERS_OF_SOME_KIND.contains(&heading_words(heading).as_str())
}

impl PartialEq for ColumnField {
    fn eq(&self, other: &ColumnField) -> bool {
        self.word() == other.word()
    }
}

impl std::fmt::Debug for ColumnField {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

/// Text as headings and words are compared: folded, runs of white space as one space.
pub(super) fn folded_words(text: &str) -> String {
    folded(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A heading as headings are compared: its words, without the dots and signs of abbreviations.
pub(super) fn heading_words(heading: &str) -> String {
    let is_sign = |c: char| !c.is_alphanumeric() || matches!(c, 'º' | 'ª');
    let words = folded(&heading.replace(is_sign, " "));
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The word of a field that a cell means.
pub(super) fn word_meant(text: &str) -> String {
    let word = folded_words(text);
    let synonym = SYNONYMS.iter().find(|(synonym, _)| *synonym == word);
    synonym.map_or(word, |(_, meant)| (*meant).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_as_people_shorten_them() {
        for (heading, word) in [
            ("Tel.", "number"),
            ("TLF", "number"),
            ("Phone no.", "number"),
            ("phone_number", "number"),
            ("Phone #", "number"),
            ("DID", "number"),
            ("Nº de teléfono", "number"),
            ("Número  de\u{a0}teléfono", "number"),
            ("País", "country"),
            ("Caller-ID", "caller_id"),
            ("Estado", "status"),
        ] {
            assert_eq!(ColumnField::of_heading(heading).map(ColumnField::word), Some(word), "{heading}");
        }
        assert!(["", "#", "Cost", "Tel. Nr. 2 (alt)"].iter().all(|heading| ColumnField::of_heading(heading).is_none()));
        assert!(["Nº", "No.", "Nr", "Num."].iter().all(|heading| is_some_number(heading)));
    }
}

//! Tables that other programs export: told by headings that only they have together, each with the column of its
//! numbers and those of what they are called.

use super::field::heading_words;

/// An export of another program. Headings are as [`heading_words`] has them.
#[derive(Debug, PartialEq)]
pub(super) struct Export {
    /// The program, by its own name.
    pub(super) program: &'static str,
    /// Headings that are all there.
    has: &'static [&'static str],
    /// Headings of other exports of the same program.
    lacks: &'static [&'static str],
    pub(super) number: &'static str,
    /// Together they are the label.
    pub(super) label: &'static [&'static str],
}

/// As the programs write them in 2026; read from files that people have published.
const EXPORTS: [Export; 13] = [
    Export {
        program: "Google Contacts",
        has: &["first name", "last name", "phone 1 value"],
        lacks: &[],
        number: "phone 1 value",
        label: &["first name", "last name"],
    },
    Export {
        program: "Google Contacts",
        has: &["name", "given name", "phone 1 value"],
        lacks: &[],
        number: "phone 1 value",
        label: &["name"],
    },
    Export {
        program: "Outlook",
        has: &["first name", "last name", "business phone"],
        lacks: &[],
        number: "business phone",
        label: &["first name", "last name"],
    },
    Export {
        program: "Outlook",
        has: &["nombre", "apellidos", "telefono del trabajo"],
        lacks: &[],
        number: "telefono del trabajo",
        label: &["nombre", "apellidos"],
    },
    // The extension is the number that was dialled; the caller's stands under “cidnum”.
    Export {
        program: "FreePBX",
        has: &["cidnum", "extension", "destination"],
        lacks: &["tech", "secret"],
        number: "extension",
        label: &["description"],
    },
    Export {
        program: "FreePBX",
        has: &["action", "did", "destination"],
        lacks: &[],
        number: "did",
        label: &["description"],
    },
    Export {
        program: "3CX",
        has: &["mask", "ports", "inoffice dest type"],
        lacks: &[],
        number: "mask",
        label: &["name"],
    },
    Export { program: "3CX", has: &["rulename", "did", "trunk"], lacks: &[], number: "did", label: &["rulename"] },
    Export { program: "Aircall", has: &["digits", "name"], lacks: &[], number: "digits", label: &["name"] },
    Export {
        program: "RingCentral",
        has: &["phonenumber", "usagetype"],
        lacks: &[],
        number: "phonenumber",
        label: &["label"],
    },
    Export { program: "Telnyx", has: &["number val e164"], lacks: &[], number: "number val e164", label: &[] },
    Export {
        program: "Telnyx",
        has: &["phone number", "connection name"],
        lacks: &[],
        number: "phone number",
        label: &["customer reference"],
    },
    Export {
        program: "Twilio",
        has: &["phonenumber", "friendlyname"],
        lacks: &[],
        number: "phonenumber",
        label: &["friendlyname"],
    },
];

/// The export that has these headings.
pub(super) fn export_of<'h>(headings: impl Iterator<Item = &'h str>) -> Option<&'static Export> {
    let headings: Vec<String> = headings.map(heading_words).collect();
    let has = |wanted: &&str| headings.iter().any(|heading| heading == wanted);
    EXPORTS.iter().find(|export| export.has.iter().all(has) && !export.lacks.iter().any(has))
}

impl Export {
    /// Whether a heading is that of its numbers.
    pub(super) fn is_number(&self, heading: &str) -> bool {
        heading_words(heading) == self.number
    }

    /// Whether a heading is one of its label.
    pub(super) fn is_label(&self, heading: &str) -> bool {
        self.label.contains(&heading_words(heading).as_str())
    }
}

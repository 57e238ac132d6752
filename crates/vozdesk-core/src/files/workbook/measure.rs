//! How much a workbook unpacks to, before anything of it is taken into memory.

use std::io::{Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;

use super::Fault;
use crate::files::SIZE_LIMIT;
use crate::files::table::sheet::CELL_LIMIT;

/// The most elements of all parts: each may become a text of its own in memory.
const ELEMENT_LIMIT: usize = 3 * CELL_LIMIT;

/// What kind of archive it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Xlsb,
    Ods,
}

/// What is known of a workbook before it is read.
pub(super) struct Measured {
    pub(super) kind: Kind,
    /// Rows or columns of it are hidden.
    pub(super) has_hidden: bool,
}

/// Unpacks a workbook into nothing, and counts.
pub(super) fn measured(bytes: &[u8]) -> Result<Measured, Fault> {
    let broken = |error: zip::result::ZipError| match error {
        zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => Fault::Password,
        error => Fault::Broken(error.to_string()),
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    let kind = if has("content.xml") {
        Kind::Ods
    } else if has("xl/workbook.bin") {
        Kind::Xlsb
    } else {
        Kind::Xlsx
    };
    let mut count = Count { bytes: 0, elements: 0, has_hidden: false };
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(broken)?;
        let name = part.name().map_err(broken)?.into_owned();
        // An OpenDocument that is encrypted says so in the list of its parts, which is not.
        let is_list = name == "META-INF/manifest.xml";
        let is_text = name.ends_with(".xml") || name.ends_with(".rels");
        let hidden: &[&[u8]] = match kind {
            Kind::Ods if name == "content.xml" => &[b"table:visibility=\"collapse\"", b"table:visibility=\"filter\""],
            Kind::Xlsx if name.starts_with("xl/worksheets/") => &[b" hidden=\"1\"", b" hidden=\"true\""],
            _ => &[],
        };
        let encrypted: &[&[u8]] = if is_list { &[b"manifest:encryption-data"] } else { &[] };
        let mut found = [false; 2];
        count.add(part, is_text, [hidden, encrypted], &mut found)?;
        count.has_hidden |= found[0];
        if found[1] {
            return Err(Fault::Password);
        }
    }
    Ok(Measured { kind, has_hidden: count.has_hidden })
}

struct Count {
    bytes: usize,
    elements: usize,
    has_hidden: bool,
}

impl Count {
    /// Counts a part, and takes note of which of what is looked for is in it.
    fn add(
        &mut self,
        mut part: impl Read,
        is_text: bool,
        wanted: [&[&[u8]]; 2],
        found: &mut [bool; 2],
    ) -> Result<(), Fault> {
        const OVERLAP: usize = 64;
        let mut block = vec![0; 64 * 1024];
        // What is looked for may begin in one block and end in the next.
        let mut kept = 0;
        loop {
            let read = part.read(&mut block[kept..]).map_err(|error| Fault::Broken(error.to_string()))?;
            if read == 0 {
                return Ok(());
            }
            let fresh = &block[kept..kept + read];
            self.bytes += read;
            if is_text {
                self.elements += fresh.iter().filter(|byte| **byte == b'<').count();
            }
            if self.bytes > SIZE_LIMIT || self.elements > ELEMENT_LIMIT {
                return Err(Fault::TooLarge);
            }
            let end = kept + read;
            let whole = &block[..end];
            for (wanted, found) in wanted.iter().zip(&mut *found) {
                *found |= wanted.iter().any(|wanted| memmem::find(whole, wanted).is_some());
            }
            kept = end.min(OVERLAP);
            block.copy_within(end - kept..end, 0);
        }
    }
}

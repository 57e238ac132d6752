//! How much a workbook unpacks to, before anything of it is taken into memory.

use std::io::{BufReader, Cursor, Read};

use cfb::CompoundFile as Container;
use memchr::memmem;
use zip::ZipArchive;

use super::Fault;
use crate::files::SIZE_LIMIT;
use crate::files::table::sheet::CELL_LIMIT;

/// The most elements of all parts: each may become a text of its own in memory.
const ELEMENT_LIMIT: usize = CELL_LIMIT / 2 * 3;

/// What kind of archive it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Xlsb,
    Ods,
}

/// How much of a workbook may still be taken into memory.
pub(super) struct Room {
    cells: usize,
    /// Of their texts, in bytes: many cells may share one.
    texts: usize,
}

impl Room {
    pub(super) fn new() -> Room {
        Room { cells: CELL_LIMIT, texts: SIZE_LIMIT }
    }

    /// Takes room for a text in so many cells.
    pub(super) fn take(&mut self, cells: usize, text: &str) -> Result<(), Fault> {
        let texts = cells.checked_mul(text.len()).and_then(|texts| self.texts.checked_sub(texts));
        let (Some(cells), Some(texts)) = (self.cells.checked_sub(cells), texts) else { return Err(Fault::TooLarge) };
        (self.cells, self.texts) = (cells, texts);
        Ok(())
    }
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
                self.elements += memchr::memchr_iter(b'<', fresh).count();
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

/// Looks through the records of a workbook of the oldest kind (.xls, MS-XLS 2.1): its reader lays out every sheet to its
/// farthest cell.
pub(super) fn measure_records(bytes: &[u8]) -> Result<(), Fault> {
    let broken = |error: std::io::Error| Fault::Broken(error.to_string());
    let mut file = Container::open(Cursor::new(bytes)).map_err(broken)?;
    // A newer workbook that is encrypted is put into the container of the older kind.
    if file.is_stream("/EncryptedPackage") {
        return Err(Fault::Password);
    }
    let name = if file.is_stream("/Workbook") { "/Workbook" } else { "/Book" };
    let mut stream = BufReader::new(file.open_stream(name).map_err(broken)?);
    let (mut area, mut farthest) = (0_usize, [0_usize; 2]);
    let mut record = Vec::new();
    loop {
        let mut head = [0; 4];
        match stream.read_exact(&mut head) {
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(()),
            read => read.map_err(broken)?,
        }
        let [kind, length] = [[head[0], head[1]], [head[2], head[3]]].map(u16::from_le_bytes);
        record.resize(usize::from(length), 0);
        stream.read_exact(&mut record).map_err(broken)?;
        let at =
            |place: usize| record.get(place..place + 2).map_or(0, |two| usize::from(two[0]) | usize::from(two[1]) << 8);
        match kind {
            BEGIN => {
                area = area.saturating_add(farthest[0] * farthest[1]);
                farthest = [0; 2];
            }
            kind if CELLS.contains(&kind) => {
                // A record of several cells names its last column at its end.
                let last = if kind == SEVERAL { at(record.len().saturating_sub(2)) } else { at(2) };
                farthest = [farthest[0].max(at(0) + 1), farthest[1].max(last + 1)];
            }
            _ => {}
        }
        if area.saturating_add(farthest[0] * farthest[1]) > 2 * CELL_LIMIT {
            return Err(Fault::TooLarge);
        }
    }
}

/// The record with which a sheet begins (BOF).
const BEGIN: u16 = 0x0809;

/// Several figures in a row (MulRk).
const SEVERAL: u16 = 0x00BD;

/// The records of cells: Formula, Number, Label, BoolErr, RK, LabelSst, RString, MulRk.
const CELLS: [u16; 10] = [0x0006, 0x0206, 0x0406, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6, SEVERAL];

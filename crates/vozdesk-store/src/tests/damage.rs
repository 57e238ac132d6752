//! Damaged files: opened whole or called damaged, and never touched.

use std::fs;

use proptest::prelude::*;
use redb::{Database, StorageBackend};

use vozdesk_core::files::Mode;
use vozdesk_core::rules::edit::Refusal;

use super::disk::Disk;
use super::random::{imported, small_office};
use super::*;
use crate::FILE_NAME;
use crate::held::HeldBackend;
use crate::tables;

/// Small numbers that look random and are the same in every run (xorshift).
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit
    }
}

/// A closed store's bytes and its export.
fn closed_office() -> (Bytes, Bytes) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    for label in ["Reception", "Front", "Main"] {
        relabel(&store, label);
    }
    store
        .change(|setup| Ok::<_, Refusal>(imported(setup, &small_office(7), Mode::Merge)))
        .map_err(|_| ())
        .expect("it fits");
    store.undo().expect("the disk works");
    let (path, export) = (store.path().to_owned(), exported(&store));
    store.close().expect("it closes");
    (fs::read(path).expect("the store is there"), export)
}

/// Opens a damaged copy. It opens with all that was in it, or says so and is left alone.
fn opens_whole_or_not_at_all(damaged: &[u8], export: &[u8], how: &str) -> bool {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(FILE_NAME);
    fs::write(&path, damaged).expect("the copy can be written");
    match Store::open(folder.path()) {
        Ok(store) => {
            assert_eq!(words(&exported(&store)), words(export), "{how}");
            assert_eq!(listed(&store), [(5, true), (4, false), (3, false), (2, false), (1, false)], "{how}");
            true
        }
        Err(error) => {
            assert!(matches!(error, StoreError::Damaged { .. } | StoreError::Newer { .. }), "{how}: {error:?}");
            assert!(fs::read(&path).expect("it is still there") == damaged, "{how}: a damaged file is not touched");
            false
        }
    }
}

/// How many bits are flipped, each in a copy of its own.
const FLIPS: usize = 1500;

#[test]
fn a_file_with_a_bit_flipped_is_opened_whole_or_called_damaged_and_not_touched() {
    let (bytes, export) = closed_office();
    let used: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at] != 0).collect();
    let mut random = Random(7);
    let mut opened: usize = 0;
    for round in 0..FLIPS {
        // Most of the file is empty: two flips in three are where something is.
        let at = if round % 3 == 0 { random.below(bytes.len()) } else { used[random.below(used.len())] };
        let bit = random.below(8);
        let mut damaged = bytes.clone();
        damaged[at] ^= 1 << bit;
        opened += usize::from(opens_whole_or_not_at_all(&damaged, &export, &format!("bit {bit} of byte {at}")));
    }
    assert!((1..FLIPS).contains(&opened), "{opened} of {FLIPS} opened: the flips say nothing");
    println!("{opened} of {FLIPS} files with a flipped bit opened whole, the others were refused");
}

#[test]
fn a_truncated_file_is_opened_whole_or_called_damaged_and_not_touched() {
    let (bytes, export) = closed_office();
    let mut random = Random(11);
    let mut opened = 0;
    let whole = bytes.len();
    let edges = [0, 1, 2, 511, 4095, 4096, whole / 2, whole - 4096, whole - 1];
    for length in edges.into_iter().chain((0..491).map(|_| 1 + random.below(whole - 1))) {
        opened +=
            usize::from(opens_whole_or_not_at_all(&bytes[..length], &export, &format!("cut to {length} of {whole}")));
    }
    println!("{opened} of 500 truncated files opened whole, the others were refused");
}

#[test]
fn what_is_no_store_at_all_is_called_damaged_and_not_touched() {
    for content in [&b"{\"format\": \"vozdesk.setup\"}"[..], &[0; 8192], &[0xFF; 70_000], b"\n"] {
        assert!(!opens_whole_or_not_at_all(content, b"", &format!("{} bytes", content.len())));
    }
}

#[test]
fn records_that_cannot_be_together_are_called_damaged() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = office(folder.path());
    let path = store.path().to_owned();
    store.close().expect("it closes");
    let database = Database::open(&path).expect("redb opens it");
    let transaction = database.begin_write().expect("it can be written");
    // Both numbers name this assistant.
    transaction.open_table(tables::ASSISTANTS).expect("it is there").remove("desk").expect("it was there");
    transaction.commit().expect("it commits");
    database.close().expect("it closes");
    let before = fs::read(&path).expect("the store is there");
    let error = Store::open(folder.path()).map(drop).expect_err("a slot names nobody");
    assert!(matches!(error, StoreError::Damaged { .. }), "{error:?}");
    assert!(fs::read(&path).expect("it is still there") == before, "a damaged store is not touched");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_held_back_is_read_as_if_it_were_written_and_then_is(
        steps in proptest::collection::vec((0..3_u8, 0..64_u64, 0..24_usize, any::<u8>()), 0..30),
        release_at in 0..30_usize,
    ) {
        let disk = Disk::holding(vec![7; 40]);
        let plain = Disk::holding(vec![7; 40]);
        let held = HeldBackend::new(disk.clone());
        for (at, (kind, offset, length, byte)) in steps.into_iter().enumerate() {
            if at == release_at {
                prop_assert_eq!(&disk.surface().live, &vec![7; 40], "nothing is written before");
                held.release().expect("the disk works");
                prop_assert_eq!(&disk.surface().live, &plain.surface().live);
            }
            for backend in [&held as &dyn StorageBackend, &plain] {
                if kind == 0 {
                    backend.set_len(offset).expect("the disk works");
                } else if offset + length as u64 <= backend.len().expect("the disk works") {
                    backend.write(offset, &vec![byte; length]).expect("the disk works");
                }
            }
            let all = plain.len().expect("the disk works");
            prop_assert_eq!(held.len().expect("the disk works"), all);
            let from = offset.min(all);
            let mut found = vec![0; (all - from) as usize];
            held.read(from, &mut found).expect("the disk works");
            prop_assert_eq!(&found[..], &plain.surface().live[from as usize..]);
        }
        held.release().expect("the disk works");
        prop_assert_eq!(&disk.surface().live, &plain.surface().live);
    }
}

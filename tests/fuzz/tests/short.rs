//! The short run: every seed as it is, and the same four hundred variations of each every time.

use std::path::{Path, PathBuf};

use vozdesk_fuzz::{Target, targets};

/// Variations of a seed.
const VARIATIONS: u64 = 400;

/// What readers look for, put in where it does not belong.
const WORDS: [&str; 16] = [
    "null",
    "true",
    "[",
    "]",
    "{",
    "}",
    "\"",
    ",",
    ":",
    "\r\n",
    "+14155550142",
    "\"id\"",
    "None",
    "\u{feff}",
    "=",
    "\0",
];

fn seeds(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    let files = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = files.filter_map(|file| Some(file.ok()?.path())).collect();
    paths.sort();
    paths.into_iter().filter_map(|path| std::fs::read(&path).ok().map(|bytes| (path, bytes))).collect()
}

/// Numbers that look random and are always the same (xorshift, Marsaglia 2003).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }

    fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let begin = self.below(length);
        begin..(begin + 1 + self.below(40)).min(length)
    }

    fn vary(&mut self, seed: &[u8], other: &[u8]) -> Vec<u8> {
        let mut bytes = seed.to_vec();
        for _ in 0..=self.below(3) {
            let at = self.below(bytes.len());
            match self.below(6) {
                0 if !bytes.is_empty() => bytes[at] ^= 1 << self.below(8),
                1 => drop(bytes.drain(self.range(bytes.len()))),
                2 => {
                    let copied = bytes[self.range(bytes.len())].to_vec();
                    bytes.splice(at..at, copied);
                }
                3 => drop(bytes.splice(at..at, WORDS[self.below(WORDS.len())].bytes())),
                4 => bytes.truncate(at),
                _ => {
                    let cut = self.below(other.len());
                    bytes.truncate(at);
                    bytes.extend(&other[cut..]);
                }
            }
        }
        bytes
    }
}

fn run(target: &str, act: Target) {
    let seeds = seeds(target);
    assert!(seeds.len() > 1, "{target} has a corpus");
    let mut chance = Chance(0x5EED);
    for (at, (path, seed)) in seeds.iter().enumerate() {
        let other = &seeds[(at + 1) % seeds.len()].1;
        for variation in 0..=VARIATIONS {
            let bytes = if variation == 0 { seed.clone() } else { chance.vary(seed, other) };
            let tried = std::panic::catch_unwind(|| act.take(&bytes));
            assert!(tried.is_ok(), "{target}: {} varied as {:?}", path.display(), String::from_utf8_lossy(&bytes));
        }
    }
}

/// Every word that files can be read as has its corpus here; a platform that joins the registry is
/// missed until it has one.
#[test]
fn nothing_breaks_a_reader_or_the_reader_of_numbers() {
    std::thread::scope(|scope| {
        let runs: Vec<_> = targets().map(|(name, act)| (name, scope.spawn(move || run(name, act)))).collect();
        for (name, tried) in runs {
            assert!(tried.join().is_ok(), "{name} is broken");
        }
    });
}

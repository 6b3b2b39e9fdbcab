//! Vectors of texts met before, by the hash of the text, as one file.
//!
//! ```text
//!  0  magic "FAIRVECS"      8  version, u32         12  CRC-32 of all from 16 on, u32
//! 16  checksum of the model, u32                    20  dimensions, u32
//! 24  run, u32: counts the times that the file was written
//! 28  records, sorted by hash: SHA-256, cut to 16 bytes, of the text
//!     as the encoder reads it; run that last
//!     used it, u32; one byte a component
//! ```
//!
//! A cache may always be thrown away: what is damaged or of another model is simply
//! not there. When it grows too large, what was not used for longest goes first.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

use super::{Kind, Meaning, Role, Vector};

const MAGIC: &[u8; 8] = b"FAIRVECS";
const VERSION: u32 = 1;
const HEADER: usize = 28;
const HASH: usize = 16;
/// Bytes of a record before its components.
const HEAD: usize = HASH + 4;

type Hash = [u8; HASH];

/// A source of vectors that remembers those it has given.
pub struct Remembering<'a> {
    source: &'a dyn Meaning,
    stored: Stored,
    /// Those given so far, new and old.
    given: Mutex<BTreeMap<Hash, Vector>>,
}

impl std::fmt::Debug for Remembering<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Remembering").field("stored", &self.stored.len()).finish()
    }
}

impl<'a> Remembering<'a> {
    /// A memory before `source`, the model with checksum `model`; `file` is a cache
    /// file, or empty.
    pub fn new(source: &'a dyn Meaning, model: u32, file: Vec<u8>) -> Self {
        let stored = Stored::open(file, model);
        Self { source, stored, given: Mutex::default() }
    }

    /// How many vectors of earlier runs are at hand.
    pub fn stored(&self) -> usize {
        self.stored.len()
    }

    /// The file for the next time, of at most `most` vectors; `None` if nothing new
    /// is to be kept.
    pub fn file(&self, most: usize) -> Option<Vec<u8>> {
        let given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        let news = given.keys().any(|hash| self.stored.find(hash).is_none());
        news.then(|| self.stored.merged(&given, most))
    }
}

impl Meaning for Remembering<'_> {
    fn kind(&self) -> Kind {
        self.source.kind()
    }

    fn vectors(&self, role: Role, texts: &[&str]) -> Vec<Vector> {
        let prefix = self.kind().prefix(role);
        let hashes: Vec<Hash> = texts.iter().map(|text| hash(prefix, text)).collect();
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        let mut missing = BTreeMap::new();
        for (&hash, &text) in hashes.iter().zip(texts) {
            if let Entry::Vacant(place) = given.entry(hash) {
                match self.stored.find(&hash) {
                    Some(vector) => drop(place.insert(vector)),
                    None => drop(missing.insert(hash, text)),
                }
            }
        }
        let fresh: Vec<&str> = missing.values().copied().collect();
        given.extend(missing.into_keys().zip(self.source.vectors(role, &fresh)));
        hashes.iter().map(|hash| given[hash].clone()).collect()
    }
}

fn hash(prefix: &str, text: &str) -> Hash {
    let mut hash = [0; HASH];
    let whole = Sha256::new().chain_update(prefix).chain_update(text).finalize();
    hash.copy_from_slice(&whole[..HASH]);
    hash
}

/// The records of a file, searched where they lie.
#[derive(Debug)]
struct Stored {
    model: u32,
    run: u32,
    dimensions: usize,
    records: Vec<u8>,
}

impl Stored {
    /// Nothing, if the file is damaged or of another model.
    fn open(mut file: Vec<u8>, model: u32) -> Self {
        let number = |at: usize| {
            let bytes = file.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
            bytes.map_or(0, u32::from_le_bytes)
        };
        let (run, dimensions) = (number(24), number(20) as usize);
        let sound = file.len() >= HEADER
            && file.starts_with(MAGIC)
            && (number(8), number(16)) == (VERSION, model)
            && number(12) == crc32fast::hash(&file[16..])
            && (file.len() - HEADER).is_multiple_of(HEAD + dimensions);
        if sound {
            let records = file.split_off(HEADER);
            Self { model, run, dimensions, records }
        } else {
            Self { model, run: 0, dimensions: 0, records: Vec::new() }
        }
    }

    fn len(&self) -> usize {
        self.records.len() / (HEAD + self.dimensions)
    }

    fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.records.chunks_exact(HEAD + self.dimensions)
    }

    fn find(&self, hash: &Hash) -> Option<Vector> {
        let size = HEAD + self.dimensions;
        let record = |index: usize| &self.records[index * size..][..size];
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if record(middle)[..HASH] < hash[..] {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let found = (low < self.len()).then(|| record(low))?;
        let codes = found[HEAD..].iter().map(|code| code.cast_signed()).collect();
        found.starts_with(hash).then(|| Vector::from_codes(codes))
    }

    /// A file of these records and the `given`, which count as used now.
    fn merged(&self, given: &BTreeMap<Hash, Vector>, most: usize) -> Vec<u8> {
        let run = self.run.saturating_add(1);
        let dimensions = given.values().next().map_or(0, |first| first.codes().len());
        let mut records: BTreeMap<&[u8], (u32, &[u8])> = BTreeMap::new();
        if dimensions == self.dimensions {
            for record in self.iter() {
                let (hash, rest) = record.split_at(HASH);
                let (used, codes) = rest.split_at(4);
                let used = used.try_into().map_or(0, u32::from_le_bytes);
                records.insert(hash, (used, codes));
            }
        }
        let codes: Vec<Vec<u8>> = given
            .values()
            .map(|vector| {
                vector.codes().iter().map(|code| code.cast_unsigned()).collect()
            })
            .collect();
        for (hash, codes) in given.keys().zip(&codes) {
            records.insert(hash, (run, codes));
        }
        let mut oldest: BTreeSet<(u32, &[u8])> =
            records.iter().map(|(hash, (used, _))| (*used, *hash)).collect();
        while records.len() > most {
            let Some((_, hash)) = oldest.pop_first() else { break };
            records.remove(hash);
        }
        write(self.model, run, dimensions, &records)
    }
}

fn write(
    model: u32,
    run: u32,
    dimensions: usize,
    records: &BTreeMap<&[u8], (u32, &[u8])>,
) -> Vec<u8> {
    let dimensions =
        u32::try_from(dimensions).expect("vectors have hundreds of components");
    let mut checked = Vec::new();
    for number in [model, dimensions, run] {
        checked.extend(number.to_le_bytes());
    }
    for (hash, (used, codes)) in records {
        checked.extend_from_slice(hash);
        checked.extend(used.to_le_bytes());
        checked.extend_from_slice(codes);
    }
    let mut file = MAGIC.to_vec();
    file.extend(VERSION.to_le_bytes());
    file.extend(crc32fast::hash(&checked).to_le_bytes());
    file.extend(checked);
    file
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Gives a vector that depends on the text and counts how often it is asked.
    #[derive(Default)]
    struct Counting(AtomicUsize);

    impl Meaning for Counting {
        fn kind(&self) -> Kind {
            Kind::Transformer
        }

        fn vectors(&self, _: Role, texts: &[&str]) -> Vec<Vector> {
            self.0.fetch_add(texts.len(), Ordering::Relaxed);
            texts
                .iter()
                .map(|text| Vector::new(&[1.0, f32::from(text.as_bytes()[0]) / 200.0]))
                .collect()
        }
    }

    fn asked(source: &Counting) -> usize {
        source.0.load(Ordering::Relaxed)
    }

    #[test]
    fn what_was_given_once_is_not_asked_for_again() {
        let source = Counting::default();
        let first = Remembering::new(&source, 7, Vec::new());
        let vectors = first.vectors(Role::Query, &["b", "a", "b"]);
        assert_eq!(asked(&source), 2);
        assert_eq!(vectors, source.vectors(Role::Query, &["b", "a", "b"]));
        let file = first.file(100).unwrap();

        let source = Counting::default();
        let second = Remembering::new(&source, 7, file);
        assert_eq!(
            second.vectors(Role::Query, &["a", "b"]),
            [vectors[1].clone(), vectors[0].clone()]
        );
        assert_eq!(asked(&source), 0);
        assert_eq!(second.file(100), None);
    }

    #[test]
    fn a_damaged_file_or_another_model_is_an_empty_cache() {
        let source = Counting::default();
        let memory = Remembering::new(&source, 7, Vec::new());
        memory.vectors(Role::Query, &["a", "b"]);
        let file = memory.file(100).unwrap();
        assert_eq!(Stored::open(file.clone(), 7).len(), 2);
        assert_eq!(Stored::open(file.clone(), 8).len(), 0);
        for position in 0..file.len() {
            let mut changed = file.clone();
            changed[position] ^= 0x20;
            assert_eq!(Stored::open(changed, 7).len(), 0, "byte {position}");
            assert_eq!(Stored::open(file[..position].to_vec(), 7).len(), 0);
        }
    }

    #[test]
    fn the_longest_unused_go_first() {
        let source = Counting::default();
        let mut file = Vec::new();
        for texts in [["a", "b"], ["c", "a"], ["d", "e"]] {
            let memory = Remembering::new(&source, 7, file);
            memory.vectors(Role::Query, &texts);
            file = memory.file(4).unwrap();
        }
        let stored = Stored::open(file, 7);
        let kept = ["a", "b", "c", "d", "e"]
            .map(|text| stored.find(&hash("query: ", text)).is_some());
        assert_eq!(kept, [true, false, true, true, true]);
    }
}

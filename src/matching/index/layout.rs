//! How the index file is laid out: a head with the places of the sections.

use thiserror::Error;

/// What an index file starts with.
pub(super) const MAGIC: u64 = u64::from_le_bytes(*b"FAIRINDX");
/// Changes with the layout or with how texts are read.
pub(super) const VERSION: u64 = 1;
/// Words of the head before the sections' places.
pub(super) const FIXED: usize = 4;
/// Words of a section's place.
pub(super) const PLACE: usize = 3;

/// Why an index file cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum IndexError {
    /// It is something else.
    #[error("not an index file")]
    NoIndex,
    /// It was written by another version of the program.
    #[error("written by another version")]
    OtherVersion,
    /// Its bytes are not those that were written.
    #[error("damaged")]
    Damaged,
}

/// What an index file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Offerings.
    pub offerings: usize,
    /// Terms and concepts.
    pub terms: usize,
    /// Bytes.
    pub bytes: usize,
    /// Of what was indexed.
    pub fingerprint: u64,
}

/// The sections before those of the shards, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Section {
    /// Dictionary: keys by slot.
    Slots,
    /// Dictionary: numbers by slot.
    Numbers,
    /// How rare each term is.
    Rarity,
    /// The common terms.
    Common,
    /// 1 / length of each document.
    Reciprocals,
    /// Factors and slope of the space.
    Scheme,
    /// What the criteria compare.
    Facets,
    /// Institutions as JSON.
    Institutions,
    /// First byte of each record, and the end.
    Starts,
    /// Records as JSON, one after another.
    Records,
    /// Hashes of the ids, sorted, …
    Ids,
    /// … and the documents they belong to.
    Documents,
}

/// Sections before those of the shards.
pub(super) const OWN: usize = Section::Documents as usize + 1;
/// Sections of a shard.
pub(super) const OF_SHARD: usize = 6;

/// A checksum of bytes: FNV-1a over words of eight, mixed at the end.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    let word = |chunk: &[u8]| {
        let mut eight = [0; 8];
        eight[..chunk.len()].copy_from_slice(chunk);
        u64::from_le_bytes(eight)
    };
    let start = 0xcbf2_9ce4_8422_2325_u64 ^ bytes.len() as u64;
    let hash = bytes.chunks(8).fold(start, |hash, chunk| {
        (hash ^ word(chunk)).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23)
    });
    hash ^ hash >> 32
}

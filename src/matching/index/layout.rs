//! How the index file is laid out.

use thiserror::Error;

use crate::text::messages::Message;

/// What an index file starts with.
pub(super) const MAGIC: u64 = u64::from_le_bytes(*b"FAIRINDX");
/// What it ends with.
pub(super) const END: u64 = u64::from_le_bytes(*b"XDNIRIAF");
/// Changes with the layout or with how texts are read.
pub(super) const VERSION: u64 = 8;
/// Words before the records.
pub(super) const HEAD: usize = 2;
/// Words of the directory before the sections' places.
pub(super) const FIXED: usize = 4;
/// Words after the directory.
pub(super) const TAIL: usize = 3;

/// Why an index file cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum IndexError {
    /// It is something else.
    #[error("not an index file")]
    NoIndex,
    /// It was written by an older version of the program.
    #[error("written by an older version")]
    Older,
    /// It was written by a newer version of the program.
    #[error("written by a newer version")]
    Newer,
    /// Its bytes are not those that were written.
    #[error("damaged")]
    Damaged,
}

impl IndexError {
    /// Why, in words.
    pub fn message(self) -> Message {
        Message::new(match self {
            Self::NoIndex => "index-no-index",
            Self::Older => "index-older",
            Self::Newer => "index-newer",
            Self::Damaged => "index-damaged",
        })
    }
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

/// The sections before those of the shards, in their order in the directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Section {
    /// Records as JSON, one after another.
    Records,
    /// First byte of each record, and the end.
    Starts,
    /// Hashes of the ids, sorted, …
    Ids,
    /// … and the documents they belong to.
    Documents,
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
    /// A number for what each document holds.
    Prints,
    /// Factors and slope of the space.
    Scheme,
    /// What the criteria compare.
    OfferingFacets,
    /// Institutions as JSON.
    Institutions,
    /// Topics; empty where none are learned.
    Topics,
}

/// Sections before those of the shards.
pub(super) const OWN: usize = Section::Topics as usize + 1;
/// Sections of a shard.
pub(super) const OF_SHARD: usize = 4;

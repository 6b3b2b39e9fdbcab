//! The index file: a corpus as bytes that are used where they lie.
//!
//! ```text
//!  0  magic "FAIRINDX"       8  version, u64
//! 16  fingerprint of what was indexed, u64 (the registries and the lexicon)
//! 24  number of sections, u64
//! 32  per section: first byte, u64; bytes, u64; checksum, u64
//! ..  checksum of all before it, u64
//! ..  sections, each from a multiple of 8 on, numbers little-endian
//! ```
//!
//! The head's checksum is verified whenever a file is opened, those of the sections by
//! `index info`: reading gigabytes to be sure of them would cost what the index saves.

mod layout;
mod read;
mod write;

pub use layout::{IndexError, Summary};
pub use read::{Index, Records};
pub use write::write;

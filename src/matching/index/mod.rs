//! The index file: a corpus as bytes that are used where they lie.
//!
//! ```text
//!  0  magic "FAIRINDX"       8  version, u64
//! 16  records as JSON, one after another, as they are read
//! ..  the other sections, each from a multiple of 8 on, numbers little-endian
//! ..  checksums of all before it, a CRC-32 for each 4,096 bytes
//! ..  directory: fingerprint of what was indexed (the registries and the lexicon), place of
//!     the checksums, number of sections; per section first byte and bytes; all u64
//! ..  CRC-32 of the checksums and the directory, u64
//! ..  bytes of the directory, u64; magic "XDNIRIAF"
//! ```
//!
//! It is written from front to back, so that a million records need not be in memory.
//! Opening it verifies version, directory and checksums; each block of 4,096 bytes is
//! verified when it is first read ([`super::engine::Guard`]), all of them by `index info`:
//! reading gigabytes to be sure of them would cost what the index saves.

mod layout;
mod read;
mod shelf;
mod write;

pub use layout::{IndexError, Summary};
pub use read::{File, Index, Records};
pub use shelf::{Memory, Shelf};
pub use write::Writer;

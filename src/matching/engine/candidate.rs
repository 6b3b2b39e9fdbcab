//! A document that may answer a query.

/// A document and its cosine with the query, in two parts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The document's number.
    pub document: u32,
    /// What the terms add.
    pub text: f32,
    /// What the concepts add.
    pub concepts: f32,
}

impl Candidate {
    /// The cosine, in [0, 1].
    pub fn cosine(&self) -> f32 {
        self.text + self.concepts
    }
}

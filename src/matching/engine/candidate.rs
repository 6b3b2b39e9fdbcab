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
    /// The cosine: at most about 1, a little more where the document is short or far from
    /// all others, since lengths are pivoted and grow with the crowd around.
    pub fn cosine(&self) -> f32 {
        self.text + self.concepts
    }
}

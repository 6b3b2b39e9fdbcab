//! A drawing: an SVG fragment with its description in words.

/// A drawing, as SVG without scripts or outside references.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// What it shows, for those who cannot see it.
    pub description: String,
    /// The `<svg>` element.
    pub svg: String,
    /// Its width, in units of which a line of words is twelve high.
    pub width: usize,
}

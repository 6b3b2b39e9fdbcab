//! What a report is on paper.

/// How a document is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// A working paper: as many pages as it takes.
    #[default]
    Working,
    /// A working paper set closer, as far as it stays readable, until it fits on one page.
    OnePage,
    /// A report to the leadership, laid out after GB/T 9704, on one page.
    Letter,
}

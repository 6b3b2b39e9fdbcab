//! Matches, explanations, ranking quality and search results.

mod evaluation;
mod explanation;
mod indexed;
mod learning;
mod matches;
mod search;
mod wire;

pub use evaluation::Evaluation;
pub use explanation::Explanation;
pub use indexed::Indexed;
pub use learning::Learning;
pub use matches::{Matches, NeedLine, Side, reasons};
pub use search::{Found, SearchResults};
pub use wire::{Line, MatchLine, UnmatchedLine};

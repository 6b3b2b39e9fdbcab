//! Technical concepts and boilerplate, found in texts by one automaton.
//!
//! The lexicon is written field by field in `data/vocabulary/concepts/*.toml` and
//! compiled in by `build.rs`; a person may add a file of their own.

mod compiled;
mod concept;
mod lexicon;
pub mod source;

pub use concept::Concept;
pub use lexicon::{Hit, Lexicon};

//! Criteria, the ranking engine, duplicates, evaluation against judgements.

mod corpus;
mod document;
pub mod duplicates;
pub mod encoder;
pub mod engine;
mod facets;
mod place;
mod points;
mod signature;
mod topics;

pub use corpus::{Collector, Corpus, Institution};
pub use document::Document;
pub use facets::Facets;
pub use points::{Points, Total, Weight};
pub use topics::Topics;

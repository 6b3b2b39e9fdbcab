//! Criteria, the ranking engine, duplicates, evaluation against judgements.

mod corpus;
pub mod criteria;
mod document;
pub mod duplicates;
pub mod encoder;
pub mod engine;
mod evaluate;
mod explain;
mod facets;
mod find;
mod group;
mod level;
mod matcher;
mod meanings;
mod place;
mod points;
mod result;
mod several;
mod shelf;
mod signature;
mod wishes;
mod world;

pub use corpus::{Collector, Corpus, Institution};
pub use criteria::{CRITERIA, Criterion, Term};
pub use document::Document;
pub use evaluate::{Judgements, Quality, Ranking, evaluate};
pub use facets::Facets;
pub use find::{Searcher, search_needs, search_offerings};
pub use level::{Level, Levels, Weights, of_settings};
pub use matcher::{Choice, Ground, Matcher};
pub use meanings::{Meanings, text_of_need, text_of_offering};
pub use points::{Points, Total, Weight};
pub use result::{CriterionScore, Match, NeedMatches, NoMatch, Unmatched};
pub use shelf::{Memory, Shelf};
pub use world::{Party, Past, World};

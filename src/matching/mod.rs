//! Criteria, the ranking engine, duplicates, evaluation against judgements.
//!
//! A [`Collector`] reads offerings into a [`Corpus`]: a vector space of terms ([`engine`]),
//! [`OfferingFacets`] to compare, `topics` learned from the texts; in memory, or mapped from
//! an index file ([`index`]). A [`Matcher`] stands on a [`Ground`] (corpus, concepts, what is
//! known of the fair, meanings if an [`encoder`] is there). For each need it takes
//! candidates, lets every criterion of [`CRITERIA`] judge them, weighs the findings to a
//! [`Total`] and tells the best with their reasons.
//!
//! Beside it: [`search_needs`] and [`search_offerings`] find by words, [`duplicates`] finds
//! records told twice, [`evaluate()`] measures a ranking against judgements, [`learn()`] fits
//! weights to decisions. Totals are integers and sums have one order, so that a ranking is
//! the same on every machine and for every number of threads.

mod corpus;
pub mod criteria;
mod crowding;
mod document;
pub mod duplicates;
pub mod encoder;
pub mod engine;
mod evaluate;
mod explain;
mod facets;
mod find;
mod ground;
mod group;
pub mod index;
mod learn;
mod level;
mod matcher;
mod meanings;
mod passages;
mod place;
mod points;
mod result;
mod several;
mod signature;
mod topics;
mod weights;
mod wishes;
mod world;
mod written;

pub use corpus::{Collector, Corpus, Institution};
pub use criteria::{CRITERIA, Criterion, Term};
pub use document::Document;
pub use evaluate::{Judgements, Quality, Ranking, evaluate};
pub use facets::OfferingFacets;
pub use find::{Searcher, search_needs, search_offerings};
pub use ground::Ground;
pub use index::{Memory, Shelf};
pub use learn::{Example, LEAST, LEAST_OF_EACH, Learned, TooFew, learn};
pub use level::{Level, Levels};
pub use matcher::{Choice, Matcher};
pub use meanings::{Meanings, Meant};
pub use points::{Points, Total, Weight};
pub use result::{CriterionScore, Match, NeedMatches, NoMatch, Unmatched};
pub use weights::{Scoring, Weights};
pub use world::{OrganizationKey, Past, World};

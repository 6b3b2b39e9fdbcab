//! The ranking engine: offerings as vectors of terms, needs as queries.
//!
//! A [`Space`] holds postings in shards; a [`Query`] touches the postings of its rare
//! terms once, keeps the best candidates and completes their cosines. Nothing depends
//! on the number of threads or on the order of the needs.

mod bag;
mod best;
mod candidate;
mod column;
mod crowding;
mod dictionary;
mod parts;
mod query;
mod scores;
mod search;
mod shard;
mod space;

pub use bag::Bag;
pub use candidate::Candidate;
pub use column::{BLOCK, Column, Guard};
pub use parts::Parts as QueryParts;
pub use query::Query;
pub use search::Scratch;
pub use shard::ShardParts;
pub use space::{Builder, Parts, Scheme, Space};

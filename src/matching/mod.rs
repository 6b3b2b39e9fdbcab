//! Criteria, the ranking engine, duplicates, evaluation against judgements.

pub mod encoder;

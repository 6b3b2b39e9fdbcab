//! **fairmatch** takes a university–local cooperation fair from survey to landed deal.
//!
//! The way of the data, each arrow one function with a plain value at either end:
//!
//! ```text
//! survey file → grid → mapped records + problems → Fair → matches → decisions
//!             → plan → signing → ledger → report → bytes
//! ```
//!
//! The floors of the house, from the ground up; each may import only from those
//! before it (`tests/layers.rs` holds that):
//!
//! 1. [`text`] — normal form, tokens, phrases, and every word shown to a person;
//! 2. [`domain`] — need, offering, party, money, dates, vocabularies, fair, change;
//! 3. [`matching`] — criteria, the ranking engine, duplicates, evaluation;
//! 4. [`planning`] — who meets whom, when and where, on which stage; verification;
//! 5. [`ledger`] — stages, legal steps, what is due; officers; policies; figures;
//! 6. [`store`] and [`import`], side by side — the fair on disk; bytes → records;
//! 7. [`report`] — pure values made from the fair;
//! 8. [`export`] — report value → bytes, one file a format;
//! 9. [`cli`] — arguments → settings → work; the only place that knows the terminal
//!    and the clock.

pub mod cli;
pub mod domain;
pub mod export;
pub mod import;
pub mod ledger;
pub mod matching;
pub mod planning;
pub mod report;
pub mod store;
pub mod text;

//! Who meets whom.

pub mod flow;

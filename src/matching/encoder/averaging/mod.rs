//! A deep averaging network: quick, and the whole text counts.

pub(super) mod embedding;
pub(super) mod matrix;
pub(super) mod network;

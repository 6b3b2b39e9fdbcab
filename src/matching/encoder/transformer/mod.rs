//! A transformer: slower, and better at what the beginning of a text is about.

mod attention;
pub(super) mod blocks;
pub(super) mod network;

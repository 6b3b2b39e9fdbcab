//! Bytes → records and problems: survey files as they come.

pub mod value;

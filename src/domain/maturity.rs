//! How far a technology has come.

use serde::{Deserialize, Serialize};

use super::wire;

/// Technology readiness. Words map to levels as in `data/vocabulary/maturity.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Maturity {
    /// Technology readiness level 1–9 (GB/T 22900 counts on to 13: capped at 9); a range
    /// takes its lower end.
    pub trl: Option<u8>,
    /// The words of the source.
    #[serde(default, with = "wire::text")]
    pub raw: String,
}

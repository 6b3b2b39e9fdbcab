//! Service officers (首席服务官) and whom they answer for.

use serde::{Deserialize, Serialize};

use super::source::{Extra, Source};
use super::wire;

/// A service officer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Officer {
    /// Stable id, `F…`.
    pub id: String,
    /// Name.
    #[serde(with = "wire::text")]
    pub name: String,
    /// Title.
    pub title: Option<String>,
    /// Zones answered for; none: all.
    pub zones: Vec<String>,
    /// How many subjects at most; `None`: no limit.
    pub capacity: Option<u32>,
    /// Where it was read.
    pub source: Source,
    /// Unmapped columns.
    pub extra: Extra,
}

/// Which officer answers for which project or enterprise.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Assignment {
    /// The subject's id, also the assignment's.
    pub subject: String,
    /// The officer's id.
    pub officer: String,
}

//! Who met whom at an earlier fair, and what came of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::source::{Extra, Source};
use super::{OutcomeKind, Stage, wire};

/// An enterprise and an institution that met at an earlier fair.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Encounter {
    /// Stable id, `Y…`, made of the fair and the pair.
    pub id: String,
    /// The earlier fair's name.
    #[serde(with = "wire::text")]
    pub fair: String,
    /// When they met.
    pub date: Option<NaiveDate>,
    /// The enterprise, by name.
    #[serde(with = "wire::text")]
    pub enterprise: String,
    /// The institution, by name.
    #[serde(with = "wire::text")]
    pub institution: String,
    /// What they talked about: the need's title.
    pub topic: Option<String>,
    /// What came of the meeting.
    pub outcome: Option<OutcomeKind>,
    /// How far their project came.
    pub stage: Option<Stage>,
    /// Anything else, the reason of an end say.
    pub note: Option<String>,
    /// Where it was read.
    pub source: Source,
    /// Unmapped columns.
    pub extra: Extra,
}

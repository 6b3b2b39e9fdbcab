//! One line of the ledger (台账).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Money;
use super::source::{Extra, Source};

/// Something that happened to a project, or that must.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LedgerEntry {
    /// Stable id, `L…`.
    pub id: String,
    /// The project, need, meeting or policy it is about, by id or name.
    pub subject: String,
    /// The subject's title.
    pub title: String,
    /// When it happened.
    pub date: Option<NaiveDate>,
    /// The stage reached: a stage's code, or the words of the source.
    pub stage: String,
    /// Amount agreed.
    pub amount: Option<Money>,
    /// Amount paid in.
    pub received: Option<Money>,
    /// The officer in charge.
    pub officer: Option<String>,
    /// The department responsible.
    pub department: Option<String>,
    /// The leader in charge.
    pub leader: Option<String>,
    /// What must be done by when.
    pub due: Option<NaiveDate>,
    /// What is in the way.
    pub problem: Option<String>,
    /// People hired, cases solved, …
    pub count: Option<u32>,
    /// A file that proves it.
    pub attachment: Option<String>,
    /// Anything else.
    pub note: Option<String>,
    /// Who wrote it.
    pub by: Option<String>,
    /// Where it was read.
    pub source: Source,
    /// Unmapped columns.
    pub extra: Extra,
}

//! Policies an enterprise may qualify for.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::code::codes;
use super::source::{Extra, Source};
use super::wire;
use super::{Class, Money};

codes! {
    /// How far an enterprise has come with a policy, in order.
    PolicyStage as "policy_stage" {
        /// It has applied.
        Applied = "applied",
        /// It was granted.
        Granted = "granted",
        /// Money was paid.
        Paid = "paid",
    }
}

/// A policy with its conditions; an empty condition is none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    /// Stable id, `B…`.
    pub id: String,
    /// What it is called.
    #[serde(with = "wire::text")]
    pub title: String,
    /// What it gives.
    #[serde(with = "wire::text")]
    pub benefit: String,
    /// How much it gives.
    pub amount: Option<Money>,
    /// Any of these titles.
    pub classes: Vec<Class>,
    /// Any of these fields.
    pub fields: Vec<String>,
    /// Any of these regions or zones.
    pub regions: Vec<String>,
    /// At least this R&D budget.
    pub min_rd_budget: Option<Money>,
    /// At most this many people.
    pub max_staff: Option<u32>,
    /// Last day to apply.
    pub deadline: Option<NaiveDate>,
    /// Anything else.
    pub note: Option<String>,
    /// Where it was read.
    pub source: Source,
    /// Unmapped columns.
    pub extra: Extra,
}

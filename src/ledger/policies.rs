//! Which policies an enterprise qualifies for: each condition met, failed or unknown.

mod applicant;
mod conditions;
#[cfg(test)]
mod tests;

pub use applicant::{Applicant, applicants};

use chrono::NaiveDate;

use crate::domain::{Class, Money, Policy, Yuan};
use conditions::{budget, classes, deadline, fields, regions, staff, unread};

/// How a condition or a policy stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Met.
    Met,
    /// Not known: a datum is missing.
    Unknown,
    /// Failed.
    Failed,
}

impl Standing {
    /// Its fixed code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Unknown => "unknown",
            Self::Failed => "failed",
        }
    }
}

/// What was compared, for the words of the reason.
#[derive(Debug, Clone, PartialEq)]
pub enum Compared {
    /// Titles.
    Classes {
        /// Those one of which it takes.
        wanted: Vec<Class>,
        /// The enterprise's.
        held: Vec<Class>,
    },
    /// Fields.
    Fields {
        /// Those one of which it takes.
        wanted: Vec<String>,
        /// Those of the enterprise's needs.
        held: Vec<String>,
    },
    /// Regions.
    Regions {
        /// Those one of which it takes.
        wanted: Vec<String>,
        /// Where the enterprise sits.
        held: Vec<String>,
    },
    /// R&D input a year.
    Budget {
        /// At least.
        wanted: Yuan,
        /// Spent, else planned in a need.
        held: Option<Money>,
        /// How much is missing.
        missing: Yuan,
    },
    /// People employed.
    Staff {
        /// At most.
        most: u32,
        /// The enterprise's.
        held: Option<u32>,
        /// How many are too many.
        over: u32,
    },
    /// What the prose of its conditions asks for besides, which nobody compares.
    Unread {
        /// The clauses, as they stand.
        wanted: Vec<String>,
    },
    /// The last day to apply.
    Deadline {
        /// That day.
        day: NaiveDate,
        /// Days left; negative: days late.
        left: i64,
    },
}

impl Compared {
    /// Its fixed name: the column of the policies registry.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Classes { .. } => "classes",
            Self::Fields { .. } => "fields",
            Self::Regions { .. } => "regions",
            Self::Budget { .. } => "min_rd_budget",
            Self::Staff { .. } => "max_staff",
            Self::Unread { .. } => "note",
            Self::Deadline { .. } => "deadline",
        }
    }
}

/// A condition and how it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// What was compared.
    pub compared: Compared,
    /// How it stands.
    pub standing: Standing,
}

/// A policy seen from an enterprise.
#[derive(Debug, Clone, PartialEq)]
pub struct Eligibility<'a> {
    /// The policy.
    pub policy: &'a Policy,
    /// Its conditions, in the order of the registry's columns; an empty one is left out.
    pub conditions: Vec<Condition>,
}

impl Eligibility<'_> {
    /// Failed if any condition failed, else unknown if any is, else met.
    pub fn standing(&self) -> Standing {
        self.conditions.iter().map(|c| c.standing).max().unwrap_or(Standing::Met)
    }
}

/// Every policy as it stands for an enterprise on a day.
pub fn eligibility<'a>(
    policies: &'a [Policy],
    applicant: &Applicant,
    today: NaiveDate,
) -> Vec<Eligibility<'a>> {
    let of = |policy: &'a Policy| {
        let conditions = [
            classes(policy, applicant),
            fields(policy, applicant),
            regions(policy, applicant),
            budget(policy, applicant),
            staff(policy, applicant),
            unread(policy),
            deadline(policy, today),
        ];
        Eligibility { policy, conditions: conditions.into_iter().flatten().collect() }
    };
    policies.iter().map(of).collect()
}

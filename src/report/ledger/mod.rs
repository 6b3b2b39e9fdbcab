//! The ledger in words: what is due, and the trail of a subject.

mod due;
mod history;

pub use due::DueReport;
pub use history::HistoryReport;

use std::collections::BTreeMap;

use crate::domain::Fair;
use crate::ledger::Trail;

/// Who answers for a subject, by name.
pub(super) struct Answerers<'a> {
    names: BTreeMap<&'a str, &'a str>,
    assigned: BTreeMap<&'a str, &'a str>,
}

impl<'a> Answerers<'a> {
    pub(super) fn new(fair: &'a Fair) -> Self {
        let names = fair.officers.iter().map(|o| (o.id.as_str(), o.name.as_str()));
        let assigned =
            fair.assignments.iter().map(|a| (a.subject.as_str(), a.officer.as_str()));
        Self { names: names.collect(), assigned: assigned.collect() }
    }

    /// The name of an officer of an id or a name.
    pub(super) fn name(&self, officer: &'a str) -> &'a str {
        self.names.get(officer).copied().unwrap_or(officer)
    }

    /// The officer assigned to a subject, else whom its trail names.
    pub(super) fn of(&self, trail: &'a Trail<'_>) -> Option<&'a str> {
        let assigned = self.assigned.get(trail.subject.as_str()).copied();
        assigned.or_else(|| trail.officer()).map(|officer| self.name(officer))
    }
}

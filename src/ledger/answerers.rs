//! Which officer answers for which subject.

use std::collections::BTreeMap;

use super::Trail;
use crate::domain::Fair;

/// Who answers for a subject, by name.
#[derive(Debug)]
pub struct Answerers<'a> {
    names: BTreeMap<&'a str, &'a str>,
    assigned: BTreeMap<&'a str, &'a str>,
}

impl<'a> Answerers<'a> {
    /// The officers of a fair.
    pub fn new(fair: &'a Fair) -> Self {
        let names = fair.officers.iter().map(|o| (o.id.as_str(), o.name.as_str()));
        let assigned =
            fair.assignments.iter().map(|a| (a.subject.as_str(), a.officer.as_str()));
        Self { names: names.collect(), assigned: assigned.collect() }
    }

    /// The name of an officer of an id or a name.
    pub fn name(&self, officer: &'a str) -> &'a str {
        self.names.get(officer).copied().unwrap_or(officer)
    }

    /// The officer assigned to a subject, else whom its trail names.
    pub fn of(&self, trail: &'a Trail<'_>) -> Option<&'a str> {
        let assigned = self.assigned.get(trail.subject.as_str()).copied();
        assigned.or_else(|| trail.officer()).map(|officer| self.name(officer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Assignment, LedgerEntry, Officer};
    use crate::ledger::trails;

    #[test]
    fn an_assignment_comes_before_what_the_ledger_says() {
        let officer = |id: &str, name: &str| Officer {
            id: id.into(),
            name: name.into(),
            ..Officer::default()
        };
        let entry = |subject: &str, officer: &str| LedgerEntry {
            subject: subject.into(),
            officer: Some(officer.into()),
            ..LedgerEntry::default()
        };
        let fair = Fair {
            officers: vec![officer("F1", "甲某"), officer("F2", "乙某")],
            assignments: vec![Assignment { subject: "P1".into(), officer: "F2".into() }],
            ledger: vec![entry("P1", "F1"), entry("P2", "F1"), entry("P3", "丙某")],
            ..Fair::default()
        };
        let trails = trails(&fair);
        let answerers = Answerers::new(&fair);
        let found: Vec<_> = trails
            .iter()
            .map(|trail| (trail.subject.as_str(), answerers.of(trail)))
            .collect();
        assert_eq!(
            found,
            [("P1", Some("乙某")), ("P2", Some("甲某")), ("P3", Some("丙某"))]
        );
    }
}

//! Ids that records of several registries share.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::problem::Problem;
use crate::domain::{Code as _, Fair, Kind};

/// The registries whose records are named by their ids elsewhere.
const NAMED: &[Kind] =
    &[Kind::Needs, Kind::Offerings, Kind::Organizations, Kind::Signings, Kind::Events];

/// An id that a second registry gives to something else: whoever names it may mean either.
pub(super) fn problems(fair: &Fair, _today: NaiveDate) -> Vec<Problem> {
    let mut first: BTreeMap<&str, Kind> = BTreeMap::new();
    let mut problems = Vec::new();
    for &kind in NAMED {
        for id in ids(fair, kind) {
            let other = *first.entry(id).or_insert(kind);
            if other != kind {
                let problem = Problem::warning("duplicate_id").in_case("kinds").about(id);
                let problem =
                    problem.with("one", other.label()).with("other", kind.label());
                problems.push(problem.with_value(id));
            }
        }
    }
    problems
}

fn ids(fair: &Fair, kind: Kind) -> Vec<&str> {
    match kind {
        Kind::Needs => fair.needs.iter().map(|record| &*record.id).collect(),
        Kind::Offerings => fair.offerings.iter().map(|record| &*record.id).collect(),
        Kind::Organizations => {
            fair.organizations.iter().map(|record| &*record.id).collect()
        }
        Kind::Signings => fair.signings.iter().map(|record| &*record.id).collect(),
        Kind::Events => fair.events.iter().map(|record| &*record.id).collect(),
        Kind::People
        | Kind::Ledger
        | Kind::Officers
        | Kind::Assignments
        | Kind::Availability
        | Kind::Policies
        | Kind::Kpis
        | Kind::Decisions
        | Kind::Outcomes
        | Kind::Encounters => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Need, Offering};

    #[test]
    fn a_need_and_an_offering_of_one_id_are_named() {
        let need = |id: &str| Need { id: id.into(), ..Need::default() };
        let mut fair = Fair { needs: vec![need("1"), need("2")], ..Fair::default() };
        fair.offerings = vec![Offering { id: "1".into(), ..Offering::default() }];
        let found = problems(&fair, NaiveDate::default());
        let [problem] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((problem.code, &*problem.subject), ("duplicate_id", "1"));
    }
}

//! Ids that records of several registries share.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::problem::Problem;
use crate::domain::{Code as _, Fair, Kind};

/// The registries whose records are named by their ids elsewhere.
const NAMED: &[Kind] =
    &[Kind::Needs, Kind::Offerings, Kind::Organizations, Kind::Signings, Kind::Events];

/// Ids named of two registries that share some.
const SHOWN: usize = 3;

/// Ids that a second registry gives to something else: whoever names one may mean either.
pub(super) fn problems(fair: &Fair, _today: NaiveDate) -> Vec<Problem> {
    let mut first: BTreeMap<String, Kind> = BTreeMap::new();
    let mut shared: BTreeMap<(Kind, Kind), Vec<String>> = BTreeMap::new();
    for &kind in NAMED {
        for record in fair.records(kind) {
            let id = record.id().to_owned();
            let other = *first.entry(id.clone()).or_insert(kind);
            if other != kind {
                shared.entry((other, kind)).or_default().push(id);
            }
        }
    }
    let told = |((one, other), mut ids): ((Kind, Kind), Vec<String>)| {
        let problem = Problem::warning("duplicate_id").in_case("kinds").about(&ids[0]);
        let problem = problem.with("n", ids.len());
        ids.truncate(SHOWN);
        problem.with("one", one.label()).with("other", other.label()).with("list", ids)
    };
    shared.into_iter().map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Need, Offering};
    use crate::text::messages::Lang;

    #[test]
    fn a_need_and_an_offering_of_one_id_are_named() {
        let need = |id: &str| Need { id: id.into(), ..Need::default() };
        let mut fair = Fair { needs: vec![need("1"), need("2")], ..Fair::default() };
        fair.offerings = ["1", "2", "3"]
            .map(|id| Offering { id: id.into(), ..Offering::default() })
            .into();
        let found = problems(&fair, NaiveDate::default());
        let [problem] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((problem.code, &*problem.subject), ("duplicate_id", "1"));
        let words = problem.say(Lang::En).message;
        assert_eq!(words, "2 ids stand in two registries, needs and offerings: 1, 2");
    }
}

//! Organizations that a record names otherwise than their id does, and needs of nobody.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::problem::Problem;
use crate::domain::{Fair, Stage};

/// An organization as a need or an offering tells it.
struct Told<'a> {
    record: &'a str,
    id: &'a str,
    name: &'a str,
    uscc: Option<&'a str>,
}

/// Needs and offerings whose organization's name is not one that its id stands for: by the
/// roster, else by the first record that has the id.
pub(super) fn problems(fair: &Fair, _today: NaiveDate) -> Vec<Problem> {
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    let roster: BTreeMap<&str, _> =
        fair.organizations.iter().map(|o| (o.id.as_str(), o)).collect();
    let mut problems = Vec::new();
    for told in told(fair).filter(|told| !told.name.is_empty()) {
        let stands_for = match roster.get(told.id) {
            Some(body) => {
                let own = body.name == told.name
                    || body.aliases.iter().any(|alias| alias == told.name)
                    || (body.uscc.is_some() && body.uscc.as_deref() == told.uscc);
                if own { told.name } else { body.name.as_str() }
            }
            None => names.entry(told.id).or_insert(told.name),
        };
        if stands_for != told.name {
            let problem = Problem::warning("conflicting_organization");
            problems.push(
                problem
                    .about(told.record)
                    .in_column("organization")
                    .with_value(told.name)
                    .with("owner", told.id)
                    .with("name", stands_for),
            );
        }
    }
    problems.extend(of_nobody(fair));
    problems
}

/// Open needs that name no enterprise: nobody can be asked, invited or visited.
fn of_nobody(fair: &Fair) -> impl Iterator<Item = Problem> {
    let open = fair.needs.iter().filter(|need| need.stage < Stage::Signed);
    open.filter(|need| need.organization.name.is_empty()).map(|need| {
        let problem = Problem::info("missing_required").in_case("enterprise");
        problem.about(&need.id).in_column("organization").with("need", &need.id)
    })
}

fn told(fair: &Fair) -> impl Iterator<Item = Told<'_>> {
    let of_needs = fair.needs.iter().filter_map(|need| {
        let own = &need.organization;
        let (id, uscc) = (own.id.as_deref()?, own.uscc.as_deref());
        Some(Told { record: &need.id, id, name: &own.name, uscc })
    });
    let of_offerings = fair.offerings.iter().filter_map(|offering| {
        let own = &offering.organization;
        let id = own.id.as_deref()?;
        Some(Told { record: &offering.id, id, name: &own.name, uscc: None })
    });
    of_needs.chain(of_offerings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EnterpriseRef, Need, Organization};

    #[test]
    fn a_name_that_its_id_does_not_stand_for_is_found() {
        let need = |id: &str, owner: &str, name: &str, uscc: Option<&str>| Need {
            id: id.into(),
            organization: EnterpriseRef {
                id: Some(owner.into()),
                name: name.into(),
                uscc: uscc.map(str::to_owned),
                ..EnterpriseRef::default()
            },
            ..Need::default()
        };
        let fair = Fair {
            organizations: vec![Organization {
                id: "E1".into(),
                name: "甲厂".into(),
                uscc: Some("X".into()),
                aliases: vec!["甲机械厂".into()],
                ..Organization::default()
            }],
            needs: vec![
                need("N1", "E1", "甲厂", None),
                need("N2", "E1", "甲机械厂", None),
                need("N3", "E1", "乙厂", None),
                need("N4", "E1", "甲厂有限公司", Some("X")),
                need("N5", "E2", "丙厂", None),
                need("N6", "E2", "丙厂", None),
                need("N7", "E2", "丁厂", None),
                Need { id: "N8".into(), ..Need::default() },
                Need { id: "N9".into(), stage: Stage::Ended, ..Need::default() },
            ],
            ..Fair::default()
        };
        let found = problems(&fair, NaiveDate::default());
        let shown: Vec<_> =
            found.iter().map(|p| (p.subject.as_str(), p.value.as_str())).collect();
        assert_eq!(shown, [("N3", "乙厂"), ("N7", "丁厂"), ("N8", "")]);
    }
}

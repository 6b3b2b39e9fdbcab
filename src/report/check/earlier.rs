//! Meetings of pairs that met at an earlier fair.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::problem::Problem;
use crate::domain::{Code as _, Encounter, Fair, OutcomeKind, Plan, Stage};

/// Pairs of the current plan that met before.
pub(super) fn problems(fair: &Fair, _today: NaiveDate) -> Vec<Problem> {
    fair.plan.as_ref().map(|plan| met_before(fair, plan)).unwrap_or_default()
}

/// Pairs of a plan that met before, with what came of it: a warning where nothing did.
pub fn met_before(fair: &Fair, plan: &Plan) -> Vec<Problem> {
    if fair.encounters.is_empty() {
        return Vec::new();
    }
    let pairs: BTreeSet<(String, String)> = plan
        .meetings
        .iter()
        .map(|meeting| {
            let need = fair.need(&meeting.need);
            let enterprise =
                need.map_or(&meeting.enterprise, |need| &need.organization.name);
            (enterprise.clone(), fair.name_of(&meeting.institution))
        })
        .collect();
    let met = pairs.iter().flat_map(|(enterprise, institution)| {
        let own = move |met: &&Encounter| {
            same(fair, &met.enterprise, enterprise)
                && same(fair, &met.institution, institution)
        };
        fair.encounters.iter().filter(own)
    });
    met.map(problem).collect()
}

/// Whether two names, or aliases, are of one organization.
fn same(fair: &Fair, a: &str, b: &str) -> bool {
    let id = |name: &str| fair.organization(name).map(|o| o.id.as_str());
    a == b || id(a).is_some_and(|a| Some(a) == id(b))
}

fn problem(met: &Encounter) -> Problem {
    let in_vain = met.stage == Some(Stage::Ended)
        || matches!(met.outcome, Some(OutcomeKind::None | OutcomeKind::NoShow));
    let (problem, case) = match (in_vain, met.stage.is_some() || met.outcome.is_some()) {
        (true, _) => (Problem::warning("met_before"), "came"),
        (false, true) => (Problem::info("met_before"), "came"),
        (false, false) => (Problem::info("met_before"), "open"),
    };
    let stage = met.stage.map(Stage::label);
    let came = stage.or_else(|| met.outcome.map(OutcomeKind::label));
    let problem = problem
        .in_case(case)
        .about(&met.enterprise)
        .with_value(&met.institution)
        .with("enterprise", &met.enterprise)
        .with("fair", &met.fair);
    match came {
        Some(came) => problem.with("came", came),
        None => problem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::problem::Severity;
    use crate::domain::{Clock, EnterpriseRef, Meeting, Need, Organization};
    use crate::text::messages::Lang;

    fn fair(outcome: Option<OutcomeKind>) -> Fair {
        let clock = Clock::from_minutes(540).unwrap();
        let meeting = Meeting {
            id: "M1".into(),
            need: "N1".into(),
            offering: None,
            enterprise: "E1".into(),
            institution: "U1".into(),
            date: NaiveDate::default(),
            start: clock,
            end: clock,
            slot: 1,
            table: None,
            locked: false,
        };
        let objective = serde_json::json!({
            "meetings": 1, "score": 1.0, "idle": 0, "breaks": 0, "moved": 0,
            "lower_bound": {"idle": 0, "breaks": 0}, "status": "optimal",
            "seconds": 0.1, "seed": 1,
        });
        Fair {
            needs: vec![Need {
                id: "N1".into(),
                organization: EnterpriseRef {
                    name: "甲厂".into(),
                    ..EnterpriseRef::default()
                },
                ..Need::default()
            }],
            organizations: vec![Organization {
                id: "U1".into(),
                name: "乙大学".into(),
                aliases: vec!["乙学院".into()],
                ..Organization::default()
            }],
            encounters: vec![
                Encounter {
                    fair: "上届".into(),
                    enterprise: "甲厂".into(),
                    institution: "乙学院".into(),
                    outcome,
                    ..Encounter::default()
                },
                Encounter {
                    enterprise: "丙厂".into(),
                    institution: "乙大学".into(),
                    ..Encounter::default()
                },
            ],
            plan: Some(Plan {
                version: 1,
                meetings: vec![meeting],
                unscheduled: Vec::new(),
                objective: serde_json::from_value(objective).unwrap(),
                over_before: None,
            }),
            ..Fair::default()
        }
    }

    #[test]
    fn only_planned_pairs_are_named_under_any_of_their_names() {
        let found = problems(&fair(Some(OutcomeKind::NoShow)), NaiveDate::default());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].severity, Severity::Warning);
        let told = found[0].say(Lang::Zh).message;
        assert_eq!(told, "甲厂与乙学院在上届已谈过：未到场");
        let found = problems(&fair(None), NaiveDate::default());
        assert_eq!(found[0].severity, Severity::Info);
        assert_eq!(found[0].say(Lang::Zh).message, "甲厂与乙学院在上届已谈过，结果未知");
    }
}

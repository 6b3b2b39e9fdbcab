//! Records that name others which are not there.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::problem::{Problem, Severity};
use crate::domain::{Code as _, Decision, Fair, Kind, Reference, Verdict};
use crate::planning::roster::Roster;

/// What is named and missing. In what people decided that is an error, elsewhere a name
/// may be free text: a warning.
pub(super) fn problems(fair: &Fair, _today: NaiveDate) -> Vec<Problem> {
    let keys: Vec<BTreeSet<&str>> =
        Kind::ALL.iter().map(|&kind| fair.keys(kind)).collect();
    let meetings: BTreeSet<&str> =
        fair.plan.iter().flat_map(|plan| &plan.meetings).map(|m| m.id.as_str()).collect();
    let known = |reference: &Reference<'_>| match reference.kinds {
        [] => meetings.contains(reference.key),
        kinds => {
            let of = |kind: &&Kind| keys[position(**kind)].contains(reference.key);
            kinds.iter().any(|kind| of(&kind)) || meetings.contains(reference.key)
        }
    };
    let mut problems = Vec::new();
    for &kind in Kind::ALL {
        for record in fair.records(kind) {
            for reference in record.references() {
                if is_named(kind, reference.key) && !known(&reference) {
                    let problem = Problem::new(severity(kind), "unknown_reference");
                    let named =
                        reference.kinds.first().copied().unwrap_or(Kind::Outcomes);
                    problems.push(
                        problem
                            .in_case("record")
                            .about(record.id())
                            .in_column(reference.field)
                            .with_value(reference.key)
                            .with("kind", named.label()),
                    );
                }
            }
        }
    }
    problems.extend(claims(fair));
    problems
}

/// Decisions that a need meets an enterprise which offers nothing.
fn claims(fair: &Fair) -> Vec<Problem> {
    let roster = Roster::new(fair);
    let why = |decision: &Decision| {
        let meets = matches!(decision.decision?, Verdict::Accept | Verdict::Pin);
        let claim = meets && fair.offering(&decision.offering).is_none();
        let need = fair.need(&decision.need).filter(|_| claim)?;
        let claimant = roster.organization(&decision.offering)?;
        let why = roster.no_claim(roster.enterprise(need), claimant)?;
        Some(why.about(&decision.id).in_column("offering"))
    };
    fair.decisions.iter().filter_map(why).collect()
}

/// Whether a key must be found. The ledger may follow projects that it alone knows, by
/// their name: there only what looks like an id must.
fn is_named(kind: Kind, key: &str) -> bool {
    let mut chars = key.chars();
    let letter = chars.next().is_some_and(|c| c.is_ascii_uppercase());
    let id = letter && key.len() > 1 && chars.all(|c| c.is_ascii_alphanumeric());
    !key.is_empty() && (kind != Kind::Ledger || id)
}

fn position(kind: Kind) -> usize {
    Kind::ALL.iter().position(|&other| other == kind).expect("every kind is listed")
}

fn severity(kind: Kind) -> Severity {
    match kind {
        Kind::Decisions | Kind::Assignments | Kind::Signings => Severity::Error,
        Kind::Needs
        | Kind::Offerings
        | Kind::Organizations
        | Kind::People
        | Kind::Ledger
        | Kind::Officers
        | Kind::Availability
        | Kind::Policies
        | Kind::Events
        | Kind::Kpis
        | Kind::Outcomes
        | Kind::Encounters => Severity::Warning,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EnterpriseRef, InstitutionRef, Need, Offering};

    #[test]
    fn a_decision_on_a_need_that_is_gone_is_an_error() {
        let decision = |need: &str| Decision {
            id: format!("D-{need}"),
            need: need.into(),
            offering: "S1".into(),
            ..Decision::default()
        };
        let fair = Fair {
            needs: vec![Need { id: "N1".into(), ..Need::default() }],
            offerings: vec![Offering { id: "S1".into(), ..Offering::default() }],
            decisions: vec![decision("N1"), decision("N9")],
            ..Fair::default()
        };
        let found = problems(&fair, NaiveDate::default());
        let shown: Vec<_> =
            found.iter().map(|p| (p.subject.as_str(), p.severity)).collect();
        assert_eq!(shown, [("D-N9", Severity::Error)]);
    }

    #[test]
    fn an_enterprise_that_offers_nothing_claims_no_need() {
        let need = |id: &str, name: &str| Need {
            id: id.into(),
            organization: EnterpriseRef { name: name.into(), ..Default::default() },
            ..Need::default()
        };
        let decision = |offering: &str, word| Decision {
            id: format!("D-{offering}"),
            need: "N1".into(),
            offering: offering.into(),
            decision: Some(word),
            ..Decision::default()
        };
        let own =
            InstitutionRef { name: "丙大学".into(), ..InstitutionRef::default() };
        let fair = Fair {
            needs: vec![need("N1", "甲厂"), need("N2", "乙厂")],
            offerings: vec![Offering {
                id: "S1".into(),
                organization: own,
                ..Offering::default()
            }],
            decisions: vec![
                decision("甲厂", Verdict::Pin),
                decision("乙厂", Verdict::Accept),
                decision("丙大学", Verdict::Accept),
                decision("乙厂", Verdict::Reject),
            ],
            ..Fair::default()
        };
        let found = claims(&fair);
        let shown: Vec<_> = found.iter().map(|p| (p.subject.as_str(), p.case)).collect();
        assert_eq!(shown, [("D-甲厂", Some("own")), ("D-乙厂", None)]);
    }
}

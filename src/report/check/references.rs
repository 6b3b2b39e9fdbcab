//! Records that name others which are not there.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::problem::{Problem, Severity};
use crate::domain::{Code as _, Decision, Fair, Kind, Plan, Record, Reference, Verdict};
use crate::planning::roster::Roster;

/// What is named and missing. In what people decided that is an error, elsewhere a name
/// may be free text: a warning.
pub(super) fn problems(fair: &Fair, _today: NaiveDate) -> Vec<Problem> {
    let known = Known::of(fair.keys(), fair.plan.as_ref());
    let mut problems = Vec::new();
    for &kind in Kind::ALL {
        for record in fair.records(kind) {
            problems.extend(known.missing_in(&record));
        }
    }
    problems.extend(claims(fair));
    problems
}

/// What the records and meetings of a fair can be named by.
pub struct Known<'a> {
    keys: Vec<BTreeSet<&'a str>>,
    meetings: BTreeSet<&'a str>,
}

impl<'a> Known<'a> {
    /// Some ids and names, and the meetings of a plan.
    pub fn of(
        keys: impl Iterator<Item = (Kind, &'a str)>,
        plan: Option<&'a Plan>,
    ) -> Self {
        let planned = plan.into_iter().flat_map(|plan| &plan.meetings);
        let meetings = planned.map(|meeting| meeting.id.as_str()).collect();
        let mut known = Self { keys: vec![BTreeSet::new(); Kind::ALL.len()], meetings };
        for (kind, key) in keys {
            known.keys[position(kind)].insert(key);
        }
        known
    }

    /// A problem for each record or meeting that a record names and that is not there.
    pub fn missing_in(&self, record: &Record) -> Vec<Problem> {
        let kind = record.kind();
        let missing = |reference: &Reference<'_>| {
            is_named(kind, reference.key) && !self.holds(reference)
        };
        let problem = |reference: Reference<'_>| {
            let problem = Problem::new(severity(kind), "unknown_reference");
            let problem = problem.about(record.id()).in_column(reference.field);
            let problem = problem.with_value(reference.key);
            match reference.kinds.first() {
                Some(named) => problem.in_case("record").with("kind", named.label()),
                None => problem.in_case("planned"),
            }
        };
        record.references().into_iter().filter(missing).map(problem).collect()
    }

    fn holds(&self, reference: &Reference<'_>) -> bool {
        let of = |kind: &Kind| self.keys[position(*kind)].contains(reference.key);
        reference.kinds.iter().any(of) || self.meetings.contains(reference.key)
    }
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
    use crate::domain::{EnterpriseRef, InstitutionRef, Need, Offering, Outcome};

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
    fn an_outcome_names_a_meeting_of_the_plan() {
        let outcome = Outcome { meeting: "M9".into(), ..Outcome::default() };
        let fair = Fair { outcomes: vec![outcome], ..Fair::default() };
        let found = problems(&fair, NaiveDate::default());
        assert_eq!(
            (found[0].code, found[0].case),
            ("unknown_reference", Some("planned"))
        );
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

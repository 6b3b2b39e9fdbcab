//! What is counted for the leadership: needs, meetings, signings, money by kind of amount.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use serde::Serialize;

use super::period::Period;
use crate::domain::{
    AmountKind, Fair, Money, NeedKind, OfferingKind, OutcomeKind, Stage, Verdict, Yuan,
};
use crate::ledger::figures::{Basis, Project, Quantity, figures, total};
use crate::ledger::trails;

/// A sum of one kind of amount: amounts of different kinds are never added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Sum {
    /// CNY yuan.
    pub amount: Yuan,
    /// How many amounts it is made of.
    pub count: usize,
}

/// Sums by kind of amount.
pub type Sums = BTreeMap<AmountKind, Sum>;

/// What was collected.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Collected {
    /// Needs.
    pub needs: usize,
    /// Enterprises they come from.
    pub enterprises: usize,
    /// Fields of technology they cover.
    pub fields: usize,
    /// Talent needs among them.
    pub talent: usize,
    /// People wanted by those.
    pub headcount: u32,
    /// Planned spending; without amounts per unit or month, which do not add up.
    pub budgets: Sums,
    /// Needs whose amount is not a figure.
    pub without_budget: usize,
    /// Needs nobody has reviewed.
    pub unreviewed: usize,
    /// Offerings.
    pub offerings: usize,
    /// Experts among them.
    pub experts: usize,
    /// Institutions they come from.
    pub institutions: usize,
}

/// Who met.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Met {
    /// Pairs that a person accepted or pinned.
    pub accepted: usize,
    /// Meetings planned until the cut-off.
    pub meetings: usize,
    /// Enterprises in them.
    pub enterprises: usize,
    /// Institutions in them.
    pub institutions: usize,
    /// Meetings by outcome.
    pub outcomes: BTreeMap<OutcomeKind, usize>,
    /// Pairs that found no time.
    pub unscheduled: usize,
}

/// What was signed: projects by the furthest stage they have reached.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[expect(clippy::struct_field_names, reason = "its count is called so in the JSON")]
pub struct Signed {
    /// Projects that intend to sign.
    pub intents: usize,
    /// Projects signed, started and landed included.
    pub signed: usize,
    /// Signed ones that have started or landed.
    pub started: usize,
    /// Signed ones that have landed.
    pub landed: usize,
    /// Signed ones that have ended since, however far they had come.
    pub ended: usize,
    /// Amounts of the intents.
    pub intended: Sums,
    /// Amounts of the signed.
    pub agreed: Sums,
    /// Paid in.
    pub received: Sums,
    /// Signed or intended without a total: framework agreements, salaries by the year.
    pub without_amount: usize,
}

/// The figures of a fair at a moment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// The moment.
    pub as_of: NaiveDateTime,
    /// What was collected.
    pub collected: Collected,
    /// Who met.
    pub met: Met,
    /// What was signed.
    pub signed: Signed,
}

impl Figures {
    /// Counts a fair whose ledger ends at the period's end.
    pub fn new(fair: &Fair, period: &Period) -> Self {
        let trails = trails(fair);
        let basis = Basis::new(fair, &trails);
        Self {
            as_of: period.until,
            collected: collected(&basis),
            met: met(fair, period),
            signed: signed(&basis.projects),
        }
    }
}

fn collected(basis: &Basis<'_>) -> Collected {
    let fair = basis.fair;
    let needs = &fair.needs;
    let amounts = needs.iter().filter_map(|need| need.budget.as_ref());
    let fields = figures(basis, None).into_iter().find(|figure| figure.key == "fields");
    let talent = || needs.iter().filter(|need| need.kind == NeedKind::Talent);
    let budgets = sums(amounts.map(|money| (money.kind, money)));
    let with_budget: usize = budgets.values().map(|sum| sum.count).sum();
    let offerings = &fair.offerings;
    Collected {
        needs: needs.len(),
        enterprises: distinct(needs.iter().map(|need| need.organization.name.as_str())),
        fields: match fields.map(|figure| figure.numerator) {
            Some(Quantity::Count(count)) => count,
            Some(Quantity::Money(_) | Quantity::Days(_)) | None => 0,
        },
        talent: talent().count(),
        headcount: talent().filter_map(|need| need.headcount).sum(),
        without_budget: needs.len() - with_budget,
        budgets,
        unreviewed: needs.iter().filter(|n| n.stage == Stage::Collected).count(),
        offerings: offerings.len(),
        experts: offerings.iter().filter(|o| o.kind == OfferingKind::Expert).count(),
        institutions: distinct(offerings.iter().map(|o| o.organization.name.as_str())),
    }
}

fn met(fair: &Fair, period: &Period) -> Met {
    let planned = fair.plan.iter().flat_map(|plan| &plan.meetings);
    let held: Vec<_> =
        planned.filter(|meeting| meeting.starts_at() <= period.until).collect();
    let known: BTreeSet<&str> = held.iter().map(|meeting| meeting.id.as_str()).collect();
    let mut outcomes = BTreeMap::new();
    for outcome in fair.outcomes.iter().filter(|o| known.contains(o.meeting.as_str())) {
        if let Some(kind) = outcome.outcome {
            *outcomes.entry(kind).or_default() += 1;
        }
    }
    let yes = |verdict| matches!(verdict, Some(Verdict::Accept | Verdict::Pin));
    // A need or an offering of nobody stands for itself.
    let enterprises = held.iter().filter(|m| m.enterprise != m.need);
    let institutions =
        held.iter().filter(|m| Some(&m.institution) != m.offering.as_ref());
    Met {
        accepted: fair.decisions.iter().filter(|d| yes(d.decision)).count(),
        meetings: held.len(),
        enterprises: distinct(enterprises.map(|meeting| meeting.enterprise.as_str())),
        institutions: distinct(institutions.map(|meeting| meeting.institution.as_str())),
        outcomes,
        unscheduled: fair.plan.as_ref().map_or(0, |plan| plan.unscheduled.len()),
    }
}

fn signed(projects: &[Project<'_>]) -> Signed {
    let at = |least: Stage| move |project: &&Project<'_>| project.came_to(least);
    let all = || projects.iter();
    let signed = || all().filter(at(Stage::Signed));
    let open = |project: &&Project<'_>| {
        project.reached == Some(Stage::Intent) && !project.trail.ended()
    };
    let intents = || all().filter(open);
    let silent = |project: &&Project<'_>| project.amount().and_then(total).is_none();
    Signed {
        intents: intents().count(),
        signed: signed().count(),
        started: all().filter(at(Stage::Started)).count(),
        landed: all().filter(at(Stage::Landed)).count(),
        ended: signed().filter(|project| project.trail.ended()).count(),
        intended: sums(intents().filter_map(amount)),
        agreed: sums(signed().filter_map(amount)),
        received: received(projects),
        without_amount: signed().chain(intents()).filter(silent).count(),
    }
}

/// A project's amount under the kind that all its amounts are of.
fn amount<'a>(project: &'a Project<'_>) -> Option<(AmountKind, &'a Money)> {
    Some((project.trail.amount_kind()?, project.amount()?))
}

fn received(projects: &[Project<'_>]) -> Sums {
    let mut sums = Sums::new();
    for trail in projects.iter().map(|project| project.trail) {
        let Some(kind) = trail.amount_kind() else { continue };
        if trail.received() > Yuan::default() {
            add(&mut sums, kind, trail.received());
        }
    }
    sums
}

/// Sums by kind; amounts per unit, month or year stay out.
fn sums<'a>(amounts: impl Iterator<Item = (AmountKind, &'a Money)>) -> Sums {
    let mut sums = Sums::new();
    for (kind, money) in amounts {
        if let Some(figure) = total(money) {
            add(&mut sums, kind, figure);
        }
    }
    sums
}

fn add(sums: &mut Sums, kind: AmountKind, amount: Yuan) {
    let sum = sums.entry(kind).or_default();
    sum.amount = sum.amount.plus(amount);
    sum.count += 1;
}

fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> usize {
    names.filter(|name| !name.is_empty()).collect::<BTreeSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Per;

    #[test]
    fn kinds_of_amount_are_never_added_up() {
        let money = |yuan, kind| Money::exact(Yuan::new(yuan), kind);
        let mut per_month = money(9_000, AmountKind::Salary);
        per_month.per = Some(Per::Month);
        let all = [
            money(2, AmountKind::Rd),
            money(3, AmountKind::Investment),
            money(5, AmountKind::Rd),
            per_month,
        ];
        let sums = sums(all.iter().map(|money| (money.kind, money)));
        let rd = Sum { amount: Yuan::new(7), count: 2 };
        let investment = Sum { amount: Yuan::new(3), count: 1 };
        let expected = [(AmountKind::Rd, rd), (AmountKind::Investment, investment)];
        assert_eq!(sums, expected.into());
    }
}

//! Money, each kind apart; and targets.

use std::collections::BTreeMap;

use super::{Basis, Figure, Part, Project, Quantity};
use crate::domain::{AmountKind, Code as _, Money, Stage, Yuan};
use crate::text::messages::Message;

/// The figure of an amount that can be summed: a total, not one by the year or the piece.
pub fn total(money: &Money) -> Option<Yuan> {
    money.figure().filter(|_| money.per.is_none())
}

/// Sums by kind: intended, signed, and paid in out of what was signed; what has no amount
/// is counted.
pub(super) fn amounts(basis: &Basis<'_>) -> Vec<Figure> {
    let mut figures = Vec::new();
    for (name, sums) in [("signed", signed(basis)), ("intended", intended(basis))] {
        for (kind, sum) in sums {
            let key = format!("amount_{name}_{}", kind.code());
            let label =
                Message::new(format!("figure-amount-{name}")).with("kind", kind.label());
            let figure = Figure::new(Part::Amounts, &key, Quantity::Money(sum));
            figures.push(figure.called(label));
        }
    }
    figures.extend(paid_in(basis));
    let without = |test: fn(&Project<'_>) -> bool| {
        let signed = basis.projects.iter().filter(|p| p.came_to(Stage::Signed));
        signed.filter(|p| p.amount().and_then(total).is_none() && test(p)).count()
    };
    let frameworks = without(|p| p.was_agreement() && !p.is_talent());
    let others = without(|p| !p.was_agreement() && !p.is_talent());
    let agreements = basis.projects.iter().filter(|p| p.was_agreement());
    let open = agreements.filter(|p| p.amount().and_then(total).is_none()).count();
    figures.push(Figure::count(Part::Amounts, "agreements_without_amount", open));
    figures.push(Figure::count(
        Part::Amounts,
        "frameworks_signed_without_amount",
        frameworks,
    ));
    figures.push(Figure::count(Part::Amounts, "signed_without_amount", others));
    figures
}

fn signed(basis: &Basis<'_>) -> BTreeMap<AmountKind, Yuan> {
    sums(basis.projects.iter().filter(|project| project.came_to(Stage::Signed)))
}

fn intended(basis: &Basis<'_>) -> BTreeMap<AmountKind, Yuan> {
    let open = |p: &&Project<'_>| {
        p.came_to(Stage::Intent) && !p.came_to(Stage::Signed) && !p.trail.ended()
    };
    sums(basis.projects.iter().filter(open))
}

/// Sums of projects, by kind.
pub(super) fn sums<'a>(
    projects: impl Iterator<Item = &'a Project<'a>>,
) -> BTreeMap<AmountKind, Yuan> {
    let mut sums = BTreeMap::new();
    for project in projects {
        let amount = project.amount().and_then(total);
        if let (Some(amount), Some(kind)) = (amount, project.trail.amount_kind()) {
            let sum = sums.entry(kind).or_insert(Yuan::default());
            *sum = sum.plus(amount);
        }
    }
    sums
}

/// 资金到位率 by kind: paid in out of what was agreed in contracts that name an amount.
fn paid_in(basis: &Basis<'_>) -> Vec<Figure> {
    let mut sums: BTreeMap<AmountKind, (Yuan, Yuan)> = BTreeMap::new();
    for project in basis.projects.iter().filter(|project| project.is_contract()) {
        let amount = project.amount().and_then(total);
        if let (Some(amount), Some(kind)) = (amount, project.trail.amount_kind()) {
            let (paid, agreed) = sums.entry(kind).or_default();
            *paid = paid.plus(project.trail.received());
            *agreed = agreed.plus(amount);
        }
    }
    let rate = |(kind, (paid, agreed)): (AmountKind, (Yuan, Yuan))| {
        let key = format!("paid_in_{}", kind.code());
        let label = Message::new("figure-paid-in").with("kind", kind.label());
        let figure = Figure::new(Part::Rates, &key, Quantity::Money(paid))
            .out_of(Quantity::Money(agreed))
            .called(label);
        Figure { is_rate: true, ..figure }
    };
    sums.into_iter().map(rate).collect()
}

/// Each target beside what was reached: a figure's key, a kind of amount (`amount` is
/// investment), or an indicator of the KPIs.
pub(super) fn targets(basis: &Basis<'_>, figures: &[Figure]) -> Vec<Figure> {
    let targets = &basis.fair.settings.targets;
    targets.iter().filter_map(|(name, goal)| target(basis, figures, name, goal)).collect()
}

fn target(
    basis: &Basis<'_>,
    figures: &[Figure],
    name: &str,
    goal: &toml::Value,
) -> Option<Figure> {
    let kind = if name == "amount" { "investment" } else { name };
    let amount_key = format!("amount_signed_{kind}");
    let found = |key: &str| figures.iter().find(|f| f.key == key).map(|f| f.numerator);
    let is_amount = AmountKind::of_code(kind).is_some();
    let reached = if is_amount {
        found(&amount_key).unwrap_or(Quantity::Money(Yuan::default()))
    } else {
        found(name).or_else(|| of_kpis(basis, name))?
    };
    let goal = match (reached, goal) {
        (Quantity::Money(_), goal) => Quantity::Money(yuan(goal)?),
        (_, goal) => Quantity::Count(usize::try_from(goal.as_integer()?).ok()?),
    };
    let label = match (is_amount, found(name)) {
        (true, _) => Message::new("figure-amount-signed")
            .with("kind", AmountKind::of_code(kind)?.label()),
        (false, Some(_)) => Message::new(format!("figure-{name}")),
        (false, None) => Message::plain(name),
    };
    let figure = Figure::new(Part::Targets, &format!("target_{name}"), reached);
    Some(Figure { is_rate: true, ..figure.out_of(goal).called(label) })
}

fn of_kpis(basis: &Basis<'_>, indicator: &str) -> Option<Quantity> {
    let values = basis.fair.kpis.iter().filter(|kpi| kpi.indicator == indicator);
    let numbers: Vec<usize> =
        values.filter_map(|kpi| kpi.value.trim().parse().ok()).collect();
    (!numbers.is_empty()).then(|| Quantity::Count(numbers.iter().sum()))
}

/// A goal in yuan: a number, or one with 万 or 亿.
fn yuan(goal: &toml::Value) -> Option<Yuan> {
    if let Some(yuan) = goal.as_integer() {
        return Some(Yuan::new(yuan));
    }
    Yuan::of_words(goal.as_str()?)
}

//! Why some meetings can't all take place, by the names of whom they concern.

use super::super::pairs::Pair;
use super::short::{Short, in_other_order, listed};
use crate::domain::problem::Problem;
use crate::planning::diagnose::{
    Crowd, Squeeze, contradicting_orders, delegations, is_tight, squeeze_of,
};
use crate::planning::roster::Roster;
use crate::planning::schedule::{Model, Overfull, SlotSet};
use crate::text::messages::{Arg, Message};

/// A party with more meetings than slots for them (Hall's condition).
pub(in super::super) fn overfull<'a>(
    full: &Overfull,
    pairs: &[&Pair<'a>],
    model: &Model,
    roster: &'a Roster<'a>,
    orders: Vec<String>,
) -> Problem {
    let tight = is_tight(model, &full.meetings);
    let squeeze = || squeeze_of(model, full.party, &full.meetings);
    if let Some(found) = tight.then(squeeze).flatten() {
        return squeezed(&found, pairs, model, roster, orders);
    }
    let (expert, name) = party(full.party, &full.meetings, (pairs, model), roster);
    let enough = delegations_of(expert, model, &full.meetings, full.party);
    Short {
        over: full.over(),
        more: full.over(),
        orders,
        ..Short::of(name, expert, &full.meetings, full.slots.len(), enough)
    }
    .told(pairs, model)
}

/// A party whose meetings don't fit one after another.
pub(in super::super) fn squeezed<'a>(
    found: &Squeeze,
    pairs: &[&Pair<'a>],
    model: &Model,
    roster: &'a Roster<'a>,
    orders: Vec<String>,
) -> Problem {
    let (expert, name) = party(found.party, &found.meetings, (pairs, model), roster);
    let enough = delegations_of(expert, model, &found.meetings, found.party);
    Short {
        over: found.over,
        more: found.more,
        orders,
        ..Short::of(name, expert, &found.meetings, found.slots.len(), enough)
    }
    .told(pairs, model)
}

fn delegations_of(
    expert: bool,
    model: &Model,
    meetings: &[usize],
    party: usize,
) -> Option<usize> {
    if expert { None } else { delegations(model, meetings, party) }
}

/// Meetings with too few tables in the slots open to them.
pub(in super::super) fn crowded(
    crowd: &Crowd,
    pairs: &[&Pair<'_>],
    orders: Vec<String>,
) -> Problem {
    let tables = Message::new("way-tables").with("n", crowd.more);
    let ways: Vec<Arg> =
        std::iter::once(tables.into()).chain(in_other_order(&orders)).collect();
    Problem::error("capacity_exceeded")
        .in_case("crowd")
        .with_value(crowd.meetings.len().to_string())
        .with("meetings", crowd.meetings.len())
        .with("slots", crowd.slots.len())
        .with("over", crowd.over)
        .with("ways", ways)
        .with("list", listed(&crowd.meetings, pairs))
        .because_of(orders)
}

/// Orders between meetings, as needs are ordered in the settings.
pub(in super::super) fn named(
    orders: &[(usize, usize)],
    pairs: &[&Pair<'_>],
) -> Vec<String> {
    let mut named: Vec<String> = orders
        .iter()
        .map(|&(a, b)| format!("{} < {}", pairs[a].need.id, pairs[b].need.id))
        .collect();
    named.sort();
    named.dedup();
    named
}

/// Meetings to which the order between needs leaves no slot, and the orders that do so.
pub(in super::super) fn out_of_order(
    pairs: &[&Pair<'_>],
    model: &Model,
) -> Option<(Vec<usize>, Problem)> {
    let concerned = contradicting_orders(model);
    if concerned.is_empty() {
        return None;
    }
    let mut meetings: Vec<usize> = concerned.iter().flat_map(|&(a, b)| [a, b]).collect();
    meetings.sort_unstable();
    meetings.dedup();
    let orders = named(&concerned, pairs);
    let problem = Problem::error("no_common_slot")
        .in_case("order")
        .with_value(meetings.len().to_string())
        .with("meetings", listed(&meetings, pairs))
        .with("list", orders);
    Some((meetings, problem))
}

/// Meetings that can't all take place, whatever else is dropped.
pub(in super::super) fn contradiction(
    core: &[usize],
    pairs: &[&Pair<'_>],
    model: &Model,
) -> Problem {
    let slots = core.iter().fold(SlotSet::EMPTY, |all, &m| all | model.starts(m));
    Problem::error("no_common_slot")
        .in_case("core")
        .with_value(core.len().to_string())
        .with("meetings", core.len())
        .with("slots", slots.len())
        .with("list", listed(core, pairs))
}

/// What a party of some meetings is called, and whether it is an expert.
fn party<'a>(
    index: usize,
    meetings: &[usize],
    (pairs, model): (&[&Pair<'a>], &Model),
    roster: &'a Roster<'a>,
) -> (bool, &'a str) {
    let first = pairs[meetings[0]];
    let all = |own: &dyn Fn(&Pair<'_>) -> bool| meetings.iter().all(|&m| own(pairs[m]));
    let lead = first.offering.and_then(|offering| roster.lead(offering));
    let alone = !model.parties[index].counted || all(&|p| p.person == first.person);
    match lead.filter(|_| alone) {
        Some(lead) => (true, lead),
        None if all(&|pair| pair.enterprise == first.enterprise) => {
            (false, roster.name(first.enterprise))
        }
        None => (false, roster.name(first.institution)),
    }
}

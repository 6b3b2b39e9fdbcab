//! Why some meetings can't all take place, by the names of whom they concern.

use super::super::pairs::Pair;
use crate::domain::problem::Problem;
use crate::planning::diagnose::{Crowd, Squeeze, contradicting_orders, delegations};
use crate::planning::roster::Roster;
use crate::planning::schedule::{Model, Overfull, SlotSet};

/// A party with more meetings than slots for them (Hall's condition).
pub(in super::super) fn overfull<'a>(
    full: &Overfull,
    pairs: &[&Pair<'a>],
    model: &Model,
    roster: &'a Roster<'a>,
) -> Problem {
    let (expert, name) = party(full.party, &full.meetings, (pairs, model), roster);
    let counts = (full.slots.len(), full.over());
    let told = |case| full_up(case, name, listed(&full.meetings, pairs), counts);
    if expert {
        return told("expert");
    }
    match delegations(model, &full.meetings, full.party) {
        Some(enough) => told("slots").with("delegations", enough),
        None => told("slots-only"),
    }
}

/// A party whose meetings don't fit one after another.
pub(in super::super) fn squeezed<'a>(
    found: &Squeeze,
    pairs: &[&Pair<'a>],
    model: &Model,
    roster: &'a Roster<'a>,
) -> Problem {
    let (expert, name) = party(found.party, &found.meetings, (pairs, model), roster);
    let enough = (!expert).then(|| delegations(model, &found.meetings, found.party));
    let case = match (enough, found.length > found.slots.len()) {
        (Some(Some(_)), true) => "long",
        (Some(None), true) => "long-only",
        (None, true) => "long-expert",
        (Some(Some(_)), false) => "squeezed",
        (Some(None), false) => "squeezed-only",
        (None, false) => "squeezed-expert",
    };
    let counts = (found.slots.len(), found.over);
    let problem = full_up(case, name, listed(&found.meetings, pairs), counts)
        .with("length", found.length)
        .with("more", found.more);
    match enough.flatten() {
        Some(enough) => problem.with("delegations", enough),
        None => problem,
    }
}

/// Somebody with so many meetings for so few slots, which are too many.
pub(in super::super) fn full_up(
    case: &'static str,
    name: &str,
    meetings: Vec<String>,
    (slots, over): (usize, usize),
) -> Problem {
    Problem::error("capacity_exceeded")
        .in_case(case)
        .with_value(name)
        .with("meetings", meetings.len())
        .with("slots", slots)
        .with("over", over)
        .with("list", meetings)
}

/// Meetings with too few tables in the slots open to them.
pub(in super::super) fn crowded(crowd: &Crowd, pairs: &[&Pair<'_>]) -> Problem {
    Problem::error("capacity_exceeded")
        .in_case("crowd")
        .with_value(crowd.meetings.len().to_string())
        .with("meetings", crowd.meetings.len())
        .with("slots", crowd.slots.len())
        .with("over", crowd.over)
        .with("more", crowd.more)
        .with("list", listed(&crowd.meetings, pairs))
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
    let mut orders: Vec<String> = concerned
        .iter()
        .map(|&(a, b)| format!("{} < {}", pairs[a].need.id, pairs[b].need.id))
        .collect();
    orders.dedup();
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

/// The pairs of some meetings, by their ids.
fn listed(meetings: &[usize], pairs: &[&Pair<'_>]) -> Vec<String> {
    meetings.iter().map(|&meeting| pairs[meeting].label()).collect()
}

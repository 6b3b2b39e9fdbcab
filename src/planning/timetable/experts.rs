//! Experts who come for several institutions: the choice of pairs bounds each of them within
//! one institution only; here over all.

use std::collections::BTreeMap;

use super::choose::{Chosen, Method, choose};
use super::model::Maker;
use super::pairs::{Dropped, Pair, Standing};
use super::roster::Roster;
use crate::domain::Fair;
use crate::domain::problem::Problem;

/// Chooses among pairs that all have a slot in common; what gives an expert of several
/// institutions too much is taken out of them, and the rest chosen anew.
pub(super) fn choose_within(
    open: &mut Vec<Pair<'_>>,
    fair: &Fair,
    roster: &Roster<'_>,
    maker: &Maker<'_>,
    how: (Method, u64),
) -> Chosen {
    let most = fair.settings.limits.person[1] as usize;
    let how = (how.0, how.1, maker.capacity());
    let mut dropped = Vec::new();
    loop {
        let mut chosen = choose(fair, roster, open, maker.times, how);
        let Some(surplus) = take_surplus(open, &chosen.pairs, most, maker, roster) else {
            chosen.dropped.extend(dropped);
            return chosen;
        };
        dropped.extend(surplus);
    }
}

/// Takes out of `open` what its chosen pairs give experts beyond their limit, least wanted
/// first; says why for what somebody decided. `None`: nobody has too much.
fn take_surplus(
    open: &mut Vec<Pair<'_>>,
    chosen: &[usize],
    most: usize,
    maker: &Maker<'_>,
    roster: &Roster<'_>,
) -> Option<Vec<Dropped>> {
    let mut of: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for &pair in chosen {
        if let Some(person) = open[pair].person.as_deref() {
            of.entry(person).or_default().push(pair);
        }
    }
    let mut surplus = Vec::new();
    for mut own in of.into_values().filter(|own| own.len() > most) {
        own.sort_by_key(|&index| {
            let pair = &open[index];
            (maker.is_fixed(pair), pair.standing, pair.points, index)
        });
        surplus.extend(own.iter().take(own.len() - most).copied());
    }
    if surplus.is_empty() {
        return None;
    }
    let decided = surplus.iter().filter(|&&p| open[p].standing > Standing::Undecided);
    let dropped = decided.map(|&index| refusal(open, index, most, roster)).collect();
    surplus.sort_unstable();
    for index in surplus.into_iter().rev() {
        open.remove(index);
    }
    Some(dropped)
}

/// That the expert of a pair has more meetings than he may.
fn refusal(open: &[Pair<'_>], index: usize, most: usize, roster: &Roster<'_>) -> Dropped {
    let pair = &open[index];
    let own = open.iter().filter(|other| {
        other.standing > Standing::Undecided && other.person == pair.person
    });
    let list: Vec<String> =
        own.map(|other| format!("{} {}", other.need.id, other.partner())).collect();
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let lead = pair.offering.and_then(|offering| roster.lead(offering));
    let why = Problem::error("capacity_exceeded")
        .in_case("person")
        .with_value(lead.unwrap_or_default())
        .with("most", count(most))
        .with("meetings", count(list.len()))
        .with("over", count(list.len().saturating_sub(most).max(1)))
        .with("list", list);
    Dropped::new(&pair.need.id, pair.partner(), why)
}

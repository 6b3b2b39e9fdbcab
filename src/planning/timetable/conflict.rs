//! Meetings that can't all take place, and how many of them can't.

use std::collections::BTreeSet;

use super::pairs::Pair;
use super::reasons;
use crate::domain::problem::Problem;
use crate::planning::diagnose::{self, Crowd, Squeeze};
use crate::planning::roster::Roster;
use crate::planning::schedule::{Model, Overfull, SlotSet, overfull, windows};

/// Meetings of a model that can't all take place.
#[derive(Debug)]
pub(super) struct Conflict {
    /// The meetings, ascending.
    pub(super) meetings: Vec<usize>,
    /// How many of them have to go.
    pub(super) over: usize,
    pub(super) found: Found,
    /// Orders between meetings without which the others could, any one of them gone.
    pub(super) orders: Vec<(usize, usize)>,
}

/// Why they can't.
#[derive(Debug)]
pub(super) enum Found {
    /// A party of all of them has too few slots.
    Full(Overfull),
    /// They don't fit into the day of a party of all of them.
    Squeezed(Squeeze),
    /// There are too few tables.
    Crowded(Crowd),
    /// They contradict each other, in these words.
    Contradiction(Problem),
}

impl From<Overfull> for Conflict {
    fn from(full: Overfull) -> Self {
        let (meetings, over) = (full.meetings.clone(), full.over());
        Self { meetings, over, found: Found::Full(full), orders: Vec::new() }
    }
}

impl From<Squeeze> for Conflict {
    fn from(squeeze: Squeeze) -> Self {
        let (meetings, over) = (squeeze.meetings.clone(), squeeze.over);
        Self { meetings, over, found: Found::Squeezed(squeeze), orders: Vec::new() }
    }
}

impl From<Crowd> for Conflict {
    fn from(crowd: Crowd) -> Self {
        let (meetings, over) = (crowd.meetings.clone(), crowd.over);
        Self { meetings, over, found: Found::Crowded(crowd), orders: Vec::new() }
    }
}

impl Conflict {
    /// Meetings that contradict each other.
    pub(super) fn contradiction(meetings: Vec<usize>, why: Problem) -> Self {
        Self { meetings, over: 1, found: Found::Contradiction(why), orders: Vec::new() }
    }

    /// The words for it.
    pub(super) fn why<'a>(
        &self,
        pairs: &[&Pair<'a>],
        model: &Model,
        roster: &'a Roster<'a>,
    ) -> Problem {
        let starts =
            if self.orders.is_empty() { model.all_starts() } else { windows(model) };
        let model = &open_at(model, &starts);
        let orders = reasons::named(&self.orders, pairs);
        match &self.found {
            Found::Full(full) => reasons::overfull(full, pairs, model, roster, orders),
            Found::Squeezed(found) => {
                reasons::squeezed(found, pairs, model, roster, orders)
            }
            Found::Crowded(crowd) => reasons::crowded(crowd, pairs, orders),
            Found::Contradiction(why) => why.clone(),
        }
    }
}

/// What meetings can't all take place, as far as it shows without a search: what doesn't whatever
/// their order, before what doesn't in that order.
pub(super) fn conflicts(chosen: &[&Pair<'_>], model: &Model) -> Vec<Conflict> {
    if let Some((meetings, why)) = reasons::out_of_order(chosen, model) {
        return vec![Conflict::contradiction(meetings, why)];
    }
    let plain = shown(model, &model.all_starts());
    if !plain.is_empty() || model.before.is_empty() {
        return plain;
    }
    let mut ordered = shown(model, &windows(model));
    for conflict in &mut ordered {
        conflict.orders = orders_behind(conflict, chosen, model);
    }
    ordered
}

/// A model whose meetings may start then, in any order.
fn open_at(model: &Model, starts: &[SlotSet]) -> Model {
    let mut open = Model { before: Vec::new(), ..model.clone() };
    for (meeting, starts) in open.meetings.iter_mut().zip(starts) {
        meeting.allowed = meeting.allowed & *starts;
    }
    open
}

/// What shows of meetings that may start then.
fn shown(model: &Model, starts: &[SlotSet]) -> Vec<Conflict> {
    let full = overfull(model, starts);
    if !full.is_empty() {
        return full.into_iter().map(Conflict::from).collect();
    }
    let squeezed = diagnose::squeezes(model, starts);
    if !squeezed.is_empty() {
        return squeezed.into_iter().map(Conflict::from).collect();
    }
    let crowd = diagnose::crowd(model, starts);
    crowd.into_iter().map(Conflict::from).collect()
}

/// The orders between needs that a conflict is due to: were one of them dropped, it would not be.
fn orders_behind(
    conflict: &Conflict,
    chosen: &[&Pair<'_>],
    model: &Model,
) -> Vec<(usize, usize)> {
    let needs = |&(a, b): &(usize, usize)| (&chosen[a].need.id, &chosen[b].need.id);
    let clashes = |model: &Model| {
        let open = open_at(model, &windows(model));
        let own = diagnose::part(&open, &conflict.meetings);
        !shown(&own, &own.all_starts()).is_empty()
    };
    let mut model = model.clone();
    for order in model.before.iter().map(needs).collect::<BTreeSet<_>>() {
        let mut fewer = model.clone();
        fewer.before.retain(|pair| needs(pair) != order);
        if clashes(&fewer) {
            model = fewer;
        }
    }
    model.before
}

//! What a plan should have little of, as literals that each cost one.

use batsat::Lit;

use super::super::bounds::{Edges, PartyBound, edges};
use super::super::model::Model;
use super::super::slots::SlotSet;
use super::clauses::Clauses;
use super::count::{Direction, totalizer};
use super::encode::Encoding;
use crate::domain::Goal;

/// Literals of which as few as possible should hold, and how many are known to hold anyway.
#[derive(Clone, Debug, Default)]
pub(super) struct Stage {
    pub(super) costs: Vec<Lit>,
    pub(super) base: usize,
    /// For each party, where breaks are the goal, "more than k breaks".
    pub(super) breaks: Vec<Vec<Lit>>,
}

/// Meetings that leave their previous slot.
pub(super) fn moves(model: &Model, encoding: &Encoding, sat: &dyn Clauses) -> Stage {
    let mut stage = Stage::default();
    for (meeting, starts) in model.meetings.iter().zip(&encoding.at) {
        let Some(previous) = meeting.previous else { continue };
        match starts.iter().find(|(slot, _)| *slot == previous) {
            Some(&(_, here)) if here == sat.yes() => {}
            Some(&(_, here)) => stage.costs.push(!here),
            None => stage.base += 1,
        }
    }
    stage
}

/// Idle slots or breaks; fairness becomes clauses on the way.
pub(super) fn goal(
    sat: &mut dyn Clauses,
    model: &Model,
    encoding: &Encoding,
    starts: &[SlotSet],
    bounds: &[PartyBound],
) -> Stage {
    let counted = |&party: &usize| model.parties[party].counted;
    let parties: Vec<usize> = (0..model.parties.len()).filter(counted).collect();
    let mut stage = Stage::default();
    if model.goal == Goal::Breaks || model.fairness.is_some() {
        let breaks: Vec<Vec<Lit>> =
            parties.iter().map(|&party| breaks(sat, model, encoding, party)).collect();
        fairness(sat, model.fairness, &breaks);
        if model.goal == Goal::Breaks {
            stage.breaks = vec![Vec::new(); model.parties.len()];
            for (&party, more) in parties.iter().zip(&breaks) {
                stage.breaks[party].clone_from(more);
            }
            stage.add(sat, breaks, parties.iter().map(|&party| bounds[party].breaks));
        }
    }
    if model.goal == Goal::Idle {
        let idle: Vec<Vec<Lit>> =
            parties.iter().map(|&party| idle(sat, model, encoding, party)).collect();
        let edges = edges(model, starts);
        for (&party, more) in parties.iter().zip(&idle) {
            if let Some(counts) = &encoding.counts[party] {
                price_edges(sat, counts, &edges[party], more);
            }
        }
        stage.add(sat, idle, parties.iter().map(|&party| bounds[party].idle));
    }
    stage
}

impl Stage {
    /// No more of it than `most`.
    pub(super) fn limit(&self, sat: &mut dyn Clauses, most: usize) {
        let Some(spare) = most.checked_sub(self.base) else {
            return sat.clause(&[]);
        };
        if self.costs.len() > spare {
            let more = totalizer(sat, &self.costs, spare + 1, Direction::Up);
            sat.clause(&[!more[spare]]);
        }
    }

    /// No more breaks of each party than `most` says, where breaks are the goal.
    pub(super) fn limit_breaks(&self, sat: &mut dyn Clauses, most: &[usize]) {
        for (more, &most) in self.breaks.iter().zip(most) {
            more.iter().skip(most).for_each(|&more| sat.clause(&[!more]));
        }
    }

    /// `ladders`: for each party "more than k"; what its bound says is stated.
    fn add(
        &mut self,
        sat: &mut dyn Clauses,
        ladders: Vec<Vec<Lit>>,
        bounds: impl Iterator<Item = usize>,
    ) {
        for (ladder, bound) in ladders.into_iter().zip(bounds) {
            for (k, more) in ladder.into_iter().enumerate() {
                if k < bound {
                    sat.clause(&[more]);
                }
                if k < bound || more == sat.yes() {
                    self.base += 1;
                } else if more != sat.no() {
                    self.cost(sat, more);
                }
            }
        }
    }

    /// One more literal that costs one. Where two parties have their gaps around the same meeting
    /// both cost by the same literal, which then counts twice: each has a literal of its own.
    fn cost(&mut self, sat: &mut dyn Clauses, literal: Lit) {
        let known = self.costs.contains(&literal);
        let own = if known { sat.fresh() } else { literal };
        if known {
            sat.clause(&[!literal, own]);
        }
        self.costs.push(own);
    }
}

/// For each slot "it has been busy in this segment before", and the same for "will be".
fn around(sat: &mut dyn Clauses, model: &Model, busy: &[Lit]) -> (Vec<Lit>, Vec<Lit>) {
    let mut been = vec![sat.no(); busy.len()];
    let mut will = vec![sat.no(); busy.len()];
    for segment in 0..model.segments.len() {
        let slots = model.segment_slots(segment);
        for slot in slots.clone().skip(1) {
            been[slot] = sat.either(&[been[slot - 1], busy[slot - 1]]);
        }
        for slot in slots.rev().skip(1) {
            will[slot] = sat.either(&[will[slot + 1], busy[slot + 1]]);
        }
    }
    (been, will)
}

/// "More than k breaks". A break ends where a party is busy again after a free slot.
fn breaks(
    sat: &mut dyn Clauses,
    model: &Model,
    encoding: &Encoding,
    party: usize,
) -> Vec<Lit> {
    let busy = &encoding.busy[party];
    let (been, _) = around(sat, model, busy);
    let mut ends = Vec::new();
    for slot in 1..busy.len() {
        let parts = [been[slot - 1], !busy[slot - 1], busy[slot]];
        if model.segment(slot) == model.segment(slot - 1) && !parts.contains(&sat.no()) {
            ends.push(sat.all(&parts));
        }
    }
    let way = if model.fairness.is_some() { Direction::Both } else { Direction::Up };
    let most = most_breaks(model, encoding, party);
    let more = totalizer(sat, &ends, most, way);
    if let (1, Some(counts), Some(&any)) =
        (model.segments.len(), &encoding.counts[party], more.first())
    {
        unbroken(sat, counts, any);
    }
    more
}

/// Unless there is `any` break, the day lies within `total` slots of any of its meetings: what
/// follows from the ends of breaks only after a long search.
fn unbroken(sat: &mut dyn Clauses, counts: &[Vec<Lit>], any: Lit) {
    let total = counts[0].len();
    for from in 0..counts.len().saturating_sub(total) {
        let (begun, done) = (counts[from + 1][0], counts[from + total][total - 1]);
        sat.clause(&[!begun, done, any]);
    }
}

/// No party has more breaks than this: one fewer than meetings, or than every other slot.
fn most_breaks(model: &Model, encoding: &Encoding, party: usize) -> usize {
    let meetings = model.meetings.iter().filter(|m| m.parties.contains(&party)).count();
    meetings.saturating_sub(1).min(encoding.busy[party].len() / 2)
}

/// "More than k idle slots".
fn idle(
    sat: &mut dyn Clauses,
    model: &Model,
    encoding: &Encoding,
    party: usize,
) -> Vec<Lit> {
    if let (1, Some(counts)) = (model.segments.len(), &encoding.counts[party]) {
        return stretched(sat, counts);
    }
    let busy = &encoding.busy[party];
    let (been, will) = around(sat, model, busy);
    let mut idle = Vec::new();
    for slot in 0..busy.len() {
        let parts = [been[slot], !busy[slot], will[slot]];
        if !parts.contains(&sat.no()) {
            idle.push(sat.all(&parts));
        }
    }
    let most = idle.len();
    totalizer(sat, &idle, most, Direction::Up)
}

/// What a day costs at least that begins or ends in some slot: pigeonholes, said outright.
/// `more` says "more than k idle slots".
fn price_edges(sat: &mut dyn Clauses, counts: &[Vec<Lit>], edges: &Edges, more: &[Lit]) {
    let total = counts[0].len();
    for (slot, (from, until)) in edges.from.iter().zip(&edges.until).enumerate() {
        let (before, after) = (&counts[slot], &counts[slot + 1]);
        let begins = [!after[0], before[0]];
        let ends = [!after[total - 1], before[total - 1]];
        for (edge, least) in [(begins, from), (ends, until)] {
            match *least {
                None => sat.clause(&edge),
                Some(0) => {}
                Some(idle) => {
                    let costs = more.get(idle - 1).copied().unwrap_or(sat.no());
                    sat.clause(&[edge[0], edge[1], costs]);
                }
            }
        }
    }
}

/// With a counter along the day: more than `k` idle slots when some `total + k` slots in a row
/// don't hold the whole day.
fn stretched(sat: &mut dyn Clauses, counts: &[Vec<Lit>]) -> Vec<Lit> {
    let total = counts[0].len();
    if total < 2 {
        return Vec::new();
    }
    let slots = counts.len() - 1;
    let ladder: Vec<Lit> = (total..slots).map(|_| sat.fresh()).collect();
    for (k, &more) in ladder.iter().enumerate() {
        for from in 0..=slots - total - k {
            let (begun, done) =
                (counts[from + 1][0], counts[from + total + k][total - 1]);
            sat.clause(&[!begun, done, more]);
        }
        if k > 0 {
            sat.clause(&[!more, ladder[k - 1]]);
        }
    }
    ladder
}

/// If any party has more than `k + d` breaks, every party has more than `k`.
fn fairness(sat: &mut dyn Clauses, most: Option<usize>, breaks: &[Vec<Lit>]) {
    let Some(d) = most else { return };
    let longest = breaks.iter().map(Vec::len).max().unwrap_or(0);
    for k in 0..longest.saturating_sub(d) {
        let level = sat.fresh();
        for ladder in breaks {
            if let Some(&far) = ladder.get(k + d) {
                sat.clause(&[!far, level]);
            }
            let near = ladder.get(k).copied().unwrap_or(sat.no());
            sat.clause(&[!level, near]);
        }
    }
}

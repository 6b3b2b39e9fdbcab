//! Plans without proof: a first one, and better ones by annealing.

use super::super::board::Board;
use super::super::chains::Chains;
use super::super::construct::construct;
use super::super::cost::Cost;
use super::super::exact::Starts;
use super::{CHAINS, PROVABLE, Search, placed};

/// How long to anneal.
#[derive(Clone, Copy, Debug)]
pub(super) enum Extent {
    /// About so many moves.
    Moves(u64),
    /// Until this share of the work or time allowed is spent.
    Until(f64),
}

impl Search<'_, '_> {
    /// Looks for a plan that holds all meetings: at first from where an earlier plan has them,
    /// and if that fails also from nothing.
    pub(super) fn construct(&mut self, steps: u64) {
        let steps = steps + 20 * self.model.meetings.len() as u64;
        for kept in [true, false] {
            let mut board = Board::new(self.model, &self.starts);
            if kept {
                board.put_back();
            } else if self.best.is_some() || !self.model.keeps() || self.over() {
                return;
            }
            self.iterations += steps;
            if construct(&mut board, &mut self.random, steps) {
                self.note(&board.slot);
                self.partial = board.slot;
            } else if placed(&board.slot) > placed(&self.partial) {
                self.partial = board.slot;
            }
        }
    }

    /// Anneals the best plan, or an unfair one while there is no fair one.
    pub(super) fn anneal(&mut self, extent: Extent) {
        self.anneal_at(&self.cost.clone(), extent);
    }

    /// Brings meetings back to where an earlier plan has them, whatever else that costs.
    pub(super) fn bring_home(&mut self, moves: u64) {
        if self.best.as_ref().is_some_and(|(score, _)| score.moved > self.bound.moved) {
            self.anneal_at(&self.cost.of_moves_alone(), Extent::Moves(moves));
        }
    }

    fn anneal_at(&mut self, cost: &Cost<'_>, extent: Extent) {
        let plan = self.best.as_ref().map_or(&self.partial, |(_, plan)| plan).clone();
        if plan.contains(&None) || self.over() {
            return;
        }
        let mut board = Board::new(self.model, &self.starts);
        for (meeting, slot) in plan.into_iter().enumerate() {
            let slot = slot.expect("the plan is complete");
            board.place(meeting, slot);
        }
        let number = if self.choices() > PROVABLE { CHAINS } else { 1 };
        let mut chains = Chains::new(&mut board, cost, number, &mut self.random);
        // a plan that is cheaper but unfair is worth nothing: look more often
        let portion = if self.model.fairness.is_some() { 1_000 } else { 10_000 };
        let (hot, cold) = cost.temperatures();
        let (begun, start) = (self.iterations, self.spent().unwrap_or(0.0));
        loop {
            let share = match extent {
                Extent::Moves(moves) => (self.iterations - begun) as f64 / moves as f64,
                Extent::Until(end) => {
                    (self.spent().unwrap_or(1.0) - start) / (end - start).max(1e-9)
                }
            };
            if share >= 1.0 || self.over() {
                return;
            }
            let temperature = hot * libm::pow(cold / hot, share.max(0.0));
            chains.run(portion, temperature, &mut |plan| self.note_slots(plan));
            self.iterations += portion * chains.count();
        }
    }

    fn note_slots(&mut self, slots: &[usize]) {
        let plan: Starts = slots.iter().copied().map(Some).collect();
        self.note(&plan);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::model::{Meeting, Model, Party};
    use super::super::super::outcome::{Options, Unwatched};
    use super::super::super::slots::SlotSet;
    use super::super::solve;
    use crate::domain::PlanStatus;

    /// Everybody is away for a tenth of a day that is hardly longer than needed, and the first
    /// plans are unfair.
    #[test]
    fn a_plan_too_large_to_be_proved_becomes_fair() {
        let mut model = Model::new(24, Some(50));
        model.parties = vec![Party::default(); 110];
        let here =
            |party: usize| (0..24).filter(move |slot| (slot * 7 + party) % 10 != 3);
        let meeting = |index: usize| {
            let (a, b) = (index % 50, 50 + (index * 7 + index / 50) % 60);
            let (a_here, b_here): (SlotSet, SlotSet) =
                (here(a).collect(), here(b).collect());
            Meeting::new(vec![a, b], a_here & b_here)
        };
        model.meetings = (0..600).map(meeting).collect();
        model.fairness = Some(1);
        let options = Options { seed: 1, iterations: Some(600_000) };
        let outcome = solve(&model, &options, &mut Unwatched);
        assert_eq!(outcome.status, PlanStatus::Feasible);
        let breaks = model.busy(&outcome.slots).into_iter().map(|day| model.breaks(day));
        let breaks: Vec<usize> = breaks.collect();
        let differ = breaks.iter().max().unwrap() - breaks.iter().min().unwrap();
        assert!(differ <= 1, "{breaks:?}");
    }
}

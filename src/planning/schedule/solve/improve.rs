//! Plans without proof: a first one, and better ones by annealing.

use super::super::board::Board;
use super::super::chains::Chains;
use super::super::construct::construct;
use super::super::cost::Cost;
use super::super::exact::Plan;
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
        let plan: Plan = slots.iter().copied().map(Some).collect();
        self.note(&plan);
    }
}

//! Proofs, and what exact search betters on the way.

use super::super::exact::{Exact, Found, Nearby, neighbourhood};
use super::super::model::Goal;
use super::super::outcome::CONFLICT_WORK;
use super::{NEARBY, Search};

impl<'a, 'w> Search<'a, 'w> {
    /// Continues the exact search for about `conflicts` conflicts.
    pub(super) fn prove(&mut self, exact: &mut Exact<'a, 'w>, conflicts: u64) {
        self.settle(exact);
        let end = exact.conflicts() + conflicts;
        while exact.conflicts() < end && !self.over() {
            let before = exact.conflicts();
            let found = exact.advance(end - before);
            self.iterations += (exact.conflicts() - before) * CONFLICT_WORK + 1;
            match found {
                Found::Plan(plan) => self.note(&plan),
                Found::Best(plan) => {
                    self.note(&plan);
                    self.raise(exact);
                    if !exact.on_goal() {
                        self.settled = true;
                        exact.settle_moves(exact.bound());
                    }
                }
                Found::Bound => self.raise(exact),
                Found::Nothing => self.infeasible = true,
                Found::Open => return,
            }
        }
    }

    /// Turns to the goal once it is known how few moves there can be.
    pub(super) fn settle(&mut self, exact: &mut Exact<'a, 'w>) {
        let known = self.best.as_ref().is_some_and(|(s, _)| s.moved <= self.bound.moved);
        self.settled |= known;
        if !exact.on_goal() && self.settled {
            exact.settle_moves(self.bound.moved);
        }
    }

    /// Betters parts of the best plan for about `conflicts` conflicts.
    pub(super) fn refine(&mut self, exact: &mut Exact<'a, 'w>, conflicts: u64) {
        let end = exact.conflicts() + conflicts;
        let mut size = self.model.meetings.len().div_ceil(4);
        for _ in 0..conflicts.div_ceil(20) {
            let Some((score, plan)) = self.best.clone() else { return };
            if exact.conflicts() >= end || !exact.on_goal() || self.over() {
                return;
            }
            let poor = self.poor(&plan);
            let free = neighbourhood(self.model, &poor, size, &mut self.random);
            let before = exact.conflicts();
            match exact.nearby(&plan, self.goal(score), &free, NEARBY) {
                Nearby::Better(plan) => self.note(&plan),
                Nearby::None => size = (size * 11).div_ceil(10).min(plan.len()),
                Nearby::Open => size = (size * 9 / 10).max(1),
            }
            self.iterations += (exact.conflicts() - before + 20) * CONFLICT_WORK;
        }
    }

    /// Takes over the exact search's bound.
    fn raise(&mut self, exact: &Exact<'a, 'w>) {
        let bound = match self.model.goal {
            _ if !exact.on_goal() => &mut self.bound.moved,
            Goal::Idle => &mut self.bound.idle,
            Goal::Breaks => &mut self.bound.breaks,
            Goal::Feasible => return,
        };
        *bound = (*bound).max(exact.bound());
        self.report();
    }
}

//! Proofs: the model as clauses, minimised from below until bound and plan meet.

mod cores;
mod count;
mod days;
mod encode;
mod facts;
mod goal;
mod groups;
mod sat;
mod why;

use batsat::Lit;

use super::bounds::PartyBound;
use super::model::{Goal, Model};
use super::outcome::Onlooker;
use super::slots::SlotSet;
use cores::{Cores, Reached};
use days::Circles;
pub(super) use days::{Better, Task};
use encode::Encoding;
pub(super) use encode::Formulation;
pub use encode::Rule;
use goal::Stage;
pub(super) use groups::is_roomy;
pub(super) use sat::Sat;
pub use why::contradiction;

/// A plan's slots, one a meeting.
pub(super) type Plan = Vec<Option<usize>>;

/// An exact search that can be continued in portions.
pub(super) struct Exact<'a, 'w> {
    model: &'a Model,
    sat: Sat<'w>,
    encoding: Encoding,
    stage: Stage,
    /// The goal, until its turn comes.
    goal: Option<Stage>,
    cores: Cores,
    /// Counts the goal's costs, as far as the first plan to be bettered went.
    ceiling: Option<Vec<Lit>>,
    circles: Circles,
}

/// What a portion of exact search brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A plan, perhaps better than those known.
    Plan(Plan),
    /// A plan with the fewest moves or the least of the goal, whichever was being minimised.
    Best(Plan),
    /// A better bound.
    Bound,
    /// There is no plan (or none with as few moves as settled on).
    Nothing,
    /// Nothing new yet.
    Open,
}

impl<'a, 'w> Exact<'a, 'w> {
    pub(super) fn new(
        model: &'a Model,
        starts: &[SlotSet],
        bounds: &[PartyBound],
        formulation: Formulation,
        watch: &'w Onlooker<'w>,
    ) -> Self {
        let mut sat = Sat::new(watch);
        let encoding =
            Encoding::new(&mut sat, model, starts, Some(formulation), &mut |sat, _| {
                sat.yes()
            });
        let stage = goal::moves(model, &encoding, &sat);
        let goal = goal::goal(&mut sat, model, &encoding, starts, bounds);
        let cores = Cores::new(&stage.costs);
        let mut exact = Self {
            circles: Circles::new(model),
            model,
            sat,
            encoding,
            stage,
            goal: Some(goal),
            cores,
            ceiling: None,
        };
        if exact.stage.costs.is_empty() {
            exact.settle_moves(exact.stage.base);
        }
        exact
    }

    /// Whether moves are settled, so that bounds are on the goal.
    pub(super) fn on_goal(&self) -> bool {
        self.goal.is_none()
    }

    /// No plan has fewer moves, or once those are settled less of the goal.
    pub(super) fn bound(&self) -> usize {
        self.stage.base + self.cores.found
    }

    /// Conflicts so far.
    pub(super) fn conflicts(&self) -> u64 {
        self.sat.conflicts()
    }

    /// Limits plans to `moved` moves and turns to the goal.
    pub(super) fn settle_moves(&mut self, moved: usize) {
        let spare = moved.saturating_sub(self.stage.base);
        let costs = std::mem::take(&mut self.stage.costs);
        if costs.len() > spare {
            let more =
                count::totalizer(&mut self.sat, &costs, spare + 1, count::Direction::Up);
            self.sat.clause(&[!more[spare]]);
        }
        self.stage = self.goal.take().expect("moves are settled once");
        if self.model.goal == Goal::Feasible {
            self.stage = Stage::default();
        }
        self.cores = Cores::new(&self.stage.costs);
    }

    /// Searches on for about `conflicts` conflicts or until something is found.
    pub(super) fn advance(&mut self, conflicts: u64) -> Found {
        match self.cores.advance(&mut self.sat, conflicts) {
            Reached::Optimum => Found::Best(self.encoding.slots(&self.sat)),
            Reached::Model => Found::Plan(self.encoding.slots(&self.sat)),
            Reached::Core => Found::Bound,
            Reached::Nothing => Found::Nothing,
            Reached::Budget => Found::Open,
        }
    }
}

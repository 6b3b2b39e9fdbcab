//! Proofs: the model as clauses, minimised from below until bound and plan meet.

mod background;
mod circles;
mod clauses;
mod climb;
mod cores;
mod count;
mod days;
mod encode;
mod facts;
mod goal;
mod groups;
mod kissat;
mod near;
mod question;
mod sat;
mod why;
#[cfg(test)]
mod worlds;

use super::bounds::PartyBound;
use super::model::Model;
use super::outcome::Onlooker;
use super::slots::SlotSet;
use crate::domain::Goal;
pub(super) use climb::{Climb, Step};
use cores::{Cores, Reached};
pub(super) use days::{Better, Days, Task};
use encode::Encoding;
pub(super) use encode::Formulation;
pub use encode::Rule;
use goal::Stage;
pub(super) use groups::is_roomy;
pub(super) use question::{Grounds, Question};
pub(super) use sat::Sat;
pub use why::contradiction;

/// The slot in which each meeting starts, where it has one.
pub(super) type Starts = Vec<Option<usize>>;

/// An exact search that can be continued in portions.
pub(super) struct Exact<'a, 'w> {
    model: &'a Model,
    sat: Sat<'w>,
    encoding: Encoding,
    stage: Stage,
    /// The goal, until its turn comes.
    goal: Option<Stage>,
    cores: Cores,
}

/// What a portion of exact search brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A plan, perhaps better than those known.
    Plan(Starts),
    /// A plan with the fewest moves or the least of the goal, whichever was being minimised.
    Best(Starts),
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
        let mut exact = Self { model, sat, encoding, stage, goal: Some(goal), cores };
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
        self.stage.limit(&mut self.sat, moved.max(self.stage.base));
        self.stage = self.goal.take().expect("moves are settled once");
        if self.model.goal == Goal::Feasible {
            self.stage = Stage::default();
        }
        self.cores = Cores::new(&self.stage.costs);
    }

    /// Searches on for about `conflicts` conflicts or until something is found.
    pub(super) fn advance(&mut self, conflicts: u64) -> Found {
        match self.cores.advance(&mut self.sat, conflicts) {
            Reached::Optimum => Found::Best(self.plan()),
            Reached::Model => Found::Plan(self.plan()),
            Reached::Core => Found::Bound,
            Reached::Nothing => Found::Nothing,
            Reached::Budget => Found::Open,
        }
    }

    /// The plan of the model just found.
    fn plan(&self) -> Starts {
        self.encoding.slots(|literal| self.sat.holds(literal))
    }
}

#[cfg(test)]
mod tests {
    use super::super::bounds::party_bounds;
    use super::super::model::{Meeting, Party};
    use super::super::outcome::Unwatched;
    use super::super::random::Random;
    use super::super::windows::windows;
    use super::worlds::{all_plans, keeps, world};
    use super::*;

    /// What a proof comes to: the least of the goal, if there is a plan.
    fn proved(model: &Model, formulation: Formulation) -> Option<usize> {
        let starts = windows(model);
        let bounds = party_bounds(model, &starts).ok()?;
        let mut unwatched = Unwatched;
        let watch = Onlooker::new(&mut unwatched);
        let mut exact = Exact::new(model, &starts, &bounds, formulation, &watch);
        for _ in 0..100 {
            match exact.advance(1_000) {
                Found::Best(plan) => {
                    assert_eq!(goal(model, &plan), exact.bound(), "{model:?} {plan:?}");
                    return Some(exact.bound());
                }
                Found::Nothing => return None,
                Found::Plan(_) | Found::Bound | Found::Open => {}
            }
        }
        panic!("no proof of {model:?}");
    }

    fn goal(model: &Model, plan: &Starts) -> usize {
        let days = model.busy(plan);
        let count = |day| match model.goal {
            Goal::Idle => model.idle(day),
            Goal::Breaks => model.breaks(day),
            Goal::Feasible => 0,
        };
        days.into_iter().map(count).sum()
    }

    #[test]
    fn a_proof_comes_to_the_best_of_all_plans() {
        let (mut random, mut with_cost) = (Random::new(5), 0);
        for number in 0..150 {
            let mut model = world(&mut random);
            if number % 3 > 0 {
                model.segments = vec![0, 1 + random.below(4)];
            }
            model.goal = if number % 2 == 0 { Goal::Idle } else { Goal::Breaks };
            let plans = all_plans().filter(|plan| keeps(&model, plan));
            let goal = |plan: [usize; 4]| goal(&model, &plan.map(Some).to_vec());
            let least = plans.map(goal).min();
            with_cost += usize::from(least > Some(0));
            for formulation in [Formulation::FOR_PLANS, Formulation::RICH] {
                assert_eq!(proved(&model, formulation), least, "{model:?}");
            }
        }
        assert!(with_cost > 20, "worlds whose best plan costs something: {with_cost}");
    }

    /// Two parties that meet in the middle, if at all, between two meetings of each with others:
    /// what is a gap of one is a gap of the other.
    #[test]
    fn a_gap_that_two_parties_share_costs_twice() {
        for segments in [vec![0], vec![0, 4]] {
            let mut model = Model::new(6, Some(2));
            model.parties = vec![Party::default(); 10];
            let pairs = [
                ([0, 2], 0),
                ([1, 3], 0),
                ([0, 4], 2),
                ([1, 5], 2),
                ([6, 7], 1),
                ([8, 9], 1),
            ];
            let fixed = |(pair, slot): ([usize; 2], _)| {
                Meeting::new(pair.into(), SlotSet::one(slot))
            };
            model.meetings = pairs.map(fixed).to_vec();
            model.meetings.push(Meeting::new(vec![0, 1], SlotSet::range(1..4)));
            model.segments = segments;
            for goal in [Goal::Idle, Goal::Breaks] {
                model.goal = goal;
                for formulation in [Formulation::FOR_PLANS, Formulation::RICH] {
                    assert_eq!(proved(&model, formulation), Some(2));
                }
            }
        }
    }

    #[test]
    fn more_busy_slots_than_there_are_is_no_plan() {
        let mut model = Model::new(3, None);
        model.parties = vec![Party::default(); 3];
        model.meetings = (1..3)
            .map(|other| Meeting::new(vec![0, other], SlotSet::range(0..3)))
            .collect();
        model.meetings.iter_mut().for_each(|meeting| meeting.lasts = vec![2]);
        for goal in [Goal::Idle, Goal::Breaks] {
            model.goal = goal;
            assert_eq!(proved(&model, Formulation::RICH), None);
        }
    }
}

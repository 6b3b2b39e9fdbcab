//! Schedules the chosen pairs; where they don't all fit, chooses again, or drops as little as it
//! finds.

use std::collections::BTreeSet;

use super::bodies::Room;
use super::choose::Chooser;
use super::conflict::{Conflict, conflicts};
use super::fairness;
use super::given::Given;
use super::lost::{Clash, Lost};
use super::pairs::{Key, Pair};
use super::reasons;
use crate::domain::PlanStatus;
use crate::domain::problem::Problem;
use crate::planning::diagnose;
use crate::planning::schedule::{Model, Options, Outcome, Score, Watch};

/// The share of the time after which pairs are neither chosen nor asked for again.
pub(super) const LATE: f64 = 0.25;

/// The search.
pub(super) struct Search<'a, 'w> {
    pub(super) given: Given<'a>,
    /// The room there is for the pairs.
    pub(super) room: &'a Room<'a>,
    /// Who chooses among the pairs.
    pub(super) chooser: Chooser<'a>,
    /// How often they may still be chosen again.
    pub(super) choices: usize,
    /// Those that are planned.
    pub(super) chosen: Vec<&'a Pair<'a>>,
    /// Whether it is proved that no other pairs would be better by the method.
    pub(super) proved: bool,
    /// Decided pairs that were planned and are not any more.
    pub(super) lost: Vec<Lost<'a>>,
    /// Those that were taken back.
    pub(super) back: BTreeSet<Key<'a>>,
    pub(super) options: Options,
    pub(super) watch: &'w mut dyn Watch,
    /// That numbers of breaks differ by more than they may, if so.
    pub(super) unfair: Option<Problem>,
}

impl<'a, 'w> Search<'a, 'w> {
    /// The search for times of the best pairs.
    pub(super) fn new(
        given: Given<'a>,
        room: &'a Room<'a>,
        chooser: Chooser<'a>,
        options: Options,
        watch: &'w mut dyn Watch,
    ) -> Self {
        let mut search = Self {
            given,
            room,
            choices: chooser.again(),
            chooser,
            chosen: Vec::new(),
            proved: false,
            lost: Vec::new(),
            back: BTreeSet::new(),
            options,
            watch,
            unfair: None,
        };
        search.choose();
        search
    }

    /// Plans the best pairs by the method.
    pub(super) fn choose(&mut self) {
        let found = self.chooser.choose();
        self.chosen = found.pairs.iter().map(|&pair| &self.given.open[pair]).collect();
        self.proved = found.proved;
    }

    /// The model of what can be held, and where it is held.
    pub(super) fn run(&mut self) -> (Model, Outcome) {
        loop {
            let mut model = self.given.maker.model(&self.chosen);
            let conflicts = conflicts(&self.chosen, &model);
            if !conflicts.is_empty() {
                self.give_way(&model, &conflicts);
                continue;
            }
            if self.regain() {
                continue;
            }
            let outcome = self.solved(&mut model);
            match outcome.status {
                PlanStatus::Optimal | PlanStatus::Feasible => return (model, outcome),
                PlanStatus::Infeasible => {
                    let chosen = self.chosen.clone();
                    let core = self.contradiction(&chosen, &model);
                    self.give_way(&model, &[core]);
                }
                PlanStatus::Unknown if self.make_room(&outcome) => self.proved = false,
                PlanStatus::Unknown => return self.without_unplaced(&outcome),
            }
        }
    }

    fn solved(&mut self, model: &mut Model) -> Outcome {
        let (maker, chosen) = (self.given.maker, &self.chosen);
        let (outcome, unfair) =
            fairness::solved(maker, chosen, model, &self.options, self.watch);
        self.unfair = unfair;
        outcome
    }

    /// Meetings of a model without a plan that contradict each other.
    pub(super) fn contradiction(
        &mut self,
        pairs: &[&Pair<'a>],
        model: &Model,
    ) -> Conflict {
        let meetings = diagnose::core(model, &self.options, self.watch);
        let why = reasons::contradiction(&meetings, pairs, model);
        Conflict::contradiction(meetings, why)
    }

    /// Leaves out some meetings of conflicts: the pairs are chosen again with what is known
    /// now, while there is time for that; else those go that are wanted least.
    fn give_way(&mut self, model: &Model, conflicts: &[Conflict]) {
        if !self.choose_again(model, conflicts) {
            self.proved = false;
            self.drop_worst(model, &conflicts[0]);
        }
    }

    /// Drops as many meetings of a conflict as are too many, those that are wanted least.
    fn drop_worst(&mut self, model: &Model, conflict: &Conflict) {
        let pairs = self.chosen.clone();
        let why = conflict.why(&pairs, model, self.given.roster);
        let mut worst = conflict.meetings.clone();
        worst.sort_by_key(|&meeting| {
            let pair = pairs[meeting];
            (self.given.maker.is_fixed(pair), pair.standing, pair.points, meeting)
        });
        worst.truncate(conflict.over.max(1));
        worst.sort_unstable();
        for meeting in worst.into_iter().rev() {
            let pair = self.chosen.remove(meeting);
            if pair.is_decided() {
                let clash = Clash::of(&pairs, conflict);
                self.lost.push(Lost { pair: pair.key(), clash, why: why.clone() });
            }
        }
    }

    /// Takes undecided pairs out where not everything was placed in the time there was: those
    /// without a place, and those with which a decided pair without one shares somebody, all of
    /// them if there are none such. False where there is nothing to take out.
    fn make_room(&mut self, outcome: &Outcome) -> bool {
        let unplaced: Vec<bool> = outcome.slots.iter().map(Option::is_none).collect();
        let missing: Vec<&Pair<'_>> = self
            .chosen
            .iter()
            .zip(&unplaced)
            .filter(|(pair, unplaced)| **unplaced && pair.is_decided())
            .map(|(pair, _)| *pair)
            .collect();
        let in_the_way = |pair: &Pair<'_>| {
            missing.iter().any(|other| {
                pair.enterprise == other.enterprise
                    || pair.institution == other.institution
                    || pair.person.is_some() && pair.person == other.person
            })
        };
        let before = self.chosen.len();
        let pairs = self.chosen.iter().zip(&unplaced);
        let left = pairs.filter(|(pair, unplaced)| {
            pair.is_decided() || !(**unplaced || in_the_way(pair))
        });
        let mut left: Vec<&Pair<'_>> = left.map(|(pair, _)| *pair).collect();
        if left.len() == before {
            left.retain(|pair| pair.is_decided());
        }
        self.chosen = left;
        self.chosen.len() < before
    }

    /// What was placed in the time there was: a plan of less.
    fn without_unplaced(&mut self, outcome: &Outcome) -> (Model, Outcome) {
        self.proved = false;
        let mut placed = Vec::new();
        for (index, slot) in outcome.slots.iter().enumerate() {
            let pair = self.chosen[index];
            if slot.is_some() {
                placed.push(index);
            } else if pair.is_decided() {
                self.lost.push(Lost::unplaced(pair.key()));
            }
        }
        let take = |list: &[Option<usize>]| placed.iter().map(|&i| list[i]).collect();
        let chosen: Vec<_> = placed.iter().map(|&index| self.chosen[index]).collect();
        let status =
            if placed.is_empty() { PlanStatus::Unknown } else { PlanStatus::Feasible };
        let smaller = Outcome {
            slots: take(&outcome.slots),
            tables: take(&outcome.tables),
            bound: Score::default(),
            status,
            ..outcome.clone()
        };
        self.chosen = chosen;
        let model = self.given.maker.model(&self.chosen);
        self.unfair = fairness::unkept(&model, &smaller.slots);
        (model, smaller)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{errors, fair, made_within, session};
    use crate::planning::schedule::Options;

    #[test]
    fn what_is_left_when_time_is_over_may_be_unfair_and_says_so() {
        let pairs = [(2, 5), (0, 0), (0, 4), (2, 0), (2, 4), (3, 2)];
        let hours = vec![session("09:00", "10:00", 1), session("13:00", "14:20", 1)];
        let mut fair = fair(&pairs, hours);
        fair.settings.plan.min_pause_minutes = 40;
        fair.settings.plan.fairness = Some(0);
        let mut unfair = 0;
        for seed in 0..20 {
            let none = Options { seed, iterations: Some(0) };
            let made = made_within(&fair, None, none);
            let broken = errors(&fair, &made.plan);
            let said = made.problems.iter().filter(|problem| problem.code == "unfair");
            assert_eq!(broken.len(), said.count(), "{broken:?}");
            assert!(broken.iter().all(|problem| problem.code == "unfair"), "{broken:?}");
            unfair += broken.len();
        }
        assert!(unfair > 0, "it happens");
    }
}

//! Schedules the chosen pairs; where they don't all fit, drops as little as it finds.

use std::collections::BTreeSet;

use super::fairness;
use super::lost::{Clash, Lost};
use super::model::Maker;
use super::pairs::{Key, Pair};
use super::reasons;
use super::refuse::Room;
use crate::domain::PlanStatus;
use crate::domain::problem::Problem;
use crate::planning::diagnose;
use crate::planning::roster::Roster;
use crate::planning::schedule::{
    Model, Options, Outcome, Score, Watch, overfull, windows,
};

/// The search.
pub(super) struct Search<'a, 'w> {
    pub(super) maker: &'a Maker<'a>,
    pub(super) roster: &'a Roster<'a>,
    /// All pairs that have a slot, and the room there is for them.
    pub(super) open: &'a [Pair<'a>],
    pub(super) room: &'a Room<'a>,
    /// Those that are planned.
    pub(super) chosen: Vec<&'a Pair<'a>>,
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
    /// The search for times of the pairs `chosen` among all that are `open`.
    pub(super) fn new(
        (maker, roster, room): (&'a Maker<'a>, &'a Roster<'a>, &'a Room<'a>),
        (open, chosen): (&'a [Pair<'a>], Vec<&'a Pair<'a>>),
        options: Options,
        watch: &'w mut dyn Watch,
    ) -> Self {
        let (lost, back) = (Vec::new(), BTreeSet::new());
        Self {
            maker,
            roster,
            open,
            room,
            chosen,
            lost,
            back,
            options,
            watch,
            unfair: None,
        }
    }

    /// The model of what can be held, and where it is held.
    pub(super) fn run(&mut self) -> (Model, Outcome) {
        loop {
            let mut model = self.maker.model(&self.chosen);
            if let Some((meetings, over, why)) =
                self.plainly_impossible(&self.chosen, &model)
            {
                self.drop_worst(&model, (&meetings, over), &why);
                continue;
            }
            if self.regain() {
                continue;
            }
            let outcome = self.solved(&mut model);
            match outcome.status {
                PlanStatus::Optimal | PlanStatus::Feasible => return (model, outcome),
                PlanStatus::Infeasible => {
                    let core = diagnose::core(&model, &self.options, self.watch);
                    let why = reasons::contradiction(&core, &self.chosen, &model);
                    self.drop_worst(&model, (&core, 1), &why);
                }
                PlanStatus::Unknown if self.make_room(&outcome) => {}
                PlanStatus::Unknown => return self.without_unplaced(&outcome),
            }
        }
    }

    fn solved(&mut self, model: &mut Model) -> Outcome {
        let (maker, chosen) = (self.maker, &self.chosen);
        let (outcome, unfair) =
            fairness::solved(maker, chosen, model, &self.options, self.watch);
        self.unfair = unfair;
        outcome
    }

    /// Meetings of which some must be dropped, how many, and why: what shows without a search.
    pub(super) fn plainly_impossible(
        &self,
        chosen: &[&Pair<'a>],
        model: &Model,
    ) -> Option<(Vec<usize>, usize, Problem)> {
        if let Some((meetings, why)) = reasons::out_of_order(chosen, model) {
            return Some((meetings, 1, why));
        }
        let starts = windows(model);
        if let Some(full) = overfull(model, &starts).into_iter().next() {
            let why = reasons::overfull(&full, chosen, model, self.roster);
            let over = full.over();
            return Some((full.meetings, over, why));
        }
        if let Some(found) = diagnose::squeeze(model, &starts) {
            let why = reasons::squeezed(&found, chosen, model, self.roster);
            return Some((found.meetings, found.over, why));
        }
        let crowd = diagnose::crowd(model, &starts)?;
        let why = reasons::crowded(&crowd, chosen);
        Some((crowd.meetings, crowd.over, why))
    }

    /// Drops as many meetings of a set as are too many, those that are wanted least.
    fn drop_worst(
        &mut self,
        model: &Model,
        (meetings, over): (&[usize], usize),
        why: &Problem,
    ) {
        let pairs = self.chosen.clone();
        let mut worst = meetings.to_vec();
        worst.sort_by_key(|&meeting| {
            let pair = pairs[meeting];
            (self.maker.is_fixed(pair), pair.standing, pair.points, meeting)
        });
        worst.truncate(over.max(1));
        worst.sort_unstable();
        for meeting in worst.into_iter().rev() {
            let pair = self.chosen.remove(meeting);
            if pair.is_decided() {
                let clash = Clash::of((&pairs, model), meetings, over);
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
        let model = self.maker.model(&self.chosen);
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

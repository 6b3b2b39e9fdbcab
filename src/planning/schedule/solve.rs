//! The whole search: bounds, a first plan, annealing and proof by turns.

mod improve;
mod prove;
mod shift;
mod turns;

use std::sync::{Arc, OnceLock};

use super::bounds::{PartyBound, party_bounds};
use super::cost::Cost;
use super::exact::{Exact, Formulation, Grounds, Starts, is_roomy};
use super::model::Model;
use super::moves::least_moves;
use super::outcome::{Onlooker, Options, Outcome, Progress, Score, Watch};
use super::random::Random;
use super::slots::SlotSet;
use super::tables::assign_tables;
use super::windows::windows;
use crate::domain::{Goal, PlanStatus};
use improve::Extent;

/// Solves `model`: a plan at once, better ones until the best is proved, the work of `options`
/// is done or `watch` says stop. The same seed and iterations give the same plan.
///
/// The model has no [faults](Model::faults).
pub fn solve(model: &Model, options: &Options, watch: &mut dyn Watch) -> Outcome {
    debug_assert_eq!(model.faults(), [], "solving a senseless model");
    let starts = windows(model);
    let Ok(bounds) = party_bounds(model, &starts) else {
        return without_plan(model, PlanStatus::Infeasible);
    };
    if starts.iter().any(|starts| starts.is_empty()) {
        return without_plan(model, PlanStatus::Infeasible);
    }
    let watch = Onlooker::new(watch);
    Search::new(model, starts, &bounds, options, &watch).run()
}

fn without_plan(model: &Model, status: PlanStatus) -> Outcome {
    let nothing = vec![None; model.meetings.len()];
    Outcome {
        slots: nothing.clone(),
        tables: nothing,
        score: Score::default(),
        bound: Score::default(),
        status,
        iterations: 0,
    }
}

/// Models with more choices than this are left to annealing: the clauses alone would take long.
const MOST_CHOICES: usize = 40_000;
/// Models with more choices than this are annealed to the end, for too much stays open of what is
/// asked about their days.
const MOST_DAYS: usize = 20_000;
/// Annealings and questions side by side where proofs are out of reach.
const CHAINS: usize = 2;
/// Shares of the time or work after which a large model has been annealed for the first time
/// (somebody may stop the search early) and after which no more goes to bounds.
#[derive(Clone, Copy, Debug)]
struct Shares {
    annealed: f64,
    bounded: f64,
}

/// Where tables never run short: what is left goes to exact search near the best plan.
const ROOMY: Shares = Shares { annealed: 0.12, bounded: 0.16 };
/// Where they do: to one slow annealing.
const CROWDED: Shares = Shares { annealed: 0.06, bounded: 0.18 };
/// Models with no more choices than this have been proved in reasonable time.
const PROVABLE: usize = 8_000;

struct Search<'a, 'w> {
    model: &'a Model,
    starts: Vec<SlotSet>,
    bounds: &'a [PartyBound],
    cost: Cost<'a>,
    bound: Score,
    options: &'a Options,
    watch: &'w Onlooker<'w>,
    random: Random,
    iterations: u64,
    best: Option<(Score, Starts)>,
    /// The largest set of meetings placed while there is no plan.
    partial: Starts,
    infeasible: bool,
    /// Whether the fewest moves are known and exact searches keep to them.
    settled: bool,
    grounds: OnceLock<Arc<Grounds>>,
}

impl<'a, 'w> Search<'a, 'w> {
    fn new(
        model: &'a Model,
        starts: Vec<SlotSet>,
        bounds: &'a [PartyBound],
        options: &'a Options,
        watch: &'w Onlooker<'w>,
    ) -> Self {
        let bound = Score {
            moved: least_moves(model, &starts),
            idle: bounds.iter().map(|bound| bound.idle).sum(),
            breaks: bounds.iter().map(|bound| bound.breaks).sum(),
        };
        Self {
            cost: Cost::new(model, bounds),
            random: Random::new(options.seed),
            partial: vec![None; model.meetings.len()],
            iterations: 0,
            best: None,
            infeasible: false,
            settled: false,
            grounds: OnceLock::new(),
            model,
            starts,
            bounds,
            bound,
            options,
            watch,
        }
    }

    fn run(mut self) -> Outcome {
        self.construct(2_000);
        self.bring_home(300_000);
        self.anneal(Extent::Moves(200_000));
        let limited = self.spent().is_some();
        if self.choices() > PROVABLE && limited {
            self.run_large();
        } else {
            self.run_by_turns();
        }
        self.finish()
    }

    /// Where there is no proof to hope for: annealing, some work on bounds, and then better plans
    /// by exact search near the best one where tables never run short, by one slow annealing
    /// where they do.
    fn run_large(&mut self) {
        let mut moves = 300_000;
        while self.best.is_none() && !self.over() {
            self.construct(20_000);
            // a plan that holds all meetings may still be unfair
            self.anneal(Extent::Moves(moves));
            moves *= 2;
        }
        let roomy = is_roomy(self.model) && self.choices() <= MOST_DAYS;
        let shares = if roomy { ROOMY } else { CROWDED };
        self.anneal(Extent::Until(shares.annealed));
        let mut exact = self.exact(Formulation::FOR_PLANS);
        let mut turn = 1;
        while let Some(exact) = &mut exact
            && !self.over()
            && self.spent() < Some(shares.bounded)
        {
            let portion = self.portion(turn);
            self.prove(exact, portion);
            self.bring_home(300_000);
            turn *= 2;
        }
        drop(exact);
        if roomy {
            self.shift_days();
        }
        while !self.over() {
            self.bring_home(1_000_000);
            self.anneal(Extent::Until(1.0));
        }
    }

    /// The share of the work or time allowed that is spent, as far as there is a limit.
    fn spent(&self) -> Option<f64> {
        match self.options.iterations {
            Some(most) => Some(self.iterations as f64 / most.max(1) as f64),
            None => self.watch.passed(),
        }
    }

    /// An exact search, if the model is not too large for it and there is leave.
    fn exact(&self, formulation: Formulation) -> Option<Exact<'a, 'w>> {
        (self.choices() <= MOST_CHOICES && !self.over()).then(|| {
            Exact::new(self.model, &self.starts, self.bounds, formulation, self.watch)
        })
    }

    /// What questions are about that are answered on threads of their own.
    fn grounds(&self) -> Arc<Grounds> {
        let new = || Arc::new(Grounds::new(self.model, &self.starts, self.bounds));
        Arc::clone(self.grounds.get_or_init(new))
    }

    /// Meetings times their possible starts: the size of the exact search.
    fn choices(&self) -> usize {
        self.starts.iter().map(|starts| starts.len()).sum()
    }

    /// Conflicts for one turn of the exact search: fewer where each takes longer.
    fn portion(&self, share: u64) -> u64 {
        let usual = 3_000;
        1_000 * share * usual / usual.max(self.choices() as u64)
    }

    /// Whether answers are waited for, so that the same work brings the same plan.
    fn waits(&self) -> bool {
        self.options.iterations.is_some()
    }

    /// Whether there is nothing left to do, or no leave to do it.
    fn over(&self) -> bool {
        let spent = self.options.iterations.is_some_and(|most| self.iterations >= most);
        self.infeasible || self.proved() || spent || self.watch.stop()
    }

    fn goal(&self, score: Score) -> usize {
        match self.model.goal {
            Goal::Idle => score.idle,
            Goal::Breaks => score.breaks,
            Goal::Feasible => 0,
        }
    }

    /// Whether bound and plan meet.
    fn proved(&self) -> bool {
        let meets = |score: Score| {
            score.moved <= self.bound.moved && self.goal(score) <= self.goal(self.bound)
        };
        self.best.as_ref().is_some_and(|(score, _)| meets(*score))
    }

    /// Parties whose day is not as good as it could be.
    fn poor(&self, plan: &Starts) -> Vec<usize> {
        let busy = self.model.busy(plan);
        let poor = |&party: &usize| self.cost.party(party, busy[party]) > 0;
        (0..busy.len()).filter(poor).collect()
    }

    fn note(&mut self, plan: &Starts) {
        let busy = self.model.busy(plan);
        if !self.cost.is_fair(&busy) {
            return;
        }
        let score = Score::of(self.model, plan);
        let better = self.best.as_ref().is_none_or(|(best, _)| {
            (score.moved, self.goal(score)) < (best.moved, self.goal(*best))
        });
        if better {
            self.best = Some((score, plan.clone()));
            self.report();
        }
    }

    fn report(&self) {
        let best = self.best.as_ref().map(|(score, _)| *score);
        let progress = Progress {
            best: best.map(|score| self.goal(score)),
            bound: self.goal(self.bound),
            moved: best.map_or(0, |score| score.moved),
            iterations: self.iterations,
        };
        self.watch.report(&progress);
    }

    fn finish(self) -> Outcome {
        let proved = self.proved();
        let status = match (&self.best, proved, self.infeasible) {
            (Some(_), true, _) => PlanStatus::Optimal,
            (Some(_), false, _) => PlanStatus::Feasible,
            (None, _, true) => PlanStatus::Infeasible,
            (None, _, false) => PlanStatus::Unknown,
        };
        let mut outcome = without_plan(self.model, status);
        outcome.bound = self.bound;
        outcome.iterations = self.iterations;
        if let Some((score, slots)) = self.best {
            outcome.tables = assign_tables(self.model, &slots);
            outcome.slots = slots;
            outcome.score = score;
        } else if status == PlanStatus::Unknown && self.model.fairness.is_none() {
            outcome.tables = assign_tables(self.model, &self.partial);
            outcome.slots = self.partial;
        }
        outcome
    }
}

fn placed(plan: &Starts) -> usize {
    plan.iter().flatten().count()
}

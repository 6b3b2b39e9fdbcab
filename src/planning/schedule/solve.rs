//! The whole search: bounds, a first plan, annealing and proof by turns.

use std::cell::RefCell;

use super::board::Board;
use super::bounds::{PartyBound, party_bounds};
use super::chains::Chains;
use super::construct::construct;
use super::cost::Cost;
use super::exact::{Exact, Found, Nearby, Onlooker, Plan, Seating, neighbourhood};
use super::model::{Goal, Model};
use super::outcome::{CONFLICT_WORK, Options, Outcome, Progress, Score, Status, Watch};
use super::random::Random;
use super::slots::SlotSet;
use super::tables::assign_tables;
use super::windows::windows;

/// Solves `model`: a plan at once, better ones until the best is proved, the work of `options`
/// is done or `watch` says stop. The same seed and iterations give the same plan.
///
/// The model has no [faults](Model::faults).
pub fn solve(model: &Model, options: &Options, watch: &mut dyn Watch) -> Outcome {
    debug_assert_eq!(model.faults(), [], "solving a senseless model");
    let starts = windows(model);
    let Ok(bounds) = party_bounds(model, &starts) else {
        return without_plan(model, Status::Infeasible);
    };
    if starts.iter().any(|starts| starts.is_empty()) {
        return without_plan(model, Status::Infeasible);
    }
    let watch: Onlooker<'_> = RefCell::new(watch);
    Search::new(model, starts, &bounds, options, &watch).run()
}

fn without_plan(model: &Model, status: Status) -> Outcome {
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
/// Conflicts spent on one neighbourhood.
const NEARBY: u64 = 300;
/// Annealings side by side where proofs are out of reach; in still larger models one that is
/// twice as long, where cores are shared, is worth more than the better of two.
const CHAINS: usize = 2;
/// The share of the time after which a large model has been annealed once, in case somebody
/// stops the search.
const EARLY: f64 = 0.15;
/// Models with no more choices than this have been proved in reasonable time.
const PROVABLE: usize = 8_000;

/// How long to anneal.
#[derive(Clone, Copy, Debug)]
enum Extent {
    /// About so many moves.
    Moves(u64),
    /// Until this share of the work or time allowed is spent.
    Until(f64),
}

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
    best: Option<(Score, Plan)>,
    /// The largest set of meetings placed while there is no plan.
    partial: Plan,
    infeasible: bool,
    /// Whether the fewest moves are known and exact searches keep to them.
    settled: bool,
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
            moved: 0,
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
        self.anneal(Extent::Moves(200_000));
        let mut exact = if self.over() { Vec::new() } else { self.formulations() };
        let large = self.choices() > PROVABLE;
        // proofs come in even turns; where there is none to hope for, annealing slows down instead
        let mut share = if large { 4 } else { 1 };
        while !self.over() {
            let portion = self.portion(share);
            if let [crowds, groups] = exact.as_mut_slice() {
                self.prove(crowds, portion);
                self.prove(groups, portion / 2);
                self.refine(crowds, portion / 4);
            }
            if self.best.is_none() {
                self.construct(2_000 * share);
            }
            let settled = exact.first().is_none_or(Exact::on_goal);
            if large && settled && self.best.is_some() && self.spent().is_some() {
                exact.clear();
                self.anneal(Extent::Until(EARLY));
                self.anneal(Extent::Until(1.0));
            } else {
                self.anneal(Extent::Moves(300_000 * share));
            }
            share = (share * 2).min(if large { u64::MAX / 1_000_000 } else { 32 });
        }
        self.finish()
    }

    /// The share of the work or time allowed that is spent, as far as there is a limit.
    fn spent(&self) -> Option<f64> {
        match self.options.iterations {
            Some(most) => Some(self.iterations as f64 / most.max(1) as f64),
            None => self.watch.borrow_mut().passed(),
        }
    }

    /// The exact searches, as far as the model is not too large for them.
    fn formulations(&self) -> Vec<Exact<'a, 'w>> {
        if self.choices() > MOST_CHOICES {
            return Vec::new();
        }
        let new = |seating| {
            Exact::new(self.model, &self.starts, self.bounds, seating, self.watch)
        };
        [Seating::Crowds, Seating::Groups].map(new).into()
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

    /// Whether there is nothing left to do, or no leave to do it.
    fn over(&self) -> bool {
        let spent = self.options.iterations.is_some_and(|most| self.iterations >= most);
        self.infeasible || self.proved() || spent || self.watch.borrow_mut().stop()
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

    fn construct(&mut self, steps: u64) {
        let mut board = Board::new(self.model, &self.starts);
        for slot in 0..self.model.meetings.len() {
            let previous = self.model.meetings[slot].previous;
            if let Some(previous) = previous.filter(|&at| board.fits(slot, at)) {
                board.place(slot, previous);
            }
        }
        let steps = steps + 20 * self.model.meetings.len() as u64;
        self.iterations += steps;
        if construct(&mut board, &mut self.random, steps) {
            self.note(&board.slot);
            self.partial = board.slot;
        } else if placed(&board.slot) > placed(&self.partial) {
            self.partial = board.slot;
        }
    }

    /// Anneals the best plan, or an unfair one while there is no fair one.
    fn anneal(&mut self, extent: Extent) {
        let plan = self.best.as_ref().map_or(&self.partial, |(_, plan)| plan).clone();
        if plan.contains(&None) || self.over() {
            return;
        }
        let mut board = Board::new(self.model, &self.starts);
        for (meeting, slot) in plan.into_iter().enumerate() {
            let slot = slot.expect("the plan is complete");
            board.place(meeting, slot);
        }
        let cost = self.cost.clone();
        let side_by_side = (PROVABLE + 1..=MOST_CHOICES).contains(&self.choices());
        let number = if side_by_side { CHAINS } else { 1 };
        let mut chains = Chains::new(&mut board, &cost, number, &mut self.random);
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

    /// Continues the exact search for about `conflicts` conflicts.
    fn prove(&mut self, exact: &mut Exact<'a, 'w>, conflicts: u64) {
        if !exact.on_goal() && self.settled {
            exact.settle_moves(self.bound.moved);
        }
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

    /// Betters parts of the best plan for about `conflicts` conflicts.
    fn refine(&mut self, exact: &mut Exact<'a, 'w>, conflicts: u64) {
        let end = exact.conflicts() + conflicts;
        let mut size = self.model.meetings.len().div_ceil(4);
        for _ in 0..conflicts.div_ceil(20) {
            let Some((score, plan)) = self.best.clone() else { return };
            if exact.conflicts() >= end || !exact.on_goal() || self.over() {
                return;
            }
            let busy = self.model.busy(&plan);
            let poor = |&party: &usize| self.cost.party(party, busy[party]) > 0;
            let poor: Vec<usize> = (0..busy.len()).filter(poor).collect();
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

    fn note(&mut self, plan: &Plan) {
        let busy = self.model.busy(plan);
        if !self.cost.is_fair(&busy) {
            return;
        }
        let score = score(self.model, plan, &busy);
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
        self.watch.borrow_mut().report(&progress);
    }

    fn finish(self) -> Outcome {
        let proved = self.proved();
        let status = match (&self.best, proved, self.infeasible) {
            (Some(_), true, _) => Status::Optimal,
            (Some(_), false, _) => Status::Feasible,
            (None, _, true) => Status::Infeasible,
            (None, _, false) => Status::Unknown,
        };
        let mut outcome = without_plan(self.model, status);
        outcome.bound = self.bound;
        outcome.iterations = self.iterations;
        if let Some((score, slots)) = self.best {
            outcome.tables = assign_tables(self.model, &slots);
            outcome.slots = slots;
            outcome.score = score;
        } else if status == Status::Unknown && self.model.fairness.is_none() {
            outcome.tables = assign_tables(self.model, &self.partial);
            outcome.slots = self.partial;
        }
        outcome
    }
}

fn placed(plan: &Plan) -> usize {
    plan.iter().flatten().count()
}

/// Counts a plan's moves, idle slots and breaks.
fn score(model: &Model, plan: &Plan, busy: &[SlotSet]) -> Score {
    let meetings = model.meetings.iter().zip(plan);
    let left =
        meetings.filter(|(m, slot)| m.previous.is_some_and(|at| **slot != Some(at)));
    let counted = || model.parties.iter().zip(busy).filter(|(party, _)| party.counted);
    Score {
        moved: left.count(),
        idle: counted().map(|(_, &day)| model.idle(day)).sum(),
        breaks: counted().map(|(_, &day)| model.breaks(day)).sum(),
    }
}

//! The whole search: bounds, a first plan, annealing, proof.

use super::anneal::Annealer;
use super::board::Board;
use super::bounds::{PartyBound, party_bounds};
use super::construct::construct;
use super::cost::Cost;
use super::model::{Goal, Model};
use super::outcome::{Options, Outcome, Progress, Score, Status, Watch};
use super::random::Random;
use super::tables::assign_tables;

/// Solves `model`: a plan at once, better ones until the best is proved, the work of `options`
/// is done or `watch` says stop. The same seed and iterations give the same plan.
///
/// The model has no [faults](Model::faults).
pub fn solve(model: &Model, options: &Options, watch: &mut dyn Watch) -> Outcome {
    debug_assert_eq!(model.faults(), [], "solving a senseless model");
    match party_bounds(model) {
        Ok(bounds) => Search::new(model, bounds, options, watch).run(),
        Err(_) => closed(model, Status::Infeasible),
    }
}
fn closed(model: &Model, status: Status) -> Outcome {
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

struct Search<'a, 'w> {
    model: &'a Model,
    cost: Cost<'a>,
    bound: Score,
    options: &'w Options,
    watch: &'w mut dyn Watch,
    iterations: u64,
    best: Option<(Score, Vec<Option<usize>>)>,
}

impl<'a, 'w> Search<'a, 'w> {
    fn new(
        model: &'a Model,
        bounds: Vec<PartyBound>,
        options: &'w Options,
        watch: &'w mut dyn Watch,
    ) -> Self {
        let bound = Score {
            moved: 0,
            idle: bounds.iter().map(|b| b.idle).sum(),
            breaks: bounds.iter().map(|b| b.breaks).sum(),
        };
        Self {
            model,
            cost: Cost::new(model, &bounds),
            bound,
            options,
            watch,
            iterations: 0,
            best: None,
        }
    }

    fn run(mut self) -> Outcome {
        let mut board = Board::new(self.model);
        let mut random = Random::new(self.options.seed);
        if !construct(&mut board, &mut random, 100_000) {
            let mut outcome = closed(self.model, Status::Unknown);
            outcome.slots = board.slot.clone();
            return outcome;
        }
        self.note(&board);
        let cost = self.cost.clone();
        let simple = board.plain && self.model.before.is_empty();
        let mut annealer = Annealer::new(&mut board, &cost, random.next());
        let total = self.options.iterations.unwrap_or(50_000_000);
        let step = 10_000;
        let mut best = i64::MAX;
        while simple && !self.proved() && self.iterations < total && !self.watch.stop() {
            let share = self.iterations as f64 / total as f64;
            best = annealer
                .run(step, 2.0 * 0.05_f64.powf(share), best, |board, _| self.note(board));
            self.iterations += step;
        }
        self.finish()
    }

    fn goal(&self, score: Score) -> usize {
        match self.model.goal {
            Goal::Idle => score.idle,
            Goal::Breaks => score.breaks,
            Goal::Feasible => 0,
        }
    }

    fn proved(&self) -> bool {
        self.best.as_ref().is_some_and(|(score, _)| {
            self.goal(*score) <= self.goal(self.bound) && score.moved <= self.bound.moved
        })
    }

    fn note(&mut self, board: &Board<'_>) {
        if !self.cost.is_fair(&board.busy) {
            return;
        }
        let score = score(self.model, &board.slot);
        let better = self.best.as_ref().is_none_or(|(best, _)| {
            (score.moved, self.goal(score)) < (best.moved, self.goal(*best))
        });
        if better {
            self.best = Some((score, board.slot.clone()));
            let progress = Progress {
                best: Some(self.goal(score)),
                bound: self.goal(self.bound),
                moved: score.moved,
                iterations: self.iterations,
            };
            self.watch.report(&progress);
        }
    }

    fn finish(self) -> Outcome {
        let proved = self.proved();
        let Some((score, slots)) = self.best else {
            return closed(self.model, Status::Unknown);
        };
        Outcome {
            tables: assign_tables(self.model, &slots),
            slots,
            score,
            bound: self.bound,
            status: if proved { Status::Optimal } else { Status::Feasible },
            iterations: self.iterations,
        }
    }
}

/// Counts a plan's moves, idle slots and breaks.
fn score(model: &Model, slots: &[Option<usize>]) -> Score {
    let left = |(meeting, slot): (&super::Meeting, &Option<usize>)| {
        meeting.previous.is_some_and(|previous| *slot != Some(previous))
    };
    let busy = model.busy(slots);
    let counted = || model.parties.iter().zip(&busy).filter(|(party, _)| party.counted);
    Score {
        moved: model.meetings.iter().zip(slots).filter(|&pair| left(pair)).count(),
        idle: counted().map(|(_, &day)| model.idle(day)).sum(),
        breaks: counted().map(|(_, &day)| model.breaks(day)).sum(),
    }
}

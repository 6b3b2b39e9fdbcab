//! Idle slots against changes of table, by the weights of `fair.toml`: slots are searched
//! first, then, as far as tables have to be changed, slots and tables together.

use super::super::model::Maker;
use super::super::pairs::Pair;
use super::board::{Board, Prices, Seating};
use super::changes::{all_can_stay, changes, fewest};
use super::chosen::{first, fixed, seated};
use super::shared::{shared_tables, with_tables};
use super::walk::{Tour, tour};
use crate::domain::{Goal, PlanStatus};
use crate::planning::schedule::{
    Model, Options, Outcome, Progress, Random, Score, Watch, solve, windows,
};

/// Work that one step of the search for slots and tables together counts as.
const STEP: u64 = 8;
/// Steps a meeting, and at most in all, after which that search ends.
const STEPS: (u64, u64) = (6_000, 6_000_000);

/// The temperature at the beginning, in units of the greater weight: the plan is a good one.
const HEAT: f64 = 0.3;

/// Solves the model of some pairs and seats them. Where changes of table cost something and
/// have to be made, half of the work or time is left for weighing them against the goal; the
/// plan is proved the best only if its price is one that no plan can go below.
pub(in crate::planning::timetable) fn weighed(
    maker: &Maker<'_>,
    pairs: &[&Pair<'_>],
    model: &Model,
    options: &Options,
    watch: &mut dyn Watch,
) -> Outcome {
    let weighs = maker.settings.weights.table_moves > 0 && !all_can_stay(model);
    let share = if weighs { 0.5 } else { 1.0 };
    let mut outcome =
        solve(model, &part(options, share), &mut Part::new(watch, 0.0, share));
    outcome.tables = seated(maker, pairs, model, &outcome);
    let planned = outcome.status.has_plan();
    let scale = Scale::new(maker, model, outcome.bound);
    if !planned || !weighs || scale.is_least(&outcome) {
        return outcome;
    }
    let bound = outcome.bound;
    let mut starting = vec![outcome];
    if let Some(homes) = shared_tables(maker, pairs) {
        let mut watch = Part::new(watch, 0.5, 0.7);
        starting.extend(settled(maker, pairs, (model, &homes), (options, &mut watch)));
    }
    let best = starting.into_iter().min_by_key(|outcome| scale.price(outcome));
    let mut best = best.expect("there is the first plan at least");
    if !scale.is_least(&best) {
        let board = scale.board(maker, pairs, &best);
        let steps = STEPS.1.min(STEPS.0 * model.meetings.len() as u64);
        let plan = Tour {
            starts: Some(windows(model)),
            steps: options.iterations.map_or(steps, |work| steps.min(work / 2 / STEP)),
            least: scale.least,
            heat: HEAT * f64::from(scale.dearest),
        };
        let mut watch = Part::new(watch, 0.7, 1.0);
        let mut passed = || if watch.stop() { Some(1.0) } else { watch.passed() };
        let mut random = Random::new(options.seed);
        let (seating, _) = tour(board, &plan, &mut random, &mut passed);
        best.slots = seating.slots.into_iter().map(Some).collect();
        best.tables = seating.tables;
        best.score = Score::of(model, &best.slots);
    }
    best.bound = bound;
    best.status =
        if scale.is_least(&best) { PlanStatus::Optimal } else { PlanStatus::Feasible };
    best
}

/// A plan in which those who share a table have it for the whole fair.
fn settled(
    maker: &Maker<'_>,
    pairs: &[&Pair<'_>],
    (model, homes): (&Model, &[Option<usize>]),
    (options, watch): (&Options, &mut dyn Watch),
) -> Option<Outcome> {
    let mut narrow = with_tables(model, homes);
    let mut outcome = solve(&narrow, &part(options, 0.25), watch);
    if !outcome.status.has_plan() {
        return None;
    }
    let places = narrow.meetings.iter_mut().zip(&outcome.slots).zip(homes);
    for ((meeting, slot), _) in places.filter(|(_, home)| home.is_some()) {
        meeting.previous = *slot; // so that the tables given are kept
    }
    outcome.tables = first(maker, pairs, &narrow, &outcome.slots);
    outcome.score = Score::of(model, &outcome.slots);
    Some(outcome)
}

/// What plans cost by the weights, and what none costs less than.
struct Scale<'a> {
    model: &'a Model,
    prices: Prices,
    least: i64,
    /// The greater of the two weights.
    dearest: u32,
}

impl<'a> Scale<'a> {
    fn new(maker: &Maker<'_>, model: &'a Model, bound: Score) -> Self {
        let weights = &maker.settings.weights;
        let prices = Prices::new(model, weights.idle, weights.table_moves);
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let goal = match model.goal {
            Goal::Idle => bound.idle,
            Goal::Breaks => bound.breaks,
            Goal::Feasible => 0,
        };
        let least = prices.moved.saturating_mul(count(bound.moved))
            + prices.goal * count(goal)
            + prices.change * count(fewest(model));
        Self { model, prices, least, dearest: weights.idle.max(weights.table_moves) }
    }

    /// The price of a whole plan, reseating of kept meetings left aside.
    fn price(&self, outcome: &Outcome) -> i64 {
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let goal = match self.model.goal {
            Goal::Idle => outcome.score.idle,
            Goal::Breaks => outcome.score.breaks,
            Goal::Feasible => 0,
        };
        let changes = changes(self.model, &outcome.slots, &outcome.tables);
        self.prices.moved.saturating_mul(count(outcome.score.moved))
            + self.prices.goal * count(goal)
            + self.prices.change * count(changes)
    }

    fn is_least(&self, outcome: &Outcome) -> bool {
        self.price(outcome) <= self.least
    }

    fn board(
        &self,
        maker: &Maker<'_>,
        pairs: &[&Pair<'_>],
        outcome: &Outcome,
    ) -> Board<'a> {
        let slots = outcome.slots.iter().flatten().copied().collect();
        let seating = Seating { slots, tables: outcome.tables.clone() };
        Board::new(self.model, self.prices, seating, &fixed(maker, pairs))
    }
}

/// A share of the work of some options.
fn part(options: &Options, share: f64) -> Options {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a count"
    )]
    let iterations = options.iterations.map(|most| (most as f64 * share) as u64);
    Options { iterations, ..*options }
}

/// An onlooker who gives leave for a part of the time only.
struct Part<'w> {
    watch: &'w mut dyn Watch,
    from: f64,
    to: f64,
}

impl<'w> Part<'w> {
    fn new(watch: &'w mut dyn Watch, from: f64, to: f64) -> Self {
        Self { watch, from, to }
    }
}

impl Watch for Part<'_> {
    fn stop(&mut self) -> bool {
        self.watch.stop() || self.watch.passed().is_some_and(|share| share >= self.to)
    }

    fn passed(&mut self) -> Option<f64> {
        let share = self.watch.passed()?;
        Some((share - self.from) / (self.to - self.from))
    }

    /// Only of the first part: later ones begin with worse plans than are known.
    fn report(&mut self, progress: &Progress) {
        if self.from <= 0.0 {
            self.watch.report(progress);
        }
    }
}

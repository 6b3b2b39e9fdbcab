//! A bound on how much numbers of breaks may differ that cannot be kept: a plan without it, as
//! near to it as is found.

use super::model::Maker;
use super::pairs::Pair;
use super::seats::{spread, weighed};
use crate::domain::PlanStatus;
use crate::domain::problem::Problem;
use crate::planning::schedule::{Model, Options, Outcome, Progress, Watch};

/// The share of the time or work after which the bound is given up where there is no plan yet.
const PATIENCE: f64 = 0.5;
/// Work for each question whether a smaller difference is possible.
const WORK: u64 = 2_000_000;

/// The best plan of a model. Where none is found in which the numbers of breaks differ by no
/// more than they may, the model loses this bound, and what a person should know comes along.
pub(super) fn solved(
    maker: &Maker<'_>,
    pairs: &[&Pair<'_>],
    model: &mut Model,
    options: &Options,
    watch: &mut dyn Watch,
) -> (Outcome, Option<Problem>) {
    let Some(most) = model.fairness else {
        return (weighed(maker, pairs, model, options, watch), None);
    };
    let mut patient = Patience { watch, planned: false };
    let fair = weighed(maker, pairs, model, options, &mut patient);
    if fair.status.has_plan() {
        return (fair, None);
    }
    model.fairness = None;
    let half =
        Options { iterations: options.iterations.map(|most| most / 2), ..*options };
    let mut loose = weighed(maker, pairs, model, &half, patient.watch);
    if !loose.status.has_plan() {
        return (loose, None);
    }
    let most_work =
        Options { iterations: Some(half.iterations.unwrap_or(WORK).min(WORK)), ..half };
    let mut least = spread(model, &loose.slots);
    let mut proved = false;
    while least > most + 1 && !patient.watch.stop() {
        model.fairness = Some(least - 1);
        let mut patient = Patience { watch: patient.watch, planned: false };
        let nearer = weighed(maker, pairs, model, &most_work, &mut patient);
        if !nearer.status.has_plan() {
            proved = nearer.status == PlanStatus::Infeasible;
            break;
        }
        least = spread(model, &nearer.slots);
        loose = nearer;
    }
    model.fairness = None;
    loose.status = PlanStatus::Feasible;
    let case = match fair.status == PlanStatus::Infeasible {
        true if proved || least == most + 1 => "least",
        true => "impossible",
        false => "relaxed",
    };
    (loose, Some(unfair(case, most, least)))
}

/// What a person should know of a plan that was not searched for with the bound, if anything.
pub(super) fn unkept(model: &Model, slots: &[Option<usize>]) -> Option<Problem> {
    let (most, found) = (model.fairness?, spread(model, slots));
    (found > most).then(|| unfair("relaxed", most, found))
}

/// Numbers of breaks differ by `found` though they may by `most` only.
pub(super) fn unfair(case: &'static str, most: usize, found: usize) -> Problem {
    Problem::error("unfair")
        .in_case(case)
        .with_value(found.to_string())
        .with("most", most)
        .with("n", found)
}

/// An onlooker who gives up before the time is over while there is no plan at all.
struct Patience<'w> {
    watch: &'w mut dyn Watch,
    planned: bool,
}

impl Watch for Patience<'_> {
    fn stop(&mut self) -> bool {
        let late = self.watch.passed().is_some_and(|share| share >= PATIENCE);
        self.watch.stop() || (late && !self.planned)
    }

    fn passed(&mut self) -> Option<f64> {
        self.watch.passed()
    }

    fn report(&mut self, progress: &Progress) {
        self.planned |= progress.best.is_some();
        self.watch.report(progress);
    }
}

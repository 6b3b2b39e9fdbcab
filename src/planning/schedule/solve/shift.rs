//! Better plans among other days.

use std::thread::sleep;
use std::time::Duration;

use super::super::exact::{Better, Days, Starts, Task};
use super::super::outcome::{CONFLICT_WORK, Score};
use super::super::random::Random;
use super::{CHAINS, Search};

/// How long to wait for answers where a clock ends the search.
const PATIENCE: Duration = Duration::from_millis(5);

/// What a portion of search among other days brought.
#[derive(Debug, Default)]
pub(super) struct Improved {
    pub(super) plan: Option<Starts>,
    /// No plan has less of the goal.
    pub(super) least: usize,
    pub(super) conflicts: u64,
}

impl Search<'_, '_> {
    /// Betters the best plan as long as there is leave to, with several questions side by side.
    pub(super) fn shift_days(&mut self) {
        let mut finders: Vec<Days> = (0..CHAINS).map(|_| self.days()).collect();
        while !self.over() {
            for days in &mut finders {
                let heard = if self.waits() {
                    days.wait(&mut || !self.watch.stop())
                } else {
                    days.hear()
                };
                if let Some((better, conflicts)) = heard {
                    self.iterations += conflicts * CONFLICT_WORK;
                    match better {
                        Better::Plan(plan) => self.note(&plan),
                        Better::Least(least) => self.raise(least),
                        Better::Open => {}
                    }
                }
                let Some((score, plan)) = self.betterable() else { return };
                let poor = self.poor(&plan);
                days.ask(&self.task(score, &plan, &poor), &mut self.random);
            }
            if !self.waits() {
                sleep(PATIENCE);
            }
        }
    }

    /// Who looks for better plans among other days.
    pub(super) fn days(&self) -> Days {
        Days::new(self.grounds())
    }

    /// The best plan, if it could be better and has no moves to be spared first.
    fn betterable(&self) -> Option<(Score, Starts)> {
        let could = |score: Score| {
            score.moved <= self.bound.moved && self.goal(score) > self.goal(self.bound)
        };
        self.best.clone().filter(|(score, _)| could(*score))
    }

    fn task<'p>(&self, score: Score, plan: &'p Starts, poor: &'p [usize]) -> Task<'p> {
        Task { plan, reached: self.goal(score), moved: self.bound.moved, poor }
    }

    /// Betters the best plan among other days for about `conflicts` conflicts, as long as
    /// `patient` says so.
    pub(super) fn improved(
        &self,
        days: &mut Days,
        conflicts: u64,
        random: &mut Random,
        patient: &mut dyn FnMut() -> bool,
    ) -> Improved {
        let mut improved = Improved::default();
        let Some((mut best, mut plan)) = self.betterable() else { return improved };
        while improved.conflicts < conflicts && self.goal(best) > self.goal(self.bound) {
            let poor = self.poor(&plan);
            days.ask(&self.task(best, &plan, &poor), random);
            let heard = days.wait(&mut || patient() && !self.watch.stop());
            let Some((better, work)) = heard else { break };
            improved.conflicts += work;
            match better {
                Better::Plan(better) => {
                    let score = Score::of(self.model, &better);
                    // an answer may be to a question about an earlier plan
                    if self.goal(score) < self.goal(best) {
                        improved.plan = Some(better.clone());
                        (best, plan) = (score, better);
                    }
                }
                Better::Least(least) => {
                    improved.least = least;
                    break;
                }
                Better::Open => {}
            }
        }
        improved
    }
}

//! Better plans by exact search among other days.

use rayon::prelude::*;

use super::super::exact::{Better, Exact, Starts, Task};
use super::super::outcome::{CONFLICT_WORK, Score};
use super::super::random::Random;
use super::Search;

/// Conflicts after which all searches go on from the best plan of all.
const ROUND: u64 = 3_000;

/// What a portion of search among other days brought.
#[derive(Debug, Default)]
pub(super) struct Improved {
    pub(super) plan: Option<Starts>,
    /// No plan has less of the goal.
    pub(super) least: usize,
    pub(super) conflicts: u64,
}

impl<'a, 'w> Search<'a, 'w> {
    /// Betters the best plan as long as there is leave to, in all exact searches side by side: a
    /// few parties may have their day anywhere, the others about where they have it.
    pub(super) fn shift_days(&mut self, exact: &mut [Exact<'a, 'w>]) {
        for exact in &mut *exact {
            self.settle(exact);
        }
        while exact.iter().all(Exact::on_goal) && !self.over() {
            let Some((score, plan)) = self.best.clone() else { return };
            if score.moved > self.bound.moved {
                return;
            }
            let poor = self.poor(&plan);
            let task = Task { plan: &plan, reached: self.goal(score), poor: &poor };
            let mut randoms: Vec<Random> =
                exact.iter().map(|_| Random::new(self.random.draw())).collect();
            let before = conflicts(exact);
            let search = |(exact, random): (&mut Exact<'_, '_>, &mut Random)| {
                exact.better(&task, ROUND, random)
            };
            let found: Vec<_> =
                exact.par_iter_mut().zip(&mut randoms).map(search).collect();
            for found in found {
                match found {
                    Better::Plan(plan) => self.note(&plan),
                    Better::None => self.raise(task.reached),
                    Better::Open => {}
                }
            }
            self.iterations += (conflicts(exact) - before + 20) * CONFLICT_WORK;
        }
    }

    /// Betters the best plan among other days for about `conflicts` conflicts.
    pub(super) fn improved(
        &self,
        finder: &mut Exact<'a, 'w>,
        conflicts: u64,
        random: &mut Random,
    ) -> Improved {
        let (mut improved, before) = (Improved::default(), finder.conflicts());
        let best = self.best.as_ref().filter(|_| finder.on_goal());
        let Some((mut best, mut plan)) = best.cloned() else { return improved };
        while improved.conflicts < conflicts && !self.watch.stop() {
            let (reached, poor) = (self.goal(best), self.poor(&plan));
            let task = Task { plan: &plan, reached, poor: &poor };
            let found = finder.better(&task, conflicts - improved.conflicts, random);
            improved.conflicts = finder.conflicts() - before;
            let Better::Plan(better) = found else {
                improved.least = if found == Better::None { reached } else { 0 };
                break;
            };
            best = Score::of(self.model, &better);
            improved.plan = Some(better.clone());
            plan = better;
        }
        improved
    }
}

fn conflicts(exact: &[Exact<'_, '_>]) -> u64 {
    exact.iter().map(Exact::conflicts).sum()
}

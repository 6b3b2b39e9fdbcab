//! Better plans by exact search among other days.

use rayon::prelude::*;

use super::super::exact::{Exact, Task};
use super::super::outcome::CONFLICT_WORK;
use super::super::random::Random;
use super::Search;

/// Conflicts after which all searches go on from the best plan of all.
const ROUND: u64 = 3_000;

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
            found.iter().flatten().for_each(|plan| self.note(plan));
            self.iterations += (conflicts(exact) - before + 20) * CONFLICT_WORK;
        }
    }
}

fn conflicts(exact: &[Exact<'_, '_>]) -> u64 {
    exact.iter().map(Exact::conflicts).sum()
}

//! What goes into a solving run besides the model, and what comes out.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::domain::PlanStatus;

use super::model::Model;

/// How to search.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Seed of every random choice.
    pub seed: u64,
    /// Work after which to stop, independent of time: moves tried in annealing, with a conflict
    /// of the exact search counted as [`CONFLICT_WORK`]. `None`: until proved or told to stop.
    pub iterations: Option<u64>,
}

/// How many annealing moves one conflict of the exact search counts as.
pub const CONFLICT_WORK: u64 = 500;

/// Whoever looks on while the solver works: the only way a clock reaches it.
pub trait Watch: Send {
    /// Asked often; `true` ends the search with the best plan so far.
    fn stop(&mut self) -> bool;

    /// The share of the time allowed that has passed, as far as there is a limit: what lets
    /// annealing cool down in time.
    fn passed(&mut self) -> Option<f64> {
        None
    }

    /// Told of every better plan and every better bound.
    fn report(&mut self, _progress: &Progress) {}
}

/// Looks on without a word and never stops: for runs bounded by iterations or by a proof.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn stop(&mut self) -> bool {
        false
    }
}

/// The one who looks on, shared by everything that searches at the same time.
pub(super) struct Onlooker<'w>(Mutex<&'w mut dyn Watch>);

impl<'w> Onlooker<'w> {
    pub(super) fn new(watch: &'w mut dyn Watch) -> Self {
        Self(Mutex::new(watch))
    }

    fn watch(&self) -> MutexGuard<'_, &'w mut dyn Watch> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// See [`Watch::stop`].
    pub(super) fn stop(&self) -> bool {
        self.watch().stop()
    }

    /// See [`Watch::passed`].
    pub(super) fn passed(&self) -> Option<f64> {
        self.watch().passed()
    }

    /// See [`Watch::report`].
    pub(super) fn report(&self, progress: &Progress) {
        self.watch().report(progress);
    }
}

/// Where the search stands: counts of the goal (idle slots or breaks).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The best plan's count; `None` while there is no plan.
    pub best: Option<usize>,
    /// No plan has fewer.
    pub bound: usize,
    /// Meetings the best plan moves from their previous slots.
    pub moved: usize,
    /// Work done, in iterations.
    pub iterations: u64,
}

/// The counts of a plan, or lower bounds on them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Meetings that leave their previous slot.
    pub moved: usize,
    /// Idle slots of all counted parties.
    pub idle: usize,
    /// Breaks of all counted parties.
    pub breaks: usize,
}

impl Score {
    /// The counts of a plan, as far as its meetings have slots.
    pub fn of(model: &Model, slots: &[Option<usize>]) -> Self {
        let meetings = model.meetings.iter().zip(slots);
        let left =
            meetings.filter(|(m, slot)| m.previous.is_some_and(|at| **slot != Some(at)));
        let busy = model.busy(slots);
        let counted =
            || model.parties.iter().zip(&busy).filter(|(party, _)| party.counted);
        Self {
            moved: left.count(),
            idle: counted().map(|(_, &day)| model.idle(day)).sum(),
            breaks: counted().map(|(_, &day)| model.breaks(day)).sum(),
        }
    }
}

/// A plan, as far as one was found, and what is proved about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Where each meeting starts. All are placed when the status is optimal or feasible; otherwise
    /// the placed ones keep every rule among themselves.
    pub slots: Vec<Option<usize>>,
    /// The table of each placed meeting that needs one.
    pub tables: Vec<Option<usize>>,
    /// The plan's counts.
    pub score: Score,
    /// Proved lower bounds. `idle` and `breaks` hold for plans with as few moves as this one;
    /// for the count that is not the goal it is the sum of what each party needs by itself.
    pub bound: Score,
    /// What is proved.
    pub status: PlanStatus,
    /// Work done, in iterations.
    pub iterations: u64,
}

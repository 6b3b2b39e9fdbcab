//! The satisfiability solver behind a narrow door: clauses in, verdicts out, and a budget.

use std::cell::Cell;

use batsat::{
    Callbacks, ClauseKind, Lit, Solver, SolverInterface as _, SolverOpts, lbool,
};

use super::super::outcome::Onlooker;
use super::clauses::{Clauses, Gates};

/// A clause set that can be solved again and again under assumptions.
pub(in super::super) struct Sat<'w> {
    solver: Solver<Pulse<'w>>,
    yes: Lit,
    gates: Gates,
}

/// What a call found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Verdict {
    /// All clauses and assumptions hold in the model that can now be read.
    Sat,
    /// These assumptions can't hold together; none: the clauses can't.
    Unsat(Vec<Lit>),
    /// Out of budget, or told to stop.
    Open,
}

impl<'w> Sat<'w> {
    pub(in super::super) fn new(watch: &'w Onlooker<'w>) -> Self {
        let pulse = Pulse {
            watch,
            polls: Cell::new(0),
            conflicts: 0,
            limit: Cell::new(0),
            stopped: Cell::new(false),
        };
        let mut solver = Solver::new(SolverOpts::default(), pulse);
        let yes = Lit::new(solver.new_var_default(), true);
        solver.add_clause_reuse(&mut vec![yes]);
        Self { solver, yes, gates: Gates::new() }
    }

    /// Searches for at most `conflicts` conflicts.
    pub(in super::super) fn solve(
        &mut self,
        assumptions: &[Lit],
        conflicts: u64,
    ) -> Verdict {
        let limit = self.conflicts() + conflicts;
        self.solver.cb_mut().limit.set(limit);
        let result = self.solver.solve_limited(assumptions);
        if result == lbool::TRUE {
            Verdict::Sat
        } else if result == lbool::FALSE {
            let core =
                |literal: &&Lit| self.solver.unsat_core_contains_var(literal.var());
            Verdict::Unsat(assumptions.iter().filter(core).copied().collect())
        } else {
            Verdict::Open
        }
    }

    /// Whether `literal` holds in the last model.
    pub(in super::super) fn holds(&self, literal: Lit) -> bool {
        self.solver.value_lit(literal) == lbool::TRUE
    }

    /// Conflicts met so far: the measure of work.
    pub(in super::super) fn conflicts(&self) -> u64 {
        self.solver.cb().conflicts
    }
}

impl Clauses for Sat<'_> {
    fn yes(&self) -> Lit {
        self.yes
    }

    fn fresh(&mut self) -> Lit {
        Lit::new(self.solver.new_var_default(), true)
    }

    fn add(&mut self, literals: &[Lit]) {
        self.solver.add_clause_reuse(&mut literals.to_vec());
    }

    fn gates(&mut self) -> &mut Gates {
        &mut self.gates
    }
}

/// Counts conflicts and passes on the onlooker's word.
struct Pulse<'w> {
    watch: &'w Onlooker<'w>,
    polls: Cell<u32>,
    conflicts: u64,
    limit: Cell<u64>,
    stopped: Cell<bool>,
}

/// Decisions between two questions to the onlooker.
const PATIENCE: u32 = 1024;

impl Callbacks for Pulse<'_> {
    fn on_new_clause(&mut self, _: &[Lit], kind: ClauseKind) {
        self.conflicts += u64::from(kind == ClauseKind::Learnt);
    }

    fn stop(&self) -> bool {
        let polls = self.polls.get() + 1;
        self.polls.set(polls % PATIENCE);
        if polls >= PATIENCE && self.watch.stop() {
            self.stopped.set(true);
        }
        self.stopped.get() || self.conflicts >= self.limit.get()
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::outcome::Unwatched;
    use super::*;

    #[test]
    fn a_core_names_the_assumptions_that_clash() {
        let mut unwatched = Unwatched;
        let watch = Onlooker::new(&mut unwatched);
        let mut sat = Sat::new(&watch);
        let (a, b, c) = (sat.fresh(), sat.fresh(), sat.fresh());
        sat.clause(&[!a, !b, sat.no()]);
        sat.clause(&[a, b, sat.yes()]);
        assert_eq!(sat.solve(&[a, c], 100), Verdict::Sat);
        assert!(sat.holds(a) && !sat.holds(b));
        assert_eq!(sat.solve(&[a, c, b], 100), Verdict::Unsat(vec![a, b]));
        sat.clause(&[a]);
        sat.clause(&[b]);
        assert_eq!(sat.solve(&[], 100), Verdict::Unsat(vec![]));
    }
}

//! Core-guided minimisation with unit costs (OLL: Andres et al. 2012, Morgado, Dodaro and
//! Marques-Silva 2014): every set of costs that can't all be avoided raises the bound by one
//! and is replaced by a counter that may now reach one, but rather not two.

use std::collections::BTreeMap;

use batsat::Lit;

use super::clauses::Clauses as _;
use super::count::{Direction, totalizer};
use super::sat::{Sat, Verdict};

/// The state of a minimisation; it can be continued at any time.
#[derive(Debug, Default)]
pub(super) struct Cores {
    /// What is assumed: costs and counters that should not hold.
    avoided: Vec<Lit>,
    /// For a counter's negated output its later outputs, negated.
    later: BTreeMap<Lit, Vec<Lit>>,
    /// Cores whose counters are still to be made.
    waiting: Vec<Vec<Lit>>,
    /// Cores found: no model has fewer costs.
    pub(super) found: usize,
}

/// How far a call came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reached {
    /// A model with as few costs as cores, ready to be read.
    Optimum,
    /// A model, not yet the best, ready to be read.
    Model,
    /// One more core.
    Core,
    /// No model at all.
    Nothing,
    /// The budget is spent.
    Budget,
}

impl Cores {
    pub(super) fn new(costs: &[Lit]) -> Self {
        Self { avoided: costs.iter().map(|&cost| !cost).collect(), ..Self::default() }
    }

    /// One step: a core, or a model.
    pub(super) fn advance(&mut self, sat: &mut Sat<'_>, conflicts: u64) -> Reached {
        match sat.solve(&self.avoided, conflicts) {
            Verdict::Open => Reached::Budget,
            Verdict::Sat if self.waiting.is_empty() => Reached::Optimum,
            Verdict::Sat => {
                self.relax(sat);
                Reached::Model
            }
            Verdict::Unsat(core) if core.is_empty() => Reached::Nothing,
            Verdict::Unsat(core) => {
                let core = minimised(sat, core);
                if core.is_empty() {
                    return Reached::Nothing;
                }
                self.take(sat, &core);
                Reached::Core
            }
        }
    }

    fn take(&mut self, sat: &mut Sat<'_>, core: &[Lit]) {
        self.found += 1;
        self.avoided.retain(|literal| !core.contains(literal));
        for literal in core {
            if let Some(mut later) = self.later.remove(literal) {
                let next = later.remove(0);
                self.avoided.push(next);
                if !later.is_empty() {
                    self.later.insert(next, later);
                }
            }
        }
        if let [only] = core {
            sat.clause(&[!*only]);
        } else {
            let costs: Vec<Lit> = core.iter().map(|&literal| !literal).collect();
            sat.clause(&costs);
            self.waiting.push(costs);
        }
    }

    /// Makes the counters of all cores found since the last model.
    fn relax(&mut self, sat: &mut Sat<'_>) {
        for costs in std::mem::take(&mut self.waiting) {
            let outputs = totalizer(sat, &costs, costs.len(), Direction::Up);
            let mut avoided: Vec<Lit> =
                outputs[1..].iter().map(|&output| !output).collect();
            let next = avoided.remove(0);
            self.avoided.push(next);
            if !avoided.is_empty() {
                self.later.insert(next, avoided);
            }
        }
    }
}

/// Conflicts that a try to do without one literal may take.
const TRY: u64 = 200;
/// Literals above which a core is only trimmed.
const LONG: usize = 60;

/// A smaller core within `core`: solved again while that helps, then literal by literal.
pub(super) fn minimised(sat: &mut Sat<'_>, core: Vec<Lit>) -> Vec<Lit> {
    let mut core = core;
    for _ in 0..3 {
        core.reverse();
        match sat.solve(&core, TRY) {
            Verdict::Unsat(smaller) if smaller.len() < core.len() => core = smaller,
            Verdict::Unsat(_) | Verdict::Sat | Verdict::Open => break,
        }
    }
    let mut index = 0;
    while index < core.len() && core.len() <= LONG && core.len() > 1 {
        let mut without = core.clone();
        without.remove(index);
        match sat.solve(&without, TRY) {
            Verdict::Unsat(smaller) => {
                core = without;
                core.retain(|literal| smaller.contains(literal));
            }
            Verdict::Sat | Verdict::Open => index += 1,
        }
    }
    core
}

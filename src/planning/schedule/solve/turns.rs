//! Models that may be proved: annealing, proofs and better plans by turns.

use super::super::exact::{Exact, Formulation};
use super::super::outcome::CONFLICT_WORK;
use super::super::random::Random;
use super::Search;
use super::improve::Extent;
use super::prove::proof;

/// The first turn in which better plans are sought among other days: from a middling plan.
const WARM: u64 = 4;
/// The longest turn, as a multiple of the first.
const LONGEST: u64 = 8;

/// The exact searches of a model that may be proved.
struct Provers<'a, 'w> {
    /// Raises the bound, with much said outright.
    rich: Exact<'a, 'w>,
    /// The same with less.
    lean: Exact<'a, 'w>,
    /// Looks for better plans among other days.
    finder: Option<Exact<'a, 'w>>,
}

impl<'a, 'w> Provers<'a, 'w> {
    fn new(search: &Search<'a, 'w>) -> Option<Self> {
        Some(Self {
            rich: search.exact(Formulation::RICH)?,
            lean: search.exact(Formulation::LEAN)?,
            finder: None,
        })
    }

    /// From now on better plans are sought as well.
    fn add_finder(&mut self, search: &Search<'a, 'w>) {
        if self.finder.is_none() {
            self.finder = search.exact(Formulation::RICH);
        }
    }
}

impl<'a, 'w> Search<'a, 'w> {
    /// Annealing and exact searches by turns, each twice as long as the last.
    pub(super) fn run_by_turns(&mut self) {
        let mut provers = Provers::new(self);
        let mut share = 1;
        while !self.over() {
            if let Some(provers) = &mut provers {
                if share >= WARM && self.best.is_some() {
                    provers.add_finder(self);
                }
                self.prove_and_better(provers, self.portion(share));
            }
            if self.best.is_none() {
                self.construct(2_000 * share);
            }
            self.bring_home(100_000 * share);
            self.anneal(Extent::Moves(300_000 * share));
            share = (share * 2).min(LONGEST);
        }
    }

    /// Continues all exact searches for about `conflicts` conflicts, proofs and better plans side
    /// by side.
    fn prove_and_better(&mut self, provers: &mut Provers<'a, 'w>, conflicts: u64) {
        let Provers { rich, lean, finder } = provers;
        for exact in [&mut *rich, &mut *lean].into_iter().chain(finder.as_mut()) {
            self.settle(exact);
        }
        let mut random = Random::new(self.random.draw());
        let (enough, search) = (self.enough(), &*self);
        let (first, (second, found)) = rayon::join(
            || proof(rich, conflicts, enough),
            || {
                let second = proof(lean, conflicts / 4, enough);
                let found = finder
                    .as_mut()
                    .map(|finder| search.improved(finder, conflicts, &mut random));
                (second, found.unwrap_or_default())
            },
        );
        self.take(rich, first);
        self.take(lean, second);
        self.iterations += found.conflicts * CONFLICT_WORK;
        if let Some(plan) = found.plan {
            self.note(&plan);
        }
        self.raise(found.least);
    }
}

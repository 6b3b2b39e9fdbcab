//! Proofs by exact search.

use super::super::exact::{Exact, Found};
use super::super::outcome::CONFLICT_WORK;
use super::Search;
use crate::domain::Goal;

/// What a portion of an exact search for the bound brought.
#[derive(Debug, Default)]
pub(super) struct Proof {
    found: Vec<Found>,
    conflicts: u64,
}

impl<'a, 'w> Search<'a, 'w> {
    /// Continues one exact search for about `conflicts` conflicts.
    pub(super) fn prove(&mut self, exact: &mut Exact<'a, 'w>, conflicts: u64) {
        self.settle(exact);
        let proof = proof(exact, conflicts, self.enough());
        self.take(exact, proof);
    }

    /// A bound that is a proof of the best plan.
    pub(super) fn enough(&self) -> Option<usize> {
        let settled = self.best.as_ref().filter(|_| self.settled);
        settled.map(|(score, _)| self.goal(*score))
    }

    /// Takes over what an exact search for the bound brought.
    pub(super) fn take(&mut self, exact: &mut Exact<'a, 'w>, proof: Proof) {
        self.iterations += proof.conflicts * CONFLICT_WORK + 1;
        for found in proof.found {
            match found {
                Found::Plan(plan) => self.note(&plan),
                Found::Best(plan) => {
                    self.note(&plan);
                    self.raise_by(exact);
                    if !exact.on_goal() {
                        self.settled = true;
                        exact.settle_moves(exact.bound());
                    }
                }
                Found::Bound => self.raise_by(exact),
                Found::Nothing => self.infeasible = true,
                Found::Open => {}
            }
        }
    }

    /// Turns to the goal once it is known how few moves there can be.
    pub(super) fn settle(&mut self, exact: &mut Exact<'a, 'w>) {
        let known = self.best.as_ref().is_some_and(|(s, _)| s.moved <= self.bound.moved);
        self.settled |= known;
        if !exact.on_goal() && self.settled {
            exact.settle_moves(self.bound.moved);
        }
    }

    /// Takes over an exact search's bound.
    fn raise_by(&mut self, exact: &Exact<'a, 'w>) {
        if exact.on_goal() {
            self.raise(exact.bound());
        } else {
            self.bound.moved = self.bound.moved.max(exact.bound());
            self.report();
        }
    }

    /// Notes that no plan (with as few moves) has less of the goal.
    pub(super) fn raise(&mut self, least: usize) {
        let bound = match self.model.goal {
            Goal::Idle => &mut self.bound.idle,
            Goal::Breaks => &mut self.bound.breaks,
            Goal::Feasible => return,
        };
        if least > *bound {
            *bound = least;
            self.report();
        }
    }
}

/// Searches on until about `conflicts` conflicts are spent, a question is settled or the bound
/// is `enough`.
pub(super) fn proof(
    exact: &mut Exact<'_, '_>,
    conflicts: u64,
    enough: Option<usize>,
) -> Proof {
    let before = exact.conflicts();
    let mut proof = Proof::default();
    while proof.conflicts < conflicts {
        let found = exact.advance(conflicts - proof.conflicts);
        proof.conflicts = exact.conflicts() - before;
        let over = !matches!(found, Found::Plan(_) | Found::Bound);
        proof.found.push(found);
        if over || exact.on_goal() && enough.is_some_and(|least| exact.bound() >= least) {
            break;
        }
    }
    proof
}

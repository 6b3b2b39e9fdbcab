//! What makes a need and an offering suit each other: one file a criterion, all of them
//! in [`CRITERIA`].
//!
//! *Evidence* (text, concepts, topics, meaning, a stated wish) says whether the two have anything
//! to do with each other; without any a pair is no candidate. *Circumstances* (field,
//! budget, …) say how well the rest fits: their score is their fit times the evidence, so
//! that the best of circumstances never lifts a pair above what the evidence says, and an
//! unfitting one lowers it.

mod budget;
mod capacity;
mod concepts;
mod cooperation;
mod field;
mod maturity;
mod meaning;
mod met;
mod pair;
mod partner;
mod region;
mod text;
mod topics;

pub use pair::{NeedFacets, Pair, Shared, Term};

use super::points::{Points, Weight};
use crate::text::messages::Message;

/// Whether a criterion makes candidates or only tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// Says whether the two have anything to do with each other.
    Evidence,
    /// Says how well the rest fits.
    Circumstance,
}

/// What a criterion says of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// How well it is met.
    Scored(Points),
    /// Data are missing: no evidence for or against.
    Silent,
}

/// Points from which on a circumstance is a reason for a pair rather than against it.
const WELL_MET: Points = Points::new(9_000);

/// One thing that makes a need and an offering suit each other.
pub trait Criterion: Sync {
    /// Its name in JSON, settings and messages (`criterion-<key>`).
    fn key(&self) -> &'static str;

    /// Evidence or circumstance.
    fn nature(&self) -> Nature;

    /// Its weight unless a fair sets another; zero switches it off.
    fn default_weight(&self) -> Weight;

    /// What it says of a pair.
    fn judge(&self, pair: &Pair<'_>) -> Finding;

    /// Whether it speaks for a pair: any evidence does, a circumstance that is well met.
    fn speaks_for(&self, pair: &Pair<'_>) -> bool {
        let Finding::Scored(points) = self.judge(pair) else { return false };
        match self.nature() {
            Nature::Evidence => points > Points::NONE,
            Nature::Circumstance => points >= WELL_MET,
        }
    }

    /// Whether the sentence on shared wording says all that its own does.
    fn repeats_wording(&self, _pair: &Pair<'_>, _shared: &Shared) -> bool {
        false
    }

    /// Why, in one sentence.
    fn reason(&self, pair: &Pair<'_>, shared: &Shared) -> Message;
}

/// Every criterion, in the order in which explanations show them.
pub static CRITERIA: &[&dyn Criterion] = &[
    &text::Text,
    &concepts::Concepts,
    &topics::Topics,
    &meaning::Meaning,
    &partner::Partner,
    &field::Field,
    &cooperation::Cooperation,
    &budget::Budget,
    &maturity::Maturity,
    &region::Region,
    &met::Met,
    &capacity::Capacity,
];

/// How many criteria there are.
pub const COUNT: usize = CRITERIA.len();

/// The place of a criterion in [`CRITERIA`].
pub fn place(key: &str) -> Option<usize> {
    CRITERIA.iter().position(|criterion| criterion.key() == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::messages::{Lang, has};

    #[test]
    fn every_criterion_is_named_and_explained_in_every_language() {
        for criterion in CRITERIA {
            for lang in Lang::ALL {
                assert!(has(lang, &format!("criterion-{}", criterion.key())));
                assert!(has(lang, &format!("criterion-{}-about", criterion.key())));
            }
        }
    }

    #[test]
    fn keys_are_unique_and_evidence_comes_first() {
        let keys: Vec<_> = CRITERIA.iter().map(|c| c.key()).collect();
        assert!((0..keys.len()).all(|i| place(keys[i]) == Some(i)));
        let natures: Vec<_> = CRITERIA.iter().map(|c| c.nature()).collect();
        let first = natures.iter().position(|n| *n == Nature::Circumstance).unwrap();
        assert!(natures[first..].iter().all(|n| *n == Nature::Circumstance));
    }
}

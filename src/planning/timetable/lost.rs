//! Pairs that were to be planned and are not, with the clash that keeps each out.

use std::collections::BTreeSet;

use super::pairs::{Key, Pair};
use crate::domain::problem::Problem;
use crate::planning::schedule::Model;

/// Meetings that can't all take place, and how many of them can.
#[derive(Debug, Default)]
pub(super) struct Clash<'a> {
    meetings: Vec<Key<'a>>,
    most: usize,
    /// Meetings whose order may be what leaves so few slots to them.
    ordered: Vec<Key<'a>>,
}

impl<'a> Clash<'a> {
    /// Some of the meetings of a model, of which so many are too many.
    pub(super) fn of(
        (pairs, model): (&[&Pair<'a>], &Model),
        meetings: &[usize],
        over: usize,
    ) -> Self {
        let key = |&meeting: &usize| pairs[meeting].key();
        let ordered = model.before.iter().flat_map(|(a, b)| [key(a), key(b)]);
        Self {
            meetings: meetings.iter().map(key).collect(),
            most: meetings.len().saturating_sub(over.max(1)),
            ordered: ordered.collect(),
        }
    }
}

/// A pair that somebody decided on, left out because of a clash, and the words for it.
#[derive(Debug)]
pub(super) struct Lost<'a> {
    pub(super) pair: Key<'a>,
    pub(super) clash: Clash<'a>,
    pub(super) why: Problem,
}

impl<'a> Lost<'a> {
    /// A pair for which no place was found in the time there was.
    pub(super) fn unplaced(pair: Key<'a>) -> Self {
        let why = Problem::error("not_placed").with_value(pair.0);
        Self { pair, clash: Clash::default(), why }
    }

    /// Whether the clash is one with what is planned.
    pub(super) fn holds(&self, planned: &BTreeSet<Key<'_>>) -> bool {
        let Clash { meetings, most, ordered } = &self.clash;
        let held = meetings.iter().filter(|pair| planned.contains(*pair)).count();
        let there = |pair: &Key<'_>| *pair == self.pair || planned.contains(pair);
        held >= *most && ordered.iter().all(there)
    }
}

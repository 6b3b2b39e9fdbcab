//! Pairs that were to be planned and are not, with the clash that keeps each out.

use std::collections::BTreeSet;

use super::conflict::Conflict;
use super::pairs::{Key, Pair};
use crate::domain::problem::Problem;

/// A conflict by pairs, whatever else is planned.
#[derive(Debug, Default)]
pub(super) struct Clash<'a> {
    meetings: Vec<Key<'a>>,
    most: usize,
    /// Meetings whose order leaves so few slots to them.
    ordered: Vec<Key<'a>>,
}

impl<'a> Clash<'a> {
    /// A conflict in the model of some pairs.
    pub(super) fn of(pairs: &[&Pair<'a>], conflict: &Conflict) -> Self {
        let key = |&meeting: &usize| pairs[meeting].key();
        let ordered = conflict.orders.iter().flat_map(|(a, b)| [key(a), key(b)]);
        Self {
            meetings: conflict.meetings.iter().map(key).collect(),
            most: conflict.meetings.len().saturating_sub(conflict.over.max(1)),
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

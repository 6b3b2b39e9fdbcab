//! In how many slots everybody can meet at all: a bound on the meetings of each, whatever limits
//! are set.

use std::collections::BTreeMap;

use super::met::Whose;
use super::model::{Maker, parallel};
use super::pairs::{Pair, Standing};
use crate::planning::schedule::{Meeting, SlotSet};

/// What the slots leave to somebody.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Opening {
    /// Where any of the meetings can begin.
    pub(super) slots: SlotSet,
    /// Where any of those can that are not over.
    ahead: SlotSet,
    /// Slots that the shortest of those takes.
    shortest: usize,
    /// How many of those fit in a row at most, were they all as short and free to begin anywhere.
    row: usize,
    /// Meetings that are over.
    pub(super) over: usize,
}

impl Opening {
    /// A meeting that may begin in some slots and takes so many of them.
    fn add(&mut self, starts: SlotSet, lasts: usize, over: bool) {
        self.slots = self.slots | starts;
        if over {
            self.over += 1;
        } else {
            self.shortest =
                if self.ahead.is_empty() { lasts } else { lasts.min(self.shortest) };
            self.ahead = self.ahead | starts;
        }
    }

    /// The longest row of meetings with the rest that each takes before the next one. To begin
    /// early is not always best: it may be too soon for the way to another hall.
    fn in_a_row(&self, rests: &[SlotSet]) -> usize {
        let mut from = [0; SlotSet::CAPACITY];
        let starts: Vec<usize> = self.ahead.iter().collect();
        for &slot in starts.iter().rev() {
            let last = slot + self.shortest - 1;
            let rest = rests.get(last).copied().unwrap_or_default();
            let later = self.ahead & !SlotSet::range(0..last + 1) & !rest;
            from[slot] = 1 + later.iter().map(|next| from[next]).max().unwrap_or(0);
        }
        from.into_iter().max().unwrap_or(0)
    }
}

/// The slots that are open to each who takes part in some pairs, and to these pairs.
#[derive(Debug, Clone)]
pub(super) struct Openings<'a> {
    own: BTreeMap<(Whose, &'a str), Opening>,
    maker: &'a Maker<'a>,
    /// Where each of the pairs can begin, and be held.
    times: Vec<(SlotSet, SlotSet)>,
    /// Pairs whose meeting is over and takes no table of those that there are.
    unseated: usize,
}

impl<'a> Openings<'a> {
    /// Those of some pairs.
    pub(super) fn new(pairs: &'a [Pair<'_>], maker: &'a Maker<'a>) -> Self {
        let mut openings =
            Self { own: BTreeMap::new(), maker, times: Vec::new(), unseated: 0 };
        let rests = maker.rests();
        for pair in pairs {
            let Meeting { allowed: starts, lasts, seated, .. } = maker.alone(pair);
            openings.unseated += usize::from(!seated);
            let over = pair.standing == Standing::Over;
            openings.times.push((starts, held(starts, lasts[0])));
            for who in pair.bodies() {
                openings.own.entry(who).or_default().add(starts, lasts[0], over);
            }
        }
        openings.own.values_mut().for_each(|own| own.row = own.in_a_row(&rests));
        openings
    }

    /// The same with one more pair, as if it could begin in some slots and lasted so many.
    pub(super) fn with(
        &self,
        pair: &'a Pair<'_>,
        (starts, lasts): (SlotSet, usize),
    ) -> Self {
        let mut more = self.clone();
        more.times.push((starts, held(starts, lasts)));
        let rests = self.maker.rests();
        for who in pair.bodies() {
            let own = more.own.entry(who).or_default();
            own.add(starts, lasts, false);
            own.row = own.in_a_row(&rests);
        }
        more
    }

    /// Somebody's, or something's.
    pub(super) fn of(&self, kind: Whose, key: &'a str) -> Opening {
        self.own.get(&(kind, key)).copied().unwrap_or_default()
    }

    /// Meetings that somebody can hold at most: what is over was held, however it was.
    pub(super) fn most(&self, kind: Whose, key: &'a str) -> usize {
        let Opening { row, over, .. } = self.of(kind, key);
        let at_once = match kind {
            Whose::Organization => parallel(self.maker.settings, key),
            Whose::Person => 1,
            // its enterprise bounds it
            Whose::Need => return usize::MAX,
        };
        over + row * at_once
    }

    /// Where a pair can begin, by its index.
    pub(super) fn starts(&self, pair: usize) -> SlotSet {
        self.times[pair].0
    }

    /// Where a pair can be held, by its index.
    pub(super) fn held(&self, pair: usize) -> SlotSet {
        self.times[pair].1
    }

    /// Slots with a table in which any of the pairs can be held, and the meetings there are
    /// tables for; `None`: no limit, for some are online.
    pub(super) fn tables(&self) -> Option<(usize, usize)> {
        let all = self.times.iter().fold(SlotSet::EMPTY, |all, (_, held)| all | *held);
        let tables: Option<Vec<usize>> =
            all.iter().map(|slot| self.maker.tables(slot)).collect();
        tables.map(|tables| (tables.len(), self.unseated + tables.iter().sum::<usize>()))
    }
}

/// Where a meeting of so many slots can be held.
fn held(starts: SlotSet, lasts: usize) -> SlotSet {
    let held = starts.iter().map(|slot| SlotSet::range(slot..slot + lasts));
    held.fold(starts, |all, held| all | held)
}

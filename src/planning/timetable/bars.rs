//! What keeps a pair from meeting where there are slots for it, and where that is least.

use super::calendar::Cause;
use super::pairs::Pair;
use super::times::Times;
use crate::planning::schedule::SlotSet;

/// Something without which a pair could meet at a start, the others left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bar<'p> {
    /// The enterprise (0), the institution (1) or the person (2) can't come.
    Away(usize, Cause),
    /// Somebody wishes for the other half of the day.
    Wish(&'p str, &'p str),
    /// The session has no table.
    NoTable,
}

/// The starts at which the least would have to change for a pair, and what that is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Nearest<'p> {
    /// Each with its bars: as many at each, at least one.
    pub(super) starts: Vec<(usize, Vec<Bar<'p>>)>,
    /// Slots that the meeting lasts.
    pub(super) lasts: usize,
}

impl<'p> Nearest<'p> {
    /// Where the meeting could begin.
    pub(super) fn slots(&self) -> SlotSet {
        self.starts.iter().map(|(slot, _)| *slot).collect()
    }

    /// The starts with a single thing in the way, and that.
    pub(super) fn single(&self) -> impl Iterator<Item = (usize, Bar<'p>)> {
        let single = self.starts.iter().filter(|(_, bars)| bars.len() == 1);
        single.map(|(slot, bars)| (*slot, bars[0]))
    }
}

impl Times<'_> {
    /// The starts from a slot on at which the least is in the way of a pair.
    pub(super) fn nearest<'p>(
        &'p self,
        pair: &'p Pair<'_>,
        lasts: usize,
        first: usize,
    ) -> Nearest<'p> {
        let barred = |slot: usize| Some((slot, self.bars(pair, slot, lasts)?));
        let mut starts: Vec<_> = self.slots().skip(first).filter_map(barred).collect();
        let least = starts.iter().map(|(_, bars)| bars.len()).min();
        starts.retain(|(_, bars)| Some(bars.len()) == least);
        Nearest { starts, lasts }
    }

    /// What is in the way of a pair at a start; `None`: the meeting would be too long there.
    fn bars<'p>(
        &'p self,
        pair: &'p Pair<'_>,
        slot: usize,
        lasts: usize,
    ) -> Option<Vec<Bar<'p>>> {
        let span = self.span(slot, lasts)?;
        let away = self.away(pair, slot, span).into_iter().enumerate();
        let mut bars: Vec<Bar<'p>> =
            away.filter_map(|(who, cause)| Some(Bar::Away(who, cause?))).collect();
        let wishes = self.unwished(pair, span);
        bars.extend(wishes.map(|(who, wish)| Bar::Wish(who, wish)));
        if self.is_without_table(slot) {
            bars.push(Bar::NoTable);
        }
        Some(bars)
    }
}

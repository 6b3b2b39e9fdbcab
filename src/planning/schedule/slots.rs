//! A set of slots as bits: the planner's working form of "when".

use std::ops::{BitAnd, BitOr, Not, Range};

/// A set of slots, at most [`SlotSet::CAPACITY`] of them; slot 0 is the lowest bit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct SlotSet(u128);

impl SlotSet {
    /// How many slots a plan may have.
    pub const CAPACITY: usize = 128;
    /// No slot.
    pub const EMPTY: Self = Self(0);

    /// The slots `range.start..range.end`.
    #[inline]
    pub fn range(range: Range<usize>) -> Self {
        let below =
            |end: usize| if end < Self::CAPACITY { (1 << end) - 1 } else { u128::MAX };
        Self(below(range.end) & !below(range.start))
    }

    /// One slot alone.
    #[inline]
    pub fn one(slot: usize) -> Self {
        Self(1 << slot)
    }

    /// This set and `slot`.
    #[must_use]
    #[inline]
    pub fn with(self, slot: usize) -> Self {
        Self(self.0 | 1 << slot)
    }

    /// This set less `slot`.
    #[must_use]
    #[inline]
    pub fn without(self, slot: usize) -> Self {
        Self(self.0 & !(1 << slot))
    }

    /// Whether `slot` is in it.
    #[inline]
    pub fn contains(self, slot: usize) -> bool {
        self.0 >> slot & 1 == 1
    }

    /// How many slots are in it.
    #[inline]
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether no slot is in it.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The earliest slot.
    #[inline]
    pub fn first(self) -> Option<usize> {
        (self.0 != 0).then(|| self.0.trailing_zeros() as usize)
    }

    /// The latest slot.
    #[inline]
    pub fn last(self) -> Option<usize> {
        (self.0 != 0).then(|| 127 - self.0.leading_zeros() as usize)
    }

    /// From earliest to latest.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let slot = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(slot)
        })
    }

    /// The slot that has `before` earlier ones in it.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "cut in two")]
    pub fn nth(self, before: usize) -> Option<usize> {
        let halves = [self.0 as u64, (self.0 >> 64) as u64];
        let low = halves[0].count_ones() as usize;
        let (mut rest, left, offset) = if before < low {
            (halves[0], before, 0)
        } else {
            (halves[1], before - low, 64)
        };
        for _ in 0..left {
            rest &= rest.wrapping_sub(1);
        }
        (rest != 0).then(|| offset + rest.trailing_zeros() as usize)
    }

    /// Slots from the earliest to the latest.
    #[inline]
    pub fn span(self) -> usize {
        if self.0 == 0 {
            return 0;
        }
        128 - (self.0.leading_zeros() + self.0.trailing_zeros()) as usize
    }

    /// Slots between the earliest and the latest that are not in it.
    #[inline]
    pub fn gaps(self) -> usize {
        self.span() - self.len()
    }

    /// Maximal runs of consecutive slots in it.
    #[inline]
    pub fn runs(self) -> usize {
        (self.0 & !(self.0 << 1)).count_ones() as usize
    }

    /// The bits themselves.
    pub fn bits(self) -> u128 {
        self.0
    }
}

impl FromIterator<usize> for SlotSet {
    fn from_iter<I: IntoIterator<Item = usize>>(slots: I) -> Self {
        slots.into_iter().fold(Self::EMPTY, Self::with)
    }
}

impl BitAnd for SlotSet {
    type Output = Self;
    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl BitOr for SlotSet {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Not for SlotSet {
    type Output = Self;
    fn not(self) -> Self {
        Self(!self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_and_runs_of_a_broken_day() {
        let day = SlotSet::from_iter([2, 3, 6, 9]);
        assert_eq!((day.len(), day.gaps(), day.runs()), (4, 4, 3));
        assert_eq!((day.first(), day.last()), (Some(2), Some(9)));
        assert_eq!([day.nth(0), day.nth(2), day.nth(4)], [Some(2), Some(6), None]);
        assert_eq!(day.iter().collect::<Vec<_>>(), [2, 3, 6, 9]);
    }

    #[test]
    fn the_ends_of_the_range_hold() {
        let all = SlotSet::range(0..SlotSet::CAPACITY);
        assert_eq!((all.len(), all.gaps(), all.runs()), (128, 0, 1));
        assert_eq!((SlotSet::EMPTY.gaps(), SlotSet::EMPTY.runs()), (0, 0));
        assert_eq!(SlotSet::one(127).last(), Some(127));
        assert_eq!([all.nth(63), all.nth(64), all.nth(128)], [Some(63), Some(64), None]);
        assert!(SlotSet::range(128..128).is_empty());
    }
}

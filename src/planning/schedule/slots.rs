//! A set of slots as bits: the planner's working form of "when".

use std::ops::{BitAnd, BitOr, Not, Range};

use num_traits::{ConstOne, ConstZero, PrimInt};

/// What the bits of a set lie in.
pub trait Word: PrimInt + ConstOne + ConstZero + Send + Sync {}

impl Word for u64 {}
impl Word for u128 {}

/// A set of slots, at most [`Slots::CAPACITY`] of them; slot 0 is the lowest bit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slots<W>(W);

/// A set of slots of any plan.
pub type SlotSet = Slots<u128>;

impl<W: Word> Slots<W> {
    /// How many slots fit; a plan has no more than fit [`SlotSet`].
    pub const CAPACITY: usize = 8 * size_of::<W>();
    /// No slot.
    pub const EMPTY: Self = Self(W::ZERO);

    /// The slots `range.start..range.end`.
    #[inline]
    pub fn range(range: Range<usize>) -> Self {
        let below = |end: usize| {
            if end < Self::CAPACITY { (W::ONE << end) - W::ONE } else { W::max_value() }
        };
        Self(below(range.end) & !below(range.start))
    }

    /// One slot alone.
    #[inline]
    pub fn one(slot: usize) -> Self {
        Self(W::ONE << slot)
    }

    /// This set and `slot`.
    #[must_use]
    #[inline]
    pub fn with(self, slot: usize) -> Self {
        Self(self.0 | W::ONE << slot)
    }

    /// This set less `slot`.
    #[must_use]
    #[inline]
    pub fn without(self, slot: usize) -> Self {
        Self(self.0 & !(W::ONE << slot))
    }

    /// Whether `slot` is in it.
    #[inline]
    pub fn contains(self, slot: usize) -> bool {
        self.0 >> slot & W::ONE == W::ONE
    }

    /// How many slots are in it.
    #[inline]
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether no slot is in it.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.0 == W::ZERO
    }

    /// The earliest slot.
    #[inline]
    pub fn first(self) -> Option<usize> {
        (!self.is_empty()).then(|| self.0.trailing_zeros() as usize)
    }

    /// The latest slot.
    #[inline]
    pub fn last(self) -> Option<usize> {
        (!self.is_empty()).then(|| Self::CAPACITY - 1 - self.0.leading_zeros() as usize)
    }

    /// From earliest to latest.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        let mut rest = self;
        std::iter::from_fn(move || {
            let slot = rest.first()?;
            rest = rest.later();
            Some(slot)
        })
    }

    /// This set less its earliest slot.
    #[inline]
    fn later(self) -> Self {
        Self(self.0 & self.0.saturating_sub(W::ONE))
    }

    /// The slot that has `before` earlier ones in it.
    #[inline]
    pub fn nth(self, before: usize) -> Option<usize> {
        let mut rest = self;
        for _ in 0..before.min(self.len()) {
            rest = rest.later();
        }
        rest.first()
    }

    /// Slots from the earliest to the latest.
    #[inline]
    pub fn span(self) -> usize {
        if self.is_empty() {
            return 0;
        }
        Self::CAPACITY - (self.0.leading_zeros() + self.0.trailing_zeros()) as usize
    }

    /// All slots from the earliest to the latest.
    #[inline]
    pub(super) fn hull(self) -> Self {
        match (self.first(), self.last()) {
            (Some(first), Some(last)) => Self::range(first..last + 1),
            _ => Self::EMPTY,
        }
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

    /// The same slots in another word, which has room for them.
    #[inline]
    pub(super) fn in_word<V: Word>(self) -> Slots<V> {
        Slots(V::from(self.0).expect("the word has room"))
    }
}

impl<W: Word> FromIterator<usize> for Slots<W> {
    fn from_iter<I: IntoIterator<Item = usize>>(slots: I) -> Self {
        slots.into_iter().fold(Self::EMPTY, Self::with)
    }
}

impl<W: Word> BitAnd for Slots<W> {
    type Output = Self;
    #[inline]
    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl<W: Word> BitOr for Slots<W> {
    type Output = Self;
    #[inline]
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl<W: Word> Not for Slots<W> {
    type Output = Self;
    #[inline]
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
        assert_eq!(day.hull(), SlotSet::range(2..10));
        assert_eq!([day.nth(0), day.nth(2), day.nth(4)], [Some(2), Some(6), None]);
        assert_eq!(day.iter().collect::<Vec<_>>(), [2, 3, 6, 9]);
    }

    #[test]
    fn the_ends_of_the_range_hold() {
        let all = SlotSet::range(0..SlotSet::CAPACITY);
        assert_eq!((all.len(), all.gaps(), all.runs()), (128, 0, 1));
        assert_eq!((SlotSet::EMPTY.gaps(), SlotSet::EMPTY.runs()), (0, 0));
        assert_eq!((SlotSet::EMPTY.hull(), all.hull()), (SlotSet::EMPTY, all));
        assert_eq!(SlotSet::one(127).last(), Some(127));
        assert_eq!([all.nth(63), all.nth(64), all.nth(128)], [Some(63), Some(64), None]);
        assert!(SlotSet::range(128..128).is_empty());
    }

    #[test]
    fn a_short_word_holds_the_same_slots() {
        let day = SlotSet::from_iter([0, 5, 63]);
        let short = day.in_word::<u64>();
        assert_eq!((short.last(), short.span(), short.gaps()), (Some(63), 64, 61));
        assert_eq!(short.iter().collect::<Vec<_>>(), [0, 5, 63]);
        assert_eq!(Slots::<u64>::range(0..64).in_word(), SlotSet::range(0..64));
        assert_eq!(short.in_word(), day);
    }
}

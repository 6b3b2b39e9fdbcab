//! What a move must know of each meeting, close together.

use super::super::model::Meeting;
use super::super::slots::{SlotSet, Slots, Word};

/// A meeting as annealing sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Card<W> {
    /// Where it may start.
    pub(super) starts: Slots<W>,
    /// Its parties lie in `members` from here on.
    first: u32,
    /// How many they are.
    parties: u16,
    /// Its slot in an earlier plan, or [`NOWHERE`].
    pub(super) previous: u8,
    /// Whether it needs a table.
    pub(super) seated: bool,
}

/// No slot.
pub(super) const NOWHERE: u8 = u8::MAX;

impl<W: Word> Card<W> {
    pub(super) fn new(meeting: &Meeting, starts: SlotSet, first: usize) -> Self {
        let previous = meeting.previous.and_then(|slot| u8::try_from(slot).ok());
        Self {
            starts: starts.in_word(),
            first: short(first),
            parties: u16::try_from(meeting.parties.len()).expect("few parties meet"),
            previous: previous.unwrap_or(NOWHERE),
            seated: meeting.seated,
        }
    }

    /// Where its parties lie.
    #[inline]
    pub(super) fn members(self) -> std::ops::Range<usize> {
        self.first as usize..self.first as usize + usize::from(self.parties)
    }
}

/// Meetings and parties are counted in four bytes, so that more of them are at hand.
pub(super) fn short(number: usize) -> u32 {
    u32::try_from(number).expect("fewer than four billion meetings and parties")
}

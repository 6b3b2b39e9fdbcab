//! Chains between two slots, and what is done where tables are short.

use super::super::slots::Word;
use super::{HOPE, Kempe, LONGEST, Step, short};

impl<W: Word> Kempe<'_, '_, W> {
    /// Follows the chain of a meeting that goes to the slot `to` to all its ends and says what it
    /// adds to the price; `None` when a meeting can't go where it must. Where tables are short,
    /// further chains give back what the first one takes.
    pub(super) fn follow(
        &mut self,
        meeting: usize,
        to: usize,
        limit: i64,
    ) -> Option<i64> {
        let from = self.slot[meeting];
        self.begin();
        self.join(meeting, from, to);
        let (mut next, mut rise, mut balance) = (0, 0, 0_isize);
        let hope = if self.cost.is_span() { limit + HOPE } else { i64::MAX };
        loop {
            while let Some(&step) = self.chain.get(next) {
                rise += self.step(step)?;
                if rise > hope {
                    return None;
                }
                let seats = isize::from(self.cards[step.meeting()].seated);
                balance += if step.to() == to { seats } else { -seats };
                next += 1;
            }
            let (full, other) = if balance > 0 { (to, from) } else { (from, to) };
            if self.seats(full, balance.abs()) {
                return Some(rise);
            }
            if self.chain.len() > LONGEST || rise > limit + 2 {
                return None;
            }
            self.give_back(full, other)?;
        }
    }

    /// Whether so many more meetings find a table in a slot.
    pub(super) fn seats(&self, slot: usize, more: isize) -> bool {
        more == 0
            || self.seated[slot].saturating_add_signed(more) <= self.board.room[slot]
    }

    /// Looks at one meeting of the chain: whom it pushes out, and which days it changes.
    fn step(&mut self, step: Step) -> Option<i64> {
        let card = self.cards[step.meeting()];
        if !card.starts.contains(step.to()) || self.chain.len() > LONGEST {
            return None;
        }
        let mut rise = self.away_from_home(card, step.from(), step.to());
        for index in card.members() {
            let party = self.members[index];
            match self.there(party, step.to()) {
                Some(other) if self.joined(other) => {}
                Some(other) => self.join(other as usize, step.to(), step.from()),
                None => rise += self.change(party, step.from(), step.to()),
            }
        }
        Some(rise)
    }

    /// Begins a further chain with some meeting of a slot that has become too full.
    fn give_back(&mut self, full: usize, other: usize) -> Option<()> {
        for _ in 0..3 {
            let party = short(self.random.below(self.busy.len()));
            if let Some(meeting) = self.there(party, full).filter(|&m| !self.joined(m)) {
                self.join(meeting as usize, full, other);
                return Some(());
            }
        }
        None
    }
}

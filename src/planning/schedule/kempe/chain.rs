//! The chain of a move: its meetings, whether it keeps their order, and the making of it.

use super::card::short;
use super::{Kempe, Word};

/// A meeting of a chain, the slot it leaves and the one it goes to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) meeting: u32,
    pub(super) from: u8,
    pub(super) to: u8,
}

impl Step {
    pub(super) fn meeting(self) -> usize {
        self.meeting as usize
    }

    pub(super) fn from(self) -> usize {
        self.from.into()
    }

    pub(super) fn to(self) -> usize {
        self.to.into()
    }

    /// The way back.
    pub(super) fn back(self) -> Self {
        Self { from: self.to, to: self.from, ..self }
    }
}

impl<W: Word> Kempe<'_, '_, W> {
    /// Begins an empty chain.
    pub(super) fn begin(&mut self) {
        self.epoch = self.epoch.wrapping_add(1);
        self.chain.clear();
        self.days.clear();
    }

    /// Adds a meeting to the chain.
    pub(super) fn join(&mut self, meeting: usize, from: usize, to: usize) {
        self.stamp[meeting] = self.epoch;
        self.chain.push(Step { meeting: short(meeting), from: byte(from), to: byte(to) });
    }

    /// Whether a meeting is in the chain.
    pub(super) fn joined(&self, meeting: u32) -> bool {
        self.stamp[meeting as usize] == self.epoch
    }

    /// Makes the move that the chain is, which adds `rise` to the price.
    pub(super) fn make(&mut self, rise: i64) {
        self.total += rise;
        for index in 0..self.chain.len() {
            let step = self.chain[index];
            for member in self.cards[step.meeting()].members() {
                let cell = self.cell(self.members[member], step.from());
                self.at[cell] = 0;
            }
        }
        for index in 0..self.chain.len() {
            let step = self.chain[index];
            let card = self.cards[step.meeting()];
            self.slot[step.meeting()] = step.to();
            if card.seated {
                self.seated[step.from()] -= 1;
                self.seated[step.to()] += 1;
                self.open = self.open.with(step.from());
            }
            for member in card.members() {
                let cell = self.cell(self.members[member], step.to());
                self.at[cell] = step.meeting + 1;
            }
        }
        self.close_full_slots();
        for &(party, day, price) in &self.days {
            self.busy[party] = day;
            self.prices[party] = price;
        }
    }

    fn close_full_slots(&mut self) {
        for step in &self.chain {
            for slot in [step.from(), step.to()] {
                if self.seated[slot] >= self.board.room[slot] {
                    self.open = self.open.without(slot);
                }
            }
        }
    }

    /// Whether the order between meetings holds after the move.
    pub(super) fn in_order(&mut self) -> bool {
        if self.board.model.before.is_empty() {
            return true;
        }
        self.chain.iter().for_each(|step| self.slot[step.meeting()] = step.to());
        let holds = self.chain.iter().all(|step| {
            let before = |&other: &usize| self.slot[other] < step.to();
            let after = |&other: &usize| self.slot[other] > step.to();
            self.board.earlier[step.meeting()].iter().all(before)
                && self.board.later[step.meeting()].iter().all(after)
        });
        self.chain.iter().for_each(|step| self.slot[step.meeting()] = step.from());
        holds
    }
}

/// A slot in one byte.
pub(super) fn byte(number: usize) -> u8 {
    u8::try_from(number).expect("at most 128 slots")
}

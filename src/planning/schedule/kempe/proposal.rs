//! Which move to try next.

use super::super::random::Heat;
use super::super::slots::Word;
use super::{Kempe, NOWHERE};

/// Of 256 moves those that begin with a meeting of a party whose day costs something.
const FOCUS: u64 = 80;
/// The same of moves that begin at the end of a chain.
const FOCUS_ENDS: u64 = 200;
/// Tries to find a meeting of one party that can end a chain.
const TRIES: usize = 4;

/// A meeting, another slot where it may start, and how much worse the plan may get if it goes
/// there.
pub(super) type Move = (usize, usize, i64);

impl<W: Word> Kempe<'_, '_, W> {
    /// The next move to try; sometimes there is none.
    pub(super) fn proposal(&mut self, heat: &Heat) -> Option<Move> {
        let draw = self.random.draw();
        if !self.away.is_empty() && draw >> 62 > 0 {
            let (meeting, to) = self.homeward();
            return self.allowed(meeting, to, heat);
        }
        if !self.cost.is_span() {
            let (meeting, to) = self.anywhere(draw);
            return self.allowed(meeting, to, heat);
        }
        let limit = self.random.rise(heat);
        self.spanned(draw, limit)
    }

    /// Any move of a plan whose days cost what they span.
    pub(super) fn spanned(&mut self, draw: u64, limit: i64) -> Option<Move> {
        if draw >> 61 & 1 == 0 {
            let meeting = self.some_meeting(draw);
            self.middle(meeting, draw, limit)
        } else {
            let party = self.some_party(draw);
            self.end(party, limit)
        }
    }

    fn allowed(&mut self, meeting: usize, to: usize, heat: &Heat) -> Option<Move> {
        let good = to != self.slot[meeting] && self.cards[meeting].starts.contains(to);
        good.then(|| (meeting, to, self.random.rise(heat)))
    }

    /// A meeting, and a slot inside the day of one of its parties or just before or after it,
    /// where that day may become shorter; now and then any slot.
    fn anywhere(&mut self, draw: u64) -> (usize, usize) {
        let meeting = self.some_meeting(draw);
        let members = self.members(meeting);
        let day = self.busy[members[part(draw, 8, members.len())] as usize];
        let slots = self.board.model.slots;
        let (first, end) = if part(draw, 24, 8) < 2 {
            (0, slots)
        } else {
            let last = day.last().map_or(slots, |last| (last + 2).min(slots));
            (day.first().map_or(0, |first| first.saturating_sub(1)), last)
        };
        (meeting, first + part(draw, 40, end - first))
    }

    /// A slot where a meeting costs at most `limit` more if its parties are free there; if they
    /// are not, the chain goes on and its ends decide.
    pub(super) fn middle(&self, meeting: usize, draw: u64, limit: i64) -> Option<Move> {
        let from = self.slot[meeting];
        let card = self.cards[meeting];
        let rest = |party: u32| self.busy[party as usize].without(from);
        let price = |party: u32| self.prices[party as usize];
        let gains: i64 = (self.members(meeting).iter())
            .map(|&party| price(party) - self.cost.party(party as usize, rest(party)))
            .sum();
        let mut slots = card.starts.without(from);
        for &party in self.members(meeting) {
            let most = price(party) + limit + gains;
            slots = slots & self.cost.within(party as usize, rest(party), most);
        }
        Some((meeting, slots.nth(part(draw, 24, slots.len()))?, limit))
    }

    /// A meeting of a party, and a slot where it is free and has a day that costs at most `limit`
    /// more with it: so one end of the chain is good, and the others decide.
    pub(super) fn end(&mut self, party: usize, limit: i64) -> Option<Move> {
        let day = self.busy[party];
        if day.is_empty() {
            return None;
        }
        // a day without gaps can but move on, from one end to the other
        let often = if self.prices[party] == 0 { 6 } else { 2 };
        for _ in 0..TRIES {
            let draw = self.random.draw();
            let any = || day.nth(part(draw, 16, day.len())).unwrap_or_default();
            let near = || self.cost.around(day, any);
            let from = match part(draw, 0, 8) {
                end if end >= often => any(),
                end if end % 2 == 0 => near().first()?,
                _ => near().last()?,
            };
            let meeting = self.at[party * self.board.model.slots + from] as usize - 1;
            let near =
                self.cost.within(party, day.without(from), self.prices[party] + limit);
            let slots = self.cards[meeting].starts & near & !day;
            if let Some(to) = slots.nth(part(draw, 32, slots.len())) {
                return Some((meeting, to, limit));
            }
        }
        None
    }

    /// A meeting that may go anywhere: to where it was, to a slot of the day of one of its
    /// parties or just outside it, or to any slot.
    fn homeward(&mut self) -> (usize, usize) {
        let meeting = self.away[self.random.below(self.away.len())];
        let slots = self.board.model.slots;
        let previous = self.cards[meeting].previous;
        match self.random.below(4) {
            0 if previous != NOWHERE => (meeting, previous.into()),
            1 => (meeting, self.random.below(slots)),
            _ => {
                let nth = self.random.below(self.members(meeting).len());
                let party = self.members(meeting)[nth] as usize;
                (meeting, self.random.near(self.busy[party], slots))
            }
        }
    }

    /// Any meeting, or one of a party whose day costs something.
    fn some_meeting(&mut self, draw: u64) -> usize {
        if draw & 0xff < FOCUS {
            let party = self.random.below(self.busy.len());
            let own = self.poor(party).map(|party| &self.board.of_party[party]);
            if let Some(own) = own {
                return own[self.random.below(own.len())];
            }
        }
        self.random.below(self.slot.len())
    }

    /// Any party, or one whose day costs something.
    fn some_party(&mut self, draw: u64) -> usize {
        let party = self.random.below(self.busy.len());
        if draw & 0xff < FOCUS_ENDS { self.poor(party).unwrap_or(party) } else { party }
    }

    /// The next party from `party` on whose day costs something, unless few do.
    fn poor(&self, mut party: usize) -> Option<usize> {
        for _ in 0..32 {
            if self.prices[party] > 0 && !self.board.of_party[party].is_empty() {
                return Some(party);
            }
            party = if party + 1 == self.busy.len() { 0 } else { party + 1 };
        }
        None
    }
}

/// A number below `limit`, from sixteen bits of `draw`.
pub(super) fn part(draw: u64, from: u32, limit: usize) -> usize {
    ((((draw >> from) & 0xffff) * limit as u64) >> 16) as usize
}

//! Simulated annealing for any model: to bring one meeting to another slot, shift whatever would
//! clash the other way, as far as it goes. Plain models are annealed by
//! [Kempe chains](super::kempe) instead, which is faster.

use super::board::Board;
use super::cost::Cost;
use super::random::{Heat, Random};

/// A running annealing of a complete plan.
pub(super) struct Annealer<'b, 'a> {
    board: &'b mut Board<'a>,
    cost: &'b Cost<'a>,
    random: Random,
    chain: Vec<Step>,
    /// The number of the last chain each meeting was in.
    stamp: Vec<u32>,
    epoch: u32,
    clashing: Vec<usize>,
    /// Meetings that are not where an earlier plan has them, as of the last portion of moves.
    away: Vec<usize>,
    /// The current price of the whole plan, and the best.
    total: i64,
    best: i64,
}

#[derive(Clone, Copy, Debug)]
struct Step {
    meeting: usize,
    from: usize,
    to: usize,
}

/// Longer chains are given up: they would hardly be accepted.
const LONGEST: usize = 200;

impl<'b, 'a> Annealer<'b, 'a> {
    /// Starts from the complete plan on `board`.
    pub(super) fn new(board: &'b mut Board<'a>, cost: &'b Cost<'a>, seed: u64) -> Self {
        let days = board.busy.iter().enumerate();
        let days = days.map(|(party, &day)| cost.party(party, day));
        let placed = board.slot.iter().enumerate();
        let moves = placed.filter_map(|(m, slot)| slot.map(|slot| cost.meeting(m, slot)));
        let total = days.sum::<i64>() + moves.sum::<i64>();
        Self {
            total,
            best: total,
            stamp: vec![0; board.slot.len()],
            epoch: 0,
            chain: Vec::new(),
            clashing: Vec::new(),
            away: Vec::new(),
            random: Random::new(seed),
            board,
            cost,
        }
    }

    /// Tries `moves` moves and calls `better` whenever the plan is cheaper than any before.
    pub(super) fn run(
        &mut self,
        moves: u64,
        heat: &Heat,
        better: &mut dyn FnMut(&[usize]),
    ) {
        let slots: Option<Vec<usize>> = self.board.slot.iter().copied().collect();
        self.away = slots.map_or_else(Vec::new, |slots| self.board.away(&slots));
        for _ in 0..moves {
            if self.attempt(heat) && self.total < self.best {
                self.best = self.total;
                let slots: Option<Vec<usize>> = self.board.slot.iter().copied().collect();
                better(&slots.expect("moves leave the plan complete"));
            }
        }
    }

    /// One move; true when it was made.
    fn attempt(&mut self, heat: &Heat) -> bool {
        let loose = !self.away.is_empty() && self.random.below(4) > 0;
        let meeting = if loose {
            self.away[self.random.below(self.away.len())]
        } else {
            self.random.below(self.board.slot.len())
        };
        let Some(from) = self.board.slot[meeting] else { return false };
        let Some(to) = self.target(meeting, from) else { return false };
        let limit = self.random.rise(heat);
        self.epoch += 1;
        self.chain.clear();
        self.join(meeting, from, to);
        self.shift(limit)
    }

    fn target(&mut self, meeting: usize, from: usize) -> Option<usize> {
        let home = self.board.model.meetings[meeting].previous;
        let to = match home.filter(|&home| home != from) {
            Some(home) if self.random.below(4) == 0 => home,
            _ => self.near(meeting),
        };
        (to != from && self.board.starts[meeting].contains(to)).then_some(to)
    }

    /// A slot inside the day of one of the meeting's parties, or just before or after it: where
    /// a day may become shorter. Now and then any slot.
    fn near(&mut self, meeting: usize) -> usize {
        let slots = self.board.model.slots;
        let parties = &self.board.model.meetings[meeting].parties;
        let day = self.board.busy[parties[self.random.below(parties.len())]];
        if self.random.below(4) == 0 {
            return self.random.below(slots);
        }
        self.random.near(day, slots)
    }

    fn join(&mut self, meeting: usize, from: usize, to: usize) {
        self.stamp[meeting] = self.epoch;
        self.chain.push(Step { meeting, from, to });
    }

    /// The move: clashing meetings are shifted the other way, and all is taken back
    /// when something does not fit or costs too much.
    fn shift(&mut self, limit: i64) -> bool {
        if !self.follow_shifts() {
            return false;
        }
        let rise = self.shifted_moves() - self.days_cost();
        for step in &self.chain {
            self.board.lift(step.meeting);
        }
        let fitting = self.chain.iter().take_while(|step| {
            let fits = self.board.fits(step.meeting, step.to);
            if fits {
                self.board.place(step.meeting, step.to);
            }
            fits
        });
        let fitting = fitting.count();
        let rise = rise + self.days_cost();
        if fitting == self.chain.len() && rise <= limit {
            self.total += rise;
            return true;
        }
        for step in &self.chain[..fitting] {
            self.board.lift(step.meeting);
        }
        self.chain.iter().for_each(|step| self.board.place(step.meeting, step.from));
        false
    }

    fn follow_shifts(&mut self) -> bool {
        let mut next = 0;
        while let Some(&Step { meeting, from, to }) = self.chain.get(next) {
            if !self.board.starts[meeting].contains(to) || next > LONGEST {
                return false;
            }
            self.clashing.clear();
            self.board.clashing(meeting, to, &mut self.clashing);
            for index in 0..self.clashing.len() {
                let other = self.clashing[index];
                let Some(there) = self.board.slot[other] else { continue };
                if self.stamp[other] != self.epoch {
                    let Some(back) = (there + from).checked_sub(to) else { return false };
                    self.join(other, there, back);
                }
            }
            next += 1;
        }
        self.chain.iter().all(|step| step.to < self.board.model.slots)
    }

    fn shifted_moves(&self) -> i64 {
        let change = |step: &Step| {
            self.cost.meeting(step.meeting, step.to)
                - self.cost.meeting(step.meeting, step.from)
        };
        self.chain.iter().map(change).sum()
    }

    /// The price of the days of all parties of the chain, each once.
    fn days_cost(&self) -> i64 {
        let meetings =
            self.chain.iter().map(|step| &self.board.model.meetings[step.meeting]);
        let mut parties: Vec<usize> =
            meetings.flat_map(|m| m.parties.iter().copied()).collect();
        parties.sort_unstable();
        parties.dedup();
        parties.iter().map(|&party| self.cost.party(party, self.board.busy[party])).sum()
    }
}

//! Simulated annealing over Kempe chains: to bring one meeting to another slot, swap the two
//! slots along everything that would clash, and look at what that does to the ends of the
//! chain. Parties inside a chain are busy in both slots before and after, so only its ends
//! cost anything.

use super::board::Board;
use super::cost::Cost;
use super::random::Random;
use super::slots::SlotSet;

/// A running annealing of a complete plan.
pub(super) struct Annealer<'b, 'a> {
    board: &'b mut Board<'a>,
    cost: &'b Cost<'a>,
    random: Random,
    chain: Vec<Step>,
    /// The number of the last chain each meeting was in.
    stamp: Vec<u32>,
    epoch: u32,
    /// The price of each party's day.
    day_cost: Vec<i64>,
    /// Days that the chain changes.
    days: Vec<(usize, SlotSet)>,
    clashing: Vec<usize>,
    /// The current price of the whole plan.
    pub(super) total: i64,
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
        let day_cost: Vec<i64> =
            days.map(|(party, &day)| cost.party(party, day)).collect();
        let placed = board.slot.iter().enumerate();
        let moves = placed.filter_map(|(m, slot)| slot.map(|slot| cost.meeting(m, slot)));
        Self {
            total: day_cost.iter().sum::<i64>() + moves.sum::<i64>(),
            stamp: vec![0; board.slot.len()],
            epoch: 0,
            chain: Vec::new(),
            days: Vec::new(),
            clashing: Vec::new(),
            random: Random::new(seed),
            day_cost,
            board,
            cost,
        }
    }

    /// Tries `moves` moves at `temperature` and calls `better` whenever the plan is cheaper than
    /// `best`; returns the new best price.
    pub(super) fn run(
        &mut self,
        moves: u64,
        temperature: f64,
        mut best: i64,
        better: &mut dyn FnMut(&Board<'a>),
    ) -> i64 {
        for _ in 0..moves {
            if self.attempt(temperature) && self.total < best {
                best = self.total;
                better(self.board);
            }
        }
        best
    }

    /// One move; true when it was made.
    fn attempt(&mut self, temperature: f64) -> bool {
        let meeting = self.random.below(self.board.slot.len());
        let Some(from) = self.board.slot[meeting] else { return false };
        let Some(to) = self.target(meeting, from) else { return false };
        let limit = self.random.rise(temperature);
        self.epoch += 1;
        self.chain.clear();
        self.join(meeting, from, to);
        if self.board.plain { self.swap(limit) } else { self.shift(limit) }
    }

    fn target(&mut self, meeting: usize, from: usize) -> Option<usize> {
        let to = self.near(meeting);
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
        let first = day.first().map_or(0, |first| first.saturating_sub(1));
        let last = day.last().map_or(slots, |last| (last + 2).min(slots));
        first + self.random.below(last - first)
    }

    fn join(&mut self, meeting: usize, from: usize, to: usize) {
        self.stamp[meeting] = self.epoch;
        self.chain.push(Step { meeting, from, to });
    }

    /// The move in a plain model, judged before anything is touched.
    fn swap(&mut self, limit: i64) -> bool {
        let Step { from, to, .. } = self.chain[0];
        if !self.follow(0) || !(self.seats_hold(from, to) || self.return_chain(from, to))
        {
            return false;
        }
        self.days.clear();
        let rise = self.rise();
        if rise > limit || !self.in_order(from, to) {
            return false;
        }
        for index in 0..self.chain.len() {
            self.board.lift(self.chain[index].meeting);
        }
        for step in &self.chain {
            self.board.place(step.meeting, step.to);
        }
        for &(party, day) in &self.days {
            debug_assert_eq!(self.board.busy[party], day, "a day as foreseen");
            self.day_cost[party] = self.cost.party(party, day);
        }
        self.total += rise;
        true
    }

    /// Follows the chain from step `next` on; false when a meeting can't go where it must.
    fn follow(&mut self, mut next: usize) -> bool {
        let model = self.board.model;
        while let Some(&Step { meeting, from, to }) = self.chain.get(next) {
            if !self.board.starts[meeting].contains(to) || next > LONGEST {
                return false;
            }
            for &party in &model.meetings[meeting].parties {
                if let Some(other) = self.board.blocker(party, to)
                    && self.stamp[other] != self.epoch
                {
                    self.join(other, to, from);
                }
            }
            next += 1;
        }
        true
    }

    fn seats_hold(&self, from: usize, to: usize) -> bool {
        let (mut there, mut back) = (0, 0);
        for step in &self.chain {
            let seats = usize::from(self.board.model.meetings[step.meeting].seated);
            *if step.to == to { &mut there } else { &mut back } += seats;
        }
        let holds = |slot: usize, more: usize, less: usize| {
            self.board.seated[slot] + more <= self.board.room[slot].saturating_add(less)
        };
        (there <= back || holds(to, there, back))
            && (back <= there || holds(from, back, there))
    }

    /// Where tables are short, a second chain may give back what the first one takes.
    fn return_chain(&mut self, from: usize, to: usize) -> bool {
        let party = self.random.below(self.board.busy.len());
        let Some(meeting) = self.board.blocker(party, to) else { return false };
        if self.stamp[meeting] == self.epoch {
            return false;
        }
        let next = self.chain.len();
        self.join(meeting, to, from);
        self.follow(next) && self.seats_hold(from, to)
    }

    /// What the chain adds to the price; the days it changes are left in `days`.
    fn rise(&mut self) -> i64 {
        let (model, mut rise) = (self.board.model, 0);
        for &Step { meeting, from, to } in &self.chain {
            rise += self.cost.meeting(meeting, to) - self.cost.meeting(meeting, from);
            for &party in &model.meetings[meeting].parties {
                if self.board.blocker(party, to).is_none() {
                    let day = self.board.busy[party].without(from).with(to);
                    self.days.push((party, day));
                    rise += self.cost.party(party, day) - self.day_cost[party];
                }
            }
        }
        rise
    }

    /// Whether the order between meetings holds after the swap.
    fn in_order(&self, from: usize, to: usize) -> bool {
        if self.board.model.before.is_empty() {
            return true;
        }
        let swapped = |meeting: usize| match self.board.slot[meeting] {
            Some(slot) if self.stamp[meeting] != self.epoch => slot,
            Some(slot) => {
                if slot == from {
                    to
                } else {
                    from
                }
            }
            None => from,
        };
        self.chain.iter().all(|step| {
            let (earlier, later) =
                (&self.board.earlier[step.meeting], &self.board.later[step.meeting]);
            earlier.iter().all(|&other| swapped(other) < step.to)
                && later.iter().all(|&other| swapped(other) > step.to)
        })
    }

    /// The move in any model: clashing meetings are shifted the other way, and all is taken back
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

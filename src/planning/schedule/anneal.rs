//! Simulated annealing over Kempe chains: to bring one meeting to another slot, swap the two
//! slots along everything that would clash, and look at what that does to the ends of the
//! chain. Parties inside the chain are busy in both slots before and after, so only its ends
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
    stamp: Vec<u32>,
    epoch: u32,
    day_cost: Vec<i64>,
    touched: Vec<(usize, SlotSet)>,
    /// The current price of the whole plan.
    pub(super) total: i64,
}

#[derive(Clone, Copy, Debug)]
struct Step {
    meeting: usize,
    from: usize,
    to: usize,
}

/// A longer chain is given up: it would hardly be accepted.
const LONGEST: usize = 200;

impl<'b, 'a> Annealer<'b, 'a> {
    pub(super) fn new(board: &'b mut Board<'a>, cost: &'b Cost<'a>, seed: u64) -> Self {
        let day_cost: Vec<i64> = board
            .busy
            .iter()
            .enumerate()
            .map(|(party, &day)| cost.party(party, day))
            .collect();
        let placed = board.slot.iter().enumerate();
        let moves: i64 =
            placed.filter_map(|(m, slot)| slot.map(|slot| cost.meeting(m, slot))).sum();
        Self {
            total: day_cost.iter().sum::<i64>() + moves,
            stamp: vec![0; board.slot.len()],
            epoch: 0,
            chain: Vec::new(),
            touched: Vec::new(),
            random: Random::new(seed),
            day_cost,
            board,
            cost,
        }
    }

    pub(super) fn board(&self) -> &Board<'a> {
        self.board
    }

    /// Tries `moves` moves at `temperature`; `better` hears of the plan whenever it is cheaper
    /// than `best`, which is returned.
    pub(super) fn run(
        &mut self,
        moves: u64,
        temperature: f64,
        best: i64,
        mut better: impl FnMut(&Board<'a>, i64),
    ) -> i64 {
        let mut best = best;
        for _ in 0..moves {
            let limit = self.threshold(temperature);
            if self.attempt(limit) && self.total < best {
                best = self.total;
                better(self.board, best);
            }
        }
        best
    }

    /// The largest rise in price that is accepted this time: drawing it first is the Metropolis
    /// rule turned round.
    fn threshold(&mut self, temperature: f64) -> i64 {
        let draw = self.random.unit().max(1e-12);
        (-temperature * draw.ln()) as i64
    }

    /// One move; true when it was made.
    fn attempt(&mut self, limit: i64) -> bool {
        let meeting = self.random.below(self.board.slot.len());
        let Some(from) = self.board.slot[meeting] else { return false };
        let Some(to) = self.target(meeting, from) else { return false };
        self.collect(meeting, from, to)
            && self.in_order()
            && self.seats_hold(from, to)
            && self.decide(limit)
    }

    fn target(&mut self, meeting: usize, from: usize) -> Option<usize> {
        let slots = self.board.model.slots;
        let to = self.random.below(slots);
        (to != from && self.board.starts[meeting].contains(to)).then_some(to)
    }

    /// Follows the chain from `meeting`; false when a meeting in it can't go where it must.
    fn collect(&mut self, meeting: usize, from: usize, to: usize) -> bool {
        self.epoch += 1;
        self.chain.clear();
        self.join(meeting, from, to);
        let mut next = 0;
        while let Some(&step) = self.chain.get(next) {
            if !self.board.starts[step.meeting].contains(step.to) || next > LONGEST {
                return false;
            }
            let model = self.board.model;
            for &party in &model.meetings[step.meeting].parties {
                if let Some(other) = self.board.blocker(party, step.to) {
                    if self.stamp[other] != self.epoch {
                        self.join(other, step.to, step.from);
                    }
                }
            }
            next += 1;
        }
        true
    }

    fn join(&mut self, meeting: usize, from: usize, to: usize) {
        self.stamp[meeting] = self.epoch;
        self.chain.push(Step { meeting, from, to });
    }

    fn in_order(&self) -> bool {
        true // TODO
    }

    fn seats_hold(&mut self, from: usize, to: usize) -> bool {
        let mut gain = 0_isize;
        for step in &self.chain {
            if self.board.model.meetings[step.meeting].seated {
                gain += if step.to == to { 1 } else { -1 };
            }
        }
        let (slot, gain) = if gain >= 0 { (to, gain) } else { (from, -gain) };
        self.board.seated[slot] + gain as usize <= self.board.room[slot]
    }

    fn decide(&mut self, limit: i64) -> bool {
        self.touched.clear();
        let mut delta = 0;
        let model = self.board.model;
        for step in &self.chain {
            delta += self.cost.meeting(step.meeting, step.to)
                - self.cost.meeting(step.meeting, step.from);
            for &party in &model.meetings[step.meeting].parties {
                let inside = self.board.blocker(party, step.to).is_some();
                if !inside {
                    let day = self.board.busy[party].without(step.from).with(step.to);
                    self.touched.push((party, day));
                    delta += self.cost.party(party, day) - self.day_cost[party];
                }
            }
        }
        if delta > limit {
            return false;
        }
        for step in &self.chain {
            self.board.lift(step.meeting);
        }
        for step in &self.chain {
            self.board.place(step.meeting, step.to);
        }
        for &(party, day) in &self.touched {
            debug_assert_eq!(self.board.busy[party], day);
            self.day_cost[party] = self.cost.party(party, day);
        }
        self.total += delta;
        true
    }
}

//! Simulated annealing over Kempe chains, for models in which every meeting lasts one slot and
//! everybody is in one place at a time: to bring a meeting to another slot, swap the two slots
//! along everything that would clash. Parties inside a chain are busy in both slots before and
//! after, so only its ends cost anything: a move is judged before anything is touched.

mod card;
mod proposal;

use super::board::Board;
use super::cost::Cost;
use super::random::{Heat, Random};
use super::slots::SlotSet;
use card::{Card, NOWHERE, short};

/// A running annealing of a complete plan, on arrays of its own.
pub(super) struct Kempe<'b, 'a> {
    board: &'b Board<'a>,
    cost: &'b Cost<'a>,
    random: Random,
    cards: Vec<Card>,
    /// The parties of all meetings, one after the other.
    members: Vec<u32>,
    slot: Vec<usize>,
    busy: Vec<SlotSet>,
    seated: Vec<usize>,
    /// party × slot: its meeting there, plus one.
    at: Vec<u32>,
    /// The price of each party's day, and of the whole plan.
    prices: Vec<i64>,
    total: i64,
    chain: Vec<Step>,
    /// The number of the last chain each meeting was in.
    stamp: Vec<u32>,
    epoch: u32,
    /// Days that the chain changes, with their prices.
    days: Vec<(usize, SlotSet, i64)>,
    best: i64,
    best_slot: Vec<usize>,
    /// Meetings that are not where an earlier plan has them, as of the last portion of moves;
    /// none where there is no such plan.
    away: Vec<usize>,
}

/// A meeting of a chain: one that goes where the first one goes, or the other way.
#[derive(Clone, Copy, Debug)]
struct Step {
    meeting: u32,
    onward: bool,
}

/// Longer chains are given up: they would hardly be accepted.
const LONGEST: usize = 100;
/// Where days cost what they span, a chain is given up when its ends found so far cost more than
/// is allowed by so much: the others would hardly make up for it.
const HOPE: i64 = 3;

impl<'b, 'a> Kempe<'b, 'a> {
    /// Starts from the complete plan on `board`, which must be [plain](Board::plain).
    pub(super) fn new(board: &'b Board<'a>, cost: &'b Cost<'a>, seed: u64) -> Self {
        let model = board.model;
        let slot: Vec<usize> =
            board.slot.iter().map(|slot| slot.expect("the plan is complete")).collect();
        let (mut cards, mut members) = (Vec::new(), Vec::new());
        let mut at = vec![0; model.parties.len() * model.slots];
        for (index, meeting) in model.meetings.iter().enumerate() {
            cards.push(Card::new(meeting, board.starts[index], members.len()));
            for &party in &meeting.parties {
                at[party * model.slots + slot[index]] = short(index + 1);
                members.push(short(party));
            }
        }
        let days = board.busy.iter().enumerate();
        let prices: Vec<i64> = days.map(|(party, &day)| cost.party(party, day)).collect();
        let moves: i64 =
            slot.iter().enumerate().map(|(m, &slot)| cost.meeting(m, slot)).sum();
        let total = prices.iter().sum::<i64>() + moves;
        Self {
            random: Random::new(seed),
            busy: board.busy.clone(),
            seated: board.seated.clone(),
            chain: Vec::new(),
            stamp: vec![0; slot.len()],
            epoch: 0,
            days: Vec::new(),
            best: total,
            best_slot: slot.clone(),
            away: Vec::new(),
            board,
            cost,
            cards,
            members,
            slot,
            at,
            prices,
            total,
        }
    }

    /// The price of the best plan met so far, and where its meetings start.
    pub(super) fn best(&self) -> (i64, &[usize]) {
        (self.best, &self.best_slot)
    }

    /// Tries `moves` moves at the temperature of `heat`; true when the best plan is a new one.
    pub(super) fn run(&mut self, moves: u64, heat: &Heat) -> bool {
        let before = self.best;
        self.away = self.board.away(&self.slot);
        for _ in 0..moves {
            if self.attempt(heat) && self.total < self.best {
                self.best = self.total;
                self.best_slot.copy_from_slice(&self.slot);
            }
        }
        self.best < before
    }

    /// One move; true when it was made.
    fn attempt(&mut self, heat: &Heat) -> bool {
        let Some((meeting, to, limit)) = self.proposal(heat) else { return false };
        let from = self.slot[meeting];
        self.epoch = self.epoch.wrapping_add(1);
        self.chain.clear();
        self.days.clear();
        self.join(short(meeting), true);
        let Some(rise) = self.follow(from, to, limit) else { return false };
        if rise > limit || !self.in_order(from, to) {
            return false;
        }
        self.make(from, to);
        self.total += rise;
        true
    }

    fn members(&self, meeting: usize) -> &[u32] {
        &self.members[self.cards[meeting].members()]
    }

    fn cell(&self, party: u32, slot: usize) -> usize {
        party as usize * self.board.model.slots + slot
    }

    fn join(&mut self, meeting: u32, onward: bool) {
        self.stamp[meeting as usize] = self.epoch;
        self.chain.push(Step { meeting, onward });
    }

    /// Follows the chain to its ends and says what it adds to the price; `None` when a meeting
    /// can't go where it must. Where tables are short, further chains give back what the first
    /// one takes.
    fn follow(&mut self, from: usize, to: usize, limit: i64) -> Option<i64> {
        let (mut next, mut rise, mut balance) = (0, 0, 0_isize);
        let hope = if self.cost.is_span() { limit + HOPE } else { i64::MAX };
        loop {
            while let Some(&step) = self.chain.get(next) {
                let (back, there) = if step.onward { (from, to) } else { (to, from) };
                rise += self.step(step, back, there)?;
                if rise > hope {
                    return None;
                }
                let seats = isize::from(self.cards[step.meeting as usize].seated);
                balance += if step.onward { seats } else { -seats };
                next += 1;
            }
            let (full, more) = if balance > 0 { (to, balance) } else { (from, -balance) };
            if more == 0
                || self.seated[full].saturating_add_signed(more) <= self.board.room[full]
            {
                return Some(rise);
            }
            if self.chain.len() > LONGEST || rise > limit + 2 {
                return None;
            }
            self.give_back(full, balance < 0)?;
        }
    }

    /// Looks at one meeting of the chain: whom it pushes out, and which days it changes.
    fn step(&mut self, step: Step, back: usize, there: usize) -> Option<i64> {
        let meeting = step.meeting as usize;
        let card = self.cards[meeting];
        if !card.starts.contains(there) || self.chain.len() > LONGEST {
            return None;
        }
        let mut rise = 0;
        if card.previous != NOWHERE {
            let moved = |slot| i64::from(slot != usize::from(card.previous));
            rise = self.cost.moved() * (moved(there) - moved(back));
        }
        for index in card.members() {
            let party = self.members[index];
            match self.at[self.cell(party, there)].checked_sub(1) {
                Some(other) if self.stamp[other as usize] == self.epoch => {}
                Some(other) => self.join(other, !step.onward),
                None => {
                    let party = party as usize;
                    let day = self.busy[party].without(back).with(there);
                    let price = self.cost.party(party, day);
                    rise += price - self.prices[party];
                    self.days.push((party, day, price));
                }
            }
        }
        Some(rise)
    }

    /// Begins a further chain with some meeting of a slot that has become too full.
    fn give_back(&mut self, full: usize, onward: bool) -> Option<()> {
        for _ in 0..3 {
            let party = short(self.random.below(self.busy.len()));
            let other = self.at[self.cell(party, full)].checked_sub(1);
            if let Some(other) =
                other.filter(|&other| self.stamp[other as usize] != self.epoch)
            {
                self.join(other, onward);
                return Some(());
            }
        }
        None
    }

    fn make(&mut self, from: usize, to: usize) {
        for index in 0..self.chain.len() {
            let Step { meeting, onward } = self.chain[index];
            let back = if onward { from } else { to };
            for member in self.cards[meeting as usize].members() {
                let cell = self.cell(self.members[member], back);
                self.at[cell] = 0;
            }
        }
        for index in 0..self.chain.len() {
            let Step { meeting, onward } = self.chain[index];
            let (back, there) = if onward { (from, to) } else { (to, from) };
            self.slot[meeting as usize] = there;
            if self.cards[meeting as usize].seated {
                self.seated[back] -= 1;
                self.seated[there] += 1;
            }
            for member in self.cards[meeting as usize].members() {
                let cell = self.cell(self.members[member], there);
                self.at[cell] = meeting + 1;
            }
        }
        for &(party, day, price) in &self.days {
            self.busy[party] = day;
            self.prices[party] = price;
        }
    }

    /// Whether the order between meetings holds after the swap.
    fn in_order(&self, from: usize, to: usize) -> bool {
        if self.board.model.before.is_empty() {
            return true;
        }
        let swapped = |meeting: usize| match self.slot[meeting] {
            slot if self.stamp[meeting] != self.epoch => slot,
            slot if slot == from => to,
            _ => from,
        };
        self.chain.iter().all(|step| {
            let meeting = step.meeting as usize;
            let there = if step.onward { to } else { from };
            self.board.earlier[meeting].iter().all(|&other| swapped(other) < there)
                && self.board.later[meeting].iter().all(|&other| swapped(other) > there)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::bounds::party_bounds;
    use super::super::model::{Meeting, Model, Party};
    use super::super::windows::windows;
    use super::*;

    /// Twelve parties of two sides, thirty meetings, twelve slots, three tables in each.
    fn model() -> Model {
        let mut model = Model::new(12, Some(3));
        model.parties = vec![Party::default(); 12];
        model.meetings = (0..30)
            .map(|index| {
                let pair = vec![index % 6, 6 + (index * 5 + index / 6) % 6];
                Meeting::new(pair, SlotSet::range(0..12).without(index % 12))
            })
            .collect();
        model.before = vec![(0, 7)];
        // an expert, whose own idle slots don't count
        model.parties.push(Party { counted: false, ..Party::default() });
        for index in [3, 10, 20] {
            model.meetings[index].parties.push(12);
        }
        model
    }

    #[test]
    fn every_plan_on_the_way_keeps_the_rules_and_costs_what_is_said() {
        check(&model());
    }

    #[test]
    fn so_it_does_with_a_night_between() {
        let mut model = model();
        model.segments = vec![0, 5];
        check(&model);
    }

    fn check(model: &Model) {
        let starts = windows(model);
        let bounds = party_bounds(model, &starts).expect("they fit");
        let cost = Cost::new(model, &bounds);
        assert!(cost.is_span());
        let mut board = Board::new(model, &starts);
        assert!(super::super::construct::construct(
            &mut board,
            &mut Random::new(1),
            5_000
        ));
        let mut kempe = Kempe::new(&board, &cost, 7);
        let start = kempe.best().0;
        for round in 0..300 {
            kempe.run(20, &Heat::new(1.0 - f64::from(round) / 400.0));
            let mut again = Board::new(model, &starts);
            for (meeting, &slot) in kempe.slot.iter().enumerate() {
                assert!(again.fits(meeting, slot), "meeting {meeting} in slot {slot}");
                again.place(meeting, slot);
            }
            assert_eq!(again.busy, kempe.busy);
            let days = model.parties.iter().zip(&again.busy);
            let counted = days.filter(|(party, _)| party.counted);
            let idle: usize = counted.map(|(_, &day)| model.idle(day)).sum();
            assert_eq!(i64::try_from(idle), Ok(kempe.total));
        }
        assert!(kempe.best().0 < start);
    }
}

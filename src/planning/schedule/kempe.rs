//! Simulated annealing over Kempe chains, for models in which every meeting lasts one slot and
//! everybody is in one place at a time: to bring a meeting to another slot, swap the two slots
//! along everything that would clash. Parties inside a chain are busy in both slots before and
//! after, so only its ends cost anything: a move is judged before anything is touched.
//!
//! Where days cost what they span, chains may [leave](walk) the two slots; where they don't, where
//! a chain begins in two directions and where tables are short, it is [followed](pair) between
//! them. A plan that has cooled down is bettered by [excursions](excursion).

mod card;
mod chain;
mod excursion;
mod pair;
mod proposal;
mod walk;

use super::board::Board;
use super::cost::Cost;
use super::random::{Heat, Random};
use super::slots::{Slots, Word};
use card::{Card, NOWHERE, short};
use chain::Step;
use excursion::Trail;
use proposal::Move;
use walk::{Pushed, Rest, Walk};

/// A running annealing of a complete plan, on arrays of its own; days lie in words `W`. Annealings
/// side by side stay out of each other's cache lines.
#[repr(align(128))]
pub(super) struct Kempe<'b, 'a, W> {
    board: &'b Board<'a>,
    cost: &'b Cost<'a>,
    random: Random,
    cards: Vec<Card<W>>,
    /// The parties of all meetings, one after the other.
    members: Vec<u32>,
    slot: Vec<usize>,
    busy: Vec<Slots<W>>,
    seated: Vec<usize>,
    /// Slots with a free table.
    open: Slots<W>,
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
    days: Vec<(usize, Slots<W>, i64)>,
    /// The days of a meeting's parties without it, with their prices.
    rests: Vec<Rest<W>>,
    /// Meetings that still have to leave their slots for others.
    pushed: Vec<Pushed>,
    /// The moves of an excursion.
    trail: Trail<W>,
    best: i64,
    best_slot: Vec<usize>,
    /// Meetings that are not where an earlier plan has them, as of the last portion of moves;
    /// none where there is no such plan.
    away: Vec<usize>,
}

/// Longer chains are given up: they would hardly be accepted.
const LONGEST: usize = 100;
/// Where days cost what they span, a chain is given up when its ends found so far cost more than
/// is allowed by so much: the others would hardly make up for it.
const HOPE: i64 = 3;

impl<'b, 'a, W: Word> Kempe<'b, 'a, W> {
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
        let has_room = |&slot: &usize| board.seated[slot] < board.room[slot];
        Self {
            random: Random::new(seed),
            busy: board.busy.iter().map(|day| day.in_word()).collect(),
            seated: board.seated.clone(),
            open: (0..model.slots).filter(has_room).collect(),
            chain: Vec::new(),
            rests: Vec::new(),
            pushed: Vec::new(),
            trail: Trail::default(),
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
            if self.attempt(heat) {
                self.note_best();
            }
        }
        self.best < before
    }

    /// One move; true when it was made.
    fn attempt(&mut self, heat: &Heat) -> bool {
        let Some(proposed) = self.proposal(heat) else { return false };
        let Some(rise) = self.find(proposed) else { return false };
        self.make(rise);
        true
    }

    /// Finds the chain of a move, and says what it adds to the price; `None` if that is too much
    /// or the chain can't be moved.
    fn find(&mut self, (meeting, to, limit): Move) -> Option<i64> {
        let walk =
            if self.cost.is_span() { self.walk(meeting, to, limit) } else { Walk::Open };
        let rise = match walk {
            Walk::Found(rise) => Some(rise),
            Walk::Barred => None,
            Walk::Open => self.follow(meeting, to, limit).filter(|&rise| rise <= limit),
        };
        rise.filter(|_| self.in_order())
    }

    fn note_best(&mut self) {
        if self.total < self.best {
            self.best = self.total;
            self.best_slot.copy_from_slice(&self.slot);
        }
    }

    /// The meeting of a party in a slot.
    fn there(&self, party: u32, slot: usize) -> Option<u32> {
        self.at[self.cell(party, slot)].checked_sub(1)
    }

    /// What a meeting's move adds to the price by itself.
    fn away_from_home(&self, card: Card<W>, from: usize, to: usize) -> i64 {
        if card.previous == NOWHERE {
            return 0;
        }
        let moved = |slot| i64::from(slot != usize::from(card.previous));
        self.cost.moved() * (moved(to) - moved(from))
    }

    /// Notes a party's new day, and says what it adds to the price.
    fn change(&mut self, party: u32, from: usize, to: usize) -> i64 {
        let party = party as usize;
        let day = self.busy[party].without(from).with(to);
        let price = self.cost.party(party, day);
        self.days.push((party, day, price));
        price - self.prices[party]
    }

    fn members(&self, meeting: usize) -> &[u32] {
        &self.members[self.cards[meeting].members()]
    }

    fn cell(&self, party: u32, slot: usize) -> usize {
        party as usize * self.board.model.slots + slot
    }
}

#[cfg(test)]
mod tests {
    use super::super::bounds::party_bounds;
    use super::super::model::{Meeting, Model, Party};
    use super::super::outcome::Score;
    use super::super::slots::SlotSet;
    use super::super::windows::windows;
    use super::*;

    /// Twelve parties of two sides, thirty meetings, twelve slots, three tables in each.
    pub(super) fn model() -> Model {
        let mut model = Model::new(12, Some(3));
        model.parties = vec![Party::default(); 12];
        model.meetings = (0..30)
            .map(|index| {
                let pair = vec![index % 6, 6 + (index * 5 + index / 6) % 6];
                Meeting::new(pair, SlotSet::range(0..12).without(index % 12))
            })
            .collect();
        model.before = vec![(0, 7)];
        // an expert, whose own idle slots don't count; two meetings share more than him
        model.parties.push(Party { counted: false, ..Party::default() });
        for index in [3, 9, 20] {
            model.meetings[index].parties.push(12);
        }
        model
    }

    #[test]
    fn every_plan_on_the_way_keeps_the_rules_and_costs_what_is_said() {
        check(&model());
    }

    #[test]
    fn so_it_does_where_some_need_no_table() {
        let mut model = model();
        model.tables = vec![Some(vec![0, 1]); 12];
        for meeting in model.meetings.iter_mut().step_by(3) {
            meeting.seated = false;
        }
        check(&model);
    }

    #[test]
    fn so_it_does_with_a_night_between() {
        let mut model = model();
        model.segments = vec![0, 5];
        check(&model);
    }

    fn check(model: &Model) {
        for wary in [false, true] {
            assert_eq!(check_in::<u64>(model, wary), check_in::<u128>(model, wary));
        }
    }

    /// The best plan met on the way.
    fn check_in<W: Word>(model: &Model, wary: bool) -> Vec<usize> {
        let starts = windows(model);
        let bounds = party_bounds(model, &starts).expect("they fit");
        let cost = Cost::new(model, &bounds);
        assert!(cost.is_span());
        let cost = if wary { cost.wary() } else { cost };
        let mut board = Board::new(model, &starts);
        assert!(super::super::construct::construct(
            &mut board,
            &mut Random::new(1),
            5_000
        ));
        let mut kempe = Kempe::<W>::new(&board, &cost, 7);
        let start = kempe.best().0;
        for round in 0..300 {
            kempe.run(20, &Heat::new(1.0 - f64::from(round) / 400.0));
            let before = kempe.total;
            kempe.explore(20);
            assert!(kempe.total <= before);
            let mut again = Board::new(model, &starts);
            for (meeting, &slot) in kempe.slot.iter().enumerate() {
                assert!(again.fits(meeting, slot), "meeting {meeting} in slot {slot}");
                again.place(meeting, slot);
            }
            let busy: Vec<SlotSet> = kempe.busy.iter().map(|day| day.in_word()).collect();
            assert_eq!((&again.busy, &again.seated), (&busy, &kempe.seated));
            let price = |(party, &day)| cost.party(party, day);
            let prices: i64 = busy.iter().enumerate().map(price).sum();
            let idle = Score::of(model, &again.slot).idle;
            assert_eq!(kempe.total, prices);
            assert!(wary || i64::try_from(idle) == Ok(prices));
        }
        assert!(kempe.best().0 < start);
        kempe.best().1.to_vec()
    }
}

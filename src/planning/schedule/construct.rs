//! A first plan in milliseconds: put the hardest unplaced meeting where it disturbs least, take
//! out what is in its way, and remember who keeps being thrown out (iterative repair with
//! weights, after Minton et al. 1992 and Morris 1993).

use super::board::Board;
use super::random::Random;

/// Places meetings until all have a slot or `steps` insertions were made; true when all have.
///
/// Whatever is placed keeps every rule at every moment.
pub(super) fn construct(board: &mut Board<'_>, random: &mut Random, steps: u64) -> bool {
    Builder::new(board).run(random, steps)
}

struct Builder<'b, 'a> {
    board: &'b mut Board<'a>,
    /// How often a meeting was thrown out: the price of throwing it out again.
    weight: Vec<u32>,
    waiting: Vec<usize>,
    /// Meetings that would have to leave for the slot being priced.
    in_the_way: Vec<usize>,
    /// The same for the best slot so far.
    best: Vec<usize>,
}

impl<'b, 'a> Builder<'b, 'a> {
    fn new(board: &'b mut Board<'a>) -> Self {
        let hardness = |meeting: &usize| {
            let load = |&party: &usize| board.of_party[party].len();
            let parties = &board.model.meetings[*meeting].parties;
            let busiest = parties.iter().map(load).max().unwrap_or(0);
            // the waiting list is worked off from its end: hardest last
            (usize::MAX - board.starts[*meeting].len(), busiest)
        };
        let unplaced =
            (0..board.slot.len()).filter(|&meeting| board.slot[meeting].is_none());
        let mut waiting: Vec<usize> = unplaced.collect();
        waiting.sort_by_key(hardness);
        let weight = vec![1; board.slot.len()];
        Self { board, weight, waiting, in_the_way: Vec::new(), best: Vec::new() }
    }

    fn run(&mut self, random: &mut Random, steps: u64) -> bool {
        for _ in 0..steps {
            let Some(meeting) = self.next(random) else { return true };
            let Some(slot) = self.choose(meeting, random) else { return false };
            for other in std::mem::take(&mut self.best) {
                self.board.lift(other);
                self.weight[other] += 1;
                self.waiting.push(other);
            }
            self.board.place(meeting, slot);
        }
        self.settle();
        self.waiting.is_empty()
    }

    /// The hardest one at first; among those thrown out mostly the one thrown out last.
    fn next(&mut self, random: &mut Random) -> Option<usize> {
        let count = self.waiting.len();
        if count > 1 && random.below(8) == 0 {
            self.waiting.swap(count - 1, random.below(count));
        }
        self.waiting.pop()
    }

    /// The slot whose disturbance weighs least, which is left in `best`.
    fn choose(&mut self, meeting: usize, random: &mut Random) -> Option<usize> {
        let (mut least, mut ties, mut chosen) = (u64::MAX, 0, None);
        for slot in self.board.starts[meeting].iter() {
            let Some(price) = self.price(meeting, slot, random) else { continue };
            ties = if price < least { 1 } else { ties + 1 };
            if price < least || (price == least && random.below(ties) == 0) {
                least = price;
                chosen = Some(slot);
                std::mem::swap(&mut self.best, &mut self.in_the_way);
            }
        }
        chosen
    }

    /// What going to `slot` costs in meetings thrown out (left in `in_the_way`).
    fn price(&mut self, meeting: usize, slot: usize, random: &mut Random) -> Option<u64> {
        self.board.in_the_way(meeting, slot, &mut self.in_the_way);
        if self.board.model.meetings[meeting].seated {
            for s in self.board.model.occupies(meeting, slot).iter() {
                self.make_room(s, random)?;
            }
        }
        Some(self.in_the_way.iter().map(|&other| u64::from(self.weight[other])).sum())
    }

    /// Adds a seated meeting of slot `s` to those in the way when its tables are full.
    fn make_room(&mut self, s: usize, random: &mut Random) -> Option<()> {
        let board = &*self.board;
        let holds = |meeting: usize| {
            board.model.meetings[meeting].seated
                && board.slot[meeting]
                    .is_some_and(|at| board.model.occupies(meeting, at).contains(s))
        };
        let leaving = self.in_the_way.iter().filter(|&&other| holds(other)).count();
        if board.seated[s] < board.room[s].saturating_add(leaving) {
            return Some(());
        }
        // a few random draws for a light one, then whichever there is
        let count = board.slot.len();
        let offset = random.below(count);
        let seated = (0..count).map(|step| (offset + step) % count);
        let free = |m: &usize| {
            holds(*m) && board.starts[*m].len() > 1 && !self.in_the_way.contains(m)
        };
        let lightest = seated.filter(free).take(4).min_by_key(|&m| self.weight[m])?;
        self.in_the_way.push(lightest);
        Some(())
    }

    /// Puts back whatever fits without disturbing anyone.
    fn settle(&mut self) {
        let board = &mut *self.board;
        self.waiting.retain(|&meeting| {
            let slot =
                board.starts[meeting].iter().find(|&slot| board.fits(meeting, slot));
            slot.map(|slot| board.place(meeting, slot)).is_none()
        });
    }
}

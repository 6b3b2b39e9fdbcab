//! Excursions from a plan that has cooled down: it is made a little worse somewhere, and moves are
//! tried among those whose days have changed. As soon as it costs no more than before, it stays as
//! it is; if after a while it still costs more, all is taken back. What annealing would have to try
//! everywhere at once is so tried where it may help: an iterated local search (Lourenço, Martin
//! and Stützle, 2003) whose steps are undone where they were made.

use super::super::slots::{Slots, Word};
use super::Kempe;
use super::chain::Step;
use super::proposal::{Move, part};

/// How much more the plan may cost on an excursion.
const HEIGHT: i64 = 2;
/// Moves tried on one excursion.
const LONGEST: u64 = 300;

/// The moves of an excursion, one after the other.
#[derive(Debug)]
pub(super) struct Trail<W> {
    moves: Vec<Made>,
    steps: Vec<Step>,
    /// Days as they were before, with their prices.
    days: Vec<(usize, Slots<W>, i64)>,
}

impl<W> Default for Trail<W> {
    fn default() -> Self {
        Self { moves: Vec::new(), steps: Vec::new(), days: Vec::new() }
    }
}

impl<W> Trail<W> {
    fn clear(&mut self) {
        self.moves.clear();
        self.steps.clear();
        self.days.clear();
    }
}

/// A move that was made: where its steps and days begin, and what it added to the price.
#[derive(Clone, Copy, Debug)]
struct Made {
    steps: usize,
    days: usize,
    rise: i64,
}

impl<W: Word> Kempe<'_, '_, W> {
    /// Goes on excursions for about `moves` moves, where [days cost what they
    /// span](super::Cost::is_span); true when the best plan is a new one.
    pub(in super::super) fn explore(&mut self, moves: u64) -> bool {
        let (before, mut tried) = (self.best, 0);
        while tried < moves {
            tried += self.excursion();
            self.note_best();
        }
        self.best < before
    }

    /// One excursion; says how many moves were tried.
    fn excursion(&mut self) -> u64 {
        let (before, mut tried) = (self.total, 0);
        while tried < LONGEST && (self.trail.moves.is_empty() || self.total > before) {
            let limit = before + HEIGHT - self.total;
            if let Some(proposed) = self.step_out(limit) {
                self.venture(proposed);
            }
            tried += 1;
        }
        if self.total > before {
            self.go_back();
        }
        self.trail.clear();
        tried
    }

    /// The next move of an excursion: the first anywhere, the others of somebody whose day has
    /// changed.
    fn step_out(&mut self, limit: i64) -> Option<Move> {
        let draw = self.random.draw();
        if self.trail.days.is_empty() {
            return self.spanned(draw, limit);
        }
        let (party, ..) = self.trail.days[part(draw, 0, self.trail.days.len())];
        if draw >> 62 > 0 {
            return self.end(party, limit);
        }
        let own = &self.board.of_party[party];
        self.middle(own[part(draw, 40, own.len())], draw, limit)
    }

    /// Makes a move, if it can be made, and notes how it was before.
    fn venture(&mut self, proposed: Move) {
        let Some(rise) = self.find(proposed) else { return };
        let (steps, days) = (self.trail.steps.len(), self.trail.days.len());
        self.trail.moves.push(Made { steps, days, rise });
        self.trail.steps.extend_from_slice(&self.chain);
        let before = |&(party, ..): &(usize, Slots<W>, i64)| {
            (party, self.busy[party], self.prices[party])
        };
        self.trail.days.extend(self.days.iter().map(before));
        self.make(rise);
    }

    /// Takes all moves of the excursion back.
    fn go_back(&mut self) {
        while let Some(Made { steps, days, rise }) = self.trail.moves.pop() {
            self.chain.clear();
            self.chain.extend(self.trail.steps.drain(steps..).map(Step::back));
            self.days.clear();
            self.days.extend(self.trail.days.drain(days..));
            self.make(-rise);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::board::Board;
    use super::super::super::bounds::party_bounds;
    use super::super::super::construct::construct;
    use super::super::super::cost::Cost;
    use super::super::super::random::Random;
    use super::super::super::windows::windows;
    use super::super::tests::model;
    use super::*;

    #[test]
    fn the_way_back_leaves_everything_as_it_was() {
        let model = model();
        let starts = windows(&model);
        let bounds = party_bounds(&model, &starts).expect("they fit");
        let cost = Cost::new(&model, &bounds);
        let mut board = Board::new(&model, &starts);
        assert!(construct(&mut board, &mut Random::new(1), 5_000));
        let mut kempe = Kempe::<u64>::new(&board, &cost, 7);
        let state = |kempe: &Kempe<'_, '_, u64>| {
            let places = (kempe.slot.clone(), kempe.at.clone());
            let days = (kempe.busy.clone(), kempe.prices.clone(), kempe.total);
            (places, days, kempe.seated.clone(), kempe.open)
        };
        let before = state(&kempe);
        for _ in 0..200 {
            if let Some(proposed) = kempe.step_out(3) {
                kempe.venture(proposed);
            }
        }
        assert!(kempe.trail.moves.len() > 20);
        assert_ne!(state(&kempe).0, before.0);
        kempe.go_back();
        assert_eq!(state(&kempe), before);
    }
}

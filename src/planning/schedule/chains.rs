//! Annealing of a complete plan, whichever way the model allows, in portions.

use rayon::prelude::*;

use super::anneal::Annealer;
use super::board::Board;
use super::cost::Cost;
use super::kempe::Kempe;
use super::random::{Heat, Random};
use super::slots::{Slots, Word};

/// Annealings side by side. Their number and seeds depend on the model alone, so that their
/// plans are the same on any number of cores.
pub(super) enum Chains<'b, 'a> {
    /// Of a plain model with no more slots than fit a short word.
    Short(Vec<Kempe<'b, 'a, u64>>),
    /// Of any other plain model.
    Plain(Vec<Kempe<'b, 'a, u128>>),
    /// Of a model with long meetings, pauses or several delegates.
    Any(Box<Annealer<'b, 'a>>),
}

impl<'b, 'a> Chains<'b, 'a> {
    /// Starts `number` of them (where the model is plain) from the complete plan on `board`.
    pub(super) fn new(
        board: &'b mut Board<'a>,
        cost: &'b Cost<'a>,
        number: usize,
        random: &mut Random,
    ) -> Self {
        if !board.plain {
            return Self::Any(Box::new(Annealer::new(board, cost, random.draw())));
        }
        let board = &*board;
        let seeds = std::iter::repeat_with(|| random.draw()).take(number);
        if board.model.slots <= Slots::<u64>::CAPACITY {
            Self::Short(seeds.map(|seed| Kempe::new(board, cost, seed)).collect())
        } else {
            Self::Plain(seeds.map(|seed| Kempe::new(board, cost, seed)).collect())
        }
    }

    /// How many there are.
    pub(super) fn count(&self) -> u64 {
        match self {
            Self::Short(chains) => chains.len() as u64,
            Self::Plain(chains) => chains.len() as u64,
            Self::Any(_) => 1,
        }
    }

    /// Tries `moves` moves in each at a temperature and hands over every plan that is the best
    /// so far of its chain.
    pub(super) fn run(
        &mut self,
        moves: u64,
        temperature: f64,
        better: &mut dyn FnMut(&[usize]),
    ) {
        let heat = Heat::new(temperature);
        match self {
            Self::Any(chain) => chain.run(moves, &heat, better),
            Self::Short(chains) => run(chains, moves, &heat, better),
            Self::Plain(chains) => run(chains, moves, &heat, better),
        }
    }
}

/// Tries `moves` moves in each of the chains, side by side.
fn run<W: Word>(
    chains: &mut [Kempe<'_, '_, W>],
    moves: u64,
    heat: &Heat,
    better: &mut dyn FnMut(&[usize]),
) {
    let advance = |chain: &mut Kempe<'_, '_, W>| chain.run(moves, heat);
    let found: Vec<bool> = match &mut *chains {
        [only] => vec![advance(only)],
        several => several.par_iter_mut().map(advance).collect(),
    };
    for (chain, _) in chains.iter().zip(found).filter(|(_, found)| *found) {
        better(chain.best().1);
    }
}

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

    /// The cheapest plan of all so far; the general annealing keeps none.
    pub(super) fn best(&self) -> Option<Vec<usize>> {
        match self {
            Self::Any(_) => None,
            Self::Short(chains) => best(chains),
            Self::Plain(chains) => best(chains),
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
        let heat = &Heat::new(temperature);
        match self {
            Self::Any(chain) => chain.run(moves, heat, better),
            Self::Short(chains) => advance(chains, |one| one.run(moves, heat), better),
            Self::Plain(chains) => advance(chains, |one| one.run(moves, heat), better),
        }
    }

    /// Tries about `moves` moves in each on [excursions](super::kempe::Kempe::explore), and hands
    /// over plans likewise; none in the general annealing.
    pub(super) fn explore(&mut self, moves: u64, better: &mut dyn FnMut(&[usize])) {
        match self {
            Self::Any(_) => {}
            Self::Short(chains) => advance(chains, |one| one.explore(moves), better),
            Self::Plain(chains) => advance(chains, |one| one.explore(moves), better),
        }
    }
}

fn best<W: Word>(chains: &[Kempe<'_, '_, W>]) -> Option<Vec<usize>> {
    let best = chains.iter().map(Kempe::best).min_by_key(|&(price, _)| price);
    best.map(|(_, slots)| slots.to_vec())
}

/// Advances all chains side by side; each says whether its best plan is a new one.
fn advance<W: Word>(
    chains: &mut [Kempe<'_, '_, W>],
    advance: impl Fn(&mut Kempe<'_, '_, W>) -> bool + Send + Sync,
    better: &mut dyn FnMut(&[usize]),
) {
    let found: Vec<bool> = match &mut *chains {
        [only] => vec![advance(only)],
        several => several.par_iter_mut().map(advance).collect(),
    };
    for (chain, _) in chains.iter().zip(found).filter(|(_, found)| *found) {
        better(chain.best().1);
    }
}

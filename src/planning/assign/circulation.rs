//! The best choice of pairs as a minimum-cost circulation: source → enterprise → need →
//! pair → person → institution → source. The loads form a laminar family on either side, so
//! that the network's integer optimum is the exact one.
//!
//! Order of importance: pairs of a higher rank, then fulfilled minimums, then points. Each
//! weighs more than all that the next can bring together; the weights come from the totals.

use super::flow::Network;
use super::market::{Load, Market};
use crate::planning::schedule::Random;

/// The best choice of pairs, ascending. Equally good ones are told apart by `seed`: it sets
/// the order in which pairs enter the network.
pub fn best(market: &Market, seed: u64) -> Vec<usize> {
    let weights = Weights::of(market);
    let mut builder = Builder::new(market, weights.minimum);
    let mut order: Vec<usize> = (0..market.pairs.len()).collect();
    shuffle(&mut order, seed);
    let arcs: Vec<usize> = order
        .iter()
        .map(|&pair| {
            let candidate = market.pairs[pair];
            let gain = candidate.points + weights.of_rank(candidate.rank);
            let (from, to) = (builder.needs[candidate.need], builder.seat(market, pair));
            builder.network.arc(from, to, 1, -gain)
        })
        .collect();
    let flow = builder.network.solve();
    let mut chosen: Vec<usize> = order
        .into_iter()
        .zip(arcs)
        .filter(|(_, arc)| flow[*arc] > 0)
        .map(|(pair, _)| pair)
        .collect();
    chosen.sort_unstable();
    chosen
}

/// Puts a list into a random order that depends on nothing but the seed.
pub(super) fn shuffle(order: &mut [usize], seed: u64) {
    let mut random = Random::new(seed);
    for last in (1..order.len()).rev() {
        order.swap(last, random.below(last + 1));
    }
}

/// What a fulfilled minimum and a rank are worth, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weights {
    pub(super) minimum: i64,
    ranks: [i64; 2],
}

impl Weights {
    pub(super) fn of(market: &Market) -> Self {
        let most = most(market);
        let dearest = market.pairs.iter().map(|pair| pair.points).max().unwrap_or(0);
        let minimum = dearest * number(most) + 1;
        let wanted =
            [&market.needs, &market.enterprises, &market.institutions, &market.people]
                .into_iter()
                .flatten()
                .map(|load| load.min)
                .sum::<usize>();
        let lower = minimum * (number(wanted.min(4 * most)) + 1);
        let kept = market.pairs.iter().filter(|pair| pair.rank == 1).count().min(most);
        Self { minimum, ranks: [lower, lower * (number(kept) + 2)] }
    }

    /// What a rank adds to a pair: more than all pairs of lower ranks together could bring.
    pub(super) fn of_rank(self, rank: u8) -> i64 {
        match rank {
            0 => 0,
            1 => self.ranks[0],
            _ => self.ranks[1],
        }
    }
}

/// Pairs that can be chosen at most.
fn most(market: &Market) -> usize {
    let sum = |loads: &[Load]| loads.iter().map(|load| load.max).sum::<usize>();
    market
        .pairs
        .len()
        .min(market.capacity.unwrap_or(usize::MAX))
        .min(sum(&market.enterprises))
        .min(sum(&market.institutions))
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The network but for the pairs.
pub(super) struct Builder {
    pub(super) network: Network,
    /// Where each need's pairs leave from.
    pub(super) needs: Vec<usize>,
    institutions: Vec<usize>,
    people: Vec<usize>,
}

impl Builder {
    /// A network with an arc for each load; what goes towards a minimum gains `bonus`.
    pub(super) fn new(market: &Market, bonus: i64) -> Self {
        let mut network = Network::new(2);
        let (source, sink) = (0, 1);
        let capacity = market.capacity.unwrap_or(market.pairs.len());
        network.arc(sink, source, number(capacity), 0);
        let mut nodes = |loads: &[Load]| -> Vec<usize> {
            loads.iter().map(|_| network.node()).collect()
        };
        let enterprises = nodes(&market.enterprises);
        let needs = nodes(&market.needs);
        let people = nodes(&market.people);
        let institutions = nodes(&market.institutions);
        let mut builder = Self { network, needs, institutions, people };
        for (load, &node) in market.enterprises.iter().zip(&enterprises) {
            builder.load(source, node, *load, bonus);
        }
        for (index, load) in market.needs.iter().enumerate() {
            builder.load(enterprises[load.within], builder.needs[index], *load, bonus);
        }
        for (index, load) in market.people.iter().enumerate() {
            let institution = builder.institutions[load.within];
            builder.load(builder.people[index], institution, *load, bonus);
        }
        for (index, load) in market.institutions.iter().enumerate() {
            builder.load(builder.institutions[index], sink, *load, bonus);
        }
        builder
    }

    fn load(&mut self, from: usize, to: usize, load: Load, bonus: i64) {
        let (min, max) = (number(load.min.min(load.max)), number(load.max));
        if min > 0 {
            self.network.arc(from, to, min, -bonus);
        }
        if max > min {
            self.network.arc(from, to, max - min, 0);
        }
    }

    /// Splits what a need can hold: one meeting that may be its best, and the others.
    pub(super) fn ways(&mut self, market: &Market) -> Vec<[usize; 2]> {
        let split = |(load, &need): (&Load, &usize)| {
            let (best, other) = (self.network.node(), self.network.node());
            self.network.arc(need, best, 1, 0);
            self.network.arc(need, other, number(load.max.saturating_sub(1)), 0);
            [best, other]
        };
        market.needs.iter().zip(&self.needs).map(split).collect()
    }

    /// Where a pair enters the institution's side.
    pub(super) fn seat(&self, market: &Market, pair: usize) -> usize {
        let candidate = market.pairs[pair];
        match candidate.person {
            Some(person) => self.people[person],
            None => self.institutions[candidate.institution],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Candidate;
    use super::super::tests::{brute_force, markets};
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn no_choice_is_better(market in markets()) {
            let chosen = best(&market, 1);
            prop_assert!(market.allows(&chosen));
            let value = |chosen: &[usize]| {
                let of = |rank| chosen.iter().filter(|&&p| market.pairs[p].rank == rank).count();
                (of(2), of(1), market.fulfilled(chosen), market.points(chosen))
            };
            prop_assert_eq!(value(&chosen), brute_force(&market, value));
        }
    }

    #[test]
    fn ties_follow_the_seed() {
        let load = Load { min: 0, max: 1, within: 0 };
        let pair = |need| Candidate { need, points: 5, ..Candidate::default() };
        let market = Market {
            pairs: (0..4).map(pair).collect(),
            needs: vec![load; 4],
            enterprises: vec![Load { max: 4, ..load }],
            institutions: vec![load],
            ..Market::default()
        };
        let chosen: std::collections::BTreeSet<_> =
            (0..20).map(|seed| best(&market, seed)).collect();
        assert!(chosen.len() > 1);
        assert_eq!(best(&market, 3), best(&market, 3));
    }
}

//! The best choice of pairs as a minimum-cost circulation: source → enterprise → need →
//! pair → person → institution → source. The loads form a laminar family on either side, so
//! that the network's integer optimum is the exact one. A person who comes for several
//! institutions has a node in each, and what he can hold is split among them, as what can be held
//! of pairs that clash is among these: the best split is searched for, with proof as long as there
//! are not too many to try.
//!
//! Order of importance: pairs of a higher rank, then fulfilled minimums, then points. Each
//! weighs more than all that the next can bring together; the weights come from the totals.

use super::builder::{Builder, number};
use super::flow::Whole;
use super::market::{Found, Load, Market};
use super::prices::Priced;
use super::search::best_within;
use crate::planning::schedule::Random;

/// The best choice of pairs, ascending. Equally good ones are told apart by `seed`: it sets
/// the order in which pairs enter the network.
pub fn best(market: &Market, seed: u64) -> Found {
    best_of(market, seed, networks(market))
}

/// The best choice that so many networks show.
fn best_of(market: &Market, seed: u64, most: usize) -> Found {
    let weights = Weights::of(market);
    let mut builder = Builder::new(market, weights.minimum);
    let mut order: Vec<usize> = (0..market.pairs.len()).collect();
    shuffle(&mut order, seed);
    let mut arcs = vec![0; market.pairs.len()];
    for pair in order {
        let candidate = market.pairs[pair];
        let gain = Whole::from(candidate.points) + weights.of_rank(candidate.rank);
        let (from, to) = (builder.needs[candidate.need], builder.seat(market, pair));
        arcs[pair] = builder.network.arc(from, to, 1, -gain);
    }
    builder.cut(market, |pair| arcs[pair]);
    let Builder { network, pools, .. } = builder;
    let (flow, proved) = if pools.is_empty() {
        (network.solve(), true)
    } else {
        let mut priced = Priced::new(network, &pools);
        best_within(&pools, None, most, |split, _| priced.relax(split))
    };
    let taken = |pair: &usize| flow[arcs[*pair]] > 0;
    market.found((0..arcs.len()).filter(taken).collect(), proved)
}

/// How many networks are solved to find the best split of what several share: as many as take
/// some seconds at most; some tenths of one where pairs clash, for then the choice is one of many.
pub(super) fn networks(market: &Market) -> usize {
    let pairs = market.pairs.len().max(1);
    if market.cuts.is_empty() {
        (4_000_000 / pairs).clamp(50, 10_000)
    } else {
        (400_000 / pairs).clamp(5, 20_000)
    }
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
    pub(super) minimum: Whole,
    ranks: [Whole; 3],
}

impl Weights {
    pub(super) fn of(market: &Market) -> Self {
        let most = most(market);
        let dearest = market.pairs.iter().map(|pair| pair.points).max().unwrap_or(0);
        let minimum = Whole::from(dearest) * number(most) + 1;
        let wanted =
            [&market.needs, &market.enterprises, &market.institutions, &market.people]
                .into_iter()
                .flatten()
                .map(|load| load.min)
                .sum::<usize>();
        let lower = minimum * (number(wanted.min(4 * most)) + 1);
        let count = |rank| {
            let own = market.pairs.iter().filter(|pair| pair.rank == rank);
            number(own.count().min(most)) + 2
        };
        let kept = lower;
        let pinned = kept * count(1);
        Self { minimum, ranks: [kept, pinned, pinned * count(2)] }
    }

    /// What a rank adds to a pair: more than all pairs of lower ranks together could bring.
    pub(super) fn of_rank(self, rank: u8) -> Whole {
        match rank {
            0 => 0,
            1 => self.ranks[0],
            2 => self.ranks[1],
            _ => self.ranks[2],
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

#[cfg(test)]
mod tests {
    use super::super::Candidate;
    use super::super::tests::{brute_force, clashing_markets, markets, shared_markets};
    use super::*;
    use proptest::prelude::*;

    /// Whether the choice is one that no other beats, and known to be.
    fn check(market: &Market) -> Result<(), TestCaseError> {
        let found = best(market, 1);
        prop_assert!(found.proved && market.allows(&found.pairs));
        let value = |chosen: &[usize]| {
            let of =
                |rank| chosen.iter().filter(|&&p| market.pairs[p].rank == rank).count();
            (of(3), of(2), of(1), market.fulfilled(chosen), market.points(chosen))
        };
        prop_assert_eq!(value(&found.pairs), brute_force(market, value));
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn no_choice_is_better(market in markets()) {
            check(&market)?;
        }

        #[test]
        fn nor_where_people_come_for_several_institutions(market in shared_markets()) {
            check(&market)?;
        }

        #[test]
        fn nor_where_pairs_clash(market in clashing_markets()) {
            check(&market)?;
        }

        #[test]
        fn what_is_not_proved_is_allowed_and_leaves_no_room(market in clashing_markets()) {
            let found = best_of(&market, 1, 1);
            prop_assert!(market.allows(&found.pairs));
            let mut more = found.pairs.clone();
            market.fill(&mut more, 0..market.pairs.len());
            prop_assert_eq!(more, found.pairs);
        }
    }

    #[test]
    fn ranks_outweigh_all_below_them_in_the_largest_fairs() {
        let load = |max, within| Load { min: 40, max, within };
        let pair = |index: usize| Candidate {
            need: index / 100,
            institution: index % 100,
            points: 101_000,
            rank: [4_000, 1_500, 700].map(|most| u8::from(index < most)).iter().sum(),
            ..Candidate::default()
        };
        let market = Market {
            pairs: (0..20_000).map(pair).collect(),
            needs: (0..200).map(|need| load(100, need)).collect(),
            enterprises: vec![load(100, 0); 200],
            institutions: vec![load(200, 0); 100],
            capacity: Some(10_000),
            ..Market::default()
        };
        let chosen = best(&market, 1).pairs;
        let of = |rank| chosen.iter().filter(|&&p| market.pairs[p].rank == rank).count();
        assert_eq!([of(3), of(2), of(1), of(0)], [700, 800, 2_500, 6_000]);
        assert_eq!(market.fulfilled(&chosen), 7_600 * 2 + 4_000);
    }

    #[test]
    fn many_people_of_several_institutions_are_proved() {
        let mut random = Random::new(1);
        let load = |max, within| Load { min: 0, max, within };
        let mut pair = |index: usize| {
            let (need, institution) = (index / 6, random.below(24));
            let points = 1 + i64::try_from(index).unwrap_or(0) * 37 % 100;
            let person = Some(institution / 3);
            Candidate { need, institution, person, points, rank: 0 }
        };
        let market = Market {
            pairs: (0..180).map(&mut pair).collect(),
            needs: (0..30).map(|need| load(3, need / 2)).collect(),
            enterprises: vec![load(5, 0); 15],
            institutions: vec![load(4, 0); 24],
            people: vec![load(6, 0); 8],
            ..Market::default()
        };
        let found = best(&market, 1);
        assert!(found.proved && market.allows(&found.pairs));
        let mut free = market.clone();
        free.people.fill(load(99, 0));
        let bound = market.points(&best(&free, 1).pairs);
        assert!(market.points(&found.pairs) < bound, "somebody has to give way");
        assert_eq!(best(&market, 1), found);
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
            (0..20).map(|seed| best(&market, seed).pairs).collect();
        assert!(chosen.len() > 1);
        assert_eq!(best(&market, 3), best(&market, 3));
    }
}

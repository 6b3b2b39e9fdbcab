//! The choice that serves the worst-served need best, then the second worst, and so on
//! (leximin). How well a need is served is the points of its best meeting, 0 without one.
//!
//! Exact: for each value that occurs, from the lowest up, as many needs as possible are served
//! with at least that; then the sum of points decides. Each step is a circulation over those
//! that were best in the steps before, which an optimal one's reduced costs describe.

use super::circulation::{Builder, Weights, shuffle};
use super::flow::{Network, Settled};
use super::market::Market;

/// The leximin choice of pairs, ascending; pairs of a higher rank and minimums come first, as
/// in [`best`](super::best). Ties follow the seed.
pub fn worst_first(market: &Market, seed: u64) -> Vec<usize> {
    let mut stages = Stages::new(market, seed);
    stages.settle(|stages, arc| stages.first[arc]);
    let mut levels: Vec<i64> = market.pairs.iter().map(|pair| pair.points).collect();
    levels.sort_unstable();
    levels.dedup();
    for level in levels {
        stages.settle(|stages, arc| i64::from(stages.primary[arc] >= level));
    }
    let flow = stages.settle(|stages, arc| stages.points[arc]);
    (0..market.pairs.len()).filter(|&pair| flow[stages.taken[pair]] > 0).collect()
}

/// The network, and what each arc gains in each stage.
struct Stages {
    network: Network,
    capacity: Vec<i64>,
    settled: Vec<Settled>,
    /// Gain in the first stage: ranks and minimums.
    first: Vec<i64>,
    /// Points of the pair, where it may be its need's best one; else 0.
    primary: Vec<i64>,
    /// Points of the pair, on the arc that all its ways end in.
    points: Vec<i64>,
    /// That arc, for each pair.
    taken: Vec<usize>,
}

impl Stages {
    fn new(market: &Market, seed: u64) -> Self {
        let weights = Weights::of(market);
        let mut builder = Builder::new(market, weights.minimum);
        let (mut primary, mut points, mut ranks) = (Vec::new(), Vec::new(), Vec::new());
        let ways: Vec<[usize; 2]> = builder.ways(market);
        let mut taken = vec![0; market.pairs.len()];
        let mut order: Vec<usize> = (0..market.pairs.len()).collect();
        shuffle(&mut order, seed);
        for pair in order {
            let candidate = market.pairs[pair];
            let (node, seat) = (builder.network.node(), builder.seat(market, pair));
            let [best, other] = ways[candidate.need];
            let arc = builder.network.arc(best, node, 1, 0);
            primary.push((arc, candidate.points));
            builder.network.arc(other, node, 1, 0);
            taken[pair] = builder.network.arc(node, seat, 1, 0);
            points.push((taken[pair], candidate.points));
            ranks.push((taken[pair], weights.of_rank(candidate.rank)));
        }
        let mut network = builder.network;
        let (mut first, mut capacity) = (Vec::new(), Vec::new());
        network.change(|_, arc| {
            first.push(-arc.cost);
            capacity.push(arc.capacity);
            (arc.capacity, arc.cost)
        });
        for (arc, gain) in ranks {
            first[arc] += gain;
        }
        let spread = |list: Vec<(usize, i64)>| {
            let mut gains = vec![0; capacity.len()];
            for (arc, gain) in list {
                gains[arc] = gain;
            }
            gains
        };
        let (primary, points) = (spread(primary), spread(points));
        let settled = vec![Settled::Open; capacity.len()];
        Self { network, capacity, settled, first, primary, points, taken }
    }

    /// The circulation of greatest gain among those left; those that gain less are left no
    /// more.
    fn settle(&mut self, gain: impl Fn(&Self, usize) -> i64) -> Vec<i64> {
        let gains: Vec<i64> =
            (0..self.capacity.len()).map(|arc| gain(self, arc)).collect();
        let all = gains.iter().zip(&self.capacity).fold(0_i64, |all, (gain, cap)| {
            all.saturating_add(gain.saturating_mul(*cap))
        });
        let (settled, capacity) = (&self.settled, &self.capacity);
        self.network.change(|arc, _| match settled[arc] {
            Settled::Empty => (0, 0),
            Settled::Open => (capacity[arc], -gains[arc]),
            Settled::Full => (capacity[arc], -gains[arc] - all - 1),
        });
        let (flow, found) = self.network.solve_and_settle();
        for (settled, found) in self.settled.iter_mut().zip(found) {
            if *settled == Settled::Open {
                *settled = found;
            }
        }
        flow
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{brute_force, markets};
    use super::*;
    use proptest::prelude::*;

    /// The needs' best points, worst first.
    fn served(market: &Market, chosen: &[usize]) -> Vec<i64> {
        let best = |need| {
            let own = chosen.iter().filter(|&&pair| market.pairs[pair].need == need);
            own.map(|&pair| market.pairs[pair].points).max().unwrap_or(0)
        };
        let mut served: Vec<i64> = (0..market.needs.len()).map(best).collect();
        served.sort_unstable();
        served
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn no_choice_serves_the_worst_better(market in markets()) {
            let chosen = worst_first(&market, 1);
            prop_assert!(market.allows(&chosen));
            let value = |chosen: &[usize]| {
                let of = |rank| chosen.iter().filter(|&&p| market.pairs[p].rank == rank).count();
                let first = (of(2), of(1), market.fulfilled(chosen));
                (first, served(&market, chosen), market.points(chosen))
            };
            prop_assert_eq!(value(&chosen), brute_force(&market, value));
        }
    }
}

//! The choice that serves the worst-served need best, then the second worst, and so on
//! (leximin). How well a need is served is the points of its best meeting, 0 without one.
//!
//! Exact: for each value that occurs, from the lowest up, as many needs as possible are served
//! with at least that; then the sum of points decides. Each step is a circulation over those
//! that were best in the steps before, which an optimal one's reduced costs describe. Where people
//! come for several institutions, all steps are taken for each split of what they can hold.

use super::builder::Builder;
use super::circulation::{Weights, networks, shuffle};
use super::flow::{Network, Settled, Whole};
use super::market::{Candidate, Found, Market};
use super::prices::Priced;
use super::search::{Relaxed, best_within};
use super::split::{Pool, Split};

/// The leximin choice of pairs, ascending; pairs of a higher rank and minimums come first, as
/// in [`best`](super::best). Ties follow the seed.
pub fn worst_first(market: &Market, seed: u64) -> Found {
    let mut stages = Stages::new(market, seed);
    let pools = std::mem::take(&mut stages.pools);
    let (flow, proved) = if pools.is_empty() {
        (stages.run(), true)
    } else {
        let most = networks(market) / 4;
        let like = stages.first_alone(&pools, most);
        best_within(&pools, Some(&like), most, |split, known| {
            stages.relax(&pools, split, known)
        })
    };
    let taken = |pair: &usize| flow[stages.taken[*pair]] > 0;
    market.found((0..market.pairs.len()).filter(taken).collect(), proved)
}

/// The network, and what each arc gains in each stage.
struct Stages {
    network: Network,
    capacity: Vec<Whole>,
    settled: Vec<Settled>,
    /// Gain in the first stage: ranks and minimums.
    first: Vec<Whole>,
    /// Points of the pair, where it may be its need's best one; else 0.
    primary: Vec<Whole>,
    /// Points of the pair, on the arc that all its ways end in.
    points: Vec<Whole>,
    /// That arc, for each pair.
    taken: Vec<usize>,
    /// Every number of points that a pair has, ascending.
    levels: Vec<Whole>,
    pools: Vec<Pool>,
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
            primary.push((arc, Whole::from(candidate.points)));
            builder.network.arc(other, node, 1, 0);
            taken[pair] = builder.network.arc(node, seat, 1, 0);
            points.push((taken[pair], Whole::from(candidate.points)));
            ranks.push((taken[pair], weights.of_rank(candidate.rank)));
        }
        builder.cut(market, |pair| taken[pair]);
        let Builder { network, pools, .. } = builder;
        let arcs = network.arcs().iter();
        let (mut first, capacity): (Vec<Whole>, Vec<Whole>) =
            arcs.map(|arc| (-arc.cost, arc.capacity)).unzip();
        for (arc, gain) in ranks {
            first[arc] += gain;
        }
        let spread = |list: Vec<(usize, Whole)>| {
            let mut gains = vec![0; capacity.len()];
            for (arc, gain) in list {
                gains[arc] = gain;
            }
            gains
        };
        let (primary, points) = (spread(primary), spread(points));
        let settled = vec![Settled::Open; capacity.len()];
        let worth = |pair: &Candidate| Whole::from(pair.points);
        let mut levels: Vec<Whole> = market.pairs.iter().map(worth).collect();
        levels.sort_unstable();
        levels.dedup();
        Self { network, capacity, settled, first, primary, points, taken, levels, pools }
    }

    /// The best of the first stage alone.
    fn first_alone(&self, pools: &[Pool], most: usize) -> Vec<Whole> {
        let mut network = self.network.clone();
        network.change(|arc, _| (self.capacity[arc], -self.first[arc]));
        let mut priced = Priced::new(network, pools);
        best_within(pools, None, most, |split, _| priced.relax(split)).0
    }

    /// What stages there are: ranks and minimums, each level, then points.
    fn count(&self) -> usize {
        self.levels.len() + 2
    }

    /// What an arc gains in a stage.
    fn gain(&self, stage: usize, arc: usize) -> Whole {
        match stage.checked_sub(1) {
            None => self.first[arc],
            Some(level) if level < self.levels.len() => {
                Whole::from(self.primary[arc] >= self.levels[level])
            }
            Some(_) => self.points[arc],
        }
    }

    /// All stages, one after the other.
    fn run(&mut self) -> Vec<Whole> {
        (0..self.count()).map(|stage| self.settle(stage)).last().unwrap_or_default()
    }

    /// All stages with a split, and what each of them gains; no more of them than it takes to
    /// see that another split gains more.
    fn relax(
        &mut self,
        pools: &[Pool],
        split: &Split,
        known: Option<&Vec<Whole>>,
    ) -> Relaxed<Vec<Whole>> {
        for (arc, most) in split.capacities(pools) {
            self.capacity[arc] = most;
        }
        self.settled.fill(Settled::Open);
        let (mut value, mut flow) = (Vec::new(), Vec::new());
        for stage in 0..self.count() {
            flow = self.settle(stage);
            let units = flow.iter().enumerate();
            value.push(units.map(|(arc, units)| self.gain(stage, arc) * units).sum());
            if known.is_some_and(|known| value[..] < known[..=stage]) {
                break;
            }
        }
        let networks = value.len();
        Relaxed { bound: value.clone(), flow, value, networks }
    }

    /// The circulation of greatest gain among those left; those that gain less are left no
    /// more.
    fn settle(&mut self, stage: usize) -> Vec<Whole> {
        let gains: Vec<Whole> =
            (0..self.capacity.len()).map(|arc| self.gain(stage, arc)).collect();
        let all = gains.iter().zip(&self.capacity).fold(0, |all: Whole, (gain, cap)| {
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
    use super::super::tests::{brute_force, clashing_markets, markets, shared_markets};
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

    /// Whether no choice serves the worst-served better, and it is known.
    fn check(market: &Market) -> Result<(), TestCaseError> {
        let found = worst_first(market, 1);
        prop_assert!(found.proved && market.allows(&found.pairs));
        let value = |chosen: &[usize]| {
            let of =
                |rank| chosen.iter().filter(|&&p| market.pairs[p].rank == rank).count();
            let first = (of(3), of(2), of(1), market.fulfilled(chosen));
            (first, served(market, chosen), market.points(chosen))
        };
        prop_assert_eq!(value(&found.pairs), brute_force(market, value));
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn no_choice_serves_the_worst_better(market in markets()) {
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
    }
}

//! Prices on what pools hold (Lagrange multipliers): who has to pay for a unit of a pool takes
//! none that is worth less, so that the best circulation at the right prices hardly overfills
//! any, and its worth, with the price of what pools hold paid back, bounds all within them.

use super::flow::{Network, Whole};
use super::search::Relaxed;
use super::split::{Pool, Split};

/// Prices of a pool that are tried in one go.
const STEPS: usize = 12;

/// A network, its pools, and what a unit of each costs.
pub(super) struct Priced<'a> {
    network: Network,
    /// What the arcs carry and cost without pools.
    plain: Vec<(Whole, Whole)>,
    pools: &'a [Pool],
    prices: Vec<Whole>,
    /// Networks solved so far.
    solved: usize,
}

/// The best circulation at some prices.
struct Point {
    flow: Vec<Whole>,
    value: Whole,
    bound: Whole,
    /// Units more than each pool holds.
    over: Vec<Whole>,
}

/// What a circulation is worth as the price of pools varies: a straight line.
#[derive(Clone, Copy)]
struct Line {
    free: Whole,
    over: Whole,
}

impl Line {
    fn at(self, price: Whole) -> Whole {
        self.free - price * self.over
    }

    /// The price at which two lines cross, rounded down.
    fn crossing(self, other: Self) -> Whole {
        (self.free - other.free).div_euclid(self.over - other.over)
    }
}

impl<'a> Priced<'a> {
    /// At prices that take back what a unit gains wherever it is.
    pub(super) fn new(network: Network, pools: &'a [Pool]) -> Self {
        let plain = network.arcs().iter().map(|arc| (arc.capacity, arc.cost)).collect();
        let prices = pools.iter().map(|pool| pool.gain).collect();
        Self { network, plain, pools, prices, solved: 0 }
    }

    /// What there is to have with a split, at prices that follow those of splits before; what
    /// is split in full is free.
    pub(super) fn relax(&mut self, split: &Split) -> Relaxed<Whole> {
        let solved = self.solved;
        let open = split.open_pools(self.pools);
        let known = self.prices.clone();
        let is_open = |pool: &usize| open.binary_search(pool).is_ok();
        let closed = || (0..known.len()).filter(|pool| !is_open(pool));
        closed().for_each(|pool| self.prices[pool] = 0);
        let mut best = self.point(split);
        for (index, &pool) in open.iter().enumerate() {
            // what goes towards a minimum and what goes beyond, together first
            let next = open.get(index + 1).filter(|&&next| {
                next == pool + 1 && self.pools[pool].owner == self.pools[next].owner
            });
            if let Some(&next) = next {
                self.tune(&[pool, next], split, &mut best);
            }
            self.tune(&[pool], split, &mut best);
        }
        closed().for_each(|pool| self.prices[pool] = known[pool]);
        let networks = self.solved - solved;
        Relaxed { bound: best.bound, flow: best.flow, value: best.value, networks }
    }

    fn point(&mut self, split: &Split) -> Point {
        self.solved += 1;
        let mut arcs = self.plain.clone();
        for (arc, most) in split.capacities(self.pools) {
            arcs[arc].0 = most;
        }
        for (pool, price) in self.pools.iter().zip(&self.prices) {
            pool.arcs.iter().for_each(|(arc, _)| arcs[*arc].1 += price);
        }
        self.network.change(|index, _| arcs[index]);
        let flow = self.network.solve();
        let costs = self.plain.iter().zip(&flow);
        let value = -costs.map(|((_, cost), units)| cost * units).sum::<Whole>();
        let over: Vec<Whole> =
            self.pools.iter().map(|pool| pool.load(&flow) - pool.capacity).collect();
        let paid: Whole = over.iter().zip(&self.prices).map(|(n, price)| n * price).sum();
        Point { flow, value, bound: value - paid, over }
    }

    /// Finds what to add to the prices of some pools to have the least bound: the worst of all
    /// circulations' lines is lowest where two of them cross.
    fn tune(&mut self, own: &[usize], split: &Split, best: &mut Point) {
        let start = self.prices.clone();
        let least = -own.iter().map(|&pool| start[pool]).min().unwrap_or(0);
        let first = line(best, own, 0);
        if first.over == 0 || (first.over < 0 && least == 0) {
            return;
        }
        let (mut kept, mut above, mut below) = (0, first, first);
        let mut added = least;
        if first.over > 0 {
            let none = own.iter().fold(split.clone(), |split, &pool| split.without(pool));
            below = line(&self.point(&none), own, 0);
            added = above.crossing(below);
        }
        for _ in 0..STEPS {
            for &pool in own {
                self.prices[pool] = start[pool] + added;
            }
            let point = self.point(split);
            let line = line(&point, own, added);
            let cannot_fall = point.bound <= above.at(added).max(below.at(added))
                || line.over == 0
                || (line.over < 0 && added == least);
            if point.bound < best.bound {
                (*best, kept) = (point, added);
            }
            if cannot_fall {
                break;
            }
            *if line.over > 0 { &mut above } else { &mut below } = line;
            added = above.crossing(below).max(least);
        }
        for &pool in own {
            self.prices[pool] = start[pool] + kept;
        }
    }
}

/// What a point's circulation is worth as something is added to the prices of some pools.
fn line(point: &Point, own: &[usize], added: Whole) -> Line {
    let over = own.iter().map(|&pool| point.over[pool]).sum();
    Line { free: point.bound + added * over, over }
}

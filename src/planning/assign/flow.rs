//! Minimum-cost flow by the primal network simplex method (Dantzig 1951; strongly
//! feasible trees after Cunningham 1976, block search after Kelly and O'Neill 1991).
//! Exact, in integers.

mod pivot;
mod tree;

use tree::Tree;

/// Units, costs and their products: of several ranks, each of which outweighs all that the lower
/// ones bring together, 64 bits do not hold a large fair's.
pub type Whole = i128;

/// An arc: up to `capacity` units from one node to another, each at a cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arc {
    /// Node it leaves.
    pub from: usize,
    /// Node it enters.
    pub to: usize,
    /// Units it carries at most; not negative.
    pub capacity: Whole,
    /// Cost of a unit; negative is a gain.
    pub cost: Whole,
}

/// A network without supplies: the best circulation is wanted. A source and a sink are
/// tied by an arc from the sink back to the source.
#[derive(Debug, Clone, Default)]
pub struct Network {
    nodes: usize,
    arcs: Vec<Arc>,
}

impl Network {
    /// A network of so many nodes, without arcs.
    pub fn new(nodes: usize) -> Self {
        Self { nodes, arcs: Vec::new() }
    }

    /// Adds a node and names it.
    pub fn node(&mut self) -> usize {
        self.nodes += 1;
        self.nodes - 1
    }

    /// Adds an arc and names it.
    pub fn arc(&mut self, from: usize, to: usize, capacity: Whole, cost: Whole) -> usize {
        debug_assert!(capacity >= 0 && from < self.nodes && to < self.nodes);
        self.arcs.push(Arc { from, to, capacity, cost });
        self.arcs.len() - 1
    }

    /// Its arcs, by their names.
    pub fn arcs(&self) -> &[Arc] {
        &self.arcs
    }

    /// The circulation of least cost: the units on each arc.
    pub fn solve(&self) -> Vec<Whole> {
        let mut simplex = Simplex::new(self);
        simplex.run();
        simplex.flow.truncate(self.arcs.len());
        simplex.flow
    }

    /// The circulation of least cost, narrowed to those that cost as little: in all of them
    /// an arc whose reduced cost is positive is empty, and one whose reduced cost is negative
    /// is full (complementary slackness).
    pub fn solve_and_settle(&self) -> (Vec<Whole>, Vec<Settled>) {
        let mut simplex = Simplex::new(self);
        simplex.run();
        let potential = &simplex.tree.potential;
        let settled = self.arcs.iter().map(|arc| {
            match (arc.cost + potential[arc.from] - potential[arc.to]).signum() {
                1 => Settled::Empty,
                0 => Settled::Open,
                _ => Settled::Full,
            }
        });
        let settled = settled.collect();
        simplex.flow.truncate(self.arcs.len());
        (simplex.flow, settled)
    }

    /// Gives every arc the capacity and cost that a function makes of the ones it has.
    pub fn change(&mut self, mut new: impl FnMut(usize, &Arc) -> (Whole, Whole)) {
        for (index, arc) in self.arcs.iter_mut().enumerate() {
            (arc.capacity, arc.cost) = new(index, arc);
        }
    }

    /// The cost of a circulation.
    pub fn cost(&self, flow: &[Whole]) -> Whole {
        self.arcs.iter().zip(flow).map(|(arc, units)| arc.cost * units).sum()
    }
}

/// What all circulations of least cost do with an arc.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// They leave it empty.
    Empty,
    /// Some do this, some that.
    Open,
    /// They fill it.
    Full,
}

/// Where an arc outside the tree stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Empty.
    Lower,
    /// In the tree.
    Tree,
    /// Full.
    Upper,
}

impl State {
    /// +1 for an arc that can only gain units, −1 for one that can only lose them.
    fn sign(self) -> Whole {
        match self {
            Self::Lower => 1,
            Self::Tree => 0,
            Self::Upper => -1,
        }
    }
}

/// The method's state: a spanning tree of basic arcs, the others empty or full.
struct Simplex {
    arcs: Vec<Arc>,
    /// Arcs of the network proper; those after them tie every node to the root.
    proper: usize,
    flow: Vec<Whole>,
    state: Vec<State>,
    tree: Tree,
    next_arc: usize,
}

impl Simplex {
    /// Starts from the empty circulation, every node hung from an extra root by an arc
    /// that costs too much to be used.
    fn new(network: &Network) -> Self {
        let root = network.nodes;
        let dearest = network.arcs.iter().map(|arc| arc.cost.abs()).max().unwrap_or(0);
        let forbidding =
            (dearest + 1) * (Whole::try_from(root).unwrap_or(Whole::MAX) + 1);
        let mut arcs = network.arcs.clone();
        let proper = arcs.len();
        arcs.extend((0..root).map(|node| Arc {
            from: node,
            to: root,
            capacity: Whole::MAX / 4,
            cost: forbidding,
        }));
        let mut state = vec![State::Lower; proper];
        state.resize(arcs.len(), State::Tree);
        let tree = Tree::star(root, proper, forbidding);
        Self { flow: vec![0; arcs.len()], arcs, proper, state, tree, next_arc: 0 }
    }

    fn run(&mut self) {
        while let Some(entering) = self.entering() {
            self.pivot(entering);
        }
    }

    /// How much the cost falls for each unit pushed the way an arc still allows.
    fn gain(&self, index: usize) -> Whole {
        let arc = self.arcs[index];
        let reduced =
            arc.cost + self.tree.potential[arc.from] - self.tree.potential[arc.to];
        -self.state[index].sign() * reduced
    }

    /// The best arc of the next block that has one.
    fn entering(&mut self) -> Option<usize> {
        let block = self.proper.isqrt().max(16);
        let mut best: Option<(Whole, usize)> = None;
        for step in 0..self.proper {
            let index = (self.next_arc + step) % self.proper;
            let gain = self.gain(index);
            if gain > best.map_or(0, |(gain, _)| gain) {
                best = Some((gain, index));
            }
            if (step + 1) % block == 0 && best.is_some() {
                self.next_arc = (index + 1) % self.proper;
                break;
            }
        }
        best.map(|(_, index)| index)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_cheap_way_is_taken_first() {
        let mut network = Network::new(4);
        network.arc(0, 1, 2, 1);
        network.arc(0, 2, 2, 3);
        network.arc(1, 3, 1, 0);
        network.arc(2, 3, 2, 0);
        network.arc(3, 0, 10, -5);
        let flow = network.solve();
        assert_eq!(flow, [1, 2, 1, 2, 3]);
        assert_eq!(network.cost(&flow), 1 + 6 - 15);
    }

    #[test]
    fn what_costs_more_than_it_gains_is_left() {
        let mut network = Network::new(2);
        network.arc(0, 1, 5, 4);
        network.arc(1, 0, 5, -3);
        assert_eq!(network.solve(), [0, 0]);
    }

    /// Bellman–Ford finds no cycle of negative cost in the residual network.
    fn is_optimal(network: &Network, flow: &[Whole]) -> bool {
        let mut distance = vec![0; network.nodes];
        for _ in 0..=network.nodes {
            let mut changed = false;
            for (arc, &units) in network.arcs.iter().zip(flow) {
                if units < arc.capacity
                    && distance[arc.from] + arc.cost < distance[arc.to]
                {
                    distance[arc.to] = distance[arc.from] + arc.cost;
                    changed = true;
                }
                if units > 0 && distance[arc.to] - arc.cost < distance[arc.from] {
                    distance[arc.from] = distance[arc.to] - arc.cost;
                    changed = true;
                }
            }
            if !changed {
                return true;
            }
        }
        false
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn every_circulation_is_legal_and_the_best(
            nodes in 2_usize..8,
            raw in prop::collection::vec((0_usize..8, 0_usize..8, 0..5_i128, -9..9_i128), 1..30),
        ) {
            let mut network = Network::new(nodes);
            for (from, to, capacity, cost) in raw {
                network.arc(from % nodes, to % nodes, capacity, cost);
            }
            let flow = network.solve();
            let mut balance = vec![0; nodes];
            for (arc, &units) in network.arcs.iter().zip(&flow) {
                prop_assert!((0..=arc.capacity).contains(&units));
                balance[arc.from] -= units;
                balance[arc.to] += units;
            }
            prop_assert!(balance.iter().all(|b| *b == 0));
            prop_assert!(is_optimal(&network, &flow));
        }
    }
}

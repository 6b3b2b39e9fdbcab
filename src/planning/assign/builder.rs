//! The network of a market but for its pairs: who is met how often.

use std::collections::BTreeMap;

use super::flow::{Network, Whole};
use super::market::{Load, Market};
use super::split::Pool;

/// The network but for the pairs.
pub(super) struct Builder {
    pub(super) network: Network,
    /// Where each need's pairs leave from.
    pub(super) needs: Vec<usize>,
    /// What those who come for several institutions can hold for all of them, and what can be
    /// held of what clashes.
    pub(super) pools: Vec<Pool>,
    institutions: Vec<usize>,
    /// Each person's nodes, one for each institution that he comes for.
    people: Vec<BTreeMap<usize, usize>>,
}

impl Builder {
    /// A network with an arc for each load; what goes towards a minimum gains `bonus`.
    pub(super) fn new(market: &Market, bonus: Whole) -> Self {
        let mut network = Network::new(2);
        let (source, sink) = (0, 1);
        let capacity = market.capacity.unwrap_or(market.pairs.len());
        network.arc(sink, source, number(capacity), 0);
        let homes = homes(market);
        let mut nodes =
            |count: usize| -> Vec<usize> { (0..count).map(|_| network.node()).collect() };
        let enterprises = nodes(market.enterprises.len());
        let needs = nodes(market.needs.len());
        let people =
            homes.iter().map(|own| own.keys().copied().zip(nodes(own.len())).collect());
        let people = people.collect();
        let institutions = nodes(market.institutions.len());
        let mut builder =
            Self { network, needs, pools: Vec::new(), institutions, people };
        for (load, &node) in market.enterprises.iter().zip(&enterprises) {
            builder.load(source, node, *load, bonus);
        }
        for (index, load) in market.needs.iter().enumerate() {
            builder.load(enterprises[load.within], builder.needs[index], *load, bonus);
        }
        for (index, load) in market.people.iter().enumerate() {
            builder.person(index, &homes[index], *load, bonus);
        }
        for (index, load) in market.institutions.iter().enumerate() {
            builder.load(builder.institutions[index], sink, *load, bonus);
        }
        builder
    }

    fn load(&mut self, from: usize, to: usize, load: Load, bonus: Whole) {
        let (min, max) = (number(load.min.min(load.max)), number(load.max));
        if min > 0 {
            self.network.arc(from, to, min, -bonus);
        }
        if max > min {
            self.network.arc(from, to, max - min, 0);
        }
    }

    /// A person's load: of one who comes for several institutions what goes towards his minimum
    /// is a pool, and so is what goes beyond.
    fn person(
        &mut self,
        index: usize,
        homes: &BTreeMap<usize, usize>,
        load: Load,
        bonus: Whole,
    ) {
        let nodes = self.people[index].clone();
        if let (1, Some((institution, node))) = (nodes.len(), nodes.first_key_value()) {
            return self.load(*node, self.institutions[*institution], load, bonus);
        }
        let (min, max) = (number(load.min.min(load.max)), number(load.max));
        for (capacity, gain) in [(min, bonus), (max - min, 0)] {
            let arcs = homes.iter().map(|(institution, &pairs)| {
                let (from, to) = (nodes[institution], self.institutions[*institution]);
                let most = number(pairs).min(capacity);
                (self.network.arc(from, to, most, -gain), most)
            });
            let arcs: Vec<(usize, Whole)> = arcs.collect();
            if arcs.iter().map(|(_, most)| most).sum::<Whole>() > capacity {
                self.pools.push(Pool { arcs, capacity, gain, owner: index });
            }
        }
    }

    /// Makes pools of pairs that clash; `arc` is what a pair takes.
    pub(super) fn cut(&mut self, market: &Market, arc: impl Fn(usize) -> usize) {
        for (index, cut) in market.cuts.iter().enumerate() {
            if cut.pairs.len() > cut.most {
                let arcs = cut.pairs.iter().map(|&pair| (arc(pair), 1)).collect();
                let owner = market.people.len() + index;
                let capacity = number(cut.most);
                self.pools.push(Pool { arcs, capacity, gain: 0, owner });
            }
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
            Some(person) => self.people[person][&candidate.institution],
            None => self.institutions[candidate.institution],
        }
    }
}

/// The institutions that each person comes for, with the number of pairs he has there; one
/// without pairs stays in his own.
fn homes(market: &Market) -> Vec<BTreeMap<usize, usize>> {
    let mut homes = market.homes();
    for (own, load) in homes.iter_mut().zip(&market.people) {
        if own.is_empty() {
            own.insert(load.within, 0);
        }
    }
    homes
}

/// A count in the units of a network.
pub(super) fn number(count: usize) -> Whole {
    Whole::try_from(count).unwrap_or(Whole::MAX)
}

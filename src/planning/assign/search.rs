//! The best circulation within pools, by branch and bound over their splits: the most
//! promising split first, until what was found is as good as any of the others can be.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::flow::Whole;
use super::split::{Pool, Split};

/// What there is to have with a split.
pub(super) struct Relaxed<V> {
    /// No circulation within the pools and the split is worth more.
    pub(super) bound: V,
    /// A circulation, which may overfill pools,
    pub(super) flow: Vec<Whole>,
    /// and what it is worth.
    pub(super) value: V,
    /// Networks that were solved for it.
    pub(super) networks: usize,
}

/// A split that waits for its turn.
struct Open<V> {
    split: Split,
    relaxed: Relaxed<V>,
    /// Units that pools have too many.
    over: Whole,
    number: usize,
}

/// The best circulation that was found.
struct Best<'a, V> {
    pools: &'a [Pool],
    found: Option<(V, Vec<Whole>)>,
    /// Networks that were solved.
    networks: usize,
}

impl<V: Ord + Clone> Best<'_, V> {
    fn value(&self) -> Option<&V> {
        self.found.as_ref().map(|(value, _)| value)
    }

    /// Units that pools have too many.
    fn over(&self, flow: &[Whole]) -> Whole {
        let over = |pool: &Pool| (pool.load(flow) - pool.capacity).max(0);
        self.pools.iter().map(over).sum()
    }

    /// Takes a circulation for the best if it is one within the pools.
    fn see(&mut self, Relaxed { value, flow, .. }: &Relaxed<V>) {
        if self.over(flow) == 0 && self.value().is_none_or(|known| value > known) {
            self.found = Some((value.clone(), flow.clone()));
        }
    }

    fn flow(self) -> Vec<Whole> {
        self.found.map(|(_, flow)| flow).unwrap_or_default()
    }
}

/// The best circulation and whether it is proved to be. The search ends unproved once about so
/// many networks were solved, but not before it has a circulation within the pools. A split
/// like another circulation's may be tried first. What there is to have with a split may be
/// said in short where it is less than the best that is known.
pub(super) fn best_within<V: Ord + Clone>(
    pools: &[Pool],
    like: Option<&[Whole]>,
    most: usize,
    mut relax: impl FnMut(&Split, Option<&V>) -> Relaxed<V>,
) -> (Vec<Whole>, bool) {
    let whole = Split::open(pools);
    let mut best = Best { pools, found: None, networks: 0 };
    let mut try_one = |split: &Split, best: &mut Best<'_, V>| {
        let relaxed = relax(split, best.value());
        best.networks += relaxed.networks;
        best.see(&relaxed);
        relaxed
    };
    if let Some(flow) = like {
        try_one(&whole.around(pools, flow), &mut best);
    }
    let mut open = BinaryHeap::new();
    let (mut number, mut next) = (0, vec![whole]);
    loop {
        for split in std::mem::take(&mut next) {
            let relaxed = try_one(&split, &mut best);
            number += 1;
            open.push(Open { over: best.over(&relaxed.flow), split, relaxed, number });
        }
        let Some(Open { split, relaxed, .. }) = open.pop() else { break };
        let known = |best: &Best<'_, V>| best.value() >= Some(&relaxed.bound);
        if known(&best) {
            break;
        }
        // where the circulation is not itself the answer, one within the pools is near it
        try_one(&split.around(pools, &relaxed.flow), &mut best);
        if known(&best) {
            break;
        }
        if best.networks >= most {
            return (best.flow(), false);
        }
        next.extend(split.halves(pools, &relaxed.flow).into_iter().flatten());
    }
    (best.flow(), true)
}

impl<V: Ord> Open<V> {
    /// The greatest bound first; of equal ones that with the least to mend, then the oldest.
    fn order(&self) -> (&V, Reverse<Whole>, Reverse<usize>) {
        (&self.relaxed.bound, Reverse(self.over), Reverse(self.number))
    }
}

impl<V: Ord> Ord for Open<V> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}

impl<V: Ord> PartialOrd for Open<V> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<V: Ord> PartialEq for Open<V> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl<V: Ord> Eq for Open<V> {}

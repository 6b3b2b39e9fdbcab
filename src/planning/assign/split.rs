//! Capacities that several arcs share, and how they are split among them.
//!
//! A pool makes a network more than a network. But once every arc has a part of its own, and
//! the parts are no more than the whole, it is one again; and every circulation within the pool
//! is one of some such split.

use super::flow::Whole;

/// Arcs that together carry at most so many units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pool {
    /// The arcs, and how many units each of them carries at most.
    pub(super) arcs: Vec<(usize, Whole)>,
    /// How many all of them do.
    pub(super) capacity: Whole,
    /// What each unit gains, be it where it may.
    pub(super) gain: Whole,
    /// Whose it is; one who has two has them next to each other.
    pub(super) owner: usize,
}

impl Pool {
    /// The units that its arcs carry.
    pub(super) fn load(&self, flow: &[Whole]) -> Whole {
        self.arcs.iter().map(|(arc, _)| flow[*arc]).sum()
    }
}

/// What an arc has of its pool: between so many units and so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    least: Whole,
    most: Whole,
}

/// What is settled of how pools are split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Split {
    parts: Vec<Vec<Part>>,
}

impl Split {
    /// Nothing is settled.
    pub(super) fn open(pools: &[Pool]) -> Self {
        let part = |most: Whole| Part { least: 0, most };
        let parts = |pool: &Pool| {
            pool.arcs.iter().map(|&(_, own)| part(own.min(pool.capacity))).collect()
        };
        Self { parts: pools.iter().map(parts).collect() }
    }

    /// Every arc of a pool, and the units that it carries at most, in whatever pools it is.
    pub(super) fn capacities(&self, pools: &[Pool]) -> Vec<(usize, Whole)> {
        let own = pools.iter().zip(&self.parts).flat_map(|(pool, parts)| {
            pool.arcs.iter().zip(parts).map(|(&(arc, _), part)| (arc, part.most))
        });
        let mut own: Vec<(usize, Whole)> = own.collect();
        own.sort_unstable();
        own.dedup_by_key(|(arc, _)| *arc); // the first of an arc has the least
        own
    }

    /// The pools whose arcs may still carry more than the pool holds.
    pub(super) fn open_pools(&self, pools: &[Pool]) -> Vec<usize> {
        let most = |pool: &usize| self.parts[*pool].iter().map(|p| p.most).sum::<Whole>();
        (0..pools.len()).filter(|pool| most(pool) > pools[*pool].capacity).collect()
    }

    /// The same with nothing for the arcs of one pool.
    pub(super) fn without(&self, pool: usize) -> Self {
        let mut split = self.clone();
        split.parts[pool].iter_mut().for_each(|part| part.most = 0);
        split
    }

    /// A split in full that is near to what a circulation does with each pool.
    pub(super) fn around(&self, pools: &[Pool], flow: &[Whole]) -> Self {
        let mut split = self.clone();
        for (pool, parts) in pools.iter().zip(&mut split.parts) {
            let most: Vec<Whole> = parts.iter().map(|part| part.most).collect();
            for (part, &(arc, _)) in parts.iter_mut().zip(&pool.arcs) {
                part.most = flow[arc].clamp(part.least, part.most);
            }
            let mut rest =
                pool.capacity - parts.iter().map(|part| part.most).sum::<Whole>();
            while rest < 0 {
                let spare = |index: &usize| parts[*index].most - parts[*index].least;
                let Some(index) = (0..parts.len()).rev().max_by_key(spare) else { break };
                parts[index].most -= 1;
                rest += 1;
            }
            for (part, most) in parts.iter_mut().zip(most) {
                let more = rest.min(most - part.most);
                part.most += more;
                rest -= more;
            }
        }
        split
    }

    /// Two splits that cover this one between them: one arc of the pool that a circulation
    /// overfills most has fewer than so many units, or at least as many. `None`: there is
    /// nothing left to settle.
    pub(super) fn halves(&self, pools: &[Pool], flow: &[Whole]) -> Option<[Self; 2]> {
        let open = self.open_pools(pools).into_iter().rev();
        let over = |pool: &usize| pools[*pool].load(flow) - pools[*pool].capacity;
        let pool = open.max_by_key(over)?;
        let (over, parts) = (over(&pool), &self.parts[pool]);
        let units = |index: usize| flow[pools[pool].arcs[index].0];
        let movable = (0..parts.len()).rev().filter(|&i| parts[i].least < parts[i].most);
        let index =
            movable.max_by_key(|&i| (units(i) - parts[i].least, parts[i].most))?;
        let part = parts[index];
        // half of what is too much is taken here, half of it elsewhere
        let at = (units(index) - (over.max(1) - 1) / 2).clamp(part.least + 1, part.most);
        let (mut fewer, mut more) = (self.clone(), self.clone());
        fewer.parts[pool][index].most = at - 1;
        more.parts[pool][index].least = at;
        let reserved: Whole = more.parts[pool].iter().map(|part| part.least).sum();
        for part in &mut more.parts[pool] {
            part.most = part.most.min(pools[pool].capacity - reserved + part.least);
        }
        Some([fewer, more])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How much each of two arcs may carry.
    fn most(split: &Split, pools: &[Pool]) -> Vec<Whole> {
        split.capacities(pools).into_iter().map(|(_, most)| most).collect()
    }

    #[test]
    fn what_is_too_much_is_taken_on_either_side() {
        let pools = [Pool { arcs: vec![(0, 9), (1, 3)], capacity: 4, gain: 0, owner: 0 }];
        let open = Split::open(&pools);
        assert_eq!(most(&open, &pools), [4, 3]);
        assert_eq!(most(&open.around(&pools, &[4, 3]), &pools), [2, 2]);
        assert_eq!(most(&open.around(&pools, &[1, 2]), &pools), [2, 2]);
        let [fewer, more] = open.halves(&pools, &[4, 3]).unwrap();
        assert_eq!((most(&fewer, &pools), most(&more, &pools)), (vec![2, 3], vec![4, 1]));
    }

    #[test]
    fn halving_ends() {
        let pools =
            [Pool { arcs: vec![(0, 5), (1, 5), (2, 5)], capacity: 5, gain: 0, owner: 0 }];
        let (mut open, mut ends) = (vec![Split::open(&pools)], 0);
        while let Some(split) = open.pop() {
            let flow: Vec<Whole> = most(&split, &pools);
            match split.halves(&pools, &flow) {
                Some(halves) => open.extend(halves),
                None => ends += 1,
            }
        }
        assert!((1..=21).contains(&ends), "{ends}"); // ways to split 5 in three
    }
}

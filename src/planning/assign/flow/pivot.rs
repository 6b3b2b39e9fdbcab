//! One step of the method: an arc enters the tree, units go round its cycle, one leaves.

use super::{Simplex, State, Whole};

/// The arc that leaves: below which node, on which side of the cycle.
struct Leaving {
    top: usize,
    first_side: bool,
}

impl Simplex {
    /// Pushes units round the cycle of an arc until an arc of it is full or empty.
    pub(super) fn pivot(&mut self, entering: usize) {
        let arc = self.arcs[entering];
        let join = self.tree.join(arc.from, arc.to);
        let (first, second) = match self.state[entering] {
            State::Upper => (arc.to, arc.from),
            State::Lower | State::Tree => (arc.from, arc.to),
        };
        let (units, leaving) = self.leaving(entering, (first, second), join);
        self.push(entering, (first, second), join, units);
        let Some(Leaving { top, first_side }) = leaving else {
            self.state[entering] = match self.state[entering] {
                State::Lower => State::Upper,
                State::Upper | State::Tree => State::Lower,
            };
            return;
        };
        let out = self.tree.link[top];
        let empty = self.flow[out] == 0;
        self.state[out] = if empty { State::Lower } else { State::Upper };
        self.state[entering] = State::Tree;
        let (node, parent) = if first_side { (first, second) } else { (second, first) };
        let upward = arc.from == node;
        self.tree.rehang(top, node, parent, (entering, upward));
        let cost = if upward { arc.cost } else { -arc.cost };
        let shift = self.tree.potential[parent] - self.tree.potential[node] - cost;
        self.tree.refresh(node, shift);
    }

    /// How many units go round, and which arc stops them: the last one met in the
    /// direction of the cycle from its top, which keeps the tree strongly feasible.
    fn leaving(
        &self,
        entering: usize,
        (first, second): (usize, usize),
        join: usize,
    ) -> (Whole, Option<Leaving>) {
        let mut units = self.arcs[entering].capacity;
        let mut leaving = None;
        for (node, room) in self.rooms(first, join, true) {
            if room < units {
                (units, leaving) = (room, Some(Leaving { top: node, first_side: true }));
            }
        }
        for (node, room) in self.rooms(second, join, false) {
            if room <= units {
                (units, leaving) = (room, Some(Leaving { top: node, first_side: false }));
            }
        }
        (units, leaving)
    }

    /// The nodes from one end of the cycle up to its top, each with the units its link
    /// can still take: downwards on the first side, upwards on the second.
    fn rooms(
        &self,
        from: usize,
        join: usize,
        downwards: bool,
    ) -> impl Iterator<Item = (usize, Whole)> {
        let mut node = from;
        std::iter::from_fn(move || {
            if node == join {
                return None;
            }
            let here = node;
            node = self.tree.parent[node];
            let link = self.tree.link[here];
            let against = self.tree.upward[here] == downwards;
            let flow = self.flow[link];
            Some((here, if against { flow } else { self.arcs[link].capacity - flow }))
        })
    }

    fn push(
        &mut self,
        entering: usize,
        (first, second): (usize, usize),
        join: usize,
        units: Whole,
    ) {
        if units == 0 {
            return;
        }
        self.flow[entering] += self.state[entering].sign() * units;
        for (mut node, downwards) in [(first, true), (second, false)] {
            while node != join {
                let link = self.tree.link[node];
                let against = self.tree.upward[node] == downwards;
                self.flow[link] += if against { -units } else { units };
                node = self.tree.parent[node];
            }
        }
    }
}

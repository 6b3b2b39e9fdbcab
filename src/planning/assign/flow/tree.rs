//! The spanning tree of basic arcs: parents, children, depths and potentials.

use super::Whole;

const NONE: usize = usize::MAX;

/// A rooted tree over the nodes.
pub(super) struct Tree {
    pub(super) parent: Vec<usize>,
    /// The arc between a node and its parent.
    pub(super) link: Vec<usize>,
    /// Whether that arc runs from the node up to its parent.
    pub(super) upward: Vec<bool>,
    pub(super) depth: Vec<usize>,
    pub(super) potential: Vec<Whole>,
    first_child: Vec<usize>,
    next: Vec<usize>,
    previous: Vec<usize>,
}

impl Tree {
    /// Every node hangs from the root by an upward arc of its own, numbered from `first`.
    pub(super) fn star(root: usize, first: usize, cost: Whole) -> Self {
        let size = root + 1;
        let mut tree = Self {
            parent: vec![NONE; size],
            link: vec![NONE; size],
            upward: vec![true; size],
            depth: vec![1; size],
            potential: vec![-cost; size],
            first_child: vec![NONE; size],
            next: vec![NONE; size],
            previous: vec![NONE; size],
        };
        tree.depth[root] = 0;
        tree.potential[root] = 0;
        for node in 0..root {
            tree.link[node] = first + node;
            tree.hang(node, root);
        }
        tree
    }

    /// The lowest node above both.
    pub(super) fn join(&self, mut a: usize, mut b: usize) -> usize {
        while a != b {
            if self.depth[a] >= self.depth[b] {
                a = self.parent[a];
            } else {
                b = self.parent[b];
            }
        }
        a
    }

    fn hang(&mut self, node: usize, parent: usize) {
        self.parent[node] = parent;
        let sibling = self.first_child[parent];
        self.next[node] = sibling;
        self.previous[node] = NONE;
        if sibling != NONE {
            self.previous[sibling] = node;
        }
        self.first_child[parent] = node;
    }

    fn cut(&mut self, node: usize) {
        let (before, after) = (self.previous[node], self.next[node]);
        if before == NONE {
            self.first_child[self.parent[node]] = after;
        } else {
            self.next[before] = after;
        }
        if after != NONE {
            self.previous[after] = before;
        }
    }

    /// Cuts the subtree at `top`, turns it so that `node` is its top, and hangs that
    /// from `parent` by an arc.
    pub(super) fn rehang(
        &mut self,
        top: usize,
        node: usize,
        parent: usize,
        (arc, upward): (usize, bool),
    ) {
        let (mut child, mut onto) = (node, parent);
        let (mut link, mut up) = (arc, upward);
        loop {
            let above = self.parent[child];
            self.cut(child);
            std::mem::swap(&mut self.link[child], &mut link);
            std::mem::swap(&mut self.upward[child], &mut up);
            self.hang(child, onto);
            if child == top {
                break;
            }
            up = !up;
            (child, onto) = (above, child);
        }
    }

    /// Shifts the potentials of a subtree and counts its depths anew.
    pub(super) fn refresh(&mut self, top: usize, shift: Whole) {
        let mut node = top;
        loop {
            self.potential[node] += shift;
            self.depth[node] = self.depth[self.parent[node]] + 1;
            if self.first_child[node] != NONE {
                node = self.first_child[node];
                continue;
            }
            while node != top && self.next[node] == NONE {
                node = self.parent[node];
            }
            if node == top {
                return;
            }
            node = self.next[node];
        }
    }
}

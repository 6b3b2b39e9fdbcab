//! Sets that grow together.

/// Each member's way to the smallest of its set.
pub(super) struct Union(Vec<usize>);

impl Union {
    /// A set for each.
    pub(super) fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The smallest of the set of one.
    pub(super) fn root(&mut self, at: usize) -> usize {
        let above = self.0[at];
        if above == at {
            return at;
        }
        let root = self.root(above);
        self.0[at] = root;
        root
    }

    /// Joins the sets of two; the smaller root stays.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}

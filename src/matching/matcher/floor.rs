//! What a candidate must have to be among the best: most have less, and are left out
//! before all criteria have judged them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::matching::points::Total;

/// The totals of the best candidates so far.
pub(super) struct Floor {
    best: BinaryHeap<Reverse<Total>>,
    most: usize,
}

impl Floor {
    /// No candidate yet; the best are so many.
    pub(super) fn new(most: usize) -> Self {
        Self { best: BinaryHeap::new(), most }
    }

    /// Adds a candidate.
    pub(super) fn add(&mut self, total: Total) {
        self.best.push(Reverse(total));
        if self.best.len() > self.most {
            self.best.pop();
        }
    }

    /// The least of the best, if there are enough of them.
    pub(super) fn least(&self) -> Option<Total> {
        let is_full = self.best.len() == self.most;
        self.best.peek().filter(|_| is_full).map(|least| least.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::points::Points;

    #[test]
    fn the_least_of_the_best_counts_once_there_are_enough() {
        let mut floor = Floor::new(2);
        let mut add = |points| {
            let mut total = Total::default();
            total.add(10, Points::new(points));
            floor.add(total);
            floor.least().map(|least| least.points().get())
        };
        assert_eq!(
            [5000, 3000, 1000, 4000].map(&mut add),
            [None, Some(3000), Some(3000), Some(4000)]
        );
        assert!(Floor::new(0).least().is_none());
    }
}

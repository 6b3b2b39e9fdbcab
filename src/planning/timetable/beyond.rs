//! How many more tables what is left out takes.

use std::collections::BTreeSet;

use super::pairs::{Dropped, Key, Pair};
use super::search::Search;
use crate::planning::diagnose::crowd;

impl Search<'_, '_> {
    /// How many more tables would do in each of so many slots for the pairs that lack nothing
    /// else: there is room for all, and for those that can meet at the same few times only.
    pub(super) fn more_tables(&self, dropped: &[Dropped], slots: usize) -> usize {
        let short = dropped.iter().filter(|own| own.lacks_table());
        let short: BTreeSet<Key<'_>> = short.map(Dropped::key).collect();
        let open = self.given.open.iter().filter(|pair| short.contains(&pair.key()));
        let pairs: Vec<&Pair<'_>> = self.chosen.iter().copied().chain(open).collect();
        let model = self.given.maker.model(&pairs);
        let mut more = short.len().div_ceil(slots.max(1));
        while more < short.len() {
            let mut roomy = model.clone();
            for tables in roomy.tables.iter_mut().flatten().filter(|own| !own.is_empty())
            {
                *tables = (0..tables.len() + more).collect();
            }
            let Some(found) = crowd(&roomy, &roomy.all_starts()) else { break };
            more += found.more.max(1);
        }
        more
    }
}

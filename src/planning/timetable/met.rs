//! Who has met in slots that are no longer the fair's: they have met all the same.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

/// How often everybody and everything has met in what is [gone](super::kept::Old::is_gone), and
/// until when.
#[derive(Debug, Default)]
pub(super) struct Met(BTreeMap<(Whose, String), (usize, NaiveDateTime)>);

impl Met {
    /// One more meeting, which ended then.
    pub(super) fn add(&mut self, who: (Whose, String), until: NaiveDateTime) {
        let (times, last) = self.0.entry(who).or_insert((0, until));
        (*times, *last) = (*times + 1, until.max(*last));
    }

    /// How often somebody or something has met.
    pub(super) fn times(&self, kind: Whose, key: &str) -> usize {
        self.0.get(&(kind, key.to_owned())).map_or(0, |(times, _)| *times)
    }

    /// When the last meeting ended of somebody among `bodies`; `None`: nobody has met.
    pub(super) fn until<'a>(
        &self,
        bodies: impl Iterator<Item = (Whose, &'a str)>,
    ) -> Option<NaiveDateTime> {
        let bodies = bodies.filter(|(kind, _)| *kind != Whose::Need);
        let met = bodies.filter_map(|(kind, key)| self.0.get(&(kind, key.to_owned())));
        met.map(|(_, until)| *until).max()
    }
}

/// Whose meetings are limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Whose {
    /// A need, by its id.
    Need,
    /// An enterprise or institution, by its key.
    Organization,
    /// An expert, by his key.
    Person,
}

//! Where the offerings themselves are: in memory or in the index file.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::IndexError;
use crate::domain::Offering;

/// A place that offerings are taken from by number.
pub trait Shelf: Sync {
    /// The offering of a number.
    fn offering(&self, document: u32) -> Cow<'_, Offering>;

    /// The number of an offering's id.
    fn find(&self, id: &str) -> Option<u32>;

    /// An error if something that was read so far is not what was written.
    fn sound(&self) -> Result<(), IndexError> {
        Ok(())
    }
}

/// Offerings in memory.
pub struct Memory<'a> {
    offerings: &'a [Offering],
    by_id: BTreeMap<&'a str, u32>,
}

impl<'a> Memory<'a> {
    /// Offerings in memory, numbered in their order.
    pub fn new(offerings: &'a [Offering]) -> Self {
        let ids = offerings.iter().map(|offering| offering.id.as_str());
        Self { offerings, by_id: ids.zip(0..).collect() }
    }
}

impl Shelf for Memory<'_> {
    fn offering(&self, document: u32) -> Cow<'_, Offering> {
        let place = usize::try_from(document).expect("32 bits fit");
        Cow::Borrowed(&self.offerings[place])
    }

    fn find(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }
}

//! Likely duplicates: pairs of records that a person should look at, surest first.
//!
//! Precision comes first: a pair must rest on something that different bodies or needs do
//! not share by chance, and everything is linear in the records through blocking.

mod merge;
mod organizations;
mod rename;
mod renamed;
mod sketch;
mod texts;

pub use merge::merge;
pub use rename::PresentNames;
pub use renamed::renamed;

use crate::domain::{Fair, Kind};
use crate::text::messages::Message;

/// Two records that may be one.
#[derive(Debug, Clone, PartialEq)]
pub struct Duplicate {
    /// The registry.
    pub kind: Kind,
    /// The id that comes first in the registry.
    pub a: String,
    /// The other id.
    pub b: String,
    /// What each is called.
    pub titles: [String; 2],
    /// How sure it is, from 0 to 1.
    pub score: f64,
    /// Why.
    pub reasons: Vec<Message>,
}

/// The registries that are searched for duplicates.
pub const KINDS: [Kind; 3] = [Kind::Needs, Kind::Offerings, Kind::Organizations];

/// Likely duplicates of some registries, surest first.
pub fn pairs(fair: &Fair, kinds: &[Kind]) -> Vec<Duplicate> {
    let asked = |kind| kinds.contains(&kind);
    let mut pairs = Vec::new();
    if asked(Kind::Needs) {
        pairs.extend(texts::needs(&fair.needs));
    }
    if asked(Kind::Offerings) {
        pairs.extend(texts::offerings(&fair.offerings));
    }
    if asked(Kind::Organizations) {
        pairs.extend(organizations::pairs(fair));
    }
    pairs.sort_by(|x, y| {
        y.score.total_cmp(&x.score).then_with(|| (&x.a, &x.b).cmp(&(&y.a, &y.b)))
    });
    pairs
}

//! How many meetings the institution has already.

use super::{Criterion, Finding, Nature, Pair, Shared};
use crate::matching::points::{Points, Weight};
use crate::text::messages::Message;

/// Room left: the share of the institution's meetings that is not taken by accepted and
/// pinned pairs. Silent where nothing is decided yet.
pub(super) struct Capacity;

impl Criterion for Capacity {
    fn key(&self) -> &'static str {
        "capacity"
    }

    fn nature(&self) -> Nature {
        Nature::Circumstance
    }

    fn default_weight(&self) -> Weight {
        2
    }

    fn judge(&self, pair: &Pair<'_>) -> Finding {
        let (load, most) = (pair.world.load(pair.institution), pair.world.most);
        if load == 0 || most == 0 {
            return Finding::Silent;
        }
        let left = most.saturating_sub(load);
        Finding::Scored(Points::of_share(f64::from(left) / f64::from(most)))
    }

    fn reason(&self, pair: &Pair<'_>, _: &Shared) -> Message {
        let (load, most) = (pair.world.load(pair.institution), pair.world.most);
        if load == 0 || most == 0 {
            return Message::new("reason-capacity-silent");
        }
        Message::new("reason-capacity").with("load", load).with("most", most)
    }
}

//! Whether the two met at an earlier fair.

use super::{Criterion, Finding, Nature, Pair, Shared};
use crate::matching::points::{Points, Weight};
use crate::matching::world::Past;
use crate::text::messages::Message;

/// Fit after a meeting of which nothing more is known.
const MET: Points = Points::new(8_000);
/// Fit after a meeting that led nowhere.
const FRUITLESS: Points = Points::new(3_000);

/// What came of an earlier meeting; silent if there was none.
pub(super) struct Met;

impl Criterion for Met {
    fn key(&self) -> &'static str {
        "met"
    }

    fn nature(&self) -> Nature {
        Nature::Circumstance
    }

    fn default_weight(&self) -> Weight {
        4
    }

    fn judge(&self, pair: &Pair<'_>) -> Finding {
        match pair.world.past(pair.need.enterprise, pair.institution) {
            None => Finding::Silent,
            Some(Past::Fruitful) => Finding::Scored(Points::FULL),
            Some(Past::Met) => Finding::Scored(MET),
            Some(Past::Fruitless) => Finding::Scored(FRUITLESS),
        }
    }

    fn reason(&self, pair: &Pair<'_>, _: &Shared) -> Message {
        Message::new(match pair.world.past(pair.need.enterprise, pair.institution) {
            None => "reason-met-silent",
            Some(Past::Fruitful) => "reason-met-fruitful",
            Some(Past::Met) => "reason-met-met",
            Some(Past::Fruitless) => "reason-met-fruitless",
        })
    }
}

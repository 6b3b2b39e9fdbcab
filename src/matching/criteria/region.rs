//! Where the two sit.

use super::{Criterion, Finding, Nature, Pair, Shared};
use crate::matching::points::{Points, Weight};
use crate::text::messages::Message;

/// Fit within one province.
const PROVINCE: Points = Points::new(9_000);
/// Fit of places far apart: good partners are worth the way.
const FAR: Points = Points::new(7_000);

/// Whether they sit in one city, one province, or further apart.
pub(super) struct Region;

impl Criterion for Region {
    fn key(&self) -> &'static str {
        "region"
    }

    fn nature(&self) -> Nature {
        Nature::Circumstance
    }

    fn default_weight(&self) -> Weight {
        2
    }

    fn judge(&self, pair: &Pair<'_>) -> Finding {
        let (need, offering) = (pair.need.place, pair.offering.place);
        match (need.same_city(offering), need.same_province(offering)) {
            (Some(true), _) => Finding::Scored(Points::FULL),
            (_, Some(true)) => Finding::Scored(PROVINCE),
            (_, Some(false)) => Finding::Scored(FAR),
            (_, None) => Finding::Silent,
        }
    }

    fn reason(&self, pair: &Pair<'_>, _: &Shared) -> Message {
        Message::new(match self.judge(pair) {
            Finding::Silent => "reason-region-silent",
            Finding::Scored(Points::FULL) => "reason-region-city",
            Finding::Scored(PROVINCE) => "reason-region-province",
            Finding::Scored(_) => "reason-region-far",
        })
    }
}

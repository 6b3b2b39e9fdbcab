//! The field of technology.

use super::{Criterion, Finding, Nature, Pair, Shared};
use crate::matching::points::{Points, Weight};
use crate::text::messages::Message;

/// Fit of different fields: technologies cross fields, so that this is no exclusion.
const OTHER: Points = Points::new(3_000);

/// Whether need and offering name a common field; fields too broad to compare are silent.
pub(super) struct Field;

impl Criterion for Field {
    fn key(&self) -> &'static str {
        "field"
    }

    fn nature(&self) -> Nature {
        Nature::Circumstance
    }

    fn default_weight(&self) -> Weight {
        6
    }

    fn judge(&self, pair: &Pair<'_>) -> Finding {
        let (need, offering) = (pair.need.fields, pair.offering.fields);
        if need == 0 || offering == 0 {
            Finding::Silent
        } else if need & offering != 0 {
            Finding::Scored(Points::FULL)
        } else {
            Finding::Scored(OTHER)
        }
    }

    fn reason(&self, pair: &Pair<'_>, _: &Shared) -> Message {
        Message::new(match self.judge(pair) {
            Finding::Silent | Finding::RuledOut => "reason-field-silent",
            Finding::Scored(Points::FULL) => "reason-field-same",
            Finding::Scored(_) => "reason-field-other",
        })
    }
}

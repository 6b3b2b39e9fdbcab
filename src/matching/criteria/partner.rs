//! A stated wish for this institution or expert.

use super::{Criterion, Finding, Nature, Pair, Shared};
use crate::matching::points::{Points, Weight};
use crate::text::messages::Message;

/// The enterprise named this institution or its expert. A wish for somebody else says
/// nothing against an offering.
pub(super) struct Partner;

impl Criterion for Partner {
    fn key(&self) -> &'static str {
        "partner"
    }

    fn nature(&self) -> Nature {
        Nature::Evidence
    }

    fn default_weight(&self) -> Weight {
        15
    }

    fn judge(&self, pair: &Pair<'_>) -> Finding {
        if pair.wished { Finding::Scored(Points::FULL) } else { Finding::Silent }
    }

    fn reason(&self, pair: &Pair<'_>, _: &Shared) -> Message {
        let key = if pair.wished { "reason-partner" } else { "reason-partner-silent" };
        Message::new(key)
    }
}

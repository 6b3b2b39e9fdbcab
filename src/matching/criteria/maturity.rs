//! Maturity against the time left.

use super::{Criterion, Finding, Nature, Pair, Shared};
use crate::matching::points::{Points, Weight};
use crate::text::messages::Message;

/// Whether the technology is ready enough for the deadline: a pilot has about a year to
/// go, a laboratory sample two. Each level short costs a fifth.
pub(super) struct Maturity;

/// The readiness that a deadline so many months away asks for.
fn asked(months: i64) -> u8 {
    match months {
        ..6 => 8,
        6..12 => 7,
        12..24 => 5,
        _ => 3,
    }
}

impl Criterion for Maturity {
    fn key(&self) -> &'static str {
        "maturity"
    }

    fn nature(&self) -> Nature {
        Nature::Circumstance
    }

    fn default_weight(&self) -> Weight {
        4
    }

    fn judge(&self, pair: &Pair<'_>) -> Finding {
        let (Some(months), Some(trl)) = (pair.need.months, pair.offering.trl) else {
            return Finding::Silent;
        };
        let short = u16::from(asked(months).saturating_sub(trl));
        Finding::Scored(Points::new(10_000_u16.saturating_sub(2_000 * short)))
    }

    fn reason(&self, pair: &Pair<'_>, _: &Shared) -> Message {
        let (Some(months), Some(trl)) = (pair.need.months, pair.offering.trl) else {
            return Message::new("reason-maturity-silent");
        };
        let key = if trl >= asked(months) {
            "reason-maturity-ready"
        } else {
            "reason-maturity-early"
        };
        Message::new(key).with("trl", i64::from(trl)).with("months", months)
    }
}

//! The budget against the price.

use super::{Criterion, Finding, Nature, Pair, Shared};
use crate::matching::points::{Points, Weight};
use crate::text::messages::Message;

/// Whether the budget reaches the price: fully, or the share of it that it reaches.
/// Silent unless both name a total.
pub(super) struct Budget;

impl Criterion for Budget {
    fn key(&self) -> &'static str {
        "budget"
    }

    fn nature(&self) -> Nature {
        Nature::Circumstance
    }

    fn default_weight(&self) -> Weight {
        5
    }

    fn judge(&self, pair: &Pair<'_>) -> Finding {
        let (Some(budget), Some(price)) = (pair.need.budget, pair.offering.price) else {
            return Finding::Silent;
        };
        if budget <= 0 || price <= 0 {
            return Finding::Silent;
        }
        Finding::Scored(Points::of_share(budget as f64 / price as f64))
    }

    fn reason(&self, pair: &Pair<'_>, _: &Shared) -> Message {
        match self.judge(pair) {
            Finding::Silent => Message::new("reason-budget-silent"),
            Finding::Scored(Points::FULL) => Message::new("reason-budget-enough"),
            Finding::Scored(points) => {
                let percent = i64::from(points.get() / 100);
                Message::new("reason-budget-short").with("percent", percent)
            }
        }
    }
}

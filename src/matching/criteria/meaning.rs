//! Likeness of meaning, as the sentence encoder sees it.

use super::pair::ALIKE;
use super::{Criterion, Finding, Nature, Pair, Shared};
use crate::matching::points::{Points, Weight};
use crate::text::messages::Message;

/// The likeness at which two texts say the same.
const SAME: f64 = 0.4;

/// Likeness of meaning.
pub(super) struct Meaning;

impl Criterion for Meaning {
    fn key(&self) -> &'static str {
        "meaning"
    }

    fn nature(&self) -> Nature {
        Nature::Evidence
    }

    /// Between 8 and 16 the judged needs hardly tell the difference.
    fn default_weight(&self) -> Weight {
        12
    }

    fn speaks_from(&self) -> Points {
        ALIKE
    }

    fn judge(&self, pair: &Pair<'_>) -> Finding {
        let Some(likeness) = pair.meaning else { return Finding::Silent };
        Finding::Scored(Pair::even(likeness, SAME))
    }

    fn reason(&self, pair: &Pair<'_>, shared: &Shared) -> Message {
        match self.judge(pair) {
            Finding::Silent | Finding::RuledOut => Message::new("reason-meaning-silent"),
            Finding::Scored(points) if points < self.speaks_from() => {
                Message::new("reason-meaning-none")
            }
            Finding::Scored(_) if shared.terms.is_empty() => {
                Message::new("reason-meaning-only")
            }
            Finding::Scored(_) => Message::new("reason-meaning"),
        }
    }
}

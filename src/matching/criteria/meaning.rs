//! Likeness of meaning, as the sentence encoder sees it.

use super::{Criterion, Finding, Nature, Pair, Shared};
use crate::matching::points::{Points, Weight};
use crate::text::messages::Message;

/// The cosine, less what all offerings have in common, at which two texts say the same.
const SAME: f64 = 0.6;

/// Likeness of meaning.
pub(super) struct Meaning;

impl Criterion for Meaning {
    fn key(&self) -> &'static str {
        "meaning"
    }

    fn nature(&self) -> Nature {
        Nature::Evidence
    }

    fn default_weight(&self) -> Weight {
        6
    }

    fn judge(&self, pair: &Pair<'_>) -> Finding {
        let Some(cosine) = pair.meaning else { return Finding::Silent };
        Finding::Scored(Points::of_share(f64::from(cosine) / SAME))
    }

    fn reason(&self, pair: &Pair<'_>, shared: &Shared) -> Message {
        match self.judge(pair) {
            Finding::Silent | Finding::RuledOut => Message::new("reason-meaning-silent"),
            Finding::Scored(Points::NONE) => Message::new("reason-meaning-none"),
            Finding::Scored(_) if shared.terms.is_empty() => {
                Message::new("reason-meaning-only")
            }
            Finding::Scored(_) => Message::new("reason-meaning"),
        }
    }
}

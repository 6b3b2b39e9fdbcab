//! Shared wording.

use super::{Criterion, Finding, Nature, Pair, Shared};
use crate::matching::points::Weight;
use crate::text::messages::Message;

/// The cosine at which text has 63 % of its points. Chosen on the development judgements,
/// not cross-validated.
const SCALE: f64 = 0.18;

/// Shared wording: TF-IDF cosine of characters, pairs and words.
pub(super) struct Text;

impl Criterion for Text {
    fn key(&self) -> &'static str {
        "text"
    }

    fn nature(&self) -> Nature {
        Nature::Evidence
    }

    fn default_weight(&self) -> Weight {
        60
    }

    fn judge(&self, pair: &Pair<'_>) -> Finding {
        match pair.text {
            Some(cosine) => Finding::Scored(Pair::saturating(cosine, SCALE)),
            None => Finding::Silent,
        }
    }

    fn reason(&self, pair: &Pair<'_>, shared: &Shared) -> Message {
        let words = shared.words(false);
        match pair.text {
            None => Message::new("reason-text-silent"),
            Some(_) if words.is_empty() => Message::new("reason-text-none"),
            Some(_) => Message::new("reason-text").with("terms", words),
        }
    }
}

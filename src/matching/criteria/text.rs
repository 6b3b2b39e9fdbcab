//! Shared wording.

use super::{Criterion, Finding, Nature, Pair, Shared};
use crate::matching::points::Weight;
use crate::text::messages::Message;

/// The cosine at which text has half of its points. It sets what *possible* and *strong*
/// mean: on the development judgements more than half of the possible pairs are related,
/// and no need without a relevant offering has a strong one (BENCHMARKS.md).
pub(super) const HALF: f64 = 0.165;

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
            Some(cosine) => Finding::Scored(Pair::saturating(cosine, HALF)),
            None => Finding::Silent,
        }
    }

    fn reason(&self, pair: &Pair<'_>, shared: &Shared) -> Message {
        let words = shared.words();
        match pair.text {
            None => Message::new("reason-text-silent"),
            Some(_) if words.is_empty() => Message::new("reason-text-none"),
            Some(_) => Message::new("reason-text").with("terms", words),
        }
    }
}

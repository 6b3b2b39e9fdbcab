//! Shared concepts, whatever words name them.

use super::{Criterion, Finding, Nature, Pair, Shared};
use crate::matching::points::Weight;
use crate::text::messages::Message;

/// The cosine at which concepts have half of their points: a third of the text's, as they
/// have a third of its weight, so that the two add up as they do in the common vector. Where wording cannot be
/// compared, concepts stand for it and are measured as it is.
const HALF: f64 = super::text::HALF / 3.0;

/// Shared concepts of the lexicon, broader ones counting less.
pub(super) struct Concepts;

impl Criterion for Concepts {
    fn key(&self) -> &'static str {
        "concepts"
    }

    fn nature(&self) -> Nature {
        Nature::Evidence
    }

    fn default_weight(&self) -> Weight {
        20
    }

    fn judge(&self, pair: &Pair<'_>) -> Finding {
        let half = if pair.text.is_some() { HALF } else { super::text::HALF };
        match pair.concepts {
            Some(cosine) => Finding::Scored(Pair::saturating(cosine, half)),
            None => Finding::Silent,
        }
    }

    fn repeats_wording(&self, pair: &Pair<'_>, shared: &Shared) -> bool {
        let told = told(pair, shared);
        shared.concepts(&told).iter().all(|name| told.contains(name))
    }

    fn reason(&self, pair: &Pair<'_>, shared: &Shared) -> Message {
        let names = shared.concepts(&told(pair, shared));
        match pair.concepts {
            None => Message::new("reason-concepts-silent"),
            Some(_) if names.is_empty() => Message::new("reason-concepts-none"),
            Some(_) => Message::new("reason-concepts").with("concepts", names),
        }
    }
}

/// What the sentence on wording names, if there is one.
fn told(pair: &Pair<'_>, shared: &Shared) -> Vec<String> {
    if pair.text.is_some() { shared.words() } else { Vec::new() }
}

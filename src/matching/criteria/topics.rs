//! Likeness of topics, as the offerings themselves teach them.

use super::{Criterion, Finding, Nature, Pair, Shared};
use crate::matching::points::Weight;
use crate::text::messages::Message;

/// The likeness at which two texts speak of the same.
const SAME: f64 = 0.6;

/// Likeness of topics. Topics make no candidates: without wording, concepts or meaning
/// they say nothing.
pub(super) struct Topics;

impl Criterion for Topics {
    fn key(&self) -> &'static str {
        "topics"
    }

    fn nature(&self) -> Nature {
        Nature::Evidence
    }

    /// In the middle of the weights from 4 to 16, with which the three measures on the judged
    /// needs have nearly one sum: more finds more of what is relevant, less ranks the first
    /// ones better.
    fn default_weight(&self) -> Weight {
        10
    }

    fn judge(&self, pair: &Pair<'_>) -> Finding {
        match likeness(pair) {
            Some(likeness) => Finding::Scored(Pair::even(likeness, SAME)),
            None => Finding::Silent,
        }
    }

    fn speaks_for(&self, pair: &Pair<'_>) -> bool {
        likeness(pair).is_some_and(|likeness| Pair::alike(likeness, SAME))
    }

    fn reason(&self, pair: &Pair<'_>, _: &Shared) -> Message {
        Message::new(match likeness(pair) {
            None => "reason-topics-silent",
            Some(_) if self.speaks_for(pair) => "reason-topics",
            Some(_) => "reason-topics-other",
        })
    }
}

/// How alike the topics of a pair are that has something else in common.
fn likeness(pair: &Pair<'_>) -> Option<f32> {
    let known = [pair.text, pair.concepts, pair.meaning];
    let is_related = known.into_iter().flatten().any(|cosine| cosine > 0.0);
    pair.topics.filter(|_| is_related)
}

//! Likeness of topics, as the offerings themselves teach them.

use super::pair::ALIKE;
use super::{Criterion, Finding, Nature, Pair, Shared};
use crate::matching::points::{Points, Weight};
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

    /// Between 6 and 12 the judged needs hardly tell the difference.
    fn default_weight(&self) -> Weight {
        8
    }

    fn speaks_from(&self) -> Points {
        ALIKE
    }

    fn judge(&self, pair: &Pair<'_>) -> Finding {
        let known = [pair.text, pair.concepts, pair.meaning];
        let is_related = known.into_iter().flatten().any(|cosine| cosine > 0.0);
        match pair.topics.filter(|_| is_related) {
            Some(likeness) => Finding::Scored(Pair::even(likeness, SAME)),
            None => Finding::Silent,
        }
    }

    fn reason(&self, pair: &Pair<'_>, _: &Shared) -> Message {
        Message::new(match self.judge(pair) {
            Finding::Silent | Finding::RuledOut => "reason-topics-silent",
            Finding::Scored(points) if points < self.speaks_from() => {
                "reason-topics-other"
            }
            Finding::Scored(_) => "reason-topics",
        })
    }
}

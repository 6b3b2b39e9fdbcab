//! Likeness of topics, as the offerings themselves teach them.

use super::{Criterion, Finding, Nature, Pair, Shared};
use crate::matching::points::{Points, Weight};
use crate::text::messages::Message;

/// The cosine at which two texts speak of the same.
const SAME: f64 = 0.8;

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

    /// Cross-validation finds anything between 4 and 10 equally good.
    fn default_weight(&self) -> Weight {
        6
    }

    fn judge(&self, pair: &Pair<'_>) -> Finding {
        let known = [pair.text, pair.concepts, pair.meaning];
        let is_related = known.into_iter().flatten().any(|cosine| cosine > 0.0);
        match pair.topics.filter(|_| is_related) {
            Some(cosine) => Finding::Scored(Points::of_share(f64::from(cosine) / SAME)),
            None => Finding::Silent,
        }
    }

    fn reason(&self, pair: &Pair<'_>, _: &Shared) -> Message {
        Message::new(match self.judge(pair) {
            Finding::Silent | Finding::RuledOut => "reason-topics-silent",
            Finding::Scored(points) if points < ALIKE => "reason-topics-other",
            Finding::Scored(_) => "reason-topics",
        })
    }
}

/// Points from which topics are called alike.
const ALIKE: Points = Points::new(5_000);

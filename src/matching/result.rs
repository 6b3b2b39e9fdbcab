//! What matching says: matches with their reasons, and why a need has none.

use super::criteria::Term;
use super::level::Level;
use super::points::{Points, Total, Weight};
use crate::domain::code::codes;
use crate::domain::{Need, Stage, Verdict};
use crate::text::messages::Message;

/// What one criterion said of a match.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionScore {
    /// The criterion's key.
    pub name: &'static str,
    /// Its points; `None`: it was silent.
    pub score: Option<Points>,
    /// Its weight.
    pub weight: Weight,
    /// Whether it speaks for the pair.
    pub speaks: bool,
    /// Whether the sentence on shared wording says all that its own does.
    pub repeats_wording: bool,
    /// Why.
    pub reason: Message,
}

/// An offering for a need.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// The need's id.
    pub need: String,
    /// The offering's id.
    pub offering: String,
    /// The offering's title.
    pub title: String,
    /// The institution's name.
    pub institution: String,
    /// Place among the need's matches, from 1.
    pub rank: usize,
    /// All criteria together.
    pub total: Total,
    /// What the score means.
    pub level: Level,
    /// A person's word.
    pub decision: Option<Verdict>,
    /// The first offering of the group it belongs to: near duplicates, or one team's.
    pub group: Option<String>,
    /// The point of a need with several that it answers best, from 1.
    pub point: Option<usize>,
    /// What each criterion said.
    pub criteria: Vec<CriterionScore>,
    /// What the two share.
    pub terms: Vec<Term>,
}

codes! {
    /// Why a need has no match.
    NoMatch as "no_match" {
        /// Nothing is shared with any offering.
        NoSharedTerms = "no_shared_terms",
        /// Something is shared, but too little.
        BelowThreshold = "below_threshold",
        /// All that fit must not meet it.
        RuledOut = "ruled_out",
        /// It says too little to be matched.
        TooThin = "too_thin",
    }
}

/// A need without a match.
#[derive(Debug, Clone, PartialEq)]
pub struct Unmatched {
    /// The need's id.
    pub need: String,
    /// Why, as a code.
    pub code: NoMatch,
    /// The best score that was not enough.
    pub best: Option<Points>,
    /// Whether the need itself has ended, so that nothing is sought for it.
    pub ended: bool,
}

impl Unmatched {
    /// Why, in words.
    pub fn reason(&self) -> Message {
        let percent = self.best.map_or(0, |best| i64::from(best.get() / 100));
        self.message("unmatched-ended", "").with("percent", percent)
    }

    /// What to ask the enterprise for.
    pub fn hint(&self) -> Message {
        self.message("unmatched-ended-hint", "-hint").with("need", self.need.as_str())
    }

    /// What is said of an end, else of the code.
    fn message(&self, ended: &'static str, what: &str) -> Message {
        if self.ended {
            return Message::new(ended);
        }
        let code = crate::domain::Code::code(self.code);
        Message::new(format!("unmatched-{code}{what}"))
    }
}

/// What matching says of one need.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NeedMatches {
    /// Its matches, best first.
    pub matches: Vec<Match>,
    /// Why it has none.
    pub unmatched: Option<Unmatched>,
}

impl NeedMatches {
    /// No match at all, and why.
    pub(super) fn none(need: &Need, code: NoMatch, best: Option<Points>) -> Self {
        let ended = need.stage == Stage::Ended;
        let unmatched = Unmatched { need: need.id.clone(), code, best, ended };
        Self { matches: Vec::new(), unmatched: Some(unmatched) }
    }
}

//! The JSON of matches, as the contract fixes it.

use serde::Serialize;

use crate::domain::Verdict;
use crate::matching::{
    CriterionScore, Level, Match, NeedMatches, NoMatch, Term, Unmatched,
};
use crate::text::messages::Lang;

/// A line of JSON Lines.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Line<'a> {
    /// A match of a need.
    Match(MatchLine<'a>),
    /// A need without one.
    Unmatched(UnmatchedLine<'a>),
}

impl<'a> Line<'a> {
    /// The lines of a need in a language.
    pub fn of(found: &'a NeedMatches, lang: Lang) -> impl Iterator<Item = Self> {
        let matches =
            found.matches.iter().map(move |m| Self::Match(MatchLine::new(m, lang)));
        let unmatched = found.unmatched.iter();
        matches
            .chain(unmatched.map(move |u| Self::Unmatched(UnmatchedLine::new(u, lang))))
    }
}

/// A match as JSON.
#[derive(Debug, Serialize)]
pub struct MatchLine<'a> {
    need: &'a str,
    offering: &'a str,
    rank: usize,
    score: f64,
    level: Level,
    decision: Option<Verdict>,
    group: Option<&'a str>,
    point: Option<usize>,
    criteria: Vec<CriterionLine>,
    terms: Vec<TermLine<'a>>,
}

#[derive(Debug, Serialize)]
struct CriterionLine {
    name: &'static str,
    score: Option<f64>,
    weight: u32,
    reason: String,
}

#[derive(Debug, Serialize)]
struct TermLine<'a> {
    term: &'a str,
    share: f64,
}

/// A need without a match as JSON.
#[derive(Debug, Serialize)]
pub struct UnmatchedLine<'a> {
    need: &'a str,
    code: NoMatch,
    reason: String,
    hint: String,
}

impl<'a> MatchLine<'a> {
    /// A match in a language.
    pub fn new(found: &'a Match, lang: Lang) -> Self {
        Self {
            need: &found.need,
            offering: &found.offering,
            rank: found.rank,
            score: found.total.share(),
            level: found.level,
            decision: found.decision,
            group: found.group.as_deref(),
            point: found.point,
            criteria: found
                .criteria
                .iter()
                .map(|c| CriterionLine::new(c, lang))
                .collect(),
            terms: found.terms.iter().map(TermLine::new).collect(),
        }
    }

    /// The same with another decision.
    #[must_use]
    pub fn decided(self, decision: Option<Verdict>) -> Self {
        Self { decision, ..self }
    }
}

impl CriterionLine {
    fn new(criterion: &CriterionScore, lang: Lang) -> Self {
        Self {
            name: criterion.name,
            score: criterion.score.map(crate::matching::Points::share),
            weight: criterion.weight,
            reason: criterion.reason.say(lang),
        }
    }
}

impl<'a> TermLine<'a> {
    fn new(term: &'a Term) -> Self {
        Self { term: &term.term, share: (term.share * 1000.0).round() / 1000.0 }
    }
}

impl<'a> UnmatchedLine<'a> {
    /// A need without a match in a language.
    pub fn new(unmatched: &'a Unmatched, lang: Lang) -> Self {
        Self {
            need: &unmatched.need,
            code: unmatched.code,
            reason: unmatched.reason().say(lang),
            hint: unmatched.hint().say(lang),
        }
    }
}

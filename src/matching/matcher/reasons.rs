//! Matches with their reasons.

use super::Matcher;
use super::judging::Judged;
use super::side::Side;
use crate::matching::criteria::{CRITERIA, Criterion, Finding, Shared};
use crate::matching::explain;
use crate::matching::facets::OfferingFacets;
use crate::matching::group::groups;
use crate::matching::result::{CriterionScore, Match};
use crate::text::Key;

impl Matcher<'_> {
    /// The matches of a need, ranked and grouped.
    pub(super) fn explained(&self, side: &Side<'_>, judged: &[Judged]) -> Vec<Match> {
        let mut matches: Vec<Match> =
            judged.iter().map(|judged| self.explain(side, judged)).collect();
        let facets: Vec<OfferingFacets> =
            judged.iter().map(|judged| judged.facets).collect();
        for (group, place) in groups(&facets).into_iter().zip(0..) {
            let leader: Option<usize> = group;
            matches[place].group = leader.map(|leader| matches[leader].offering.clone());
            matches[place].rank = place + 1;
        }
        matches
    }

    fn explain(&self, side: &Side<'_>, judged: &Judged) -> Match {
        let document = judged.candidate.document;
        let offering = self.ground.shelf.offering(document);
        let shares = self.ground.corpus.space.shared(&side.query, document);
        let shared = self.shared(side, document, &shares);
        let pair = self.as_pair(side, judged);
        let score = |(place, criterion): (usize, &&'static dyn Criterion)| {
            let score = match judged.findings[place] {
                Finding::Scored(points) => Some(points),
                Finding::Silent => None,
            };
            CriterionScore {
                name: criterion.key(),
                score,
                weight: self.choice.weights.at(place),
                speaks: criterion.speaks_for(&pair),
                repeats_wording: criterion.repeats_wording(&pair, &shared),
                reason: criterion.reason(&pair, &shared),
            }
        };
        Match {
            need: side.need.id.clone(),
            offering: offering.id.clone(),
            title: offering.title.clone(),
            institution: offering.organization.name.clone(),
            rank: 1,
            total: judged.total,
            level: self.choice.levels.of(judged.total.share()),
            decision: judged.decision,
            group: None,
            point: side.several.best(&self.ground.corpus.space, document),
            criteria: CRITERIA.iter().enumerate().map(score).collect(),
            terms: shared.merged(),
        }
    }

    fn shared(&self, side: &Side<'_>, document: u32, shares: &[(Key, f32)]) -> Shared {
        let lexicon = self.ground.lexicon;
        self.counterparts.with(document, |counterpart| {
            explain::shared(&side.wording, counterpart, shares, lexicon)
        })
    }
}

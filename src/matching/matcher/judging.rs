//! What the criteria say of a candidate, and who must not meet.

use std::cmp::Ordering;

use super::Matcher;
use super::side::Side;
use crate::domain::{NeedKind, OfferingKind, Verdict};
use crate::matching::criteria::{COUNT, CRITERIA, Finding, Nature, Pair};
use crate::matching::engine::Candidate;
use crate::matching::facets::OfferingFacets;
use crate::matching::points::{Points, Total};
use crate::matching::world::OrganizationKey;

/// A candidate, judged.
pub(super) struct Judged {
    pub(super) candidate: Candidate,
    pub(super) facets: OfferingFacets,
    pub(super) topics: Option<f32>,
    pub(super) meaning: Option<f32>,
    pub(super) wished: bool,
    pub(super) decision: Option<Verdict>,
    pub(super) findings: [Finding; COUNT],
    pub(super) total: Total,
}

impl Judged {
    /// The best first; of equal totals, which are rounded, the one with more wording and
    /// concepts in common, so that the order of the offerings decides on equal texts alone.
    pub(super) fn best_first(&self, other: &Self) -> Ordering {
        let (own, others) = (self.candidate, other.candidate);
        let by_cosine = others.cosine().total_cmp(&own.cosine());
        let by_total = other.total.cmp(&self.total);
        by_total.then(by_cosine).then(own.document.cmp(&others.document))
    }
}

impl Matcher<'_> {
    /// `None` if the two must not meet, or if all that the pair can have is less than
    /// `floor`.
    pub(super) fn judge(
        &self,
        side: &Side<'_>,
        candidate: Candidate,
        meanings: Option<&[f32]>,
        floor: Option<Total>,
    ) -> Option<Judged> {
        let judged = self.judge_all(side, candidate, meanings, floor)?;
        (judged.decision != Some(Verdict::Reject)).then_some(judged)
    }

    /// The same, with pairs that a person has rejected.
    pub(super) fn judge_all(
        &self,
        side: &Side<'_>,
        candidate: Candidate,
        meanings: Option<&[f32]>,
        floor: Option<Total>,
    ) -> Option<Judged> {
        let mut judged = self.beside(side, candidate, meanings);
        let institution = self.institution(&judged.facets);
        judged.decision = self.decision(side, candidate.document, institution);
        let own = institution != OrganizationKey::NOBODY
            && institution == side.facets.enterprise;
        let hidden = self.choice.public && !judged.facets.publish;
        let apart = !kinds_fit(side.facets.kind, judged.facets.kind);
        if own || hidden || apart {
            return None;
        }
        if self.is_below(side, &judged, floor) {
            return None;
        }
        judged.topics = self.topics(side, candidate.document);
        let pair = self.as_pair(side, &judged);
        let mut findings = [Finding::Silent; COUNT];
        for (finding, criterion) in findings.iter_mut().zip(CRITERIA) {
            *finding = criterion.judge(&pair);
        }
        judged.findings = findings;
        self.add_up(&mut judged);
        Some(judged)
    }

    /// Whether a pair is below a total even if its topics are the same and all circumstances
    /// fit: these are shares of the evidence, rounded to whole points.
    fn is_below(&self, side: &Side<'_>, judged: &Judged, floor: Option<Total>) -> bool {
        let Some(floor) = floor else { return false };
        let alike = side.topics.as_ref().map(|_| 1.0);
        let pair = Pair { topics: alike, ..self.as_pair(side, judged) };
        let mut total = Total::default();
        for (place, criterion) in CRITERIA.iter().enumerate() {
            if criterion.nature() == Nature::Evidence
                && let Finding::Scored(points) = criterion.judge(&pair)
            {
                total.add(self.choice.weights.at(place), points);
            }
        }
        let one = 1.0 / f64::from(Points::FULL.get());
        total.points().share() + one < floor.share()
    }

    /// How alike the topics of a need and an offering are.
    pub(super) fn topics(&self, side: &Side<'_>, document: u32) -> Option<f32> {
        let known = self.topics.as_ref().zip(side.topics.as_ref());
        known.map(|(topics, own)| topics.likeness(own, document))
    }

    /// Need and offering side by side, not yet judged, their topics not compared.
    pub(super) fn beside(
        &self,
        side: &Side<'_>,
        candidate: Candidate,
        meanings: Option<&[f32]>,
    ) -> Judged {
        let place = usize::try_from(candidate.document).expect("32 bits fit");
        let facets = self.ground.corpus.facets(candidate.document);
        Judged {
            candidate,
            topics: None,
            meaning: meanings.map(|meanings| meanings[place]),
            wished: self.wishes.wants(side.need, &facets),
            facets,
            decision: None,
            findings: [Finding::Silent; COUNT],
            total: Total::default(),
        }
    }

    /// Circumstances count as their share of the evidence.
    fn add_up(&self, judged: &mut Judged) {
        let mut total = Total::default();
        for nature in [Nature::Evidence, Nature::Circumstance] {
            let evidence = total.points();
            for (place, criterion) in CRITERIA.iter().enumerate() {
                let Finding::Scored(points) = &mut judged.findings[place] else {
                    continue;
                };
                if criterion.nature() == nature {
                    if nature == Nature::Circumstance {
                        *points = points.of(evidence);
                    }
                    total.add(self.choice.weights.at(place), *points);
                }
            }
        }
        judged.total = total;
    }

    /// Without any evidence a pair is no candidate, unless a person chose it.
    pub(super) fn is_candidate(&self, judged: &Judged) -> bool {
        let evidence = CRITERIA.iter().zip(&judged.findings).enumerate().any(
            |(place, (criterion, finding))| {
                let some = matches!(finding, Finding::Scored(p) if *p > Points::NONE);
                criterion.nature() == Nature::Evidence
                    && some
                    && self.choice.weights.at(place) > 0
            },
        );
        evidence || judged.decision.is_some()
    }

    /// The two as the criteria see them.
    pub(super) fn as_pair<'p>(
        &'p self,
        side: &'p Side<'_>,
        judged: &'p Judged,
    ) -> Pair<'p> {
        let candidate = judged.candidate;
        // a foreign text shares at most stray words with a Chinese one
        let foreign =
            side.han != judged.facets.han && candidate.text <= candidate.concepts;
        Pair {
            need: &side.facets,
            offering: &judged.facets,
            institution: self.institution(&judged.facets),
            text: (!foreign).then_some(candidate.text),
            concepts: side.query.has_concepts().then_some(candidate.concepts),
            topics: judged.topics,
            meaning: judged.meaning,
            wished: judged.wished,
            world: self.ground.world,
        }
    }

    fn institution(&self, facets: &OfferingFacets) -> OrganizationKey {
        let place = usize::try_from(facets.organization).expect("32 bits fit");
        self.institutions.get(place).copied().unwrap_or_default()
    }

    fn decision(
        &self,
        side: &Side<'_>,
        document: u32,
        institution: OrganizationKey,
    ) -> Option<Verdict> {
        if self.ground.world.is_undecided() {
            return None;
        }
        let offering = self.ground.shelf.offering(document);
        self.ground.world.verdict(&side.need.id, &offering.id, institution)
    }
}

/// People answer a need for people, and nothing else does; candidates answer no other.
fn kinds_fit(need: NeedKind, offering: OfferingKind) -> bool {
    let person = matches!(offering, OfferingKind::Candidate | OfferingKind::Expert);
    match need {
        NeedKind::Talent => person,
        NeedKind::Technology | NeedKind::Platform | NeedKind::Other => {
            offering != OfferingKind::Candidate
        }
    }
}

//! Needs against offerings: candidates, criteria, exclusions, ranking, reasons.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::corpus::Corpus;
use super::criteria::{CRITERIA, Finding, Nature, NeedFacets, Pair, Shared};
use super::document::Document;
use super::encoder::Vector;
use super::engine::{Candidate, Query, Scratch};
use super::explain::{self, Counterparts, Wording};
use super::facets::Facets;
use super::group::groups;
use super::learn::Example;
use super::level::{Levels, Weights};
use super::meanings::Meanings;
use super::points::{Points, Total};
use super::result::{CriterionScore, Match, NeedMatches, NoMatch, Unmatched};
use super::several::Several;
use super::shelf::Shelf;
use super::wishes::Wishes;
use super::world::{Party, World};
use crate::domain::{Need, NeedKind, Offering, OfferingKind, Verdict};
use crate::text::concepts::Lexicon;
use crate::text::{Key, KeyKind};

/// How matches are chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Matches of a need, at most.
    pub top: usize,
    /// The least score; `None`: possible or better.
    pub least: Option<f64>,
    /// Weights of the criteria.
    pub weights: Weights,
    /// What scores mean.
    pub levels: Levels,
    /// Leave out what may not be published.
    pub public: bool,
}

/// What a matcher works with.
pub struct Ground<'a> {
    /// The offerings, indexed.
    pub corpus: &'a Corpus<'a>,
    /// The offerings themselves.
    pub shelf: &'a dyn Shelf,
    /// The concepts.
    pub lexicon: &'a Lexicon,
    /// What is known beside.
    pub world: &'a World,
    /// What the offerings mean, with an encoder.
    pub meanings: Option<&'a Meanings<'a>>,
}

/// Matches needs against the offerings of a corpus.
pub struct Matcher<'a> {
    ground: Ground<'a>,
    choice: Choice,
    parties: Vec<Party>,
    wishes: Wishes,
    counterparts: Counterparts<'a>,
}

/// Candidates that are judged by all criteria, at least.
const JUDGED: usize = 400;
/// Candidates by meaning alone.
const BY_MEANING: usize = 100;
/// Needs matched at a time, so that results stream and memory stays small.
const BATCH: usize = 256;
/// Content tokens below which a need says too little.
const THIN: usize = 3;

/// A need, read.
struct Side<'a> {
    need: &'a Need,
    facets: NeedFacets,
    query: Query,
    wording: Wording,
    several: Several,
    han: bool,
    tokens: usize,
}

/// A candidate, judged.
struct Judged {
    candidate: Candidate,
    facets: Facets,
    meaning: Option<f32>,
    wished: bool,
    decision: Option<Verdict>,
    findings: Vec<Finding>,
    total: Total,
}

impl<'a> Matcher<'a> {
    /// A matcher on a ground.
    pub fn new(ground: Ground<'a>, choice: Choice) -> Self {
        let parties = ground.world.parties(&ground.corpus.institutions);
        let documents = ground.corpus.len();
        let counterparts = Counterparts::new(ground.shelf, ground.lexicon, documents);
        let wishes = Wishes::new(&ground.corpus.institutions);
        Self { ground, choice, parties, wishes, counterparts }
    }

    /// How many offerings there are.
    pub fn offerings(&self) -> usize {
        self.ground.corpus.len()
    }

    /// Matches needs in their order. On all cores `make` makes something of each result;
    /// `each` gets what was made as its batch is done, and ends the work by an error.
    pub fn run<T: Send, E>(
        &self,
        needs: &[Need],
        make: impl Fn(&Need, NeedMatches) -> T + Sync,
        mut each: impl FnMut(T) -> Result<(), E>,
    ) -> Result<(), E> {
        for batch in needs.chunks(BATCH) {
            let meanings = self.ground.meanings.map(|m| m.of_needs(batch));
            let made: Vec<T> = (0..batch.len())
                .into_par_iter()
                .map_init(Scratch::default, |scratch, at| {
                    let meaning = meanings.as_ref().map(|m| &m[at]);
                    make(&batch[at], self.of_need(&batch[at], meaning, scratch))
                })
                .collect();
            made.into_iter().try_for_each(&mut each)?;
        }
        Ok(())
    }

    /// The matches of one need.
    pub fn of_need(
        &self,
        need: &Need,
        meaning: Option<&Vector>,
        scratch: &mut Scratch,
    ) -> NeedMatches {
        let side = self.side(need);
        let meanings =
            meaning.zip(self.ground.meanings).map(|(own, all)| all.cosines(own));
        let mut ruled_out = false;
        let mut judged: Vec<Judged> = Vec::new();
        for candidate in self.candidates(&side, meanings.as_deref(), scratch) {
            match self.judge(&side, candidate, meanings.as_deref()) {
                Some(candidate) => judged.push(candidate),
                None => ruled_out |= candidate.cosine() > 0.0,
            }
        }
        judged.retain(|j| self.is_candidate(j));
        judged.sort_by(|a, b| {
            let by_number = a.candidate.document.cmp(&b.candidate.document);
            b.total.cmp(&a.total).then(by_number)
        });
        let best = judged.first().map(|best| best.total.points());
        let least = self.choice.least.unwrap_or(self.choice.levels.possible);
        let mut places = self.choice.top;
        judged.retain(|j| {
            let good = places > 0 && j.total.share() >= least;
            places -= usize::from(good);
            good || matches!(j.decision, Some(Verdict::Accept | Verdict::Pin))
        });
        if judged.is_empty() {
            let code = match best {
                _ if side.tokens < THIN => NoMatch::TooThin,
                Some(_) => NoMatch::BelowThreshold,
                None if ruled_out => NoMatch::RuledOut,
                None => NoMatch::NoSharedTerms,
            };
            let unmatched = Unmatched { need: need.id.clone(), code, best };
            return NeedMatches { matches: Vec::new(), unmatched: Some(unmatched) };
        }
        NeedMatches { matches: self.explained(&side, &judged), unmatched: None }
    }

    /// One pair, whatever its score; `None` if it is ruled out or unknown here.
    pub fn pair(&self, need: &Need, offering: &Offering) -> Option<Match> {
        let document = self.ground.shelf.find(&offering.id)?;
        let side = self.side(need);
        let meanings = self.ground.meanings.map(|meanings| {
            let own = meanings.of_needs(std::slice::from_ref(need));
            meanings.cosines(&own[0])
        });
        let candidate = self.ground.corpus.space.cosine(&side.query, document);
        let judged = self.judge(&side, candidate, meanings.as_deref())?;
        self.explained(&side, &[judged]).pop()
    }

    /// What the criteria say of a pair that a person decided on, whatever was decided;
    /// `None` if it is unknown here.
    pub fn example(
        &self,
        need: &Need,
        offering: &Offering,
        accepted: bool,
    ) -> Option<Example> {
        let document = self.ground.shelf.find(&offering.id)?;
        let side = self.side(need);
        let meanings = self.ground.meanings.map(|meanings| {
            let own = meanings.of_needs(std::slice::from_ref(need));
            meanings.cosines(&own[0])
        });
        let candidate = self.ground.corpus.space.cosine(&side.query, document);
        let judged = self.beside(&side, candidate, meanings.as_deref());
        let pair = self.as_pair(&side, &judged);
        let fit = |criterion: &&'static dyn super::Criterion| match criterion.judge(&pair)
        {
            Finding::Scored(points) => Some(points.share()),
            Finding::Silent | Finding::RuledOut => None,
        };
        let fits = CRITERIA.iter().map(fit).collect();
        Some(Example { need: need.id.clone(), accepted, fits })
    }

    fn side<'n>(&self, need: &'n Need) -> Side<'n> {
        let document = Document::of_need(need, self.ground.lexicon);
        let bag = document.bag(self.ground.lexicon);
        let kinds = || bag.terms().iter().map(|(key, _)| key.kind());
        Side {
            need,
            facets: NeedFacets::new(need, self.ground.world),
            query: Query::new(&bag, &self.ground.corpus.space),
            han: kinds().any(|kind| matches!(kind, KeyKind::Single | KeyKind::Pair)),
            tokens: kinds()
                .filter(|k| matches!(k, KeyKind::Pair | KeyKind::Word))
                .count(),
            several: Several::new(need, &self.ground),
            wording: Wording::new(&document),
        }
    }

    /// All that may suit: by wording and concepts, by meaning, by wish, by decision.
    fn candidates(
        &self,
        side: &Side<'_>,
        meanings: Option<&[f32]>,
        scratch: &mut Scratch,
    ) -> Vec<Candidate> {
        let space = &self.ground.corpus.space;
        let most = JUDGED.max(self.choice.top.saturating_mul(4));
        let mut found = space.search(&side.query, most, scratch);
        let known: BTreeSet<u32> = found.iter().map(|c| c.document).collect();
        let mut more: BTreeSet<u32> = meanings.map(nearest).unwrap_or_default();
        let shelf = self.ground.shelf;
        let chosen = self.ground.world.chosen(&side.need.id);
        more.extend(chosen.filter_map(|(offering, _)| shelf.find(offering)));
        if !side.need.preferred_partners.is_empty() {
            more.extend(self.wishes.documents(side.need, self.ground.corpus));
        }
        let new = more.difference(&known);
        found.extend(new.map(|&document| space.cosine(&side.query, document)));
        found
    }

    /// `None` if the two must not meet.
    fn judge(
        &self,
        side: &Side<'_>,
        candidate: Candidate,
        meanings: Option<&[f32]>,
    ) -> Option<Judged> {
        let mut judged = self.beside(side, candidate, meanings);
        let institution = self.party(&judged.facets);
        judged.decision = self.decision(side, candidate.document, institution);
        let own = institution != Party::NOBODY && institution == side.facets.party;
        let hidden = self.choice.public && !judged.facets.publish;
        let apart = !kinds_fit(side.facets.kind, judged.facets.kind);
        if judged.decision == Some(Verdict::Reject) || own || hidden || apart {
            return None;
        }
        let pair = self.as_pair(side, &judged);
        let findings: Vec<Finding> = CRITERIA.iter().map(|c| c.judge(&pair)).collect();
        if findings.contains(&Finding::RuledOut) {
            return None;
        }
        judged.findings = findings;
        self.add_up(&mut judged);
        Some(judged)
    }

    /// Need and offering side by side, not yet judged.
    fn beside(
        &self,
        side: &Side<'_>,
        candidate: Candidate,
        meanings: Option<&[f32]>,
    ) -> Judged {
        let place = usize::try_from(candidate.document).expect("32 bits fit");
        let facets = self.ground.corpus.facets(candidate.document);
        Judged {
            candidate,
            meaning: meanings.map(|meanings| meanings[place]),
            wished: self.wishes.wants(side.need, &facets),
            facets,
            decision: None,
            findings: Vec::new(),
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
    fn is_candidate(&self, judged: &Judged) -> bool {
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

    fn as_pair<'p>(&'p self, side: &'p Side<'_>, judged: &'p Judged) -> Pair<'p> {
        let candidate = judged.candidate;
        let foreign = !side.han && candidate.text <= 0.0;
        Pair {
            need: &side.facets,
            offering: &judged.facets,
            institution: self.party(&judged.facets),
            text: (!foreign).then_some(candidate.text),
            concepts: side.query.has_concepts().then_some(candidate.concepts),
            meaning: judged.meaning,
            wished: judged.wished,
            world: self.ground.world,
        }
    }

    fn party(&self, facets: &Facets) -> Party {
        let place = usize::try_from(facets.organization).expect("32 bits fit");
        self.parties.get(place).copied().unwrap_or_default()
    }

    fn decision(&self, side: &Side<'_>, document: u32, party: Party) -> Option<Verdict> {
        if self.ground.world.is_undecided() {
            return None;
        }
        let offering = self.ground.shelf.offering(document);
        self.ground.world.verdict(&side.need.id, &offering.id, party)
    }

    fn explained(&self, side: &Side<'_>, judged: &[Judged]) -> Vec<Match> {
        let mut matches: Vec<Match> =
            judged.iter().map(|judged| self.explain(side, judged)).collect();
        let facets: Vec<Facets> = judged.iter().map(|judged| judged.facets).collect();
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
        let score = |(place, criterion): (usize, &&'static dyn super::Criterion)| {
            let score = match judged.findings[place] {
                Finding::Scored(points) => Some(points),
                Finding::Silent | Finding::RuledOut => None,
            };
            CriterionScore {
                name: criterion.key(),
                score,
                weight: self.choice.weights.at(place),
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
            terms: shared.terms,
        }
    }

    fn shared(&self, side: &Side<'_>, document: u32, shares: &[(Key, f32)]) -> Shared {
        let lexicon = self.ground.lexicon;
        self.counterparts.with(document, |counterpart| {
            explain::shared(&side.wording, counterpart, shares, lexicon)
        })
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

/// The offerings nearest in meaning.
fn nearest(cosines: &[f32]) -> BTreeSet<u32> {
    let mut order: Vec<u32> =
        (0..u32::try_from(cosines.len()).expect("fewer than 2^32 offerings")).collect();
    let at = |document: u32| cosines[usize::try_from(document).expect("32 bits fit")];
    let better = |a: &u32, b: &u32| at(*b).total_cmp(&at(*a)).then(a.cmp(b));
    if order.len() > BY_MEANING {
        order.select_nth_unstable_by(BY_MEANING, better);
        order.truncate(BY_MEANING);
    }
    order.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use std::sync::OnceLock;

    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{Decision, EnterpriseRef, Fair, InstitutionRef, Organization};
    use crate::matching::{Collector, Memory};

    fn lexicon() -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(Lexicon::default)
    }

    fn offering(id: &str, title: &str, institution: &str) -> Offering {
        let name = institution.to_owned();
        Offering {
            id: id.into(),
            title: title.into(),
            organization: InstitutionRef { name, ..InstitutionRef::default() },
            ..Offering::default()
        }
    }

    fn need(id: &str, title: &str) -> Need {
        let organization =
            EnterpriseRef { name: "丙厂".into(), ..EnterpriseRef::default() };
        Need { id: id.into(), title: title.into(), organization, ..Need::default() }
    }

    fn choice(top: usize, least: Option<f64>) -> Choice {
        let (weights, levels) = (Weights::default(), Levels::default());
        Choice { top, least, weights, levels, public: false }
    }

    fn run(fair: &Fair, choice: Choice) -> Vec<NeedMatches> {
        let mut collector = Collector::new(lexicon());
        collector.push(&fair.offerings);
        let corpus = collector.finish();
        let shelf = Memory::new(&fair.offerings);
        let world = World::of_fair(fair, NaiveDate::default());
        let ground = Ground {
            corpus: &corpus,
            shelf: &shelf,
            lexicon: lexicon(),
            world: &world,
            meanings: None,
        };
        let mut all = Vec::new();
        let matcher = Matcher::new(ground, choice);
        let done: Result<(), ()> = matcher.run(
            &fair.needs,
            |_, found| found,
            |found| {
                all.push(found);
                Ok(())
            },
        );
        done.unwrap();
        all
    }

    fn ids(found: &NeedMatches) -> Vec<&str> {
        found.matches.iter().map(|m| m.offering.as_str()).collect()
    }

    fn small() -> Fair {
        Fair {
            needs: vec![
                need("N1", "宽幅钛箔轧制工艺"),
                need("N2", "草莓种苗脱毒"),
                need("N3", "泵"),
            ],
            offerings: vec![
                offering("S1", "超薄钛箔异步轧制", "甲大学"),
                offering("S2", "钛合金粉末制备", "乙学院"),
                offering("S3", "猪流感病毒检测", "乙学院"),
            ],
            ..Fair::default()
        }
    }

    #[test]
    fn the_right_one_comes_first_and_parts_add_up() {
        let found = &run(&small(), choice(5, Some(0.0)))[0];
        assert_eq!(ids(found), ["S1", "S2"]);
        let best = &found.matches[0];
        let mut total = Total::default();
        for criterion in &best.criteria {
            if let Some(points) = criterion.score {
                total.add(criterion.weight, points);
            }
        }
        assert_eq!(total, best.total);
        assert!(best.terms.iter().any(|term| term.term == "钛箔"));
    }

    #[test]
    fn needs_without_a_match_say_why() {
        let found = run(&small(), choice(3, None));
        let code = |at: usize| found[at].unmatched.as_ref().map(|u| u.code);
        assert_eq!(code(1), Some(NoMatch::BelowThreshold), "only 毒 is shared");
        assert_eq!(code(2), Some(NoMatch::TooThin));
    }

    #[test]
    fn circumstances_never_lift_a_pair() {
        let mut fair = small();
        let plain = run(&fair, choice(5, Some(0.0)));
        fair.needs[0].fields = vec!["新材料".into()];
        fair.offerings[1].fields = vec!["新材料".into()];
        fair.settings.matching.weights.insert("field".into(), 1000);
        let mut strong = choice(5, Some(0.0));
        assert!(strong.weights.set("field", 1000));
        let fitting = run(&fair, strong);
        assert_eq!(ids(&fitting[0]), ids(&plain[0]));
        let score = |found: &[NeedMatches]| found[0].matches[1].total.points();
        assert_eq!(score(&fitting), score(&plain));
    }

    #[test]
    fn a_wish_makes_a_candidate_without_shared_words() {
        let mut fair = small();
        fair.needs[1].preferred_partners = vec!["甲大学".into()];
        let found = run(&fair, choice(5, Some(0.0)));
        assert_eq!(ids(&found[1])[0], "S1");
    }

    fn decisions() -> impl Strategy<Value = Vec<(usize, usize, bool)>> {
        prop::collection::vec((0..3_usize, 0..6_usize, any::<bool>()), 0..8)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Whatever is decided, no rejected pair appears, by any name of the institution,
        /// nor an enterprise's own offering.
        #[test]
        fn exclusions_do_not_leak(decided in decisions(), own in 0..3_usize) {
            let mut fair = small();
            fair.organizations = vec![Organization {
                id: "U1".into(),
                name: "甲大学".into(),
                aliases: vec!["甲大".into()],
                ..Organization::default()
            }];
            fair.offerings[1].organization.name = "甲大".into();
            fair.offerings[own].organization.name = "丙厂".into();
            let targets = ["S1", "S2", "S3", "U1", "甲大", "乙学院"];
            for (at, other, reject) in &decided {
                let verdict = if *reject { Verdict::Reject } else { Verdict::Pin };
                fair.decisions.push(Decision {
                    need: fair.needs[*at].id.clone(),
                    offering: targets[*other].into(),
                    decision: Some(verdict),
                    ..Decision::default()
                });
            }
            let world = World::of_fair(&fair, NaiveDate::default());
            for found in run(&fair, choice(9, Some(0.0))) {
                for one in found.matches {
                    let offering = fair.offering(&one.offering).unwrap();
                    let party = world.party(&offering.organization.name);
                    let verdict = world.verdict(&one.need, &one.offering, party);
                    prop_assert_ne!(verdict, Some(Verdict::Reject));
                    prop_assert_ne!(&offering.organization.name, "丙厂");
                }
            }
        }
    }
}

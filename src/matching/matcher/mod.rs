//! Needs against offerings: candidates, criteria, exclusions, ranking, reasons.

mod candidates;
mod floor;
mod judging;
mod reasons;
mod side;

use rayon::prelude::*;

use super::criteria::{CRITERIA, Criterion, Finding};
use super::engine::{Candidate, Scratch};
use super::explain::Counterparts;
use super::ground::Ground;
use super::index::IndexError;
use super::learn::Example;
use super::level::Levels;
use super::meanings::Meant;
use super::result::{Match, NeedMatches, NoMatch};
use super::topics::Topics;
use super::weights::Weights;
use super::wishes::Wishes;
use super::world::OrganizationKey;
use crate::domain::{Need, Offering, Stage, Verdict};
use floor::Floor;
use judging::Judged;
use side::Side;

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

/// Matches needs against the offerings of a corpus.
pub struct Matcher<'a> {
    ground: Ground<'a>,
    choice: Choice,
    institutions: Vec<OrganizationKey>,
    wishes: Wishes,
    topics: Option<Topics<'a>>,
    counterparts: Counterparts<'a>,
}

/// Needs matched at a time, so that results stream and memory stays small.
const BATCH: usize = 256;

impl<'a> Matcher<'a> {
    /// A matcher on a ground.
    pub fn new(ground: Ground<'a>, choice: Choice) -> Self {
        let institutions = ground.world.keys(&ground.corpus.institutions);
        let documents = ground.corpus.len();
        let counterparts = Counterparts::new(ground.shelf, ground.lexicon, documents);
        let wishes = Wishes::new(&ground.corpus.institutions);
        let known = ground.corpus.latent.as_ref();
        let topics = Topics::new(&ground.corpus.space, known);
        Self { ground, choice, institutions, wishes, topics, counterparts }
    }

    /// How many offerings there are.
    pub fn offerings(&self) -> usize {
        self.ground.corpus.len()
    }

    /// Matches needs in their order. On all cores `make` makes something of each result;
    /// `each` gets what was made as its batch is done, and ends the work by an error; so
    /// does an index that turns out to be damaged.
    pub fn run<T: Send, E: From<IndexError>>(
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
            self.ground.shelf.sound()?;
            made.into_iter().try_for_each(&mut each)?;
        }
        Ok(())
    }

    /// The matches of one need; one that has ended seeks none.
    pub fn of_need(
        &self,
        need: &Need,
        meaning: Option<&Meant>,
        scratch: &mut Scratch,
    ) -> NeedMatches {
        if need.stage == Stage::Ended {
            return NeedMatches::none(need, NoMatch::RuledOut, None);
        }
        let side = self.side(need);
        let meanings =
            meaning.zip(self.ground.meanings).map(|(own, all)| all.likenesses(own));
        let mut ruled_out = false;
        let mut judged: Vec<Judged> = Vec::new();
        let mut floor = self.floor();
        for candidate in self.candidates(&side, meanings.as_deref(), scratch) {
            match self.judge(&side, candidate, meanings.as_deref(), floor.least()) {
                Some(found) if self.is_candidate(&found) => {
                    floor.add(found.total);
                    judged.push(found);
                }
                Some(_) => {}
                None => ruled_out |= candidate.cosine() > 0.0,
            }
        }
        judged.sort_unstable_by(Judged::best_first);
        let best = judged.first().map(|best| best.total.points());
        self.choose(&mut judged);
        if judged.is_empty() {
            let code = match best {
                _ if side.is_thin() => NoMatch::TooThin,
                Some(_) => NoMatch::BelowThreshold,
                None if ruled_out => NoMatch::RuledOut,
                None => NoMatch::NoSharedTerms,
            };
            return NeedMatches::none(need, code, best);
        }
        NeedMatches { matches: self.explained(&side, &judged), unmatched: None }
    }

    /// What a candidate must have to be among the best: anything, where a person's word
    /// may choose it.
    fn floor(&self) -> Floor {
        let is_open = self.ground.world.is_undecided();
        Floor::new(if is_open { self.choice.top } else { usize::MAX })
    }

    /// Keeps the best that are good enough, and what a person chose.
    fn choose(&self, judged: &mut Vec<Judged>) {
        let least = self.choice.least.unwrap_or(self.choice.levels.possible);
        let mut places = self.choice.top;
        judged.retain(|j| {
            let good = places > 0 && j.total.share() >= least;
            places -= usize::from(good);
            good || matches!(j.decision, Some(Verdict::Accept | Verdict::Pin))
        });
    }

    /// One pair, whatever its score; `None` if it is ruled out or unknown here.
    pub fn pair(&self, need: &Need, offering: &Offering) -> Option<Match> {
        let pair = self.pair_though_rejected(need, offering)?;
        (pair.decision != Some(Verdict::Reject)).then_some(pair)
    }

    /// The same, also of a pair that a person has rejected.
    pub fn pair_though_rejected(
        &self,
        need: &Need,
        offering: &Offering,
    ) -> Option<Match> {
        let (side, candidate, meanings) = self.side_by_side(need, offering)?;
        let judged = self.judge_all(&side, candidate, meanings.as_deref(), None)?;
        self.explained(&side, &[judged]).pop()
    }

    fn side_by_side<'n>(
        &self,
        need: &'n Need,
        offering: &Offering,
    ) -> Option<(Side<'n>, Candidate, Option<Vec<f32>>)> {
        let document = self.ground.shelf.find(&offering.id)?;
        let side = self.side(need);
        let meanings = self.ground.meanings.map(|meanings| {
            let own = meanings.of_needs(std::slice::from_ref(need));
            meanings.likenesses(&own[0])
        });
        let candidate = self.candidate(&side, document);
        Some((side, candidate, meanings))
    }

    /// What the criteria say of a pair that a person decided on, whatever was decided;
    /// `None` if it is unknown here.
    pub fn example(
        &self,
        need: &Need,
        offering: &Offering,
        accepted: bool,
    ) -> Option<Example> {
        let (side, candidate, meanings) = self.side_by_side(need, offering)?;
        let mut judged = self.beside(&side, candidate, meanings.as_deref());
        judged.topics = self.topics(&side, candidate.document);
        let pair = self.as_pair(&side, &judged);
        let fit = |criterion: &&'static dyn Criterion| match criterion.judge(&pair) {
            Finding::Scored(points) => Some(points.share()),
            Finding::Silent => None,
        };
        let fits = CRITERIA.iter().map(fit).collect();
        Some(Example { need: need.id.clone(), accepted, fits })
    }
}

#[cfg(test)]
mod tests;

//! A need and an offering side by side, as the criteria see them.

use chrono::NaiveDate;

use crate::domain::{Need, NeedKind, Yuan};
use crate::matching::facets::{OfferingFacets, field_bits, modes};
use crate::matching::place::Place;
use crate::matching::points::Points;
use crate::matching::world::{OrganizationKey, World};

/// What the criteria compare of a need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedFacets {
    /// Its fields of technology, one bit each.
    pub fields: u32,
    /// Cooperation wanted, one bit a mode.
    pub cooperation: u16,
    /// The most that may be spent, fen; an amount per unit is none.
    pub budget: Option<i64>,
    /// Months until it must be there; what is past is none.
    pub months: Option<i64>,
    /// Where the enterprise sits.
    pub place: Place,
    /// The enterprise.
    pub enterprise: OrganizationKey,
    /// Technology, talent, …
    pub kind: NeedKind,
}

impl NeedFacets {
    /// The facets of a need.
    pub fn new(need: &Need, world: &World) -> Self {
        let own = &need.organization;
        let total = |money: &&crate::domain::Money| money.per.is_none();
        let budget = need.budget.as_ref().filter(total);
        Self {
            fields: field_bits(&need.fields),
            cooperation: modes(&need.cooperation),
            budget: budget.and_then(|money| money.max.or(money.min)).map(Yuan::fen),
            months: need.deadline.and_then(|deadline| months(world.today, deadline)),
            place: Place::of_region(own.region.as_deref().unwrap_or_default()),
            enterprise: world.key_of(own.id.as_deref(), &own.name),
            kind: need.kind,
        }
    }
}

/// Whole months from a day to a later one.
fn months(today: NaiveDate, deadline: NaiveDate) -> Option<i64> {
    let days = (deadline - today).num_days();
    (days >= 0).then_some(days / 30)
}

/// A need and an offering, as the criteria see them.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'a> {
    /// The need.
    pub need: &'a NeedFacets,
    /// The offering.
    pub offering: &'a OfferingFacets,
    /// The offering's institution.
    pub institution: OrganizationKey,
    /// What the terms add to the cosine; `None` where the two share no script.
    pub text: Option<f32>,
    /// What the concepts add; `None` where the need names none that comes up in an offering.
    pub concepts: Option<f32>,
    /// Likeness of the topics, at most 1; `None` where the offerings teach none.
    pub topics: Option<f32>,
    /// Likeness of the meanings, at most 1; `None` without an encoder.
    pub meaning: Option<f32>,
    /// Whether the enterprise named this institution or its expert.
    pub wished: bool,
    /// What is known beside.
    pub world: &'a World,
}

/// The likeness, of topics or of meanings, at which two texts have nothing in common: it
/// is negative, as an offering's neighbours were taken off. Between −0.3 and −0.1 the
/// judged needs do not tell the difference.
const APART: f64 = -0.2;

impl Pair<'_> {
    /// Points that grow with a cosine and level off, half of them at `half`: a division,
    /// which is the same on every machine, as an exponential is not.
    pub(super) fn saturating(cosine: f32, half: f64) -> Points {
        let cosine = f64::from(cosine.max(0.0));
        Points::of_share(cosine / (cosine + half))
    }

    /// Points that grow evenly with a likeness, up to all of them at `same`.
    pub(super) fn even(likeness: f32, same: f64) -> Points {
        Points::of_share(grown(likeness, same))
    }

    /// Whether topics or meanings are called alike: half of the way to `same`.
    pub(super) fn alike(likeness: f32, same: f64) -> bool {
        grown(likeness, same) >= 0.5
    }

    /// Whether neither wording nor concepts of the two can be compared.
    pub(super) fn is_wordless(&self) -> bool {
        self.text.is_none() && self.concepts.is_none()
    }
}

/// How far a likeness is on the way from nothing in common to `same`.
fn grown(likeness: f32, same: f64) -> f64 {
    (f64::from(likeness) - APART) / (same - APART)
}

/// Whether one of the phrases `told` has a name in it.
pub(super) fn is_told(name: &str, told: &[String]) -> bool {
    told.iter().any(|phrase| phrase.contains(name))
}

/// What a pair shares, in words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shared {
    /// Phrases with their share of the evidence, the largest first.
    pub terms: Vec<Term>,
}

/// A phrase or concept that a pair shares.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// The phrase as the need writes it; for a concept also as the offering does.
    pub term: String,
    /// Its share of the cosine, in [0, 1].
    pub share: f64,
    /// Whether it is a concept rather than a shared wording.
    pub concept: bool,
}

/// Phrases or concepts that a sentence names, at most.
const FEW: usize = 3;

impl Shared {
    /// The first few phrases, for a sentence.
    pub fn words(&self) -> Vec<String> {
        let words = self.terms.iter().filter(|term| !term.concept);
        words.take(FEW).map(|word| word.term.clone()).collect()
    }

    /// The first few concepts, for a sentence: those that phrases `told` already don't name,
    /// if there are any.
    pub fn concepts(&self, told: &[String]) -> Vec<String> {
        let concepts = self.terms.iter().filter(|term| term.concept);
        let (known, more): (Vec<String>, Vec<String>) = concepts
            .map(|concept| concept.term.clone())
            .partition(|name| is_told(name, told));
        let mut chosen = if more.is_empty() { known } else { more };
        chosen.truncate(FEW);
        chosen
    }

    /// Each phrase once, the largest share first: what is both wording and a concept has the
    /// share of both.
    pub fn merged(self) -> Vec<Term> {
        let mut merged: Vec<Term> = Vec::with_capacity(self.terms.len());
        for term in self.terms {
            match merged.iter_mut().find(|known| known.term == term.term) {
                Some(known) => known.share += term.share,
                None => merged.push(term),
            }
        }
        merged.sort_by(|a, b| b.share.total_cmp(&a.share));
        merged
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(terms: &[(&str, bool)]) -> Shared {
        let term = |&(term, concept): &(&str, bool)| Term {
            term: term.to_owned(),
            share: 0.1,
            concept,
        };
        Shared { terms: terms.iter().map(term).collect() }
    }

    #[test]
    fn concepts_that_are_shared_words_are_named_only_if_there_are_no_others() {
        let same = [("铜箔", false), ("铜箔", true), ("轧制", false), ("轧制", true)];
        assert_eq!(shared(&same).words(), ["铜箔", "轧制"]);
        let told = |shared: &Shared| shared.concepts(&shared.words());
        assert_eq!(told(&shared(&same)), ["铜箔", "轧制"]);
        let longer = [("轮胎结构", false), ("轮胎", true)];
        assert_eq!(told(&shared(&longer)), ["轮胎"]);
        let more = [("退火炉", false), ("退火", true), ("铜箔 ~ 铜合金", true)];
        assert_eq!(told(&shared(&more)), ["铜箔 ~ 铜合金"]);
        assert_eq!(shared(&more).concepts(&[]), ["退火", "铜箔 ~ 铜合金"]);
    }
}

//! Shared concepts, whatever words name them.

use super::pair::is_told;
use super::{Criterion, Finding, Nature, Pair, Shared};
use crate::matching::points::Weight;
use crate::text::messages::Message;

/// The cosine at which concepts have half of their points: a third of the text's, as they
/// have a third of its weight, so that the two add up as they do in the common vector. Where
/// wording cannot be compared, concepts stand for it and are measured as it is.
const HALF: f64 = super::text::HALF / 3.0;

/// Shared concepts of the lexicon, broader ones counting less.
pub(super) struct Concepts;

impl Criterion for Concepts {
    fn key(&self) -> &'static str {
        "concepts"
    }

    fn nature(&self) -> Nature {
        Nature::Evidence
    }

    fn default_weight(&self) -> Weight {
        20
    }

    fn judge(&self, pair: &Pair<'_>) -> Finding {
        let half = if pair.text.is_some() { HALF } else { super::text::HALF };
        match pair.concepts {
            Some(cosine) => Finding::Scored(Pair::saturating(cosine, half)),
            None => Finding::Silent,
        }
    }

    fn repeats_wording(&self, pair: &Pair<'_>, shared: &Shared) -> bool {
        let told = told(pair, shared);
        shared.concepts(&told).iter().all(|name| is_told(name, &told))
    }

    fn reason(&self, pair: &Pair<'_>, shared: &Shared) -> Message {
        let names = shared.concepts(&told(pair, shared));
        match pair.concepts {
            None => Message::new("reason-concepts-silent"),
            Some(_) if names.is_empty() => Message::new("reason-concepts-none"),
            Some(_) => Message::new("reason-concepts").with("concepts", names),
        }
    }
}

/// What the sentence on wording names, if there is one.
fn told(pair: &Pair<'_>, shared: &Shared) -> Vec<String> {
    if pair.text.is_some() { shared.words() } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::super::{NeedFacets, Term};
    use super::*;
    use crate::domain::{Fair, Need, Offering};
    use crate::matching::engine::Bag;
    use crate::matching::facets::OfferingFacets;
    use crate::matching::world::{OrganizationKey, World};

    #[test]
    fn a_concept_is_told_again_only_where_wording_is_not_compared() {
        let world = World::of_fair(&Fair::default(), NaiveDate::default());
        let worded = Pair {
            need: &NeedFacets::new(&Need::default(), &world),
            offering: &OfferingFacets::new(
                &Offering::default(),
                0,
                0,
                "",
                &Bag::default(),
            ),
            institution: OrganizationKey::NOBODY,
            text: Some(0.2),
            concepts: Some(0.2),
            topics: None,
            meaning: None,
            wished: false,
            world: &world,
        };
        let foreign = Pair { text: None, ..worded };
        let term = |concept| Term { term: "SCARA".to_owned(), share: 0.5, concept };
        let robot = Term { term: "SCARA机器人".to_owned(), ..term(false) };
        let mut shared = Shared { terms: vec![robot, term(true)] };
        assert!(Concepts.repeats_wording(&worded, &shared));
        assert!(!Concepts.repeats_wording(&foreign, &shared));
        shared.terms.push(Term { term: "装配 ~ assembly".to_owned(), ..term(true) });
        let names = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
            Message::new("reason-concepts").with("concepts", names)
        };
        assert_eq!(Concepts.reason(&worded, &shared), names(&["装配 ~ assembly"]));
        assert_eq!(
            Concepts.reason(&foreign, &shared),
            names(&["SCARA", "装配 ~ assembly"])
        );
        assert!(!Concepts.repeats_wording(&worded, &shared));
    }
}

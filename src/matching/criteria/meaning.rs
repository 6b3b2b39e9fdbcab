//! Likeness of meaning, as the sentence encoder sees it.

use super::{Criterion, Finding, Nature, Pair, Shared};
use crate::matching::points::{Points, Weight};
use crate::text::messages::Message;

/// The likeness at which two texts say the same.
const SAME: f64 = 0.4;

/// The share of its points where it stands alone, as between a need and an offering of
/// different scripts: among the judged needs, half of the pairs with more than 0.65 to 0.75
/// of its points are related, which is what *possible* (0.35) says (BENCHMARKS.md).
const ALONE: f64 = 0.5;

/// Likeness of meaning.
pub(super) struct Meaning;

impl Criterion for Meaning {
    fn key(&self) -> &'static str {
        "meaning"
    }

    fn nature(&self) -> Nature {
        Nature::Evidence
    }

    /// Between 8 and 16 the judged needs hardly tell the difference.
    fn default_weight(&self) -> Weight {
        12
    }

    fn judge(&self, pair: &Pair<'_>) -> Finding {
        let Some(likeness) = pair.meaning else { return Finding::Silent };
        let points = Pair::even(likeness, SAME);
        let share = if pair.is_wordless() { ALONE } else { 1.0 };
        Finding::Scored(Points::of_share(points.share() * share))
    }

    fn speaks_for(&self, pair: &Pair<'_>) -> bool {
        pair.meaning.is_some_and(|likeness| Pair::alike(likeness, SAME))
    }

    fn reason(&self, pair: &Pair<'_>, shared: &Shared) -> Message {
        Message::new(match pair.meaning {
            None => "reason-meaning-silent",
            Some(_) if !self.speaks_for(pair) => "reason-meaning-none",
            Some(_) if shared.terms.is_empty() => "reason-meaning-only",
            Some(_) => "reason-meaning",
        })
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::super::NeedFacets;
    use super::*;
    use crate::domain::{Fair, Need, Offering};
    use crate::matching::engine::Bag;
    use crate::matching::facets::OfferingFacets;
    use crate::matching::world::{OrganizationKey, World};

    #[test]
    fn alone_it_never_makes_a_strong_match() {
        let world = World::of_fair(&Fair::default(), NaiveDate::default());
        let alone = Pair {
            need: &NeedFacets::new(&Need::default(), &world),
            offering: &OfferingFacets::new(
                &Offering::default(),
                0,
                0,
                "",
                &Bag::default(),
            ),
            institution: OrganizationKey::NOBODY,
            text: None,
            concepts: None,
            topics: None,
            meaning: Some(0.4),
            wished: false,
            world: &world,
        };
        let beside_words = Pair { text: Some(0.0), ..alone };
        assert_eq!(Meaning.judge(&alone), Finding::Scored(Points::new(5_000)));
        assert_eq!(Meaning.judge(&beside_words), Finding::Scored(Points::FULL));
        assert!(Meaning.speaks_for(&alone));
        let other = Pair { meaning: Some(0.05), ..alone };
        assert!(!Meaning.speaks_for(&other), "less than half of the way");
    }
}

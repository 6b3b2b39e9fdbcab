//! The field of technology.

use super::{Criterion, Finding, Nature, Pair, Shared};
use crate::matching::points::{Points, Weight};
use crate::text::messages::Message;

/// Fit of different fields: technologies cross fields, so that this is no exclusion.
const OTHER: Points = Points::new(3_000);

/// Whether need and offering name a common field; fields too broad to compare are silent.
pub(super) struct Field;

impl Criterion for Field {
    fn key(&self) -> &'static str {
        "field"
    }

    fn nature(&self) -> Nature {
        Nature::Circumstance
    }

    fn default_weight(&self) -> Weight {
        6
    }

    fn judge(&self, pair: &Pair<'_>) -> Finding {
        let (need, offering) = (pair.need.fields, pair.offering.fields);
        if need == 0 || offering == 0 {
            Finding::Silent
        } else if need & offering != 0 {
            Finding::Scored(Points::FULL)
        } else {
            Finding::Scored(OTHER)
        }
    }

    fn reason(&self, pair: &Pair<'_>, _: &Shared) -> Message {
        Message::new(match self.judge(pair) {
            Finding::Silent => "reason-field-silent",
            Finding::Scored(Points::FULL) => "reason-field-same",
            Finding::Scored(_) => "reason-field-other",
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
    fn another_field_is_no_reason_for_a_pair() {
        let world = World::of_fair(&Fair::default(), NaiveDate::default());
        let speaks = |need: u32, offering: u32| {
            let mut facets = NeedFacets::new(&Need::default(), &world);
            facets.fields = need;
            let mut other =
                OfferingFacets::new(&Offering::default(), 0, 0, "", &Bag::default());
            other.fields = offering;
            Field.speaks_for(&Pair {
                need: &facets,
                offering: &other,
                institution: OrganizationKey::NOBODY,
                text: Some(0.2),
                concepts: None,
                topics: None,
                meaning: None,
                wished: false,
                world: &world,
            })
        };
        assert!(speaks(0b11, 0b10));
        assert!(!speaks(0b01, 0b10));
        assert!(!speaks(0b01, 0), "silent");
    }
}

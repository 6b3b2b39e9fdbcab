//! How the two want to work together.

use super::{Criterion, Finding, Nature, Pair, Shared};
use crate::domain::{Code as _, Cooperation as Mode};
use crate::matching::facets::modes;
use crate::matching::points::{Points, Weight};
use crate::text::messages::{Arg, Message};

/// Modes of one family are negotiable within it: developing, or handing over.
const FAMILIES: &[&[Mode]] = &[
    &[
        Mode::JointDevelopment,
        Mode::CommissionedDevelopment,
        Mode::Consulting,
        Mode::Service,
        Mode::Platform,
    ],
    &[Mode::TechnologyTransfer, Mode::Licence, Mode::Equity, Mode::JointProduction],
    &[Mode::Talent, Mode::Training],
];
/// Fit of two modes of one family.
const FAMILY: Points = Points::new(7_000);
/// Fit of modes of different families.
const OTHER: Points = Points::new(3_000);

/// Whether need and offering name a common mode of cooperation.
pub(super) struct Cooperation;

impl Criterion for Cooperation {
    fn key(&self) -> &'static str {
        "cooperation"
    }

    fn nature(&self) -> Nature {
        Nature::Circumstance
    }

    fn default_weight(&self) -> Weight {
        5
    }

    fn judge(&self, pair: &Pair<'_>) -> Finding {
        let (need, offering) = (pair.need.cooperation, pair.offering.cooperation);
        let both = |family: &&[Mode]| {
            let family = modes(family);
            need & family != 0 && offering & family != 0
        };
        if need == 0 || offering == 0 {
            Finding::Silent
        } else if need & offering != 0 {
            Finding::Scored(Points::FULL)
        } else if FAMILIES.iter().any(both) {
            Finding::Scored(FAMILY)
        } else {
            Finding::Scored(OTHER)
        }
    }

    fn reason(&self, pair: &Pair<'_>, _: &Shared) -> Message {
        match self.judge(pair) {
            Finding::Silent => Message::new("reason-cooperation-silent"),
            Finding::Scored(Points::FULL) => {
                let both = pair.need.cooperation & pair.offering.cooperation;
                let common = Mode::ALL.iter().filter(|mode| modes(&[**mode]) & both != 0);
                let labels: Vec<Arg> = common.map(|mode| mode.label().into()).collect();
                Message::new("reason-cooperation-same").with("modes", labels)
            }
            Finding::Scored(FAMILY) => Message::new("reason-cooperation-near"),
            Finding::Scored(_) => Message::new("reason-cooperation-other"),
        }
    }
}

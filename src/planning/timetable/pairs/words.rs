//! What people said of pairs: which are to meet, which must, and which may not.

use std::collections::{BTreeMap, BTreeSet};

use super::Standing;
use crate::domain::{Decision, Fair, Verdict};
use crate::planning::roster::Roster;

/// What people said of pairs, by need and offering or institution.
#[derive(Debug, Default)]
pub(in crate::planning::timetable) struct Words<'w> {
    pub(super) wanted: BTreeMap<(&'w str, &'w str), Standing>,
    rejected: BTreeSet<(&'w str, &'w str)>,
}

impl<'w> Words<'w> {
    pub(in crate::planning::timetable) fn of(
        fair: &'w Fair,
        roster: &Roster<'w>,
    ) -> Self {
        let mut words = Self::default();
        for decision in &fair.decisions {
            let pair = (decision.need.as_str(), spoken_of(decision, fair, roster));
            if let Some(standing) = standing(decision) {
                let known = words.wanted.entry(pair).or_insert(standing);
                *known = standing.max(*known);
            } else if decision.decision == Some(Verdict::Reject) {
                words.rejected.insert(pair);
            }
        }
        words
    }

    /// Whether somebody wants a pair to meet.
    pub(in crate::planning::timetable) fn wants(&self, pair: (&str, &str)) -> bool {
        self.wanted.contains_key(&pair)
    }

    /// Whether a pair is ruled out: itself, or with everything of its institution unless
    /// somebody wants this very offering.
    pub(super) fn rule_out(&self, pair: (&str, &str), institution: Option<&str>) -> bool {
        let whole =
            institution.is_some_and(|body| self.rejected.contains(&(pair.0, body)));
        self.rejected.contains(&pair) || (whole && !self.wanted.contains_key(&pair))
    }
}

/// The pairs that must meet, by need and partner.
pub(in crate::planning::timetable) fn pins<'a>(
    fair: &'a Fair,
    roster: &Roster<'a>,
) -> Vec<(&'a str, &'a str)> {
    let wanted = Words::of(fair, roster).wanted.into_iter();
    let pinned = wanted.filter(|(_, standing)| *standing == Standing::Pinned);
    pinned.map(|(pair, _)| pair).collect()
}

/// The pairs that somebody wants to meet, by need and partner.
pub fn wanted(fair: &Fair) -> BTreeSet<(String, String)> {
    let roster = Roster::new(fair);
    let words = Words::of(fair, &roster);
    let own =
        |(need, partner): &(&str, &str)| ((*need).to_owned(), (*partner).to_owned());
    words.wanted.keys().map(own).collect()
}

/// Every decision on a pair, whatever name it has for an institution that claims a need.
pub fn decisions_on<'a>(
    fair: &'a Fair,
    need: &str,
    partner: &str,
) -> impl Iterator<Item = &'a Decision> {
    let roster = Roster::new(fair);
    fair.decisions.iter().filter(move |decision| {
        decision.need == need && spoken_of(decision, fair, &roster) == partner
    })
}

/// What a decision speaks of: an offering's id, else the key of an organization.
fn spoken_of<'a>(decision: &'a Decision, fair: &'a Fair, roster: &Roster<'a>) -> &'a str {
    match fair.offering(&decision.offering) {
        Some(offering) => &offering.id,
        None => roster.organization(&decision.offering).unwrap_or(&decision.offering),
    }
}

fn standing(decision: &Decision) -> Option<Standing> {
    match decision.decision? {
        Verdict::Accept => Some(Standing::Accepted),
        Verdict::Pin => Some(Standing::Pinned),
        Verdict::Reject => None,
    }
}

//! Which pairs are to meet: what people decided, and what they claimed.

mod words;

pub(super) use words::{Words, pins};
pub use words::{decisions_on, wanted};

use std::collections::BTreeMap;

use super::kept::{Kept, Old};
use super::met::Whose;
use crate::domain::problem::Problem;
use crate::domain::{Fair, Need, Offering, Stage};
use crate::planning::roster::Roster;

/// How good the pairs are: points from 0 to 1000 by need and offering.
pub type Scores = BTreeMap<(String, String), u32>;

/// Points of a pair that no engine scored, an institution's claim say.
pub(super) const UNSCORED: u32 = 500;

/// How much a pair is wanted, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// Nobody decided; it fills what is left.
    Undecided,
    /// They should meet.
    Accepted,
    /// They meet in the plan that is kept.
    Kept,
    /// They must meet.
    Pinned,
    /// Their meeting is locked.
    Locked,
    /// They have met.
    Over,
}

/// A pair that may be planned.
#[derive(Debug, Clone)]
pub(super) struct Pair<'a> {
    /// What is needed.
    pub need: &'a Need,
    /// What is offered; `None`: the institution claimed the need.
    pub offering: Option<&'a Offering>,
    /// Key of the enterprise.
    pub enterprise: &'a str,
    /// Key of the institution.
    pub institution: &'a str,
    /// Key of the person who has to be there.
    pub person: Option<String>,
    /// Points, 0 to 1000.
    pub points: u32,
    /// How much it is wanted.
    pub standing: Standing,
}

/// What tells pairs apart: the need's id, and the offering's or the institution's.
pub(super) type Key<'a> = (&'a str, &'a str);

impl<'a> Pair<'a> {
    /// The offering's id, or the institution's.
    pub(super) fn partner(&self) -> &'a str {
        self.offering.map_or(self.institution, |offering| &offering.id)
    }

    /// What it is called: the need's id and the partner's.
    pub(super) fn label(&self) -> String {
        format!("{} {}", self.need.id, self.partner())
    }

    /// Whether somebody wants it, so that it has to have a reason where it is left out.
    pub(super) fn is_decided(&self) -> bool {
        self.standing > Standing::Undecided
    }

    /// Everybody and everything whose meetings are limited.
    pub(super) fn bodies(&self) -> impl Iterator<Item = (Whose, &str)> {
        let organizations = [self.enterprise, self.institution];
        let person = self.person.as_deref().map(|person| (Whose::Person, person));
        std::iter::once((Whose::Need, self.need.id.as_str()))
            .chain(organizations.map(|key| (Whose::Organization, key)))
            .chain(person)
    }

    /// Need and partner.
    pub(super) fn key(&self) -> Key<'a> {
        (&self.need.id, self.partner())
    }
}

/// A pair that is not planned, and why.
#[derive(Debug, Clone)]
pub(super) struct Dropped {
    /// The need's id.
    pub need: String,
    /// The offering's or institution's id.
    pub partner: String,
    /// Why, and what would help.
    pub why: Problem,
}

impl Dropped {
    /// A pair that is not planned for a reason.
    pub(super) fn new(need: &str, partner: &str, why: Problem) -> Self {
        let why = why.about(format!("{need} {partner}"));
        Self { need: need.to_owned(), partner: partner.to_owned(), why }
    }

    /// Need and partner, by id.
    pub(super) fn key(&self) -> Key<'_> {
        (&self.need, &self.partner)
    }

    /// Whether nothing but a table is missing.
    pub(super) fn lacks_table(&self) -> bool {
        self.why.case == Some("tables")
    }
}

/// Where pairs come from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice<'a> {
    /// Points of pairs.
    pub(super) scores: &'a Scores,
    /// Whether undecided pairs with a score fill what is left.
    pub(super) fill: bool,
    /// A plan whose pairs are kept.
    pub(super) kept: Option<&'a Kept<'a>>,
}

/// The pairs of a fair that may be planned, and those that should be and can't.
pub(super) fn pairs<'a>(
    fair: &'a Fair,
    roster: &Roster<'a>,
    choice: Choice<'_>,
) -> (Vec<Pair<'a>>, Vec<Dropped>) {
    let words = Words::of(fair, roster);
    let mut wanted: BTreeMap<(&str, &str), Standing> = BTreeMap::new();
    if choice.fill {
        for (need, offering) in choice.scores.keys() {
            wanted.insert((need, offering), Standing::Undecided);
        }
    }
    wanted.extend(&words.wanted);
    for (pair, old) in choice.kept.iter().flat_map(|kept| kept.iter()) {
        let own = match old.meeting.locked {
            _ if old.over => Standing::Over,
            true => Standing::Locked,
            false => Standing::Kept,
        };
        let standing = wanted.entry(pair).or_insert(own);
        *standing = (*standing).max(own);
    }
    let gone = |(need, partner): (&str, &str)| {
        let old = choice.kept.and_then(|kept| kept.of(need, partner));
        old.is_some_and(Old::is_gone)
    };
    let (mut found, mut dropped) = (Vec::new(), Vec::new());
    for (own, standing) in wanted.into_iter().filter(|(pair, _)| !gone(*pair)) {
        let (need, partner) = own;
        let offering = fair.offering(partner);
        let has_met = standing == Standing::Over;
        if !has_met && words.rule_out(own, offering.map(|o| roster.institution(o))) {
            continue;
        }
        // who has met has, whatever was said since
        let known = if has_met { known_pair } else { pair };
        match known(fair, roster, need, partner) {
            Ok(pair) => {
                let known = choice.scores.get(&(need.to_owned(), partner.to_owned()));
                let points = known.copied().unwrap_or(UNSCORED);
                found.push(Pair { points, standing, ..pair });
            }
            Err(why) if standing > Standing::Undecided => {
                dropped.push(Dropped::new(need, partner, why));
            }
            Err(_) => {}
        }
    }
    (found, dropped)
}

/// The pair of a need and an offering or institution, or why they can't meet at all.
pub(super) fn pair<'a>(
    fair: &'a Fair,
    roster: &Roster<'a>,
    need: &str,
    partner: &str,
) -> Result<Pair<'a>, Problem> {
    let pair = known_pair(fair, roster, need, partner)?;
    if pair.need.stage == Stage::Ended {
        return Err(Problem::error("need_ended").with_value(&pair.need.id));
    }
    if let Some(why) = roster.no_claim(pair.enterprise, pair.institution) {
        return Err(why);
    }
    let lead = pair.offering.and_then(|offering| roster.lead(offering));
    match lead.filter(|lead| roster.declined(pair.institution, lead)) {
        Some(lead) => Err(Problem::error("person_declined").with_value(lead)),
        None => Ok(pair),
    }
}

/// The pair of a need and an offering or institution that the fair knows.
fn known_pair<'a>(
    fair: &'a Fair,
    roster: &Roster<'a>,
    need: &str,
    partner: &str,
) -> Result<Pair<'a>, Problem> {
    let unknown =
        |id: &str| Problem::error("unknown_reference").in_case("pair").with_value(id);
    let need = fair.need(need).ok_or_else(|| unknown(need))?;
    let offering = fair.offering(partner);
    let institution = match offering {
        Some(offering) => roster.institution(offering),
        None => roster.organization(partner).ok_or_else(|| unknown(partner))?,
    };
    let lead = offering.and_then(|offering| roster.lead(offering));
    Ok(Pair {
        need,
        offering,
        enterprise: roster.enterprise(need),
        institution,
        person: lead.map(|lead| roster.person_key(institution, lead)),
        points: UNSCORED,
        standing: Standing::Undecided,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Decision, InstitutionRef, Organization, OrganizationKind, Verdict,
    };

    fn fair() -> Fair {
        let decision = |need: &str, offering: &str, word| Decision {
            need: need.into(),
            offering: offering.into(),
            decision: Some(word),
            ..Decision::default()
        };
        Fair {
            needs: vec![Need { id: "N1".into(), ..Need::default() }],
            offerings: vec![Offering {
                id: "S1".into(),
                lead: Some("李".into()),
                organization: InstitutionRef {
                    name: "乙大学".into(),
                    ..InstitutionRef::default()
                },
                ..Offering::default()
            }],
            organizations: vec![Organization {
                id: "U1".into(),
                name: "乙大学".into(),
                kind: OrganizationKind::Institution,
                ..Organization::default()
            }],
            decisions: vec![
                decision("N1", "S1", Verdict::Accept),
                decision("N1", "U1", Verdict::Pin),
                decision("N1", "乙大学", Verdict::Accept),
                decision("N1", "S9", Verdict::Accept),
                decision("N1", "S2", Verdict::Reject),
            ],
            ..Fair::default()
        }
    }

    #[test]
    fn accepted_pairs_and_claims_are_planned_and_unknown_ones_said() {
        let fair = fair();
        let scores = Scores::from([
            (("N1".into(), "S1".into()), 800),
            (("N1".into(), "S2".into()), 900),
        ]);
        let choice = Choice { scores: &scores, fill: true, kept: None };
        let (pairs, dropped) = pairs(&fair, &Roster::new(&fair), choice);
        let told: Vec<_> = pairs
            .iter()
            .map(|p| {
                (p.partner(), p.institution, p.person.as_deref(), p.points, p.standing)
            })
            .collect();
        assert_eq!(
            told,
            [
                ("S1", "U1", Some("U1/李"), 800, Standing::Accepted),
                ("U1", "U1", None, UNSCORED, Standing::Pinned)
            ]
        );
        assert_eq!(dropped.len(), 1);
        assert_eq!(
            (dropped[0].partner.as_str(), dropped[0].why.code),
            ("S9", "unknown_reference")
        );
    }
}

//! Which pairs are to meet: what people decided, and what they claimed.

use std::collections::{BTreeMap, BTreeSet};

use super::roster::Roster;
use crate::domain::problem::Problem;
use crate::domain::{Decision, Fair, Need, Offering, Plan, Stage, Verdict};

/// How good the pairs are: points from 0 to 1000 by need and offering.
pub type Scores = BTreeMap<(String, String), u32>;

/// Points of a pair that no engine scored, an institution's claim say.
pub(super) const UNSCORED: u32 = 500;

/// How much a pair is wanted, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nobody decided; it fills what is left.
    Undecided,
    /// They should meet.
    Accepted,
    /// They meet in the plan that is kept.
    Kept,
    /// They must meet.
    Pinned,
}

/// A pair that may be planned.
#[derive(Debug, Clone)]
pub struct Pair<'a> {
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

impl Pair<'_> {
    /// The offering's id, or the institution's.
    pub fn partner(&self) -> &str {
        self.offering.map_or(self.institution, |offering| &offering.id)
    }
}

/// A pair that is not planned, and why.
#[derive(Debug, Clone)]
pub struct Dropped {
    /// The need's id.
    pub need: String,
    /// The offering's or institution's id.
    pub partner: String,
    /// Why, and what would help.
    pub why: Problem,
}

impl Dropped {
    /// A pair that is not planned for a reason.
    pub fn new(need: &str, partner: &str, why: Problem) -> Self {
        let why = why.about(format!("{need} {partner}"));
        Self { need: need.to_owned(), partner: partner.to_owned(), why }
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
    pub(super) kept: Option<&'a Plan>,
}

/// The pairs of a fair that may be planned, and those that should be and can't.
pub(super) fn pairs<'a>(
    fair: &'a Fair,
    roster: &Roster<'a>,
    choice: Choice<'_>,
) -> (Vec<Pair<'a>>, Vec<Dropped>) {
    let partner = |id: &'a str| match fair.offering(id) {
        Some(_) => id,
        None => roster.organization(id).unwrap_or(id),
    };
    let mut wanted: BTreeMap<(&str, &str), Standing> = BTreeMap::new();
    if choice.fill {
        for (need, offering) in choice.scores.keys() {
            wanted.insert((need, offering), Standing::Undecided);
        }
    }
    let mut rejected: BTreeSet<(&str, &str)> = BTreeSet::new();
    for decision in &fair.decisions {
        let pair = (decision.need.as_str(), partner(&decision.offering));
        if let Some(standing) = standing(decision) {
            let known = wanted.entry(pair).or_insert(standing);
            *known = standing.max(*known);
        } else if decision.decision == Some(Verdict::Reject) {
            rejected.insert(pair);
        }
    }
    for meeting in choice.kept.iter().flat_map(|plan| &plan.meetings) {
        let partner = meeting.offering.as_ref().unwrap_or(&meeting.institution);
        let standing =
            wanted.entry((&meeting.need, partner)).or_insert(Standing::Undecided);
        *standing = (*standing).max(Standing::Kept);
    }
    let (mut found, mut dropped) = (Vec::new(), Vec::new());
    for ((need, partner), standing) in wanted {
        if rejected.contains(&(need, partner)) {
            continue;
        }
        match pair(fair, roster, need, partner) {
            Ok(pair) => {
                let known = choice.scores.get(&(need.to_owned(), partner.to_owned()));
                let points = known.copied().unwrap_or(UNSCORED);
                found.push(Pair { points, standing, ..pair });
            }
            Err(why) => dropped.push(Dropped::new(need, partner, why)),
        }
    }
    (found, dropped)
}

fn standing(decision: &Decision) -> Option<Standing> {
    match decision.decision? {
        Verdict::Accept => Some(Standing::Accepted),
        Verdict::Pin => Some(Standing::Pinned),
        Verdict::Reject => None,
    }
}

/// The pair of a need and an offering or institution, or why they can't meet at all.
pub(super) fn pair<'a>(
    fair: &'a Fair,
    roster: &Roster<'a>,
    need: &str,
    partner: &str,
) -> Result<Pair<'a>, Problem> {
    let unknown =
        |id: &str| Problem::error("unknown_reference").in_case("pair").with_value(id);
    let need = fair.need(need).ok_or_else(|| unknown(need))?;
    if need.stage == Stage::Ended {
        return Err(Problem::error("need_ended").with_value(&need.id));
    }
    let offering = fair.offering(partner);
    let institution = match offering {
        Some(offering) => roster.institution(offering),
        None => roster.organization(partner).ok_or_else(|| unknown(partner))?,
    };
    let lead = offering.and_then(|offering| roster.lead(offering));
    if let Some(lead) = lead.filter(|lead| roster.declined(institution, lead)) {
        return Err(Problem::error("person_declined").with_value(lead));
    }
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
    use crate::domain::{InstitutionRef, Organization, OrganizationKind};

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

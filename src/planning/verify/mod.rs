//! Whether a plan keeps every rule: from the fair and the plan alone, with nothing of the
//! planner's own working. It shares only [`Roster`], which says who is who; the times of the
//! signings it takes as given by the ceremony.
//!
//! One function a rule; each gets the plan as a [`Case`] and gives problems about meetings.

mod absence;
mod figures;
mod people;
mod places;
#[cfg(test)]
mod tests;
mod times;

use std::collections::BTreeMap;

use crate::domain::problem::Problem;
use crate::domain::{Fair, Meeting, Need, Offering, Plan, PlanSettings, Session};
use crate::planning::roster::Roster;

/// A plan and all it is measured by.
struct Case<'a> {
    fair: &'a Fair,
    roster: Roster<'a>,
    settings: &'a PlanSettings,
    plan: &'a Plan,
    /// In order of time, with the first minutes of their slots.
    sessions: Vec<(&'a Session, Vec<u16>)>,
    needs: BTreeMap<&'a str, &'a Need>,
    offerings: BTreeMap<&'a str, &'a Offering>,
    /// By offering, then by institution.
    leads: BTreeMap<&'a str, BTreeMap<&'a str, Lead<'a>>>,
}

/// Who has to be at a meeting.
struct Lead<'a> {
    name: &'a str,
    key: String,
}

/// A rule: what it finds broken.
type Rule = fn(&Case<'_>) -> Vec<Problem>;

/// Every rule; to add one, add its function here, or to those below.
const RULES: &[Rule] = &[
    people::references,
    people::repeated,
    people::pinned,
    people::limits,
    people::minimums,
    places::moves,
    figures::counts,
    figures::bounds,
    figures::fairness,
];

/// Rules on two meetings, said of the one that starts later: of what has taken place nothing is.
const RULES_BETWEEN: &[Rule] =
    &[people::two_places, times::order, times::pauses, places::shared_tables];

/// Rules on whether the fair allows a meeting as it is; what has taken place, it did whatever
/// has changed since.
const RULES_AHEAD: &[Rule] = &[
    people::rejected,
    people::ended,
    people::claims,
    times::on_the_grid,
    times::wishes,
    places::tables,
    absence::availability,
    absence::events,
    absence::signings,
    absence::declined,
];

/// Every rule that a plan breaks. Errors mean that it cannot be held as it is.
pub fn problems(fair: &Fair, plan: &Plan) -> Vec<Problem> {
    let mut ahead = plan.clone();
    ahead.meetings.retain(|meeting| !plan.is_over(meeting));
    let mut case = Case::new(fair, plan);
    let mut found: Vec<Problem> =
        RULES_BETWEEN.iter().flat_map(|rule| rule(&case)).collect();
    found.retain(|problem| ahead.meetings.iter().any(|m| m.id == problem.subject));
    found.extend(RULES.iter().flat_map(|rule| rule(&case)));
    case.plan = &ahead;
    found.extend(RULES_AHEAD.iter().flat_map(|rule| rule(&case)));
    found
}

/// Whoever could meet and meets less often in a plan than the limits want.
pub fn minimums(fair: &Fair, plan: &Plan) -> Vec<Problem> {
    people::minimums(&Case::new(fair, plan))
}

/// What can be counted in a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Idle slots of all organizations.
    pub idle: u64,
    /// Their breaks.
    pub breaks: u64,
    /// Changes of table of those who should stay, of everybody where neither side does.
    pub table_moves: u64,
}

/// The figures that a plan shows, counted anew.
pub fn counted(fair: &Fair, plan: &Plan) -> Counts {
    let case = Case::new(fair, plan);
    let counted = figures::breaks(&case);
    Counts {
        idle: counted.values().map(|(idle, _)| idle).sum(),
        breaks: counted.values().map(|(_, runs)| runs).sum(),
        table_moves: places::changes(&case),
    }
}

impl<'a> Case<'a> {
    fn new(fair: &'a Fair, plan: &'a Plan) -> Self {
        let mut sessions: Vec<&Session> = fair.settings.sessions.iter().collect();
        sessions.sort_by_key(|session| (session.date, session.start));
        let mut case = Self {
            fair,
            roster: Roster::new(fair),
            settings: &fair.settings.plan,
            plan,
            sessions: sessions.into_iter().map(|s| (s, times::starts(s))).collect(),
            needs: BTreeMap::new(),
            offerings: BTreeMap::new(),
            leads: BTreeMap::new(),
        };
        for need in &fair.needs {
            case.needs.entry(&need.id).or_insert(need);
        }
        for offering in &fair.offerings {
            case.offerings.entry(&offering.id).or_insert(offering);
        }
        for meeting in &plan.meetings {
            let Some(id) = meeting.offering.as_deref() else { continue };
            let known = case.offerings.get(id).copied();
            if let Some(name) = known.and_then(|offering| case.roster.lead(offering)) {
                let key = || case.roster.person_key(&meeting.institution, name);
                let of_offering = case.leads.entry(id).or_default();
                let lead = of_offering.entry(&meeting.institution);
                lead.or_insert_with(|| Lead { name, key: key() });
            }
        }
        case
    }

    /// The person who has to be at a meeting.
    fn lead(&self, meeting: &Meeting) -> Option<&Lead<'a>> {
        let offering = meeting.offering.as_deref()?;
        self.leads.get(offering)?.get(meeting.institution.as_str())
    }

    /// Whether a meeting begins in a slot of the fair.
    fn is_in_slots(&self, meeting: &Meeting) -> bool {
        self.sessions.iter().any(|(session, starts)| {
            session.date == meeting.date && starts.contains(&meeting.start.minutes())
        })
    }

    /// The names under which `fair.toml` may speak of an organization.
    fn setting<'s, T>(
        &self,
        map: &'s BTreeMap<String, T>,
        organization: &str,
    ) -> Option<&'s T> {
        map.iter()
            .find(|(name, _)| {
                *name == organization
                    || self.roster.organization(name) == Some(organization)
            })
            .map(|(_, value)| value)
    }
}

/// Minutes since midnight of a meeting's start and end.
fn minutes(meeting: &Meeting) -> (u16, u16) {
    (meeting.start.minutes(), meeting.end.minutes())
}

/// Whether two meetings share a minute.
fn at_once(a: &Meeting, b: &Meeting) -> bool {
    let ((a_start, a_end), (b_start, b_end)) = (minutes(a), minutes(b));
    a.date == b.date && a_start < b_end && b_start < a_end
}

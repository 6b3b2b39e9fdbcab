//! Every plan of some meetings of a very small fair, tried one after another; what is allowed
//! is what `verify` has nothing against, so that nothing of the planner's own working is used.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::super::{Grid, meeting_id};
use crate::domain::problem::Severity;
use crate::domain::{Decision, Fair, Meeting, Plan, SessionMode};
use crate::planning::roster::Roster;
use crate::planning::verify;

/// What says that something is missing or miscounted, which it is while meetings are added.
const OF_WHOLE_PLANS: [&str; 3] = ["wrong_count", "wrong_bound", "unfair"];

/// A fair with the places that each decided pair could have if it met alone.
pub(super) struct Brute<'a> {
    fair: &'a Fair,
    empty: Plan,
    /// Of each decision.
    places: Vec<Vec<Meeting>>,
    /// Whether two meetings at their places are allowed, as far as it was asked.
    together: RefCell<BTreeMap<[(usize, usize); 2], bool>>,
}

impl<'a> Brute<'a> {
    /// Looks for the places; `plan` is any plan of the fair.
    pub(super) fn new(fair: &'a Fair, plan: &Plan) -> Self {
        let empty =
            Plan { meetings: Vec::new(), unscheduled: Vec::new(), ..plan.clone() };
        let mut brute =
            Self { fair, empty, places: Vec::new(), together: RefCell::default() };
        let places = fair.decisions.iter().map(|decision| {
            let mut places = places(fair, decision);
            places.retain(|place| brute.allows(std::slice::from_ref(place)));
            places
        });
        brute.places = places.collect();
        brute
    }

    /// Whether meetings can be part of a plan.
    fn allows(&self, meetings: &[Meeting]) -> bool {
        let plan = Plan { meetings: meetings.to_vec(), ..self.empty.clone() };
        let mut broken = verify::problems(self.fair, &plan).into_iter();
        broken.all(|p| p.severity != Severity::Error || OF_WHOLE_PLANS.contains(&p.code))
    }

    /// Whether the pairs of some decisions can all meet.
    pub(super) fn fits(&self, decisions: &[usize]) -> bool {
        self.visit(decisions, &mut |_| true)
    }

    /// Shows every plan of the pairs of some decisions until one is good.
    pub(super) fn visit(
        &self,
        decisions: &[usize],
        good: &mut dyn FnMut(&[Meeting]) -> bool,
    ) -> bool {
        self.visit_from(decisions, &mut Vec::new(), good)
    }

    fn visit_from(
        &self,
        decisions: &[usize],
        chosen: &mut Vec<(usize, usize)>,
        good: &mut dyn FnMut(&[Meeting]) -> bool,
    ) -> bool {
        let meetings: Vec<Meeting> =
            chosen.iter().map(|&(of, place)| self.places[of][place].clone()).collect();
        if !meetings.is_empty() && !self.allows(&meetings) {
            return false;
        }
        let Some((&next, rest)) = decisions.split_first() else { return good(&meetings) };
        (0..self.places[next].len()).any(|place| {
            let here = (next, place);
            if !chosen.iter().all(|&other| self.go_together([other, here])) {
                return false;
            }
            chosen.push(here);
            let found = self.visit_from(rest, chosen, good);
            chosen.pop();
            found
        })
    }

    /// Whether two meetings can have these places, asked once only.
    fn go_together(&self, two: [(usize, usize); 2]) -> bool {
        let known = self.together.borrow().get(&two).copied();
        known.unwrap_or_else(|| {
            let meetings = two.map(|(of, place)| self.places[of][place].clone());
            let allowed = self.allows(&meetings);
            self.together.borrow_mut().insert(two, allowed);
            allowed
        })
    }
}

/// Every table in every slot for a pair's meeting.
fn places(fair: &Fair, decision: &Decision) -> Vec<Meeting> {
    let roster = Roster::new(fair);
    let grid = Grid::new(&fair.settings.sessions);
    let need = fair.need(&decision.need).expect("a need");
    let offering = fair.offering(&decision.offering);
    let institution =
        offering.map_or(decision.offering.as_str(), |o| roster.institution(o));
    let lasts =
        fair.settings.plan.slots.get(&need.id).map_or(1, |&n| usize::from(n.max(1)));
    let mut found = Vec::new();
    for (slot, here) in grid.slots.iter().enumerate() {
        let session = &grid.sessions[here.session];
        let Some(last) = grid.slots.get(slot + lasts - 1) else { continue };
        let tables = match session.mode {
            SessionMode::Onsite => (1..=session.tables).map(Some).collect(),
            SessionMode::Online => vec![None],
        };
        found.extend(tables.into_iter().map(|table| Meeting {
            id: meeting_id(&need.id, &decision.offering),
            need: need.id.clone(),
            offering: offering.map(|o| o.id.clone()),
            enterprise: roster.enterprise(need).to_owned(),
            institution: institution.to_owned(),
            date: here.date,
            start: here.span.start,
            end: last.span.end,
            slot: slot + 1,
            table,
            locked: false,
        }));
    }
    found
}

//! The scheduler's model of chosen pairs.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::grid::Grid;
use super::pairs::Pair;
use super::times::Times;
use crate::domain::{Meeting as Planned, Plan, PlanObjective, PlanSettings, Side};
use crate::planning::schedule::{Goal, Meeting, Model, Party, SlotSet};

/// A plan that is kept as far as possible.
#[derive(Debug, Clone, Copy)]
pub struct Keep<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// What starts before is over and stays as it is.
    pub from: Option<NaiveDateTime>,
}

/// Whatever can be in one place only, by key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Who<'a> {
    Organization(&'a str),
    Person(&'a str),
}

/// Makes models.
#[derive(Debug)]
pub(in crate::planning) struct Maker<'a> {
    pub(in crate::planning) grid: &'a Grid,
    pub(in crate::planning) times: &'a Times<'a>,
    pub(super) settings: &'a PlanSettings,
    pub(super) keep: Option<Keep<'a>>,
}

impl Maker<'_> {
    /// The model of some pairs, its meetings in their order.
    pub(super) fn model(&self, pairs: &[&Pair<'_>]) -> Model {
        let mut parties: BTreeMap<Who<'_>, usize> = BTreeMap::new();
        let mut model = Model::new(self.grid.slots.len(), None);
        model.segments.clone_from(&self.grid.firsts);
        model.resume = self.resume();
        model.tables = (0..self.grid.slots.len())
            .map(|slot| self.grid.tables(slot).map(|tables| (0..tables).collect()))
            .collect();
        for pair in pairs {
            let mut of = |who, party: Party| {
                let stays = party.stays;
                let index = *parties.entry(who).or_insert_with(|| {
                    model.parties.push(party);
                    model.parties.len() - 1
                });
                model.parties[index].stays |= stays; // on either side of its meetings
                index
            };
            let mut members = vec![
                of(
                    Who::Organization(pair.enterprise),
                    self.party(pair.enterprise, Side::Enterprise),
                ),
                of(
                    Who::Organization(pair.institution),
                    self.party(pair.institution, Side::Institution),
                ),
            ];
            if let Some(person) = pair.person.as_deref() {
                members.push(of(Who::Person(person), Self::person()));
            }
            members.sort_unstable();
            members.dedup();
            model.meetings.push(self.meeting(pair, members));
        }
        model.before = self.before(pairs);
        model.goal = match self.settings.objective {
            _ if self.settings.weights.idle == 0 => Goal::Feasible,
            PlanObjective::Idle => Goal::Idle,
            PlanObjective::Breaks => Goal::Breaks,
            PlanObjective::Feasible => Goal::Feasible,
        };
        model.fairness = self.settings.fairness.map(|most| most as usize);
        model
    }

    /// When parties may meet again after each slot; empty where nobody needs a rest.
    fn resume(&self) -> Vec<usize> {
        let (pause, travel) =
            (self.settings.min_pause_minutes, self.settings.travel_minutes);
        let resume = self.grid.resume(pause, travel);
        let rests = resume.iter().enumerate().any(|(slot, &next)| next > slot + 1);
        if rests { resume } else { Vec::new() }
    }

    fn party(&self, organization: &str, side: Side) -> Party {
        Party {
            parallel: parallel(self.settings, organization),
            counted: true,
            stays: self.settings.fixed_side == side,
        }
    }

    fn person() -> Party {
        Party { parallel: 1, counted: false, stays: false }
    }

    fn meeting(&self, pair: &Pair<'_>, parties: Vec<usize>) -> Meeting {
        let mut meeting = Meeting::new(parties, self.times.starts(pair));
        meeting.lasts = vec![self.times.lasts(pair)];
        let Some(keep) = self.keep else { return meeting };
        let first = keep.from.map_or(0, |from| {
            self.grid.slots.iter().take_while(|slot| slot.start() < from).count()
        });
        meeting.allowed = meeting.allowed & SlotSet::range(first..self.grid.slots.len());
        if let Some(planned) = planned(keep.plan, pair) {
            meeting.previous = self.slot_of(planned);
            meeting.previous_table = planned.table.map(|table| table - 1);
            let over = meeting.previous.is_some_and(|slot| slot < first);
            if let Some(slot) = meeting.previous.filter(|_| planned.locked || over) {
                meeting.allowed = SlotSet::one(slot);
            }
        }
        meeting
    }

    /// Where a meeting of an earlier plan is now: at its time, or after the day's times were
    /// changed in the slot of its number.
    pub(super) fn slot_of(&self, meeting: &Planned) -> Option<usize> {
        let by_number = meeting.slot.checked_sub(1).filter(|&slot| {
            self.grid.slots.get(slot).is_some_and(|slot| slot.date == meeting.date)
        });
        self.grid.at(meeting.date, meeting.start).or(by_number)
    }

    fn before(&self, pairs: &[&Pair<'_>]) -> Vec<(usize, usize)> {
        let of = |need: &str| -> Vec<usize> {
            (0..pairs.len()).filter(|&pair| pairs[pair].need.id == need).collect()
        };
        let mut found = Vec::new();
        for (first, second) in &self.settings.before {
            for a in of(first) {
                found.extend(of(second).into_iter().map(|b| (a, b)));
            }
        }
        found
    }
}

/// Meetings an organization can hold at once.
pub(super) fn parallel(settings: &PlanSettings, organization: &str) -> usize {
    settings.delegations.get(organization).map_or(1, |&most| most.max(1) as usize)
}

/// The meeting of a pair in a plan.
pub(super) fn planned<'p>(plan: &'p Plan, pair: &Pair<'_>) -> Option<&'p Planned> {
    plan.meetings.iter().find(|meeting| {
        let partner = meeting.offering.as_ref().unwrap_or(&meeting.institution);
        meeting.need == pair.need.id && partner == pair.partner()
    })
}

impl Maker<'_> {
    /// Whether a pair has any slot.
    pub(super) fn can_meet(&self, pair: &Pair<'_>) -> bool {
        !self.starts(pair).is_empty()
    }

    /// Where a pair's meeting may start.
    pub(super) fn starts(&self, pair: &Pair<'_>) -> SlotSet {
        self.meeting(pair, Vec::new()).allowed
    }

    /// Whether the plan that is kept has a pair's meeting locked.
    pub(super) fn is_locked(&self, pair: &Pair<'_>) -> bool {
        self.keep
            .and_then(|keep| planned(keep.plan, pair))
            .is_some_and(|meeting| meeting.locked)
    }

    /// Whether a pair's meeting may not move: it is locked, or over.
    pub(in crate::planning) fn is_fixed(&self, pair: &Pair<'_>) -> bool {
        self.keep.is_some_and(|keep| {
            planned(keep.plan, pair).is_some_and(|meeting| {
                let start = meeting.date.and_time(meeting.start.time());
                meeting.locked || keep.from.is_some_and(|from| start < from)
            })
        })
    }
}

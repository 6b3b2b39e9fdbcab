//! The desk on which a plan is changed by hand: where meetings can go, and what comes of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};

use super::Place;
use crate::domain::problem::{Problem, Severity};
use crate::domain::{Bound, Clock, Fair, Meeting, Plan, PlanStatus, Side, TimeSpan};
use crate::planning::roster::Roster;
use crate::planning::timetable::assemble::meeting_id;
use crate::planning::timetable::grid::Grid;
use crate::planning::timetable::pairs::pair;
use crate::planning::timetable::prepared::checked_grid;
use crate::planning::verify;

/// A plan laid out, with the rules that it breaks already.
pub(super) struct Desk<'a> {
    fair: &'a Fair,
    plan: &'a Plan,
    grid: Grid,
    /// What the plan breaks already, as it is told.
    known: BTreeSet<String>,
}

impl<'a> Desk<'a> {
    /// Lays a fair's plan out.
    pub(super) fn new(fair: &'a Fair, plan: &'a Plan) -> Result<Self, Problem> {
        let grid = checked_grid(fair)?;
        let known = errors(fair, plan).iter().map(told).collect();
        Ok(Self { fair, plan, grid, known })
    }

    /// The place of a meeting among those of the plan.
    pub(super) fn index(&self, meeting: &str) -> Result<usize, Problem> {
        let unknown =
            || Problem::error("unknown_reference").in_case("edit").with_value(meeting);
        self.plan.meetings.iter().position(|m| m.id == meeting).ok_or_else(unknown)
    }

    /// The slot that begins then.
    pub(super) fn slot(&self, at: NaiveDateTime) -> Result<usize, Problem> {
        let found = self.grid.slots.iter().position(|slot| slot.start() == at);
        found.ok_or_else(|| no_slot(at))
    }

    /// Today's slot of a planned meeting, whatever its number was when it was planned; `None`
    /// where the sessions have changed and none begins then.
    fn slot_of(&self, meeting: &Meeting) -> Option<usize> {
        self.grid.at(meeting.date, meeting.start)
    }

    /// A meeting in a slot, as long as its need's meetings last.
    pub(super) fn moved(
        &self,
        meeting: &Meeting,
        slot: usize,
        table: Option<usize>,
    ) -> Result<Meeting, Problem> {
        let here = &self.grid.slots[slot];
        let span = self.span(meeting, slot).ok_or_else(|| no_slot(here.start()))?;
        let mut moved = Meeting {
            date: here.date,
            start: span.start,
            end: span.end,
            slot: slot + 1,
            ..meeting.clone()
        };
        moved.table = match (self.grid.tables(slot), table) {
            (None, None) => None,
            (None, Some(table)) => {
                let problem = Problem::error("no_such_table").about(&meeting.id);
                return Err(problem.with_value(table.to_string()));
            }
            (Some(most), table) => table.or_else(|| self.free_table(&moved, most)),
        };
        Ok(moved)
    }

    /// The minutes of a meeting from a slot on, if it can begin there.
    fn span(&self, meeting: &Meeting, slot: usize) -> Option<TimeSpan> {
        let slots = &self.fair.settings.plan.slots;
        let lasts = slots.get(&meeting.need).map_or(1, |&n| n.max(1));
        self.grid.span(slot, lasts.into())
    }

    /// A meeting where and when another one is.
    pub(super) fn in_place_of(
        &self,
        meeting: &Meeting,
        other: &Meeting,
    ) -> Result<Meeting, Problem> {
        let slot = self
            .slot_of(other)
            .ok_or_else(|| no_slot(other.starts_at()).in_case("gone"))?;
        let table = other.table.filter(|_| self.grid.tables(slot).is_some());
        self.moved(meeting, slot, table)
    }

    /// The table where its host sits in that session, else its own, else any that is free.
    fn free_table(&self, meeting: &Meeting, most: usize) -> Option<usize> {
        let others = || self.plan.meetings.iter().filter(|other| other.id != meeting.id);
        let taken: BTreeSet<usize> = others()
            .filter(|other| {
                other.date == meeting.date
                    && other.start < meeting.end
                    && meeting.start < other.end
            })
            .filter_map(|other| other.table)
            .collect();
        let host = |m: &Meeting| match self.fair.settings.plan.fixed_side {
            Side::Enterprise => m.enterprise.clone(),
            Side::Institution | Side::None => m.institution.clone(),
        };
        let session =
            |m: &Meeting| self.slot_of(m).map(|slot| self.grid.slots[slot].session);
        let at_home = others().find(|other| {
            host(other) == host(meeting) && session(other) == session(meeting)
        });
        let wishes = at_home.and_then(|home| home.table).into_iter().chain(meeting.table);
        wishes
            .chain(1..=most)
            .find(|table| (1..=most).contains(table) && !taken.contains(table))
    }

    /// A new meeting at its place, or wherever it does least harm.
    pub(super) fn added(
        &self,
        need: &str,
        partner: &str,
        place: Place,
    ) -> Result<Meeting, Problem> {
        let roster = Roster::new(self.fair);
        let pair = pair(self.fair, &roster, need, partner)?;
        let id = meeting_id(need, pair.partner());
        if let Some(known) = self.plan.meeting(&id) {
            return Err(Problem::error("meeting_twice")
                .in_case("planned")
                .about(&known.id)
                .with_value(need)
                .with("other", partner)
                .with("id", known.id.as_str())
                .with("date", known.date.to_string())
                .with("start", known.start.to_string()));
        }
        let nowhere = NaiveDate::default();
        let bare = Meeting {
            id,
            need: need.to_owned(),
            offering: pair.offering.map(|offering| offering.id.clone()),
            enterprise: pair.enterprise.to_owned(),
            institution: pair.institution.to_owned(),
            date: nowhere,
            start: Clock::MIDNIGHT,
            end: Clock::MIDNIGHT,
            slot: 0,
            table: None,
            locked: false,
        };
        match place.at {
            Some(at) => self.moved(&bare, self.slot(at)?, place.table),
            None => self.best(&bare, place).map_err(|reason| {
                reason.unwrap_or_else(|| {
                    Problem::error("no_common_slot")
                        .in_case("planned")
                        .with_value(roster.name(pair.enterprise))
                        .with("other", roster.name(pair.institution))
                })
            }),
        }
    }

    /// The legal slot with the fewest idle slots, the earliest of such; by force else the one
    /// that breaks the fewest rules; else what forbids the meeting in every slot, if anything
    /// does.
    fn best(
        &self,
        meeting: &Meeting,
        Place { table, from, force, .. }: Place,
    ) -> Result<Meeting, Option<Problem>> {
        let with = |moved: &Meeting| {
            let meetings = self.plan.meetings.iter().chain([moved]);
            self.figured(meetings.cloned().collect())
        };
        let mut common: Option<Vec<Problem>> = None;
        let mut forbidden = |by: Vec<Problem>| match &mut common {
            Some(common) => common.retain(|problem| by.contains(problem)),
            None => common = Some(by),
        };
        let mut possible = Vec::new();
        for slot in 0..self.grid.slots.len() {
            let late = self.grid.slots[slot].start() >= from;
            if !late || self.span(meeting, slot).is_none() {
                continue;
            }
            match self.moved(meeting, slot, table) {
                Ok(moved) => possible.push((with(&moved).objective.idle, moved)),
                Err(problem) => forbidden(vec![problem]),
            }
        }
        possible.sort_by_key(|(idle, _)| *idle);
        let mut least: Option<(usize, Meeting)> = None;
        for (_, moved) in possible {
            let broken = self.broken(&with(&moved));
            if broken.is_empty() {
                return Ok(moved);
            }
            if least.as_ref().is_none_or(|(fewest, _)| broken.len() < *fewest) {
                least = Some((broken.len(), moved));
            }
            forbidden(broken);
        }
        if let Some((_, moved)) = least.filter(|_| force) {
            return Ok(moved);
        }
        Err(common.and_then(|common| common.into_iter().next()))
    }

    /// The plan of some meetings with its figures.
    pub(super) fn figured(&self, mut meetings: Vec<Meeting>) -> Plan {
        meetings.sort_by(|a, b| {
            let when = |m: &Meeting| (m.date, m.start, m.table);
            (when(a), &a.id).cmp(&(when(b), &b.id))
        });
        let planned: BTreeSet<String> = meetings.iter().map(|m| m.id.clone()).collect();
        let mut plan = Plan { version: 0, meetings, ..self.plan.clone() };
        plan.unscheduled
            .retain(|pair| !planned.contains(&meeting_id(&pair.need, &pair.offering)));
        let counted = verify::counted(self.fair, &plan);
        let figures = &mut plan.objective;
        // what a pair that comes or goes scores is not known here
        let same = plan.meetings.len() == self.plan.meetings.len();
        figures.score = figures.score.filter(|_| same);
        figures.meetings = plan.meetings.len();
        (figures.idle, figures.breaks) = (counted.idle, counted.breaks);
        figures.table_moves = Some(counted.table_moves);
        figures.blocking = None;
        figures.lower_bound = Bound::default();
        figures.status = PlanStatus::Feasible;
        let [moved, reseated] = changed(&self.plan.meetings, &plan.meetings);
        figures.moved = moved;
        figures.reseated = Some(reseated as u64);
        plan
    }

    /// What a plan breaks that the one before did not.
    pub(super) fn broken(&self, plan: &Plan) -> Vec<Problem> {
        let mut broken = errors(self.fair, plan);
        broken.retain(|problem| !self.known.contains(&told(problem)));
        broken
    }
}

fn errors(fair: &Fair, plan: &Plan) -> Vec<Problem> {
    let mut problems = verify::problems(fair, plan);
    problems.retain(|problem| problem.severity == Severity::Error);
    problems
}

/// No slot begins then.
fn no_slot(at: NaiveDateTime) -> Problem {
    Problem::error("no_such_slot").with_value(at.format("%Y-%m-%d %H:%M").to_string())
}

/// A problem as something that can be compared.
fn told(problem: &Problem) -> String {
    format!("{problem:?}")
}

/// Meetings of both plans that have another time in the second, and those that have another
/// table at the same time.
fn changed(before: &[Meeting], after: &[Meeting]) -> [usize; 2] {
    let when = |meeting: &Meeting| (meeting.date, meeting.start);
    let before: BTreeMap<&str, &Meeting> =
        before.iter().map(|meeting| (meeting.id.as_str(), meeting)).collect();
    let mut counts = [0, 0];
    for new in after {
        match before.get(new.id.as_str()) {
            Some(old) if when(old) != when(new) => counts[0] += 1,
            Some(old) if old.table != new.table => counts[1] += 1,
            _ => {}
        }
    }
    counts
}

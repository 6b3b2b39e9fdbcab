//! An earlier plan in the slots of today: where its meetings are now, and what is over.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta};

use super::grid::Grid;
use super::met::{Met, Whose};
use crate::domain::{Fair, Meeting, Plan};
use crate::planning::roster::Roster;

/// A plan that is kept as far as possible.
#[derive(Debug, Clone, Copy)]
pub struct Keep<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// What starts before is over and stays as it is.
    pub from: Option<NaiveDateTime>,
}

/// A meeting of the earlier plan.
#[derive(Debug, Clone, Copy)]
pub(super) struct Old<'a> {
    pub(super) meeting: &'a Meeting,
    /// Its slot now, if there is one.
    pub(super) slot: Option<usize>,
    /// How many slots it takes now, if it has taken place.
    pub(super) lasts: usize,
    /// Whether it has begun.
    pub(super) over: bool,
}

impl Old<'_> {
    /// Whether it has taken place at a time that is no longer one of the fair's: it stays in the
    /// plan as it was, and needs no slot.
    pub(super) fn is_gone(&self) -> bool {
        self.over && self.slot.is_none()
    }
}

/// The earlier plan's meetings, by need and offering or institution.
#[derive(Debug)]
pub(super) struct Kept<'a> {
    meetings: BTreeMap<&'a str, BTreeMap<&'a str, Old<'a>>>,
    /// How many slots have begun.
    pub(super) begun: usize,
    /// The first slot in which somebody can begin.
    pub(super) first: usize,
    /// A lower bound on the tables that each slot had, from the meetings that are over; two
    /// meetings at one table count as two tables.
    tables: Vec<usize>,
}

impl<'a> Kept<'a> {
    /// Finds the plan's meetings in the slots.
    pub(super) fn new(keep: &Keep<'a>, grid: &Grid) -> Self {
        let shifted = shifted(keep.plan, grid);
        let mut meetings: BTreeMap<&str, BTreeMap<&str, Old<'a>>> = BTreeMap::new();
        let (mut tables, mut seated) =
            (vec![0; grid.slots.len()], vec![0; grid.slots.len()]);
        let begun = keep.from.map_or(0, |from| begun_before(from, grid));
        for meeting in &keep.plan.meetings {
            let by_number = numbered(grid, meeting);
            let by_time = grid.at(meeting.date, meeting.start);
            let session = by_number.map(|slot| grid.slots[slot].session);
            let over = keep.from.is_some_and(|from| meeting.starts_at() < from);
            let slot = if over {
                by_time
            } else if session.is_some_and(|session| shifted[session]) {
                by_number
            } else {
                by_time.or(by_number)
            };
            let held = slot.into_iter().filter(|_| over);
            let held: Vec<usize> = held.flat_map(|s| held_in(grid, meeting, s)).collect();
            for &slot in &held {
                let Some(table) = meeting.table else { continue };
                let ahead = slot >= begun;
                if ahead && grid.tables(slot).is_none_or(|now| table > now) {
                    continue; // it is not one of those that others may have
                }
                seated[slot] += 1;
                let least = if ahead { 0 } else { table };
                tables[slot] = tables[slot].max(seated[slot]).max(least);
            }
            let lasts = held.len();
            let partner = meeting.partner();
            let of_need = meetings.entry(&meeting.need).or_default();
            of_need.insert(partner, Old { meeting, slot, lasts, over });
        }
        let first = first(keep, grid, &meetings);
        Self { meetings, begun, first, tables }
    }

    /// The meeting of a need and an offering or institution.
    pub(super) fn of(&self, need: &str, partner: &str) -> Option<&Old<'a>> {
        self.meetings.get(need)?.get(partner)
    }

    /// All pairs and their meetings.
    pub(super) fn iter(&self) -> impl Iterator<Item = ((&'a str, &'a str), &Old<'a>)> {
        self.meetings.iter().flat_map(|(&need, partners)| {
            partners.iter().map(move |(&partner, old)| ((need, partner), old))
        })
    }

    /// The tables of a slot that has some now: of what is over as many as there were.
    pub(super) fn tables(&self, slot: usize, now: usize) -> usize {
        self.tables[slot].max(now)
    }

    /// How many meetings of a new plan have their place in the session that they had, and begin or
    /// end at another time all the same: the hours of the session, or their length, have changed.
    pub(super) fn shifted_with_session(&self, plan: &Plan) -> usize {
        let shifted = |new: &&Meeting| {
            self.of(&new.need, new.partner()).is_some_and(|old| {
                let time = |meeting: &Meeting| (meeting.date, meeting.start, meeting.end);
                old.slot == new.slot.checked_sub(1) && time(old.meeting) != time(new)
            })
        };
        plan.meetings.iter().filter(shifted).count()
    }

    /// What has taken place at times that are no longer the fair's.
    pub(super) fn gone(&self) -> Vec<&'a Meeting> {
        let gone = self.iter().filter(|(_, old)| old.is_gone());
        gone.map(|(_, old)| old.meeting).collect()
    }

    /// Whether a need has met in what is [gone](Old::is_gone).
    pub(super) fn has_gone(&self, need: &str) -> bool {
        self.meetings.get(need).is_some_and(|own| own.values().any(Old::is_gone))
    }

    /// How often everybody has met in what is [gone](Old::is_gone).
    pub(super) fn met(&self, fair: &Fair, roster: &Roster<'_>) -> Met {
        let mut met = Met::default();
        for meeting in self.gone() {
            let offering = meeting.offering.as_deref().and_then(|id| fair.offering(id));
            let lead = offering.and_then(|offering| roster.lead(offering));
            let who = [
                Some((Whose::Need, meeting.need.clone())),
                Some((Whose::Organization, meeting.enterprise.clone())),
                Some((Whose::Organization, meeting.institution.clone())),
                lead.map(|lead| {
                    (Whose::Person, roster.person_key(&meeting.institution, lead))
                }),
            ];
            for who in who.into_iter().flatten() {
                met.add(who, meeting.ends_at());
            }
        }
        met
    }

    /// The ids of what is over.
    pub(super) fn ids_over(&self) -> Vec<String> {
        let over = self.iter().filter(|(_, old)| old.over);
        over.map(|(_, old)| old.meeting.id.clone()).collect()
    }
}

/// How many slots have begun before a moment.
fn begun_before(moment: NaiveDateTime, grid: &Grid) -> usize {
    grid.slots.iter().take_while(|slot| slot.start() < moment).count()
}

/// The first slot that is not over: nor does one begin while something [gone](Old::is_gone) still
/// goes on, whoever and whatever table it holds.
fn first(
    keep: &Keep<'_>,
    grid: &Grid,
    meetings: &BTreeMap<&str, BTreeMap<&str, Old<'_>>>,
) -> usize {
    let Some(from) = keep.from else { return 0 };
    let gone = meetings.values().flat_map(BTreeMap::values).filter(|old| old.is_gone());
    let ends = gone.map(|old| old.meeting.ends_at());
    let from = ends.max().map_or(from, |end| end.max(from));
    begun_before(from, grid)
}

/// The slots that a meeting takes when it starts at one.
fn held_in(grid: &Grid, meeting: &Meeting, slot: usize) -> impl Iterator<Item = usize> {
    let length = meeting.end.minutes().saturating_sub(meeting.start.minutes());
    let here = grid.slots[slot];
    let end = here.span.start.plus(length);
    (slot..grid.slots.len()).take_while(move |&next| {
        let next = &grid.slots[next];
        next.session == here.session && next.span.start < end
    })
}

/// The slot of a meeting's number, if it is on its day.
fn numbered(grid: &Grid, meeting: &Meeting) -> Option<usize> {
    let slot = meeting.slot.checked_sub(1)?;
    grid.slots.get(slot).filter(|slot| slot.date == meeting.date).map(|_| slot)
}

/// Whether each session is held earlier or later than it was: not all its meetings can stay at
/// their times, and the slots of their numbers are all as much later.
fn shifted(plan: &Plan, grid: &Grid) -> Vec<bool> {
    let mut delays: Vec<Vec<TimeDelta>> = vec![Vec::new(); grid.sessions.len()];
    let mut stay = vec![true; grid.sessions.len()];
    for meeting in &plan.meetings {
        let Some(slot) = numbered(grid, meeting) else { continue };
        let (here, was) = (&grid.slots[slot], meeting.starts_at());
        delays[here.session].push(here.start() - was);
        stay[here.session] &= grid.at(meeting.date, meeting.start).is_some();
    }
    let one = |delays: &[TimeDelta]| delays.windows(2).all(|two| two[0] == two[1]);
    delays.iter().zip(stay).map(|(delays, stay)| !stay && one(delays)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{fair, made, session};
    use super::*;

    fn slots(
        before: &str,
        after: &str,
        from: Option<&str>,
    ) -> Vec<(usize, Option<usize>, bool)> {
        let hours = |text: &str| {
            let (start, end) = text.split_once('-').unwrap();
            session(start, end, 1)
        };
        let fair = fair(&[(0, 0), (1, 2), (2, 4)], vec![hours(before)]);
        let plan = made(&fair, None).plan;
        let from = from.map(|time| format!("2026-10-16T{time}:00").parse().unwrap());
        let kept = Kept::new(&Keep { plan: &plan, from }, &Grid::new(&[hours(after)]));
        let mut slots: Vec<_> =
            kept.iter().map(|(_, old)| (old.meeting.slot, old.slot, old.over)).collect();
        slots.sort_unstable();
        slots
    }

    #[test]
    fn meetings_stay_at_their_times_unless_the_whole_session_is_moved() {
        let same = [(1, Some(0), true), (2, Some(1), false), (3, Some(2), false)];
        assert_eq!(slots("09:00-10:00", "09:00-10:00", Some("09:20")), same);
        let longer = [(1, Some(1), false), (2, Some(2), false), (3, Some(3), false)];
        assert_eq!(slots("09:00-10:00", "08:40-10:00", None), longer);
        // half an hour and twenty minutes later; the latter leaves some times as they were
        let later = [(1, Some(0), false), (2, Some(1), false), (3, Some(2), false)];
        assert_eq!(slots("09:00-10:00", "09:30-10:30", None), later);
        assert_eq!(slots("09:00-10:00", "09:20-10:20", None), later);
    }

    #[test]
    fn who_meets_later_with_his_session_is_counted() {
        let pairs = [(0, 0), (1, 2), (2, 4)];
        let before = made(&fair(&pairs, vec![session("09:00", "10:00", 1)]), None).plan;
        let keep = Some(Keep { plan: &before, from: None });
        let after = |start, end, tables| {
            let made = made(&fair(&pairs, vec![session(start, end, tables)]), keep);
            (made.plan.objective.moved, made.shifted)
        };
        assert_eq!(after("09:00", "10:00", 2), (0, 0));
        assert_eq!(after("10:00", "11:00", 1), (0, 3));
        assert_eq!(after("08:40", "10:00", 1), (0, 0), "they stay at their times");
    }
}

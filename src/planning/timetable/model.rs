//! The scheduler's model of chosen pairs.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta};

use super::bars::Nearest;
use super::grid::Grid;
use super::kept::{Kept, Old};
use super::met::Met;
use super::pairs::Pair;
use super::times::Times;
use crate::domain::{Goal, PlanSettings, Side};
use crate::planning::schedule::{Meeting, Model, Party, SlotSet};

/// Whatever can be in one place only, by key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Who<'a> {
    Organization(&'a str),
    Person(&'a str),
}

/// Makes models.
#[derive(Debug)]
pub(super) struct Maker<'a> {
    pub(super) grid: &'a Grid,
    pub(super) times: &'a Times<'a>,
    pub(super) settings: &'a PlanSettings,
    pub(super) kept: Option<&'a Kept<'a>>,
    pub(super) met: &'a Met,
}

impl Maker<'_> {
    /// The model of some pairs, its meetings in their order.
    pub(super) fn model(&self, pairs: &[&Pair<'_>]) -> Model {
        let mut model = self.whole(pairs);
        self.part_those_in_two_places(pairs, &mut model);
        model
    }

    /// The model with all parties of what is over, though they may have been in two places.
    pub(super) fn whole(&self, pairs: &[&Pair<'_>]) -> Model {
        let mut parties: BTreeMap<Who<'_>, usize> = BTreeMap::new();
        let mut model = Model::new(self.grid.slots.len(), None);
        model.segments.clone_from(&self.grid.firsts);
        model.rests = self.rests();
        model.tables = (0..self.grid.slots.len())
            .map(|slot| self.tables(slot).map(|tables| (0..tables).collect()))
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
        model.goal = if self.settings.weights.idle == 0 {
            Goal::Feasible
        } else {
            self.settings.objective
        };
        model.fairness = self.settings.fairness.map(|most| most as usize);
        model
    }

    /// Somebody may have wanted meetings that are over though a party of theirs was in another
    /// one: that they took place is no reason against a plan. In the model the party is in as
    /// many of them as it can be.
    fn part_those_in_two_places(&self, pairs: &[&Pair<'_>], model: &mut Model) {
        let is_over = |&m: &usize| self.old(pairs[m]).is_some_and(|old| old.over);
        let over: Vec<usize> = (0..pairs.len()).filter(is_over).collect();
        if over.is_empty() {
            return;
        }
        let mut held = vec![vec![0; model.slots]; model.parties.len()];
        for meeting in over {
            let Some(slot) = model.meetings[meeting].previous else { continue };
            let slots = model.occupies(meeting, slot);
            model.meetings[meeting].parties.retain(|&party| {
                let most = model.parties[party].parallel;
                let free = slots.iter().all(|slot| held[party][slot] < most);
                if free {
                    slots.iter().for_each(|slot| held[party][slot] += 1);
                }
                free
            });
            if model.meetings[meeting].parties.is_empty() {
                // both were: a meeting has somebody
                model.meetings[meeting].parties.push(model.parties.len());
                model.parties.push(Self::person());
            }
        }
    }

    /// Tables of a slot, those where somebody sat that is over included; `None` online.
    pub(super) fn tables(&self, slot: usize) -> Option<usize> {
        let now = self.grid.tables(slot)?;
        let then = self.kept.map_or(now, |kept| kept.tables(slot, now));
        Some(then.min(Grid::MOST_TABLES))
    }

    /// Which slots are too soon after each slot; empty where nobody needs a rest.
    pub(super) fn rests(&self) -> Vec<SlotSet> {
        let (pause, travel) =
            (self.settings.min_pause_minutes, self.settings.travel_minutes);
        let mut rests = self.grid.rests(pause, travel);
        // what is over needs no rest any more but from what comes
        let ahead = SlotSet::range(self.first()..self.grid.slots.len());
        for rest in &mut rests {
            *rest = *rest & ahead;
        }
        if rests.iter().all(|rest| rest.is_empty()) {
            rests.clear();
        }
        rests
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
        let Some(kept) = self.kept else { return meeting };
        let old = kept.of(&pair.need.id, pair.partner());
        meeting.previous = old.and_then(|old| old.slot);
        let table = old.and_then(|old| old.meeting.table);
        meeting.previous_table = table.and_then(|table| table.checked_sub(1));
        if let Some(until) = self.met.until(pair.bodies()) {
            meeting.allowed = meeting.allowed & self.rested(until);
        }
        let open = meeting.allowed & SlotSet::range(kept.first..self.grid.slots.len());
        let late = self.late_for(pair).is_some();
        meeting.allowed = match (meeting.previous, old) {
            // what is over took place, whoever has said since that he can't come
            (Some(slot), Some(old)) if old.over => {
                meeting.lasts = vec![old.lasts];
                meeting.seated = self.has_table(old, slot);
                SlotSet::one(slot)
            }
            _ if late => SlotSet::EMPTY,
            (Some(slot), Some(old)) if old.meeting.locked => {
                meeting.allowed & SlotSet::one(slot)
            }
            _ => open,
        };
        meeting
    }

    /// Whether a meeting that is over has a table that others may have after it.
    fn has_table(&self, old: &Old<'_>, slot: usize) -> bool {
        let Some(table) = old.meeting.table else { return false };
        let ahead = (slot..slot + old.lasts).filter(|slot| *slot >= self.first());
        ahead.filter_map(|slot| self.grid.tables(slot)).all(|now| table <= now)
    }

    /// The slots for whoever met until then in a session that is gone, wherever that was.
    fn rested(&self, until: NaiveDateTime) -> SlotSet {
        let (pause, way) =
            (self.settings.min_pause_minutes, self.settings.travel_minutes);
        let rested = until + TimeDelta::minutes(pause.max(way).into());
        let slots = self.grid.slots.iter().enumerate();
        slots.filter(|(_, slot)| slot.start() >= rested).map(|(index, _)| index).collect()
    }

    fn before(&self, pairs: &[&Pair<'_>]) -> Vec<(usize, usize)> {
        let of = |need: &str| -> Vec<usize> {
            (0..pairs.len()).filter(|&pair| pairs[pair].need.id == need).collect()
        };
        let over = |pair: usize| self.old(pairs[pair]).is_some_and(|old| old.over);
        let mut found = Vec::new();
        for (first, second) in &self.settings.before {
            for a in of(first) {
                found.extend(of(second).into_iter().map(|b| (a, b)));
            }
        }
        found.retain(|&(a, b)| !(over(a) && over(b)));
        found
    }
}

/// Meetings an organization can hold at once.
pub(super) fn parallel(settings: &PlanSettings, organization: &str) -> usize {
    settings.delegations.get(organization).map_or(1, |&most| most.max(1) as usize)
}

impl Maker<'_> {
    /// The need before which a pair's meeting should have been, if that one has met at a time
    /// that is no longer the fair's.
    pub(super) fn late_for(&self, pair: &Pair<'_>) -> Option<&str> {
        let kept = self.kept?;
        let second = |(first, second): &&(String, String)| {
            *first == pair.need.id && kept.has_gone(second)
        };
        self.settings.before.iter().find(second).map(|(_, second)| second.as_str())
    }

    /// Whether a pair has any slot.
    pub(super) fn can_meet(&self, pair: &Pair<'_>) -> bool {
        !self.starts(pair).is_empty()
    }

    /// Where a pair's meeting may start.
    pub(super) fn starts(&self, pair: &Pair<'_>) -> SlotSet {
        self.meeting(pair, Vec::new()).allowed
    }

    /// A pair's meeting, nobody in it: when it may start, how long it lasts, and whether it takes
    /// a table.
    pub(super) fn alone(&self, pair: &Pair<'_>) -> Meeting {
        self.meeting(pair, Vec::new())
    }

    /// Whether the plan that is kept has a pair's meeting locked.
    pub(super) fn is_locked(&self, pair: &Pair<'_>) -> bool {
        self.old(pair).is_some_and(|old| old.meeting.locked)
    }

    /// Whether a pair's meeting may not move: it is locked, or over.
    pub(super) fn is_fixed(&self, pair: &Pair<'_>) -> bool {
        self.old(pair).is_some_and(|old| old.meeting.locked || old.over)
    }

    /// Gives every meeting that is over the table it had.
    pub(super) fn seat_what_is_over(
        &self,
        pairs: &[&Pair<'_>],
        tables: &mut [Option<usize>],
    ) {
        for (pair, table) in pairs.iter().zip(tables) {
            if let Some(old) = self.old(pair).filter(|old| old.over) {
                *table = old.meeting.table.and_then(|table| table.checked_sub(1));
            }
        }
    }

    /// Whether some slots have all begun.
    pub(super) fn are_over(&self, slots: SlotSet) -> bool {
        let begun = self.kept.map_or(0, |kept| kept.begun);
        (slots & SlotSet::range(begun..self.grid.slots.len())).is_empty()
    }

    /// The starts at which the least would have to change for a pair that has no slot. Of a
    /// meeting that is too long for all sessions it is asked as if it were short.
    pub(super) fn nearest<'p>(&'p self, pair: &'p Pair<'_>) -> Nearest<'p> {
        let lasts = self.times.lasts(pair);
        let lasts = if lasts > self.grid.longest() { 1 } else { lasts };
        self.times.nearest(pair, lasts, self.first())
    }

    /// The first slot in which somebody can begin.
    pub(super) fn first(&self) -> usize {
        self.kept.map_or(0, |kept| kept.first)
    }

    /// A pair's meeting in the plan that is kept.
    pub(super) fn old(&self, pair: &Pair<'_>) -> Option<&Old<'_>> {
        self.kept.and_then(|kept| kept.of(&pair.need.id, pair.partner()))
    }
}

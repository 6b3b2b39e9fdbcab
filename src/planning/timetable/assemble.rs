//! The plan that a schedule amounts to.

use std::collections::BTreeMap;

use super::model::Maker;
use super::pairs::Pair;
use super::seating::{Guest, seat};
use crate::domain::{Bound, Meeting, Objective, Plan, PlanStatus, Side, derived_id};
use crate::planning::schedule::{Model, Outcome, SlotSet, Status, assign_tables};

/// The id of a pair's meeting: the same as long as the pair meets.
pub fn meeting_id(need: &str, partner: &str) -> String {
    derived_id('M', &[need, partner])
}

/// Puts pairs, slots and tables together, by time and table.
pub(super) fn assemble(
    maker: &Maker<'_>,
    pairs: &[&Pair<'_>],
    model: &Model,
    outcome: &Outcome,
) -> Plan {
    let tables = tables(maker, pairs, model, outcome);
    let meetings = pairs.iter().zip(&outcome.slots).zip(&tables);
    let mut meetings: Vec<Meeting> = meetings
        .filter_map(|((pair, slot), table)| Some(maker.planned(pair, (*slot)?, *table)))
        .collect();
    meetings.sort_by(|a, b| (a.slot, a.table, &a.id).cmp(&(b.slot, b.table, &b.id)));
    let placed = pairs.iter().zip(&outcome.slots).filter(|(_, slot)| slot.is_some());
    let points: u64 = placed.map(|(pair, _)| u64::from(pair.points)).sum();
    let busy = model.busy(&outcome.slots);
    let counted = || model.parties.iter().zip(&busy).filter(|(party, _)| party.counted);
    let number = |count: usize| count as u64;
    let objective = Objective {
        meetings: meetings.len(),
        score: points as f64 / 1000.0,
        idle: counted().map(|(_, &slots)| number(model.idle(slots))).sum(),
        breaks: counted().map(|(_, &slots)| number(model.breaks(slots))).sum(),
        moved: moved(model, outcome),
        lower_bound: Bound {
            idle: number(outcome.bound.idle),
            breaks: number(outcome.bound.breaks),
            moved: number(outcome.bound.moved),
        },
        status: status(outcome.status),
        seconds: 0.0,
        seed: 0,
    };
    Plan { version: 0, meetings, unscheduled: Vec::new(), objective }
}

fn status(status: Status) -> PlanStatus {
    match status {
        Status::Optimal => PlanStatus::Optimal,
        Status::Feasible => PlanStatus::Feasible,
        Status::Infeasible => PlanStatus::Infeasible,
        Status::Unknown => PlanStatus::Unknown,
    }
}

fn moved(model: &Model, outcome: &Outcome) -> usize {
    let meetings = model.meetings.iter().zip(&outcome.slots);
    meetings
        .filter(|(meeting, slot)| {
            meeting.previous.is_some() && slot.is_some() && meeting.previous != **slot
        })
        .count()
}

/// The tables: one for each body of the side that stays; where there are too few for that, or
/// nobody stays, with few moves.
pub(super) fn tables(
    maker: &Maker<'_>,
    pairs: &[&Pair<'_>],
    model: &Model,
    outcome: &Outcome,
) -> Vec<Option<usize>> {
    let free = assign_tables(model, &outcome.slots);
    let mut lanes = Lanes::default();
    let guests: Vec<Guest> = pairs
        .iter()
        .zip(&model.meetings)
        .enumerate()
        .filter_map(|(index, (pair, meeting))| {
            let host = match maker.settings.fixed_side {
                Side::Institution => pair.institution,
                Side::Enterprise => pair.enterprise,
                Side::None => return None,
            };
            let slot = outcome.slots[index]?;
            let slots = model.occupies(index, slot);
            Some(Guest {
                host: lanes.of(host, slots),
                slots,
                previous: meeting
                    .previous_table
                    .filter(|_| meeting.previous == Some(slot)),
                fixed: maker.is_fixed(pair),
            })
        })
        .collect();
    let everybody = guests.len() == pairs.len();
    let seated =
        if everybody { seat(&guests, maker.grid) } else { vec![None; pairs.len()] };
    let mut tables: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, slot) in outcome.slots.iter().enumerate() {
        let online = slot.is_none_or(|slot| maker.grid.tables(slot).is_none());
        tables.push(if online { None } else { seated[index].or(free[index]) });
    }
    tables
}

/// Numbers for those who stay: one for a body, or one for each of its delegations that meet
/// side by side.
#[derive(Debug, Default)]
struct Lanes<'a> {
    /// The slots taken and the number, for each delegation of each body.
    of: BTreeMap<&'a str, Vec<(SlotSet, usize)>>,
    count: usize,
}

impl<'a> Lanes<'a> {
    fn of(&mut self, host: &'a str, slots: SlotSet) -> usize {
        let lanes = self.of.entry(host).or_default();
        let free = |(taken, _): &&mut (SlotSet, usize)| (*taken & slots).is_empty();
        if let Some((taken, number)) = lanes.iter_mut().find(free) {
            *taken = *taken | slots;
            return *number;
        }
        lanes.push((slots, self.count));
        self.count += 1;
        self.count - 1
    }
}

impl Maker<'_> {
    fn planned(&self, pair: &Pair<'_>, slot: usize, table: Option<usize>) -> Meeting {
        let lasts = self.times.lasts(pair);
        let span =
            self.grid.span(slot, lasts).expect("the model allows whole spans only");
        Meeting {
            id: meeting_id(&pair.need.id, pair.partner()),
            need: pair.need.id.clone(),
            offering: pair.offering.map(|offering| offering.id.clone()),
            enterprise: pair.enterprise.to_owned(),
            institution: pair.institution.to_owned(),
            date: self.grid.slots[slot].date,
            start: span.start,
            end: span.end,
            slot: slot + 1,
            table: table.map(|table| table + 1),
            locked: self.is_locked(pair),
        }
    }
}

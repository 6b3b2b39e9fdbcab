//! The plan that a schedule amounts to.

use super::kept::Kept;
use super::model::Maker;
use super::pairs::{Pair, Scores, UNSCORED};
use super::seats::{changes, fewest};
use crate::domain::{Bound, Meeting, Objective, Plan, derived_id};
use crate::planning::schedule::{Model, Outcome, Score};

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
    let meetings = pairs.iter().zip(&outcome.slots).zip(&outcome.tables);
    let mut meetings: Vec<Meeting> = meetings
        .filter_map(|((pair, slot), table)| Some(maker.planned(pair, (*slot)?, *table)))
        .collect();
    meetings.sort_by(|a, b| (a.slot, a.table, &a.id).cmp(&(b.slot, b.table, &b.id)));
    let whole = maker.whole(pairs);
    let counts = Score::of(&whole, &outcome.slots);
    let table_moves = changes(&whole, &outcome.slots, &outcome.tables);
    let homeless = homeless(maker, pairs, outcome);
    let number = |count: usize| count as u64;
    let objective = Objective {
        meetings: meetings.len(),
        score: None,
        idle: number(counts.idle),
        breaks: number(counts.breaks),
        moved: moved(model, outcome) + homeless,
        table_moves: Some(number(table_moves)),
        reseated: Some(number(reseated(model, outcome))),
        blocking: None,
        lower_bound: Bound {
            idle: number(outcome.bound.idle.min(counts.idle)),
            breaks: number(outcome.bound.breaks.min(counts.breaks)),
            moved: number(outcome.bound.moved + homeless),
            table_moves: number(fewest(model).min(table_moves)),
        },
        status: outcome.status,
        seconds: 0.0,
        seed: 0,
    };
    Plan { version: 0, meetings, unscheduled: Vec::new(), objective, over_before: None }
}

/// Adds what has taken place at times that are no longer the fair's, as it was.
pub(super) fn add_gone(plan: &mut Plan, kept: &Kept<'_>) {
    let gone = kept.gone();
    if !gone.is_empty() {
        plan.meetings.extend(gone.into_iter().cloned());
        let place = |m: &Meeting| (m.date, m.start, m.table);
        plan.meetings.sort_by(|a, b| (place(a), &a.id).cmp(&(place(b), &b.id)));
        plan.objective.meetings = plan.meetings.len();
    }
}

/// The points of a plan's meetings together.
pub(super) fn score(plan: &Plan, scores: &Scores) -> f64 {
    let points = |meeting: &Meeting| {
        let partner = meeting.partner();
        let known = scores.get(&(meeting.need.clone(), partner.to_owned()));
        u64::from(*known.unwrap_or(&UNSCORED))
    };
    plan.meetings.iter().map(points).sum::<u64>() as f64 / 1000.0
}

fn moved(model: &Model, outcome: &Outcome) -> usize {
    let meetings = model.meetings.iter().zip(&outcome.slots);
    meetings
        .filter(|(meeting, slot)| {
            meeting.previous.is_some() && slot.is_some() && meeting.previous != **slot
        })
        .count()
}

/// Meetings ahead whose slots there are no more: they move in any plan.
fn homeless(maker: &Maker<'_>, pairs: &[&Pair<'_>], outcome: &Outcome) -> usize {
    let had_none = |pair: &Pair<'_>| {
        maker.old(pair).is_some_and(|old| old.slot.is_none() && !old.over)
    };
    let placed = pairs.iter().zip(&outcome.slots).filter(|(_, slot)| slot.is_some());
    placed.filter(|(pair, _)| had_none(pair)).count()
}

/// Meetings that keep their slots and change tables.
fn reseated(model: &Model, outcome: &Outcome) -> usize {
    let places = outcome.slots.iter().zip(&outcome.tables);
    let meetings = model.meetings.iter().zip(places);
    meetings
        .filter(|(meeting, (slot, table))| {
            let had = meeting.previous_table;
            meeting.previous.is_some()
                && meeting.previous == **slot
                && had.is_some()
                && had != **table
        })
        .count()
}

impl Maker<'_> {
    fn planned(&self, pair: &Pair<'_>, slot: usize, table: Option<usize>) -> Meeting {
        let table = table.map(|table| table + 1);
        if let Some(old) = self.old(pair).filter(|old| old.over) {
            return Meeting { slot: slot + 1, table, ..old.meeting.clone() };
        }
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
            table,
            locked: self.is_locked(pair),
        }
    }
}

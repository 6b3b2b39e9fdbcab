//! Tables when the slots stand.

use std::collections::BTreeMap;

use super::super::model::Maker;
use super::super::pairs::Pair;
use super::board::{Board, Prices, Seating};
use super::changes::{changes, fewest_given};
use super::homes::{Guest, seat};
use super::shared::host;
use super::walk::{Tour, tour};
use crate::planning::schedule::{Model, Outcome, Random, SlotSet, assign_tables};

/// Steps a meeting that tables are looked for with, and at most in all.
const STEPS: (u64, u64) = (400, 30_000);

/// The tables of a plan, with few changes: one for each body of the side that stays, where
/// there are enough; else whatever a short search finds. Meetings that stay in their slots of an
/// earlier plan keep their tables there.
pub(super) fn seated(
    maker: &Maker<'_>,
    pairs: &[&Pair<'_>],
    model: &Model,
    outcome: &Outcome,
) -> Vec<Option<usize>> {
    let first = first(maker, pairs, model, &outcome.slots);
    let slots: Option<Vec<usize>> = outcome.slots.iter().copied().collect();
    let Some(slots) = slots.filter(|slots| !slots.is_empty()) else { return first };
    if !model.keeps() && changes(model, &outcome.slots, &first) == 0 {
        return first;
    }
    let prices = Prices { moved: 0, ..Prices::new(model, 0, 1) };
    let fixed = fixed(maker, pairs);
    let board = |tables: Vec<Option<usize>>| {
        let seating = Seating { slots: slots.clone(), tables };
        let board = Board::new(model, prices, seating, &fixed);
        (board.price(), board)
    };
    // at the tables they had, or each body at one
    let (one, other) = (board(free(model, &outcome.slots)), board(first));
    let (price, board) = if one.0 < other.0 { one } else { other };
    let least = i64::try_from(fewest_given(model, &outcome.slots)).unwrap_or(i64::MAX);
    if price <= least {
        return board.table;
    }
    let steps = STEPS.1.min(STEPS.0 * model.meetings.len() as u64);
    let plan = Tour { starts: None, steps, least, heat: 1.0 };
    tour(board, &plan, &mut Random::new(1), &mut || None).0.tables
}

/// Whether each meeting must stay where it is: it is locked or over.
pub(super) fn fixed(maker: &Maker<'_>, pairs: &[&Pair<'_>]) -> Vec<bool> {
    pairs.iter().map(|pair| maker.is_fixed(pair)).collect()
}

/// Tables for whoever comes first, none online.
fn free(model: &Model, slots: &[Option<usize>]) -> Vec<Option<usize>> {
    let online = |slot: &Option<usize>| slot.is_none_or(|s| model.tables[s].is_none());
    let tables = assign_tables(model, slots).into_iter().zip(slots);
    tables.map(|(table, slot)| table.filter(|_| !online(slot))).collect()
}

/// Tables without a search: one for each body of the side that stays; where there are too few
/// for that, or nobody stays, with few moves.
pub(super) fn first(
    maker: &Maker<'_>,
    pairs: &[&Pair<'_>],
    model: &Model,
    slots: &[Option<usize>],
) -> Vec<Option<usize>> {
    let free = free(model, slots);
    let mut lanes = Lanes::default();
    let in_need: Vec<usize> =
        (0..pairs.len()).filter(|&index| model.meetings[index].seated).collect();
    let guest = |&index: &usize| {
        let (meeting, slot) = (&model.meetings[index], slots[index]?);
        let taken = model.occupies(index, slot);
        Some(Guest {
            host: lanes.of(host(maker.settings, pairs[index])?, taken),
            slots: taken,
            previous: meeting.previous_table.filter(|_| meeting.previous == Some(slot)),
            fixed: maker.is_fixed(pairs[index]),
        })
    };
    let guests: Option<Vec<Guest>> = in_need.iter().map(guest).collect();
    let mut tables = free;
    if let Some(guests) = guests {
        for (table, index) in seat(&guests, maker.grid).into_iter().zip(in_need) {
            tables[index] = table.or(tables[index]);
        }
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

//! A plan whose meetings can be put elsewhere, in time and at tables, and what it costs.

use super::changes::{Seat, changes_of, stayers};
use crate::planning::schedule::{Goal, Model, SlotSet};

/// What each thing that a plan should have little of costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Prices {
    /// A unit of the goal: an idle slot or a break.
    pub(super) goal: i64,
    /// A change of table.
    pub(super) change: i64,
    /// A meeting that leaves its previous slot.
    pub(super) moved: i64,
    /// A meeting that stays in its previous slot and leaves its table there.
    pub(super) reseated: i64,
}

/// Weights are taken to be no larger, so that prices can be summed.
const MOST: u32 = 1_000_000;

impl Prices {
    /// The prices of goal and changes; moving or reseating a kept meeting is dearer than
    /// everything else together.
    pub(super) fn new(model: &Model, goal: u32, change: u32) -> Self {
        let price = |weight: u32| i64::from(weight.min(MOST));
        let (goal, change) = (price(goal), price(change));
        let size = |count: usize| i64::try_from(count).unwrap_or(i64::MAX / 4);
        let cells = size(model.parties.len() * model.slots);
        let ways = size(2 * model.meetings.len());
        let reseated = 1 + goal * cells + change * ways;
        Self { goal, change, reseated, moved: reseated.saturating_mul(1 + ways) }
    }
}

/// A meeting, its slot and its table.
pub(super) type Place = (usize, usize, Option<usize>);

/// The plan.
#[derive(Debug, Clone)]
pub(super) struct Board<'a> {
    pub(super) model: &'a Model,
    pub(super) slot: Vec<usize>,
    pub(super) table: Vec<Option<usize>>,
    /// Whether a meeting may not change its table.
    pub(super) held: Vec<bool>,
    pub(super) stays: Vec<bool>,
    pub(super) of_party: Vec<Vec<usize>>,
    prices: Prices,
    /// The meeting at each table in each slot.
    at: Vec<Vec<Option<usize>>>,
}

impl<'a> Board<'a> {
    /// A legal plan; `held` says whose tables are fixed.
    pub(super) fn new(
        model: &'a Model,
        prices: Prices,
        (slot, table): (Vec<usize>, Vec<Option<usize>>),
        held: &[bool],
    ) -> Self {
        let tables = model.tables.iter().flatten().map(Vec::len).max().unwrap_or(0);
        let mut of_party = vec![Vec::new(); model.parties.len()];
        for (index, meeting) in model.meetings.iter().enumerate() {
            meeting.parties.iter().for_each(|&party| of_party[party].push(index));
        }
        let places: Vec<Place> =
            (0..slot.len()).map(|m| (m, slot[m], table[m])).collect();
        let mut board = Self {
            model,
            slot,
            table,
            held: held.to_vec(),
            stays: stayers(model),
            of_party,
            prices,
            at: vec![vec![None; model.slots]; tables],
        };
        let legal = board.set(&places);
        debug_assert!(legal, "two meetings at a table");
        board
    }

    /// The meeting at a table in a slot.
    pub(super) fn at(&self, table: usize, slot: usize) -> Option<usize> {
        self.at.get(table).and_then(|row| row[slot])
    }

    /// The tables of a slot; none online.
    pub(super) fn tables(&self, slot: usize) -> usize {
        self.model.tables[slot].as_ref().map_or(0, Vec::len)
    }

    /// Puts meetings elsewhere and says by how much the plan gets dearer; `None`, and all is as
    /// before, where that breaks a rule.
    pub(super) fn put(&mut self, places: &[Place]) -> Option<i64> {
        let parties = self.concerned(places);
        let before = self.price_of(&parties, places);
        let old = self.places(places);
        if self.set(places) && self.is_legal(&parties, places) {
            return Some(self.price_of(&parties, places) - before);
        }
        self.set(&old);
        None
    }

    /// Where some meetings are now.
    pub(super) fn places(&self, of: &[Place]) -> Vec<Place> {
        of.iter().map(|&(m, ..)| (m, self.slot[m], self.table[m])).collect()
    }

    /// Puts meetings somewhere, unasked; whether each has a place of its own there.
    pub(super) fn set(&mut self, places: &[Place]) -> bool {
        for &(meeting, ..) in places {
            let Some(table) = self.table[meeting] else { continue };
            for slot in self.model.occupies(meeting, self.slot[meeting]).iter() {
                if self.at[table][slot] == Some(meeting) {
                    self.at[table][slot] = None;
                }
            }
        }
        for &(meeting, slot, table) in places {
            (self.slot[meeting], self.table[meeting]) = (slot, table);
        }
        places.iter().all(|&(meeting, slot, table)| self.take(meeting, slot, table))
    }

    fn take(&mut self, meeting: usize, slot: usize, table: Option<usize>) -> bool {
        let Some(table) = table else { return self.model.tables[slot].is_none() };
        self.model.occupies(meeting, slot).iter().all(|s| {
            let open = table < self.tables(s) && self.at[table][s].is_none();
            if open {
                self.at[table][s] = Some(meeting);
            }
            open
        })
    }

    fn concerned(&self, places: &[Place]) -> Vec<usize> {
        let parties = places.iter().flat_map(|&(m, ..)| &self.model.meetings[m].parties);
        let mut parties: Vec<usize> = parties.copied().collect();
        parties.sort_unstable();
        parties.dedup();
        parties
    }

    /// Whether some parties are in no more places than they can and rest as they should, and
    /// some meetings are in order with all others.
    fn is_legal(&self, parties: &[usize], places: &[Place]) -> bool {
        let model = self.model;
        let ends = |m: usize| self.slot[m] + model.duration(m, self.slot[m]);
        let in_order = |&(first, second): &(usize, usize)| {
            let concerned = |&(m, ..): &Place| m == first || m == second;
            !places.iter().any(concerned) || ends(first) <= self.slot[second]
        };
        parties.iter().all(|&party| self.has_time(party))
            && model.before.iter().all(in_order)
    }

    fn has_time(&self, party: usize) -> bool {
        let (parallel, pause) =
            (self.model.parties[party].parallel, self.model.parties[party].pause);
        let mut layers = vec![SlotSet::EMPTY; parallel];
        self.of_party[party].iter().all(|&meeting| {
            let slot = self.slot[meeting];
            let end = self.model.segment_slots(self.model.segment(slot)).end;
            let until = slot + self.model.duration(meeting, slot) + pause;
            // each slot goes to the lowest layer that has it free
            (slot..until.min(end)).all(|s| {
                let free = layers.iter_mut().find(|layer| !layer.contains(s));
                free.map(|layer| *layer = layer.with(s)).is_some()
            })
        })
    }

    fn price_of(&self, parties: &[usize], places: &[Place]) -> i64 {
        let own: i64 = places.iter().map(|&(m, ..)| self.price_of_meeting(m)).sum();
        own + parties.iter().map(|&party| self.price_of_party(party)).sum::<i64>()
    }

    fn price_of_meeting(&self, meeting: usize) -> i64 {
        let (wish, slot) = (&self.model.meetings[meeting], self.slot[meeting]);
        match (wish.previous, wish.previous_table) {
            (Some(previous), _) if previous != slot => self.prices.moved,
            (Some(_), Some(table)) => {
                let leaves = table < self.tables(slot) && self.table[meeting] != Some(table);
                if leaves { self.prices.reseated } else { 0 }
            }
            _ => 0,
        }
    }

    fn price_of_party(&self, party: usize) -> i64 {
        let model = self.model;
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let mut price = 0;
        if model.parties[party].counted && self.prices.goal > 0 {
            let busy = self.of_party[party].iter().fold(SlotSet::EMPTY, |busy, &m| {
                busy | model.occupies(m, self.slot[m])
            });
            price += self.prices.goal
                * count(match model.goal {
                    Goal::Idle => model.idle(busy),
                    Goal::Breaks => model.breaks(busy),
                    Goal::Feasible => 0,
                });
        }
        if self.stays[party] {
            price += self.prices.change * count(self.changes(party));
        }
        price
    }

    fn changes(&self, party: usize) -> usize {
        let mut seats = self.seats(party);
        seats.sort_unstable();
        let segment = |seat: &Seat| self.model.segment(seat.from);
        let sessions = seats.chunk_by(|a, b| segment(a) == segment(b));
        sessions.map(|own| changes_of(own, self.model.parties[party].parallel)).sum()
    }

    fn seats(&self, party: usize) -> Vec<Seat> {
        let seat = |&m: &usize| {
            let from = self.slot[m];
            let to = from + self.model.duration(m, from);
            Some(Seat { from, to, table: self.table[m]? })
        };
        self.of_party[party].iter().filter_map(seat).collect()
    }

    /// What the whole plan costs.
    pub(super) fn price(&self) -> i64 {
        let meetings = (0..self.slot.len()).map(|m| self.price_of_meeting(m));
        let parties = (0..self.of_party.len()).map(|party| self.price_of_party(party));
        meetings.sum::<i64>() + parties.sum::<i64>()
    }

    /// Whether numbers of breaks differ by no more than allowed.
    pub(super) fn is_fair(&self) -> bool {
        let Some(most) = self.model.fairness else { return true };
        let slots: Vec<Option<usize>> = self.slot.iter().copied().map(Some).collect();
        let busy = self.model.busy(&slots);
        let counted = busy.iter().zip(&self.model.parties).filter(|(_, p)| p.counted);
        let breaks = || counted.clone().map(|(&busy, _)| self.model.breaks(busy));
        breaks().max().unwrap_or(0) - breaks().min().unwrap_or(0) <= most
    }
}


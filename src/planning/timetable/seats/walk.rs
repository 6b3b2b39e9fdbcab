//! A search among plans next to one that is legal (simulated annealing): meetings change
//! tables for a while, and, where that is asked for, times.

use super::board::{Board, Place, Seating};
use crate::planning::schedule::{Random, SlotSet};

/// How a plan may change, and how long to try.
#[derive(Debug)]
pub(super) struct Tour {
    /// Where each meeting may start; `None`: times stay.
    pub(super) starts: Option<Vec<SlotSet>>,
    /// Steps at most.
    pub(super) steps: u64,
    /// Nothing costs less: the search is over where it is reached.
    pub(super) least: i64,
    /// What the dearest thing a step may bring costs, at the beginning.
    pub(super) heat: f64,
}

/// Steps between two looks at the clock.
const LOOK: u64 = 256;
/// How much the plan cools down in all.
const COOLING: f64 = 0.02;

/// The slots and tables of the best fair plan on a tour from `board` on, and what it costs.
///
/// `passed` says what share of the time is gone, as far as there is a limit, and is asked now and
/// then.
pub(super) fn tour(
    board: Board<'_>,
    tour: &Tour,
    random: &mut Random,
    passed: &mut dyn FnMut() -> Option<f64>,
) -> (Seating, i64) {
    let mut price = board.price();
    let mut best = (board.seating(), price);
    let mut walk = Walk { board, tour, random };
    let mut heat = tour.heat;
    for step in 0..tour.steps {
        if best.1 <= tour.least {
            break;
        }
        if step % LOOK == 0 {
            let share = step as f64 / tour.steps as f64;
            let share = passed().map_or(share, |passed| passed.max(share));
            if share >= 1.0 {
                break;
            }
            heat = tour.heat * libm::pow(COOLING, share);
        }
        let Some(places) = walk.idea() else { continue };
        let Some(taken) = walk.board.put(&places) else { continue };
        if taken.rise > 0 && !walk.is_bold(taken.rise, heat) {
            walk.board.undo(&taken);
            continue;
        }
        price += taken.rise;
        if price < best.1 && walk.board.is_fair() {
            best = (walk.board.seating(), price);
        }
    }
    best
}

struct Walk<'a, 't> {
    board: Board<'a>,
    tour: &'t Tour,
    random: &'t mut Random,
}

impl Walk<'_, '_> {
    /// Whether a step that makes the plan dearer is taken (Metropolis).
    fn is_bold(&mut self, rise: i64, heat: f64) -> bool {
        let draw = (self.random.draw() >> 11) as f64 / (1_u64 << 53) as f64;
        draw < libm::exp(-(rise as f64) / heat.max(1e-9))
    }

    /// Something that might be tried.
    fn idea(&mut self) -> Option<Vec<Place>> {
        let meeting = self.random.below(self.board.slot.len());
        match &self.tour.starts {
            Some(starts) if self.random.below(2) == 0 => {
                let starts = starts[meeting];
                let nth = self.random.below(starts.len().max(1));
                let slot = starts.iter().nth(nth)?;
                self.shift(meeting, slot)
            }
            _ => self.cross(meeting),
        }
    }

    /// A meeting comes to the table at which one of its bodies sat before or sits after; from
    /// then on, or until then, all that is at the two tables changes sides.
    fn cross(&mut self, meeting: usize) -> Option<Vec<Place>> {
        let here = self.board.table[meeting]?;
        let (before, there) = self.neighbour(meeting)?;
        if here == there {
            return None;
        }
        let model = self.board.model;
        let from = self.board.slot[meeting];
        let to = from + model.duration(meeting, from);
        let session = model.segment_slots(model.segment(from));
        let span = match (self.random.below(2), before) {
            (0, _) => from..to,
            (_, true) => from..to + self.random.below(session.end - to + 1),
            (_, false) => from - self.random.below(from - session.start + 1)..to,
        };
        let span = self.whole([here, there], span);
        let mut places = Vec::new();
        for (table, other) in [(here, there), (there, here)] {
            for slot in span.clone() {
                let guest = self.board.at(table, slot);
                let Some(guest) = guest.filter(|&g| self.board.slot[g] == slot) else {
                    continue;
                };
                if self.board.held[guest] {
                    return None;
                }
                places.push(Place { meeting: guest, slot, table: Some(other) });
            }
        }
        Some(places)
    }

    /// A span of slots, longer by what reaches over its ends at some tables.
    fn whole(
        &self,
        tables: [usize; 2],
        mut span: std::ops::Range<usize>,
    ) -> std::ops::Range<usize> {
        let model = self.board.model;
        loop {
            let old = span.clone();
            for table in tables {
                for slot in [old.start, old.end - 1] {
                    if let Some(guest) = self.board.at(table, slot) {
                        let from = self.board.slot[guest];
                        span.start = span.start.min(from);
                        span.end = span.end.max(from + model.duration(guest, from));
                    }
                }
            }
            if old == span {
                return span;
            }
        }
    }

    /// The table of the meeting that one of a meeting's bodies has before (true) or after it
    /// in the same session, or the table it had in its slot of the plan that is kept.
    fn neighbour(&mut self, meeting: usize) -> Option<(bool, usize)> {
        let board = &self.board;
        let (model, slot) = (board.model, board.slot[meeting]);
        let parties = &model.meetings[meeting].parties;
        let staying = parties.iter().copied().filter(|&party| board.stays[party]);
        let near = staying.flat_map(|party| {
            let others = board.of_party[party].iter().copied().filter(move |&other| {
                other != meeting
                    && model.segment(board.slot[other]) == model.segment(slot)
            });
            let before = others.clone().filter(|&o| board.slot[o] < slot);
            let after = others.filter(|&o| board.slot[o] > slot);
            let last = before.max_by_key(|&o| board.slot[o]).map(|o| (true, o));
            let next = after.min_by_key(|&o| board.slot[o]).map(|o| (false, o));
            [last, next].into_iter().flatten()
        });
        let wish = &model.meetings[meeting];
        let home = wish
            .previous_table
            .filter(|&table| wish.previous == Some(slot) && table < board.tables(slot));
        let near: Vec<(bool, usize)> = near
            .filter_map(|(before, other)| Some((before, board.table[other]?)))
            .chain(home.map(|table| (true, table)))
            .filter(|&(_, table)| Some(table) != board.table[meeting])
            .collect();
        if near.is_empty() {
            return None;
        }
        Some(near[self.random.below(near.len())])
    }

    /// A meeting goes to another slot, and those it meets there to its own, and so on (a Kempe
    /// chain); all take whatever table is free and near.
    fn shift(&mut self, meeting: usize, to: usize) -> Option<Vec<Place>> {
        let from = self.board.slot[meeting];
        if from == to {
            return None;
        }
        let chain = self.chain(meeting, to)?;
        let mut taken: Vec<(usize, usize)> = Vec::new();
        let mut places = Vec::new();
        for &guest in &chain {
            let slot = if self.board.slot[guest] == from { to } else { from };
            let table = if self.board.model.tables[slot].is_some() {
                let table = self.table_for(guest, slot, (&chain, &taken))?;
                taken.push((slot, table));
                Some(table)
            } else {
                None
            };
            places.push(Place { meeting: guest, slot, table });
        }
        Some(places)
    }

    /// The meetings that change slots with each other when one goes to another slot.
    fn chain(&self, meeting: usize, to: usize) -> Option<Vec<usize>> {
        let (board, model) = (&self.board, self.board.model);
        let starts = self.tour.starts.as_ref()?;
        let from = board.slot[meeting];
        let mut chain = vec![meeting];
        let mut next = 0;
        while let Some(&guest) = chain.get(next) {
            next += 1;
            let target = if board.slot[guest] == from { to } else { from };
            if !starts[guest].contains(target) {
                return None;
            }
            for &party in &model.meetings[guest].parties {
                if model.parties[party].parallel > 1 {
                    continue;
                }
                let there = |&&other: &&usize| board.slot[other] == target;
                for &other in board.of_party[party].iter().filter(there) {
                    if !chain.contains(&other) {
                        chain.push(other);
                    }
                }
            }
        }
        Some(chain)
    }

    /// A table for a meeting of a chain in a slot: where its bodies sit in that session, its
    /// own, or any.
    fn table_for(
        &mut self,
        meeting: usize,
        slot: usize,
        (chain, taken): (&[usize], &[(usize, usize)]),
    ) -> Option<usize> {
        let any = self.random.below(self.board.tables(slot).max(1));
        let (board, model) = (&self.board, self.board.model);
        let tables = board.tables(slot);
        let free = |&table: &usize| {
            let guest = board.at(table, slot);
            table < tables
                && guest.is_none_or(|guest| chain.contains(&guest))
                && !taken.contains(&(slot, table))
        };
        let parties = model.meetings[meeting].parties.iter();
        let staying = parties.filter(|&&party| board.stays[party]);
        let near = staying.flat_map(|&party| &board.of_party[party]).filter(|&&other| {
            other != meeting && model.segment(board.slot[other]) == model.segment(slot)
        });
        let mut near: Vec<(usize, usize)> = near
            .filter_map(|&o| Some((board.slot[o].abs_diff(slot), board.table[o]?)))
            .collect();
        near.sort_unstable();
        let wish = &model.meetings[meeting];
        let home = wish.previous_table.filter(|_| wish.previous == Some(slot));
        let near = near.into_iter().map(|(_, table)| table);
        let all = (any..tables).chain(0..any);
        home.into_iter().chain(near).chain(board.table[meeting]).chain(all).find(free)
    }
}

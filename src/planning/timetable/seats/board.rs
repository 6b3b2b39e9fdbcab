//! A plan whose meetings can be put elsewhere, in time and at tables, and what it costs.

use super::changes::{Seat, changes_of, stayers};
use crate::domain::Goal;
use crate::planning::schedule::{Model, SlotSet};

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
    /// The same of a meeting that must stay at its table.
    pub(super) displaced: i64,
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
        let displaced = reseated.saturating_mul(1 + ways);
        Self { goal, change, reseated, displaced, moved: displaced }
    }
}

/// Where a meeting is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) meeting: usize,
    pub(super) slot: usize,
    /// `None`: online.
    pub(super) table: Option<usize>,
}

/// The slot and the table of every meeting.
#[derive(Debug, Clone)]
pub(super) struct Seating {
    pub(super) slots: Vec<usize>,
    pub(super) tables: Vec<Option<usize>>,
}

/// The plan.
#[derive(Debug, Clone)]
pub(super) struct Board<'a> {
    pub(super) model: &'a Model,
    pub(super) slot: Vec<usize>,
    pub(super) table: Vec<Option<usize>>,
    /// Whether a meeting may not change its table: it must stay where it was, and is there.
    pub(super) held: Vec<bool>,
    /// Whether a meeting must stay where it was, as far as it can.
    fixed: Vec<bool>,
    pub(super) stays: Vec<bool>,
    pub(super) of_party: Vec<Vec<usize>>,
    prices: Prices,
    /// Whether an earlier plan is kept.
    keeps: bool,
    /// The meeting at each table in each slot.
    at: Vec<Vec<Option<usize>>>,
    /// What the goal and changes of table of each party cost.
    spent: Vec<[i64; 2]>,
}

/// A step that was made, and what takes it back.
#[derive(Debug)]
pub(super) struct Step {
    /// By how much the plan got dearer.
    pub(super) rise: i64,
    places: Vec<Place>,
    spent: Vec<(usize, [i64; 2])>,
}

impl<'a> Board<'a> {
    /// A legal plan; `fixed` says which meetings must stay at the tables they had.
    pub(super) fn new(
        model: &'a Model,
        prices: Prices,
        Seating { slots: slot, tables: table }: Seating,
        fixed: &[bool],
    ) -> Self {
        let tables = model.tables.iter().flatten().map(Vec::len).max().unwrap_or(0);
        let mut of_party = vec![Vec::new(); model.parties.len()];
        for (index, meeting) in model.meetings.iter().enumerate() {
            meeting.parties.iter().for_each(|&party| of_party[party].push(index));
        }
        let place = |m: usize| Place { meeting: m, slot: slot[m], table: table[m] };
        let places: Vec<Place> = (0..slot.len()).map(place).collect();
        let at_home = |m: usize| model.meetings[m].previous_table == table[m];
        let mut board = Self {
            model,
            held: (0..slot.len()).map(|m| fixed[m] && at_home(m)).collect(),
            fixed: fixed.to_vec(),
            slot,
            table,
            stays: stayers(model),
            of_party,
            prices,
            keeps: model.keeps(),
            at: vec![vec![None; model.slots]; tables],
            spent: vec![[0; 2]; model.parties.len()],
        };
        let legal = board.set(&places);
        // only what is over may have been forced to one table
        debug_assert!(legal || fixed.contains(&true), "two meetings at a table");
        for party in 0..board.spent.len() {
            board.spent[party] = [board.goal(party), board.changes(party)];
        }
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

    /// Puts meetings elsewhere; `None`, and all is as before, where that breaks a rule.
    pub(super) fn put(&mut self, places: &[Place]) -> Option<Step> {
        let timed = places.iter().any(|place| self.slot[place.meeting] != place.slot);
        let parties = self.concerned(places, timed);
        let old: Vec<Place> =
            places.iter().map(|place| self.place(place.meeting)).collect();
        let before = self.price_of_meetings(places);
        if !self.set(places) || timed && !self.is_legal(&parties, places) {
            self.set(&old);
            return None;
        }
        let mut step = Step { rise: 0, places: old, spent: Vec::new() };
        step.rise = self.price_of_meetings(places) - before;
        for party in parties {
            let old = self.spent[party];
            let goal = if timed { self.goal(party) } else { old[0] };
            let new = [goal, self.changes(party)];
            if new != old {
                step.rise += new[0] + new[1] - old[0] - old[1];
                step.spent.push((party, old));
                self.spent[party] = new;
            }
        }
        Some(step)
    }

    /// Where a meeting is.
    fn place(&self, meeting: usize) -> Place {
        Place { meeting, slot: self.slot[meeting], table: self.table[meeting] }
    }

    /// All that is settled.
    pub(super) fn seating(&self) -> Seating {
        Seating { slots: self.slot.clone(), tables: self.table.clone() }
    }

    /// Takes a step back that was the last one.
    pub(super) fn undo(&mut self, step: &Step) {
        self.set(&step.places);
        for &(party, spent) in &step.spent {
            self.spent[party] = spent;
        }
    }

    /// Puts meetings somewhere, unasked; whether each has a place of its own there.
    fn set(&mut self, places: &[Place]) -> bool {
        for &Place { meeting, .. } in places {
            let Some(table) = self.table[meeting] else { continue };
            for slot in self.model.occupies(meeting, self.slot[meeting]).iter() {
                if self.at[table][slot] == Some(meeting) {
                    self.at[table][slot] = None;
                }
            }
        }
        for &Place { meeting, slot, table } in places {
            (self.slot[meeting], self.table[meeting]) = (slot, table);
        }
        places.iter().all(|&place| self.take(place))
    }

    fn take(&mut self, Place { meeting, slot, table }: Place) -> bool {
        let Some(table) = table else {
            return self.model.tables[slot].is_none()
                || !self.model.meetings[meeting].seated;
        };
        self.model.occupies(meeting, slot).iter().all(|s| {
            let open = table < self.tables(s) && self.at[table][s].is_none();
            if open {
                self.at[table][s] = Some(meeting);
            }
            open
        })
    }

    /// The parties of some meetings; unless times change only those that should stay.
    fn concerned(&self, places: &[Place], timed: bool) -> Vec<usize> {
        let parties = places.iter().map(|place| &self.model.meetings[place.meeting]);
        let parties = parties.flat_map(|meeting| &meeting.parties);
        let mut parties: Vec<usize> =
            parties.copied().filter(|&party| timed || self.stays[party]).collect();
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
            let concerned = |place: &Place| [first, second].contains(&place.meeting);
            !places.iter().any(concerned) || ends(first) <= self.slot[second]
        };
        parties.iter().all(|&party| self.has_time(party))
            && model.before.iter().all(in_order)
    }

    fn has_time(&self, party: usize) -> bool {
        let own = &self.of_party[party];
        let closes = |&m: &usize| self.model.closes(m, self.slot[m]);
        let closed: Vec<SlotSet> = own.iter().map(closes).collect();
        own.iter().all(|&meeting| {
            let here = closed.iter().filter(|set| set.contains(self.slot[meeting]));
            here.count() <= self.model.parties[party].parallel
        })
    }

    fn price_of_meetings(&self, places: &[Place]) -> i64 {
        if !self.keeps {
            return 0;
        }
        places.iter().map(|place| self.price_of_meeting(place.meeting)).sum()
    }

    fn price_of_meeting(&self, meeting: usize) -> i64 {
        let (wish, slot) = (&self.model.meetings[meeting], self.slot[meeting]);
        match (wish.previous, wish.previous_table) {
            (Some(previous), _) if previous != slot => self.prices.moved,
            (Some(_), Some(table)) => {
                let leaves =
                    table < self.tables(slot) && self.table[meeting] != Some(table);
                match leaves {
                    true if self.fixed[meeting] => self.prices.displaced,
                    true => self.prices.reseated,
                    false => 0,
                }
            }
            _ => 0,
        }
    }

    /// What the idle slots or breaks of a party cost.
    fn goal(&self, party: usize) -> i64 {
        let model = self.model;
        if !model.parties[party].counted || self.prices.goal == 0 {
            return 0;
        }
        let own = self.of_party[party].iter();
        let busy =
            own.fold(SlotSet::EMPTY, |busy, &m| busy | model.occupies(m, self.slot[m]));
        let count = match model.goal {
            Goal::Idle => model.idle(busy),
            Goal::Breaks => model.breaks(busy),
            Goal::Feasible => 0,
        };
        self.prices.goal * i64::try_from(count).unwrap_or(i64::MAX)
    }

    /// What its changes of table cost.
    fn changes(&self, party: usize) -> i64 {
        if !self.stays[party] {
            return 0;
        }
        let mut seats = self.seats(party);
        seats.sort_unstable();
        let segment = |seat: &Seat| self.model.segment(seat.from);
        let sessions = seats.chunk_by(|a, b| segment(a) == segment(b));
        let parallel = self.model.parties[party].parallel;
        let count: usize = sessions.map(|own| changes_of(own, parallel)).sum();
        self.prices.change * i64::try_from(count).unwrap_or(i64::MAX)
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
        meetings.sum::<i64>() + self.spent.iter().flatten().sum::<i64>()
    }

    /// Whether numbers of breaks differ by no more than allowed.
    pub(super) fn is_fair(&self) -> bool {
        let Some(most) = self.model.fairness else { return true };
        let slots: Vec<Option<usize>> = self.slot.iter().copied().map(Some).collect();
        spread(self.model, &slots) <= most
    }
}

/// By how much the numbers of breaks of any two organizations differ at most.
pub(in crate::planning::timetable) fn spread(
    model: &Model,
    slots: &[Option<usize>],
) -> usize {
    let busy = model.busy(slots);
    let counted = busy.iter().zip(&model.parties).filter(|(_, p)| p.counted);
    let breaks = || counted.clone().map(|(&busy, _)| model.breaks(busy));
    breaks().max().unwrap_or(0) - breaks().min().unwrap_or(0)
}

//! The model in clauses. Where meetings have an order (or progress is counted), time is
//! encoded twice, as "starts at" and "has started by".

use std::collections::BTreeSet;

use batsat::Lit;

use super::super::model::Model;
use super::super::slots::SlotSet;
use super::clauses::Clauses;
use super::count::{Direction, at_most_one, totalizer};
use super::groups::grouped;

/// Which literal says what.
pub(in super::super) struct Encoding {
    /// For each meeting its possible starts and "it starts there".
    pub(super) at: Vec<Vec<(usize, Lit)>>,
    /// For each meeting that has a timeline and possible start "it has started by then".
    pub(super) by: Vec<Vec<Lit>>,
    /// party × slot: "it is in a meeting".
    pub(super) busy: Vec<Vec<Lit>>,
    /// For each party whose number of busy slots is known: its counter along the day.
    pub(super) counts: Vec<Option<Vec<Vec<Lit>>>>,
    /// Longest list of which pairs say that at most one holds.
    longest: usize,
}

/// How much of what follows from the rules is said as well, beside in how many slots a party is
/// busy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Formulation {
    /// How many parties are busy in a slot.
    pub(super) crowds: bool,
    /// How many meetings of a party have started by each slot: many clauses.
    pub(super) progress: bool,
    /// Longest list of which pairs say that at most one holds.
    longest: usize,
}

/// The usual `longest`.
const SHORT: usize = 6;

impl Formulation {
    /// Everything, for proofs.
    pub(in super::super) const RICH: Self =
        Self { crowds: true, progress: true, longest: SHORT };
    /// Longer lists in pairs, for plans of larger models rather than for proofs.
    pub(in super::super) const FOR_PLANS: Self =
        Self { crowds: true, progress: false, longest: 40 };
}

/// What may be left out of the clauses when asking why there is no plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// Meeting `.0` takes place.
    Meeting(usize),
    /// Pair `.0` of `before` is kept.
    Before(usize),
    /// Slot `.0` has no more tables than it has.
    Tables(usize),
}

/// Literals under which rules hold; always true when a plan is wanted.
pub(super) type Guard<'g> = &'g mut dyn FnMut(&mut dyn Clauses, Rule) -> Lit;

impl Encoding {
    /// Writes `model` into `sat`, with meetings starting in `starts`. With `facts`, all meetings
    /// take place and what follows from it is added.
    pub(super) fn new(
        sat: &mut dyn Clauses,
        model: &Model,
        starts: &[SlotSet],
        facts: Option<Formulation>,
        guard: Guard<'_>,
    ) -> Self {
        let longest = facts.map_or(SHORT, |facts| facts.longest);
        let progress = facts.is_some_and(|facts| facts.progress);
        let mut encoding =
            Self { at: vec![], by: vec![], busy: vec![], counts: vec![], longest };
        let held: Vec<Lit> =
            (0..starts.len()).map(|meeting| guard(sat, Rule::Meeting(meeting))).collect();
        let ordered: BTreeSet<usize> =
            model.before.iter().flat_map(|&(a, b)| [a, b]).collect();
        for (meeting, &allowed) in starts.iter().enumerate() {
            if ordered.contains(&meeting) || progress {
                encoding.timeline(sat, allowed, held[meeting]);
            } else {
                encoding.choice(sat, allowed, held[meeting]);
            }
        }
        for party in 0..model.parties.len() {
            encoding.presence(sat, model, party);
        }
        for (index, &pair) in model.before.iter().enumerate() {
            let kept = guard(sat, Rule::Before(index));
            encoding.order(sat, model, pair, [kept, held[pair.0]]);
        }
        if let Some(formulation) = facts {
            encoding.state(sat, model, formulation);
        }
        for slot in 0..model.slots {
            let kept = guard(sat, Rule::Tables(slot));
            encoding.seats(sat, model, slot, kept);
        }
        encoding
    }

    /// "Starts at" alone of the next meeting, which takes place if `held`.
    fn choice(&mut self, sat: &mut dyn Clauses, allowed: SlotSet, held: Lit) {
        let only = allowed.len() == 1;
        let at: Vec<(usize, Lit)> = allowed
            .iter()
            .map(|slot| (slot, if only { held } else { sat.fresh() }))
            .collect();
        let mut literals: Vec<Lit> = at.iter().map(|&(_, here)| here).collect();
        at_most_one(sat, &literals, self.longest);
        literals.push(!held);
        sat.clause(&literals);
        self.at.push(at);
        self.by.push(Vec::new());
    }

    /// "Starts at" and "has started by" of the next meeting, which takes place if `held`.
    fn timeline(&mut self, sat: &mut dyn Clauses, allowed: SlotSet, held: Lit) {
        let (mut at, mut by) = (Vec::new(), Vec::new());
        let mut before = sat.no();
        let last = allowed.last();
        for slot in allowed.iter() {
            let after = if Some(slot) == last { held } else { sat.fresh() };
            let here = if before == sat.no() { after } else { sat.fresh() };
            sat.clause(&[!before, after]);
            sat.clause(&[!here, after]);
            sat.clause(&[!here, !before]);
            sat.clause(&[before, !after, here]);
            at.push((slot, here));
            by.push(after);
            before = after;
        }
        if last.is_none() {
            sat.clause(&[!held]);
        }
        self.at.push(at);
        self.by.push(by);
    }

    /// The literals under which `party` is kept by a meeting in each slot, when each keeps it
    /// for the slots that `kept` says.
    fn holding(
        &self,
        model: &Model,
        party: usize,
        kept: impl Fn(usize, usize) -> SlotSet,
    ) -> Vec<Vec<Lit>> {
        let mut holding = vec![Vec::new(); model.slots];
        let own = |m: &usize| model.meetings[*m].parties.contains(&party);
        for meeting in (0..model.meetings.len()).filter(own) {
            for &(slot, here) in &self.at[meeting] {
                kept(meeting, slot).iter().for_each(|held| holding[held].push(here));
            }
        }
        holding
    }

    /// Where `party` is busy, and that it is in no more meetings at a time than it can be.
    fn presence(&mut self, sat: &mut dyn Clauses, model: &Model, party: usize) {
        if model.parties[party].parallel == 1 {
            self.one_at_a_time(sat, model, party);
        } else {
            self.few_at_a_time(sat, model, party);
        }
        let busy = self.holding(model, party, |m, slot| model.occupies(m, slot));
        let busy = busy.iter().map(|held| sat.either(held)).collect();
        self.busy.push(busy);
        self.counts.push(None);
    }

    /// No meeting of an exclusive `party` starts where another closes the slot.
    fn one_at_a_time(&self, sat: &mut dyn Clauses, model: &Model, party: usize) {
        let blocks = |m, slot| model.blocks(m, slot).collect::<SlotSet>();
        for held in self.holding(model, party, blocks) {
            at_most_one(sat, &held, self.longest);
        }
        // after a gap others can start and close these slots, too
        let beyond = |m, slot| model.closes(m, slot) & !blocks(m, slot);
        let closing = self.holding(model, party, beyond);
        for (closing, begun) in closing.iter().zip(self.begun(model, party)) {
            for &earlier in closing {
                for &here in &begun {
                    sat.clause(&[!earlier, !here]);
                }
            }
        }
    }

    /// Where a meeting of a `party` with several delegates starts, so many close the slot.
    fn few_at_a_time(&self, sat: &mut dyn Clauses, model: &Model, party: usize) {
        let parallel = model.parties[party].parallel;
        let closing = self.holding(model, party, |m, slot| model.closes(m, slot));
        for (closing, begun) in closing.iter().zip(self.begun(model, party)) {
            if closing.len() > parallel {
                let more = totalizer(sat, closing, parallel + 1, Direction::Up);
                for &here in &begun {
                    sat.clause(&[!here, !more[parallel]]);
                }
            }
        }
    }

    /// The literals under which a meeting of `party` starts in each slot.
    fn begun(&self, model: &Model, party: usize) -> Vec<Vec<Lit>> {
        self.holding(model, party, |_, slot| SlotSet::one(slot))
    }

    /// The first of `pair` has ended before the second starts, if `kept` and the first is held.
    fn order(
        &self,
        sat: &mut dyn Clauses,
        model: &Model,
        pair: (usize, usize),
        kept: [Lit; 2],
    ) {
        let (first, second) = pair;
        let ends = |&(slot, _): &(usize, Lit)| slot + model.duration(first, slot);
        for (&(slot, _), &started) in self.at[second].iter().zip(&self.by[second]) {
            // longer meetings in shorter slots keep the order of their ends
            let in_time =
                self.at[first].iter().take_while(|start| ends(start) <= slot).count();
            let done =
                in_time.checked_sub(1).map_or(sat.no(), |last| self.by[first][last]);
            sat.clause(&[!kept[0], !kept[1], !started, done]);
        }
    }

    /// No more seated meetings in `slot` than tables. Meetings are counted by one of their
    /// exclusive parties where that needs fewer literals: a party is busy with one at a time.
    fn seats(&self, sat: &mut dyn Clauses, model: &Model, slot: usize, kept: Lit) {
        let Some(tables) = model.tables[slot].as_ref().map(Vec::len) else { return };
        let mut here: Vec<(usize, Lit)> = Vec::new();
        for (meeting, starts) in self.at.iter().enumerate() {
            let covers = |&&(start, _): &&(usize, Lit)| {
                (start..start + model.duration(meeting, start)).contains(&slot)
            };
            if model.meetings[meeting].seated {
                here.extend(starts.iter().filter(covers).map(|&(_, lit)| (meeting, lit)));
            }
        }
        let groups = grouped(model, &here);
        if groups.len() > tables {
            let counted: Vec<Lit> =
                groups.iter().map(|group| sat.either(group)).collect();
            let more = totalizer(sat, &counted, tables + 1, Direction::Up);
            sat.clause(&[!kept, !more[tables]]);
        }
    }

    /// Where each meeting starts, given which literals hold.
    pub(super) fn slots(&self, holds: impl Fn(Lit) -> bool) -> Vec<Option<usize>> {
        let start = |starts: &Vec<(usize, Lit)>| {
            starts.iter().find(|&&(_, here)| holds(here)).map(|&(slot, _)| slot)
        };
        self.at.iter().map(start).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::model::{Meeting, Party};
    use super::super::super::outcome::{Onlooker, Unwatched};
    use super::super::sat::{Sat, Verdict};
    use super::*;

    /// Whether a party with so many delegates can have meetings in these slots of four, after
    /// the first of which the third is too soon.
    fn fits(parallel: usize, slots: &[usize]) -> bool {
        let mut model = Model::new(4, None);
        model.rests = vec![SlotSet::EMPTY; 4];
        model.rests[0] = SlotSet::one(2);
        model.parties = vec![Party::default(); 1 + slots.len()];
        model.parties[0].parallel = parallel;
        let meeting =
            |(other, &slot)| Meeting::new(vec![0, 1 + other], SlotSet::one(slot));
        model.meetings = slots.iter().enumerate().map(meeting).collect();
        let starts: Vec<SlotSet> = (0..slots.len()).map(|m| model.starts(m)).collect();
        let mut unwatched = Unwatched;
        let watch = Onlooker::new(&mut unwatched);
        let mut sat = Sat::new(&watch);
        Encoding::new(&mut sat, &model, &starts, None, &mut |sat, _| sat.yes());
        sat.solve(&[], 1_000) == Verdict::Sat
    }

    #[test]
    fn a_slot_between_those_that_are_too_soon_is_open() {
        assert!(fits(1, &[0, 1, 3]));
        assert!(fits(1, &[1, 2]));
        assert!(!fits(1, &[0, 2]));
        assert!(!fits(1, &[0, 0]));
        assert!(fits(2, &[0, 2, 3, 3]));
        assert!(!fits(2, &[0, 0, 2]));
    }
}

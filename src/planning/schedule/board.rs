//! The plan while it is being changed: who is where when, so that a move costs a few look-ups.

use super::model::Model;
use super::slots::SlotSet;

/// A partial plan. Tables are counted, not yet numbered.
///
/// A meeting [closes](Model::closes) slots to its parties: those it occupies and their rest after
/// it. A party can have a meeting where no more of its meetings than it has delegates, this one
/// among them, close the slot in which it starts.
#[derive(Clone, Debug)]
pub(super) struct Board<'a> {
    pub(super) model: &'a Model,
    /// Where each meeting may start.
    pub(super) starts: Vec<SlotSet>,
    /// Where it starts.
    pub(super) slot: Vec<Option<usize>>,
    /// The slots that it closes to its parties there.
    closing: Vec<SlotSet>,
    /// The slots each party is in a meeting.
    pub(super) busy: Vec<SlotSet>,
    /// The slots in which a meeting of each party starts.
    begun: Vec<SlotSet>,
    /// Seated meetings in each slot.
    pub(super) seated: Vec<usize>,
    /// Tables in each slot.
    pub(super) room: Vec<usize>,
    /// Each party's meetings.
    pub(super) of_party: Vec<Vec<usize>>,
    /// For each meeting those that must come before it, and those that must come after.
    pub(super) earlier: Vec<Vec<usize>>,
    pub(super) later: Vec<Vec<usize>>,
    /// Every meeting lasts one slot, every party attends one at a time without a rest.
    pub(super) plain: bool,
    /// party × slot: number of meetings that close the slot to the party.
    closed: Vec<u16>,
    /// party × slot: the last meeting placed that closes the slot to the party, plus one.
    at: Vec<u32>,
}

impl<'a> Board<'a> {
    pub(super) fn new(model: &'a Model, starts: &[SlotSet]) -> Self {
        let (meetings, parties) = (model.meetings.len(), model.parties.len());
        let mut of_party = vec![Vec::new(); parties];
        for (index, meeting) in model.meetings.iter().enumerate() {
            meeting.parties.iter().for_each(|&party| of_party[party].push(index));
        }
        let (mut earlier, mut later) =
            (vec![Vec::new(); meetings], vec![Vec::new(); meetings]);
        for &(a, b) in &model.before {
            earlier[b].push(a);
            later[a].push(b);
        }
        let room = model.tables.iter().map(|t| t.as_ref().map_or(usize::MAX, Vec::len));
        Self {
            model,
            starts: starts.to_vec(),
            slot: vec![None; meetings],
            closing: vec![SlotSet::EMPTY; meetings],
            busy: vec![SlotSet::EMPTY; parties],
            begun: vec![SlotSet::EMPTY; parties],
            seated: vec![0; model.slots],
            room: room.collect(),
            of_party,
            earlier,
            later,
            plain: is_plain(model),
            closed: vec![0; parties * model.slots],
            at: vec![0; parties * model.slots],
        }
    }

    /// Puts meetings where an earlier plan has them, as far as the rules allow.
    pub(super) fn put_back(&mut self) {
        for (index, meeting) in self.model.meetings.iter().enumerate() {
            if let Some(slot) = meeting.previous.filter(|&slot| self.fits(index, slot)) {
                self.place(index, slot);
            }
        }
    }

    /// With an earlier plan the meetings that are not where it has them.
    pub(super) fn away(&self, slots: &[usize]) -> Vec<usize> {
        let kept = self.model.keeps();
        let away = |meeting: &usize| {
            kept && self.model.meetings[*meeting].previous != Some(slots[*meeting])
        };
        (0..slots.len()).filter(away).collect()
    }

    /// The slots that `meeting` at `slot` closes to its parties.
    fn closes(&self, meeting: usize, slot: usize) -> SlotSet {
        if self.plain { SlotSet::one(slot) } else { self.model.closes(meeting, slot) }
    }

    fn cell(&self, party: usize, slot: usize) -> usize {
        party * self.model.slots + slot
    }

    /// The meeting that closes `slot` to an exclusive `party`.
    fn blocker(&self, party: usize, slot: usize) -> Option<usize> {
        self.at[self.cell(party, slot)].checked_sub(1).map(|meeting| meeting as usize)
    }

    /// Puts an unplaced meeting at `slot`, whatever the rules say.
    pub(super) fn place(&mut self, meeting: usize, slot: usize) {
        debug_assert!(self.slot[meeting].is_none(), "placed twice");
        self.slot[meeting] = Some(slot);
        let occupied = self.model.occupies(meeting, slot);
        let closed = self.closes(meeting, slot);
        self.closing[meeting] = closed;
        for &party in &self.model.meetings[meeting].parties {
            self.busy[party] = self.busy[party] | occupied;
            self.begun[party] = self.begun[party].with(slot);
            for s in closed.iter() {
                let cell = self.cell(party, s);
                self.closed[cell] += 1;
                self.at[cell] = mark(meeting);
            }
        }
        if self.model.meetings[meeting].seated {
            occupied.iter().for_each(|s| self.seated[s] += 1);
        }
    }

    /// Takes a placed meeting out and says where it was.
    pub(super) fn lift(&mut self, meeting: usize) -> usize {
        let slot = self.slot[meeting].take().expect("only placed meetings are lifted");
        let occupied = self.model.occupies(meeting, slot);
        let closed = std::mem::take(&mut self.closing[meeting]);
        for &party in &self.model.meetings[meeting].parties {
            for s in closed.iter() {
                let cell = self.cell(party, s);
                self.closed[cell] -= 1;
                if self.closed[cell] == 0 {
                    self.at[cell] = 0;
                }
            }
            self.busy[party] = self.busy[party] & !occupied;
            self.begun[party] = self.begun[party].without(slot);
            if !self.plain {
                self.mend(party, occupied);
            }
        }
        if self.model.meetings[meeting].seated {
            occupied.iter().for_each(|s| self.seated[s] -= 1);
        }
        slot
    }

    /// After a lift from a party that may have had several meetings at once or overlapping.
    fn mend(&mut self, party: usize, changed: SlotSet) {
        for &other in &self.of_party[party] {
            let Some(slot) = self.slot[other] else { continue };
            self.busy[party] =
                self.busy[party] | (self.model.occupies(other, slot) & changed);
            self.begun[party] = self.begun[party].with(slot);
            for s in self.closing[other].iter() {
                self.at[party * self.model.slots + s] = mark(other);
            }
        }
    }

    /// The placed meetings other than `meeting` that share a party with it and can't stay if it
    /// goes to `slot`. For a party with several delegates it may name more than need to go.
    pub(super) fn clashing(&self, meeting: usize, slot: usize, found: &mut Vec<usize>) {
        let closed = self.closes(meeting, slot);
        for &party in &self.model.meetings[meeting].parties {
            if self.plain {
                found.extend(self.blocker(party, slot).filter(|&other| other != meeting));
            } else {
                self.hindering(meeting, party, (slot, closed), found);
            }
        }
    }

    /// All placed meetings that can't stay if `meeting` goes to `slot`, tables left aside.
    pub(super) fn in_the_way(&self, meeting: usize, slot: usize, found: &mut Vec<usize>) {
        found.clear();
        self.clashing(meeting, slot, found);
        self.out_of_order(meeting, slot, found);
        found.sort_unstable();
        found.dedup();
    }

    /// Adds the meetings of `party` other than `meeting` that leave too little of it for `meeting`
    /// at `slot`, which closes the slots `closed`.
    fn hindering(
        &self,
        meeting: usize,
        party: usize,
        (slot, closed): (usize, SlotSet),
        found: &mut Vec<usize>,
    ) {
        let left = self.closing[meeting];
        let Some(first) = self.full(party, slot, closed, left) else { return };
        let mut spare = self.model.parties[party].parallel - 1;
        for &other in self.of_party[party].iter().filter(|&&other| other != meeting) {
            let Some(at) = self.slot[other] else { continue };
            let theirs = self.closing[other];
            if theirs.contains(slot) || closed.contains(at) {
                if spare > 0 && theirs.contains(first) {
                    spare -= 1;
                } else {
                    found.push(other);
                }
            }
        }
    }

    /// The first slot in which `party` would have one meeting too many to start one there, if
    /// another began in `slot` and closed the slots `closed`; what is `left` counts as open.
    fn full(
        &self,
        party: usize,
        slot: usize,
        closed: SlotSet,
        left: SlotSet,
    ) -> Option<usize> {
        let parallel = self.model.parties[party].parallel;
        let full = |&s: &usize| {
            let count = usize::from(self.closed[self.cell(party, s)]);
            count - usize::from(left.contains(s)) >= parallel
        };
        // of those that rest closes only where a meeting starts
        (closed & self.begun[party]).with(slot).iter().find(full)
    }

    fn out_of_order(&self, meeting: usize, slot: usize, found: &mut Vec<usize>) {
        let ends = |m: usize, at: usize| at + self.model.duration(m, at);
        for &other in &self.earlier[meeting] {
            found.extend(
                self.slot[other].filter(|&at| ends(other, at) > slot).map(|_| other),
            );
        }
        for &other in &self.later[meeting] {
            found.extend(
                self.slot[other].filter(|&at| ends(meeting, slot) > at).map(|_| other),
            );
        }
    }

    /// Whether `meeting`, not placed now, could go to `slot` without breaking a rule.
    pub(super) fn fits(&self, meeting: usize, slot: usize) -> bool {
        // where it may start it ends before the day does
        self.starts[meeting].contains(slot)
            && self.has_table(meeting, slot)
            && self.free(meeting, slot)
            && self.in_order(meeting, slot)
    }

    fn has_table(&self, meeting: usize, slot: usize) -> bool {
        let occupied = self.model.occupies(meeting, slot);
        !self.model.meetings[meeting].seated
            || occupied.iter().all(|s| self.seated[s] < self.room[s])
    }

    fn free(&self, meeting: usize, slot: usize) -> bool {
        let closed = self.closes(meeting, slot);
        let mut parties = self.model.meetings[meeting].parties.iter();
        parties.all(|&party| self.full(party, slot, closed, SlotSet::EMPTY).is_none())
    }

    /// Whether `meeting` at `slot` is in order with what is placed.
    pub(super) fn in_order(&self, meeting: usize, slot: usize) -> bool {
        if self.earlier[meeting].is_empty() && self.later[meeting].is_empty() {
            return true;
        }
        let mut found = Vec::new();
        self.out_of_order(meeting, slot, &mut found);
        found.is_empty()
    }
}

pub(super) fn is_plain(model: &Model) -> bool {
    model.rests.is_empty()
        && model.parties.iter().all(|party| party.parallel == 1)
        && model
            .meetings
            .iter()
            .all(|meeting| meeting.lasts.iter().all(|&slots| slots == 1))
}

/// How the last meeting in a cell is noted: zero is none.
fn mark(meeting: usize) -> u32 {
    u32::try_from(meeting + 1).expect("fewer than four billion meetings")
}

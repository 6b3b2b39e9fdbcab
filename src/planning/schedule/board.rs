//! The plan while it is being changed: who is where when, so that a move costs a few look-ups.

use super::model::Model;
use super::slots::SlotSet;

/// A partial plan. Tables are counted, not yet numbered.
///
/// A meeting *blocks* its parties for the slots it occupies and for their rest after it: two meetings of a party get along exactly when these stretches don't overlap.
#[derive(Clone, Debug)]
pub(super) struct Board<'a> {
    pub(super) model: &'a Model,
    /// Where each meeting may start.
    pub(super) starts: Vec<SlotSet>,
    /// Where it starts.
    pub(super) slot: Vec<Option<usize>>,
    /// The slots each party is in a meeting.
    pub(super) busy: Vec<SlotSet>,
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
    /// party × slot: number of meetings that block the party there.
    blocked: Vec<u16>,
    /// party × slot: the last meeting placed that blocks the party there, plus one.
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
            busy: vec![SlotSet::EMPTY; parties],
            seated: vec![0; model.slots],
            room: room.collect(),
            of_party,
            earlier,
            later,
            plain: is_plain(model),
            blocked: vec![0; parties * model.slots],
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

    /// The slots for which `meeting` at `slot` blocks its parties.
    fn stretch(&self, meeting: usize, slot: usize) -> std::ops::Range<usize> {
        if self.plain { slot..slot + 1 } else { self.model.blocks(meeting, slot) }
    }

    fn cell(&self, party: usize, slot: usize) -> usize {
        party * self.model.slots + slot
    }

    /// The meeting that blocks an exclusive `party` at `slot`.
    pub(super) fn blocker(&self, party: usize, slot: usize) -> Option<usize> {
        self.at[self.cell(party, slot)].checked_sub(1).map(|meeting| meeting as usize)
    }

    /// Puts an unplaced meeting at `slot`, whatever the rules say.
    pub(super) fn place(&mut self, meeting: usize, slot: usize) {
        debug_assert!(self.slot[meeting].is_none(), "placed twice");
        self.slot[meeting] = Some(slot);
        let occupied = self.model.occupies(meeting, slot);
        for &party in &self.model.meetings[meeting].parties {
            self.busy[party] = self.busy[party] | occupied;
            for s in self.stretch(meeting, slot) {
                let cell = self.cell(party, s);
                self.blocked[cell] += 1;
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
        for &party in &self.model.meetings[meeting].parties {
            for s in self.stretch(meeting, slot) {
                let cell = self.cell(party, s);
                self.blocked[cell] -= 1;
                if self.blocked[cell] == 0 {
                    self.at[cell] = 0;
                }
            }
            self.busy[party] = self.busy[party] & !occupied;
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
            for s in self.stretch(other, slot) {
                self.at[party * self.model.slots + s] = mark(other);
            }
        }
    }

    /// The placed meetings other than `meeting` that share a party with it and can't stay if it
    /// goes to `slot`. For a party with several delegates it may name more than need to go.
    pub(super) fn clashing(&self, meeting: usize, slot: usize, found: &mut Vec<usize>) {
        for &party in &self.model.meetings[meeting].parties {
            if self.plain {
                found.extend(self.blocker(party, slot).filter(|&other| other != meeting));
                continue;
            }
            let stretch = self.stretch(meeting, slot);
            self.overlapping(meeting, party, stretch, found);
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

    /// Adds the meetings of `party` other than `meeting` that leave too little of it in `stretch`.
    fn overlapping(
        &self,
        meeting: usize,
        party: usize,
        stretch: std::ops::Range<usize>,
        found: &mut Vec<usize>,
    ) {
        let parallel = self.model.parties[party].parallel;
        let full = |s: &usize| {
            let own = self.slot[meeting]
                .is_some_and(|at| self.stretch(meeting, at).contains(s));
            usize::from(self.blocked[self.cell(party, *s)]) - usize::from(own) >= parallel
        };
        let Some(first) = stretch.clone().find(full) else { return };
        let mut spare = if parallel == 1 { 0 } else { parallel - 1 };
        for &other in self.of_party[party].iter().filter(|&&other| other != meeting) {
            let Some(at) = self.slot[other] else { continue };
            let theirs = self.stretch(other, at);
            if theirs.start < stretch.end && stretch.start < theirs.end {
                if spare > 0 && theirs.contains(&first) {
                    spare -= 1;
                } else {
                    found.push(other);
                }
            }
        }
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
        let occupied = self.model.occupies(meeting, slot);
        let seated = !self.model.meetings[meeting].seated
            || occupied.iter().all(|s| self.seated[s] < self.room[s]);
        seated
            && self.starts[meeting].contains(slot)
            && self.free(meeting, slot)
            && self.in_order(meeting, slot)
    }

    fn free(&self, meeting: usize, slot: usize) -> bool {
        self.model.meetings[meeting].parties.iter().all(|&party| {
            let parallel = self.model.parties[party].parallel;
            self.stretch(meeting, slot)
                .all(|s| usize::from(self.blocked[self.cell(party, s)]) < parallel)
        })
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

fn is_plain(model: &Model) -> bool {
    model.resume.is_empty()
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

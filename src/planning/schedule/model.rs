//! The scheduler's own problem: meetings that occupy parties and tables for some slots.
//!
//! It knows nothing of fairs. Parties are whatever can be in one place only (or in `parallel`
//! places): enterprises, institutions, experts. Everything that limits *when* a meeting may
//! start (availability, sessions, morning or afternoon, a pin, a lock) is its `allowed` set,
//! with the limits of its parties already taken into account by whoever builds the model.

use super::slots::SlotSet;
use crate::domain::Goal;

/// A scheduling problem. Slots, parties, meetings and tables count from 0.
///
/// Slots are numbered through all sessions in order of time.
///
/// ```
/// use fairmatch::planning::schedule::{Meeting, Model, Party, SlotSet};
///
/// let mut model = Model::new(3, Some(1)); // three slots, one table
/// model.parties = vec![Party::default(); 2];
/// model.meetings = vec![Meeting::new(vec![0, 1], SlotSet::range(0..3))];
/// assert_eq!(model.faults(), []);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    /// Number of slots, at most [`SlotSet::CAPACITY`].
    pub slots: usize,
    /// First slot of each segment (a session, or a day), ascending, beginning with 0. Idle slots
    /// and breaks count only inside a segment, and meetings may not cross from one to the next.
    pub segments: Vec<usize>,
    /// For each slot the numbers of its usable tables, ascending; `None`: no limit (online).
    pub tables: Vec<Option<Vec<usize>>>,
    /// For each slot the later ones in which nobody may start a meeting whose last one ended
    /// with it (a pause, the way to another hall); empty: nobody needs a rest.
    pub rests: Vec<SlotSet>,
    /// Whatever meetings share.
    pub parties: Vec<Party>,
    /// The meetings to place.
    pub meetings: Vec<Meeting>,
    /// Pairs `(a, b)`: meeting `a` has ended before meeting `b` starts.
    pub before: Vec<(usize, usize)>,
    /// What to minimise once every meeting has a slot (and, with `previous` slots, once as few
    /// as possible have moved).
    pub goal: Goal,
    /// Largest difference between two parties' numbers of breaks; counted parties only.
    pub fairness: Option<usize>,
}

/// Someone or something that takes part in meetings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Meetings at the same time that it can attend (an enterprise with two delegates: 2).
    pub parallel: usize,
    /// Whether its idle slots and breaks count. False for a person whose organization counts.
    pub counted: bool,
    /// Whether it should stay at one table (the fair's fixed side).
    pub stays: bool,
}

impl Default for Party {
    fn default() -> Self {
        Self { parallel: 1, counted: true, stays: false }
    }
}

/// One meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meeting {
    /// Its parties, each once.
    pub parties: Vec<usize>,
    /// Slots where it may start. One slot: it is pinned or locked there.
    pub allowed: SlotSet,
    /// Slots it lasts, one entry per segment; a single entry holds for all segments.
    pub lasts: Vec<usize>,
    /// Whether it needs a table (false: online).
    pub seated: bool,
    /// Where an earlier plan has it: leaving that slot counts as a move, and moves are
    /// minimised before the goal.
    pub previous: Option<usize>,
    /// Its table in an earlier plan, kept where possible.
    pub previous_table: Option<usize>,
}

impl Meeting {
    /// A meeting of one slot at a table.
    pub fn new(parties: Vec<usize>, allowed: SlotSet) -> Self {
        Self { parties, allowed, lasts: vec![1], seated: true, ..Self::default() }
    }
}

/// Why a model makes no sense (not: why it has no solution).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// More slots than [`SlotSet::CAPACITY`], or none.
    Slots,
    /// `segments` does not begin with 0, is not ascending or reaches beyond the last slot.
    Segments,
    /// `tables` has not one entry a slot.
    Tables,
    /// Meeting `.0` names a party that does not exist, or one twice, or none.
    Parties(usize),
    /// Meeting `.0` has a duration list of the wrong length or with a zero.
    Duration(usize),
    /// Party `.0` can attend no meeting at all.
    Parallel(usize),
    /// Pair `.0` of `before` names a meeting that does not exist.
    Before(usize),
}

impl Model {
    /// An empty model of `slots` slots in one segment, with `tables` tables in each.
    pub fn new(slots: usize, tables: Option<usize>) -> Self {
        let tables = tables.map(|count| (0..count).collect::<Vec<_>>());
        Self { slots, segments: vec![0], tables: vec![tables; slots], ..Self::default() }
    }

    /// Everything that makes the model senseless; solving wants none.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = self.frame_faults();
        for (index, party) in self.parties.iter().enumerate() {
            if party.parallel == 0 {
                faults.push(Fault::Parallel(index));
            }
        }
        for (index, meeting) in self.meetings.iter().enumerate() {
            let mut parties = meeting.parties.clone();
            parties.sort_unstable();
            parties.dedup();
            let known = parties.last().is_some_and(|&last| last < self.parties.len());
            if !known || parties.len() < meeting.parties.len() {
                faults.push(Fault::Parties(index));
            }
            let entries = meeting.lasts.len();
            if (entries != 1 && entries != self.segments.len())
                || meeting.lasts.contains(&0)
            {
                faults.push(Fault::Duration(index));
            }
        }
        let meetings = self.meetings.len();
        let unknown =
            |&(_, &(a, b)): &(usize, &(usize, usize))| a >= meetings || b >= meetings;
        faults.extend(
            self.before.iter().enumerate().filter(unknown).map(|(i, _)| Fault::Before(i)),
        );
        faults
    }

    fn frame_faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.slots == 0 || self.slots > SlotSet::CAPACITY {
            faults.push(Fault::Slots);
        }
        let ascending = self.segments.windows(2).all(|pair| pair[0] < pair[1]);
        let inside = self.segments.last().is_some_and(|&last| last < self.slots);
        if self.segments.first() != Some(&0) || !ascending || !inside {
            faults.push(Fault::Segments);
        }
        if self.tables.len() != self.slots {
            faults.push(Fault::Tables);
        }
        faults
    }

    /// The segment `slot` lies in.
    pub fn segment(&self, slot: usize) -> usize {
        self.segments.partition_point(|&start| start <= slot) - 1
    }

    /// The slots of segment `index`.
    pub fn segment_slots(&self, index: usize) -> std::ops::Range<usize> {
        self.segments[index]..self.segments.get(index + 1).copied().unwrap_or(self.slots)
    }

    /// How many slots `meeting` lasts when it starts at `slot`.
    pub fn duration(&self, meeting: usize, slot: usize) -> usize {
        match self.meetings[meeting].lasts.as_slice() {
            [one] => *one,
            several => several[self.segment(slot)],
        }
    }

    /// The slots `meeting` occupies when it starts at `slot`.
    pub fn occupies(&self, meeting: usize, slot: usize) -> SlotSet {
        SlotSet::range(slot..slot + self.duration(meeting, slot))
    }

    /// The slots in which `meeting`, when it starts at `slot`, keeps its parties from starting
    /// another: those it occupies, and their rest after it.
    pub fn closes(&self, meeting: usize, slot: usize) -> SlotSet {
        let end = slot + self.duration(meeting, slot);
        let rest = self.rests.get(end - 1).copied().unwrap_or_default();
        SlotSet::range(slot..end) | (rest & SlotSet::range(0..self.slots))
    }

    /// Those of them that follow each other without a gap.
    pub fn blocks(&self, meeting: usize, slot: usize) -> std::ops::Range<usize> {
        let closed = self.closes(meeting, slot);
        let open = (slot..self.slots).find(|&later| !closed.contains(later));
        slot..open.unwrap_or(self.slots).max(slot + self.duration(meeting, slot))
    }

    /// Where `meeting` may start: `allowed`, less the slots from which it would run over the end
    /// of its segment.
    pub fn starts(&self, meeting: usize) -> SlotSet {
        let fits = |slot: &usize| {
            let end = self.segment_slots(self.segment(*slot)).end;
            slot + self.duration(meeting, *slot) <= end
        };
        let allowed = self.meetings[meeting].allowed & SlotSet::range(0..self.slots);
        allowed.iter().filter(fits).collect()
    }

    /// The same of every meeting.
    pub fn all_starts(&self) -> Vec<SlotSet> {
        (0..self.meetings.len()).map(|meeting| self.starts(meeting)).collect()
    }

    /// Whether an earlier plan is to be kept.
    pub fn keeps(&self) -> bool {
        self.meetings.iter().any(|meeting| meeting.previous.is_some())
    }

    /// Idle slots of a party that is busy in `busy`, segment by segment.
    pub fn idle(&self, busy: SlotSet) -> usize {
        self.parts(busy).map(SlotSet::gaps).sum()
    }

    /// Breaks of a party that is busy in `busy`.
    pub fn breaks(&self, busy: SlotSet) -> usize {
        self.parts(busy).map(|part| part.runs().saturating_sub(1)).sum()
    }

    fn parts(&self, busy: SlotSet) -> impl Iterator<Item = SlotSet> {
        (0..self.segments.len())
            .map(move |index| busy & SlotSet::range(self.segment_slots(index)))
    }

    /// The slots that each party's meetings take together, where that is the same in every plan.
    pub(super) fn loads(&self) -> Vec<Option<usize>> {
        let mut loads = vec![Some(0); self.parties.len()];
        for meeting in &self.meetings {
            let lasts = meeting.lasts[0];
            let known = meeting.lasts.iter().all(|&slots| slots == lasts);
            for &party in &meeting.parties {
                let known = known && self.parties[party].parallel == 1;
                loads[party] = loads[party].filter(|_| known).map(|load| load + lasts);
            }
        }
        loads
    }

    /// For each party the slots it is busy in, when `slots` says where meetings start.
    pub fn busy(&self, slots: &[Option<usize>]) -> Vec<SlotSet> {
        let mut busy = vec![SlotSet::EMPTY; self.parties.len()];
        for (meeting, slot) in slots.iter().enumerate() {
            let Some(slot) = *slot else { continue };
            let occupied = self.occupies(meeting, slot);
            for &party in &self.meetings[meeting].parties {
                busy[party] = busy[party] | occupied;
            }
        }
        busy
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two_days() -> Model {
        let mut model = Model::new(6, Some(1));
        model.segments = vec![0, 3];
        model.parties = vec![Party::default(); 2];
        model.meetings = vec![Meeting::new(vec![0, 1], SlotSet::range(0..6))];
        model
    }

    #[test]
    fn nights_are_not_idle() {
        let model = two_days();
        let busy = SlotSet::from_iter([0, 2, 3, 5]);
        assert_eq!((model.idle(busy), model.breaks(busy)), (2, 2));
        assert_eq!((model.idle(SlotSet::from_iter([2, 3])), model.segment(3)), (0, 1));
    }

    #[test]
    fn a_long_meeting_does_not_cross_the_night() {
        let mut model = two_days();
        model.meetings[0].lasts = vec![2];
        assert_eq!(model.starts(0), SlotSet::from_iter([0, 1, 3, 4]));
        model.meetings[0].lasts = vec![3, 1];
        assert_eq!(model.starts(0), SlotSet::from_iter([0, 3, 4, 5]));
    }

    #[test]
    fn senseless_models_are_named() {
        let mut model = two_days();
        assert_eq!(model.faults(), []);
        model.meetings[0].parties = vec![0, 0];
        model.before = vec![(0, 1)];
        model.segments = vec![1];
        assert_eq!(
            model.faults(),
            [Fault::Segments, Fault::Parties(0), Fault::Before(0)]
        );
    }
}

//! What every party needs by itself: the least that any plan must have, and the plainest
//! reasons why there can be none.

use super::model::Model;
use super::slots::SlotSet;
use crate::domain::Goal;

/// Meetings that are placed for one party to see whether two runs would do.
const MOST_WORK: usize = 50_000;

/// Least idle slots and least breaks of one party.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PartyBound {
    /// Idle slots.
    pub idle: usize,
    /// Breaks.
    pub breaks: usize,
}

/// Least idle slots of one party's day by where it lies; empty where nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Edges {
    /// By the slot in which the day begins; `None`: it can't begin there.
    pub(super) from: Vec<Option<usize>>,
    /// By the slot in which it ends.
    pub(super) until: Vec<Option<usize>>,
}

/// Why a party's meetings can't all take place: more meetings than slots for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overfull {
    /// The party.
    pub party: usize,
    /// The meetings that have too few slots between them.
    pub meetings: Vec<usize>,
    /// All the slots where they could be.
    pub slots: SlotSet,
}

impl Overfull {
    /// How many of the meetings are too many.
    pub fn over(&self) -> usize {
        self.meetings.len().saturating_sub(self.slots.len())
    }
}

/// The bounds of all parties, or the first party whose meetings don't fit (Hall's condition).
///
/// `starts` says where each meeting may start, as [`windows`](super::windows) does.
pub fn party_bounds(
    model: &Model,
    starts: &[SlotSet],
) -> Result<Vec<PartyBound>, Overfull> {
    let mut bounds = vec![PartyBound::default(); model.parties.len()];
    for day in days(model, starts) {
        bounds[day.party] = day.bound(model)?;
    }
    Ok(bounds)
}

/// What the days of all parties cost by where they lie.
pub(super) fn edges(model: &Model, starts: &[SlotSet]) -> Vec<Edges> {
    let mut edges = vec![Edges::default(); model.parties.len()];
    for day in days(model, starts).iter().filter(|day| day.is_simple(model)) {
        let [from, until] = [true, false].map(|first| day.edge(model.slots, first));
        edges[day.party] = Edges { from, until };
    }
    edges
}

/// Every party whose meetings don't fit.
pub fn overfull(model: &Model, starts: &[SlotSet]) -> Vec<Overfull> {
    days(model, starts)
        .iter()
        .filter_map(|day| day.overfull(SlotSet::range(0..model.slots)))
        .collect()
}

/// The meetings of one party and where each may be.
struct Day {
    party: usize,
    counted: bool,
    meetings: Vec<usize>,
    starts: Vec<SlotSet>,
}

fn days(model: &Model, starts: &[SlotSet]) -> Vec<Day> {
    let mut days: Vec<Day> = (model.parties.iter().enumerate())
        .map(|(party, p)| Day {
            party,
            counted: p.counted,
            meetings: vec![],
            starts: vec![],
        })
        .collect();
    for (index, meeting) in model.meetings.iter().enumerate() {
        for &party in &meeting.parties {
            days[party].meetings.push(index);
            days[party].starts.push(starts[index]);
        }
    }
    // starts of a party that attends several at once need not be distinct: nothing is known
    days.retain(|day| model.parties[day.party].parallel == 1);
    days
}

impl Day {
    /// Starts of an exclusive party's meetings are distinct, however long they last.
    fn overfull(&self, window: SlotSet) -> Option<Overfull> {
        let mut matching = Matching::new(&self.starts, window);
        let stuck = (0..self.starts.len()).find(|&meeting| !matching.place(meeting))?;
        let (reached, slots) = matching.reach(stuck);
        let meetings = reached.into_iter().map(|index| self.meetings[index]).collect();
        Some(Overfull { party: self.party, meetings, slots })
    }

    fn bound(&self, model: &Model) -> Result<PartyBound, Overfull> {
        if let Some(overfull) = self.overfull(SlotSet::range(0..model.slots)) {
            return Err(overfull);
        }
        if !self.is_simple(model) {
            return Ok(PartyBound::default());
        }
        let idle = self.shortest_window(model.slots) - self.meetings.len();
        let exact = model.goal == Goal::Breaks || model.fairness.is_some();
        Ok(PartyBound { idle, breaks: self.fewest_runs(model.slots, idle, exact) - 1 })
    }

    /// Whether more is known of the day than that its meetings fit: it counts, and they all last
    /// one slot of the only segment.
    fn is_simple(&self, model: &Model) -> bool {
        let short = |&m: &usize| model.meetings[m].lasts.iter().all(|&slots| slots == 1);
        let one_segment = model.segments.len() == 1;
        let several = self.meetings.len() >= 2;
        self.counted && one_segment && several && self.meetings.iter().all(short)
    }

    /// Idle slots by the slot of the first meeting, or of the last one. If the meetings fit into
    /// a window and one of them could be at its edge, then they fit with one there (Mendelsohn
    /// and Dulmage 1958).
    fn edge(&self, slots: usize, first: bool) -> Vec<Option<usize>> {
        let (any, count) = (self.all_starts(), self.meetings.len());
        let least = |edge: usize| {
            let most = if first { slots - edge } else { edge + 1 };
            let window = |&length: &usize| {
                let from = if first { edge } else { edge + 1 - length };
                self.holds(SlotSet::range(from..from + length))
            };
            let length = (count..=most).find(window).filter(|_| any.contains(edge))?;
            Some(length - count)
        };
        (0..slots).map(least).collect()
    }

    /// Where some of the meetings may be.
    fn all_starts(&self) -> SlotSet {
        self.starts.iter().fold(SlotSet::EMPTY, |all, &starts| all | starts)
    }

    /// Length of the shortest window in which the meetings can be matched to distinct slots: a
    /// window that slides through the day and grows where they don't fit.
    fn shortest_window(&self, slots: usize) -> usize {
        let mut matching = Matching::new(&self.starts, SlotSet::EMPTY);
        let mut open: Vec<usize> = (0..self.starts.len()).collect();
        let (mut end, mut shortest) = (0, slots);
        for from in 0..slots {
            while !matching.place_all(&mut open) {
                if end == slots {
                    return shortest;
                }
                matching.window = matching.window.with(end);
                end += 1;
            }
            shortest = shortest.min(end - from);
            open.extend(matching.close(from));
        }
        shortest
    }

    fn holds(&self, window: SlotSet) -> bool {
        let mut matching = Matching::new(&self.starts, window);
        (0..self.starts.len()).all(|meeting| matching.place(meeting))
    }

    /// Fewest runs of busy slots: if `exact` is wanted, and there are not too many ways to look
    /// at, exact up to 3, beyond that a lower bound.
    fn fewest_runs(&self, slots: usize, idle: usize, exact: bool) -> usize {
        if idle == 0 {
            return 1;
        }
        let least = self.runs_by_count(slots, self.all_starts());
        let exact = exact && self.work_of_two_runs(slots) <= MOST_WORK;
        if exact && least <= 2 && !self.in_two_runs(slots) { 3 } else { least.max(2) }
    }

    /// Fewest runs when only the number of meetings counts, not which goes where.
    fn runs_by_count(&self, slots: usize, any: SlotSet) -> usize {
        let count = self.meetings.len();
        let mut lengths: Vec<usize> = Vec::new();
        let mut length = 0;
        for slot in 0..=slots {
            if slot < slots && any.contains(slot) {
                length += 1;
            } else if length > 0 {
                lengths.push(length);
                length = 0;
            }
        }
        lengths.sort_unstable_by(|a, b| b.cmp(a));
        let mut left = count;
        lengths
            .iter()
            .take_while(|&&run| {
                let open = left > 0;
                left = left.saturating_sub(run);
                open
            })
            .count()
    }

    /// About how many pairs of runs hold as many slots as there are meetings, times these.
    fn work_of_two_runs(&self, slots: usize) -> usize {
        let (count, spare) = (self.meetings.len(), slots - self.meetings.len());
        count * count * spare * spare / 2
    }

    fn in_two_runs(&self, slots: usize) -> bool {
        let count = self.meetings.len();
        (1..count).any(|first| {
            let second = count - first;
            (0..slots.saturating_sub(count)).any(|from| {
                let head = SlotSet::range(from..from + first);
                (from + first + 1..=slots - second)
                    .any(|next| self.holds(head | SlotSet::range(next..next + second)))
            })
        })
    }
}

/// Augmenting paths from meetings to slots.
struct Matching<'a> {
    starts: &'a [SlotSet],
    window: SlotSet,
    taken: Vec<Option<usize>>,
}

impl<'a> Matching<'a> {
    fn new(starts: &'a [SlotSet], window: SlotSet) -> Self {
        Self { starts, window, taken: vec![None; SlotSet::CAPACITY] }
    }

    fn place(&mut self, meeting: usize) -> bool {
        self.augment(meeting, &mut SlotSet::default())
    }

    /// Places all of some meetings, or leaves those from the first that doesn't fit.
    fn place_all(&mut self, open: &mut Vec<usize>) -> bool {
        while let Some(&meeting) = open.last() {
            if !self.place(meeting) {
                return false;
            }
            open.pop();
        }
        true
    }

    /// Takes a slot out of the window, and the meeting in it, if any.
    fn close(&mut self, slot: usize) -> Option<usize> {
        self.window = self.window.without(slot);
        self.taken[slot].take()
    }

    fn augment(&mut self, meeting: usize, seen: &mut SlotSet) -> bool {
        for slot in (self.starts[meeting] & self.window).iter() {
            if seen.contains(slot) {
                continue;
            }
            *seen = seen.with(slot);
            if self.taken[slot].is_none_or(|other| self.augment(other, seen)) {
                self.taken[slot] = Some(meeting);
                return true;
            }
        }
        false
    }

    /// From a meeting without a slot: the meetings it competes with, itself included, and all
    /// their slots (fewer than meetings).
    fn reach(&self, meeting: usize) -> (Vec<usize>, SlotSet) {
        let (mut meetings, mut slots, mut next) = (vec![meeting], SlotSet::EMPTY, 0);
        while let Some(&meeting) = meetings.get(next) {
            for slot in (self.starts[meeting] & self.window & !slots).iter() {
                slots = slots.with(slot);
                meetings
                    .extend(self.taken[slot].filter(|other| !meetings.contains(other)));
            }
            next += 1;
        }
        meetings.sort_unstable();
        (meetings, slots)
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::{Meeting, Party};
    use super::*;

    /// One party's day as the meetings with these starts.
    fn day(starts: &[SlotSet]) -> Day {
        let meetings = (0..starts.len()).collect();
        Day { party: 0, counted: true, meetings, starts: starts.to_vec() }
    }

    proptest::proptest! {
        #[test]
        fn no_shorter_window_holds_a_day(starts in proptest::collection::vec(0..256_u128, 2..5)) {
            let set = |bits: &u128| (0..8).filter(|slot| bits >> slot & 1 == 1).collect();
            let day = day(&starts.iter().map(set).collect::<Vec<_>>());
            let windows = || (0..8).flat_map(|from| (from + 1..=8).map(move |end| from..end));
            let held = windows().filter(|window| day.holds(SlotSet::range(window.clone())));
            if let Some(shortest) = held.map(|window| window.len()).min() {
                proptest::prop_assert_eq!(day.shortest_window(8), shortest);
            }
        }
    }

    #[test]
    fn a_day_costs_more_where_it_begins_badly() {
        let mut model = Model::new(6, Some(9));
        model.parties = vec![Party::default(); 4];
        let allowed: SlotSet = [0, 1, 3, 4].into_iter().collect();
        for partner in 1..4 {
            model.meetings.push(Meeting::new(vec![0, partner], allowed));
        }
        model.meetings[0].allowed = SlotSet::range(3..5);
        let starts: Vec<SlotSet> =
            model.meetings.iter().map(|meeting| meeting.allowed).collect();
        let bound = party_bounds(&model, &starts).unwrap()[0];
        assert_eq!((bound.idle, bound.breaks), (1, 1));
        // 0, 1 and 3 or 1, 3 and 4, but nothing else
        let edges = &edges(&model, &starts)[0];
        assert_eq!(edges.from, [Some(1), Some(1), None, None, None, None]);
        assert_eq!(edges.until, [None, None, None, Some(1), Some(1), None]);
    }
}

//! Too few tables in the slots open to some meetings (Hall's condition with room for several).

use super::squeeze::length;
use crate::planning::schedule::{Model, SlotSet};

/// Meetings that have too few tables between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::planning) struct Crowd {
    /// All meetings that can start in these slots only.
    pub(in crate::planning) meetings: Vec<usize>,
    /// The slots.
    pub(in crate::planning) slots: SlotSet,
    /// How many of the meetings can't all be seated, whoever takes part.
    pub(in crate::planning) over: usize,
    /// Tables that would do if there were so many more in each of the slots.
    pub(in crate::planning) more: usize,
}

/// The first crowd found; `starts` says where each meeting may start. A meeting that lasts
/// several slots needs a table in as many.
pub(in crate::planning) fn crowd(model: &Model, starts: &[SlotSet]) -> Option<Crowd> {
    let reach = |meeting: usize| {
        let starts = starts[meeting].iter();
        starts.fold(SlotSet::EMPTY, |all, slot| all | model.occupies(meeting, slot))
    };
    let reach: Vec<SlotSet> = (0..starts.len()).map(reach).collect();
    let mut seats = Seats { model, reach: &reach, seated: vec![Vec::new(); model.slots] };
    let seated = |&meeting: &usize| model.meetings[meeting].seated;
    for meeting in (0..starts.len()).filter(seated) {
        let mut seen = SlotSet::EMPTY;
        let mut parts = 0..length(model, meeting);
        if parts.all(|_| {
            seen = SlotSet::EMPTY;
            seats.seat(meeting, &mut seen)
        }) {
            continue;
        }
        // the slots it reached are full, with meetings that have no others
        let inside = |&m: &usize| (reach[m] & !seen).is_empty();
        let meetings: Vec<usize> =
            (0..starts.len()).filter(seated).filter(inside).collect();
        let mut lengths: Vec<usize> =
            meetings.iter().map(|&m| length(model, m)).collect();
        lengths.sort_unstable_by(|a, b| b.cmp(a));
        let room: usize = seen.iter().map(|slot| seats.room(slot)).sum();
        let short = lengths.iter().sum::<usize>().saturating_sub(room);
        let mut left = short;
        let go = lengths.iter().take_while(|&&length| {
            let goes = left > 0;
            left = left.saturating_sub(length);
            goes
        });
        let over = go.count();
        let more = short.div_ceil(seen.len().max(1));
        return Some(Crowd { meetings, slots: seen, over, more });
    }
    None
}

struct Seats<'a> {
    model: &'a Model,
    /// The slots in which each meeting can be held.
    reach: &'a [SlotSet],
    seated: Vec<Vec<usize>>,
}

impl Seats<'_> {
    fn room(&self, slot: usize) -> usize {
        self.model.tables[slot].as_ref().map_or(usize::MAX, Vec::len)
    }

    /// Seats a slot's worth of a meeting, moving others on where that makes room.
    fn seat(&mut self, meeting: usize, seen: &mut SlotSet) -> bool {
        for slot in self.reach[meeting].iter() {
            if seen.contains(slot) {
                continue;
            }
            *seen = seen.with(slot);
            if self.seated[slot].len() < self.room(slot) {
                self.seated[slot].push(meeting);
                return true;
            }
            for place in 0..self.seated[slot].len() {
                let other = self.seated[slot][place];
                if self.seat(other, seen) {
                    self.seated[slot][place] = meeting;
                    return true;
                }
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::schedule::{Meeting, Party};

    fn world(tables: usize, starts: &[std::ops::Range<usize>]) -> Model {
        let mut model = Model::new(4, Some(tables));
        model.parties = vec![Party::default(); 2 * starts.len()];
        let meeting = |(index, range): (usize, &std::ops::Range<usize>)| {
            Meeting::new(vec![2 * index, 2 * index + 1], SlotSet::range(range.clone()))
        };
        model.meetings = starts.iter().enumerate().map(meeting).collect();
        model
    }

    fn found(model: &Model) -> Option<Crowd> {
        let starts: Vec<SlotSet> = model.meetings.iter().map(|m| m.allowed).collect();
        crowd(model, &starts)
    }

    #[test]
    fn who_can_only_come_early_crowds_the_early_slots() {
        let starts = [0..4, 0..1, 0..2, 0..2, 2..4, 0..2];
        let crowd = found(&world(1, &starts)).expect("four meetings for two seats");
        assert_eq!(crowd.meetings, [1, 2, 3, 5]);
        assert_eq!((crowd.slots, crowd.over, crowd.more), (SlotSet::range(0..2), 2, 1));
        assert_eq!(found(&world(2, &starts)), None);
    }

    /// Every way to put meetings into slots, with the rooms given.
    fn fits(starts: &[SlotSet], room: &mut [usize], next: usize) -> bool {
        let Some(own) = starts.get(next) else { return true };
        own.iter().any(|slot| {
            room[slot] > 0 && {
                room[slot] -= 1;
                let rest = fits(starts, room, next + 1);
                room[slot] += 1;
                rest
            }
        })
    }

    proptest::proptest! {
        #[test]
        fn the_change_that_is_named_helps_and_no_smaller_one_does(
            tables in 1..3_usize,
            ranges in proptest::collection::vec((0..4_usize, 1..4_usize), 1..8),
        ) {
            let ranges: Vec<_> =
                ranges.into_iter().map(|(a, n)| a..(a + n).min(4)).collect();
            let model = world(tables, &ranges);
            let starts: Vec<SlotSet> = model.meetings.iter().map(|m| m.allowed).collect();
            let all = fits(&starts, &mut [tables; 4], 0);
            let Some(crowd) = found(&model) else {
                proptest::prop_assert!(all, "somebody has no seat");
                return Ok(());
            };
            proptest::prop_assert!(!all, "all have seats");
            let inside: Vec<SlotSet> = crowd.meetings.iter().map(|&m| starts[m]).collect();
            let with = |more: usize| {
                let mut room = [0; 4];
                crowd.slots.iter().for_each(|slot| room[slot] = tables + more);
                fits(&inside, &mut room, 0)
            };
            // with fewer more tables there are more meetings than seats
            proptest::prop_assert!(!with(crowd.more - 1));
            let seats = crowd.slots.len() * tables;
            proptest::prop_assert_eq!(crowd.meetings.len() - seats, crowd.over);
        }
    }
}

//! Somebody whose meetings don't fit one after another: they are long, or need pauses between
//! them, or the slots lie so that they don't.

use crate::planning::schedule::{Model, SlotSet};

/// Somebody with more meetings than can be held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::planning) struct Squeeze {
    /// The party.
    pub(in crate::planning) party: usize,
    /// All its meetings that can be held in these slots only.
    pub(in crate::planning) meetings: Vec<usize>,
    /// The slots.
    pub(in crate::planning) slots: SlotSet,
    /// How many of the meetings are too many.
    pub(in crate::planning) over: usize,
    /// Slots that all of the meetings take.
    pub(in crate::planning) length: usize,
    /// Further slots in a row, apart from the others, that would do for those too many.
    pub(in crate::planning) more: usize,
}

/// With more meetings than this nothing is said of a party: there are too many sets of them.
pub(in crate::planning) const MOST: usize = 12;

/// All such parties; `starts` says where each meeting may start. Only those are looked at for whom
/// more than the number of slots counts.
pub(in crate::planning) fn squeezes(model: &Model, starts: &[SlotSet]) -> Vec<Squeeze> {
    let mut own: Vec<Vec<usize>> = vec![Vec::new(); model.parties.len()];
    for (index, meeting) in model.meetings.iter().enumerate() {
        let alone = |&&party: &&usize| model.parties[party].parallel == 1;
        meeting.parties.iter().filter(alone).for_each(|&party| own[party].push(index));
    }
    let rests = !model.rests.is_empty();
    let squeezed = own.into_iter().enumerate().filter_map(|(party, meetings)| {
        let long = || meetings.iter().any(|&m| length(model, m) > 1);
        let day = Day { model, starts, meetings: &meetings };
        let looked_at = meetings.len() <= MOST && (rests || long());
        if !looked_at || day.fits_greedily() { None } else { day.squeeze(party) }
    });
    squeezed.collect()
}

/// The same of one party and some of its meetings, at most [`MOST`].
pub(in crate::planning) fn squeeze_of(
    model: &Model,
    party: usize,
    meetings: &[usize],
) -> Option<Squeeze> {
    let day = Day { model, starts: &model.all_starts(), meetings };
    if meetings.len() > MOST || day.fits_greedily() { None } else { day.squeeze(party) }
}

/// Whether one party can hold all of some meetings, one after another.
pub(in crate::planning) fn hold_one_by_one(model: &Model, meetings: &[usize]) -> bool {
    let day = Day { model, starts: &model.all_starts(), meetings };
    day.fits_greedily()
        || meetings.len() <= MOST && day.ends().last().is_some_and(Option::is_some)
}

/// Whether more than the number of slots counts for some meetings: they are long, or need pauses.
pub(in crate::planning) fn is_tight(model: &Model, meetings: &[usize]) -> bool {
    !model.rests.is_empty() || meetings.iter().any(|&m| length(model, m) > 1)
}

/// Slots that a meeting takes at least.
pub(in crate::planning) fn length(model: &Model, meeting: usize) -> usize {
    model.meetings[meeting].lasts.iter().copied().min().unwrap_or(1)
}

/// One party's meetings.
struct Day<'a> {
    model: &'a Model,
    starts: &'a [SlotSet],
    meetings: &'a [usize],
}

impl Day<'_> {
    /// The first slot that is free again after a meeting that starts no earlier than `from`.
    fn done(&self, meeting: usize, from: usize) -> Option<usize> {
        let later = self.starts[meeting].iter().filter(|&slot| slot >= from);
        later.map(|slot| self.model.blocks(meeting, slot).end).min()
    }

    /// Whether the meetings fit when the one that has to start first comes first.
    fn fits_greedily(&self) -> bool {
        let mut order = self.meetings.to_vec();
        order.sort_by_key(|&m| self.starts[m].last());
        order.iter().try_fold(0, |from, &meeting| self.done(meeting, from)).is_some()
    }

    /// When each set of meetings, as bits, can be over at the earliest; `None`: never.
    fn ends(&self) -> Vec<Option<usize>> {
        let mut ends: Vec<Option<usize>> = vec![None; 1 << self.meetings.len()];
        ends[0] = Some(0);
        for set in 0..ends.len() {
            let Some(from) = ends[set] else { continue };
            for (bit, &meeting) in self.meetings.iter().enumerate() {
                let larger = set | 1 << bit;
                if let Some(end) = self.done(meeting, from).filter(|_| larger != set) {
                    ends[larger] = Some(ends[larger].map_or(end, |known| known.min(end)));
                }
            }
        }
        ends
    }

    fn squeeze(&self, party: usize) -> Option<Squeeze> {
        let ends = self.ends();
        let size = |set: &usize| set.count_ones();
        let core = (0..ends.len()).filter(|&set| ends[set].is_none()).min_by_key(size)?;
        let slots = self.of(core).fold(SlotSet::EMPTY, |all, m| all | self.reach(m));
        let inside = |&bit: &usize| (self.reach(self.meetings[bit]) & !slots).is_empty();
        let set: usize =
            (0..self.meetings.len()).filter(inside).map(|bit| 1 << bit).sum();
        let length = |set| self.of(set).map(|m| length(self.model, m)).sum::<usize>();
        let held = (0..ends.len())
            .filter(|&held| held & !set == 0 && ends[held].is_some())
            .max_by_key(|&held| (size(&held), length(held)))?;
        let out: Vec<usize> = self.of(set & !held).collect();
        Some(Squeeze {
            party,
            meetings: self.of(set).collect(),
            slots,
            over: out.len(),
            length: length(set),
            more: self.more(&ends, set),
        })
    }

    /// The fewest slots that hold what of a set can't be held where it is; the last meeting in
    /// them needs no pause after it.
    fn more(&self, ends: &[Option<usize>], set: usize) -> usize {
        let possible = (0..ends.len()).filter(|&held| held & !set == 0);
        let needed = possible.filter(|&held| ends[held].is_some()).map(|held| {
            let rooms: usize = self.of(set & !held).map(|m| self.room(m)).sum();
            let pauses =
                self.of(set & !held).map(|m| self.room(m) - length(self.model, m));
            rooms - pauses.max().unwrap_or(0)
        });
        needed.min().unwrap_or(0)
    }

    /// The meetings of a set.
    fn of(&self, set: usize) -> impl Iterator<Item = usize> {
        let meetings = self.meetings.iter().enumerate();
        meetings.filter(move |(bit, _)| set >> bit & 1 == 1).map(|(_, &meeting)| meeting)
    }

    /// The slots in which a meeting can be held.
    fn reach(&self, meeting: usize) -> SlotSet {
        let starts = self.starts[meeting].iter();
        starts.fold(SlotSet::EMPTY, |all, s| all | self.model.occupies(meeting, s))
    }

    /// The slots that a meeting and the pause after it take at most.
    fn room(&self, meeting: usize) -> usize {
        let starts = self.starts[meeting].iter();
        starts.map(|slot| self.model.blocks(meeting, slot).len()).max().unwrap_or(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::schedule::{Meeting, Party};
    use proptest::prelude::*;

    fn model(slots: usize, meetings: &[(usize, SlotSet)], rests: Vec<SlotSet>) -> Model {
        let mut model = Model::new(slots, None);
        model.parties = vec![Party::default(); 1 + meetings.len()];
        model.rests = rests;
        let meeting = |(index, &(lasts, slots)): (usize, &(usize, SlotSet))| Meeting {
            lasts: vec![lasts],
            ..Meeting::new(vec![0, 1 + index], slots)
        };
        model.meetings = meetings.iter().enumerate().map(meeting).collect();
        model
    }

    /// A rest of a slot after each slot but the last.
    fn pauses(slots: usize) -> Vec<SlotSet> {
        (0..slots).map(|slot| SlotSet::range(slot + 1..slots.min(slot + 2))).collect()
    }

    fn found(model: &Model) -> Option<Squeeze> {
        let starts: Vec<SlotSet> = model.all_starts();
        squeezes(model, &starts).into_iter().next()
    }

    #[test]
    fn long_meetings_are_counted_by_their_length() {
        let all = SlotSet::range(0..6);
        let early = SlotSet::range(0..3);
        let world = model(6, &[(2, early), (1, all), (2, early), (1, early)], Vec::new());
        // slots 0 to 3 for five slots of meetings
        let wanted = Squeeze {
            party: 0,
            meetings: vec![0, 2, 3],
            slots: SlotSet::range(0..4),
            over: 1,
            length: 5,
            more: 1,
        };
        assert_eq!(found(&world), Some(wanted));
        assert_eq!(found(&model(6, &[(2, all), (2, all), (2, all)], Vec::new())), None);
    }

    #[test]
    fn pauses_and_gaps_count() {
        let all = SlotSet::range(0..4);
        let two = found(&model(4, &[(1, all), (1, all), (1, all)], pauses(4))).unwrap();
        assert_eq!((two.meetings.len(), two.over, two.length), (3, 1, 3));
        // two sessions of three slots hold one meeting of two slots each
        let mut halves = model(6, &[(2, SlotSet::range(0..6)); 3], Vec::new());
        halves.segments = vec![0, 3];
        let one = found(&halves).unwrap();
        assert_eq!((one.over, one.length, one.slots.len()), (1, 6, 6));
    }

    /// The most of some meetings that can be held, every order and start tried.
    fn most(model: &Model, left: &[usize], from: usize) -> usize {
        let next = left.iter().enumerate().flat_map(|(place, &meeting)| {
            let starts = model.starts(meeting);
            let later: Vec<usize> = starts.iter().filter(|&s| s >= from).collect();
            later.into_iter().map(move |slot| (place, meeting, slot))
        });
        let held = next.map(|(place, meeting, slot)| {
            let mut rest = left.to_vec();
            rest.remove(place);
            1 + most(model, &rest, model.blocks(meeting, slot).end)
        });
        held.max().unwrap_or(0)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn as_many_as_are_named_are_too_many(
            meetings in prop::collection::vec(
                (1..3_usize, prop::collection::btree_set(0..6_usize, 1..4)), 1..5,
            ),
            rest in any::<bool>(),
        ) {
            let sets: Vec<_> =
                meetings.into_iter().map(|(n, set)| (n, SlotSet::from_iter(set))).collect();
            let rests = if rest { pauses(6) } else { Vec::new() };
            let model = model(6, &sets, rests);
            let able: Vec<usize> =
                (0..sets.len()).filter(|&m| !model.starts(m).is_empty()).collect();
            prop_assume!(able.len() == sets.len());
            let long = sets.iter().any(|(lasts, _)| *lasts > 1);
            let Some(found) = found(&model) else {
                prop_assert!(most(&model, &able, 0) == able.len() || !(rest || long));
                return Ok(());
            };
            let held = most(&model, &found.meetings, 0);
            prop_assert_eq!(found.meetings.len() - held, found.over);
        }
    }
}

//! More meetings among some people than they can hold at once: of n people who are there, at
//! most half of n pairs meet in a slot.

use std::collections::BTreeMap;

use crate::planning::schedule::{Model, SlotSet, Watch};

/// People with more meetings among themselves than their slots hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Halves {
    /// The people.
    pub(super) people: Vec<usize>,
    /// Meetings among them in these slots only.
    pub(super) meetings: Vec<usize>,
    /// The slots.
    pub(super) slots: SlotSet,
    /// How many of the meetings the slots hold at most.
    pub(super) room: usize,
    /// Further slots with everybody there that would hold the rest.
    pub(super) more: usize,
}

/// People with too many meetings among themselves; `starts` says where each meeting may start.
/// Looked at are those who are linked by meetings in the same slots, then what is left of them
/// as whoever has the fewest goes, one after the other.
///
/// Every meeting has two parties and lasts a slot.
pub(super) fn halves(
    model: &Model,
    starts: &[SlotSet],
    watch: &mut dyn Watch,
) -> Option<Halves> {
    let all = starts.iter().fold(SlotSet::EMPTY, |all, &own| all | own);
    let mut windows: Vec<SlotSet> = starts.iter().copied().chain([all]).collect();
    windows
        .sort_unstable_by_key(|window| (window.len(), window.iter().collect::<Vec<_>>()));
    windows.dedup();
    for window in windows {
        let inside: Vec<usize> =
            (0..starts.len()).filter(|&m| (starts[m] & !window).is_empty()).collect();
        for meetings in linked(model, &inside) {
            if watch.stop() {
                return None;
            }
            let found = thinned(model, starts, meetings);
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

/// Meetings in groups that have nobody in common.
fn linked(model: &Model, meetings: &[usize]) -> Vec<Vec<usize>> {
    let mut heads: Vec<usize> = (0..model.parties.len()).collect();
    for &meeting in meetings {
        let ends = model.meetings[meeting].parties.iter();
        let mut ends: Vec<usize> = ends.map(|&end| head(&mut heads, end)).collect();
        ends.sort_unstable();
        for &end in &ends {
            heads[end] = ends[0];
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &meeting in meetings {
        let group = head(&mut heads, model.meetings[meeting].parties[0]);
        groups.entry(group).or_default().push(meeting);
    }
    groups.into_values().collect()
}

/// The head of somebody's group; ways to it get shorter as they are walked.
fn head(heads: &mut [usize], mut who: usize) -> usize {
    while heads[who] != who {
        heads[who] = heads[heads[who]];
        who = heads[who];
    }
    who
}

/// The smallest crowd with too many meetings that is met while whoever has the fewest goes.
fn thinned(
    model: &Model,
    starts: &[SlotSet],
    mut meetings: Vec<usize>,
) -> Option<Halves> {
    let mut found = None;
    while !meetings.is_empty() {
        let mut people: BTreeMap<usize, (usize, SlotSet)> = BTreeMap::new();
        for &meeting in &meetings {
            for &party in &model.meetings[meeting].parties {
                let (count, open) = people.entry(party).or_default();
                (*count, *open) = (*count + 1, *open | starts[meeting]);
            }
        }
        let slots = meetings.iter().fold(SlotSet::EMPTY, |all, &m| all | starts[m]);
        let hold = |slot: usize, people: usize| {
            model.tables[slot].as_ref().map_or(usize::MAX, Vec::len).min(people / 2)
        };
        let there =
            |slot: usize| people.values().filter(|(_, open)| open.contains(slot)).count();
        let room: usize = slots.iter().map(|slot| hold(slot, there(slot))).sum();
        if meetings.len() > room {
            let each = slots.iter().map(|slot| hold(slot, people.len())).max();
            let more = (meetings.len() - room).div_ceil(each.unwrap_or(1).max(1));
            let people = people.keys().copied().collect();
            found =
                Some(Halves { people, meetings: meetings.clone(), slots, room, more });
        }
        let least = people.iter().min_by_key(|(_, (count, _))| *count);
        let Some((&leaves, _)) = least else { break };
        meetings.retain(|&meeting| !model.meetings[meeting].parties.contains(&leaves));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::schedule::{Meeting, Party, Unwatched};

    fn world(slots: usize, meetings: &[([usize; 2], SlotSet)]) -> Model {
        let mut model = Model::new(slots, Some(9));
        model.parties = vec![Party::default(); 12];
        model.meetings = meetings
            .iter()
            .map(|&(pair, starts)| Meeting::new(pair.to_vec(), starts))
            .collect();
        model
    }

    fn found(model: &Model) -> Option<Halves> {
        let starts: Vec<SlotSet> = model.meetings.iter().map(|m| m.allowed).collect();
        halves(model, &starts, &mut Unwatched)
    }

    /// Everybody of `people` with everybody, `starts` for all.
    fn all(
        people: std::ops::Range<usize>,
        starts: SlotSet,
    ) -> Vec<([usize; 2], SlotSet)> {
        let pairs = people
            .clone()
            .flat_map(|a| people.clone().filter(move |&b| a < b).map(move |b| [a, b]));
        pairs.map(|pair| (pair, starts)).collect()
    }

    #[test]
    fn five_people_hold_two_meetings_a_slot_whoever_else_they_meet() {
        let day = SlotSet::range(0..6);
        let morning = SlotSet::range(0..4);
        let mut meetings = all(0..5, morning);
        meetings.extend([([4, 5], day), ([5, 6], morning), ([6, 7], morning)]);
        let halves = found(&world(6, &meetings)).expect("10 meetings, 8 at most");
        assert_eq!(halves.people, [0, 1, 2, 3, 4]);
        assert_eq!(halves.meetings, (0..10).collect::<Vec<_>>());
        assert_eq!((halves.slots, halves.room, halves.more), (morning, 8, 1));
        let longer = SlotSet::range(0..5);
        assert_eq!(found(&world(6, &all(0..5, longer))), None);
        assert_eq!(found(&world(6, &all(0..6, longer))), None);
    }

    #[test]
    fn who_is_away_leaves_another_alone() {
        // in slot 0 there are three of four, in slot 1 all of them
        let starts = [SlotSet::one(1), SlotSet::range(0..2), SlotSet::range(0..2)];
        let pairs = [[0, 1], [1, 2], [2, 3]];
        let mut meetings: Vec<_> = pairs.into_iter().zip(starts).collect();
        assert_eq!(found(&world(2, &meetings)), None);
        meetings.push(([1, 3], SlotSet::range(0..2)));
        let halves = found(&world(2, &meetings)).expect("3 meetings, 2 at most");
        assert_eq!((halves.people, halves.room), (vec![1, 2, 3], 2));
    }
}

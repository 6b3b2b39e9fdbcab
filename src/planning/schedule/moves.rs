//! How many meetings an earlier plan loses at least: what stood at one time in one place and can
//! stand there no more.

use super::model::Model;
use super::slots::SlotSet;

/// A number of meetings that leave their previous slots in every plan: those that may not start
/// there any more, and of the others as many as stand in the way of tables or of a party, of
/// each other and of meetings that can be nowhere else.
///
/// `starts` says where each meeting may start, as [`windows`](super::windows) does.
pub(super) fn least_moves(model: &Model, starts: &[SlotSet]) -> usize {
    let mut barred = 0;
    let mut stayers: Vec<(usize, usize)> = Vec::new();
    for (index, meeting) in model.meetings.iter().enumerate() {
        let only = || starts[index].first().filter(|_| starts[index].len() == 1);
        match meeting.previous {
            Some(slot) if starts[index].contains(slot) => stayers.push((index, slot)),
            previous => {
                barred += usize::from(previous.is_some());
                // it has to be in its only slot, so that it is others that go
                stayers.extend(only().map(|slot| (index, slot)));
            }
        }
    }
    barred + without_table(model, &stayers).max(in_two_places(model, &stayers))
}

/// Of the meetings that could stay as many as there are too few tables for.
fn without_table(model: &Model, stayers: &[(usize, usize)]) -> usize {
    let seated = stayers.iter().filter(|(index, _)| model.meetings[*index].seated);
    let stretches =
        seated.map(|&(index, slot)| slot..slot + model.duration(index, slot)).collect();
    excess(stretches, &|slot| model.tables[slot].as_ref().map_or(usize::MAX, Vec::len))
}

/// Of the meetings that could stay as many as their parties would need to be in two places for;
/// a meeting that goes helps all its parties at once.
fn in_two_places(model: &Model, stayers: &[(usize, usize)]) -> usize {
    let mut of_party = vec![Vec::new(); model.parties.len()];
    for &(index, slot) in stayers {
        for &party in &model.meetings[index].parties {
            of_party[party].push(model.blocks(index, slot));
        }
    }
    let most = model.meetings.iter().map(|meeting| meeting.parties.len()).max();
    let parties = of_party.into_iter().zip(&model.parties);
    let all: usize =
        parties.map(|(stretches, party)| excess(stretches, &|_| party.parallel)).sum();
    all.div_ceil(most.unwrap_or(1).max(1))
}

/// Fewest stretches to take away so that no slot is in more than `room` of them: from the first
/// slot on, wherever there are too many, the one that reaches furthest goes.
fn excess(
    mut stretches: Vec<std::ops::Range<usize>>,
    room: &dyn Fn(usize) -> usize,
) -> usize {
    stretches.sort_unstable_by_key(|stretch| (stretch.start, stretch.end));
    let mut open: Vec<usize> = Vec::new();
    let (mut next, mut gone, mut slot) = (0, 0, 0);
    while next < stretches.len() || !open.is_empty() {
        open.retain(|&end| end > slot);
        while stretches.get(next).is_some_and(|stretch| stretch.start <= slot) {
            open.push(stretches[next].end);
            next += 1;
        }
        open.sort_unstable();
        let most = if open.is_empty() { usize::MAX } else { room(slot) };
        gone += open.len().saturating_sub(most);
        open.truncate(most);
        slot += 1;
    }
    gone
}

#[cfg(test)]
mod tests {
    use super::super::model::{Meeting, Party};
    use super::super::windows::windows;
    use super::*;

    /// Meetings of two parties each, of so many slots, where they stood.
    fn world(tables: usize, meetings: &[(usize, usize)]) -> Model {
        let mut model = Model::new(6, Some(tables));
        model.parties = vec![Party::default(); 2 * meetings.len()];
        let stood = |(index, &(slot, lasts)): (usize, &(usize, usize))| Meeting {
            lasts: vec![lasts],
            previous: Some(slot),
            ..Meeting::new(vec![2 * index, 2 * index + 1], SlotSet::range(0..6))
        };
        model.meetings = meetings.iter().enumerate().map(stood).collect();
        model
    }

    fn least(model: &Model) -> usize {
        least_moves(model, &windows(model))
    }

    #[test]
    fn tables_that_are_gone_cost_as_many_meetings() {
        assert_eq!(least(&world(2, &[(0, 1), (0, 1), (1, 1)])), 0);
        assert_eq!(least(&world(1, &[(0, 1), (0, 1), (0, 1), (1, 1)])), 2);
        // the long one stands in two crowded slots: it goes alone
        assert_eq!(least(&world(1, &[(0, 1), (0, 2), (1, 1)])), 1);
        assert_eq!(least(&world(1, &[(0, 2), (1, 2), (2, 2), (3, 2)])), 2);
    }

    #[test]
    fn a_party_that_was_two_and_a_slot_that_is_closed() {
        let mut model = world(3, &[(0, 1), (0, 1), (3, 1)]);
        model.meetings[1].parties = vec![0, 3];
        assert_eq!(least(&model), 1);
        model.parties[0].parallel = 2;
        assert_eq!(least(&model), 0);
        model.meetings[2].allowed = SlotSet::range(0..2);
        assert_eq!(least(&model), 1);
    }

    #[test]
    fn who_can_come_at_one_time_only_takes_the_place_of_another() {
        let mut model = world(2, &[(0, 1), (0, 1), (1, 1)]);
        model.meetings[2].previous = None;
        assert_eq!(least(&model), 0);
        model.meetings[2].allowed = SlotSet::one(0);
        assert_eq!(least(&model), 1, "there are two tables");
        model.tables = vec![None; 6];
        assert_eq!(least(&model), 0);
        model.meetings[2].parties = vec![0, 5];
        assert_eq!(least(&model), 1, "one party would be in two places");
    }
}

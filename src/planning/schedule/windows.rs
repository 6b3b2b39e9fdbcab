//! Where meetings may start once the order between them is taken into account.

use super::model::Model;
use super::slots::SlotSet;

/// For each meeting the starts that leave time for all that must come before and after it; an
/// empty set where there are none (always so for meetings that wait for each other in a circle).
pub fn windows(model: &Model) -> Vec<SlotSet> {
    let mut starts = model.all_starts();
    while model.before.iter().any(|&pair| narrow(model, pair, &mut starts)) {}
    starts
}

/// Takes starts away from both meetings of a pair; true when there were any to take.
fn narrow(
    model: &Model,
    (first, second): (usize, usize),
    starts: &mut [SlotSet],
) -> bool {
    let ends = |slot: usize| slot + model.duration(first, slot);
    let soonest = starts[first].iter().map(ends).min().unwrap_or(model.slots);
    let later: SlotSet = starts[second].iter().filter(|&slot| slot >= soonest).collect();
    let latest = later.last();
    let fits = |slot: &usize| latest.is_some_and(|latest| ends(*slot) <= latest);
    let earlier: SlotSet = starts[first].iter().filter(fits).collect();
    let changed = later != starts[second] || earlier != starts[first];
    starts[second] = later;
    starts[first] = if first == second { SlotSet::EMPTY } else { earlier };
    changed
}

#[cfg(test)]
mod tests {
    use super::super::model::{Meeting, Party};
    use super::*;

    fn chain(before: Vec<(usize, usize)>) -> Model {
        let mut model = Model::new(5, None);
        model.parties = vec![Party::default(); 6];
        model.meetings = (0..3)
            .map(|i| Meeting::new(vec![2 * i, 2 * i + 1], SlotSet::range(0..5)))
            .collect();
        model.before = before;
        model
    }

    #[test]
    fn a_chain_leaves_room_at_both_ends() {
        let mut model = chain(vec![(0, 1), (1, 2)]);
        model.meetings[1].lasts = vec![2];
        let ranges = [0..2, 1..3, 3..5].map(SlotSet::range);
        assert_eq!(windows(&model), ranges);
    }

    #[test]
    fn a_circle_leaves_nothing() {
        let model = chain(vec![(0, 1), (1, 0)]);
        let nothing = [SlotSet::EMPTY, SlotSet::EMPTY, SlotSet::range(0..5)];
        assert_eq!(windows(&model), nothing);
        assert_eq!(windows(&chain(vec![(0, 0)]))[0], SlotSet::EMPTY);
    }
}

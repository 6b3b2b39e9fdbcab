//! How many delegations would do for meetings that one body can't hold one after another.

use super::core::part;
use super::crowd::crowd;
use crate::domain::Goal;
use crate::planning::schedule::{Model, Options, SlotSet, Unwatched, solve, windows};

/// Work for each question whether a number of delegations is enough.
const WORK: u64 = 30_000;

/// Delegations with which a party can hold all of some meetings; `None` where none are known
/// to help: tables, partners or experts are short as well.
pub(in crate::planning) fn delegations(
    model: &Model,
    meetings: &[usize],
    party: usize,
) -> Option<usize> {
    let crowd = crowd(model, &windows(model));
    let are_crowded =
        crowd.is_some_and(|crowd| crowd.meetings.iter().any(|m| meetings.contains(m)));
    if are_crowded || meetings.is_empty() {
        return None;
    }
    let mut own = part(model, meetings);
    (own.goal, own.fairness) = (Goal::Feasible, None);
    own.meetings.iter_mut().for_each(|meeting| meeting.previous = None);
    let most = meetings.len();
    let starts = own.meetings.iter().map(|meeting| meeting.allowed);
    let slots = starts.fold(SlotSet::EMPTY, |all, starts| all | starts);
    let least = most.div_ceil(slots.len().max(1)).max(model.parties[party].parallel + 1);
    let options = Options { seed: 0, iterations: Some(WORK) };
    let mut suffice = |delegations: usize| {
        own.parties[party].parallel = delegations;
        let status = solve(&own, &options, &mut Unwatched).status;
        status.has_plan()
    };
    if !suffice(most) {
        return None;
    }
    let (mut fewest, mut enough, mut tried) = (least, most, least);
    while fewest < enough {
        if suffice(tried) {
            enough = tried;
        } else {
            fewest = tried + 1;
        }
        tried = fewest.midpoint(enough);
    }
    Some(enough)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::schedule::{Meeting, Party};

    /// One body that meets some others, in any of so many slots with so many tables.
    fn needed(slots: usize, tables: usize, others: &[usize]) -> Option<usize> {
        let mut model = Model::new(slots, Some(tables));
        model.parties = vec![Party::default(); 1 + others.len()];
        let all = SlotSet::range(0..slots);
        let meeting = |&other: &usize| Meeting::new(vec![0, other], all);
        model.meetings = others.iter().map(meeting).collect();
        let every: Vec<usize> = (0..others.len()).collect();
        delegations(&model, &every, 0)
    }

    #[test]
    fn as_many_are_named_as_are_enough_where_they_help() {
        assert_eq!(needed(4, 5, &[1, 2, 3, 4, 5]), Some(2));
        assert_eq!(needed(4, 5, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), Some(3));
        assert_eq!(needed(4, 1, &[1, 2, 3, 4, 5]), None, "there are four tables in all");
        assert_eq!(needed(2, 5, &[1, 1, 1]), None, "the other is busy, too");
    }
}

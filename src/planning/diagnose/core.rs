//! A smallest set of meetings that contradict each other: without any one of them the rest
//! can take place.

use crate::domain::{Goal, PlanStatus};
use crate::planning::schedule::{Model, Options, Watch, solve};

/// Work for each question whether a part of the meetings is still contradictory.
const WORK: u64 = 3_000_000;

/// A part of an infeasible model's meetings that is infeasible by itself. It is minimal
/// unless the watch says stop or a question stays open; it is never empty.
pub fn core(model: &Model, options: &Options, watch: &mut dyn Watch) -> Vec<usize> {
    let mut core: Vec<usize> = (0..model.meetings.len()).collect();
    let mut chunk = core.len().div_ceil(2);
    while chunk > 0 && !watch.stop() {
        let mut start = 0;
        while start < core.len() && core.len() > 1 && !watch.stop() {
            let end = (start + chunk).min(core.len());
            let rest: Vec<usize> =
                core[..start].iter().chain(&core[end..]).copied().collect();
            if is_infeasible(&part(model, &rest), options, watch) {
                core = rest;
            } else {
                start = end;
            }
        }
        chunk = if chunk == 1 { 0 } else { chunk.div_ceil(2) };
    }
    core
}

fn is_infeasible(model: &Model, options: &Options, watch: &mut dyn Watch) -> bool {
    let options = Options { iterations: Some(WORK), ..*options };
    let mut feasible = model.clone();
    feasible.goal = Goal::Feasible;
    for meeting in &mut feasible.meetings {
        meeting.previous = None;
    }
    !model.meetings.is_empty()
        && solve(&feasible, &options, watch).status == PlanStatus::Infeasible
}

/// The model of some of the meetings.
pub(in crate::planning) fn part(model: &Model, meetings: &[usize]) -> Model {
    let place = |meeting: usize| meetings.binary_search(&meeting).ok();
    let before = model.before.iter().filter_map(|&(a, b)| Some((place(a)?, place(b)?)));
    Model {
        meetings: meetings
            .iter()
            .map(|&meeting| model.meetings[meeting].clone())
            .collect(),
        before: before.collect(),
        ..model.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::schedule::{Meeting, Party, SlotSet, Unwatched};

    #[test]
    fn only_the_meetings_at_odds_are_named() {
        // one table; meetings 1, 3 and 4 want the same two slots
        let mut model = Model::new(4, Some(1));
        model.parties = vec![Party::default(); 10];
        let at = |meeting: usize, slots| {
            Meeting::new(vec![2 * meeting, 2 * meeting + 1], slots)
        };
        let two = SlotSet::range(0..2);
        model.meetings = vec![
            at(0, SlotSet::range(2..4)),
            at(1, two),
            at(2, SlotSet::range(2..4)),
            at(3, two),
            at(4, two),
        ];
        assert_eq!(core(&model, &Options::default(), &mut Unwatched), [1, 3, 4]);
    }
}

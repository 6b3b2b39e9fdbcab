//! Plans near another one: days stay about where they are.

use super::super::model::Model;
use super::super::slots::SlotSet;
use super::Starts;
use super::question::{Grounds, Near};

impl Grounds {
    /// Plans near `plan`: everybody's day stays about where it is and, where breaks are the goal,
    /// has no more of them, but for those who are `free`.
    pub(super) fn near(&self, plan: &Starts, free: &[bool], slack: usize) -> Near {
        let model = &self.model;
        let busy = model.busy(plan);
        let rooms: Vec<SlotSet> =
            busy.iter().map(|&day| room(model, day, slack)).collect();
        let starts = |(meeting, &starts): (usize, &SlotSet)| {
            let parties = &model.meetings[meeting].parties;
            let within = |&slot: &usize| {
                let held = model.occupies(meeting, slot);
                parties.iter().all(|&p| free[p] || (held & !rooms[p]).is_empty())
            };
            starts.iter().filter(within).collect()
        };
        let breaks = |(&day, &free)| if free { usize::MAX } else { model.breaks(day) };
        Near {
            starts: self.starts.iter().enumerate().map(starts).collect(),
            breaks: busy.iter().zip(free).map(breaks).collect(),
        }
    }
}

/// Where a day may lie that stays about where it is.
fn room(model: &Model, day: SlotSet, slack: usize) -> SlotSet {
    let around = |segment: usize| {
        let slots = model.segment_slots(segment);
        let part = day & SlotSet::range(slots.clone());
        let (Some(first), Some(last)) = (part.first(), part.last()) else {
            return SlotSet::EMPTY;
        };
        let from = first.saturating_sub(slack).max(slots.start);
        SlotSet::range(from..(last + 1 + slack).min(slots.end))
    };
    (0..model.segments.len()).map(around).fold(SlotSet::EMPTY, |all, part| all | part)
}

#[cfg(test)]
mod tests {
    use super::super::super::bounds::party_bounds;
    use super::super::super::windows::windows;
    use super::super::worlds::gaps;
    use super::*;
    use crate::domain::Goal;

    #[test]
    fn who_is_not_free_stays_about_where_it_is_with_no_more_breaks() {
        let (mut model, plan) = gaps();
        model.goal = Goal::Breaks;
        model.meetings[0].lasts = vec![2];
        let starts = windows(&model);
        let bounds = party_bounds(&model, &starts).unwrap();
        let grounds = Grounds::new(&model, &starts, &bounds);
        let near = grounds.near(&plan, &[false, false, true, false, false], 1);
        let starts: Vec<Vec<usize>> =
            near.starts.iter().map(|starts| starts.iter().collect()).collect();
        // 0 is busy from 0 to 6, 1 from 1 to 8, 3 from 3 to 4 and 4 from 6 to 8
        assert_eq!(starts[0], [0, 1, 2, 3, 4, 5, 6], "both of its slots before 8");
        assert_eq!(starts[1], [2, 3, 4, 5]);
        assert_eq!(starts[2], [5, 6, 7]);
        assert_eq!(starts[3], (0..9).collect::<Vec<_>>());
        assert_eq!(near.breaks, [2, 2, usize::MAX, 0, 1]);
        let all = grounds.near(&plan, &[true; 5], 0);
        assert_eq!(all.starts, grounds.starts);
    }

    #[test]
    fn days_stay_about_where_they_are() {
        let mut model = Model::new(9, None);
        model.segments = vec![0, 4];
        let day: SlotSet = [1, 2, 8].into_iter().collect();
        assert_eq!(room(&model, day, 0), day);
        assert_eq!(room(&model, day, 1), [0, 1, 2, 3, 7, 8].into_iter().collect());
        assert_eq!(room(&model, SlotSet::one(4), 1), [4, 5].into_iter().collect());
    }
}

//! The plain part of a model around a plan, where [Kempe chains](super::kempe) can anneal: long
//! meetings stay where they are, every delegation of a party keeps its own meetings, and nobody
//! needs a rest. Its plans are plans of the model.

use super::model::{Meeting, Model};
use super::slots::SlotSet;

/// A plain model around a complete `plan` of `model`. Its first meetings are those of `model`;
/// further ones, which can't move, are the later slots of long meetings. Its first parties are
/// those of `model` with one delegation; further ones are the other delegations.
///
/// `None` where most of the model would stand still.
pub(super) fn plain_part(model: &Model, plan: &[usize]) -> Option<Model> {
    let resting = model.rests.iter().filter(|rest| !rest.is_empty()).count();
    let is_long = |&meeting: &usize| model.duration(meeting, plan[meeting]) > 1;
    let long: Vec<usize> = (0..plan.len()).filter(is_long).collect();
    if resting * 4 > model.slots || long.len() * 2 > plan.len() {
        return None;
    }
    let mut part = Model { rests: Vec::new(), ..model.clone() };
    for party in 0..model.parties.len() {
        share_out(&mut part, model, party, plan)?;
    }
    for (index, meeting) in part.meetings.iter_mut().enumerate() {
        let is_short = |&slot: &usize| model.duration(index, slot) == 1;
        meeting.allowed = model.starts(index).iter().filter(is_short).collect();
        meeting.lasts = vec![1];
    }
    for meeting in long {
        freeze(&mut part, meeting, model.occupies(meeting, plan[meeting]));
    }
    keep_rests(&mut part, model, plan);
    let fits = |(meeting, slot): (&Meeting, &usize)| meeting.allowed.contains(*slot);
    part.meetings.iter().zip(plan).all(fits).then_some(part)
}

/// Shares the meetings of a party out among its delegations: each to the one that has the fewest
/// of those that are free.
fn share_out(
    part: &mut Model,
    model: &Model,
    party: usize,
    plan: &[usize],
) -> Option<()> {
    let parallel = std::mem::replace(&mut part.parties[party].parallel, 1);
    if parallel == 1 {
        return Some(());
    }
    let mut days = vec![(party, SlotSet::EMPTY)];
    for _ in 1..parallel {
        days.push((part.parties.len(), SlotSet::EMPTY));
        part.parties.push(part.parties[party].clone());
    }
    let own = |m: &usize| model.meetings[*m].parties.contains(&party);
    let mut meetings: Vec<usize> = (0..plan.len()).filter(own).collect();
    meetings.sort_by_key(|&m| plan[m]);
    for meeting in meetings {
        let closed = model.closes(meeting, plan[meeting]);
        let free = days.iter_mut().filter(|(_, day)| (*day & closed).is_empty());
        let (delegation, day) = free.min_by_key(|(_, day)| day.len())?;
        *day = *day | closed;
        for member in &mut part.meetings[meeting].parties {
            if *member == party {
                *member = *delegation;
            }
        }
    }
    Some(())
}

/// Holds a long meeting in the slots that it occupies, one meeting in each.
fn freeze(part: &mut Model, meeting: usize, occupied: SlotSet) {
    let mut slots = occupied.iter();
    let first = slots.next().expect("a meeting lasts a slot at least");
    let still = |slot| Meeting {
        allowed: SlotSet::one(slot),
        previous: None,
        previous_table: None,
        ..part.meetings[meeting].clone()
    };
    let later: Vec<Meeting> = slots.map(still).collect();
    part.meetings[meeting] = still(first);
    part.meetings.extend(later);
    let last = part.meetings.len() - 1;
    let waited_for = part.before.iter_mut().filter(|(first, _)| *first == meeting);
    waited_for.for_each(|(first, _)| *first = last);
}

/// Where a meeting in some slot closes later ones: whoever is busy in it keeps off those, and
/// everybody else keeps off it.
fn keep_rests(part: &mut Model, model: &Model, plan: &[usize]) {
    let slots: Vec<Option<usize>> = (part.meetings.iter().enumerate())
        .map(|(m, meeting)| plan.get(m).copied().or(meeting.allowed.first()))
        .collect();
    let mut open = vec![SlotSet::range(0..model.slots); part.parties.len()];
    for (open, busy) in open.iter_mut().zip(part.busy(&slots)) {
        for (slot, &rest) in model.rests.iter().enumerate().filter(|(_, r)| !r.is_empty())
        {
            *open = if busy.contains(slot) { *open & !rest } else { open.without(slot) };
        }
    }
    for meeting in part.meetings.iter_mut().filter(|m| m.allowed.len() > 1) {
        let open = meeting.parties.iter().map(|&party| open[party]);
        meeting.allowed = open.fold(meeting.allowed, |all, open| all & open);
    }
}

#[cfg(test)]
mod tests {
    use super::super::board::is_plain;
    use super::super::model::Party;
    use super::*;

    /// Parties 0 to 3; meetings of party 0 with each of the others, anywhere in six slots.
    fn model() -> Model {
        let mut model = Model::new(6, Some(3));
        model.parties = vec![Party::default(); 4];
        model.meetings = (1..4)
            .map(|other| Meeting::new(vec![0, other], SlotSet::range(0..6)))
            .collect();
        model
    }

    #[test]
    fn a_long_meeting_stands_still_slot_by_slot() {
        let mut model = model();
        model.meetings[0].lasts = vec![2];
        model.before = vec![(0, 1), (2, 0)];
        let part = plain_part(&model, &[2, 4, 1]).expect("two of three can move");
        assert!(is_plain(&part));
        let allowed: Vec<SlotSet> = part.meetings.iter().map(|m| m.allowed).collect();
        let all = SlotSet::range(0..6);
        assert_eq!(allowed, [SlotSet::one(2), all, all, SlotSet::one(3)]);
        assert_eq!(part.meetings[3].parties, [0, 1]);
        assert_eq!(part.before, [(3, 1), (2, 0)]);
    }

    #[test]
    fn what_may_last_longer_elsewhere_stays_where_it_is_short() {
        let mut model = model();
        model.segments = vec![0, 3];
        model.meetings[0].lasts = vec![1, 2];
        let part = plain_part(&model, &[0, 1, 2]).expect("all can move");
        assert_eq!(part.meetings[0].allowed, SlotSet::range(0..3));
        assert_eq!(part.meetings.len(), 3);
    }

    #[test]
    fn delegations_share_the_meetings() {
        let mut model = model();
        model.parties[0].parallel = 2;
        let part = plain_part(&model, &[0, 0, 1]).expect("all can move");
        assert!(is_plain(&part));
        let parties: Vec<&[usize]> = part.meetings.iter().map(|m| &*m.parties).collect();
        assert_eq!(parties, [&[0, 1][..], &[4, 2], &[0, 3]]);
    }

    #[test]
    fn the_way_to_another_hall_is_kept_open() {
        let mut model = model();
        model.segments = vec![0, 3];
        model.rests = vec![SlotSet::EMPTY; 6];
        model.rests[2] = SlotSet::one(3);
        let part = plain_part(&model, &[2, 4, 5]).expect("all can move");
        assert!(is_plain(&part));
        // party 0 is busy in slot 2 and so keeps off slot 3; parties 2 and 3 keep off slot 2
        let allowed: Vec<SlotSet> = part.meetings.iter().map(|m| m.allowed).collect();
        let most = SlotSet::range(0..6).without(3);
        assert_eq!(allowed, [most, most.without(2), most.without(2)]);
    }

    #[test]
    fn where_most_would_stand_still_there_is_no_plain_part() {
        let mut long = model();
        long.meetings.iter_mut().for_each(|meeting| meeting.lasts = vec![2]);
        assert_eq!(plain_part(&long, &[0, 2, 4]), None);
        let mut paused = model();
        paused.rests = (0..6).map(|slot| SlotSet::one(slot + 1)).collect();
        assert_eq!(plain_part(&paused, &[0, 2, 4]), None);
    }
}

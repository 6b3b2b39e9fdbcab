//! Tiny fairs in the middle of the day: what is over, and what has nowhere left to stay.

use super::kept_worlds::kept;
use super::{away, errors, fair, made, session};
use crate::domain::{Clock, Goal, Meeting, Plan};
use crate::text::messages::Lang;

/// Moves a meeting to a slot of 20 minutes by hand.
fn put(meeting: &mut Meeting, slot: usize, start: &str) {
    meeting.slot = slot;
    meeting.start = Clock::parse(start).unwrap();
    meeting.end = meeting.start.plus(20);
}

fn figures(plan: &Plan) -> (usize, u64) {
    (plan.objective.moved, plan.objective.lower_bound.moved)
}

#[test]
fn who_was_in_two_places_was_there_all_the_same() {
    let mut fair = fair(&[(0, 0), (0, 2)], vec![session("09:00", "10:00", 1)]);
    let mut before = made(&fair, None).plan;
    before.meetings.iter_mut().for_each(|meeting| {
        put(meeting, 1, "09:00");
        meeting.table = Some(1);
    });
    before.meetings.sort_by(|a, b| a.id.cmp(&b.id));
    let found: Vec<_> = errors(&fair, &before).iter().map(|p| p.code).collect();
    assert_eq!(found, ["in_two_places", "table_twice"]);
    let after = kept(&fair, &before, Some("09:20")).plan;
    assert_eq!(after.meetings, before.meetings);
    assert_eq!((after.unscheduled.len(), figures(&after)), (0, (0, 0)));
    assert_eq!(errors(&fair, &after), []);
    // what is said of them does not depend on whether there are still such slots
    fair.settings.sessions[0] = session("09:40", "10:00", 1);
    let after = kept(&fair, &before, Some("09:20")).plan;
    assert_eq!(after.meetings, before.meetings);
    assert_eq!(errors(&fair, &after), []);
}

#[test]
fn changes_of_table_are_those_of_whoever_was_in_two_places() {
    let pairs = [(0, 0), (1, 0), (2, 0)];
    let mut fair = fair(&pairs, vec![session("09:00", "10:00", 2)]);
    let mut before = made(&fair, None).plan;
    for (number, meeting) in before.meetings.iter_mut().enumerate() {
        let (slot, start) = if number < 2 { (1, "09:00") } else { (2, "09:20") };
        put(meeting, slot, start);
        meeting.table = Some(1 + number % 2);
    }
    for objective in [Goal::Idle, Goal::Breaks] {
        fair.settings.plan.objective = objective;
        let after = kept(&fair, &before, Some("09:40")).plan;
        assert_eq!(after.meetings, before.meetings);
        assert_eq!(after.objective.table_moves, Some(1));
        assert_eq!(errors(&fair, &after), []);
    }
}

#[test]
fn idle_slots_are_those_of_whoever_was_in_two_places() {
    let mut fair = fair(&[(0, 0), (0, 2)], vec![session("09:00", "10:20", 2)]);
    for need in ["N0", "N1"] {
        fair.settings.plan.slots.insert(need.into(), 2);
    }
    let mut before = made(&fair, None).plan;
    for (meeting, start) in before.meetings.iter_mut().zip(["09:00", "09:20"]) {
        put(meeting, 1 + usize::from(start == "09:20"), start);
        meeting.end = meeting.start.plus(40);
    }
    let after = kept(&fair, &before, Some("09:40")).plan;
    assert_eq!(after.meetings, before.meetings);
    assert_eq!((after.objective.idle, after.objective.lower_bound.idle), (0, 0));
    assert_eq!(errors(&fair, &after), []);
}

#[test]
fn a_meeting_that_lasts_longer_now_may_not_fit_where_it_stood() {
    let mut fair = fair(&[(0, 0)], vec![session("09:00", "09:40", 1)]);
    let mut before = made(&fair, None).plan;
    put(&mut before.meetings[0], 2, "09:20");
    fair.settings.plan.slots.insert("N0".into(), 2);
    let after = kept(&fair, &before, None).plan;
    assert_eq!((after.meetings[0].slot, figures(&after)), (1, (1, 1)));
    assert_eq!(errors(&fair, &after), []);
}

#[test]
fn whose_slot_is_gone_has_to_move_and_counts() {
    let mut fair = fair(&[(0, 0), (1, 2)], vec![session("09:00", "10:00", 2)]);
    let mut before = made(&fair, None).plan;
    put(&mut before.meetings[1], 3, "09:40");
    fair.settings.sessions[0] = session("09:00", "09:40", 2);
    before.meetings[1].locked = true;
    let after = kept(&fair, &before, None);
    assert_eq!((after.plan.meetings.len(), figures(&after.plan)), (2, (1, 1)));
    assert_eq!(errors(&fair, &after.plan), []);
    let [told] = after.problems.as_slice() else { panic!("{:?}", after.problems) };
    let words = told.say(Lang::En).message;
    let wanted =
        "is locked at 2026-10-16 09:40, which is no longer a time of the fair; it is on";
    assert!(words.contains(wanted), "{words}");
}

#[test]
fn who_met_without_a_table_has_met_all_the_same() {
    // two at tables and one without, in a session that has no tables any more
    let pairs = [(0, 0), (1, 2), (2, 4)];
    let mut fair = fair(&pairs, vec![session("09:00", "10:00", 3)]);
    let mut before = made(&fair, None).plan;
    for (number, meeting) in before.meetings.iter_mut().enumerate() {
        put(meeting, 1, "09:00");
        meeting.table = (number > 0).then_some(number);
    }
    before.meetings.sort_by_key(|meeting| meeting.table);
    fair.settings.sessions[0].tables = 0;
    let after = kept(&fair, &before, Some("09:20")).plan;
    assert_eq!(after.meetings, before.meetings);
    assert_eq!((after.unscheduled.len(), figures(&after)), (0, (0, 0)));
}

#[test]
fn a_long_meeting_that_goes_on_gives_nobody_the_table_that_is_gone() {
    // N0 sits at table 2 until 10:00; of N1 and N2, who meet then, one sits at table 1
    let pairs = [(0, 0), (1, 2), (2, 4)];
    let mut fair = fair(&pairs, vec![session("09:00", "10:00", 2)]);
    fair.settings.plan.slots.insert("N0".into(), 3);
    let mut before = made(&fair, None).plan;
    for meeting in &mut before.meetings {
        let (slot, start, table) = match meeting.need.as_str() {
            "N0" => (1, "09:00", 2),
            "N1" => (2, "09:20", 1),
            _ => (3, "09:40", 1),
        };
        put(meeting, slot, start);
        meeting.table = Some(table);
    }
    let long = before.meetings.iter_mut().find(|meeting| meeting.need == "N0");
    long.unwrap().end = Clock::parse("10:00").unwrap();
    assert_eq!(errors(&fair, &before), []);
    fair.settings.sessions[0].tables = 1;
    // N1 can come with N2 only
    fair.availability = ["U1", "U2"].map(|who| away(who, "09:20", "09:40")).into();
    let after = kept(&fair, &before, Some("09:20")).plan;
    assert_eq!(errors(&fair, &after), []);
    assert_eq!((after.meetings.len(), after.unscheduled.len()), (2, 1));
}

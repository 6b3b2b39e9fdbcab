//! Tiny fairs whose plan is kept through a change, with exact expectations.

use super::super::{Keep, Made, Method, Request, Scores, plan};
use super::{away, day, errors, fair, made, session};
use crate::domain::{Clock, Fair, Meeting, Plan, SessionMode, Side, Stage, Verdict};
use crate::planning::schedule::{Options, Unwatched};
use crate::text::messages::Lang;

pub(super) fn kept(fair: &Fair, plan: &Plan, from: Option<&str>) -> Made {
    let at = |time| day().and_time(Clock::parse(time).unwrap().time());
    made(fair, Some(Keep { plan, from: from.map(at) }))
}

fn of<'a>(plan: &'a Plan, need: &str) -> Option<&'a Meeting> {
    plan.meetings.iter().find(|meeting| meeting.need == need)
}

/// Three institutions at three tables in one slot, the third one's meeting locked there.
fn three_tables() -> (Fair, Plan) {
    let fair = fair(&[(0, 0), (1, 2), (2, 4)], vec![session("09:00", "09:40", 3)]);
    let mut plan = made(&fair, None).plan;
    for (number, meeting) in plan.meetings.iter_mut().enumerate() {
        (meeting.slot, meeting.table) = (1, Some(number + 1));
        meeting.start = Clock::parse("09:00").unwrap();
        meeting.end = Clock::parse("09:20").unwrap();
    }
    plan.meetings[2].locked = true;
    (fair, plan)
}

#[test]
fn a_locked_meeting_whose_table_is_closed_is_told_of() {
    let (mut fair, before) = three_tables();
    fair.settings.sessions[0].tables = 2;
    let after = kept(&fair, &before, None);
    assert_eq!(errors(&fair, &after.plan), []);
    let locked = of(&after.plan, &before.meetings[2].need).expect("it is held");
    assert_eq!((locked.slot, locked.locked), (1, true));
    assert!(locked.table.is_some_and(|table| table < 3), "{:?}", locked.table);
    let said = after.problems.iter().find(|p| p.code == "locked_reseated").unwrap();
    let words = said.say(Lang::En).message;
    assert!(words.contains("is locked at table 3, which is gone"), "{words}");
    assert_eq!((after.plan.objective.moved, after.plan.objective.reseated), (1, Some(1)));
}

#[test]
fn no_method_gives_up_a_locked_meeting_for_a_pinned_pair() {
    let mut fair = fair(&[(0, 0)], vec![session("09:00", "09:40", 2)]);
    fair.settings.limits.need = [0, 1];
    let mut before = made(&fair, None).plan;
    before.meetings[0].locked = true;
    let mut pinned = fair.decisions[0].clone();
    (pinned.offering, pinned.decision) = ("S2".into(), Some(Verdict::Pin));
    fair.decisions.push(pinned);
    let scores = Scores::from([(("N0".into(), "S2".into()), 900)]);
    for method in [Method::Flow, Method::WorstFirst, Method::Stable] {
        let request = Request {
            method,
            fill: false,
            scores: &scores,
            keep: Some(Keep { plan: &before, from: None }),
            options: Options { seed: 1, iterations: Some(10_000) },
            lang: Lang::En,
        };
        let after = plan(&fair, &request, &mut Unwatched).unwrap().plan;
        assert_eq!(after.meetings, before.meetings, "{method:?}");
    }
}

#[test]
fn several_locked_meetings_of_one_host_keep_their_several_tables() {
    // U0 sits at two tables, both locked; U1 has come to the first in between
    let mut fair = fair(&[(0, 0), (1, 1), (2, 2)], vec![session("09:00", "10:00", 2)]);
    let mut before = made(&fair, None).plan;
    before.meetings.sort_by(|a, b| a.need.cmp(&b.need));
    for (meeting, (slot, table, time)) in before.meetings.iter_mut().zip([
        (1, 1, "09:00"),
        (2, 2, "09:20"),
        (2, 1, "09:20"),
    ]) {
        (meeting.slot, meeting.table) = (slot, Some(table));
        meeting.start = Clock::parse(time).unwrap();
        meeting.end = meeting.start.plus(20);
        meeting.locked = true;
    }
    let wanted: Vec<_> = before.meetings.iter().map(|m| (m.slot, m.table)).collect();
    for side in [Side::Institution, Side::Enterprise, Side::None] {
        fair.settings.plan.fixed_side = side;
        let mut after = kept(&fair, &before, None).plan.meetings;
        after.sort_by(|a, b| a.need.cmp(&b.need));
        let found: Vec<_> = after.iter().map(|m| (m.slot, m.table)).collect();
        assert_eq!(found, wanted, "{side:?}");
    }
}

#[test]
fn whoever_moves_to_the_slot_of_a_locked_meeting_leaves_it_its_table() {
    let hours = vec![session("09:00", "09:20", 1), session("10:00", "10:20", 2)];
    let mut fair = fair(&[(0, 0), (1, 2)], hours);
    fair.settings.plan.fixed_side = Side::None;
    let mut before = made(&fair, None).plan;
    before.meetings.sort_by(|a, b| a.need.cmp(&b.need));
    for (meeting, (slot, time)) in
        before.meetings.iter_mut().zip([(1, "09:00"), (2, "10:00")])
    {
        (meeting.slot, meeting.table) = (slot, Some(1));
        meeting.start = Clock::parse(time).unwrap();
        meeting.end = meeting.start.plus(20);
    }
    before.meetings[1].locked = true;
    fair.settings.sessions[0].tables = 0;
    let after = kept(&fair, &before, None).plan;
    assert_eq!(of(&after, "N1"), Some(&before.meetings[1]));
    assert_eq!(of(&after, "N0").unwrap().table, Some(2));
}

#[test]
fn a_locked_meeting_that_has_become_impossible_is_said_to_be() {
    let (mut fair, before) = three_tables();
    let locked = &before.meetings[2];
    fair.availability = vec![away(&locked.enterprise, "09:00", "09:20")];
    let after = kept(&fair, &before, None);
    assert_eq!(errors(&fair, &after.plan), []);
    assert_eq!(of(&after.plan, &locked.need), None);
    let why = &after.plan.unscheduled[0].reason;
    assert!(why.ends_with("can no longer meet where their meeting is locked"), "{why}");
}

#[test]
fn what_is_over_stays_whatever_is_said_since() {
    let (mut fair, mut before) = three_tables();
    before.meetings.iter_mut().for_each(|meeting| meeting.locked = false);
    // one is ruled out, one ends, one was not there, and two of the tables are taken away
    let needs: Vec<String> = before.meetings.iter().map(|m| m.need.clone()).collect();
    let first = fair.decisions.iter_mut().find(|d| d.need == needs[0]).unwrap();
    first.decision = Some(Verdict::Reject);
    fair.needs.iter_mut().find(|need| need.id == needs[1]).unwrap().stage = Stage::Ended;
    fair.availability = vec![away(&before.meetings[2].enterprise, "09:00", "09:40")];
    fair.settings.sessions[0].tables = 1;
    let after = kept(&fair, &before, Some("09:20"));
    assert_eq!(after.plan.meetings, before.meetings);
    assert_eq!(after.over.len(), 3);
    assert_eq!(after.plan.unscheduled, []);
    // and nothing of that holds before it has begun
    let after = kept(&fair, &before, Some("09:00"));
    assert_eq!(after.plan.meetings, []);
}

#[test]
fn no_limit_order_or_pause_undoes_what_is_over() {
    // U0 meets three enterprises one after the other; the last meeting is still to come
    let mut fair = fair(&[(0, 0), (1, 1), (2, 0)], vec![session("09:00", "11:00", 1)]);
    let before = made(&fair, None).plan;
    let needs: Vec<String> = before.meetings.iter().map(|m| m.need.clone()).collect();
    let from = Some(before.meetings[2].starts_at());
    let keep = Some(Keep { plan: &before, from });
    fair.settings.limits.institution = [0, 1];
    fair.settings.plan.before = vec![(needs[1].clone(), needs[0].clone())];
    fair.settings.plan.min_pause_minutes = 20;
    let after = made(&fair, keep);
    assert_eq!(after.plan.meetings, before.meetings[..2]);
    assert_eq!(after.plan.unscheduled[0].need, needs[2]);
    assert_eq!(errors(&fair, &after.plan), []);
    fair.settings.limits.institution = [0, 3];
    let after = made(&fair, keep).plan;
    assert_eq!(after.meetings[..2], before.meetings[..2]);
    let pause = after.meetings[2].starts_at() - before.meetings[1].starts_at();
    assert!(pause.num_minutes() >= 40, "{pause}");
}

#[test]
fn what_took_place_in_a_session_that_is_gone_stays_and_counts() {
    let hours = vec![session("09:00", "09:40", 1), session("14:00", "15:00", 1)];
    let mut fair = fair(&[(0, 0), (1, 1), (2, 0)], hours);
    let before = made(&fair, None).plan;
    let (met, ahead) = before.meetings.split_at(2);
    assert!(ahead[0].start >= Clock::parse("14:00").unwrap());
    fair.settings.sessions.remove(0);
    let after = kept(&fair, &before, Some("12:00"));
    assert_eq!(after.plan.meetings[..2], *met);
    assert_eq!(after.plan.meetings[2].start, ahead[0].start);
    assert_eq!(after.plan.objective.meetings, 3);
    assert_eq!(errors(&fair, &after.plan), []);
    assert_eq!(after.over.len(), 2);
    // they count towards the limits
    fair.settings.limits.institution = [0, 2];
    let after = kept(&fair, &before, Some("12:00")).plan;
    assert_eq!((after.meetings.as_slice(), errors(&fair, &after)), (met, vec![]));
    assert_eq!(after.unscheduled[0].code, "capacity_exceeded");
}

#[test]
fn who_should_have_met_before_somebody_who_has_is_too_late() {
    let hours = vec![session("09:00", "09:20", 1), session("14:00", "15:00", 1)];
    let mut fair = fair(&[(0, 0), (1, 2)], hours);
    let before = made(&fair, None).plan;
    let [first, second] = [0, 1].map(|index: usize| before.meetings[index].need.clone());
    fair.settings.sessions.remove(0);
    fair.settings.plan.before = vec![(second.clone(), first)];
    let after = kept(&fair, &before, Some("12:00")).plan;
    assert_eq!(
        (after.meetings.as_slice(), errors(&fair, &after)),
        (&before.meetings[..1], vec![])
    );
    assert_eq!(after.unscheduled[0].need, second);
    assert!(after.unscheduled[0].reason.contains("was to meet before"));
}

#[test]
fn nobody_begins_while_something_that_is_gone_goes_on() {
    let mut fair = fair(&[(0, 0), (0, 2)], vec![session("09:00", "09:40", 1)]);
    let before = made(&fair, None).plan;
    fair.settings.sessions = vec![session("09:10", "09:50", 1)];
    let after = kept(&fair, &before, Some("09:05")).plan;
    assert_eq!(after.meetings[0], before.meetings[0]);
    let starts: Vec<String> =
        after.meetings.iter().map(|m| m.start.to_string()).collect();
    assert_eq!(
        (starts, errors(&fair, &after)),
        (vec!["09:00".into(), "09:30".into()], vec![])
    );
    // nor before a pause from it
    fair.settings.plan.min_pause_minutes = 15;
    let after = kept(&fair, &before, Some("09:05")).plan;
    assert_eq!(after.meetings, before.meetings[..1]);
    let why = &after.unscheduled[0].reason;
    assert!(
        why.ends_with(
            "too soon after meetings held at times that are no longer the fair's"
        ),
        "{why}"
    );
}

#[test]
fn a_long_meeting_that_is_over_has_its_table_as_long_as_it_lasts() {
    let mut fair = fair(&[(0, 0), (1, 2)], vec![session("09:00", "09:40", 2)]);
    for need in ["N0", "N1"] {
        fair.settings.plan.slots.insert(need.into(), 2);
    }
    let before = made(&fair, None).plan;
    fair.settings.sessions[0].tables = 1;
    let after = kept(&fair, &before, Some("09:20"));
    assert_eq!(after.plan.meetings, before.meetings);
}

#[test]
fn online_there_is_no_table_when_a_plan_is_kept() {
    let mut sessions = vec![session("09:00", "09:20", 1), session("10:00", "10:20", 0)];
    sessions[1].mode = SessionMode::Online;
    let fair = fair(&[(0, 0), (0, 2), (1, 2)], sessions);
    let mut before = made(&fair, None).plan;
    before.meetings.retain(|meeting| meeting.slot == 1);
    before.meetings[0].table = Some(1);
    let after = kept(&fair, &before, None);
    assert_eq!(errors(&fair, &after.plan), []);
    assert_eq!(after.plan.meetings.len(), 3);
}

#[test]
fn whoever_rules_an_institution_out_meets_nobody_of_it() {
    let mut fair = fair(&[(0, 0)], vec![session("09:00", "10:00", 2)]);
    fair.decisions[0].decision = None;
    let mut before = made(&fair, None).plan;
    let meet = |offering: &str| Meeting {
        id: super::super::meeting_id("N0", offering),
        need: "N0".into(),
        offering: Some(offering.into()),
        enterprise: "E0".into(),
        institution: "U0".into(),
        date: day(),
        start: Clock::parse("09:00").unwrap(),
        end: Clock::parse("09:20").unwrap(),
        slot: 1,
        table: Some(1),
        locked: false,
    };
    before.meetings = vec![meet("S0")];
    assert_eq!(kept(&fair, &before, None).plan.meetings, before.meetings);
    fair.decisions[0].offering = "U0".into();
    fair.decisions[0].decision = Some(Verdict::Reject);
    assert_eq!(errors(&fair, &before)[0].code, "rejected_pair");
    assert_eq!(kept(&fair, &before, None).plan.meetings, []);
    // who wants one of its offerings by name has it
    let mut word = fair.decisions[0].clone();
    (word.offering, word.decision) = ("S0".into(), Some(Verdict::Accept));
    fair.decisions.push(word);
    assert_eq!(kept(&fair, &before, None).plan.meetings, before.meetings);
    assert_eq!(errors(&fair, &before), []);
}

//! Tiny fairs, one for each thing a fair may ask of its timetable, with exact expectations.

use super::{away, day, errors, fair, made, session};
use crate::domain::{Clock, Event, Fair, Meeting, Plan, Session, SessionMode};
use crate::domain::{Signatory, Signing};

/// The legal plan of a fair, which holds all its meetings.
fn whole(fair: &Fair) -> Plan {
    let plan = made(fair, None).plan;
    assert_eq!(errors(fair, &plan), []);
    assert_eq!(plan.meetings.len(), fair.decisions.len(), "{:?}", plan.unscheduled);
    plan
}

fn of<'a>(plan: &'a Plan, need: &str) -> &'a Meeting {
    plan.meetings.iter().find(|meeting| meeting.need == need).expect("it meets")
}

/// Times of a need's meetings, in order.
fn times(plan: &Plan, need: &str) -> Vec<String> {
    let own = plan.meetings.iter().filter(|meeting| meeting.need == need);
    let mut times: Vec<String> =
        own.map(|m| format!("{} {}-{}", m.date.format("%d"), m.start, m.end)).collect();
    times.sort();
    times
}

fn sessions(text: &str) -> Vec<Session> {
    #[derive(serde::Deserialize)]
    struct All {
        session: Vec<Session>,
    }
    toml::from_str::<All>(text).unwrap().session
}

/// Twenty minutes on one day, thirty on the next, with tea in between.
const TWO_DAYS: &str = r#"
[[session]]
date = 2026-10-16
start = "09:00"
end = "09:50"
slot_minutes = 20
tables = 1
breaks = [["09:20", "09:30"]]
[[session]]
date = 2026-10-17
start = "14:00"
end = "15:00"
slot_minutes = 30
tables = 1
"#;

#[test]
fn days_breaks_and_lengths_of_slots_are_those_of_the_session() {
    let mut fair = fair(&[(0, 0), (0, 2), (0, 4), (0, 6)], sessions(TWO_DAYS));
    fair.settings.limits.need = [0, 4];
    let plan = whole(&fair);
    let wanted = ["16 09:00-09:20", "16 09:30-09:50", "17 14:00-14:30", "17 14:30-15:00"];
    assert_eq!(times(&plan, "N0"), wanted);
    assert_eq!(plan.objective.idle, 0, "neither tea nor night is idle");
}

#[test]
fn a_long_meeting_does_not_run_through_tea() {
    let mut fair = fair(&[(0, 0), (1, 2)], sessions(TWO_DAYS));
    fair.settings.plan.slots.insert("N0".into(), 2);
    let plan = whole(&fair);
    assert_eq!(times(&plan, "N0"), ["17 14:00-15:00"]);
    assert_eq!(of(&plan, "N1").date, day());
}

#[test]
fn a_person_who_is_away_keeps_his_offering_from_meeting_and_no_other() {
    let mut fair = fair(&[(0, 0), (1, 0)], vec![session("09:00", "09:40", 2)]);
    fair.availability = vec![away("U0", "09:00", "09:20")];
    fair.availability[0].person = Some("李".into());
    fair.offerings[1].lead = Some("王".into());
    fair.decisions[0].offering = "S1".into();
    let plan = whole(&fair);
    assert_eq!(times(&plan, "N0"), ["16 09:00-09:20"]);
    assert_eq!(times(&plan, "N1"), ["16 09:20-09:40"]);
}

#[test]
fn delegates_meet_side_by_side_and_an_expert_does_not() {
    let mut fair = fair(&[(0, 0), (0, 2)], vec![session("09:00", "09:20", 2)]);
    fair.settings.plan.delegations.insert("E0".into(), 2);
    assert_eq!(whole(&fair).meetings.len(), 2);
    // two delegates of U0, and one expert who leads both its offerings
    fair.settings.plan.delegations = [("U0".into(), 2)].into();
    fair.decisions[1].need = "N1".into();
    fair.decisions[1].offering = "S1".into();
    let made = made(&fair, None);
    assert_eq!(errors(&fair, &made.plan), []);
    assert_eq!(made.plan.unscheduled.len(), 1);
    assert!(made.plan.unscheduled[0].reason.starts_with("李 has 2 meetings for 1 slot"));
}

#[test]
fn online_there_are_no_tables_and_no_limit() {
    let mut online = session("09:00", "09:20", 0);
    online.mode = SessionMode::Online;
    let plan = whole(&fair(&[(0, 0), (1, 2), (2, 4)], vec![online]));
    assert!(plan.meetings.iter().all(|meeting| meeting.table.is_none()));
}

#[test]
fn wishes_for_a_half_of_the_day_hold() {
    let day = vec![session("09:00", "09:40", 3), session("14:00", "14:40", 3)];
    let mut fair = fair(&[(0, 0), (1, 0)], day);
    fair.settings.plan.wishes.insert("E0".into(), "afternoon".into());
    fair.settings.plan.wishes.insert("N1".into(), "morning".into());
    let plan = whole(&fair);
    assert!(of(&plan, "N0").start >= Clock::parse("14:00").unwrap());
    assert!(of(&plan, "N1").start < Clock::parse("12:00").unwrap());
}

#[test]
fn what_comes_before_has_ended_before() {
    let mut fair = fair(&[(0, 0), (1, 2), (2, 4)], vec![session("09:00", "10:00", 3)]);
    fair.settings.plan.before =
        vec![("N2".into(), "N1".into()), ("N1".into(), "N0".into())];
    let plan = whole(&fair);
    let starts = ["N2", "N1", "N0"].map(|need| of(&plan, need).start.to_string());
    assert_eq!(starts, ["09:00", "09:20", "09:40"]);
}

#[test]
fn a_pause_lies_between_the_meetings_of_one_day_only_as_far_as_it_must() {
    let mut fair = fair(&[(0, 0), (0, 2)], vec![session("09:00", "10:00", 3)]);
    fair.settings.plan.min_pause_minutes = 15;
    let wanted = ["16 09:00-09:20", "16 09:40-10:00"];
    assert_eq!(times(&whole(&fair), "N0"), wanted);
}

#[test]
fn the_way_between_halls_takes_its_time() {
    let mut halls = vec![session("09:00", "09:20", 1), session("09:20", "10:00", 1)];
    halls[0].hall = Some("A".into());
    halls[1].hall = Some("B".into());
    let mut fair = fair(&[(0, 0), (0, 2)], halls);
    fair.settings.plan.travel_minutes = 10;
    let wanted = ["16 09:00-09:20", "16 09:40-10:00"];
    assert_eq!(times(&whole(&fair), "N0"), wanted);
}

#[test]
fn only_who_comes_from_another_hall_has_to_hurry() {
    // E1 and U1 have no meeting in the first hall, so that they need not wait
    let mut halls = vec![session("09:00", "09:20", 2), session("09:20", "09:40", 2)];
    halls[0].hall = Some("A".into());
    halls[1].hall = Some("B".into());
    let mut fair = fair(&[(0, 0), (1, 2)], halls);
    fair.settings.plan.travel_minutes = 10;
    fair.availability = vec![away("E1", "09:00", "09:20")];
    let plan = whole(&fair);
    assert_eq!(times(&plan, "N1"), ["16 09:20-09:40"]);
    fair.settings.plan.min_pause_minutes = 15;
    assert_eq!(times(&whole(&fair), "N1"), ["16 09:20-09:40"]);
}

#[test]
fn who_stays_in_his_hall_need_not_wait_for_the_way_to_another() {
    // the way takes longer than a slot: after the first one it would close the first of hall B,
    // but not the second of hall A
    let mut halls = vec![session("09:00", "09:40", 1), session("09:40", "10:40", 1)];
    halls[0].hall = Some("A".into());
    halls[1].hall = Some("B".into());
    let mut fair = fair(&[(0, 0), (0, 2), (0, 4)], halls);
    fair.settings.plan.travel_minutes = 25;
    fair.availability = vec![away("E0", "09:40", "10:20")];
    let wanted = ["16 09:00-09:20", "16 09:20-09:40", "16 10:20-10:40"];
    assert_eq!(times(&whole(&fair), "N0"), wanted);
}

#[test]
fn tea_is_a_pause() {
    let mut fair = fair(&[(0, 0), (0, 2)], sessions(TWO_DAYS));
    fair.settings.sessions.truncate(1);
    fair.settings.plan.min_pause_minutes = 10;
    let wanted = ["16 09:00-09:20", "16 09:30-09:50"];
    assert_eq!(times(&whole(&fair), "N0"), wanted);
}

#[test]
fn nobody_meets_during_an_event_or_a_signing_he_takes_part_in() {
    let mut fair = fair(&[(0, 0), (1, 2)], vec![session("09:00", "09:40", 2)]);
    fair.events = vec![Event {
        date: Some(day()),
        start: Clock::parse("09:00"),
        end: Clock::parse("09:20"),
        participants: vec!["E0".into()],
        ..Event::default()
    }];
    fair.settings.signing.date = Some(day());
    fair.settings.signing.start = Clock::parse("09:20").unwrap();
    fair.signings = vec![Signing {
        id: "P1".into(),
        title: "plant".into(),
        parties: vec!["E1".into()],
        signatories: vec![Signatory { name: "赵".into(), ..Signatory::default() }],
        on_stage: true,
        ..Signing::default()
    }];
    let plan = whole(&fair);
    assert_eq!(times(&plan, "N0"), ["16 09:20-09:40"]);
    assert_eq!(times(&plan, "N1"), ["16 09:00-09:20"]);
}

#[test]
fn some_bodies_keep_their_tables_where_not_all_can() {
    // U0 sends two delegations, which need two of the two tables at once
    let pairs = [(2, 0), (3, 0), (0, 2), (1, 2), (0, 4), (1, 4)];
    let mut fair = fair(&pairs, vec![session("09:00", "10:20", 2)]);
    fair.settings.plan.fixed_side = crate::domain::Side::Institution;
    fair.settings.plan.weights.table_moves = 5;
    fair.settings.plan.delegations.insert("U0".into(), 2);
    for offering in &mut fair.offerings {
        offering.lead = None;
    }
    let plan = whole(&fair);
    for body in ["U1", "U2"] {
        let own = plan.meetings.iter().filter(|meeting| meeting.institution == body);
        let tables: std::collections::BTreeSet<_> = own.map(|m| m.table).collect();
        assert_eq!(tables.len(), 1, "{body}");
    }
}

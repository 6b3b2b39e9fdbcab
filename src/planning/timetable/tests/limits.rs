//! Tiny fairs with a limit that cannot be kept, or nearly, with exact expectations.

use super::super::{Keep, Method, Request, Scores, plan};
use super::drawn::decide;
use super::{away, day, errors, fair, made, session};
use crate::domain::{Attendance, Fair, Person, PlanStatus, Verdict};
use crate::planning::schedule::{Options, Unwatched};
use crate::planning::verify;
use crate::text::messages::Lang;

#[test]
fn breaks_that_cannot_be_even_are_as_even_as_can_be() {
    // E0 has a pause after each of its four meetings, the others have one meeting each
    let pairs = [(0, 0), (0, 2), (0, 4), (0, 6)];
    let mut fair = fair(&pairs, vec![session("09:00", "11:20", 4)]);
    fair.settings.limits.need = [0, 4];
    fair.settings.plan.min_pause_minutes = 20;
    fair.settings.plan.fairness = Some(1);
    let made = made(&fair, None);
    assert_eq!(made.plan.meetings.len(), 4);
    assert_eq!(made.plan.objective.status, PlanStatus::Feasible);
    let said = made.problems[0].say(Lang::En);
    let words = "There is no plan of these meetings in which the numbers of breaks differ \
                 by at most 1; in this one they differ by 3";
    assert_eq!((made.problems[0].code, said.message.as_str()), ("unfair", words));
    let broken = errors(&fair, &made.plan);
    assert_eq!(broken.len(), 1, "and verify says so, too: {broken:?}");
    fair.settings.plan.fairness = Some(3);
    let made = super::made(&fair, None);
    assert_eq!((made.problems.len(), errors(&fair, &made.plan).len()), (0, 0));
}

#[test]
fn a_difference_that_is_not_proved_to_be_the_least_is_not_said_to_be_needed() {
    let unfair = |case| super::super::fairness::unfair(case, 1, 4).say(Lang::En).hint;
    assert!(unfair("relaxed").contains("a smaller difference may be possible"));
    assert!(unfair("impossible").contains("4 is enough, and with a longer"));
    assert!(unfair("least").starts_with("Set plan.fairness in fair.toml to 4"));
}

/// Code, reason and hint of the only pair left out.
fn only_left_out(fair: &Fair) -> [String; 3] {
    let made = made(fair, None);
    assert_eq!(errors(fair, &made.plan), []);
    assert_eq!(made.plan.unscheduled.len(), 1, "{:?}", made.plan.unscheduled);
    let out = &made.plan.unscheduled[0];
    [&out.code, &out.reason, &out.hint].map(Clone::clone)
}

#[test]
fn who_cannot_meet_for_want_of_slots_or_tables_is_not_said_to_be_away() {
    let mut fair = fair(&[(0, 0)], vec![session("09:00", "10:20", 1)]);
    fair.settings.plan.slots.insert("N0".into(), 5);
    let [code, reason, hint] = only_left_out(&fair);
    assert_eq!(code, "no_common_slot");
    let long =
        "The meeting of E0 and U0 lasts 5 slots; no session has more than 4 in a row";
    assert_eq!(reason, long);
    assert!(hint.starts_with("Shorten it (plan.slots of N0 in fair.toml)"), "{hint}");
    fair.settings.plan.slots.clear();
    fair.settings.sessions[0].tables = 0;
    let bare = "E0 and U0 are both free, at 2026-10-16 09:00 for instance, \
                but that session has no table";
    assert_eq!(only_left_out(&fair)[1], bare);
    fair.availability = vec![away("E0", "09:00", "12:00")];
    assert_eq!(only_left_out(&fair)[1], "E0 can meet in no slot");
}

#[test]
fn who_could_only_have_met_before_is_told_so() {
    let mut fair = fair(&[(0, 0)], vec![session("09:00", "10:00", 1)]);
    let before = made(&fair, None).plan;
    decide(&mut fair, 1, 2, Verdict::Accept);
    let from = Some(day().and_hms_opt(12, 0, 0).unwrap());
    let after = made(&fair, Some(Keep { plan: &before, from })).plan;
    assert_eq!(after.meetings.len(), 1);
    let why = &after.unscheduled[0].reason;
    assert_eq!(why, "E1 and U1 could only meet in slots that are over");
}

#[test]
fn more_tables_than_anybody_needs_cost_nothing() {
    let mut fair = fair(&[(0, 0), (1, 0), (2, 2)], vec![session("09:00", "10:00", 3)]);
    let few = made(&fair, None).plan;
    fair.settings.sessions[0].tables = usize::MAX;
    let many = made(&fair, None).plan;
    assert_eq!(few.meetings, many.meetings);
    // a table that is kept stays
    let mut before = few;
    before.meetings[0].table = Some(700);
    before.meetings[0].locked = true;
    let kept = made(&fair, Some(Keep { plan: &before, from: None })).plan;
    let own = kept.meetings.iter().find(|m| m.id == before.meetings[0].id).unwrap();
    assert_eq!(own.table, Some(700));
}

#[test]
fn of_two_contradicting_settings_neither_is_followed() {
    let mut fair = fair(&[(0, 0)], vec![session("09:00", "10:00", 3)]);
    fair.settings.plan.wishes.insert("N0".into(), "mornings".into());
    let none = Scores::new();
    let request = Request {
        method: Method::Flow,
        fill: false,
        scores: &none,
        keep: None,
        options: Options { seed: 1, iterations: Some(10_000) },
        lang: Lang::En,
    };
    let refused = plan(&fair, &request, &mut Unwatched).unwrap_err();
    assert_eq!((refused.code, refused.case), ("invalid_setting", Some("choice")));
    fair.settings.plan.wishes.clear();
    fair.settings.plan.slots.insert("N99".into(), 2);
    fair.settings.limits.enterprise = [1, 8];
    let remarks = |method| {
        let made = plan(&fair, &Request { method, ..request }, &mut Unwatched).unwrap();
        made.remarks.iter().map(|problem| problem.case).collect::<Vec<_>>()
    };
    assert_eq!(remarks(Method::Flow), [Some("unknown-need")]);
    assert_eq!(remarks(Method::Stable), [Some("unknown-need"), Some("stable")]);
}

#[test]
fn as_many_delegations_are_asked_for_as_are_enough() {
    let pairs: Vec<(usize, usize)> = (0..12).map(|need| (need, 0)).collect();
    let mut fair = fair(&pairs, vec![session("09:00", "10:20", 5)]);
    fair.offerings[0].lead = None;
    let hint = |fair: &Fair| made(fair, None).plan.unscheduled[0].clone();
    let told = hint(&fair);
    assert!(told.reason.starts_with("U0 has 12 meetings for 4 slots: "), "{told:?}");
    let wanted = "Open 8 more slots to U0, send 3 delegations at once (plan.delegations \
                  in fair.toml), or drop 8 of these meetings";
    assert_eq!(told.hint, wanted);
    fair.settings.plan.delegations.insert("U0".into(), 2);
    let told = hint(&fair);
    let reason = "U0 has 12 meetings for 4 slots with 2 delegations: ";
    assert!(told.reason.starts_with(reason), "{told:?}");
    assert!(told.hint.starts_with("Open 2 more slots to U0, send 3 dele"), "{told:?}");
    fair.settings.plan.delegations.insert("U0".into(), 3);
    assert_eq!(made(&fair, None).plan.unscheduled, []);
    // one table: further delegations would sit nowhere
    fair.settings.plan.delegations.clear();
    fair.settings.sessions[0].tables = 1;
    let told = hint(&fair).hint;
    let wanted = "further delegations alone would not do; also in the way: the tables";
    assert!(told.ends_with(wanted), "{told}");
    fair.settings.sessions[0].tables = 5;
    fair.settings.limits.institution = [0, 6];
    let told = hint(&fair).hint;
    assert!(told.ends_with("as far as limits.institution in fair.toml is raised, too"));
}

#[test]
fn an_expert_of_two_institutions_is_bounded_over_both() {
    let mut fair = fair(&[(0, 0), (1, 0), (2, 2)], vec![session("09:00", "10:00", 3)]);
    fair.people =
        vec![Person { id: "R1".into(), name: "李".into(), ..Person::default() }];
    fair.settings.limits.person = [0, 2];
    let made = made(&fair, None);
    assert_eq!(errors(&fair, &made.plan), []);
    assert_eq!(made.plan.meetings.len(), 2);
    let why = &made.plan.unscheduled[0].reason;
    assert_eq!(why, "李 has 3 meetings to hold and may hold 2: N0 S0, N1 S0, N2 S2");
}

#[test]
fn an_expert_of_two_institutions_meets_where_nobody_else_can() {
    // he may meet once: N0 would be glad of somebody else, N1 has nobody but him
    let mut fair = fair(&[(0, 0), (0, 4), (1, 2)], vec![session("09:00", "10:00", 3)]);
    fair.people =
        vec![Person { id: "R1".into(), name: "李".into(), ..Person::default() }];
    fair.offerings[4].lead = None;
    fair.settings.limits.person = [0, 1];
    fair.settings.limits.need = [0, 1];
    let points = [("N0", "S0", 900), ("N0", "S4", 850), ("N1", "S2", 800)];
    let scores = points.map(|(need, offering, n)| ((need.into(), offering.into()), n));
    let scores = Scores::from(scores);
    for method in [Method::Flow, Method::WorstFirst] {
        let options = Options { seed: 1, iterations: Some(10_000) };
        let request = Request {
            method,
            fill: false,
            scores: &scores,
            keep: None,
            options,
            lang: Lang::En,
        };
        let made = plan(&fair, &request, &mut Unwatched).unwrap();
        assert_eq!((errors(&fair, &made.plan), made.chosen_best), (Vec::new(), true));
        assert_eq!(made.plan.meetings.len(), 2, "{method:?}");
        let told = &made.plan.unscheduled[0];
        assert_eq!((told.need.as_str(), told.offering.as_str()), ("N0", "S0"));
        let why = "Need N0 has 2 meetings to hold and may hold 1: N0 S0, N0 S4";
        assert_eq!(told.reason, why);
    }
}

#[test]
fn wishes_for_different_halves_of_the_day_are_named() {
    let hours = vec![session("09:00", "10:00", 1), session("14:00", "15:00", 1)];
    let mut fair = fair(&[(0, 0)], hours);
    let wishes = &mut fair.settings.plan.wishes;
    wishes.insert("E0".into(), "morning".into());
    wishes.insert("U0".into(), "afternoon".into());
    let why = made(&fair, None).plan.unscheduled[0].reason.clone();
    let words = "E0 and U0 could meet, but not in the half of the day that is wished for: \
                 E0 = morning, U0 = afternoon";
    assert_eq!(why, words);
}

#[test]
fn long_meetings_and_pauses_are_counted_in_words() {
    let mut fair = fair(&[(0, 0), (0, 2)], vec![session("09:00", "10:00", 2)]);
    fair.settings.plan.slots.insert("N0".into(), 2);
    let told = made(&fair, None).plan.unscheduled[0].clone();
    assert_eq!(
        told.reason,
        "E0 has 2 meetings of 4 slots in all for 3 slots: N0 S0, N0 S2"
    );
    assert!(told.hint.starts_with("Open 2 more slots in a row to E0,"), "{}", told.hint);
    fair.settings.plan.slots.clear();
    fair.settings.plan.min_pause_minutes = 30;
    let told = made(&fair, None).plan.unscheduled[0].clone();
    assert!(told.reason.starts_with("E0 has 2 meetings that do not fit into 3 slots"));
    fair.settings.plan.min_pause_minutes = 20;
    assert_eq!(made(&fair, None).plan.unscheduled, []);
}

#[test]
fn long_meetings_take_tables_as_long_as_they_last() {
    let mut fair = fair(&[(0, 0), (1, 2), (2, 4)], vec![session("09:00", "10:00", 1)]);
    for need in ["N0", "N1", "N2"] {
        fair.settings.plan.slots.insert(need.into(), 2);
    }
    let made = made(&fair, None);
    assert_eq!(made.plan.meetings.len(), 1);
    let told = &made.plan.unscheduled[0];
    assert!(told.reason.starts_with("3 meetings have too few tables"), "{}", told.reason);
    assert_eq!(told.hint, "1 more table, or drop 2 of these meetings");
}

#[test]
fn only_what_somebody_decided_is_missed() {
    let mut fair = fair(&[(0, 0)], vec![session("09:00", "10:00", 2)]);
    let declined = |number: usize| Person {
        id: format!("R{number}"),
        name: "李".into(),
        organization: Some(format!("U{number}")),
        status: Attendance::Declined,
        ..Person::default()
    };
    fair.people = vec![declined(1)];
    let scores = Scores::from([(("N0".into(), "S2".into()), 900)]);
    let request = Request {
        method: Method::Flow,
        fill: true,
        scores: &scores,
        keep: None,
        options: Options { seed: 1, iterations: Some(10_000) },
        lang: Lang::En,
    };
    let filled = plan(&fair, &request, &mut Unwatched).unwrap();
    assert_eq!((filled.plan.meetings.len(), filled.plan.unscheduled.len()), (1, 0));
    let decision = &mut fair.decisions[0];
    (decision.offering, decision.decision) = ("S2".into(), Some(Verdict::Accept));
    let filled = plan(&fair, &request, &mut Unwatched).unwrap();
    assert_eq!(filled.plan.unscheduled[0].code, "person_declined");
    assert!(verify::problems(&fair, &filled.plan).is_empty());
}

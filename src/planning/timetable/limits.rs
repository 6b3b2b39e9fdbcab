//! Tiny fairs with a limit that cannot be kept, or nearly, with exact expectations.

use super::tests::{errors, fair, made, session};
use super::{Method, Request, Scores, plan};
use crate::domain::{Attendance, Person, PlanStatus, Verdict};
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
    let made = super::tests::made(&fair, None);
    assert_eq!((made.problems.len(), errors(&fair, &made.plan).len()), (0, 0));
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

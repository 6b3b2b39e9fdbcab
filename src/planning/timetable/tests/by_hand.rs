//! Plans of tiny fairs changed by hand, with exact expectations.

use chrono::NaiveDateTime;

use super::super::{Edit, Edited, Keep, Place, edit, meeting_id};
use super::{day, fair, made, session};
use crate::domain::problem::Problem;
use crate::domain::{
    Clock, Fair, Meeting, Organization, OrganizationKind, Plan, SessionMode, Verdict,
};
use crate::text::messages::Lang;

fn at(time: &str) -> NaiveDateTime {
    day().and_time(Clock::parse(time).unwrap().time())
}

fn id(need: usize, offering: usize) -> String {
    meeting_id(&format!("N{need}"), &format!("S{offering}"))
}

/// Two firms and two bodies, a morning of three slots at two tables, and N0 at 09:00, N1 at
/// 09:20.
fn two() -> (Fair, Plan) {
    let fair = fair(&[(0, 0), (1, 2)], vec![session("09:00", "10:00", 2)]);
    let mut plan = made(&fair, None).plan;
    for (id, time) in [(id(0, 0), "09:00"), (id(1, 2), "09:20")] {
        plan = put(&fair, &plan, &id, time, Some(1)).unwrap().plan;
    }
    (fair, plan)
}

fn put(
    fair: &Fair,
    plan: &Plan,
    meeting: &str,
    time: &str,
    table: Option<usize>,
) -> Result<Edited, Problem> {
    edit(fair, plan, &Edit::Move { meeting: meeting.into(), at: at(time), table })
}

fn swap(fair: &Fair, plan: &Plan) -> Result<Edited, Problem> {
    edit(fair, plan, &Edit::Swap(id(0, 0), id(1, 2)))
}

fn add(fair: &Fair, plan: &Plan, partner: &str, place: Place) -> Result<Edited, Problem> {
    edit(fair, plan, &Edit::Add { need: "N0".into(), partner: partner.into(), place })
}

const ANYWHERE: fn() -> Place =
    || Place { at: None, table: None, from: at("00:00"), force: false };

fn of<'a>(plan: &'a Plan, need: &str) -> &'a Meeting {
    plan.meetings.iter().find(|meeting| meeting.need == need).expect("it is planned")
}

fn when(plan: &Plan, need: &str) -> (String, usize, Option<usize>) {
    let meeting = of(plan, need);
    (meeting.start.to_string(), meeting.slot, meeting.table)
}

fn codes(edited: &Edited) -> Vec<&str> {
    edited.broken.iter().map(|problem| problem.code).collect()
}

#[test]
fn slots_are_those_of_today_however_they_were_numbered() {
    let (mut fair, plan) = two();
    // the day begins earlier: 09:00 is the second slot, and what was the second is the third
    fair.settings.sessions = vec![session("08:40", "10:00", 2)];
    let swapped = swap(&fair, &plan).unwrap().plan;
    assert_eq!(when(&swapped, "N0"), ("09:20".into(), 3, Some(1)));
    assert_eq!(when(&swapped, "N1"), ("09:00".into(), 2, Some(1)));
    // fewer slots than the numbers of the plan say
    fair.settings.sessions = vec![session("09:20", "09:40", 2)];
    let moved = put(&fair, &plan, &id(0, 0), "09:20", None).unwrap().plan;
    assert_eq!(when(&moved, "N0"), ("09:20".into(), 1, Some(2)), "beside N1");
    let gone = swap(&fair, &plan).unwrap_err();
    assert_eq!((gone.code, gone.case), ("no_such_slot", Some("gone")));
    assert!(gone.say(Lang::En).message.contains("2026-10-16 09:00"));
    // another day
    fair.settings.sessions = vec![session("09:00", "10:00", 2)];
    fair.settings.sessions[0].date = day().succ_opt().unwrap();
    assert_eq!(swap(&fair, &plan).unwrap_err().case, Some("gone"));
    assert!(add(&fair, &plan, "S4", ANYWHERE()).is_ok());
}

#[test]
fn what_is_locked_is_moved_by_force_only() {
    let (fair, mut plan) = two();
    let own = plan.meetings.iter_mut().find(|meeting| meeting.need == "N0").unwrap();
    own.locked = true;
    let moved = put(&fair, &plan, &id(0, 0), "09:40", None).unwrap();
    assert_eq!(codes(&moved), ["locked_moved"]);
    assert_eq!(codes(&swap(&fair, &plan).unwrap()), ["locked_moved"]);
    let same = put(&fair, &plan, &id(0, 0), "09:00", None).unwrap();
    assert_eq!(codes(&same), [""; 0]);
    let other = put(&fair, &plan, &id(1, 2), "09:40", None).unwrap();
    assert_eq!(codes(&other), [""; 0]);
}

#[test]
fn online_there_is_no_table_to_name() {
    let (mut fair, plan) = two();
    let mut online = session("14:00", "14:20", 0);
    online.mode = SessionMode::Online;
    fair.settings.sessions.push(online);
    let refused = put(&fair, &plan, &id(0, 0), "14:00", Some(2)).unwrap_err();
    assert_eq!(refused.code, "no_such_table");
    let moved = put(&fair, &plan, &id(0, 0), "14:00", None).unwrap();
    assert_eq!(codes(&moved), [""; 0]);
    let swapped = swap(&fair, &moved.plan).unwrap().plan;
    assert_eq!(when(&swapped, "N1"), ("14:00".into(), 4, None));
    assert_eq!(when(&swapped, "N0").2, Some(1));
}

#[test]
fn whoever_is_not_in_the_plan_is_said_so() {
    let (fair, plan) = two();
    let unknown = put(&fair, &plan, "M9", "09:00", None).unwrap_err();
    assert_eq!(unknown.say(Lang::En).message, "The plan has no meeting M9");
}

#[test]
fn a_pair_that_no_slot_suits_hears_why() {
    let (mut fair, plan) = two();
    let why = |fair: &Fair, place| add(fair, &plan, "S4", place).unwrap_err().code;
    let far = Place { table: Some(9), ..ANYWHERE() };
    assert_eq!(why(&fair, far), "no_such_table");
    let late = Place { from: at("10:00"), ..ANYWHERE() };
    assert_eq!(why(&fair, late), "no_common_slot");
    fair.settings.limits.need = [0, 1];
    assert_eq!(why(&fair, ANYWHERE()), "capacity_exceeded");
    // by force it is put where it breaks the least
    let forced = add(&fair, &plan, "S4", Place { force: true, ..ANYWHERE() }).unwrap();
    assert_eq!(codes(&forced), ["capacity_exceeded"]);
    fair.settings.limits.need = [0, 2];
    assert_eq!(when(&add(&fair, &plan, "S4", ANYWHERE()).unwrap().plan, "N0").0, "09:00");
    let mut no = fair.decisions[0].clone();
    (no.offering, no.decision) = ("S4".into(), Some(Verdict::Reject));
    fair.decisions.push(no);
    assert_eq!(why(&fair, ANYWHERE()), "rejected_pair");
    // a meeting of two slots can't begin in the last one, which is not what is wrong
    fair.settings.plan.slots.insert("N0".into(), 2);
    assert_eq!(why(&fair, ANYWHERE()), "rejected_pair");
}

#[test]
fn an_enterprise_claims_no_need() {
    let (mut fair, plan) = two();
    let body = |id: &str, kind| Organization {
        id: id.into(),
        name: format!("{id} name"),
        kind,
        ..Organization::default()
    };
    fair.organizations = vec![
        body("E1", OrganizationKind::Enterprise),
        body("U1", OrganizationKind::Enterprise),
        body("U77", OrganizationKind::Institution),
        body("E77", OrganizationKind::Enterprise),
    ];
    let case = |partner| match add(&fair, &plan, partner, ANYWHERE()) {
        Ok(_) => None,
        Err(problem) => Some((problem.code, problem.case)),
    };
    assert_eq!(case("E0"), Some(("no_claim", Some("own"))));
    assert_eq!(case("E1"), Some(("no_claim", None)));
    assert_eq!(case("E77 name"), Some(("no_claim", None)));
    assert_eq!(case("E2"), Some(("no_claim", None)), "known by its need only");
    assert_eq!(case("U77"), None);
    assert_eq!(case("U1"), None, "a firm that offers something");
    // decided all the same, it is left out, and not verified where it is planned
    let mut own = fair.decisions[0].clone();
    own.offering = "E0".into();
    fair.decisions.push(own);
    let planned = made(&fair, None).plan;
    assert_eq!((planned.meetings.len(), planned.unscheduled.len()), (2, 1));
    assert_eq!(planned.unscheduled[0].code, "no_claim");
    let mut seated = planned;
    let meeting = seated.meetings.iter_mut().find(|m| m.need == "N0").unwrap();
    (meeting.offering, meeting.institution) = (None, "E0".into());
    let found = crate::planning::verify::problems(&fair, &seated);
    assert!(found.iter().any(|p| p.code == "no_claim"), "{found:?}");
}

#[test]
fn a_score_holds_until_a_pair_comes_or_goes() {
    let (fair, plan) = two();
    assert_eq!(plan.objective.score, Some(1.0));
    let moved = put(&fair, &plan, &id(0, 0), "09:40", None).unwrap().plan;
    assert_eq!(moved.objective.score, Some(1.0));
    let more = add(&fair, &plan, "S4", ANYWHERE()).unwrap().plan;
    assert_eq!(more.objective.score, None);
    let fewer = edit(&fair, &moved, &Edit::Cancel(id(0, 0))).unwrap().plan;
    assert_eq!(fewer.objective.score, None);
}

#[test]
fn a_table_of_number_nought_costs_no_plan() {
    let (fair, mut plan) = two();
    plan.meetings[0].table = Some(0);
    for from in [None, Some(at("12:00"))] {
        let kept = made(&fair, Some(Keep { plan: &plan, from })).plan;
        assert_eq!(kept.meetings.len(), 2);
    }
}

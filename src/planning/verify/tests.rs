//! Every rule finds what breaks it: a legal plan, tampered with in one thing.

mod names;

use super::problems;
use crate::domain::problem::Severity;
use crate::domain::{
    Clock, Fair, Goal, InstitutionRef, Organization, OrganizationKind, Plan, PlanStatus,
    Settings, Verdict,
};
use crate::planning::schedule::{Options, Unwatched};
use crate::planning::timetable::{self, Method, Request, Scores};
use crate::text::messages::Lang;

const SETTINGS: &str = r#"
name = "x"
[[session]]
date = 2026-10-16
start = "09:00"
end = "10:20"
slot_minutes = 20
tables = 2
breaks = [["09:40", "10:00"]]
[[session]]
date = 2026-10-16
start = "14:00"
end = "14:40"
slot_minutes = 20
mode = "online"
[limits]
need = [0, 2]
[plan]
wishes = { N0 = "morning", N2 = "afternoon" }
before = [["N0", "N1"]]
min_pause_minutes = 20
"#;

fn read<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap()
}

/// Three needs with an offering each, of two institutions; N2 is met online.
fn fair() -> Fair {
    let mut fair = Fair {
        settings: toml::from_str::<Settings>(SETTINGS).unwrap(),
        ..Fair::default()
    };
    for (need, offering, institution, lead) in
        [(0, 0, 0, "李"), (1, 1, 1, "王"), (2, 2, 1, "赵")]
    {
        fair.needs.push(read(&format!(
            r#"{{"id":"N{need}","title":"n","organization":{{"id":"E{need}","name":"E{need}"}}}}"#
        )));
        fair.offerings.push(read(&format!(
            r#"{{"id":"S{offering}","title":"s","lead":"{lead}","organization":{{"id":"U{institution}","name":"U{institution}"}}}}"#
        )));
        fair.decisions.push(read(&format!(
            r#"{{"id":"D{need}","need":"N{need}","offering":"S{offering}","decision":"accept"}}"#
        )));
    }
    fair
}

fn plan(fair: &Fair) -> Plan {
    let request = Request {
        method: Method::Flow,
        fill: false,
        scores: &Scores::new(),
        keep: None,
        options: Options { seed: 1, iterations: Some(100_000) },
        lang: Lang::En,
    };
    timetable::plan(fair, &request, &mut Unwatched).unwrap().plan
}

/// The codes of what is found once a legal plan of the fair was tampered with.
fn found(tamper: impl FnOnce(&mut Fair, &mut Plan)) -> Vec<&'static str> {
    let mut fair = fair();
    let mut plan = plan(&fair);
    assert_eq!(problems(&fair, &plan), []);
    plan.meetings.sort_by(|a, b| a.need.cmp(&b.need));
    tamper(&mut fair, &mut plan);
    let found = problems(&fair, &plan);
    for problem in &found {
        for lang in [Lang::En, Lang::Zh] {
            let said = problem.say(lang);
            assert!(!said.message.contains('{') && !said.hint.contains('{'), "{said:?}");
        }
    }
    let mut codes: Vec<_> = found.iter().map(|problem| problem.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// Puts the meeting of a number at another's time and, if there, the next table.
fn beside(plan: &mut Plan, one: usize, other: usize) {
    let there = plan.meetings[other].clone();
    let meeting = &mut plan.meetings[one];
    (meeting.start, meeting.end, meeting.slot) = (there.start, there.end, there.slot);
    meeting.table = there.table.map(|table| 3 - table);
}

#[test]
fn whoever_meets_belongs_together() {
    assert_eq!(found(|_, p| p.meetings[0].need = "N9".into()), ["unknown_reference"]);
    let other = found(|_, p| p.meetings[0].offering = Some("S9".into()));
    assert_eq!(other, ["unknown_reference"]);
    let other = found(|_, p| p.meetings[0].enterprise = "E1".into());
    assert!(other.contains(&"unknown_reference"), "{other:?}");
    let twice = found(|_, p| p.meetings.push(p.meetings[0].clone()));
    assert!(twice.contains(&"meeting_twice") && twice.contains(&"in_two_places"));
}

#[test]
fn what_people_said_holds() {
    let says = |word, offering: &'static str| {
        found(move |fair, _| {
            fair.decisions[0].decision = Some(word);
            fair.decisions[0].offering = offering.into();
        })
    };
    assert_eq!(says(Verdict::Reject, "S0"), ["rejected_pair"]);
    assert_eq!(says(Verdict::Reject, "U0"), ["rejected_pair"]);
    assert_eq!(says(Verdict::Pin, "S1"), ["pin_unplanned"]);
    let much = found(|fair, _| fair.settings.limits.institution = [2, 3]);
    assert_eq!(much, ["below_minimum"]);
    // who has no meeting at all has fewer than one
    let none = found(|fair, _| {
        fair.settings.limits.enterprise = [1, 3];
        let mut need = fair.needs[0].clone();
        need.id = "N7".into();
        (need.organization.id, need.organization.name) = (None, "E7".into());
        fair.needs.push(need);
    });
    assert_eq!(none, ["below_minimum"]);
    let much = found(|fair, _| fair.settings.limits.institution = [0, 1]);
    assert_eq!(much, ["capacity_exceeded"]);
}

#[test]
fn slots_longer_than_any_day_are_none() {
    let vast = found(|fair, _| fair.settings.sessions[0].slot_minutes = 65_300);
    assert!(vast.contains(&"off_the_grid"), "{vast:?}");
}

#[test]
fn times_are_those_of_the_fair() {
    let at = |start: &'static str, end: &'static str, slot| {
        found(move |_, p| {
            let meeting = &mut p.meetings[1];
            meeting.start = Clock::parse(start).unwrap();
            meeting.end = Clock::parse(end).unwrap();
            meeting.slot = slot;
        })
    };
    for (start, end, slot) in [
        ("09:10", "09:30", 1),
        ("09:40", "10:00", 3),
        ("10:00", "10:20", 9),
        ("10:00", "10:10", 3),
    ] {
        let codes = at(start, end, slot);
        assert!(codes.contains(&"off_the_grid"), "{start} {codes:?}");
    }
    let before = found(|_, p| beside(p, 0, 1));
    assert!(before.contains(&"wrong_order"), "{before:?}");
    let early = found(|fair, _| {
        fair.settings.plan.wishes.insert("E0".into(), "afternoon".into());
    });
    assert_eq!(early, ["wish_ignored"]);
    let hurried = found(|fair, plan| {
        fair.settings.plan.before.clear();
        plan.meetings[1].institution = "U0".into();
        fair.offerings[1].organization = fair.offerings[0].organization.clone();
        let first = plan.meetings[0].clone();
        let next = &mut plan.meetings[1];
        (next.start, next.end, next.slot) =
            (first.end, first.end.plus(20), first.slot + 1);
    });
    assert!(hurried.contains(&"pause_too_short"), "{hurried:?}");
}

#[test]
fn a_meeting_without_a_table_is_said_to_have_none() {
    let fair = fair();
    let mut plan = plan(&fair);
    let meeting = plan.meetings.iter_mut().find(|meeting| meeting.need == "N0");
    let meeting = meeting.expect("it is planned");
    meeting.table = None;
    let start = meeting.start;
    let said = problems(&fair, &plan)[0].say(Lang::En).message;
    assert_eq!(said, format!("At {start} the meeting has no table"));
}

#[test]
fn places_are_there_and_hold_one_meeting() {
    assert_eq!(found(|_, p| p.meetings[0].table = Some(3)), ["no_such_table"]);
    assert_eq!(found(|_, p| p.meetings[0].table = None), ["no_such_table"]);
    assert_eq!(found(|_, p| p.meetings[2].table = Some(1)), ["no_such_table"]);
    let shared = found(|fair, p| {
        fair.settings.plan.before.clear();
        beside(p, 0, 1);
        p.meetings[0].table = p.meetings[1].table;
    });
    assert!(shared.contains(&"table_twice"), "{shared:?}");
}

#[test]
fn what_has_taken_place_did_whatever_has_changed_since() {
    let changed = |before: &'static str| {
        found(move |fair, plan| {
            fair.settings.sessions[0].tables = 0;
            fair.decisions[1].decision = Some(Verdict::Reject);
            let away = r#"{"organization":"E0","available":false}"#;
            fair.availability = vec![serde_json::from_str(away).unwrap()];
            plan.over_before = Some(before.parse().unwrap());
        })
    };
    let all = ["no_such_table", "rejected_pair", "unavailable"];
    assert_eq!(changed("2026-10-16T09:00:00"), all);
    assert_eq!(changed("2026-10-16T12:00:00"), [""; 0]);
    let broken = found(|_, plan| {
        plan.over_before = "2026-10-17T00:00:00".parse().ok();
        plan.meetings[0].enterprise = "E1".into();
    });
    assert!(broken.contains(&"unknown_reference"), "{broken:?}");
}

#[test]
fn who_met_in_a_session_that_is_gone_has_no_breaks_to_share() {
    let fair = fair();
    let mut plan = plan(&fair);
    let days = |plan: &Plan| {
        let days = super::figures::breaks(&super::Case::new(&fair, plan));
        days.into_keys().collect::<Vec<_>>()
    };
    assert_eq!(days(&plan), ["E0", "E1", "E2", "U0", "U1"]);
    let own = plan.meetings.iter_mut().find(|m| m.enterprise == "E2").unwrap();
    own.date = own.date.pred_opt().unwrap();
    assert_eq!(days(&plan), ["E0", "E1", "U0", "U1"]);
}

#[test]
fn nobody_meets_while_he_is_elsewhere() {
    let away = |row: &'static str| {
        found(move |fair, _| fair.availability = vec![serde_json::from_str(row).unwrap()])
    };
    assert_eq!(away(r#"{"organization":"E0","available":false}"#), ["unavailable"]);
    let person = r#"{"organization":"U0","person":"李","available":false}"#;
    assert_eq!(away(person), ["unavailable"]);
    let namesake = r#"{"organization":"E0","person":"李","available":false}"#;
    assert_eq!(away(namesake), [""; 0]);
    // by name or id, whatever organization he is of
    let alone = |name: &'static str| {
        found(move |fair, _| {
            let person = |id: &str, body: &str| {
                read(&format!(r#"{{"id":"{id}","name":"李","organization":"{body}"}}"#))
            };
            fair.people = vec![person("R1", "U0"), person("R2", "E0")];
            fair.availability =
                vec![read(&format!(r#"{{"person":"{name}","available":false}}"#))];
        })
    };
    assert_eq!(alone("李"), ["unavailable"]);
    assert_eq!(alone("R1"), ["unavailable"]);
    assert_eq!(alone("R2"), [""; 0]);
    let event = r#"{"id":"V1","title":"t","date":"2026-10-16","participants":["李"]}"#;
    let busy = found(|fair, _| fair.events = vec![serde_json::from_str(event).unwrap()]);
    assert_eq!(busy, ["in_event"]);
    let declined = r#"{"id":"R1","name":"李","organization":"U0","status":"declined"}"#;
    let gone =
        found(|fair, _| fair.people = vec![serde_json::from_str(declined).unwrap()]);
    assert_eq!(gone, ["person_declined"]);
    let ended = found(|fair, _| fair.needs[0].stage = crate::domain::Stage::Ended);
    assert_eq!(ended, ["need_ended"]);
    let signs = |party: &'static str| {
        found(move |fair, plan| {
            let signing = format!(
                r#"{{"id":"P1","title":"t","parties":["{party}"],"signatories":[{{"name":"李","title":"","party":0}}],"on_stage":true}}"#
            );
            fair.signings = vec![serde_json::from_str(&signing).unwrap()];
            fair.settings.signing.date = Some(plan.meetings[0].date);
            fair.settings.signing.start = plan.meetings[0].start;
        })
    };
    assert_eq!(signs("U0"), ["in_signing"], "he signs himself");
    assert_eq!(signs("E0"), ["in_signing"], "somebody has to sign for it");
    assert_eq!(signs("E9"), [""; 0], "another of that name");
}

#[test]
fn figures_are_true() {
    let wrong = |tamper: fn(&mut Plan)| found(|_, plan| tamper(plan));
    let idle = wrong(|plan| plan.objective.idle = 7);
    assert_eq!(idle, ["wrong_bound", "wrong_count"], "nor is it the best");
    assert_eq!(wrong(|plan| plan.objective.breaks = 7), ["wrong_count"]);
    assert_eq!(wrong(|plan| plan.objective.meetings = 7), ["wrong_count"]);
    assert_eq!(wrong(|plan| plan.objective.table_moves = Some(7)), ["wrong_count"]);
    assert_eq!(wrong(|plan| plan.objective.lower_bound.idle = 7), ["wrong_bound"]);
    assert_eq!(wrong(|plan| plan.objective.lower_bound.moved = 7), ["wrong_bound"]);
    let status = wrong(|plan| plan.objective.status = PlanStatus::Infeasible);
    assert_eq!(status, ["wrong_bound"]);
    // said to be the best with more idle slots, breaks, than is proved
    let best = |objective, idle, breaks| {
        found(move |fair, plan| {
            fair.settings.plan.objective = objective;
            plan.objective.status = PlanStatus::Optimal;
            (plan.objective.idle, plan.objective.breaks) = (idle, breaks);
        })
    };
    let both = ["wrong_bound", "wrong_count"];
    assert_eq!(best(Goal::Idle, 2, 0), both);
    assert_eq!(best(Goal::Idle, 0, 2), ["wrong_count"]);
    assert_eq!(best(Goal::Breaks, 0, 2), both);
    assert_eq!(best(Goal::Breaks, 2, 0), ["wrong_count"]);
    assert_eq!(best(Goal::Feasible, 2, 2), ["wrong_count"]);
}

#[test]
fn a_pause_that_is_too_short_says_whose() {
    let mut fair = fair();
    let plan = plan(&fair);
    fair.settings.plan.min_pause_minutes = 300;
    fair.needs[1].organization = fair.needs[0].organization.clone();
    let mut plan = plan;
    plan.meetings.iter_mut().for_each(|meeting| {
        if meeting.need == "N1" {
            meeting.enterprise = "E0".into();
        }
    });
    let found = problems(&fair, &plan);
    let pause = found.iter().find(|p| p.code == "pause_too_short").expect("no pause");
    assert_eq!(pause.severity, Severity::Error);
    assert!(pause.say(Lang::En).message.starts_with("E0 has only "));
}

#[test]
fn of_two_delegates_one_has_rested_when_a_meeting_begins() {
    let mut fair = fair();
    let mut plan = plan(&fair);
    plan.meetings.sort_by(|a, b| a.need.cmp(&b.need));
    plan.meetings.truncate(3);
    fair.settings.plan.before.clear();
    fair.settings.plan.delegations.insert("E0".into(), 2);
    fair.settings.plan.min_pause_minutes = 20;
    let mut at = |fair: &Fair, times: [(&str, &str); 3]| {
        for (meeting, (start, end)) in plan.meetings.iter_mut().zip(times) {
            meeting.enterprise = "E0".into();
            meeting.start = Clock::parse(start).unwrap();
            meeting.end = Clock::parse(end).unwrap();
        }
        let said = problems(fair, &plan).into_iter().map(|p| p.say(Lang::En).message);
        said.filter(|said| said.starts_with("E0 has only ")).collect::<Vec<_>>()
    };
    let (one, two, three) = (("09:00", "09:20"), ("09:20", "09:40"), ("09:40", "10:00"));
    assert_eq!(at(&fair, [one, two, three]), [""; 0], "they take turns");
    let hurried = at(&fair, [one, one, two]);
    assert_eq!(hurried.len(), 1);
    assert!(hurried[0].starts_with("E0 has only 0 minutes "), "{hurried:?}");
    assert_eq!(at(&fair, [one, one, three]), [""; 0]);
    // alone, each behind the one before it
    fair.settings.plan.delegations.clear();
    fair.settings.plan.min_pause_minutes = 40;
    let hurried = at(&fair, [one, two, three]);
    assert_eq!(hurried.len(), 2);
    assert!(hurried.iter().all(|said| said.contains(" only 0 minutes ")), "{hurried:?}");
    fair.settings.plan.delegations.insert("E0".into(), 2);
    fair.settings.plan.min_pause_minutes = 20;
    // the way to another hall takes longer than the pause
    let mut halls = vec![fair.settings.sessions[0].clone(); 2];
    (halls[0].hall, halls[1].hall) = (Some("A".into()), Some("B".into()));
    halls[0].end = Clock::parse("09:40").unwrap();
    halls[1].start = Clock::parse("09:40").unwrap();
    fair.settings.sessions = halls;
    fair.settings.plan.travel_minutes = 25;
    let hurried = at(&fair, [one, one, three]);
    assert_eq!(hurried.len(), 1);
    assert!(hurried[0].starts_with("E0 has only 20 minutes "), "{hurried:?}");
    fair.settings.plan.min_pause_minutes = 0;
    assert_eq!(at(&fair, [one, two, three]), [""; 0], "one stays, the other goes ahead");
}

//! Whole small fairs: every plan is one that `verify` accepts, and what is left out could not
//! all have been planned.

mod advice;
mod any_fair;
mod brute;
mod by_hand;
mod drawn;
mod kept_worlds;
mod left_out;
mod limits;
mod over_worlds;
mod worlds;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{Keep, Made, Method, Request, Scores, meeting_id, plan};
use crate::domain::problem::Severity;
use crate::domain::{
    Availability, Clock, Decision, EnterpriseRef, Fair, InstitutionRef, Meeting, Need,
    Offering, Plan, Session, Side, Verdict,
};
use crate::planning::schedule::{Options, Unwatched};
use crate::planning::verify;
use crate::text::messages::Lang;

pub(super) fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 16).unwrap()
}

pub(super) fn session(start: &str, end: &str, tables: usize) -> Session {
    toml::from_str(&format!(
        "date = 2026-10-16\nstart = \"{start}\"\nend = \"{end}\"\nslot_minutes = 20\ntables = {tables}"
    ))
    .unwrap()
}

fn need(enterprise: usize) -> Need {
    Need {
        id: format!("N{enterprise}"),
        organization: EnterpriseRef {
            id: Some(format!("E{enterprise}")),
            name: format!("E{enterprise}"),
            ..EnterpriseRef::default()
        },
        ..Need::default()
    }
}

/// Two offerings of an institution have the same lead.
fn offering(number: usize) -> Offering {
    let institution = format!("U{}", number / 2);
    Offering {
        id: format!("S{number}"),
        lead: Some("李".into()),
        organization: InstitutionRef {
            id: Some(institution.clone()),
            name: institution,
            ..InstitutionRef::default()
        },
        ..Offering::default()
    }
}

fn decided(need: usize, offering: usize, word: Verdict) -> Decision {
    Decision {
        need: format!("N{need}"),
        offering: format!("S{offering}"),
        decision: Some(word),
        ..Decision::default()
    }
}

pub(super) fn fair(pairs: &[(usize, usize)], sessions: Vec<Session>) -> Fair {
    let mut fair = Fair {
        needs: (0..30).map(need).collect(),
        offerings: (0..20).map(offering).collect(),
        ..Fair::default()
    };
    fair.settings.sessions = sessions;
    let accept =
        |&(need, offering): &(usize, usize)| decided(need, offering, Verdict::Accept);
    fair.decisions = pairs.iter().map(accept).collect();
    fair
}

pub(super) fn away(organization: &str, start: &str, end: &str) -> Availability {
    Availability {
        organization: Some(organization.into()),
        date: Some(day()),
        start: Clock::parse(start),
        end: Clock::parse(end),
        available: false,
        ..Availability::default()
    }
}

pub(super) fn made(fair: &Fair, keep: Option<Keep<'_>>) -> Made {
    made_within(fair, keep, Options { seed: 1, iterations: Some(300_000) })
}

pub(super) fn made_within(fair: &Fair, keep: Option<Keep<'_>>, options: Options) -> Made {
    let request = Request {
        method: Method::Flow,
        fill: false,
        scores: &Scores::new(),
        keep,
        options,
        lang: Lang::En,
    };
    plan(fair, &request, &mut Unwatched).expect("there are sessions")
}

pub(super) fn errors(fair: &Fair, plan: &Plan) -> Vec<crate::domain::problem::Problem> {
    let mut problems = verify::problems(fair, plan);
    problems.retain(|problem| {
        problem.severity == Severity::Error && problem.code != "wrong_count"
    });
    problems
}

/// Whether some plan holds all accepted pairs: every slot of every meeting is tried.
fn all_fit(fair: &Fair, starts: &[&str]) -> bool {
    let plan = Plan {
        version: 0,
        meetings: Vec::new(),
        unscheduled: Vec::new(),
        objective: made(fair, None).plan.objective,
        over_before: None,
    };
    place(fair, starts, &plan, 0)
}

fn place(fair: &Fair, starts: &[&str], plan: &Plan, next: usize) -> bool {
    if !errors(fair, plan).is_empty() {
        return false;
    }
    let Some(decision) = fair.decisions.get(next) else { return true };
    let offering = fair.offering(&decision.offering).unwrap();
    starts.iter().enumerate().any(|(slot, start)| {
        let mut longer = plan.clone();
        let here =
            plan.meetings.iter().filter(|meeting| meeting.slot == slot + 1).count();
        let start = Clock::parse(start).unwrap();
        longer.meetings.push(Meeting {
            id: meeting_id(&decision.need, &decision.offering),
            need: decision.need.clone(),
            offering: Some(decision.offering.clone()),
            enterprise: decision.need.replace('N', "E"),
            institution: offering.organization.name.clone(),
            date: day(),
            start,
            end: start.plus(20),
            slot: slot + 1,
            table: Some(here + 1),
            locked: false,
        });
        place(fair, starts, &longer, next + 1)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn a_plan_is_legal_and_leaves_out_only_what_does_not_fit(
        pairs in prop::collection::btree_set((0..3_usize, 0..6_usize), 1..5),
        tables in 1..3_usize,
        absent in prop::collection::vec((0..3_usize, any::<bool>(), 0..3_usize), 0..3),
        delegates in 1..3_u32,
        pause in prop::sample::select(vec![0_u16, 20]),
        ordered in any::<bool>(),
        change in 0..2_u32,
    ) {
        let pairs: Vec<_> = pairs.into_iter().collect();
        let mut fair = fair(&pairs, vec![session("09:00", "10:00", tables), session("14:00", "14:20", tables)]);
        let starts = ["09:00", "09:20", "09:40", "14:00"];
        fair.settings.plan.delegations.insert("E0".into(), delegates);
        fair.settings.plan.min_pause_minutes = pause;
        fair.settings.plan.fixed_side = Side::None;
        fair.settings.plan.weights.table_moves = change;
        if ordered {
            fair.settings.plan.before = vec![("N0".into(), "N1".into())];
        }
        for (who, enterprise, slot) in absent {
            let who = format!("{}{who}", if enterprise { "E" } else { "U" });
            let end = Clock::parse(starts[slot]).unwrap().plus(20).to_string();
            fair.availability.push(away(&who, starts[slot], &end));
        }
        let made = made(&fair, None);
        prop_assert_eq!(errors(&fair, &made.plan), []);
        let whole = verify::problems(&fair, &made.plan);
        prop_assert!(whole.iter().all(|p| p.code != "wrong_count"), "{whole:?}");
        prop_assert_eq!(made.plan.meetings.len() + made.plan.unscheduled.len(), pairs.len());
        prop_assert_eq!(made.plan.unscheduled.is_empty(), all_fit(&fair, &starts));
    }
}

/// Every enterprise meets two institutions.
fn busy_fair() -> Fair {
    let pairs: Vec<_> =
        (0..30).flat_map(|e| [(e, e * 7 % 20), (e, (e * 3 + 1) % 20)]).collect();
    let mut pairs: Vec<_> = pairs
        .into_iter()
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect();
    pairs.sort_unstable();
    fair(&pairs, vec![session("09:00", "13:00", 10)])
}

#[test]
fn who_withdraws_takes_nobody_else_along() {
    let mut fair = busy_fair();
    let before = made(&fair, None).plan;
    assert_eq!(errors(&fair, &before), []);
    fair.decisions.retain(|decision| decision.need != "N3" && decision.need != "N11");
    let after = made(&fair, Some(Keep { plan: &before, from: None }));
    let gone =
        before.meetings.iter().filter(|m| m.need == "N3" || m.need == "N11").count();
    assert_eq!(gone, 4);
    // without a decision the pairs of the kept plan stay; withdrawn is who is ruled out
    for need in [3, 11] {
        for meeting in before.meetings.iter().filter(|m| m.need == format!("N{need}")) {
            fair.decisions.push(Decision {
                need: meeting.need.clone(),
                offering: meeting.offering.clone().unwrap(),
                decision: Some(Verdict::Reject),
                ..Decision::default()
            });
        }
    }
    let without = made(&fair, Some(Keep { plan: &before, from: None }));
    assert_eq!(after.plan.meetings.len(), before.meetings.len());
    assert_eq!(without.plan.meetings.len(), before.meetings.len() - 4);
    assert_eq!(
        (without.plan.objective.moved, without.plan.objective.lower_bound.moved),
        (0, 0)
    );
    for meeting in &without.plan.meetings {
        let old = before.meetings.iter().find(|m| m.id == meeting.id).unwrap();
        assert_eq!((old.slot, old.table), (meeting.slot, meeting.table));
    }
}

#[test]
fn only_the_meetings_of_who_is_late_move() {
    let mut fair = busy_fair();
    let before = made(&fair, None).plan;
    let first = before.meetings[0].clone();
    fair.availability = vec![away(&first.enterprise, "09:00", &first.end.to_string())];
    let after = made(&fair, Some(Keep { plan: &before, from: None }));
    assert_eq!(errors(&fair, &after.plan), []);
    assert!(after.plan.objective.lower_bound.moved >= 1);
    assert!(after.plan.objective.moved as u64 >= after.plan.objective.lower_bound.moved);
    assert_eq!(after.plan.objective.meetings, before.meetings.len());
}

#[test]
fn what_is_locked_or_over_stays() {
    let mut fair = busy_fair();
    let mut before = made(&fair, None).plan;
    before.meetings[30].locked = true;
    let locked = before.meetings[30].clone();
    let late = before.meetings.last().unwrap().clone();
    fair.availability = vec![away(&late.enterprise, "09:00", "12:00")];
    fair.availability[0].date = Some(day());
    let from = day().and_time(Clock::parse("10:00").unwrap().time());
    let after = made(&fair, Some(Keep { plan: &before, from: Some(from) }));
    let still = |old: &Meeting| {
        after
            .plan
            .meetings
            .iter()
            .any(|m| m.id == old.id && m.slot == old.slot && m.table == old.table)
    };
    assert!(still(&locked));
    let over =
        before.meetings.iter().filter(|m| m.start < Clock::parse("10:00").unwrap());
    for meeting in over.filter(|m| m.enterprise != late.enterprise) {
        assert!(still(meeting), "{meeting:?}");
    }
}

#[test]
fn too_few_slots_are_said_in_words() {
    let fair = fair(&[(0, 0), (0, 2), (0, 4)], vec![session("09:00", "09:40", 3)]);
    let made = made(&fair, None);
    assert_eq!(made.plan.meetings.len(), 2);
    let told = &made.plan.unscheduled[0];
    assert_eq!(told.code, "capacity_exceeded");
    assert_eq!(told.reason, "E0 has 3 meetings for 2 slots: N0 S0, N0 S2, N0 S4");
    let hint = "Open 1 more slot to E0, send 2 delegations at once (plan.delegations in fair.toml), or drop 1 of these meetings";
    assert_eq!(told.hint, hint);
}

#[test]
fn too_few_tables_are_counted() {
    let fair = fair(&[(0, 0), (1, 2), (2, 4)], vec![session("09:00", "09:20", 1)]);
    let made = made(&fair, None);
    let said = made.problems[0].say(Lang::En);
    assert_eq!(said.message, "There are tables for all but 2 meetings in 1 slot");
    assert_eq!(
        said.hint,
        "2 more tables, or drop these meetings: N0 S0, N1 S2"
            .replace("N0 S0, N1 S2", &listed(&made))
    );
}

fn listed(made: &Made) -> String {
    let pairs =
        made.plan.unscheduled.iter().map(|p| format!("{} {}", p.need, p.offering));
    pairs.collect::<Vec<_>>().join(", ")
}

#[test]
fn the_side_that_stays_has_one_table() {
    let fair = busy_fair();
    let plan = made(&fair, None).plan;
    let moves = verify::problems(&fair, &plan);
    assert!(moves.iter().all(|problem| problem.code != "table_moves"), "{moves:?}");
}

/// Three institutions at two tables: U0 can meet at 09:00 and 09:40 only, so that the days of
/// all three overlap unless U1 and U2 let their enterprises wait.
fn crowded_fair() -> Fair {
    let pairs = [(2, 0), (3, 0), (0, 2), (1, 2), (0, 4), (1, 4)];
    let mut fair = fair(&pairs, vec![session("09:00", "10:20", 2)]);
    fair.settings.plan.fixed_side = Side::Institution;
    fair.availability = vec![away("U0", "09:20", "09:40"), away("U0", "10:00", "10:20")];
    fair
}

fn changes(fair: &Fair, plan: &Plan) -> usize {
    let problems = verify::problems(fair, plan);
    problems.iter().filter(|problem| problem.code == "table_moves").count()
}

#[test]
fn changes_of_table_cost_what_the_settings_say() {
    let mut fair = crowded_fair();
    let free = made(&fair, None).plan;
    assert_eq!((free.objective.idle, changes(&fair, &free)), (1, 1));
    fair.settings.plan.weights.table_moves = 5;
    let settled = made(&fair, None).plan;
    assert_eq!(errors(&fair, &settled), []);
    assert_eq!((settled.objective.idle, changes(&fair, &settled)), (3, 0));
    fair.settings.plan.weights.idle = 50;
    let free = made(&fair, None).plan;
    assert_eq!((free.objective.idle, changes(&fair, &free)), (1, 1));
    assert_eq!(free.objective.status, crate::domain::PlanStatus::Feasible);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn whoever_is_named_would_make_a_meeting_possible_by_coming(
        firm in prop::collection::btree_set(0..3_usize, 0..4),
        body in prop::collection::btree_set(0..3_usize, 0..4),
        expert in prop::collection::btree_set(0..3_usize, 0..3),
    ) {
        let starts = ["09:00", "09:20", "09:40"];
        let mut fair = fair(&[(0, 0)], vec![session("09:00", "10:00", 1)]);
        let gone = |organization: &str, person: Option<&str>, slot: usize| Availability {
            person: person.map(str::to_owned),
            ..away(organization, starts[slot], &Clock::parse(starts[slot]).unwrap().plus(20).to_string())
        };
        let firms = firm.iter().map(|&slot| gone("E0", None, slot));
        let bodies = body.iter().map(|&slot| gone("U0", None, slot));
        let experts = expert.iter().map(|&slot| gone("U0", Some("李"), slot));
        fair.availability = firms.chain(bodies).chain(experts).collect();
        let plan = made(&fair, None).plan;
        let open = |slot: &usize| !firm.contains(slot) && !body.contains(slot) && !expert.contains(slot);
        prop_assert_eq!(plan.unscheduled.is_empty(), (0..3).any(|slot| open(&slot)));
        let Some(left_out) = plan.unscheduled.first() else { return Ok(()) };
        prop_assert_eq!(&left_out.code, "no_common_slot");
        // every single row whose taking back helps is named by who and when, as far as nobody
        // is away all the time, and no other
        for (index, row) in fair.availability.iter().enumerate() {
            let mut without = fair.clone();
            without.availability.remove(index);
            let helps = made(&without, None).plan.unscheduled.is_empty();
            let who = row.person.as_ref().or(row.organization.as_ref()).unwrap();
            let told = format!("{who} 10-16 {}", row.start.unwrap());
            let always = [&firm, &body, &expert].iter().any(|away| away.len() == 3);
            prop_assert!(always || left_out.hint.contains(&told) == helps, "{left_out:?} {told}");
        }
    }
}

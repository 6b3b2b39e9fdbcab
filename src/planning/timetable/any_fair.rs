//! Any small fair with every rule that a fair can have: its plan is one that `verify` accepts,
//! and whatever is left out has a reason; so has whatever is left out, moved or reseated when
//! the plan is kept through changes.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDateTime};
use proptest::prelude::*;

use super::tests::{day, fair};
use super::{Keep, Made, Method, Request, Scores, meeting_id, plan};
use crate::domain::problem::Severity;
use crate::domain::{
    Attendance, Availability, Clock, Decision, Event, Fair, Meeting, Person, Plan,
    PlanObjective, PlanStatus, Session, SessionMode, Side, Signatory, Signing, Stage,
    Verdict,
};
use crate::planning::schedule::{Options, Unwatched};
use crate::planning::verify;
use crate::text::messages::Lang;

/// Slots, tables (0: online), minutes of a slot, whether there is tea, and the hall.
type Hours = (u16, usize, u16, bool, usize);

/// Who it is about (an enterprise, an institution, an expert), when, and whether he can.
type Away = (usize, (u64, u16, u16), bool);

/// The rules of a fair.
#[derive(Debug, Clone)]
struct Rules {
    pauses: (u16, u16),
    fixed: Side,
    goal: (PlanObjective, u32, u32),
    fairness: Option<u32>,
    delegations: Vec<(usize, u32)>,
    long: Vec<(usize, u16)>,
    wishes: Vec<(usize, bool)>,
    before: Vec<(usize, usize)>,
    limits: [u32; 4],
}

/// What happens after a plan was made.
#[derive(Debug, Clone)]
enum Change {
    Withdrawn(usize),
    Declined(usize),
    Closed(usize),
    Shifted(usize),
    Decided(usize, usize, Verdict),
    Away(Away),
    Locked(usize),
}

const BODIES: [&str; 7] = ["E0", "E1", "E2", "E3", "U0", "U1", "U2"];

fn at(minutes: u16) -> Clock {
    Clock::from_minutes(minutes).expect("a time of day")
}

/// Two sessions a day, at nine and at half past one.
fn session(index: usize, (slots, tables, length, tea, hall): Hours) -> Session {
    let start = if index.is_multiple_of(2) { 9 * 60 } else { 13 * 60 + 30 };
    let first = at(start + length);
    Session {
        date: day() + Days::new(index as u64 / 2),
        start: at(start),
        end: at(start + slots * length + 10 * u16::from(tea)),
        slot_minutes: length,
        pause_minutes: 0,
        mode: if tables == 0 { SessionMode::Online } else { SessionMode::Onsite },
        tables,
        breaks: if tea {
            vec![crate::domain::TimeSpan { start: first, end: first.plus(10) }]
        } else {
            Vec::new()
        },
        hall: [None, Some("A".to_owned()), Some("B".to_owned())][hall].clone(),
    }
}

/// Somebody's row: one of [`BODIES`], or the expert of an institution.
fn row((who, (days, start, length), available): Away) -> Availability {
    let body = BODIES.get(who).copied().unwrap_or(BODIES[4 + who % 3]);
    Availability {
        id: format!("A{who}{days}{start}"),
        // a row about an expert need not say of which institution
        organization: (who < 9).then(|| body.into()),
        person: (who >= BODIES.len()).then(|| "李".to_owned()),
        date: Some(day() + Days::new(days)),
        start: Some(at(9 * 60 + 10 * start)),
        end: Some(at(9 * 60 + 10 * (start + length))),
        available,
        ..Availability::default()
    }
}

prop_compose! {
    fn hours()(
        slots in 1..5_u16,
        tables in 0..4_usize,
        length in prop::sample::select(vec![15_u16, 20, 30]),
        tea in any::<bool>(),
        hall in 0..3_usize,
    ) -> Hours {
        (slots, tables, length, tea, hall)
    }
}

prop_compose! {
    fn absence()(
        who in 0..10_usize,
        when in (0..2_u64, 0..40_u16, 1..20_u16),
        available in prop::bool::weighted(0.25),
    ) -> Away {
        (who, when, available)
    }
}

prop_compose! {
    fn rules()(
        pauses in (prop::sample::select(vec![0_u16, 5, 30]), prop::sample::select(vec![0_u16, 20])),
        fixed in prop::sample::select(vec![Side::Institution, Side::Enterprise, Side::None]),
        goal in (
            prop::sample::select(vec![PlanObjective::Idle, PlanObjective::Breaks, PlanObjective::Feasible]),
            0..2_u32,
            0..3_u32,
        ),
        fairness in prop::option::weighted(0.3, 0..3_u32),
        delegations in prop::collection::vec((0..7_usize, 1..3_u32), 0..3),
        long in prop::collection::vec((0..4_usize, 2..4_u16), 0..2),
        wishes in prop::collection::vec((0..7_usize, any::<bool>()), 0..2),
        before in prop::collection::vec((0..4_usize, 0..4_usize), 0..2),
        limits in [1..4_u32, 1..5, 1..6, 1..5],
    ) -> Rules {
        Rules { pauses, fixed, goal, fairness, delegations, long, wishes, before, limits }
    }
}

fn change() -> impl Strategy<Value = Change> {
    let word = prop::sample::select(vec![Verdict::Accept, Verdict::Pin, Verdict::Reject]);
    prop_oneof![
        (0..4_usize).prop_map(Change::Withdrawn),
        (0..3_usize).prop_map(Change::Declined),
        (0..4_usize).prop_map(Change::Closed),
        (0..4_usize).prop_map(Change::Shifted),
        (0..4_usize, 0..9_usize, word)
            .prop_map(|(a, b, word)| Change::Decided(a, b, word)),
        absence().prop_map(Change::Away),
        (0..9_usize).prop_map(Change::Locked),
    ]
}

/// A word over a need and an offering or, from the seventh on, an institution.
fn decide(fair: &mut Fair, need: usize, partner: usize, word: Verdict) {
    let partner =
        if partner < 6 { format!("S{partner}") } else { format!("U{}", partner - 6) };
    let need = format!("N{need}");
    fair.decisions.retain(|d| d.need != need || d.offering != partner);
    fair.decisions.push(Decision {
        need,
        offering: partner,
        decision: Some(word),
        ..Decision::default()
    });
}

fn put_rules(fair: &mut Fair, rules: &Rules) {
    let plan = &mut fair.settings.plan;
    (plan.min_pause_minutes, plan.travel_minutes) = rules.pauses;
    plan.fixed_side = rules.fixed;
    (plan.objective, plan.weights.idle, plan.weights.table_moves) = rules.goal;
    plan.fairness = rules.fairness;
    let body = |&(who, count): &(usize, u32)| (BODIES[who].to_owned(), count);
    plan.delegations = rules.delegations.iter().map(body).collect();
    let need = |need: usize| format!("N{need}");
    plan.slots = rules.long.iter().map(|&(n, slots)| (need(n), slots)).collect();
    let half = |morning| if morning { "morning" } else { "afternoon" }.to_owned();
    let wish = |&(who, morning): &(usize, bool)| (BODIES[who].to_owned(), half(morning));
    plan.wishes = rules.wishes.iter().map(wish).collect();
    plan.before = rules.before.iter().map(|&(a, b)| (need(a), need(b))).collect();
    let limits = &mut fair.settings.limits;
    [limits.need[1], limits.enterprise[1], limits.institution[1], limits.person[1]] =
        rules.limits;
}

prop_compose! {
    fn any_fair()(
        hours in prop::collection::vec(hours(), 1..4),
        pairs in prop::collection::vec((0..4_usize, 0..9_usize, prop::bool::weighted(0.2)), 1..9),
        absences in prop::collection::vec(absence(), 0..4),
        events in prop::collection::vec((0..8_usize, 0..20_u16), 0..2),
        signs in prop::option::weighted(0.3, (0..7_usize, any::<bool>())),
        everywhere in any::<bool>(),
        rules in rules(),
    ) -> Fair {
        let hours = hours.into_iter().enumerate();
        let mut fair = fair(&[], hours.map(|(index, hours)| session(index, hours)).collect());
        fair.needs.truncate(4);
        fair.offerings.truncate(6);
        fair.offerings.iter_mut().skip(1).step_by(2).for_each(|o| o.lead = None);
        for (need, partner, pinned) in pairs {
            let word = if pinned { Verdict::Pin } else { Verdict::Accept };
            decide(&mut fair, need, partner, word);
        }
        fair.availability = absences.into_iter().map(row).collect();
        fair.events = events.into_iter().map(|(who, start)| Event {
            title: "tour".into(),
            date: Some(day()),
            start: Some(at(9 * 60 + 20 * start)),
            end: Some(at(9 * 60 + 20 * start + 30)),
            participants: vec![BODIES.get(who).copied().unwrap_or("李").to_owned()],
            ..Event::default()
        }).collect();
        fair.settings.signing.date = Some(day());
        fair.settings.signing.start = at(9 * 60 + 20);
        fair.signings = signs.into_iter().map(|(who, expert)| Signing {
            id: "P1".into(),
            title: "plant".into(),
            parties: vec![BODIES[who].into()],
            signatories: vec![Signatory {
                name: if expert { "李" } else { "赵" }.into(),
                ..Signatory::default()
            }],
            on_stage: true,
            ..Signing::default()
        }).collect();
        if everywhere {
            fair.people = vec![Person { id: "R0".into(), name: "李".into(), ..Person::default() }];
        }
        put_rules(&mut fair, &rules);
        fair
    }
}

fn made(fair: &Fair, method: Method, fill: bool, keep: Option<Keep<'_>>) -> Made {
    let scores: Scores = (0..4)
        .flat_map(|need| (0..6).map(move |offering| (need, offering)))
        .map(|(n, o)| ((format!("N{n}"), format!("S{o}")), 100 * (1 + (n + o) % 7)))
        .collect();
    let request = Request {
        method,
        fill,
        scores: &scores,
        keep,
        options: Options { seed: 1, iterations: Some(60_000) },
        lang: Lang::En,
    };
    plan(fair, &request, &mut Unwatched).expect("there are sessions")
}

fn partner(meeting: &Meeting) -> &str {
    meeting.offering.as_deref().unwrap_or(&meeting.institution)
}

/// Whether a plan keeps every rule, or says which it could not, and accounts for every pair
/// that somebody decided on.
fn check(fair: &Fair, made: &Made) -> Result<(), TestCaseError> {
    let unfair = made.problems.iter().any(|problem| problem.code == "unfair");
    let mut broken = verify::problems(fair, &made.plan);
    broken.retain(|p| p.severity == Severity::Error && !made.over.contains(&p.subject));
    broken.retain(|p| !(unfair && p.code == "unfair"));
    prop_assert!(broken.is_empty(), "{broken:?}");
    if !made.plan.meetings.is_empty() {
        let status = made.plan.objective.status;
        prop_assert!(status <= PlanStatus::Feasible, "{status:?}");
    }
    let planned: BTreeSet<(&str, &str)> =
        made.plan.meetings.iter().map(|m| (m.need.as_str(), partner(m))).collect();
    let mut out = BTreeSet::new();
    for pair in &made.plan.unscheduled {
        let own = (pair.need.as_str(), pair.offering.as_str());
        prop_assert!(out.insert(own), "said twice: {pair:?}");
        prop_assert!(!planned.contains(&own), "planned and left out: {pair:?}");
        let words = format!("{} {}", pair.reason, pair.hint);
        prop_assert!(!words.contains('{') && !words.contains("problem-"), "{words}");
        prop_assert!(!pair.reason.is_empty() && !pair.hint.is_empty(), "{pair:?}");
    }
    for decision in &fair.decisions {
        let own = (decision.need.as_str(), decision.offering.as_str());
        let told = planned.contains(&own) || out.contains(&own);
        let wanted = decision.decision != Some(Verdict::Reject);
        let has_met = made.over.contains(&meeting_id(own.0, own.1));
        prop_assert!(told == wanted || (told && has_met), "{own:?}: {told}");
    }
    Ok(())
}

/// A plan's meetings once more after things have happened.
fn happen(fair: &mut Fair, plan: &mut Plan, change: &Change) {
    let of = |fair: &Fair, index: usize| index % fair.settings.sessions.len();
    match *change {
        Change::Withdrawn(need) => fair.needs[need].stage = Stage::Ended,
        Change::Declined(institution) => fair.people.push(Person {
            id: format!("R{}", institution + 1),
            name: "李".into(),
            organization: Some(format!("U{institution}")),
            status: Attendance::Declined,
            ..Person::default()
        }),
        Change::Closed(index) => {
            let index = of(fair, index);
            let session = &mut fair.settings.sessions[index];
            session.tables = session.tables.saturating_sub(1);
        }
        Change::Shifted(index) => {
            let index = of(fair, index);
            let session = &mut fair.settings.sessions[index];
            session.start = session.start.plus(60);
            session.end = session.end.plus(60);
            for tea in &mut session.breaks {
                (tea.start, tea.end) = (tea.start.plus(60), tea.end.plus(60));
            }
        }
        Change::Decided(need, partner, word) => decide(fair, need, partner, word),
        Change::Away(away) => fair.availability.push(row(away)),
        Change::Locked(index) => {
            let count = plan.meetings.len().max(1);
            plan.meetings
                .iter_mut()
                .skip(index % count)
                .take(1)
                .for_each(|m| m.locked = true);
        }
    }
}

/// What is over or locked is where it was, unless it cannot be; the counts of moves are true.
fn check_kept(
    fair: &Fair,
    (before, from): (&Plan, Option<NaiveDateTime>),
    made: &Made,
) -> Result<(), TestCaseError> {
    let figures = &made.plan.objective;
    let mut moved = 0;
    for old in &before.meetings {
        let Some(new) = made.plan.meetings.iter().find(|new| new.id == old.id) else {
            continue;
        };
        // where hours were shifted a meeting stays that keeps its time, or its number
        let stays =
            old.slot == new.slot || (old.date, old.start) == (new.date, new.start);
        moved += usize::from(!stays);
        let over = from.is_some_and(|from| new.date.and_time(new.start.time()) < from);
        if !old.locked && !over {
            continue;
        }
        prop_assert!(stays, "{} is locked or over", &old.id);
        let session = fair.settings.sessions.iter().find(|session| {
            session.date == new.date
                && session.start <= new.start
                && new.end <= session.end
        });
        let tables = session.map_or(0, |session| session.tables);
        let open = old.table.is_some_and(|table| table <= tables);
        if open || over {
            prop_assert_eq!(old.table, new.table, "{} is locked or over", &old.id);
        }
    }
    prop_assert!(figures.moved >= moved, "{} are moved, not {}", moved, figures.moved);
    let bound = made.moved_bound;
    prop_assert!(bound <= figures.moved, "{} moved, bound {bound}", figures.moved);
    if figures.status == PlanStatus::Optimal {
        prop_assert_eq!(bound, figures.moved);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]
    #[test]
    fn any_fair_has_a_plan_or_hears_why_not(
        fair in any_fair(),
        method in prop::sample::select(vec![Method::Flow, Method::WorstFirst, Method::Stable]),
        fill in any::<bool>(),
    ) {
        check(&fair, &made(&fair, method, fill, None))?;
    }

    #[test]
    fn any_plan_that_is_kept_moves_what_it_must(
        fair in any_fair(),
        changes in prop::collection::vec(change(), 0..5),
        from in prop::option::weighted(0.4, (0..2_u64, 9..16_u32)),
        fill in any::<bool>(),
    ) {
        let mut fair = fair;
        let mut first = made(&fair, Method::Flow, fill, None).plan;
        for change in &changes {
            happen(&mut fair, &mut first, change);
        }
        let from = from.and_then(|(days, hour)| (day() + Days::new(days)).and_hms_opt(hour, 0, 0));
        let kept = made(&fair, Method::Flow, fill, Some(Keep { plan: &first, from }));
        check(&fair, &kept)?;
        check_kept(&fair, (&first, from), &kept)?;
    }
}

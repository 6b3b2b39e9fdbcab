//! Any small fair with every rule that a fair can have: its plan is one that `verify` accepts,
//! and whatever is left out has a reason; so has whatever is left out, moved or reseated when
//! the plan is kept through changes.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDateTime};
use proptest::prelude::*;

use super::super::{Keep, Made, Method, meeting_id};
use super::day;
use super::drawn::{Away, SMALL, absence, any_fair, decide, made, row};
use crate::domain::problem::{Problem, Severity};
use crate::domain::{Attendance, Fair, Person, Plan, PlanStatus, Stage, Verdict};
use crate::planning::verify;

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
    /// One meeting is put where another one is, by force.
    Forced(usize, usize),
    Longer(usize),
    Gone(usize),
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
        (0..9_usize, 0..9_usize).prop_map(|(a, b)| Change::Forced(a, b)),
        (0..4_usize).prop_map(Change::Longer),
        (0..4_usize).prop_map(Change::Gone),
    ]
}

/// Whether a plan keeps every rule, or says which it could not, and accounts for every pair
/// that somebody decided on.
fn check(fair: &Fair, made: &Made) -> Result<(), TestCaseError> {
    let unfair = made.problems.iter().any(|problem| problem.code == "unfair");
    let mut broken = verify::problems(fair, &made.plan);
    broken.retain(|p| p.severity == Severity::Error);
    broken.retain(|p| !(unfair && p.code == "unfair"));
    prop_assert!(broken.is_empty(), "{broken:?}");
    if !made.plan.meetings.is_empty() {
        let status = made.plan.objective.status;
        prop_assert!(status <= PlanStatus::Feasible, "{status:?}");
    }
    let planned: BTreeSet<(&str, &str)> =
        made.plan.meetings.iter().map(|m| (m.need.as_str(), m.partner())).collect();
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
        Change::Forced(one, other) => {
            let count = plan.meetings.len().max(1);
            let Some(place) = plan.meetings.get(other % count).cloned() else { return };
            let meeting = &mut plan.meetings[one % count];
            (meeting.date, meeting.start, meeting.end) =
                (place.date, place.start, place.end);
            (meeting.slot, meeting.table) = (place.slot, place.table);
        }
        Change::Longer(need) => {
            fair.settings.plan.slots.insert(format!("N{need}"), 2);
        }
        Change::Gone(index) => {
            let index = of(fair, index);
            if fair.settings.sessions.len() > 1 {
                fair.settings.sessions.remove(index);
            }
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
        let over = from.is_some_and(|from| new.starts_at() < from);
        let told = |problem: &Problem| {
            problem.code == "locked_rescheduled" && problem.subject == old.id
        };
        if !over && (!old.locked || made.problems.iter().any(told)) {
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
    let bound = usize::try_from(figures.lower_bound.moved).unwrap();
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
        fair in any_fair(SMALL),
        method in prop::sample::select(vec![Method::Flow, Method::WorstFirst, Method::Stable]),
        fill in any::<bool>(),
    ) {
        check(&fair, &made(&fair, method, fill, None))?;
    }

    #[test]
    fn any_plan_that_is_kept_moves_what_it_must(
        fair in any_fair(SMALL),
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

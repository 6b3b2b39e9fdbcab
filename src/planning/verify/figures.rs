//! Whether the plan's figures are what can be counted in it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Case, minutes};
use crate::domain::problem::Problem;
use crate::domain::{Goal, Meeting, PlanStatus};

/// Idle slots and breaks of each organization, counted in what the plan shows; an organization
/// none of whose meetings is in a session that there is has no day to count in.
pub(super) fn breaks(case: &Case<'_>) -> BTreeMap<String, (u64, u64)> {
    let mut found: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    let mut parties: BTreeMap<&str, Vec<&Meeting>> = BTreeMap::new();
    for meeting in &case.plan.meetings {
        let sides: BTreeSet<&str> =
            [meeting.enterprise.as_str(), &meeting.institution].into();
        for who in sides {
            parties.entry(who).or_default().push(meeting);
        }
    }
    for (who, meetings) in parties {
        for (session, starts) in &case.sessions {
            let here = |m: &&&Meeting| {
                m.date == session.date && starts.contains(&m.start.minutes())
            };
            let times: Vec<(u16, u16)> =
                meetings.iter().filter(here).map(|m| minutes(m)).collect();
            let holds = |slot: u16| {
                times.iter().any(|&(start, end)| (start..end).contains(&slot))
            };
            if times.is_empty() {
                continue;
            }
            let entry = found.entry(who.to_owned()).or_default();
            let busy: Vec<bool> = starts.iter().map(|&slot| holds(slot)).collect();
            let (idle, runs) = gaps(&busy);
            entry.0 += idle;
            entry.1 += runs;
        }
    }
    found
}

/// Free slots between the first and the last busy one, and how many runs they form.
fn gaps(busy: &[bool]) -> (u64, u64) {
    let first = busy.iter().position(|&b| b).unwrap_or(0);
    let last = busy.iter().rposition(|&b| b).unwrap_or(0);
    let (mut idle, mut runs) = (0, 0);
    for slot in first..last {
        if !busy[slot] {
            idle += 1;
            runs += u64::from(busy[slot - 1]);
        }
    }
    (idle, runs)
}

/// Meetings, idle slots, breaks and changes of table are as many as stated.
pub(super) fn counts(case: &Case<'_>) -> Vec<Problem> {
    let figures = &case.plan.objective;
    let counted = breaks(case);
    let idle: u64 = counted.values().map(|(idle, _)| idle).sum();
    let runs: u64 = counted.values().map(|(_, runs)| runs).sum();
    let stated = [
        ("meetings", figures.meetings as u64, case.plan.meetings.len() as u64),
        ("idle", figures.idle, idle),
        ("breaks", figures.breaks, runs),
    ];
    let changes = super::places::changes(case);
    let moves = figures.table_moves.map(|stated| ("table_moves", stated, changes));
    stated
        .into_iter()
        .chain(moves)
        .filter(|(_, said, counted)| said != counted)
        .map(|(what, said, counted)| {
            let problem =
                Problem::error("wrong_count").about(what).with_value(said.to_string());
            problem.with("counted", counted).with("what", what)
        })
        .collect()
}

/// No bound is above what the plan has, a plan that is said to be the best has no more idle
/// slots or breaks, whichever the settings want few of, than the bound says, and none says that
/// there is no plan.
pub(super) fn bounds(case: &Case<'_>) -> Vec<Problem> {
    let (figures, bound) = (&case.plan.objective, case.plan.objective.lower_bound);
    let stated = [
        ("idle", figures.idle, bound.idle),
        ("breaks", figures.breaks, bound.breaks),
        ("moved", figures.moved as u64, bound.moved),
        ("table_moves", figures.table_moves.unwrap_or(u64::MAX), bound.table_moves),
    ];
    let too_high = stated.into_iter().filter(|(_, has, bound)| bound > has);
    let mut found: Vec<Problem> = too_high
        .map(|(what, has, bound)| {
            let problem = Problem::error("wrong_bound").about(what);
            let problem = problem.with_value(has.to_string()).with("what", what);
            problem.with("bound", bound)
        })
        .collect();
    let aim = match case.settings.objective {
        _ if case.settings.weights.idle == 0 => None,
        Goal::Idle => Some(stated[0]),
        Goal::Breaks => Some(stated[1]),
        Goal::Feasible => None,
    };
    let unproved = aim.filter(|(_, has, bound)| bound < has);
    if let (Some((what, has, bound)), PlanStatus::Optimal) = (unproved, figures.status) {
        let problem = Problem::error("wrong_bound").in_case("optimal").about("status");
        let problem = problem.with_value(has.to_string()).with("what", what);
        found.push(problem.with("bound", bound));
    }
    if figures.status == PlanStatus::Infeasible && !case.plan.meetings.is_empty() {
        found.push(Problem::error("wrong_bound").in_case("denied").about("status"));
    }
    found
}

/// Numbers of breaks differ by no more than allowed.
pub(super) fn fairness(case: &Case<'_>) -> Vec<Problem> {
    let (Some(most), true) =
        (case.settings.fairness, case.plan.objective.status != PlanStatus::Infeasible)
    else {
        return Vec::new();
    };
    let counted = breaks(case);
    let runs = || counted.values().map(|(_, runs)| *runs);
    let spread = runs().max().unwrap_or(0) - runs().min().unwrap_or(0);
    if spread <= u64::from(most) {
        return Vec::new();
    }
    let spread = usize::try_from(spread).unwrap_or(usize::MAX);
    vec![
        Problem::error("unfair")
            .with_value(spread.to_string())
            .with("most", most)
            .with("n", spread),
    ]
}

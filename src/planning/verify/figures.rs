//! Whether the plan's figures are what can be counted in it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Case, number};
use crate::domain::problem::Problem;
use crate::domain::{Clock, Meeting, PlanStatus};

/// Idle slots and breaks of each organization, counted in what the plan shows.
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
        let entry = found.entry(who.to_owned()).or_default();
        for session in &case.fair.settings.sessions {
            let here = |m: &&&Meeting| {
                m.date == session.date && session.start <= m.start && m.end <= session.end
            };
            let times: Vec<(Clock, Clock)> =
                meetings.iter().filter(here).map(|m| (m.start, m.end)).collect();
            let slots =
                crate::planning::timetable::Grid::new(std::slice::from_ref(session));
            let busy: Vec<bool> = slots
                .slots
                .iter()
                .map(|slot| {
                    times.iter().any(|(start, end)| {
                        *start <= slot.span.start && slot.span.end <= *end
                    })
                })
                .collect();
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
            problem
                .with("counted", i64::try_from(counted).unwrap_or(i64::MAX))
                .with("what", what)
        })
        .collect()
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
            .with("n", number(spread)),
    ]
}

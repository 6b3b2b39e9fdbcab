//! Rules on tables.

use std::collections::{BTreeMap, BTreeSet};

use super::times::session;
use super::{Case, at_once, minutes};
use crate::domain::problem::Problem;
use crate::domain::{Meeting, SessionMode, Side};

/// On site at a table that exists, online at none.
pub(super) fn tables(case: &Case<'_>) -> Vec<Problem> {
    let fits = |meeting: &Meeting| match (session(case, meeting), meeting.table) {
        (Some(session), Some(table)) => {
            session.mode == SessionMode::Onsite && (1..=session.tables).contains(&table)
        }
        (Some(session), None) => session.mode == SessionMode::Online,
        (None, _) => true, // no session: said by another rule
    };
    let problem = |meeting: &Meeting| {
        let problem = Problem::error("no_such_table").about(&meeting.id);
        match meeting.table {
            Some(table) => problem.with_value(table.to_string()),
            None => problem.in_case("none").with_value(meeting.start.to_string()),
        }
    };
    case.plan.meetings.iter().filter(|meeting| !fits(meeting)).map(problem).collect()
}

/// No table has two meetings at once.
pub(super) fn shared_tables(case: &Case<'_>) -> Vec<Problem> {
    let mut at: BTreeMap<_, Vec<&Meeting>> = BTreeMap::new();
    for meeting in case.plan.meetings.iter().filter(|meeting| meeting.table.is_some()) {
        at.entry((meeting.date, meeting.table)).or_default().push(meeting);
    }
    let mut found = Vec::new();
    for ((_, table), mut meetings) in at {
        meetings.sort_by_key(|meeting| meeting.start);
        for (index, a) in meetings.iter().enumerate() {
            for b in meetings[index + 1..].iter().filter(|b| at_once(a, b)) {
                let problem = Problem::error("table_twice").about(&b.id);
                found.push(
                    problem
                        .with_value(table.unwrap_or_default().to_string())
                        .with("other", a.id.as_str())
                        .with("start", b.start.to_string()),
                );
            }
        }
    }
    found
}

/// Changes of table of those who should stay, of everybody where neither side does: meetings
/// at another table than the meeting before in the session. Of a body with several delegates
/// one who sits at the table already comes, if there is one free.
///
/// What took place at a time that is no longer one of the fair's does not count.
pub(super) fn changes(case: &Case<'_>) -> u64 {
    let in_slots = |meeting: &&Meeting| case.is_in_slots(meeting);
    let meetings: Vec<&Meeting> = case.plan.meetings.iter().filter(in_slots).collect();
    let stays: BTreeSet<&str> = match case.settings.fixed_side {
        Side::Institution => meetings.iter().map(|m| m.institution.as_str()).collect(),
        Side::Enterprise => meetings.iter().map(|m| m.enterprise.as_str()).collect(),
        Side::None => meetings
            .iter()
            .flat_map(|m| [m.enterprise.as_str(), &m.institution])
            .collect(),
    };
    let mut days: BTreeMap<_, BTreeSet<(u16, u16, usize)>> = BTreeMap::new();
    for &meeting in &meetings {
        let start = session(case, meeting).map(|session| session.start);
        let ((from, to), Some(table)) = (minutes(meeting), meeting.table) else {
            continue;
        };
        for who in [meeting.enterprise.as_str(), &meeting.institution] {
            if stays.contains(who) {
                let day = days.entry((who, meeting.date, start)).or_default();
                day.insert((from, to, table));
            }
        }
    }
    let changes = days.iter().map(|((who, _, _), day)| {
        let most = case.setting(&case.settings.delegations, who).map_or(1, |&n| n.max(1));
        changes_of(day, most as usize)
    });
    changes.sum()
}

/// Changes of table of a body with some delegates in a session.
fn changes_of(day: &BTreeSet<(u16, u16, usize)>, delegates: usize) -> u64 {
    let mut last: Vec<(u16, usize)> = Vec::new();
    let mut changes = 0;
    for &(from, to, table) in day {
        let free = |&&(until, _): &&(u16, usize)| until <= from;
        let at = last.iter().position(|one| free(&one) && one.1 == table);
        if at.is_none() && last.len() < delegates {
            last.push((to, table));
            continue;
        }
        changes += u64::from(at.is_none());
        let longest = || last.iter().filter(free).min_by_key(|one| one.0).copied();
        let other = || last.iter().position(|&one| Some(one) == longest());
        if let Some(index) = at.or_else(other) {
            last[index] = (to, table);
        }
    }
    changes
}

/// Who stays at the table has one table a session; a warning, for there may be too few tables.
pub(super) fn moves(case: &Case<'_>) -> Vec<Problem> {
    let meetings = &case.plan.meetings;
    let hosts = meetings.iter().filter_map(|meeting| match case.settings.fixed_side {
        Side::Institution => Some((meeting, meeting.institution.as_str())),
        Side::Enterprise => Some((meeting, meeting.enterprise.as_str())),
        Side::None => None,
    });
    let mut at: BTreeMap<_, BTreeSet<usize>> = BTreeMap::new();
    for (meeting, host) in hosts {
        let start = session(case, meeting).map(|session| session.start);
        if let Some(table) = meeting.table {
            at.entry((host, meeting.date, start)).or_default().insert(table);
        }
    }
    at.into_iter()
        .filter(|((host, _, _), tables)| {
            let parallel =
                case.setting(&case.settings.delegations, host).map_or(1, |&n| n.max(1));
            tables.len() > parallel as usize
        })
        .map(|((host, date, _), tables)| {
            let problem = Problem::warning("table_moves").about(host);
            problem
                .with_value(case.roster.name(host))
                .with("n", tables.len())
                .with("date", date.to_string())
        })
        .collect()
}

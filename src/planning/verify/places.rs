//! Rules on tables.

use std::collections::{BTreeMap, BTreeSet};

use super::times::session;
use super::{Case, at_once, number};
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
        let table = meeting.table.map_or_else(String::new, |table| table.to_string());
        Problem::error("no_such_table").about(&meeting.id).with_value(table)
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
    for ((_, table), meetings) in at {
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

/// Who stays at the table has one table a session; a warning, for there may be too few tables.
pub(super) fn moves(case: &Case<'_>) -> Vec<Problem> {
    let host = |meeting: &'_ Meeting| match case.settings.fixed_side {
        Side::Institution => Some(meeting.institution.clone()),
        Side::Enterprise => Some(meeting.enterprise.clone()),
        Side::None => None,
    };
    let mut at: BTreeMap<_, BTreeSet<usize>> = BTreeMap::new();
    for meeting in &case.plan.meetings {
        let start = session(case, meeting).map(|session| session.start);
        if let (Some(host), Some(table)) = (host(meeting), meeting.table) {
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
            let problem = Problem::warning("table_moves").about(&host);
            problem
                .with_value(
                    case.roster
                        .organization(&host)
                        .map_or("", |key| case.roster.name(key)),
                )
                .with("n", number(tables.len()))
                .with("date", date.to_string())
        })
        .collect()
}

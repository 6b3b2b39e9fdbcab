//! More than there is room for: meetings in the sessions, subjects on an officer.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::problem::Problem;
use crate::domain::{Decision, Fair, Session, SessionMode, Verdict};

/// Sessions that are missing or too short, officers with too much.
pub(super) fn problems(fair: &Fair, _today: NaiveDate) -> Vec<Problem> {
    let mut problems = sessions(fair);
    problems.extend(officers(fair));
    problems
}

fn sessions(fair: &Fair) -> Vec<Problem> {
    let meets =
        |d: &&Decision| matches!(d.decision, Some(Verdict::Accept | Verdict::Pin));
    let pairs = fair.decisions.iter().filter(meets).count();
    let sessions = &fair.settings.sessions;
    if pairs == 0 {
        return Vec::new();
    }
    if sessions.is_empty() {
        return vec![
            Problem::warning("no_sessions").in_case("check").with("pairs", pairs),
        ];
    }
    if sessions.iter().any(|session| session.mode == SessionMode::Online) {
        return Vec::new();
    }
    let of = |session: &Session| slots(session).saturating_mul(session.tables);
    let room = sessions.iter().map(of).fold(0, usize::saturating_add);
    if pairs <= room {
        return Vec::new();
    }
    let problem = Problem::warning("capacity_exceeded").in_case("sessions");
    vec![problem.with("pairs", pairs).with("room", room)]
}

/// Slots of a session at most: its minutes without breaks by the length of a slot.
fn slots(session: &Session) -> usize {
    let span = |start: u16, end: u16| usize::from(end.saturating_sub(start));
    let breaks: usize =
        session.breaks.iter().map(|b| span(b.start.minutes(), b.end.minutes())).sum();
    let minutes = span(session.start.minutes(), session.end.minutes());
    let minutes_each = u32::from(session.slot_minutes) + u32::from(session.pause_minutes);
    let each = usize::try_from(minutes_each.max(1)).unwrap_or(usize::MAX);
    // The last slot needs no pause after it.
    (minutes.saturating_sub(breaks) + usize::from(session.pause_minutes)) / each
}

fn officers(fair: &Fair) -> Vec<Problem> {
    let mut load: BTreeMap<&str, u32> = BTreeMap::new();
    for assignment in &fair.assignments {
        *load.entry(&assignment.officer).or_default() += 1;
    }
    let over = fair.officers.iter().filter_map(|officer| {
        let carried = load.get(officer.id.as_str()).or_else(|| load.get(&*officer.name));
        let (carried, capacity) = (*carried?, officer.capacity?);
        let problem = Problem::warning("capacity_exceeded").in_case("officer");
        (carried > capacity).then(|| {
            problem
                .about(&officer.id)
                .with_value(&officer.name)
                .with("carried", carried)
                .with("most", capacity)
        })
    });
    over.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Assignment, Officer, Settings};

    fn accepted(count: usize) -> Fair {
        let decision =
            Decision { decision: Some(Verdict::Accept), ..Decision::default() };
        Fair { decisions: vec![decision; count], ..Fair::default() }
    }

    fn codes(fair: &Fair) -> Vec<&'static str> {
        problems(fair, NaiveDate::default()).iter().map(|p| p.code).collect()
    }

    #[test]
    fn pairs_need_sessions_with_room() {
        let mut fair = accepted(13);
        assert_eq!(codes(&fair), ["no_sessions"]);
        fair.settings = toml::from_str::<Settings>(
            "[[session]]\ndate = 2026-10-16\nstart = '09:00'\nend = '11:10'\n\
             slot_minutes = 20\ntables = 2\nbreaks = [['10:00', '10:10']]",
        )
        .unwrap();
        assert_eq!(codes(&fair), ["capacity_exceeded"]);
        fair.decisions.truncate(12);
        assert_eq!(codes(&fair), [""; 0]);
    }

    #[test]
    fn an_officer_carries_no_more_than_agreed() {
        let assignment =
            |subject: &str| Assignment { subject: subject.into(), officer: "F1".into() };
        let officer =
            Officer { id: "F1".into(), capacity: Some(1), ..Officer::default() };
        let fair = Fair {
            officers: vec![officer],
            assignments: vec![assignment("P1"), assignment("P2")],
            ..Fair::default()
        };
        assert_eq!(codes(&fair), ["capacity_exceeded"]);
    }
}

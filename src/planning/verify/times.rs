//! Rules on when meetings are.

use std::collections::{BTreeMap, BTreeSet};

use super::{Case, minutes};
use crate::domain::problem::Problem;
use crate::domain::{Meeting, Session};

/// The sessions in order of time.
fn sessions<'a>(case: &Case<'a>) -> Vec<&'a Session> {
    let mut sessions: Vec<&Session> = case.fair.settings.sessions.iter().collect();
    sessions.sort_by_key(|session| (session.date, session.start));
    sessions
}

/// The session that a meeting is in.
pub(super) fn session<'a>(case: &Case<'a>, meeting: &Meeting) -> Option<&'a Session> {
    sessions(case).into_iter().find(|session| {
        session.date == meeting.date
            && session.start <= meeting.start
            && meeting.end <= session.end
    })
}

/// The first minutes of a session's slots, found minute by minute.
fn starts(session: &Session) -> Vec<u16> {
    let (length, end) = (session.slot_minutes.max(1), session.end.minutes());
    let mut found = Vec::new();
    let mut earliest = session.start.minutes();
    for minute in session.start.minutes()..end {
        let free = session.breaks.iter().all(|pause| {
            minute >= pause.end.minutes() || minute + length <= pause.start.minutes()
        });
        if minute >= earliest && free && minute + length <= end {
            found.push(minute);
            earliest = minute + length + session.pause_minutes;
        }
    }
    found
}

/// Every meeting fills whole slots of a session, outside its breaks, under the right number.
pub(super) fn on_the_grid(case: &Case<'_>) -> Vec<Problem> {
    let numbered: Vec<_> = sessions(case)
        .into_iter()
        .flat_map(|session| {
            starts(session).into_iter().map(move |start| (session.date, start))
        })
        .collect();
    let fits = |meeting: &Meeting| {
        let Some(session) = session(case, meeting) else { return false };
        let (start, end) = minutes(meeting);
        let starts = starts(session);
        let slots =
            case.settings.slots.get(&meeting.need).map_or(1, |&n| usize::from(n.max(1)));
        let Some(first) = starts.iter().position(|&at| at == start) else { return false };
        let Some(last) = starts.get(first + slots - 1) else { return false };
        let held = session
            .breaks
            .iter()
            .any(|pause| pause.start.minutes() < end && start < pause.end.minutes());
        let number = numbered.iter().position(|&at| at == (meeting.date, start));
        end == last + session.slot_minutes
            && !held
            && number.map(|n| n + 1) == Some(meeting.slot)
    };
    let problem = |meeting: &Meeting| {
        Problem::error("off_the_grid")
            .about(&meeting.id)
            .with_value(meeting.start.to_string())
            .with("date", meeting.date.to_string())
            .with("slot", super::number(meeting.slot))
    };
    case.plan.meetings.iter().filter(|meeting| !fits(meeting)).map(problem).collect()
}

/// Meetings that must come first do.
pub(super) fn order(case: &Case<'_>) -> Vec<Problem> {
    let of = |need: &str| {
        let need = need.to_owned();
        case.plan.meetings.iter().filter(move |meeting| meeting.need == need)
    };
    let mut found = Vec::new();
    for (first, second) in &case.settings.before {
        for early in of(first) {
            for late in of(second) {
                if (late.date, late.start) < (early.date, early.end) {
                    let problem = Problem::error("wrong_order").about(&early.id);
                    found.push(problem.with_value(first).with("other", second.as_str()));
                }
            }
        }
    }
    found
}

/// Meetings that follow each other leave the pause, and time for the way to another hall.
pub(super) fn pauses(case: &Case<'_>) -> Vec<Problem> {
    let (pause, travel) = (case.settings.min_pause_minutes, case.settings.travel_minutes);
    if pause == 0 && travel == 0 {
        return Vec::new();
    }
    let mut parties: BTreeMap<(bool, String), (&str, Vec<&Meeting>)> = BTreeMap::new();
    for meeting in &case.plan.meetings {
        let sides: BTreeSet<&String> = [&meeting.enterprise, &meeting.institution].into();
        for who in sides {
            let alone =
                case.setting(&case.settings.delegations, who).is_none_or(|&n| n <= 1);
            let name = case.roster.name(who);
            if alone {
                let own =
                    parties.entry((false, who.clone())).or_insert((name, Vec::new()));
                own.1.push(meeting);
            }
        }
        if let Some(lead) = case.lead(meeting) {
            let key = case.roster.person_key(&meeting.institution, lead);
            parties.entry((true, key)).or_insert((lead, Vec::new())).1.push(meeting);
        }
    }
    let hall = |meeting: &Meeting| session(case, meeting).and_then(|s| s.hall.as_deref());
    let mut found = Vec::new();
    for (who, meetings) in parties.values_mut() {
        meetings.sort_by_key(|meeting| (meeting.date, meeting.start));
        for pair in meetings.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let moves = hall(a).is_some() && hall(b).is_some() && hall(a) != hall(b);
            let needed = if moves { pause.max(travel) } else { pause };
            let gap = b.start.minutes().saturating_sub(a.end.minutes());
            if a.date == b.date && gap < needed {
                let problem = Problem::error("pause_too_short").about(&b.id);
                found.push(
                    problem
                        .with_value(gap.to_string())
                        .with("who", *who)
                        .with("needed", u32::from(needed))
                        .with("other", a.id.as_str()),
                );
            }
        }
    }
    found
}

/// Meetings are in the half of the day that was wished for.
pub(super) fn wishes(case: &Case<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    for meeting in &case.plan.meetings {
        let afternoon = meeting.start.minutes() >= 12 * 60;
        let of_need = case.settings.wishes.get(&meeting.need);
        let of_sides = [&meeting.enterprise, &meeting.institution]
            .into_iter()
            .filter_map(|who| case.setting(&case.settings.wishes, who));
        for wish in of_need.into_iter().chain(of_sides) {
            if (wish == "morning" && afternoon) || (wish == "afternoon" && !afternoon) {
                let problem = Problem::error("wish_ignored").about(&meeting.id);
                found.push(
                    problem.with_value(meeting.start.to_string()).in_case(if afternoon {
                        "morning"
                    } else {
                        "afternoon"
                    }),
                );
            }
        }
    }
    found
}

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

/// Somebody's name, the meetings he can hold at once, and those he has.
type Day<'a> = (&'a str, usize, Vec<&'a Meeting>);

/// Everybody's meetings: organizations, then people.
fn days<'a>(case: &'a Case<'_>) -> Vec<Day<'a>> {
    let mut days: BTreeMap<(bool, String), Day<'a>> = BTreeMap::new();
    for meeting in &case.plan.meetings {
        let sides: BTreeSet<&String> = [&meeting.enterprise, &meeting.institution].into();
        for who in sides {
            let most =
                case.setting(&case.settings.delegations, who).map_or(1, |&n| n.max(1));
            let new = (case.roster.name(who), most as usize, Vec::new());
            days.entry((false, who.clone())).or_insert(new).2.push(meeting);
        }
        if let Some(lead) = case.lead(meeting) {
            let key = case.roster.person_key(&meeting.institution, lead);
            days.entry((true, key)).or_insert((lead, 1, Vec::new())).2.push(meeting);
        }
    }
    let mut days: Vec<Day<'a>> = days.into_values().collect();
    for (_, _, meetings) in &mut days {
        meetings.sort_by_key(|meeting| (meeting.date, meeting.start));
    }
    days
}

/// Meetings that follow each other leave the pause, and time for the way to another hall. Of
/// several delegates somebody has rested when a meeting begins.
pub(super) fn pauses(case: &Case<'_>) -> Vec<Problem> {
    let (pause, travel) = (case.settings.min_pause_minutes, case.settings.travel_minutes);
    if pause == 0 && travel == 0 {
        return Vec::new();
    }
    let hall = |meeting: &Meeting| session(case, meeting).and_then(|s| s.hall.as_deref());
    let mut found = Vec::new();
    for (who, most, meetings) in days(case) {
        if most > 1 {
            let hurried = hurried(&meetings, most, pause);
            found.extend(hurried.into_iter().map(|pair| too_short(who, pair, pause)));
            continue;
        }
        for pair in meetings.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let moves = hall(a).is_some() && hall(b).is_some() && hall(a) != hall(b);
            let needed = if moves { pause.max(travel) } else { pause };
            if a.date == b.date && gap(a, b) < needed {
                found.push(too_short(who, (a, b), needed));
            }
        }
    }
    found
}

/// Minutes from the end of a meeting to the start of another.
fn gap(a: &Meeting, b: &Meeting) -> u16 {
    b.start.minutes().saturating_sub(a.end.minutes())
}

fn too_short(who: &str, (a, b): (&Meeting, &Meeting), needed: u16) -> Problem {
    let problem = Problem::error("pause_too_short").about(&b.id);
    problem
        .with_value(gap(a, b).to_string())
        .with("who", who)
        .with("needed", u32::from(needed))
        .with("other", a.id.as_str())
}

/// Meetings of a body with several delegates all of whom still meet, or rest, when they begin;
/// each behind the one that has been over for the longest.
fn hurried<'m>(
    meetings: &[&'m Meeting],
    most: usize,
    pause: u16,
) -> Vec<(&'m Meeting, &'m Meeting)> {
    let mut found = Vec::new();
    for (index, &b) in meetings.iter().enumerate() {
        let before = meetings[..index].iter().copied().filter(|a| a.date == b.date);
        let (over, on): (Vec<&Meeting>, Vec<_>) = before.partition(|a| a.end <= b.start);
        let resting = || over.iter().copied().filter(|a| gap(a, b) < pause);
        // more at once than there are delegates: said by another rule
        if on.len() < most && on.len() + resting().count() >= most {
            found.extend(resting().min_by_key(|a| a.end).map(|a| (a, b)));
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

//! Rules on when meetings are.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Case, minutes};
use crate::domain::problem::Problem;
use crate::domain::{Meeting, Session};

/// The session that a meeting is in.
pub(super) fn session<'a>(case: &Case<'a>, meeting: &Meeting) -> Option<&'a Session> {
    held(case, meeting).map(|(session, _)| *session)
}

/// The session that a meeting is in, and the first minutes of its slots.
fn held<'c, 'a>(
    case: &'c Case<'a>,
    meeting: &Meeting,
) -> Option<&'c (&'a Session, Vec<u16>)> {
    case.sessions.iter().find(|(session, _)| {
        session.date == meeting.date
            && session.start <= meeting.start
            && meeting.end <= session.end
    })
}

/// The first minutes of a session's slots, found minute by minute.
pub(super) fn starts(session: &Session) -> Vec<u16> {
    let (length, end) = (session.slot_minutes.max(1), session.end.minutes());
    let mut found = Vec::new();
    let mut earliest = session.start.minutes();
    for minute in session.start.minutes()..end {
        let over = minute.saturating_add(length);
        let free = session
            .breaks
            .iter()
            .all(|pause| minute >= pause.end.minutes() || over <= pause.start.minutes());
        if minute >= earliest && free && over <= end {
            found.push(minute);
            earliest = over.saturating_add(session.pause_minutes);
        }
    }
    found
}

/// Every meeting fills whole slots of a session, outside its breaks, under the right number.
pub(super) fn on_the_grid(case: &Case<'_>) -> Vec<Problem> {
    let numbered: Vec<_> = case
        .sessions
        .iter()
        .flat_map(|(session, starts)| starts.iter().map(|&start| (session.date, start)))
        .collect();
    let fits = |meeting: &Meeting| {
        let Some((session, starts)) = held(case, meeting) else { return false };
        let (start, end) = minutes(meeting);
        let lasts =
            case.settings.slots.get(&meeting.need).map_or(1, |&n| usize::from(n.max(1)));
        let Some(first) = starts.iter().position(|&at| at == start) else { return false };
        let Some(last) = starts.get(first + lasts - 1) else { return false };
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
            .with("slot", meeting.slot)
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
                if late.starts_at() < early.ends_at() {
                    let last =
                        if late.starts_at() > early.starts_at() { late } else { early };
                    let problem = Problem::error("wrong_order").about(&last.id);
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
            let new = (lead.name, 1, Vec::new());
            days.entry((true, lead.key.clone())).or_insert(new).2.push(meeting);
        }
    }
    let mut days: Vec<Day<'a>> = days.into_values().collect();
    for (_, _, meetings) in &mut days {
        meetings.sort_by_key(|meeting| (meeting.date, meeting.start));
    }
    days
}

/// Meetings that follow each other leave the pause, and time for the way to another hall: of
/// several delegates for somebody.
pub(super) fn pauses(case: &Case<'_>) -> Vec<Problem> {
    let (pause, travel) = (case.settings.min_pause_minutes, case.settings.travel_minutes);
    if pause == 0 && travel == 0 {
        return Vec::new();
    }
    let hall = |meeting: &Meeting| session(case, meeting).and_then(|s| s.hall.as_deref());
    let needed = |a: &Meeting, b: &Meeting| {
        let moves = hall(a).is_some() && hall(b).is_some() && hall(a) != hall(b);
        if moves { pause.max(travel) } else { pause }
    };
    let mut found = Vec::new();
    for (who, most, meetings) in days(case) {
        let hurried = hurried(&meetings, most, &needed);
        found.extend(
            hurried.into_iter().map(|(a, b)| too_short(who, (a, b), needed(a, b))),
        );
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

/// Minutes by which a meeting must have been over before another.
type Needed<'n> = &'n dyn Fn(&Meeting, &Meeting) -> u16;

/// Pairs (a, b) of somebody's meetings: b begins while all `most` delegates still meet, rest or
/// travel; a is the last meeting of the delegate who has been free longest.
fn hurried<'m>(
    meetings: &[&'m Meeting],
    most: usize,
    needed: Needed<'_>,
) -> Vec<(&'m Meeting, &'m Meeting)> {
    let is_over = |a: &Meeting, b: &Meeting| a.end <= b.start;
    let in_time = |a: &Meeting, b: &Meeting| is_over(a, b) && gap(a, b) >= needed(a, b);
    let mut found = Vec::new();
    for (index, &b) in meetings.iter().enumerate() {
        let before = meetings[..index].iter().copied().filter(|a| a.date == b.date);
        let late: Vec<&Meeting> = before.filter(|a| !in_time(a, b)).collect();
        let (mut over, on): (Vec<&Meeting>, Vec<&Meeting>) =
            late.iter().copied().partition(|a| is_over(a, b));
        // more at once than there are delegates: said by another rule
        if on.len() < most && delegates(&late, &in_time) >= most {
            over.sort_by_key(|a| Reverse(a.end));
            found.extend(over.get(most - on.len() - 1).map(|&a| (a, b)));
        }
    }
    found
}

/// How many delegates it takes for some meetings in order of time: as many as there are, less
/// those that somebody can go on to from another one (Dilworth, 1950), which a matching counts.
fn delegates(
    meetings: &[&Meeting],
    in_time: &dyn Fn(&Meeting, &Meeting) -> bool,
) -> usize {
    /// Finds meeting `from` one to go on to, if need be by finding others another.
    fn go_on(
        from: usize,
        can: &dyn Fn(usize, usize) -> bool,
        comes_from: &mut [Option<usize>],
        tried: &mut [bool],
    ) -> bool {
        (0..tried.len()).any(|to| {
            if !can(from, to) || std::mem::replace(&mut tried[to], true) {
                return false;
            }
            let other = comes_from[to];
            let free = other.is_none_or(|other| go_on(other, can, comes_from, tried));
            if free {
                comes_from[to] = Some(from);
            }
            free
        })
    }
    let can = |from: usize, to: usize| in_time(meetings[from], meetings[to]);
    let mut comes_from = vec![None; meetings.len()];
    let gone_on = (0..meetings.len()).filter(|&from| {
        go_on(from, &can, &mut comes_from, &mut vec![false; meetings.len()])
    });
    meetings.len() - gone_on.count()
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

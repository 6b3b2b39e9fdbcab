//! Rules on who is there: nobody meets while he is elsewhere.

use super::{Case, minutes};
use crate::domain::problem::Problem;
use crate::domain::{Availability, Clock, Meeting};
use crate::planning::ceremony::{self, Programme};

const DAY: (u16, u16) = (0, 24 * 60);

/// Minutes between two times; open ends reach to midnight.
fn stretch(start: Option<Clock>, end: Option<Clock>) -> (u16, u16) {
    (start.map_or(DAY.0, Clock::minutes), end.map_or(DAY.1, Clock::minutes))
}

fn overlap(a: (u16, u16), b: (u16, u16)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// Whether a name means one of a meeting's two organizations.
fn is_party(case: &Case<'_>, meeting: &Meeting, name: &str) -> bool {
    let key = case.roster.organization(name).unwrap_or(name);
    key == meeting.enterprise || key == meeting.institution
}

/// Whether a name or a person's id means the person who has to be at a meeting.
fn is_lead(case: &Case<'_>, meeting: &Meeting, name: &str) -> bool {
    let known = |lead: &str| {
        let key = case.roster.person_key(&meeting.institution, lead);
        case.roster.person_key(&meeting.institution, name) == key
    };
    case.lead(meeting).is_some_and(known)
}

/// The key of the organization that a row is about, or that its person is of.
fn body<'a>(case: &'a Case<'_>, row: &'a Availability) -> Option<&'a str> {
    let name = row.organization.as_deref()?;
    Some(case.roster.organization(name).unwrap_or(name))
}

/// Whether a row of the availability registry, about the organization of this key, is about
/// somebody in a meeting.
fn concerns(
    case: &Case<'_>,
    (row, key): (&Availability, Option<&str>),
    meeting: &Meeting,
) -> bool {
    let here =
        key.is_none_or(|key| key == meeting.enterprise || key == meeting.institution);
    match (&row.person, key) {
        (Some(person), Some(key)) => leads(case, meeting, key, person),
        (Some(person), None) => is_lead(case, meeting, person),
        (None, key) => key.is_some() && here,
    }
}

fn broken(code: &'static str, meeting: &Meeting, who: &str) -> Problem {
    let problem = Problem::error(code).about(&meeting.id).with_value(who);
    problem
        .with("date", meeting.date.to_string())
        .with("start", meeting.start.to_string())
}

/// Everybody can meet then: nobody said no, and whoever said when he can can then.
pub(super) fn availability(case: &Case<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    let rows = case.fair.availability.iter();
    let keyed: Vec<(&Availability, Option<&str>)> =
        rows.map(|row| (row, body(case, row))).collect();
    for meeting in &case.plan.meetings {
        let now = minutes(meeting);
        let rows: Vec<&Availability> = keyed
            .iter()
            .filter(|(row, _)| row.date.is_none_or(|date| date == meeting.date))
            .filter(|(row, _)| row.available || overlap(now, stretch(row.start, row.end)))
            .filter(|keyed| concerns(case, **keyed, meeting))
            .map(|(row, _)| *row)
            .collect();
        for row in &rows {
            let who = row.person.as_ref().or(row.organization.as_ref());
            let who = who.map(String::as_str).unwrap_or_default();
            // rows about the same organization, or all about the expert, whatever they call it
            let whom = |row: &Availability| match row.person {
                Some(_) => None,
                None => body(case, row).map(str::to_owned),
            };
            let same =
                |other: &&&Availability| other.available && whom(other) == whom(row);
            let bad = if row.available {
                let covers = |other: &Availability| {
                    let (start, end) = stretch(other.start, other.end);
                    start <= now.0 && now.1 <= end
                };
                !rows.iter().filter(same).any(|other| covers(other))
            } else {
                overlap(now, stretch(row.start, row.end))
            };
            if bad {
                found.push(broken("unavailable", meeting, who));
            }
        }
    }
    found
}

/// Nobody meets during an event that he takes part in.
pub(super) fn events(case: &Case<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    for event in &case.fair.events {
        for meeting in case.plan.meetings.iter().filter(|m| event.date == Some(m.date)) {
            if !overlap(minutes(meeting), stretch(event.start, event.end)) {
                continue;
            }
            let takes_part = |name: &&String| {
                is_party(case, meeting, name) || is_lead(case, meeting, name)
            };
            if let Some(who) = event.participants.iter().find(takes_part) {
                let problem = broken("in_event", meeting, who);
                found.push(problem.with("title", event.title.as_str()));
            }
        }
    }
    found
}

/// Nobody meets while he signs: the signatory himself if he leads an offering, else whoever he
/// signs for.
pub(super) fn signings(case: &Case<'_>) -> Vec<Problem> {
    let fair = case.fair;
    let ceremony = ceremony::plan(&Programme {
        signings: &fair.signings,
        people: &fair.people,
        meetings: &[],
        fair: Some(fair),
        settings: &fair.settings.signing,
        kept: &fair.stage,
        date: fair.settings.sessions.first().map(|session| session.date),
    });
    let mut found = Vec::new();
    for batch in &ceremony.batches {
        let during = |meeting: &&Meeting| {
            Some(meeting.date) == ceremony.date
                && overlap(minutes(meeting), (batch.start.minutes(), batch.end.minutes()))
        };
        for meeting in case.plan.meetings.iter().filter(during) {
            for signing in &batch.projects {
                let signs = signing.signatories.iter().any(|s| {
                    let party = signing.parties.get(s.party).map_or("", String::as_str);
                    leads(case, meeting, party, &s.name)
                });
                let stands = signing.parties.iter().enumerate().any(|(index, party)| {
                    let mut names = signing
                        .signatories
                        .iter()
                        .filter(|s| s.party == index)
                        .peekable();
                    let known = names.peek().is_some()
                        && names.all(|s| meets_himself(case, party, &s.name));
                    is_party(case, meeting, party) && !known
                });
                if signs || stands {
                    let problem = broken("in_signing", meeting, &signing.id);
                    found.push(problem.with("title", signing.title.as_str()));
                }
            }
        }
    }
    found
}

/// Whether a signatory of a party has to be at a meeting; somebody of the same name in another
/// organization is another.
fn leads(case: &Case<'_>, meeting: &Meeting, party: &str, name: &str) -> bool {
    let key = |party, name| {
        let organization = case.roster.organization(party).unwrap_or(party);
        case.roster.person_key(organization, name)
    };
    case.lead(meeting)
        .is_some_and(|lead| key(&meeting.institution, lead) == key(party, name))
}

/// Whether a signatory of a party leads an offering, so that he has meetings of his own.
fn meets_himself(case: &Case<'_>, party: &str, name: &str) -> bool {
    let party = case.roster.organization(party).unwrap_or(party);
    let key = case.roster.person_key(party, name);
    case.fair.offerings.iter().any(|offering| {
        let institution = case.roster.institution(offering);
        let lead = case.roster.lead(offering);
        lead.is_some_and(|lead| case.roster.person_key(institution, lead) == key)
    })
}

/// Nobody is planned for who said that he does not come.
pub(super) fn declined(case: &Case<'_>) -> Vec<Problem> {
    let meetings = case.plan.meetings.iter();
    meetings
        .filter_map(|meeting| {
            let lead = case.lead(meeting)?;
            case.roster
                .declined(&meeting.institution, lead)
                .then(|| broken("person_declined", meeting, lead).in_case("meeting"))
        })
        .collect()
}

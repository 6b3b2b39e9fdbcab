//! Rules on who is there: nobody meets while he is elsewhere.

use std::collections::{BTreeMap, BTreeSet};

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
    case.lead(meeting).is_some_and(|lead| {
        case.roster.person_key(&meeting.institution, name) == lead.key
    })
}

/// The rows of the availability registry, by whom they are about.
#[derive(Default)]
struct Rows<'a> {
    organizations: BTreeMap<&'a str, Vec<usize>>,
    people: BTreeMap<String, Vec<usize>>,
    /// Rows about somebody of this name or id, whatever organization he is of.
    named: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Rows<'a> {
    fn of(case: &'a Case<'_>) -> Self {
        let mut rows = Self::default();
        for (number, row) in case.fair.availability.iter().enumerate() {
            match (&row.person, body(case, row)) {
                (Some(person), Some(body)) => {
                    let key = case.roster.person_key(body, person);
                    rows.people.entry(key).or_default().push(number);
                }
                (Some(person), None) => {
                    rows.named.entry(person).or_default().push(number);
                }
                (None, Some(body)) => {
                    rows.organizations.entry(body).or_default().push(number);
                }
                (None, None) => {}
            }
        }
        rows
    }

    /// The rows about somebody in a meeting, as they stand in the registry.
    fn about(&self, case: &'a Case<'_>, meeting: &Meeting) -> Vec<&'a Availability> {
        let sides = [meeting.enterprise.as_str(), &meeting.institution];
        let sides = sides.iter().filter_map(|side| self.organizations.get(side));
        let mut numbers: BTreeSet<usize> = sides.flatten().copied().collect();
        if let Some(lead) = case.lead(meeting) {
            numbers.extend(self.people.get(&lead.key).into_iter().flatten());
            let record = case.roster.person(&meeting.institution, lead.name);
            let names = record.into_iter().flat_map(|r| [r.id.as_str(), &r.name]);
            let names = names.chain([lead.name]).filter(|n| is_lead(case, meeting, n));
            numbers.extend(names.filter_map(|name| self.named.get(name)).flatten());
        }
        numbers.into_iter().map(|number| &case.fair.availability[number]).collect()
    }
}

/// The key of the organization that a row is about, or that its person is of.
fn body<'a>(case: &'a Case<'_>, row: &'a Availability) -> Option<&'a str> {
    let name = row.organization.as_deref()?;
    Some(case.roster.organization(name).unwrap_or(name))
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
    let rows = Rows::of(case);
    for meeting in &case.plan.meetings {
        let now = minutes(meeting);
        let mut rows = rows.about(case, meeting);
        rows.retain(|row| row.date.is_none_or(|date| date == meeting.date));
        rows.retain(|row| row.available || overlap(now, stretch(row.start, row.end)));
        for row in &rows {
            let organization = || body(case, row).map(|key| case.roster.name(key));
            let who = row.person.as_deref().or_else(organization).unwrap_or_default();
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
        date: fair.settings.first_day(),
    });
    let leads = leads(case);
    let meets = |party: &str, name: &str| leads.contains(&person(case, party, name));
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
                    let lead = case.lead(meeting);
                    lead.is_some_and(|lead| lead.key == person(case, party, &s.name))
                });
                let stands = signing.parties.iter().enumerate().any(|(index, party)| {
                    let mut names = signing
                        .signatories
                        .iter()
                        .filter(|s| s.party == index)
                        .peekable();
                    let known =
                        names.peek().is_some() && names.all(|s| meets(party, &s.name));
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

/// The key of a party's signatory; somebody of the same name in another organization is another.
fn person(case: &Case<'_>, party: &str, name: &str) -> String {
    let organization = case.roster.organization(party).unwrap_or(party);
    case.roster.person_key(organization, name)
}

/// The keys of all who lead an offering, so that they have meetings of their own.
fn leads(case: &Case<'_>) -> BTreeSet<String> {
    let of = |offering| {
        let institution = case.roster.institution(offering);
        Some(case.roster.person_key(institution, case.roster.lead(offering)?))
    };
    case.fair.offerings.iter().filter_map(of).collect()
}

/// Nobody is planned for who said that he does not come.
pub(super) fn declined(case: &Case<'_>) -> Vec<Problem> {
    let meetings = case.plan.meetings.iter();
    meetings
        .filter_map(|meeting| {
            let lead = case.lead(meeting)?.name;
            case.roster
                .declined(&meeting.institution, lead)
                .then(|| broken("person_declined", meeting, lead).in_case("meeting"))
        })
        .collect()
}

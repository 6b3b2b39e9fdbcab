//! When everybody can meet: availability, events and signings in one place.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::{Availability, Clock, Event, Fair, TimeSpan};
use crate::planning::ceremony::{self, Batch, Programme};
use crate::planning::roster::Roster;

/// What keeps somebody from meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// He said so.
    Away,
    /// An event he takes part in.
    Event,
    /// A batch of signings he takes part in.
    Signing,
}

/// Minutes of a day, or of every day.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    date: Option<NaiveDate>,
    span: TimeSpan,
}

impl Stretch {
    fn on(self, date: NaiveDate) -> bool {
        self.date.is_none_or(|day| day == date)
    }
}

#[derive(Debug, Default)]
struct Days {
    /// Who has such on a day can only then.
    can: Vec<Stretch>,
    cannot: Vec<(Stretch, Cause)>,
}

/// When every organization and person can meet, by key.
#[derive(Debug, Default)]
pub(super) struct Calendar {
    organizations: BTreeMap<String, Days>,
    people: BTreeMap<String, Days>,
}

impl Calendar {
    /// Gathers it from a fair. A signatory who leads an offering is busy himself, for any other
    /// his organization is.
    pub(super) fn new(fair: &Fair, roster: &Roster<'_>) -> Self {
        let leads = leads(fair, roster);
        let mut calendar = Self::default();
        for row in &fair.availability {
            calendar.availability(row, roster, fair);
        }
        for event in &fair.events {
            calendar.event(event, roster, fair);
        }
        let ceremony = ceremony::plan(&Programme {
            signings: &fair.signings,
            people: &fair.people,
            meetings: &[],
            fair: Some(fair),
            settings: &fair.settings.signing,
            kept: &fair.stage,
            date: fair.settings.first_day(),
        });
        for batch in &ceremony.batches {
            let span = TimeSpan { start: batch.start, end: batch.end };
            calendar.signing(
                batch,
                Stretch { date: ceremony.date, span },
                roster,
                &leads,
            );
        }
        calendar
    }

    fn availability(&mut self, row: &Availability, roster: &Roster<'_>, fair: &Fair) {
        let body = row.organization.as_deref();
        let body = body.map(|own| roster.organization(own).unwrap_or(own));
        let stretch = Stretch { date: row.date, span: span(row.start, row.end) };
        let say = |days: &mut Days| {
            if row.available {
                days.can.push(stretch);
            } else {
                days.cannot.push((stretch, Cause::Away));
            }
        };
        match (&row.person, body) {
            (Some(person), Some(body)) => {
                let key = roster.person_key(body, person);
                say(self.people.entry(key).or_default());
            }
            (Some(person), None) => {
                for key in called(person, roster, fair) {
                    say(self.people.entry(key).or_default());
                }
            }
            (None, Some(body)) => {
                say(self.organizations.entry(body.to_owned()).or_default());
            }
            (None, None) => {}
        }
    }

    fn event(&mut self, event: &Event, roster: &Roster<'_>, fair: &Fair) {
        let Some(date) = event.date else { return };
        let stretch = Stretch { date: Some(date), span: span(event.start, event.end) };
        for participant in &event.participants {
            if let Some(organization) = roster.organization(participant) {
                self.block_organization(organization, stretch, Cause::Event);
            }
            for key in called(participant, roster, fair) {
                self.block_person(key, stretch, Cause::Event);
            }
        }
    }

    fn signing(
        &mut self,
        batch: &Batch,
        stretch: Stretch,
        roster: &Roster<'_>,
        leads: &BTreeSet<String>,
    ) {
        for project in &batch.projects {
            for (index, party) in project.parties.iter().enumerate() {
                let organization = roster.organization(party).unwrap_or(party);
                let signs = project.signatories.iter().filter(|s| s.party == index);
                let keys: Vec<String> =
                    signs.map(|s| roster.person_key(organization, &s.name)).collect();
                let all_meet =
                    !keys.is_empty() && keys.iter().all(|key| leads.contains(key));
                if !all_meet {
                    self.block_organization(organization, stretch, Cause::Signing);
                }
                for key in keys {
                    self.block_person(key, stretch, Cause::Signing);
                }
            }
        }
    }

    fn block_organization(&mut self, key: &str, stretch: Stretch, cause: Cause) {
        let days = self.organizations.entry(key.to_owned()).or_default();
        days.cannot.push((stretch, cause));
    }

    fn block_person(&mut self, key: String, stretch: Stretch, cause: Cause) {
        self.people.entry(key).or_default().cannot.push((stretch, cause));
    }

    /// What keeps an organization from meeting then; `None`: nothing.
    pub(super) fn organization(
        &self,
        key: &str,
        date: NaiveDate,
        span: TimeSpan,
    ) -> Option<Cause> {
        self.organizations.get(key)?.hindrance(date, span)
    }

    /// What keeps a person from meeting then; `None`: nothing.
    pub(super) fn person(
        &self,
        key: &str,
        date: NaiveDate,
        span: TimeSpan,
    ) -> Option<Cause> {
        self.people.get(key)?.hindrance(date, span)
    }
}

impl Days {
    fn hindrance(&self, date: NaiveDate, span: TimeSpan) -> Option<Cause> {
        let mut can = self.can.iter().filter(|stretch| stretch.on(date)).peekable();
        let inside = |stretch: &Stretch| {
            stretch.span.start <= span.start && span.end <= stretch.span.end
        };
        if can.peek().is_some() && !can.any(inside) {
            return Some(Cause::Away);
        }
        let blocks = |(stretch, _): &&(Stretch, Cause)| {
            stretch.on(date) && stretch.span.overlaps(span)
        };
        self.cannot.iter().find(blocks).map(|(_, cause)| *cause)
    }
}

/// The keys of all people who go by a name or an id, whatever organization they are of.
fn called(name: &str, roster: &Roster<'_>, fair: &Fair) -> BTreeSet<String> {
    let known = fair.people.iter().filter(|p| p.name == name || p.id == name);
    let known = known.map(|person| person.id.clone());
    let lead = |offering| roster.lead(offering).filter(|lead| *lead == name);
    let leads = fair.offerings.iter().filter_map(|offering| {
        Some(roster.person_key(roster.institution(offering), lead(offering)?))
    });
    known.chain(leads).collect()
}

/// The keys of all who lead an offering.
fn leads(fair: &Fair, roster: &Roster<'_>) -> BTreeSet<String> {
    let lead = |offering| {
        let lead = roster.lead(offering)?;
        Some(roster.person_key(roster.institution(offering), lead))
    };
    fair.offerings.iter().filter_map(lead).collect()
}

/// The minutes between two times; an open end is the end of the day.
fn span(start: Option<Clock>, end: Option<Clock>) -> TimeSpan {
    TimeSpan {
        start: start.unwrap_or(Clock::MIDNIGHT),
        end: end.unwrap_or(Clock::MIDNIGHT.plus(24 * 60)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Offering, Organization, Signatory, Signing};

    fn at(start: &str, end: &str) -> TimeSpan {
        span(Clock::parse(start), Clock::parse(end))
    }

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 10, number).unwrap()
    }

    fn fair() -> Fair {
        let organization = Organization {
            id: "E1".into(),
            name: "甲厂".into(),
            ..Organization::default()
        };
        Fair { organizations: vec![organization], ..Fair::default() }
    }

    #[test]
    fn who_names_when_he_can_can_only_then() {
        let mut fair = fair();
        fair.availability = vec![Availability {
            organization: Some("甲厂".into()),
            date: Some(day(16)),
            start: Clock::parse("09:00"),
            end: Clock::parse("10:00"),
            ..Availability::default()
        }];
        let calendar = Calendar::new(&fair, &Roster::new(&fair));
        let when = |date, span| calendar.organization("E1", day(date), span);
        assert_eq!(when(16, at("09:40", "10:00")), None);
        assert_eq!(when(16, at("09:50", "10:10")), Some(Cause::Away));
        assert_eq!(when(17, at("15:00", "15:20")), None, "nothing is said of that day");
    }

    #[test]
    fn an_event_blocks_its_participants_all_day_without_times() {
        let mut fair = fair();
        fair.events = vec![Event {
            date: Some(day(16)),
            participants: vec!["甲厂".into()],
            ..Event::default()
        }];
        let calendar = Calendar::new(&fair, &Roster::new(&fair));
        let found = calendar.organization("E1", day(16), at("09:00", "09:20"));
        assert_eq!(found, Some(Cause::Event));
    }

    #[test]
    fn a_signatory_who_leads_a_team_is_busy_himself_else_his_organization_is() {
        let mut fair = fair();
        fair.settings.signing.date = Some(day(16));
        fair.signings = vec![Signing {
            id: "P1".into(),
            title: "x".into(),
            parties: vec!["甲厂".into()],
            signatories: vec![Signatory { name: "李".into(), ..Signatory::default() }],
            on_stage: true,
            ..Signing::default()
        }];
        let then = at("15:00", "15:20");
        let calendar = Calendar::new(&fair, &Roster::new(&fair));
        assert_eq!(calendar.organization("E1", day(16), then), Some(Cause::Signing));
        let mut offering =
            Offering { id: "S1".into(), lead: Some("李".into()), ..Offering::default() };
        offering.organization.name = "甲厂".into();
        fair.offerings = vec![offering];
        let calendar = Calendar::new(&fair, &Roster::new(&fair));
        assert_eq!(calendar.organization("E1", day(16), then), None);
        assert_eq!(calendar.person("E1/李", day(16), then), Some(Cause::Signing));
    }
}

//! The fair: its settings and registries in memory.

use super::{
    Assignment, Availability, Decision, Encounter, EntryId, Event, Kpi, LedgerEntry,
    Need, Offering, Officer, Organization, Outcome, Person, Places, Plan, Policy,
    Settings, Signing,
};

/// A fair, or the part of it that a command named.
#[derive(Debug, Clone, Default)]
pub struct Fair {
    /// What a person set.
    pub settings: Settings,
    /// The roster.
    pub organizations: Vec<Organization>,
    /// What enterprises look for.
    pub needs: Vec<Need>,
    /// What institutions have to give.
    pub offerings: Vec<Offering>,
    /// Who comes.
    pub people: Vec<Person>,
    /// Projects to sign.
    pub signings: Vec<Signing>,
    /// The ledger, in the order of its rows and imports.
    pub ledger: Vec<LedgerEntry>,
    /// Service officers.
    pub officers: Vec<Officer>,
    /// Who answers for what.
    pub assignments: Vec<Assignment>,
    /// Who can when.
    pub availability: Vec<Availability>,
    /// Policies.
    pub policies: Vec<Policy>,
    /// Visits, briefings, ….
    pub events: Vec<Event>,
    /// Figures of organizations.
    pub kpis: Vec<Kpi>,
    /// A person's word over the scores.
    pub decisions: Vec<Decision>,
    /// What came of the meetings.
    pub outcomes: Vec<Outcome>,
    /// Who met at earlier fairs.
    pub encounters: Vec<Encounter>,
    /// Where the signings stand on stage, as the ceremony was last planned.
    pub stage: Places,
    /// The current plan.
    pub plan: Option<Plan>,
    /// The last entry of the log that this fair has seen; `None`: not from a fair folder.
    pub revision: Option<EntryId>,
}

/// A body behind a need or an offering, whether the roster lists it or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mentioned<'a> {
    /// Its id; its name where it has none.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
}

impl Fair {
    /// The need of an id.
    pub fn need(&self, id: &str) -> Option<&Need> {
        self.needs.iter().find(|need| need.id == id)
    }

    /// The offering of an id.
    pub fn offering(&self, id: &str) -> Option<&Offering> {
        self.offerings.iter().find(|offering| offering.id == id)
    }

    /// The organization of an id, a name or an alias.
    pub fn organization(&self, key: &str) -> Option<&Organization> {
        let known = |o: &&Organization| {
            o.id == key || o.name == key || o.aliases.iter().any(|alias| alias == key)
        };
        self.organizations.iter().find(known)
    }

    /// The person of an id or a name.
    pub fn person(&self, key: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.id == key || person.name == key)
    }

    /// The officer of an id or a name.
    pub fn officer(&self, key: &str) -> Option<&Officer> {
        self.officers.iter().find(|officer| officer.id == key || officer.name == key)
    }

    /// Who was assigned to a subject.
    pub fn assignment(&self, subject: &str) -> Option<&Assignment> {
        self.assignments.iter().find(|assignment| assignment.subject == subject)
    }

    /// The first body of an id or name behind a need, else behind an offering.
    pub fn mentioned(&self, key: &str) -> Option<Mentioned<'_>> {
        let (id, name) =
            self.bodies().find(|&(id, name)| id == Some(key) || name == key)?;
        Some(Mentioned { id: id.unwrap_or(name), name })
    }

    /// The id, if it is told, and the name of whoever is behind each need, then each offering.
    pub fn bodies(&self) -> impl Iterator<Item = (Option<&str>, &str)> {
        let needs = self.needs.iter().map(|need| &need.organization);
        let needs = needs.map(|own| (own.id.as_deref(), own.name.as_str()));
        let offerings = self.offerings.iter().map(|offering| &offering.organization);
        needs.chain(offerings.map(|own| (own.id.as_deref(), own.name.as_str())))
    }

    /// The name of an organization of an id; the id where it has none.
    pub fn name_of(&self, id: &str) -> String {
        let of_roster = self.organization(id).map(|o| o.name.clone());
        let of_offering = || {
            let own = |o: &&Offering| o.organization.id.as_deref() == Some(id);
            self.offerings.iter().find(own).map(|o| o.organization.name.clone())
        };
        of_roster.or_else(of_offering).unwrap_or_else(|| id.to_owned())
    }
}

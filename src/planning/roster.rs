//! Who is who: one key for each organization and person, whatever name a record uses.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::problem::Problem;
use crate::domain::{
    Attendance, Fair, Need, Offering, OfferingKind, OrganizationKind, Person,
};

/// The names and aliases of a fair's organizations and people.
#[derive(Debug, Default)]
pub struct Roster<'a> {
    keys: BTreeMap<&'a str, &'a str>,
    names: BTreeMap<&'a str, &'a str>,
    /// The people who go by an id or a name.
    people: BTreeMap<&'a str, Vec<&'a Person>>,
    /// Organizations that can be met for what they offer.
    hosts: BTreeSet<&'a str>,
}

impl<'a> Roster<'a> {
    /// Takes the roster first, then the organizations that only needs and offerings name.
    pub fn new(fair: &'a Fair) -> Self {
        let mut roster = Self::default();
        for person in &fair.people {
            roster.people.entry(&person.id).or_default().push(person);
            if person.name != person.id {
                roster.people.entry(&person.name).or_default().push(person);
            }
        }
        for known in &fair.organizations {
            roster.names.entry(&known.id).or_insert(&known.name);
            if known.kind != OrganizationKind::Enterprise {
                roster.hosts.insert(&known.id);
            }
            let names = known.aliases.iter().chain([&known.id, &known.name]);
            for name in names.filter(|name| !name.is_empty()) {
                roster.keys.entry(name).or_insert(&known.id);
            }
        }
        for need in &fair.needs {
            roster.learn(need.organization.id.as_deref(), &need.organization.name);
        }
        for offering in &fair.offerings {
            roster
                .learn(offering.organization.id.as_deref(), &offering.organization.name);
            roster.hosts.insert(roster.institution(offering));
        }
        roster
    }

    fn learn(&mut self, id: Option<&'a str>, name: &'a str) {
        let known = id.and_then(|id| self.keys.get(id)).or_else(|| self.keys.get(name));
        let key = known.copied().or(id).unwrap_or(name);
        for name in id.into_iter().chain([name]).filter(|name| !name.is_empty()) {
            self.keys.entry(name).or_insert(key);
        }
        if let Some(key) = self.organization(name) {
            self.names.entry(key).or_insert(name);
        }
    }

    /// The id of the organization that goes by an id, name or alias.
    pub fn organization(&self, key: &str) -> Option<&'a str> {
        self.keys.get(key).copied()
    }

    /// The enterprise behind a need; the need itself where none is named.
    pub fn enterprise(&self, need: &'a Need) -> &'a str {
        let own = &need.organization;
        let key = own.id.as_deref().and_then(|id| self.organization(id));
        key.or_else(|| self.organization(&own.name)).unwrap_or(&need.id)
    }

    /// The institution behind an offering; the offering itself where none is named.
    pub fn institution(&self, offering: &'a Offering) -> &'a str {
        let own = &offering.organization;
        let key = own.id.as_deref().and_then(|id| self.organization(id));
        key.or_else(|| self.organization(&own.name)).unwrap_or(&offering.id)
    }

    /// Why an organization can't be met as the one that claims an enterprise's need: it is that
    /// enterprise, or another one that offers nothing. `None`: it can.
    pub fn no_claim(&self, enterprise: &str, claimant: &'a str) -> Option<Problem> {
        let problem = Problem::error("no_claim").with_value(self.name(claimant));
        match self.organization(claimant)? {
            key if key == enterprise => Some(problem.in_case("own")),
            key if self.hosts.contains(key) => None,
            key => Some(problem.with("id", key)),
        }
    }

    /// What an organization is called; its id where nothing better is known.
    pub fn name(&self, id: &'a str) -> &'a str {
        self.names.get(id).copied().unwrap_or(id)
    }

    /// The person who has to be there for an offering: its lead, or who it is about.
    pub fn lead(&self, offering: &'a Offering) -> Option<&'a str> {
        let himself =
            matches!(offering.kind, OfferingKind::Expert | OfferingKind::Candidate)
                .then_some(offering.title.as_str());
        offering.leader().or(himself).filter(|name| !name.is_empty())
    }

    /// A person's record, by id or by name within an organization.
    pub fn person(&self, organization: &str, key: &str) -> Option<&'a Person> {
        self.people.get(key)?.iter().copied().find(|person| {
            let own = person.organization.as_deref();
            let here = own
                .is_none_or(|own| self.organization(own).unwrap_or(own) == organization);
            person.id == key || here
        })
    }

    /// One key for a person of an organization, on the list of people or not.
    pub fn person_key(&self, organization: &str, name: &str) -> String {
        let known = self.person(organization, name);
        known.map_or_else(|| format!("{organization}/{name}"), |known| known.id.clone())
    }

    /// Whether a person of an organization said that he does not come.
    pub fn declined(&self, organization: &str, name: &str) -> bool {
        self.person(organization, name)
            .is_some_and(|person| person.status == Attendance::Declined)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EnterpriseRef, Organization};

    #[test]
    fn an_alias_is_the_same_enterprise() {
        let need = |id: &str, name: &str| Need {
            id: id.into(),
            organization: EnterpriseRef { name: name.into(), ..Default::default() },
            ..Need::default()
        };
        let fair = Fair {
            organizations: vec![Organization {
                id: "E1".into(),
                name: "甲厂".into(),
                aliases: vec!["甲厂有限公司".into()],
                ..Organization::default()
            }],
            needs: vec![
                need("N1", "甲厂"),
                need("N2", "甲厂有限公司"),
                need("N3", "乙厂"),
            ],
            ..Fair::default()
        };
        let roster = Roster::new(&fair);
        let keys: Vec<_> =
            fair.needs.iter().map(|need| roster.enterprise(need)).collect();
        assert_eq!(keys, ["E1", "E1", "乙厂"]);
        assert_eq!(roster.name("E1"), "甲厂");
    }

    /// Two professors of one university are not the same person.
    #[test]
    fn an_expert_comes_himself_whatever_his_post() {
        let fair = Fair::default();
        let roster = Roster::new(&fair);
        let expert = |lead: &str| Offering {
            kind: OfferingKind::Expert,
            title: "张甲".into(),
            lead: Some(lead.into()),
            ..Offering::default()
        };
        assert_eq!(roster.lead(&expert("教授、博士生导师")), Some("张甲"));
        assert_eq!(roster.lead(&expert("周样五")), Some("周样五"));
        let team = Offering { kind: OfferingKind::Achievement, ..expert("教授") };
        assert_eq!(roster.lead(&team), Some("教授"));
    }
}

//! One id for one organization: the roster's.

use std::collections::BTreeMap;

use super::{Fair, Need, Offering, Organization, Record};

/// The ids of a roster by social credit code, name and alias; of two the first counts.
#[derive(Debug, Default)]
pub struct RosterIds<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> RosterIds<'a> {
    /// The ids of some organizations.
    pub fn of(roster: impl IntoIterator<Item = &'a Organization>) -> Self {
        let mut ids = BTreeMap::new();
        for organization in roster {
            let names = organization.aliases.iter().chain(&organization.uscc);
            for name in names.chain([&organization.name]).filter(|name| !name.is_empty())
            {
                ids.entry(name.as_str()).or_insert(organization.id.as_str());
            }
        }
        Self(ids)
    }

    fn get(&self, name: &str) -> Option<String> {
        self.0.get(name).map(|id| (*id).to_owned())
    }

    /// The id of an organization by its code, else by its name.
    pub fn id_of(&self, uscc: Option<&str>, name: &str) -> Option<String> {
        uscc.and_then(|code| self.get(code)).or_else(|| self.get(name))
    }

    /// Gives the organization behind a record its id of the roster.
    pub fn link(&self, record: &mut Record) {
        if let Record::Needs(need) = record {
            self.link_need(need);
        } else if let Record::Offerings(offering) = record {
            self.link_offering(offering);
        }
    }

    /// Gives the enterprise of a need its id of the roster. Who is not on it keeps the id
    /// made of the name.
    pub fn link_need(&self, need: &mut Need) {
        let own = &mut need.organization;
        own.id = self.id_of(own.uscc.as_deref(), &own.name).or_else(|| own.id.take());
    }

    /// Gives the institution of an offering its id of the roster.
    pub fn link_offering(&self, offering: &mut Offering) {
        let own = &mut offering.organization;
        own.id = self.get(&own.name).or_else(|| own.id.take());
    }
}

impl Fair {
    /// Gives the organizations behind needs and offerings the ids of its own roster.
    pub fn link_to_own_roster(&mut self) {
        let roster = std::mem::take(&mut self.organizations);
        self.link(&roster);
        self.organizations = roster;
    }

    /// Gives the organizations behind needs and offerings the ids of a roster.
    pub fn link(&mut self, roster: &[Organization]) {
        let ids = RosterIds::of(roster);
        self.needs.iter_mut().for_each(|need| ids.link_need(need));
        self.offerings.iter_mut().for_each(|offering| ids.link_offering(offering));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EnterpriseRef, Need};

    #[test]
    fn needs_take_the_id_of_the_roster() {
        let need = |name: &str| Need {
            organization: EnterpriseRef {
                id: Some("derived".into()),
                name: name.into(),
                ..EnterpriseRef::default()
            },
            ..Need::default()
        };
        let roster = [Organization {
            id: "E1".into(),
            name: "甲厂有限公司".into(),
            aliases: vec!["甲厂".into()],
            ..Organization::default()
        }];
        let needs = ["甲厂", "甲厂有限公司", "乙厂", ""].map(need).into();
        let mut fair = Fair { needs, ..Fair::default() };
        fair.link(&roster);
        let ids: Vec<_> =
            fair.needs.iter().filter_map(|n| n.organization.id.as_deref()).collect();
        assert_eq!(ids, ["E1", "E1", "derived", "derived"]);
    }
}

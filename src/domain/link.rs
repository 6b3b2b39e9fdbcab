//! One id for one organization: the roster's.

use std::collections::BTreeMap;

use super::{Fair, Organization};

impl Fair {
    /// Gives the organizations behind needs and offerings the ids of a roster, found by
    /// social credit code, name or alias. Who is not on the roster keeps the id made of
    /// the name.
    pub fn link(&mut self, roster: &[Organization]) {
        let mut ids: BTreeMap<&str, &str> = BTreeMap::new();
        for organization in roster {
            let names = organization.aliases.iter().chain(&organization.uscc);
            for name in names.chain([&organization.name]).filter(|name| !name.is_empty())
            {
                ids.entry(name).or_insert(&organization.id);
            }
        }
        let known = |name: &str| ids.get(name).map(|id| (*id).to_owned());
        for need in &mut self.needs {
            let own = &mut need.organization;
            let by_code = own.uscc.as_deref().and_then(known);
            own.id = by_code.or_else(|| known(&own.name)).or_else(|| own.id.take());
        }
        for offering in &mut self.offerings {
            let own = &mut offering.organization;
            own.id = known(&own.name).or_else(|| own.id.take());
        }
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

//! Records linked to the organizations that they name.

use std::collections::BTreeMap;

use crate::domain::{Kind, Record};

/// The ids of organizations by name, so that needs and offerings name them as the roster
/// does.
pub(super) struct Organizations {
    by_name: BTreeMap<String, String>,
}

impl Organizations {
    /// The organizations among records.
    pub(super) fn of(known: &BTreeMap<(Kind, String), Record>) -> Self {
        let mut by_name = BTreeMap::new();
        for record in known.values() {
            if let Record::Organizations(organization) = record {
                let names = organization.aliases.iter().chain([&organization.name]);
                by_name.extend(names.map(|name| (name.clone(), organization.id.clone())));
            }
        }
        Self { by_name }
    }

    /// Gives a record the id of the organization that it names.
    pub(super) fn link(&self, record: &mut Record) {
        if let Record::Needs(need) = record
            && let Some(known) = self.by_name.get(&need.organization.name)
        {
            need.organization.id = Some(known.clone());
        } else if let Record::Offerings(offering) = record
            && let Some(known) = self.by_name.get(&offering.organization.name)
        {
            offering.organization.id = Some(known.clone());
        }
    }
}

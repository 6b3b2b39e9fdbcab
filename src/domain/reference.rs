//! Which records name which others.

use std::collections::BTreeSet;

use super::{Fair, Kind, Record};

/// A record's mention of another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference<'a> {
    /// The column that mentions it.
    pub field: &'static str,
    /// The id or name that it mentions.
    pub key: &'a str,
    /// The registries it may be in; empty: the meetings of the plan.
    pub kinds: &'static [Kind],
}

/// What the subject of a ledger entry or an assignment may be.
const SUBJECTS: &[Kind] =
    &[Kind::Signings, Kind::Needs, Kind::Organizations, Kind::Policies, Kind::Offerings];

impl Record {
    /// The records that this one names. Free text that may name somebody (participants,
    /// officers of a ledger entry, parties) is left out.
    pub fn references(&self) -> Vec<Reference<'_>> {
        let mut found = Vec::new();
        let mut add = |field, key, kinds| {
            if let Some(key) = key {
                found.push(Reference { field, key, kinds });
            }
        };
        match self {
            Self::Decisions(d) => {
                add("need", Some(d.need.as_str()), &[Kind::Needs]);
                let other = &[Kind::Offerings, Kind::Organizations];
                add("offering", Some(d.offering.as_str()), other);
            }
            Self::Signings(s) => {
                add("related_need", s.need.as_deref(), &[Kind::Needs]);
                add("related_offering", s.offering.as_deref(), &[Kind::Offerings]);
                add("officer", s.officer.as_deref(), &[Kind::Officers]);
            }
            Self::Ledger(entry) => {
                add("subject", Some(entry.subject.as_str()), SUBJECTS);
            }
            Self::Assignments(a) => {
                add("subject", Some(a.subject.as_str()), SUBJECTS);
                add("officer", Some(a.officer.as_str()), &[Kind::Officers]);
            }
            Self::Outcomes(o) => add("meeting", Some(o.meeting.as_str()), &[]),
            Self::Availability(a) => {
                let kinds = &[Kind::Organizations, Kind::Needs, Kind::Offerings];
                add("organization", a.organization.as_deref(), kinds);
                add("person", a.person.as_deref(), &[Kind::People]);
            }
            Self::Needs(_)
            | Self::Offerings(_)
            | Self::Organizations(_)
            | Self::People(_)
            | Self::Officers(_)
            | Self::Policies(_)
            | Self::Events(_)
            | Self::Kpis(_)
            | Self::Encounters(_) => {}
        }
        found
    }
}

impl Fair {
    /// Every id and name by which records of a registry can be mentioned; for needs and
    /// offerings those of their organizations, too; for people those of teams' leads.
    pub fn keys(&self, kind: Kind) -> BTreeSet<&str> {
        let mut keys = BTreeSet::new();
        match kind {
            Kind::Needs => {
                for need in &self.needs {
                    keys.extend([need.id.as_str(), &need.title]);
                    keys.insert(&need.organization.name);
                    keys.extend(need.organization.id.as_deref());
                }
            }
            Kind::Offerings => {
                for offering in &self.offerings {
                    keys.extend([offering.id.as_str(), &offering.title]);
                    keys.insert(&offering.organization.name);
                    keys.extend(offering.organization.id.as_deref());
                }
            }
            Kind::Organizations => {
                for organization in &self.organizations {
                    keys.extend([organization.id.as_str(), &organization.name]);
                    keys.extend(organization.aliases.iter().map(String::as_str));
                }
            }
            Kind::People => {
                keys.extend(self.people.iter().flat_map(|p| [p.id.as_str(), &p.name]));
                keys.extend(self.offerings.iter().filter_map(|o| o.lead.as_deref()));
            }
            Kind::Signings => {
                keys.extend(self.signings.iter().flat_map(|s| [s.id.as_str(), &s.title]));
            }
            Kind::Officers => {
                keys.extend(self.officers.iter().flat_map(|o| [o.id.as_str(), &o.name]));
            }
            Kind::Policies => {
                keys.extend(self.policies.iter().flat_map(|p| [p.id.as_str(), &p.title]));
            }
            Kind::Ledger
            | Kind::Assignments
            | Kind::Availability
            | Kind::Events
            | Kind::Kpis
            | Kind::Decisions
            | Kind::Outcomes
            | Kind::Encounters => {}
        }
        keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Decision, Need};

    #[test]
    fn a_decision_names_its_need_and_its_offering() {
        let decision = Record::Decisions(Decision {
            need: "N1".into(),
            offering: "S1".into(),
            ..Decision::default()
        });
        let keys: Vec<_> = decision.references().iter().map(|r| r.key).collect();
        assert_eq!(keys, ["N1", "S1"]);
    }

    #[test]
    fn a_need_is_known_by_id_and_title() {
        let need = Need { id: "N1".into(), title: "pump".into(), ..Need::default() };
        let fair = Fair { needs: vec![need], ..Fair::default() };
        let keys = fair.keys(Kind::Needs);
        assert!(keys.contains("N1") && keys.contains("pump"));
    }
}

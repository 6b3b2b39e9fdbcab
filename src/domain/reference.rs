//! Which records name which others.

use super::{Fair, Kind, Need, Offering, Organization, Record};

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
    /// The registries whose records [name](Record::references) others.
    pub const REFERRING: [Kind; 6] = [
        Kind::Signings,
        Kind::Ledger,
        Kind::Assignments,
        Kind::Availability,
        Kind::Decisions,
        Kind::Outcomes,
    ];

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

/// An id or a name, and the registry in which it is one.
type Key<'a> = (Kind, &'a str);

impl Record {
    /// Every id and name by which the record can be mentioned; of a need or offering those of its
    /// organization, too, and the team's lead as a person.
    pub fn keys(&self) -> Vec<Key<'_>> {
        match self {
            Self::Needs(need) => keys_of_need(need).collect(),
            Self::Offerings(offering) => keys_of_offering(offering).collect(),
            Self::Organizations(organization) => {
                keys_of_organization(organization).collect()
            }
            Self::People(person) => both(Kind::People, &person.id, &person.name).into(),
            Self::Signings(s) => both(Kind::Signings, &s.id, &s.title).into(),
            Self::Officers(o) => both(Kind::Officers, &o.id, &o.name).into(),
            Self::Policies(p) => both(Kind::Policies, &p.id, &p.title).into(),
            Self::Ledger(_)
            | Self::Assignments(_)
            | Self::Availability(_)
            | Self::Events(_)
            | Self::Kpis(_)
            | Self::Decisions(_)
            | Self::Outcomes(_)
            | Self::Encounters(_) => Vec::new(),
        }
    }
}

impl Fair {
    /// The [keys](Record::keys) of all records.
    pub fn keys(&self) -> impl Iterator<Item = Key<'_>> {
        let organizations = self.organizations.iter().flat_map(keys_of_organization);
        let people = self.people.iter().flat_map(|p| both(Kind::People, &p.id, &p.name));
        let signings =
            self.signings.iter().flat_map(|s| both(Kind::Signings, &s.id, &s.title));
        let officers =
            self.officers.iter().flat_map(|o| both(Kind::Officers, &o.id, &o.name));
        let policies =
            self.policies.iter().flat_map(|p| both(Kind::Policies, &p.id, &p.title));
        let needs = self.needs.iter().flat_map(keys_of_need);
        let offerings = self.offerings.iter().flat_map(keys_of_offering);
        let registries = needs.chain(offerings).chain(organizations).chain(people);
        registries.chain(signings).chain(officers).chain(policies)
    }
}

fn both<'a>(kind: Kind, id: &'a str, name: &'a str) -> [Key<'a>; 2] {
    [(kind, id), (kind, name)]
}

fn keys_of_need(need: &Need) -> impl Iterator<Item = Key<'_>> {
    let body = &need.organization;
    let own = [&need.id, &need.title, &body.name].into_iter().chain(&body.id);
    own.map(|key| (Kind::Needs, key.as_str()))
}

fn keys_of_offering(offering: &Offering) -> impl Iterator<Item = Key<'_>> {
    let body = &offering.organization;
    let own = [&offering.id, &offering.title, &body.name].into_iter().chain(&body.id);
    let own = own.map(|key| (Kind::Offerings, key.as_str()));
    own.chain(offering.leader().map(|lead| (Kind::People, lead)))
}

fn keys_of_organization(organization: &Organization) -> impl Iterator<Item = Key<'_>> {
    let own = [&organization.id, &organization.name].into_iter();
    own.chain(&organization.aliases).map(|key| (Kind::Organizations, key.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Code as _, Decision};

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
    fn whoever_names_others_is_among_those_who_may() {
        let fields = ["need", "offering", "officer", "subject", "meeting", "person"];
        let json = fields.map(|field| format!("\"{field}\": \"x\"")).join(", ");
        for kind in Kind::ALL {
            let record = Record::of_json(*kind, &format!("{{{json}}}")).unwrap();
            let names = !record.references().is_empty();
            assert_eq!(names, Record::REFERRING.contains(kind), "{kind:?}");
        }
    }

    #[test]
    fn a_need_is_known_by_id_and_title() {
        let need = Need { id: "N1".into(), title: "pump".into(), ..Need::default() };
        let fair = Fair { needs: vec![need], ..Fair::default() };
        let keys: Vec<_> = fair.keys().collect();
        assert_eq!(keys[..2], [(Kind::Needs, "N1"), (Kind::Needs, "pump")]);
        assert_eq!(keys, Record::Needs(fair.needs[0].clone()).keys());
    }
}

//! Whoever named the one record names the other.
#![expect(clippy::wildcard_enum_match_arm, reason = "few registries name others")]

use crate::domain::{
    Change, ChangeSet, Decision, Encounter, Fair, Kind, Organization, OrganizationKind,
    Plan, Record, derived_id,
};

/// From one record's id and name to another's.
#[derive(Debug)]
pub(super) struct Renaming {
    kind: Kind,
    from: Named,
    to: Named,
}

/// How a record is named.
#[derive(Debug)]
struct Named {
    id: String,
    name: String,
}

impl Renaming {
    /// From `gone` to `kept`, both of one registry.
    pub(super) fn new(kind: Kind, kept: &Record, gone: &Record) -> Self {
        Self { kind, from: Named::of(gone), to: Named::of(kept) }
    }

    /// From an id and a name to those of an organization; without a name only by the id.
    pub(super) fn body(id: &str, name: &str, to: &Organization) -> Self {
        let named = |id: &str, name: &str| Named { id: id.into(), name: name.into() };
        let (from, to) = (named(id, name), named(&to.id, &to.name));
        Self { kind: Kind::Organizations, from, to }
    }

    /// Adds the change of a record that names the one that goes.
    pub(super) fn record(&self, fair: &Fair, record: Record, set: &mut ChangeSet) {
        match record {
            Record::Decisions(decision) => self.decision(fair, &decision, set),
            Record::Encounters(encounter) => self.encounter(fair, &encounter, set),
            Record::Assignments(mut assignment) => {
                let old = assignment.subject.clone();
                if self.subject(&mut assignment.subject) {
                    set.remove(Kind::Assignments, old);
                    if fair.record(Kind::Assignments, &assignment.subject).is_none() {
                        set.put(Record::Assignments(assignment));
                    }
                }
            }
            mut other => {
                if self.fields(&mut other) {
                    set.put(other);
                }
            }
        }
    }

    /// The plan with its meetings renamed; `None` if none names the record that goes.
    pub(super) fn plan(&self, plan: &Plan) -> Option<Plan> {
        let mut plan = plan.clone();
        let mut changed = false;
        for meeting in &mut plan.meetings {
            changed |= match self.kind {
                Kind::Needs => self.id(&mut meeting.need),
                Kind::Offerings => {
                    meeting.offering.as_mut().is_some_and(|id| self.id(id))
                }
                _ => self.id(&mut meeting.enterprise) | self.id(&mut meeting.institution),
            };
        }
        changed.then_some(plan)
    }

    /// Renames in a record whose own id stays; tells whether anything changed.
    fn fields(&self, record: &mut Record) -> bool {
        let organizations = self.kind == Kind::Organizations;
        match record {
            Record::Needs(need) if organizations => {
                let own = &mut need.organization;
                self.owner(&mut own.id, &mut own.name)
                    | self.list(&mut need.preferred_partners)
            }
            Record::Offerings(offering) if organizations => {
                let own = &mut offering.organization;
                self.owner(&mut own.id, &mut own.name)
            }
            Record::People(person) if organizations => {
                self.optional(&mut person.organization)
            }
            Record::Kpis(kpi) if organizations => self.key(&mut kpi.organization),
            Record::Events(event) if organizations => self.list(&mut event.participants),
            Record::Availability(availability) => {
                self.optional(&mut availability.organization)
            }
            Record::Ledger(entry) => self.subject(&mut entry.subject),
            Record::Signings(signing) => match self.kind {
                Kind::Needs => signing.need.as_mut().is_some_and(|id| self.id(id)),
                Kind::Offerings => {
                    signing.offering.as_mut().is_some_and(|id| self.id(id))
                }
                _ => self.list(&mut signing.parties),
            },
            _ => false,
        }
    }

    /// A decision moves to the pair's new id; if that pair has one already, it stands.
    fn decision(&self, fair: &Fair, decision: &Decision, set: &mut ChangeSet) {
        let mut moved = decision.clone();
        let changed = match self.kind {
            Kind::Needs => self.id(&mut moved.need),
            _ => self.id(&mut moved.offering),
        };
        if !changed {
            return;
        }
        moved.id = derived_id(Kind::Decisions.letter(), &[&moved.need, &moved.offering]);
        if decision.id != moved.id {
            set.remove(Kind::Decisions, decision.id.clone());
        }
        let pair =
            |d: &&Decision| (&d.need, &d.offering) == (&moved.need, &moved.offering);
        if !fair.decisions.iter().any(|d| pair(&d)) {
            set.put(Record::Decisions(moved));
        }
    }

    /// An earlier meeting moves to the id of the bodies' new names, and joins the one that
    /// is there already.
    fn encounter(&self, fair: &Fair, encounter: &Encounter, set: &mut ChangeSet) {
        let mut moved = encounter.clone();
        let named = self.kind == Kind::Organizations
            && (self.key(&mut moved.enterprise) | self.key(&mut moved.institution));
        if named {
            moved.id = moved.pair_id();
            set.remove(Kind::Encounters, encounter.id.clone());
            let others = fair.encounters.iter().filter(|o| o.id != encounter.id);
            let known = set.changes.iter().rev().filter_map(|change| match change {
                Change::Put(Record::Encounters(put)) => Some(put),
                _ => None,
            });
            let known = known.chain(others).find(|other| other.id == moved.id).cloned();
            let joined = match known {
                Some(known) => moved.and(known),
                None => moved,
            };
            set.put(Record::Encounters(joined));
        }
    }

    /// An organization as a need or offering tells it: by id, else by name.
    fn owner(&self, id: &mut Option<String>, name: &mut String) -> bool {
        let meant = match id {
            Some(id) => {
                *id == self.from.id || (*id == self.to.id && *name == self.from.name)
            }
            None => !name.is_empty() && *name == self.from.name,
        };
        let present = id.as_deref() == Some(&self.to.id) && *name == self.to.name;
        if meant {
            *id = Some(self.to.id.clone());
            name.clone_from(&self.to.name);
        }
        meant && !present
    }

    /// The subject of a ledger entry or an assignment: an id, an organization's name.
    fn subject(&self, subject: &mut String) -> bool {
        self.id(subject) || (self.kind == Kind::Organizations && self.key(subject))
    }

    fn id(&self, id: &mut String) -> bool {
        let meant = *id == self.from.id && self.from.id != self.to.id;
        if meant {
            id.clone_from(&self.to.id);
        }
        meant
    }

    /// An id or a name, each by its like.
    fn key(&self, key: &mut String) -> bool {
        let named =
            *key == self.from.name && !key.is_empty() && self.from.name != self.to.name;
        if named {
            key.clone_from(&self.to.name);
        }
        named || self.id(key)
    }

    fn optional(&self, key: &mut Option<String>) -> bool {
        key.as_mut().is_some_and(|key| self.key(key))
    }

    fn list(&self, keys: &mut [String]) -> bool {
        keys.iter_mut().fold(false, |changed, key| self.key(key) | changed)
    }
}

/// The names that merged organizations went by, with those they go by now: a file that
/// still has the old ones changes nothing back.
#[derive(Debug, Default)]
pub struct PresentNames(Vec<Renaming>);

impl PresentNames {
    /// The aliases of a roster.
    pub fn of(roster: &[Organization]) -> Self {
        let renamings = roster.iter().flat_map(|body| {
            body.aliases.iter().map(|alias| {
                Renaming::body(&OrganizationKind::id_for(alias, body.kind), alias, body)
            })
        });
        Self(renamings.collect())
    }

    /// Gives a record the present names of the organizations it names, and an organization
    /// itself the id and name that it goes by now.
    pub fn settle(&self, record: &mut Record) {
        for renaming in &self.0 {
            if let Record::Organizations(own) = record
                && own.name == renaming.from.name
            {
                own.id.clone_from(&renaming.to.id);
                own.name.clone_from(&renaming.to.name);
            } else {
                renaming.fields(record);
            }
        }
    }
}

impl Named {
    fn of(record: &Record) -> Self {
        Self { id: record.id().to_owned(), name: record.facets().title.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Need;

    #[test]
    fn a_merged_body_stays_merged_when_its_old_name_comes_again() {
        let body = Organization {
            id: "E1".into(),
            name: "虚钛科技有限公司".into(),
            aliases: vec!["虚钛科技".into()],
            ..Organization::default()
        };
        let present = PresentNames::of(&[body]);
        let mut need = Need::default();
        need.organization.name = "虚钛科技".into();
        need.organization.id = Some(OrganizationKind::Enterprise.id_of("虚钛科技"));
        let mut records = [
            Record::Needs(need),
            Record::Organizations(Organization {
                name: "虚钛科技".into(),
                ..Organization::default()
            }),
        ];
        for record in &mut records {
            present.settle(record);
        }
        let mut own = Need::default();
        own.organization.name = "虚钛科技".into();
        own.organization.id = Some("E1".into());
        let mut own = Record::Needs(own);
        present.settle(&mut own);
        assert_eq!(own.json().unwrap()["organization"]["name"], "虚钛科技有限公司");
        let [need, body] = records.map(|record| record.json().unwrap());
        assert_eq!(need["organization"]["id"], "E1");
        assert_eq!(need["organization"]["name"], "虚钛科技有限公司");
        assert_eq!(body["id"], "E1");
    }
}

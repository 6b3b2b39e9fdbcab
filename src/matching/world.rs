//! What is known beside needs and offerings: whose word stands, who is who, who met.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Institution;
use crate::domain::{
    Decision, Fair, InstitutionRef, Offering, OutcomeKind, Stage, Verdict,
};
use crate::text::{Key, normal};

/// An organization, whatever name it goes by; [`OrganizationKey::NOBODY`] for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct OrganizationKey(u64);

impl OrganizationKey {
    /// No organization named.
    pub const NOBODY: Self = Self(0);
}

/// What came of an earlier meeting of an enterprise and an institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Past {
    /// The project ended, nothing came of the meeting, or somebody stayed away.
    Fruitless,
    /// They met, and nothing more is known.
    Met,
    /// They talked on, intended or signed.
    Fruitful,
}

/// What is known beside needs and offerings.
#[derive(Debug, Clone, Default)]
pub struct World {
    /// The day it is taken to be.
    pub today: NaiveDate,
    /// Meetings an institution may have; 0: no limit.
    pub most: u32,
    aliases: BTreeMap<String, String>,
    by_offering: BTreeMap<(String, String), Verdict>,
    by_organization: BTreeMap<(String, OrganizationKey), Verdict>,
    loads: BTreeMap<OrganizationKey, u32>,
    past: BTreeMap<(OrganizationKey, OrganizationKey), Past>,
}

impl World {
    /// What a fair knows on a day.
    pub fn of_fair(fair: &Fair, today: NaiveDate) -> Self {
        let offerings: BTreeMap<&str, &Offering> = fair
            .offerings
            .iter()
            .map(|offering| (offering.id.as_str(), offering))
            .collect();
        Self::new(fair, today, &|id| offerings.get(id).map(|o| o.organization.clone()))
    }

    /// What a fair knows on a day, its offerings' institutions looked up by id.
    pub fn new(
        fair: &Fair,
        today: NaiveDate,
        institution: &dyn Fn(&str) -> Option<InstitutionRef>,
    ) -> Self {
        let mut world =
            Self { today, most: fair.settings.limits.institution[1], ..Self::default() };
        for organization in &fair.organizations {
            let names = organization.aliases.iter().chain([&organization.name]);
            for name in names.chain(organization.uscc.iter()).chain([&organization.id]) {
                let known = normal(&organization.name);
                world.aliases.insert(normal(name), known);
            }
        }
        for decision in &fair.decisions {
            world.decide(decision, institution);
        }
        for encounter in &fair.encounters {
            let pair =
                (world.key(&encounter.enterprise), world.key(&encounter.institution));
            let past = past(encounter.outcome, encounter.stage);
            let known = world.past.entry(pair).or_insert(past);
            *known = past.max(*known);
        }
        world
    }

    /// The organization of a name, an alias, a code or an id.
    pub fn key(&self, name: &str) -> OrganizationKey {
        let name = normal(name);
        let name = name.trim();
        if name.is_empty() {
            return OrganizationKey::NOBODY;
        }
        OrganizationKey(Key::word(self.aliases.get(name).map_or(name, String::as_str)).0)
    }

    /// The organization that a record names by id and name.
    pub fn key_of(&self, id: Option<&str>, name: &str) -> OrganizationKey {
        match id {
            Some(id) if self.aliases.contains_key(&normal(id)) => self.key(id),
            _ if !name.trim().is_empty() => self.key(name),
            _ => self.key(id.unwrap_or_default()),
        }
    }

    /// The organizations of a corpus's institutions.
    pub fn keys(&self, institutions: &[Institution]) -> Vec<OrganizationKey> {
        let id = |institution: &Institution| {
            Some(institution.id.clone()).filter(|id| !id.is_empty())
        };
        institutions.iter().map(|i| self.key_of(id(i).as_deref(), &i.name)).collect()
    }

    /// A person's word on a need and an offering: on the pair itself, else on the
    /// offering's institution by any of its names. A rejection on either stands.
    pub fn verdict(
        &self,
        need: &str,
        offering: &str,
        organization: OrganizationKey,
    ) -> Option<Verdict> {
        let of_pair = self.by_offering.get(&(need.to_owned(), offering.to_owned()));
        let of_organization = self.by_organization.get(&(need.to_owned(), organization));
        match (of_pair, of_organization) {
            (Some(Verdict::Reject), _) | (_, Some(Verdict::Reject)) => {
                Some(Verdict::Reject)
            }
            (of_pair, of_organization) => of_pair.or(of_organization).copied(),
        }
    }

    /// Whether nobody decided anything yet.
    pub fn is_undecided(&self) -> bool {
        self.by_offering.is_empty() && self.by_organization.is_empty()
    }

    /// The offerings that a person accepted or pinned for a need.
    pub fn chosen(&self, need: &str) -> impl Iterator<Item = (&str, Verdict)> {
        let from = (need.to_owned(), String::new());
        let need = need.to_owned();
        self.by_offering
            .range(from..)
            .take_while(move |((own, _), _)| *own == need)
            .filter(|(_, verdict)| **verdict != Verdict::Reject)
            .map(|((_, offering), verdict)| (offering.as_str(), *verdict))
    }

    /// How many accepted or pinned pairs an institution has.
    pub fn load(&self, organization: OrganizationKey) -> u32 {
        self.loads.get(&organization).copied().unwrap_or(0)
    }

    /// What came of an earlier meeting of two organizations.
    pub fn past(
        &self,
        enterprise: OrganizationKey,
        institution: OrganizationKey,
    ) -> Option<Past> {
        self.past.get(&(enterprise, institution)).copied()
    }

    fn decide(
        &mut self,
        decision: &Decision,
        institution: &dyn Fn(&str) -> Option<InstitutionRef>,
    ) {
        let Some(verdict) = decision.decision else { return };
        let own = institution(&decision.offering);
        let organization = match &own {
            Some(own) => self.key_of(own.id.as_deref(), &own.name),
            None => self.key(&decision.offering),
        };
        if own.is_none() {
            self.by_organization.insert((decision.need.clone(), organization), verdict);
        } else if verdict != Verdict::Reject && organization != OrganizationKey::NOBODY {
            *self.loads.entry(organization).or_default() += 1;
        }
        let pair = (decision.need.clone(), decision.offering.clone());
        self.by_offering.insert(pair, verdict);
    }
}

fn past(outcome: Option<OutcomeKind>, stage: Option<Stage>) -> Past {
    let by_outcome = match outcome {
        None | Some(OutcomeKind::Informative) => Past::Met,
        Some(OutcomeKind::None | OutcomeKind::NoShow) => Past::Fruitless,
        Some(OutcomeKind::FollowUp | OutcomeKind::Visit | OutcomeKind::Intent) => {
            Past::Fruitful
        }
    };
    match stage {
        Some(Stage::Ended) => Past::Fruitless,
        Some(stage) if stage >= Stage::Intent => Past::Fruitful,
        _ => by_outcome,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Encounter, Organization};

    fn fair() -> Fair {
        let organization = Organization {
            id: "U1".into(),
            name: "甲大学".into(),
            aliases: vec!["甲大".into()],
            ..Organization::default()
        };
        let decision = |offering: &str, verdict| Decision {
            need: "N1".into(),
            offering: offering.into(),
            decision: Some(verdict),
            ..Decision::default()
        };
        let offering = Offering {
            id: "S1".into(),
            organization: InstitutionRef {
                name: "甲大".into(),
                ..InstitutionRef::default()
            },
            ..Offering::default()
        };
        Fair {
            organizations: vec![organization],
            offerings: vec![offering],
            decisions: vec![
                decision("S1", Verdict::Accept),
                decision("乙学院", Verdict::Reject),
            ],
            encounters: vec![Encounter {
                enterprise: "丙厂".into(),
                institution: "甲大".into(),
                outcome: Some(OutcomeKind::Intent),
                ..Encounter::default()
            }],
            ..Fair::default()
        }
    }

    #[test]
    fn an_alias_is_the_same_party() {
        let world = World::of_fair(&fair(), NaiveDate::default());
        assert_eq!(world.key("甲大"), world.key("甲大学"));
        assert_eq!(world.key_of(Some("U1"), ""), world.key("甲大"));
        assert_ne!(world.key("乙学院"), world.key("甲大学"));
        assert_eq!(world.load(world.key("甲大学")), 1);
        let past = world.past(world.key("丙厂"), world.key("甲大学"));
        assert_eq!(past, Some(Past::Fruitful));
    }

    #[test]
    fn a_rejected_institution_is_rejected_with_all_its_offerings() {
        let world = World::of_fair(&fair(), NaiveDate::default());
        let other = world.key("乙学院");
        assert_eq!(world.verdict("N1", "S9", other), Some(Verdict::Reject));
        assert_eq!(world.verdict("N1", "S1", world.key("甲大")), Some(Verdict::Accept));
        assert_eq!(world.verdict("N2", "S1", world.key("甲大")), None);
        assert_eq!(world.chosen("N1").collect::<Vec<_>>(), [("S1", Verdict::Accept)]);
    }
}

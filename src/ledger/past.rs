//! What a fair leaves to later ones: who met, and what came of it.

use std::collections::BTreeMap;

use super::{Code as _, Encounter, Fair, Kind, OutcomeKind, Signing, Stage, derived_id};

impl Encounter {
    /// Who met at a fair, seen from a later one: its meetings with their outcomes, and its
    /// signings between an enterprise with a need and an institution with an offering.
    pub fn of_fair(fair: &Fair) -> Vec<Self> {
        let met = fair.plan.iter().flat_map(|plan| &plan.meetings);
        let mut found: BTreeMap<String, Self> = BTreeMap::new();
        for meeting in met {
            let mut encounter = fair.pair(&meeting.need, meeting.offering.as_deref());
            if encounter.institution.is_empty() {
                encounter.institution = fair.name_of(&meeting.institution);
            }
            let outcome = fair.outcomes.iter().find(|o| o.meeting == meeting.id);
            encounter.date = Some(meeting.date);
            encounter.outcome = outcome.and_then(|o| o.outcome);
            encounter.note = outcome.and_then(|o| o.note.clone());
            keep(&mut found, encounter);
        }
        for signing in &fair.signings {
            let Some(need) = &signing.need else { continue };
            let mut encounter = fair.pair(need, signing.offering.as_deref());
            encounter.date = signing.sign_date;
            encounter.stage = Some(fair.last_stage(signing));
            keep(&mut found, encounter);
        }
        found.into_values().collect()
    }
}

/// Adds what is new to what is known of a pair; without a pair there is nothing to keep.
fn keep(found: &mut BTreeMap<String, Encounter>, new: Encounter) {
    if new.enterprise.is_empty() || new.institution.is_empty() {
        return;
    }
    let known = found
        .entry(new.id())
        .or_insert_with(|| Encounter { id: new.id(), ..Encounter::default() });
    *known = Encounter {
        id: std::mem::take(&mut known.id),
        date: new.date.or(known.date),
        topic: new.topic.or(known.topic.take()),
        outcome: better(new.outcome, known.outcome),
        stage: new.stage.max(known.stage),
        note: new.note.or(known.note.take()),
        ..new
    };
}

/// The outcome that says more; an empty chair says least.
fn better(a: Option<OutcomeKind>, b: Option<OutcomeKind>) -> Option<OutcomeKind> {
    let came = |outcome: Option<OutcomeKind>| outcome != Some(OutcomeKind::NoShow);
    if came(a) == came(b) {
        a.max(b)
    } else if came(a) {
        a.or(b)
    } else {
        b.or(a)
    }
}

impl Encounter {
    fn id(&self) -> String {
        derived_id(
            Kind::Encounters.letter(),
            &[&self.fair, &self.enterprise, &self.institution],
        )
    }
}

impl Fair {
    fn pair(&self, need: &str, offering: Option<&str>) -> Encounter {
        let need = self.need(need);
        let offering = offering.and_then(|id| self.offering(id));
        Encounter {
            fair: self.settings.name.clone(),
            enterprise: need.map_or_else(String::new, |n| n.organization.name.clone()),
            institution: offering
                .map_or_else(String::new, |o| o.organization.name.clone()),
            topic: need.map(|need| need.title.clone()),
            ..Encounter::default()
        }
    }

    /// The stage that the ledger reached for a signing, else its own.
    fn last_stage(&self, signing: &Signing) -> Stage {
        self.ledger
            .iter()
            .rev()
            .filter(|entry| entry.subject == signing.id)
            .find_map(|entry| Stage::of_code(&entry.stage))
            .unwrap_or(signing.stage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EnterpriseRef, InstitutionRef, LedgerEntry, Need, Offering};

    #[test]
    fn a_signing_becomes_an_encounter_with_the_stage_it_reached() {
        let enterprise =
            EnterpriseRef { name: "甲厂".into(), ..EnterpriseRef::default() };
        let institution =
            InstitutionRef { name: "乙大学".into(), ..InstitutionRef::default() };
        let fair = Fair {
            needs: vec![Need {
                id: "N1".into(),
                organization: enterprise,
                ..Need::default()
            }],
            offerings: vec![Offering {
                id: "S1".into(),
                organization: institution,
                ..Offering::default()
            }],
            signings: vec![Signing {
                id: "P1".into(),
                need: Some("N1".into()),
                offering: Some("S1".into()),
                ..Signing::default()
            }],
            ledger: vec![LedgerEntry {
                subject: "P1".into(),
                stage: "landed".into(),
                ..LedgerEntry::default()
            }],
            ..Fair::default()
        };
        let found = Encounter::of_fair(&fair);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].enterprise.as_str(), found[0].stage),
            ("甲厂", Some(Stage::Landed))
        );
    }
}

//! What a fair leaves to later ones: who met, and what came of it.

use std::collections::BTreeMap;

use super::{Step, trails};
use crate::domain::{Encounter, Fair};

/// Who met at a fair, seen from a later one: its meetings with their outcomes, and its
/// signings between an enterprise with a need and an institution with an offering, as far
/// as their trails say that they came.
pub fn encounters(fair: &Fair) -> Vec<Encounter> {
    let mut found: BTreeMap<String, Encounter> = BTreeMap::new();
    let outcomes: BTreeMap<&str, _> =
        fair.outcomes.iter().map(|o| (o.meeting.as_str(), o)).collect();
    for meeting in fair.plan.iter().flat_map(|plan| &plan.meetings) {
        let mut encounter = pair(fair, &meeting.need, meeting.offering.as_deref());
        if encounter.institution.is_empty() {
            encounter.institution = fair.name_of(&meeting.institution);
        }
        let outcome = outcomes.get(meeting.id.as_str());
        encounter.date = Some(meeting.date);
        encounter.outcome = outcome.and_then(|o| o.outcome);
        encounter.note = outcome.and_then(|o| o.note.clone());
        keep(&mut found, encounter);
    }
    for trail in trails(fair).iter().filter(|trail| trail.policy.is_none()) {
        let Some(signing) = trail.signing else { continue };
        let Some(need) = &signing.need else { continue };
        let mut encounter = pair(fair, need, signing.offering.as_deref());
        encounter.date = signing.sign_date;
        let reached = trail.now().and_then(Step::stage);
        encounter.stage = Some(reached.unwrap_or(signing.stage));
        keep(&mut found, encounter);
    }
    found.into_values().collect()
}

/// Adds what is new to what is known of a pair; without a pair there is nothing to keep.
fn keep(found: &mut BTreeMap<String, Encounter>, new: Encounter) {
    if new.enterprise.is_empty() || new.institution.is_empty() {
        return;
    }
    let id = new.pair_id();
    let known = found.remove(&id).unwrap_or_default();
    found.insert(id.clone(), Encounter { id, ..known.and(new) });
}

fn pair(fair: &Fair, need: &str, offering: Option<&str>) -> Encounter {
    let need = fair.need(need);
    let offering = offering.and_then(|id| fair.offering(id));
    Encounter {
        fair: fair.settings.name.clone(),
        enterprise: need.map_or_else(String::new, |n| n.organization.name.clone()),
        institution: offering.map_or_else(String::new, |o| o.organization.name.clone()),
        topic: need.map(|need| need.title.clone()),
        ..Encounter::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        EnterpriseRef, InstitutionRef, LedgerEntry, Need, Offering, Signing, Stage,
    };

    fn entry(subject: &str, month: u32, stage: &str) -> LedgerEntry {
        LedgerEntry {
            subject: subject.into(),
            stage: stage.into(),
            date: chrono::NaiveDate::from_ymd_opt(2026, month, 1),
            ..LedgerEntry::default()
        }
    }

    /// The rows of a ledger may come in any order, and name a project by its title.
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
                title: "钛箔".into(),
                need: Some("N1".into()),
                offering: Some("S1".into()),
                ..Signing::default()
            }],
            ledger: vec![entry("钛箔", 9, "landed"), entry("P1", 1, "signed")],
            ..Fair::default()
        };
        let found = encounters(&fair);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].enterprise.as_str(), found[0].stage),
            ("甲厂", Some(Stage::Landed))
        );
    }
}

//! Records that follow the ledger.

use std::collections::BTreeSet;

use super::{Step, names_of, trails};
use crate::domain::{Fair, LedgerEntry, Signing, Stage};

/// The signings that new entries bring further than their records say, at the stage where
/// they stand now.
pub fn followed(fair: &Fair, entries: &[LedgerEntry]) -> Vec<Signing> {
    let new: BTreeSet<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
    let kept = fair.ledger.iter().filter(|entry| !new.contains(entry.id.as_str()));
    let world = Fair {
        signings: fair.signings.clone(),
        ledger: kept.chain(entries).cloned().collect(),
        ..Fair::default()
    };
    let told: BTreeSet<&str> = entries.iter().map(|e| e.subject.as_str()).collect();
    let trails = trails(&world);
    let further = trails.iter().filter_map(|trail| {
        let (signing, stage) = (trail.signing?, trail.stands().and_then(Step::stage)?);
        let of_entries = || {
            let mut names = names_of(&world, [signing.id.as_str()]).into_iter();
            names.any(|name| told.contains(name.as_str()))
        };
        let moves = trail.policy.is_none() && stage > signing.stage && of_entries();
        moves.then(|| at_stage(signing, stage))
    });
    further.collect()
}

fn at_stage(signing: &Signing, stage: Stage) -> Signing {
    Signing { stage, ..signing.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_goes_as_far_as_its_entries_and_never_back() {
        let signing = |id: &str, stage| Signing {
            id: id.into(),
            title: format!("{id} works"),
            stage,
            ..Signing::default()
        };
        let entry = |id: &str, subject: &str, stage: &str| LedgerEntry {
            id: id.into(),
            subject: subject.into(),
            stage: stage.into(),
            ..LedgerEntry::default()
        };
        let all = [("P1", Stage::Intent), ("P2", Stage::Signed), ("P3", Stage::Intent)];
        let fair = Fair {
            signings: all.map(|(id, stage)| signing(id, stage)).into(),
            ledger: vec![entry("L1", "P3", "landed")],
            ..Fair::default()
        };
        let new = [entry("L2", "P1 works", "started"), entry("L3", "P2", "talking")];
        let found = followed(&fair, &new);
        let found: Vec<_> = found.iter().map(|s| (s.id.as_str(), s.stage)).collect();
        assert_eq!(found, [("P1", Stage::Started)], "of P3 nothing new is told");
    }
}

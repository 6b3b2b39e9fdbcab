//! Entries that nobody wrote: a meeting's outcome and a signing speak for themselves.
//!
//! They are not stored but made whenever the ledger is read, so that an outcome or a
//! signing that is taken back takes its entry along, and nothing is told twice. An entry
//! that somebody wrote of the same subject and stage outranks them.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{
    Code as _, Fair, LedgerEntry, Meeting, Outcome, OutcomeKind, Signing, Stage,
};

/// The entries that outcomes of meetings imply. An outcome belongs to the signing between
/// its need and its offering where there is one, else to the meeting itself: what came of
/// one partner says nothing of the next.
pub(super) fn of_outcomes(fair: &Fair) -> Vec<LedgerEntry> {
    let meetings: BTreeMap<&str, &Meeting> = fair
        .plan
        .iter()
        .flat_map(|plan| &plan.meetings)
        .map(|meeting| (meeting.id.as_str(), meeting))
        .collect();
    fair.outcomes
        .iter()
        .map(|outcome| of_outcome(fair, outcome, meetings.get(outcome.meeting.as_str())))
        .collect()
}

fn of_outcome(fair: &Fair, outcome: &Outcome, meeting: Option<&&Meeting>) -> LedgerEntry {
    let signing = meeting.and_then(|meeting| signing_of(fair, meeting));
    let title = signing.map(|signing| signing.title.clone()).or_else(|| {
        meeting.and_then(|meeting| fair.need(&meeting.need)).map(|n| n.title.clone())
    });
    let stage = match outcome.outcome {
        Some(OutcomeKind::Intent) => Stage::Intent.code(),
        Some(OutcomeKind::FollowUp | OutcomeKind::Visit) => Stage::Talking.code(),
        Some(OutcomeKind::None | OutcomeKind::Informative | OutcomeKind::NoShow)
        | None => "",
    };
    LedgerEntry {
        id: outcome.id.clone(),
        subject: signing.map_or_else(|| outcome.meeting.clone(), |s| s.id.clone()),
        title: title.unwrap_or_default(),
        date: meeting.map(|meeting| meeting.date),
        stage: stage.to_owned(),
        amount: outcome.amount.clone(),
        due: outcome.due,
        note: outcome.next_step.clone().or_else(|| outcome.note.clone()),
        source: outcome.source.clone(),
        ..LedgerEntry::default()
    }
}

fn signing_of<'a>(fair: &'a Fair, meeting: &Meeting) -> Option<&'a Signing> {
    fair.signings.iter().find(|signing| signing.is_of(meeting))
}

/// The entries that signings imply: signed on their day, then the stage their record
/// names, as far as the ledger does not tell these stages itself. A stage without a day
/// is implied only beyond all that the ledger tells.
pub(super) fn of_signings(
    fair: &Fair,
    told: &BTreeSet<(&str, Stage)>,
) -> Vec<LedgerEntry> {
    let mut entries = Vec::new();
    for signing in &fair.signings {
        let dated = [
            (Stage::Signed, signing.sign_date),
            (Stage::Started, signing.start),
            (Stage::Landed, None),
            (Stage::Ended, None),
        ];
        for (stage, date) in dated {
            let id = signing.id.as_str();
            let known = match date {
                Some(_) => told.contains(&(id, stage)),
                None => told.range((id, stage)..=(id, Stage::Ended)).next().is_some(),
            };
            if names(signing, stage) && !known {
                entries.push(of_signing(signing, stage, date));
            }
        }
    }
    entries
}

/// Whether a signing's record says that it reached a stage.
fn names(signing: &Signing, stage: Stage) -> bool {
    match (signing.stage, stage) {
        (Stage::Ended, Stage::Signed) => signing.sign_date.is_some(),
        (Stage::Ended, _) => stage == Stage::Ended,
        (own, _) => stage <= own && stage != Stage::Ended,
    }
}

fn of_signing(
    signing: &Signing,
    stage: Stage,
    date: Option<chrono::NaiveDate>,
) -> LedgerEntry {
    LedgerEntry {
        id: signing.id.clone(),
        subject: signing.id.clone(),
        title: signing.title.clone(),
        date,
        stage: stage.code().to_owned(),
        amount: (stage == Stage::Signed).then(|| signing.amount.clone()).flatten(),
        officer: signing.officer.clone(),
        source: signing.source.clone(),
        ..LedgerEntry::default()
    }
}

//! Trails of tiny worlds.

use super::*;
use crate::domain::{Clock, Fair, Meeting, Outcome, OutcomeKind, Plan};

fn entry(id: &str, subject: &str, date: &str, stage: &str) -> LedgerEntry {
    LedgerEntry {
        id: id.into(),
        subject: subject.into(),
        date: date.parse().ok(),
        stage: stage.into(),
        ..LedgerEntry::default()
    }
}

fn signing(id: &str, stage: Stage) -> Signing {
    Signing {
        id: id.into(),
        title: "pump works".into(),
        stage,
        sign_date: "2026-10-16".parse().ok(),
        need: Some("N1".into()),
        offering: Some("S1".into()),
        ..Signing::default()
    }
}

#[test]
fn the_trail_shows_the_days_between_stages() {
    let ledger = vec![
        entry("L2", "P1", "2026-05-01", "intent"),
        entry("L1", "P1", "2026-03-01", "talking"),
        entry("L3", "P1", "2026-05-09", ""),
        entry("L4", "P1", "2026-07-01", "signed"),
    ];
    let fair = Fair { ledger, ..Fair::default() };
    let trails = trails(&fair);
    assert_eq!(trails[0].days_between(), [None, Some(61), None, Some(61)]);
    assert_eq!(trails[0].now(), Some(Step::Project(Stage::Signed)));
}

#[test]
fn a_corrected_entry_stays_but_no_longer_counts() {
    let mut right = entry("L2", "P1", "2026-05-02", "talking");
    right.extra.insert(CORRECTS.into(), "L1".into());
    let ledger = vec![entry("L1", "P1", "2026-05-01", "signed"), right];
    let fair = Fair { ledger, ..Fair::default() };
    let trails = trails(&fair);
    assert_eq!(trails[0].lines.len(), 2);
    assert_eq!(trails[0].lines[0].corrected_by.as_deref(), Some("L2"));
    assert_eq!(trails[0].reached(), Some(Stage::Talking));
}

#[test]
fn a_signing_speaks_for_itself_unless_somebody_wrote_it_down() {
    let mut fair =
        Fair { signings: vec![signing("P1", Stage::Signed)], ..Fair::default() };
    assert_eq!(trails(&fair)[0].lines[0].origin, Origin::Signing);
    fair.ledger.push(entry("L1", "pump works", "2026-10-17", "signed"));
    let trails = trails(&fair);
    assert_eq!(trails.len(), 1);
    let origins: Vec<_> = trails[0].lines.iter().map(|line| line.origin).collect();
    assert_eq!(origins, [Origin::Recorded]);
}

#[test]
fn a_meeting_s_outcome_goes_to_the_signing_of_its_pair() {
    let clock = Clock::from_minutes(540).unwrap();
    let meeting = |id: &str, offering: &str| Meeting {
        id: id.into(),
        need: "N1".into(),
        offering: Some(offering.into()),
        enterprise: "E1".into(),
        institution: "U1".into(),
        date: "2026-10-16".parse().unwrap(),
        start: clock,
        end: clock,
        slot: 1,
        table: None,
        locked: false,
    };
    let outcome = |id: &str, meeting: &str, kind| Outcome {
        id: id.into(),
        meeting: meeting.into(),
        outcome: Some(kind),
        ..Outcome::default()
    };
    let objective = serde_json::json!({
        "meetings": 2, "score": 1.0, "idle": 0, "breaks": 0, "moved": 0,
        "lower_bound": {"idle": 0, "breaks": 0}, "status": "optimal",
        "seconds": 0.1, "seed": 1,
    });
    let plan = Plan {
        version: 1,
        meetings: vec![meeting("M1", "S1"), meeting("M2", "S2")],
        unscheduled: Vec::new(),
        objective: serde_json::from_value(objective).unwrap(),
        over_before: None,
    };
    let fair = Fair {
        signings: vec![signing("P1", Stage::Talking)],
        outcomes: vec![
            outcome("R1", "M1", OutcomeKind::Intent),
            outcome("R2", "M2", OutcomeKind::NoShow),
        ],
        plan: Some(plan),
        ..Fair::default()
    };
    let trails = trails(&fair);
    let ends: Vec<_> = trails.iter().map(|t| (t.subject.as_str(), t.now())).collect();
    assert_eq!(ends, [("M2", None), ("P1", Some(Step::Project(Stage::Intent)))]);
}

#[test]
fn only_an_end_means_there_was_a_contract_to_end() {
    let ledger = vec![entry("L1", "X", "2026-05-01", "ended")];
    let fair = Fair { ledger, ..Fair::default() };
    assert_eq!(trails(&fair)[0].reached(), Some(Stage::Signed));
}

#[test]
fn a_project_stands_where_entries_or_record_say_more() {
    let stands = |own, told: &[&str]| {
        let entries = told.iter().map(|stage| entry("L1", "P1", "2026-03-01", stage));
        let (signings, ledger) = (vec![signing("P1", own)], entries.collect());
        let fair = Fair { signings, ledger, ..Fair::default() };
        trails(&fair)[0].stands().and_then(Step::stage)
    };
    assert_eq!(stands(Stage::Intent, &[]), Some(Stage::Intent));
    assert_eq!(stands(Stage::Intent, &["talking"]), Some(Stage::Intent));
    assert_eq!(stands(Stage::Intent, &["landed"]), Some(Stage::Landed));
    assert_eq!(stands(Stage::Intent, &["ended"]), Some(Stage::Ended));
    assert_eq!(stands(Stage::Ended, &["ended", "signed"]), Some(Stage::Signed));
}

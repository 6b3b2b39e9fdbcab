//! The rows of the ledger, decisions, outcomes and encounters.

use super::Cells;
use super::cells::{code, money, shown, text};
use crate::domain::{Decision, Encounter, LedgerEntry, Outcome};

pub(super) fn entry(entry: &LedgerEntry) -> Cells {
    let (amount, amount_raw) = money(entry.amount.as_ref());
    let (received, received_raw) = money(entry.received.as_ref());
    let kind = entry.amount.as_ref().or(entry.received.as_ref()).map(|money| money.kind);
    let kind = kind.filter(|kind| *kind != crate::domain::AmountKind::Other);
    vec![
        ("id", entry.id.clone()),
        ("date", shown(entry.date)),
        ("subject", entry.subject.clone()),
        ("title", entry.title.clone()),
        ("stage", entry.stage.clone()),
        ("amount", amount),
        ("amount_raw", amount_raw),
        ("amount_kind", code(kind)),
        ("received", received),
        ("received_raw", received_raw),
        ("officer", text(entry.officer.as_ref())),
        ("department", text(entry.department.as_ref())),
        ("leader", text(entry.leader.as_ref())),
        ("due", shown(entry.due)),
        ("problem", text(entry.problem.as_ref())),
        ("count", shown(entry.count)),
        ("attachment", text(entry.attachment.as_ref())),
        ("note", text(entry.note.as_ref())),
        ("by", text(entry.by.as_ref())),
    ]
}

pub(super) fn decision(decision: &Decision) -> Cells {
    vec![
        ("id", decision.id.clone()),
        ("need", decision.need.clone()),
        ("offering", decision.offering.clone()),
        ("decision", code(decision.decision)),
        ("enterprise_reply", text(decision.enterprise_reply.as_ref())),
        ("institution_reply", text(decision.institution_reply.as_ref())),
        ("note", text(decision.note.as_ref())),
    ]
}

pub(super) fn outcome(outcome: &Outcome) -> Cells {
    let (amount, amount_raw) = money(outcome.amount.as_ref());
    vec![
        ("id", outcome.id.clone()),
        ("meeting", outcome.meeting.clone()),
        ("outcome", code(outcome.outcome)),
        ("amount", amount),
        ("amount_raw", amount_raw),
        ("next_step", text(outcome.next_step.as_ref())),
        ("due", shown(outcome.due)),
        ("note", text(outcome.note.as_ref())),
    ]
}

pub(super) fn encounter(encounter: &Encounter) -> Cells {
    vec![
        ("id", encounter.id.clone()),
        ("fair", encounter.fair.clone()),
        ("date", shown(encounter.date)),
        ("enterprise", encounter.enterprise.clone()),
        ("institution", encounter.institution.clone()),
        ("topic", text(encounter.topic.as_ref())),
        ("outcome", code(encounter.outcome)),
        ("stage", code(encounter.stage)),
        ("note", text(encounter.note.as_ref())),
    ]
}

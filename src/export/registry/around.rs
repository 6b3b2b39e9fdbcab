//! The rows of people, officers, availability, policies, events and KPIs.

use super::Cells;
use super::cells::{code, codes, flag, list, money, shown, text};
use crate::domain::{Assignment, Availability, Event, Kpi, Officer, Person, Policy};
use crate::import::value;

pub(super) fn person(person: &Person) -> Cells {
    vec![
        ("id", person.id.clone()),
        ("name", person.name.clone()),
        ("title", text(person.title.as_ref())),
        ("organization", text(person.organization.as_ref())),
        ("rank", shown(person.rank)),
        ("role", code(Some(person.role))),
        ("status", code(Some(person.status))),
        ("phone", person.phones.join(";")),
        ("email", text(person.email.as_ref())),
    ]
}

pub(super) fn officer(officer: &Officer) -> Cells {
    vec![
        ("id", officer.id.clone()),
        ("name", officer.name.clone()),
        ("title", text(officer.title.as_ref())),
        ("zone", list(&officer.zones, value::items)),
        ("capacity", shown(officer.capacity)),
    ]
}

pub(super) fn assignment(assignment: &Assignment) -> Cells {
    vec![("subject", assignment.subject.clone()), ("officer", assignment.officer.clone())]
}

pub(super) fn availability(availability: &Availability) -> Cells {
    vec![
        ("id", availability.id.clone()),
        ("organization", text(availability.organization.as_ref())),
        ("person", text(availability.person.as_ref())),
        ("date", shown(availability.date)),
        ("start", shown(availability.start)),
        ("end", shown(availability.end)),
        ("available", flag(availability.available)),
    ]
}

pub(super) fn policy(policy: &Policy) -> Cells {
    let (amount, amount_raw) = money(policy.amount.as_ref());
    let (min_rd_budget, min_rd_budget_raw) = money(policy.min_rd_budget.as_ref());
    vec![
        ("id", policy.id.clone()),
        ("title", policy.title.clone()),
        ("benefit", policy.benefit.clone()),
        ("amount", amount),
        ("amount_raw", amount_raw),
        ("classes", codes(&policy.classes)),
        ("fields", list(&policy.fields, value::fields)),
        ("regions", list(&policy.regions, value::items)),
        ("min_rd_budget", min_rd_budget),
        ("min_rd_budget_raw", min_rd_budget_raw),
        ("max_staff", shown(policy.max_staff)),
        ("deadline", shown(policy.deadline)),
        ("note", text(policy.note.as_ref())),
    ]
}

pub(super) fn event(event: &Event) -> Cells {
    vec![
        ("id", event.id.clone()),
        ("title", event.title.clone()),
        ("kind", code(Some(event.kind))),
        ("date", shown(event.date)),
        ("start", shown(event.start)),
        ("end", shown(event.end)),
        ("mode", text(event.mode.as_ref())),
        ("place", text(event.place.as_ref())),
        (
            "participants",
            list(&event.participants, |cell| value::organizations(cell).value),
        ),
        ("note", text(event.note.as_ref())),
    ]
}

pub(super) fn kpi(kpi: &Kpi) -> Cells {
    vec![
        ("id", kpi.id.clone()),
        ("organization", kpi.organization.clone()),
        ("indicator", kpi.indicator.clone()),
        ("period", text(kpi.period.as_ref())),
        ("value", kpi.value.clone()),
        ("unit", text(kpi.unit.as_ref())),
        ("source", text(kpi.reference.as_ref())),
    ]
}

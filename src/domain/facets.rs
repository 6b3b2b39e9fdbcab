//! What records of all registries have in common, where they have it.

use chrono::NaiveDate;

use super::{
    Assignment, Availability, Code as _, Decision, Encounter, Event, Kpi, LedgerEntry,
    Money, Need, Offering, Officer, Organization, Outcome, OutcomeKind, Person, Policy,
    Record, Signing, Stage, Verdict,
};

/// What a record is known by and sorted by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facets<'a> {
    /// What it is called; for a person the name.
    pub title: &'a str,
    /// The organizations behind it, by id and name.
    pub organizations: Vec<&'a str>,
    /// Its fields.
    pub fields: &'a [String],
    /// Its zones.
    pub zones: Vec<&'a str>,
    /// The code of its kind within the registry.
    pub kind: Option<&'static str>,
    /// How far it has come.
    pub stage: Option<Stage>,
    /// The amount it is about.
    pub amount: Option<&'a Money>,
    /// The day it is about.
    pub date: Option<NaiveDate>,
}

impl Record {
    /// What it has in common with other records.
    pub fn facets(&self) -> Facets<'_> {
        match self {
            Self::Needs(record) => of_need(record),
            Self::Offerings(record) => of_offering(record),
            Self::Organizations(record) => of_organization(record),
            Self::People(record) => of_person(record),
            Self::Signings(record) => of_signing(record),
            Self::Ledger(record) => of_entry(record),
            Self::Officers(record) => of_officer(record),
            Self::Assignments(record) => of_assignment(record),
            Self::Availability(record) => of_availability(record),
            Self::Policies(record) => of_policy(record),
            Self::Events(record) => of_event(record),
            Self::Kpis(record) => of_kpi(record),
            Self::Decisions(record) => of_decision(record),
            Self::Outcomes(record) => of_outcome(record),
            Self::Encounters(record) => of_encounter(record),
        }
    }
}

fn of_need(need: &Need) -> Facets<'_> {
    Facets {
        title: &need.title,
        organizations: named(need.organization.id.as_ref(), &need.organization.name),
        fields: &need.fields,
        zones: need.organization.zone.iter().map(String::as_str).collect(),
        kind: Some(need.kind.code()),
        stage: Some(need.stage),
        amount: need.budget.as_ref(),
        date: need.deadline,
    }
}

fn of_offering(offering: &Offering) -> Facets<'_> {
    Facets {
        title: &offering.title,
        organizations: named(
            offering.organization.id.as_ref(),
            &offering.organization.name,
        ),
        fields: &offering.fields,
        kind: Some(offering.kind.code()),
        amount: offering.price.as_ref(),
        ..Facets::default()
    }
}

fn of_organization(o: &Organization) -> Facets<'_> {
    Facets {
        title: &o.name,
        organizations: named(Some(&o.id), &o.name),
        zones: o.zone.iter().map(String::as_str).collect(),
        kind: Some(o.kind.code()),
        amount: o.rd_spend.as_ref(),
        ..Facets::default()
    }
}

fn of_person(person: &Person) -> Facets<'_> {
    Facets {
        title: &person.name,
        organizations: person.organization.iter().map(String::as_str).collect(),
        kind: Some(person.role.code()),
        ..Facets::default()
    }
}

fn of_signing(signing: &Signing) -> Facets<'_> {
    Facets {
        title: &signing.title,
        organizations: signing.parties.iter().map(String::as_str).collect(),
        zones: signing.zone.iter().map(String::as_str).collect(),
        kind: Some(signing.kind.code()),
        stage: Some(signing.stage),
        amount: signing.amount.as_ref(),
        date: signing.sign_date,
        ..Facets::default()
    }
}

fn of_entry(entry: &LedgerEntry) -> Facets<'_> {
    Facets {
        title: if entry.title.is_empty() { &entry.subject } else { &entry.title },
        organizations: vec![&entry.subject],
        stage: Stage::of_code(&entry.stage),
        amount: entry.amount.as_ref(),
        date: entry.date,
        ..Facets::default()
    }
}

fn of_officer(officer: &Officer) -> Facets<'_> {
    Facets {
        title: &officer.name,
        zones: officer.zones.iter().map(String::as_str).collect(),
        ..Facets::default()
    }
}

fn of_assignment(a: &Assignment) -> Facets<'_> {
    Facets { title: &a.subject, ..Facets::default() }
}

fn of_availability(a: &Availability) -> Facets<'_> {
    Facets {
        title: a.person.as_deref().or(a.organization.as_deref()).unwrap_or_default(),
        organizations: a.organization.iter().map(String::as_str).collect(),
        date: a.date,
        ..Facets::default()
    }
}

fn of_policy(policy: &Policy) -> Facets<'_> {
    Facets {
        title: &policy.title,
        fields: &policy.fields,
        amount: policy.amount.as_ref(),
        date: policy.deadline,
        ..Facets::default()
    }
}

fn of_event(event: &Event) -> Facets<'_> {
    Facets {
        title: &event.title,
        organizations: event.participants.iter().map(String::as_str).collect(),
        kind: Some(event.kind.code()),
        date: event.date,
        ..Facets::default()
    }
}

fn of_kpi(kpi: &Kpi) -> Facets<'_> {
    Facets {
        title: &kpi.indicator,
        organizations: vec![&kpi.organization],
        ..Facets::default()
    }
}

fn of_decision(decision: &Decision) -> Facets<'_> {
    Facets {
        title: &decision.need,
        kind: decision.decision.map(Verdict::code),
        ..Facets::default()
    }
}

fn of_outcome(outcome: &Outcome) -> Facets<'_> {
    Facets {
        title: &outcome.meeting,
        kind: outcome.outcome.map(OutcomeKind::code),
        amount: outcome.amount.as_ref(),
        date: outcome.due,
        ..Facets::default()
    }
}

fn of_encounter(e: &Encounter) -> Facets<'_> {
    Facets {
        title: e.topic.as_deref().unwrap_or_default(),
        organizations: vec![&e.enterprise, &e.institution],
        kind: e.outcome.map(OutcomeKind::code),
        stage: e.stage,
        date: e.date,
        ..Facets::default()
    }
}

fn named<'a>(id: Option<&'a String>, name: &'a str) -> Vec<&'a str> {
    id.map(String::as_str).into_iter().chain([name]).collect()
}

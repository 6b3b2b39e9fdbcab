//! Records of the registries around needs, offerings and signings.

use fairmatch::domain::{
    AmountKind, Assignment, Attendance, Availability, Class, Clock, Event, EventKind,
    Kpi, Organization, OrganizationKind, Outcome, OutcomeKind, Person, Policy, Record,
    Role,
};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::records::{code, codes, contact, day, extra, money, text, words};

fn clock() -> impl Strategy<Value = Option<Clock>> {
    option::of((0..1440_u16).prop_map(|minute| Clock::from_minutes(minute).unwrap()))
}

pub(crate) fn organization() -> impl Strategy<Value = Organization> {
    let names = select(vec!["示例机械有限公司", "示例大学", "Example (Shanghai) Ltd."]);
    let codes = (codes::<Class>(), code::<OrganizationKind>(), any::<bool>());
    let texts = (option::of(text()), option::of(text()), contact(), extra());
    (names, codes, texts, option::of(0..9999_u32), money(AmountKind::Rd)).prop_map(
        |(name, codes, texts, staff, rd_spend)| Organization {
            id: "E1".into(),
            name: name.into(),
            classes: codes.0,
            kind: codes.1,
            confidential: codes.2,
            region: texts.0,
            zone: texts.1,
            contact: texts.2,
            extra: texts.3,
            staff,
            rd_spend,
            ..Organization::default()
        },
    )
}

pub(crate) fn person() -> impl Strategy<Value = Person> {
    let codes = (code::<Role>(), code::<Attendance>(), option::of(1..99_u32));
    (codes, option::of(text()), contact(), extra()).prop_map(
        |(codes, title, contact, extra)| Person {
            id: "H1".into(),
            name: "张示例".into(),
            title,
            organization: Some("示例大学".into()),
            role: codes.0,
            status: codes.1,
            rank: codes.2,
            phones: contact.phones,
            email: contact.email,
            extra,
            ..Person::default()
        },
    )
}

pub(crate) fn policy() -> impl Strategy<Value = Policy> {
    let texts = (text(), text(), option::of(text()), extra());
    let lists = (codes::<Class>(), words(), words());
    let numbers = (option::of(1..999_u32), day());
    (texts, lists, numbers, money(AmountKind::Other), money(AmountKind::Rd)).prop_map(
        |(texts, lists, numbers, amount, min_rd_budget)| Policy {
            id: "B1".into(),
            title: texts.0,
            benefit: texts.1,
            note: texts.2,
            extra: texts.3,
            classes: lists.0,
            fields: lists.1,
            regions: lists.2,
            max_staff: numbers.0,
            deadline: numbers.1,
            amount,
            min_rd_budget,
            ..Policy::default()
        },
    )
}

pub(crate) fn event() -> impl Strategy<Value = Event> {
    let texts = (text(), option::of(text()), option::of(text()), extra());
    (texts, code::<EventKind>(), day(), (clock(), clock()), words()).prop_map(
        |(texts, kind, date, (start, end), participants)| Event {
            id: "V1".into(),
            title: texts.0,
            place: texts.1,
            note: texts.2,
            extra: texts.3,
            kind,
            date,
            start,
            end,
            participants,
            ..Event::default()
        },
    )
}

pub(crate) fn small() -> impl Strategy<Value = Record> {
    let availability = (day(), clock(), clock(), any::<bool>(), extra()).prop_map(
        |(date, start, end, available, extra)| Availability {
            id: "A1".into(),
            organization: Some("示例大学".into()),
            date,
            start,
            end,
            available,
            extra,
            ..Availability::default()
        },
    );
    let kpi =
        (text(), option::of(text()), extra()).prop_map(|(indicator, unit, extra)| {
            let (id, value) = ("K1".into(), "3500".into());
            let organization = "示例平台".into();
            Kpi { id, organization, indicator, value, unit, extra, ..Kpi::default() }
        });
    let outcome =
        (option::of(code::<OutcomeKind>()), money(AmountKind::Other), day(), extra())
            .prop_map(|(outcome, amount, due, extra)| Outcome {
                id: "R1".into(),
                meeting: "M1".into(),
                outcome,
                amount,
                due,
                extra,
                ..Outcome::default()
            });
    let assignment =
        text().prop_map(|officer| Assignment { subject: "P1".into(), officer });
    prop_oneof![
        availability.prop_map(Record::Availability),
        kpi.prop_map(Record::Kpis),
        outcome.prop_map(Record::Outcomes),
        assignment.prop_map(Record::Assignments),
    ]
}

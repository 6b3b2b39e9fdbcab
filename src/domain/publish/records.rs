//! The records that anybody may see, each built from its publishable fields alone.

use super::masks::Masks;
use crate::domain::{
    Decision, EnterpriseRef, Event, Extra, InstitutionRef, Meeting, Money, Need,
    Offering, OfferingKind, Organization, Person, Plan, Policy, Signing, Source,
};

pub(super) fn need_for_all(need: &Need, masks: &Masks) -> Need {
    let own = &need.organization;
    let mask = masks.of(&own.name);
    Need {
        id: need.id.clone(),
        kind: need.kind,
        title: masks.text(&need.title),
        description: masks.text(&need.description),
        indicators: masks.text(&need.indicators),
        fields: need.fields.clone(),
        keywords: need.keywords.iter().map(|word| masks.text(word)).collect(),
        organization: EnterpriseRef {
            id: own.id.clone(),
            name: mask.unwrap_or(&own.name).to_owned(),
            region: own.region.clone(),
            zone: own.zone.clone(),
            classes: own.classes.clone(),
            confidential: own.confidential || mask.is_some(),
            ..EnterpriseRef::default()
        },
        budget: need.budget.as_ref().map(|money| money_for_all(money, masks)),
        cooperation: need.cooperation.clone(),
        deadline: need.deadline,
        deadline_raw: masks.text(&need.deadline_raw),
        headcount: need.headcount,
        degree: need.degree,
        major: need.major.clone(),
        experience: need.experience.as_deref().map(|text| masks.text(text)),
        place: need.place.as_deref().map(|place| masks.text(place)),
        stage: need.stage,
        ..Need::default()
    }
}

pub(super) fn offering_for_all(offering: &Offering, masks: &Masks) -> Offering {
    let own = &offering.organization;
    let candidate = offering.kind == OfferingKind::Candidate;
    let title = &offering.title;
    Offering {
        id: offering.id.clone(),
        kind: offering.kind,
        title: if candidate { surname(title) } else { masks.text(title) },
        description: masks.text(&offering.description),
        fields: offering.fields.clone(),
        keywords: offering.keywords.iter().map(|word| masks.text(word)).collect(),
        organization: InstitutionRef {
            id: own.id.clone(),
            name: own.name.clone(),
            department: own.department.clone(),
            region: own.region.clone(),
        },
        lead: offering.lead.clone().filter(|_| !candidate),
        maturity: offering.maturity.clone(),
        cooperation: offering.cooperation.clone(),
        price: offering.price.as_ref().map(|money| money_for_all(money, masks)),
        ip: offering.ip.clone(),
        ..Offering::default()
    }
}

/// An amount; its words may name somebody, too.
fn money_for_all(money: &Money, masks: &Masks) -> Money {
    Money { raw: masks.text(&money.raw), ..money.clone() }
}

/// A person looking for a post is known by the surname only: 张某.
pub(super) fn surname(name: &str) -> String {
    name.chars().take(1).chain(['某']).collect()
}

pub(super) fn organization_for_all(
    organization: &Organization,
    masks: &Masks,
) -> Organization {
    let mask = masks.of(&organization.name);
    Organization {
        id: organization.id.clone(),
        name: mask.unwrap_or(&organization.name).to_owned(),
        kind: organization.kind,
        region: organization.region.clone(),
        zone: organization.zone.clone(),
        classes: organization.classes.clone(),
        confidential: mask.is_some(),
        ..Organization::default()
    }
}

pub(super) fn person_for_all(person: &Person) -> Person {
    Person {
        id: person.id.clone(),
        name: person.name.clone(),
        title: person.title.clone(),
        organization: person.organization.clone(),
        rank: person.rank,
        role: person.role,
        status: person.status,
        ..Person::default()
    }
}

pub(super) fn signing_for_all(signing: &Signing, masks: &Masks) -> Signing {
    Signing {
        id: signing.id.clone(),
        title: masks.text(&signing.title),
        kind: signing.kind,
        contract_type: signing.contract_type,
        parties: signing.parties.iter().map(|party| masks.body(party)).collect(),
        signatories: signing
            .signatories
            .iter()
            .filter(|s| signing.parties.get(s.party).is_none_or(|p| masks.body(p) == *p))
            .cloned()
            .collect(),
        witnesses: signing.witnesses.clone(),
        amount: signing.amount.as_ref().map(|money| money_for_all(money, masks)),
        sign_date: signing.sign_date,
        stage: signing.stage,
        zone: signing.zone.clone(),
        need: signing.need.clone(),
        offering: signing.offering.clone(),
        on_stage: signing.on_stage,
        priority: signing.priority,
        batch: signing.batch,
        position: signing.position,
        ..Signing::default()
    }
}

pub(super) fn policy_for_all(policy: &Policy) -> Policy {
    Policy {
        note: None,
        source: Source::default(),
        extra: Extra::default(),
        ..policy.clone()
    }
}

pub(super) fn event_for_all(event: &Event, masks: &Masks) -> Event {
    Event {
        id: event.id.clone(),
        title: masks.text(&event.title),
        kind: event.kind,
        date: event.date,
        start: event.start,
        end: event.end,
        mode: event.mode.clone(),
        place: event.place.as_deref().map(|place| masks.text(place)),
        ..Event::default()
    }
}

/// The word alone: rankings keep to it.
pub(super) fn decision_for_all(decision: &Decision) -> Decision {
    Decision {
        id: decision.id.clone(),
        need: decision.need.clone(),
        offering: decision.offering.clone(),
        decision: decision.decision,
        ..Decision::default()
    }
}

pub(super) fn plan_for_all(plan: &Plan, shown: impl Fn(&Meeting) -> bool) -> Plan {
    let meetings = plan.meetings.iter().filter(|m| shown(m)).cloned().collect();
    Plan { meetings, unscheduled: Vec::new(), ..plan.clone() }
}

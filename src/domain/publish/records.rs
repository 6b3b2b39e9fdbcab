//! The records that anybody may see, each built from its publishable fields alone.

use super::masks::Masks;
use crate::domain::{
    Decision, EnterpriseRef, Event, Extra, InstitutionRef, Maturity, Meeting, Money,
    Need, Offering, OfferingKind, Organization, Person, Plan, Policy, Signatory, Signing,
    Source,
};

pub(super) fn need_for_all(need: &Need, masks: &Masks) -> Need {
    let own = &need.organization;
    let mask = masks.of(&own.name);
    let told = masks.told(need);
    let any = |text: &Option<String>| text.as_deref().map(&told);
    let all = |texts: &[String]| texts.iter().map(|text| told(text)).collect();
    Need {
        id: need.id.clone(),
        kind: need.kind,
        title: told(&need.title),
        description: told(&need.description),
        indicators: told(&need.indicators),
        fields: all(&need.fields),
        keywords: all(&need.keywords),
        organization: EnterpriseRef {
            id: own.id.clone(),
            name: masks.body(&own.name),
            region: masks.any(own.region.as_deref()),
            zone: masks.any(own.zone.as_deref()),
            classes: own.classes.clone(),
            confidential: own.confidential || mask.is_some(),
            ..EnterpriseRef::default()
        },
        budget: money(need.budget.as_ref(), masks),
        cooperation: need.cooperation.clone(),
        deadline: need.deadline,
        deadline_raw: told(&need.deadline_raw),
        headcount: need.headcount,
        degree: need.degree,
        major: any(&need.major),
        experience: any(&need.experience),
        place: any(&need.place),
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
        fields: masks.texts(&offering.fields),
        keywords: masks.texts(&offering.keywords),
        organization: InstitutionRef {
            id: own.id.clone(),
            name: masks.body(&own.name),
            department: masks.any(own.department.as_deref()),
            region: masks.any(own.region.as_deref()),
        },
        lead: masks.any(offering.lead.as_deref().filter(|_| !candidate)),
        maturity: offering
            .maturity
            .as_ref()
            .map(|m| Maturity { raw: masks.text(&m.raw), ..m.clone() }),
        cooperation: offering.cooperation.clone(),
        price: money(offering.price.as_ref(), masks),
        ip: offering.ip.clone(),
        ..Offering::default()
    }
}

fn money(amount: Option<&Money>, masks: &Masks) -> Option<Money> {
    amount.map(|amount| Money { raw: masks.text(&amount.raw), ..amount.clone() })
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
        name: masks.body(&organization.name),
        kind: organization.kind,
        region: masks.any(organization.region.as_deref()),
        zone: masks.any(organization.zone.as_deref()),
        classes: organization.classes.clone(),
        confidential: mask.is_some(),
        ..Organization::default()
    }
}

pub(super) fn person_for_all(person: &Person, masks: &Masks) -> Person {
    Person {
        id: person.id.clone(),
        name: masks.text(&person.name),
        title: masks.any(person.title.as_deref()),
        organization: person.organization.as_deref().map(|key| masks.body(key)),
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
        signatories: signatories_for_all(signing, masks),
        witnesses: masks.texts(&signing.witnesses),
        amount: money(signing.amount.as_ref(), masks),
        sign_date: signing.sign_date,
        stage: signing.stage,
        zone: masks.any(signing.zone.as_deref()),
        need: signing.need.clone(),
        offering: signing.offering.clone(),
        on_stage: signing.on_stage,
        priority: signing.priority,
        batch: signing.batch,
        position: signing.position,
        ..Signing::default()
    }
}

/// Who signs for a party that is shown by its name.
fn signatories_for_all(signing: &Signing, masks: &Masks) -> Vec<Signatory> {
    let open = |party: &String| masks.body(party) == *party;
    let shown = signing
        .signatories
        .iter()
        .filter(|signatory| signing.parties.get(signatory.party).is_some_and(open));
    shown
        .map(|signatory| Signatory {
            name: masks.text(&signatory.name),
            title: masks.text(&signatory.title),
            party: signatory.party,
        })
        .collect()
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
        mode: masks.any(event.mode.as_deref()),
        place: masks.any(event.place.as_deref()),
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

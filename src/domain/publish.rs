//! What may be published: the one place that decides it.
//!
//! A whitelist: each publishable record is built from the fields named here, all others
//! stay at their defaults. Registries that are not named at all stay empty.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Attendance, Decision, EnterpriseRef, Event, Fair, InstitutionRef, Meeting, Need,
    Offering, OfferingKind, Organization, OrganizationKind, Person, Plan, Policy, Role,
    Signing, Stage,
};

use crate::text::messages::{Lang, Message, say};

impl Fair {
    /// The fair as anybody may see it: reviewed needs and offerings that may be published,
    /// without phones, e-mail or contacts; confidential enterprises as 某…公司; no ledger,
    /// availability, outcomes or other internal registries.
    #[must_use]
    pub fn published(&self) -> Self {
        let masks = Masks::new(self);
        let needs: Vec<_> = self.needs.iter().filter(|need| may(need)).collect();
        let offerings: Vec<_> = self.offerings.iter().filter(|o| o.publish).collect();
        let shown: BTreeSet<&str> = needs.iter().map(|need| need.id.as_str()).collect();
        let hidden: BTreeSet<&str> =
            self.offerings.iter().filter(|o| !o.publish).map(|o| o.id.as_str()).collect();
        let pair = |need: &str, offering: Option<&str>| {
            shown.contains(need) && offering.is_none_or(|id| !hidden.contains(id))
        };
        let decided = |d: &&Decision| pair(&d.need, Some(&d.offering));
        Self {
            settings: self.settings.clone(),
            needs: needs.iter().map(|need| need_for_all(need, &masks)).collect(),
            offerings: offerings.iter().map(|o| offering_for_all(o)).collect(),
            organizations: self
                .organizations
                .iter()
                .map(|o| organization_for_all(o, &masks))
                .collect(),
            people: self
                .people
                .iter()
                .filter(|person| self.is_announced(person))
                .map(person_for_all)
                .collect(),
            signings: self.signings.iter().map(|s| signing_for_all(s, &masks)).collect(),
            policies: self.policies.iter().map(policy_for_all).collect(),
            events: self
                .events
                .iter()
                .map(|event| event_for_all(event, &masks))
                .collect(),
            decisions: self
                .decisions
                .iter()
                .filter(decided)
                .map(decision_for_all)
                .collect(),
            plan: self
                .plan
                .as_ref()
                .map(|plan| plan_for_all(plan, |m| pair(&m.need, m.offering.as_deref()))),
            stage: self.stage.clone(),
            revision: self.revision,
            ..Self::default()
        }
    }

    /// Whoever stands on stage is announced anyway; the delegates of enterprises are
    /// contacts, and stay inside.
    fn is_announced(&self, person: &Person) -> bool {
        if person.status == Attendance::Declined {
            return false;
        }
        match person.role {
            Role::Signatory | Role::Witness | Role::Host | Role::Expert => true,
            Role::Delegate => person
                .organization
                .as_deref()
                .and_then(|key| self.organization(key))
                .is_some_and(|o| o.kind == OrganizationKind::Institution),
        }
    }
}

/// Reviewed, still open, and not held back.
fn may(need: &Need) -> bool {
    need.publish && need.stage != Stage::Collected && need.stage != Stage::Ended
}

/// The names of confidential enterprises and what is shown in their place.
struct Masks {
    by_name: BTreeMap<String, String>,
}

impl Masks {
    fn new(fair: &Fair) -> Self {
        let mut by_name = BTreeMap::new();
        let lang = fair.settings.language.as_deref();
        let lang = lang.and_then(Lang::of_locale).unwrap_or_default();
        let confidential = fair.needs.iter().filter(|n| n.organization.confidential);
        for need in confidential {
            let field = need.fields.first().map_or("", String::as_str);
            let name = need.organization.name.trim();
            by_name.entry(name.to_owned()).or_insert_with(|| masked(field, lang));
        }
        for organization in fair.organizations.iter().filter(|o| o.confidential) {
            let mask = by_name.get(&organization.name).cloned();
            let mask = mask.unwrap_or_else(|| masked("", lang));
            for name in organization.aliases.iter().chain([&organization.name]) {
                by_name.entry(name.clone()).or_insert_with(|| mask.clone());
            }
        }
        by_name.remove("");
        Self { by_name }
    }

    fn of(&self, name: &str) -> Option<&str> {
        self.by_name.get(name.trim()).map(String::as_str)
    }

    /// A text with every confidential name in it masked, longer names first.
    fn text(&self, text: &str) -> String {
        let mut names: Vec<_> = self.by_name.iter().collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        names.iter().fold(text.to_owned(), |text, (name, mask)| text.replace(*name, mask))
    }
}

/// 某新材料公司, say; a field too long to read as part of a name is left out.
fn masked(field: &str, lang: Lang) -> String {
    let most = if lang == Lang::Zh { 8 } else { 30 };
    if field.is_empty() || field.chars().count() > most {
        return say(lang, "masked-enterprise").to_owned();
    }
    Message::new("masked-enterprise-of").with("field", field).say(lang)
}

fn need_for_all(need: &Need, masks: &Masks) -> Need {
    let own = &need.organization;
    let mask = masks.of(&own.name);
    Need {
        id: need.id.clone(),
        kind: need.kind,
        title: masks.text(&need.title),
        description: masks.text(&need.description),
        indicators: masks.text(&need.indicators),
        fields: need.fields.clone(),
        keywords: need.keywords.clone(),
        organization: EnterpriseRef {
            id: own.id.clone(),
            name: mask.unwrap_or(&own.name).to_owned(),
            region: own.region.clone(),
            zone: own.zone.clone(),
            classes: own.classes.clone(),
            confidential: own.confidential || mask.is_some(),
            ..EnterpriseRef::default()
        },
        budget: need.budget.clone(),
        cooperation: need.cooperation.clone(),
        deadline: need.deadline,
        deadline_raw: need.deadline_raw.clone(),
        headcount: need.headcount,
        degree: need.degree,
        major: need.major.clone(),
        experience: need.experience.clone(),
        place: need.place.as_deref().map(|place| masks.text(place)),
        stage: need.stage,
        ..Need::default()
    }
}

fn offering_for_all(offering: &Offering) -> Offering {
    let own = &offering.organization;
    let candidate = offering.kind == OfferingKind::Candidate;
    let title = &offering.title;
    Offering {
        id: offering.id.clone(),
        kind: offering.kind,
        title: if candidate { surname(title) } else { title.clone() },
        description: offering.description.clone(),
        fields: offering.fields.clone(),
        keywords: offering.keywords.clone(),
        organization: InstitutionRef {
            id: own.id.clone(),
            name: own.name.clone(),
            department: own.department.clone(),
            region: own.region.clone(),
        },
        lead: offering.lead.clone().filter(|_| !candidate),
        maturity: offering.maturity.clone(),
        cooperation: offering.cooperation.clone(),
        price: offering.price.clone(),
        ip: offering.ip.clone(),
        ..Offering::default()
    }
}

/// A person looking for a post is known by the surname only: 张某.
fn surname(name: &str) -> String {
    name.chars().take(1).chain(['某']).collect()
}

fn organization_for_all(organization: &Organization, masks: &Masks) -> Organization {
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

fn person_for_all(person: &Person) -> Person {
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

fn signing_for_all(signing: &Signing, masks: &Masks) -> Signing {
    let party = |name: &String| masks.of(name).unwrap_or(name).to_owned();
    Signing {
        id: signing.id.clone(),
        title: masks.text(&signing.title),
        kind: signing.kind,
        contract_type: signing.contract_type,
        parties: signing.parties.iter().map(party).collect(),
        signatories: signing
            .signatories
            .iter()
            .filter(|s| {
                signing.parties.get(s.party).is_none_or(|p| masks.of(p).is_none())
            })
            .cloned()
            .collect(),
        witnesses: signing.witnesses.clone(),
        amount: signing.amount.clone(),
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

fn policy_for_all(policy: &Policy) -> Policy {
    Policy {
        note: None,
        source: super::Source::default(),
        extra: super::Extra::default(),
        ..policy.clone()
    }
}

fn event_for_all(event: &Event, masks: &Masks) -> Event {
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
fn decision_for_all(decision: &Decision) -> Decision {
    Decision {
        id: decision.id.clone(),
        need: decision.need.clone(),
        offering: decision.offering.clone(),
        decision: decision.decision,
        ..Decision::default()
    }
}

fn plan_for_all(plan: &Plan, shown: impl Fn(&Meeting) -> bool) -> Plan {
    let meetings = plan.meetings.iter().filter(|m| shown(m)).cloned().collect();
    Plan { meetings, unscheduled: Vec::new(), ..plan.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Contact, LedgerEntry, Source};

    /// A need full of what must not get out.
    fn need(id: &str) -> Need {
        Need {
            id: id.into(),
            title: "秘密泵业有限公司的密封难题".into(),
            fields: vec!["新材料".into()],
            organization: EnterpriseRef {
                name: "秘密泵业有限公司".into(),
                uscc: Some("SECRET-USCC".into()),
                confidential: true,
                ..EnterpriseRef::default()
            },
            contact: contact(),
            preferred_partners: vec!["SECRET-PARTNER".into()],
            stage: Stage::Reviewed,
            source: Source { file: "SECRET-FILE".into(), ..Source::default() },
            extra: [("备注".to_owned(), "SECRET-EXTRA".to_owned())].into(),
            ..Need::default()
        }
    }

    fn contact() -> Contact {
        Contact {
            name: "SECRET-NAME".into(),
            phones: vec!["SECRET-PHONE".into()],
            email: Some("SECRET-MAIL".into()),
        }
    }

    #[test]
    fn nothing_secret_gets_out() {
        let fair = Fair {
            needs: vec![need("N1")],
            offerings: vec![Offering { contact: contact(), ..Offering::default() }],
            organizations: vec![Organization {
                name: "秘密泵业有限公司".into(),
                aliases: vec!["秘密泵业".into()],
                confidential: true,
                contact: contact(),
                ..Organization::default()
            }],
            signings: vec![Signing {
                title: "秘密泵业项目".into(),
                parties: vec!["秘密泵业有限公司".into()],
                ..Signing::default()
            }],
            people: vec![Person {
                name: "SECRET-DELEGATE".into(),
                organization: Some("秘密泵业有限公司".into()),
                ..Person::default()
            }],
            ledger: vec![LedgerEntry::default()],
            ..Fair::default()
        };
        let published = fair.published();
        let text = format!("{published:?}");
        assert!(!text.contains("SECRET") && !text.contains("秘密"), "{text}");
        assert_eq!(published.needs[0].title, "某新材料公司的密封难题");
        assert_eq!(published.organizations[0].name, "某新材料公司");
        assert!(published.ledger.is_empty() && published.people.is_empty());
    }

    #[test]
    fn only_reviewed_needs_that_may_be_published_are_shown() {
        let with = |id: &str, stage, publish| Need { stage, publish, ..need(id) };
        let fair = Fair {
            needs: vec![
                with("N1", Stage::Collected, true),
                with("N2", Stage::Reviewed, false),
                with("N3", Stage::Published, true),
                with("N4", Stage::Ended, true),
            ],
            offerings: vec![Offering {
                id: "S1".into(),
                publish: false,
                ..Offering::default()
            }],
            decisions: ["N1", "N3"]
                .map(|need| Decision { need: need.into(), ..Decision::default() })
                .into(),
            ..Fair::default()
        };
        let published = fair.published();
        let ids: Vec<_> = published.needs.iter().map(|need| &need.id).collect();
        assert_eq!(ids, ["N3"]);
        assert!(published.offerings.is_empty());
        assert_eq!(published.decisions[0].need, "N3");
        assert_eq!(published.decisions.len(), 1);
    }

    #[test]
    fn people_looking_for_a_post_lose_their_given_name() {
        assert_eq!(surname("张示例"), "张某");
    }
}

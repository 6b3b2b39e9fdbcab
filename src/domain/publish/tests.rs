//! What gets out, and what stays inside.

mod every_text;

use super::*;
use crate::domain::{
    AmountKind, Contact, EnterpriseRef, LedgerEntry, Money, Offering, Organization,
    Signing, Source, Yuan,
};

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
        budget: Some(Money {
            raw: "50万元，问秘密泵业有限公司15400000001".into(),
            ..Money::exact(Yuan::new(500_000), AmountKind::Rd)
        }),
        deadline_raw: "年底，问秘密泵业有限公司".into(),
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
    assert!(!text.contains("15400000001"), "{text}");
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
fn a_need_names_none_of_its_contacts() {
    let asked = |name: &str| Contact { name: name.into(), ..Contact::default() };
    let own = Need {
        description: "问邹虚构、钱虚拟或孙虚设；李虚名教授".into(),
        organization: EnterpriseRef {
            id: Some("E1".into()),
            name: "甲厂".into(),
            ..EnterpriseRef::default()
        },
        contact: asked("邹虚构"),
        stage: Stage::Reviewed,
        ..Need::default()
    };
    let fair = Fair {
        needs: vec![own],
        organizations: vec![Organization {
            id: "E1".into(),
            name: "甲厂".into(),
            kind: OrganizationKind::Enterprise,
            contact: asked("钱虚拟"),
            ..Organization::default()
        }],
        people: vec![Person {
            name: "孙虚设".into(),
            organization: Some("E1".into()),
            role: Role::Delegate,
            ..Person::default()
        }],
        ..Fair::default()
    };
    let told = &fair.published().needs[0].description;
    assert_eq!(told, "问***、***或***；李虚名教授");
}

#[test]
fn people_looking_for_a_post_lose_their_given_name() {
    assert_eq!(records::surname("张示例"), "张某");
}

#[test]
fn the_roster_alone_makes_an_enterprise_confidential_everywhere() {
    let own = Need {
        title: "密封难题，请电13812345678".into(),
        organization: EnterpriseRef {
            id: Some("E1".into()),
            name: "秘密泵业".into(),
            ..EnterpriseRef::default()
        },
        fields: vec!["新材料".into()],
        stage: Stage::Reviewed,
        ..Need::default()
    };
    let signatory = Person {
        name: "王示例".into(),
        organization: Some("E1".into()),
        role: Role::Signatory,
        ..Person::default()
    };
    let offering = Offering {
        description: "已用于秘密泵业有限公司".into(),
        ..Offering::default()
    };
    let fair = Fair {
        organizations: vec![Organization {
            id: "E1".into(),
            name: "秘密泵业有限公司".into(),
            confidential: true,
            ..Organization::default()
        }],
        needs: vec![own],
        offerings: vec![offering],
        people: vec![signatory],
        ..Fair::default()
    };
    let published = fair.published();
    assert_eq!(published.needs[0].organization.name, "某新材料公司");
    assert_eq!(published.needs[0].title, "密封难题，请电***");
    assert_eq!(published.offerings[0].description, "已用于某新材料公司");
    assert!(published.people.is_empty());
}

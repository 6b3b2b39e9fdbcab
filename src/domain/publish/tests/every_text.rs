//! Whatever text a record holds, no phone, address or confidential name gets out in it.

use serde_json::Value;

use crate::domain::{
    AmountKind, Attendance, Class, Clock, Code as _, Contact, Cooperation, Degree,
    EnterpriseRef, Event, EventKind, Extra, Fair, InstitutionRef, Ip, Kind, Maturity,
    Money, Need, NeedKind, Offering, OfferingKind, Organization, OrganizationKind,
    Person, Record, Role, Signatory, Signing, SigningKind, Source, Stage,
};

const PHONE: &str = "15400000000";
const MAIL: &str = "someone@example.invalid";
const FIRM: &str = "焦作市虚固机械制造有限公司";
const SHORT: &str = "虚固机械";

/// Keys of the JSON that name a record, and are compared, not read.
const KEYS: &[&str] = &["id", "need", "offering"];

/// Whatever text a record has.
const X: &str = "x";

fn list() -> Vec<String> {
    vec![X.into()]
}

fn money() -> Money {
    Money::range(None, None, AmountKind::Other)
}

fn contact() -> Contact {
    Contact { name: X.into(), phones: list(), email: Some(X.into()) }
}

fn extra() -> Extra {
    [(X.to_owned(), X.to_owned())].into()
}

/// A need with something in every field, so that a new field must be thought of here.
fn need() -> Need {
    Need {
        id: "N1".into(),
        kind: NeedKind::Talent,
        title: X.into(),
        description: X.into(),
        indicators: X.into(),
        fields: list(),
        keywords: list(),
        organization: EnterpriseRef {
            id: Some(X.into()),
            name: "甲厂".into(),
            uscc: Some(X.into()),
            region: Some(X.into()),
            zone: Some(X.into()),
            classes: vec![Class::HighTech],
            confidential: false,
        },
        budget: Some(money()),
        cooperation: vec![Cooperation::Other],
        deadline: None,
        deadline_raw: X.into(),
        contact: contact(),
        preferred_partners: list(),
        headcount: Some(1),
        degree: Some(Degree::Other),
        major: Some(X.into()),
        experience: Some(X.into()),
        place: Some(X.into()),
        stage: Stage::Reviewed,
        publish: true,
        source: Source::default(),
        extra: extra(),
    }
}

fn offering() -> Offering {
    Offering {
        id: "S1".into(),
        kind: OfferingKind::Achievement,
        title: X.into(),
        description: X.into(),
        fields: list(),
        keywords: list(),
        organization: InstitutionRef {
            id: Some(X.into()),
            name: "乙大学".into(),
            department: Some(X.into()),
            region: Some(X.into()),
        },
        lead: Some(X.into()),
        maturity: Some(Maturity { trl: None, raw: X.into() }),
        cooperation: vec![Cooperation::Other],
        price: Some(money()),
        ip: vec![Ip::Other],
        contact: contact(),
        publish: true,
        source: Source::default(),
        extra: extra(),
    }
}

fn signing() -> Signing {
    let signatory = |party| Signatory { name: X.into(), title: X.into(), party };
    Signing {
        id: "P1".into(),
        title: X.into(),
        kind: SigningKind::Other,
        contract_type: None,
        parties: vec!["甲厂".into(), "乙大学".into()],
        signatories: vec![signatory(0), signatory(1), signatory(9)],
        witnesses: list(),
        amount: Some(money()),
        sign_date: None,
        start: None,
        end: None,
        stage: Stage::Signed,
        zone: Some(X.into()),
        officer: Some(X.into()),
        need: None,
        offering: None,
        on_stage: true,
        priority: None,
        batch: None,
        position: None,
        source: Source::default(),
        extra: extra(),
    }
}

fn organization() -> Organization {
    Organization {
        id: "E2".into(),
        name: "丙厂".into(),
        uscc: Some(X.into()),
        kind: OrganizationKind::Enterprise,
        region: Some(X.into()),
        zone: Some(X.into()),
        classes: vec![Class::HighTech],
        staff: Some(1),
        rd_spend: Some(money()),
        confidential: false,
        contact: contact(),
        aliases: list(),
        source: Source::default(),
        extra: extra(),
    }
}

fn person() -> Person {
    Person {
        id: "H1".into(),
        name: X.into(),
        title: Some(X.into()),
        organization: Some("乙大学".into()),
        rank: Some(1),
        role: Role::Expert,
        status: Attendance::Confirmed,
        phones: list(),
        email: Some(X.into()),
        source: Source::default(),
        extra: extra(),
    }
}

fn event() -> Event {
    Event {
        id: "V1".into(),
        title: X.into(),
        kind: EventKind::Other,
        date: None,
        start: None::<Clock>,
        end: None,
        mode: Some(X.into()),
        place: Some(X.into()),
        participants: list(),
        note: Some(X.into()),
        source: Source::default(),
        extra: extra(),
    }
}

/// The pointers to all texts of a record's JSON that are no keys.
fn texts(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(at.to_owned()),
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                texts(item, &format!("{at}/{place}"), found);
            }
        }
        Value::Object(fields) => {
            for (key, value) in fields.iter().filter(|(k, _)| !KEYS.contains(&k.as_str()))
            {
                texts(value, &format!("{at}/{key}"), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A fair with a confidential firm beside the record.
fn published(record: Record) -> String {
    let secret = Organization {
        id: "E1".into(),
        name: FIRM.into(),
        confidential: true,
        ..Organization::default()
    };
    let mut fair = Fair { organizations: vec![secret], ..Fair::default() };
    fair.push(record);
    let shown = fair.published();
    let records = Kind::ALL.iter().flat_map(|&kind| shown.records(kind));
    let json = records.map(|record| record.json().unwrap().to_string());
    json.collect::<Vec<_>>().join("\n")
}

#[test]
fn no_text_of_a_record_carries_a_phone_an_address_or_a_confidential_name_out() {
    let records = [
        Record::Needs(need()),
        Record::Offerings(offering()),
        Record::Signings(signing()),
        Record::Organizations(organization()),
        Record::People(person()),
        Record::Events(event()),
    ];
    let mut tried = 0;
    for record in records {
        let whole = record.json().unwrap();
        let mut places = Vec::new();
        texts(&whole, "", &mut places);
        for place in places {
            let mut told = whole.clone();
            // A body called like this is another one: its own name is not masked.
            let body = place.ends_with("/name") && !place.contains("signator");
            let firm = if body { "" } else { FIRM };
            *told.pointer_mut(&place).unwrap() =
                format!("张工{PHONE} {MAIL} {firm}、{}", if body { "" } else { SHORT })
                    .into();
            // A code or a day takes no text.
            let Ok(told) = Record::of_json(record.kind(), &told.to_string()) else {
                continue;
            };
            tried += 1;
            let shown = published(told);
            for secret in [PHONE, MAIL, FIRM, SHORT] {
                let kind = record.kind();
                assert!(!shown.contains(secret), "{kind:?}{place}: {secret} in {shown}");
            }
        }
    }
    assert!(tried > 60, "{tried}");
}

#[test]
fn a_signatory_of_no_party_stays_inside() {
    let shown = Fair { signings: vec![signing()], ..Fair::default() }.published();
    let parties: Vec<usize> =
        shown.signings[0].signatories.iter().map(|s| s.party).collect();
    assert_eq!(parties, [0, 1]);
}

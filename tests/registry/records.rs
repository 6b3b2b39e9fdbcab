//! Records of every registry, full of what makes files hard to read back.

use chrono::NaiveDate;
use fairmatch::domain::{
    AmountKind, Class, Code as _, Contact, ContractType, Cooperation, Decision, Degree,
    Encounter, EnterpriseRef, Extra, InstitutionRef, Ip, LedgerEntry, Maturity, Money,
    Need, NeedKind, Offering, OfferingKind, Officer, OutcomeKind, Per, Record, Signatory,
    Signing, SigningKind, Stage, Verdict, Yuan,
};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::around::{event, organization, person, policy, small};

/// Texts as they stand in records: trimmed, never an answer that says nothing.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let parts = select(vec![
        "焊接",
        "铜箔",
        "a;b",
        "x、y",
        "=1+1",
        "@home",
        "-40℃",
        "+cmd|x",
        "\"q\"",
        "it's",
        "两行\n文字",
        "（甲；乙）",
        "5.6",
        "2026",
        "μm≤6",
        "<2mm；>3m",
        "a,b",
        "[x]",
        "{y}",
        "农、林、牧、渔业",
        "'quoted",
        "1.焊接",
    ]);
    vec(parts, 1..4).prop_map(|parts| parts.concat())
}

fn word() -> impl Strategy<Value = String> {
    select(vec!["焊接", "铜箔", "a;b", "x、y", "甲 乙", "laser welding", "-", "（1）钛"])
        .prop_map(str::to_owned)
}

pub(crate) fn words() -> impl Strategy<Value = Vec<String>> {
    vec(word(), 0..4).prop_map(|mut words| {
        words.dedup();
        let mut seen = Vec::new();
        words.retain(|word| {
            let new = !seen.contains(word);
            seen.push(word.clone());
            new
        });
        words
    })
}

pub(crate) fn extra() -> impl Strategy<Value = Extra> {
    let headers = select(vec!["甲栏", "col x", "栏目（备用）", "=formula", "备注二"]);
    btree_map(headers.prop_map(str::to_owned), text(), 0..3)
}

pub(crate) fn day() -> impl Strategy<Value = Option<NaiveDate>> {
    option::of((2026..2029_i32, 1..13_u32, 1..29_u32).prop_map(|(year, month, day)| {
        NaiveDate::from_ymd_opt(year, month, day).expect("every month has 28 days")
    }))
}

pub(crate) fn code<C: fairmatch::domain::Code + std::fmt::Debug>()
-> impl Strategy<Value = C> {
    select(C::ALL.to_vec())
}

pub(crate) fn codes<C: fairmatch::domain::Code + std::fmt::Debug>()
-> impl Strategy<Value = Vec<C>> {
    proptest::sample::subsequence(C::ALL.to_vec(), 0..3)
}

pub(crate) fn money(kind: AmountKind) -> impl Strategy<Value = Option<Money>> {
    let fen = 1..100_000_000_000_i64;
    let ends = (option::of(fen.clone()), option::of(fen));
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), option::of(code::<Per>()));
    let raw = select(vec!["", "500", "面议", "约500万元", "2~20万之内", "三百万"]);
    option::of((ends, flags, raw).prop_map(move |((a, b), flags, raw)| {
        let (approx, negotiable, compound, per) = flags;
        let (min, max) = match (a, b) {
            (Some(a), Some(b)) => (Some(a.min(b)), Some(a.max(b))),
            ends => ends,
        };
        let (min, max) = (min.map(Yuan::from_fen), max.map(Yuan::from_fen));
        let raw = raw.to_owned();
        Money { min, max, approx, negotiable, compound, per, kind, raw }
    }))
}

pub(crate) fn contact() -> impl Strategy<Value = Contact> {
    let name = select(vec!["", "张示例", "李某某"]);
    let phones = select(vec![vec![], vec!["000-12345678".to_owned()]]);
    let email = option::of(Just("a@example.invalid".to_owned()));
    (name, phones, email).prop_map(|(name, phones, email)| Contact {
        name: name.to_owned(),
        phones,
        email,
    })
}

fn need() -> impl Strategy<Value = Need> {
    let own = (option::of(text()), option::of(text()), codes::<Class>(), any::<bool>());
    let talent =
        (option::of(1..99_u32), option::of(code::<Degree>()), option::of(text()));
    let texts = (text(), option::of(text()), words(), words());
    let rest = (code::<Stage>(), any::<bool>(), codes::<Cooperation>(), day(), contact());
    (texts, own, talent, rest, (money(AmountKind::Rd), extra(), code::<NeedKind>()))
        .prop_map(|(texts, own, talent, rest, (mut budget, extra, kind))| {
            if let (NeedKind::Talent, Some(budget)) = (kind, &mut budget) {
                budget.kind = AmountKind::Salary;
            }
            Need {
                id: "N1".into(),
                kind,
                title: texts.0,
                description: texts.1.unwrap_or_default(),
                keywords: texts.2,
                fields: texts.3,
                organization: EnterpriseRef {
                    id: Some("E7".into()),
                    name: "示例机械有限公司".into(),
                    uscc: None,
                    region: own.0,
                    zone: own.1,
                    classes: own.2,
                    confidential: own.3,
                },
                budget,
                headcount: talent.0,
                degree: talent.1,
                major: talent.2,
                stage: rest.0,
                publish: rest.1,
                cooperation: rest.2,
                deadline_raw: rest
                    .3
                    .map(|day| day.format("%Y年%-m月").to_string())
                    .unwrap_or_default(),
                deadline: rest.3,
                contact: rest.4,
                extra,
                ..Need::default()
            }
        })
}

fn offering() -> impl Strategy<Value = Offering> {
    let maturity = (option::of(1..10_u8), select(vec!["", "中试", "样机阶段"]));
    let texts = (text(), option::of(text()), words());
    let lists = (codes::<Cooperation>(), codes::<Ip>(), extra());
    (texts, option::of(maturity), money(AmountKind::Price), lists).prop_map(
        |(texts, maturity, price, lists)| Offering {
            id: "S1".into(),
            kind: OfferingKind::Achievement,
            title: texts.0,
            lead: texts.1,
            keywords: texts.2,
            organization: InstitutionRef {
                id: Some("U7".into()),
                name: "示例大学".into(),
                ..InstitutionRef::default()
            },
            maturity: maturity
                .filter(|(trl, raw)| trl.is_some() || !raw.is_empty())
                .map(|(trl, raw)| Maturity { trl, raw: raw.into() }),
            price,
            cooperation: lists.0,
            ip: lists.1,
            extra: lists.2,
            ..Offering::default()
        },
    )
}

fn signing() -> impl Strategy<Value = Signing> {
    let person = (
        select(vec!["张示例", "李某某", "王；五"]),
        select(vec!["", "院长", "副总、总工"]),
        0..2_usize,
    );
    let people = vec(person, 0..3);
    let codes =
        (code::<SigningKind>(), option::of(code::<ContractType>()), code::<Stage>());
    let numbers = (option::of(1..9_u32), option::of(1..9_u32), any::<bool>());
    (text(), people, codes, numbers, (money(AmountKind::Investment), day(), extra()))
        .prop_map(|(title, people, codes, numbers, (amount, day, extra))| Signing {
            id: "P1".into(),
            title,
            kind: codes.0,
            contract_type: codes.1,
            stage: codes.2,
            parties: vec!["示例机械有限公司".into(), "示例大学".into()],
            signatories: people
                .into_iter()
                .map(|(name, title, party)| Signatory {
                    name: name.into(),
                    title: title.into(),
                    party,
                })
                .collect(),
            amount,
            sign_date: day,
            priority: numbers.0,
            batch: numbers.1,
            on_stage: numbers.2,
            extra,
            ..Signing::default()
        })
}

fn entry() -> impl Strategy<Value = LedgerEntry> {
    let texts = (option::of(text()), option::of(text()), option::of(text()));
    let stage = prop_oneof![
        code::<Stage>().prop_map(|stage| stage.code().to_owned()),
        Just("某某手续甲".to_owned()),
    ];
    let amounts = (money(AmountKind::Investment), money(AmountKind::Investment), extra());
    (texts, stage, day(), day(), amounts).prop_map(
        |(texts, stage, date, due, (amount, received, extra))| LedgerEntry {
            id: "L1".into(),
            subject: "P1".into(),
            problem: texts.0,
            note: texts.1,
            by: texts.2,
            stage,
            date,
            due,
            amount,
            received,
            extra,
            ..LedgerEntry::default()
        },
    )
}

pub(crate) fn record() -> impl Strategy<Value = Record> {
    let decision = (option::of(code::<Verdict>()), option::of(text())).prop_map(
        |(decision, note)| Decision {
            id: "D1".into(),
            need: "N1".into(),
            offering: "S1".into(),
            decision,
            note,
            ..Decision::default()
        },
    );
    let encounter = (option::of(code::<OutcomeKind>()), option::of(text()), day())
        .prop_map(|(outcome, topic, date)| Encounter {
            id: "Y1".into(),
            fair: "上届".into(),
            enterprise: "示例机械有限公司".into(),
            institution: "示例大学".into(),
            outcome,
            topic,
            date,
            ..Encounter::default()
        });
    let officer = words().prop_map(|zones| Officer {
        id: "F1".into(),
        name: "张示例".into(),
        zones,
        ..Officer::default()
    });
    prop_oneof![
        need().prop_map(Record::Needs),
        offering().prop_map(Record::Offerings),
        signing().prop_map(Record::Signings),
        entry().prop_map(Record::Ledger),
        decision.prop_map(Record::Decisions),
        encounter.prop_map(Record::Encounters),
        officer.prop_map(Record::Officers),
        organization().prop_map(Record::Organizations),
        person().prop_map(Record::People),
        policy().prop_map(Record::Policies),
        event().prop_map(Record::Events),
        small(),
    ]
}

//! Each condition met, failed and unknown.

use std::collections::BTreeSet;

use super::*;
use crate::domain::AmountKind;

fn applicant() -> Applicant {
    Applicant {
        id: "E1".into(),
        name: "甲厂".into(),
        classes: vec![Class::TechSme],
        fields: ["新材料".to_owned()].into(),
        places: vec!["焦作市山阳区".into()],
        rd_spend: Some(Money::exact(Yuan::new(1_500_000), AmountKind::Rd)),
        rd_planned: Some(Yuan::new(9_000_000)),
        staff: Some(320),
    }
}

fn standings(policy: &Policy, applicant: &Applicant) -> Vec<(&'static str, Standing)> {
    let policies = [policy.clone()];
    let today = "2026-11-30".parse().unwrap();
    let found = eligibility(&policies, applicant, today);
    let of = |c: &Condition| (c.compared.name(), c.standing);
    found[0].conditions.iter().map(of).collect()
}

fn policy() -> Policy {
    Policy {
        classes: vec![Class::HighTech, Class::TechSme],
        fields: vec!["新材料".into()],
        regions: vec!["山阳区".into()],
        min_rd_budget: Some(Money::exact(Yuan::new(2_000_000), AmountKind::Rd)),
        max_staff: Some(300),
        deadline: "2026-11-29".parse().ok(),
        ..Policy::default()
    }
}

#[test]
fn each_condition_is_told_apart() {
    let expected = [
        ("classes", Standing::Met),
        ("fields", Standing::Met),
        ("regions", Standing::Met),
        ("min_rd_budget", Standing::Failed),
        ("max_staff", Standing::Failed),
        ("deadline", Standing::Failed),
    ];
    assert_eq!(standings(&policy(), &applicant()), expected);
}

#[test]
fn titles_that_the_list_lacks_leave_it_open() {
    let wants = |classes: &[Class]| Policy { classes: classes.into(), ..policy() };
    let holds = |classes: &[Class]| Applicant { classes: classes.into(), ..applicant() };
    let other = [Class::Other, Class::Gazelle];
    let table = [
        (holds(&[Class::Other]), Standing::Unknown),
        (holds(&[Class::Other, Class::Gazelle]), Standing::Met),
        (holds(&[Class::HighTech]), Standing::Failed),
        (holds(&[]), Standing::Unknown),
    ];
    for (applicant, expected) in table {
        let found = classes(&wants(&other), &applicant).unwrap().standing;
        assert_eq!(found, expected, "{:?}", applicant.classes);
    }
}

#[test]
fn a_failure_says_by_how_much() {
    let short = budget(&policy(), &applicant()).unwrap().compared;
    assert!(
        matches!(short, Compared::Budget { missing, .. } if missing == Yuan::new(500_000))
    );
    let large = staff(&policy(), &applicant()).unwrap().compared;
    assert_eq!(large, Compared::Staff { most: 300, held: Some(320), over: 20 });
}

#[test]
fn missing_data_are_unknown_and_no_condition_is_none() {
    let nothing = Applicant {
        classes: Vec::new(),
        fields: BTreeSet::new(),
        places: vec!["焦作市".into()],
        rd_spend: None,
        rd_planned: None,
        staff: None,
        ..applicant()
    };
    let wanted =
        Policy { deadline: None, regions: vec!["焦作市山阳区".into()], ..policy() };
    assert!(standings(&wanted, &nothing).iter().all(|(_, s)| *s == Standing::Unknown));
    assert_eq!(standings(&Policy::default(), &nothing), []);
}

#[test]
fn fields_of_different_classifications_are_compared() {
    let standing = |wanted: &str, held: &str| {
        let policy = Policy { fields: vec![wanted.into()], ..Policy::default() };
        let applicant = Applicant { fields: [held.to_owned()].into(), ..applicant() };
        standings(&policy, &applicant)[0].1
    };
    assert_eq!(standing("新材料", "新材料及应用"), Standing::Met);
    assert_eq!(standing("新材料", "现代农业"), Standing::Failed);
    assert_eq!(standing("新材料", "某某专项"), Standing::Unknown);
}

#[test]
fn what_the_prose_asks_for_besides_is_left_to_a_person() {
    let note = |note: &str| Policy {
        min_rd_budget: Some(Money::exact(Yuan::new(1_000_000), AmountKind::Rd)),
        note: Some(note.into()),
        ..Policy::default()
    };
    let read = note("上年度研发投入不低于100万元；每家补助不超过50万元");
    assert_eq!(standings(&read, &applicant()), [("min_rd_budget", Standing::Met)]);
    let more = note("上年度研发投入不低于100万元，营业收入不低于5000万元");
    let expected = [("min_rd_budget", Standing::Met), ("note", Standing::Unknown)];
    assert_eq!(standings(&more, &applicant()), expected);
}

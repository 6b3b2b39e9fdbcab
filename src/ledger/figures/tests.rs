//! Figures of tiny worlds.
#![expect(clippy::float_cmp, reason = "counts and whole yuan are exact")]

use super::*;
use crate::domain::{
    AmountKind, ContractType, Decision, EnterpriseRef, Fair, LedgerEntry, Money, Need,
    NeedKind, Signing, SigningKind, Stage, Verdict,
};
use crate::ledger::trails;

fn need(id: &str, stage: Stage, million: Option<i64>) -> Need {
    let rd = |m: i64| Money::exact(Yuan::new(m * 1_000_000), AmountKind::Rd);
    Need {
        id: id.into(),
        stage,
        budget: million.map(rd),
        organization: EnterpriseRef { name: "甲厂".into(), ..EnterpriseRef::default() },
        ..Need::default()
    }
}

fn signing(id: &str, stage: Stage, kind: AmountKind, million: Option<i64>) -> Signing {
    Signing {
        id: id.into(),
        kind: SigningKind::Investment,
        stage,
        amount: million.map(|m| Money::exact(Yuan::new(m * 1_000_000), kind)),
        ..Signing::default()
    }
}

fn fair() -> Fair {
    let invest = AmountKind::Investment;
    let contract = AmountKind::TechnologyContract;
    let framework = Signing {
        contract_type: Some(ContractType::Framework),
        ..signing("P5", Stage::Signed, invest, None)
    };
    let paid = LedgerEntry {
        subject: "P2".into(),
        received: Some(Money::exact(Yuan::new(4_000_000), invest)),
        ..LedgerEntry::default()
    };
    Fair {
        needs: vec![
            need("N1", Stage::Collected, Some(5)),
            need("N2", Stage::Reviewed, Some(2)),
            need("N3", Stage::Published, None),
            Need {
                kind: NeedKind::Talent,
                headcount: Some(3),
                ..need("N4", Stage::Reviewed, None)
            },
        ],
        signings: vec![
            Signing {
                need: Some("N3".into()),
                ..signing("P1", Stage::Intent, invest, Some(9))
            },
            signing("P2", Stage::Started, invest, Some(10)),
            signing("P3", Stage::Landed, contract, Some(1)),
            signing("P4", Stage::Ended, invest, Some(6)),
            framework,
        ],
        ledger: vec![paid],
        ..Fair::default()
    }
}

fn found(fair: &Fair, key: &str) -> (f64, Option<f64>, Option<f64>) {
    let trails = trails(fair);
    let basis = Basis::new(fair, &trails);
    let figures = figures(&basis, None);
    let figure = figures.iter().find(|figure| figure.key == key).unwrap();
    (figure.numerator.number(), figure.denominator.map(Quantity::number), figure.share())
}

#[test]
fn needs_of_nobody_come_from_no_enterprise() {
    let nobody = Need {
        organization: EnterpriseRef::default(),
        ..need("N5", Stage::Collected, None)
    };
    let mut fair = fair();
    fair.needs.push(nobody);
    assert_eq!(found(&fair, "needs").0, 5.0);
    assert_eq!(found(&fair, "enterprises").0, 1.0);
}

#[test]
fn the_funnel_counts_what_came_to_a_step_or_beyond() {
    let fair = fair();
    let steps = ["collected", "reviewed", "published", "matched", "met"];
    let counts = steps.map(|key| found(&fair, key).0);
    assert_eq!(counts, [4.0, 3.0, 1.0, 1.0, 1.0]);
    let steps = ["intent", "signed", "started", "landed"];
    let counts = steps.map(|key| found(&fair, key));
    assert_eq!(counts.map(|c| c.0), [5.0, 4.0, 2.0, 1.0]);
    assert_eq!(counts[1].1, Some(5.0));
}

#[test]
fn rates_name_what_they_are_rates_of() {
    let fair = fair();
    assert_eq!(found(&fair, "kept"), (2.0, Some(3.0), Some(2.0 / 3.0)));
    assert_eq!(found(&fair, "under_way"), (2.0, Some(3.0), Some(2.0 / 3.0)));
    assert_eq!(found(&fair, "landed_rate"), (1.0, Some(4.0), Some(0.25)));
    assert_eq!(found(&fair, "converted"), (0.0, Some(1.0), Some(0.0)));
    assert_eq!(found(&fair, "paid_in_investment"), (4e6, Some(16e6), Some(0.25)));
}

#[test]
fn kinds_of_amounts_are_never_added_and_frameworks_are_counted_apart() {
    let fair = fair();
    assert_eq!(found(&fair, "amount_signed_investment").0, 16e6);
    assert_eq!(found(&fair, "amount_signed_technology_contract").0, 1e6);
    assert_eq!(found(&fair, "amount_intended_investment").0, 9e6);
    assert_eq!(found(&fair, "agreements_without_amount").0, 1.0);
    assert_eq!(found(&fair, "rd_total").0, 7e6);
}

#[test]
fn bands_are_of_needs_that_are_not_about_talent() {
    let fair = fair();
    let bands = ["band_5m", "band_2m", "band_below", "band_open"];
    assert_eq!(bands.map(|key| found(&fair, key).0), [1.0, 1.0, 0.0, 1.0]);
    assert_eq!(found(&fair, "people_wanted").0, 3.0);
}

#[test]
fn entries_after_the_cut_off_do_not_count() {
    let mut fair = fair();
    fair.ledger[0].date = "2026-10-19".parse().ok();
    assert_eq!(until(&mut fair, "2026-10-18".parse().unwrap()), 1);
    assert_eq!(found(&fair, "paid_in_investment").0, 0.0);
}

#[test]
fn a_target_stands_beside_what_was_reached() {
    let mut fair = fair();
    let targets = &mut fair.settings.targets;
    targets.insert("signed".into(), toml::Value::Integer(8));
    targets.insert("amount".into(), toml::Value::String("0.32亿元".into()));
    assert_eq!(found(&fair, "target_signed"), (4.0, Some(8.0), Some(0.5)));
    assert_eq!(found(&fair, "target_amount"), (16e6, Some(32e6), Some(0.5)));
}

#[test]
fn groups_show_needs_and_projects_side_by_side() {
    let fair = fair();
    let trails = trails(&fair);
    let basis = Basis::new(&fair, &trails);
    let figures = figures(&basis, Some(GroupBy::Budget));
    let needs: Vec<_> = figures
        .iter()
        .filter(|figure| figure.part == Part::Groups && figure.key == "needs")
        .map(|figure| figure.numerator)
        .collect();
    assert_eq!(needs, [1, 1, 1, 1].map(Quantity::Count));
    let of_groups = figures.iter().filter(|figure| figure.part == Part::Groups);
    let keys: Vec<&str> = of_groups.map(|figure| figure.key.as_str()).collect();
    assert_eq!(keys, [OF_GROUP; 4].concat());
}

/// Who is waiting for review has not been reviewed, and whoever review turned away has not
/// passed it, whatever pairs somebody accepted for them.
#[test]
fn a_decision_brings_no_need_past_its_review() {
    let decision = |need: &str| Decision {
        need: need.into(),
        decision: Some(Verdict::Accept),
        ..Decision::default()
    };
    let needs = [
        ("N1", Stage::Collected),
        ("N2", Stage::Ended),
        ("N3", Stage::Reviewed),
        ("N4", Stage::Reviewed),
    ];
    let fair = Fair {
        needs: needs.map(|(id, stage)| need(id, stage, None)).into(),
        decisions: ["N1", "N2", "N3"].map(decision).into(),
        ..Fair::default()
    };
    let counts = ["collected", "reviewed", "matched"].map(|key| found(&fair, key).0);
    assert_eq!(counts, [4.0, 2.0, 1.0]);
}

#[test]
fn a_need_that_review_turned_away_was_never_signed() {
    let ended = LedgerEntry {
        subject: "N1".into(),
        stage: "ended".into(),
        ..LedgerEntry::default()
    };
    let fair = Fair {
        needs: vec![need("N1", Stage::Ended, None)],
        ledger: vec![ended],
        ..Fair::default()
    };
    for key in ["reviewed", "intent", "signed"] {
        assert_eq!(found(&fair, key).0, 0.0, "{key}");
    }
    assert_eq!(found(&fair, "kept").1, Some(0.0));
}

//! Figures: each with what it counts, out of what, until when.
#![expect(clippy::float_cmp, reason = "counts and whole yuan are exact")]

use serde_json::Value;

use crate::desk::{Desk, object};

const NEEDS: &str = "id,kind,title,organization,field,zone,budget,degree,headcount,stage
N1,technology,seals,Alpha Ltd,materials,east,600万元,,,reviewed
N2,technology,pumps,Alpha Ltd,machines,east,200-500万元,,,published
N3,technology,dyes,Beta Ltd,materials,west,面议,,,collected
N4,talent,engineer,Beta Ltd,machines,west,30万元/年,doctor,3,reviewed
";

const SIGNINGS: &str = "id,title,kind,contract_type,parties,amount,amount_kind,sign_date,stage
P1,contract,university_local,development,Alpha Ltd;Uni,300万元,technology_contract,2026-09-01,signed
P2,park,investment,,Alpha Ltd;County,1亿元,investment,2026-09-01,started
P3,framework,university_local,framework,Beta Ltd;Uni,,,2026-09-02,signed
P4,talent,talent,,Beta Ltd;Dr A,,,2026-09-03,signed
P5,left,investment,,Gamma Ltd;County,2亿元,investment,2026-09-01,signed
";

const LEDGER: &str = "subject,date,stage,received,note,count
P2,2026-10-01,started,2000万元,,
P5,2026-10-02,ended,,the investor left,
P1,2026-12-01,landed,,too late to count,
";

fn desk() -> Desk {
    let desk =
        Desk::with(&[("needs", NEEDS), ("signings", SIGNINGS), ("ledger", LEDGER)]);
    let settings = "name = 'a'\nlanguage = 'en'\ncutoff = 2026-10-18\n\
                    targets = { signed = 10, amount = '5亿元' }\n";
    desk.write("fair.toml", settings);
    desk
}

fn figure(stats: &Value, key: &str) -> (f64, Option<f64>) {
    let figure = object(&stats["figures"], "key", key);
    assert_eq!(figure["cutoff"], "2026-10-18", "{figure}");
    (figure["numerator"].as_f64().unwrap(), figure["denominator"].as_f64())
}

#[test]
fn kinds_of_money_are_never_mixed_and_frameworks_are_counted_apart() {
    let stats = desk().json(&["stats"]);
    assert_eq!(figure(&stats, "amount_signed_investment").0, 300_000_000.0);
    assert_eq!(figure(&stats, "amount_signed_technology_contract").0, 3_000_000.0);
    assert_eq!(figure(&stats, "rd_total").0, 8_000_000.0, "no salary in it");
    let keys: Vec<_> =
        stats["figures"].as_array().unwrap().iter().map(|f| &f["key"]).collect();
    assert!(!keys.iter().any(|key| key.as_str().unwrap().contains("salary")), "{keys:?}");
    assert_eq!(figure(&stats, "agreements_without_amount").0, 1.0);
    assert_eq!(figure(&stats, "paid_in_investment"), (20_000_000.0, Some(300_000_000.0)));
}

#[test]
fn the_funnel_and_the_rates_have_numerators_and_denominators() {
    let stats = desk().json(&["stats"]);
    assert_eq!(figure(&stats, "collected"), (4.0, Some(4.0)));
    assert_eq!(figure(&stats, "reviewed"), (3.0, Some(4.0)));
    assert_eq!(figure(&stats, "published"), (1.0, Some(4.0)));
    assert_eq!(figure(&stats, "signed"), (5.0, Some(5.0)));
    assert_eq!(figure(&stats, "started"), (1.0, Some(5.0)));
    assert_eq!(figure(&stats, "landed"), (0.0, Some(5.0)), "the cut-off date holds");
    assert_eq!(figure(&stats, "kept"), (2.0, Some(3.0)), "contracts only");
    assert_eq!(figure(&stats, "under_way"), (1.0, Some(3.0)));
    assert_eq!(figure(&stats, "converted"), (0.0, Some(1.0)));
    let rate = object(&stats["figures"], "key", "kept");
    assert!((rate["value"].as_f64().unwrap() - 2.0 / 3.0).abs() < 1e-9);
}

#[test]
fn talent_bands_and_targets() {
    let stats = desk().json(&["stats"]);
    assert_eq!(figure(&stats, "people_doctor"), (3.0, Some(3.0)));
    assert_eq!(figure(&stats, "talent_signed").0, 1.0);
    assert_eq!(figure(&stats, "band_5m"), (1.0, Some(3.0)));
    assert_eq!(figure(&stats, "band_2m"), (1.0, Some(3.0)));
    assert_eq!(figure(&stats, "band_open"), (1.0, Some(3.0)));
    assert_eq!(figure(&stats, "target_signed"), (5.0, Some(10.0)));
    assert_eq!(figure(&stats, "target_amount"), (300_000_000.0, Some(500_000_000.0)));
}

#[test]
fn groups_add_up_to_the_whole() {
    let desk = desk();
    for by in ["field", "region", "zone", "budget", "stage", "officer", "class"] {
        let stats = desk.json(&["stats", "--group", by]);
        let figures = stats["figures"].as_array().unwrap();
        let of_groups = figures
            .iter()
            .filter(|figure| figure["key"] == "needs" && !figure["group"].is_null());
        let sum: f64 =
            of_groups.map(|figure| figure["numerator"].as_f64().unwrap()).sum();
        assert_eq!(sum, 4.0, "{by}");
    }
}

#[test]
fn groups_are_named_by_codes_in_every_language() {
    let desk = Desk::example();
    let groups = |by: &str, lang: &str, field: &str| -> Vec<Value> {
        let stats = desk.json(&["stats", "--group", by, "--lang", lang]);
        let figures = stats["figures"].as_array().unwrap().iter();
        let own = figures.filter(|f| f["key"] == "needs" && !f["group"].is_null());
        own.map(|figure| figure[field].clone()).collect()
    };
    for by in ["stage", "class", "budget", "zone"] {
        assert_eq!(groups(by, "zh", "group"), groups(by, "en", "group"), "{by}");
    }
    assert!(groups("stage", "zh", "group").contains(&"collected".into()));
    assert!(groups("stage", "zh", "group_label").contains(&"已征集".into()));
    assert!(groups("class", "en", "group").contains(&"unknown".into()));
    let charts = |lang: &str| {
        desk.json(&["report", "--lang", lang])["parts"]["charts"]["charts-stage"].clone()
    };
    assert_eq!(charts("zh"), charts("en"));
    assert_eq!(charts("zh")[0][0], "collected");
}

/// The evening's brief, the morning's screen, the list and the figures are of one fair.
#[test]
fn brief_today_list_and_stats_say_the_same() {
    let desk = Desk::example();
    let day = ["--today", "2026-10-10"];
    let json = |args: &[&str]| desk.json(&[args, &day[..]].concat());
    let count = |value: &Value| value.as_array().unwrap().len() as f64;
    let waiting = count(&json(&["list", "needs", "--stage", "collected"])["needs"]);
    assert_eq!(waiting, 4.0);
    assert_eq!(count(&json(&["today"])["to_review"]), waiting);
    let brief = json(&["report", "--brief"])["figures"].clone();
    assert_eq!(brief["collected"]["unreviewed"].as_f64(), Some(waiting));
    let stats = json(&["stats"]);
    assert_eq!(figure(&stats, "reviewed"), (34.0 - waiting, Some(34.0)));
    desk.fine(&["review", "N027", "reject", "--note", "重复"]);
    assert_eq!(figure(&json(&["stats"]), "reviewed").0, 34.0 - waiting);

    let again = json(&["report", "--brief"])["figures"]["signed"].clone();
    assert_eq!(again, brief["signed"], "what is turned away was no project");
    let signed = &brief["signed"];
    let summed = |sums: &str| -> f64 {
        let sums = signed[sums].as_object().unwrap().values();
        sums.map(|sum| sum["count"].as_f64().unwrap()).sum()
    };
    let all = signed["signed"].as_f64().unwrap() + signed["intents"].as_f64().unwrap();
    let silent = signed["without_amount"].as_f64().unwrap();
    assert_eq!(summed("agreed") + summed("intended") + silent, all);

    let told = || {
        let args = ["report", "--brief", "--format", "markdown"];
        desk.fine(&[&args, &day[..]].concat()).text()
    };
    assert!(
        told().contains("示例重大成果转化项目6"),
        "landed, though no signing: {}",
        told()
    );
    let overdue = count(&json(&["ledger", "due"])["entries"]);
    let soon = ["--date", "2026-10-09", "--due", "2026-10-15"];
    desk.fine(&[&["ledger", "log", "P001"], &soon[..], &day[..]].concat());
    let of = format!("已逾期的台账事项{overdue}项");
    assert!(told().contains(&of), "the 15th is not past on the 10th: {}", told());
}

/// What is signed after the cut-off date is none of its figures, though the project's own
/// record has moved along with the ledger.
#[test]
fn what_is_signed_after_the_cut_off_does_not_count() {
    let desk = Desk::example();
    let keys = ["signed", "amount_signed_investment", "amount_intended_investment"];
    let counted = || {
        let stats = desk.json(&["stats"]);
        keys.map(|key| figure(&stats, key).0)
    };
    let before = counted();
    desk.fine(&["ledger", "advance", "P001", "signed", "--date", "2026-11-29"]);
    assert_eq!(counted(), before);
    let signed = |day: &str| {
        let brief = desk.json(&["report", "--brief", "--as-of", day]);
        brief["figures"]["signed"].clone()
    };
    assert_eq!(signed("2026-11-29")["signed"], 9);
    assert_eq!(signed("2026-11-28")["signed"], 8);
    let early = signed("2020-01-01");
    assert_eq!((&early["signed"], &early["intents"]), (&0.into(), &0.into()));
}

#[test]
fn a_report_does_not_begin_after_its_end() {
    let desk = Desk::example();
    let report = ["--lang", "en", "report", "--brief", "--since", "2026-12-01"];
    let why = desk.refused(&[&report[..], &["--as-of", "2026-11-01"]].concat());
    assert!(why.contains("2026-12-01") && why.contains("2026-11-01"), "{why}");
    let why = desk.refused(&report);
    assert!(why.contains("cut-off date of fair.toml"), "{why}");
    desk.fine(&[&report[..], &["--as-of", "2026-12-01"]].concat());
}

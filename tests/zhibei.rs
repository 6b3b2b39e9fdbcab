//! The two raw files of a public exchange: everything readable comes in, and every list of
//! cooperation modes is split as a count of the options' words says. Where the data are not
//! there the tests are reported as ignored, with the reason.
#![expect(clippy::disallowed_methods, reason = "the tests read shared data")]

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use fairmatch::domain::{Cooperation, Kind, Record};
use fairmatch::import::{Options, SheetReport, read};
use libtest_mimic::{Arguments, Trial};
use serde_json::Value;

/// The folder of shared data beside the project.
fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/zhibei")
}

fn imported(path: &Path, kind: Kind) -> (Vec<SheetReport>, Vec<Record>) {
    let mut options = Options::new(NaiveDate::from_ymd_opt(2020, 2, 1).expect("a day"));
    options.kind = Some(kind);
    let mut records = Vec::new();
    let mut input = File::open(path).expect("the file is there");
    let reports = read("raw", &mut input, &options, &mut |record| records.push(record));
    (reports, records)
}

/// The options of the exchange's forms and the modes they mean.
const OPTIONS: &[(&str, Cooperation)] = &[
    ("完全转让", Cooperation::TechnologyTransfer),
    ("许可转让", Cooperation::Licence),
    ("技术转让", Cooperation::TechnologyTransfer),
    ("技术许可", Cooperation::Licence),
    ("委托开发", Cooperation::CommissionedDevelopment),
    ("技术入股", Cooperation::Equity),
    ("合作生产", Cooperation::JointProduction),
    ("其他", Cooperation::Other),
];

/// The modes whose option stands in a text, in any order.
fn counted(text: &str) -> Vec<Cooperation> {
    let found =
        OPTIONS.iter().filter(|(word, _)| text.contains(word)).map(|(_, mode)| *mode);
    let mut modes: Vec<Cooperation> = found.collect();
    modes.sort_unstable();
    modes.dedup();
    modes
}

fn check(file: &str, kind: Kind, modes: impl Fn(&Record) -> &[Cooperation]) {
    let path = data().join(file);
    let (reports, records) = imported(&path, kind);
    let raw: Vec<Value> =
        serde_json::from_str(&fs::read_to_string(&path).expect("text")).expect("JSON");
    let rejected: usize = reports.iter().map(|report| report.rejected).sum();
    let nameless =
        raw.iter().filter(|row| row["name"].as_str().is_none_or(|n| n.trim().is_empty()));
    assert_eq!(
        rejected,
        nameless.clone().count(),
        "only rows without a name are rejected"
    );
    assert_eq!(records.len() + rejected, raw.len());
    let named = raw
        .iter()
        .filter(|row| row["name"].as_str().is_some_and(|n| !n.trim().is_empty()));
    let mut ids = Vec::new();
    for (record, row) in records.iter().zip(named) {
        let text = row["cooperationMethod"].as_str().unwrap_or_default();
        let mut found = modes(record).to_vec();
        found.sort_unstable();
        assert_eq!(found, counted(text), "{text}");
        ids.push(record.id().to_owned());
    }
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), records.len(), "ids are unique");
}

fn needs_of_the_exchange_come_in_whole() {
    check("requirements_raw.json", Kind::Needs, |record| {
        let Record::Needs(need) = record else { return &[] };
        &need.cooperation
    });
}

fn results_of_the_exchange_come_in_whole() {
    check("achievements_raw.json", Kind::Offerings, |record| {
        let Record::Offerings(offering) = record else { return &[] };
        &offering.cooperation
    });
}

fn main() {
    let tests: [(&str, fn()); 2] = [
        ("needs_of_the_exchange_come_in_whole", needs_of_the_exchange_come_in_whole),
        ("results_of_the_exchange_come_in_whole", results_of_the_exchange_come_in_whole),
    ];
    let trials = tests.map(|(name, test)| {
        let trial = Trial::test(name, move || {
            test();
            Ok(())
        });
        if data().is_dir() {
            return trial;
        }
        trial.with_ignored_flag(true).with_kind("not found: ../shared/data/zhibei")
    });
    libtest_mimic::run(&Arguments::from_args(), trials.into()).exit();
}

//! The fair that the tests of outputs share: read from the fixtures like a user's files.
#![expect(clippy::disallowed_methods, reason = "tests read their fixtures")]
#![allow(dead_code, reason = "each test takes what it needs")]

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveDateTime};
use fairmatch::domain::{Clock, Fair, Meeting, Objective, Plan, PlanStatus};
use fairmatch::export::Style;
use fairmatch::import::{self, Options};
use fairmatch::text::messages::Lang;

/// The folder of the tests.
pub(crate) fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// The day the tests take it to be.
pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 18).expect("a day")
}

/// The moment outputs are stamped with.
pub(crate) fn made() -> NaiveDateTime {
    today().and_hms_opt(20, 0, 0).expect("a time")
}

/// A style without a terminal.
pub(crate) fn style(lang: Lang) -> Style {
    Style { lang, width: None, color: false, made: made() }
}

/// The fair of a folder of registries with its `fair.toml`.
pub(crate) fn fair(folder: &Path) -> Fair {
    let settings = fs::read_to_string(folder.join("fair.toml")).expect("settings");
    let settings = toml::from_str(&settings).expect("settings are TOML");
    let mut fair = Fair { settings, ..Fair::default() };
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("a fixture")
        .map(|entry| entry.expect("a fixture").path())
        .collect();
    files.sort();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "csv")) {
        let mut input = Cursor::new(fs::read(file).expect("a fixture"));
        let name = file.file_name().expect("a fixture").to_string_lossy();
        let options = Options::new(today());
        let reports =
            import::read(&name, &mut input, &options, &mut |record| fair.push(record));
        assert_eq!(reports.iter().map(|r| r.rejected).sum::<usize>(), 0, "{name}");
    }
    fair.link_to_own_roster();
    fair
}

/// The English fair with a plan of two meetings.
pub(crate) fn english() -> Fair {
    let mut fair = fair(&tests().join("fixtures/english-fair"));
    fair.plan = Some(plan());
    fair
}

fn plan() -> Plan {
    let clock = |minutes| Clock::from_minutes(minutes).expect("a fixture");
    let meeting = |n: usize, need: &str, offering: &str, sides: [&str; 2]| Meeting {
        id: format!("M00{n}"),
        need: need.into(),
        offering: Some(offering.into()),
        enterprise: sides[0].into(),
        institution: sides[1].into(),
        date: NaiveDate::from_ymd_opt(2026, 10, 16).expect("a fixture"),
        start: clock(520 + 20 * u16::try_from(n).expect("a fixture")),
        end: clock(540 + 20 * u16::try_from(n).expect("a fixture")),
        slot: n,
        table: Some(1),
        locked: n == 1,
    };
    Plan {
        version: 1,
        meetings: vec![
            meeting(1, "N001", "S001", ["E001", "U001"]),
            meeting(2, "N002", "S002", ["E002", "U001"]),
        ],
        unscheduled: Vec::new(),
        objective: Objective {
            meetings: 2,
            score: Some(1.5),
            idle: 0,
            breaks: 0,
            moved: 0,
            table_moves: None,
            reseated: None,
            blocking: None,
            lower_bound: fairmatch::domain::Bound::default(),
            status: PlanStatus::Optimal,
            seconds: 0.1,
            seed: 1,
        },
        over_before: None,
    }
}

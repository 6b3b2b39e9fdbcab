//! Survey files with the quirks of real ones: each folder of `fixtures/surveys` holds an
//! input and what must come of it (see `make.py` there).
#![expect(clippy::disallowed_methods, reason = "the tests read fixtures")]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use fairmatch::domain::{Code as _, Kind};
use fairmatch::import::{Dialect, Options, read};
use fairmatch::report::{Imported, ImportedSheet, Report as _};
use fairmatch::text::messages::Lang;
use serde_json::Value;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/surveys")
}

/// What `import --dry-run --format json` says of a file.
fn imported(path: &Path, options: &Options) -> Value {
    let mut records = Vec::new();
    let mut input = File::open(path).expect("the fixture is there");
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let reports = read(name, &mut input, options, &mut |record| records.push(record));
    let mut records = records.into_iter();
    let sheets = reports.into_iter().map(|report| {
        let records = records.by_ref().take(report.valid).collect();
        ImportedSheet { report, records, ..ImportedSheet::default() }
    });
    let imported = Imported { sheets: sheets.collect(), dry_run: true, all: true };
    serde_json::to_value(imported.json(Lang::Zh)).expect("reports are JSON")
}

fn options(wanted: &Value) -> Options {
    let today = NaiveDate::from_ymd_opt(2026, 9, 1).expect("a day");
    let mut options = Options::new(today);
    options.kind = wanted["kind"].as_str().and_then(Kind::of_code);
    if let Some(dialect) = wanted["dialect"].as_str() {
        options.dialect = Dialect::read(dialect).expect("a good dialect");
    }
    for pair in wanted["maps"].as_array().into_iter().flatten() {
        let text = |at: usize| pair[at].as_str().unwrap_or_default().to_owned();
        options.maps.push((text(0), text(1)));
    }
    options
}

/// Where `actual` lacks what `expected` asks for.
fn differences(expected: &Value, actual: &Value, place: &str, found: &mut Vec<String>) {
    match (expected, actual) {
        (Value::Object(wanted), Value::Object(given)) => {
            for (key, value) in wanted {
                let given = given.get(key).unwrap_or(&Value::Null);
                differences(value, given, &format!("{place}.{key}"), found);
            }
        }
        (Value::Array(wanted), Value::Array(given)) if wanted.len() == given.len() => {
            for (at, (value, given)) in wanted.iter().zip(given).enumerate() {
                differences(value, given, &format!("{place}[{at}]"), found);
            }
        }
        (Value::String(text), Value::Null) if text.is_empty() => {}
        _ if expected == actual || same_number(expected, actual) => {}
        _ => found.push(format!("{place}: expected {expected}, found {actual}")),
    }
}

fn same_number(a: &Value, b: &Value) -> bool {
    matches!((a.as_f64(), b.as_f64()), (Some(a), Some(b)) if (a - b).abs() < 1e-9)
}

/// The folders of the fixtures, each with its input and what must come of it.
fn surveys() -> Vec<(PathBuf, PathBuf, Value)> {
    let mut folders: Vec<_> = fs::read_dir(fixtures())
        .expect("the fixtures are there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(folders.len() >= 25, "only {} fixtures", folders.len());
    let read = |folder: PathBuf| {
        let text =
            fs::read_to_string(folder.join("expected.json")).expect("expectations");
        let expected: Value = serde_json::from_str(&text).expect("JSON");
        let input = folder.join(expected["input"].as_str().expect("an input"));
        (folder, input, expected)
    };
    folders.into_iter().map(read).collect()
}

#[test]
fn every_quirk_is_read_as_it_was_meant() {
    let mut found = Vec::new();
    for (folder, input, expected) in surveys() {
        let actual = imported(&input, &options(&expected["options"]));
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        differences(&expected["files"], &actual["files"], &name, &mut found);
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Of a file with several sheets, the registry asked for is what is found of it unasked.
#[test]
fn whoever_asks_for_a_registry_gets_no_sheet_of_another() {
    let mut asked = 0;
    for (folder, input, expected) in surveys() {
        let options = options(&expected["options"]);
        let unasked = imported(&input, &options);
        let files = unasked["files"].as_array().expect("files");
        let names: BTreeSet<_> =
            files.iter().map(|file| file["sheet"].as_str()).collect();
        if options.kind.is_some() || names.len() < 2 {
            continue;
        }
        let kinds: BTreeSet<_> =
            files.iter().filter_map(|file| file["kind"].as_str()).collect();
        for kind in kinds {
            let own = |all: &Value| -> Vec<Value> {
                let files = all["files"].as_array().expect("files").clone();
                files.into_iter().filter(|file| file["kind"] == kind).collect()
            };
            let only = Options { kind: Kind::of_code(kind), ..options.clone() };
            let found = imported(&input, &only);
            assert_eq!(own(&found), own(&unasked), "{kind} of {}", folder.display());
            asked += 1;
        }
    }
    assert!(asked > 15, "only {asked} times");
}
